/* Acknowledgement to a group: what came, what did not and why, how each article was read, what is still asked. Its own data only. */
#include "ops/report/export.h"
#include "ops/report/questions.h"
#include "ops/matching/sheets.h"

#include <mahalli/date.h>
#include <mahalli/i18n.h>
#include <mahalli/xalloc.h>

#include <stdlib.h>
#include <string.h>

struct known { /* of an article of the group, for its lines */
    struct mh_pack pack;
    const char *base_unit;
};

struct returning {
    struct mh_session *s;
    struct mh__matching m;
    struct mh__gather sums;
    int64_t member;
    struct mh__rows page, rejects, received, readings;
    struct mh__questions asked;
    struct known *known;
    struct mh__idmap index;  /* article id -> position in known */
    size_t nknown;
    int64_t state[MH_NSTATES], uncounted;
    struct mh_str text;
};

/* --- what was read of each article --- */

/* "volume 10 mL — lu « 10ML »", one per line. */
static char *specs_said(struct returning *k, const struct mh_reading *r)
{
    const char *lang = k->s->lang;
    mh_str_clear(&k->text);
    for (size_t i = 0; i < r->nreq; i++) {
        const struct mh_requirement *q = &r->req[i];
        char said[64];
        if (i > 0)
            mh_str_addc(&k->text, '\n');
        mh_requirement_text(k->s->lexicon, lang, r->family, q, &k->text);
        mh_str_addf(&k->text, " — %s", mh__source_text(lang, q->source, q->sheet, said));
        if (q->source == MH_SRC_READ && q->words[0] != '\0')
            mh_str_addf(&k->text, " « %s »", q->words);
    }
    return mh__taken(&k->text);
}

static void add_best(struct returning *k, const struct mh__matched *x, struct mh_rep_reading *row)
{
    const struct mh_product *p = x->best != 0 ? mh__session_product(k->s, x->best) : NULL;
    const struct mh_maker *maker = p != NULL ? mh__session_maker(k->s, p->maker_id) : NULL;
    if (p == NULL)
        return;
    row->product = mh_xstrdup(p->reference ? p->reference : p->label);
    row->maker = mh_xstrdup(maker ? maker->name : NULL);
    if (x->best_candidate == NULL)
        return;
    row->verdict = mh_xstrdup(mh_verdict_title(x->best_candidate->verdict));
    mh_str_clear(&k->text);
    mh_match_reason(k->s->index, k->s->lang, &x->reading, x->best_candidate, &k->text);
    row->reason = mh__taken(&k->text);
}

static void add_reading(void *ctx, const struct mh__matched *x)
{
    struct returning *k = ctx;
    const struct mh_article *a = x->article;
    const struct mh_reading *r = &x->reading;
    const struct mh_family *f = r->family >= 0 ? mh_lexicon_family_row(k->s->lexicon, r->family) : NULL;
    struct mh_rep_reading *row = mh__rows_add(&k->readings);
    row->reference = mh_xstrdup(a->reference);
    row->label = mh_xstrdup(a->label);
    if (f != NULL && r->problem != MH_READ_AMBIGUOUS)
        row->family_name = mh_xstrdup(mh_lexicon_family_name(k->s->lexicon, k->s->lang, r->family));
    row->specs = f != NULL ? specs_said(k, r) : NULL;
    row->rest = mh_xstrdup(r->rest);
    mh_str_clear(&k->text);
    mh__problem_text(k->s->lexicon, k->s->lang, r, &k->text);
    row->problem = mh__taken(&k->text);
    row->state = mh_xstrdup(mh_state_title(x->state));
    row->next = mh_xstrdup(mh_tr(k->s->lang, mh__next_step(x)));
    add_best(k, x, row);
    k->state[x->state]++;
    struct known *known = &k->known[k->nknown];
    known->base_unit = f != NULL && f->base_unit != NULL ? f->base_unit : "";
    mh_pack_read(a->unit, a->pack, a->label, known->base_unit, &known->pack);
    mh__idmap_put(&k->index, (uint64_t)a->id, (uint32_t)k->nknown++);
}

/* --- lines --- */

static void add_line(void *ctx, struct mh_need_line *n)
{
    struct returning *k = ctx;
    const uint32_t *at = mh__idmap_find(&k->index, (uint64_t)n->article_id);
    struct mh_rep_received *row = mh__rows_add(&k->received);
    row->site = mh_xstrdup(n->site);
    row->reference = mh_xstrdup(n->reference);
    row->label = mh_xstrdup(n->label);
    row->specs = mh_xstrdup(n->specs);
    row->quantity = mh_xstrdup(n->quantity);
    row->unit = mh_xstrdup(n->unit);
    row->pack = mh_xstrdup(n->pack);
    row->volume = n->base_quantity;
    row->needed_on = mh_xstrdup(n->needed_on);
    row->priority = mh_xstrdup(n->priority);
    k->uncounted += n->base_quantity == MH_UNKNOWN;
    if (at == NULL)
        return;
    row->base_unit = mh_xstrdup(mh_tr(k->s->lang, k->known[*at].base_unit));
    n->price_ht = n->price_ttc = MH_UNKNOWN; /* the file travels: no price in it */
    mh_str_clear(&k->text);
    mh_pack_computation(&k->text, n, &k->known[*at].pack);
    row->counted = mh__taken(&k->text);
}

static void take_reject(void *ctx, const struct mh_rep_reject *r)
{
    struct returning *k = ctx;
    struct mh_rep_reject *row = mh__rows_add(&k->rejects);
    int64_t id = row->id;
    mh_row_copy(&mh_rep_reject_table, row, r);
    row->id = id;
}

/* --- the page --- */

static void say(struct returning *k, const char *what, const char *text)
{
    struct mh_rep_pair *p;
    if (text != NULL && *text == '\0')
        return;
    p = mh__rows_add(&k->page);
    p->what = mh_xstrdup(mh_tr(k->s->lang, what));
    p->text = mh_xstrdup(text != NULL ? text : "");
}

static void say_count(struct returning *k, const char *what, int64_t n, const char *after)
{
    mh_str_clear(&k->text);
    mh_str_addf(&k->text, "%lld%s%s", (long long)n, *after ? " · " : "", *after ? mh_tr(k->s->lang, after) : "");
    say(k, what, mh_str_text(&k->text));
}

static void say_day(struct returning *k, const char *what, const char *day)
{
    mh_str_clear(&k->text);
    mh_date_fr(&k->text, day);
    say(k, what, mh_str_text(&k->text));
}

static enum mh_rc say_part(struct returning *k, struct mh_err *err)
{
    struct mh_part part;
    int64_t id = 0;
    mh_row_init(&mh_table_parts, &part);
    part.year = k->s->campaign.year;
    part.member_id = k->member;
    enum mh_rc rc = mh_store_find(k->s->store, &mh_table_parts, &part, &id, err);
    if (rc == MH_OK && id != 0)
        rc = mh_store_get(k->s->store, &mh_table_parts, id, &part, err);
    if (rc == MH_OK && id != 0) {
        say_day(k, "Demandé le", part.asked_on);
        say_day(k, "Attendu le", part.due_on);
        say_day(k, "Reçu le", part.received_on);
        say(k, "État", part.status ? part.status : "");
        say(k, "Observations", part.remarks ? part.remarks : "");
    }
    mh_row_free(&mh_table_parts, &part);
    return rc;
}

static enum mh_rc write_page(struct returning *k, struct mh_err *err)
{
    say(k, "Votre envoi", NULL);
    enum mh_rc rc = say_part(k, err);
    say_count(k, "Lignes prises", (int64_t)k->received.n, "");
    say_count(k, "Lignes refusées", (int64_t)k->rejects.n, k->rejects.n ? "à corriger dans votre fichier : feuille « Lignes refusées »" : "");
    if (k->uncounted != 0)
        say_count(k, "Lignes sans volumétrie", k->uncounted, "l’unité ou le conditionnement n’est pas connu : feuille « Lignes reçues »");
    say(k, "Vos articles", NULL);
    say_count(k, "Articles", (int64_t)k->readings.n, "un même article peut être demandé par plusieurs établissements");
    for (int i = 0; i < MH_NSTATES; i++)
        if (k->state[i] != 0)
            say_count(k, mh_state_title((enum mh_state)i), k->state[i], "");
    say(k, "Ce que l’on attend de vous", NULL);
    if (k->rejects.n == 0 && k->asked.lines.n == 0)
        say(k, "Rien", mh_tr(k->s->lang, "Vos lignes sont prises et vos articles sont lus."));
    if (k->rejects.n != 0)
        say(k, "Corriger", mh_tr(k->s->lang, "les lignes refusées, dans votre fichier, puis le renvoyer entier ; rien n’est doublé"));
    if (k->asked.lines.n != 0)
        say_count(k, "Répondre aux questions", (int64_t)k->asked.lines.n,
                  "feuille « Questions » : remplissez la colonne Réponse et renvoyez ce classeur (une case vide ne change rien)");
    say(k, "Vérifier", mh_tr(k->s->lang, "la feuille « Lecture des articles » : ce qui y est mal lu se corrige dans la désignation"));
    say(k, "Confidentialité", mh_tr(k->s->lang, "Ce classeur ne parle que de votre groupe, et ne porte aucun prix."));
    return rc;
}

/* --- the workbook --- */

static enum mh_rc build(struct returning *k, struct mh_err *err)
{
    enum mh_rc rc = mh__gather(&k->m, k->member, &k->sums, NULL, NULL, err);
    k->known = mh_xcalloc(k->m.articles.n + 1, sizeof *k->known);
    if (rc == MH_OK)
        rc = mh__member_articles(&k->m, &k->sums, k->member, "Préparation du classeur", add_reading, k, err);
    if (rc == MH_OK)
        rc = mh__member_needs(k->s, k->member, add_line, k, err);
    if (rc == MH_OK)
        rc = mh_store_rejects(k->s->store, k->s->campaign.year, k->member, take_reject, k, err);
    if (rc == MH_OK)
        rc = mh__questions_build(k->s, k->member, &k->asked, err);
    return rc == MH_OK ? write_page(k, err) : rc;
}

static enum mh_rc write(struct returning *k, const struct mh_export_request *q, struct mh_export_result *out, struct mh_err *err)
{
    const struct { const char *key; const struct mh__rows *rows; } sheets[] = {
        { "receipt", &k->page }, { "rejects", &k->rejects }, { "received", &k->received }, { "readings", &k->readings },
        { "questions", &k->asked.lines }, { "lacks", &k->asked.lacks },
    };
    enum { N = sizeof sheets / sizeof *sheets };
    struct mh_array array[N];
    struct mh_str title = MH_STR_INIT;
    struct mh_synthesis year; /* for headings; no note in this scope */
    struct mh_workbook w = mh__member_book(k->s, MH_SCOPE_RETURN, k->member, &title, &year);
    for (size_t i = 0; i < N; i++) {
        if (i > 0 && sheets[i].rows->n == 0) /* nothing to say of it */
            continue;
        array[i] = (struct mh_array){ .table = sheets[i].rows->table, .rows = sheets[i].rows->at, .n = sheets[i].rows->n };
        w.source[mh_sheet_index(sheets[i].key)] = mh_rows_array(&array[i]);
        out->sheets++;
        out->rows += i > 0 ? (int64_t)array[i].n : 0;
    }
    out->sheets++; /* the page that explains */
    enum mh_rc rc = mh__export_write(k->s, q, &w, out, err);
    mh_str_free(&title);
    return rc;
}

enum mh_rc mh__export_return(struct mh_session *s, const struct mh_export_request *q, int64_t member, struct mh_export_result *out,
                             struct mh_err *err)
{
    struct returning k = {
        .s = s, .member = member, .page = { .table = &mh_rep_pair_table }, .rejects = { .table = &mh_rep_reject_table },
        .received = { .table = &mh_rep_received_table }, .readings = { .table = &mh_rep_reading_table },
    };
    if (s->campaign.id == 0)
        return mh_err_set(err, MH_ENOTFOUND, "aucune campagne ouverte : mahalli campaign open ANNÉE");
    enum mh_rc rc = mh__matching_open(s, &k.m, err);
    if (rc != MH_OK)
        return rc;
    rc = build(&k, err);
    if (rc == MH_OK)
        rc = write(&k, q, out, err);
    mh__questions_free(&k.asked);
    mh__gather_free(&k.sums);
    mh__rows_free(&k.page);
    mh__rows_free(&k.rejects);
    mh__rows_free(&k.received);
    mh__rows_free(&k.readings);
    mh__idmap_free(&k.index);
    mh__matching_free(&k.m);
    mh_str_free(&k.text);
    free(k.known);
    return rc;
}

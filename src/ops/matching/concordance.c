/* One article and its candidates, with all that a pharmacist looks at before signing. */
#include "ops/matching/desk.h"
#include "ops/matching/sheets.h"

#include <mahalli/date.h>
#include <mahalli/i18n.h>
#include <mahalli/xalloc.h>

#include <stdlib.h>
#include <string.h>

enum { PROOFS = 24, PRODUCTS = 64 };

struct detail { /* what the caller holds, and its memory */
    struct mh_match_detail d;
    struct mh_arena arena;
};

struct filler {
    struct mh__desk *desk;
    const struct mh__matched *x;
    struct mh__rows trials; /* of the article */
    struct detail *to;
    struct mh_compared_row row[MH__TABLE_ROWS];
    struct mh_str text;
};

void mh_match_detail_free(struct mh_match_detail *d)
{
    if (d == NULL)
        return;
    struct detail *own = (struct detail *)(void *)d;
    mh_arena_free(&own->arena);
    free(own);
}

static const char *keep(struct filler *f, const char *text)
{
    return text == NULL || *text == '\0' ? "" : mh_arena_strdup(&f->to->arena, text);
}

static const char *keep_built(struct filler *f)
{
    const char *kept = keep(f, mh_str_text(&f->text));
    mh_str_clear(&f->text);
    return kept;
}

static const char *tr(const struct filler *f, const char *fr)
{
    return mh_tr(f->desk->m.s->lang, fr);
}

static void fill_requirements(struct filler *f, const struct mh_candidate *c, struct mh_detail_candidate *to)
{
    size_t n = mh_match_table(f->desk->m.s->index, f->desk->m.s->lang, &f->x->reading, c, f->row, MH__TABLE_ROWS);
    struct mh_detail_requirement *q = mh_arena_alloc(&f->to->arena, (n + 1) * sizeof *q);
    char source[64];
    for (size_t i = 0; i < n; i++) {
        const struct mh_compared_row *r = &f->row[i];
        q[i] = (struct mh_detail_requirement){
            .attribute = keep(f, r->attribute), .wanted = keep(f, r->wanted), .offered = keep(f, r->offered), .by = keep(f, r->by),
            .result = tr(f, mh_compared_name(r->result)), .source = keep(f, mh__source_text(f->desk->m.s->lang, r->source, r->sheet, source)),
             .who = tr(f, mh_who_name(r->who)),
            .met = r->result == MH_CMP_MET, .failed = r->result == MH_CMP_FAILED, .wish = !r->mandatory && !r->special,
            .special = r->special,
        };
    }
    to->requirement = q;
    to->nrequirements = n;
}

static const char *proof_type(struct filler *f, const char *type)
{
    static const struct { const char *code, *name; } names[] = {
        { "enregistrement", MH_TR("enregistrement") }, { "declaration", MH_TR("déclaration") }, { "iso13485", "ISO 13485" },
        { "ce", MH_TR("marquage CE") },
        { "fda", "FDA" },
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (mh_streq(type, names[i].code))
            return tr(f, names[i].name);
    return keep(f, type);
}

static void fill_proofs(struct filler *f, const struct mh_product *p, struct mh_detail_candidate *to)
{
    const struct mh_certificate *found[PROOFS];
    size_t n = mh__certificates(&f->desk->m, p, found, PROOFS);
    struct mh_detail_proof *q = mh_arena_alloc(&f->to->arena, (n + 1) * sizeof *q);
    for (size_t i = 0; i < n; i++) {
        const struct mh_certificate *c = found[i];
        q[i] = (struct mh_detail_proof){
            .type = proof_type(f, c->type), .number = keep(f, c->number), .authority = keep(f, c->authority), .scope = keep(f, c->scope),
            .from = keep(f, c->from), .to = keep(f, c->to), .document = keep(f, c->document), .verified_on = keep(f, c->verified_on),
            .of_maker = c->product_id == MH_UNKNOWN, .expired = c->to != NULL && strcmp(c->to, f->desk->m.today) < 0,
        };
    }
    to->proof = q;
    to->nproofs = n;
}

static void fill_opinion(struct filler *f, int64_t product, struct mh_detail_candidate *to)
{
    const struct mh__recall *r = &f->x->recall;
    mh__recall_text(r, f->desk->m.s->lang, product, &f->text);
    to->opinion = keep_built(f);
    enum mh__said said = mh__recall_on(r, product);
    to->validated = said == MH__SAID_YES;
    to->rejected = said == MH__SAID_NO || (said == MH__SAID_NOTHING && mh__recall_on(r, MH_UNKNOWN) == MH__SAID_NO);
    to->reopened = "";
    for (size_t i = 0; i < r->n; i++)
        if (r->at[i].opinion->product_id == product && r->at[i].reopened != NULL && !r->at[i].mention)
            to->reopened = tr(f, r->at[i].reopened);
}

/* « échantillon demandé le 03/11/2026, reçu le 10/11/2026, conforme » */
static void fill_trial(struct filler *f, int64_t product, struct mh_detail_candidate *to)
{
    for (size_t i = 0; i < f->trials.n; i++) {
        const struct mh_trial *t = mh__rows_at(&f->trials, i);
        if (t->product_id != product)
            continue;
        mh_str_addf(&f->text, "%s%s ", f->text.len ? " ; " : "", tr(f, "échantillon demandé le"));
        mh_date_fr(&f->text, t->asked_on);
        if (t->received_on != NULL) {
            mh_str_addf(&f->text, "%s ", tr(f, ", reçu le"));
            mh_date_fr(&f->text, t->received_on);
        }
        if (!mh_blank(t->lab))
            mh_str_addf(&f->text, ", %s", t->lab);
        if (t->result != NULL)
            mh_str_addf(&f->text, "%s%s", tr(f, " : "), tr(f, t->result));
    }
    to->trial = keep_built(f);
}

static void fill_candidate(struct filler *f, const struct mh_candidate *c, bool by_hand, struct mh_detail_candidate *to)
{
    struct mh_session *s = f->desk->m.s;
    const struct mh_product *p = mh__session_product(s, c->product_id);
    const struct mh_maker *maker = mh__session_maker(s, p->maker_id);
    *to = (struct mh_detail_candidate){
        .product_id = p->id, .maker_id = p->maker_id, .product = keep(f, p->reference ? p->reference : p->label), .label = keep(f, p->label),
        .unit = keep(f, p->unit), .verdict = c->verdict, .excluded = c->excluded, .by_hand = by_hand, .score = c->score,
        .who = c->verdict == MH_VERDICT_REVIEW ? tr(f, mh_who_name(c->who)) : "", .capacity = p->capacity, .minimum = p->minimum,
        .lead_days = p->lead_days, .available_on = keep(f, p->available_on), .status = keep(f, p->status),
        .verified_on = keep(f, p->verified_on), .clearance = mh__clearance(&f->desk->m, p, f->x->reading.family),
    };
    to->maker = keep(f, maker ? maker->code : NULL);
    to->maker_name = keep(f, maker ? maker->name : NULL);
    to->city = keep(f, maker ? maker->city : NULL);
    to->maker_status = keep(f, maker ? maker->status : NULL);
    mh_match_reason(s->index, s->lang, &f->x->reading, c, &f->text);
    to->reason = keep_built(f);
    for (int i = 0; i < c->nparts; i++)
        mh_str_addf(&f->text, "%s%s %d", i ? " + " : "", tr(f, c->part[i].name), c->part[i].points);
    to->parts = keep_built(f);
    fill_opinion(f, p->id, to);
    fill_trial(f, p->id, to);
    fill_requirements(f, c, to);
    fill_proofs(f, p, to);
}

static bool among(const struct mh_candidates *c, size_t n, int64_t product)
{
    for (size_t i = 0; i < n; i++)
        if (c->at[i].product_id == product)
            return true;
    return false;
}

/* Products of which somebody said something, or that the caller asks for, and that the list does not hold. */
static size_t others(struct filler *f, size_t shown, int64_t asked, int64_t ids[PRODUCTS])
{
    size_t n = 0;
    const struct mh__recall *r = &f->x->recall;
    for (size_t i = 0; i <= r->n && n < PRODUCTS; i++) {
        int64_t id = i < r->n ? r->at[i].opinion->product_id : asked;
        bool held = id == MH_UNKNOWN || id == 0 || among(&f->x->candidates, shown, id) || mh__session_product(f->desk->m.s, id) == NULL;
        for (size_t k = 0; k < n && !held; k++)
            held = ids[k] == id;
        if (!held && (i == r->n || !r->at[i].mention))
            ids[n++] = id;
    }
    return n;
}

static void fill_candidates(struct filler *f, size_t top, int64_t asked)
{
    const struct mh__matched *x = f->x;
    int64_t more[PRODUCTS];
    size_t shown = x->candidates.n < top ? x->candidates.n : top;
    size_t nmore = others(f, shown, asked, more), n = 0;
    struct mh_detail_candidate *list = mh_arena_alloc(&f->to->arena, (shown + nmore + 1) * sizeof *list);
    for (int pass = 0; pass < 3; pass++) { /* validated by hand, proposed, the others */
        for (size_t i = 0; i < shown && pass == 1; i++)
            fill_candidate(f, &x->candidates.at[i], false, &list[n++]);
        for (size_t i = 0; i < nmore && pass != 1; i++) {
            struct mh_candidate c;
            bool first = mh__recall_on(&x->recall, more[i]) == MH__SAID_YES;
            if (first == (pass == 0) && mh_match_pair(f->desk->m.s->index, &x->reading, more[i], &c))
                fill_candidate(f, &c, !among(&x->candidates, x->candidates.n, more[i]), &list[n++]);
        }
    }
    f->to->d.candidate = list;
    f->to->d.ncandidates = n;
}

static void fill_asked(struct filler *f)
{
    const struct mh_reading *r = &f->x->reading;
    const struct mh_lexicon *lx = f->desk->m.s->lexicon;
    struct mh_detail_requirement *q = mh_arena_alloc(&f->to->arena, (r->nreq + 1) * sizeof *q);
    char source[64];
    for (size_t i = 0; i < r->nreq; i++) {
        mh_value_spec_text(lx, f->desk->m.s->lang, r->family, r->req[i].attribute, &r->req[i].value, &f->text);
        q[i] = (struct mh_detail_requirement){ .attribute = mh_lexicon_attribute_name(lx, f->desk->m.s->lang, r->family, r->req[i].attribute),
                                               .wanted = keep_built(f), .offered = "", .by = "", .result = "",
                                               .who = "", .source = keep(f, mh__source_text(f->desk->m.s->lang, r->req[i].source, r->req[i].sheet, source)),
                                               .wish = r->req[i].wish };
    }
    f->to->d.asked = q;
    f->to->d.nasked = r->nreq;
}

static int64_t count_alike(const struct mh__desk *d, const struct mh__desk_article *a)
{
    int64_t n = 0;
    for (size_t i = 0; i < d->m.articles.n && a->key != 0; i++)
        n += d->article[i].key == a->key && d->article[i].member_id == a->member_id && d->article[i].needs != 0;
    return n ? n : 1;
}

static void fill_article(struct filler *f, const struct mh__desk_article *a)
{
    const struct mh__matched *x = f->x;
    const struct mh_article *row = x->article;
    const struct mh_family *family = x->reading.family >= 0 ? mh_lexicon_family_row(f->desk->m.s->lexicon, x->reading.family) : NULL;
    struct mh_match_detail *d = &f->to->d;
    *d = (struct mh_match_detail){
        .article_id = row->id, .member = keep(f, x->member), .reference = keep(f, row->reference), .label = keep(f, row->label),
        .given = keep(f, row->specs), .unit = keep(f, row->unit), .pack = keep(f, row->pack), .family = keep(f, family ? family->code : NULL),
        .family_name = keep(f, family ? mh_lexicon_family_name(f->desk->m.s->lexicon, f->desk->m.s->lang, x->reading.family) : NULL),
        .base_unit = keep(f, family ? tr(f, family->base_unit) : NULL),
        .rest = keep(f, x->reading.rest), .matched = a->matched, .state = x->state,
        .next = tr(f, mh__next_step(x)), .volume = a->volume,
        .needs = a->needs, .alike = count_alike(f->desk, a), .leads = (int64_t)x->leads,
    };
    d->stale = a->matched && (a->state != x->state || a->product_id != x->best);
    d->who = x->state != MH_STATE_REVIEW ? "" : tr(f, mh_who_name(x->best_candidate && x->best_candidate->who != MH_WHO_NONE
                                                                      ? x->best_candidate->who : MH_WHO_PHARMACIST));
    mh__tell_specs(f->desk->m.s, &x->reading, &f->text);
    d->specs = keep_built(f);
    mh__problem_text(f->desk->m.s->lexicon, f->desk->m.s->lang, &x->reading, &f->text);
    d->problem = keep_built(f);
    mh__recall_text(&x->recall, f->desk->m.s->lang, MH_UNKNOWN, &f->text);
    d->none = keep_built(f);
}

enum mh_rc mh_ops_match_detail(struct mh_session *s, int64_t article_id, size_t top, int64_t product_id, struct mh_match_detail **out,
                               struct mh_err *err)
{
    struct mh__desk *desk;
    struct mh__matched x = { 0 };
    *out = NULL;
    enum mh_rc rc = mh__desk(s, &desk, err);
    if (rc != MH_OK)
        return rc;
    size_t place = mh__desk_find(desk, article_id);
    if (place == SIZE_MAX)
        return mh_err_set(err, MH_ENOTFOUND, "cet article n'est plus dans le plan");
    struct filler *f = mh_xcalloc(1, sizeof *f);
    *f = (struct filler){ .desk = desk, .x = &x, .to = mh_xcalloc(1, sizeof *f->to) };
    struct mh_filter of_article[] = { { .column = "article_id", .number = article_id }, { 0 } };
    rc = mh__rows_load(s->store, &mh_table_trials, of_article, &f->trials, err);
    if (rc != MH_OK) {
        free(f->to);
        free(f);
        return rc;
    }
    mh__match_one(&desk->m, desk->article[place].at, top, &x);
    fill_article(f, &desk->article[place]);
    fill_asked(f);
    fill_candidates(f, top, product_id);
    *out = &f->to->d;
    mh_str_free(&f->text);
    mh__rows_free(&f->trials);
    mh__matched_free(&x);
    free(f);
    return MH_OK;
}

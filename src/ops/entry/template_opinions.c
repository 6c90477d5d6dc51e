/*
 * Opinions for pharmacists who work in Excel: the queue of a group, each article with the products that an opinion could settle. Articles
 * that read the same are one line, since an opinion on one holds for all.
 */
#include "ops/matching/desk.h"
#include "ops/report/report.h"
#include "ops/report/returns.h"
#include "ops/entry/template.h"

#include <mahalli/date.h>
#include <mahalli/i18n.h>
#include <mahalli/xalloc.h>

#include <stdlib.h>
#include <string.h>

enum { PRODUCTS = 3, COLUMNS = 20, CERTIFICATES = 4 };
enum context { C_LABEL, C_SPECS, C_ALIKE, C_PRODUCT, C_VERDICT, C_MET, C_OPEN, C_PROOFS, NCONTEXT };

static const struct { const char *name, *help; int width; } about[NCONTEXT] = {
    [C_LABEL] = { "article_designation", MH_TR("Ce que le groupe demande"), 28 },
    [C_SPECS] = { "article_specifications", MH_TR("Ce qui en est lu ; se corrige dans l'article, pas ici"), 26 },
    [C_ALIKE] = { "articles_concernes", MH_TR("Articles du groupe qui se lisent de même : l'avis vaut pour tous"), 10 },
    [C_PRODUCT] = { "produit_designation", MH_TR("Ce que le fabricant propose"), 28 },
    [C_VERDICT] = { "concordance", MH_TR("Ce que dit le rapprochement"), 13 },
    [C_MET] = { "respecte", MH_TR("Spécifications tenues par le produit"), 28 },
    [C_OPEN] = { "a_voir", MH_TR("Ce que le produit ne dit pas, ou dit autrement"), 28 },
    [C_PROOFS] = { "certificats", MH_TR("Connus du registre ; voyez les pièces"), 20 },
};

struct pair { int64_t article, product; size_t place, alike; }; /* place: of the article at the desk */

struct judging {
    struct mh_session *s;
    struct mh__desk *d;
    struct mh_column context[NCONTEXT];
    struct mh_template_column column[COLUMNS];
    size_t n;
    const char *choices[8];
    MH_VEC(struct pair) pairs;
    size_t next;
    struct mh__matched x;      /* of the pair told last */
    size_t x_place;
    struct mh_str text[COLUMNS];
    const char *shown[COLUMNS];
    struct mh_template_row row;
    char ident[MH__PAIR_SIZE], version[MH__VERSION_SIZE];
};

/* --- columns --- */

static void add_context(struct judging *k, enum context c)
{
    k->context[c] = (struct mh_column){ .name = about[c].name, .title = mh_return_context[c], .type = MH_TEXT, .flags = MH_LONG, .width = about[c].width };
    k->column[k->n++] = (struct mh_template_column){ .column = &k->context[c], .help = mh_tr(k->s->lang, about[c].help) };
}

static void add_own(struct judging *k, const char *name, const char *help)
{
    const struct mh_column *c = mh_table_column(&mh_table_opinion_lines, name);
    struct mh_template_column *to = &k->column[k->n++];
    *to = (struct mh_template_column){ .column = c, .help = mh_tr(k->s->lang, help) };
    if (!mh_streq(name, "avis"))
        return;
    for (const struct mh_choice *o = c->choices; o->code != NULL && to->nlist < sizeof k->choices / sizeof *k->choices; o++)
        k->choices[to->nlist++] = o->code;
    to->list = k->choices;
}

static void make_columns(struct judging *k)
{
    add_own(k, "article", MH_TR("Votre code de l'article, sinon son libellé"));
    add_context(k, C_LABEL);
    add_context(k, C_SPECS);
    add_own(k, "fabricant", MH_TR("Code du fabricant"));
    add_own(k, "produit", MH_TR("Référence du produit"));
    add_context(k, C_PRODUCT);
    add_context(k, C_VERDICT);
    add_context(k, C_MET);
    add_context(k, C_OPEN);
    add_context(k, C_PROOFS);
    add_own(k, "avis", MH_TR("Choisissez dans la liste ; vide : pas encore jugé"));
    add_own(k, "motif", MH_TR("Pourquoi, en une ligne"));
    add_own(k, "reserve", MH_TR("À quelle condition, si l'avis est sous réserve"));
    add_own(k, "pieces_vues", MH_TR("Fiche technique, certificat, échantillon…"));
    add_own(k, "auteur", MH_TR("Qui signe ; vide : qui importe le fichier"));
    add_own(k, "date", MH_TR("Jour de l'avis, jj/mm/aaaa ; vide : jour de l'import"));
    add_own(k, "valable_jusqu_au", MH_TR("jj/mm/aaaa ; vide : sans terme"));
    add_context(k, C_ALIKE);
    add_own(k, "membre", MH_TR("Code du groupe"));
    add_own(k, "portee", MH_TR("groupe, ou association : alors pour tous les groupes"));
}

/* --- which pairs --- */

/* Nobody has said anything of it that holds, and an opinion could settle it. */
static bool to_judge(const struct mh__matched *x, size_t rank)
{
    const struct mh_candidate *c = &x->candidates.at[rank];
    return !c->excluded && (c->verdict == MH_VERDICT_MATCH || c->verdict == MH_VERDICT_REVIEW) &&
           mh__recall_on(&x->recall, c->product_id) == MH__SAID_NOTHING;
}

static bool seen_alike(struct judging *k, size_t place)
{
    const struct mh__desk_article *a = &k->d->article[place];
    for (size_t i = 0; i < k->pairs.len && a->key != 0; i++) {
        const struct mh__desk_article *b = &k->d->article[k->pairs.at[i].place];
        if (b->key == a->key && b->member_id == a->member_id)
            return true;
    }
    return false;
}

static size_t alike(const struct judging *k, size_t place)
{
    const struct mh__desk_article *a = &k->d->article[place];
    size_t n = a->key == 0;
    for (size_t i = 0; i < k->d->m.articles.n && a->key != 0; i++) {
        const struct mh__desk_article *b = &k->d->article[i];
        n += b->needs != 0 && b->key == a->key && b->member_id == a->member_id;
    }
    return n;
}

static void match_place(struct judging *k, size_t place)
{
    if (k->x_place != place)
        mh__match_one(&k->d->m, k->d->article[place].at, PRODUCTS, &k->x);
    k->x_place = place;
}

static enum mh_rc find_pairs(struct judging *k, int64_t member, struct mh_err *err)
{
    struct mh_queue_query q = { .role = "pharmacien" };
    int64_t *ids = NULL;
    size_t n = 0;
    enum mh_rc rc = mh_ops_queue(k->s, &q, &ids, &n, err);
    for (size_t i = 0; i < n && rc == MH_OK; i++) {
        size_t place = mh__desk_find(k->d, ids[i]);
        if (place == SIZE_MAX || (member != 0 && k->d->article[place].member_id != member) || seen_alike(k, place))
            continue;
        match_place(k, place);
        size_t same = alike(k, place);
        for (size_t rank = 0; rank < k->x.accepted && rank < PRODUCTS; rank++)
            if (to_judge(&k->x, rank)) {
                struct pair p = { ids[i], k->x.candidates.at[rank].product_id, place, same };
                mh_vec_push(&k->pairs, p);
            }
    }
    free(ids);
    return rc;
}

/* --- one line --- */

static void add_item(struct mh_str *out, const char *text)
{
    if (out->len > 0)
        mh_str_add(out, " ; ");
    mh_str_add(out, text);
}

/* What the product meets, and what is left to look at. */
static void tell_comparison(struct judging *k, const struct mh_candidate *c, struct mh_str *met, struct mh_str *open)
{
    struct mh_compared_row t[MH__TABLE_ROWS];
    const char *lang = k->s->lang;
    struct mh_str one = MH_STR_INIT;
    size_t n = mh_match_table(k->s->index, lang, &k->x.reading, c, t, MH__TABLE_ROWS);
    for (size_t i = 0; i < n; i++) {
        mh_str_clear(&one);
        if (t[i].here)
            mh_str_add(&one, t[i].offered);
        else if (t[i].result == MH_CMP_MET)
            mh_str_addf(&one, "%s : %s", t[i].attribute, t[i].offered);
        else if (t[i].result == MH_CMP_FAILED)
            mh_str_addf(&one, "%s : %s", t[i].attribute, *t[i].by ? t[i].by : t[i].offered);
        else
            mh_str_addf(&one, mh_tr(lang, "%s : non dit par le fabricant (demandé : %s)"), t[i].attribute, t[i].wanted);
        if (t[i].special) {
            mh_str_clear(&one);
            mh_str_addf(&one, mh_tr(lang, "%s : %s, que personne n'a demandé"), t[i].attribute, t[i].offered);
        }
        add_item(t[i].result == MH_CMP_MET && !t[i].special ? met : open, mh_str_text(&one));
    }
    mh_str_clear(&one);
    mh_match_reason(k->s->index, lang, &k->x.reading, c, &one);
    const char *end = strrchr(mh_str_text(&one), ';'); /* its last words say why it is not simply so */
    if (c->verdict == MH_VERDICT_REVIEW && end != NULL)
        add_item(open, end + 1 + strspn(end + 1, " "));
    mh_str_free(&one);
}

static void tell_proofs(struct judging *k, const struct mh_product *p, struct mh_str *out)
{
    const struct mh_certificate *found[CERTIFICATES];
    struct mh_str one = MH_STR_INIT;
    size_t n = mh__certificates(&k->d->m, p, found, CERTIFICATES);
    for (size_t i = 0; i < n; i++) {
        mh_str_clear(&one);
        mh_str_addf(&one, "%s%s%s", found[i]->type, found[i]->number ? " " : "", found[i]->number ? found[i]->number : "");
        if (found[i]->to != NULL) {
            mh_str_add(&one, mh_tr(k->s->lang, ", jusqu'au "));
            mh_date_fr(&one, found[i]->to);
            if (strcmp(found[i]->to, k->d->m.today) < 0)
                mh_str_add(&one, mh_tr(k->s->lang, " (expiré)"));
        }
        add_item(out, mh_str_text(&one));
    }
    mh_str_free(&one);
}

static struct mh_str *cell(struct judging *k, const char *name)
{
    for (size_t i = 0; i < k->n; i++)
        if (mh_streq(k->column[i].column->name, name))
            return &k->text[i];
    return NULL; /* never: names are those above */
}

static void put(struct judging *k, const char *name, const char *text)
{
    mh_str_add(cell(k, name), text != NULL ? text : "");
}

static void tell(struct judging *k, const struct pair *p)
{
    match_place(k, p->place);
    const struct mh_article *a = k->x.article;
    const struct mh_product *product = mh__session_product(k->s, p->product);
    const struct mh_maker *maker = product != NULL ? mh__session_maker(k->s, product->maker_id) : NULL;
    const struct mh_candidate *c = NULL;
    for (size_t i = 0; i < k->x.candidates.n; i++)
        if (k->x.candidates.at[i].product_id == p->product)
            c = &k->x.candidates.at[i];
    put(k, "article", !mh_blank(a->reference) ? a->reference : a->label);
    put(k, "membre", k->x.member);
    put(k, "article_designation", a->label);
    for (size_t i = 0; i < k->x.reading.nreq; i++) {
        if (i > 0)
            mh_str_add(cell(k, "article_specifications"), " ; ");
        mh_requirement_text(k->s->lexicon, k->s->lang, k->x.reading.family, &k->x.reading.req[i], cell(k, "article_specifications"));
    }
    mh_str_addf(cell(k, "articles_concernes"), "%zu", p->alike);
    put(k, "fabricant", maker ? maker->code : NULL);
    if (product != NULL) {
        put(k, "produit", !mh_blank(product->reference) ? product->reference : product->label);
        put(k, "produit_designation", product->label);
        tell_proofs(k, product, cell(k, "certificats"));
    }
    if (c != NULL) {
        put(k, "concordance", mh_tr(k->s->lang, mh_verdict_title(c->verdict)));
        tell_comparison(k, c, cell(k, "respecte"), cell(k, "a_voir"));
    }
}

static enum mh_rc next_pair(void *ctx, const struct mh_template_row **row, struct mh_err *err)
{
    struct judging *k = ctx;
    *row = NULL;
    if (k->next == k->pairs.len)
        return MH_OK;
    const struct pair *p = &k->pairs.at[k->next++];
    for (size_t i = 0; i < k->n; i++)
        mh_str_clear(&k->text[i]);
    tell(k, p);
    for (size_t i = 0; i < k->n; i++)
        k->shown[i] = mh_str_text(&k->text[i]);
    mh__pair_text(p->article, p->product, k->ident);
    enum mh_rc rc = mh__pair_version(k->s, p->article, p->product, k->version, err);
    k->row.text = k->shown;
    k->row.ident = k->ident;
    k->row.version = k->version;
    *row = &k->row;
    return rc;
}

/* --- the file --- */

static enum mh_rc whose(struct mh_session *s, const struct mh_template_request *q, int64_t *member, struct mh_err *err)
{
    int64_t members = 0;
    *member = 0;
    if (q->member != NULL)
        return mh__find_code(s, &mh_table_members, "membres", q->member, member, err);
    enum mh_rc rc = mh_store_count(s->store, &mh_table_members, NULL, &members, err);
    return rc == MH_OK && members > 1
               ? mh_err_set(err, MH_EUSAGE, "ce plan a %d groupes, et un pharmacien juge pour le sien : lequel ? --member CODE, ou --empty pour un "
                            "fichier vide", (int)members)
               : rc;
}

static void set_fixed(struct judging *k)
{
    for (size_t i = 0; i < k->n; i++)
        if (mh_table_column(&mh_table_opinion_lines, k->column[i].column->name) != k->column[i].column ||
            mh_in_list("article|membre|fabricant|produit", k->column[i].column->name))
            k->row.fixed |= UINT64_C(1) << i;
}

enum mh_rc mh__template_opinions(struct mh_session *s, const struct mh_template_request *q, struct mh_template_result *out, struct mh_err *err)
{
    struct judging k = { .s = s, .x_place = SIZE_MAX };
    struct mh_str heading = MH_STR_INIT;
    int64_t member = 0;
    enum mh_rc rc = whose(s, q, &member, err);
    if (rc == MH_OK)
        rc = mh__desk(s, &k.d, err);
    make_columns(&k);
    set_fixed(&k);
    if (rc == MH_OK)
        rc = find_pairs(&k, member, err);
    if (rc == MH_OK) {
        mh_str_addf(&heading, mh_tr(s->lang, "Avis à donner, campagne %d : remplissez les colonnes blanches ; une ligne sans avis ne dit rien ; "
                                             "mahalli import avis reprend le fichier"), (int)s->campaign.year);
        char *foot = mh__plan_foot(s);
        struct mh_template t = {
            .foot = foot, .sheet = mh_table_opinion_lines.title, .heading = mh_str_text(&heading), .now = s->now, .lang = s->lang, .column = k.column, .ncolumns = k.n,
            .visible = k.n - 3, .frozen = 2, .wraps = true, .returns = mh_return_columns, .rows = (int64_t)k.pairs.len, .next = next_pair, .ctx = &k,
        };
        rc = mh_export_template(q->path, &t, err);
        out->rows = (int64_t)k.pairs.len;
        free(foot);
    }
    for (size_t i = 0; i < COLUMNS; i++)
        mh_str_free(&k.text[i]);
    mh__matched_free(&k.x);
    mh_vec_free(&k.pairs);
    mh_str_free(&heading);
    return rc;
}

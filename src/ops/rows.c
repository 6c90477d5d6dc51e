/* Rows by hand: list, add, set, remove. Every value goes through the same validator and the same way in as an import. */
#include "ops/entry/edit.h"
#include "ops/year/purchases.h"
#include "ops/report/questions.h"
#include "ops/report/returns.h"
#include "ops/matching/sheets.h"
#include "ops/matching/trials.h"

#include <mahalli/utf8.h>
#include <mahalli/xalloc.h>

#include <stdlib.h>
#include <string.h>

enum mh_rc mh__table_of(const char *kind, const struct mh_table **t, struct mh_err *err)
{
    *t = mh_table_for_kind(kind);
    if (*t == &mh_table_question_lines)
        return mh_err_set(err, MH_EUSAGE, "les questions se posent d'elles-mêmes : on les liste et on y répond par mahalli import questions");
    if (*t != NULL)
        return MH_OK;
    struct mh_str all = MH_STR_INIT;
    for (size_t i = 0; mh_tables[i] != NULL; i++)
        mh_str_addf(&all, "%s%s", i ? ", " : "", mh_tables[i]->name_fr);
    enum mh_rc rc = mh_err_set(err, MH_EUSAGE, "« %s » n'est pas une liste : attendu %s", kind, mh_str_text(&all));
    mh_str_free(&all);
    return rc;
}

/* --- list --- */

static void column_text(struct mh_session *s, const struct mh_column *c, void *row, struct mh_str *out)
{
    if (c->type != MH_REF) {
        mh_value_text(c, row, out);
        return;
    }
    int64_t id = *mh_field_int(c, row);
    if (id != MH_UNKNOWN)
        mh_str_add(out, mh_store_code(s->store, c->ref, id));
}

struct where { /* "column=text": settled once for a list */
    const struct mh_column *column; /* NULL: every row */
    struct mh_str wanted, text, folded;
};

static enum mh_rc where_of(const struct mh_table *t, const char *where, struct where *w, struct mh_err *err)
{
    *w = (struct where){ 0 };
    if (where == NULL)
        return MH_OK;
    const char *eq = strchr(where, '=');
    char *name = eq ? mh_xstrndup(where, (size_t)(eq - where)) : NULL;
    w->column = name ? mh_table_match_header(t, name) : NULL;
    free(name);
    if (eq == NULL)
        return mh_err_set(err, MH_EUSAGE, "filtre « %s » : attendu colonne=texte", where);
    if (w->column == NULL)
        return mh_err_set(err, MH_EUSAGE, "filtre « %s » : ce n'est pas une colonne des %s", where, t->name_fr);
    mh_utf8_fold(&w->wanted, eq + 1);
    return MH_OK;
}

static bool keeps(struct mh_session *s, struct where *w, void *row)
{
    if (w->column == NULL)
        return true;
    mh_str_clear(&w->text);
    mh_str_clear(&w->folded);
    column_text(s, w->column, row, &w->text);
    mh_utf8_fold(&w->folded, mh_str_text(&w->text));
    return mh_streq(mh_str_text(&w->folded), mh_str_text(&w->wanted));
}

static void where_free(struct where *w)
{
    mh_str_free(&w->wanted);
    mh_str_free(&w->text);
    mh_str_free(&w->folded);
}

/* only: the row of this id, 0 all. */
static void row_texts(struct mh_session *s, const struct mh_table *t, void *row, struct mh_str *text, const char **texts)
{
    for (size_t i = 0; i < t->ncolumns; i++) {
        mh_str_clear(&text[i]);
        column_text(s, &t->columns[i], row, &text[i]);
        texts[i] = mh_str_text(&text[i]);
    }
}

/* Questions are no stored rows: asked anew each time. */
static enum mh_rc list_questions(struct mh_session *s, const char *where,
                                 enum mh_rc (*each)(void *ctx, const struct mh_table *t, const char *const *texts, struct mh_err *err),
                                 void *ctx, struct mh_err *err)
{
    const struct mh_table *t = &mh_table_question_lines;
    struct mh_str *text = mh_xcalloc(t->ncolumns, sizeof *text);
    const char **texts = mh_xcalloc(t->ncolumns, sizeof *texts);
    struct mh__questions q = { 0 };
    struct where w;
    enum mh_rc rc = where_of(t, where, &w, err);
    if (rc == MH_OK)
        rc = mh__questions_build(s, 0, &q, err);
    for (size_t i = 0; rc == MH_OK && i < q.lines.n; i++) {
        void *row = mh__rows_at(&q.lines, i);
        if (!keeps(s, &w, row))
            continue;
        row_texts(s, t, row, text, texts);
        rc = each(ctx, t, texts, err);
    }
    mh__questions_free(&q);
    where_free(&w);
    for (size_t i = 0; i < t->ncolumns; i++)
        mh_str_free(&text[i]);
    free(text);
    free(texts);
    return rc;
}

static enum mh_rc list_rows(struct mh_session *s, const struct mh_table *t, const char *where, int64_t only,
                            enum mh_rc (*each)(void *ctx, const struct mh_table *t, const char *const *texts, struct mh_err *err),
                            void *ctx, struct mh_err *err)
{
    void *row = mh_xcalloc(1, t->row_size);
    struct mh_str *text = mh_xcalloc(t->ncolumns, sizeof *text);
    const char **texts = mh_xcalloc(t->ncolumns, sizeof *texts);
    struct mh_cursor *cur = NULL;
    struct where w;
    const struct mh_filter of_year[] = { { .column = "campaign_id", .number = s->campaign.id }, { 0 } };
    mh_row_init(t, row);
    enum mh_rc rc = where_of(t, where, &w, err);
    if (rc == MH_OK) /* the needs of one year, as everywhere */
        rc = mh_cursor_open(s->store, t, t == &mh_table_need_lines && s->campaign.id != 0 ? of_year : NULL, false, &cur, err);
    while (rc == MH_OK) {
        bool got = false;
        rc = mh_cursor_next(cur, row, &got, err);
        if (rc != MH_OK || !got)
            break;
        int64_t id;
        memcpy(&id, row, sizeof id);
        if ((only != 0 && id != only) || !keeps(s, &w, row))
            continue;
        row_texts(s, t, row, text, texts);
        rc = each(ctx, t, texts, err);
    }
    mh_cursor_close(cur);
    where_free(&w);
    mh_row_free(t, row);
    for (size_t i = 0; i < t->ncolumns; i++)
        mh_str_free(&text[i]);
    free(text);
    free(texts);
    free(row);
    return rc;
}

enum mh_rc mh_ops_list(struct mh_session *s, const char *kind, const char *where,
                       enum mh_rc (*each)(void *ctx, const struct mh_table *t, const char *const *texts, struct mh_err *err), void *ctx,
                       struct mh_err *err)
{
    const struct mh_table *t = NULL;
    if (mh_table_for_kind(kind) == &mh_table_question_lines)
        return list_questions(s, where, each, ctx, err);
    enum mh_rc rc = mh__table_of(kind, &t, err);
    return rc == MH_OK ? list_rows(s, t, where, 0, each, ctx, err) : rc;
}

/* What a frozen plan said and what came from other plans is for reading; years open and close by commands of their own. */
enum mh_rc mh__changeable(const struct mh_table *t, const char *const *fields, struct mh_err *err)
{
    if (mh_table_is_frozen(t))
        return mh_err_set(err, MH_EDENIED, "un plan figé ne se change pas : mahalli revise ANNÉE --reason MOTIF");
    if (t == &mh_table_conflicts)
        return mh_err_set(err, MH_EDENIED, "les conflits viennent des parts reçues ; ils se règlent par mahalli merge --decide N nôtre|leur");
    if (t == &mh_table_received)
        return mh_err_set(err, MH_EDENIED, "les opérations reçues d'autres plans restent comme elles sont venues");
    bool named = t == &mh_table_campaigns && fields != NULL && fields[0] != NULL; /* its name and threshold are people's own */
    for (size_t i = 0; named && fields[i] != NULL; i++)
        named = strncmp(fields[i], "nom=", 4) == 0 || strncmp(fields[i], "seuil_local=", 12) == 0;
    if (t == &mh_table_campaigns && !named)
        return mh_err_set(err, MH_EDENIED, "les campagnes s'ouvrent et se ferment : mahalli campaign, mahalli freeze");
    return MH_OK;
}

/* --- fields given as "column=text" --- */

struct fields {
    const struct mh_table *table;
    const char *const *list;
};

static const char *field_text(void *ctx, const char *column)
{
    const struct fields *f = ctx;
    for (size_t i = 0; f->list[i] != NULL; i++) {
        const char *eq = strchr(f->list[i], '=');
        char *name = mh_xstrndup(f->list[i], eq ? (size_t)(eq - f->list[i]) : strlen(f->list[i]));
        const struct mh_column *c = mh_table_match_header(f->table, name);
        free(name);
        if (c != NULL && mh_streq(c->name, column))
            return eq ? eq + 1 : "";
    }
    return "";
}

enum mh_rc mh__fields_parse(const struct mh_table *t, const char *const *fields, void *row, struct mh_err *err)
{
    for (size_t i = 0; fields[i] != NULL; i++) {
        const char *eq = strchr(fields[i], '=');
        if (eq == NULL)
            return mh_err_set(err, MH_EUSAGE, "« %s » : attendu colonne=valeur", fields[i]);
        char *name = mh_xstrndup(fields[i], (size_t)(eq - fields[i]));
        const struct mh_column *c = mh_table_match_header(t, name);
        enum mh_rc rc = MH_OK;
        if (c == NULL || (c->flags & MH_DERIVED))
            rc = mh_err_set(err, MH_EUSAGE, "« %s » n'est pas une colonne des %s", name, t->name_fr);
        else if (c->type != MH_REF && (rc = mh_value_parse(c, row, eq + 1, MH_NUM_UNSETTLED, err)) != MH_OK)
            mh_err_where(err, "%s", c->name);
        free(name);
        if (rc != MH_OK)
            return rc;
    }
    return MH_OK;
}

static enum mh_rc refused(const struct mh_diags *diags, struct mh_err *err)
{
    for (size_t i = 0; i < diags->list.len; i++) {
        const struct mh_diag *d = &diags->list.at[i];
        if (d->severity == MH_SEV_ERROR)
            return mh_err_set(err, MH_EINVAL, "%s%s%s%s%s", d->column ? d->column : "", d->column ? " : " : "", d->message,
                              d->suggestion ? " ; " : "", d->suggestion ? d->suggestion : "");
    }
    return mh_err_set(err, MH_EINVAL, "ligne refusée");
}

static enum mh_rc finish(struct mh_session *s, const struct mh_table *t, enum mh_rc rc, struct mh_err *err)
{
    int64_t op = 0;
    if (rc != MH_OK) {
        mh_store_rollback(s->store);
        return rc;
    }
    rc = mh_store_commit(s->store, &op, err);
    mh__session_changed(s, t);
    return rc;
}

enum mh_rc mh_ops_add(struct mh_session *s, const char *kind, const char *const *fields, struct mh_diags *diags, struct mh_err *err)
{
    const struct mh_table *t = NULL;
    enum mh_rc rc = mh__table_of(kind, &t, err);
    if (rc == MH_OK)
        rc = mh__changeable(t, NULL, err);
    if (rc != MH_OK)
        return rc;
    struct fields f = { t, fields };
    struct mh__apply a;
    void *row = mh_xcalloc(1, t->row_size);
    mh_row_init(t, row);
    mh__apply_init(&a, s, t, diags);
    a.cell = field_text;
    a.ctx = &f;
    struct mh_str said = MH_STR_INIT;
    mh_str_addf(&said, "ajout %s", t->one);
    rc = mh__fields_parse(t, fields, row, err);
    if (rc == MH_OK)
        rc = mh_store_begin(s->store, mh_str_text(&said), err);
    if (rc == MH_OK) {
        enum mh__outcome out = MH__REFUSED;
        rc = mh__apply_row(&a, row, &out, err);
        if (rc == MH_OK && out == MH__REFUSED)
            rc = refused(diags, err);
        else if (rc == MH_OK && out != MH__CREATED)
            rc = mh_err_set(err, MH_ECONFLICT, "cette ligne existe déjà : changez-la par mahalli set");
        rc = finish(s, t, rc, err);
    }
    mh_str_free(&said);
    mh__apply_free(&a);
    mh_row_free(t, row);
    free(row);
    return rc;
}

/* --- one stored row by the name people give it --- */

static enum mh_rc one_where(struct mh_session *s, const struct mh_table *t, const struct mh_filter *f, const char *ref, int64_t *id,
                            struct mh_err *err)
{
    struct mh__rows rows;
    enum mh_rc rc = mh__rows_load(s->store, t, f, &rows, err);
    if (rc != MH_OK)
        return rc;
    if (rows.n == 1)
        memcpy(id, mh__rows_at(&rows, 0), sizeof *id);
    else if (rows.n == 0)
        rc = mh_err_set(err, MH_ENOTFOUND, "pas de « %s » dans la liste « %s »", ref, t->title);
    else
        rc = mh_err_set(err, MH_EAMBIG, "« %s » désigne plusieurs lignes de la liste « %s »", ref, t->title);
    mh__rows_free(&rows);
    return rc;
}

/* CODE, or GROUP/CODE where a site that changed group has a row in each. member: whose it is, if it has one of that code; 0 anybody's. */
static enum mh_rc find_site(struct mh_session *s, const char *ref, int64_t member, int64_t *id, struct mh_err *err)
{
    const char *slash = strchr(ref, '/');
    int64_t n = 0;
    const struct mh_filter whole[] = { { .column = "code", .text = ref }, { 0 } };
    enum mh_rc rc = slash ? mh_store_count(s->store, &mh_table_sites, whole, &n, err) : MH_OK;
    if (n > 0)
        slash = NULL; /* a code with a slash in it */
    n = 0;
    if (rc == MH_OK && slash != NULL) {
        char *group = mh_xstrndup(ref, (size_t)(slash - ref));
        rc = mh__find_code(s, &mh_table_members, "groupes", group, &member, err);
        free(group);
    }
    struct mh_filter f[] = { { .column = "code", .text = slash ? slash + 1 : ref }, { .column = "member_id", .number = member }, { 0 } };
    if (rc == MH_OK && slash == NULL && member != 0)
        rc = mh_store_count(s->store, &mh_table_sites, f, &n, err);
    if (member == 0 || (slash == NULL && n == 0))
        f[1] = (struct mh_filter){ 0 };
    return rc == MH_OK ? one_where(s, &mh_table_sites, f, ref, id, err) : rc;
}

static enum mh_rc member_of(struct mh_session *s, int64_t article, int64_t *member, struct mh_err *err)
{
    struct mh_article a;
    mh_row_init(&mh_table_articles, &a);
    enum mh_rc rc = mh_store_get(s->store, &mh_table_articles, article, &a, err);
    *member = a.member_id;
    mh_row_free(&mh_table_articles, &a);
    return rc;
}

/* Needs are named ARTICLE@SITE, opinions and attributions ARTICLE@PRODUCT. */
static enum mh_rc find_pair(struct mh_session *s, const struct mh_table *t, const char *ref, int64_t *id, struct mh_err *err)
{
    const char *at = strrchr(ref, '@');
    bool need = t == &mh_table_needs;
    if (at == NULL)
        return mh_err_set(err, MH_EUSAGE, "« %s » : attendu %s", ref, need ? "ARTICLE@ÉTABLISSEMENT" : "ARTICLE@PRODUIT");
    char *article = mh_xstrndup(ref, (size_t)(at - ref));
    int64_t article_id = 0, other = 0;
    enum mh_rc rc = mh__find_article(s, article, 0, &article_id, err);
    free(article);
    if (rc != MH_OK)
        return rc;
    if (need) {
        int64_t member = 0;
        rc = member_of(s, article_id, &member, err);
        if (rc == MH_OK)
            rc = find_site(s, at + 1, member, &other, err);
    } else {
        rc = mh__find_product(s, at + 1, 0, &other, err);
    }
    if (rc != MH_OK)
        return rc;
    struct mh_filter f[4] = { { .column = "article_id", .number = article_id },
                              { .column = need ? "site_id" : "product_id", .number = other } };
    if (need && s->campaign.id != 0)
        f[2] = (struct mh_filter){ .column = "campaign_id", .number = s->campaign.id };
    else if (t == &mh_table_awards && s->campaign.id != 0)
        f[2] = (struct mh_filter){ .column = "year", .number = s->campaign.year };
    return one_where(s, t, f, ref, id, err);
}

const struct mh_table *mh__stored_table(const struct mh_table *t)
{
    return t == &mh_table_need_lines ? &mh_table_needs : t == &mh_table_opinion_lines ? &mh_table_opinions
           : t == &mh_table_purchase_lines ? &mh_table_purchases : t == &mh_table_trial_lines ? &mh_table_trials
           : t == &mh_table_award_lines ? &mh_table_awards : t;
}

static enum mh_rc find_row(struct mh_session *s, const struct mh_table *t, const char *ref, int64_t *id, struct mh_err *err)
{
    static const char *const names[] = { "code", "numero", "terme", "reference" };
    if (t == &mh_table_articles)
        return mh__find_article(s, ref, 0, id, err);
    if (t == &mh_table_products)
        return mh__find_product(s, ref, 0, id, err);
    if (t == &mh_table_sites)
        return find_site(s, ref, 0, id, err);
    if (t == &mh_table_needs || t == &mh_table_opinions || t == &mh_table_awards)
        return find_pair(s, t, ref, id, err);
    if (t == &mh_table_purchases)
        return mh__find_purchase(s, ref, id, err);
    if (t == &mh_table_trials)
        return mh__find_trial(s, ref, id, err);
    if (t == &mh_table_labs)
        return mh__find_lab(s, ref, id, err);
    if (t == &mh_table_sheets)
        return mh__find_sheet(s, ref, id, err);
    if (t == &mh_table_campaigns) {
        struct mh_filter by_year[] = { { .column = "annee", .number = strtoll(ref, NULL, 10) }, { 0 } };
        return one_where(s, t, by_year, ref, id, err);
    }
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (mh_table_column(t, names[i]) != NULL) {
            struct mh_filter f[] = { { .column = names[i], .text = ref }, { 0 } };
            return one_where(s, t, f, ref, id, err);
        }
    return mh_err_set(err, MH_EUSAGE, "les %s ne se changent pas à la main", t->name_fr);
}

/* A reference row of the lexicon is not changed in place: the newer program would bring it back. */
bool mh__is_reference(const struct mh_table *t, void *row)
{
    const struct mh_column *c = mh_table_column(t, "origine");
    return c != NULL && (t == &mh_table_families || t == &mh_table_attributes || t == &mh_table_synonyms) &&
           mh_streq(*mh_field_text(c, row), "référence");
}

/* References among the fields, by code; what is part of an identity stays. */
static enum mh_rc resolve_fields(struct mh_session *s, const struct mh_table *t, const char *const *fields, void *row,
                                 struct mh_diags *diags, struct mh_err *err)
{
    struct fields f = { t, fields };
    struct mh__apply a;
    mh__apply_init(&a, s, t, diags);
    a.cell = field_text;
    a.ctx = &f;
    enum mh_rc rc = mh__apply_load_codes(&a, err);
    for (size_t i = 0; i < t->ncolumns && rc == MH_OK; i++) {
        const struct mh_column *c = &t->columns[i];
        if (*field_text(&f, c->name) == '\0')
            continue;
        if (c->flags & MH_IMMUTABLE && t == &mh_table_sites)
            rc = mh_err_set(err, MH_EUSAGE, "un établissement qui change de groupe garde sa ligne, avec sa fin : mahalli set sites CODE fin=DATE ; puis "
                            "mahalli add sites membre=GROUPE code=CODE nom=NOM debut=DATE dans le nouveau");
        else if (c->flags & MH_IMMUTABLE)
            rc = mh_err_set(err, MH_EUSAGE, "%s ne change pas : retirez la ligne et ajoutez-la autrement", c->name);
        else if (c->type == MH_REF && !mh__apply_resolve(&a, c, row, &rc, err) && rc == MH_OK)
            rc = refused(diags, err);
    }
    mh__apply_free(&a);
    return rc;
}

/* A need that changed is counted in base units again. */
static enum mh_rc count_again(struct mh_session *s, struct mh_need *n, struct mh_err *err)
{
    struct mh_article a;
    struct mh_reading r;
    mh_row_init(&mh_table_articles, &a);
    enum mh_rc rc = mh__session_lexicon(s, err);
    if (rc == MH_OK)
        rc = mh_store_get(s->store, &mh_table_articles, n->article_id, &a, err);
    if (rc == MH_OK) {
        mh__read_article(s, &a, &r);
        const char *why = NULL;
        n->base_quantity = mh__count_base(s, &a, &r, n, &why);
        mh_reading_free(&r);
        if (why != NULL)
            rc = mh_err_set(err, MH_EINVAL, "quantite « %s » : %s", n->quantity, why);
    }
    mh_row_free(&mh_table_articles, &a);
    return rc;
}

static enum mh_rc change_row(struct mh_session *s, const struct mh_table *t, const char *ref, const char *const *fields,
                             struct mh_diags *diags, struct mh_err *err)
{
    int64_t id = 0;
    void *was = mh_xcalloc(1, t->row_size), *now = mh_xcalloc(1, t->row_size);
    mh_row_init(t, was);
    mh_row_init(t, now);
    enum mh_rc rc = find_row(s, t, ref, &id, err);
    if (rc == MH_OK)
        rc = mh_store_get(s->store, t, id, was, err);
    if (rc == MH_OK && mh__is_reference(t, was))
        rc = mh_err_set(err, MH_EDENIED, "« %s » est une donnée de référence : ajoutez une ligne propre au plan (mahalli add)", ref);
    if (rc == MH_OK) {
        mh_row_copy(t, now, was);
        memcpy(now, was, sizeof(int64_t));
        rc = mh__fields_parse(t, fields, now, err);
        if (rc == MH_OK)
            rc = resolve_fields(s, t, fields, now, diags, err);
        mh__derive_edited(t, was, now);
    }
    if (rc == MH_OK && !mh_row_check(t, now, diags))
        rc = refused(diags, err);
    if (rc == MH_OK && t == &mh_table_sheets && (rc = mh__session_lexicon(s, err)) == MH_OK && !mh__sheet_settle(s, was, now, diags))
        rc = refused(diags, err);
    if (rc == MH_OK && t == &mh_table_needs) {
        mh__need_decided(was, now);
        rc = count_again(s, now, err);
    }
    if (rc == MH_OK && t == &mh_table_purchases)
        rc = mh__purchase_countable(s, now, err);
    if (rc == MH_OK)
        rc = mh_store_update(s->store, t, was, now, NULL, err);
    if (rc == MH_OK && t == &mh_table_articles)
        rc = mh__count_needs(s, now, NULL, err);
    mh_row_free(t, was);
    mh_row_free(t, now);
    free(was);
    free(now);
    return rc;
}

enum mh_rc mh_ops_set(struct mh_session *s, const char *kind, const char *ref, const char *const *fields, struct mh_diags *diags,
                      struct mh_err *err)
{
    const struct mh_table *t = NULL;
    enum mh_rc rc = mh__table_of(kind, &t, err);
    if (rc != MH_OK)
        return rc;
    t = mh__stored_table(t);
    rc = mh__changeable(t, fields, err);
    if (rc == MH_OK && t == &mh_table_needs)
        rc = mh__session_open_campaign(s, err);
    if (rc != MH_OK)
        return rc;
    struct mh_str said = MH_STR_INIT;
    mh_str_addf(&said, "changement %s %s", t->one, ref);
    rc = mh_store_begin(s->store, mh_str_text(&said), err);
    if (rc == MH_OK)
        rc = finish(s, t, change_row(s, t, ref, fields, diags, err), err);
    mh_str_free(&said);
    return rc;
}

enum mh_rc mh_ops_remove(struct mh_session *s, const char *kind, const char *ref, struct mh_err *err)
{
    const struct mh_table *t = NULL;
    int64_t id = 0;
    enum mh_rc rc = mh__table_of(kind, &t, err);
    if (rc != MH_OK)
        return rc;
    t = mh__stored_table(t);
    rc = mh__changeable(t, NULL, err);
    if (rc == MH_OK && t == &mh_table_needs)
        rc = mh__session_open_campaign(s, err);
    if (rc == MH_OK)
        rc = find_row(s, t, ref, &id, err);
    if (rc == MH_OK && t == &mh_table_sheets)
        rc = mh__sheet_removable(s, id, err);
    if (rc != MH_OK)
        return rc;
    struct mh_str said = MH_STR_INIT;
    mh_str_addf(&said, "retrait %s %s", t->one, ref);
    rc = mh_store_begin(s->store, mh_str_text(&said), err);
    if (rc == MH_OK)
        rc = finish(s, t, mh_store_remove(s->store, t, id, err), err);
    mh_str_free(&said);
    return rc;
}

enum mh_rc mh_ops_show(struct mh_session *s, const char *kind, const char *ref,
                       enum mh_rc (*each)(void *ctx, const struct mh_table *t, const char *const *texts, struct mh_err *err), void *ctx,
                       struct mh_err *err)
{
    const struct mh_table *t = NULL;
    int64_t id = 0;
    enum mh_rc rc = mh__table_of(kind, &t, err);
    if (rc == MH_OK)
        rc = find_row(s, mh__stored_table(t), ref, &id, err);
    return rc == MH_OK ? list_rows(s, t, NULL, id, each, ctx, err) : rc;
}

enum mh_rc mh_ops_computation(struct mh_session *s, const char *ref, struct mh_str *out, struct mh_err *err)
{
    struct mh_need need;
    struct mh_need_line line;
    struct mh_cursor *cur = NULL;
    struct mh_reading r = { 0 };
    int64_t id = 0;
    mh_row_init(&mh_table_needs, &need);
    mh_row_init(&mh_table_need_lines, &line);
    enum mh_rc rc = find_row(s, &mh_table_needs, ref, &id, err);
    if (rc == MH_OK)
        rc = mh_store_get(s->store, &mh_table_needs, id, &need, err);
    if (rc == MH_OK)
        rc = mh__session_lexicon(s, err);
    struct mh_filter of_article[] = { { .column = "article_id", .number = need.article_id }, { 0 } };
    if (rc == MH_OK)
        rc = mh_cursor_open(s->store, &mh_table_need_lines, of_article, false, &cur, err);
    bool got = rc == MH_OK;
    while (rc == MH_OK && got && line.id != id)
        rc = mh_cursor_next(cur, &line, &got, err);
    mh_cursor_close(cur);
    if (rc == MH_OK && line.id == id) {
        struct mh_spec_text text = { .label = line.label, .specs = line.specs, .unit = line.unit, .pack = line.pack,
                                     .family = line.family, .emdn = line.emdn };
        struct mh_pack pack;
        mh_spec_read(s->lexicon, &text, &r);
        mh_pack_read(line.unit, line.pack, line.label,
                     r.family >= 0 ? mh_lexicon_family_row(s->lexicon, r.family)->base_unit : NULL, &pack);
        mh_pack_computation(out, &line, &pack);
        mh_reading_free(&r);
    }
    mh_row_free(&mh_table_needs, &need);
    mh_row_free(&mh_table_need_lines, &line);
    return rc;
}

const char *mh_ops_code(struct mh_session *s, const struct mh_table *t, int64_t id)
{
    return mh_store_code(s->store, t, id);
}

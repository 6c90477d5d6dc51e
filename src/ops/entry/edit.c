/*
 * Cells of stored rows: the one validator, the whole row's checks, then one update. A need's line shows its article's columns: these
 * change the article, which all its sites share, and the volumes counted from it.
 */
#include "ops/entry/edit.h"
#include "ops/report/returns.h"
#include "ops/matching/sheets.h"

#include <mahalli/xalloc.h>

#include <stdlib.h>
#include <string.h>

void mh_edit_result_free(struct mh_edit_result *r)
{
    free(r->stored);
    mh_diags_free(&r->diags);
    *r = (struct mh_edit_result)MH_EDIT_RESULT_INIT;
}

static const char *cell_text(void *ctx, const char *column)
{
    const struct mh__editor *e = ctx;
    for (size_t i = 0; i < e->ncells; i++)
        if (mh_streq(e->cells[i].c->name, column))
            return e->cells[i].now ? e->cells[i].now : "";
    return "";
}

enum mh_rc mh__edit_begin(struct mh__editor *e, struct mh_session *s, const char *kind, const char *said, struct mh_edit_result *out,
                          struct mh_err *err)
{
    const struct mh_table *t = NULL;
    *out = (struct mh_edit_result)MH_EDIT_RESULT_INIT;
    *e = (struct mh__editor){ .s = s, .out = out };
    enum mh_rc rc = mh__list_of(kind, &t, err);
    if (rc != MH_OK)
        return rc;
    e->list = t;
    e->stored = t == &mh_table_article_lines ? &mh_table_articles : mh__stored_table(t);
    if (e->stored == &mh_table_needs && (rc = mh__session_open_campaign(s, err)) != MH_OK)
        return rc;
    if ((rc = mh__changeable(e->stored, NULL, err)) != MH_OK)
        return rc;
    rc = mh_store_begin(s->store, said, err);
    if (rc != MH_OK)
        return rc;
    mh__apply_init(&e->apply, s, t, &out->diags);
    e->apply.cell = cell_text;
    e->apply.ctx = e;
    return MH_OK;
}

enum mh_rc mh__edit_end(struct mh__editor *e, enum mh_rc rc, struct mh_err *err)
{
    mh__apply_free(&e->apply);
    if (rc != MH_OK || e->dry_run)
        mh_store_rollback(e->s->store);
    else
        rc = mh_store_commit(e->s->store, &e->out->operation, err);
    if (rc == MH_OK && !e->dry_run && e->out->operation != 0)
        mh__session_changed(e->s, e->stored);
    return rc;
}

void mh__edit_refuse(struct mh__editor *e, const char *rule, const struct mh_column *c, const char *value, const char *message,
                     const char *suggestion)
{
    mh_diag_add(&e->out->diags, &(struct mh_diag){ .severity = MH_SEV_ERROR, .rule = rule, .line = e->line, .column = c ? c->name : NULL,
                                                  .value = value, .message = message, .suggestion = suggestion });
    e->out->refused++;
}

enum mh_rc mh__edit_refused(const struct mh__editor *e, struct mh_err *err)
{
    const struct mh_diags *d = &e->out->diags;
    for (size_t i = 0; i < d->list.len; i++)
        if (d->list.at[i].severity == MH_SEV_ERROR)
            return mh_err_set(err, MH_EINVAL, "%s%s%s", d->list.at[i].message, d->list.at[i].suggestion ? " ; " : "",
                              d->list.at[i].suggestion ? d->list.at[i].suggestion : "");
    return mh_err_set(err, MH_EINVAL, "ligne refusée");
}

/* --- one row --- */

struct pair { /* a stored row as it is and as it will be */
    const struct mh_table *t;
    void *was, *now;
    bool touched;
};

struct edited {
    struct pair own, article; /* article: of a need */
};

static void pair_init(struct pair *p, const struct mh_table *t)
{
    *p = (struct pair){ .t = t, .was = mh_xcalloc(1, t->row_size), .now = mh_xcalloc(1, t->row_size) };
    mh_row_init(t, p->was);
    mh_row_init(t, p->now);
}

static void pair_free(struct pair *p)
{
    if (p->t == NULL)
        return;
    mh_row_free(p->t, p->was);
    mh_row_free(p->t, p->now);
    free(p->was);
    free(p->now);
}

static enum mh_rc pair_load(struct mh_session *s, struct pair *p, int64_t id, struct mh_err *err)
{
    enum mh_rc rc = mh_store_get(s->store, p->t, id, p->was, err);
    if (rc == MH_OK) {
        mh_row_copy(p->t, p->now, p->was);
        memcpy(p->now, p->was, sizeof(int64_t));
    }
    return rc;
}

static bool pair_differs(const struct pair *p)
{
    for (size_t i = 0; i < p->t->ncolumns; i++)
        if (!mh_value_equal(&p->t->columns[i], p->was, p->now))
            return true;
    return false;
}

/* The stored column behind a column of the list: its own name, in the row or in the need's article. NULL: cannot be edited. */
static const struct mh_column *column_behind(struct edited *x, const struct mh_column *c, struct pair **in)
{
    const struct mh_column *own = NULL;
    for (size_t i = 0; i < x->own.t->ncolumns && own == NULL; i++)
        if (mh_streq(x->own.t->columns[i].name, c->name))
            own = &x->own.t->columns[i];
    *in = &x->own;
    if (own == NULL && x->article.t != NULL) {
        own = mh_table_column(&mh_table_articles, c->name);
        *in = &x->article;
    }
    return own == NULL || own->flags & (MH_DERIVED | MH_HIDDEN) ? NULL : own;
}

static void stored_text(struct mh_session *s, const struct mh_column *c, const void *row, struct mh_str *out)
{
    if (c->type != MH_REF)
        mh_value_text(c, row, out);
    else if (mh_value_known(c, row))
        mh_str_add(out, mh_store_code(s->store, c->ref, mh_int_at(c, row)));
}

static enum mh_rc set_reference(struct mh__editor *e, const struct mh_column *c, void *row, const struct mh__cell *cell, struct mh_err *err)
{
    enum mh_rc rc = mh__apply_load_codes(&e->apply, err);
    if (rc != MH_OK)
        return rc;
    size_t found = e->apply.diags->list.len;
    e->cells = cell;
    e->ncells = 1;
    if (!mh__apply_resolve(&e->apply, c, row, &rc, err) && rc == MH_OK)
        e->out->refused++;
    for (; found < e->apply.diags->list.len; found++)
        e->apply.diags->list.at[found].line = e->line;
    return rc;
}

/* What a pharmacist said, and when: judging again replaces it whole. */
static bool said_once(const struct mh_table *t, const struct mh_column *c)
{
    return t == &mh_table_opinions && c != NULL &&
           (mh_streq(c->sql, "opinion") || mh_streq(c->sql, "author") || mh_streq(c->sql, "given_on"));
}

/* One cell into the row's new state; a refusal is a finding. */
static enum mh_rc set_cell(struct mh__editor *e, struct edited *x, const struct mh__cell *cell, bool *conflict, struct mh_err *err)
{
    struct pair *in = NULL;
    const struct mh_column *c = column_behind(x, cell->c, &in);
    struct mh_str stands = MH_STR_INIT, msg = MH_STR_INIT;
    struct mh_err why = MH_ERR_IN(e->s->lang);
    enum mh_rc rc = MH_OK;
    if (said_once(e->stored, c)) {
        mh__edit_refuse(e, "colonne-fixe", cell->c, cell->now, "un avis se donne, il ne se corrige pas", "jugez à nouveau : l'avis donné est remplacé");
        goto out;
    }
    if (c == NULL || c->flags & MH_IMMUTABLE) {
        mh_str_addf(&msg, c == NULL ? "« %s » se déduit des autres colonnes" : "« %s » ne change pas", cell->c->title);
        mh__edit_refuse(e, "colonne-fixe", cell->c, cell->now, mh_str_text(&msg),
                        c == NULL ? NULL : "retirez la ligne et ajoutez-la autrement");
        goto out;
    }
    stored_text(e->s, c, in->was, &stands);
    if (cell->was != NULL && !mh_streq(mh_str_text(&stands), cell->was) && !mh_streq(mh_str_text(&stands), cell->now)) {
        *conflict = true;
        free(e->out->stored);
        e->out->stored = mh_xstrdup(mh_str_text(&stands));
        goto out;
    }
    if (c->type == MH_REF)
        rc = set_reference(e, c, in->now, cell, err);
    else if (mh_value_parse(c, in->now, cell->now, MH_NUM_UNSETTLED, &why) != MH_OK)
        mh__edit_refuse(e, "valeur", cell->c, cell->now, why.msg, NULL);
    in->touched = true;
out:
    mh_str_free(&stands);
    mh_str_free(&msg);
    return rc;
}

void mh__derive_edited(const struct mh_table *t, const void *was, void *now)
{
    void *plain = mh_xcalloc(1, t->row_size);
    mh_row_init(t, plain);
    mh_row_copy(t, plain, was);
    mh_row_derive(t, plain);
    mh_row_derive(t, now);
    for (size_t i = 0; i < t->ncolumns; i++) {
        const struct mh_column *c = &t->columns[i];
        if (c->flags & MH_KEY && c->flags & MH_DERIVED && mh_value_equal(c, plain, now))
            mh_value_copy(c, now, was);
    }
    mh_row_free(t, plain);
    free(plain);
}

static bool check_pair(struct mh__editor *e, const struct pair *p)
{
    struct mh_diags found = MH_DIAGS_INIT;
    bool ok = mh_row_check(p->t, p->now, &found) && (p->t != &mh_table_sheets || mh__sheet_settle(e->s, p->was, p->now, &found));
    for (size_t i = 0; i < found.list.len; i++) {
        struct mh_diag d = found.list.at[i];
        d.line = e->line;
        mh_diag_add(&e->out->diags, &d);
    }
    e->out->refused += !ok;
    mh_diags_free(&found);
    return ok;
}

/* The need counted with its article as both will be. False: refused. */
static enum mh_rc count_need(struct mh__editor *e, struct edited *x, bool *ok, struct mh_err *err)
{
    struct mh_reading r;
    struct mh_need *n = x->own.now;
    const char *why = NULL;
    enum mh_rc rc = mh__session_lexicon(e->s, err);
    if (rc != MH_OK)
        return rc;
    mh__read_article(e->s, x->article.now, &r);
    n->base_quantity = mh__count_base(e->s, x->article.now, &r, n, &why);
    mh_reading_free(&r);
    *ok = why == NULL;
    if (why != NULL)
        mh__edit_refuse(e, "quantite-non-entiere", mh_table_column(&mh_table_needs, "quantite"), n->quantity, why,
                        "donnez un nombre entier d'unités, ou le conditionnement");
    return MH_OK;
}

static enum mh_rc store_pair(struct mh__editor *e, struct pair *p, bool *ok, struct mh_err *err)
{
    struct mh_err why = MH_ERR_IN(e->s->lang);
    enum mh_rc rc = mh_store_update(e->s->store, p->t, p->was, p->now, NULL, &why);
    *ok = rc == MH_OK;
    if (rc == MH_ECONFLICT || rc == MH_EINVAL) {
        /* Nobody else writes while we do: what is in the way is another row of the same identity. */
        mh__edit_refuse(e, rc == MH_ECONFLICT ? "identite-prise" : "valeur", NULL, NULL,
                        rc == MH_ECONFLICT ? "une autre ligne a déjà cette identité" : why.msg, NULL);
        return MH_OK;
    }
    return rc == MH_OK ? MH_OK : mh_err_set(err, rc, "%s", why.msg);
}

static enum mh_rc count_shared(struct mh__editor *e, int64_t article, struct mh_err *err)
{
    struct mh_filter of[] = { { .column = "article_id", .number = article }, { 0 } };
    int64_t n = 0;
    enum mh_rc rc = mh_store_count(e->s->store, &mh_table_needs, of, &n, err);
    if (rc == MH_OK && n - 1 > e->out->shared)
        e->out->shared = n - 1;
    return rc;
}

static enum mh_rc reload_base(struct mh__editor *e, struct edited *x, struct mh_err *err)
{
    struct mh_need stored;
    mh_row_init(&mh_table_needs, &stored);
    enum mh_rc rc = mh_store_get(e->s->store, &mh_table_needs, ((const struct mh_need *)x->own.was)->id, &stored, err);
    ((struct mh_need *)x->own.was)->base_quantity = stored.base_quantity;
    mh_row_free(&mh_table_needs, &stored);
    return rc;
}

static enum mh_rc store_edited(struct mh__editor *e, struct edited *x, bool *changed, struct mh_err *err)
{
    struct pair *article = x->own.t == &mh_table_articles ? &x->own : x->article.t != NULL && x->article.touched ? &x->article : NULL;
    bool ok = true;
    enum mh_rc rc = x->own.t == &mh_table_sheets ? mh__session_lexicon(e->s, err) : MH_OK;
    if (rc != MH_OK)
        return rc;
    if (article != NULL)
        mh__derive_edited(article->t, article->was, article->now);
    mh__derive_edited(x->own.t, x->own.was, x->own.now);
    if ((article != NULL && article != &x->own && !check_pair(e, article)) || !check_pair(e, &x->own))
        return MH_OK;
    if (x->own.t == &mh_table_needs) {
        mh__need_decided(x->own.was, x->own.now);
        rc = count_need(e, x, &ok, err);
    }
    if (rc != MH_OK || !ok)
        return rc;
    if (article != NULL && pair_differs(article)) {
        rc = store_pair(e, article, &ok, err);
        if (rc == MH_OK && ok)
            rc = mh__count_needs(e->s, article->now, NULL, err);
        if (rc == MH_OK && ok && article != &x->own) {
            rc = count_shared(e, ((const struct mh_article *)article->now)->id, err);
            if (rc == MH_OK) /* its volume was counted again: as it stands now */
                rc = reload_base(e, x, err);
        }
        *changed = rc == MH_OK && ok;
    }
    if (rc == MH_OK && ok && article != &x->own && pair_differs(&x->own)) {
        rc = store_pair(e, &x->own, &ok, err);
        *changed |= rc == MH_OK && ok;
    }
    return rc;
}

enum mh_rc mh__edit_row(struct mh__editor *e, int64_t id, const struct mh__cell *cells, size_t n, const struct mh__cell **conflict,
                        bool *changed, struct mh_err *err)
{
    struct edited x = { 0 };
    bool stale = false;
    pair_init(&x.own, e->stored);
    *changed = false;
    enum mh_rc rc = pair_load(e->s, &x.own, id, err);
    if (rc == MH_OK && e->stored == &mh_table_needs) {
        pair_init(&x.article, &mh_table_articles);
        rc = pair_load(e->s, &x.article, ((const struct mh_need *)x.own.was)->article_id, err);
    }
    if (rc == MH_OK && mh__is_reference(e->stored, x.own.was)) {
        mh__edit_refuse(e, "reference", NULL, NULL, "cette ligne est livrée avec le programme", "copiez-la : la copie se change");
        goto out;
    }
    for (size_t i = 0; i < n && rc == MH_OK && !stale; i++) {
        rc = set_cell(e, &x, &cells[i], &stale, err);
        if (stale && conflict != NULL)
            *conflict = &cells[i];
        if (stale && conflict == NULL) {
            mh__edit_refuse(e, "change-entretemps", cells[i].c, cells[i].now, "quelqu'un a changé cette cellule entre-temps", e->out->stored);
            stale = false;
        }
    }
    if (rc == MH_OK && !stale && (x.own.touched || x.article.touched))
        rc = store_edited(e, &x, changed, err);
out:
    pair_free(&x.own);
    pair_free(&x.article);
    return rc;
}

/* --- what screens call --- */

static const struct mh_column *column_of(const struct mh__editor *e, const char *name, enum mh_rc *rc, struct mh_err *err)
{
    const struct mh_column *c = mh_table_column(e->list, name);
    if (c == NULL)
        *rc = mh_err_set(err, MH_EUSAGE, "« %s » n'est pas une colonne de la liste « %s »", name, e->list->title);
    return c;
}

/* "Volumétrie de 3 besoins": no value, which may be a price. */
static void say_edit(struct mh_str *out, struct mh_session *s, const char *kind, const char *column, int64_t id, size_t n)
{
    const struct mh_table *t = NULL;
    struct mh_err ignored = MH_ERR_INIT;
    if (mh__list_of(kind, &t, &ignored) != MH_OK)
        return;
    const struct mh_column *c = mh_table_column(t, column);
    const struct mh_table *stored = t == &mh_table_article_lines ? &mh_table_articles : mh__stored_table(t);
    if (n == 1)
        mh_str_addf(out, "changement %s %s : %s", t->one, mh_store_code(s->store, stored, id), c ? c->title : column);
    else
        mh_str_addf(out, "changement de %zu %s : %s", n, t->name_fr, c ? c->title : column);
}

enum mh_rc mh_ops_edit(struct mh_session *s, const char *kind, int64_t id, const char *column, const char *was, const char *now,
                       struct mh_edit_result *out, struct mh_err *err)
{
    struct mh__editor e;
    struct mh_str said = MH_STR_INIT;
    const struct mh__cell *stale = NULL;
    bool changed = false;
    say_edit(&said, s, kind, column, id, 1);
    enum mh_rc rc = mh__edit_begin(&e, s, kind, mh_str_text(&said), out, err);
    mh_str_free(&said);
    if (rc != MH_OK)
        return rc;
    struct mh__cell cell = { .c = column_of(&e, column, &rc, err), .was = was, .now = now ? now : "" };
    if (rc == MH_OK)
        rc = mh__edit_row(&e, id, &cell, 1, &stale, &changed, err);
    if (rc == MH_OK && stale != NULL)
        rc = mh_err_set(err, MH_ECONFLICT, "« %s » vaut maintenant « %s » : quelqu'un l'a changé entre-temps", cell.c->title,
                        out->stored ? out->stored : "");
    else if (rc == MH_OK && out->refused != 0)
        rc = mh__edit_refused(&e, err);
    out->id = id;
    out->changed = changed;
    return mh__edit_end(&e, rc, err);
}

enum mh_rc mh_ops_edit_many(struct mh_session *s, const char *kind, const int64_t *ids, size_t n, const char *column, const char *text,
                            struct mh_edit_result *out, struct mh_err *err)
{
    struct mh__editor e;
    struct mh_str said = MH_STR_INIT;
    say_edit(&said, s, kind, column, n == 1 ? ids[0] : 0, n);
    enum mh_rc rc = mh__edit_begin(&e, s, kind, mh_str_text(&said), out, err);
    mh_str_free(&said);
    if (rc != MH_OK)
        return rc;
    struct mh__cell cell = { .c = column_of(&e, column, &rc, err), .now = text ? text : "" };
    for (size_t i = 0; i < n && rc == MH_OK; i++) {
        struct mh_err gone = MH_ERR_INIT;
        bool changed = false;
        e.line = (int64_t)i + 1;
        rc = mh__edit_row(&e, ids[i], &cell, 1, NULL, &changed, &gone);
        out->changed += changed;
        if (rc == MH_ENOTFOUND) {
            mh__edit_refuse(&e, "ligne-absente", NULL, NULL, gone.msg, NULL);
            rc = MH_OK;
        } else if (rc != MH_OK) {
            mh_err_set(err, rc, "%s", gone.msg);
        } else if ((i & 255) == 255 && !mh_progress_tick(&s->progress, "Changement", (int64_t)i, (int64_t)n)) {
            rc = mh_err_set(err, MH_ECANCELED, "changement interrompu : le plan est comme avant");
        }
    }
    return mh__edit_end(&e, rc, err);
}

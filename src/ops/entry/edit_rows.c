/* Whole rows as screens make, copy and remove them, and blocks of cells pasted over them. */
#include "ops/entry/edit.h"
#include "ops/matching/sheets.h"

#include <mahalli/vec.h>
#include <mahalli/xalloc.h>

#include <stdlib.h>
#include <string.h>

enum { FREE_NAMES = 999 };

/* --- insert --- */

/* Plain values of the cells; false: one cannot be read, a finding says which. */
static bool parse_cells(struct mh__editor *e, const struct mh__cell *cells, size_t n, void *row)
{
    bool ok = true;
    for (size_t i = 0; i < n; i++) {
        const struct mh_column *c = cells[i].c;
        struct mh_err why = MH_ERR_IN(e->s->lang);
        if (mh_blank(cells[i].now) || c->type == MH_REF)
            continue;
        if (c->flags & MH_DERIVED) {
            mh__edit_refuse(e, "colonne-fixe", c, cells[i].now, "cette colonne se déduit des autres", NULL);
            ok = false;
        } else if (mh_value_parse(c, row, cells[i].now, MH_NUM_UNSETTLED, &why) != MH_OK) {
            mh__edit_refuse(e, "valeur", c, cells[i].now, why.msg, NULL);
            ok = false;
        }
    }
    return ok;
}


static enum mh_rc count_occurrences(struct mh_session *s, int64_t article, int64_t site, int64_t *last, struct mh_err *err)
{
    struct mh_filter of[] = { { .column = "article_id", .number = article }, { .column = "site_id", .number = site },
                              { .column = "campaign_id", .number = s->campaign.id }, { 0 } };
    struct mh__rows rows;
    *last = 0;
    enum mh_rc rc = mh__rows_load(s->store, &mh_table_needs, of, &rows, err);
    if (rc != MH_OK)
        return rc;
    for (size_t i = 0; i < rows.n; i++) {
        const struct mh_need *n = mh__rows_at(&rows, i);
        if (n->occurrence > *last)
            *last = n->occurrence;
    }
    mh__rows_free(&rows);
    return MH_OK;
}

/* A reference alone names an article that exists: its label is taken; the volume of an article and site that has one is a further
 * occurrence. */
static enum mh_rc complete_need(struct mh__editor *e, struct mh_need_line *line, struct mh_err *err)
{
    struct mh__place p = { 0 };
    struct mh_article a;
    struct mh_diags aside = MH_DIAGS_INIT, *told = e->apply.diags;
    int64_t id = 0, last = 0;
    enum mh_rc rc = mh__apply_load_codes(&e->apply, err);
    mh_row_init(&mh_table_articles, &a);
    e->apply.diags = &aside; /* what is wrong is said when the row is applied */
    bool placed = rc == MH_OK && mh__place_find(&e->apply, line, &p, &rc, err);
    e->apply.diags = told;
    if (placed && p.member != 0) {
        a.member_id = p.member;
        a.reference = mh_xstrdup(line->reference);
        a.label = mh_xstrdup(line->label ? line->label : "");
        a.specs = mh_xstrdup(line->specs);
        a.unit = mh_xstrdup(line->unit);
        a.pack = mh_xstrdup(line->pack);
        mh_row_derive(&mh_table_articles, &a);
        rc = mh_store_find(e->s->store, &mh_table_articles, &a, &id, err);
    }
    if (rc == MH_OK && id != 0) {
        rc = mh_store_get(e->s->store, &mh_table_articles, id, &a, err);
        if (rc == MH_OK && line->label == NULL)
            line->label = mh_xstrdup(a.label);
        if (rc == MH_OK) { /* as it is written already: r2 names R2, it does not rename it */
            free(line->reference);
            line->reference = mh_xstrdup(a.reference);
        }
    }
    if (rc == MH_OK && id != 0 && p.site != 0 && line->occurrence == MH_UNKNOWN) {
        rc = count_occurrences(e->s, id, p.site, &last, err);
        if (rc == MH_OK && last > 0)
            line->occurrence = last + 1;
    }
    mh_row_free(&mh_table_articles, &a);
    mh_diags_free(&aside);
    return rc;
}

enum mh_rc mh__edit_insert(struct mh__editor *e, const struct mh__cell *cells, size_t n, int64_t *id, struct mh_err *err)
{
    const struct mh_table *t = e->list;
    void *row = mh_xcalloc(1, t->row_size);
    enum mh__outcome out = MH__REFUSED;
    size_t told = e->out->diags.list.len;
    enum mh_rc rc = MH_OK;
    *id = 0;
    mh_row_init(t, row);
    e->cells = cells;
    e->ncells = n;
    e->apply.look_only = false;
    if (!parse_cells(e, cells, n, row))
        goto out;
    if (t == &mh_table_need_lines)
        rc = complete_need(e, row, err);
    if (rc == MH_OK)
        rc = mh__apply_row(&e->apply, row, &out, err);
    if (rc == MH_OK && out == MH__CREATED)
        *id = mh_store_last_id(e->s->store);
    else if (rc == MH_OK && out == MH__REFUSED)
        e->out->refused++;
    else if (rc == MH_OK)
        mh__edit_refuse(e, "identite-prise", NULL, NULL, "cette ligne existe déjà", "changez celle qui existe");
    for (; told < e->out->diags.list.len; told++)
        e->out->diags.list.at[told].line = e->line;
out:
    mh_row_free(t, row);
    free(row);
    return rc;
}

/* "column=text" as cells; the names are copied into `names`, freed by the caller. */
static enum mh_rc cells_of(const struct mh__editor *e, const char *const *fields, struct mh__cell **cells, size_t *n, struct mh_err *err)
{
    size_t count = 0;
    while (fields[count] != NULL)
        count++;
    *cells = mh_xcalloc(count + 1, sizeof **cells);
    *n = count;
    for (size_t i = 0; i < count; i++) {
        const char *eq = strchr(fields[i], '=');
        char *name = mh_xstrndup(fields[i], eq ? (size_t)(eq - fields[i]) : strlen(fields[i]));
        (*cells)[i].c = eq ? mh_table_match_header(e->list, name) : NULL;
        (*cells)[i].now = eq ? eq + 1 : "";
        enum mh_rc rc = (*cells)[i].c ? MH_OK : mh_err_set(err, MH_EUSAGE, "« %s » n'est pas une colonne des %s", name, e->list->name_fr);
        free(name);
        if (rc != MH_OK)
            return rc;
    }
    return MH_OK;
}

static enum mh_rc refuse_list(const struct mh__editor *e, struct mh_err *err)
{
    if (e->list == &mh_table_article_lines)
        return mh_err_set(err, MH_EDENIED, "un article vient avec un besoin : ajoutez ou retirez dans les besoins");
    return MH_OK;
}

enum mh_rc mh_ops_insert(struct mh_session *s, const char *kind, const char *const *fields, struct mh_edit_result *out, struct mh_err *err)
{
    struct mh__editor e;
    const struct mh_table *t = NULL;
    struct mh_str said = MH_STR_INIT;
    struct mh__cell *cells = NULL;
    size_t n = 0;
    *out = (struct mh_edit_result)MH_EDIT_RESULT_INIT;
    enum mh_rc rc = mh__list_of(kind, &t, err);
    if (rc != MH_OK)
        return rc;
    mh_str_addf(&said, "ajout %s", t->one);
    rc = mh__edit_begin(&e, s, kind, mh_str_text(&said), out, err);
    mh_str_free(&said);
    if (rc != MH_OK)
        return rc;
    rc = refuse_list(&e, err);
    if (rc == MH_OK)
        rc = cells_of(&e, fields, &cells, &n, err);
    if (rc == MH_OK)
        rc = mh__edit_insert(&e, cells, n, &out->id, err);
    if (rc == MH_OK && out->id == 0)
        rc = mh__edit_refused(&e, err);
    out->changed = rc == MH_OK;
    free(cells);
    return mh__edit_end(&e, rc, err);
}

/* --- duplicate --- */

/* The column by which people tell copies apart; NULL: the row cannot be copied. */
static const struct mh_column *naming_column(const struct mh_table *t, const void *row)
{
    static const char *const names[] = { "code", "reference", "cert_number", "term", "label" };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        for (size_t k = 0; k < t->ncolumns; k++) {
            const struct mh_column *c = &t->columns[k];
            if (mh_streq(c->sql, names[i]) && c->type == MH_TEXT && mh_value_known(c, row))
                return c;
        }
    return NULL;
}

/* Inserts the row under the first free name: ... */
static enum mh_rc insert_renamed(struct mh__editor *e, void *row, struct mh_err *err)
{
    const struct mh_column *c = naming_column(e->stored, row), *origin = mh_table_column(e->stored, "origine");
    enum mh_rc rc = MH_OK;
    int64_t taken = 1;
    if (c == NULL)
        return mh_err_set(err, MH_EDENIED, "les lignes de « %s » ne se copient pas", e->stored->title);
    if (origin != NULL && origin->ref == NULL && mh_is_text(origin) && mh__is_reference(e->stored, row) && mh_streq(mh_text_at(origin, row), "référence")) {
        free(*mh_field_text(origin, row));
        *mh_field_text(origin, row) = mh_xstrdup("propre");
    }
    char *base = mh_xstrdup(mh_text_at(c, row));
    for (int k = 2; k <= FREE_NAMES && taken != 0 && rc == MH_OK; k++) {
        struct mh_str name = MH_STR_INIT;
        mh_str_addf(&name, mh_streq(c->sql, "label") ? "%s (%d)" : "%s-%d", base, k);
        free(*mh_field_text(c, row));
        *mh_field_text(c, row) = mh_str_take(&name);
        mh_row_derive(e->stored, row);
        rc = mh_store_find(e->s->store, e->stored, row, &taken, err);
    }
    free(base);
    if (rc == MH_OK && taken != 0)
        rc = mh_err_set(err, MH_EINVAL, "trop de copies de cette ligne");
    return rc == MH_OK ? mh_store_insert(e->s->store, e->stored, row, err) : rc;
}

enum mh_rc mh_ops_duplicate(struct mh_session *s, const char *kind, int64_t id, struct mh_edit_result *out, struct mh_err *err)
{
    struct mh__editor e;
    const struct mh_table *t = NULL;
    struct mh_str said = MH_STR_INIT;
    *out = (struct mh_edit_result)MH_EDIT_RESULT_INIT;
    enum mh_rc rc = mh__list_of(kind, &t, err);
    if (rc != MH_OK)
        return rc;
    mh_str_addf(&said, "copie %s %s", t->one, mh_store_code(s->store, mh__stored_table(t), id));
    rc = mh__edit_begin(&e, s, kind, mh_str_text(&said), out, err);
    mh_str_free(&said);
    if (rc != MH_OK)
        return rc;
    void *row = mh_xcalloc(1, e.stored->row_size);
    int64_t last = 0;
    mh_row_init(e.stored, row);
    rc = refuse_list(&e, err);
    if (rc == MH_OK)
        rc = mh_store_get(s->store, e.stored, id, row, err);
    memset(row, 0, sizeof(int64_t));
    if (rc == MH_OK && e.stored == &mh_table_needs) {
        struct mh_need *n = row;
        rc = count_occurrences(s, n->article_id, n->site_id, &last, err);
        n->occurrence = last + 1;
        if (rc == MH_OK)
            rc = mh_store_insert(s->store, e.stored, row, err);
    } else if (rc == MH_OK) {
        rc = insert_renamed(&e, row, err);
    }
    if (rc == MH_OK)
        memcpy(&out->id, row, sizeof out->id);
    out->changed = rc == MH_OK;
    mh_row_free(e.stored, row);
    free(row);
    return mh__edit_end(&e, rc, err);
}

/* --- remove --- */

enum mh_rc mh_ops_remove_ids(struct mh_session *s, const char *kind, const int64_t *ids, size_t n, struct mh_edit_result *out,
                             struct mh_err *err)
{
    struct mh__editor e;
    const struct mh_table *t = NULL;
    struct mh_str said = MH_STR_INIT;
    *out = (struct mh_edit_result)MH_EDIT_RESULT_INIT;
    enum mh_rc rc = mh__list_of(kind, &t, err);
    if (rc != MH_OK)
        return rc;
    if (n == 1)
        mh_str_addf(&said, "retrait %s %s", t->one,
                    mh_store_code(s->store, t == &mh_table_article_lines ? &mh_table_articles : mh__stored_table(t), ids[0]));
    else
        mh_str_addf(&said, "retrait de %zu %s", n, t->name_fr);
    rc = mh__edit_begin(&e, s, kind, mh_str_text(&said), out, err);
    mh_str_free(&said);
    if (rc != MH_OK)
        return rc;
    rc = refuse_list(&e, err);
    for (size_t i = 0; i < n && rc == MH_OK; i++) {
        struct mh_err why = MH_ERR_IN(s->lang);
        e.line = (int64_t)i + 1;
        rc = e.stored == &mh_table_sheets ? mh__sheet_removable(s, ids[i], &why) : MH_OK;
        if (rc == MH_OK)
            rc = mh_store_remove(s->store, e.stored, ids[i], &why);
        if (rc == MH_OK) {
            out->changed++;
        } else if (rc == MH_EINVAL || rc == MH_ENOTFOUND || rc == MH_EDENIED) {
            mh__edit_refuse(&e, rc == MH_EINVAL ? "encore-cite" : rc == MH_EDENIED ? "fiche-adoptee" : "ligne-absente", NULL, NULL, why.msg, NULL);
            rc = MH_OK;
        } else {
            mh_err_set(err, rc, "%s", why.msg);
        }
    }
    return mh__edit_end(&e, rc, err);
}

/* --- paste --- */

struct block {
    const struct mh_paste *p;
    struct mh__editor *e;
    const struct mh_column **columns;
    struct mh__cell *fixed;
    size_t nfixed;
    struct mh__cell *cells; /* of a row: the block's, then the fixed ones */
};

static enum mh_rc paste_row(struct block *b, size_t r, struct mh_err *err)
{
    const struct mh_paste *p = b->p;
    struct mh_err gone = MH_ERR_INIT;
    int64_t id = r < p->nids ? p->ids[r] : 0;
    bool changed = false;
    size_t n = 0;
    for (size_t c = 0; c < p->ncolumns; c++)
        if (p->cells[r * p->ncolumns + c] != NULL)
            b->cells[n++] = (struct mh__cell){ .c = b->columns[c], .now = p->cells[r * p->ncolumns + c] };
    b->e->line = (int64_t)r + 1;
    if (n == 0)
        return MH_OK;
    if (id == 0) {
        enum mh_rc rc = refuse_list(b->e, err);
        if (rc != MH_OK)
            return rc;
        for (size_t f = 0; f < b->nfixed; f++)
            b->cells[n++] = b->fixed[f];
        rc = mh__edit_insert(b->e, b->cells, n, &id, err);
        b->e->out->changed += id != 0;
        if (b->e->out->id == 0)
            b->e->out->id = id;
        return rc;
    }
    enum mh_rc rc = mh__edit_row(b->e, id, b->cells, n, NULL, &changed, &gone);
    b->e->out->changed += changed;
    if (rc == MH_ENOTFOUND) {
        mh__edit_refuse(b->e, "ligne-absente", NULL, NULL, gone.msg, NULL);
        return MH_OK;
    }
    return rc == MH_OK ? MH_OK : mh_err_set(err, rc, "%s", gone.msg);
}

static enum mh_rc paste_block(struct block *b, struct mh_err *err)
{
    const struct mh_paste *p = b->p;
    static const char *const none[] = { NULL };
    enum mh_rc rc = cells_of(b->e, p->fixed ? p->fixed : none, &b->fixed, &b->nfixed, err);
    b->columns = mh_xcalloc(p->ncolumns + 1, sizeof *b->columns);
    b->cells = mh_xcalloc(p->ncolumns + b->nfixed + 1, sizeof *b->cells);
    for (size_t c = 0; c < p->ncolumns && rc == MH_OK; c++)
        if ((b->columns[c] = mh_table_column(b->e->list, p->columns[c])) == NULL)
            rc = mh_err_set(err, MH_EUSAGE, "« %s » n'est pas une colonne de la liste « %s »", p->columns[c], b->e->list->title);
    for (size_t r = 0; r < p->nrows && rc == MH_OK; r++) {
        rc = paste_row(b, r, err);
        if (rc == MH_OK && (r & 255) == 255 && !mh_progress_tick(&b->e->s->progress, "Collage", (int64_t)r, (int64_t)p->nrows))
            rc = mh_err_set(err, MH_ECANCELED, "collage interrompu : le plan est comme avant");
    }
    free(b->columns);
    free(b->cells);
    free(b->fixed);
    return rc;
}

enum mh_rc mh_ops_paste(struct mh_session *s, const struct mh_paste *p, struct mh_edit_result *out, struct mh_err *err)
{
    struct mh__editor e;
    const struct mh_table *t = NULL;
    struct mh_str said = MH_STR_INIT;
    *out = (struct mh_edit_result)MH_EDIT_RESULT_INIT;
    enum mh_rc rc = mh__list_of(p->kind, &t, err);
    if (rc != MH_OK)
        return rc;
    mh_str_addf(&said, "collage de %zu × %zu cellules dans %s", p->nrows, p->ncolumns, t->name_fr);
    rc = mh__edit_begin(&e, s, p->kind, mh_str_text(&said), out, err);
    mh_str_free(&said);
    if (rc != MH_OK)
        return rc;
    e.dry_run = p->dry_run;
    struct block b = { .p = p, .e = &e };
    return mh__edit_end(&e, paste_block(&b, err), err);
}

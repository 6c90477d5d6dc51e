/* Reading rows in order, counted or filtered. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <mahalli/utf8.h>
#include <mahalli/xalloc.h>
#include "store/internal.h"

struct mh_cursor {
    struct mh_store *s;
    struct mh__tab *tab;
    struct mh__stmt *st;
};

/* A column that the filter names; NULL when it is one that a joined list may be filtered by besides its own. */
static const struct mh__field *filter_field(const struct mh__tab *tab, const char *name, const char **sql)
{
    const struct mh_column *c = mh_table_column(tab->t, name);

    *sql = NULL;
    for (size_t i = 0; c && i < tab->nfields; i++)
        if (tab->field[i].c == c) {
            *sql = c->sql;
            return &tab->field[i];
        }
    if (strcmp(name, "id") == 0)
        *sql = "id";
    for (size_t i = 0; tab->view && i < sizeof tab->view->also / sizeof *tab->view->also; i++)
        if (tab->view->also[i] && strcmp(tab->view->also[i], name) == 0)
            *sql = tab->view->also[i];
    return NULL;
}

static void add_conditions(struct mh_str *sql, const struct mh__tab *tab, const struct mh_filter *filter)
{
    const char *sep = " WHERE ", *name;

    if (tab->reference) {
        mh_str_add(sql, sep);
        mh__sql_not_hidden(sql, tab);
        sep = " AND ";
    }
    for (size_t i = 0; filter && filter[i].column; i++) {
        const struct mh__field *f = filter_field(tab, filter[i].column, &name);
        bool fold = f && f->fold && filter[i].text;
        mh_str_add(sql, sep);
        mh_str_add(sql, "t.");
        mh__sql_name(sql, name, fold ? "_fold" : NULL);
        mh_str_add(sql, " IS $f");
        mh_str_addc(sql, (char)('0' + i));
        sep = " AND ";
    }
}

/* The text of a filter as its column holds it. */
static enum mh_rc bind_text(struct mh_store *s, struct mh__tab *tab, struct mh__stmt *st, int at, const struct mh__field *f,
                            const char *text, struct mh_str *keep, struct mh_err *err)
{
    enum mh_rc rc = MH_OK;

    if (f->fold) {
        mh_utf8_fold(keep, text);
    } else if (f->c->type == MH_TEXT) {
        mh_str_add(keep, text);
    } else if (f->c->type == MH_REF) {
        s->drv->bind_int(st, at, strtoll(text, NULL, 10));
        return MH_OK;
    } else {
        rc = mh_value_parse(f->c, tab->scratch[0], text, MH_NUM_POINT, err);
        if (rc != MH_OK)
            return rc;
        if (!mh_is_text(f->c)) {
            s->drv->bind_int(st, at, mh_int_at(f->c, tab->scratch[0]));
            return MH_OK;
        }
        mh_str_add(keep, mh_text_at(f->c, tab->scratch[0]));
        if (!mh_text_at(f->c, tab->scratch[0]))
            return MH_OK; /* empty is unknown: stays NULL */
    }
    s->drv->bind_text(st, at, mh_str_text(keep), keep->len);
    return MH_OK;
}

enum { MAX_FILTERS = 8 };

/* Prepares "<text in s->sql> WHERE conditions <tail>" and binds the conditions; their texts stay in keep. */
static enum mh_rc open_filtered(struct mh_store *s, struct mh__tab *tab, const struct mh_filter *filter, bool ordered, bool by_id,
                                struct mh_str keep[MAX_FILTERS], struct mh__stmt **st, struct mh_err *err)
{
    const char *sql;
    enum mh_rc rc = MH_OK;

    for (size_t i = 0; filter && filter[i].column; i++) {
        assert(i < MAX_FILTERS);
        if (!filter_field(tab, filter[i].column, &sql) && !sql)
            return mh_err_set(err, MH_EINVAL, "%s : pas de colonne « %s »", tab->t->title, filter[i].column);
    }
    add_conditions(&s->sql, tab, filter);
    if (ordered)
        mh__sql_order(&s->sql, tab, by_id);
    rc = mh__stmt_take(s, mh_str_text(&s->sql), st, err);
    for (size_t i = 0; filter && filter[i].column && rc == MH_OK; i++) {
        const struct mh__field *f = filter_field(tab, filter[i].column, &sql);
        char name[4] = { '$', 'f', (char)('0' + i), '\0' };
        int at = s->drv->param(*st, name);
        s->drv->bind_text(*st, at, NULL, 0);
        if (filter[i].text && f)
            rc = bind_text(s, tab, *st, at, f, filter[i].text, &keep[i], err);
        else
            s->drv->bind_int(*st, at, filter[i].text ? strtoll(filter[i].text, NULL, 10) : filter[i].number);
    }
    return rc;
}

static void close_filtered(struct mh_store *s, struct mh__stmt *st, struct mh_str keep[MAX_FILTERS])
{
    mh__stmt_give(s, st);
    for (size_t i = 0; i < MAX_FILTERS; i++)
        mh_str_free(&keep[i]);
}

struct open_cursor { /* what the caller holds, and the texts its statement borrows */
    struct mh_cursor c;
    struct mh_str keep[MAX_FILTERS];
};

static bool names_one(const struct mh_filter *filter)
{
    for (; filter && filter->column; filter++)
        if (strcmp(filter->column, "id") == 0)
            return true;
    return false;
}

enum mh_rc mh_cursor_open(struct mh_store *s, const struct mh_table *t, const struct mh_filter *filter, bool by_id,
                          struct mh_cursor **out, struct mh_err *err)
{
    struct open_cursor *o = mh_xcalloc(1, sizeof *o);

    o->c.s = s;
    o->c.tab = mh__tab_of(s, t);
    (by_id || names_one(filter) ? mh__sql_select : mh__sql_select_ordered)(&s->sql, o->c.tab);
    enum mh_rc rc = open_filtered(s, o->c.tab, filter, true, by_id, o->keep, &o->c.st, err);
    s->cursors++;
    *out = &o->c;
    if (rc != MH_OK) {
        mh_cursor_close(&o->c);
        *out = NULL;
    }
    return rc;
}

enum mh_rc mh_cursor_next(struct mh_cursor *c, void *row, bool *got, struct mh_err *err)
{
    enum mh_rc rc = c->s->drv->step(c->st, got, err);

    if (*got)
        mh__row_read(c->s, c->tab, c->st, row);
    return rc;
}

void mh_cursor_close(struct mh_cursor *c)
{
    if (!c)
        return;
    struct open_cursor *o = (struct open_cursor *)c;
    c->s->cursors--;
    close_filtered(c->s, c->st, o->keep);
    free(o);
}

enum mh_rc mh_store_count(struct mh_store *s, const struct mh_table *t, const struct mh_filter *filter, int64_t *n, struct mh_err *err)
{
    struct mh_str keep[MAX_FILTERS] = { 0 };
    struct mh__tab *tab = mh__tab_of(s, t);
    struct mh__stmt *st = NULL;
    bool row = false;

    *n = 0;
    mh_str_clear(&s->sql);
    mh_str_add(&s->sql, "SELECT count(*) FROM ");
    mh__sql_source(&s->sql, tab, false);
    enum mh_rc rc = open_filtered(s, tab, filter, false, false, keep, &st, err);
    if (rc == MH_OK)
        rc = s->drv->step(st, &row, err);
    if (row)
        *n = s->drv->integer(st, 0);
    close_filtered(s, st, keep);
    return rc;
}

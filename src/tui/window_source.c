/* Lists of the plan, of any length: what a list asks is put to a window of ops. */
#include "tui/window_source.h"

#include <mahalli/xalloc.h>

#include <stdlib.h>
#include <string.h>

enum { SLICE = 4000 /* rows looked at in one idle moment */ };

struct mh__stored {
    struct mh__app *app;
    char *kind;
    const struct mh_table *t;
    struct mh_window *window; /* NULL: to be opened by the next fetch */
    struct mh__list_asked asked;
    struct mh_window_totals totals;
    struct mh_str *text; /* one per column: the row being handed over */
    const char **texts;
};

/* --- texts --- */

static const char *state_title(const char *code)
{
    enum mh_state state;
    return mh_state_parse(code, &state) ? mh_state_title(state) : code;
}

static const char *verdict_title(const char *code)
{
    for (int v = MH_VERDICT_NEAR; v <= MH_VERDICT_MATCH; v++)
        if (strcmp(mh_verdict_code((enum mh_verdict)v), code) == 0)
            return mh_verdict_title((enum mh_verdict)v);
    return code;
}

static bool is_plain(const struct mh_column *c)
{
    return c->type == MH_TEXT || c->type == MH_CHOICE || c->type == MH_REF;
}

/* The value behind a text, in a row of its own: a column's offset is within the row of its table. */
static void rewrite(const struct mh_column *c, const char *text, enum mh_number_style style, bool french, struct mh_str *out)
{
    struct { int64_t id; union { char *text; int64_t number; } field; } row = { 0 };
    struct mh_column own = *c;
    struct mh_err err = MH_ERR_INIT;
    own.offset = (size_t)((char *)&row.field - (char *)&row);
    if (mh_is_text(&own))
        row.field.text = NULL;
    else
        row.field.number = MH_UNKNOWN;
    if (*text == '\0')
        return;
    if (mh_value_parse(&own, &row, text, style, &err) != MH_OK)
        mh_str_add(out, text);
    else if (french)
        mh_value_text_fr(&own, &row, out);
    else
        mh_value_text(&own, &row, out);
    if (mh_is_text(&own))
        free(row.field.text);
}

void mh__shown_text(const struct mh_column *c, const char *canonical, struct mh_str *out)
{
    if (c->type == MH_CHOICE && strcmp(c->name, "etat") == 0)
        mh_str_add(out, state_title(canonical));
    else if (c->type == MH_CHOICE && strcmp(c->name, "concordance") == 0)
        mh_str_add(out, verdict_title(canonical));
    else if (is_plain(c))
        mh_str_add(out, canonical);
    else
        rewrite(c, canonical, MH_NUM_POINT, true, out);
}

void mh__canonical_text(const struct mh_column *c, const char *shown, struct mh_str *out)
{
    if (is_plain(c))
        mh_str_add(out, shown);
    else
        rewrite(c, shown, MH_NUM_COMMA, false, out);
}

/* --- memory --- */

struct mh__stored *mh__stored_new(struct mh__app *app, const char *kind)
{
    struct mh__stored *r = mh_xcalloc(1, sizeof *r);
    r->app = app;
    r->kind = mh_xstrdup(kind);
    r->t = strcmp(kind, mh_table_article_lines.name) == 0 ? &mh_table_article_lines : mh_table_for_kind(kind);
    r->text = mh_xcalloc(r->t->ncolumns, sizeof *r->text);
    r->texts = mh_xcalloc(r->t->ncolumns, sizeof *r->texts);
    return r;
}

void mh__stored_free(struct mh__stored *r)
{
    if (r == NULL)
        return;
    mh_window_close(r->window);
    mh__list_asked_free(&r->asked);
    for (size_t i = 0; i < r->t->ncolumns; i++)
        mh_str_free(&r->text[i]);
    free(r->text);
    free(r->texts);
    free(r->kind);
    free(r);
}

const struct mh_table *mh__stored_table_of(const struct mh__stored *r)
{
    return r->t;
}

void mh__stored_changed(struct mh__stored *r)
{
    r->totals = (struct mh_window_totals){ 0 };
}

const struct mh_window_totals *mh__stored_totals(const struct mh__stored *r)
{
    return &r->totals;
}

/* --- the question --- */

/* "<5": the comparison and what follows its sign. */
static struct mh_window_filter filter_of(const struct mh__list_filter *f)
{
    static const struct { char sign; enum mh_filter_op op; } signs[] = {
        { '=', MH_FILTER_IS }, { '^', MH_FILTER_PREFIX }, { '<', MH_FILTER_LESS }, { '>', MH_FILTER_MORE }, { '?', MH_FILTER_UNKNOWN },
        { '!', MH_FILTER_KNOWN },
    };
    struct mh_window_filter out = { f->column, MH_FILTER_HAS, f->text };
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (f->text[0] == signs[i].sign)
            out = (struct mh_window_filter){ f->column, signs[i].op, f->text + 1 };
    if (out.op == MH_FILTER_IS && mh_blank(out.text)) /* "=" alone: the empty value */
        out.op = MH_FILTER_UNKNOWN;
    return out;
}

enum mh_rc mh__stored_query(void *ctx, const struct mh__list_query *q, struct mh_err *err)
{
    struct mh__stored *r = ctx;
    (void)err;
    mh__list_asked_take(&r->asked, q);
    mh_window_close(r->window);
    r->window = NULL;
    mh__stored_changed(r);
    return MH_OK;
}

static enum mh_rc ready(struct mh__stored *r, struct mh_err *err)
{
    if (r->window != NULL)
        return MH_OK;
    struct mh_window_filter *filter = mh_xcalloc(r->asked.filter.len + 1, sizeof *filter);
    for (size_t i = 0; i < r->asked.filter.len; i++)
        filter[i] = filter_of(&r->asked.filter.at[i]);
    struct mh_window_query q = { .kind = r->kind, .sort = r->asked.sort, .descending = r->asked.descending, .filter = filter,
                                 .nfilters = r->asked.filter.len, .search = r->asked.search };
    enum mh_rc rc = mh_ops_window_open(r->app->session, &q, &r->window, err);
    free(filter);
    return rc;
}

/* --- rows --- */

struct handing {
    struct mh__stored *r;
    void (*each)(void *to, const struct mh__list_row *row);
    void *to;
};

static enum mh_rc hand_over(void *ctx, const struct mh_window_row *row, struct mh_err *err)
{
    struct handing *h = ctx;
    struct mh__stored *r = h->r;
    (void)err;
    for (size_t i = 0; i < r->t->ncolumns; i++) {
        mh_str_clear(&r->text[i]);
        mh__shown_text(&r->t->columns[i], row->texts[i], &r->text[i]);
        r->texts[i] = mh_str_text(&r->text[i]);
    }
    h->each(h->to, &(struct mh__list_row){ row->id, r->texts });
    return MH_OK;
}

enum mh_rc mh__stored_fetch(void *ctx, enum mh_window_from from, int64_t anchor, size_t n,
                            void (*each)(void *to, const struct mh__list_row *row), void *to, struct mh_err *err)
{
    struct mh__stored *r = ctx;
    struct handing h = { r, each, to };
    struct mh_err why = MH_ERR_INIT;
    enum mh_rc rc = ready(r, err);
    if (rc != MH_OK)
        return rc;
    rc = mh_window_fetch(r->window, from, anchor, n, hand_over, &h, &why);
    if (rc == MH_ENOTFOUND) /* a row never seen here, gone: nothing stands around it */
        return MH_OK;
    return rc == MH_OK ? rc : mh_err_set(err, rc, "%s", why.msg);
}

enum mh_rc mh__stored_count(void *ctx, int64_t *n, bool *exact, struct mh_err *err)
{
    struct mh__stored *r = ctx;
    enum mh_rc rc = ready(r, err);
    if (rc == MH_OK && !r->totals.done)
        rc = mh_window_totals(r->window, SLICE, &r->totals, err);
    *n = r->totals.rows;
    *exact = r->totals.done;
    return rc;
}

const struct mh__list_source mh__stored_ops = { .query = mh__stored_query, .fetch = mh__stored_fetch, .count = mh__stored_count };

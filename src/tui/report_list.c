#include "tui/report_list.h"
#include "tui/screens.h"

#include <stdlib.h>

enum { DETAIL_ROWS = 7, DETAIL_FROM = 16 /* rows of area from which the detail is shown */ };

static enum mh__style style(void *ctx, int64_t id, int column, const char *text)
{
    (void)ctx, (void)id;
    return column == 0 ? mh__word_style(text) : MH__PLAIN;
}

static const struct mh__list_source plain = { .query = mh__rows_query, .fetch = mh__rows_fetch, .count = mh__rows_count };
static const struct mh__list_source styled = { .query = mh__rows_query, .fetch = mh__rows_fetch, .count = mh__rows_count, .style = style };

static enum mh_rc take(void *ctx, const void *row, struct mh_err *err)
{
    struct mh__report_list *r = ctx;
    (void)err;
    mh__table_row(r->rows, r->def->table, ++r->n, row);
    return MH_OK;
}

static enum mh_rc work(struct mh__app *app, void *ctx, struct mh_err *err)
{
    struct mh__report_list *r = ctx;
    return r->def->compute(app, r->who, take, r, err);
}

enum mh_rc mh__report_load(struct mh__app *app, struct mh__report_list *r, struct mh_err *err)
{
    mh__rows_source_clear(r->rows);
    r->n = 0;
    r->stale = false;
    struct mh_err why = MH_ERR_INIT;
    enum mh_rc rc = mh__long_work(app, r->def->title, work, r), listed = mh__list_reload(&r->list, &why);
    if (rc != MH_OK && rc != MH_ECANCELED)
        return mh_err_set(err, rc, "%s", mh__text(app, "liste incomplète : r la calcule à nouveau"));
    return listed == MH_OK ? MH_OK : mh_err_set(err, listed, "%s", why.msg);
}

enum mh_rc mh__report_open(struct mh__app *app, struct mh__report_list *r, const struct mh__report_def *def, void *who, struct mh_err *err)
{
    mh__report_close(r);
    *r = (struct mh__report_list){ .def = def, .who = who };
    int n;
    struct mh__list_column *columns = mh__table_columns(app, def->table, def->shown, &n);
    r->rows = mh__rows_source_new(n);
    mh__rows_source_columns(r->rows, columns, n);
    mh__list_init(&r->list, def->styled >= 0 ? &styled : &plain, r->rows, columns, n);
    mh__table_order(&r->list, def->shown);
    r->list.empty = def->empty;
    free(columns);
    enum mh_rc rc = def->sort ? mh__list_sort(&r->list, def->sort, def->descending, err) : MH_OK;
    return rc == MH_OK ? mh__report_load(app, r, err) : rc;
}

void mh__report_close(struct mh__report_list *r)
{
    if (r->rows == NULL)
        return;
    mh__list_free(&r->list);
    mh__rows_source_free(r->rows);
    r->rows = NULL;
}

static void draw_detail(struct mh__app *app, struct mh__report_list *r, struct mh__area a)
{
    int y = 0;
    mh__hline(&app->canvas, a, y++);
    for (const char *const *name = r->def->detail; *name != NULL && y < a.h; name++) {
        int c = mh__list_column_named(&r->list, *name);
        const char *text = mh__list_text(&r->list, c);
        if (*text == '\0')
            continue;
        struct mh_str line = MH_STR_INIT;
        mh_str_addf(&line, "%s : %s", r->list.column[c].title, text);
        y = mh__put_wrapped(&app->canvas, a, y, MH__PLAIN, mh_str_text(&line));
        mh_str_free(&line);
    }
}

void mh__report_draw(struct mh__app *app, struct mh__report_list *r, struct mh__area a)
{
    if (r->stale) {
        mh__put(&app->canvas, a, 0, 0, MH__WARN, mh__text(app, "Le plan a changé depuis : r calcule à nouveau"));
        a = mh__area_rows(a, 1, a.h - 1);
    }
    bool detail = a.h >= DETAIL_FROM && r->def->detail != NULL;
    mh__list_draw(&r->list, app, detail ? mh__area_rows(a, 0, a.h - DETAIL_ROWS) : a);
    if (detail && r->list.cursor != 0)
        draw_detail(app, r, mh__area_rows(a, a.h - DETAIL_ROWS, DETAIL_ROWS));
}

static bool internal(const struct mh_table *t, const char *name)
{
    const struct mh_column *c = mh_table_column(t, name);
    return c != NULL && (c->flags & MH_HIDDEN) != 0;
}

void mh__report_whole(struct mh__app *app, struct mh__report_list *r)
{
    struct mh_str text = MH_STR_INIT;
    for (int c = 0; c < r->list.ncolumns; c++)
        if (*mh__list_text(&r->list, c) != '\0' && !internal(r->def->table, r->list.column[c].name))
            mh_str_addf(&text, "%s : %s\n", r->list.column[c].title, mh__list_text(&r->list, c));
    mh__show_text(app, mh__text(app, r->def->title), mh_str_text(&text));
    mh_str_free(&text);
}

/* How a list looks: one line of what acts and how many rows answer, the header, the rows. */
#include "tui/list_priv.h"

#include <mahalli/utf8.h>

#include <stdlib.h>

enum { STRETCH_LEAST = 16, PART_LEAST = 5, INFO_FROM = 5 /* rows of area from which the line above the header is shown */ };

/* Widths of the columns shown, in the order shown; returns how many there are. */
static int lay_out(struct mh__list *l, int width)
{
    struct mh__list_priv *p = mh__list_priv(l);
    int n = 0, total = 0, stretch = 0;
    for (int i = 0; i < l->ncolumns; i++) {
        const struct mh__list_column *c = &l->column[l->order[i]];
        if (c->hidden)
            continue;
        p->column_w[n] = c->width;
        total += c->width + 1;
        stretch += c->stretch;
        n++;
    }
    int left = width - total + 1;
    for (int i = 0, at = 0; i < l->ncolumns && stretch > 0; i++) {
        const struct mh__list_column *c = &l->column[l->order[i]];
        if (c->hidden)
            continue;
        if (c->stretch) {
            int share = left / stretch;
            if (c->width + share < STRETCH_LEAST)
                share = (c->width < STRETCH_LEAST ? c->width : STRETCH_LEAST) - c->width;
            p->column_w[at] += share;
            left -= share;
            stretch--;
        }
        at++;
    }
    return n;
}

static void keep_cursor_column_visible(struct mh__list *l, int width)
{
    struct mh__list_priv *p = mh__list_priv(l);
    int frozen = l->frozen < p->nshown ? l->frozen : p->nshown;
    if (p->first_column > p->nshown - frozen - 1)
        p->first_column = p->nshown - frozen - 1;
    if (p->first_column < 0)
        p->first_column = 0;
    if (!l->cells || l->cursor_column < frozen)
        return;
    if (l->cursor_column >= p->nshown)
        l->cursor_column = p->nshown - 1;
    int fixed = 0;
    for (int i = 0; i < frozen; i++)
        fixed += p->column_w[i] + 1;
    if (l->cursor_column - frozen < p->first_column)
        p->first_column = l->cursor_column - frozen;
    for (;;) {
        int used = fixed;
        for (int i = frozen + p->first_column; i <= l->cursor_column; i++)
            used += p->column_w[i] + (i < l->cursor_column);
        if (used <= width || frozen + p->first_column >= l->cursor_column)
            return;
        p->first_column++;
    }
}

/* Where each column stands; what does not fit gets width 0, what fits in part is cut. */
static void place(struct mh__list *l, struct mh__area a)
{
    struct mh__list_priv *p = mh__list_priv(l);
    int frozen = l->frozen < p->nshown ? l->frozen : p->nshown, x = a.x, end = a.x + a.w;
    for (int i = 0; i < p->nshown; i++) {
        bool skipped = i >= frozen && i < frozen + p->first_column;
        int room = end - x;
        if (skipped || room < (p->column_w[i] < PART_LEAST ? p->column_w[i] : PART_LEAST)) {
            p->column_w[i] = 0;
            if (!skipped)
                x = end;
            continue;
        }
        p->column_x[i] = x;
        if (p->column_w[i] > room)
            p->column_w[i] = room;
        x += p->column_w[i] + 1;
    }
}

static int shown_column(const struct mh__list *l, int position)
{
    for (int i = 0; i < l->ncolumns; i++)
        if (!l->column[l->order[i]].hidden && position-- == 0)
            return l->order[i];
    return 0;
}

static void draw_info(struct mh__list *l, struct mh__app *app, struct mh__area a)
{
    struct mh__list_priv *p = mh__list_priv(l);
    struct mh_str left = MH_STR_INIT, right = MH_STR_INIT;
    mh__list_acting(l, &left);
    bool narrowed = p->search != NULL || p->filter.len > 0;
    if (p->picked.len > 0)
        mh_str_addf(&right, "%zu %s%s", p->picked.len, mh__text_n(app, "choisie", "choisies", (int64_t)p->picked.len), p->count >= 0 ? " · " : "");
    if (p->count >= 0) {
        mh_str_add(&right, p->exact ? "" : mh__text(app, "plus de "));
        mh_str_add_int(&right, p->count);
        mh_str_addf(&right, " %s", mh__text_n(app, "ligne", "lignes", p->count));
    }
    if (narrowed)
        mh_str_addf(&left, "  %s", mh__text(app, "(F retire)"));
    int used = mh_utf8_width(mh_str_text(&right));
    mh__put_fit(&app->canvas, a, 0, 0, a.w - used - 1, MH__LEFT, narrowed ? MH__WARN : MH__DIM, mh_str_text(&left));
    mh__put(&app->canvas, a, 0, a.w - used, MH__DIM, mh_str_text(&right));
    mh_str_free(&left);
    mh_str_free(&right);
}

static void draw_header(struct mh__list *l, struct mh__app *app, struct mh__area a)
{
    struct mh__list_priv *p = mh__list_priv(l);
    mh__fill(&app->canvas, a, MH__HEADER);
    for (int i = 0; i < p->nshown; i++) {
        const struct mh__list_column *c = &l->column[shown_column(l, i)];
        if (p->column_w[i] == 0)
            continue;
        struct mh_str title = MH_STR_INIT;
        if (p->sort != NULL && mh_streq(p->sort, c->name))
            mh_str_add(&title, app->ascii ? (p->descending ? "v " : "^ ") : p->descending ? "▼ " : "▲ ");
        mh_str_add(&title, c->title);
        mh__put_fit(&app->canvas, a, 0, p->column_x[i] - a.x, p->column_w[i], c->align, MH__HEADER, mh_str_text(&title));
        mh_str_free(&title);
    }
}

static void draw_row(struct mh__list *l, struct mh__app *app, struct mh__area a, int y, const struct mh__list_kept *row)
{
    struct mh__list_priv *p = mh__list_priv(l);
    struct mh__area line = mh__area_rows(a, y, 1);
    bool here = row->id == l->cursor, picked = mh__list_is_picked(l, row->id);
    if (picked)
        mh__fill(&app->canvas, line, MH__PICKED);
    for (int i = 0; i < p->nshown; i++) {
        int c = shown_column(l, i);
        if (p->column_w[i] == 0)
            continue;
        enum mh__style style = picked ? MH__PICKED : l->source->style ? l->source->style(l->ctx, row->id, c, row->text[c]) : MH__PLAIN;
        mh__put_fit(&app->canvas, line, 0, p->column_x[i] - a.x, p->column_w[i], l->column[c].align, style,
                    l->column[c].word && row->text[c] ? mh__text(app, row->text[c]) : row->text[c]);
    }
    if (picked) /* between columns: never on a figure */
        mh__put(&app->canvas, line, 0, p->nshown > 1 ? p->column_x[0] - a.x + p->column_w[0] : line.w - 1, MH__PICKED, "*");
    if (!here)
        return;
    if (!l->cells) {
        mh__restyle(&app->canvas, line, MH__CURSOR);
    } else if (l->cursor_column >= 0 && l->cursor_column < p->nshown && p->column_w[l->cursor_column] > 0) {
        struct mh__area cell = { line.y, p->column_x[l->cursor_column], 1, p->column_w[l->cursor_column] };
        mh__restyle(&app->canvas, cell, MH__CURSOR);
    }
}

static void draw_nothing(struct mh__list *l, struct mh__app *app, struct mh__area a)
{
    struct mh__list_priv *p = mh__list_priv(l);
    if (p->failed != NULL)
        mh__put_wrapped(&app->canvas, a, 0, MH__BAD, p->failed);
    else if (p->search != NULL || p->filter.len > 0)
        mh__put_wrapped(&app->canvas, a, 0, MH__DIM, mh__text(app, "Aucune ligne ne répond à la recherche et aux filtres : F les retire."));
    else
        mh__put_wrapped(&app->canvas, a, 0, MH__DIM, mh__text(app, l->empty != NULL ? l->empty : "Aucune ligne."));
}

void mh__list_draw(struct mh__list *l, struct mh__app *app, struct mh__area a)
{
    struct mh__list_priv *p = mh__list_priv(l);
    p->app = app;
    if (a.h < 2 || a.w < 2)
        return;
    bool acting = p->search != NULL || p->filter.len > 0 || p->picked.len > 0;
    if (acting || (a.h >= INFO_FROM && !l->bare)) {
        draw_info(l, app, mh__area_rows(a, 0, 1));
        a = mh__area_rows(a, 1, a.h - 1);
    }
    p->nshown = lay_out(l, a.w);
    keep_cursor_column_visible(l, a.w);
    place(l, a);
    draw_header(l, app, mh__area_rows(a, 0, 1));
    a = mh__area_rows(a, 1, a.h - 1);
    p->body = a;
    if (a.h < 1)
        return;
    mh__list_ensure(l, a.h);
    if (p->rows.len == 0)
        draw_nothing(l, app, a);
    for (size_t i = 0; i < p->rows.len && (int)i < a.h; i++)
        draw_row(l, app, a, (int)i, &p->rows.at[i]);
}

struct mh__area mh__list_cell_area(const struct mh__list *l)
{
    const struct mh__list_priv *p = mh__list_priv(l);
    int i = mh__list_index(l, l->cursor), c = l->cursor_column;
    if (i < 0 || i >= p->body.h || c < 0 || c >= p->nshown || p->column_w[c] == 0)
        return (struct mh__area){ 0, 0, 0, 0 };
    return (struct mh__area){ p->body.y + i, p->column_x[c], 1, p->column_w[c] };
}

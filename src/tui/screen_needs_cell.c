/* A cell being typed: a layer over the grid. In a stored line each cell left is one operation. */
#include "tui/table_rows.h"
#include "tui/calc.h"
#include "tui/list_priv.h"
#include "tui/screen_needs_typing.h"

#include <mahalli/xalloc.h>

#include <stdlib.h>
#include <string.h>

enum { MOST_WIDTH = 48, POPUP_LEAST = 24, POPUP_WIDTH = 60 };

static bool is_wide(const struct mh__typing *c)
{
    const struct mh_column *column = &c->n->t->columns[c->column];
    return column->type == MH_TEXT || column->type == MH_CHOICE;
}

const char *mh__typing_text(const struct mh__needs *n, int c)
{
    const struct mh__typing *cell = n->cell;
    if (cell == NULL || (cell->id != 0 && cell->id != n->list.cursor))
        return NULL;
    if (c == mh__needs_stored(n, cell->column))
        return mh_str_text(&cell->line.text);
    return cell->id == 0 ? cell->text[c] ? cell->text[c] : "" : NULL;
}

bool mh__typing_new_line(const struct mh__needs *n)
{
    return n->cell != NULL && n->cell->id == 0;
}

void mh__typing_set(char **at, const char *text)
{
    char *copy = text ? mh_xstrdup(text) : NULL;
    free(*at);
    *at = copy;
}

/* --- standing on a cell --- */

/* What the list shows in column c of the line, or what was typed there. */
const char *mh__typing_stands(const struct mh__typing *c, int column)
{
    const char *text = c->id == 0 ? c->text[column] : mh__list_text_of(&c->n->list, c->id, column);
    return text ? text : "";
}

void mh__typing_stand_in(struct mh__typing *c, int column)
{
    int stored = mh__needs_stored(c->n, column);
    struct mh_str canonical = MH_STR_INIT;
    c->column = column;
    c->n->list.cursor_column = mh__needs_position(c->n, column);
    mh__typing_set(&c->shown, mh__typing_stands(c, stored));
    mh__canonical_text(&c->n->t->columns[stored], c->shown, &canonical);
    mh__typing_set(&c->was, mh_str_text(&canonical));
    mh_str_free(&canonical);
    mh__line_set(&c->line, c->shown, true);
    c->typed = false;
    mh__choices_free(&c->choices);
    c->chosen = -1;
}

/* The next column that can be typed in, by position, -1 none. `blank`: that is empty, or was not brought by another line. */
static int next_column(const struct mh__typing *c, int step, bool skip_brought)
{
    for (int p = c->n->list.cursor_column + step;; p += step) {
        int k = mh__needs_at(c->n, p);
        if (k < 0)
            return -1;
        if (skip_brought && c->id == 0 && c->brought[mh__needs_stored(c->n, k)])
            continue;
        if (mh__needs_fixed(c->n, k, c->id == 0) == NULL)
            return k;
    }
}

static void leave(struct mh__typing *c)
{
    mh__layer_pop(c->n->app);
}

bool mh__typing_stand_on(struct mh__typing *c, int64_t id)
{
    struct mh_err err = MH_ERR_IN(c->n->app->lang);
    if (mh__list_stand(&c->n->list, id, &err) == MH_OK) {
        c->id = id;
        return true;
    }
    mh__say(c->n->app, MH__WARN, "%s", err.msg);
    return false;
}

/* The row below or above, fetched where it is out of view; 0: there is none. */
static int64_t beside(struct mh__needs *n, int step)
{
    struct mh__event ev = { .type = MH__EV_KEY, .key = step > 0 ? MH__KEY_DOWN : MH__KEY_UP };
    int64_t was = n->list.cursor, now;
    mh__list_event(&n->list, n->app, &ev);
    now = n->list.cursor;
    return now == was ? 0 : now;
}

/* --- saving --- */

static bool save_stored(struct mh__typing *c, const char *was);

static void settle(struct mh__app *app, void *ctx, size_t i)
{
    struct mh__needs *n = ctx;
    struct mh__typing *c = n->cell;
    if (c == NULL)
        return;
    if (i == 0) {
        if (save_stored(c, NULL))
            mh__typing_stand_in(c, c->column);
        return;
    }
    mh__changed(app);
    mh__typing_stand_in(c, c->column);
    mh__say(app, MH__INFO, "%s", mh__text(app, "La valeur de l'autre est gardée"));
}

/* Somebody else changed the cell since it was shown: both values, nothing is lost. */
static void show_conflict(struct mh__typing *c, const char *theirs)
{
    struct mh__needs *n = c->n;
    const struct mh_column *column = &n->t->columns[mh__needs_stored(n, c->column)];
    struct mh_str other = MH_STR_INIT, title = MH_STR_INIT;
    mh__shown_text(column, theirs ? theirs : "", &other);
    mh_str_addf(&title, mh__text(n->app, "%s : changée entre-temps"), mh__text(n->app, column->title));
    const struct mh__menu_entry entry[] = {
        { .title = mh__text(n->app, "Garder le mien"), .note = mh_str_text(&c->line.text), .letter = 'g' },
        { .title = mh__text(n->app, "Prendre l'autre"), .note = other.len ? mh_str_text(&other) : mh__text(n->app, "(vide)"), .letter = 'p' },
    };
    mh__menu(n->app, mh_str_text(&title), entry, 2, settle, n);
    mh_str_free(&other);
    mh_str_free(&title);
}

static bool save_stored(struct mh__typing *c, const char *was)
{
    struct mh__needs *n = c->n;
    struct mh_edit_result r = MH_EDIT_RESULT_INIT;
    struct mh_err err = MH_ERR_IN(n->app->lang);
    const char *now = mh_str_text(&c->line.text), *name = n->t->columns[mh__needs_stored(n, c->column)].name;
    enum mh_rc rc = mh_ops_edit(n->app->session, "besoins", c->id, name, was, now, &r, &err);
    if (rc == MH_ECONFLICT)
        show_conflict(c, r.stored);
    else if (rc != MH_OK)
        mh__say_error(n->app, &err);
    else if (r.operation != 0)
        mh__changed(n->app);
    if (rc == MH_OK && r.shared > 0)
        mh__say(n->app, MH__INFO, mh__text_n(n->app, "Article commun : %lld autre ligne change aussi", "Article commun : %lld autres lignes changent aussi", r.shared),
                (long long)r.shared);
    mh_edit_result_free(&r);
    return rc == MH_OK;
}

/* A sum typed for a figure becomes its result, before the eyes. */
static void calculate(struct mh__typing *c)
{
    const struct mh_column *column = &c->n->t->columns[mh__needs_stored(c->n, c->column)];
    struct mh_str result = MH_STR_INIT, said = MH_STR_INIT;
    struct mh_decimal d;
    if (!mh__column_is_figure(column) || !mh__calculate(mh_str_text(&c->line.text), &d))
        return;
    mh_decimal_format(&result, d);
    mh_decimal_format_fr(&said, d);
    mh__say(c->n->app, MH__INFO, "%s = %s", mh_str_text(&c->line.text), mh_str_text(&said));
    mh__line_set(&c->line, mh_str_text(&result), false);
    mh_str_free(&result);
    mh_str_free(&said);
}

/* Leaves the cell; false: it stays open, and why was said. */
static bool save(struct mh__typing *c)
{
    calculate(c);
    if (c->id == 0)
        return mh__entry_save(c);
    return mh_streq(mh_str_text(&c->line.text), c->shown) || save_stored(c, c->was);
}

/* --- where keys lead --- */

static void next_line(struct mh__typing *c)
{
    if (c->like)
        leave(c);
    else
        mh__entry_begin(c, false);
}

/* The stored line is no longer among those shown: removed by somebody else, or filtered away by what was typed. */
static bool out_of_sight(const struct mh__typing *c)
{
    return c->id != 0 && mh__list_index(&c->n->list, c->id) < 0;
}

/* unsaved: what was typed, told so that it is not lost; NULL: all is saved. */
static void leave_unseen(struct mh__typing *c, const char *unsaved)
{
    struct mh__app *app = c->n->app;
    struct mh_str acting = MH_STR_INIT;
    mh__list_acting(&c->n->list, &acting);
    if (unsaved != NULL)
        mh__say(app, MH__WARN, mh__text(app, "La ligne n'est plus là ; « %s » n'est pas enregistré"), unsaved);
    else
        mh__say(app, MH__INFO, mh__text(app, "Ligne enregistrée ; masquée par : %s"), mh_str_text(&acting));
    mh_str_free(&acting);
    leave(c);
}

static void to_right(struct mh__typing *c, bool enter)
{
    struct mh__needs *n = c->n;
    bool was_new = c->id == 0, quantity = strcmp(n->t->columns[c->column].name, "quantite") == 0;
    if (!enter && c->run < 0)
        c->run = n->list.cursor_column;
    if (!save(c))
        return;
    int next = next_column(c, 1, true);
    /* The line is taken when its volume is left: what follows are changes of a line that is safe. */
    if (was_new && (next < 0 || (quantity && mh__entry_complete(c)))) {
        if (!mh__entry_create(c))
            return;
        if (mh__list_index(&n->list, c->id) < 0) { /* hidden by filters: on with the next */
            next_line(c);
            return;
        }
    }
    if (out_of_sight(c))
        leave_unseen(c, NULL);
    else if (next >= 0)
        mh__typing_stand_in(c, next);
    else if (c->entering)
        next_line(c);
    else
        mh__typing_stand_in(c, c->column);
}

static void to_left(struct mh__typing *c)
{
    if (!save(c))
        return;
    int next = next_column(c, -1, false);
    if (out_of_sight(c))
        leave_unseen(c, NULL);
    else
        mh__typing_stand_in(c, next >= 0 ? next : c->column);
}

/* Down a column; of a line being entered, on with the next line. */
static void to_row(struct mh__typing *c, int step)
{
    struct mh__needs *n = c->n;
    if (c->id == 0 || (c->entering && step > 0)) {
        if (step < 0)
            to_left(c);
        else if (save(c) && (c->id != 0 || mh__entry_create(c)))
            next_line(c);
        return;
    }
    int column = step > 0 && c->run >= 0 ? mh__needs_at(n, c->run) : c->column;
    int64_t here = c->id, next = beside(n, step);
    if (next != 0) /* as the rows stand before the change moves this one */
        (void)mh__typing_stand_on(c, here);
    c->id = here;
    if (!save(c))
        return;
    if (next == 0) {
        leave(c);
        return;
    }
    if (!mh__typing_stand_on(c, next)) {
        leave(c);
        return;
    }
    c->run = -1;
    mh__typing_stand_in(c, column);
}

static void enter(struct mh__typing *c)
{
    if (c->entering)
        to_right(c, true);
    else
        to_row(c, 1);
}

static void escape(struct mh__typing *c)
{
    struct mh__app *app = c->n->app;
    if (c->id == 0 && (c->touched || c->typed) && !c->quit_anyway) {
        c->quit_anyway = true;
        mh__say(app, MH__WARN, "%s", mh__text(app, "Échap encore : abandonner cette ligne, qui n'est pas encore enregistrée"));
        return;
    }
    leave(c);
}

/* --- type-ahead --- */

static void suggest(struct mh__typing *c)
{
    const char *typed = mh_str_text(&c->line.text);
    mh__choices_free(&c->choices);
    c->chosen = -1;
    if (c->typed && !mh_blank(typed))
        mh__needs_suggest(c->n, c->column, mh__typing_stands(c, mh__needs_column(c->n, "membre")), typed, &c->choices);
    if (c->choices.text.len == 1 && mh_streq(c->choices.text.at[0], typed))
        mh__choices_free(&c->choices);
}

/* What names another row is taken from the list as soon as one answer is left; a new reference or label stays as typed. */
static void take_choice(struct mh__typing *c)
{
    static const char names[] = "membre|etablissement|famille";
    bool naming = mh_in_list(names, c->n->t->columns[mh__needs_stored(c->n, c->column)].name);
    int i = c->chosen;
    if (i < 0 && naming && c->choices.text.len == 1)
        i = 0;
    if (i < 0 || (size_t)i >= c->choices.text.len)
        return;
    mh__line_set(&c->line, c->choices.text.at[i], false);
    mh__choices_free(&c->choices);
    c->chosen = -1;
}

/* --- events --- */

static bool key(struct mh__typing *c, uint32_t k)
{
    int listed = (int)c->choices.text.len;
    if (k != MH__KEY_ESC)
        c->quit_anyway = false;
    switch (k) {
    case MH__KEY_ESC: escape(c); return true;
    case MH__KEY_DOWN:
        if (listed == 0)
            to_row(c, 1);
        else if (c->chosen + 1 < listed)
            c->chosen++;
        return true;
    case MH__KEY_UP:
        if (listed == 0)
            to_row(c, -1);
        else if (c->chosen >= 0)
            c->chosen--;
        return true;
    case MH__KEY_TAB: take_choice(c); to_right(c, false); return true;
    case MH__KEY_BACKTAB: to_left(c); return true;
    case MH__KEY_ENTER: take_choice(c); enter(c); return true;
    default: return false;
    }
}

static void typed(struct mh__typing *c)
{
    c->typed = true;
    suggest(c);
    mh__needs_read(c->n);
}

/* A block is pasted over the grid, or below it as new lines; a text into the cell. */
static bool paste(struct mh__typing *c, const struct mh__event *ev)
{
    struct mh__needs *n = c->n;
    size_t len = ev->len;
    while (len > 0 && (ev->text[len - 1] == '\n' || ev->text[len - 1] == '\r'))
        len--;
    bool block = memchr(ev->text, '\t', len) != NULL || memchr(ev->text, '\n', len) != NULL || memchr(ev->text, '\r', len) != NULL;
    if (!block || !(c->line.fresh || c->line.text.len == 0))
        return false;
    return mh__needs_paste(n, ev->text, ev->len);
}

/* A click elsewhere saves the cell and goes there; a line that is being entered stays. */
static void click(struct mh__app *app, struct mh__typing *c, const struct mh__event *ev)
{
    struct mh__needs *n = c->n;
    if (c->id == 0 || (ev->mouse != MH__MOUSE_CLICK && ev->mouse != MH__MOUSE_DOUBLE) || !save(c))
        return;
    leave(c);
    mh__list_event(&n->list, app, ev);
}

static bool cell_event(struct mh__app *app, void *state, const struct mh__event *ev)
{
    struct mh__typing *c = state;
    bool changed = false;
    if (ev->type == MH__EV_MOUSE) {
        click(app, c, ev);
        return true;
    }
    if (out_of_sight(c)) {
        leave_unseen(c, mh_str_text(&c->line.text));
        return true;
    }
    if (ev->type == MH__EV_KEY && key(c, ev->key))
        return true;
    if (ev->type == MH__EV_PASTE && paste(c, ev))
        return true;
    if (mh__line_event(&c->line, ev, &changed) && changed)
        typed(c);
    return ev->type == MH__EV_KEY ? ev->key != MH__KEY_CTRL + 'c' && ev->key != MH__KEY_CTRL + 'l' : true;
}

static void cell_close(struct mh__app *app, void *state)
{
    struct mh__typing *c = state;
    (void)app;
    for (size_t i = 0; i < c->n->t->ncolumns; i++)
        free(c->text[i]);
    free(c->text);
    free(c->brought);
    free(c->was);
    free(c->shown);
    mh__line_free(&c->line);
    mh__choices_free(&c->choices);
    c->n->cell = NULL;
}

/* --- looks --- */

static struct mh__area place_of(const struct mh__typing *c)
{
    const struct mh__list_priv *p = mh__list_priv(&c->n->list);
    int at = c->n->list.cursor_column, rows = (int)p->rows.len < p->body.h ? (int)p->rows.len : p->body.h;
    if (c->id != 0 && c->id == c->n->list.cursor)
        return mh__list_cell_area(&c->n->list);
    if (c->id != 0 || at < 0 || at >= p->nshown || p->column_w[at] == 0)
        return (struct mh__area){ 0, 0, 0, 0 };
    return (struct mh__area){ p->body.y + rows, p->column_x[at], 1, p->column_w[at] };
}

void mh__typing_draw_line(struct mh__needs *n)
{
    const struct mh__list_priv *p = mh__list_priv(&n->list);
    struct mh__area at = place_of(n->cell), line = { at.y, n->body.x, 1, n->body.w };
    if (at.h == 0)
        return;
    mh__fill(&n->app->canvas, line, MH__PICKED);
    for (int i = 0; i < p->nshown; i++) {
        int c = mh__needs_at(n, i);
        const char *text = c >= 0 ? mh__typing_text(n, mh__needs_stored(n, c)) : NULL;
        if (p->column_w[i] > 0 && text != NULL)
            mh__put_fit(&n->app->canvas, line, 0, p->column_x[i] - line.x, p->column_w[i], n->list.column[c].align, MH__PICKED, text);
    }
}

static void draw_choices(struct mh__app *app, struct mh__typing *c, struct mh__area at, struct mh__area screen)
{
    int rows = (int)c->choices.text.len, under = screen.y + screen.h - at.y - 1, width = POPUP_LEAST;
    for (int i = 0; i < rows; i++) {
        int w = mh__text_width(c->choices.text.at[i]) + mh__text_width(c->choices.note.at[i]) + 4;
        width = w > width ? w : width;
    }
    width = width > POPUP_WIDTH ? POPUP_WIDTH : width;
    int x = at.x + width > screen.x + screen.w ? screen.x + screen.w - width : at.x;
    if (rows > under && rows > at.y - screen.y)
        rows = under > at.y - screen.y ? under : at.y - screen.y;
    int y = rows <= under ? at.y + 1 : at.y - rows, first = c->chosen >= rows ? c->chosen - rows + 1 : 0;
    for (int i = 0; i < rows; i++) {
        struct mh__area line = { y + i, x < screen.x ? screen.x : x, 1, width < screen.w ? width : screen.w };
        enum mh__style style = first + i == c->chosen ? MH__CURSOR : MH__HEADER;
        mh__fill(&app->canvas, line, style);
        int end = mh__put(&app->canvas, line, 0, 1, style, c->choices.text.at[first + i]);
        mh__put_fit(&app->canvas, line, 0, end + 2, line.w - end - 3, MH__LEFT, style, c->choices.note.at[first + i]);
    }
}

static void cell_draw(struct mh__app *app, void *state, struct mh__area screen)
{
    struct mh__typing *c = state;
    struct mh__area at = place_of(c);
    int room = c->n->body.x + c->n->body.w - at.x;
    if (at.h == 0)
        return;
    int wish = mh__text_width(mh_str_text(&c->line.text)) + 2;
    if (wish > MOST_WIDTH)
        wish = MOST_WIDTH;
    if (is_wide(c) && at.w < wish) /* a text longer than its column is seen whole where there is room */
        at.w = wish < room ? wish : room;
    mh__fill(&app->canvas, at, MH__EDIT);
    mh__line_draw(&c->line, &app->canvas, at, 0, 0, at.w);
    draw_choices(app, c, at, screen);
}

static const struct mh__layer_ops cell_ops = {
    .name = "cellule", .draw = cell_draw, .event = cell_event, .close = cell_close,
    .bar = MH_TR("Échap rend la cellule · Entrée dessous · Tab à droite · Maj-Tab à gauche"),
};

static const struct mh__layer_ops line_ops = {
    .name = "ligne", .draw = cell_draw, .event = cell_event, .close = cell_close,
    .bar = MH_TR("Échap abandonne · Entrée suivante · ↓ ligne suivante · Maj-Tab précédente"),
};

static struct mh__typing *open_cell(struct mh__needs *n, const struct mh__layer_ops *ops)
{
    struct mh__typing *c = mh__layer_push(n->app, ops, sizeof *c);
    c->n = n;
    c->run = -1;
    c->chosen = -1;
    c->text = mh_xcalloc(n->t->ncolumns, sizeof *c->text);
    c->brought = mh_xcalloc(n->t->ncolumns, sizeof *c->brought);
    n->cell = c;
    return c;
}

void mh__needs_edit(struct mh__needs *n, const struct mh__event *first)
{
    int column = mh__list_column_at_cursor(&n->list);
    if (n->cell != NULL || n->list.cursor == 0 || mh__needs_fixed(n, column, false) != NULL)
        return;
    struct mh__typing *c = open_cell(n, &cell_ops);
    c->id = n->list.cursor;
    mh__typing_stand_in(c, column);
    if (first != NULL)
        cell_event(n->app, c, first);
}

void mh__needs_new(struct mh__needs *n, bool like)
{
    if (n->cell != NULL)
        return;
    mh__entry_begin(open_cell(n, &line_ops), like);
}

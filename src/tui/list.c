/* Rows at hand, movement, picking, what the list is asked: the widget without its looks. */
#include "tui/list_priv.h"

#include <mahalli/utf8.h>
#include <mahalli/xalloc.h>

#include <stdlib.h>
#include <string.h>

static const char *word(const struct mh__list *l, const char *fr) __attribute__((format_arg(2)));

static const char *word(const struct mh__list *l, const char *fr)
{
    const struct mh__list_priv *p = mh__list_priv(l);
    return p->app ? mh__text(p->app, fr) : fr;
}

enum { HEIGHT_UNSEEN = 20 /* until the first draw */ };

/* --- memory --- */

static void row_free(struct mh__list_kept *r, int ncolumns)
{
    for (int i = 0; i < ncolumns; i++)
        free(r->text[i]);
    free(r->text);
}

static void drop_rows(struct mh__list *l, size_t from, size_t n)
{
    struct mh__list_priv *p = mh__list_priv(l);
    if (n == 0)
        return;
    for (size_t i = from; i < from + n; i++)
        row_free(&p->rows.at[i], l->ncolumns);
    memmove(p->rows.at + from, p->rows.at + from + n, (p->rows.len - from - n) * sizeof *p->rows.at);
    p->rows.len -= n;
}

void mh__list_init(struct mh__list *l, const struct mh__list_source *source, void *ctx, const struct mh__list_column *columns, int n)
{
    memset(l, 0, sizeof *l);
    l->source = source;
    l->ctx = ctx;
    l->ncolumns = n;
    l->column = mh_xcalloc((size_t)n, sizeof *l->column);
    l->order = mh_xcalloc((size_t)n, sizeof *l->order);
    struct mh__list_priv *p = mh_xcalloc(1, sizeof *p);
    l->priv = p;
    p->column_x = mh_xcalloc((size_t)n, sizeof *p->column_x);
    p->column_w = mh_xcalloc((size_t)n, sizeof *p->column_w);
    for (int i = 0; i < n; i++) {
        l->column[i] = columns[i];
        l->column[i].name = mh_xstrdup(columns[i].name);
        l->column[i].title = mh_xstrdup(columns[i].title);
        l->order[i] = i;
    }
    p->stale = p->from_start = true;
    p->count = -1;
}

static void free_filters(struct mh__list_priv *p)
{
    for (size_t i = 0; i < p->filter.len; i++) {
        free(p->filter.at[i].column);
        free(p->filter.at[i].text);
    }
    p->filter.len = 0;
}

void mh__list_free(struct mh__list *l)
{
    struct mh__list_priv *p = mh__list_priv(l);
    if (p == NULL)
        return;
    drop_rows(l, 0, p->rows.len);
    mh_vec_free(&p->rows);
    free_filters(p);
    mh_vec_free(&p->filter);
    mh_vec_free(&p->picked);
    free(p->sort);
    free(p->search);
    free(p->search_before);
    free(p->failed);
    free(p->column_x);
    free(p->column_w);
    free(p);
    for (int i = 0; i < l->ncolumns; i++) {
        free((char *)(uintptr_t)l->column[i].name);
        free((char *)(uintptr_t)l->column[i].title);
    }
    free(l->column);
    free(l->order);
    memset(l, 0, sizeof *l);
}

void mh__list_asked_free(struct mh__list_asked *a)
{
    free(a->sort);
    free(a->search);
    for (size_t i = 0; i < a->filter.len; i++) {
        free(a->filter.at[i].column);
        free(a->filter.at[i].text);
    }
    mh_vec_free(&a->filter);
    *a = (struct mh__list_asked){ 0 };
}

void mh__list_asked_take(struct mh__list_asked *a, const struct mh__list_query *q)
{
    mh__list_asked_free(a);
    a->sort = mh_xstrdup(q->sort);
    a->search = mh_xstrdup(q->search);
    a->descending = q->descending;
    for (size_t i = 0; i < q->nfilters; i++) {
        struct mh__list_filter f = { mh_xstrdup(q->filter[i].column), mh_xstrdup(q->filter[i].text) };
        mh_vec_push(&a->filter, f);
    }
}

/* --- fetching --- */

struct fetching {
    struct mh__list *l;
    size_t at; /* where the next row goes */
};

static void keep_row(void *to, const struct mh__list_row *row)
{
    struct fetching *f = to;
    struct mh__list_priv *p = mh__list_priv(f->l);
    struct mh__list_kept kept = { .id = row->id, .text = mh_xcalloc((size_t)f->l->ncolumns, sizeof *kept.text) };
    for (int i = 0; i < f->l->ncolumns; i++)
        kept.text[i] = mh_xstrdup(row->texts[i] ? row->texts[i] : "");
    mh_vec_reserve(&p->rows, p->rows.len + 1);
    memmove(p->rows.at + f->at + 1, p->rows.at + f->at, (p->rows.len - f->at) * sizeof *p->rows.at);
    p->rows.at[f->at++] = kept;
    p->rows.len++;
}

/* Puts up to n rows at position `at`; returns how many came. */
static size_t fetch(struct mh__list *l, enum mh_window_from from, int64_t anchor, size_t n, size_t at)
{
    struct mh__list_priv *p = mh__list_priv(l);
    struct mh_err err = MH_ERR_INIT;
    struct fetching f = { l, at };
    if (n == 0)
        return 0;
    if (l->source->fetch(l->ctx, from, anchor, n, keep_row, &f, &err) != MH_OK)
        mh_xset(&p->failed, err.msg);
    return f.at - at;
}

static void fetch_start(struct mh__list *l, size_t n)
{
    struct mh__list_priv *p = mh__list_priv(l);
    fetch(l, MH_WINDOW_FIRST, 0, n, 0);
    l->cursor = p->rows.len ? p->rows.at[0].id : 0;
}

static void fetch_around(struct mh__list *l, size_t n)
{
    struct mh__list_priv *p = mh__list_priv(l);
    size_t offset = p->offset < 0 ? 0 : (size_t)p->offset;
    if (offset >= n)
        offset = n - 1;
    size_t before = fetch(l, MH_WINDOW_BEFORE, l->cursor, offset, 0);
    size_t from = fetch(l, MH_WINDOW_FROM, l->cursor, n - before, before);
    if (from == 0 && before == 0) {
        fetch_start(l, n);
        return;
    }
    if (before + from < n && before == offset) /* the end is near: fill from above */
        before += fetch(l, MH_WINDOW_BEFORE, p->rows.at[0].id, n - before - from, 0);
    if (mh__list_index(l, l->cursor) < 0)
        l->cursor = p->rows.at[before < p->rows.len ? before : p->rows.len - 1].id;
}

void mh__list_ensure(struct mh__list *l, int height)
{
    struct mh__list_priv *p = mh__list_priv(l);
    if (height < 1)
        height = 1;
    if (!p->stale && height == p->height)
        return;
    int index = mh__list_index(l, l->cursor);
    if (index >= 0)
        p->offset = index;
    if (p->offset >= height)
        p->offset = height - 1;
    p->height = height;
    p->stale = false;
    mh_xset(&p->failed, NULL);
    drop_rows(l, 0, p->rows.len);
    if (p->from_start || l->cursor == 0)
        fetch_start(l, (size_t)height);
    else
        fetch_around(l, (size_t)height);
    p->from_start = false;
}

static void ready(struct mh__list *l)
{
    struct mh__list_priv *p = mh__list_priv(l);
    mh__list_ensure(l, p->height ? p->height : HEIGHT_UNSEEN);
}

enum mh_rc mh__list_reload(struct mh__list *l, struct mh_err *err)
{
    struct mh__list_priv *p = mh__list_priv(l);
    p->stale = true;
    p->count = -1;
    p->exact = false;
    ready(l);
    return p->failed ? mh_err_set(err, MH_EIO, "%s", p->failed) : MH_OK;
}

/* The question changed: asks the source, shows from the first row. */
static enum mh_rc requery(struct mh__list *l, struct mh_err *err)
{
    struct mh__list_priv *p = mh__list_priv(l);
    struct mh__list_query q = { p->sort, p->descending, p->search, p->filter.at, p->filter.len };
    enum mh_rc rc = l->source->query ? l->source->query(l->ctx, &q, err) : MH_OK;
    p->from_start = true;
    mh__list_pick_none(l);
    if (rc != MH_OK)
        return rc;
    return mh__list_reload(l, err);
}

enum mh_rc mh__list_stand(struct mh__list *l, int64_t id, struct mh_err *err)
{
    struct mh__list_priv *p = mh__list_priv(l);
    int64_t was = l->cursor;
    if (mh__list_index(l, id) >= 0 && !p->stale) {
        l->cursor = id;
        return MH_OK;
    }
    l->cursor = id;
    p->from_start = false;
    p->offset = p->height / 2;
    drop_rows(l, 0, p->rows.len);
    p->stale = true;
    ready(l);
    if (mh__list_index(l, id) >= 0)
        return MH_OK;
    l->cursor = was;
    p->stale = true;
    ready(l);
    struct mh_str acting = MH_STR_INIT;
    mh__list_acting(l, &acting);
    mh_err_set(err, MH_ENOTFOUND, acting.len ? word(l, "ligne masquée par : %s") : word(l, "cette ligne n'est plus là%s"), mh_str_text(&acting));
    mh_str_free(&acting);
    return MH_ENOTFOUND;
}

/* --- movement --- */

int mh__list_index(const struct mh__list *l, int64_t id)
{
    const struct mh__list_priv *p = mh__list_priv(l);
    for (size_t i = 0; i < p->rows.len; i++)
        if (p->rows.at[i].id == id)
            return (int)i;
    return -1;
}

/* Drops what does not fit, at the end away from `keep`. */
static void trim(struct mh__list *l, bool keep_end)
{
    struct mh__list_priv *p = mh__list_priv(l);
    size_t h = (size_t)p->height;
    if (p->rows.len > h)
        drop_rows(l, keep_end ? 0 : h, p->rows.len - h);
}

static void move(struct mh__list *l, int by)
{
    struct mh__list_priv *p = mh__list_priv(l);
    int at = mh__list_index(l, l->cursor) + by, len = (int)p->rows.len;
    if (len == 0)
        return;
    if (at >= len) {
        fetch(l, MH_WINDOW_AFTER, p->rows.at[len - 1].id, (size_t)(at - len + 1), (size_t)len);
        at = at < (int)p->rows.len ? at : (int)p->rows.len - 1;
        l->cursor = p->rows.at[at].id;
        trim(l, true);
    } else if (at < 0) {
        size_t got = fetch(l, MH_WINDOW_BEFORE, p->rows.at[0].id, (size_t)-at, 0);
        l->cursor = p->rows.at[at + (int)got > 0 ? at + (int)got : 0].id;
        trim(l, false);
    } else {
        l->cursor = p->rows.at[at].id;
    }
}

static void page(struct mh__list *l, bool down)
{
    struct mh__list_priv *p = mh__list_priv(l);
    size_t len = p->rows.len;
    int at = mh__list_index(l, l->cursor);
    if (len == 0)
        return;
    size_t got = down ? fetch(l, MH_WINDOW_AFTER, p->rows.at[len - 1].id, (size_t)p->height, len)
                      : fetch(l, MH_WINDOW_BEFORE, p->rows.at[0].id, (size_t)p->height, 0);
    trim(l, down);
    if (got == 0) /* at the end already: the cursor goes there */
        at = down ? (int)p->rows.len - 1 : 0;
    l->cursor = p->rows.at[at < (int)p->rows.len ? at : (int)p->rows.len - 1].id;
}

static void to_end(struct mh__list *l, bool last)
{
    struct mh__list_priv *p = mh__list_priv(l);
    drop_rows(l, 0, p->rows.len);
    fetch(l, last ? MH_WINDOW_LAST : MH_WINDOW_FIRST, 0, (size_t)p->height, 0);
    l->cursor = p->rows.len ? p->rows.at[last ? p->rows.len - 1 : 0].id : 0;
}

static int count_shown(const struct mh__list *l)
{
    int n = 0;
    for (int i = 0; i < l->ncolumns; i++)
        n += !l->column[l->order[i]].hidden;
    return n;
}

static bool sideways(struct mh__list *l, int by)
{
    struct mh__list_priv *p = mh__list_priv(l);
    int shown = count_shown(l);
    if (l->cells) {
        int to = l->cursor_column + by;
        if (to < 0 || to >= shown)
            return true;
        l->cursor_column = to;
        return true;
    }
    bool more = p->nshown > 0 && p->column_w[p->nshown - 1] == 0;
    if ((by > 0 && !more) || (by < 0 && p->first_column <= 0))
        return false;
    p->first_column += by;
    return true;
}

static void toggle_pick(struct mh__list *l)
{
    struct mh__list_priv *p = mh__list_priv(l);
    for (size_t i = 0; i < p->picked.len; i++) {
        if (p->picked.at[i] == l->cursor) {
            p->picked.at[i] = p->picked.at[--p->picked.len];
            return;
        }
    }
    mh_vec_push(&p->picked, l->cursor);
}

static bool on_mouse(struct mh__list *l, const struct mh__event *ev)
{
    struct mh__list_priv *p = mh__list_priv(l);
    const struct mh__area *b = &p->body;
    if (ev->y < b->y || ev->y >= b->y + b->h || ev->x < b->x || ev->x >= b->x + b->w)
        return false;
    if (ev->mouse == MH__MOUSE_UP || ev->mouse == MH__MOUSE_DOWN) {
        move(l, ev->mouse == MH__MOUSE_UP ? -3 : 3);
        return true;
    }
    if (ev->y - b->y >= (int)p->rows.len)
        return true;
    l->cursor = p->rows.at[ev->y - b->y].id;
    for (int i = 0; l->cells && i < p->nshown; i++)
        if (p->column_w[i] > 0 && ev->x >= p->column_x[i] && ev->x < p->column_x[i] + p->column_w[i])
            l->cursor_column = i;
    return ev->mouse != MH__MOUSE_DOUBLE; /* two clicks then stands for Enter */
}

static bool on_key(struct mh__list *l, uint32_t key)
{
    int shown = count_shown(l);
    switch (key) {
    case MH__KEY_UP: move(l, -1); return true;
    case MH__KEY_DOWN: move(l, 1); return true;
    case MH__KEY_PGUP: page(l, false); return true;
    case MH__KEY_PGDN: page(l, true); return true;
    case MH__KEY_LEFT: return sideways(l, -1);
    case MH__KEY_RIGHT: return sideways(l, 1);
    case MH__KEY_HOME:
        if (l->cells)
            l->cursor_column = 0;
        else
            to_end(l, false);
        return true;
    case MH__KEY_END:
        if (l->cells)
            l->cursor_column = shown - 1;
        else
            to_end(l, true);
        return true;
    case MH__KEY_CTRL_HOME: to_end(l, false); return true;
    case MH__KEY_CTRL_END: to_end(l, true); return true;
    case ' ':
        if (l->cursor != 0) {
            toggle_pick(l);
            move(l, 1);
        }
        return true;
    default: return false;
    }
}

bool mh__list_event(struct mh__list *l, struct mh__app *app, const struct mh__event *ev)
{
    mh__list_priv(l)->app = app;
    if (ev->type != MH__EV_KEY && ev->type != MH__EV_MOUSE)
        return false;
    ready(l);
    return ev->type == MH__EV_MOUSE ? on_mouse(l, ev) : on_key(l, ev->key);
}

bool mh__list_idle(struct mh__list *l)
{
    struct mh__list_priv *p = mh__list_priv(l);
    struct mh_err err = MH_ERR_INIT;
    if (l->source->count == NULL || p->exact)
        return false;
    if (l->source->count(l->ctx, &p->count, &p->exact, &err) != MH_OK) {
        p->count = -1;
        p->exact = true; /* asked again at the next reload */
    }
    return !p->exact;
}

/* --- what screens ask --- */

const char *mh__list_text_of(const struct mh__list *l, int64_t id, int column)
{
    const struct mh__list_priv *p = mh__list_priv(l);
    int i = mh__list_index(l, id);
    return i < 0 || column < 0 || column >= l->ncolumns ? NULL : p->rows.at[i].text[column];
}

const char *mh__list_text(const struct mh__list *l, int column)
{
    const char *text = mh__list_text_of(l, l->cursor, column);
    return text ? text : "";
}

int mh__list_column_at_cursor(const struct mh__list *l)
{
    int at = 0;
    for (int i = 0; i < l->ncolumns; i++) {
        if (l->column[l->order[i]].hidden)
            continue;
        if (at++ == l->cursor_column)
            return l->order[i];
    }
    return -1;
}

int mh__list_column_named(const struct mh__list *l, const char *name)
{
    for (int i = 0; i < l->ncolumns; i++)
        if (mh_streq(l->column[i].name, name))
            return i;
    return -1;
}

int64_t mh__list_neighbour(const struct mh__list *l, int64_t id, int step)
{
    const struct mh__list_priv *p = mh__list_priv(l);
    int i = mh__list_index(l, id) + step;
    return i < 0 || i >= (int)p->rows.len || mh__list_index(l, id) < 0 ? 0 : p->rows.at[i].id;
}

const int64_t *mh__list_picked(struct mh__list *l, size_t *n)
{
    struct mh__list_priv *p = mh__list_priv(l);
    if (p->picked.len > 0) {
        *n = p->picked.len;
        return p->picked.at;
    }
    p->one = l->cursor;
    *n = l->cursor != 0;
    return &p->one;
}

bool mh__list_is_picked(const struct mh__list *l, int64_t id)
{
    const struct mh__list_priv *p = mh__list_priv(l);
    for (size_t i = 0; i < p->picked.len; i++)
        if (p->picked.at[i] == id)
            return true;
    return false;
}

struct picking {
    struct mh__list_priv *p;
    int64_t last;
    size_t got;
};

static void pick_row(void *to, const struct mh__list_row *row)
{
    struct picking *k = to;
    k->last = row->id;
    k->got++;
    if (k->p->picked.len < MH__PICK_MOST)
        mh_vec_push(&k->p->picked, row->id);
}

enum mh_rc mh__list_pick_all(struct mh__list *l, bool *cut, struct mh_err *err)
{
    enum { AT_ONCE = 500 };
    struct mh__list_priv *p = mh__list_priv(l);
    struct picking k = { .p = p };
    size_t had = p->picked.len;
    enum mh_rc rc = MH_OK;
    p->picked.len = 0;
    do {
        k.got = 0;
        rc = l->source->fetch(l->ctx, k.last == 0 ? MH_WINDOW_FIRST : MH_WINDOW_AFTER, k.last, AT_ONCE, pick_row, &k, err);
    } while (rc == MH_OK && k.got == AT_ONCE && p->picked.len < MH__PICK_MOST);
    *cut = k.got == AT_ONCE;
    if (rc != MH_OK || p->picked.len == had)
        p->picked.len = 0;
    return rc;
}

void mh__list_pick_none(struct mh__list *l)
{
    mh__list_priv(l)->picked.len = 0;
}

enum mh_rc mh__list_search(struct mh__list *l, const char *text, struct mh_err *err)
{
    struct mh__list_priv *p = mh__list_priv(l);
    if (mh_blank(text))
        text = NULL;
    if (mh_streq(p->search, text))
        return MH_OK;
    mh_xset(&p->search, text);
    return requery(l, err);
}

static void forget_filter(struct mh__list_priv *p, size_t i)
{
    free(p->filter.at[i].column);
    free(p->filter.at[i].text);
    memmove(p->filter.at + i, p->filter.at + i + 1, (p->filter.len - i - 1) * sizeof *p->filter.at);
    p->filter.len--;
}

enum mh_rc mh__list_filter(struct mh__list *l, const char *column, const char *text, struct mh_err *err)
{
    struct mh__list_priv *p = mh__list_priv(l);
    if (column == NULL)
        free_filters(p);
    for (size_t i = p->filter.len; i-- > 0;)
        if (column != NULL && mh_streq(p->filter.at[i].column, column))
            forget_filter(p, i);
    if (column != NULL && !mh_blank(text)) {
        struct mh__list_filter f = { mh_xstrdup(column), mh_xstrdup(text) };
        mh_vec_push(&p->filter, f);
    }
    return requery(l, err);
}

enum mh_rc mh__list_filter_target(struct mh__list *l, const char *target, struct mh_err *err)
{
    const char *equal = strchr(target, '=');
    if (equal == NULL)
        return MH_OK;
    char *name = mh_xstrndup(target, (size_t)(equal - target));
    int c = mh__list_column_named(l, name);
    enum mh_rc rc = MH_OK;
    free(name);
    if (c >= 0) {
        free_filters(mh__list_priv(l));
        rc = mh__list_filter(l, l->column[c].name, equal, err);
    }
    return rc;
}

enum mh_rc mh__list_sort(struct mh__list *l, const char *column, bool descending, struct mh_err *err)
{
    struct mh__list_priv *p = mh__list_priv(l);
    mh_xset(&p->sort, column);
    p->descending = descending;
    return requery(l, err);
}

void mh__list_acting(const struct mh__list *l, struct mh_str *out)
{
    const struct mh__list_priv *p = mh__list_priv(l);
    const char *between = "";
    if (p->search != NULL) {
        mh_str_addf(out, word(l, "recherche « %s »"), p->search);
        between = " · ";
    }
    for (size_t i = 0; i < p->filter.len; i++) {
        int c = mh__list_column_named(l, p->filter.at[i].column);
        mh_str_addf(out, "%s%s %s", between, c >= 0 ? l->column[c].title : p->filter.at[i].column, p->filter.at[i].text);
        between = " · ";
    }
    if (p->sort != NULL) {
        int c = mh__list_column_named(l, p->sort);
        mh_str_add(out, between);
        mh_str_addf(out, p->descending ? word(l, "trié par %s décroissant") : word(l, "trié par %s"), c >= 0 ? l->column[c].title : p->sort);
    }
}

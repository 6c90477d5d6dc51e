/* A list source over rows in memory: sorted, searched and filtered here; for lists that ops hands over whole. */
#include "tui/list.h"

#include <mahalli/utf8.h>
#include <mahalli/xalloc.h>

#include <stdlib.h>
#include <string.h>

enum { FRACTION = 4, SCALE = 10000 /* figures are compared to so many decimals */ };

struct kept {
    int64_t id;
    char **text, **folded;
};

struct mh__rows_source {
    int ncolumns;
    char **name;       /* of columns; NULL until told */
    bool *figures;     /* columns that sort as numbers */
    MH_VEC(struct kept) row;
    MH_VEC(size_t) view; /* positions in row that answer, in order */
    struct mh__list_asked asked;
    char *search;      /* of asked, folded */
    int sort;
    bool stale;
};

struct mh__rows_source *mh__rows_source_new(int ncolumns)
{
    struct mh__rows_source *r = mh_xcalloc(1, sizeof *r);
    r->ncolumns = ncolumns;
    r->name = mh_xcalloc((size_t)ncolumns, sizeof *r->name);
    r->figures = mh_xcalloc((size_t)ncolumns, sizeof *r->figures);
    r->sort = -1;
    return r;
}

void mh__rows_source_clear(struct mh__rows_source *r)
{
    for (size_t i = 0; i < r->row.len; i++) {
        for (int c = 0; c < r->ncolumns; c++) {
            free(r->row.at[i].text[c]);
            free(r->row.at[i].folded[c]);
        }
        free(r->row.at[i].text);
        free(r->row.at[i].folded);
    }
    r->row.len = 0;
    r->view.len = 0;
    r->stale = true;
}

static void forget_query(struct mh__rows_source *r)
{
    free(r->search);
    r->search = NULL;
    mh__list_asked_free(&r->asked);
    r->sort = -1;
}

void mh__rows_source_free(struct mh__rows_source *r)
{
    if (r == NULL)
        return;
    mh__rows_source_clear(r);
    forget_query(r);
    mh_vec_free(&r->row);
    mh_vec_free(&r->view);
    for (int c = 0; c < r->ncolumns; c++)
        free(r->name[c]);
    free(r->name);
    free(r->figures);
    free(r);
}

static char *fold(const char *text)
{
    struct mh_str s = MH_STR_INIT;
    mh_utf8_fold(&s, text);
    return s.data ? mh_str_take(&s) : mh_xstrdup("");
}

void mh__rows_source_add(struct mh__rows_source *r, int64_t id, const char *const *texts)
{
    struct kept k = { .id = id, .text = mh_xcalloc((size_t)r->ncolumns, sizeof *k.text),
                      .folded = mh_xcalloc((size_t)r->ncolumns, sizeof *k.folded) };
    for (int c = 0; c < r->ncolumns; c++) {
        k.text[c] = mh_xstrdup(texts[c] ? texts[c] : "");
        k.folded[c] = fold(k.text[c]);
    }
    mh_vec_push(&r->row, k);
    r->stale = true;
}

void mh__rows_source_columns(struct mh__rows_source *r, const struct mh__list_column *columns, int n)
{
    for (int c = 0; c < n && c < r->ncolumns; c++) {
        free(r->name[c]);
        r->name[c] = mh_xstrdup(columns[c].name);
        r->figures[c] = columns[c].align == MH__RIGHT;
    }
}

const char *mh__rows_source_text(const struct mh__rows_source *r, int64_t id, int column)
{
    for (size_t i = 0; i < r->row.len; i++)
        if (r->row.at[i].id == id)
            return r->row.at[i].text[column];
    return NULL;
}

/* --- comparing --- */

/* The figure a text begins with, in 1/SCALE; "~ 10 000" counts as 10000. False: none. */
static bool figure(const char *folded, int64_t *out)
{
    int64_t v = 0;
    int decimals = -1, digits = 0;
    bool minus = false;
    for (const char *p = folded; *p != '\0'; p++) {
        if (*p >= '0' && *p <= '9') {
            if (decimals < FRACTION && v < INT64_MAX / 100) {
                v = v * 10 + (*p - '0');
                decimals += decimals >= 0;
            }
            digits++;
        } else if (*p == '-' && digits == 0) {
            minus = true;
        } else if ((*p == ',' || *p == '.') && digits > 0 && decimals < 0) {
            decimals = 0;
        } else if (digits > 0 && *p != ' ') {
            break;
        }
    }
    for (int d = decimals < 0 ? 0 : decimals; d < FRACTION && v < INT64_MAX / 100; d++)
        v *= 10;
    *out = minus ? -v : v;
    return digits > 0;
}

static int compare(const char *a, const char *b, bool figures)
{
    int64_t x, y;
    if (figures && figure(a, &x) && figure(b, &y) && x != y)
        return x < y ? -1 : 1;
    return strcmp(a, b);
}

static bool known(const char *text, bool figures)
{
    int64_t ignored;
    return figures ? figure(text, &ignored) : *text != '\0';
}

/* Does a come before b, or with it? What is unknown comes last in either direction. */
bool mh__list_before(const char *a, const char *b, bool figures, bool descending)
{
    bool has_a = known(a, figures), has_b = known(b, figures);
    if (has_a != has_b)
        return has_a;
    int c = compare(a, b, figures);
    return descending ? c >= 0 : c <= 0;
}

bool mh__list_answers(const char *folded, const char *asked, bool figures)
{
    char *f = fold(asked + (asked[0] != '\0' && strchr("=^<>?!", asked[0]) != NULL));
    bool yes;
    switch (asked[0]) {
    case '=': yes = strcmp(folded, f) == 0; break;
    case '^': yes = strncmp(folded, f, strlen(f)) == 0; break;
    case '<': yes = *folded != '\0' && compare(folded, f, figures) < 0; break;
    case '>': yes = *folded != '\0' && compare(folded, f, figures) > 0; break;
    case '?': yes = *folded == '\0'; break;
    case '!': yes = *folded != '\0'; break;
    default: yes = strstr(folded, f) != NULL; break;
    }
    free(f);
    return yes;
}

static int column_named(const struct mh__rows_source *r, const char *name)
{
    for (int c = 0; c < r->ncolumns; c++)
        if (mh_streq(r->name[c], name))
            return c;
    return -1;
}

/* Every word searched stands somewhere in the row. */
static bool found(const struct mh__rows_source *r, const struct kept *k)
{
    const char *p = r->search;
    while (p != NULL && *p != '\0') {
        size_t n = strcspn(p, " ");
        char *word = mh_xstrndup(p, n);
        bool here = n == 0;
        for (int c = 0; c < r->ncolumns && !here; c++)
            here = strstr(k->folded[c], word) != NULL;
        free(word);
        if (!here)
            return false;
        p += n + (p[n] == ' ');
    }
    return true;
}

static bool kept_answers(const struct mh__rows_source *r, const struct kept *k)
{
    for (size_t i = 0; i < r->asked.filter.len; i++) {
        int c = column_named(r, r->asked.filter.at[i].column);
        if (c >= 0 && !mh__list_answers(k->folded[c], r->asked.filter.at[i].text, r->figures[c]))
            return false;
    }
    return found(r, k);
}

/* Stable merge sort of positions: order of entry is the last key. */
static void sort_view(const struct mh__rows_source *r, size_t *at, size_t n, size_t *room)
{
    if (n < 2)
        return;
    size_t half = n / 2, i = 0, j = half, k = 0;
    sort_view(r, at, half, room);
    sort_view(r, at + half, n - half, room);
    while (i < half || j < n) {
        bool left = j >= n;
        if (i < half && j < n)
            left = mh__list_before(r->row.at[at[i]].folded[r->sort], r->row.at[at[j]].folded[r->sort], r->figures[r->sort], r->asked.descending);
        room[k++] = left ? at[i++] : at[j++];
    }
    memcpy(at, room, n * sizeof *at);
}

static void refresh(struct mh__rows_source *r)
{
    if (!r->stale)
        return;
    r->stale = false;
    r->view.len = 0;
    for (size_t i = 0; i < r->row.len; i++)
        if (kept_answers(r, &r->row.at[i]))
            mh_vec_push(&r->view, i);
    if (r->sort < 0 || r->view.len < 2)
        return;
    size_t *room = mh_xcalloc(r->view.len, sizeof *room);
    sort_view(r, r->view.at, r->view.len, room);
    free(room);
}

/* --- the source --- */

enum mh_rc mh__rows_query(void *ctx, const struct mh__list_query *q, struct mh_err *err)
{
    struct mh__rows_source *r = ctx;
    (void)err;
    forget_query(r);
    mh__list_asked_take(&r->asked, q);
    r->search = q->search ? fold(q->search) : NULL;
    r->sort = q->sort ? column_named(r, q->sort) : -1;
    r->stale = true;
    return MH_OK;
}

/* Position in the view of a row, or of the first after where it stands among all rows. */
static size_t position(const struct mh__rows_source *r, int64_t id)
{
    size_t place = r->row.len;
    for (size_t i = 0; i < r->view.len; i++)
        if (r->row.at[r->view.at[i]].id == id)
            return i;
    for (size_t i = 0; i < r->row.len; i++)
        if (r->row.at[i].id == id)
            place = i;
    for (size_t i = 0; i < r->view.len && r->sort < 0; i++)
        if (r->view.at[i] >= place)
            return i;
    return r->view.len;
}

static bool in_view(const struct mh__rows_source *r, size_t at, int64_t id)
{
    return at < r->view.len && r->row.at[r->view.at[at]].id == id;
}

enum mh_rc mh__rows_fetch(void *ctx, enum mh_window_from from, int64_t anchor, size_t n,
                          void (*each)(void *to, const struct mh__list_row *row), void *to, struct mh_err *err)
{
    struct mh__rows_source *r = ctx;
    (void)err;
    refresh(r);
    size_t len = r->view.len, first = 0, last;
    size_t at = from == MH_WINDOW_FIRST || from == MH_WINDOW_LAST ? 0 : position(r, anchor);
    switch (from) {
    case MH_WINDOW_FIRST: first = 0; break;
    case MH_WINDOW_LAST: first = len > n ? len - n : 0; break;
    case MH_WINDOW_FROM: first = at; break;
    case MH_WINDOW_AFTER: first = at + in_view(r, at, anchor); break;
    case MH_WINDOW_BEFORE: first = at > n ? at - n : 0; break;
    }
    last = from == MH_WINDOW_BEFORE ? at : first + n < len ? first + n : len;
    for (size_t i = first; i < last; i++) {
        const struct kept *k = &r->row.at[r->view.at[i]];
        each(to, &(struct mh__list_row){ k->id, (const char *const *)k->text });
    }
    return MH_OK;
}

enum mh_rc mh__rows_count(void *ctx, int64_t *n, bool *exact, struct mh_err *err)
{
    struct mh__rows_source *r = ctx;
    (void)err;
    refresh(r);
    *n = (int64_t)r->view.len;
    *exact = true;
    return MH_OK;
}

const struct mh__list_source mh__rows_source_ops = { .query = mh__rows_query, .fetch = mh__rows_fetch, .count = mh__rows_count };

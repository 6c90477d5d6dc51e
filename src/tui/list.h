#ifndef TUI_LIST_H
#define TUI_LIST_H
/*
 * The one list widget: rows of a source of any length, of which only what is visible is fetched. Columns can be chosen, ordered and
 * sorted by; rows searched (/), filtered on any column (f) and picked (space). Search, filters and sort stand above the rows while they
 * act, and can be taken away one by one (F) or all.
 */
#include <mahalli/window.h>
#include "tui/tui.h"

struct mh__list_column {
    const char *name;    /* of the source: sort and filter by it */
    const char *title;   /* in the reader's language already */
    int width;           /* usual; the widest text column takes what is left */
    enum mh__align align;
    bool hidden;         /* can be shown by « colonnes » */
    bool stretch;
    bool no_sort, no_filter;
    bool word;           /* a code of ours, French: drawn as the reader's word for it */
};

struct mh__list_row {
    int64_t id;                 /* never 0 */
    const char *const *texts;   /* as people read them, one per column; NULL "" unknown; borrowed during the call */
};

struct mh__list_query {
    const char *sort;    /* column name, NULL natural order */
    bool descending;
    const char *search;  /* NULL none */
    const struct mh__list_filter *filter;
    size_t nfilters;
};

struct mh__list_filter {
    char *column, *text; /* owned by the list; text: "abc" has, "=abc" is, "^abc" begins, "<5", ">5", "?" unknown, "!" known */
};

/* A query that a source keeps: texts owned. Zero it to start. */
struct mh__list_asked {
    char *sort, *search;
    bool descending;
    MH_VEC(struct mh__list_filter) filter;
};
void mh__list_asked_take(struct mh__list_asked *a, const struct mh__list_query *q); /* in place of what it held */
void mh__list_asked_free(struct mh__list_asked *a);

struct mh__list_source {
    /* The question changed: later fetches answer it. */
    enum mh_rc (*query)(void *ctx, const struct mh__list_query *q, struct mh_err *err);
    enum mh_rc (*fetch)(void *ctx, enum mh_window_from from, int64_t anchor, size_t n, void (*each)(void *to, const struct mh__list_row *row),
                        void *to, struct mh_err *err);
    /* Rows that answer, *exact false while more are being counted: called in idle moments until exact. NULL: unknown. */
    enum mh_rc (*count)(void *ctx, int64_t *n, bool *exact, struct mh_err *err);
    /* Meaning of a cell (state, severity...); NULL: plain. */
    enum mh__style (*style)(void *ctx, int64_t id, int column, const char *text);
};

struct mh__list {
    const struct mh__list_source *source;
    void *ctx;
    struct mh__list_column *column; /* owned copies */
    int *order;                     /* positions of columns as shown */
    int ncolumns;
    bool cells;                     /* the cursor stands on a cell, not a row: a grid */
    int64_t cursor;                 /* id of the row, 0: no row */
    int cursor_column;              /* position among the columns shown; -1 none */
    bool bare;                      /* no line above the header while nothing acts */
    int frozen;                     /* columns shown that do not scroll sideways */
    const char *empty;              /* of a list without a row: what it will hold, what fills it; French, static; NULL a word */
    void *priv;                     /* rows at hand, sort, filters, picked ids: list.c */
};

/* columns and their texts are copied. */
void mh__list_init(struct mh__list *l, const struct mh__list_source *source, void *ctx, const struct mh__list_column *columns, int n);
void mh__list_free(struct mh__list *l);
/* Fetches again what is visible, keeps cursor and top where they were; a cursor whose row has gone moves to its neighbour. */
enum mh_rc mh__list_reload(struct mh__list *l, struct mh_err *err);
/* Puts the cursor on a row and brings it into view; MH_ENOTFOUND when it does not answer the query: filters are then said in the error. */
enum mh_rc mh__list_stand(struct mh__list *l, int64_t id, struct mh_err *err);
void mh__list_draw(struct mh__list *l, struct mh__app *app, struct mh__area a);
/* Arrows, PgUp/PgDn, Home/End (line's first and last cell in a grid, first and last row else), Ctrl-Home/End, mouse, space picks.
 * True: consumed. */
bool mh__list_event(struct mh__list *l, struct mh__app *app, const struct mh__event *ev);
bool mh__list_idle(struct mh__list *l); /* true while there is more to count */
/* The text of the cursor's row in a column (by position of definition), "" none; borrowed until the list moves. */
const char *mh__list_text(const struct mh__list *l, int column);
/* The text of any row at hand. NULL: not at hand. */
const char *mh__list_text_of(const struct mh__list *l, int64_t id, int column);
int mh__list_column_named(const struct mh__list *l, const char *name); /* position of definition, -1 */
int mh__list_column_at_cursor(const struct mh__list *l); /* position of definition, -1 */
int64_t mh__list_neighbour(const struct mh__list *l, int64_t id, int step); /* id of the next (+1) or previous (-1) row at hand; 0 none */
/* Picked rows, or the cursor's when none is picked; *n how many. Owned by the list, until it changes. */
const int64_t *mh__list_picked(struct mh__list *l, size_t *n);
void mh__list_pick_none(struct mh__list *l);
/* Picks every row that answers, as far as MH__PICK_MOST; when all are picked already, none. *cut: there are more. */
enum { MH__PICK_MOST = 5000 };
enum mh_rc mh__list_pick_all(struct mh__list *l, bool *cut, struct mh_err *err);
/* Where the cell under the cursor was drawn (the last draw): for editing in place. h 0: not visible. */
struct mh__area mh__list_cell_area(const struct mh__list *l);
/* Sets by program what / f and s set by hand; NULL none. */
enum mh_rc mh__list_search(struct mh__list *l, const char *text, struct mh_err *err);
enum mh_rc mh__list_filter(struct mh__list *l, const char *column, const char *text /* NULL: away with it */, struct mh_err *err);
enum mh_rc mh__list_sort(struct mh__list *l, const char *column, bool descending, struct mh_err *err);
/* A target "column=text" as a filter in place of all others; what names no column is left alone. */
enum mh_rc mh__list_filter_target(struct mh__list *l, const char *target, struct mh_err *err);

/* The same keys everywhere: a screen with a list names these in its actions through these functions. */
void mh__list_ask_search(struct mh__list *l, struct mh__app *app);  /* key / */
void mh__list_ask_filter(struct mh__list *l, struct mh__app *app);  /* key f: column, then text */
void mh__list_clear_filters(struct mh__list *l, struct mh__app *app); /* key F */
void mh__list_ask_sort(struct mh__list *l, struct mh__app *app);    /* key t (trier) */
void mh__list_ask_columns(struct mh__list *l, struct mh__app *app); /* key c: shown, hidden, moved */
void mh__list_ask_all(struct mh__list *l, struct mh__app *app);     /* key *: all picked, or none */
/* Search, filters and sort as one line of text, "" when none acts. */
void mh__list_acting(const struct mh__list *l, struct mh_str *out);

/* Does a folded text answer what a filter asks? Does a come before b, or with it (unknown last in either direction)? figures: compared
 * as numbers. For sources that filter and sort by themselves. */
bool mh__list_answers(const char *folded, const char *asked, bool figures);
bool mh__list_before(const char *a, const char *b, bool figures, bool descending);

/* A source over rows in memory (problems, history, gaps): texts are copied; sorts, searches and filters by itself (folded). */
struct mh__rows_source;
struct mh__rows_source *mh__rows_source_new(int ncolumns);
void mh__rows_source_free(struct mh__rows_source *r);
void mh__rows_source_clear(struct mh__rows_source *r);
void mh__rows_source_add(struct mh__rows_source *r, int64_t id, const char *const *texts);
/* The text of a row, NULL when there is no such row. */
const char *mh__rows_source_text(const struct mh__rows_source *r, int64_t id, int column);
/* Columns whose texts sort as numbers have align right. */
void mh__rows_source_columns(struct mh__rows_source *r, const struct mh__list_column *columns, int n);
extern const struct mh__list_source mh__rows_source_ops; /* its ctx is the struct mh__rows_source */
/* Its functions, for a source of one's own that adds a style. */
enum mh_rc mh__rows_query(void *ctx, const struct mh__list_query *q, struct mh_err *err);
enum mh_rc mh__rows_fetch(void *ctx, enum mh_window_from from, int64_t anchor, size_t n,
                          void (*each)(void *to, const struct mh__list_row *row), void *to, struct mh_err *err);
enum mh_rc mh__rows_count(void *ctx, int64_t *n, bool *exact, struct mh_err *err);

#endif

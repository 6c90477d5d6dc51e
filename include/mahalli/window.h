#ifndef MAHALLI_WINDOW_H
#define MAHALLI_WINDOW_H
/*
 * Lists of any length, a screenful at a time: what a screen asks for and what it gets. A window stands on a list in an order, under
 * filters; rows are found from a row already known (keyset), never by their number, so that a million rows answer as fast as ten.
 *
 * Unknown values come last in either direction. Every order ends with the row's id, so it is total and does not depend on chance.
 */
#include <mahalli/table.h>

enum mh_filter_op {
    MH_FILTER_IS,      /* equal: texts, codes and choices folded (case- and accent-blind); numbers and dates by value */
    MH_FILTER_HAS,     /* text anywhere in the value, folded; of numbers: equal */
    MH_FILTER_PREFIX,  /* the value begins with text, folded; of numbers: equal; of dates: "2027", "2027-03" */
    MH_FILTER_LESS,    /* strictly less; texts in their folded order */
    MH_FILTER_MORE,    /* strictly more */
    MH_FILTER_UNKNOWN, /* empty; text is not looked at */
    MH_FILTER_KNOWN
};

struct mh_window_filter { /* an empty text filters nothing; texts are as people write them (1 200, 12/03/2027, « à vérifier ») */
    const char *column;   /* canonical name */
    enum mh_filter_op op;
    const char *text;
};

struct mh_window_query { /* copied by open */
    const char *kind;     /* as of mh_ops_list, besides: "concordances" */
    const char *sort;     /* canonical column name; NULL: the list's own order */
    bool descending;
    const struct mh_window_filter *filter; /* all must hold */
    size_t nfilters;      /* 12 at most */
    const char *search;   /* NULL or words: every one stands somewhere in reference, label, code or name, folded */
};

struct mh_window;

struct mh_window_row { /* borrowed until the next call on the window */
    int64_t id;               /* of the row that edits name (of needs: the need) */
    const char *const *texts; /* canonical texts of the table's columns, "" unknown, REF as code */
};

enum mh_window_from {
    MH_WINDOW_FIRST,  /* the first n rows */
    MH_WINDOW_LAST,   /* the last n rows, in list order */
    MH_WINDOW_FROM,   /* n rows from the anchor on, itself included where it is still in the list */
    MH_WINDOW_AFTER,  /* n rows behind the anchor */
    MH_WINDOW_BEFORE, /* the n rows before the anchor, in list order */
};

typedef enum mh_rc mh_window_each(void *ctx, const struct mh_window_row *row, struct mh_err *err);

void mh_window_close(struct mh_window *w); /* NULL allowed; before the session is closed */
const struct mh_table *mh_window_table(const struct mh_window *w);
/* A sort that no index serves costs the first fetch, and the first after each change, a sort of what the filters leave (50,000 rows: some
 * 100 ms); beyond so many rows open refuses with MH_EINVAL (a sentence that says to filter first). */
enum { MH_WINDOW_SORTABLE = 200000 };

/* An anchor that was removed, or filtered away, is answered by the place that it had when this window last gave it; one never seen:
 * MH_ENOTFOUND. A row whose sorted value was edited stands at its new place. n: 4,096 at most. each may call the session, but not this
 * window. */
enum mh_rc mh_window_fetch(struct mh_window *w, enum mh_window_from from, int64_t anchor_id, size_t n, mh_window_each *each, void *ctx,
                           struct mh_err *err);
/* Like FROM, at the first row whose sorted value is not before `text`, typed as a value of that column; of the list's own order: its
 * reference or code, among the rows of the first group or maker. */
enum mh_rc mh_window_seek(struct mh_window *w, const char *text, size_t n, mh_window_each *each, void *ctx, struct mh_err *err);
/* Counts up to at_most rows: *exact tells whether that was all. 10,000 cost about what a fetch costs. */
enum mh_rc mh_window_count(struct mh_window *w, int64_t at_most, int64_t *n, bool *exact, struct mh_err *err);

struct mh_window_totals { /* zeroed before the first slice; of needs the sums, of other lists the rows */
    int64_t rows;
    int64_t base;       /* base quantities added up, INT64_MAX when beyond */
    int64_t base_unknown; /* rows without */
    char base_unit[24]; /* of the families read, "" when not known or when `several` */
    bool several;       /* base units differ: base adds up unlike things */
    int64_t amount;     /* centimes: HT price × volume, of rows where both are counted in the same; PRIVATE */
    int64_t amount_unknown; /* rows without */
    int64_t at;         /* where the next slice goes on */
    bool done;
};
/* One slice: looks at `slice` rows of the list at most (20,000 take some 10 ms), adds those that the filters leave. Ask until done;
 * begin again after a change. */
enum mh_rc mh_window_totals(struct mh_window *w, int64_t slice, struct mh_window_totals *t, struct mh_err *err);

#endif

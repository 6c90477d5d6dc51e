#ifndef TUI_REPORT_LIST_H
#define TUI_REPORT_LIST_H
/* A screen's list over the rows of a report: computed when the screen opens, again when asked, with the whole of a row below it. */
#include "tui/table_rows.h"

struct mh__report_def {
    const struct mh_table *table;
    const char *title;        /* of the work and of a row shown whole: French, for mh__text */
    const char *shown;        /* '|'-joined columns to begin with */
    const char *sort;         /* column; NULL: as the rows come */
    bool descending;
    const char *const *detail; /* columns below the list, ended by NULL */
    const char *empty;        /* see struct mh__list; may be NULL */
    int styled;               /* column whose word has a meaning, -1 none */
    /* Computes the rows: each(ctx, row) for every one. who: the screen's. */
    enum mh_rc (*compute)(struct mh__app *app, void *who, mh_row_fn *each, void *ctx,
                          struct mh_err *err);
};

struct mh__report_list { /* zero to start */
    const struct mh__report_def *def;
    struct mh__rows_source *rows;
    struct mh__list list;
    void *who;
    int64_t n;
    bool stale;
};

/* Makes the list of def, which may be another one than before, and computes it. */
enum mh_rc mh__report_open(struct mh__app *app, struct mh__report_list *r, const struct mh__report_def *def, void *who, struct mh_err *err);
void mh__report_close(struct mh__report_list *r);
enum mh_rc mh__report_load(struct mh__app *app, struct mh__report_list *r, struct mh_err *err);
void mh__report_draw(struct mh__app *app, struct mh__report_list *r, struct mh__area a);
/* The row under the cursor, column by column. */
void mh__report_whole(struct mh__app *app, struct mh__report_list *r);

#endif

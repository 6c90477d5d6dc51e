#ifndef TUI_WINDOW_SOURCE_H
#define TUI_WINDOW_SOURCE_H
/*
 * A list source over a window of the plan (mh_ops_window): any kind, of any length; only what is visible is fetched. Columns are those of
 * the kind's column table, in its order; texts as people read them (1 234,50, jj/mm/aaaa, states and verdicts by their titles). Rows are
 * counted a slice at a time, with the sums of mh_window_totals.
 */
#include "tui/list.h"

#include <mahalli/window.h>

struct mh__stored;

struct mh__stored *mh__stored_new(struct mh__app *app, const char *kind);
void mh__stored_free(struct mh__stored *r); /* NULL allowed */
const struct mh_table *mh__stored_table_of(const struct mh__stored *r);
/* The plan changed: counting begins again. Call before mh__list_reload. */
void mh__stored_changed(struct mh__stored *r);
/* What was added up so far; done tells whether that is all. */
const struct mh_window_totals *mh__stored_totals(const struct mh__stored *r);

/* Its ctx is the struct mh__stored. A sort that the list is too long for is refused where rows are fetched. */
extern const struct mh__list_source mh__stored_ops;
/* Its functions, for a source of one's own that adds a style or changes texts. */
enum mh_rc mh__stored_query(void *ctx, const struct mh__list_query *q, struct mh_err *err);
enum mh_rc mh__stored_fetch(void *ctx, enum mh_window_from from, int64_t anchor, size_t n,
                            void (*each)(void *to, const struct mh__list_row *row), void *to, struct mh_err *err);
enum mh_rc mh__stored_count(void *ctx, int64_t *n, bool *exact, struct mh_err *err);

/* A canonical text as people read it. Appends. */
void mh__shown_text(const struct mh_column *c, const char *canonical, struct mh_str *out);
/* The canonical text behind one that was shown. Appends. */
void mh__canonical_text(const struct mh_column *c, const char *shown, struct mh_str *out);

#endif

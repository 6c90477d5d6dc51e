#ifndef TUI_TABLE_ROWS_H
#define TUI_TABLE_ROWS_H
/* Rows of a column table as lists show them. */
#include "tui/list.h"

/* Does the column hold a figure? (not a date) */
bool mh__column_is_figure(const struct mh_column *c);
/* Columns of a list after a column table: hidden ones of the table are hidden, numbers stand right, the widest texts stretch. shown: the
 * '|'-joined names of columns to begin with, in that order; NULL all. *n: how many. The caller frees the array. */
struct mh__list_column *mh__table_columns(const struct mh__app *app, const struct mh_table *t, const char *shown, int *n);
/* Order of a list that begins with `shown`. */
void mh__table_order(struct mh__list *l, const char *shown);
/* A row as people read it, into a rows source with one column per column of t. */
void mh__table_row(struct mh__rows_source *r, const struct mh_table *t, int64_t id, const void *row);
/* Meaning of a state's, verdict's or severity's title. */
enum mh__style mh__word_style(const char *title);

#endif

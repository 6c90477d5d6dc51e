#ifndef MAHALLI_CSVOUT_H
#define MAHALLI_CSVOUT_H
/* One cell of a CSV file that we write. */
#include <stdbool.h>
#include <mahalli/str.h>

/* Appends `text` (NULL: nothing), quoted where the delimiter, a quote, a line break or outer white space demand it. guard: a text that
 * a spreadsheet would run as a formula (=, +, -, @, tab, CR first) gets a leading apostrophe; plain numbers, negative ones
 * included, stay. */
void mh_csv_cell(struct mh_str *out, const char *text, char delimiter, bool guard);
/* The same for scripts, always guarded: the cell is one line whatever the text holds. A line break becomes "; ", any other control
 * character a space, an invalid byte U+FFFD. */
void mh_csv_line_cell(struct mh_str *out, const char *text, char delimiter);

#endif

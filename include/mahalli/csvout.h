#ifndef MAHALLI_CSVOUT_H
#define MAHALLI_CSVOUT_H
/* One cell of a CSV file that we write. */
#include <stdbool.h>
#include <mahalli/str.h>

/* Appends `text` (NULL: nothing), quoted where the delimiter, a quote, a line break or outer white space demand it. guard: a text that
 * a spreadsheet would run as a formula (=, +, -, @, tab, CR first) gets a leading apostrophe; plain numbers, negative ones
 * included, stay. */
void mh_csv_cell(struct mh_str *out, const char *text, char delimiter, bool guard);

#endif

#ifndef TUI_CALC_H
#define TUI_CALC_H
/* A small sum typed where a figure is expected, as in a spreadsheet: "12*100", "=250+80", "3 x 4 x 12". */
#include <mahalli/decimal.h>

/* Sums of products (+, and * or × or x), an = before them allowed. False: no sum (a figure alone is none), one of its figures is not one,
 * or the result does not fit; exact, never rounded. */
bool mh__calculate(const char *text, struct mh_decimal *out);

#endif

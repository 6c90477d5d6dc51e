#ifndef TUI_CANVAS_H
#define TUI_CANVAS_H
/*
 * What stands on the screen: a grid of cells in memory. Screens and widgets draw here and nowhere else; term.c alone shows it, and a
 * script prints it. Untrusted text is made visible (mh_utf8_visible) by every function that takes text, so no control character, no
 * escape sequence and no bidirectional mark ever reaches a cell.
 */
#include <stdbool.h>
#include <stdint.h>
#include <mahalli/str.h>

/* What a cell means; term.c gives each a colour, and without colours an attribute. Words say the same as colours do. */
enum mh__style {
    MH__PLAIN, MH__DIM, MH__BOLD, MH__TITLE /* top line */, MH__HEADER /* of columns */, MH__BAR /* key bar */, MH__KEYNAME /* a key in it */,
    MH__CURSOR /* the row or cell one is on */, MH__PICKED /* selected rows */, MH__EDIT /* a field being typed */,
    MH__GOOD, MH__WARN, MH__BAD, MH__INFO, MH__PRIVATE /* prices: the owner's own */, MH__FRAME, MH__NSTYLES
};

enum { MH__CELL_BYTES = 15 };

struct mh__cell {
    char text[MH__CELL_BYTES + 1]; /* one base character with its marks, "" the right half of a wide one */
    uint8_t style;
};

struct mh__area { /* a rectangle of the canvas; every drawing function clips to it. y, x from 0 */
    int y, x, h, w;
};

struct mh__canvas {
    int h, w;
    struct mh__cell *cell; /* h * w, row by row */
    bool ascii;            /* no line-drawing characters */
    int cursor_y, cursor_x; /* where the terminal's cursor blinks; -1: hidden */
};

void mh__canvas_resize(struct mh__canvas *c, int h, int w); /* blanks it; zero the struct first */
void mh__canvas_free(struct mh__canvas *c);
void mh__canvas_clear(struct mh__canvas *c); /* spaces, cursor hidden */
struct mh__area mh__canvas_area(const struct mh__canvas *c);
/* Parts of an area, clipped to it: `rows` from the top (negative: all but so many at the bottom) and so on. */
struct mh__area mh__area_rows(struct mh__area a, int from, int rows);
struct mh__area mh__area_columns(struct mh__area a, int from, int columns);
/* Centred, no larger than a. */
struct mh__area mh__area_centre(struct mh__area a, int h, int w);

void mh__fill(struct mh__canvas *c, struct mh__area a, enum mh__style style);
/* Restyles without touching the text: the row of the cursor. */
void mh__restyle(struct mh__canvas *c, struct mh__area a, enum mh__style style);
/* Draws text at row y, column x of the area, clipped at its right edge; returns the column after it. */
int mh__put(struct mh__canvas *c, struct mh__area a, int y, int x, enum mh__style style, const char *text);
int mh__putf(struct mh__canvas *c, struct mh__area a, int y, int x, enum mh__style style, const char *fmt, ...)
    __attribute__((format(printf, 6, 7)));
/* Exactly `width` columns: padded, or cut with … (a point in ASCII). */
enum mh__align { MH__LEFT, MH__RIGHT, MH__CENTRE };
void mh__put_fit(struct mh__canvas *c, struct mh__area a, int y, int x, int width, enum mh__align align, enum mh__style style,
                 const char *text);
/* Wraps at spaces from row y on; returns the row after the last. Rows outside the area are counted, not drawn. A line break begins a
 * paragraph, whose further lines keep its indentation. */
int mh__put_wrapped(struct mh__canvas *c, struct mh__area a, int y, enum mh__style style, const char *text);
void mh__hline(struct mh__canvas *c, struct mh__area a, int y);
void mh__vline(struct mh__canvas *c, struct mh__area a, int x);
/* A frame around the area with a title; returns the area inside. */
struct mh__area mh__box(struct mh__canvas *c, struct mh__area a, const char *title);
/* A bar of `width` columns filled part / whole (whole 0: empty). */
void mh__meter(struct mh__canvas *c, struct mh__area a, int y, int x, int width, enum mh__style style, int64_t part, int64_t whole);
/* Columns that mh__put gives the text. */
int mh__text_width(const char *text);
/* What a reader sees as one character at p: its bytes (>= 1) and, in *width, its columns. p < end. */
size_t mh__cluster(const char *p, const char *end, int *width);
/* The grid as text, one line per row, trailing spaces cut. styles: a second grid follows with a letter per cell (enum order: a, b, ...;
 * plain is '.', MH__DIM 'a'). */
void mh__canvas_dump(const struct mh__canvas *c, bool styles, struct mh_str *out);

#endif

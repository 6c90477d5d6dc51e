#ifndef TUI_LINE_H
#define TUI_LINE_H
/* A line of text being typed: used by questions, cells and forms. Moves and erases by what a reader sees as one character (a base with
 * its marks); never holds a line break or a control character. */
#include "tui/canvas.h"
#include "tui/event.h"

struct mh__line {
    struct mh_str text;
    size_t at;          /* byte before which the cursor stands, on a character boundary */
    int first;          /* first column shown */
    bool fresh;         /* the value stands as found: the first character typed replaces it, a movement keeps it */
};

void mh__line_set(struct mh__line *l, const char *text, bool fresh); /* cursor at the end */
void mh__line_free(struct mh__line *l);
/* Characters, Backspace, Delete, Left, Right, Home, End, Ctrl-U (all), Ctrl-W (word), pasted text (line breaks and tabs become spaces).
 * True: consumed; *changed (may be NULL) when the text differs. */
bool mh__line_event(struct mh__line *l, const struct mh__event *ev, bool *changed);
/* Draws in `width` columns and puts the canvas's cursor. */
void mh__line_draw(struct mh__line *l, struct mh__canvas *c, struct mh__area a, int y, int x, int width);

#endif

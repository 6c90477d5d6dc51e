#ifndef TUI_SCREEN_NEEDS_TYPING_H
#define TUI_SCREEN_NEEDS_TYPING_H
/* A cell being typed, and a line being entered: what screen_needs_cell.c and screen_needs_line.c share. */
#include "tui/line.h"
#include "tui/screen_needs.h"

struct mh__typing {
    struct mh__needs *n;
    int64_t id;            /* 0: a new line */
    int column;            /* position of definition */
    struct mh__line line;
    char *was, *shown;     /* canonical and as shown when the cell was opened */
    bool typed;
    struct mh__choices choices;
    int chosen;            /* -1: none */
    bool entering;         /* a line being entered: Enter goes right, behind the last cell to the next line */
    int run;               /* position where a run of Tab began: Enter goes down to it, -1 none */
    char **text;           /* of a new line, per column */
    bool *brought;         /* its texts that came from the same article elsewhere */
    bool like;             /* one line that is a copy: saved, one is done */
    bool touched, quit_anyway;
};

/* --- screen_needs_cell.c --- */
/* What the list shows in a column of the line, or what was typed there. */
const char *mh__typing_stands(const struct mh__typing *c, int column);
void mh__typing_stand_in(struct mh__typing *c, int column);
bool mh__typing_stand_on(struct mh__typing *c, int64_t id); /* a stored row; false: it is not shown, which was said */
void mh__typing_set(char **at, const char *text);

/* --- screen_needs_line.c --- */
void mh__entry_begin(struct mh__typing *c, bool like);
bool mh__entry_save(struct mh__typing *c);    /* takes over the cell of a new line; false: it cannot be read */
bool mh__entry_complete(const struct mh__typing *c);
bool mh__entry_create(struct mh__typing *c);  /* puts the line into the plan; false: refused, one stands in the cell that is wrong */

#endif

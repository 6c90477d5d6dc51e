#ifndef TUI_SCREEN_NEEDS_H
#define TUI_SCREEN_NEEDS_H
/*
 * Besoins: what the files of this screen share. screen_needs.c: list, looks; _target.c: what other screens point at; _cell.c: a cell being
 * typed; _line.c: a new line, cell by cell; _rows.c: what is done to whole lines (copy, fill, remove, set, paste); _side.c: what a label is
 * read as; _family.c: the attributes of its family as a form.
 */
#include "tui/list.h"
#include "tui/window_source.h"

enum { MH__FAMILIES_KEPT = 1024, MH__SUGGESTED = 8, MH__PASTE_ROWS = 200 /* more is a file for the import screen */ };

struct mh__family_seen { /* family that a line on screen is read as */
    int64_t id;
    char *name;
    bool stale; /* the plan changed since: shown until it is read again */
};

struct mh__typing;

struct mh__needs {
    struct mh__app *app;
    struct mh__stored *rows;
    const struct mh_table *t;
    struct mh__list list;
    struct mh__typing *cell;           /* being typed, state of the layer; NULL none */
    struct mh__family_seen seen[MH__FAMILIES_KEPT];
    struct mh_window_totals totals;  /* the last that were added up to the end */
    bool has_totals;
    bool several_members;            /* prices of several groups are not added up */
    struct mh_reading_view view;     /* of the side pane */
    char *view_of;                   /* the fields it was read from; NULL nothing */
    bool lexicon;                    /* loaded: a reading costs nothing much */
    struct mh__area body;            /* of the list, as last drawn */
    char *temp;                      /* block pasted for the import screen; NULL none */
};

/* --- screen_needs.c --- */
int mh__needs_column(const struct mh__needs *n, const char *name); /* position of definition, -1 */
/* The column that an edit in column c changes: the family read is settled by the family given. */
int mh__needs_stored(const struct mh__needs *n, int c);
/* Why the cell cannot be typed in, French; NULL: it can. */
const char *mh__needs_fixed(const struct mh__needs *n, int c, bool new_line);
/* Position among the columns shown, -1 hidden; and back. */
int mh__needs_position(const struct mh__needs *n, int c);
int mh__needs_at(const struct mh__needs *n, int position); /* position of definition, -1 */
void mh__needs_show(struct mh__needs *n, int c);           /* unhides it and puts the cursor there */
/* A sentence, then the findings of an edit as a text to scroll through, each with its row, column, value and reason. */
void mh__needs_tell(struct mh__needs *n, const char *title, const struct mh_edit_result *r);
/* Type-ahead for a column; adds nothing where there is none. member "" any. */
void mh__needs_suggest(struct mh__needs *n, int c, const char *member, const char *typed, struct mh__choices *out);

/* --- screen_needs_cell.c --- */
/* Opens the cell at the cursor with what it holds; first: a key or a pasted text that replaces it, NULL none. */
void mh__needs_edit(struct mh__needs *n, const struct mh__event *first);
/* A new line; like: the cursor's line copied whole, else only its group and site. */
void mh__needs_new(struct mh__needs *n, bool like);
/* The text of a column as typed so far, of the line one is on: NULL when the cell being typed is not of it. */
const char *mh__typing_text(const struct mh__needs *n, int c);
bool mh__typing_new_line(const struct mh__needs *n); /* a line is being entered that is not in the plan yet */
void mh__typing_draw_line(struct mh__needs *n);      /* that line, below the rows */

/* --- screen_needs_rows.c --- */
void mh__needs_empty_cell(struct mh__app *app, void *state);
void mh__needs_remove(struct mh__app *app, void *state);
void mh__needs_fill(struct mh__app *app, void *state);
void mh__needs_confirm(struct mh__app *app, void *state);
void mh__needs_apply(struct mh__app *app, void *state);
bool mh__needs_paste(struct mh__needs *n, const char *text, size_t len); /* a block of cells; false: one cell's text */
void mh__needs_forget_temp(struct mh__needs *n);

/* --- screen_needs_side.c --- */
void mh__needs_read(struct mh__needs *n); /* what stands at the cursor, or is being typed */
void mh__needs_draw_side(struct mh__needs *n, struct mh__area a, bool tall);
bool mh__needs_read_families(struct mh__needs *n); /* of lines on screen; true: some remain */
void mh__needs_forget_readings(struct mh__needs *n, bool all); /* else they are read again when there is time */
struct mh__family_seen *mh__needs_seen(struct mh__needs *n, int64_t id);

/* --- screen_needs_target.c --- */
/* "need=ID;column=quantite", "article=ID", "ref=GROUPE/REF", "state=unread", "column=text"; filters that hide it are taken away. */
enum mh_rc mh__needs_aim(struct mh__needs *n, const char *target, struct mh_err *err);

/* --- screen_needs_family.c --- */
void mh__needs_attributes(struct mh__app *app, void *state);

#endif

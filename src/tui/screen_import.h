#ifndef TUI_SCREEN_IMPORT_H
#define TUI_SCREEN_IMPORT_H
/* The import screen's state: screen_import.c (actions) and screen_import_rows.c (its three lists). */
#include "tui/list.h"

enum mh__import_pane { MH__IMP_COLUMNS, MH__IMP_ROWS, MH__IMP_FINDINGS, MH__IMP_PANES };

struct mh__import {
    char *kind, *path, *owner, *sheet; /* owned; owner (group or maker of lines that name none), sheet NULL: found by the program */
    enum mh_number_style style;
    MH_VEC(char *) map;                 /* "EN-TÊTE=champ", corrections by hand */
    bool looked, done;                  /* preview holds something; result holds something */
    bool tried;                         /* ... of a dry run */
    struct mh_import_preview preview;
    struct mh_import_result result;
    char *rejects;                      /* file of refused rows, NULL none */
    enum mh__import_pane at;
    struct mh__rows_source *rows[MH__IMP_PANES];
    struct mh__list list[MH__IMP_PANES];
    bool listed[MH__IMP_PANES];
    MH_VEC(char *) choices;             /* behind the menu that is open */
};

/* Builds the three lists from preview and result. */
enum mh_rc mh__import_list(struct mh__app *app, struct mh__import *i, struct mh_err *err);
void mh__import_forget(struct mh__import *i); /* the lists */
const char *mh__import_pane_title(enum mh__import_pane p);

#endif

#ifndef TUI_PATH_H
#define TUI_PATH_H
/* Paths of files that a person types. */
#include "tui/tui.h"

/* Folders, and files with one of these endings (".csv"..., ended by NULL), that continue what is typed; any file once its name is typed to
 * the point. */
void mh__path_choices(const char *typed, const char *const *endings, struct mh__choices *out);
/* Why it cannot be read, in the reader's language; NULL when it is a file. */
const char *mh__path_check(struct mh__app *app, const char *text);

#endif

#ifndef TUI_PLAN_MENU_H
#define TUI_PLAN_MENU_H
/* What is done with the plan as a whole, from any screen: files written of it (plan_files.c), its year (plan_year.c). */
#include "tui/tui.h"

void mh__plan_menu(struct mh__app *app, void *state); /* key P: all of the following */

/* --- plan_files.c --- */
const char *mh__files_why(struct mh__app *app, void *state); /* nothing is written without a plan */
void mh__files_export(struct mh__app *app, void *state);
void mh__files_template(struct mh__app *app, void *state);
void mh__files_part(struct mh__app *app, void *state);
void mh__files_base(struct mh__app *app, void *state); /* the coordinator's, for one group */
void mh__files_backup(struct mh__app *app, void *state);

/* --- plan_year.c --- */
const char *mh__year_why_not_freeze(struct mh__app *app, void *state);
const char *mh__year_why_not_revise(struct mh__app *app, void *state);
const char *mh__year_why_not_compare(struct mh__app *app, void *state);
const char *mh__year_why_not_confirm(struct mh__app *app, void *state);
/* What stands in the way is shown in Anomalies; else it asks, then freezes. */
void mh__year_freeze(struct mh__app *app, void *state);
void mh__year_revise(struct mh__app *app, void *state);
void mh__year_compare(struct mh__app *app, void *state);
void mh__year_confirm(struct mh__app *app, void *state);

/* --- local_text.c --- */
void mh__show_local(struct mh__app *app, void *state);

/* --- plan_propose.c --- */
const char *mh__propose_why(struct mh__app *app, void *state);
void mh__propose(struct mh__app *app, void *state);

#endif

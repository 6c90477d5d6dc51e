#ifndef TUI_SCREEN_FOLLOW_H
#define TUI_SCREEN_FOLLOW_H
/* What the files of the screen « Suivi » share. */
#include "tui/screens.h"

enum { MH__FOLLOW_MEMBERS, MH__FOLLOW_MAKERS, MH__FOLLOW_TRIALS, MH__FOLLOW_CONFLICTS, MH__FOLLOW_LISTS };

struct mh__follow_trial { int64_t id, article_id; };

struct mh__follow {
    struct mh__rows_source *rows[MH__FOLLOW_LISTS];
    struct mh__list list[MH__FOLLOW_LISTS];
    MH_VEC(struct mh__follow_trial) trial; /* of the rows of samples */
    int at;
    char *part, owner[64]; /* the part being received, and the code that it gives its group */
};

/* Asks for a part and takes it; of whom it is, when nobody here has its group's code. (screen_follow_parts.c) */
void mh__follow_receive(struct mh__app *app, struct mh__follow *f);
/* The makers worth asking, best first; the one taken is stood on. (screen_follow_ask.c) */
void mh__follow_ask_first(struct mh__app *app, struct mh__follow *f);

/* --- samples and trials (screen_follow_trials.c) --- */
const char *mh__follow_trial_why(struct mh__app *app, struct mh__follow *f); /* NULL: one stands under the cursor */
void mh__follow_trial_article(struct mh__app *app, struct mh__follow *f);
void mh__follow_trial_ask(struct mh__app *app, struct mh__follow *f);
void mh__follow_trial_came(struct mh__app *app, struct mh__follow *f);
void mh__follow_trial_result(struct mh__app *app, struct mh__follow *f);
/* The one under the cursor in words, at the foot of the area: how many rows that takes. */
int mh__follow_trial_detail(struct mh__app *app, struct mh__follow *f, struct mh__area a);

#endif

#ifndef TUI_APP_H
#define TUI_APP_H
/* What the files of the app share, and how its hosts (the terminal, a script, a test) drive it: events in, a grid out. */
#include "tui/tui.h"

/* Who shows the grid; any function may be NULL. */
struct mh__host {
    void *ctx;
    void (*show)(void *ctx, struct mh__app *app);         /* during long work: shows app->canvas */
    bool (*stopped)(void *ctx, const char *what);         /* during long work: has the user pressed Esc? Does not wait */
    void (*mouse)(void *ctx, bool on);
    void (*redraw)(void *ctx);                            /* the terminal's content is not what was drawn: all of it again */
    bool shows_progress;                                  /* the box of long work is drawn */
};

enum { MH__LEAST_H = 15, MH__LEAST_W = 60, MH__WAYS_BACK = 32, MH__BAR_ITEMS = 32 };

struct mh__layer {
    const struct mh__layer_ops *ops;
    void *state;
};

struct mh__opened { /* a screen's state; NULL: not visited yet */
    void *state;
    bool stale; /* the plan changed since it was fetched */
};

struct mh__work { /* long work under way; times in ms of a monotonic clock */
    bool on;
    const char *title;
    char what[96];        /* the phase it is in */
    int64_t began, phase, drawn; /* since when, the phase since when (the estimate rests on it), last drawn */
};

struct mh__app_priv {
    struct mh__host host;
    struct mh_session_options options;
    MH_VEC(struct mh__layer) layers;
    struct mh__opened *opened; /* one per screen */
    int nscreens;
    int back[MH__WAYS_BACK], nback;
    struct mh_plan_facts facts;
    struct mh_str status;
    enum mh__style status_style;
    struct { int x, w; const struct mh__action *action; } bar[MH__BAR_ITEMS]; /* what the last key bar showed, for the mouse */
    int nbar;
    struct mh__work work;
    char now[20]; /* the instant of the last event */
    bool done;
};

/* Opens the plan (a missing one: only the welcome; one that cannot be written: to read) and the first screen, on an h x w grid. */
enum mh_rc mh__app_new(const struct mh_tui_options *opt, const struct mh__host *host, int h, int w, struct mh__app **out,
                       struct mh_err *err);
void mh__app_free(struct mh__app *app);
void mh__app_event(struct mh__app *app, const struct mh__event *ev);
void mh__app_draw(struct mh__app *app);
/* A moment without events: follows other processes' changes, lets screens go on with slow counts. True while there is more to do. */
bool mh__app_idle(struct mh__app *app);
bool mh__app_done(const struct mh__app *app); /* the user quit */

/* --- chrome.c: title bar, status line, key bar --- */
void mh__draw_chrome(struct mh__app *app);
struct mh__area mh__body(const struct mh__app *app);
void mh__load_facts(struct mh__app *app);
const char *mh__role_static(const char *role); /* one of the roles; NULL unknown */

/* --- actions.c --- */
const struct mh__screen *mh__screen_now(const struct mh__app *app);
void *mh__state_now(struct mh__app *app);
/* Why the action cannot be done now; NULL: it can. Borrowed until the next call. */
const char *mh__action_why(struct mh__app *app, const struct mh__action *a);
/* Runs it, or says why not. Actions of the program get a NULL state, those of the current screen its own. */
void mh__action_run(struct mh__app *app, const struct mh__action *a);
/* The action of the current screen, else of the program, that a key stands for; NULL none. */
const struct mh__action *mh__action_of_key(struct mh__app *app, uint32_t key);
/* Its title in the reader's language, with « … » where it asks. Appends. */
void mh__action_title(const struct mh__app *app, const struct mh__action *a, struct mh_str *out);

/* --- palette.c, help.c --- */
void mh__palette(struct mh__app *app);
void mh__help(struct mh__app *app);

/* --- longwork.c --- */
bool mh__work_tick(void *ctx, const char *what, int64_t done, int64_t total); /* the session's progress; ctx the app */
int64_t mh__clock_ms(void);

/* --- script.c: keys in, grids out --- */
enum mh_rc mh__script_run(const struct mh_tui_options *opt, struct mh_err *err);

/* --- term.c: the terminal --- */
enum mh_rc mh__term_run(const struct mh_tui_options *opt, struct mh_err *err);

#endif

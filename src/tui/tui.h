#ifndef TUI_TUI_H
#define TUI_TUI_H
/*
 * The terminal interface. An app holds the plan's session, the canvas, the screens and a stack of layers (question, menu, form, help,
 * palette) above the current screen. An event goes to the top layer; without one to the screen's own handler, then to the actions of the
 * screen, then to those of the program. Nothing draws outside draw(); drawing is a function of state only.
 */
#include <mahalli/i18n.h>
#include <mahalli/ops.h>
#include <mahalli/vec.h>
#include "tui/canvas.h"
#include "tui/event.h"

struct mh__app;

/* --- actions: what keys, key bar, palette and help know --- */

enum mh__action_flag {
    MH__ACT_BAR = 1,    /* shown in the key bar, in table order, as far as it is wide */
    MH__ACT_WRITES = 2, /* refused, with the reason, while the plan cannot be written */
    MH__ACT_ASKS = 4,   /* opens a question: « … » after its title */
    MH__ACT_HERE = 16,  /* has its key, and its place in the key bar, only where it can be done: several may share a key */
    MH__ACT_HIDDEN = 8, /* not in palette and help: a second key of another action */
};

struct mh__action {
    const char *name;   /* for scripts and tests: "annuler" */
    const char *title;  /* French, short: "Annuler" */
    const char *help;   /* a sentence for help and palette; may be NULL */
    uint32_t key, key2; /* 0: none, palette only */
    unsigned flags;
    /* Why it cannot be done now, French; NULL: it can. May be NULL. */
    const char *(*why_not)(struct mh__app *app, void *state);
    void (*run)(struct mh__app *app, void *state);
};

/* --- screens --- */

struct mh__screen {
    const char *name;   /* "besoins" */
    const char *title;  /* "Besoins" */
    uint32_t letter;    /* after g: the screen's key in the menu « Aller à » */
    const char *help;   /* paragraphs for `?`; actions are added by themselves */
    const char *cli;    /* the plain-text equivalent: "mahalli list besoins" */
    size_t state_size;  /* zeroed before open */
    const struct mh__action *actions; /* ended by a NULL name */
    /* First visit, or again with a target, NULL none: what to stand on ("article=12", "need=7", "ref=CHR/123", "operation=3", a kind), or
     * what to show ("state=review", "who=pharmacien", "rule=conditionnement-inconnu", "severity=erreur"). What a screen does not know it
     * refuses with MH_ENOTFOUND. */
    enum mh_rc (*open)(struct mh__app *app, void *state, const char *target, struct mh_err *err);
    void (*close)(struct mh__app *app, void *state); /* frees; the state is zeroed after */
    /* The plan changed (own action, undo, another process): fetch again, keep the place. */
    enum mh_rc (*refresh)(struct mh__app *app, void *state, struct mh_err *err);
    void (*draw)(struct mh__app *app, void *state, struct mh__area area);
    /* True: consumed. Before the actions; NULL none. */
    bool (*event)(struct mh__app *app, void *state, const struct mh__event *ev);
    /* Work for idle moments (totals, slow counts), a few ms at a time; true while there is more. NULL none. */
    bool (*idle)(struct mh__app *app, void *state);
};

extern const struct mh__screen *const mh__screens[]; /* ended by NULL; the first is where one begins */
extern const struct mh__action mh__global_actions[]; /* ended by a NULL name */

/* --- layers: what stands above the screen until answered --- */

struct mh__layer_ops {
    const char *name;
    void (*draw)(struct mh__app *app, void *state, struct mh__area screen);
    /* True: consumed. Esc closes a layer by itself when the layer does not consume it. */
    bool (*event)(struct mh__app *app, void *state, const struct mh__event *ev);
    void (*close)(struct mh__app *app, void *state); /* frees what the state owns; the app frees the state */
    const char *bar;  /* keys that serve in it: "Entrée valider · Échap abandonner" */
};

/* Pushes a layer with a zeroed state of that size, owned by the app; returned to be filled. */
void *mh__layer_push(struct mh__app *app, const struct mh__layer_ops *ops, size_t state_size);
void mh__layer_pop(struct mh__app *app);
bool mh__layer_open(const struct mh__app *app); /* is there one? */

/* Ready-made layers. `done` is called once, after the layer is gone, only when it was not abandoned; ctx is the caller's and must live. */
/* One line of text; complete may be NULL: fills suggestions for what is typed (texts copied by the callee with add). check may be NULL:
 * why the text will not do, French, NULL when it does. */
struct mh__choices {
    MH_VEC(char *) text;   /* what is taken, owned */
    MH_VEC(char *) note;   /* what is shown beside it, owned; "" none */
};
void mh__choices_add(struct mh__choices *c, const char *text, const char *note);
void mh__choices_free(struct mh__choices *c);
struct mh__question {
    const char *title, *label; /* borrowed until the layer is gone: static */
    const char *value;         /* to begin with, copied */
    const char *help;          /* one line; NULL none */
    void (*complete)(struct mh__app *app, void *ctx, const char *typed, struct mh__choices *out);
    const char *(*check)(struct mh__app *app, void *ctx, const char *text);
    void (*typed)(struct mh__app *app, void *ctx, const char *text); /* at every change (incremental search); NULL none */
    void (*abandoned)(struct mh__app *app, void *ctx);               /* NULL none */
    void (*done)(struct mh__app *app, void *ctx, const char *text);
    void *ctx;
};
void mh__ask(struct mh__app *app, const struct mh__question *q);
/* A choice among entries: arrows, first letters, a letter of its own. */
struct mh__menu_entry {
    const char *title, *note; /* note may be NULL */
    uint32_t letter;          /* 0 none */
    const char *why_not;      /* greyed with the reason; NULL can be taken */
};
void mh__menu(struct mh__app *app, const char *title, const struct mh__menu_entry *entries /* texts copied */, size_t n,
              void (*done)(struct mh__app *app, void *ctx, size_t i), void *ctx);
/* Stands on an entry of the menu just opened. */
void mh__menu_stand(struct mh__app *app, size_t i);
/* « oui » or nothing: only for what cannot be undone. */
void mh__confirm(struct mh__app *app, const char *sentence, void (*done)(struct mh__app *app, void *ctx), void *ctx);
/* A text to scroll through: help, a long reason, rejects. Copied. */
void mh__show_text(struct mh__app *app, const char *title, const char *text);

/* --- the app, as screens and layers use it --- */

struct mh__app {
    struct mh_session *session;  /* NULL: no plan yet, only the welcome */
    const char *path, *lang, *user;
    struct mh__canvas canvas;
    char today[11];
    bool read_only;
    const char *role;            /* pharmacien, acheteur, coordinateur; what « à faire » puts first. Static */
    int screen;                  /* index of the current one */
    bool ascii, mouse;
    void *priv;                  /* of app.c */
};

/* The status line until the next key. */
void mh__say(struct mh__app *app, enum mh__style style, const char *fmt, ...) __attribute__((format(printf, 3, 4)));
void mh__say_error(struct mh__app *app, const struct mh_err *err);
/* Goes to a screen by name, with a target; the way back is kept: Esc on a screen without layers returns. */
void mh__go(struct mh__app *app, const char *screen, const char *target);
/* After an operation: every open screen refreshes when next shown, the current one at once. */
void mh__changed(struct mh__app *app);
/* Long work inside `work` reports by the session's progress; the app draws a box with an estimate and cancels at Esc. Returns what work
 * returned; MH_ECANCELED says so in the status line, other failures too. */
enum mh_rc mh__long_work(struct mh__app *app, const char *title, enum mh_rc (*work)(struct mh__app *app, void *ctx, struct mh_err *err),
                         void *ctx);
/* A title, label or sentence in the reader's language. */
const char *mh__text(const struct mh__app *app, const char *fr) __attribute__((format_arg(2)));
/* The form that goes with n: the French singular and plural given. */
const char *mh__text_n(const struct mh__app *app, const char *one, const char *many, int64_t n) __attribute__((format_arg(2), format_arg(3)));

/* --- the program --- */
struct mh_tui_options {
    const struct mh_session_options *session;
    const char *script;  /* NULL: the terminal */
    int h, w;            /* of the canvas of a script */
    bool styles;         /* dumps show styles too */
    const char *role;    /* NULL: MAHALLI_ROLE, else acheteur */
};
enum mh_rc mh_tui_run(const struct mh_tui_options *opt, struct mh_err *err);

#endif

#ifndef TUI_FORM_H
#define TUI_FORM_H
/*
 * The one form widget: fields of a row, one below another, from a column table or given. A layer. Each field is checked when one leaves
 * it; in a form of an existing row each changed field is saved there and then (nothing is unsaved for longer than a field), a new row is
 * created by « Valider ».
 */
#include "tui/tui.h"

struct mh__field {
    const char *name;        /* column's canonical name */
    const char *title, *help; /* borrowed: static or of a column table */
    const char *value;       /* canonical or as people read it: as `save` expects it back; copied */
    bool required, fixed;    /* fixed: shown, not typed */
    const struct mh_choice *choices; /* type-ahead from these; NULL none */
};

struct mh__form {
    const char *title;       /* copied */
    const struct mh__field *fields; /* copied */
    size_t nfields;
    /* Suggestions for field i; NULL none. */
    void (*complete)(struct mh__app *app, void *ctx, size_t i, const char *typed, struct mh__choices *out);
    /* Field i was left with another text: check, and save when the row exists. On refusal err says why and the field keeps the focus with
     * what was typed. */
    enum mh_rc (*changed)(struct mh__app *app, void *ctx, size_t i, const char *text, struct mh_err *err);
    /* A side text for the field one is on (what a label is read as...), appended; NULL none. */
    void (*aside)(struct mh__app *app, void *ctx, size_t i, const char *const *texts, struct mh_str *out);
    /* « Valider » of a new row with all texts; NULL: existing row, everything is saved already. The form stays on refusal. */
    enum mh_rc (*create)(struct mh__app *app, void *ctx, const char *const *texts, struct mh_err *err);
    void (*closed)(struct mh__app *app, void *ctx); /* always, last; frees ctx */
    void *ctx;
};
void mh__form_open(struct mh__app *app, const struct mh__form *f);
/* A form of a stored row of a kind, by its column table (id 0: a new one), saving by cells through ops. done may be NULL. */
void mh__form_row(struct mh__app *app, const char *kind, int64_t id, void (*done)(struct mh__app *app, void *ctx), void *ctx);

#endif

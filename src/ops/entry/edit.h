#ifndef OPS_EDIT_H
#define OPS_EDIT_H
/* Cells, rows and blocks as screens edit them: what the files of this part share. */
#include "ops/entry/apply.h"

/* rows.c */
enum mh_rc mh__table_of(const char *kind, const struct mh_table **t, struct mh_err *err);
const struct mh_table *mh__stored_table(const struct mh_table *t); /* behind a joined list */
/* MH_EDENIED: rows that people do not change. fields: those to be set, NULL: added or removed as a whole. */
enum mh_rc mh__changeable(const struct mh_table *t, const char *const *fields, struct mh_err *err);
bool mh__is_reference(const struct mh_table *t, void *row);

/* window.c: mh__table_of, and "concordances". */
enum mh_rc mh__list_of(const char *kind, const struct mh_table **t, struct mh_err *err);

/* mh_row_derive after an edit: a row keeps the key under which it came, which answers to questions do not change, unless the edit
 * changes words that make it. */
void mh__derive_edited(const struct mh_table *t, const void *was, void *now);

struct mh__cell {
    const struct mh_column *c; /* of the list */
    const char *was;           /* NULL: whatever stands there */
    const char *now;
};

struct mh__editor { /* of one operation */
    struct mh_session *s;
    const struct mh_table *list, *stored; /* what the screen shows; what is behind: needs, opinions, articles or the same */
    struct mh_edit_result *out;
    int64_t line;              /* of the row at hand, for findings; 0 none */
    struct mh__apply apply;    /* codes */
    const struct mh__cell *cells; /* of the row at hand */
    size_t ncells;
    bool dry_run;
};

/* Opens the operation `said` for a kind; MH_EDENIED where the campaign is closed. mh__edit_end commits when rc is MH_OK. */
enum mh_rc mh__edit_begin(struct mh__editor *e, struct mh_session *s, const char *kind, const char *said, struct mh_edit_result *out,
                          struct mh_err *err);
enum mh_rc mh__edit_end(struct mh__editor *e, enum mh_rc rc, struct mh_err *err);

/* Finding about a cell of the row at hand; counts it as refused. */
void mh__edit_refuse(struct mh__editor *e, const char *rule, const struct mh_column *c, const char *value, const char *message,
                     const char *suggestion);
/* The cells into the row: good ones go in, refused ones become findings. *conflict (may be NULL): the first cell that was not as
 * expected; then nothing is written and out->stored is set. *changed tells whether the row is otherwise now. */
enum mh_rc mh__edit_row(struct mh__editor *e, int64_t id, const struct mh__cell *cells, size_t n, const struct mh__cell **conflict,
                        bool *changed, struct mh_err *err);
/* A new row of cells; *id 0: refused, a finding says why. */
enum mh_rc mh__edit_insert(struct mh__editor *e, const struct mh__cell *cells, size_t n, int64_t *id, struct mh_err *err);
/* err from the first finding; MH_EINVAL. */
enum mh_rc mh__edit_refused(const struct mh__editor *e, struct mh_err *err);

#endif

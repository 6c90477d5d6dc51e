#ifndef OPS_APPLY_H
#define OPS_APPLY_H
/*
 * One row, however it came (a file, a form, a command), into the plan: codes to identifiers, checks, then created, updated or left as it
 * is. One way in for every kind; the finding about a refused row is the same everywhere.
 *
 * Updating: an empty field says nothing and leaves what is known; `set` empties a field.
 */
#include "ops/codes.h"
#include "ops/session.h"

enum mh__outcome { MH__UNCHANGED = 0, MH__CREATED, MH__UPDATED, MH__REFUSED };

struct mh__apply { /* of one import or one command */
    struct mh_session *s;
    const struct mh_table *table;   /* of the rows given */
    const char *file;               /* for findings; NULL */
    int64_t line;
    struct mh_diags *diags;
    const char *member_option;      /* --member */
    int64_t member_id;              /* of rows that name none; 0: asked on first use */
    bool codes_loaded;
    struct mh__codes members, sites, makers;
    struct mh__idmap touched;       /* row id -> line, to see doubled rows; of needs: article id -> index in seen */
    struct mh__idmap pairs;         /* article and site seen in this file (a set) */
    struct mh__idmap repeats;       /* the same, seen again: how often */
    struct mh__idmap site_index;    /* site id -> small number, for exact pairs */
    bool made_sites;                /* this import creates the sites it names */
    struct mh__seen_article { int64_t id; uint16_t family; /* UINT16_MAX: unread */ } *seen;
    size_t nseen, seen_cap;
    struct mh_article article;      /* the last one, with what it became: rows often repeat it */
    int64_t created, updated, set_aside;
    /* The text given for a REF column of the row, "" none. */
    const char *(*cell)(void *ctx, const char *column);
    const char *(*header)(void *ctx, const char *column); /* the file's own name of a column; may be NULL */
    void *ctx;
};

void mh__apply_init(struct mh__apply *a, struct mh_session *s, const struct mh_table *t, struct mh_diags *diags);
void mh__apply_free(struct mh__apply *a);

/* Row of a->table with its plain values parsed; REF columns come through `cell`. *err only for what stops everything. */
enum mh_rc mh__apply_row(struct mh__apply *a, void *row, enum mh__outcome *out, struct mh_err *err);

/* The same for one need at the site of a site column: the quantity given there. */
enum mh_rc mh__apply_need(struct mh__apply *a, struct mh_need_line *line, enum mh__outcome *out, struct mh_err *err);
enum mh_rc mh__apply_opinion(struct mh__apply *a, struct mh_opinion_line *line, enum mh__outcome *out, struct mh_err *err);

/* For the layer's own files. */
/* Fills one REF column from the text given for it (`cell`). False: refused, or *rc says what went wrong. Codes must be loaded. */
bool mh__apply_resolve(struct mh__apply *a, const struct mh_column *c, void *row, enum mh_rc *rc, struct mh_err *err);
enum mh_rc mh__apply_load_codes(struct mh__apply *a, struct mh_err *err);
void mh__apply_refuse(struct mh__apply *a, const char *rule, const char *column, const char *value, const char *message,
                      const char *suggestion);
void mh__apply_warn(struct mh__apply *a, const char *rule, const char *column, const char *value, const char *message,
                    const char *suggestion);
/* Stores a row of a journaled table whose references are resolved. *id: its identifier. once: a second row of the same key in one
 * import is refused when it differs. */
enum mh_rc mh__apply_store(struct mh__apply *a, const struct mh_table *t, void *row, bool once, int64_t *id, enum mh__outcome *out,
                           struct mh_err *err);
/* The group that rows without one belong to; creates « Mon groupe » in an empty plan; MH_EUSAGE with the question when there are
 * several. */
enum mh_rc mh__apply_member(struct mh__apply *a, const char *given, int64_t *id, struct mh_err *err);


#endif

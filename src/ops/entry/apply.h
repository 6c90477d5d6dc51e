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

enum { MH__NEAR_SITES = 64 };

struct mh__further { const char *header, *text, *place; };

struct mh__apply { /* of one import or one command */
    struct mh_session *s;
    const struct mh_table *table;   /* of the rows given */
    const char *file;               /* for findings; NULL */
    int64_t line;
    struct mh_diags *diags;
    const char *member_option;      /* --member */
    int64_t member_id;              /* of rows that name none; 0: asked on first use */
    bool no_member;                 /* the plan has none yet: « Mon groupe » is made with the first row that stands */
    bool codes_loaded;
    struct mh__codes members, sites, makers;
    struct mh__codes names;         /* of a->table, to find rows that give no code; loaded when one comes */
    bool names_loaded;
    struct mh__codes site_of;       /* sites under "member id/code" and "member id/name": groups may use the same codes */
    struct mh__near_site { int64_t member, id; char text[24]; } near[MH__NEAR_SITES]; /* sites as rows last wrote them */
    struct mh__idmap touched;       /* row id -> line, to see doubled rows; of needs: article id -> index in seen */
    struct mh__idmap pairs;         /* article and site given in this file, beyond the first 64 sites or with occurrences (a set) */
    struct mh__idmap repeats;       /* article and site given again: how often */
    struct mh__idmap site_index;    /* site id -> small number, for exact pairs */
    struct mh__idmap makes_sites;   /* member id -> may this import make the sites that it names */
    struct mh__seen_article {
        int64_t id;
        uint64_t sites;             /* the first 64 at which the file gave it */
        uint16_t family;            /* UINT16_MAX: unread */
        bool created;               /* by this import */
    } *seen;
    size_t nseen, seen_cap;
    struct mh_article article;      /* the last one as the file said it, with what it became: rows often repeat it; id 0: none */
    struct mh_pack pack;            /* and how it is counted */
    uint32_t last_seen;
    bool look_only;                 /* refuse what must be refused, write nothing */
    bool looked;                    /* article and pack are those of a row only looked at */
    struct mh_need need;            /* reused from row to row */
    /* A line of the plan given back: its two cells, "" or NULL none; set before each row. */
    const char *row_ident, *row_version;
    struct mh__returned {           /* what they stand for, of the present row */
        bool given, stale;
        struct mh_need stored;
    } returned;
    struct mh__returns *returns;    /* returns.h; NULL until a line is given back */
    struct mh__replies *replies;    /* replies.h; NULL until a maker answers */
    int dragged;                    /* rows on end whose reference is that of the row before, plus one */
    int64_t created, updated, set_aside;
    int64_t codes_made;             /* of rows that gave a name and no code */
    int64_t file_member;            /* of the needs taken so far; 0 none, -1 several */
    /* The text given for a REF column of the row, "" none. */
    const char *(*cell)(void *ctx, const char *column);
    /* Cells of the row that are no column of the table, by number; false past the last. May be NULL. */
    bool (*further)(void *ctx, size_t i, struct mh__further *out);
    const char *(*header)(void *ctx, const char *column); /* the file's own name of a column; may be NULL */
    void *ctx;
};

void mh__apply_init(struct mh__apply *a, struct mh_session *s, const struct mh_table *t, struct mh_diags *diags);
void mh__apply_free(struct mh__apply *a);

/* Row of a->table with its plain values parsed; REF columns come through `cell`. *err only for what stops everything. */
enum mh_rc mh__apply_row(struct mh__apply *a, void *row, enum mh__outcome *out, struct mh_err *err);

/* The same for one need at the site of a site column: the quantity given there. */
enum mh_rc mh__apply_need(struct mh__apply *a, struct mh_need_line *line, enum mh__outcome *out, struct mh_err *err);
enum mh_rc mh__apply_sheet(struct mh__apply *a, struct mh_spec_sheet *row, enum mh__outcome *out, struct mh_err *err);
/* MH_EDENIED in the plan of several groups. */
enum mh_rc mh__apply_award(struct mh__apply *a, struct mh_award_line *line, enum mh__outcome *out, struct mh_err *err);
/* Was the article or product that the column names found? One that is not, or of which there are several, refuses the row with the reason and
 * what to do; the rest stops everything by *rc. apply_award.c */
bool mh__apply_named(struct mh__apply *a, const char *column, const char *value, enum mh_rc found, const struct mh_err *why,
                     const char *suggestion, enum mh_rc *rc, struct mh_err *err);
enum mh_rc mh__apply_question(struct mh__apply *a, struct mh_question_line *l, enum mh__outcome *out, struct mh_err *err);
enum mh_rc mh__apply_reply(struct mh__apply *a, struct mh_reply *row, enum mh__outcome *out, struct mh_err *err); /* apply_reply.c */
enum mh_rc mh__apply_opinion(struct mh__apply *a, struct mh_opinion_line *line, enum mh__outcome *out, struct mh_err *err);
enum mh_rc mh__apply_trial(struct mh__apply *a, struct mh_trial_line *line, enum mh__outcome *out, struct mh_err *err);
enum mh_rc mh__apply_purchase(struct mh__apply *a, struct mh_purchase_line *line, enum mh__outcome *out, struct mh_err *err);

struct mh_importer;
struct mh_import_request;
/* What a request says of a file's headers beforehand: the column that --maker gives, NULL none; the year whose needs are read, 0 none. */
const char *mh__import_given(const struct mh_importer *importer, const struct mh_import_request *q);
int64_t mh__import_year(const struct mh_session *s, const struct mh_importer *importer);
enum mh_rc mh__import_unknown_kind(const char *kind, struct mh_err *err); /* MH_EUSAGE with the kinds */

/* A group whose part of the plan was asked for has sent it: notes the day and the rejects in the import's operation. Nothing when the file
 * was of several groups, when nobody asked, or when the part is accepted. follow.c */
enum mh_rc mh__follow_received(struct mh__apply *a, int64_t read, int64_t rejected, struct mh_err *err);

/* --- rows by hand (rows.c) --- */
/* Fields given as "column=text", ended by NULL, into the row; REF columns are left to the caller. */
enum mh_rc mh__fields_parse(const struct mh_table *t, const char *const *fields, void *row, struct mh_err *err);

/* For the layer's own files. */
/* Fills one REF column from the text given for it (`cell`). False: refused, or *rc says what went wrong. Codes must be loaded. */
bool mh__apply_resolve(struct mh__apply *a, const struct mh_column *c, void *row, enum mh_rc *rc, struct mh_err *err);
enum mh_rc mh__apply_load_codes(struct mh__apply *a, struct mh_err *err);
void mh__apply_refuse(struct mh__apply *a, const char *rule, const char *column, const char *value, const char *message,
                      const char *suggestion);
void mh__apply_warn(struct mh__apply *a, const char *rule, const char *column, const char *value, const char *message,
                    const char *suggestion);
/* The table's own checks, their findings with the place they lack. False: refused. */
bool mh__apply_checked(struct mh__apply *a, const struct mh_table *t, const void *row);
/* Stores a row of a journaled table whose references are resolved. *id: its identifier. once: a second row of the same key in one
 * import is refused when it differs. */
enum mh_rc mh__apply_store(struct mh__apply *a, const struct mh_table *t, void *row, bool once, int64_t *id, enum mh__outcome *out,
                           struct mh_err *err);
struct mh__place { /* of a row of needs; 0: to be made */
    int64_t member, site;
    bool own_site; /* no site said: the group's own */
};
/* Writes nothing. False: refused, or *rc says what went wrong. Codes must be loaded. */
bool mh__place_find(struct mh__apply *a, const struct mh_need_line *n, struct mh__place *p, enum mh_rc *rc, struct mh_err *err);
/* Makes what is missing of it. */
enum mh_rc mh__place_make(struct mh__apply *a, const struct mh_need_line *n, struct mh__place *p, struct mh_err *err);
/* The group that rows without one belong to; MH_EUSAGE with the question when there are several. In an empty plan « Mon groupe » is
 * created, or *id is 0 when not asked to make it. */
enum mh_rc mh__apply_member(struct mh__apply *a, bool make, int64_t *id, struct mh_err *err);
/* A site of the group by code or name: 0 unknown, -1 ambiguous. */
int64_t mh__apply_site(const struct mh__apply *a, int64_t member, const char *text);
void mh__apply_learn_site(struct mh__apply *a, int64_t member, const char *text, int64_t id);

#endif

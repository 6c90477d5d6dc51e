#ifndef STORE_EXCHANGE_H
#define STORE_EXCHANGE_H
/* What share.c, part_file.c, book.c, claims.c and merge.c hold in common. */
#include <mahalli/arena.h>
#include <mahalli/exchange.h>
#include "store/internal.h"

/* Which rows are told, and which of them are a group's. Tables not named are never shared. */
enum mh__whose { MH__ALL_ROWS, MH__OF_MEMBER /* member_id */, MH__ITSELF, MH__OF_ARTICLE /* article_id */ };
struct mh__told {
    const struct mh_table *table;
    bool in[2]; /* by enum mh_exchange */
    enum mh__whose whose;
};
extern const struct mh__told mh__told[]; /* in the order of mh_tables; ended by a NULL table */

/* Is the field sent: shareable, or a derived key by which rows are found? */
bool mh__told_field(const struct mh_column *c);

struct mh__event { /* of a payload */
    char kind; /* '+' made, '~' changed, '-' removed, '@' spoken of: the row as it was, said by somebody else */
    const struct mh__tab *tab;
    int64_t id;
    const char *fields;
    size_t nfields;
};
/* Reads on; *got false at the end. MH_EINVAL when it is not what share.c writes, or holds a private field. */
enum mh_rc mh__event_next(struct mh_store *s, const char **p, const char *end, struct mh__event *out, bool *got, struct mh_err *err);
/* Digest of an operation of a part, hexadecimal. */
void mh__part_digest(const struct mh_part_op *op, const char *scope, char out[MH_SHA_HEX_SIZE]);
/* "part 4294967297": what was chosen. */
char *mh__scope(enum mh_exchange what, int64_t member_id);

/* The operations of the plan itself as a part would tell them, in order; the caller frees with mh__told_ops_free. */
struct mh__told_op {
    int64_t seq;
    struct mh_part_op op;
    struct mh_str mentions, events;
};
struct mh__told_ops {
    MH_VEC(struct mh__told_op) at; /* by seq */
    int64_t rows;
};
enum mh_rc mh__tell_ops(struct mh_store *s, const struct mh_share *what, struct mh__told_ops *out, struct mh_err *err);
void mh__told_ops_free(struct mh__told_ops *ops);

/* --- book.c: all that was received, row by row --- */

struct mh__said_op { /* a received operation; texts borrowed */
    int64_t origin, number;
    const char *author, *at;
    bool fresh; /* of the part being merged, and new */
};
struct mh__said { /* an event on a row */
    size_t op;
    char kind;
    const char *fields;
    size_t nfields;
    size_t next; /* index + 1 */
};
struct mh__other { /* a row of another plan */
    struct mh__tab *tab;
    int64_t id, local; /* local: of this plan, 0 none */
    size_t first, last; /* events, index + 1 */
    size_t alike;       /* the next other row that is the same row here, index + 1 */
    bool fresh;         /* something new was said of it */
    bool present;       /* made by some plan and removed by none */
    bool spoken;        /* only ever spoken of */
    bool needed;        /* a row that comes in refers to it */
    bool linked;        /* the link is new */
    bool left;          /* stays out */
};
struct mh__map { /* of positive numbers to numbers */
    int64_t *key, *value;
    size_t n, cap;
};
int64_t mh__map_get(const struct mh__map *m, int64_t key); /* 0: none */
void mh__map_put(struct mh__map *m, int64_t key, int64_t value);

struct mh__book {
    MH_VEC(struct mh__said_op) ops; /* by origin and number */
    MH_VEC(struct mh__said) events;
    MH_VEC(struct mh__other) rows;  /* by table, then id */
    struct mh__map by_id;           /* index + 1 */
    struct mh__map by_local;        /* index + 1 of the first */
    struct mh__map links;           /* of earlier parts */
    struct mh_arena text;
    int64_t news;
};
/* What was received before, and the part (NULL: none). */
enum mh_rc mh__book_load(struct mh_store *s, const struct mh_part_file *part, struct mh__book *out, struct mh_err *err);
void mh__book_free(struct mh__book *b);
/* The row is this one here, from now on. */
void mh__book_link(struct mh__book *b, size_t row, int64_t local);
struct mh__other *mh__book_row(const struct mh__book *b, int64_t id); /* NULL */

/* --- claims.c: what each plan says of a row's fields --- */

struct mh__past { /* a value that was replaced */
    struct mh__value value;
    const struct mh__past *next;
};
struct mh__claim {
    int64_t origin;  /* 0: this plan */
    size_t row;      /* the other row */
    bool said, weak; /* weak: spoken of by who does not keep it */
    struct mh__value value;
    const char *at, *author;
    const struct mh__past *past;
};
struct mh__claims {
    struct mh_store *s;
    const struct mh__book *book;
    MH_VEC(struct mh__claim) field[MH__MAX_COLUMNS];
    struct mh_arena text;
    MH_VEC(int64_t) merges; /* seq of operations that merged, in order: what they wrote is not this plan's word */
    bool merges_known;
};
void mh__claims_clear(struct mh__claims *c);
void mh__claims_free(struct mh__claims *c);
/* Adds what other plans say by one of their rows. */
enum mh_rc mh__claims_other(struct mh__claims *c, size_t row, struct mh_err *err);
/* Adds what this plan says of its row as it stands; *made: it made the row itself; *own: or said something of it. */
enum mh_rc mh__claims_own(struct mh__claims *c, struct mh__tab *tab, const void *row, bool *made, bool *own, struct mh_err *err);
void mh__claims_forget(struct mh__claims *c, const char *value); /* as if nobody had said it */
/* A person's decision: `kept` was preferred to `dropped`. */
void mh__claims_decided(struct mh__claims *c, size_t field, struct mh__value kept, struct mh__value dropped);
/* The values that nobody replaced, what stands first; NULL when nobody says anything. Until the next change of c. */
enum { MH__MAX_RIVALS = 16 };
size_t mh__claims_stand(const struct mh__claims *c, size_t field, const struct mh__claim *out[MH__MAX_RIVALS]);
/* What the claim knew before, as far as the other knew it too; p NULL: nothing. */
struct mh__value mh__claims_base(const struct mh__claim *theirs, const struct mh__claim *ours);
bool mh__equal_value(struct mh__value a, struct mh__value b);

/* --- merge.c, conflicts.c --- */

struct mh__merger {
    struct mh_store *s;
    const struct mh_merge *what;
    struct mh_merge_result *out;
    struct mh__book book;
    struct mh__claims claims;
    struct mh_conflict *conflict; /* all of the plan */
    size_t nconflicts, conflicts_cap;
    struct mh_str links;
    void *was[2], *now; /* rows of the table being merged; was[1] only to check values */
};

enum mh_rc mh__conflicts_load(struct mh__merger *m, struct mh_err *err);
bool mh__conflicts_any(const struct mh__merger *m, const struct mh__tab *tab, int64_t id); /* about this row */
/* Adds to the claims what people decided about the row. */
void mh__conflicts_decided(struct mh__merger *m, const struct mh__tab *tab, int64_t id);
/* The open conflicts of a field become those between the n values that stand: the first is what is shown. */
enum mh_rc mh__conflicts_settle(struct mh__merger *m, struct mh__tab *tab, const void *row, size_t field,
                                const struct mh__claim *const *stand, size_t n, struct mh_err *err);
/* A name that others give the row and that another row has here: open until a person settles it. */
enum mh_rc mh__conflicts_name(struct mh__merger *m, struct mh__tab *tab, const void *row, size_t field, const struct mh__claim *theirs,
                              struct mh_err *err);
enum mh_rc mh__conflicts_drop(struct mh__merger *m, struct mh__tab *tab, int64_t id, struct mh_err *err); /* the row goes */

#endif

#ifndef STORE_INTERNAL_H
#define STORE_INTERNAL_H
/*
 * What the files of the store share.
 *
 * Identifiers are origin << 32 | counter; those below 2^32 (origin 0) are reference rows, which are not journaled. An operation keeps
 * the range of identifiers it could give: the rows it created are those of its range, so creation needs no journal row. An operation
 * that reverses another brings back the rows which that one removed: these too are known without a journal row of their own.
 */
#include <mahalli/hash.h>
#include <mahalli/store.h>
#include "store/driver.h"
#include "store/schema.h"

#define MH__OWN_ID ((int64_t)1 << 32) /* identifiers from here are recorded rows */

enum {
    MH__APPLICATION_ID = 0x4d68616c, /* "Mhal" */
    MH__MAX_COLUMNS = 64,
    MH__CACHE_SLOTS = 128,
};

struct mh__key { /* what an order goes by */
    const char *expr; /* sql, over the names of the select as t.name */
    bool text;
    const char *other; /* the same value where the first key is unknown, and as it is read; NULL: expr */
};

#define MH__BY_TEXT(sql) { .expr = (sql), .text = true }
#define MH__BY_NUMBER(sql) { .expr = (sql) }

enum { MH__MAX_KEYS = 8 };

struct mh__way { /* an order that an index serves, of windows */
    const char *sort;    /* sql name of the column; NULL: the list's own order */
    const char *from;    /* with the loops in this order */
    const char *unknown; /* the same for rows whose first key is unknown; NULL: as from */
    bool optional;       /* the first key may be unknown, the others not */
    struct mh__key key[MH__MAX_KEYS]; /* the last one is unique; ended by a NULL expr */
};

struct mh__view { /* a joined row type: src/store/view_*.c */
    const struct mh_table *table;
    const char *select; /* hand-written; its column names are the table's sql names, and what `order`, `also` and filters name besides */
    const char *from;
    const char *walk;   /* `from` with the loops in the order of the rows, so that the first come at once; NULL: none such */
    const char *order;  /* sql, over these names as t.name */
    const char *also[4]; /* columns that may be filtered by and are no field of the table: member_id... */
    const char *hidden;  /* a number that the row holds besides its columns; NULL none */
    size_t hidden_offset;
    const struct mh__way *ways;
    size_t nways;
};

struct mh__field { /* a column of a table, as the store uses it */
    const struct mh_column *c;
    char *prefix; /* "name=" of the journal's encoding */
    size_t prefix_len;
    bool fold;    /* has a hidden column name_fold that holds the folded text, by which it is ordered */
    bool by_code; /* refers to a table with codes and comes first in the order: rows stand in the order of these codes */
    struct mh_str folded;
};

struct mh__tab { /* what the store keeps per row type */
    const struct mh_table *t;
    const struct mh__view *view;
    struct mh__field field[MH__MAX_COLUMNS];
    size_t nfields;
    bool reference; /* may hold reference rows, which own rows of the same identity hide */
    const struct mh_column *code[2]; /* how people name a row: the first that is known */
    struct mh__stmt *insert, *get, *find, *code_of; /* prepared once, kept until close */
    void *scratch[2];
};

struct mh__stream { /* hash of the rows of one table that an operation created, in the order of their ids */
    struct mh_sha share, full;
    int64_t rows, last_id;
    bool stale; /* a row was changed after it was hashed: read them again at the end */
};

struct mh__section { /* the same, finished */
    const char *table;
    int64_t rows;
    unsigned char share[MH_SHA_SIZE], full[MH_SHA_SIZE];
};

struct mh__op { /* a row of table operation */
    int64_t seq, origin, number;
    char *author, *at, *command;
    int64_t undoes;            /* seq of the operation that this one reverses, 0 none */
    int64_t root;              /* seq of the first of the chain operation, undo, redo, undo...; its own seq when it is none */
    int64_t first_id, last_id; /* identifiers it could give; first_id = last_id + 1: none */
    int64_t created, updated, removed;
    unsigned char share[MH_SHA_SIZE], full[MH_SHA_SIZE];
};

struct mh__entry { /* a row of table change, borrowed */
    const char *table;
    int64_t row_id;
    char kind;
    const char *fields, *secret, *derived; /* shareable, private and derived fields, encoded (image.c) */
    size_t nfields, nsecret, nderived;
};

enum mh__state { MH__IDLE, MH__OPERATION, MH__DERIVING };

struct mh__cached { /* a prepared statement, found again by its text */
    char *sql;
    uint64_t hash;
    struct mh__stmt *st;
    uint64_t used;
    bool lent;
};

struct mh__codes; /* codes.c */

struct mh_store {
    const struct mh__driver *drv;
    struct mh__db *db;
    char *path, *author, *now;
    int64_t origin;
    struct mh__cached cache[MH__CACHE_SLOTS];
    uint64_t clock;
    struct mh__tab *tab[64];
    enum mh_rc (*allow)(void *ctx, int64_t operation, struct mh_err *err); /* a reversal; NULL any */
    void *allow_ctx;
    size_t ntabs;   /* journaled first, in the order of mh_tables; joined ones behind as they are used */
    size_t njournaled;
    size_t by_name[64]; /* journaled ones by sql name: the order of hashing */
    enum mh__state state;
    struct mh__op op;   /* the running one */
    unsigned char prev_share[MH_SHA_SIZE], prev_full[MH_SHA_SIZE];
    struct mh__stream stream[64]; /* by index in tab */
    int64_t writes;     /* grows with each change of a row */
    int64_t forgets;    /* grows when a code that was read may be another now */
    struct mh_str buf[3], sql;
    struct mh__codes *codes;
    bool bulk;          /* the running operation makes indexes anew at its end */
    int64_t outside_seen; /* of mh_store_changed_outside */
    int cursors; /* open: what they read stands still */
};

/* --- open.c, file.c, migrate.c --- */
/* mh_store_open with other migrations than the program's (tests). */
enum mh_rc mh__store_open_with(const char *path, enum mh_store_mode mode, const struct mh_store_options *opt,
                               const struct mh__migration *list, struct mh_store **out, struct mh_err *err);
/* A new empty file of mode 0600 beside `path`; *tmp is the caller's. */
enum mh_rc mh__file_beside(const char *path, char **tmp, struct mh_err *err);
/* Gives the finished file its name; MH_EINVAL when that name is taken, or a log that would be read into it
   stands there. Removes tmp on failure. */
enum mh_rc mh__file_publish(const char *tmp, const char *path, struct mh_err *err);
bool mh__file_exists(const char *path);
/* plan.db and "avant-v2": plan.avant-v2.db; a number more from the second attempt on. */
void mh__file_name(struct mh_str *out, const char *path, const char *what, int attempt);
bool mh__file_has_log(const char *path); /* what was committed may not all be in the file itself yet */
/* The file, its log and its journal, byte for byte; where the medium cannot be read the copy holds zeros. */
enum mh_rc mh__file_copy(const char *from, const char *to, struct mh_err *err);
/* The file with its log and journal; those that are not there are no matter. */
void mh__file_remove(const char *path);
/* Puts the finished file in the place of `path`, which is kept under the name *aside (the caller's; NULL: there was none): at any moment
   a plan stands there. A log whose plan is gone is kept the same way. */
enum mh_rc mh__file_replace(const char *tmp, const char *path, char **aside, struct mh_err *err);
/* What the file's own bytes say: MH_EDAMAGED no plan, MH_ENEWER. */
enum mh_rc mh__file_peek(const char *path, int known, struct mh_err *err);
/* Opens the engine alone, for reading. */
enum mh_rc mh__engine_read(const char *path, struct mh__db **db, struct mh_err *err);
/* A copy that nobody has open becomes a plan that goes on: of this program's version, with an origin of its own; verified, with findings as
   diagnostics. MH_OK with findings too. */
enum mh_rc mh__file_make_sound(const char *path, const struct mh_store_options *opt, const struct mh_progress *progress, struct mh_diags *diags,
                               struct mh_err *err);
/* Draws another origin for a copy that nobody has open. */
enum mh_rc mh__file_new_origin(const char *path, struct mh_err *err);
/* Brings the plan from its version to the last of the list; copies it first when it is not new. */
enum mh_rc mh__migrate(const struct mh__driver *drv, struct mh__db *db, const char *path, int64_t version,
                       const struct mh__migration *list, struct mh_err *err);
int mh__last_migration(const struct mh__migration *list);

/* --- stmt.c: statements by their text --- */
/* Lent until given back; the same text may be lent several times. */
enum mh_rc mh__stmt_take(struct mh_store *s, const char *sql, struct mh__stmt **out, struct mh_err *err);
void mh__stmt_give(struct mh_store *s, struct mh__stmt *st); /* NULL allowed */
void mh__stmt_close_all(struct mh_store *s);
void mh__bind_int(struct mh_store *s, struct mh__stmt *st, const char *name, int64_t v);
void mh__bind_text(struct mh_store *s, struct mh__stmt *st, const char *name, const char *text);
/* Steps a statement that gives no row, gives it back, keeps the fault readable. */
enum mh_rc mh__stmt_run(struct mh_store *s, struct mh__stmt *st, struct mh_err *err);
/* The number in the first column of the first row, `none` when there is no row; gives st back. */
enum mh_rc mh__stmt_number(struct mh_store *s, struct mh__stmt *st, int64_t none, int64_t *v, struct mh_err *err);

/* --- tab.c --- */
struct mh__tab *mh__tab_of(struct mh_store *s, const struct mh_table *t);
struct mh__tab *mh__tab_named(struct mh_store *s, const char *sql); /* NULL */
size_t mh__tab_index(const struct mh_store *s, const struct mh__tab *tab);
void mh__tabs_open(struct mh_store *s);
void mh__tabs_close(struct mh_store *s);
const struct mh__view *mh__view_of(const struct mh_table *t); /* views.c */

/* --- sql.c: text from column tables; each empties `out` first --- */
void mh__sql_insert(struct mh_str *out, const struct mh__tab *tab);
void mh__sql_update(struct mh_str *out, const struct mh__tab *tab, uint64_t mask);
void mh__sql_find(struct mh_str *out, const struct mh__tab *tab);
/* "SELECT id, columns FROM source"; a WHERE may follow. The row is t. */
void mh__sql_select(struct mh_str *out, const struct mh__tab *tab);
/* The same for mh__sql_order: with what the order needs besides. */
void mh__sql_select_ordered(struct mh_str *out, const struct mh__tab *tab);
void mh__sql_source(struct mh_str *out, const struct mh__tab *tab, bool ordered); /* appends */
void mh__sql_name(struct mh_str *out, const char *name, const char *suffix); /* appends, quoted */
/* Appends a condition that leaves out the reference rows which own rows hide; `tab` holds reference rows. */
void mh__sql_not_hidden(struct mh_str *out, const struct mh__tab *tab);
void mh__sql_order(struct mh_str *out, const struct mh__tab *tab, bool by_id); /* appends */
/* "<verb> FROM <table> <rest>" with text of ours around an identifier of a column table. */
void mh__sql_from(struct mh_str *out, const char *verb, const struct mh__tab *tab, const char *rest);

/* --- row.c: single rows, no journal --- */
void mh__row_read(struct mh_store *s, const struct mh__tab *tab, struct mh__stmt *st, void *row);  /* of mh__sql_select */
enum mh_rc mh__row_get(struct mh_store *s, struct mh__tab *tab, int64_t id, void *row, bool *got, struct mh_err *err);
enum mh_rc mh__row_insert(struct mh_store *s, struct mh__tab *tab, const void *row, struct mh_err *err);
enum mh_rc mh__row_update(struct mh_store *s, struct mh__tab *tab, const void *row, uint64_t mask, struct mh_err *err);
enum mh_rc mh__row_delete(struct mh_store *s, struct mh__tab *tab, int64_t id, struct mh_err *err);
int64_t mh__row_id(const void *row);
/* "besoin « G-7 »": how messages name a row. */
void mh__row_name(struct mh_store *s, struct mh__tab *tab, int64_t id, struct mh_str *out);

/* --- image.c: fields as text --- */
enum mh__part { MH__SHARED, MH__SECRET, MH__DERIVED };
enum mh__part mh__part_of(const struct mh_column *c);
/* Appends the known fields of one part: name=length:value; */
void mh__image_add(struct mh_str *out, const struct mh__tab *tab, enum mh__part part, const void *row);
/* Appends the fields that differ: name=before>after; where unknown is - */
void mh__image_diff(struct mh_str *out, const struct mh__tab *tab, enum mh__part part, const void *was, const void *now);
/* Appends the derived keys of a row; those of a change, as they stand in its derived fields. */
void mh__image_add_key(struct mh_str *out, const struct mh__tab *tab, const void *row);
void mh__image_keys(struct mh_str *out, const struct mh__tab *tab, const char *derived, size_t n);
/* Appends a known value as a piece holds it. */
void mh__value_add(struct mh_str *out, const struct mh__field *f, const void *row);
struct mh__value {
    const char *p; /* NULL: unknown */
    size_t n;
};
bool mh__value_int(struct mh__value v, int64_t *out); /* a whole number that fits */
struct mh__piece {
    const struct mh__field *field;
    struct mh__value before, after; /* of an image: only after */
};
/* Reads on; *got false at the end; MH_EDAMAGED when the text is not what this file writes. */
enum mh_rc mh__piece_next(const struct mh__tab *tab, const char **p, const char *end, bool diff, struct mh__piece *out, bool *got,
                          struct mh_err *err);
enum mh_rc mh__value_set(const struct mh__field *f, struct mh__value v, void *row, struct mh_err *err);
bool mh__value_is(const struct mh__field *f, struct mh__value v, const void *row);
/* The whole row of a removal. */
enum mh_rc mh__image_row(const struct mh__tab *tab, const struct mh__entry *e, void *row, struct mh_err *err);
/* Sets the fields of a change to what they were before. mask (may be NULL) gains their columns. */
enum mh_rc mh__image_reverse(const struct mh__tab *tab, const struct mh__entry *e, void *row, uint64_t *mask, struct mh_err *err);

/* --- digest.c --- */
void mh__stream_init(struct mh__stream *st);
void mh__stream_add(struct mh_store *s, struct mh__stream *st, const struct mh__tab *tab, const void *row);
void mh__stream_end(struct mh__stream *st, const struct mh__tab *tab, struct mh__section *out);
/* Digests of an operation from its header, the sections of its created rows (by table name) and its change rows in the plan. */
enum mh_rc mh__op_digest(struct mh_store *s, const struct mh__op *op, const unsigned char prev_share[MH_SHA_SIZE],
                         const unsigned char prev_full[MH_SHA_SIZE], const struct mh__section *sec, size_t nsec,
                         unsigned char share[MH_SHA_SIZE], unsigned char full[MH_SHA_SIZE], struct mh_err *err);

/* --- bulk.c --- */
enum mh_rc mh__bulk_end(struct mh_store *s, struct mh_err *err);

/* --- op.c, journal.c --- */
enum mh_rc mh__op_begin(struct mh_store *s, const char *command, struct mh_err *err);
/* Hashes the running operation and writes its row; COMMIT remains. */
enum mh_rc mh__op_finish(struct mh_store *s, struct mh_err *err);
/* MH_EIO when the engine ended the transaction by itself: writing on would write outside it. */
enum mh_rc mh__check_running(struct mh_store *s, struct mh_err *err);
bool mh__created_here(const struct mh_store *s, int64_t id); /* by the running operation */
/* One operation; *got false when there is none. The caller frees with mh__op_free. */
enum mh_rc mh__op_by_seq(struct mh_store *s, int64_t seq, struct mh__op *op, bool *got, struct mh_err *err);
enum mh_rc mh__op_by_number(struct mh_store *s, int64_t number, struct mh__op *op, bool *got, struct mh_err *err);
void mh__op_read(struct mh_store *s, struct mh__stmt *st, struct mh__op *op);
void mh__op_free(struct mh__op *op);
/* What mh__op_read reads. */
#define MH__OP_COLUMNS "seq, origin, number, author, at, command, undoes, root, first_id, last_id, created, updated, removed, share, digest"
/* One operation from a statement that the function gives back. */
enum mh_rc mh__op_one(struct mh_store *s, struct mh__stmt *st, struct mh__op *op, bool *got, struct mh_err *err);
/* The operation by which this one has no effect now, 0 none: each later step of a chain turns what stands before it, so the last when
 * their number is odd. */
enum mh_rc mh__op_undone_by(struct mh_store *s, const struct mh__op *op, int64_t *seq, struct mh_err *err);
enum mh_rc mh__op_describe(struct mh_store *s, const struct mh__op *op, struct mh_operation *out, struct mh_err *err);

/* Writes the running operation's change row of one record; replaces what it held. kind 0 removes it. */
enum mh_rc mh__journal_put(struct mh_store *s, struct mh__tab *tab, int64_t id, char kind, const void *was, const void *now,
                           struct mh_err *err);
/* Looks a change row up; st (given back by the caller) owns what e borrows; *got false when there is none. */
enum mh_rc mh__journal_get(struct mh_store *s, int64_t seq, const char *table, int64_t id, struct mh__stmt **st, struct mh__entry *e,
                           bool *got, struct mh_err *err);
/* Reads an entry from a row of "tbl, row_id, kind, fields, private, derived" that starts at `at`. */
void mh__entry_read(struct mh_store *s, struct mh__stmt *st, int at, struct mh__entry *e);

/* walk.c: each record of a table once, by rising identifier, with its present row and its journal. */
struct mh__walk {
    struct mh_store *s;
    struct mh__tab *tab;
    int64_t id;       /* of the record stood on */
    bool present;     /* it is in the table now */
    struct mh__stmt *rows, *journal;
    bool row, entry, lent; /* each side stands on something; the entry was given and is to be stepped over */
    int64_t row_id, entry_id;
};
enum mh_rc mh__walk_open(struct mh__walk *p, struct mh_store *s, struct mh__tab *tab, struct mh_err *err);
/* *got false at the end. `row` (of tab) is filled when the record is present. All entries of a record are taken before the next one. */
enum mh_rc mh__walk_record(struct mh__walk *p, void *row, bool *got, struct mh_err *err);
/* The record's next entry, latest first, borrowed until the next call; *got false after the first one written. */
enum mh_rc mh__walk_entry(struct mh__walk *p, struct mh__entry *e, int64_t *seq, bool *got, struct mh_err *err);
void mh__walk_close(struct mh__walk *p); /* also one that did not open */

/* --- received.c --- */
/* The digests of received operations: bad(ctx, what) for each that is not right. */
enum mh_rc mh__verify_received(struct mh_store *s, void (*bad)(void *ctx, const char *message), void *ctx, struct mh_err *err);

/* --- codes.c --- */
void mh__code_cache_free(struct mh__codes *c);

#endif

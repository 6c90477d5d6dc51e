#ifndef STORE_DRIVER_H
#define STORE_DRIVER_H
/*
 * What the store asks of an engine. One const struct per engine, each in one file: driver_sqlite.c alone includes sqlite3.h.
 * A second engine is one more file and its schema. Values are always bound; SQL text comes from schema/ and src/store.
 *
 * Statements may call fold(text), which folds as mh_utf8_fold does (text of NULL: NULL).
 *
 * Texts given to bind are borrowed until the statement is reset; texts given by `text` until the next step or reset.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <mahalli/err.h>
#include <mahalli/progress.h>

struct mh__db;
struct mh__stmt;

/* Why the last statement of a connection failed, where the store answers differently. */
enum mh__fault { MH__FAULT_NONE, MH__FAULT_UNIQUE, MH__FAULT_REFERENCE, MH__FAULT_CHECK, MH__FAULT_OTHER };

enum mh__open_mode {
    MH__OPEN_READ,
    MH__OPEN_READ_ALONE, /* nobody writes and nothing may be written beside: read-only folder or medium */
    MH__OPEN_WRITE,      /* the file exists, possibly empty */
    MH__OPEN_SCRATCH,    /* nobody else knows the file and a crash may leave it broken: quick; it is synced when it gets its name */
    MH__OPEN_DAMAGED,    /* a throw-away copy of a damaged file: what can be read is, the rest is MH_EDAMAGED */
};

enum mh__spare { MH__SPARE_NOTHING, MH__SPARE_FOR_SORTS, MH__SPARE_ALL };
enum mh__references { MH__REFERENCES_ON, MH__REFERENCES_OFF, MH__REFERENCES_AT_COMMIT /* of this transaction */ };

struct mh__driver {
    const char *name;
    /* Opens and applies the settings that belong outside any transaction. */
    enum mh_rc (*open)(const char *path, enum mh__open_mode mode, struct mh__db **out, struct mh_err *err);
    /* NULL allowed. untouched: leaves file and log as they are. */
    void (*close)(struct mh__db *db, bool untouched);
    bool (*read_only)(const struct mh__db *db);
    bool (*in_transaction)(const struct mh__db *db);
    /* Several statements, no values. */
    enum mh_rc (*exec)(struct mh__db *db, const char *sql, struct mh_err *err);
    enum mh_rc (*prepare)(struct mh__db *db, const char *sql, struct mh__stmt **out, struct mh_err *err);
    void (*finalize)(struct mh__stmt *st); /* NULL allowed */

    int (*param)(const struct mh__stmt *st, const char *name); /* "$name"; 0: none. Numbered from 1 in order of appearance */
    void (*bind_int)(struct mh__stmt *st, int at, int64_t v);  /* MH_UNKNOWN binds NULL */
    void (*bind_text)(struct mh__stmt *st, int at, const char *text, size_t n); /* NULL text binds NULL */
    void (*bind_blob)(struct mh__stmt *st, int at, const void *data, size_t n);
    /* Also reports what a bind could not take (a value too large). */
    enum mh_rc (*step)(struct mh__stmt *st, bool *row, struct mh_err *err);
    void (*reset)(struct mh__stmt *st); /* bound values stay until bound again */
    int64_t (*integer)(struct mh__stmt *st, int column);          /* NULL, or no integer: MH_UNKNOWN; from 0 */
    const char *(*text)(struct mh__stmt *st, int column, size_t *n); /* NULL of NULL; n may be NULL */
    const void *(*blob)(struct mh__stmt *st, int column, size_t *n);

    int64_t (*changes)(const struct mh__db *db); /* rows that the last statement changed */
    enum mh__fault (*fault)(const struct mh__db *db);
    /* A number that differs after another connection committed. */
    int64_t (*outside_changes)(struct mh__db *db);
    /* Memory for pages: less of it while large sorts need their own, and as little as will do. */
    void (*spare)(struct mh__db *db, enum mh__spare how);
    enum mh_rc (*references)(struct mh__db *db, enum mh__references how, struct mh_err *err);

    /* What the file says it is; both 0 in a new file. set belongs in the migration's transaction. */
    enum mh_rc (*identity_get)(struct mh__db *db, int64_t *application, int64_t *version, struct mh_err *err);
    enum mh_rc (*identity_set)(struct mh__db *db, int64_t application, int64_t version, struct mh_err *err);
    /* The same read from the file's own bytes, without opening it as a plan; *is: false when it is none of this engine's. */
    enum mh_rc (*identity_peek)(const char *path, bool *is, int64_t *application, int64_t *version, struct mh_err *err);
    /* Code that the schema should not hold (triggers, views): how many. */
    enum mh_rc (*foreign_code)(struct mh__db *db, int64_t *n, struct mh_err *err);

    /* Does a row refer to one that is not there? */
    enum mh_rc (*orphans)(struct mh__db *db, bool *any, struct mh_err *err);
    /* The engine's own checks; each(ctx, what) for each fault found. */
    enum mh_rc (*check)(struct mh__db *db, void (*each)(void *ctx, const char *what), void *ctx, struct mh_err *err);
    /* A consistent copy into the existing empty file `path`. */
    enum mh_rc (*backup)(struct mh__db *db, const char *path, const struct mh_progress *progress, struct mh_err *err);
    /* The rows of all tables of a file opened as damaged, in the place of those of `path`, which has the same schema. */
    enum mh_rc (*rebuild)(struct mh__db *db, const char *path, struct mh_err *err);
    /* Writes to the file itself what its log holds; MH_EBUSY while anybody else has it open. */
    enum mh_rc (*settle)(struct mh__db *db, struct mh_err *err);
    void (*interrupt)(struct mh__db *db); /* from any thread: the running statement ends with MH_ECANCELED */
};

extern const struct mh__driver mh__driver_sqlite;

#endif

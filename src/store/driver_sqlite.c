/* SQLite behind driver.h. Traps (measured): settings are errors or silently ignored inside a transaction; the statement that
 * fails on a full disk may have ended the transaction already. */
#include "store/driver.h"

#include <assert.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sqlite3.h>
#include <mahalli/decimal.h>
#include <mahalli/str.h>
#include <mahalli/utf8.h>
#include <mahalli/xalloc.h>

#define CACHE_SIZE "PRAGMA cache_size = -12000" /* KiB */

enum { BUSY_MS = 2000, BACKUP_PAGES = 512, MAX_VALUE = 64 << 20 };

struct mh__db {
    sqlite3 *h;
    bool reads; /* writes nothing, whatever the file allows */
    struct mh__stmt *outside; /* of outside_changes */
};

struct mh__stmt {
    sqlite3_stmt *h;
    int bind_rc; /* the first bind that failed since the last reset */
};

/* "plan.db : " of the file that fails, without its folder; "" where there is none. */
static const char *named(sqlite3 *h, char buf[128])
{
    const char *path = h ? sqlite3_db_filename(h, "main") : NULL;

    buf[0] = '\0';
    if (path && *path)
        snprintf(buf, 128, "%.120s : ", mh_base_name(path));
    return buf;
}

static enum mh_rc fail(sqlite3 *h, int rc, struct mh_err *err)
{
    char file[128];
    int system = h ? sqlite3_system_errno(h) : 0;

    switch (rc & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return mh_err_set(err, MH_EBUSY, "quelqu'un d'autre écrit dans ce plan ; réessayez dans un instant");
    case SQLITE_FULL:
        return mh_err_set(err, MH_EIO, "%sil n'y a plus de place sur le disque", named(h, file));
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
        return mh_err_set(err, MH_EIO, "le plan n'est pas modifiable (lecture seule)");
    case SQLITE_CANTOPEN:
        return mh_err_set(err, MH_EIO, "le fichier ne s'ouvre pas");
    case SQLITE_IOERR:
    case SQLITE_PROTOCOL:
        return mh_err_set(err, MH_EIO, "%slecture ou écriture impossible%s%s", named(h, file), system ? " : " : "",
                          system ? mh_err_errno(err, system) : "");
    case SQLITE_NOTADB:
        return mh_err_set(err, MH_EDAMAGED, "ce fichier n'est pas un plan");
    case SQLITE_CORRUPT:
        return mh_err_set(err, MH_EDAMAGED, "le fichier du plan est abîmé : reprenez une sauvegarde (mahalli restore), ou ce qui s'en lit (mahalli recover)");
    case SQLITE_INTERRUPT:
        return mh_err_set(err, MH_ECANCELED, "interrompu");
    case SQLITE_TOOBIG:
        return mh_err_set(err, MH_EINVAL, "une valeur est trop longue");
    case SQLITE_NOMEM:
        return mh_err_set(err, MH_EIO, "il n'y a plus assez de mémoire");
    case SQLITE_CONSTRAINT:
        if (rc == SQLITE_CONSTRAINT_UNIQUE || rc == SQLITE_CONSTRAINT_PRIMARYKEY)
            return mh_err_set(err, MH_ECONFLICT, "une ligne de même identité existe déjà");
        if (rc == SQLITE_CONSTRAINT_FOREIGNKEY)
            return mh_err_set(err, MH_EINVAL, "une ligne renvoie à une autre qui n'existe pas");
        return mh_err_set(err, MH_EINVAL, "valeur refusée (%s)", h ? sqlite3_errmsg(h) : sqlite3_errstr(rc));
    default:
        return mh_err_set(err, MH_EDAMAGED, "le plan n'a pas la forme attendue (%s)", h ? sqlite3_errmsg(h) : sqlite3_errstr(rc));
    }
}

static enum mh_rc exec(struct mh__db *db, const char *sql, struct mh_err *err)
{
    int rc = sqlite3_exec(db->h, sql, NULL, NULL, NULL);
    return rc == SQLITE_OK ? MH_OK : fail(db->h, sqlite3_extended_errcode(db->h), err);
}

static void finalize(struct mh__stmt *st);

static void db_close(struct mh__db *db, bool untouched)
{
    if (!db)
        return;
    finalize(db->outside);
    if (db->h && untouched)
        sqlite3_db_config(db->h, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, (int *)NULL);
    int rc = sqlite3_close(db->h);
    assert(rc == SQLITE_OK); /* a statement was left open */
    (void)rc;
    free(db);
}

/* A path as a URI: only this form can say "immutable". */
static void uri_of(struct mh_str *out, const char *path, const char *query)
{
    static const char hex[] = "0123456789ABCDEF";

    mh_str_add(out, "file:");
    for (const unsigned char *p = (const unsigned char *)path; *p; p++) {
        if (*p == '%' || *p == '?' || *p == '#' || *p < 0x20) {
            char esc[3] = { '%', hex[*p >> 4], hex[*p & 15] };
            mh_str_addn(out, esc, sizeof esc);
        } else {
            mh_str_addc(out, (char)*p);
        }
    }
    mh_str_add(out, query);
}

static enum mh_rc settings(struct mh__db *db, enum mh__open_mode mode, struct mh_err *err)
{
    static const int on[] = { SQLITE_DBCONFIG_DEFENSIVE, SQLITE_DBCONFIG_ENABLE_FKEY };
    static const int damaged[] = { SQLITE_DBCONFIG_WRITABLE_SCHEMA }; /* a file shorter than it says is read as far as it goes */
    static const int off[] = { SQLITE_DBCONFIG_TRUSTED_SCHEMA, SQLITE_DBCONFIG_ENABLE_TRIGGER, SQLITE_DBCONFIG_ENABLE_VIEW,
                               SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION };
    enum mh_rc rc;

    if (mode == MH__OPEN_DAMAGED)
        sqlite3_db_config(db->h, damaged[0], 1, (int *)NULL);
    for (size_t i = 0; mode != MH__OPEN_DAMAGED && i < sizeof on / sizeof *on; i++)
        sqlite3_db_config(db->h, on[i], 1, (int *)NULL);
    for (size_t i = 0; i < sizeof off / sizeof *off; i++)
        sqlite3_db_config(db->h, off[i], 0, (int *)NULL);
    sqlite3_limit(db->h, SQLITE_LIMIT_LENGTH, MAX_VALUE);
    if (mode != MH__OPEN_DAMAGED) /* which is rebuilt into another */
        sqlite3_limit(db->h, SQLITE_LIMIT_ATTACHED, 0);
    sqlite3_busy_timeout(db->h, BUSY_MS);
    rc = exec(db, "PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0; " CACHE_SIZE, err);
    if (rc == MH_OK && mode == MH__OPEN_WRITE && sqlite3_db_readonly(db->h, "main") == 0) {
        /* Where the file system cannot do WAL the engine keeps its old journal: slower, as safe. */
        sqlite3_exec(db->h, "PRAGMA journal_mode = WAL", NULL, NULL, NULL);
        rc = exec(db, "PRAGMA synchronous = FULL; PRAGMA journal_size_limit = 16777216;", err);
    }
    if (rc == MH_OK && mode == MH__OPEN_READ) /* a connection that may not write at all would leave an empty log beside the plan at its end */
        rc = exec(db, "PRAGMA query_only = ON", err);
    if (rc == MH_OK && mode == MH__OPEN_SCRATCH)
        rc = exec(db, "PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF", err);
    return rc;
}

/* fold(text): as mh_utf8_fold. For queries only: a schema that used it could not be read without us. */
static void fold_text(sqlite3_context *ctx, int n, sqlite3_value **v)
{
    const unsigned char *text = sqlite3_value_text(v[0]);
    struct mh_str out = MH_STR_INIT;

    (void)n;
    if (!text)
        return;
    mh_utf8_fold(&out, (const char *)text);
    sqlite3_result_text64(ctx, mh_str_text(&out), out.len, SQLITE_TRANSIENT, SQLITE_UTF8);
    mh_str_free(&out);
}

static enum mh_rc functions(struct mh__db *db, struct mh_err *err)
{
    int rc = sqlite3_create_function_v2(db->h, "fold", 1, SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY, NULL, fold_text, NULL,
                                        NULL, NULL);
    return rc == SQLITE_OK ? MH_OK : fail(db->h, rc, err);
}

static enum mh_rc db_open(const char *path, enum mh__open_mode mode, struct mh__db **out, struct mh_err *err)
{
    struct mh__db *db = mh_xcalloc(1, sizeof *db);
    struct mh_str uri = MH_STR_INIT;
    int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI | SQLITE_OPEN_EXRESCODE |
                (mode == MH__OPEN_READ_ALONE ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE);

    enum mh_rc rc = MH_OK;

    db->reads = mode == MH__OPEN_READ;
    uri_of(&uri, path, mode == MH__OPEN_READ_ALONE ? "?immutable=1" : "");
    int got = sqlite3_open_v2(mh_str_text(&uri), &db->h, flags, NULL);
    if (got != SQLITE_OK)
        rc = fail(db->h, got, err);
    else
        rc = settings(db, mode, err);
    if (rc == MH_OK)
        rc = functions(db, err);
    mh_str_free(&uri);
    if (rc != MH_OK) {
        db_close(db, true);
        db = NULL;
    }
    *out = db;
    return rc;
}

static bool db_read_only(const struct mh__db *db)
{
    return db->reads || sqlite3_db_readonly(db->h, "main") != 0;
}

static bool in_transaction(const struct mh__db *db)
{
    return !sqlite3_get_autocommit(db->h);
}

static enum mh_rc prepare(struct mh__db *db, const char *sql, struct mh__stmt **out, struct mh_err *err)
{
    sqlite3_stmt *h = NULL;
    int rc = sqlite3_prepare_v3(db->h, sql, -1, SQLITE_PREPARE_PERSISTENT, &h, NULL);

    *out = NULL;
    if (rc != SQLITE_OK)
        return fail(db->h, rc, err);
    *out = mh_xcalloc(1, sizeof **out);
    (*out)->h = h;
    return MH_OK;
}

static void finalize(struct mh__stmt *st)
{
    if (st)
        sqlite3_finalize(st->h);
    free(st);
}

static int param(const struct mh__stmt *st, const char *name)
{
    return sqlite3_bind_parameter_index(st->h, name);
}

static void bound(struct mh__stmt *st, int rc)
{
    if (rc != SQLITE_OK && st->bind_rc == SQLITE_OK)
        st->bind_rc = rc;
}

static void bind_int(struct mh__stmt *st, int at, int64_t v)
{
    bound(st, v == MH_UNKNOWN ? sqlite3_bind_null(st->h, at) : sqlite3_bind_int64(st->h, at, v));
}

static void bind_text(struct mh__stmt *st, int at, const char *text, size_t n)
{
    bound(st, text ? sqlite3_bind_text64(st->h, at, text, n, SQLITE_STATIC, SQLITE_UTF8) : sqlite3_bind_null(st->h, at));
}

static void bind_blob(struct mh__stmt *st, int at, const void *data, size_t n)
{
    bound(st, data ? sqlite3_bind_blob64(st->h, at, data, n, SQLITE_STATIC) : sqlite3_bind_null(st->h, at));
}

static enum mh_rc step(struct mh__stmt *st, bool *row, struct mh_err *err)
{
    int rc = st->bind_rc;

    if (rc == SQLITE_OK)
        rc = sqlite3_step(st->h);
    if (row)
        *row = rc == SQLITE_ROW;
    if (rc == SQLITE_ROW || rc == SQLITE_DONE)
        return MH_OK;
    return fail(sqlite3_db_handle(st->h), rc, err);
}

static void reset(struct mh__stmt *st)
{
    sqlite3_reset(st->h);
    st->bind_rc = SQLITE_OK;
}

static int64_t integer(struct mh__stmt *st, int column)
{
    return sqlite3_column_type(st->h, column) == SQLITE_INTEGER ? sqlite3_column_int64(st->h, column) : MH_UNKNOWN;
}

static const char *text(struct mh__stmt *st, int column, size_t *n)
{
    const char *p = (const char *)sqlite3_column_text(st->h, column);
    if (n)
        *n = p ? (size_t)sqlite3_column_bytes(st->h, column) : 0;
    return p;
}

static const void *blob(struct mh__stmt *st, int column, size_t *n)
{
    const void *p = sqlite3_column_blob(st->h, column);
    *n = p ? (size_t)sqlite3_column_bytes(st->h, column) : 0;
    return p;
}

static int64_t changes(const struct mh__db *db)
{
    return sqlite3_changes64(db->h);
}

static enum mh__fault fault(const struct mh__db *db)
{
    switch (sqlite3_extended_errcode(db->h)) {
    case SQLITE_OK:
    case SQLITE_ROW:
    case SQLITE_DONE: return MH__FAULT_NONE;
    case SQLITE_CONSTRAINT_UNIQUE:
    case SQLITE_CONSTRAINT_PRIMARYKEY: return MH__FAULT_UNIQUE;
    case SQLITE_CONSTRAINT_FOREIGNKEY: return MH__FAULT_REFERENCE;
    case SQLITE_CONSTRAINT_CHECK:
    case SQLITE_CONSTRAINT_NOTNULL:
    case SQLITE_CONSTRAINT_DATATYPE: return MH__FAULT_CHECK;
    default: return MH__FAULT_OTHER;
    }
}

static int64_t outside_changes(struct mh__db *db)
{
    int64_t v = 0;

    if (!db->outside && prepare(db, "PRAGMA data_version", &db->outside, NULL) != MH_OK)
        return 0;
    if (sqlite3_step(db->outside->h) == SQLITE_ROW)
        v = sqlite3_column_int64(db->outside->h, 0);
    sqlite3_reset(db->outside->h);
    return v;
}

static void spare(struct mh__db *db, enum mh__spare how)
{
    static const char *const sql[] = {
        [MH__SPARE_NOTHING] = CACHE_SIZE, [MH__SPARE_FOR_SORTS] = "PRAGMA cache_size = -6000", [MH__SPARE_ALL] = "PRAGMA cache_size = -2000; PRAGMA shrink_memory",
    };
    (void)exec(db, sql[how], NULL);
}

static enum mh_rc references(struct mh__db *db, enum mh__references how, struct mh_err *err)
{
    static const char *const sql[] = {
        [MH__REFERENCES_ON] = "PRAGMA foreign_keys = ON",
        [MH__REFERENCES_OFF] = "PRAGMA foreign_keys = OFF",
        [MH__REFERENCES_AT_COMMIT] = "PRAGMA defer_foreign_keys = ON",
    };
    return exec(db, sql[how], err);
}

static enum mh_rc pragma_int(struct mh__db *db, const char *sql, int64_t *v, struct mh_err *err)
{
    struct mh__stmt *st = NULL;
    bool row = false;
    enum mh_rc rc = prepare(db, sql, &st, err);

    *v = 0;
    if (rc == MH_OK)
        rc = step(st, &row, err);
    if (row)
        *v = integer(st, 0);
    finalize(st);
    return rc;
}

static enum mh_rc identity_get(struct mh__db *db, int64_t *application, int64_t *version, struct mh_err *err)
{
    enum mh_rc rc = pragma_int(db, "PRAGMA application_id", application, err);
    return rc == MH_OK ? pragma_int(db, "PRAGMA user_version", version, err) : rc;
}

/* A pragma takes no bound value: these two are numbers of ours. */
static enum mh_rc identity_set(struct mh__db *db, int64_t application, int64_t version, struct mh_err *err)
{
    char sql[128];

    snprintf(sql, sizeof sql, "PRAGMA application_id = %d; PRAGMA user_version = %d", (int)application, (int)version);
    return exec(db, sql, err);
}

static int64_t big_endian(const unsigned char *p)
{
    return (int64_t)p[0] << 24 | (int64_t)p[1] << 16 | (int64_t)p[2] << 8 | (int64_t)p[3];
}

static enum mh_rc identity_peek(const char *path, bool *is, int64_t *application, int64_t *version, struct mh_err *err)
{
    unsigned char head[100];
    FILE *f = fopen(path, "rb");

    *is = false;
    *application = *version = 0;
    if (!f)
        return mh_err_set(err, MH_EIO, "%s", errno == ENOENT ? mh_err_word(err, "ce fichier n'existe pas") : mh_err_errno(err, errno));
    size_t n = fread(head, 1, sizeof head, f);
    bool bad = ferror(f) != 0;
    fclose(f);
    if (bad)
        return mh_err_set(err, MH_EIO, "ce n'est pas un fichier lisible");
    if (n == sizeof head && memcmp(head, "SQLite format 3", 16) == 0) {
        *is = true;
        *application = big_endian(head + 68);
        *version = big_endian(head + 60);
    }
    return MH_OK;
}

static enum mh_rc foreign_code(struct mh__db *db, int64_t *n, struct mh_err *err)
{
    return pragma_int(db, "SELECT count(*) FROM sqlite_schema WHERE type IN ('trigger', 'view')", n, err);
}

static enum mh_rc orphans(struct mh__db *db, bool *any, struct mh_err *err)
{
    struct mh__stmt *st = NULL;
    enum mh_rc rc = prepare(db, "PRAGMA foreign_key_check", &st, err);

    *any = false;
    if (rc == MH_OK)
        rc = step(st, any, err);
    finalize(st);
    return rc;
}

/* The engine tells several faults in one text, a line each under the name of the file. */
static void tell_faults(const char *faults, void (*each)(void *ctx, const char *what), void *ctx)
{
    struct mh_str one = MH_STR_INIT;

    for (const char *p = faults; *p != '\0'; p += strspn(p, "\n")) {
        size_t n = strcspn(p, "\n");
        mh_str_clear(&one);
        mh_str_addn(&one, p, n);
        if (strncmp(p, "*** ", 4) != 0 && strcmp(mh_str_text(&one), "ok") != 0)
            each(ctx, mh_str_text(&one));
        p += n;
    }
    mh_str_free(&one);
}

static enum mh_rc check(struct mh__db *db, void (*each)(void *ctx, const char *what), void *ctx, struct mh_err *err)
{
    struct mh__stmt *st = NULL;
    struct mh_str what = MH_STR_INIT;
    bool row = false;
    enum mh_rc rc = prepare(db, "PRAGMA integrity_check(100)", &st, err);

    while (rc == MH_OK && (rc = step(st, &row, err)) == MH_OK && row) {
        const char *faults = text(st, 0, NULL);
        if (faults)
            tell_faults(faults, each, ctx);
    }
    finalize(st);
    st = NULL;
    if (rc == MH_OK)
        rc = prepare(db, "PRAGMA foreign_key_check", &st, err);
    while (rc == MH_OK && (rc = step(st, &row, err)) == MH_OK && row) {
        const char *from = text(st, 0, NULL), *to = text(st, 2, NULL);
        mh_str_clear(&what);
        mh_str_addf(&what, "%s : la ligne %lld renvoie à une ligne absente de %s", from ? from : "", (long long)integer(st, 1), to ? to : "");
        each(ctx, mh_str_text(&what));
    }
    finalize(st);
    mh_str_free(&what);
    return rc;
}

static enum mh_rc copy_pages(sqlite3_backup *b, sqlite3 *to, const struct mh_progress *progress, struct mh_err *err)
{
    for (int tries = 0;;) {
        int rc = sqlite3_backup_step(b, BACKUP_PAGES);
        int total = sqlite3_backup_pagecount(b), left = sqlite3_backup_remaining(b);

        if (rc == SQLITE_DONE)
            return MH_OK;
        if (rc == SQLITE_BUSY || rc == SQLITE_LOCKED) {
            if (++tries > 20)
                return fail(to, rc, err);
            sqlite3_sleep(100);
        } else if (rc != SQLITE_OK) {
            return fail(to, rc, err);
        }
        if (!mh_progress_tick(progress, "Copie du plan", total - left, total))
            return mh_err_set(err, MH_ECANCELED, "interrompu");
    }
}

static enum mh_rc backup(struct mh__db *db, const char *path, const struct mh_progress *progress, struct mh_err *err)
{
    sqlite3 *to = NULL;
    enum mh_rc rc = MH_OK;
    int got = sqlite3_open_v2(path, &to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);

    if (got != SQLITE_OK) {
        rc = fail(to, got, err);
    } else {
        sqlite3_backup *b = sqlite3_backup_init(to, "main", db->h, "main");
        if (!b) {
            rc = fail(to, sqlite3_extended_errcode(to), err);
        } else {
            rc = copy_pages(b, to, progress, err);
            got = sqlite3_backup_finish(b);
            if (rc == MH_OK && got != SQLITE_OK)
                rc = fail(to, got, err);
        }
    }
    sqlite3_close(to);
    return rc;
}

/* A condition and no index: otherwise the engine copies damaged indexes as they are. */
static const char SQL_COPY[] =
    "SELECT 'DELETE FROM fresh.' || n || '; INSERT INTO fresh.' || n || ' SELECT * FROM main.' || n || ' NOT INDEXED WHERE 1;' FROM "
    "(SELECT '\"' || replace(name, '\"', '\"\"') || '\"' AS n FROM main.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\')";

static enum mh_rc copy_tables(struct mh__db *db, struct mh_err *err)
{
    struct mh__stmt *st = NULL;
    struct mh_str all = MH_STR_INIT;
    bool row = false;
    enum mh_rc rc = prepare(db, SQL_COPY, &st, err);

    mh_str_add(&all, "BEGIN;");
    while (rc == MH_OK && (rc = step(st, &row, err)) == MH_OK && row)
        mh_str_add(&all, text(st, 0, NULL));
    mh_str_add(&all, "COMMIT;");
    finalize(st);
    if (rc == MH_OK)
        rc = exec(db, mh_str_text(&all), err);
    if (in_transaction(db))
        (void)exec(db, "ROLLBACK", NULL);
    mh_str_free(&all);
    return rc;
}

static enum mh_rc rebuild(struct mh__db *db, const char *path, struct mh_err *err)
{
    struct mh__stmt *st = NULL;
    struct mh_str uri = MH_STR_INIT;
    bool row = false;
    enum mh_rc rc = prepare(db, "ATTACH $path AS fresh", &st, err);

    uri_of(&uri, path, "");
    if (rc == MH_OK) {
        bind_text(st, 1, mh_str_text(&uri), uri.len);
        rc = step(st, &row, err);
    }
    finalize(st);
    mh_str_free(&uri);
    if (rc != MH_OK)
        return rc;
    rc = exec(db, "PRAGMA fresh.journal_mode = MEMORY; PRAGMA fresh.synchronous = OFF", err);
    if (rc == MH_OK)
        rc = copy_tables(db, err);
    enum mh_rc gone = exec(db, "DETACH fresh", NULL);
    return rc == MH_OK ? gone : rc;
}

static enum mh_rc settle(struct mh__db *db, struct mh_err *err)
{
    return exec(db, "PRAGMA journal_mode = DELETE", err);
}

static void interrupt(struct mh__db *db)
{
    sqlite3_interrupt(db->h);
}

const struct mh__driver mh__driver_sqlite = {
    .name = "sqlite",
    .open = db_open,
    .close = db_close,
    .read_only = db_read_only,
    .in_transaction = in_transaction,
    .exec = exec,
    .prepare = prepare,
    .finalize = finalize,
    .param = param,
    .bind_int = bind_int,
    .bind_text = bind_text,
    .bind_blob = bind_blob,
    .step = step,
    .reset = reset,
    .integer = integer,
    .text = text,
    .blob = blob,
    .changes = changes,
    .fault = fault,
    .outside_changes = outside_changes,
    .spare = spare,
    .references = references,
    .identity_get = identity_get,
    .identity_set = identity_set,
    .identity_peek = identity_peek,
    .foreign_code = foreign_code,
    .orphans = orphans,
    .check = check,
    .backup = backup,
    .rebuild = rebuild,
    .settle = settle,
    .interrupt = interrupt,
};

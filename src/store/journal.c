/* Change rows, and the journal as people read it: history and the changes of one operation. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <mahalli/xalloc.h>
#include "store/internal.h"

void mh__entry_read(struct mh_store *s, struct mh__stmt *st, int at, struct mh__entry *e)
{
    const char *table = s->drv->text(st, at, NULL), *kind = s->drv->text(st, at + 2, NULL);

    e->table = table ? table : "";
    e->row_id = s->drv->integer(st, at + 1);
    e->kind = kind ? *kind : '\0';
    e->fields = s->drv->text(st, at + 3, &e->nfields);
    e->secret = s->drv->text(st, at + 4, &e->nsecret);
    e->derived = s->drv->text(st, at + 5, &e->nderived);
}

enum mh_rc mh__journal_get(struct mh_store *s, int64_t seq, const char *table, int64_t id, struct mh__stmt **st, struct mh__entry *e,
                           bool *got, struct mh_err *err)
{
    static const char SQL_GET[] = "SELECT tbl, row_id, kind, fields, private, derived FROM change "
                                  "WHERE seq = $seq AND tbl = $tbl AND row_id = $id";
    enum mh_rc rc = mh__stmt_take(s, SQL_GET, st, err);

    *got = false;
    if (rc != MH_OK)
        return rc;
    mh__bind_int(s, *st, "$seq", seq);
    mh__bind_text(s, *st, "$tbl", table);
    mh__bind_int(s, *st, "$id", id);
    rc = s->drv->step(*st, got, err);
    if (*got)
        mh__entry_read(s, *st, 0, e);
    return rc;
}

static enum mh_rc write_entry(struct mh_store *s, const struct mh__entry *e, struct mh_err *err)
{
    static const char SQL_PUT[] = "INSERT INTO change (seq, tbl, row_id, kind, fields, private, derived) "
                                  "VALUES ($seq, $tbl, $id, $kind, $fields, $private, $derived) "
                                  "ON CONFLICT (seq, tbl, row_id) DO UPDATE SET kind = excluded.kind, fields = excluded.fields, "
                                  "private = excluded.private, derived = excluded.derived";
    const char kind[2] = { e->kind, '\0' };
    struct mh__stmt *st = NULL;
    enum mh_rc rc = mh__stmt_take(s, SQL_PUT, &st, err);

    if (rc != MH_OK)
        return rc;
    /* Parameters are numbered in their order. */
    s->drv->bind_int(st, 1, s->op.seq);
    s->drv->bind_text(st, 2, e->table, strlen(e->table));
    s->drv->bind_int(st, 3, e->row_id);
    s->drv->bind_text(st, 4, kind, 1);
    s->drv->bind_text(st, 5, e->fields, e->nfields);
    s->drv->bind_text(st, 6, e->secret, e->nsecret);
    s->drv->bind_text(st, 7, e->derived, e->nderived);
    return mh__stmt_run(s, st, err);
}

static enum mh_rc erase(struct mh_store *s, const char *table, int64_t id, struct mh_err *err)
{
    static const char SQL_ERASE[] = "DELETE FROM change WHERE seq = $seq AND tbl = $tbl AND row_id = $id";
    struct mh__stmt *st = NULL;
    enum mh_rc rc = mh__stmt_take(s, SQL_ERASE, &st, err);

    if (rc != MH_OK)
        return rc;
    mh__bind_int(s, st, "$seq", s->op.seq);
    mh__bind_text(s, st, "$tbl", table);
    mh__bind_int(s, st, "$id", id);
    return mh__stmt_run(s, st, err);
}

enum mh_rc mh__journal_put(struct mh_store *s, struct mh__tab *tab, int64_t id, char kind, const void *was, const void *now,
                           struct mh_err *err)
{
    static const enum mh__part parts[3] = { MH__SHARED, MH__SECRET, MH__DERIVED };

    if (!kind)
        return erase(s, tab->t->sql, id, err);
    for (size_t i = 0; i < 3; i++) {
        mh_str_clear(&s->buf[i]);
        if (kind == '-')
            mh__image_add(&s->buf[i], tab, parts[i], was);
        else
            mh__image_diff(&s->buf[i], tab, parts[i], was, now);
    }
    return write_entry(s, &(struct mh__entry){
        .table = tab->t->sql, .row_id = id, .kind = kind,
        .fields = mh_str_text(&s->buf[0]), .nfields = s->buf[0].len,
        .secret = mh_str_text(&s->buf[1]), .nsecret = s->buf[1].len,
        .derived = mh_str_text(&s->buf[2]), .nderived = s->buf[2].len,
    }, err);
}

enum mh_rc mh__op_undone_by(struct mh_store *s, const struct mh__op *op, int64_t *seq, struct mh_err *err)
{
    static const char SQL_AFTER[] = "SELECT CASE WHEN count(*) % 2 = 1 THEN max(seq) ELSE 0 END FROM operation "
                                    "WHERE root = $root AND seq > $seq";
    struct mh__stmt *st = NULL;
    enum mh_rc rc = mh__stmt_take(s, SQL_AFTER, &st, err);

    *seq = 0;
    if (rc != MH_OK)
        return rc;
    mh__bind_int(s, st, "$root", op->root);
    mh__bind_int(s, st, "$seq", op->seq);
    return mh__stmt_number(s, st, 0, seq, err);
}

static enum mh_rc number_of(struct mh_store *s, int64_t seq, int64_t *number, struct mh_err *err)
{
    struct mh__op op = { 0 };
    bool got = false;
    enum mh_rc rc = MH_OK;

    *number = 0;
    if (seq)
        rc = mh__op_by_seq(s, seq, &op, &got, err);
    if (got)
        *number = op.number;
    mh__op_free(&op);
    return rc;
}

enum mh_rc mh__op_describe(struct mh_store *s, const struct mh__op *op, struct mh_operation *out, struct mh_err *err)
{
    char hex[MH_SHA_HEX_SIZE];
    int64_t by = 0;

    mh_sha_hex(op->full, hex);
    *out = (struct mh_operation){
        .origin = op->origin, .number = op->number, .author = mh_xstrdup(op->author), .at = mh_xstrdup(op->at),
        .command = mh_xstrdup(op->command), .digest = mh_xstrdup(hex), .created = op->created, .updated = op->updated,
        .removed = op->removed,
    };
    enum mh_rc rc = mh__op_undone_by(s, op, &by, err);
    if (rc == MH_OK)
        rc = number_of(s, by, &out->undone_by, err);
    if (rc == MH_OK)
        rc = number_of(s, op->undoes, &out->undoes, err);
    if (rc != MH_OK)
        mh_operation_free(out);
    return rc;
}

void mh_operation_free(struct mh_operation *op)
{
    free(op->author);
    free(op->at);
    free(op->command);
    free(op->digest);
    *op = (struct mh_operation){ 0 };
}

enum mh_rc mh_store_history(struct mh_store *s, int64_t limit, void (*each)(void *ctx, const struct mh_operation *op), void *ctx,
                            struct mh_err *err)
{
    static const char SQL_HISTORY[] = "SELECT " MH__OP_COLUMNS " FROM operation ORDER BY seq DESC LIMIT $limit";
    struct mh__stmt *st = NULL;
    struct mh__op op = { 0 };
    bool row = false;
    enum mh_rc rc = mh__stmt_take(s, SQL_HISTORY, &st, err);

    if (rc != MH_OK)
        return rc;
    mh__bind_int(s, st, "$limit", limit > 0 ? limit : -1);
    while (rc == MH_OK && (rc = s->drv->step(st, &row, err)) == MH_OK && row) {
        struct mh_operation out = { 0 };
        mh__op_read(s, st, &op);
        rc = mh__op_describe(s, &op, &out, err);
        if (rc == MH_OK)
            each(ctx, &out);
        mh_operation_free(&out);
    }
    mh__op_free(&op);
    mh__stmt_give(s, st);
    return rc;
}

enum mh_rc mh_store_operations(struct mh_store *s, int64_t *n, struct mh_err *err)
{
    struct mh__stmt *st = NULL;
    enum mh_rc rc = mh__stmt_take(s, "SELECT count(*) FROM operation", &st, err);
    *n = 0;
    return rc == MH_OK ? mh__stmt_number(s, st, 0, n, err) : rc;
}

/* --- the changes of one operation --- */

struct telling {
    struct mh_store *s;
    void (*each)(void *ctx, const struct mh_change *c);
    void *ctx;
};

/* Rows that the operation created: those of its range that stand or were removed since, and those it brought back. */
static enum mh_rc tell_created(const struct telling *x, const struct mh__op *op, struct mh__tab *tab, struct mh_err *err)
{
    struct mh_store *s = x->s;
    struct mh__stmt *st = NULL;
    bool row = false;

    mh__sql_from(&s->sql, "SELECT id", tab,
                 "WHERE id BETWEEN $first AND $last "
                 "UNION SELECT row_id FROM change WHERE tbl = $tbl AND kind = '-' AND row_id BETWEEN $first AND $last "
                 "UNION SELECT row_id FROM change WHERE seq = $undoes AND tbl = $tbl AND kind = '-' ORDER BY 1");
    enum mh_rc rc = mh__stmt_take(s, mh_str_text(&s->sql), &st, err);
    if (rc != MH_OK)
        return rc;
    mh__bind_int(s, st, "$first", op->first_id);
    mh__bind_int(s, st, "$last", op->last_id);
    mh__bind_text(s, st, "$tbl", tab->t->sql);
    mh__bind_int(s, st, "$undoes", op->undoes);
    while ((rc = s->drv->step(st, &row, err)) == MH_OK && row)
        x->each(x->ctx, &(struct mh_change){ .table = tab->t, .row_id = s->drv->integer(st, 0), .kind = '+' });
    mh__stmt_give(s, st);
    return rc;
}

static const char *canonical(const struct mh__field *f, struct mh__value v, void *row, struct mh_str *out, enum mh_rc *rc,
                             struct mh_err *err)
{
    mh_str_clear(out);
    if (*rc == MH_OK)
        *rc = mh__value_set(f, v, row, err);
    if (!v.p || *rc != MH_OK)
        return NULL;
    mh_value_text(f->c, row, out);
    return mh_str_text(out);
}

static enum mh_rc tell_fields(const struct telling *x, struct mh__tab *tab, const struct mh__entry *e, const char *p, size_t n,
                              struct mh_err *err)
{
    struct mh_str before = MH_STR_INIT, after = MH_STR_INIT;
    const char *end = p + n;
    struct mh__piece piece;
    bool got = false;
    enum mh_rc rc = MH_OK;

    while (rc == MH_OK && (rc = mh__piece_next(tab, &p, end, true, &piece, &got, err)) == MH_OK && got) {
        struct mh_change c = { .table = tab->t, .row_id = e->row_id, .kind = '~', .column = piece.field->c->name };
        c.before = canonical(piece.field, piece.before, tab->scratch[0], &before, &rc, err);
        c.after = canonical(piece.field, piece.after, tab->scratch[0], &after, &rc, err);
        if (rc == MH_OK)
            x->each(x->ctx, &c);
    }
    mh_str_free(&before);
    mh_str_free(&after);
    return rc;
}

static enum mh_rc tell_entries(const struct telling *x, const struct mh__op *op, struct mh__tab *tab, struct mh_err *err)
{
    static const char SQL_ENTRIES[] = "SELECT tbl, row_id, kind, fields, private, derived FROM change WHERE seq = $seq AND tbl = $tbl "
                                      "ORDER BY row_id";
    struct mh_store *s = x->s;
    struct mh__stmt *st = NULL;
    bool row = false;
    enum mh_rc rc = mh__stmt_take(s, SQL_ENTRIES, &st, err);

    if (rc != MH_OK)
        return rc;
    mh__bind_int(s, st, "$seq", op->seq);
    mh__bind_text(s, st, "$tbl", tab->t->sql);
    while (rc == MH_OK && (rc = s->drv->step(st, &row, err)) == MH_OK && row) {
        struct mh__entry e;
        mh__entry_read(s, st, 0, &e);
        if (e.kind == '-') {
            x->each(x->ctx, &(struct mh_change){ .table = tab->t, .row_id = e.row_id, .kind = '-' });
            continue;
        }
        rc = tell_fields(x, tab, &e, e.fields, e.nfields, err);
        if (rc == MH_OK)
            rc = tell_fields(x, tab, &e, e.secret, e.nsecret, err);
    }
    mh__stmt_give(s, st);
    return rc;
}

enum mh_rc mh_store_changes(struct mh_store *s, int64_t number, void (*each)(void *ctx, const struct mh_change *c), void *ctx,
                            struct mh_err *err)
{
    const struct telling x = { s, each, ctx };
    struct mh__op op = { 0 };
    bool got = false;
    enum mh_rc rc = mh__op_by_number(s, number, &op, &got, err);

    if (rc == MH_OK && !got)
        rc = mh_err_set(err, MH_ENOTFOUND, "il n'y a pas d'opération %lld", (long long)number);
    for (size_t i = 0; i < s->njournaled && rc == MH_OK; i++) {
        rc = tell_created(&x, &op, s->tab[i], err);
        if (rc == MH_OK)
            rc = tell_entries(&x, &op, s->tab[i], err);
    }
    mh__op_free(&op);
    return rc;
}

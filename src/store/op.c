/* Operations: begin, commit, what history reads. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <mahalli/xalloc.h>
#include "store/internal.h"

void mh__op_free(struct mh__op *op)
{
    free(op->author);
    free(op->at);
    free(op->command);
    *op = (struct mh__op){ 0 };
}

static char *text_of(struct mh_store *s, struct mh__stmt *st, int column)
{
    size_t n;
    const char *p = s->drv->text(st, column, &n);
    return mh_xstrndup(p ? p : "", n);
}

static void digest_of(struct mh_store *s, struct mh__stmt *st, int column, unsigned char out[MH_SHA_SIZE])
{
    size_t n;
    const void *p = s->drv->blob(st, column, &n);

    memset(out, 0, MH_SHA_SIZE);
    if (p)
        memcpy(out, p, n < MH_SHA_SIZE ? n : MH_SHA_SIZE);
}

void mh__op_read(struct mh_store *s, struct mh__stmt *st, struct mh__op *op)
{
    mh__op_free(op);
    op->seq = s->drv->integer(st, 0);
    op->origin = s->drv->integer(st, 1);
    op->number = s->drv->integer(st, 2);
    op->author = text_of(s, st, 3);
    op->at = text_of(s, st, 4);
    op->command = text_of(s, st, 5);
    op->undoes = s->drv->integer(st, 6);
    if (op->undoes == MH_UNKNOWN)
        op->undoes = 0;
    op->root = s->drv->integer(st, 7);
    op->first_id = s->drv->integer(st, 8);
    op->last_id = s->drv->integer(st, 9);
    op->created = s->drv->integer(st, 10);
    op->updated = s->drv->integer(st, 11);
    op->removed = s->drv->integer(st, 12);
    digest_of(s, st, 13, op->share);
    digest_of(s, st, 14, op->full);
}

enum mh_rc mh__op_one(struct mh_store *s, struct mh__stmt *st, struct mh__op *op, bool *got, struct mh_err *err)
{
    enum mh_rc rc = s->drv->step(st, got, err);

    if (*got)
        mh__op_read(s, st, op);
    mh__stmt_give(s, st);
    return rc;
}

enum mh_rc mh__op_by_seq(struct mh_store *s, int64_t seq, struct mh__op *op, bool *got, struct mh_err *err)
{
    static const char SQL_BY_SEQ[] = "SELECT " MH__OP_COLUMNS " FROM operation WHERE seq = $seq";
    struct mh__stmt *st = NULL;
    enum mh_rc rc = mh__stmt_take(s, SQL_BY_SEQ, &st, err);

    *got = false;
    if (rc != MH_OK)
        return rc;
    mh__bind_int(s, st, "$seq", seq);
    return mh__op_one(s, st, op, got, err);
}

enum mh_rc mh__op_by_number(struct mh_store *s, int64_t number, struct mh__op *op, bool *got, struct mh_err *err)
{
    static const char SQL_BY_NUMBER[] = "SELECT " MH__OP_COLUMNS " FROM operation WHERE number = $number "
                                        "ORDER BY origin = $origin DESC, seq DESC LIMIT 1"; /* a copy that goes on has those from before */
    struct mh__stmt *st = NULL;
    enum mh_rc rc = mh__stmt_take(s, SQL_BY_NUMBER, &st, err);

    *got = false;
    if (rc != MH_OK)
        return rc;
    mh__bind_int(s, st, "$origin", s->origin);
    mh__bind_int(s, st, "$number", number);
    return mh__op_one(s, st, op, got, err);
}

/* Where this origin's chain stands: the number and identifiers of the next operation, the digests it follows. */
static enum mh_rc load_chain(struct mh_store *s, struct mh_err *err)
{
    static const char SQL_LAST[] = "SELECT " MH__OP_COLUMNS " FROM operation WHERE origin = $origin ORDER BY number DESC LIMIT 1";
    static const char SQL_SEQ[] = "SELECT max(seq) FROM operation", SQL_NUMBER[] = "SELECT max(number) FROM operation";
    struct mh__stmt *st = NULL;
    struct mh__op last = { 0 };
    bool got = false;
    int64_t seq = 0, number = 0;
    enum mh_rc rc = mh__stmt_take(s, SQL_LAST, &st, err);

    if (rc == MH_OK) {
        mh__bind_int(s, st, "$origin", s->origin);
        rc = mh__op_one(s, st, &last, &got, err);
    }
    if (rc == MH_OK)
        rc = mh__stmt_take(s, SQL_SEQ, &st, err);
    if (rc == MH_OK)
        rc = mh__stmt_number(s, st, 0, &seq, err);
    if (rc == MH_OK && !got) { /* people name operations by their numbers: those of a copy that goes on follow those from before */
        rc = mh__stmt_take(s, SQL_NUMBER, &st, err);
        if (rc == MH_OK)
            rc = mh__stmt_number(s, st, 0, &number, err);
    }
    if (rc == MH_OK) {
        s->op.seq = s->op.root = seq == MH_UNKNOWN ? 1 : seq + 1;
        s->op.origin = s->origin;
        s->op.number = (got ? last.number : number == MH_UNKNOWN ? 0 : number) + 1;
        s->op.first_id = got ? last.last_id + 1 : s->origin << 32 | 1;
        s->op.last_id = s->op.first_id - 1;
        memcpy(s->prev_share, last.share, MH_SHA_SIZE);
        memcpy(s->prev_full, last.full, MH_SHA_SIZE);
    }
    mh__op_free(&last);
    return rc;
}

static enum mh_rc begin(struct mh_store *s, struct mh_err *err)
{
    assert(s->state == MH__IDLE);
    if (s->drv->read_only(s->db))
        return mh_err_set(err, MH_EIO, "%s : ce plan est ouvert en lecture seule", s->path);
    return s->drv->exec(s->db, "BEGIN IMMEDIATE", err);
}

enum mh_rc mh__op_begin(struct mh_store *s, const char *command, struct mh_err *err)
{
    enum mh_rc rc = begin(s, err);

    if (rc != MH_OK)
        return rc;
    s->state = MH__OPERATION;
    mh__op_free(&s->op);
    rc = load_chain(s, err);
    if (rc != MH_OK) {
        mh_store_rollback(s);
        return rc;
    }
    s->op.command = mh_xstrdup(command);
    s->op.author = mh_xstrdup(s->author);
    s->op.at = mh_xstrdup(s->now);
    for (size_t i = 0; i < s->njournaled; i++)
        mh__stream_init(&s->stream[i]);
    return MH_OK;
}

enum mh_rc mh_store_begin(struct mh_store *s, const char *command, struct mh_err *err)
{
    return mh__op_begin(s, command, err);
}

enum mh_rc mh__check_running(struct mh_store *s, struct mh_err *err)
{
    if (s->state != MH__IDLE && !s->drv->in_transaction(s->db))
        return mh_err_set(err, MH_EIO, "l'opération a été abandonnée (disque plein ou illisible) ; le plan est comme avant");
    return MH_OK;
}

bool mh__created_here(const struct mh_store *s, int64_t id)
{
    return s->state == MH__OPERATION && id >= s->op.first_id && id <= s->op.last_id;
}

/* Rows changed after they were hashed: hash what the table holds now. */
static enum mh_rc stream_again(struct mh_store *s, struct mh__tab *tab, struct mh__stream *stream, struct mh_err *err)
{
    struct mh__stmt *st = NULL;
    bool row = false;

    mh__stream_init(stream);
    mh__sql_select(&s->sql, tab);
    mh_str_add(&s->sql, " WHERE t.id BETWEEN $first AND $last ORDER BY t.id");
    enum mh_rc rc = mh__stmt_take(s, mh_str_text(&s->sql), &st, err);
    if (rc != MH_OK)
        return rc;
    mh__bind_int(s, st, "$first", s->op.first_id);
    mh__bind_int(s, st, "$last", s->op.last_id);
    while ((rc = s->drv->step(st, &row, err)) == MH_OK && row) {
        mh__row_read(s, tab, st, tab->scratch[0]);
        mh__stream_add(s, stream, tab, tab->scratch[0]);
    }
    mh__stmt_give(s, st);
    return rc;
}

static enum mh_rc sections(struct mh_store *s, struct mh__section *sec, size_t *nsec, struct mh_err *err)
{
    enum mh_rc rc = MH_OK;

    *nsec = 0;
    for (size_t i = 0; i < s->njournaled && rc == MH_OK; i++) {
        size_t k = s->by_name[i];
        if (s->stream[k].stale)
            rc = stream_again(s, s->tab[k], &s->stream[k], err);
        if (rc == MH_OK && s->stream[k].rows)
            mh__stream_end(&s->stream[k], s->tab[k], &sec[(*nsec)++]);
    }
    return rc;
}

static enum mh_rc write_op(struct mh_store *s, struct mh_err *err)
{
    static const char SQL_INSERT[] =
        "INSERT INTO operation (" MH__OP_COLUMNS ") VALUES ($seq, $origin, $number, $author, $at, $command, $undoes, $root, $first, $last, $created, $updated, "
        "$removed, $share, $digest)";
    const struct mh__op *op = &s->op;
    struct mh__stmt *st = NULL;
    enum mh_rc rc = mh__stmt_take(s, SQL_INSERT, &st, err);

    if (rc != MH_OK)
        return rc;
    mh__bind_int(s, st, "$seq", op->seq);
    mh__bind_int(s, st, "$origin", op->origin);
    mh__bind_int(s, st, "$number", op->number);
    mh__bind_text(s, st, "$author", op->author);
    mh__bind_text(s, st, "$at", op->at);
    mh__bind_text(s, st, "$command", op->command);
    mh__bind_int(s, st, "$undoes", op->undoes ? op->undoes : MH_UNKNOWN);
    mh__bind_int(s, st, "$root", op->root);
    mh__bind_int(s, st, "$first", op->first_id);
    mh__bind_int(s, st, "$last", op->last_id);
    mh__bind_int(s, st, "$created", op->created);
    mh__bind_int(s, st, "$updated", op->updated);
    mh__bind_int(s, st, "$removed", op->removed);
    s->drv->bind_blob(st, s->drv->param(st, "$share"), op->share, MH_SHA_SIZE);
    s->drv->bind_blob(st, s->drv->param(st, "$digest"), op->full, MH_SHA_SIZE);
    return mh__stmt_run(s, st, err);
}

enum mh_rc mh__op_finish(struct mh_store *s, struct mh_err *err)
{
    struct mh__section sec[sizeof s->tab / sizeof *s->tab];
    size_t nsec = 0;
    enum mh_rc rc = sections(s, sec, &nsec, err);

    if (rc == MH_OK)
        rc = mh__op_digest(s, &s->op, s->prev_share, s->prev_full, sec, nsec, s->op.share, s->op.full, err);
    if (rc == MH_OK)
        rc = write_op(s, err);
    return rc;
}

enum mh_rc mh_store_commit(struct mh_store *s, int64_t *number, struct mh_err *err)
{
    bool any = s->op.created || s->op.updated || s->op.removed;
    enum mh_rc rc = MH_OK;

    assert(s->state == MH__OPERATION);
    if (number)
        *number = any ? s->op.number : 0;
    rc = mh__check_running(s, err);
    if (rc == MH_OK && any)
        rc = mh__op_finish(s, err);
    if (rc == MH_OK)
        rc = mh__bulk_end(s, err);
    if (rc == MH_OK)
        rc = s->drv->exec(s->db, "COMMIT", err);
    if (rc != MH_OK)
        mh_store_rollback(s);
    s->state = MH__IDLE;
    return rc;
}

void mh_store_rollback(struct mh_store *s)
{
    /* A full disk may have ended the transaction already. */
    if (s->drv->in_transaction(s->db))
        (void)s->drv->exec(s->db, "ROLLBACK", NULL);
    s->state = MH__IDLE;
    s->bulk = false;
    s->writes++;
    s->forgets++;
}

enum mh_rc mh_store_derive_begin(struct mh_store *s, struct mh_err *err)
{
    enum mh_rc rc = begin(s, err);

    if (rc == MH_OK)
        s->state = MH__DERIVING;
    return rc;
}

enum mh_rc mh_store_derive_commit(struct mh_store *s, struct mh_err *err)
{
    assert(s->state == MH__DERIVING);
    enum mh_rc rc = mh__check_running(s, err);

    if (rc == MH_OK)
        rc = s->drv->exec(s->db, "COMMIT", err);
    if (rc != MH_OK)
        mh_store_rollback(s);
    s->state = MH__IDLE;
    return rc;
}

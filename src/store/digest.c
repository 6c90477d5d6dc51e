/*
 * The two hash chains. The shareable digest of an operation covers the one before it, its header, the shareable fields of the rows
 * it created (by table name, then id) and of its changes. The full digest covers the one before it, the shareable digest and the
 * private fields: so who holds a part without prices can check the first chain, and nothing is hashed twice. Derived fields are in
 * neither.
 */
#include <string.h>
#include "store/internal.h"

static const char share_tag[] = "mahalli operation 1", full_tag[] = "mahalli operation 1, full";

void mh__stream_init(struct mh__stream *st)
{
    mh_sha_init(&st->share);
    mh_sha_init(&st->full);
    st->rows = 0;
    st->last_id = 0;
    st->stale = false;
}

static void add_head(struct mh_str *out, int64_t id)
{
    char text[24], *p = text + sizeof text - 1;

    *p = ';';
    for (uint64_t u = (uint64_t)id; u || p == text + sizeof text - 1; u /= 10)
        *--p = (char)('0' + u % 10);
    mh_str_addc(out, '#');
    mh_str_addn(out, p, (size_t)(text + sizeof text - p));
}

void mh__stream_add(struct mh_store *s, struct mh__stream *st, const struct mh__tab *tab, const void *row)
{
    struct mh_str *b = &s->buf[0];

    mh_str_clear(b);
    add_head(b, mh__row_id(row));
    size_t head = b->len;
    mh__image_add(b, tab, MH__SHARED, row);
    mh_sha_add(&st->share, b->data, b->len);
    b->len = head;
    mh__image_add(b, tab, MH__SECRET, row);
    if (b->len > head)
        mh_sha_add(&st->full, b->data, b->len);
    st->rows++;
    st->last_id = mh__row_id(row);
}

void mh__stream_end(struct mh__stream *st, const struct mh__tab *tab, struct mh__section *out)
{
    out->table = tab->t->sql;
    out->rows = st->rows;
    mh_sha_final(&st->share, out->share);
    mh_sha_final(&st->full, out->full);
}

static void add_int(struct mh_sha *sha, int64_t v)
{
    unsigned char b[8];

    for (int i = 0; i < 8; i++)
        b[i] = (unsigned char)((uint64_t)v >> (8 * i));
    mh_sha_add(sha, b, sizeof b);
}

static void add_bytes(struct mh_sha *sha, const char *p, size_t n)
{
    add_int(sha, (int64_t)n);
    mh_sha_add(sha, p, n);
}

static enum mh_rc add_header(struct mh_store *s, struct mh_sha *sha, const struct mh__op *op, struct mh_err *err)
{
    struct mh__op undone = { 0 };
    bool got = false;
    enum mh_rc rc = MH_OK;

    if (op->undoes)
        rc = mh__op_by_seq(s, op->undoes, &undone, &got, err);
    add_int(sha, op->origin);
    add_int(sha, op->number);
    mh_sha_add_text(sha, op->author);
    mh_sha_add_text(sha, op->at);
    mh_sha_add_text(sha, op->command);
    add_int(sha, undone.origin);
    add_int(sha, undone.number);
    add_int(sha, op->first_id);
    add_int(sha, op->last_id);
    add_int(sha, op->created);
    add_int(sha, op->updated);
    add_int(sha, op->removed);
    mh__op_free(&undone);
    return rc;
}

static void add_entry(struct mh_sha *share, struct mh_sha *full, const struct mh__entry *e)
{
    mh_sha_add_text(share, e->table);
    add_int(share, e->row_id);
    add_int(share, e->kind);
    add_bytes(share, e->fields, e->nfields);
    if (e->nsecret) {
        mh_sha_add_text(full, e->table);
        add_int(full, e->row_id);
        add_bytes(full, e->secret, e->nsecret);
    }
}

enum mh_rc mh__op_digest(struct mh_store *s, const struct mh__op *op, const unsigned char prev_share[MH_SHA_SIZE],
                         const unsigned char prev_full[MH_SHA_SIZE], const struct mh__section *sec, size_t nsec,
                         unsigned char share[MH_SHA_SIZE], unsigned char full[MH_SHA_SIZE], struct mh_err *err)
{
    static const char SQL_CHANGES[] =
        "SELECT tbl, row_id, kind, fields, private, derived FROM change WHERE seq = $seq ORDER BY tbl, row_id";
    struct mh_sha sh, fu;
    struct mh__stmt *st = NULL;
    bool row = false;

    mh_sha_init(&sh);
    mh_sha_init(&fu);
    mh_sha_add_text(&sh, share_tag);
    mh_sha_add_text(&fu, full_tag);
    mh_sha_add(&sh, prev_share, MH_SHA_SIZE);
    mh_sha_add(&fu, prev_full, MH_SHA_SIZE);
    enum mh_rc rc = add_header(s, &sh, op, err);
    add_int(&sh, (int64_t)nsec);
    for (size_t i = 0; i < nsec; i++) {
        mh_sha_add_text(&sh, sec[i].table);
        add_int(&sh, sec[i].rows);
        mh_sha_add(&sh, sec[i].share, MH_SHA_SIZE);
        mh_sha_add(&fu, sec[i].full, MH_SHA_SIZE);
    }
    if (rc == MH_OK)
        rc = mh__stmt_take(s, SQL_CHANGES, &st, err);
    if (rc == MH_OK)
        mh__bind_int(s, st, "$seq", op->seq);
    while (rc == MH_OK && (rc = s->drv->step(st, &row, err)) == MH_OK && row) {
        struct mh__entry e;
        mh__entry_read(s, st, 0, &e);
        add_entry(&sh, &fu, &e);
    }
    mh__stmt_give(s, st);
    mh_sha_final(&sh, share);
    mh_sha_add(&fu, share, MH_SHA_SIZE);
    mh_sha_final(&fu, full);
    return rc;
}

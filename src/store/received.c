/* What was received before: is a part newer, and does it go on from there? And are the chains that were received still whole? */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <mahalli/xalloc.h>
#include "store/exchange.h"

struct known { /* an operation that this plan has, of one origin of the part */
    int64_t number;
    char *digest;
};
struct chain {
    int64_t origin;
    MH_VEC(struct known) ops; /* by number */
};

static void chain_free(struct chain *c)
{
    for (size_t i = 0; i < c->ops.len; i++)
        free(c->ops.at[i].digest);
    mh_vec_free(&c->ops);
}

static enum mh_rc load_received(struct mh_store *s, const char *scope, struct chain *c, struct mh_err *err)
{
    static const char SQL_KNOWN[] = "SELECT op_number, digest FROM received WHERE from_origin = $origin AND chosen = $chosen ORDER BY op_number";
    struct mh__stmt *st = NULL;
    bool row = false;
    enum mh_rc rc = mh__stmt_take(s, SQL_KNOWN, &st, err);

    if (rc != MH_OK)
        return rc;
    mh__bind_int(s, st, "$origin", c->origin);
    mh__bind_text(s, st, "$chosen", scope);
    while (rc == MH_OK && (rc = s->drv->step(st, &row, err)) == MH_OK && row) {
        const char *digest = s->drv->text(st, 1, NULL);
        mh_vec_push(&c->ops, ((struct known){ s->drv->integer(st, 0), mh_xstrdup(digest ? digest : "") }));
    }
    mh__stmt_give(s, st);
    return rc;
}

/* The part comes from a copy of this very plan: what it tells of our own operations must be what we would tell. */
static enum mh_rc load_own(struct mh_store *s, const struct mh_part_file *part, struct chain *c, struct mh_err *err)
{
    struct mh__told_ops ops = { 0 };
    struct mh_share what = { part->what, part->member_id, part->year };
    enum mh_rc rc = mh__tell_ops(s, &what, &ops, err);

    for (size_t i = 0; i < ops.at.len && rc == MH_OK; i++)
        if (ops.at.at[i].op.origin == c->origin)
            mh_vec_push(&c->ops, ((struct known){ ops.at.at[i].op.number, mh_xstrdup(ops.at.at[i].op.digest) }));
    mh__told_ops_free(&ops);
    return rc;
}

static enum mh_rc refuse_fork(const struct mh_store *s, const struct mh_part_file *part, const struct mh_part_op *op, struct mh_err *err)
{
    bool own = op->origin == s->origin;
    return mh_err_set(err, MH_ECONFLICT,
                      "part de %s : l'opération %" PRId64 " (%s, %.10s) n'est pas celle que ce plan %s sous ce numéro : un fichier de plan a été "
                      "copié, puis continué des deux côtés ; gardez-en un seul (une copie qui doit vivre à part se fait par mahalli backup "
                      "--own-origin)", part->member, op->number, op->command, op->at, own ? "a faite" : "a reçue");
}

/* Operations of one origin: how many are new, how many the part does not have. */
static enum mh_rc compare(struct mh_store *s, const struct mh_part_file *part, const struct chain *c, int64_t *news, int64_t *missing,
                          struct mh_err *err)
{
    const struct mh_part_op *unknown = NULL;
    int64_t lacks = 0;
    size_t k = 0;

    for (size_t i = 0; i < part->ops.len; i++) {
        const struct mh_part_op *op = &part->ops.at[i];
        if (op->origin != c->origin)
            continue;
        for (; k < c->ops.len && c->ops.at[k].number < op->number; k++)
            lacks++;
        if (k < c->ops.len && c->ops.at[k].number == op->number) {
            if (strcmp(c->ops.at[k++].digest, op->digest) != 0)
                return refuse_fork(s, part, op, err);
        } else {
            unknown = unknown ? unknown : op;
            *news += 1;
        }
    }
    lacks += (int64_t)(c->ops.len - k);
    *missing += c->origin == s->origin ? 0 : lacks;
    return unknown && (lacks || c->origin == s->origin) ? refuse_fork(s, part, unknown, err) : MH_OK;
}

enum mh_rc mh_store_merge_check(struct mh_store *s, const struct mh_part_file *part, int64_t *news, struct mh_err *err)
{
    int64_t missing = 0;
    enum mh_rc rc = MH_OK;

    *news = 0;
    for (size_t i = 0; i < part->ops.len && rc == MH_OK; i++) {
        struct chain c = { .origin = part->ops.at[i].origin };
        bool again = false;
        for (size_t k = 0; k < i && !again; k++)
            again = part->ops.at[k].origin == c.origin;
        if (again)
            continue;
        rc = c.origin == s->origin ? load_own(s, part, &c, err) : load_received(s, part->scope, &c, err);
        if (rc == MH_OK)
            rc = compare(s, part, &c, news, &missing, err);
        chain_free(&c);
    }
    if (rc == MH_OK && part->origin == s->origin)
        return mh_err_set(err, MH_ECONFLICT, "cette part vient de ce plan même : il n'y a rien à réunir");
    if (rc == MH_OK && part->ops.len == 0) {
        struct chain c = { .origin = part->origin };
        rc = load_received(s, part->scope, &c, err);
        missing += (int64_t)c.ops.len;
        chain_free(&c);
    }
    if (rc == MH_OK && *news == 0 && missing > 0)
        rc = mh_err_set(err, MH_ECONFLICT, "part de %s : plus ancienne que celle déjà reçue (%" PRId64 " opération%s de moins) ; rien n'a été changé",
                        part->member, missing, missing > 1 ? "s" : "");
    return rc;
}

enum mh_rc mh_store_merge_member(struct mh_store *s, const struct mh_part_file *part, int64_t *member_id, struct mh_err *err)
{
    struct mh__book book = { 0 };
    struct mh_member row;
    enum mh_rc rc = mh__book_load(s, NULL, &book, err);

    *member_id = mh__map_get(&book.links, part->member_id);
    mh__book_free(&book);
    if (rc != MH_OK || *member_id == 0)
        return rc;
    mh_row_init(&mh_table_members, &row);
    if (mh_store_get(s, &mh_table_members, *member_id, &row, NULL) != MH_OK)
        *member_id = 0;
    mh_row_free(&mh_table_members, &row);
    return MH_OK;
}

enum mh_rc mh__verify_received(struct mh_store *s, void (*bad)(void *ctx, const char *message), void *ctx, struct mh_err *err)
{
    struct mh_received row;
    struct mh_cursor *cur = NULL;
    bool got = true;

    mh_row_init(&mh_table_received, &row);
    enum mh_rc rc = mh_cursor_open(s, &mh_table_received, NULL, true, &cur, err);
    while (rc == MH_OK && (rc = mh_cursor_next(cur, &row, &got, err)) == MH_OK && got) {
        const struct mh_part_op op = { .origin = row.origin, .number = row.number, .author = row.author, .at = row.at, .command = row.command,
                                       .follows = row.follows ? row.follows : (char[]){ "" }, .payload = row.payload,
                                       .npayload = row.payload ? strlen(row.payload) : 0 };
        char hex[MH_SHA_HEX_SIZE];
        struct mh_str message = MH_STR_INIT;
        mh__part_digest(&op, row.scope, hex);
        if (!mh_streq(hex, row.digest)) {
            mh_str_addf(&message, "l'opération %" PRId64 " reçue de l'origine %" PRId64 " (%s) n'a plus son empreinte : elle a été changée hors "
                        "de Mahalli", row.number, row.origin, row.command);
            bad(ctx, mh_str_text(&message));
        }
        mh_str_free(&message);
    }
    mh_cursor_close(cur);
    mh_row_free(&mh_table_received, &row);
    return rc;
}

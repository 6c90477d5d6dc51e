/* The text of a part: written, read back, checked (share.c says what stands in it). */
#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <mahalli/xalloc.h>
#include "store/exchange.h"

enum { FORMAT = 1 };
static const char *const words[] = { [MH_EXCHANGE_PART] = "part", [MH_EXCHANGE_BASE] = "base" };

/* --- writing --- */

static void put(struct mh_str *out, const char *name, const char *text)
{
    mh_str_addf(out, "%s=%zu:", name, strlen(text));
    mh_str_add(out, text);
    mh_str_addc(out, ';');
}

static void put_int(struct mh_str *out, const char *name, int64_t v)
{
    char text[24];
    snprintf(text, sizeof text, "%" PRId64, v);
    put(out, name, text);
}

static enum mh_rc write_part(struct mh_store *s, const struct mh_share *what, const struct mh__told_ops *ops, struct mh_str *out,
                             struct mh_err *err)
{
    size_t start = out->len;
    struct mh_sha sha;
    unsigned char digest[MH_SHA_SIZE];
    char hex[MH_SHA_HEX_SIZE];
    const char *member = mh_store_code(s, &mh_table_members, what->member_id);

    if (!*member)
        return mh_err_set(err, MH_ENOTFOUND, "ce plan n'a pas ce groupe");
    mh_str_addf(out, "mahalli %d %s\nH ", FORMAT, words[what->what]);
    put_int(out, "schema", mh__last_migration(mh__migrations));
    put_int(out, "origin", s->origin);
    put_int(out, "year", what->year);
    put(out, "member", member);
    put_int(out, "member_id", what->member_id);
    mh_str_addc(out, '\n');
    for (size_t i = 0; i < ops->at.len; i++) {
        const struct mh_part_op *op = &ops->at.at[i].op;
        mh_str_add(out, "O ");
        put_int(out, "origin", op->origin);
        put_int(out, "number", op->number);
        put(out, "author", op->author);
        put(out, "at", op->at);
        put(out, "command", op->command);
        put_int(out, "size", (int64_t)op->npayload);
        mh_str_addc(out, '\n');
        mh_str_addn(out, op->payload, op->npayload);
        mh_str_addf(out, "= %s\n", op->digest);
    }
    mh_sha_init(&sha);
    mh_sha_add(&sha, out->data + start, out->len - start);
    mh_sha_final(&sha, digest);
    mh_sha_hex(digest, hex);
    mh_str_addf(out, "E %s\n", hex);
    return MH_OK;
}

enum mh_rc mh_store_share(struct mh_store *s, const struct mh_share *what, struct mh_str *out, struct mh_share_counts *counts,
                          struct mh_err *err)
{
    struct mh__told_ops ops = { 0 };
    bool own = s->state == MH__IDLE; /* one state, while others write */
    enum mh_rc rc = own ? s->drv->exec(s->db, "BEGIN", err) : MH_OK;

    if (rc != MH_OK)
        return rc;
    rc = mh__tell_ops(s, what, &ops, err);
    if (rc == MH_OK)
        rc = write_part(s, what, &ops, out, err);
    *counts = (struct mh_share_counts){ (int64_t)ops.at.len, ops.rows };
    mh__told_ops_free(&ops);
    if (own)
        (void)s->drv->exec(s->db, "ROLLBACK", NULL);
    return rc;
}

/* --- reading --- */

struct reader {
    const char *p, *end;
    struct mh_part_file *out;
    int64_t ops; /* read so far */
};

static enum mh_rc broken(const struct reader *r, struct mh_err *err)
{
    if (r->ops == 0)
        return mh_err_set(err, MH_EINVAL, "la part est abîmée dès son début : demandez-la de nouveau au groupe");
    return mh_err_set(err, MH_EINVAL, "la part est abîmée après son opération %" PRId64 " : demandez-la de nouveau au groupe", r->ops);
}

static bool word(struct reader *r, const char *text)
{
    size_t n = strlen(text);
    if ((size_t)(r->end - r->p) < n || memcmp(r->p, text, n) != 0)
        return false;
    r->p += n;
    return true;
}

static bool take(struct reader *r, const char *name, struct mh__value *v)
{
    size_t n = 0, digits = 0;

    if (!word(r, name) || !word(r, "="))
        return false;
    for (; r->p < r->end && *r->p >= '0' && *r->p <= '9' && digits < 12; r->p++, digits++)
        n = n * 10 + (size_t)(*r->p - '0');
    if (!digits || !word(r, ":") || (size_t)(r->end - r->p) <= n || r->p[n] != ';')
        return false;
    *v = (struct mh__value){ r->p, n };
    r->p += n + 1;
    return true;
}

static bool take_text(struct reader *r, const char *name, char **out)
{
    struct mh__value v;
    if (!take(r, name, &v))
        return false;
    *out = mh_xstrndup(v.p, v.n);
    return true;
}

static bool take_int(struct reader *r, const char *name, int64_t *out)
{
    struct mh__value v;
    return take(r, name, &v) && mh__value_int(v, out) && *out >= 0;
}

static bool take_line(struct reader *r, char **out)
{
    const char *nl = memchr(r->p, '\n', (size_t)(r->end - r->p));
    if (!nl)
        return false;
    *out = mh_xstrndup(r->p, (size_t)(nl - r->p));
    r->p = nl + 1;
    return true;
}

static enum mh_rc read_head(struct reader *r, struct mh_err *err)
{
    struct mh_part_file *out = r->out;
    int64_t format = 0;

    if (!word(r, "mahalli "))
        return mh_err_set(err, MH_EINVAL, "ce fichier n'est pas une part de plan (mahalli share en fait)");
    for (; r->p < r->end && *r->p >= '0' && *r->p <= '9' && format < 1000000; r->p++)
        format = format * 10 + (*r->p - '0');
    if (format > FORMAT)
        return mh_err_set(err, MH_ENEWER, "cette part vient d'un programme plus récent : mettez Mahalli à jour pour la lire");
    if (word(r, " part\n"))
        out->what = MH_EXCHANGE_PART;
    else if (word(r, " base\n"))
        out->what = MH_EXCHANGE_BASE;
    else
        return broken(r, err);
    if (!word(r, "H ") || !take_int(r, "schema", &out->schema))
        return broken(r, err);
    if (out->schema > mh__last_migration(mh__migrations))
        return mh_err_set(err, MH_ENEWER, "cette part vient d'un plan de version %" PRId64 ", ce programme va jusqu'à la version %d : "
                          "mettez Mahalli à jour pour la lire", out->schema, mh__last_migration(mh__migrations));
    if (!take_int(r, "origin", &out->origin) || !take_int(r, "year", &out->year) || !take_text(r, "member", &out->member) ||
        !take_int(r, "member_id", &out->member_id) || !word(r, "\n") || out->origin < 1 || out->origin > INT32_MAX || !*out->member ||
        out->member_id < MH__OWN_ID)
        return broken(r, err);
    out->scope = mh__scope(out->what, out->member_id);
    return MH_OK;
}

static void op_free(struct mh_part_op *op)
{
    free(op->author);
    free(op->at);
    free(op->command);
    free(op->follows);
    free(op->digest);
}

static enum mh_rc read_op(struct reader *r, struct mh_err *err)
{
    struct mh_part_file *out = r->out;
    struct mh_part_op op = { 0 }, *last = NULL;
    char hex[MH_SHA_HEX_SIZE];
    int64_t size = 0;
    bool good = take_int(r, "origin", &op.origin) && take_int(r, "number", &op.number) && take_text(r, "author", &op.author) &&
                take_text(r, "at", &op.at) && take_text(r, "command", &op.command) && take_int(r, "size", &size) && word(r, "\n");
    enum mh_rc rc = MH_OK;

    for (size_t i = out->ops.len; i-- > 0 && !last;)
        if (out->ops.at[i].origin == op.origin)
            last = &out->ops.at[i];
    if (good && size <= r->end - r->p) {
        op.payload = r->p;
        op.npayload = (size_t)size;
        r->p += size;
        good = word(r, "= ") && take_line(r, &op.digest);
    } else {
        good = false;
    }
    good = good && op.origin >= 1 && op.origin <= INT32_MAX && op.number >= 1 && (!last || op.number > last->number) && *op.author && *op.at;
    if (good) {
        op.follows = mh_xstrdup(last ? last->digest : "");
        mh__part_digest(&op, out->scope, hex);
        if (strcmp(hex, op.digest) != 0)
            rc = mh_err_set(err, MH_EINVAL, "la chaîne de la part est rompue à l'opération %" PRId64 " (%s) : ce qu'elle contient a été changé "
                            "après coup ; demandez-la de nouveau au groupe", op.number, op.command);
    } else {
        rc = broken(r, err);
    }
    r->ops++;
    if (rc == MH_OK)
        mh_vec_push(&out->ops, op);
    else
        op_free(&op);
    return rc;
}

static enum mh_rc read_all(struct reader *r, struct mh_err *err)
{
    enum mh_rc rc = read_head(r, err);
    char *end = NULL, hex[MH_SHA_HEX_SIZE];
    unsigned char digest[MH_SHA_SIZE];
    struct mh_sha sha;

    while (rc == MH_OK && word(r, "O "))
        rc = read_op(r, err);
    if (rc != MH_OK)
        return rc;
    mh_sha_init(&sha);
    mh_sha_add(&sha, r->out->text, (size_t)(r->p - r->out->text));
    mh_sha_final(&sha, digest);
    mh_sha_hex(digest, hex);
    if (!word(r, "E ") || !take_line(r, &end) || strcmp(end, hex) != 0 || r->p != r->end)
        rc = broken(r, err);
    free(end);
    return rc;
}

enum mh_rc mh_part_read(char *text, size_t n, struct mh_part_file *out, struct mh_err *err)
{
    *out = (struct mh_part_file){ .text = text };
    struct reader r = { .p = text, .end = text + n, .out = out };
    enum mh_rc rc = n && memchr(text, '\0', n) ? mh_err_set(err, MH_EINVAL, "ce fichier n'est pas une part de plan (mahalli share en fait)")
                                               : read_all(&r, err);
    if (rc != MH_OK)
        mh_part_file_free(out);
    return rc;
}

void mh_part_file_free(struct mh_part_file *p)
{
    for (size_t i = 0; i < p->ops.len; i++)
        op_free(&p->ops.at[i]);
    mh_vec_free(&p->ops);
    free(p->member);
    free(p->scope);
    free(p->text);
    *p = (struct mh_part_file){ 0 };
}

/* --- events --- */

static enum mh_rc bad_event(struct mh_err *err)
{
    return mh_err_set(err, MH_EINVAL, "la part n'est pas de celles que Mahalli écrit : rien n'en a été pris");
}

/* Every field must be one that is told: a price never comes in by a part. */
static enum mh_rc check_fields(const struct mh__event *e, struct mh_err *err)
{
    const char *p = e->fields, *end = p + e->nfields;
    struct mh__piece piece;
    struct mh_err why = MH_ERR_INIT;
    bool got = false;
    enum mh_rc rc;

    while ((rc = mh__piece_next(e->tab, &p, end, e->kind == '~', &piece, &got, &why)) == MH_OK && got) {
        int64_t n = 0;
        if (!mh_is_text(piece.field->c) && ((piece.after.p && !mh__value_int(piece.after, &n)) || (piece.before.p && !mh__value_int(piece.before, &n))))
            return bad_event(err);
        if (!mh__told_field(piece.field->c))
            return mh_err_set(err, MH_EINVAL, "la part porte des prix ou des fournisseurs (« %s ») : rien n'en a été pris", piece.field->c->title);
    }
    return rc == MH_OK ? MH_OK : bad_event(err);
}

/* Past the fields that start at p: each name=value; ends where a line break stands in place of a name. */
static const char *fields_end(const struct mh__tab *tab, const char *p, const char *end, bool diff)
{
    struct mh__piece piece;
    struct mh_err why = MH_ERR_INIT;
    bool got = true;

    while (p < end && *p != '\n')
        if (mh__piece_next(tab, &p, end, diff, &piece, &got, &why) != MH_OK || !got)
            return NULL;
    return p < end ? p : NULL;
}

enum mh_rc mh__event_next(struct mh_store *s, const char **p, const char *end, struct mh__event *out, bool *got, struct mh_err *err)
{
    char name[32];
    size_t n = 0;
    const char *q = *p;

    *got = false;
    if (q >= end)
        return MH_OK;
    *out = (struct mh__event){ .kind = *q++ };
    for (; q < end && *q != ' ' && n + 1 < sizeof name; q++)
        name[n++] = *q;
    name[n] = '\0';
    out->tab = mh__tab_named(s, name);
    if (!strchr("+~-@", out->kind) || !out->tab || q >= end || *q++ != ' ')
        return bad_event(err);
    for (n = 0; q + n < end && q[n] >= '0' && q[n] <= '9' && n < 20;)
        n++;
    if (!mh__value_int((struct mh__value){ q, n }, &out->id) || out->id < MH__OWN_ID || q + n >= end || q[n] != ' ')
        return bad_event(err);
    q += n + 1;
    const char *stop = fields_end(out->tab, q, end, out->kind == '~');
    if (!stop || (out->kind == '-' && stop != q))
        return bad_event(err);
    out->fields = q;
    out->nfields = (size_t)(stop - q);
    *p = stop + 1;
    *got = true;
    return check_fields(out, err);
}

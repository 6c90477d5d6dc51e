/*
 * Verification: what the tables hold now, walked back through the journal, must give the digests that the operations recorded.
 *
 * One pass per table, in the order of ids: a row's present state, or the image of its removal, with later changes taken back is what
 * the operation that created it hashed. A second pass over the operations recomputes both chains.
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <mahalli/xalloc.h>
#include "store/internal.h"

enum { TICK = 8192 };

struct part { /* what one operation created in one table; a list per operation, by table name */
    struct mh__section sec;
    size_t next; /* index + 1 */
};

struct step { /* an operation, as far as the passes over tables need it */
    int64_t seq, first_id, last_id, undoes, root;
    size_t reverser;    /* index + 1 of the operation that reverses it */
    size_t first, last; /* parts, index + 1 */
    struct mh__stream *open;
};

struct check {
    struct mh_store *s;
    const struct mh_progress *progress;
    struct mh_diags *diags;
    MH_VEC(struct step) steps;    /* by seq */
    MH_VEC(size_t) by_id;         /* steps that gave ids, by first_id */
    MH_VEC(struct part) parts;
    int64_t done;
    size_t fresh;                 /* index + 1 of the step whose rows are being passed */
};

static void report(struct check *k, const char *rule, const char *column, const char *fmt, ...) __attribute__((format(printf, 4, 5)));

static void report(struct check *k, const char *rule, const char *column, const char *fmt, ...)
{
    struct mh_str message = MH_STR_INIT;
    va_list ap;

    va_start(ap, fmt);
    mh_str_vaddf(&message, fmt, ap);
    va_end(ap);
    mh_diag_add(k->diags, &(struct mh_diag){ .severity = MH_SEV_ERROR, .rule = rule, .column = column, .message = mh_str_text(&message) });
    mh_str_free(&message);
}

/* --- operations --- */

static struct step *step_of(struct check *k, int64_t seq)
{
    size_t at = mh_first_from(k->steps.at, k->steps.len, sizeof *k->steps.at, offsetof(struct step, seq), seq);
    return at < k->steps.len && k->steps.at[at].seq == seq ? &k->steps.at[at] : NULL;
}

static struct step *maker_of(struct check *k, int64_t id)
{
    size_t lo = 0, hi = k->by_id.len;

    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        if (k->steps.at[k->by_id.at[mid]].first_id <= id)
            lo = mid + 1;
        else
            hi = mid;
    }
    struct step *st = lo ? &k->steps.at[k->by_id.at[lo - 1]] : NULL;
    return st && id <= st->last_id ? st : NULL;
}

static enum mh_rc load_steps(struct check *k, struct mh_err *err)
{
    static const char SQL_STEPS[] = "SELECT seq, first_id, last_id, coalesce(undoes, 0), root FROM operation ORDER BY seq";
    static const char SQL_BY_ID[] = "SELECT seq FROM operation WHERE last_id >= first_id ORDER BY first_id";
    struct mh_store *s = k->s;
    struct mh__stmt *st = NULL;
    bool row = false;
    enum mh_rc rc = mh__stmt_take(s, SQL_STEPS, &st, err);

    while (rc == MH_OK && (rc = s->drv->step(st, &row, err)) == MH_OK && row) {
        struct step *one = mh_vec_add(&k->steps);
        one->seq = s->drv->integer(st, 0);
        one->first_id = s->drv->integer(st, 1);
        one->last_id = s->drv->integer(st, 2);
        one->undoes = s->drv->integer(st, 3);
        one->root = s->drv->integer(st, 4);
    }
    mh__stmt_give(s, st);
    for (size_t i = 0; i < k->steps.len; i++) {
        struct step *undone = k->steps.at[i].undoes ? step_of(k, k->steps.at[i].undoes) : NULL;
        int64_t root = undone ? undone->root : k->steps.at[i].seq;
        if (undone)
            undone->reverser = i + 1;
        if (k->steps.at[i].root != root || (k->steps.at[i].undoes && !undone))
            report(k, "journal-suite", NULL, "l'opération n° %lld du fichier ne dit plus laquelle elle annule", (long long)k->steps.at[i].seq);
    }
    st = NULL;
    if (rc == MH_OK)
        rc = mh__stmt_take(s, SQL_BY_ID, &st, err);
    while (rc == MH_OK && (rc = s->drv->step(st, &row, err)) == MH_OK && row) {
        struct step *one = step_of(k, s->drv->integer(st, 0));
        if (one)
            mh_vec_push(&k->by_id, (size_t)(one - k->steps.at));
    }
    mh__stmt_give(s, st);
    return rc;
}

/* --- one table --- */

static void finish_stream(struct check *k, const struct mh__tab *tab, struct step *st)
{
    if (!st->open)
        return;
    struct part *p = mh_vec_add(&k->parts);
    mh__stream_end(st->open, tab, &p->sec);
    free(st->open);
    st->open = NULL;
    if (st->last)
        k->parts.at[st->last - 1].next = k->parts.len;
    else
        st->first = k->parts.len;
    st->last = k->parts.len;
}

/* The row as `st` created it. Ids rise, so an operation's own rows end where another's begin; rows brought back may stand anywhere. */
static void created_by(struct check *k, struct mh__tab *tab, struct step *st, bool fresh, const void *row)
{
    if (fresh) {
        size_t at = (size_t)(st - k->steps.at) + 1;
        if (k->fresh && k->fresh != at)
            finish_stream(k, tab, &k->steps.at[k->fresh - 1]);
        k->fresh = at;
    }
    if (!st->open) {
        st->open = mh_xmalloc(sizeof *st->open);
        mh__stream_init(st->open);
    }
    mh__stream_add(k->s, st->open, tab, row);
}

static enum mh_rc take_back(struct check *k, struct mh__tab *tab, const char *p, size_t n, void *row, struct mh_err *err)
{
    const char *end = p + n;
    struct mh__piece piece;
    bool got = false;
    enum mh_rc rc = MH_OK;

    while (rc == MH_OK && (rc = mh__piece_next(tab, &p, end, true, &piece, &got, err)) == MH_OK && got) {
        if (!mh__value_is(piece.field, piece.after, row)) {
            struct mh_str name = MH_STR_INIT;
            mh__row_name(k->s, tab, mh__row_id(row), &name);
            report(k, "journal-valeur", piece.field->c->name, "« %s » de %s a été changé hors de Mahalli", piece.field->c->title,
                   mh_str_text(&name));
            mh_str_free(&name);
        }
        rc = mh__value_set(piece.field, piece.before, row, err);
    }
    return rc;
}

/* One journal row of a record, latest first. *present: whether `row` is a state of the record just after it. */
static enum mh_rc walk_back(struct check *k, struct mh__tab *tab, int64_t seq, const struct mh__entry *e, void *row, bool *present,
                            struct mh_err *err)
{
    struct step *st = step_of(k, seq);

    if (!st || (e->kind == '~' && !*present)) {
        report(k, "journal-ligne", NULL, "%s : une ligne du journal est de trop, ou la ligne qu'elle change a disparu", tab->t->title);
        return MH_OK;
    }
    if (e->kind == '~') {
        enum mh_rc rc = take_back(k, tab, e->fields, e->nfields, row, err);
        return rc == MH_OK ? take_back(k, tab, e->secret, e->nsecret, row, err) : rc;
    }
    if (*present && st->reverser)
        created_by(k, tab, &k->steps.at[st->reverser - 1], false, row);
    else if (*present)
        report(k, "journal-ligne", NULL, "%s : une ligne supprimée est revenue hors de Mahalli", tab->t->title);
    *present = true;
    return mh__image_row(tab, e, row, err);
}

static enum mh_rc one_record(struct check *k, struct mh__walk *walk, void *row, struct mh_err *err)
{
    struct mh__tab *tab = walk->tab;
    bool present = walk->present, got = true;
    struct mh__entry e;
    int64_t seq;
    enum mh_rc rc = MH_OK;

    while (rc == MH_OK && (rc = mh__walk_entry(walk, &e, &seq, &got, err)) == MH_OK && got)
        rc = walk_back(k, tab, seq, &e, row, &present, err);
    if (rc != MH_OK || !present)
        return rc;
    struct step *maker = maker_of(k, walk->id);
    if (maker) {
        created_by(k, tab, maker, true, row);
    } else {
        struct mh_str name = MH_STR_INIT;
        mh__row_name(k->s, tab, walk->id, &name);
        report(k, "journal-ligne", NULL, "%s a été ajouté hors de Mahalli", mh_str_text(&name));
        mh_str_free(&name);
    }
    if (++k->done % TICK == 0 && !mh_progress_tick(k->progress, "Vérification du plan", k->done, 0))
        rc = mh_err_set(err, MH_ECANCELED, "interrompu");
    return rc;
}

static enum mh_rc check_table(struct check *k, struct mh__tab *tab, struct mh_err *err)
{
    struct mh__walk walk;
    void *row = tab->scratch[0];
    bool got = true;
    enum mh_rc rc = mh__walk_open(&walk, k->s, tab, err);

    k->fresh = 0;
    while (rc == MH_OK && (rc = mh__walk_record(&walk, row, &got, err)) == MH_OK && got)
        rc = one_record(k, &walk, row, err);
    for (size_t i = 0; i < k->steps.len; i++)
        finish_stream(k, tab, &k->steps.at[i]);
    mh__walk_close(&walk);
    return rc;
}

/* --- the chains --- */

/* The number up to which operations were counted when another origin went on with the plan; earlier programs began at 1 again. */
static enum mh_rc number_before(struct mh_store *s, int64_t seq, int64_t *number, struct mh_err *err)
{
    static const char SQL_BEFORE[] = "SELECT coalesce(max(number), 0) FROM operation WHERE seq < $seq";
    struct mh__stmt *st = NULL;
    enum mh_rc rc = mh__stmt_take(s, SQL_BEFORE, &st, err);

    if (rc != MH_OK)
        return rc;
    mh__bind_int(s, st, "$seq", seq);
    return mh__stmt_number(s, st, 0, number, err);
}

static enum mh_rc check_op(struct check *k, const struct mh__op *op, const struct mh__op *prev, struct mh_err *err)
{
    static const unsigned char none[MH_SHA_SIZE];
    struct mh__section sec[sizeof k->s->tab / sizeof *k->s->tab];
    unsigned char share[MH_SHA_SIZE], full[MH_SHA_SIZE];
    bool follows = prev->number && prev->origin == op->origin;
    size_t n = 0;
    struct step *st = step_of(k, op->seq);

    for (size_t i = st ? st->first : 0; i && n < sizeof sec / sizeof *sec; i = k->parts.at[i - 1].next)
        sec[n++] = k->parts.at[i - 1].sec;
    int64_t before = 0;
    enum mh_rc rc = follows ? MH_OK : number_before(k->s, op->seq, &before, err);
    if (rc != MH_OK)
        return rc;
    if ((op->number != (follows ? prev->number + 1 : before + 1) && (follows || op->number != 1)) || (follows && (op->seq <= prev->seq || op->first_id != prev->last_id + 1)))
        report(k, "journal-suite", NULL, "l'opération %lld ne suit pas la précédente : il en manque, ou leur ordre a changé",
               (long long)op->number);
    rc = mh__op_digest(k->s, op, follows ? prev->share : none, follows ? prev->full : none, sec, n, share, full, err);
    if (rc != MH_OK)
        return rc;
    if (memcmp(share, op->share, MH_SHA_SIZE) != 0)
        report(k, "journal-empreinte", NULL, "l'opération %lld (%s) n'a plus son empreinte : ses lignes ou son journal ont été changés "
               "hors de Mahalli", (long long)op->number, op->command);
    else if (memcmp(full, op->full, MH_SHA_SIZE) != 0)
        report(k, "journal-empreinte", NULL, "l'opération %lld (%s) n'a plus son empreinte : des prix ou des fournisseurs ont été changés "
               "hors de Mahalli", (long long)op->number, op->command);
    return MH_OK;
}

static enum mh_rc check_chains(struct check *k, struct mh_err *err)
{
    static const char SQL_OPS[] = "SELECT " MH__OP_COLUMNS " FROM operation ORDER BY origin, number";
    struct mh_store *s = k->s;
    struct mh__stmt *st = NULL;
    struct mh__op op = { 0 }, prev = { 0 };
    bool row = false;
    enum mh_rc rc = mh__stmt_take(s, SQL_OPS, &st, err);

    while (rc == MH_OK && (rc = s->drv->step(st, &row, err)) == MH_OK && row) {
        mh__op_read(s, st, &op);
        rc = check_op(k, &op, &prev, err);
        struct mh__op was = prev;
        prev = op;
        op = was;
    }
    mh__stmt_give(s, st);
    mh__op_free(&op);
    mh__op_free(&prev);
    return rc;
}

/* --- all --- */

static void engine_fault(void *ctx, const char *what)
{
    report(ctx, "fichier-abime", NULL, "le fichier du plan est abîmé : %s", what);
}

static void bad_received(void *ctx, const char *message)
{
    report(ctx, "journal-recu", NULL, "%s", message);
}

static enum mh_rc check_all(struct check *k, struct mh_err *err)
{
    enum mh_rc rc = MH_OK;

    if (!mh_progress_tick(k->progress, "Vérification du fichier", 0, 0))
        return mh_err_set(err, MH_ECANCELED, "interrompu");
    rc = k->s->drv->check(k->s->db, engine_fault, k, err);
    if (rc == MH_OK)
        rc = load_steps(k, err);
    for (size_t i = 0; i < k->s->njournaled && rc == MH_OK; i++)
        rc = check_table(k, k->s->tab[k->s->by_name[i]], err);
    if (rc == MH_OK)
        rc = check_chains(k, err);
    return rc == MH_OK ? mh__verify_received(k->s, bad_received, k, err) : rc;
}

enum mh_rc mh_store_verify(struct mh_store *s, const struct mh_progress *progress, struct mh_diags *diags, struct mh_err *err)
{
    struct check k = { .s = s, .progress = progress, .diags = diags };
    struct mh_err why = MH_ERR_INIT;
    assert(s->state == MH__IDLE);
    enum mh_rc rc = s->drv->exec(s->db, "BEGIN", err); /* one state, while others write */

    if (rc != MH_OK)
        return rc;
    rc = check_all(&k, &why);
    (void)s->drv->exec(s->db, "ROLLBACK", NULL);
    for (size_t i = 0; i < k.steps.len; i++)
        free(k.steps.at[i].open);
    mh_vec_free(&k.steps);
    mh_vec_free(&k.by_id);
    mh_vec_free(&k.parts);
    if (rc == MH_EDAMAGED) { /* this is what was asked */
        report(&k, "fichier-abime", NULL, "%s", why.msg);
        return MH_OK;
    }
    return rc == MH_OK ? MH_OK : mh_err_set(err, rc, "%s", why.msg);
}

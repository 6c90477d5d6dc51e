/*
 * What each plan says of a row's fields. A plan's word is the value it gave last; each value that it replaced, it had before the eyes. A
 * word stands when no other plan replaced it. So neither clocks nor counters are compared: only who knew what.
 */
#include <stdlib.h>
#include <string.h>
#include "store/exchange.h"

bool mh__equal_value(struct mh__value a, struct mh__value b)
{
    return (!a.p || !b.p) ? !a.p && !b.p : a.n == b.n && memcmp(a.p, b.p, a.n) == 0;
}

void mh__claims_clear(struct mh__claims *c)
{
    for (size_t i = 0; i < MH__MAX_COLUMNS; i++)
        c->field[i].len = 0;
    mh_arena_reset(&c->text);
}

void mh__claims_free(struct mh__claims *c)
{
    for (size_t i = 0; i < MH__MAX_COLUMNS; i++)
        mh_vec_free(&c->field[i]);
    mh_vec_free(&c->merges);
    mh_arena_free(&c->text);
}

static struct mh__claim *claim_of(struct mh__claims *c, size_t field, int64_t origin, size_t row)
{
    for (size_t i = 0; i < c->field[field].len; i++)
        if (c->field[field].at[i].origin == origin && c->field[field].at[i].row == row)
            return &c->field[field].at[i];
    struct mh__claim *one = mh_vec_add(&c->field[field]);
    one->origin = origin;
    one->row = row;
    return one;
}

static void replace(struct mh__claims *c, struct mh__claim *one, struct mh__value v)
{
    struct mh__past *past = mh_arena_alloc(&c->text, sizeof *past);
    *past = (struct mh__past){ v, one->past };
    one->past = past;
}

static void say(struct mh__claims *c, struct mh__claim *one, struct mh__value v, const struct mh__said_op *op)
{
    if (one->said && !mh__equal_value(one->value, v))
        replace(c, one, one->value);
    one->value = v;
    one->said = true;
    one->at = op->at;
    one->author = op->author;
}

/* --- other plans --- */

static enum mh_rc image(struct mh__claims *c, size_t row, const struct mh__said *e, struct mh_err *err)
{
    const struct mh__other *o = &c->book->rows.at[row];
    const struct mh__said_op *op = &c->book->ops.at[e->op];
    const char *p = e->fields, *end = p + e->nfields;
    uint64_t seen = 0;
    struct mh__piece piece;
    bool got = false;
    enum mh_rc rc = MH_OK;

    while (rc == MH_OK && (rc = mh__piece_next(o->tab, &p, end, false, &piece, &got, err)) == MH_OK && got) {
        size_t f = (size_t)(piece.field - o->tab->field);
        struct mh__claim *one = claim_of(c, f, op->origin, row);
        seen |= (uint64_t)1 << f;
        one->weak = e->kind == '@' && (!one->said || one->weak);
        say(c, one, piece.after, op);
    }
    for (size_t f = 0; f < o->tab->nfields; f++)
        for (size_t i = 0; i < c->field[f].len && !(seen >> f & 1); i++)
            if (c->field[f].at[i].origin == op->origin && c->field[f].at[i].row == row && c->field[f].at[i].said)
                say(c, &c->field[f].at[i], (struct mh__value){ NULL, 0 }, op); /* brought back without it */
    return rc;
}

static enum mh_rc change(struct mh__claims *c, size_t row, const struct mh__said *e, struct mh_err *err)
{
    const struct mh__other *o = &c->book->rows.at[row];
    const struct mh__said_op *op = &c->book->ops.at[e->op];
    const char *p = e->fields, *end = p + e->nfields;
    struct mh__piece piece;
    bool got = false;
    enum mh_rc rc = MH_OK;

    while (rc == MH_OK && (rc = mh__piece_next(o->tab, &p, end, true, &piece, &got, err)) == MH_OK && got) {
        if (piece.field->c->ref && piece.field->c->flags & MH_IMMUTABLE)
            continue; /* older programs let a site change its group: here it stays whose it was when it was made */
        struct mh__claim *one = claim_of(c, (size_t)(piece.field - o->tab->field), op->origin, row);
        if (!one->said && piece.before.p)
            replace(c, one, piece.before); /* somebody else's */
        one->weak = false;
        say(c, one, piece.after, op);
    }
    return rc;
}

enum mh_rc mh__claims_other(struct mh__claims *c, size_t row, struct mh_err *err)
{
    const struct mh__other *o = &c->book->rows.at[row];
    enum mh_rc rc = MH_OK;

    for (size_t i = o->first; i && rc == MH_OK; i = c->book->events.at[i - 1].next) {
        const struct mh__said *e = &c->book->events.at[i - 1];
        if (e->kind == '~')
            rc = change(c, row, e, err);
        else if (e->kind != '-')
            rc = image(c, row, e, err);
    }
    return rc == MH_EDAMAGED ? mh_err_set(err, MH_EINVAL, "la part n'est pas de celles que Mahalli écrit") : rc;
}

/* --- this plan --- */

static enum mh_rc load_merges(struct mh__claims *c, struct mh_err *err)
{
    static const char SQL_MERGES[] =
        "SELECT seq FROM operation WHERE root IN (SELECT o.seq FROM operation AS o WHERE "
        "EXISTS (SELECT 1 FROM received AS r WHERE r.id BETWEEN o.first_id AND o.last_id) OR "
        "EXISTS (SELECT 1 FROM change AS g WHERE g.tbl = 'received' AND g.kind = '-' AND g.row_id BETWEEN o.first_id AND o.last_id)) "
        "ORDER BY seq";
    struct mh__stmt *st = NULL;
    bool row = false;
    enum mh_rc rc = c->merges_known ? MH_OK : mh__stmt_take(c->s, SQL_MERGES, &st, err);

    while (st && rc == MH_OK && (rc = c->s->drv->step(st, &row, err)) == MH_OK && row)
        mh_vec_push(&c->merges, c->s->drv->integer(st, 0));
    mh__stmt_give(c->s, st);
    c->merges_known = true;
    return rc;
}

static bool is_merge(const struct mh__claims *c, int64_t seq)
{
    if (seq == c->s->op.seq && c->s->state == MH__OPERATION)
        return true;
    size_t at = mh_first_from(c->merges.at, c->merges.len, sizeof *c->merges.at, 0, seq);
    return at < c->merges.len && c->merges.at[at] == seq;
}

static enum mh_rc made_here(struct mh__claims *c, int64_t id, bool *made, struct mh_err *err)
{
    static const char SQL_MAKER[] = "SELECT seq FROM operation WHERE $id BETWEEN first_id AND last_id";
    struct mh__stmt *st = NULL;
    int64_t seq = 0;
    enum mh_rc rc = MH_OK;

    *made = false;
    if (mh__created_here(c->s, id))
        return MH_OK;
    rc = mh__stmt_take(c->s, SQL_MAKER, &st, err);
    if (rc != MH_OK)
        return rc;
    mh__bind_int(c->s, st, "$id", id);
    rc = mh__stmt_number(c->s, st, 0, &seq, err);
    *made = rc == MH_OK && seq != 0 && !is_merge(c, seq);
    return rc;
}

static struct mh__value kept_value(struct mh__claims *c, struct mh__value v)
{
    return (struct mh__value){ v.p ? mh_arena_strndup(&c->text, v.p, v.n) : NULL, v.n };
}

/* One journal row of ours. first: fields whose value at the making is known by now. */
static enum mh_rc own_entry(struct mh__claims *c, struct mh__tab *tab, const char *p, size_t n, bool made, bool merge, uint64_t *first,
                            bool *own, struct mh_err *err)
{
    static const struct mh__said_op here = { .at = "", .author = "" };
    const char *end = p + n;
    struct mh__piece piece;
    bool got = false;
    enum mh_rc rc = MH_OK;

    while (rc == MH_OK && (rc = mh__piece_next(tab, &p, end, true, &piece, &got, err)) == MH_OK && got) {
        size_t f = (size_t)(piece.field - tab->field);
        struct mh__claim *one = claim_of(c, f, 0, SIZE_MAX);
        if (made && !(*first >> f & 1) && piece.before.p)
            say(c, one, kept_value(c, piece.before), &here);
        *first |= (uint64_t)1 << f;
        if (merge)
            continue;
        *own = true;
        struct mh__value was = kept_value(c, piece.before);
        if (was.p && !(one->said && mh__equal_value(one->value, was)))
            replace(c, one, was);
        say(c, one, kept_value(c, piece.after), &here);
    }
    return rc;
}

enum mh_rc mh__claims_own(struct mh__claims *c, struct mh__tab *tab, const void *row, bool *made, bool *own, struct mh_err *err)
{
    static const char SQL_CHANGES[] = "SELECT tbl, row_id, kind, fields, private, derived, seq FROM change WHERE tbl = $tbl AND row_id = $id "
                                      "AND kind = '~' ORDER BY seq";
    static const struct mh__said_op here = { .at = "", .author = "" };
    struct mh_store *s = c->s;
    struct mh__stmt *st = NULL;
    uint64_t first = 0;
    bool on = false;
    enum mh_rc rc = load_merges(c, err);

    *own = *made = false;
    if (rc == MH_OK)
        rc = made_here(c, mh__row_id(row), made, err);
    if (rc == MH_OK)
        rc = mh__stmt_take(s, SQL_CHANGES, &st, err);
    if (rc != MH_OK)
        return rc;
    mh__bind_text(s, st, "$tbl", tab->t->sql);
    mh__bind_int(s, st, "$id", mh__row_id(row));
    while (rc == MH_OK && (rc = s->drv->step(st, &on, err)) == MH_OK && on) {
        struct mh__entry e;
        mh__entry_read(s, st, 0, &e);
        bool merge = is_merge(c, s->drv->integer(st, 6));
        rc = own_entry(c, tab, e.fields, e.nfields, *made, merge, &first, own, err);
        if (rc == MH_OK)
            rc = own_entry(c, tab, e.derived, e.nderived, *made, merge, &first, own, err);
    }
    mh__stmt_give(s, st);
    for (size_t f = 0; f < tab->nfields && rc == MH_OK && *made; f++) {
        struct mh_str text = MH_STR_INIT;
        if (first >> f & 1 || !mh_value_known(tab->field[f].c, row))
            continue;
        mh__value_add(&text, &tab->field[f], row);
        say(c, claim_of(c, f, 0, SIZE_MAX), kept_value(c, (struct mh__value){ mh_str_text(&text), text.len }), &here);
        mh_str_free(&text);
    }
    *own |= *made;
    return rc;
}

void mh__claims_forget(struct mh__claims *c, const char *value)
{
    const struct mh__value v = { value, strlen(value) };

    for (size_t f = 0; f < MH__MAX_COLUMNS; f++)
        for (size_t i = 0; i < c->field[f].len; i++)
            if (c->field[f].at[i].said && mh__equal_value(c->field[f].at[i].value, v))
                c->field[f].at[i].said = false;
}

void mh__claims_decided(struct mh__claims *c, size_t field, struct mh__value kept, struct mh__value dropped)
{
    static const struct mh__said_op here = { .at = "", .author = "" };
    struct mh__claim *one = claim_of(c, field, 0, SIZE_MAX);

    if (!one->said)
        say(c, one, kept_value(c, kept), &here);
    if (!mh__equal_value(one->value, dropped))
        replace(c, one, kept_value(c, dropped));
}

/* --- what stands --- */

static bool replaced_by(const struct mh__claim *one, struct mh__value v)
{
    if (mh__equal_value(one->value, v))
        return false;
    for (const struct mh__past *p = one->past; p; p = p->next)
        if (mh__equal_value(p->value, v))
            return true;
    return false;
}

/* Who stands before whom: this plan's own word, then what was said first; the value last, so that the order is total. */
static bool before(const struct mh__claim *a, const struct mh__claim *b)
{
    if ((a->origin == 0) != (b->origin == 0))
        return a->origin == 0;
    int by = strcmp(a->at, b->at);
    if (by != 0)
        return by < 0;
    if (a->origin != b->origin)
        return a->origin < b->origin;
    by = !a->value.p || !b->value.p ? (a->value.p != NULL) - (b->value.p != NULL)
                                    : memcmp(a->value.p, b->value.p, a->value.n < b->value.n ? a->value.n : b->value.n);
    return by ? by < 0 : a->value.n < b->value.n;
}

static size_t add(const struct mh__claim *out[MH__MAX_RIVALS], size_t n, const struct mh__claim *one)
{
    size_t at = 0;

    for (size_t i = 0; i < n; i++)
        if (mh__equal_value(out[i]->value, one->value)) {
            if (!before(one, out[i]))
                return n;
            memmove(&out[i], &out[i + 1], (n - i - 1) * sizeof *out);
            n--;
            break;
        }
    while (at < n && before(out[at], one))
        at++;
    if (at == MH__MAX_RIVALS)
        return n;
    if (n == MH__MAX_RIVALS)
        n--;
    memmove(&out[at + 1], &out[at], (n - at) * sizeof *out);
    out[at] = one;
    return n + 1;
}

size_t mh__claims_stand(const struct mh__claims *c, size_t field, const struct mh__claim *out[MH__MAX_RIVALS])
{
    const struct mh__claim *all = c->field[field].at;
    size_t len = c->field[field].len, n = 0;
    bool strong = false;

    for (size_t i = 0; i < len; i++)
        strong |= all[i].said && !all[i].weak;
    for (int pass = 0; pass < 2 && n == 0; pass++) /* when all replaced each other's, all stand */
        for (size_t i = 0; i < len; i++) {
            bool over = false;
            for (size_t k = 0; k < len && pass == 0; k++)
                over |= k != i && all[k].said && replaced_by(&all[k], all[i].value);
            if (all[i].said && !over && (!strong || !all[i].weak))
                n = add(out, n, &all[i]);
        }
    return n;
}

struct mh__value mh__claims_base(const struct mh__claim *theirs, const struct mh__claim *ours)
{
    struct mh__value first = { NULL, 0 };

    for (const struct mh__past *p = theirs->past; p; p = p->next) {
        for (const struct mh__past *q = ours->past; q; q = q->next)
            if (mh__equal_value(p->value, q->value))
                return p->value;
        first = p->value;
    }
    return first;
}

/*
 * Undo and redo: a new operation that reverses another. The first of a chain, its undo, the undo of that (a redo) and so on share a
 * root; the last one always is the one to reverse. An operation is reversed only if what it touched was not touched since: later
 * operations that were themselves undone do not count, so what counts is whether, on a later chain, the number of steps after ours
 * is odd.
 */
#include <stdlib.h>
#include <string.h>
#include <mahalli/vec.h>
#include <mahalli/xalloc.h>
#include "store/internal.h"

struct reversal {
    struct mh_store *s;
    struct mh__op what;  /* the operation to reverse */
    struct mh__op first; /* of its chain: what people call it */
    /* Rows to be inserted again under other keys, once all stand aside. */
    MH_VEC(struct aside { struct mh__tab *tab; void *row; }) aside;
};

/* --- what later operations touched --- */

static enum mh_rc steps_after(struct mh_store *s, int64_t root, int64_t seq, int64_t *n, struct mh_err *err)
{
    static const char SQL_STEPS[] = "SELECT count(*) FROM operation WHERE root = $root AND seq > $seq";
    struct mh__stmt *st = NULL;
    enum mh_rc rc = mh__stmt_take(s, SQL_STEPS, &st, err);

    if (rc != MH_OK)
        return rc;
    mh__bind_int(s, st, "$root", root);
    mh__bind_int(s, st, "$seq", seq);
    return mh__stmt_number(s, st, 0, n, err);
}

/* The first field that both changes hold; NULL none. */
static enum mh_rc common_field(const struct mh__tab *tab, const char *a, size_t na, const char *b, size_t nb,
                               const struct mh__field **out, struct mh_err *err)
{
    uint64_t seen = 0;
    struct mh__piece piece;
    bool got = false;
    enum mh_rc rc = MH_OK;

    for (const char *p = a, *end = a + na; rc == MH_OK && (rc = mh__piece_next(tab, &p, end, true, &piece, &got, err)) == MH_OK && got;)
        seen |= (uint64_t)1 << (size_t)(piece.field - tab->field);
    for (const char *p = b, *end = b + nb; rc == MH_OK && (rc = mh__piece_next(tab, &p, end, true, &piece, &got, err)) == MH_OK && got;)
        if (!*out && seen >> (size_t)(piece.field - tab->field) & 1)
            *out = piece.field;
    return rc;
}

/* Does the later entry touch what ours did? *whole: the row itself; *field: this field of it. */
static enum mh_rc touches(struct reversal *r, struct mh__tab *tab, const struct mh__entry *later, bool *whole,
                          const struct mh__field **field, struct mh_err *err)
{
    struct mh_store *s = r->s;
    struct mh__stmt *st = NULL;
    struct mh__entry own;
    bool got = false;
    enum mh_rc rc = MH_OK;

    *whole = later->row_id >= r->what.first_id && later->row_id <= r->what.last_id;
    *field = NULL;
    if (!*whole && r->what.undoes) {
        rc = mh__journal_get(s, r->what.undoes, tab->t->sql, later->row_id, &st, &own, &got, err);
        *whole = got && own.kind == '-';
        mh__stmt_give(s, st);
        st = NULL;
    }
    if (rc == MH_OK && !*whole) {
        rc = mh__journal_get(s, r->what.seq, tab->t->sql, later->row_id, &st, &own, &got, err);
        *whole = got && (own.kind == '-' || later->kind == '-');
        if (rc == MH_OK && got && !*whole)
            rc = common_field(tab, own.fields, own.nfields, later->fields, later->nfields, field, err);
        if (rc == MH_OK && got && !*whole)
            rc = common_field(tab, own.secret, own.nsecret, later->secret, later->nsecret, field, err);
        mh__stmt_give(s, st);
    }
    return rc;
}

static enum mh_rc refuse(struct reversal *r, struct mh__tab *tab, int64_t row_id, const struct mh__field *field, int64_t seq,
                         struct mh_err *err)
{
    struct mh_store *s = r->s;
    struct mh_str row = MH_STR_INIT;
    struct mh__op later = { 0 };
    bool got = false;
    enum mh_rc rc = mh__op_by_seq(s, seq, &later, &got, err);

    mh__row_name(s, tab, row_id, &row);
    if (rc == MH_OK)
        rc = mh_err_set(err, MH_ECONFLICT,
                        "l'opération %lld (%s) ne peut pas être annulée : l'opération %lld (%s) a changé ensuite %s%s%s%s",
                        (long long)r->first.number, r->first.command, (long long)later.number, got ? later.command : "",
                        field ? "« " : "", field ? field->c->title : "", field ? " » de " : "", mh_str_text(&row));
    mh__op_free(&later);
    mh_str_free(&row);
    return rc;
}

static enum mh_rc check_later(struct reversal *r, struct mh_err *err)
{
    static const char SQL_LATER[] =
        "SELECT c.tbl, c.row_id, c.kind, c.fields, c.private, c.derived, c.seq, o.root FROM change AS c "
        "JOIN operation AS o ON o.seq = c.seq WHERE c.seq > $seq AND o.root <> $root ORDER BY c.seq DESC";
    struct mh_store *s = r->s;
    struct mh__stmt *st = NULL;
    bool row = false;
    int64_t known_root = 0, known_steps = 0;
    enum mh_rc rc = mh__stmt_take(s, SQL_LATER, &st, err);

    if (rc != MH_OK)
        return rc;
    mh__bind_int(s, st, "$seq", r->what.seq);
    mh__bind_int(s, st, "$root", r->what.root);
    while (rc == MH_OK && (rc = s->drv->step(st, &row, err)) == MH_OK && row) {
        struct mh__entry later;
        const struct mh__field *field = NULL;
        bool whole = false;
        int64_t root = s->drv->integer(st, 7);
        mh__entry_read(s, st, 0, &later);
        struct mh__tab *tab = mh__tab_named(s, later.table);
        if (!tab)
            rc = mh_err_set(err, MH_EDAMAGED, "le journal est abîmé (table inconnue)");
        if (rc == MH_OK && root != known_root)
            rc = steps_after(s, known_root = root, r->what.seq, &known_steps, err);
        if (rc == MH_OK && known_steps % 2 == 0)
            continue;
        if (rc == MH_OK)
            rc = touches(r, tab, &later, &whole, &field, err);
        if (rc == MH_OK && (whole || field))
            rc = refuse(r, tab, later.row_id, field, s->drv->integer(st, 6), err);
    }
    mh__stmt_give(s, st);
    return rc;
}

/* --- reversing --- */

/* Rows that `what` created, or brought back by reversing another: of one table. */
static void where_created(struct mh_str *sql, const struct reversal *r)
{
    mh_str_add(sql, r->what.undoes ? "id IN (SELECT row_id FROM change WHERE seq = $undoes AND tbl = $tbl AND kind = '-')"
                                   : "id BETWEEN $first AND $last");
}

static void bind_created(struct reversal *r, struct mh__stmt *st, const struct mh__tab *tab)
{
    if (r->what.undoes) {
        mh__bind_int(r->s, st, "$undoes", r->what.undoes);
        mh__bind_text(r->s, st, "$tbl", tab->t->sql);
    } else {
        mh__bind_int(r->s, st, "$first", r->what.first_id);
        mh__bind_int(r->s, st, "$last", r->what.last_id);
    }
}

/* Two passes, so that no table changes under its reader: the images, then the rows. */
static enum mh_rc remove_created(struct reversal *r, struct mh__tab *tab, struct mh_err *err)
{
    struct mh_store *s = r->s;
    struct mh__stmt *st = NULL;
    bool row = false;
    int64_t n = 0;

    mh__sql_select(&s->sql, tab);
    mh_str_add(&s->sql, " WHERE ");
    where_created(&s->sql, r);
    mh_str_add(&s->sql, " ORDER BY t.id");
    enum mh_rc rc = mh__stmt_take(s, mh_str_text(&s->sql), &st, err);
    if (rc != MH_OK)
        return rc;
    bind_created(r, st, tab);
    while (rc == MH_OK && (rc = s->drv->step(st, &row, err)) == MH_OK && row) {
        mh__row_read(s, tab, st, tab->scratch[0]);
        rc = mh__journal_put(s, tab, mh__row_id(tab->scratch[0]), '-', tab->scratch[0], NULL, err);
        n++;
    }
    mh__stmt_give(s, st);
    if (rc != MH_OK || n == 0)
        return rc;
    s->op.removed += n;
    s->forgets++;
    mh__sql_from(&s->sql, "DELETE", tab, "WHERE ");
    where_created(&s->sql, r);
    rc = mh__stmt_take(s, mh_str_text(&s->sql), &st, err);
    if (rc != MH_OK)
        return rc;
    bind_created(r, st, tab);
    return mh__stmt_run(s, st, err);
}

static enum mh_rc place_taken(struct reversal *r, struct mh__tab *tab, const void *row, struct mh_err *err)
{
    int64_t other = 0;
    struct mh_str name = MH_STR_INIT;
    enum mh_rc rc = mh_store_find(r->s, tab->t, row, &other, err);

    mh__row_name(r->s, tab, other, &name);
    if (rc == MH_OK)
        rc = mh_err_set(err, MH_ECONFLICT, "l'opération %lld (%s) ne peut pas être annulée : une opération plus récente a donné %s",
                        (long long)r->first.number, r->first.command, mh_str_text(&name));
    mh_str_free(&name);
    return rc;
}

/* Insert or update that may find its identity taken. */
static enum mh_rc write_row(struct reversal *r, struct mh__tab *tab, const void *row, uint64_t mask, bool *taken, struct mh_err *err)
{
    struct mh_err why = MH_ERR_INIT;
    enum mh_rc rc = mask ? mh__row_update(r->s, tab, row, mask, &why) : mh__row_insert(r->s, tab, row, &why);

    *taken = rc != MH_OK && r->s->drv->fault(r->s->db) == MH__FAULT_UNIQUE;
    if (rc != MH_OK && !*taken)
        return mh_err_set(err, rc, "%s", why.msg);
    return MH_OK;
}

/* What a row is known by follows from its words, but for rows that keep the key under which they came (an article whose words were made
 * precise): then it is as the journal has it. `then` is derived; an operation that left the key alone is reversed without it. */
static enum mh_rc reverse_key(const struct mh__tab *tab, const struct mh__entry *e, const void *now, void *then, struct mh_err *err)
{
    enum mh_rc rc = MH_OK;

    for (size_t i = 0; i < tab->nfields && rc == MH_OK; i++) {
        const struct mh__field *f = &tab->field[i];
        const char *p = e->derived, *end = p + e->nderived;
        struct mh__piece piece;
        bool got = true, held = false;
        if ((f->c->flags & MH_KEY) == 0 || (f->c->flags & MH_DERIVED) == 0)
            continue;
        while (rc == MH_OK && !held && (rc = mh__piece_next(tab, &p, end, true, &piece, &got, err)) == MH_OK && got)
            held = piece.field == f;
        if (rc == MH_OK && !held)
            mh_value_copy(f->c, then, now);
        else if (rc == MH_OK && mh__value_is(f, piece.after, now))
            rc = mh__value_set(f, piece.before, then, err);
    }
    return rc;
}

static enum mh_rc reverse_update(struct reversal *r, struct mh__tab *tab, const struct mh__entry *e, struct mh_err *err)
{
    struct mh_store *s = r->s;
    void *now = tab->scratch[0], *then = tab->scratch[1];
    uint64_t mask = 0;
    bool got = false, taken = false;
    enum mh_rc rc = mh__row_get(s, tab, e->row_id, now, &got, err);

    if (rc == MH_OK && !got)
        rc = mh_err_set(err, MH_EDAMAGED, "le journal est abîmé : une ligne modifiée n'existe plus (%s)", tab->t->title);
    if (rc != MH_OK)
        return rc;
    mh_row_copy(tab->t, then, now);
    rc = mh__image_reverse(tab, e, then, NULL, err);
    if (rc != MH_OK)
        return rc;
    mh_row_derive(tab->t, then);
    rc = reverse_key(tab, e, now, then, err);
    if (rc != MH_OK)
        return rc;
    for (size_t i = 0; i < tab->nfields; i++)
        if (!mh_value_equal(tab->field[i].c, now, then))
            mask |= (uint64_t)1 << i;
    if (mask)
        rc = write_row(r, tab, then, mask, &taken, err);
    if (rc == MH_OK && taken) {
        /* Another row of this very reversal may hold the place: both stand aside. */
        struct aside *a = mh_vec_add(&r->aside);
        a->tab = tab;
        a->row = mh_xcalloc(1, tab->t->row_size);
        mh_row_init(tab->t, a->row);
        mh_row_copy(tab->t, a->row, then);
        rc = mh__row_delete(s, tab, e->row_id, err);
    }
    if (rc == MH_OK) {
        s->op.updated++;
        rc = mh__journal_put(s, tab, e->row_id, '~', now, then, err);
    }
    return rc;
}

static enum mh_rc reverse_removal(struct reversal *r, struct mh__tab *tab, const struct mh__entry *e, struct mh_err *err)
{
    struct mh_store *s = r->s;
    void *row = tab->scratch[0], *image = tab->scratch[1];
    bool taken = false;
    enum mh_rc rc = mh__image_row(tab, e, row, err);

    if (rc != MH_OK)
        return rc;
    mh_row_copy(tab->t, image, row);
    mh_row_derive(tab->t, row);
    for (size_t i = 0; i < tab->nfields; i++) {
        const struct mh_column *c = tab->field[i].c;
        if (c->flags & MH_KEY && c->flags & MH_DERIVED && mh_value_known(c, image))
            mh_value_copy(c, row, image); /* known as it was known */
    }
    rc = write_row(r, tab, row, 0, &taken, err);
    if (rc == MH_OK && taken)
        rc = place_taken(r, tab, row, err);
    if (rc == MH_OK) {
        s->op.created++;
        mh__stream_add(s, &s->stream[mh__tab_index(s, tab)], tab, row);
    }
    return rc;
}

static enum mh_rc reverse_entries(struct reversal *r, char kind, struct mh_err *err)
{
    static const char SQL_ENTRIES[] = "SELECT tbl, row_id, kind, fields, private, derived FROM change WHERE seq = $seq AND kind = $kind "
                                      "ORDER BY tbl, row_id";
    struct mh_store *s = r->s;
    struct mh__stmt *st = NULL;
    const char text[2] = { kind, '\0' };
    bool row = false;
    enum mh_rc rc = mh__stmt_take(s, SQL_ENTRIES, &st, err);

    if (rc != MH_OK)
        return rc;
    mh__bind_int(s, st, "$seq", r->what.seq);
    mh__bind_text(s, st, "$kind", text);
    while (rc == MH_OK && (rc = s->drv->step(st, &row, err)) == MH_OK && row) {
        struct mh__entry e;
        mh__entry_read(s, st, 0, &e);
        struct mh__tab *tab = mh__tab_named(s, e.table);
        if (!tab)
            rc = mh_err_set(err, MH_EDAMAGED, "le journal est abîmé (table inconnue)");
        else
            rc = kind == '-' ? reverse_removal(r, tab, &e, err) : reverse_update(r, tab, &e, err);
    }
    mh__stmt_give(s, st);
    return rc;
}

static enum mh_rc bring_back_aside(struct reversal *r, struct mh_err *err)
{
    enum mh_rc rc = MH_OK;

    for (size_t i = 0; i < r->aside.len && rc == MH_OK; i++) {
        struct aside *a = &r->aside.at[i];
        bool taken = false;
        rc = write_row(r, a->tab, a->row, 0, &taken, err);
        if (rc == MH_OK && taken)
            rc = place_taken(r, a->tab, a->row, err);
    }
    return rc;
}

/* The last operation after ours that removed the row, else the one that created `child`. */
static enum mh_rc who_parted(struct reversal *r, const struct mh_table *parent, int64_t parent_id, int64_t child_id, int64_t *seq,
                             bool *removed, struct mh_err *err)
{
    static const char SQL_REMOVER[] = "SELECT max(seq) FROM change WHERE tbl = $tbl AND row_id = $id AND kind = '-' AND seq > $seq "
                                      "AND seq < $self";
    static const char SQL_MAKER[] = "SELECT seq FROM operation WHERE $id BETWEEN first_id AND last_id";
    struct mh_store *s = r->s;
    struct mh__stmt *st = NULL;
    enum mh_rc rc = mh__stmt_take(s, SQL_REMOVER, &st, err);

    if (rc != MH_OK)
        return rc;
    mh__bind_text(s, st, "$tbl", parent->sql);
    mh__bind_int(s, st, "$id", parent_id);
    mh__bind_int(s, st, "$seq", r->what.seq);
    mh__bind_int(s, st, "$self", s->op.seq);
    rc = mh__stmt_number(s, st, MH_UNKNOWN, seq, err);
    *removed = rc == MH_OK && *seq != MH_UNKNOWN;
    if (rc == MH_OK && !*removed)
        rc = mh__stmt_take(s, SQL_MAKER, &st, err);
    if (rc != MH_OK || *removed)
        return rc;
    mh__bind_int(s, st, "$id", child_id);
    return mh__stmt_number(s, st, 0, seq, err);
}

/* The first row whose field refers to a row that is no more. */
static enum mh_rc find_orphan(struct mh_store *s, const struct mh__tab *tab, const struct mh_column *c, int64_t *child, int64_t *parent,
                              struct mh_err *err)
{
    struct mh__stmt *st = NULL;
    bool row = false;

    mh_str_clear(&s->sql);
    mh_str_add(&s->sql, "SELECT id, ");
    mh__sql_name(&s->sql, c->sql, NULL);
    mh_str_add(&s->sql, " FROM ");
    mh__sql_name(&s->sql, tab->t->sql, NULL);
    mh_str_add(&s->sql, " WHERE ");
    mh__sql_name(&s->sql, c->sql, NULL);
    mh_str_add(&s->sql, " NOT IN (SELECT id FROM ");
    mh__sql_name(&s->sql, c->ref->sql, NULL);
    mh_str_add(&s->sql, ") LIMIT 1");
    enum mh_rc rc = mh__stmt_take(s, mh_str_text(&s->sql), &st, err);
    if (rc == MH_OK)
        rc = s->drv->step(st, &row, err);
    *child = row ? s->drv->integer(st, 0) : 0;
    *parent = row ? s->drv->integer(st, 1) : 0;
    mh__stmt_give(s, st);
    return rc;
}

/* Rows refer to one that is no more: a later operation made them, or removed it. */
static enum mh_rc refuse_orphan(struct reversal *r, struct mh_err *err)
{
    struct mh_store *s = r->s;

    for (size_t i = 0; i < s->njournaled; i++)
        for (size_t k = 0; k < s->tab[i]->nfields; k++) {
            const struct mh_column *c = s->tab[i]->field[k].c;
            int64_t child = 0, parent = 0, seq = 0;
            bool removed = false;
            if (!c->ref)
                continue;
            enum mh_rc rc = find_orphan(s, s->tab[i], c, &child, &parent, err);
            if (rc == MH_OK && !child)
                continue;
            if (rc == MH_OK)
                rc = who_parted(r, c->ref, parent, child, &seq, &removed, err);
            if (rc != MH_OK)
                return rc;
            return removed ? refuse(r, mh__tab_of(s, c->ref), parent, NULL, seq, err) : refuse(r, s->tab[i], child, NULL, seq, err);
        }
    return mh_err_set(err, MH_ECONFLICT, "l'opération %lld (%s) ne peut pas être annulée : d'autres lignes en dépendent",
                      (long long)r->first.number, r->first.command);
}

static enum mh_rc apply(struct reversal *r, bool undo, struct mh_err *err)
{
    struct mh_store *s = r->s;
    struct mh_str command = MH_STR_INIT;

    mh_str_addf(&command, "%s de %lld : %s", undo ? "annulation" : "rétablissement", (long long)r->first.number, r->first.command);
    free(s->op.command);
    s->op.command = mh_str_take(&command);
    s->op.undoes = r->what.seq;
    s->op.root = r->what.root;
    enum mh_rc rc = check_later(r, err);
    if (rc == MH_OK)
        rc = s->drv->references(s->db, MH__REFERENCES_AT_COMMIT, err);
    for (size_t i = s->njournaled; i-- > 0 && rc == MH_OK && r->what.created;)
        rc = remove_created(r, s->tab[i], err);
    if (rc == MH_OK)
        rc = reverse_entries(r, '~', err);
    if (rc == MH_OK)
        rc = bring_back_aside(r, err);
    if (rc == MH_OK)
        rc = reverse_entries(r, '-', err);
    return rc;
}

/* --- which one --- */

static enum mh_rc pick(struct mh_store *s, const char *sql, struct mh__op *op, bool *got, struct mh_err *err)
{
    struct mh__stmt *st = NULL;
    enum mh_rc rc = mh__stmt_take(s, sql, &st, err);

    if (rc != MH_OK)
        return rc;
    mh__bind_int(s, st, "$origin", s->origin);
    mh__bind_text(s, st, "$author", s->author);
    return mh__op_one(s, st, op, got, err);
}

static enum mh_rc last_of_chain(struct mh_store *s, int64_t root, struct mh__op *last, struct mh_err *err)
{
    static const char SQL_LAST[] = "SELECT " MH__OP_COLUMNS " FROM operation WHERE root = $root ORDER BY seq DESC LIMIT 1";
    struct mh__stmt *st = NULL;
    bool got = false;
    enum mh_rc rc = mh__stmt_take(s, SQL_LAST, &st, err);

    if (rc != MH_OK)
        return rc;
    mh__bind_int(s, st, "$root", root);
    return mh__op_one(s, st, last, &got, err);
}

static enum mh_rc choose_undo(struct reversal *r, int64_t number, bool *undone, struct mh_err *err)
{
    /* Of the author's operations that stand, the one that was done, or redone, last. */
    static const char SQL_LATEST[] =
        "SELECT " MH__OP_COLUMNS " FROM operation AS o WHERE origin = $origin AND author = $author AND undoes IS NULL "
        "AND (SELECT count(*) FROM operation AS c WHERE c.root = o.seq) % 2 = 1 "
        "ORDER BY (SELECT max(c.seq) FROM operation AS c WHERE c.root = o.seq) DESC LIMIT 1";
    struct mh__op named = { 0 };
    int64_t by = 0;
    bool got = false;
    enum mh_rc rc = number ? mh__op_by_number(r->s, number, &named, &got, err) : pick(r->s, SQL_LATEST, &named, &got, err);

    if (rc == MH_OK && !got)
        rc = number ? mh_err_set(err, MH_ENOTFOUND, "il n'y a pas d'opération %lld", (long long)number)
                    : mh_err_set(err, MH_ENOTFOUND, "%s n'a rien à annuler ; l'opération d'une autre personne s'annule par son numéro (mahalli history)", r->s->author);
    if (rc == MH_OK)
        rc = mh__op_by_seq(r->s, named.root, &r->first, &got, err);
    if (rc == MH_OK)
        rc = last_of_chain(r->s, named.root, &r->what, err);
    if (rc == MH_OK)
        rc = mh__op_undone_by(r->s, &named, &by, err);
    if (rc == MH_OK && by)
        rc = mh_err_set(err, MH_ECONFLICT, "l'opération %lld est déjà annulée par l'opération %lld", (long long)named.number,
                        (long long)r->what.number);
    if (rc == MH_OK)
        rc = mh__op_undone_by(r->s, &r->first, &by, err);
    *undone = by != 0;
    mh__op_free(&named);
    return rc;
}

static enum mh_rc choose_redo(struct reversal *r, bool *undone, struct mh_err *err)
{
    static const char SQL_LATEST[] =
        "SELECT " MH__OP_COLUMNS " FROM operation AS o WHERE origin = $origin AND author = $author AND undoes IS NOT NULL "
        "AND NOT EXISTS (SELECT 1 FROM operation AS c WHERE c.undoes = o.seq) "
        "AND (SELECT count(*) FROM operation AS c WHERE c.root = o.root) % 2 = 0 ORDER BY o.seq DESC LIMIT 1";
    bool got = false;
    enum mh_rc rc = pick(r->s, SQL_LATEST, &r->what, &got, err);

    *undone = true;
    if (rc == MH_OK && !got)
        rc = mh_err_set(err, MH_ENOTFOUND, "il n'y a rien à rétablir pour %s", r->s->author);
    if (rc == MH_OK)
        rc = mh__op_by_seq(r->s, r->what.root, &r->first, &got, err);
    return rc;
}

static void reversal_free(struct reversal *r)
{
    for (size_t i = 0; i < r->aside.len; i++) {
        mh_row_free(r->aside.at[i].tab->t, r->aside.at[i].row);
        free(r->aside.at[i].row);
    }
    mh_vec_free(&r->aside);
    mh__op_free(&r->what);
    mh__op_free(&r->first);
}

static enum mh_rc reverse(struct mh_store *s, bool redo, int64_t number, struct mh_operation *done, struct mh_err *err)
{
    struct reversal r = { .s = s };
    struct mh_err why = MH_ERR_INIT;
    bool undone = false;
    enum mh_rc rc = mh__op_begin(s, "", err);

    if (rc != MH_OK)
        return rc;
    rc = redo ? choose_redo(&r, &undone, err) : choose_undo(&r, number, &undone, err);
    if (rc == MH_OK && s->allow)
        rc = s->allow(s->allow_ctx, r.what.number, err);
    if (rc == MH_OK)
        rc = apply(&r, !undone, err);
    if (rc == MH_OK)
        rc = mh__op_finish(s, err);
    if (rc == MH_OK && s->allow)
        rc = s->allow(s->allow_ctx, s->op.number, err);
    if (rc == MH_OK && done)
        rc = mh__op_describe(s, &r.first, done, err);
    if (rc == MH_OK && (rc = s->drv->exec(s->db, "COMMIT", &why)) != MH_OK) {
        if (done)
            mh_operation_free(done);
        rc = s->drv->fault(s->db) == MH__FAULT_REFERENCE ? refuse_orphan(&r, err) : mh_err_set(err, rc, "%s", why.msg);
    }
    if (rc != MH_OK)
        mh_store_rollback(s);
    s->state = MH__IDLE;
    reversal_free(&r);
    return rc;
}

void mh_store_on_reversal(struct mh_store *s, enum mh_rc (*allow)(void *ctx, int64_t operation, struct mh_err *err), void *ctx)
{
    s->allow = allow;
    s->allow_ctx = ctx;
}

enum mh_rc mh_store_undo(struct mh_store *s, int64_t number, struct mh_operation *done, struct mh_err *err)
{
    return reverse(s, false, number, done, err);
}

enum mh_rc mh_store_redo(struct mh_store *s, struct mh_operation *done, struct mh_err *err)
{
    return reverse(s, true, 0, done, err);
}

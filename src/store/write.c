/* Insert, update, remove: the row, its part in the hash of what was created, its journal row. */
#include <assert.h>
#include <string.h>
#include <mahalli/xalloc.h>
#include "store/internal.h"

static enum mh_rc next_id(struct mh_store *s, int64_t *id, struct mh_err *err)
{
    if (((s->op.last_id + 1) & (MH__OWN_ID - 1)) == 0)
        return mh_err_set(err, MH_EINVAL, "ce plan n'a plus de numéro libre");
    *id = s->op.last_id + 1;
    return MH_OK;
}

/* Identity keys that the caller left to us. */
static void derive_missing(const struct mh__tab *tab, void *row)
{
    for (size_t i = 0; i < tab->nfields; i++) {
        const struct mh_column *c = tab->field[i].c;
        if (c->flags & MH_KEY && !mh_value_known(c, row)) {
            mh_row_derive(tab->t, row);
            return;
        }
    }
}

enum mh_rc mh_store_insert(struct mh_store *s, const struct mh_table *t, void *row, struct mh_err *err)
{
    struct mh__tab *tab = mh__tab_of(s, t);
    int64_t *id = row;

    assert(s->state == MH__OPERATION && t->sql && *id == 0);
    if (t->derive)
        derive_missing(tab, row);
    enum mh_rc rc = next_id(s, id, err);
    if (rc == MH_OK)
        rc = mh__row_insert(s, tab, row, err);
    if (rc != MH_OK) {
        *id = 0;
        return mh_err_where(err, "%s", t->one);
    }
    s->op.last_id = *id;
    s->op.created++;
    mh__stream_add(s, &s->stream[mh__tab_index(s, tab)], tab, row);
    return MH_OK;
}

int64_t mh_store_last_id(const struct mh_store *s)
{
    return s->state == MH__OPERATION && s->op.last_id >= s->op.first_id ? s->op.last_id : 0;
}

static enum mh_rc refuse_stale(const struct mh__field *f, const void *stored, const void *was, struct mh_err *err)
{
    struct mh_str now = MH_STR_INIT, then = MH_STR_INIT;

    mh_value_text_fr(f->c, stored, &now);
    mh_value_text_fr(f->c, was, &then);
    enum mh_rc rc = mh_err_set(err, MH_ECONFLICT, "« %s » vaut maintenant « %s » au lieu de « %s » : quelqu'un l'a changé entre-temps",
                               f->c->title, mh_str_text(&now), mh_str_text(&then));
    mh_str_free(&now);
    mh_str_free(&then);
    return rc;
}

/* The fields that differ; *recorded tells whether one of them belongs in the journal. */
static uint64_t differing(const struct mh__tab *tab, const void *was, const void *now, bool *recorded)
{
    uint64_t mask = 0;

    *recorded = false;
    for (size_t i = 0; i < tab->nfields; i++)
        if (!mh_value_equal(tab->field[i].c, was, now)) {
            mask |= (uint64_t)1 << i;
            *recorded |= mh__part_of(tab->field[i].c) != MH__DERIVED;
        }
    return mask;
}

static enum mh_rc check_update(struct mh__tab *tab, uint64_t mask, const void *stored, const void *was, struct mh_err *err)
{
    for (size_t i = 0; i < tab->nfields; i++) {
        const struct mh__field *f = &tab->field[i];
        if (!(mask >> i & 1))
            continue;
        if (f->c->flags & MH_IMMUTABLE)
            return mh_err_set(err, MH_EINVAL, "« %s » ne change plus une fois la ligne créée", f->c->title);
        if (mh__part_of(f->c) != MH__DERIVED && !mh_value_equal(f->c, stored, was))
            return refuse_stale(f, stored, was, err);
    }
    return MH_OK;
}

/* `row`, as stored, becomes what it was when the running operation began. */
static enum mh_rc as_at_begin(struct mh_store *s, struct mh__tab *tab, void *row, bool *journaled, struct mh_err *err)
{
    struct mh__stmt *st = NULL;
    struct mh__entry e;
    enum mh_rc rc = mh__journal_get(s, s->op.seq, tab->t->sql, mh__row_id(row), &st, &e, journaled, err);

    if (rc == MH_OK && *journaled)
        rc = mh__image_reverse(tab, &e, row, NULL, err);
    mh__stmt_give(s, st);
    return rc;
}

/* An own row in the place of a reference row, which it hides. */
static enum mh_rc copy_reference(struct mh_store *s, struct mh__tab *tab, const void *now, struct mh_err *err)
{
    void *own = tab->scratch[1];

    mh_row_copy(tab->t, own, now);
    *(int64_t *)own = 0;
    for (size_t i = 0; i < tab->nfields; i++)
        if (strcmp(tab->field[i].c->sql, "origin") == 0)
            (void)mh__value_set(&tab->field[i], (struct mh__value){ "propre", strlen("propre") }, own, err);
    return mh_store_insert(s, tab->t, own, err);
}

static enum mh_rc update_stored(struct mh_store *s, struct mh__tab *tab, const void *now, uint64_t mask, bool recorded,
                                struct mh_err *err)
{
    void *stored = tab->scratch[0], *original = tab->scratch[1];
    int64_t id = mh__row_id(now);
    bool created = mh__created_here(s, id), journaled = false;
    enum mh_rc rc = MH_OK;

    if (recorded && !created) {
        mh_row_copy(tab->t, original, stored);
        rc = as_at_begin(s, tab, original, &journaled, err);
    }
    for (size_t i = 0; i < tab->nfields; i++)
        if (mask >> i & 1)
            mh_value_copy(tab->field[i].c, stored, now);
    if (rc == MH_OK)
        rc = mh__row_update(s, tab, stored, mask, err);
    if (rc != MH_OK || !recorded)
        return rc;
    if (created) {
        s->stream[mh__tab_index(s, tab)].stale = true;
        return MH_OK;
    }
    bool differs;
    differing(tab, original, stored, &differs);
    s->op.updated += (int)differs - (int)journaled;
    return mh__journal_put(s, tab, id, differs ? '~' : 0, original, stored, err);
}

enum mh_rc mh_store_update(struct mh_store *s, const struct mh_table *t, const void *was, const void *now, bool *changed,
                           struct mh_err *err)
{
    struct mh__tab *tab = mh__tab_of(s, t);
    int64_t id = mh__row_id(was);
    bool recorded = false, got = false;
    enum mh_rc rc;

    assert(s->state == MH__OPERATION && t->sql && id != 0 && id == mh__row_id(now));
    uint64_t mask = differing(tab, was, now, &recorded);
    if (changed)
        *changed = recorded;
    if (!mask)
        return MH_OK;
    rc = mh__row_get(s, tab, id, tab->scratch[0], &got, err);
    if (rc == MH_OK && !got)
        rc = mh_err_set(err, MH_ECONFLICT, "cette ligne a été retirée entre-temps");
    if (rc == MH_OK)
        rc = check_update(tab, mask, tab->scratch[0], was, err);
    if (rc == MH_OK)
        rc = id < MH__OWN_ID ? copy_reference(s, tab, now, err) : update_stored(s, tab, now, mask, recorded, err);
    if (rc != MH_OK) {
        struct mh_str name = MH_STR_INIT;
        mh__row_name(s, tab, id, &name);
        mh_err_where(err, "%s", mh_str_text(&name));
        mh_str_free(&name);
    }
    return rc;
}

/* Who still refers to the row: "3 besoins". */
static enum mh_rc refuse_referred(struct mh_store *s, struct mh__tab *tab, int64_t id, struct mh_err *err)
{
    for (size_t i = 0; i < s->njournaled; i++)
        for (size_t k = 0; k < s->tab[i]->nfields; k++) {
            const struct mh_column *c = s->tab[i]->field[k].c;
            struct mh__stmt *st = NULL;
            int64_t n = 0;
            if (c->ref != tab->t)
                continue;
            mh__sql_from(&s->sql, "SELECT count(*)", s->tab[i], "WHERE ");
            mh__sql_name(&s->sql, c->sql, NULL);
            mh_str_add(&s->sql, " = $id");
            enum mh_rc rc = mh__stmt_take(s, mh_str_text(&s->sql), &st, err);
            if (rc != MH_OK)
                return rc;
            mh__bind_int(s, st, "$id", id);
            rc = mh__stmt_number(s, st, 0, &n, err);
            if (rc != MH_OK)
                return rc;
            if (n > 0)
                return mh_err_set(err, MH_EINVAL, "ne se retire pas : %lld ligne%s y renvoie%s (%s)", (long long)n, n > 1 ? "s" : "",
                                  n > 1 ? "nt" : "", s->tab[i]->t->title);
        }
    return mh_err_set(err, MH_EINVAL, "ne se retire pas : d'autres lignes y renvoient");
}

static enum mh_rc remove_stored(struct mh_store *s, struct mh__tab *tab, int64_t id, struct mh_err *err)
{
    bool created = mh__created_here(s, id), journaled = false;
    struct mh_err why = MH_ERR_INIT;
    enum mh_rc rc = MH_OK;

    if (!created)
        rc = as_at_begin(s, tab, tab->scratch[0], &journaled, err);
    if (rc != MH_OK)
        return rc;
    rc = mh__row_delete(s, tab, id, &why);
    if (rc != MH_OK)
        return s->drv->fault(s->db) == MH__FAULT_REFERENCE ? refuse_referred(s, tab, id, err) : mh_err_set(err, rc, "%s", why.msg);
    if (created) {
        s->op.created--;
        s->stream[mh__tab_index(s, tab)].stale = true;
        return MH_OK;
    }
    s->op.updated -= journaled;
    s->op.removed++;
    return mh__journal_put(s, tab, id, '-', tab->scratch[0], NULL, err);
}

enum mh_rc mh_store_remove(struct mh_store *s, const struct mh_table *t, int64_t id, struct mh_err *err)
{
    struct mh__tab *tab = mh__tab_of(s, t);
    struct mh_str name = MH_STR_INIT;
    bool got = false;

    assert(s->state == MH__OPERATION && t->sql);
    mh__row_name(s, tab, id, &name);
    enum mh_rc rc = mh__row_get(s, tab, id, tab->scratch[0], &got, err);
    if (rc == MH_OK && !got)
        rc = mh_err_set(err, MH_ENOTFOUND, "cette ligne n'existe pas ou plus");
    if (rc == MH_OK && id < MH__OWN_ID)
        rc = mh_err_set(err, MH_EINVAL, "une ligne de référence ne se retire pas");
    if (rc == MH_OK)
        rc = remove_stored(s, tab, id, err);
    if (rc != MH_OK)
        mh_err_where(err, "%s", mh_str_text(&name));
    mh_str_free(&name);
    return rc;
}

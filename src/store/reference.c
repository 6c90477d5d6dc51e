/* Reference rows: outside the journal, ids below MH__OWN_ID, replaced as a whole by each newer program. */
#include <assert.h>
#include "store/internal.h"

static enum mh_rc clear(struct mh_store *s, const struct mh__tab *tab, struct mh_err *err)
{
    struct mh__stmt *st = NULL;

    mh__sql_from(&s->sql, "DELETE", tab, "WHERE id < $own");
    enum mh_rc rc = mh__stmt_take(s, mh_str_text(&s->sql), &st, err);
    if (rc != MH_OK)
        return rc;
    mh__bind_int(s, st, "$own", MH__OWN_ID);
    return mh__stmt_run(s, st, err);
}

static enum mh_rc fill(struct mh_store *s, struct mh__tab *tab, const void *rows, size_t n, struct mh_err *err)
{
    const char *at = rows;
    enum mh_rc rc = clear(s, tab, err);

    s->forgets++;
    for (size_t i = 0; i < n && rc == MH_OK; i++, at += tab->t->row_size) {
        mh_row_copy(tab->t, tab->scratch[0], at);
        mh_row_derive(tab->t, tab->scratch[0]);
        *(int64_t *)tab->scratch[0] = (int64_t)i + 1;
        rc = mh__row_insert(s, tab, tab->scratch[0], err);
        if (rc != MH_OK)
            mh_err_where(err, "donnée de référence %zu (%s)", i + 1, tab->t->title);
    }
    return rc;
}

enum mh_rc mh_store_reference(struct mh_store *s, const struct mh_table *t, const void *rows, size_t n, struct mh_err *err)
{
    struct mh__tab *tab = mh__tab_of(s, t);
    bool alone = s->state == MH__IDLE;
    enum mh_rc rc = MH_OK;

    assert(tab->reference && (int64_t)n < MH__OWN_ID);
    if (alone)
        rc = mh_store_derive_begin(s, err);
    if (rc != MH_OK)
        return rc;
    rc = fill(s, tab, rows, n, err);
    if (alone && rc == MH_OK)
        rc = mh_store_derive_commit(s, err);
    else if (alone)
        mh_store_rollback(s);
    return rc;
}

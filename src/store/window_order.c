/*
 * An order that no index serves: the ids of all rows in it, sorted once and kept while nothing changes. A list that may be sorted so is
 * bounded (MH_WINDOW_SORTABLE).
 */
#include <stdlib.h>
#include "store/window.h"

static bool stands(struct mh_window *w, int64_t outside)
{
    return w->order_writes == w->s->writes + 1 && w->order_outside == outside;
}

/* The statement that gives the ids in the window's order, unknown values last. */
static enum mh_rc take_order(struct mh_window *w, struct mh__stmt **st, struct mh_err *err)
{
    struct mh_str sql = MH_STR_INIT;
    const char *way = w->descending ? "DESC" : "ASC";

    mh_str_addf(&sql, "SELECT t.id FROM (%s ", w->select);
    mh_str_addf(&sql, "%s) AS t%s%s ORDER BY ", w->from_free, w->where.len ? mh_str_text(&w->where) : " WHERE 1", mh_str_text(&w->few));
    for (size_t i = 0; i < w->nkeys; i++) {
        if (i == 0)
            mh_str_addf(&sql, "%s IS NULL, ", w->way.key[0].expr);
        mh_str_addf(&sql, "%s%s %s", i ? ", " : "", w->way.key[i].expr, way);
    }
    enum mh_rc rc = mh__stmt_take(w->s, mh_str_text(&sql), st, err);
    mh_str_free(&sql);
    if (rc == MH_OK)
        mh__window_bind(w, *st);
    return rc;
}

enum mh_rc mh__window_order(struct mh_window *w, struct mh_err *err)
{
    struct mh__stmt *st = NULL;
    int64_t outside = w->s->drv->outside_changes(w->s->db);
    bool row = false;

    if (stands(w, outside))
        return MH_OK;
    w->order.len = 0;
    w->order_writes = 0;
    enum mh_rc rc = take_order(w, &st, err);
    while (rc == MH_OK && (rc = w->s->drv->step(st, &row, err)) == MH_OK && row)
        mh_vec_push(&w->order, w->s->drv->integer(st, 0));
    mh__stmt_give(w->s, st);
    if (rc == MH_OK) {
        w->order_writes = w->s->writes + 1; /* 0: never sorted */
        w->order_outside = outside;
    }
    return rc;
}

bool mh__window_ranked(const struct mh_window *w, enum mh_window_from from, int64_t anchor, size_t n, size_t *first, size_t *count)
{
    size_t all = w->order.len, at = 0;

    if (from == MH_WINDOW_FIRST || from == MH_WINDOW_LAST) {
        *count = n < all ? n : all;
        *first = from == MH_WINDOW_FIRST ? 0 : all - *count;
        return true;
    }
    while (at < all && w->order.at[at] != anchor)
        at++;
    if (at == all)
        return false;
    if (from == MH_WINDOW_BEFORE) {
        *count = n < at ? n : at;
        *first = at - *count;
    } else {
        *first = at + (from == MH_WINDOW_AFTER);
        *count = n < all - *first ? n : all - *first;
    }
    return true;
}

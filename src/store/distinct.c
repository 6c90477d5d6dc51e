/* The different values of a column: from each to the next along its index, so that the cost is theirs and not that of the rows. */
#include <assert.h>
#include <stdlib.h>
#include <mahalli/xalloc.h>
#include "store/internal.h"

enum mh_rc mh_store_distinct(struct mh_store *s, const struct mh_table *t, const char *column, size_t n,
                             void (*each)(void *ctx, const char *value), void *ctx, struct mh_err *err)
{
    const struct mh_column *c = mh_table_column(t, column);
    struct mh_str sql = MH_STR_INIT, last = MH_STR_INIT;
    struct mh__stmt *st = NULL;
    bool more = true;

    assert(c && c->type == MH_TEXT && t->sql);
    mh_str_add(&sql, "SELECT min(");
    mh__sql_name(&sql, c->sql, NULL);
    mh_str_add(&sql, ") FROM ");
    mh__sql_name(&sql, t->sql, NULL);
    mh_str_add(&sql, " WHERE ");
    mh__sql_name(&sql, c->sql, NULL);
    mh_str_add(&sql, " > $last");
    enum mh_rc rc = mh__stmt_take(s, mh_str_text(&sql), &st, err);
    for (; rc == MH_OK && more && n > 0; n--) {
        bool row = false;
        mh__bind_text(s, st, "$last", mh_str_text(&last));
        rc = s->drv->step(st, &row, err);
        const char *value = row ? s->drv->text(st, 0, NULL) : NULL;
        more = rc == MH_OK && value;
        if (more) {
            mh_str_free(&last);
            mh_str_add(&last, value);
        }
        s->drv->reset(st);
        if (more)
            each(ctx, mh_str_text(&last));
    }
    mh__stmt_give(s, st);
    mh_str_free(&sql);
    mh_str_free(&last);
    return rc;
}

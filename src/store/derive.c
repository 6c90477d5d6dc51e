/* Derived columns of recorded rows: set outside the journal. */
#include "store/internal.h"

enum mh_rc mh_store_set_base_quantity(struct mh_store *s, int64_t need_id, int64_t quantity, struct mh_err *err)
{
    static const char SQL_SET[] = "UPDATE needs SET base_quantity = $quantity WHERE id = $id";
    struct mh__stmt *st = NULL;
    enum mh_rc rc = mh__check_running(s, err);

    if (rc == MH_OK)
        rc = mh__stmt_take(s, SQL_SET, &st, err);
    if (rc != MH_OK)
        return rc;
    mh__bind_int(s, st, "$quantity", quantity);
    mh__bind_int(s, st, "$id", need_id);
    rc = mh__stmt_run(s, st, err);
    if (rc == MH_OK && s->drv->changes(s->db) == 0)
        rc = mh_err_set(err, MH_ENOTFOUND, "ce besoin n'existe pas ou plus");
    return rc;
}

enum mh_rc mh_store_need_counts(struct mh_store *s, void (*each)(void *ctx, const struct mh_need_count *n), void *ctx, struct mh_err *err)
{
    static const char SQL_COUNTS[] = 
        "SELECT id, article_id, base_quantity, quantity, quantity_in FROM needs "
        "WHERE campaign_id IN (SELECT id FROM campaigns WHERE status = 'ouverte') ORDER BY article_id, id";
    struct mh__stmt *st = NULL;
    bool row = false;
    enum mh_rc rc = mh__stmt_take(s, SQL_COUNTS, &st, err);

    if (rc != MH_OK)
        return rc;
    while (rc == MH_OK && (rc = s->drv->step(st, &row, err)) == MH_OK && row) {
        struct mh_need_count n = { .id = s->drv->integer(st, 0), .article_id = s->drv->integer(st, 1),
                                   .base_quantity = s->drv->integer(st, 2), .quantity = s->drv->text(st, 3, NULL),
                                   .quantity_in = s->drv->text(st, 4, NULL) };
        each(ctx, &n);
    }
    mh__stmt_give(s, st);
    return rc;
}

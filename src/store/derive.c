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

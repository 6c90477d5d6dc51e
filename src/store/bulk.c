/*
 * Many rows at once: the indexes by which only lists on screen are ordered are made when the rows are there, which costs a fourth of
 * keeping them row by row. Dropped and made within the operation, so nobody else ever sees the table without them.
 */
#include <assert.h>
#include "store/internal.h"

enum { WORTH_IT = 20000, TIMES = 3 };

/* As the migrations make them (a test compares). */
static const struct { const char *name, *sql; } indexes[] = {
    { "needs_site", "CREATE INDEX needs_site ON needs (site_id, article_id)" },
    { "needs_price", "CREATE INDEX needs_price ON needs (price_ht)" },
    { "needs_quantity", "CREATE INDEX needs_quantity ON needs (CAST(quantity AS INTEGER), quantity)" },
};

enum mh_rc mh_store_expect(struct mh_store *s, const struct mh_table *t, int64_t rows, struct mh_err *err)
{
    static const char SQL_HELD[] = "SELECT count(*) FROM (SELECT 1 FROM needs LIMIT $n)";
    struct mh__stmt *st = NULL;
    int64_t held = 0;

    assert(s->state == MH__OPERATION);
    if (t != &mh_table_needs || rows < WORTH_IT || s->bulk)
        return MH_OK;
    enum mh_rc rc = mh__stmt_take(s, SQL_HELD, &st, err);
    if (rc == MH_OK) {
        mh__bind_int(s, st, "$n", rows * TIMES);
        rc = mh__stmt_number(s, st, 0, &held, err);
    }
    if (rc != MH_OK || held >= rows * TIMES || s->cursors > 0)
        return rc;
    s->bulk = true;
    for (size_t i = 0; i < sizeof indexes / sizeof *indexes && rc == MH_OK; i++) {
        mh_str_clear(&s->sql);
        mh_str_addf(&s->sql, "DROP INDEX IF EXISTS %s", indexes[i].name);
        rc = s->drv->exec(s->db, mh_str_text(&s->sql), err);
    }
    return rc;
}

enum mh_rc mh__bulk_end(struct mh_store *s, struct mh_err *err)
{
    enum mh_rc rc = MH_OK;

    if (!s->bulk)
        return MH_OK;
    s->drv->spare(s->db, MH__SPARE_FOR_SORTS);
    for (size_t i = 0; i < sizeof indexes / sizeof *indexes && rc == MH_OK; i++)
        rc = s->drv->exec(s->db, indexes[i].sql, err);
    s->drv->spare(s->db, MH__SPARE_NOTHING);
    s->bulk = false;
    return rc;
}

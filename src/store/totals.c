/* Volumes of each article over its needs. */
#include <string.h>
#include <mahalli/decimal.h>
#include "store/internal.h"

/* A quarter as given is to the year as given what its base quantity is to the year's; only exact whole numbers count. */
static bool quarter_base(const char *quarter, const char *quantity, int64_t base, int64_t *out)
{
    struct mh_decimal q, year;
    int64_t a, b;

    if (!quarter || !quantity || base == MH_UNKNOWN || !mh_decimal_parse(quarter, MH_NUM_POINT, &q) ||
        !mh_decimal_parse(quantity, MH_NUM_POINT, &year))
        return false;
    int places = q.scale > year.scale ? q.scale : year.scale;
    if (!mh_decimal_scaled(q, places, &a) || !mh_decimal_scaled(year, places, &b) || a < 0 || b < 0)
        return false;
    if (a == 0 || b == 0) {
        *out = 0;
        return a == 0;
    }
    __extension__ typedef __int128 wide;
    wide product = (wide)a * base;
    if (product % b != 0 || product / b > INT64_MAX)
        return false;
    *out = (int64_t)(product / b);
    return true;
}

/* One need into the total of its article; columns as in SQL_NEEDS. */
static void add_need(struct mh_store *s, struct mh__stmt *st, struct mh_article_total *t, int64_t *site)
{
    int64_t base = s->drv->integer(st, 2);
    const char *quantity = s->drv->text(st, 3, NULL);

    t->needs++;
    if (s->drv->integer(st, 1) != *site)
        t->sites++;
    *site = s->drv->integer(st, 1);
    if (base == MH_UNKNOWN)
        t->unknown++;
    else if (base > INT64_MAX - t->base_quantity)
        t->base_quantity = INT64_MAX;
    else
        t->base_quantity += base;
    for (int i = 0; i < 4; i++) {
        int64_t v = MH_UNKNOWN;
        if (!quarter_base(s->drv->text(st, 4 + i, NULL), quantity, base, &v))
            v = MH_UNKNOWN;
        t->quarter[i] = mh_sum(t->quarter[i], v);
    }
}

static void finish(struct mh_article_total *t)
{
    for (int i = 0; i < 4; i++)
        if (t->quarter[i] == MH_UNKNOWN)
            for (int k = 0; k < 4; k++)
                t->quarter[k] = MH_UNKNOWN;
}

enum mh_rc mh_store_article_totals(struct mh_store *s, int64_t campaign_id, int64_t member_id,
                                   void (*each)(void *ctx, const struct mh_article_total *t), void *ctx, struct mh_err *err)
{
    static const char SQL_NEEDS[] = "SELECT n.article_id, n.site_id, n.base_quantity, n.quantity, n.q1, n.q2, n.q3, n.q4 FROM needs AS n "
                                    "WHERE ($campaign = 0 OR n.campaign_id = $campaign) ORDER BY n.article_id, n.site_id";
    static const char SQL_OF_MEMBER[] = "SELECT n.article_id, n.site_id, n.base_quantity, n.quantity, n.q1, n.q2, n.q3, n.q4 "
                                        "FROM needs AS n JOIN articles AS a ON a.id = n.article_id "
                                        "WHERE ($campaign = 0 OR n.campaign_id = $campaign) AND a.member_id = $member "
                                        "ORDER BY n.article_id, n.site_id";
    struct mh__stmt *st = NULL;
    struct mh_article_total t = { 0 };
    int64_t site = 0;
    bool row = false;
    enum mh_rc rc = mh__stmt_take(s, member_id ? SQL_OF_MEMBER : SQL_NEEDS, &st, err);

    if (rc != MH_OK)
        return rc;
    mh__bind_int(s, st, "$campaign", campaign_id);
    if (member_id)
        mh__bind_int(s, st, "$member", member_id);
    while ((rc = s->drv->step(st, &row, err)) == MH_OK && row) {
        int64_t article = s->drv->integer(st, 0);
        if (article != t.article_id) {
            finish(&t);
            if (t.needs)
                each(ctx, &t);
            t = (struct mh_article_total){ .article_id = article };
            site = 0;
        }
        add_need(s, st, &t, &site);
    }
    finish(&t);
    if (rc == MH_OK && t.needs)
        each(ctx, &t);
    mh__stmt_give(s, st);
    return rc;
}

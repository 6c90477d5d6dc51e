#include "ops/report/before.h"

#include <mahalli/hash.h>

#include <stdlib.h>
#include <string.h>

enum { YEARS_BACK = 2 };

static uint64_t pair_of(int64_t article, const char *site)
{
    return mh_hash64(site ? site : "", site ? strlen(site) : 0, (uint64_t)article) | 1;
}

static enum mh_rc year_before(struct mh_session *s, int64_t *id, struct mh__before *b, struct mh_err *err)
{
    struct mh__rows all;
    enum mh_rc rc = mh__rows_load(s->store, &mh_table_campaigns, NULL, &all, err);
    for (size_t i = 0; rc == MH_OK && i < all.n; i++) {
        const struct mh_campaign *c = mh__rows_at(&all, i);
        if (c->year < s->campaign.year && (b->year == MH_UNKNOWN || c->year > b->year)) {
            b->year = c->year;
            *id = c->id;
        }
    }
    mh__rows_free(&all);
    return rc;
}

static enum mh_rc load_needs(struct mh_session *s, struct mh__before *b, struct mh_err *err)
{
    struct mh_cursor *cur = NULL;
    struct mh_need_line n;
    int64_t id = 0;
    bool got = true;
    enum mh_rc rc = year_before(s, &id, b, err);
    if (rc != MH_OK || b->year == MH_UNKNOWN)
        return rc;
    const struct mh_filter then[] = { { .column = "campaign_id", .number = id }, { 0 } };
    mh_row_init(&mh_table_need_lines, &n);
    rc = mh_cursor_open(s->store, &mh_table_need_lines, then, true, &cur, err);
    while (rc == MH_OK && got) {
        rc = mh_cursor_next(cur, &n, &got, err);
        if (rc != MH_OK || !got)
            break;
        uint64_t pair = pair_of(n.article_id, n.site);
        const uint32_t *at = mh__idmap_find(&b->at, pair);
        if (at != NULL) {
            b->volume.at[*at] = mh_sum(b->volume.at[*at], n.base_quantity);
            continue;
        }
        mh__idmap_put(&b->at, pair, (uint32_t)b->volume.len);
        mh_vec_push(&b->volume, n.base_quantity);
    }
    mh_cursor_close(cur);
    mh_row_free(&mh_table_need_lines, &n);
    return rc;
}

static int by_article(const void *a, const void *b)
{
    const struct mh_purchase *x = a, *y = b;
    if (x->article_id != y->article_id)
        return x->article_id < y->article_id ? -1 : 1;
    return x->id < y->id ? -1 : x->id > y->id;
}

enum mh_rc mh__before_load(struct mh_session *s, struct mh__before *b, struct mh_err *err)
{
    *b = (struct mh__before){ .year = MH_UNKNOWN, .to = s->campaign.year, .running = s->now ? strtoll(s->now, NULL, 10) : 0 };
    b->purchases.table = &mh_table_purchases;
    enum mh_rc rc = load_needs(s, b, err);
    if (rc == MH_OK)
        rc = mh__rows_load(s->store, &mh_table_purchases, NULL, &b->purchases, err);
    if (rc == MH_OK && b->purchases.n > 1)
        qsort(b->purchases.at, b->purchases.n, b->purchases.table->row_size, by_article);
    return rc;
}

void mh__before_free(struct mh__before *b)
{
    mh__idmap_free(&b->at);
    mh_vec_free(&b->volume);
    mh__rows_free(&b->purchases);
}

int64_t mh__before_volume(const struct mh__before *b, int64_t article, const char *site)
{
    const uint32_t *at = b->year == MH_UNKNOWN ? NULL : mh__idmap_find(&b->at, pair_of(article, site));
    return at ? b->volume.at[*at] : MH_UNKNOWN;
}

/* --- purchases --- */

static size_t first_of(const struct mh__rows *purchases, int64_t article)
{
    return mh_first_from(purchases->at, purchases->n, sizeof(struct mh_purchase), offsetof(struct mh_purchase, article_id), article);
}

/* The greater the better; 0: not to be set against this campaign. */
static int64_t rank(const struct mh__before *b, int64_t year)
{
    enum { OVER = 10000 };
    return year >= b->to || year < b->to - YEARS_BACK ? 0 : year < b->running ? year + OVER : year;
}

static int64_t count(const struct mh_session *s, const struct mh_purchase *p, const struct mh_article *a, const struct mh_reading *reading)
{
    struct mh_pack pack;
    const char *why;
    int64_t base = MH_UNKNOWN;
    mh__purchase_pack(s, p, a, reading, &pack);
    return pack.kind != MH_PACK_UNKNOWN && mh_pack_quantity(&pack, p->quantity, false, &base, &why) ? base : MH_UNKNOWN;
}

int64_t mh__before_bought(const struct mh__before *b, const struct mh_session *s, const struct mh_article *a, const struct mh_reading *reading,
                          const char *site, int64_t *year)
{
    int64_t sum = MH_UNKNOWN, best = 0;
    *year = MH_UNKNOWN;
    for (size_t i = first_of(&b->purchases, a->id); i < b->purchases.n; i++) {
        const struct mh_purchase *p = mh__rows_at(&b->purchases, i);
        if (p->article_id != a->id)
            break;
        int64_t r = rank(b, p->year);
        if (r == 0 || r < best || !mh_streq(mh_store_code(s->store, &mh_table_sites, p->site_id), site))
            continue;
        int64_t base = count(s, p, a, reading);
        sum = r > best ? base : mh_sum(sum, base);
        best = r;
        *year = p->year;
    }
    return sum;
}

/*
 * A row of a purchases file: its group, site, article and what was bought. The article is that of needs; one that the plan has keeps what
 * it says (a purchase is of last year, and may be in other packs), a new one is made of the row's words.
 */
#include "ops/entry/item.h"
#include "ops/year/purchases.h"

#include <mahalli/date.h>
#include <mahalli/hash.h>
#include <mahalli/xalloc.h>

#include <stdlib.h>
#include <string.h>

/* What of a purchase names its article and its place, and counts it: borrowed. */
static struct mh_need_line words_of(const struct mh_purchase_line *l)
{
    struct mh_need_line n;
    mh_row_init(&mh_table_need_lines, &n);
    n.member = l->member;
    n.site = l->site;
    n.reference = l->reference;
    n.label = l->label;
    n.quantity = l->quantity;
    n.unit = l->unit;
    n.pack = l->pack;
    return n;
}

/* Article, site and day in one number: 31, 16 and 17 bits. A purchase whose day is not known stands behind all days. */
static uint64_t when_and_what(struct mh__apply *a, const struct mh_purchase *p, uint32_t article)
{
    enum { PAST_ALL_DAYS = 100000 };
    int first = mh_date_days("2000-01-01");
    uint64_t day = p->date ? (uint64_t)(mh_date_days(p->date) - first) : PAST_ALL_DAYS + (uint64_t)(p->year - 2000);
    return ((uint64_t)(article + 1) << 33) | (uint64_t)(mh__item_site(a, p->site_id) & 0xFFFF) << 17 | day;
}

/* The row before of the same article, site and day; is it the same line twice? */
static enum mh_rc check_doubled(struct mh__apply *a, struct mh_purchase *p, const char *name, struct mh_err *err)
{
    struct mh_purchase first;
    int64_t id = 0;
    p->occurrence--;
    enum mh_rc rc = mh_store_find(a->s->store, &mh_table_purchases, p, &id, err);
    p->occurrence++;
    if (rc != MH_OK || id == 0)
        return rc;
    mh_row_init(&mh_table_purchases, &first);
    rc = mh_store_get(a->s->store, &mh_table_purchases, id, &first, err);
    if (rc == MH_OK && mh_streq(first.quantity, p->quantity) && first.price == p->price && mh_streq(first.supplier, p->supplier))
        mh__apply_warn(a, "ligne-en-double", "reference", name,
                       "même article, même établissement, même jour et même quantité plus haut dans le fichier : gardé comme second achat",
                       "retirez l'une des deux lignes si c'est le même achat");
    mh_row_free(&mh_table_purchases, &first);
    return rc;
}

/* 0: the file says an occurrence twice. */
static enum mh_rc settle_occurrence(struct mh__apply *a, const struct mh_purchase_line *l, struct mh_purchase *p, uint32_t article,
                                    struct mh_err *err)
{
    uint64_t key = when_and_what(a, p, article);
    if (l->occurrence != MH_UNKNOWN) {
        p->occurrence = mh__idmap_put(&a->pairs, mh_hash64(&key, sizeof key, (uint64_t)l->occurrence), 0) ? l->occurrence : 0;
        return MH_OK;
    }
    const uint32_t *times = mh__idmap_find(&a->repeats, key);
    uint32_t k = times ? *times + 1 : 1;
    mh__idmap_put(&a->repeats, key, k);
    p->occurrence = k;
    return k > 1 ? check_doubled(a, p, l->reference ? l->reference : l->label, err) : MH_OK;
}

static enum mh_rc store_purchase(struct mh__apply *a, const struct mh_purchase_line *l, uint32_t article, int64_t site, enum mh__outcome *out,
                                 struct mh_err *err)
{
    struct mh_purchase p;
    int64_t id = 0;
    mh_row_init(&mh_table_purchases, &p);
    p.article_id = a->seen[article].id;
    p.site_id = site;
    p.year = l->date ? strtoll(l->date, NULL, 10) : l->year;
    p.date = mh_xstrdup(l->date);
    p.quantity = mh_xstrdup(l->quantity);
    p.unit = mh_xstrdup(l->unit);
    p.pack = mh_xstrdup(l->pack);
    p.price = l->price;
    p.supplier = mh_xstrdup(l->supplier);
    p.maker = mh_xstrdup(l->maker);
    p.country = mh_xstrdup(l->country);
    enum mh_rc rc = settle_occurrence(a, l, &p, article, err);
    if (rc == MH_OK && p.occurrence == 0)
        mh__apply_refuse(a, "ligne-en-double", "occurrence", NULL, "cet achat est déjà donné plus haut dans le fichier",
                         "gardez une seule des deux lignes, ou changez l'occurrence");
    else if (rc == MH_OK && mh__apply_checked(a, &mh_table_purchases, &p))
        rc = mh__apply_store(a, &mh_table_purchases, &p, false, &id, out, err);
    mh_row_free(&mh_table_purchases, &p);
    return rc;
}

static enum mh_rc apply_found(struct mh__apply *a, const struct mh_purchase_line *l, const struct mh_need_line *n, struct mh__place *p,
                              enum mh__outcome *out, struct mh_err *err)
{
    struct mh__item it;
    int64_t base = MH_UNKNOWN;
    uint32_t index = 0;
    mh__item_init(&it);
    mh__item_said(&a->article, n, p->member);
    enum mh_rc rc = mh__item_find(a, &a->article, true, &it, err);
    if (rc == MH_OK) {
        struct mh_purchase said = { .unit = l->unit, .pack = l->pack };
        struct mh_need_line counted;
        mh__purchase_words(&said, &it.now, &counted);
        mh_pack_read(counted.unit, counted.pack, counted.label, mh__item_base_unit(a, it.family), &a->pack);
        if (!mh__item_count(a, n, &base)) {
            mh__item_free(&it);
            return MH_OK;
        }
        rc = mh__place_make(a, n, p, err);
    }
    if (rc == MH_OK)
        rc = mh__item_store(a, &it, &a->article, p->member, &index, err);
    if (rc == MH_OK)
        rc = store_purchase(a, l, index, p->site, out, err);
    mh__item_free(&it);
    return rc;
}

enum mh_rc mh__apply_purchase(struct mh__apply *a, struct mh_purchase_line *l, enum mh__outcome *out, struct mh_err *err)
{
    struct mh__place p;
    struct mh_need_line n = words_of(l);
    *out = MH__REFUSED;
    enum mh_rc rc = mh__session_lexicon(a->s, err);
    if (rc != MH_OK || !mh__apply_checked(a, &mh_table_purchase_lines, l) || !mh__place_find(a, &n, &p, &rc, err))
        return rc;
    return apply_found(a, l, &n, &p, out, err);
}

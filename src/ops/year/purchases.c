/* One purchase: by the name that people give it, and how it is counted. */
#include "ops/year/purchases.h"

#include <mahalli/date.h>
#include <mahalli/xalloc.h>

#include <stdlib.h>
#include <string.h>

void mh__purchase_words(const struct mh_purchase *p, const struct mh_article *a, struct mh_need_line *out)
{
    mh_row_init(&mh_table_need_lines, out);
    out->label = a->label;
    out->quantity = p->quantity;
    out->unit = p->unit ? p->unit : a->unit;
    out->pack = p->unit || p->pack ? p->pack : a->pack;
    out->price_ht = p->price;
}

void mh__purchase_pack(const struct mh_session *s, const struct mh_purchase *p, const struct mh_article *a, const struct mh_reading *r,
                       struct mh_pack *out)
{
    struct mh_need_line n;
    mh__purchase_words(p, a, &n);
    mh_pack_read(n.unit, n.pack, n.label, r->family >= 0 ? mh_lexicon_family_row(s->lexicon, r->family)->base_unit : NULL, out);
}

struct named { /* a purchase's name in its parts; owned */
    char *article, *site, *day;
    int64_t occurrence; /* 0: not said */
};

static bool cut(const char *ref, struct named *n)
{
    const char *first = strrchr(ref, '@'), *hash = strrchr(ref, '#');
    *n = (struct named){ 0 };
    if (first == NULL || first == ref)
        return false;
    const char *end = hash != NULL && hash > first ? hash : ref + strlen(ref), *second = first;
    for (first--; first > ref && *first != '@'; first--)
        ;
    if (*first != '@')
        return false;
    n->article = mh_xstrndup(ref, (size_t)(first - ref));
    n->site = mh_xstrndup(first + 1, (size_t)(second - first - 1));
    n->day = mh_xstrndup(second + 1, (size_t)(end - second - 1));
    n->occurrence = *end == '#' ? strtoll(end + 1, NULL, 10) : 0;
    return true;
}

/* The year alone, or a day. */
static bool is_day(const struct mh_purchase *p, const char *text)
{
    char day[MH_DATE_SIZE];
    if (mh_date_parse(text, day))
        return mh_streq(p->date, day);
    return p->date == NULL && strlen(text) == 4 && strtoll(text, NULL, 10) == p->year;
}

enum mh_rc mh__find_purchase(struct mh_session *s, const char *ref, int64_t *id, struct mh_err *err)
{
    struct named n;
    int64_t article = 0, found = 0;
    struct mh__rows rows = { 0 };
    if (!cut(ref, &n))
        return mh_err_set(err, MH_EUSAGE, "« %s » : attendu ARTICLE@ÉTABLISSEMENT@DATE, au besoin suivi de #2, #3…", ref);
    enum mh_rc rc = mh__find_article(s, n.article, 0, &article, err);
    struct mh_filter of_article[] = { { .column = "article_id", .number = article }, { 0 } };
    if (rc == MH_OK)
        rc = mh__rows_load(s->store, &mh_table_purchases, of_article, &rows, err);
    for (size_t i = 0; rc == MH_OK && i < rows.n; i++) {
        const struct mh_purchase *p = mh__rows_at(&rows, i);
        if (!mh_streq(mh_store_code(s->store, &mh_table_sites, p->site_id), n.site) || !is_day(p, n.day) ||
            (n.occurrence != 0 && p->occurrence != n.occurrence))
            continue;
        found++;
        *id = p->id;
    }
    if (rc == MH_OK)
        mh__rows_free(&rows);
    if (rc == MH_OK && found == 0)
        rc = mh_err_set(err, MH_ENOTFOUND, "pas de « %s » dans la liste « Achats »", ref);
    else if (rc == MH_OK && found > 1)
        rc = mh_err_set(err, MH_EAMBIG, "« %s » désigne %lld achats du même jour : ajoutez #1, #2…", ref, (long long)found);
    free(n.article);
    free(n.site);
    free(n.day);
    return rc;
}

enum mh_rc mh__purchase_countable(struct mh_session *s, const struct mh_purchase *p, struct mh_err *err)
{
    struct mh_article a;
    mh_row_init(&mh_table_articles, &a);
    enum mh_rc rc = mh__session_lexicon(s, err);
    if (rc == MH_OK)
        rc = mh_store_get(s->store, &mh_table_articles, p->article_id, &a, err);
    if (rc == MH_OK) {
        struct mh_reading r;
        struct mh_pack pack;
        int64_t base;
        const char *why = NULL;
        mh__read_article(s, &a, &r);
        mh__purchase_pack(s, p, &a, &r, &pack);
        if (pack.kind != MH_PACK_UNKNOWN && !mh_pack_quantity(&pack, p->quantity, false, &base, &why))
            rc = mh_err_set(err, MH_EINVAL, "quantite « %s » : %s", p->quantity, why);
        mh_reading_free(&r);
    }
    mh_row_free(&mh_table_articles, &a);
    return rc;
}

enum mh_rc mh_ops_purchase_computation(struct mh_session *s, const char *ref, struct mh_str *out, struct mh_err *err)
{
    struct mh_purchase p;
    struct mh_article a;
    int64_t id = 0;
    mh_row_init(&mh_table_purchases, &p);
    mh_row_init(&mh_table_articles, &a);
    enum mh_rc rc = mh__session_lexicon(s, err);
    if (rc == MH_OK)
        rc = mh__find_purchase(s, ref, &id, err);
    if (rc == MH_OK)
        rc = mh_store_get(s->store, &mh_table_purchases, id, &p, err);
    if (rc == MH_OK)
        rc = mh_store_get(s->store, &mh_table_articles, p.article_id, &a, err);
    if (rc == MH_OK) {
        struct mh_reading r;
        struct mh_pack pack;
        struct mh_need_line words;
        mh__read_article(s, &a, &r);
        mh__purchase_pack(s, &p, &a, &r, &pack);
        mh__purchase_words(&p, &a, &words);
        mh_pack_computation(out, &words, &pack);
        mh_reading_free(&r);
    }
    mh_row_free(&mh_table_purchases, &p);
    mh_row_free(&mh_table_articles, &a);
    return rc;
}

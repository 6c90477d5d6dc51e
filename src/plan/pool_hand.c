/* What people decided of consolidation, put on top of what the program found. */
#include "plan/pool_priv.h"

#include <mahalli/xalloc.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int by_named(const void *x, const void *y)
{
    const struct mh__pool_named *a = x, *b = y;
    int d = a->text == NULL ? (a->number > b->number) - (a->number < b->number) : strcmp(a->text, b->text);
    return d ? d : (a->at > b->at) - (a->at < b->at);
}

void mh__pool_sort_named(struct mh__pool_named *at, size_t n)
{
    if (n > 1)
        qsort(at, n, sizeof *at, by_named);
}

static size_t find_named(const struct mh__pool_named *at, size_t n, const char *text, int64_t number)
{
    const struct mh__pool_named wanted = { text, number, 0 };
    size_t lo = 0, hi = n;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        if (by_named(&at[mid], &wanted) < 0)
            lo = mid + 1;
        else
            hi = mid;
    }
    bool same = lo < n && (text ? strcmp(at[lo].text, text) == 0 : at[lo].number == number);
    return same ? at[lo].at : SIZE_MAX;
}

/* The article goes from its own draft to `to`, unless it is never interchangeable with what stands there. */
static void join(struct mh__pool_build *b, size_t from, size_t to)
{
    struct mh__pool_draft *mine = &b->drafts.at[from], *d = &b->drafts.at[to];
    size_t article = b->member.at[mine->first];
    int attribute = -1;
    mine->by_hand = true;
    if (mh_pool_fit(b->lx, &d->reading, b->in[article].reading, &attribute) == MH_POOL_NEVER) {
        struct mh_pool_stray s = { article, attribute };
        mh_vec_push(&b->stray, s);
        return;
    }
    mh__pool_merge(b->lx, &d->reading, b->in[article].reading);
    for (size_t i = 0; i < d->reading.nreq; i++)
        if (mh__pool_stated(&d->reading.req[i]))
            d->asked &= ~((uint64_t)1 << d->reading.req[i].attribute);
    d->by_hand = true;
    mine->n = 0;
    size_t *both = mh_xcalloc(d->n + 1, sizeof *both); /* a draft's articles stand together: at the end once more */
    memcpy(both, b->member.at + d->first, d->n * sizeof *both);
    both[d->n] = article;
    d->first = b->member.len;
    d->n++;
    for (size_t i = 0; i < d->n; i++)
        mh_vec_push(&b->member, both[i]);
    free(both);
}

static bool kept_alone(const struct mh__pool_build *b, size_t draft)
{
    const struct mh__pool_draft *d = &b->drafts.at[draft];
    return d->n == 1 && mh_streq(b->in[b->member.at[d->first]].hand, MH_POOL_ALONE);
}

/* A pool of this name or, once it is called otherwise, the pool of the article that was named then; SIZE_MAX none is left. */
static size_t target(const struct mh__pool_build *b, const struct mh__pool_named *codes, const struct mh__pool_named *ids, size_t nauto, const struct mh__pool_named *hand, size_t n)
{
    size_t to = find_named(codes, nauto, hand->text, 0);
    if (to != SIZE_MAX && kept_alone(b, to))
        to = SIZE_MAX;
    for (size_t i = 0; i < n && to == SIZE_MAX; i++) {
        size_t article = b->member.at[b->drafts.at[hand[i].at].first];
        size_t anchor = b->in[article].anchor != 0 ? find_named(ids, b->n, NULL, b->in[article].anchor) : SIZE_MAX;
        to = anchor != SIZE_MAX ? b->draft_of[anchor] : SIZE_MAX;
        if (to != SIZE_MAX && kept_alone(b, to))
            to = SIZE_MAX;
    }
    return to;
}

void mh__pool_by_hand(struct mh__pool_build *b, const struct mh_pool *coded, size_t nauto)
{
    size_t n = b->hand.len;
    struct mh__pool_named *hand = mh_xcalloc(n + 1, sizeof *hand), *codes = mh_xcalloc(nauto + 1, sizeof *codes);
    struct mh__pool_named *ids = mh_xcalloc(b->n + 1, sizeof *ids);
    for (size_t i = 0; i < n; i++)
        hand[i] = (struct mh__pool_named){ b->in[b->hand.at[i]].hand, 0, nauto + i };
    for (size_t i = 0; i < nauto; i++)
        codes[i] = (struct mh__pool_named){ coded[i].code, 0, i };
    for (size_t i = 0; i < b->n; i++)
        ids[i] = (struct mh__pool_named){ NULL, b->in[i].id, i };
    mh__pool_sort_named(hand, n);
    mh__pool_sort_named(codes, nauto);
    mh__pool_sort_named(ids, b->n);
    for (size_t i = 0, end; i < n; i = end) {
        for (end = i + 1; end < n && strcmp(hand[end].text, hand[i].text) == 0; end++)
            ;
        size_t to = target(b, codes, ids, nauto, hand + i, end - i);
        for (size_t k = i; k < end; k++) {
            if (to != SIZE_MAX) {
                join(b, hand[k].at, to);
                continue;
            }
            to = hand[k].at; /* they are a pool among themselves, under that name */
            b->drafts.at[to].by_hand = true;
            if (end - i > 1 && find_named(codes, nauto, hand[k].text, 0) == SIZE_MAX)
                snprintf(b->drafts.at[to].given, sizeof b->drafts.at[to].given, "%s", hand[k].text);
        }
    }
    free(hand);
    free(codes);
    free(ids);
}

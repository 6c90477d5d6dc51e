/*
 * The problem of coverage as it may be told beyond one member: volumes that may only be told roughly count as they are told. What is computed
 * of it then follows from told figures and the makers' own alone, so that nobody computes a volume back from a rate, from who comes first, or
 * from a capacity that suffices or does not: whoever holds the workbook and the registry could have made every figure.
 */
#include "ops/cover/cover.h"

#include <mahalli/plan.h>
#include <mahalli/xalloc.h>

#include <stdlib.h>
#include <string.h>

struct told { /* a need, where it goes */
    const char *code;
    size_t from;
};

/* Pools come with the greatest volume first: their codes say nothing of volumes. */
static int by_code(const void *a, const void *b)
{
    const struct told *x = a, *y = b;
    int d = strcmp(x->code, y->code);
    return d ? d : (x->from > y->from) - (x->from < y->from);
}

/* What opinions set apart within a pool has volumes that nobody may know: each counts for the same part. */
static void tell_volumes(struct mh__cover_case *c)
{
    for (size_t i = 0, to; i < c->nneeds; i = to) {
        const struct mh_pool *pool = &c->pools.set.at[c->pool[i]];
        int64_t volume = 0;
        bool rough;
        for (to = i; to < c->nneeds && c->pool[to] == c->pool[i]; to++)
            volume = mh_sum(volume, c->need[to].volume);
        volume = mh_volume_told(volume, pool->giving, true, &rough);
        int64_t n = (int64_t)(to - i), part = volume / n;
        for (size_t k = i; k < to; k++) {
            struct mh_cover_need *need = &c->need[k];
            need->volume = part > 0 ? part + (k == i ? volume - part * n : 0) : 1;
            for (int q = 0; q < MH_QUARTERS; q++)
                need->quarter[q] = MH_UNKNOWN;
        }
    }
}

static void order_needs(struct mh__cover_case *c)
{
    struct told *order = mh_xcalloc(c->nneeds + 1, sizeof *order);
    struct mh_cover_need *need = mh_xcalloc(c->nneeds + 1, sizeof *need);
    struct mh_cover_arc *arc = mh_xcalloc(c->narcs + 1, sizeof *arc);
    size_t *pool = mh_xcalloc(c->nneeds + 1, sizeof *pool), *first = mh_xcalloc(c->nneeds + 2, sizeof *first), n = 0;
    int64_t *nearest = mh_xcalloc(c->nneeds + 1, sizeof *nearest);
    for (size_t k = 0; k < c->narcs; k++)
        first[c->arc[k].need + 1]++;
    for (size_t i = 0; i < c->nneeds; i++) {
        first[i + 1] += first[i];
        order[i] = (struct told){ c->pools.set.at[c->pool[i]].code, i };
    }
    qsort(order, c->nneeds, sizeof *order, by_code);
    for (size_t i = 0; i < c->nneeds; i++) {
        size_t from = order[i].from;
        need[i] = c->need[from];
        pool[i] = c->pool[from];
        nearest[i] = c->nearest[from];
        for (size_t k = first[from]; k < first[from + 1]; k++) {
            arc[n] = c->arc[k];
            arc[n++].need = i;
        }
    }
    free(c->need);
    free(c->arc);
    free(c->pool);
    free(c->nearest);
    free(order);
    free(first);
    c->need = need;
    c->arc = arc;
    c->pool = pool;
    c->nearest = nearest;
}

void mh__cover_as_told(struct mh__cover_case *c)
{
    tell_volumes(c);
    order_needs(c);
    for (size_t k = 0; k < c->narcs; k++) /* what a group decided, and its prices, are its own */
        c->arc[k].fixed = MH_UNKNOWN;
    for (size_t j = 0; j < c->noffers; j++)
        c->offer[j].price = c->offer[j].price_for = MH_UNKNOWN;
    c->kept = c->stray = 0;
    c->priced = false;
}

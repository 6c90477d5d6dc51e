/* Candidates of an article: the bucket of its family (of both families where the reading leaves two), the best kept in order. */
#include <stdlib.h>
#include "match/index.h"

/* Verdict, excluded last, score, then the product's id. */
static int rank_cmp(const struct mh_candidate *a, const struct mh_candidate *b)
{
    if (a->excluded != b->excluded)
        return a->excluded ? 1 : -1;
    if (a->verdict != b->verdict)
        return a->verdict > b->verdict ? -1 : 1;
    if (a->score != b->score)
        return a->score > b->score ? -1 : 1;
    return a->product_id < b->product_id ? -1 : a->product_id > b->product_id;
}

static void keep(struct mh_candidates *c, size_t top, const struct mh_candidate *one)
{
    if (c->n == top && (top == 0 || rank_cmp(one, &c->at[top - 1]) >= 0))
        return;
    if (c->n < top) {
        mh_vec_reserve_((void **)&c->at, &c->cap, c->n + 1, sizeof *c->at);
        c->n++;
    }
    size_t i = c->n - 1;
    for (; i > 0 && rank_cmp(one, &c->at[i - 1]) < 0; i--)
        c->at[i] = c->at[i - 1];
    c->at[i] = *one;
}

static void pair(const struct mh_index *ix, const struct mh_reading *article, const struct mh__asked *asked,
                 const struct mh__product *product, struct mh_candidate *c)
{
    struct mh__pair p = { .ix = ix, .article = article, .product = product, .asked = asked };
    *c = (struct mh_candidate){ 0 };
    mh__pair_compare(&p);
    mh__pair_judge(&p, c);
    mh__pair_score(&p, c);
}

static void try_all(const struct mh_index *ix, const struct mh_reading *article, const struct mh__asked *asked, const uint32_t *numbers, size_t n, size_t top,
                    struct mh_candidates *c)
{
    struct mh_candidate one;
    for (size_t i = 0; i < n; i++) {
        const struct mh__product *p = &ix->products[numbers[i]];
        pair(ix, article, asked, p, &one);
        bool neighbour = p->reading.family != article->family && article->problem != MH_READ_AMBIGUOUS &&
                         p->reading.problem != MH_READ_AMBIGUOUS;
        if (neighbour && one.verdict == MH_VERDICT_NEAR)
            continue; /* of another kind and not even what is asked */
        keep(c, top, &one);
    }
}

void mh_match_find(const struct mh_index *ix, const struct mh_reading *article, size_t top, struct mh_candidates *c)
{
    c->n = 0;
    if (article->family < 0 || article->problem == MH_READ_OUT_OF_SCOPE || (size_t)article->family >= ix->nbuckets)
        return;
    struct mh__asked asked;
    mh__asked_make(ix->lx, article, &asked);
    const struct mh__bucket *b = &ix->buckets[article->family];
    try_all(ix, article, &asked, b->products.at, b->products.len, top, c);
    try_all(ix, article, &asked, b->neighbours.at, b->neighbours.len, top, c);
    if (article->second >= 0) {
        b = &ix->buckets[article->second];
        try_all(ix, article, &asked, b->products.at, b->products.len, top, c);
    }
}

bool mh_match_pair(const struct mh_index *ix, const struct mh_reading *article, int64_t product_id, struct mh_candidate *c)
{
    const struct mh__product *p = mh__index_product(ix, product_id);
    if (p == NULL)
        return false;
    if (article->family < 0 || p->reading.family < 0) { /* nothing to compare: shown as such */
        *c = (struct mh_candidate){ .product_id = p->id, .maker_id = p->maker_id, .verdict = MH_VERDICT_NONE, .who = MH_WHO_PHARMACIST,
                                    .rule = "identite" };
        return true;
    }
    struct mh__asked asked;
    mh__asked_make(ix->lx, article, &asked);
    pair(ix, article, &asked, p, c);
    return true;
}

void mh_candidates_free(struct mh_candidates *c)
{
    free(c->at);
    *c = (struct mh_candidates){ 0 };
}

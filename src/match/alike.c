/*
 * An article that nobody could read may still say nearly what a maker says: products whose texts hold most of its words, the rare ones
 * counting more. They are shown for a person to choose from; the article stays to be made precise, and none is ever more than a review.
 */
#include <stdlib.h>
#include <string.h>
#include <mahalli/xalloc.h>
#include "match/index.h"

enum { SHARE = 60, LEAST = 2, COMMON = 5000, WORDS = 24 };

struct alike {
    uint32_t place;
    int weight, words;
};

static int weight_of(const struct mh_index *ix, size_t n)
{
    int w = 1;
    for (size_t all = ix->nmembers / (n + 1); all > 1 && w < 30; all /= 2)
        w++;
    return w;
}

static int by_place(const void *a, const void *b)
{
    const struct alike *x = a, *y = b;
    return x->place < y->place ? -1 : x->place > y->place;
}

static int by_weight(const void *a, const void *b)
{
    const struct alike *x = a, *y = b;
    if (x->weight != y->weight)
        return x->weight > y->weight ? -1 : 1;
    return x->place < y->place ? -1 : x->place > y->place;
}

/* Each product once, with all that it shares; those that share enough first. Returns how many do. */
static size_t gather(struct alike *at, size_t n, int whole)
{
    size_t kept = 0, enough = 0;
    if (n > 0)
        qsort(at, n, sizeof *at, by_place);
    for (size_t i = 0; i < n; i++) {
        if (kept > 0 && at[kept - 1].place == at[i].place) {
            at[kept - 1].weight += at[i].weight;
            at[kept - 1].words++;
        } else {
            at[kept++] = at[i];
        }
    }
    for (size_t i = 0; i < kept; i++)
        if (at[i].words >= LEAST && at[i].weight * 100 >= whole * SHARE)
            at[enough++] = at[i];
    if (enough > 0)
        qsort(at, enough, sizeof *at, by_weight);
    return enough;
}

static void suggest(const struct mh_index *ix, const struct alike *a, int whole, struct mh_candidate *c)
{
    const struct mh__product *p = &ix->products[ix->members[a->place]];
    *c = (struct mh_candidate){ .product_id = p->id, .maker_id = p->maker_id, .verdict = MH_VERDICT_REVIEW, .who = MH_WHO_BUYER, .rule = "identite",
                                .excluded = p->here == MH_HERE_EXCLUDED, .score = a->weight * 100 / whole, .nparts = 1 };
    c->part[0] = (struct mh_score_part){ MH__SAME_WORDS, c->score };
}

bool mh__is_alike(const struct mh_candidate *c)
{
    return c->nparts == 1 && strcmp(c->part[0].name, MH__SAME_WORDS) == 0;
}

void mh__find_alike(const struct mh_index *ix, const struct mh_reading *article, size_t top, struct mh_candidates *c)
{
    uint32_t word[MH__MAX_WORDS];
    int n = mh__key_hashes(ix->lx, article, NULL, word), whole = 0;
    struct alike *at = NULL;
    size_t len = 0, cap = 0;
    for (int i = 0; i < n && n <= WORDS; i++) {
        const uint32_t *places = NULL;
        size_t k = mh__postings_find(&ix->postings, word[i], 0, (uint32_t)ix->nmembers, &places);
        int weight = weight_of(ix, k);
        whole += weight;
        for (size_t j = 0; j < k && k <= COMMON; j++) {
            mh_vec_reserve_((void **)&at, &cap, len + 1, sizeof *at);
            at[len++] = (struct alike){ places[j], weight, 1 };
        }
    }
    len = gather(at, len, whole);
    for (size_t i = 0; i < len && c->n < top; i++) {
        mh_vec_reserve_((void **)&c->at, &c->cap, c->n + 1, sizeof *c->at);
        suggest(ix, &at[i], whole, &c->at[c->n++]);
    }
    free(at);
}

/* Which products use a word: for the words of an article that nobody understood. */
#include <stdlib.h>
#include <mahalli/vec.h>
#include <mahalli/xalloc.h>
#include "match/index.h"

static size_t slot_of(const struct mh__postings *p, uint32_t word)
{
    size_t i = word & (p->nslots - 1);
    while (p->slot[i] != 0 && p->word[p->slot[i] - 1] != word)
        i = (i + 1) & (p->nslots - 1);
    return i;
}

static void grow(struct mh__postings *p)
{
    if (p->nslots > 2 * p->nwords)
        return;
    free(p->slot);
    p->nslots = p->nslots == 0 ? 64 : p->nslots * 2;
    p->slot = mh_xcalloc(p->nslots, sizeof *p->slot);
    for (size_t w = 0; w < p->nwords; w++)
        p->slot[slot_of(p, p->word[w])] = (uint32_t)w + 1;
}

static uint32_t number_of(struct mh__postings *p, uint32_t word)
{
    grow(p);
    size_t i = slot_of(p, word);
    if (p->slot[i] == 0) {
        mh_vec_reserve_((void **)&p->word, &p->cap, p->nwords + 1, sizeof *p->word);
        p->word[p->nwords++] = word;
        p->slot[i] = (uint32_t)p->nwords;
    }
    return p->slot[i] - 1;
}

/* Counted, then filed member by member, so that each word's places come out in order. */
void mh__postings_make(struct mh_index *ix)
{
    struct mh__postings *p = &ix->postings;
    uint32_t *number = mh_xcalloc(ix->words.len + 1, sizeof *number);
    size_t total = 0;
    for (size_t i = 0; i < ix->words.len; i++)
        number[i] = number_of(p, ix->words.at[i]);
    p->start = mh_xcalloc(p->nwords + 2, sizeof *p->start);
    for (size_t m = 0; m < ix->nmembers; m++) {
        const struct mh__product *one = &ix->products[ix->members[m]];
        for (int k = 0; k < one->nwords; k++)
            p->start[number[(size_t)(one->word - ix->words.at) + (size_t)k] + 2]++;
        total += (size_t)one->nwords;
    }
    for (size_t w = 2; w <= p->nwords + 1; w++) /* one ahead: filing moves each to where it ends */
        p->start[w] += p->start[w - 1];
    p->place = mh_xcalloc(total + 1, sizeof *p->place);
    for (size_t m = 0; m < ix->nmembers; m++) {
        const struct mh__product *one = &ix->products[ix->members[m]];
        for (int k = 0; k < one->nwords; k++)
            p->place[p->start[number[(size_t)(one->word - ix->words.at) + (size_t)k] + 1]++] = (uint32_t)m;
    }
    free(number);
}

void mh__postings_free(struct mh__postings *p)
{
    free(p->slot);
    free(p->word);
    free(p->start);
    free(p->place);
}

static size_t not_below(const uint32_t *at, size_t n, uint32_t x)
{
    size_t lo = 0;
    while (n > 0) {
        size_t half = n / 2;
        if (at[lo + half] < x) {
            lo += half + 1;
            n -= half + 1;
        } else {
            n = half;
        }
    }
    return lo;
}

size_t mh__postings_find(const struct mh__postings *p, uint32_t word, uint32_t from, uint32_t to, const uint32_t **places)
{
    size_t i = p->nslots == 0 ? 0 : slot_of(p, word);
    if (p->nslots == 0 || p->slot[i] == 0)
        return 0;
    const uint32_t *at = p->place + p->start[p->slot[i] - 1];
    size_t n = p->start[p->slot[i]] - p->start[p->slot[i] - 1];
    size_t first = not_below(at, n, from);
    *places = at + first;
    return not_below(at + first, n - first, to);
}

/*
 * Candidates of an article: the bucket of its family (of both families where the reading leaves two), the best kept in order. What is read
 * alike is judged once; kinds that fail more are tried later, and not at all once nothing of theirs can come among the best. The list is
 * the one that judging every product would give.
 */
#include <stdlib.h>
#include <string.h>
#include <mahalli/xalloc.h>
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

struct search {
    const struct mh_index *ix;
    const struct mh_reading *article;
    const struct mh__asked *asked, *silent; /* silent: without the words that nobody understood */
    size_t top;
    int own_words; /* how many of the asked ones any product of the family uses */
    struct mh_candidates *c;
};

/* False: it comes after all that is kept, and there is no more room. */
static bool keep(struct search *s, const struct mh_candidate *one)
{
    struct mh_candidates *c = s->c;
    size_t lo = 0, hi = c->n;
    if (c->n == s->top && rank_cmp(one, &c->at[c->n - 1]) >= 0)
        return false;
    if (c->n < s->top) {
        mh_vec_reserve_((void **)&c->at, &c->cap, c->n + 1, sizeof *c->at);
        c->n++;
    }
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        if (rank_cmp(one, &c->at[mid]) < 0)
            hi = mid;
        else
            lo = mid + 1;
    }
    memmove(&c->at[lo + 1], &c->at[lo], (c->n - 1 - lo) * sizeof *c->at);
    c->at[lo] = *one;
    return true;
}

/* May a candidate of such a verdict, and no more than such a score, still be kept? */
static bool may_enter(const struct search *s, enum mh_verdict verdict, int score)
{
    if (s->c->n < s->top)
        return true;
    const struct mh_candidate *last = &s->c->at[s->top - 1];
    return last->excluded || verdict > last->verdict || (verdict == last->verdict && score >= last->score);
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

static bool shares_earlier(const struct mh__asked *asked, int w, const struct mh__product *p)
{
    for (int i = 0, k = 0; i < w; i++) {
        while (k < p->nwords && p->word[k] < asked->word[i])
            k++;
        if (k < p->nwords && p->word[k] == asked->word[i])
            return true;
    }
    return false;
}

/* What a candidate that is `base` without the words may be at best with them all. */
static enum mh_verdict best_with_words(const struct search *s, const struct mh_candidate *base)
{
    return s->asked->answerable && base->verdict == MH_VERDICT_REVIEW ? MH_VERDICT_MATCH : base->verdict;
}

static int best_score(const struct search *s, const struct mh_candidate *base, int shared)
{
    return base->score + mh__score_words(shared) + (shared == s->asked->nwords ? mh__score_unread() : 0);
}

/* Those of the kind whose texts hold words that nobody understood of the article; `base`: what the kind is without them. */
static void try_sharing(struct search *s, const struct mh__kind *k, const struct mh_candidate *base)
{
    for (int w = 0; w < s->asked->nwords; w++) {
        const uint32_t *place = NULL;
        size_t n = mh__postings_find(&s->ix->postings, s->asked->word[w], k->from, k->from + k->n, &place);
        for (size_t i = 0; i < n; i++) {
            const struct mh__product *p = &s->ix->products[s->ix->members[place[i]]];
            struct mh_candidate one;
            int shared = mh__shared_words(s->asked, p, NULL);
            if (shares_earlier(s->asked, w, p) || !may_enter(s, best_with_words(s, base), best_score(s, base, shared)))
                continue; /* met by an earlier word, or too low */
            pair(s->ix, s->article, s->asked, p, &one);
            keep(s, &one);
        }
    }
}

static void try_kind(struct search *s, const struct mh__kind *k)
{
    const uint32_t *member = s->ix->members + k->from;
    struct mh_candidate one;
    pair(s->ix, s->article, s->silent, &s->ix->products[member[0]], &one);
    bool neighbour = k->reading.family != s->article->family && s->article->problem != MH_READ_AMBIGUOUS &&
                     k->reading.problem != MH_READ_AMBIGUOUS;
    if ((neighbour && one.verdict == MH_VERDICT_NEAR) || /* of another kind and not even what is asked */
        !may_enter(s, best_with_words(s, &one), best_score(s, &one, s->asked->nwords)))
        return;
    if (s->asked->nwords > 0)
        try_sharing(s, k, &one);
    for (uint32_t i = 0; i < k->n; i++) {
        const struct mh__product *p = &s->ix->products[member[i]];
        if (s->asked->nwords > 0 && mh__shared_words(s->asked, p, NULL) > 0)
            continue;
        one.product_id = p->id;
        one.maker_id = p->maker_id;
        if (!keep(s, &one))
            break; /* the next ones have greater ids */
    }
}

/* Kinds of one weight among from..to of the bucket; false when none so heavy can enter. */
static bool try_weight(struct search *s, const struct mh__bucket *b, size_t from, size_t to, int weight)
{
    bool fails = (weight & MH__WEIGHT_FAILS) != 0;
    int failed = fails ? (weight - MH__WEIGHT_FAILS) / 2 : 0, unknown = fails ? weight - MH__WEIGHT_FAILS - 2 * failed : weight;
    enum mh_verdict verdict = fails ? MH_VERDICT_NEAR : mh__verdict_most(s->article, s->asked, unknown);
    int most = mh__score_most(s->article, s->asked, false, failed, unknown, s->own_words);
    const unsigned char *at = s->c->work + from, *end = s->c->work + to;
    if (!may_enter(s, verdict, most))
        return false;
    for (; at < end && (at = memchr(at, weight, (size_t)(end - at))) != NULL; at++) {
        const struct mh__glance *g = &b->glance[at - s->c->work];
        bool review = verdict == MH_VERDICT_MATCH && (g->unsure || (g->special & ~s->asked->attributes) != 0);
        if (!may_enter(s, review ? MH_VERDICT_REVIEW : verdict, most + mh__score_less(s->article, s->asked, g)))
            continue;
        try_kind(s, &s->ix->kinds.at[b->kinds.at[at - s->c->work]]);
        if (!may_enter(s, verdict, most))
            return false;
    }
    return true;
}

static void try_part(struct search *s, const struct mh__bucket *b, size_t from, size_t to)
{
    int most = 2 * (s->asked->mandatory < MH_MAX_REQUIREMENTS ? s->asked->mandatory : MH_MAX_REQUIREMENTS);
    for (int fails = 0; fails <= MH__WEIGHT_FAILS; fails += MH__WEIGHT_FAILS)
        for (int weight = 0; weight <= most && try_weight(s, b, from, to, fails + weight);)
            weight++;
}

static int words_used(const struct search *s, uint32_t from, uint32_t to)
{
    const uint32_t *place;
    int n = 0;
    for (int w = 0; w < s->asked->nwords; w++)
        n += mh__postings_find(&s->ix->postings, s->asked->word[w], from, to, &place) > 0;
    return n;
}

static void try_own(struct search *s, const struct mh__bucket *b)
{
    size_t n = (b->kinds.len + MH__BLOCK - 1) / MH__BLOCK * MH__BLOCK;
    if (n == 0)
        return;
    if (s->c->nwork < n) {
        s->c->work = mh_xrealloc(s->c->work, n);
        s->c->nwork = n;
    }
    s->own_words = words_used(s, b->from, b->to);
    mh__kinds_weigh(b, s->article, s->asked, s->c->work, n);
    try_part(s, b, 0, b->nlive);
    if (s->c->n < s->top || s->c->at[s->top - 1].excluded)
        try_part(s, b, b->nlive, b->kinds.len);
}

static void try_other(struct search *s, const uint32_t *kinds, size_t n, int but)
{
    int most = mh__score_most(s->article, s->asked, true, 0, 0, s->asked->nwords);
    for (size_t i = 0; i < n && may_enter(s, MH_VERDICT_REVIEW, most); i++)
        if (s->ix->kinds.at[kinds[i]].reading.family != but)
            try_kind(s, &s->ix->kinds.at[kinds[i]]);
}

void mh_match_find(const struct mh_index *ix, const struct mh_reading *article, size_t top, struct mh_candidates *c)
{
    c->n = 0;
    if (top > 0 && article->problem == MH_READ_NO_FAMILY && article->family < 0)
        mh__find_alike(ix, article, top, c);
    if (top == 0 || article->family < 0 || article->problem == MH_READ_OUT_OF_SCOPE || (size_t)article->family >= ix->nbuckets)
        return;
    struct mh__asked asked;
    mh__asked_make(ix->lx, article, &asked);
    struct mh__asked silent = asked;
    silent.nwords = 0;
    silent.answerable = false;
    struct search s = { .ix = ix, .article = article, .asked = &asked, .silent = &silent, .top = top, .c = c };
    const struct mh__bucket *b = &ix->buckets[article->family];
    try_own(&s, b);
    try_other(&s, b->neighbours.at, b->neighbours.len, article->second); /* whose bucket follows */
    if (article->second >= 0) {
        b = &ix->buckets[article->second];
        try_other(&s, b->kinds.at, b->kinds.len, article->family);
    }
    if (c->n == 0 && mh_match_is_guess(article)) /* of a kind that may be another */
        mh__find_alike(ix, article, top, c);
}

bool mh_match_pair(const struct mh_index *ix, const struct mh_reading *article, int64_t product_id, struct mh_candidate *c)
{
    const struct mh__product *p = mh__index_product(ix, product_id);
    if (p == NULL)
        return false;
    if (article->family < 0 || p->reading->family < 0) { /* nothing to compare: shown as such */
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
    free(c->work);
    *c = (struct mh_candidates){ 0 };
}

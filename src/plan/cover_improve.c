/* A plan in integers made better: what one need lacks, another may have without needing it. */
#include "plan/cover.h"

#include <stdlib.h>
#include <string.h>

#include <mahalli/i18n.h>
#include <mahalli/progress.h>
#include <mahalli/xalloc.h>

enum { TRIALS_OF_A_NEED = 200, ROUNDS = 6, TRIALS = 400 * 1000, BETWEEN_ASKS = 1000 }; /* all: a few seconds at most, where much is short */

/* Free awards of a need as they were, to put them back. */
struct kept {
    int64_t *award, *quarter;
};

static void keep(const struct mh__case *k, const struct mh__place *s, size_t need, struct kept *to)
{
    size_t from = k->first[need], n = k->first[need + 1] - from;
    memcpy(to->award, s->award + from, n * sizeof *to->award);
    if (k->quarters)
        memcpy(to->quarter, s->quarter + from * MH_QUARTERS, n * MH_QUARTERS * sizeof *to->quarter);
}

static void put_back(const struct mh__case *k, struct mh__place *s, size_t need, const struct kept *from)
{
    size_t first = k->first[need];
    mh__place_clear(k, s, need);
    for (size_t a = first; a < k->first[need + 1]; a++) {
        int64_t one[MH_QUARTERS] = { from->award[a - first] };
        if (!k->arc[a].fixed)
            mh__place_add(k, s, a, k->quarters ? from->quarter + (a - first) * MH_QUARTERS : one);
    }
}

struct search {
    const struct mh__case *k;
    struct mh__place *s;
    struct kept mine, theirs;
    int left; /* trials */
};

/* The other need gives way to this one and takes what it then finds. Kept only when the two together have more. */
static bool try_swap(struct search *x, size_t need, size_t other)
{
    int64_t before = mh__place_value(x->k, x->s, need) + mh__place_value(x->k, x->s, other);
    keep(x->k, x->s, need, &x->mine);
    keep(x->k, x->s, other, &x->theirs);
    mh__place_clear(x->k, x->s, need);
    mh__place_clear(x->k, x->s, other);
    mh__place_fill(x->k, x->s, need);
    mh__place_fill(x->k, x->s, other);
    if (mh__place_value(x->k, x->s, need) + mh__place_value(x->k, x->s, other) > before)
        return true;
    mh__place_clear(x->k, x->s, need);
    put_back(x->k, x->s, other, &x->theirs);
    put_back(x->k, x->s, need, &x->mine);
    return false;
}

static bool improve_need(struct search *x, size_t need, int64_t hoped)
{
    const struct mh__case *k = x->k;
    int trials = 0;
    bool better = false;
    for (size_t a = k->first[need]; a < k->first[need + 1]; a++) {
        size_t offer = k->p->arc[a].offer;
        if (k->arc[a].most == 0)
            continue;
        /* Starting elsewhere for each need, so that the first of the offer's needs are not the only ones asked. */
        size_t from = k->offer_first[offer], n = k->offer_first[offer + 1] - from;
        for (size_t i = 0; i < n && trials < TRIALS_OF_A_NEED; i++) {
            size_t other_arc = k->offer_arc[from + (i + need) % n], other = k->p->arc[other_arc].need;
            if (other == need || x->s->award[other_arc] == 0 || k->arc[other_arc].fixed)
                continue;
            trials++;
            x->left--;
            better = try_swap(x, need, other) || better;
            if (mh__place_value(k, x->s, need) >= hoped)
                return true;
        }
    }
    return better;
}

bool mh__place_improve(const struct mh__case *k, struct mh__place *s, const int64_t *hoped, const struct mh_progress *progress)
{
    size_t widest = 1;
    for (size_t i = 0; i < k->p->nneeds; i++)
        widest = k->first[i + 1] - k->first[i] > widest ? k->first[i + 1] - k->first[i] : widest;
    int64_t *room = mh_xcalloc(widest, 10 * sizeof *room);
    struct search x = { .k = k, .s = s, .mine = { room, room + widest }, .theirs = { room + 5 * widest, room + 6 * widest }, .left = TRIALS };
    bool better = true, on = true;
    int asked = x.left;
    for (int round = 0; better && on && round < ROUNDS; round++) {
        better = false;
        for (size_t i = 0; i < k->p->nneeds && x.left > 0 && on; i++) {
            if (asked - x.left >= BETWEEN_ASKS) {
                on = mh_progress_tick(progress, MH_TR("Calcul de la couverture"), 0, 0);
                asked = x.left;
            }
            int64_t v = k->p->need[i].volume, best = (int64_t)((__int128)k->attain[i] * 1000000000000 / v);
            int64_t hope = hoped != NULL ? mh__min64(hoped[i], best) : best;
            if (mh__place_value(k, s, i) < hope)
                better = improve_need(&x, i, hope) || better;
        }
    }
    free(room);
    return on;
}

static int64_t rests_on_unknown(const struct mh__case *k, const struct mh__place *s, size_t need)
{
    int64_t sum = 0;
    for (size_t a = k->first[need]; a < k->first[need + 1]; a++)
        sum += !k->arc[a].fixed && k->offer[k->p->arc[a].offer].unknown ? s->award[a] : 0;
    return sum;
}

void mh__place_declare(const struct mh__case *k, struct mh__place *s)
{
    size_t widest = 1;
    for (size_t i = 0; i < k->p->nneeds; i++)
        widest = k->first[i + 1] - k->first[i] > widest ? k->first[i + 1] - k->first[i] : widest;
    int64_t *room = mh_xcalloc(widest, 5 * sizeof *room);
    struct kept was = { room, room + widest };
    for (size_t i = 0; i < k->p->nneeds; i++) {
        int64_t unknown = rests_on_unknown(k, s, i), open = s->open[i];
        if (unknown == 0)
            continue;
        keep(k, s, i, &was);
        mh__place_clear(k, s, i);
        mh__place_fill_declared(k, s, i);
        mh__place_fill(k, s, i);
        if (s->open[i] > open || rests_on_unknown(k, s, i) >= unknown)
            put_back(k, s, i, &was);
    }
    free(room);
}

struct offer_at {
    const struct mh__case *k;
    size_t arc;
};

static int cheapest(const void *a, const void *b)
{
    const struct offer_at *l = a, *r = b;
    const struct mh_cover_problem *p = l->k->p;
    const struct mh_cover_offer *x = &p->offer[p->arc[l->arc].offer], *y = &p->offer[p->arc[r->arc].offer];
    /* Of equal line cover: price × volume, the whole need at that price. */
    if (x->price == MH_UNKNOWN || y->price == MH_UNKNOWN) {
        if ((x->price == MH_UNKNOWN) != (y->price == MH_UNKNOWN))
            return x->price == MH_UNKNOWN ? 1 : -1;
        return (l->arc > r->arc) - (l->arc < r->arc);
    }
    __int128 u = (__int128)x->price * p->need[p->arc[l->arc].need].volume / x->price_for;
    __int128 v = (__int128)y->price * p->need[p->arc[r->arc].need].volume / y->price_for;
    return u != v ? (u > v ? 1 : -1) : (l->arc > r->arc) - (l->arc < r->arc);
}

void mh__place_fill_cheap(const struct mh__case *k, struct mh__place *s, int64_t floor)
{
    const struct mh_cover_problem *p = k->p;
    struct offer_at *order = mh_xcalloc(p->narcs + 1, sizeof *order);
    int64_t total = mh__place_total(k, s);
    size_t n = 0;
    for (size_t a = 0; a < p->narcs; a++)
        if (k->arc[a].most > 0 && s->open[p->arc[a].need] > 0)
            order[n++] = (struct offer_at) { k, a };
    qsort(order, n, sizeof *order, cheapest);
    for (size_t i = 0; i < n && total < floor; i++) {
        size_t a = order[i].arc, need = p->arc[a].need;
        int64_t take[MH_QUARTERS], v = p->need[need].volume, was = mh__place_value(k, s, need);
        int64_t lacks = (int64_t)(((__int128)(floor - total) * v + 999999999999) / 1000000000000);
        lacks = (lacks + k->arc[a].pack - 1) / k->arc[a].pack * k->arc[a].pack;
        lacks = lacks > k->arc[a].minimum - s->award[a] ? lacks : k->arc[a].minimum - s->award[a];
        int64_t got = mh__place_room(k, s, a, lacks, take);
        if (got == 0 || s->award[a] + got < k->arc[a].minimum || !mh__maker_allowed(k, s, a))
            continue;
        mh__place_add(k, s, a, take);
        total += mh__place_value(k, s, need) - was;
    }
    free(order);
}

void mh__place_trim(const struct mh__case *k, struct mh__place *s, int64_t floor)
{
    const struct mh_cover_problem *p = k->p;
    struct offer_at *order = mh_xcalloc(p->narcs + 1, sizeof *order);
    int64_t more = mh__place_total(k, s) - floor;
    size_t n = 0;
    for (size_t a = 0; a < p->narcs; a++)
        if (s->award[a] > 0 && !k->arc[a].fixed)
            order[n++] = (struct offer_at) { k, a };
    qsort(order, n, sizeof *order, cheapest);
    for (; n > 0 && more > 0; n--) {
        size_t a = order[n - 1].arc, need = p->arc[a].need;
        int64_t was = mh__place_value(k, s, need), pack = k->arc[a].pack;
        int64_t back = mh__min64((int64_t)((__int128)more * p->need[need].volume / 1000000000000), s->award[a]) / pack * pack;
        if (back < s->award[a] && s->award[a] - back < k->arc[a].minimum)
            back = s->award[a] > k->arc[a].minimum ? s->award[a] - k->arc[a].minimum : 0;
        if (back < pack)
            continue;
        mh__place_give(k, s, a, back);
        more -= was - mh__place_value(k, s, need);
    }
    free(order);
}

int64_t mh__place_cost(const struct mh__case *k, const struct mh__place *s)
{
    int64_t sum = 0;
    for (size_t a = 0; a < k->p->narcs; a++) {
        if (s->award[a] == 0 || k->arc[a].fixed)
            continue;
        int64_t c = mh__award_cost(&k->p->offer[k->p->arc[a].offer], s->award[a]);
        if (c == MH_UNKNOWN || sum > INT64_MAX - c)
            return MH_UNKNOWN;
        sum += c;
    }
    return sum;
}

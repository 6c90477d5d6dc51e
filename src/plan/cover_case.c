/* A problem of coverage prepared: data refused or taken, what the rules leave open, bounds that no plan passes. */
#include "plan/cover.h"

#include <stdlib.h>
#include <string.h>

#include <mahalli/xalloc.h>

enum { TRILLION_DIGITS = 12 };
static const int64_t most_value = 1000000000000; /* 10^12: sums of many stay far from the ends of int64 */

static bool sane(int64_t v, bool may_be_unknown)
{
    return v == MH_UNKNOWN ? may_be_unknown : v >= 0 && v <= most_value;
}

static enum mh_rc check_needs(const struct mh_cover_problem *p, struct mh_err *err)
{
    for (size_t i = 0; i < p->nneeds; i++) {
        const struct mh_cover_need *n = &p->need[i];
        int64_t sum = 0;
        if (!sane(n->volume, false) || n->volume == 0)
            return mh_err_set(err, MH_EINVAL, "besoin %zu : le volume doit être de 1 à 10^%d unités", i + 1, TRILLION_DIGITS);
        for (int q = 0; n->quarter[0] != MH_UNKNOWN && q < MH_QUARTERS; q++) {
            if (!sane(n->quarter[q], false))
                return mh_err_set(err, MH_EINVAL, "besoin %zu : le volume du trimestre %d ne se lit pas", i + 1, q + 1);
            sum += n->quarter[q];
        }
        if (n->quarter[0] != MH_UNKNOWN && sum != n->volume)
            return mh_err_set(err, MH_EINVAL, "besoin %zu : les trimestres font %lld, l'année %lld", i + 1, (long long)sum, (long long)n->volume);
    }
    return MH_OK;
}

static enum mh_rc check_offers(const struct mh_cover_problem *p, struct mh_err *err)
{
    for (size_t j = 0; j < p->noffers; j++) {
        const struct mh_cover_offer *o = &p->offer[j];
        bool good = sane(o->capacity, true) && sane(o->minimum, true) && sane(o->pack, true) && o->pack != 0 && sane(o->lead_days, true);
        for (int q = 0; q < MH_QUARTERS; q++)
            good = good && sane(o->quarter[q], true);
        if (!good)
            return mh_err_set(err, MH_EINVAL, "produit %zu : capacité, minimum, conditionnement ou délai négatif ou hors de toute mesure", j + 1);
        if (!sane(o->price, true) || (o->price != MH_UNKNOWN && (!sane(o->price_for, false) || o->price_for == 0)))
            return mh_err_set(err, MH_EINVAL, "produit %zu : le prix ne peut être négatif, ni pour aucune unité", j + 1);
    }
    return MH_OK;
}

static enum mh_rc check_rules(const struct mh_cover_rules *r, struct mh_err *err)
{
    if (r->most_makers != MH_UNKNOWN && r->most_makers < 1)
        return mh_err_set(err, MH_EINVAL, "le nombre de fabricants par besoin doit être d'au moins 1");
    if (r->two_sources && (r->second_permille < 1 || r->second_permille > 500))
        return mh_err_set(err, MH_EINVAL, "la part de la seconde source doit être de 1 à 500 pour mille");
    if (r->floor_permille != MH_UNKNOWN && (r->floor_permille < 0 || r->floor_permille > 1000))
        return mh_err_set(err, MH_EINVAL, "la couverture demandée doit être de 0 à 1000 pour mille");
    return MH_OK;
}

static enum mh_rc index_arcs(struct mh__case *k, struct mh_err *err)
{
    const struct mh_cover_problem *p = k->p;
    k->first = mh_xcalloc(p->nneeds + 1, sizeof *k->first);
    k->offer_first = mh_xcalloc(p->noffers + 2, sizeof *k->offer_first);
    k->offer_arc = mh_xcalloc(p->narcs + 1, sizeof *k->offer_arc);
    for (size_t a = 0; a < p->narcs; a++) {
        const struct mh_cover_arc *x = &p->arc[a];
        bool sorted = a == 0 || p->arc[a - 1].need < x->need || (p->arc[a - 1].need == x->need && p->arc[a - 1].offer < x->offer);
        if (x->need >= p->nneeds || x->offer >= p->noffers || !sorted)
            return mh_err_set(err, MH_EINVAL, "couverture : la paire %zu est en double ou hors de l'ordre", a + 1);
        if (!sane(x->fixed, true))
            return mh_err_set(err, MH_EINVAL, "besoin %zu : la quantité fixée ne se lit pas", x->need + 1);
        k->first[x->need + 1]++;
        k->offer_first[x->offer + 2]++;
    }
    for (size_t i = 0; i < p->nneeds; i++)
        k->first[i + 1] += k->first[i];
    for (size_t j = 0; j < p->noffers; j++)
        k->offer_first[j + 2] += k->offer_first[j + 1];
    for (size_t a = 0; a < p->narcs; a++)
        k->offer_arc[k->offer_first[p->arc[a].offer + 1]++] = a;
    return MH_OK;
}

static void bound_offers(struct mh__case *k)
{
    k->offer = mh_xcalloc(k->p->noffers + 1, sizeof *k->offer);
    for (size_t j = 0; j < k->p->noffers; j++) {
        const struct mh_cover_offer *o = &k->p->offer[j];
        struct mh__bound *b = &k->offer[j];
        int64_t sum = 0;
        bool all = true;
        for (int q = 0; q < MH_QUARTERS; q++) {
            all = all && o->quarter[q] != MH_UNKNOWN;
            sum += all ? o->quarter[q] : 0;
            b->quarter[q] = k->quarters && o->quarter[q] != MH_UNKNOWN ? o->quarter[q] : MH__NO_BOUND;
        }
        b->unknown = o->capacity == MH_UNKNOWN && !all;
        b->year = o->capacity != MH_UNKNOWN ? o->capacity : all ? sum : MH__NO_BOUND;
    }
}

static unsigned bars(const struct mh__case *k, size_t a)
{
    const struct mh_cover_rules *r = &k->p->rules;
    const struct mh_cover_arc *x = &k->p->arc[a];
    const struct mh_cover_offer *o = &k->p->offer[x->offer];
    unsigned b = 0;
    if (r->worst_rank != MH_UNKNOWN && x->rank > r->worst_rank)
        b |= 1u << MH_LACK_SPECIFICATION;
    if (r->buyable_only && !o->buyable)
        b |= 1u << MH_LACK_BUYABLE;
    if (r->lead_days != MH_UNKNOWN && o->lead_days != MH_UNKNOWN && o->lead_days > r->lead_days)
        b |= 1u << MH_LACK_LEAD;
    if (k->offer[x->offer].unknown && !r->unknown_enough)
        b |= 1u << MH_LACK_CAPACITY_UNKNOWN;
    if (r->aim == MH_COVER_CHEAPEST && o->price == MH_UNKNOWN && !r->unpriced_last)
        b |= 1u << MH_LACK_PRICE;
    return b;
}

/* The most that one award can be, and, where that is nothing, why: packs and minimum of the product against need and capacity. */
static void bound_arc(struct mh__case *k, size_t a)
{
    const struct mh_cover_arc *x = &k->p->arc[a];
    const struct mh_cover_need *n = &k->p->need[x->need];
    const struct mh_cover_offer *o = &k->p->offer[x->offer];
    const struct mh__bound *b = &k->offer[x->offer];
    struct mh__arc *to = &k->arc[a];
    int64_t by_need = 0, most = 0;
    bool split = k->quarters && n->quarter[0] != MH_UNKNOWN;
    to->pack = o->pack == MH_UNKNOWN ? 1 : o->pack;
    to->minimum = o->minimum == MH_UNKNOWN || o->minimum <= to->pack ? to->pack : (o->minimum + to->pack - 1) / to->pack * to->pack;
    to->fixed = x->fixed != MH_UNKNOWN;
    to->bars = to->fixed ? 0 : bars(k, a);
    for (int q = 0; q < (k->quarters ? MH_QUARTERS : 1); q++) {
        int64_t want = split ? n->quarter[q] : n->volume, have = k->quarters ? b->quarter[q] : MH__NO_BOUND;
        by_need += want / to->pack * to->pack;
        most += mh__min64(want, have) / to->pack * to->pack;
    }
    by_need = mh__min64(by_need, n->volume / to->pack * to->pack);
    most = mh__min64(most, mh__min64(mh__min64(n->volume, k->maker_most[x->need]), b->year) / to->pack * to->pack);
    to->most = to->bars != 0 || to->fixed || most < to->minimum ? 0 : most;
    if (to->bars == 0 && !to->fixed && most < to->minimum)
        to->bars = 1u << (by_need == 0 ? MH_LACK_PACK : by_need < to->minimum ? MH_LACK_MINIMUM :
                          k->maker_most[x->need] < to->minimum ? MH_LACK_SECOND_SOURCE : MH_LACK_CAPACITY);
}

int mh__price_cmp(const struct mh_cover_offer *a, const struct mh_cover_offer *b)
{
    if (a->price == MH_UNKNOWN || b->price == MH_UNKNOWN)
        return (a->price == MH_UNKNOWN) - (b->price == MH_UNKNOWN);
    __int128 l = (__int128)a->price * b->price_for, r = (__int128)b->price * a->price_for;
    return (l > r) - (l < r);
}

bool mh__same_maker(const struct mh__case *k, size_t arc_a, size_t arc_b)
{
    return k->p->offer[k->p->arc[arc_a].offer].maker == k->p->offer[k->p->arc[arc_b].offer].maker;
}

struct liking {
    const struct mh__case *k;
    size_t arc;
};

static int by_preference(const void *a, const void *b)
{
    const struct liking *l = a, *r = b;
    const struct mh_cover_problem *p = l->k->p;
    const struct mh_cover_arc *x = &p->arc[l->arc], *y = &p->arc[r->arc];
    int c = l->k->offer[x->offer].unknown - l->k->offer[y->offer].unknown;
    if (c == 0)
        c = (x->rank > y->rank) - (x->rank < y->rank);
    if (c == 0)
        c = mh__price_cmp(&p->offer[x->offer], &p->offer[y->offer]);
    return c != 0 ? c : (l->arc > r->arc) - (l->arc < r->arc);
}

static void order_arcs(struct mh__case *k, size_t need, struct liking *room)
{
    size_t from = k->first[need], n = k->first[need + 1] - from;
    for (size_t i = 0; i < n; i++)
        room[i] = (struct liking) { k, from + i };
    qsort(room, n, sizeof *room, by_preference);
    for (size_t i = 0; i < n; i++)
        k->arc[room[i].arc].place = (int)i;
}

static int64_t gcd(int64_t a, int64_t b)
{
    while (b != 0) {
        int64_t r = a % b;
        a = b;
        b = r;
    }
    return a;
}

/* Where minimum orders leave room for two products at most, the best pair (or one alone); INT64_MAX where three could share. */
static int64_t best_pair(const struct mh__case *k, size_t need, int64_t free_part, int64_t by_pack)
{
    int64_t low[3] = { INT64_MAX / 4, INT64_MAX / 4, INT64_MAX / 4 }, best = 0;
    size_t from = k->first[need], to = k->first[need + 1];
    for (size_t a = from; a < to; a++) {
        int64_t m = k->arc[a].most > 0 ? k->arc[a].minimum : INT64_MAX / 4;
        for (int i = 0; i < 3; i++)
            if (m < low[i]) {
                int64_t t = low[i];
                low[i] = m;
                m = t;
            }
    }
    if (low[0] + low[1] + low[2] <= free_part)
        return INT64_MAX;
    for (size_t a = from; a < to; a++)
        for (size_t b = a; k->arc[a].most > 0 && b < to; b++) {
            bool pair = b > a && k->arc[b].most > 0 && k->arc[a].minimum + k->arc[b].minimum <= free_part;
            int64_t sum = k->arc[a].most + (pair ? k->arc[b].most : 0);
            best = sum > best ? sum : best;
        }
    return mh__min64(best, by_pack);
}

/* Each need by itself: no award beyond these, whatever the capacities. All packs are multiples of their common divisor. */
static int64_t attainable(const struct mh__case *k, size_t need)
{
    const struct mh_cover_need *n = &k->p->need[need];
    int64_t fixed = 0, g = 0, sum = 0, largest = 0, by_pack = 0;
    for (size_t a = k->first[need]; a < k->first[need + 1]; a++) {
        fixed += k->arc[a].fixed ? k->p->arc[a].fixed : 0;
        if (k->arc[a].most > 0) {
            g = gcd(k->arc[a].pack, g);
            sum += k->arc[a].most;
            largest = k->arc[a].most > largest ? k->arc[a].most : largest;
        }
    }
    if (g == 0)
        return fixed;
    int64_t free_part = n->volume - fixed;
    if (k->quarters && n->quarter[0] != MH_UNKNOWN && fixed == 0)
        for (int q = 0; q < MH_QUARTERS; q++)
            by_pack += n->quarter[q] / g * g;
    else
        by_pack = free_part / g * g;
    if (k->p->rules.most_makers != MH_UNKNOWN && k->p->rules.most_makers < (1 << 20)) {
        int64_t of_one = 0; /* of the maker with the most */
        for (size_t a = k->first[need]; a < k->first[need + 1]; a++) {
            int64_t his = 0;
            for (size_t b = k->first[need]; b < k->first[need + 1]; b++)
                his += mh__same_maker(k, a, b) ? k->arc[b].most : 0;
            of_one = his > of_one ? his : of_one;
        }
        sum = mh__min64(sum, of_one * k->p->rules.most_makers);
    }
    return fixed + mh__min64(mh__min64(by_pack, sum), best_pair(k, need, free_part, by_pack));
}

static enum mh_rc check_fixed(const struct mh__case *k, struct mh_err *err)
{
    const struct mh_cover_problem *p = k->p;
    for (size_t i = 0; i < p->nneeds; i++) {
        int64_t sum = 0;
        for (size_t a = k->first[i]; a < k->first[i + 1]; a++)
            sum += k->arc[a].fixed ? p->arc[a].fixed : 0;
        if (sum > p->need[i].volume)
            return mh_err_set(err, MH_EINVAL, "besoin %zu : les quantités fixées font %lld, plus que le volume %lld", i + 1, (long long)sum,
                              (long long)p->need[i].volume);
    }
    for (size_t j = 0; j < p->noffers; j++) {
        int64_t sum = 0;
        for (size_t x = k->offer_first[j]; x < k->offer_first[j + 1]; x++)
            sum += k->arc[k->offer_arc[x]].fixed ? p->arc[k->offer_arc[x]].fixed : 0;
        if (sum > k->offer[j].year)
            return mh_err_set(err, MH_EINVAL, "produit %zu : les quantités fixées font %lld, plus que la capacité %lld", j + 1, (long long)sum,
                              (long long)k->offer[j].year);
    }
    return MH_OK;
}

static void prepare(struct mh__case *k)
{
    const struct mh_cover_problem *p = k->p;
    size_t widest = 1;
    k->arc = mh_xcalloc(p->narcs + 1, sizeof *k->arc);
    k->maker_most = mh_xcalloc(p->nneeds + 1, sizeof *k->maker_most);
    k->attain = mh_xcalloc(p->nneeds + 1, sizeof *k->attain);
    bound_offers(k);
    for (size_t i = 0; i < p->nneeds; i++) {
        int64_t v = p->need[i].volume, second = p->rules.second_permille;
        bool two = p->rules.two_sources && p->need[i].critical;
        k->maker_most[i] = two ? v - (v / 1000 * second + (v % 1000 * second + 999) / 1000) : v;
        widest = k->first[i + 1] - k->first[i] > widest ? k->first[i + 1] - k->first[i] : widest;
    }
    for (size_t a = 0; a < p->narcs; a++) {
        bound_arc(k, a);
        k->rests = k->rests || (k->arc[a].most > 0 && k->offer[p->arc[a].offer].unknown);
    }
    struct liking *room = mh_xcalloc(widest, sizeof *room);
    for (size_t i = 0; i < p->nneeds; i++) {
        order_arcs(k, i, room);
        k->attain[i] = attainable(k, i);
    }
    free(room);
}

enum mh_rc mh__case_init(struct mh__case *k, const struct mh_cover_problem *p, struct mh_err *err)
{
    enum mh_rc rc;
    *k = (struct mh__case) { .p = p, .quarters = p->rules.by_quarters };
    if ((rc = check_needs(p, err)) != MH_OK || (rc = check_offers(p, err)) != MH_OK || (rc = check_rules(&p->rules, err)) != MH_OK ||
        (rc = index_arcs(k, err)) != MH_OK)
        goto out;
    prepare(k);
    rc = check_fixed(k, err);
out:
    if (rc != MH_OK)
        mh__case_free(k);
    return rc;
}

void mh__case_free(struct mh__case *k)
{
    free(k->first);
    free(k->offer_first);
    free(k->offer_arc);
    free(k->arc);
    free(k->offer);
    free(k->maker_most);
    free(k->attain);
    memset(k, 0, sizeof *k);
}

/* Coverage against every plan there is: small random problems, all rules. By year: plans of each need by itself, joined through what they
 * use of each capacity. By quarter: all pairs of plans of two needs. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>

#include "cover_help.h"

/* In the quick run, and with MAHALLI_LONG. */
enum { YEARS = 200, YEARS_LONG = 420, QUARTERS = 60, QUARTERS_LONG = 120, MOST_PLANS = 40000, LCM = 840 /* of 1..8: every volume divides it */ };

struct plan {
    int64_t used[4], quarter[4][4]; /* of each offer */
    int64_t cover, value, cost;     /* cover × LCM; × 10^6, less what rests on unknown capacities × LCM × 100, less one for each maker */
};

struct brute {
    const struct mh_cover_problem *p;
    size_t need;
    int64_t award[4][4]; /* by offer and quarter */
    struct plan *plan;
    size_t n;
};

/* A year nobody declared, nor its four quarters. */
static bool undeclared(const struct mh_cover_offer *o)
{
    bool all = true;
    for (int q = 0; q < 4; q++)
        all = all && o->quarter[q] != MH_UNKNOWN;
    return o->capacity == MH_UNKNOWN && !all;
}

static bool kept(const struct mh_cover_problem *p, size_t need, const int64_t sum[4], int64_t *makers)
{
    const struct mh_cover_rules *r = &p->rules;
    int64_t total = 0, fixed_makers = 0;
    *makers = 0;
    for (size_t a = 0; a < p->narcs; a++) {
        const struct mh_cover_arc *x = &p->arc[a];
        const struct mh_cover_offer *o = &p->offer[x->offer];
        int64_t n = sum[x->offer], of_maker = 0, of_fixed = 0, first = 1;
        if (x->need != need)
            continue;
        total += n;
        if (x->fixed != MH_UNKNOWN ? n != x->fixed : n > 0 && ((o->minimum != MH_UNKNOWN && n < o->minimum) || (r->buyable_only && !o->buyable) ||
            (undeclared(o) && !r->unknown_enough) || (r->aim == MH_COVER_CHEAPEST && o->price == MH_UNKNOWN) ||
            (r->lead_days != MH_UNKNOWN && o->lead_days != MH_UNKNOWN && o->lead_days > r->lead_days)))
            return false;
        for (size_t b = 0; b < p->narcs; b++)
            if (p->arc[b].need == need && p->offer[p->arc[b].offer].maker == o->maker) {
                of_maker += sum[p->arc[b].offer];
                of_fixed += p->arc[b].fixed != MH_UNKNOWN ? p->arc[b].fixed : 0;
                first = first && !(b < a && sum[p->arc[b].offer] > 0);
            }
        *makers += n > 0 && first;
        fixed_makers += n > 0 && first && of_fixed > 0;
        if (r->two_sources && p->need[need].critical && of_maker > of_fixed && of_maker * 1000 > p->need[need].volume * (1000 - r->second_permille))
            return false;
    }
    return total <= p->need[need].volume && (r->most_makers == MH_UNKNOWN || *makers <= r->most_makers || *makers == fixed_makers);
}

/* One order of preference in one number: cover, then the least on unknown capacities, then few makers. */
static int64_t value(int64_t cover, int64_t unknown, int64_t makers)
{
    return (cover * 10000 - unknown) * 100 - makers;
}

static void finish(struct brute *b)
{
    int64_t sum[4] = { 0 }, makers, total = 0, unknown = 0;
    struct plan p = { 0 };
    for (size_t j = 0; j < b->p->noffers; j++)
        for (int q = 0; q < 4; q++) {
            sum[j] += b->award[j][q];
            p.quarter[j][q] = b->award[j][q];
        }
    if (!kept(b->p, b->need, sum, &makers))
        return;
    for (size_t j = 0; j < b->p->noffers; j++) {
        bool fixed = false;
        for (size_t a = 0; a < b->p->narcs; a++)
            fixed = fixed || (b->p->arc[a].need == b->need && b->p->arc[a].offer == j && b->p->arc[a].fixed != MH_UNKNOWN);
        total += sum[j];
        unknown += undeclared(&b->p->offer[j]) ? sum[j] : 0;
        p.used[j] = sum[j];
        p.cost += b->p->offer[j].price != MH_UNKNOWN && !fixed ? sum[j] * b->p->offer[j].price : 0;
    }
    p.cover = total * (LCM / b->p->need[b->need].volume);
    p.value = value(p.cover, unknown * (LCM / b->p->need[b->need].volume), makers);
    assert_true(b->n < MOST_PLANS);
    b->plan[b->n++] = p;
}

/* All awards of one need, offer by offer, quarter by quarter. */
static void enumerate(struct brute *b, size_t j, int q, int64_t open)
{
    const struct mh_cover_problem *p = b->p;
    int quarters = p->rules.by_quarters ? 4 : 1;
    if (j == p->noffers) {
        finish(b);
        return;
    }
    const struct mh_cover_arc *arc = NULL;
    for (size_t a = 0; a < p->narcs; a++)
        if (p->arc[a].need == b->need && p->arc[a].offer == j)
            arc = &p->arc[a];
    int64_t most = arc == NULL ? 0 : open, step = p->offer[j].pack == MH_UNKNOWN || (arc != NULL && arc->fixed != MH_UNKNOWN) ? 1 : p->offer[j].pack;
    if (quarters == 4 && p->need[b->need].quarter[0] != MH_UNKNOWN) {
        int64_t rest = p->need[b->need].quarter[q];
        for (size_t i = 0; i < j; i++)
            rest -= b->award[i][q];
        most = most < rest ? most : rest;
    }
    for (int64_t n = 0; n <= most; n += step) {
        b->award[j][q] = n;
        enumerate(b, q + 1 == quarters ? j + 1 : j, (q + 1) % quarters, open - n);
    }
    b->award[j][q] = 0;
}

static int64_t capacity(const struct mh_cover_offer *o)
{
    return o->capacity == MH_UNKNOWN ? 1000 : o->capacity;
}

struct outcome {
    int64_t value, cost; /* the best cover (fewest makers); the least cost at the cover asked */
};

enum { ROOM = 40 }; /* capacities that matter are below */

/* Best value, or least cost for each cover, by what is used of each capacity. */
static int64_t join(const struct mh_cover_problem *p, struct plan *const *plans, const size_t *n, int64_t floor)
{
    size_t states = 1, size[4];
    for (size_t j = 0; j < p->noffers; j++) {
        int64_t c = capacity(&p->offer[j]), all = 0;
        for (size_t i = 0; i < p->nneeds; i++)
            all += p->need[i].volume;
        size[j] = (size_t)(c < all ? c : all) + 1;
        states *= size[j];
    }
    bool money = floor >= 0;
    int64_t top = money ? floor : 0; /* cover counted up to the floor */
    size_t covers = (size_t)top + 1;
    int64_t *now = malloc(states * covers * sizeof *now), *next = malloc(states * covers * sizeof *next), best = INT64_MIN;
    assert_true(now != NULL && next != NULL);
    for (size_t s = 0; s < states * covers; s++)
        now[s] = INT64_MIN;
    now[0] = 0;
    for (size_t i = 0; i < p->nneeds; i++) {
        for (size_t s = 0; s < states * covers; s++)
            next[s] = INT64_MIN;
        for (size_t s = 0; s < states * covers; s++)
            for (size_t x = 0; now[s] != INT64_MIN && x < n[i]; x++) {
                const struct plan *pl = &plans[i][x];
                size_t at = s / covers, to = 0, radix = 1;
                bool fits = true;
                for (size_t j = 0; j < p->noffers; j++) {
                    size_t u = at % size[j] + (size_t)pl->used[j];
                    at /= size[j];
                    fits = fits && u < size[j];
                    to += u * radix;
                    radix *= size[j];
                }
                int64_t cover = (int64_t)(s % covers) + pl->cover;
                cover = cover < top ? cover : top;
                int64_t v = now[s] + (money ? -pl->cost : pl->value);
                if (fits && v > next[to * covers + (size_t)(money ? cover : 0)])
                    next[to * covers + (size_t)(money ? cover : 0)] = v;
            }
        int64_t *t = now;
        now = next;
        next = t;
    }
    for (size_t s = 0; s < states; s++)
        best = now[s * covers + (money ? covers - 1 : 0)] > best ? now[s * covers + (money ? covers - 1 : 0)] : best;
    free(now);
    free(next);
    return best;
}

static int64_t pairs(const struct mh_cover_problem *p, struct plan *const *plans, const size_t *n)
{
    int64_t best = INT64_MIN;
    for (size_t x = 0; x < n[0]; x++)
        for (size_t y = 0; y < n[1]; y++) {
            const struct plan *a = &plans[0][x], *b = &plans[1][y];
            bool fits = a->value + b->value > best;
            for (size_t j = 0; fits && j < p->noffers; j++) {
                fits = a->used[j] + b->used[j] <= capacity(&p->offer[j]);
                for (int q = 0; fits && q < 4; q++)
                    fits = p->offer[j].quarter[q] == MH_UNKNOWN || a->quarter[j][q] + b->quarter[j][q] <= p->offer[j].quarter[q];
            }
            best = fits ? a->value + b->value : best;
        }
    return best;
}

static void random_rules(struct mh_cover_rules *r)
{
    r->most_makers = help_dice(2) ? 1 + help_dice(2) : MH_UNKNOWN;
    r->two_sources = help_dice(3) == 0;
    r->second_permille = 100 + 100 * help_dice(5);
    r->buyable_only = help_dice(4) == 0;
    r->unknown_enough = help_dice(2);
    r->lead_days = help_dice(4) == 0 ? 60 : MH_UNKNOWN;
}

static void random_case(struct help_cover *h, size_t nneeds, size_t noffers, bool quarters)
{
    help_init(h);
    random_rules(&h->p.rules);
    h->p.rules.by_quarters = quarters;
    for (size_t j = 0; j < noffers; j++) {
        struct mh_cover_offer *o = help_offer(h, help_dice(3), help_dice(5) == 0 ? MH_UNKNOWN : help_dice(10));
        o->pack = help_dice(3) == 0 ? MH_UNKNOWN : 1 + help_dice(3);
        o->minimum = help_dice(2) ? MH_UNKNOWN : help_dice(6);
        o->lead_days = help_dice(2) ? MH_UNKNOWN : help_dice(120);
        o->buyable = help_dice(3) != 0;
        o->price = help_dice(5) == 0 ? MH_UNKNOWN : help_dice(50);
        o->price_for = 1;
        for (int q = 0; quarters && q < 4; q++)
            o->quarter[q] = help_dice(3) == 0 ? MH_UNKNOWN : help_dice(3);
    }
    for (size_t i = 0; i < nneeds; i++) {
        struct mh_cover_need *n = help_need(h, 0);
        n->critical = help_dice(2);
        if (quarters && help_dice(6) != 0) {
            do {
                n->volume = 0;
                for (int q = 0; q < 4; q++)
                    n->volume += n->quarter[q] = help_dice(3);
            } while (n->volume == 0);
        } else {
            n->volume = quarters ? 1 + help_dice(4) : 1 + help_dice(8);
        }
        for (size_t j = 0; j < noffers; j++)
            if (help_dice(4) != 0) {
                help_arc(h, i, j);
                h->arc[h->p.narcs - 1].rank = (int)help_dice(3);
                if (help_dice(12) == 0 && !quarters)
                    h->arc[h->p.narcs - 1].fixed = help_dice(3);
            }
    }
}

static int64_t value_of(const struct mh_cover_problem *p, const struct mh_cover *c)
{
    int64_t v = 0;
    for (size_t i = 0; i < p->nneeds; i++)
        v += value(c->line[i].covered * (LCM / p->need[i].volume), c->line[i].on_unknown * (LCM / p->need[i].volume), c->line[i].makers);
    return v;
}

static int64_t cover_of(const struct mh_cover_problem *p, const struct mh_cover *c)
{
    int64_t v = 0;
    for (size_t i = 0; i < p->nneeds; i++)
        v += c->line[i].covered * (LCM / p->need[i].volume);
    return v;
}

static int64_t cost_of(const struct mh_cover_problem *p, const struct mh_cover *c)
{
    int64_t v = 0;
    for (size_t a = 0; a < p->narcs; a++)
        v += p->arc[a].fixed == MH_UNKNOWN && c->award[a] > 0 ? c->award[a] * p->offer[p->arc[a].offer].price : 0;
    return v;
}

static struct plan *plans[4];
static size_t nplans[4];

static void all_plans(const struct mh_cover_problem *p)
{
    for (size_t i = 0; i < p->nneeds; i++) {
        struct brute b = { .p = p, .need = i, .plan = plans[i] };
        enumerate(&b, 0, 0, p->need[i].volume);
        nplans[i] = b.n;
    }
}

static const struct mh_cover_options here = { .solver = help_here };

/* A solver answered: a declared capacity has its worth, and one that serves all that is asked of it is worth nothing more. */
static void known_worths(const struct mh_cover_problem *p, const struct mh_cover *c, int t)
{
    bool placed = false, all = c->totals.whole == c->totals.needs;
    for (size_t a = 0; a < p->narcs; a++)
        placed = placed || (p->arc[a].fixed == MH_UNKNOWN && c->award[a] > 0);
    for (size_t j = 0; placed && j < p->noffers; j++)
        if (undeclared(&p->offer[j]) ? c->use[j].worth != MH_UNKNOWN : c->use[j].worth < 0 || (all && c->use[j].worth > 0))
            fail_msg("cas %d : produit %zu, une unité de plus vaut %lld", t, j, (long long)c->use[j].worth);
}

static void of_a_year(void **state)
{
    (void)state;
    int refused = 0, cases = getenv("MAHALLI_LONG") != NULL ? YEARS_LONG : YEARS;
    for (int t = 0; t < cases; t++) {
        struct help_cover h;
        struct mh_cover c;
        struct mh_err err = MH_ERR_INIT;
        random_case(&h, 2 + (size_t)help_dice(3), 2 + (size_t)help_dice(3), false);
        all_plans(&h.p);
        int64_t best = join(&h.p, plans, nplans, -1);
        enum mh_rc rc = mh_cover_solve(&h.p, &here, &c, &err);
        if (best == INT64_MIN) { /* fixed quantities that no plan keeps */
            assert_int_equal(rc, MH_EINVAL);
            refused++;
            continue;
        }
        if (rc != MH_OK)
            fail_msg("cas %d : %s", t, err.msg);
        if (value_of(&h.p, &c) != best || c.how != MH_COVER_PROVED)
            fail_msg("cas %d : %lld, le mieux est %lld (%d)", t, (long long)value_of(&h.p, &c), (long long)best, c.how);
        known_worths(&h.p, &c, t);
        mh_cover_free(&c);
        h.p.rules.aim = MH_COVER_CHEAPEST;
        h.p.rules.floor_permille = help_dice(3) == 0 ? MH_UNKNOWN : 100 * help_dice(11);
        all_plans(&h.p);
        int64_t largest = (join(&h.p, plans, nplans, -1) + 999999) / 1000000, floor = largest;
        if (h.p.rules.floor_permille != MH_UNKNOWN && h.p.rules.floor_permille * LCM * (int64_t)h.p.nneeds < largest * 1000)
            floor = (h.p.rules.floor_permille * LCM * (int64_t)h.p.nneeds + 999) / 1000;
        int64_t least = -join(&h.p, plans, nplans, floor);
        assert_int_equal(mh_cover_solve(&h.p, &here, &c, &err), MH_OK);
        if (cost_of(&h.p, &c) != least || cover_of(&h.p, &c) < floor)
            fail_msg("cas %d : coûte %lld, le moins cher %lld ; couvre %lld, il faut %lld", t, (long long)cost_of(&h.p, &c), (long long)least,
                     (long long)cover_of(&h.p, &c), (long long)floor);
        mh_cover_free(&c);
    }
    assert_true(refused < cases / 3);
}

static void of_quarters(void **state)
{
    (void)state;
    int cases = getenv("MAHALLI_LONG") != NULL ? QUARTERS_LONG : QUARTERS;
    for (int t = 0; t < cases; t++) {
        struct help_cover h;
        struct mh_cover c;
        struct mh_err err = MH_ERR_INIT;
        random_case(&h, 2, 2, true);
        all_plans(&h.p);
        int64_t best = pairs(&h.p, plans, nplans);
        if (mh_cover_solve(&h.p, &here, &c, &err) != MH_OK)
            fail_msg("cas %d : %s", t, err.msg);
        if (value_of(&h.p, &c) != best || c.how != MH_COVER_PROVED)
            fail_msg("cas %d : %lld, le mieux est %lld (%d)", t, (long long)value_of(&h.p, &c), (long long)best, c.how);
        mh_cover_free(&c);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(of_a_year), cmocka_unit_test(of_quarters) };
    for (int i = 0; i < 4; i++)
        plans[i] = mh_xcalloc(MOST_PLANS, sizeof **plans);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    for (int i = 0; i < 4; i++)
        free(plans[i]);
    return failed;
}

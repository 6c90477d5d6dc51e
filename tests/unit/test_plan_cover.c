/* Coverage: reasons, rules that contradict each other, data that cannot be, solvers that fail or lie; invariants on larger cases. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "cover_help.h"
#include "glpk_help.h"

static const struct mh_cover_options here = { .solver = help_here };

static void solve(const struct help_cover *h, struct mh_cover *c)
{
    struct mh_err err = MH_ERR_INIT;
    struct mh_cover_options opt = here;
    if (h->p.nneeds > 10) { /* rules are kept no better by long searches; one in four has a short one */
        opt.solve.nodes = 5;
        opt.solve.gap_ppm = h->p.need[0].volume % 4 ? 200000 : 0;
    }
    if (mh_cover_solve(&h->p, &opt, c, &err) != MH_OK)
        fail_msg("%s", err.msg);
    if (mh_cover_check(&h->p, c, &err) != MH_OK)
        fail_msg("%s", err.msg);
}

/* One need, one offer, what keeps the need from being covered and by how much. */
static const struct reason {
    int64_t volume, capacity, minimum, pack, lead;
    int rank;
    bool offer, buyable, critical;
    int64_t covered;
    enum mh_cover_lack lack;
    int64_t missing;
} reasons[] = {
    { .volume = 100, .covered = 0, .lack = MH_LACK_PRODUCT, .missing = 100 },
    { .volume = 100, .offer = true, .buyable = true, .capacity = 500, .minimum = MH_UNKNOWN, .pack = MH_UNKNOWN, .covered = 100 },
    { .volume = 100, .offer = true, .buyable = true, .capacity = 60, .minimum = MH_UNKNOWN, .pack = 10, .covered = 60, .lack = MH_LACK_CAPACITY, .missing = 40 },
    { .volume = 1, .offer = true, .buyable = true, .capacity = 1000000, .minimum = 10000, .pack = 1, .lack = MH_LACK_MINIMUM, .missing = 9999 },
    { .volume = 103, .offer = true, .buyable = true, .capacity = 500, .minimum = MH_UNKNOWN, .pack = 10, .covered = 100, .lack = MH_LACK_PACK, .missing = 7 },
    { .volume = 100, .offer = true, .capacity = 500, .minimum = MH_UNKNOWN, .pack = 1, .lack = MH_LACK_BUYABLE, .missing = 100 },
    { .volume = 100, .offer = true, .buyable = true, .capacity = MH_UNKNOWN, .minimum = MH_UNKNOWN, .pack = 1, .lack = MH_LACK_CAPACITY_UNKNOWN, .missing = 100 },
    { .volume = 100, .offer = true, .buyable = true, .capacity = 500, .minimum = MH_UNKNOWN, .pack = 1, .lead = 200, .lack = MH_LACK_LEAD, .missing = 100 },
    { .volume = 100, .offer = true, .buyable = true, .capacity = 500, .minimum = MH_UNKNOWN, .pack = 1, .rank = 2, .lack = MH_LACK_SPECIFICATION, .missing = 100 },
    { .volume = 100, .offer = true, .buyable = true, .critical = true, .capacity = 500, .minimum = MH_UNKNOWN, .pack = 1, .covered = 80, .lack = MH_LACK_SECOND_SOURCE, .missing = 20 },
    { .volume = 100, .offer = true, .buyable = true, .capacity = 0, .minimum = MH_UNKNOWN, .pack = 1, .lack = MH_LACK_CAPACITY, .missing = 100 },
};

static void why(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++) {
        const struct reason *r = &reasons[i];
        struct help_cover h;
        struct mh_cover c;
        help_init(&h);
        h.p.rules.buyable_only = h.p.rules.two_sources = true;
        h.p.rules.lead_days = 90;
        h.p.rules.worst_rank = 1;
        help_need(&h, r->volume)->critical = r->critical;
        if (r->offer) {
            struct mh_cover_offer *o = help_offer(&h, 1, r->capacity);
            o->minimum = r->minimum;
            o->pack = r->pack;
            o->lead_days = r->lead;
            o->buyable = r->buyable;
            help_arc(&h, 0, 0);
            h.arc[0].rank = r->rank;
        }
        solve(&h, &c);
        if (c.line[0].covered != r->covered || c.line[0].lack != r->lack || c.line[0].missing != r->missing || c.how != MH_COVER_PROVED)
            fail_msg("raison %zu : couvre %lld, raison %d, manque %lld", i, (long long)c.line[0].covered, c.line[0].lack, (long long)c.line[0].missing);
        mh_cover_free(&c);
    }
}

/* Three needs of 100, a maker with 100 whose capacity is known, one that is not buyable, one whose capacity nobody knows. */
static void three(struct help_cover *h)
{
    help_init(h);
    for (int i = 0; i < 3; i++)
        help_need(h, 100);
    help_offer(h, 1, 100);
    help_offer(h, 2, 150)->buyable = false;
    help_offer(h, 3, MH_UNKNOWN);
    for (size_t i = 0; i < 3; i++)
        for (size_t j = 0; j < 3; j++)
            help_arc(h, i, j);
}

static const struct mh_cover_gain *gain(const struct mh_cover *c, size_t offer, enum mh_cover_lack lack)
{
    for (size_t i = 0; i < c->ngains; i++)
        if (c->gain[i].offer == offer && c->gain[i].lack == lack)
            return &c->gain[i];
    return NULL;
}

static void worth(void **state)
{
    (void)state;
    struct help_cover h;
    struct mh_cover c;
    three(&h);
    h.p.rules.buyable_only = true;
    solve(&h, &c);
    assert_int_equal(c.totals.whole, 1);
    assert_int_equal(c.totals.cover_ppm, 333333);
    assert_int_equal(c.totals.with_product, 3);
    assert_int_equal(c.totals.with_capacity, 3);
    assert_int_equal(c.use[0].worth, 10000000); /* a unit more is a hundredth of a need */
    assert_int_equal(c.use[2].worth, MH_UNKNOWN);
    const struct mh_cover_gain *g = gain(&c, 0, MH_LACK_CAPACITY);
    assert_true(g != NULL && g->units == 200 && g->needs == 2 && g->whole == 2);
    g = gain(&c, 1, MH_LACK_BUYABLE); /* as far as its capacity goes */
    assert_true(g != NULL && g->units == 150 && g->needs == 2 && g->whole == 1);
    g = gain(&c, 2, MH_LACK_CAPACITY_UNKNOWN);
    assert_true(g != NULL && g->units == 200 && g->whole == 2);
    mh_cover_free(&c);
    h.p.rules.unknown_enough = true;
    solve(&h, &c);
    assert_int_equal(c.totals.whole, 3);
    assert_int_equal(c.line[0].on_unknown + c.line[1].on_unknown + c.line[2].on_unknown, c.use[2].used);
    assert_true(c.totals.unknown_ppm >= 666666);
    mh_cover_free(&c);
}

static void fixed(void **state)
{
    (void)state;
    struct help_cover h;
    struct mh_cover c;
    struct mh_err err = MH_ERR_INIT;
    three(&h);
    h.p.rules.buyable_only = true;
    h.p.rules.most_makers = 1;
    h.arc[1].fixed = 37; /* of one that is not buyable: a person's word */
    solve(&h, &c);
    assert_int_equal(c.award[1], 37);
    assert_int_equal(c.award[0], 0); /* a second maker would be one too many */
    assert_int_equal(c.line[0].lack, MH_LACK_MAKERS);
    mh_cover_free(&c);
    h.arc[1].fixed = 101;
    assert_int_equal(mh_cover_solve(&h.p, &here, &c, &err), MH_EINVAL);
    assert_non_null(strstr(err.msg, "besoin 1"));
    mh_err_clear(&err);
    h.arc[1].fixed = 100;
    h.arc[4].fixed = 60;
    assert_int_equal(mh_cover_solve(&h.p, &here, &c, &err), MH_EINVAL); /* 160 of 150 */
    assert_non_null(strstr(err.msg, "produit 2"));
}

static void refused(void **state)
{
    (void)state;
    struct help_cover h;
    struct mh_cover c;
    for (int i = 0; i < 8; i++) {
        struct mh_err err = MH_ERR_INIT;
        three(&h);
        switch (i) {
        case 0: h.offer[1].price = -5; h.offer[1].price_for = 1; break;
        case 1: h.offer[1].price = 5; h.offer[1].price_for = 0; break;
        case 2: h.need[1].volume = 0; break;
        case 3: h.offer[0].capacity = -1; break;
        case 4: for (int q = 0; q < 4; q++) h.need[2].quarter[q] = 30; break;
        case 5: h.arc[3].need = 7; break;
        case 6: h.p.rules.most_makers = 0; break;
        default: h.offer[2].pack = 0; break;
        }
        assert_int_equal(mh_cover_solve(&h.p, &here, &c, &err), MH_EINVAL);
        assert_true(err.msg[0] != '\0' && c.award == NULL);
    }
}

/* Rules against each other: a plan all the same, that says what is missing. */
static void contradictory(void **state)
{
    (void)state;
    struct help_cover h;
    struct mh_cover c;
    help_init(&h);
    h.p.rules.two_sources = true;
    h.p.rules.most_makers = 1;
    help_need(&h, 100)->critical = true;
    help_offer(&h, 1, 1000);
    help_offer(&h, 2, 1000);
    help_arc(&h, 0, 0);
    help_arc(&h, 0, 1);
    solve(&h, &c);
    assert_int_equal(c.line[0].covered, 80);
    assert_true(c.line[0].binds & 1u << MH_LACK_SECOND_SOURCE && c.line[0].binds & 1u << MH_LACK_MAKERS);
    mh_cover_free(&c);
    help_init(&h); /* nothing at all */
    solve(&h, &c);
    assert_int_equal(c.totals.needs, 0);
    mh_cover_free(&c);
}

static void prices(void **state)
{
    (void)state;
    struct help_cover h;
    struct mh_cover c;
    three(&h);
    h.p.rules.aim = MH_COVER_CHEAPEST;
    h.p.rules.unknown_enough = true;
    h.offer[0].price = 500;
    h.offer[1].price = 200;
    h.offer[0].price_for = h.offer[1].price_for = 10; /* 50 and 20 centimes a unit; the third has none */
    solve(&h, &c);
    assert_int_equal(c.use[2].used, 0);
    assert_int_equal(c.totals.cost, 150 * 20 + 100 * 50);
    assert_int_equal(c.line[0].uncovered + c.line[1].uncovered + c.line[2].uncovered, 50);
    mh_cover_free(&c);
    h.p.rules.unpriced_last = true;
    solve(&h, &c);
    assert_int_equal(c.use[2].used, 50);
    assert_int_equal(c.totals.cost, 150 * 20 + 100 * 50); /* of what has a price */
    assert_true(c.totals.unpriced_ppm > 166000 && c.totals.unpriced_ppm < 167000);
    mh_cover_free(&c);
    h.p.rules.unpriced_last = false;
    h.p.rules.floor_permille = 400;
    solve(&h, &c);
    assert_int_equal(c.totals.cost, 120 * 20);
    assert_int_equal(c.totals.gap_ppm, 0);
    mh_cover_free(&c);
    struct mh_cover_point x[4];
    struct mh_err err = MH_ERR_INIT;
    assert_int_equal(mh_cover_frontier(&h.p, &here, 0, 900, 4, x, &err), MH_OK);
    assert_true(x[0].cost == 0 && x[1].cost == 90 * 20 && x[2].cost == 150 * 20 + 30 * 50 && !x[3].reached && x[1].reached);
    assert_true(x[0].step_cost == MH_UNKNOWN && x[1].step_cost == 60 && x[2].step_cost == 90); /* a point is 3 units */
}

static void compared(void **state)
{
    (void)state;
    struct help_cover h;
    struct mh_cover a, b;
    struct mh_cover_change *list;
    size_t n;
    three(&h);
    solve(&h, &a);
    h.p.rules.buyable_only = true;
    solve(&h, &b);
    mh_cover_compare(&h.p, &a, &b, &list, &n);
    int64_t lost = 0;
    for (size_t i = 0; i < n; i++)
        lost += list[i].covered_a - list[i].covered_b;
    assert_int_equal(lost, 150);
    assert_true(n == 2 || n == 3);
    free(list);
    mh_cover_compare(&h.p, &a, &a, &list, &n);
    assert_int_equal(n, 0);
    mh_cover_free(&a);
    mh_cover_free(&b);
}

static enum mh_rc dead(const struct mh_model *m, const struct mh_solve_options *opt, struct mh_solution *out, struct mh_err *err)
{
    (void)m;
    (void)opt;
    memset(out, 0, sizeof *out);
    return mh_err_set(err, MH_EIO, "le solveur est mort");
}

static enum mh_rc stopped(const struct mh_model *m, const struct mh_solve_options *opt, struct mh_solution *out, struct mh_err *err)
{
    (void)m;
    (void)opt;
    memset(out, 0, sizeof *out);
    return mh_err_set(err, MH_ECANCELED, "calcul arrêté");
}

static enum mh_rc late(const struct mh_model *m, const struct mh_solve_options *opt, struct mh_solution *out, struct mh_err *err)
{
    (void)opt;
    (void)err;
    *out = (struct mh_solution) { .by = MH_STOPPED_CLOCK, .ncols = m->ncols, .nrows = m->nrows };
    return MH_OK;
}

/* Everything at its most, twice over, and proved; prices of nowhere. */
static enum mh_rc lying(const struct mh_model *m, const struct mh_solve_options *opt, struct mh_solution *out, struct mh_err *err)
{
    (void)err;
    *out = (struct mh_solution) { .status = MH_SOLVED_OPTIMAL, .ncols = m->ncols, .nrows = m->nrows, .objective = -1e9, .bound = -1e9 };
    out->value = mh_xcalloc((size_t)m->ncols + 1, sizeof *out->value);
    for (int j = 0; j < m->ncols; j++)
        out->value[j] = m->upper[j] * 2;
    if (opt->relax) {
        out->dual = mh_xcalloc((size_t)m->nrows + 1, sizeof *out->dual);
        out->reduced = mh_xcalloc((size_t)m->ncols + 1, sizeof *out->reduced);
        for (int i = 0; i < m->nrows; i++)
            out->dual[i] = i % 3 == 0 ? NAN : i % 3 == 1 ? 1e300 : -1e300;
    }
    return MH_OK;
}

static void random_large(struct help_cover *h, bool quarters)
{
    help_init(h);
    for (size_t j = 0; j < 16; j++) {
        struct mh_cover_offer *o = help_offer(h, help_dice(8), help_dice(9) == 0 ? MH_UNKNOWN : 500 + help_dice(6000));
        o->pack = help_dice(3) == 0 ? MH_UNKNOWN : 1 + help_dice(60);
        o->minimum = help_dice(2) ? MH_UNKNOWN : help_dice(300);
        o->lead_days = help_dice(3) ? help_dice(120) : MH_UNKNOWN;
        o->buyable = help_dice(5) != 0;
        o->price = help_dice(6) == 0 ? MH_UNKNOWN : help_dice(5000);
        o->price_for = 1 + help_dice(100);
        for (int q = 0; q < 4; q++)
            o->quarter[q] = help_dice(3) == 0 ? MH_UNKNOWN : help_dice(1500);
    }
    for (size_t i = 0; i < 50; i++) {
        struct mh_cover_need *n = help_need(h, 0);
        bool known = help_dice(4) != 0;
        for (int q = 0; q < 4; q++)
            n->volume += n->quarter[q] = 1 + help_dice(400);
        for (int q = 0; !known && q < 4; q++)
            n->quarter[q] = MH_UNKNOWN;
        n->critical = help_dice(3) == 0;
        for (size_t j = 0; j < 16; j++)
            if (help_dice(3) == 0) {
                help_arc(h, i, j);
                h->arc[h->p.narcs - 1].rank = (int)help_dice(3);
            }
    }
    h->p.rules = (struct mh_cover_rules) { .aim = help_dice(3) ? MH_COVER_MOST : MH_COVER_CHEAPEST, .floor_permille = help_dice(2) ? MH_UNKNOWN : help_dice(1001),
        .most_makers = help_dice(2) ? 1 + help_dice(3) : MH_UNKNOWN, .two_sources = help_dice(2), .second_permille = 1 + help_dice(500),
        .buyable_only = help_dice(2), .unknown_enough = help_dice(2), .unpriced_last = help_dice(2), .by_quarters = quarters,
        .lead_days = help_dice(2) ? 90 : MH_UNKNOWN, .worst_rank = help_dice(2) ? 1 : MH_UNKNOWN };
}

static void failing(void **state)
{
    (void)state;
    for (int t = 0; t < 6; t++) {
        struct help_cover h;
        struct mh_cover c;
        struct mh_err err = MH_ERR_INIT;
        if (t % 2)
            random_large(&h, t % 4 == 1);
        else
            three(&h);
        assert_int_equal(mh_cover_solve(&h.p, &(struct mh_cover_options) { .solver = dead }, &c, &err), MH_OK);
        assert_true(c.how == MH_COVER_SIMPLE && c.totals.gap_ppm == MH_UNKNOWN && strcmp(c.note, "le solveur est mort") == 0 && c.reproducible);
        mh_cover_free(&c);
        assert_int_equal(mh_cover_solve(&h.p, &(struct mh_cover_options) { .solver = late }, &c, &err), MH_OK);
        assert_true(c.how == MH_COVER_SIMPLE && !c.reproducible);
        mh_cover_free(&c);
        assert_int_equal(mh_cover_solve(&h.p, &(struct mh_cover_options) { .solver = NULL }, &c, &err), MH_OK);
        assert_true(c.how == MH_COVER_SIMPLE && c.note != NULL && c.totals.cover_ppm > 0);
        mh_cover_free(&c);
        if (mh_cover_solve(&h.p, &(struct mh_cover_options) { .solver = lying }, &c, &err) != MH_OK)
            fail_msg("%s", err.msg); /* whatever it says, the plan keeps the rules */
        mh_cover_free(&c);
        assert_int_equal(mh_cover_solve(&h.p, &(struct mh_cover_options) { .solver = stopped }, &c, &err), MH_ECANCELED);
        assert_null(c.award);
    }
}

static void larger(void **state)
{
    (void)state;
    for (int t = 0; t < (getenv("MAHALLI_LONG") != NULL ? 6 : 3); t++) {
        struct help_cover h;
        struct mh_cover a, b;
        random_large(&h, t % 3 == 0);
        solve(&h, &a);
        solve(&h, &b);
        assert_memory_equal(a.award, b.award, h.p.narcs * sizeof *a.award); /* the same again */
        mh_cover_free(&b);
        if (h.p.rules.aim == MH_COVER_MOST) { /* more of everything is never less, up to the gap told */
            int64_t least = a.totals.cover_ppm;
            assert_true(a.totals.bound_ppm >= a.totals.cover_ppm && a.totals.gap_ppm != MH_UNKNOWN);
            for (size_t j = 0; j < h.p.noffers; j++) {
                h.offer[j].capacity += h.offer[j].capacity == MH_UNKNOWN ? 0 : 400;
                for (int q = 0; q < 4; q++)
                    h.offer[j].quarter[q] += h.offer[j].quarter[q] == MH_UNKNOWN ? 0 : 100;
            }
            solve(&h, &b);
            assert_true(b.totals.cover_ppm >= least - least / 1000 * b.totals.gap_ppm / 1000 - 1);
            assert_true(b.totals.bound_ppm >= least);
            mh_cover_free(&b);
        }
        mh_cover_free(&a);
    }
}

/* Prices of everything, rules, packs of many sizes: at the cover that can be reached, next to what no plan costs less than. */
static void cheapest_of_many(void **state)
{
    (void)state;
    static const int64_t gaps[] = { 1000, 1000, 60000, 90000 } /* 50 needs of large packs and minimum orders: the bound is far there */;
    for (int t = 0; t < 4; t++) {
        struct help_cover h;
        struct mh_cover most, least, half;
        bool quarters = t == 3;
        random_large(&h, quarters);
        for (size_t j = 0; j < h.p.noffers; j++) {
            h.offer[j].price = 100 + help_dice(900);
            h.offer[j].pack = t < 2 ? 1 + 4 * t : h.offer[j].pack;
            h.offer[j].minimum = t < 2 ? 20 * t : h.offer[j].minimum;
        }
        h.p.rules = (struct mh_cover_rules) { .aim = MH_COVER_MOST, .floor_permille = MH_UNKNOWN, .most_makers = t == 0 ? MH_UNKNOWN : 2, .two_sources = t == 2,
            .second_permille = 200, .unknown_enough = true, .by_quarters = quarters, .lead_days = MH_UNKNOWN, .worst_rank = MH_UNKNOWN };
        solve(&h, &most);
        h.p.rules.aim = MH_COVER_CHEAPEST;
        solve(&h, &least);
        assert_true(least.totals.cover_ppm >= most.totals.cover_ppm - 1);
        assert_true(least.totals.cost <= most.totals.cost && least.totals.gap_ppm != MH_UNKNOWN);
        h.p.rules.floor_permille = most.totals.cover_ppm / 2000;
        solve(&h, &half);
        assert_true(half.totals.cover_ppm >= most.totals.cover_ppm / 2 - 1000);
        assert_true(half.totals.cost < least.totals.cost);
        /* What is told of the two, together: the lower floor costs no more than the bound of the higher one and its own gap allow. */
        assert_true(half.totals.cost - half.totals.cost / 1000 * half.totals.gap_ppm / 1000 <= least.totals.cost);
        if (least.totals.gap_ppm > gaps[t] || half.totals.gap_ppm > gaps[t])
            fail_msg("à %lld et %lld ppm du moins cher", (long long)least.totals.gap_ppm, (long long)half.totals.gap_ppm);
        mh_cover_free(&most);
        mh_cover_free(&least);
        mh_cover_free(&half);
    }
}

/* More cover never costs less, whatever each plan is away from the cheapest. */
static void frontier_of_many(void **state)
{
    (void)state;
    for (int t = 0; t < (getenv("MAHALLI_LONG") != NULL ? 6 : 1); t++) {
        struct help_cover h;
        struct mh_cover_point x[6];
        struct mh_err err = MH_ERR_INIT;
        random_large(&h, false);
        for (size_t j = 0; j < h.p.noffers; j++)
            h.offer[j].price = 100 + help_dice(900);
        h.p.rules = (struct mh_cover_rules) { .aim = MH_COVER_CHEAPEST, .floor_permille = MH_UNKNOWN, .most_makers = 2, .unknown_enough = true, .lead_days = MH_UNKNOWN,
            .worst_rank = MH_UNKNOWN };
        assert_int_equal(mh_cover_frontier(&h.p, &here, 400, 900, 6, x, &err), MH_OK);
        for (size_t i = 0; i < 6; i++) {
            assert_true(x[i].reached && x[i].cover_ppm >= x[i].asked_permille * 1000 - 1);
            assert_true(i == 0 || (x[i].cost >= x[i - 1].cost && x[i].cover_ppm >= x[i - 1].cover_ppm));
            assert_true(x[i].step_cost == MH_UNKNOWN || x[i].step_cost >= 0);
        }
    }
}

static bool until(void *ctx, const char *what, int64_t done, int64_t total)
{
    (void)what;
    (void)done;
    (void)total;
    return --*(int *)ctx >= 0;
}

/* Whenever it is stopped, with a solver and without: at once, and nothing is left. */
static void stopped_anywhere(void **state)
{
    (void)state;
    for (int kind = 0; kind < 2; kind++) {
        struct help_cover h;
        struct mh_cover c;
        int asked = 0, stops = 0;
        random_large(&h, false);
        for (size_t j = 0; j < h.p.noffers; j++) { /* much is short: long searches */
            h.offer[j].capacity = 5000;
            h.offer[j].pack = 7 + (int64_t)j;
            h.offer[j].minimum = MH_UNKNOWN;
            h.offer[j].price = 100 + help_dice(900);
        }
        h.p.rules = (struct mh_cover_rules) { .aim = kind ? MH_COVER_CHEAPEST : MH_COVER_MOST, .floor_permille = MH_UNKNOWN, .most_makers = 2, .lead_days = MH_UNKNOWN,
            .worst_rank = MH_UNKNOWN };
        for (int n = 0; n < 4; n++) {
            struct mh_progress progress = { .tick = until, .ctx = &asked };
            struct mh_err err = MH_ERR_INIT;
            asked = n;
            enum mh_rc rc = mh_cover_solve(&h.p, &(struct mh_cover_options) { .solver = kind ? help_here : NULL, .solve.progress = &progress }, &c, &err);
            stops += rc == MH_ECANCELED;
            if (rc != (asked < 0 ? MH_ECANCELED : MH_OK))
                fail_msg("%d %d : %d, %s", kind, n, rc, err.msg);
            assert_true(rc == MH_OK || c.award == NULL);
            mh_cover_free(&c);
        }
        assert_true(stops > 0);
    }
}

static char folder[512];

/* Every linear model of coverage, the same optimum by GLPK. */
static enum mh_rc with_glpk(const struct mh_model *m, const struct mh_solve_options *opt, struct mh_solution *out, struct mh_err *err)
{
    enum mh_rc rc = help_here(m, opt, out, err);
    if (rc == MH_OK && opt->relax && m->ncols > 0) {
        double theirs = help_glpsol(m, folder);
        if (!(fabs(out->objective - theirs) <= 1e-5 * (1 + fabs(theirs))))
            fail_msg("%.9f, GLPK dit %.9f", out->objective, theirs);
        ++*(int *)opt->progress->ctx;
    }
    return rc;
}

static void glpk(void **state)
{
    (void)state;
    if (!help_has_glpsol())
        skip();
    int compared_models = 0, models = getenv("MAHALLI_LONG") != NULL ? 3 : 2;
    struct mh_progress count = { .ctx = &compared_models };
    for (int t = 0; t < models; t++) {
        struct help_cover h;
        struct mh_cover c;
        struct mh_err err = MH_ERR_INIT;
        random_large(&h, t % 2);
        h.p.rules.aim = t % 2 ? MH_COVER_MOST : MH_COVER_CHEAPEST;
        assert_int_equal(mh_cover_solve(&h.p, &(struct mh_cover_options) { .solver = with_glpk, .solve.progress = &count, .solve.nodes = 5, .solve.gap_ppm = 200000 }, &c, &err), MH_OK);
        mh_cover_free(&c);
    }
    assert_true(compared_models > models); /* of cover, and of cost */
}

/* A maker of everything: 300 needs, one capacity. The small ones first: more lines. */
static void one_maker(void **state)
{
    (void)state;
    struct help_cover h;
    struct mh_cover c;
    help_init(&h);
    help_offer(&h, 1, 105);
    for (size_t i = 0; i < 60; i++) {
        help_need(&h, (int64_t)i + 1);
        help_arc(&h, i, 0);
    }
    help_need(&h, 1000000000000);
    help_arc(&h, 60, 0);
    solve(&h, &c);
    assert_int_equal(c.totals.whole, 14); /* 1 + 2 + ... + 14 = 105 */
    assert_int_equal(c.use[0].used, 105);
    mh_cover_free(&c);
}

/* No capacity at all, or less than a pack: it has no part, and its worth is told all the same. */
static void worth_of_nothing(void **state)
{
    (void)state;
    for (int rest = 0; rest < 3; rest++) {
        struct help_cover h;
        struct mh_cover c;
        help_init(&h);
        help_need(&h, 100);
        help_offer(&h, 1, rest == 2 ? 7 : 0)->pack = 10;
        help_arc(&h, 0, 0);
        if (rest) {
            help_offer(&h, 2, 50);
            help_arc(&h, 0, 1);
        }
        solve(&h, &c);
        assert_int_equal(c.award[0], 0);
        assert_int_equal(c.use[0].worth, 10000000);
        assert_true(rest == 0 || (c.use[1].worth == 10000000));
        mh_cover_free(&c);
        h.offer[0].capacity = 0;
        if (rest) {
            h.offer[1].capacity = 5000; /* all is covered: nothing more is worth anything */
            solve(&h, &c);
            assert_true(c.use[0].worth == 0 && c.use[1].worth == 0);
            mh_cover_free(&c);
        }
    }
}

/* 6,000 declared at one maker, nobody knows how much at another: the declared ones first, however many makers that makes. */
static void declared_first(void **state)
{
    (void)state;
    struct help_cover h;
    struct mh_cover c;
    help_init(&h);
    help_need(&h, 12000);
    help_offer(&h, 1, 6000);
    help_offer(&h, 2, MH_UNKNOWN);
    help_arc(&h, 0, 0);
    help_arc(&h, 0, 1);
    h.arc[0].rank = 1; /* a worse verdict changes nothing */
    h.p.rules.unknown_enough = true;
    solve(&h, &c);
    assert_true(c.award[0] == 6000 && c.award[1] == 6000 && c.line[0].on_unknown == 6000 && c.line[0].makers == 2);
    assert_int_equal(c.how, MH_COVER_PROVED);
    mh_cover_free(&c);
    struct mh_err err = MH_ERR_INIT;
    assert_int_equal(mh_cover_solve(&h.p, &(struct mh_cover_options) { .solver = NULL }, &c, &err), MH_OK);
    assert_true(c.award[0] == 6000 && c.award[1] == 6000);
    mh_cover_free(&c);
    h.p.rules.most_makers = 1; /* cover comes before */
    solve(&h, &c);
    assert_true(c.award[0] == 0 && c.award[1] == 12000);
    mh_cover_free(&c);
}

/* Larger: forty needs of 100, 2,000 declared, shared as cover alone would not care. */
static void declared_first_of_many(void **state)
{
    (void)state;
    struct help_cover h;
    struct mh_cover c;
    help_init(&h);
    help_offer(&h, 1, MH_UNKNOWN);
    help_offer(&h, 2, 1230);
    help_offer(&h, 3, 770);
    for (size_t i = 0; i < 40; i++) {
        help_need(&h, 100);
        for (size_t j = 0; j < 3; j++)
            help_arc(&h, i, j);
    }
    h.p.rules.unknown_enough = true;
    assert_true(h.p.narcs > MH_COVER_SMALL);
    solve(&h, &c);
    assert_int_equal(c.totals.whole, 40);
    assert_true(c.use[0].used == 2000 && c.use[1].used == 1230 && c.use[2].used == 770);
    assert_int_equal(c.totals.unknown_ppm, 500000);
    mh_cover_free(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(why), cmocka_unit_test(worth), cmocka_unit_test(fixed), cmocka_unit_test(refused), cmocka_unit_test(contradictory),
        cmocka_unit_test(prices), cmocka_unit_test(compared), cmocka_unit_test(failing), cmocka_unit_test(larger), cmocka_unit_test(cheapest_of_many), cmocka_unit_test(stopped_anywhere), cmocka_unit_test(frontier_of_many),
        cmocka_unit_test(one_maker), cmocka_unit_test(worth_of_nothing), cmocka_unit_test(declared_first), cmocka_unit_test(declared_first_of_many),
        { .name = help_glpk_name("glpk"), .test_func = glpk },
    };
    const char *tmp = getenv("TMPDIR");
    char command[600];
    snprintf(folder, sizeof folder, "%s/mahalli-cover-XXXXXX", tmp != NULL ? tmp : "/tmp");
    if (mkdtemp(folder) == NULL)
        return 1;
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    snprintf(command, sizeof command, "rm -rf '%s'", folder);
    return system(command) != 0 || failed;
}

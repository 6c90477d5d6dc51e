/*
 * The cheapest plan of a large case. A linear model of quantities gives prices: of each capacity, of cover. Placed in whole packs its answer is
 * a plan that falls a little short; each need then takes the best plan that the others leave it (lp_plan.c). What every need pays above its
 * best plan at those prices, and every capacity that is left unused, is all that keeps the plan from the bound: where that is most, the
 * need changes places with those that hold what it would have.
 */
#include "plan/lp.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <mahalli/i18n.h>
#include <mahalli/xalloc.h>

enum { PASSES = 6, ROUNDS = 24, TRIALS = 1000 * 1000, TRIALS_FOR_A_NEED = 100 };
enum { MOST_COUNTED = 100 * 1000, TRIALS_OF_A_NEED = 200, TRIALS_OF_A_PAIR = 20, THIRDS = 3, QUARTERS_COST = 3, TOGETHER = 3, BETWEEN_ASKS = 8000, NEEDS_BETWEEN_ASKS = 1000 };
static const double no_more = 1e-5; /* of the bound: what a round brings at least, to be followed by another of its kind */

struct regret { /* of a need */
    size_t need;
    double value;
};

struct search {
    struct mh__lp *b;           /* built for COST */
    const struct mh_cover_options *opt;
    struct mh__place *s;        /* the plan */
    struct mh__planner *planner;
    struct mh__prices at;       /* of the linear model */
    struct mh__prices nothing;  /* capacities for nothing */
    struct mh__plan_part *room;
    int64_t *wanted;            /* narcs × MH_QUARTERS, all 0 between uses */
    int64_t *was;               /* of TOGETHER needs */
    size_t widest;              /* arcs of a need, at most */
    int64_t floor, total;       /* to cover, covered: 10^-12 */
    double *least;              /* per need: its best plan at the prices `at`, were it alone */
    struct regret *order;
    double bound, trifle;       /* centimes: what all plans cost at least; what is not worth looking for in one need */
    double gap;                 /* asked, of the bound */
    double saved;               /* in this round; cover beyond the floor counts as money */
    int trials;                 /* left: plans of one need that may still be looked for */
};

/* What a need's plan costs, less what its cover is worth and more what its capacities are. */
static double worth_of(const struct search *w, const struct mh__prices *at, size_t need)
{
    const struct mh__case *k = w->b->k;
    double sum = 0, v = (double)k->p->need[need].volume;
    for (size_t a = k->first[need]; a < k->first[need + 1]; a++) {
        if (k->arc[a].fixed || w->s->award[a] == 0)
            continue;
        sum += (double)w->s->award[a] * (mh__lp_unit_cost(w->b, a) - at->cover / v);
        for (size_t q = 0; q < (k->quarters ? MH_QUARTERS : 1); q++)
            sum += (double)(k->quarters ? w->s->quarter[a * MH_QUARTERS + q] : w->s->award[a]) * at->unit[k->p->arc[a].offer * MH_QUARTERS + q];
    }
    return sum;
}

/* What all free awards cost, what has no price at what the model has for it. */
static double cost_of(const struct search *w, const struct mh__place *s)
{
    double sum = 0;
    for (size_t a = 0; a < w->b->k->p->narcs; a++)
        if (s->award[a] > 0 && !w->b->k->arc[a].fixed)
            sum += (double)s->award[a] * mh__lp_unit_cost(w->b, a);
    return sum;
}

/* Free awards of a need as they are, to put them back. */
static void keep(const struct search *w, size_t need, int64_t *to)
{
    const struct mh__case *k = w->b->k;
    const struct mh__place *s = w->s;
    for (size_t a = k->first[need]; a < k->first[need + 1]; a++, to += MH_QUARTERS) {
        if (k->quarters)
            memcpy(to, s->quarter + a * MH_QUARTERS, MH_QUARTERS * sizeof *to);
        else
            to[0] = s->award[a];
    }
}

static void put_back(const struct search *w, size_t need, const int64_t *from)
{
    const struct mh__case *k = w->b->k;
    mh__place_clear(k, w->s, need);
    for (size_t a = k->first[need]; a < k->first[need + 1]; a++, from += MH_QUARTERS)
        if (!k->arc[a].fixed)
            mh__place_add(k, w->s, a, from);
}

static void plan_anew(struct search *w, const struct mh__prices *at, size_t need)
{
    size_t n;
    mh__planner_best(w->planner, at, need, w->s, 0, w->room, &n);
    for (size_t i = 0; i < n; i++)
        memcpy(w->wanted + w->room[i].arc * MH_QUARTERS, w->room[i].units, sizeof w->room->units);
    mh__place_take(w->b->k, w->s, need, w->wanted);
    for (size_t i = 0; i < n; i++)
        memset(w->wanted + w->room[i].arc * MH_QUARTERS, 0, sizeof w->room->units);
}

/* The need gives up what it has and takes the best that the others leave; kept when better. */
static bool replan(struct search *w, const struct mh__prices *at, size_t need)
{
    double before = worth_of(w, at, need);
    keep(w, need, w->was);
    mh__place_clear(w->b->k, w->s, need);
    plan_anew(w, at, need);
    if (worth_of(w, at, need) < before - 0.5)
        return true;
    put_back(w, need, w->was);
    return false;
}

/* They all give up what they have; the first takes what it likes best, each other what is then left. Kept when together they are better. */
static bool try_together(struct search *w, const size_t *need, size_t n)
{
    const struct mh__case *k = w->b->k;
    double before = 0, after = 0;
    int64_t total = w->total;
    for (size_t i = 0; i < n; i++) {
        before += worth_of(w, &w->nothing, need[i]);
        total -= mh__place_value(k, w->s, need[i]);
        keep(w, need[i], w->was + i * w->widest * MH_QUARTERS);
    }
    for (size_t i = 0; i < n; i++)
        mh__place_clear(k, w->s, need[i]);
    for (size_t i = 0; i < n; i++) {
        plan_anew(w, &w->nothing, need[i]);
        after += worth_of(w, &w->nothing, need[i]);
        total += mh__place_value(k, w->s, need[i]);
    }
    w->trials -= (int)n * (k->quarters ? QUARTERS_COST : 1);
    if (after < before - 0.5 && (total >= w->floor || total >= w->total)) {
        w->total = total;
        w->saved += before - after;
        return true;
    }
    for (size_t i = 0; i < n; i++)
        mh__place_clear(k, w->s, need[i]);
    for (size_t i = 0; i < n; i++)
        put_back(w, need[i], w->was + i * w->widest * MH_QUARTERS);
    return false;
}

static bool goes_on(const struct search *w)
{
    const char *what = w->opt->solve.what != NULL ? w->opt->solve.what : MH_TR("Calcul de la couverture");
    return mh_progress_tick(w->opt->solve.progress, what, 0, 0);
}

/* False: to be stopped. */
static bool descend(struct search *w)
{
    for (int pass = 0, better = 1; better > 0 && pass < PASSES; pass++) {
        better = 0;
        for (size_t i = 0; i < w->b->k->p->nneeds; i++) {
            if (i % NEEDS_BETWEEN_ASKS == 0 && !goes_on(w))
                return false;
            better += replan(w, &w->nothing, i);
        }
    }
    return true;
}

/* --- where the plan loses --- */

static int by_regret(const void *a, const void *b)
{
    const struct regret *x = a, *y = b;
    return x->value != y->value ? (x->value < y->value) - (x->value > y->value) : (x->need > y->need) - (x->need < y->need);
}

static size_t order_needs(struct search *w)
{
    size_t n = 0;
    for (size_t i = 0; i < w->b->k->p->nneeds; i++) {
        double value = worth_of(w, &w->at, i) - w->least[i];
        if (value > w->trifle)
            w->order[n++] = (struct regret){ i, value };
    }
    qsort(w->order, n, sizeof *w->order, by_regret);
    return n;
}

/* Another need that holds part of the arc's offer: the i-th, starting elsewhere for each need and each time, so that the first of the offer's
 * needs are not the only ones asked. SIZE_MAX: that one holds nothing. */
static size_t holder(const struct search *w, size_t arc, size_t i, size_t turn)
{
    const struct mh__case *k = w->b->k;
    size_t offer = k->p->arc[arc].offer, need = k->p->arc[arc].need, from = k->offer_first[offer], n = k->offer_first[offer + 1] - from;
    if (i >= n || k->arc[arc].most == 0)
        return SIZE_MAX;
    size_t x = k->offer_arc[from + (i + need + turn * 7) % n];
    return k->p->arc[x].need == need || w->s->award[x] == 0 || k->arc[x].fixed ? SIZE_MAX : k->p->arc[x].need;
}

/* A third one: what the second then lacks it may have of others. */
static bool try_third(struct search *w, size_t *need, size_t turn)
{
    const struct mh__case *k = w->b->k;
    int tried = 0;
    for (size_t a = k->first[need[1]]; a < k->first[need[1] + 1]; a++) {
        size_t offer = k->p->arc[a].offer, n = k->offer_first[offer + 1] - k->offer_first[offer];
        for (size_t i = 0, here = 0; i < n && here < THIRDS && tried < TRIALS_OF_A_PAIR; i++) {
            need[2] = holder(w, a, i, turn);
            if (need[2] == SIZE_MAX || need[2] == need[0])
                continue;
            here++;
            tried++;
            if (try_together(w, need, 3))
                return true;
        }
    }
    return false;
}

/* The need with those that hold what it would have. */
static void swap_one(struct search *w, size_t first, size_t turn, bool three)
{
    const struct mh__case *k = w->b->k;
    size_t need[TOGETHER] = { first };
    int mine = 0;
    for (size_t a = k->first[first]; a < k->first[first + 1]; a++) {
        size_t offer = k->p->arc[a].offer, n = k->offer_first[offer + 1] - k->offer_first[offer];
        for (size_t i = 0; i < n && mine < TRIALS_OF_A_NEED; i++) {
            need[1] = holder(w, a, i, turn);
            if (need[1] == SIZE_MAX)
                continue;
            mine++;
            if ((three ? try_third(w, need, turn) : try_together(w, need, 2)) && worth_of(w, &w->at, first) - w->least[first] < w->trifle)
                return;
        }
    }
}

/* Needs that lose most change places, two by two, then three by three where that finds nothing more; what is covered beyond the floor is
 * given back. */
static enum mh_rc swap(struct search *w, struct mh_err *err)
{
    const struct mh__case *k = w->b->k;
    double cost = cost_of(w, w->s), enough = w->bound * (1 + w->gap / 2);
    bool three = false;
    int asked = w->trials;
    for (size_t i = 0, n; i < k->p->nneeds; i++)
        w->least[i] = mh__planner_best(w->planner, &w->at, i, NULL, 0, w->room, &n);
    for (size_t turn = 0; turn < ROUNDS && w->trials > 0 && cost > enough; turn++) {
        size_t n = order_needs(w);
        double was = cost;
        w->total = mh__place_total(k, w->s);
        w->saved = 0;
        for (size_t x = 0; x < n && w->trials > 0 && cost - w->saved * 0.9 > enough; x++) {
            swap_one(w, w->order[x].need, turn, three);
            if (asked - w->trials >= BETWEEN_ASKS && !goes_on(w))
                return mh_err_set(err, MH_ECANCELED, "calcul arrêté");
            asked = asked - w->trials >= BETWEEN_ASKS ? w->trials : asked;
        }
        mh__place_trim(k, w->s, w->floor);
        cost = cost_of(w, w->s);
        if (was - cost < w->bound * no_more) {
            if (three)
                break;
            three = true;
        }
    }
    return MH_OK;
}

/* --- the linear model of quantities --- */

static void read_prices(struct mh__lp *b, const struct mh_solution *s, struct mh__prices *to)
{
    for (size_t j = 0; j < b->k->p->noffers; j++)
        for (size_t q = 0; q < MH_QUARTERS; q++) {
            int year = b->offer_row[j], quarter = b->k->quarters ? b->offerq_row[j * MH_QUARTERS + q] : -1;
            double price = -((year >= 0 ? s->dual[year] : 0) + (quarter >= 0 ? s->dual[quarter] : 0)) * b->money / b->offer_scale[j];
            to->unit[j * MH_QUARTERS + q] = price > 0 ? price : 0;
        }
    to->cover = s->dual[b->cover_row] > 0 ? s->dual[b->cover_row] * b->money : 0;
}

/* In whole packs as it has it. */
static void place_quantities(struct search *w, const struct mh_solution *s)
{
    const struct mh__lp *b = w->b;
    for (int j = 0; j < b->m.ncols; j++) {
        double x = s->value[j] * b->col_unit[j];
        int64_t most = b->k->arc[b->col_arc[j]].most;
        if (x > 0)
            w->wanted[b->col_arc[j] * MH_QUARTERS + b->col_quarter[j]] = x < (double)most ? (int64_t)nearbyint(x) : most;
    }
    for (size_t i = 0; i < b->k->p->nneeds; i++)
        mh__place_take(b->k, w->s, i, w->wanted);
    memset(w->wanted, 0, b->k->p->narcs * MH_QUARTERS * sizeof *w->wanted);
}

static enum mh_rc quantities(struct search *w, struct mh__cheap *out, bool *solved, struct mh_err *err)
{
    struct mh_solve_options how = w->opt->solve;
    struct mh_solution s = { 0 };
    how.relax = true;
    how.gap_ppm = 0;
    enum mh_rc rc = w->opt->solver(&w->b->m, &how, &s, err);
    out->clock = s.by == MH_STOPPED_CLOCK;
    *solved = rc == MH_OK && s.value != NULL && s.dual != NULL;
    if (*solved) {
        w->bound = s.objective * w->b->money;
        read_prices(w->b, &s, &w->at);
        w->nothing.cover = w->at.cover;
        out->per_cover = w->at.cover < 9e18 ? (int64_t)w->at.cover : 0;
        out->bound = w->bound < 9e18 ? (int64_t)floor(w->bound * (1 - 1e-9)) : MH_UNKNOWN;
        place_quantities(w, &s);
    }
    mh_solution_free(&s);
    return rc;
}

/* Made to reach the floor and no more; the better of the two is kept. */
static enum mh_rc made_better(struct search *w, struct mh__place *best, struct mh_err *err)
{
    const struct mh__case *k = w->b->k;
    if (mh__place_total(k, w->s) < w->floor)
        mh__place_fill_cheap(k, w->s, w->floor);
    if (mh__place_total(k, w->s) < w->floor && !mh__place_improve(k, w->s, NULL, w->opt->solve.progress))
        return mh_err_set(err, MH_ECANCELED, "calcul arrêté");
    if (mh__place_total(k, w->s) < w->floor)
        return MH_OK;
    mh__place_trim(k, w->s, w->floor);
    if (cost_of(w, w->s) < cost_of(w, best))
        mh__place_copy(k, best, w->s);
    return MH_OK;
}

static enum mh_rc search(struct search *w, struct mh__place *largest, struct mh__cheap *out, struct mh_err *err)
{
    const struct mh__case *k = w->b->k;
    bool solved = false;
    enum mh_rc rc = quantities(w, out, &solved, err);
    mh__place_trim(k, largest, w->floor);
    if (!solved)
        return rc;
    w->trifle = w->bound * w->gap / 16 / (double)k->p->nneeds;
    if (!descend(w))
        return mh_err_set(err, MH_ECANCELED, "calcul arrêté");
    if ((rc = made_better(w, largest, err)) != MH_OK)
        return rc;
    mh__place_copy(k, w->s, largest);
    if ((rc = swap(w, err)) == MH_OK)
        rc = made_better(w, largest, err);
    return rc;
}

static void search_init(struct search *w)
{
    const struct mh__case *k = w->b->k;
    size_t offers = k->p->noffers + 1, needs = k->p->nneeds + 1;
    int64_t counted = mh__min64((int64_t)k->p->nneeds, MOST_COUNTED), gap = w->opt->solve.gap_ppm;
    w->planner = mh__planner_new(w->b);
    w->at.unit = mh_xcalloc(offers, MH_QUARTERS * sizeof *w->at.unit);
    w->nothing.unit = mh_xcalloc(offers, MH_QUARTERS * sizeof *w->nothing.unit);
    w->wanted = mh_xcalloc(k->p->narcs + 1, MH_QUARTERS * sizeof *w->wanted);
    for (size_t i = 0; i < k->p->nneeds; i++)
        w->widest = k->first[i + 1] - k->first[i] > w->widest ? k->first[i + 1] - k->first[i] : w->widest;
    w->was = mh_xcalloc(w->widest + 1, TOGETHER * MH_QUARTERS * sizeof *w->was);
    w->room = mh_xcalloc(w->widest + 1, sizeof *w->room);
    w->least = mh_xcalloc(needs, sizeof *w->least);
    w->order = mh_xcalloc(needs, sizeof *w->order);
    w->trials = TRIALS + TRIALS_FOR_A_NEED * (int)counted;
    w->gap = (double)(gap > 0 ? gap : MH_COVER_GAP_PPM) / 1e6;
}

static void search_free(struct search *w)
{
    mh__planner_free(w->planner);
    free(w->at.unit);
    free(w->nothing.unit);
    free(w->wanted);
    free(w->was);
    free(w->room);
    free(w->least);
    free(w->order);
}

enum mh_rc mh__lp_cheapest(const struct mh__case *k, const struct mh_cover_options *opt, int64_t floor, struct mh__place *s, struct mh__cheap *out,
                           struct mh_err *err)
{
    struct mh__lp_ask ask = { .goal = MH__GOAL_COST, .from = s, .floor = floor };
    struct mh__lp b = { .k = k, .ask = &ask };
    struct mh__place made = { 0 };
    struct search w = { .b = &b, .opt = opt, .s = &made, .floor = floor };
    *out = (struct mh__cheap){ .bound = MH_UNKNOWN };
    mh__lp_build(&b);
    mh__place_copy(k, &made, &b.base);
    search_init(&w);
    enum mh_rc rc = search(&w, s, out, err);
    search_free(&w);
    mh__place_free(&made);
    mh__lp_free(&b);
    return rc;
}

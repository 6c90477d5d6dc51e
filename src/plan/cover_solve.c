/*
 * Coverage solved. Small: integer models of the whole, the best cover proved first, then of that cover the plan that rests least on
 * undeclared capacities, then the tidiest (or the cheapest at once).
 * Large: the linear model says how much each need may hope for and from whom; that is placed in whole packs, what was lost is looked for
 * by exchanges, then in blocks by integer models, until the gap asked is reached or nothing is found.
 */
#include "plan/cover.h"

#include <stdlib.h>
#include <string.h>

#include <mahalli/i18n.h>
#include <mahalli/xalloc.h>

enum { BLOCK_NEEDS = 12, BLOCKS = 6, BLOCK_NODES = 200 };
static const int64_t one = 1000000000000;

struct work {
    const struct mh__case *k;
    const struct mh_cover_options *opt;
    struct mh__place best;
    struct mh_cover *out;
    int64_t bound;      /* of cover, 10^-12; MH_UNKNOWN */
    int64_t gap_ppm;    /* reached; MH_UNKNOWN */
    bool proved;
    int64_t *worth;
};

static int64_t asked_gap(const struct work *w)
{
    return w->opt->solve.gap_ppm > 0 ? w->opt->solve.gap_ppm : MH_COVER_GAP_PPM;
}

static bool small(const struct work *w)
{
    return w->k->p->narcs <= MH_COVER_SMALL;
}

static void fill_all(const struct mh__case *k, struct mh__place *s, const int64_t *hoped)
{
    for (size_t i = 0; hoped != NULL && i < k->p->nneeds; i++)
        if (mh__place_value(k, s, i) < hoped[i])
            mh__place_fill(k, s, i);
    for (size_t i = 0; i < k->p->nneeds; i++)
        if (s->open[i] > 0)
            mh__place_fill(k, s, i);
}

/* A plan from what a model wanted. */
static void place_answer(const struct mh__case *k, struct mh__place *s, const unsigned char *in, const struct mh__lp_answer *a)
{
    for (size_t i = 0; i < k->p->nneeds; i++)
        if (in == NULL || in[i])
            mh__place_clear(k, s, i);
    for (size_t i = 0; i < k->p->nneeds; i++)
        if (in == NULL || in[i])
            mh__place_take(k, s, i, a->wanted);
}

/* How far the plan is from the bound, rounded up. */
static int64_t gap_of(int64_t total, int64_t bound)
{
    if (bound <= total || bound <= 0)
        return 0;
    return (int64_t)(((__int128)(bound - total) * 1000000 + bound - 1) / bound);
}

/* A solver that fails does not take the plan away: told in the note. A refusal or a cancel does. */
static enum mh_rc forgive(struct work *w, enum mh_rc rc, struct mh_err *err)
{
    if (rc == MH_OK || rc == MH_ECANCELED || rc == MH_EINVAL)
        return rc;
    mh_xset(&w->out->note, err->msg);
    mh_err_clear(err);
    return MH_OK;
}

static enum mh_rc ask(struct work *w, const struct mh__lp_ask *what, int64_t nodes, struct mh__lp_answer *a, struct mh_err *err)
{
    struct mh_cover_options opt = *w->opt;
    memset(a, 0, sizeof *a);
    if (w->opt->solver == NULL || w->out->note != NULL)
        return MH_OK;
    if (nodes > 0 && (opt.solve.nodes <= 0 || opt.solve.nodes > nodes))
        opt.solve.nodes = nodes;
    enum mh_rc rc = forgive(w, mh__lp_solve(w->k, what, &opt, nodes > 0 ? asked_gap(w) / 2 : 0, a, err), err);
    if (a->clock) {
        w->out->reproducible = false;
        if (!a->solved)
            mh_xset(&w->out->note, MH_TR("le calcul a dépassé son temps"));
    }
    return rc;
}

/* Without a model: needs with few ways first, then small ones, which complete more lines. */
struct turn {
    size_t need, ways;
    int64_t volume;
};

static int by_turn(const void *a, const void *b)
{
    const struct turn *l = a, *r = b;
    if (l->ways != r->ways)
        return l->ways < r->ways ? -1 : 1;
    if (l->volume != r->volume)
        return l->volume < r->volume ? -1 : 1;
    return l->need < r->need ? -1 : l->need > r->need;
}

static enum mh_rc improve(struct work *w, const int64_t *hoped, struct mh_err *err)
{
    return mh__place_improve(w->k, &w->best, hoped, w->opt->solve.progress) ? MH_OK : mh_err_set(err, MH_ECANCELED, "calcul arrêté");
}

static enum mh_rc place_simply(struct work *w, struct mh_err *err)
{
    const struct mh__case *k = w->k;
    struct turn *t = mh_xcalloc(k->p->nneeds + 1, sizeof *t);
    for (size_t i = 0; i < k->p->nneeds; i++) {
        t[i] = (struct turn) { .need = i, .volume = k->p->need[i].volume };
        for (size_t a = k->first[i]; a < k->first[i + 1]; a++)
            t[i].ways += k->arc[a].most > 0;
    }
    qsort(t, k->p->nneeds, sizeof *t, by_turn);
    for (size_t i = 0; i < k->p->nneeds; i++)
        mh__place_fill(k, &w->best, t[i].need);
    free(t);
    return improve(w, NULL, err);
}

static enum mh_rc linear(struct work *w, struct mh__lp_answer *a, struct mh_err *err)
{
    enum mh_rc rc = ask(w, &(struct mh__lp_ask) { .goal = MH__GOAL_COVER, .from = &w->best }, 0, a, err);
    if (rc == MH_OK && a->solved) {
        w->bound = a->bound;
        w->worth = a->worth;
        a->worth = NULL;
    }
    return rc;
}

/* Needs that fall short, most first, and those that hold what they lack. */
struct shortfall {
    size_t need;
    int64_t lacks;
};

static int by_lack(const void *a, const void *b)
{
    const struct shortfall *l = a, *r = b;
    if (l->lacks != r->lacks)
        return l->lacks > r->lacks ? -1 : 1;
    return l->need < r->need ? -1 : l->need > r->need;
}

static size_t shortfalls(const struct work *w, const int64_t *hoped, struct shortfall *list)
{
    size_t n = 0;
    for (size_t i = 0; i < w->k->p->nneeds; i++) {
        int64_t lacks = hoped[i] - mh__place_value(w->k, &w->best, i);
        if (lacks > one / 100000)
            list[n++] = (struct shortfall) { i, lacks };
    }
    qsort(list, n, sizeof *list, by_lack);
    return n;
}

static void add_neighbours(const struct work *w, size_t need, unsigned char *in, size_t *n, size_t most)
{
    const struct mh__case *k = w->k;
    for (size_t a = k->first[need]; a < k->first[need + 1]; a++) {
        size_t offer = k->p->arc[a].offer, added = 0;
        for (size_t x = k->offer_first[offer]; k->arc[a].most > 0 && x < k->offer_first[offer + 1] && *n < most && added < 4; x++) {
            size_t other = k->p->arc[k->offer_arc[x]].need;
            if (in[other] || w->best.award[k->offer_arc[x]] == 0)
                continue;
            in[other] = 1;
            added++;
            ++*n;
        }
    }
}

/* The worst shortfalls with their neighbours as an integer model of their own; kept when better. */
static enum mh_rc block(struct work *w, const struct shortfall *list, size_t n, bool *better, struct mh_err *err)
{
    struct mh__lp_answer a;
    struct mh__place was = { 0 };
    unsigned char *in = mh_xcalloc(w->k->p->nneeds + 1, 1);
    size_t count = 0;
    for (size_t i = 0; i < n; i++) {
        count += !in[list[i].need];
        in[list[i].need] = 1;
    }
    for (size_t i = 0; i < n; i++)
        add_neighbours(w, list[i].need, in, &count, BLOCK_NEEDS);
    struct mh__lp_ask what = { .goal = MH__GOAL_COVER, .integer = true, .in = in, .from = &w->best };
    enum mh_rc rc = ask(w, &what, w->k->quarters ? BLOCK_NODES / 4 : BLOCK_NODES, &a, err);
    if (rc == MH_OK && a.solved) {
        mh__place_copy(w->k, &was, &w->best);
        int64_t before = mh__place_total(w->k, &w->best);
        place_answer(w->k, &w->best, in, &a);
        fill_all(w->k, &w->best, NULL);
        if (mh__place_total(w->k, &w->best) > before)
            *better = true;
        else
            mh__place_copy(w->k, &w->best, &was);
    }
    mh__place_free(&was);
    mh__lp_answer_free(&a);
    free(in);
    return rc;
}

static enum mh_rc search_blocks(struct work *w, const int64_t *hoped, struct mh_err *err)
{
    struct shortfall *list = mh_xcalloc(w->k->p->nneeds + 1, sizeof *list);
    enum mh_rc rc = MH_OK;
    size_t skip = 0;
    int blocks = w->k->quarters ? BLOCKS / 2 : BLOCKS; /* four times the columns each */
    for (int i = 0; rc == MH_OK && i < blocks && w->out->note == NULL; i++) {
        size_t n = shortfalls(w, hoped, list);
        bool better = false;
        if (gap_of(mh__place_total(w->k, &w->best), w->bound) <= asked_gap(w) || skip >= n)
            break;
        n = n - skip < BLOCK_NEEDS / 4 ? n - skip : BLOCK_NEEDS / 4;
        rc = block(w, list + skip, n, &better, err);
        skip = better ? skip : skip + n;
    }
    free(list);
    return rc;
}

/* From a linear answer, or without any. */
static enum mh_rc place_and_search(struct work *w, const struct mh__lp_answer *a, struct mh_err *err)
{
    enum mh_rc rc = MH_OK;
    if (!a->solved) {
        return place_simply(w, err);
    }
    place_answer(w->k, &w->best, NULL, a);
    fill_all(w->k, &w->best, a->hoped);
    if (gap_of(mh__place_total(w->k, &w->best), w->bound) > asked_gap(w) / 4)
        rc = improve(w, a->hoped, err);
    return rc == MH_OK ? search_blocks(w, a->hoped, err) : rc;
}

static enum mh_rc most_large(struct work *w, struct mh_err *err)
{
    struct mh__lp_answer a;
    enum mh_rc rc = linear(w, &a, err);
    if (rc == MH_OK)
        rc = place_and_search(w, &a, err);
    mh__lp_answer_free(&a);
    return rc;
}

static enum mh_rc most_small(struct work *w, struct mh_err *err)
{
    struct mh__lp_answer first, a = { 0 };
    enum mh_rc rc = linear(w, &first, err);
    if (rc == MH_OK)
        rc = ask(w, &(struct mh__lp_ask) { .goal = MH__GOAL_COVER, .integer = true, .from = &w->best }, 0, &a, err);
    if (rc == MH_OK && a.solved) {
        place_answer(w->k, &w->best, NULL, &a);
        fill_all(w->k, &w->best, NULL);
        w->proved = a.proved;
        w->bound = w->bound == MH_UNKNOWN ? a.bound : mh__min64(a.bound, w->bound);
    } else if (rc == MH_OK) {
        rc = place_and_search(w, &first, err);
    }
    mh__lp_answer_free(&first);
    mh__lp_answer_free(&a);
    return rc;
}

/* Of plans with this cover one that is better by another goal, and rests no more on undeclared capacities: small cases only. */
static enum mh_rc refine(struct work *w, enum mh__goal goal, struct mh_err *err)
{
    struct mh__lp_answer a;
    struct mh__place was = { 0 };
    int64_t slack = (int64_t)w->k->p->narcs; /* each share is rounded down */
    struct mh__lp_ask what = { .goal = goal, .integer = true, .from = &w->best, .floor = mh__place_total(w->k, &w->best) - slack,
                               .unknown = mh__place_unknown(w->k, &w->best) + slack };
    enum mh_rc rc = ask(w, &what, 0, &a, err);
    if (rc == MH_OK && a.solved) {
        mh__place_copy(w->k, &was, &w->best);
        place_answer(w->k, &w->best, NULL, &a);
        fill_all(w->k, &w->best, NULL);
        if (mh__place_total(w->k, &w->best) < what.floor || mh__place_unknown(w->k, &w->best) > what.unknown)
            mh__place_copy(w->k, &w->best, &was);
    }
    mh__place_free(&was);
    mh__lp_answer_free(&a);
    return rc;
}

/* Among plans of this cover: what rests on undeclared capacities least, then few makers, then preference. */
static enum mh_rc prefer(struct work *w, struct mh_err *err)
{
    enum mh_rc rc = MH_OK;
    if (!small(w))
        return MH_OK;
    if (w->k->rests && mh__place_unknown(w->k, &w->best) > 0)
        rc = refine(w, MH__GOAL_DECLARED, err);
    return rc == MH_OK ? refine(w, MH__GOAL_TIDY, err) : rc;
}

static int64_t floor_of(const struct work *w, int64_t largest)
{
    int64_t permille = w->k->p->rules.floor_permille;
    if (permille == MH_UNKNOWN)
        return largest;
    __int128 asked = (__int128)permille * (int64_t)w->k->p->nneeds * (one / 1000);
    return asked < largest ? (int64_t)asked : largest;
}

/* How far from the cheapest, for the cover that it has. */
static void judge_cost(struct work *w, int64_t bound, int64_t per_cover, int64_t floor)
{
    int64_t cost = mh__place_cost(w->k, &w->best);
    w->gap_ppm = MH_UNKNOWN;
    if (cost == MH_UNKNOWN || bound == MH_UNKNOWN)
        return;
    __int128 more = (__int128)per_cover * (mh__place_total(w->k, &w->best) - floor) / one;
    __int128 least = more > 0 ? bound + more : bound;
    w->gap_ppm = cost <= least || cost == 0 ? 0 : (int64_t)((cost - least) * 1000000 / cost + 1);
}

static bool solves(const struct work *w)
{
    return w->opt->solver != NULL && w->out->note == NULL;
}

static enum mh_rc cheapest_large(struct work *w, int64_t floor, struct mh_err *err)
{
    struct mh__cheap c = { .bound = MH_UNKNOWN };
    enum mh_rc rc = MH_OK;
    w->proved = false;
    if (solves(w))
        rc = forgive(w, mh__lp_cheapest(w->k, w->opt, floor, &w->best, &c, err), err);
    w->out->reproducible = w->out->reproducible && !c.clock;
    if (c.bound != MH_UNKNOWN)
        judge_cost(w, c.bound, c.per_cover, floor);
    else
        w->gap_ppm = MH_UNKNOWN;
    return rc;
}

/* The cheapest plan that covers the floor; w->best holds the one that covers most. */
static enum mh_rc cheapest(struct work *w, struct mh_err *err)
{
    struct mh__lp_answer a = { 0 };
    struct mh__place largest = { 0 };
    int64_t slack = (int64_t)w->k->p->nneeds, floor = floor_of(w, mh__place_total(w->k, &w->best)) - slack;
    enum mh_rc rc = MH_OK;
    if (!small(w) && solves(w))
        return cheapest_large(w, floor, err);
    rc = ask(w, &(struct mh__lp_ask) { .goal = MH__GOAL_COST, .integer = true, .from = &w->best, .floor = floor }, 0, &a, err);
    w->proved = w->proved && a.proved;
    if (rc == MH_OK && (a.solved || !solves(w))) {
        mh__place_copy(w->k, &largest, &w->best);
        for (size_t i = 0; i < w->k->p->nneeds; i++)
            mh__place_clear(w->k, &w->best, i);
        if (a.solved)
            place_answer(w->k, &w->best, NULL, &a);
        mh__place_fill_cheap(w->k, &w->best, floor);
        if (mh__place_total(w->k, &w->best) < floor)
            mh__place_copy(w->k, &w->best, &largest);
    }
    if (a.solved)
        judge_cost(w, a.cost_bound, a.per_cover, floor);
    mh__place_free(&largest);
    mh__lp_answer_free(&a);
    return rc;
}

static bool anything_open(const struct mh__case *k)
{
    for (size_t a = 0; a < k->p->narcs; a++)
        if (k->arc[a].most > 0)
            return true;
    return false;
}

/* Duals that bounds of single awards do not hide, as those of the model that leads the search may be: where a second model is cheap. */
static enum mh_rc worths(struct work *w, struct mh_err *err)
{
    struct mh__lp_answer a;
    enum mh_rc rc = ask(w, &(struct mh__lp_ask) { .goal = MH__GOAL_COVER, .bare = true, .from = &w->best }, 0, &a, err);
    if (rc == MH_OK && a.worth != NULL) {
        free(w->worth);
        w->worth = a.worth;
        a.worth = NULL;
    }
    mh__lp_answer_free(&a);
    return rc;
}

/* Does want of capacity alone keep something away beforehand? */
static bool capacity_bars(const struct mh__case *k)
{
    for (size_t a = 0; a < k->p->narcs; a++)
        if (k->arc[a].bars == 1u << MH_LACK_CAPACITY)
            return true;
    return false;
}

static enum mh_rc solve(struct work *w, struct mh_err *err)
{
    bool money = w->k->p->rules.aim == MH_COVER_CHEAPEST;
    enum mh_rc rc = MH_OK;
    if (!anything_open(w->k)) {
        rc = capacity_bars(w->k) ? worths(w, err) : MH_OK; /* what a capacity would be worth, were there one */
        free(w->out->note); /* nothing was to be decided */
        w->out->note = NULL;
        w->proved = true;
        w->bound = mh__place_total(w->k, &w->best);
        w->gap_ppm = 0;
        return rc;
    }
    rc = small(w) ? most_small(w, err) : most_large(w, err);
    if (w->k->rests)
        mh__place_declare(w->k, &w->best); /* may also cover a little more */
    w->gap_ppm = w->bound == MH_UNKNOWN ? MH_UNKNOWN : gap_of(mh__place_total(w->k, &w->best), w->bound);
    if (w->proved)
        w->gap_ppm = 0;
    if (rc == MH_OK && money)
        rc = cheapest(w, err);
    else if (rc == MH_OK)
        rc = prefer(w, err);
    return rc == MH_OK && small(w) ? worths(w, err) : rc;
}

static void finish(struct work *w)
{
    struct mh_cover *out = w->out;
    const struct mh_cover_problem *p = w->k->p;
    bool failed = w->bound == MH_UNKNOWN;
    out->nneeds = p->nneeds;
    out->noffers = p->noffers;
    out->narcs = p->narcs;
    out->award = w->best.award;
    out->quarter = w->best.quarter;
    w->best.award = w->best.quarter = NULL;
    out->how = failed ? MH_COVER_SIMPLE : w->proved ? MH_COVER_PROVED : w->gap_ppm != MH_UNKNOWN && w->gap_ppm <= asked_gap(w) ? MH_COVER_GAP : MH_COVER_LIMITED;
    if (w->opt->solver == NULL && failed)
        mh_xset(&out->note, MH_TR("placement simple, sans solveur"));
}

enum mh_rc mh_cover_solve(const struct mh_cover_problem *p, const struct mh_cover_options *opt, struct mh_cover *out, struct mh_err *err)
{
    struct mh__case k;
    struct work w = { .k = &k, .opt = opt, .out = out, .bound = MH_UNKNOWN, .gap_ppm = MH_UNKNOWN };
    struct mh__place told = { 0 };
    memset(out, 0, sizeof *out);
    out->reproducible = true;
    enum mh_rc rc = mh__case_init(&k, p, err);
    if (rc != MH_OK)
        return rc;
    if ((rc = mh__place_init(&k, &w.best, err)) != MH_OK || (rc = solve(&w, err)) != MH_OK)
        goto out;
    mh__place_copy(&k, &told, &w.best);
    finish(&w);
    out->totals.bound_ppm = w.bound == MH_UNKNOWN ? MH_UNKNOWN : p->nneeds == 0 ? 0 : (w.bound / (int64_t)p->nneeds + one / 1000000 - 1) / (one / 1000000);
    out->totals.gap_ppm = out->how == MH_COVER_SIMPLE ? MH_UNKNOWN : w.gap_ppm;
    mh__cover_tell(&k, &told, out);
    for (size_t j = 0; j < p->noffers; j++)
        out->use[j].worth = w.worth != NULL && !k.offer[j].unknown ? w.worth[j] : MH_UNKNOWN;
    rc = mh_cover_check(p, out, err);
out:
    free(w.worth);
    mh__place_free(&told);
    mh__place_free(&w.best);
    mh__case_free(&k);
    if (rc != MH_OK)
        mh_cover_free(out);
    return rc;
}

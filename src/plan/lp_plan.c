/*
 * The best plan of one need alone, when every unit of a capacity and every part of a need covered has a price: what the search for the
 * cheapest plan asks of each need in turn. By year: all packs, minimum orders and makers are gone through, so that what it finds is also a
 * bound that no plan of the need passes. By quarters: good plans, and no bound.
 */
#include "plan/lp.h"

#include <stdlib.h>
#include <string.h>

#include <mahalli/xalloc.h>

enum { NODES = 400, NODES_QUARTERS = 60 };

struct option { /* an open arc that pays at these prices */
    size_t arc;
    double value;              /* of a unit, below 0 */
    double part[MH_QUARTERS];  /* of a unit in a quarter */
    int64_t most;
    size_t group;              /* its maker */
};

struct group {
    int64_t rest; /* what one maker may still have */
    bool counted; /* has a part anyhow */
    int64_t has;
};

struct mh__planner {
    const struct mh__lp *b;
    struct mh__place scratch; /* by quarters */
    struct option *option;
    struct group *group;
    struct mh__place *left;   /* what others left; NULL: all that there is */
    int64_t *x, *best_x;      /* by option; ×4 by quarters */
    size_t n, need;
    double best, slack;
    int nodes;
    bool cut;
};

struct mh__planner *mh__planner_new(const struct mh__lp *b)
{
    struct mh__planner *d = mh_xcalloc(1, sizeof *d);
    size_t widest = 1;
    for (size_t i = 0; i < b->k->p->nneeds; i++)
        widest = b->k->first[i + 1] - b->k->first[i] > widest ? b->k->first[i + 1] - b->k->first[i] : widest;
    d->b = b;
    d->option = mh_xcalloc(widest, sizeof *d->option);
    d->group = mh_xcalloc(widest, sizeof *d->group);
    d->x = mh_xcalloc(widest, MH_QUARTERS * sizeof *d->x);
    d->best_x = mh_xcalloc(widest, MH_QUARTERS * sizeof *d->best_x);
    mh__place_copy(b->k, &d->scratch, &b->base);
    return d;
}

void mh__planner_free(struct mh__planner *d)
{
    if (d == NULL)
        return;
    mh__place_free(&d->scratch);
    free(d->option);
    free(d->group);
    free(d->x);
    free(d->best_x);
    free(d);
}

static int by_value(const void *a, const void *b)
{
    const struct option *x = a, *y = b;
    return x->value != y->value ? (x->value > y->value) - (x->value < y->value) : (x->arc > y->arc) - (x->arc < y->arc);
}

static void take_options(struct mh__planner *d, const struct mh__prices *at)
{
    const struct mh__case *k = d->b->k;
    double v = (double)k->p->need[d->need].volume;
    size_t quarters = k->quarters ? MH_QUARTERS : 1;
    d->n = 0;
    for (size_t a = k->first[d->need]; a < k->first[d->need + 1]; a++) {
        struct option o = { .arc = a };
        size_t offer = k->p->arc[a].offer;
        for (size_t q = 0; q < quarters; q++) {
            o.part[q] = mh__lp_unit_cost(d->b, a) + at->unit[offer * MH_QUARTERS + q] - at->cover / v;
            o.value += o.part[q] < 0 ? o.part[q] / (double)quarters : 0;
        }
        o.most = d->left != NULL ? mh__min64(k->arc[a].most, d->left->left[offer]) : k->arc[a].most;
        if (o.most > 0 && o.value < 0)
            d->option[d->n++] = o;
    }
    qsort(d->option, d->n, sizeof *d->option, by_value);
}

static void take_groups(struct mh__planner *d)
{
    const struct mh__case *k = d->b->k;
    for (size_t i = 0; i < d->n; i++) {
        size_t first = 0;
        while (!mh__same_maker(k, d->option[first].arc, d->option[i].arc))
            first++;
        d->option[i].group = first;
        if (first < i)
            continue;
        struct group *g = &d->group[i];
        *g = (struct group){ .rest = k->maker_most[d->need] };
        for (size_t a = k->first[d->need]; a < k->first[d->need + 1]; a++)
            if (k->arc[a].fixed && k->p->arc[a].fixed > 0 && mh__same_maker(k, a, d->option[i].arc)) {
                g->rest -= k->p->arc[a].fixed;
                g->counted = true;
            }
    }
}

/* At best, whatever packs, minimum orders and makers. */
static double hope(const struct mh__planner *d, size_t from, int64_t open)
{
    double sum = 0;
    for (size_t i = from; i < d->n && open > 0; i++) {
        int64_t n = mh__min64(open, d->option[i].most);
        sum += d->option[i].value * (double)n;
        open -= n;
    }
    return sum;
}

static void dive(struct mh__planner *d, size_t i, int64_t open, int64_t makers, double value)
{
    if (i == d->n || open <= 0 || d->cut || value + hope(d, i, open) >= d->best - d->slack)
        return;
    if (d->nodes-- <= 0) {
        d->cut = true;
        return;
    }
    const struct option *o = &d->option[i];
    const struct mh__arc *arc = &d->b->k->arc[o->arc];
    struct group *g = &d->group[o->group];
    int64_t more = g->has == 0 && !g->counted;
    if (makers >= more) {
        int64_t most = mh__min64(mh__min64(open, o->most), g->rest - g->has);
        most = most > 0 ? most / arc->pack * arc->pack : 0;
        /* Options come with the best first: the less of this one, the worse what may be hoped. */
        for (int64_t x = most; x > 0 && x >= arc->minimum && !d->cut; x -= arc->pack) {
            double v = value + o->value * (double)x;
            if (v + hope(d, i + 1, open - x) >= d->best - d->slack)
                break;
            d->x[i] = x;
            if (v < d->best) {
                d->best = v;
                memcpy(d->best_x, d->x, d->n * sizeof *d->x);
            }
            g->has += x;
            dive(d, i + 1, open - x, makers - more, v);
            g->has -= x;
        }
        d->x[i] = 0;
    }
    dive(d, i + 1, open, makers, value);
}

static int64_t makers_left(const struct mh__planner *d)
{
    const struct mh__case *k = d->b->k;
    int64_t left = k->p->rules.most_makers;
    if (left == MH_UNKNOWN)
        return INT64_MAX / 2;
    for (size_t a = k->first[d->need]; a < k->first[d->need + 1]; a++) {
        bool counts = k->arc[a].fixed && k->p->arc[a].fixed > 0;
        for (size_t c = k->first[d->need]; c < a && counts; c++)
            counts = !(k->arc[c].fixed && k->p->arc[c].fixed > 0 && mh__same_maker(k, a, c));
        left -= counts;
    }
    return left > 0 ? left : 0;
}

static double by_year(struct mh__planner *d)
{
    const struct mh__case *k = d->b->k;
    int64_t done = k->p->need[d->need].volume - d->b->base.open[d->need];
    int64_t open = mh__min64(d->b->base.open[d->need], k->attain[d->need] - done);
    double root = hope(d, 0, open);
    memset(d->x, 0, d->n * sizeof *d->x);
    memset(d->best_x, 0, d->n * sizeof *d->best_x);
    dive(d, 0, open, makers_left(d), 0);
    return d->cut ? root : d->best - d->slack > root ? d->best - d->slack : root;
}

/* With each option as much as it can take where it pays, or nothing. */
static void dive_quarters(struct mh__planner *d, size_t i, double value)
{
    const struct mh__case *k = d->b->k;
    struct mh__place *s = d->left != NULL ? d->left : &d->scratch;
    int64_t take[MH_QUARTERS], back[MH_QUARTERS], sum = 0;
    if (value < d->best) {
        d->best = value;
        memcpy(d->best_x, d->x, d->n * MH_QUARTERS * sizeof *d->x);
    }
    if (i == d->n || d->nodes-- <= 0 || s->open[d->need] == 0)
        return;
    const struct option *o = &d->option[i];
    mh__place_room(k, s, o->arc, s->open[d->need], take);
    double v = value;
    for (size_t q = 0; q < MH_QUARTERS; q++) {
        take[q] = o->part[q] < 0 ? take[q] : 0;
        back[q] = -take[q];
        sum += take[q];
        v += o->part[q] * (double)take[q];
    }
    if (sum > 0 && sum >= k->arc[o->arc].minimum && mh__maker_allowed(k, s, o->arc)) {
        mh__place_add(k, s, o->arc, take);
        memcpy(d->x + i * MH_QUARTERS, take, sizeof take);
        dive_quarters(d, i + 1, v);
        memset(d->x + i * MH_QUARTERS, 0, sizeof take);
        mh__place_add(k, s, o->arc, back);
    }
    dive_quarters(d, i + 1, value);
}

double mh__planner_best(struct mh__planner *d, const struct mh__prices *at, size_t need, struct mh__place *left, double slack,
                        struct mh__plan_part *out, size_t *n)
{
    bool quarters = d->b->k->quarters;
    double least = 0;
    *n = 0;
    d->need = need;
    d->left = left;
    d->best = 0;
    d->slack = slack;
    d->cut = false;
    d->nodes = quarters ? NODES_QUARTERS : NODES;
    take_options(d, at);
    take_groups(d);
    if (quarters) {
        memset(d->x, 0, d->n * MH_QUARTERS * sizeof *d->x);
        dive_quarters(d, 0, 0);
        least = d->best;
    } else {
        least = by_year(d);
    }
    for (size_t i = 0; i < d->n && d->best < 0; i++) {
        struct mh__plan_part part = { .arc = d->option[i].arc };
        int64_t sum = 0;
        for (size_t q = 0; q < (quarters ? MH_QUARTERS : 1); q++)
            sum += part.units[q] = quarters ? d->best_x[i * MH_QUARTERS + q] : d->best_x[i];
        if (sum > 0)
            out[(*n)++] = part;
    }
    return least;
}

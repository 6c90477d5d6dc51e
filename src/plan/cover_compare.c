/* Scenarios side by side, and the price of one more point. */
#include <mahalli/cover.h>

#include <stdlib.h>
#include <string.h>

#include <mahalli/vec.h>

static size_t first_offer(const struct mh_cover_problem *p, const struct mh_cover *c, size_t from, size_t to)
{
    size_t best = MH_COVER_NOBODY;
    int64_t most = 0;
    for (size_t a = from; a < to; a++)
        if (c->award[a] > most) {
            most = c->award[a];
            best = p->arc[a].offer;
        }
    return best;
}

void mh_cover_compare(const struct mh_cover_problem *p, const struct mh_cover *a, const struct mh_cover *b, struct mh_cover_change **out, size_t *n)
{
    MH_VEC(struct mh_cover_change) list = { 0 };
    for (size_t i = 0, from = 0, to; i < p->nneeds; i++, from = to) {
        struct mh_cover_change c = { .need = i, .covered_a = a->line[i].covered, .covered_b = b->line[i].covered };
        int64_t gone = 0, come = 0;
        for (to = from; to < p->narcs && p->arc[to].need == i; to++) {
            int64_t d = b->award[to] - a->award[to];
            gone += d < 0 ? -d : 0;
            come += d > 0 ? d : 0;
        }
        if (gone == 0 && come == 0)
            continue;
        c.first_a = first_offer(p, a, from, to);
        c.first_b = first_offer(p, b, from, to);
        c.moved = gone < come ? gone : come;
        mh_vec_push(&list, c);
    }
    *out = list.at;
    *n = list.len;
}

static int64_t step_cost(const struct mh_cover_point *before, const struct mh_cover_point *now)
{
    int64_t more = now->cover_ppm - before->cover_ppm;
    if (before->cost == MH_UNKNOWN || now->cost == MH_UNKNOWN || more <= 0)
        return MH_UNKNOWN;
    return (int64_t)((__int128)(now->cost - before->cost) * 10000 / more); /* a point is 10,000 ppm */
}

/* Each plan is only near the cheapest: where one that covers more costs less, it is the better plan for less cover too. */
static void mend(struct mh_cover_point *points, size_t n)
{
    for (size_t i = n; i-- > 1;) {
        struct mh_cover_point *less = &points[i - 1], *more = &points[i];
        bool priced = less->cost != MH_UNKNOWN && more->cost != MH_UNKNOWN && less->unpriced_ppm == 0 && more->unpriced_ppm == 0;
        if (!priced || more->cost >= less->cost || more->cover_ppm < less->cover_ppm)
            continue;
        less->cost = more->cost;
        less->cover_ppm = more->cover_ppm;
        less->how = more->how;
    }
}

enum mh_rc mh_cover_frontier(const struct mh_cover_problem *p, const struct mh_cover_options *opt, int64_t from, int64_t to, size_t n,
                             struct mh_cover_point *points, struct mh_err *err)
{
    if (n == 0 || from < 0 || to > 1000 || from > to)
        return mh_err_set(err, MH_EINVAL, "la couverture va de 0 à 1000 pour mille, du moins au plus");
    for (size_t i = 0; i < n; i++) {
        struct mh_cover_problem at = *p;
        struct mh_cover c;
        struct mh_cover_point *x = &points[i];
        at.rules.aim = MH_COVER_CHEAPEST;
        at.rules.floor_permille = n == 1 ? to : from + (int64_t)i * (to - from) / (int64_t)(n - 1);
        enum mh_rc rc = mh_cover_solve(&at, opt, &c, err);
        if (rc != MH_OK)
            return rc;
        *x = (struct mh_cover_point) { .asked_permille = at.rules.floor_permille, .cover_ppm = c.totals.cover_ppm, .cost = c.totals.cost,
                                       .unpriced_ppm = c.totals.unpriced_ppm, .how = c.how, .step_cost = MH_UNKNOWN };
        if (x->cost == MH_UNKNOWN && c.totals.cover_ppm == 0)
            x->cost = 0; /* nothing bought */
        x->reached = x->cover_ppm + 1 >= at.rules.floor_permille * 1000;
        mh_cover_free(&c);
    }
    mend(points, n);
    for (size_t i = 1; i < n; i++)
        points[i].step_cost = step_cost(&points[i - 1], &points[i]);
    return MH_OK;
}

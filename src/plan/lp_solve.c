/* Has the model of a case solved, and reads the answer back into integers. Nothing of it is believed: amounts are bounded here and placed
 * under every rule by cover_place.c. */
#include "plan/lp.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <mahalli/xalloc.h>

/* A quantity of the solution in base units, within what the arc can ever have. */
static int64_t units(const struct mh__lp *b, int col, double value)
{
    size_t a = b->col_arc[col];
    double x = value * b->col_unit[col];
    if (b->m.integer[col])
        x = nearbyint(value) * b->col_unit[col];
    if (!(x > 0))
        return 0;
    return x < (double)b->k->arc[a].most ? (int64_t)nearbyint(x) : b->k->arc[a].most;
}

static int64_t trillionths(double x)
{
    return (int64_t)floor(x * 1e12 + 0.5);
}

static void read_amounts(const struct mh__lp *b, const struct mh_solution *s, struct mh__lp_answer *out)
{
    const struct mh_cover_problem *p = b->k->p;
    double *cover = mh_xcalloc(p->nneeds + 1, sizeof *cover);
    out->wanted = mh_xcalloc(p->narcs + 1, MH_QUARTERS * sizeof *out->wanted);
    out->hoped = mh_xcalloc(p->nneeds + 1, sizeof *out->hoped);
    for (int j = 0; j < b->m.ncols; j++) {
        size_t a = b->col_arc[j], need = p->arc[a].need;
        if (b->col_unit[j] <= 0)
            continue;
        out->wanted[a * MH_QUARTERS + b->col_quarter[j]] = units(b, j, s->value[j]);
        cover[need] += s->value[j] * b->col_unit[j] / (double)p->need[need].volume;
    }
    for (size_t i = 0; i < p->nneeds; i++)
        out->hoped[i] = mh__place_value(b->k, &b->base, i) + trillionths(cover[i] > 0 && cover[i] < 1 ? cover[i] : cover[i] > 0 ? 1 : 0);
    free(cover);
}

static void read_bounds(const struct mh__lp *b, const struct mh_solution *s, struct mh__lp_answer *out)
{
    double bound = s->bound < s->objective ? s->bound : s->objective;
    out->cost_bound = MH_UNKNOWN;
    if (b->ask->goal == MH__GOAL_COVER) {
        double most = -bound / b->gain / (b->ask->integer ? 1 : 1 - MH__LP_LIKING);
        out->bound = mh__place_total(b->k, &b->base) + trillionths(most < (double)b->k->p->nneeds ? most : (double)b->k->p->nneeds) + 1;
    } else if (b->ask->goal == MH__GOAL_COST) {
        double cost = bound * b->money, slope = s->dual != NULL ? s->dual[b->cover_row] * b->money : 0;
        out->cost_bound = cost < 9e18 ? (int64_t)floor(cost) : MH_UNKNOWN;
        out->per_cover = fabs(slope) < 9e18 ? (int64_t)floor(slope) : 0;
    }
}

/* A unit more a year: its place in the year's row, and spread over the quarters' rows. */
static void read_worth(const struct mh__lp *b, const struct mh_solution *s, struct mh__lp_answer *out)
{
    if (s->dual == NULL)
        return;
    out->worth = mh_xcalloc(b->k->p->noffers + 1, sizeof *out->worth);
    for (size_t j = 0; j < b->k->p->noffers; j++) {
        double worth = b->offer_row[j] >= 0 ? -s->dual[b->offer_row[j]] : 0;
        for (size_t q = 0; q < MH_QUARTERS; q++)
            worth += b->k->quarters && b->offerq_row[j * MH_QUARTERS + q] >= 0 ? -s->dual[b->offerq_row[j * MH_QUARTERS + q]] / MH_QUARTERS : 0;
        worth = worth / b->gain / b->offer_scale[j] * 1e9;
        out->worth[j] = worth < 0.5 ? 0 : worth < 1e18 ? (int64_t)floor(worth + 0.5) : (int64_t)1000000000000000000;
    }
}

enum mh_rc mh__lp_solve(const struct mh__case *k, const struct mh__lp_ask *ask, const struct mh_cover_options *opt, int64_t gap_ppm,
                        struct mh__lp_answer *out, struct mh_err *err)
{
    struct mh__lp b = { .k = k, .ask = ask };
    struct mh_solution s = { 0 };
    struct mh_solve_options how = opt->solve;
    memset(out, 0, sizeof *out);
    mh__lp_build(&b);
    how.relax = !ask->integer;
    how.gap_ppm = gap_ppm;
    enum mh_rc rc = opt->solver(&b.m, &how, &s, err);
    if (rc != MH_OK)
        goto out;
    out->clock = s.by == MH_STOPPED_CLOCK;
    out->solved = s.value != NULL && s.ncols == b.m.ncols;
    out->proved = out->solved && s.status == MH_SOLVED_OPTIMAL;
    if (out->solved) {
        read_amounts(&b, &s, out);
        read_bounds(&b, &s, out);
        if (!ask->integer && ask->goal == MH__GOAL_COVER)
            read_worth(&b, &s, out);
    }
out:
    mh_solution_free(&s);
    mh__lp_free(&b);
    return rc;
}

void mh__lp_answer_free(struct mh__lp_answer *a)
{
    free(a->wanted);
    free(a->hoped);
    free(a->worth);
    memset(a, 0, sizeof *a);
}

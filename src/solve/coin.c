/* COIN-OR: CLP for linear models, CBC where whole numbers are asked. */
#include "solve/coin.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include <coin/Cbc_C_Interface.h>
#include <coin/Clp_C_Interface.h>

#include <mahalli/xalloc.h>

/* CLP's own words for how a solve ended. */
enum { CLP_OPTIMAL = 0, CLP_INFEASIBLE = 1, CLP_UNBOUNDED = 2 };

static double *copy(const double *x, int n)
{
    double *to = mh_xmalloc(((size_t)n + 1) * sizeof *to);
    if (n > 0)
        memcpy(to, x, (size_t)n * sizeof *to);
    return to;
}

static void solve_linear(const struct mh_model *m, const struct mh_solve_options *opt, struct mh_solution *out)
{
    Clp_Simplex *s = Clp_newModel();
    Clp_setLogLevel(s, 0);
    Clp_loadProblem(s, m->ncols, m->nrows, m->start, m->row, m->value, m->lower, m->upper, m->cost, m->row_lower, m->row_upper);
    Clp_setMaximumSeconds(s, (double)opt->clock_ms / 1000.0);
    Clp_primal(s, 0); /* what it would choose by itself is several times slower on models of coverage */
    int status = Clp_status(s);
    out->status = status == CLP_OPTIMAL ? MH_SOLVED_OPTIMAL : status == CLP_INFEASIBLE ? MH_SOLVED_INFEASIBLE : status == CLP_UNBOUNDED ? MH_SOLVED_UNBOUNDED : MH_SOLVED_NONE;
    out->by = out->status == MH_SOLVED_NONE ? MH_STOPPED_CLOCK : MH_STOPPED_NOT;
    if (out->status == MH_SOLVED_OPTIMAL) {
        out->objective = out->bound = Clp_objectiveValue(s);
        out->value = copy(Clp_primalColumnSolution(s), m->ncols);
        out->dual = copy(Clp_dualRowSolution(s), m->nrows);
        out->reduced = copy(Clp_dualColumnSolution(s), m->ncols);
    }
    Clp_deleteModel(s);
}

static void set_number(Cbc_Model *s, const char *name, double value)
{
    char text[64];
    snprintf(text, sizeof text, "%.12g", value);
    Cbc_setParameter(s, name, text);
}

static void solve_integer(const struct mh_model *m, const struct mh_solve_options *opt, struct mh_solution *out)
{
    Cbc_Model *s = Cbc_newModel();
    int64_t nodes = opt->nodes > 0 ? opt->nodes : MH_SOLVE_NODES;
    Cbc_setLogLevel(s, 0);
    Cbc_loadProblem(s, m->ncols, m->nrows, m->start, m->row, m->value, m->lower, m->upper, m->cost, m->row_lower, m->row_upper);
    for (int j = 0; j < m->ncols; j++)
        if (m->integer[j])
            Cbc_setInteger(s, j);
    Cbc_setParameter(s, "log", "0");
    Cbc_setParameter(s, "timeMode", "elapsed");
    Cbc_setParameter(s, "preprocess", "off"); /* 2.10.8's loses optimal solutions: test_solve.c, preprocessed */
    Cbc_setParameter(s, "heuristicsOnOff", "off"); /* they trip an assertion of the library on some models, and look at the clock */
    set_number(s, "maxNodes", (double)(nodes < MH_MODEL_MOST ? nodes : MH_MODEL_MOST));
    set_number(s, "ratioGap", (double)opt->gap_ppm / 1e6);
    set_number(s, "allowableGap", 1e-9);
    set_number(s, "seconds", (double)opt->clock_ms / 1000.0 * 0.7); /* it overshoots; whoever started this kills it later */
    Cbc_solve(s);
    out->nodes = Cbc_getNodeCount(s);
    out->by = Cbc_isSecondsLimitReached(s) ? MH_STOPPED_CLOCK : Cbc_isNodeLimitReached(s) ? MH_STOPPED_NODES : MH_STOPPED_NOT;
    double bound = Cbc_getBestPossibleObjValue(s);
    if (Cbc_isProvenInfeasible(s)) {
        out->status = MH_SOLVED_INFEASIBLE;
    } else if (Cbc_isContinuousUnbounded(s)) {
        out->status = MH_SOLVED_UNBOUNDED;
    } else if (Cbc_numberSavedSolutions(s) > 0 || Cbc_isProvenOptimal(s)) {
        out->status = Cbc_isProvenOptimal(s) ? MH_SOLVED_OPTIMAL : MH_SOLVED_FEASIBLE;
        out->objective = Cbc_getObjValue(s);
        out->bound = isfinite(bound) && bound < out->objective ? bound : out->objective;
        out->value = copy(Cbc_getColSolution(s), m->ncols);
    }
    Cbc_deleteModel(s);
}

void mh__coin_solve(const struct mh_model *m, const struct mh_solve_options *opt, struct mh_solution *out)
{
    bool integer = false;
    struct mh_solve_options o = *opt;
    o.clock_ms = o.clock_ms > 0 ? o.clock_ms : MH_SOLVE_CLOCK_MS;
    memset(out, 0, sizeof *out);
    for (int j = 0; j < m->ncols && !opt->relax; j++)
        integer = integer || m->integer[j];
    if (m->ncols == 0) { /* nothing to decide: the libraries do not like it */
        out->status = MH_SOLVED_OPTIMAL;
        for (int i = 0; i < m->nrows; i++)
            if (m->row_lower[i] > 0 || m->row_upper[i] < 0)
                out->status = MH_SOLVED_INFEASIBLE;
        if (out->status == MH_SOLVED_OPTIMAL) {
            out->value = mh_xcalloc(1, sizeof *out->value);
            out->dual = mh_xcalloc((size_t)m->nrows + 1, sizeof *out->dual);
            out->reduced = mh_xcalloc(1, sizeof *out->reduced);
        }
    } else if (integer) {
        solve_integer(m, &o, out);
    } else {
        solve_linear(m, &o, out);
    }
    out->ncols = m->ncols;
    out->nrows = m->nrows;
}

#ifndef PLAN_LP_H
#define PLAN_LP_H
/* The model of a case while it is built and read back. Doubles stay in src/plan/lp*.c. */
#include "plan/cover.h"

struct mh__lp {
    const struct mh__case *k;
    const struct mh__lp_ask *ask;
    struct mh__place base;      /* without the free awards of those that take part */
    struct mh_model m;
    size_t *col_arc;            /* per column: its arc, */
    unsigned char *col_quarter; /* its quarter, */
    double *col_unit;           /* base units of 1.0; 0: no quantity (a yes or no) */
    size_t cols_cap;
    int *need_row, *needq_row;  /* -1: none */
    int *offer_row, *offerq_row;
    double *need_scale, *offer_scale; /* base units of 1.0 in the rows of a need, of an offer */
    double gain;                /* the objective of a whole need (COVER) */
    int *tie_rows;              /* of one maker's offers, while they are built */
    int cover_row;
    int unknown_row;            /* what rests on undeclared capacities; -1 */
    double money;               /* centimes of 1.0 of the objective (COST) */
};

void mh__lp_build(struct mh__lp *b);
void mh__lp_free(struct mh__lp *b);
/* How much less an arc counts than the best of its need, at most this: ties have an order, and the bound knows. */
#define MH__LP_LIKING 5e-5

/* Centimes of a base unit; what has no price counts as twice the dearest. */
double mh__lp_unit_cost(const struct mh__lp *b, size_t arc);

/* --- plans of one need (lp_plan.c), b built for COST --- */
struct mh__prices {
    double *unit; /* per offer × MH_QUARTERS (the first alone by year): centimes that a unit of its capacity is worth */
    double cover; /* of a whole need covered */
};
struct mh__plan_part {
    size_t arc;
    int64_t units[MH_QUARTERS]; /* the first alone by year */
};
struct mh__planner;
struct mh__planner *mh__planner_new(const struct mh__lp *b); /* borrows b */
void mh__planner_free(struct mh__planner *d);
/* The plan of free awards that costs least at these prices (below 0, or no part at all): out has room for the arcs of the need; left: as far as others (and
 * not the need itself) leave capacities (tried on, and given back as it was), NULL all. Returns what
 * no plan of the need is below, up to `slack` under the best; by quarters what was found, no bound. */
double mh__planner_best(struct mh__planner *d, const struct mh__prices *at, size_t need, struct mh__place *left, double slack,
                        struct mh__plan_part *out, size_t *n);

#endif

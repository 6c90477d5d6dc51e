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

#endif

#ifndef SOLVE_COIN_H
#define SOLVE_COIN_H
/* The libraries themselves, in this process: only the child calls them. */
#include <mahalli/model.h>

/* The model must have passed mh_model_check. */
void mh__coin_solve(const struct mh_model *m, const struct mh_solve_options *opt, struct mh_solution *out);

#endif

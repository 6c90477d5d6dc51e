#ifndef MAHALLI_MODEL_H
#define MAHALLI_MODEL_H
/*
 * A linear or mixed-integer model as plain arrays, and its solution: what plan/ builds, solve/ solves and a process pipe carries. Doubles
 * live here and in what builds and solves models, nowhere else: quantities that people see are counted again in integers afterwards.
 *
 * Minimise sum cost[j] x[j]  with  lower[j] <= x[j] <= upper[j],  row_lower[i] <= sum a[i][j] x[j] <= row_upper[i].
 * Values at or beyond MH_INFINITE are no bound. The matrix is stored by columns: column j has the entries start[j] .. start[j + 1] - 1 of
 * row[] and value[].
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <mahalli/err.h>
#include <mahalli/progress.h>

#define MH_INFINITE 1e30

struct mh_model { /* zero to start; owns its arrays */
    int ncols, nrows, nnz;
    double *lower, *upper, *cost; /* ncols each */
    unsigned char *integer;       /* ncols: 1 whole numbers only */
    int *start;                   /* ncols + 1 */
    int *row;                     /* nnz */
    double *value;                /* nnz */
    double *row_lower, *row_upper; /* nrows */
    size_t cols_cap, rows_cap, nnz_cap;
};

/* Rows first (any order), then columns, each followed by its entries, at most one for a row. Return the index. */
int mh_model_row(struct mh_model *m, double lower, double upper);
int mh_model_col(struct mh_model *m, double lower, double upper, double cost, bool integer);
void mh_model_entry(struct mh_model *m, int row, double value); /* of the last column; rows may be added later */
void mh_model_free(struct mh_model *m);                         /* leaves zero */

/* Sizes and indices that hang together, no NaN, lower <= upper, each row once in a column, at most MH_MODEL_MOST of anything. */
enum { MH_MODEL_MOST = 50 * 1000 * 1000 };
enum mh_rc mh_model_check(const struct mh_model *m, struct mh_err *err);

enum mh_solved {
    MH_SOLVED_NONE,       /* a limit was met before any solution; there are no values */
    MH_SOLVED_OPTIMAL,    /* proved, up to the solver's tolerance (for integers: up to the gap asked) */
    MH_SOLVED_FEASIBLE,   /* a limit was met; the best found */
    MH_SOLVED_INFEASIBLE, /* proved; no values */
    MH_SOLVED_UNBOUNDED,  /* proved; no values */
};

enum mh_stopped { MH_STOPPED_NOT, MH_STOPPED_NODES, MH_STOPPED_CLOCK };

struct mh_solution { /* owns its arrays; zero to start */
    enum mh_solved status;
    enum mh_stopped by; /* CLOCK: not reproducible */
    double objective;
    double bound;       /* no solution can be below */
    int64_t nodes;
    int ncols, nrows;
    double *value;      /* ncols; NULL without values */
    double *dual;       /* nrows: change of the objective for one more unit of the row's bound; of a linear model only, else NULL */
    double *reduced;    /* ncols: the same of the column's bound; NULL as above */
};

void mh_solution_free(struct mh_solution *s); /* leaves zero */

struct mh_solve_options {
    bool relax;          /* as a linear model, whatever `integer` says */
    int64_t nodes;       /* of the search tree, at most; 0: MH_SOLVE_NODES */
    int64_t gap_ppm;     /* integers: stop within so many millionths of the bound; 0: proved */
    int64_t clock_ms;    /* the last resort, after which the child is killed; 0: MH_SOLVE_CLOCK_MS */
    const struct mh_progress *progress; /* asked several times a second; false cancels */
    const char *what;    /* what progress says; NULL: « Calcul de la couverture » */
    const char *program; /* run as `program --solve`: one that then calls mh_solve_child and nothing else; NULL: MH_EIO */
};
enum { MH_SOLVE_NODES = 2000, MH_SOLVE_CLOCK_MS = 300 * 1000 };

/* Who solves: mh_solve (mahalli/solve.h), or a test's own. MH_OK with any status; MH_ECANCELED; MH_EIO: no answer, and why. */
typedef enum mh_rc mh_solver(const struct mh_model *m, const struct mh_solve_options *opt, struct mh_solution *out, struct mh_err *err);

#endif

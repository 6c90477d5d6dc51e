#ifndef MAHALLI_SOLVE_H
#define MAHALLI_SOLVE_H
/*
 * COIN-OR CLP and CBC behind a process boundary: the model goes to a child (options.program, as `mahalli --solve`), the solution comes back.
 * The solver's clock limits overshoot and it cannot be interrupted; a child can be killed. One thread, no randomness, limits in nodes: the
 * same model gives the same solution.
 */
#include <mahalli/model.h>

struct mh_str;

/*
 * MH_OK: out->status says what came of it (a model that the clock stopped is MH_SOLVED_NONE by MH_STOPPED_CLOCK). MH_ECANCELED within a
 * second of progress saying no. MH_EINVAL: the model does not hang together. MH_EIO: the child cannot be started, died, or answered what
 * is no solution of this model; the message says which. On anything but MH_OK *out is zero.
 */
enum mh_rc mh_solve(const struct mh_model *m, const struct mh_solve_options *opt, struct mh_solution *out, struct mh_err *err);

/* The child: a model on standard input, its solution on standard output; the exit status. Does not return to the libraries' own ends. */
int mh_solve_child(void);

/*
 * The wire, both ways: "MHSOLVE1", kind ('M' or 'S'), the sizes, the arrays one after the other as this machine writes them (both ends are
 * one program), then a checksum of all that precedes. Reading trusts nothing: lengths are compared with what is there before they are used,
 * and what was read must pass mh_model_check; MH_EINVAL says what is wrong.
 */
void mh_wire_put_model(struct mh_str *out, const struct mh_model *m, const struct mh_solve_options *opt);
enum mh_rc mh_wire_get_model(const void *data, size_t size, struct mh_model *m, struct mh_solve_options *opt, struct mh_err *err);
void mh_wire_put_solution(struct mh_str *out, const struct mh_solution *s);
/* For a model of these sizes. */
enum mh_rc mh_wire_get_solution(const void *data, size_t size, int ncols, int nrows, struct mh_solution *s, struct mh_err *err);

#endif

/* Models and solutions as bytes. Both ends are the same program on the same machine: arrays go as they lie in memory. */
#include <mahalli/solve.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <mahalli/hash.h>
#include <mahalli/str.h>
#include <mahalli/xalloc.h>

static const char magic[8] = { 'M', 'H', 'S', 'O', 'L', 'V', 'E', '1' };

/* What precedes the arrays, a's meaning by kind: options of a model, outcome of a solution. */
struct head {
    char magic[8];
    int64_t kind, ncols, nrows, nnz, has, a[4];
    double x[2];
};

static void put_head(struct mh_str *out, const struct head *h)
{
    mh_str_addn(out, (const char *)h, sizeof *h);
}

static void put(struct mh_str *out, const void *array, size_t n, size_t size)
{
    if (n > 0)
        mh_str_addn(out, array, n * size);
}

static void put_sum(struct mh_str *out, size_t from)
{
    uint64_t sum = mh_hash64(out->data + from, out->len - from, 0);
    mh_str_addn(out, (const char *)&sum, sizeof sum);
}

void mh_wire_put_model(struct mh_str *out, const struct mh_model *m, const struct mh_solve_options *opt)
{
    size_t from = out->len, c = (size_t)m->ncols, r = (size_t)m->nrows, z = (size_t)m->nnz;
    struct head h = { .kind = 'M', .ncols = m->ncols, .nrows = m->nrows, .nnz = m->nnz };
    static const int none = 0;
    memcpy(h.magic, magic, sizeof magic);
    h.a[0] = opt->relax;
    h.a[1] = opt->nodes;
    h.a[2] = opt->gap_ppm;
    h.a[3] = opt->clock_ms;
    put_head(out, &h);
    put(out, m->lower, c, sizeof(double));
    put(out, m->upper, c, sizeof(double));
    put(out, m->cost, c, sizeof(double));
    put(out, m->value, z, sizeof(double));
    put(out, m->row_lower, r, sizeof(double));
    put(out, m->row_upper, r, sizeof(double));
    put(out, c > 0 ? m->start : &none, c + 1, sizeof(int));
    put(out, m->row, z, sizeof(int));
    put(out, m->integer, c, 1);
    put_sum(out, from);
}

struct in {
    const char *at;
    size_t left;
};

static void *take(struct in *in, int64_t n, size_t size)
{
    size_t bytes = (size_t)n * size; /* the caller compared the total with what is there */
    void *to = mh_xmalloc(bytes > 0 ? bytes : 1);
    memcpy(to, in->at, bytes);
    in->at += bytes;
    in->left -= bytes;
    return to;
}

static bool measure(int64_t v)
{
    return v >= 0 && v <= MH_MODEL_MOST;
}

/* Head and checksum; the arrays must take exactly what is between. */
static enum mh_rc take_head(struct in *in, int64_t kind, struct head *h, struct mh_err *err)
{
    uint64_t sum;
    if (in->left < sizeof *h + sizeof sum)
        return mh_err_set(err, MH_EINVAL, "échange avec le solveur : %zu octets, moins qu'un en-tête", in->left);
    memcpy(h, in->at, sizeof *h);
    if (memcmp(h->magic, magic, sizeof magic) != 0 || h->kind != kind)
        return mh_err_set(err, MH_EINVAL, "échange avec le solveur : ce n'est pas %s", kind == 'M' ? "un modèle" : "une solution");
    if (!measure(h->ncols) || !measure(h->nrows) || !measure(h->nnz) || h->has < 0 || h->has > 1)
        return mh_err_set(err, MH_EINVAL, "échange avec le solveur : tailles hors de toute mesure");
    int64_t c = h->ncols, r = h->nrows, z = h->nnz, d = sizeof(double), i = sizeof(int);
    int64_t arrays = kind == 'M' ? c * 3 * d + z * d + 2 * r * d + (c + 1) * i + z * i + c : h->has * c * d + z * (r + c) * d;
    if ((kind == 'S' ? z > 1 : h->has != 0) || in->left != sizeof *h + (size_t)arrays + sizeof sum)
        return mh_err_set(err, MH_EINVAL, "échange avec le solveur : %zu octets ne font pas les tailles annoncées", in->left);
    memcpy(&sum, in->at + in->left - sizeof sum, sizeof sum);
    if (sum != mh_hash64(in->at, in->left - sizeof sum, 0))
        return mh_err_set(err, MH_EINVAL, "échange avec le solveur : la somme de contrôle ne convient pas");
    in->at += sizeof *h;
    in->left -= sizeof *h;
    return MH_OK;
}

enum mh_rc mh_wire_get_model(const void *data, size_t size, struct mh_model *m, struct mh_solve_options *opt, struct mh_err *err)
{
    struct in in = { data, size };
    struct head h;
    memset(m, 0, sizeof *m);
    memset(opt, 0, sizeof *opt);
    enum mh_rc rc = take_head(&in, 'M', &h, err);
    if (rc != MH_OK)
        return rc;
    m->ncols = (int)h.ncols;
    m->nrows = (int)h.nrows;
    m->nnz = (int)h.nnz;
    m->lower = take(&in, h.ncols, sizeof(double));
    m->upper = take(&in, h.ncols, sizeof(double));
    m->cost = take(&in, h.ncols, sizeof(double));
    m->value = take(&in, h.nnz, sizeof(double));
    m->row_lower = take(&in, h.nrows, sizeof(double));
    m->row_upper = take(&in, h.nrows, sizeof(double));
    m->start = take(&in, h.ncols + 1, sizeof(int));
    m->row = take(&in, h.nnz, sizeof(int));
    m->integer = take(&in, h.ncols, 1);
    opt->relax = h.a[0] != 0;
    opt->nodes = h.a[1];
    opt->gap_ppm = h.a[2];
    opt->clock_ms = h.a[3];
    rc = mh_model_check(m, err);
    if (rc != MH_OK)
        mh_model_free(m);
    return rc;
}

void mh_wire_put_solution(struct mh_str *out, const struct mh_solution *s)
{
    size_t from = out->len, c = (size_t)s->ncols, r = (size_t)s->nrows;
    struct head h = { .kind = 'S', .ncols = s->ncols, .nrows = s->nrows, .has = s->value != NULL, .nnz = s->dual != NULL };
    memcpy(h.magic, magic, sizeof magic);
    h.a[0] = s->status;
    h.a[1] = s->by;
    h.a[2] = s->nodes;
    h.x[0] = s->objective;
    h.x[1] = s->bound;
    put_head(out, &h);
    if (s->value != NULL)
        put(out, s->value, c, sizeof(double));
    if (s->dual != NULL) {
        put(out, s->dual, r, sizeof(double));
        put(out, s->reduced, c, sizeof(double));
    }
    put_sum(out, from);
}

static bool finite_all(const double *x, int n)
{
    for (int i = 0; x != NULL && i < n; i++)
        if (!isfinite(x[i]))
            return false;
    return true;
}

enum mh_rc mh_wire_get_solution(const void *data, size_t size, int ncols, int nrows, struct mh_solution *s, struct mh_err *err)
{
    struct in in = { data, size };
    struct head h;
    memset(s, 0, sizeof *s);
    enum mh_rc rc = take_head(&in, 'S', &h, err);
    if (rc != MH_OK)
        return rc;
    bool values = h.a[0] == MH_SOLVED_OPTIMAL || h.a[0] == MH_SOLVED_FEASIBLE;
    if (h.ncols != ncols || h.nrows != nrows)
        return mh_err_set(err, MH_EINVAL, "échange avec le solveur : la solution est d'un autre modèle");
    if (h.a[0] < MH_SOLVED_NONE || h.a[0] > MH_SOLVED_UNBOUNDED || h.a[1] < MH_STOPPED_NOT || h.a[1] > MH_STOPPED_CLOCK ||
        (h.has != 0) != values || (h.nnz != 0 && !values) || !isfinite(h.x[0]) || !isfinite(h.x[1]))
        return mh_err_set(err, MH_EINVAL, "échange avec le solveur : la solution se contredit");
    s->status = (enum mh_solved)h.a[0];
    s->by = (enum mh_stopped)h.a[1];
    s->nodes = h.a[2];
    s->objective = h.x[0];
    s->bound = h.x[1];
    s->ncols = ncols;
    s->nrows = nrows;
    s->value = h.has ? take(&in, ncols, sizeof(double)) : NULL;
    s->dual = h.nnz ? take(&in, nrows, sizeof(double)) : NULL;
    s->reduced = h.nnz ? take(&in, ncols, sizeof(double)) : NULL;
    if (finite_all(s->value, ncols) && finite_all(s->dual, nrows) && finite_all(s->reduced, ncols))
        return MH_OK;
    mh_solution_free(s);
    return mh_err_set(err, MH_EINVAL, "échange avec le solveur : la solution a des valeurs qui ne sont pas des nombres");
}

/* Linear models as arrays: built one column at a time, checked before anybody trusts their indices. */
#include <mahalli/model.h>

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <mahalli/xalloc.h>

/* Grows several arrays that have one length. */
static void grow(size_t *cap, size_t need, void **const *arrays, const size_t *sizes, size_t n)
{
    if (need <= *cap)
        return;
    size_t to = *cap > 0 ? *cap * 2 : 64;
    to = to < need ? need : to;
    for (size_t i = 0; i < n; i++)
        *arrays[i] = mh_xreallocarray(*arrays[i], to, sizes[i]);
    *cap = to;
}

int mh_model_row(struct mh_model *m, double lower, double upper)
{
    void **const arrays[] = { (void **)&m->row_lower, (void **)&m->row_upper };
    static const size_t sizes[] = { sizeof(double), sizeof(double) };
    grow(&m->rows_cap, (size_t)m->nrows + 1, arrays, sizes, 2);
    m->row_lower[m->nrows] = lower;
    m->row_upper[m->nrows] = upper;
    return m->nrows++;
}

int mh_model_col(struct mh_model *m, double lower, double upper, double cost, bool integer)
{
    void **const arrays[] = { (void **)&m->lower, (void **)&m->upper, (void **)&m->cost, (void **)&m->integer, (void **)&m->start };
    static const size_t sizes[] = { sizeof(double), sizeof(double), sizeof(double), sizeof(unsigned char), sizeof(int) };
    grow(&m->cols_cap, (size_t)m->ncols + 2, arrays, sizes, 5);
    m->lower[m->ncols] = lower;
    m->upper[m->ncols] = upper;
    m->cost[m->ncols] = cost;
    m->integer[m->ncols] = integer;
    m->start[m->ncols] = m->nnz;
    m->start[m->ncols + 1] = m->nnz;
    return m->ncols++;
}

void mh_model_entry(struct mh_model *m, int row, double value)
{
    void **const arrays[] = { (void **)&m->row, (void **)&m->value };
    static const size_t sizes[] = { sizeof(int), sizeof(double) };
    assert(m->ncols > 0);
    grow(&m->nnz_cap, (size_t)m->nnz + 1, arrays, sizes, 2);
    m->row[m->nnz] = row;
    m->value[m->nnz] = value;
    m->start[m->ncols] = ++m->nnz;
}

void mh_model_free(struct mh_model *m)
{
    free(m->lower);
    free(m->upper);
    free(m->cost);
    free(m->integer);
    free(m->start);
    free(m->row);
    free(m->value);
    free(m->row_lower);
    free(m->row_upper);
    memset(m, 0, sizeof *m);
}

void mh_solution_free(struct mh_solution *s)
{
    free(s->value);
    free(s->dual);
    free(s->reduced);
    memset(s, 0, sizeof *s);
}

static bool ordered(const double *lower, const double *upper, int n)
{
    for (int i = 0; i < n; i++)
        if (!(lower[i] <= upper[i])) /* NaN neither */
            return false;
    return true;
}

static bool entries(const struct mh_model *m, int *last)
{
    for (int j = 0; j < m->ncols; j++) {
        if (m->start[j + 1] < m->start[j] || m->start[j + 1] > m->nnz)
            return false;
        for (int k = m->start[j]; k < m->start[j + 1]; k++) {
            if (m->row[k] < 0 || m->row[k] >= m->nrows || last[m->row[k]] == j || !isfinite(m->value[k]))
                return false;
            last[m->row[k]] = j;
        }
    }
    return true;
}

enum mh_rc mh_model_check(const struct mh_model *m, struct mh_err *err)
{
    if (m->ncols < 0 || m->nrows < 0 || m->nnz < 0 || m->ncols > MH_MODEL_MOST || m->nrows > MH_MODEL_MOST || m->nnz > MH_MODEL_MOST)
        return mh_err_set(err, MH_EINVAL, "modèle de %d colonnes, %d lignes et %d coefficients : hors de toute mesure", m->ncols, m->nrows, m->nnz);
    for (int j = 0; j < m->ncols; j++)
        if (!isfinite(m->cost[j]) || m->integer[j] > 1)
            return mh_err_set(err, MH_EINVAL, "modèle : la colonne %d n'a pas un coût ou une nature qui se lise", j);
    if (!ordered(m->lower, m->upper, m->ncols) || !ordered(m->row_lower, m->row_upper, m->nrows))
        return mh_err_set(err, MH_EINVAL, "modèle : une borne inférieure dépasse la supérieure");
    if (m->ncols == 0)
        return m->nnz == 0 ? MH_OK : mh_err_set(err, MH_EINVAL, "modèle : des coefficients sans colonne");
    int *last = mh_xreallocarray(NULL, (size_t)m->nrows + 1, sizeof *last);
    memset(last, 0xff, ((size_t)m->nrows + 1) * sizeof *last); /* -1 */
    bool good = m->start[0] == 0 && m->start[m->ncols] == m->nnz && entries(m, last);
    free(last);
    return good ? MH_OK : mh_err_set(err, MH_EINVAL, "modèle : la matrice a des places hors de ses lignes, ou deux fois la même");
}

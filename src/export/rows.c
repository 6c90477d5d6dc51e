/* Sources of rows. */
#include <mahalli/export.h>

static enum mh_rc array_next(void *ctx, const void **row, struct mh_err *err)
{
    struct mh_array *a = ctx;

    (void)err;
    *row = a->at < a->n ? (const char *)a->rows + a->at++ * a->table->row_size : NULL;
    return MH_OK;
}

static enum mh_rc array_rewind(void *ctx, struct mh_err *err)
{
    struct mh_array *a = ctx;

    (void)err;
    a->at = 0;
    return MH_OK;
}

struct mh_rows mh_rows_array(struct mh_array *a)
{
    return (struct mh_rows){ a->table, array_next, array_rewind, a, (int64_t)a->n };
}

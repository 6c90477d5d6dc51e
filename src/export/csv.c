/* CSV for scripts. */
#include <mahalli/export.h>

#include <errno.h>

#include "export/export.h"

static bool left_out(const struct mh_column *c, unsigned skip)
{
    return (c->flags & (skip | MH_HIDDEN)) != 0;
}

static void header(struct mh_str *line, const struct mh_table *t, unsigned skip)
{
    const char *sep = "";

    for (size_t i = 0; i < t->ncolumns; i++) {
        if (left_out(&t->columns[i], skip))
            continue;
        mh_str_add(line, sep);
        mh_csv_cell(line, t->columns[i].name, ';', false);
        sep = ";";
    }
    mh_str_addc(line, '\n');
}

static void record(struct mh_str *line, struct mh_str *text, const struct mh_table *t, const void *row, unsigned skip)
{
    const char *sep = "";

    for (size_t i = 0; i < t->ncolumns; i++) {
        const struct mh_column *c = &t->columns[i];
        if (left_out(c, skip))
            continue;
        mh_str_add(line, sep);
        sep = ";";
        mh_str_clear(text);
        if (!mh_rep_withheld(t, c, row))
            mh_value_text(c, row, text);
        mh_csv_line_cell(line, mh_str_text(text), ';');
    }
    mh_str_addc(line, '\n');
}

enum mh_rc mh_export_csv(FILE *out, struct mh_rows *src, unsigned skip, struct mh_err *err)
{
    struct mh_str line = MH_STR_INIT, text = MH_STR_INIT;
    const void *row = NULL;
    enum mh_rc rc = MH_OK;

    header(&line, src->table, skip);
    do {
        if (fwrite(mh_str_text(&line), 1, line.len, out) != line.len) {
            rc = mh_err_set(err, MH_EIO, "écriture impossible : %s", mh_err_errno(errno));
            goto out;
        }
        rc = src->next(src->ctx, &row, err);
        mh_str_clear(&line);
        if (rc == MH_OK && row)
            record(&line, &text, src->table, row, skip);
    } while (rc == MH_OK && row);
    if (rc == MH_OK && fflush(out) != 0)
        rc = mh_err_set(err, MH_EIO, "écriture impossible : %s", mh_err_errno(errno));
out:
    mh_str_free(&line);
    mh_str_free(&text);
    return rc;
}

/* CSV for scripts. */
#include <mahalli/export.h>

#include <errno.h>

#include <mahalli/utf8.h>

#include "export/export.h"

/* One line per row, whatever the text holds: line breaks separate items, other control characters are white space. */
static void one_line(struct mh_str *out, const char *s, size_t n)
{
    struct mh_str good = MH_STR_INIT;

    mh_utf8_repair(&good, s, n);
    for (const char *p = mh_str_text(&good); *p; p++) {
        unsigned char c = (unsigned char)*p;
        if (c == '\n' || (c == '\r' && p[1] != '\n'))
            mh_str_add(out, "; ");
        else if (c != '\r')
            mh_str_addc(out, c < 0x20 || c == 0x7F ? ' ' : *p);
    }
    mh_str_free(&good);
}

static bool plain(const char *s)
{
    for (; *s; s++)
        if ((unsigned char)*s < 0x20 || (unsigned char)*s >= 0x7F)
            return false;
    return true;
}

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

static void record(struct mh_str *line, struct mh_str *text, struct mh_str *clean, const struct mh_table *t, const void *row, unsigned skip)
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
        const char *s = mh_str_text(text);
        if (!plain(s)) {
            mh_str_clear(clean);
            one_line(clean, s, text->len);
            s = mh_str_text(clean);
        }
        mh_csv_cell(line, s, ';', true);
    }
    mh_str_addc(line, '\n');
}

enum mh_rc mh_export_csv(FILE *out, struct mh_rows *src, unsigned skip, struct mh_err *err)
{
    struct mh_str line = MH_STR_INIT, text = MH_STR_INIT, clean = MH_STR_INIT;
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
            record(&line, &text, &clean, src->table, row, skip);
    } while (rc == MH_OK && row);
    if (rc == MH_OK && fflush(out) != 0)
        rc = mh_err_set(err, MH_EIO, "écriture impossible : %s", mh_err_errno(errno));
out:
    mh_str_free(&line);
    mh_str_free(&text);
    mh_str_free(&clean);
    return rc;
}

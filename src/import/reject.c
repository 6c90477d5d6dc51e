/* Rows that could not be taken, as a file that can be corrected and imported again. */
#include <mahalli/import.h>

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <mahalli/beside.h>
#include <mahalli/csvout.h>
#include <mahalli/str.h>
#include <mahalli/xalloc.h>
#include "import/decode.h"
#include "import/headers.h"

struct mh_reject_file {
    FILE *f;
    struct mh_beside beside;
    char delimiter;
    size_t width;   /* own columns of the input, those of an earlier reject file included */
    size_t block;   /* where these stand: left out */
    int64_t rows;
    const bool *numeric; /* per cell; NULL: nothing known */
    size_t nnumeric;
    struct mh_str line;
};

static enum mh_rc cannot_write(const struct mh_reject_file *f, struct mh_err *err)
{
    return mh_err_set(err, MH_EIO, "impossible d'écrire « %s » : %s", f->beside.path, mh_err_errno(err, errno));
}

static void add_cell(struct mh_reject_file *f, const char *text, bool guard)
{
    mh_csv_cell(&f->line, text, f->delimiter, guard);
    mh_str_addc(&f->line, f->delimiter);
}

static bool own(const struct mh_reject_file *f, size_t i)
{
    return i < f->block || i >= f->block + MH__REJECT_COLUMNS;
}

static enum mh_rc put_line(struct mh_reject_file *f, struct mh_err *err)
{
    f->line.data[f->line.len - 1] = '\n'; /* in place of the last delimiter */
    return fwrite(f->line.data, 1, f->line.len, f->f) == f->line.len ? MH_OK : cannot_write(f, err);
}

/* Does the file begin with a header line like ours? */
static bool begins_like_rejects(const char *head, size_t n)
{
    const char *end = memchr(head, '\n', n), *at = head, *stop = end != NULL ? end : head + n;
    for (size_t i = 0; i < MH__REJECT_COLUMNS; i++) {
        size_t m = strlen(mh__reject_columns[i]);
        while (at + m <= stop && memcmp(at, mh__reject_columns[i], m) != 0)
            at++;
        if (at + m > stop)
            return false;
    }
    return true;
}

/* A plan, a workbook or the needs themselves named by mistake stay: only rejects are replaced. */
static enum mh_rc check_target(const char *path, struct mh_err *err)
{
    unsigned char head[64 * 1024];
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0)
        return MH_OK;
    ssize_t n = read(fd, head, sizeof head);
    close(fd);
    if (n <= 0 || (mh__magic_refusal(head, (size_t)n) == NULL && begins_like_rejects((const char *)head, (size_t)n)))
        return MH_OK;
    return mh_err_set(err, MH_EINVAL, "%s existe déjà et n'est pas un fichier de rejets : donnez un autre nom à --reject", path);
}

static void drop(struct mh_reject_file *f)
{
    if (f->f != NULL)
        fclose(f->f);
    mh_beside_drop(&f->beside);
    mh_str_free(&f->line);
    free(f);
}

enum mh_rc mh_reject_open(const char *path, const struct mh_record *header, char delimiter, struct mh_reject_file **out, struct mh_err *err)
{
    struct mh_reject_file *f = mh_xcalloc(1, sizeof *f);
    enum mh_rc rc = MH_OK;
    *out = NULL;
    f->delimiter = delimiter;
    f->width = mh__headers_width(header);
    f->block = mh__headers_reject_block(header);
    rc = check_target(path, err);
    if (rc == MH_OK)
        rc = mh_beside_open(&f->beside, path, err);
    if (rc == MH_OK && (f->f = fopen(f->beside.tmp, "w")) == NULL)
        rc = cannot_write(f, err);
    if (rc != MH_OK)
        goto fail;
    if (header->dialect != NULL && (header->dialect->encoding != MH_ENC_UTF8 || header->dialect->format != MH_FILE_TEXT))
        mh_str_add(&f->line, "\xEF\xBB\xBF"); /* without it Excel takes UTF-8 for Windows-1252 */
    for (size_t i = 0; i < f->width; i++)
        if (own(f, i))
            add_cell(f, header->cell[i], false);
    for (size_t i = 0; i < MH__REJECT_COLUMNS; i++)
        add_cell(f, mh__reject_columns[i], false);
    rc = put_line(f, err);
    if (rc != MH_OK)
        goto fail;
    *out = f;
    return MH_OK;
fail:
    drop(f);
    return rc;
}

/* Cells beyond the headers have no column of their own: they go into `valeur`. */
static bool surplus(const struct mh_reject_file *f, const struct mh_record *rec, struct mh_str *out)
{
    size_t last = rec->ncells;
    while (last > f->width && mh_blank(rec->cell[last - 1]))
        last--;
    for (size_t i = f->width; i < last; i++) {
        if (i > f->width)
            mh_str_addc(out, f->delimiter);
        mh_str_add(out, rec->cell[i]);
    }
    return last > f->width;
}

void mh_reject_numeric(struct mh_reject_file *f, const bool *numeric, size_t n)
{
    f->numeric = numeric;
    f->nnumeric = n;
}

/* A workbook's number as the file's texts write theirs, so that all of the reject file is written one way: with a comma unless its texts
 * have a point (French Excel would take 7.5 for a date). A fourth decimal, when there are three, keeps 1,234 from being a thousand. */
static const char *number_text(const struct mh_reject_file *f, const struct mh_record *rec, size_t i, struct mh_str *out)
{
    const char *value = rec->cell[i], *point = strchr(value, '.');
    if (rec->kind == NULL || rec->kind[i] != MH_CELL_NUMBER || i >= f->nnumeric || !f->numeric[i] || point == NULL)
        return value;
    size_t decimals = strspn(point + 1, "0123456789");
    mh_str_clear(out);
    mh_str_addn(out, value, (size_t)(point - value));
    mh_str_addc(out, rec->dialect != NULL && rec->dialect->numbers == MH_NUM_POINT ? '.' : ',');
    mh_str_addn(out, point + 1, decimals);
    mh_str_add(out, decimals == 3 ? "0" : "");
    mh_str_add(out, point + 1 + decimals);
    return mh_str_text(out);
}

enum mh_rc mh_reject_row(struct mh_reject_file *f, const struct mh_record *rec, const struct mh_diag *why, struct mh_err *err)
{
    char number[32];
    struct mh_str extra = MH_STR_INIT, shown = MH_STR_INIT;
    mh_str_clear(&f->line);
    for (size_t i = 0; i < f->width; i++)
        if (own(f, i))
            add_cell(f, i < rec->ncells ? number_text(f, rec, i, &shown) : NULL, false);
    snprintf(number, sizeof number, "%" PRId64, why->line > 0 ? why->line : rec->line);
    add_cell(f, number, false);
    add_cell(f, why->column, true);
    add_cell(f, surplus(f, rec, &extra) ? mh_str_text(&extra) : why->value, true);
    add_cell(f, why->message, true);
    add_cell(f, why->suggestion, true);
    mh_str_free(&extra);
    mh_str_free(&shown);
    f->rows++;
    return put_line(f, err);
}

enum mh_rc mh_reject_close(struct mh_reject_file *f, bool keep, struct mh_err *err)
{
    enum mh_rc rc = MH_OK;
    if (f == NULL)
        return MH_OK;
    if (keep && f->rows > 0) {
        if (fclose(f->f) != 0)
            rc = cannot_write(f, err);
        f->f = NULL;
        if (rc == MH_OK)
            rc = mh_beside_commit(&f->beside, err);
    }
    drop(f);
    return rc;
}

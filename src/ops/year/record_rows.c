/* Rows of sheets as text, a line each: the first names the columns, so that what was recorded is read whatever columns there are today. */
#include "ops/year/record.h"

#include <mahalli/xalloc.h>

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* --- writing --- */

static void add_cell(struct mh_str *out, const char *text)
{
    for (const char *p = text; *p != '\0'; p++) {
        const char *plain = strchr("\\\t\n", *p);
        if (plain != NULL)
            mh_str_addf(out, "\\%c", *p == '\t' ? 't' : *p == '\n' ? 'n' : '\\');
        else
            mh_str_addc(out, *p);
    }
}

static void add_names(struct mh_str *out, const struct mh_table *t)
{
    for (size_t i = 0; i < t->ncolumns; i++)
        mh_str_addf(out, "%s%s", i ? "\t" : "", t->columns[i].name);
}

static void add_row(struct mh_str *out, const struct mh_table *t, const void *row)
{
    for (size_t i = 0; i < t->ncolumns; i++) {
        const struct mh_column *c = &t->columns[i];
        mh_str_add(out, i ? "\t" : "");
        if (!mh_value_known(c, row))
            continue;
        if (mh_is_text(c))
            add_cell(out, mh_text_at(c, row));
        else
            mh_str_addf(out, "%" PRId64, mh_int_at(c, row));
    }
}

static char *reader_of(struct mh_session *s, const struct mh__report *r)
{
    struct mh_str text = MH_STR_INIT;
    if (r->wide)
        mh_str_add(&text, "plan");
    else
        mh_str_addf(&text, "member=%s", mh_store_code(s->store, &mh_table_members, r->member_id));
    return mh_str_take(&text);
}

enum mh_rc mh__record_rows(struct mh_session *s, int64_t version_id, const struct mh__report *r, const char *sheet, const struct mh__rows *rows,
                           struct mh_err *err)
{
    struct mh_str text = MH_STR_INIT;
    enum mh_rc rc = MH_OK;
    if (rows->table == NULL)
        return MH_OK;
    struct mh_frozen_row f = { .version_id = version_id, .sheet = mh_xstrdup(sheet), .reader = reader_of(s, r) };
    for (size_t i = 0; i <= rows->n && rc == MH_OK; i++) {
        mh_str_clear(&text);
        if (i == 0)
            add_names(&text, rows->table);
        else
            add_row(&text, rows->table, mh__rows_at(rows, i - 1));
        mh_xset(&f.cells, mh_str_text(&text));
        f.id = 0;
        f.place = (int64_t)i;
        rc = mh_store_insert(s->store, &mh_table_frozen_rows, &f, err);
    }
    mh_row_free(&mh_table_frozen_rows, &f);
    mh_str_free(&text);
    return rc;
}

/* --- reading --- */

/* The next cell, unescaped; *at NULL after the last one. */
static void take_cell(const char **at, struct mh_str *out)
{
    const char *p = *at;
    mh_str_clear(out);
    for (; *p != '\0' && *p != '\t'; p++)
        if (*p == '\\' && p[1] != '\0') {
            p++;
            mh_str_addc(out, *p == 't' ? '\t' : *p == 'n' ? '\n' : *p);
        } else {
            mh_str_addc(out, *p);
        }
    *at = *p == '\t' ? p + 1 : NULL;
}

enum { MOST_COLUMNS = 64 };

static size_t read_names(const struct mh_table *t, const char *names, const struct mh_column *column[MOST_COLUMNS])
{
    struct mh_str name = MH_STR_INIT;
    size_t n = 0;
    for (const char *at = names; at != NULL && n < MOST_COLUMNS;) {
        take_cell(&at, &name);
        column[n++] = mh_table_column(t, mh_str_text(&name));
    }
    mh_str_free(&name);
    return n;
}

static void read_row(const struct mh_column *const *column, size_t n, const char *cells, struct mh_str *text, void *row)
{
    const char *at = cells;
    for (size_t i = 0; i < n && at != NULL; i++) {
        take_cell(&at, text);
        if (column[i] == NULL || text->len == 0)
            continue;
        if (mh_is_text(column[i]))
            mh_xset(mh_field_text(column[i], row), mh_str_text(text));
        else
            *mh_field_int(column[i], row) = strtoll(mh_str_text(text), NULL, 10);
    }
}

enum mh_rc mh__recorded_rows(struct mh_session *s, const struct mh__report *r, const char *sheet, const struct mh_table *t, struct mh__rows *out,
                             struct mh_err *err)
{
    char *reader = reader_of(s, r);
    const struct mh_filter of[] = { { .column = "version_id", .number = r->frozen_id }, { .column = "sheet", .text = sheet },
                                    { .column = "reader", .text = reader }, { 0 } };
    const struct mh_column *column[MOST_COLUMNS];
    struct mh_str text = MH_STR_INIT;
    struct mh__rows all;
    size_t n = 0;
    enum mh_rc rc = mh__rows_load(s->store, &mh_table_frozen_rows, of, &all, err);
    for (size_t i = 0; i < all.n && rc == MH_OK; i++) {
        const struct mh_frozen_row *f = mh__rows_at(&all, i);
        if (f->place == 0)
            n = read_names(out->table = t, f->cells, column);
        else
            read_row(column, n, f->cells, &text, mh__rows_add(out));
    }
    mh__rows_free(&all);
    mh_str_free(&text);
    free(reader);
    return rc;
}

enum mh_rc mh__frozen_before(struct mh_session *s, const struct mh_version *v, struct mh__report *r, struct mh_err *err)
{
    struct mh__rows rows = { 0 };
    if (!r->recorded)
        return mh__note_before(s, v->id, r->wide ? 0 : r->member_id, &r->synthesis, err);
    enum mh_rc rc = mh__recorded_rows(s, r, "note", &mh_rep_before_table, &rows, err);
    if (rc == MH_OK && rows.n != 0)
        r->synthesis.before = *(const struct mh_rep_before *)mh__rows_at(&rows, 0);
    mh__rows_free(&rows);
    return rc;
}

#ifndef TESTS_IMPORT_HELP_H
#define TESTS_IMPORT_HELP_H
/* What the tests of import share: a file read as people would import it, its rows and findings as text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include <mahalli/domain.h>
#include <mahalli/import.h>

struct taken { /* the outcome of reading bytes as an import does */
    enum mh_rc rc;
    struct mh_err err;
    struct mh_dialect dialect;
    struct mh_str rows;  /* good rows: known values joined by |, a line each */
    int64_t good, bad;
    struct mh_diags diags;
};

static inline void row_text(const struct mh_table *t, const void *row, struct mh_str *out)
{
    size_t start = out->len;
    for (size_t i = 0; i < t->ncolumns; i++)
        if (t->columns[i].type != MH_REF && mh_value_known(&t->columns[i], row)) {
            if (out->len > start)
                mh_str_addc(out, '|');
            mh_str_addf(out, "%s=", t->columns[i].name);
            mh_value_text(&t->columns[i], row, out);
        }
    mh_str_addc(out, '\n');
}

static inline void take_rows(struct mh_reader *r, const struct mh_mapping *m, struct taken *t)
{
    struct mh_record rec;
    bool got = true;
    void *row = malloc(m->table->row_size);
    assert_non_null(row);
    mh_row_init(m->table, row);
    while (t->rc == MH_OK) {
        t->rc = mh_reader_next(r, &rec, &got, &t->err);
        if (t->rc != MH_OK || !got)
            break;
        if (mh_mapping_row(m, &rec, t->dialect.numbers, NULL, row, &t->diags)) {
            t->good++;
            row_text(m->table, row, &t->rows);
        } else {
            t->bad++;
        }
        mh_row_free(m->table, row);
    }
    mh_row_free(m->table, row);
    free(row);
}

static inline void take_reader(struct mh_reader *r, const char *kind, const char *const *map, struct taken *t)
{
    struct mh_mapping m = { 0 };
    const struct mh_mapping_ask ask = { .map = map };
    t->rc = mh_mapping_for_reader(r, mh_importer_for(kind)->table, &ask, &m, &t->diags, &t->err);
    if (t->rc == MH_OK) {
        t->rc = mh_reader_settle_numbers(r, m.numeric, m.ncells, &t->err);
        t->dialect = *mh_reader_dialect(r);
        take_rows(r, &m, t);
        mh_mapping_free(&m);
    }
    mh_reader_close(r);
}

/* Imports bytes as `kind`. Free with taken_free. */
static inline struct taken take_styled(const char *kind, const void *bytes, size_t n, enum mh_number_style style)
{
    struct taken t;
    struct mh_reader *r;
    memset(&t, 0, sizeof t);
    t.rc = mh_reader_open_memory(bytes, n, "essai.csv", style, &r, &t.err);
    if (t.rc == MH_OK)
        take_reader(r, kind, NULL, &t);
    return t;
}

static inline struct taken take(const char *kind, const char *text)
{
    return take_styled(kind, text, strlen(text), MH_NUM_UNSETTLED);
}

static inline void taken_free(struct taken *t)
{
    mh_str_free(&t->rows);
    mh_diags_free(&t->diags);
}

/* The first finding of a rule; NULL. */
static inline const struct mh_diag *finding(const struct taken *t, const char *rule)
{
    for (size_t i = 0; i < t->diags.list.len; i++)
        if (strcmp(t->diags.list.at[i].rule, rule) == 0)
            return &t->diags.list.at[i];
    return NULL;
}

#define assert_has(text, part) \
    do { \
        if (strstr((text), (part)) == NULL) \
            fail_msg("« %s » sans « %s »", (text), (part)); \
    } while (0)

#endif

#include "spec_help.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <mahalli/reference.h>
#include <mahalli/xalloc.h>

static struct mh_lexicon *lexicon;
static struct mh_lexicon_input input;
static void *families, *attributes, *synonyms;

const struct mh_lexicon *help_lexicon(void)
{
    if (lexicon != NULL)
        return lexicon;
    input.nfamilies = mh_reference_rows(&mh_table_families, "families", &families);
    input.nattributes = mh_reference_rows(&mh_table_attributes, "attributes", &attributes);
    input.nsynonyms = mh_reference_rows(&mh_table_synonyms, "synonyms", &synonyms);
    input.families = families;
    input.attributes = attributes;
    input.synonyms = synonyms;
    lexicon = mh_lexicon_new(&input, NULL);
    return lexicon;
}

void help_lexicon_free(void)
{
    mh_lexicon_free(lexicon);
    lexicon = NULL;
    mh_reference_free(&mh_table_families, families, input.nfamilies);
    mh_reference_free(&mh_table_attributes, attributes, input.nattributes);
    mh_reference_free(&mh_table_synonyms, synonyms, input.nsynonyms);
}

int help_lexicon_done(void **state)
{
    (void)state;
    help_lexicon_free();
    return 0;
}

void help_read(const struct mh_lexicon *lx, const char *text, bool product, struct mh_reading *r)
{
    char *copy = mh_xstrdup(text), *bar = strstr(copy, " | ");
    if (bar != NULL)
        *bar = '\0';
    struct mh_spec_text in = { .label = copy, .specs = bar == NULL ? NULL : bar + 3, .product = product };
    mh_spec_read(lx, &in, r);
    free(copy);
}

const char *help_family(const struct mh_lexicon *lx, const struct mh_reading *r)
{
    return r->family < 0 ? "" : mh_lexicon_family_row(lx, r->family)->code;
}

const char *help_text(const struct mh_lexicon *lx, const struct mh_reading *r)
{
    static char buf[2000];
    struct mh_str s = MH_STR_INIT;
    mh_reading_text(lx, r, &s);
    snprintf(buf, sizeof buf, "%s", mh_str_text(&s));
    mh_str_free(&s);
    return buf;
}

const char *help_value(const struct mh_lexicon *lx, const struct mh_reading *r, const char *attribute)
{
    static char buf[4][200];
    static int turn;
    char *out = buf[turn++ % 4];
    *out = '\0';
    for (size_t i = 0; i < r->nreq; i++)
        if (strcmp(mh_lexicon_attribute(lx, r->family, r->req[i].attribute)->code, attribute) == 0) {
            struct mh_str s = MH_STR_INIT;
            mh_value_spec_text(lx, "fr", r->family, r->req[i].attribute, &r->req[i].value, &s);
            snprintf(out, sizeof buf[0], "%s", mh_str_text(&s));
            mh_str_free(&s);
        }
    return out;
}

/* --- small lexicons --- */

struct help_table {
    const struct mh_table *t;
    char *rows;
    size_t n;
};
struct help_rows {
    struct help_table table[3];
};

static void parse_table(struct help_table *out, const struct mh_table *t, const char *const *lines)
{
    size_t n = 0;
    while (lines[n] != NULL)
        n++;
    *out = (struct help_table){ t, mh_xcalloc(n + 1, t->row_size), n - 1 };
    char *header = mh_xstrdup(lines[0]);
    const char *names[32];
    size_t columns = mh_reference_cells(header, names, 32);
    for (size_t i = 1; i < n; i++) {
        char *line = mh_xstrdup(lines[i]), *row = out->rows + (i - 1) * t->row_size;
        const char *cell[32];
        size_t cells = mh_reference_cells(line, cell, 32);
        mh_row_init(t, row);
        for (size_t c = 0; c < cells && c < columns; c++) {
            struct mh_err err = MH_ERR_INIT;
            const struct mh_column *col = mh_table_column(t, names[c]);
            if (col == NULL || mh_value_parse(col, row, cell[c], MH_NUM_POINT, &err) != MH_OK) {
                fprintf(stderr, "%s: %s: %s\n", t->name, lines[i], err.msg);
                abort();
            }
        }
        free(line);
    }
    free(header);
}

struct mh_lexicon *help_small_lexicon(const char *const *fam, const char *const *att, const char *const *syn, struct help_rows **keep)
{
    *keep = mh_xcalloc(1, sizeof **keep);
    parse_table(&(*keep)->table[0], &mh_table_families, fam);
    parse_table(&(*keep)->table[1], &mh_table_attributes, att);
    parse_table(&(*keep)->table[2], &mh_table_synonyms, syn);
    struct mh_lexicon_input in = { .families = (void *)(*keep)->table[0].rows, .nfamilies = (*keep)->table[0].n,
                                   .attributes = (void *)(*keep)->table[1].rows, .nattributes = (*keep)->table[1].n,
                                   .synonyms = (void *)(*keep)->table[2].rows, .nsynonyms = (*keep)->table[2].n };
    return mh_lexicon_new(&in, NULL);
}

void help_rows_free(struct help_rows *rows)
{
    for (int k = 0; k < 3; k++) {
        for (size_t i = 0; i < rows->table[k].n; i++)
            mh_row_free(rows->table[k].t, rows->table[k].rows + i * rows->table[k].t->row_size);
        free(rows->table[k].rows);
    }
    free(rows);
}

const char *help_verdict(const struct mh_lexicon *lx, const char *need, const char *product)
{
    struct mh_maker maker = { .id = 1, .name = (char *)(uintptr_t) "Atelier", .role = (char *)(uintptr_t) "fabricant",
                              .status = (char *)(uintptr_t) "en production" };
    char *copy = mh_xstrdup(product), *bar = strstr(copy, " | ");
    if (bar != NULL)
        *bar = '\0';
    struct mh_product row = { .id = 1, .maker_id = 1, .reference = (char *)(uintptr_t) "R1", .label = copy,
                              .specs = bar == NULL ? NULL : bar + 3, .status = (char *)(uintptr_t) "produit" };
    struct mh_index_product in = { .id = 1, .row = &row, .maker = &maker };
    struct mh_index *ix = mh_index_new(lx, &in, 1, &maker, 1);
    struct mh_reading r;
    struct mh_candidates c = { 0 };
    help_read(lx, need, false, &r);
    mh_match_find(ix, &r, 5, &c);
    const char *v = c.n == 0 ? "none" : mh_verdict_code(c.at[0].verdict);
    mh_candidates_free(&c);
    mh_reading_free(&r);
    mh_index_free(ix);
    free(copy);
    return v;
}

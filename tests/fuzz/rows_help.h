#ifndef TESTS_ROWS_HELP_H
#define TESTS_ROWS_HELP_H
/* An opened file taken through mapping and rows by the fuzz targets of import: aborts where the reader breaks its word. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <mahalli/import.h>
#include <mahalli/utf8.h>

static inline void must(bool kept)
{
    if (!kept)
        abort();
}

static inline bool is_site(void *ctx, const char *header)
{
    (void)ctx;
    return strncmp(header, "ETAB", 4) == 0;
}

static inline void check_record(const struct mh_record *rec, int64_t *line)
{
    must(rec->line > *line && rec->ncells > 0);
    *line = rec->line;
    for (size_t i = 0; i < rec->ncells; i++)
        must(mh_utf8_valid(rec->cell[i], strlen(rec->cell[i])) && (rec->kind == NULL || rec->kind[i] <= MH_CELL_UNCOMPUTED));
}

static inline void read_rows(struct mh_reader *r, const struct mh_importer *imp, const struct mh_mapping *m, struct mh_diags *diags)
{
    struct mh_err err = MH_ERR_INIT;
    struct mh_record rec;
    bool got = true;
    int64_t given = 0, line = 0;
    void *row = malloc(imp->table->row_size);
    must(row != NULL);
    mh_row_init(imp->table, row);
    while (mh_reader_next(r, &rec, &got, &err) == MH_OK && got) {
        given++;
        check_record(&rec, &line);
        int64_t errors = diags->count[MH_SEV_ERROR];
        bool good = mh_mapping_row(m, &rec, mh_reader_dialect(r)->numbers, NULL, row, diags);
        must(good == (diags->count[MH_SEV_ERROR] == errors)); /* a refusal says why */
        mh_row_free(imp->table, row);
    }
    must(given == mh_reader_dialect(r)->records);
    mh_row_free(imp->table, row);
    free(row);
}

/* Takes the reader, closes it. map: as `--map`; NULL none. */
static inline void import_rows(struct mh_reader *r, const struct mh_importer *imp, const char *const *map)
{
    struct mh_err err = MH_ERR_INIT;
    struct mh_mapping m = { 0 };
    struct mh_diags diags = MH_DIAGS_INIT;
    if (mh_mapping_for_reader(r, imp->table, &(struct mh_mapping_ask){ .map = map, .is_site = is_site, .year = 2027 }, &m, &diags, &err) == MH_OK &&
        mh_reader_settle_numbers(r, m.numeric, m.ncells, &err) == MH_OK)
        read_rows(r, imp, &m, &diags);
    mh_mapping_free(&m);
    mh_diags_free(&diags);
    mh_reader_close(r);
}

#endif

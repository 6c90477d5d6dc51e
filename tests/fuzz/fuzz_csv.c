/*
 * libFuzzer target: bytes as a file to import, through reader, mapping, rows and reject file. It aborts where the reader breaks its
 * word: cells that are not UTF-8, lines that do not grow, more or fewer records than the survey counted.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <mahalli/import.h>
#include <mahalli/utf8.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool kept)
{
    if (!kept)
        abort();
}

static bool is_site(void *ctx, const char *header)
{
    (void)ctx;
    return strncmp(header, "ETAB", 4) == 0;
}

static void check_record(const struct mh_record *rec, int64_t *line)
{
    must(rec->line > *line && rec->ncells > 0);
    *line = rec->line;
    for (size_t i = 0; i < rec->ncells; i++)
        must(mh_utf8_valid(rec->cell[i], strlen(rec->cell[i])));
}

static void read_rows(struct mh_reader *r, const struct mh_importer *imp, const struct mh_mapping *m, struct mh_diags *diags)
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

static void import_as(const struct mh_importer *imp, const uint8_t *data, size_t size, enum mh_number_style style)
{
    static const char *const map[] = { "x=designation", NULL };
    struct mh_reader *r;
    struct mh_err err = MH_ERR_INIT;
    struct mh_mapping m = { 0 };
    struct mh_diags diags = MH_DIAGS_INIT;
    if (mh_reader_open_memory(data, size, "essai.csv", style, &r, &err) != MH_OK) {
        must(err.msg[0] != '\0');
        return;
    }
    enum mh_rc rc = mh_mapping_for_reader(r, imp->table, size % 7 == 0 ? map : NULL, is_site, NULL, &m, &diags, &err);
    if (rc == MH_OK && mh_reader_settle_numbers(r, m.numeric, m.ncells, &err) == MH_OK)
        read_rows(r, imp, &m, &diags);
    mh_mapping_free(&m);
    mh_diags_free(&diags);
    mh_reader_close(r);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    size_t kinds = 0;
    while (mh_importers[kinds] != NULL)
        kinds++;
    import_as(mh_importer_for("needs"), data, size, MH_NUM_UNSETTLED);
    import_as(mh_importers[size % kinds], data, size, size % 2 != 0 ? MH_NUM_COMMA : MH_NUM_POINT);
    return 0;
}

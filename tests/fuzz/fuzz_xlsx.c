/*
 * libFuzzer target: workbooks. The first byte says which layer the rest is: s the XML of a sheet, t of shared texts, y of styles, b of the
 * workbook, r of its relationships, h a web page, z changes to the bytes of a sound archive (two of place, one of value, again and again);
 * anything else the whole file. It aborts where the reader breaks its word.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <mahalli/import.h>
#include <mahalli/utf8.h>
#include "../unit/xlsx_help.h"

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
        must(mh_utf8_valid(rec->cell[i], strlen(rec->cell[i])) && (rec->kind == NULL || rec->kind[i] <= MH_CELL_UNCOMPUTED));
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
        must(good == (diags->count[MH_SEV_ERROR] == errors));
        mh_row_free(imp->table, row);
    }
    must(given == mh_reader_dialect(r)->records);
    free(row);
}

static void import_as(const char *kind, const void *bytes, size_t n, const char *sheet)
{
    const struct mh_importer *imp = mh_importer_for(kind);
    struct mh_reader *r;
    struct mh_err err = MH_ERR_INIT;
    struct mh_mapping m = { 0 };
    struct mh_diags diags = MH_DIAGS_INIT;
    if (mh_reader_open_memory(bytes, n, "essai.xlsx", MH_NUM_UNSETTLED, &r, &err) != MH_OK) {
        must(err.msg[0] != '\0' && mh_utf8_valid(err.msg, strlen(err.msg)));
        return;
    }
    enum mh_rc rc = mh_reader_use_sheet(r, sheet, &err);
    if (rc == MH_OK)
        rc = mh_mapping_for_reader(r, imp->table, NULL, is_site, NULL, &m, &diags, &err);
    if (rc == MH_OK && mh_reader_settle_numbers(r, m.numeric, m.ncells, &err) == MH_OK)
        read_rows(r, imp, &m, &diags);
    mh_mapping_free(&m);
    mh_diags_free(&diags);
    mh_reader_close(r);
}

static const char sheet[] = "<worksheet><cols><col min=\"2\" max=\"2\" hidden=\"1\"/></cols><sheetData><row r=\"2\"><c r=\"A2\" t=\"s\"><v>0</v></c>"
                            "<c r=\"B2\" t=\"s\"><v>1</v></c><c t=\"inlineStr\"><is><t>ETAB1</t></is></c></row><row r=\"3\" hidden=\"1\">"
                            "<c t=\"s\"><v>2</v></c><c s=\"1\"><v>46149.5</v></c><c s=\"2\"><v>0.25</v></c></row></sheetData>"
                            "<mergeCells><mergeCell ref=\"A1:A2\"/></mergeCells></worksheet>";
static const char strings[] = "<sst><si><t>Désignation</t></si><si><r><t>Qté (boîtes)</t></r></si><si><t>GANT_x0041_</t></si></sst>";
static const char styles[] = "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"dd/mm/yyyy\"/></numFmts><cellXfs><xf/>"
                             "<xf numFmtId=\"164\"/><xf numFmtId=\"9\"/></cellXfs></styleSheet>";

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    static const char layers[] = "rbsty"; /* the order of parts below from the second */
    struct part parts[] = { book_top, book_rels, book_one, { "xl/worksheets/sheet1.xml", sheet, 0 }, { "xl/sharedStrings.xml", strings, 0 },
                            { "xl/styles.xml", styles, 0 } };
    const char *layer = memchr(layers, data[0], sizeof layers - 1);
    size_t n = 0;
    if (layer == NULL && data[0] != 'z') {
        import_as("besoins", data[0] == 'h' ? data + 1 : data, data[0] == 'h' ? size - 1 : size, NULL);
        return 0;
    }
    if (layer != NULL && size > 1) {
        struct part *p = &parts[1 + (layer - layers)];
        p->text = (const char *)data + 1;
        p->n = size - 1;
    }
    char *bytes = zip_parts(parts, sizeof parts / sizeof *parts, &n);
    for (size_t i = 1; layer == NULL && i + 2 < size; i += 3)
        bytes[(data[i] | (size_t)data[i + 1] << 8) % n] = (char)data[i + 2];
    import_as("besoins", bytes, n, NULL);
    if (size % 3 == 0)
        import_as("produits", bytes, n, "1");
    free(bytes);
    return 0;
}

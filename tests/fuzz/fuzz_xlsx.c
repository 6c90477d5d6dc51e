/*
 * libFuzzer target: workbooks. The first byte says which layer the rest is: s the XML of a sheet, t of shared texts, y of styles, b of the
 * workbook, r of its relationships, h a web page, z changes to the bytes of a sound archive (two of place, one of value, again and again);
 * anything else the whole file. It aborts where the reader breaks its word.
 */
#include "rows_help.h"
#include "../unit/xlsx_help.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void import_as(const char *kind, const void *bytes, size_t n, const char *sheet)
{
    const struct mh_importer *imp = mh_importer_for(kind);
    struct mh_reader *r;
    struct mh_err err = MH_ERR_INIT;
    if (mh_reader_open_memory(bytes, n, "essai.xlsx", MH_NUM_UNSETTLED, &r, &err) != MH_OK) {
        must(err.msg[0] != '\0' && mh_utf8_valid(err.msg, strlen(err.msg)));
        return;
    }
    if (mh_reader_use_sheet(r, sheet, &err) == MH_OK)
        import_rows(r, imp, NULL);
    else
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

/* Workbooks: what cells hold, which sheet is read, what is hidden or merged, files that are something else or mean harm. */
#include "import_help.h"
#include "xlsx_help.h"
#include "import/book.h"
#include <unistd.h>
#include <xlsxwriter.h>

#define SHEET(rows) "<worksheet " NS_MAIN "><sheetData>" rows "</sheetData></worksheet>"
#define HEAD "<row r=\"1\"><c t=\"inlineStr\"><is><t>Désignation</t></is></c><c t=\"inlineStr\"><is><t>Quantité</t></is></c></row>"

static struct taken take_book(const char *kind, const char *bytes, size_t n, const char *sheet)
{
    struct taken t;
    struct mh_reader *r;
    memset(&t, 0, sizeof t);
    t.rc = mh_reader_open_memory(bytes, n, "essai.xlsx", MH_NUM_UNSETTLED, &r, &t.err);
    if (t.rc == MH_OK && (t.rc = mh_reader_use_sheet(r, sheet, &t.err)) != MH_OK)
        mh_reader_close(r);
    else if (t.rc == MH_OK)
        take_reader(r, kind, NULL, &t);
    return t;
}

static struct taken take_sheet(const char *xml, const char *strings, const char *styles)
{
    size_t n;
    char *bytes = book_of(xml, strings, styles, &n);
    struct taken t = take_book("besoins", bytes, n, NULL);
    free(bytes);
    return t;
}

static void assert_rows(struct taken *t, const char *rows)
{
    if (t->rc != MH_OK)
        fail_msg("%s", t->err.msg);
    assert_string_equal(mh_str_text(&t->rows), rows);
    taken_free(t);
}

/* --- values --- */

static void numbers_as_excel_shows_them(void **state)
{
    static const struct { const char *stored, *shown; } cases[] = {
        { "1", "1" }, { "0", "0" }, { "-0", "0" }, { "1200", "1200" }, { "0.30000000000000004", "0.3" }, { "19.989999999999998", "19.99" },
        { "1.1499999999999999", "1.15" }, { "999999999999999.9", "1000000000000000" }, { "0.1", "0.1" }, { "-2.5", "-2.5" },
        { "1E3", "1000" }, { "1.5E-3", "0.0015" }, { "1.2345678901234567E+16", "12345678901234600" }, { "5.0E-2", "0.05" },
        { "123456789012345", "123456789012345" }, { "0.99999999999999999", "1" }, { "9.9999999999999996E-2", "0.1" }, { "007", "7" },
        { "1.50", "1.5" }, { "+3", "3" }, { "100.00", "100" }, { ".5", "0.5" }, { "5.", "5" }, { "0.000123", "0.000123" },
    };
    struct mh_str out = MH_STR_INIT;
    unsigned char kind;
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        mh__number_text(&out, cases[i].stored, strlen(cases[i].stored), (struct mh__numfmt){ 0 }, false, &kind);
        assert_string_equal(mh_str_text(&out), cases[i].shown);
        assert_int_equal(kind, MH_CELL_NUMBER);
    }
    static const char *const not_numbers[] = { "", "abc", "1E", "1,5", "--1", "1E400", "1e-99", "1.2.3", "NaN", "INF", "0x10" };
    for (size_t i = 0; i < sizeof not_numbers / sizeof *not_numbers; i++) {
        mh__number_text(&out, not_numbers[i], strlen(not_numbers[i]), (struct mh__numfmt){ 0 }, false, &kind);
        assert_string_equal(mh_str_text(&out), not_numbers[i]);
        assert_int_equal(kind, MH_CELL_TEXT);
    }
    mh_str_free(&out);
}

static void formats(void **state)
{
    static const struct { const char *code, *stored, *shown; int kind; bool date1904; } cases[] = {
        { "General", "46149", "46149", MH_CELL_NUMBER, false },
        { "dd/mm/yyyy", "46149", "2026-05-07", MH_CELL_DATE, false },
        { "[$-40C]d mmmm yyyy;@", "46149", "2026-05-07", MH_CELL_DATE, false },
        { "mmm\\-yy", "46149", "2026-05-07", MH_CELL_DATE, false },
        { "yyyy\\-mm\\-dd\\ hh:mm", "46149.4375", "2026-05-07 10:30:00", MH_CELL_DATE, false },
        { "yyyy-mm-dd hh:mm:ss.000", "46149.999999999", "2026-05-08", MH_CELL_DATE, false },
        { "dd/mm/yyyy", "44687", "2026-05-07", MH_CELL_DATE, true },
        { "dd/mm/yyyy", "0", "1904-01-01", MH_CELL_DATE, true },
        { "dd/mm/yyyy", "1", "1900-01-01", MH_CELL_DATE, false },
        { "dd/mm/yyyy", "59", "1900-02-28", MH_CELL_DATE, false },
        { "dd/mm/yyyy", "60", "60", MH_CELL_NUMBER, false },
        { "dd/mm/yyyy", "61", "1900-03-01", MH_CELL_DATE, false },
        { "dd/mm/yyyy", "2958465", "9999-12-31", MH_CELL_DATE, false },
        { "dd/mm/yyyy", "2958466", "2958466", MH_CELL_NUMBER, false },
        { "dd/mm/yyyy", "-5", "-5", MH_CELL_NUMBER, false },
        { "hh:mm", "0.4375", "10:30:00", MH_CELL_DATE, false },
        { "[h]:mm", "1.5", "1.5", MH_CELL_NUMBER, false },
        { "0%", "0.2", "20%", MH_CELL_NUMBER, false },
        { "0.0%", "5.5E-2", "5.5%", MH_CELL_NUMBER, false },
        { "#,##0.00\\ \"DH\"", "12.5", "12.5", MH_CELL_NUMBER, false },
        { "#,##0.00\\ [$DH-40C]", "12.5", "12.5", MH_CELL_NUMBER, false },
        { "[Red]-0.00", "12.5", "12.5", MH_CELL_NUMBER, false },
        { "0.00E+00", "12.5", "12.5", MH_CELL_NUMBER, false },
        { "00000", "123", "00123", MH_CELL_TEXT, false },
        { "00000", "123456", "123456", MH_CELL_TEXT, false },
        { "00000", "0", "00000", MH_CELL_TEXT, false },
        { "00", "1.5", "1.5", MH_CELL_NUMBER, false },
        { "\"jour \"0", "5", "5", MH_CELL_NUMBER, false },
    };
    struct mh_str out = MH_STR_INIT;
    unsigned char kind;
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        mh__number_text(&out, cases[i].stored, strlen(cases[i].stored), mh__style_by_code(cases[i].code), cases[i].date1904, &kind);
        if (strcmp(mh_str_text(&out), cases[i].shown) != 0 || kind != cases[i].kind)
            fail_msg("%s de %s : « %s » (%d)", cases[i].code, cases[i].stored, mh_str_text(&out), kind);
    }
    mh_str_free(&out);
    assert_int_equal(mh__style_by_id(14).format, MH__FMT_DATE);
    assert_int_equal(mh__style_by_id(22).format, MH__FMT_DATETIME);
    assert_int_equal(mh__style_by_id(9).format, MH__FMT_PERCENT);
    assert_int_equal(mh__style_by_id(2).format, MH__FMT_NUMBER);
}

/* --- kinds of cells --- */

static void every_kind_of_cell(void **state)
{
    (void)state;
    struct taken t = take_sheet(
        SHEET("<row r=\"2\"><c r=\"B2\" t=\"s\"><v>0</v></c><c r=\"C2\" t=\"s\"><v>1</v></c><c r=\"D2\" t=\"s\"><v>4</v></c>"
              "<c r=\"E2\" t=\"inlineStr\"><is><t>TVA</t></is></c><c r=\"F2\" t=\"str\"><f>A1</f><v>Date du besoin</v></c></row>"
              "<row r=\"3\"><c r=\"B3\" t=\"s\"><v>2</v></c><c r=\"C3\"><v>1200.5</v></c><c r=\"D3\"><v>12.3</v></c>"
              "<c r=\"E3\" s=\"2\"><v>0.2</v></c><c r=\"F3\" s=\"1\"><v>46149</v></c></row>"
              "<row r=\"9\"><c r=\"B9\" t=\"s\"><v>3</v></c><c r=\"C9\" t=\"str\"><f>1+1</f><v>1 300,25</v></c>"
              "<c r=\"F9\" t=\"d\"><v>2026-05-07T00:00:00</v></c></row>"
              "<row><c t=\"s\"><v>2</v></c></row>"),
        "<sst " NS_MAIN "><si><t>Désignation</t></si><si><r><t>Quan</t></r><r><rPr/><t>tité</t></r><rPh><t>カ</t></rPh></si>"
        "<si><t xml:space=\"preserve\"> GANT_x0041_ &amp; Cie </t></si><si><t>SONDE</t></si><si><t>PU HT</t></si></sst>",
        "<styleSheet " NS_MAIN "><numFmts><numFmt numFmtId=\"164\" formatCode=\"dd/mm/yyyy\"/></numFmts><cellStyleXfs><xf numFmtId=\"14\"/>"
        "</cellStyleXfs><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"164\"/><xf numFmtId=\"9\"/></cellXfs></styleSheet>");
    assert_int_equal(t.dialect.numbers, MH_NUM_COMMA);
    assert_int_equal(t.dialect.records, 3);
    assert_rows(&t, "designation=GANTA & Cie|quantite=1200.5|prix_unitaire_ht=12.30|taux_tva=20|date_besoin=2026-05-07\n"
                    "designation=SONDE|quantite=1300.25|date_besoin=2026-05-07\n\n");
}

static void prefixes_strict_and_1904(void **state)
{
    size_t n;
    (void)state;
    struct part parts[] = {
        { "_rels/.rels", "<p:Relationships xmlns:p=\"p\"><p:Relationship Id=\"a\" Type=\"http://purl.oclc.org/ooxml/officeDocument/"
          "relationships/officeDocument\" Target=\"/xl/book.xml\"/></p:Relationships>", 0 },
        { "xl/_rels/book.xml.rels", "<Relationships><Relationship Id=\"z\" Type=\"http://purl.oclc.org/ooxml/officeDocument/relationships/"
          "worksheet\" Target=\"../xl/./feuille.xml\"/></Relationships>", 0 },
        { "xl/book.xml", "<x:workbook xmlns:x=\"http://purl.oclc.org/ooxml/spreadsheetml/main\" xmlns:q=\"q\"><x:workbookPr date1904=\"true\"/>"
          "<x:sheets><x:sheet name=\"A\" sheetId=\"1\" q:id=\"z\"/></x:sheets></x:workbook>", 0 },
        { "xl/feuille.xml", "<x:worksheet xmlns:x=\"http://purl.oclc.org/ooxml/spreadsheetml/main\"><x:sheetData><x:row><x:c t=\"inlineStr\">"
          "<x:is><x:t>Désignation</x:t></x:is></x:c><x:c t=\"inlineStr\"><x:is><x:t>Qté</x:t></x:is></x:c></x:row><x:row><x:c t=\"inlineStr\">"
          "<x:is><x:t>GANT</x:t></x:is></x:c><x:c><x:v>5</x:v></x:c></x:row></x:sheetData></x:worksheet>", 0 },
    };
    char *bytes = zip_parts(parts, sizeof parts / sizeof *parts, &n);
    struct taken t = take_book("besoins", bytes, n, NULL);
    free(bytes);
    assert_rows(&t, "designation=GANT|quantite=5\n");
}

static void errors_and_formulas(void **state)
{
    (void)state;
    struct taken t = take_sheet(SHEET("<row r=\"1\"><c t=\"inlineStr\"><is><t>Désignation</t></is></c><c t=\"inlineStr\"><is><t>Quantité"
                                      "</t></is></c><c t=\"inlineStr\"><is><t>Part</t></is></c></row>"
                                      "<row r=\"2\"><c t=\"inlineStr\"><is><t>GANT</t></is></c><c t=\"e\"><v>#N/A</v></c></row>"
                                      "<row r=\"3\"><c t=\"inlineStr\"><is><t>GANT</t></is></c><c><f>B1+1</f></c></row>"
                                      "<row r=\"4\"><c t=\"inlineStr\"><is><t>GANT</t></is></c><c><f>1</f><v>7</v></c>"
                                      "<c t=\"e\"><v>#REF!</v></c></row>"
                                      "<row r=\"5\"><c t=\"inlineStr\"><is><t>GANT</t></is></c><c><v>7</v></c>"
                                      "<c r=\"Z5\" t=\"inlineStr\"><is><t>à voir</t></is></c></row>"), NULL, NULL);
    assert_int_equal(t.good, 2); /* an error beside the columns read, or a note beside the table, harms nothing */
    assert_int_equal(finding(&t, "colonne-sans-en-tete")->line, 5);
    assert_has(finding(&t, "colonne-sans-en-tete")->message, "colonne Z");
    assert_int_equal(t.bad, 2);
    assert_int_equal(finding(&t, "erreur-excel")->line, 2);
    assert_string_equal(finding(&t, "erreur-excel")->column, "Quantité (colonne B)");
    assert_int_equal(finding(&t, "formule-sans-valeur")->line, 3);
    taken_free(&t);
    t = take("besoins", "Désignation;Quantité\nGANT;#N/A\n");
    assert_int_equal(t.bad, 1);
    assert_non_null(finding(&t, "erreur-excel"));
    taken_free(&t);
}

/* --- sheets, titles, merged and hidden cells --- */

static void merged_headers_and_hidden(void **state)
{
    struct mh_str x = MH_STR_INIT;
    (void)state;
    mh_str_add(&x, "<worksheet " NS_MAIN "><cols><col min=\"2\" max=\"3\" hidden=\"1\"/></cols><sheetData>");
    add_row(&x, 1, "Besoins de l'année");
    add_row(&x, 3, "Désignation|Unité|Quantité|Trimestres");
    add_row(&x, 4, "|||T1|T2|T3|T4");
    add_row(&x, 5, "GANT|U|40|10|10|10|10");
    mh_str_add(&x, "<row r=\"6\" hidden=\"1\"><c t=\"inlineStr\"><is><t>SONDE</t></is></c><c/><c><v>8</v></c></row></sheetData><mergeCells>"
                   "<mergeCell ref=\"A1:G1\"/><mergeCell ref=\"A3:A4\"/><mergeCell ref=\"B3:B4\"/><mergeCell ref=\"C3:C4\"/>"
                   "<mergeCell ref=\"D3:G3\"/><mergeCell ref=\"B5:B6\"/></mergeCells></worksheet>");
    struct taken t = take_sheet(mh_str_text(&x), NULL, NULL);
    assert_int_equal(t.rc, MH_OK);
    assert_int_equal(finding(&t, "lignes-de-titre")->line, 4);
    assert_int_equal(finding(&t, "lignes-masquees")->line, 6);
    assert_has(finding(&t, "colonnes-masquees")->message, "B à C");
    assert_int_equal(finding(&t, "cellules-fusionnees")->line, 5);
    assert_rows(&t, "designation=GANT|quantite=40|unite=U|t1=10|t2=10|t3=10|t4=10\ndesignation=SONDE|quantite=8\n");
    mh_str_free(&x);
}

/* A heading merged over some columns is read with the headers under it; one over the whole table is a title. */
static void headings_over_headers(void **state)
{
    struct mh_str x = MH_STR_INIT;
    (void)state;
    mh_str_add(&x, "<worksheet " NS_MAIN "><sheetData>");
    add_row(&x, 1, "Consommation 2020");
    add_row(&x, 2, "||Prix unitaire||Montant");
    add_row(&x, 3, "Désignation|Quantité|HT|TTC|Total|TVA");
    add_row(&x, 4, "GANT|40|1,50||60|20");
    mh_str_add(&x, "</sheetData><mergeCells><mergeCell ref=\"A1:F1\"/><mergeCell ref=\"C2:D2\"/><mergeCell ref=\"E2:F2\"/></mergeCells></worksheet>");
    struct taken t = take_sheet(mh_str_text(&x), NULL, NULL);
    assert_int_equal(t.rc, MH_OK);
    assert_rows(&t, "designation=GANT|quantite=40|prix_unitaire_ht=1.50\n");
    mh_str_free(&x);
}

static char *two_sheets(const char *first_state, size_t *n)
{
    static char book[512];
    snprintf(book, sizeof book, "<workbook " NS_MAIN " xmlns:r=\"r\"><sheets><sheet name=\"Aide\" r:id=\"rId1\" %s/><sheet name=\"Année 2027\" "
             "r:id=\"rId2\"/><sheet name=\"Graphique\" r:id=\"rId9\"/></sheets></workbook>", first_state);
    struct part parts[] = { book_top, book_rels, { "xl/workbook.xml", book, 0 },
        { "xl/worksheets/sheet1.xml", SHEET(HEAD "<row r=\"2\"><c t=\"inlineStr\"><is><t>UN</t></is></c><c><v>1</v></c></row>"), 0 },
        { "xl/worksheets/sheet2.xml", SHEET("<row r=\"2\"><c t=\"inlineStr\"><is><t>Libellé</t></is></c><c t=\"inlineStr\"><is><t>Qté (boîtes)"
          "</t></is></c><c t=\"inlineStr\"><is><t>Réf</t></is></c></row><row r=\"3\"><c t=\"inlineStr\"><is><t>DEUX</t></is></c><c><v>2</v></c>"
          "</row>"), 0 } };
    return zip_parts(parts, sizeof parts / sizeof *parts, n);
}

static void the_sheet_that_looks_like_it(void **state)
{
    size_t n;
    (void)state;
    char *bytes = two_sheets("", &n);
    struct taken t = take_book("besoins", bytes, n, NULL);
    assert_has(finding(&t, "feuille-choisie")->message, "Année 2027");
    assert_string_equal(finding(&t, "unite-en-en-tete")->column, "Qté (boîtes) (colonne B)");
    assert_rows(&t, "designation=DEUX|quantite=2|unite=boîtes\n");
    static const char *const names[] = { "Aide", "aide", "1" };
    for (size_t i = 0; i < 3; i++) {
        t = take_book("besoins", bytes, n, names[i]);
        assert_rows(&t, "designation=UN|quantite=1\n");
    }
    t = take_book("besoins", bytes, n, "3");
    assert_int_equal(t.rc, MH_ENOTFOUND);
    assert_has(t.err.msg, "2 « Année 2027 »");
    taken_free(&t);
    free(bytes);
    bytes = two_sheets("state=\"hidden\"", &n);
    t = take_book("besoins", bytes, n, "Aide");
    assert_non_null(finding(&t, "feuille-masquee"));
    taken_free(&t);
    free(bytes);
    t = take_styled("besoins", "a;b\n", 4, MH_NUM_UNSETTLED);
    assert_int_equal(t.rc, MH_EINVAL);
    taken_free(&t);
}

static void units_in_headers(void **state)
{
    (void)state;
    struct taken t = take("besoins", "Désignation;Unité;Qté (boîtes);PU HT (DH)\nGANT;;5;2,50\nGANT L;paire;6;\n");
    assert_rows(&t, "designation=GANT|quantite=5|unite=boîtes|prix_unitaire_ht=2.50\n"
                    "designation=GANT L|quantite=6|unite=paire|quantite_en=conditionnement\n");
    t = take("besoins", "Désignation;Qté (pièces)\nGANT;5\n");
    assert_rows(&t, "designation=GANT|quantite=5|unite=pièces\n");
    t = take("besoins", "Désignation;Qté (2027)\nGANT;5\n");
    assert_rows(&t, "designation=GANT|quantite=5\n");
}

static void dates_in_texts(void **state)
{
    static const struct { const char *text, *told; } cases[] = {
        { "07-mai", "07/05 : Excel a-t-il transformé 7/5 ?" }, { "mai-07", "transformé 7/5" }, { "07/05/2027", "transformé 7/5" },
        { "03-févr", "transformé 3/2" }, { "7-août", "transformé 7/8" }, { "7 1/2", NULL }, { "mai 2027 07", NULL }, { "8-10", NULL },
        { "B/10", NULL }, { "maille-12", NULL }, { "12-maille", NULL },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct mh_str text = MH_STR_INIT;
        mh_str_addf(&text, "Désignation;Conditionnement;Quantité\nGANT;%s;5\n", cases[i].text);
        struct taken t = take("besoins", mh_str_text(&text));
        const struct mh_diag *d = finding(&t, "date-dans-un-texte");
        if ((d != NULL) != (cases[i].told != NULL))
            fail_msg("%s : %s", cases[i].text, d != NULL ? d->message : "rien");
        if (d != NULL)
            assert_has(d->message, cases[i].told);
        assert_int_equal(t.good, 1);
        taken_free(&t);
        mh_str_free(&text);
    }
}

/* --- what libxlsxwriter writes, typed or as people type: the rows of the CSV --- */

static void put_typed(lxw_worksheet *ws, lxw_row_t r, lxw_format *date, lxw_format *percent, bool as_texts)
{
    worksheet_write_string(ws, r, 0, "00042", NULL);
    worksheet_write_string(ws, r, 1, "GANT \"NITRILE\" 7½, œuvre", NULL);
    if (as_texts) {
        worksheet_write_string(ws, r, 2, "1 234,50", NULL);
        worksheet_write_string(ws, r, 3, "0,30", NULL);
        worksheet_write_string(ws, r, 4, "7/5/2027", NULL);
        worksheet_write_string(ws, r, 5, "20 %", NULL);
    } else {
        worksheet_write_number(ws, r, 2, 1234.5, NULL);
        worksheet_write_number(ws, r, 3, 0.1 + 0.2, NULL);
        worksheet_write_datetime(ws, r, 4, &(lxw_datetime){ .year = 2027, .month = 5, .day = 7 }, date);
        worksheet_write_number(ws, r, 5, 0.2, percent);
    }
}

static void what_our_library_writes(void **state)
{
    struct taken want = take("besoins", "Référence;Désignation;Quantité;PU HT;Date du besoin;TVA\n"
                                        "00042;\"GANT \"\"NITRILE\"\" 7½, œuvre\";1 234,50;0,30;07/05/2027;20%\n");
    (void)state;
    assert_int_equal(want.good, 1);
    for (int mode = 0; mode < 4; mode++) {
        char path[] = "/tmp/mahalli-xlsx.XXXXXX";
        int fd = mkstemp(path);
        assert_true(fd >= 0);
        close(fd);
        lxw_workbook_options opt = { .constant_memory = mode & 1 };
        lxw_workbook *wb = workbook_new_opt(path, &opt);
        lxw_worksheet *ws = workbook_add_worksheet(wb, "Besoins");
        lxw_format *date = workbook_add_format(wb), *percent = workbook_add_format(wb);
        format_set_num_format(date, "dd/mm/yyyy");
        format_set_num_format_index(percent, 9);
        static const char *const heads[] = { "Référence", "Désignation", "Quantité", "PU HT", "Date du besoin", "TVA" };
        for (lxw_col_t c = 0; c < 6; c++)
            worksheet_write_string(ws, 0, c, heads[c], NULL);
        put_typed(ws, 1, date, percent, mode & 2);
        assert_int_equal(workbook_close(wb), LXW_NO_ERROR);
        struct taken t;
        struct mh_reader *r;
        memset(&t, 0, sizeof t);
        t.rc = mh_reader_open(path, MH_NUM_UNSETTLED, &r, &t.err);
        unlink(path);
        if (t.rc != MH_OK)
            fail_msg("%s", t.err.msg);
        take_reader(r, "besoins", NULL, &t);
        assert_string_equal(mh_str_text(&t.rows), mh_str_text(&want.rows));
        taken_free(&t);
    }
    taken_free(&want);
}

/* --- rejects of a workbook: CSV, numbers as its texts write them --- */

static void rejects(void **state)
{
    size_t n;
    (void)state;
    char *bytes = book_of(SHEET("<row r=\"1\"><c t=\"inlineStr\"><is><t>Réf</t></is></c><c t=\"inlineStr\"><is><t>Désignation</t></is></c>"
                                "<c t=\"inlineStr\"><is><t>Qté</t></is></c><c t=\"inlineStr\"><is><t>PU HT</t></is></c></row>"
                                "<row r=\"7\"><c><v>12.5</v></c><c/><c><v>1.234</v></c><c t=\"inlineStr\"><is><t>1 234,50</t></is></c></row>"),
                          NULL, NULL, &n);
    struct mh_reader *r;
    struct mh_err err = MH_ERR_INIT;
    struct mh_mapping m;
    struct mh_diags diags = MH_DIAGS_INIT;
    struct mh_record rec;
    struct mh_reject_file *f;
    bool got;
    char path[] = "/tmp/mahalli-rejets.XXXXXX", text[512] = { 0 };
    assert_int_equal(close(mkstemp(path)), 0);
    unlink(path);
    assert_int_equal(mh_reader_open_memory(bytes, n, "essai.xlsx", MH_NUM_UNSETTLED, &r, &err), MH_OK);
    assert_int_equal(mh_mapping_for_reader(r, mh_importer_for("besoins")->table, NULL, &m, &diags, &err), MH_OK);
    assert_int_equal(mh_reader_settle_numbers(r, m.numeric, m.ncells, &err), MH_OK);
    assert_int_equal(mh_reject_open(path, mh_reader_header(r), ';', &f, &err), MH_OK);
    mh_reject_numeric(f, m.numeric, m.ncells);
    assert_int_equal(mh_reader_next(r, &rec, &got, &err), MH_OK);
    assert_true(got);
    assert_int_equal(mh_reject_row(f, &rec, &(struct mh_diag){ .line = 7, .message = "non" }, &err), MH_OK);
    assert_int_equal(mh_reject_close(f, true, &err), MH_OK);
    FILE *in = fopen(path, "rb");
    assert_non_null(in);
    assert_true(fread(text, 1, sizeof text - 1, in) > 0);
    fclose(in);
    unlink(path);
    assert_string_equal(text, "\xEF\xBB\xBFRéf;Désignation;Qté;PU HT;ligne;colonne;valeur;raison;suggestion\n12.5;;1,2340;1 234,50;7;;;non;\n");
    mh_mapping_free(&m);
    mh_diags_free(&diags);
    mh_reader_close(r);
    free(bytes);
}

/* --- files that mean harm, or nothing --- */

static void refused(const char *sheet, const char *strings, const char *part)
{
    struct taken t = take_sheet(sheet, strings, NULL);
    if (t.rc != MH_EINVAL || strstr(t.err.msg, part) == NULL)
        fail_msg("%d « %s » au lieu de « %s »", t.rc, t.err.msg, part);
    assert_has(t.err.msg, "essai.xlsx");
    taken_free(&t);
}

static void damaged_sheets(void **state)
{
    (void)state;
    refused("", NULL, "abîmé");
    refused("<worksheet><sheetData><row r=\"1\">", NULL, "abîmé");
    refused("<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><worksheet>&b;</worksheet>", NULL, "type de document");
    refused(SHEET("<row r=\"0\"><c><v>1</v></c></row>"), NULL, "ne se suivent pas");
    refused(SHEET("<row r=\"1048577\"><c><v>1</v></c></row>"), NULL, "ne se suivent pas");
    refused(SHEET("<row r=\"99999999999999999999\"><c><v>1</v></c></row>"), NULL, "ne se suivent pas");
    refused(SHEET("<row r=\"1\"><c r=\"XFE1\"><v>1</v></c></row>"), NULL, "pas à sa place");
    refused(SHEET("<row r=\"1\"><c r=\"A2\"><v>1</v></c></row>"), NULL, "pas à sa place");
    refused(SHEET("<row r=\"1\"><c r=\"\"><v>1</v></c></row>"), NULL, "pas à sa place");
    refused(SHEET("<row r=\"1\"><c t=\"s\"><v>0</v></c></row>"), NULL, "texte absent");
    refused(SHEET("<row r=\"1\"><c t=\"s\"><v>-1</v></c></row>"), "<sst><si/></sst>", "texte absent");
    refused(SHEET(""), NULL, "est vide");
    refused(SHEET("<row r=\"1\"><c/><c/></row>"), NULL, "est vide");
    /* rows before the fault stand */
    struct taken t = take_sheet("<worksheet><sheetData>" HEAD "<row r=\"2\"><c t=\"inlineStr\"><is><t>GANT</t></is></c><c><v>5</v></c></row>"
                                "<row r=\"2\"><c><v>1</v></c></row>", NULL, NULL);
    assert_int_equal(t.rc, MH_EINVAL);
    assert_int_equal(t.good, 1);
    taken_free(&t);
}

static void bombs(void **state)
{
    struct mh_str x = MH_STR_INIT;
    (void)state;
    mh_str_add(&x, "<worksheet>");
    for (int i = 0; i < 70; i++)
        mh_str_add(&x, "<a>");
    refused(mh_str_text(&x), NULL, "emboîte");
    mh_str_clear(&x);
    mh_str_add(&x, "<worksheet><sheetData><row r=\"1\"><c t=\"inlineStr\"><is><t>");
    for (int i = 0; i < 1100; i++)
        mh_str_addf(&x, "%01000d", i);
    refused(mh_str_text(&x), NULL, "dépasse 1 Mio");
    mh_str_clear(&x);
    char *spaces = mh_xmalloc(1 << 20);
    memset(spaces, ' ', 1 << 20);
    mh_str_add(&x, "<worksheet>");
    for (int i = 0; i < 40; i++)
        mh_str_addn(&x, spaces, 1 << 20);
    refused(mh_str_text(&x), NULL, "démesurément");
    free(spaces);
    mh_str_free(&x);
}

static void other_archives(void **state)
{
    static const struct { struct part part[3]; const char *told; } cases[] = {
        { { { "mimetype", "application/vnd.oasis.opendocument.spreadsheet", 0 }, { "content.xml", "<a/>", 0 },
            { "META-INF/manifest.xml", "<a/>", 0 } }, ".ods" },
        { { { "[Content_Types].xml", "<a/>", 0 }, { "word/document.xml", "<a/>", 0 }, { "_rels/.rels", "<Relationships><Relationship Id=\"a\" "
            "Type=\"x/officeDocument\" Target=\"word/document.xml\"/></Relationships>", 0 } }, "Word" },
        { { { "[Content_Types].xml", "<a/>", 0 }, { "xl/workbook.bin", "x", 0 }, { "_rels/.rels", "<Relationships><Relationship Id=\"a\" "
            "Type=\"x/officeDocument\" Target=\"xl/workbook.bin\"/></Relationships>", 0 } }, ".xlsb" },
        { { { "a.csv", "a;b", 0 }, { "b.csv", "a;b", 0 }, { "c.csv", "a;b", 0 } }, "archive ZIP" },
        { { { "xl/workbook.xml", "<workbook/>", 0 }, { "_rels/.rels", "<Relationships/>", 0 }, { "x", "y", 0 } }, "aucune feuille" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t n;
        char *bytes = zip_parts(cases[i].part, 3, &n);
        struct taken t = take_book("besoins", bytes, n, NULL);
        assert_int_equal(t.rc, MH_EINVAL);
        assert_has(t.err.msg, cases[i].told);
        taken_free(&t);
        free(bytes);
    }
    /* an encrypted workbook: an old container whose directory names its stream */
    unsigned char ole[1536] = { 0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1 };
    static const char name[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e";
    ole[30] = 9;
    ole[48] = 1;
    struct taken t = take_book("besoins", (const char *)ole, sizeof ole, NULL);
    assert_has(t.err.msg, ".xls");
    taken_free(&t);
    memcpy(ole + 1024 + 128, name, sizeof name);
    t = take_book("besoins", (const char *)ole, sizeof ole, NULL);
    assert_has(t.err.msg, "mot de passe");
    taken_free(&t);
}

static void truncated_anywhere(void **state)
{
    size_t n;
    (void)state;
    char *bytes = two_sheets("", &n);
    for (size_t cut = 0; cut < n; cut += 7) {
        struct taken t = take_book("besoins", bytes, cut, NULL);
        assert_int_not_equal(t.rc, MH_OK);
        assert_true(t.err.msg[0] != '\0');
        taken_free(&t);
    }
    free(bytes);
}

/* --- web pages named .xls --- */

static void web_pages(void **state)
{
    (void)state;
    struct taken t = take("besoins", "<html><head><meta charset=utf-8><style>td{a:b}</style></head><body><table border=\"1>0\"><TR><TH>D&eacute;"
                                     "signation<th>Quantit&#233;</th><th>PU HT</th></tr>\n<tr><td>GANT  <b>L</b><br>STERILE</td><td>1&nbsp;200"
                                     "</td><td>3,50</td></tr><!-- <tr><td>X --><tr><td>SONDE &lt; 5 &amp; \"2\"; x</td><td>7</td></tr>"
                                     "</table></body></html>");
    assert_int_equal(t.dialect.format, MH_FILE_HTML);
    assert_rows(&t, "designation=GANT L STERILE|quantite=1200|prix_unitaire_ht=3.50\ndesignation=SONDE < 5 & \"2\"; x|quantite=7\n");
    t = take("besoins", "<table><tr><td>D\xE9signation<td>Quantit\xE9<tr><td>GANT \x8C<td>5</table>");
    assert_rows(&t, "designation=GANT Œ|quantite=5\n");
    t = take("besoins", "\xEF\xBB\xBF<!-- x --><!DOCTYPE html><p>rien</p>");
    assert_int_equal(t.rc, MH_EINVAL);
    assert_has(t.err.msg, "sans tableau");
    taken_free(&t);
    t = take("besoins", "<table><tr><td colspan=2>Désignation<td>Quantité<tr><td>GANT<td>L<td>5");
    assert_rows(&t, "designation=GANT|quantite=5\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_as_excel_shows_them), cmocka_unit_test(formats), cmocka_unit_test(every_kind_of_cell),
        cmocka_unit_test(prefixes_strict_and_1904), cmocka_unit_test(errors_and_formulas), cmocka_unit_test(merged_headers_and_hidden), cmocka_unit_test(headings_over_headers),
        cmocka_unit_test(the_sheet_that_looks_like_it), cmocka_unit_test(units_in_headers), cmocka_unit_test(dates_in_texts),
        cmocka_unit_test(damaged_sheets), cmocka_unit_test(bombs), cmocka_unit_test(other_archives), cmocka_unit_test(truncated_anywhere),
        cmocka_unit_test(web_pages),
        cmocka_unit_test(what_our_library_writes), cmocka_unit_test(rejects),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* A look at a file before importing it: nothing written, problems beside what could be read. */
#include "ops_help.h"
#include "xlsx_help.h"

static struct mh_import_preview look(struct plan *p, struct mh_import_request q)
{
    struct mh_import_preview v;
    mh_err_clear(&p->err);
    if (mh_ops_import_preview(p->s, &q, &v, &p->err) != MH_OK)
        fail_msg("%s", p->err.msg);
    return v;
}

static void a_csv(void **state)
{
    struct plan *p = *state;
    char *before = whole(p);
    const char *path = plan_file(p, "b.csv", "Besoins 2027;;;;\nRéf;Désignation;Qté (boîtes);PU HT;Truc\nA1;GANT;1 200;3,50;x\nA2;SONDE;abc;;\n");
    struct mh_import_preview v = look(p, (struct mh_import_request){ .kind = "besoins", .path = path });
    assert_null(v.problem);
    assert_string_equal(v.format, "CSV");
    assert_string_equal(v.encoding, "UTF-8");
    assert_int_equal(v.delimiter, ';');
    assert_int_equal(v.numbers, MH_NUM_COMMA);
    assert_int_equal(v.nsheets, 0);
    assert_int_equal(v.header_line, 2);
    assert_int_equal(v.records, 2);
    assert_int_equal(v.ncolumns, 5);
    assert_string_equal(v.column[2].field, "quantite");
    assert_string_equal(v.column[2].title, "Volumétrie");
    assert_string_equal(v.column[2].unit, "boîtes");
    assert_string_equal(v.column[2].place, "3");
    assert_null(v.column[4].field);
    assert_null(v.missing[0]);
    assert_int_equal(v.nrows, 2);
    assert_string_equal(v.row[0].text[2], "1\u202f200");
    assert_string_equal(v.row[0].text[3], "3,50");
    assert_string_equal(v.row[0].text[4], "x");
    assert_int_equal(v.row[0].line, 3);
    assert_false(v.row[0].refused);
    assert_true(v.row[1].refused);
    assert_string_equal(v.row[1].text[2], "abc");
    assert_true(v.diags.count[MH_SEV_ERROR] == 1);
    mh_import_preview_free(&v);
    char *after = whole(p);
    assert_string_equal(before, after);
    free(before);
    free(after);
}

static void what_is_missing(void **state)
{
    struct plan *p = *state;
    const char *path = plan_file(p, "b.csv", "Designatoin;Combien;PU HT\nGANT;5;1,5\nSONDE;6;1.5\n");
    struct mh_import_request q = { .kind = "besoins", .path = path };
    struct mh_import_preview v = look(p, q);
    assert_has(v.problem, "il manque « designation »");
    assert_string_equal(v.column[0].nearest, "designation");
    assert_string_equal(v.missing[0], "designation");
    assert_string_equal(v.missing[1], "quantite");
    assert_null(v.missing[2]);
    assert_int_equal(v.nrows, 2);
    mh_import_preview_free(&v);
    static const char *const map[] = { "Designatoin=designation", "Combien=quantite", NULL };
    q.map = map;
    v = look(p, q);
    assert_has(v.problem, "deux façons");
    assert_null(v.missing[0]);
    mh_import_preview_free(&v);
    q.style = MH_NUM_COMMA;
    v = look(p, q);
    assert_null(v.problem);
    assert_string_equal(v.row[0].text[0], "GANT");
    assert_true(v.row[1].refused);
    mh_import_preview_free(&v);
    static const char *const wrong[] = { "Combien=truc", NULL };
    q.map = wrong;
    v = look(p, q);
    assert_has(v.problem, "truc");
    assert_int_equal(v.ncolumns, 3);
    mh_import_preview_free(&v);
    q.kind = "trucs";
    assert_int_equal(mh_ops_import_preview(p->s, &q, &v, &p->err), MH_EUSAGE);
    mh_err_clear(&p->err);
    assert_int_equal(mh_ops_import_preview(p->s, &(struct mh_import_request){ .kind = "besoins", .path = "/nulle/part.csv" }, &v, &p->err), MH_EIO);
}

static void a_workbook(void **state)
{
    struct plan *p = *state;
    struct mh_str one = MH_STR_INIT, two = MH_STR_INIT;
    mh_str_add(&one, "<worksheet><sheetData>");
    add_row(&one, 1, "Bonjour");
    mh_str_add(&one, "</sheetData></worksheet>");
    mh_str_add(&two, "<worksheet><sheetData>");
    add_row(&two, 4, "Désignation|Quantité|AT-1");
    for (int i = 5; i < 40; i++)
        add_row(&two, i, "GANT|5|7");
    mh_str_add(&two, "</sheetData></worksheet>");
    struct part parts[] = { book_top, book_rels, { "xl/workbook.xml", "<workbook xmlns:r=\"r\"><sheets><sheet name=\"Aide\" r:id=\"rId1\"/>"
                            "<sheet name=\"Liste\" r:id=\"rId2\"/></sheets></workbook>", 0 },
                            { "xl/worksheets/sheet1.xml", mh_str_text(&one), 0 }, { "xl/worksheets/sheet2.xml", mh_str_text(&two), 0 } };
    size_t n;
    char *bytes = zip_parts(parts, 5, &n);
    const char *path = plan_path(p, "b.xlsx");
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    assert_int_equal(fwrite(bytes, 1, n, f), n);
    fclose(f);
    free(bytes);
    take_text(p, "membres", "code;nom\nG;Groupe\n");
    take_text(p, "sites", "membre;code;nom\nG;AT-1;Atelier\n");
    struct mh_import_preview v = look(p, (struct mh_import_request){ .kind = "besoins", .path = path });
    assert_string_equal(v.format, "classeur Excel");
    assert_int_equal(v.nsheets, 2);
    assert_string_equal(v.sheet[1].name, "Liste");
    assert_true(v.sheet[1].chosen && !v.sheet[0].chosen && !v.sheet[1].hidden);
    assert_int_equal(v.header_line, 4);
    assert_int_equal(v.records, 35);
    assert_int_equal(v.nrows, MH_PREVIEW_ROWS);
    assert_true(v.column[2].site);
    assert_string_equal(v.column[2].place, "C");
    assert_string_equal(v.row[0].text[2], "7");
    mh_import_preview_free(&v);
    v = look(p, (struct mh_import_request){ .kind = "besoins", .path = path, .sheet = "1" });
    assert_true(v.sheet[0].chosen);
    assert_has(v.problem, "il manque");
    mh_import_preview_free(&v);
    v = look(p, (struct mh_import_request){ .kind = "besoins", .path = path, .sheet = "Rien" });
    assert_has(v.problem, "n'a pas de feuille « Rien »");
    assert_true(v.sheet[1].chosen);
    mh_import_preview_free(&v);
    mh_str_free(&one);
    mh_str_free(&two);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_csv, plan_setup, plan_teardown),
        cmocka_unit_test_setup_teardown(what_is_missing, plan_setup, plan_teardown),
        cmocka_unit_test_setup_teardown(a_workbook, plan_setup, plan_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

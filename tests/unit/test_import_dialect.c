/* Delimiters, sep= lines and the refusal of files that are no CSV. */
#include "import_help.h"
#include "import/decode.h"
#include "import/dialect.h"

static char delimiter_of(const char *text)
{
    struct mh__sniffed s;
    mh__dialect_sniff(text, strlen(text), true, &s);
    return s.delimiter;
}

static void test_delimiters(void **state)
{
    (void)state;
    assert_int_equal(delimiter_of("a;b;c\n1;2;3\n"), ';');
    assert_int_equal(delimiter_of("a,b,c\n1,2,3\n"), ',');
    assert_int_equal(delimiter_of("a\tb\tc\n1\t2\t3\n"), '\t');
    assert_int_equal(delimiter_of("a|b|c\n1|2|3\n"), '|');
    assert_int_equal(delimiter_of("a\n1\n2\n"), ';');
    assert_int_equal(delimiter_of("a,b"), ',');
}

static void test_decimal_commas_do_not_delimit(void **state)
{
    (void)state;
    assert_int_equal(delimiter_of("ref;prix\nA;1,5\nB;2,5\nC;3,25\n"), ';');
    assert_int_equal(delimiter_of("ref|prix\nA|1,5\nB|2,5\nC|3,25\n"), '|');
}

static void test_lists_in_cells_do_not_delimit(void **state)
{
    (void)state;
    assert_int_equal(delimiter_of("ref,specs,n\nA,a=1; b=2; c=3; d=4,1\nB,a=1; b=2; c=3; d=4,2\nC,a=1; b=2; c=3; d=4,3\n"), ',');
    assert_int_equal(delimiter_of("ref,specs,n\nA,\"x;y;z\",1\nB,\"x;y;z\",2\n"), ',');
    assert_int_equal(delimiter_of("code;gammes\nM1;a|b|c\nM2;d|e|f\n"), ';');
}

static void test_titles_and_ragged_rows(void **state)
{
    (void)state;
    assert_int_equal(delimiter_of("Besoins, groupe, 2027\n\nref,designation,quantite,unite\nA,x,1,u\nB,y,2,u\nC,z\n"), ',');
    assert_int_equal(delimiter_of("Besoins 2027\n;;;\nref;designation;quantite;prix\nA;x;1;1,5\nB;y;2;2,5\n"), ';');
}

static void test_sep_line(void **state)
{
    (void)state;
    struct mh__sniffed s;
    mh__dialect_sniff("sep=,\r\na;b,c\n", 13, true, &s);
    assert_true(s.sep_line);
    assert_int_equal(s.delimiter, ',');
    assert_int_equal(s.skip, 7);
    mh__dialect_sniff("\"SEP=|\"\na|b\n", 12, true, &s);
    assert_true(s.sep_line);
    assert_int_equal(s.delimiter, '|');
    mh__dialect_sniff("sep=\t\na\tb\n", 10, true, &s);
    assert_true(s.sep_line);
    assert_int_equal(s.delimiter, '\t');
    mh__dialect_sniff("sep=x\na;b\n", 10, true, &s);
    assert_false(s.sep_line);
    mh__dialect_sniff("sep=;a\n", 7, true, &s);
    assert_false(s.sep_line);
    mh__dialect_sniff("sep=", 4, true, &s);
    assert_false(s.sep_line);
}

static void refused(const char *bytes, size_t n, const char *part)
{
    struct taken t = take_styled("besoins", bytes, n, MH_NUM_UNSETTLED);
    assert_int_equal(t.rc, MH_EINVAL);
    assert_has(t.err.msg, part);
    assert_has(t.err.msg, "essai.csv");
    taken_free(&t);
}

#define REFUSED(literal, part) refused(literal, sizeof literal - 1, part)

static void test_other_files(void **state)
{
    (void)state;
    REFUSED("PK\x03\x04....[Content_Types].xml....xl/workbook.xml", "classeur abîmé");
    REFUSED("PK\x03\x04....mimetypeapplication/vnd.oasis.opendocument.spreadsheet", ".ods");
    REFUSED("PK\x03\x04....mimetypeapplication/vnd.oasis.opendocument.text", "document LibreOffice");
    REFUSED("PK\x03\x04............", "abîmé");
    REFUSED("PK\x05\x06\0\0............", "archive ZIP");
    REFUSED("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1........", ".xls");
    REFUSED("%PDF-1.7\n%....", "PDF");
    REFUSED("{\\rtf1 x}", "RTF");
    REFUSED("SQLite format 3\0....", "SQLite");
    REFUSED("\x1F\x8B\x08\0....", "gzip");
    REFUSED("\x89PNG\r\n\x1A\n", "PNG");
    REFUSED("  \n<!DOCTYPE HTML><table>", "page web");
    REFUSED("<table></table>", "page web sans tableau");
    REFUSED("\xEF\xBB\xBF<?xml version='1.0'?>", "XML");
    REFUSED("\x01\x02\x03\x04\x05\x06\x07\x08\x0E\x0F\x10\x11 a;b\n", "pas un fichier texte");
}

static void test_empty_files(void **state)
{
    (void)state;
    REFUSED("", "est vide");
    REFUSED("\xEF\xBB\xBF", "est vide");
    REFUSED("\xFF\xFE", "est vide");
    REFUSED(" \r\n\t\n", "est vide");
    REFUSED(";;;\n;;;\n", "est vide");
    REFUSED("sep=;\r\n", "est vide");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_delimiters),
        cmocka_unit_test(test_decimal_commas_do_not_delimit),
        cmocka_unit_test(test_lists_in_cells_do_not_delimit),
        cmocka_unit_test(test_titles_and_ragged_rows),
        cmocka_unit_test(test_sep_line),
        cmocka_unit_test(test_other_files),
        cmocka_unit_test(test_empty_files),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

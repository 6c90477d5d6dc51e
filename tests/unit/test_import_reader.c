/* Records: quotes right and wrong, line numbers, line ends, blank and ragged rows, caps. */
#include "import_help.h"

/* All records of a file: line, cells joined by ¦, ! after a refused one; then the error, if any. */
static char *records_of(const void *bytes, size_t n)
{
    struct mh_reader *r;
    struct mh_err err = MH_ERR_INIT;
    struct mh_record rec;
    bool got = true;
    struct mh_str out = MH_STR_INIT;
    if (mh_reader_open_memory(bytes, n, "essai.csv", MH_NUM_UNSETTLED, &r, &err) != MH_OK) {
        mh_str_addf(&out, "%s", err.msg);
        return mh_str_take(&out);
    }
    int64_t given = 0, said = mh_reader_dialect(r)->records;
    while (mh_reader_next(r, &rec, &got, &err) == MH_OK && got) {
        given++;
        mh_str_addf(&out, "%d ", (int)rec.line);
        for (size_t i = 0; i < rec.ncells; i++)
            mh_str_addf(&out, "%s%s", i > 0 ? "¦" : "", rec.cell[i]);
        for (size_t i = 0; i < rec.nnotes; i++)
            if (rec.notes[i].severity == MH_SEV_ERROR)
                mh_str_add(&out, "!");
        mh_str_add(&out, "\n");
    }
    mh_str_add(&out, err.msg);
    assert_int_equal(given, said); /* the survey sees what the reading gives */
    mh_reader_close(r);
    return mh_str_take(&out);
}

static void gives(const char *text, const char *records)
{
    char *got = records_of(text, strlen(text));
    assert_string_equal(got, records);
    free(got);
}

static void test_line_ends(void **state)
{
    (void)state;
    gives("a;b\n1;2\n3;4\n", "2 1¦2\n3 3¦4\n");
    gives("a;b\r\n1;2\r\n3;4\r\n", "2 1¦2\n3 3¦4\n");
    gives("a;b\r1;2\r3;4\r", "2 1¦2\n3 3¦4\n");
    gives("a;b\r\n1;2\n3;4\r5;6", "2 1¦2\n3 3¦4\n4 5¦6\n");
    gives("a;b\n1;2", "2 1¦2\n");
    gives("a;b\n1;", "2 1¦\n");
    gives("a;b\n\n\r\n;;\n  \n1;2\n", "6 1¦2\n");
    gives("a;b\n1;2\n\x1A", "2 1¦2\n");
    gives("a;b", "");
}

static void test_quotes(void **state)
{
    (void)state;
    gives("a;b\n\"1;\"\"x\"\"\"; \"2\" \n", "2 1;\"x\"¦2\n");
    gives("a;b\n\"un\ndeux\r\ntrois\";x\ny;z\n", "2 un\ndeux\r\ntrois¦x\n5 y¦z\n");
    gives("a;b\n\"\";x\n", "2 ¦x\n");
    gives("a;b\n\"fin\";\"x\"", "2 fin¦x\n");
}

static void test_stray_quotes(void **state)
{
    (void)state;
    gives("a;b\nSONDE 5\" LONGUE;1\n", "2 SONDE 5\" LONGUE¦1\n");
    gives("a;b\n5\" ;\"x\ny\"\nz;\"\"\n", "2 5\"¦x\ny\n4 z¦\n");
    gives("a;b\nL'\"étui\" ;1\n", "2 L'\"étui\"¦1\n");
}

static void test_undoubled_quotes(void **state)
{
    (void)state;
    gives("a;b\n\"SONDE 5\" LONGUE\";1\n", "2 SONDE 5\" LONGUE¦1\n");
    gives("a;b\n\"5\" x 3\"\";\"1\"\n", "2 \"5\" x 3\"\"¦\"1\"!\n"); /* two readings: refused, shown as it stands */
    gives("a;b;c\n\"x\" y;1;2\nu;v;w\n", "2 \"x\" y¦1¦2!\n3 u¦v¦w\n");
}

static void test_broken_quotes_go_on(void **state)
{
    (void)state;
    /* The quote of line 2 is not closed; line 4 shows it. Rows between have all their cells. */
    gives("a;b;c\n1;\"deux;3\n4;5;6\n7;\"huit\";9\n10;11;12\n", "2 1¦\"deux¦3!\n3 4¦5¦6\n4 7¦huit¦9\n5 10¦11¦12\n");
    /* Line 3 has fewer cells: the rest of a cell, perhaps. */
    gives("a;b;c\n1;\"deux\nreste;3\n7;\"huit\";9\n", "2 1¦\"deux!\n3 reste¦3!\n4 7¦huit¦9\n");
    /* Opened in the first cell, the rest of that cell would look like a row. */
    gives("a;b\n\"un\nreste;1\nx;\"y\"\nu;v\n", "2 \"un!\n3 reste¦1!\n4 x¦y!\n5 u¦v\n");
}

static void test_unclosed_quote(void **state)
{
    (void)state;
    gives("a;b\n1;2\n3;4\nx;\"jamais\n5;6\n",
          "2 1¦2\n3 3¦4\nessai.csv, ligne 4 : guillemet ouvert et jamais refermé jusqu'à la fin du fichier : ajoutez le guillemet "
          "fermant, ou retirez celui qui ouvre ; les lignes suivantes ne sont pas lues");
    gives("\"a;b\n1;2\n", "essai.csv, ligne 1 : guillemet ouvert et jamais refermé jusqu'à la fin du fichier : ajoutez le guillemet "
                          "fermant, ou retirez celui qui ouvre ; les lignes suivantes ne sont pas lues");
    gives("a;b\n1;2\n\"deux\nlignes\";\"jamais\n", /* the line of the quote, not of the record */
          "2 1¦2\nessai.csv, ligne 4 : guillemet ouvert et jamais refermé jusqu'à la fin du fichier : ajoutez le guillemet "
          "fermant, ou retirez celui qui ouvre ; les lignes suivantes ne sont pas lues");
}

static char *long_file(const char *before, char fill, size_t n, const char *after, size_t *len)
{
    struct mh_str s = MH_STR_INIT;
    mh_str_add(&s, before);
    for (size_t i = 0; i < n; i++)
        mh_str_addc(&s, fill);
    mh_str_add(&s, after);
    *len = s.len;
    return mh_str_take(&s);
}

static void test_caps(void **state)
{
    (void)state;
    static const struct {
        const char *before, *after, *says;
        size_t n;
    } each[] = {
        { "a;b\n1;2\n3;", "\n5;6\n", "2 1¦2\nessai.csv, ligne 3 : la cellule n° 2 dépasse 1 Mio", (1 << 20) + 8192 },
        { "a;b\n1;2\n3;\"", "\"\n5;6\n", "2 1¦2\nessai.csv, ligne 3 : la cellule ouverte par un guillemet dépasse 1 Mio", (1 << 20) + 8192 },
        { "a;b\n1;2\n3;", "\n5;6\n", "2 1¦2\nessai.csv, ligne 3 : ligne de plus de 4 Mio", 5 << 20 },
    };
    for (size_t i = 0; i < sizeof each / sizeof *each; i++) {
        size_t n;
        char *text = long_file(each[i].before, 'x', each[i].n, each[i].after, &n), *got = records_of(text, n);
        assert_has(got, each[i].says);
        assert_null(strstr(got, "¦6"));
        free(got);
        free(text);
    }
    size_t n; /* just under the cap is read */
    char *text = long_file("a;b\n1;\"", 'x', 1000000, "\"\n5;6\n", &n), *got = records_of(text, n);
    assert_has(got, "\n3 5¦6\n");
    free(got);
    free(text);
    text = long_file("a;b\n1;2\n", ';', 20000, "x\n5;6\n", &n);
    got = records_of(text, n);
    assert_has(got, "!\n4 5¦6\n");
    free(got);
    free(text);
}

/* Quoted cells over every boundary of the buffers, line numbers kept. */
static void test_boundaries(void **state)
{
    (void)state;
    for (int width = 1; width < 40; width += 7) {
        struct mh_str text = MH_STR_INIT, want = MH_STR_INIT;
        mh_str_add(&text, "a;b\r\n");
        for (int i = 0; i < 8000; i++) {
            mh_str_addf(&text, "\"%0*d\"\"\r\n%s\";%d\r\n", width, i, i % 3 ? "é" : "", i);
            mh_str_addf(&want, "%d %0*d\"\r\n%s¦%d\n", 2 + 2 * i, width, i, i % 3 ? "é" : "", i);
        }
        char *got = records_of(mh_str_text(&text), text.len);
        assert_string_equal(got, mh_str_text(&want));
        free(got);
        mh_str_free(&text);
        mh_str_free(&want);
    }
}

static void test_sep_line_counts_as_a_line(void **state)
{
    (void)state;
    gives("sep=,\na,b\n1,2;3\n", "3 1¦2;3\n");
    gives("sep=,\r\na,b\r\n1,2;3\r\n", "3 1¦2;3\n");
}

static void test_progress(void **state)
{
    (void)state;
    struct mh_reader *r;
    struct mh_err err = MH_ERR_INIT;
    struct mh_record rec;
    bool got = true;
    assert_int_equal(mh_reader_open_memory("a;b\n1;2\n", 8, "dossier/essai.csv", MH_NUM_COMMA, &r, &err), MH_OK);
    assert_int_equal(mh_reader_bytes_done(r), 0);
    assert_int_equal(mh_reader_dialect(r)->bytes, 8);
    assert_int_equal(mh_reader_dialect(r)->numbers, MH_NUM_COMMA);
    assert_string_equal(mh_reader_header(r)->cell[1], "b");
    while (mh_reader_next(r, &rec, &got, &err) == MH_OK && got)
        assert_string_equal(rec.file, "essai.csv");
    assert_int_equal(mh_reader_bytes_done(r), 8);
    assert_int_equal(mh_reader_next(r, &rec, &got, &err), MH_OK);
    assert_false(got);
    mh_reader_close(r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_line_ends),       cmocka_unit_test(test_quotes),
        cmocka_unit_test(test_stray_quotes),    cmocka_unit_test(test_undoubled_quotes),
        cmocka_unit_test(test_broken_quotes_go_on), cmocka_unit_test(test_unclosed_quote),
        cmocka_unit_test(test_caps),            cmocka_unit_test(test_boundaries),
        cmocka_unit_test(test_sep_line_counts_as_a_line), cmocka_unit_test(test_progress),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

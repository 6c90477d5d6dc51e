/* Encodings, each over every boundary of the reader's buffers, and the matrix of what French Excel may write. */
#include "import_help.h"
#include "import/decode.h"
#include <mahalli/utf8.h>

/* Writes UTF-8 text in an encoding; bom adds its mark. The result is the caller's. */
static char *encode(const char *text, enum mh_encoding e, bool bom, size_t *n)
{
    struct mh_str out = MH_STR_INIT;
    const char *p = text, *end = text + strlen(text);
    bool wide = e == MH_ENC_UTF16LE || e == MH_ENC_UTF16BE;
    if (e == MH_ENC_UTF8_BOM || (bom && e == MH_ENC_UTF8))
        mh_str_add(&out, "\xEF\xBB\xBF");
    if (bom && wide)
        mh_str_addn(&out, e == MH_ENC_UTF16LE ? "\xFF\xFE" : "\xFE\xFF", 2);
    while (p < end) {
        uint32_t cp;
        char b[4];
        size_t used = mh_utf8_next(p, end, &cp);
        if (wide) {
            uint32_t unit[2] = { cp, 0 };
            int units = 1;
            if (cp > 0xFFFF) {
                unit[0] = 0xD800 + ((cp - 0x10000) >> 10);
                unit[1] = 0xDC00 + ((cp - 0x10000) & 0x3FF);
                units = 2;
            }
            for (int i = 0; i < units; i++) {
                char hi = (char)(unit[i] >> 8), lo = (char)(unit[i] & 0xFF);
                mh_str_addc(&out, e == MH_ENC_UTF16BE ? hi : lo);
                mh_str_addc(&out, e == MH_ENC_UTF16BE ? lo : hi);
            }
        } else if (e == MH_ENC_CP1252) {
            assert_true(cp < 0x80 || (cp >= 0xA0 && cp <= 0xFF) || cp == 0x20AC || cp == 0x0153 || cp == 0x2019);
            mh_str_addc(&out, cp == 0x20AC ? '\x80' : cp == 0x0153 ? '\x9C' : cp == 0x2019 ? '\x92' : (char)cp);
        } else {
            mh_str_addn(&out, b, (memcpy(b, p, used), used));
        }
        p += used;
    }
    *n = out.len;
    return mh_str_take(&out);
}

static struct taken take_encoded(const char *text, enum mh_encoding e, bool bom)
{
    size_t n;
    char *bytes = encode(text, e, bom, &n);
    struct taken t = take_styled("besoins", bytes, n, MH_NUM_UNSETTLED);
    free(bytes);
    return t;
}

static void test_encodings(void **state)
{
    (void)state;
    static const struct {
        enum mh_encoding e;
        bool bom;
        const char *name;
    } each[] = { { MH_ENC_UTF8, false, "UTF-8" },        { MH_ENC_UTF8_BOM, false, "UTF-8 avec BOM" }, { MH_ENC_UTF16LE, true, "UTF-16" },
                 { MH_ENC_UTF16BE, true, "UTF-16" },     { MH_ENC_UTF16LE, false, "UTF-16" },          { MH_ENC_UTF16BE, false, "UTF-16" },
                 { MH_ENC_CP1252, false, "Windows-1252" } };
    const char *text = "designation;quantite\r\nGant d’œuvre stérilisé à 5 €;12\r\n\"É\"\"tui\nlong\";3\r\n";
    for (size_t i = 0; i < sizeof each / sizeof *each; i++) {
        struct taken t = take_encoded(text, each[i].e, each[i].bom);
        assert_int_equal(t.rc, MH_OK);
        assert_int_equal(t.dialect.encoding, each[i].e);
        assert_string_equal(mh_encoding_name(t.dialect.encoding), each[i].name);
        assert_string_equal(mh_str_text(&t.rows), "designation=Gant d’œuvre stérilisé à 5 €|quantite=12\ndesignation=É\"tui long|quantite=3\n");
        assert_int_equal(t.dialect.records, 2);
        taken_free(&t);
    }
}

/* BOM, then a quote: libcsv alone would keep the quote as data. */
static void test_bom_and_quote(void **state)
{
    (void)state;
    struct taken t = take("besoins", "\xEF\xBB\xBF\"designation\";\"quantite\"\n\"a\";\"1\"\n");
    assert_int_equal(t.rc, MH_OK);
    assert_string_equal(mh_str_text(&t.rows), "designation=a|quantite=1\n");
    taken_free(&t);
    t = take("besoins", "\xEF\xBB\xBFsep=,\n\"designation\",quantite\n\"a;b\",1\n");
    assert_int_equal(t.rc, MH_OK);
    assert_true(t.dialect.sep_line);
    assert_string_equal(mh_str_text(&t.rows), "designation=a;b|quantite=1\n");
    taken_free(&t);
}

/* A long file in which characters of 2, 3 and 4 bytes fall on every offset of the buffers. */
static void test_boundaries(void **state)
{
    (void)state;
    static const enum mh_encoding each[] = { MH_ENC_UTF8, MH_ENC_UTF16LE, MH_ENC_UTF16BE };
    for (size_t shift = 0; shift < 5; shift++) {
        struct mh_str text = MH_STR_INIT;
        mh_str_add(&text, "designation;quantite\n");
        for (size_t i = 0; i < shift; i++)
            mh_str_addc(&text, 'x');
        for (int i = 0; i < 9000; i++)
            mh_str_addf(&text, "é€𝄞%d;1\r\n", i);
        for (size_t k = 0; k < sizeof each / sizeof *each; k++) {
            struct taken t = take_encoded(mh_str_text(&text), each[k], k > 0);
            assert_int_equal(t.rc, MH_OK);
            assert_int_equal(t.good, 9000);
            assert_has(mh_str_text(&t.rows), "\ndesignation=é€𝄞8999|quantite=1\n");
            assert_null(strstr(mh_str_text(&t.rows), "\xEF\xBF\xBD"));
            taken_free(&t);
        }
        mh_str_free(&text);
    }
}

static void test_late_byte_makes_it_windows(void **state)
{
    (void)state;
    struct mh_str text = MH_STR_INIT;
    mh_str_add(&text, "designation;quantite\n");
    for (int i = 0; i < 20000; i++)
        mh_str_addf(&text, "article %d;1\n", i);
    mh_str_add(&text, "st\xE9rile;1\n");
    struct taken t = take("besoins", mh_str_text(&text));
    assert_int_equal(t.dialect.encoding, MH_ENC_CP1252);
    assert_has(mh_str_text(&t.rows), "designation=stérile|");
    taken_free(&t);
    mh_str_free(&text);
}

static void test_two_encodings_in_one_file(void **state)
{
    (void)state;
    struct taken t = take("besoins", "designation;quantite\nstérile à œillet;1\nst\xE9rile;2\n");
    assert_int_equal(t.rc, MH_OK);
    assert_int_equal(t.dialect.encoding, MH_ENC_UTF8);
    assert_string_equal(mh_str_text(&t.rows), "designation=stérile à œillet|quantite=1\ndesignation=stérile|quantite=2\n");
    const struct mh_diag *d = finding(&t, "encodage-mixte");
    assert_non_null(d);
    assert_int_equal(d->line, 3);
    assert_int_equal(d->severity, MH_SEV_WARNING);
    taken_free(&t);
}

static void test_broken_sequences(void **state)
{
    (void)state;
    const unsigned char *p = (const unsigned char *)"\xC3\xA9", *cut = p + 1;
    assert_int_equal(mh__utf8_sequence(p, p + 2), 2);
    assert_int_equal(mh__utf8_sequence(p, cut), -1);
    const char *bad[] = { "\xC0\xAF", "\xE0\x80\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\x80", "\xFF", "\xC3(" };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_int_equal(mh__utf8_sequence((const unsigned char *)bad[i], (const unsigned char *)bad[i] + strlen(bad[i])), 0);
    /* Lone surrogates and half a unit at the end of UTF-16 show, and break nothing. */
    struct taken t = take_styled("besoins", "\xFF\xFE" "d\0e\0s\0i\0g\0n\0a\0t\0i\0o\0n\0;\0q\0t\0e\0\n\0\x00\xD8;\0" "1\0\n\0\x00\xDC;\0" "2\0\n", 49,
                                 MH_NUM_UNSETTLED);
    assert_int_equal(t.rc, MH_OK);
    assert_has(mh_str_text(&t.rows), "designation=\xEF\xBF\xBD|quantite=1");
    taken_free(&t);
}

static void test_nul_bytes(void **state)
{
    (void)state;
    static const char text[] = "designation;quantite\na;1\nb\0c;2\nd;3\n";
    struct taken t = take_styled("besoins", text, sizeof text - 1, MH_NUM_UNSETTLED);
    assert_int_equal(t.rc, MH_OK);
    assert_string_equal(mh_str_text(&t.rows), "designation=a|quantite=1\ndesignation=d|quantite=3\n");
    const struct mh_diag *d = finding(&t, "csv-octet-nul");
    assert_non_null(d);
    assert_int_equal(d->line, 3);
    assert_string_equal(d->column, "designation");
    assert_string_equal(d->value, "b␀c");
    assert_int_equal(d->severity, MH_SEV_ERROR);
    taken_free(&t);
}

/* {; , tab |} × encodings × ways to write 1234.50: the same rows. */
static void test_matrix(void **state)
{
    (void)state;
    static const char delimiters[] = { ';', ',', '\t', '|' };
    static const struct {
        const char *quantity, *price; /* 1234.5 and 12.25 */
        bool cp1252;
    } numbers[] = { { "1 234,50", "12,25", true },      { "1234.50", "12.25", true },       { "1.234,50", "12,25", true },
                    { "1,234.50", "12.25", true },      { "1\u202F234,50", "12,25", false }, { "1\u00A0234,50", "12,25 DH", true } };
    static const struct {
        enum mh_encoding e;
        bool bom;
    } encodings[] = { { MH_ENC_UTF8, false },   { MH_ENC_UTF8_BOM, false }, { MH_ENC_CP1252, false }, { MH_ENC_UTF16LE, true },
                      { MH_ENC_UTF16BE, true }, { MH_ENC_UTF16LE, false },  { MH_ENC_UTF16BE, false } };
    int tried = 0;
    for (size_t d = 0; d < 4; d++)
        for (size_t k = 0; k < sizeof numbers / sizeof *numbers; k++)
            for (size_t e = 0; e < sizeof encodings / sizeof *encodings; e++) {
                if (encodings[e].e == MH_ENC_CP1252 && !numbers[k].cp1252)
                    continue;
                struct mh_str text = MH_STR_INIT;
                char c = delimiters[d];
                mh_str_addf(&text, "Référence%cDésignation%cQté%cPrix unitaire HT\r\n", c, c, c);
                mh_str_addf(&text, "R1%c\"Sonde, à ballonnet; n° 5 | été\"%c\"%s\"%c\"%s\"\r\n", c, c, numbers[k].quantity, c, numbers[k].price);
                mh_str_addf(&text, "R2%cGant%c7%c\r\n", c, c, c);
                struct taken t = take_encoded(mh_str_text(&text), encodings[e].e, encodings[e].bom);
                if (t.rc != MH_OK)
                    fail_msg("%s", t.err.msg);
                assert_int_equal(t.dialect.delimiter, c);
                assert_int_equal(t.dialect.encoding, encodings[e].e);
                assert_string_equal(mh_str_text(&t.rows),
                                    "reference=R1|designation=Sonde, à ballonnet; n° 5 | été|quantite=1234.5|prix_unitaire_ht=12.25\n"
                                    "reference=R2|designation=Gant|quantite=7\n");
                assert_int_equal(t.diags.list.len, 0);
                taken_free(&t);
                mh_str_free(&text);
                tried++;
            }
    assert_int_equal(tried, 4 * (6 * 7 - 1));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_encodings),
        cmocka_unit_test(test_bom_and_quote),
        cmocka_unit_test(test_boundaries),
        cmocka_unit_test(test_late_byte_makes_it_windows),
        cmocka_unit_test(test_two_encodings_in_one_file),
        cmocka_unit_test(test_broken_sequences),
        cmocka_unit_test(test_nul_bytes),
        cmocka_unit_test(test_matrix),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

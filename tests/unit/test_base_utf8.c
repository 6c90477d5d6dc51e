/* UTF-8 of strangers: decoding, folding, what a terminal is shown, widths. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka wants these before it */
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include <mahalli/str.h>
#include <mahalli/utf8.h>

static void fold_is(const char *text, const char *want)
{
    struct mh_str s = MH_STR_INIT;
    mh_utf8_fold(&s, text);
    assert_string_equal(mh_str_text(&s), want);
    mh_str_free(&s);
}

static void decoding(void **state)
{
    /* Overlong, surrogates, beyond the last plane, cut short, lone continuation: one bad byte at a time. */
    static const char *const bad[] = { "\xC0\xAF", "\xC1\xBF", "\xE0\x80\xAF", "\xF0\x80\x80\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80",
                                       "\xE2\x82", "\xF0\x9F\x98", "\x80", "\xFF", "\xC3" };
    uint32_t cp;

    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        size_t n = strlen(bad[i]);
        assert_false(mh_utf8_valid(bad[i], n));
        assert_int_equal(mh_utf8_next(bad[i], bad[i] + n, &cp), 1);
        assert_int_equal(cp, 0xFFFD);
    }
    assert_true(mh_utf8_valid("é€😀 \uFFFD", strlen("é€😀 \uFFFD")));
    assert_true(mh_utf8_valid("a\0b", 3));
    for (uint32_t want = 0; want <= 0x10FFFF; want += want < 0x3000 ? 1 : 17) {
        char bytes[4];
        if (want >= 0xD800 && want <= 0xDFFF)
            continue;
        size_t n = mh_utf8_put(bytes, want);
        assert_int_equal(mh_utf8_next(bytes, bytes + n, &cp), n);
        assert_int_equal(cp, want);
    }
    char bytes[4];
    assert_int_equal(mh_utf8_put(bytes, 0xD800), 3);
    assert_memory_equal(bytes, "\uFFFD", 3);
}

static void repair(void **state)
{
    struct mh_str s = MH_STR_INIT;

    (void)state;
    mh_utf8_repair(&s, "d\xE9" "j\xC3\xA0", 5);
    assert_string_equal(mh_str_text(&s), "d\uFFFDjà");
    mh_str_free(&s);
}

static void folding_french(void **state)
{
    (void)state;
    fold_is("SERINGUE  50 ML", "seringue 50 ml");
    fold_is("  Désignation\t", "designation");
    fold_is("ŒUVRE œuvre Æ æ ß ẞ", "oeuvre oeuvre ae ae ss ss");
    fold_is("de\u0301ja\u0300", "deja");
    fold_is("ÇĞŁø", "cglø");
    fold_is("ﬁl ﬂux ﬀ", "fil flux ff");
    fold_is("1\u00A0200\u202F000\u2009x", "1 200 000 x");
    fold_is("l’aiguille « fine » – “G”", "l'aiguille \" fine \" - \"g\"");
    fold_is("n° 5 nº 5 № 5", "n° 5 n° 5 no 5");
    fold_is("Ø5 ∅5 ⌀5", "ø5 ø5 ø5");
    fold_is("10×10 cm²", "10x10 cm2");
    fold_is("mot\u00ADcoupé zéro\u200Dlarge\uFEFF", "motcoupe zerolarge");
    fold_is("Luer™ Tegaderm®", "luer tegaderm");
    fold_is("Ａｂｃ１２", "abc12");
    fold_is("µm μm", "μm μm");
    fold_is("İstanbul ı", "istanbul i");
    fold_is("", "");
    fold_is(" \n ", "");
    fold_is(NULL, "");
}

static void folding_fractions(void **state)
{
    (void)state;
    fold_is("7½", "7 1/2");
    fold_is("7 ½", "7 1/2");
    fold_is("T7½", "t7 1/2");
    fold_is("½ cercle 3⁄8", "1/2 cercle 3/8");
    fold_is("¾", "3/4");
}

static void folding_arabic(void **state)
{
    (void)state;
    fold_is("قُفَّاز", "قفاز");
    fold_is("أإآا", "اااا");
    fold_is("قـــفاز", "قفاز");
    fold_is("\u202Bقفاز\u202C", "قفاز");
    fold_is("\u200Eabc\u200F", "abc");
}

static void folding_bad_bytes(void **state)
{
    struct mh_str s = MH_STR_INIT;

    (void)state;
    fold_is("d\xE9j\xE0", "d j");
    fold_is("a\x01" "b\x7F" "c\x1B[31m", "a b c [31m");
    fold_is("\xC2\x85" "a\xC2\x9B" "b", "a b");
    mh_str_add(&s, "clé:");
    mh_utf8_foldn(&s, " É\0b", 5);
    assert_string_equal(mh_str_text(&s), "clé:e b");
    mh_str_free(&s);
}

/* A key is its own key, for every character alone and next to a digit. */
static void folding_is_idempotent(void **state)
{
    struct mh_str once = MH_STR_INIT, twice = MH_STR_INIT;

    (void)state;
    for (uint32_t cp = 1; cp < 0x20000; cp++) {
        char text[8] = "7";
        size_t n = 1 + mh_utf8_put(text + 1, cp);
        mh_str_clear(&once);
        mh_str_clear(&twice);
        mh_utf8_foldn(&once, text, n);
        mh_utf8_foldn(&twice, once.data, once.len);
        if (strcmp(mh_str_text(&once), mh_str_text(&twice)) != 0)
            fail_msg("U+%04X: [%s] then [%s]", (unsigned)cp, once.data, twice.data);
        assert_true(mh_utf8_valid(once.data, once.len));
    }
    mh_str_free(&once);
    mh_str_free(&twice);
}

static void visible_is(const char *text, const char *want)
{
    struct mh_str s = MH_STR_INIT;
    mh_utf8_visible(&s, text);
    assert_string_equal(mh_str_text(&s), want);
    mh_str_free(&s);
}

static void visible(void **state)
{
    (void)state;
    visible_is("a\x1B]0;x\x07", "a\u241B]0;x\u2407");
    visible_is("\x7F", "\u2421");
    visible_is("\xC2\x9B" "31m", "<U+009B>31m");
    visible_is("a\u202Eb\u2066c\u200F\u061C", "a<U+202E>b<U+2066>c<U+200F><U+061C>");
    visible_is("a\tb\r\nc\nd\re\u2028f", "a b\u23CEc\u23CEd\u23CEe\u23CEf");
    visible_is("d\xE9", "d\uFFFD");
    visible_is("\xEF\xBB\xBF\xF3\xA0\x81\x81", "<U+FEFF><U+E0041>");
    visible_is("قفاز é 漢 e\u0301", "قفاز é 漢 e\u0301");
}

static void widths(void **state)
{
    (void)state;
    assert_int_equal(mh_utf8_width("abc"), 3);
    assert_int_equal(mh_utf8_width("é"), 1);
    assert_int_equal(mh_utf8_width("e\u0301"), 1);
    assert_int_equal(mh_utf8_width("漢字"), 4);
    assert_int_equal(mh_utf8_width("قفاز"), 4);
    assert_int_equal(mh_utf8_width("قُفَّاز"), 4);
    assert_int_equal(mh_utf8_width("\u202F\u00A0…—"), 4);
    assert_int_equal(mh_utf8_width("\x80\xFF"), 2);
    assert_int_equal(mh_utf8_width(""), 0);
}

static void clip_is(const char *text, int width, bool pad, const char *want)
{
    struct mh_str s = MH_STR_INIT;
    mh_utf8_clip(&s, text, width, pad);
    assert_string_equal(mh_str_text(&s), want);
    mh_str_free(&s);
}

static void clipping(void **state)
{
    (void)state;
    clip_is("abcdef", 3, false, "abc");
    clip_is("ab", 4, true, "ab  ");
    clip_is("ab", 4, false, "ab");
    clip_is("漢字", 3, true, "漢 ");
    clip_is("e\u0301e\u0301", 1, false, "e\u0301");
    clip_is("\u0301a", 2, true, "a ");
    clip_is("d\xE9" "f", 2, true, "d\uFFFD");
    clip_is("abc", 0, true, "");
    clip_is("abc", -1, true, "");
    clip_is("", 2, true, "  ");
}

/* Whatever the bytes: valid output, within its width, no control. */
static void random_bytes(void **state)
{
    static const char *const seeds[] = { "é", "漢", "\u0301", "\u202E", "½", "\xF0\x9F", "œ", "\xE2\x80", "a", " ", "\x1B" };
    uint32_t r = 2463534242u;
    struct mh_str text = MH_STR_INIT, out = MH_STR_INIT, again = MH_STR_INIT;

    (void)state;
    for (int i = 0; i < 20000; i++) {
        mh_str_clear(&text);
        for (int k = 0; k < 12; k++) {
            r ^= r << 13, r ^= r >> 17, r ^= r << 5;
            if (r & 0x100)
                mh_str_add(&text, seeds[r % (sizeof seeds / sizeof *seeds)]);
            else if (r & 0xFF)
                mh_str_addc(&text, (char)(r & 0xFF));
        }
        int width = (int)(r % 10);
        mh_str_clear(&out);
        mh_utf8_clip(&out, mh_str_text(&text), width, true);
        assert_true(mh_utf8_valid(out.data, out.len) && mh_utf8_width(mh_str_text(&out)) == width);
        mh_str_clear(&out);
        mh_utf8_visible(&out, mh_str_text(&text));
        assert_true(mh_utf8_valid(out.data, out.len));
        for (size_t k = 0; k < out.len; k++)
            assert_true((unsigned char)out.data[k] >= ' ' && out.data[k] != 0x7F);
        mh_str_clear(&out);
        mh_str_clear(&again);
        mh_utf8_foldn(&out, text.data, text.len);
        mh_utf8_foldn(&again, out.data, out.len);
        assert_string_equal(mh_str_text(&out), mh_str_text(&again));
    }
    mh_str_free(&text);
    mh_str_free(&out);
    mh_str_free(&again);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(decoding),          cmocka_unit_test(repair),
        cmocka_unit_test(folding_french),    cmocka_unit_test(folding_fractions),
        cmocka_unit_test(folding_arabic),    cmocka_unit_test(folding_bad_bytes),
        cmocka_unit_test(folding_is_idempotent), cmocka_unit_test(visible),
        cmocka_unit_test(widths),            cmocka_unit_test(clipping),
        cmocka_unit_test(random_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

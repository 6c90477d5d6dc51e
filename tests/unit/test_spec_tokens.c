/* The tokeniser on plain strings, stems, the unit table and its conversions. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>
#include "spec/lexicon.h"
#include "spec_help.h"

static int32_t no_word(void *ctx, const char *s, size_t n, bool number)
{
    (void)ctx;
    (void)s;
    (void)n;
    (void)number;
    return MH__NONE;
}

/* Tokens as text: words as they stand, [value] numbers, <sign>, '|' where a clause ends. */
static const char *cut(const char *text)
{
    static char out[2000];
    struct mh_str folded = MH_STR_INIT;
    struct mh__token tok[MH__MAX_TOKENS];
    size_t used = 0;
    mh__fold(&folded, text, strlen(text));
    int n = folded.len == 0 ? 0 : mh__tokenize(folded.data, 0, folded.len, tok, MH__MAX_TOKENS, no_word, NULL);
    out[0] = '\0';
    for (int i = 0; i < n && used < sizeof out - 100; i++) {
        struct mh_str number = MH_STR_INIT;
        if (i > 0)
            used += (size_t)snprintf(out + used, sizeof out - used, (tok[i].flags & MH__F_HARD) != 0 ? " | " : " ");
        if (tok[i].kind == MH__NUM) {
            mh__number_format(&number, tok[i].num);
            used += (size_t)snprintf(out + used, sizeof out - used, "[%s]", mh_str_text(&number));
        } else {
            used += (size_t)snprintf(out + used, sizeof out - used, tok[i].kind == MH__SIGN ? "<%.*s>" : "%.*s", (int)tok[i].len,
                                     folded.data + tok[i].from);
        }
        mh_str_free(&number);
    }
    mh_str_free(&folded);
    return out;
}

static void test_cut(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        { "", "" },
        { "   ", "" },
        { "Seringue", "seringue" },
        { "\xc3\x89PICR\xc3\x82NIENNE", "epicranienne" },
        { "10ML", "[10] ml" },
        { "CH18", "ch [18]" },
        { "G18/18G", "g [18] </> [18] g" },
        { "7,5 7.5 0 . 6", "[7.5] [7.5] [0.6]" },
        { "7\xc2\xbd", "[7] [1] </> [2]" },
        { "3/8C 2AIG", "[3] </> [8] c [2] aig" },
        { "2/0 2/O", "[2] </> [0] [2] </> [0]" },
        { "1O ml I0 ml 10 mI", "[10] ml [10] ml [10] mi" },
        { "10x10 10 X 10 10*10 10 \xc3\x97 10", "[10] x [10] [10] x [10] [10] <*> [10] [10] x [10]" },
        { "3 MX 15 CM", "[3] m x [15] cm" },
        { "22 GX 1 1/2", "[22] g x [1] [1] </> [2]" },
        { "50-75 50 - 75", "[50] <-> [75] [50] <-> [75]" },
        { "luer-lock", "luer lock" },
        { "- 18 G", "[18] g" },
        { "d'aspiration D ' ANGIOPLASTIE D ASPIRATION l'eau", "aspiration angioplastie aspiration eau" },
        { "N\xc2\xb0 5 n \xc2\xba" "6", "n\xc2\xb0 [5] n \xc2\xb0 [6]" },
        { "37 \xc2\xb0" "C 45\xc2\xb0", "[37] <\xc2\xb0" "c> [45] <\xc2\xb0>" },
        { "a, b; c. d\ne", "a | b | c d | e" },
        { "14\" 12''", "[14] <\"> [12] <''>" },
        { ">= 5 <6 =7", "<>=> [5] <<> [6] <=> [7]" },
        { "\xe2\x89\xa5 5", "<>=> [5]" },
        { "deux voies", "[2] voies" },
        { "70 % + 3", "[70] <%> <+> [3]" },
        { "\xd9\x85\xd8\xad\xd9\x82\xd9\x86\xd8\xa9 10 \xd9\x85\xd9\x84", "\xd9\x85\xd8\xad\xd9\x82\xd9\x86\xd8\xa9 [10] \xd9\x85\xd9\x84" },
        { "\xff\xfe" "abc\x80", "abc" },
        { "999999999999999999999 ml", "[999999999999] ml" },
        { "0000,0000", "[0]" },
        { "0.1234567", "[0.123456]" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (strcmp(cut(cases[i][0]), cases[i][1]) != 0)
            fail_msg("%s : %s au lieu de %s", cases[i][0], cut(cases[i][0]), cases[i][1]);
}

static void test_cut_bounded(void **state)
{
    (void)state;
    static char text[20000];
    struct mh__token tok[MH__MAX_TOKENS];
    for (size_t i = 0; i + 2 < sizeof text; i += 2)
        memcpy(text + i, "1 ", 2);
    assert_int_equal(mh__tokenize(text, 0, sizeof text - 2, tok, MH__MAX_TOKENS, no_word, NULL), MH__MAX_TOKENS);
    memset(text, 'a', sizeof text - 1);
    assert_int_equal(mh__tokenize(text, 0, sizeof text - 1, tok, MH__MAX_TOKENS, no_word, NULL), 1);
    memset(text, '9', sizeof text - 1);
    assert_int_equal(mh__tokenize(text, 0, sizeof text - 1, tok, MH__MAX_TOKENS, no_word, NULL), 1);
}

static void test_stem(void **state)
{
    (void)state;
    static const char *const same[][2] = {
        { "seringues", "seringue" },  { "chirurgicaux", "chirurgical" }, { "chirurgicale", "chirurgical" }, { "poudrees", "poudre" },
        { "steriles", "sterile" },    { "droite", "droit" },             { "plis", "pli" },                 { "armee", "arme" },
        { "rouleaux", "rouleau" },    { "adultes", "adult" },
    };
    static const char *const apart[][2] = { { "latex", "late" }, { "gaz", "ga" }, { "mousse", "mous" } };
    char a[64], b[64];
    for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
        mh__stem(same[i][0], strlen(same[i][0]), a);
        mh__stem(same[i][1], strlen(same[i][1]), b);
        assert_string_equal(a, b);
    }
    for (size_t i = 0; i < sizeof apart / sizeof *apart; i++) {
        mh__stem(apart[i][0], strlen(apart[i][0]), a);
        mh__stem(apart[i][1], strlen(apart[i][1]), b);
        assert_string_not_equal(a, b);
    }
    assert_true(mh__stem("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", 80, a) < 64);
}

static int unit(const struct mh_lexicon *lx, const char *symbol)
{
    for (size_t i = 0; i < lx->units.len; i++)
        if (strcmp(lx->units.at[i].symbol, symbol) == 0)
            return (int)i;
    fail_msg("%s", symbol);
    return -1;
}

static void test_units(void **state)
{
    (void)state;
    static const struct { const char *from, *to; int64_t v, out; } cases[] = {
        { "mL", "L", 500000000, 500000 },       { "cm\xc2\xb3", "mL", 5000000, 5000000 }, { "L", "mL", 2000000, 2000000000 },
        { "cm", "mm", 1500000, 15000000 },      { "m", "cm", 2500000, 250000000 },        { "in", "mm", 1000000, 25400000 },
        { "mm", "Ch", 6000000, 18000000 },      { "Ch", "mm", 18000000, 6000000 },        { "kg", "g", 500000, 500000000 },
        { "mg", "g", 500000000, 500000 },       { "jours", "h", 1000000, 24000000 },      { "mmHg", "Pa", 1000000, 133322387 },
    };
    const struct mh_lexicon *lx = help_lexicon();
    int64_t v;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_true(mh__convert(lx, unit(lx, cases[i].from), unit(lx, cases[i].to), cases[i].v, &v));
        if (v != cases[i].out)
            fail_msg("%s en %s : %lld", cases[i].from, cases[i].to, (long long)v);
    }
    assert_false(mh__convert(lx, unit(lx, "mL"), unit(lx, "mm"), 1000000, &v));
    assert_false(mh__convert(lx, unit(lx, "G"), unit(lx, "mm"), 1000000, &v)); /* a table, not a factor */
    assert_false(mh__convert(lx, unit(lx, "g"), unit(lx, "G"), 1000000, &v));
    assert_false(mh__convert(lx, unit(lx, "m\xc2\xb3"), unit(lx, "\xc2\xb5L"), INT64_MAX / 8, &v)); /* refused, not wrapped */
    assert_true(mh__convert(lx, unit(lx, "m"), unit(lx, "mm"), INT64_MAX, &v)); /* an open end stays open */
    assert_int_equal(v, INT64_MAX);
}

static void test_tables(void **state)
{
    (void)state;
    const struct mh_lexicon *lx = help_lexicon();
    assert_int_equal(mh__gauge_to_mm(lx, 21000000), 800000);
    assert_int_equal(mh__gauge_to_mm(lx, 23000000), 600000);
    assert_int_equal(mh__gauge_to_mm(lx, 99000000), 0);
    assert_int_equal(mh__mm_to_gauge(lx, 800000), 21000000);
    assert_int_equal(mh__mm_to_gauge(lx, 123000), MH_UNKNOWN);
    assert_int_equal(mh__usp_by_decimal(lx, 3000000), mh__usp_index(lx, "2/0"));
    assert_int_equal(mh__usp_by_decimal(lx, 3500000), mh__usp_index(lx, "0"));
    assert_int_equal(mh__usp_by_decimal(lx, 700000), mh__usp_index(lx, "6/0"));
    assert_int_equal(mh__usp_index(lx, "77/0"), MH__NONE);
    int64_t v;
    struct mh_str s = MH_STR_INIT;
    assert_true(mh__number_parse("2.5", &v));
    assert_int_equal(v, 2500000);
    assert_false(mh__number_parse("x", &v));
    mh__number_format(&s, -2500000);
    assert_string_equal(mh_str_text(&s), "-2.5");
    mh_str_free(&s);
}

static void resolve(const char *text, const char *want, unsigned flag)
{
    const struct mh_lexicon *lx = help_lexicon();
    struct mh__token t = { .word = MH__NONE, .len = (uint16_t)strlen(text), .kind = MH__WORD };
    mh__word_resolve(lx, text, &t);
    const char *got = t.word < 0 ? "" : mh__word_text(lx, t.word);
    if (strcmp(got, want) != 0 || (flag != 0 && (t.flags & flag) == 0))
        fail_msg("%s : \"%s\" au lieu de \"%s\"", text, got, want);
}

/* Corrections are bounded: one letter in short words, two in long ones, never a guess between two, never "sterile". */
static void test_corrections(void **state)
{
    (void)state;
    resolve("seringeu", "seringu", MH__F_TYPO);
    resolve("prostatiqsue", "prostatiqu", MH__F_TYPO);
    resolve("daspiration", "aspiration", 0);
    resolve("xqzwkjh", "", 0);
    resolve("sterlie", "", 0);
    resolve("abc", "", 0);
    resolve("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "", 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cut),   cmocka_unit_test(test_cut_bounded), cmocka_unit_test(test_stem),
        cmocka_unit_test(test_units), cmocka_unit_test(test_tables),      cmocka_unit_test(test_corrections),
    };
    return cmocka_run_group_tests(tests, NULL, help_lexicon_done);
}

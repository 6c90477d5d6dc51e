/* Exact decimals: what a text says of its style, every style, what does not fit. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka wants these before it */
#include <cmocka.h>

#include <string.h>

#include <mahalli/decimal.h>

static const struct {
    const char *text;
    enum mh_number_evidence evidence;
    const char *comma, *point, *unsettled; /* canonical results, NULL refused */
} cases[] = {
    { "12", MH_NUMEV_NONE, "12", "12", "12" },
    { "0012", MH_NUMEV_NONE, "12", "12", "12" },
    { "1234,5", MH_NUMEV_COMMA, "1234.5", NULL, "1234.5" },
    { "1234.5", MH_NUMEV_POINT, NULL, "1234.5", "1234.5" },
    { "1.234", MH_NUMEV_AMBIGUOUS, "1234", "1.234", NULL },
    { "1,234", MH_NUMEV_AMBIGUOUS, "1.234", "1234", NULL },
    { "12.345", MH_NUMEV_AMBIGUOUS, "12345", "12.345", NULL },
    { "-1,234", MH_NUMEV_AMBIGUOUS, "-1.234", "-1234", NULL },
    { "0.234", MH_NUMEV_POINT, NULL, "0.234", "0.234" },
    { "0,234", MH_NUMEV_COMMA, "0.234", NULL, "0.234" },
    { "1234.567", MH_NUMEV_POINT, NULL, "1234.567", "1234.567" },
    { "1.234,5", MH_NUMEV_COMMA, "1234.5", NULL, "1234.5" },
    { "1,234.5", MH_NUMEV_POINT, NULL, "1234.5", "1234.5" },
    { "1.234.567", MH_NUMEV_COMMA, "1234567", NULL, "1234567" },
    { "1,234,567", MH_NUMEV_POINT, NULL, "1234567", "1234567" },
    { "1,234,56", MH_NUMEV_NOT_A_NUMBER, NULL, NULL, NULL },
    { "1.234,567.8", MH_NUMEV_NOT_A_NUMBER, NULL, NULL, NULL },
    { "12.34,5", MH_NUMEV_NOT_A_NUMBER, NULL, NULL, NULL },
    { "1.234,", MH_NUMEV_NOT_A_NUMBER, NULL, NULL, NULL },
    { ",5", MH_NUMEV_COMMA, "0.5", NULL, "0.5" },
    { ".5", MH_NUMEV_POINT, NULL, "0.5", "0.5" },
    { "1 234", MH_NUMEV_NONE, "1234", "1234", "1234" },
    { "1\u00A0234\u00A0567", MH_NUMEV_NONE, "1234567", "1234567", "1234567" },
    { "1\u202F234,50", MH_NUMEV_COMMA, "1234.5", NULL, "1234.5" },
    { "1 234.567", MH_NUMEV_POINT, NULL, "1234.567", "1234.567" },
    { "1 234,567", MH_NUMEV_COMMA, "1234.567", NULL, "1234.567" },
    { "12 34", MH_NUMEV_NOT_A_NUMBER, NULL, NULL, NULL },
    { "1 2345", MH_NUMEV_NOT_A_NUMBER, NULL, NULL, NULL },
    { "1234 567", MH_NUMEV_NOT_A_NUMBER, NULL, NULL, NULL },
    { "1  234", MH_NUMEV_NOT_A_NUMBER, NULL, NULL, NULL },
    { "0,5 000", MH_NUMEV_NOT_A_NUMBER, NULL, NULL, NULL },
    { "1.234 567", MH_NUMEV_NOT_A_NUMBER, NULL, NULL, NULL },
    { "  42\u00A0", MH_NUMEV_NONE, "42", "42", "42" },
    { "- 5", MH_NUMEV_NONE, "-5", "-5", "-5" },
    { "\u22125", MH_NUMEV_NONE, "-5", "-5", "-5" },
    { "+5", MH_NUMEV_NONE, "5", "5", "5" },
    { "--5", MH_NUMEV_NOT_A_NUMBER, NULL, NULL, NULL },
    { "38,00 DH", MH_NUMEV_COMMA, "38", NULL, "38" },
    { "38.00MAD", MH_NUMEV_POINT, NULL, "38", "38" },
    { "38 Dhs.", MH_NUMEV_NONE, "38", "38", "38" },
    { "20 %", MH_NUMEV_NONE, "20", "20", "20" },
    { "5,5\u202F%", MH_NUMEV_COMMA, "5.5", NULL, "5.5" },
    { "%", MH_NUMEV_NOT_A_NUMBER, NULL, NULL, NULL },
    { "DH", MH_NUMEV_NOT_A_NUMBER, NULL, NULL, NULL },
    { "", MH_NUMEV_NOT_A_NUMBER, NULL, NULL, NULL },
    { "-", MH_NUMEV_NOT_A_NUMBER, NULL, NULL, NULL },
    { ".", MH_NUMEV_NOT_A_NUMBER, NULL, NULL, NULL },
    { "12 boîtes", MH_NUMEV_NOT_A_NUMBER, NULL, NULL, NULL },
    { "1E5", MH_NUMEV_NOT_A_NUMBER, NULL, NULL, NULL },
    { "0x10", MH_NUMEV_NOT_A_NUMBER, NULL, NULL, NULL },
    { "1\n234", MH_NUMEV_NOT_A_NUMBER, NULL, NULL, NULL },
    { "1\xA0" "234", MH_NUMEV_NOT_A_NUMBER, NULL, NULL, NULL },
    { "9223372036854775807", MH_NUMEV_NONE, "9223372036854775807", "9223372036854775807", "9223372036854775807" },
    { "-9223372036854775807", MH_NUMEV_NONE, "-9223372036854775807", "-9223372036854775807", "-9223372036854775807" },
    { "9223372036854775808", MH_NUMEV_NONE, NULL, NULL, NULL },
    { "-9223372036854775808", MH_NUMEV_NONE, NULL, NULL, NULL }, /* that one is MH_UNKNOWN */
    { "99999999999999999999999999999999999999999999999999999999999999999999", MH_NUMEV_NOT_A_NUMBER, NULL, NULL, NULL },
    { "0,123456789", MH_NUMEV_COMMA, "0.123456789", NULL, "0.123456789" },
    { "0,1234567890", MH_NUMEV_COMMA, "0.123456789", NULL, "0.123456789" },
    { "0,1234567891", MH_NUMEV_COMMA, NULL, NULL, NULL },
    { "0,000", MH_NUMEV_COMMA, "0", NULL, "0" },
    { "-0", MH_NUMEV_NONE, "0", "0", "0" },
};

static void one_case(const char *text, enum mh_number_style style, const char *want)
{
    struct mh_decimal d = { 0, 0 };
    struct mh_str s = MH_STR_INIT;

    bool ok = mh_decimal_parse(text, style, &d);
    if (ok)
        mh_decimal_format(&s, d);
    if (ok != (want != NULL) || (ok && !mh_streq(mh_str_text(&s), want)))
        fail_msg("[%s] in style %d: got %s, want %s", text, (int)style, ok ? mh_str_text(&s) : "a refusal", want ? want : "a refusal");
    mh_str_free(&s);
}

static void reading(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        if (mh_decimal_evidence(cases[i].text) != cases[i].evidence)
            fail_msg("[%s]: evidence %d", cases[i].text, (int)mh_decimal_evidence(cases[i].text));
        one_case(cases[i].text, MH_NUM_COMMA, cases[i].comma);
        one_case(cases[i].text, MH_NUM_POINT, cases[i].point);
        one_case(cases[i].text, MH_NUM_UNSETTLED, cases[i].unsettled);
    }
    struct mh_decimal d;
    assert_false(mh_decimal_parse(NULL, MH_NUM_COMMA, &d));
    assert_int_equal(mh_decimal_evidence(NULL), MH_NUMEV_NOT_A_NUMBER);
}

static uint64_t rng = 88172645463325252u;
static uint64_t draw(void)
{
    rng ^= rng << 13, rng ^= rng >> 7, rng ^= rng << 17;
    return rng;
}

static struct mh_decimal any(void)
{
    struct mh_decimal d = { (int64_t)(draw() >> (1 + draw() % 62)), (int)(draw() % 10) };
    if (draw() & 1)
        d.mant = -d.mant;
    while (d.scale && d.mant % 10 == 0)
        d.mant /= 10, d.scale--;
    return d;
}

/* What is written, canonically or in French, is read back the same. */
static void round_trip(void **state)
{
    (void)state;
    for (int i = 0; i < 50000; i++) {
        struct mh_decimal d = any(), back = { 1, 1 };
        struct mh_str s = MH_STR_INIT, fr = MH_STR_INIT;
        mh_decimal_format(&s, d);
        mh_decimal_format_fr(&fr, d);
        assert_true(mh_decimal_parse(mh_str_text(&s), MH_NUM_POINT, &back));
        assert_true(back.mant == d.mant && back.scale == d.scale);
        if (!mh_decimal_parse(mh_str_text(&fr), MH_NUM_COMMA, &back) || back.mant != d.mant || back.scale != d.scale)
            fail_msg("[%s] is not read back", mh_str_text(&fr));
        assert_int_equal(mh_decimal_cmp(d, back), 0);
        mh_str_free(&s);
        mh_str_free(&fr);
    }
}

/* Whatever the text, what it says of its style and how each style reads it agree. */
static void evidence_and_styles_agree(void **state)
{
    static const char *const bits[] = { "0", "1", "23", "456", ".", ",", " ", "\u00A0", "-", "%", "DH", "é", "\xA0", "000" };

    (void)state;
    for (int i = 0; i < 200000; i++) {
        struct mh_str s = MH_STR_INIT;
        struct mh_decimal c = { 0, 0 }, p = { 0, 0 }, u = { 0, 0 };
        for (uint64_t n = 1 + draw() % 6; n; n--)
            mh_str_add(&s, bits[draw() % (sizeof bits / sizeof *bits)]);
        enum mh_number_evidence e = mh_decimal_evidence(mh_str_text(&s));
        bool comma = mh_decimal_parse(mh_str_text(&s), MH_NUM_COMMA, &c), point = mh_decimal_parse(mh_str_text(&s), MH_NUM_POINT, &p);
        bool unsettled = mh_decimal_parse(mh_str_text(&s), MH_NUM_UNSETTLED, &u);
        bool good = false;
        switch (e) {
        case MH_NUMEV_NONE: good = comma && point && unsettled && mh_decimal_cmp(c, p) == 0 && mh_decimal_cmp(c, u) == 0; break;
        case MH_NUMEV_COMMA: good = comma && !point && unsettled && mh_decimal_cmp(c, u) == 0; break;
        case MH_NUMEV_POINT: good = !comma && point && unsettled && mh_decimal_cmp(p, u) == 0; break;
        case MH_NUMEV_AMBIGUOUS: good = comma && point && !unsettled; break;
        case MH_NUMEV_NOT_A_NUMBER: good = !comma && !point && !unsettled; break;
        }
        if (!good && strlen(mh_str_text(&s)) < 10) /* longer ones may not fit */
            fail_msg("[%s]: evidence %d, comma %d, point %d, unsettled %d", mh_str_text(&s), (int)e, comma, point, unsettled);
        mh_str_free(&s);
    }
}

static void comparing(void **state)
{
    struct mh_decimal big = { INT64_MAX, 0 }, small = { INT64_MAX, 9 }, low = { -INT64_MAX, 0 };

    (void)state;
    assert_true(mh_decimal_cmp((struct mh_decimal){ 15, 1 }, (struct mh_decimal){ 150, 2 }) == 0);
    assert_true(mh_decimal_cmp((struct mh_decimal){ 15, 1 }, (struct mh_decimal){ 149, 2 }) > 0);
    assert_true(mh_decimal_cmp(big, small) > 0);
    assert_true(mh_decimal_cmp(small, big) < 0);
    assert_true(mh_decimal_cmp(low, small) < 0);
    for (int i = 0; i < 10000; i++) {
        struct mh_decimal a = any(), b = any();
        assert_true(mh_decimal_cmp(a, b) == -mh_decimal_cmp(b, a));
    }
}

static void multiplying(void **state)
{
    struct mh_decimal out = { 0, 0 };

    (void)state;
    assert_true(mh_decimal_mul((struct mh_decimal){ 25, 1 }, (struct mh_decimal){ 4, 0 }, &out));
    assert_true(out.mant == 10 && out.scale == 0);
    assert_true(mh_decimal_mul((struct mh_decimal){ -3, 2 }, (struct mh_decimal){ 7, 1 }, &out));
    assert_true(out.mant == -21 && out.scale == 3);
    assert_true(mh_decimal_mul((struct mh_decimal){ 0, 0 }, (struct mh_decimal){ 7, 9 }, &out));
    assert_true(out.mant == 0 && out.scale == 0);
    assert_false(mh_decimal_mul((struct mh_decimal){ INT64_MAX, 0 }, (struct mh_decimal){ 2, 0 }, &out));
    assert_false(mh_decimal_mul((struct mh_decimal){ -INT64_MAX, 0 }, (struct mh_decimal){ 2, 0 }, &out));
    assert_true(mh_decimal_add((struct mh_decimal){ 25, 1 }, (struct mh_decimal){ 250, 2 }, &out));
    assert_true(out.mant == 5 && out.scale == 0);
    assert_true(mh_decimal_add((struct mh_decimal){ -3, 9 }, (struct mh_decimal){ 1, 0 }, &out));
    assert_true(out.mant == 999999997 && out.scale == 9);
    assert_true(mh_decimal_add((struct mh_decimal){ INT64_MAX - 1, 0 }, (struct mh_decimal){ 10, 1 }, &out));
    assert_true(out.mant == INT64_MAX && out.scale == 0);
    assert_false(mh_decimal_add((struct mh_decimal){ INT64_MAX, 0 }, (struct mh_decimal){ 1, 0 }, &out));
    assert_false(mh_decimal_add((struct mh_decimal){ INT64_MAX, 0 }, (struct mh_decimal){ 1, 9 }, &out));
    assert_false(mh_decimal_mul((struct mh_decimal){ 1, 9 }, (struct mh_decimal){ 3, 1 }, &out)); /* ten places */
}

static void scaling(void **state)
{
    int64_t v = 7;

    (void)state;
    assert_true(mh_decimal_scaled((struct mh_decimal){ 3805, 2 }, 2, &v) && v == 3805);
    assert_true(mh_decimal_scaled((struct mh_decimal){ 38, 0 }, 2, &v) && v == 3800);
    v = 7;
    assert_false(mh_decimal_scaled((struct mh_decimal){ 38123, 3 }, 2, &v));
    assert_false(mh_decimal_scaled((struct mh_decimal){ INT64_MAX / 10, 0 }, 2, &v));
    assert_false(mh_decimal_scaled((struct mh_decimal){ 1, 0 }, 10, &v));
    assert_int_equal(v, 7);
    assert_true(mh_decimal_to_int(mh_decimal_int(-12), &v) && v == -12);
    assert_false(mh_decimal_to_int((struct mh_decimal){ 125, 1 }, &v));
}

static void money_is(int64_t centimes, const char *canonical, const char *french)
{
    struct mh_str s = MH_STR_INIT;
    mh_money_format(&s, centimes);
    assert_string_equal(mh_str_text(&s), canonical);
    mh_str_clear(&s);
    mh_money_format_fr(&s, centimes);
    assert_string_equal(mh_str_text(&s), french);
    mh_str_free(&s);
}

static void ratio_is(int64_t num, int64_t den, int places, const char *want)
{
    struct mh_str s = MH_STR_INIT;
    mh_ratio_format_fr(&s, num, den, places);
    assert_string_equal(mh_str_text(&s), want);
    mh_str_free(&s);
}

static void money_and_ratios(void **state)
{
    (void)state;
    money_is(123450, "1234.50", "1\u202F234,50");
    money_is(5, "0.05", "0,05");
    money_is(0, "0.00", "0,00");
    money_is(-123456, "-1234.56", "-1\u202F234,56");
    money_is(MH_UNKNOWN, "", "");
    money_is(INT64_MAX, "92233720368547758.07", "92\u202F233\u202F720\u202F368\u202F547\u202F758,07");
    ratio_is(3800, 100 * 1000, 3, "0,038"); /* B/1000 at 38,00 */
    ratio_is(1, 8, 2, "0,13");
    ratio_is(-1, 8, 2, "-0,13");
    ratio_is(2, 3, 0, "1");
    ratio_is(1, 3, 4, "0,3333");
    ratio_is(123456789, 100, 2, "1\u202F234\u202F567,89");
    ratio_is(MH_UNKNOWN, 3, 2, "");
    ratio_is(1, 0, 2, "");
    ratio_is(INT64_MAX, 1, 9, ""); /* does not fit: shown as nothing, never wrapped */
    ratio_is(INT64_MAX, INT64_MAX, 9, "1,000000000");
}

static void sums(void **state)
{
    (void)state;
    assert_true(mh_sum(2, 3) == 5);
    assert_true(mh_sum(-2, 3) == 1);
    assert_true(mh_sum(MH_UNKNOWN, 3) == MH_UNKNOWN);
    assert_true(mh_sum(3, MH_UNKNOWN) == MH_UNKNOWN);
    assert_true(mh_sum(INT64_MAX, 0) == INT64_MAX);
    assert_true(mh_sum(INT64_MAX, 1) == MH_UNKNOWN);
    assert_true(mh_sum(-INT64_MAX, -1) == MH_UNKNOWN);
    assert_true(mh_sum(-INT64_MAX, INT64_MAX) == 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sums),
        cmocka_unit_test(reading),     cmocka_unit_test(round_trip), cmocka_unit_test(evidence_and_styles_agree),
        cmocka_unit_test(comparing),
        cmocka_unit_test(multiplying), cmocka_unit_test(scaling),    cmocka_unit_test(money_and_ratios),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

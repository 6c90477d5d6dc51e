/* How volumes may be told beyond one member, and rules about the plan. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka wants these before it */
#include <cmocka.h>

#include <string.h>

#include <mahalli/plan.h>

#define NN "\xE2\x80\xAF" /* between thousands */

static void assert_volume(int64_t volume, int64_t groups, bool wide, const char *want)
{
    struct mh_str out = MH_STR_INIT;

    mh_volume_text(&out, volume, groups, wide);
    assert_string_equal(mh_str_text(&out), want);
    mh_str_free(&out);
}

static void volumes(void **state)
{
    (void)state;
    assert_volume(MH_UNKNOWN, 1, false, "");
    assert_volume(MH_UNKNOWN, 5, true, "");
    assert_volume(12345, 1, false, "12" NN "345");
    assert_volume(12345, 3, true, "12" NN "345");
    assert_volume(12345, 2, true, "~ 10" NN "000");
    assert_volume(12345, 1, true, "~ 10" NN "000");
    assert_volume(0, 1, true, "0");
    assert_volume(7, 1, true, "~ 10");
    assert_volume(43, 1, true, "~ 50");
    assert_volume(200, 1, true, "~ 200");
    assert_volume(69999, 1, true, "~ 50" NN "000");
    assert_volume(INT64_MAX, 1, true, "~ 5" NN "000" NN "000" NN "000" NN "000" NN "000" NN "000");
}

/* What a rule says of the subject; NULL when it has nothing to say. */
static const char *said(const char *rule, const struct mh_subject *s, struct mh_str *detail)
{
    mh_str_clear(detail);
    for (size_t i = 0; i < mh_nrules; i++)
        if (strcmp(mh_rules[i].name, rule) == 0)
            return mh_rules[i].check(s, detail) ? mh_str_text(detail) : NULL;
    fail_msg("no rule %s", rule);
    return NULL;
}

static void rules(void **state)
{
    struct mh_str detail = MH_STR_INIT;
    struct mh_need_line n;
    struct mh_certificate c;
    char zero[] = "0.0", one[] = "1", day[] = "2027-03-01", past[] = "2026-11-20";

    (void)state;
    mh_row_init(&mh_table_need_lines, &n);
    mh_row_init(&mh_table_certificates, &c);
    struct mh_subject s = { .need = &n, .certificate = &c, .year = 2027, .today = "2026-11-21" };
    n.quantity = one;
    assert_null(said("volume-nul", &s, &detail));
    assert_string_equal(said("conditionnement-inconnu", &s, &detail), "");
    n.quantity = zero;
    assert_string_equal(said("volume-nul", &s, &detail), "");
    n.needed_on = day;
    assert_null(said("date-hors-campagne", &s, &detail));
    n.needed_on = past;
    assert_string_equal(said("date-hors-campagne", &s, &detail), "20/11/2026");
    n.base_quantity = INT64_MAX;
    assert_non_null(said("volume-absurde", &s, &detail));
    c.to = day;
    assert_null(said("certificat-expire", &s, &detail));
    c.to = past;
    assert_string_equal(said("certificat-expire", &s, &detail), "certificat, échéance 20/11/2026");
    mh_str_free(&detail);
}

/* Names are what people type after --rule. */
static void names_are_unique(void **state)
{
    (void)state;
    for (size_t i = 0; i < mh_nrules; i++)
        for (size_t k = 0; k < i; k++)
            assert_string_not_equal(mh_rules[i].name, mh_rules[k].name);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(volumes),
        cmocka_unit_test(rules),
        cmocka_unit_test(names_are_unique),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

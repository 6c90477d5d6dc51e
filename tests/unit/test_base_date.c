/* Dates and the pinned clock. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka wants these before it */
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include <mahalli/date.h>

static void parses(const char *text, const char *want)
{
    char out[MH_DATE_SIZE] = "untouched!";

    if (mh_date_parse(text, out) != (want != NULL))
        fail_msg("[%s] %s", text, want ? "is refused" : "is taken");
    assert_string_equal(out, want ? want : "untouched!");
}

static void parsing(void **state)
{
    static const char *const refused[] = { "", "31/02/2026", "29/02/2025", "29/02/2100", "31/04/2026", "00/01/2026", "01/00/2026",
        "01/13/2026", "2026-13-01", "2026-02-30", "32/01/2026", "1/1/226", "1/1/20266", "31-12/2026", "31 12 2026", "2026.12.31",
        "20261231", "2026/12/31x", "12/2026", "2026", "31/12/2026 10:30:00", "1899-12-31", "2200-01-01", "99999-01-01", "a/b/c", "/1/2026",
        "31//2026", "-1/01/2026", "2026-12-31T" };

    (void)state;
    parses("2026-12-31", "2026-12-31");
    parses("2026/12/31", "2026-12-31");
    parses("31/12/2026", "2026-12-31");
    parses("31-12-2026", "2026-12-31");
    parses("31.12.2026", "2026-12-31");
    parses("31/12/26", "2026-12-31");
    parses("1/2/2026", "2026-02-01");
    parses("29/02/2028", "2028-02-29");
    parses("29/02/2000", "2000-02-29");
    parses("  01/02/2026\u00A0", "2026-02-01");
    parses("31/12/2026 00:00:00", "2026-12-31");
    parses("2026-12-31T00:00:00", "2026-12-31");
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
        parses(refused[i], NULL);
    parses(NULL, NULL);
}

static void canonical(void **state)
{
    struct mh_str s = MH_STR_INIT;

    (void)state;
    assert_true(mh_date_valid("2026-12-31"));
    assert_false(mh_date_valid("2026-02-29"));
    assert_false(mh_date_valid("2026-1-1"));
    assert_false(mh_date_valid("2026-01-01 "));
    assert_false(mh_date_valid(""));
    assert_false(mh_date_valid(NULL));
    mh_date_fr(&s, "2026-02-01");
    assert_string_equal(mh_str_text(&s), "01/02/2026");
    mh_str_clear(&s);
    mh_date_fr(&s, "abîmée");
    assert_string_equal(mh_str_text(&s), "abîmée");
    mh_str_clear(&s);
    mh_instant_fr(&s, "2026-11-21T14:32:07");
    assert_string_equal(mh_str_text(&s), "21/11/2026 14:32");
    mh_str_clear(&s);
    mh_instant_fr(&s, "2026"); /* shorter than what is read of an instant */
    assert_string_equal(mh_str_text(&s), "2026");
    mh_str_free(&s);
}

static void days(void **state)
{
    (void)state;
    assert_int_equal(mh_date_days("1970-01-01"), 0);
    assert_int_equal(mh_date_days("1969-12-31"), -1);
    assert_int_equal(mh_date_days("2000-02-29"), 11016);
    assert_int_equal(mh_date_days("2000-03-01"), 11017);
    assert_int_equal(mh_date_days("2026-11-21"), 20778);
    assert_int_equal(mh_date_days("2100-03-01") - mh_date_days("2100-02-28"), 1);
    assert_int_equal(mh_date_days("1900-01-01"), -25567);
}

static void clock_pinned(void **state)
{
    static const char *const bad[] = { "demain", "2026-02-30", "2026-11-21T25:00:00", "2026-11-21T10:60:00", "2026-11-21 10:00:00",
                                       "2026-11-21T10:00", "2026-11-21T1a:00:00" };
    char now[MH_INSTANT_SIZE];

    (void)state;
    setenv("MAHALLI_NOW", "2026-11-21", 1);
    assert_true(mh_now(now));
    assert_string_equal(now, "2026-11-21T00:00:00");
    setenv("MAHALLI_NOW", "2026-11-21T10:20:30", 1);
    assert_true(mh_now(now));
    assert_string_equal(now, "2026-11-21T10:20:30");
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        setenv("MAHALLI_NOW", bad[i], 1);
        assert_false(mh_now(now));
    }
    unsetenv("MAHALLI_NOW");
    assert_true(mh_now(now));
    assert_int_equal(strlen(now), MH_INSTANT_SIZE - 1);
    now[10] = '\0';
    assert_true(mh_date_valid(now));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parsing), cmocka_unit_test(canonical), cmocka_unit_test(days), cmocka_unit_test(clock_pinned),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

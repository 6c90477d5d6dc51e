/* Sums typed where a figure is expected. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka wants these before it */
#include <cmocka.h>

#include "tui/calc.h"

static void gives(const char *text, const char *want)
{
    struct mh_decimal d;
    struct mh_str s = MH_STR_INIT;
    if (!mh__calculate(text, &d))
        fail_msg("%s : refusé", text);
    mh_decimal_format(&s, d);
    assert_string_equal(mh_str_text(&s), want);
    mh_str_free(&s);
}

static void sums(void **state)
{
    (void)state;
    gives("12*100", "1200");
    gives("=12*100", "1200");
    gives("3 x 4 × 12", "144");
    gives("250+80", "330");
    gives(" = 2*10 + 3*5+1 ", "36");
    gives("1 200*2", "2400");
    gives("12,5*4", "50");
    gives("0,1+0,2", "0.3");
    gives("1,25+0,75", "2");
    gives("0*7", "0");
    gives("-5+8", "3");
}

/* What is no sum, or says something that is no figure, is left to whoever reads the cell. */
static void refusals(void **state)
{
    static const char *const no[] = { "",       "12",  "=12",  "=",        "12*",  "*12",  "12**3", "1+",  "a*b", "B x 100", "12*100 U", "1.234*2",
                                      "12/4",   "x",   "××",   "12 100 x", "1+x",  "9223372036854775807*2", "9223372036854775807+1",
                                      "99999999999999999999999999999999999999999999999999*1" };
    struct mh_decimal d;
    (void)state;
    for (size_t i = 0; i < sizeof no / sizeof *no; i++)
        if (mh__calculate(no[i], &d))
            fail_msg("« %s » n'est pas une somme", no[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(sums), cmocka_unit_test(refusals) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

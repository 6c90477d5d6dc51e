/* A plan's life over the year: proposed lines and their confirmation. */
#include "ops_help.h"

#define NEEDS "etablissement;reference;designation;quantite;unite;a_confirmer\n"

static int64_t waiting(struct plan *p)
{
    struct mh_status st;
    mh_err_clear(&p->err);
    assert_int_equal(mh_ops_status(p->s, &st, &p->err), MH_OK);
    int64_t n = st.to_confirm;
    mh_status_free(&st);
    return n;
}

/* A line is confirmed by its mark taken away, by another volume, or by the group's file that gives it. */
static void proposed_lines_wait(void **state)
{
    struct plan *p = *state;
    take_text(p, "besoins", NEEDS "S1;A;Seringue 5 ml;10;B/100;campagne 2026\nS1;B;Seringue 10 ml;10;B/100;campagne 2026\n"
                            "S1;C;Seringue 20 ml;10;B/100;achats 2026\nS1;D;Seringue 50 ml;10;B/100;\n");
    assert_int_equal(waiting(p), 3);
    assert_int_equal(lines_of(p, "besoins", "a_confirmer=campagne 2026"), 2);
    assert_int_equal(set_one(p, "besoins", "A@S1", "a_confirmer="), MH_OK);
    assert_int_equal(waiting(p), 2);
    assert_int_equal(set_one(p, "besoins", "B@S1", "observations=vu"), MH_OK);
    assert_int_equal(waiting(p), 2);
    assert_int_equal(set_one(p, "besoins", "B@S1", "quantite=12"), MH_OK);
    assert_int_equal(waiting(p), 1);
    undo_one(p);
    assert_int_equal(waiting(p), 2);
    take_text(p, "besoins", "etablissement;reference;designation;quantite;unite\nS1;C;Seringue 20 ml;10;B/100\n");
    assert_int_equal(waiting(p), 1);
    assert_int_equal(lines_of(p, "besoins", NULL), 4);
    assert_sound(p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(proposed_lines_wait, plan_setup, plan_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* How a file writes numbers: evidence from number columns only, refusals that say what to do. */
#include "import_help.h"

static void settles(const char *text, enum mh_number_style style, const char *rows)
{
    struct taken t = take("besoins", text);
    if (t.rc != MH_OK)
        fail_msg("%s", t.err.msg);
    assert_int_equal(t.dialect.numbers, style);
    assert_string_equal(mh_str_text(&t.rows), rows);
    taken_free(&t);
}

static void test_one_value_settles_the_file(void **state)
{
    (void)state;
    settles("designation;quantite\na;1.234\nb;12,5\n", MH_NUM_COMMA, "designation=a|quantite=1234\ndesignation=b|quantite=12.5\n");
    settles("designation;quantite\na;1,234\nb;12.5\n", MH_NUM_POINT, "designation=a|quantite=1234\ndesignation=b|quantite=12.5\n");
    settles("designation;quantite\na;12\n", MH_NUM_UNSETTLED, "designation=a|quantite=12\n");
    settles("designation;quantite\na;1.234.567\n", MH_NUM_COMMA, "designation=a|quantite=1234567\n");
}

static void test_words_and_references_say_nothing(void **state)
{
    (void)state;
    settles("reference;designation;quantite\n12.5;7,5;1.234,5\n", MH_NUM_COMMA, "reference=12.5|designation=7,5|quantite=1234.5\n");
    settles("reference;designation;quantite\n12.5;7,5;3\n", MH_NUM_UNSETTLED, "reference=12.5|designation=7,5|quantite=3\n");
}

static void test_titles_say_nothing(void **state)
{
    (void)state;
    settles("Version;1.5\ndesignation;quantite\na;12,5\n", MH_NUM_COMMA, "designation=a|quantite=12.5\n");
}

static void test_ambiguous_is_asked(void **state)
{
    (void)state;
    struct taken t = take("besoins", "designation;quantite\na;12\nb;1.234\n");
    assert_int_equal(t.rc, MH_EINVAL);
    assert_string_equal(t.err.msg, "ligne 3, colonne « quantite », valeur « 1.234 » : le point sépare-t-il les milliers ou les "
                                   "décimales ? Rien d'autre dans le fichier ne le dit : relancez avec --decimal , si c'est 1234, ou "
                                   "--decimal . si ce sont des décimales");
    taken_free(&t);
    t = take("besoins", "designation;prix_unitaire_ht;quantite\na;1,234;1\n");
    assert_int_equal(t.rc, MH_EINVAL);
    assert_has(t.err.msg, "la virgule sépare-t-elle");
    assert_has(t.err.msg, "--decimal . si c'est 1234, ou --decimal , si");
    taken_free(&t);
}

static void test_contradiction_is_refused(void **state)
{
    (void)state;
    struct taken t = take("besoins", "designation;quantite;prix_unitaire_ht\na;12,5;\nb;1;3.75\n");
    assert_int_equal(t.rc, MH_EINVAL);
    assert_has(t.err.msg, "ligne 2, colonne « quantite », « 12,5 » (virgule décimale)");
    assert_has(t.err.msg, "ligne 3, colonne « prix_unitaire_ht », « 3.75 » (point décimal)");
    assert_has(t.err.msg, "--decimal");
    assert_int_equal(t.good, 0);
    taken_free(&t);
}

/* Evidence far down counts, and the message has its line. */
static void test_late_evidence(void **state)
{
    (void)state;
    struct mh_str text = MH_STR_INIT;
    mh_str_add(&text, "designation;quantite\n");
    for (int i = 0; i < 5000; i++)
        mh_str_addf(&text, "article %d;1.234\n", i);
    struct taken t = take("besoins", mh_str_text(&text));
    assert_int_equal(t.rc, MH_EINVAL);
    assert_has(t.err.msg, "ligne 2,");
    taken_free(&t);
    mh_str_add(&text, "dernier;0,5\n");
    t = take("besoins", mh_str_text(&text));
    assert_int_equal(t.rc, MH_OK);
    assert_int_equal(t.good, 5001);
    assert_has(mh_str_text(&t.rows), "article 0|quantite=1234\n");
    taken_free(&t);
    mh_str_add(&text, "non;0.5\n");
    t = take("besoins", mh_str_text(&text));
    assert_int_equal(t.rc, MH_EINVAL);
    assert_has(t.err.msg, "ligne 5002, colonne « quantite », « 0,5 »");
    assert_has(t.err.msg, "ligne 5003, colonne « quantite », « 0.5 »");
    taken_free(&t);
    mh_str_free(&text);
}

static void test_forced(void **state)
{
    (void)state;
    const char *text = "designation;quantite\na;1.234\nb;12.5\nc;3,5\n";
    struct taken t = take_styled("besoins", text, strlen(text), MH_NUM_POINT);
    assert_int_equal(t.rc, MH_OK);
    assert_string_equal(mh_str_text(&t.rows), "designation=a|quantite=1.234\ndesignation=b|quantite=12.5\n");
    const struct mh_diag *d = finding(&t, "valeur-refusee");
    assert_non_null(d);
    assert_int_equal(d->line, 4);
    assert_string_equal(d->value, "3,5");
    taken_free(&t);
    t = take_styled("besoins", "designation;quantite\na;1.234\n", 29, MH_NUM_COMMA);
    assert_string_equal(mh_str_text(&t.rows), "designation=a|quantite=1234\n");
    taken_free(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_one_value_settles_the_file), cmocka_unit_test(test_words_and_references_say_nothing),
        cmocka_unit_test(test_titles_say_nothing),         cmocka_unit_test(test_ambiguous_is_asked),
        cmocka_unit_test(test_contradiction_is_refused),   cmocka_unit_test(test_late_evidence),
        cmocka_unit_test(test_forced),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

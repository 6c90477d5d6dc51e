/*
 * Coverage of a plan: what is awarded adds up, keeps what a group decided, never gives a product to whoever refused it; and what may leave
 * the group tells no volume of few groups.
 */
#include "ops_help.h"

#include <mahalli/report_cover.h>
#include <mahalli/solve.h>
#include "ops/cover/cover.h"
#include "ops/report/export.h"

#define SYRINGE(ml) "SERINGUE HYPODERMIQUE " ml " ML LUER 3 PIECES SANS AIGUILLE STERILE"

static void two_makers(struct plan *p)
{
    take_text(p, "fabricants", "code;raison_sociale;role;statut\nFA;Fictive Aiguilles;fabricant;en production\nFB;Fictive Bandes;fabricant;en production\n");
    take_text(p, "produits",
              "fabricant;reference;designation;unite;capacite_annuelle;quantite_min;prix_unitaire_ht\n"
              "FA;S10;" SYRINGE("10") ";B/100;60;;40\nFB;S10B;" SYRINGE("10") ";B/100;;;50\nFA;S20;" SYRINGE("20") ";B/50;1000;20;30\n");
}

static void groups(struct plan *p, int n)
{
    struct mh_str text = MH_STR_INIT;
    mh_str_add(&text, "code;nom\n");
    for (int i = 0; i < n; i++)
        mh_str_addf(&text, "G%d;Groupe %d\n", i, i);
    take_text(p, "groupes", mh_str_text(&text));
    mh_str_free(&text);
}

static const struct mh_rep_cover *row_of(const struct mh__rows *rows, const char *word)
{
    for (size_t i = 0; i < rows->n; i++) {
        const struct mh_rep_cover *r = mh__rows_at(rows, i);
        if (r->specs && strstr(r->specs, word))
            return r;
    }
    fail_msg("pas de besoin « %s »", word);
    return NULL;
}

static void solved(struct plan *p, const char *scenario, bool wide, struct mh__cover_case *c, struct mh_cover *r, struct mh__rows *rows)
{
    const struct mh__scenario *k;
    struct mh_cover_request q = { 0 };
    *rows = (struct mh__rows){ .table = &mh_rep_cover_table };
    enum mh_rc rc = mh__cover_open(p->s, c, &p->err);
    if (rc == MH_OK && wide)
        mh__cover_as_told(c);
    if (rc != MH_OK || mh__scenario_find(c, scenario, &k, &p->err) != MH_OK ||
        mh__cover_run(c, k, &q, r, &p->err) != MH_OK)
        fail_msg("%s", p->err.msg);
    mh__cover_rows(c, r, wide, rows);
}

static void done(struct mh__cover_case *c, struct mh_cover *r, struct mh__rows *rows)
{
    mh__rows_free(rows);
    mh_cover_free(r);
    mh__cover_close(c);
}

static void rows_add_up_and_say_why(void **state)
{
    struct plan *p = *state;
    struct mh__cover_case c;
    struct mh_cover r = { 0 };
    struct mh__rows rows;
    groups(p, 2);
    two_makers(p);
    take_text(p, "besoins", "membre;reference;designation;quantite;unite\nG0;A;" SYRINGE("10") ";8000;U\nG1;B;" SYRINGE("10") ";4050;U\n"
                            "G1;C;" SYRINGE("20") ";300;U\nG0;D;" SYRINGE("50") ";100;U\n");
    solved(p, "declare", false, &c, &r, &rows);
    const struct mh_rep_cover *ten = row_of(&rows, "10 mL"), *twenty = row_of(&rows, "20 mL"), *fifty = row_of(&rows, "50 mL");
    assert_int_equal(ten->volume, 12050);
    assert_int_equal(ten->covered, 6000); /* 60 boxes of 100; the other capacity is not declared */
    assert_int_equal(ten->uncovered, 6050);
    assert_int_equal(ten->groups, 2);
    assert_string_equal(ten->from, "S10 (Fictive Aiguilles) : 6 000");
    assert_int_equal(twenty->covered, 0); /* the minimum order is 1 000 */
    assert_non_null(strstr(twenty->lack, "minimum"));
    assert_non_null(strstr(fifty->lack, "mL au lieu de 50 mL")); /* nothing matches: the nearest is told */
    done(&c, &r, &rows);
    solved(p, NULL, false, &c, &r, &rows);
    ten = row_of(&rows, "10 mL");
    assert_int_equal(ten->covered, 12000); /* whole boxes */
    assert_true(ten->on_unknown >= 6000);
    for (size_t i = 0; i < rows.n; i++) {
        const struct mh_rep_cover *x = mh__rows_at(&rows, i);
        assert_int_equal(x->covered + x->uncovered, x->volume);
    }
    done(&c, &r, &rows);
}

static void wide_rows_tell_no_volume_of_few(void **state)
{
    struct plan *p = *state;
    struct mh__cover_case c;
    struct mh_cover r = { 0 };
    struct mh__rows rows;
    groups(p, 3);
    two_makers(p);
    take_text(p, "besoins", "membre;reference;designation;quantite;unite\nG0;A;" SYRINGE("10") ";12345;U\nG1;C;" SYRINGE("20") ";2000;U\n"
                            "G0;E;" SYRINGE("20") ";2000;U\nG2;F;" SYRINGE("20") ";3000;U\n");
    solved(p, NULL, true, &c, &r, &rows);
    const struct mh_rep_cover *ten = row_of(&rows, "10 mL"), *twenty = row_of(&rows, "20 mL");
    assert_string_equal(ten->volume_text, "~ 10 000");
    static const char *const withheld[] = { "volumetrie", "couvert", "non_couvert", "sur_capacite_inconnue" };
    for (size_t i = 0; i < sizeof withheld / sizeof *withheld; i++) {
        const struct mh_column *col = mh_table_column(&mh_rep_cover_table, withheld[i]);
        assert_true(mh_rep_withheld(&mh_rep_cover_table, col, ten));
        assert_false(mh_rep_withheld(&mh_rep_cover_table, col, twenty));
    }
    assert_int_equal(ten->rate, 1000); /* of the 10 000 told; 12 300 of 12 345 is nobody's business */
    assert_null(strstr(ten->from, "12"));
    assert_null(ten->lack);
    assert_non_null(strstr(twenty->from, "7 000")); /* three groups: exact */
    done(&c, &r, &rows);
}

/* The wide sheet Plan tells what three groups share exactly: a pooled need of these and a fourth must not tell the fourth by difference. */
static void a_pool_that_is_no_row_of_the_plan_is_rough(void **state)
{
    struct plan *p = *state;
    struct mh__cover_case c;
    struct mh_cover r = { 0 };
    struct mh__rows rows;
    struct mh_match_result m;
    groups(p, 4);
    two_makers(p);
    take_text(p, "besoins", "membre;reference;designation;quantite;unite\nG0;A;" SYRINGE("10") ";1000;U\nG1;B;" SYRINGE("10") ";2000;U\n"
                            "G2;C;" SYRINGE("10") ";3000;U\nG3;D;" SYRINGE("10") ";777;U\n");
    assert_int_equal(mh_ops_match(p->s, &m, &p->err), MH_OK);
    solved(p, NULL, true, &c, &r, &rows);
    assert_int_not_equal(row_of(&rows, "10 mL")->volume_text[0], '~'); /* one row of four groups */
    done(&c, &r, &rows);
    assert_int_equal(mh_ops_judge(p->s, "G3/D", "FA/S10", "conforme", "vu", &p->err), MH_OK);
    assert_int_equal(mh_ops_match(p->s, &m, &p->err), MH_OK); /* now validated for G3 alone: two rows */
    solved(p, NULL, true, &c, &r, &rows);
    const struct mh_rep_cover *ten = row_of(&rows, "10 mL");
    assert_int_equal(ten->volume, 5000); /* not 6 777 */
    assert_string_equal(ten->volume_text, "~ 5 000");
    assert_true(mh_rep_withheld(&mh_rep_cover_table, mh_table_column(&mh_rep_cover_table, "couvert"), ten));
    done(&c, &r, &rows);
}

/* All that the wide sheets of coverage tell, cell by cell. */
static void tell_all(struct plan *p, struct mh_str *out)
{
    struct mh__rows rows[MH__SOURCE_SHEETS] = { 0 };
    struct mh__report r = { .scope = MH_SCOPE_PLAN, .wide = true };
    if (mh__cover_sheets(p->s, &r, rows, &p->err) != MH_OK)
        fail_msg("%s", p->err.msg);
    for (int i = 0; i < MH__SOURCE_SHEETS; i++) {
        for (size_t k = 0; rows[i].table != NULL && k < rows[i].n; k++)
            for (size_t c = 0; c < rows[i].table->ncolumns; c++) {
                const struct mh_column *col = &rows[i].table->columns[c];
                const void *row = mh__rows_at(&rows[i], k);
                mh_str_addf(out, "%d/%s=", i, col->name);
                if (!mh_rep_withheld(rows[i].table, col, row))
                    mh_value_text(col, row, out);
                mh_str_add(out, c + 1 < rows[i].table->ncolumns ? ";" : "\n");
            }
        mh__rows_free(&rows[i]);
    }
}

/*
 * The attack: whoever holds the workbook and the registry tries every volume, the others too, and keeps those that would make this very
 * workbook. All that have the order told must remain, also on both sides of each capacity, pack, minimum order and of each other's volume.
 */
static void figures_say_no_more_than_the_order_told(void **state)
{
    struct plan *p = *state;
    /* 10 mL of one group « ~ 10 000 », beside 6 000 a year; 20 mL of one « ~ 1 000 », from 1 000 on; 30 mL of two « ~ 10 000 », of 9 000; 5 mL of
     * three that state 7 000 together, which one of them refuses: told roughly then. */
    static const int64_t tries[][6] = { { 12345, 1500, 6000, 2000, 4000, 1000 }, { 7000, 1500, 6000, 2000, 4000, 1000 }, { 19999, 1500, 6000, 2000, 4000, 1000 },
        { 12000, 999, 6000, 2000, 4000, 1000 }, { 12001, 700, 7000, 1999, 4000, 1000 }, { 10000, 1999, 9000, 1, 100, 100 },
        { 9999, 1000, 5000, 2000, 1, 6998 }, { 8999, 1001, 10000, 9999, 3000, 3000 } };
    struct mh_str first = MH_STR_INIT, other = MH_STR_INIT;
    groups(p, 3);
    two_makers(p);
    take_text(p, "produits", "fabricant;reference;designation;unite;capacite_annuelle;quantite_min\nFA;S5;" SYRINGE("5") ";B/100;;\n"
                             "FB;S5B;" SYRINGE("5") ";B/100;20;\nFB;S30;" SYRINGE("30") ";B/50;180;2\n");
    for (size_t i = 0; i < sizeof tries / sizeof *tries; i++) {
        struct mh_str needs = MH_STR_INIT;
        const int64_t *v = tries[i];
        mh_str_addf(&needs, "membre;reference;designation;quantite;unite\nG0;A;" SYRINGE("10") ";%lld;U\nG1;B;" SYRINGE("20") ";%lld;U\n"
                            "G0;C;" SYRINGE("30") ";%lld;U\nG2;D;" SYRINGE("30") ";%lld;U\n", (long long)v[0], (long long)v[1], (long long)v[2], (long long)v[3]);
        mh_str_addf(&needs, "G0;E;" SYRINGE("5") ";%lld;U\nG1;F;" SYRINGE("5") ";%lld;U\nG2;H;" SYRINGE("5") ";%lld;U\n", (long long)v[4], (long long)v[5],
                    (long long)(7000 - v[4] - v[5]));
        take_text(p, "besoins", mh_str_text(&needs));
        if (i == 0)
            assert_int_equal(mh_ops_judge(p->s, "G1/F", "FA/S5", "non conforme", "vu", &p->err), MH_OK);
        mh_str_clear(&other);
        tell_all(p, i == 0 ? &first : &other);
        if (i > 0 && strcmp(mh_str_text(&first), mh_str_text(&other)) != 0)
            fail_msg("essai %zu :\n%s\nau lieu de :\n%s", i, mh_str_text(&other), mh_str_text(&first));
        mh_str_free(&needs);
    }
    assert_non_null(strstr(mh_str_text(&first), "~ 10 000"));
    mh_str_free(&first);
    mh_str_free(&other);
}

static void what_a_group_decided_is_kept(void **state)
{
    struct plan *p = *state;
    struct mh__cover_case c;
    struct mh_cover r = { 0 };
    struct mh__rows rows;
    struct mh_diags diags = MH_DIAGS_INIT;
    const char *fields[] = { "article=A", "produit=FB/S10B", "quantite=2500", NULL };
    const char *too_much[] = { "quantite=9000", NULL };
    two_makers(p);
    take_text(p, "besoins", "reference;designation;quantite;unite\nA;" SYRINGE("10") ";8000;U\n");
    assert_int_equal(mh_ops_add(p->s, "attributions", fields, &diags, &p->err), MH_OK);
    solved(p, "cout", false, &c, &r, &rows);
    const struct mh_rep_cover *ten = row_of(&rows, "10 mL");
    assert_int_equal(c.kept, 1);
    assert_int_equal(ten->covered, 8000);
    assert_non_null(strstr(ten->from, "S10 (Fictive Aiguilles) : 5 500"));
    assert_non_null(strstr(ten->from, "S10B (Fictive Bandes) : 2 500"));
    assert_int_equal(r.totals.cost, 55 * 4000 + 25 * 5000);
    done(&c, &r, &rows);
    assert_int_equal(mh_ops_set(p->s, "attributions", "A@S10B", too_much, &diags, &p->err), MH_OK);
    assert_int_equal(mh__cover_open(p->s, &c, &p->err), MH_EINVAL);
    assert_non_null(strstr(p->err.msg, "volumétrie"));
    mh__cover_close(&c);
    mh_diags_free(&diags);
}

static void whoever_refused_is_not_given(void **state)
{
    struct plan *p = *state;
    struct mh__cover_case c;
    struct mh_cover r = { 0 };
    struct mh__rows rows;
    groups(p, 2);
    two_makers(p);
    take_text(p, "besoins", "membre;reference;designation;quantite;unite\nG0;A;" SYRINGE("10") ";8000;U\nG1;B;" SYRINGE("10") ";4000;U\n");
    assert_int_equal(mh_ops_judge(p->s, "G0/A", "FB/S10B", "non conforme", "corps opaque", &p->err), MH_OK);
    solved(p, NULL, false, &c, &r, &rows);
    const struct mh_rep_cover *ten = row_of(&rows, "10 mL");
    assert_int_equal(c.nneeds, 2); /* told apart by the opinion, one line for people */
    assert_int_equal(rows.n, 1);
    assert_int_equal(ten->volume, 12000);
    assert_int_equal(ten->covered, 10000); /* 6 000 of FA for whoever refused FB, 4 000 of FB for the other */
    for (size_t k = 0; k < c.narcs; k++) {
        const struct mh_product *product = mh__session_product(p->s, c.product[c.arc[k].offer]);
        if (strcmp(product->reference, "S10B") == 0)
            assert_int_equal(c.need[c.arc[k].need].volume, 4000);
    }
    done(&c, &r, &rows);
}

/* « Aucun ne convient » is a refusal of each. */
static void whoever_refused_all_is_given_none(void **state)
{
    struct plan *p = *state;
    struct mh__cover_case c;
    struct mh_cover r = { 0 };
    struct mh__rows rows;
    groups(p, 2);
    two_makers(p);
    take_text(p, "besoins", "membre;reference;designation;quantite;unite\nG0;A;" SYRINGE("10") ";8000;U\nG1;B;" SYRINGE("10") ";4000;U\n");
    assert_int_equal(mh_ops_judge(p->s, "G0/A", "none", NULL, "essais mauvais", &p->err), MH_OK);
    solved(p, NULL, false, &c, &r, &rows);
    assert_int_equal(row_of(&rows, "10 mL")->covered, 4000);
    done(&c, &r, &rows);
}

static void no_sheet_of_others_for_one_group(void **state)
{
    struct plan *p = *state;
    struct mh__rows rows[MH__SOURCE_SHEETS] = { 0 };
    struct mh__report r = { .scope = MH_SCOPE_MEMBER };
    groups(p, 2);
    two_makers(p);
    take_text(p, "besoins", "membre;reference;designation;quantite;unite\nG0;A;" SYRINGE("10") ";8000;U\nG1;B;" SYRINGE("10") ";4000;U\n");
    assert_int_equal(mh__cover_sheets(p->s, &r, rows, &p->err), MH_OK);
    for (int i = 0; i < MH__SOURCE_SHEETS; i++)
        assert_null(rows[i].table);
    r = (struct mh__report){ .scope = MH_SCOPE_PLAN, .wide = true };
    assert_int_equal(mh__cover_sheets(p->s, &r, rows, &p->err), MH_OK);
    assert_ptr_equal(rows[0].table, &mh_rep_cover_table);
    const struct mh_rep_scenario *first = mh__rows_at(&rows[1], 0);
    assert_int_equal(first->cost, MH_UNKNOWN); /* prices are each group's own */
    for (int i = 0; i < MH__SOURCE_SHEETS; i++)
        mh__rows_free(&rows[i]);
}

static void nothing_asked_nothing_covered(void **state)
{
    struct plan *p = *state;
    struct mh_cover_summary sum;
    struct mh_cover_request q = { 0 };
    assert_int_equal(mh_ops_cover(p->s, &q, NULL, NULL, &sum, &p->err), MH_OK);
    assert_int_equal(sum.needs, 0);
    mh_cover_summary_free(&sum);
    two_makers(p);
    assert_int_equal(mh_ops_cover(p->s, &q, NULL, NULL, &sum, &p->err), MH_OK);
    assert_int_equal(sum.rate_ppm, 0);
    mh_cover_summary_free(&sum);
}

/* The solver's child is this test, which knows `--solve`. */
static int setup(void **state)
{
    plan_setup(state);
    struct plan *p = *state;
    p->program = "/proc/self/exe";
    plan_reopen(p, true);
    return 0;
}

static void without_a_solver_awards_are_placed_simply(void **state)
{
    struct plan *p = *state;
    struct mh_cover_summary sum;
    struct mh_cover_request q = { 0 };
    p->program = NULL;
    plan_reopen(p, true);
    two_makers(p);
    take_text(p, "besoins", "reference;designation;quantite;unite\nA;" SYRINGE("10") ";8000;U\n");
    assert_int_equal(mh_ops_cover(p->s, &q, NULL, NULL, &sum, &p->err), MH_OK);
    assert_int_equal(sum.rate_ppm, 1000000);
    assert_int_equal(sum.gap_ppm, MH_UNKNOWN);
    mh_cover_summary_free(&sum);
}

/* A solver that dies: a plan all the same, which says so; nothing is written. */
static void a_solver_that_dies_leaves_a_plan(void **state)
{
    struct plan *p = *state;
    struct mh_cover_summary sum;
    struct mh_cover_request q = { 0 };
    int64_t before = 0, after = 0;
    two_makers(p);
    take_text(p, "besoins", "reference;designation;quantite;unite\nA;" SYRINGE("10") ";8000;U\n");
    assert_int_equal(mh_store_operations(p->s->store, &before, &p->err), MH_OK);
    p->program = "/bin/false";
    plan_reopen(p, true);
    assert_int_equal(mh_ops_cover(p->s, &q, NULL, NULL, &sum, &p->err), MH_OK);
    assert_non_null(strstr(sum.note, "solveur"));
    assert_int_equal(sum.gap_ppm, MH_UNKNOWN);
    assert_int_equal(sum.rate_ppm, 1000000);
    mh_cover_summary_free(&sum);
    assert_int_equal(mh_store_operations(p->s->store, &after, &p->err), MH_OK);
    assert_int_equal(before, after);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, plan_teardown)

int main(int argc, char **argv)
{
    if (argc == 2 && strcmp(argv[1], "--solve") == 0)
        return mh_solve_child();
    const struct CMUnitTest tests[] = {
        TEST(rows_add_up_and_say_why), TEST(wide_rows_tell_no_volume_of_few), TEST(a_pool_that_is_no_row_of_the_plan_is_rough), TEST(figures_say_no_more_than_the_order_told), TEST(what_a_group_decided_is_kept),
        TEST(whoever_refused_is_not_given), TEST(whoever_refused_all_is_given_none), TEST(no_sheet_of_others_for_one_group), TEST(nothing_asked_nothing_covered), TEST(without_a_solver_awards_are_placed_simply), TEST(a_solver_that_dies_leaves_a_plan),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

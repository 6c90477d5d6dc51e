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

/* --- freezing --- */

#define MAKERS "code;raison_sociale;statut;role\nFAB;Fabrique;en production;fabricant\n"
#define PRODUCTS "fabricant;reference;famille;designation;statut;prix_unitaire_ht\nFAB;S5;seringue;Seringue 3 pièces 5 ml luer stérile;produit;0,40\n"
#define LINES "etablissement;reference;designation;quantite;unite\nS1;A;Seringue 3 pièces 5 ml luer stérile;10;B/100\n" \
              "S2;A;Seringue 3 pièces 5 ml luer stérile;7;B/100\nS1;B;Sonde de Foley 2 voies CH 16 silicone;20;pièce\n"

static void small(struct plan *p)
{
    take_text(p, "fabricants", MAKERS);
    take_text(p, "produits", PRODUCTS);
    take_text(p, "besoins", LINES);
}

static enum mh_rc count_problem(void *ctx, const struct mh_rep_problem *p, struct mh_err *err)
{
    (void)p, (void)err;
    ++*(int *)ctx;
    return MH_OK;
}

static enum mh_rc freeze(struct plan *p, struct mh_freeze_result *r, int *problems)
{
    mh_err_clear(&p->err);
    *problems = 0;
    return mh_ops_freeze(p->s, 0, count_problem, problems, r, &p->err);
}

static struct mh_freeze_result freeze_ok(struct plan *p)
{
    struct mh_freeze_result r;
    int problems;
    if (freeze(p, &r, &problems) != MH_OK)
        fail_msg("%s", p->err.msg);
    assert_int_equal(problems, 0);
    return r;
}

static void revise_ok(struct plan *p, const char *want)
{
    char version[16];
    mh_err_clear(&p->err);
    if (mh_ops_revise(p->s, 0, "essai", version, &p->err) != MH_OK)
        fail_msg("%s", p->err.msg);
    assert_string_equal(version, want);
}

static void high_problems_hold_it_back(void **state)
{
    struct plan *p = *state;
    struct mh_freeze_result r;
    int problems;
    int64_t n, before;
    small(p);
    take_text(p, "besoins", "etablissement;reference;designation;quantite;unite\nS1;Z;Compresse stérile 10x10;0;pièce\n");
    before = operations(p);
    assert_int_equal(freeze(p, &r, &problems), MH_EDENIED);
    assert_has(p->err.msg, "mahalli explain");
    assert_int_equal(problems, 1);
    assert_int_equal(operations(p), before); /* nothing was recorded */
    assert_int_equal(lines_of(p, "versions", NULL), 0);
    assert_int_equal(mh_ops_explain(p->s, "volume-nul", "MOI", "Z", "garde en attente", &n, &p->err), MH_OK);
    r = freeze_ok(p);
    assert_string_equal(r.version, "V1");
    assert_int_equal(r.lines, 3);
    assert_int_equal(r.makers, 1);
    assert_int_equal(r.products, 1);
    assert_int_equal(r.explained, 1);
    assert_int_equal(lines_of(p, "campagnes", "statut=close"), 1);
    assert_int_equal(freeze(p, &r, &problems), MH_EDENIED);
    assert_has(p->err.msg, "mahalli revise");
    assert_sound(p);
}

/* The registry lives on; what the frozen plan said stays, letter by letter. */
static void a_frozen_plan_stays(void **state)
{
    struct plan *p = *state;
    struct mh_operation done = { 0 };
    int64_t n;
    small(p);
    freeze_ok(p);
    char *lines = list_of(p, "lignes_figees", NULL), *records = list_of(p, "fiches_figees", NULL);
    assert_has(lines, ";match;");
    assert_has(lines, "S1|S2");
    assert_has(records, "statut: produit");
    assert_int_equal(set_one(p, "fabricants", "FAB", "statut=arrêté"), MH_OK);
    assert_int_equal(set_one(p, "produits", "FAB/S5", "designation=Autre chose"), MH_OK);
    assert_int_equal(set_one(p, "articles", "A", "unite=B/50"), MH_OK);
    match_plan(p);
    char *again = list_of(p, "lignes_figees", NULL), *records2 = list_of(p, "fiches_figees", NULL), *needs = list_of(p, "besoins", NULL);
    assert_string_equal(lines, again);
    assert_string_equal(records, records2);
    assert_has(needs, ";1000;"); /* a closed plan's volumes are not counted again */
    assert_has_not(needs, ";500;");
    free(again);
    free(records2);
    free(needs);
    assert_int_equal(set_one(p, "versions", "2027-V1", "motif=x"), MH_EDENIED);
    assert_int_equal(set_one(p, "campagnes", "2027", "statut=ouverte"), MH_EDENIED);
    assert_int_equal(mh_ops_campaign(p->s, "open", 2027, &p->err), MH_EDENIED);
    /* Neither the freezing nor what came before it in the needs is undone. */
    for (n = 4; n <= 5; n++) { /* the needs, the freezing */
        mh_err_clear(&p->err);
        assert_int_equal(mh_ops_undo(p->s, n, &done, &p->err), MH_EDENIED);
    }
    again = list_of(p, "lignes_figees", NULL);
    assert_string_equal(lines, again);
    assert_int_equal(lines_of(p, "besoins", NULL), 3);
    free(again);
    free(lines);
    free(records);
    assert_sound(p);
}

static void redo_leaves_closed_needs(void **state)
{
    struct plan *p = *state;
    struct mh_operation done = { 0 };
    small(p);
    assert_int_equal(set_one(p, "besoins", "A@S1", "quantite=11"), MH_OK);
    undo_one(p);
    freeze_ok(p);
    mh_err_clear(&p->err);
    assert_int_equal(mh_ops_redo(p->s, &done, &p->err), MH_EDENIED);
    assert_has(p->err.msg, "mahalli revise");
    char *needs = list_of(p, "besoins", NULL);
    assert_has_not(needs, ";11;");
    free(needs);
    revise_ok(p, "V1.1");
    redo_one(p);
    needs = list_of(p, "besoins", NULL);
    assert_has(needs, ";11;");
    free(needs);
    assert_sound(p);
}

/* A line removed, then the year closed: undo does not bring it back; one made, undone and closed: redo neither. */
static void lines_gone_stay_gone(void **state)
{
    struct plan *p = *state;
    struct mh_operation done = { 0 };
    small(p);
    assert_int_equal(mh_ops_remove(p->s, "besoins", "B@S1", &p->err), MH_OK);
    int64_t removal = operations(p);
    take_text(p, "besoins", "etablissement;reference;designation;quantite;unite\nS1;C;Seringue 50 ml;3;pièce\n");
    undo_one(p);
    freeze_ok(p);
    assert_int_equal(lines_of(p, "besoins", NULL), 2);
    assert_int_equal(mh_ops_undo(p->s, removal, &done, &p->err), MH_EDENIED);
    assert_int_equal(mh_ops_redo(p->s, &done, &p->err), MH_EDENIED);
    assert_int_equal(lines_of(p, "besoins", NULL), 2);
    assert_sound(p);
}

static void versions_follow_each_other(void **state)
{
    struct plan *p = *state;
    char version[16];
    small(p);
    assert_int_equal(mh_ops_revise(p->s, 0, "trop tôt", version, &p->err), MH_EDENIED);
    assert_string_equal(freeze_ok(p).version, "V1");
    assert_int_equal(set_one(p, "besoins", "A@S1", "quantite=12"), MH_EDENIED);
    mh_err_clear(&p->err);
    assert_int_equal(mh_ops_revise(p->s, 0, "  ", version, &p->err), MH_EUSAGE);
    revise_ok(p, "V1.1");
    assert_int_equal(set_one(p, "besoins", "A@S1", "quantite=12"), MH_OK);
    assert_string_equal(freeze_ok(p).version, "V1.1");
    revise_ok(p, "V1.2");
    assert_string_equal(freeze_ok(p).version, "V1.2");
    char *v = list_of(p, "versions", NULL), *l = list_of(p, "lignes_figees", "version=2027-V1");
    assert_has(v, "2027-V1.1;2027;V1.1;essai;2026-11-21;essai;2026-11-21;essai;3;2;");
    assert_has(l, ";1700;"); /* as V1 counted it */
    free(v);
    free(l);
    assert_int_equal(mh_ops_campaign(p->s, "archive", 2027, &p->err), MH_OK);
    assert_sound(p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(proposed_lines_wait, plan_setup, plan_teardown),
        cmocka_unit_test_setup_teardown(high_problems_hold_it_back, plan_setup, plan_teardown),
        cmocka_unit_test_setup_teardown(a_frozen_plan_stays, plan_setup, plan_teardown),
        cmocka_unit_test_setup_teardown(redo_leaves_closed_needs, plan_setup, plan_teardown),
        cmocka_unit_test_setup_teardown(lines_gone_stay_gone, plan_setup, plan_teardown),
        cmocka_unit_test_setup_teardown(versions_follow_each_other, plan_setup, plan_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

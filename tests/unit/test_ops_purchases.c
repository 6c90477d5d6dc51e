/* Purchases as use cases: identity, articles they share with needs, undo; needs proposed from them, by hand and at random. */
#include "ops_help.h"
#include <mahalli/plan.h>

static int setup(void **state)
{
    plan_setup(state);
    take_text(*state, "membres", "code;nom\nAAA;Groupe A\nBBB;Groupe B\n");
    take_text(*state, "sites", "membre;code;nom\nAAA;S1;Un\nAAA;S2;Deux\nBBB;S1;Autre\n");
    return 0;
}

static const char bought[] = "membre;etablissement;reference;designation;date;quantite;unite;prix_unitaire_ht;fournisseur;fabricant;pays_origine\n"
                             "AAA;S1;X1;SERINGUE 10 ML;2026-01-10;10;B/100;30,50;Vendeur;M1;Maroc\n"
                             "AAA;S1;X1;SERINGUE 10 ML;2026-05-10;50;pièce;0,40;Vendeur;;Chine\n"
                             "AAA;S1;X1;SERINGUE 10 ML;2026-05-10;60;pièce;0,40;Vendeur;;Chine\n"
                             "AAA;S2;X1;SERINGUE 10 ML;2026-05-10;1;B/100;;;;\n"
                             "BBB;S1;X1;BANDE CREPE 10 CM;2026-05-10;7;pièce;;;;\n";

static void test_identity(void **state)
{
    struct plan *p = *state;
    take_text(p, "besoins", "membre;etablissement;reference;designation;quantite;unite\nAAA;S1;X1;SERINGUE STERILE 10 ML LUER;5;B/100\n");
    take_text(p, "achats", bought);
    assert_int_equal(lines_of(p, "achats", NULL), 5);
    assert_int_equal(lines_of(p, "articles", NULL), 2); /* the groups' own X1, the needs' one among them */
    char *a = list_of(p, "articles", "membre=AAA");
    assert_has(a, "SERINGUE STERILE 10 ML LUER"); /* a purchase does not rename it */
    free(a);
    char *before = list_of(p, "achats", NULL);
    assert_has(before, "2026-05-10;60;pièce;;0.40;Vendeur;;Chine;2026;2;");
    int64_t n = operations(p);
    take_text(p, "achats", bought);
    assert_int_equal(operations(p), n); /* the same file again: nothing */
    char *after = list_of(p, "achats", NULL);
    assert_string_equal(before, after);
    free(before);
    free(after);
    undo_one(p);
    assert_int_equal(lines_of(p, "achats", NULL), 0);
    assert_int_equal(lines_of(p, "articles", NULL), 1);
    redo_one(p);
    assert_int_equal(lines_of(p, "achats", NULL), 5);
    assert_sound(p);
}

static void test_articles_held(void **state)
{
    struct plan *p = *state;
    take_text(p, "achats", bought);
    assert_int_equal(mh_ops_remove(p->s, "articles", "BBB/X1", &p->err), MH_EINVAL); /* a purchase refers to it */
    mh_err_clear(&p->err);
    assert_int_equal(mh_ops_remove(p->s, "achats", "BBB/X1@S1@2026-05-10", &p->err), MH_OK);
    assert_int_equal(mh_ops_remove(p->s, "articles", "BBB/X1", &p->err), MH_OK);
    assert_int_equal(set_one(p, "achats", "AAA/X1@S1@2026-05-10", "quantite=4"), MH_EAMBIG);
    assert_int_equal(set_one(p, "achats", "AAA/X1@S1@2026-05-10#2", "quantite=4"), MH_OK);
    assert_int_equal(set_one(p, "achats", "AAA/X1@S1@2026-05-10#2", "quantite=4,5"), MH_EINVAL);
    assert_int_equal(set_one(p, "achats", "AAA/X1@S1@2026-05-10#9", "quantite=4"), MH_ENOTFOUND);
    char *all = list_of(p, "achats", NULL);
    assert_has(all, "2026-05-10;4;pièce");
    free(all);
}

static void test_bad_rows(void **state)
{
    struct plan *p = *state;
    const char *text = "membre;etablissement;reference;designation;date;annee;quantite;unite\n"
                       "AAA;S1;X1;SERINGUE 10 ML;2026-01-10;2025;10;B/100\n"
                       "AAA;S1;X1;SERINGUE 10 ML;;1999;10;B/100\n"
                       "AAA;S9;X1;SERINGUE 10 ML;2026-01-10;;10;B/100\n"
                       "ZZZ;S1;X1;SERINGUE 10 ML;2026-01-10;;10;B/100\n"
                       "AAA;S1;X1;;2026-01-10;;10;B/100\n"
                       "AAA;S1;X1;SERINGUE 10 ML;2026-01-10;;-1;B/100\n"
                       "AAA;S1;X1;SERINGUE 10 ML;2026-01-10;;0,001;B/100\n";
    struct mh_import_result r = take_file(p, "achats", plan_file(p, "faux.csv", text), NULL);
    assert_int_equal(r.rejected, 7);
    assert_int_equal(r.created, 0);
    mh_import_result_free(&r);
    assert_int_equal(lines_of(p, "articles", NULL), 0); /* a refused row leaves nothing */
}

static void test_countries(void **state)
{
    (void)state;
    assert_string_equal(mh_origin_of("Maroc"), "local");
    assert_string_equal(mh_origin_of("MA"), "local");
    assert_string_equal(mh_origin_of("made in Morocco"), "local");
    assert_string_equal(mh_origin_of("CHINE"), "importé");
    assert_string_equal(mh_origin_of("Corée du Sud"), "importé");
    assert_string_equal(mh_origin_of("import"), "importé");
    assert_string_equal(mh_origin_of("inconnue"), "inconnue");
    assert_null(mh_origin_of("Atlantide")); /* a word that nobody knows is no country */
    assert_null(mh_origin_of(""));
    assert_null(mh_origin_of(NULL));
}

struct told { struct mh_str text; int64_t rows; };

static enum mh_rc tell(void *ctx, const struct mh_rep_proposal *r, struct mh_err *err)
{
    struct told *t = ctx;
    (void)err;
    t->rows++;
    mh_str_addf(&t->text, "%s %s %s %s %s %s %s %s|", r->member, r->site, r->reference, r->quantity ? r->quantity : "-",
                r->quarter[0] ? r->quarter[0] : "-", r->quarter[1] ? r->quarter[1] : "-", r->quarter[3] ? r->quarter[3] : "-", r->outcome);
    return MH_OK;
}

static struct mh_propose_result propose(struct plan *p, const char *growth, bool dry, struct told *t)
{
    struct mh_propose_result r;
    mh_err_clear(&p->err);
    if (mh_ops_propose(p->s, &(struct mh_propose_request){ .year = 2026, .growth = growth, .dry_run = dry }, &r, t ? tell : NULL, t, &p->err) != MH_OK)
        fail_msg("%s", p->err.msg);
    return r;
}

static void test_propose(void **state)
{
    struct plan *p = *state;
    struct told t = { 0 };
    take_text(p, "achats", bought);
    struct mh_propose_result r = propose(p, "10", true, &t);
    /* 1 110 syringes + 10 % = 1 221: 13 boxes, of which 10/11.1 were bought in the first quarter */
    assert_has(mh_str_text(&t.text), "AAA S1 X1 13 12 1 0 proposé|");
    assert_has(mh_str_text(&t.text), "AAA S2 X1 2 0 2 0 proposé|");
    assert_has(mh_str_text(&t.text), "BBB S1 X1 8 0 8 0 proposé|");
    assert_int_equal(r.operation, 0);
    assert_int_equal(lines_of(p, "besoins", NULL), 0);
    take_text(p, "besoins", "membre;etablissement;reference;designation;quantite;unite\nAAA;S2;X1;SERINGUE 10 ML;5;B/100\n");
    r = propose(p, "10", false, NULL);
    assert_int_equal(r.outcome[MH_PROPOSED], 2);
    assert_int_equal(r.outcome[MH_ASKED_ALREADY], 1);
    char *needs = list_of(p, "besoins", NULL);
    assert_has(needs, "AAA;S2;X1;1;;;SERINGUE 10 ML;;5;B/100");
    assert_has(needs, "achats 2026;1300;");
    r = propose(p, "10", false, NULL);
    assert_int_equal(r.operation, 0);
    char *again = list_of(p, "besoins", NULL);
    assert_string_equal(needs, again);
    free(needs);
    free(again);
    r = propose(p, "0", false, NULL);
    assert_int_equal(r.outcome[MH_PROPOSED_OTHERWISE], 2);
    undo_one(p);
    undo_one(p);
    assert_int_equal(lines_of(p, "besoins", NULL), 1);
    assert_sound(p);
    mh_str_free(&t.text);
}

/* Whatever was bought: at least the growth asked, less than a step more, quarters that add up and follow what was bought. */
static void test_volumes(void **state)
{
    (void)state;
    uint64_t seed = 11;
    for (int i = 0; i < 20000; i++) {
        struct mh_bought b[6];
        struct mh_proposed v;
        size_t n = 1 + draw(&seed, 6);
        int64_t growth = (int64_t)draw(&seed, 2500) - 900, step = 1 + draw(&seed, 120), sum = 0, last = 0;
        bool dated = true;
        for (size_t k = 0; k < n; k++) {
            b[k] = (struct mh_bought){ .amount = draw(&seed, 3000), .quarter = (int)draw(&seed, 8) % 5 };
            sum += b[k].amount;
            dated = dated && b[k].quarter != 0;
        }
        if (!mh_propose(b, n, growth, step, &v)) {
            assert_int_equal(sum, 0);
            continue;
        }
        assert_int_equal(v.sum, sum);
        assert_true(v.grown * 1000 >= sum * (1000 + growth) && (v.grown - 1) * 1000 < sum * (1000 + growth));
        assert_true(v.steps * step >= v.grown && (v.steps - 1) * step < v.grown);
        assert_int_equal(dated, v.quarter[0] != MH_UNKNOWN);
        for (int q = 0; dated && q < 4; q++) {
            assert_true(v.quarter[q] >= 0);
            last += v.quarter[q];
        }
        assert_true(!dated || last == v.steps);
    }
    struct mh_bought huge[] = { { INT64_MAX / 4, 1 } };
    struct mh_proposed v;
    assert_false(mh_propose(huge, 1, 0, 1, &v));
    assert_false(mh_propose(huge, 0, 0, 1, &v));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_identity, setup, plan_teardown),
        cmocka_unit_test_setup_teardown(test_articles_held, setup, plan_teardown),
        cmocka_unit_test_setup_teardown(test_bad_rows, setup, plan_teardown),
        cmocka_unit_test(test_countries),
        cmocka_unit_test_setup_teardown(test_propose, setup, plan_teardown),
        cmocka_unit_test(test_volumes),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests_name("ops purchases", tests, NULL, NULL);
}

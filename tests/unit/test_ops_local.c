/* Local share: each line stands once, what counts as local, what a wide scope may not tell. */
#include "ops_help.h"

static int setup(void **state)
{
    plan_setup(state);
    struct plan *p = *state;
    take_text(p, "membres", "code;nom\nAAA;Groupe A\nBBB;Groupe B\nCCC;Groupe C\n");
    take_text(p, "fabricants", "code;raison_sociale;statut;role\nM1;Fait Ici;en production;fabricant\nM2;Revend;en production;distributeur\n");
    take_text(p, "produits", "fabricant;reference;designation;statut;taux_integration;preuve\n"
                             "M1;S10;Seringue hypodermique 3 pièces 10 mL luer sans aiguille stérile;produit;45;label\n"
                             "M1;S20;Seringue hypodermique 3 pièces 20 mL luer sans aiguille stérile;produit;45;déclaré\n"
                             "M1;S50;Seringue hypodermique 3 pièces 50 mL luer sans aiguille stérile;produit;39;audité\n"
                             "M1;S05;Seringue hypodermique 3 pièces 5 mL luer sans aiguille stérile;produit;;\n"
                             "M2;S02;Seringue hypodermique 3 pièces 2 mL luer sans aiguille stérile;produit;90;label\n");
    return 0;
}

#define SYRINGE "Seringue hypodermique 3 pièces "
#define REST " mL luer sans aiguille stérile"

static void take_needs(struct plan *p)
{
    take_text(p, "besoins", "membre;reference;designation;quantite;unite;prix_unitaire_ht;origine\n"
                            "AAA;R10;" SYRINGE "10" REST ";100;pièce;1,00;local\n"
                            "AAA;R20;" SYRINGE "20" REST ";200;pièce;;importé\n"
                            "AAA;R50;" SYRINGE "50" REST ";300;pièce;2,00;\n"
                            "AAA;R05;" SYRINGE "5" REST ";400;pièce;;\n"
                            "AAA;R02;" SYRINGE "2" REST ";500;pièce;;\n"
                            "AAA;P1;PARACETAMOL 1 G COMPRIME;10;pièce;;\n"
                            "BBB;R10;" SYRINGE "10" REST ";1000;pièce;;\n"
                            "CCC;R10;" SYRINGE "10" REST ";10000;pièce;;\n");
    match_plan(p);
}

struct told { struct mh_str text; int64_t lines, of; };

static enum mh_rc tell(void *ctx, const struct mh_rep_local *r, struct mh_err *err)
{
    struct told *t = ctx;
    (void)err;
    if (r->lines == MH_UNKNOWN)
        return MH_OK;
    bool whole = strcmp(r->item, "ensemble local") == 0;
    t->lines += whole ? 0 : r->lines;
    t->of += whole ? r->of : 0;
    mh_str_addf(&t->text, "%s %lld %s: %s %lld/%lld", r->view, (long long)r->year, r->family ? r->family : "*", r->item, (long long)r->lines,
                (long long)r->of);
    if (r->volume_text)
        mh_str_addf(&t->text, " %s", r->volume_text);
    if (r->volume_share != MH_UNKNOWN)
        mh_str_addf(&t->text, " v%lld", (long long)r->volume_share);
    if (r->value != MH_UNKNOWN)
        mh_str_addf(&t->text, " %lldc p%lld", (long long)r->value, (long long)r->priced);
    mh_str_add(&t->text, "|");
    return MH_OK;
}

static char *shares(struct plan *p, const char *scope)
{
    struct told t = { 0 };
    mh_err_clear(&p->err);
    if (mh_ops_local(p->s, scope, NULL, tell, &t, &p->err) != MH_OK)
        fail_msg("%s", p->err.msg);
    assert_int_equal(t.lines, t.of); /* every line of every view and family stands in one item */
    char *text = mh_str_take(&t.text);
    return text ? text : mh_xstrdup("");
}

static void test_own(void **state)
{
    struct plan *p = *state;
    take_needs(p);
    char *t = shares(p, "member=AAA");
    assert_has(t, "plan 2027 *: ensemble local 4/5 70000c p2|");
    assert_has(t, "plan 2027 seringue: local ≥ 40 % prouvé 1/5 100 v67 10000c p1|");
    assert_has(t, "plan 2027 seringue: local ≥ 40 % déclaré 1/5 200 v133|");
    assert_has(t, "plan 2027 seringue: local < 40 % 1/5 300 v200 60000c p1|");
    assert_has(t, "plan 2027 seringue: local, taux inconnu 1/5 400 v267|");
    assert_has(t, "origine 2027 *: local, selon le groupe 1/5 10000c p1|");
    assert_has(t, "origine 2027 *: importé 1/5|");
    assert_has(t, "origine 2027 *: origine inconnue 3/5 60000c p1|");
    free(t);
}

static void test_wide(void **state)
{
    struct plan *p = *state;
    take_needs(p);
    char *t = shares(p, "plan");
    assert_has(t, "plan 2027 *: ensemble local 6/7|");
    assert_has_not(t, "c p"); /* no value */
    assert_has_not(t, " v");  /* no share of a volume, which with an exact one would tell the others */
    assert_has(t, "plan 2027 seringue: local ≥ 40 % prouvé 3/7 ~");
    free(t);
    assert_int_equal(mh_ops_remove(p->s, "besoins", "AAA/R20@AAA", &p->err), MH_OK);
    assert_int_equal(mh_ops_remove(p->s, "besoins", "AAA/R50@AAA", &p->err), MH_OK);
    assert_int_equal(mh_ops_remove(p->s, "besoins", "AAA/R05@AAA", &p->err), MH_OK);
    assert_int_equal(mh_ops_remove(p->s, "besoins", "AAA/R02@AAA", &p->err), MH_OK);
    assert_int_equal(set_one(p, "besoins", "AAA/R10@AAA", "origine="), MH_OK);
    t = shares(p, "plan"); /* three groups share all there is; a sum is still rough: sheets by specification tell their exact part of it */
    assert_has(t, "plan 2027 seringue: local ≥ 40 % prouvé 3/3 ~ 10\u202f000 v1000|");
    free(t);
}

static void test_bought(void **state)
{
    struct plan *p = *state;
    take_needs(p);
    take_text(p, "achats", "membre;reference;designation;date;quantite;unite;prix_unitaire_ht;fournisseur;fabricant;pays_origine\n"
                           "AAA;R10;" SYRINGE "10" REST ";2025-02-01;100;pièce;0,33;M1;m1;\n"
                           "AAA;R10;" SYRINGE "10" REST ";2025-03-01;100;pièce;;;Fait ici;Turquie\n"
                           "AAA;R10;" SYRINGE "10" REST ";2025-04-01;100;pièce;;M1;;\n"
                           "AAA;R10;" SYRINGE "10" REST ";2025-05-01;100;pièce;;;M2;Maroc\n"
                           "AAA;R10;" SYRINGE "10" REST ";2025-06-01;100;pièce;;;Autre;Maroc\n"
                           "AAA;R10;" SYRINGE "10" REST ";2026-06-01;100;pièce;;;M1;Maroc\n");
    match_plan(p);
    char *t = shares(p, "member=AAA");
    assert_has(t, "achats 2025 *: local, du registre 1/5");
    assert_has(t, "achats 2025 *: local, non recensé 1/5|");
    assert_has(t, "achats 2025 *: importé 1/5|");
    assert_has(t, "achats 2025 *: origine inconnue 2/5|"); /* a supplier and a distributor say nothing */
    assert_has(t, "achats 2026 seringue: ensemble local 1/1 100 v1000|");
    free(t);
    assert_int_equal(mh_ops_local(p->s, "gaps", NULL, tell, NULL, &p->err), MH_EUSAGE);
}

static void test_unmatched(void **state)
{
    struct plan *p = *state;
    take_text(p, "besoins", "membre;reference;designation;quantite;unite\nAAA;R10;" SYRINGE "10" REST ";100;pièce\n");
    char *t = shares(p, NULL);
    assert_has(t, "plan 2027 *: à rapprocher (mahalli match) 1/1|");
    free(t);
}

static void test_threshold(void **state)
{
    struct plan *p = *state;
    take_needs(p);
    assert_int_equal(set_one(p, "campagnes", "2027", "seuil_local=46"), MH_OK);
    plan_reopen(p, true);
    char *t = shares(p, "member=AAA");
    assert_has(t, "plan 2027 *: local < 46 % 3/5");
    free(t);
    assert_int_equal(set_one(p, "campagnes", "2027", "seuil_local=101"), MH_EINVAL);
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, setup, plan_teardown)
    const struct CMUnitTest tests[] = { T(test_own), T(test_wide), T(test_bought), T(test_unmatched), T(test_threshold) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

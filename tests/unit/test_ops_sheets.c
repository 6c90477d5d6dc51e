/* Fiches techniques types as a use case: versions, who inherits, opinions reopened with the reason, files in and out, undo. */
#include "ops_help.h"
#include <mahalli/store.h>

static int setup(void **state)
{
    struct plan *p = calloc(1, sizeof *p);
    plan_new(p);
    *state = p;
    take_text(p, "membres", "code;nom\nAAA;Groupe A\nBBB;Groupe B\n");
    take_text(p, "fabricants", "code;raison_sociale;statut;role\nM1;Démo Un;en production;fabricant\n");
    take_text(p, "produits", "fabricant;reference;designation;statut\n"
                             "M1;LAT;Sonde vésicale Foley latex 2 voies CH 18 ballonnet 10 ml;produit\n"
                             "M1;SIL;Sonde vésicale Foley silicone 2 voies CH 18 ballonnet 10 ml;produit\n");
    take_text(p, "besoins", "membre;reference;designation;quantite;unite\n"
                            "AAA;X1;SONDE FOLEY CH18;100;pièce\n"
                            "AAA;X2;SONDE FOLEY LATEX CH18 2 VOIES;50;pièce\n"
                            "AAA;S1;SERINGUE 10 ML;50;pièce\n"
                            "BBB;Y1;SONDE FOLEY CH18;100;pièce\n");
    return 0;
}

static int teardown(void **state)
{
    plan_free(*state);
    free(*state);
    return 0;
}

static enum mh_rc add_sheet(struct plan *p, const char *member, const char *specs, const char *status)
{
    struct mh_diags diags = MH_DIAGS_INIT;
    char m[40], s[400], e[40];
    snprintf(m, sizeof m, "membre=%s", member);
    snprintf(s, sizeof s, "specifications=%s", specs);
    snprintf(e, sizeof e, "etat=%s", status);
    const char *const fields[] = { m, "famille=sonde_foley", s, e, NULL };
    mh_err_clear(&p->err);
    enum mh_rc rc = mh_ops_add(p->s, "fiches", fields, &diags, &p->err);
    mh_diags_free(&diags);
    return rc;
}

struct shown {
    char specs[400], state[40], product[40], opinion[200], source[64];
};

static enum mh_rc keep(void *ctx, const struct mh_match_row *row, struct mh_err *err)
{
    struct shown *x = ctx;
    (void)err;
    if (row->rank > 1)
        return MH_OK;
    snprintf(x->specs, sizeof x->specs, "%s", row->specs);
    snprintf(x->state, sizeof x->state, "%s", row->state);
    snprintf(x->product, sizeof x->product, "%s", row->product);
    snprintf(x->opinion, sizeof x->opinion, "%s", row->opinion);
    for (size_t i = 0; i < row->nrequirements; i++)
        if (strcmp(row->requirement[i].attribute, "matière") == 0)
            snprintf(x->source, sizeof x->source, "%s", row->requirement[i].source);
    return MH_OK;
}

static struct shown look(struct plan *p, const char *article)
{
    struct shown x = { .specs = "" };
    mh_err_clear(&p->err);
    if (mh_ops_match_rows(p->s, article, 5, keep, &x, &p->err) != MH_OK)
        fail_msg("%s", p->err.msg);
    return x;
}

static void who_inherits(void **state)
{
    struct plan *p = *state;
    match_plan(p);
    assert_int_equal(add_sheet(p, "AAA", "matériau = silicone", "proposée"), MH_OK);
    assert_int_equal(match_plan(p).matched_again, 0); /* a proposal counts for nothing */
    assert_int_equal(set_one(p, "fiches", "AAA/sonde_foley", "etat=adoptée"), MH_OK);
    assert_int_equal(match_plan(p).matched_again, 2); /* the group's catheters, no syringe, nobody else's */
    struct shown x = look(p, "AAA/X1");
    assert_has(x.specs, "matière silicone");
    assert_string_equal(x.product, "SIL");
    assert_string_equal(x.source, "référentiel (fiche v1)");
    x = look(p, "AAA/X2");
    assert_has(x.specs, "matière latex");
    assert_string_equal(x.product, "LAT");
    assert_string_equal(x.source, "lu");
    assert_has_not(look(p, "BBB/Y1").specs, "matière");
    assert_has_not(look(p, "AAA/S1").specs, "matière");
    undo_one(p);
    assert_int_equal(match_plan(p).matched_again, 2);
    assert_has_not(look(p, "AAA/X1").specs, "matière");
    redo_one(p);
    assert_has(look(p, "AAA/X1").specs, "matière silicone");
    assert_sound(p);
}

static void versions(void **state)
{
    struct plan *p = *state;
    assert_int_equal(add_sheet(p, "AAA", "matériau = silicone", "adoptée"), MH_OK);
    assert_int_equal(add_sheet(p, "AAA", "matériau=silicone", "adoptée"), MH_ECONFLICT); /* the same, said again */
    assert_int_equal(add_sheet(p, "AAA", "matériau = latex", "adoptée"), MH_OK);
    assert_has(look(p, "AAA/X1").specs, "matière latex");
    assert_string_equal(look(p, "AAA/X1").source, "référentiel (fiche v2)");
    /* What was adopted stays as it was. */
    assert_int_equal(set_one(p, "fiches", "AAA/sonde_foley@2", "specifications=matériau = silicone"), MH_EINVAL);
    assert_has(p->err.msg, "nouvelle version");
    assert_int_equal(set_one(p, "fiches", "AAA/sonde_foley@2", "etat=proposée"), MH_EINVAL);
    assert_int_equal(set_one(p, "fiches", "AAA/sonde_foley@2", "version=5"), MH_EUSAGE);
    mh_err_clear(&p->err);
    assert_int_equal(mh_ops_remove(p->s, "fiches", "AAA/sonde_foley@2", &p->err), MH_EDENIED);
    /* Withdrawn: the one before counts again; and it stays withdrawn. */
    assert_int_equal(set_one(p, "fiches", "AAA/sonde_foley", "etat=retirée"), MH_OK);
    assert_has(look(p, "AAA/X1").specs, "matière silicone");
    assert_int_equal(set_one(p, "fiches", "AAA/sonde_foley@2", "etat=adoptée"), MH_EINVAL);
    assert_int_equal(set_one(p, "fiches", "AAA/sonde_foley@v1", "etat=retirée"), MH_OK);
    assert_has_not(look(p, "AAA/X1").specs, "matière");
    /* The same words adopted anew are a new version. */
    assert_int_equal(add_sheet(p, "AAA", "matériau = latex", "adoptée"), MH_OK);
    char *list = list_of(p, "fiches", NULL);
    assert_has(list, "AAA;sonde_foley;1;materiau = silicone;retirée;essai;2026-11-21;");
    assert_has(list, "AAA;sonde_foley;3;materiau = latex;adoptée;essai;2026-11-21;");
    free(list);
    /* A proposal is edited and thrown away freely. */
    assert_int_equal(add_sheet(p, "BBB", "voies = 2", "proposée"), MH_OK);
    assert_int_equal(set_one(p, "fiches", "BBB/sonde_foley", "specifications=voies = 3"), MH_OK);
    assert_int_equal(set_one(p, "fiches", "BBB/sonde_foley", "specifications=voie = trente"), MH_EINVAL);
    mh_err_clear(&p->err);
    assert_int_equal(mh_ops_remove(p->s, "fiches", "BBB/sonde_foley@1", &p->err), MH_OK);
    assert_int_equal(mh_ops_remove(p->s, "fiches", "BBB/sonde_foley@1", &p->err), MH_ENOTFOUND);
    assert_sound(p);
}

static void files(void **state)
{
    struct plan *p = *state;
    const char *file = plan_file(p, "f.csv", "membre;famille;specifications;etat;motif\n"
                                             "AAA;Sonde vésicale à ballonnet (Foley);matériau = silicone;adoptée;usage\n"
                                             "AAA;seringue;embout = baionnette;adoptée;\n"
                                             "AAA;seringues de plage;embout = luer;adoptée;\n"
                                             "BBB;seringue;embout = luer;;\n");
    struct mh_import_result r = take_file(p, "fiches", file, NULL);
    assert_int_equal(r.created, 2);
    assert_int_equal(r.rejected, 2);
    assert_non_null(has_rule(&r, "fiche-valeur"));
    assert_has(has_rule(&r, "fiche-valeur")->suggestion, "luer_lock");
    mh_import_result_free(&r);
    r = take_file(p, "fiches", file, NULL);
    assert_int_equal(r.unchanged, 2);
    assert_int_equal(r.operation, 0);
    mh_import_result_free(&r);
    /* What a list writes imports as it is; adopting a proposal through a file changes its state, not its version. */
    char *list = list_of(p, "fiches", NULL);
    assert_has(list, "BBB;seringue;1;embout = luer;proposée;");
    free(list);
    take_text(p, "fiches", "membre;famille;version;specifications;etat\nBBB;seringue;1;embout = luer;adoptée\n");
    r = take_file(p, "fiches", plan_file(p, "g.csv", "membre;famille;version;specifications;etat\nBBB;seringue;1;embout = luer_lock;adoptée\n"), NULL);
    assert_int_equal(r.rejected, 1);
    assert_non_null(has_rule(&r, "fiche-adoptee"));
    mh_import_result_free(&r);
    assert_int_equal(lines_of(p, "fiches", "membre=BBB"), 1);
    assert_sound(p);
}

static void judged(struct plan *p, const char *product, const char *opinion)
{
    mh_err_clear(&p->err);
    if (mh_ops_judge(p->s, "AAA/X1", product, opinion, NULL, &p->err) != MH_OK)
        fail_msg("%s", p->err.msg);
}

static void opinions_are_reopened_with_the_reason(void **state)
{
    struct plan *p = *state;
    judged(p, "M1/LAT", "conforme");
    assert_string_equal(look(p, "AAA/X1").state, "Validé");
    assert_int_equal(add_sheet(p, "AAA", "voies = 2", "adoptée"), MH_OK);
    struct shown x = look(p, "AAA/X1");
    assert_string_not_equal(x.state, "Validé");
    assert_has(x.opinion, "la fiche technique type a changé depuis l'avis");
    judged(p, "M1/LAT", "conforme");
    assert_string_equal(look(p, "AAA/X1").state, "Validé");
    /* A new version that says the same of this article reopens nothing. */
    assert_int_equal(add_sheet(p, "AAA", "voies = 2; ch = 16", "adoptée"), MH_OK);
    assert_string_equal(look(p, "AAA/X1").state, "Validé");
    assert_int_equal(add_sheet(p, "AAA", "voies = 2; matériau = latex", "adoptée"), MH_OK);
    assert_has(look(p, "AAA/X1").opinion, "la fiche technique type a changé");
    assert_int_equal(set_one(p, "fiches", "AAA/sonde_foley", "etat=retirée"), MH_OK);
    assert_string_equal(look(p, "AAA/X1").state, "Validé");
    /* The article itself is another reason. */
    assert_int_equal(set_one(p, "articles", "AAA/X1", "designation=SONDE FOLEY CH18 STERILE"), MH_OK);
    assert_has(look(p, "AAA/X1").opinion, "l'article a changé depuis l'avis");
}

static void opinions_do_not_pass_between_what_asks_more_and_less(void **state)
{
    struct plan *p = *state;
    take_text(p, "avis", "article;membre;fabricant;produit;avis;portee;date\nX1;AAA;M1;LAT;conforme;association;2026-11-01\n");
    assert_string_equal(look(p, "BBB/Y1").state, "Validé");
    assert_int_equal(add_sheet(p, "AAA", "voies = 2", "adoptée"), MH_OK);
    assert_string_not_equal(look(p, "BBB/Y1").state, "Validé"); /* reads otherwise now */
    assert_int_equal(set_one(p, "fiches", "AAA/sonde_foley", "etat=retirée"), MH_OK);
    assert_int_equal(add_sheet(p, "BBB", "matériau = silicone", "adoptée"), MH_OK);
    assert_string_not_equal(look(p, "BBB/Y1").state, "Validé");
    assert_string_equal(look(p, "BBB/Y1").product, "SIL");
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
    const struct CMUnitTest tests[] = {
        T(who_inherits), T(versions), T(files), T(opinions_are_reopened_with_the_reason),
        T(opinions_do_not_pass_between_what_asks_more_and_less),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

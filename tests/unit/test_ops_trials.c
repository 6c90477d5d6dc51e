/* Samples: asked, received, and an outcome that is an opinion in the same operation. */
#include "ops_help.h"

static int setup(void **state)
{
    plan_setup(state);
    struct plan *p = *state;
    take_text(p, "membres", "code;nom\nAAA;Groupe A\nBBB;Groupe B\n");
    take_text(p, "sites", "membre;code;nom\nAAA;S1;Un\nBBB;S2;Deux\n");
    take_text(p, "fabricants", "code;raison_sociale;statut;role\nM1;Fait Ici;en production;fabricant\n");
    take_text(p, "produits", "fabricant;reference;designation;statut\nM1;S10;Seringue hypodermique 10 mL luer sans aiguille;produit\n");
    take_text(p, "besoins", "membre;reference;designation;quantite;unite\nAAA;X1;SERINGUE HYPODERMIQUE 3 PIECES 10 ML LUER SANS AIGUILLE;100;pièce\n"
                            "BBB;X1;SERINGUE HYPODERMIQUE 3 PIECES 10 ML LUER SANS AIGUILLE;100;pièce\n");
    match_plan(p);
    return 0;
}

static enum mh_rc ask(struct plan *p, const char *article, const char *date)
{
    mh_err_clear(&p->err);
    return mh_ops_trial_ask(p->s, &(struct mh_trial_request){ .article = article, .product = "M1/S10", .lab = "bloc", .test = "fuite", .date = date },
                            &p->err);
}

static enum mh_rc outcome(struct plan *p, const char *result, const char *document, struct mh_judge_result *r)
{
    mh_err_clear(&p->err);
    return mh_ops_trial_outcome(p->s, &(struct mh_trial_outcome){ .article = "AAA/X1", .product = "M1/S10", .result = result, .document = document },
                                r, &p->err);
}

static int64_t article_of(struct plan *p, const char *name)
{
    int64_t id = 0;
    assert_int_equal(mh__find_article(p->s, name, 0, &id, &p->err), MH_OK);
    return id;
}

static char *trial_shown(struct plan *p, const char *article)
{
    struct mh_match_detail *d = NULL;
    assert_int_equal(mh_ops_match_detail(p->s, article_of(p, article), 5, 0, &d, &p->err), MH_OK);
    assert_int_equal(d->ncandidates, 1);
    char *text = mh_xstrdup(d->candidate[0].trial);
    mh_match_detail_free(d);
    return text;
}

static void test_way(void **state)
{
    struct plan *p = *state;
    struct mh_judge_result r;
    assert_int_equal(outcome(p, "conforme", "PV", &r), MH_ENOTFOUND); /* nothing was asked */
    assert_int_equal(ask(p, "AAA/X1", NULL), MH_OK);
    assert_int_equal(ask(p, "AAA/X1", NULL), MH_ECONFLICT);
    char *shown = trial_shown(p, "AAA/X1");
    assert_string_equal(shown, "échantillon demandé le 21/11/2026, bloc");
    free(shown);
    shown = trial_shown(p, "BBB/X1"); /* another group's */
    assert_string_equal(shown, "");
    free(shown);
    int64_t before = operations(p);
    assert_int_equal(outcome(p, "conforme", NULL, &r), MH_EUSAGE); /* without a document it is no opinion */
    assert_int_equal(outcome(p, "sous réserve", "PV", &r), MH_EUSAGE);
    assert_int_equal(outcome(p, "beau", "PV", &r), MH_EINVAL);
    assert_int_equal(operations(p), before);
    assert_int_equal(outcome(p, "conforme", "PV 12", &r), MH_OK);
    assert_int_equal(r.recorded, 1);
    assert_int_equal(operations(p), before + 1);
    char *t = list_of(p, "avis", NULL);
    assert_has(t, "X1;AAA;M1;S10;conforme;essai : fuite, bloc;;;PV 12;essai;2026-11-21;");
    free(t);
    undo_one(p); /* both */
    assert_int_equal(lines_of(p, "avis", NULL), 0);
    t = list_of(p, "trials", NULL);
    assert_has(t, "X1;AAA;M1;S10;2026-11-21;;bloc;fuite;;;;;essai;;");
    free(t);
    assert_sound(p);
}

static void test_several(void **state)
{
    struct plan *p = *state;
    struct mh_judge_result r;
    assert_int_equal(ask(p, "AAA/X1", "2026-10-01"), MH_OK);
    assert_int_equal(ask(p, "AAA/X1", "2026-11-01"), MH_OK);
    assert_int_equal(outcome(p, "non concluant", NULL, &r), MH_OK); /* of the last one asked; says nothing of the product */
    assert_int_equal(lines_of(p, "avis", NULL), 0);
    assert_int_equal(lines_of(p, "trials", "resultat=non concluant"), 1);
    assert_int_equal(mh_ops_trial_received(p->s, "AAA/X1", "M1/S10", "2026-10-05", &p->err), MH_OK);
    assert_int_equal(set_one(p, "trials", "AAA/X1@M1/S10", "norme=EN 1"), MH_EAMBIG);
    assert_int_equal(set_one(p, "trials", "AAA/X1@M1/S10@2026-10-01", "norme=EN 1"), MH_OK);
    char *t = list_of(p, "trials", "demande_le=2026-10-01");
    assert_has(t, "2026-10-01;2026-10-05;bloc;fuite;EN 1;");
    free(t);
    /* A trial holds its article and product. */
    mh_err_clear(&p->err);
    assert_int_equal(mh_ops_remove(p->s, "produits", "M1/S10", &p->err), MH_EINVAL);
}

struct rows { struct mh_str text; int64_t ids[8]; size_t n; };

static enum mh_rc take_row(void *ctx, const struct mh_rep_trial *t, struct mh_err *err)
{
    struct rows *r = ctx;
    (void)err;
    r->ids[r->n++] = t->id;
    mh_str_addf(&r->text, "%s %s %lld %s\n", t->article, t->status, (long long)(t->late_days == MH_UNKNOWN ? -1 : t->late_days), t->sentence);
    return MH_OK;
}

static void follow(struct plan *p, struct rows *r)
{
    mh_str_free(&r->text);
    r->n = 0;
    assert_int_equal(mh_ops_trials(p->s, take_row, r, &p->err), MH_OK);
}

/* The plan's today is 2026-11-21: a sample may take thirty days, and its trial thirty more. */
static void test_late(void **state)
{
    struct plan *p = *state;
    struct rows r = { .n = 0 };
    struct mh_judge_result judged;
    assert_int_equal(ask(p, "AAA/X1", "2026-10-22"), MH_OK); /* 30 days: not late */
    assert_int_equal(ask(p, "AAA/X1", "2026-10-21"), MH_OK);
    assert_int_equal(ask(p, "AAA/X1", "2026-11-25"), MH_OK); /* of a day to come */
    follow(p, &r);
    assert_string_equal(mh_str_text(&r.text), "AAA/X1 en retard 1 demandé le 21/10/2026, attendu depuis 31 jours : relancer M1\n"
                                              "AAA/X1 attendu -1 demandé le 22/10/2026, attendu depuis 30 jours\n"
                                              "AAA/X1 attendu -1 demandé le 25/11/2026, attendu\n");
    int64_t first = r.ids[0], future = r.ids[2], before = operations(p);
    const int64_t both[] = { first, r.ids[1] }, bad[] = { r.ids[1], future };
    assert_int_equal(mh_ops_trials_received(p->s, bad, 2, NULL, &p->err), MH_EINVAL); /* the second one: before it was asked; none is */
    mh_err_clear(&p->err);
    assert_int_equal(operations(p), before);
    assert_int_equal(mh_ops_trials_received(p->s, both, 2, "2026-10-22", &p->err), MH_OK);
    assert_int_equal(operations(p), before + 1);
    assert_int_equal(mh_ops_trials_received(p->s, both, 2, NULL, &p->err), MH_EINVAL); /* came already */
    mh_err_clear(&p->err);
    assert_int_equal(mh_ops_trials_received(p->s, both, 0, NULL, &p->err), MH_ENOTFOUND);
    mh_err_clear(&p->err);
    const struct mh_trial_outcome q = { .trial = first, .result = "sous réserve", .reserve = "à revoir", .document = "PV 1" };
    assert_int_equal(mh_ops_trial_outcome(p->s, &q, &judged, &p->err), MH_OK);
    assert_int_equal(judged.recorded, 1);
    assert_int_equal(mh_ops_trial_outcome(p->s, &q, &judged, &p->err), MH_EINVAL); /* has a result */
    mh_err_clear(&p->err);
    const struct mh_trial_outcome gone = { .trial = 987654321, .result = "conforme", .document = "PV 1" };
    assert_int_equal(mh_ops_trial_outcome(p->s, &gone, &judged, &p->err), MH_ENOTFOUND);
    mh_err_clear(&p->err);
    follow(p, &r);
    assert_string_equal(mh_str_text(&r.text), "AAA/X1 à l'essai -1 reçu le 22/10/2026, résultat attendu depuis 30 jours\n"
                                              "AAA/X1 attendu -1 demandé le 25/11/2026, attendu\n"
                                              "AAA/X1 sous réserve -1 sous réserve, le 21/11/2026, d'après PV 1\n");
    undo_one(p);
    follow(p, &r);
    assert_int_equal(r.n, 3);
    mh_str_free(&r.text);
    assert_sound(p);
}

static void test_labs(void **state)
{
    struct plan *p = *state;
    take_text(p, "essais", "etablissement;essai;norme;famille;contact\nS1;fuite;ISO 7886-1;seringue;Dr X\nS2;fuite;;;\n");
    take_text(p, "essais", "etablissement;essai;norme;famille;contact\nS1;fuite;ISO 7886-1;seringue;Dr Y\n");
    assert_int_equal(lines_of(p, "essais", NULL), 2);
    assert_int_equal(lines_of(p, "labs", "famille=seringue"), 1);
    assert_int_equal(set_one(p, "essais", "S1/fuite", "contact=Dr Z"), MH_OK);
    assert_int_equal(set_one(p, "essais", "S9/fuite", "contact=Dr Z"), MH_ENOTFOUND);
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, setup, plan_teardown)
    const struct CMUnitTest tests[] = { T(test_way), T(test_several), T(test_late), T(test_labs) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

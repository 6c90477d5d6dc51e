/*
 * Norms and words: what a line asks beside its characteristics is answered by what a maker's texts or certificates say, in whatever
 * spelling, or is left to a person; never by another number, another part or a refusal.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>
#include <mahalli/match.h>
#include "spec_help.h"

static void verdicts(const char *const (*cases)[3], size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const char *got = help_verdict(help_lexicon(), cases[i][0], cases[i][1]);
        if (strcmp(got, cases[i][2]) != 0)
            fail_msg("%s => %s : %s au lieu de %s", cases[i][0], cases[i][1], got, cases[i][2]);
    }
}

static void test_norms(void **state)
{
    (void)state;
    static const char *const cases[][3] = {
        { "Seringue 10 ml luer lock ISO 7886-1", "Seringue 10 ml luer lock | EN ISO 7886-1:2018", "match" },
        { "Seringue 10 ml luer lock NF EN ISO 7886-1:2018", "Seringue 10 ml luer lock | ISO 7886", "match" },
        { "Seringue 10 ml luer lock ISO 7886-1", "Seringue 10 ml luer lock | ISO 7886-2", "review" },
        { "Seringue 10 ml luer lock ISO 7886-1", "Seringue 10 ml luer lock | ISO 7864", "review" },
        { "Seringue 10 ml luer lock ISO 7886-1", "Seringue 10 ml luer lock", "review" },
        { "Gants d'examen nitrile taille M EN 455-1 à 4", "Gant d'examen nitrile taille M | EN 455", "match" },
        { "Gants d'examen nitrile taille M EN 455-1 à 4", "Gant d'examen nitrile taille M | EN 455-1, 455-2", "review" },
        { "Gants d'examen nitrile taille M EN 374-5", "Gant d'examen nitrile taille M | EN 374-1", "review" },
        { "Boite a aiguilles 3 L NF X30-500", "Collecteur d'aiguilles 3 L | NF X 30-500", "match" },
        { "Boite a aiguilles 3 L NF X30-500", "Collecteur d'aiguilles 3 L | NF X30-505", "review" },
        /* stating the value declares the norm that defines it */
        { "Masque chirurgical type II EN 14683", "Masque chirurgical type II", "match" },
        { "Masque chirurgical EN 14683", "Masque chirurgical", "review" },
        { "Masque FFP2 NF EN 149", "Masque FFP2", "match" },
        { "Masque FFP2 EN 166", "Masque FFP2", "review" },
        { "seringue en 10 ml", "Seringue 10 ml", "match" }, /* no norm */
        { "seringue en 100 ml embout conique", "Seringue de gavage 100 ml embout conique", "review" },
    };
    verdicts(cases, sizeof cases / sizeof *cases - 1);
}

static void test_spellings(void **state)
{
    (void)state;
    static const char *const cases[][3] = {
        { "Flacon d'hémoculture anaérobie 30 ml", "Flacon d'hémoculture anaérobie 30 mL", "match" },
        { "Flacon d'hémoculture anaérobie 30 ml", "Flacon d'hémoculture anaérobie 40 mL", "review" },
        { "Lit de réanimation électrique quatre sections", "Lit de réanimation électrique 4 sections", "match" },
        { "Lit de réanimation électrique quatre sections", "Lit de réanimation électrique 3 sections", "review" },
        { "SERINGUE 10 ML LUER FLUORESCENTES", "Seringue 10 ml luer fluorescente", "match" },
        { "SERINGUE 10 ML LUER FLUORESCENTE", "Seringue 10 ml luer non fluorescente", "review" },
        { "SERINGUE 10 ML LUER SANS FLUORESCENCE", "Seringue 10 ml luer fluorescence", "review" },
    };
    verdicts(cases, sizeof cases / sizeof *cases);
}

/* A part that is measured is there; one that is named without its kind is any kind, but none is none. */
static void test_parts(void **state)
{
    (void)state;
    static const char *const cases[][3] = {
        { "Robinet 3 voies avec prolongateur", "Robinet 3 voies prolongateur 10 cm", "match" },
        { "Robinet 3 voies avec rallonge de 10 cm", "Robinet 3 voies prolongateur 10 cm", "match" },
        { "Robinet 3 voies sans prolongateur", "Robinet 3 voies prolongateur 10 cm", "near" },
        { "Ecouvillon avec milieu de transport", "Écouvillon floqué, milieu de transport Amies", "match" },
        { "Ecouvillon avec milieu de transport", "Écouvillon stérile viscose en tube", "review" },
        { "Ecouvillon avec milieu de transport", "Écouvillon en tube sans milieu", "near" },
        { "Ecouvillon sans milieu de transport", "Écouvillon, milieu de transport Stuart", "near" },
    };
    verdicts(cases, sizeof cases / sizeof *cases);
}

static void test_bounds(void **state)
{
    (void)state;
    static const char *const cases[][3] = {
        { "Perfuseur longueur minimale 150 cm", "Perfuseur 180 cm", "match" },
        { "Perfuseur longueur minimale 150 cm", "Perfuseur 120 cm", "near" },
        { "Perfuseur longueur au moins 150 cm", "Perfuseur 150 cm", "match" },
        { "Perfuseur longueur >= 150 cm", "Perfuseur 140 cm", "near" },
        { "Perfuseur longueur 150 cm", "Perfuseur 180 cm", "near" },
        { "KT COURT G22 ROSE", "Cathéter court 22G", "review" }, /* another gauge's colour */
        { "KT COURT G22 BLEU", "Cathéter court 22G", "match" },
        { "compresses steriles 5x5 petites", "Compresses stériles 5 x 5 cm", "match" },
    };
    verdicts(cases, sizeof cases / sizeof *cases);
}

/* What a certificate proves, of a product whose own texts say nothing. */
static void test_proofs(void **state)
{
    (void)state;
    const struct mh_lexicon *lx = help_lexicon();
    struct mh_str keys = MH_STR_INIT;
    mh_spec_norms(lx, "Rapport d'essai selon NF EN ISO 10555-1 et -5:2013", &keys);
    assert_string_equal(mh_str_text(&keys), "#10555 #10555-1 #10555-5");
    struct mh_maker maker = { .id = 1, .name = "M", .role = "fabricant", .status = "en production" };
    struct mh_product row = { .id = 1, .maker_id = 1, .reference = "R", .label = "Cath\xc3\xa9ter court 22G", .status = "produit" };
    for (int proved = 0; proved < 2; proved++) {
        struct mh_index_product in = { .id = 1, .row = &row, .maker = &maker, .proofs = proved ? mh_str_text(&keys) : NULL };
        struct mh_index *ix = mh_index_new(lx, &in, 1, &maker, 1);
        struct mh_reading r;
        struct mh_candidates c = { 0 };
        help_read(lx, "Cath\xc3\xa9ter court 22G ISO 10555-5", false, &r);
        mh_match_find(ix, &r, 5, &c);
        assert_int_equal(c.n, 1);
        assert_int_equal(c.at[0].verdict, proved ? MH_VERDICT_MATCH : MH_VERDICT_REVIEW);
        assert_string_equal(c.at[0].rule, proved ? "concordant" : "norme");
        assert_int_equal(c.at[0].who, proved ? MH_WHO_NONE : MH_WHO_MAKER);
        mh_candidates_free(&c);
        mh_reading_free(&r);
        mh_index_free(ix);
    }
    mh_str_free(&keys);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_norms), cmocka_unit_test(test_spellings), cmocka_unit_test(test_parts),
                                        cmocka_unit_test(test_bounds), cmocka_unit_test(test_proofs) };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    help_lexicon_free();
    return failed;
}

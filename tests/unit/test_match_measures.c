/* Ranges, bounds, surfaces, parts of a unit, inches and thread sizes with a point: what is asked against what is made. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>
#include "spec_help.h"

static void verdicts(const char *const (*cases)[3], size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const char *got = help_verdict(help_lexicon(), cases[i][0], cases[i][1]);
        if (strcmp(got, cases[i][2]) != 0)
            fail_msg("%s => %s : %s au lieu de %s", cases[i][0], cases[i][1], got, cases[i][2]);
    }
}

static void test_measures(void **state)
{
    (void)state;
    static const char *const cases[][3] = {
        { "Sonde d'aspiration stérile, du CH 6 au CH 18", "Sonde d'aspiration CH 14 stérile", "match" },
        { "Sonde d'aspiration stérile, du CH 6 au CH 18", "Sonde d'aspiration CH 20 stérile", "near" },
        { "Sonde rectale de CH 24 à CH 30", "Sonde rectale CH 28", "match" },
        { "Sonde rectale CH24-CH30", "Sonde rectale CH 28", "match" },
        { "Sonde rectale CH24-CH30", "Sonde rectale CH 22", "near" },
        { "Sonde rectale 24 CH à 30 CH", "Sonde rectale CH 28", "match" },
        { "Sonde de Foley 2 voies silicone CH 12 / CH 14", "Sonde de Foley 2 voies silicone CH 14", "review" },
        { "Aiguille hypodermique de 21 G à 23 G longueur 25 mm", "Aiguille hypodermique 22G 25 mm", "match" },
        { "Aiguille hypodermique G21 à G23 longueur 25 mm", "Aiguille hypodermique 24G 25 mm", "near" },
        { "BANDE CREPE 4M", "Bande de crêpe 5 cm x 4 m", "review" },
        { "BANDE CREPE 4M X 5CM", "Bande de crêpe 5 cm x 4 m", "match" },
        { "BANDE CREPE 4M X 5CM", "Bande de crêpe 7 cm x 4 m", "near" },
        { "Seringue luer lock de 50 à 60 ml", "Seringue 50 ml luer lock", "match" },
        { "Seringue luer lock entre 50 et 60 ml", "Seringue 60 ml luer lock", "match" },
        { "Seringue luer lock entre 50 et 60 ml", "Seringue 20 ml luer lock", "near" },
        { "Poche de recueil urine vidangeable stérile jusqu'à 2000 ml", "Poche à urine 2000 ml stérile avec robinet de vidange", "match" },
        { "Boîte à aiguilles d'une capacité maximale de 5 L", "Collecteur d'aiguilles 3 L", "review" },
        { "Boîte à aiguilles max 5 litres", "Collecteur d'aiguilles 7 L", "near" },
        { "SPARADRAP TISSU 5M", "Sparadrap tissu 5 cm x 5 m", "review" },
        { "SPARADRAP TISSU 5M", "Sparadrap tissu 2,5 cm x 5 m", "review" },
        { "Boîte à aiguilles au moins 5 litres", "Collecteur d'aiguilles 7 L", "match" },
        { "Boîte à aiguilles volume compris entre 2 et 5 litres", "Collecteur d'aiguilles 3 L", "match" },
        { "Boîte à aiguilles volume ≤ 3 L", "Collecteur d'aiguilles 3 L", "match" },
        { "Bande de crêpe largeur entre 8 et 10 cm, longueur 4 m", "Bande de crêpe 10 cm x 4 m", "match" },
        { "Bande de crêpe largeur entre 8 et 10 cm, longueur 4 m", "Bande de crêpe 5 cm x 4 m", "near" },
        { "Pansement hydrocolloïde 225 cm2", "Pansement hydrocolloïde 15 x 15 cm", "match" },
        { "Pansement hydrocolloïde 225 cm2", "Pansement hydrocolloïde 10 x 10 cm", "near" },
        { "Pansement hydrocolloïde 100 cm²", "Pansement hydrocolloïde 10 cm x 10 cm", "match" },
        { "Pansement hydrocellulaire non adhésif, surface supérieure ou égale à 150 cm2 et inférieure à 300 cm2", "Pansement hydrocellulaire non adhésif 15 x 15 cm", "match" },
        { "Pansement hydrocellulaire non adhésif, surface supérieure ou égale à 150 cm2 et inférieure à 300 cm2", "Pansement hydrocellulaire non adhésif 20 x 20 cm", "near" },
        { "Pansement alginate surface de 100 à 150 cm2", "Pansement alginate de calcium 10 x 12 cm", "match" },
        { "Pansement alginate surface de 100 à 150 cm2", "Pansement alginate de calcium 5 x 5 cm", "near" },
        { "coton hydrophile 1/2 kilo", "Coton hydrophile 500 g", "match" },
        { "coton hydrophile 1/2 kg", "Coton hydrophile 250 g", "near" },
        { "coton hydrophile 1/4 kg", "Coton hydrophile 250 g", "match" },
        { "Aiguille hypodermique 21G 1 1/2\"", "Aiguille hypodermique 21G 40 mm", "match" },
        { "Aiguille hypodermique 21G x 1 1/2\"", "Aiguille hypodermique 21G 38 mm", "match" },
        { "Aiguille hypodermique 25G 5/8\"", "Aiguille hypodermique 25G 16 mm", "match" },
        { "Aiguille hypodermique 25G 5/8''", "Aiguille hypodermique 25G 25 mm", "near" },
        { "Aiguille hypodermique 23G 1\"", "Aiguille hypodermique 23G 25 mm", "match" },
        { "Aiguille hypodermique 21G 40 mm", "Hypodermic needle 21G x 1 1/2\"", "match" },
        { "Vicryl 3.0 aiguille ronde 26 mm 1/2 cercle", "Fil résorbable tressé polyglactine 3/0 aiguille ronde 26 mm 1/2 cercle", "match" },
        { "Soie 2.0 aiguille triangulaire 24 mm 3/8", "Soie tressée 2/0 aiguille triangulaire 24 mm 3/8 cercle", "match" },
        { "Soie 2.0 aiguille triangulaire 24 mm 3/8", "Soie tressée 3/0 aiguille triangulaire 24 mm 3/8 cercle", "near" },
        { "Ethilon 10.0 spatulée double aig", "Polyamide monofilament 10/0, 2 aiguilles spatulées 6 mm", "match" },
        { "Soie décimale 2 aiguille ronde 20 mm", "Soie 3/0 aiguille ronde 20 mm", "match" },
        { "Huile de silicone 5 000 cSt", "Huile de silicone 5000 cSt 10 ml", "match" },
        { "Huile de silicone 5 000 cSt", "Huile de silicone 1000 cSt 10 ml", "near" },
        { "Sonde de Foley 2 voies latex CH 16 ballonnet 5 à 10 ml", "Sonde de Foley 2 voies latex CH 16 ballonnet 10 ml", "match" },
        { "Sonde de Foley CH 14-16-18 2 voies latex", "Sonde de Foley latex 2 voies CH 16", "review" },
        { "Drain de Redon CH 8 à 16", "Drain de Redon CH 10", "match" },
        { "Lentille intraoculaire de +10 à +30 D hydrophile", "Implant intraoculaire acrylique hydrophile de +10 à +30 D", "match" },
        { "Boîte à aiguilles de volume inférieur à 3 L", "Collecteur d'aiguilles 3 L", "near" },
        { "Boîte à aiguilles de volume inférieur ou égal à 3 L", "Collecteur d'aiguilles 3 L", "match" },
        { "Boîte à aiguilles de volume supérieur à 3 L", "Collecteur d'aiguilles 3 L", "near" },
    };
    verdicts(cases, sizeof cases / sizeof *cases);
}

/* What the readings above must never make of other sizes. */
static void test_other_sizes(void **state)
{
    (void)state;
    static const char *const cases[][3] = {
        { "Seringue 10 ml réf 20 ml", "Seringue 20 ml luer", "review" },
        { "Aiguille 21G 40 mm réf 304432", "Aiguille 22G 40 mm", "near" },
        { "Code 18 sonde de Foley CH 16", "Sonde de Foley CH 18", "near" },
        { "Sonde de Foley art. 16", "Sonde de Foley CH 16", "review" },
        { "3/0 soie aiguille ronde 26 mm", "Soie 2/0 aiguille ronde 26 mm", "near" },
        { "Soie 3.0 aiguille ronde 26 mm", "Soie décimale 3 aiguille ronde 26 mm", "near" },
        { "Soie décimale 3 aiguille ronde 26 mm", "Soie 3/0 aiguille ronde 26 mm", "near" },
        { "Coton hydrophile 1/2 kg", "Coton hydrophile 1 kg", "near" },
        { "Coton hydrophile 1 1/2 kg", "Coton hydrophile 500 g", "near" },
        { "Pansement hydrocolloïde 100 cm2", "Pansement hydrocolloïde 10 x 12 cm", "near" },
        { "Pansement hydrocolloïde 10x10", "Pansement hydrocolloïde 15 x 15 cm", "near" },
        { "Sonde CH 12 à CH 16 de Foley 2 voies", "Sonde de Foley 2 voies CH 18", "near" },
        { "Perfuseur longueur maximale 150 cm", "Perfuseur 180 cm", "near" },
        { "Boîte à aiguilles inférieure à 3 litres", "Collecteur d'aiguilles 3 L", "near" },
        { "Débitmètre oxygène 0-15 L/min", "Débitmètre oxygène 0-5 L/min", "near" },
        { "Polypropylène 5/0 2AR13", "Polypropylène 5/0 aiguille ronde 13 mm", "review" },
        { "Polypropylène 5/0 1AR13", "Polypropylène 5/0 2 aiguilles rondes 13 mm", "near" },
        { "Vicryl 2 AR 40", "Polyglactine 2/0 aiguille ronde 40 mm", "near" },
        { "Drain 5.3 mm Redon", "Drain de Redon CH 14", "near" },
        { "Drain de Redon 4,7 mm", "Drain de Redon CH 14", "match" },
        { "Canule trachéotomie diamètre interne 8 mm", "Canule de trachéotomie 7 mm", "near" },
        { "Gant TL nitrile examen", "Gant d'examen nitrile taille M", "near" },
        { "Gaine urétérale d'accès 12/14 CH 45 cm", "Gaine d'accès urétérale 10/12 CH 45 cm", "review" },
        { "Lancette pour autopiqueur 30G", "Lancette de sécurité 30G", "near" },
        { "Endoprothèse coronaire sans principe actif 3 x 18 mm", "Stent coronaire actif sirolimus 3,0 x 18 mm", "near" },
        { "Guide Terumo 0.035 150 cm", "Guide téflonné 0,035\" 150 cm", "review" },
        { "Lot 8 : gants chirurgicaux latex taille 7", "Gant chirurgical latex taille 8", "near" },
        { "Masque FFP3 réf 9332", "Masque FFP2", "near" },
        { "Poche 2 000 ml urine", "Poche à urine 2 L", "match" },
        { "Poche 2 000 ml urine", "Poche à urine 2 ml", "near" },
        { "12 G 5000 aiguille", "Aiguille 21G", "near" },
        { "Cathéter 2 voies 7F 20 cm central", "Cathéter central 3 voies 7 F 20 cm", "near" },
        { "Tube EDTA 4 ml code 5", "Tube EDTA 5 ml", "near" },
        { "Champ 75x90 entre 10 et 20", "Champ stérile 75 x 90", "review" },
        { "Aiguille entre 21 G et 23 G 40 mm", "Aiguille hypodermique 25G 40 mm", "near" },
        { "Compresse 10x10 réf. 8 plis", "Compresse 10x10 12 plis", "near" },
    };
    verdicts(cases, sizeof cases / sizeof *cases);
}

static void test_bounds_in_words(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        { "Boîte à aiguilles de volume inférieur à 3 L", "volume < 3 L" },
        { "Boîte à aiguilles de volume inférieur ou égal à 3 L", "volume <= 3 L" },
        { "Boîte à aiguilles de volume supérieur à 3 L", "volume > 3 L" },
        { "Boîte à aiguilles volume maximal 3 L", "volume = 0-3 L" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct mh_reading r, again;
        char text[200], specs[300];
        help_read(help_lexicon(), cases[i][0], false, &r);
        snprintf(text, sizeof text, "%s", help_text(help_lexicon(), &r));
        assert_string_equal(text, cases[i][1]);
        snprintf(specs, sizeof specs, "Boîte à aiguilles | %s", text); /* what is written is read again as the same */
        help_read(help_lexicon(), specs, false, &again);
        assert_string_equal(help_text(help_lexicon(), &again), text);
        mh_reading_free(&r);
        mh_reading_free(&again);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_measures), cmocka_unit_test(test_other_sizes), cmocka_unit_test(test_bounds_in_words) };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    help_lexicon_free();
    return failed;
}

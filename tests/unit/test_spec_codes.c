/* Numbers of catalogues, of houses and of lists: they hide no kind of thing and ask for nothing; sizes, measures and norms are none. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include "spec_help.h"

static void reads(const char *label, const char *family, const char *rest, bool product)
{
    struct mh_reading r;
    const struct mh_lexicon *lx = help_lexicon();
    help_read(lx, label, product, &r);
    const char *left = r.rest == NULL ? "" : r.rest;
    if (strcmp(help_family(lx, &r), family) != 0 || strcmp(left, rest) != 0)
        fail_msg("%s : %s, reste « %s »", label, help_family(lx, &r), left);
    mh_reading_free(&r);
}

static void test_codes_hide_nothing(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        { "Réf. 22145 Sonde de Foley CH 16 2 voies latex siliconé", "sonde_foley" },
        { "REF 4502110 SERINGUE 10 ML LUER", "seringue" },
        { "Code 300912 : seringue 10 ml luer", "seringue" },
        { "[300912] Seringue 10 ml luer", "seringue" },
        { "BD300912 seringue 10 ml luer", "seringue" },
        { "300912 - Seringue 10 ml luer", "seringue" },
        { "Seringue 10 ml luer (300912)", "seringue" },
        { "Seringue 10 ml luer lock BD300912", "seringue" },
        { "SG-60-CL seringue 60 ml luer", "seringue" },
        { "Cat. No 445-12 seringue 20 ml luer lock", "seringue" },
        { "Art. 1204 Sonde d'aspiration CH 14", "sonde_aspiration" },
        { "Sonde rectale CH 24 (réf. 88412)", "sonde_rectale" },
        { "Article 12 : Gant d'examen nitrile taille M non stérile", "gant_examen" },
        { "Lot n° 3 - Gant d'examen nitrile taille M non stérile", "gant_examen" },
        { "Item 7: Sterile gauze swab 10x10 8 ply", "compresse" },
        { "12) Sonde de Foley CH 16 2 voies", "sonde_foley" },
        { "4502110 cathéter court 22G", "catheter_court" },
        { "Référence fabricant : 12-458 / Canule de Guedel taille 3", "canule_guedel" },
        { "P/N 55-1204 Yankauer CH 24", "canule_yankauer" },
        { "Réf 25 023 microperfuseur à ailettes 23G, tubulure 30 cm", "epicranien" },
        { "N° article 45871 gants chirurgicaux stériles latex taille 7,5", "gant_chirurgical" },
        { "UDI 06111234567890 aiguille 21G 40 mm", "aiguille_hypodermique" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        reads(cases[i][0], cases[i][1], "", false);
        reads(cases[i][0], cases[i][1], "", true);
    }
}

static void test_sizes_stay(void **state)
{
    (void)state;
    static const char *const cases[][3] = {
        { "2/0 fil soie tressée aiguille ronde 26 mm", "usp", "2/0" },
        { "10 x 10 compresses gaze 8 plis stériles", "largeur", "10 cm" },
        { "21 G aiguille 40 mm", "jauge", "21 G" },
        { "CH16 sonde de Foley 2 voies silicone", "ch", "16 Ch" },
        { "7,5 gant chirurgical stérile latex", "taille", "7,5" },
        { "Lame de bistouri n° 11", "numero", "11" },
        { "12-channel electrocardiograph", "pistes", "12" },
        { "Sonde de Foley réf 22145 CH 16", "ch", "16 Ch" },
        { "Redon réf ADF-R16 CH 16 stérile", "sterile", "oui" },
        { "Gants nitrile EN 374 taille M", "taille", "M" },
        { "Compresse 10x10 réf. 8 plis", "plis", "8" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct mh_reading r;
        help_read(help_lexicon(), cases[i][0], false, &r);
        const char *got = help_value(help_lexicon(), &r, cases[i][1]);
        if (strcmp(got, cases[i][2]) != 0)
            fail_msg("%s : %s = %s au lieu de %s", cases[i][0], cases[i][1], got, cases[i][2]);
        mh_reading_free(&r);
    }
    reads("Seringue 10 ml luer ISO 10555", "seringue", "iso 10555", false);
    reads("Seringue 10 ml luer code couleur", "seringue", "code couleur", false);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_codes_hide_nothing), cmocka_unit_test(test_sizes_stay) };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    help_lexicon_free();
    return failed;
}

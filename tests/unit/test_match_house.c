/* How houses write: abbreviations of counts, ages and absence; what a thing is for; acts, and lines that name no thing. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
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

static void test_abbreviations(void **state)
{
    (void)state;
    static const char *const cases[][3] = {
        { "GT EXAM NITRILE NP NST BLEU TL", "Gant d'examen nitrile non poudré non stérile bleu taille L", "match" },
        { "GT EXAM NITRILE NP NST BLEU TL", "Gant d'examen nitrile non poudré non stérile bleu taille M", "near" },
        { "CMP GAZE 7.5X7.5 8P ST S/2", "Compresse de gaze 7,5 x 7,5 cm 8 plis stérile", "match" },
        { "MASQ O2 HC AD.", "Masque à oxygène haute concentration adulte", "match" },
        { "MASQ O2 HC PED.", "Masque à oxygène haute concentration pédiatrique", "match" },
        { "MASQ O2 HC ENF.", "Masque à oxygène haute concentration adulte", "near" },
        { "LUNETTE O2 NN", "Lunettes à oxygène nouveau-né", "match" },
        { "LUNETTE O2 A", "Lunettes à oxygène adulte", "match" },
        { "BRASSARD TENSION PED 1 TUB", "Brassard à tension pédiatrique 1 tubulure", "match" },
        { "SDE FOLEY 3V LAT SILIC CH20", "Sonde de Foley 3 voies latex siliconé CH 20", "match" },
        { "SDE FOLEY 2V LAT SILIC CH18 BAL10ML", "Sonde de Foley 2 voies latex siliconé CH 18 ballonnet 5-15 ml", "match" },
        { "KT VEIN CENTRAL 3V 7F 20CM", "Cathéter veineux central 3 lumières 7 F 20 cm", "match" },
        { "KT VEIN CENTRAL 3 LUM 7F 20CM", "Cathéter veineux central 2 lumières 7 F 20 cm", "near" },
        { "SER 10ML LL 3P", "Seringue 10 ml luer lock 3 pièces", "match" },
        { "SER 5 ML S/AIG", "Seringue 5 ml sans aiguille luer", "match" },
        { "SER 5 ML A/AIG 21G", "Seringue 5 ml avec aiguille 21G", "match" },
        { "PERF ADU A/PRISE D'AIR S/AIG 150CM", "Perfuseur adulte avec prise d'air 150 cm sans aiguille", "match" },
        { "GT CHIR S/LATEX POLYISO NP T7", "Gant chirurgical polyisoprène non poudré sans latex taille 7", "match" },
        { "POLYPROP 5/0 2AR13 3/8C", "Suture polypropylène 5/0, 2 aiguilles rondes 13 mm 3/8 cercle", "match" },
        { "POLYPROP 5/0 2AR13 3/8C", "Suture polypropylène 5/0, 1 aiguille ronde 13 mm 3/8 cercle", "near" },
        { "POLYESTER 2/0 2AR17", "Polyester tressé 2/0, 2 aiguilles rondes 17 mm", "match" },
        { "BANDE EXT N/ADH 10CMX4M", "Bande extensible non adhésive 10 cm x 4 m", "match" },
        { "CHAMP ST 75X90 S/TROU", "Champ stérile 75 x 90 cm non troué", "match" },
        { "SDE SALEM 2 COURANTS CH18", "Sonde de Salem double courant CH 18", "match" },
        { "SDE ASPI TRACH S/STOPVIDE CH16 ST", "Sonde d'aspiration trachéale CH 16 stérile sans stop-vide", "match" },
        { "SDE ASPI TRACH A/STOP-VIDE CH16 ST", "Sonde d'aspiration CH 16 stérile sans contrôle de vide", "near" },
        { "COLLECT URINE 2L A/VID A/CLAPET ST", "Poche à urine 2000 ml avec vidange et clapet anti-retour stérile", "match" },
        { "CATH COURT 22G SS AIL", "Cathéter court 22G sans ailettes", "match" },
        { "TUB ASPI STERILE 3M DIAM 7", "Tuyau d'aspiration stérile 7 mm x 3 m", "match" },
    };
    verdicts(cases, sizeof cases / sizeof *cases);
}

static void test_uses_and_sizes(void **state)
{
    (void)state;
    static const char *const cases[][3] = {
        { "NUTRIFAX", "Tubulure de nutrition entérale", "review" }, /* one word, near a brand: nothing else speaks for it */
        { "Tubulure de nutrition entérale", "NUTRIFAX", "review" },
        { "Lancettes pour autopiqueur boîte de 200", "Lancette de sécurité 28G profondeur 1,8 mm", "near" },
        { "Lancettes pour autopiqueur", "Lancette pour autopiqueur 30G", "match" },
        { "Trocart de coelioscopie sans lame", "Trocart coelioscopie sans lame 12 mm x 100 mm", "review" },
        { "Trocart de coelioscopie 12 mm sans lame", "Trocart coelioscopie sans lame 12 mm x 100 mm", "match" },
        { "Compresses pour chirurgie ORL 10x10 8 plis stériles", "Compresse de gaze 10x10 8 plis stérile", "review" },
        { "Gaine d'accès urétérale 12/14 Fr 45 cm", "Gaine d'accès urétérale 12/14 CH 45 cm", "match" },
        { "Gaine d'accès urétérale 12/14 Fr 45 cm", "Gaine d'accès urétérale 10/12 CH 45 cm", "review" },
        { "Canule de trachéotomie à ballonnet, diamètre interne 8,0 mm", "Canule de trachéotomie à ballonnet 8 mm avec canule interne", "review" },
    };
    verdicts(cases, sizeof cases / sizeof *cases);
}

static void test_sentences(void **state)
{
    (void)state;
    static const char *const cases[][3] = {
        { "Gants d'examen en nitrile, non stériles, non poudrés, taille M, présentés en boîte distributrice de 100", "Gant d'examen nitrile non poudré taille M non stérile", "match" },
        { "Compresses de gaze hydrophile stériles, 8 plis, dimensions 10 x 10 cm, conditionnées par 5 sous sachet pelable", "Compresse de gaze 10x10 8 plis stérile", "match" },
        { "Sonde de Foley à deux voies, en silicone, CH 16, livrée stérile sous double emballage", "Sonde de Foley 2 voies silicone CH 16", "match" },
        { "Le soumissionnaire proposera des aiguilles hypodermiques stériles 21 G, longueur 40 mm", "Aiguille hypodermique 21G 40 mm", "match" },
        { "Cathéter veineux périphérique court 22 G, avec ailettes, le produit devra être exempt de latex et de DEHP", "Cathéter court 22G avec ailettes", "review" },
        { "Fourniture de lames de bistouri stériles n° 11 en acier carbone", "Lame de bistouri n° 11 stérile acier carbone", "match" },
        { "Drain thoracique en silicone, CH 24, muni d'un trocart, radio-opaque", "Drain thoracique silicone CH 24 avec trocart radio-opaque", "match" },
        { "Drain thoracique en silicone, CH 24, muni d'un trocart", "Drain thoracique silicone CH 24 sans trocart", "near" },
        { "Sonde d'aspiration stérile CH 14 devant permettre le contrôle de la dépression", "Sonde d'aspiration CH 14 avec contrôle stérile", "review" },
        { "Bande de crêpe en coton, largeur 10 cm, longueur 4 m après étirement", "Bande de crêpe coton 10 cm x 4 m", "match" },
        { "Canule de Guedel, taille 3, conforme aux exigences essentielles", "Canule de Guedel taille 3", "match" },
        { "Fil de suture non résorbable en polypropylène monofilament, USP 3/0, aiguille ronde 26 mm, courbure 1/2 cercle, longueur du fil 75 cm", "Polypropylène 3/0 aiguille ronde 26 mm 1/2 cercle 75 cm", "match" },
        { "Collecteur pour objets piquants et tranchants, capacité 3 litres, avec couvercle à fermeture définitive", "Collecteur d'aiguilles 3 L", "review" },
        { "Champ opératoire stérile à usage unique, troué, adhésif, 75 x 90 cm, en non-tissé imperméable", "Champ troué adhésif stérile 75x90 cm", "review" },
        { "Gants chirurgicaux stériles en latex, poudrés, taille 7, présentés par paire", "Gant chirurgical latex poudré taille 7", "match" },
        { "Robinet à trois voies, avec raccords Luer Lock, résistant aux lipides", "Robinet 3 voies luer lock résistant aux lipides", "match" },
        { "Tubulure d'aspiration stérile de 3 mètres de longueur, diamètre intérieur 7 mm", "Tuyau d'aspiration stérile 7 mm x 3 m", "match" },
    };
    verdicts(cases, sizeof cases / sizeof *cases);
}

static void test_no_thing(void **state)
{
    (void)state;
    static const struct { const char *label; enum mh_read_problem problem; bool product; } cases[] = {
        { "Pose d'une endoprothèse urétérale par voie endoscopique", MH_READ_OUT_OF_SCOPE, false },
        { "Ablation d'un cathéter veineux central tunnellisé", MH_READ_OUT_OF_SCOPE, false },
        { "Changement de sonde de gastrostomie", MH_READ_OUT_OF_SCOPE, false },
        { "Mise en place d'un drain thoracique", MH_READ_OUT_OF_SCOPE, false },
        { "Location d'un concentrateur d'oxygène", MH_READ_OUT_OF_SCOPE, false },
        { "Réparation d'endoscope", MH_READ_OUT_OF_SCOPE, false },
        { "idem ligne du dessus, en plus grand", MH_READ_NO_FAMILY, false },
        { "matériel divers de bloc", MH_READ_NO_FAMILY, false },
        { "divers consommables", MH_READ_NO_FAMILY, false },
        { "voir liste jointe", MH_READ_NO_FAMILY, false },
        { "Kit de pose de cathéter central 3 voies", MH_READ_OK, false },
        { "Ciseaux pour ablation de fils", MH_READ_OK, false },
        { "Extraction catheter 8 Fr balloon", MH_READ_OK, true },
        { "Sonde de Foley CH 16, pose facile", MH_READ_OK, false },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct mh_reading r;
        help_read(help_lexicon(), cases[i].label, cases[i].product, &r);
        bool ok = cases[i].problem == MH_READ_OK ? r.family >= 0 && r.problem != MH_READ_OUT_OF_SCOPE : r.problem == cases[i].problem;
        if (!ok)
            fail_msg("%s : lu %s (%d)", cases[i].label, help_family(help_lexicon(), &r), (int)r.problem);
        mh_reading_free(&r);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_abbreviations), cmocka_unit_test(test_uses_and_sizes), cmocka_unit_test(test_sentences),
                                        cmocka_unit_test(test_no_thing) };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    help_lexicon_free();
    return failed;
}

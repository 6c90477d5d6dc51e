/* Pairs of lines nobody tuned on, that differ in one property: never a match; beside each class the same pair without the difference, which is. */
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

/* A colour that both state; who does not state it answers. */
static void test_colours(void **state)
{
    (void)state;
    static const char *const cases[][3] = {
        { "Charlotte ronde rose", "Charlotte ronde verte", "review" },
        { "Charlotte ronde rose", "Charlotte ronde rose", "match" },
        { "Charlotte ronde rose", "Charlotte ronde", "match" },
        { "Charlotte ronde", "Charlotte ronde verte", "match" },
        { "Surblouse non stérile verte", "Surblouse non stérile blanche", "review" },
        { "Surblouse non stérile verte", "Surblouse verte non stérile", "match" },
        { "Bande cohésive 10 cm sans latex beige", "Bande cohésive 10 cm sans latex rouge", "review" },
        { "Bande de crêpe 10 cm x 4 m blanche", "Bande de crêpe beige 10 cm x 4 m", "review" },
        { "Bande de crêpe 10 cm x 4 m blanche", "Bande de crêpe 10 cm x 4 m blanche", "match" },
        { "Sparadrap tissu 5 cm x 5 m couleur chair", "Sparadrap tissu 5 cm x 5 m blanc", "review" },
        { "Robinet 3 voies avec prolongateur 25 cm, rouge", "Robinet 3 voies avec prolongateur 25 cm, bleu", "review" },
        { "Stéthoscope adulte double pavillon noir", "Stéthoscope adulte double pavillon rouge", "review" },
        { "Champ opératoire stérile 75 x 90 cm non troué vert", "Champ opératoire stérile 75 x 90 cm non troué bleu", "review" },
        { "Strips 6 x 100 mm chair", "Strips 6 x 100 mm blanc", "review" },
        { "Alèse 60 x 90 cm blanche", "Alèse 60 x 90 cm verte", "review" },
        { "Collecteur d'aiguilles plastique 2 L jaune", "Collecteur d'aiguilles plastique 2 L rouge", "review" },
        { "Flacon ECBU stérile 60 ml bouchon rouge", "Flacon ECBU stérile 60 ml bouchon jaune", "review" },
    };
    verdicts(cases, sizeof cases / sizeof *cases);
}

/* Of single use, or not. */
static void test_uses(void **state)
{
    (void)state;
    static const char *const cases[][3] = {
        { "Agrafeuse peau usage unique, agrafes larges, 15 agrafes", "Agrafeuse peau 15 agrafes, réutilisable, agrafes larges", "review" },
        { "Agrafeuse peau usage unique, agrafes larges, 15 agrafes", "Agrafeuse peau 15 agrafes, agrafes larges, usage unique", "match" },
        { "Agrafeuse peau agrafes larges, 15 agrafes", "Agrafeuse peau 15 agrafes, réutilisable, agrafes larges", "review" },
        { "Tablier PVC usage unique", "Tablier PVC réutilisable", "review" },
        { "Tablier PVC usage unique", "Tablier PVC usage unique", "match" },
        { "Alèse jetable 60 x 90 cm", "Alèse réutilisable 60 x 90 cm", "review" },
        { "Alèse 60 x 90 cm", "Alèse réutilisable 60 x 90 cm", "review" },
    };
    verdicts(cases, sizeof cases / sizeof *cases);
}

/* What a thing is made of, and of what kind within its family. */
static void test_materials_and_kinds(void **state)
{
    (void)state;
    static const char *const cases[][3] = {
        { "Bande de gaze 5 cm x 4 m coton", "Bande de gaze 5 cm x 4 m synthétique", "near" },
        { "Bande de gaze 5 cm x 4 m coton", "Bande de gaze 5 cm x 4 m", "match" },
        { "Bande de crêpe 10 cm x 4 m", "Bande de crêpe synthétique 10 cm x 4 m", "near" },
        { "Boîte de Petri 90 mm stérile plastique", "Boîte de Petri 90 mm stérile verre", "near" },
        { "Boîte de Petri 90 mm stérile plastique", "Boîte de Petri 90 mm stérile", "match" },
        { "Boîte de Petri 90 mm stérile avec ergots", "Boîte de Petri 90 mm stérile sans ergots", "review" },
        { "Spéculum vaginal usage unique plastique taille L", "Spéculum vaginal usage unique inox taille L", "near" },
        { "Potence à sérum chromée à roulettes 4 crochets", "Potence à sérum inox à roulettes 4 crochets", "near" },
        { "Potence à sérum chromée à roulettes 4 crochets", "Potence à sérum à roulettes 4 crochets chromée", "match" },
        { "Agrafeuse cutanée 25 agrafes normales", "Agrafeuse cutanée 25 agrafes larges", "near" },
        { "Couche adulte super taille L", "Change complet adulte nuit taille L", "near" },
        { "Thermomètre infrarouge auriculaire", "Thermomètre infrarouge frontal", "review" },
        { "Stent coronaire actif au sirolimus 3 x 18 mm", "Stent coronaire actif paclitaxel 3,0 x 18 mm", "near" },
        { "Stent coronaire actif au sirolimus 3 x 18 mm", "Stent coronaire actif 3,0 x 18 mm", "review" },
        { "Stent coronaire actif au sirolimus 3 x 18 mm", "Stent coronaire actif sirolimus 3,0 x 18 mm", "match" },
        { "Film radiographique laser 24 x 30 cm", "Film radiographique thermique 24 x 30 cm", "review" },
        { "Film radiographique laser 24 x 30 cm", "Film radiographique laser 24 x 30 cm", "match" },
        { "Lime endodontique K 25 mm ISO 20", "Lime endodontique H 25 mm ISO 20", "near" },
        { "Lime endodontique K 25 mm ISO 20", "Lime endodontique K ISO 20 25 mm", "match" },
        { "Lame de laryngoscope Macintosh n° 2 ampoule", "Lame de laryngoscope Macintosh n° 2 fibre optique", "near" },
        { "Sonde double J CH 6 26 cm ouverte ouverte", "Sonde double J CH 6 26 cm ouverte fermée", "near" },
        { "Test de grossesse cassette seuil 25 mUI/ml", "Test de grossesse cassette seuil 10 mUI/ml", "near" },
        { "Implant intraoculaire hydrophobe 20 D", "Implant intraoculaire hydrophobe 20 D filtre bleu", "review" },
        { "Plaque de hernie 15 x 15 cm polypropylène résorbable", "Plaque de hernie polypropylène semi-résorbable 15 x 15 cm", "near" },
        { "Plaque de hernie 15 x 15 cm polyester auto-agrippante", "Plaque de hernie polyester 15 x 15 cm", "review" },
        { "Plaque de hernie 15 x 15 cm polyester auto-agrippante", "Prothèse de paroi polyester autofixante 15 x 15 cm", "match" },
        { "Lunettes à oxygène adulte 2 m", "Lunettes à oxygène adulte 2 m avec prélèvement CO2", "review" },
        { "Sonde de Nélaton homme PVC CH 12", "Sonde de Nélaton béquillée homme PVC CH 12", "review" },
        { "Masque à oxygène adulte moyenne concentration", "Masque à oxygène adulte moyenne concentration sans tubulure", "review" },
        { "Insufflateur manuel adulte", "Insufflateur manuel adulte sans masque", "review" },
        { "Pansement hydrocellulaire 10 x 10 cm non adhésif siliconé", "Pansement hydrocellulaire 10 x 10 cm non adhésif", "review" },
        { "Collier cervical rigide taille M avec appui mentonnier", "Collier cervical rigide taille M", "review" },
        { "Fauteuil roulant pliant", "Fauteuil roulant pliant bariatrique", "review" },
        { "Champ opératoire stérile 75 x 90 cm non adhésif", "Champ chirurgical - 75 x 90 cm - sans trou - adhésif - stérile", "near" },
        { "Champ opératoire stérile 75 x 90 cm adhésif", "Champ chirurgical - 75 x 90 cm - sans trou - adhésif - stérile", "match" },
        { "Implant intraoculaire hydrophobe jaune 20 D", "Implant intraoculaire hydrophobe 20 D", "review" },
    };
    verdicts(cases, sizeof cases / sizeof *cases);
}

/* Numbers as people write them, what is left out, contents and parts of the body. */
static void test_numbers_and_contents(void **state)
{
    (void)state;
    static const char *const cases[][3] = {
        { "Gel échographie 5.000 ml", "Gel échographie 5 ml", "near" },
        { "Gel échographie 5.000 ml", "Gel échographie 5 l", "match" },
        { "Stent coronaire actif 3.00 x 18 mm", "Stent coronaire actif 3 x 18 mm", "match" },
        { "Gant d'examen nitrile non poudré taille XL", "Gants d'examen nitrile non poudrés toutes tailles sauf XL", "review" },
        { "Gant d'examen nitrile non poudré taille M", "Gants d'examen nitrile non poudrés tailles S, M, L", "match" },
        { "Débitmètre à oxygène 0-3 L/min DIN", "Débitmètre à oxygène 0-15 L/min DIN", "near" },
        { "Débitmètre à oxygène 0-15 L/min DIN", "Débitmètre à oxygène DIN 15 L/min", "match" },
        { "Trousse césarienne stérile avec 1 casaque", "Trousse césarienne stérile avec 2 casaques", "near" },
        { "Trousse césarienne stérile avec 2 casaques", "Trousse césarienne stérile, 2 casaques", "match" },
        { "Kit péridurale 18G avec seringue de perte de résistance", "Kit péridurale 18G sans seringue de perte de résistance", "near" },
        { "Plaque d'ostéosynthèse radius distal 5 trous", "Plaque d'ostéosynthèse tibia distal 5 trous", "near" },
        { "Plaque d'ostéosynthèse radius distal 5 trous", "Plaque d'ostéosynthèse radius distal 5 trous", "match" },
        { "Ciment orthopédique 40 g avec gentamicine", "Ciment orthopédique 40 g avec vancomycine", "near" },
        { "Ciment orthopédique 40 g avec gentamicine", "Ciment orthopédique 40 g avec antibiotique", "review" },
        { "Pansement interface siliconé 10 x 18 cm", "Pansement interface vaseliné 10 x 18 cm", "near" },
        { "Lame de microtome haut profil usage unique", "Lame de microtome haut profil réutilisable", "review" },
        { "Agrafeuse circulaire courbe 29 mm", "Agrafeuse circulaire droite 29 mm", "review" },
        { "Agrafeuse circulaire courbe 29 mm", "Agrafeuse circulaire 29 mm", "match" },
        { "Spiromètre incitatif 1 bille", "Spiromètre incitatif 3 billes", "near" },
        { "Test rapide paludisme Pf", "Test rapide paludisme Pf/Pv", "near" },
        { "Cathéter diagnostique Amplatz gauche 65 cm 6F", "Cathéter diagnostique - 6F - Amplatz gauche 1 - 110 cm", "near" },
        { "Cathéter diagnostique Amplatz gauche 110 cm 6F", "Cathéter diagnostique - 6F - Amplatz gauche 1 - 110 cm", "match" },
        { "Polydioxanone monofilament 1 aiguille 40 mm", "Polydioxanone monofilament USP 2/0 - 1/2 - ronde - aiguille 40 mm - fil 75 cm", "near" },
        { "Sonde prostatique 3 voies CH 18 ballonnet 60 ml", "Sonde prostatique 3 voies 50 - 75 ml CH 18", "match" },
        { "Poche à urine 0,75 L sans vidange", "Poche à urine 1,5 / 2 L sans vidange", "near" },
        { "Poche à urine 2 L sans vidange", "Poche à urine 1,5 / 2 L sans vidange", "match" },
        { "Poche à urine 0,5 L sans vidange", "Poche à urine 1 / 2 L sans vidange", "near" },
        { "Poche à urine 0,5 L sans vidange", "Poche à urine 1/2 L sans vidange", "match" },
        { "Brancard hauteur variable avec barrières", "Brancard avec barrières hauteur fixe", "near" },
        { "Brancard hauteur variable avec barrières", "Brancard hydraulique avec barrières", "match" },
        { "Cathéter d'hémodialyse temporaire 11 F 20 cm", "Cathéter dialyse jugulaire droit 11F 20 cm permanent", "near" },
        { "Housse mortuaire adulte 4 poignées", "Housse mortuaire adulte 6 poignées", "review" },
        { "Fauteuil roulant pliant accoudoirs fixes", "Fauteuil roulant pliant accoudoirs amovibles", "review" },
        { "Test HIV 1/2 cassette", "Test HIV Ag/Ac cassette", "review" },
        { "Chariot de soins 2 plateaux 3 tiroirs", "Chariot de soins 2 plateaux 2 tiroirs", "near" },
        { "Chariot de soins 2 plateaux 3 tiroirs", "Chariot de soins 3 tiroirs 2 plateaux", "match" },
        { "Gant chirurgical latex non poudré taille 7 sous-gant", "Gant chirurgical latex non poudré taille 7", "review" },
        { "Agrafeuse circulaire hémorroïdaire 33 mm", "Agrafeuse circulaire 33 mm", "review" },
        { "Agrafeuse circulaire 33 mm", "Agrafeuse circulaire pour hémorroïdes 33 mm", "review" },
        { "Système de drainage thoracique 2 chambres 1000 ml aspiration sèche", "Système de drainage thoracique 2 chambres, 1000 ml, à colonne d'eau", "near" },
        { "Trousse orthopédie stérile 2 casaques", "Trousse césarienne stérile 2 casaques", "near" },
        { "Test rapide troponine cassette qualitatif", "Test rapide troponine cassette quantitatif", "review" },
        { "Test rapide troponine cassette qualitatif", "Test rapide troponine cassette", "match" },
        { "Pansement hydrocolloïde épais 10 x 10 cm", "Pansement hydrocolloïde extra-mince 10 x 10 cm", "near" },
        { "Sonde urétérale ouverte CH 6 75 cm", "Sonde urétérale fermée CH 6 75 cm", "near" },
        { "Gaze hémostatique résorbable cellulose oxydée 10 x 20 cm", "Gaze hémostatique résorbable collagène 10 x 20 cm", "near" },
        { "Gant d'examen nitrile taille M jaune", "Gant d'examen nitrile taille M bleu", "review" },
        { "Défibrillateur semi-automatique", "Défibrillateur entièrement automatique", "near" },
    };
    verdicts(cases, sizeof cases / sizeof *cases);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_colours), cmocka_unit_test(test_uses), cmocka_unit_test(test_materials_and_kinds),
                                         cmocka_unit_test(test_numbers_and_contents) };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    help_lexicon_free();
    return failed;
}

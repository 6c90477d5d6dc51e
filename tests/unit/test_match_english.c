/* Products described in English, and by lists of names and values, against French lines. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include "spec_help.h"

static void test_products(void **state)
{
    (void)state;
    static const char *const cases[][3] = {
        { "Aiguille hypodermique 21G 40 mm", "Hypodermic needle | Gauge=21; Length: 40 mm", "match" },
        { "Aiguille hypodermique 21G 40 mm", "Hypodermic needle | gauge: 21G; length (mm): 40; sterile: yes", "match" },
        { "Aiguille hypodermique 21G 40 mm", "Hypodermic needle | gauge: 21G; length (mm): 25; sterile: yes", "near" },
        { "Seringue 10 ml luer lock", "Disposable syringe | Volume (ml) 10; Tip: Luer lock; Sterile: yes", "match" },
        { "Seringue 10 ml luer lock", "Disposable syringe | volume_ml=10; tip=luer slip", "near" },
        { "Sonde de Foley 2 voies silicone CH 16", "Foley catheter 2-way 100% silicone | CH/Fr 16; balloon 10 ml", "match" },
        { "Sonde de Foley 2 voies silicone CH 16", "Silicone Foley catheter, two way, 16FR/CH (5.3mm), 30 ml balloon", "match" },
        { "Sonde de Foley 2 voies latex CH 18", "Foley catheter, latex, 2-way | Size: Fr 18", "match" },
        { "Gant d'examen nitrile non poudré taille M non stérile", "Nitrile examination gloves powder-free, latex-free | Size: M; Sterile: no", "match" },
        { "Gant d'examen nitrile non poudré taille M non stérile", "Nitrile examination gloves | powder: free; size: medium; sterility: non-sterile", "match" },
        { "Gant chirurgical latex non poudré taille 7,5", "Surgical gloves latex powder free | Size 7.5", "match" },
        { "Gant chirurgical latex non poudré taille 7,5", "Sterile latex surgical gloves, powdered, size 7 1/2", "near" },
        { "Cathéter court 20G avec site d'injection", "IV cannula with injection port | G20 pink", "match" },
        { "Cathéter court 22G ailettes", "IV cannula with wings | gauge 22", "match" },
        { "Compresse de gaze 10x10 cm 8 plis stérile", "Gauze swabs sterile | Size (cm): 10 x 10; Ply: 8", "match" },
        { "Compresse de gaze 10x10 cm 12 plis non stérile", "Gauze swabs | width: 10 cm; length: 10 cm; ply=12; sterile=no", "match" },
        { "Sonde endotrachéale à ballonnet 7,5", "Endotracheal tube cuffed | I.D. 7.5 mm", "match" },
        { "Sonde endotrachéale à ballonnet 7,5", "Endotracheal tube | cuff: yes; size: 7.5", "match" },
        { "Sonde endotrachéale sans ballonnet 3", "Endotracheal tube uncuffed 3.0 mm", "match" },
        { "Masque chirurgical type IIR élastiques", "Surgical face mask 3-ply type IIR, earloops", "match" },
        { "Masque à oxygène haute concentration adulte", "Non-rebreather oxygen mask with reservoir bag, adult", "match" },
        { "Perfuseur avec prise d'air 150 cm", "Infusion set, vented, tube length: 150 cm", "match" },
        { "Sonde d'aspiration CH 14 avec contrôle", "Suction catheter with vacuum control | Fr: 14; length: 50 cm", "match" },
        { "Bande de crêpe 10 cm x 4 m", "Crepe bandage | Width (cm): 10; Length (m): 4", "match" },
        { "Bande de crêpe 10 cm x 4 m", "Crepe bandage 10cm x 4.5m", "near" },
        { "Fil soie 2/0 aiguille triangulaire 24 mm 3/8", "Black braided silk suture | USP 2-0; needle 24mm; 3/8 circle reverse cutting", "match" },
        { "Fil polyglactine 3/0 aiguille ronde 26 mm 1/2", "Polyglactin 910 suture 3-0, 1/2 circle, taper point, 26 mm, 75 cm", "match" },
        { "Robinet 3 voies avec prolongateur 10 cm", "3-way stopcock with 10 cm extension tube", "match" },
        { "Lame de bistouri n° 11 stérile", "Surgical blade | No. 11; carbon steel; sterile: yes", "match" },
        { "Sonde gastrique CH 14 longueur 120 cm", "Stomach tube | Ch: 14; L=120cm", "match" },
        { "Poche à urine 2 L avec vidange stérile", "Urine drainage bag | capacity: 2000 ml; outlet tap: yes; sterile: yes", "match" },
        { "Drain de Redon CH 12", "Redon drain | O.D.: 4 mm", "match" },
        { "Canule de Guedel taille 3", "Guedel airway | size=3; length 90 mm", "match" },
        { "Électrode ECG adulte mousse", "ECG electrode foam, adult", "match" },
        { "Champ troué stérile 75x90 adhésif", "Fenestrated drape sterile, adhesive 75 x 90 cm", "match" },
        { "Tube EDTA K3 4 ml", "Vacuum blood collection tube K3EDTA 4 ml lavender", "match" },
        { "Collecteur d'aiguilles 3 L", "Sharps container | Capacity (L): 3", "match" },
        { "Épicrânien 23G", "Scalp vein set | Needle gauge: 23", "match" },
        { "Abaisse-langue bois non stérile", "Wooden tongue depressor | sterile: no", "match" },
        { "Compresse de gaze 10x20 cm", "Gauze swab | length: 20 cm; width: 10 cm", "match" },
        { "Compresse de gaze largeur 20 cm longueur 10 cm", "Gauze swab | length: 20 cm; width: 10 cm", "near" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *got = help_verdict(help_lexicon(), cases[i][0], cases[i][1]);
        if (strcmp(got, cases[i][2]) != 0)
            fail_msg("%s => %s : %s au lieu de %s", cases[i][0], cases[i][1], got, cases[i][2]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_products) };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    help_lexicon_free();
    return failed;
}

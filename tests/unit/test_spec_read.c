/* Reading: numbers and units, gauges, thread sizes, sizes, negation, ranges and lists, dimensions, scanners' slips, the column's
 * grammar, writing back and reading again; bounded on hostile labels. On the reference lexicon, with lines made for the test. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <mahalli/xalloc.h>
#include "spec_help.h"

struct wanted {
    const char *text, *family, *attribute, *value; /* value as people read it; "" = not said */
};

static void check_one(const struct wanted *w, bool product)
{
    const struct mh_lexicon *lx = help_lexicon();
    struct mh_reading r;
    help_read(lx, w->text, product, &r);
    const char *family = help_family(lx, &r), *value = r.family < 0 || w->attribute == NULL ? "" : help_value(lx, &r, w->attribute);
    if (strcmp(family, w->family) != 0 || (w->attribute != NULL && strcmp(value, w->value) != 0))
        fail_msg("%s: %s %s = \"%s\" {%s}", w->text, family, w->attribute == NULL ? "" : w->attribute, value,
                 r.family < 0 ? "" : help_text(lx, &r));
    mh_reading_free(&r);
}

static const struct wanted numbers[] = {
    { "HUMIDIF. O2 350ML", "humidificateur_oxygene", "volume", "350 mL" },
    { "CH6 500 ML SONDE DE FOLEY", "sonde_foley", "ch", "6 Ch" },
    { "SERINGUE 10ML", "seringue", "volume", "10 mL" },
    { "SERINGUE 10 ML", "seringue", "volume", "10 mL" },
    { "Seringue 10 mL", "seringue", "volume", "10 mL" },
    { "seringue 10cc", "seringue", "volume", "10 mL" },
    { "seringue 10 cm3", "seringue", "volume", "10 mL" },
    { "SERINGUE 2,5 ML", "seringue", "volume", "2,5 mL" },
    { "SERINGUE 2.5ML", "seringue", "volume", "2,5 mL" },
    { "SERINGUE 2 . 5 ML", "seringue", "volume", "2,5 mL" },
    { "SERINGUE 1O ML", "seringue", "volume", "10 mL" },
    { "SERINGUE I0 ML", "seringue", "volume", "10 mL" },
    { "SERINGUE 20 mI", "seringue", "volume", "20 mL" },
    { "SERINGUE 0,02 L", "seringue", "volume", "20 mL" },
    { "Seringue 5\xc2\xa0mL", "seringue", "volume", "5 mL" },
    { "POCHE A URINE 2 I AVEC ROBINET", "poche_urine", "volume", "2000 mL" },
    { "DIALYSEUR I,8 m2", "dialyseur", "surface", "1,8 m\xc2\xb2" },
    { "SERINGUE INSULINE 0,5 ML / 50 UNITES", "seringue_insuline", "volume", "0,5 mL" },
    { "AIGUILLE PL 22 G 3 1/2", "aiguille_pl", "longueur", "89 mm" },
    { "AIGUILLE 21G 1\"1/2", "aiguille_hypodermique", "longueur", "38 mm" },
    { "AIGUILLE 21GX1\"1/2", "aiguille_hypodermique", "longueur", "38 mm" },
    { "AIGUILLE 23G1\" BLEUE", "aiguille_hypodermique", "longueur", "25 mm" },
    { "SERINGUE 5 ML AVEC AIGUILLE 21G 1''1/2", "seringue", "longueur_aiguille", "38 mm" },
    { "GANTS CHIR. STERILES T 7 ET DEMI", "gant_chirurgical", "taille", "7,5" },
    { "gants chirurgicaux taille sept et demie", "gant_chirurgical", "taille", "7,5" },
    { "Incentive spirometer, three balls", "spirometre_incitatif", "billes", "3" },
    { "DRAP EXAMEN 50X50M", "drap_examen", "largeur", "50 cm" },
    { "DRAP EXAMEN 50X50M", "drap_examen", "longueur", "50 m" },
    { "SPARADRAP 5X5M", "sparadrap", "largeur", "5 cm" },
    { "BANDE GAZE 15/4", "bande_gaze", "longueur", "4 m" },
    { "SACHET STERILISATION 15X30", "sachet_sterilisation", "largeur", "150 mm" },
    { "SERINGUE 5 ML 21G", "seringue", "aiguille", "oui" },
    { "CATHETER JL 3,5 6F", "catheter_diagnostic", "courbe", "3,5" },
    { "CATHETER JL 4F", "catheter_diagnostic", "courbe", "" },
    { "KIT PERIDURALE 18G, CATHETER 20G", "kit_peridurale", "jauge", "18 G" },
    { "FIL POLYAMIDE DEC 2 AIG TRIANGULAIRE", "suture_polyamide", "usp", "3/0" },
    { "CATHETER IV G18/20/22", "catheter_court", "jauge", "18/20/22 G" },
    { "SONDE DE FOLEY CH18", "sonde_foley", "ch", "18 Ch" },
    { "SONDE DE FOLEY CH 18", "sonde_foley", "ch", "18 Ch" },
    { "sonde de Foley 18 Fr", "sonde_foley", "ch", "18 Ch" },
    { "sonde de Foley 18F", "sonde_foley", "ch", "18 Ch" },
    { "SONDE DE FOLEY CH 08", "sonde_foley", "ch", "8 Ch" },
    { "sonde de Foley charri\xc3\xa8re 16", "sonde_foley", "ch", "16 Ch" },
    { "sonde de Foley, 6 mm", "sonde_foley", "ch", "18 Ch" },
    { "SONDE DE FOLEY 3V CH 20 BALLONNET 30-50 ML", "sonde_foley", "volume_ballonnet", "30\xe2\x80\x93" "50 mL" },
    { "SONDE DE FOLEY 3V 20 CH 30-50 CC", "sonde_foley", "volume_ballonnet", "30\xe2\x80\x93" "50 mL" },
    { "SONDE DE FOLEY 3V 20 CH 30-50 CC", "sonde_foley", "ch", "20 Ch" },
    { "SONDE DE FOLEY 3V 20 CH 30-50 CC", "sonde_foley", "voies", "3" },
    { "SONDE DE FOLEY trois voies", "sonde_foley", "voies", "3" },
    { "CATHETER COURT G18", "catheter_court", "jauge", "18 G" },
    { "CATHETER COURT 18G", "catheter_court", "jauge", "18 G" },
    { "CATHETER COURT 18 G", "catheter_court", "jauge", "18 G" },
    { "AIGUILLE HYPODERMIQUE 40 X 8/10", "aiguille_hypodermique", "diametre", "0,8 mm" },
    { "AIGUILLE HYPODERMIQUE 40 X 8/10", "aiguille_hypodermique", "longueur", "40 mm" },
    { "AIGUILLE HYPODERMIQUE 40 X 8/10", "aiguille_hypodermique", "jauge", "21 G" },
    { "aiguille hypodermique 0,8 x 40 mm", "aiguille_hypodermique", "jauge", "21 G" },
    { "AIGUILLE HYPODERMIQUE 23G", "aiguille_hypodermique", "diametre", "0,6 mm" },
    { "AIGUILLE HYPODERMIQUE 30 X 7 / 10 22 GX 1 1 / 4", "aiguille_hypodermique", "longueur", "30 mm" },
    { "aiguille hypodermique 21 G - 0,8 x 40", "aiguille_hypodermique", "jauge", "21 G" },
    { "COMPRESSE 10X10", "compresse", "largeur", "10 cm" },
    { "COMPRESSE 7 . 5 X 7 . 5 CM", "compresse", "largeur", "7,5 cm" },
    { "COMPRESSE 10 \xc3\x97 20 cm", "compresse", "longueur", "20 cm" },
    { "COMPRESSE 100 X 200 mm", "compresse", "longueur", "20 cm" },
    { "COMPRESSE 10*20", "compresse", "longueur", "20 cm" },
    { "BANDE PLATREE 3 MX 15 CM", "bande_platree", "longueur", "3 m" },
    { "BANDE PLATREE 3 MX 15 CM", "bande_platree", "largeur", "15 cm" },
    { "BANDE PLATREE 15CM X 2M70", "bande_platree", "longueur", "2,7 m" },
    { "BANDE DE CREPE 10 cm x 400 cm", "bande_crepe", "longueur", "4 m" },
    { "DRAIN DE REDON PERFORE SUR 14 CH 16", "drain_redon", "ch", "16 Ch" },
    { "DRAIN DE REDON PERFORE SUR 14 CH 16", "drain_redon", "perforation", "14 cm" },
    { "CATHETER BILUMIERE P/DIALYSE LG 200 MM CH 12", "catheter_dialyse", "longueur", "20 cm" },
    { "CATHETER BILUMIERE P/DIALYSE LG 200 MM CH 12", "catheter_dialyse", "lumieres", "2" },
    { "TROCART POUR BIOPSIE OSSEUSE G10X10CM", "trocart_biopsie_osseuse", "jauge", "10 G" },
    { "TROCART POUR BIOPSIE OSSEUSE G10X10CM", "trocart_biopsie_osseuse", "longueur", "10 cm" },
    { "MASQUE A OXYGENE O2 ADULTE", "masque_oxygene", "population", "adulte" },
};

static const struct wanted threads[] = {
    { "SOIE 1 AIG 30 MM RONDE", "suture_soie", "usp", "1" },
    { "SOIE 1 AIG 30 MM RONDE", "suture_soie", "aiguilles", "" },
    { "SOIE 2/0 1 AIG 30 MM", "suture_soie", "aiguilles", "1" },
    { "SOIE NOIRE 2/0 AT 30 MM", "suture_soie", "usp", "2/0" },
    { "SOIE NOIRE 2 / 0 AT 30 MM", "suture_soie", "usp", "2/0" },
    { "SOIE NOIRE 2-0 AT 30 MM", "suture_soie", "usp", "2/0" },
    { "SOIE NOIRE 2/O AT 30 MM", "suture_soie", "usp", "2/0" },
    { "SOIE NOIRE N\xc2\xb0 00 AT 30 MM", "suture_soie", "usp", "2/0" },
    { "SOIE NOIRE DEC. 3 AT 30 MM", "suture_soie", "usp", "2/0" },
    { "SOIE NOIRE 2/0 (DEC. 3) AT 30 MM", "suture_soie", "usp", "2/0" },
    { "SOIE NOIRE 0 AT 30 MM", "suture_soie", "usp", "0" },
    { "SOIE NOIRE 1 AT 30 MM", "suture_soie", "usp", "1" },
    { "SOIE NOIRE 0 AT 30 MM", "suture_soie", "longueur_aiguille", "30 mm" },
    { "SOIE NOIRE 0 AT 30 MM", "suture_soie", "pointe", "triangulaire" },
    { "SOIE NOIRE 4/0AR 18 MM", "suture_soie", "pointe", "ronde" },
    { "POLYPROPYLENE MONOFIL 5/0 AR 13MM 3/8C 2AIG", "suture_polypropylene", "aiguilles", "2" },
    { "POLYPROPYLENE MONOFIL 5/0 AR 13MM 3/8C 2AIG", "suture_polypropylene", "courbure", "3/8" },
    { "POLYPROPYLENE MONOFIL 5/0 AR 13MM 3/8C 2AIG", "suture_polypropylene", "longueur_aiguille", "13 mm" },
    { "FIL NON RESORBABLE POLYAMIDE 3/0 AR 24 MM", "suture_polyamide", "usp", "3/0" },
};

static const struct wanted sizes[] = {
    { "GANT CHIRURGICAL T7.5", "gant_chirurgical", "taille", "7,5" },
    { "GANT CHIRURGICAL T 7,5", "gant_chirurgical", "taille", "7,5" },
    { "GANT CHIRURGICAL N\xc2\xb0" "7/5", "gant_chirurgical", "taille", "7,5" },
    { "Gant chirurgical 7\xc2\xbd", "gant_chirurgical", "taille", "7,5" },
    { "Gant chirurgical 7 1/2", "gant_chirurgical", "taille", "7,5" },
    { "GANT CHIRURGICAL TAILLE 8", "gant_chirurgical", "taille", "8" },
    { "GANT D'EXAMEN MOYEN", "gant_examen", "taille", "M" },
    { "GANT D'EXAMEN TAILLE L", "gant_examen", "taille", "L" },
    { "PYJAMA DE BLOC TAILLES M A XXL", "pyjama_bloc", "taille", "M ou L ou XL ou XXL" },
    { "Pyjama de bloc S-XL", "pyjama_bloc", "taille", "S ou M ou L ou XL" },
    { "Casaque chirurgicale du M au XXL", "casaque", "taille", "M ou L ou XL ou XXL" },
    { "PYJAMA DE BLOC S/M/L", "pyjama_bloc", "taille", "S ou M ou L" }, /* not: without M */
    { "GANT D'EXAMEN LATEX S/POUDRE M", "gant_examen", "taille", "M" },
    { "GANT D EXAMEN LATEX G.M", "gant_examen", "taille", "L" },
    { "GANT D'EXAMEN EXTRA LARGE", "gant_examen", "taille", "XL" },
    { "CANULE DE GUEDEL N\xc2\xb0 00", "canule_guedel", "taille", "00" },
    { "CANULE DE GUEDEL N \xc2\xb0 4", "canule_guedel", "taille", "4" },
    { "CASAQUE LARGE", "casaque", "taille", "L" },
};

static const struct wanted words[] = {
    { "SONDE DE FOLEY CH16 SILICONE LATEX-FREE", "sonde_foley", "materiau", "silicone" },
    { "PYJAMA DE BLOC USAGE UNIQUE TAILLE M", "pyjama_bloc", "taille", "M" },
    { "CANULE DE TRACHEOTOMIE N 6 AVEC CANULE INTERNE", "canule_tracheotomie", "chemise", "oui" },
    { "Syringe 10 ml with needle 21G", "seringue", "aiguille", "oui" },
    { "IV POLE 2 HOOKS 5 CASTORS", "potence_serum", "crochets", "2" },
    { "FILTRE RESPI. ADULT. ELECTROST.", "filtre_respiratoire", "filtration", "electrostatique" },
    { "MASQUE 3P A LANIER. TYPE II", "masque_chirurgical", "plis", "3" },
    { "COMPRESSE STERILE 10X10", "compresse", "st\xc3\xa9rile", "" },
    { "COMPRESSE STERILE 10X10", "compresse", "sterile", "oui" },
    { "COMPRESSES NON STERILES 10X10", "compresse", "sterile", "non" },
    { "COMPRESSE N/STERILE 10X10", "compresse", "sterile", "non" },
    { "COMPRESSE N STERILE 10X10", "compresse", "sterile", "non" },
    { "COMPRESSE STER. 10X10", "compresse", "sterile", "oui" },
    { "COMPRESSE 10X10", "compresse", "sterile", "" },
    { "GANT CHIRURGICAL LATEX S/POUDRE", "gant_chirurgical", "poudre", "non" },
    { "GANT CHIRURGICAL LATEX SANS POUDRE", "gant_chirurgical", "poudre", "non" },
    { "GANT CHIRURGICAL POUDRE", "gant_chirurgical", "poudre", "oui" },
    { "GANT CHIRURGICAL SANS LATEX", "gant_chirurgical", "latex", "non" },
    { "GANT CHIRURGICAL", "gant_chirurgical", "sterile", "oui" }, /* implied */
    { "SERINGUE 10 ML LUER LOCK", "seringue", "embout", "luer lock" },
    { "SERINGUE 10 ML LUER-LOCK", "seringue", "embout", "luer lock" },
    { "seringue 10 mL c\xc3\xb4ne Luer Lock", "seringue", "embout", "luer lock" },
    { "SERINGUE 10 ML AVEC AIGUILLE", "seringue", "aiguille", "oui" },
    { "SERINGUE 10 ML S/AIGUILLE", "seringue", "aiguille", "non" },
    { "SERINGUE 10 ML A/ AIGUILLE", "seringue", "aiguille", "oui" },
    { "CATHETER COURT A AILETTES G 20", "catheter_court", "ailettes", "oui" },
    { "CATHETER COURT SANS AILETTES G 20", "catheter_court", "ailettes", "non" },
    { "SONDE DE FOLEY 2V P/F CH 16", "sonde_foley", "sexe", "femme" },
    { "SONDE DE FOLEY 100 % SILICONE CH 16", "sonde_foley", "materiau", "silicone" },
    { "SONDE DE FOLEY LATEX SILICONE CH 16", "sonde_foley", "materiau", "latex silicone" },
    { "MASQUE 02 ADULTE", "masque_oxygene", "population", "adulte" },
    { "LUNETTES A 02 ENFANT", "lunette_oxygene", "population", "enfant" },
    { "SONDE URETERALE DROITE 02 OEILS CH 03", "sonde_ureterale", "oeils", "2" },
    { "ROBINET 02 VOIES", "robinet", "voies", "2" },
    { "S/FOLEY CH 16", "sonde_foley", "ch", "16 Ch" },
    { "C0MPRESSE STERILE 1Ox1O", "compresse", "largeur", "10 cm" },
    { "SONDE F0LEY CH I6", "sonde_foley", "ch", "16 Ch" },
    { "CATHETER C0URT 2OG", "catheter_court", "jauge", "20 G" },
    { "compresses steriles 10 par 10", "compresse", "longueur", "10 cm" },
    { "AIGUILLE 23G X 25", "aiguille_hypodermique", "longueur", "25 mm" },
    { "G. CHIR 7,5 LATEX NP", "gant_chirurgical", "taille", "7,5" },
    { "M. O2 AD HC", "masque_oxygene", "haute_concentration", "oui" },
    { "on a besoin de seringues de 10 ml", "seringue", "volume", "10 mL" },
    { "COMPRESSE ST 10X10", "compresse", "sterile", "oui" },
    { "COMPRESSE N/ST 10X10", "compresse", "sterile", "non" },
    { "MASQUE HTE CONC ADULTE", "masque_oxygene", "haute_concentration", "oui" },
    { "COMPRESSE STERILE 10X10 NON T", "compresse", "materiau", "non tisse" },
};

static const struct wanted families[] = {
    { "FIL POLYPROPYL. 4/0 DBLE AIG 17MM RONDE 90CM", "suture_polypropylene", "usp", "4/0" },
    { "Polypropyl\xc3\xa8ne bleu 4/0 2 aiguilles rondes 17 mm 90 cm", "suture_polypropylene", "aiguilles", "2" },
    { "AIG. FIST. 15G VEIN. AILET. FIXES", "aiguille_fistule", "jauge", "15 G" },
    { "COLLECT. AIG. 5L", "boite_aiguilles", NULL, NULL }, /* a full stop cuts a word, also one that is a word itself */
    { "DIALYS. HTE PERMEAB. 1.8M2", "dialyseur", NULL, NULL },
    { "THERMO. DIGIT.", "thermometre", NULL, NULL },
    { "TRANSFUS. FILTRE 200 MICR", "transfuseur", NULL, NULL },
    { "CHARG. AGRAF. LIN. 60MM BLEU", "recharge_agrafeuse", NULL, NULL },
    { "fils de suture Vicryl 2/0 aiguille ronde 30", "suture_resorbable_tressee", "usp", "2/0" },
    { "R\xc3\xa9" "f. PIST-STD | Sonde v\xc3\xa9sicale de Foley CH 16", "sonde_foley", "ch", "16 Ch" }, /* a code that begins like a word */
    { "ECAR 12 | Seringue 10 ml luer", "seringue", "volume", "10 mL" },
    { "Polypropyl\xc3\xa8ne 5/0 | 2 aiguilles 13 mm rondes", "suture_polypropylene", "usp", "5/0" }, /* parts of what the label names */
    { "SPARADRAP 5 ROULEAU DE 5 M", "sparadrap", "largeur", "5 cm" }, /* a number alone, where only one measure can be meant */
    { "STENT CORONAIRE 3", "stent_coronaire", "diametre", "3 mm" },
    { "CATHETER CENTRAL 16", "catheter_central", "ch", "" }, /* of its calibre or its length */
    { "SPARADRAP BOITE DE 5", "sparadrap", "largeur", "" },
    { "SERINGUE AVEC AIGUILLE 5 ML", "seringue", NULL, NULL },
    { "SERINGUE A INSULINE AVEC AIGUILLE 100 UI", "seringue_insuline", NULL, NULL },
    { "SERINGUE DE GAVAGE 60 ML", "seringue_gavage", NULL, NULL },
    { "RAMPE DE 3 ROBINETS + PROLONGATEUR 50 CM", "rampe_robinets", NULL, NULL },
    { "AIGUILLE A PONCTION LOMBAIRE 90X9/10", "aiguille_pl", NULL, NULL },
    { "PAIRE DE GANTS CHIRURGICAUX", "gant_chirurgical", NULL, NULL },
    { "GANT NON STERILE TAILLE M", "gant_examen", NULL, NULL },
    { "SERIN HYPO 10 ML", "seringue", NULL, NULL },
    { "SOND PROS CH 18", "sonde_prostatique", NULL, NULL },
    { "BAND PLAT 3 M X 10 CM", "bande_platree", NULL, NULL },
    { "COMPRESES STERILS 10X10", "compresse", NULL, NULL },
    { "sonde prostatqiue CH18", "sonde_prostatique", NULL, NULL },
    { "SONDE DASPIRATION CH 14", "sonde_aspiration", NULL, NULL },
    { "SONDE D ASPIRATION CH 14", "sonde_aspiration", NULL, NULL },
    { "S. ASPIRATION CH 14", "sonde_aspiration", NULL, NULL },
    { "bonjour tout le monde", "", NULL, NULL },
    { "", "", NULL, NULL },
    { "12345", "", NULL, NULL },
};

static const struct wanted offers[] = {
    { "SONDE DE FOLEY CH 14/16/18", "sonde_foley", "ch", "14/16/18 Ch" },
    { "SONDE DE FOLEY CH 14, 16, 18", "sonde_foley", "ch", "14/16/18 Ch" },
    { "SONDE DE FOLEY CH 14 \xc3\xa0 18", "sonde_foley", "ch", "14\xe2\x80\x93" "18 Ch" },
    { "SONDE DE FOLEY CH 14-18", "sonde_foley", "ch", "14\xe2\x80\x93" "18 Ch" },
    { "GANTS CHIRURGICAUX pointures 6.5/7/7.5", "gant_chirurgical", "taille", "6,5/7/7,5" },
    { "CASAQUE TAILLES M/L/XL", "casaque", "taille", "M ou L ou XL" },
    { "CANULE DE GUEDEL N\xc2\xb0 00/0/1", "canule_guedel", "taille", "00 ou 0 ou 1" },
    { "SONDE DE FOLEY | charriere=16; voies=3; ballonnet_ml=30", "sonde_foley", "ch", "16 Ch" },
    { "SONDE DE FOLEY | charriere=16; voies=3; ballonnet_ml=30", "sonde_foley", "volume_ballonnet", "30 mL" },
    { "SONDE DE FOLEY | calibre=18; nb_voies=2; materiau=100 % silicone; usage=p/F; vol_ballon=10", "sonde_foley", "ch", "18 Ch" },
    { "SONDE DE FOLEY | calibre=18; nb_voies=2; materiau=100 % silicone; usage=p/F; vol_ballon=10", "sonde_foley", "voies", "2" },
    { "SONDE DE FOLEY | calibre=18; nb_voies=2; materiau=100 % silicone; usage=p/F; vol_ballon=10", "sonde_foley", "sexe", "femme" },
    { "SONDE DE FOLEY | calibre=18; nb_voies=2; materiau=100 % silicone; usage=p/F; vol_ballon=10", "sonde_foley", "volume_ballonnet", "10 mL" },
    { "CATHETER COURT | gauge=17; ailettes=non", "catheter_court", "jauge", "17 G" },
    { "CATHETER COURT | gauge=17; ailettes=non", "catheter_court", "ailettes", "non" },
    { "SUTURE POLYPROPYLENE | usp=USP 5/0; aiguille_mm=13; pointe=aiguille ronde; courbure=1/2 c; nb_aiguilles=2", "suture_polypropylene", "usp", "5/0" },
    { "SUTURE POLYPROPYLENE | usp=USP 5/0; aiguille_mm=13; pointe=aiguille ronde; courbure=1/2 c; nb_aiguilles=2", "suture_polypropylene", "longueur_aiguille", "13 mm" },
    { "SUTURE POLYPROPYLENE | usp=USP 5/0; aiguille_mm=13; pointe=aiguille ronde; courbure=1/2 c; nb_aiguilles=2", "suture_polypropylene", "aiguilles", "2" },
    { "SUTURE POLYPROPYLENE | usp=USP 5/0; aiguille_mm=13; pointe=aiguille ronde; courbure=1/2 c; nb_aiguilles=2", "suture_polypropylene", "courbure", "1/2" },
    { "GANT D'EXAMEN | T=L; materiau=latex naturel; poudrage=oui; etat=non st\xc3\xa9rile", "gant_examen", "taille", "L" },
    { "GANT D'EXAMEN | T=L; materiau=latex naturel; poudrage=oui; etat=non st\xc3\xa9rile", "gant_examen", "sterile", "non" },
    { "GANT D'EXAMEN | T=L; materiau=latex naturel; poudrage=oui; etat=non st\xc3\xa9rile", "gant_examen", "poudre", "oui" },
    { "COMPRESSE | dimensions_cm=7,5 x 7,5; sterile=oui; plis=12", "compresse", "largeur", "7,5 cm" },
    { "COMPRESSE | dimensions_cm=7,5 x 7,5; sterile=oui; plis=12", "compresse", "plis", "12" },
    { "PROLONGATEUR | longueur_cm=100; luer_lock=non", "prolongateur", "embout", "luer" },
    { "Drain thoracique | Calibre (CH) : 24; Trocart : non", "drain_thoracique", "trocart", "non" },
    { "Gant d'examen nitrile | Taille : M, Poudre : non, St\xc3\xa9rile : non", "gant_examen", "sterile", "non" },
    { "Gant d'examen nitrile | Taille : M, Poudre : non, St\xc3\xa9rile : non", "gant_examen", "taille", "M" },
    { "SONDE DOUBLE J | Ch : 6. Lg (cm) : 26. Longue dur\xc3\xa9" "e : non", "sonde_double_j", "longue_duree", "non" },
    { "SONDE DOUBLE J | Ch : 6. Lg (cm) : 26. Longue dur\xc3\xa9" "e : non", "sonde_double_j", "longueur", "26 cm" },
    { "Sonde de Foley | CH : 12, 14, 16, ballonnet 10 mL", "sonde_foley", "volume_ballonnet", "10 mL" },
    { "Sonde de Foley | CH : 12, 14, 16, ballonnet 10 mL", "sonde_foley", "ch", "12/14/16 Ch" },
    { "SG 60 | Seringue de gavage 60 ml conique", "seringue_gavage", "embout", "conique" },
    { "CATHETER COURT 20G AILETTES : NON", "catheter_court", "ailettes", "non" },
    { "GANTS NITRILE POUDRE: NON; STERILE: NON; T: M", "gant_examen", "poudre", "non" },
    { "CATHETER COURT 20G, SITE D'INJECTION: OUI, AILETTES: NON", "catheter_court", "site_injection", "oui" },
    { "SERINGUE | volume >= 10 mL", "seringue", "volume", "\xe2\x89\xa5 10 mL" },
    { "SERINGUE | volume = 5 | 10 mL", "seringue", "volume", "5/10 mL" },
    { "SERINGUE | embout = luer_lock | luer", "seringue", "embout", "luer ou luer lock" },
};

#define ALL(table, product)                                        \
    do {                                                           \
        for (size_t i = 0; i < sizeof table / sizeof *table; i++)  \
            check_one(&table[i], product);                         \
    } while (0)

static void test_numbers(void **state) { (void)state; ALL(numbers, false); }
static void test_threads(void **state) { (void)state; ALL(threads, false); }
static void test_sizes(void **state) { (void)state; ALL(sizes, false); }
static void test_words(void **state) { (void)state; ALL(words, false); }
static void test_families(void **state) { (void)state; ALL(families, false); }
static void test_offers(void **state) { (void)state; ALL(offers, true); }

static void read_as(const char *label, const char *specs, const char *family, const char *emdn, struct mh_reading *r)
{
    struct mh_spec_text in = { .label = label, .specs = specs, .family = family, .emdn = emdn };
    mh_spec_read(help_lexicon(), &in, r);
}

/* The number of a pack counts pieces; grams or millilitres only of what is bought by them. */
static void test_counts(void **state)
{
    (void)state;
    static const struct {
        const char *label, *unit, *attribute, *value;
    } cases[] = {
        { "SERINGUE LUER STERILE", "PQT/10", "volume", "" },
        { "SERINGUE 3 PIECES LUER LOCK STERILE", "PAQUET DE 50", "volume", "" },
        { "SERINGUE LUER STERILE", "FL/10", "volume", "" },
        { "ALESE 60X90", "PQT/30", "grammage", "" },
        { "SURBLOUSE TAILLE L", "PQT/30", "grammage", "" },
        { "FLACON A URINE STERILE", "PQT/100", "volume", "" },
        { "COUCHE BEBE", "PQT/28", "poids", "" },
        { "PANSEMENT HYDROGEL", "PQT/10", "poids", "" },
        { "COTON HYDROPHILE", "PAQ/500", "poids", "500 g" },
        { "COTON HYDROPHILE", "RLX/500", "poids", "500 g" },
        { "GEL POUR ECHOGRAPHIE", "FL/250", "volume", "250 mL" },
        { "ALESE 60X90 30 G", "PQT/25", "grammage", "30 g" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct mh_spec_text in = { .label = cases[i].label, .unit = cases[i].unit };
        struct mh_reading r;
        mh_spec_read(help_lexicon(), &in, &r);
        if (r.family < 0 || strcmp(help_value(help_lexicon(), &r, cases[i].attribute), cases[i].value) != 0)
            fail_msg("%s, %s : {%s} %s", cases[i].label, cases[i].unit, help_family(help_lexicon(), &r), help_text(help_lexicon(), &r));
        mh_reading_free(&r);
    }
}

static void test_problems(void **state)
{
    (void)state;
    struct mh_reading r;
    read_as("", NULL, NULL, NULL, &r);
    assert_int_equal(r.problem, MH_READ_EMPTY);
    mh_reading_free(&r);
    read_as("zzyzx qwrt", NULL, NULL, NULL, &r);
    assert_int_equal(r.problem, MH_READ_NO_FAMILY);
    mh_reading_free(&r);
    read_as("SERINGUE 10 ML", "volume = 20 mL", NULL, NULL, &r);
    assert_int_equal(r.problem, MH_READ_CONTRADICTORY);
    assert_non_null(r.problem_words);
    mh_reading_free(&r);
    read_as("COMPRESSE STERILE NON STERILE", NULL, NULL, NULL, &r);
    assert_int_equal(r.problem, MH_READ_CONTRADICTORY);
    mh_reading_free(&r);
    read_as("article 12", NULL, "seringue", NULL, &r); /* the column settles it */
    assert_string_equal(help_family(help_lexicon(), &r), "seringue");
    assert_int_equal(r.confidence, 100);
    mh_reading_free(&r);
    read_as("BANDE PLATREE 10 CM X 3 M", NULL, "seringue", NULL, &r);
    assert_int_equal(r.problem, MH_READ_CONTRADICTORY);
    mh_reading_free(&r);
    read_as("SERINGUE 10 ML", NULL, NULL, "M0201", &r); /* another nomenclature: a person looks */
    assert_true(r.confidence < 60);
    mh_reading_free(&r);
    read_as("PARACETAMOL 1G COMPRIME", NULL, NULL, NULL, &r);
    assert_true(r.problem == MH_READ_OUT_OF_SCOPE || r.problem == MH_READ_NO_FAMILY);
    mh_reading_free(&r);
}

/* A word cut short that is a word itself, and means nothing in the family read, begins one of a longer name: that family is the second. */
static void test_cut_kind(void **state)
{
    (void)state;
    static const char *const cases[][2] = { { "AIGUILLE DE GRIP", "aiguille_huber" }, { "CLIP ENDO DIGESTIVE", "clip_endoscopique" },
                                            { "AIGUILLE MAMMO", "aiguille_biopsie_echo" } };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct mh_reading r;
        help_read(help_lexicon(), cases[i][0], false, &r);
        if (strcmp(help_family(help_lexicon(), &r), cases[i][1]) != 0 &&
            (r.second < 0 || strcmp(mh_lexicon_family_row(help_lexicon(), r.second)->code, cases[i][1]) != 0))
            fail_msg("%s: %s, %d", cases[i][0], help_family(help_lexicon(), &r), r.second);
        mh_reading_free(&r);
    }
}

/* A person looks. */
static void test_guesses(void **state)
{
    (void)state;
    static const char *const guesses[] = {
        "PETRI 12 | Seringue 10 ml luer", "HUBER. | Sonde v\xc3\xa9sicale de Foley CH 16", "MICROLENCE 21G", "JELONETT 10X10", "HOUSSE POUR MATELAS",
        "RUBAN POUR TENSIOMETRE", "BICARBONATE 4,2 %",
    };
    static const char *const sure[] = { "SERINGE 10 ML", "VICRIL 2/0", "MASQUE POUR INSUFFLATEUR", "TULLE CHLORHEXIDINE 0,5 %", "PINCE A SUTURE MECANIQUE CIRCULAIRE 25 MM" };
    for (size_t i = 0; i < sizeof guesses / sizeof *guesses + sizeof sure / sizeof *sure; i++) {
        bool guess = i < sizeof guesses / sizeof *guesses;
        const char *text = guess ? guesses[i] : sure[i - sizeof guesses / sizeof *guesses];
        struct mh_reading r;
        help_read(help_lexicon(), text, false, &r);
        if (r.family < 0 || (r.confidence < 60) != guess)
            fail_msg("%s: %s, %d", text, help_family(help_lexicon(), &r), r.confidence);
        mh_reading_free(&r);
    }
}

static void test_demand(void **state)
{
    (void)state;
    static const struct { const char *text; bool demand; } cases[] = {
        { "SERINGUE 10 ML LUER LOCK", false },      { "Seringue 10 mL, conforme EN ISO 7886-1", true },
        { "SERINGUE 10 ML FLUORESCENTE", true },     { "Gants d'examen EN 455-1", false }, /* read as an attribute */
        { "SERINGUE JETABLE USAGE UNIQUE 5 ML", false }, { "SERINGUE 5 ML BTE/100", false },
        { "COUVERTURE DE SURVIE TYPE ALPINA", false }, { "SONDE DE FOLEY CH 18 REGLABLE 2 A 5 KG", true },
        { "COMPRESSE STERILE 10X10 POUR LES SERVICES OU EQUIVALENT", false },
        { "AIGUILLE 26G MARRON", false },
        { "SONDE DE FOLEY CH 16 SILICONE 100 %", false },
        { "SERINGUE 20 ML LATERALE", false },
        { "TIRE LAIT PORTABLE LATERAL", true },
        { "SONDE DE FOLEY 3 VOIES CH 22 POUR LAVAGE", false }, /* asks for nothing, the reference says */
        { "SONDE DE FOLEY 3 VOIES CH 22 SANS LAVAGE", true },  /* but its refusal does */
        { "ALESE 60X90 DISPOSABLE", false },                   /* of use once where the family does not say it */
        { "SERINGUE 5 ML PEREMPTION > 2 ANS", false },
        { "compresses steriles 7,5 x 7,5, 8 plis, par 5, qualite superieure", false },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct mh_reading r;
        help_read(help_lexicon(), cases[i].text, false, &r);
        if ((r.demand != NULL) != cases[i].demand)
            fail_msg("%s: reste \"%s\", demande \"%s\"", cases[i].text, r.rest == NULL ? "" : r.rest, r.demand == NULL ? "" : r.demand);
        mh_reading_free(&r);
    }
}

static bool same_reading(const struct mh_reading *a, const struct mh_reading *b)
{
    if (a->family != b->family || a->nreq != b->nreq)
        return false;
    for (size_t i = 0; i < a->nreq; i++) {
        const struct mh_requirement *x = &a->req[i], *y = &b->req[i];
        if (x->attribute != y->attribute || x->wish != y->wish || x->value.kind != y->value.kind || x->value.choices != y->value.choices ||
            (x->value.kind == MH_VAL_NUMBER && (x->value.lo != y->value.lo || x->value.hi != y->value.hi || x->value.nlist != y->value.nlist)))
            return false;
    }
    return true;
}

static void round_trip(const char *text, bool product)
{
    const struct mh_lexicon *lx = help_lexicon();
    struct mh_reading r, again;
    help_read(lx, text, product, &r);
    if (r.family >= 0) {
        char written[2000];
        snprintf(written, sizeof written, "%s", help_text(lx, &r));
        struct mh_spec_text in = { .specs = written, .family = help_family(lx, &r), .product = product };
        mh_spec_read(lx, &in, &again);
        if (!same_reading(&r, &again))
            fail_msg("%s: {%s} relu {%s}", text, written, help_text(lx, &again));
        mh_reading_free(&again);
    }
    mh_reading_free(&r);
}

static void test_round_trip(void **state)
{
    (void)state;
    const struct wanted *tables[] = { numbers, threads, sizes, words, offers };
    size_t n[] = { sizeof numbers / sizeof *numbers, sizeof threads / sizeof *threads, sizeof sizes / sizeof *sizes,
                   sizeof words / sizeof *words, sizeof offers / sizeof *offers };
    for (size_t t = 0; t < 5; t++)
        for (size_t i = 0; i < n[t]; i++)
            round_trip(tables[t][i].text, t == 4);
    round_trip("SERINGUE | volume = 10 mL ?; embout = luer_lock", false);
    round_trip("SERINGUE | volume <= 10 mL", false);
}

static void test_source_and_place(void **state)
{
    (void)state;
    struct mh_reading r;
    read_as("AIGUILLE HYPODERMIQUE 21G", "longueur = 40 mm", NULL, NULL, &r);
    int seen = 0;
    for (size_t i = 0; i < r.nreq; i++) {
        const char *code = mh_lexicon_attribute(help_lexicon(), r.family, r.req[i].attribute)->code;
        if (strcmp(code, "jauge") == 0) {
            assert_int_equal(r.req[i].source, MH_SRC_READ);
            assert_string_equal(r.req[i].words, "21g");
            assert_memory_equal(r.folded + r.req[i].from, "21g", 3);
            seen++;
        } else if (strcmp(code, "diametre") == 0) {
            assert_int_equal(r.req[i].source, MH_SRC_DEDUCED);
            seen++;
        } else if (strcmp(code, "longueur") == 0) {
            assert_int_equal(r.req[i].source, MH_SRC_TYPED);
            assert_int_equal(r.req[i].from, -1);
            seen++;
        } else if (strcmp(code, "sterile") == 0) {
            assert_int_equal(r.req[i].source, MH_SRC_REFERENCE);
            seen++;
        }
    }
    assert_int_equal(seen, 4);
    mh_reading_free(&r);
    assert_string_equal(mh_source_name(MH_SRC_READ), "lu");
}

static double seconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* Hostile labels take no longer than a few thousand ordinary ones. */
static void test_bounded(void **state)
{
    (void)state;
    static const char *const pieces[] = { "1 ", "9", "/-x,(", "CH 18 ou ", "a", "sonde ", "10 x 10 ", "G ", "volume = 10 mL; ", "\xd9\x85 ", "\xff", "avec " };
    for (size_t p = 0; p < sizeof pieces / sizeof *pieces; p++) {
        struct mh_str s = MH_STR_INIT;
        struct mh_reading r;
        while (s.len < 10000)
            mh_str_add(&s, pieces[p]);
        struct mh_spec_text in = { .label = mh_str_text(&s), .specs = mh_str_text(&s), .unit = mh_str_text(&s), .pack = mh_str_text(&s) };
        double t = seconds();
        mh_spec_read(help_lexicon(), &in, &r);
        t = seconds() - t;
        if (t > 0.25)
            fail_msg("\"%s\" : %.3f s", pieces[p], t);
        mh_reading_free(&r);
        mh_str_free(&s);
    }
}

static void test_lookup(void **state)
{
    (void)state;
    const struct mh_lexicon *lx = help_lexicon();
    int f = mh_lexicon_family(lx, "seringue");
    assert_true(f >= 0);
    assert_int_equal(mh_lexicon_family(lx, "nulle_part"), -1);
    assert_int_equal(mh_lexicon_family(lx, NULL), -1);
    assert_int_equal(mh_lexicon_family_by_words(lx, "seringues"), f);
    assert_int_equal(mh_lexicon_family_by_words(lx, "Gants d'examen"), mh_lexicon_family(lx, "gant_examen"));
    assert_int_equal(mh_lexicon_family_by_words(lx, "zzz"), -1);
    assert_int_equal(mh_lexicon_family_by_words(lx, NULL), -1);
    assert_null(mh_lexicon_family_row(lx, -1));
    assert_true(mh_lexicon_nfamilies(lx) > 100);
    assert_true(mh_lexicon_stamp(lx) != 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_numbers),  cmocka_unit_test(test_threads),    cmocka_unit_test(test_sizes),
        cmocka_unit_test(test_words),    cmocka_unit_test(test_families),   cmocka_unit_test(test_offers),
        cmocka_unit_test(test_guesses),  cmocka_unit_test(test_cut_kind),
        cmocka_unit_test(test_problems), cmocka_unit_test(test_demand),     cmocka_unit_test(test_round_trip),
        cmocka_unit_test(test_counts),
        cmocka_unit_test(test_source_and_place), cmocka_unit_test(test_bounded), cmocka_unit_test(test_lookup),
    };
    return cmocka_run_group_tests(tests, NULL, help_lexicon_done);
}

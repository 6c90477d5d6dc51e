/* Column tables of what a group gets back about the file it sent. */
#include "domain/report_priv.h"

enum { OURS_LONG = MH_LONG | MH_MEMBER_NAME };

static const struct mh_choice states[] = {
    { "Validé", NULL }, { "Concordant", NULL }, { "À vérifier", NULL }, { "Faisable", NULL }, { "À interroger", NULL },
    { "Sans fabricant recensé", NULL }, { "À préciser", NULL }, { "Hors périmètre", NULL }, { NULL, NULL },
};
static const struct mh_choice verdicts[] = {
    { "Concordant", NULL }, { "À vérifier", NULL }, { "Écart", NULL }, { NULL, NULL },
};

#define R(f, n, t, ty, fl, w) COL(mh_rep_reject, f, n, t, ty, fl, w)
static const struct mh_column reject_columns[] = {
    R(line, "ligne", "Ligne du fichier", MH_INT, 0, 9), R(reference, "reference", "Référence", MH_TEXT, OURS, 14),
    R(label, "designation", "Désignation", MH_TEXT, OURS_LONG, 34), R(column, "colonne", "Colonne", MH_TEXT, OURS, 18),
    R(value, "valeur", "Valeur lue", MH_TEXT, OURS_LONG, 18), R(reason, "raison", "Raison du refus", MH_TEXT, OURS_LONG, 40),
    R(suggestion, "suggestion", "Que faire", MH_TEXT, OURS_LONG, 36), R(file, "fichier", "Fichier", MH_TEXT, OURS_LONG, 20),
    R(date, "date", "Importé le", MH_DATE, 0, 11),
};
#undef R

#define L(f, n, t, ty, fl, w) COL(mh_rep_received, f, n, t, ty, fl, w)
static const struct mh_column received_columns[] = {
    L(site, "etablissement", "Établissement", MH_TEXT, OURS, 13), L(reference, "reference", "Référence", MH_TEXT, OURS, 14),
    L(label, "designation", "Désignation", MH_TEXT, OURS_LONG, 36), L(specs, "specifications", "Spécifications données", MH_TEXT, OURS_LONG, 22),
    L(quantity, "quantite", "Quantité reçue", MH_DECIMAL, 0, 10), L(unit, "unite", "Unité reçue", MH_TEXT, 0, 10),
    L(pack, "conditionnement", "Conditionnement", MH_TEXT, 0, 15), L(counted, "compte", "Comment elle est comptée", MH_TEXT, OURS_LONG, 34),
    L(volume, "volumetrie", "Volumétrie", MH_QTY, 0, 12), L(base_unit, "unite_base", "Unité", MH_TEXT, 0, 8),
    L(needed_on, "date_besoin", "Date du besoin", MH_DATE, 0, 11), L(priority, "priorite", "Priorité", MH_TEXT, 0, 10),
};
#undef L

#define D(f, n, t, ty, fl, w) COL(mh_rep_reading, f, n, t, ty, fl, w)
static const struct mh_column reading_columns[] = {
    D(reference, "reference", "Référence", MH_TEXT, OURS, 14), D(label, "designation", "Désignation", MH_TEXT, OURS_LONG, 34),
    D(family_name, "famille", "Famille lue", MH_TEXT, MH_LONG, 22),
    D(specs, "specifications", "Spécifications lues, et d’où", MH_TEXT, OURS_LONG, 46),
    D(rest, "non_lu", "Mots non lus", MH_TEXT, OURS_LONG, 18), WORD(mh_rep_reading, state, "etat", "État", states, 0, 14),
    D(problem, "a_preciser", "Ce qui est à préciser", MH_TEXT, OURS_LONG, 26), D(maker, "fabricant", "Fabricant", MH_TEXT, MH_LONG, 17),
    D(product, "produit", "Produit", MH_TEXT, MH_LONG, 15), WORD(mh_rep_reading, verdict, "concordance", "Concordance", verdicts, 0, 13),
    D(reason, "motif", "Motif", MH_TEXT, OURS_LONG, 40), D(next, "a_faire", "À faire, par qui", MH_TEXT, MH_LONG, 24),
};
#undef D

const struct mh_table mh_rep_reject_table = TABLE(mh_rep_reject, "rejects", "refus", "Lignes refusées", "ligne refusée", reject_columns);
const struct mh_table mh_rep_received_table = TABLE(mh_rep_received, "received", "recu", "Lignes reçues", "ligne reçue", received_columns);
const struct mh_table mh_rep_reading_table = TABLE(mh_rep_reading, "readings", "lecture", "Lecture des articles", "article lu", reading_columns);

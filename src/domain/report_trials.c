/* Column table of samples and trials as the desk shows them. */
#include "domain/report_priv.h"

static const struct mh_choice where[] = { { "attendu", NULL }, { "en retard", NULL }, { "à l'essai", NULL }, { "essai en retard", NULL },
                                          { "conforme", NULL }, { "sous réserve", NULL }, { "non conforme", NULL }, { "non concluant", NULL },
                                          { NULL, NULL } };

#define T(f, n, t, ty, fl, w) COL(mh_rep_trial, f, n, t, ty, fl, w)
static const struct mh_column trial_columns[] = {
    T(article, "article", "Article", MH_TEXT, OURS, 13),
    T(label, "designation", "Désignation", MH_TEXT, OURS | LONGTEXT, 28),
    T(product, "produit", "Produit", MH_TEXT, 0, 14),
    T(product_label, "designation_produit", "Désignation du produit", MH_TEXT, LONGTEXT, 28),
    WORD(mh_rep_trial, status, "etat", "Où en est-on", where, 0, 15),
    T(asked_on, "demande_le", "Demandé le", MH_DATE, 0, 10),
    T(received_on, "recu_le", "Reçu le", MH_DATE, 0, 10),
    T(result, "resultat", "Résultat", MH_TEXT, 0, 13),
    T(result_on, "resultat_le", "Résultat du", MH_DATE, 0, 11),
    T(lab, "laboratoire", "Service ou laboratoire", MH_TEXT, OURS, 16),
    T(test, "essai", "Essai", MH_TEXT, LONGTEXT, 20),
    T(norm, "norme", "Norme", MH_TEXT, 0, 14),
    T(document, "document", "Document", MH_TEXT, LONGTEXT, 16),
    T(late_days, "retard_jours", "Retard (jours)", MH_INT, 0, 7),
    T(sentence, "constat", "Constat", MH_TEXT, LONGTEXT, 44),
    T(author, "demandeur", "Demandeur", MH_TEXT, OURS, 14),
    T(remarks, "observations", "Observations", MH_TEXT, OURS | LONGTEXT, 24),
};
#undef T

const struct mh_table mh_rep_trial_table =
    TABLE(mh_rep_trial, "trials_under_way", "suivi_echantillons", "Échantillons et essais", "échantillon suivi", trial_columns);

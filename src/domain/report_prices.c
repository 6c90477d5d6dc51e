/* Column tables of a group's own consultation. */
#include "domain/report_priv.h"

enum { OURS_LONG = MH_LONG | MH_MEMBER_NAME };

#define P(f, n, t, ty, fl, w) COL(mh_rep_price, f, n, t, ty, fl, w)
static const struct mh_column price_columns[] = {
    P(number, "numero", "N°", MH_TEXT, 0, 6), P(reference, "reference", "Réf. de l’acheteur", MH_TEXT, OURS, 11),
    P(label, "designation", "Désignation", MH_TEXT, OURS_LONG, 34), P(specs, "specifications", "Spécifications demandées", MH_TEXT, OURS_LONG, 34),
    P(norms, "normes", "Normes", MH_TEXT, OURS_LONG, 12), P(unit, "unite", "Unité", MH_TEXT, 0, 10),
    P(quantity, "quantite", "Quantité", MH_DECIMAL, 0, 10), P(counted, "soit", "Soit", MH_TEXT, 0, 14),
    P(lot, "lot", "Lot", MH_TEXT, MH_HIDDEN, 20), P(amount, "montant_estime_ht", "Montant HT estimé (MAD)", MH_MONEY, MH_PRIVATE, 14),
    P(vat, "taux_tva", "TVA saisie", MH_PERMILLE, MH_PRIVATE, 8),
};
#undef P

#define L(f, n, t, ty, fl, w) COL(mh_rep_left_out, f, n, t, ty, fl, w)
static const struct mh_column left_out_columns[] = {
    L(reference, "reference", "Référence", MH_TEXT, OURS, 14), L(label, "designation", "Désignation", MH_TEXT, OURS_LONG, 50),
    L(reason, "raison", "Pourquoi il n’y est pas", MH_TEXT, OURS_LONG, 50),
};
#undef L

const struct mh_table mh_rep_price_table = TABLE(mh_rep_price, "prices", "bordereau", "Bordereau des prix", "ligne du bordereau", price_columns);
const struct mh_table mh_rep_left_out_table = TABLE(mh_rep_left_out, "left_out", "hors_bordereau", "Hors bordereau", "article hors bordereau", left_out_columns);

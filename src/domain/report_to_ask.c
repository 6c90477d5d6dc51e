/* Makers to be asked, and what their answers would bring. */
#include "domain/report_priv.h"

#define R(f, n, t, ty, fl, w) COL(mh_rep_to_ask, f, n, t, ty, fl, w)
static const struct mh_column columns[] = {
    R(maker, "fabricant", "Fabricant", MH_TEXT, 0, 12),
    R(name, "raison_sociale", "Raison sociale", MH_TEXT, LONGTEXT, 24),
    R(city, "ville", "Ville", MH_TEXT, 0, 12),
    R(articles, "articles", "Articles du plan", MH_QTY, 0, 8),
    R(lines, "lignes", "Lignes", MH_QTY, 0, 7),
    R(leads, "gamme", "De sa gamme", MH_QTY, 0, 7),
    R(near, "proches", "Proches", MH_QTY, 0, 7),
    R(reviews, "a_verifier", "À vérifier", MH_QTY, 0, 7),
    R(volume, "volumetrie", "Volumétrie", MH_TEXT, LONGTEXT, 24),
    R(sent_on, "envoyee_le", "Envoyée le", MH_DATE, 0, 10),
    R(answered_on, "repondue_le", "Répondue le", MH_DATE, 0, 10),
    R(email, "email", "Courriel", MH_TEXT, 0, 22),
    R(phone, "telephone", "Téléphone", MH_TEXT, 0, 14),
};
#undef R

const struct mh_table mh_rep_to_ask_table = TABLE(mh_rep_to_ask, "makers_to_ask", "fabricants_a_interroger", "Fabricants à interroger",
                                                  "fabricant à interroger", columns);

/* Column tables of coverage. */
#include <mahalli/report_cover.h>

#include "domain/report_priv.h"

#define C(f, n, t, ty, fl, w) COL(mh_rep_cover, f, n, t, ty, fl, w)
static const struct mh_column cover_columns[] = {
    C(code, "besoin", "Besoin", MH_TEXT, 0, 12),
    C(family_name, "famille", "Famille", MH_TEXT, LONGTEXT, 22),
    C(specs, "specifications", "Spécifications", MH_TEXT, LONGTEXT, 30),
    C(volume, "volumetrie", "Volumétrie", MH_QTY, MH_MAGNITUDE, 12),
    C(volume_text, "volumetrie_texte", "Volumétrie (texte)", MH_TEXT, MH_HIDDEN, 12),
    C(unit, "unite", "Unité", MH_TEXT, 0, 8),
    C(groups, "groupes", "Groupes", MH_INT, 0, 9),
    C(rate, "couverture", "Couverture", MH_PERMILLE, 0, 11),
    C(covered, "couvert", "Couvert", MH_QTY, MH_MAGNITUDE, 12),
    C(uncovered, "non_couvert", "Non couvert", MH_QTY, MH_MAGNITUDE, 12),
    C(on_unknown, "sur_capacite_inconnue", "Sur capacité inconnue", MH_QTY, MH_MAGNITUDE, 12),
    C(makers, "fabricants", "Fabricants", MH_INT, 0, 10),
    C(from, "par", "Qui pourrait fournir", MH_TEXT, LONGTEXT, 40),
    C(lack, "manque", "Ce qui manque", MH_TEXT, LONGTEXT, 40),
    C(next, "qui", "Qui peut le lever", MH_TEXT, 0, 14),
};
#undef C

#define S(f, n, t, ty, fl, w) COL(mh_rep_scenario, f, n, t, ty, fl, w)
static const struct mh_column scenario_columns[] = {
    S(scenario, "scenario", "Scénario", MH_TEXT, 0, 14),
    S(title, "intitule", "Intitulé", MH_TEXT, LONGTEXT, 26),
    S(rate, "couverture", "Couverture par ligne", MH_PERMILLE, 0, 11),
    S(whole, "entiers", "Besoins couverts", MH_INT, 0, 9),
    S(partly, "partiels", "En partie", MH_INT, 0, 9),
    S(none, "aucun", "Sans rien", MH_INT, 0, 9),
    S(needs, "besoins", "Besoins consolidés", MH_INT, 0, 11),
    S(unknown_rate, "sur_capacite_inconnue", "Repose sur des capacités inconnues", MH_PERMILLE, 0, 13),
    S(makers, "fabricants", "Fabricants", MH_INT, 0, 10),
    S(changed, "changes", "Besoins couverts autrement", MH_INT, 0, 12),
    S(moved, "autre_fabricant", "Autre premier fabricant", MH_INT, 0, 12),
    S(cost, "cout_ht", "Coût HT", MH_MONEY, MH_PRIVATE, 14),
    S(priced_rate, "part_prix_connu", "Part au prix connu", MH_PERMILLE, MH_PRIVATE, 11),
    S(how, "resultat", "Résultat", MH_TEXT, LONGTEXT, 22),
    S(assumes, "hypothese", "Hypothèse", MH_TEXT, LONGTEXT, 50),
};
#undef S

#define F(f, n, t, ty, fl, w) COL(mh_rep_family_cover, f, n, t, ty, fl, w)
static const struct mh_column family_columns[] = {
    F(family_name, "famille", "Famille", MH_TEXT, LONGTEXT, 30),
    F(volume, "volumetrie", "Volumétrie", MH_QTY, MH_MAGNITUDE, 12),
    F(volume_text, "volumetrie_texte", "Volumétrie (texte)", MH_TEXT, MH_HIDDEN, 12),
    F(unit, "unite", "Unité", MH_TEXT, 0, 8),
    F(groups, "groupes", "Groupes", MH_INT, 0, 9),
    F(needs, "besoins", "Besoins consolidés", MH_INT, 0, 11),
    F(rate[0], "couverture", "Plus grande couverture", MH_PERMILLE, 0, 12),
    F(rate[1], "declare", "Capacités déclarées", MH_PERMILLE, 0, 12),
    F(rate[2], "deux_sources", "Deux sources", MH_PERMILLE, 0, 12),
    F(rate[3], "achetable", "Achetables seulement", MH_PERMILLE, 0, 12),
    F(rate[4], "a_verifier", "À vérifier compris", MH_PERMILLE, 0, 12),
    F(rate[5], "cout", "Moindre coût", MH_PERMILLE, 0, 12),
};
#undef F

#define W(f, n, t, ty, fl, w) COL(mh_rep_worth, f, n, t, ty, fl, w)
static const struct mh_column worth_columns[] = {
    W(lack, "frein", "Ce qui freine", MH_TEXT, 0, 22),
    W(maker, "fabricant", "Fabricant", MH_TEXT, LONGTEXT, 24),
    W(product, "produit", "Produit", MH_TEXT, LONGTEXT, 18),
    W(family_name, "famille", "Famille", MH_TEXT, LONGTEXT, 24),
    W(detail, "detail", "Détail", MH_TEXT, LONGTEXT, 40),
    W(needs, "besoins", "Besoins en plus", MH_INT, 0, 9),
    W(whole, "entiers", "Dont entiers", MH_INT, 0, 8),
    W(units, "quantite", "Quantité en plus", MH_QTY, 0, 12),
    W(unit, "unite", "Unité", MH_TEXT, 0, 8),
    W(marginal, "pour_10000", "Besoins pour 10 000 de plus (‰)", MH_INT, 0, 14),
};
#undef W

#define P(f, n, t, ty, fl, w) COL(mh_rep_point, f, n, t, ty, fl, w)
static const struct mh_column point_columns[] = {
    P(asked, "demande", "Couverture demandée", MH_PERMILLE, 0, 12),
    P(rate, "couverture", "Couverture par ligne", MH_PERMILLE, 0, 12),
    P(cost, "cout_ht", "Coût HT", MH_MONEY, MH_PRIVATE, 16),
    P(step, "cout_du_point", "Un point de plus coûte", MH_MONEY, MH_PRIVATE, 16),
    P(priced_rate, "part_prix_connu", "Part au prix connu", MH_PERMILLE, MH_PRIVATE, 12),
    P(how, "resultat", "Résultat", MH_TEXT, LONGTEXT, 24),
};
#undef P

const struct mh_table mh_rep_cover_table =
    TABLE(mh_rep_cover, "coverage", "couverture", "Couverture simulée", "besoin consolidé", cover_columns);
const struct mh_table mh_rep_scenario_table = TABLE(mh_rep_scenario, "scenarios", "scenarios", "Scénarios", "scénario", scenario_columns);
const struct mh_table mh_rep_family_cover_table =
    TABLE(mh_rep_family_cover, "family_coverage", "couverture_par_famille", "Scénarios par famille", "famille", family_columns);
const struct mh_table mh_rep_worth_table = TABLE(mh_rep_worth, "worth", "freins", "Ce que vaut une capacité", "frein", worth_columns);
const struct mh_table mh_rep_point_table = TABLE(mh_rep_point, "frontier", "frontiere", "Frontière", "point", point_columns);

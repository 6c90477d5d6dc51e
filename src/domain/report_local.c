/* Column table of local shares. */
#include "domain/report_priv.h"

#define L(f, n, t, ty, fl, w) COL(mh_rep_local, f, n, t, ty, fl, w)
static const struct mh_column local_columns[] = {
    L(view, "vue", "Vue", MH_TEXT, 0, 16),
    L(year, "annee", "Année", MH_INT, 0, 7),
    L(family, "famille", "Famille", MH_TEXT, 0, 18),
    L(family_name, "famille_nom", "Nom de la famille", MH_TEXT, LONGTEXT, 24),
    L(item, "poste", "Poste", MH_TEXT, LONGTEXT, 40),
    L(nature, "nature", "Nature", MH_TEXT, 0, 10),
    L(lines, "lignes", "Lignes", MH_INT, 0, 8),
    L(of, "sur", "Sur", MH_INT, 0, 8),
    L(lines_share, "part_lignes", "% lignes", MH_PERMILLE, 0, 10),
    L(plan_share, "part_plan", "% plan", MH_PERMILLE, 0, 10),
    L(volume, "volumetrie", "Volumétrie", MH_QTY, MH_MAGNITUDE, 12),
    L(volume_text, "volumetrie_texte", "Volumétrie (texte)", MH_TEXT, MH_HIDDEN, 12),
    L(unit, "unite", "Unité", MH_TEXT, 0, 8),
    L(volume_share, "part_volumetrie", "% volumétrie", MH_PERMILLE, 0, 10),
    L(counted, "lignes_comptees", "Comptées", MH_INT, 0, 9),
    L(priced, "lignes_chiffrees", "Chiffrées", MH_INT, MH_PRIVATE, 9),
    L(priced_share, "part_chiffree", "% chiffrées", MH_PERMILLE, MH_PRIVATE, 10),
    L(value, "valeur_ht", "Valeur HT", MH_MONEY, MH_PRIVATE, 14),
    L(value_share, "part_valeur", "% valeur", MH_PERMILLE, MH_PRIVATE, 10),
    L(source, "source", "Source", MH_TEXT, LONGTEXT, 30),
};
#undef L

const struct mh_table mh_rep_local_table = TABLE(mh_rep_local, "local", "part locale", "Part locale", "part", local_columns);

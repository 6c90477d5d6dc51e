/* Part locale: what of the plan, of today's supply and of what was bought is made here. */
#include "export/sheets.h"

const struct mh_sheet mh__sheet_local = {
    .key = "local", .title = "Part locale", .table = &mh_rep_local_table,
    .intro = "Du plan, les lignes validées ou concordantes. Local veut dire fabriqué ici par un fabricant du registre ; distributeurs et reconditionneurs ne le sont jamais, et le "
             "fournisseur n’est pas l’origine. Le taux d’intégration ne fait que partager le local. Chaque part est donnée avec son compte. "
             MH__NOT_AN_ORDER,
    .scopes = MH__IN_MEMBER | MH__IN_PLAN, .wide_ok = true, .frozen = "poste", .counted = "poste", .left_out = "famille", .tab = 0x3F8F5F,
    .about = "Part locale du plan, de l’origine actuelle et des achats de chaque année, par ligne et, dans une famille, par volumétrie ; "
             "par valeur pour un groupe seulement, avec la part des lignes chiffrées.",
};

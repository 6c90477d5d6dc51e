/* Lignes refusées: what the last imports of the group's needs did not take. */
#include "export/sheets.h"

const struct mh_sheet mh__sheet_rejects = {
    .key = "rejects", .title = "Lignes refusées", .table = &mh_rep_reject_table,
    .intro = "Ces lignes de votre fichier ne sont pas dans le plan. Corrigez-les dans votre fichier et renvoyez-le entier : les lignes déjà "
             "prises ne seront pas doublées.",
    .scopes = MH__IN_RETURN, .frozen = "designation", .counted = "raison", .tab = 0xC25555,
    .about = "Les lignes que le dernier import n’a pas prises, la raison de chacune et ce qu’il faut faire.",
};

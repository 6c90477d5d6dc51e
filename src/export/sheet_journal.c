/* Journal: the operations. */
#include "export/sheets.h"

const struct mh_sheet mh__sheet_journal = {
    .key = "journal", .title = "Journal", .table = &mh_rep_journal_table,
    .intro = "Chaque opération faite sur le plan : quand, laquelle, combien de lignes.",
    .scopes = MH__IN_MEMBER | MH__IN_PLAN, .wide_ok = true, .counted = "date", .summed = "crees|modifies|supprimes",
    .first_word = "commande", .tab = 0x98A3AD,
    .about = "Les opérations qui ont fait le plan, pour l’audit ; au-delà d’un groupe, la nature de chacune seulement.",
};

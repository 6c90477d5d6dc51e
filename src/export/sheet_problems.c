/* Anomalies: what a rule found wrong with a row. */
#include "export/sheets.h"

const struct mh_sheet mh__sheet_problems = {
    .key = "problems", .title = "Anomalies", .table = &mh_rep_problem_table,
    .intro = "Ce qu’une règle a trouvé à revoir dans les données. Les erreurs empêchent la clôture du plan.",
    .scopes = MH__IN_MEMBER | MH__IN_PLAN, .wide_ok = true, .frozen = "regle", .counted = "regle", .summed = "nombre", .tab = 0xE0B441,
    .about = "Les anomalies ouvertes, par gravité, avec une suggestion ; au-delà d’un groupe, leur nombre seulement.",
};

/* Concordances: the candidates of each article. */
#include "export/sheets.h"

const struct mh_sheet mh__sheet_candidates = {
    .key = "candidates", .title = "Concordances", .table = &mh_rep_candidate_table,
    .intro = "Les produits de fabricants marocains pour chaque article, du plus proche au moins proche, et le motif vérifiable en une "
             "ligne. Une concordance n’est jamais un achat : le pharmacien signe.",
    .scopes = MH__IN_MEMBER | MH__IN_PLAN, .wide_ok = true, .frozen = "reference|designation", .print_to = "achetable",
    .counted = "designation|fabricant", .link_to = "plan", .linked = "reference|concordance", .tab = 0x2E8B57,
    .about = "Pour chaque article, les produits candidats, leur concordance, leur motif, leurs certificats et leur capacité.",
};

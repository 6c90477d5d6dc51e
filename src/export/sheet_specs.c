/* Spécifications: requirement by requirement of the best candidate; beyond one member by family and specifications read. */
#include "export/sheets.h"

const struct mh_sheet mh__sheet_specs = {
    .key = "specs", .title = "Spécifications", .table = &mh_rep_spec_table,
    .intro = "Spécification par spécification, ce qui est demandé et ce que le meilleur produit offre. « inconnue » : le fabricant ne l’a "
             "pas dit ; ce n’est pas un écart.",
    .scopes = MH__IN_MEMBER | MH__IN_PLAN, .wide_ok = true, .frozen = "reference|designation|famille", .counted = "designation|famille", .tab = 0x7DBE95,
    .about = "Le détail que le pharmacien contrôle : demandé, offert, résultat, d’où vient la spécification.",
};

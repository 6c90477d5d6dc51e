/* What a revised version says otherwise than the one before it. */
#include "export/sheets.h"

const struct mh_sheet mh__sheet_changes = {
    .key = "changes", .title = "Ce qui change",
    .table = &mh_rep_change_table,
    .intro = "Ce que cette version dit autrement que la précédente.",
    .scopes = MH__IN_MEMBER | MH__IN_PLAN, .wide_ok = true, .frozen = "designation", .counted = "famille", .tab = 0x6C8EBF,
    .about = "D’une version révisée : lignes ajoutées ou retirées, volumes, états et produits, avant et après.",
};

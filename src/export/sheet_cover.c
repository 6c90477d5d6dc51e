/* Couverture simulée: what local makers could cover of each pooled need, and what is lacking. */
#include "export/sheets.h"

#include <mahalli/report_cover.h>

const struct mh_sheet mh__sheet_cover = {
    .key = "cover", .title = "Couverture simulée",
    .table = &mh_rep_cover_table,
    .intro = "Ce que les produits marocains concordants ou validés pourraient couvrir de chaque besoin consolidé, et ce qui manque. Une "
             "capacité que personne n’a déclarée est supposée suffisante : la part qui en dépend est dite. « ~ » est un ordre de grandeur. Ces volumes disent un besoin : ni commande, ni négociation commune.",
    .scopes = MH__IN_MEMBER | MH__IN_PLAN, .wide_ok = true, .frozen = "famille", .counted = "famille", .tab = 0x4C9A73,
    .about = "Besoin par besoin : couvert, non couvert, par quels fabricants, ce qui freine et qui peut le lever.",
};

/* Par fabricant: what each maker could serve. */
#include "export/sheets.h"

const struct mh_sheet mh__sheet_makers = {
    .key = "makers", .title = "Par fabricant", .table = &mh_rep_maker_table,
    .intro = "Ce que chaque fabricant pourrait servir, toutes demandes réunies ; jamais un volume par groupe. Ces volumes disent un besoin : ni commande, ni négociation commune.",
    .scopes = MH__IN_MEMBER | MH__IN_PLAN, .wide_ok = true, .frozen = "fabricant", .counted = "fabricant", .tab = 0x5B93C4,
    .about = "Les besoins que chaque fabricant recensé pourrait servir, avec sa capacité déclarée.",
};

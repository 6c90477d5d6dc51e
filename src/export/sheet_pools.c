/* Besoins consolidés: what one product can meet, of all who need it. */
#include "export/sheets.h"

const struct mh_sheet mh__sheet_pools = {
    .key = "pools", .title = "Besoins consolidés",
    .table = &mh_rep_pool_table,
    .intro = "Les articles qu’un même produit peut satisfaire : même famille, caractéristiques critiques dites et égales. Ce qui n’est pas "
             "dit est une question, jamais un regroupement. « ~ » est un ordre de grandeur. Ces volumes disent un besoin : ni commande, ni négociation commune.",
    .scopes = MH__IN_PLAN | MH__IN_MEMBER, .wide_ok = true, .frozen = "famille_nom", .print_to = "etat", .counted = "code|famille_nom",
    .tab = 0x5B7FA6,
    .about = "Ce que demandent tous les groupes, réuni produit par produit : volumétrie, établissements, état, ce qui reste à demander.",
};

/* What lifting each lack would bring: capacity, registration, specification. */
#include "export/sheets.h"

#include <mahalli/report_cover.h>

const struct mh_sheet mh__sheet_worth = {
    .key = "worth", .title = "Freins à lever",
    .table = &mh_rep_worth_table,
    .intro = "Ce que lever un frein apporterait, tout le reste étant égal : besoins consolidés servis en plus. Vide tant que moins de la "
             "moitié des besoins ont un produit de capacité déclarée. " MH__NOT_AN_ORDER,
    .scopes = MH__IN_MEMBER | MH__IN_PLAN, .wide_ok = true, .frozen = "produit", .counted = "fabricant", .tab = 0x4C9A73,
    .about = "Quelle capacité, quel enregistrement, quelle spécification servirait le plus de besoins : pour les fabricants et l’AMMPS.",
};

/* Scénarios of coverage side by side, and family by family where volumes have one unit. */
#include "export/sheets.h"

#include <mahalli/report_cover.h>

const struct mh_sheet mh__sheet_scenarios = {
    .key = "scenarios", .title = "Scénarios",
    .table = &mh_rep_scenario_table,
    .intro = "La couverture simulée sous plusieurs hypothèses. Par ligne : la moyenne, sur les besoins consolidés, de la part couverte de "
             "chacun ; les volumétries de familles différentes ne s’additionnent pas. " MH__NOT_AN_ORDER,
    .scopes = MH__IN_MEMBER | MH__IN_PLAN, .wide_ok = true, .frozen = "intitule", .tab = 0x4C9A73,
    .about = "Plus grande couverture, capacités déclarées, deux sources, achetables, à vérifier compris : côte à côte, avec ce qui change.",
};

const struct mh_sheet mh__sheet_family_cover = {
    .key = "family_cover", .title = "Scénarios par famille",
    .table = &mh_rep_family_cover_table,
    .intro = "Part de la volumétrie de chaque famille que chaque scénario couvre. « ~ » est un ordre de grandeur. " MH__NOT_AN_ORDER,
    .scopes = MH__IN_MEMBER | MH__IN_PLAN, .wide_ok = true, .frozen = "famille", .counted = "famille", .tab = 0x4C9A73,
    .about = "La part de la volumétrie couverte, famille par famille, dans chaque scénario.",
};

/* Plan: each article, or family with its specifications, with its state. */
#include "export/sheets.h"

const struct mh_sheet mh__sheet_plan = {
    .key = "plan", .title = "Plan", .table = &mh_rep_plan_table,
    .intro = "Chaque ligne est dans un seul état, d’après le meilleur produit non écarté. « Concordant » attend la signature du pharmacien ; "
             "« Achetable » dit l’enregistrement, à part. Ces volumes disent un besoin : ni commande, ni négociation commune.",
    .scopes = MH__IN_MEMBER | MH__IN_PLAN, .wide_ok = true, .frozen = "reference|designation", .print_to = "a_faire",
    .counted = "designation|etat", .summed = "montant_ht", .link_to = "candidates", .linked = "reference|etat", .tab = 0x1B4B5A,
    .about = "Les besoins de l’année, article par article, avec l’état de chacun, le meilleur produit marocain et ce qu’il reste à faire.",
};

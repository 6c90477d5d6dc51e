/* Lignes reçues: the group's needs as the plan holds them. */
#include "export/sheets.h"

const struct mh_sheet mh__sheet_received = {
    .key = "received", .title = "Lignes reçues", .table = &mh_rep_received_table,
    .intro = "Vos besoins tels que le plan les a pris. « Comment elle est comptée » mène de votre quantité à la volumétrie en unités de base : "
             "si ce n’est pas cela, dites-le nous.",
    .scopes = MH__IN_RETURN, .frozen = "reference", .counted = "etablissement", .tab = 0x2E8B57,
    .about = "Chaque ligne prise, sa quantité comme vous l’avez donnée et comme elle est comptée. Sans prix.",
};

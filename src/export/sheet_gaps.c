/* Faisable et sans fabricant: the dossier for industry; it must stand alone. */
#include "export/sheets.h"

const struct mh_sheet mh__sheet_gaps = {
    .key = "gaps", .title = "Faisable et sans fabricant",
    .table = &mh_rep_gap_table,
    .intro = "Ce dont les hôpitaux ont besoin et que personne de recensé ne fabrique encore ici à ces spécifications. Faisable : un "
             "fabricant en est proche. À interroger : un fabricant de la gamme est connu, aucun produit ne l’est. Sans fabricant recensé : "
             "personne de connu à la date de la recherche. « ~ » est un ordre de grandeur. Ces volumes disent un besoin : ni commande, ni négociation commune.",
    .scopes = MH__IN_ALL, .wide_ok = true, .frozen = "famille", .print_to = "recherche_le", .counted = "etat", .tab = 0xC25555,
    .about = "À remettre à un industriel : besoins sans produit marocain conforme, volumétrie, spécifications, produits proches et ce qui "
             "leur manque.",
};

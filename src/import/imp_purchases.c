#include <mahalli/domain.h>
#include "import/importers.h"

const struct mh_importer mh__import_purchases = {
    .kind = "purchases", .kind_fr = "achats", .table = &mh_table_purchase_lines,
    .help = "les achats d'une année : désignation, date, quantité, unité, prix, fournisseur, fabricant, pays d'origine",
    .member_option = true, .listed = true,
};

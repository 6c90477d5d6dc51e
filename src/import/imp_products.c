#include <mahalli/domain.h>
#include "import/importers.h"

const struct mh_importer mh__import_products = {
    .kind = "products", .kind_fr = "produits", .table = &mh_table_products,
    .help = "les produits fabriqués : fabricant, référence, désignation, spécifications, capacités, prix",
    .maker_option = true, .listed = true,
};

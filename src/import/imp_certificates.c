#include <mahalli/domain.h>
#include "import/importers.h"

const struct mh_importer mh__import_certificates = {
    .kind = "certificates", .kind_fr = "certificats", .table = &mh_table_certificates,
    .help = "les preuves d'un fabricant ou d'un produit : fabricant, produit, type, numéro, dates",
    .maker_option = true,
};

#include <mahalli/domain.h>
#include "import/importers.h"

const struct mh_importer mh__import_attributes = {
    .kind = "attributes", .kind_fr = "caracteristiques", .table = &mh_table_attributes,
    .help = "ce qui peut être spécifié d'une famille : famille, code, nom, type, unité, valeurs",
};

#include <mahalli/domain.h>
#include "import/importers.h"

const struct mh_importer mh__import_labs = {
    .kind = "labs", .kind_fr = "essais", .table = &mh_table_labs,
    .help = "ce que les établissements savent essayer : établissement, essai, norme, famille, contact",
};

#include <mahalli/domain.h>
#include "import/importers.h"

const struct mh_importer mh__import_makers = {
    .kind = "makers", .kind_fr = "fabricants", .table = &mh_table_makers,
    .help = "les fabricants : code, raison_sociale, ville, statut, rôle, gammes déclarées",
    .code_from = "raison_sociale",
};

#include <mahalli/domain.h>
#include "import/importers.h"

const struct mh_importer mh__import_sites = {
    .kind = "sites", .kind_fr = "etablissements", .table = &mh_table_sites,
    .help = "les établissements d'un groupe : membre, code, nom, ville, lits",
    .member_option = true,
    .code_from = "nom",
};

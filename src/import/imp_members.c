#include <mahalli/domain.h>
#include "import/importers.h"

const struct mh_importer mh__import_members = {
    .kind = "members", .kind_fr = "groupes", .table = &mh_table_members,
    .help = "les groupes hospitaliers : code, nom, ICE, ville",
    .code_from = "nom",
};

#include <mahalli/domain.h>
#include "import/importers.h"

const struct mh_importer mh__import_families = {
    .kind = "families", .kind_fr = "familles", .table = &mh_table_families,
    .help = "les familles d'articles : code ou code_emdn, nom ou nom_en ; la nomenclature EMDN officielle s'importe telle quelle",
    .any_of = { "code|code_emdn", "nom|nom_en" },
};

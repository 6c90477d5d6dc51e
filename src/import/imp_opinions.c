#include <mahalli/domain.h>
#include "import/importers.h"

const struct mh_importer mh__import_opinions = {
    .kind = "opinions", .kind_fr = "avis", .table = &mh_table_opinion_lines,
    .help = "les avis des pharmaciens : article, fabricant, produit, avis, motif, réserve, validité",
    .member_option = true,
};

#include <mahalli/domain.h>
#include "import/importers.h"

const struct mh_importer mh__import_awards = {
    .kind = "awards", .kind_fr = "attributions", .table = &mh_table_award_lines,
    .help = "ce qu'un groupe décide de prendre à quel fabricant : article, fabricant, produit, quantité",
};

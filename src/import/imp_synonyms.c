#include <mahalli/domain.h>
#include "import/importers.h"

const struct mh_importer mh__import_synonyms = {
    .kind = "synonyms", .kind_fr = "synonymes", .table = &mh_table_synonyms,
    .help = "les mots du métier : terme, et la famille, la caractéristique ou la valeur qu'il désigne",
};

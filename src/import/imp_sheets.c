#include <mahalli/domain.h>
#include "import/importers.h"

const struct mh_importer mh__import_sheets = {
    .kind = "sheets", .kind_fr = "fiches", .table = &mh_table_sheets,
    .help = "les fiches techniques types d'un groupe : famille, spécifications usuelles, état, auteur, motif",
    .member_option = true,
};

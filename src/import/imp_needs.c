#include <mahalli/domain.h>
#include "import/importers.h"

const struct mh_importer mh__import_needs = {
    .kind = "needs", .kind_fr = "besoins", .table = &mh_table_need_lines,
    .help = "les besoins de l'année : désignation, spécifications, unité, quantité (ou une colonne par établissement)",
    .member_option = true, .listed = true, .site_columns = true,
};

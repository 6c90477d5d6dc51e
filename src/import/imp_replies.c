#include <mahalli/domain.h>
#include "import/importers.h"

const struct mh_importer mh__import_replies = {
    .kind = "replies", .kind_fr = "reponses", .table = &mh_table_replies,
    .help = "les réponses d'un fabricant : sa demande d'information remplie (mahalli export --scope maker=CODE)",
    .every_sheet = true, .any_of = { "fabricant|annee" }, /* the year is the campaign's */
};

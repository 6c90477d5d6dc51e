#include <mahalli/domain.h>
#include "import/importers.h"

const struct mh_importer mh__import_trials = {
    .kind = "trials", .kind_fr = "echantillons", .table = &mh_table_trial_lines,
    .help = "les échantillons demandés : article, produit, demandé le, reçu le, laboratoire, résultat",
    .member_option = true,
};

#include <mahalli/domain.h>
#include "import/importers.h"

const struct mh_importer mh__import_questions = {
    .kind = "questions", .kind_fr = "questions", .table = &mh_table_question_lines,
    .help = "les réponses aux questions : le fichier de mahalli list questions --format csv, colonne « reponse » remplie",
    .member_option = true,
};

/* Questions: what a group's articles lack, row by row, with a cell for the answer; the file comes back by import. */
#include "export/sheets.h"

const struct mh_sheet mh__sheet_questions = {
    .key = "questions", .title = "Questions", .table = &mh_table_question_lines,
    .intro = "Remplissez la colonne « Réponse » (une case vide ne change rien), puis : mahalli import questions. Ce qui revient souvent se dit "
             "une fois pour toutes dans une fiche technique type (mahalli add fiches).",
    .scopes = MH__IN_QUESTIONS | MH__IN_RETURN, .frozen = "reference", .counted = "designation", .tab = 0xE0A93B,
    .about = "Ce qui manque à chaque article pour être rapproché, et la case pour y répondre.",
};

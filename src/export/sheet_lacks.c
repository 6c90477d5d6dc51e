/* What is lacking, by family and attribute: how many articles and what volume depend on it. */
#include "export/sheets.h"

const struct mh_sheet mh__sheet_lacks = {
    .key = "lacks", .title = "Questions par famille",
    .table = &mh_rep_lack_table,
    .intro = "Caractéristiques qui manquent, les plus importantes et les plus gros volumes d’abord.",
    .scopes = MH__IN_QUESTIONS | MH__IN_RETURN, .frozen = "famille", .counted = "famille", .summed = "articles", .tab = 0xE0A93B,
    .about = "Combien d’articles, et quel volume, dépendent de chaque réponse ; là où une fiche technique type répondrait à tous.",
};

/* Lecture des articles: what was understood of each of the group's articles. */
#include "export/sheets.h"

const struct mh_sheet mh__sheet_readings = {
    .key = "readings", .title = "Lecture des articles", .table = &mh_rep_reading_table,
    .intro = "Ce qui a été compris de chaque libellé, spécification par spécification : lu dans vos mots, déduit, repris de votre fiche "
             "technique type (référentiel) ou saisi. Ce qui n’y est pas reste inconnu.",
    .scopes = MH__IN_RETURN, .frozen = "designation", .counted = "designation", .tab = 0x7DBE95,
    .about = "Pour chaque article : famille, spécifications et leur source, état, meilleur produit marocain connu.",
};

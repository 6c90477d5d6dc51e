/* What a frozen version recorded besides its lines: problems, and rows of the sheets that are made of the whole plan. */
#include "domain/domain_priv.h"

#define COL(row_, field_, name_, title_, type_, flags_, width_) \
    { .name = name_, .sql = #field_, .title = title_, .type = type_, .flags = flags_, .offset = offsetof(struct row_, field_), .width = width_ }
#define VERSION(row_) \
    { .name = "version", .sql = "version_id", .title = "Version", .type = MH_REF, .ref = &mh_table_versions, \
      .flags = IDENTITY, .offset = offsetof(struct row_, version_id), .width = 10 }, \
    COL(row_, place, "numero", "N°", MH_INT, IDENTITY, 6)

enum { IDENTITY = MH_REQUIRED | MH_KEY | MH_IMMUTABLE };

#define P(f, n, t, fl, w) COL(mh_frozen_problem, f, n, t, MH_TEXT, fl, w)
static const struct mh_column problem_columns[] = {
    VERSION(mh_frozen_problem),
    P(severity, "gravite", "Gravité", 0, 12),
    P(rule, "regle", "Règle", MH_REQUIRED, 20),
    P(member, "membre", "Groupe", MH_MEMBER_NAME, 10),
    P(reference, "reference", "Référence", MH_MEMBER_NAME, 14),
    P(label, "designation", "Désignation", MH_MEMBER_NAME, 30),
    P(sentence, "constat", "Constat", MH_LONG | MH_MEMBER_NAME, 40),
    P(suggestion, "suggestion", "Suggestion", MH_LONG, 30),
    P(status, "statut", "Statut", 0, 10),
    P(note, "explication", "Explication", MH_LONG | MH_PRIVATE, 30),
};
#undef P

#define R(f, n, t, fl, w) COL(mh_frozen_row, f, n, t, MH_TEXT, fl, w)
static const struct mh_column row_columns[] = {
    VERSION(mh_frozen_row),
    R(sheet, "feuille", "Feuille", IDENTITY, 12),
    R(reader, "portee", "Portée", IDENTITY | MH_MEMBER_NAME, 14),
    R(cells, "cellules", "Cellules", MH_REQUIRED | MH_LONG | MH_PRIVATE | MH_MEMBER_NAME, 60),
};
#undef R

const struct mh_table mh_table_frozen_problems = {
    .name = "frozen_problems", .name_fr = "anomalies_figees", .title = "Anomalies figées", .one = "anomalie figée", .sql = "frozen_problems",
    .columns = problem_columns, .ncolumns = MH__NCOLUMNS(problem_columns), .row_size = sizeof(struct mh_frozen_problem), .order = "version_id",
};
const struct mh_table mh_table_frozen_rows = {
    .name = "frozen_rows", .name_fr = "feuilles_figees", .title = "Feuilles figées", .one = "ligne de feuille figée", .sql = "frozen_rows",
    .columns = row_columns, .ncolumns = MH__NCOLUMNS(row_columns), .row_size = sizeof(struct mh_frozen_row), .order = "version_id",
};

bool mh_table_is_frozen(const struct mh_table *t)
{
    static const struct mh_table *const tables[] = {
        &mh_table_versions, &mh_table_frozen_lines, &mh_table_frozen_records, &mh_table_frozen_products, &mh_table_frozen_candidates,
        &mh_table_frozen_specs, &mh_table_frozen_problems, &mh_table_frozen_rows,
    };
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
        if (t == tables[i])
            return true;
    return false;
}

#ifndef IMPORT_ROWCHECK_H
#define IMPORT_ROWCHECK_H
/* What spreadsheets do to cells, seen row by row: errors in place of values, texts turned into dates, units in headers. */
#include <mahalli/import.h>

struct mh__place { /* where a finding is */
    const struct mh_record *rec;
    const char *file;
    struct mh_diags *diags;
};

void mh__row_say(const struct mh__place *at, enum mh_severity severity, const char *rule, const char *column, const char *value,
                 const char *message, const char *suggestion);
/* Cell i, of column c (NULL: a site's): false when it holds an Excel error or a formula without its value, said. A date where a text
 * should be is said. */
bool mh__row_check_cell(const struct mh__place *at, const struct mh_mapping *m, size_t i, const struct mh_column *c);
/* Is it a word that counts things (folded): boite, piece, paires, b 100? */
bool mh__row_is_unit(const char *key);
/* Fills unite, quantite_en, prix_en from the headers' units where the row says nothing. */
void mh__row_take_units(const struct mh_mapping *m, void *row);

/* How people fill a cell that has no value. rowsort.c */
enum mh__silence { MH__SPOKEN, MH__DASH /* "", "-", RAS */, MH__NONE /* "néant", "aucun": under a header that asks, an answer */, MH__NOT_KNOWN };
enum mh__silence mh__silence_of(const char *value);

#endif

#ifndef IMPORT_HEADERS_H
#define IMPORT_HEADERS_H
/* Names of columns as files write them: likeness, and the five columns of a reject file. */
#include <mahalli/import.h>
#include <mahalli/str.h>

extern const struct mh_mapping_ask mh__ask_nothing;

/* Distinct columns of the table (and sites) that a record names, if it were the header. */
size_t mh__headers_score(const struct mh_table *t, const struct mh_record *rec, const struct mh_mapping_ask *ask);
/* The column that a header names, what stands between brackets at its end apart. *unit (may be NULL; cleared first): that, "" when the
 * header matches as it is. */
const struct mh_column *mh__headers_match(const struct mh_table *t, const char *header, struct mh_str *unit);
/* A misspelling of one another? Both are header keys (mh_header_key). */
bool mh__headers_close(const char *key_a, const char *key_b);
/* The column whose name, title or alias the header nearly spells; NULL. */
const struct mh_column *mh__headers_nearest(const struct mh_table *t, const char *header);
/* Cells of the header, those at its end that are blank left out. */
size_t mh__headers_width(const struct mh_record *header);

/* Cells of a record that are not blank. */
size_t mh__headers_filled(const struct mh_record *rec);

/* ligne, colonne, valeur, raison, suggestion. */
enum { MH__REJECT_COLUMNS = 5 };
extern const char *const mh__reject_columns[MH__REJECT_COLUMNS];
/* Where the five stand side by side in a header; its ncells if they do not. */
size_t mh__headers_reject_block(const struct mh_record *header);
const struct mh_importer *mh__importer_of(const struct mh_table *t);

#endif

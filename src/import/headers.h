#ifndef IMPORT_HEADERS_H
#define IMPORT_HEADERS_H
/* Names of columns as files write them: likeness, and the five columns of a reject file. */
#include <mahalli/import.h>
#include <mahalli/str.h>

extern const struct mh_mapping_ask mh__ask_nothing;

/* Distinct columns of the table (and sites) that a record names, if it were the header. */
size_t mh__headers_score(const struct mh_table *t, const struct mh_record *rec, const struct mh_mapping_ask *ask);
/* heading.c: what one header says. */
struct mh__heading {
    const struct mh_column *column; /* NULL: none that the table has */
    const struct mh_column *above;  /* that the heading over it names; NULL */
    int64_t year;                   /* that it names; 0 */
    bool other;                     /* the heading over it speaks of money or stock: what stands there is no volume needed */
    bool part;                      /* one of several that are told together in the column (parts) */
    bool past;                      /* what was used, not what is needed */
    struct mh_str unit;             /* between brackets at its end, or at the end of the heading over it; "" */
};
/* above: what a merged cell over the header says; NULL none. Free with mh__heading_free. */
void mh__heading_read(const struct mh_table *t, const char *header, const char *above, struct mh__heading *out);
void mh__heading_free(struct mh__heading *h);
/* Is one of its words in the '|'-joined list? */
bool mh__heading_says(const char *words, const char *header);
/* Where "(boîtes)" begins at the end of a header; 0 when there is none. */
size_t mh__heading_bracket(const char *header);
/* How well its time fits the needs of that year: 3 its own year, 2 none said, 1 what was used, 0 another year. */
int mh__heading_time(const struct mh__heading *h, int64_t year);
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

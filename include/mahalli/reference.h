#ifndef MAHALLI_REFERENCE_H
#define MAHALLI_REFERENCE_H
/* The reference data that ships inside the program (schema/reference, formats in its README), as lines of `;` text, and as rows. */
#include <mahalli/table.h>

struct mh_reference_file {
    const char *group; /* folder: "common", "injection"... */
    const char *file;  /* "families", "attributes", "synonyms", "units", "gauges", "usp" */
    const char *const *lines; /* header first, NULL-terminated */
};
extern const struct mh_reference_file mh_reference_files[]; /* ended by a NULL group; generated */

/* All rows of one file name over all groups, parsed by the table's columns; `origin` set to "référence" where the table has it.
 * Blank lines and lines that start with # are skipped. Aborts on a malformed row: a lint keeps these files right. *rows: array of
 * t->row_size records, free with mh_reference_free. Returns the count. */
size_t mh_reference_rows(const struct mh_table *t, const char *file, void **rows);
void mh_reference_free(const struct mh_table *t, void *rows, size_t n);
/* Cuts one line at `;` in place (no quoting); returns the number of cells, at most max. For files without a table (units...). */
size_t mh_reference_cells(char *line, const char **cell, size_t max);
/* SHA-256 hex over all files: a plan keeps that of the reference rows it holds. */
const char *mh_reference_digest(void);

#endif

#ifndef IMPORT_BOOK_H
#define IMPORT_BOOK_H
/*
 * A workbook (.xlsx): its sheets in their order, and the rows of one of them, streamed. Only the table of shared texts is held in memory.
 * Rows and columns that are hidden are given like the others; what they are is in mh__sheet_facts once the end was reached.
 */
#include <mahalli/import.h>
#include <mahalli/vec.h>
#include "import/xlvalue.h"

enum {
    MH__SHEETS_CAP = 1024, MH__SHEET_ROWS = 1048576, MH__SHEET_COLUMNS = 16384,
    MH__STYLES_CAP = 65536, MH__MERGES_CAP = 4096,
    MH__STRINGS_CAP = 16 << 20,       /* shared texts */
    MH__STRINGS_BYTES = 512 << 20,    /* and their bytes */
};

struct mh__workbook;

struct mh__sheet_row {
    int64_t line;
    const char *const *cell;
    const unsigned char *kind;
    size_t ncells;           /* cells after the last one filled are left out */
};

struct mh__merge { uint32_t row, last_row, column, last_column; }; /* from 1, from 0 */
struct mh__hidden_columns { uint32_t first, last; };               /* from 0 */

struct mh__sheet_facts { /* complete after the last row */
    int64_t hidden_rows, first_hidden_row; /* with a cell filled */
    MH_VEC(struct mh__merge) merges;       /* the first MH__MERGES_CAP */
    MH_VEC(struct mh__hidden_columns) hidden;
};

/* path NULL: mem and n, borrowed until close. name: for messages, borrowed. Other kinds of zip (ods, docx, xlsb) are refused by name. */
enum mh_rc mh__book_open(const char *path, const void *mem, size_t n, const char *name, struct mh__workbook **out, struct mh_err *err);
size_t mh__book_nsheets(const struct mh__workbook *b);
const char *mh__book_sheet(const struct mh__workbook *b, size_t i, bool *hidden);
/* The next row given is the first of sheet i. */
enum mh_rc mh__book_select(struct mh__workbook *b, size_t i, struct mh_err *err);
/* The next row that has a filled cell. Borrowed until the next call. MH_EINVAL for what the rest of the sheet cannot survive. */
enum mh_rc mh__book_next(struct mh__workbook *b, struct mh__sheet_row *row, bool *got, struct mh_err *err);
const struct mh__sheet_facts *mh__book_facts(const struct mh__workbook *b);
/* Bytes of the sheet read, and of all of it, inflated. */
void mh__book_progress(const struct mh__workbook *b, int64_t *done, int64_t *total);
void mh__book_close(struct mh__workbook *b);

/* A1's letters for column i, from 0. */
void mh__column_letters(char out[8], size_t i);

#endif

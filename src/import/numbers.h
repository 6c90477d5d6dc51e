#ifndef IMPORT_NUMBERS_H
#define IMPORT_NUMBERS_H
/*
 * How a file writes numbers (DESIGN §5). The first pass keeps, for every column, the first value of each kind of evidence; once the
 * mapping says which columns hold numbers, only theirs count: a reference 12.5 or a label "7,5" says nothing.
 */
#include <mahalli/import.h>
#include <mahalli/vec.h>

enum { MH__EV_COMMA, MH__EV_POINT, MH__EV_AMBIGUOUS, MH__NEV };

struct mh__evidence {
    int64_t line[MH__NEV]; /* 0: none seen */
    char value[MH__NEV][40];
};

struct mh__numbers {
    MH_VEC(struct mh__evidence) column;
};

/* kinds: of a workbook's cells (NULL: texts): its own numbers say nothing of how people write theirs. */
void mh__numbers_see(struct mh__numbers *n, const char *const *cell, const unsigned char *kinds, size_t ncells, int64_t line);
/* Adds what `more` saw, later in the file, where `n` saw nothing. */
void mh__numbers_join(struct mh__numbers *n, const struct mh__numbers *more);
/* numeric[i]: column i holds numbers. header: names in messages. */
enum mh_rc mh__numbers_settle(const struct mh__numbers *n, const bool *numeric, size_t ncells, const struct mh_record *header,
                              enum mh_number_style *style, struct mh_err *err);
void mh__numbers_free(struct mh__numbers *n);

#endif

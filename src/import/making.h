#ifndef IMPORT_MAKING_H
#define IMPORT_MAKING_H
/* A mapping being made: which header gives which column (claims.c), and what is missing, on which line and sheet (mapping.c). */
#include "import/headers.h"

enum { MH__HINTS = 100 /* headers for which a near spelling is looked for */ };

struct mh__making { /* what mh_mapping_make works on */
    const struct mh_table *table;
    const struct mh_mapping_ask *ask;
    const struct mh_record *header;
    struct mh_mapping *m;
    struct mh__heading *said; /* per cell: what its header says */
    bool *settled;   /* per cell: nothing more to say of it */
    int *cell_of;    /* per column of the table: the cell that gives it, -1 */
    struct mh_diags *diags;
};

void mh__making_say(struct mh__making *k, enum mh_severity severity, const char *rule, const char *column, const char *message,
                    const char *suggestion);
bool mh__same_header(const char *a, const char *b);
/* The headers of the file; the columns that a table takes: as messages list them. */
void mh__list_headers(struct mh_str *s, const struct mh_mapping *m);
void mh__list_columns(struct mh_str *s, const struct mh_table *t);
/* "EN-TÊTE=champ" of --map. MH_EUSAGE. */
enum mh_rc mh__claim_option(struct mh__making *k, const char *option, struct mh_err *err);
/* Headers that name columns, then sites: of several for one the one that claims most; told when others are left out. */
void mh__claim_columns(struct mh__making *k);
/* What is left is told. */
void mh__claim_unknown(struct mh__making *k);

#endif

#ifndef MAHALLI_JOURNAL_H
#define MAHALLI_JOURNAL_H
/* What the journal tells: operations and the changes each made (DESIGN §4, Journal). */
#include <stdint.h>
#include <mahalli/table.h>

struct mh_operation {
    int64_t origin, number;
    char *author, *at, *command, *digest; /* digest: hex, full chain */
    int64_t undoes;                       /* number of the operation this one reverses, 0 if none */
    int64_t undone_by;                    /* number of the one that reverses this, 0 if none */
    int64_t created, updated, removed;
};
struct mh_change {
    const struct mh_table *table;
    int64_t row_id;
    char kind;             /* '+', '~', '-' */
    const char *column;    /* of '~': canonical name; else NULL */
    const char *before, *after; /* canonical texts; NULL unknown */
};
struct mh_recovered {      /* of a damaged plan */
    const struct mh_table *table;
    int64_t held, kept;    /* rows that were seen to be there; those taken over */
    bool more;             /* there may have been others: neither table nor index reads to its end */
};
void mh_operation_free(struct mh_operation *op);

#endif

#ifndef IMPORT_CELLS_H
#define IMPORT_CELLS_H
/* One record into cells, by libcsv. All texts of a record stand in one buffer, used again for the next. */
#include <csv.h>
#include <mahalli/str.h>
#include "import/split.h"

struct mh__cells {
    const char **cell; /* NUL-terminated */
    size_t n;
    size_t nul_cell;   /* first cell with a NUL byte, shown as U+2400; n if none */
    bool too_many;     /* more than MH__CELLS_CAP: the rest was left out */
    /* private */
    struct csv_parser parser;
    char delimiter;
    char *text;
    size_t len, cap, cell_cap;
    bool has_nul;
    struct mh_str mended;
};

enum mh__cells_rc { MH__CELLS_OK, MH__CELLS_BROKEN /* libcsv refuses it */, MH__CELLS_TOO_LONG /* a cell over the cap: number n + 1 */ };

void mh__cells_init(struct mh__cells *c);
void mh__cells_delimiter(struct mh__cells *c, char delimiter);
/* A PLAIN record as it is; STRAY and UNDOUBLED ones after their quotes were put right. */
enum mh__cells_rc mh__cells_parse(struct mh__cells *c, const struct mh__span *span);
/* The text cut at every delimiter, quotes and all: what people see of a line that makes no sense. */
void mh__cells_cut(struct mh__cells *c, const struct mh__span *span);
void mh__cells_free(struct mh__cells *c);

#endif

#ifndef IMPORT_BOOK_PARTS_H
#define IMPORT_BOOK_PARTS_H
/* The parts of a workbook beside its sheets: list of sheets, shared texts, styles. */
#include "import/book.h"
#include "import/xml.h"

struct mh__strings { /* one text after another, each ended by NUL */
    struct mh_str bytes;
    MH_VEC(uint32_t) at;
};

struct mh__sheet_ref { char *name, *part, *id; bool hidden; };

struct mh__book_parts {
    MH_VEC(struct mh__sheet_ref) sheets;
    char *strings_part, *styles_part; /* NULL: none */
    bool date1904;
    struct mh__strings strings;
    MH_VEC(struct mh__numfmt) styles;
};

enum mh_rc mh__parts_read(struct mh__zip *z, struct mh__book_parts *p, struct mh_err *err);
/* Shared texts and styles, when a sheet is first read. */
enum mh_rc mh__parts_read_tables(struct mh__zip *z, struct mh__book_parts *p, struct mh_err *err);
void mh__parts_free(struct mh__book_parts *p);

#endif

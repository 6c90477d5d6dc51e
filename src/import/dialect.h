#ifndef IMPORT_DIALECT_H
#define IMPORT_DIALECT_H
/* The delimiter of a file, from its first decoded bytes. */
#include <stdbool.h>
#include <stddef.h>

struct mh__sniffed {
    char delimiter;   /* ; when nothing tells */
    bool sep_line;    /* "sep=;" (Excel) */
    size_t skip;      /* bytes of that line, its end included */
};

/* whole: the text is the whole file, so that its last record is complete. */
void mh__dialect_sniff(const char *text, size_t n, bool whole, struct mh__sniffed *out);

#endif

#ifndef IMPORT_XLVALUE_H
#define IMPORT_XLVALUE_H
/* What Excel stores and what it shows: number formats, dates counted in days, numbers with more digits than it means. */
#include <stdbool.h>
#include <stddef.h>
#include <mahalli/import.h>
#include <mahalli/str.h>

enum mh__format { MH__FMT_NUMBER = 0, MH__FMT_DATE, MH__FMT_DATETIME, MH__FMT_TIME, MH__FMT_PERCENT };

struct mh__numfmt {
    unsigned char format; /* enum mh__format */
    unsigned char zeros;  /* 5 for "00000": a reference whose leading zeros are shown, not stored */
};

struct mh__numfmt mh__style_by_id(int id);          /* built-in formats; number when it is no date or percent */
struct mh__numfmt mh__style_by_code(const char *code);

/* A stored number into `out` (cleared first): 15 significant digits, plain decimal, point; a date YYYY-MM-DD or YYYY-MM-DD HH:MM:SS, a
 * time HH:MM:SS, a percentage with its sign. What is no number is copied, *kind text. */
void mh__number_text(struct mh_str *out, const char *v, size_t n, struct mh__numfmt style, bool date1904, unsigned char *kind);
/* An ISO date cell (t="d"). */
void mh__iso_text(struct mh_str *out, const char *v, size_t n, unsigned char *kind);
/* _x000D_ and the like, as Excel writes characters that XML cannot hold, in place; returns the new length. */
size_t mh__unescape(char *s, size_t n);

#endif

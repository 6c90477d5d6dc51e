#ifndef BASE_BASE_H
#define BASE_BASE_H
/* What the files of base share and nobody else sees. */
#include <stdbool.h>
#include <stddef.h>
#include <mahalli/decimal.h>
#include <mahalli/str.h>

#define MH__NBSP "\xC2\xA0"
#define MH__NNBSP "\xE2\x80\xAF"

/* Room for n more bytes and a NUL at the end of s; the caller writes them, sets len and the NUL. */
char *mh__str_room(struct mh_str *s, size_t n);
/* Digits with a narrow no-break space between thousands. */
void mh__add_grouped(struct mh_str *s, const char *digits, size_t n);

/* White space of any kind (Unicode White_Space, plus the byte order mark and the zero width space). */
bool mh__is_space(uint32_t cp);
/* Narrows [*p, *end) past the white space at both its ends. */
void mh__trim(const char **p, const char **end);

/* A number with what may stand behind it. */
enum mh__number_tail { MH__TAIL_NONE, MH__TAIL_CURRENCY, MH__TAIL_PERCENT };
enum mh__number_fault { MH__NUM_OK, MH__NUM_NOT, MH__NUM_AMBIGUOUS, MH__NUM_TOO_LARGE, MH__NUM_TOO_FINE };
enum mh__number_fault mh__number_scan(const char *p, const char *end, enum mh_number_style style, struct mh_decimal *out,
                                      enum mh__number_tail *tail);

/* The three numbers of a date in a known form, whether or not that day exists. */
bool mh__date_scan(const char *p, const char *end, int *year, int *month, int *day);
bool mh__date_exists(int year, int month, int day);

#endif

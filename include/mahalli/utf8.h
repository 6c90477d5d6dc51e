#ifndef MAHALLI_UTF8_H
#define MAHALLI_UTF8_H
/* UTF-8 as it comes from strangers: nothing here trusts its input. Widths and folding rest on utf8proc. */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <mahalli/str.h>

/* Decodes one code point of [p, end); returns bytes used (>= 1); invalid bytes give U+FFFD and use 1. p < end. */
size_t mh_utf8_next(const char *p, const char *end, uint32_t *cp);
size_t mh_utf8_put(char out[4], uint32_t cp);
bool mh_utf8_valid(const char *s, size_t n);
size_t mh_utf8_ascii(const char *p, const char *end); /* bytes below 0x80 at the start of [p, end) */
/* Appends s with invalid bytes replaced by U+FFFD. */
void mh_utf8_repair(struct mh_str *out, const char *s, size_t n);
/* Columns that a terminal gives the text (combining 0, wide 2). */
int mh_utf8_width(const char *s);
int mh_utf8_cp_width(uint32_t cp);
/* Appends at most `width` columns of s; pads with spaces when `pad`. */
void mh_utf8_clip(struct mh_str *out, const char *s, int width, bool pad);
/* Appends the key under which texts compare equal: compatibility-decomposed, lower case, without accents; œ, æ, ß, ligatures
 * spelt out; every run of white space (no-break included) is one space; typographic quotes and dashes become plain; format
 * and bidirectional marks vanish, and so do (R) and (TM). Digits, letters of any script and punctuation stay. Invalid bytes and
 * control characters become a space; none is left at either end. × is x; º is °; ½ is 1/2, parted from a digit before it (7½ is
 * "7 1/2"); Ø, ∅ and ⌀ are ø, the sign of a diameter; superscripts are plain digits (cm² is cm2). */
void mh_utf8_fold(struct mh_str *out, const char *s);
bool mh_utf8_same(const char *a, const char *b); /* the same once folded; NULL is the empty text */
void mh_utf8_foldn(struct mh_str *out, const char *s, size_t n);
/* Appends s fit for a terminal, one line: C0, C1, DEL, bidirectional controls become visible marks (U+2400 block or
 * <U+XXXX>), tab and newline a space or U+23CE; invalid bytes U+FFFD. */
void mh_utf8_visible(struct mh_str *out, const char *s);

#endif

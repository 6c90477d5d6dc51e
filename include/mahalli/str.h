#ifndef MAHALLI_STR_H
#define MAHALLI_STR_H
/* A growing byte string. Always NUL-terminated once something was added; `len` excludes the NUL. Zero it to start. */
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct mh_str {
    char *data;
    size_t len, cap;
};

#define MH_STR_INIT { 0, 0, 0 }

void mh_str_free(struct mh_str *s);               /* leaves zero */
void mh_str_clear(struct mh_str *s);              /* keeps the memory */
void mh_str_add(struct mh_str *s, const char *text);
void mh_str_addn(struct mh_str *s, const char *text, size_t n);
void mh_str_addc(struct mh_str *s, char c);
void mh_str_addf(struct mh_str *s, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void mh_str_vaddf(struct mh_str *s, const char *fmt, va_list ap);
/* Integer in French figures: narrow no-break space between thousands ("1 234"). */
void mh_str_add_int(struct mh_str *s, int64_t v);
/* Never NULL. Borrowed until the string changes. */
const char *mh_str_text(const struct mh_str *s);
char *mh_str_take(struct mh_str *s);              /* the caller frees; the string is zero again */

bool mh_streq(const char *a, const char *b);      /* NULL equals NULL only */
/* What follows the last slash of a path, the whole of it without one. Borrowed. */
const char *mh_base_name(const char *path);
/* Is `word` one of the '|'-joined words of `list` (NULL: none)? An empty word, or one with a '|' of its own, is not. */
bool mh_in_list(const char *list, const char *word);
/* Bytes to insert, remove, change or swap with their neighbour to make b of a: for « vouliez-vous ». Texts of more than 64 bytes are 64
 * apart. */
size_t mh_distance(const char *a, const char *b);
bool mh_blank(const char *s);                     /* NULL, empty or white space only (Unicode spaces too) */

#endif

#include <mahalli/str.h>

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <mahalli/utf8.h>
#include <mahalli/xalloc.h>

#include "base/base.h"

void mh_str_free(struct mh_str *s)
{
    free(s->data);
    *s = (struct mh_str)MH_STR_INIT;
}

void mh_str_clear(struct mh_str *s)
{
    s->len = 0;
    if (s->data)
        s->data[0] = '\0';
}

/* Room for n more bytes and the NUL; returns where they go. */
char *mh__str_room(struct mh_str *s, size_t n)
{
    size_t need = s->len + n + 1;

    if (need <= n) /* wrapped: a request that no memory serves */
        mh_xreallocarray(NULL, SIZE_MAX, 2);
    if (need > s->cap) {
        size_t cap = s->cap ? s->cap : 32;
        while (cap < need)
            cap = cap > SIZE_MAX / 2 ? need : cap * 2;
        s->data = mh_xrealloc(s->data, cap);
        s->cap = cap;
    }
    return s->data + s->len;
}

void mh_str_addn(struct mh_str *s, const char *text, size_t n)
{
    char *to = mh__str_room(s, n);
    if (n)
        memcpy(to, text, n);
    to[n] = '\0';
    s->len += n;
}

void mh_str_add(struct mh_str *s, const char *text)
{
    if (text)
        mh_str_addn(s, text, strlen(text));
}

void mh_str_addc(struct mh_str *s, char c)
{
    mh_str_addn(s, &c, 1);
}

void mh_str_vaddf(struct mh_str *s, const char *fmt, va_list ap)
{
    va_list again;
    va_copy(again, ap);
    char small[256];
    int n = vsnprintf(small, sizeof small, fmt, ap);
    assert(n >= 0);
    if (n < (int)sizeof small) {
        mh_str_addn(s, small, n > 0 ? (size_t)n : 0);
    } else {
        char *to = mh__str_room(s, (size_t)n);
        (void)vsnprintf(to, (size_t)n + 1, fmt, again);
        s->len += (size_t)n;
    }
    va_end(again);
}

void mh_str_addf(struct mh_str *s, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    mh_str_vaddf(s, fmt, ap);
    va_end(ap);
}

void mh__add_grouped(struct mh_str *s, const char *digits, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (i && (n - i) % 3 == 0)
            mh_str_add(s, MH__NNBSP);
        mh_str_addc(s, digits[i]);
    }
}

void mh_str_add_int(struct mh_str *s, int64_t v)
{
    char digits[24];
    uint64_t u = v < 0 ? 0 - (uint64_t)v : (uint64_t)v;
    int n = snprintf(digits, sizeof digits, "%" PRIu64, u);

    if (v < 0)
        mh_str_addc(s, '-');
    mh__add_grouped(s, digits, (size_t)n);
}

const char *mh_str_text(const struct mh_str *s)
{
    return s->data ? s->data : "";
}

char *mh_str_take(struct mh_str *s)
{
    char *p = s->data ? s->data : mh_xstrdup("");
    *s = (struct mh_str)MH_STR_INIT;
    return p;
}

bool mh_streq(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

bool mh_in_list(const char *list, const char *word)
{
    size_t n = strlen(word);

    if (strchr(word, '|')) /* would match two neighbours */
        return false;
    for (const char *p = list; p && n; p = strchr(p, '|'), p = p ? p + 1 : NULL)
        if (strncmp(p, word, n) == 0 && (p[n] == '|' || p[n] == '\0'))
            return true;
    return false;
}

enum { FAR = 64 };

static size_t smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

size_t mh_distance(const char *a, const char *b)
{
    size_t row[3][FAR + 1], na = strlen(a), nb = strlen(b);

    if (na > FAR || nb > FAR)
        return FAR;
    for (size_t j = 0; j <= nb; j++)
        row[0][j] = j;
    for (size_t i = 1; i <= na; i++) {
        size_t *now = row[i % 3], *up = row[(i + 2) % 3], *upper = row[(i + 1) % 3];
        now[0] = i;
        for (size_t j = 1; j <= nb; j++) {
            now[j] = smaller(smaller(up[j], now[j - 1]) + 1, up[j - 1] + (a[i - 1] != b[j - 1]));
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                now[j] = smaller(now[j], upper[j - 2] + 1);
        }
    }
    return row[na % 3][nb];
}

bool mh_blank(const char *s)
{
    if (!s)
        return true;
    const char *end = s + strlen(s);
    mh__trim(&s, &end);
    return s == end;
}

const char *mh_base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash != NULL && slash[1] != '\0' ? slash + 1 : path;
}

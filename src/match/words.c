/* Words of a text as hashes, to see which of an article's words that nobody understood a product's maker uses too. */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <mahalli/hash.h>
#include "match/index.h"

static int kind_of(char c)
{
    return (c >= 'a' && c <= 'z') || (unsigned char)c >= 0x80 ? 1 : c >= '0' && c <= '9' ? 2 : 0;
}

static int by_size(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return x < y ? -1 : x > y;
}

static bool is_one_of(const char *p, size_t n, const char *const *words, size_t nwords)
{
    for (size_t i = 0; i < nwords; i++)
        if (strlen(words[i]) == n && memcmp(words[i], p, n) == 0)
            return true;
    return false;
}

/* "sans filtre", "s/filtre", "filter-free", "filtre : non": is the word from..to of the text refused? */
static bool refused(const char *folded, const char *from, const char *to)
{
    static const char *const before[] = { "sans", "non", "pas", "not", "no", "without", "hors", "ss" };
    static const char *const after[] = { "non", "no", "sans" };
    const char *end = from, *p;
    while (end > folded && (end[-1] == ' ' || end[-1] == '/' || end[-1] == '-'))
        end--;
    for (p = end; p > folded && kind_of(p[-1]) == 1;)
        p--;
    if (is_one_of(p, (size_t)(end - p), before, sizeof before / sizeof *before) ||
        (*end == '/' && end - p == 1 && (*p == 's' || *p == 'n')))
        return true;
    bool asked = false;
    for (p = to; *p == ' ' || *p == ':' || *p == '=' || *p == '-'; p++)
        asked |= *p == ':' || *p == '=';
    for (end = p; kind_of(*end) == 1;)
        end++;
    return (asked && is_one_of(p, (size_t)(end - p), after, sizeof after / sizeof *after)) ||
           (!asked && end - p == 4 && memcmp(p, "free", 4) == 0);
}

int mh__word_hashes(const char *folded, uint32_t out[MH__MAX_WORDS])
{
    int n = 0, kept = 0;
    for (const char *p = folded; p != NULL && *p != '\0' && n < MH__MAX_WORDS;) {
        int kind = kind_of(*p);
        size_t len = 1;
        while (p[len] != '\0' && kind_of(p[len]) == kind)
            len++;
        size_t k = len;
        while (kind == 1 && k > 4 && (p[k - 1] == 's' || p[k - 1] == 'e'))
            k--;
        if (kind == 2 || (kind == 1 && len >= 3))
            out[n++] = (uint32_t)mh_hash64(p, k, kind == 1 && refused(folded, p, p + len) ? 13 : 11);
        p += len;
    }
    qsort(out, (size_t)n, sizeof *out, by_size);
    for (int i = 0; i < n; i++)
        if (i == 0 || out[i] != out[kept - 1])
            out[kept++] = out[i];
    return kept;
}

/* Words of a text as hashes, to see which of an article's words that nobody understood a product's maker uses too. */
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
            out[n++] = (uint32_t)mh_hash64(p, k, 11);
        p += len;
    }
    qsort(out, (size_t)n, sizeof *out, by_size);
    for (int i = 0; i < n; i++)
        if (i == 0 || out[i] != out[kept - 1])
            out[kept++] = out[i];
    return kept;
}

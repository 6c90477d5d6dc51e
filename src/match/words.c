/* Keys of a text as hashes (spec/keys.c), to see which of those that nobody understood of an article a product's maker says too. */
#include <stdlib.h>
#include <string.h>
#include <mahalli/hash.h>
#include "match/index.h"

static int by_size(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return x < y ? -1 : x > y;
}

/* The last bit tells norms from words. */
static uint32_t hash_of(const char *key, size_t n)
{
    return ((uint32_t)mh_hash64(key, n, 11) & ~(uint32_t)1) | (*key == '#');
}

bool mh__key_is_norm(uint32_t hash)
{
    return (hash & 1) != 0;
}

static int add(uint32_t *out, int n, int max, const char *key, size_t len)
{
    if (n < max && len > 0)
        out[n++] = hash_of(key, len);
    return n;
}

static int of_text(const char *keys, uint32_t *out, int n, int max)
{
    for (const char *p = keys; p != NULL && *p != '\0';) {
        size_t len = strcspn(p, " ");
        n = add(out, n, max, p, len);
        p += len + (p[len] == ' ');
    }
    return n;
}

/* "en_455" of the attribute of norms is "#455". */
static int of_values(const struct mh_lexicon *lx, const struct mh_reading *r, uint32_t *out, int n, int max)
{
    for (size_t i = 0; i < r->nreq; i++) {
        const struct mh_attribute *a = mh_lexicon_attribute(lx, r->family, r->req[i].attribute);
        if (strcmp(a->code, "norme") != 0 || r->req[i].wish || r->req[i].value.kind != MH_VAL_CHOICES || a->values == NULL)
            continue;
        const char *p = a->values;
        for (int bit = 0; *p != '\0'; bit++) {
            size_t len = strcspn(p, "|"), digits = strcspn(p, "0123456789|");
            char key[32] = "#";
            if (digits < len && len - digits < sizeof key - 2 && (r->req[i].value.choices >> bit & 1) != 0) {
                memcpy(key + 1, p + digits, len - digits);
                n = add(out, n, max, key, len - digits + 1);
            }
            p += len + (p[len] == '|');
        }
    }
    return n;
}

int mh__key_hashes(const struct mh_lexicon *lx, const struct mh_reading *r, const char *proofs, uint32_t out[MH__MAX_WORDS])
{
    int n = r->family < 0 ? 0 : of_values(lx, r, out, 0, MH__MAX_WORDS), kept = 0;
    n = of_text(proofs, out, n, MH__MAX_WORDS);
    n = of_text(r->keys, out, n, MH__MAX_WORDS);
    qsort(out, (size_t)n, sizeof *out, by_size);
    for (int i = 0; i < n; i++)
        if (i == 0 || out[i] != out[kept - 1])
            out[kept++] = out[i];
    return kept;
}

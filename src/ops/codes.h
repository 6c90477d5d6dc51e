#ifndef OPS_CODES_H
#define OPS_CODES_H
/* Small tables in memory for an import: texts to identifiers, and identifiers to numbers. */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <mahalli/arena.h>

/* Folded text to identifier. The same text given to two identifiers is ambiguous: looked up as -1. */
struct mh__codes {
    struct mh__code { const char *text; int64_t id; } *slot;
    size_t n, cap;
    struct mh_arena arena;
};
void mh__codes_add(struct mh__codes *c, const char *text, int64_t id); /* folds; blank is ignored */
int64_t mh__codes_find(const struct mh__codes *c, const char *text);   /* 0 unknown, -1 ambiguous */
/* A known text close to the one given (shares its beginning or differs by two letters at most); NULL. For suggestions. */
const char *mh__codes_near(const struct mh__codes *c, const char *text);
void mh__codes_free(struct mh__codes *c);

/* Non-zero 64-bit keys to 32-bit values; values may be left out (a set) to halve the memory. */
struct mh__idmap {
    uint64_t *key;
    uint32_t *value; /* NULL in a set */
    size_t n, cap;
    bool set;
};
/* The value's place, NULL when absent. */
uint32_t *mh__idmap_find(const struct mh__idmap *m, uint64_t key);
/* True when the key was new. */
bool mh__idmap_put(struct mh__idmap *m, uint64_t key, uint32_t value);
void mh__idmap_free(struct mh__idmap *m);

#endif

#ifndef MAHALLI_STANDARD_H
#define MAHALLI_STANDARD_H
/*
 * Standardisation: pooled needs that differ by little, with the specification that would serve them all. A proposal: nothing is applied. Pure.
 *
 * Set beside each other are pools of one family that say all that is critical of it, state the same sizes (critical measures whose values are
 * never interchangeable) and of which no never interchangeable value differs, sterile and non-sterile first of all. Where one says nothing of
 * what is not critical, the other's value may be supplied, unless it is a particular one; where values differ that may, the one of the
 * greatest volume stands.
 */
#include <mahalli/pool.h>

enum { MH_STANDARD_PRECISE = 3, MH_STANDARD_CHANGES = 2 }; /* how much a variant may differ: values that it did not say, values that it did */

struct mh_variant { /* pools that say the same */
    size_t first, n;  /* pool[first .. first + n) */
    uint64_t precise; /* attributes of which it says nothing and the standard does, a bit each */
    uint64_t changes; /* attributes of which it says something that the standard does not meet */
    int64_t volume, articles, groups;
};

struct mh_standard {
    char code[MH_POOL_CODE_SIZE];
    int family;
    struct mh_reading reading; /* the common specification; owned */
    uint64_t sizes;            /* attributes that all state alike, a bit each: not of a fiche, which speaks for the family */
    size_t first, n;           /* variant[first .. first + n), the greatest volume first */
    int64_t volume, articles, groups;
};

struct mh_standards {
    struct mh_standard *at; /* the greatest volume first */
    size_t n;
    struct mh_variant *variant;
    size_t nvariants;
    size_t *pool;
};

/* articles: those that the pools were built from. out is overwritten; free it with mh_standards_free. */
void mh_standard_propose(const struct mh_lexicon *lx, const struct mh_pool_article *articles, const struct mh_pools *pools,
                         struct mh_standards *out);
void mh_standards_free(struct mh_standards *s);

#endif

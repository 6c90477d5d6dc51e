#ifndef OPS_LACKS_H
#define OPS_LACKS_H
/*
 * What a product close to a need lacks, each by its kind, for those who could lift it: specification (maker), made here, registration
 * (AMMPS), certificate, capacity. Of an article only what was asked is told.
 */
#include "ops/matching/matching.h"

enum mh__lack {
    MH__LACK_SPECIFICATION = 1, MH__LACK_HERE = 2, MH__LACK_REGISTRATION = 4, MH__LACK_CERTIFICATE = 8, MH__LACK_CAPACITY = 16,
};

/* Appends "caractéristiques : … ; fabrication : …" for the pair; returns which kinds were told. */
unsigned mh__lacks_pair(const struct mh__matching *m, const struct mh__matched *x, const struct mh_candidate *c, struct mh_str *out);
/* The same for what does not depend on the article: registration, certificate, capacity against a volume in base units as it may be told
 * (MH_UNKNOWN: only whether a capacity was declared). before: something was told already. */
unsigned mh__lacks_product(const char *lang, const struct mh_frozen_product *p, int64_t volume, bool rough, bool before, struct mh_str *out);
/* Of the year, in base units of the family; MH_UNKNOWN when it was not declared or its unit is not known. */
int64_t mh__capacity_base(const struct mh_lexicon *lx, const struct mh_product *p, int family);
/* "caractéristique, capacité" */
void mh__lacks_kinds(const char *lang, unsigned kinds, struct mh_str *out);

#endif

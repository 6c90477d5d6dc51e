#ifndef PLAN_POOL_PRIV_H
#define PLAN_POOL_PRIV_H
/* What the files of consolidation share. */
#include <mahalli/arena.h>
#include <mahalli/pool.h>
#include <mahalli/str.h>

/* What the attributes of a family are to pooling, a bit each. */
struct mh__pool_kind {
    uint64_t critical, never, info;
    uint64_t alike; /* measures of one thickness: gauge, diameter, Ch */
};
void mh__pool_kind(const struct mh_lexicon *lx, int family, struct mh__pool_kind *out);

/* The requirement of the attribute, wishes apart; NULL none. */
const struct mh_requirement *mh__pool_says(const struct mh_reading *r, int attribute);
/* Several values, and not "any of these". */
bool mh__pool_unclear(const struct mh_requirement *q);
bool mh__pool_stated(const struct mh_requirement *q);
bool mh__pool_equal(const struct mh_spec_value *a, const struct mh_spec_value *b);
/* What meets both, false when nothing sure does. a and out may be the same. */
bool mh__pool_meet(const struct mh_lexicon *lx, int family, int attribute, const struct mh_spec_value *a, const struct mh_spec_value *b,
                   struct mh_spec_value *out);
/* Bytes that are equal only of equal values. */
void mh__pool_value_bytes(struct mh_str *out, int attribute, const struct mh_spec_value *v);

/* pool_merge.c */
/* `into` (a copy of one reading, or already merged) also says what `r` does; a value in conflict stays. count: how many are in it so far. */
void mh__pool_copy(struct mh_reading *into, const struct mh_reading *r);
void mh__pool_merge(const struct mh_lexicon *lx, struct mh_reading *into, const struct mh_reading *r);
/* Gives every pool its code. own: per pool, what its code also depends on ("" nothing); given: a code that it has already, NULL. */
void mh__pool_codes(const struct mh_lexicon *lx, struct mh_pool *pools, size_t n, const char *const *own);

#endif

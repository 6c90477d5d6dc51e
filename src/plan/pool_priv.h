#ifndef PLAN_POOL_PRIV_H
#define PLAN_POOL_PRIV_H
/* What the files of consolidation share. */
#include <mahalli/arena.h>
#include <mahalli/pool.h>
#include <mahalli/str.h>
#include <mahalli/vec.h>

/* What the attributes of a family are to pooling, a bit each. */
struct mh__pool_kind {
    uint64_t critical, never, info;
    uint64_t alike; /* measures of one thickness: gauge, diameter, Ch */
};
void mh__pool_kind(const struct mh_lexicon *lx, int family, struct mh__pool_kind *out);

/* Words that nobody understood and that keep articles apart: those that look like a demand; of a family whose critical attributes are no more
 * than yes or no (a set, a basin, a test), all of them, for little else tells its articles apart. "" none. */
const char *mh__pool_unread(const struct mh_lexicon *lx, const struct mh_reading *r);

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

/* --- a build under way (pool.c, pool_hand.c) --- */

struct mh__pool_item { /* an article to be pooled by the program */
    size_t article;
    uint64_t hash, asked;
    const char *hard, *soft; /* what must be equal; what must be compatible */
};

struct mh__pool_draft {
    size_t first, n;      /* in build.member */
    struct mh_reading reading;
    uint64_t asked;
    const char *own;      /* what its code depends on besides: "" nothing */
    bool by_hand;
    char given[MH_POOL_CODE_SIZE]; /* code of a pool that exists by hand only; "" none */
};

struct mh__pool_build {
    const struct mh_lexicon *lx;
    struct mh_pool_article *in; /* the articles by key: nothing depends on the order in which they came */
    size_t *place;              /* where they stood */
    size_t n;
    struct mh_pools *out;
    struct mh__pool_kind *family; /* per family of the lexicon */
    bool *known;
    struct mh_arena arena;
    struct mh_str hard, soft;
    MH_VEC(struct mh__pool_item) items;
    MH_VEC(size_t) hand;      /* articles put somewhere by hand */
    size_t *draft_of;         /* per article: the draft that the program gave it, SIZE_MAX none */
    MH_VEC(size_t) member;    /* articles by draft */
    MH_VEC(struct mh__pool_draft) drafts;
    MH_VEC(struct mh_pool_stray) stray;
};

struct mh__pool_named { /* to sort by a text or a number, then by place */
    const char *text;
    int64_t number;
    size_t at;
};

void mh__pool_sort_named(struct mh__pool_named *at, size_t n);
/* Articles that people put somewhere go from drafts of their own, one per b->hand behind the program's nauto, to the pool meant. coded: what
 * each draft is called. */
void mh__pool_by_hand(struct mh__pool_build *b, const struct mh_pool *coded, size_t nauto);

#endif

#ifndef MAHALLI_POOL_H
#define MAHALLI_POOL_H
/*
 * Pooled needs (besoins consolidés): articles of several members and sites that one product can meet. Pure: articles in, pools out, whatever
 * the order of the articles. DESIGN §2.
 *
 * Two articles are pooled by the program when all of this holds:
 *   - the same family, and every critical attribute of it *stated* by both (read, deduced, typed or inherited of a fiche; never only implied,
 *     never a wish, never several values without "any will do") and equal; what is settled another way (the volume of the balloon of a
 *     catheter without balloon) is settled by both;
 *   - of every other mandatory attribute whose values are never interchangeable, or whose value is a particular one that a pharmacist wants to
 *     see: stated or implied by both and equal, or by none of them. One that says it and one that does not are a question, not a pool;
 *   - of the rest, no conflict: said by one, or by both so that a product can meet both (20 and "at least 15");
 *   - the same words that look like a demand and that nobody understood, or none; of a family whose critical attributes are no more than yes or
 *     no (a set, a test), the same words that nobody understood at all.
 * An article that says nothing of an attribute on which others conflict joins none of these: a chain never joins two that conflict. More
 * exactly, of articles that agree on the first two points those are pooled that are compatible with, and in conflict with, the same others.
 */
#include <mahalli/spec.h>

enum mh_pool_cause { MH_POOLED, MH_POOL_OUT, MH_POOL_UNREAD, MH_POOL_CONTRADICTORY, MH_POOL_NO_VOLUME, MH_POOL_NCAUSES };
const char *mh_pool_cause_name(enum mh_pool_cause c); /* why an article is in no pool, French for mh_tr; static */

enum { MH_POOL_CODE_SIZE = 24 };
#define MH_POOL_ALONE "seul"

struct mh_pool_article {
    int64_t id;                       /* the caller's, not 0; each once */
    int64_t member_id;
    const char *key;                  /* the same in every run, different of each article: breaks ties, names what says too little */
    const struct mh_reading *reading; /* borrowed, must outlive the build only */
    const char *scope;                /* inclus, exclu, NULL: as of the article */
    int64_t volume;                   /* base units, MH_UNKNOWN none is counted */
    int64_t quarter[4];               /* the same of each quarter, MH_UNKNOWN */
    /* By hand: NULL the program decides; MH_POOL_ALONE; else the code of a pool, and an article of it when that was said (0 none), by which
     * the pool is found once it says something else. */
    const char *hand;
    int64_t anchor;
};

struct mh_pool_share { /* one article in one pool */
    size_t article; /* place in the array given */
    int64_t volume; /* its whole volume: an article is in one pool only */
    bool by_hand;
};

struct mh_pool {
    char code[MH_POOL_CODE_SIZE]; /* "COMP-KXTRB": of family and specifications alone; of the article too when alone by hand or by silence */
    int family;
    struct mh_reading reading;    /* what one product must meet; owned. A wish or an informative value only when all have it */
    size_t first, n;              /* its shares: share[first .. first + n), by key */
    int64_t volume;               /* base units of the family: the sum of its shares, INT64_MAX when beyond */
    int64_t quarter[4];           /* MH_UNKNOWN unless every share gives it */
    int64_t groups;               /* members that share it */
    int64_t giving;               /* of these, who state a volume above zero: they alone hide each other's */
    int64_t giving_q[4];          /* the same of a quarter */
    uint64_t asked;               /* critical attributes not stated, a bit each: pooled with nothing by the program. 0: complete */
    bool by_hand;                 /* a share was put here, or kept alone, by hand */
};

struct mh_pool_stray { /* a choice by hand that no longer holds: the article stands alone */
    size_t article;
    int attribute; /* never interchangeable and different; -1: another family */
};

enum { MH_POOL_JOINS = 8, MH_POOL_WORDS = 63 /* bit of `asked`: words that nobody understood */ };
struct mh_pool_proposal { /* pools that would be one if the question were answered so */
    uint64_t asked;       /* attributes of the family to ask about, a bit each */
    int family;
    size_t first, n;      /* the pools that say too little, all the same: proposed[first .. first + n) */
    size_t join[MH_POOL_JOINS]; /* pools that say the same and more, the greatest volumes first */
    size_t njoin, more;   /* how many of them are here; how many are not */
    int64_t volume;       /* of the pools that say too little */
    int64_t gathers;      /* the same with the greatest of the pools to join */
    int64_t groups;       /* members of these */
};

struct mh_pools {
    struct mh_pool *at; /* by family's code, greatest volume first, then code */
    size_t n;
    struct mh_pool_share *share;
    size_t nshares;
    size_t *of;         /* per article: its pool, SIZE_MAX none */
    enum mh_pool_cause *cause; /* per article */
    size_t narticles, causes[MH_POOL_NCAUSES];
    struct mh_pool_stray *stray;
    size_t nstray;
    struct mh_pool_proposal *proposal; /* the greatest volume gathered first; none until mh_pool_propose */
    size_t nproposals;
    size_t *proposed;
};

/* out is overwritten; free it with mh_pools_free. Every article is in exactly one pool or has a cause. */
void mh_pool_build(const struct mh_lexicon *lx, const struct mh_pool_article *articles, size_t n, struct mh_pools *out);
void mh_pool_propose(const struct mh_lexicon *lx, const struct mh_pool_article *articles, struct mh_pools *pools);
void mh_pools_free(struct mh_pools *p);
/* The pool of that code (case-blind; the letters behind the dash alone will do), SIZE_MAX none or several. */
size_t mh_pool_find(const struct mh_pools *p, const char *code);

/* What the codes of a family's pools begin with: families that share it are built together, or their codes might be the same. */
void mh_pool_prefix(const char *family, char out[MH_POOL_CODE_SIZE]);

/* May one product be bought for both? The worst that holds; *attribute (may be NULL) where, -1 the family. */
enum mh_pool_fit {
    MH_POOL_FIT,     /* nothing in the way */
    MH_POOL_SILENT,  /* one says what the other does not: a question */
    MH_POOL_CONFLICT,/* no product meets both as they stand, a person may decide otherwise */
    MH_POOL_NEVER,   /* never interchangeable, or another family */
};
enum mh_pool_fit mh_pool_fit(const struct mh_lexicon *lx, const struct mh_reading *a, const struct mh_reading *b, int *attribute);

/*
 * The one state of a pooled need (DESIGN §7), from the best product not rejected. A product meets a pool as a whole, so what pharmacists say
 * of it is counted over the pool's articles, an opinion as far as it goes: for the article it was given on and those of the same group that
 * read the same, or for those of every group when its scope is the association. Then
 *   - good for every article: validé;
 *   - refused for every article (or none of the registry will do): rejected, gives no state;
 *   - good for some and refused for none: as it matches, and at least à vérifier: the others are to say;
 *   - refused for some: as it matches, and at most à vérifier: the coverage serves the others, and asks nobody to take what was refused;
 *   - nothing said: as it matches.
 * So one group's word neither validates nor closes what other groups ask for, and the state tells no group's word of several.
 */
struct mh_pool_product {
    int64_t product;
    enum mh_verdict verdict; /* against what the pool asks; MH_VERDICT_NONE: the match does not propose it */
    bool excluded;           /* gives no state unless it is good for every article */
    size_t good, refused;    /* for how many of the pool's articles; the rest say nothing */
};
/* articles: of the pool. products: best first; *best (may be NULL): the one that gives the state, SIZE_MAX none. leads: makers of the range. */
enum mh_state mh_pool_state(size_t articles, const struct mh_pool_product *products, size_t n, size_t leads, size_t *best);

/* The words of a pool that nobody understood and that keep it apart (see above), "" none; borrowed. */
const char *mh_pool_unread(const struct mh_lexicon *lx, const struct mh_pool *pool);

#endif

#ifndef MAHALLI_MATCH_INDEX_H
#define MAHALLI_MATCH_INDEX_H
/* What the files of src/match share: the products with their readings, in buckets by family. */
#include <mahalli/match.h>
#include <mahalli/vec.h>

/* made here: DESIGN §7 */
enum mh__here { MH__HERE_MET, MH__HERE_UNKNOWN, MH__HERE_FAILED, MH__HERE_EXCLUDED };

struct mh__offer {        /* a requirement of a product, short: most pairs are settled by it alone */
    int64_t lo, hi;
    uint64_t choices;
    int16_t attribute, req; /* number of the full one */
    bool single;          /* one number or one choice */
};

struct mh__product {
    int64_t id, maker_id;
    const struct mh__offer *offer; /* in order of attributes */
    uint64_t special;     /* attributes with a particular value */
    int noffers;
    const uint32_t *word;  /* hashes of the words of its texts, in order of size */
    int nwords;
    struct mh_reading reading;
    char *status;         /* of the product row; NULL unknown */
    enum mh__here here;
    int maker;            /* among ix->makers, -1 none */
    bool range;           /* a declared range: no candidate */
};

struct mh__maker {
    int64_t id;
    char *name, *role, *status;
};

struct mh__bucket {
    MH_VEC(uint32_t) products;   /* candidates of the family */
    MH_VEC(uint32_t) neighbours; /* whose second reading is close */
    MH_VEC(int64_t) leads;       /* makers whose declared ranges hold the family */
};

struct mh_index {
    const struct mh_lexicon *lx;
    struct mh__product *products;
    size_t n;
    struct mh__maker *makers;
    size_t nmakers;
    struct mh__bucket *buckets;  /* by family */
    size_t nbuckets;
    uint32_t *by_id;             /* product numbers by id */
    struct mh__offer *offers;    /* of all products, bucket by bucket */
    MH_VEC(uint32_t) words;      /* of all products */
};

const struct mh__product *mh__index_product(const struct mh_index *ix, int64_t id);
const struct mh_requirement *mh__offered(const struct mh__product *p, int attribute);

enum mh__here mh__made_here(const struct mh_index *ix, const struct mh__product *p);
const char *mh__here_text(const struct mh_index *ix, const struct mh__product *p);

enum { MH__MAX_WORDS = 32 };
/* Words of a folded text as hashes, ends of plural and feminine off, each once, in order of size; returns how many. */
int mh__word_hashes(const char *folded, uint32_t out[MH__MAX_WORDS]);

struct mh__asked { /* what of an article is the same for every product */
    uint64_t attributes;  /* asked for, not only implied */
    uint64_t plain, informative, norm, critical;
    uint32_t word[MH__MAX_WORDS]; /* what nobody understood of it: a product that says it too comes first */
    int nwords;
};
void mh__asked_make(const struct mh_lexicon *lx, const struct mh_reading *article, struct mh__asked *out);

struct mh__pair { /* one article against one product, requirement by requirement */
    const struct mh_index *ix;
    const struct mh_reading *article;
    const struct mh__product *product;
    const struct mh__asked *asked;
    enum mh__here here;
    int met, failed, unknown, wishes_met, wishes;
    int critical_unknown; /* of those unknown, attributes that must be known */
    int special;          /* particular values: nobody asked for them, or they only serve what was asked */
    int unclear;          /* requirements that the article itself leaves open */
    int shared;           /* words not understood that the product's texts hold too */
    int misses;           /* how grave the failed ones are, 1..10 each */
    bool other_family, unsure, demand, norm, contradictory;
};

void mh__pair_compare(struct mh__pair *p);
void mh__pair_judge(const struct mh__pair *p, struct mh_candidate *c);
void mh__pair_score(const struct mh__pair *p, struct mh_candidate *c);

struct mh__rule { /* the first that holds decides; see verdict.c */
    const char *name;
    enum mh_verdict verdict;
    enum mh_who who;
    const char *sentence; /* French */
    bool (*holds)(const struct mh__pair *p);
};
extern const struct mh__rule mh__rules[];

#endif

#ifndef MAHALLI_MATCH_INDEX_H
#define MAHALLI_MATCH_INDEX_H
/* What the files of src/match share: the products, those read alike gathered in kinds, the kinds in buckets by family. */
#include <mahalli/i18n.h>
#include <mahalli/match.h>
#include <mahalli/vec.h>

struct mh__offer {        /* a requirement of a product, short: most pairs are settled by it alone */
    int64_t lo, hi;
    uint64_t choices;
    int16_t attribute, req; /* number of the full one */
    bool single;          /* one number or one choice */
    bool any_size;        /* the one size that serves all */
};

struct mh__product {
    int64_t id, maker_id;
    const struct mh_reading *reading; /* of its kind: no words, no rest */
    const struct mh__offer *offer; /* in order of attributes */
    uint64_t special;     /* attributes with a particular value */
    const uint32_t *word; /* hashes of the words of its texts, in order of size */
    const char *status;   /* of the product row; NULL unknown */
    uint32_t kind;        /* among ix->kinds */
    int maker;            /* among ix->makers, -1 none */
    int16_t noffers, nwords;
    enum mh_made_here here;
    bool range;           /* a declared range: no candidate */
};

/* Products of one reading and one "made here": an article has one verdict and, but for the words that it shares with each, one score
 * for all of them. */
struct mh__kind {
    struct mh_reading reading;
    uint64_t hash, special;
    struct mh__offer *offer;
    enum mh_made_here here;
    uint32_t from, n;     /* its candidates among ix->members, in order of ids */
};

struct mh__maker {
    int64_t id;
    char *name, *role, *status;
};

enum { MH__BLOCK = 64 }; /* kinds are weighed so many at a time */
enum { MH__CODE_UNSAID = 0, MH__CODE_NOBODY = 254, MH__CODE_OPEN = 255 };

struct mh__column { /* what the kinds of a family say of one attribute, a byte each */
    uint8_t *code;        /* UNSAID, 1 + the value's number, OPEN: several values, or one too many; NULL: none says anything */
    int64_t *value;       /* single values in order of appearance; a choice's bits as they are */
    size_t nvalues, cap;
};

struct mh__glance { /* of a kind, what settles much before any comparison */
    uint64_t special;
    uint8_t confidence, here;
    bool unsure;          /* its reading is, so no article of the family has it for certain */
};

struct mh__bucket {
    MH_VEC(uint32_t) kinds;      /* of candidates of the family, */
    size_t nlive;                /* so many first whose maker is not excluded */
    uint32_t from, to;           /* their places among ix->members */
    MH_VEC(uint32_t) neighbours; /* kinds whose second reading is close */
    MH_VEC(int64_t) leads;       /* makers whose declared ranges hold the family */
    struct mh__column *column;   /* by attribute */
    size_t ncolumns;
    struct mh__glance *glance;   /* by kind */
    uint8_t *not_made;           /* by kind: MH__WEIGHT_FAILS where nothing is made here yet, or any more */
};

struct mh__postings { /* which products use a word: the places among ix->members, in order */
    uint32_t *slot;       /* number of the word + 1 by hash */
    size_t nslots;
    uint32_t *word;       /* its hash */
    size_t nwords, cap;
    uint32_t *start;      /* of its places, nwords + 1 */
    uint32_t *place;
};

struct mh_index {
    const struct mh_lexicon *lx;
    struct mh__product *products;
    size_t n;
    struct mh__maker *makers;
    size_t nmakers;
    MH_VEC(struct mh__kind) kinds;
    uint32_t *kind_table;        /* number of the kind + 1 by hash */
    size_t kind_slots;
    uint32_t *members;           /* numbers of candidates, kind by kind */
    size_t nmembers;
    struct mh__bucket *buckets;  /* by family */
    size_t nbuckets;
    uint32_t *by_id;             /* product numbers by id */
    MH_VEC(uint32_t) words;      /* of all products */
    struct mh__postings postings;
    MH_VEC(char *) statuses;
};

/* kinds.c */
/* The kind of such a reading, made here or not; takes the reading over. */
uint32_t mh__kind_of(struct mh_index *ix, struct mh_reading *r, enum mh_made_here here);
void mh__kinds_finish(struct mh_index *ix); /* members, columns */
void mh__kinds_free(struct mh_index *ix);
/* Byte by kind of the article's bucket: how many mandatory requirements it surely fails (twice) and leaves open (once), and
 * MH__WEIGHT_FAILS where it fails any or is not made here. `out` holds a whole number of blocks. */
enum { MH__WEIGHT_FAILS = 128, MH__WEIGHT_MOST = 2 * MH_MAX_REQUIREMENTS };
struct mh__asked;
void mh__kinds_weigh(const struct mh__bucket *b, const struct mh_reading *article, const struct mh__asked *asked, uint8_t *out, size_t n);

/* postings.c */
void mh__postings_make(struct mh_index *ix);
void mh__postings_free(struct mh__postings *p);
/* Places from `from` on, below `to`, whose product uses the word; returns how many. */
size_t mh__postings_find(const struct mh__postings *p, uint32_t word, uint32_t from, uint32_t to, const uint32_t **places);

const struct mh__product *mh__index_product(const struct mh_index *ix, int64_t id);
const struct mh_requirement *mh__offered(const struct mh__product *p, int attribute);

/* What the product says of the same attribute, also where it is read in another family; NULL nothing. */
const struct mh_requirement *mh__offered_for(const struct mh_index *ix, const struct mh_reading *article, const struct mh__product *p,
                                             const struct mh_requirement *q);

enum mh_made_here mh__made_here(const struct mh_index *ix, const struct mh__product *p);
const char *mh__here_text(const struct mh_index *ix, const struct mh__product *p);

enum { MH__MAX_WORDS = 64 };
/* Keys of a reading (and `proofs`, more of them, NULL none) as hashes, each once, in order of size; returns how many. */
int mh__key_hashes(const struct mh_lexicon *lx, const struct mh_reading *r, const char *proofs, uint32_t out[MH__MAX_WORDS]);
bool mh__key_is_norm(uint32_t hash);

struct mh__asked { /* what of an article is the same for every product */
    uint64_t attributes;  /* asked for, not only implied */
    uint64_t plain, informative, critical;
    uint64_t used;        /* usage unique, asked one way or the other: informative, but never of the other kind */
    uint64_t deciding;    /* attributes of size, of none of which the article says anything */
    int mandatory, wishes;
    uint32_t word[MH__MAX_WORDS]; /* keys of what nobody understood of it: a product that says it too comes first, */
    int nwords;           /* and one that says all of it answers */
    int words, norms;     /* how many of them there are, also where they are not compared (nwords 0) */
    bool answerable;      /* all of the demand is among them */
};
/* How many of those keys the product's texts and certificates hold too; *norms (may be NULL): of them. */
int mh__shared_words(const struct mh__asked *asked, const struct mh__product *product, int *norms);
void mh__asked_make(const struct mh_lexicon *lx, const struct mh_reading *article, struct mh__asked *out);

struct mh__pair { /* one article against one product, requirement by requirement */
    const struct mh_index *ix;
    const struct mh_reading *article;
    const struct mh__product *product;
    const struct mh__asked *asked;
    enum mh_made_here here;
    int met, failed, unknown, wishes_met, wishes;
    int critical_unknown; /* of those unknown, attributes that must be known */
    int special;          /* particular values: nobody asked for them, or they only serve what was asked */
    int unclear;          /* requirements that the article itself leaves open */
    int vague;            /* clear requirements to which what the product says is no clear answer */
    int shared;           /* words not understood that the product's texts hold too */
    int misses;           /* how grave the failed ones are, 1..10 each */
    bool other_family, unsure, demand, norm, contradictory;
    bool otherwise;       /* of single use where a reusable one is asked, or the reverse */
    bool apart;           /* an informative characteristic said by both, otherwise: another colour */
    bool unsized;         /* the product has a size and the article asks for none */
};

void mh__pair_compare(struct mh__pair *p);
void mh__pair_judge(const struct mh__pair *p, struct mh_candidate *c);
void mh__pair_score(const struct mh__pair *p, struct mh_candidate *c);
int mh__score_words(int shared); /* what of the score the shared words are; nothing else depends on them */
int mh__score_unread(void); /* what a candidate gains when the words not understood are answered */
/* No pair of so many failed and unknown requirements, with at most so many words in common, scores more. */
int mh__score_most(const struct mh_reading *article, const struct mh__asked *asked, bool other_family, int failed, int unknown, int words);

/* What a kind of the article's family has less than that, seen at a glance: never more than 0. */
int mh__score_less(const struct mh_reading *article, const struct mh__asked *asked, const struct mh__glance *kind);
/* No pair with so many unknown requirements has a better verdict: what the article alone settles (asked NULL: no demand to answer). */
enum mh_verdict mh__verdict_most(const struct mh_reading *article, const struct mh__asked *asked, int unknown);

/* alike.c: products of nearly the words of an article that was not read. */
#define MH__SAME_WORDS MH_TR("mots communs")
/* From here a family is read; below it is a guess that a person confirms. */
enum { MH__SURE = 60 };
bool mh__is_alike(const struct mh_candidate *c); /* found by its words alone (mh__find_alike) */
void mh__find_alike(const struct mh_index *ix, const struct mh_reading *article, size_t top, struct mh_candidates *c);

struct mh__rule { /* the first that holds decides; see verdict.c */
    const char *name;
    enum mh_verdict verdict;
    enum mh_who who;
    const char *sentence; /* French */
    bool (*holds)(const struct mh__pair *p);
};
extern const struct mh__rule mh__rules[];

#endif

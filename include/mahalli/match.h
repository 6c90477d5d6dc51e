#ifndef MAHALLI_MATCH_H
#define MAHALLI_MATCH_H
/*
 * Articles against products. Pure and deterministic. A pair's verdict and score depend on article, product, the maker's facts
 * and the lexicon only, never on what else is in the index.
 */
#include <mahalli/spec.h>

struct mh_index;

/* Made here (DESIGN §7), from the maker's role and status and the product's status, NULL unknown: a distributor's, a repackager's or what
 * is no longer made is excluded; a project or what is only possible fails. */
enum mh_made_here { MH_HERE_MET, MH_HERE_UNKNOWN, MH_HERE_FAILED, MH_HERE_EXCLUDED };
enum mh_made_here mh_made_here(const char *role, const char *maker_status, const char *product_status);

struct mh_index_product { /* borrowed texts, copied where kept */
    int64_t id;
    const struct mh_product *row;
    const struct mh_maker *maker;
    const char *proofs; /* keys of norms that its certificates prove (mh_spec_norms); NULL none */
};

struct mh_index *mh_index_new(const struct mh_lexicon *lx, const struct mh_index_product *products, size_t n,
                              const struct mh_maker *makers, size_t nmakers);
void mh_index_free(struct mh_index *ix);
/* Makers whose declared ranges hold the family: fills ids up to max, returns how many there are. */
size_t mh_index_leads(const struct mh_index *ix, int family, int64_t *ids, size_t max);
/* Is the row a declared range only (neither reference nor specification, DESIGN §2)? Then it is no candidate but a lead. */
bool mh_index_is_range(const struct mh_index *ix, int64_t product_id);

enum mh_who { MH_WHO_NONE = 0, MH_WHO_PHARMACIST, MH_WHO_MAKER, MH_WHO_BUYER }; /* who can settle a review */
const char *mh_who_name(enum mh_who w); /* pharmacien, fabricant, acheteur: for mh_tr */

enum { MH_SCORE_PARTS = 8 };
struct mh_score_part {
    const char *name; /* static, French: for mh_tr */
    int points;
};

struct mh_candidate {
    int64_t product_id, maker_id;
    enum mh_verdict verdict;
    bool excluded;              /* distributor, repackager or stopped maker: shown, gives no state */
    enum mh_who who;
    int score;                  /* the sum of parts */
    struct mh_score_part part[MH_SCORE_PARTS];
    int nparts;
    int met, failed, unknown;   /* mandatory requirements */
    const char *rule;           /* name of the verdict rule that decided, static */
};

struct mh_candidates {
    struct mh_candidate *at; /* best first, last key product id */
    size_t n, cap;
    unsigned char *work; /* room to weigh in, of the search itself */
    size_t nwork;
};

/* Up to `top` best candidates for the reading of an article; for one that could not be read, products of nearly its words, each a review. `c` may be reused; free with mh_candidates_free. */
void mh_match_find(const struct mh_index *ix, const struct mh_reading *article, size_t top, struct mh_candidates *c);
/* The same for one given product, in or out of the candidates (judging by hand). False: the product is not in the index. */
bool mh_match_pair(const struct mh_index *ix, const struct mh_reading *article, int64_t product_id, struct mh_candidate *c);
void mh_candidates_free(struct mh_candidates *c);

/* lang: of the reader (i18n.h), all words but the maker's own and what nobody understood. */
/* One line that a pharmacist can check: "sonde vésicale : Ch 18 ✓, ballonnet ✓, voies ? (non dit par le fabricant)". */
void mh_match_reason(const struct mh_index *ix, const char *lang, const struct mh_reading *article, const struct mh_candidate *c,
                     struct mh_str *out);

struct mh_compared_row { /* one line of the requirement table; texts in the reader's language */
    char attribute[64], wanted[96], offered[96], by[96];
    enum mh_compared result;
    enum mh_source source;
    int sheet; /* version of the fiche technique type that asks it; 0 none */
    bool special, mandatory;
    bool norm;               /* the attribute is a norm */
    bool here;               /* not an attribute: made here */
    enum mh_who who;
};
/* Requirement by requirement, then the maker's "made here", then special values; returns how many rows were filled. */
size_t mh_match_table(const struct mh_index *ix, const char *lang, const struct mh_reading *article, const struct mh_candidate *c,
                      struct mh_compared_row *rows, size_t max);
/* The product's reading, borrowed from the index; NULL when unknown. Products read alike share one: family, values and sources are kept,
 * not the words they were read from, nor what nobody understood. */
const struct mh_reading *mh_index_reading(const struct mh_index *ix, int64_t product_id);

/* Is its family a guess, that a person confirms? Then nobody is said not to make it. */
bool mh_match_is_guess(const struct mh_reading *article);
/* State of an article from its reading, best candidate not rejected, leads, and whether an opinion validates (DESIGN §7). */
enum mh_state mh_match_state(const struct mh_reading *article, const struct mh_candidates *c, size_t leads, bool validated,
                             const char *scope);

#endif

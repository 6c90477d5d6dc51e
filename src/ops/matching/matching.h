#ifndef OPS_MATCHING_H
#define OPS_MATCHING_H
/* One article against the registry, with what pharmacists said of it: shared by match, reports and screens. */
#include "ops/matching/article_file.h"
#include "ops/matching/memory.h"

enum { MH__TABLE_ROWS = 48 }; /* of a requirement table, at most: mh_match_table */

struct mh__matching { /* everything loaded once for a run over articles */
    struct mh_session *s;
    struct mh__rows articles; /* by id; of a light run those only that opinions speak of */
    struct mh__article_file light; /* of a light run: all of them */
    size_t *order;            /* positions in articles or light, by member code, reference, label */
    size_t narticles;
    struct mh__rows members;  /* by id */
    struct mh__rows opinions; /* by id */
    struct mh__memory *memory;
    struct mh__rows certificates;
    size_t *cert_by_maker;    /* positions in certificates, by maker then id */
    uint64_t registry_stamp;
    char today[16];
};

struct mh__matched { /* of one article; texts borrowed from the run */
    const struct mh_article *article;
    const char *member;             /* code */
    struct mh_reading reading;
    struct mh_candidates candidates; /* best first, rejected ones last */
    size_t accepted;                /* how many of them no valid opinion rejects */
    size_t leads;
    struct mh__recall recall;       /* opinions that bear on the article */
    int64_t validated;              /* product with a valid conforme or sous réserve, 0 none */
    enum mh_state state;
    int64_t best;                   /* validated, else first accepted that gives the state, else 0 */
    const struct mh_candidate *best_candidate; /* NULL when best is 0 */
    struct mh_candidate own;        /* the validated product where it is not among the candidates */
};

enum mh_rc mh__matching_open(struct mh_session *s, struct mh__matching *m, struct mh_err *err);
/* The same for one that goes over the articles one after the other: they are not held in memory. One thread; of articles see below. */
enum mh_rc mh__matching_light(struct mh_session *s, struct mh__matching *m, struct mh_err *err);
void mh__matching_free(struct mh__matching *m);
/* The i-th article in order, and the one of that id; of a light run borrowed until the next one is asked for. NULL: none, or of a light run
 * none that can be read (mh__matching_check). */
const struct mh_article *mh__article_at(const struct mh__matching *m, size_t i);
const struct mh_article *mh__article_of(const struct mh__matching *m, int64_t id);
enum mh_rc mh__matching_check(const struct mh__matching *m, struct mh_err *err);
/* The i-th article in order. Neither the run nor the session changes, so several threads may, each with its own `out`. out is reused between calls: zero it first, free it with mh__matched_free. top >= 1. */
void mh__match_one(const struct mh__matching *m, size_t i, size_t top, struct mh__matched *out);
void mh__matched_free(struct mh__matched *x);
/* What is stored of an article just matched, but for the stamp; the caller frees it. */
void mh__finding_make(const struct mh__matching *m, const struct mh__matched *x, struct mh_finding *f);
/* Matches every article whose inputs changed and stores what is found; inside a derivation. (match_run.c) */
enum mh_rc mh__match_run(struct mh__matching *m, struct mh_match_result *out, struct mh_err *err);
/* Stores what was found; inside an operation or a derivation. */
enum mh_rc mh__match_put(struct mh__matching *m, const struct mh__matched *x, int64_t stamp, struct mh_err *err);
/* May the product be bought today? */
enum mh_clearance mh__clearance(const struct mh__matching *m, const struct mh_product *p, int family);
/* The best certificate of the product for people, NULL none. */
const struct mh_certificate *mh__certificate(const struct mh__matching *m, const struct mh_product *p);
/* Those of the product and those of its maker, the product's first; returns how many were filled. */
size_t mh__certificates(const struct mh__matching *m, const struct mh_product *p, const struct mh_certificate **out, size_t max);
/* Why the article is to be made precise, a phrase in the language; nothing when it is not. */
void mh__problem_text(const struct mh_lexicon *lx, const char *lang, const struct mh_reading *r, struct mh_str *out);
/* What to do next with the article and by whom, French for mh_tr, static. */
const char *mh__next_step(const struct mh__matched *x);
/* The same person in one word: acheteur, pharmacien, fabricant, association; NULL nobody; static. */
const char *mh__next_who(const struct mh__matched *x);
/* The article's inputs and all that its match depends on, in one number. family: the code it is read as, by which it inherits of a fiche;
 * the one of the finding held will do: article and lexicon are in the stamp, and the family follows from these alone. */
int64_t mh__match_stamp(const struct mh__matching *m, size_t i, const char *family);

#endif

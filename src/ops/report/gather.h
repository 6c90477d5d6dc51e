#ifndef OPS_GATHER_H
#define OPS_GATHER_H
/* What reports need of the needs themselves: one pass over them, added up by article. */
#include <mahalli/vec.h>
#include "ops/codes.h"
#include "ops/matching/matching.h"

enum { MH__ORIGIN_IMPORTED = 1, MH__ORIGIN_LOCAL = 2, MH__ORIGIN_UNKNOWN = 4 };

struct mh__sum { /* of one article in the campaign */
    int64_t article_id;
    int64_t volume;       /* base units of those known */
    int32_t needs, unknown /* needs not counted */;
    int64_t quarter[4];   /* MH_UNKNOWN unless every need gives its quarters */
    int64_t amount;       /* centimes HT, MH_UNKNOWN unless every need has a price without tax or a typed rate */
    const char *supplier; /* the only one, "plusieurs", NULL unknown */
    unsigned origins;
};

struct mh__gather {
    struct mh__sum *sum;
    size_t n, cap;
    struct mh__idmap index;     /* article id -> position in sum */
    MH_VEC(const char *) supplier; /* each once */
    struct mh__idmap supplier_at;
    struct mh_arena texts;
    int64_t needs, sites, members;
    int64_t problems[3];        /* open ones, by severity */
    int64_t explained;          /* problems that somebody explained */
    int64_t *found;             /* how often each of mh_rules */
};

/* member_id 0: everybody. problem (may be NULL) gets each finding of the rules on needs, makers and certificates. */
enum mh_rc mh__gather(struct mh__matching *m, int64_t member_id, struct mh__gather *g,
                      enum mh_rc (*problem)(void *ctx, const struct mh_rep_problem *p, struct mh_err *err), void *ctx,
                      struct mh_err *err);
const struct mh__sum *mh__gather_find(const struct mh__gather *g, int64_t article_id);
/* The line's total without tax in centimes, rounded half up once; MH_UNKNOWN when the price, pack or rate is not known. */
int64_t mh__line_amount(const struct mh_need_line *n, const struct mh_pack *p);
/* What a problem is about, for people and for its explanation: a reference, without one the label. */
const char *mh__problem_subject(const char *reference, const char *label);
char *mh__taken(struct mh_str *s); /* the text, NULL when it is empty; s is empty again */
bool mh__same_known(const char *a, const char *b);               /* blank and unknown are the same */
bool mh__has_line(const char *lines, const char *sentence);      /* is it one of the lines? lines NULL: none */
/* The explanation of a rule's problem with a subject, NULL none. */
const struct mh_explanation *mh__explanation_of(const struct mh__rows *all, const char *rule, const char *member, const char *subject);
/* How often the rule of this name. */
int64_t mh__gather_count(const struct mh__gather *g, const char *rule);
void mh__gather_free(struct mh__gather *g);

#endif

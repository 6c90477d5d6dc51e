#ifndef OPS_DEMAND_H
#define OPS_DEMAND_H
/*
 * What makers may be asked: articles of the campaign that are neither concordant nor approved, equal ones added up (family and
 * specifications read), and for each the makers who could answer. Nothing here says whose articles they are.
 */
#include "ops/report/gather.h"

#include <mahalli/plan.h>

enum mh__asks { MH__ASKS_NOT = 0, MH__ASKS_LEAD /* a maker of that range */, MH__ASKS_NEAR /* a product close to it */,
                MH__ASKS_REVIEW /* a product that the maker can settle */, MH__NASKS };

struct mh__demand { /* one article asked */
    struct mh_reading reading;      /* of one of the articles; family >= 0 */
    char *specs;                    /* in the specification grammar; "" none */
    struct mh_tally tally;          /* of those articles */
};

struct mh__demands { /* open and free; rows do not move */
    struct mh__matching m;
    struct mh__rows replies;        /* of the campaign's year */
    struct mh__demand *at;          /* by family, then specifications */
    size_t n, cap;
    size_t *product;                /* positions in s->products that can be compared, by family, maker and id */
    size_t nproducts;
};

enum mh_rc mh__demands_open(struct mh_session *s, struct mh__demands *d, struct mh_err *err);
void mh__demands_free(struct mh__demands *d);

struct mh__may_answer { /* a maker and one demand */
    int64_t maker_id, product_id;   /* the product closest to it, 0 none */
    enum mh__asks why;
};
/* Who may be asked the i-th demand, by maker; maker_id 0: all. What was answered this year is not asked again, unless the product made from
 * it is still to be settled. */
void mh__demands_who(const struct mh__demands *d, size_t i, int64_t maker_id, void (*each)(void *ctx, const struct mh__may_answer *who), void *ctx);
/* "~ 10 000 pièce": as it may be told. */
void mh__demand_volume(const struct mh__demands *d, const struct mh__demand *k, struct mh_str *out);

/* The header of an attribute's column in a demande d'information, in that language: "Volume (mL)"; behind a word of ours where a column of
 * replies is called so. */
#define MH__REPLY_ATTRIBUTE MH_TR("Caractéristique :")
extern const char *const mh__reply_langs[3]; /* in which they may come back */
#define MH__REPLY_ASKED MH_TR("Article demandé") /* header of what is asked, for people: of mh_return_context */
void mh__reply_header(const struct mh_lexicon *lx, const char *lang, int family, int attribute, struct mh_str *out);

#endif

#ifndef OPS_POOLS_H
#define OPS_POOLS_H
/* The pooled needs (besoins consolidés) of the campaign, built from what is stored: readings, volumes, what was pooled by hand. */
#include <mahalli/pool.h>
#include <mahalli/spool.h>
#include "ops/session.h"

struct mh__pools {
    struct mh__rows articles;      /* mh_article, all of the plan (of a part: what it was given), by id */
    struct mh__rows members;       /* mh_member, by id */
    struct mh__rows choices;       /* mh_pool_choice of the year */
    struct mh_pool_article *input; /* articles that are asked for this year (and of the member), by id */
    struct mh_reading *reading;    /* per input: owned, but for those */
    bool *lent;                    /* that an earlier one lends all they hold. Readings do not know here where they were read */
    int64_t *needs, *uncounted;    /* per input: its needs of the year, and those of them whose volume is not known */
    int64_t *sites;                /* per input: sites that ask for it */
    size_t ninput;
    struct mh_pools set;           /* of.., cause.. and shares speak of places in input */
    int64_t *pool_sites;           /* per pool: different sites */
    struct mh_arena texts;
};

/* member_id 0: every group's. proposals: also what would be pooled once a question is answered. Lexicon and index of the session stand
 * afterwards, so that mh_match_find(s->index, &pool->reading, ...) finds the products for a pool. */
enum mh_rc mh__pools_build(struct mh_session *s, int64_t member_id, bool proposals, struct mh__pools *out, struct mh_err *err);
/* The same of a part of the plan in which nothing is pooled by hand: of every group, or of one, all that is asked of some families, whose
 * codes begin as no others do. articles (taken): theirs, and those that opinions speak of, by id; needs: theirs, by id. */
enum mh_rc mh__pools_part(struct mh_session *s, struct mh__rows *articles, struct mh_spool *needs, struct mh__pools *out, struct mh_err *err);
void mh__pools_free(struct mh__pools *p);

const struct mh_article *mh__pools_article(const struct mh__pools *p, size_t input);
const char *mh__pools_member(const struct mh__pools *p, size_t input); /* code; "" unknown */
/* "compresse" in the reader's language; borrowed. And the base unit that its volumes are in. */
const char *mh__pool_family(const struct mh_session *s, const struct mh_pool *pool);
const char *mh__pool_unit(const struct mh_session *s, const struct mh_pool *pool);
/* What one product must meet. For programs in the specification grammar; for people in the language of the session: "largeur 10 cm, stérile". */
void mh__pool_specs(const struct mh_session *s, const struct mh_pool *pool, struct mh_str *out);
void mh__pool_words(const struct mh_session *s, const struct mh_pool *pool, bool demand /* also words that nobody understood */,
                    struct mh_str *out);

#endif

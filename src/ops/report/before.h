#ifndef OPS_BEFORE_H
#define OPS_BEFORE_H
/* What an article of a site asked for the year before, and what it bought: for the rules that set this year's volume against it. */
#include "ops/codes.h"
#include "ops/year/purchases.h"

#include <mahalli/vec.h>

struct mh__before {
    int64_t year; /* of the plan before this one, MH_UNKNOWN none */
    struct mh__idmap at;
    MH_VEC(int64_t) volume;    /* by article and site; base units, MH_UNKNOWN where one of its lines is not counted */
    struct mh__rows purchases; /* by article */
    int64_t to;                /* the campaign's year */
    int64_t running;           /* the year of today, whose purchases are not all made */
};

enum mh_rc mh__before_load(struct mh_session *s, struct mh__before *b, struct mh_err *err);
void mh__before_free(struct mh__before *b);
int64_t mh__before_volume(const struct mh__before *b, int64_t article, const char *site);
/* Bought in one year of the two before the campaign's, rather one that is over, rather the last; *year says which. MH_UNKNOWN: nothing, or
 * a purchase that is not counted. reading: of the article. */
int64_t mh__before_bought(const struct mh__before *b, const struct mh_session *s, const struct mh_article *a, const struct mh_reading *reading,
                          const char *site, int64_t *year);

#endif

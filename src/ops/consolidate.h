#ifndef OPS_CONSOLIDATE_H
#define OPS_CONSOLIDATE_H
/* Rows about pooled needs, for people. */
#include "ops/pools.h"
#include "ops/report.h"

/* row: initialised. wide: beyond one member, no words of an article and volumes of few groups roughly (DESIGN §1). c NULL: the best product
 * is not looked for; else room that may be used again. */
void mh__pool_row(struct mh_session *s, const struct mh__pools *p, size_t pool, bool wide, struct mh_candidates *c, struct mh_rep_pool *row);
/* Fills out->variant (standardise.c). */
void mh__variant_rows(struct mh_session *s, const struct mh__pools *p, struct mh_consolidation *out);
/* The sheet Besoins consolidés. */
enum mh_rc mh__pools_sheet(struct mh_session *s, const struct mh__report *r, struct mh__rows *rows, struct mh_err *err);

#endif

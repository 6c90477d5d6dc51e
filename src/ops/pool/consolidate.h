#ifndef OPS_CONSOLIDATE_H
#define OPS_CONSOLIDATE_H
/* Rows about pooled needs, for people. */
#include "ops/pool/pools.h"
#include "ops/report/report.h"

/* What pharmacists said, for the states of pools (pool_words.c). pools must outlive it. */
struct mh__pool_words;
enum mh_rc mh__pool_words_open(struct mh_session *s, const struct mh__pools *pools, struct mh__pool_words **out, struct mh_err *err);
void mh__pool_words_close(struct mh__pool_words *w); /* NULL too */
/* State and best product of the pool; not wide, also for how many of its articles that one was said good or refused. */
void mh__pool_words_fill(struct mh__pool_words *w, const struct mh_pool *pool, bool wide, struct mh_rep_pool *row);

/* row: initialised. wide: beyond one member, no words of an article and volumes of few groups roughly (DESIGN §1). words NULL: the best
 * product is not looked for. */
void mh__pool_row(struct mh_session *s, const struct mh__pools *p, size_t pool, bool wide, struct mh__pool_words *words,
                  struct mh_rep_pool *row);
/* Fills out->variant (standardise.c). */
void mh__variant_rows(struct mh_session *s, const struct mh__pools *p, struct mh_consolidation *out);
/* The sheet Besoins consolidés. In memory; or part by part of the plan, of which r knows what each article is read as (pool_parts.c). */
enum mh_rc mh__pools_sheet(struct mh_session *s, const struct mh__report *r, struct mh__rows *rows, struct mh_err *err);
enum mh_rc mh__pools_spool(struct mh_session *s, const struct mh__report *r, struct mh_spool *to, struct mh_err *err);
/* Its rows of these pools, in order. */
enum mh_rc mh__pools_tell(struct mh_session *s, const struct mh__report *r, const struct mh__pools *p, void (*each)(void *ctx, struct mh_rep_pool *row),
                          void *ctx, struct mh_err *err);

#endif

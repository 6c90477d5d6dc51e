#ifndef OPS_TRIALS_H
#define OPS_TRIALS_H
/* Samples and trials by the names that people give them. */
#include "ops/session.h"

enum mh_rc mh__find_trial(struct mh_session *s, const char *ref, int64_t *id, struct mh_err *err); /* ARTICLE@PRODUCT[@DATE] */
enum mh_rc mh__find_lab(struct mh_session *s, const char *ref, int64_t *id, struct mh_err *err);   /* SITE/ESSAI */

/* As people name it, appended: « GAT/A2, D-INJ/IN-10 ». (trial_rows.c) */
enum mh_rc mh__trial_name(struct mh_session *s, const struct mh_trial *t, struct mh_str *out, struct mh_err *err);

/* mh_ops_judge_articles with something more in the same operation, done once the opinions are. (judge.c) */
enum mh_rc mh__judge_with(struct mh_session *s, const struct mh_judge_request *q, enum mh_rc (*also)(void *ctx, struct mh_err *err), void *ctx,
                          struct mh_judge_result *out, struct mh_err *err);

#endif

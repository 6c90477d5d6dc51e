#ifndef OPS_TEMPLATE_H
#define OPS_TEMPLATE_H
/* Files to fill in whose rows are not those of a list. */
#include "ops/session.h"

/* What a group's pharmacists have to judge, one line per article and product: template avis. */
enum mh_rc mh__template_opinions(struct mh_session *s, const struct mh_template_request *q, struct mh_template_result *out, struct mh_err *err);

#endif

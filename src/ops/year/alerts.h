#ifndef OPS_ALERTS_H
#define OPS_ALERTS_H
/* What happened since a plan was frozen, against what it rests on. */
#include "ops/year/frozen.h"

enum { MH__ALERT_DAYS = 90 };
/* Rows of mh_rep_alert_table; certificates that end within `days` of today are told too. */
enum mh_rc mh__alerts(struct mh__matching *m, const struct mh_version *v, int64_t days, struct mh__rows *out, struct mh_err *err);

#endif

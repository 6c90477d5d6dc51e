#ifndef OPS_FOLLOW_H
#define OPS_FOLLOW_H
#include "ops/session.h"

/* Inside an operation: the group's part of the year is « transmis », made when it is not noted yet; received: it came in today,
 * and what was validated of an earlier one no longer holds. */
enum mh_rc mh__follow_sent(struct mh_session *s, int64_t year, int64_t member_id, bool received, struct mh_err *err);

/* What was asked of the maker for the year, among loaded rows of requests; NULL nothing. Borrowed. */
const struct mh_request *mh__request_of(const struct mh__rows *requests, int64_t year, int64_t maker);

#endif

#ifndef OPS_QUESTIONS_H
#define OPS_QUESTIONS_H
/* What a group's articles lack, as rows: to answer, and counted by family and attribute. */
#include "ops/session.h"

struct mh__questions {
    struct mh__rows lines; /* mh_question_line: to be made precise first, then critical; the greatest volume first */
    struct mh__rows lacks; /* mh_rep_lack, likewise */
};

/* Of articles that are asked for this year. member_id 0: every group's. */
enum mh_rc mh__questions_build(struct mh_session *s, int64_t member_id, struct mh__questions *q, struct mh_err *err);
/* The first requirement of which the article gives several values without saying that any will do; NULL none. */
const struct mh_requirement *mh__unclear(const struct mh_reading *r);
void mh__questions_free(struct mh__questions *q);

#endif

#ifndef STORE_VIEWS_H
#define STORE_VIEWS_H
/* The joined row types, one file each: view_*.c, and a line in views.c. */
#include "store/internal.h"

/* The order of enum mh_state, of a finding f; as in the index finding_state. */
#define MH__STATE_RANK "CASE f.state WHEN 'validated' THEN 0 WHEN 'match' THEN 1 WHEN 'review' THEN 2 WHEN 'near' THEN 3 " \
                       "WHEN 'lead' THEN 4 WHEN 'none' THEN 5 WHEN 'unread' THEN 6 WHEN 'out' THEN 7 END"

extern const struct mh__view mh__view_need_lines, mh__view_opinion_lines, mh__view_article_lines, mh__view_purchase_lines, mh__view_trial_lines,
    mh__view_award_lines;

#endif

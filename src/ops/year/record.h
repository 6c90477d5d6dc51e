#ifndef OPS_RECORD_H
#define OPS_RECORD_H
/*
 * What is recorded of a version when it is frozen, besides its lines: candidates and specifications of each, problems, and the sheets that are
 * made of the whole plan, as they are told to the association and to each group. What is recorded is in French.
 */
#include "ops/report/report.h"

/* Lines with all that is said of them, from the match; lines gets them, to be written with their sites. Inside an operation. */
enum mh_rc mh__record_lines(struct mh__matching *m, const struct mh__gather *g, int64_t version_id, struct mh__rows *lines, struct mh_err *err);
enum mh_rc mh__record_problem(struct mh_session *s, int64_t version_id, int64_t place, const struct mh_rep_problem *p, struct mh_err *err);
/* Sheets as reports of the association and of the groups of these lines have them, with what the note says of the year before. */
enum mh_rc mh__record_reports(struct mh_session *s, const struct mh_version *v, const struct mh__rows *lines, struct mh_err *err);

/* --- of one scope: r is its report, of which scope, wide, alone, member_id and lang are looked at --- */
enum mh_rc mh__record_sheets(struct mh_session *s, int64_t version_id, const struct mh__report *r, struct mh_err *err); /* sheet_rows.c */
/* rows->table NULL: nothing to say, nothing recorded. */
enum mh_rc mh__record_rows(struct mh_session *s, int64_t version_id, const struct mh__report *r, const char *sheet, const struct mh__rows *rows,
                           struct mh_err *err);
/* Of r->frozen_id; out->table stays NULL when the sheet was not recorded. Columns that are no more are passed over, new ones unknown. */
enum mh_rc mh__recorded_rows(struct mh_session *s, const struct mh__report *r, const char *sheet, const struct mh_table *t, struct mh__rows *out,
                             struct mh_err *err);
/* Fills r->synthesis.before as it was recorded; of a version that recorded nothing, as mh__note_before. */
enum mh_rc mh__frozen_before(struct mh_session *s, const struct mh_version *v, struct mh__report *r, struct mh_err *err);

#endif

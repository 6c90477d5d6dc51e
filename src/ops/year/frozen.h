#ifndef OPS_FROZEN_H
#define OPS_FROZEN_H
/* What a year's plan says, a line an article: today's, made from the match, or a frozen version's, as it was stored. */
#include "ops/report/lines.h"

/* Fills `sites` of lines that are as today: codes of those that share each article, each once. */
enum mh_rc mh__lines_sites(struct mh_session *s, struct mh__rows *lines, struct mh_err *err);
/* Lines of a frozen version, by group and reference; the rows of another table of what was recorded of it, in the order of recording. */
enum mh_rc mh__lines_of(struct mh_session *s, int64_t version_id, struct mh__rows *out, struct mh_err *err);
enum mh_rc mh__of_version(struct mh_session *s, const struct mh_table *t, int64_t version_id, struct mh__rows *out, struct mh_err *err);
enum mh_rc mh__frozen_records(struct mh_session *s, int64_t version_id, struct mh__rows *out, struct mh_err *err);
/* The value of a column in a frozen record's facts; false: unknown then. */
bool mh__fact(const char *facts, const char *column, struct mh_str *out);

/* The latest frozen version of a year, of a plan at all (year 0); out->id 0: none. */
enum mh_rc mh__version_latest(struct mh_session *s, int64_t year, struct mh_version *out, struct mh_err *err);
/* The frozen version before this one in its year; out->id 0: none. */
enum mh_rc mh__version_before(struct mh_session *s, const struct mh_version *of, struct mh_version *out, struct mh_err *err);
/* The version being revised in a year; out->id 0: none. */
enum mh_rc mh__version_revised(struct mh_session *s, int64_t year, struct mh_version *out, struct mh_err *err);

struct mh__side { /* of a comparison */
    struct mh_version version; /* id 0: as it stands today */
    int64_t year;
    struct mh__rows lines;     /* of mh_table_frozen_lines */
};
/* text: V1, V1.1 (of the session's year), 2026 (its frozen plan, else today's), 2026-V1, "actuel" (today's). */
enum mh_rc mh__version_named(struct mh_session *s, const char *text, struct mh__side *out, struct mh_err *err); /* without its lines */
enum mh_rc mh__side_open(struct mh_session *s, const char *text, struct mh__side *out, struct mh_err *err);
void mh__side_free(struct mh__side *x);
/* What a version being made, or being revised, is called while it is none yet: "en préparation", "V1.1 en préparation". */
void mh__version_made(struct mh_session *s, int64_t year, struct mh_str *out);
void mh__side_name(struct mh_session *s, const struct mh__side *x, struct mh_str *out); /* "2027 V1", "2027 V1.1 en préparation" */

#endif

#ifndef OPS_EXPORT_H
#define OPS_EXPORT_H
/* Ways of writing a workbook: scopes whose sheets are their own, and sheets whose rows are made for one workbook. */
#include "ops/report/report.h"

/* Fills *out from the file written; w is otherwise as export.h says. */
enum mh_rc mh__export_write(struct mh_session *s, const struct mh_export_request *q, const struct mh_workbook *w,
                            struct mh_export_result *out, struct mh_err *err);

/* Of one group (export_member.c): its lines of the campaign; its articles with needs, matched one by one (what: for the progress); a workbook
 * headed by its code and the year, which borrows title and year. */
enum mh_rc mh__member_needs(struct mh_session *s, int64_t member, void (*each)(void *ctx, struct mh_need_line *n), void *ctx, struct mh_err *err);
enum mh_rc mh__member_articles(struct mh__matching *m, const struct mh__gather *sums, int64_t member, const char *what,
                               void (*each)(void *ctx, const struct mh__matched *x), void *ctx, struct mh_err *err);
struct mh_workbook mh__member_book(struct mh_session *s, enum mh_scope scope, int64_t member, struct mh_str *title, struct mh_synthesis *year);

/* Scopes with sheets of their own: of is the row whose code was given. */
enum mh_rc mh__export_questions(struct mh_session *s, const struct mh_export_request *q, int64_t member, struct mh_export_result *out,
                                struct mh_err *err);
enum mh_rc mh__export_return(struct mh_session *s, const struct mh_export_request *q, int64_t member, struct mh_export_result *out,
                             struct mh_err *err);
/* with_prices: the buyer's own copy, with its estimate. */
enum mh_rc mh__export_prices(struct mh_session *s, const struct mh_export_request *q, int64_t member, struct mh_export_result *out,
                             struct mh_err *err);

enum mh_rc mh__export_demand(struct mh_session *s, const struct mh_export_request *q, int64_t maker, struct mh_export_result *out,
                             struct mh_err *err);

/* Sheets that are not of the report (ops/report/report.h), made together: their rows, under the rules of r's scope. */
enum { MH__SOURCE_SHEETS = 4, MH__SOURCES = 4 };
struct mh__sheet_source {
    const char *key[MH__SOURCE_SHEETS]; /* of mh_sheets; NULL: no more */
    /* rows[i] is of key[i]; its table stays NULL when there is nothing to say: then there is no such sheet. Freed by the caller. */
    enum mh_rc (*build)(struct mh_session *s, const struct mh__report *r, struct mh__rows *rows, struct mh_err *err);
    /* The same rows of the first of them, of a plan as it stands, without holding them; NULL: they are few. */
    enum mh_rc (*spool)(struct mh_session *s, const struct mh__report *r, struct mh_spool *to, struct mh_err *err);
};
extern const struct mh__sheet_source mh__sheet_sources[MH__SOURCES]; /* sheet_rows.c */

struct mh__sheet_rows { /* of one workbook; zero to begin */
    struct mh__told made[MH__SOURCES][MH__SOURCE_SHEETS];
};
/* Those of r's scope: of the plan as it stands, or as the frozen version recorded them. */
enum mh_rc mh__sheet_rows_make(struct mh_session *s, const struct mh__report *r, struct mh__sheet_rows *out, struct mh_err *err);
const struct mh__told *mh__sheet_rows_of(const struct mh__sheet_rows *x, const char *key); /* NULL: no such sheet here */
void mh__sheet_rows_free(struct mh__sheet_rows *x);

/* Coverage and its scenarios (ops/cover/cover_sheets.c). */
enum mh_rc mh__cover_sheets(struct mh_session *s, const struct mh__report *r, struct mh__rows *rows, struct mh_err *err);

/* The rows of sheet Part locale; rows->table is set. member_id 0: of all groups. (local.c) */
enum mh_rc mh__local_build(struct mh_session *s, bool wide, int64_t member_id, struct mh__rows *rows, struct mh_err *err);
enum mh_rc mh__local_sheet(struct mh_session *s, const struct mh__report *r, struct mh__rows *rows, struct mh_err *err);
/* diff.c: « Ce qui change », of a version that revises another. */
enum mh_rc mh__export_changes(struct mh_session *s, const struct mh__report *r, struct mh__rows *rows, struct mh_err *err);

#endif

/* Lines that imports refused: beside the journal, since the plan does not hold them. */
#include "store/internal.h"

enum mh_rc mh_store_rejects_clear(struct mh_store *s, int64_t year, int64_t member_id, const char *file, const char *day,
                                  struct mh_err *err)
{
    static const char SQL_CLEAR[] = "DELETE FROM rejects WHERE member_id = $member AND year = $year "
                                    "AND ($file IS NULL OR file = $file OR said_on <> $day)";
    struct mh__stmt *st = NULL;
    enum mh_rc rc = mh__check_running(s, err);

    if (rc == MH_OK)
        rc = mh__stmt_take(s, SQL_CLEAR, &st, err);
    if (rc != MH_OK)
        return rc;
    mh__bind_int(s, st, "$member", member_id);
    mh__bind_int(s, st, "$year", year);
    mh__bind_text(s, st, "$file", file);
    mh__bind_text(s, st, "$day", day);
    return mh__stmt_run(s, st, err);
}

enum mh_rc mh_store_reject_add(struct mh_store *s, int64_t year, int64_t member_id, const struct mh_rep_reject *r, struct mh_err *err)
{
    static const char SQL_ADD[] = "INSERT INTO rejects (year, member_id, file, line, reference, label, place, value, reason, suggestion, said_on) "
                                  "VALUES ($year, $member, $file, $line, $reference, $label, $place, $value, $reason, $suggestion, $day)";
    struct mh__stmt *st = NULL;
    enum mh_rc rc = mh__check_running(s, err);

    if (rc == MH_OK)
        rc = mh__stmt_take(s, SQL_ADD, &st, err);
    if (rc != MH_OK)
        return rc;
    mh__bind_int(s, st, "$year", year);
    mh__bind_int(s, st, "$member", member_id);
    mh__bind_text(s, st, "$file", r->file);
    mh__bind_int(s, st, "$line", r->line);
    mh__bind_text(s, st, "$reference", r->reference);
    mh__bind_text(s, st, "$label", r->label);
    mh__bind_text(s, st, "$place", r->column);
    mh__bind_text(s, st, "$value", r->value);
    mh__bind_text(s, st, "$reason", r->reason);
    mh__bind_text(s, st, "$suggestion", r->suggestion);
    mh__bind_text(s, st, "$day", r->date);
    return mh__stmt_run(s, st, err);
}

static char *borrowed(struct mh_store *s, struct mh__stmt *st, int column)
{
    return (char *)(uintptr_t)s->drv->text(st, column, NULL);
}

enum mh_rc mh_store_rejects(struct mh_store *s, int64_t year, int64_t member_id, void (*each)(void *ctx, const struct mh_rep_reject *r),
                            void *ctx, struct mh_err *err)
{
    static const char SQL_ALL[] = "SELECT id, file, line, reference, label, place, value, reason, suggestion, said_on FROM rejects "
                                  "WHERE member_id = $member AND year = $year ORDER BY id";
    struct mh__stmt *st = NULL;
    bool row = false;
    enum mh_rc rc = mh__stmt_take(s, SQL_ALL, &st, err);

    if (rc != MH_OK)
        return rc;
    mh__bind_int(s, st, "$member", member_id);
    mh__bind_int(s, st, "$year", year);
    while (rc == MH_OK && (rc = s->drv->step(st, &row, err)) == MH_OK && row) {
        struct mh_rep_reject r = { .id = s->drv->integer(st, 0), .file = borrowed(s, st, 1), .line = s->drv->integer(st, 2),
                                   .reference = borrowed(s, st, 3), .label = borrowed(s, st, 4), .column = borrowed(s, st, 5),
                                   .value = borrowed(s, st, 6), .reason = borrowed(s, st, 7), .suggestion = borrowed(s, st, 8),
                                   .date = borrowed(s, st, 9) };
        each(ctx, &r);
    }
    mh__stmt_give(s, st);
    return rc;
}

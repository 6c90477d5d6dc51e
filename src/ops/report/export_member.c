/* What the workbooks of one group have in common: its needs, its articles as they match, the head of its workbook. */
#include "ops/report/export.h"

#include <mahalli/xalloc.h>

enum mh_rc mh__member_needs(struct mh_session *s, int64_t member, void (*each)(void *ctx, struct mh_need_line *n), void *ctx, struct mh_err *err)
{
    struct mh_filter only[3] = { { .column = "campaign_id", .number = s->campaign.id }, { .column = "member_id", .number = member } };
    struct mh_cursor *cur = NULL;
    struct mh_need_line n;
    bool got = true;
    mh_row_init(&mh_table_need_lines, &n);
    enum mh_rc rc = mh_cursor_open(s->store, &mh_table_need_lines, only, false, &cur, err);
    while (rc == MH_OK && (rc = mh_cursor_next(cur, &n, &got, err)) == MH_OK && got)
        each(ctx, &n);
    mh_cursor_close(cur);
    mh_row_free(&mh_table_need_lines, &n);
    return rc;
}

enum mh_rc mh__member_articles(struct mh__matching *m, const struct mh__gather *sums, int64_t member, const char *what,
                               void (*each)(void *ctx, const struct mh__matched *x), void *ctx, struct mh_err *err)
{
    struct mh__matched x = { 0 };
    enum mh_rc rc = MH_OK;
    for (size_t i = 0; i < m->articles.n && rc == MH_OK; i++) {
        const struct mh_article *a = mh__rows_at(&m->articles, m->order[i]);
        if (a->member_id != member || mh__gather_find(sums, a->id) == NULL)
            continue;
        mh__match_one(m, i, 1, &x);
        each(ctx, &x);
        if ((i & 127) == 0 && !mh_progress_tick(&m->s->progress, what, (int64_t)i, (int64_t)m->articles.n))
            rc = mh_err_set(err, MH_ECANCELED, "export interrompu");
    }
    mh__matched_free(&x);
    return rc;
}

struct mh_workbook mh__member_book(struct mh_session *s, enum mh_scope scope, int64_t member, struct mh_str *title, struct mh_synthesis *year)
{
    *year = (struct mh_synthesis){ .year = s->campaign.year };
    mh_str_addf(title, "%s %lld", mh_store_code(s->store, &mh_table_members, member), (long long)s->campaign.year);
    return (struct mh_workbook){ .scope = scope, .title = mh_str_text(title), .author = s->user, .now = s->now, .version = s->campaign.version,
                                 .lang = s->lang, .synthesis = year };
}

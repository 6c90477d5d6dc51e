/* What the note says of the year before: articles come and gone, states then. Volumes of different families do not add up: none here. */
#include "ops/year/frozen.h"
#include "ops/report/report.h"

#include <mahalli/xalloc.h>

#include <stdlib.h>

struct seen { /* articles of a year's plan, each once */
    struct mh__idmap at;
    int64_t articles;
    int64_t shared; /* that the other year had too */
    const struct seen *other;
};

static bool add(struct seen *x, int64_t article)
{
    if (mh__idmap_find(&x->at, (uint64_t)article) != NULL)
        return false;
    mh__idmap_put(&x->at, (uint64_t)article, (uint32_t)x->articles++);
    x->shared += x->other != NULL && mh__idmap_find(&x->other->at, (uint64_t)article) != NULL;
    return true;
}

/* state: of a frozen version only, may be NULL. */
static enum mh_rc of_version(struct mh_session *s, int64_t version_id, int64_t member_id, struct seen *x, int64_t *state, struct mh_err *err)
{
    const struct mh_filter only[] = { { .column = "version_id", .number = version_id }, { 0 } };
    struct mh_cursor *cur = NULL;
    struct mh_frozen_line l;
    char *member = member_id ? mh_xstrdup(mh_store_code(s->store, &mh_table_members, member_id)) : NULL;
    mh_row_init(&mh_table_frozen_lines, &l);
    enum mh_rc rc = mh_cursor_open(s->store, &mh_table_frozen_lines, only, true, &cur, err);
    for (bool got = true; rc == MH_OK && (rc = mh_cursor_next(cur, &l, &got, err)) == MH_OK && got;)
        if ((member_id == 0 || mh_streq(member, l.member)) && add(x, l.article_id) && state != NULL)
            state[mh__line_state(&l)]++;
    mh_cursor_close(cur);
    mh_row_free(&mh_table_frozen_lines, &l);
    free(member);
    return rc;
}

static enum mh_rc of_needs(struct mh_session *s, int64_t campaign_id, int64_t member_id, struct seen *x, struct mh_err *err)
{
    struct mh_cursor *cur = NULL;
    struct mh_need_line n;
    struct mh_filter only[3] = { { .column = "campaign_id", .number = campaign_id } };
    if (member_id != 0)
        only[1] = (struct mh_filter){ .column = "member_id", .number = member_id };
    mh_row_init(&mh_table_need_lines, &n);
    enum mh_rc rc = mh_cursor_open(s->store, &mh_table_need_lines, only, false, &cur, err);
    for (bool got = rc == MH_OK; got;) {
        rc = mh_cursor_next(cur, &n, &got, err);
        got = got && rc == MH_OK;
        if (got)
            add(x, n.article_id);
    }
    mh_cursor_close(cur);
    mh_row_free(&mh_table_need_lines, &n);
    return rc;
}

/* Campaigns of the year told and of the latest one before it; 0: none. */
static enum mh_rc campaigns(struct mh_session *s, int64_t year, int64_t *now, int64_t *then, int64_t *year_then, struct mh_err *err)
{
    struct mh__rows all;
    enum mh_rc rc = mh__rows_load(s->store, &mh_table_campaigns, NULL, &all, err);
    *now = *then = *year_then = 0;
    for (size_t i = 0; rc == MH_OK && i < all.n; i++) {
        const struct mh_campaign *c = mh__rows_at(&all, i);
        if (c->year == year)
            *now = c->id;
        else if (c->year < year && c->year > *year_then) {
            *year_then = c->year;
            *then = c->id;
        }
    }
    mh__rows_free(&all);
    return rc;
}

enum mh_rc mh__note_before(struct mh_session *s, int64_t version_id, int64_t member_id, struct mh_synthesis *y, struct mh_err *err)
{
    struct seen before = { 0 }, today = { .other = &before };
    struct mh_version v = { 0 };
    int64_t now, then, year;
    enum mh_rc rc = campaigns(s, y->year, &now, &then, &year, err);
    if (rc != MH_OK || then == 0)
        return rc;
    rc = mh__version_latest(s, year, &v, err);
    if (rc == MH_OK)
        rc = v.id != 0 ? of_version(s, v.id, member_id, &before, y->before.state, err) : of_needs(s, then, member_id, &before, err);
    if (rc == MH_OK)
        rc = version_id != 0 ? of_version(s, version_id, member_id, &today, NULL, err) : of_needs(s, now, member_id, &today, err);
    if (rc == MH_OK && before.articles > 0) { /* of a group that had no plan then there is nothing to tell */
        y->before.year = year;
        y->before.frozen = v.id != 0;
        y->before.added = today.articles - today.shared;
        y->before.left = before.articles - today.shared;
    }
    mh__idmap_free(&before.at);
    mh__idmap_free(&today.at);
    mh_row_free(&mh_table_versions, &v);
    return rc;
}

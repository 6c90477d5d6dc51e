/* The coordinator's desk: what groups and makers were asked, what came back. Counts are made when asked for; only what people note is
 * stored. */
#include "ops/entry/apply.h"
#include "ops/exchange/follow.h"

#include <mahalli/date.h>
#include <mahalli/xalloc.h>

#include <stdlib.h>
#include <string.h>

/* Days past the day set for an answer that has not come. */
static int64_t late(const char *due, const char *came, const char *now)
{
    char today[11];
    if (due == NULL || came != NULL)
        return MH_UNKNOWN;
    memcpy(today, now, 10);
    today[10] = '\0';
    int64_t days = mh_date_days(today) - mh_date_days(due);
    return days > 0 ? days : MH_UNKNOWN;
}

static const struct mh_part *part_of(const struct mh__rows *parts, int64_t year, int64_t member)
{
    for (size_t i = 0; i < parts->n; i++) {
        const struct mh_part *p = mh__rows_at(parts, i);
        if (p->year == year && p->member_id == member)
            return p;
    }
    return NULL;
}

const struct mh_request *mh__request_of(const struct mh__rows *requests, int64_t year, int64_t maker)
{
    for (size_t i = 0; i < requests->n; i++) {
        const struct mh_request *r = mh__rows_at(requests, i);
        if (r->year == year && r->maker_id == maker)
            return r;
    }
    return NULL;
}

static enum mh_rc count_member(struct mh_session *s, int64_t member, struct mh_rep_follow *row, struct mh_err *err)
{
    int64_t state[MH_NSTATES], unmatched = 0;
    struct mh_filter needs[] = { { .column = "campaign_id", .number = s->campaign.id }, { .column = "member_id", .number = member }, { 0 } };
    struct mh_filter own[] = { { .column = "member_id", .number = member }, { 0 } };
    enum mh_rc rc = mh_store_count(s->store, &mh_table_need_lines, needs, &row->needs, err);
    if (rc == MH_OK)
        rc = mh_store_count(s->store, &mh_table_opinion_lines, own, &row->opinions, err);
    if (rc == MH_OK)
        rc = mh_store_state_counts(s->store, s->campaign.id, member, state, &unmatched, err);
    if (rc != MH_OK)
        return rc;
    row->articles = unmatched;
    for (int i = 0; i < MH_NSTATES; i++)
        row->articles += state[i];
    int64_t scope = row->articles - state[MH_STATE_OUT];
    row->precise = unmatched == 0 && scope > 0 ? (scope - state[MH_STATE_UNREAD]) * 1000 / scope : MH_UNKNOWN;
    return MH_OK;
}

static enum mh_rc tell_member(struct mh_session *s, const struct mh_member *m, const struct mh_part *p,
                              enum mh_rc (*each)(void *ctx, const struct mh_rep_follow *row, struct mh_err *err), void *ctx, struct mh_err *err)
{
    struct mh_rep_follow row;
    mh_row_init(&mh_rep_follow_table, &row);
    row.id = m->id;
    row.member = mh_xstrdup(m->code);
    row.name = mh_xstrdup(m->name);
    if (p != NULL) {
        row.status = mh_xstrdup(p->status);
        row.asked_on = mh_xstrdup(p->asked_on);
        row.due_on = mh_xstrdup(p->due_on);
        row.reminded_on = mh_xstrdup(p->reminded_on);
        row.received_on = mh_xstrdup(p->received_on);
        row.late_days = late(p->due_on, p->received_on, s->now);
        row.rejected = p->rejected;
        row.validated_on = mh_xstrdup(p->validated_on);
        row.validated_by = mh_xstrdup(p->validated_by);
        row.remarks = mh_xstrdup(p->remarks);
    }
    enum mh_rc rc = count_member(s, m->id, &row, err);
    if (rc == MH_OK)
        rc = each(ctx, &row, err);
    mh_row_free(&mh_rep_follow_table, &row);
    return rc;
}

enum mh_rc mh_ops_follow(struct mh_session *s, enum mh_rc (*each)(void *ctx, const struct mh_rep_follow *row, struct mh_err *err), void *ctx,
                         struct mh_err *err)
{
    struct mh__rows parts = { 0 };
    struct mh_cursor *cur = NULL;
    struct mh_member m;
    mh_row_init(&mh_table_members, &m);
    enum mh_rc rc = mh__rows_load(s->store, &mh_table_parts, NULL, &parts, err);
    if (rc == MH_OK)
        rc = mh_cursor_open(s->store, &mh_table_members, NULL, false, &cur, err);
    for (bool got = true; rc == MH_OK;) {
        rc = mh_cursor_next(cur, &m, &got, err);
        if (rc != MH_OK || !got)
            break;
        rc = tell_member(s, &m, part_of(&parts, s->campaign.year, m.id), each, ctx, err);
    }
    mh_cursor_close(cur);
    mh_row_free(&mh_table_members, &m);
    mh__rows_free(&parts);
    return rc;
}

static enum mh_rc tell_maker(struct mh_session *s, const struct mh_maker *m, const struct mh_request *q,
                             enum mh_rc (*each)(void *ctx, const struct mh_rep_request *row, struct mh_err *err), void *ctx, struct mh_err *err)
{
    struct mh_rep_request row;
    struct mh_filter made[] = { { .column = "maker_id", .number = m->id }, { 0 } };
    mh_row_init(&mh_rep_request_table, &row);
    row.id = m->id;
    row.maker = mh_xstrdup(m->code);
    row.name = mh_xstrdup(m->name);
    if (q != NULL) {
        row.sent_on = mh_xstrdup(q->sent_on);
        row.due_on = mh_xstrdup(q->due_on);
        row.reminded_on = mh_xstrdup(q->reminded_on);
        row.answered_on = mh_xstrdup(q->answered_on);
        row.late_days = late(q->due_on, q->answered_on, s->now);
        row.remarks = mh_xstrdup(q->remarks);
    }
    row.email = mh_xstrdup(m->email);
    row.phone = mh_xstrdup(m->phone);
    struct mh_filter said[] = { { .column = "annee", .number = s->campaign.year }, { .column = "fabricant", .number = m->id }, { 0 } };
    enum mh_rc rc = mh_store_count(s->store, &mh_table_products, made, &row.products, err);
    if (rc == MH_OK)
        rc = mh_store_count(s->store, &mh_table_replies, said, &row.replies, err);
    if (row.replies == 0)
        row.replies = MH_UNKNOWN;
    if (rc == MH_OK)
        rc = each(ctx, &row, err);
    mh_row_free(&mh_rep_request_table, &row);
    return rc;
}

enum mh_rc mh_ops_asked_makers(struct mh_session *s, enum mh_rc (*each)(void *ctx, const struct mh_rep_request *row, struct mh_err *err),
                               void *ctx, struct mh_err *err)
{
    struct mh__rows requests = { 0 };
    struct mh_cursor *cur = NULL;
    struct mh_maker m;
    mh_row_init(&mh_table_makers, &m);
    enum mh_rc rc = mh__rows_load(s->store, &mh_table_requests, NULL, &requests, err);
    if (rc == MH_OK)
        rc = mh_cursor_open(s->store, &mh_table_makers, NULL, false, &cur, err);
    for (bool got = true; rc == MH_OK;) {
        rc = mh_cursor_next(cur, &m, &got, err);
        if (rc != MH_OK || !got)
            break;
        rc = tell_maker(s, &m, mh__request_of(&requests, s->campaign.year, m.id), each, ctx, err);
    }
    mh_cursor_close(cur);
    mh_row_free(&mh_table_makers, &m);
    mh__rows_free(&requests);
    return rc;
}

enum mh_rc mh__follow_received(struct mh__apply *a, int64_t read, int64_t rejected, struct mh_err *err)
{
    struct mh_store *store = a->s->store;
    struct mh_part was, now;
    int64_t id = 0;
    if (a->file_member <= 0 || read == 0 || a->s->campaign.id == 0)
        return MH_OK;
    mh_row_init(&mh_table_parts, &was);
    mh_row_init(&mh_table_parts, &now);
    now.year = a->s->campaign.year;
    now.member_id = a->file_member;
    enum mh_rc rc = mh_store_find(store, &mh_table_parts, &now, &id, err);
    if (rc == MH_OK && id != 0)
        rc = mh_store_get(store, &mh_table_parts, id, &was, err);
    if (rc == MH_OK && id != 0 && was.asked_on != NULL && !mh_streq(was.status, "accepté")) {
        was.id = id;
        mh_row_copy(&mh_table_parts, &now, &was);
        now.id = id;
        now.rejected = rejected;
        if (now.received_on == NULL)
            now.received_on = mh_xstrndup(a->s->now, 10);
        if (now.status == NULL || mh_streq(now.status, "brouillon")) {
            free(now.status);
            now.status = mh_xstrdup("transmis");
        }
        rc = mh_store_update(store, &mh_table_parts, &was, &now, NULL, err);
    }
    mh_row_free(&mh_table_parts, &was);
    mh_row_free(&mh_table_parts, &now);
    return rc;
}

enum mh_rc mh__follow_sent(struct mh_session *s, int64_t year, int64_t member_id, bool received, struct mh_err *err)
{
    struct mh_part was, now;
    int64_t id = 0;
    mh_row_init(&mh_table_parts, &was);
    mh_row_init(&mh_table_parts, &now);
    now.year = year;
    now.member_id = member_id;
    enum mh_rc rc = mh_store_find(s->store, &mh_table_parts, &now, &id, err);
    if (rc == MH_OK && id != 0)
        rc = mh_store_get(s->store, &mh_table_parts, id, &was, err);
    if (rc == MH_OK && id != 0)
        mh_row_copy(&mh_table_parts, &now, &was);
    was.id = now.id = id;
    mh_xset(&now.status, "transmis");
    if (received) {
        free(now.received_on);
        now.received_on = mh_xstrndup(s->now, 10);
        mh_xset(&now.validated_on, NULL);
        mh_xset(&now.validated_by, NULL);
    }
    if (rc == MH_OK)
        rc = id != 0 ? mh_store_update(s->store, &mh_table_parts, &was, &now, NULL, err) : mh_store_insert(s->store, &mh_table_parts, &now, err);
    mh_row_free(&mh_table_parts, &was);
    mh_row_free(&mh_table_parts, &now);
    return rc;
}

/* --- notes --- */

/* What names the row is no note. */
static enum mh_rc only_notes(const struct mh_table *t, const char *const *fields, struct mh_err *err)
{
    for (size_t i = 0; fields[i] != NULL; i++) {
        const char *eq = strchr(fields[i], '=');
        char *name = mh_xstrndup(fields[i], eq ? (size_t)(eq - fields[i]) : strlen(fields[i]));
        const struct mh_column *c = mh_table_match_header(t, name);
        enum mh_rc rc = MH_OK;
        if (eq == NULL || c == NULL || (c->flags & MH_KEY))
            rc = mh_err_set(err, MH_EUSAGE, "« %s » n'est pas une colonne à noter des %s", name, t->name_fr);
        free(name);
        if (rc != MH_OK)
            return rc;
    }
    return MH_OK;
}

static enum mh_rc refused(const struct mh_diags *diags, struct mh_err *err)
{
    for (size_t i = 0; i < diags->list.len; i++)
        if (diags->list.at[i].severity == MH_SEV_ERROR)
            return mh_err_set(err, MH_EINVAL, "%s : %s", diags->list.at[i].column, diags->list.at[i].message);
    return mh_err_set(err, MH_EINVAL, "ligne refusée");
}

static enum mh_rc note_one(struct mh_session *s, const struct mh_table *t, const struct mh_table *of, const char *code,
                           const char *const *fields, struct mh_err *err)
{
    union { int64_t id; struct mh_part part; struct mh_request request; } was, now;
    struct mh_diags diags = { 0 };
    int64_t owner = 0, id = 0;
    mh_row_init(t, &was);
    mh_row_init(t, &now);
    enum mh_rc rc = mh__find_code(s, of, of->name_fr, code, &owner, err);
    if (rc == MH_OK)
        rc = only_notes(t, fields, err);
    *(of == &mh_table_members ? &now.part.year : &now.request.year) = s->campaign.year;
    *(of == &mh_table_members ? &now.part.member_id : &now.request.maker_id) = owner;
    if (rc == MH_OK)
        rc = mh_store_find(s->store, t, &now, &id, err);
    if (rc == MH_OK && id != 0) {
        rc = mh_store_get(s->store, t, id, &was, err);
        was.id = id;
        mh_row_copy(t, &now, &was);
        now.id = id;
    } else {
        now.id = 0;
    }
    if (rc == MH_OK)
        rc = mh__fields_parse(t, fields, &now, err);
    if (rc == MH_OK && !mh_row_check(t, &now, &diags))
        rc = refused(&diags, err);
    if (rc == MH_OK)
        rc = id != 0 ? mh_store_update(s->store, t, &was, &now, NULL, err) : mh_store_insert(s->store, t, &now, err);
    mh_diags_free(&diags);
    mh_row_free(t, &was);
    mh_row_free(t, &now);
    return rc;
}

enum mh_rc mh_ops_follow_note(struct mh_session *s, const char *kind, const char *const *codes, size_t n, const char *const *fields,
                              struct mh_err *err)
{
    const struct mh_table *t = mh_table_for_kind(kind);
    if (t != &mh_table_parts && t != &mh_table_requests)
        return mh_err_set(err, MH_EUSAGE, "« %s » : attendu retours ou demandes", kind);
    if (s->campaign.id == 0)
        return mh_err_set(err, MH_EDENIED, "aucune campagne ouverte : mahalli campaign open ANNÉE");
    struct mh_str said = MH_STR_INIT;
    mh_str_addf(&said, "suivi %s :", t->name_fr);
    for (size_t i = 0; i < n && i < 3; i++)
        mh_str_addf(&said, " %s", codes[i]);
    if (n > 3)
        mh_str_addf(&said, " et %zu autres", n - 3);
    enum mh_rc rc = mh_store_begin(s->store, mh_str_text(&said), err);
    mh_str_free(&said);
    if (rc != MH_OK)
        return rc;
    for (size_t i = 0; i < n && rc == MH_OK; i++)
        rc = note_one(s, t, t == &mh_table_parts ? &mh_table_members : &mh_table_makers, codes[i], fields, err);
    if (rc == MH_OK)
        return mh_store_commit(s->store, NULL, err);
    mh_store_rollback(s->store);
    return rc;
}

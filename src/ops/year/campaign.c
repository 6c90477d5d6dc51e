/* Years: opened, closed (by freezing), archived. */
#include "ops/year/frozen.h"

#include <mahalli/hash.h>
#include <mahalli/vec.h>
#include <mahalli/xalloc.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static enum mh_rc insert_campaign(struct mh_session *s, int64_t year, struct mh_err *err)
{
    struct mh_campaign c;
    struct mh_str name = MH_STR_INIT;
    mh_row_init(&mh_table_campaigns, &c);
    mh_str_addf(&name, "Plan d'achat local %lld", (long long)year);
    c.year = year;
    c.name = mh_str_take(&name);
    c.status = mh_xstrdup("ouverte");
    enum mh_rc rc = mh_store_insert(s->store, &mh_table_campaigns, &c, err);
    mh_row_free(&mh_table_campaigns, &c);
    return rc;
}

/* What stands in the way of giving the campaign, where there is one, the status. */
static enum mh_rc refuse(struct mh_session *s, const struct mh_campaign *c, const char *verb, struct mh_err *err)
{
    struct mh_version v;
    enum mh_rc rc = mh__version_latest(s, c->year, &v, err);
    bool frozen = v.id != 0, open = mh_streq(c->status, "ouverte");
    mh_row_free(&mh_table_versions, &v);
    if (rc != MH_OK)
        return rc;
    if (mh_streq(verb, "open") && !open && frozen)
        return mh_err_set(err, MH_EDENIED, "la campagne %lld est close en %s : elle ne change que par une révision : mahalli revise %lld --reason MOTIF",
                          (long long)c->year, c->version ? c->version : "V1", (long long)c->year);
    if (mh_streq(verb, "archive") && open)
        return mh_err_set(err, MH_EDENIED, "la campagne %lld est ouverte : figez d'abord son plan (mahalli freeze %lld)", (long long)c->year,
                          (long long)c->year);
    return MH_OK;
}

static enum mh_rc set_status(struct mh_session *s, const char *verb, int64_t year, bool *there, struct mh_err *err)
{
    struct mh_filter by_year[] = { { .column = "annee", .number = year }, { 0 } };
    struct mh__rows found;
    bool open = mh_streq(verb, "open");
    enum mh_rc rc = mh__rows_load(s->store, &mh_table_campaigns, by_year, &found, err);
    if (rc != MH_OK)
        return rc;
    *there = found.n != 0;
    if (found.n == 0) {
        rc = open ? insert_campaign(s, year, err) : mh_err_set(err, MH_ENOTFOUND, "ce plan n'a pas de campagne %lld", (long long)year);
    } else {
        struct mh_campaign now;
        const struct mh_campaign *was = mh__rows_at(&found, 0);
        mh_row_init(&mh_table_campaigns, &now);
        mh_row_copy(&mh_table_campaigns, &now, was);
        now.id = was->id;
        mh_xset(&now.status, open ? "ouverte" : "archivée");
        rc = refuse(s, was, verb, err);
        if (rc == MH_OK)
            rc = mh_store_update(s->store, &mh_table_campaigns, was, &now, NULL, err);
        mh_row_free(&mh_table_campaigns, &now);
    }
    mh__rows_free(&found);
    return rc;
}

enum mh_rc mh_ops_campaign(struct mh_session *s, const char *verb, int64_t year, struct mh_err *err)
{
    bool open = mh_streq(verb, "open"), there = false;
    struct mh_freeze_result frozen;
    if (mh_streq(verb, "close"))
        return mh_ops_freeze(s, year, NULL, NULL, &frozen, err);
    if (!open && !mh_streq(verb, "archive"))
        return mh_err_set(err, MH_EUSAGE, "campaign %s : attendu open, close ou archive", verb);
    if (year < 2000 || year > 2199)
        return mh_err_set(err, MH_EUSAGE, "année %lld : attendu une année, par exemple 2027", (long long)year);
    struct mh_str said = MH_STR_INIT;
    mh_str_addf(&said, "%s de la campagne %lld", open ? "ouverture" : "archivage", (long long)year);
    enum mh_rc rc = mh_store_begin(s->store, mh_str_text(&said), err);
    if (rc == MH_OK) {
        rc = set_status(s, verb, year, &there, err);
        if (rc == MH_OK)
            rc = mh_store_commit(s->store, NULL, err);
        else
            mh_store_rollback(s->store);
    }
    if (rc == MH_OK)
        rc = mh__session_year(s, year, err);
    mh_str_free(&said);
    return rc;
}

/* --- last year's needs, proposed --- */

struct carrying {
    struct mh_session *s;
    struct mh_carry_result *out;
    const char *mark;
    char first_day[16];
    struct mh__idmap present;  /* article and site pairs that the year has already: nothing is counted twice */
    int64_t read;              /* the article whose reading is at hand, 0 none */
    struct mh_reading reading;
};

static uint64_t pair_of(const struct mh_need *n)
{
    const int64_t ids[2] = { n->article_id, n->site_id };
    return mh_hash64(ids, sizeof ids, 41) | 1;
}

static enum mh_rc see_present(struct carrying *c, struct mh_err *err)
{
    const struct mh_filter of_year[] = { { .column = "campaign_id", .number = c->s->campaign.id }, { 0 } };
    struct mh__rows now;
    enum mh_rc rc = mh__rows_load(c->s->store, &mh_table_needs, of_year, &now, err);
    for (size_t i = 0; rc == MH_OK && i < now.n; i++) {
        const struct mh_need *n = mh__rows_at(&now, i);
        mh__idmap_put(&c->present, pair_of(n), 1);
    }
    mh__rows_free(&now);
    return rc;
}

/* A site that is the group's no more, or no more at all, has no needs. */
static bool site_stands(const struct carrying *c, const struct mh_site *site, const struct mh_article *a)
{
    return site != NULL && a != NULL && site->member_id == a->member_id && (site->to == NULL || strcmp(site->to, c->first_day) >= 0);
}

/* Counted with the packs and words of today. */
static enum mh_rc propose(struct carrying *c, const struct mh_need *was, const struct mh_article *a, struct mh_err *err)
{
    struct mh_need now;
    if (c->read != a->id) {
        mh_reading_free(&c->reading);
        mh__read_article(c->s, a, &c->reading);
        c->read = a->id;
    }
    mh_row_init(&mh_table_needs, &now);
    mh_row_copy(&mh_table_needs, &now, was);
    now.id = 0;
    now.campaign_id = c->s->campaign.id;
    mh_xset(&now.needed_on, NULL); /* a day of the other year */
    mh_xset(&now.to_confirm, c->mark);
    now.base_quantity = mh__base_quantity(c->s, a, &c->reading, &now);
    enum mh_rc rc = mh_store_insert(c->s->store, &mh_table_needs, &now, err);
    mh_row_free(&mh_table_needs, &now);
    c->out->proposed += rc == MH_OK;
    return rc;
}

static enum mh_rc carry(struct carrying *c, int64_t from_id, struct mh_err *err)
{
    const struct mh_filter of_year[] = { { .column = "campaign_id", .number = from_id }, { 0 } };
    struct mh__rows needs = { 0 }, sites = { 0 }, articles = { 0 };
    struct mh_store *st = c->s->store;
    enum mh_rc rc = see_present(c, err);
    if (rc == MH_OK)
        rc = mh__rows_load(st, &mh_table_needs, of_year, &needs, err);
    if (rc == MH_OK)
        rc = mh__rows_load(st, &mh_table_sites, NULL, &sites, err);
    if (rc == MH_OK)
        rc = mh__rows_load(st, &mh_table_articles, NULL, &articles, err);
    for (size_t i = 0; rc == MH_OK && i < needs.n; i++) {
        const struct mh_need *n = mh__rows_at(&needs, i);
        const struct mh_article *a = mh__rows_find(&articles, n->article_id);
        if (mh__idmap_find(&c->present, pair_of(n)) != NULL)
            c->out->present++;
        else if (!site_stands(c, mh__rows_find(&sites, n->site_id), a))
            c->out->left_sites++;
        else
            rc = propose(c, n, a, err);
    }
    if (needs.table != NULL)
        mh__rows_free(&needs);
    if (sites.table != NULL)
        mh__rows_free(&sites);
    if (articles.table != NULL)
        mh__rows_free(&articles);
    return rc;
}

static enum mh_rc find_year(struct mh_session *s, int64_t year, int64_t *id, struct mh_err *err)
{
    struct mh_filter by_year[] = { { .column = "annee", .number = year }, { 0 } };
    struct mh__rows found;
    enum mh_rc rc = mh__rows_load(s->store, &mh_table_campaigns, by_year, &found, err);
    if (rc != MH_OK)
        return rc;
    if (found.n == 0)
        rc = mh_err_set(err, MH_ENOTFOUND, "ce plan n'a pas de campagne %lld : mahalli list campagnes", (long long)year);
    else
        *id = ((const struct mh_campaign *)mh__rows_at(&found, 0))->id;
    mh__rows_free(&found);
    return rc;
}

enum mh_rc mh_ops_campaign_from(struct mh_session *s, int64_t year, int64_t from, struct mh_carry_result *out, struct mh_err *err)
{
    struct mh_str mark = MH_STR_INIT, said = MH_STR_INIT;
    struct carrying c = { .s = s, .out = out };
    int64_t from_id = 0;
    bool there = false;
    *out = (struct mh_carry_result){ 0 };
    if (year == from || year < 2000 || year > 2199)
        return mh_err_set(err, MH_EUSAGE, "année %lld : attendu une autre année que %lld, par exemple 2028", (long long)year, (long long)from);
    enum mh_rc rc = find_year(s, from, &from_id, err);
    mh_str_addf(&mark, "campagne %lld", (long long)from);
    mh_str_addf(&said, "ouverture de la campagne %lld d'après %lld", (long long)year, (long long)from);
    snprintf(c.first_day, sizeof c.first_day, "%lld-01-01", (long long)year);
    c.mark = mh_str_text(&mark);
    if (rc == MH_OK)
        rc = mh__session_lexicon(s, err);
    if (rc == MH_OK && (rc = mh_store_begin(s->store, mh_str_text(&said), err)) == MH_OK) {
        int64_t back = s->campaign.year == MH_UNKNOWN ? 0 : s->campaign.year;
        rc = set_status(s, "open", year, &there, err);
        if (rc == MH_OK)
            rc = mh__session_year(s, year, err);
        if (rc == MH_OK)
            rc = carry(&c, from_id, err);
        if (rc == MH_OK) {
            rc = mh_store_commit(s->store, &out->operation, err);
        } else {
            struct mh_err ignored = MH_ERR_INIT;
            mh_store_rollback(s->store);
            (void)mh__session_year(s, back, &ignored);
        }
        mh__session_changed(s, &mh_table_needs);
    }
    mh__idmap_free(&c.present);
    mh_reading_free(&c.reading);
    mh_str_free(&mark);
    mh_str_free(&said);
    return rc;
}

/* --- confirmation --- */

struct chosen {
    const char *member, *family, *from;
    MH_VEC(int64_t) ids;
};

static bool is_chosen(const struct chosen *c, const struct mh_need_line *n)
{
    return n->to_confirm != NULL && (c->member == NULL || mh_streq(c->member, n->member)) && (c->from == NULL || mh_streq(c->from, n->to_confirm)) &&
           (c->family == NULL || mh_streq(c->family, n->family_read) || mh_streq(c->family, n->family));
}

static enum mh_rc choose(struct mh_session *s, struct chosen *c, struct mh_err *err)
{
    const struct mh_filter of_year[] = { { .column = "campaign_id", .number = s->campaign.id }, { 0 } };
    struct mh_cursor *cur = NULL;
    struct mh_need_line n;
    bool got = true;
    mh_row_init(&mh_table_need_lines, &n);
    enum mh_rc rc = mh_cursor_open(s->store, &mh_table_need_lines, of_year, true, &cur, err);
    while (rc == MH_OK && got) {
        rc = mh_cursor_next(cur, &n, &got, err);
        if (rc == MH_OK && got && is_chosen(c, &n))
            mh_vec_push(&c->ids, n.id);
    }
    mh_cursor_close(cur);
    mh_row_free(&mh_table_need_lines, &n);
    return rc;
}

static enum mh_rc confirm_one(struct mh_session *s, int64_t id, struct mh_err *err)
{
    struct mh_need was, now;
    mh_row_init(&mh_table_needs, &was);
    mh_row_init(&mh_table_needs, &now);
    enum mh_rc rc = mh_store_get(s->store, &mh_table_needs, id, &was, err);
    if (rc == MH_OK) {
        mh_row_copy(&mh_table_needs, &now, &was);
        now.id = was.id = id;
        mh_xset(&now.to_confirm, NULL);
        rc = mh_store_update(s->store, &mh_table_needs, &was, &now, NULL, err);
    }
    mh_row_free(&mh_table_needs, &was);
    mh_row_free(&mh_table_needs, &now);
    return rc;
}

enum mh_rc mh_ops_confirm(struct mh_session *s, const char *member, const char *family, const char *from, int64_t *n, struct mh_err *err)
{
    struct chosen c = { .member = member, .family = family, .from = from };
    struct mh_str said = MH_STR_INIT;
    int64_t id = 0;
    *n = 0;
    enum mh_rc rc = mh__session_open_campaign(s, err);
    if (rc == MH_OK && member != NULL)
        rc = mh__find_code(s, &mh_table_members, "membres", member, &id, err);
    if (rc == MH_OK)
        rc = choose(s, &c, err);
    mh_str_addf(&said, "confirmation de %zu besoins proposés", c.ids.len);
    if (rc == MH_OK && c.ids.len != 0 && (rc = mh_store_begin(s->store, mh_str_text(&said), err)) == MH_OK) {
        for (size_t i = 0; i < c.ids.len && rc == MH_OK; i++)
            rc = confirm_one(s, c.ids.at[i], err);
        if (rc == MH_OK)
            rc = mh_store_commit(s->store, NULL, err);
        else
            mh_store_rollback(s->store);
        mh__session_changed(s, &mh_table_needs);
    }
    *n = rc == MH_OK ? (int64_t)c.ids.len : 0;
    mh_vec_free(&c.ids);
    mh_str_free(&said);
    return rc;
}

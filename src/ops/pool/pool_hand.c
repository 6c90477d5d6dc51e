/* Consolidation by hand: rows of pool_choices, one operation. What is never interchangeable is refused here, and again when pools are built. */
#include "ops/pool/pools.h"

#include <mahalli/i18n.h>
#include <mahalli/vec.h>
#include <mahalli/xalloc.h>

#include <stdlib.h>
#include <string.h>

struct chosen {
    const char *pool; /* code, or MH_POOL_ALONE; NULL: back to the program */
    int64_t anchor;
    const char *reason;
};

static enum mh_rc find_articles(struct mh_session *s, const char *const *names, size_t n, int64_t *ids, struct mh_err *err)
{
    enum mh_rc rc = MH_OK;
    for (size_t i = 0; i < n && rc == MH_OK; i++)
        rc = mh__find_article(s, names[i], 0, &ids[i], err);
    return rc;
}

static enum mh_rc store_one(struct mh_session *s, int64_t article, const struct chosen *c, int64_t *changed, struct mh_err *err)
{
    const struct mh_table *t = &mh_table_pool_choices;
    struct mh_pool_choice was, now;
    int64_t id = 0;
    mh_row_init(t, &was);
    mh_row_init(t, &now);
    now.year = s->campaign.year;
    now.article_id = article;
    enum mh_rc rc = mh_store_find(s->store, t, &now, &id, err);
    if (rc == MH_OK && id != 0) {
        rc = mh_store_get(s->store, t, id, &was, err);
        was.id = id;
    }
    now.id = id;
    now.pool = mh_xstrdup(c->pool);
    now.anchor_id = c->anchor ? c->anchor : MH_UNKNOWN;
    now.reason = mh_blank(c->reason) ? NULL : mh_xstrdup(c->reason);
    now.author = mh_xstrdup(s->user);
    now.date = mh_xstrndup(s->now, 10);
    bool same = id != 0 && mh_streq(was.pool, now.pool) && (mh_blank(c->reason) || mh_streq(was.reason, now.reason));
    if (rc == MH_OK && c->pool == NULL && id != 0)
        rc = mh_store_remove(s->store, t, id, err);
    else if (rc == MH_OK && c->pool != NULL && !same)
        rc = id != 0 ? mh_store_update(s->store, t, &was, &now, NULL, err) : mh_store_insert(s->store, t, &now, err);
    *changed += c->pool == NULL ? id != 0 : !same;
    mh_row_free(t, &was);
    mh_row_free(t, &now);
    return rc;
}

static enum mh_rc store_all(struct mh_session *s, const char *said, const char *const *names, const int64_t *ids, size_t n,
                            const struct chosen *c, int64_t *changed, struct mh_err *err)
{
    struct mh_str text = MH_STR_INIT;
    int64_t count = 0;
    mh_str_add(&text, said);
    for (size_t i = 0; i < n && i < 3; i++)
        mh_str_addf(&text, " %s", names[i]);
    if (n > 3)
        mh_str_addf(&text, " et %zu autres", n - 3);
    enum mh_rc rc = mh_store_begin(s->store, mh_str_text(&text), err);
    mh_str_free(&text);
    if (rc != MH_OK)
        return rc;
    for (size_t i = 0; i < n && rc == MH_OK; i++)
        rc = store_one(s, ids[i], c, &count, err);
    if (rc == MH_OK)
        rc = mh_store_commit(s->store, NULL, err);
    else
        mh_store_rollback(s->store);
    if (rc == MH_OK && changed != NULL)
        *changed = count;
    return rc;
}

/* --- may they stand together? --- */

static size_t input_of(const struct mh__pools *p, int64_t article)
{
    for (size_t i = 0; i < p->ninput; i++)
        if (p->input[i].id == article)
            return i;
    return SIZE_MAX;
}

static void name_article(const struct mh__pools *p, size_t input, struct mh_str *out)
{
    const struct mh_article *a = mh__pools_article(p, input);
    mh_str_addf(out, "%s/%s", mh__pools_member(p, input), mh_blank(a->reference) ? a->label : a->reference);
}

static const struct mh_requirement *says(const struct mh_reading *r, int attribute)
{
    for (size_t i = 0; i < r->nreq; i++)
        if (r->req[i].attribute == attribute)
            return &r->req[i];
    return NULL;
}

/* "jamais interchangeable avec GRI/R12 (stérile : non au lieu de oui)" */
static enum mh_rc refuse_never(struct mh_session *s, const struct mh__pools *p, size_t mine, size_t other, int attribute, struct mh_err *err)
{
    struct mh_str who = MH_STR_INIT, with = MH_STR_INIT, what = MH_STR_INIT;
    const struct mh_reading *r = &p->reading[mine], *o = &p->reading[other];
    name_article(p, mine, &who);
    name_article(p, other, &with);
    if (attribute < 0) {
        mh_str_addf(&what, "%s, %s", mh_lexicon_family_name(s->lexicon, s->lang, r->family), mh_lexicon_family_name(s->lexicon, s->lang, o->family));
    } else {
        mh_str_addf(&what, "%s : ", mh_lexicon_attribute_name(s->lexicon, s->lang, r->family, attribute));
        if (says(o, attribute) != NULL && says(r, attribute) != NULL)
            mh_spec_difference(s->lexicon, s->lang, r->family, says(o, attribute), says(r, attribute), &what);
    }
    enum mh_rc rc = mh_err_set(err, MH_EDENIED, "%s : jamais interchangeable avec %s (%s)", mh_str_text(&who), mh_str_text(&with), mh_str_text(&what));
    mh_str_free(&who);
    mh_str_free(&with);
    mh_str_free(&what);
    return rc;
}

static enum mh_rc ask_reason(struct mh_session *s, const struct mh__pools *p, size_t mine, enum mh_pool_fit fit, int attribute, struct mh_err *err)
{
    struct mh_str who = MH_STR_INIT;
    name_article(p, mine, &who);
    const char *name = attribute < 0 ? "" : mh_lexicon_attribute_name(s->lexicon, s->lang, p->reading[mine].family, attribute);
    enum mh_rc rc = mh_err_set(err, MH_EINVAL, "%s : %s %s d'un article à l'autre ; donnez le motif : --reason", mh_str_text(&who), name,
                               fit == MH_POOL_CONFLICT ? "diffère" : "n'est pas dit de même");
    mh_str_free(&who);
    return rc;
}

/* Beside every article of the pool, and every other that is put there with it. */
static enum mh_rc check_fit(struct mh_session *s, const struct mh__pools *p, size_t pool, const int64_t *ids, size_t n, const char *reason,
                            struct mh_err *err)
{
    MH_VEC(size_t) there = { 0 };
    enum mh_rc rc = MH_OK;
    for (size_t i = 0; i < p->set.at[pool].n; i++)
        mh_vec_push(&there, p->set.share[p->set.at[pool].first + i].article);
    for (size_t i = 0; i < n && rc == MH_OK; i++) {
        size_t mine = input_of(p, ids[i]);
        struct mh_str who = MH_STR_INIT;
        if (mine == SIZE_MAX) {
            rc = mh_err_set(err, MH_EINVAL, "« %s » n'est pas demandé cette année", mh_store_code(s->store, &mh_table_articles, ids[i]));
        } else if (p->set.cause[mine] != MH_POOLED) {
            name_article(p, mine, &who);
            rc = mh_err_set(err, MH_EINVAL, "%s ne se consolide pas : %s", mh_str_text(&who), mh_pool_cause_name(p->set.cause[mine]));
        }
        for (size_t k = 0; k < there.len && rc == MH_OK; k++) {
            int attribute = -1;
            enum mh_pool_fit fit = there.at[k] == mine ? MH_POOL_FIT : mh_pool_fit(s->lexicon, &p->reading[there.at[k]], &p->reading[mine], &attribute);
            if (fit == MH_POOL_NEVER)
                rc = refuse_never(s, p, mine, there.at[k], attribute, err);
            else if (fit != MH_POOL_FIT && mh_blank(reason))
                rc = ask_reason(s, p, mine, fit, attribute, err);
        }
        mh_str_free(&who);
        if (rc == MH_OK)
            mh_vec_push(&there, mine);
    }
    mh_vec_free(&there);
    return rc;
}

/* The article of the pool with the greatest volume that the program put there. */
static int64_t anchor_of(const struct mh__pools *p, size_t pool)
{
    int64_t id = 0, volume = -1;
    for (size_t i = 0; i < p->set.at[pool].n; i++) {
        const struct mh_pool_share *x = &p->set.share[p->set.at[pool].first + i];
        if (p->input[x->article].hand == NULL && x->volume > volume) {
            id = p->input[x->article].id;
            volume = x->volume;
        }
    }
    return id;
}

static enum mh_rc find_pool(const struct mh__pools *p, const char *code, size_t *at, struct mh_err *err)
{
    *at = mh_pool_find(&p->set, code);
    if (*at == SIZE_MAX)
        return mh_err_set(err, MH_ENOTFOUND, "besoin consolidé « %s » inconnu : voyez mahalli consolidate", code);
    const struct mh_pool *x = &p->set.at[*at];
    if (x->n == 1 && mh_streq(p->input[p->set.share[x->first].article].hand, MH_POOL_ALONE))
        return mh_err_set(err, MH_EINVAL, "%s est gardé seul : mahalli pool reset d'abord", x->code);
    return MH_OK;
}

enum mh_rc mh_ops_pool_add(struct mh_session *s, const char *pool, const char *const *articles, size_t n, const char *reason, int64_t *changed,
                           struct mh_err *err)
{
    struct mh__pools p = { 0 };
    struct mh_str said = MH_STR_INIT;
    int64_t *ids = mh_xcalloc(n + 1, sizeof *ids), *moved = mh_xcalloc(n + 1, sizeof *moved);
    const char **names = mh_xcalloc(n + 1, sizeof *names);
    size_t at = 0, m = 0;
    enum mh_rc rc = mh__session_open_campaign(s, err);
    if (rc == MH_OK)
        rc = find_articles(s, articles, n, ids, err);
    if (rc == MH_OK)
        rc = mh__pools_build(s, 0, false, &p, err);
    if (rc == MH_OK)
        rc = find_pool(&p, pool, &at, err);
    if (rc == MH_OK)
        rc = check_fit(s, &p, at, ids, n, reason, err);
    for (size_t i = 0; rc == MH_OK && i < n; i++) {
        size_t input = input_of(&p, ids[i]);
        if (p.set.of[input] == at) /* there already, by the program or by hand */
            continue;
        names[m] = articles[i];
        moved[m++] = ids[i];
    }
    if (rc == MH_OK) {
        struct chosen c = { p.set.at[at].code, anchor_of(&p, at), reason };
        mh_str_addf(&said, "besoin consolidé %s :", c.pool);
        rc = store_all(s, mh_str_text(&said), names, moved, m, &c, changed, err);
    }
    mh__pools_free(&p);
    mh_str_free(&said);
    free(ids);
    free(moved);
    free(names);
    return rc;
}

static enum mh_rc set_all(struct mh_session *s, const char *said, const char *const *articles, size_t n, const struct chosen *c,
                          int64_t *changed, struct mh_err *err)
{
    int64_t *ids = mh_xcalloc(n + 1, sizeof *ids);
    enum mh_rc rc = mh__session_open_campaign(s, err);
    if (rc == MH_OK)
        rc = find_articles(s, articles, n, ids, err);
    if (rc == MH_OK)
        rc = store_all(s, said, articles, ids, n, c, changed, err);
    free(ids);
    return rc;
}

enum mh_rc mh_ops_pool_alone(struct mh_session *s, const char *const *articles, size_t n, const char *reason, int64_t *changed,
                             struct mh_err *err)
{
    const struct chosen c = { MH_POOL_ALONE, 0, reason };
    return set_all(s, "hors consolidation, gardé seul :", articles, n, &c, changed, err);
}

enum mh_rc mh_ops_pool_reset(struct mh_session *s, const char *const *articles, size_t n, int64_t *changed, struct mh_err *err)
{
    const struct chosen c = { NULL, 0, NULL };
    return set_all(s, "consolidation rendue au programme :", articles, n, &c, changed, err);
}

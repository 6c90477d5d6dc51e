#include "ops/pool/pools.h"
#include "ops/codes.h"
#include "ops/matching/sheets.h"

#include <mahalli/hash.h>
#include <mahalli/i18n.h>
#include <mahalli/vec.h>
#include <mahalli/xalloc.h>

#include <stdlib.h>
#include <string.h>

enum { MOST_ROUGH = 2 }; /* groups of whom a volume is told as an order of magnitude only */

struct asked { /* which site asks for which article */
    size_t input;
    int64_t site;
};

struct quarters { /* of one need that gives some */
    size_t input;
    const char *text[4]; /* NULL unknown */
    bool in_pack;
};

struct gathering {
    struct mh_session *s;
    struct mh__pools *p;
    struct mh__idmap input_of;     /* article id -> place in input */
    MH_VEC(struct asked) asked;
    MH_VEC(struct quarters) quarters;
    size_t cap;
};

const struct mh_article *mh__pools_article(const struct mh__pools *p, size_t input)
{
    return mh__rows_find(&p->articles, p->input[input].id);
}

const char *mh__pools_member(const struct mh__pools *p, size_t input)
{
    const struct mh_member *m = mh__rows_find(&p->members, p->input[input].member_id);
    return m != NULL && m->code != NULL ? m->code : "";
}

const char *mh__pool_family(const struct mh_session *s, const struct mh_pool *pool)
{
    return mh_lexicon_family_name(s->lexicon, s->lang, pool->family);
}

const char *mh__pool_unit(const struct mh_session *s, const struct mh_pool *pool)
{
    const char *unit = mh_lexicon_family_row(s->lexicon, pool->family)->base_unit;
    return mh_tr(s->lang, mh_blank(unit) ? "pièce" : unit);
}

void mh__pool_specs(const struct mh_session *s, const struct mh_pool *pool, struct mh_str *out)
{
    mh__tell_specs(s, &pool->reading, out);
}

static const struct mh_requirement *named(const struct mh_session *s, const struct mh_reading *r, const char *code)
{
    for (size_t i = 0; i < r->nreq; i++)
        if (mh_streq(mh_lexicon_attribute(s->lexicon, r->family, r->req[i].attribute)->code, code))
            return &r->req[i];
    return NULL;
}

static void value_text(const struct mh_session *s, const struct mh_reading *r, const struct mh_requirement *q, struct mh_str *out)
{
    mh_value_spec_text(s->lexicon, s->lang, r->family, q->attribute, &q->value, out);
}

/* "10 × 7,5 cm", where width and length are in one unit; false otherwise. */
static bool size_text(const struct mh_session *s, const struct mh_reading *r, const struct mh_requirement *width, struct mh_str *out)
{
    const struct mh_requirement *length = named(s, r, "longueur");
    const char *unit = mh_lexicon_attribute(s->lexicon, r->family, width->attribute)->unit;
    if (length == NULL || mh_blank(unit) || !mh_streq(unit, mh_lexicon_attribute(s->lexicon, r->family, length->attribute)->unit))
        return false;
    size_t from = out->len, n = strlen(unit);
    value_text(s, r, width, out);
    if (out->len - from > n + 1 && strcmp(out->data + out->len - n, unit) == 0)
        out->data[out->len -= n + 1] = '\0';
    mh_str_add(out, " × ");
    value_text(s, r, length, out);
    return true;
}

/* In as few words as are clear: a choice is its own word, and mL, Ch and G say what they measure. */
static void short_text(const struct mh_session *s, const struct mh_reading *r, const struct mh_requirement *q, struct mh_str *out)
{
    const struct mh_attribute *a = mh_lexicon_attribute(s->lexicon, r->family, q->attribute);
    if (mh_streq(a->code, "largeur") && size_text(s, r, q, out))
        return;
    if (mh_streq(a->type, "choix") || (mh_streq(a->code, "volume") && !mh_blank(a->unit)) || mh_streq(a->code, "ch") || mh_streq(a->code, "jauge"))
        value_text(s, r, q, out);
    else
        mh_requirement_text(s->lexicon, s->lang, r->family, q, out);
}

void mh__pool_words(const struct mh_session *s, const struct mh_pool *pool, bool demand, struct mh_str *out)
{
    const struct mh_reading *r = &pool->reading;
    const struct mh_requirement *width = named(s, r, "largeur"), *length = named(s, r, "longueur");
    struct mh_str size = MH_STR_INIT;
    bool first = true, both = width != NULL && length != NULL && size_text(s, r, width, &size);
    for (size_t i = 0; i < 2 * r->nreq; i++) { /* what is critical before the rest */
        const struct mh_requirement *q = &r->req[i % r->nreq];
        bool critical = mh_streq(mh_lexicon_attribute(s->lexicon, r->family, q->attribute)->critical, "oui");
        if (critical != (i < r->nreq) || mh_requirement_implied(q) || (both && q == length))
            continue;
        mh_str_add(out, first ? "" : mh_tr(s->lang, ", "));
        short_text(s, r, q, out);
        first = false;
    }
    const char *unread = demand ? mh_pool_unread(s->lexicon, pool) : "";
    if (*unread != '\0')
        mh_str_addf(out, "%s« %s »", first ? "" : mh_tr(s->lang, ", "), unread);
    mh_str_free(&size);
}

/* --- what is asked for --- */

static size_t input_of(struct gathering *g, const struct mh_article *a)
{
    struct mh__pools *p = g->p;
    const uint32_t *at = mh__idmap_find(&g->input_of, (uint64_t)a->id);
    if (at != NULL)
        return *at;
    if (p->ninput == g->cap) {
        g->cap = g->cap ? g->cap * 2 : 256;
        p->input = mh_xreallocarray(p->input, g->cap, sizeof *p->input);
        p->needs = mh_xreallocarray(p->needs, g->cap, sizeof *p->needs);
        p->uncounted = mh_xreallocarray(p->uncounted, g->cap, sizeof *p->uncounted);
    }
    size_t i = p->ninput++;
    p->input[i] = (struct mh_pool_article){ .id = a->id, .member_id = a->member_id, .scope = a->scope, .volume = MH_UNKNOWN };
    p->needs[i] = p->uncounted[i] = 0;
    mh__idmap_put(&g->input_of, (uint64_t)a->id, (uint32_t)i);
    return i;
}

static void add_need(struct gathering *g, const struct mh_article *a, const struct mh_need *n)
{
    size_t i = input_of(g, a);
    struct mh_pool_article *in = &g->p->input[i];
    struct quarters q = { .input = i, .in_pack = mh_streq(n->quantity_in, "conditionnement") };
    struct asked one = { i, n->site_id };
    bool quarters = false;
    mh_vec_push(&g->asked, one);
    g->p->needs[i]++;
    if (n->base_quantity == MH_UNKNOWN)
        g->p->uncounted[i]++;
    else if (in->volume == MH_UNKNOWN)
        in->volume = n->base_quantity;
    else if (__builtin_add_overflow(in->volume, n->base_quantity, &in->volume))
        in->volume = INT64_MAX;
    for (int k = 0; k < 4; k++) {
        quarters |= n->quarter[k] != NULL;
        q.text[k] = n->base_quantity == MH_UNKNOWN ? NULL : mh_arena_strdup(&g->p->texts, n->quarter[k]);
    }
    if (quarters)
        mh_vec_push(&g->quarters, q);
}

/* A quarter of an article is known when each of its needs gives it. */
static void add_quarters(struct gathering *g)
{
    struct mh__pools *p = g->p;
    int64_t *given = mh_xcalloc(p->ninput + 1, sizeof *given);
    for (size_t i = 0; i < g->quarters.len; i++) {
        const struct quarters *q = &g->quarters.at[i];
        const struct mh_article *a = mh__pools_article(p, q->input);
        struct mh_pool_article *in = &p->input[q->input];
        bool first = given[q->input]++ == 0;
        for (int k = 0; k < 4; k++) {
            const char *why;
            int64_t v = mh__count_quantity(g->s, a, in->reading, q->text[k], q->in_pack, &why);
            in->quarter[k] = first ? v : mh_sum(in->quarter[k], v);
        }
    }
    for (size_t i = 0; i < p->ninput; i++)
        for (int k = 0; k < 4 && given[i] < p->needs[i]; k++)
            p->input[i].quarter[k] = MH_UNKNOWN;
    free(given);
}

static enum mh_rc gather(struct gathering *g, int64_t member_id, struct mh_err *err)
{
    struct mh_cursor *cur = NULL;
    struct mh_need n;
    mh_row_init(&mh_table_needs, &n);
    const struct mh_filter only[] = { { .column = "campaign_id", .number = g->s->campaign.id }, { 0 } };
    enum mh_rc rc = mh_cursor_open(g->s->store, &mh_table_needs, only, true, &cur, err);
    for (bool got = true; rc == MH_OK;) {
        rc = mh_cursor_next(cur, &n, &got, err);
        if (rc != MH_OK || !got)
            break;
        const struct mh_article *a = mh__rows_find(&g->p->articles, n.article_id);
        if (a != NULL && (member_id == 0 || a->member_id == member_id))
            add_need(g, a, &n);
    }
    mh_cursor_close(cur);
    mh_row_free(&mh_table_needs, &n);
    return rc;
}

/* --- what was decided by hand --- */

static enum mh_rc take_choices(struct gathering *g, struct mh_err *err)
{
    struct mh__rows *choices = &g->p->choices;
    const struct mh_filter year[] = { { .column = "year", .number = g->s->campaign.year }, { 0 } };
    enum mh_rc rc = mh__rows_load(g->s->store, &mh_table_pool_choices, year, choices, err);
    for (size_t i = 0; rc == MH_OK && i < choices->n; i++) {
        const struct mh_pool_choice *c = mh__rows_at(choices, i);
        const uint32_t *at = mh__idmap_find(&g->input_of, (uint64_t)c->article_id);
        if (at == NULL)
            continue;
        g->p->input[*at].hand = c->pool;
        g->p->input[*at].anchor = c->anchor_id == MH_UNKNOWN ? 0 : c->anchor_id;
    }
    return rc;
}

/* --- readings: what reads the same is held once --- */

static bool reads_alike(const struct mh_reading *a, const struct mh_reading *b)
{
    return a->family == b->family && a->second == b->second && a->confidence == b->confidence && a->problem == b->problem && a->nreq == b->nreq &&
           (a->nreq == 0 || memcmp(a->req, b->req, a->nreq * sizeof *a->req) == 0) && mh_streq(a->problem_words, b->problem_words) &&
           mh_streq(a->rest, b->rest) && mh_streq(a->demand, b->demand) && mh_streq(a->keys, b->keys);
}

static uint64_t alike_key(const struct mh_reading *r)
{
    const int head[] = { r->family, (int)r->problem, (int)r->nreq };
    uint64_t h = mh_hash64(head, sizeof head, 0);
    for (size_t i = 0; i < r->nreq; i++) {
        const struct mh_requirement *q = &r->req[i];
        const int64_t v[] = { q->attribute, (int64_t)q->source, q->value.lo, q->value.hi, (int64_t)q->value.choices };
        h = mh_hash64(v, sizeof v, h);
    }
    return (r->rest ? mh_hash64(r->rest, strlen(r->rest), h) : h) | 1;
}

/* Where it was read counts for nothing here. */
static void forget_words(struct mh_reading *r)
{
    free(r->folded);
    r->folded = NULL;
    for (size_t i = 0; i < r->nreq; i++) {
        r->req[i].from = r->req[i].to = -1;
        memset(r->req[i].words, 0, sizeof r->req[i].words);
    }
}

/* Lends the i-th reading what an earlier one that is alike holds. */
static void lend(struct mh__pools *p, struct mh__idmap *seen, size_t i)
{
    struct mh_reading *r = &p->reading[i];
    uint64_t key = alike_key(r);
    forget_words(r);
    for (const uint32_t *at; (at = mh__idmap_find(seen, key)) != NULL; key += 2)
        if (reads_alike(&p->reading[*at], r)) {
            mh_reading_free(r);
            *r = p->reading[*at];
            p->lent[i] = true;
            return;
        }
    mh__idmap_put(seen, key, (uint32_t)i);
}

static void read_all(struct gathering *g)
{
    struct mh__pools *p = g->p;
    struct mh_str key = MH_STR_INIT;
    struct mh__idmap seen = { 0 };
    p->reading = mh_xcalloc(p->ninput + 1, sizeof *p->reading);
    p->lent = mh_xcalloc(p->ninput + 1, sizeof *p->lent);
    for (size_t i = 0; i < p->ninput; i++) {
        const struct mh_article *a = mh__pools_article(p, i);
        mh__read_article(g->s, a, &p->reading[i]);
        lend(p, &seen, i);
        p->input[i].reading = &p->reading[i];
        mh_str_clear(&key);
        mh_str_addf(&key, "%s/%s", mh__pools_member(p, i), a->key ? a->key : "");
        p->input[i].key = mh_arena_strdup(&p->texts, mh_str_text(&key));
    }
    mh__idmap_free(&seen);
    mh_str_free(&key);
}

/* --- sites --- */

static int by_input(const void *x, const void *y)
{
    const struct asked *a = x, *b = y;
    if (a->input != b->input)
        return a->input < b->input ? -1 : 1;
    return (a->site > b->site) - (a->site < b->site);
}

static int64_t count_sites(struct asked *at, size_t n)
{
    int64_t sites = 0;
    if (n > 1)
        qsort(at, n, sizeof *at, by_input);
    for (size_t i = 0; i < n; i++)
        sites += i == 0 || at[i].input != at[i - 1].input || at[i].site != at[i - 1].site;
    return sites;
}

/* asked is sorted by input: the sites of a pool are those of its shares, each once. */
static void fill_sites(struct gathering *g)
{
    struct mh__pools *p = g->p;
    size_t *from = mh_xcalloc(p->ninput + 2, sizeof *from), most = 0;
    p->sites = mh_xcalloc(p->ninput + 1, sizeof *p->sites);
    p->pool_sites = mh_xcalloc(p->set.n + 1, sizeof *p->pool_sites);
    count_sites(g->asked.at, g->asked.len);
    for (size_t i = 0, at = 0; i < p->ninput; i++) {
        from[i] = at;
        for (; at < g->asked.len && g->asked.at[at].input == i; at++)
            p->sites[i] += at == from[i] || g->asked.at[at].site != g->asked.at[at - 1].site;
        from[i + 1] = at;
    }
    for (size_t i = 0; i < p->set.n; i++) {
        size_t n = 0;
        for (size_t k = 0; k < p->set.at[i].n; k++) {
            size_t in = p->set.share[p->set.at[i].first + k].article;
            n += from[in + 1] - from[in];
        }
        most = n > most ? n : most;
    }
    struct asked *room = mh_xcalloc(most + 1, sizeof *room);
    for (size_t i = 0; i < p->set.n; i++) {
        size_t n = 0;
        for (size_t k = 0; k < p->set.at[i].n; k++) {
            size_t in = p->set.share[p->set.at[i].first + k].article;
            for (size_t at = from[in]; at < from[in + 1]; at++)
                room[n++] = (struct asked){ 0, g->asked.at[at].site };
        }
        p->pool_sites[i] = count_sites(room, n);
    }
    free(room);
    free(from);
}

/* --- what may be told beyond a member --- */

struct found { /* of an input: what the last match stored */
    enum mh_state state;
    int64_t product;
};

struct finding_of {
    const struct gathering *g;
    struct found *at; /* by input */
};

static void take_finding(void *ctx, const struct mh_finding *f)
{
    struct finding_of *x = ctx;
    const uint32_t *input = mh__idmap_find(&x->g->input_of, (uint64_t)f->article_id);
    if (input != NULL)
        x->at[*input] = (struct found){ f->state, f->product_id };
}

/* Those of the inputs only. */
static enum mh_rc find_each(struct finding_of *x, struct mh_err *err)
{
    enum mh_rc rc = MH_OK;
    for (size_t i = 0; i < x->g->p->ninput && rc == MH_OK; i++) {
        struct mh_finding f = { 0 };
        bool got = false;
        rc = mh_store_finding_get(x->g->s->store, x->g->p->input[i].id, &f, &got, err);
        if (got)
            x->at[i] = (struct found){ f.state, f.product_id };
        mh_finding_free(&f);
    }
    return rc;
}

/*
 * The wide sheet Plan adds up articles that read the same, in one state with one best product. Beside it a pooled need is told exactly only
 * where it is one whole such row: otherwise the difference of two exact volumes would tell one of few groups. Such a pool counts as given by
 * fewer groups than may be told.
 */
static enum mh_rc hold_back(struct gathering *g, bool part, struct mh_err *err)
{
    struct mh__pools *p = g->p;
    struct finding_of found = { g, mh_xcalloc(p->ninput + 1, sizeof *found.at) };
    size_t *row = mh_xcalloc(p->ninput + 1, sizeof *row), *many = mh_xcalloc(p->ninput + 2, sizeof *many), nrows = 0;
    struct mh__codes rows = { 0 };
    struct mh_str key = MH_STR_INIT;
    enum mh_rc rc = part ? find_each(&found, err) : mh_store_findings(g->s->store, take_finding, &found, err);
    for (size_t i = 0; i < p->ninput && rc == MH_OK; i++) {
        if (p->set.of[i] == SIZE_MAX)
            continue;
        mh_str_clear(&key);
        mh_str_addf(&key, "%d|%d|%lld|", p->reading[i].family, (int)found.at[i].state, (long long)found.at[i].product);
        mh_reading_text(g->s->lexicon, &p->reading[i], &key);
        int64_t at = mh__codes_find(&rows, mh_str_text(&key));
        if (at <= 0)
            mh__codes_add(&rows, mh_str_text(&key), at = (int64_t)++nrows);
        row[i] = (size_t)at;
        many[at]++;
    }
    for (size_t i = 0; i < p->set.n && rc == MH_OK; i++) {
        struct mh_pool *pool = &p->set.at[i];
        size_t first = row[p->set.share[pool->first].article];
        bool whole = many[first] == pool->n;
        for (size_t k = 1; k < pool->n && whole; k++)
            whole = row[p->set.share[pool->first + k].article] == first;
        if (!whole && pool->giving > MOST_ROUGH)
            pool->giving = MOST_ROUGH;
    }
    mh_str_free(&key);
    mh__codes_free(&rows);
    free(row);
    free(many);
    free(found.at);
    return rc;
}

/* What was asked is known: readings, pools, sites. Frees what was gathered. */
static enum mh_rc build(struct gathering *g, enum mh_rc rc, bool proposals, bool part, struct mh_err *err)
{
    struct mh__pools *out = g->p;
    if (rc == MH_OK) {
        read_all(g);
        add_quarters(g);
        mh_pool_build(g->s->lexicon, out->input, out->ninput, &out->set);
        if (proposals)
            mh_pool_propose(g->s->lexicon, out->input, &out->set);
        fill_sites(g);
        rc = hold_back(g, part, err);
    }
    mh__idmap_free(&g->input_of);
    mh_vec_free(&g->asked);
    mh_vec_free(&g->quarters);
    if (rc != MH_OK)
        mh__pools_free(out);
    return rc;
}

enum mh_rc mh__pools_build(struct mh_session *s, int64_t member_id, bool proposals, struct mh__pools *out, struct mh_err *err)
{
    struct gathering g = { .s = s, .p = out };
    *out = (struct mh__pools){ 0 };
    enum mh_rc rc = mh__session_index(s, err);
    if (rc == MH_OK)
        rc = mh__rows_load(s->store, &mh_table_articles, NULL, &out->articles, err);
    if (rc == MH_OK)
        rc = mh__rows_load(s->store, &mh_table_members, NULL, &out->members, err);
    if (rc == MH_OK)
        rc = gather(&g, member_id, err);
    if (rc == MH_OK)
        rc = take_choices(&g, err);
    return build(&g, rc, proposals, false, err);
}

enum mh_rc mh__pools_part(struct mh_session *s, struct mh__rows *articles, struct mh_spool *needs, struct mh__pools *out, struct mh_err *err)
{
    struct gathering g = { .s = s, .p = out };
    const void *row;
    *out = (struct mh__pools){ .articles = *articles };
    *articles = (struct mh__rows){ 0 };
    enum mh_rc rc = mh__rows_load(s->store, &mh_table_members, NULL, &out->members, err);
    while (rc == MH_OK && (rc = mh_spool_next(needs, &row, err)) == MH_OK && row != NULL) {
        const struct mh_need *n = row;
        const struct mh_article *a = mh__rows_find(&out->articles, n->article_id);
        if (a != NULL)
            add_need(&g, a, n);
    }
    return build(&g, rc, false, true, err);
}

void mh__pools_free(struct mh__pools *p)
{
    mh_pools_free(&p->set);
    for (size_t i = 0; p->reading != NULL && i < p->ninput; i++)
        if (!p->lent[i])
            mh_reading_free(&p->reading[i]);
    free(p->reading);
    free(p->lent);
    free(p->input);
    free(p->needs);
    free(p->uncounted);
    free(p->sites);
    free(p->pool_sites);
    if (p->articles.table != NULL)
        mh__rows_free(&p->articles);
    if (p->members.table != NULL)
        mh__rows_free(&p->members);
    if (p->choices.table != NULL)
        mh__rows_free(&p->choices);
    mh_arena_free(&p->texts);
    *p = (struct mh__pools){ 0 };
}

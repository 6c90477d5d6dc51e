/* Consolidation: articles into pools (mahalli/pool.h says by which rules). */
#include "plan/pool_priv.h"

#include <mahalli/hash.h>
#include <mahalli/i18n.h>
#include <mahalli/vec.h>
#include <mahalli/xalloc.h>

#include <stdlib.h>
#include <string.h>

/* Ways of saying the rest that are set beside each other within one hard key; beyond, each is a pool. No family comes near. */
enum { MOST_WAYS = 64 };

const char *mh_pool_cause_name(enum mh_pool_cause c)
{
    static const char *const name[MH_POOL_NCAUSES] = {
        [MH_POOLED] = "", [MH_POOL_OUT] = MH_TR("hors périmètre"), [MH_POOL_UNREAD] = MH_TR("à préciser"),
        [MH_POOL_CONTRADICTORY] = MH_TR("contradictoire"), [MH_POOL_NO_VOLUME] = MH_TR("conditionnement inconnu"),
    };
    return name[c];
}

static enum mh_pool_cause cause_of(const struct mh_pool_article *a)
{
    const struct mh_reading *r = a->reading;
    bool out = r->problem == MH_READ_OUT_OF_SCOPE;
    if (mh_streq(a->scope, "exclu") || (out && !mh_streq(a->scope, "inclus")))
        return MH_POOL_OUT;
    if (r->problem == MH_READ_CONTRADICTORY)
        return MH_POOL_CONTRADICTORY;
    if (r->family < 0 || (r->problem != MH_READ_OK && !out))
        return MH_POOL_UNREAD;
    return a->volume == MH_UNKNOWN ? MH_POOL_NO_VOLUME : MH_POOLED;
}

/* --- keys --- */

static const struct mh__pool_kind *family_of(struct mh__pool_build *b, int family)
{
    if (!b->known[family]) {
        mh__pool_kind(b->lx, family, &b->family[family]);
        b->known[family] = true;
    }
    return &b->family[family];
}

/* Of a critical attribute: its value, settled otherwise, or silence. */
static void add_critical(struct mh__pool_build *b, const struct mh_reading *r, int i, const struct mh_requirement *q, struct mh__pool_item *it)
{
    uint64_t bit = (uint64_t)1 << i;
    if (mh__pool_stated(q)) {
        mh__pool_value_bytes(&b->hard, i, &q->value);
        return;
    }
    if (q == NULL && mh_spec_settled(b->lx, r, i)) {
        mh_str_addf(&b->hard, "%d-;", i);
        return;
    }
    it->asked |= bit;
    mh_str_addf(&b->hard, "%d?", i);
    if (q != NULL)
        mh__pool_value_bytes(&b->hard, i, &q->value);
}

static void key_item(struct mh__pool_build *b, const struct mh_reading *r, struct mh__pool_item *it)
{
    const struct mh__pool_kind *f = family_of(b, r->family);
    size_t n = mh_lexicon_nattributes(b->lx, r->family);
    uint64_t thick = f->alike & f->critical;
    bool measured = false; /* does it say how thick by the measure that counts? Then another measure of it asks nothing more */
    for (size_t i = 0; i < r->nreq; i++)
        measured |= (thick >> r->req[i].attribute & 1) != 0 && mh__pool_stated(&r->req[i]) && !r->req[i].wish;
    mh_str_clear(&b->hard);
    mh_str_clear(&b->soft);
    mh_str_addf(&b->hard, "%d:", r->family);
    for (size_t i = 0; i < n && i < MH_POOL_WORDS; i++) {
        uint64_t bit = (uint64_t)1 << i;
        const struct mh_requirement *q = mh__pool_says(r, (int)i);
        if (f->info & bit)
            continue;
        if (f->critical & bit) {
            add_critical(b, r, (int)i, q, it);
            continue;
        }
        if (q == NULL)
            continue;
        bool hard = (f->never & bit) || mh_spec_special(b->lx, r->family, q);
        if (thick != 0 && (f->alike & bit))
            hard = !measured;
        mh__pool_value_bytes(hard ? &b->hard : &b->soft, (int)i, &q->value);
    }
    mh_str_addf(&b->hard, "|%s", mh__pool_unread(b->lx, r));
    it->hash = mh_hash64(b->hard.data, b->hard.len, 1);
    it->hard = mh_arena_strndup(&b->arena, b->hard.data, b->hard.len);
    it->soft = mh_arena_strndup(&b->arena, mh_str_text(&b->soft), b->soft.len);
}

/* --- pools by the program --- */

static struct mh__pool_draft *new_draft(struct mh__pool_build *b, const size_t *articles, size_t n)
{
    struct mh__pool_draft *d = mh_vec_add(&b->drafts);
    d->first = b->member.len;
    d->n = n;
    d->own = "";
    for (size_t i = 0; i < n; i++) {
        mh_vec_push(&b->member, articles[i]);
        const struct mh_reading *r = b->in[articles[i]].reading;
        if (i == 0)
            mh__pool_copy(&d->reading, r);
        else
            mh__pool_merge(b->lx, &d->reading, r);
    }
    return d;
}

static void draft_alone(struct mh__pool_build *b, size_t article, uint64_t asked)
{
    struct mh__pool_draft *d = new_draft(b, &article, 1);
    d->asked = asked;
    d->own = b->in[article].key;
}

/* Does one value meet what all of these say, attribute by attribute? ways: an article of each. */
static bool meet_all(struct mh__pool_build *b, const size_t *ways, size_t n)
{
    const struct mh_reading *first = b->in[ways[0]].reading;
    size_t nattrs = mh_lexicon_nattributes(b->lx, first->family);
    for (size_t a = 0; a < nattrs && a < MH_POOL_WORDS; a++) {
        struct mh_spec_value v;
        bool said = false;
        if (family_of(b, first->family)->info >> a & 1)
            continue;
        for (size_t i = 0; i < n; i++) {
            const struct mh_requirement *q = mh__pool_says(b->in[ways[i]].reading, (int)a);
            if (q == NULL)
                continue;
            if (!said)
                v = q->value;
            else if (!mh__pool_meet(b->lx, first->family, (int)a, &v, &q->value, &v))
                return false;
            said = true;
        }
    }
    return true;
}

struct way { /* articles that say the same in all that binds */
    size_t from, to;   /* in the items */
    uint64_t conflict; /* with which other ways */
    bool done;
};

static int by_place(const void *x, const void *y)
{
    const size_t *a = x, *b = y;
    return (*a > *b) - (*a < *b);
}

/* One pool of the ways in `set`, or one of each where nothing meets them all. */
static void pool_ways(struct mh__pool_build *b, const struct mh__pool_item *items, const struct way *ways, size_t n, uint64_t set)
{
    size_t one[MOST_WAYS] = { 0 }, k = 0, count = 0;
    for (size_t i = 0; i < n; i++)
        if (set >> i & 1) {
            one[k++] = items[ways[i].from].article;
            count += ways[i].to - ways[i].from;
        }
    bool together = k == 1 || meet_all(b, one, k);
    size_t *articles = mh_xcalloc(count, sizeof *articles), m = 0;
    for (size_t i = 0; i < n; i++) {
        if (!(set >> i & 1))
            continue;
        for (size_t at = ways[i].from; at < ways[i].to; at++)
            articles[m++] = items[at].article;
        if (!together) {
            new_draft(b, articles, m);
            m = 0;
        }
    }
    if (together) {
        qsort(articles, m, sizeof *articles, by_place);
        new_draft(b, articles, m);
    }
    free(articles);
}

static void pool_run(struct mh__pool_build *b, const struct mh__pool_item *items, size_t from, size_t to)
{
    struct way way[MOST_WAYS];
    size_t n = 0;
    for (size_t i = from, end; i < to; i = end) {
        for (end = i + 1; end < to && strcmp(items[end].soft, items[i].soft) == 0; end++)
            ;
        if (n == MOST_WAYS)
            break;
        way[n++] = (struct way){ .from = i, .to = end };
    }
    if (way[n - 1].to < to) { /* too many ways to be set beside each other */
        for (size_t i = from, end; i < to; i = end) {
            for (end = i + 1; end < to && strcmp(items[end].soft, items[i].soft) == 0; end++)
                ;
            struct way one = { .from = i, .to = end };
            pool_ways(b, items, &one, 1, 1);
        }
        return;
    }
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < i; k++) {
            size_t two[2] = { items[way[i].from].article, items[way[k].from].article };
            if (meet_all(b, two, 2))
                continue;
            way[i].conflict |= (uint64_t)1 << k;
            way[k].conflict |= (uint64_t)1 << i;
        }
    for (size_t i = 0; i < n; i++) {
        uint64_t set = 0;
        for (size_t k = i; k < n && !way[i].done; k++) /* equal conflicts: none among them */
            if (way[k].conflict == way[i].conflict) {
                set |= (uint64_t)1 << k;
                way[k].done = k != i;
            }
        if (set != 0)
            pool_ways(b, items, way, n, set);
    }
}

static int by_keys(const void *x, const void *y)
{
    const struct mh__pool_item *a = x, *b = y;
    if (a->hash != b->hash)
        return a->hash < b->hash ? -1 : 1;
    int d = strcmp(a->hard, b->hard);
    if (d == 0)
        d = strcmp(a->soft, b->soft);
    return d ? d : (a->article > b->article) - (a->article < b->article);
}

static void pool_items(struct mh__pool_build *b)
{
    struct mh__pool_item *at = b->items.at;
    size_t n = b->items.len;
    if (n > 1)
        qsort(at, n, sizeof *at, by_keys);
    for (size_t i = 0, end; i < n; i = end) {
        for (end = i + 1; end < n && at[end].hash == at[i].hash && strcmp(at[end].hard, at[i].hard) == 0; end++)
            ;
        if (at[i].asked == 0)
            pool_run(b, at, i, end);
        else
            for (size_t k = i; k < end; k++)
                draft_alone(b, at[k].article, at[k].asked);
    }
}

/* --- results --- */

static int64_t add_volume(int64_t a, int64_t b)
{
    int64_t sum;
    return __builtin_add_overflow(a, b, &sum) ? INT64_MAX : sum;
}

static int by_number(const void *x, const void *y)
{
    const int64_t *a = x, *b = y;
    return (*a > *b) - (*a < *b);
}

static int64_t count_distinct(int64_t *number, size_t n)
{
    int64_t distinct = 0;
    if (n > 1)
        qsort(number, n, sizeof *number, by_number);
    for (size_t i = 0; i < n; i++)
        distinct += i == 0 || number[i] != number[i - 1];
    return distinct;
}

static void fill_pool(struct mh__pool_build *b, const struct mh__pool_draft *d, struct mh_pool *p)
{
    int64_t *groups = mh_xcalloc(d->n + 1, sizeof *groups);
    p->first = b->out->nshares;
    p->n = d->n;
    p->by_hand = d->by_hand;
    p->asked = d->asked;
    if (d->n > 1)
        qsort(b->member.at + d->first, d->n, sizeof *b->member.at, by_place);
    for (size_t i = 0; i < d->n; i++) {
        size_t at = b->member.at[d->first + i];
        const struct mh_pool_article *a = &b->in[at];
        b->out->share[b->out->nshares++] = (struct mh_pool_share){ b->place[at], a->volume, a->hand != NULL };
        p->volume = add_volume(p->volume, a->volume);
        for (int q = 0; q < 4; q++)
            p->quarter[q] = i == 0 ? a->quarter[q] : mh_sum(p->quarter[q], a->quarter[q]);
        groups[i] = a->member_id;
    }
    p->groups = count_distinct(groups, d->n);
    size_t ngiving = 0;
    for (size_t i = 0; i < d->n; i++) {
        const struct mh_pool_article *a = &b->in[b->member.at[d->first + i]];
        if (a->volume > 0)
            groups[ngiving++] = a->member_id;
    }
    p->giving = count_distinct(groups, ngiving);
    for (int q = 0; q < 4; q++) {
        ngiving = 0;
        for (size_t i = 0; i < d->n; i++) {
            const struct mh_pool_article *a = &b->in[b->member.at[d->first + i]];
            if (a->quarter[q] > 0)
                groups[ngiving++] = a->member_id;
        }
        p->giving_q[q] = count_distinct(groups, ngiving);
    }
    free(groups);
}

static _Thread_local const struct mh_lexicon *sorting; /* of by_rank: qsort passes nothing along */

static int by_rank(const void *x, const void *y)
{
    const struct mh_pool *a = x, *b = y;
    int d = a->family == b->family ? 0 : strcmp(mh_lexicon_family_row(sorting, a->family)->code, mh_lexicon_family_row(sorting, b->family)->code);
    if (d == 0)
        d = (a->volume < b->volume) - (a->volume > b->volume);
    return d ? d : strcmp(a->code, b->code);
}

static void finish(struct mh__pool_build *b, struct mh_pool *coded)
{
    struct mh_pools *out = b->out;
    out->at = mh_xcalloc(b->drafts.len + 1, sizeof *out->at);
    out->share = mh_xcalloc(b->items.len + b->hand.len + b->member.len + 1, sizeof *out->share);
    for (size_t i = 0; i < b->drafts.len; i++) {
        struct mh__pool_draft *d = &b->drafts.at[i];
        if (d->n == 0) {
            mh_reading_free(&d->reading);
            continue;
        }
        struct mh_pool *p = &out->at[out->n++];
        memcpy(p->code, *d->given ? d->given : coded[i].code, sizeof p->code);
        p->family = d->reading.family;
        p->reading = d->reading;
        fill_pool(b, d, p);
    }
    sorting = b->lx;
    if (out->n > 1)
        qsort(out->at, out->n, sizeof *out->at, by_rank);
    for (size_t i = 0; i < out->n; i++)
        for (size_t k = 0; k < out->at[i].n; k++)
            out->of[out->share[out->at[i].first + k].article] = i;
    for (size_t i = 0; i < b->stray.len; i++)
        b->stray.at[i].article = b->place[b->stray.at[i].article];
    out->stray = b->stray.at;
    out->nstray = b->stray.len;
}

/* The articles by key, which nothing but themselves decides. */
static void sort_articles(struct mh__pool_build *b, const struct mh_pool_article *articles, size_t n)
{
    struct mh__pool_named *at = mh_xcalloc(n + 1, sizeof *at);
    for (size_t i = 0; i < n; i++)
        at[i] = (struct mh__pool_named){ articles[i].key ? articles[i].key : "", 0, i };
    mh__pool_sort_named(at, n);
    b->n = n;
    b->in = mh_xcalloc(n + 1, sizeof *b->in);
    b->place = mh_xcalloc(n + 1, sizeof *b->place);
    b->draft_of = mh_xcalloc(n + 1, sizeof *b->draft_of);
    for (size_t i = 0; i < n; i++) {
        b->in[i] = articles[at[i].at];
        b->place[i] = at[i].at;
        b->draft_of[i] = SIZE_MAX;
    }
    free(at);
}

static void take_article(struct mh__pool_build *b, size_t i)
{
    const struct mh_pool_article *a = &b->in[i];
    struct mh__pool_item it = { .article = i };
    if (a->hand != NULL && strcmp(a->hand, MH_POOL_ALONE) != 0) {
        mh_vec_push(&b->hand, i);
        return;
    }
    key_item(b, a->reading, &it);
    if (a->hand == NULL) {
        mh_vec_push(&b->items, it);
        return;
    }
    draft_alone(b, i, it.asked);
    b->drafts.at[b->drafts.len - 1].by_hand = true;
}

/* Every draft named, those that wait for a person's word too: what they are called does not depend on where they go. */
static struct mh_pool *name_drafts(struct mh__pool_build *b)
{
    size_t n = b->drafts.len;
    struct mh_pool *coded = mh_xcalloc(n + 1, sizeof *coded);
    const char **own = mh_xcalloc(n + 1, sizeof *own);
    for (size_t i = 0; i < n; i++) {
        coded[i].family = b->drafts.at[i].reading.family;
        coded[i].reading = b->drafts.at[i].reading; /* lent */
        own[i] = b->drafts.at[i].own;
    }
    mh__pool_codes(b->lx, coded, n, own);
    free(own);
    return coded;
}

void mh_pool_build(const struct mh_lexicon *lx, const struct mh_pool_article *articles, size_t n, struct mh_pools *out)
{
    size_t families = mh_lexicon_nfamilies(lx);
    struct mh__pool_build b = { .lx = lx, .out = out, .family = mh_xcalloc(families + 1, sizeof *b.family), .known = mh_xcalloc(families + 1, 1) };
    *out = (struct mh_pools){ .narticles = n, .of = mh_xcalloc(n + 1, sizeof *out->of), .cause = mh_xcalloc(n + 1, sizeof *out->cause) };
    sort_articles(&b, articles, n);
    for (size_t i = 0; i < n; i++) {
        out->of[i] = SIZE_MAX;
        out->cause[i] = cause_of(&articles[i]);
        out->causes[out->cause[i]]++;
    }
    for (size_t i = 0; i < n; i++)
        if (out->cause[b.place[i]] == MH_POOLED)
            take_article(&b, i);
    pool_items(&b);
    size_t nauto = b.drafts.len;
    for (size_t i = 0; i < nauto; i++)
        for (size_t k = 0; k < b.drafts.at[i].n; k++)
            b.draft_of[b.member.at[b.drafts.at[i].first + k]] = i;
    for (size_t i = 0; i < b.hand.len; i++) {
        struct mh__pool_item it = { 0 };
        key_item(&b, b.in[b.hand.at[i]].reading, &it);
        draft_alone(&b, b.hand.at[i], it.asked);
    }
    struct mh_pool *coded = name_drafts(&b);
    mh__pool_by_hand(&b, coded, nauto);
    finish(&b, coded);
    free(coded);
    free(b.family);
    free(b.known);
    free(b.in);
    free(b.place);
    free(b.draft_of);
    mh_arena_free(&b.arena);
    mh_str_free(&b.hard);
    mh_str_free(&b.soft);
    mh_vec_free(&b.items);
    mh_vec_free(&b.hand);
    mh_vec_free(&b.member);
    mh_vec_free(&b.drafts);
}

void mh_pools_free(struct mh_pools *p)
{
    for (size_t i = 0; i < p->n; i++)
        mh_reading_free(&p->at[i].reading);
    free(p->at);
    free(p->share);
    free(p->of);
    free(p->cause);
    free(p->stray);
    free(p->proposal);
    free(p->proposed);
    *p = (struct mh_pools){ 0 };
}

static bool same_code(const char *a, const char *b)
{
    for (; *a != '\0' && *b != '\0'; a++, b++)
        if ((*a | 32) != (*b | 32))
            return false;
    return *a == *b;
}

size_t mh_pool_find(const struct mh_pools *p, const char *code)
{
    size_t found = SIZE_MAX;
    for (size_t i = 0; i < p->n; i++) {
        const char *dash = strchr(p->at[i].code, '-');
        if (same_code(p->at[i].code, code))
            return i;
        if (dash == NULL || !same_code(dash + 1, code))
            continue;
        if (found != SIZE_MAX)
            return SIZE_MAX;
        found = i;
    }
    return found;
}

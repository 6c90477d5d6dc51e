#include "ops/matching/desk.h"
#include "ops/matching/sheets.h"

#include <mahalli/hash.h>
#include <mahalli/utf8.h>
#include <mahalli/vec.h>
#include <mahalli/xalloc.h>

#include <stdlib.h>
#include <string.h>

static void desk_free(struct mh__desk *d)
{
    if (d == NULL)
        return;
    mh__matching_free(&d->m);
    free(d->article);
    free(d->order);
    free(d->product_text);
    mh_arena_free(&d->texts);
    free(d);
}

void mh__desk_changed(struct mh_session *s, const struct mh_table *t)
{
    if (s->desk == NULL)
        return;
    if (t == &mh_table_opinions || t == &mh_table_opinion_lines) {
        s->desk->opinions_stale = true;
        return;
    }
    desk_free(s->desk);
    s->desk = NULL;
}

size_t mh__desk_find(const struct mh__desk *d, int64_t article_id)
{
    size_t n = d->m.articles.n, at = mh_first_from(d->article, n, sizeof *d->article, offsetof(struct mh__desk_article, id), article_id);
    return at < n && d->article[at].id == article_id ? at : SIZE_MAX;
}

/* --- where each article stands --- */

static void see_match(struct mh__desk *d, struct mh__desk_article *a, const struct mh__matched *x)
{
    a->matched = true;
    a->state = x->state;
    a->family = x->reading.family;
    a->product_id = x->best;
    a->verdict = x->best_candidate ? x->best_candidate->verdict : MH_VERDICT_NONE;
    a->who = x->state != MH_STATE_REVIEW ? MH_WHO_NONE
             : x->best_candidate && x->best_candidate->who != MH_WHO_NONE ? x->best_candidate->who : MH_WHO_PHARMACIST;
    a->trial = false;
    for (size_t i = 0; i < x->recall.n; i++) {
        const struct mh__recalled *r = &x->recall.at[i];
        if (r->opinion->product_id == x->best && mh_streq(r->opinion->opinion, "à essayer"))
            a->trial = !r->mention && r->reopened == NULL &&
                       (r->opinion->valid_until == NULL || strcmp(r->opinion->valid_until, d->m.today) >= 0);
    }
    struct mh_str key = MH_STR_INIT;
    a->key = mh__reading_key(d->m.s, &x->reading, &key) ? mh_hash64(mh_str_text(&key), key.len, 5) | 1 : 0;
    mh_str_free(&key);
}

struct filling {
    struct mh__desk *d;
    size_t next; /* rows come by article */
    struct mh_str key;
};

static struct mh__desk_article *next_article(struct filling *f, int64_t id)
{
    while (f->next < f->d->m.articles.n && f->d->article[f->next].id < id)
        f->next++;
    return f->next < f->d->m.articles.n && f->d->article[f->next].id == id ? &f->d->article[f->next] : NULL;
}

static void take_finding(void *ctx, const struct mh_finding *f)
{
    struct filling *x = ctx;
    struct mh__desk_article *a = next_article(x, f->article_id);
    if (a == NULL)
        return;
    a->matched = true;
    a->state = f->state;
    a->verdict = f->verdict;
    a->product_id = f->product_id;
    a->family = f->family ? mh_lexicon_family(x->d->m.s->lexicon, f->family) : -1;
    if (a->family >= 0 && f->state != MH_STATE_UNREAD) {
        mh__finding_key(f, &x->key);
        a->key = mh_hash64(mh_str_text(&x->key), x->key.len, 5) | 1;
    }
}

static void take_need(void *ctx, int64_t article_id, int64_t base)
{
    struct mh__desk_article *a = next_article(ctx, article_id);
    if (a == NULL)
        return;
    a->needs++;
    if (base == MH_UNKNOWN)
        return;
    if (a->volume == MH_UNKNOWN)
        a->volume = base;
    else
        a->volume = base > INT64_MAX - a->volume ? INT64_MAX : a->volume + base;
}

static bool any_trial(const struct mh__desk *d)
{
    for (size_t i = 0; i < d->m.opinions.n; i++)
        if (mh_streq(((const struct mh_opinion *)mh__rows_at(&d->m.opinions, i))->opinion, "à essayer"))
            return true;
    return false;
}

/* Who settles a review is not stored: asked of the matcher for those articles only. */
static void see_reviews(struct mh__desk *d)
{
    struct mh__matched x = { 0 };
    bool trials = any_trial(d);
    for (size_t i = 0; i < d->m.articles.n; i++) {
        struct mh__desk_article *a = &d->article[i];
        if (!a->matched || a->needs == 0 || !(a->state == MH_STATE_REVIEW || (trials && a->state == MH_STATE_MATCH)))
            continue;
        mh__match_one(&d->m, a->at, 1, &x);
        if (x.state == a->state && x.best == a->product_id)
            see_match(d, a, &x);
        else
            a->who = MH_WHO_PHARMACIST; /* changed since the last match: which says so */
    }
    mh__matched_free(&x);
}

/* --- the order in which one works --- */

struct rank {
    const char *family; /* folded name */
    int64_t volume;
    size_t at, place;
};

static int by_family(const void *x, const void *y)
{
    const struct rank *a = x, *b = y;
    if ((a->family == NULL) != (b->family == NULL))
        return a->family == NULL ? 1 : -1;
    int d = a->family == NULL || a->family == b->family ? 0 : strcmp(a->family, b->family);
    if (d != 0)
        return d;
    if (a->volume != b->volume)
        return a->volume > b->volume ? -1 : 1; /* MH_UNKNOWN is the least */
    return (a->at > b->at) - (a->at < b->at);
}

static void put_in_order(struct mh__desk *d)
{
    size_t n = d->m.articles.n, nfamilies = mh_lexicon_nfamilies(d->m.s->lexicon);
    struct rank *rank = mh_xcalloc(n + 1, sizeof *rank);
    const char **name = mh_xcalloc(nfamilies + 1, sizeof *name);
    struct mh_str fold = MH_STR_INIT;
    for (size_t i = 0; i < nfamilies; i++) {
        mh_str_clear(&fold);
        mh_utf8_fold(&fold, mh_lexicon_family_row(d->m.s->lexicon, (int)i)->name);
        mh_str_addf(&fold, "|%zu", i); /* two families of one name stay apart */
        name[i] = mh_arena_strdup(&d->texts, mh_str_text(&fold));
    }
    for (size_t i = 0; i < n; i++)
        rank[i] = (struct rank){ .family = d->article[i].family >= 0 ? name[d->article[i].family] : NULL, .volume = d->article[i].volume,
                                 .at = d->article[i].at, .place = i };
    if (n > 1)
        qsort(rank, n, sizeof *rank, by_family);
    d->order = mh_xcalloc(n + 1, sizeof *d->order);
    for (size_t i = 0; i < n; i++)
        d->order[i] = rank[i].place;
    mh_str_free(&fold);
    free(name);
    free(rank);
}

static enum mh_rc desk_make(struct mh_session *s, struct mh_err *err)
{
    struct mh__desk *d = mh_xcalloc(1, sizeof *d);
    struct filling f = { .d = d };
    enum mh_rc rc = mh__matching_open(s, &d->m, err);
    if (rc != MH_OK) {
        free(d);
        return rc;
    }
    d->article = mh_xcalloc(d->m.articles.n + 1, sizeof *d->article);
    for (size_t i = 0; i < d->m.articles.n; i++) {
        const struct mh_article *row = mh__rows_at(&d->m.articles, i);
        d->article[i] = (struct mh__desk_article){ .id = row->id, .member_id = row->member_id, .family = -1, .volume = MH_UNKNOWN };
    }
    for (size_t i = 0; i < d->m.articles.n; i++)
        d->article[d->m.order[i]].at = i;
    rc = mh_store_findings(s->store, take_finding, &f, err);
    f.next = 0;
    if (rc == MH_OK)
        rc = mh_store_volumes(s->store, s->campaign.id, take_need, &f, err);
    mh_str_free(&f.key);
    if (rc != MH_OK) {
        desk_free(d);
        return rc;
    }
    see_reviews(d);
    put_in_order(d);
    s->desk = d;
    return MH_OK;
}

static enum mh_rc opinions_again(struct mh__desk *d, struct mh_err *err)
{
    struct mh__rows fresh;
    enum mh_rc rc = mh__rows_load(d->m.s->store, &mh_table_opinions, NULL, &fresh, err);
    if (rc != MH_OK)
        return rc;
    mh__memory_free(d->m.memory);
    mh__rows_free(&d->m.opinions);
    d->m.opinions = fresh;
    d->m.memory = mh__memory_new(d->m.s, &d->m.articles, &d->m.opinions, &d->m.certificates, d->m.today);
    d->opinions_stale = false;
    return MH_OK;
}

enum mh_rc mh__desk(struct mh_session *s, struct mh__desk **out, struct mh_err *err)
{
    enum mh_rc rc = MH_OK;
    if (s->desk == NULL)
        rc = desk_make(s, err);
    else if (s->desk->opinions_stale)
        rc = opinions_again(s->desk, err);
    *out = s->desk;
    return rc;
}

/* --- after an opinion --- */

static size_t opinion_place(const struct mh__rows *opinions, int64_t id)
{
    return mh_first_from(opinions->at, opinions->n, sizeof(struct mh_opinion), offsetof(struct mh_opinion, id), id);
}

static void put_opinion(struct mh__desk *d, size_t at, bool held, struct mh_opinion *row)
{
    struct mh__rows *all = &d->m.opinions;
    if (held) {
        mh_row_free(&mh_table_opinions, mh__rows_at(all, at));
    } else {
        if (all->n == all->cap) {
            all->cap = all->cap ? all->cap * 2 : 64;
            all->at = mh_xreallocarray(all->at, all->cap, all->table->row_size);
        }
        memmove(mh__rows_at(all, at + 1), mh__rows_at(all, at), (all->n - at) * all->table->row_size);
        all->n++;
    }
    memcpy(mh__rows_at(all, at), row, sizeof *row);
    mh__memory_learn(d->m.memory, &d->m.articles, &d->m.certificates, at, !held);
}

static void take_opinion_away(struct mh__desk *d, size_t at)
{
    struct mh__rows *all = &d->m.opinions;
    mh_row_free(&mh_table_opinions, mh__rows_at(all, at));
    memmove(mh__rows_at(all, at), mh__rows_at(all, at + 1), (all->n - at - 1) * all->table->row_size);
    all->n--;
    mh__memory_forget(d->m.memory, at);
}

enum mh_rc mh__desk_opinion(struct mh__desk *d, int64_t opinion_id, int64_t *article, struct mh_err *err)
{
    struct mh_opinion row;
    struct mh_err gone = MH_ERR_INIT;
    size_t at = opinion_place(&d->m.opinions, opinion_id);
    bool held = at < d->m.opinions.n && ((const struct mh_opinion *)mh__rows_at(&d->m.opinions, at))->id == opinion_id;
    *article = held ? ((const struct mh_opinion *)mh__rows_at(&d->m.opinions, at))->article_id : 0;
    mh_row_init(&mh_table_opinions, &row);
    enum mh_rc rc = mh_store_get(d->m.s->store, &mh_table_opinions, opinion_id, &row, &gone);
    if (rc == MH_OK) {
        row.id = opinion_id;
        *article = row.article_id;
        put_opinion(d, at, held, &row); /* takes the texts */
        return MH_OK;
    }
    mh_row_free(&mh_table_opinions, &row);
    if (rc != MH_ENOTFOUND)
        return mh_err_set(err, rc, "%s", gone.msg);
    if (held)
        take_opinion_away(d, at);
    return MH_OK;
}

static enum mh_rc match_again(struct mh__desk *d, size_t place, struct mh__matched *x, struct mh_err *err)
{
    struct mh__desk_article *a = &d->article[place];
    mh__match_one(&d->m, a->at, 1, x);
    enum mh_rc rc = mh__match_put(&d->m, x, mh__match_stamp(&d->m, a->at, mh__family_code(d->m.s, &x->reading)), err);
    if (rc == MH_OK)
        see_match(d, a, x);
    return rc;
}

enum mh_rc mh__desk_match_alike(struct mh__desk *d, size_t place,
                                void (*each)(void *ctx, const struct mh__desk_article *a, const struct mh__matched *x), void *ctx,
                                struct mh_err *err)
{
    struct mh__matched x = { 0 };
    enum mh_rc rc = match_again(d, place, &x, err);
    if (rc == MH_OK && each != NULL)
        each(ctx, &d->article[place], &x);
    uint64_t key = d->article[place].key;
    int64_t member = d->article[place].member_id;
    for (size_t i = 0; i < d->m.articles.n && rc == MH_OK && key != 0; i++) {
        if (i == place || d->article[i].key != key || d->article[i].member_id != member)
            continue;
        rc = match_again(d, i, &x, err);
        if (rc == MH_OK && each != NULL)
            each(ctx, &d->article[i], &x);
    }
    mh__matched_free(&x);
    return rc;
}

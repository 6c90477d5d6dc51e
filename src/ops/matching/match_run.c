/*
 * All articles matched, by several threads. Articles are cut into blocks that pass through a ring: the main thread looks up what is held
 * of each, any thread matches it, the main thread stores what was found, block after block: whatever the threads, the plan is the same.
 * Only the main thread touches the store; while it has nothing to store it matches too.
 */
#include "ops/matching/matching.h"
#include "ops/matching/sheets.h"

#include <mahalli/arena.h>
#include <mahalli/i18n.h>
#include <mahalli/vec.h>
#include <mahalli/xalloc.h>

#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

enum { BLOCK = 64, MOST_THREADS = 8, RING_PER_THREAD = 4 };

struct found { /* of one article */
    bool held, again;          /* something was stored; it is matched again */
    int64_t held_stamp;
    char *held_family;         /* NULL: not read */
    enum mh_state held_state;
    struct mh_finding finding;
};

struct need { /* whose base quantity goes with the reading of its article */
    int64_t id, article_id, base, now;
    const char *quantity;
    bool in_pack;
};

enum stage { EMPTY, WAITING, TAKEN, DONE };

struct block {
    enum stage stage;
    size_t from, n;
    struct found at[BLOCK];
};

struct run {
    struct mh__matching *m;
    MH_VEC(struct need) needs;  /* by article; those of an article belong to the thread that matches it, until its block is done */
    struct mh_arena texts;
    pthread_mutex_t lock;
    pthread_cond_t work, done;  /* a block waits; a block is done */
    bool stop;
    size_t prepared, taken, stored; /* blocks so far: stored <= taken <= prepared <= stored + nring */
    struct block *ring;
    size_t nring;
    pthread_t thread[MOST_THREADS];
    int nthreads;               /* beside the main one */
};

static struct need *needs_of(const struct run *r, int64_t article)
{
    return r->needs.at + mh_first_from(r->needs.at, r->needs.len, sizeof *r->needs.at, offsetof(struct need, article_id), article);
}

static void count_needs(const struct run *r, const struct mh__matched *x)
{
    const struct need *end = r->needs.at + r->needs.len;
    for (struct need *n = needs_of(r, x->article->id); n < end && n->article_id == x->article->id; n++) {
        const char *why;
        n->now = mh__count_quantity(r->m->s, x->article, &x->reading, n->quantity, n->in_pack, &why);
    }
}

static void match_block(const struct run *r, struct block *b, struct mh__matched *x)
{
    for (size_t i = 0; i < b->n; i++) {
        struct found *f = &b->at[i];
        f->again = !f->held || f->held_stamp != mh__match_stamp(r->m, b->from + i, f->held_family);
        if (!f->again)
            continue;
        mh__match_one(r->m, b->from + i, 1, x);
        mh__finding_make(r->m, x, &f->finding);
        f->finding.stamp = mh__match_stamp(r->m, b->from + i, mh__family_code(r->m->s, &x->reading));
        count_needs(r, x);
    }
}

/* The next block that waits, taken; NULL when none does. The lock is held. */
static struct block *take(struct run *r)
{
    if (r->taken == r->prepared)
        return NULL;
    struct block *b = &r->ring[r->taken++ % r->nring];
    b->stage = TAKEN;
    return b;
}

static void finish(struct run *r, struct block *b, struct mh__matched *x)
{
    match_block(r, b, x);
    pthread_mutex_lock(&r->lock);
    b->stage = DONE;
    pthread_cond_signal(&r->done);
    pthread_mutex_unlock(&r->lock);
}

static void *work(void *ctx)
{
    struct run *r = ctx;
    struct mh__matched x = { 0 };
    for (;;) {
        pthread_mutex_lock(&r->lock);
        struct block *b = NULL;
        while (!r->stop && (b = take(r)) == NULL)
            pthread_cond_wait(&r->work, &r->lock);
        pthread_mutex_unlock(&r->lock);
        if (b == NULL)
            break;
        finish(r, b, &x);
    }
    mh__matched_free(&x);
    return NULL;
}

/* --- the main thread --- */

static void clear_block(struct block *b)
{
    for (size_t i = 0; i < b->n; i++) {
        mh_finding_free(&b->at[i].finding);
        free(b->at[i].held_family);
    }
    b->n = 0;
    b->stage = EMPTY;
}

static void take_need(void *ctx, const struct mh_need_count *n)
{
    struct run *r = ctx;
    struct need one = { .id = n->id, .article_id = n->article_id, .base = n->base_quantity, .now = n->base_quantity,
                        .quantity = mh_arena_strdup(&r->texts, n->quantity), .in_pack = mh_streq(n->quantity_in, "conditionnement") };
    mh_vec_push(&r->needs, one);
}

static enum mh_rc prepare(struct run *r, struct mh_err *err)
{
    struct block *b = &r->ring[r->prepared % r->nring];
    size_t total = r->m->articles.n;
    b->from = r->prepared * BLOCK;
    b->n = 0;
    while (b->n < BLOCK && b->from + b->n < total) {
        const struct mh_article *a = mh__rows_at(&r->m->articles, r->m->order[b->from + b->n]);
        struct mh_finding held = { 0 };
        bool got = false;
        enum mh_rc rc = mh_store_finding_get(r->m->s->store, a->id, &held, &got, err);
        if (rc != MH_OK)
            return rc;
        b->at[b->n++] = (struct found){ .held = got, .held_stamp = held.stamp, .held_family = held.family, .held_state = held.state };
        held.family = NULL;
        mh_finding_free(&held);
    }
    pthread_mutex_lock(&r->lock);
    b->stage = WAITING;
    r->prepared++;
    pthread_cond_signal(&r->work);
    pthread_mutex_unlock(&r->lock);
    return MH_OK;
}

static enum mh_rc store(struct run *r, struct block *b, struct mh_match_result *out, struct mh_err *err)
{
    enum mh_rc rc = MH_OK;
    for (size_t i = 0; i < b->n && rc == MH_OK; i++) {
        struct found *f = &b->at[i];
        out->by_state[f->again ? f->finding.state : f->held_state]++;
        if (!f->again)
            continue;
        out->matched_again++;
        rc = mh_store_finding_put(r->m->s->store, &f->finding, err);
        const struct need *end = r->needs.at + r->needs.len;
        for (struct need *n = needs_of(r, f->finding.article_id); rc == MH_OK && n < end && n->article_id == f->finding.article_id; n++)
            if (n->now != n->base)
                rc = mh_store_set_base_quantity(r->m->s->store, n->id, n->now, err);
    }
    clear_block(b);
    return rc;
}

static enum mh_rc tick(struct run *r, size_t done, struct mh_err *err)
{
    if (mh_progress_tick(&r->m->s->progress, mh_tr(r->m->s->lang, "Rapprochement"), (int64_t)done, (int64_t)r->m->articles.n))
        return MH_OK;
    return mh_err_set(err, MH_ECANCELED, "rapprochement interrompu : le plan est comme avant");
}

/* Fills the ring, then stores the oldest block; matches one itself while that one is not done. */
static enum mh_rc drive(struct run *r, struct mh_match_result *out, struct mh_err *err)
{
    size_t blocks = (r->m->articles.n + BLOCK - 1) / BLOCK;
    struct mh__matched x = { 0 };
    enum mh_rc rc = MH_OK;
    while (r->stored < blocks && rc == MH_OK) {
        while (rc == MH_OK && r->prepared < blocks && r->prepared < r->stored + r->nring)
            rc = prepare(r, err);
        if (rc != MH_OK)
            break;
        struct block *oldest = &r->ring[r->stored % r->nring], *mine = NULL;
        pthread_mutex_lock(&r->lock);
        while (oldest->stage != DONE && (mine = take(r)) == NULL)
            pthread_cond_wait(&r->done, &r->lock);
        pthread_mutex_unlock(&r->lock);
        if (mine != NULL) {
            finish(r, mine, &x);
            continue;
        }
        rc = store(r, oldest, out, err);
        r->stored++;
        if (rc == MH_OK)
            rc = tick(r, r->stored < blocks ? r->stored * BLOCK : r->m->articles.n, err);
    }
    mh__matched_free(&x);
    return rc;
}

/* How many threads beside this one: none for what one block holds. */
static int threads_for(const struct mh__matching *m)
{
    int64_t n = m->s->threads;
    if (n <= 0)
        n = sysconf(_SC_NPROCESSORS_ONLN);
    size_t blocks = (m->articles.n + BLOCK - 1) / BLOCK;
    if (n > MOST_THREADS)
        n = MOST_THREADS;
    if (n > (int64_t)blocks)
        n = (int64_t)blocks;
    return n > 1 ? (int)n - 1 : 0;
}

enum mh_rc mh__match_run(struct mh__matching *m, struct mh_match_result *out, struct mh_err *err)
{
    struct run *r = mh_xcalloc(1, sizeof *r);
    int wanted = threads_for(m);
    *r = (struct run){ .m = m, .nring = (size_t)(wanted + 1) * RING_PER_THREAD };
    r->ring = mh_xcalloc(r->nring, sizeof *r->ring);
    pthread_mutex_init(&r->lock, NULL);
    pthread_cond_init(&r->work, NULL);
    pthread_cond_init(&r->done, NULL);
    enum mh_rc rc = mh_store_need_counts(m->s->store, take_need, r, err);
    /* A thread that cannot be had is done without: the main one matches too. */
    while (rc == MH_OK && r->nthreads < wanted && pthread_create(&r->thread[r->nthreads], NULL, work, r) == 0)
        r->nthreads++;
    if (rc == MH_OK)
        rc = tick(r, 0, err);
    if (rc == MH_OK)
        rc = drive(r, out, err);
    pthread_mutex_lock(&r->lock);
    r->stop = true;
    pthread_cond_broadcast(&r->work);
    pthread_mutex_unlock(&r->lock);
    for (int i = 0; i < r->nthreads; i++)
        pthread_join(r->thread[i], NULL);
    for (size_t i = 0; i < r->nring; i++)
        clear_block(&r->ring[i]);
    out->articles = (int64_t)m->articles.n;
    pthread_mutex_destroy(&r->lock);
    pthread_cond_destroy(&r->work);
    pthread_cond_destroy(&r->done);
    mh_vec_free(&r->needs);
    mh_arena_free(&r->texts);
    free(r->ring);
    free(r);
    return rc;
}

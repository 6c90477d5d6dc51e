/* The best product of each pooled need, with what pharmacists said of it for the pool's articles (mh_pool_state). */
#include "ops/pool/consolidate.h"
#include "ops/matching/memory.h"

#include <mahalli/i18n.h>
#include <mahalli/vec.h>
#include <mahalli/xalloc.h>

#include <stdlib.h>
#include <string.h>

enum { LEADS = 1, MOST_JUDGED = 256 /* products of a family looked at where opinions were given */ };

struct mh__pool_words {
    struct mh_session *s;
    const struct mh__pools *pools;
    struct mh__rows opinions, certificates;
    struct mh__memory *memory; /* NULL: no opinion was given */
    bool *judged;              /* by family: an opinion was given on an article of it */
    char today[11];
    struct mh_candidates found;
    struct mh__recall recall;
    MH_VEC(struct mh_pool_product) product;
};

/* Which families opinions are about: the pools of others need no look at what was said. */
static void mark_judged(struct mh__pool_words *w)
{
    w->judged = mh_xcalloc(mh_lexicon_nfamilies(w->s->lexicon) + 1, sizeof *w->judged);
    for (size_t i = 0; i < w->opinions.n; i++) {
        const struct mh_opinion *o = mh__rows_at(&w->opinions, i);
        const struct mh_article *a = mh__rows_find(&w->pools->articles, o->article_id);
        struct mh_reading r;
        if (a == NULL)
            continue;
        mh__read_article(w->s, a, &r);
        if (r.family >= 0)
            w->judged[r.family] = true;
        mh_reading_free(&r);
    }
}

enum mh_rc mh__pool_words_open(struct mh_session *s, const struct mh__pools *pools, struct mh__pool_words **out, struct mh_err *err)
{
    struct mh__pool_words *w = *out = mh_xcalloc(1, sizeof *w);
    w->s = s;
    w->pools = pools;
    memcpy(w->today, s->now, sizeof w->today - 1);
    enum mh_rc rc = mh__rows_load(s->store, &mh_table_opinions, NULL, &w->opinions, err);
    if (rc == MH_OK)
        rc = mh__rows_load(s->store, &mh_table_certificates, NULL, &w->certificates, err);
    if (rc == MH_OK && w->opinions.n != 0) {
        w->memory = mh__memory_new(s, &pools->articles, &w->opinions, &w->certificates, w->today);
        mark_judged(w);
    }
    if (rc != MH_OK) {
        mh__pool_words_close(w);
        *out = NULL;
    }
    return rc;
}

void mh__pool_words_close(struct mh__pool_words *w)
{
    if (w == NULL)
        return;
    mh__memory_free(w->memory);
    if (w->opinions.table != NULL)
        mh__rows_free(&w->opinions);
    if (w->certificates.table != NULL)
        mh__rows_free(&w->certificates);
    mh_candidates_free(&w->found);
    mh__recall_free(&w->recall);
    mh_vec_free(&w->product);
    free(w->judged);
    free(w);
}

static void add_product(struct mh__pool_words *w, const struct mh_candidate *c)
{
    mh_vec_push(&w->product, ((struct mh_pool_product){ .product = c->product_id, .verdict = c->verdict, .excluded = c->excluded }));
}

/* A person found what the program did not propose: it stands last, as the match has it. */
static void add_judged(struct mh__pool_words *w, const struct mh_pool *pool, int64_t product)
{
    struct mh_candidate c = { .product_id = product };
    for (size_t i = 0; i < w->product.len; i++)
        if (w->product.at[i].product == product)
            return;
    if (!mh_match_pair(w->s->index, &pool->reading, product, &c))
        c = (struct mh_candidate){ .product_id = product };
    add_product(w, &c);
}

/* What was said for each article of the pool: of the products named first, for these may be none that the program proposes. */
static void count_words(struct mh__pool_words *w, const struct mh_pool *pool)
{
    for (int pass = 0; pass < 2; pass++)
        for (size_t k = 0; k < pool->n; k++) {
            size_t input = w->pools->set.share[pool->first + k].article;
            mh__memory_recall(w->memory, mh__pools_article(w->pools, input), w->pools->input[input].reading, &w->recall);
            for (size_t i = 0; pass == 0 && i < w->recall.n; i++)
                if (w->recall.at[i].said == MH__SAID_YES && w->recall.at[i].opinion->product_id != MH_UNKNOWN)
                    add_judged(w, pool, w->recall.at[i].opinion->product_id);
            bool none = mh__recall_on(&w->recall, MH_UNKNOWN) == MH__SAID_NO;
            for (size_t i = 0; pass == 1 && i < w->product.len; i++) {
                enum mh__said said = mh__recall_on(&w->recall, w->product.at[i].product);
                w->product.at[i].good += said == MH__SAID_YES;
                w->product.at[i].refused += said == MH__SAID_NO || (none && said != MH__SAID_YES);
            }
        }
}

void mh__pool_words_fill(struct mh__pool_words *w, const struct mh_pool *pool, bool wide, struct mh_rep_pool *row)
{
    struct mh_session *s = w->s;
    bool judged = w->memory != NULL && w->judged[pool->family];
    size_t best = SIZE_MAX;
    int64_t lead;
    w->product.len = 0;
    mh_match_find(s->index, &pool->reading, judged ? MOST_JUDGED : LEADS, &w->found);
    for (size_t i = 0; i < w->found.n; i++)
        add_product(w, &w->found.at[i]);
    if (judged)
        count_words(w, pool);
    enum mh_state state = mh_pool_state(pool->n, w->product.at, w->product.len, mh_index_leads(s->index, pool->family, &lead, 0), &best);
    row->state = mh_xstrdup(mh_state_title(state));
    if (best == SIZE_MAX)
        return;
    const struct mh_pool_product *p = &w->product.at[best];
    const struct mh_product *product = mh__session_product(s, p->product);
    const struct mh_maker *maker = product != NULL ? mh__session_maker(s, product->maker_id) : NULL;
    if (product != NULL)
        row->product = mh_xstrdup(product->reference ? product->reference : product->label);
    row->maker = mh_xstrdup(maker ? maker->name : NULL);
    if (wide || (p->good == 0 && p->refused == 0))
        return;
    struct mh_str said = MH_STR_INIT;
    if (p->good > 0)
        mh_str_addf(&said, mh_trn(s->lang, "bon pour %zu article", "bon pour %zu articles", (int64_t)p->good), p->good);
    if (p->refused > 0)
        mh_str_addf(&said, "%s", said.len ? mh_tr(s->lang, ", ") : "");
    if (p->refused > 0)
        mh_str_addf(&said, mh_trn(s->lang, "refusé pour %zu article", "refusé pour %zu articles", (int64_t)p->refused), p->refused);
    mh_str_addf(&said, mh_tr(s->lang, " sur %zu"), pool->n);
    row->opinions = mh_str_take(&said);
}

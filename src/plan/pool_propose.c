/*
 * What would be pooled once a question is answered. Pools that say the same too little stand together, with those that say all of that and
 * more. Found by what the poorer ones say: for each set of attributes that some pool says and no more, the pools that say at least these are
 * sorted by their values of them, so the work grows with the sets of a family, not with pairs of pools.
 */
#include "plan/pool_priv.h"

#include <mahalli/hash.h>
#include <mahalli/vec.h>
#include <mahalli/xalloc.h>

#include <stdlib.h>
#include <string.h>

enum { MOST_SETS = 512, MOST_TRIES = 64 };

struct node { /* a pool as what it says */
    size_t pool;
    uint64_t says;  /* attributes, a bit each; MH_POOL_WORDS: words that nobody understood */
    uint64_t *hash; /* of the value per attribute */
};

struct found { /* a node under one set of attributes */
    uint64_t hash;
    const struct node *node;
    bool more; /* says others besides */
};

struct asking {
    const struct mh_lexicon *lx;
    const struct mh_pool_article *articles;
    struct mh_pools *pools;
    struct mh_arena arena;
    struct mh_str text;
    MH_VEC(struct mh_pool_proposal) proposals;
    MH_VEC(size_t) proposed;
    MH_VEC(int64_t) members;
};

static void hash_value(struct asking *k, struct node *n, int attribute)
{
    n->says |= (uint64_t)1 << attribute;
    n->hash[attribute] = mh_hash64(mh_str_text(&k->text), k->text.len, 3);
}

static struct node *make_node(struct asking *k, size_t pool, const struct mh__pool_kind *f)
{
    const struct mh_pool *p = &k->pools->at[pool];
    struct node *n = mh_arena_alloc(&k->arena, sizeof *n);
    size_t attrs = mh_lexicon_nattributes(k->lx, p->family);
    n->pool = pool;
    n->hash = mh_arena_alloc(&k->arena, (MH_POOL_WORDS + 1) * sizeof *n->hash);
    for (size_t i = 0; i < attrs && i < MH_POOL_WORDS; i++) {
        const struct mh_requirement *q = mh__pool_says(&p->reading, (int)i);
        uint64_t bit = (uint64_t)1 << i;
        if ((f->info & bit) || (p->asked & bit))
            continue;
        mh_str_clear(&k->text);
        if (q != NULL)
            mh__pool_value_bytes(&k->text, (int)i, &q->value);
        else if (!(f->critical & bit))
            continue;
        hash_value(k, n, (int)i);
    }
    if (*mh__pool_unread(k->lx, &p->reading) != '\0') {
        mh_str_clear(&k->text);
        mh_str_add(&k->text, mh__pool_unread(k->lx, &p->reading));
        hash_value(k, n, MH_POOL_WORDS);
    }
    return n;
}

static uint64_t hash_of(const struct node *n, uint64_t set)
{
    uint64_t h = set;
    for (int i = 0; i <= MH_POOL_WORDS; i++)
        if (set >> i & 1)
            h = (h ^ n->hash[i]) * 0x9e3779b97f4a7c15u + (uint64_t)i;
    return h;
}

static int by_found(const void *x, const void *y)
{
    const struct found *a = x, *b = y;
    if (a->hash != b->hash)
        return a->hash < b->hash ? -1 : 1;
    if (a->more != b->more)
        return a->more ? 1 : -1;
    return (a->node->pool > b->node->pool) - (a->node->pool < b->node->pool); /* the greatest volume first */
}

static int by_bits(const void *x, const void *y)
{
    const uint64_t *a = x, *b = y;
    return (*a > *b) - (*a < *b);
}

static int by_number(const void *x, const void *y)
{
    const int64_t *a = x, *b = y;
    return (*a > *b) - (*a < *b);
}

static bool kept_alone(const struct asking *k, size_t pool)
{
    const struct mh_pool *p = &k->pools->at[pool];
    const char *hand = p->n == 1 ? k->articles[k->pools->share[p->first].article].hand : NULL;
    return mh_streq(hand, MH_POOL_ALONE);
}

static void add_pool(struct asking *k, size_t pool, int64_t *volume)
{
    const struct mh_pool *p = &k->pools->at[pool];
    if (__builtin_add_overflow(*volume, p->volume, volume))
        *volume = INT64_MAX;
    for (size_t i = 0; i < p->n; i++)
        mh_vec_push(&k->members, k->articles[k->pools->share[p->first + i].article].member_id);
}

static int64_t count_members(struct asking *k)
{
    int64_t n = 0;
    if (k->members.len > 1)
        qsort(k->members.at, k->members.len, sizeof *k->members.at, by_number);
    for (size_t i = 0; i < k->members.len; i++)
        n += i == 0 || k->members.at[i] != k->members.at[i - 1];
    return n;
}

/* Pools that say the same (at[0..few)), and those that say more (at[few..n)). */
static void propose(struct asking *k, const struct found *at, size_t few, size_t n)
{
    struct mh_pool_proposal p = { .first = k->proposed.len };
    const struct mh_pool *poor = NULL;
    k->members.len = 0;
    for (size_t i = 0; i < few; i++) {
        if (kept_alone(k, at[i].node->pool))
            continue;
        poor = poor ? poor : &k->pools->at[at[i].node->pool];
        mh_vec_push(&k->proposed, at[i].node->pool);
        add_pool(k, at[i].node->pool, &p.volume);
        p.n++;
    }
    if (poor == NULL)
        return;
    p.family = poor->family;
    p.asked = poor->asked;
    p.gathers = p.volume;
    for (size_t i = few; i < n; i++) {
        size_t pool = at[i].node->pool;
        bool look = i - few < MOST_TRIES;
        if (p.njoin == MH_POOL_JOINS || !look) {
            p.more++;
            continue;
        }
        if (kept_alone(k, pool) || mh_pool_fit(k->lx, &poor->reading, &k->pools->at[pool].reading, NULL) > MH_POOL_SILENT)
            continue;
        if (p.njoin == 0)
            add_pool(k, pool, &p.gathers);
        p.asked |= at[i].node->says & ~at[0].node->says;
        p.join[p.njoin++] = pool;
    }
    p.groups = count_members(k);
    if (p.asked == 0 || p.n + p.njoin < 2)
        k->proposed.len = p.first;
    else
        mh_vec_push(&k->proposals, p);
}

static void propose_set(struct asking *k, struct node *const *nodes, size_t n, uint64_t set, struct found *room)
{
    size_t m = 0;
    for (size_t i = 0; i < n; i++)
        if ((nodes[i]->says & set) == set)
            room[m++] = (struct found){ hash_of(nodes[i], set), nodes[i], nodes[i]->says != set };
    if (m > 1)
        qsort(room, m, sizeof *room, by_found);
    for (size_t i = 0, end; i < m; i = end) {
        size_t few = 0;
        for (end = i; end < m && room[end].hash == room[i].hash; end++)
            few += !room[end].more;
        if (few > 0 && end - i > 1)
            propose(k, room + i, few, end - i);
    }
}

static void propose_family(struct asking *k, size_t from, size_t to)
{
    struct mh__pool_kind f;
    size_t n = to - from, sets = 0;
    struct node **nodes = mh_xcalloc(n + 1, sizeof *nodes);
    struct found *room = mh_xcalloc(n + 1, sizeof *room);
    uint64_t *set = mh_xcalloc(n + 1, sizeof *set);
    mh__pool_kind(k->lx, k->pools->at[from].family, &f);
    for (size_t i = 0; i < n; i++) {
        nodes[i] = make_node(k, from + i, &f);
        set[i] = nodes[i]->says;
    }
    qsort(set, n, sizeof *set, by_bits);
    for (size_t i = 0; i < n; i++)
        if (i == 0 || set[i] != set[i - 1])
            set[sets++] = set[i];
    for (size_t i = 0; i < sets && i < MOST_SETS; i++)
        propose_set(k, nodes, n, set[i], room);
    free(nodes);
    free(room);
    free(set);
    mh_arena_reset(&k->arena);
}

static int by_gathered(const void *x, const void *y)
{
    const struct mh_pool_proposal *a = x, *b = y;
    if (a->gathers != b->gathers)
        return a->gathers > b->gathers ? -1 : 1;
    return (a->first > b->first) - (a->first < b->first);
}

void mh_pool_propose(const struct mh_lexicon *lx, const struct mh_pool_article *articles, struct mh_pools *pools)
{
    struct asking k = { .lx = lx, .articles = articles, .pools = pools };
    free(pools->proposal);
    free(pools->proposed);
    for (size_t i = 0, end; i < pools->n; i = end) {
        for (end = i + 1; end < pools->n && pools->at[end].family == pools->at[i].family; end++)
            ;
        propose_family(&k, i, end);
    }
    if (k.proposals.len > 1)
        qsort(k.proposals.at, k.proposals.len, sizeof *k.proposals.at, by_gathered);
    pools->proposal = k.proposals.at;
    pools->nproposals = k.proposals.len;
    pools->proposed = k.proposed.at;
    mh_arena_free(&k.arena);
    mh_str_free(&k.text);
    mh_vec_free(&k.members);
}

/* The problem of coverage as the plan states it: pooled needs, what the match and pharmacists say of products, what makers declare. */
#include "ops/codes.h"
#include "ops/cover/cover.h"

#include <mahalli/utf8.h>
#include <mahalli/vec.h>
#include <mahalli/xalloc.h>

#include <stdlib.h>
#include <string.h>

enum { PRODUCTS_PER_ARTICLE = 20 };

struct pick { /* a product that an article may take */
    int64_t product;
    int rank;
};

struct wants { /* of an article in a pool; picks by product */
    size_t input, pool;
    const struct pick *pick;
    size_t n;
    int64_t nearest; /* the best product that fails a specification, 0 none */
    bool priority;
};

struct fixed { /* an attribution that stands */
    size_t input;
    int64_t product, quantity;
};

struct building {
    struct mh__cover_case *c;
    MH_VEC(struct wants) wants;
    MH_VEC(struct fixed) fixed; /* by input */
    MH_VEC(int64_t) priority;   /* articles marked, by id */
    size_t *need_of;            /* per input: its need + 1 */
    struct mh_arena arena;
    struct mh__idmap offer;     /* product -> place in c->offer */
};

/* The place of the article among those asked for, SIZE_MAX none. */
static size_t input_of(const struct mh__pools *p, int64_t article)
{
    size_t at = mh_first_from(p->input, p->ninput, sizeof *p->input, offsetof(struct mh_pool_article, id), article);
    return at < p->ninput && p->input[at].id == article ? at : SIZE_MAX;
}

/* --- priorities and attributions --- */

/* Words by which groups mark what must not run out. */
static bool says_priority(const char *text)
{
    static const char *const words[] = { "haute", "critique", "vitale", "vital", "urgente", "urgent", "elevee", "1", "p1" };
    struct mh_str key = MH_STR_INIT;
    bool found = false;
    if (text != NULL)
        mh_utf8_fold(&key, text);
    for (size_t i = 0; i < sizeof words / sizeof *words && !found; i++)
        found = mh_streq(mh_str_text(&key), words[i]);
    mh_str_free(&key);
    return found;
}

static int by_number(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

static enum mh_rc load_priorities(struct building *b, struct mh_err *err)
{
    struct mh_session *s = b->c->s;
    struct mh_filter of_year[] = { { .column = "campaign_id", .number = s->campaign.id }, { 0 } };
    struct mh_cursor *cur = NULL;
    struct mh_need n;
    mh_row_init(&mh_table_needs, &n);
    enum mh_rc rc = mh_cursor_open(s->store, &mh_table_needs, of_year, true, &cur, err);
    for (bool got = true; rc == MH_OK;) {
        rc = mh_cursor_next(cur, &n, &got, err);
        if (rc != MH_OK || !got)
            break;
        if (says_priority(n.priority))
            mh_vec_push(&b->priority, n.article_id);
    }
    mh_cursor_close(cur);
    mh_row_free(&mh_table_needs, &n);
    if (b->priority.len != 0)
        qsort(b->priority.at, b->priority.len, sizeof *b->priority.at, by_number);
    return rc;
}

static int by_input(const void *a, const void *b)
{
    const struct fixed *x = a, *y = b;
    return x->input != y->input ? (x->input > y->input) - (x->input < y->input) : by_number(&x->product, &y->product);
}

static enum mh_rc load_awards(struct building *b, struct mh_err *err)
{
    struct mh__cover_case *c = b->c;
    struct mh_filter of_year[] = { { .column = "year", .number = c->s->campaign.year }, { 0 } };
    struct mh__rows rows = { 0 };
    enum mh_rc rc = c->alone ? mh__rows_load(c->s->store, &mh_table_awards, of_year, &rows, err) : MH_OK;
    for (size_t i = 0; rc == MH_OK && i < rows.n; i++) {
        const struct mh_award *w = mh__rows_at(&rows, i);
        size_t input = input_of(&c->pools, w->article_id);
        if (input == SIZE_MAX || c->pools.set.of[input] == SIZE_MAX) {
            c->stray++;
            continue;
        }
        mh_vec_push(&b->fixed, ((struct fixed){ .input = input, .product = w->product_id, .quantity = w->quantity }));
        c->kept++;
    }
    mh__rows_free(&rows);
    if (b->fixed.len != 0)
        qsort(b->fixed.at, b->fixed.len, sizeof *b->fixed.at, by_input);
    return rc;
}

/* --- what each article may take --- */

static void put_pick(struct pick *at, size_t *n, int64_t product, int rank)
{
    for (size_t i = 0; i < *n; i++)
        if (at[i].product == product) {
            at[i].rank = rank < at[i].rank ? rank : at[i].rank;
            return;
        }
    at[(*n)++] = (struct pick){ product, rank };
}

/* In the order of products, so that articles with the same picks are found. */
static int by_product(const void *a, const void *b)
{
    return by_number(&((const struct pick *)a)->product, &((const struct pick *)b)->product);
}

static void take_picks(struct building *b, const struct mh__matched *x, struct wants *w)
{
    struct pick at[PRODUCTS_PER_ARTICLE + 1 + 64];
    size_t n = 0;
    for (size_t i = 0; i < x->accepted && n < PRODUCTS_PER_ARTICLE; i++) { /* refused ones, or all by « aucun ne convient », stand behind */
        const struct mh_candidate *k = &x->candidates.at[i];
        enum mh__said said = mh__recall_on(&x->recall, k->product_id);
        if (k->excluded)
            continue;
        if (said != MH__SAID_YES && k->verdict == MH_VERDICT_NEAR) {
            w->nearest = w->nearest ? w->nearest : k->product_id;
            continue;
        }
        put_pick(at, &n, k->product_id,
                 said == MH__SAID_YES ? MH__RANK_VALIDATED : k->verdict == MH_VERDICT_MATCH ? MH__RANK_MATCH : MH__RANK_REVIEW);
    }
    if (x->validated != 0)
        put_pick(at, &n, x->validated, MH__RANK_VALIDATED);
    for (size_t i = 0; i < b->fixed.len && n < sizeof at / sizeof *at; i++) /* few: decided by hand */
        if (b->fixed.at[i].input == w->input)
            put_pick(at, &n, b->fixed.at[i].product, MH__RANK_VALIDATED);
    qsort(at, n, sizeof *at, by_product);
    struct pick *kept = mh_arena_alloc(&b->arena, (n ? n : 1) * sizeof *kept);
    memcpy(kept, at, n * sizeof *at);
    w->pick = kept;
    w->n = n;
}

static enum mh_rc match_articles(struct building *b, struct mh_err *err)
{
    struct mh__cover_case *c = b->c;
    struct mh__matched x = { 0 };
    enum mh_rc rc = MH_OK;
    for (size_t i = 0; i < c->m.narticles && rc == MH_OK; i++) {
        const struct mh_article *a = mh__article_at(&c->m, i);
        int64_t id = a != NULL ? a->id : 0;
        struct wants w = { .input = input_of(&c->pools, id) };
        if ((i & 127) == 0 && !mh_progress_tick(&c->s->progress, "Produits de chaque besoin", (int64_t)i, (int64_t)c->m.narticles))
            rc = mh_err_set(err, MH_ECANCELED, "couverture interrompue : rien n'est changé");
        if (rc != MH_OK || w.input == SIZE_MAX || (w.pool = c->pools.set.of[w.input]) == SIZE_MAX)
            continue;
        mh__match_one(&c->m, i, PRODUCTS_PER_ARTICLE, &x);
        w.priority = b->priority.len != 0 &&
                     bsearch(&id, b->priority.at, b->priority.len, sizeof *b->priority.at, by_number) != NULL;
        take_picks(b, &x, &w);
        mh_vec_push(&b->wants, w);
    }
    mh__matched_free(&x);
    return rc == MH_OK ? mh__matching_check(&c->m, err) : rc;
}

/* --- offers --- */

/* How many base units `n` of the product's unit are; MH_UNKNOWN when either is not known, or they are too many. */
static int64_t in_base(int64_t n, const struct mh_pack *p)
{
    if (n == MH_UNKNOWN || p->kind == MH_PACK_UNKNOWN || p->size <= 0 || n > INT64_MAX / 4 / p->size)
        return MH_UNKNOWN;
    return n * p->size;
}

static void fill_offer(struct building *b, struct mh_cover_offer *o, const struct mh_product *p, int family)
{
    struct mh__cover_case *c = b->c;
    const char *unit = family >= 0 ? mh_lexicon_family_row(c->s->lexicon, family)->base_unit : NULL;
    struct mh_pack pack;
    mh_pack_read(p->unit, p->pack, p->label, unit ? unit : "", &pack);
    enum mh_clearance clear = mh__clearance(&c->m, p, family);
    *o = (struct mh_cover_offer){
        .maker = p->maker_id, .capacity = in_base(p->capacity, &pack), .minimum = in_base(p->minimum, &pack), .pack = MH_UNKNOWN,
        .lead_days = p->lead_days, .price = MH_UNKNOWN, .price_for = MH_UNKNOWN,
        .buyable = clear == MH_CLEAR_REGISTERED || clear == MH_CLEAR_NOT_REQUIRED,
    };
    for (int q = 0; q < MH_QUARTERS; q++)
        o->quarter[q] = in_base(p->capacity_q[q], &pack);
    if (pack.kind != MH_PACK_UNKNOWN)
        o->pack = pack.pack_size > pack.size ? pack.pack_size : pack.size;
    if (c->alone && p->price != MH_UNKNOWN && pack.kind != MH_PACK_UNKNOWN && pack.size > 0) {
        o->price = p->price;
        o->price_for = pack.size;
        c->priced = true;
    }
}

struct offered { /* a product in use, by what its order goes by */
    const struct mh_product *p;
    const char *maker;
    int family;
};

static int by_maker(const void *a, const void *b)
{
    const struct offered *x = a, *y = b;
    int d = strcmp(x->maker, y->maker);
    return d ? d : strcmp(x->p->key, y->p->key);
}

static void make_offers(struct building *b)
{
    struct mh__cover_case *c = b->c;
    MH_VEC(struct offered) used = { 0 };
    struct mh__idmap seen = { .set = true };
    for (size_t i = 0; i < b->wants.len; i++)
        for (size_t k = 0; k < b->wants.at[i].n; k++) {
            const struct mh_product *p = mh__session_product(c->s, b->wants.at[i].pick[k].product);
            if (p == NULL || !mh__idmap_put(&seen, (uint64_t)p->id, 0))
                continue;
            const struct mh_maker *maker = mh__session_maker(c->s, p->maker_id);
            mh_vec_push(&used, ((struct offered){ p, maker ? maker->code : "", c->pools.set.at[b->wants.at[i].pool].family }));
        }
    if (used.len != 0)
        qsort(used.at, used.len, sizeof *used.at, by_maker);
    c->noffers = used.len;
    c->offer = mh_xcalloc(used.len + 1, sizeof *c->offer);
    c->product = mh_xcalloc(used.len + 1, sizeof *c->product);
    for (size_t i = 0; i < used.len; i++) {
        fill_offer(b, &c->offer[i], used.at[i].p, used.at[i].family);
        c->product[i] = used.at[i].p->id;
        mh__idmap_put(&b->offer, (uint64_t)used.at[i].p->id, (uint32_t)i);
    }
    mh__idmap_free(&seen);
    mh_vec_free(&used);
}

/* --- needs and arcs --- */

static int by_pool(const void *a, const void *b)
{
    const struct wants *x = a, *y = b;
    if (x->pool != y->pool)
        return (x->pool > y->pool) - (x->pool < y->pool);
    for (size_t i = 0; i < x->n && i < y->n; i++) {
        int d = by_number(&x->pick[i].product, &y->pick[i].product);
        if (d == 0)
            d = x->pick[i].rank - y->pick[i].rank;
        if (d != 0)
            return d;
    }
    return x->n != y->n ? (x->n > y->n) - (x->n < y->n) : (x->input > y->input) - (x->input < y->input);
}

static bool same_picks(const struct wants *x, const struct wants *y)
{
    if (x->pool != y->pool || x->n != y->n)
        return false;
    for (size_t i = 0; i < x->n; i++)
        if (x->pick[i].product != y->pick[i].product || x->pick[i].rank != y->pick[i].rank)
            return false;
    return true;
}

static void add_volume(const struct building *b, struct mh_cover_need *n, const struct wants *w, bool first)
{
    const struct mh_pool_article *a = &b->c->pools.input[w->input];
    n->volume = first ? a->volume : mh_sum(n->volume, a->volume);
    for (int q = 0; q < MH_QUARTERS; q++)
        n->quarter[q] = first ? a->quarter[q] : n->quarter[q] == MH_UNKNOWN ? MH_UNKNOWN : mh_sum(n->quarter[q], a->quarter[q]);
    n->critical |= w->priority;
}

/* Quarters count only where all are known and add up to the year. */
static void settle_quarters(struct mh_cover_need *n)
{
    int64_t sum = 0;
    for (int q = 0; q < MH_QUARTERS; q++)
        sum = sum == MH_UNKNOWN || n->quarter[q] == MH_UNKNOWN ? MH_UNKNOWN : sum + n->quarter[q];
    if (sum != n->volume)
        for (int q = 0; q < MH_QUARTERS; q++)
            n->quarter[q] = MH_UNKNOWN;
}

static int by_offer(const void *a, const void *b)
{
    const struct mh_cover_arc *x = a, *y = b;
    return (x->offer > y->offer) - (x->offer < y->offer);
}

static void make_needs(struct building *b)
{
    struct mh__cover_case *c = b->c;
    if (b->wants.len != 0)
        qsort(b->wants.at, b->wants.len, sizeof *b->wants.at, by_pool);
    MH_VEC(struct mh_cover_arc) arcs = { 0 };
    c->need = mh_xcalloc(b->wants.len + 1, sizeof *c->need);
    c->pool = mh_xcalloc(b->wants.len + 1, sizeof *c->pool);
    c->nearest = mh_xcalloc(b->wants.len + 1, sizeof *c->nearest);
    for (size_t i = 0; i < b->wants.len;) {
        size_t at = c->nneeds, from = i;
        const struct wants *w = &b->wants.at[i];
        for (; i < b->wants.len && same_picks(w, &b->wants.at[i]); i++) {
            add_volume(b, &c->need[at], &b->wants.at[i], i == from);
            b->need_of[b->wants.at[i].input] = at + 1;
        }
        if (c->need[at].volume <= 0) { /* nothing asked: nothing to cover */
            for (size_t k = from; k < i; k++)
                b->need_of[b->wants.at[k].input] = 0;
            continue;
        }
        settle_quarters(&c->need[at]);
        c->pool[at] = w->pool;
        c->nearest[at] = w->nearest;
        c->marked += c->need[at].critical;
        size_t first = arcs.len;
        for (size_t k = 0; k < w->n; k++) {
            const uint32_t *offer = mh__idmap_find(&b->offer, (uint64_t)w->pick[k].product);
            if (offer != NULL)
                mh_vec_push(&arcs, ((struct mh_cover_arc){ .need = at, .offer = *offer, .fixed = MH_UNKNOWN, .rank = w->pick[k].rank }));
        }
        if (arcs.len > first)
            qsort(arcs.at + first, arcs.len - first, sizeof *arcs.at, by_offer);
        c->nneeds++;
    }
    c->arc = arcs.at;
    c->narcs = arcs.len;
}

/* --- attributions on arcs --- */

static enum mh_rc too_much(const struct mh__cover_case *c, size_t offer, int64_t asked, int64_t most, const char *what, struct mh_err *err)
{
    struct mh_str name = MH_STR_INIT;
    mh__product_name(c, c->product[offer], &name);
    enum mh_rc rc = mh_err_set(err, MH_EINVAL, "attributions à %s : %lld au total, %s est de %lld ; corrigez-les (mahalli list attributions)",
                               mh_str_text(&name), (long long)asked, what, (long long)most);
    mh_str_free(&name);
    return rc;
}

static enum mh_rc place_awards(struct building *b, struct mh_err *err)
{
    struct mh__cover_case *c = b->c;
    int64_t *of_need = mh_xcalloc(c->nneeds + 1, sizeof *of_need), *of_offer = mh_xcalloc(c->noffers + 1, sizeof *of_offer);
    enum mh_rc rc = MH_OK;
    for (size_t i = 0; i < b->fixed.len && rc == MH_OK; i++) {
        const struct fixed *f = &b->fixed.at[i];
        const uint32_t *offer = mh__idmap_find(&b->offer, (uint64_t)f->product);
        size_t need = b->need_of[f->input];
        if (need == 0 || offer == NULL) {
            c->kept--;
            c->stray++;
            continue;
        }
        need--;
        for (size_t k = 0; k < c->narcs; k++)
            if (c->arc[k].need == need && c->arc[k].offer == *offer)
                c->arc[k].fixed = c->arc[k].fixed == MH_UNKNOWN ? f->quantity : mh_sum(c->arc[k].fixed, f->quantity);
        of_need[need] = mh_sum(of_need[need], f->quantity);
        of_offer[*offer] = mh_sum(of_offer[*offer], f->quantity);
        if (of_need[need] > c->need[need].volume)
            rc = too_much(c, *offer, of_need[need], c->need[need].volume, "la volumétrie de l'article", err);
        else if (c->offer[*offer].capacity != MH_UNKNOWN && of_offer[*offer] > c->offer[*offer].capacity)
            rc = too_much(c, *offer, of_offer[*offer], c->offer[*offer].capacity, "la capacité annuelle déclarée", err);
    }
    free(of_need);
    free(of_offer);
    return rc;
}

/* --- open, close --- */

static enum mh_rc count_members(struct mh__cover_case *c, struct mh_err *err)
{
    int64_t n = 0;
    enum mh_rc rc = mh_store_count(c->s->store, &mh_table_members, NULL, &n, err);
    c->alone = n <= 1;
    return rc;
}

enum mh_rc mh__cover_open(struct mh_session *s, struct mh__cover_case *c, struct mh_err *err)
{
    struct building b = { .c = c };
    *c = (struct mh__cover_case){ .s = s };
    if (s->campaign.id == 0)
        return mh_err_set(err, MH_ENOTFOUND, "aucune campagne : ouvrez-en une (mahalli campaign open ANNÉE)");
    enum mh_rc rc = count_members(c, err);
    if (rc == MH_OK)
        rc = mh__pools_build(s, 0, false, &c->pools, err);
    if (rc == MH_OK)
        rc = mh__matching_light(s, &c->m, err);
    if (rc == MH_OK)
        rc = load_priorities(&b, err);
    if (rc == MH_OK)
        rc = load_awards(&b, err);
    if (rc == MH_OK)
        rc = match_articles(&b, err);
    if (rc == MH_OK) {
        b.need_of = mh_xcalloc(c->pools.ninput + 1, sizeof *b.need_of);
        make_offers(&b);
        make_needs(&b);
        rc = place_awards(&b, err);
    }
    mh_vec_free(&b.wants);
    mh_vec_free(&b.fixed);
    mh_vec_free(&b.priority);
    free(b.need_of);
    mh__idmap_free(&b.offer);
    mh_arena_free(&b.arena);
    return rc;
}

void mh__cover_close(struct mh__cover_case *c)
{
    free(c->need);
    free(c->pool);
    free(c->nearest);
    free(c->offer);
    free(c->product);
    free(c->arc);
    mh__matching_free(&c->m);
    mh__pools_free(&c->pools);
    *c = (struct mh__cover_case){ 0 };
}

void mh__product_name(const struct mh__cover_case *c, int64_t product, struct mh_str *out)
{
    const struct mh_product *p = mh__session_product(c->s, product);
    const struct mh_maker *k = p ? mh__session_maker(c->s, p->maker_id) : NULL;
    mh_str_addf(out, "%s (%s)", p == NULL ? "" : p->reference ? p->reference : p->label, k && k->name ? k->name : k ? k->code : "");
}

/* Common specifications for pools that differ by little (mahalli/standard.h). */
#include <mahalli/standard.h>

#include "plan/pool_priv.h"

#include <mahalli/vec.h>
#include <mahalli/xalloc.h>

#include <stdlib.h>
#include <string.h>

/* Different specifications of the same sizes that are set beside each other, the greatest volumes. */
enum { MOST_KINDS = 300 };

struct kind { /* pools that say the same */
    const char *sizes, *said; /* texts of both, to sort by */
    size_t pool;      /* the one of the greatest volume */
    size_t first, n;  /* in making.sorted */
    int64_t volume;
    bool used;
};

struct making {
    const struct mh_lexicon *lx;
    const struct mh_pool_article *articles;
    const struct mh_pools *pools;
    struct mh__pool_kind f;
    uint64_t sizes;       /* attributes of the family that all must state alike */
    size_t from;          /* the family's first pool */
    struct mh_arena arena;
    struct mh_str text;
    struct kind *kind;    /* of the family */
    size_t *sorted;
    MH_VEC(struct mh_standard) standards;
    MH_VEC(struct mh_variant) variants;
    MH_VEC(size_t) pool;
    MH_VEC(int64_t) members;
};

static uint64_t sizes_of(const struct mh_lexicon *lx, int family, const struct mh__pool_kind *f)
{
    uint64_t sizes = mh_lexicon_deciding(lx, family);
    for (size_t i = 0; i < mh_lexicon_nattributes(lx, family) && i < MH_POOL_WORDS; i++)
        if ((f->critical & f->never) >> i & 1 && mh_streq(mh_lexicon_attribute(lx, family, (int)i)->type, "nombre"))
            sizes |= (uint64_t)1 << i;
    return sizes & f->critical & f->never;
}

static const struct mh_reading *said_by(const struct making *m, size_t pool)
{
    return &m->pools->at[pool].reading;
}

static const char *texts_of(struct making *m, const struct mh_reading *r, uint64_t which)
{
    mh_str_clear(&m->text);
    for (int i = 0; i < MH_POOL_WORDS; i++) {
        const struct mh_requirement *q = (which >> i & 1) ? mh__pool_says(r, i) : NULL;
        if (q != NULL)
            mh__pool_value_bytes(&m->text, i, &q->value);
    }
    mh_str_addf(&m->text, "|%s", mh__pool_unread(m->lx, r));
    return mh_arena_strndup(&m->arena, mh_str_text(&m->text), m->text.len);
}

/* --- one standard --- */

/* May it be supplied to those who say nothing of it? Not what a pharmacist wants to see first. */
static bool supplied(const struct making *m, const struct mh_requirement *q)
{
    return !mh_spec_special(m->lx, m->pools->at[m->from].family, q);
}

/* May `v` be served by something that says all that `common` says? Then *common says what both do. */
static bool take_in(struct making *m, struct mh_reading *common, const struct mh_reading *v)
{
    int differ = 0, change = 0;
    size_t n = mh_lexicon_nattributes(m->lx, v->family);
    for (size_t i = 0; i < n && i < MH_POOL_WORDS; i++) {
        const struct mh_requirement *x = mh__pool_says(common, (int)i), *y = mh__pool_says(v, (int)i);
        struct mh_spec_value both;
        if ((m->f.info >> i & 1) || (x == NULL && y == NULL))
            continue;
        if (x != NULL && y != NULL && !mh__pool_meet(m->lx, v->family, (int)i, &x->value, &y->value, &both)) {
            if (m->f.never >> i & 1)
                return false;
            change++;
        } else if (x == NULL || y == NULL) {
            if (!supplied(m, x ? x : y))
                return false;
            differ++;
        }
    }
    if (differ > MH_STANDARD_PRECISE || change > MH_STANDARD_CHANGES)
        return false;
    mh__pool_merge(m->lx, common, v);
    return true;
}

/* What the standard, once whole, asks of a variant. */
static void compare(const struct making *m, const struct mh_standard *s, const struct mh_reading *v, struct mh_variant *out)
{
    for (size_t i = 0; i < s->reading.nreq; i++) {
        const struct mh_requirement *q = &s->reading.req[i], *mine = mh__pool_says(v, q->attribute);
        uint64_t bit = (uint64_t)1 << q->attribute;
        if (q->wish || (m->f.info & bit) || mh_requirement_implied(q))
            continue;
        if (mine != NULL && mh__pool_equal(&mine->value, &q->value))
            continue;
        if (mine == NULL || mh_requirement_implied(mine) || mh__pool_unclear(mine))
            out->precise |= bit;
        else if (mh_spec_compare(m->lx, s->family, mine, q) != MH_CMP_MET)
            out->changes |= bit;
    }
}

static int by_number(const void *x, const void *y)
{
    const int64_t *a = x, *b = y;
    return (*a > *b) - (*a < *b);
}

static int64_t different(int64_t *at, size_t n)
{
    int64_t count = 0;
    if (n > 1)
        qsort(at, n, sizeof *at, by_number);
    for (size_t i = 0; i < n; i++)
        count += i == 0 || at[i] != at[i - 1];
    return count;
}

static int64_t add_volume(int64_t a, int64_t b)
{
    int64_t sum;
    return __builtin_add_overflow(a, b, &sum) ? INT64_MAX : sum;
}

static void add_variant(struct making *m, struct mh_standard *s, const struct kind *k)
{
    struct mh_variant v = { .first = m->pool.len, .n = k->n };
    size_t from = m->members.len;
    for (size_t i = 0; i < k->n; i++) {
        const struct mh_pool *p = &m->pools->at[m->sorted[k->first + i]];
        mh_vec_push(&m->pool, m->sorted[k->first + i]);
        v.volume = add_volume(v.volume, p->volume);
        v.articles += (int64_t)p->n;
        for (size_t a = 0; a < p->n; a++)
            mh_vec_push(&m->members, m->articles[m->pools->share[p->first + a].article].member_id);
    }
    compare(m, s, said_by(m, k->pool), &v);
    v.groups = different(m->members.at + from, m->members.len - from);
    s->volume = add_volume(s->volume, v.volume);
    s->articles += v.articles;
    s->n++;
    mh_vec_push(&m->variants, v);
}

/* Of values that differ and may, the one of the greatest volume: kinds come by volume, so the first that says it. */
static void make_standard(struct making *m, struct kind *const *in, size_t n, struct mh_reading *common)
{
    struct mh_standard s = { .family = common->family, .reading = *common, .sizes = m->sizes, .first = m->variants.len };
    uint64_t differ = 0;
    m->members.len = 0;
    for (size_t i = 0; i < n; i++) {
        add_variant(m, &s, in[i]);
        differ |= m->variants.at[m->variants.len - 1].precise | m->variants.at[m->variants.len - 1].changes;
    }
    s.groups = different(m->members.at, m->members.len);
    if (n > 1 && differ != 0) {
        mh_vec_push(&m->standards, s);
        return;
    }
    m->variants.len = s.first;
    mh_reading_free(&s.reading);
}

static int by_volume(const void *x, const void *y)
{
    const struct kind *const *p = x, *const *q = y;
    if ((*p)->volume != (*q)->volume)
        return (*p)->volume > (*q)->volume ? -1 : 1;
    return strcmp((*p)->said, (*q)->said);
}

static void make_bucket(struct making *m, struct kind *kinds, size_t n)
{
    struct kind **at = mh_xcalloc(n + 1, sizeof *at), **in = mh_xcalloc(n + 1, sizeof *in);
    for (size_t i = 0; i < n; i++)
        at[i] = &kinds[i];
    if (n > 1)
        qsort(at, n, sizeof *at, by_volume);
    n = n > MOST_KINDS ? MOST_KINDS : n;
    for (size_t i = 0; i < n; i++) {
        struct mh_reading common;
        size_t k = 0;
        if (at[i]->used)
            continue;
        mh__pool_copy(&common, said_by(m, at[i]->pool));
        in[k++] = at[i];
        for (size_t j = i + 1; j < n; j++)
            if (!at[j]->used && take_in(m, &common, said_by(m, at[j]->pool))) {
                at[j]->used = true;
                in[k++] = at[j];
            }
        make_standard(m, in, k, &common);
    }
    free(at);
    free(in);
}

/* --- a family --- */

static int by_texts(const void *x, const void *y)
{
    const struct kind *a = x, *b = y;
    int d = strcmp(a->sizes, b->sizes);
    if (d == 0)
        d = strcmp(a->said, b->said);
    return d ? d : (a->pool > b->pool) - (a->pool < b->pool);
}

static void make_family(struct making *m, size_t from, size_t to)
{
    size_t n = 0, kinds = 0;
    int family = m->pools->at[from].family;
    mh__pool_kind(m->lx, family, &m->f);
    m->from = from;
    m->sizes = sizes_of(m->lx, family, &m->f);
    m->kind = mh_xcalloc(to - from + 1, sizeof *m->kind);
    m->sorted = mh_xcalloc(to - from + 1, sizeof *m->sorted);
    for (size_t i = from; i < to; i++)
        if (m->pools->at[i].asked == 0) /* what says too little of what is critical is a question first */
            m->kind[n++] = (struct kind){ .sizes = texts_of(m, said_by(m, i), m->sizes), .said = texts_of(m, said_by(m, i), ~m->f.info), .pool = i };
    if (n > 1)
        qsort(m->kind, n, sizeof *m->kind, by_texts);
    for (size_t i = 0; i < n; i++) { /* pools that say the same are one kind; pools come by volume */
        const struct mh_pool *p = &m->pools->at[m->kind[i].pool];
        bool same = kinds > 0 && strcmp(m->kind[kinds - 1].said, m->kind[i].said) == 0;
        m->sorted[i] = m->kind[i].pool;
        if (!same) {
            m->kind[kinds] = m->kind[i];
            m->kind[kinds].first = i;
            m->kind[kinds++].n = 0;
        }
        m->kind[kinds - 1].n++;
        m->kind[kinds - 1].volume = add_volume(m->kind[kinds - 1].volume, p->volume);
    }
    for (size_t i = 0, end; i < kinds; i = end) {
        for (end = i + 1; end < kinds && strcmp(m->kind[end].sizes, m->kind[i].sizes) == 0; end++)
            ;
        if (end - i > 1)
            make_bucket(m, m->kind + i, end - i);
    }
    free(m->kind);
    free(m->sorted);
    mh_arena_reset(&m->arena);
}

static int by_gathered(const void *x, const void *y)
{
    const struct mh_standard *a = x, *b = y;
    if (a->volume != b->volume)
        return a->volume > b->volume ? -1 : 1;
    return (a->first > b->first) - (a->first < b->first);
}

/* Named as the pool that they would be. */
static void name_standards(const struct mh_lexicon *lx, struct mh_standards *out)
{
    struct mh_pool *pools = mh_xcalloc(out->n + 1, sizeof *pools);
    const char **own = mh_xcalloc(out->n + 1, sizeof *own);
    for (size_t i = 0; i < out->n; i++) {
        pools[i].family = out->at[i].family;
        pools[i].reading = out->at[i].reading; /* lent */
        own[i] = "";
    }
    mh__pool_codes(lx, pools, out->n, own);
    for (size_t i = 0; i < out->n; i++)
        memcpy(out->at[i].code, pools[i].code, sizeof out->at[i].code);
    free(pools);
    free(own);
}

void mh_standard_propose(const struct mh_lexicon *lx, const struct mh_pool_article *articles, const struct mh_pools *pools,
                         struct mh_standards *out)
{
    struct making m = { .lx = lx, .articles = articles, .pools = pools };
    for (size_t i = 0, end; i < pools->n; i = end) {
        for (end = i + 1; end < pools->n && pools->at[end].family == pools->at[i].family; end++)
            ;
        make_family(&m, i, end);
    }
    if (m.standards.len > 1)
        qsort(m.standards.at, m.standards.len, sizeof *m.standards.at, by_gathered);
    *out = (struct mh_standards){ .at = m.standards.at, .n = m.standards.len, .variant = m.variants.at, .nvariants = m.variants.len,
                                  .pool = m.pool.at };
    name_standards(lx, out);
    mh_arena_free(&m.arena);
    mh_str_free(&m.text);
    mh_vec_free(&m.members);
}

void mh_standards_free(struct mh_standards *s)
{
    for (size_t i = 0; i < s->n; i++)
        mh_reading_free(&s->at[i].reading);
    free(s->at);
    free(s->variant);
    free(s->pool);
    *s = (struct mh_standards){ 0 };
}

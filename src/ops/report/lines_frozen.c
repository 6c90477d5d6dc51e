/* The plan's lines as a frozen version recorded them, read one after the other; what stands with each waits in temporary files. */
#include "ops/year/frozen.h"

#include <mahalli/hash.h>
#include <mahalli/spool.h>
#include <mahalli/vec.h>
#include <mahalli/xalloc.h>

#include <stdlib.h>
#include <string.h>

struct beside { /* rows recorded of articles, those of one together: found by article */
    struct mh_spool *spool;
    struct mh__idmap at;      /* article -> place in first */
    MH_VEC(int64_t) first;    /* where its first row stands */
    int64_t last;             /* the article added last */
    struct mh__rows now;      /* of the line at hand */
};

struct frozen {
    struct mh__lines base;
    bool recorded;            /* candidates and specifications were */
    struct mh_cursor *lines;
    struct mh_frozen_line l;  /* the one at hand */
    struct beside candidates, specs;
    struct mh__rows products;
    struct mh__idmap product_at; /* product and family -> row */
    MH_VEC(char *) groups;    /* codes of groups, each once */
    char *member;             /* code; NULL all */
    struct mh__line line;
    MH_VEC(struct mh__offer) offers;
    /* Of a version that recorded the best product only: borrowed from the line, and the products that lines named. */
    struct mh_frozen_candidate best;
    MH_VEC(struct mh_frozen_product *) named;
};

enum mh_state mh__line_state(const struct mh_frozen_line *l)
{
    enum mh_state state = MH_STATE_UNREAD;
    (void)mh_state_parse(l->state ? l->state : "", &state);
    return state;
}

const char *mh__line_specs(const struct mh_frozen_line *l, enum mh_audience to)
{
    return to == MH_FOR_PROGRAMS || l->plain == NULL ? l->specs : l->plain;
}

static struct frozen *frozen_of(struct mh__lines *src)
{
    return (struct frozen *)src;
}

/* --- a line's candidates and specifications --- */

static uint64_t product_key(int64_t id, const char *family)
{
    return mh_hash64(family ? family : "", family ? strlen(family) : 0, (uint64_t)id) | 1;
}

/* What the line says of its best product, for as long as the source lasts. */
static const struct mh_frozen_product *product_named(struct frozen *v, const struct mh_frozen_line *l)
{
    const struct mh_frozen_product said = { /* borrows its texts */
        .product_id = l->product_id, .family = l->family, .maker = l->maker, .maker_name = l->maker_name, .maker_city = l->maker_city,
        .maker_status = l->maker_status, .maker_role = l->maker_role, .reference = l->product, .label = l->product_label,
        .clearance = l->clearance, .cert_number = l->cert_number, .cert_to = l->cert_to, .certified = l->cert_number != NULL,
        .capacity = l->capacity, .capacity_base = MH_UNKNOWN, .lead_days = l->lead_days, .verified_on = l->verified_on,
    };
    uint64_t key = product_key(l->product_id, l->family);
    for (const uint32_t *at; (at = mh__idmap_find(&v->product_at, key)) != NULL; key += 2)
        if (v->named.at[*at]->product_id == l->product_id && mh_streq(v->named.at[*at]->family, l->family))
            return v->named.at[*at];
    struct mh_frozen_product *p = mh_xcalloc(1, sizeof *p);
    mh_row_init(&mh_table_frozen_products, p);
    mh_row_copy(&mh_table_frozen_products, p, &said);
    mh__idmap_put(&v->product_at, key, (uint32_t)v->named.len);
    mh_vec_push(&v->named, p);
    return p;
}

static void offer_best(struct frozen *v, const struct mh_frozen_line *l)
{
    if (l->verdict == NULL || l->product == NULL)
        return;
    v->best = (struct mh_frozen_candidate){
        .article_id = l->article_id, .rank = 1, .product_id = l->product_id, .verdict = l->verdict, .score = l->score,
        .who = mh__line_state(l) == MH_STATE_REVIEW ? l->who : NULL, .told = l->told, .reason = l->reason,
    };
    mh_vec_push(&v->offers, ((struct mh__offer){ &v->best, product_named(v, l) }));
}

static const struct mh_frozen_product *product_of(const struct frozen *v, int64_t id, const char *family)
{
    uint64_t key = product_key(id, family);
    for (const uint32_t *at; (at = mh__idmap_find(&v->product_at, key)) != NULL; key += 2) {
        const struct mh_frozen_product *p = mh__rows_at(&v->products, *at);
        if (p->product_id == id && mh_streq(p->family, family))
            return p;
    }
    return NULL;
}

/* Rows of both tables begin with their id, and know their article. */
static int64_t article_of(const struct mh_table *t, const void *row)
{
    return t == &mh_table_frozen_candidates ? ((const struct mh_frozen_candidate *)row)->article_id : ((const struct mh_frozen_spec *)row)->article_id;
}

static void put_beside(struct beside *b, const void *row)
{
    int64_t article = article_of(mh_spool_table(b->spool), row);
    if (b->first.len == 0 || article != b->last) {
        if (mh__idmap_find(&b->at, (uint64_t)article) == NULL)
            mh__idmap_put(&b->at, (uint64_t)article, (uint32_t)b->first.len);
        mh_vec_push(&b->first, mh_spool_end(b->spool));
    }
    b->last = article;
    mh_spool_add(b->spool, row);
}

/* b->now: those of the article. */
static enum mh_rc take_beside(struct beside *b, int64_t article, struct mh_err *err)
{
    const uint32_t *at = article == MH_UNKNOWN ? NULL : mh__idmap_find(&b->at, (uint64_t)article);
    const void *row;
    for (size_t i = 0; i < b->now.n; i++)
        mh_row_free(b->now.table, mh__rows_at(&b->now, i));
    b->now.n = 0;
    if (at == NULL)
        return MH_OK;
    enum mh_rc rc = mh_spool_seek(b->spool, b->first.at[*at], err);
    while (rc == MH_OK && (rc = mh_spool_next(b->spool, &row, err)) == MH_OK && row != NULL && article_of(b->now.table, row) == article)
        mh_row_copy(b->now.table, mh__rows_add(&b->now), row);
    return rc;
}

static enum mh_rc load_beside(struct mh_session *s, int64_t version_id, const struct mh_table *t, struct beside *b, struct mh_err *err)
{
    const struct mh_filter only[] = { { .column = "version_id", .number = version_id }, { 0 } };
    struct mh_cursor *cur = NULL;
    void *row = mh_xcalloc(1, t->row_size);
    bool got = true;
    b->spool = mh_spool_new(t);
    b->now.table = t;
    mh_row_init(t, row);
    enum mh_rc rc = mh_cursor_open(s->store, t, only, true, &cur, err);
    while (rc == MH_OK && (rc = mh_cursor_next(cur, row, &got, err)) == MH_OK && got)
        put_beside(b, row);
    mh_cursor_close(cur);
    mh_row_free(t, row);
    free(row);
    return rc == MH_OK ? mh_spool_check(b->spool, err) : rc;
}

static void free_beside(struct beside *b)
{
    mh_spool_free(b->spool);
    mh__idmap_free(&b->at);
    mh_vec_free(&b->first);
    mh__rows_free(&b->now);
}

static void offer_recorded(struct frozen *v)
{
    for (size_t i = 0; i < v->candidates.now.n; i++) {
        const struct mh_frozen_candidate *c = mh__rows_at(&v->candidates.now, i);
        mh_vec_push(&v->offers, ((struct mh__offer){ c, product_of(v, c->product_id, v->l.family) }));
    }
}

/* --- the source --- */

/* The code for as long as the source lasts. */
static const char *group_of(struct frozen *v, const char *code)
{
    for (size_t i = 0; i < v->groups.len; i++)
        if (mh_streq(v->groups.at[i], code))
            return v->groups.at[i];
    mh_vec_push(&v->groups, mh_xstrdup(code));
    return v->groups.at[v->groups.len - 1];
}

static enum mh_rc frozen_next(struct mh__lines *src, const struct mh__line **line, struct mh_err *err)
{
    struct frozen *v = frozen_of(src);
    bool got = false;
    enum mh_rc rc;
    *line = NULL;
    while ((rc = mh_cursor_next(v->lines, &v->l, &got, err)) == MH_OK && got) {
        if (v->member != NULL && !mh_streq(v->member, v->l.member))
            continue;
        v->line = (struct mh__line){ .l = &v->l, .group = group_of(v, v->l.member) };
        v->offers.len = 0;
        if (v->recorded) {
            rc = take_beside(&v->candidates, v->l.candidates_of, err);
            if (rc == MH_OK)
                rc = take_beside(&v->specs, v->l.specs_of, err);
            if (rc != MH_OK)
                return rc;
            offer_recorded(v);
        } else {
            offer_best(v, &v->l);
        }
        v->line.offer = v->offers.at;
        v->line.noffers = v->offers.len;
        v->line.nspecs = v->specs.now.n;
        v->line.spec = v->line.nspecs ? mh__rows_at(&v->specs.now, 0) : NULL;
        *line = &v->line;
        return MH_OK;
    }
    return rc;
}

static void frozen_word(struct mh__lines *src)
{
    (void)src; /* all is there */
}

static void frozen_close(struct mh__lines *src)
{
    struct frozen *v = frozen_of(src);
    mh_cursor_close(v->lines);
    mh_row_free(&mh_table_frozen_lines, &v->l);
    free_beside(&v->candidates);
    free_beside(&v->specs);
    if (v->products.table != NULL)
        mh__rows_free(&v->products);
    mh__idmap_free(&v->product_at);
    for (size_t i = 0; i < v->groups.len; i++)
        free(v->groups.at[i]);
    mh_vec_free(&v->groups);
    for (size_t i = 0; i < v->named.len; i++) {
        mh_row_free(&mh_table_frozen_products, v->named.at[i]);
        free(v->named.at[i]);
    }
    mh_vec_free(&v->named);
    mh_vec_free(&v->offers);
    free(v->member);
    free(v);
}

static void find_products(struct frozen *v)
{
    for (size_t i = 0; i < v->products.n; i++) {
        const struct mh_frozen_product *p = mh__rows_at(&v->products, i);
        uint64_t key = product_key(p->product_id, p->family);
        while (mh__idmap_find(&v->product_at, key) != NULL)
            key += 2;
        mh__idmap_put(&v->product_at, key, (uint32_t)i);
    }
}

enum mh_rc mh__lines_frozen(struct mh_session *s, const struct mh_version *v, const char *member, struct mh__lines **out, struct mh_err *err)
{
    struct frozen *f = mh_xcalloc(1, sizeof *f);
    const struct mh_filter only[] = { { .column = "version_id", .number = v->id }, { 0 } };
    f->base = (struct mh__lines){ .next = frozen_next, .word = frozen_word, .close = frozen_close };
    f->recorded = v->operations != MH_UNKNOWN;
    f->member = mh_xstrdup(member);
    mh_row_init(&mh_table_frozen_lines, &f->l);
    *out = &f->base;
    enum mh_rc rc = load_beside(s, v->id, &mh_table_frozen_candidates, &f->candidates, err);
    if (rc == MH_OK)
        rc = load_beside(s, v->id, &mh_table_frozen_specs, &f->specs, err);
    if (rc == MH_OK)
        rc = mh__of_version(s, &mh_table_frozen_products, v->id, &f->products, err);
    if (rc == MH_OK)
        rc = mh_cursor_open(s->store, &mh_table_frozen_lines, only, true, &f->lines, err);
    if (f->recorded)
        find_products(f);
    return rc;
}

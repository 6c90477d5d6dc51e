/* The plan's lines as a frozen version recorded them. */
#include "ops/year/frozen.h"

#include <mahalli/hash.h>
#include <mahalli/vec.h>
#include <mahalli/xalloc.h>

#include <stdlib.h>
#include <string.h>

struct frozen {
    struct mh__lines base;
    bool recorded;            /* candidates and specifications were */
    struct mh__rows lines, candidates, specs, products;
    struct mh__idmap candidate_at, spec_at; /* article -> its first row; they stand together */
    struct mh__idmap product_at;            /* product and family -> row */
    char *member;             /* code; NULL all */
    size_t at;                /* the next line */
    struct mh__line line;
    MH_VEC(struct mh__offer) offers;
    /* Of a version that recorded the best product only: all borrowed from the line. */
    struct mh_frozen_candidate best;
    struct mh_frozen_product product;
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

static void offer_best(struct frozen *v, const struct mh_frozen_line *l)
{
    if (l->verdict == NULL || l->product == NULL)
        return;
    v->best = (struct mh_frozen_candidate){
        .article_id = l->article_id, .rank = 1, .product_id = l->product_id, .verdict = l->verdict, .score = l->score,
        .who = mh__line_state(l) == MH_STATE_REVIEW ? l->who : NULL, .told = l->told, .reason = l->reason,
    };
    v->product = (struct mh_frozen_product){
        .product_id = l->product_id, .family = l->family, .maker = l->maker, .maker_name = l->maker_name, .maker_city = l->maker_city,
        .maker_status = l->maker_status, .maker_role = l->maker_role, .reference = l->product, .label = l->product_label,
        .clearance = l->clearance, .cert_number = l->cert_number, .cert_to = l->cert_to, .certified = l->cert_number != NULL,
        .capacity = l->capacity, .capacity_base = MH_UNKNOWN, .lead_days = l->lead_days, .verified_on = l->verified_on,
    };
    mh_vec_push(&v->offers, ((struct mh__offer){ &v->best, &v->product }));
}

static uint64_t product_key(int64_t id, const char *family)
{
    return mh_hash64(family ? family : "", family ? strlen(family) : 0, (uint64_t)id) | 1;
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

static void offer_recorded(struct frozen *v, const struct mh_frozen_line *l)
{
    const uint32_t *first = l->candidates_of == MH_UNKNOWN ? NULL : mh__idmap_find(&v->candidate_at, (uint64_t)l->candidates_of);
    for (size_t i = first ? *first : v->candidates.n; i < v->candidates.n; i++) {
        const struct mh_frozen_candidate *c = mh__rows_at(&v->candidates, i);
        if (c->article_id != l->candidates_of)
            break;
        mh_vec_push(&v->offers, ((struct mh__offer){ c, product_of(v, c->product_id, l->family) }));
    }
}

static void tell_specs(struct frozen *v, const struct mh_frozen_line *l)
{
    const uint32_t *first = l->specs_of == MH_UNKNOWN ? NULL : mh__idmap_find(&v->spec_at, (uint64_t)l->specs_of);
    if (first == NULL)
        return;
    v->line.spec = mh__rows_at(&v->specs, *first);
    while (*first + v->line.nspecs < v->specs.n && v->line.spec[v->line.nspecs].article_id == l->specs_of)
        v->line.nspecs++;
}

/* --- the source --- */

static enum mh_rc frozen_next(struct mh__lines *src, const struct mh__line **line, struct mh_err *err)
{
    struct frozen *v = frozen_of(src);
    (void)err;
    *line = NULL;
    while (v->at < v->lines.n) {
        const struct mh_frozen_line *l = mh__rows_at(&v->lines, v->at++);
        if (v->member != NULL && !mh_streq(v->member, l->member))
            continue;
        v->line = (struct mh__line){ .l = l, .group = l->member };
        v->offers.len = 0;
        (v->recorded ? offer_recorded : offer_best)(v, l);
        tell_specs(v, l);
        v->line.offer = v->offers.at;
        v->line.noffers = v->offers.len;
        *line = &v->line;
        return MH_OK;
    }
    return MH_OK;
}

static void frozen_word(struct mh__lines *src)
{
    (void)src; /* all is there */
}

static void frozen_close(struct mh__lines *src)
{
    struct frozen *v = frozen_of(src);
    struct mh__rows *all[] = { &v->lines, &v->candidates, &v->specs, &v->products };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (all[i]->table != NULL)
            mh__rows_free(all[i]);
    mh__idmap_free(&v->candidate_at);
    mh__idmap_free(&v->spec_at);
    mh__idmap_free(&v->product_at);
    mh_vec_free(&v->offers);
    free(v->member);
    free(v);
}

static void find_rows(struct frozen *v)
{
    for (size_t i = v->candidates.n; i-- > 0;) /* the first of an article stays */
        mh__idmap_put(&v->candidate_at, (uint64_t)((const struct mh_frozen_candidate *)mh__rows_at(&v->candidates, i))->article_id, (uint32_t)i);
    for (size_t i = v->specs.n; i-- > 0;)
        mh__idmap_put(&v->spec_at, (uint64_t)((const struct mh_frozen_spec *)mh__rows_at(&v->specs, i))->article_id, (uint32_t)i);
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
    f->base = (struct mh__lines){ .next = frozen_next, .word = frozen_word, .close = frozen_close };
    f->recorded = v->operations != MH_UNKNOWN;
    f->member = mh_xstrdup(member);
    *out = &f->base;
    enum mh_rc rc = mh__lines_of(s, v->id, &f->lines, err);
    if (rc == MH_OK)
        rc = mh__of_version(s, &mh_table_frozen_candidates, v->id, &f->candidates, err);
    if (rc == MH_OK)
        rc = mh__of_version(s, &mh_table_frozen_specs, v->id, &f->specs, err);
    if (rc == MH_OK)
        rc = mh__of_version(s, &mh_table_frozen_products, v->id, &f->products, err);
    find_rows(f);
    return rc;
}

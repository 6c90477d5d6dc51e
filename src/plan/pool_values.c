/* Values of articles beside each other: equal, met by one product, never interchangeable. */
#include "plan/pool_priv.h"

#include <stdlib.h>
#include <string.h>

static bool several(uint64_t c)
{
    return (c & (c - 1)) != 0;
}

void mh__pool_kind(const struct mh_lexicon *lx, int family, struct mh__pool_kind *out)
{
    struct mh_requirement one = { .source = MH_SRC_READ };
    struct mh_reading said = { .family = family, .req = &one, .nreq = 1 };
    size_t n = mh_lexicon_nattributes(lx, family);
    *out = (struct mh__pool_kind){ 0 };
    for (size_t i = 0; i < n && i < MH_POOL_WORDS; i++) {
        const struct mh_attribute *a = mh_lexicon_attribute(lx, family, (int)i);
        uint64_t bit = (uint64_t)1 << i;
        if (mh_attribute_informative(lx, family, (int)i)) {
            out->info |= bit;
            continue;
        }
        out->critical |= mh_streq(a->critical, "oui") ? bit : 0;
        out->never |= a->never == 1 ? bit : 0;
        one.attribute = (int)i;
        for (size_t k = 0; k < n && k < MH_POOL_WORDS; k++) /* what saying the one leaves nothing to ask of */
            if (k != i && mh_spec_settled(lx, &said, (int)k))
                out->alike |= bit;
    }
}

const char *mh__pool_unread(const struct mh_lexicon *lx, const struct mh_reading *r)
{
    bool told = false;
    for (size_t i = 0; i < mh_lexicon_nattributes(lx, r->family) && !told; i++) {
        const struct mh_attribute *a = mh_lexicon_attribute(lx, r->family, (int)i);
        told = mh_streq(a->critical, "oui") && !mh_streq(a->type, "oui_non");
    }
    const char *words = told ? r->demand : r->rest;
    return words ? words : "";
}

const struct mh_requirement *mh__pool_says(const struct mh_reading *r, int attribute)
{
    for (size_t i = 0; i < r->nreq; i++)
        if (r->req[i].attribute == attribute && !r->req[i].wish)
            return &r->req[i];
    return NULL;
}

bool mh__pool_unclear(const struct mh_requirement *q)
{
    const struct mh_spec_value *v = &q->value;
    return !v->alternatives && (v->kind == MH_VAL_NUMBER ? v->nlist > 1 : several(v->choices));
}

bool mh__pool_stated(const struct mh_requirement *q)
{
    return q != NULL && !mh_requirement_implied(q) && !mh__pool_unclear(q);
}

static bool single(const struct mh_spec_value *v)
{
    return v->nlist == 1 || (v->nlist == 0 && v->lo == v->hi);
}

static int by_number(const void *x, const void *y)
{
    const int64_t *a = x, *b = y;
    return (*a > *b) - (*a < *b);
}

/* A list in order, so that 5|10 and 10|5 are one. */
static int sorted_list(const struct mh_spec_value *v, int64_t out[12])
{
    memcpy(out, v->list, (size_t)v->nlist * sizeof *out);
    qsort(out, (size_t)v->nlist, sizeof *out, by_number);
    return v->nlist;
}

void mh__pool_value_bytes(struct mh_str *out, int attribute, const struct mh_spec_value *v)
{
    mh_str_addf(out, "%d", attribute);
    if (v->kind == MH_VAL_CHOICES) {
        mh_str_addf(out, "c%llx%s", (unsigned long long)v->choices, several(v->choices) && !v->alternatives ? "?" : "");
    } else if (v->nlist > 0) {
        int64_t list[12];
        int n = sorted_list(v, list);
        for (int i = 0; i < n; i++)
            mh_str_addf(out, "%c%lld", i ? '/' : n > 1 && v->alternatives ? 'l' : n > 1 ? 'u' : 'n', (long long)list[i]);
    } else if (v->lo == v->hi) {
        mh_str_addf(out, "n%lld", (long long)v->lo);
    } else {
        mh_str_addf(out, "r%lld-%lld", (long long)v->lo, (long long)v->hi);
    }
    mh_str_addc(out, ';');
}

bool mh__pool_equal(const struct mh_spec_value *a, const struct mh_spec_value *b)
{
    const struct mh_requirement qa = { .value = *a }, qb = { .value = *b };
    int64_t x[12], y[12];
    if (a->kind != b->kind || mh__pool_unclear(&qa) != mh__pool_unclear(&qb))
        return false;
    if (a->kind == MH_VAL_CHOICES)
        return a->choices == b->choices;
    if (single(a) && single(b))
        return (a->nlist ? a->list[0] : a->lo) == (b->nlist ? b->list[0] : b->lo);
    if (a->nlist != b->nlist)
        return false;
    if (a->nlist == 0)
        return a->lo == b->lo && a->hi == b->hi;
    sorted_list(a, x);
    sorted_list(b, y);
    return memcmp(x, y, (size_t)a->nlist * sizeof *x) == 0;
}

static bool holds(const struct mh_spec_value *v, int64_t x)
{
    for (int i = 0; i < v->nlist; i++)
        if (v->list[i] == x)
            return true;
    return v->nlist == 0 && (v->lo == INT64_MIN || x >= v->lo) && (v->hi == INT64_MAX || x <= v->hi);
}

static void one_number(struct mh_spec_value *out, int64_t x)
{
    *out = (struct mh_spec_value){ .kind = MH_VAL_NUMBER, .lo = x, .hi = x };
}

static bool meet_lists(const struct mh_spec_value *a, const struct mh_spec_value *b, struct mh_spec_value *out)
{
    struct mh_spec_value both = { .kind = MH_VAL_NUMBER, .alternatives = true };
    int64_t list[12];
    int n = sorted_list(a, list);
    for (int i = 0; i < n; i++)
        if (holds(b, list[i]))
            both.list[both.nlist++] = list[i];
    if (both.nlist == 0)
        return false;
    if (both.nlist == 1) {
        one_number(out, both.list[0]);
        return true;
    }
    both.lo = both.list[0];
    both.hi = both.list[both.nlist - 1];
    *out = both;
    return true;
}

/* A range that is asked may mean "within" or "all of it": two that differ are met together only where both are bounds on the same side. */
static bool meet_numbers(const struct mh_spec_value *a, const struct mh_spec_value *b, struct mh_spec_value *out)
{
    if (single(a) || single(b)) {
        const struct mh_spec_value *one = single(a) ? a : b, *other = one == a ? b : a;
        int64_t x = one->nlist ? one->list[0] : one->lo;
        if (!holds(other, x))
            return false;
        one_number(out, x);
        return true;
    }
    if (a->nlist > 0)
        return meet_lists(a, b, out);
    if (b->nlist > 0)
        return meet_lists(b, a, out);
    struct mh_spec_value v = { .kind = MH_VAL_NUMBER, .lo = INT64_MIN, .hi = INT64_MAX };
    if (a->hi == INT64_MAX && b->hi == INT64_MAX)
        v.lo = a->lo > b->lo ? a->lo : b->lo;
    else if (a->lo == INT64_MIN && b->lo == INT64_MIN)
        v.hi = a->hi < b->hi ? a->hi : b->hi;
    else
        return false;
    *out = v;
    return true;
}

bool mh__pool_meet(const struct mh_lexicon *lx, int family, int attribute, const struct mh_spec_value *a, const struct mh_spec_value *b,
                   struct mh_spec_value *out)
{
    struct mh_requirement qa = { .value = *a }, qb = { .value = *b };
    if (mh__pool_equal(a, b)) {
        *out = *a;
        return true;
    }
    if (a->kind != b->kind || mh__pool_unclear(&qa) || mh__pool_unclear(&qb))
        return false;
    if (a->kind == MH_VAL_NUMBER)
        return meet_numbers(a, b, out);
    /* Norms are demanded together: a product keeps both. */
    bool norm = mh_streq(mh_lexicon_attribute(lx, family, attribute)->code, "norme");
    struct mh_spec_value v = *a;
    v.choices = norm ? a->choices | b->choices : a->choices & b->choices;
    v.alternatives = norm ? a->alternatives : several(v.choices);
    if (v.choices == 0)
        return false;
    *out = v;
    return true;
}

enum mh_pool_fit mh_pool_fit(const struct mh_lexicon *lx, const struct mh_reading *a, const struct mh_reading *b, int *attribute)
{
    enum mh_pool_fit worst = MH_POOL_FIT;
    int none;
    attribute = attribute != NULL ? attribute : &none;
    *attribute = -1;
    if (a->family < 0 || a->family != b->family)
        return MH_POOL_NEVER;
    size_t n = mh_lexicon_nattributes(lx, a->family);
    for (size_t i = 0; i < n; i++) {
        const struct mh_requirement *x = mh__pool_says(a, (int)i), *y = mh__pool_says(b, (int)i);
        const struct mh_attribute *row = mh_lexicon_attribute(lx, a->family, (int)i);
        struct mh_spec_value both;
        enum mh_pool_fit fit = MH_POOL_FIT;
        bool critical = mh_streq(row->critical, "oui");
        if (mh_attribute_informative(lx, a->family, (int)i))
            continue;
        if (x != NULL && y != NULL && !mh__pool_meet(lx, a->family, (int)i, &x->value, &y->value, &both))
            fit = row->never == 1 ? MH_POOL_NEVER : MH_POOL_CONFLICT;
        else if (critical ? !mh__pool_stated(x) || !mh__pool_stated(y) : row->never == 1 && (x == NULL) != (y == NULL))
            fit = MH_POOL_SILENT;
        if (fit > worst) {
            worst = fit;
            *attribute = (int)i;
        }
    }
    return worst;
}

const char *mh_pool_unread(const struct mh_lexicon *lx, const struct mh_pool *pool)
{
    return mh__pool_unread(lx, &pool->reading);
}

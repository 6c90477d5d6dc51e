/* Products of one reading gathered in kinds, and what the kinds of a family say as columns of bytes: enough to see at once which of
 * them cannot come first. */
#include <stdlib.h>
#include <string.h>
#include <mahalli/hash.h>
#include <mahalli/xalloc.h>
#include "match/index.h"

/* --- one kind for what is read alike --- */

static uint64_t add(uint64_t h, uint64_t x)
{
    h = (h ^ x) * 0x9e3779b97f4a7c15u;
    return h ^ h >> 29;
}

static uint64_t hash_of(const struct mh_reading *r, enum mh_made_here here)
{
    uint64_t h = add((uint64_t)here, (uint64_t)(int64_t)r->family);
    h = add(h, (uint64_t)(int64_t)r->second);
    h = add(h, (uint64_t)r->confidence << 8 | (uint64_t)r->problem);
    for (size_t i = 0; i < r->nreq; i++) {
        const struct mh_spec_value *v = &r->req[i].value;
        h = add(h, (uint64_t)r->req[i].attribute << 8 | (uint64_t)r->req[i].source << 1 | r->req[i].wish);
        h = add(h, v->choices);
        h = add(add(h, (uint64_t)v->lo), (uint64_t)v->hi);
        for (int k = 0; k < v->nlist; k++)
            h = add(h, (uint64_t)v->list[k]);
    }
    return mh_hash64(&h, sizeof h, 3);
}

static bool same_value(const struct mh_spec_value *x, const struct mh_spec_value *y)
{
    return x->kind == y->kind && x->lo == y->lo && x->hi == y->hi && x->choices == y->choices && x->alternatives == y->alternatives &&
           x->nlist == y->nlist && memcmp(x->list, y->list, (size_t)x->nlist * sizeof *x->list) == 0;
}

static bool same(const struct mh__kind *k, const struct mh_reading *r, enum mh_made_here here)
{
    const struct mh_reading *o = &k->reading;
    if (k->here != here || o->family != r->family || o->second != r->second || o->confidence != r->confidence || o->problem != r->problem ||
        o->nreq != r->nreq)
        return false;
    for (size_t i = 0; i < r->nreq; i++) {
        const struct mh_requirement *x = &o->req[i], *y = &r->req[i];
        if (x->attribute != y->attribute || x->source != y->source || x->wish != y->wish || !same_value(&x->value, &y->value))
            return false;
    }
    return true;
}

static void grow(struct mh_index *ix)
{
    if (ix->kind_slots > 2 * ix->kinds.len)
        return;
    free(ix->kind_table);
    ix->kind_slots = ix->kind_slots == 0 ? 64 : ix->kind_slots * 2;
    ix->kind_table = mh_xcalloc(ix->kind_slots, sizeof *ix->kind_table);
    for (size_t k = 0; k < ix->kinds.len; k++) {
        size_t i = ix->kinds.at[k].hash & (ix->kind_slots - 1);
        while (ix->kind_table[i] != 0)
            i = (i + 1) & (ix->kind_slots - 1);
        ix->kind_table[i] = (uint32_t)k + 1;
    }
}

/* What matching never asks of a product: the words themselves. */
static void forget_words(struct mh_reading *r)
{
    free((char *)(uintptr_t)r->problem_words);
    free(r->rest);
    free(r->demand);
    free(r->keys);
    free(r->folded);
    r->problem_words = NULL;
    r->rest = r->demand = r->keys = r->folded = NULL;
    for (size_t i = 0; i < r->nreq; i++) {
        r->req[i].from = r->req[i].to = -1;
        r->req[i].words[0] = '\0';
    }
}

static bool one_bit(uint64_t c)
{
    return c != 0 && (c & (c - 1)) == 0;
}

static void shorten(const struct mh_index *ix, struct mh__kind *k)
{
    const struct mh_reading *r = &k->reading;
    k->offer = mh_xcalloc(r->nreq + 1, sizeof *k->offer);
    for (size_t i = 0; i < r->nreq; i++) {
        const struct mh_spec_value *v = &r->req[i].value;
        bool number = v->kind == MH_VAL_NUMBER;
        k->offer[i] = (struct mh__offer){ .lo = v->lo, .hi = v->hi, .choices = v->choices, .attribute = (int16_t)r->req[i].attribute,
                                          .req = (int16_t)i, .any_size = mh_spec_any_size(ix->lx, r->family, &r->req[i]),
                                          .single = number ? v->nlist == 0 && v->lo == v->hi : one_bit(v->choices) };
        if (r->req[i].source != MH_SRC_REFERENCE && mh_spec_special(ix->lx, r->family, &r->req[i]))
            k->special |= (uint64_t)1 << r->req[i].attribute;
    }
}

uint32_t mh__kind_of(struct mh_index *ix, struct mh_reading *r, enum mh_made_here here)
{
    uint64_t h = hash_of(r, here);
    grow(ix);
    size_t i = h & (ix->kind_slots - 1);
    for (; ix->kind_table[i] != 0; i = (i + 1) & (ix->kind_slots - 1)) {
        const struct mh__kind *k = &ix->kinds.at[ix->kind_table[i] - 1];
        if (k->hash == h && same(k, r, here)) {
            mh_reading_free(r);
            return ix->kind_table[i] - 1;
        }
    }
    struct mh__kind one = { .reading = *r, .hash = h, .here = here };
    forget_words(&one.reading);
    shorten(ix, &one);
    mh_vec_push(&ix->kinds, one);
    ix->kind_table[i] = (uint32_t)ix->kinds.len;
    return (uint32_t)ix->kinds.len - 1;
}

/* --- buckets --- */

/* Those that give a state first, the excluded ones after. */
static void file_kinds(struct mh_index *ix)
{
    for (int pass = 0; pass < 2; pass++)
        for (size_t k = 0; k < ix->kinds.len; k++) {
            const struct mh__kind *kind = &ix->kinds.at[k];
            if (kind->n == 0 || (kind->here == MH_HERE_EXCLUDED) != (pass == 1))
                continue;
            mh_vec_push(&ix->buckets[kind->reading.family].kinds, (uint32_t)k);
            if (kind->reading.second >= 0)
                mh_vec_push(&ix->buckets[kind->reading.second].neighbours, (uint32_t)k);
            ix->buckets[kind->reading.family].nlive += pass == 0;
        }
}

static bool candidate(const struct mh__product *p)
{
    return !p->range && p->reading->family >= 0 && p->reading->problem != MH_READ_OUT_OF_SCOPE;
}

static void gather_members(struct mh_index *ix)
{
    for (size_t i = 0; i < ix->n; i++)
        if (candidate(&ix->products[i]))
            ix->kinds.at[ix->products[i].kind].n++;
    file_kinds(ix);
    uint32_t at = 0;
    for (size_t f = 0; f < ix->nbuckets; f++) {
        struct mh__bucket *b = &ix->buckets[f];
        b->from = at;
        for (size_t i = 0; i < b->kinds.len; i++) {
            struct mh__kind *kind = &ix->kinds.at[b->kinds.at[i]];
            kind->from = at;
            at += kind->n;
            kind->n = 0;
        }
        b->to = at;
    }
    ix->nmembers = at;
    ix->members = mh_xcalloc((size_t)at + 1, sizeof *ix->members);
    for (size_t i = 0; i < ix->n; i++) {
        const struct mh__product *p = &ix->products[ix->by_id[i]];
        struct mh__kind *kind = &ix->kinds.at[p->kind];
        if (candidate(p))
            ix->members[kind->from + kind->n++] = ix->by_id[i];
    }
}

/* --- columns --- */

static uint8_t code_of(const struct mh__column *c, int64_t value)
{
    for (size_t i = 0; i < c->nvalues; i++)
        if (c->value[i] == value)
            return (uint8_t)(i + 1);
    return MH__CODE_NOBODY;
}

static uint8_t code_add(struct mh__column *c, int64_t value)
{
    uint8_t code = code_of(c, value);
    if (code != MH__CODE_NOBODY)
        return code;
    if (c->nvalues + 1 >= MH__CODE_NOBODY)
        return MH__CODE_OPEN;
    mh_vec_reserve_((void **)&c->value, &c->cap, c->nvalues + 1, sizeof *c->value);
    c->value[c->nvalues++] = value;
    return (uint8_t)c->nvalues;
}

static size_t blocks(size_t n)
{
    return (n + MH__BLOCK - 1) / MH__BLOCK * MH__BLOCK;
}

static void make_columns(struct mh_index *ix, int family)
{
    struct mh__bucket *b = &ix->buckets[family];
    if (b->kinds.len == 0)
        return;
    b->ncolumns = mh_lexicon_nattributes(ix->lx, family);
    b->column = mh_xcalloc(b->ncolumns + 1, sizeof *b->column);
    b->glance = mh_xcalloc(b->kinds.len, sizeof *b->glance);
    b->not_made = mh_xcalloc(blocks(b->kinds.len), 1);
    for (size_t k = 0; k < b->kinds.len; k++) {
        const struct mh__kind *kind = &ix->kinds.at[b->kinds.at[k]];
        b->glance[k] = (struct mh__glance){ .special = kind->special, .confidence = (uint8_t)kind->reading.confidence, .here = (uint8_t)kind->here,
                                            .unsure = kind->here == MH_HERE_UNKNOWN || mh__verdict_most(&kind->reading, NULL, 0) != MH_VERDICT_MATCH };
        b->not_made[k] = kind->here == MH_HERE_FAILED || kind->here == MH_HERE_EXCLUDED ? MH__WEIGHT_FAILS : 0;
        for (size_t i = 0; i < kind->reading.nreq; i++) {
            const struct mh__offer *o = &kind->offer[i];
            struct mh__column *c = &b->column[o->attribute];
            if (c->code == NULL)
                c->code = mh_xcalloc(blocks(b->kinds.len), 1);
            if (c->code[k] != MH__CODE_UNSAID)
                continue;
            bool number = kind->reading.req[i].value.kind == MH_VAL_NUMBER;
            c->code[k] = o->single ? code_add(c, number ? o->lo : (int64_t)o->choices) : MH__CODE_OPEN;
        }
    }
}

void mh__kinds_finish(struct mh_index *ix)
{
    for (size_t i = 0; i < ix->n; i++) {
        struct mh__product *p = &ix->products[i];
        const struct mh__kind *k = &ix->kinds.at[p->kind];
        p->reading = &k->reading;
        p->offer = k->offer;
        p->noffers = (int16_t)k->reading.nreq;
        p->special = k->special;
    }
    gather_members(ix);
    for (size_t f = 0; f < ix->nbuckets; f++)
        make_columns(ix, (int)f);
}

void mh__kinds_free(struct mh_index *ix)
{
    for (size_t i = 0; i < ix->kinds.len; i++) {
        mh_reading_free(&ix->kinds.at[i].reading);
        free(ix->kinds.at[i].offer);
    }
    mh_vec_free(&ix->kinds);
    for (size_t f = 0; f < ix->nbuckets; f++) {
        struct mh__bucket *b = &ix->buckets[f];
        for (size_t c = 0; c < b->ncolumns; c++) {
            free(b->column[c].code);
            free(b->column[c].value);
        }
        free(b->column);
        free(b->not_made);
        free(b->glance);
        mh_vec_free(&b->kinds);
        mh_vec_free(&b->neighbours);
    }
    free(ix->kind_table);
    free(ix->members);
}

/* --- weighing --- */

/* The code that alone meets the requirement; OPEN when others may. */
static uint8_t wanted_code(const struct mh__column *c, const struct mh_requirement *q, const struct mh__asked *asked)
{
    const struct mh_spec_value *v = &q->value;
    if ((asked->plain >> q->attribute & 1) == 0)
        return MH__CODE_OPEN;
    if (v->kind == MH_VAL_NUMBER)
        return v->nlist > 0 || v->lo != v->hi ? MH__CODE_OPEN : code_of(c, v->lo);
    return (v->choices & (v->choices - 1)) != 0 ? MH__CODE_OPEN : code_of(c, (int64_t)v->choices);
}

static void weigh_unsaid(const uint8_t *code, uint8_t *out, size_t n)
{
    for (size_t b = 0; b < n; b += MH__BLOCK)
        for (size_t i = b; i < b + MH__BLOCK; i++)
            out[i] = (uint8_t)(out[i] + (code[i] == MH__CODE_UNSAID));
}

static void weigh_value(const uint8_t *code, uint8_t wanted, uint8_t *out, size_t n)
{
    for (size_t b = 0; b < n; b += MH__BLOCK)
        for (size_t i = b; i < b + MH__BLOCK; i++) {
            uint8_t c = code[i], unsaid = c == MH__CODE_UNSAID;
            uint8_t fails = (uint8_t)((c != wanted) & (c != MH__CODE_OPEN) & (unsaid ^ 1));
            out[i] = (uint8_t)((out[i] + 2 * fails + unsaid) | fails << 7);
        }
}

void mh__kinds_weigh(const struct mh__bucket *b, const struct mh_reading *article, const struct mh__asked *asked, uint8_t *out, size_t n)
{
    int weighed = 0;
    memcpy(out, b->not_made, n);
    for (size_t i = 0; i < article->nreq && weighed < MH_MAX_REQUIREMENTS; i++) {
        const struct mh_requirement *q = &article->req[i];
        if (q->wish || (asked->informative >> q->attribute & 1) != 0)
            continue;
        const struct mh__column *c = &b->column[q->attribute];
        weighed++;
        uint8_t wanted = c->code == NULL ? MH__CODE_OPEN : wanted_code(c, q, asked);
        if (c->code == NULL)
            for (size_t k = 0; k < n; k++)
                out[k]++;
        else if (wanted == MH__CODE_OPEN)
            weigh_unsaid(c->code, out, n);
        else
            weigh_value(c->code, wanted, out, n);
    }
}

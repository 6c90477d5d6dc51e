/* What one product must meet for all articles of a pool, and the name that follows from it. */
#include "plan/pool_priv.h"

#include <mahalli/hash.h>
#include <mahalli/xalloc.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void plain(struct mh_requirement *q)
{
    q->from = q->to = -1;
    q->words[0] = '\0';
}

void mh__pool_copy(struct mh_reading *into, const struct mh_reading *r)
{
    *into = (struct mh_reading){ .family = r->family, .second = -1, .confidence = r->confidence, .nreq = r->nreq,
                                 .rest = mh_xstrdup(r->rest), .demand = mh_xstrdup(r->demand), .keys = mh_xstrdup(r->keys), .folded = mh_xstrdup("") };
    into->req = mh_xcalloc(r->nreq + 1, sizeof *into->req);
    if (r->nreq > 0)
        memcpy(into->req, r->req, r->nreq * sizeof *into->req);
    for (size_t i = 0; i < into->nreq; i++)
        plain(&into->req[i]);
}

static int rank(const struct mh_requirement *q) /* who says it best */
{
    return mh_requirement_implied(q) ? 100 : (int)q->source;
}

static const struct mh_requirement *any(const struct mh_reading *r, int attribute)
{
    for (size_t i = 0; i < r->nreq; i++)
        if (r->req[i].attribute == attribute)
            return &r->req[i];
    return NULL;
}

static bool optional(const struct mh_lexicon *lx, int family, const struct mh_requirement *q)
{
    return q->wish || mh_attribute_informative(lx, family, q->attribute);
}

static void take(struct mh_reading *into, size_t at, const struct mh_requirement *q)
{
    into->req[at] = *q;
    plain(&into->req[at]);
}

static int by_attribute(const void *x, const void *y)
{
    const struct mh_requirement *a = x, *b = y;
    return (a->attribute > b->attribute) - (a->attribute < b->attribute);
}

void mh__pool_merge(const struct mh_lexicon *lx, struct mh_reading *into, const struct mh_reading *r)
{
    size_t kept = 0, most = into->nreq + r->nreq < MH_MAX_REQUIREMENTS ? into->nreq + r->nreq : MH_MAX_REQUIREMENTS;
    into->req = mh_xreallocarray(into->req, most + 1, sizeof *into->req);
    for (size_t i = 0; i < into->nreq; i++) { /* what is not of everybody and binds nobody */
        const struct mh_requirement *mine = &into->req[i], *other = any(r, mine->attribute);
        if (optional(lx, into->family, mine) && (other == NULL || (optional(lx, into->family, other) && !mh__pool_equal(&mine->value, &other->value))))
            continue;
        into->req[kept++] = *mine;
    }
    into->nreq = kept;
    for (size_t i = 0; i < r->nreq; i++) {
        const struct mh_requirement *q = &r->req[i];
        size_t at = 0;
        while (at < into->nreq && into->req[at].attribute != q->attribute)
            at++;
        if (optional(lx, into->family, q))
            continue;
        if (at == into->nreq) {
            if (into->nreq < MH_MAX_REQUIREMENTS)
                take(into, into->nreq++, q);
            continue;
        }
        struct mh_requirement *mine = &into->req[at];
        struct mh_spec_value both;
        if (mine->wish)
            take(into, at, q);
        else if (mh__pool_meet(lx, into->family, q->attribute, &mine->value, &q->value, &both)) {
            if (rank(q) < rank(mine) || (rank(q) == rank(mine) && q->sheet < mine->sheet))
                take(into, at, q);
            mine->value = both;
        }
    }
    if (into->nreq > 1)
        qsort(into->req, into->nreq, sizeof *into->req, by_attribute);
    if (!mh_streq(into->rest, r->rest)) {
        free(into->rest);
        into->rest = NULL;
    }
}

/* --- codes --- */

enum { PREFIX = 4, LETTERS = 5, LONGER = 9 };

/* No vowels, no I, L, O, Q, U: nothing that reads as a word or as another letter. */
static const char letters[] = "BCDFGHJKMNPRSTVWXZ";

static uint64_t code_hash(const struct mh_lexicon *lx, const struct mh_pool *p, const char *own, struct mh_str *text)
{
    struct mh_reading said = { .family = p->family, .req = mh_xcalloc(p->reading.nreq + 1, sizeof *said.req) };
    for (size_t i = 0; i < p->reading.nreq; i++)
        if (!optional(lx, p->family, &p->reading.req[i]))
            said.req[said.nreq++] = p->reading.req[i];
    mh_str_clear(text);
    mh_str_addf(text, "%s|", mh_lexicon_family_row(lx, p->family)->code);
    mh_reading_text(lx, &said, text);
    mh_str_addf(text, "|%s|%s", mh__pool_unread(lx, &p->reading), own);
    free(said.req);
    return mh_hash64(text->data, text->len, 0x6d61);
}

void mh_pool_prefix(const char *family, char out[MH_POOL_CODE_SIZE])
{
    for (const char *s = family, *end = out + PREFIX; *s != '\0' && out < end; s++)
        if (*s >= 'a' && *s <= 'z')
            *out++ = (char)(*s - 'a' + 'A');
    *out = '\0';
}

static void write_code(const struct mh_lexicon *lx, struct mh_pool *p, uint64_t h, int n)
{
    char *out = p->code;
    mh_pool_prefix(mh_lexicon_family_row(lx, p->family)->code, out);
    out += strlen(out);
    *out++ = '-';
    for (int i = 0; i < n; i++, h /= sizeof letters - 1)
        *out++ = letters[h % (sizeof letters - 1)];
    *out = '\0';
}

struct coded {
    struct mh_pool *pool;
    uint64_t hash;
    size_t at;
};

static int by_code(const void *x, const void *y)
{
    const struct coded *a = x, *b = y;
    int d = strcmp(a->pool->code, b->pool->code);
    if (d == 0)
        d = (a->hash > b->hash) - (a->hash < b->hash);
    return d ? d : (a->at > b->at) - (a->at < b->at); /* pools come in an order of their own */
}

void mh__pool_codes(const struct mh_lexicon *lx, struct mh_pool *pools, size_t n, const char *const *own)
{
    struct coded *at = mh_xcalloc(n + 1, sizeof *at);
    struct mh_str text = MH_STR_INIT;
    for (size_t i = 0; i < n; i++) {
        at[i] = (struct coded){ &pools[i], code_hash(lx, &pools[i], own[i], &text), i };
        write_code(lx, &pools[i], at[i].hash, LETTERS);
    }
    qsort(at, n, sizeof *at, by_code);
    for (size_t i = 0, end; i < n; i = end) { /* two by chance: both take more letters */
        for (end = i + 1; end < n && strcmp(at[end].pool->code, at[i].pool->code) == 0; end++)
            ;
        for (size_t k = i; end - i > 1 && k < end; k++)
            write_code(lx, at[k].pool, at[k].hash, LONGER);
    }
    qsort(at, n, sizeof *at, by_code);
    for (size_t i = 1, same = 1; i < n; i++) { /* the very same words, kept apart: numbered */
        same = at[i].hash == at[i - 1].hash ? same + 1 : 1;
        if (same > 1)
            snprintf(at[i].pool->code + strlen(at[i].pool->code), 8, "%zu", same % 1000000);
    }
    mh_str_free(&text);
    free(at);
}

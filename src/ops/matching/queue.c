/* What is to be settled, by whom, in the order in which one works; and any product of the registry by its words. */
#include "ops/matching/desk.h"

#include <mahalli/i18n.h>
#include <mahalli/utf8.h>
#include <mahalli/vec.h>
#include <mahalli/xalloc.h>

#include <stdlib.h>
#include <string.h>

/* --- articles --- */

static bool for_pharmacist(const struct mh__desk_article *a)
{
    return !a->trial && (a->state == MH_STATE_MATCH || (a->state == MH_STATE_REVIEW && a->who == MH_WHO_PHARMACIST));
}

static bool for_buyer(const struct mh__desk_article *a)
{
    return a->state == MH_STATE_UNREAD || (a->state == MH_STATE_REVIEW && a->who == MH_WHO_BUYER);
}

/* Only the association asks makers. */
static bool for_coordinator(const struct mh__desk_article *a)
{
    return a->state == MH_STATE_LEAD || (a->state == MH_STATE_REVIEW && a->who == MH_WHO_MAKER);
}

static const struct {
    const char *role;
    bool (*settles)(const struct mh__desk_article *a);
} roles[] = { { "pharmacien", for_pharmacist }, { "acheteur", for_buyer }, { "coordinateur", for_coordinator } };

struct choosing { /* a query made ready */
    struct mh__desk *d;
    bool (*settles)(const struct mh__desk_article *a);
    int family; /* -1 any, -2 none of this code */
    MH_VEC(char *) words;
};

static enum mh_rc role_of(const char *role, bool (**settles)(const struct mh__desk_article *), struct mh_err *err)
{
    *settles = NULL;
    for (size_t i = 0; i < sizeof roles / sizeof *roles && role != NULL; i++)
        if (mh_streq(roles[i].role, role))
            *settles = roles[i].settles;
    return role == NULL || *settles ? MH_OK : mh_err_set(err, MH_EUSAGE, "rôle « %s » : attendu pharmacien, acheteur ou coordinateur", role);
}

static void words_of(const char *text, void (*take)(void *ctx, const char *word, size_t n), void *ctx)
{
    struct mh_str fold = MH_STR_INIT;
    mh_utf8_fold(&fold, text);
    for (const char *p = mh_str_text(&fold); *p != '\0';) {
        size_t n = strcspn(p, " ");
        if (n > 0)
            take(ctx, p, n);
        p += n + (p[n] == ' ');
    }
    mh_str_free(&fold);
}

static void take_word(void *ctx, const char *word, size_t n)
{
    struct choosing *c = ctx;
    mh_vec_push(&c->words, mh_xstrndup(word, n));
}

static void choosing_free(struct choosing *c)
{
    for (size_t i = 0; i < c->words.len; i++)
        free(c->words.at[i]);
    mh_vec_free(&c->words);
}

static enum mh_rc choosing_make(struct mh_session *s, const struct mh_queue_query *q, struct choosing *c, struct mh_err *err)
{
    *c = (struct choosing){ .family = -1 };
    enum mh_rc rc = role_of(q->role, &c->settles, err);
    if (rc == MH_OK)
        rc = mh__desk(s, &c->d, err);
    if (rc != MH_OK)
        return rc;
    if (!mh_blank(q->family) && (c->family = mh_lexicon_family(s->lexicon, q->family)) < 0)
        c->family = -2;
    if (q->search != NULL)
        words_of(q->search, take_word, c);
    return MH_OK;
}

static bool chosen(const struct choosing *c, struct mh__desk_article *a)
{
    if (a->needs == 0 || (c->family != -1 && a->family != c->family) || (c->settles != NULL && (!a->matched || !c->settles(a))))
        return false;
    if (c->words.len != 0 && a->folded == NULL) {
        struct mh_str fold = MH_STR_INIT;
        const struct mh_article *row = mh__rows_at(&c->d->m.articles, c->d->m.order[a->at]);
        mh_utf8_fold(&fold, row->reference ? row->reference : "");
        mh_str_addc(&fold, ' ');
        mh_utf8_fold(&fold, row->label);
        a->folded = mh_arena_strdup(&c->d->texts, mh_str_text(&fold));
        mh_str_free(&fold);
    }
    for (size_t i = 0; i < c->words.len; i++)
        if (strstr(a->folded, c->words.at[i]) == NULL)
            return false;
    return true;
}

enum mh_rc mh_ops_queue(struct mh_session *s, const struct mh_queue_query *q, int64_t **ids, size_t *n, struct mh_err *err)
{
    struct choosing c;
    MH_VEC(int64_t) found = { 0 };
    *ids = NULL;
    *n = 0;
    enum mh_rc rc = choosing_make(s, q, &c, err);
    for (size_t i = 0; rc == MH_OK && i < c.d->m.articles.n; i++) {
        struct mh__desk_article *a = &c.d->article[c.d->order[i]];
        if (chosen(&c, a))
            mh_vec_push(&found, a->id);
    }
    choosing_free(&c);
    *ids = found.at;
    *n = found.len;
    return rc;
}

enum mh_rc mh_ops_queue_next(struct mh_session *s, const struct mh_queue_query *q, int64_t from, int64_t *id, struct mh_err *err)
{
    struct choosing c;
    *id = 0;
    enum mh_rc rc = choosing_make(s, q, &c, err);
    bool behind = from == 0;
    int64_t before = 0;
    for (size_t i = 0; rc == MH_OK && *id == 0 && i < c.d->m.articles.n; i++) {
        struct mh__desk_article *a = &c.d->article[c.d->order[i]];
        behind = behind || a->id == from;
        if ((behind || before == 0) && chosen(&c, a))
            *(behind ? id : &before) = a->id;
    }
    if (*id == 0)
        *id = before;
    choosing_free(&c);
    return rc;
}

enum mh_rc mh_ops_queue_left(struct mh_session *s, const char *role, int64_t *left, int64_t *unmatched, struct mh_err *err)
{
    bool (*settles)(const struct mh__desk_article *);
    struct mh__desk *d;
    *left = *unmatched = 0;
    enum mh_rc rc = role_of(role, &settles, err);
    if (rc == MH_OK)
        rc = mh__desk(s, &d, err);
    for (size_t i = 0; rc == MH_OK && i < d->m.articles.n; i++) {
        const struct mh__desk_article *a = &d->article[i];
        *left += a->needs != 0 && a->matched && (settles == NULL || settles(a));
        *unmatched += a->needs != 0 && !a->matched;
    }
    return rc;
}

enum mh_rc mh_ops_queue_row(struct mh_session *s, int64_t article_id, struct mh_queue_row *out, struct mh_err *err)
{
    struct mh__desk *d;
    enum mh_rc rc = mh__desk(s, &d, err);
    if (rc != MH_OK)
        return rc;
    size_t place = mh__desk_find(d, article_id);
    if (place == SIZE_MAX)
        return mh_err_set(err, MH_ENOTFOUND, "cet article n'est plus dans le plan");
    const struct mh__desk_article *a = &d->article[place];
    const struct mh_article *row = mh__rows_at(&d->m.articles, place);
    const struct mh_family *family = a->family >= 0 ? mh_lexicon_family_row(s->lexicon, a->family) : NULL;
    *out = (struct mh_queue_row){
        .article_id = a->id, .member = mh_store_code(s->store, &mh_table_members, a->member_id), .reference = row->reference ? row->reference : "",
        .label = row->label ? row->label : "", .family = family ? family->code : "", .family_name = family ? mh_lexicon_family_name(s->lexicon, s->lang, a->family) : "",
        .base_unit = family && family->base_unit ? mh_tr(s->lang, family->base_unit) : "", .matched = a->matched, .trial = a->trial, .state = a->state,
        .who = mh_tr(s->lang, mh_who_name(a->who)), .verdict = a->verdict, .volume = a->volume, .needs = a->needs,
    };
    return MH_OK;
}

/* --- the registry --- */

struct looking {
    MH_VEC(char *) words; /* each with a space before: a word begins there */
};

static void take_start(void *ctx, const char *word, size_t n)
{
    struct looking *l = ctx;
    char *w = mh_xmalloc(n + 2);
    w[0] = ' ';
    memcpy(w + 1, word, n);
    w[n + 1] = '\0';
    mh_vec_push(&l->words, w);
}

static void fold_more(struct mh_str *out, const char *text)
{
    mh_str_addc(out, ' ');
    if (text != NULL)
        mh_utf8_fold(out, text);
}

/* Words begin after a space; a reference is found by any of its parts too (SER-10 by "10"). */
static void fold_products(struct mh__desk *d)
{
    const struct mh__rows *products = &d->m.s->products;
    struct mh_str text = MH_STR_INIT;
    d->product_text = mh_xcalloc(products->n + 1, sizeof *d->product_text);
    for (size_t i = 0; i < products->n; i++) {
        const struct mh_product *p = mh__rows_at(products, i);
        const struct mh_maker *maker = mh__session_maker(d->m.s, p->maker_id);
        mh_str_clear(&text);
        fold_more(&text, maker ? maker->code : NULL);
        fold_more(&text, maker ? maker->name : NULL);
        fold_more(&text, p->reference);
        size_t from = text.len;
        fold_more(&text, p->reference);
        fold_more(&text, p->label);
        fold_more(&text, p->specs);
        for (size_t k = from; k < text.len; k++)
            if (strchr("-/_.,;:()+=|'\"", text.data[k]) != NULL && text.data[k] != '\0')
                text.data[k] = ' ';
        d->product_text[i] = mh_arena_strdup(&d->texts, mh_str_text(&text));
    }
    mh_str_free(&text);
}

struct hit {
    int rank;       /* the reference itself, of the family, another */
    int partial;    /* words typed of which only the beginning stands there: "10" of 1035 */
    size_t at;
    const struct mh_maker *maker;
    const struct mh_product *product;
};

static int by_rank(const void *x, const void *y)
{
    const struct hit *a = x, *b = y;
    if (a->rank != b->rank)
        return a->rank < b->rank ? -1 : 1;
    if (a->partial != b->partial)
        return a->partial < b->partial ? -1 : 1;
    const char *p = a->maker && a->maker->code ? a->maker->code : "", *q = b->maker && b->maker->code ? b->maker->code : "";
    int d = strcmp(p, q);
    if (d == 0)
        d = strcmp(a->product->reference ? a->product->reference : "", b->product->reference ? b->product->reference : "");
    return d ? d : (a->at > b->at) - (a->at < b->at);
}

static bool all_words(const struct looking *l, const char *text)
{
    for (size_t i = 0; i < l->words.len; i++)
        if (strstr(text, l->words.at[i]) == NULL)
            return false;
    return true;
}

static bool whole_word(const char *text, const char *word)
{
    size_t n = strlen(word);
    for (const char *p = text; (p = strstr(p, word)) != NULL; p += n)
        if (p[n] == ' ' || p[n] == '\0')
            return true;
    return false;
}

static int partial_words(const struct looking *l, const char *text)
{
    int n = 0;
    for (size_t i = 0; i < l->words.len; i++)
        n += !whole_word(text, l->words.at[i]);
    return n;
}

static enum mh_rc tell_hit(struct mh_session *s, const struct hit *h,
                           enum mh_rc (*each)(void *ctx, const struct mh_found_product *p, struct mh_err *err), void *ctx,
                           struct mh_err *err)
{
    const struct mh_reading *r = mh_index_reading(s->index, h->product->id);
    struct mh_found_product one = {
        .id = h->product->id, .maker = h->maker && h->maker->code ? h->maker->code : "",
        .maker_name = h->maker && h->maker->name ? h->maker->name : "", .reference = h->product->reference ? h->product->reference : "",
        .label = h->product->label ? h->product->label : "",
        .family_name = r != NULL && r->family >= 0 ? mh_lexicon_family_name(s->lexicon, s->lang, r->family) : "",
    };
    return each(ctx, &one, err);
}

static bool is_reference(const struct mh_product *p, const struct mh_str *whole, struct mh_str *fold)
{
    if (p->reference == NULL || whole->len == 0 || strlen(p->reference) > 4 * whole->len)
        return false;
    mh_str_clear(fold);
    mh_utf8_fold(fold, p->reference);
    return mh_streq(mh_str_text(fold), mh_str_text(whole));
}

enum mh_rc mh_ops_registry_search(struct mh_session *s, const char *text, const char *family, size_t n,
                                  enum mh_rc (*each)(void *ctx, const struct mh_found_product *p, struct mh_err *err), void *ctx,
                                  struct mh_err *err)
{
    struct mh__desk *d;
    struct looking l = { 0 };
    MH_VEC(struct hit) hits = { 0 };
    struct mh_str whole = MH_STR_INIT, reference = MH_STR_INIT;
    enum mh_rc rc = mh__desk(s, &d, err);
    if (rc != MH_OK)
        return rc;
    if (d->product_text == NULL)
        fold_products(d);
    words_of(text, take_start, &l);
    mh_utf8_fold(&whole, text);
    int wanted = mh_blank(family) ? -1 : mh_lexicon_family(s->lexicon, family);
    for (size_t i = 0; i < s->products.n && n != 0; i++) {
        if (!all_words(&l, d->product_text[i]))
            continue;
        const struct mh_product *p = mh__rows_at(&s->products, i);
        const struct mh_reading *r = wanted >= 0 ? mh_index_reading(s->index, p->id) : NULL;
        struct hit one = { .rank = is_reference(p, &whole, &reference) ? 0 : r != NULL && r->family == wanted ? 1 : 2, .at = i, .product = p,
                           .partial = partial_words(&l, d->product_text[i]), .maker = mh__session_maker(s, p->maker_id) };
        size_t at = hits.len;
        if (hits.len == n && by_rank(&one, &hits.at[n - 1]) > 0)
            continue;
        if (hits.len == n)
            at--;
        else
            mh_vec_push(&hits, one);
        for (; at > 0 && by_rank(&one, &hits.at[at - 1]) < 0; at--)
            hits.at[at] = hits.at[at - 1];
        hits.at[at] = one;
    }
    for (size_t i = 0; i < hits.len && rc == MH_OK; i++)
        rc = tell_hit(s, &hits.at[i], each, ctx, err);
    for (size_t i = 0; i < l.words.len; i++)
        free(l.words.at[i]);
    mh_vec_free(&l.words);
    mh_vec_free(&hits);
    mh_str_free(&whole);
    mh_str_free(&reference);
    return rc;
}

/* An opinion by identifiers, for all articles that read the same at once; their findings are stored with it. */
#include "ops/entry/apply.h"
#include "ops/matching/desk.h"
#include "ops/matching/trials.h"

#include <mahalli/date.h>
#include <mahalli/vec.h>
#include <mahalli/xalloc.h>

#include <stdlib.h>
#include <string.h>

struct judging {
    struct mh_session *s;
    struct mh__desk *desk;
    const struct mh_judge_request *q;
    const char *opinion;
    int64_t product;       /* MH_UNKNOWN: none */
    MH_VEC(int64_t) held;  /* articles for which it holds */
    struct mh_judge_result *out;
};

static char *said(const char *text)
{
    return mh_blank(text) ? NULL : mh_xstrdup(text);
}

/* The whole opinion: what an earlier one said besides does not stand beside the new one. */
static void fill_opinion(const struct judging *j, int64_t article, struct mh_opinion *o)
{
    mh_row_init(&mh_table_opinions, o);
    o->article_id = article;
    o->product_id = j->product;
    o->opinion = mh_xstrdup(j->opinion);
    o->reason = said(j->q->reason);
    o->reserve = said(j->q->reserve);
    o->documents = said(j->q->documents);
    o->valid_until = said(j->q->valid_until);
    o->author = mh_xstrdup(j->s->user);
    o->date = mh_xstrndup(j->s->now, MH_DATE_SIZE - 1);
}

static void note_seen(const struct judging *j, struct mh_opinion *o)
{
    char digest[MH__SEEN_SIZE];
    mh__seen_article(j->s, mh__rows_find(&j->desk->m.articles, o->article_id), digest);
    o->article_seen = mh_xstrdup(digest);
    if (o->product_id != MH_UNKNOWN) {
        mh__seen_product(mh__session_product(j->s, o->product_id), &j->desk->m.certificates, digest);
        o->product_seen = mh_xstrdup(digest);
    }
}

static enum mh_rc record(struct judging *j, int64_t article, struct mh_err *err)
{
    struct mh_opinion o, was;
    int64_t id = 0, about = 0;
    bool changed = true;
    fill_opinion(j, article, &o);
    note_seen(j, &o);
    mh_row_init(&mh_table_opinions, &was);
    enum mh_rc rc = mh_store_find(j->s->store, &mh_table_opinions, &o, &id, err);
    if (rc == MH_OK && id == 0) {
        rc = mh_store_insert(j->s->store, &mh_table_opinions, &o, err);
        id = o.id;
    } else if (rc == MH_OK && (rc = mh_store_get(j->s->store, &mh_table_opinions, id, &was, err)) == MH_OK) {
        was.id = o.id = id;
        o.scope = mh_xstrdup(was.scope);
        rc = mh_store_update(j->s->store, &mh_table_opinions, &was, &o, &changed, err);
    }
    if (rc == MH_OK && changed) {
        j->out->recorded++;
        rc = mh__desk_opinion(j->desk, id, &about, err);
    }
    mh_row_free(&mh_table_opinions, &was);
    mh_row_free(&mh_table_opinions, &o);
    return rc;
}

static const struct mh_opinion *own_opinion(const struct judging *j, int64_t article)
{
    for (size_t i = 0; i < j->desk->m.opinions.n; i++) {
        const struct mh_opinion *o = mh__rows_at(&j->desk->m.opinions, i);
        if (o->article_id == article && o->product_id == j->product)
            return o;
    }
    return NULL;
}

static bool holds_already(const struct judging *j, int64_t article)
{
    for (size_t i = 0; i < j->held.len; i++)
        if (j->held.at[i] == article)
            return true;
    return false;
}

static void see_alike(void *ctx, const struct mh__desk_article *a, const struct mh__matched *x)
{
    struct judging *j = ctx;
    const char *last = NULL;
    bool own = false;
    for (size_t i = 0; i < x->recall.n; i++) {
        const struct mh__recalled *r = &x->recall.at[i];
        if (r->opinion->product_id != j->product || r->mention || r->reopened != NULL || (own && !r->own_article))
            continue;
        last = r->opinion->opinion;
        own = own || r->own_article;
    }
    if (mh_streq(last, j->opinion) && a->needs != 0 && !holds_already(j, a->id))
        mh_vec_push(&j->held, a->id);
}

/* On the article itself, and on those that read the same and have an opinion of their own on this product: it would go before. */
static enum mh_rc judge_one(struct judging *j, int64_t article, struct mh_err *err)
{
    if (holds_already(j, article))
        return MH_OK;
    size_t place = mh__desk_find(j->desk, article);
    if (place == SIZE_MAX)
        return mh_err_set(err, MH_ENOTFOUND, "cet article n'est plus dans le plan");
    enum mh_rc rc = record(j, article, err);
    const struct mh__desk_article *a = &j->desk->article[place];
    for (size_t i = 0; i < j->desk->m.articles.n && rc == MH_OK && a->key != 0; i++) {
        const struct mh__desk_article *b = &j->desk->article[i];
        if (b != a && b->key == a->key && b->member_id == a->member_id && own_opinion(j, b->id) != NULL)
            rc = record(j, b->id, err);
    }
    if (rc == MH_OK)
        rc = mh__desk_match_alike(j->desk, place, see_alike, j, err);
    return rc;
}

static void name_operation(const struct judging *j, struct mh_str *out)
{
    const struct mh_article *a = mh__rows_find(&j->desk->m.articles, j->q->articles[0]);
    mh_str_addf(out, "avis %s : ", j->opinion);
    if (a != NULL)
        mh_str_addf(out, "%s/%s", mh_store_code(j->s->store, &mh_table_members, a->member_id), a->reference ? a->reference : a->label);
    if (j->q->narticles > 1)
        mh_str_addf(out, " et %zu autre%s", j->q->narticles - 1, j->q->narticles > 2 ? "s" : "");
    const struct mh_product *p = j->product == MH_UNKNOWN ? NULL : mh__session_product(j->s, j->product);
    const struct mh_maker *maker = p ? mh__session_maker(j->s, p->maker_id) : NULL;
    if (p == NULL)
        mh_str_add(out, ", aucun produit");
    else
        mh_str_addf(out, ", %s/%s", maker && maker->code ? maker->code : "", p->reference ? p->reference : p->label);
}

static enum mh_rc check_request(struct judging *j, struct mh_opinion *parsed, struct mh_err *err)
{
    const struct mh_judge_request *q = j->q;
    if (q->narticles == 0)
        return mh_err_set(err, MH_EUSAGE, "aucun article choisi");
    if (q->opinion == NULL && q->product_id != 0)
        return mh_err_set(err, MH_EUSAGE, "quel avis ? conforme, sous réserve, non conforme, à essayer, suspendu");
    j->product = q->product_id == 0 ? MH_UNKNOWN : q->product_id;
    if (j->product != MH_UNKNOWN && mh__session_product(j->s, j->product) == NULL)
        return mh_err_set(err, MH_ENOTFOUND, "ce produit n'est plus au registre");
    enum mh_rc rc = mh_value_parse(mh_table_column(&mh_table_opinions, "avis"), parsed, q->opinion ? q->opinion : "non conforme",
                                   MH_NUM_POINT, err);
    if (rc == MH_OK && !mh_blank(q->valid_until))
        rc = mh_value_parse(mh_table_column(&mh_table_opinions, "valable_jusqu_au"), parsed, q->valid_until, MH_NUM_POINT, err);
    if (rc == MH_OK && parsed->valid_until != NULL && strncmp(parsed->valid_until, j->s->now, MH_DATE_SIZE - 1) < 0)
        rc = mh_err_set(err, MH_EINVAL, "« %s » : cet avis serait échu dès aujourd'hui", q->valid_until);
    j->opinion = parsed->opinion;
    return rc;
}

enum mh_rc mh_ops_judge_articles(struct mh_session *s, const struct mh_judge_request *q, struct mh_judge_result *out, struct mh_err *err)
{
    return mh__judge_with(s, q, NULL, NULL, out, err);
}

enum mh_rc mh__judge_with(struct mh_session *s, const struct mh_judge_request *q, enum mh_rc (*also)(void *ctx, struct mh_err *err), void *ctx,
                          struct mh_judge_result *out, struct mh_err *err)
{
    *out = (struct mh_judge_result){ 0 };
    struct judging j = { .s = s, .q = q, .out = out };
    struct mh_judge_request settled = *q;
    struct mh_opinion parsed;
    struct mh_str name = MH_STR_INIT;
    mh_row_init(&mh_table_opinions, &parsed);
    enum mh_rc rc = mh__desk(s, &j.desk, err);
    if (rc == MH_OK)
        rc = check_request(&j, &parsed, err);
    if (rc != MH_OK)
        goto out;
    settled.valid_until = parsed.valid_until;
    j.q = &settled;
    name_operation(&j, &name);
    rc = mh_store_begin(s->store, mh_str_text(&name), err);
    if (rc != MH_OK)
        goto out;
    for (size_t i = 0; i < q->narticles && rc == MH_OK; i++)
        rc = judge_one(&j, q->articles[i], err);
    if (rc == MH_OK && also != NULL)
        rc = also(ctx, err);
    if (rc == MH_OK)
        rc = mh_store_commit(s->store, &out->operation, err);
    else
        mh_store_rollback(s->store);
    if (rc != MH_OK)
        mh__desk_changed(s, NULL); /* what it holds was not kept */
    out->articles = (int64_t)j.held.len;
    memcpy(out->opinion, j.opinion, strlen(j.opinion) < sizeof out->opinion ? strlen(j.opinion) : 0);
out:
    mh_vec_free(&j.held);
    mh_str_free(&name);
    mh_row_free(&mh_table_opinions, &parsed);
    return rc;
}

enum mh_rc mh_ops_judge(struct mh_session *s, const char *article, const char *product, const char *opinion, const char *reason,
                        struct mh_err *err)
{
    int64_t id = 0;
    struct mh_judge_request q = { .articles = &id, .narticles = 1, .opinion = opinion, .reason = reason };
    struct mh_judge_result r;
    enum mh_rc rc = mh__find_article(s, article, 0, &id, err);
    if (rc == MH_OK && !mh__says_none(product))
        rc = mh__find_product(s, product, 0, &q.product_id, err);
    return rc == MH_OK ? mh_ops_judge_articles(s, &q, &r, err) : rc;
}

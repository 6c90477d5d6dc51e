#include "ops/report/demand.h"

#include <mahalli/plan.h>
#include <mahalli/xalloc.h>

#include <stdlib.h>
#include <string.h>

enum { SHOWN = 5 /* candidates by which an article has its state: as reports count them */ };

/* --- what is asked --- */

static struct mh__demand *demand_of(struct mh__demands *d, struct mh__codes *index, int family, const char *specs, bool *fresh)
{
    struct mh_str key = MH_STR_INIT;
    mh_str_addf(&key, "%d|%s", family, specs);
    int64_t at = mh__codes_find(index, mh_str_text(&key));
    *fresh = at <= 0;
    if (*fresh) {
        if (d->n == d->cap) {
            d->cap = d->cap ? d->cap * 2 : 64;
            d->at = mh_xreallocarray(d->at, d->cap, sizeof *d->at);
        }
        d->at[d->n++] = (struct mh__demand){ .specs = mh_xstrdup(specs) };
        at = (int64_t)d->n;
        mh__codes_add(index, mh_str_text(&key), at);
    }
    mh_str_free(&key);
    return &d->at[at - 1];
}

static bool open_state(enum mh_state s)
{
    return s == MH_STATE_REVIEW || s == MH_STATE_NEAR || s == MH_STATE_LEAD;
}

static enum mh_rc take_articles(struct mh__demands *d, const struct mh__gather *g, struct mh_err *err)
{
    struct mh__matching *m = &d->m;
    struct mh__matched x = { 0 };
    struct mh_str specs = MH_STR_INIT;
    struct mh__codes index = { 0 };
    enum mh_rc rc = MH_OK;
    for (size_t i = 0; i < m->articles.n && rc == MH_OK; i++) {
        const struct mh_article *a = mh__rows_at(&m->articles, m->order[i]);
        const struct mh__sum *sum = mh__gather_find(g, a->id);
        if (sum == NULL)
            continue;
        mh__match_one(m, i, SHOWN, &x);
        if ((i & 127) == 0 && !mh_progress_tick(&m->s->progress, "Ce que les fabricants peuvent dire", (int64_t)i, (int64_t)m->articles.n))
            rc = mh_err_set(err, MH_ECANCELED, "interrompu");
        if (!open_state(x.state) || x.reading.family < 0)
            continue;
        bool fresh;
        mh_str_clear(&specs);
        mh_reading_text(m->s->lexicon, &x.reading, &specs);
        struct mh__demand *k = demand_of(d, &index, x.reading.family, mh_str_text(&specs), &fresh);
        if (fresh)
            mh__read_article(m->s, a, &k->reading);
        mh_tally_add(&k->tally, x.member, sum->needs == sum->unknown ? MH_UNKNOWN : sum->volume, sum->quarter, sum->needs);
    }
    mh__codes_free(&index);
    mh_str_free(&specs);
    mh__matched_free(&x);
    return rc;
}

static int by_family(const void *x, const void *y)
{
    const struct mh__demand *a = x, *b = y;
    if (a->reading.family != b->reading.family)
        return a->reading.family < b->reading.family ? -1 : 1;
    return strcmp(a->specs, b->specs);
}

/* --- products, by family and maker --- */

struct place { int family; int64_t maker, id; size_t at; };

static int by_place(const void *x, const void *y)
{
    const struct place *a = x, *b = y;
    if (a->family != b->family)
        return a->family < b->family ? -1 : 1;
    if (a->maker != b->maker)
        return a->maker < b->maker ? -1 : 1;
    return (a->id > b->id) - (a->id < b->id);
}

static int family_of(const struct mh__demands *d, const struct mh_product *p)
{
    const struct mh_reading *r = mh_index_reading(d->m.s->index, p->id);
    return r != NULL && !mh_index_is_range(d->m.s->index, p->id) ? r->family : -1;
}

static void order_products(struct mh__demands *d)
{
    const struct mh__rows *all = &d->m.s->products;
    struct place *place = mh_xcalloc(all->n + 1, sizeof *place);
    size_t n = 0;
    for (size_t i = 0; i < all->n; i++) {
        const struct mh_product *p = mh__rows_at(all, i);
        int family = family_of(d, p);
        if (family >= 0)
            place[n++] = (struct place){ family, p->maker_id, p->id, i };
    }
    if (n > 1)
        qsort(place, n, sizeof *place, by_place);
    d->product = mh_xcalloc(n + 1, sizeof *d->product);
    for (size_t i = 0; i < n; i++)
        d->product[i] = place[i].at;
    d->nproducts = n;
    free(place);
}

/* The first product of the family at or after the maker. */
static size_t first_product(const struct mh__demands *d, int family, int64_t maker)
{
    size_t lo = 0, hi = d->nproducts;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        const struct mh_product *p = mh__rows_at(&d->m.s->products, d->product[mid]);
        int f = family_of(d, p);
        if (f < family || (f == family && p->maker_id < maker))
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

enum mh_rc mh__demands_open(struct mh_session *s, struct mh__demands *d, struct mh_err *err)
{
    struct mh__gather g = { 0 };
    struct mh_filter year[] = { { .column = "annee", .number = s->campaign.year }, { 0 } };
    *d = (struct mh__demands){ 0 };
    enum mh_rc rc = mh__matching_open(s, &d->m, err);
    if (rc != MH_OK)
        return rc;
    rc = mh__rows_load(s->store, &mh_table_replies, year, &d->replies, err);
    if (rc == MH_OK)
        rc = mh__gather(&d->m, 0, &g, NULL, NULL, err);
    if (rc == MH_OK)
        rc = take_articles(d, &g, err);
    if (rc == MH_OK) {
        if (d->n > 1)
            qsort(d->at, d->n, sizeof *d->at, by_family);
        order_products(d);
    }
    mh__gather_free(&g);
    if (rc != MH_OK)
        mh__demands_free(d);
    return rc;
}

void mh__demands_free(struct mh__demands *d)
{
    for (size_t i = 0; i < d->n; i++) {
        mh_reading_free(&d->at[i].reading);
        free(d->at[i].specs);
    }
    free(d->at);
    free(d->product);
    mh__rows_free(&d->replies);
    mh__matching_free(&d->m);
    *d = (struct mh__demands){ 0 };
}

/* --- who --- */

/* An answer holds for the year; only a product that is made as asked, but not yet said well enough, is asked again. */
static bool answered(const struct mh__demands *d, const struct mh__demand *k, int64_t maker, enum mh__asks why)
{
    const char *family = mh_lexicon_family_row(d->m.s->lexicon, k->reading.family)->code;
    enum mh_answer answer;
    int months;
    for (size_t i = 0; i < d->replies.n; i++) {
        const struct mh_reply *r = mh__rows_at(&d->replies, i);
        if (r->maker_id == maker && mh_streq(r->family, family) && mh__same_known(r->specs, k->specs))
            return !(why == MH__ASKS_REVIEW && mh_reply_read(r->answer, &answer, &months) && answer == MH_ANSWER_YES);
    }
    return false;
}

static enum mh__asks settled_by(const struct mh_candidate *c)
{
    if (c->excluded)
        return MH__ASKS_NOT;
    if (c->verdict == MH_VERDICT_NEAR)
        return MH__ASKS_NEAR;
    return c->verdict == MH_VERDICT_REVIEW && c->who == MH_WHO_MAKER ? MH__ASKS_REVIEW : MH__ASKS_NOT;
}

/* The products of one maker from *at on: the best of them. False: one of them meets the need already, or waits for somebody else. */
static bool weigh_products(const struct mh__demands *d, const struct mh__demand *k, int64_t maker, size_t *at, struct mh__may_answer *who)
{
    const struct mh__rows *all = &d->m.s->products;
    int best = 0;
    bool open = true;
    for (; *at < d->nproducts; ++*at) {
        const struct mh_product *p = mh__rows_at(all, d->product[*at]);
        struct mh_candidate c;
        if (p->maker_id != maker || family_of(d, p) != k->reading.family)
            break;
        if (!mh_match_pair(d->m.s->index, &k->reading, p->id, &c) || c.verdict == MH_VERDICT_NONE)
            continue;
        enum mh__asks why = settled_by(&c);
        open = open && why != MH__ASKS_NOT;
        if (why > who->why || (why == who->why && why != MH__ASKS_NOT && c.score > best)) {
            *who = (struct mh__may_answer){ maker, p->id, why };
            best = c.score;
        }
    }
    return open;
}

struct leads { const int64_t *id; size_t n; };

static bool is_lead(const struct leads *l, int64_t maker)
{
    for (size_t i = 0; i < l->n; i++)
        if (l->id[i] == maker)
            return true;
    return false;
}

static void tell(const struct mh__demands *d, const struct mh__demand *k, const struct mh__may_answer *who,
                 void (*each)(void *ctx, const struct mh__may_answer *who), void *ctx)
{
    if (who->why != MH__ASKS_NOT && !answered(d, k, who->maker_id, who->why))
        each(ctx, who);
}

static int by_id(const void *x, const void *y)
{
    int64_t a = *(const int64_t *)x, b = *(const int64_t *)y;
    return (a > b) - (a < b);
}

void mh__demands_who(const struct mh__demands *d, size_t i, int64_t maker_id, void (*each)(void *ctx, const struct mh__may_answer *who), void *ctx)
{
    const struct mh__demand *k = &d->at[i];
    const struct mh_index *ix = d->m.s->index;
    size_t nleads = mh_index_leads(ix, k->reading.family, NULL, 0), next = 0;
    int64_t *lead = mh_xcalloc(nleads + 1, sizeof *lead);
    struct leads leads = { lead, mh_index_leads(ix, k->reading.family, lead, nleads) };
    if (leads.n > 1)
        qsort(lead, leads.n, sizeof *lead, by_id);
    size_t at = first_product(d, k->reading.family, maker_id ? maker_id : INT64_MIN);
    for (;;) { /* makers in the order of their ids: those with products, and leads between them */
        const struct mh_product *p = at < d->nproducts ? mh__rows_at(&d->m.s->products, d->product[at]) : NULL;
        if (p != NULL && (family_of(d, p) != k->reading.family || (maker_id && p->maker_id != maker_id)))
            p = NULL;
        for (; next < leads.n && (p == NULL || lead[next] < p->maker_id); next++)
            if (maker_id == 0 || lead[next] == maker_id)
                tell(d, k, &(struct mh__may_answer){ .maker_id = lead[next], .why = MH__ASKS_LEAD }, each, ctx);
        if (p == NULL)
            break;
        struct mh__may_answer who = { .maker_id = p->maker_id };
        if (!weigh_products(d, k, who.maker_id, &at, &who))
            who.why = MH__ASKS_NOT;
        else if (who.why == MH__ASKS_NOT && is_lead(&leads, who.maker_id))
            who.why = MH__ASKS_LEAD;
        tell(d, k, &who, each, ctx);
        next += next < leads.n && lead[next] == who.maker_id;
    }
    free(lead);
}

void mh__demand_volume(const struct mh__demands *d, const struct mh__demand *k, struct mh_str *out)
{
    if (!k->tally.counted)
        return;
    mh_tally_text(&k->tally, true, out);
    mh_str_addf(out, " %s", mh_lexicon_family_row(d->m.s->lexicon, k->reading.family)->base_unit);
}

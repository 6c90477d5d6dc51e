/* Which makers to ask, by what their answers would bring. */
#include "ops/exchange/follow.h"
#include "ops/report/demand.h"

#include <mahalli/plan.h>
#include <mahalli/xalloc.h>

#include <stdlib.h>
#include <string.h>

enum { UNITS = 6 };

struct asking { /* one maker */
    const struct mh_maker *maker;
    int64_t lines, why[MH__NASKS], articles;
    struct { const char *unit; int64_t volume; } sum[UNITS];
    int nunits;
};

struct to_ask {
    struct mh_session *s;
    struct mh__demands d;
    struct asking *at;           /* by position of the maker in s->makers */
    size_t demand;
};

static void add_volume(struct asking *k, const char *unit, int64_t volume)
{
    int i = 0;
    while (i < k->nunits && !mh_streq(k->sum[i].unit, unit))
        i++;
    if (i == UNITS)
        return;
    if (i == k->nunits) {
        k->sum[i].unit = unit;
        k->sum[k->nunits++].volume = 0;
    }
    k->sum[i].volume = mh_sum(k->sum[i].volume, volume);
}

static void take(void *ctx, const struct mh__may_answer *who)
{
    struct to_ask *t = ctx;
    const struct mh__demand *d = &t->d.at[t->demand];
    const struct mh_maker *m = mh__session_maker(t->s, who->maker_id);
    if (m == NULL)
        return;
    struct asking *k = &t->at[((const char *)m - t->s->makers.at) / (ptrdiff_t)t->s->makers.table->row_size];
    k->maker = m;
    k->lines++;
    k->why[who->why]++;
    k->articles += d->tally.articles;
    if (d->tally.counted)
        add_volume(k, mh_lexicon_family_row(t->s->lexicon, d->reading.family)->base_unit, d->tally.volume);
}

/* What brings most: articles of the plan, then those of which nothing is known, then the code. */
static int by_worth(const void *x, const void *y)
{
    const struct asking *a = *(const struct asking *const *)x, *b = *(const struct asking *const *)y;
    if (a->articles != b->articles)
        return a->articles > b->articles ? -1 : 1;
    if (a->why[MH__ASKS_LEAD] != b->why[MH__ASKS_LEAD])
        return a->why[MH__ASKS_LEAD] > b->why[MH__ASKS_LEAD] ? -1 : 1;
    return strcmp(a->maker->code, b->maker->code);
}

/* Sums of volumes that few groups share: orders of magnitude, whatever they are sums of. */
static char *volume_text(const struct asking *k)
{
    struct mh_str s = MH_STR_INIT;
    for (int i = 0; i < k->nunits; i++) {
        mh_str_add(&s, i ? " ; " : "");
        mh_volume_text(&s, k->sum[i].volume, 0, true);
        mh_str_addf(&s, " %s", k->sum[i].unit);
    }
    return s.len ? mh_str_take(&s) : NULL;
}

static enum mh_rc tell(const struct asking *k, const struct mh_request *q,
                       enum mh_rc (*each)(void *ctx, const struct mh_rep_to_ask *row, struct mh_err *err), void *ctx, struct mh_err *err)
{
    struct mh_rep_to_ask row;
    mh_row_init(&mh_rep_to_ask_table, &row);
    row.id = k->maker->id;
    row.maker = mh_xstrdup(k->maker->code);
    row.name = mh_xstrdup(k->maker->name);
    row.city = mh_xstrdup(k->maker->city);
    row.lines = k->lines;
    row.leads = k->why[MH__ASKS_LEAD];
    row.near = k->why[MH__ASKS_NEAR];
    row.reviews = k->why[MH__ASKS_REVIEW];
    row.articles = k->articles;
    row.volume = volume_text(k);
    row.email = mh_xstrdup(k->maker->email);
    row.phone = mh_xstrdup(k->maker->phone);
    row.sent_on = mh_xstrdup(q ? q->sent_on : NULL);
    row.answered_on = mh_xstrdup(q ? q->answered_on : NULL);
    enum mh_rc rc = each(ctx, &row, err);
    mh_row_free(&mh_rep_to_ask_table, &row);
    return rc;
}

enum mh_rc mh_ops_makers_to_ask(struct mh_session *s, enum mh_rc (*each)(void *ctx, const struct mh_rep_to_ask *row, struct mh_err *err),
                                void *ctx, struct mh_err *err)
{
    struct to_ask t = { .s = s };
    struct mh__rows requests = { 0 };
    enum mh_rc rc = mh__demands_open(s, &t.d, err);
    if (rc != MH_OK)
        return rc;
    rc = mh__rows_load(s->store, &mh_table_requests, NULL, &requests, err);
    t.at = mh_xcalloc(s->makers.n + 1, sizeof *t.at);
    for (t.demand = 0; t.demand < t.d.n; t.demand++)
        mh__demands_who(&t.d, t.demand, 0, take, &t);
    const struct asking **order = mh_xcalloc(s->makers.n + 1, sizeof *order);
    size_t n = 0;
    for (size_t i = 0; i < s->makers.n; i++)
        if (t.at[i].lines > 0)
            order[n++] = &t.at[i];
    if (n > 1)
        qsort(order, n, sizeof *order, by_worth);
    for (size_t i = 0; i < n && rc == MH_OK; i++) {
        const struct mh_request *q = mh__request_of(&requests, s->campaign.year, order[i]->maker->id);
        if (q == NULL || q->sent_on == NULL || q->answered_on != NULL)
            rc = tell(order[i], q, each, ctx, err);
    }
    free(order);
    free(t.at);
    mh__rows_free(&requests);
    mh__demands_free(&t.d);
    return rc;
}

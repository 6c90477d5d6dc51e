/*
 * The model of a case. Linear: a column is what an arc serves (in a quarter), in base units, so that all coefficients are 1: CLP is several
 * times faster on such a matrix than on one scaled by volumes. Integer: packs of it, with a yes or no where a minimum order or the number of
 * makers asks for one; rows are then shares of the need and of the offer.
 *
 * Rows: what is open of each need (tightened to what any plan could attain), of each of its quarters; what is left of each offer, by year
 * and quarter; the part one maker may have of a critical need; the cover to reach, where another goal comes after it; what may rest on undeclared
 * capacities, where tidiness does.
 */
#include "plan/lp.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <mahalli/xalloc.h>

enum { MOST_PACKS = 100000 }; /* above, whole packs are as good as shares: rounding loses less than a hundred thousandth of the need */

static bool takes_part(const struct mh__lp *b, size_t need)
{
    return b->ask->in == NULL || b->ask->in[need];
}

static int *no_rows(size_t n)
{
    int *rows = mh_xreallocarray(NULL, n + 1, sizeof *rows);
    for (size_t i = 0; i <= n; i++)
        rows[i] = -1;
    return rows;
}

/* Linear: one grain for all, a base unit unless volumes are huge; a whole need counts as the geometric mean of volumes, in grains. */
static void measure(struct mh__lp *b)
{
    const struct mh_cover_problem *p = b->k->p;
    double largest = 1, logs = 0;
    b->need_scale = mh_xcalloc(p->nneeds + 1, sizeof *b->need_scale);
    b->offer_scale = mh_xcalloc(p->noffers + 1, sizeof *b->offer_scale);
    for (size_t i = 0; i < p->nneeds; i++) {
        double v = (double)p->need[i].volume;
        largest = v > largest ? v : largest;
        logs += log(v);
    }
    double grain = largest > 1e8 ? largest / 1e8 : 1;
    b->gain = b->ask->integer || p->nneeds == 0 ? 1 : exp(logs / (double)p->nneeds) / grain;
    for (size_t i = 0; i < p->nneeds; i++)
        b->need_scale[i] = b->ask->integer ? (double)p->need[i].volume : grain;
    for (size_t j = 0; j < p->noffers; j++) {
        int64_t left = b->base.left[j];
        b->offer_scale[j] = !b->ask->integer ? grain : left > 0 && left < MH__NO_BOUND ? (double)left : 1;
    }
}

static void need_rows(struct mh__lp *b)
{
    const struct mh_cover_problem *p = b->k->p;
    b->need_row = no_rows(p->nneeds);
    b->needq_row = no_rows(p->nneeds * MH_QUARTERS);
    for (size_t i = 0; i < p->nneeds; i++) {
        double v = b->need_scale[i];
        if (!takes_part(b, i))
            continue;
        int64_t done = p->need[i].volume - b->base.open[i], open = b->ask->bare ? b->base.open[i] : mh__min64(b->base.open[i], b->k->attain[i] - done);
        bool split = b->k->quarters && p->need[i].quarter[0] != MH_UNKNOWN;
        if (!split || open < b->base.open[i]) /* else the rows of its quarters say it already */
            b->need_row[i] = mh_model_row(&b->m, -MH_INFINITE, (double)(open > 0 ? open : 0) / v);
        for (size_t q = 0; split && q < MH_QUARTERS; q++)
            b->needq_row[i * MH_QUARTERS + q] = mh_model_row(&b->m, -MH_INFINITE, (double)b->base.openq[i * MH_QUARTERS + q] / v);
    }
}

static void offer_rows(struct mh__lp *b)
{
    const struct mh_cover_problem *p = b->k->p;
    b->offer_row = no_rows(p->noffers);
    b->offerq_row = no_rows(p->noffers * MH_QUARTERS);
    for (size_t j = 0; j < p->noffers; j++) {
        int64_t left = b->base.left[j];
        /* Bare: a trifle more than there is, so that a capacity just sufficient is worth nothing more. */
        double more = b->ask->bare ? 1e-3 : 0, times = b->ask->bare ? 1 + 1e-6 : 1;
        if (left < MH__NO_BOUND)
            b->offer_row[j] = mh_model_row(&b->m, -MH_INFINITE, (double)left / b->offer_scale[j] * times + more);
        for (size_t q = 0; b->k->quarters && q < MH_QUARTERS; q++)
            if (b->base.leftq[j * MH_QUARTERS + q] < MH__NO_BOUND)
                b->offerq_row[j * MH_QUARTERS + q] = mh_model_row(&b->m, -MH_INFINITE, (double)b->base.leftq[j * MH_QUARTERS + q] / b->offer_scale[j] * times + more);
    }
}

static int add_col(struct mh__lp *b, size_t arc, size_t quarter, double unit, double upper, double cost, bool integer)
{
    int col = mh_model_col(&b->m, 0, upper, cost, integer);
    if ((size_t)col >= b->cols_cap) {
        b->cols_cap = b->cols_cap > 0 ? b->cols_cap * 2 : 256;
        b->col_arc = mh_xreallocarray(b->col_arc, b->cols_cap, sizeof *b->col_arc);
        b->col_quarter = mh_xreallocarray(b->col_quarter, b->cols_cap, sizeof *b->col_quarter);
        b->col_unit = mh_xreallocarray(b->col_unit, b->cols_cap, sizeof *b->col_unit);
    }
    b->col_arc[col] = arc;
    b->col_quarter[col] = (unsigned char)quarter;
    b->col_unit[col] = unit;
    return col;
}

static double unit_price(const struct mh_cover_offer *o)
{
    return (double)o->price / (double)o->price_for;
}

/* The dearest whole need that has a price is the measure of money, and what has none counts twice that. */
static void measure_money(struct mh__lp *b)
{
    const struct mh_cover_problem *p = b->k->p;
    b->money = 1;
    for (size_t a = 0; a < p->narcs; a++) {
        const struct mh_cover_offer *o = &p->offer[p->arc[a].offer];
        if (b->k->arc[a].most > 0 && o->price != MH_UNKNOWN && unit_price(o) * (double)p->need[p->arc[a].need].volume > b->money)
            b->money = unit_price(o) * (double)p->need[p->arc[a].need].volume;
    }
}

double mh__lp_unit_cost(const struct mh__lp *b, size_t arc)
{
    const struct mh_cover_problem *p = b->k->p;
    const struct mh_cover_offer *o = &p->offer[p->arc[arc].offer];
    return o->price == MH_UNKNOWN ? 2 * b->money / (double)p->need[p->arc[arc].need].volume : unit_price(o);
}

/* Of one whole need by this arc. */
static double cost_of(const struct mh__lp *b, size_t arc)
{
    const struct mh_cover_problem *p = b->k->p;
    size_t need = p->arc[arc].need;
    const struct mh_cover_offer *o = &p->offer[p->arc[arc].offer];
    double n = (double)(b->k->first[need + 1] - b->k->first[need]), liking = (double)b->k->arc[arc].place / n;
    switch (b->ask->goal) {
    case MH__GOAL_COVER:
        if (b->ask->bare)
            liking = 0;
        else if (b->k->rests) /* what nobody declared is liked least by far: sums over needs then follow it before anything else */
            liking = liking / 4 + (b->k->offer[p->arc[arc].offer].unknown ? 0.75 : 0);
        return b->ask->integer ? -1 : -b->gain * (1 - MH__LP_LIKING * liking);
    case MH__GOAL_COST:
        return o->price == MH_UNKNOWN ? 2 : unit_price(o) * (double)p->need[need].volume / b->money;
    case MH__GOAL_DECLARED:
        return b->k->offer[p->arc[arc].offer].unknown;
    case MH__GOAL_TIDY:
    default:
        return 1e-3 * liking;
    }
}

/* Rows of one arc or maker that only some need. */
struct extra {
    int used_row, least_row; /* award <= most × yes; award >= minimum × yes */
    int part_row;            /* what one maker may have */
};

static void quantity_cols(struct mh__lp *b, size_t a, const struct extra *x)
{
    const struct mh_cover_problem *p = b->k->p;
    size_t need = p->arc[a].need, offer = p->arc[a].offer;
    double v = (double)p->need[need].volume, pack = (double)b->k->arc[a].pack, scale = b->need_scale[need];
    bool whole = b->ask->integer && b->k->arc[a].most / b->k->arc[a].pack <= MOST_PACKS;
    for (size_t q = 0; q < (b->k->quarters ? MH_QUARTERS : 1); q++) {
        int64_t most = b->ask->bare ? b->base.open[need] : b->k->arc[a].most;
        if (b->needq_row[need * MH_QUARTERS + q] >= 0)
            most = mh__min64(most, b->base.openq[need * MH_QUARTERS + q]);
        if (b->k->quarters && !b->ask->bare)
            most = mh__min64(most, b->base.leftq[offer * MH_QUARTERS + q]);
        if (!b->ask->bare)
            most = most / b->k->arc[a].pack * b->k->arc[a].pack;
        if (most <= 0)
            continue;
        double unit = whole ? pack : scale, share = unit / scale;
        add_col(b, a, q, unit, b->ask->bare ? MH_INFINITE : (double)most / unit, cost_of(b, a) * unit / v, whole);
        if (b->need_row[need] >= 0)
            mh_model_entry(&b->m, b->need_row[need], share);
        if (b->needq_row[need * MH_QUARTERS + q] >= 0)
            mh_model_entry(&b->m, b->needq_row[need * MH_QUARTERS + q], share);
        if (b->offer_row[offer] >= 0)
            mh_model_entry(&b->m, b->offer_row[offer], unit / b->offer_scale[offer]);
        if (b->offerq_row[offer * MH_QUARTERS + q] >= 0)
            mh_model_entry(&b->m, b->offerq_row[offer * MH_QUARTERS + q], unit / b->offer_scale[offer]);
        if (b->cover_row >= 0)
            mh_model_entry(&b->m, b->cover_row, unit / v);
        if (b->unknown_row >= 0 && b->k->offer[offer].unknown)
            mh_model_entry(&b->m, b->unknown_row, unit / v);
        if (x->part_row >= 0)
            mh_model_entry(&b->m, x->part_row, share);
        if (x->used_row >= 0)
            mh_model_entry(&b->m, x->used_row, share);
        if (x->least_row >= 0)
            mh_model_entry(&b->m, x->least_row, share);
    }
}

/* The first arc of the need with the same maker. */
static size_t lead_of(const struct mh__lp *b, size_t a)
{
    size_t lead = b->k->first[b->k->p->arc[a].need];
    while (!mh__same_maker(b->k, lead, a))
        lead++;
    return lead;
}

struct makers { /* of a need */
    size_t open, fixed; /* makers with an open arc, of a fixed award */
    bool counts;        /* the limit can bind, or they are to be few */
};

static struct makers count_makers(const struct mh__lp *b, size_t need)
{
    struct makers n = { 0 };
    for (size_t a = b->k->first[need]; a < b->k->first[need + 1]; a++) {
        bool open = false, fixed = false;
        if (lead_of(b, a) != a)
            continue;
        for (size_t c = a; c < b->k->first[need + 1]; c++)
            if (mh__same_maker(b->k, a, c)) {
                open = open || b->k->arc[c].most > 0;
                fixed = fixed || (b->k->arc[c].fixed && b->k->p->arc[c].fixed > 0);
            }
        n.open += open;
        n.fixed += fixed;
    }
    int64_t most = b->k->p->rules.most_makers;
    n.counts = b->ask->goal == MH__GOAL_TIDY || (most != MH_UNKNOWN && (int64_t)(n.open + n.fixed) > most);
    return n;
}

static bool has_fixed(const struct mh__lp *b, size_t lead)
{
    size_t need = b->k->p->arc[lead].need;
    for (size_t c = lead; c < b->k->first[need + 1]; c++)
        if (b->k->arc[c].fixed && b->k->p->arc[c].fixed > 0 && mh__same_maker(b->k, c, lead))
            return true;
    return false;
}

/* What one maker may still have of a critical need, where that is less than what is open. */
static int part_row(struct mh__lp *b, size_t lead)
{
    size_t need = b->k->p->arc[lead].need;
    int64_t has = 0;
    if (b->k->maker_most[need] >= b->k->p->need[need].volume)
        return -1;
    for (size_t c = lead; c < b->k->first[need + 1]; c++)
        has += b->k->arc[c].fixed && mh__same_maker(b->k, c, lead) ? b->k->p->arc[c].fixed : 0;
    int64_t rest = b->k->maker_most[need] - has;
    return mh_model_row(&b->m, -MH_INFINITE, (double)(rest > 0 ? rest : 0) / b->need_scale[need]);
}

/* The yes or no of an arc: bound to its quantity, and to its maker's where makers are counted. */
static void yes_col(struct mh__lp *b, size_t a, const struct extra *x, int maker_row, double cost)
{
    double v = b->need_scale[b->k->p->arc[a].need];
    add_col(b, a, 0, 0, 1, cost, true);
    if (x->used_row >= 0)
        mh_model_entry(&b->m, x->used_row, -(double)b->k->arc[a].most / v);
    if (x->least_row >= 0)
        mh_model_entry(&b->m, x->least_row, -(double)b->k->arc[a].minimum / v);
    if (maker_row >= 0)
        mh_model_entry(&b->m, maker_row, 1);
}

/* Bare: what only a capacity keeps out too. */
static bool has_cols(const struct mh__lp *b, size_t a)
{
    return b->k->arc[a].most > 0 || (b->ask->bare && b->k->arc[a].bars == 1u << MH_LACK_CAPACITY);
}

static int open_offers(const struct mh__lp *b, size_t lead)
{
    int n = 0;
    for (size_t a = lead; a < b->k->first[b->k->p->arc[lead].need + 1]; a++)
        n += has_cols(b, a) && mh__same_maker(b->k, a, lead);
    return n;
}

/* A maker's offers to one need; with several, one yes or no for the maker above those of the offers. */
static void maker_cols(struct mh__lp *b, size_t lead, int count_row, double cost)
{
    size_t to = b->k->first[b->k->p->arc[lead].need + 1];
    struct extra x = { .part_row = part_row(b, lead) };
    bool tie = b->ask->integer && (count_row >= 0 || cost > 0);
    int open = open_offers(b, lead), n = 0;
    for (size_t a = lead; a < to && n < open; a++) {
        if (!has_cols(b, a) || !mh__same_maker(b->k, a, lead))
            continue;
        bool least = b->ask->integer && b->k->arc[a].minimum > b->k->arc[a].pack;
        x.used_row = tie || least ? mh_model_row(&b->m, -MH_INFINITE, 0) : -1;
        x.least_row = least ? mh_model_row(&b->m, 0, MH_INFINITE) : -1;
        quantity_cols(b, a, &x);
        if (tie && open > 1)
            b->tie_rows[n] = mh_model_row(&b->m, -MH_INFINITE, 0);
        if (tie || least)
            yes_col(b, a, &x, !tie ? -1 : open > 1 ? b->tie_rows[n] : count_row, tie && open == 1 ? cost : 0);
        n++;
    }
    if (!tie || open <= 1)
        return;
    add_col(b, lead, 0, 0, 1, cost, true);
    for (int i = 0; i < open; i++)
        mh_model_entry(&b->m, b->tie_rows[i], -1);
    if (count_row >= 0)
        mh_model_entry(&b->m, count_row, 1);
}

static void need_cols(struct mh__lp *b, size_t need)
{
    struct makers n = count_makers(b, need);
    int64_t most = b->k->p->rules.most_makers;
    bool limited = b->ask->integer && n.counts && most != MH_UNKNOWN && (int64_t)(n.open + n.fixed) > most;
    int64_t rest = limited && most > (int64_t)n.fixed ? most - (int64_t)n.fixed : 0;
    int count_row = limited ? mh_model_row(&b->m, -MH_INFINITE, (double)rest) : -1;
    for (size_t a = b->k->first[need]; a < b->k->first[need + 1]; a++) {
        if (lead_of(b, a) != a)
            continue;
        bool there = has_fixed(b, a); /* has a part anyhow: counted already */
        maker_cols(b, a, there ? -1 : count_row, b->ask->integer && b->ask->goal == MH__GOAL_TIDY && !there ? 1 : 0);
    }
}

void mh__lp_build(struct mh__lp *b)
{
    const struct mh__case *k = b->k;
    size_t widest = 1;
    memset(&b->base, 0, sizeof b->base);
    mh__place_copy(k, &b->base, b->ask->from);
    for (size_t i = 0; i < k->p->nneeds; i++)
        widest = k->first[i + 1] - k->first[i] > widest ? k->first[i + 1] - k->first[i] : widest;
    b->tie_rows = mh_xcalloc(widest, sizeof *b->tie_rows);
    for (size_t i = 0; i < k->p->nneeds; i++)
        if (takes_part(b, i))
            mh__place_clear(k, &b->base, i);
    measure(b);
    need_rows(b);
    offer_rows(b);
    b->cover_row = b->unknown_row = -1;
    if (b->ask->goal != MH__GOAL_COVER) {
        double rest = (double)(b->ask->floor - mh__place_total(k, &b->base)) / 1e12;
        b->cover_row = mh_model_row(&b->m, rest > 0 ? rest : 0, MH_INFINITE);
    }
    if (b->ask->goal == MH__GOAL_TIDY && k->rests) {
        double rest = (double)(b->ask->unknown - mh__place_unknown(k, &b->base)) / 1e12;
        b->unknown_row = mh_model_row(&b->m, -MH_INFINITE, rest > 0 ? rest : 0);
    }
    if (b->ask->goal == MH__GOAL_COST)
        measure_money(b);
    for (size_t i = 0; i < k->p->nneeds; i++)
        if (takes_part(b, i))
            need_cols(b, i);
}

void mh__lp_free(struct mh__lp *b)
{
    mh__place_free(&b->base);
    mh_model_free(&b->m);
    free(b->col_arc);
    free(b->col_quarter);
    free(b->col_unit);
    free(b->need_row);
    free(b->needq_row);
    free(b->offer_row);
    free(b->offerq_row);
    free(b->need_scale);
    free(b->offer_scale);
    free(b->tie_rows);
}

/* Gives each number of a text to the attribute that it fits best: by its unit, the words beside it, its place among dimensions, the
 * values that the attribute usually has. What fits nothing is left for the rest. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "spec/numbers.h"

enum { MILLION = 1000000, MAX_BIDS = 1024 };

struct bid {
    int score, group, item, attr; /* item: within the group, -1 the whole list or range */
};

struct round {
    struct mh__reader *r;
    struct mh__numbers *nums;
    struct bid bid[MAX_BIDS];
    int nbids;
};

void mh__number_value(struct mh_spec_value *v, int64_t lo, int64_t hi)
{
    *v = (struct mh_spec_value){ .kind = MH_VAL_NUMBER, .lo = lo, .hi = hi };
}

static bool near(int64_t x, int64_t y, int64_t tolerance)
{
    bool open = x == INT64_MIN || x == INT64_MAX || y == INT64_MIN || y == INT64_MAX;
    return x == y || (!open && llabs(x - y) <= tolerance);
}

bool mh__same_value(const struct mh_lexicon *lx, const struct mh__attr *a, const struct mh_spec_value *x, const struct mh_spec_value *y)
{
    (void)lx;
    if (a->type != MH__NUMBER)
        return x->choices == y->choices;
    return x->nlist == y->nlist && near(x->lo, y->lo, a->tolerance) && near(x->hi, y->hi, a->tolerance);
}

/* Does one of the attribute's cues end just before token i, or begin at token i? */
static bool cue_after(const struct mh__reader *r, const struct mh__attr *a, int i)
{
    if (i < r->n && r->tok[i].word == r->lx->w_slash)
        i++;
    if (i < r->n && (r->tok[i].flags & MH__F_CLOSED) != 0)
        return false;
    for (int c = 0; c < a->ncues; c++) {
        int n = a->cue[c].n, k = 0;
        if (a->cue[c].n == 1 && (r->lx->words.at[a->cue[c].word[0]].flags & MH__W_LEADS) != 0)
            continue;
        while (k < n && i + k < r->n && (r->tok[i + k].flags & MH__F_HARD) == 0 && r->tok[i + k].word == a->cue[c].word[k])
            k++;
        if (k == n)
            return true;
    }
    return false;
}

/* "2 plateaux 3 tiroirs": the cue between is of the number q before it, and what stands behind number i says what that one counts;
 * not "potassium 2 calcium 1,5", "4-0 aiguille 17 ronde". */
static bool counts_apart(const struct mh__reader *r, int q, int i)
{
    bool after = false;
    if (q < 1 || r->tok[q].kind != MH__NUM || r->tok[q - 1].kind == MH__SIGN)
        return false;
    for (int k = 0; k < r->lx->families[r->family].nattrs; k++) {
        const struct mh__attr *a = mh__family_attr(r->lx, r->family, k);
        after |= cue_after(r, a, i + 1);
        for (int c = 0; c < a->ncues; c++)
            if (a->cue[c].n == 1 && r->tok[q - 1].word == a->cue[c].word[0])
                return false;
    }
    return after;
}

static bool cue_before(const struct mh__reader *r, const struct mh__attr *a, int i)
{
    int p = i - 1, skipped = 0;
    if ((r->tok[i].flags & (MH__F_HARD | MH__F_CLOSED)) != 0)
        return false;
    while (p >= 0 && skipped < 2 && r->tok[p].kind == MH__SIGN && r->tok[p].word != r->lx->w_plus) {
        p--;
        skipped++;
    }
    p = mh__before_bound(r, p);
    if (p >= 0 && (r->tok[p].word == r->lx->w_a || (r->tok[p].word >= 0 && strcmp(mh__word_text(r->lx, r->tok[p].word), "environ") == 0)))
        p--;
    bool size = p >= 0 && r->tok[p].word >= 0 && strcmp(mh__word_text(r->lx, r->tok[p].word), "size") == 0;
    for (int c = 0; c < a->ncues; c++) {
        int n = a->cue[c].n, k = 0;
        if (isdigit((unsigned char)*mh__word_text(r->lx, a->cue[c].word[n - 1])))
            continue; /* "15/10 280 mm": of the number before it */
        if (size && n == 1 && (r->lx->words.at[a->cue[c].word[0]].flags & MH__W_LEADS) != 0)
            return true; /* English says "size" for n° and taille */
        while (k < n && p - k >= 0 && r->tok[p - k].word == a->cue[c].word[n - 1 - k])
            k++;
        if (k == n)
            return !counts_apart(r, p - n, i);
    }
    return false;
}

/* "8 trous 3,5": the word of a count belongs to the number before it, and a count is whole. */
static bool taken_before(const struct mh__reader *r, const struct mh__attr *a, int i, int64_t v)
{
    if (a->unit >= 0 || i < 2 || r->tok[i - 1].kind != MH__WORD || r->tok[i - 2].kind != MH__NUM || (r->tok[i - 1].flags & MH__F_HARD) != 0)
        return false;
    return r->tok[i - 1].word >= 0 && (r->lx->words.at[r->tok[i - 1].word].flags & MH__W_LEADS) == 0 && v % MILLION != 0;
}

static bool member(const struct mh__attr *a, int64_t v)
{
    for (int i = 0; i < a->nvalues; i++)
        if (a->number[i] == v)
            return true;
    return false;
}

/* Inches are nominal: a needle of 1" is one of 25 mm, a bandage of 4" one of 10 cm. */
static int64_t nominal(const struct mh_lexicon *lx, const struct mh__attr *a, int64_t v)
{
    int64_t step = a->unit == lx->unit_mm ? MILLION : strcmp(lx->units.at[a->unit].symbol, "cm") == 0 ? MILLION / 2 : 0;
    if (step == 0)
        return v;
    int64_t near = (v + step / 2) / step * step;
    return llabs(near - v) <= v / 25 ? near : v;
}

/* The number in the attribute's unit; how much its unit speaks for it, 0 when it cannot be. */
int mh__in_unit(const struct mh_lexicon *lx, const struct mh__attr *a, const struct mh__item *it, int64_t *v)
{
    if (it->nunits == 0) {
        *v = it->num;
        return 1;
    }
    for (int u = 0; u < it->nunits; u++)
        if (a->unit >= 0 && lx->units.at[it->unit[u]].dimension == a->dimension && mh__convert(lx, it->unit[u], a->unit, it->num, v)) {
            if (it->unit[u] == lx->unit_inch)
                *v = nominal(lx, a, *v);
            return it->unit[u] == a->unit ? 75 : 60;
        }
    bool caliber = a->dimension == lx->dim_french || a->diameter; /* Ch and mm measure calibers alike */
    for (int u = 0; u < it->nunits; u++)
        if (a->unit >= 0 && caliber && mh__convert(lx, it->unit[u], a->unit, it->num, v)) {
            int64_t whole = (*v + MILLION / 2) / MILLION * MILLION;
            if (a->dimension == lx->dim_french && llabs(*v - whole) <= 3 * MILLION / 20)
                *v = whole; /* 5.3 mm is how 16 Ch is rounded */
            return 25;
        }
    if (a->dimension == lx->dim_gauge && it->nunits > 0 && it->unit[0] == lx->unit_mm) {
        *v = mh__mm_to_gauge(lx, it->num);
        return *v == MH_UNKNOWN ? 0 : 40;
    }
    /* "0-15 L" of a flowmeter: a quantity where the family knows only its flow */
    if (a->unit >= 0 && it->nunits == 1) {
        if (mh__rate_of(lx, a, it->unit[0])) {
            *v = it->num;
            return 35;
        }
    }
    return 0;
}

static int plausible(const struct mh__attr *a, int64_t v, bool sure)
{
    if (a->nvalues > 0) {
        if (member(a, v))
            return 20;
        return v < a->lo / 2 || (a->hi < INT64_MAX / 3 && v > a->hi * 2) ? (sure ? -40 : -200) : -15;
    }
    if (v >= a->lo && v <= a->hi)
        return 10;
    return sure ? -35 : -200;
}

/* Place of the item among the lengths of its group: MH__DMIN, MH__DMID, MH__DMAX. */
static unsigned place(const struct mh_lexicon *lx, const struct mh__numbers *nums, const struct mh__group *g, int k)
{
    int smaller = 0, n = 0;
    int64_t mine = 0, other;
    const struct mh__item *it = &nums->item[g->first + k];
    if (it->nunits == 0 || !mh__convert(lx, it->unit[0], lx->unit_mm, it->num, &mine))
        mine = it->num;
    for (int i = 0; i < g->n; i++) {
        const struct mh__item *o = &nums->item[g->first + i];
        if (o->before || (o->nunits > 0 && o->unit[0] == lx->unit_gauge))
            continue;
        if (o->nunits == 0 || !mh__convert(lx, o->unit[0], lx->unit_mm, o->num, &other))
            other = o->num;
        n++;
        if (other < mine || (other == mine && i < k))
            smaller++;
    }
    if (n < 2)
        return 0;
    return smaller == 0 ? MH__DMIN : smaller == n - 1 ? MH__DMAX : MH__DMID;
}

/* Dimensions without any unit can only be told apart when the attributes share one. */
static bool dims_of_one_unit(const struct mh__reader *r)
{
    int unit = -2;
    const struct mh__family *f = &r->lx->families[r->family];
    for (int i = 0; i < f->nattrs; i++) {
        const struct mh__attr *a = mh__family_attr(r->lx, r->family, i);
        if ((a->flags & (MH__DMIN | MH__DMAX)) == 0)
            continue;
        if (unit != -2 && unit != a->unit)
            return false;
        unit = a->unit;
    }
    return true;
}

/* Of three dimensions the least is a thickness: the width is the middle one unless the family says otherwise; of two, a thickness gives
 * way to a width. */
static unsigned places_of(const struct mh__reader *r, const struct mh__group *g, const struct mh__attr *a)
{
    unsigned d = a->flags & (MH__DMIN | MH__DMID | MH__DMAX), others = 0;
    bool width = strcmp(a->row->code, "largeur") == 0, thickness = strcmp(a->row->code, "epaisseur") == 0;
    if ((d & MH__DMIN) == 0 || !(width || thickness))
        return d;
    for (int i = 0; i < r->lx->families[r->family].nattrs; i++) {
        const struct mh__attr *b = mh__family_attr(r->lx, r->family, i);
        if (b != a)
            others |= b->flags & (MH__DMIN | MH__DMID);
    }
    if (width && g->n == 3 && (others & MH__DMID) == 0 && (d & MH__DMID) == 0)
        return (d & ~(unsigned)MH__DMIN) | MH__DMID;
    if (thickness && g->n == 2 && (others & MH__DMIN) != 0)
        return d & ~(unsigned)MH__DMIN;
    return d;
}

static bool in_own_unit(const struct mh__item *it, const struct mh__attr *a)
{
    for (int u = 0; u < it->nunits; u++)
        if (it->unit[u] == a->unit)
            return true;
    return false;
}

static bool of_gauge(const struct mh_lexicon *lx, const struct mh__item *it)
{
    return it->nunits > 0 && it->unit[0] == lx->unit_gauge;
}

/* "18G" of what has no gauge is nothing else of it. */
static bool of_no_gauge(const struct mh__reader *r, int i)
{
    return i < r->n && r->tok[i].kind == MH__WORD && r->tok[i].len == 1 && (r->tok[i].flags & MH__F_GLUED) != 0 &&
           r->raw.folded.data[r->tok[i].from] == 'g';
}

static int score_number(struct round *w, const struct mh__group *g, int k, const struct mh__attr *a, int64_t *v)
{
    const struct mh__reader *r = w->r;
    const struct mh__item *it = &w->nums->item[g->first + k], *first = &w->nums->item[g->first], *last = &w->nums->item[g->first + g->n - 1];
    int score = mh__in_unit(r->lx, a, it, v);
    if (score == 0 || it->usp >= 0 || it->counts)
        return 0;
    if (it->inches) /* 22 G x 1 1/2: the needle's length once more */
        return a->dimension == r->lx->dim_length && (a->flags & MH__DMAX) != 0 ? 45 : 0;
    bool unit = it->nunits > 0, dims = g->kind == MH__DIMS && !first->counts;
    bool before = cue_before(r, a, dims ? it->t0 : first->t0);
    bool after = !before && cue_after(r, a, (dims ? it->t1 : last->t1) + 1);
    if (after && !before && a->unit < 0 && *v == 0 && a->type == MH__NUMBER)
        return 0; /* "vicryl 0 aiguille": nobody writes a count of none so */
    if (before && taken_before(r, a, dims ? it->t0 : first->t0, *v))
        before = false;
    if (before)
        score += 50;
    if (after)
        score += a->unit < 0 ? 52 : unit ? 20 : 0;
    bool cued = before || (after && (a->unit < 0 || unit));
    if (!unit && !cued && of_no_gauge(r, it->t1 + 1))
        return 0;
    unsigned d = places_of(r, g, a);
    if (dims && !it->before) {
        unsigned p = place(r->lx, w->nums, g, k);
        if (p != 0 && (d & p) != 0 && (unit || dims_of_one_unit(r)))
            score += 40;
        else if (!unit && g->n == 2 && !last->before && last->nunits == 0 && (d & (k == 0 ? MH__DMIN : MH__DMAX)) != 0 &&
                 plausible(a, *v, false) > 0 && !dims_of_one_unit(r))
            score += 35; /* 80x20 of a roll: width in mm, then length in m */
        else if (p != 0 && !(before && k == 0) && !(unit && score >= 60 && d == 0 && !it->letter))
            return 0;
        else if (p == 0 && !unit && g->n == 2 && of_gauge(r->lx, g->first == (int)(it - w->nums->item) ? it + 1 : first) &&
                 (a->flags & MH__DMAX) != 0 && a->unit == r->lx->unit_mm)
            score += 45; /* 23G x 25: the needle's length */
        else if (!before)
            score -= 20;
    } else if (!unit && !cued) {
        if ((a->flags & MH__BARE) == 0 || dims)
            return 0;
        score += 30;
    }
    if (!unit && !cued && !dims && a->unit >= 0 && (a->flags & MH__BARE) == 0)
        return 0;
    return score + plausible(a, *v, cued || in_own_unit(it, a));
}

static int score_usp(struct round *w, const struct mh__group *g, int k, const struct mh__attr *a, uint64_t *choices)
{
    const struct mh_lexicon *lx = w->r->lx;
    const struct mh__item *it = &w->nums->item[g->first + k];
    int index = it->usp, score = 90;
    char text[24];
    if (index < 0 && it->nunits > 0)
        return 0;
    if (index < 0) {
        int p = it->t0 - 1;
        const char *cue = p >= 0 && w->r->tok[p].word >= 0 ? mh__word_text(lx, w->r->tok[p].word) : "";
        bool decimal = strncmp(cue, "dec", 3) == 0 || strncmp(cue, "met", 3) == 0 || strcmp(cue, "ep") == 0;
        bool cued = cue_before(w->r, a, w->nums->item[g->first].t0), dotted = !decimal && mh__dotted_size(w->r, it);
        if (g->kind == MH__DIMS || (!cued && !dotted && (a->flags & MH__BARE) == 0))
            return 0;
        if (decimal) {
            int named = mh__usp_named(w->r, w->nums);
            index = mh__usp_by_decimal(lx, it->num);
            if (named >= 0 && index >= 0 && abs(named - index) <= 1)
                index = named;
        } else if (it->zeros >= 2 || dotted) {
            snprintf(text, sizeof text, "%d/0", dotted ? (int)(it->num / MILLION) : it->zeros);
            index = mh__usp_index(lx, text);
        } else if (it->num % MILLION == 0) {
            snprintf(text, sizeof text, "%lld", (long long)(it->num / MILLION));
            index = mh__usp_index(lx, text);
        }
        score = dotted ? 80 : decimal || cued ? 75 : 35;
    }
    if (index < 0)
        return 0;
    *choices = (uint64_t)1 << index;
    return score;
}

/* A number that is a code: Guedel 00, blade 15, size 3. */
static int score_numeral(struct round *w, const struct mh__group *g, int k, const struct mh__attr *a, uint64_t *choice)
{
    const struct mh_lexicon *lx = w->r->lx;
    const struct mh__item *it = &w->nums->item[g->first + k];
    const struct mh__token *t = &w->r->tok[it->t0];
    char text[24];
    if (it->nunits > 0 || it->usp >= 0 || it->t1 != it->t0 || t->len >= sizeof text || g->kind == MH__DIMS)
        return 0;
    bool cued = cue_before(w->r, a, w->nums->item[g->first].t0);
    bool other = it->t1 + 1 < w->r->n && t[1].kind == MH__WORD && t[1].len == 1 && (t[1].flags & MH__F_GLUED) != 0; /* "10B": not a 10 */
    if ((!cued && (a->flags & MH__BARE) == 0) || other)
        return 0;
    snprintf(text, sizeof text, "%.*s", (int)t->len, w->r->raw.folded.data + t->from);
    for (char *p = text; *p != '\0'; p++)
        if (*p == ',')
            *p = '.';
    const char *canonical = t->word < 0 ? text : mh__word_text(lx, t->word);
    for (int pass = 0; pass < 2; pass++)
        for (int i = 0; i < a->nvalues; i++)
            if (strcmp(lx->strings.at[a->value[i]], pass == 0 ? text : canonical) == 0) {
                *choice = (uint64_t)1 << i;
                return cued ? 85 : 40;
            }
    return 0;
}

/* 7/5 is seven and a half where half sizes exist and five does not. */
static bool half(const struct mh__numbers *nums, const struct mh__group *g, const struct mh__attr *a, int64_t *v)
{
    const struct mh__item *x = &nums->item[g->first], *y = x + 1;
    *v = x->num + MILLION / 2;
    return g->kind == MH__LIST && g->n == 2 && x->nunits == 0 && y->num == 5 * MILLION && a->unit < 0 && member(a, *v) &&
           !member(a, y->num);
}

/* 9/10 of a millimetre: the diameter of a needle written alone. */
static bool tenth(const struct mh_lexicon *lx, const struct mh__numbers *nums, const struct mh__group *g, const struct mh__attr *a, int64_t *v)
{
    const struct mh__item *x = &nums->item[g->first], *y = x + 1;
    if (g->kind != MH__LIST || g->n != 2 || y->num != 10 * MILLION || x->nunits > 0 || (a->flags & MH__DMIN) == 0 ||
        a->dimension != lx->dim_length || !mh__convert(lx, lx->unit_mm, a->unit, x->num / 10, v))
        return false;
    return *v >= a->lo && *v <= a->hi;
}

static bool written_with_slash(const struct round *w, const struct mh__group *g)
{
    const struct mh__item *x = &w->nums->item[g->first];
    return x->nunits == 0 && w->r->tok[x->t1 + 1].word == w->r->lx->w_slash;
}

/* "15/4" of a bandage: centimetres by metres, each only plausible as such. */
static bool width_then_length(const struct round *w, const struct mh__group *g)
{
    const struct mh__attr *width = mh__of_place(w->r, MH__DMIN), *length = mh__of_place(w->r, MH__DMAX);
    const struct mh__item *x = &w->nums->item[g->first], *y = x + 1;
    return g->kind == MH__LIST && g->n == 2 && width != NULL && length != NULL && width->unit != length->unit && x->nunits == 0 &&
           y->nunits == 0 && written_with_slash(w, g) && plausible(width, x->num, false) > 0 && plausible(length, y->num, false) > 0;
}

static void offer(struct round *w, int score, int group, int item, int attr)
{
    if (score >= 30 && w->nbids < MAX_BIDS)
        w->bid[w->nbids++] = (struct bid){ score, group, item, attr };
}

static void bid_for(struct round *w, int gi, int attr)
{
    const struct mh__group *g = &w->nums->group[gi];
    const struct mh__attr *a = mh__family_attr(w->r->lx, w->r->family, attr);
    int64_t v;
    uint64_t c;
    if (a->type == MH__USP) {
        for (int k = 0; k < g->n; k++)
            offer(w, score_usp(w, g, k, a, &c), gi, g->kind == MH__LIST || g->kind == MH__RANGE ? -1 : k, attr);
        return;
    }
    if (a->type == MH__CHOICE) {
        for (int k = 0; k < g->n; k++)
            offer(w, score_numeral(w, g, k, a, &c), gi, g->kind == MH__LIST || g->kind == MH__RANGE ? -1 : k, attr);
        return;
    }
    if (a->type != MH__NUMBER)
        return;
    if (half(w->nums, g, a, &v) || tenth(w->r->lx, w->nums, g, a, &v)) {
        offer(w, cue_before(w->r, a, w->nums->item[g->first].t0) ? 100 : 55, gi, -1, attr);
        return;
    }
    if (g->kind == MH__SINGLE || g->kind == MH__DIMS) {
        for (int k = 0; k < g->n; k++)
            offer(w, score_number(w, g, k, a, &v), gi, k, attr);
        return;
    }
    if (g->kind == MH__LIST && g->n == 2 && (a->flags & (MH__DMIN | MH__DMAX)) != 0 && written_with_slash(w, g)) {
        for (int k = 0; k < 2; k++) { /* 18/24: the sides of a film */
            struct mh__group as_dims = *g;
            as_dims.kind = MH__DIMS;
            offer(w, score_number(w, &as_dims, k, a, &v) - 15, gi, k, attr);
        }
    }
    if (width_then_length(w, g))
        return;
    int least = 1000;
    for (int k = 0; k < g->n; k++) {
        int s = score_number(w, g, k, a, &v);
        least = s < least ? s : least;
    }
    offer(w, least, gi, -1, attr);
}

static int bid_cmp(const void *x, const void *y)
{
    const struct bid *a = x, *b = y;
    if (a->score != b->score)
        return a->score > b->score ? -1 : 1;
    if (a->group != b->group)
        return a->group < b->group ? -1 : 1;
    if (a->item != b->item)
        return a->item < b->item ? -1 : 1;
    return a->attr < b->attr ? -1 : a->attr > b->attr;
}

/* A range of codes on a product is all between: 0 to 4. */
static void range_of_choices(const struct round *w, const struct mh__group *g, const struct mh__attr *a, struct mh_spec_value *out)
{
    (void)w;
    if (g->kind != MH__RANGE || a->type != MH__CHOICE || out->choices == 0)
        return;
    int lo = __builtin_ctzll(out->choices), hi = 63 - __builtin_clzll(out->choices);
    for (int i = lo; i <= hi; i++)
        out->choices |= (uint64_t)1 << i;
}

static void value_of(struct round *w, const struct bid *b, struct mh_spec_value *out)
{
    const struct mh_lexicon *lx = w->r->lx;
    const struct mh__group *g = &w->nums->group[b->group];
    const struct mh__attr *a = mh__family_attr(lx, w->r->family, b->attr);
    int64_t v = 0, lo = INT64_MAX, hi = INT64_MIN;
    uint64_t c = 0;
    if (a->type != MH__NUMBER) {
        *out = (struct mh_spec_value){ .kind = MH_VAL_CHOICES };
        for (int k = 0; k < g->n; k++)
            if ((b->item < 0 || b->item == k) && (a->type == MH__USP ? score_usp : score_numeral)(w, g, k, a, &c) > 0)
                out->choices |= c;
        range_of_choices(w, g, a, out);
        out->alternatives = w->r->in->product || g->either;
        return;
    }
    if (b->item < 0 && (half(w->nums, g, a, &v) || tenth(lx, w->nums, g, a, &v))) {
        mh__number_value(out, v, v);
        return;
    }
    mh__number_value(out, 0, 0);
    for (int k = 0; k < g->n; k++) {
        if (b->item >= 0 && b->item != k)
            continue;
        mh__in_unit(lx, a, &w->nums->item[g->first + k], &v);
        lo = v < lo ? v : lo;
        hi = v > hi ? v : hi;
        if (b->item < 0 && g->kind == MH__LIST)
            out->list[out->nlist++] = v;
    }
    out->lo = lo == 0 && hi > 0 && a->unit >= 0 && out->nlist == 0 ? hi : lo; /* "0-15 l/min": a scale is told by its end */
    out->hi = hi;
    out->alternatives = out->nlist > 1 && (w->r->in->product || g->either);
}

static void mark_used(struct round *w, const struct bid *b)
{
    const struct mh__group *g = &w->nums->group[b->group];
    int from = w->nums->item[g->first + (b->item < 0 ? 0 : b->item)].t0;
    int to = w->nums->item[g->first + (b->item < 0 ? g->n - 1 : b->item)].t1;
    for (int i = from; i <= to; i++)
        w->r->tok[i].flags |= MH__F_USED;
}

static bool is_used(const struct round *w, const struct bid *b)
{
    const struct mh__group *g = &w->nums->group[b->group];
    for (int k = 0; k < g->n; k++)
        if ((b->item < 0 || b->item == k) && (w->r->tok[w->nums->item[g->first + k].t0].flags & MH__F_USED) != 0)
            return true;
    return false;
}

static void take(struct round *w, const struct bid *b)
{
    const struct mh__group *g = &w->nums->group[b->group];
    struct mh__found f = { .attr = b->attr, .source = MH_SRC_READ };
    f.t0 = w->nums->item[g->first + (b->item < 0 ? 0 : b->item)].t0;
    f.t1 = w->nums->item[g->first + (b->item < 0 ? g->n - 1 : b->item)].t1;
    value_of(w, b, &f.v);
    mh__bound_open(w->r, &f);
    for (int i = f.t0 - 1; g->kind == MH__RANGE && i >= 0 && i >= f.t0 - 2; i--)
        if (mh__says_between(w->r, i)) {
            static const char *const within[] = { "compri" };
            w->r->tok[i].flags |= MH__F_USED;
            if (i > 0 && mh__says_beginning(w->r, i - 1, within, 1))
                w->r->tok[i - 1].flags |= MH__F_USED;
        }
    mh__found_words(w->r, &f);
    mh__found_add(w->r, &f);
    mark_used(w, b);
}

static bool inches(const struct round *w, const struct bid *b)
{
    return b->item >= 0 && w->nums->item[w->nums->group[b->group].first + b->item].inches;
}

/* The same value again: "5/0 (DEC. 1)", "CH 18 ... 18 Fr". */
static bool said_twice(struct round *w, const struct bid *b)
{
    struct mh_spec_value v;
    value_of(w, b, &v);
    for (int i = 0; i < w->r->nfound; i++)
        if (w->r->found[i].attr == b->attr)
            return mh__same_value(w->r->lx, mh__family_attr(w->r->lx, w->r->family, b->attr), &w->r->found[i].v, &v);
    return false;
}

void mh__numbers_read(struct mh__reader *r)
{
    static const int ROUNDS = 2;
    struct mh__numbers nums;
    struct round w;
    w.r = r;
    w.nums = &nums;
    w.nbids = 0;
    bool taken[MH__MAX_ATTRIBUTES] = { false };
    mh__numbers_cut(r, &nums);
    for (int g = 0; g < nums.ngroups; g++) {
        mh__dims_units(r, &nums, &nums.group[g]);
    }
    for (int g = 0; g < nums.ngroups; g++)
        for (int a = 0; a < r->lx->families[r->family].nattrs; a++)
            bid_for(&w, g, a);
    qsort(w.bid, (size_t)w.nbids, sizeof *w.bid, bid_cmp);
    for (int round = 0; round < ROUNDS; round++) /* first one number for each attribute, then what is said twice */
        for (int i = 0; i < w.nbids; i++) {
            struct bid *b = &w.bid[i];
            if (is_used(&w, b) || (round == 0 && inches(&w, b)) || (round > 0 && b->score < 60 && !inches(&w, b)))
                continue;
            if (round == 0 && taken[b->attr]) {
                if (said_twice(&w, b))
                    mark_used(&w, b);
                continue;
            }
            if (inches(&w, b) && taken[b->attr]) {
                mark_used(&w, b); /* the same length in inches */
                continue;
            }
            take(&w, b);
            taken[b->attr] = true;
        }
    mh__lone_read(r, &nums);
    mh__needles_read(r);
    for (int i = 0; i < nums.nitems; i++) /* 2 x 20 l: how many there are is of the pack */
        if (nums.item[i].counts && i + 1 < nums.nitems && (r->tok[nums.item[i + 1].t0].flags & MH__F_USED) != 0)
            r->tok[nums.item[i].t0].flags |= MH__F_USED;
}

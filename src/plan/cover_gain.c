/* What one lack of one offer costs: the uncovered units that the offer alone would serve without it, every award staying. */
#include "plan/cover.h"

#include <stdlib.h>
#include <string.h>

#include <mahalli/vec.h>
#include <mahalli/xalloc.h>

static const enum mh_cover_lack lifted[] = {
    MH_LACK_CAPACITY, MH_LACK_BUYABLE, MH_LACK_CAPACITY_UNKNOWN, MH_LACK_LEAD, MH_LACK_SPECIFICATION
};

/* Is it the only thing that stands between this arc and more? */
static bool only_this(const struct mh__arc *a, enum mh_cover_lack lack)
{
    if (a->fixed)
        return false;
    return lack == MH_LACK_CAPACITY ? (a->bars & ~(1u << MH_LACK_CAPACITY)) == 0 : a->bars == 1u << lack;
}

/* Units of one need that the offer would serve, were its capacity no matter. */
static int64_t would_serve(const struct mh__case *k, const struct mh__place *s, size_t a)
{
    size_t need = k->p->arc[a].need;
    const struct mh__arc *arc = &k->arc[a];
    int64_t want = 0, has = 0;
    bool split = k->quarters && k->p->need[need].quarter[0] != MH_UNKNOWN;
    if (s->open[need] == 0 || !mh__maker_allowed(k, s, a))
        return 0;
    for (int q = 0; q < (split ? MH_QUARTERS : 1); q++)
        want += (split ? s->openq[need * MH_QUARTERS + (size_t)q] : s->open[need]) / arc->pack * arc->pack;
    for (size_t b = k->first[need]; b < k->first[need + 1]; b++)
        has += mh__same_maker(k, a, b) ? s->award[b] : 0;
    want = mh__min64(want, k->maker_most[need] - has);
    want = want < arc->pack ? 0 : want / arc->pack * arc->pack;
    return s->award[a] + want < arc->minimum ? 0 : want;
}

struct serve {
    size_t arc;
    int64_t units, volume;
};

/* Those that complete more lines per unit first. */
static int by_volume(const void *a, const void *b)
{
    const struct serve *l = a, *r = b;
    if (l->volume != r->volume)
        return l->volume < r->volume ? -1 : 1;
    return l->arc < r->arc ? -1 : l->arc > r->arc;
}

struct left {
    int64_t year, quarter[MH_QUARTERS];
};

/* Of what is left, for one need; taken from it. */
static int64_t serve(const struct mh__case *k, const struct mh__place *s, const struct serve *x, struct left *left)
{
    const struct mh__arc *arc = &k->arc[x->arc];
    size_t need = k->p->arc[x->arc].need;
    bool split = k->quarters && k->p->need[need].quarter[0] != MH_UNKNOWN;
    int64_t want = mh__min64(x->units, left->year), take[MH_QUARTERS] = { 0 }, sum = 0;
    for (int q = 0; q < (k->quarters ? MH_QUARTERS : 1); q++) {
        int64_t open = split ? s->openq[need * MH_QUARTERS + (size_t)q] : s->open[need];
        take[q] = mh__min64(mh__min64(open, left->quarter[q]), want - sum) / arc->pack * arc->pack;
        sum += take[q];
    }
    if (sum == 0 || s->award[x->arc] + sum < arc->minimum)
        return 0;
    left->year -= left->year < MH__NO_BOUND ? sum : 0;
    for (int q = 0; q < MH_QUARTERS; q++)
        left->quarter[q] -= left->quarter[q] < MH__NO_BOUND ? take[q] : 0;
    return sum;
}

static struct mh_cover_gain count(const struct mh__case *k, const struct mh__place *s, size_t offer, enum mh_cover_lack lack, struct serve *list)
{
    struct mh_cover_gain g = { .offer = offer, .lack = lack };
    bool free_of_capacity = lack == MH_LACK_CAPACITY || lack == MH_LACK_CAPACITY_UNKNOWN;
    struct left left = { .year = free_of_capacity ? MH__NO_BOUND : s->left[offer] };
    size_t n = 0;
    for (size_t q = 0; q < MH_QUARTERS; q++)
        left.quarter[q] = free_of_capacity || !k->quarters ? MH__NO_BOUND : s->leftq[offer * MH_QUARTERS + q];
    for (size_t x = k->offer_first[offer]; x < k->offer_first[offer + 1]; x++) {
        size_t a = k->offer_arc[x];
        int64_t units = only_this(&k->arc[a], lack) ? would_serve(k, s, a) : 0;
        if (units > 0)
            list[n++] = (struct serve) { a, units, k->p->need[k->p->arc[a].need].volume };
    }
    qsort(list, n, sizeof *list, by_volume);
    for (size_t i = 0; i < n; i++) {
        int64_t units = serve(k, s, &list[i], &left);
        g.units += units;
        g.needs += units > 0;
        g.whole += units > 0 && units == s->open[k->p->arc[list[i].arc].need];
    }
    return g;
}

static int by_gain(const void *a, const void *b)
{
    const struct mh_cover_gain *l = a, *r = b;
    if (l->needs != r->needs)
        return l->needs > r->needs ? -1 : 1;
    if (l->units != r->units)
        return l->units > r->units ? -1 : 1;
    return l->offer != r->offer ? (l->offer < r->offer ? -1 : 1) : (int)l->lack - (int)r->lack;
}

void mh__cover_gains(const struct mh__case *k, const struct mh__place *s, struct mh_cover *out)
{
    MH_VEC(struct mh_cover_gain) gains = { 0 };
    size_t widest = 1;
    for (size_t j = 0; j < k->p->noffers; j++)
        widest = k->offer_first[j + 1] - k->offer_first[j] > widest ? k->offer_first[j + 1] - k->offer_first[j] : widest;
    struct serve *list = mh_xcalloc(widest, sizeof *list);
    for (size_t j = 0; j < k->p->noffers; j++)
        for (size_t i = 0; i < sizeof lifted / sizeof *lifted; i++) {
            struct mh_cover_gain g = count(k, s, j, lifted[i], list);
            /* With room left it is not its capacity that stands in the way (the plan may be cheap on purpose). */
            bool full = lifted[i] != MH_LACK_CAPACITY || (k->p->rules.aim == MH_COVER_MOST && k->offer[j].year < MH__NO_BOUND);
            if (g.units > 0 && full)
                mh_vec_push(&gains, g);
        }
    if (gains.len > 0)
        qsort(gains.at, gains.len, sizeof *gains.at, by_gain);
    out->gain = gains.at;
    out->ngains = gains.len;
    free(list);
}

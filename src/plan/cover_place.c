/* Plans of coverage being made, in integers: what an arc can still take, awards put and taken away. Every step keeps every rule. */
#include "plan/cover.h"

#include <stdlib.h>
#include <string.h>

#include <mahalli/xalloc.h>

static const int64_t one = 1000000000000; /* a need wholly covered, in 10^-12 */

static bool split(const struct mh__case *k, size_t need)
{
    return k->quarters && k->p->need[need].quarter[0] != MH_UNKNOWN;
}

/* What is open of a need in a quarter: without quarters of its own any quarter may serve it. */
static int64_t open_in(const struct mh__case *k, const struct mh__place *s, size_t need, int q)
{
    return split(k, need) ? s->openq[need * MH_QUARTERS + (size_t)q] : s->open[need];
}

static void put(const struct mh__case *k, struct mh__place *s, size_t arc, int q, int64_t n)
{
    size_t need = k->p->arc[arc].need, offer = k->p->arc[arc].offer;
    s->award[arc] += n;
    s->open[need] -= n;
    if (s->left[offer] < MH__NO_BOUND)
        s->left[offer] -= n;
    if (!k->quarters)
        return;
    s->quarter[arc * MH_QUARTERS + (size_t)q] += n;
    s->openq[need * MH_QUARTERS + (size_t)q] -= n;
    if (s->leftq[offer * MH_QUARTERS + (size_t)q] < MH__NO_BOUND)
        s->leftq[offer * MH_QUARTERS + (size_t)q] -= n;
}

/* A fixed award's quarters: as the need's own run, then wherever there is room. */
static bool put_fixed(const struct mh__case *k, struct mh__place *s, size_t arc)
{
    size_t need = k->p->arc[arc].need, offer = k->p->arc[arc].offer;
    int64_t todo = k->p->arc[arc].fixed, volume = k->p->need[need].volume, whole = todo;
    if (!k->quarters) {
        put(k, s, arc, 0, todo);
        return true;
    }
    for (int round = 0; round < 2; round++)
        for (int q = 0; q < MH_QUARTERS && todo > 0; q++) {
            int64_t run = split(k, need) ? k->p->need[need].quarter[q] : volume / MH_QUARTERS;
            int64_t want = round == 0 ? (int64_t)((__int128)whole * run / volume) : todo;
            int64_t n = mh__min64(mh__min64(want, todo), mh__min64(open_in(k, s, need, q), s->leftq[offer * MH_QUARTERS + (size_t)q]));
            put(k, s, arc, q, n);
            todo -= n;
        }
    return todo == 0;
}

static int64_t *copied(int64_t *to, const int64_t *from, size_t n)
{
    if (to == NULL)
        to = mh_xreallocarray(NULL, n + 1, sizeof *to);
    if (n > 0)
        memcpy(to, from, n * sizeof *to);
    return to;
}

enum mh_rc mh__place_init(const struct mh__case *k, struct mh__place *s, struct mh_err *err)
{
    const struct mh_cover_problem *p = k->p;
    memset(s, 0, sizeof *s);
    s->award = mh_xcalloc(p->narcs + 1, sizeof *s->award);
    s->left = mh_xcalloc(p->noffers + 1, sizeof *s->left);
    s->open = mh_xcalloc(p->nneeds + 1, sizeof *s->open);
    if (k->quarters) {
        s->quarter = mh_xcalloc(p->narcs + 1, MH_QUARTERS * sizeof *s->quarter);
        s->leftq = mh_xcalloc(p->noffers + 1, MH_QUARTERS * sizeof *s->leftq);
        s->openq = mh_xcalloc(p->nneeds + 1, MH_QUARTERS * sizeof *s->openq);
    }
    for (size_t j = 0; j < p->noffers; j++) {
        s->left[j] = k->offer[j].year;
        if (k->quarters)
            memcpy(s->leftq + j * MH_QUARTERS, k->offer[j].quarter, sizeof k->offer[j].quarter);
    }
    for (size_t i = 0; i < p->nneeds; i++) {
        s->open[i] = p->need[i].volume;
        if (split(k, i))
            memcpy(s->openq + i * MH_QUARTERS, p->need[i].quarter, sizeof p->need[i].quarter);
    }
    for (size_t a = 0; a < p->narcs; a++)
        if (k->arc[a].fixed && !put_fixed(k, s, a)) {
            mh__place_free(s);
            return mh_err_set(err, MH_EINVAL, "besoin %zu : la quantité fixée à %lld ne tient pas dans les trimestres", p->arc[a].need + 1,
                              (long long)p->arc[a].fixed);
        }
    return MH_OK;
}

void mh__place_copy(const struct mh__case *k, struct mh__place *to, const struct mh__place *from)
{
    const struct mh_cover_problem *p = k->p;
    to->award = copied(to->award, from->award, p->narcs);
    to->left = copied(to->left, from->left, p->noffers);
    to->open = copied(to->open, from->open, p->nneeds);
    if (k->quarters) {
        to->quarter = copied(to->quarter, from->quarter, p->narcs * MH_QUARTERS);
        to->leftq = copied(to->leftq, from->leftq, p->noffers * MH_QUARTERS);
        to->openq = copied(to->openq, from->openq, p->nneeds * MH_QUARTERS);
    }
}

void mh__place_free(struct mh__place *s)
{
    free(s->award);
    free(s->quarter);
    free(s->left);
    free(s->leftq);
    free(s->open);
    free(s->openq);
    memset(s, 0, sizeof *s);
}

static int64_t of_maker(const struct mh__case *k, const struct mh__place *s, size_t arc)
{
    size_t need = k->p->arc[arc].need;
    int64_t sum = 0;
    for (size_t a = k->first[need]; a < k->first[need + 1]; a++)
        sum += s->award[a] > 0 && mh__same_maker(k, a, arc) ? s->award[a] : 0;
    return sum;
}

bool mh__maker_allowed(const struct mh__case *k, const struct mh__place *s, size_t arc)
{
    int64_t most = k->p->rules.most_makers, makers = 0;
    size_t need = k->p->arc[arc].need;
    if (most == MH_UNKNOWN || s->award[arc] > 0)
        return true;
    for (size_t a = k->first[need]; a < k->first[need + 1]; a++) {
        bool new_one = s->award[a] > 0;
        if (new_one && mh__same_maker(k, a, arc))
            return true;
        for (size_t b = k->first[need]; new_one && b < a; b++)
            new_one = s->award[b] == 0 || !mh__same_maker(k, a, b);
        makers += new_one;
    }
    return makers < most;
}

int64_t mh__place_room(const struct mh__case *k, const struct mh__place *s, size_t arc, int64_t want, int64_t take[MH_QUARTERS])
{
    size_t need = k->p->arc[arc].need, offer = k->p->arc[arc].offer;
    int64_t pack = k->arc[arc].pack, sum = 0;
    memset(take, 0, MH_QUARTERS * sizeof *take);
    if (k->arc[arc].most == 0)
        return 0;
    want = mh__min64(mh__min64(want, s->open[need]), s->left[offer]);
    if (want >= pack && k->maker_most[need] < k->p->need[need].volume)
        want = mh__min64(want, k->maker_most[need] - of_maker(k, s, arc));
    want = want < pack ? 0 : want / pack * pack;
    if (!k->quarters || want == 0) {
        take[0] = want;
        return want;
    }
    for (int n = 0; n < MH_QUARTERS && want > 0; n++) {
        const int64_t *leftq = s->leftq + offer * MH_QUARTERS;
        int q = n;
        for (int other = 0; other < MH_QUARTERS && !split(k, need); other++) /* any quarter will do: the emptiest first */
            if (take[other] == 0 && (take[q] != 0 || leftq[other] > leftq[q]))
                q = other;
        int64_t here = take[q] != 0 ? 0 : mh__min64(want, mh__min64(open_in(k, s, need, q), leftq[q])) / pack * pack;
        take[q] += here;
        want -= here;
        sum += here;
    }
    return sum;
}

void mh__place_add(const struct mh__case *k, struct mh__place *s, size_t arc, const int64_t take[MH_QUARTERS])
{
    for (int q = 0; q < (k->quarters ? MH_QUARTERS : 1); q++)
        if (take[q] != 0)
            put(k, s, arc, q, take[q]);
}

void mh__place_clear(const struct mh__case *k, struct mh__place *s, size_t need)
{
    for (size_t a = k->first[need]; a < k->first[need + 1]; a++)
        if (!k->arc[a].fixed && s->award[a] > 0)
            for (int q = 0; q < (k->quarters ? MH_QUARTERS : 1); q++)
                put(k, s, a, q, k->quarters ? -s->quarter[a * MH_QUARTERS + (size_t)q] : -s->award[a]);
}

/* The best next award: the most units, then preference; NOBODY when none keeps the rules. declared: no other capacity. */
static size_t best_arc(const struct mh__case *k, const struct mh__place *s, size_t need, bool declared, int64_t best_take[MH_QUARTERS])
{
    size_t best = MH_COVER_NOBODY;
    int64_t most = 0, take[MH_QUARTERS];
    for (size_t a = k->first[need]; a < k->first[need + 1]; a++) {
        if (k->arc[a].most == 0 || s->left[k->p->arc[a].offer] < k->arc[a].pack || (declared && k->offer[k->p->arc[a].offer].unknown))
            continue;
        int64_t n = mh__place_room(k, s, a, s->open[need], take);
        if (n == 0 || n < most || s->award[a] + n < k->arc[a].minimum || !mh__maker_allowed(k, s, a))
            continue;
        if (n > most || k->arc[a].place < k->arc[best].place) {
            best = a;
            most = n;
            memcpy(best_take, take, sizeof take);
        }
    }
    return best;
}

void mh__place_give(const struct mh__case *k, struct mh__place *s, size_t arc, int64_t n)
{
    int64_t pack = k->arc[arc].pack;
    n = (n + pack - 1) / pack * pack;
    for (int q = k->quarters ? MH_QUARTERS - 1 : 0; q >= 0 && n > 0; q--) {
        int64_t here = mh__min64(n, k->quarters ? s->quarter[arc * MH_QUARTERS + (size_t)q] : s->award[arc]);
        put(k, s, arc, q, -here);
        n -= here;
    }
}

/* A rest below another product's minimum: part of what one has is given up so that the other reaches it. */
static bool balance(const struct mh__case *k, struct mh__place *s, size_t need)
{
    int64_t was = s->open[need], take[MH_QUARTERS];
    for (size_t to = k->first[need]; to < k->first[need + 1]; to++) {
        int64_t lacks = k->arc[to].minimum - was;
        if (k->arc[to].most == 0 || s->award[to] > 0 || lacks <= 0 || s->left[k->p->arc[to].offer] < k->arc[to].minimum || !mh__maker_allowed(k, s, to))
            continue;
        for (size_t from = k->first[need]; from < k->first[need + 1]; from++) {
            int64_t before[MH_QUARTERS] = { s->award[from] }, pack = k->arc[from].pack;
            if (from == to || k->arc[from].fixed || s->award[from] - (lacks + pack - 1) / pack * pack < k->arc[from].minimum)
                continue;
            if (k->quarters)
                memcpy(before, s->quarter + from * MH_QUARTERS, sizeof before);
            mh__place_give(k, s, from, lacks);
            int64_t n = mh__place_room(k, s, to, s->open[need], take);
            if (n >= k->arc[to].minimum && s->open[need] - n < was) {
                mh__place_add(k, s, to, take);
                return true;
            }
            for (int q = 0; q < (k->quarters ? MH_QUARTERS : 1); q++)
                put(k, s, from, q, before[q] - (k->quarters ? s->quarter[from * MH_QUARTERS + (size_t)q] : s->award[from]));
        }
    }
    return false;
}

void mh__place_fill(const struct mh__case *k, struct mh__place *s, size_t need)
{
    int64_t take[MH_QUARTERS];
    do {
        for (size_t a; s->open[need] > 0 && (a = best_arc(k, s, need, false, take)) != MH_COVER_NOBODY;)
            mh__place_add(k, s, a, take);
    } while (s->open[need] > 0 && balance(k, s, need));
}

void mh__place_fill_declared(const struct mh__case *k, struct mh__place *s, size_t need)
{
    int64_t take[MH_QUARTERS];
    for (size_t a; s->open[need] > 0 && (a = best_arc(k, s, need, true, take)) != MH_COVER_NOBODY;)
        mh__place_add(k, s, a, take);
}

static int64_t wanted_of(const struct mh__case *k, const int64_t *wanted, size_t arc)
{
    int64_t n = 0;
    for (int q = 0; q < (k->quarters ? MH_QUARTERS : 1); q++)
        n += wanted[arc * MH_QUARTERS + (size_t)q];
    return n;
}

/* The arc after `last` in the order of what is wanted: the most first, then by preference. */
static size_t next_wanted(const struct mh__case *k, size_t need, const int64_t *wanted, size_t last)
{
    size_t best = MH_COVER_NOBODY;
    int64_t most = 0, limit = last == MH_COVER_NOBODY ? INT64_MAX : wanted_of(k, wanted, last);
    for (size_t a = k->first[need]; a < k->first[need + 1]; a++) {
        int64_t n = wanted_of(k, wanted, a);
        bool after = n < limit || (n == limit && k->arc[a].place > k->arc[last].place);
        if (n > 0 && after && k->arc[a].most > 0 && (n > most || (n == most && k->arc[a].place < k->arc[best].place))) {
            best = a;
            most = n;
        }
    }
    return best;
}

void mh__place_take(const struct mh__case *k, struct mh__place *s, size_t need, const int64_t *wanted)
{
    for (size_t a = MH_COVER_NOBODY; (a = next_wanted(k, need, wanted, a)) != MH_COVER_NOBODY;) {
        int64_t pack = k->arc[a].pack, take[MH_QUARTERS] = { 0 }, sum = 0, full[MH_QUARTERS];
        int64_t room = mh__place_room(k, s, a, wanted_of(k, wanted, a), full);
        for (int q = 0; q < (k->quarters ? MH_QUARTERS : 1); q++) {
            int64_t have = room;
            if (k->quarters)
                have = mh__min64(have, mh__min64(open_in(k, s, need, q), s->leftq[k->p->arc[a].offer * MH_QUARTERS + (size_t)q]));
            take[q] = mh__min64(wanted[a * MH_QUARTERS + (size_t)q], have) / pack * pack;
            room -= take[q];
            sum += take[q];
        }
        if (sum >= k->arc[a].minimum && mh__maker_allowed(k, s, a))
            mh__place_add(k, s, a, take);
    }
}

int64_t mh__place_value(const struct mh__case *k, const struct mh__place *s, size_t need)
{
    int64_t v = k->p->need[need].volume;
    return (int64_t)((__int128)(v - s->open[need]) * one / v);
}

int64_t mh__place_total(const struct mh__case *k, const struct mh__place *s)
{
    int64_t sum = 0;
    for (size_t i = 0; i < k->p->nneeds; i++)
        sum += mh__place_value(k, s, i);
    return sum;
}

int64_t mh__place_unknown(const struct mh__case *k, const struct mh__place *s)
{
    int64_t sum = 0;
    for (size_t a = 0; a < k->p->narcs; a++)
        if (s->award[a] > 0 && k->offer[k->p->arc[a].offer].unknown)
            sum += (int64_t)((__int128)s->award[a] * one / k->p->need[k->p->arc[a].need].volume);
    return sum;
}

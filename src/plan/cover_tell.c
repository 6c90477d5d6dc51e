/* What a plan of coverage says of itself: per need what binds and how much is missing, per offer what it gives and what more would bring,
 * totals. Counted from the awards. */
#include "plan/cover.h"

#include <stdlib.h>
#include <string.h>

#include <mahalli/xalloc.h>

static const int64_t million = 1000000;

int64_t mh__award_cost(const struct mh_cover_offer *o, int64_t quantity)
{
    if (o->price == MH_UNKNOWN)
        return MH_UNKNOWN;
    __int128 c = ((__int128)quantity * o->price * 2 + o->price_for) / ((__int128)o->price_for * 2);
    return c < INT64_MAX ? (int64_t)c : MH_UNKNOWN;
}

/* Why this arc takes no more of what is open, and how much of it stays so. */
static enum mh_cover_lack why_not(const struct mh__case *k, const struct mh__place *s, size_t a, int64_t *missing)
{
    const struct mh__arc *arc = &k->arc[a];
    size_t need = k->p->arc[a].need, offer = k->p->arc[a].offer;
    int64_t open = s->open[need], take[MH_QUARTERS], by_pack = 0;
    *missing = open;
    if (arc->fixed)
        return MH_LACK_NOTHING; /* as a person wants it: says nothing of what else could be */
    for (int lack = MH_LACK_PRODUCT; arc->bars != 0 && lack < MH_LACK_KINDS; lack++)
        if (arc->bars & 1u << lack) {
            if (lack == MH_LACK_MINIMUM)
                *missing = arc->minimum - k->p->need[need].volume;
            else if (lack == MH_LACK_PACK)
                *missing = arc->pack - k->p->need[need].volume;
            *missing = *missing > 0 ? *missing : open;
            return (enum mh_cover_lack)lack;
        }
    bool split = k->quarters && k->p->need[need].quarter[0] != MH_UNKNOWN;
    for (int q = 0; q < (split ? MH_QUARTERS : 1); q++)
        by_pack += (split ? s->openq[need * MH_QUARTERS + (size_t)q] : open) / arc->pack * arc->pack;
    if (by_pack == 0) {
        *missing = arc->pack > open ? arc->pack - open : open;
        return MH_LACK_PACK;
    }
    if (s->award[a] + by_pack < arc->minimum) {
        *missing = arc->minimum - s->award[a] - by_pack;
        return MH_LACK_MINIMUM;
    }
    if (!mh__maker_allowed(k, s, a))
        return MH_LACK_MAKERS;
    int64_t room = mh__place_room(k, s, a, open, take);
    if (room > 0 && s->award[a] + room >= arc->minimum)
        return MH_LACK_FLOOR;
    if (k->maker_most[need] < k->p->need[need].volume && s->left[offer] >= arc->pack) {
        int64_t has = 0;
        for (size_t b = k->first[need]; b < k->first[need + 1]; b++)
            has += mh__same_maker(k, a, b) ? s->award[b] : 0;
        if (k->maker_most[need] - has < (s->award[a] > 0 ? arc->pack : arc->minimum))
            return MH_LACK_SECOND_SOURCE;
    }
    return MH_LACK_CAPACITY;
}

/* What people look at first: of a need that has a part, what keeps the rest away; of one that has none, what keeps it all. */
static const enum mh_cover_lack of_rest[] = {
    MH_LACK_FLOOR, MH_LACK_SECOND_SOURCE, MH_LACK_PACK, MH_LACK_MINIMUM, MH_LACK_MAKERS, MH_LACK_CAPACITY, MH_LACK_CAPACITY_UNKNOWN,
    MH_LACK_BUYABLE, MH_LACK_LEAD, MH_LACK_PRICE, MH_LACK_SPECIFICATION, MH_LACK_PRODUCT, MH_LACK_NOTHING
};
static const enum mh_cover_lack of_all[] = {
    MH_LACK_FLOOR, MH_LACK_CAPACITY, MH_LACK_MAKERS, MH_LACK_MINIMUM, MH_LACK_PACK, MH_LACK_SECOND_SOURCE, MH_LACK_CAPACITY_UNKNOWN,
    MH_LACK_BUYABLE, MH_LACK_LEAD, MH_LACK_PRICE, MH_LACK_SPECIFICATION, MH_LACK_PRODUCT, MH_LACK_NOTHING
};

static int weight(enum mh_cover_lack lack, bool some)
{
    const enum mh_cover_lack *order = some ? of_rest : of_all;
    int i = 0;
    while (order[i] != lack)
        i++;
    return i;
}

static void tell_lack(const struct mh__case *k, const struct mh__place *s, size_t need, struct mh_cover_line *line)
{
    int best_place = 0;
    line->lack = MH_LACK_PRODUCT;
    line->missing = line->uncovered;
    line->offer = MH_COVER_NOBODY;
    for (size_t a = k->first[need]; a < k->first[need + 1]; a++) {
        int64_t missing;
        enum mh_cover_lack lack = why_not(k, s, a, &missing);
        if (lack == MH_LACK_NOTHING)
            continue;
        line->binds |= 1u << lack;
        int mine = weight(lack, line->covered > 0), theirs = weight(line->lack, line->covered > 0);
        bool closer = mine < theirs || (mine == theirs && (missing < line->missing || (missing == line->missing && k->arc[a].place < best_place)));
        if (line->offer == MH_COVER_NOBODY || closer) {
            line->lack = lack;
            line->missing = missing;
            line->offer = k->p->arc[a].offer;
            best_place = k->arc[a].place;
        }
    }
    if (line->offer == MH_COVER_NOBODY)
        line->binds |= 1u << MH_LACK_PRODUCT;
}

static bool first_of_maker(const struct mh__case *k, const struct mh__place *s, size_t arc)
{
    for (size_t b = k->first[k->p->arc[arc].need]; b < arc; b++)
        if (s->award[b] > 0 && mh__same_maker(k, b, arc))
            return false;
    return true;
}

static void tell_need(const struct mh__case *k, const struct mh__place *s, size_t need, struct mh_cover_line *line)
{
    line->uncovered = s->open[need];
    line->covered = k->p->need[need].volume - line->uncovered;
    line->offer = MH_COVER_NOBODY;
    for (size_t a = k->first[need]; a < k->first[need + 1]; a++) {
        if (s->award[a] == 0)
            continue;
        line->on_unknown += k->offer[k->p->arc[a].offer].unknown ? s->award[a] : 0;
        line->makers += first_of_maker(k, s, a);
    }
    if (line->uncovered > 0)
        tell_lack(k, s, need, line);
}

static void tell_uses(const struct mh__case *k, const struct mh__place *s, struct mh_cover *out)
{
    for (size_t j = 0; j < k->p->noffers; j++)
        out->use[j].capacity = k->offer[j].year < MH__NO_BOUND ? k->offer[j].year : MH_UNKNOWN;
    for (size_t a = 0; a < k->p->narcs; a++) {
        struct mh_cover_use *u = &out->use[k->p->arc[a].offer];
        u->used += s->award[a];
        u->needs += s->award[a] > 0;
        for (size_t q = 0; k->quarters && q < MH_QUARTERS; q++)
            u->quarter[q] += s->quarter[a * MH_QUARTERS + q];
    }
}

static int by_number(const void *a, const void *b)
{
    int64_t l = *(const int64_t *)a, r = *(const int64_t *)b;
    return (l > r) - (l < r);
}

static int64_t makers_of(const struct mh__case *k, const struct mh_cover *out)
{
    int64_t *m = mh_xcalloc(k->p->noffers + 1, sizeof *m), n = 0;
    size_t count = 0;
    for (size_t j = 0; j < k->p->noffers; j++)
        if (out->use[j].used > 0)
            m[count++] = k->p->offer[j].maker;
    qsort(m, count, sizeof *m, by_number);
    for (size_t i = 0; i < count; i++)
        n += i == 0 || m[i] != m[i - 1];
    free(m);
    return n;
}

/* Needs that have, or but for an undeclared capacity would have, a product; and those of them with one whose capacity is declared. */
static void tell_knowledge(const struct mh__case *k, struct mh_cover_totals *t)
{
    for (size_t i = 0; i < k->p->nneeds; i++) {
        bool product = false, declared = false;
        for (size_t a = k->first[i]; a < k->first[i + 1]; a++) {
            bool open = k->arc[a].fixed || k->arc[a].most > 0 || (k->arc[a].bars & ~(1u << MH_LACK_CAPACITY | 1u << MH_LACK_CAPACITY_UNKNOWN)) == 0;
            product = product || open;
            declared = declared || (open && !k->offer[k->p->arc[a].offer].unknown);
        }
        t->with_product += product;
        t->with_capacity += declared;
    }
}

static void tell_totals(const struct mh__case *k, const struct mh__place *s, struct mh_cover *out)
{
    struct mh_cover_totals *t = &out->totals;
    __int128 cover = 0, unknown = 0, lead = 0, unpriced = 0, cost = 0;
    bool priced = false;
    t->needs = (int64_t)k->p->nneeds;
    for (size_t i = 0; i < k->p->nneeds; i++) {
        int64_t v = k->p->need[i].volume;
        t->whole += out->line[i].uncovered == 0;
        t->partly += out->line[i].uncovered > 0 && out->line[i].covered > 0;
        cover += (__int128)out->line[i].covered * million * million / v;
        unknown += (__int128)out->line[i].on_unknown * million * million / v;
    }
    for (size_t a = 0; a < k->p->narcs; a++) {
        const struct mh_cover_offer *o = &k->p->offer[k->p->arc[a].offer];
        int64_t v = k->p->need[k->p->arc[a].need].volume, c = mh__award_cost(o, s->award[a]);
        if (s->award[a] == 0)
            continue;
        __int128 share = (__int128)s->award[a] * million * million / v;
        lead += o->lead_days == MH_UNKNOWN ? share : 0;
        unpriced += c == MH_UNKNOWN ? share : 0;
        cost += c == MH_UNKNOWN ? 0 : c;
        priced = priced || c != MH_UNKNOWN;
    }
    __int128 n = k->p->nneeds > 0 ? (__int128)k->p->nneeds * million : 1;
    t->cover_ppm = (int64_t)(cover / n);
    t->unknown_ppm = (int64_t)(unknown / n);
    t->unknown_lead_ppm = (int64_t)(lead / n);
    t->unpriced_ppm = (int64_t)(unpriced / n);
    t->cost = priced && cost <= INT64_MAX ? (int64_t)cost : MH_UNKNOWN;
    t->makers = makers_of(k, out);
    tell_knowledge(k, t);
}

void mh__cover_tell(const struct mh__case *k, const struct mh__place *s, struct mh_cover *out)
{
    out->bar = mh_xcalloc(k->p->narcs + 1, sizeof *out->bar);
    out->line = mh_xcalloc(k->p->nneeds + 1, sizeof *out->line);
    out->use = mh_xcalloc(k->p->noffers + 1, sizeof *out->use);
    for (size_t a = 0; a < k->p->narcs; a++)
        for (int lack = MH_LACK_KINDS - 1; lack > MH_LACK_NOTHING; lack--)
            if (k->arc[a].bars & 1u << lack)
                out->bar[a] = (enum mh_cover_lack)lack;
    for (size_t i = 0; i < k->p->nneeds; i++)
        tell_need(k, s, i, &out->line[i]);
    tell_uses(k, s, out);
    tell_totals(k, s, out);
    mh__cover_gains(k, s, out);
}

void mh_cover_free(struct mh_cover *c)
{
    free(c->award);
    free(c->quarter);
    free(c->bar);
    free(c->line);
    free(c->use);
    free(c->gain);
    free(c->note);
    memset(c, 0, sizeof *c);
}

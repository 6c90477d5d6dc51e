/* Every invariant of a plan of coverage, counted anew from the problem: shares nothing with what made the plan. */
#include <mahalli/cover.h>

#include <stdlib.h>
#include <string.h>

#include <mahalli/xalloc.h>

struct check {
    const struct mh_cover_problem *p;
    const struct mh_cover *c;
    struct mh_err *err;
};

static enum mh_rc wrong(const struct check *x, const char *what, size_t number)
{
    return mh_err_set(x->err, MH_EINVAL, "couverture incohérente : %s (%zu)", what, number + 1);
}

static int64_t pack_of(const struct mh_cover_offer *o)
{
    return o->pack == MH_UNKNOWN ? 1 : o->pack;
}

static bool year_known(const struct mh_cover_offer *o, int64_t *year)
{
    *year = o->capacity;
    if (o->capacity != MH_UNKNOWN)
        return true;
    *year = 0;
    for (int q = 0; q < MH_QUARTERS; q++) {
        if (o->quarter[q] == MH_UNKNOWN)
            return false;
        *year += o->quarter[q];
    }
    return true;
}

/* What the rules say of a free award, whatever its size. */
static bool may_have(const struct mh_cover_problem *p, const struct mh_cover_arc *a)
{
    const struct mh_cover_rules *r = &p->rules;
    const struct mh_cover_offer *o = &p->offer[a->offer];
    int64_t year;
    return (r->worst_rank == MH_UNKNOWN || a->rank <= r->worst_rank) && (!r->buyable_only || o->buyable) &&
           (r->lead_days == MH_UNKNOWN || o->lead_days == MH_UNKNOWN || o->lead_days <= r->lead_days) &&
           (r->unknown_enough || year_known(o, &year)) && (r->aim != MH_COVER_CHEAPEST || r->unpriced_last || o->price != MH_UNKNOWN);
}

static enum mh_rc check_award(const struct check *x, size_t a)
{
    const struct mh_cover_arc *arc = &x->p->arc[a];
    const struct mh_cover_offer *o = &x->p->offer[arc->offer];
    int64_t n = x->c->award[a], sum = 0, pack = pack_of(o);
    if (n < 0)
        return wrong(x, "attribution négative, paire", a);
    for (size_t q = 0; x->c->quarter != NULL && q < MH_QUARTERS; q++) {
        int64_t part = x->c->quarter[a * MH_QUARTERS + q];
        if (part < 0 || (arc->fixed == MH_UNKNOWN && part % pack != 0))
            return wrong(x, "part d'un trimestre négative ou hors conditionnement, paire", a);
        sum += part;
    }
    if (x->c->quarter != NULL && sum != n)
        return wrong(x, "les trimestres ne font pas l'année, paire", a);
    if (arc->fixed != MH_UNKNOWN)
        return n == arc->fixed ? MH_OK : wrong(x, "la quantité fixée n'est pas gardée, paire", a);
    if (n == 0)
        return MH_OK;
    if (!may_have(x->p, arc))
        return wrong(x, "attribution que les règles interdisent, paire", a);
    if (n % pack != 0)
        return wrong(x, "attribution hors conditionnement, paire", a);
    return o->minimum != MH_UNKNOWN && n < o->minimum ? wrong(x, "attribution sous le minimum de commande, paire", a) : MH_OK;
}

/* Makers of a need among its arcs from..to: with a part, with a fixed part; and the part of each against what one may have. */
static enum mh_rc check_makers(const struct check *x, size_t need, size_t from, size_t to)
{
    const struct mh_cover_problem *p = x->p;
    const struct mh_cover_rules *r = &p->rules;
    int64_t makers = 0, fixed_makers = 0, v = p->need[need].volume;
    bool two = r->two_sources && p->need[need].critical;
    for (size_t a = from; a < to; a++) {
        int64_t part = 0, fixed = 0;
        bool first = x->c->award[a] > 0;
        for (size_t b = from; b < to; b++) {
            if (p->offer[p->arc[a].offer].maker != p->offer[p->arc[b].offer].maker)
                continue;
            first = first && (b >= a || x->c->award[b] == 0);
            part += x->c->award[b];
            fixed += p->arc[b].fixed != MH_UNKNOWN ? p->arc[b].fixed : 0;
        }
        if (!first)
            continue;
        makers++;
        fixed_makers += fixed > 0;
        if (two && part > fixed && (__int128)part * 1000 > (__int128)v * (1000 - r->second_permille))
            return wrong(x, "un seul fabricant a la part de la seconde source, besoin", need);
    }
    if (makers != x->c->line[need].makers)
        return wrong(x, "fabricants mal comptés, besoin", need);
    if (r->most_makers != MH_UNKNOWN && makers > r->most_makers && makers > fixed_makers)
        return wrong(x, "plus de fabricants que la règle, besoin", need);
    return MH_OK;
}

static enum mh_rc check_need(const struct check *x, size_t need, size_t from, size_t to)
{
    const struct mh_cover_need *n = &x->p->need[need];
    const struct mh_cover_line *l = &x->c->line[need];
    int64_t sum = 0, unknown = 0, year, quarter[MH_QUARTERS] = { 0 };
    for (size_t a = from; a < to; a++) {
        sum += x->c->award[a];
        unknown += year_known(&x->p->offer[x->p->arc[a].offer], &year) ? 0 : x->c->award[a];
        for (size_t q = 0; x->c->quarter != NULL && q < MH_QUARTERS; q++)
            quarter[q] += x->c->quarter[a * MH_QUARTERS + q];
    }
    if (sum > n->volume)
        return wrong(x, "plus que le volume, besoin", need);
    for (int q = 0; n->quarter[0] != MH_UNKNOWN && q < MH_QUARTERS; q++)
        if (quarter[q] > n->quarter[q])
            return wrong(x, "plus que le volume d'un trimestre, besoin", need);
    if (l->covered != sum || l->uncovered != n->volume - sum || l->on_unknown != unknown)
        return wrong(x, "les parts ne font pas le volume, besoin", need);
    if ((l->uncovered > 0) != (l->lack != MH_LACK_NOTHING) || (l->uncovered > 0 && (l->missing <= 0 || (l->binds & 1u << l->lack) == 0)))
        return wrong(x, "ce qui manque est sans raison, besoin", need);
    return check_makers(x, need, from, to);
}

static enum mh_rc check_offers(const struct check *x)
{
    const struct mh_cover_problem *p = x->p;
    struct mh_cover_use *u = mh_xcalloc(p->noffers + 1, sizeof *u);
    enum mh_rc rc = MH_OK;
    for (size_t a = 0; a < p->narcs; a++) {
        struct mh_cover_use *to = &u[p->arc[a].offer];
        to->used += x->c->award[a];
        to->needs += x->c->award[a] > 0;
        for (size_t q = 0; x->c->quarter != NULL && q < MH_QUARTERS; q++)
            to->quarter[q] += x->c->quarter[a * MH_QUARTERS + q];
    }
    for (size_t j = 0; rc == MH_OK && j < p->noffers; j++) {
        int64_t year;
        if (u[j].used != x->c->use[j].used || u[j].needs != x->c->use[j].needs || memcmp(u[j].quarter, x->c->use[j].quarter, sizeof u[j].quarter) != 0)
            rc = wrong(x, "emploi mal compté, produit", j);
        else if (year_known(&p->offer[j], &year) && u[j].used > year)
            rc = wrong(x, "capacité dépassée, produit", j);
        for (size_t q = 0; rc == MH_OK && x->c->quarter != NULL && q < MH_QUARTERS; q++)
            if (p->offer[j].quarter[q] != MH_UNKNOWN && u[j].quarter[q] > p->offer[j].quarter[q])
                rc = wrong(x, "capacité d'un trimestre dépassée, produit", j);
    }
    free(u);
    return rc;
}

static enum mh_rc check_totals(const struct check *x)
{
    const struct mh_cover_totals *t = &x->c->totals;
    __int128 cover = 0;
    int64_t whole = 0, partly = 0;
    for (size_t i = 0; i < x->p->nneeds; i++) {
        cover += (__int128)x->c->line[i].covered * 1000000000000 / x->p->need[i].volume;
        whole += x->c->line[i].uncovered == 0;
        partly += x->c->line[i].uncovered > 0 && x->c->line[i].covered > 0;
    }
    int64_t ppm = x->p->nneeds > 0 ? (int64_t)(cover / (int64_t)x->p->nneeds / 1000000) : 0;
    if (t->needs != (int64_t)x->p->nneeds || t->whole != whole || t->partly != partly || t->cover_ppm != ppm)
        return wrong(x, "totaux", 0);
    return t->unknown_ppm <= t->cover_ppm && t->unpriced_ppm <= t->cover_ppm ? MH_OK : wrong(x, "parts des totaux", 0);
}

enum mh_rc mh_cover_check(const struct mh_cover_problem *p, const struct mh_cover *c, struct mh_err *err)
{
    struct check x = { p, c, err };
    enum mh_rc rc = MH_OK;
    if (c->nneeds != p->nneeds || c->noffers != p->noffers || c->narcs != p->narcs || (c->quarter != NULL) != p->rules.by_quarters)
        return wrong(&x, "tailles", 0);
    for (size_t a = 0; rc == MH_OK && a < p->narcs; a++)
        rc = check_award(&x, a);
    for (size_t i = 0, a = 0, to; rc == MH_OK && i < p->nneeds; i++, a = to) {
        for (to = a; to < p->narcs && p->arc[to].need == i;)
            to++;
        rc = check_need(&x, i, a, to);
    }
    if (rc == MH_OK)
        rc = check_offers(&x);
    return rc == MH_OK ? check_totals(&x) : rc;
}

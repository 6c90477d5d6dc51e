/* Which unit dimensions without one are in, and what a number alone says where only one measure can be meant. */
#include <stdlib.h>
#include <string.h>
#include "spec/numbers.h"

static int unit_named(const struct mh_lexicon *lx, const char *symbol)
{
    for (size_t u = 0; u < lx->units.len; u++)
        if (strcmp(lx->units.at[u].symbol, symbol) == 0)
            return (int)u;
    return MH__NONE;
}

const struct mh__attr *mh__of_place(const struct mh__reader *r, unsigned place)
{
    for (int i = 0; i < r->lx->families[r->family].nattrs; i++) {
        const struct mh__attr *a = mh__family_attr(r->lx, r->family, i);
        if ((a->flags & place) != 0 && a->type == MH__NUMBER && a->unit >= 0 && a->dimension == r->lx->dim_length)
            return a;
    }
    return NULL;
}

/* 50x50 m of a roll whose width is in cm: the unit is of the length alone. 15x30 of a bag measured in mm: these are centimetres. */
static void own_units(const struct mh__reader *r, struct mh__numbers *nums, const struct mh__group *g)
{
    const struct mh_lexicon *lx = r->lx;
    const struct mh__attr *width = mh__of_place(r, MH__DMIN), *length = mh__of_place(r, MH__DMAX);
    struct mh__item *x = &nums->item[g->first], *y = x + 1;
    int64_t v = 0, w = 0;
    if (g->kind != MH__DIMS || g->n != 2 || width == NULL || length == NULL || x->usp >= 0 || y->usp >= 0 || x->counts)
        return;
    if (x->shared && y->nunits > 0 && width->unit != length->unit && y->unit[0] == length->unit && width->hi < INT64_MAX / 4 &&
        mh__convert(lx, y->unit[0], width->unit, x->num, &v) && v > 2 * width->hi && x->num >= width->lo && x->num <= width->hi) {
        x->unit[0] = width->unit;
        x->nunits = 1;
    }
    int cm = unit_named(lx, "cm");
    if (x->nunits == 0 && y->nunits == 0 && cm >= 0 && width->unit == lx->unit_mm && length->unit == lx->unit_mm && length->nvalues == 0 &&
        x->num < width->lo && y->num < length->lo && mh__convert(lx, cm, lx->unit_mm, x->num, &v) && v >= width->lo && v <= width->hi &&
        mh__convert(lx, cm, lx->unit_mm, y->num, &w) && w >= length->lo && w <= length->hi) {
        x->unit[0] = y->unit[0] = cm;
        x->nunits = y->nunits = 1;
    }
}

/* 80x50x10 of a sponge measured in cm: without a unit, and too large for the family, these are millimetres. */
static void millimetres(const struct mh__reader *r, struct mh__numbers *nums, const struct mh__group *g)
{
    const struct mh_lexicon *lx = r->lx;
    int64_t most = 0, mm;
    bool large = false, fits = false;
    for (int k = 0; k < g->n; k++) {
        const struct mh__item *it = &nums->item[g->first + k];
        if (it->nunits > 0 || it->usp >= 0 || it->counts)
            return;
        most = it->num > most ? it->num : most;
    }
    for (int i = 0; g->kind == MH__DIMS && i < lx->families[r->family].nattrs; i++) {
        const struct mh__attr *a = mh__family_attr(lx, r->family, i);
        if ((a->flags & MH__DMAX) == 0 || a->unit < 0 || a->unit == lx->unit_mm || a->hi >= INT64_MAX / 4 || a->dimension != lx->dim_length ||
            !mh__convert(lx, lx->unit_mm, a->unit, most, &mm))
            continue;
        large |= most > 2 * a->hi;
        fits |= mm >= a->lo && mm <= a->hi;
    }
    for (int k = 0; large && fits && k < g->n; k++) {
        nums->item[g->first + k].unit[0] = lx->unit_mm;
        nums->item[g->first + k].nunits = 1;
    }
}

void mh__dims_units(const struct mh__reader *r, struct mh__numbers *nums, const struct mh__group *g)
{
    own_units(r, nums, g);
    millimetres(r, nums, g);
}

/* --- "sparadrap 5, rouleau de 5 m" --- */

static bool may_measure(const struct mh__attr *a, int64_t v)
{
    bool listed = a->nvalues == 0;
    for (int i = 0; i < a->nvalues; i++)
        listed |= a->number[i] == v;
    return a->type == MH__NUMBER && listed && v >= a->lo && v <= a->hi;
}

/* The attribute that alone decides of the family's size, which nothing was read of and of whose measures the number is; no other one that is
 * unread may be meant. MH__NONE none. */
static int only_meant(struct mh__reader *r, int64_t v)
{
    const struct mh__family *f = &r->lx->families[r->family];
    int meant = MH__NONE;
    if (f->deciding == 0 || (f->deciding & (f->deciding - 1)) != 0)
        return MH__NONE;
    for (int i = 0; i < f->nattrs; i++) {
        const struct mh__attr *a = mh__family_attr(r->lx, r->family, i);
        if (mh__found_of(r, i) != NULL || !may_measure(a, v))
            continue;
        if (meant >= 0 || (f->deciding >> i & 1) == 0 || a->hi >= INT64_MAX / 4)
            return MH__NONE;
        meant = i;
    }
    return meant;
}

/* Stands the number by itself, behind a word that is understood and before none that is not? */
static bool stands_alone(const struct mh__reader *r, int i)
{
    const struct mh__token *t = &r->tok[i];
    bool after = i + 1 < r->n && (t[1].flags & (MH__F_HARD | MH__F_CLOSED)) == 0;
    if (i == 0 || (t->flags & (MH__F_USED | MH__F_PACKED | MH__F_HARD | MH__F_GLUED)) != 0 || t[-1].kind != MH__WORD || t[-1].word < 0 ||
        (r->lx->words.at[t[-1].word].flags & (MH__W_LEADS | MH__W_BRAND | MH__W_PACK | MH__W_NORM | MH__W_WITH | MH__W_NEGATOR)) != 0 ||
        !mh__vocabulary_has(r->lx, r->family, t[-1].word))
        return false;
    return !after || (t[1].kind == MH__WORD && t[1].len > 1 && t[1].word >= 0 && (t[1].flags & MH__F_GLUED) == 0);
}

void mh__lone_read(struct mh__reader *r, const struct mh__numbers *nums)
{
    int only = MH__NONE;
    for (int g = 0; g < nums->ngroups; g++) {
        const struct mh__item *it = &nums->item[nums->group[g].first];
        if ((r->tok[it->t0].flags & (MH__F_USED | MH__F_PACKED)) != 0)
            continue;
        if (only >= 0 || nums->group[g].n != 1 || it->nunits > 0 || it->usp >= 0 || it->counts || it->zeros > 0 || it->t1 != it->t0)
            return;
        only = it->t0;
    }
    int attr = only >= 0 && stands_alone(r, only) ? only_meant(r, r->tok[only].num) : MH__NONE;
    if (attr < 0)
        return;
    struct mh__found f = { .attr = attr, .source = MH_SRC_READ, .t0 = only, .t1 = only };
    mh__number_value(&f.v, r->tok[only].num, r->tok[only].num);
    mh__found_words(r, &f);
    mh__found_add(r, &f);
    r->tok[only].flags |= MH__F_USED;
}

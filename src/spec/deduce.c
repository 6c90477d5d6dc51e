/* What follows from what was read: a gauge from a diameter, a part from its measure, a part that is only named, implied values. */
#include <stdio.h>
#include <string.h>
#include "spec/lexicon.h"

struct mh__found *mh__found_of(struct mh__reader *r, int attr)
{
    for (int i = 0; i < r->nfound; i++)
        if (r->found[i].attr == attr)
            return &r->found[i];
    return NULL;
}

/* A list of gauges is one of diameters. */
static void deduce_list(struct mh__reader *r, int attr, const struct mh__found *from)
{
    struct mh__found f = *from;
    f.attr = attr;
    f.source = MH_SRC_DEDUCED;
    f.t0 = f.t1 = MH__NONE;
    f.from = f.to = -1;
    f.v.lo = INT64_MAX;
    f.v.hi = INT64_MIN;
    for (int i = 0; i < f.v.nlist; i++) {
        int64_t mm = mh__gauge_to_mm(r->lx, from->v.list[i]);
        if (mm <= 0)
            return;
        f.v.list[i] = mm;
        f.v.lo = mm < f.v.lo ? mm : f.v.lo;
        f.v.hi = mm > f.v.hi ? mm : f.v.hi;
    }
    mh__found_add(r, &f);
}

static void deduce(struct mh__reader *r, int attr, int64_t lo, int64_t hi, const struct mh__found *from)
{
    struct mh__found f = { .attr = attr, .source = MH_SRC_DEDUCED, .wish = from->wish, .t0 = MH__NONE, .t1 = MH__NONE, .from = -1, .to = -1 };
    mh__number_value(&f.v, lo, hi);
    snprintf(f.words, sizeof f.words, "%s", from->words);
    mh__found_add(r, &f);
}

/* Needle gauge and diameter say the same. */
static void deduce_gauge(struct mh__reader *r)
{
    const struct mh_lexicon *lx = r->lx;
    int g = MH__NONE, d = MH__NONE;
    for (int i = 0; i < lx->families[r->family].nattrs; i++) {
        const struct mh__attr *a = mh__family_attr(lx, r->family, i);
        if (a->type == MH__NUMBER && a->gauge)
            g = i;
        else if (a->type == MH__NUMBER && a->diameter && strcmp(a->row->code, "diametre") == 0 && a->unit == lx->unit_mm)
            d = i;
    }
    if (g < 0 || d < 0)
        return;
    struct mh__found *fg = mh__found_of(r, g), *fd = mh__found_of(r, d);
    if (fg != NULL && fd == NULL && fg->v.nlist > 0) {
        deduce_list(r, d, fg);
    } else if (fg != NULL && fd == NULL) { /* a greater gauge is a thinner needle */
        int64_t thin = mh__gauge_to_mm(lx, fg->v.hi), thick = mh__gauge_to_mm(lx, fg->v.lo);
        if (thin > 0 && thick >= thin)
            deduce(r, d, thin, thick, fg);
    } else if (fd != NULL && fg == NULL && fd->v.lo == fd->v.hi) {
        int64_t gauge = mh__mm_to_gauge(lx, fd->v.lo);
        if (gauge != MH_UNKNOWN)
            deduce(r, g, gauge, gauge, fd);
    }
}

/* Who gives the gauge or the length of the needle of a syringe or a set has one with it. */
static void deduce_needle(struct mh__reader *r)
{
    const struct mh_lexicon *lx = r->lx;
    int with = MH__NONE;
    const struct mh__found *from = NULL;
    for (int i = 0; i < lx->families[r->family].nattrs; i++) {
        const struct mh__attr *a = mh__family_attr(lx, r->family, i);
        if (a->type == MH__YES_NO && strcmp(a->row->code, "aiguille") == 0)
            with = i;
        else if (a->type == MH__NUMBER && (a->gauge || strcmp(a->row->code, "longueur_aiguille") == 0) && from == NULL)
            from = mh__found_of(r, i);
    }
    if (with < 0 || from == NULL || mh__found_of(r, with) != NULL)
        return;
    struct mh__found f = { .attr = with, .source = MH_SRC_DEDUCED, .wish = from->wish, .t0 = MH__NONE, .t1 = MH__NONE, .from = -1, .to = -1 };
    f.v = (struct mh_spec_value){ .kind = MH_VAL_CHOICES, .choices = 1 };
    snprintf(f.words, sizeof f.words, "%s", from->words);
    mh__found_add(r, &f);
}

/* The surface of what is described by its sides, where the family is also asked for by its surface. */
static void deduce_surface(struct mh__reader *r)
{
    const struct mh_lexicon *lx = r->lx;
    int surface = MH__NONE;
    const struct mh__found *side[2] = { NULL, NULL };
    for (int i = 0; i < lx->families[r->family].nattrs && r->in->product; i++) {
        const struct mh__attr *a = mh__family_attr(lx, r->family, i);
        if (a->type != MH__NUMBER || a->unit < 0)
            continue;
        if (strcmp(a->row->code, "surface") == 0 && strcmp(lx->units.at[a->unit].symbol, "cm\xc2\xb2") == 0)
            surface = i;
        else if (strcmp(lx->units.at[a->unit].symbol, "cm") == 0)
            for (int k = 0; k < 2; k++)
                if (strcmp(a->row->code, k == 0 ? "largeur" : "longueur") == 0)
                    side[k] = mh__found_of(r, i);
    }
    if (surface < 0 || side[0] == NULL || side[1] == NULL || mh__found_of(r, surface) != NULL)
        return;
    for (int k = 0; k < 2; k++)
        if (side[k]->v.nlist > 0 || side[k]->v.lo != side[k]->v.hi || side[k]->v.lo <= 0 || side[k]->v.lo > 1000000000)
            return;
    int64_t v = side[0]->v.lo / 1000 * (side[1]->v.lo / 1000);
    deduce(r, surface, v, v, side[0]);
}

static void add_implicit(struct mh__reader *r)
{
    for (int i = 0; i < r->lx->families[r->family].nattrs; i++) {
        const struct mh__attr *a = mh__family_attr(r->lx, r->family, i);
        if (!a->has_implicit || mh__found_of(r, i) != NULL || r->nfound >= MH_MAX_REQUIREMENTS)
            continue;
        struct mh__found f = { .attr = i, .source = MH_SRC_REFERENCE, .t0 = MH__NONE, .t1 = MH__NONE, .from = -1, .to = -1 };
        if (a->type == MH__NUMBER)
            mh__number_value(&f.v, a->implicit_number, a->implicit_number);
        else
            f.v = (struct mh_spec_value){ .kind = MH_VAL_CHOICES, .choices = a->implicit };
        r->found[r->nfound++] = f;
    }
}

/* --- parts --- */

/* "avec introducteur": the stem of the thing, of five letters at least. */
static int32_t thing_of(struct mh_lexicon *lx, const struct mh__attr *a)
{
    uint32_t words[8];
    char name[100];
    snprintf(name, sizeof name, "%.*s", (int)strcspn(a->row->name == NULL ? "" : a->row->name, "("), a->row->name == NULL ? "" : a->row->name);
    int n = mh__term_words(lx, name, words, 8, NULL);
    for (int i = 0; i < n; i++)
        if ((lx->words.at[words[i]].flags & (MH__W_WITH | MH__W_FILLER)) == 0)
            return lx->words.at[words[i]].len >= 5 ? (int32_t)words[i] : MH__NONE;
    return MH__NONE;
}

static bool named_with(struct mh_lexicon *lx, const struct mh__attr *a, int32_t thing)
{
    uint32_t words[12];
    int n = a->row->name == NULL ? 0 : mh__term_words(lx, a->row->name, words, 12, NULL);
    for (int i = 0; i < n; i++)
        if ((int32_t)words[i] == thing)
            return true;
    return false;
}

void mh__parts_compile(struct mh_lexicon *lx)
{
    for (size_t f = 0; f < lx->nfamilies; f++) {
        struct mh__family *fam = &lx->families[f];
        fam->part = mh_arena_alloc(&lx->arena, (size_t)fam->nattrs + 1);
        memset(fam->part, MH__NONE, (size_t)fam->nattrs + 1);
        for (int x = 0; x < fam->nattrs; x++) {
            const struct mh__attr *yes = mh__family_attr(lx, (int)f, x);
            bool avec = yes->row->name != NULL && strncmp(yes->row->name, "avec ", 5) == 0;
            int32_t thing = yes->type == MH__YES_NO && avec ? thing_of(lx, yes) : MH__NONE;
            for (int y = 0; y < fam->nattrs && thing >= 0; y++) {
                const struct mh__attr *measure = mh__family_attr(lx, (int)f, y);
                if (measure->type == MH__NUMBER && measure->unit >= 0 && named_with(lx, measure, thing))
                    fam->part[y] = (int8_t)x;
            }
        }
    }
}

/* Who gives the measure of a part has one with it: the length of an extension, the gauge of an introducer. */
static void deduce_parts(struct mh__reader *r)
{
    const struct mh__family *fam = &r->lx->families[r->family];
    for (int y = 0; y < fam->nattrs; y++) {
        const struct mh__found *from = fam->part[y] < 0 ? NULL : mh__found_of(r, y);
        if (from == NULL || mh__found_of(r, fam->part[y]) != NULL || from->v.hi <= 0)
            continue;
        struct mh__found f = { .attr = fam->part[y], .source = MH_SRC_DEDUCED, .wish = from->wish, .t0 = MH__NONE, .t1 = MH__NONE, .from = -1, .to = -1 };
        f.v = (struct mh_spec_value){ .kind = MH_VAL_CHOICES, .choices = 1 };
        snprintf(f.words, sizeof f.words, "%s", from->words);
        mh__found_add(r, &f);
    }
}

/* --- parts that are named and not described --- */

static uint64_t without(const struct mh_lexicon *lx, const struct mh__attr *a)
{
    for (int i = 0; a->type == MH__CHOICE && i < a->nvalues; i++) {
        const char *s = lx->strings.at[a->value[i]];
        if (strcmp(s, "sans") == 0 || strcmp(s, "aucun") == 0)
            return (uint64_t)1 << i;
    }
    return 0;
}

/* Does one of the attribute's names (not of its values) stand at token i? How many tokens. */
static int name_at(const struct mh__reader *r, const struct mh__attr *a, int i)
{
    int best = 0;
    for (int c = 0; c < a->ncues; c++) {
        int n = a->cue[c].n, k = 0;
        while (k < n && i + k < r->n && r->tok[i + k].word == a->cue[c].word[k] && (k == 0 || (r->tok[i + k].flags & MH__F_HARD) == 0) &&
               (r->tok[i + k].flags & (MH__F_USED | MH__F_PACKED | MH__F_IDLE)) == 0)
            k++;
        if (k == n && n > best && r->tok[i].len >= 4)
            best = n;
    }
    return best;
}

/* "avec milieu de transport": any of its values but none of it. Said by a product, it leaves open which. */
static void deduce_named(struct mh__reader *r)
{
    const struct mh_lexicon *lx = r->lx;
    for (int a = 0; a < lx->families[r->family].nattrs; a++) {
        const struct mh__attr *at = mh__family_attr(lx, r->family, a);
        uint64_t none = without(lx, at);
        for (int i = 0; none != 0 && i < r->n && mh__found_of(r, a) == NULL; i++) {
            int n = name_at(r, at, i);
            bool refused = (r->tok[i].flags & MH__F_NEGATED) != 0;
            if (n == 0)
                continue;
            struct mh__found f = { .attr = a, .source = MH_SRC_READ, .t0 = i, .t1 = i + n - 1 };
            uint64_t all = at->nvalues == 64 ? ~(uint64_t)0 : ((uint64_t)1 << at->nvalues) - 1;
            f.v = (struct mh_spec_value){ .kind = MH_VAL_CHOICES, .choices = refused ? none : all & ~none, .alternatives = !r->in->product };
            mh__found_words(r, &f);
            mh__found_add(r, &f);
            for (int k = i; k < i + n; k++)
                r->tok[k].flags |= MH__F_USED;
        }
    }
}

void mh__deduce(struct mh__reader *r)
{
    deduce_named(r);
    deduce_gauge(r);
    deduce_needle(r);
    deduce_parts(r);
    deduce_surface(r);
    add_implicit(r);
}

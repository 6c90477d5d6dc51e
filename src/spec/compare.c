/* One requirement against what a product says of the same attribute. */
#include <stdlib.h>
#include <string.h>
#include <mahalli/i18n.h>
#include "spec/lexicon.h"

static bool holds(const struct mh_spec_value *v, int64_t x, int64_t tol)
{
    if (v->nlist > 0) {
        for (int i = 0; i < v->nlist; i++)
            if (llabs(v->list[i] - x) <= tol)
                return true;
        return false;
    }
    return (v->lo == INT64_MIN || x >= v->lo - tol) && (v->hi == INT64_MAX || x <= v->hi + tol);
}

static bool single(const struct mh_spec_value *v)
{
    return v->nlist == 0 && v->lo == v->hi;
}

/* Is all that `inner` offers within `outer`? */
static bool within(const struct mh_spec_value *outer, const struct mh_spec_value *inner, int64_t tol)
{
    if (inner->nlist > 0) {
        for (int i = 0; i < inner->nlist; i++)
            if (!holds(outer, inner->list[i], tol))
                return false;
        return true;
    }
    if (outer->nlist > 0)
        return single(inner) && holds(outer, inner->lo, tol);
    return (outer->lo == INT64_MIN || (inner->lo != INT64_MIN && inner->lo >= outer->lo - tol)) &&
           (outer->hi == INT64_MAX || (inner->hi != INT64_MAX && inner->hi <= outer->hi + tol));
}

static bool meets(const struct mh_spec_value *x, const struct mh_spec_value *y, int64_t tol)
{
    if (x->nlist > 0) {
        for (int i = 0; i < x->nlist; i++)
            if (holds(y, x->list[i], tol))
                return true;
        return false;
    }
    if (y->nlist > 0)
        return meets(y, x, tol);
    return (x->lo == INT64_MIN || y->hi == INT64_MAX || x->lo <= y->hi + tol) &&
           (x->hi == INT64_MAX || y->lo == INT64_MIN || y->lo <= x->hi + tol);
}

/* 0-15 L/min, 100-1000 µL: all of a range is wanted, not any value of it, unless the value is how the range is called. */
static bool span(const struct mh_spec_value *w, int64_t x, int64_t tol)
{
    enum { WIDE = 4 };
    bool open = w->lo == INT64_MIN || w->hi == INT64_MAX;
    return !open && w->hi > WIDE * w->lo && llabs(x - w->hi) > tol;
}

/* "12/14": one way of naming one thing. */
static bool same_list(const struct mh_spec_value *w, const struct mh_spec_value *o)
{
    if (w->nlist != o->nlist || w->nlist != 2)
        return false;
    return (w->list[0] == o->list[0] && w->list[1] == o->list[1]) || (w->list[0] == o->list[1] && w->list[1] == o->list[0]);
}

static enum mh_compared compare_numbers(const struct mh__attr *a, const struct mh_spec_value *w, const struct mh_spec_value *o)
{
    int64_t tol = a->tolerance;
    if (!meets(w, o, tol))
        return MH_CMP_FAILED;
    if (same_list(w, o))
        return MH_CMP_MET;
    bool unclear_offer = o->nlist > 1 && !o->alternatives;
    bool unclear_want = w->nlist > 1 && !w->alternatives;
    if (unclear_offer || unclear_want)
        return MH_CMP_UNKNOWN;
    if (o->nlist == 0 && (o->lo == INT64_MIN || o->hi == INT64_MAX)) /* "at least 150 cm" is nothing in particular */
        return within(w, o, tol) ? MH_CMP_MET : MH_CMP_UNKNOWN;
    if (single(w) || w->nlist > 0) /* one value wanted: inside the product's range or list; any of a list */
        return MH_CMP_MET;
    /* a range wanted: the product covers it, or can be ordered in a value of it; where one value does, it lies within */
    if (within(o, w, tol) || o->nlist > 0)
        return MH_CMP_MET;
    return single(o) && within(w, o, tol) && !span(w, o->lo, tol) ? MH_CMP_MET : MH_CMP_UNKNOWN;
}

static bool several(uint64_t c)
{
    return (c & (c - 1)) != 0;
}

/* A plain wanted value may cover a closer one: "luer" takes an eccentric luer, "mixte" serves man and woman. KIND: the plain word names
 * what the closer one is a kind of, so that a product that says only the plain word leaves the closer one unknown. VAGUE: it leaves it
 * unknown ("pediatrique" where an infant's is asked), and does not take it. */
void mh__attr_widen(const struct mh_lexicon *lx, struct mh__attr *a)
{
    static const struct { const char *attr, *wanted, *also; enum mh__wide how; } wider[] = {
        { "embout", "luer", "luer_excentre", MH__SERVES },   { "sexe", "homme", "mixte", MH__SERVES },
        { "sexe", "femme", "mixte", MH__SERVES },            { "type", "ffp2", "n95", MH__SERVES },
        { "type", "n95", "ffp2", MH__SERVES },               { "additif", "edta", "edta_k2", MH__KIND },
        { "additif", "edta", "edta_k3", MH__KIND },          { "additif", "heparine", "heparine_li", MH__KIND },
        { "additif", "heparine", "heparine_na", MH__KIND },  { "materiau", "non_tisse", "sms", MH__KIND },
        { "materiau", "non_tisse", "spunlace", MH__KIND },   { "materiau", "plastique", "pet", MH__KIND },
        { "materiau", "plastique", "polypropylene", MH__KIND }, { "materiau", "plastique", "polyethylene", MH__KIND },
        { "materiau", "plastique", "pvc", MH__KIND },        { "materiau", "plastique", "polystyrene", MH__KIND },
        { "population", "enfant", "nourrisson", MH__VAGUE }, { "population", "enfant", "nouveau_ne", MH__VAGUE },
    };
    int n = 0;
    for (size_t k = 0; k < sizeof wider / sizeof *wider && n < MH__WIDER; k++) {
        uint64_t from = 0, to = 0;
        if (strcmp(a->row->code, wider[k].attr) != 0)
            continue;
        for (int i = 0; i < a->nvalues; i++) {
            const char *s = lx->strings.at[a->value[i]];
            from |= strcmp(s, wider[k].wanted) == 0 ? (uint64_t)1 << i : 0;
            to |= strcmp(s, wider[k].also) == 0 ? (uint64_t)1 << i : 0;
        }
        if (from == 0 || to == 0)
            continue;
        a->wide_from[n] = from;
        a->wide_to[n] = to;
        a->how[n++] = wider[k].how;
    }
    a->norm = strcmp(a->row->code, "norme") == 0;
}

uint64_t mh__narrower(const struct mh__attr *a, uint64_t x, uint64_t y)
{
    for (int i = 0; i < MH__WIDER && a->wide_from[i] != 0; i++)
        if (a->how[i] == MH__KIND && ((x == a->wide_from[i] && y == a->wide_to[i]) || (y == a->wide_from[i] && x == a->wide_to[i])))
            return a->wide_to[i];
    return 0;
}

static uint64_t widened(const struct mh__attr *a, uint64_t wanted)
{
    uint64_t all = wanted;
    for (int i = 0; i < MH__WIDER && a->wide_from[i] != 0; i++)
        if (wanted == a->wide_from[i] && a->how[i] != MH__VAGUE)
            all |= a->wide_to[i];
    return all;
}

/* EDTA K3 is asked and the product says EDTA: nobody knows which. */
static bool vaguer(const struct mh__attr *a, uint64_t wanted, uint64_t offered)
{
    for (int i = 0; i < MH__WIDER && a->wide_from[i] != 0; i++)
        if (a->how[i] != MH__SERVES && wanted == a->wide_to[i] && offered == a->wide_from[i])
            return true;
    return false;
}

static enum mh_compared compare_choices(const struct mh__attr *a, const struct mh_spec_value *w, const struct mh_spec_value *o)
{
    uint64_t wanted = widened(a, w->choices);
    if (a->norm) /* a norm not named is not a norm not met */
        return (wanted & o->choices) == wanted ? MH_CMP_MET : MH_CMP_UNKNOWN;
    if ((wanted & o->choices) == 0)
        return vaguer(a, w->choices, o->choices) ? MH_CMP_UNKNOWN : MH_CMP_FAILED;
    if (several(w->choices) && !w->alternatives)
        return MH_CMP_UNKNOWN;
    if (several(o->choices) && !o->alternatives && (o->choices & ~wanted) != 0)
        return MH_CMP_UNKNOWN;
    return MH_CMP_MET;
}

enum mh_compared mh_spec_compare(const struct mh_lexicon *lx, int family, const struct mh_requirement *wanted,
                                 const struct mh_requirement *offered)
{
    if (offered == NULL)
        return MH_CMP_UNKNOWN;
    const struct mh__attr *a = mh__family_attr(lx, family, wanted->attribute);
    return a->type == MH__NUMBER ? compare_numbers(a, &wanted->value, &offered->value)
                                 : compare_choices(a, &wanted->value, &offered->value);
}

void mh_spec_difference(const struct mh_lexicon *lx, const char *lang, int family, const struct mh_requirement *wanted,
                        const struct mh_requirement *offered, struct mh_str *out)
{
    if (mh__family_attr(lx, family, wanted->attribute)->type == MH__YES_NO) {
        mh_str_add(out, offered->value.choices == 2 ? mh_tr(lang, "non au lieu de oui") : mh_tr(lang, "oui au lieu de non"));
        return;
    }
    struct mh_str has = MH_STR_INIT, wants = MH_STR_INIT;
    mh_value_spec_text(lx, lang, family, wanted->attribute, &offered->value, &has);
    mh_value_spec_text(lx, lang, family, wanted->attribute, &wanted->value, &wants);
    mh_str_addf(out, mh_tr(lang, "%s au lieu de %s"), mh_str_text(&has), mh_str_text(&wants));
    mh_str_free(&has);
    mh_str_free(&wants);
}

bool mh_spec_further(const struct mh_lexicon *lx, int family, const struct mh_requirement *wanted, const struct mh_requirement *offered)
{
    const struct mh__attr *a = mh__family_attr(lx, family, wanted->attribute);
    if (a->type == MH__NUMBER || a->row->never != 1 || a->wide_from[0] == 0 || wanted->value.kind != MH_VAL_CHOICES)
        return false;
    uint64_t w = wanted->value.choices, o = offered->value.choices;
    return (w & o) == 0 && (widened(a, w) & o) != 0;
}

bool mh_spec_special(const struct mh_lexicon *lx, int family, const struct mh_requirement *offered)
{
    const struct mh__attr *a = mh__family_attr(lx, family, offered->attribute);
    if (a->type == MH__NUMBER) {
        for (int i = 0; i < a->nspecial; i++)
            if (holds(&offered->value, a->special_number[i], 0))
                return true;
        return false;
    }
    return (offered->value.choices & a->special) != 0;
}

static bool decides(const struct mh__attr *a, const char *how)
{
    return a->row->decides != NULL && strcmp(a->row->decides, how) == 0;
}

/* A plan's own measure that must be known, and of which nobody said whether it decides: rather a question than a wrong match. */
static bool own_measure(const struct mh__attr *a)
{
    bool unsaid = a->row->decides == NULL && a->row->origin != NULL && strcmp(a->row->origin, "propre") == 0;
    return unsaid && a->row->never == 1 && (a->type == MH__NUMBER || a->type == MH__USP);
}

void mh__deciding_compile(struct mh_lexicon *lx)
{
    for (size_t f = 0; f < lx->nfamilies; f++)
        for (int a = 0; a < lx->families[f].nattrs; a++) {
            const struct mh__attr *x = mh__family_attr(lx, (int)f, a);
            bool critical = x->row->critical != NULL && strcmp(x->row->critical, "oui") == 0;
            uint64_t bit = (uint64_t)1 << a;
            lx->families[f].deciding |= decides(x, "oui") || (critical && own_measure(x)) ? bit : 0;
            lx->families[f].measures |= x->type == MH__NUMBER && (critical || decides(x, "mesure")) ? bit : 0;
        }
}

uint64_t mh_lexicon_deciding(const struct mh_lexicon *lx, int family)
{
    return family < 0 ? 0 : lx->families[family].deciding;
}

uint64_t mh_lexicon_measures(const struct mh_lexicon *lx, int family)
{
    return family < 0 ? 0 : lx->families[family].measures;
}

bool mh_spec_any_size(const struct mh_lexicon *lx, int family, const struct mh_requirement *offered)
{
    const struct mh__attr *a = mh__family_attr(lx, family, offered->attribute);
    for (int i = 0; a->type == MH__CHOICE && i < a->nvalues; i++)
        if (offered->value.choices == (uint64_t)1 << i)
            return strcmp(lx->strings.at[a->value[i]], "unique") == 0;
    return false;
}

bool mh_attribute_plain(const struct mh_lexicon *lx, int family, int attribute)
{
    const struct mh__attr *a = mh__family_attr(lx, family, attribute);
    return a->tolerance == 0 && !a->norm && a->wide_from[0] == 0;
}

const char *mh_compared_name(enum mh_compared c)
{
    return c == MH_CMP_MET ? MH_TR("respectée") : c == MH_CMP_FAILED ? MH_TR("écart") : MH_TR("inconnue");
}

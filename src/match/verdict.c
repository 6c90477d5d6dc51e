/* The verdict of one article against one product: a table of rules, the first that holds decides (DESIGN §7). */
#include "match/index.h"
#include <mahalli/i18n.h>
#include <string.h>

/* --- made here --- */

static bool one_of(const char *s, const char *a, const char *b)
{
    return s != NULL && (strcmp(s, a) == 0 || strcmp(s, b) == 0);
}

enum mh_made_here mh_made_here(const char *role, const char *status, const char *product)
{
    if (one_of(role, "distributeur", "reconditionneur") || one_of(status, "arrêté", "arrêté") || one_of(product, "arrêté", "arrêté"))
        return MH_HERE_EXCLUDED;
    if (one_of(role, "porteur de projet", "porteur de projet") || one_of(status, "projet", "prototype") || one_of(product, "capable", "projet"))
        return MH_HERE_FAILED;
    bool role_known = one_of(role, "fabricant", "fabricant");
    bool made = one_of(product, "produit", "produit") || (one_of(status, "en production", "en production") && product == NULL);
    return role_known && made ? MH_HERE_MET : MH_HERE_UNKNOWN;
}

enum mh_made_here mh__made_here(const struct mh_index *ix, const struct mh__product *p)
{
    const struct mh__maker *m = p->maker < 0 ? NULL : &ix->makers[p->maker];
    return mh_made_here(m == NULL ? NULL : m->role, m == NULL ? NULL : m->status, p->status);
}

const char *mh__here_text(const struct mh_index *ix, const struct mh__product *p)
{
    const struct mh__maker *m = p->maker < 0 ? NULL : &ix->makers[p->maker];
    if (m != NULL && one_of(m->role, "distributeur", "reconditionneur"))
        return m->role;
    if (m != NULL && one_of(m->status, "arrêté", "arrêté"))
        return MH_TR("fabricant arrêté");
    if (one_of(p->status, "arrêté", "arrêté"))
        return MH_TR("produit arrêté");
    if (m != NULL && (one_of(m->role, "porteur de projet", "porteur de projet") || one_of(m->status, "projet", "prototype")))
        return m->status != NULL && strcmp(m->status, "prototype") == 0 ? MH_TR("au stade du prototype") : MH_TR("projet");
    if (one_of(p->status, "capable", "capable"))
        return MH_TR("le fabricant s'en dit capable");
    if (one_of(p->status, "projet", "projet"))
        return MH_TR("projet");
    return mh__made_here(ix, p) == MH_HERE_MET ? MH_TR("fabriqué ici") : MH_TR("non confirmé");
}

/* --- the comparison --- */

/* Do values of the two mean the same: one row of the reference, or one code, type and unit of what is not a choice of words? */
static bool same_meaning(const struct mh_attribute *a, const struct mh_attribute *b)
{
    bool unit = mh_streq(a->unit, b->unit) || (mh_blank(a->unit) && mh_blank(b->unit));
    return a == b || (unit && strcmp(a->code, b->code) == 0 && strcmp(a->type, b->type) == 0 && strcmp(a->type, "choix") != 0);
}

const struct mh_requirement *mh__offered_for(const struct mh_index *ix, const struct mh_reading *article, const struct mh__product *p,
                                             const struct mh_requirement *q)
{
    if (article->family == p->reading->family)
        return mh__offered(p, q->attribute);
    const struct mh_attribute *row = mh_lexicon_attribute(ix->lx, article->family, q->attribute);
    for (size_t i = 0; i < p->reading->nreq; i++)
        if (same_meaning(mh_lexicon_attribute(ix->lx, p->reading->family, p->reading->req[i].attribute), row))
            return &p->reading->req[i];
    return NULL;
}

void mh__asked_make(const struct mh_lexicon *lx, const struct mh_reading *article, struct mh__asked *out)
{
    bool latex_free = false;
    *out = (struct mh__asked){ 0 };
    out->nwords = mh__key_hashes(lx, article, NULL, out->word);
    for (int i = 0; i < out->nwords; i++)
        out->norms += mh__key_is_norm(out->word[i]);
    out->words = out->nwords - out->norms;
    out->answerable = out->nwords > 0 && out->nwords < MH__MAX_WORDS;
    if (article->demand != NULL && out->nwords == 0)
        out->words = 1; /* nothing in it that could be compared */
    for (size_t i = 0; i < article->nreq; i++) {
        const struct mh_requirement *q = &article->req[i];
        const struct mh_attribute *a = mh_lexicon_attribute(lx, article->family, q->attribute);
        uint64_t bit = (uint64_t)1 << q->attribute;
        if (!mh_requirement_implied(q))
            out->attributes |= bit;
        latex_free |= strcmp(a->code, "latex") == 0 && q->source != MH_SRC_REFERENCE;
        if (mh_attribute_plain(lx, article->family, q->attribute))
            out->plain |= bit;
        if (mh_attribute_informative(lx, article->family, q->attribute))
            out->informative |= bit;
        if (strcmp(a->code, "usage_unique") == 0 && !mh_requirement_implied(q))
            out->used |= bit;
        if ((out->informative & bit) == 0) {
            out->wishes += q->wish;
            out->mandatory += !q->wish;
        }
        if (a->critical != NULL && strcmp(a->critical, "oui") == 0)
            out->critical |= bit;
    }
    for (size_t i = 0, n = latex_free ? mh_lexicon_nattributes(lx, article->family) : 0; i < n; i++)
        if (strcmp(mh_lexicon_attribute(lx, article->family, (int)i)->code, "materiau") == 0)
            out->attributes |= (uint64_t)1 << i; /* who asks for no latex asks for another material */
    out->deciding = mh_lexicon_deciding(lx, article->family);
    if ((out->attributes & mh_lexicon_measures(lx, article->family)) == 0) /* no measure at all: any that must be known decides */
        out->deciding |= mh_lexicon_measures(lx, article->family);
    if ((out->deciding & out->attributes) != 0)
        out->deciding = 0;
}

/* How far a number misses, 1 (next size) to 10. */
static int miss(const struct mh_spec_value *w, int64_t lo, int64_t hi)
{
    if (w->kind != MH_VAL_NUMBER || w->lo == INT64_MIN || lo == INT64_MIN || w->hi == INT64_MAX || hi == INT64_MAX)
        return 5;
    int64_t d = lo > w->hi ? lo - w->hi : w->lo - hi;
    int64_t base = w->hi > 0 ? w->hi : 1;
    if (d < 0)
        d = 0;
    int64_t tenths = base / 10 > 0 ? d / (base / 10) : 9;
    return tenths > 9 ? 10 : (int)tenths + 1;
}

/* Most pairs are of single values without tolerance: equal or not. */
static bool settled(const struct mh__pair *p, const struct mh_requirement *q, const struct mh__offer *o, enum mh_compared *c)
{
    const struct mh_spec_value *v = &q->value;
    if (o == NULL) {
        *c = MH_CMP_UNKNOWN;
        return true;
    }
    if (!o->single || (p->asked->plain >> q->attribute & 1) == 0)
        return false;
    if (v->kind == MH_VAL_NUMBER) {
        if (v->nlist > 0 || v->lo != v->hi)
            return false;
        *c = v->lo == o->lo ? MH_CMP_MET : MH_CMP_FAILED;
        return true;
    }
    if ((v->choices & (v->choices - 1)) != 0)
        return false;
    *c = v->choices == o->choices ? MH_CMP_MET : MH_CMP_FAILED;
    return true;
}

/* Does the article itself leave the value open: "10/20 mm", "poudre ou non"? */
static bool open_demand(const struct mh_spec_value *v)
{
    if (v->kind == MH_VAL_NUMBER)
        return v->nlist > 0 ? !v->alternatives : v->lo != v->hi;
    return (v->choices & (v->choices - 1)) != 0 && !v->alternatives;
}

static void count(struct mh__pair *p, const struct mh_requirement *q, enum mh_compared c, bool said, int64_t lo, int64_t hi)
{
    uint64_t bit = (uint64_t)1 << q->attribute;
    if ((p->asked->informative & bit) != 0) {
        bool used = (p->asked->used & bit) != 0;
        p->otherwise |= used && (c == MH_CMP_FAILED || (!said && q->value.choices == 2));
        p->apart |= !used && !q->wish && c == MH_CMP_FAILED && !mh_requirement_implied(q);
        return;
    }
    if (q->wish) {
        p->wishes++;
        p->wishes_met += c == MH_CMP_MET;
        return;
    }
    if (c == MH_CMP_MET) {
        p->met++;
    } else if (c == MH_CMP_FAILED) {
        p->failed++;
        p->misses += miss(&q->value, lo, hi);
    } else {
        p->unknown++;
        p->unclear += said && open_demand(&q->value);
        p->vague += said && !open_demand(&q->value);
        p->critical_unknown += !said && (p->asked->critical & bit) != 0;
    }
}

static void compare_same(struct mh__pair *p)
{
    const struct mh__offer *o = p->product->offer, *end = o + p->product->noffers;
    int further = 0;
    for (size_t i = 0; i < p->article->nreq; i++) { /* both in order of attributes */
        const struct mh_requirement *q = &p->article->req[i];
        while (o < end && o->attribute < q->attribute)
            o++;
        const struct mh__offer *mine = o < end && o->attribute == q->attribute ? o : NULL;
        enum mh_compared c = MH_CMP_UNKNOWN;
        if (!settled(p, q, mine, &c))
            c = mh_spec_compare(p->ix->lx, p->article->family, q, &p->product->reading->req[mine->req]);
        if (c == MH_CMP_MET && mine != NULL && (p->asked->plain >> q->attribute & 1) == 0)
            further += mh_spec_further(p->ix->lx, p->article->family, q, &p->product->reading->req[mine->req]);
        count(p, q, c, mine != NULL, mine == NULL ? 0 : mine->lo, mine == NULL ? 0 : mine->hi);
    }
    for (o = p->product->offer; o < end && p->asked->deciding != 0; o++)
        p->unsized |= (p->asked->deciding >> o->attribute & 1) != 0 && !o->any_size;
    p->special = further + __builtin_popcountll(p->product->special & ~p->asked->attributes);
}

static void compare_other(struct mh__pair *p)
{
    for (size_t i = 0; i < p->article->nreq; i++) {
        const struct mh_requirement *q = &p->article->req[i], *o = mh__offered_for(p->ix, p->article, p->product, q);
        enum mh_compared c = mh_spec_compare(p->ix->lx, p->article->family, q, o);
        count(p, q, c, o != NULL, o == NULL ? 0 : o->value.lo, o == NULL ? 0 : o->value.hi);
    }
}

int mh__shared_words(const struct mh__asked *asked, const struct mh__product *product, int *norms)
{
    int shared = 0, of_norms = 0;
    for (int i = 0, k = 0; i < asked->nwords; i++) {
        while (k < product->nwords && product->word[k] < asked->word[i])
            k++;
        bool same = k < product->nwords && product->word[k] == asked->word[i];
        shared += same;
        of_norms += same && mh__key_is_norm(asked->word[i]);
    }
    if (norms != NULL)
        *norms = of_norms;
    return shared;
}

void mh__pair_compare(struct mh__pair *p)
{
    const struct mh_reading *a = p->article, *o = p->product->reading;
    p->here = p->product->here;
    p->other_family = a->family != o->family;
    p->unsure = p->other_family || a->problem == MH_READ_AMBIGUOUS || o->problem == MH_READ_AMBIGUOUS || a->confidence < MH__SURE || o->confidence < MH__SURE;
    p->contradictory = a->problem == MH_READ_CONTRADICTORY || o->problem == MH_READ_CONTRADICTORY;
    int norms = 0;
    p->shared = mh__shared_words(p->asked, p->product, &norms);
    p->demand = p->asked->words > p->shared - norms;
    p->norm = p->asked->norms > norms;
    if (p->other_family)
        compare_other(p);
    else
        compare_same(p);
}

/* --- the rules --- */

static bool excluded(const struct mh__pair *p) { return p->here == MH_HERE_EXCLUDED; }
static bool fails(const struct mh__pair *p) { return p->failed > 0; }
static bool not_yet_made(const struct mh__pair *p) { return p->here == MH_HERE_FAILED; }
static bool contradictory(const struct mh__pair *p) { return p->contradictory; }
/* Another kind of thing by both readings: only a hand put the two together. */
static bool elsewhere(const struct mh__pair *p)
{
    const struct mh_reading *a = p->article, *o = p->product->reading;
    return p->other_family && a->second != o->family && o->second != a->family;
}
static bool unsure(const struct mh__pair *p) { return p->unsure; }
static bool unclear(const struct mh__pair *p) { return p->unclear > 0; }
static bool vague(const struct mh__pair *p) { return p->vague > 0; }
static bool unknown(const struct mh__pair *p) { return p->unknown > 0; }
static bool norm(const struct mh__pair *p) { return p->norm; }
static bool demand(const struct mh__pair *p) { return p->demand; }
static bool used_otherwise(const struct mh__pair *p) { return p->otherwise; }
static bool apart(const struct mh__pair *p) { return p->apart; }
static bool unsized(const struct mh__pair *p) { return p->unsized; }
static bool special(const struct mh__pair *p) { return p->special > 0; }
static bool here_unknown(const struct mh__pair *p) { return p->here == MH_HERE_UNKNOWN; }
static bool otherwise(const struct mh__pair *p) { (void)p; return true; }

const struct mh__rule mh__rules[] = {
    { "hors-fabrication", MH_VERDICT_NEAR, MH_WHO_NONE, MH_TR("n'est pas fabriqué ici par ce fournisseur"), excluded },
    { "specification-non-tenue", MH_VERDICT_NEAR, MH_WHO_MAKER, MH_TR("une spécification n'est pas tenue"), fails },
    { "pas-encore-fabrique", MH_VERDICT_NEAR, MH_WHO_MAKER, MH_TR("le produit n'est pas encore fabriqué"), not_yet_made },
    { "contradiction", MH_VERDICT_REVIEW, MH_WHO_BUYER, MH_TR("les informations se contredisent"), contradictory },
    { "autre-famille", MH_VERDICT_REVIEW, MH_WHO_PHARMACIST, MH_TR("le produit est lu dans une autre famille"), elsewhere },
    { "identite", MH_VERDICT_REVIEW, MH_WHO_PHARMACIST, MH_TR("la nature du produit est à confirmer"), unsure },
    { "demande-ouverte", MH_VERDICT_REVIEW, MH_WHO_BUYER, MH_TR("l'article laisse plusieurs valeurs possibles"), unclear },
    { "produit-imprecis", MH_VERDICT_REVIEW, MH_WHO_MAKER, MH_TR("le fabricant ne dit pas laquelle des valeurs possibles a son produit"), vague },
    { "specification-inconnue", MH_VERDICT_REVIEW, MH_WHO_MAKER, MH_TR("le fabricant ne dit pas tout ce qui est demandé"), unknown },
    { "demande-non-lue", MH_VERDICT_REVIEW, MH_WHO_PHARMACIST, MH_TR("une partie de la demande n'a pas été comprise"), demand },
    { "autre-usage", MH_VERDICT_REVIEW, MH_WHO_PHARMACIST, MH_TR("usage unique ou réutilisable : à confirmer"), used_otherwise },
    { "norme", MH_VERDICT_REVIEW, MH_WHO_MAKER, MH_TR("la norme demandée est à prouver"), norm },
    { "autre-valeur", MH_VERDICT_REVIEW, MH_WHO_PHARMACIST, MH_TR("le fabricant indique autre chose que ce qui est demandé"), apart },
    { "taille-non-dite", MH_VERDICT_REVIEW, MH_WHO_BUYER, MH_TR("l'article ne dit pas quelle taille ou quel calibre il veut"), unsized },
    { "valeur-particuliere", MH_VERDICT_REVIEW, MH_WHO_PHARMACIST, MH_TR("le produit a une particularité qui n'est pas demandée"), special },
    { "fabrication-a-confirmer", MH_VERDICT_REVIEW, MH_WHO_BUYER, MH_TR("la fabrication locale est à confirmer"), here_unknown },
    { "concordant", MH_VERDICT_MATCH, MH_WHO_NONE, MH_TR("toutes les spécifications demandées sont tenues"), otherwise },
    { 0 },
};

enum mh_verdict mh__verdict_most(const struct mh_reading *article, const struct mh__asked *asked, int unknown_ones)
{
    bool sure = article->problem != MH_READ_CONTRADICTORY && article->problem != MH_READ_AMBIGUOUS && article->confidence >= MH__SURE;
    return sure && (asked == NULL || asked->words + asked->norms == 0 || asked->answerable) && unknown_ones == 0 ? MH_VERDICT_MATCH : MH_VERDICT_REVIEW;
}

void mh__pair_judge(const struct mh__pair *p, struct mh_candidate *c)
{
    const struct mh__rule *r = mh__rules;
    while (!r->holds(p))
        r++;
    c->product_id = p->product->id;
    c->maker_id = p->product->maker_id;
    c->verdict = r->verdict;
    c->who = r->who;
    c->rule = r->name;
    c->excluded = p->here == MH_HERE_EXCLUDED;
    c->met = p->met;
    c->failed = p->failed;
    c->unknown = p->unknown;
}

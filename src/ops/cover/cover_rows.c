/* Results of coverage as rows: in the words of the reader, and no more than may leave the group. */
#include "ops/cover/cover.h"

#include <mahalli/i18n.h>
#include <mahalli/plan.h>
#include <mahalli/xalloc.h>

#include <stdlib.h>
#include <string.h>

enum { MAKERS_SHOWN = 4, EXACT_FROM_GROUPS = 3 };

static char *keep(const char *text)
{
    return text && *text ? mh_xstrdup(text) : NULL;
}

static char *taken(struct mh_str *s)
{
    char *text = keep(mh_str_text(s));
    mh_str_free(s);
    return text;
}

/* --- what binds --- */

static const struct {
    const char *says; /* French, for mh_tr; %s: the product, where there is one */
    const char *who;
    bool product;     /* the sentence is about the offer */
} lacks[MH_LACK_KINDS] = {
    [MH_LACK_PRODUCT] = { MH_TR("aucun produit concordant recensé"), MH_TR("fabricant"), false },
    [MH_LACK_SPECIFICATION] = { MH_TR("à vérifier d'abord : %s"), MH_TR("pharmacien"), true },
    [MH_LACK_BUYABLE] = { MH_TR("pas achetable aujourd'hui : %s"), MH_TR("AMMPS"), true },
    [MH_LACK_LEAD] = { MH_TR("délai trop long : %s"), MH_TR("fabricant"), true },
    [MH_LACK_CAPACITY_UNKNOWN] = { MH_TR("capacité inconnue : %s"), MH_TR("fabricant"), true },
    [MH_LACK_PRICE] = { MH_TR("prix inconnu : %s"), MH_TR("acheteur"), true },
    [MH_LACK_MINIMUM] = { MH_TR("besoin sous le minimum de commande : %s"), MH_TR("fabricant"), true },
    [MH_LACK_PACK] = { MH_TR("reste plus petit qu'un conditionnement : %s"), MH_TR("acheteur"), true },
    [MH_LACK_CAPACITY] = { MH_TR("capacité épuisée : %s"), MH_TR("fabricant"), true },
    [MH_LACK_MAKERS] = { MH_TR("nombre de fabricants limité"), MH_TR("acheteur"), false },
    [MH_LACK_SECOND_SOURCE] = { MH_TR("pas de seconde source"), MH_TR("fabricant"), false },
    [MH_LACK_FLOOR] = { MH_TR("couverture demandée atteinte, davantage coûterait plus"), MH_TR("acheteur"), false },
};

/* In place of the above where the nearest product fails a specification. */
static const char near_says[] = MH_TR("aucun produit concordant ; le plus proche : %s");

bool mh__cover_too_unknown(const struct mh_cover *r)
{
    return r->totals.with_capacity * 2 < r->totals.with_product;
}

char *mh__cover_how_text(const char *lang, enum mh_cover_how how, int64_t gap_ppm, bool reproducible)
{
    struct mh_str s = MH_STR_INIT;
    if (how == MH_COVER_PROVED)
        mh_str_add(&s, mh_tr(lang, "le meilleur, prouvé"));
    else if (how == MH_COVER_SIMPLE)
        mh_str_add(&s, mh_tr(lang, "placement simple, écart au meilleur inconnu"));
    else if (gap_ppm == MH_UNKNOWN)
        mh_str_add(&s, mh_tr(lang, "écart au meilleur inconnu"));
    else
        mh_str_addf(&s, mh_tr(lang, "à %lld,%02lld %% du meilleur au plus"), (long long)(gap_ppm / 10000), (long long)(gap_ppm / 100 % 100));
    if (!reproducible)
        mh_str_addf(&s, " (%s)", mh_tr(lang, "non reproductible"));
    return taken(&s);
}

/* --- a pooled need --- */

struct line { /* of a pool: its needs added up */
    size_t pool;
    int64_t volume, covered, on_unknown;
    enum mh_cover_lack lack;
    size_t offer;
    int64_t nearest, missing, uncovered; /* of the need that lacks most */
    size_t from, to;            /* its needs */
};

static struct line add_up(const struct mh__cover_case *c, const struct mh_cover *r, size_t from)
{
    struct line l = { .pool = c->pool[from], .from = from, .to = from, .offer = MH_COVER_NOBODY };
    for (; l.to < c->nneeds && c->pool[l.to] == l.pool; l.to++) {
        const struct mh_cover_line *x = &r->line[l.to];
        l.volume = mh_sum(l.volume, c->need[l.to].volume);
        l.covered = mh_sum(l.covered, x->covered);
        l.on_unknown = mh_sum(l.on_unknown, x->on_unknown);
        if (x->uncovered > l.uncovered) {
            l.uncovered = x->uncovered;
            l.lack = x->lack;
            l.offer = x->offer;
            l.missing = x->missing;
            l.nearest = c->nearest[l.to];
        }
    }
    return l;
}

struct share { /* of an offer in a pool */
    size_t offer;
    int64_t award;
};

static int by_award(const void *a, const void *b)
{
    const struct share *x = a, *y = b;
    return x->award != y->award ? (x->award < y->award) - (x->award > y->award) : (x->offer > y->offer) - (x->offer < y->offer);
}

/* Arcs are sorted by need: the first of this one. */
static size_t first_arc(const struct mh__cover_case *c, size_t need)
{
    size_t lo = 0, hi = c->narcs;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        if (c->arc[mid].need < need)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

static size_t shares_of(const struct mh__cover_case *c, const struct mh_cover *r, const struct line *l, struct share **out)
{
    size_t n = 0, from = first_arc(c, l->from), to = first_arc(c, l->to);
    struct share *at = mh_xcalloc(to - from + 1, sizeof *at);
    for (size_t k = from; k < to; k++) {
        size_t i = 0;
        if (r->award[k] <= 0)
            continue;
        while (i < n && at[i].offer != c->arc[k].offer)
            i++;
        if (i == n)
            at[n++].offer = c->arc[k].offer;
        at[i].award = mh_sum(at[i].award, r->award[k]);
    }
    qsort(at, n, sizeof *at, by_award);
    *out = at;
    return n;
}

static int64_t makers_of(const struct mh__cover_case *c, const struct share *at, size_t n)
{
    int64_t makers = 0;
    for (size_t i = 0; i < n; i++) {
        size_t k = 0;
        while (k < i && c->offer[at[k].offer].maker != c->offer[at[i].offer].maker)
            k++;
        makers += k == i;
    }
    return makers;
}

/* tells: quantities may be told; else the names alone, for a share of a rough volume would say it. */
static char *who_brings(const struct mh__cover_case *c, const struct share *at, size_t n, bool tells)
{
    struct mh_str s = MH_STR_INIT;
    for (size_t i = 0; i < n && i < MAKERS_SHOWN; i++) {
        if (i)
            mh_str_add(&s, " ; ");
        mh__product_name(c, c->product[at[i].offer], &s);
        if (tells) {
            mh_str_add(&s, " : ");
            mh_str_add_int(&s, at[i].award);
        }
    }
    if (n > MAKERS_SHOWN)
        mh_str_addf(&s, " ; + %zu", n - MAKERS_SHOWN);
    return taken(&s);
}

void mh__cover_lacks(const struct mh__cover_case *c, const struct mh_pool *pool, int64_t product, struct mh_str *out, struct mh_str *failed)
{
    struct mh_candidate k;
    struct mh_compared_row t[MH__TABLE_ROWS];
    size_t n = mh_match_pair(c->s->index, &pool->reading, product, &k)
                   ? mh_match_table(c->s->index, c->s->lang, &pool->reading, &k, t, MH__TABLE_ROWS) : 0;
    const char *only = NULL;
    size_t told = 0;
    for (size_t i = 0; i < n; i++) {
        bool unknown = t[i].result == MH_CMP_UNKNOWN && t[i].mandatory;
        if (t[i].result != MH_CMP_FAILED && !unknown)
            continue;
        only = told == 0 && !unknown ? t[i].attribute : NULL;
        mh_str_addf(out, "%s%s %s", told++ ? ", " : "", t[i].attribute, unknown ? mh_tr(c->s->lang, "non dit") : *t[i].by ? t[i].by : t[i].offered);
    }
    if (failed != NULL && only != NULL)
        mh_str_add(failed, only);
}

static char *lack_text(const struct mh__cover_case *c, const struct line *l, bool near, bool tells)
{
    int64_t product = near ? l->nearest : l->offer != MH_COVER_NOBODY ? c->product[l->offer] : 0;
    struct mh_str s = MH_STR_INIT, name = MH_STR_INIT;
    const char *lang = c->s->lang, *says = near ? mh_tr(lang, near_says) : l->lack < MH_LACK_KINDS && lacks[l->lack].says ? mh_tr(lang, lacks[l->lack].says) : NULL;
    if (l->uncovered == 0 || says == NULL)
        return NULL;
    if (product != 0)
        mh__product_name(c, product, &name);
    if (near || (lacks[l->lack].product && name.len != 0))
        mh_str_addf(&s, says, mh_str_text(&name));
    else
        mh_str_addn(&s, says, lacks[l->lack].product ? strcspn(says, ":") : strlen(says));
    if (near || (l->lack == MH_LACK_SPECIFICATION && product != 0)) {
        mh_str_add(&s, ", ");
        mh__cover_lacks(c, &c->pools.set.at[l->pool], product, &s, NULL);
    } else if (tells && l->missing > 0) {
        mh_str_addf(&s, " ; %s ", mh_tr(lang, "il manque"));
        mh_str_add_int(&s, l->missing);
    }
    mh_str_free(&name);
    return taken(&s);
}

/* A rate of a rough volume is rough too: in tenths, and only all is all. */
static int64_t rate_of(int64_t covered, int64_t volume, bool tells)
{
    if (volume <= 0)
        return MH_UNKNOWN;
    int64_t rate = (int64_t)((__int128)covered * 1000 / volume);
    if (tells || rate == 0 || covered >= volume)
        return rate;
    return rate < 100 ? 100 : rate / 100 * 100;
}

static void cover_row(const struct mh__cover_case *c, const struct mh_cover *r, const struct line *l, bool wide, struct mh__rows *rows)
{
    const struct mh_pool *pool = &c->pools.set.at[l->pool];
    bool tells = !wide || pool->giving >= EXACT_FROM_GROUPS;
    struct mh_str specs = MH_STR_INIT, volume = MH_STR_INIT;
    struct share *at = NULL;
    size_t n = shares_of(c, r, l, &at);
    struct mh_rep_cover *row = mh__rows_add(rows);
    mh__pool_words(c->s, pool, false, &specs);
    mh_volume_text(&volume, l->volume, pool->giving, wide);
    /* The code of what says too little hangs on the article: beyond its group it says nothing. */
    row->code = wide && (pool->asked != 0 || pool->by_hand) ? NULL : mh_xstrdup(pool->code);
    row->family_name = keep(mh__pool_family(c->s, pool));
    row->unit = keep(mh__pool_unit(c->s, pool));
    row->specs = taken(&specs);
    row->volume = l->volume;
    row->volume_text = taken(&volume);
    row->groups = pool->groups;
    row->covered = l->covered;
    row->uncovered = l->volume - l->covered;
    row->rate = rate_of(l->covered, l->volume, tells);
    row->on_unknown = l->on_unknown;
    row->makers = makers_of(c, at, n);
    row->from = who_brings(c, at, n, tells);
    bool near = l->lack == MH_LACK_PRODUCT && l->nearest != 0;
    row->lack = lack_text(c, l, near, tells);
    row->next = row->lack ? keep(mh_tr(c->s->lang, near ? MH_TR("fabricant") : lacks[l->lack].who)) : NULL;
    free(at);
}

struct sorted {
    struct line line;
    int64_t rate;
};

/* What is least covered first; among equals as the needs come: the greatest first, or where volumes are not all told, by code. */
static int by_rate(const void *a, const void *b)
{
    const struct sorted *x = a, *y = b;
    if (x->rate != y->rate)
        return (x->rate > y->rate) - (x->rate < y->rate);
    return (x->line.from > y->line.from) - (x->line.from < y->line.from);
}

void mh__cover_rows(const struct mh__cover_case *c, const struct mh_cover *r, bool wide, struct mh__rows *rows)
{
    struct sorted *at = mh_xcalloc(c->nneeds + 1, sizeof *at);
    size_t n = 0;
    for (size_t i = 0; i < c->nneeds;) {
        at[n].line = add_up(c, r, i);
        at[n].rate = rate_of(at[n].line.covered, at[n].line.volume, true);
        i = at[n++].line.to;
    }
    qsort(at, n, sizeof *at, by_rate);
    for (size_t i = 0; i < n; i++)
        cover_row(c, r, &at[i].line, wide, rows);
    free(at);
}

/* --- scenarios --- */

/* What is covered of each of these in millionths of its volume, and so of lines all told. */
static int64_t share_of_lines(int64_t part_ppm, int64_t whole_ppm)
{
    return whole_ppm > 0 ? part_ppm * 1000 / whole_ppm : MH_UNKNOWN;
}

/* wide: of volumes as they may be told, which is said. */
static char *assumed(const struct mh__cover_case *c, const struct mh__scenario *k, bool wide)
{
    struct mh_str s = MH_STR_INIT;
    bool rough = false;
    for (size_t i = 0; wide && i < c->nneeds; i++)
        rough = rough || c->pools.set.at[c->pool[i]].giving < EXACT_FROM_GROUPS;
    mh_str_add(&s, mh_tr(c->s->lang, k->assumes));
    if (rough)
        mh_str_addf(&s, " ; %s", mh_tr(c->s->lang, "un volume de moins de trois groupes compte pour son ordre de grandeur, non pour lui-même"));
    return taken(&s);
}

void mh__cover_scenario_row(const struct mh__cover_case *c, const struct mh__scenario *k, const struct mh_cover *r,
                            const struct mh_cover *base, bool wide, struct mh__rows *rows)
{
    const struct mh_cover_totals *t = &r->totals;
    struct mh_cover_problem p = { .need = c->need, .offer = c->offer, .arc = c->arc, .nneeds = c->nneeds, .noffers = c->noffers, .narcs = c->narcs };
    struct mh_cover_change *change = NULL;
    size_t n = 0;
    struct mh_rep_scenario *row = mh__rows_add(rows);
    row->scenario = mh_xstrdup(k->name);
    row->title = mh_xstrdup(mh_tr(c->s->lang, k->title));
    row->assumes = assumed(c, k, wide);
    row->needs = t->needs;
    row->whole = t->whole;
    row->partly = t->partly;
    row->none = t->needs - t->whole - t->partly;
    row->rate = t->cover_ppm / 1000;
    row->unknown_rate = share_of_lines(t->unknown_ppm, t->cover_ppm);
    row->makers = t->makers;
    if (c->alone && !wide) {
        row->cost = t->cost;
        row->priced_rate = t->cover_ppm > 0 ? 1000 - share_of_lines(t->unpriced_ppm, t->cover_ppm) : MH_UNKNOWN;
    }
    row->how = mh__cover_how_text(c->s->lang, r->how, t->gap_ppm, r->reproducible);
    if (r == base)
        return;
    mh_cover_compare(&p, base, r, &change, &n);
    row->changed = row->moved = 0;
    for (size_t i = 0; i < n; i++) {
        row->changed += change[i].covered_a != change[i].covered_b;
        row->moved += change[i].first_a != change[i].first_b;
    }
    free(change);
}

struct family { /* added up over its pooled needs */
    int family;
    const struct mh_pool *pool;
    int64_t volume, needs, covered[MH_COVER_SCENARIOS];
    int64_t group[64];
    int64_t ngroups;
    bool rough; /* the volume of a need may only be told roughly: then so is the sum, or the others would tell it by difference */
    const char *name;
};

static void add_groups(const struct mh__cover_case *c, struct family *f, const struct mh_pool *pool)
{
    for (size_t i = 0; i < pool->n; i++) {
        int64_t member = c->pools.input[c->pools.set.share[pool->first + i].article].member_id, k = 0;
        while (k < f->ngroups && f->group[k] != member)
            k++;
        if (k == f->ngroups && k < 64)
            f->group[f->ngroups++] = member;
    }
}

static int by_name(const void *a, const void *b)
{
    const struct family *x = a, *y = b;
    int d = strcmp(x->name, y->name);
    return d ? d : x->family - y->family;
}

void mh__cover_family_rows(const struct mh__cover_case *c, const struct mh_cover *const *r, bool wide, struct mh__rows *rows)
{
    size_t nfamilies = mh_lexicon_nfamilies(c->s->lexicon), n = 0;
    struct family *at = mh_xcalloc(nfamilies + 1, sizeof *at);
    size_t *of = mh_xcalloc(nfamilies + 1, sizeof *of);
    for (size_t i = 0; i < c->nneeds; i++) {
        const struct mh_pool *pool = &c->pools.set.at[c->pool[i]];
        size_t fam = (size_t)pool->family;
        if (of[fam] == 0) {
            of[fam] = ++n;
            at[n - 1] = (struct family){ .family = pool->family, .pool = pool, .name = mh__pool_family(c->s, pool) };
        }
        struct family *f = &at[of[fam] - 1];
        f->volume = mh_sum(f->volume, c->need[i].volume);
        if (i == 0 || c->pool[i] != c->pool[i - 1]) {
            f->needs++;
            f->rough = f->rough || pool->giving < EXACT_FROM_GROUPS;
            add_groups(c, f, pool);
        }
        for (size_t k = 0; k < mh__nscenarios; k++)
            if (r[k] != NULL)
                f->covered[k] = mh_sum(f->covered[k], r[k]->line[i].covered);
    }
    qsort(at, n, sizeof *at, by_name);
    for (size_t i = 0; i < n; i++) {
        bool tells = !wide || !at[i].rough;
        struct mh_str volume = MH_STR_INIT;
        struct mh_rep_family_cover *row = mh__rows_add(rows);
        mh_volume_text(&volume, at[i].volume, tells ? EXACT_FROM_GROUPS : 1, wide);
        row->family_name = keep(at[i].name);
        row->unit = keep(mh__pool_unit(c->s, at[i].pool));
        row->volume = at[i].volume;
        row->volume_text = taken(&volume);
        row->groups = at[i].ngroups;
        row->needs = at[i].needs;
        for (size_t k = 0; k < mh__nscenarios; k++)
            row->rate[k] = r[k] ? rate_of(at[i].covered[k], at[i].volume, tells) : MH_UNKNOWN;
    }
    free(at);
    free(of);
}

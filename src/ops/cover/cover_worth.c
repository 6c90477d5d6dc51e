/* What lifting each lack would bring, all else the same: of an offer, and of a specification that the nearest products fail. */
#include "ops/codes.h"
#include "ops/cover/cover.h"

#include <mahalli/i18n.h>
#include <mahalli/vec.h>
#include <mahalli/xalloc.h>

#include <stdlib.h>
#include <string.h>

static char *keep(const char *text)
{
    return text && *text ? mh_xstrdup(text) : NULL;
}

static const struct {
    const char *name; /* French, for mh_tr */
    const char *once; /* what it takes, before the units that it brings */
} gains[MH_LACK_KINDS] = {
    [MH_LACK_CAPACITY] = { MH_TR("capacité épuisée"), MH_TR("avec une plus grande capacité : ") },
    [MH_LACK_BUYABLE] = { MH_TR("enregistrement"), MH_TR("une fois achetable : ") },
    [MH_LACK_CAPACITY_UNKNOWN] = { MH_TR("capacité inconnue"), MH_TR("si sa capacité suffit : ") },
    [MH_LACK_LEAD] = { MH_TR("délai"), MH_TR("livré à temps : ") },
    [MH_LACK_SPECIFICATION] = { MH_TR("vérification"), MH_TR("une fois vérifié : ") },
};

/* wide: what one product would add tells volumes of few groups. */
static char *gain_text(const struct mh__cover_case *c, const struct mh_cover_gain *g, const struct mh_pool *pool, bool wide)
{
    struct mh_str s = MH_STR_INIT;
    if (g->lack == MH_LACK_SPECIFICATION) {
        mh__cover_lacks(c, pool, c->product[g->offer], &s, NULL);
        if (s.len != 0 && !wide)
            mh_str_add(&s, " ; ");
    }
    if (!wide) {
        mh_str_add(&s, mh_tr(c->s->lang, gains[g->lack].once));
        mh_str_add_int(&s, g->units);
        mh_str_addf(&s, " %s", mh__pool_unit(c->s, pool));
    }
    char *text = keep(mh_str_text(&s));
    mh_str_free(&s);
    return text;
}

/* The arc of the offer that lifting the lack would open: of the need with most uncovered. */
static size_t gained(const struct mh__cover_case *c, const struct mh_cover *r, const struct mh_cover_gain *g)
{
    size_t best = c->narcs;
    for (size_t k = 0; k < c->narcs; k++) {
        const struct mh_cover_arc *a = &c->arc[k];
        bool opened = g->lack == MH_LACK_CAPACITY ? r->bar[k] == MH_LACK_NOTHING : r->bar[k] == g->lack;
        if (a->offer == g->offer && opened && (best == c->narcs || r->line[a->need].uncovered > r->line[c->arc[best].need].uncovered))
            best = k;
    }
    return best;
}

static void add_gains(const struct mh__cover_case *c, const struct mh_cover *r, bool wide, struct mh__rows *rows)
{
    for (size_t i = 0; i < r->ngains; i++) {
        const struct mh_cover_gain *g = &r->gain[i];
        const struct mh_product *p = mh__session_product(c->s, c->product[g->offer]);
        const struct mh_maker *k = mh__session_maker(c->s, c->offer[g->offer].maker);
        size_t arc = gained(c, r, g);
        if (gains[g->lack].name == NULL || p == NULL || arc == c->narcs)
            continue;
        const struct mh_pool *pool = &c->pools.set.at[c->pool[c->arc[arc].need]];
        struct mh_rep_worth *row = mh__rows_add(rows);
        row->lack = mh_xstrdup(mh_tr(c->s->lang, gains[g->lack].name));
        row->maker = keep(k ? k->name : NULL);
        row->product = mh_xstrdup(p->reference ? p->reference : p->label);
        row->family_name = keep(mh__pool_family(c->s, pool));
        row->needs = g->needs;
        row->whole = g->whole;
        row->detail = gain_text(c, g, pool, wide);
        if (!wide) {
            row->units = g->units;
            row->unit = keep(mh__pool_unit(c->s, pool));
        }
        int64_t worth = r->use[g->offer].worth;
        /* A need counts as one whatever its volume: what a unit serves of it is its volume, exactly. */
        row->marginal = !wide && g->lack == MH_LACK_CAPACITY && worth != MH_UNKNOWN && worth > 0 ? worth / 100 : MH_UNKNOWN;
    }
}

/* --- specifications: needs that nobody meets, and whose nearest product fails one attribute alone --- */

struct spec { /* of a family */
    const struct mh_pool *pool;
    char *attribute;
    int64_t product;  /* the first nearest; several: 0 and no maker is named */
    int64_t needs, units;
};

static struct spec *spec_of(struct mh__codes *index, struct spec **all, size_t *n, size_t *cap, const struct mh_pool *pool, const char *attribute)
{
    struct mh_str key = MH_STR_INIT;
    mh_str_addf(&key, "%d/%s", pool->family, attribute);
    int64_t at = mh__codes_find(index, mh_str_text(&key));
    if (at <= 0) {
        if (*n == *cap) {
            *cap = *cap ? *cap * 2 : 64;
            *all = mh_xreallocarray(*all, *cap, sizeof **all);
        }
        (*all)[(*n)++] = (struct spec){ .pool = pool, .attribute = mh_xstrdup(attribute) };
        at = (int64_t)*n;
        mh__codes_add(index, mh_str_text(&key), at);
    }
    mh_str_free(&key);
    return &(*all)[at - 1];
}

static void spec_row(const struct mh__cover_case *c, const struct spec *x, bool wide, struct mh__rows *rows)
{
    struct mh_str text = MH_STR_INIT;
    struct mh_rep_worth *row = mh__rows_add(rows);
    const struct mh_product *p = mh__session_product(c->s, x->product);
    const struct mh_maker *k = p ? mh__session_maker(c->s, p->maker_id) : NULL;
    mh_str_addf(&text, mh_tr(c->s->lang, "une autre valeur : %s"), x->attribute);
    row->lack = mh_xstrdup(mh_tr(c->s->lang, "adaptation"));
    row->maker = keep(k ? k->name : NULL);
    row->product = keep(p ? p->reference ? p->reference : p->label : NULL);
    row->family_name = keep(mh__pool_family(c->s, x->pool));
    row->detail = mh_str_take(&text);
    row->needs = x->needs;
    row->whole = MH_UNKNOWN; /* nobody knows what it could then make */
    if (!wide) {
        row->units = x->units;
        row->unit = keep(mh__pool_unit(c->s, x->pool));
    }
}

static void add_specs(const struct mh__cover_case *c, const struct mh_cover *r, bool wide, struct mh__rows *rows)
{
    struct mh__codes index = { 0 };
    struct spec *all = NULL;
    size_t n = 0, cap = 0;
    for (size_t i = 0; i < c->nneeds; i++) {
        const struct mh_pool *pool = &c->pools.set.at[c->pool[i]];
        struct mh_str says = MH_STR_INIT, failed = MH_STR_INIT;
        if (r->line[i].lack == MH_LACK_PRODUCT && c->nearest[i] != 0)
            mh__cover_lacks(c, pool, c->nearest[i], &says, &failed);
        if (failed.len != 0) {
            struct spec *x = spec_of(&index, &all, &n, &cap, pool, mh_str_text(&failed));
            x->product = x->needs == 0 || x->product == c->nearest[i] ? c->nearest[i] : 0;
            x->needs += i == 0 || c->pool[i] != c->pool[i - 1];
            x->units = mh_sum(x->units, r->line[i].uncovered);
        }
        mh_str_free(&says);
        mh_str_free(&failed);
    }
    for (size_t i = 0; i < n; i++) {
        spec_row(c, &all[i], wide, rows);
        free(all[i].attribute);
    }
    free(all);
    mh__codes_free(&index);
}

/* What serves most needs first; as they came among equals. */
static int by_needs(const void *a, const void *b)
{
    const struct mh_rep_worth *x = a, *y = b;
    return x->needs != y->needs ? (x->needs < y->needs) - (x->needs > y->needs) : (x->id > y->id) - (x->id < y->id);
}

void mh__cover_worth(const struct mh__cover_case *c, const struct mh_cover *r, bool wide, struct mh__rows *rows)
{
    add_gains(c, r, wide, rows);
    add_specs(c, r, wide, rows);
    if (rows->n != 0)
        qsort(rows->at, rows->n, rows->table->row_size, by_needs);
}

/* Rows that add lines up by what they say: gaps and what each maker could serve; beyond one member, the plan itself. */
#include "ops/report/lacks.h"
#include "ops/report/report.h"
#include "ops/report/wide.h"

#include <mahalli/i18n.h>
#include <mahalli/plan.h>
#include <mahalli/xalloc.h>

#include <stdlib.h>
#include <string.h>

enum { NEAREST_SHOWN = 3 };

struct total { /* what a grouped row adds up */
    struct mh_tally tally;
    char *origin;      /* in French */
    size_t row;        /* in the rows of its sheet */
    char *plain;       /* of a gap: its specifications as a page for readers says them */
    struct near { const struct mh_frozen_product *product; unsigned kinds; char *lacks; } near[NEAREST_SHOWN]; /* of a gap; best first */
    int nnear;
};

struct totals {
    struct total *at;
    size_t n, cap;
    struct mh__codes index; /* key -> position + 1 */
};

struct mh__grouping {
    struct mh__report *r;
    const char *searched; /* the day */
    struct totals plan, gaps, makers;
    MH_VEC(struct mh__run) candidates, specs; /* of each row of the plan beyond one member */
    struct mh_str key, text;
};

struct mh__grouping *mh__grouping_new(struct mh__report *r, const char *searched)
{
    struct mh__grouping *g = mh_xcalloc(1, sizeof *g);
    g->r = r;
    g->searched = searched;
    return g;
}

/* The total under g->key, with the line in it; *fresh when it is new. */
static struct total *total_of(struct mh__grouping *g, struct totals *t, const struct mh__line *x, bool *fresh)
{
    const struct mh_frozen_line *l = x->l;
    int64_t at = mh__codes_find(&t->index, mh_str_text(&g->key));
    *fresh = at == 0;
    if (at == 0) {
        if (t->n == t->cap) {
            t->cap = t->cap ? t->cap * 2 : 64;
            t->at = mh_xreallocarray(t->at, t->cap, sizeof *t->at);
        }
        t->at[t->n++] = (struct total){ 0 };
        mh__codes_add(&t->index, mh_str_text(&g->key), at = (int64_t)t->n);
    }
    struct total *one = &t->at[at - 1];
    mh_tally_add(&one->tally, x->group, l->volume, l->quarter, l->needs == MH_UNKNOWN ? 0 : l->needs);
    if (*fresh || !mh_streq(one->origin, l->origins))
        mh_xset(&one->origin, *fresh ? l->origins : MH_TR("diverse"));
    return one;
}

static char *dup_text(struct mh_str *s)
{
    return s->len ? mh_xstrdup(mh_str_text(s)) : NULL;
}

static char *worded(const struct mh__grouping *g, const char *text)
{
    return text ? mh_xstrdup(mh_tr(g->r->lang, text)) : NULL;
}

static char *total_volume(struct mh__grouping *g, const struct total *t)
{
    mh_str_clear(&g->text);
    mh_tally_text(&t->tally, g->r->wide, &g->text);
    return dup_text(&g->text);
}

/* --- gaps --- */

static void nearest_products(const struct mh__line *x, struct total *t)
{
    for (size_t i = 0; i < x->noffers && t->nnear < NEAREST_SHOWN; i++) {
        const struct mh_frozen_candidate *c = x->offer[i].c;
        if (c->rejected != 1 && c->excluded != 1 && x->offer[i].p != NULL)
            t->near[t->nnear++] = (struct near){ x->offer[i].p, c->lacks_kinds == MH_UNKNOWN ? 0 : (unsigned)c->lacks_kinds, mh_xstrdup(c->lacks) };
    }
}

/* "MDM-017 (Démo Medical Devices) : jauge 22 G au lieu de 20 G, stérile non dit ; enregistrement : expiré", a line per product. */
static void tell_nearest(struct mh__grouping *g, const struct total *t, struct mh_rep_gap *row)
{
    const char *lang = g->r->lang;
    unsigned all = 0;
    bool rough;
    int64_t told = mh_tally_told(&t->tally, g->r->wide, &rough);
    mh_str_clear(&g->text);
    for (int i = 0; i < t->nnear; i++) {
        const struct near *n = &t->near[i];
        mh_str_addf(&g->text, "%s%s (%s)%s", i ? "\n" : "", n->product->reference ? n->product->reference : n->product->label,
                    n->product->maker_name ? n->product->maker_name : "", mh_tr(lang, " : "));
        size_t before = g->text.len;
        mh_str_add(&g->text, n->lacks ? n->lacks : "");
        unsigned kinds = n->kinds | mh__lacks_product(lang, n->product, told, rough, n->lacks != NULL, &g->text);
        if (g->text.len == before)
            mh_str_add(&g->text, mh_tr(lang, "écarté pour une autre raison"));
        all = i == 0 ? kinds : all;
    }
    row->nearest = dup_text(&g->text);
    mh_str_clear(&g->text);
    mh__lacks_kinds(lang, all, &g->text);
    row->lacks = dup_text(&g->text);
}

static void group_gap(struct mh__grouping *g, struct mh__lines *src, const struct mh__line *x)
{
    const struct mh_frozen_line *l = x->l;
    enum mh_state state = mh__line_state(l);
    bool fresh;
    if ((state != MH_STATE_NEAR && state != MH_STATE_LEAD && state != MH_STATE_NONE) || l->family == NULL)
        return;
    mh_str_clear(&g->key);
    mh_str_addf(&g->key, "%s|%s|%s", l->state, l->family, l->specs ? l->specs : "");
    struct total *t = total_of(g, &g->gaps, x, &fresh);
    if (!fresh)
        return;
    src->word(src);
    t->row = g->r->gaps.rows.n;
    t->plain = mh_xstrdup(l->plain);
    struct mh_rep_gap *row = mh__rows_add(&g->r->gaps.rows);
    row->state = mh_xstrdup(mh_state_title(state));
    row->family_name = mh_xstrdup(l->family_name);
    row->emdn = mh_xstrdup(l->emdn);
    row->hs = mh_xstrdup(l->hs);
    row->specs = mh_xstrdup(mh__line_specs(l, g->r->audience));
    row->unit = worded(g, l->base_unit);
    row->leads = mh_xstrdup(l->leads);
    row->searched = mh_xstrdup(g->searched);
    if (l->nearest != NULL) { /* frozen when only this text was recorded */
        row->nearest = mh_xstrdup(l->nearest);
        row->lacks = mh_xstrdup(l->lacks);
    } else {
        nearest_products(x, t);
    }
}

/* --- makers --- */

static void group_maker(struct mh__grouping *g, struct mh__lines *src, const struct mh__line *x, const struct mh__offer *o)
{
    const struct mh_frozen_product *p = o->p;
    bool fresh;
    mh_str_clear(&g->key);
    mh_str_addf(&g->key, "%lld|%s|%s", (long long)o->c->product_id, o->c->verdict, x->l->specs ? x->l->specs : "");
    struct total *t = total_of(g, &g->makers, x, &fresh);
    if (!fresh)
        return;
    src->word(src);
    t->row = g->r->makers.rows.n;
    struct mh_rep_maker *row = mh__rows_add(&g->r->makers.rows);
    row->maker = mh_xstrdup(p->maker_name);
    row->city = mh_xstrdup(p->maker_city);
    row->status = worded(g, p->maker_status);
    row->role = worded(g, p->maker_role);
    row->family_name = mh_xstrdup(x->l->family_name);
    row->emdn = mh_xstrdup(x->l->emdn);
    row->product = mh_xstrdup(p->reference ? p->reference : p->label);
    row->specs = mh_xstrdup(mh__line_specs(x->l, g->r->audience));
    row->unit = worded(g, x->l->base_unit);
    row->verdict = mh_xstrdup(mh__verdict_title_of(o->c->verdict));
    row->clearance = mh_xstrdup(p->clearance);
    row->capacity = p->capacity;
}

/* --- the plan beyond one member --- */

/* Its candidates and specifications stand together from here on. */
static void begin_runs(struct mh__grouping *g)
{
    int64_t candidates = mh_spool_end(g->r->candidates.spool), specs = mh_spool_end(g->r->specs.spool);
    mh_vec_push(&g->candidates, ((struct mh__run){ candidates, candidates }));
    mh_vec_push(&g->specs, ((struct mh__run){ specs, specs }));
}

static void group_plan(struct mh__grouping *g, struct mh__lines *src, const struct mh__line *x)
{
    const struct mh_frozen_line *l = x->l;
    bool apart = mh__told_apart(l->family, mh__line_state(l)), fresh;
    mh_str_clear(&g->key);
    mh_str_addf(&g->key, "%s|%s|%s|%lld", apart ? l->family : "", apart && l->specs ? l->specs : "", l->state,
                apart && l->product_id != MH_UNKNOWN ? (long long)l->product_id : 0LL);
    struct total *t = total_of(g, &g->plan, x, &fresh);
    if (!fresh)
        return;
    if (apart)
        src->word(src);
    t->row = g->r->plan.rows.n;
    struct mh_rep_plan row;
    char link[MH__LINK_SIZE];
    mh__report_plan(g->r, x, apart, &row);
    mh__report_link(t->row + 1, link);
    row.link = link;
    row.id = (int64_t)t->row + 1;
    mh_row_copy(&mh_rep_plan_table, mh__rows_add(&g->r->plan.rows), &row);
    begin_runs(g);
    if (!apart)
        return;
    /* What a pharmacist of one group rejected is that group's own word: the candidates of the row are the others. */
    for (size_t i = 0; i < x->noffers && i < MH__CANDIDATES_SHOWN && x->offer[i].c->rejected != 1; i++)
        mh__report_candidate(g->r, x, i + 1, link);
    mh__report_specs(g->r, x);
    g->candidates.at[t->row].to = mh_spool_end(g->r->candidates.spool);
    g->specs.at[t->row].to = mh_spool_end(g->r->specs.spool);
}

void mh__grouping_line(struct mh__grouping *g, struct mh__lines *src, const struct mh__line *x)
{
    group_gap(g, src, x);
    for (size_t i = 0; mh__told_apart(x->l->family, mh__line_state(x->l)) && i < x->noffers; i++)
        if (x->offer[i].c->rejected != 1 && x->offer[i].c->excluded != 1 && x->offer[i].p != NULL)
            group_maker(g, src, x, &x->offer[i]);
    if (g->r->wide)
        group_plan(g, src, x);
}

/* --- finishing --- */

static void finish_gaps(struct mh__grouping *g)
{
    for (size_t i = 0; i < g->gaps.n; i++) {
        struct total *t = &g->gaps.at[i];
        struct mh_rep_gap *row = mh__rows_at(&g->r->gaps.rows, t->row);
        row->volume_text = total_volume(g, t);
        row->volume = mh_tally_volume(&t->tally, g->r->wide);
        mh_tally_quarters(&t->tally, g->r->wide, row->volume_q);
        row->groups = t->tally.ngroups;
        row->origin = worded(g, t->origin);
        if (row->nearest == NULL)
            tell_nearest(g, t, row);
    }
}

static void finish_makers(struct mh__grouping *g)
{
    for (size_t i = 0; i < g->makers.n; i++) {
        struct total *t = &g->makers.at[i];
        struct mh_rep_maker *row = mh__rows_at(&g->r->makers.rows, t->row);
        row->volume_text = total_volume(g, t);
        row->volume = mh_tally_volume(&t->tally, g->r->wide);
        row->articles = t->tally.articles;
        row->groups = t->tally.ngroups;
    }
}

static void finish_plan(struct mh__grouping *g)
{
    for (size_t i = 0; i < g->plan.n; i++) {
        const struct mh_tally *t = &g->plan.at[i].tally;
        struct mh_rep_plan *row = mh__rows_at(&g->r->plan.rows, g->plan.at[i].row);
        row->groups = t->ngroups;
        row->sites = t->needs;
        if (row->family == NULL) { /* a line that was not understood is only counted */
            mh_str_clear(&g->text);
            mh_str_addf(&g->text, mh_trn(g->r->lang, "%lld article, sans détail", "%lld articles, sans détail", t->articles),
                        (long long)t->articles);
            row->specs = dup_text(&g->text);
            continue;
        }
        row->volume_text = total_volume(g, &g->plan.at[i]);
        row->volume = mh_tally_volume(t, g->r->wide);
    }
}

/* A stable order of sorting: by the comparator, then by the row's place. */
static int text_order(const char *a, const char *b)
{
    return strcmp(a ? a : "", b ? b : "");
}

static int gap_order(const void *x, const void *y)
{
    const struct mh_rep_gap *a = x, *b = y;
    int d = text_order(a->state, b->state);
    if (d == 0)
        d = text_order(a->family_name, b->family_name);
    return d ? d : (a->id > b->id) - (a->id < b->id);
}

static int maker_order(const void *x, const void *y)
{
    const struct mh_rep_maker *a = x, *b = y;
    int d = text_order(a->maker, b->maker);
    if (d == 0)
        d = text_order(a->family_name, b->family_name);
    if (d == 0)
        d = text_order(a->product, b->product);
    return d ? d : (a->id > b->id) - (a->id < b->id);
}

static int plan_order(const void *x, const void *y)
{
    const struct mh_rep_plan *a = x, *b = y;
    int empty = (a->family == NULL) - (b->family == NULL);
    int d = empty ? empty : text_order(a->family_name, b->family_name);
    if (d == 0)
        d = text_order(a->specs, b->specs);
    return d ? d : (a->id > b->id) - (a->id < b->id);
}

static int volume_order(const void *x, const void *y)
{
    const struct total *const *p = x, *const *q = y;
    const struct total *a = *p, *b = *q;
    if (a->tally.counted != b->tally.counted)
        return a->tally.counted ? -1 : 1;
    if (a->tally.volume != b->tally.volume)
        return a->tally.volume > b->tally.volume ? -1 : 1;
    return (a->row > b->row) - (a->row < b->row);
}

/* The fifteen to make first: the largest volumes among what nobody offers today. */
static void fill_top(struct mh__grouping *g)
{
    struct mh_synthesis *y = &g->r->synthesis;
    const struct total **order = mh_xcalloc(g->gaps.n + 1, sizeof *order);
    for (size_t i = 0; i < g->gaps.n; i++)
        order[i] = &g->gaps.at[i];
    qsort(order, g->gaps.n, sizeof *order, volume_order);
    for (size_t i = 0; i < g->gaps.n && y->ntop < sizeof y->top / sizeof *y->top; i++) {
        const struct mh_rep_gap *row = mh__rows_at(&g->r->gaps.rows, order[i]->row);
        y->top[y->ntop++] = (struct mh_top){
            .family_name = mh_xstrdup(row->family_name), .specs = mh_xstrdup(order[i]->plain), .hs = mh_xstrdup(row->hs),
            .volume_text = mh_xstrdup(row->volume_text), .unit = mh_xstrdup(row->unit), .state = mh_xstrdup(row->state),
            .volume = row->volume, .groups = row->groups,
        };
    }
    free(order);
}

static void totals_free(struct totals *t)
{
    for (size_t i = 0; i < t->n; i++) {
        free(t->at[i].origin);
        free(t->at[i].plain);
        for (int n = 0; n < t->at[i].nnear; n++)
            free(t->at[i].near[n].lacks);
    }
    free(t->at);
    mh__codes_free(&t->index);
}

static void sort_rows(struct mh__rows *rows, int (*order)(const void *, const void *))
{
    if (rows->n > 1)
        qsort(rows->at, rows->n, rows->table->row_size, order);
}

/* Concordances and Spécifications in the order that Plan has now; rows are numbered from 1 as they were made. */
static void order_runs(struct mh__grouping *g)
{
    for (size_t i = 0; i < g->r->plan.rows.n; i++) {
        const struct mh_rep_plan *row = mh__rows_at(&g->r->plan.rows, i);
        struct mh__run c = g->candidates.at[row->id - 1], s = g->specs.at[row->id - 1];
        if (c.from != c.to)
            mh_vec_push(&g->r->candidates.run, c);
        if (s.from != s.to)
            mh_vec_push(&g->r->specs.run, s);
    }
}

void mh__grouping_finish(struct mh__grouping *g)
{
    finish_gaps(g);
    finish_makers(g);
    finish_plan(g);
    fill_top(g);
    sort_rows(&g->r->gaps.rows, gap_order);
    sort_rows(&g->r->makers.rows, maker_order);
    if (g->r->wide) {
        sort_rows(&g->r->plan.rows, plan_order);
        order_runs(g);
    }
    totals_free(&g->plan);
    totals_free(&g->gaps);
    totals_free(&g->makers);
    mh_vec_free(&g->candidates);
    mh_vec_free(&g->specs);
    mh_str_free(&g->key);
    mh_str_free(&g->text);
    free(g);
}

/* Rows that add articles up: gaps and what each maker could serve; beyond one member, the plan itself. */
#include "ops/lacks.h"
#include "ops/report.h"

#include <mahalli/date.h>
#include <mahalli/hash.h>
#include <mahalli/i18n.h>
#include <mahalli/plan.h>
#include <mahalli/xalloc.h>

#include <stdlib.h>
#include <string.h>

enum { NEAREST_SHOWN = 3, LEADS_SHOWN = 8, MAX_GROUPS = 64 };

struct total { /* what a grouped row adds up */
    char *key;
    int64_t volume, quarter[4], articles, needs;
    bool counted;      /* some volume is known */
    bool only_count;   /* a row that says how many articles, and nothing of them */
    int64_t group[MAX_GROUPS]; /* member ids that share it */
    int ngroups;
    uint64_t gives;    /* a bit each: states a volume; one that states none hides nobody's */
    uint64_t gives_q[4]; /* and of the quarter */
    unsigned origins;
    size_t row;        /* in the rows of its sheet */
    char *plain;       /* of a gap: its specifications as a page for readers says them */
    struct near { const struct mh_product *product; unsigned kinds; char *lacks; } near[NEAREST_SHOWN]; /* of a gap; best first */
    int nnear, family;
};

struct totals {
    struct total *at;
    size_t n, cap;
    struct mh__codes index; /* key -> position + 1 */
};

struct mh__grouping {
    struct mh__matching *m;
    struct mh__report *r;
    struct totals plan, gaps, makers;
    struct mh_str key, text;
};

struct mh__grouping *mh__grouping_new(struct mh__matching *m, struct mh__report *r)
{
    struct mh__grouping *g = mh_xcalloc(1, sizeof *g);
    g->m = m;
    g->r = r;
    return g;
}

/* The group under the key; *fresh when it is new. */
static struct total *total_of(struct totals *t, const char *key, bool *fresh)
{
    int64_t at = mh__codes_find(&t->index, key);
    *fresh = at == 0;
    if (at > 0)
        return &t->at[at - 1];
    if (t->n == t->cap) {
        t->cap = t->cap ? t->cap * 2 : 64;
        t->at = mh_xreallocarray(t->at, t->cap, sizeof *t->at);
    }
    struct total *x = &t->at[t->n++];
    *x = (struct total){ .key = mh_xstrdup(key) };
    mh__codes_add(&t->index, key, (int64_t)t->n);
    return x;
}

static void add_sum(struct total *t, const struct mh__sum *s, int64_t member)
{
    for (int q = 0; q < 4; q++)
        t->quarter[q] = t->articles == 0 ? s->quarter[q] : mh_sum(t->quarter[q], s->quarter[q]);
    t->articles++;
    t->needs += s->needs;
    t->origins |= s->origins;
    if (s->needs > s->unknown) {
        t->volume = mh_sum(t->volume, s->volume);
        t->counted = true;
    }
    int i = 0;
    while (i < t->ngroups && t->group[i] != member)
        i++;
    if (i == t->ngroups && i < MAX_GROUPS)
        t->group[t->ngroups++] = member;
    if (i < MAX_GROUPS && s->needs > s->unknown && s->volume > 0)
        t->gives |= (uint64_t)1 << i;
    for (int q = 0; q < 4 && i < MAX_GROUPS; q++)
        t->gives_q[q] |= s->quarter[q] > 0 ? (uint64_t)1 << i : 0;
}

static char *dup_text(struct mh_str *s)
{
    return s->len ? mh_xstrdup(mh_str_text(s)) : NULL;
}

static char *total_volume(struct mh__grouping *g, const struct total *t)
{
    mh_str_clear(&g->text);
    mh_volume_text(&g->text, t->counted ? t->volume : MH_UNKNOWN, mh_volume_groups(t->gives), g->r->wide);
    return dup_text(&g->text);
}

/* Exact figures only where they may be told. */
static bool tells(const struct mh__grouping *g, const struct total *t)
{
    return t->counted && (!g->r->wide || mh_volume_groups(t->gives) >= 3);
}

static bool tells_quarters(const struct mh__grouping *g, const struct total *t)
{
    int64_t groups[4];
    for (int q = 0; q < 4; q++)
        groups[q] = mh_volume_groups(t->gives_q[q]);
    return tells(g, t) && (!g->r->wide || mh_quarters_told(t->quarter, groups));
}

const char *mh__origin_text(unsigned origins)
{
    switch (origins) {
    case MH__ORIGIN_IMPORTED: return MH_TR("importé");
    case MH__ORIGIN_LOCAL: return MH_TR("local");
    case MH__ORIGIN_UNKNOWN: case 0: return MH_TR("inconnue");
    default: return MH_TR("diverse");
    }
}

/* --- gaps --- */

/* What each lacks of what is asked; what it lacks against the volume is known at the end. */
static void nearest_products(struct mh__grouping *g, const struct mh__matched *x, struct total *t)
{
    t->family = x->reading.family;
    for (size_t i = 0; i < x->accepted && t->nnear < NEAREST_SHOWN; i++) {
        const struct mh_candidate *c = &x->candidates.at[i];
        const struct mh_product *p = c->excluded ? NULL : mh__session_product(g->m->s, c->product_id);
        if (p == NULL)
            continue;
        mh_str_clear(&g->text);
        struct near *n = &t->near[t->nnear++];
        *n = (struct near){ .product = p, .kinds = mh__lacks_pair(g->m, x, c, &g->text) };
        n->lacks = dup_text(&g->text);
    }
}

/* "MDM-017 (Démo Medical Devices) : jauge 22 G au lieu de 20 G, stérile non dit ; enregistrement : expiré", a line per product. */
static void tell_nearest(struct mh__grouping *g, const struct total *t, struct mh_rep_gap *row)
{
    const char *lang = g->m->s->lang;
    unsigned all = 0;
    bool rough;
    int64_t told = mh_volume_told(t->counted ? t->volume : MH_UNKNOWN, mh_volume_groups(t->gives), g->r->wide, &rough);
    mh_str_clear(&g->text);
    for (int i = 0; i < t->nnear; i++) {
        const struct near *n = &t->near[i];
        const struct mh_maker *k = mh__session_maker(g->m->s, n->product->maker_id);
        mh_str_addf(&g->text, "%s%s (%s)%s", i ? "\n" : "", n->product->reference ? n->product->reference : n->product->label,
                    k && k->name ? k->name : "", mh_tr(lang, " : "));
        size_t before = g->text.len;
        mh_str_add(&g->text, n->lacks ? n->lacks : "");
        unsigned kinds = n->kinds | mh__lacks_product(g->m, n->product, t->family, told, rough, n->lacks != NULL, &g->text);
        if (g->text.len == before)
            mh_str_add(&g->text, mh_tr(lang, "écarté pour une autre raison"));
        all = i == 0 ? kinds : all;
    }
    row->nearest = dup_text(&g->text);
    mh_str_clear(&g->text);
    mh__lacks_kinds(lang, all, &g->text);
    row->lacks = dup_text(&g->text);
}

unsigned mh__nearest_text(struct mh__matching *m, const struct mh__matched *x, int64_t volume, struct mh_str *out)
{
    size_t shown = 0;
    unsigned first = 0;
    for (size_t i = 0; i < x->accepted && shown < NEAREST_SHOWN; i++) {
        const struct mh_candidate *c = &x->candidates.at[i];
        const struct mh_product *p = c->excluded ? NULL : mh__session_product(m->s, c->product_id);
        const struct mh_maker *k = p ? mh__session_maker(m->s, p->maker_id) : NULL;
        if (p == NULL)
            continue;
        mh_str_addf(out, "%s%s (%s)%s", shown++ ? "\n" : "", p->reference ? p->reference : p->label, k && k->name ? k->name : "",
                    mh_tr(m->s->lang, " : "));
        size_t before = out->len;
        unsigned kinds = mh__lacks_pair(m, x, c, out);
        kinds |= mh__lacks_product(m, p, x->reading.family, volume, false, out->len != before, out);
        if (out->len == before)
            mh_str_add(out, mh_tr(m->s->lang, "écarté pour une autre raison"));
        first = shown == 1 ? kinds : first;
    }
    return first;
}

void mh__leads_text(const struct mh__matching *m, const struct mh__matched *x, struct mh_str *out)
{
    int64_t ids[LEADS_SHOWN];
    size_t n = mh_index_leads(m->s->index, x->reading.family, ids, LEADS_SHOWN);
    for (size_t i = 0; i < n && i < LEADS_SHOWN; i++) {
        const struct mh_maker *k = mh__session_maker(m->s, ids[i]);
        mh_str_addf(out, "%s%s", i ? mh_tr(m->s->lang, ", ") : "", k ? k->name : "");
    }
    if (n > LEADS_SHOWN)
        mh_str_addf(out, mh_trn(m->s->lang, " et %zu autre", " et %zu autres", (int64_t)(n - LEADS_SHOWN)), n - LEADS_SHOWN);
}

void mh__plain_text(const struct mh__matching *m, const struct mh__matched *x, struct mh_str *out)
{
    for (size_t i = 0; i < x->reading.nreq; i++) {
        mh_str_add(out, i ? mh_tr(m->s->lang, " ; ") : "");
        mh_requirement_text(m->s->lexicon, m->s->lang, x->reading.family, &x->reading.req[i], out);
    }
}

static void group_gap(struct mh__grouping *g, const struct mh__matched *x, const struct mh__sum *sum, const char *specs)
{
    if (x->state != MH_STATE_NEAR && x->state != MH_STATE_LEAD && x->state != MH_STATE_NONE)
        return;
    const struct mh_family *f = mh_lexicon_family_row(g->m->s->lexicon, x->reading.family);
    mh_str_clear(&g->key);
    mh_str_addf(&g->key, "%d|%s|%s", (int)x->state, f->code, specs);
    bool fresh = false;
    struct total *t = total_of(&g->gaps, mh_str_text(&g->key), &fresh);
    add_sum(t, sum, x->article->member_id);
    if (!fresh)
        return;
    t->row = g->r->gaps.n;
    struct mh_rep_gap *row = mh__rows_add(&g->r->gaps);
    row->state = mh_xstrdup(mh_state_title(x->state));
    row->family_name = mh_xstrdup(mh_lexicon_family_name(g->m->s->lexicon, g->m->s->lang, x->reading.family));
    row->emdn = mh_xstrdup(f->emdn);
    row->hs = mh_xstrdup(f->hs);
    row->specs = mh_xstrdup(specs);
    row->unit = mh_xstrdup(mh_tr(g->m->s->lang, f->base_unit));
    nearest_products(g, x, t);
    mh_str_clear(&g->text);
    mh__leads_text(g->m, x, &g->text);
    row->leads = dup_text(&g->text);
    row->searched = mh_xstrndup(g->m->s->now, MH_DATE_SIZE - 1);
    mh_str_clear(&g->text);
    mh__plain_text(g->m, x, &g->text);
    t->plain = dup_text(&g->text);
}

/* --- makers --- */

static void group_maker(struct mh__grouping *g, const struct mh__matched *x, const struct mh__sum *sum, const char *specs,
                        const struct mh_candidate *c)
{
    const struct mh_product *p = mh__session_product(g->m->s, c->product_id);
    const struct mh_maker *k = mh__session_maker(g->m->s, c->maker_id);
    const struct mh_family *f = mh_lexicon_family_row(g->m->s->lexicon, x->reading.family);
    mh_str_clear(&g->key);
    mh_str_addf(&g->key, "%lld|%d|%s", (long long)p->id, (int)c->verdict, specs);
    bool fresh = false;
    struct total *t = total_of(&g->makers, mh_str_text(&g->key), &fresh);
    add_sum(t, sum, x->article->member_id);
    if (!fresh)
        return;
    t->row = g->r->makers.n;
    struct mh_rep_maker *row = mh__rows_add(&g->r->makers);
    row->maker = mh_xstrdup(k ? k->name : NULL);
    row->city = mh_xstrdup(k ? k->city : NULL);
    row->status = mh_xstrdup(k ? mh_tr(g->m->s->lang, k->status) : NULL);
    row->role = mh_xstrdup(k ? mh_tr(g->m->s->lang, k->role) : NULL);
    row->family_name = mh_xstrdup(mh_lexicon_family_name(g->m->s->lexicon, g->m->s->lang, x->reading.family));
    row->emdn = mh_xstrdup(f->emdn);
    row->product = mh_xstrdup(p->reference ? p->reference : p->label);
    row->specs = mh_xstrdup(specs);
    row->unit = mh_xstrdup(mh_tr(g->m->s->lang, f->base_unit));
    row->verdict = mh_xstrdup(mh_verdict_title(c->verdict));
    row->clearance = mh_xstrdup(mh_clearance_title(mh__clearance(g->m, p, x->reading.family)));
    row->capacity = p->capacity;
}

/* --- the plan beyond one member --- */

static void group_plan(struct mh__grouping *g, const struct mh__matched *x, const struct mh__sum *sum, const char *specs)
{
    /* A line that was not understood is only counted: nothing of its label may leave. */
    const struct mh_family *f = x->reading.family >= 0 && x->state != MH_STATE_UNREAD && x->state != MH_STATE_OUT
                                    ? mh_lexicon_family_row(g->m->s->lexicon, x->reading.family) : NULL;
    mh_str_clear(&g->key);
    mh_str_addf(&g->key, "%s|%s|%d|%lld", f ? f->code : "", f ? specs : "", (int)x->state, f ? (long long)x->best : 0LL);
    bool fresh = false;
    struct total *t = total_of(&g->plan, mh_str_text(&g->key), &fresh);
    add_sum(t, sum, x->article->member_id);
    if (!fresh)
        return;
    t->row = g->r->plan.n;
    struct mh_rep_plan *row = mh__rows_add(&g->r->plan);
    row->state = mh_xstrdup(mh_state_title(x->state));
    row->next = mh_xstrdup(mh_tr(g->m->s->lang, mh__next_step(x)));
    if (f == NULL) {
        t->only_count = true;
        return;
    }
    row->family = mh_xstrdup(f->code);
    row->family_name = mh_xstrdup(mh_lexicon_family_name(g->m->s->lexicon, g->m->s->lang, x->reading.family));
    row->emdn = mh_xstrdup(f->emdn);
    row->hs = mh_xstrdup(f->hs);
    row->specs = mh_xstrdup(specs);
    row->unit = mh_xstrdup(mh_tr(g->m->s->lang, f->base_unit));
    const struct mh_product *p = x->best ? mh__session_product(g->m->s, x->best) : NULL;
    if (p != NULL) {
        const struct mh_maker *k = mh__session_maker(g->m->s, p->maker_id);
        row->product = mh_xstrdup(p->reference ? p->reference : p->label);
        row->maker = mh_xstrdup(k ? k->name : NULL);
        row->clearance = mh_xstrdup(mh_clearance_title(mh__clearance(g->m, p, x->reading.family)));
    }
    if (x->best_candidate != NULL) {
        row->verdict = mh_xstrdup(mh_verdict_title(x->best_candidate->verdict));
        row->score = x->best_candidate->score;
        mh_str_clear(&g->text);
        mh__report_reason(g->m, g->r, x, x->best_candidate, &g->text);
        row->reason = dup_text(&g->text);
    }
    mh_str_clear(&g->text);
    mh_str_addf(&g->text, "A%zu", g->r->plan.n);
    row->link = dup_text(&g->text);
    /* What a pharmacist of one group rejected is that group's own word: the candidates of the row are the others. */
    for (size_t i = 0; i < x->accepted && i < MH__CANDIDATES_SHOWN; i++)
        mh__report_candidate(g->m, g->r, x, i + 1, specs, row->link);
    mh__report_specs(g->m, g->r, x, specs);
}

void mh__grouping_article(struct mh__grouping *g, const struct mh__matched *x, const struct mh__sum *sum, const char *specs)
{
    group_gap(g, x, sum, specs);
    if (x->reading.family >= 0 && x->state != MH_STATE_OUT)
        for (size_t i = 0; i < x->accepted; i++)
            if (!x->candidates.at[i].excluded)
                group_maker(g, x, sum, specs, &x->candidates.at[i]);
    if (g->r->wide)
        group_plan(g, x, sum, specs);
}

/* --- finishing --- */

static void finish_gaps(struct mh__grouping *g)
{
    for (size_t i = 0; i < g->gaps.n; i++) {
        struct total *t = &g->gaps.at[i];
        struct mh_rep_gap *row = mh__rows_at(&g->r->gaps, t->row);
        row->volume_text = total_volume(g, t);
        row->volume = tells(g, t) ? t->volume : MH_UNKNOWN;
        for (int q = 0; q < 4; q++)
            row->volume_q[q] = tells_quarters(g, t) ? t->quarter[q] : MH_UNKNOWN;
        row->groups = t->ngroups;
        tell_nearest(g, t, row);
        row->origin = mh_xstrdup(mh_tr(g->m->s->lang, mh__origin_text(t->origins)));
    }
}

static void finish_makers(struct mh__grouping *g)
{
    for (size_t i = 0; i < g->makers.n; i++) {
        struct total *t = &g->makers.at[i];
        struct mh_rep_maker *row = mh__rows_at(&g->r->makers, t->row);
        row->volume_text = total_volume(g, t);
        row->volume = tells(g, t) ? t->volume : MH_UNKNOWN;
        row->articles = t->articles;
        row->groups = t->ngroups;
    }
}

static void finish_plan(struct mh__grouping *g)
{
    for (size_t i = 0; i < g->plan.n; i++) {
        struct total *t = &g->plan.at[i];
        struct mh_rep_plan *row = mh__rows_at(&g->r->plan, t->row);
        row->groups = t->ngroups;
        row->sites = t->needs;
        if (t->only_count) {
            mh_str_clear(&g->text);
            mh_str_addf(&g->text, mh_trn(g->m->s->lang, "%lld article, sans détail", "%lld articles, sans détail", t->articles),
                        (long long)t->articles);
            row->specs = dup_text(&g->text);
            continue;
        }
        row->volume_text = total_volume(g, t);
        row->volume = tells(g, t) ? t->volume : MH_UNKNOWN;
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
    if (a->counted != b->counted)
        return a->counted ? -1 : 1;
    if (a->volume != b->volume)
        return a->volume > b->volume ? -1 : 1;
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
        const struct mh_rep_gap *row = mh__rows_at(&g->r->gaps, order[i]->row);
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
        free(t->at[i].key);
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

void mh__sort_report(struct mh__report *r)
{
    sort_rows(&r->gaps, gap_order);
    sort_rows(&r->makers, maker_order);
    if (r->wide)
        sort_rows(&r->plan, plan_order);
}

void mh__grouping_finish(struct mh__grouping *g)
{
    finish_gaps(g);
    finish_makers(g);
    finish_plan(g);
    fill_top(g);
    mh__sort_report(g->r);
    totals_free(&g->plan);
    totals_free(&g->gaps);
    totals_free(&g->makers);
    mh_str_free(&g->key);
    mh_str_free(&g->text);
    free(g);
}

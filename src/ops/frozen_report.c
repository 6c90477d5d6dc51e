/* The workbook's rows of a frozen version: from its lines only, so that it says what it said. */
#include "ops/frozen.h"
#include "ops/report.h"

#include <mahalli/date.h>
#include <mahalli/i18n.h>
#include <mahalli/plan.h>
#include <mahalli/xalloc.h>

#include <stdlib.h>
#include <string.h>

enum { MAX_GROUPS = 64 };

struct total { /* what a row adds up */
    int64_t volume, quarter[4], articles, needs;
    bool counted;
    const char *group[MAX_GROUPS], *origin;
    int ngroups;
    uint64_t gives; /* a bit each: states a volume */
    uint64_t gives_q[4]; /* and of the quarter */
    size_t row;
    const char *plain;
};

struct totals {
    struct total *at;
    size_t n, cap;
    struct mh__codes index;
};

struct telling {
    struct mh_session *s;
    const struct mh_version *v;
    struct mh__report *r;
    const char *member; /* code; NULL all */
    struct mh__codes sites, members;
    struct totals plan, gaps, makers;
    struct mh_str key;
    int64_t cause[MH__NBLOCKS];
};

/* The total under t->key; *fresh when it is new. */
static struct total *total_of(struct telling *t, struct totals *all, bool *fresh)
{
    int64_t at = mh__codes_find(&all->index, mh_str_text(&t->key));
    *fresh = at == 0;
    if (at == 0) {
        if (all->n == all->cap) {
            all->cap = all->cap ? all->cap * 2 : 64;
            all->at = mh_xreallocarray(all->at, all->cap, sizeof *all->at);
        }
        all->at[all->n++] = (struct total){ 0 };
        mh__codes_add(&all->index, mh_str_text(&t->key), at = (int64_t)all->n);
    }
    return &all->at[at - 1];
}

static void add_line(struct total *x, const struct mh_frozen_line *l)
{
    for (int q = 0; q < 4; q++)
        x->quarter[q] = x->articles == 0 ? l->quarter[q] : mh_sum(x->quarter[q], l->quarter[q]);
    x->origin = x->articles == 0 || mh_streq(x->origin, l->origins) ? l->origins : "diverse";
    x->articles++;
    x->needs += l->needs == MH_UNKNOWN ? 0 : l->needs;
    if (l->volume != MH_UNKNOWN) {
        x->volume = mh_sum(x->volume, l->volume);
        x->counted = true;
    }
    int i = 0;
    while (i < x->ngroups && !mh_streq(x->group[i], l->member))
        i++;
    if (i == x->ngroups && i < MAX_GROUPS)
        x->group[x->ngroups++] = l->member;
    if (i < MAX_GROUPS && l->volume > 0)
        x->gives |= (uint64_t)1 << i;
    for (int q = 0; q < 4 && i < MAX_GROUPS; q++)
        x->gives_q[q] |= l->quarter[q] > 0 ? (uint64_t)1 << i : 0;
}

static bool tells(const struct telling *t, const struct total *x)
{
    return x->counted && (!t->r->wide || mh_volume_groups(x->gives) >= 3);
}

static bool tells_quarters(const struct telling *t, const struct total *x)
{
    int64_t groups[4];
    for (int q = 0; q < 4; q++)
        groups[q] = mh_volume_groups(x->gives_q[q]);
    return tells(t, x) && (!t->r->wide || mh_quarters_told(x->quarter, groups));
}

static char *volume_of(const struct telling *t, const struct total *x)
{
    struct mh_str s = MH_STR_INIT;
    mh_volume_text(&s, x->counted ? x->volume : MH_UNKNOWN, mh_volume_groups(x->gives), t->r->wide);
    return s.len ? mh_str_take(&s) : NULL;
}

static char *worded(const struct telling *t, const char *text)
{
    return mh_xstrdup(text ? mh_tr(t->s->lang, text) : NULL);
}

static const char *verdict_title(const char *code)
{
    for (int v = MH_VERDICT_NEAR; v <= MH_VERDICT_MATCH; v++)
        if (mh_streq(mh_verdict_code((enum mh_verdict)v), code))
            return mh_verdict_title((enum mh_verdict)v);
    return NULL;
}

static bool told_apart(const struct mh_frozen_line *l)
{
    enum mh_state state = mh__line_state(l);
    return l->family != NULL && state != MH_STATE_UNREAD && state != MH_STATE_OUT;
}

/* --- plan and candidates --- */

static void add_candidate(struct telling *t, const struct mh_frozen_line *l, const char *link)
{
    if (l->verdict == NULL || l->product == NULL)
        return;
    struct mh_rep_candidate *row = mh__rows_add(&t->r->candidates);
    if (!t->r->wide) {
        row->member = mh_xstrdup(l->member);
        row->reference = mh_xstrdup(l->reference);
        row->label = mh_xstrdup(l->label);
    }
    row->family_name = mh_xstrdup(l->family_name);
    row->specs = mh_xstrdup(l->specs);
    row->rank = 1;
    row->maker = mh_xstrdup(l->maker_name);
    row->city = mh_xstrdup(l->maker_city);
    row->product = mh_xstrdup(l->product);
    row->product_label = mh_xstrdup(l->product_label);
    row->verdict = mh_xstrdup(verdict_title(l->verdict));
    row->who = mh__line_state(l) == MH_STATE_REVIEW ? worded(t, l->who) : NULL;
    row->reason = mh_xstrdup(t->r->wide ? l->told : l->reason);
    row->clearance = mh_xstrdup(l->clearance);
    row->certificate = mh_xstrdup(l->cert_number);
    row->certificate_to = mh_xstrdup(l->cert_to);
    row->score = l->score;
    row->capacity = l->capacity;
    row->lead_days = l->lead_days;
    row->verified_on = mh_xstrdup(l->verified_on);
    row->link = mh_xstrdup(link);
}

static struct mh_rep_plan *add_plan(struct telling *t, const struct mh_frozen_line *l)
{
    struct mh_rep_plan *p = mh__rows_add(&t->r->plan);
    struct mh_str link = MH_STR_INIT;
    p->state = mh_xstrdup(mh_state_title(mh__line_state(l)));
    p->next = worded(t, l->next_step);
    if (!t->r->wide || told_apart(l)) {
        p->family = mh_xstrdup(l->family);
        p->family_name = mh_xstrdup(l->family_name);
        p->emdn = mh_xstrdup(l->emdn);
        p->hs = mh_xstrdup(l->hs);
        p->specs = mh_xstrdup(l->specs);
        p->unit = worded(t, l->base_unit);
        p->product = mh_xstrdup(l->product);
        p->maker = mh_xstrdup(l->maker_name);
        p->clearance = mh_xstrdup(l->clearance);
        p->verdict = mh_xstrdup(verdict_title(l->verdict));
        p->score = l->score;
        p->reason = mh_xstrdup(t->r->wide ? l->told : l->reason);
    }
    mh_str_addf(&link, "A%zu", t->r->plan.n);
    p->link = mh_str_take(&link);
    return p;
}

static void add_own_line(struct telling *t, const struct mh_frozen_line *l)
{
    struct mh_rep_plan *p = add_plan(t, l);
    struct mh_str s = MH_STR_INIT;
    p->member = mh_xstrdup(l->member);
    p->reference = mh_xstrdup(l->reference);
    p->label = mh_xstrdup(l->label);
    p->rest = mh_xstrdup(l->rest);
    p->volume = l->volume;
    mh_volume_text(&s, l->volume, 1, false);
    p->volume_text = s.len ? mh_str_take(&s) : NULL;
    p->sites = l->needs;
    p->groups = 1;
    p->amount = l->amount;
    p->supplier = mh_xstrdup(l->supplier);
    add_candidate(t, l, p->link);
    mh_str_free(&s);
}

static void group_plan(struct telling *t, const struct mh_frozen_line *l)
{
    bool apart = told_apart(l), fresh;
    mh_str_clear(&t->key);
    mh_str_addf(&t->key, "%s|%s|%s|%lld", apart ? l->family : "", apart && l->specs ? l->specs : "", l->state,
                apart && l->product_id != MH_UNKNOWN ? (long long)l->product_id : 0LL);
    struct total *x = total_of(t, &t->plan, &fresh);
    add_line(x, l);
    if (!fresh)
        return;
    x->row = t->r->plan.n;
    const struct mh_rep_plan *p = add_plan(t, l);
    if (apart)
        add_candidate(t, l, p->link);
}

/* --- gaps and makers --- */

static void group_gap(struct telling *t, const struct mh_frozen_line *l)
{
    enum mh_state state = mh__line_state(l);
    bool fresh;
    if ((state != MH_STATE_NEAR && state != MH_STATE_LEAD && state != MH_STATE_NONE) || l->family == NULL)
        return;
    mh_str_clear(&t->key);
    mh_str_addf(&t->key, "%s|%s|%s", l->state, l->family, l->specs ? l->specs : "");
    struct total *x = total_of(t, &t->gaps, &fresh);
    add_line(x, l);
    if (!fresh)
        return;
    x->row = t->r->gaps.n;
    x->plain = l->plain;
    struct mh_rep_gap *row = mh__rows_add(&t->r->gaps);
    row->state = mh_xstrdup(mh_state_title(state));
    row->family_name = mh_xstrdup(l->family_name);
    row->emdn = mh_xstrdup(l->emdn);
    row->hs = mh_xstrdup(l->hs);
    row->specs = mh_xstrdup(l->specs);
    row->unit = worded(t, l->base_unit);
    row->nearest = mh_xstrdup(l->nearest);
    row->lacks = mh_xstrdup(l->lacks);
    row->leads = mh_xstrdup(l->leads);
    row->searched = mh_xstrdup(t->v->frozen_on);
}

static void group_maker(struct telling *t, const struct mh_frozen_line *l)
{
    bool fresh;
    if (l->product == NULL || !told_apart(l))
        return;
    mh_str_clear(&t->key);
    mh_str_addf(&t->key, "%s|%s|%s|%s", l->maker ? l->maker : "", l->product, l->verdict ? l->verdict : "", l->specs ? l->specs : "");
    struct total *x = total_of(t, &t->makers, &fresh);
    add_line(x, l);
    if (!fresh)
        return;
    x->row = t->r->makers.n;
    struct mh_rep_maker *row = mh__rows_add(&t->r->makers);
    row->maker = mh_xstrdup(l->maker_name);
    row->city = mh_xstrdup(l->maker_city);
    row->status = worded(t, l->maker_status);
    row->role = worded(t, l->maker_role);
    row->family_name = mh_xstrdup(l->family_name);
    row->emdn = mh_xstrdup(l->emdn);
    row->product = mh_xstrdup(l->product);
    row->specs = mh_xstrdup(l->specs);
    row->unit = worded(t, l->base_unit);
    row->verdict = mh_xstrdup(verdict_title(l->verdict));
    row->clearance = mh_xstrdup(l->clearance);
    row->capacity = l->capacity;
}

/* --- the note --- */

static void count_line(struct telling *t, const struct mh_frozen_line *l)
{
    struct mh_synthesis *y = &t->r->synthesis;
    enum mh_state state = mh__line_state(l);
    bool review = state == MH_STATE_REVIEW;
    y->articles++;
    y->state[state]++;
    y->needs += l->needs == MH_UNKNOWN ? 0 : l->needs;
    if (state == MH_STATE_MATCH || state == MH_STATE_VALIDATED) {
        bool buyable = mh_streq(l->clearance, mh_clearance_title(MH_CLEAR_REGISTERED)) ||
                       mh_streq(l->clearance, mh_clearance_title(MH_CLEAR_NOT_REQUIRED));
        y->buyable += buyable;
        t->cause[MH__BLOCK_REGISTRATION] += !buyable;
    }
    t->cause[MH__BLOCK_SPECIFICATION] += state == MH_STATE_UNREAD || (review && mh_streq(l->who, "acheteur"));
    t->cause[MH__BLOCK_PROOF] += review && mh_streq(l->who, "fabricant");
    t->cause[MH__BLOCK_OPINION] += state == MH_STATE_MATCH || (review && mh_streq(l->who, "pharmacien"));
    t->cause[MH__BLOCK_NORM] += review && l->norm == 1;
    t->cause[MH__BLOCK_MAKER] += state == MH_STATE_LEAD;
    mh__codes_add(&t->members, l->member, 1);
    for (const char *p = l->sites; p != NULL && *p != '\0';) {
        size_t n = strcspn(p, "|");
        mh_str_clear(&t->key);
        mh_str_addf(&t->key, "%s|", l->member ? l->member : "");
        mh_str_addn(&t->key, p, n);
        mh__codes_add(&t->sites, mh_str_text(&t->key), 1);
        p += n + (p[n] == '|');
    }
}

static void head_note(struct telling *t)
{
    struct mh_synthesis *y = &t->r->synthesis;
    const char *lang = t->s->lang;
    struct mh_str text = MH_STR_INIT;
    int64_t groups = (int64_t)t->members.n, sites = (int64_t)t->sites.n;
    y->year = t->v->year;
    y->version = mh_xstrdup(t->v->version);
    mh_str_addf(&text, "%s%s", t->r->wide ? mh_tr(lang, "Association") : t->member, mh_tr(lang, " : "));
    if (t->r->wide)
        mh_str_addf(&text, "%lld %s%s", (long long)groups, mh_trn(lang, "groupe", "groupes", groups), mh_tr(lang, ", "));
    mh_str_addf(&text, "%lld %s", (long long)sites, mh_trn(lang, "établissement", "établissements", sites));
    y->perimeter = mh_str_take(&text);
    y->date = mh_xstrdup(t->v->frozen_on);
    y->groups = groups;
    y->sites = sites;
    y->makers = t->v->makers;
    y->products = t->v->products;
    y->ranges = t->v->ranges;
    y->certificates = t->v->certificates;
    mh__fill_blocks(y, t->cause);
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

static void fill_top(struct telling *t)
{
    struct mh_synthesis *y = &t->r->synthesis;
    const struct total **order = mh_xcalloc(t->gaps.n + 1, sizeof *order);
    for (size_t i = 0; i < t->gaps.n; i++)
        order[i] = &t->gaps.at[i];
    qsort(order, t->gaps.n, sizeof *order, volume_order);
    for (size_t i = 0; i < t->gaps.n && y->ntop < sizeof y->top / sizeof *y->top; i++) {
        const struct mh_rep_gap *row = mh__rows_at(&t->r->gaps, order[i]->row);
        y->top[y->ntop++] = (struct mh_top){
            .family_name = mh_xstrdup(row->family_name), .specs = mh_xstrdup(order[i]->plain), .hs = mh_xstrdup(row->hs),
            .volume_text = mh_xstrdup(row->volume_text), .unit = mh_xstrdup(row->unit), .state = mh_xstrdup(row->state),
            .volume = row->volume, .groups = row->groups,
        };
    }
    free(order);
}

/* --- finishing --- */

static void finish_plan(struct telling *t)
{
    for (size_t i = 0; i < t->plan.n; i++) {
        const struct total *x = &t->plan.at[i];
        struct mh_rep_plan *row = mh__rows_at(&t->r->plan, x->row);
        row->groups = x->ngroups;
        row->sites = x->needs;
        if (row->family == NULL) { /* a line that was not understood is only counted */
            struct mh_str s = MH_STR_INIT;
            mh_str_addf(&s, mh_trn(t->s->lang, "%lld article, sans détail", "%lld articles, sans détail", x->articles), (long long)x->articles);
            row->specs = mh_str_take(&s);
            continue;
        }
        row->volume_text = volume_of(t, x);
        row->volume = tells(t, x) ? x->volume : MH_UNKNOWN;
    }
}

static void finish(struct telling *t)
{
    finish_plan(t);
    for (size_t i = 0; i < t->gaps.n; i++) {
        const struct total *x = &t->gaps.at[i];
        struct mh_rep_gap *row = mh__rows_at(&t->r->gaps, x->row);
        row->volume_text = volume_of(t, x);
        row->volume = tells(t, x) ? x->volume : MH_UNKNOWN;
        for (int q = 0; q < 4; q++)
            row->volume_q[q] = tells_quarters(t, x) ? x->quarter[q] : MH_UNKNOWN;
        row->groups = x->ngroups;
        row->origin = worded(t, x->origin);
    }
    for (size_t i = 0; i < t->makers.n; i++) {
        const struct total *x = &t->makers.at[i];
        struct mh_rep_maker *row = mh__rows_at(&t->r->makers, x->row);
        row->volume_text = volume_of(t, x);
        row->volume = tells(t, x) ? x->volume : MH_UNKNOWN;
        row->articles = x->articles;
        row->groups = x->ngroups;
    }
    fill_top(t);
    mh__sort_report(t->r);
}

static void totals_free(struct totals *all)
{
    free(all->at);
    mh__codes_free(&all->index);
}

enum mh_rc mh__report_frozen(struct mh_session *s, const struct mh_version *v, enum mh_scope scope, int64_t member_id, struct mh__report *r,
                             struct mh_err *err)
{
    struct telling t = { .s = s, .v = v, .r = r };
    struct mh__rows lines;
    mh__report_init(s, scope, member_id, r);
    r->frozen_id = v->id;
    char *member = r->wide ? NULL : mh_xstrdup(mh_store_code(s->store, &mh_table_members, member_id));
    t.member = member;
    enum mh_rc rc = mh__lines_of(s, v->id, &lines, err);
    for (size_t i = 0; rc == MH_OK && i < lines.n; i++) {
        const struct mh_frozen_line *l = mh__rows_at(&lines, i);
        if (member != NULL && !mh_streq(member, l->member))
            continue;
        count_line(&t, l);
        (r->wide ? group_plan : add_own_line)(&t, l);
        group_gap(&t, l);
        group_maker(&t, l);
    }
    if (rc == MH_OK) {
        head_note(&t);
        finish(&t);
    }
    r->problems.table = NULL; /* rows that live on: told of today's plan only */
    r->specs.table = NULL;
    r->journal.table = NULL;
    totals_free(&t.plan);
    totals_free(&t.gaps);
    totals_free(&t.makers);
    mh__codes_free(&t.sites);
    mh__codes_free(&t.members);
    mh_str_free(&t.key);
    mh__rows_free(&lines);
    free(member);
    return rc;
}

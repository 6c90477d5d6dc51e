/*
 * Local share: of the plan's lines, of where they come from today, of what was bought. Each is a list of items that hold every line of the
 * scope once; of all families together only lines are counted, since volumes of different things do not add up.
 */
#include "ops/matching/article_file.h"
#include "ops/report/export.h"
#include "ops/year/purchases.h"

#include <mahalli/i18n.h>
#include <mahalli/plan.h>
#include <mahalli/xalloc.h>

#include <stdlib.h>
#include <string.h>

enum view { PLAN, SUPPLY, BOUGHT, NVIEWS };
enum item {
    LOCAL_PROVED, LOCAL_DECLARED, LOCAL_BELOW, LOCAL_RATE_UNKNOWN, APPROVED_ELSEWHERE, TO_VERIFY, FEASIBLE, TO_ASK, NOBODY, UNREAD, UNMATCHED,
    SUPPLY_LOCAL, SUPPLY_IMPORTED, SUPPLY_UNKNOWN, BOUGHT_LOCAL, BOUGHT_SAID_LOCAL, BOUGHT_IMPORTED, BOUGHT_UNKNOWN, NITEMS
};
enum nature { IS_LOCAL, IS_IMPORTED, IS_UNKNOWN, NOT_YET };

static const struct {
    enum view view;
    enum nature nature;
    const char *title;
    bool rate; /* the title holds the threshold */
} items[NITEMS] = {
    [LOCAL_PROVED] = { PLAN, IS_LOCAL, MH_TR("local ≥ %s prouvé"), true },
    [LOCAL_DECLARED] = { PLAN, IS_LOCAL, MH_TR("local ≥ %s déclaré"), true },
    [LOCAL_BELOW] = { PLAN, IS_LOCAL, MH_TR("local < %s"), true },
    [LOCAL_RATE_UNKNOWN] = { PLAN, IS_LOCAL, MH_TR("local, taux inconnu"), false },
    [APPROVED_ELSEWHERE] = { PLAN, IS_UNKNOWN, MH_TR("validé, lieu à établir"), false },
    [TO_VERIFY] = { PLAN, NOT_YET, MH_TR("à vérifier"), false },
    [FEASIBLE] = { PLAN, NOT_YET, MH_TR("faisable, avec un écart"), false },
    [TO_ASK] = { PLAN, NOT_YET, MH_TR("à interroger"), false },
    [NOBODY] = { PLAN, NOT_YET, MH_TR("sans fabricant recensé"), false },
    [UNREAD] = { PLAN, IS_UNKNOWN, MH_TR("article à préciser"), false },
    [UNMATCHED] = { PLAN, IS_UNKNOWN, MH_TR("à rapprocher (mahalli match)"), false },
    [SUPPLY_LOCAL] = { SUPPLY, IS_LOCAL, MH_TR("local, selon le groupe"), false },
    [SUPPLY_IMPORTED] = { SUPPLY, IS_IMPORTED, MH_TR("importé"), false },
    [SUPPLY_UNKNOWN] = { SUPPLY, IS_UNKNOWN, MH_TR("origine inconnue"), false },
    [BOUGHT_LOCAL] = { BOUGHT, IS_LOCAL, MH_TR("local, du registre"), false },
    [BOUGHT_SAID_LOCAL] = { BOUGHT, IS_LOCAL, MH_TR("local, non recensé"), false },
    [BOUGHT_IMPORTED] = { BOUGHT, IS_IMPORTED, MH_TR("importé"), false },
    [BOUGHT_UNKNOWN] = { BOUGHT, IS_UNKNOWN, MH_TR("origine inconnue"), false },
};
static const char *const views[NVIEWS] = { MH_TR("plan"), MH_TR("origine"), MH_TR("achats") };
static const char *const natures[] = { [IS_LOCAL] = MH_TR("local"), [IS_IMPORTED] = MH_TR("importé"), [IS_UNKNOWN] = MH_TR("inconnue"),
                                       [NOT_YET] = MH_TR("pas encore") };

/* Figures of the sector, as published: never used in a computation. They do not agree with each other; each stands with who said it. */
static const struct {
    int64_t year;
    const char *text, *source;
} context[] = {
    { 2026, MH_TR("85 à 90 % de la demande importés ; secteur local : 903 millions de dirhams de chiffre d'affaires, 46 % de valeur ajoutée, "
                  "1 378 emplois"),
      MH_TR("convention-cadre 2026-2030 sur les dispositifs médicaux, février 2026") },
    { 2024, MH_TR("secteur : 7 milliards de dirhams de chiffre d'affaires, environ 4 000 emplois ; autre périmètre, non expliqué"),
      MH_TR("annonce au Medical Device Day, février 2025 (lnt.ma)") },
};

struct cell { /* lines of one item in one family */
    int64_t lines, counted, volume, priced, value;
    uint64_t groups;
};
struct bucket {
    enum view view;
    int64_t year;
    int32_t family; /* -1 not read, -2 all */
    struct cell item[NITEMS];
};
enum { EVERY = -2 };

struct found { /* what the last match found of an article */
    enum mh_state state;
    int64_t product;
    int32_t family;
};

struct work {
    struct mh_session *s;
    bool wide;
    int64_t member;
    struct mh__rows members;
    struct mh__article_file articles;
    struct mh__codes makers;      /* by code and name */
    struct mh__idmap found_at;    /* article -> place in found */
    MH_VEC(struct found) found;
    struct mh__idmap bucket_at;
    MH_VEC(struct bucket) buckets;
    struct mh__rows *rows;
};

/* --- counting --- */

static uint64_t bucket_key(enum view view, int64_t year, int32_t family)
{
    return (uint64_t)(family + 3) << 20 | (uint64_t)view << 16 | (uint64_t)(year & 0xFFFF);
}

static struct bucket *find_bucket(const struct work *w, enum view view, int64_t year, int32_t family)
{
    const uint32_t *at = mh__idmap_find(&w->bucket_at, bucket_key(view, year, family));
    return at ? &w->buckets.at[*at] : NULL;
}

static struct bucket *bucket_of(struct work *w, enum view view, int64_t year, int32_t family)
{
    struct bucket *known = find_bucket(w, view, year, family);
    if (known != NULL)
        return known;
    mh__idmap_put(&w->bucket_at, bucket_key(view, year, family), (uint32_t)w->buckets.len);
    struct bucket *b = mh_vec_add(&w->buckets);
    *b = (struct bucket){ .view = view, .year = year, .family = family };
    return b;
}

struct line {
    int64_t member, base, amount;
    int32_t family;
    int64_t year;
};

/* Groups beyond 63 share a bit: then a volume is told more roughly than it must. */
static uint64_t group_bit(const struct work *w, int64_t member)
{
    const char *at = mh__rows_find(&w->members, member);
    size_t place = at ? (size_t)(at - w->members.at) / sizeof(struct mh_member) : 63;
    return (uint64_t)1 << (place < 63 ? place : 63);
}

static void add_to(struct cell *c, const struct line *l, uint64_t group)
{
    c->lines++;
    if (l->base != MH_UNKNOWN) {
        c->groups |= l->base > 0 ? group : 0; /* who states no volume hides nobody's */
        c->counted++;
        c->volume = mh_sum(c->volume, l->base);
    }
    if (l->amount != MH_UNKNOWN) {
        c->priced++;
        c->value = mh_sum(c->value, l->amount);
    }
}

static void count(struct work *w, enum item i, const struct line *l)
{
    uint64_t group = group_bit(w, l->member);
    add_to(&bucket_of(w, items[i].view, l->year, l->family)->item[i], l, group);
    add_to(&bucket_of(w, items[i].view, l->year, EVERY)->item[i], l, group);
}

/* --- the plan and where it comes from today --- */

static enum item local_item(const struct work *w, const struct mh_product *p)
{
    const struct mh_maker *m = mh__session_maker(w->s, p->maker_id);
    if (mh_made_here(m ? m->role : NULL, m ? m->status : NULL, p->status) != MH_HERE_MET)
        return APPROVED_ELSEWHERE;
    if (p->integration == MH_UNKNOWN)
        return LOCAL_RATE_UNKNOWN;
    if (p->integration < mh_campaign_threshold(&w->s->campaign))
        return LOCAL_BELOW;
    return mh_evidence_of(p) == MH_EVIDENCE_PROVED ? LOCAL_PROVED : LOCAL_DECLARED;
}

static enum item plan_item(const struct work *w, const struct found *f)
{
    static const enum item by_state[MH_NSTATES] = {
        [MH_STATE_REVIEW] = TO_VERIFY, [MH_STATE_NEAR] = FEASIBLE, [MH_STATE_LEAD] = TO_ASK, [MH_STATE_NONE] = NOBODY, [MH_STATE_UNREAD] = UNREAD,
    };
    if (f == NULL)
        return UNMATCHED;
    if (f->state != MH_STATE_VALIDATED && f->state != MH_STATE_MATCH)
        return by_state[f->state];
    const struct mh_product *p = f->product ? mh__session_product(w->s, f->product) : NULL;
    return p ? local_item(w, p) : APPROVED_ELSEWHERE;
}

static const struct found *found_of(const struct work *w, int64_t article)
{
    const uint32_t *at = mh__idmap_find(&w->found_at, (uint64_t)article);
    return at ? &w->found.at[*at] : NULL;
}

static const char *unit_of(const struct work *w, int32_t family)
{
    return family < 0 ? NULL : mh_lexicon_family_row(w->s->lexicon, family)->base_unit;
}

static enum mh_rc count_needs(struct work *w, struct mh_err *err)
{
    struct mh_need_line n;
    struct mh_cursor *cur = NULL;
    struct mh_filter only[3] = { { .column = "campaign_id", .number = w->s->campaign.id } };
    if (w->member != 0)
        only[1] = (struct mh_filter){ .column = "member_id", .number = w->member };
    mh_row_init(&mh_table_need_lines, &n);
    enum mh_rc rc = mh_cursor_open(w->s->store, &mh_table_need_lines, only, true, &cur, err);
    for (bool got = true; rc == MH_OK;) {
        rc = mh_cursor_next(cur, &n, &got, err);
        if (rc != MH_OK || !got)
            break;
        const struct found *f = found_of(w, n.article_id);
        const struct mh_article *a = mh__article_file_find(&w->articles, n.article_id);
        if (a == NULL || (f != NULL && f->state == MH_STATE_OUT))
            continue;
        struct line l = { .member = a->member_id, .base = n.base_quantity, .family = f ? f->family : -1, .year = w->s->campaign.year,
                          .amount = MH_UNKNOWN };
        if (!w->wide) {
            struct mh_pack pack;
            mh_pack_read(n.unit, n.pack, n.label, unit_of(w, l.family), &pack);
            l.amount = mh__line_amount(&n, &pack);
        }
        count(w, plan_item(w, f), &l);
        count(w, mh_streq(n.source, "local") ? SUPPLY_LOCAL : mh_streq(n.source, "importé") ? SUPPLY_IMPORTED : SUPPLY_UNKNOWN, &l);
    }
    mh_cursor_close(cur);
    mh_row_free(&mh_table_need_lines, &n);
    return rc;
}

/* --- what was bought --- */

/* The country says where; a maker of the registry says it too, unless it only sells or repacks. The supplier says nothing. */
static enum item bought_item(const struct work *w, const struct mh_purchase *p)
{
    const char *origin = mh_origin_of(p->country);
    int64_t id = p->maker ? mh__codes_find(&w->makers, p->maker) : 0;
    const struct mh_maker *m = id > 0 ? mh__session_maker(w->s, id) : NULL;
    bool said = mh_streq(origin, "local");
    if (mh_streq(origin, "importé"))
        return BOUGHT_IMPORTED;
    if (m == NULL)
        return said ? BOUGHT_SAID_LOCAL : BOUGHT_UNKNOWN;
    switch (mh_made_here(m->role, m->status, NULL)) {
    case MH_HERE_MET: return BOUGHT_LOCAL;
    case MH_HERE_UNKNOWN: return said ? BOUGHT_SAID_LOCAL : BOUGHT_UNKNOWN;
    default: return BOUGHT_UNKNOWN;
    }
}

/* Price and quantity are per the same unit, whatever it holds: rounded half up once. */
static int64_t paid(const struct mh_purchase *p)
{
    struct mh_decimal q, d;
    int64_t mant;
    if (p->price == MH_UNKNOWN || !mh_decimal_parse(p->quantity, MH_NUM_POINT, &q) || !mh_decimal_mul(q, mh_decimal_int(p->price), &d) ||
        !mh_decimal_scaled(d, d.scale, &mant))
        return MH_UNKNOWN;
    int64_t one = 1;
    for (int i = 0; i < d.scale; i++)
        one *= 10;
    return mant / one + (mant % one * 2 >= one);
}

static void count_purchase(struct work *w, const struct mh_purchase *p, const struct mh_article *a)
{
    const struct found *f = found_of(w, a->id);
    struct line l = { .member = a->member_id, .base = MH_UNKNOWN, .family = f ? f->family : -1, .year = p->year, .amount = MH_UNKNOWN };
    struct mh_reading family = { .family = l.family, .second = -1 };
    struct mh_pack pack;
    const char *why;
    if (f != NULL && f->state == MH_STATE_OUT)
        return;
    mh__purchase_pack(w->s, p, a, &family, &pack);
    if (pack.kind == MH_PACK_UNKNOWN || !mh_pack_quantity(&pack, p->quantity, false, &l.base, &why))
        l.base = MH_UNKNOWN;
    if (!w->wide)
        l.amount = paid(p);
    count(w, bought_item(w, p), &l);
}

static enum mh_rc count_purchases(struct work *w, struct mh_err *err)
{
    struct mh_purchase p;
    struct mh_cursor *cur = NULL;
    mh_row_init(&mh_table_purchases, &p);
    enum mh_rc rc = mh_cursor_open(w->s->store, &mh_table_purchases, NULL, true, &cur, err);
    for (bool got = true; rc == MH_OK;) {
        rc = mh_cursor_next(cur, &p, &got, err);
        if (rc != MH_OK || !got)
            break;
        const struct mh_article *a = mh__article_file_find(&w->articles, p.article_id);
        if (a != NULL && (w->member == 0 || a->member_id == w->member))
            count_purchase(w, &p, a);
    }
    mh_cursor_close(cur);
    mh_row_free(&mh_table_purchases, &p);
    return rc;
}

/* --- rows --- */

static int64_t permille(int64_t part, int64_t whole)
{
    if (whole <= 0 || part == MH_UNKNOWN || part < 0)
        return MH_UNKNOWN;
    return (int64_t)(((__int128)part * 2000 + whole) / ((__int128)whole * 2));
}

static void merge(struct cell *to, const struct cell *c)
{
    to->lines += c->lines;
    to->counted += c->counted;
    to->volume = mh_sum(to->volume, c->volume);
    to->priced += c->priced;
    to->value = mh_sum(to->value, c->value);
    to->groups |= c->groups;
}

struct total {
    struct cell all, local;
    bool rough; /* the volume of an item may only be told roughly: then so is every volume, or the others would tell it by difference */
};

static struct total total_of(const struct work *w, const struct bucket *b)
{
    struct total t = { 0 };
    for (int i = 0; i < NITEMS; i++) {
        const struct cell *c = &b->item[i];
        bool rough = false;
        mh_volume_told(c->volume, mh_volume_groups(c->groups), w->wide, &rough);
        t.rough = t.rough || (c->lines != 0 && rough);
        merge(&t.all, c);
        if (items[i].nature == IS_LOCAL)
            merge(&t.local, c);
    }
    return t;
}

/* The plan and its origins are the same lines: one roughly, both. */
static bool rough_lines(const struct work *w, const struct bucket *b)
{
    for (int v = PLAN; b->view != BOUGHT && v <= SUPPLY; v++) {
        const struct bucket *other = find_bucket(w, (enum view)v, b->year, b->family);
        if (other != NULL && total_of(w, other).rough)
            return true;
    }
    return b->view == BOUGHT && total_of(w, b).rough;
}

/* Of a plan that was never matched nobody knows. */
static int64_t local_share(const struct bucket *b, const struct total *t)
{
    return b->item[UNMATCHED].lines == t->all.lines ? MH_UNKNOWN : permille(t->local.lines, t->all.lines);
}

static int64_t plan_share(const struct work *w, int32_t family)
{
    const struct bucket *b = find_bucket(w, PLAN, w->s->campaign.year, family);
    if (b == NULL)
        return MH_UNKNOWN;
    struct total t = total_of(w, b);
    return local_share(b, &t);
}

static struct mh_rep_local *add_row(struct work *w, const struct bucket *b, const struct total *t, const struct cell *c, enum nature nature)
{
    struct mh_rep_local *r = mh__rows_add(w->rows);
    const char *lang = w->s->lang;
    r->view = mh_xstrdup(mh_tr(lang, views[b->view]));
    r->year = b->year;
    r->nature = mh_xstrdup(mh_tr(lang, natures[nature]));
    r->lines = c->lines;
    r->of = t->all.lines;
    r->lines_share = permille(c->lines, t->all.lines);
    if (!w->wide) {
        r->value = c->priced ? c->value : MH_UNKNOWN;
        r->value_share = c->priced ? permille(c->value, t->all.value) : MH_UNKNOWN;
        r->priced = c->priced;
        r->priced_share = permille(c->priced, c->lines);
    }
    if (b->family == EVERY)
        return r;
    r->family = mh_xstrdup(b->family < 0 ? "?" : mh_lexicon_family_row(w->s->lexicon, b->family)->code);
    r->family_name = mh_xstrdup(b->family < 0 ? mh_tr(lang, "famille non lue") : mh_lexicon_family_name(w->s->lexicon, lang, b->family));
    if (b->family < 0 || unit_of(w, b->family) == NULL)
        return r;
    struct mh_str text = MH_STR_INIT;
    bool rough;
    /* Wide, a family's sum is always rough: other sheets tell exactly what three groups ask of a specification, and the rest is a group's. */
    int64_t volume = c->counted ? c->volume : MH_UNKNOWN, groups = t->rough || w->wide ? 1 : mh_volume_groups(c->groups);
    r->unit = mh_xstrdup(mh_tr(lang, unit_of(w, b->family)));
    r->counted = c->counted;
    r->volume = volume == MH_UNKNOWN ? volume : mh_volume_told(volume, groups, w->wide, &rough);
    mh_volume_text(&text, volume, groups, w->wide);
    r->volume_text = text.len ? mh_str_take(&text) : NULL;
    r->volume_share = t->rough || volume == MH_UNKNOWN ? MH_UNKNOWN : permille(c->volume, t->all.volume);
    if (w->wide && r->volume_share > 0 && r->volume_share < 1000)
        r->volume_share = (r->volume_share + 50) / 100 * 100; /* in tenths, as a rough volume */
    return r;
}

static void add_item(struct work *w, const struct bucket *b, const struct total *t, enum item i)
{
    struct mh_str title = MH_STR_INIT;
    struct mh_rep_local *r = add_row(w, b, t, &b->item[i], items[i].nature);
    if (items[i].rate) {
        struct mh_str rate = MH_STR_INIT;
        int64_t threshold = mh_campaign_threshold(&w->s->campaign);
        mh_ratio_format_fr(&rate, threshold, 10, threshold % 10 == 0 ? 0 : 1);
        mh_str_add(&rate, " %");
        mh_str_addf(&title, mh_tr(w->s->lang, items[i].title), mh_str_text(&rate));
        mh_str_free(&rate);
    } else {
        mh_str_add(&title, mh_tr(w->s->lang, items[i].title));
    }
    r->item = mh_str_take(&title);
}

static void add_bucket(struct work *w, const struct bucket *b)
{
    struct total t = total_of(w, b);
    t.rough = rough_lines(w, b);
    struct mh_rep_local *r = add_row(w, b, &t, &t.local, IS_LOCAL);
    r->item = mh_xstrdup(mh_tr(w->s->lang, "ensemble local"));
    r->lines_share = local_share(b, &t);
    r->plan_share = b->view == BOUGHT ? plan_share(w, b->family) : MH_UNKNOWN;
    for (int i = 0; i < NITEMS; i++)
        if (items[i].view == b->view && b->item[i].lines != 0)
            add_item(w, b, &t, (enum item)i);
}

static void add_context(struct work *w)
{
    for (size_t i = 0; i < sizeof context / sizeof *context; i++) {
        struct mh_rep_local *r = mh__rows_add(w->rows);
        r->view = mh_xstrdup(mh_tr(w->s->lang, "contexte"));
        r->year = context[i].year;
        r->item = mh_xstrdup(mh_tr(w->s->lang, context[i].text));
        r->source = mh_xstrdup(mh_tr(w->s->lang, context[i].source));
    }
}

static int compare(const void *x, const void *y)
{
    const struct bucket *a = x, *b = y;
    bool all_a = a->family == EVERY, all_b = b->family == EVERY;
    if (all_a != all_b)
        return all_a ? -1 : 1;
    if (a->family != b->family)
        return (a->family < 0) != (b->family < 0) ? (a->family < 0 ? 1 : -1) : a->family < b->family ? -1 : 1;
    if (a->view != b->view)
        return a->view < b->view ? -1 : 1;
    return (a->year > b->year) - (a->year < b->year);
}

static void make_rows(struct work *w)
{
    if (w->buckets.len > 1)
        qsort(w->buckets.at, w->buckets.len, sizeof *w->buckets.at, compare);
    mh__idmap_free(&w->bucket_at);
    size_t n = w->buckets.len;
    for (size_t i = 0; i < n; i++) {
        const struct bucket *b = &w->buckets.at[i];
        mh__idmap_put(&w->bucket_at, bucket_key(b->view, b->year, b->family), (uint32_t)i);
    }
    for (size_t i = 0; i < n; i++) {
        add_bucket(w, &w->buckets.at[i]);
        if (w->buckets.at[i].family == EVERY && (i + 1 == n || w->buckets.at[i + 1].family != EVERY))
            add_context(w);
    }
}

/* --- loading --- */

static void take_finding(void *ctx, const struct mh_finding *f)
{
    struct work *w = ctx;
    mh__idmap_put(&w->found_at, (uint64_t)f->article_id, (uint32_t)w->found.len);
    *mh_vec_add(&w->found) = (struct found){ f->state, f->product_id, f->family ? mh_lexicon_family(w->s->lexicon, f->family) : -1 };
}

static enum mh_rc load(struct work *w, struct mh_err *err)
{
    struct mh_store *st = w->s->store;
    enum mh_rc rc = mh__session_index(w->s, err);
    if (rc == MH_OK)
        rc = mh__rows_load(st, &mh_table_members, NULL, &w->members, err);
    if (rc == MH_OK)
        rc = mh__article_file_load(w->s, &w->articles, NULL, NULL, err);
    if (rc == MH_OK)
        rc = mh_store_findings(st, take_finding, w, err);
    for (size_t i = 0; rc == MH_OK && i < w->s->makers.n; i++) {
        const struct mh_maker *m = mh__rows_at(&w->s->makers, i);
        mh__codes_add(&w->makers, m->code, m->id);
    }
    for (size_t i = 0; rc == MH_OK && i < w->s->makers.n; i++) { /* a name never takes a code's place */
        const struct mh_maker *m = mh__rows_at(&w->s->makers, i);
        if (m->name != NULL && mh__codes_find(&w->makers, m->name) == 0)
            mh__codes_add(&w->makers, m->name, m->id);
    }
    return rc;
}

enum mh_rc mh__local_build(struct mh_session *s, bool wide, int64_t member_id, struct mh__rows *rows, struct mh_err *err)
{
    struct work w = { .s = s, .wide = wide, .member = member_id, .rows = rows };
    *rows = (struct mh__rows){ .table = &mh_rep_local_table };
    enum mh_rc rc = load(&w, err);
    if (rc == MH_OK)
        rc = count_needs(&w, err);
    if (rc == MH_OK)
        rc = count_purchases(&w, err);
    if (rc == MH_OK)
        rc = mh_spool_check(w.articles.spool, err);
    if (rc == MH_OK)
        make_rows(&w);
    if (w.members.table != NULL)
        mh__rows_free(&w.members);
    mh__article_file_free(&w.articles);
    mh__codes_free(&w.makers);
    mh__idmap_free(&w.found_at);
    mh__idmap_free(&w.bucket_at);
    mh_vec_free(&w.found);
    mh_vec_free(&w.buckets);
    return rc;
}

enum mh_rc mh__local_sheet(struct mh_session *s, const struct mh__report *r, struct mh__rows *rows, struct mh_err *err)
{
    return mh__local_build(s, r->wide, r->member_id, rows, err);
}

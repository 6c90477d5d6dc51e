/* Needs proposed from a year's purchases: one per article and site, counted in the article's own unit, whole packs. */
#include "ops/codes.h"
#include "ops/year/purchases.h"

#include <mahalli/i18n.h>
#include <mahalli/plan.h>
#include <mahalli/utf8.h>
#include <mahalli/vec.h>
#include <mahalli/xalloc.h>

#include <stdlib.h>
#include <string.h>

enum { THOUSANDTHS = 3 };

struct line { /* a purchase with what it is ordered by */
    const struct mh_purchase *p;
    const char *member, *key;
};

struct work {
    struct mh_session *s;
    const struct mh_propose_request *q;
    struct mh_propose_result *out;
    enum mh_rc (*each)(void *ctx, const struct mh_rep_proposal *row, struct mh_err *err);
    void *ctx;
    int64_t growth; /* permille */
    int64_t member; /* 0 all */
    char from[24];  /* "achats 2026": the mark of what is proposed */
    struct mh__rows purchases, articles, members, sites, needs;
    MH_VEC(struct line) order; /* by group, reference, site, then as bought */
    MH_VEC(struct mh_bought) bought;
    struct mh__idmap site_number; /* site id -> its place in sites, plus one */
    struct mh__idmap asked;       /* article and site -> need, place plus one; a person's rather than a proposal */
    const struct mh_article *article; /* at hand, with how it is read and counted */
    struct mh_reading reading;
    struct mh_pack pack;
};

static int by_text(const char *a, const char *b)
{
    return strcmp(a ? a : "", b ? b : "");
}

static int compare(const void *x, const void *y)
{
    const struct line *a = x, *b = y;
    int c = by_text(a->member, b->member);
    if (c == 0 && a->p->article_id != b->p->article_id)
        c = by_text(a->key, b->key);
    if (c == 0)
        c = (a->p->article_id > b->p->article_id) - (a->p->article_id < b->p->article_id);
    if (c == 0)
        c = (a->p->site_id > b->p->site_id) - (a->p->site_id < b->p->site_id);
    return c != 0 ? c : (a->p->id > b->p->id) - (a->p->id < b->p->id);
}

/* By their places in memory: exact up to a million sites. */
static uint64_t place_key(const struct work *w, int64_t article, int64_t site)
{
    const uint32_t *n = mh__idmap_find(&w->site_number, (uint64_t)site);
    const char *at = mh__rows_find(&w->articles, article);
    size_t place = at ? (size_t)(at - w->articles.at) / sizeof(struct mh_article) + 1 : 0;
    return (uint64_t)place << 20 | (n ? *n : 0);
}

static const struct mh_need *need_of(const struct work *w, int64_t article, int64_t site)
{
    const uint32_t *at = mh__idmap_find(&w->asked, place_key(w, article, site));
    return at ? mh__rows_at(&w->needs, *at - 1) : NULL;
}

static void index_needs(struct work *w)
{
    for (size_t i = 0; i < w->sites.n; i++)
        mh__idmap_put(&w->site_number, (uint64_t)((const struct mh_site *)mh__rows_at(&w->sites, i))->id, (uint32_t)i + 1);
    for (size_t i = 0; i < w->needs.n; i++) {
        const struct mh_need *n = mh__rows_at(&w->needs, i), *other = need_of(w, n->article_id, n->site_id);
        if (other == NULL || (other->to_confirm != NULL && n->to_confirm == NULL))
            mh__idmap_put(&w->asked, place_key(w, n->article_id, n->site_id), (uint32_t)i + 1);
    }
}

static enum mh_rc read_growth(struct work *w, struct mh_err *err)
{
    struct mh_decimal d;
    if (w->q->growth == NULL)
        return MH_OK;
    if (!mh_decimal_parse(w->q->growth, MH_NUM_UNSETTLED, &d) || !mh_decimal_scaled(d, 1, &w->growth) || w->growth <= -1000 || w->growth > 10000)
        return mh_err_set(err, MH_EUSAGE, "croissance « %s » : attendu un pourcentage, par exemple 5 ou 2,5 ou -10", w->q->growth);
    return MH_OK;
}

static enum mh_rc no_purchases(struct work *w, struct mh_err *err)
{
    struct mh__rows all;
    int64_t last = 0;
    enum mh_rc rc = mh__rows_load(w->s->store, &mh_table_purchases, NULL, &all, err);
    for (size_t i = 0; rc == MH_OK && i < all.n; i++) {
        const struct mh_purchase *p = mh__rows_at(&all, i);
        last = p->year > last ? p->year : last;
    }
    if (rc != MH_OK)
        return rc;
    mh__rows_free(&all);
    if (last != 0)
        return mh_err_set(err, MH_ENOTFOUND, "aucun achat de %lld ; les derniers connus sont de %lld", (long long)w->q->year, (long long)last);
    return mh_err_set(err, MH_ENOTFOUND, "aucun achat dans ce plan : importez-les d'abord (mahalli import achats FICHIER)");
}

static enum mh_rc load(struct work *w, struct mh_err *err)
{
    struct mh_store *st = w->s->store;
    struct mh_filter of_year[] = { { .column = "annee", .number = w->q->year }, { 0 } };
    struct mh_filter of_campaign[] = { { .column = "campaign_id", .number = w->s->campaign.id }, { 0 } };
    enum mh_rc rc = mh__session_lexicon(w->s, err);
    if (rc == MH_OK && w->q->member != NULL)
        rc = mh__find_code(w->s, &mh_table_members, "membres", w->q->member, &w->member, err);
    if (rc == MH_OK)
        rc = mh__rows_load(st, &mh_table_purchases, of_year, &w->purchases, err);
    if (rc == MH_OK && w->purchases.n == 0)
        rc = no_purchases(w, err);
    if (rc == MH_OK)
        rc = mh__rows_load(st, &mh_table_articles, NULL, &w->articles, err);
    if (rc == MH_OK)
        rc = mh__rows_load(st, &mh_table_members, NULL, &w->members, err);
    if (rc == MH_OK)
        rc = mh__rows_load(st, &mh_table_sites, NULL, &w->sites, err);
    if (rc == MH_OK)
        rc = mh__rows_load(st, &mh_table_needs, of_campaign, &w->needs, err);
    if (rc != MH_OK)
        return rc;
    index_needs(w);
    for (size_t i = 0; i < w->purchases.n; i++) {
        const struct mh_purchase *p = mh__rows_at(&w->purchases, i);
        const struct mh_article *a = mh__rows_find(&w->articles, p->article_id);
        if (a != NULL && (w->member == 0 || a->member_id == w->member))
            *mh_vec_add(&w->order) = (struct line){ p, ((const struct mh_member *)mh__rows_find(&w->members, a->member_id))->code, a->key };
    }
    if (w->order.len > 1)
        qsort(w->order.at, w->order.len, sizeof *w->order.at, compare);
    w->out->purchases = (int64_t)w->order.len;
    return MH_OK;
}

/* --- counting --- */

static int quarter_of(const struct mh_purchase *p)
{
    return p->date ? (int)((strtol(p->date + 5, NULL, 10) + 2) / 3) : 0;
}

/* Base units, as needs count them. */
static bool in_base(struct work *w, const struct line *p, size_t n)
{
    if (w->pack.kind == MH_PACK_UNKNOWN)
        return false;
    for (size_t i = 0; i < n; i++) {
        struct mh_pack pack;
        const char *why;
        mh__purchase_pack(w->s, p[i].p, w->article, &w->reading, &pack);
        if (pack.kind == MH_PACK_UNKNOWN || !mh_pack_quantity(&pack, p[i].p->quantity, false, &w->bought.at[i].amount, &why))
            return false;
    }
    return true;
}

static bool same_words(const char *said, const char *own)
{
    struct mh_str a = MH_STR_INIT, b = MH_STR_INIT;
    if (said == NULL)
        return true;
    mh_utf8_fold(&a, said);
    mh_utf8_fold(&b, own ? own : "");
    bool same = mh_streq(mh_str_text(&a), mh_str_text(&b));
    mh_str_free(&a);
    mh_str_free(&b);
    return same;
}

/* The article's own unit, whatever it holds, when every purchase is in it: thousandths. */
static bool in_unit(struct work *w, const struct line *p, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        struct mh_decimal d;
        if (!same_words(p[i].p->unit, w->article->unit) || !same_words(p[i].p->pack, w->article->pack) ||
            !mh_decimal_parse(p[i].p->quantity, MH_NUM_POINT, &d) || !mh_decimal_scaled(d, THOUSANDTHS, &w->bought.at[i].amount))
            return false;
    }
    return true;
}

struct counted { /* a volume in the article's unit */
    struct mh_proposed volume;
    int64_t units;   /* of the article in one step */
    int64_t step;
    bool base;       /* counted in base units; else thousandths of the article's unit */
};

static bool count(struct work *w, const struct line *p, size_t n, struct counted *c)
{
    w->bought.len = 0;
    for (size_t i = 0; i < n; i++)
        *mh_vec_add(&w->bought) = (struct mh_bought){ .quarter = quarter_of(p[i].p) };
    *c = (struct counted){ .base = in_base(w, p, n), .units = 1, .step = 1000 };
    if (!c->base && !in_unit(w, p, n))
        return false;
    if (c->base) {
        int64_t size = w->pack.size, pack = w->pack.pack_size;
        bool whole = pack > 0 && pack % size == 0;
        c->step = whole ? pack : size;
        c->units = c->step / size;
    }
    return mh_propose(w->bought.at, n, w->growth, c->step, &c->volume);
}

static void add_amount(struct mh_str *out, const struct work *w, const struct counted *c, int64_t amount)
{
    if (c->base) {
        mh_str_add_int(out, amount);
        mh_str_addf(out, " %s", mh_pack_base_word(w->pack.base, amount > 1));
        return;
    }
    struct mh_decimal d;
    mh_decimal_mul(mh_decimal_int(amount), (struct mh_decimal){ 1, THOUSANDTHS }, &d);
    mh_decimal_format_fr(out, d);
    mh_str_addf(out, " %s", w->article->unit ? w->article->unit : "");
}

/* « 4 achats de 2026 : 1 200 unités + 5 % = 1 260 unités, soit 13 B/100 » */
static char *computation(const struct work *w, const struct counted *c, size_t n)
{
    struct mh_str s = MH_STR_INIT;
    const char *lang = w->s->lang;
    mh_str_addf(&s, "%zu %s %lld%s", n, mh_trn(lang, "achat de", "achats de", (int64_t)n), (long long)w->q->year, mh_tr(lang, " : "));
    add_amount(&s, w, c, c->volume.sum);
    if (w->growth != 0) {
        mh_str_add(&s, w->growth < 0 ? " − " : " + ");
        mh_ratio_format_fr(&s, w->growth < 0 ? -w->growth : w->growth, 10, w->growth % 10 == 0 ? 0 : 1);
        mh_str_add(&s, " % = ");
        add_amount(&s, w, c, c->volume.grown);
    }
    if (!c->base || c->step != 1) {
        mh_str_addf(&s, "%s ", mh_tr(lang, ", soit"));
        mh_str_add_int(&s, c->volume.steps * c->units);
        mh_str_addf(&s, " %s", w->article->unit ? w->article->unit : mh_tr(lang, "unités"));
    }
    if (c->volume.quarter[0] == MH_UNKNOWN)
        mh_str_add(&s, mh_tr(lang, " ; trimestres inconnus : un achat n'a pas de jour"));
    else
        mh_str_add(&s, mh_tr(lang, " ; trimestres d'après les jours d'achat"));
    return mh_str_take(&s);
}

/* --- needs --- */

static char *decimal_of(int64_t v)
{
    struct mh_str s = MH_STR_INIT;
    if (v == MH_UNKNOWN)
        return NULL;
    mh_decimal_format(&s, mh_decimal_int(v));
    return mh_str_take(&s);
}

static void take(char **field, char *text)
{
    free(*field);
    *field = text;
}

static void fill(struct work *w, const struct counted *c, struct mh_need *n)
{
    const char *why;
    take(&n->quantity, decimal_of(c->volume.steps * c->units));
    take(&n->quantity_in, NULL);
    for (int q = 0; q < 4; q++)
        take(&n->quarter[q], decimal_of(c->volume.quarter[q] == MH_UNKNOWN ? MH_UNKNOWN : c->volume.quarter[q] * c->units));
    take(&n->to_confirm, mh_xstrdup(w->from));
    n->base_quantity = mh__count_base(w->s, w->article, &w->reading, n, &why);
}

static enum mh_rc store(struct work *w, const struct counted *c, int64_t site, enum mh_proposal_outcome *outcome, struct mh_err *err)
{
    const struct mh_need *was = need_of(w, w->article->id, site);
    struct mh_need now;
    bool changed = true;
    enum mh_rc rc;
    if (was != NULL && !mh_streq(was->to_confirm, w->from)) {
        *outcome = MH_ASKED_ALREADY;
        return MH_OK;
    }
    mh_row_init(&mh_table_needs, &now);
    if (was == NULL) {
        now.campaign_id = w->s->campaign.id;
        now.site_id = site;
        now.article_id = w->article->id;
        now.occurrence = 1;
        fill(w, c, &now);
        rc = mh_store_insert(w->s->store, &mh_table_needs, &now, err);
        *outcome = MH_PROPOSED;
    } else {
        mh_row_copy(&mh_table_needs, &now, was);
        now.id = was->id;
        fill(w, c, &now);
        rc = mh_store_update(w->s->store, &mh_table_needs, was, &now, &changed, err);
        *outcome = changed ? MH_PROPOSED_OTHERWISE : MH_PROPOSED_BEFORE;
    }
    mh_row_free(&mh_table_needs, &now);
    return rc;
}

static void take_article(struct work *w, int64_t id)
{
    if (w->article != NULL && w->article->id == id)
        return;
    if (w->article != NULL)
        mh_reading_free(&w->reading);
    w->article = mh__rows_find(&w->articles, id);
    mh__read_article(w->s, w->article, &w->reading);
    mh_pack_read(w->article->unit, w->article->pack, w->article->label,
                 w->reading.family >= 0 ? mh_lexicon_family_row(w->s->lexicon, w->reading.family)->base_unit : NULL, &w->pack);
}

static bool out_of_scope(const struct work *w)
{
    if (w->article->scope != NULL)
        return mh_streq(w->article->scope, "exclu");
    return w->reading.problem == MH_READ_OUT_OF_SCOPE;
}

static bool closed(const struct work *w, int64_t site)
{
    const struct mh_site *e = mh__rows_find(&w->sites, site);
    return e != NULL && e->to != NULL && strtoll(e->to, NULL, 10) < w->s->campaign.year;
}

static enum mh_rc tell(struct work *w, const struct counted *c, int64_t site, size_t n, enum mh_proposal_outcome outcome, struct mh_err *err)
{
    struct mh_rep_proposal row;
    struct mh_str who = MH_STR_INIT;
    mh_row_init(&mh_rep_proposal_table, &row);
    mh_str_add(&who, mh_store_code(w->s->store, &mh_table_members, w->article->member_id));
    row.member = mh_str_take(&who);
    row.site = mh_xstrdup(mh_store_code(w->s->store, &mh_table_sites, site));
    row.reference = mh_xstrdup(w->article->reference);
    row.label = mh_xstrdup(w->article->label);
    row.unit = mh_xstrdup(w->article->unit);
    row.purchases = (int64_t)n;
    row.outcome = mh_xstrdup(mh_tr(w->s->lang, mh_proposal_outcome_title(outcome)));
    if (c != NULL) {
        row.quantity = decimal_of(c->volume.steps * c->units);
        for (int q = 0; q < 4; q++)
            row.quarter[q] = decimal_of(c->volume.quarter[q] == MH_UNKNOWN ? MH_UNKNOWN : c->volume.quarter[q] * c->units);
        row.computation = computation(w, c, n);
    }
    enum mh_rc rc = w->each != NULL ? w->each(w->ctx, &row, err) : MH_OK;
    mh_row_free(&mh_rep_proposal_table, &row);
    return rc;
}

static enum mh_rc propose_one(struct work *w, const struct line *p, size_t n, struct mh_err *err)
{
    struct counted c;
    enum mh_proposal_outcome outcome = MH_NOT_COUNTED;
    enum mh_rc rc = MH_OK;
    bool known = false;
    take_article(w, p[0].p->article_id);
    if (out_of_scope(w))
        outcome = MH_NOT_IN_SCOPE;
    else if (closed(w, p[0].p->site_id))
        outcome = MH_SITE_CLOSED;
    else if ((known = count(w, p, n, &c)))
        rc = store(w, &c, p[0].p->site_id, &outcome, err);
    if (rc != MH_OK)
        return rc;
    w->out->outcome[outcome]++;
    w->out->undated += known && outcome <= MH_PROPOSED_BEFORE && c.volume.quarter[0] == MH_UNKNOWN;
    return tell(w, known ? &c : NULL, p[0].p->site_id, n, outcome, err);
}

static enum mh_rc propose_all(struct work *w, struct mh_err *err)
{
    enum mh_rc rc = MH_OK;
    for (size_t i = 0, n; i < w->order.len && rc == MH_OK; i += n) {
        const struct mh_purchase *p = w->order.at[i].p;
        for (n = 1; i + n < w->order.len && w->order.at[i + n].p->article_id == p->article_id && w->order.at[i + n].p->site_id == p->site_id;)
            n++;
        rc = propose_one(w, w->order.at + i, n, err);
        if (rc == MH_OK && !mh_progress_tick(&w->s->progress, "Propositions", (int64_t)i, (int64_t)w->order.len))
            rc = mh_err_set(err, MH_ECANCELED, "interrompu : le plan est comme avant");
    }
    return rc;
}

static void free_work(struct work *w)
{
    struct mh__rows *all[] = { &w->purchases, &w->articles, &w->members, &w->sites, &w->needs };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (all[i]->table != NULL)
            mh__rows_free(all[i]);
    if (w->article != NULL)
        mh_reading_free(&w->reading);
    mh__idmap_free(&w->site_number);
    mh__idmap_free(&w->asked);
    mh_vec_free(&w->order);
    mh_vec_free(&w->bought);
}

enum mh_rc mh_ops_propose(struct mh_session *s, const struct mh_propose_request *q, struct mh_propose_result *out,
                          enum mh_rc (*each)(void *ctx, const struct mh_rep_proposal *row, struct mh_err *err), void *ctx, struct mh_err *err)
{
    struct work w = { .s = s, .q = q, .out = out, .each = each, .ctx = ctx };
    struct mh_str said = MH_STR_INIT;
    *out = (struct mh_propose_result){ 0 };
    enum mh_rc rc = mh__session_open_campaign(s, err);
    if (rc == MH_OK)
        rc = read_growth(&w, err);
    if (rc != MH_OK)
        return rc;
    mh_str_addf(&said, "achats %lld", (long long)q->year);
    snprintf(w.from, sizeof w.from, "%s", mh_str_text(&said));
    mh_str_clear(&said);
    mh_str_addf(&said, "proposition des besoins d'après les %s", w.from);
    rc = mh_store_begin(s->store, mh_str_text(&said), err);
    if (rc == MH_OK) {
        rc = load(&w, err);
        if (rc == MH_OK)
            rc = propose_all(&w, err);
        if (rc != MH_OK || q->dry_run)
            mh_store_rollback(s->store);
        else
            rc = mh_store_commit(s->store, &out->operation, err);
    }
    if (rc == MH_OK && out->operation != 0)
        mh__session_changed(s, &mh_table_needs);
    mh_str_free(&said);
    free_work(&w);
    return rc;
}

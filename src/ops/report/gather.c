#include "ops/report/before.h"
#include "ops/report/gather.h"

#include <mahalli/hash.h>
#include <mahalli/plan.h>
#include <mahalli/vec.h>
#include <mahalli/xalloc.h>

#include <stdlib.h>
#include <string.h>

void mh__gather_free(struct mh__gather *g)
{
    mh_vec_free(&g->supplier);
    mh__idmap_free(&g->supplier_at);
    mh_arena_free(&g->texts);
    free(g->sum);
    free(g->found);
    mh__idmap_free(&g->index);
    *g = (struct mh__gather){ 0 };
}

int64_t mh__gather_count(const struct mh__gather *g, const char *rule)
{
    for (size_t i = 0; i < mh_nrules; i++)
        if (mh_streq(mh_rules[i].name, rule))
            return g->found[i];
    return 0;
}

const struct mh__sum *mh__gather_find(const struct mh__gather *g, int64_t article_id)
{
    const uint32_t *at = mh__idmap_find(&g->index, (uint64_t)article_id);
    return at ? &g->sum[*at] : NULL;
}

static struct mh__sum *sum_of(struct mh__gather *g, const struct mh_need_line *n)
{
    const uint32_t *at = mh__idmap_find(&g->index, (uint64_t)n->article_id);
    if (at != NULL)
        return &g->sum[*at];
    if (g->n == g->cap) {
        g->cap = g->cap ? g->cap * 2 : 256;
        g->sum = mh_xreallocarray(g->sum, g->cap, sizeof *g->sum);
    }
    mh__idmap_put(&g->index, (uint64_t)n->article_id, (uint32_t)g->n);
    g->sum[g->n] = (struct mh__sum){ .article_id = n->article_id };
    return &g->sum[g->n++];
}

int64_t mh__line_amount(const struct mh_need_line *n, const struct mh_pack *p)
{
    int64_t price = n->price_ht;
    __int128 num = 1, den = 1;
    if (price == MH_UNKNOWN) {
        if (n->price_ttc == MH_UNKNOWN || n->vat == MH_UNKNOWN)
            return MH_UNKNOWN;
        price = n->price_ttc;
        num = 1000;
        den = 1000 + n->vat;
    }
    int64_t per = mh_streq(n->price_in, "conditionnement") ? p->pack_size : p->size;
    if (n->base_quantity == MH_UNKNOWN || per <= 0)
        return MH_UNKNOWN;
    __int128 whole = (__int128)price * n->base_quantity;
    if (whole > (__int128)INT64_MAX * 1000000) /* no price of this world, and what follows must fit */
        return MH_UNKNOWN;
    num *= whole;
    den *= per;
    __int128 total = (2 * num + den) / (2 * den);
    return total > INT64_MAX ? MH_UNKNOWN : (int64_t)total;
}

static void add_quarters(struct mh__sum *s, const struct mh_need_line *n, const struct mh_pack *p, bool first)
{
    bool in_pack = mh_streq(n->quantity_in, "conditionnement");
    for (int q = 0; q < 4; q++) {
        int64_t v = MH_UNKNOWN;
        const char *why = NULL;
        if (n->quarter[q] == NULL || p->kind == MH_PACK_UNKNOWN || !mh_pack_quantity(p, n->quarter[q], in_pack, &v, &why))
            v = MH_UNKNOWN;
        s->quarter[q] = first ? v : mh_sum(s->quarter[q], v);
    }
}

/* Suppliers are few: each is kept once. */
static const char *supplier_of(struct mh__gather *g, const char *name)
{
    uint64_t key = mh_hash64(name, strlen(name), 3) | 1;
    for (const uint32_t *at; (at = mh__idmap_find(&g->supplier_at, key)) != NULL; key += 2)
        if (strcmp(g->supplier.at[*at], name) == 0)
            return g->supplier.at[*at];
    mh__idmap_put(&g->supplier_at, key, (uint32_t)g->supplier.len);
    mh_vec_push(&g->supplier, mh_arena_strdup(&g->texts, name));
    return g->supplier.at[g->supplier.len - 1];
}

static void add_need(struct mh__gather *g, struct mh__sum *s, const struct mh_need_line *n, const struct mh_pack *p)
{
    bool first = s->needs++ == 0;
    if (n->base_quantity == MH_UNKNOWN)
        s->unknown++;
    else
        s->volume = mh_sum(s->volume, n->base_quantity);
    add_quarters(s, n, p, first);
    int64_t amount = mh__line_amount(n, p);
    s->amount = first ? amount : mh_sum(s->amount, amount);
    s->origins |= mh_streq(n->source, "importé") ? MH__ORIGIN_IMPORTED
                  : mh_streq(n->source, "local") ? MH__ORIGIN_LOCAL : MH__ORIGIN_UNKNOWN;
    if (n->supplier != NULL && s->supplier == NULL) {
        s->supplier = supplier_of(g, n->supplier);
    } else if (n->supplier != NULL && !mh_streq(s->supplier, n->supplier)) {
        s->supplier = "plusieurs";
    }
}

/* --- rules --- */

struct reporter {
    struct mh__gather *g;
    enum mh_rc (*problem)(void *ctx, const struct mh_rep_problem *p, struct mh_err *err);
    void *ctx;
    const char *today;
    struct mh_str detail, sentence;
    struct mh__rows explanations; /* by rule, member, subject */
    int64_t need_id, article_id;  /* of the line looked at; 0 none */
};

const char *mh__problem_subject(const char *reference, const char *label)
{
    return mh_blank(reference) ? label : reference;
}

char *mh__taken(struct mh_str *s)
{
    return s->len ? mh_str_take(s) : NULL;
}

bool mh__same_known(const char *a, const char *b)
{
    return mh_blank(a) ? mh_blank(b) : mh_streq(a, b);
}

bool mh__has_line(const char *lines, const char *sentence)
{
    size_t n = strlen(sentence);
    for (const char *p = lines; p != NULL && *p != '\0';) {
        size_t line = strcspn(p, "\n");
        if (line == n && memcmp(p, sentence, n) == 0)
            return true;
        p += line + (p[line] == '\n');
    }
    return false;
}

const struct mh_explanation *mh__explanation_of(const struct mh__rows *all, const char *rule, const char *member, const char *subject)
{
    for (size_t i = 0; i < all->n; i++) {
        const struct mh_explanation *e = mh__rows_at(all, i);
        if (mh_streq(e->rule, rule) && mh__same_known(e->member, member) && mh__same_known(e->subject, subject))
            return e;
    }
    return NULL;
}

static enum mh_rc run_rules(struct reporter *r, enum mh_subject_kind kind, const struct mh_subject *s, const char *member,
                            const char *reference, const char *label, struct mh_err *err)
{
    enum mh_rc rc = MH_OK;
    for (size_t i = 0; i < mh_nrules && rc == MH_OK; i++) {
        const struct mh_rule *rule = &mh_rules[i];
        mh_str_clear(&r->detail);
        if (rule->on != kind || !rule->check(s, &r->detail))
            continue;
        r->g->found[i]++;
        if (r->problem == NULL && r->explanations.n == 0) {
            r->g->problems[rule->severity]++;
            continue;
        }
        mh_str_clear(&r->sentence);
        mh_str_add(&r->sentence, rule->sentence);
        if (r->detail.len)
            mh_str_addf(&r->sentence, " : %s", mh_str_text(&r->detail));
        const struct mh_explanation *e = mh__explanation_of(&r->explanations, rule->name, member, mh__problem_subject(reference, label));
        if (e != NULL && !mh__has_line(e->seen, mh_str_text(&r->sentence)))
            e = NULL;
        *(e ? &r->g->explained : &r->g->problems[rule->severity]) += 1;
        if (r->problem == NULL)
            continue;
        /* Texts are borrowed for the call; the row type owns its own when copied. */
        struct mh_rep_problem p = {
            .severity = (char *)(uintptr_t)mh_severity_name(rule->severity), .rule = (char *)(uintptr_t)rule->name,
            .member = (char *)(uintptr_t)member, .reference = (char *)(uintptr_t)reference, .label = (char *)(uintptr_t)label,
            .sentence = r->sentence.data, .suggestion = (char *)(uintptr_t)rule->suggestion, .date = (char *)(uintptr_t)r->today,
            .status = (char *)(uintptr_t)(e ? "expliquée" : "ouverte"), .note = e ? e->note : NULL, .count = 1, .need_id = r->need_id,
            .article_id = r->article_id, .column = rule->column,
        };
        rc = r->problem(r->ctx, &p, err);
    }
    return rc;
}

static bool names_family(const struct mh_synonym *s)
{
    return s->families != NULL && s->attribute == NULL && s->value == NULL;
}

/* Own words are looked at against all others; the reference contradicts itself nowhere (a lint). */
static enum mh_rc lexicon_rules(struct mh__matching *m, struct reporter *r, struct mh_err *err)
{
    const struct mh_diags *d = &m->s->lexicon_diags;
    const struct mh__rows *all = &m->s->synonyms;
    struct mh__codes own = { 0 };
    enum mh_rc rc = MH_OK;
    for (size_t i = 0; i < d->list.len && rc == MH_OK; i++) {
        struct mh_subject s = { .finding = &d->list.at[i], .today = m->today };
        rc = run_rules(r, MH_ON_LEXICON, &s, NULL, NULL, NULL, err);
    }
    for (size_t i = 0; i < all->n; i++) {
        const struct mh_synonym *s = mh__rows_at(all, i);
        if (mh_streq(s->origin, "propre") && names_family(s))
            mh__codes_add(&own, s->term, (int64_t)i + 1);
    }
    for (size_t i = 0; own.n != 0 && i < all->n && rc == MH_OK; i++) {
        const struct mh_synonym *s = mh__rows_at(all, i);
        int64_t at = names_family(s) ? mh__codes_find(&own, s->term) : 0;
        const struct mh_synonym *mine = at > 0 ? mh__rows_at(all, (size_t)at - 1) : NULL;
        if (mine == NULL || mine == s || mh_streq(mine->families, s->families))
            continue;
        struct mh_subject two = { .synonym = mine, .other_families = s->families, .today = m->today };
        rc = run_rules(r, MH_ON_LEXICON, &two, NULL, NULL, NULL, err);
    }
    mh__codes_free(&own);
    return rc;
}

static bool has_declaration(const struct mh__matching *m, int64_t maker)
{
    for (size_t i = 0; i < m->certificates.n; i++) {
        const struct mh_certificate *c = mh__rows_at(&m->certificates, i);
        if (c->maker_id == maker && mh_streq(c->type, "declaration"))
            return true;
    }
    return false;
}

static enum mh_rc registry_rules(struct mh__matching *m, struct reporter *r, struct mh_err *err)
{
    enum mh_rc rc = MH_OK;
    for (size_t i = 0; i < m->s->makers.n && rc == MH_OK; i++) {
        const struct mh_maker *k = mh__rows_at(&m->s->makers, i);
        struct mh_subject s = { .maker = k, .declared = has_declaration(m, k->id), .today = m->today };
        rc = run_rules(r, MH_ON_MAKER, &s, NULL, k->code, k->name, err);
    }
    for (size_t i = 0; i < m->certificates.n && rc == MH_OK; i++) {
        const struct mh_certificate *c = mh__rows_at(&m->certificates, i);
        const struct mh_maker *k = mh__session_maker(m->s, c->maker_id);
        struct mh_subject s = { .certificate = c, .maker = k, .today = m->today };
        rc = run_rules(r, MH_ON_CERTIFICATE, &s, NULL, k ? k->code : "", c->number ? c->number : c->type, err);
    }
    return rc;
}

/* What the match says of a judged pair; MH_VERDICT_NONE when it takes them for different things. */
static enum mh_verdict verdict_of(struct mh__matching *m, const struct mh_article *a, int64_t product_id)
{
    struct mh_reading r;
    struct mh_candidate c;
    mh__read_article(m->s, a, &r);
    const struct mh_reading *p = mh_index_reading(m->s->index, product_id);
    bool same = p != NULL && p->family >= 0 && p->family == r.family && mh_match_pair(m->s->index, &r, product_id, &c);
    mh_reading_free(&r);
    return same ? c.verdict : MH_VERDICT_NONE;
}

static enum mh_rc opinion_rules(struct mh__matching *m, int64_t member_id, struct reporter *r, struct mh_err *err)
{
    enum mh_rc rc = MH_OK;
    for (size_t i = 0; i < m->opinions.n && rc == MH_OK; i++) {
        const struct mh_opinion *o = mh__rows_at(&m->opinions, i);
        const struct mh_article *a = mh__rows_find(&m->articles, o->article_id);
        if (a == NULL || (member_id != 0 && a->member_id != member_id))
            continue;
        struct mh_subject s = { .opinion = o, .reopened = mh__memory_reopened(m->memory, i), .today = m->today };
        if (o->product_id != MH_UNKNOWN)
            s.verdict = verdict_of(m, a, o->product_id);
        char *member = mh_xstrdup(mh_store_code(m->s->store, &mh_table_members, a->member_id));
        r->article_id = a->id;
        rc = run_rules(r, MH_ON_OPINION, &s, member, a->reference, a->label, err);
        r->article_id = 0;
        free(member);
    }
    return rc;
}

/* Articles come in runs, so the last one's reading serves most needs. */
struct last_article {
    int64_t id;
    bool read;
    struct mh_reading reading;
    struct mh_pack pack;
    struct mh_need_line priced; /* the first of its needs with a price; article_id 0: none */
};

/* The need of the run to set this one's price against; the first one with a price is kept for those that follow. */
static const struct mh_need_line *other_price(struct last_article *last, const struct mh_need_line *n)
{
    if (n->price_ht == MH_UNKNOWN)
        return NULL;
    if (last->priced.article_id != n->article_id) {
        mh_row_copy(&mh_table_need_lines, &last->priced, n);
        last->priced.article_id = n->article_id;
        return NULL;
    }
    return !mh_streq(last->priced.site, n->site) && mh_streq(last->priced.price_in, n->price_in) ? &last->priced : NULL;
}

static void read_last(struct mh__matching *m, const struct mh_need_line *n, struct last_article *last)
{
    if (last->read && last->id == n->article_id)
        return;
    mh_reading_free(&last->reading);
    const struct mh_article *a = mh__article_of(m, n->article_id);
    if (a != NULL)
        mh__read_article(m->s, a, &last->reading);
    else
        last->reading = (struct mh_reading){ .family = -1, .second = -1 };
    const char *unit = last->reading.family >= 0 ? mh_lexicon_family_row(m->s->lexicon, last->reading.family)->base_unit : NULL;
    mh_pack_read(n->unit, n->pack, n->label, unit, &last->pack);
    last->id = n->article_id;
    last->read = true;
}

static enum mh_rc gather_needs(struct mh__matching *m, int64_t member_id, struct reporter *r, struct mh_err *err)
{
    struct mh_cursor *cur = NULL;
    struct mh_need_line n;
    struct last_article last = { 0 };
    struct mh__before before;
    struct mh__idmap sites = { .set = true };
    struct mh__codes members = { 0 };
    mh_row_init(&mh_table_need_lines, &n);
    mh_row_init(&mh_table_need_lines, &last.priced);
    last.priced.article_id = 0;
    struct mh_filter only[3] = { { .column = "campaign_id", .number = m->s->campaign.id } };
    if (member_id != 0)
        only[1] = (struct mh_filter){ .column = "member_id", .number = member_id };
    enum mh_rc rc = mh__before_load(m->s, &before, err);
    if (rc == MH_OK)
        rc = mh_cursor_open(m->s->store, &mh_table_need_lines, only, false, &cur, err);
    while (rc == MH_OK) {
        bool got = false;
        rc = mh_cursor_next(cur, &n, &got, err);
        if (rc != MH_OK || !got)
            break;
        read_last(m, &n, &last);
        add_need(r->g, sum_of(r->g, &n), &n, &last.pack);
        r->g->needs++;
        mh__idmap_put(&sites, mh_hash64(n.site, strlen(n.site), mh_hash64(n.member, strlen(n.member), 0)) | 1, 0); /* groups may use the same code */
        mh__codes_add(&members, n.member, 1);
        struct mh_subject s = { .need = &n, .reading = &last.reading, .pack = &last.pack, .year = m->s->campaign.year,
                                .last_year = before.year, .last_volume = mh__before_volume(&before, n.article_id, n.site),
                                .bought = MH_UNKNOWN, .other = other_price(&last, &n),
                                .today = m->today };
        const struct mh_article *a = s.last_volume == MH_UNKNOWN && before.purchases.n != 0 ? mh__article_of(m, n.article_id) : NULL;
        if (a != NULL)
            s.bought = mh__before_bought(&before, m->s, a, &last.reading, n.site, &s.bought_year);
        r->need_id = n.id;
        r->article_id = n.article_id;
        rc = run_rules(r, MH_ON_NEED, &s, n.member, n.reference, n.label, err);
    }
    r->need_id = r->article_id = 0;
    r->g->sites = (int64_t)sites.n;
    r->g->members = (int64_t)members.n;
    mh__idmap_free(&sites);
    mh__codes_free(&members);
    mh_reading_free(&last.reading);
    mh_row_free(&mh_table_need_lines, &last.priced);
    mh__before_free(&before);
    mh_cursor_close(cur);
    mh_row_free(&mh_table_need_lines, &n);
    return rc;
}

enum mh_rc mh__gather(struct mh__matching *m, int64_t member_id, struct mh__gather *g,
                      enum mh_rc (*problem)(void *ctx, const struct mh_rep_problem *p, struct mh_err *err), void *ctx,
                      struct mh_err *err)
{
    *g = (struct mh__gather){ .found = mh_xcalloc(mh_nrules, sizeof *g->found) };
    struct reporter r = { .g = g, .problem = problem, .ctx = ctx, .today = m->today };
    enum mh_rc rc = mh__rows_load(m->s->store, &mh_table_explanations, NULL, &r.explanations, err);
    if (rc == MH_OK)
        rc = gather_needs(m, member_id, &r, err);
    if (rc == MH_OK)
        rc = registry_rules(m, &r, err);
    if (rc == MH_OK)
        rc = opinion_rules(m, member_id, &r, err);
    if (rc == MH_OK)
        rc = lexicon_rules(m, &r, err);
    if (rc == MH_OK)
        rc = mh__matching_check(m, err);
    mh__rows_free(&r.explanations);
    mh_str_free(&r.detail);
    mh_str_free(&r.sentence);
    return rc;
}

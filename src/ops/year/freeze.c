/*
 * Freezing: the gate, then what the plan says is recorded with the registry and opinions that it rests on, so that it can be told later as it
 * was although the registry lives on. A closed plan changes through a revision only: another version, with its reason.
 */
#include "ops/year/frozen.h"
#include "ops/year/record.h"

#include <mahalli/plan.h>
#include <mahalli/xalloc.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct freezing {
    struct mh_session *s;
    struct mh_freeze_result *out;
    enum mh_rc (*each)(void *ctx, const struct mh_rep_problem *p, struct mh_err *err);
    void *ctx;
    struct mh_version was, now; /* was.id 0: the first */
    struct mh__rows lines, problems;
};

static enum mh_rc take_problem(void *ctx, const struct mh_rep_problem *p, struct mh_err *err)
{
    struct freezing *z = ctx;
    mh_row_copy(&mh_rep_problem_table, mh__rows_add(&z->problems), p);
    bool high = mh_streq(p->severity, mh_severity_name(MH_SEV_ERROR)) && mh_streq(p->status, "ouverte");
    return high && z->each != NULL ? z->each(z->ctx, p, err) : MH_OK;
}

/* --- which version --- */

static void name_version(struct mh_version *v, int64_t year, int64_t frozen)
{
    struct mh_str s = MH_STR_INIT;
    v->year = year;
    if (frozen == 0)
        mh_str_add(&s, "V1");
    else
        mh_str_addf(&s, "V1.%lld", (long long)frozen);
    mh_xset(&v->version, mh_str_text(&s));
    mh_str_clear(&s);
    mh_str_addf(&s, "%lld-%s", (long long)year, v->version);
    mh_xset(&v->code, mh_str_text(&s));
    mh_str_free(&s);
}

static enum mh_rc count_frozen(struct mh_session *s, int64_t year, int64_t *n, struct mh_err *err)
{
    const struct mh_filter of_year[] = { { .column = "year", .number = year }, { 0 } };
    return mh_store_count(s->store, &mh_table_versions, of_year, n, err);
}

static void set_date(char **to, const char *now)
{
    free(*to);
    *to = mh_xstrndup(now, 10);
}

static enum mh_rc begin_version(struct freezing *z, struct mh_err *err)
{
    struct mh_session *s = z->s;
    int64_t frozen = 0;
    enum mh_rc rc = mh__version_revised(s, s->campaign.year, &z->was, err);
    mh_row_init(&mh_table_versions, &z->now);
    if (rc == MH_OK && z->was.id != 0) {
        mh_row_copy(&mh_table_versions, &z->now, &z->was);
        z->now.id = z->was.id;
    } else if (rc == MH_OK && (rc = count_frozen(s, s->campaign.year, &frozen, err)) == MH_OK) {
        name_version(&z->now, s->campaign.year, frozen);
    }
    set_date(&z->now.frozen_on, s->now);
    mh_xset(&z->now.frozen_by, s->user);
    return rc;
}

/* --- the registry and opinions --- */

static void add_facts(struct mh_session *s, const struct mh_table *t, const void *row, bool secret, char **to)
{
    struct mh_str all = MH_STR_INIT, one = MH_STR_INIT;
    for (size_t i = 0; i < t->ncolumns; i++) {
        const struct mh_column *c = &t->columns[i];
        if (c->flags & (MH_DERIVED | MH_HIDDEN) || ((c->flags & MH_PRIVATE) != 0) != secret || !mh_value_known(c, row))
            continue;
        mh_str_clear(&one);
        if (c->type == MH_REF)
            mh_str_add(&one, mh_store_code(s->store, c->ref, mh_int_at(c, row)));
        else
            mh_value_text(c, row, &one);
        for (size_t k = 0; k < one.len; k++)
            if (one.data[k] == '\n' || one.data[k] == '\r')
                one.data[k] = ' '; /* a fact is a line */
        mh_str_addf(&all, "%s%s: %s", all.len ? "\n" : "", c->name, mh_str_text(&one));
    }
    mh_str_free(&one);
    mh_xset(to, all.len ? mh_str_text(&all) : NULL);
    mh_str_free(&all);
}

static enum mh_rc record(struct freezing *z, const char *kind, const struct mh_table *t, const void *row, const char *name, int64_t *n,
                         struct mh_err *err)
{
    struct mh_frozen_record r;
    int64_t id;
    memcpy(&id, row, sizeof id);
    mh_row_init(&mh_table_frozen_records, &r);
    r.version_id = z->now.id;
    r.kind = mh_xstrdup(kind);
    r.source_id = id;
    r.name = mh_xstrdup(name);
    add_facts(z->s, t, row, false, &r.facts);
    add_facts(z->s, t, row, true, &r.secret);
    enum mh_rc rc = mh_store_insert(z->s->store, &mh_table_frozen_records, &r, err);
    mh_row_free(&mh_table_frozen_records, &r);
    *n += rc == MH_OK;
    return rc;
}

struct used { /* rows that the lines rest on */
    struct mh__idmap products, makers, articles;
};

static void find_used(const struct freezing *z, struct used *u)
{
    for (size_t i = 0; i < z->lines.n; i++) {
        const struct mh_frozen_line *l = mh__rows_at(&z->lines, i);
        mh__idmap_put(&u->articles, (uint64_t)l->article_id, 1);
        const struct mh_product *p = l->product_id == MH_UNKNOWN ? NULL : mh__session_product(z->s, l->product_id);
        if (p == NULL)
            continue;
        mh__idmap_put(&u->products, (uint64_t)p->id, 1);
        mh__idmap_put(&u->makers, (uint64_t)p->maker_id, 1);
    }
}

static bool holds(const struct mh__idmap *map, int64_t id)
{
    return id != MH_UNKNOWN && mh__idmap_find(map, (uint64_t)id) != NULL;
}

static enum mh_rc record_registry(struct freezing *z, struct mh__matching *m, const struct used *u, struct mh_err *err)
{
    struct mh_session *s = z->s;
    struct mh_str name = MH_STR_INIT;
    enum mh_rc rc = MH_OK;
    for (size_t i = 0; i < s->makers.n && rc == MH_OK; i++) {
        const struct mh_maker *k = mh__rows_at(&s->makers, i);
        if (holds(&u->makers, k->id))
            rc = record(z, "fabricant", &mh_table_makers, k, k->code, &z->out->makers, err);
    }
    for (size_t i = 0; i < s->products.n && rc == MH_OK; i++) {
        const struct mh_product *p = mh__rows_at(&s->products, i);
        const struct mh_maker *k = mh__session_maker(s, p->maker_id);
        if (!holds(&u->products, p->id))
            continue;
        mh_str_clear(&name);
        mh_str_addf(&name, "%s/%s", k ? k->code : "", p->reference ? p->reference : p->label);
        rc = record(z, "produit", &mh_table_products, p, mh_str_text(&name), &z->out->products, err);
    }
    for (size_t i = 0; i < m->certificates.n && rc == MH_OK; i++) {
        const struct mh_certificate *c = mh__rows_at(&m->certificates, i);
        if (c->product_id == MH_UNKNOWN ? !holds(&u->makers, c->maker_id) : !holds(&u->products, c->product_id))
            continue;
        const struct mh_maker *k = mh__session_maker(s, c->maker_id);
        mh_str_clear(&name);
        mh_str_addf(&name, "%s/%s %s", k ? k->code : "", c->type ? c->type : "", c->number ? c->number : "");
        rc = record(z, "certificat", &mh_table_certificates, c, mh_str_text(&name), &z->out->certificates, err);
    }
    mh_str_free(&name);
    return rc;
}

static enum mh_rc record_opinions(struct freezing *z, struct mh__matching *m, const struct used *u, struct mh_err *err)
{
    enum mh_rc rc = MH_OK;
    for (size_t i = 0; i < m->opinions.n && rc == MH_OK; i++) {
        const struct mh_opinion *o = mh__rows_at(&m->opinions, i);
        const struct mh_article *a = mh__rows_find(&m->articles, o->article_id);
        if (a != NULL && holds(&u->articles, o->article_id))
            rc = record(z, "avis", &mh_table_opinions, o, a->reference ? a->reference : a->label, &z->out->opinions, err);
    }
    return rc;
}

/* --- writing --- */

static enum mh_rc count_registry(struct freezing *z, const struct mh__matching *m, const struct mh__gather *g, struct mh_err *err)
{
    struct mh_session *s = z->s;
    z->now.needs = g->needs;
    z->now.articles = (int64_t)g->n;
    z->now.members = (int64_t)m->members.n;
    z->now.makers = (int64_t)s->makers.n;
    z->now.certificates = (int64_t)m->certificates.n;
    z->now.explained = g->explained;
    z->now.products = 0;
    z->now.ranges = mh__declared_ranges(s, &z->now.products);
    enum mh_rc rc = mh_store_operations(s->store, &z->now.operations, err);
    z->now.operations++; /* this one */
    return rc;
}

static enum mh_rc write_lines(struct freezing *z, struct mh_err *err)
{
    enum mh_rc rc = mh__lines_sites(z->s, &z->lines, err);
    for (size_t i = 0; i < z->lines.n && rc == MH_OK; i++) {
        struct mh_frozen_line *l = mh__rows_at(&z->lines, i);
        l->id = 0;
        rc = mh_store_insert(z->s->store, &mh_table_frozen_lines, l, err);
    }
    for (size_t i = 0; i < z->problems.n && rc == MH_OK; i++)
        rc = mh__record_problem(z->s, z->now.id, (int64_t)i + 1, mh__rows_at(&z->problems, i), err);
    return rc;
}

static enum mh_rc set_campaign(struct mh_session *s, const char *status, const char *version, struct mh_err *err)
{
    struct mh_campaign now;
    mh_row_init(&mh_table_campaigns, &now);
    mh_row_copy(&mh_table_campaigns, &now, &s->campaign);
    now.id = s->campaign.id;
    mh_xset(&now.status, status);
    if (version != NULL)
        mh_xset(&now.version, version);
    enum mh_rc rc = mh_store_update(s->store, &mh_table_campaigns, &s->campaign, &now, NULL, err);
    mh_row_free(&mh_table_campaigns, &now);
    return rc;
}

static enum mh_rc refuse_open(const struct mh__gather *g, struct mh_err *err)
{
    int64_t n = g->problems[MH_SEV_ERROR];
    if (n == 0)
        return MH_OK;
    return mh_err_set(err, MH_EDENIED, n == 1 ? "le plan ne se fige pas : %lld erreur reste ouverte ; corrigez-la, ou expliquez-la par "
                                                "mahalli explain RÈGLE OBJET NOTE (mahalli check la montre)"
                                              : "le plan ne se fige pas : %lld erreurs restent ouvertes ; corrigez-les, ou expliquez-les "
                                                "par mahalli explain RÈGLE OBJET NOTE (mahalli check les montre)", (long long)n);
}

static enum mh_rc write_all(struct freezing *z, struct mh_err *err)
{
    struct mh__matching m;
    struct mh__gather g = { 0 };
    struct used u = { 0 };
    enum mh_rc rc = mh__matching_open(z->s, &m, err);
    if (rc != MH_OK)
        return rc;
    rc = mh__gather(&m, 0, &g, take_problem, z, err);
    if (rc == MH_OK)
        rc = refuse_open(&g, err);
    if (rc == MH_OK)
        rc = count_registry(z, &m, &g, err);
    if (rc == MH_OK)
        rc = z->was.id != 0 ? mh_store_update(z->s->store, &mh_table_versions, &z->was, &z->now, NULL, err)
                            : mh_store_insert(z->s->store, &mh_table_versions, &z->now, err);
    if (rc == MH_OK)
        rc = mh__record_lines(&m, &g, z->now.id, &z->lines, err);
    if (rc == MH_OK)
        rc = write_lines(z, err);
    if (rc == MH_OK)
        rc = mh__record_reports(z->s, &z->now, &z->lines, err);
    find_used(z, &u);
    if (rc == MH_OK)
        rc = record_registry(z, &m, &u, err);
    if (rc == MH_OK)
        rc = record_opinions(z, &m, &u, err);
    if (rc == MH_OK)
        rc = set_campaign(z->s, "close", z->now.version, err);
    z->out->lines = (int64_t)z->lines.n;
    z->out->explained = g.explained;
    z->out->to_confirm = mh__gather_count(&g, "a-confirmer");
    snprintf(z->out->version, sizeof z->out->version, "%s", z->now.version);
    mh__idmap_free(&u.products);
    mh__idmap_free(&u.makers);
    mh__idmap_free(&u.articles);
    mh__gather_free(&g);
    mh__matching_free(&m);
    return rc;
}

enum mh_rc mh_ops_freeze(struct mh_session *s, int64_t year, enum mh_rc (*each)(void *ctx, const struct mh_rep_problem *p, struct mh_err *err),
                         void *ctx, struct mh_freeze_result *out, struct mh_err *err)
{
    struct freezing z = { .s = s, .out = out, .each = each, .ctx = ctx, .lines = { .table = &mh_table_frozen_lines },
                          .problems = { .table = &mh_rep_problem_table } };
    struct mh_match_result matched;
    struct mh_str said = MH_STR_INIT;
    *out = (struct mh_freeze_result){ 0 };
    enum mh_rc rc = mh__session_year(s, year, err);
    if (rc == MH_OK && s->campaign.id == 0)
        return mh_err_set(err, MH_EDENIED, "aucune campagne à figer : mahalli campaign open ANNÉE");
    if (rc == MH_OK && !mh_streq(s->campaign.status, "ouverte"))
        return mh_err_set(err, MH_EDENIED, "la campagne %lld est déjà close%s%s ; pour la changer : mahalli revise %lld --reason MOTIF",
                          (long long)s->campaign.year, s->campaign.version ? " en " : "", s->campaign.version ? s->campaign.version : "",
                          (long long)s->campaign.year);
    if (rc == MH_OK)
        rc = mh_ops_match(s, &matched, err);
    if (rc != MH_OK)
        return rc;
    out->year = s->campaign.year;
    mh_row_init(&mh_table_versions, &z.was);
    rc = begin_version(&z, err);
    char *lang = s->lang;
    s->lang = mh_xstrdup("fr"); /* what is recorded is worded as the plan is */
    mh_str_addf(&said, "gel du plan %lld (%s)", (long long)s->campaign.year, z.now.version ? z.now.version : "");
    if (rc == MH_OK && (rc = mh_store_begin(s->store, mh_str_text(&said), err)) == MH_OK) {
        rc = write_all(&z, err);
        if (rc == MH_OK)
            rc = mh_store_commit(s->store, &out->operation, err);
        else
            mh_store_rollback(s->store);
    }
    free(s->lang);
    s->lang = lang;
    if (rc == MH_OK)
        rc = mh__session_campaign(s, err);
    mh_row_free(&mh_table_versions, &z.was);
    mh_row_free(&mh_table_versions, &z.now);
    mh__rows_free(&z.lines);
    mh__rows_free(&z.problems);
    mh_str_free(&said);
    return rc;
}

enum mh_rc mh_ops_revise(struct mh_session *s, int64_t year, const char *reason, char version[16], struct mh_err *err)
{
    struct mh_version v, last;
    struct mh_str said = MH_STR_INIT;
    int64_t frozen = 0, op = 0;
    if (mh_blank(reason))
        return mh_err_set(err, MH_EUSAGE, "une révision se motive : --reason MOTIF");
    enum mh_rc rc = mh__session_year(s, year, err);
    if (rc == MH_OK && mh_streq(s->campaign.status, "ouverte"))
        return mh_err_set(err, MH_EDENIED, "la campagne %lld est ouverte : ses besoins se changent, puis mahalli freeze", (long long)s->campaign.year);
    if (rc == MH_OK)
        rc = mh__version_latest(s, s->campaign.year, &last, err);
    if (rc != MH_OK)
        return rc;
    bool none = s->campaign.id == 0 || last.id == 0;
    mh_row_free(&mh_table_versions, &last);
    if (none)
        return mh_err_set(err, MH_EDENIED, "aucun plan figé à réviser : mahalli campaign open ANNÉE, puis mahalli freeze");
    mh_row_init(&mh_table_versions, &v);
    rc = count_frozen(s, s->campaign.year, &frozen, err);
    name_version(&v, s->campaign.year, frozen);
    v.reason = mh_xstrdup(reason);
    set_date(&v.opened_on, s->now);
    v.opened_by = mh_xstrdup(s->user);
    mh_str_addf(&said, "révision du plan %lld (%s) : %s", (long long)s->campaign.year, v.version, reason);
    if (rc == MH_OK && (rc = mh_store_begin(s->store, mh_str_text(&said), err)) == MH_OK) {
        rc = mh_store_insert(s->store, &mh_table_versions, &v, err);
        if (rc == MH_OK)
            rc = set_campaign(s, "ouverte", NULL, err);
        if (rc == MH_OK)
            rc = mh_store_commit(s->store, &op, err);
        else
            mh_store_rollback(s->store);
    }
    if (rc == MH_OK)
        rc = mh__session_campaign(s, err);
    snprintf(version, 16, "%s", v.version);
    mh_row_free(&mh_table_versions, &v);
    mh_str_free(&said);
    return rc;
}

#include "ops/year/alerts.h"

#include <mahalli/date.h>
#include <mahalli/i18n.h>
#include <mahalli/xalloc.h>

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct watching {
    struct mh__matching *m;
    const struct mh_version *v;
    struct mh__rows lines, records;
    struct mh__idmap used[4];   /* source id -> position in records + 1, by sort */
    struct mh__idmap serves;    /* product id -> how many lines rest on it */
    int64_t days;
    int today, frozen;
    struct mh__rows *out;
    struct mh_str text;
};

enum sort { MAKER, PRODUCT, CERTIFICATE, OPINION };
static const char *const sorts[] = { "fabricant", "produit", "certificat", "avis" };

static const struct mh_frozen_record *record_at(const struct watching *w, size_t i)
{
    return mh__rows_at(&w->records, i);
}

static const struct mh_frozen_record *record_of(const struct watching *w, enum sort sort, int64_t id)
{
    const uint32_t *at = id == MH_UNKNOWN ? NULL : mh__idmap_find(&w->used[sort], (uint64_t)id);
    return at ? record_at(w, *at) : NULL;
}

static int64_t serves(const struct watching *w, int64_t product)
{
    const uint32_t *n = mh__idmap_find(&w->serves, (uint64_t)product);
    return n ? *n : 0;
}

/* Lines that rest on any product of the maker. */
static int64_t maker_serves(const struct watching *w, int64_t maker)
{
    int64_t n = 0;
    for (size_t i = 0; i < w->records.n; i++) {
        const struct mh_frozen_record *r = record_at(w, i);
        const struct mh_product *p = mh_streq(r->kind, sorts[PRODUCT]) ? mh__session_product(w->m->s, r->source_id) : NULL;
        n += p != NULL && p->maker_id == maker ? serves(w, p->id) : 0;
    }
    return n;
}

static const char *tr(const struct watching *w, const char *text)
{
    return mh_tr(w->m->s->lang, text);
}

static void raise_alert(struct watching *w, const char *kind, const char *subject, const char *sentence, const char *date, int64_t articles,
                        const char *suggestion)
{
    struct mh_rep_alert *a = mh__rows_add(w->out);
    a->kind = mh_xstrdup(kind);
    a->subject = mh_xstrdup(subject);
    a->sentence = mh_xstrdup(sentence);
    a->date = mh_xstrdup(date);
    a->articles = articles;
    a->suggestion = mh_xstrdup(tr(w, suggestion));
}

/* --- certificates --- */

/* Another one of the same sort for the same thing that stands for longer. */
static bool renewed(const struct watching *w, const struct mh_certificate *c)
{
    for (size_t i = 0; i < w->m->certificates.n; i++) {
        const struct mh_certificate *o = mh__rows_at(&w->m->certificates, i);
        if (o != c && o->maker_id == c->maker_id && o->product_id == c->product_id && mh_streq(o->type, c->type) &&
            (o->to == NULL || strcmp(o->to, c->to) > 0))
            return true;
    }
    return false;
}

static const char *certificate_name(const struct mh_certificate *c)
{
    static const struct { const char *type, *name; } names[] = {
        { "enregistrement", MH_TR("certificat d'enregistrement") }, { "declaration", MH_TR("déclaration") }, { "iso13485", MH_TR("certificat ISO 13485") },
        { "ce", MH_TR("certificat CE") }, { "fda", MH_TR("autorisation FDA") }, { "norme", MH_TR("certificat de conformité à une norme") },
        { "label", MH_TR("label") },
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (mh_streq(names[i].type, c->type))
            return names[i].name;
    return MH_TR("certificat");
}

static void watch_certificate(struct watching *w, const struct mh_certificate *c)
{
    bool of_maker = c->product_id == MH_UNKNOWN;
    const struct mh_frozen_record *of = record_of(w, of_maker ? MAKER : PRODUCT, of_maker ? c->maker_id : c->product_id);
    if (of == NULL || c->to == NULL || renewed(w, c))
        return;
    int end = mh_date_days(c->to);
    /* What had ended when the plan was frozen was known then: the anomalies tell it. */
    if (end < w->frozen || end - w->today > w->days)
        return;
    mh_str_clear(&w->text);
    mh_str_addf(&w->text, end < w->today ? tr(w, "%s : échéance passée, ") : tr(w, "%s : expire le "), tr(w, certificate_name(c)));
    mh_date_fr(&w->text, c->to);
    raise_alert(w, "certificat", of->name, mh_str_text(&w->text), c->to, of_maker ? maker_serves(w, c->maker_id) : serves(w, c->product_id),
                MH_TR("demander le renouvellement au fabricant"));
}

/* --- makers and products --- */

static bool was(const struct mh_frozen_record *r, const char *column, const char *value)
{
    struct mh_str s = MH_STR_INIT;
    bool same = mh__fact(r->facts, column, &s) && mh_streq(mh_str_text(&s), value);
    mh_str_free(&s);
    return same;
}

static void watch_status(struct watching *w, const struct mh_frozen_record *r, const char *kind, const char *standing, const char *now,
                         int64_t articles)
{
    if (!was(r, "statut", standing) && !mh_streq(now, "arrêté"))
        return;
    if (mh_streq(now, standing) || was(r, "statut", now ? now : ""))
        return;
    mh_str_clear(&w->text);
    mh_str_addf(&w->text, "%s%s", tr(w, "statut devenu : "), tr(w, now ? now : MH_TR("inconnu")));
    raise_alert(w, kind, r->name, mh_str_text(&w->text), NULL, articles, MH_TR("chercher un autre produit, ou réviser le plan"));
}

static void watch_record(struct watching *w, const struct mh_frozen_record *r)
{
    if (mh_streq(r->kind, sorts[MAKER])) {
        const struct mh_maker *k = mh__session_maker(w->m->s, r->source_id);
        if (k == NULL) {
            raise_alert(w, "fabricant", r->name, tr(w, MH_TR("n'est plus au registre")), NULL, 0, MH_TR("chercher un autre produit, ou réviser le plan"));
            return;
        }
        watch_status(w, r, "fabricant", "en production", k->status, maker_serves(w, k->id));
        if (was(r, "role", "fabricant") && !mh_streq(k->role, "fabricant")) {
            mh_str_clear(&w->text);
            mh_str_addf(&w->text, "%s%s", tr(w, "rôle devenu : "), tr(w, k->role ? k->role : MH_TR("inconnu")));
            raise_alert(w, "fabricant", r->name, mh_str_text(&w->text), NULL, maker_serves(w, k->id), MH_TR("chercher un autre produit, ou réviser le plan"));
        }
    } else if (mh_streq(r->kind, sorts[PRODUCT])) {
        const struct mh_product *p = mh__session_product(w->m->s, r->source_id);
        if (p != NULL)
            watch_status(w, r, "produit", "produit", p->status, serves(w, p->id));
        else
            raise_alert(w, "produit", r->name, tr(w, MH_TR("n'est plus au registre")), NULL, serves(w, r->source_id),
                        MH_TR("chercher un autre produit, ou réviser le plan"));
    }
}

/* --- products that would serve what had nothing --- */

static bool had_nothing(const struct mh_frozen_line *l)
{
    enum mh_state state = mh__line_state(l);
    return state == MH_STATE_NEAR || state == MH_STATE_LEAD || state == MH_STATE_NONE;
}

static void tell_served(struct watching *w, const struct mh__idmap *found)
{
    struct mh_session *s = w->m->s;
    for (size_t i = 0; i < s->products.n; i++) { /* in the order of the registry */
        const struct mh_product *p = mh__rows_at(&s->products, i);
        const uint32_t *n = mh__idmap_find(found, (uint64_t)p->id);
        const struct mh_maker *k = n ? mh__session_maker(s, p->maker_id) : NULL;
        if (n == NULL)
            continue;
        struct mh_str name = MH_STR_INIT;
        mh_str_addf(&name, "%s/%s", k ? k->code : "", p->reference ? p->reference : p->label);
        mh_str_clear(&w->text);
        mh_str_addf(&w->text, mh_trn(s->lang, "conviendrait à %lld article qui n'avait rien", "conviendrait à %lld articles qui n'avaient rien", *n),
                    (long long)*n);
        raise_alert(w, "nouveau produit", mh_str_text(&name), mh_str_text(&w->text), p->verified_on, *n,
                    MH_TR("le juger, puis réviser le plan"));
        mh_str_free(&name);
    }
}

static void watch_gaps(struct watching *w)
{
    struct mh__matched x = { 0 };
    struct mh__idmap open = { 0 }, found = { 0 };
    for (size_t i = 0; i < w->lines.n; i++) {
        const struct mh_frozen_line *l = mh__rows_at(&w->lines, i);
        if (had_nothing(l))
            mh__idmap_put(&open, (uint64_t)l->article_id, 1);
    }
    for (size_t i = 0; open.n != 0 && i < w->m->narticles; i++) {
        const struct mh_article *a = mh__article_at(w->m, i);
        if (a == NULL || mh__idmap_find(&open, (uint64_t)a->id) == NULL)
            continue;
        mh__match_one(w->m, i, 1, &x);
        if (x.best == 0 || (x.state != MH_STATE_MATCH && x.state != MH_STATE_REVIEW && x.state != MH_STATE_VALIDATED))
            continue;
        if (!mh__idmap_put(&found, (uint64_t)x.best, 1))
            ++*mh__idmap_find(&found, (uint64_t)x.best);
    }
    mh__matched_free(&x);
    tell_served(w, &found);
    mh__idmap_free(&open);
    mh__idmap_free(&found);
}

/* --- opinions --- */

static void watch_opinions(struct watching *w)
{
    for (size_t i = 0; i < w->m->opinions.n; i++) {
        const struct mh_opinion *o = mh__rows_at(&w->m->opinions, i);
        const struct mh_frozen_record *r = record_of(w, OPINION, o->id);
        const char *why = r ? mh__memory_reopened(w->m->memory, i) : NULL;
        bool ended = r != NULL && o->valid_until != NULL && strcmp(o->valid_until, w->m->today) < 0 &&
                     mh_date_days(o->valid_until) >= w->frozen;
        if (why == NULL && !ended)
            continue;
        mh_str_clear(&w->text);
        if (why != NULL) {
            mh_str_addf(&w->text, "%s%s", tr(w, "avis à redonner : "), tr(w, why));
        } else {
            mh_str_add(&w->text, tr(w, "avis valable jusqu'au "));
            mh_date_fr(&w->text, o->valid_until);
        }
        raise_alert(w, "avis", r->name, mh_str_text(&w->text), why ? NULL : o->valid_until, 1, MH_TR("le pharmacien juge à nouveau"));
    }
    for (size_t i = 0; i < w->records.n; i++) {
        const struct mh_frozen_record *r = record_at(w, i);
        if (mh_streq(r->kind, sorts[OPINION]) && mh__rows_find(&w->m->opinions, r->source_id) == NULL)
            raise_alert(w, "avis", r->name, tr(w, MH_TR("avis retiré")), NULL, 1, MH_TR("le pharmacien juge à nouveau"));
    }
}

/* --- all --- */

static void index_records(struct watching *w)
{
    for (size_t i = 0; i < w->records.n; i++) {
        const struct mh_frozen_record *r = record_at(w, i);
        for (size_t k = 0; k < sizeof sorts / sizeof *sorts; k++)
            if (mh_streq(r->kind, sorts[k]))
                mh__idmap_put(&w->used[k], (uint64_t)r->source_id, (uint32_t)i);
    }
    for (size_t i = 0; i < w->lines.n; i++) {
        const struct mh_frozen_line *l = mh__rows_at(&w->lines, i);
        if (l->product_id != MH_UNKNOWN && !mh__idmap_put(&w->serves, (uint64_t)l->product_id, 1))
            ++*mh__idmap_find(&w->serves, (uint64_t)l->product_id);
    }
}

static int by_date(const void *x, const void *y)
{
    const struct mh_rep_alert *a = x, *b = y;
    int d = strcmp(a->date ? a->date : "", b->date ? b->date : "");
    return d ? d : (a->id > b->id) - (a->id < b->id);
}

enum mh_rc mh__alerts(struct mh__matching *m, const struct mh_version *v, int64_t days, struct mh__rows *out, struct mh_err *err)
{
    struct watching w = { .m = m, .v = v, .days = days, .out = out, .today = mh_date_days(m->today), .frozen = mh_date_days(v->frozen_on) };
    *out = (struct mh__rows){ .table = &mh_rep_alert_table };
    enum mh_rc rc = mh__lines_of(m->s, v->id, &w.lines, err);
    if (rc == MH_OK)
        rc = mh__frozen_records(m->s, v->id, &w.records, err);
    if (rc == MH_OK) {
        index_records(&w);
        for (size_t i = 0; i < m->certificates.n; i++)
            watch_certificate(&w, mh__rows_at(&m->certificates, i));
        if (out->n > 1)
            qsort(out->at, out->n, out->table->row_size, by_date);
        for (size_t i = 0; i < w.records.n; i++)
            watch_record(&w, record_at(&w, i));
        watch_gaps(&w);
        watch_opinions(&w);
    }
    for (size_t k = 0; k < sizeof sorts / sizeof *sorts; k++)
        mh__idmap_free(&w.used[k]);
    mh__idmap_free(&w.serves);
    if (w.lines.table != NULL)
        mh__rows_free(&w.lines);
    if (w.records.table != NULL)
        mh__rows_free(&w.records);
    mh_str_free(&w.text);
    return rc;
}

enum mh_rc mh_ops_alerts(struct mh_session *s, int64_t days, enum mh_rc (*each)(void *ctx, const struct mh_rep_alert *a, struct mh_err *err),
                         void *ctx, char plan[40], struct mh_err *err)
{
    struct mh_version v;
    struct mh__matching m;
    struct mh__rows out = { .table = &mh_rep_alert_table };
    enum mh_rc rc = mh__version_latest(s, s->campaign.year, &v, err);
    if (rc == MH_OK && v.id == 0) { /* the year has none yet: the plan that serves today is an earlier one */
        mh_row_free(&mh_table_versions, &v);
        rc = mh__version_latest(s, 0, &v, err);
    }
    if (rc == MH_OK && v.id == 0)
        rc = mh_err_set(err, MH_ENOTFOUND, "aucun plan figé à surveiller : mahalli freeze");
    if (rc == MH_OK && (rc = mh__matching_open(s, &m, err)) == MH_OK) {
        snprintf(plan, 40, "%lld %s", (long long)v.year, v.version);
        rc = mh__alerts(&m, &v, days, &out, err);
        mh__matching_free(&m);
    }
    for (size_t i = 0; rc == MH_OK && i < out.n; i++)
        rc = each(ctx, mh__rows_at(&out, i), err);
    mh__rows_free(&out);
    mh_row_free(&mh_table_versions, &v);
    return rc;
}

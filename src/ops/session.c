#include "ops/matching/desk.h"
#include "ops/matching/proofs.h"
#include "ops/matching/sheets.h"

#include <mahalli/reference.h>
#include <mahalli/xalloc.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum mh_rc mh__rows_load(struct mh_store *store, const struct mh_table *t, const struct mh_filter *filter, struct mh__rows *out,
                         struct mh_err *err)
{
    *out = (struct mh__rows){ .table = t };
    struct mh_cursor *cur = NULL;
    enum mh_rc rc = mh_cursor_open(store, t, filter, true, &cur, err);
    while (rc == MH_OK) {
        if (out->n == out->cap) {
            out->cap = out->cap ? out->cap * 2 : 64;
            out->at = mh_xreallocarray(out->at, out->cap, t->row_size);
        }
        void *row = out->at + out->n * t->row_size;
        mh_row_init(t, row);
        bool got = false;
        rc = mh_cursor_next(cur, row, &got, err);
        if (rc != MH_OK || !got) {
            mh_row_free(t, row);
            break;
        }
        out->n++;
    }
    mh_cursor_close(cur);
    if (rc != MH_OK)
        mh__rows_free(out);
    return rc;
}

void *mh__rows_at(const struct mh__rows *r, size_t i)
{
    return r->at + i * r->table->row_size;
}

void *mh__rows_add(struct mh__rows *rows)
{
    if (rows->n == rows->cap) {
        rows->cap = rows->cap ? rows->cap * 2 : 64;
        rows->at = mh_xreallocarray(rows->at, rows->cap, rows->table->row_size);
    }
    void *row = mh__rows_at(rows, rows->n++);
    mh_row_init(rows->table, row);
    int64_t id = (int64_t)rows->n;
    memcpy(row, &id, sizeof id);
    return row;
}

enum mh_rc mh__find_code(struct mh_session *s, const struct mh_table *t, const char *list, const char *code, int64_t *id, struct mh_err *err)
{
    struct mh_filter f[] = { { .column = "code", .text = code }, { 0 } };
    struct mh__rows rows;
    enum mh_rc rc = mh__rows_load(s->store, t, f, &rows, err);
    if (rc != MH_OK)
        return rc;
    if (rows.n == 1)
        memcpy(id, mh__rows_at(&rows, 0), sizeof *id);
    else
        rc = mh_err_set(err, MH_ENOTFOUND, "%s « %s » inconnu : voyez mahalli list %s", mh_err_word(err, t->one), code, list);
    mh__rows_free(&rows);
    return rc;
}

void mh__rows_free(struct mh__rows *r)
{
    for (size_t i = 0; i < r->n; i++)
        mh_row_free(r->table, mh__rows_at(r, i));
    free(r->at);
    r->at = NULL;
    r->n = r->cap = 0;
}

const void *mh__rows_find(const struct mh__rows *r, int64_t id)
{
    int64_t found;
    size_t at = r->n > 0 ? mh_first_from(r->at, r->n, r->table->row_size, 0, id) : 0;
    if (at == r->n)
        return NULL;
    const void *row = mh__rows_at(r, at);
    memcpy(&found, row, sizeof found);
    return found == id ? row : NULL;
}

const struct mh_maker *mh__session_maker(const struct mh_session *s, int64_t id)
{
    return mh__rows_find(&s->makers, id);
}

const struct mh_product *mh__session_product(const struct mh_session *s, int64_t id)
{
    return mh__rows_find(&s->products, id);
}

/* Words that the coordinator refused stay in the plan, so that they are not proposed again, and out of the lexicon. */
static void leave_out_refused(struct mh__rows *synonyms)
{
    size_t kept = 0;
    for (size_t i = 0; i < synonyms->n; i++) {
        struct mh_synonym *row = mh__rows_at(synonyms, i);
        if (mh_streq(row->status, "refusé"))
            mh_row_free(&mh_table_synonyms, row);
        else if (kept++ != i)
            memcpy(mh__rows_at(synonyms, kept - 1), row, sizeof *row);
    }
    synonyms->n = kept;
}

static enum mh_rc load_sheets(struct mh_session *s, struct mh_err *err)
{
    struct mh__rows rows;
    enum mh_rc rc = s->sheets == NULL ? mh__rows_load(s->store, &mh_table_sheets, NULL, &rows, err) : MH_OK;
    if (rc == MH_OK && s->sheets == NULL)
        s->sheets = mh__sheets_new(s->lexicon, &rows);
    return rc;
}

enum mh_rc mh__session_lexicon(struct mh_session *s, struct mh_err *err)
{
    if (s->lexicon != NULL)
        return load_sheets(s, err);
    enum mh_rc rc = mh__rows_load(s->store, &mh_table_families, NULL, &s->families, err);
    if (rc == MH_OK)
        rc = mh__rows_load(s->store, &mh_table_attributes, NULL, &s->attributes, err);
    if (rc == MH_OK)
        rc = mh__rows_load(s->store, &mh_table_synonyms, NULL, &s->synonyms, err);
    if (rc != MH_OK)
        return rc;
    leave_out_refused(&s->synonyms);
    struct mh_lexicon_input in = {
        .families = (const struct mh_family *)(const void *)s->families.at,
        .nfamilies = s->families.n,
        .attributes = (const struct mh_attribute *)(const void *)s->attributes.at,
        .nattributes = s->attributes.n,
        .synonyms = (const struct mh_synonym *)(const void *)s->synonyms.at,
        .nsynonyms = s->synonyms.n,
    };
    s->lexicon = mh_lexicon_new(&in, &s->lexicon_diags);
    return load_sheets(s, err);
}

enum mh_rc mh__session_index(struct mh_session *s, struct mh_err *err)
{
    enum mh_rc rc = mh__session_lexicon(s, err); /* with the fiches, which may have changed since */
    if (rc != MH_OK || s->index != NULL)
        return rc;
    rc = mh__rows_load(s->store, &mh_table_makers, NULL, &s->makers, err);
    if (rc == MH_OK)
        rc = mh__rows_load(s->store, &mh_table_products, NULL, &s->products, err);
    if (rc != MH_OK)
        return rc;
    struct mh__proofs proofs;
    rc = mh__proofs_load(s, &proofs, err);
    if (rc != MH_OK)
        return rc;
    struct mh_index_product *list = mh_xcalloc(s->products.n + 1, sizeof *list);
    for (size_t i = 0; i < s->products.n; i++) {
        const struct mh_product *p = mh__rows_at(&s->products, i);
        list[i] = (struct mh_index_product){ .id = p->id, .row = p, .maker = mh__session_maker(s, p->maker_id), .proofs = proofs.of[i] };
    }
    s->index = mh_index_new(s->lexicon, list, s->products.n, (const struct mh_maker *)(const void *)s->makers.at, s->makers.n);
    s->proofs_stamp = proofs.stamp;
    mh__proofs_free(&proofs);
    free(list);
    return MH_OK;
}

void mh__session_changed(struct mh_session *s, const struct mh_table *t)
{
    mh__desk_changed(s, t);
    bool words = t == NULL || t == &mh_table_families || t == &mh_table_attributes || t == &mh_table_synonyms;
    if (words || t == &mh_table_makers || t == &mh_table_products || t == &mh_table_certificates || t == &mh_table_replies /* which make products */) {
        mh_index_free(s->index);
        s->index = NULL;
        mh__rows_free(&s->products);
        mh__rows_free(&s->makers);
    }
    if (words || t == &mh_table_sheets) {
        mh__sheets_free(s->sheets);
        s->sheets = NULL;
    }
    if (!words)
        return;
    mh_lexicon_free(s->lexicon);
    s->lexicon = NULL;
    mh_diags_free(&s->lexicon_diags);
    mh__rows_free(&s->synonyms);
    mh__rows_free(&s->attributes);
    mh__rows_free(&s->families);
}

void mh__read_article(const struct mh_session *s, const struct mh_article *a, struct mh_reading *out)
{
    struct mh_spec_text text = {
        .label = a->label, .specs = a->specs, .unit = a->unit, .pack = a->pack, .family = a->family, .emdn = a->emdn,
    };
    mh_spec_read(s->lexicon, &text, out);
    const struct mh__sheet *sheet = out->family < 0 ? NULL : mh__sheet_of(s->sheets, a->member_id, out->family);
    if (sheet != NULL)
        mh_spec_inherit(s->lexicon, out, &sheet->reading);
}

int64_t mh__count_quantity(const struct mh_session *s, const struct mh_article *a, const struct mh_reading *r, const char *quantity,
                           bool in_pack, const char **why)
{
    const char *unit = r->family >= 0 ? mh_lexicon_family_row(s->lexicon, r->family)->base_unit : NULL;
    struct mh_pack pack;
    mh_pack_read(a->unit, a->pack, a->label, unit, &pack);
    int64_t base = MH_UNKNOWN;
    *why = NULL;
    if (quantity == NULL || pack.kind == MH_PACK_UNKNOWN || (in_pack && pack.pack_size == 0))
        return MH_UNKNOWN;
    return mh_pack_quantity(&pack, quantity, in_pack, &base, why) ? base : MH_UNKNOWN;
}

int64_t mh__count_base(const struct mh_session *s, const struct mh_article *a, const struct mh_reading *r, const struct mh_need *n,
                       const char **why)
{
    return mh__count_quantity(s, a, r, n->quantity, mh_streq(n->quantity_in, "conditionnement"), why);
}

int64_t mh__base_quantity(const struct mh_session *s, const struct mh_article *a, const struct mh_reading *r, const struct mh_need *n)
{
    const char *why;
    return mh__count_base(s, a, r, n, &why);
}

bool mh__campaign_is_open(struct mh_session *s, int64_t id)
{
    struct mh_campaign c;
    struct mh_err gone = MH_ERR_INIT;
    if (id == s->campaign.id)
        return mh_streq(s->campaign.status, "ouverte");
    mh_row_init(&mh_table_campaigns, &c);
    bool open = mh_store_get(s->store, &mh_table_campaigns, id, &c, &gone) == MH_OK && mh_streq(c.status, "ouverte");
    mh_row_free(&mh_table_campaigns, &c);
    return open;
}

enum mh_rc mh__campaign_changes(struct mh_session *s, int64_t id, struct mh_err *err)
{
    struct mh_campaign c;
    mh_row_init(&mh_table_campaigns, &c);
    enum mh_rc rc = mh_store_get(s->store, &mh_table_campaigns, id, &c, err);
    if (rc == MH_OK)
        rc = mh_campaign_changes(&c, err);
    mh_row_free(&mh_table_campaigns, &c);
    return rc;
}

enum mh_rc mh__count_needs(struct mh_session *s, const struct mh_article *a, const struct mh_reading *reading, struct mh_err *err)
{
    struct mh_filter of_article[] = { { .column = "article_id", .number = a->id }, { 0 } };
    struct mh__rows needs;
    struct mh_reading own = { 0 };
    enum mh_rc rc = mh__rows_load(s->store, &mh_table_needs, of_article, &needs, err);
    if (rc == MH_OK && needs.n != 0 && reading == NULL && (rc = mh__session_lexicon(s, err)) == MH_OK)
        mh__read_article(s, a, &own);
    for (size_t i = 0; rc == MH_OK && i < needs.n; i++) {
        const struct mh_need *n = mh__rows_at(&needs, i);
        if (!mh__campaign_is_open(s, n->campaign_id))
            continue; /* what a closed plan counted stays */
        int64_t base = mh__base_quantity(s, a, reading ? reading : &own, n);
        if (base != n->base_quantity)
            rc = mh_store_set_base_quantity(s->store, n->id, base, err);
    }
    mh_reading_free(&own);
    mh__rows_free(&needs);
    return rc;
}

enum mh_rc mh__session_open_campaign(struct mh_session *s, struct mh_err *err)
{
    if (s->campaign.id == 0)
        return mh_err_set(err, MH_EDENIED, "aucune campagne ouverte : mahalli campaign open ANNÉE");
    return mh_campaign_changes(&s->campaign, err);
}

/* --- opening --- */

static bool take_campaign(const struct mh_campaign *c, const struct mh_campaign *best, int64_t year)
{
    if (year != 0)
        return c->year == year;
    bool open = mh_streq(c->status, "ouverte");
    if (best->id == 0)
        return true;
    bool best_open = mh_streq(best->status, "ouverte");
    return open != best_open ? open : c->year > best->year;
}

static enum mh_rc find_campaign(struct mh_session *s, int64_t year, struct mh_err *err)
{
    struct mh__rows all;
    enum mh_rc rc = mh__rows_load(s->store, &mh_table_campaigns, NULL, &all, err);
    if (rc != MH_OK)
        return rc;
    mh_row_free(&mh_table_campaigns, &s->campaign);
    mh_row_init(&mh_table_campaigns, &s->campaign);
    for (size_t i = 0; i < all.n; i++) {
        const struct mh_campaign *c = mh__rows_at(&all, i);
        if (take_campaign(c, &s->campaign, year)) {
            mh_row_copy(&mh_table_campaigns, &s->campaign, c);
            s->campaign.id = c->id;
        }
    }
    mh__rows_free(&all);
    if (s->campaign.id == 0 && year != 0)
        return mh_err_set(err, MH_ENOTFOUND, "ce plan n'a pas de campagne %lld", (long long)year);
    return MH_OK;
}

enum mh_rc mh__session_year(struct mh_session *s, int64_t year, struct mh_err *err)
{
    return year == 0 ? MH_OK : find_campaign(s, year, err);
}

enum mh_rc mh__session_campaign(struct mh_session *s, struct mh_err *err)
{
    struct mh_err gone = MH_ERR_INIT;
    enum mh_rc rc = find_campaign(s, s->campaign.year == MH_UNKNOWN ? 0 : s->campaign.year, &gone);
    /* The year worked on is no more: whichever is there now. */
    return rc == MH_ENOTFOUND ? find_campaign(s, 0, err) : rc == MH_OK ? MH_OK : mh_err_set(err, rc, "%s", gone.msg);
}

enum mh_rc mh__session_store(const struct mh_session_options *opt, enum mh_store_mode mode, struct mh_session **out, struct mh_err *err)
{
    struct mh_session *s = mh_xcalloc(1, sizeof *s);
    s->path = mh_xstrdup(opt->path);
    s->user = mh_xstrdup(opt->user);
    s->lang = mh_xstrdup(opt->lang ? opt->lang : "fr");
    s->program = mh_xstrdup(opt->program);
    s->audience = opt->audience;
    s->now = mh_xstrdup(opt->now);
    s->progress = opt->progress;
    s->threads = opt->threads;
    s->families.table = &mh_table_families;
    s->attributes.table = &mh_table_attributes;
    s->synonyms.table = &mh_table_synonyms;
    s->makers.table = &mh_table_makers;
    s->products.table = &mh_table_products;
    mh_row_init(&mh_table_campaigns, &s->campaign);
    struct mh_store_options so = { .author = s->user, .now = s->now, .origin = opt->origin };
    enum mh_rc rc = mh_store_open(opt->path, mode, &so, &s->store, err);
    if (rc != MH_OK) {
        mh_session_close(s);
        return rc;
    }
    *out = s;
    return MH_OK;
}

enum mh_rc mh__load_reference(struct mh_session *s, struct mh_err *err)
{
    static const struct {
        const struct mh_table *table;
        const char *file;
    } kinds[] = { { &mh_table_families, "families" }, { &mh_table_attributes, "attributes" }, { &mh_table_synonyms, "synonyms" } };
    enum mh_rc rc = MH_OK;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds && rc == MH_OK; i++) {
        void *rows = NULL;
        size_t n = mh_reference_rows(kinds[i].table, kinds[i].file, &rows);
        rc = mh_store_reference(s->store, kinds[i].table, rows, n, err);
        mh_reference_free(kinds[i].table, rows, n);
    }
    if (rc == MH_OK)
        rc = mh_store_meta_put(s->store, "reference", mh_reference_digest(), err);
    return rc;
}

/* A newer program brings newer words: they replace the reference rows unless every campaign is closed. */
static enum mh_rc refresh_reference(struct mh_session *s, struct mh_err *err)
{
    struct mh_str held = MH_STR_INIT;
    enum mh_rc rc = mh_store_meta_get(s->store, "reference", &held, err);
    if (rc == MH_OK && !mh_streq(mh_str_text(&held), mh_reference_digest()) &&
        (s->campaign.id == 0 || mh_streq(s->campaign.status, "ouverte"))) {
        rc = mh_store_derive_begin(s->store, err);
        if (rc == MH_OK)
            rc = mh__load_reference(s, err);
        if (rc == MH_OK)
            rc = mh_store_derive_commit(s->store, err);
        else
            mh_store_rollback(s->store);
    }
    mh_str_free(&held);
    return rc;
}

enum mh_rc mh_session_open(const struct mh_session_options *opt, bool write, struct mh_session **out, struct mh_err *err)
{
    *out = NULL;
    struct mh_session *s = NULL;
    enum mh_rc rc = mh__session_store(opt, write ? MH_STORE_WRITE : MH_STORE_READ, &s, err);
    if (rc != MH_OK)
        return rc;
    rc = find_campaign(s, opt->year, err);
    if (rc == MH_OK && write)
        rc = refresh_reference(s, err);
    if (rc != MH_OK) {
        mh_session_close(s);
        return rc;
    }
    *out = s;
    return MH_OK;
}

void mh_session_close(struct mh_session *s)
{
    if (s == NULL)
        return;
    mh__session_changed(s, NULL);
    mh_row_free(&mh_table_campaigns, &s->campaign);
    mh_store_close(s->store);
    free(s->path);
    free(s->user);
    free(s->lang);
    free(s->program);
    free(s->now);
    free(s);
}

void mh_session_set_now(struct mh_session *s, const char *now)
{
    if (mh_streq(s->now, now))
        return;
    free(s->now);
    s->now = mh_xstrdup(now);
    mh_store_set_now(s->store, now);
}

enum mh_rc mh_ops_init(const struct mh_session_options *opt, struct mh_session **out, struct mh_err *err)
{
    *out = NULL;
    struct mh_session *s = NULL;
    enum mh_rc rc = mh__session_store(opt, MH_STORE_CREATE, &s, err);
    if (rc != MH_OK)
        return rc;
    rc = mh_store_begin(s->store, "création du plan", err);
    if (rc == MH_OK)
        rc = mh__load_reference(s, err);
    if (rc == MH_OK) {
        struct mh_campaign c;
        mh_row_init(&mh_table_campaigns, &c);
        c.year = opt->year;
        struct mh_str name = MH_STR_INIT;
        mh_str_addf(&name, "Plan d'achat local %lld", (long long)opt->year);
        c.name = mh_str_take(&name);
        c.status = mh_xstrdup("ouverte");
        rc = mh_store_insert(s->store, &mh_table_campaigns, &c, err);
        mh_row_free(&mh_table_campaigns, &c);
    }
    int64_t op = 0;
    if (rc == MH_OK)
        rc = mh_store_commit(s->store, &op, err);
    if (rc == MH_OK)
        rc = find_campaign(s, opt->year, err);
    if (rc != MH_OK) {
        mh_session_close(s);
        remove(opt->path); /* a plan without its year would only be in the way of the next try */
        return rc;
    }
    *out = s;
    return MH_OK;
}

#include "ops/matching/matching.h"
#include "ops/matching/sheets.h"
#include "ops/codes.h"

#include <mahalli/date.h>
#include <mahalli/hash.h>
#include <mahalli/i18n.h>
#include <mahalli/vec.h>
#include <mahalli/xalloc.h>

#include <stdlib.h>
#include <string.h>

/* --- sorted views of rows --- */

struct sort_item {
    const char *a, *b, *c;
    int64_t id;
    size_t at;
};

static int text_order(const char *x, const char *y)
{
    return strcmp(x ? x : "", y ? y : "");
}

static int by_texts(const void *x, const void *y)
{
    const struct sort_item *p = x, *q = y;
    int d = text_order(p->a, q->a);
    if (d == 0)
        d = text_order(p->b, q->b);
    if (d == 0)
        d = text_order(p->c, q->c);
    return d ? d : (p->id > q->id) - (p->id < q->id);
}

struct sort_id {
    int64_t owner;
    size_t at;
};

static int by_owner(const void *x, const void *y)
{
    const struct sort_id *p = x, *q = y;
    if (p->owner != q->owner)
        return p->owner < q->owner ? -1 : 1;
    return (p->at > q->at) - (p->at < q->at);
}

static size_t *sorted_by_owner(const struct mh__rows *rows, size_t offset)
{
    struct sort_id *items = mh_xcalloc(rows->n + 1, sizeof *items);
    for (size_t i = 0; i < rows->n; i++) {
        memcpy(&items[i].owner, (char *)mh__rows_at(rows, i) + offset, sizeof(int64_t));
        items[i].at = i;
    }
    qsort(items, rows->n, sizeof *items, by_owner);
    size_t *order = mh_xcalloc(rows->n + 1, sizeof *order);
    for (size_t i = 0; i < rows->n; i++)
        order[i] = items[i].at;
    free(items);
    return order;
}

static const char *member_code(const struct mh__rows *members, int64_t id)
{
    const struct mh_member *m = mh__rows_find(members, id);
    return m != NULL ? m->code : NULL;
}

static void put_order(struct mh__matching *m, struct sort_item *items, size_t n)
{
    m->narticles = n;
    if (n > 1)
        qsort(items, n, sizeof *items, by_texts);
    m->order = mh_xcalloc(n + 1, sizeof *m->order);
    for (size_t i = 0; i < n; i++)
        m->order[i] = items[i].at;
}

static void sort_articles(struct mh__matching *m)
{
    struct sort_item *items = mh_xcalloc(m->articles.n + 1, sizeof *items);
    for (size_t i = 0; i < m->articles.n; i++) {
        const struct mh_article *a = mh__rows_at(&m->articles, i);
        items[i] = (struct sort_item){ member_code(&m->members, a->member_id), a->reference, a->label, a->id, i };
    }
    put_order(m, items, m->articles.n);
    free(items);
}

/* --- articles out of memory --- */

struct lightly {
    struct mh__matching *m;
    struct mh__idmap judged; /* articles that opinions speak of */
    MH_VEC(struct sort_item) items;
    struct mh_arena texts;
};

static void take_lightly(void *ctx, const struct mh_article *a)
{
    struct lightly *x = ctx;
    const char *code = member_code(&x->m->members, a->member_id);
    struct sort_item one = { code, mh_arena_strdup(&x->texts, a->reference), mh_arena_strdup(&x->texts, a->label), a->id, x->items.len };
    mh_vec_push(&x->items, one);
    if (mh__idmap_find(&x->judged, (uint64_t)a->id) == NULL)
        return;
    struct mh_article *kept = mh__rows_add(&x->m->articles);
    mh_row_copy(&mh_table_articles, kept, a);
    kept->id = a->id;
}

static enum mh_rc load_lightly(struct mh__matching *m, struct mh_err *err)
{
    struct lightly x = { .m = m };
    m->articles.table = &mh_table_articles;
    for (size_t i = 0; i < m->opinions.n; i++)
        mh__idmap_put(&x.judged, (uint64_t)((const struct mh_opinion *)mh__rows_at(&m->opinions, i))->article_id, 1);
    enum mh_rc rc = mh__article_file_load(m->s, &m->light, take_lightly, &x, err);
    put_order(m, x.items.at, x.items.len);
    mh_vec_free(&x.items);
    mh_arena_free(&x.texts);
    mh__idmap_free(&x.judged);
    return rc;
}

const struct mh_article *mh__article_at(const struct mh__matching *m, size_t i)
{
    return m->light.spool != NULL ? mh__article_file_at(&m->light, m->order[i]) : mh__rows_at(&m->articles, m->order[i]);
}

const struct mh_article *mh__article_of(const struct mh__matching *m, int64_t id)
{
    return m->light.spool != NULL ? mh__article_file_find(&m->light, id) : mh__rows_find(&m->articles, id);
}

enum mh_rc mh__matching_check(const struct mh__matching *m, struct mh_err *err)
{
    return m->light.spool != NULL ? mh_spool_check(m->light.spool, err) : MH_OK;
}

static uint64_t stamp_rows(const struct mh__rows *rows, uint64_t seed)
{
    struct mh_str text = MH_STR_INIT;
    uint64_t h = seed;
    for (size_t i = 0; i < rows->n; i++) {
        mh_str_clear(&text);
        const void *row = mh__rows_at(rows, i);
        h = mh_hash64(row, sizeof(int64_t), h); /* findings name products by id */
        for (size_t c = 0; c < rows->table->ncolumns; c++) {
            mh_value_text(&rows->table->columns[c], row, &text);
            mh_str_addc(&text, '\x1f');
        }
        h = mh_hash64(text.data, text.len, h);
    }
    mh_str_free(&text);
    return h;
}

static enum mh_rc matching_open(struct mh_session *s, struct mh__matching *m, bool light, struct mh_err *err)
{
    *m = (struct mh__matching){ .s = s };
    enum mh_rc rc = mh__session_index(s, err);
    if (rc == MH_OK)
        rc = mh__rows_load(s->store, &mh_table_opinions, NULL, &m->opinions, err);
    if (rc == MH_OK)
        rc = mh__rows_load(s->store, &mh_table_certificates, NULL, &m->certificates, err);
    if (rc == MH_OK)
        rc = mh__rows_load(s->store, &mh_table_members, NULL, &m->members, err);
    if (rc == MH_OK && light)
        rc = load_lightly(m, err);
    else if (rc == MH_OK && (rc = mh__rows_load(s->store, &mh_table_articles, NULL, &m->articles, err)) == MH_OK)
        sort_articles(m);
    if (rc != MH_OK) {
        mh__matching_free(m);
        return rc;
    }
    m->cert_by_maker = sorted_by_owner(&m->certificates, offsetof(struct mh_certificate, maker_id));
    m->registry_stamp = stamp_rows(&s->products, stamp_rows(&s->makers, mh_lexicon_stamp(s->lexicon)));
    if (s->proofs_stamp != 0)
        m->registry_stamp = mh_hash64(&s->proofs_stamp, sizeof s->proofs_stamp, m->registry_stamp);
    memcpy(m->today, s->now, MH_DATE_SIZE - 1);
    m->today[MH_DATE_SIZE - 1] = '\0';
    m->memory = mh__memory_new(s, &m->articles, &m->opinions, &m->certificates, m->today);
    return MH_OK;
}

enum mh_rc mh__matching_open(struct mh_session *s, struct mh__matching *m, struct mh_err *err)
{
    return matching_open(s, m, false, err);
}

enum mh_rc mh__matching_light(struct mh_session *s, struct mh__matching *m, struct mh_err *err)
{
    return matching_open(s, m, true, err);
}

void mh__matching_free(struct mh__matching *m)
{
    if (m->articles.table)
        mh__rows_free(&m->articles);
    if (m->members.table)
        mh__rows_free(&m->members);
    if (m->opinions.table)
        mh__rows_free(&m->opinions);
    if (m->certificates.table)
        mh__rows_free(&m->certificates);
    mh__article_file_free(&m->light);
    free(m->order);
    mh__memory_free(m->memory);
    free(m->cert_by_maker);
    *m = (struct mh__matching){ 0 };
}

/* First position in a sorted view whose owner is not below `owner`. */
static size_t first_of(const struct mh__rows *rows, const size_t *view, size_t offset, int64_t owner)
{
    size_t lo = 0, hi = rows->n;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        int64_t at;
        memcpy(&at, (char *)mh__rows_at(rows, view[mid]) + offset, sizeof at);
        if (at < owner)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

/* --- opinions --- */

/* Rejected candidates go last, order kept on both sides. */
static void part_candidates(struct mh__matched *x)
{
    struct mh_candidates *c = &x->candidates;
    bool none = mh__recall_on(&x->recall, MH_UNKNOWN) == MH__SAID_NO;
    struct mh_candidate *rejected = mh_xcalloc(c->n + 1, sizeof *rejected);
    size_t kept = 0, out = 0;
    for (size_t i = 0; i < c->n; i++) {
        enum mh__said said = mh__recall_on(&x->recall, c->at[i].product_id);
        if (said == MH__SAID_NO || (none && said != MH__SAID_YES))
            rejected[out++] = c->at[i];
        else
            c->at[kept++] = c->at[i];
    }
    for (size_t i = 0; i < out; i++)
        c->at[kept + i] = rejected[i];
    free(rejected);
    x->accepted = kept;
}

static const struct mh_candidate *find_candidate(const struct mh_candidates *c, int64_t product)
{
    for (size_t i = 0; i < c->n; i++)
        if (c->at[i].product_id == product)
            return &c->at[i];
    return NULL;
}

static void settle_best(const struct mh__matching *m, struct mh__matched *x)
{
    struct mh_candidates accepted = x->candidates;
    accepted.n = x->accepted;
    x->validated = mh__recall_validated(&x->recall);
    x->state = mh_match_state(&x->reading, &accepted, x->leads, x->validated != 0, x->article->scope);
    x->best = 0;
    x->best_candidate = NULL;
    if (x->state == MH_STATE_VALIDATED) {
        x->best = x->validated;
        x->best_candidate = find_candidate(&x->candidates, x->best);
        if (x->best_candidate == NULL && mh_match_pair(m->s->index, &x->reading, x->best, &x->own))
            x->best_candidate = &x->own;
    } else if (x->state == MH_STATE_MATCH || x->state == MH_STATE_REVIEW || x->state == MH_STATE_NEAR) {
        for (size_t i = 0; i < accepted.n && x->best == 0; i++)
            if (!accepted.at[i].excluded) {
                x->best = accepted.at[i].product_id;
                x->best_candidate = &x->candidates.at[i];
            }
    }
}

void mh__match_one(const struct mh__matching *m, size_t i, size_t top, struct mh__matched *x)
{
    mh_reading_free(&x->reading);
    static const struct mh_article unread = { 0 }; /* mh__matching_check says so */
    x->article = mh__article_at(m, i);
    if (x->article == NULL)
        x->article = &unread;
    const struct mh_member *member = mh__rows_find(&m->members, x->article->member_id);
    x->member = member != NULL && member->code != NULL ? member->code : "";
    mh__read_article(m->s, x->article, &x->reading);
    mh__memory_recall(m->memory, x->article, &x->reading, &x->recall);
    x->candidates.n = 0;
    x->leads = 0;
    if (x->reading.problem != MH_READ_OUT_OF_SCOPE && x->reading.family >= 0) {
        /* Rejected products must not crowd the others out of the list. */
        mh_match_find(m->s->index, &x->reading, top + x->recall.n, &x->candidates);
        int64_t none;
        x->leads = mh_index_leads(m->s->index, x->reading.family, &none, 0);
    }
    part_candidates(x);
    settle_best(m, x);
}

/* What is stored is of no reader in particular: it is worded again, in the reader's language, when shown. */
#define STORED "fr"

void mh__finding_make(const struct mh__matching *m, const struct mh__matched *x, struct mh_finding *f)
{
    struct mh_str text = MH_STR_INIT;
    const struct mh_lexicon *lx = m->s->lexicon;
    *f = (struct mh_finding){ .article_id = x->article->id, .state = x->state, .product_id = x->best };
    if (x->reading.family >= 0)
        f->family = mh_xstrdup(mh_lexicon_family_row(lx, x->reading.family)->code);
    mh_reading_text(lx, &x->reading, &text);
    f->specs = mh_str_take(&text);
    f->rest = mh_xstrdup(x->reading.rest);
    if (x->best_candidate != NULL) {
        f->verdict = x->best_candidate->verdict;
        f->score = x->best_candidate->score;
        mh_match_reason(m->s->index, STORED, &x->reading, x->best_candidate, &text);
    } else {
        mh__problem_text(lx, STORED, &x->reading, &text);
    }
    f->reason = mh_str_take(&text);
    f->who = mh__next_who(x);
}

enum mh_rc mh__match_put(struct mh__matching *m, const struct mh__matched *x, int64_t stamp, struct mh_err *err)
{
    struct mh_finding f;
    mh__finding_make(m, x, &f);
    f.stamp = stamp;
    enum mh_rc rc = mh_store_finding_put(m->s->store, &f, err);
    mh_finding_free(&f);
    return rc;
}

void mh__matched_free(struct mh__matched *x)
{
    mh_reading_free(&x->reading);
    mh_candidates_free(&x->candidates);
    mh__recall_free(&x->recall);
    *x = (struct mh__matched){ 0 };
}

/* --- facts about products --- */

enum mh_clearance mh__clearance(const struct mh__matching *m, const struct mh_product *p, int family)
{
    MH_VEC(const struct mh_certificate *) found = { 0 };
    for (size_t i = first_of(&m->certificates, m->cert_by_maker, offsetof(struct mh_certificate, maker_id), p->maker_id);
         i < m->certificates.n; i++) {
        const struct mh_certificate *c = mh__rows_at(&m->certificates, m->cert_by_maker[i]);
        if (c->maker_id != p->maker_id)
            break;
        if (c->product_id == p->id || c->product_id == MH_UNKNOWN)
            mh_vec_push(&found, c);
    }
    int64_t device = family >= 0 ? mh_lexicon_family_row(m->s->lexicon, family)->device : MH_UNKNOWN;
    enum mh_clearance clearance = mh_clearance_of(found.at, found.len, p->id, device, m->today);
    mh_vec_free(&found);
    return clearance;
}

const struct mh_certificate *mh__certificate(const struct mh__matching *m, const struct mh_product *p)
{
    const struct mh_certificate *best = NULL;
    for (size_t i = first_of(&m->certificates, m->cert_by_maker, offsetof(struct mh_certificate, maker_id), p->maker_id);
         i < m->certificates.n; i++) {
        const struct mh_certificate *c = mh__rows_at(&m->certificates, m->cert_by_maker[i]);
        if (c->maker_id != p->maker_id)
            break;
        if (c->product_id != p->id)
            continue;
        if (best == NULL || text_order(c->to, best->to) > 0)
            best = c;
    }
    return best;
}

size_t mh__certificates(const struct mh__matching *m, const struct mh_product *p, const struct mh_certificate **out, size_t max)
{
    size_t n = 0;
    for (int pass = 0; pass < 2; pass++)
        for (size_t i = first_of(&m->certificates, m->cert_by_maker, offsetof(struct mh_certificate, maker_id), p->maker_id);
             i < m->certificates.n && n < max; i++) {
            const struct mh_certificate *c = mh__rows_at(&m->certificates, m->cert_by_maker[i]);
            if (c->maker_id != p->maker_id)
                break;
            if (c->product_id == (pass == 0 ? p->id : MH_UNKNOWN))
                out[n++] = c;
        }
    return n;
}

void mh__problem_text(const struct mh_lexicon *lx, const char *lang, const struct mh_reading *r, struct mh_str *out)
{
    struct mh_str words = MH_STR_INIT;
    mh_reading_problem(lx, lang, r, &words);
    switch (r->problem) {
    case MH_READ_NO_FAMILY: mh_str_add(out, mh_tr(lang, "aucune famille reconnue dans ce libellé")); break;
    case MH_READ_AMBIGUOUS: mh_str_addf(out, mh_tr(lang, "deux familles possibles : %s"), mh_str_text(&words)); break;
    case MH_READ_CONTRADICTORY: mh_str_addf(out, mh_tr(lang, "se contredit : %s"), mh_str_text(&words)); break;
    case MH_READ_EMPTY: mh_str_add(out, mh_tr(lang, "libellé sans mot")); break;
    case MH_READ_OK:
        if (mh_match_is_guess(r))
            mh_str_add(out, mh_tr(lang, "la nature du produit est à confirmer"));
        break;
    case MH_READ_OUT_OF_SCOPE: break;
    }
    mh_str_free(&words);
}

const char *mh__next_step(const struct mh__matched *x)
{
    switch (x->state) {
    case MH_STATE_VALIDATED: return MH_TR("acheteur : consulter le fabricant");
    case MH_STATE_MATCH: return MH_TR("pharmacien : signer la concordance");
    case MH_STATE_REVIEW:
        switch (x->best_candidate ? x->best_candidate->who : MH_WHO_PHARMACIST) {
        case MH_WHO_MAKER: return MH_TR("fabricant : compléter la fiche du produit");
        case MH_WHO_BUYER: return MH_TR("acheteur : préciser l'article");
        default: return MH_TR("pharmacien : juger la concordance");
        }
    case MH_STATE_NEAR: return MH_TR("association : proposer l'adaptation au fabricant");
    case MH_STATE_LEAD: return MH_TR("association : interroger les fabricants de la gamme");
    case MH_STATE_NONE: return MH_TR("association : porter au dossier pour l'industrie");
    case MH_STATE_UNREAD: return MH_TR("acheteur : préciser l'article");
    case MH_STATE_OUT: case MH_NSTATES: break;
    }
    return "";
}

const char *mh__next_who(const struct mh__matched *x)
{
    switch (x->state) {
    case MH_STATE_MATCH: return mh_who_name(MH_WHO_PHARMACIST);
    case MH_STATE_REVIEW:
        return mh_who_name(x->best_candidate && x->best_candidate->who != MH_WHO_NONE ? x->best_candidate->who : MH_WHO_PHARMACIST);
    case MH_STATE_VALIDATED:
    case MH_STATE_UNREAD: return mh_who_name(MH_WHO_BUYER);
    case MH_STATE_NEAR:
    case MH_STATE_LEAD:
    case MH_STATE_NONE: return "association";
    case MH_STATE_OUT:
    case MH_NSTATES: break;
    }
    return NULL;
}

int64_t mh__match_stamp(const struct mh__matching *m, size_t i, const char *family)
{
    const struct mh_article *a = mh__article_at(m, i);
    if (a == NULL)
        return 0;
    struct mh__rows one = { .table = &mh_table_articles, .at = (char *)(uintptr_t)a, .n = 1 };
    uint64_t h = mh__sheet_stamp(m->s, a->member_id, family, stamp_rows(&one, m->registry_stamp));
    if (m->opinions.n != 0) {
        struct mh_reading r;
        struct mh__recall recall = { 0 };
        mh__read_article(m->s, a, &r);
        mh__memory_recall(m->memory, a, &r, &recall);
        h = mh__recall_stamp(&recall, h);
        mh__recall_free(&recall);
        mh_reading_free(&r);
    }
    return (int64_t)(h >> 1);
}

/* Consolidation told to people: rows of pools, of their articles, of what is asked, of what could be one. */
#include "ops/pool/consolidate.h"
#include "ops/matching/sheets.h"

#include <mahalli/i18n.h>
#include <mahalli/plan.h>
#include <mahalli/standard.h>
#include <mahalli/xalloc.h>

#include <stdlib.h>
#include <string.h>

enum { SHOWN = 4 };

static const char *by_hand(const struct mh__pools *p, size_t input)
{
    const char *hand = p->input[input].hand;
    if (hand == NULL)
        return NULL;
    for (size_t i = 0; i < p->set.nstray; i++)
        if (p->set.stray[i].article == input)
            return MH_TR("choix à revoir");
    return mh_streq(hand, MH_POOL_ALONE) ? MH_TR("seul") : MH_TR("à la main");
}

/* "plis ? stérile ?" */
static void question_text(const struct mh_session *s, int family, uint64_t asked, struct mh_str *out)
{
    for (int i = 0; i < MH_POOL_WORDS; i++)
        if (asked >> i & 1) {
            mh_str_addf(out, "%s%s", out->len ? " " : "", mh_lexicon_attribute_name(s->lexicon, s->lang, family, i));
            mh_str_add(out, mh_tr(s->lang, " ?"));
        }
    if (asked >> MH_POOL_WORDS & 1)
        mh_str_addf(out, "%s%s", out->len ? " " : "", mh_tr(s->lang, "mots non compris ?"));
}

void mh__pool_row(struct mh_session *s, const struct mh__pools *p, size_t pool, bool wide, struct mh__pool_words *words,
                  struct mh_rep_pool *row)
{
    const struct mh_pool *x = &p->set.at[pool];
    const struct mh_family *f = mh_lexicon_family_row(s->lexicon, x->family);
    struct mh_str text = MH_STR_INIT;
    bool exact = !wide || x->giving >= 3;
    /* The code of what says too little hangs on the article: beyond its group it says nothing. */
    row->code = wide && (x->asked != 0 || x->by_hand) ? NULL : mh_xstrdup(x->code);
    row->family = mh_xstrdup(f->code);
    row->family_name = mh_xstrdup(mh__pool_family(s, x));
    row->emdn = mh_xstrdup(f->emdn);
    row->hs = mh_xstrdup(f->hs);
    mh__pool_specs(s, x, &text);
    row->specs = mh__taken(&text);
    /* Words that nobody understood are a group's own. */
    mh__pool_words(s, x, !wide, &text);
    row->words = mh__taken(&text);
    mh_volume_text(&text, x->volume, x->giving, wide);
    row->volume_text = mh__taken(&text);
    row->volume = exact ? x->volume : MH_UNKNOWN;
    for (int q = 0; q < 4; q++)
        row->volume_q[q] = exact && (!wide || mh_quarters_told(x->quarter, x->giving_q)) ? x->quarter[q] : MH_UNKNOWN;
    row->unit = mh_xstrdup(mh__pool_unit(s, x));
    row->groups = x->groups;
    row->sites = p->pool_sites[pool];
    row->articles = (int64_t)x->n;
    question_text(s, x->family, x->asked, &text);
    row->question = mh__taken(&text);
    if (x->by_hand) {
        const char *hand = x->n == 1 ? by_hand(p, p->set.share[x->first].article) : NULL;
        row->by_hand = mh_xstrdup(hand ? hand : "à la main");
    }
    if (words != NULL)
        mh__pool_words_fill(words, x, wide, row);
    mh_str_free(&text);
}

/* --- articles --- */

static const char *reason_of(const struct mh__rows *choices, int64_t article)
{
    for (size_t i = 0; i < choices->n; i++) {
        const struct mh_pool_choice *c = mh__rows_at(choices, i);
        if (c->article_id == article)
            return c->reason;
    }
    return NULL;
}

static void share_row(struct mh_session *s, const struct mh__pools *p, size_t input, struct mh_rep_share *row)
{
    const struct mh_article *a = mh__pools_article(p, input);
    const struct mh_reading *r = &p->reading[input];
    struct mh_str text = MH_STR_INIT;
    size_t pool = p->set.of[input];
    mh_row_init(&mh_rep_share_table, row);
    row->id = a->id;
    row->code = pool == SIZE_MAX ? NULL : mh_xstrdup(p->set.at[pool].code);
    row->member = mh_xstrdup(mh__pools_member(p, input));
    row->reference = mh_xstrdup(a->reference);
    row->label = mh_xstrdup(a->label);
    mh__tell_specs(s, r, &text);
    row->specs = mh__taken(&text);
    row->volume = p->input[input].volume;
    if (pool != SIZE_MAX)
        row->unit = mh_xstrdup(mh__pool_unit(s, &p->set.at[pool]));
    row->sites = p->sites[input];
    row->uncounted = p->uncounted[input] > 0 ? p->uncounted[input] : MH_UNKNOWN;
    const char *hand = by_hand(p, input);
    row->by_hand = mh_xstrdup(hand);
    row->reason = hand ? mh_xstrdup(reason_of(&p->choices, a->id)) : NULL;
    if (p->set.cause[input] != MH_POOLED)
        row->cause = mh_xstrdup(mh_pool_cause_name(p->set.cause[input]));
    mh_str_free(&text);
}

static void fill_shares(struct mh_session *s, const struct mh__pools *p, struct mh_consolidation *out)
{
    size_t at = 0;
    out->share = mh_xcalloc(p->ninput + 1, sizeof *out->share);
    for (size_t i = 0; i < p->set.n; i++) {
        out->pool[i].first = at;
        for (size_t k = 0; k < p->set.at[i].n; k++)
            share_row(s, p, p->set.share[p->set.at[i].first + k].article, &out->share[at++]);
    }
    out->nshares = at;
    for (size_t i = 0; i < p->ninput; i++)
        if (p->set.of[i] == SIZE_MAX)
            share_row(s, p, i, &out->share[at++]);
    out->nleft = at - out->nshares;
}

/* --- questions --- */

/* What the pool answers to what was asked: "COMP-KXTRB (8 plis)". */
static void add_join(struct mh_session *s, const struct mh__pools *p, const struct mh_pool_proposal *x, size_t pool, struct mh_str *out)
{
    const struct mh_pool *j = &p->set.at[pool];
    bool first = true;
    mh_str_addf(out, "%s%s", out->len ? mh_tr(s->lang, " ; ") : "", j->code);
    for (size_t i = 0; i < j->reading.nreq; i++) {
        const struct mh_requirement *q = &j->reading.req[i];
        if (!(x->asked >> q->attribute & 1) || mh_requirement_implied(q))
            continue;
        mh_str_add(out, first ? " (" : mh_tr(s->lang, ", "));
        mh_requirement_text(s->lexicon, s->lang, j->family, q, out);
        first = false;
    }
    mh_str_add(out, first ? "" : ")");
}

static void question_row(struct mh_session *s, const struct mh__pools *p, size_t i, struct mh_rep_question *row)
{
    const struct mh_pool_proposal *x = &p->set.proposal[i];
    const struct mh_pool *poor = &p->set.at[p->set.proposed[x->first]];
    struct mh_str text = MH_STR_INIT;
    mh_row_init(&mh_rep_question_table, row);
    row->id = (int64_t)i + 1;
    question_text(s, x->family, x->asked, &text);
    row->question = mh__taken(&text);
    row->family = mh_xstrdup(mh_lexicon_family_row(s->lexicon, x->family)->code);
    row->family_name = mh_xstrdup(mh__pool_family(s, poor));
    mh__pool_words(s, poor, true, &text);
    row->words = mh__taken(&text);
    row->articles = 0;
    for (size_t k = 0; k < x->n; k++) {
        row->articles += (int64_t)p->set.at[p->set.proposed[x->first + k]].n;
        if (k < SHOWN)
            mh_str_addf(&text, "%s%s", k ? mh_tr(s->lang, ", ") : "", p->set.at[p->set.proposed[x->first + k]].code);
    }
    if (x->n > SHOWN)
        mh_str_addf(&text, mh_trn(s->lang, " et %zu autre", " et %zu autres", (int64_t)(x->n - SHOWN)), x->n - SHOWN);
    row->codes = mh__taken(&text);
    for (size_t k = 0; k < x->njoin && k < SHOWN; k++)
        add_join(s, p, x, x->join[k], &text);
    size_t more = x->more + (x->njoin > SHOWN ? x->njoin - SHOWN : 0);
    if (more > 0)
        mh_str_addf(&text, mh_trn(s->lang, " et %zu autre", " et %zu autres", (int64_t)more), more);
    row->joins = mh__taken(&text);
    row->groups = x->groups;
    row->volume = x->volume;
    row->gathers = x->gathers;
    row->unit = mh_xstrdup(mh__pool_unit(s, poor));
    mh_str_free(&text);
}

/* --- all --- */

static void count_all(const struct mh__pools *p, struct mh_consolidation *out)
{
    out->articles = (int64_t)p->ninput;
    for (size_t i = 0; i < p->set.n; i++) {
        const struct mh_pool *x = &p->set.at[i];
        out->shared += x->groups > 1;
        out->pooled += x->n > 1 ? (int64_t)x->n : 0;
        out->unanswered += x->asked != 0;
    }
    out->left_out = (int64_t)p->set.causes[MH_POOL_OUT];
    out->left_unread = (int64_t)p->set.causes[MH_POOL_UNREAD];
    out->left_contradictory = (int64_t)p->set.causes[MH_POOL_CONTRADICTORY];
    out->left_no_volume = (int64_t)p->set.causes[MH_POOL_NO_VOLUME];
    out->strays = (int64_t)p->set.nstray;
}

enum mh_rc mh_ops_consolidation(struct mh_session *s, unsigned parts, struct mh_consolidation **result, struct mh_err *err)
{
    struct mh__pools p;
    struct mh__pool_words *words = NULL;
    *result = NULL;
    enum mh_rc rc = mh__pools_build(s, 0, (parts & MH_CONSOLIDATION_QUESTIONS) != 0, &p, err);
    if (rc != MH_OK)
        return rc;
    if (parts & MH_CONSOLIDATION_STATES && (rc = mh__pool_words_open(s, &p, &words, err)) != MH_OK) {
        mh__pools_free(&p);
        return rc;
    }
    struct mh_consolidation *out = *result = mh_xcalloc(1, sizeof *out);
    out->pool = mh_xcalloc(p.set.n + 1, sizeof *out->pool);
    out->npools = p.set.n;
    for (size_t i = 0; i < p.set.n; i++) {
        mh_row_init(&mh_rep_pool_table, &out->pool[i]);
        out->pool[i].id = (int64_t)i + 1;
        mh__pool_row(s, &p, i, false, words, &out->pool[i]);
    }
    fill_shares(s, &p, out);
    out->question = mh_xcalloc(p.set.nproposals + 1, sizeof *out->question);
    for (size_t i = 0; i < p.set.nproposals; i++)
        question_row(s, &p, i, &out->question[out->nquestions++]);
    if (parts & MH_CONSOLIDATION_VARIANTS)
        mh__variant_rows(s, &p, out);
    count_all(&p, out);
    mh__pool_words_close(words);
    mh__pools_free(&p);
    return rc;
}

static void free_rows(const struct mh_table *t, void *rows, size_t n)
{
    for (size_t i = 0; i < n; i++)
        mh_row_free(t, (char *)rows + i * t->row_size);
    free(rows);
}

void mh_consolidation_free(struct mh_consolidation *c)
{
    if (c == NULL)
        return;
    free_rows(&mh_rep_pool_table, c->pool, c->npools);
    free_rows(&mh_rep_share_table, c->share, c->nshares + c->nleft);
    free_rows(&mh_rep_question_table, c->question, c->nquestions);
    free_rows(&mh_rep_variant_table, c->variant, c->nvariants);
    free(c);
}

struct told { /* a pool, as it may be told */
    const char *family, *code;
    int64_t volume;
    size_t pool;
};

static int as_told(const void *a, const void *b)
{
    const struct told *x = a, *y = b;
    int d = strcmp(x->family, y->family);
    if (d == 0)
        d = (x->volume < y->volume) - (x->volume > y->volume);
    return d ? d : strcmp(x->code, y->code);
}

/* By family, greatest volume first; beyond one member by the volumes as they are told, so that the order tells no more than they do. */
static struct told *order_pools(struct mh_session *s, const struct mh__pools *p, bool wide)
{
    struct told *order = mh_xcalloc(p->set.n + 1, sizeof *order);
    for (size_t i = 0; i < p->set.n; i++) {
        const struct mh_pool *x = &p->set.at[i];
        bool rough;
        order[i] = (struct told){ mh_lexicon_family_row(s->lexicon, x->family)->code, x->code, mh_volume_told(x->volume, x->giving, wide, &rough), i };
    }
    if (wide)
        qsort(order, p->set.n, sizeof *order, as_told);
    return order;
}

enum mh_rc mh__pools_tell(struct mh_session *s, const struct mh__report *r, const struct mh__pools *p, void (*each)(void *ctx, struct mh_rep_pool *row),
                          void *ctx, struct mh_err *err)
{
    struct mh__pool_words *words = NULL;
    enum mh_rc rc = mh__pool_words_open(s, p, &words, err);
    struct told *order = order_pools(s, p, r->wide);
    for (size_t i = 0; i < p->set.n && rc == MH_OK; i++) {
        struct mh_rep_pool row;
        mh_row_init(&mh_rep_pool_table, &row);
        mh__pool_row(s, p, order[i].pool, r->wide, words, &row);
        each(ctx, &row);
        mh_row_free(&mh_rep_pool_table, &row);
    }
    free(order);
    mh__pool_words_close(words);
    return rc;
}

static void keep_row(void *ctx, struct mh_rep_pool *row)
{
    mh_row_copy(&mh_rep_pool_table, mh__rows_add(ctx), row);
}

enum mh_rc mh__pools_sheet(struct mh_session *s, const struct mh__report *r, struct mh__rows *rows, struct mh_err *err)
{
    struct mh__pools p;
    enum mh_rc rc = mh__pools_build(s, r->scope == MH_SCOPE_MEMBER ? r->member_id : 0, false, &p, err);
    if (rc != MH_OK)
        return rc;
    rows->table = &mh_rep_pool_table;
    rc = mh__pools_tell(s, r, &p, keep_row, rows, err);
    mh__pools_free(&p);
    return rc;
}

/* Matching a plan: findings stored for all articles, rows for people. */
#include "ops/matching/desk.h"
#include "ops/matching/sheets.h"

#include <mahalli/date.h>
#include <mahalli/i18n.h>
#include <mahalli/xalloc.h>

#include <stdlib.h>
#include <string.h>

enum mh_rc mh_ops_match(struct mh_session *s, struct mh_match_result *out, struct mh_err *err)
{
    *out = (struct mh_match_result){ 0 };
    struct mh__matching m;
    enum mh_rc rc = mh__matching_open(s, &m, err);
    if (rc != MH_OK)
        return rc;
    rc = mh_store_derive_begin(s->store, err);
    if (rc == MH_OK) {
        rc = mh__match_run(&m, out, err);
        if (rc == MH_OK)
            rc = mh_store_derive_commit(s->store, err);
        else
            mh_store_rollback(s->store);
    }
    mh__matching_free(&m);
    mh__desk_changed(s, NULL);
    return rc;
}

/* --- rows --- */

struct row_texts {
    char source[MH__TABLE_ROWS][64];
    struct mh_str reason, specs, parts, problem, opinion;
    struct mh_compared_row compared[MH__TABLE_ROWS];
    struct mh_rep_spec spec[MH__TABLE_ROWS];
};

static size_t fill_table(struct mh__matching *m, const struct mh__matched *x, const struct mh_candidate *c, struct row_texts *t)
{
    size_t n = mh_match_table(m->s->index, m->s->lang, &x->reading, c, t->compared, MH__TABLE_ROWS);
    for (size_t i = 0; i < n; i++) {
        struct mh_compared_row *r = &t->compared[i];
        t->spec[i] = (struct mh_rep_spec){
            .attribute = r->attribute, .wanted = r->wanted, .offered = r->offered, .by = r->by,
            .source = (char *)(uintptr_t)mh__source_text(m->s->lang, r->source, r->sheet, t->source[i]),
            .result = (char *)(uintptr_t)mh_tr(m->s->lang, mh_compared_name(r->result)),
        };
    }
    return n;
}

static void fill_common(struct mh__matching *m, const struct mh__matched *x, struct row_texts *t, struct mh_match_row *row)
{
    mh_str_clear(&t->specs);
    mh__tell_specs(m->s, &x->reading, &t->specs);
    mh_str_clear(&t->problem);
    mh__problem_text(m->s->lexicon, m->s->lang, &x->reading, &t->problem);
    *row = (struct mh_match_row){
        .need = x->article->reference ? x->article->reference : x->article->label, .member = x->member, .label = x->article->label,
        .family_name = x->reading.family >= 0 ? mh_lexicon_family_name(m->s->lexicon, m->s->lang, x->reading.family) : "",
        .maker = "", .maker_name = "", .product = "", .product_label = "", .reason = "", .clearance = "", .who = "", .parts = "", .opinion = "",
        .state = mh_tr(m->s->lang, mh_state_title(x->state)), .specs = mh_str_text(&t->specs), .rest = x->reading.rest ? x->reading.rest : "",
        .problem = mh_str_text(&t->problem),
    };
}

static void fill_candidate(struct mh__matching *m, const struct mh__matched *x, size_t rank, struct row_texts *t,
                           struct mh_match_row *row)
{
    const struct mh_candidate *c = &x->candidates.at[rank - 1];
    const struct mh_product *p = mh__session_product(m->s, c->product_id);
    const struct mh_maker *maker = mh__session_maker(m->s, c->maker_id);
    mh_str_clear(&t->reason);
    mh_str_clear(&t->parts);
    mh_match_reason(m->s->index, m->s->lang, &x->reading, c, &t->reason);
    if (rank > x->accepted)
        mh_str_add(&t->reason, mh_tr(m->s->lang, " · écarté par un avis"));
    for (int i = 0; i < c->nparts; i++)
        mh_str_addf(&t->parts, "%s%s %d", i ? " + " : "", mh_tr(m->s->lang, c->part[i].name), c->part[i].points);
    mh_str_clear(&t->opinion);
    mh__recall_text(&x->recall, m->s->lang, c->product_id, &t->opinion);
    row->opinion = mh_str_text(&t->opinion);
    row->rank = (int64_t)rank;
    row->score = c->score;
    row->maker = maker && maker->code ? maker->code : "";
    row->maker_name = maker && maker->name ? maker->name : "";
    row->product = p->reference ? p->reference : p->label;
    row->product_label = p->label ? p->label : "";
    row->verdict = mh_verdict_code(c->verdict);
    row->reason = mh_str_text(&t->reason);
    row->parts = mh_str_text(&t->parts);
    row->clearance = mh_tr(m->s->lang, mh_clearance_title(mh__clearance(m, p, x->reading.family)));
    row->who = c->verdict == MH_VERDICT_REVIEW ? mh_tr(m->s->lang, mh_who_name(c->who)) : "";
    row->nrequirements = fill_table(m, x, c, t);
    row->requirement = t->spec;
}

static const char *empty_verdict(enum mh_state s)
{
    return s == MH_STATE_OUT || s == MH_STATE_UNREAD || s == MH_STATE_LEAD ? mh_state_code(s) : mh_state_code(MH_STATE_NONE);
}

enum mh_rc mh_ops_match_rows(struct mh_session *s, const char *article, size_t top,
                             enum mh_rc (*each)(void *ctx, const struct mh_match_row *row, struct mh_err *err), void *ctx,
                             struct mh_err *err)
{
    struct mh__matching m;
    int64_t only = 0;
    enum mh_rc rc = MH_OK;
    if (article != NULL && (rc = mh__find_article(s, article, 0, &only, err)) != MH_OK)
        return rc;
    rc = mh__matching_open(s, &m, err);
    if (rc != MH_OK)
        return rc;
    struct mh__matched x = { 0 };
    struct row_texts *t = mh_xcalloc(1, sizeof *t);
    for (size_t i = 0; i < m.articles.n && rc == MH_OK; i++) {
        if (only != 0 && ((const struct mh_article *)mh__rows_at(&m.articles, m.order[i]))->id != only)
            continue;
        mh__match_one(&m, i, top, &x);
        if (x.reading.family < 0 && x.state == MH_STATE_UNREAD) { /* to choose from; it stays to be made precise */
            mh_match_find(s->index, &x.reading, top, &x.candidates);
            x.accepted = x.candidates.n;
        }
        struct mh_match_row row;
        fill_common(&m, &x, t, &row);
        size_t n = x.candidates.n < top ? x.candidates.n : top;
        if (n == 0) {
            row.verdict = empty_verdict(x.state);
            row.reason = row.problem;
            rc = each(ctx, &row, err);
        }
        for (size_t rank = 1; rank <= n && rc == MH_OK; rank++) {
            fill_candidate(&m, &x, rank, t, &row);
            rc = each(ctx, &row, err);
        }
    }
    mh_str_free(&t->reason);
    mh_str_free(&t->specs);
    mh_str_free(&t->parts);
    mh_str_free(&t->problem);
    mh_str_free(&t->opinion);
    free(t);
    mh__matched_free(&x);
    mh__matching_free(&m);
    return rc;
}

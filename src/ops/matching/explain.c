/* Problems that people explain: the note stands until the rule finds something else with the same subject. */
#include "ops/report/gather.h"

#include <mahalli/xalloc.h>

#include <stdlib.h>
#include <string.h>

struct explaining {
    const char *rule, *member, *subject;
    struct mh_str seen; /* sentences, one per line, each once */
    int64_t n;
};

static enum mh_rc take(void *ctx, const struct mh_rep_problem *p, struct mh_err *err)
{
    struct explaining *x = ctx;
    (void)err;
    if (!mh_streq(p->rule, x->rule) || !mh__same_known(p->member, x->member) ||
        !mh__same_known(mh__problem_subject(p->reference, p->label), x->subject))
        return MH_OK;
    x->n++;
    if (mh__has_line(mh_str_text(&x->seen), p->sentence))
        return MH_OK;
    if (x->seen.len > 0)
        mh_str_addc(&x->seen, '\n');
    mh_str_add(&x->seen, p->sentence);
    return MH_OK;
}

static enum mh_rc find_problems(struct mh_session *s, struct explaining *x, struct mh_err *err)
{
    int64_t count[3];
    enum mh_rc rc = mh_ops_check(s, take, x, count, err);
    if (rc == MH_OK && x->n == 0)
        rc = mh_err_set(err, MH_ENOTFOUND, "aucune anomalie « %s » sur « %s » : voyez mahalli check --rule %s", x->rule,
                        x->subject ? x->subject : "", x->rule);
    return rc;
}

/* One operation: the explanation is written, changed or taken away. */
static enum mh_rc store(struct mh_session *s, const struct explaining *x, const char *note, struct mh_err *err)
{
    struct mh__rows all = { 0 };
    struct mh_explanation now;
    struct mh_str said = MH_STR_INIT;
    mh_row_init(&mh_table_explanations, &now);
    enum mh_rc rc = mh__rows_load(s->store, &mh_table_explanations, NULL, &all, err);
    if (rc != MH_OK)
        return rc;
    const struct mh_explanation *was = mh__explanation_of(&all, x->rule, x->member, x->subject);
    mh_str_addf(&said, "anomalie %s : %s %s", mh_blank(note) ? "rouverte" : "expliquée", x->rule, x->subject ? x->subject : "");
    if (was != NULL)
        mh_row_copy(&mh_table_explanations, &now, was);
    const struct {
        char **field;
        const char *text;
    } set[] = { { &now.rule, x->rule }, { &now.member, mh_blank(x->member) ? NULL : x->member }, { &now.subject, x->subject }, { &now.note, note },
                { &now.author, s->user }, { &now.seen, mh_str_text(&x->seen) } };
    for (size_t i = 0; i < sizeof set / sizeof *set; i++)
        mh_xset(set[i].field, set[i].text);
    free(now.date);
    now.date = mh_xstrndup(s->now, 10);
    rc = mh_store_begin(s->store, mh_str_text(&said), err);
    if (rc == MH_OK) {
        if (mh_blank(note))
            rc = was ? mh_store_remove(s->store, &mh_table_explanations, was->id, err) : MH_OK;
        else if (was != NULL)
            rc = mh_store_update(s->store, &mh_table_explanations, was, &now, NULL, err);
        else
            rc = mh_store_insert(s->store, &mh_table_explanations, &now, err);
        if (rc == MH_OK)
            rc = mh_store_commit(s->store, NULL, err);
        else
            mh_store_rollback(s->store);
    }
    mh_row_free(&mh_table_explanations, &now);
    mh__rows_free(&all);
    mh_str_free(&said);
    return rc;
}

enum mh_rc mh_ops_explain(struct mh_session *s, const char *rule, const char *member, const char *subject, const char *note, int64_t *n,
                          struct mh_err *err)
{
    struct explaining x = { .rule = rule, .member = member, .subject = subject };
    enum mh_rc rc = find_problems(s, &x, err);
    if (rc == MH_OK)
        rc = store(s, &x, note, err);
    *n = x.n;
    mh_str_free(&x.seen);
    return rc;
}

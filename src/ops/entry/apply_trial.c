/* A row of samples and trials: its article and product by the names that people give them. */
#include "ops/entry/apply.h"

#include <mahalli/date.h>
#include <mahalli/xalloc.h>

#include <string.h>

static bool find_pair(struct mh__apply *a, const struct mh_trial_line *l, struct mh_trial *t, enum mh_rc *rc, struct mh_err *err)
{
    struct mh_err why = MH_ERR_INIT;
    int64_t member = 0, maker = 0;
    if (l->member != NULL && (member = mh__codes_find(&a->members, l->member)) <= 0) {
        mh__apply_refuse(a, "code-inconnu", "membre", l->member, "groupe inconnu", mh__codes_near(&a->members, l->member));
        return false;
    }
    if (member == 0 && a->member_option != NULL && (*rc = mh__apply_member(a, false, &member, err)) != MH_OK)
        return false;
    if (l->maker != NULL && (maker = mh__codes_find(&a->makers, l->maker)) <= 0) {
        mh__apply_refuse(a, "code-inconnu", "fabricant", l->maker, "fabricant inconnu", mh__codes_near(&a->makers, l->maker));
        return false;
    }
    return mh__apply_named(a, "article", l->article, mh__find_article(a->s, l->article, member, &t->article_id, &why), &why, NULL, rc, err) &&
           mh__apply_named(a, "produit", l->product, mh__find_product(a->s, l->product, maker, &t->product_id, &why), &why, NULL, rc, err);
}

enum mh_rc mh__apply_trial(struct mh__apply *a, struct mh_trial_line *l, enum mh__outcome *out, struct mh_err *err)
{
    struct mh_trial t;
    int64_t id = 0;
    bool by_hand = a->line == 0;
    enum mh_rc rc = MH_OK;
    *out = MH__REFUSED;
    if (!mh__apply_checked(a, &mh_table_trial_lines, l))
        return MH_OK;
    if (l->asked_on == NULL && !by_hand) { /* today would make the same file another one tomorrow */
        mh__apply_refuse(a, "date-absente", "demande_le", "", "la date de la demande manque", "donnez le jour de la demande");
        return MH_OK;
    }
    mh_row_init(&mh_table_trials, &t);
    if (find_pair(a, l, &t, &rc, err)) {
        t.asked_on = l->asked_on ? mh_xstrdup(l->asked_on) : mh_xstrndup(a->s->now, MH_DATE_SIZE - 1);
        t.test = mh_xstrdup(l->test);
        t.norm = mh_xstrdup(l->norm);
        t.received_on = mh_xstrdup(l->received_on);
        t.lab = mh_xstrdup(l->lab);
        t.result = mh_xstrdup(l->result);
        t.result_on = mh_xstrdup(l->result_on);
        t.document = mh_xstrdup(l->document);
        t.author = l->author || !by_hand ? mh_xstrdup(l->author) : mh_xstrdup(a->s->user);
        t.remarks = mh_xstrdup(l->remarks);
        if (mh__apply_checked(a, &mh_table_trials, &t))
            rc = mh__apply_store(a, &mh_table_trials, &t, true, &id, out, err);
    }
    mh_row_free(&mh_table_trials, &t);
    return rc;
}

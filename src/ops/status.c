/* The plan at a glance, and its problems. */
#include "ops/year/alerts.h"
#include "ops/report/gather.h"

#include <mahalli/xalloc.h>

#include <stdlib.h>

void mh_status_free(struct mh_status *st)
{
    free(st->campaign_status);
    *st = (struct mh_status){ 0 };
}

static enum mh_rc count_rows(struct mh_session *s, struct mh_status *out, struct mh_err *err)
{
    const struct {
        const struct mh_table *table;
        int64_t *to;
    } counts[] = {
        { &mh_table_members, &out->members }, { &mh_table_sites, &out->sites }, { &mh_table_makers, &out->makers },
        { &mh_table_products, &out->products }, { &mh_table_certificates, &out->certificates },
    };
    enum mh_rc rc = MH_OK;
    for (size_t i = 0; i < sizeof counts / sizeof *counts && rc == MH_OK; i++)
        rc = mh_store_count(s->store, counts[i].table, NULL, counts[i].to, err);
    return rc;
}

/* Articles of the campaign whose finding is of other words, opinions or products than today's; and who can settle what is to be checked:
 * asks the matcher again for those articles only. */
static void count_findings(struct mh__matching *m, const struct mh__gather *g, struct mh_status *out)
{
    struct mh__matched x = { 0 };
    for (size_t i = 0; i < m->narticles; i++) {
        struct mh_finding f = { 0 };
        struct mh_err ignored = MH_ERR_INIT;
        bool got = false;
        const struct mh_article *a = mh__article_at(m, i);
        int64_t id = a != NULL ? a->id : 0;
        bool needed = mh__gather_find(g, id) != NULL; /* others were bought, or needed in another year */
        out->articles += needed;
        got = mh_store_finding_get(m->s->store, id, &f, &got, &ignored) == MH_OK && got;
        bool review = got && needed && f.state == MH_STATE_REVIEW;
        out->stale += got && needed && f.stamp != mh__match_stamp(m, i, f.family);
        mh_finding_free(&f);
        if (!review)
            continue;
        mh__match_one(m, i, 1, &x);
        switch (x.best_candidate ? x.best_candidate->who : MH_WHO_PHARMACIST) {
        case MH_WHO_MAKER: out->to_maker++; break;
        case MH_WHO_BUYER: out->to_buyer++; break;
        default: out->to_pharmacist++; break;
        }
    }
    mh__matched_free(&x);
}

static enum mh_rc count_alerts(struct mh__matching *m, struct mh_status *out, struct mh_err *err)
{
    struct mh_version v;
    struct mh__rows alerts = { .table = &mh_rep_alert_table };
    enum mh_rc rc = mh__version_latest(m->s, m->s->campaign.year, &v, err);
    if (rc == MH_OK && v.id != 0)
        rc = mh__alerts(m, &v, MH__ALERT_DAYS, &alerts, err);
    out->alerts = (int64_t)alerts.n;
    mh__rows_free(&alerts);
    mh_row_free(&mh_table_versions, &v);
    return rc;
}

enum mh_rc mh_ops_status(struct mh_session *s, struct mh_status *out, struct mh_err *err)
{
    *out = (struct mh_status){ .year = s->campaign.year, .campaign_status = mh_xstrdup(s->campaign.status) };
    struct mh__matching m;
    struct mh__gather g = { 0 };
    enum mh_rc rc = count_rows(s, out, err);
    if (rc != MH_OK)
        return rc;
    rc = mh__matching_light(s, &m, err);
    if (rc != MH_OK)
        return rc;
    rc = mh__gather(&m, 0, &g, NULL, NULL, err);
    if (rc == MH_OK)
        rc = mh_store_state_counts(s->store, s->campaign.id, 0, out->state, &out->unmatched, err);
    if (rc == MH_OK) {
        out->needs = g.needs;
        out->no_pack = mh__gather_count(&g, "conditionnement-inconnu");
        out->to_confirm = mh__gather_count(&g, "a-confirmer");
        for (int i = 0; i < 3; i++)
            out->problems[i] = g.problems[i];
        count_findings(&m, &g, out);
        rc = count_alerts(&m, out, err);
    }
    if (rc == MH_OK)
        rc = mh__matching_check(&m, err);
    mh__gather_free(&g);
    mh__matching_free(&m);
    return rc;
}

enum mh_rc mh_ops_check(struct mh_session *s, enum mh_rc (*each)(void *ctx, const struct mh_rep_problem *p, struct mh_err *err), void *ctx,
                        int64_t count[3], struct mh_err *err)
{
    struct mh__matching m;
    struct mh__gather g = { 0 };
    enum mh_rc rc = mh__matching_light(s, &m, err);
    if (rc != MH_OK)
        return rc;
    rc = mh__gather(&m, 0, &g, each, ctx, err);
    for (int i = 0; i < 3; i++)
        count[i] = g.problems[i];
    mh__gather_free(&g);
    mh__matching_free(&m);
    return rc;
}

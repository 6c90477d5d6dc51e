/* How many articles of a campaign are in each state. */
#include <string.h>
#include "store/internal.h"

enum mh_rc mh_store_state_counts(struct mh_store *s, int64_t campaign_id, int64_t member_id, int64_t counts[MH_NSTATES],
                                 int64_t *unmatched, struct mh_err *err)
{
    static const char SQL_COUNTS[] =
        "SELECT f.state, count(*) FROM articles AS a LEFT JOIN finding AS f ON f.article_id = a.id "
        "WHERE ($member = 0 OR a.member_id = $member) AND EXISTS (SELECT 1 FROM needs AS n WHERE n.article_id = a.id "
        "AND ($campaign = 0 OR n.campaign_id = $campaign)) GROUP BY f.state";
    struct mh__stmt *st = NULL;
    bool row = false;
    enum mh_rc rc = mh__stmt_take(s, SQL_COUNTS, &st, err);

    memset(counts, 0, MH_NSTATES * sizeof *counts);
    *unmatched = 0;
    if (rc != MH_OK)
        return rc;
    mh__bind_int(s, st, "$member", member_id);
    mh__bind_int(s, st, "$campaign", campaign_id);
    while (rc == MH_OK && (rc = s->drv->step(st, &row, err)) == MH_OK && row) {
        const char *code = s->drv->text(st, 0, NULL);
        enum mh_state state;
        if (!code)
            *unmatched = s->drv->integer(st, 1);
        else if (mh_state_parse(code, &state))
            counts[state] = s->drv->integer(st, 1);
        else
            rc = mh_err_set(err, MH_EDAMAGED, "le fichier du plan est abîmé (état d'un article)");
    }
    mh__stmt_give(s, st);
    return rc;
}

/* What headings say of the plan. */
#include "ops/session.h"

#include <mahalli/xalloc.h>

#include <stdlib.h>

enum mh_rc mh_ops_facts(struct mh_session *s, struct mh_plan_facts *out, struct mh_err *err)
{
    struct mh__rows members;
    *out = (struct mh_plan_facts){ 0 };
    enum mh_rc rc = mh__rows_load(s->store, &mh_table_members, NULL, &members, err);
    if (rc != MH_OK)
        return rc;
    if (s->campaign.id != 0) {
        out->year = s->campaign.year;
        out->campaign = mh_xstrdup(s->campaign.status);
    }
    out->members = (int64_t)members.n;
    if (members.n == 1)
        out->member = mh_xstrdup(((const struct mh_member *)mh__rows_at(&members, 0))->code);
    mh__rows_free(&members);
    return MH_OK;
}

void mh_plan_facts_free(struct mh_plan_facts *f)
{
    free(f->campaign);
    free(f->member);
    *f = (struct mh_plan_facts){ 0 };
}

/* The sheets of coverage: one case, each scenario solved once. */
#include "ops/cover/cover.h"
#include "ops/report/export.h"

#include <mahalli/report_cover.h>

enum { COVER, SCENARIOS, FAMILIES, WORTH };

/* Beyond so many pooled needs a workbook is not held up by scenarios: mahalli cover says the same. */
enum { MOST_NEEDS = 20000 };

static void fill(struct mh__cover_case *c, struct mh_cover *r, const bool *ran, bool wide, struct mh__rows *rows)
{
    const struct mh_cover *of[MH_COVER_SCENARIOS];
    rows[COVER].table = &mh_rep_cover_table;
    rows[SCENARIOS].table = &mh_rep_scenario_table;
    rows[FAMILIES].table = &mh_rep_family_cover_table;
    mh__cover_rows(c, &r[0], wide, &rows[COVER]);
    for (size_t i = 0; i < mh__nscenarios; i++) {
        of[i] = ran[i] ? &r[i] : NULL;
        if (ran[i])
            mh__cover_scenario_row(c, &mh__scenarios[i], &r[i], &r[0], wide, &rows[SCENARIOS]);
    }
    mh__cover_family_rows(c, of, wide, &rows[FAMILIES]);
    if (!mh__cover_too_unknown(&r[0])) {
        rows[WORTH].table = &mh_rep_worth_table;
        mh__cover_worth(c, &r[0], wide, &rows[WORTH]);
    }
}

enum mh_rc mh__cover_sheets(struct mh_session *s, const struct mh__report *r, struct mh__rows *rows, struct mh_err *err)
{
    struct mh__cover_case c;
    struct mh_cover_request q = { 0 };
    struct mh_cover result[MH_COVER_SCENARIOS] = { 0 };
    bool ran[MH_COVER_SCENARIOS] = { false };
    /* In the plan of several groups it is of all of them: not for the workbook of one. */
    if (s->campaign.id == 0 || !(r->wide || r->alone))
        return MH_OK;
    enum mh_rc rc = mh__cover_open(s, &c, err);
    if (rc == MH_OK && r->wide)
        mh__cover_as_told(&c);
    if (rc == MH_OK && c.narcs != 0 && c.nneeds <= MOST_NEEDS) {
        rc = mh__cover_all(&c, &q, result, ran, err);
        if (rc == MH_OK)
            fill(&c, result, ran, r->wide, rows);
    }
    for (size_t i = 0; i < mh__nscenarios; i++)
        mh_cover_free(&result[i]);
    mh__cover_close(&c);
    return rc;
}

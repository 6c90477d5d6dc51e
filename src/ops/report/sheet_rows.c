/* Sheets that are made of the whole plan rather than line by line: what makes them, and a frozen version's record of them. */
#include "ops/pool/consolidate.h"
#include "ops/report/export.h"
#include "ops/year/record.h"

/* One line each. */
const struct mh__sheet_source mh__sheet_sources[MH__SOURCES] = {
    { { "pools" }, mh__pools_sheet },
    { { "local" }, mh__local_sheet },
    { { "cover", "scenarios", "family_cover", "worth" }, mh__cover_sheets },
    { { "changes" }, mh__export_changes },
};

static bool wanted(const struct mh__sheet_source *k, enum mh_scope scope)
{
    for (int i = 0; i < MH__SOURCE_SHEETS && k->key[i] != NULL; i++)
        if (mh_sheets[mh_sheet_index(k->key[i])]->scopes & 1U << scope)
            return true;
    return false;
}

/* What a version changes follows from two versions: it is never recorded. */
static bool follows(const struct mh__sheet_source *k)
{
    return k->build == mh__export_changes;
}

enum mh_rc mh__sheet_rows_make(struct mh_session *s, const struct mh__report *r, struct mh__sheet_rows *out, struct mh_err *err)
{
    enum mh_rc rc = MH_OK;
    for (size_t i = 0; i < MH__SOURCES && rc == MH_OK; i++) {
        const struct mh__sheet_source *k = &mh__sheet_sources[i];
        if (!wanted(k, r->scope))
            continue;
        if (r->frozen_id == 0 || follows(k))
            rc = k->build(s, r, out->made[i], err);
        else
            for (int n = 0; n < MH__SOURCE_SHEETS && k->key[n] != NULL && rc == MH_OK; n++)
                rc = mh__recorded_rows(s, r, k->key[n], mh_sheets[mh_sheet_index(k->key[n])]->table, &out->made[i][n], err);
    }
    return rc;
}

enum mh_rc mh__record_sheets(struct mh_session *s, int64_t version_id, const struct mh__report *r, struct mh_err *err)
{
    struct mh__sheet_rows x = { 0 };
    enum mh_rc rc = MH_OK;
    for (size_t i = 0; i < MH__SOURCES && rc == MH_OK; i++) {
        const struct mh__sheet_source *k = &mh__sheet_sources[i];
        if (!wanted(k, r->scope) || follows(k))
            continue;
        rc = k->build(s, r, x.made[i], err);
        for (int n = 0; n < MH__SOURCE_SHEETS && k->key[n] != NULL && rc == MH_OK; n++)
            rc = mh__record_rows(s, version_id, r, k->key[n], &x.made[i][n], err);
    }
    mh__sheet_rows_free(&x);
    return rc;
}

const struct mh__rows *mh__sheet_rows_of(const struct mh__sheet_rows *x, const char *key)
{
    for (size_t i = 0; i < MH__SOURCES; i++)
        for (size_t k = 0; k < MH__SOURCE_SHEETS && mh__sheet_sources[i].key[k] != NULL; k++)
            if (mh_streq(mh__sheet_sources[i].key[k], key))
                return &x->made[i][k];
    return NULL;
}

void mh__sheet_rows_free(struct mh__sheet_rows *x)
{
    for (size_t i = 0; i < MH__SOURCES; i++)
        for (size_t k = 0; k < MH__SOURCE_SHEETS; k++)
            mh__rows_free(&x->made[i][k]);
}

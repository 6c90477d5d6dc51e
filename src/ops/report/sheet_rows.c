/* Sheets that are made of the whole plan rather than line by line: what makes them, and a frozen version's record of them. */
#include "ops/pool/consolidate.h"
#include "ops/report/export.h"
#include "ops/year/record.h"

/* One line each. */
const struct mh__sheet_source mh__sheet_sources[MH__SOURCES] = {
    { { "pools" }, mh__pools_sheet, mh__pools_spool },
    { { "local" }, mh__local_sheet, NULL },
    { { "cover", "scenarios", "family_cover", "worth" }, mh__cover_sheets, NULL },
    { { "changes" }, mh__export_changes, NULL },
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

static enum mh_rc build(struct mh_session *s, const struct mh__sheet_source *k, const struct mh__report *r, struct mh__told *made, struct mh_err *err)
{
    struct mh__rows rows[MH__SOURCE_SHEETS] = { { 0 } };
    enum mh_rc rc = k->build(s, r, rows, err);
    for (int n = 0; n < MH__SOURCE_SHEETS; n++)
        made[n] = (struct mh__told){ .table = rows[n].table, .rows = rows[n] };
    return rc;
}

static enum mh_rc make(struct mh_session *s, const struct mh__sheet_source *k, const struct mh__report *r, struct mh__told *made, struct mh_err *err)
{
    enum mh_rc rc = MH_OK;
    if (r->frozen_id == 0 && k->spool != NULL) {
        made[0].table = mh_sheets[mh_sheet_index(k->key[0])]->table;
        made[0].spool = mh_spool_new(made[0].table);
        return k->spool(s, r, made[0].spool, err);
    }
    if (r->frozen_id == 0 || follows(k))
        return build(s, k, r, made, err);
    for (int n = 0; n < MH__SOURCE_SHEETS && k->key[n] != NULL && rc == MH_OK; n++) {
        rc = mh__recorded_rows(s, r, k->key[n], mh_sheets[mh_sheet_index(k->key[n])]->table, &made[n].rows, err);
        made[n].table = made[n].rows.table;
    }
    return rc;
}

enum mh_rc mh__sheet_rows_make(struct mh_session *s, const struct mh__report *r, struct mh__sheet_rows *out, struct mh_err *err)
{
    enum mh_rc rc = MH_OK;
    for (size_t i = 0; i < MH__SOURCES && rc == MH_OK; i++)
        if (wanted(&mh__sheet_sources[i], r->scope))
            rc = make(s, &mh__sheet_sources[i], r, out->made[i], err);
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
        rc = build(s, k, r, x.made[i], err);
        for (int n = 0; n < MH__SOURCE_SHEETS && k->key[n] != NULL && rc == MH_OK; n++)
            rc = mh__record_rows(s, version_id, r, k->key[n], &x.made[i][n].rows, err);
    }
    mh__sheet_rows_free(&x);
    return rc;
}

const struct mh__told *mh__sheet_rows_of(const struct mh__sheet_rows *x, const char *key)
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
            mh__told_free(&x->made[i][k]);
}

/* A fiche technique type, however it came: its specifications are read before it stands; what changes is a new version. */
#include "ops/entry/apply.h"
#include "ops/matching/sheets.h"

#include <mahalli/xalloc.h>

#include <stdlib.h>
#include <string.h>

static void copy(struct mh_spec_sheet *to, const struct mh_spec_sheet *from)
{
    mh_row_copy(&mh_table_sheets, to, from);
    to->id = from->id;
}

/* Without a version: the last one when it says the same, else the next. */
static enum mh_rc give_version(struct mh_session *s, struct mh_spec_sheet *row, struct mh_err *err)
{
    struct mh_filter f[] = { { .column = "membre", .number = row->member_id }, { .column = "famille", .text = row->family }, { 0 } };
    struct mh__rows rows;
    const struct mh_spec_sheet *last = NULL;
    enum mh_rc rc = row->version == MH_UNKNOWN ? mh__rows_load(s->store, &mh_table_sheets, f, &rows, err) : MH_OK;
    if (rc != MH_OK || row->version != MH_UNKNOWN)
        return rc;
    for (size_t i = 0; i < rows.n; i++) {
        const struct mh_spec_sheet *x = mh__rows_at(&rows, i);
        if (last == NULL || x->version > last->version)
            last = x;
    }
    row->version = last == NULL ? 1 : last->version + 1;
    /* A withdrawn version, or an adopted one now proposed, is said anew by a new one. */
    bool stands = last != NULL && (row->status == NULL || mh_streq(row->status, last->status) || mh_streq(last->status, "proposée"));
    if (stands && mh_streq(last->specs, row->specs))
        row->version = last->version;
    mh__rows_free(&rows);
    return MH_OK;
}

static void pass_on(struct mh__apply *a, const struct mh_diags *found)
{
    for (size_t i = 0; i < found->list.len; i++) {
        const struct mh_diag *d = &found->list.at[i];
        mh__apply_refuse(a, d->rule, d->column, d->value, d->message, d->suggestion);
    }
}

static enum mh_rc stored(struct mh__apply *a, const struct mh_spec_sheet *row, struct mh_spec_sheet *was, struct mh_err *err)
{
    int64_t id = 0;
    enum mh_rc rc = mh_store_find(a->s->store, &mh_table_sheets, row, &id, err);
    if (rc == MH_OK && id != 0) {
        rc = mh_store_get(a->s->store, &mh_table_sheets, id, was, err);
        was->id = id;
    }
    return rc;
}

/* What the row does not say stays as stored. */
static void complete(struct mh_spec_sheet *row, const struct mh_spec_sheet *was)
{
    for (size_t i = 0; i < mh_table_sheets.ncolumns; i++) {
        const struct mh_column *c = &mh_table_sheets.columns[i];
        if (!mh_value_known(c, row))
            mh_value_copy(c, row, was);
    }
}

enum mh_rc mh__apply_sheet(struct mh__apply *a, struct mh_spec_sheet *row, enum mh__outcome *out, struct mh_err *err)
{
    struct mh_diags found = MH_DIAGS_INIT;
    struct mh_spec_sheet was, none;
    mh_row_init(&mh_table_sheets, &was);
    mh_row_init(&mh_table_sheets, &none);
    *out = MH__REFUSED;
    enum mh_rc rc = mh__session_lexicon(a->s, err);
    if (rc == MH_OK && !mh__apply_resolve(a, mh_table_column(&mh_table_sheets, "membre"), row, &rc, err))
        goto out;
    if (rc != MH_OK || !mh__apply_checked(a, &mh_table_sheets, row))
        goto out;
    /* Its family and specifications first, as a new row would be: only then can it be told whether they differ. */
    struct mh_spec_sheet given;
    mh_row_init(&mh_table_sheets, &given);
    copy(&given, row);
    bool ok = mh__sheet_settle(a->s, &none, &given, &found);
    if (ok) {
        free(row->family);
        free(row->specs);
        row->family = mh_xstrdup(given.family);
        row->specs = mh_xstrdup(given.specs);
    }
    mh_row_free(&mh_table_sheets, &given);
    rc = ok ? give_version(a->s, row, err) : MH_OK;
    if (rc == MH_OK && ok && row->version > MH_SHEET_VERSIONS) {
        mh__apply_refuse(a, "version-de-fiche", "version", NULL, "cette fiche a déjà la version 9999, la dernière possible", NULL);
        ok = false;
    }
    if (rc == MH_OK && ok)
        rc = stored(a, row, &was, err);
    if (rc == MH_OK && ok) {
        complete(row, &was);
        ok = mh__sheet_settle(a->s, &was, row, &found);
    }
    int64_t id = 0;
    if (rc == MH_OK && ok)
        rc = mh__apply_store(a, &mh_table_sheets, row, true, &id, out, err);
out:
    pass_on(a, &found);
    mh_diags_free(&found);
    mh_row_free(&mh_table_sheets, &was);
    mh_row_free(&mh_table_sheets, &none);
    return rc;
}

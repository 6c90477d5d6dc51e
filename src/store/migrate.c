/* From one version of the plan to the next: each step one transaction, after a copy. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include "store/internal.h"

int mh__last_migration(const struct mh__migration *list)
{
    int last = 0;

    for (; list->number; list++)
        last = list->number;
    return last;
}

static enum mh_rc copy_beside(const struct mh__driver *drv, struct mh__db *db, const char *path, int version, struct mh_str *name,
                              struct mh_err *err)
{
    char *tmp = NULL;
    char what[24];
    int attempt = 0;

    snprintf(what, sizeof what, "avant-v%d", version);
    do
        mh__file_name(name, path, what, attempt++);
    while (mh__file_exists(mh_str_text(name)) && attempt < 1000);
    enum mh_rc rc = mh__file_beside(mh_str_text(name), &tmp, err);
    if (rc != MH_OK)
        return rc;
    rc = drv->backup(db, tmp, NULL, err);
    if (rc == MH_OK)
        rc = mh__file_publish(tmp, mh_str_text(name), err);
    else
        unlink(tmp);
    free(tmp);
    return rc;
}

static enum mh_rc step(const struct mh__driver *drv, struct mh__db *db, const struct mh__migration *m, struct mh_err *err)
{
    int64_t application = 0, version = 0;
    bool orphans = false;
    enum mh_rc rc = drv->exec(db, "BEGIN IMMEDIATE", err);

    if (rc != MH_OK)
        return rc;
    /* Another process may have been first. */
    rc = drv->identity_get(db, &application, &version, err);
    if (rc == MH_OK && version < m->number) {
        rc = drv->exec(db, m->sql, err);
        if (rc == MH_OK)
            rc = drv->identity_set(db, MH__APPLICATION_ID, m->number, err);
        if (rc == MH_OK)
            rc = drv->orphans(db, &orphans, err);
        if (orphans)
            rc = mh_err_set(err, MH_EDAMAGED, "des lignes renvoient à d'autres qui n'existent pas");
    }
    if (rc == MH_OK)
        rc = drv->exec(db, "COMMIT", err);
    if (rc != MH_OK && drv->in_transaction(db))
        (void)drv->exec(db, "ROLLBACK", NULL);
    return rc;
}

enum mh_rc mh__migrate(const struct mh__driver *drv, struct mh__db *db, const char *path, int64_t version,
                       const struct mh__migration *list, struct mh_err *err)
{
    struct mh_str copy = MH_STR_INIT;
    enum mh_rc rc = MH_OK;

    if (version > 0)
        rc = copy_beside(drv, db, path, mh__last_migration(list), &copy, err);
    /* A step may rebuild a table that others refer to. */
    if (rc == MH_OK)
        rc = drv->references(db, MH__REFERENCES_OFF, err);
    for (const struct mh__migration *m = list; m->number && rc == MH_OK; m++) {
        if (m->number <= version)
            continue;
        rc = step(drv, db, m, err);
        if (rc != MH_OK && version > 0)
            mh_err_where(err, "la mise à jour %s du plan a échoué, ses données sont comme avant (copie : %s)", m->name, mh_str_text(&copy));
        else if (rc != MH_OK)
            mh_err_where(err, "la création du plan a échoué");
    }
    if (rc == MH_OK)
        rc = drv->references(db, MH__REFERENCES_ON, err);
    mh_str_free(&copy);
    return rc;
}

/* What the file knows of itself. */
#include "store/internal.h"

enum mh_rc mh_store_meta_get(struct mh_store *s, const char *key, struct mh_str *value, struct mh_err *err)
{
    static const char SQL_GET[] = "SELECT value FROM meta WHERE name = $name";
    struct mh__stmt *st = NULL;
    bool row = false;
    enum mh_rc rc = mh__stmt_take(s, SQL_GET, &st, err);

    mh_str_clear(value);
    if (rc != MH_OK)
        return rc;
    mh__bind_text(s, st, "$name", key);
    rc = s->drv->step(st, &row, err);
    if (row)
        mh_str_add(value, s->drv->text(st, 0, NULL));
    mh__stmt_give(s, st);
    return rc;
}

enum mh_rc mh_store_meta_put(struct mh_store *s, const char *key, const char *value, struct mh_err *err)
{
    static const char SQL_PUT[] = "INSERT INTO meta (name, value) VALUES ($name, $value) "
                                  "ON CONFLICT (name) DO UPDATE SET value = excluded.value";
    struct mh__stmt *st = NULL;
    enum mh_rc rc = mh__stmt_take(s, SQL_PUT, &st, err);

    if (rc != MH_OK)
        return rc;
    mh__bind_text(s, st, "$name", key);
    mh__bind_text(s, st, "$value", value);
    return mh__stmt_run(s, st, err);
}

/* Windows on the lists of a session, and following other processes. */
#include "ops/entry/edit.h"

enum mh_rc mh__list_of(const char *kind, const struct mh_table **t, struct mh_err *err)
{
    if (mh_streq(kind, mh_table_article_lines.name)) {
        *t = &mh_table_article_lines;
        return MH_OK;
    }
    return mh__table_of(kind, t, err);
}

enum mh_rc mh_ops_window_open(struct mh_session *s, const struct mh_window_query *q, struct mh_window **out, struct mh_err *err)
{
    const struct mh_table *t = NULL;
    enum mh_rc rc = mh__list_of(q->kind, &t, err);
    *out = NULL;
    return rc == MH_OK ? mh_store_window_open(s->store, t, s->campaign.id, q, out, err) : rc;
}

bool mh_ops_changed(struct mh_session *s)
{
    if (!mh_store_changed_outside(s->store))
        return false;
    struct mh_err gone = MH_ERR_INIT;
    mh__session_changed(s, NULL);
    (void)mh__session_campaign(s, &gone); /* a plan that cannot be read now is said by whoever reads it next */
    return true;
}

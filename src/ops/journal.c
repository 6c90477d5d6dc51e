/* The journal as people use it. */
#include "ops/session.h"

enum mh_rc mh_ops_undo(struct mh_session *s, int64_t number, struct mh_operation *done, struct mh_err *err)
{
    enum mh_rc rc = mh_store_undo(s->store, number, done, err);
    mh__session_forget(s);
    return rc;
}

enum mh_rc mh_ops_redo(struct mh_session *s, struct mh_operation *done, struct mh_err *err)
{
    enum mh_rc rc = mh_store_redo(s->store, done, err);
    mh__session_forget(s);
    return rc;
}

enum mh_rc mh_ops_history(struct mh_session *s, int64_t limit, void (*each)(void *ctx, const struct mh_operation *op), void *ctx,
                          struct mh_err *err)
{
    return mh_store_history(s->store, limit, each, ctx, err);
}

enum mh_rc mh_ops_changes(struct mh_session *s, int64_t number, void (*each)(void *ctx, const struct mh_change *c), void *ctx,
                          struct mh_err *err)
{
    return mh_store_changes(s->store, number, each, ctx, err);
}

enum mh_rc mh_ops_verify(struct mh_session *s, struct mh_diags *diags, struct mh_err *err)
{
    return mh_store_verify(s->store, &s->progress, diags, err);
}

enum mh_rc mh_ops_backup(struct mh_session *s, const char *path, struct mh_err *err)
{
    return mh_store_backup(s->store, path, &s->progress, err);
}

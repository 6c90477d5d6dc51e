/* A plan after an accident: taken up from a backup, or what can be read of it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <mahalli/xalloc.h>
#include "ops/session.h"

static void keep_last(void *ctx, const struct mh_operation *op)
{
    struct mh_operation *last = ctx;
    if (last->number == 0)
        *last = (struct mh_operation){ .number = op->number, .author = mh_xstrdup(op->author), .at = mh_xstrdup(op->at),
                                       .command = mh_xstrdup(op->command) };
}

void mh_restored_free(struct mh_restored *r)
{
    free(r->aside);
    mh_operation_free(&r->last);
    *r = (struct mh_restored){ 0 };
}

enum mh_rc mh_ops_restore(const struct mh_session_options *opt, const char *backup, struct mh_restored *out, struct mh_diags *diags,
                          struct mh_err *err)
{
    const struct mh_store_options so = { .author = opt->user, .now = opt->now };
    struct mh_store *s = NULL;

    *out = (struct mh_restored){ 0 };
    enum mh_rc rc = mh_store_restore(backup, opt->path, &so, &opt->progress, diags, &out->aside, err);
    if (rc == MH_OK)
        rc = mh_store_open(opt->path, MH_STORE_READ, &so, &s, err);
    if (rc == MH_OK)
        rc = mh_store_history(s, 1, keep_last, &out->last, err);
    mh_store_close(s);
    return rc;
}

static enum mh_rc salvage(const struct mh_session_options *opt, const char *path, void (*each)(void *ctx, const struct mh_recovered *row),
                          void *ctx, struct mh_err *err)
{
    struct mh_session_options to = *opt;
    struct mh_session *s = NULL;
    struct mh_str what = MH_STR_INIT;
    const char *slash = strrchr(opt->path, '/');
    int64_t op = 0;

    to.path = path;
    mh_str_addf(&what, "reprise de ce qui se lit dans %s", slash ? slash + 1 : opt->path);
    enum mh_rc rc = mh__session_store(&to, MH_STORE_CREATE, &s, err);
    bool made = rc == MH_OK;
    if (rc == MH_OK)
        rc = mh_store_begin(s->store, mh_str_text(&what), err);
    if (rc == MH_OK)
        rc = mh__load_reference(s, err);
    if (rc == MH_OK)
        rc = mh_store_salvage(s->store, opt->path, &opt->progress, each, ctx, err);
    if (rc == MH_OK)
        rc = mh_store_commit(s->store, &op, err);
    if (rc == MH_OK && op == 0)
        rc = mh_err_set(err, MH_EDAMAGED, "%s : aucune ligne ne s'y lit", opt->path);
    mh_session_close(s);
    if (rc != MH_OK && made)
        remove(path);
    mh_str_free(&what);
    return rc;
}

enum mh_rc mh_ops_recover(const struct mh_session_options *opt, const char *path, bool *whole,
                          void (*each)(void *ctx, const struct mh_recovered *row), void *ctx, struct mh_diags *diags, struct mh_err *err)
{
    const struct mh_store_options so = { .author = opt->user, .now = opt->now };
    enum mh_rc rc = mh_store_rebuild(opt->path, path, &so, &opt->progress, diags, whole, err);

    return rc != MH_OK || *whole ? rc : salvage(opt, path, each, ctx, err);
}

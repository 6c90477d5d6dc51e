/* A copy of the plan while others write it. */
#include <stdlib.h>
#include <unistd.h>
#include "store/internal.h"

enum mh_rc mh_store_backup(struct mh_store *s, const char *path, bool own_origin, const struct mh_progress *progress, struct mh_err *err)
{
    char *tmp = NULL;

    if (mh__file_exists(path))
        return mh_err_set(err, MH_EINVAL, "%s existe déjà ; rien n'a été changé", path);
    enum mh_rc rc = mh__file_beside(path, &tmp, err);
    if (rc != MH_OK)
        return rc;
    rc = s->drv->backup(s->db, tmp, progress, err);
    if (rc == MH_OK && own_origin)
        rc = mh__file_new_origin(tmp, err);
    if (rc == MH_OK)
        rc = mh__file_publish(tmp, path, err);
    else
        unlink(tmp);
    free(tmp);
    return rc;
}

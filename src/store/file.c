/* Files beside the plan: made under another name, given theirs when complete. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "store/internal.h"

bool mh__file_exists(const char *path)
{
    struct stat st;
    return lstat(path, &st) == 0;
}

enum mh_rc mh__file_beside(const char *path, char **tmp, struct mh_err *err)
{
    struct mh_str name = MH_STR_INIT;

    *tmp = NULL;
    mh_str_add(&name, path);
    mh_str_add(&name, ".XXXXXX");
    char *p = mh_str_take(&name);
    int fd = mkstemp(p); /* 0600 whatever the mask */
    if (fd < 0) {
        enum mh_rc rc = mh_err_set(err, MH_EIO, "%s : ne peut pas être créé (%s)", path, mh_err_errno(errno));
        free(p);
        return rc;
    }
    (void)fchmod(fd, 0600);
    close(fd);
    *tmp = p;
    return MH_OK;
}

/* The folder's own entry must be on disk too. */
static void sync_folder(const char *path)
{
    struct mh_str folder = MH_STR_INIT;
    const char *slash = strrchr(path, '/');

    mh_str_addn(&folder, slash ? path : ".", slash ? (size_t)(slash - path) + 1 : 1);
    int fd = open(mh_str_text(&folder), O_RDONLY);
    if (fd >= 0) {
        (void)fsync(fd);
        close(fd);
    }
    mh_str_free(&folder);
}

enum mh_rc mh__file_publish(const char *tmp, const char *path, struct mh_err *err)
{
    enum mh_rc rc = MH_OK;
    int fd = open(tmp, O_RDONLY);

    if (fd < 0 || fsync(fd) != 0)
        rc = mh_err_set(err, MH_EIO, "%s : ne peut pas être écrit (%s)", path, mh_err_errno(errno));
    if (fd >= 0)
        close(fd);
    /* A link never replaces; where the file system has none, look and rename. */
    if (rc == MH_OK && link(tmp, path) != 0) {
        if (errno == EEXIST || mh__file_exists(path))
            rc = mh_err_set(err, MH_EINVAL, "%s existe déjà ; rien n'a été changé", path);
        else if (rename(tmp, path) != 0)
            rc = mh_err_set(err, MH_EIO, "%s : ne peut pas être créé (%s)", path, mh_err_errno(errno));
    }
    unlink(tmp);
    if (rc == MH_OK)
        sync_folder(path);
    return rc;
}

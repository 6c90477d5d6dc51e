#define _XOPEN_SOURCE 700 /* realpath */
#include <mahalli/beside.h>

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <mahalli/str.h>
#include <mahalli/xalloc.h>

static void beside_free(struct mh_beside *f)
{
    free(f->path);
    free(f->tmp);
    *f = (struct mh_beside){ NULL, NULL };
}

/* The mode that the file has already, or a new file's. */
static mode_t mode_for(const char *path)
{
    struct stat st;
    mode_t mask = umask(0);

    umask(mask);
    return stat(path, &st) == 0 ? st.st_mode & 0777 : 0666 & ~mask;
}

enum mh_rc mh_beside_open(struct mh_beside *f, const char *path, struct mh_err *err)
{
    struct stat st;
    char *real = realpath(path, NULL); /* through a symbolic link: the file it names is replaced, not the link */

    f->path = real ? mh_xstrdup(real) : mh_xstrdup(path);
    free(real);
    f->tmp = NULL;
    if (stat(f->path, &st) == 0 && !S_ISREG(st.st_mode)) {
        beside_free(f);
        return mh_err_set(err, MH_EIO, "impossible d'écrire « %s » : %s", path,
                          S_ISDIR(st.st_mode) ? "c'est un dossier" : "ce n'est pas un fichier ordinaire");
    }
    struct mh_str tmp = MH_STR_INIT;
    mh_str_addf(&tmp, "%s." "XX" "XX" "XX", f->path);
    f->tmp = mh_str_take(&tmp);
    int fd = mkstemp(f->tmp);
    if (fd < 0) {
        int e = errno;
        beside_free(f);
        return mh_err_set(err, MH_EIO, "impossible d'écrire « %s » : %s", path, mh_err_errno(err, e));
    }
    if (fchmod(fd, mode_for(f->path)) != 0)
        errno = 0; /* a file system without modes: as it is */
    close(fd);
    return MH_OK;
}

/* The directory entry too, so that a power cut does not bring the old file back. Some file systems cannot: no harm. */
static void sync_folder(const char *path)
{
    char *folder = mh_xstrdup(path), *slash = strrchr(folder, '/');

    if (slash)
        slash[slash == folder] = '\0';
    int fd = open(slash ? folder : ".", O_RDONLY | O_CLOEXEC);
    if (fd >= 0) {
        if (fsync(fd) != 0)
            errno = 0;
        close(fd);
    }
    free(folder);
}

enum mh_rc mh_beside_commit(struct mh_beside *f, struct mh_err *err)
{
    enum mh_rc rc = MH_OK;
    int fd = open(f->tmp, O_RDWR | O_CLOEXEC);

    if (fd < 0 || fsync(fd) != 0)
        rc = mh_err_set(err, MH_EIO, "impossible d'écrire « %s » : %s", f->path, mh_err_errno(err, errno));
    if (fd >= 0 && close(fd) != 0 && rc == MH_OK)
        rc = mh_err_set(err, MH_EIO, "impossible d'écrire « %s » : %s", f->path, mh_err_errno(err, errno));
    if (rc == MH_OK && rename(f->tmp, f->path) != 0)
        rc = mh_err_set(err, MH_EIO, "impossible d'écrire « %s » : %s", f->path, mh_err_errno(err, errno));
    if (rc != MH_OK) {
        mh_beside_drop(f);
        return rc;
    }
    sync_folder(f->path);
    beside_free(f);
    return MH_OK;
}

void mh_beside_drop(struct mh_beside *f)
{
    if (f->tmp)
        unlink(f->tmp);
    beside_free(f);
}

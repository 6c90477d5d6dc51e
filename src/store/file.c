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

void mh__file_name(struct mh_str *out, const char *path, const char *what, int attempt)
{
    size_t n = strlen(path);

    if (n > 3 && strcmp(path + n - 3, ".db") == 0)
        n -= 3;
    mh_str_clear(out);
    mh_str_addn(out, path, n);
    mh_str_addf(out, ".%s", what);
    if (attempt)
        mh_str_addf(out, "-%d", attempt + 1);
    mh_str_add(out, ".db");
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
        enum mh_rc rc = mh_err_set(err, MH_EIO, "%s : ne peut pas être créé (%s)", path, mh_err_errno(err, errno));
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

/* --- a file with its log --- */

static const char *const followers[] = { "-wal", "-journal" }; /* what was committed may stand there; -shm only says where */

static void follower(struct mh_str *out, const char *path, const char *suffix)
{
    mh_str_clear(out);
    mh_str_addf(out, "%s%s", path, suffix);
}

/* What of a log stands at that place, its own or left by a plan that is gone; NULL nothing. */
static const char *left_over(const char *path)
{
    struct mh_str name = MH_STR_INIT;
    const char *found = NULL;

    for (size_t i = 0; i < sizeof followers / sizeof *followers && found == NULL; i++) {
        follower(&name, path, followers[i]);
        found = mh__file_exists(mh_str_text(&name)) ? followers[i] : NULL;
    }
    mh_str_free(&name);
    return found;
}

enum mh_rc mh__file_publish(const char *tmp, const char *path, struct mh_err *err)
{
    const char *left = mh__file_exists(path) ? NULL : left_over(path); /* the engine would read it into the new file */
    enum mh_rc rc = MH_OK;
    int fd = open(tmp, O_RDONLY);

    if (fd < 0 || fsync(fd) != 0)
        rc = mh_err_set(err, MH_EIO, "%s : ne peut pas être écrit (%s)", path, mh_err_errno(err, errno));
    else if (left != NULL)
        rc = mh_err_set(err, MH_EINVAL, "%s%s est resté là d'un plan disparu : déplacez ce fichier, puis recommencez", path, left);
    if (fd >= 0)
        close(fd);
    /* A link never replaces; where the file system has none, look and rename. */
    if (rc == MH_OK && link(tmp, path) != 0) {
        if (errno == EEXIST || mh__file_exists(path))
            rc = mh_err_set(err, MH_EINVAL, "%s existe déjà ; rien n'a été changé", path);
        else if (rename(tmp, path) != 0)
            rc = mh_err_set(err, MH_EIO, "%s : ne peut pas être créé (%s)", path, mh_err_errno(err, errno));
    }
    unlink(tmp);
    if (rc == MH_OK)
        sync_folder(path);
    return rc;
}

void mh__file_remove(const char *path)
{
    struct mh_str name = MH_STR_INIT;

    unlink(path);
    for (size_t i = 0; i < sizeof followers / sizeof *followers; i++) {
        follower(&name, path, followers[i]);
        unlink(mh_str_text(&name));
    }
    follower(&name, path, "-shm");
    unlink(mh_str_text(&name));
    mh_str_free(&name);
}

static enum mh_rc write_block(int fd, const char *block, size_t n, const char *path, struct mh_err *err)
{
    while (n > 0) {
        ssize_t w = write(fd, block, n);
        if (w < 0 && errno == EINTR)
            continue;
        if (w <= 0)
            return mh_err_set(err, MH_EIO, "%s : ne peut pas être écrit (%s)", path, mh_err_errno(err, w < 0 ? errno : ENOSPC));
        block += w;
        n -= (size_t)w;
    }
    return MH_OK;
}

static enum mh_rc copy_one(const char *from, const char *to, struct mh_err *err)
{
    char block[4096];
    struct stat st;
    enum mh_rc rc = MH_OK;
    int in = open(from, O_RDONLY), out = -1;

    if (in < 0 || fstat(in, &st) != 0)
        rc = mh_err_set(err, MH_EIO, "%s : ne se lit pas (%s)", from, mh_err_errno(err, errno));
    else if (!S_ISREG(st.st_mode))
        rc = mh_err_set(err, MH_EIO, "%s : ce n'est pas un fichier", from);
    else if ((out = open(to, O_WRONLY | O_CREAT | O_TRUNC, 0600)) < 0)
        rc = mh_err_set(err, MH_EIO, "%s : ne peut pas être écrit (%s)", to, mh_err_errno(err, errno));
    for (off_t at = 0; rc == MH_OK && at < st.st_size;) {
        ssize_t n = pread(in, block, sizeof block, at);
        if (n == 0)
            break;
        if (n < 0) { /* a part of the medium that is gone */
            n = (ssize_t)sizeof block;
            memset(block, 0, sizeof block);
        }
        rc = write_block(out, block, (size_t)n, to, err);
        at += n;
    }
    if (in >= 0)
        close(in);
    if (out >= 0 && close(out) != 0 && rc == MH_OK)
        rc = mh_err_set(err, MH_EIO, "%s : ne peut pas être écrit (%s)", to, mh_err_errno(err, errno));
    return rc;
}

enum mh_rc mh__file_copy(const char *from, const char *to, struct mh_err *err)
{
    struct mh_str source = MH_STR_INIT, target = MH_STR_INIT;
    enum mh_rc rc = copy_one(from, to, err);

    for (size_t i = 0; i < sizeof followers / sizeof *followers && rc == MH_OK; i++) {
        follower(&source, from, followers[i]);
        follower(&target, to, followers[i]);
        if (mh__file_exists(mh_str_text(&source)))
            rc = copy_one(mh_str_text(&source), mh_str_text(&target), err);
    }
    mh_str_free(&source);
    mh_str_free(&target);
    return rc;
}

/* A log left beside the new file would be taken for its own. */
static enum mh_rc move_followers(const char *path, const char *to, struct mh_err *err)
{
    struct mh_str source = MH_STR_INIT, target = MH_STR_INIT;
    enum mh_rc rc = MH_OK;

    for (size_t i = 0; i < sizeof followers / sizeof *followers && rc == MH_OK; i++) {
        follower(&source, path, followers[i]);
        follower(&target, to, followers[i]);
        if (rename(mh_str_text(&source), mh_str_text(&target)) != 0 && errno != ENOENT)
            rc = mh_err_set(err, MH_EIO, "%s : ne peut pas être mis de côté (%s)", mh_str_text(&source), mh_err_errno(err, errno));
    }
    follower(&source, path, "-shm");
    unlink(mh_str_text(&source));
    mh_str_free(&source);
    mh_str_free(&target);
    return rc;
}

/*
 * The present file gets a second name; where the file system has no links, another one. A log whose plan is gone is kept under such a name
 * too: *aside stays NULL.
 */
static enum mh_rc put_aside(const char *path, char **aside, struct mh_err *err)
{
    struct mh_str name = MH_STR_INIT;
    bool there = mh__file_exists(path);
    enum mh_rc rc = MH_OK;
    int attempt = 0;

    do
        mh__file_name(&name, path, "avant-reprise", attempt++);
    while ((mh__file_exists(mh_str_text(&name)) || left_over(mh_str_text(&name)) != NULL) && attempt < 1000);
    if (there && link(path, mh_str_text(&name)) != 0 && (errno == EEXIST || rename(path, mh_str_text(&name)) != 0))
        rc = mh_err_set(err, MH_EIO, "%s : ne peut pas être mis de côté (%s)", path, mh_err_errno(err, errno));
    if (rc == MH_OK)
        rc = move_followers(path, mh_str_text(&name), err);
    if (rc == MH_OK && there)
        *aside = mh_str_take(&name);
    mh_str_free(&name);
    return rc;
}

enum mh_rc mh__file_replace(const char *tmp, const char *path, char **aside, struct mh_err *err)
{
    struct stat st;
    enum mh_rc rc = MH_OK;
    int fd = open(tmp, O_RDONLY);

    *aside = NULL;
    if (fd < 0 || (stat(path, &st) == 0 && fchmod(fd, st.st_mode & 0777) != 0) || fsync(fd) != 0)
        rc = mh_err_set(err, MH_EIO, "%s : ne peut pas être écrit (%s)", path, mh_err_errno(err, errno));
    if (fd >= 0)
        close(fd);
    if (rc == MH_OK)
        rc = put_aside(path, aside, err);
    if (rc == MH_OK && rename(tmp, path) != 0)
        rc = mh_err_set(err, MH_EIO, "%s : ne peut pas être créé (%s)", path, mh_err_errno(err, errno));
    if (rc == MH_OK)
        sync_folder(path);
    return rc;
}

/* A plan taken up again from a backup: verified on a copy, then put in the place of the present file, which is kept. */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <mahalli/xalloc.h>
#include "store/internal.h"

static const struct mh__driver *const driver = &mh__driver_sqlite;

struct faults {
    struct mh_diags *diags;
};

static void fault(void *ctx, const char *what)
{
    struct faults *f = ctx;
    struct mh_str message = MH_STR_INIT;

    mh_str_addf(&message, "le fichier est abîmé : %s", what);
    mh_diag_add(f->diags, &(struct mh_diag){ .severity = MH_SEV_ERROR, .rule = "fichier-abime", .message = mh_str_text(&message) });
    mh_str_free(&message);
}

/* An older plan is brought up to date here and now: the file it came from stays as it is, so there is nothing to copy first. */
static enum mh_rc bring_up(const char *path, struct mh_diags *diags, struct mh_err *err)
{
    struct faults f = { diags };
    struct mh__db *db = NULL;
    int64_t application = 0, version = 0;
    enum mh_rc rc = driver->open(path, MH__OPEN_SCRATCH, &db, err);

    if (rc == MH_OK)
        rc = driver->identity_get(db, &application, &version, err);
    if (rc == MH_OK && application != MH__APPLICATION_ID)
        rc = mh_err_set(err, MH_EDAMAGED, "ce fichier n'est pas un plan Mahalli");
    if (rc == MH_OK && version < mh__last_migration(mh__migrations)) {
        rc = driver->check(db, fault, &f, err);
        if (rc == MH_OK && diags->count[MH_SEV_ERROR] == 0)
            rc = mh__migrate(driver, db, path, 0, mh__migrations, err);
    }
    driver->close(db, false);
    return rc;
}

static enum mh_rc verify(const char *path, const struct mh_store_options *opt, const struct mh_progress *progress, struct mh_diags *diags,
                         struct mh_err *err)
{
    struct mh_store *s = NULL;
    enum mh_rc rc = mh_store_open(path, MH_STORE_READ, opt, &s, err);

    if (rc == MH_OK)
        rc = mh_store_verify(s, progress, diags, err);
    mh_store_close(s);
    return rc;
}

enum mh_rc mh__file_make_sound(const char *path, const struct mh_store_options *opt, const struct mh_progress *progress, struct mh_diags *diags,
                               struct mh_err *err)
{
    enum mh_rc rc = bring_up(path, diags, err);

    if (rc == MH_OK && diags->count[MH_SEV_ERROR] == 0)
        rc = mh__file_new_origin(path, err);
    if (rc == MH_OK && diags->count[MH_SEV_ERROR] == 0)
        rc = verify(path, opt, progress, diags, err);
    return rc;
}

/* The present plan is nobody else's now, and whole in one file; what cannot be opened is kept as it is. */
static enum mh_rc settle_present(const char *path, struct mh_err *err)
{
    struct mh_err why = MH_ERR_INIT;
    struct mh__db *db = NULL;
    enum mh_rc rc = MH_OK;

    if (mh__file_peek(path, mh__last_migration(mh__migrations), &why) != MH_OK)
        return MH_OK;
    if (driver->open(path, MH__OPEN_WRITE, &db, &why) == MH_OK && driver->settle(db, &why) == MH_EBUSY)
        rc = mh_err_set(err, MH_EBUSY, "%s : ce plan est ouvert ailleurs ; fermez-le partout avant de le remplacer", path);
    driver->close(db, rc != MH_OK);
    return rc;
}

static enum mh_rc take_copy(const char *backup, const char *tmp, const struct mh_progress *progress, struct mh_err *err)
{
    struct mh__db *db = NULL;
    /* A backup that no log goes with is read as it is: nothing is made beside it. */
    enum mh_rc rc = mh__file_has_log(backup) ? mh__engine_read(backup, &db, err) : driver->open(backup, MH__OPEN_READ_ALONE, &db, err);

    if (rc == MH_OK)
        rc = driver->backup(db, tmp, progress, err);
    driver->close(db, true);
    return rc;
}

static bool same_file(const char *a, const char *b)
{
    struct stat x, y;
    return stat(a, &x) == 0 && stat(b, &y) == 0 && x.st_dev == y.st_dev && x.st_ino == y.st_ino;
}

/* A plan that is reached through links is replaced where it is. */
static char *real_place(const char *path)
{
    enum { LINKS = 16 };
    char *place = mh_xstrdup(path), target[4096];

    for (int i = 0; i < LINKS; i++) {
        ssize_t n = readlink(place, target, sizeof target - 1);
        if (n <= 0)
            break;
        target[n] = '\0';
        const char *slash = strrchr(place, '/');
        struct mh_str next = MH_STR_INIT;
        if (target[0] != '/' && slash)
            mh_str_addn(&next, place, (size_t)(slash - place) + 1);
        mh_str_add(&next, target);
        free(place);
        place = mh_str_take(&next);
    }
    return place;
}

static enum mh_rc restore(const char *backup, const char *path, const struct mh_store_options *opt, const struct mh_progress *progress,
                          struct mh_diags *diags, char **aside, struct mh_err *err)
{
    struct mh_err why = MH_ERR_INIT;
    char *tmp = NULL;
    enum mh_rc rc = mh__file_beside(path, &tmp, err);

    if (rc != MH_OK)
        return rc;
    rc = take_copy(backup, tmp, progress, &why);
    if (rc == MH_OK)
        rc = mh__file_make_sound(tmp, opt, progress, diags, &why);
    if (rc == MH_OK && diags->count[MH_SEV_ERROR] != 0)
        rc = mh_err_set(&why, MH_EDAMAGED, "cette sauvegarde est abîmée");
    if (rc != MH_OK)
        mh_err_set(err, rc, "%s : %s ; rien n'a été changé", backup, why.msg);
    if (rc == MH_OK)
        rc = settle_present(path, err);
    if (rc == MH_OK)
        rc = mh__file_replace(tmp, path, aside, err);
    if (rc != MH_OK)
        mh__file_remove(tmp);
    free(tmp);
    return rc;
}

enum mh_rc mh_store_restore(const char *backup, const char *path, const struct mh_store_options *opt, const struct mh_progress *progress,
                            struct mh_diags *diags, char **aside, struct mh_err *err)
{
    *aside = NULL;
    if (!mh__file_exists(backup))
        return mh_err_set(err, MH_EIO, "%s : cette sauvegarde n'existe pas", backup);
    if (same_file(backup, path))
        return mh_err_set(err, MH_EINVAL, "%s est le plan même ; donnez une copie", backup);
    enum mh_rc rc = mh__file_peek(backup, mh__last_migration(mh__migrations), err);
    char *place = real_place(path);
    if (rc == MH_OK)
        rc = restore(backup, place, opt, progress, diags, aside, err);
    free(place);
    return rc;
}

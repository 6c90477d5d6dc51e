/* Opening and closing a plan. */
#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <mahalli/xalloc.h>
#include "store/internal.h"

static const struct mh__driver *const driver = &mh__driver_sqlite;

/* --- what the file is --- */

static enum mh_rc refuse_newer(const char *path, int64_t version, int known, struct mh_err *err)
{
    return mh_err_set(err, MH_ENEWER, "%s : plan de version %lld, ce programme va jusqu'à la version %d ; il faut un programme plus récent",
                      path, (long long)version, known);
}

static enum mh_rc check_identity(const char *path, int64_t application, int64_t version, int known, struct mh_err *err)
{
    if (application != MH__APPLICATION_ID)
        return mh_err_set(err, MH_EDAMAGED, "%s : ce fichier n'est pas un plan Mahalli", path);
    if (version > known)
        return refuse_newer(path, version, known, err);
    if (version < 1)
        return mh_err_set(err, MH_EDAMAGED, "%s : le fichier du plan est abîmé (version %lld)", path, (long long)version);
    return MH_OK;
}

/* Looks at the file's own bytes, so that what is no plan of ours is not even opened. */
enum mh_rc mh__file_peek(const char *path, int known, struct mh_err *err)
{
    struct stat st;
    bool is = false;
    int64_t application = 0, version = 0;

    if (stat(path, &st) != 0)
        return errno == ENOENT ? mh_err_set(err, MH_EIO, "%s : ce plan n'existe pas (mahalli init le crée)", path)
                               : mh_err_set(err, MH_EIO, "%s : %s", path, mh_err_errno(err, errno));
    if (!S_ISREG(st.st_mode))
        return mh_err_set(err, MH_EIO, "%s : ce n'est pas un fichier", path);
    enum mh_rc rc = driver->identity_peek(path, &is, &application, &version, err);
    if (rc != MH_OK)
        return mh_err_where(err, "%s", path);
    if (!is)
        return mh_err_set(err, MH_EDAMAGED, "%s : ce fichier n'est pas un plan Mahalli", path);
    return check_identity(path, application, version, known, err);
}

/* The engine's view: a version may still stand in the log. */
static enum mh_rc check_opened(struct mh_store *s, int known, int64_t *version, struct mh_err *err)
{
    int64_t application = 0, foreign = 0;
    enum mh_rc rc = driver->identity_get(s->db, &application, version, err);

    if (rc == MH_OK)
        rc = check_identity(s->path, application, *version, known, err);
    if (rc == MH_OK)
        rc = driver->foreign_code(s->db, &foreign, err);
    if (rc == MH_OK && foreign > 0)
        rc = mh_err_set(err, MH_EDAMAGED, "%s : ce plan contient du code étranger ; il n'est pas ouvert", s->path);
    return rc;
}

/* --- making a plan --- */

static enum mh_rc draw_origin(int64_t *origin, struct mh_err *err)
{
    uint32_t r = 0;
    int fd = open("/dev/urandom", O_RDONLY);
    bool got = fd >= 0 && read(fd, &r, sizeof r) == (ssize_t)sizeof r;

    if (fd >= 0)
        close(fd);
    if (!got)
        return mh_err_set(err, MH_EIO, "le système ne donne pas de nombre aléatoire");
    *origin = r & 0x7fffffff ? (int64_t)(r & 0x7fffffff) : 1;
    return MH_OK;
}

static enum mh_rc put_origin(struct mh_store *s, int64_t origin, struct mh_err *err)
{
    struct mh_str text = MH_STR_INIT;
    enum mh_rc rc = MH_OK;

    if (origin == 0)
        rc = draw_origin(&origin, err);
    assert(rc != MH_OK || (origin > 0 && origin <= INT32_MAX));
    mh_str_addf(&text, "%lld", (long long)origin);
    if (rc == MH_OK)
        rc = mh_store_meta_put(s, "origin", mh_str_text(&text), err);
    mh_str_free(&text);
    return rc;
}

bool mh__file_has_log(const char *path)
{
    struct mh_str log = MH_STR_INIT;

    mh_str_addf(&log, "%s-wal", path);
    bool logged = mh__file_exists(mh_str_text(&log));
    mh_str_free(&log);
    return logged;
}

enum mh_rc mh__file_new_origin(const char *path, struct mh_err *err)
{
    struct mh_store s = { .drv = driver };
    enum mh_rc rc = driver->open(path, MH__OPEN_SCRATCH, &s.db, err);

    if (rc == MH_OK)
        rc = put_origin(&s, 0, err);
    mh__stmt_close_all(&s);
    driver->close(s.db, false);
    if (rc == MH_OK && mh__file_has_log(path))
        rc = mh_err_set(err, MH_EIO, "%s : ne peut pas être écrit", path);
    return rc;
}

/* Made complete under another name, so that a plan either is there whole or not at all. */
static enum mh_rc create(const char *path, const struct mh_store_options *opt, const struct mh__migration *list, struct mh_err *err)
{
    struct mh_store s = { .drv = driver };
    char *tmp = NULL;

    if (mh__file_exists(path))
        return mh_err_set(err, MH_EINVAL, "%s existe déjà ; rien n'a été changé", path);
    enum mh_rc rc = mh__file_beside(path, &tmp, err);
    if (rc != MH_OK)
        return rc;
    rc = driver->open(tmp, MH__OPEN_SCRATCH, &s.db, err);
    if (rc == MH_OK)
        rc = mh__migrate(driver, s.db, tmp, 0, list, err);
    if (rc == MH_OK)
        rc = put_origin(&s, opt->origin, err);
    mh__stmt_close_all(&s);
    driver->close(s.db, false);
    if (rc == MH_OK && mh__file_has_log(tmp))
        rc = mh_err_set(err, MH_EIO, "%s : ne peut pas être écrit", path);
    if (rc == MH_OK)
        rc = mh__file_publish(tmp, path, err);
    else
        unlink(tmp);
    free(tmp);
    return rc;
}

/* --- opening --- */

enum mh_rc mh__engine_read(const char *path, struct mh__db **db, struct mh_err *err)
{
    struct mh_err why = MH_ERR_INIT;
    int64_t application, version;
    enum mh_rc rc = driver->open(path, MH__OPEN_READ, db, &why);

    if (rc == MH_OK)
        rc = driver->identity_get(*db, &application, &version, &why);
    if (rc != MH_EIO)
        return rc == MH_OK ? MH_OK : mh_err_set(err, rc, "%s", why.msg);
    /* Nothing can be written beside the file: then nobody here writes it either, unless a log says otherwise. */
    driver->close(*db, true);
    *db = NULL;
    return mh__file_has_log(path) ? mh_err_set(err, rc, "%s", why.msg) : driver->open(path, MH__OPEN_READ_ALONE, db, err);
}

static enum mh_rc load_origin(struct mh_store *s, struct mh_err *err)
{
    struct mh_str text = MH_STR_INIT;
    enum mh_rc rc = mh_store_meta_get(s, "origin", &text, err);

    if (rc == MH_OK) {
        s->origin = strtoll(mh_str_text(&text), NULL, 10);
        if (s->origin < 1 || s->origin > INT32_MAX)
            rc = mh_err_set(err, MH_EDAMAGED, "%s : le fichier du plan est abîmé (origine)", s->path);
    }
    mh_str_free(&text);
    return rc;
}

static enum mh_rc bring_up_to_date(struct mh_store *s, int64_t version, const struct mh__migration *list, bool write, struct mh_err *err)
{
    if (version == mh__last_migration(list))
        return MH_OK;
    if (!write || driver->read_only(s->db))
        return mh_err_set(err, MH_EDENIED, "%s : ce plan est d'une version antérieure ; mahalli match, ou l'ouvrir à l'écran, le met à jour (une copie en est gardée)",
                          s->path);
    return mh__migrate(driver, s->db, s->path, version, list, err);
}

enum mh_rc mh__store_open_with(const char *path, enum mh_store_mode mode, const struct mh_store_options *opt,
                               const struct mh__migration *list, struct mh_store **out, struct mh_err *err)
{
    int known = mh__last_migration(list);
    bool write = mode != MH_STORE_READ, opened = false;
    int64_t version = 0;
    enum mh_rc rc = MH_OK;

    assert(opt->now);
    *out = NULL;
    if (mode == MH_STORE_CREATE)
        rc = create(path, opt, list, err);
    if (rc == MH_OK)
        rc = mh__file_peek(path, known, err);
    if (rc != MH_OK)
        return rc;
    struct mh_store *s = mh_xcalloc(1, sizeof *s);
    s->drv = driver;
    s->path = mh_xstrdup(path);
    s->author = mh_xstrdup(opt->author && *opt->author ? opt->author : "inconnu");
    s->now = mh_xstrdup(opt->now);
    mh__tabs_open(s);
    rc = write ? driver->open(path, MH__OPEN_WRITE, &s->db, err) : mh__engine_read(path, &s->db, err);
    if (rc == MH_OK)
        rc = check_opened(s, known, &version, err);
    opened = rc == MH_OK;
    if (rc == MH_OK)
        rc = bring_up_to_date(s, version, list, write, err);
    if (rc == MH_OK)
        rc = load_origin(s, err);
    if (rc != MH_OK) {
        if (!opened) { /* refused: as it was found */
            mh__stmt_close_all(s);
            driver->close(s->db, true);
            s->db = NULL;
        }
        mh_store_close(s);
        s = NULL;
    }
    if (s)
        s->outside_seen = driver->outside_changes(s->db);
    *out = s;
    return rc;
}

enum mh_rc mh_store_open(const char *path, enum mh_store_mode mode, const struct mh_store_options *opt, struct mh_store **out,
                         struct mh_err *err)
{
    return mh__store_open_with(path, mode, opt, mh__migrations, out, err);
}

void mh_store_close(struct mh_store *s)
{
    if (!s)
        return;
    if (s->db && s->state != MH__IDLE)
        mh_store_rollback(s);
    mh__tabs_close(s);
    mh__stmt_close_all(s);
    driver->close(s->db, false);
    mh__code_cache_free(s->codes);
    mh__op_free(&s->op);
    for (size_t i = 0; i < sizeof s->buf / sizeof *s->buf; i++)
        mh_str_free(&s->buf[i]);
    mh_str_free(&s->sql);
    free(s->path);
    free(s->author);
    free(s->now);
    free(s);
}

void mh_store_spare(struct mh_store *s, bool little)
{
    s->drv->spare(s->db, little ? MH__SPARE_ALL : MH__SPARE_NOTHING);
}

bool mh_store_changed_outside(struct mh_store *s)
{
    int64_t now = s->drv->outside_changes(s->db);
    bool changed = now != s->outside_seen;

    s->outside_seen = now;
    return changed;
}

void mh_store_set_now(struct mh_store *s, const char *now)
{
    free(s->now);
    s->now = mh_xstrdup(now);
}

/*
 * What can be read of a damaged plan. Only a copy of its bytes is opened. When all its tables still read and their digests are right, the
 * plan is written anew, journal and all: only indexes were lost. Otherwise its rows are taken one by one into a new plan, as far as they
 * can be reached: along the table, past what does not read, and by the identifiers that an index still holds.
 */
#include <stdlib.h>
#include <string.h>
#include <mahalli/utf8.h>
#include <mahalli/xalloc.h>
#include "store/exchange.h"
#include "store/internal.h"

static const struct mh__driver *const driver = &mh__driver_sqlite;

static enum mh_rc open_copy(const char *damaged, const char *path, char **tmp, struct mh__db **db, struct mh_err *err)
{
    struct mh_err why = MH_ERR_INIT;

    *db = NULL;
    if (!mh__file_exists(damaged))
        return mh_err_set(err, MH_EIO, "%s : ce fichier n'existe pas", damaged);
    enum mh_rc rc = mh__file_beside(path, tmp, err);
    if (rc == MH_OK)
        rc = mh__file_copy(damaged, *tmp, err);
    if (rc == MH_OK)
        rc = driver->open(*tmp, MH__OPEN_DAMAGED, db, &why);
    if (why.rc != MH_OK) /* it speaks of the copy */
        return mh_err_set(err, rc, "%s : %s", damaged, rc == MH_EDAMAGED ? "rien ne s'y lit" : why.msg);
    return rc;
}

static void close_copy(char *tmp, struct mh__db *db)
{
    driver->close(db, true);
    if (tmp)
        mh__file_remove(tmp);
    free(tmp);
}

static bool is_damage(enum mh_rc rc)
{
    return rc == MH_EDAMAGED || rc == MH_EINVAL || rc == MH_ECONFLICT || rc == MH_ENEWER;
}

/* An empty plan of the version that the damaged one has. */
static enum mh_rc same_schema(struct mh__db *damaged, const char *path, struct mh_err *err)
{
    struct mh__migration list[64] = { { 0 } };
    struct mh__db *db = NULL;
    int64_t application = 0, version = 0;
    size_t n = 0;
    enum mh_rc rc = driver->identity_get(damaged, &application, &version, err);

    for (const struct mh__migration *m = mh__migrations; m->number && m->number <= version && n + 1 < sizeof list / sizeof *list; m++)
        list[n++] = *m;
    if (rc == MH_OK && (application != MH__APPLICATION_ID || n == 0))
        rc = mh_err_set(err, MH_EDAMAGED, "ce fichier n'est pas un plan Mahalli");
    if (rc == MH_OK)
        rc = driver->open(path, MH__OPEN_SCRATCH, &db, err);
    if (rc == MH_OK)
        rc = mh__migrate(driver, db, path, 0, list, err);
    driver->close(db, false);
    return rc;
}

enum mh_rc mh_store_rebuild(const char *damaged, const char *path, const struct mh_store_options *opt, const struct mh_progress *progress,
                            struct mh_diags *diags, bool *whole, struct mh_err *err)
{
    struct mh_err why = MH_ERR_INIT;
    struct mh__db *db = NULL;
    char *tmp = NULL, *made = NULL;

    *whole = false;
    if (mh__file_exists(path))
        return mh_err_set(err, MH_EINVAL, "%s existe déjà ; rien n'a été changé", path);
    enum mh_rc rc = open_copy(damaged, path, &tmp, &db, err);
    if (rc == MH_OK)
        rc = mh__file_beside(path, &made, err);
    if (rc == MH_OK) {
        rc = same_schema(db, made, &why);
        if (rc == MH_OK)
            rc = driver->rebuild(db, made, &why);
        if (rc == MH_OK)
            rc = mh__file_make_sound(made, opt, progress, diags, &why);
        *whole = rc == MH_OK && diags->count[MH_SEV_ERROR] == 0;
        rc = rc == MH_OK || is_damage(rc) ? MH_OK : mh_err_set(err, rc, "%s", why.msg);
    }
    if (rc == MH_OK && *whole)
        rc = mh__file_publish(made, path, err);
    else if (made)
        mh__file_remove(made);
    free(made);
    close_copy(tmp, db);
    return rc;
}

/* --- row by row --- */

struct salvage {
    struct mh_store *to;
    struct mh__db *db;
    const struct mh_progress *progress;
    struct mh__map here; /* rows of this plan by the identifiers of the damaged one */
    struct mh__map seen; /* read, whatever became of them */
    struct mh_recovered one;
    bool hurt;           /* the table does not read from end to end */
    int64_t done;
    struct mh_str sql;   /* selects the columns that the damaged plan has */
};

enum { NEAR_TRIES = 4000, NEAR_STEP = 4 }; /* a page that is lost held some dozens of rows */

/* A row as it stands there may hold what no program wrote. */
static bool plausible(const struct mh__tab *tab, const void *row)
{
    for (size_t i = 0; i < tab->nfields; i++) {
        const struct mh_column *c = tab->field[i].c;
        const char *text = mh_is_text(c) ? mh_text_at(c, row) : NULL;
        if (text && !mh_utf8_valid(text, strlen(text)))
            return false;
    }
    return true;
}

/* Its references, in this plan; false when a row it needs was lost: with less it would say something else. */
static bool refer(const struct salvage *x, const struct mh__tab *tab, void *row)
{
    for (size_t i = 0; i < tab->nfields; i++) {
        const struct mh_column *c = tab->field[i].c;
        if (c->type != MH_REF || mh_int_at(c, row) == MH_UNKNOWN)
            continue;
        int64_t here = mh__map_get(&x->here, mh_int_at(c, row));
        if (here == 0)
            return false;
        *mh_field_int(c, row) = here;
    }
    return true;
}

static enum mh_rc take_row(struct salvage *x, struct mh__tab *tab, struct mh__stmt *st, struct mh_err *err)
{
    struct mh_err why = MH_ERR_INIT;
    void *row = mh_xcalloc(1, tab->t->row_size);
    enum mh_rc rc = MH_OK;

    mh_row_init(tab->t, row);
    mh__row_read(x->to, tab, st, row);
    int64_t id = mh__row_id(row);
    if (id >= MH__OWN_ID && mh__map_get(&x->seen, id) == 0) {
        mh__map_put(&x->seen, id, 1);
        x->one.held++;
        if (plausible(tab, row) && refer(x, tab, row)) {
            *(int64_t *)row = 0;
            rc = mh_store_insert(x->to, tab->t, row, &why);
            if (rc == MH_OK) {
                mh__map_put(&x->here, id, mh__row_id(row));
                x->one.kept++;
            }
        }
    }
    mh_row_free(tab->t, row);
    free(row);
    if (++x->done % 4096 == 0 && !mh_progress_tick(x->progress, "Lecture du plan abîmé", x->done, 0))
        return mh_err_set(err, MH_ECANCELED, "interrompu");
    return rc == MH_OK || is_damage(rc) ? MH_OK : mh_err_set(err, rc, "%s", why.msg);
}

/* Rows that a condition on $at finds, in an order; *at follows them. MH_EDAMAGED where it does not go on. */
static enum mh_rc pass(struct salvage *x, struct mh__tab *tab, const char *rest, int64_t from, int64_t *at, bool *hurt, struct mh_err *err)
{
    struct mh_str sql = MH_STR_INIT;
    struct mh_err why = MH_ERR_INIT;
    struct mh__stmt *st = NULL;
    bool row = false;
    enum mh_rc rc;

    mh_str_addf(&sql, "%s %s", mh_str_text(&x->sql), rest);
    rc = driver->prepare(x->db, mh_str_text(&sql), &st, &why);
    mh_str_free(&sql);
    if (rc == MH_OK)
        driver->bind_int(st, driver->param(st, "$at"), from);
    enum mh_rc taken = MH_OK;
    while (rc == MH_OK && taken == MH_OK && (rc = driver->step(st, &row, &why)) == MH_OK && row) {
        if (at && driver->integer(st, 0) > *at)
            *at = driver->integer(st, 0);
        taken = take_row(x, tab, st, err);
    }
    driver->finalize(st);
    *hurt = rc != MH_OK;
    if (taken != MH_OK)
        return taken;
    return rc == MH_OK || is_damage(rc) || rc == MH_EIO ? MH_OK : mh_err_set(err, rc, "%s", why.msg);
}

/* Along the table; past a place that does not read by small steps, then by growing ones; and from its end. */
static enum mh_rc along(struct salvage *x, struct mh__tab *tab, struct mh_err *err)
{
    int64_t at = MH__OWN_ID - 1, skip = 0;
    bool hurt = true;
    enum mh_rc rc = MH_OK;

    for (int tries = 0; rc == MH_OK && hurt && at < INT64_MAX - skip && skip <= INT64_MAX / 4; tries++) {
        int64_t before = at;
        rc = pass(x, tab, "WHERE id > $at ORDER BY id", at + skip, &at, &hurt, err);
        x->hurt |= hurt;
        tries = at != before ? 0 : tries;
        skip = at != before ? NEAR_STEP : tries < NEAR_TRIES ? skip + NEAR_STEP : skip * 2;
    }
    if (rc == MH_OK && x->hurt)
        rc = pass(x, tab, "WHERE id > $at ORDER BY id DESC", at, NULL, &hurt, err);
    return rc;
}

/* Rows whose identifiers an index still holds, one by one. */
static enum mh_rc by_index(struct salvage *x, struct mh__tab *tab, struct mh_err *err)
{
    MH_VEC(int64_t) ids = { 0 };
    struct mh_err why = MH_ERR_INIT;
    struct mh__stmt *st = NULL;
    bool row = false, hurt;

    mh__sql_from(&x->to->sql, "SELECT id", tab, "");
    enum mh_rc rc = driver->prepare(x->db, mh_str_text(&x->to->sql), &st, &why);
    while (rc == MH_OK && (rc = driver->step(st, &row, &why)) == MH_OK && row) {
        int64_t id = driver->integer(st, 0);
        if (id >= MH__OWN_ID && mh__map_get(&x->seen, id) == 0)
            mh_vec_push(&ids, id);
    }
    driver->finalize(st);
    x->one.more = x->hurt && rc != MH_OK;
    rc = MH_OK;
    for (size_t i = 0; i < ids.len && rc == MH_OK; i++) {
        if (mh__map_get(&x->seen, ids.at[i]) != 0)
            continue;
        rc = pass(x, tab, "WHERE id = $at", ids.at[i], NULL, &hurt, err);
        if (mh__map_get(&x->seen, ids.at[i]) == 0) { /* it was there */
            mh__map_put(&x->seen, ids.at[i], 1);
            x->one.held++;
        }
    }
    mh_vec_free(&ids);
    return rc;
}

static bool prepares(struct mh__db *db, const struct mh_str *sql)
{
    struct mh__stmt *st = NULL;
    struct mh_err why = MH_ERR_INIT;
    bool good = driver->prepare(db, mh_str_text(sql), &st, &why) == MH_OK;

    driver->finalize(st);
    return good;
}

/* x->sql for the table: what an older plan has no column for is unknown. false: it has no such table. */
static bool select_of(struct salvage *x, struct mh__tab *tab)
{
    struct mh_str column = MH_STR_INIT;

    mh__sql_from(&column, "SELECT id", tab, "");
    bool any = prepares(x->db, &column);
    mh_str_clear(&x->sql);
    mh_str_add(&x->sql, "SELECT id");
    for (size_t i = 0; i < tab->nfields && any; i++) {
        struct mh_str name = MH_STR_INIT;
        mh__sql_name(&name, tab->field[i].c->sql, NULL);
        mh_str_clear(&column);
        mh_str_addf(&column, "SELECT t.%s FROM ", mh_str_text(&name)); /* a bare name that is no column would be a text */
        mh__sql_name(&column, tab->t->sql, NULL);
        mh_str_add(&column, " AS t");
        if (prepares(x->db, &column))
            mh_str_addf(&x->sql, ", t.%s", mh_str_text(&name));
        else
            mh_str_add(&x->sql, ", NULL");
        mh_str_free(&name);
    }
    mh_str_add(&x->sql, " FROM ");
    mh__sql_name(&x->sql, tab->t->sql, NULL);
    mh_str_add(&x->sql, " AS t");
    mh_str_free(&column);
    return any;
}

/* What other plans sent belongs to their identifiers and is sent again. */
static bool is_received(const struct mh_table *t)
{
    return t == &mh_table_received || t == &mh_table_conflicts;
}

static void map_free(struct mh__map *m)
{
    free(m->key);
    free(m->value);
    *m = (struct mh__map){ 0 };
}

static enum mh_rc tables(struct salvage *x, void (*each)(void *ctx, const struct mh_recovered *one), void *ctx, struct mh_err *err)
{
    enum mh_rc rc = MH_OK;

    for (size_t i = 0; mh_tables[i] && rc == MH_OK; i++) {
        struct mh__tab *tab = mh__tab_of(x->to, mh_tables[i]);
        if (is_received(mh_tables[i]) || !select_of(x, tab))
            continue;
        x->one = (struct mh_recovered){ .table = mh_tables[i] };
        x->hurt = false;
        rc = along(x, tab, err);
        if (rc == MH_OK)
            rc = by_index(x, tab, err);
        if (rc == MH_OK)
            each(ctx, &x->one);
        map_free(&x->seen);
    }
    return rc;
}

enum mh_rc mh_store_salvage(struct mh_store *to, const char *damaged, const struct mh_progress *progress,
                            void (*each)(void *ctx, const struct mh_recovered *one), void *ctx, struct mh_err *err)
{
    struct salvage x = { .to = to, .progress = progress };
    char *tmp = NULL;
    enum mh_rc rc = open_copy(damaged, to->path, &tmp, &x.db, err);

    if (rc == MH_OK)
        rc = tables(&x, each, ctx, err);
    close_copy(tmp, x.db);
    map_free(&x.here);
    mh_str_free(&x.sql);
    return rc;
}

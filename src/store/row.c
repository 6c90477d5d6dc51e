/* Single rows between C and the engine; nothing here writes the journal. */
#include <assert.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <mahalli/utf8.h>
#include <mahalli/xalloc.h>
#include "store/internal.h"

int64_t mh__row_id(const void *row)
{
    return *(const int64_t *)row;
}

static void bind_field(struct mh_store *s, struct mh__stmt *st, int at, const struct mh_column *c, const void *row)
{
    if (mh_is_text(c)) {
        const char *v = mh_text_at(c, row);
        s->drv->bind_text(st, at, v, v ? strlen(v) : 0);
    } else {
        s->drv->bind_int(st, at, mh_int_at(c, row));
    }
}

static void bind_fold(struct mh_store *s, struct mh__stmt *st, int at, struct mh__field *f, const void *row)
{
    const char *v = mh_text_at(f->c, row);

    mh_str_clear(&f->folded);
    mh_utf8_fold(&f->folded, v ? v : "");
    s->drv->bind_text(st, at, v ? mh_str_text(&f->folded) : NULL, f->folded.len);
}

/* Of mh__sql_insert. */
static void bind_row(struct mh_store *s, struct mh__tab *tab, struct mh__stmt *st, const void *row)
{
    int at = 1;

    s->drv->bind_int(st, at++, mh__row_id(row));
    for (size_t i = 0; i < tab->nfields; i++)
        bind_field(s, st, at++, tab->field[i].c, row);
    for (size_t i = 0; i < tab->nfields; i++)
        if (tab->field[i].fold)
            bind_fold(s, st, at++, &tab->field[i], row);
}

void mh__row_read(struct mh_store *s, const struct mh__tab *tab, struct mh__stmt *st, void *row)
{
    *(int64_t *)row = s->drv->integer(st, 0);
    for (size_t i = 0; i < tab->nfields; i++) {
        const struct mh_column *c = tab->field[i].c;
        if (!mh_is_text(c)) {
            *(int64_t *)(void *)((char *)row + c->offset) = s->drv->integer(st, (int)i + 1);
            continue;
        }
        char **text = (char **)(void *)((char *)row + c->offset);
        size_t n;
        const char *v = s->drv->text(st, (int)i + 1, &n);
        if (v && *text && strncmp(*text, v, n) == 0 && (*text)[n] == '\0')
            continue; /* the same as in the row before, as codes often are */
        free(*text);
        *text = v ? mh_xstrndup(v, n) : NULL;
    }
    if (tab->view && tab->view->hidden)
        *(int64_t *)(void *)((char *)row + tab->view->hidden_offset) = s->drv->integer(st, (int)tab->nfields + 1);
}

enum mh_rc mh__row_get(struct mh_store *s, struct mh__tab *tab, int64_t id, void *row, bool *got, struct mh_err *err)
{
    enum mh_rc rc = MH_OK;

    *got = false;
    if (!tab->get) {
        mh__sql_select(&s->sql, tab);
        mh_str_add(&s->sql, " WHERE t.id = $id");
        rc = s->drv->prepare(s->db, mh_str_text(&s->sql), &tab->get, err);
        if (rc != MH_OK)
            return rc;
    }
    s->drv->bind_int(tab->get, 1, id);
    rc = s->drv->step(tab->get, got, err);
    if (*got)
        mh__row_read(s, tab, tab->get, row);
    s->drv->reset(tab->get);
    return rc;
}

enum mh_rc mh__row_insert(struct mh_store *s, struct mh__tab *tab, const void *row, struct mh_err *err)
{
    enum mh_rc rc = mh__check_running(s, err);

    if (rc == MH_OK && !tab->insert) {
        mh__sql_insert(&s->sql, tab);
        rc = s->drv->prepare(s->db, mh_str_text(&s->sql), &tab->insert, err);
    }
    if (rc != MH_OK)
        return rc;
    s->writes++;
    bind_row(s, tab, tab->insert, row);
    rc = s->drv->step(tab->insert, NULL, err);
    s->drv->reset(tab->insert);
    return rc;
}

enum mh_rc mh__row_update(struct mh_store *s, struct mh__tab *tab, const void *row, uint64_t mask, struct mh_err *err)
{
    struct mh__stmt *st = NULL;
    int at = 1;

    if (!mask)
        return MH_OK;
    s->writes++;
    mh__sql_update(&s->sql, tab, mask);
    enum mh_rc rc = mh__check_running(s, err);
    if (rc == MH_OK)
        rc = mh__stmt_take(s, mh_str_text(&s->sql), &st, err);
    if (rc != MH_OK)
        return rc;
    for (size_t i = 0; i < tab->nfields; i++) {
        if (!(mask >> i & 1))
            continue;
        bind_field(s, st, at++, tab->field[i].c, row);
        if (tab->field[i].fold)
            bind_fold(s, st, at++, &tab->field[i], row);
    }
    s->drv->bind_int(st, at, mh__row_id(row));
    for (size_t i = 0; i < tab->nfields; i++)
        if (mask >> i & 1 && (tab->field[i].c == tab->code[0] || tab->field[i].c == tab->code[1]))
            s->writes++;
    s->forgets++;
    return mh__stmt_run(s, st, err);
}

enum mh_rc mh__row_delete(struct mh_store *s, struct mh__tab *tab, int64_t id, struct mh_err *err)
{
    struct mh__stmt *st = NULL;

    mh__sql_from(&s->sql, "DELETE", tab, "WHERE id = $id");
    enum mh_rc rc = mh__check_running(s, err);
    if (rc == MH_OK)
        rc = mh__stmt_take(s, mh_str_text(&s->sql), &st, err);
    if (rc != MH_OK)
        return rc;
    s->drv->bind_int(st, 1, id);
    s->forgets++;
    return mh__stmt_run(s, st, err);
}

void mh__row_name(struct mh_store *s, struct mh__tab *tab, int64_t id, struct mh_str *out)
{
    const char *code = mh_store_code(s, tab->t, id);

    mh_str_add(out, tab->t->one);
    mh_str_add(out, " « ");
    if (*code)
        mh_str_add(out, code);
    else
        mh_str_addf(out, "n° %" PRId64, id & (MH__OWN_ID - 1));
    mh_str_add(out, " »");
}

enum mh_rc mh_store_get(struct mh_store *s, const struct mh_table *t, int64_t id, void *row, struct mh_err *err)
{
    bool got = false;
    enum mh_rc rc = mh__row_get(s, mh__tab_of(s, t), id, row, &got, err);

    if (rc == MH_OK && !got)
        rc = mh_err_set(err, MH_ENOTFOUND, "%s : cette ligne n'existe pas ou plus", t->one);
    return rc;
}

enum mh_rc mh_store_find(struct mh_store *s, const struct mh_table *t, const void *row, int64_t *id, struct mh_err *err)
{
    struct mh__tab *tab = mh__tab_of(s, t);
    enum mh_rc rc = MH_OK;
    bool got = false;
    int at = 1;

    assert(t->sql);
    *id = 0;
    if (!tab->find) {
        mh__sql_find(&s->sql, tab);
        rc = s->drv->prepare(s->db, mh_str_text(&s->sql), &tab->find, err);
        if (rc != MH_OK)
            return rc;
    }
    for (size_t i = 0; i < tab->nfields; i++)
        if (tab->field[i].c->flags & MH_KEY)
            bind_field(s, tab->find, at++, tab->field[i].c, row);
    rc = s->drv->step(tab->find, &got, err);
    if (got)
        *id = s->drv->integer(tab->find, 0);
    s->drv->reset(tab->find);
    return rc;
}

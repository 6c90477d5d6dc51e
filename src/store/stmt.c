/* Prepared statements, found again by their text. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <mahalli/xalloc.h>
#include "store/internal.h"

/* The slot for a new statement: a free one, else the one that rested longest. NULL when all are lent. */
static struct mh__cached *slot_for_new(struct mh_store *s)
{
    struct mh__cached *oldest = NULL;

    for (size_t i = 0; i < MH__CACHE_SLOTS; i++) {
        struct mh__cached *c = &s->cache[i];
        if (!c->st)
            return c;
        if (!c->lent && (!oldest || c->used < oldest->used))
            oldest = c;
    }
    return oldest;
}

static void drop(struct mh_store *s, struct mh__cached *c)
{
    s->drv->finalize(c->st);
    free(c->sql);
    *c = (struct mh__cached){ 0 };
}

enum mh_rc mh__stmt_take(struct mh_store *s, const char *sql, struct mh__stmt **out, struct mh_err *err)
{
    uint64_t hash = mh_hash64(sql, strlen(sql), 0);

    *out = NULL;
    for (size_t i = 0; i < MH__CACHE_SLOTS; i++) {
        struct mh__cached *c = &s->cache[i];
        if (c->st && !c->lent && c->hash == hash && strcmp(c->sql, sql) == 0) {
            c->lent = true;
            *out = c->st;
            return MH_OK;
        }
    }
    struct mh__stmt *st = NULL;
    enum mh_rc rc = s->drv->prepare(s->db, sql, &st, err);
    if (rc != MH_OK)
        return rc;
    struct mh__cached *c = slot_for_new(s);
    if (c) {
        if (c->st)
            drop(s, c);
        *c = (struct mh__cached){ .sql = mh_xstrdup(sql), .hash = hash, .st = st, .lent = true };
    }
    *out = st;
    return MH_OK;
}

void mh__stmt_give(struct mh_store *s, struct mh__stmt *st)
{
    if (!st)
        return;
    for (size_t i = 0; i < MH__CACHE_SLOTS; i++) {
        struct mh__cached *c = &s->cache[i];
        if (c->st == st) {
            s->drv->reset(st);
            c->lent = false;
            c->used = ++s->clock;
            return;
        }
    }
    s->drv->finalize(st); /* lent while all slots were */
}

void mh__stmt_close_all(struct mh_store *s)
{
    for (size_t i = 0; i < MH__CACHE_SLOTS; i++)
        if (s->cache[i].st)
            drop(s, &s->cache[i]);
}

void mh__bind_int(struct mh_store *s, struct mh__stmt *st, const char *name, int64_t v)
{
    int at = s->drv->param(st, name);
    assert(at > 0);
    s->drv->bind_int(st, at, v);
}

void mh__bind_text(struct mh_store *s, struct mh__stmt *st, const char *name, const char *text)
{
    int at = s->drv->param(st, name);
    assert(at > 0);
    s->drv->bind_text(st, at, text, text ? strlen(text) : 0);
}

enum mh_rc mh__stmt_run(struct mh_store *s, struct mh__stmt *st, struct mh_err *err)
{
    enum mh_rc rc = s->drv->step(st, NULL, err);
    mh__stmt_give(s, st);
    return rc;
}

enum mh_rc mh__stmt_number(struct mh_store *s, struct mh__stmt *st, int64_t none, int64_t *v, struct mh_err *err)
{
    bool row = false;
    enum mh_rc rc = s->drv->step(st, &row, err);

    *v = none;
    if (row)
        *v = s->drv->integer(st, 0);
    mh__stmt_give(s, st);
    return rc;
}

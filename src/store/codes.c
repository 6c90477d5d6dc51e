/* The text by which people name a row, kept while nothing changes. */
#include <stdlib.h>
#include <string.h>
#include <mahalli/arena.h>
#include <mahalli/xalloc.h>
#include "store/internal.h"

enum { SLOTS = 1 << 14, KEEP = SLOTS * 3 / 4 };

struct slot {
    const struct mh_table *t; /* NULL: free */
    int64_t id;
    const char *code;
};

struct mh__codes {
    struct slot slot[SLOTS];
    size_t n;
    int64_t forgets, outside;
    /* What is dropped lives on until the next drop, so that a caller may hold two texts at once. */
    struct mh_arena text, old;
};

void mh__code_cache_free(struct mh__codes *c)
{
    if (!c)
        return;
    mh_arena_free(&c->text);
    mh_arena_free(&c->old);
    free(c);
}

static void forget(struct mh__codes *c)
{
    struct mh_arena was = c->old;

    memset(c->slot, 0, sizeof c->slot);
    c->n = 0;
    mh_arena_reset(&was);
    c->old = c->text;
    c->text = was;
}

static struct slot *slot_of(struct mh__codes *c, const struct mh_table *t, int64_t id)
{
    size_t i = mh_hash64(&id, sizeof id, (uint64_t)(uintptr_t)t) % SLOTS;

    while (c->slot[i].t && (c->slot[i].t != t || c->slot[i].id != id))
        i = (i + 1) % SLOTS;
    return &c->slot[i];
}

static const struct mh_column *article_column(const struct mh_table *t)
{
    for (size_t i = 0; i < t->ncolumns; i++)
        if (t->columns[i].ref == &mh_table_articles)
            return &t->columns[i];
    return NULL;
}

static enum mh_rc prepare(struct mh_store *s, struct mh__tab *tab)
{
    const struct mh_column *a = tab->code[0], *b = tab->code[1];

    mh_str_clear(&s->sql);
    mh_str_add(&s->sql, "SELECT coalesce(");
    mh__sql_name(&s->sql, a ? a->sql : article_column(tab->t)->sql, NULL);
    if (b) {
        mh_str_add(&s->sql, ", ");
        mh__sql_name(&s->sql, b->sql, NULL);
    }
    mh_str_add(&s->sql, ", '') FROM ");
    mh__sql_name(&s->sql, tab->t->sql, NULL);
    mh_str_add(&s->sql, " WHERE id = $id");
    return s->drv->prepare(s->db, mh_str_text(&s->sql), &tab->code_of, NULL);
}

static const char *look_up(struct mh_store *s, struct mh__tab *tab, int64_t id)
{
    bool row = false;
    const char *code = "";

    if (!tab->code[0] && !article_column(tab->t))
        return "";
    if (!tab->code_of && prepare(s, tab) != MH_OK)
        return "";
    s->drv->bind_int(tab->code_of, 1, id);
    if (s->drv->step(tab->code_of, &row, NULL) == MH_OK && row) {
        if (tab->code[0]) {
            code = s->drv->text(tab->code_of, 0, NULL);
            code = mh_arena_strdup(&s->codes->text, code ? code : "");
        } else { /* a need or an opinion: its article's */
            int64_t article = s->drv->integer(tab->code_of, 0);
            s->drv->reset(tab->code_of);
            return mh_store_code(s, &mh_table_articles, article);
        }
    }
    s->drv->reset(tab->code_of);
    return code;
}

const char *mh_store_code(struct mh_store *s, const struct mh_table *t, int64_t id)
{
    struct mh__tab *tab = mh__tab_of(s, t);

    if (!s->codes)
        s->codes = mh_xcalloc(1, sizeof *s->codes);
    struct mh__codes *c = s->codes;
    if (id == 0 || id == MH_UNKNOWN || !t->sql)
        return "";
    /* Others cannot have changed what our transaction or an open cursor sees; asking costs more than answering. */
    int64_t outside = s->state == MH__IDLE && !s->cursors ? s->drv->outside_changes(s->db) : c->outside;
    if (c->forgets != s->forgets || c->outside != outside || c->n >= KEEP)
        forget(c);
    c->forgets = s->forgets;
    c->outside = outside;
    struct slot *slot = slot_of(c, t, id);
    if (!slot->t) {
        const char *code = look_up(s, tab, id);
        slot = slot_of(c, t, id); /* looking up an article's may have used a slot */
        if (!*code) /* may come to be */
            return code;
        *slot = (struct slot){ t, id, code };
        c->n++;
    }
    return slot->code;
}

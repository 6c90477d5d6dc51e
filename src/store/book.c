/* All that was received, and what a part adds, row by row: the events of a row in the order of their origin. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <mahalli/xalloc.h>
#include "store/exchange.h"

int64_t mh__map_get(const struct mh__map *m, int64_t key)
{
    if (!m->cap)
        return 0;
    size_t at = mh_hash64(&key, sizeof key, 3) & (m->cap - 1);
    while (m->key[at] && m->key[at] != key)
        at = (at + 1) & (m->cap - 1);
    return m->key[at] ? m->value[at] : 0;
}

void mh__map_put(struct mh__map *m, int64_t key, int64_t value)
{
    if (m->n * 2 >= m->cap) {
        struct mh__map more = { .cap = m->cap ? m->cap * 2 : 256 };
        more.key = mh_xcalloc(more.cap, sizeof *more.key);
        more.value = mh_xcalloc(more.cap, sizeof *more.value);
        for (size_t i = 0; i < m->cap; i++)
            if (m->key[i])
                mh__map_put(&more, m->key[i], m->value[i]);
        free(m->key);
        free(m->value);
        *m = more;
    }
    size_t at = mh_hash64(&key, sizeof key, 3) & (m->cap - 1);
    while (m->key[at] && m->key[at] != key)
        at = (at + 1) & (m->cap - 1);
    m->n += !m->key[at];
    m->key[at] = key;
    m->value[at] = value;
}

static void map_free(struct mh__map *m)
{
    free(m->key);
    free(m->value);
    *m = (struct mh__map){ 0 };
}

/* --- loading --- */

struct source { /* an operation whose events are still to be read */
    struct mh__said_op op;
    const char *payload;
    size_t npayload;
    size_t at; /* as it was found: equal ones stay in order */
};

struct loading {
    struct mh_store *s;
    struct mh__book *book;
    MH_VEC(struct source) sources;
    struct mh__map known; /* of the part's scope: a hash of origin and number */
};

static int64_t hash_of(int64_t origin, int64_t number)
{
    const int64_t both[2] = { origin, number };
    return (int64_t)(mh_hash64(both, sizeof both, 4) >> 1) | 1;
}

/* "foreign=local;..." */
static void read_links(struct mh__book *b, const char *text)
{
    for (const char *p = text; p && *p;) {
        char *end;
        int64_t id = strtoll(p, &end, 10), local = *end == '=' ? strtoll(end + 1, &end, 10) : 0;
        if (id > 0 && local > 0)
            mh__map_put(&b->links, id, local);
        p = strchr(p, ';');
        p += p != NULL;
    }
}

static enum mh_rc load_received(struct loading *l, const char *scope, struct mh_err *err)
{
    struct mh_arena *a = &l->book->text;
    struct mh_received row;
    struct mh_cursor *cur = NULL;
    bool got = true;

    mh_row_init(&mh_table_received, &row);
    enum mh_rc rc = mh_cursor_open(l->s, &mh_table_received, NULL, true, &cur, err);
    while (rc == MH_OK && (rc = mh_cursor_next(cur, &row, &got, err)) == MH_OK && got) {
        struct source *src = mh_vec_add(&l->sources);
        src->op = (struct mh__said_op){ .origin = row.origin, .number = row.number, .author = mh_arena_strdup(a, row.author),
                                        .at = mh_arena_strdup(a, row.at) };
        src->npayload = strlen(row.payload);
        src->payload = mh_arena_strndup(a, row.payload, src->npayload);
        src->at = l->sources.len;
        read_links(l->book, row.links);
        if (scope && strcmp(row.scope, scope) == 0)
            mh__map_put(&l->known, hash_of(row.origin, row.number), 1);
    }
    mh_cursor_close(cur);
    mh_row_free(&mh_table_received, &row);
    return rc;
}

static void load_part(struct loading *l, const struct mh_part_file *part)
{
    for (size_t i = 0; i < part->ops.len; i++) {
        const struct mh_part_op *op = &part->ops.at[i];
        if (op->origin == l->s->origin || mh__map_get(&l->known, hash_of(op->origin, op->number)))
            continue;
        struct source *src = mh_vec_add(&l->sources);
        src->op = (struct mh__said_op){ .origin = op->origin, .number = op->number, .author = op->author, .at = op->at, .fresh = true };
        src->payload = op->payload;
        src->npayload = op->npayload;
        src->at = l->sources.len;
        l->book->news++;
    }
}

static int by_origin(const void *x, const void *y)
{
    const struct source *a = x, *b = y;
    if (a->op.origin != b->op.origin)
        return a->op.origin < b->op.origin ? -1 : 1;
    if (a->op.number != b->op.number)
        return a->op.number < b->op.number ? -1 : 1;
    return (a->at > b->at) - (a->at < b->at);
}

static struct mh__other *row_of(struct mh__book *b, const struct mh__event *e)
{
    int64_t at = mh__map_get(&b->by_id, e->id);
    if (!at) {
        struct mh__other *o = mh_vec_add(&b->rows);
        o->tab = (struct mh__tab *)e->tab;
        o->id = e->id;
        at = (int64_t)b->rows.len;
        mh__map_put(&b->by_id, e->id, at);
    }
    return &b->rows.at[at - 1];
}

static enum mh_rc take_events(struct loading *l, const struct source *src, struct mh_err *err)
{
    struct mh__book *b = l->book;
    const char *p = src->payload, *end = p + src->npayload;
    struct mh__event e;
    bool got = false;
    enum mh_rc rc = MH_OK;

    mh_vec_push(&b->ops, src->op);
    while (rc == MH_OK && (rc = mh__event_next(l->s, &p, end, &e, &got, err)) == MH_OK && got) {
        struct mh__other *o = row_of(b, &e);
        const struct mh__said *last = o->last ? &b->events.at[o->last - 1] : NULL;
        if (o->tab != e.tab)
            return mh_err_set(err, MH_EINVAL, "la part n'est pas de celles que Mahalli écrit : rien n'en a été pris");
        if (last && last->kind == e.kind && b->ops.at[last->op].origin == src->op.origin && b->ops.at[last->op].number == src->op.number)
            continue; /* told twice: in a part and in a base of the same plan */
        mh_vec_push(&b->events, ((struct mh__said){ b->ops.len - 1, e.kind, e.fields, e.nfields, 0 }));
        if (o->last)
            b->events.at[o->last - 1].next = b->events.len;
        else
            o->first = b->events.len;
        o->last = b->events.len;
        o->fresh |= src->op.fresh;
    }
    return rc;
}

/* Made by some plan, and removed last by none. */
static void settle_presence(const struct mh__book *b, struct mh__other *o)
{
    bool made = false, gone = false;
    char last = 0;
    int64_t origin = 0;

    o->spoken = true;
    for (size_t i = o->first; i; i = b->events.at[i - 1].next) {
        const struct mh__said *e = &b->events.at[i - 1];
        if (b->ops.at[e->op].origin != origin) {
            gone |= last == '-';
            last = 0;
            origin = b->ops.at[e->op].origin;
        }
        o->spoken &= e->kind == '@';
        if (e->kind == '+' || e->kind == '-')
            last = e->kind;
        made |= e->kind == '+';
    }
    gone |= last == '-';
    o->present = made && !gone;
}

static size_t rank(const struct mh_store *s, const struct mh__tab *tab)
{
    return mh__tab_index(s, tab);
}

struct sorted { size_t rank; struct mh__other row; };

static int by_table(const void *x, const void *y)
{
    const struct sorted *a = x, *b = y;
    if (a->rank != b->rank)
        return a->rank < b->rank ? -1 : 1;
    return (a->row.id > b->row.id) - (a->row.id < b->row.id);
}

static void sort_rows(struct mh_store *s, struct mh__book *b)
{
    struct sorted *all = mh_xcalloc(b->rows.len + 1, sizeof *all);

    for (size_t i = 0; i < b->rows.len; i++)
        all[i] = (struct sorted){ rank(s, b->rows.at[i].tab), b->rows.at[i] };
    qsort(all, b->rows.len, sizeof *all, by_table);
    for (size_t i = 0; i < b->rows.len; i++) {
        b->rows.at[i] = all[i].row;
        mh__map_put(&b->by_id, all[i].row.id, (int64_t)i + 1);
        settle_presence(b, &b->rows.at[i]);
        mh__book_link(b, i, mh__map_get(&b->links, all[i].row.id));
    }
    free(all);
}

enum mh_rc mh__book_load(struct mh_store *s, const struct mh_part_file *part, struct mh__book *out, struct mh_err *err)
{
    struct loading l = { .s = s, .book = out };
    enum mh_rc rc = load_received(&l, part ? part->scope : NULL, err);

    if (rc == MH_OK && part)
        load_part(&l, part);
    if (l.sources.len > 1)
        qsort(l.sources.at, l.sources.len, sizeof *l.sources.at, by_origin);
    for (size_t i = 0; i < l.sources.len && rc == MH_OK; i++)
        rc = take_events(&l, &l.sources.at[i], err);
    if (rc == MH_OK)
        sort_rows(s, out);
    mh_vec_free(&l.sources);
    map_free(&l.known);
    return rc;
}

void mh__book_link(struct mh__book *b, size_t row, int64_t local)
{
    struct mh__other *o = &b->rows.at[row];

    if (local == 0)
        return;
    o->local = local;
    o->alike = (size_t)mh__map_get(&b->by_local, local);
    mh__map_put(&b->by_local, local, (int64_t)row + 1);
}

struct mh__other *mh__book_row(const struct mh__book *b, int64_t id)
{
    int64_t at = mh__map_get(&b->by_id, id);
    return at ? &b->rows.at[at - 1] : NULL;
}

void mh__book_free(struct mh__book *b)
{
    mh_vec_free(&b->ops);
    mh_vec_free(&b->events);
    mh_vec_free(&b->rows);
    map_free(&b->by_id);
    map_free(&b->by_local);
    map_free(&b->links);
    mh_arena_free(&b->text);
}

/*
 * What a plan tells another: its operations, without what is not shared.
 *
 * A part is text, not a plan file: nothing of the plan can be left in a corner of it, the same plan gives the same bytes, and a reader
 * needs no engine to look at it. Lines, in which a value is length:bytes and may hold anything:
 *
 *   mahalli 1 part                         or base
 *   H schema=..;origin=..;year=..;member=..;member_id=..;
 *   O origin=..;number=..;author=..;at=..;command=..;size=N;
 *   (N bytes) an event a line: @table id fields, then +table id fields, ~table id name=before>after;..., -table id
 *   = digest                               SHA-256 of the operation and of the digest before it, of the same origin
 *   E digest                               SHA-256 of all that stands above
 *
 * An event holds shareable fields as image.c writes them, and the derived keys by which rows are found. What an operation only did to
 * prices, suppliers or rows of others leaves no trace, not even its line; of an import's command the name of the file is left out, which
 * may name a supplier, and a base does not say whose part brought a product. @ tells what a row refers to and is not itself told (its group, a product), as it was then.
 */
#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <mahalli/xalloc.h>
#include "store/exchange.h"

const struct mh__told mh__told[] = {
    { &mh_table_families, { [MH_EXCHANGE_BASE] = true }, MH__ALL_ROWS },
    { &mh_table_attributes, { [MH_EXCHANGE_BASE] = true }, MH__ALL_ROWS },
    { &mh_table_synonyms, { [MH_EXCHANGE_BASE] = true }, MH__ALL_ROWS },
    { &mh_table_members, { [MH_EXCHANGE_BASE] = true }, MH__ITSELF },
    { &mh_table_sites, { [MH_EXCHANGE_PART] = true, [MH_EXCHANGE_BASE] = true }, MH__OF_MEMBER },
    { &mh_table_makers, { [MH_EXCHANGE_BASE] = true }, MH__ALL_ROWS },
    { &mh_table_products, { [MH_EXCHANGE_BASE] = true }, MH__ALL_ROWS },
    { &mh_table_certificates, { [MH_EXCHANGE_BASE] = true }, MH__ALL_ROWS },
    { &mh_table_articles, { [MH_EXCHANGE_PART] = true }, MH__OF_MEMBER },
    { &mh_table_needs, { [MH_EXCHANGE_PART] = true }, MH__OF_ARTICLE },
    { &mh_table_opinions, { [MH_EXCHANGE_PART] = true }, MH__OF_ARTICLE },
    { &mh_table_sheets, { [MH_EXCHANGE_PART] = true }, MH__OF_MEMBER },
    { 0 },
};

bool mh__told_field(const struct mh_column *c)
{
    enum mh__part part = mh__part_of(c);
    return part == MH__SHARED || (part == MH__DERIVED && c->flags & MH_KEY && mh_is_text(c));
}

char *mh__scope(enum mh_exchange what, int64_t member_id)
{
    struct mh_str text = MH_STR_INIT;
    mh_str_addf(&text, "%s %" PRId64, what == MH_EXCHANGE_BASE ? "base" : "part", member_id);
    return mh_str_take(&text);
}

void mh__part_digest(const struct mh_part_op *op, const char *scope, char out[MH_SHA_HEX_SIZE])
{
    unsigned char digest[MH_SHA_SIZE];
    char numbers[64];
    struct mh_sha sha;

    snprintf(numbers, sizeof numbers, "%" PRId64 " %" PRId64, op->origin, op->number);
    mh_sha_init(&sha);
    mh_sha_add_text(&sha, "mahalli part 1");
    mh_sha_add_text(&sha, op->follows);
    mh_sha_add_text(&sha, scope);
    mh_sha_add_text(&sha, numbers);
    mh_sha_add_text(&sha, op->author);
    mh_sha_add_text(&sha, op->at);
    mh_sha_add_text(&sha, op->command);
    mh_sha_add(&sha, op->payload, op->npayload);
    mh_sha_final(&sha, digest);
    mh_sha_hex(digest, out);
}

/* --- operations --- */

struct ids { /* a set: open addressing, 0 is free */
    uint64_t *slot;
    size_t n, cap;
};

struct maker {
    int64_t first_id, last_id;
    size_t op;
};

struct teller {
    struct mh_store *s;
    const struct mh_share *what;
    struct mh__told_ops *out;
    struct ids articles;  /* told ones, present or gone */
    struct ids mentioned; /* of an operation and a row */
    MH_VEC(struct maker) makers; /* by first_id */
    MH_VEC(size_t) reverser;     /* of each operation: index + 1 */
    struct mh_str text;
};

static bool set_add(struct ids *set, uint64_t key)
{
    if (set->n * 2 >= set->cap) {
        struct ids more = { .cap = set->cap ? set->cap * 2 : 64 };
        more.slot = mh_xcalloc(more.cap, sizeof *more.slot);
        for (size_t i = 0; i < set->cap; i++)
            if (set->slot[i])
                set_add(&more, set->slot[i]);
        free(set->slot);
        *set = more;
    }
    for (size_t at = mh_hash64(&key, sizeof key, 1) & (set->cap - 1);; at = (at + 1) & (set->cap - 1)) {
        if (set->slot[at] == key)
            return false;
        if (!set->slot[at]) {
            set->slot[at] = key;
            set->n++;
            return true;
        }
    }
}

static bool set_has(const struct ids *set, uint64_t key)
{
    if (!set->cap)
        return false;
    size_t at = mh_hash64(&key, sizeof key, 1) & (set->cap - 1);
    while (set->slot[at] && set->slot[at] != key)
        at = (at + 1) & (set->cap - 1);
    return set->slot[at] == key;
}

static size_t index_of(const struct mh__told_ops *ops, int64_t seq)
{
    size_t at = mh_first_from(ops->at.at, ops->at.len, sizeof *ops->at.at, offsetof(struct mh__told_op, seq), seq);
    return at < ops->at.len && ops->at.at[at].seq == seq ? at : SIZE_MAX;
}

static int by_first_id(const void *x, const void *y)
{
    const struct maker *a = x, *b = y;
    return (a->first_id > b->first_id) - (a->first_id < b->first_id);
}

/* "import besoins fichier.csv": without the file. */
static char *plain_command(const char *command)
{
    const char *import = strstr(command, "import ");
    const char *end = import ? strchr(import + strlen("import "), ' ') : NULL;
    return end ? mh_xstrndup(command, (size_t)(end - command)) : mh_xstrdup(command);
}

static enum mh_rc load_ops(struct teller *t, struct mh_err *err)
{
    static const char SQL_OPS[] = "SELECT " MH__OP_COLUMNS " FROM operation ORDER BY seq";
    struct mh_store *s = t->s;
    struct mh__stmt *st = NULL;
    struct mh__op op = { 0 };
    bool row = false;
    enum mh_rc rc = mh__stmt_take(s, SQL_OPS, &st, err);

    while (rc == MH_OK && (rc = s->drv->step(st, &row, err)) == MH_OK && row) {
        mh__op_read(s, st, &op);
        struct mh__told_op *one = mh_vec_add(&t->out->at);
        one->seq = op.seq;
        one->op = (struct mh_part_op){ .origin = op.origin, .number = op.number, .author = mh_xstrdup(op.author), .at = mh_xstrdup(op.at),
                                       .command = t->what->what == MH_EXCHANGE_BASE ? mh_xstrdup("registre et lexique")
                                                                                    : plain_command(op.command) };
        mh_vec_push(&t->reverser, 0);
        size_t undone = op.undoes ? index_of(t->out, op.undoes) : SIZE_MAX;
        if (undone != SIZE_MAX)
            t->reverser.at[undone] = t->out->at.len;
        if (op.last_id >= op.first_id)
            mh_vec_push(&t->makers, ((struct maker){ op.first_id, op.last_id, t->out->at.len - 1 }));
    }
    mh__stmt_give(s, st);
    mh__op_free(&op);
    if (t->makers.len > 1)
        qsort(t->makers.at, t->makers.len, sizeof *t->makers.at, by_first_id);
    return rc;
}

static size_t maker_of(const struct teller *t, int64_t id)
{
    size_t lo = 0, hi = t->makers.len;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        if (t->makers.at[mid].first_id <= id)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo && id <= t->makers.at[lo - 1].last_id ? t->makers.at[lo - 1].op : SIZE_MAX;
}

/* --- events --- */

static const struct mh__told *told_of(const struct teller *t, const struct mh_table *table)
{
    for (const struct mh__told *k = mh__told; k->table; k++)
        if (k->table == table && k->in[t->what->what])
            return k;
    return NULL;
}

static int64_t number_in(const struct mh__tab *tab, const char *sql, const void *row)
{
    for (size_t i = 0; i < tab->nfields; i++)
        if (strcmp(tab->field[i].c->sql, sql) == 0)
            return mh_int_at(tab->field[i].c, row);
    return MH_UNKNOWN;
}

/* By what the row was when it was made: what an operation told once it tells for ever. */
static bool is_told(const struct teller *t, const struct mh__told *k, const struct mh__tab *tab, const void *row)
{
    switch (k->whose) {
    case MH__OF_MEMBER:
        return number_in(tab, "member_id", row) == t->what->member_id;
    case MH__ITSELF:
        return mh__row_id(row) == t->what->member_id;
    case MH__OF_ARTICLE:
        return set_has(&t->articles, (uint64_t)number_in(tab, "article_id", row));
    case MH__ALL_ROWS:
        break;
    }
    return true;
}

static void add_head(struct mh_str *out, char kind, const struct mh__tab *tab, int64_t id)
{
    mh_str_addc(out, kind);
    mh_str_addf(out, "%s %" PRId64 " ", tab->t->sql, id);
}

static void add_image(struct mh_str *out, char kind, const struct mh__tab *tab, const void *row)
{
    add_head(out, kind, tab, mh__row_id(row));
    mh__image_add(out, tab, MH__SHARED, row);
    mh__image_add_key(out, tab, row);
    mh_str_addc(out, '\n');
}

/* The row as it was after an operation; *got false when it was not there. */
static enum mh_rc as_of(struct teller *t, struct mh__tab *tab, int64_t id, int64_t seq, void *row, bool *got, struct mh_err *err)
{
    static const char SQL_SINCE[] = "SELECT tbl, row_id, kind, fields, private, derived FROM change WHERE tbl = $tbl AND row_id = $id "
                                    "AND seq > $seq ORDER BY seq DESC";
    struct mh_store *s = t->s;
    struct mh__stmt *st = NULL;
    bool more = false;
    enum mh_rc rc = mh__row_get(s, tab, id, row, got, err);

    if (rc == MH_OK)
        rc = mh__stmt_take(s, SQL_SINCE, &st, err);
    if (rc != MH_OK)
        return rc;
    mh__bind_text(s, st, "$tbl", tab->t->sql);
    mh__bind_int(s, st, "$id", id);
    mh__bind_int(s, st, "$seq", seq);
    while (rc == MH_OK && (rc = s->drv->step(st, &more, err)) == MH_OK && more) {
        struct mh__entry e;
        mh__entry_read(s, st, 0, &e);
        rc = e.kind == '-' ? mh__image_row(tab, &e, row, err) : mh__image_reverse(tab, &e, row, NULL, err);
        *got = *got || e.kind == '-';
    }
    mh__stmt_give(s, st);
    return rc;
}

static enum mh_rc mention(struct teller *t, size_t op, const struct mh__tab *tab, const void *row, struct mh_err *err);

/* What the row refers to and nobody tells, in the operation that first speaks of it. */
static enum mh_rc mention_one(struct teller *t, size_t op, const struct mh_table *table, int64_t id, struct mh_err *err)
{
    struct mh__told_op *o = &t->out->at.at[op];
    struct mh__tab *tab = mh__tab_of(t->s, table);
    uint64_t both[2] = { (uint64_t)id, (uint64_t)op + 1 };
    bool got = false;

    if (id == MH_UNKNOWN || id < MH__OWN_ID || !set_add(&t->mentioned, mh_hash64(both, sizeof both, 2) | 1))
        return MH_OK;
    void *row = mh_xcalloc(1, table->row_size);
    mh_row_init(table, row);
    enum mh_rc rc = as_of(t, tab, id, o->seq, row, &got, err);
    const struct mh__told *k = told_of(t, table);
    if (rc == MH_OK && got && !(k && is_told(t, k, tab, row))) {
        rc = mention(t, op, tab, row, err);
        if (rc == MH_OK)
            add_image(&t->out->at.at[op].mentions, '@', tab, row);
    }
    mh_row_free(table, row);
    free(row);
    return rc;
}

static enum mh_rc mention(struct teller *t, size_t op, const struct mh__tab *tab, const void *row, struct mh_err *err)
{
    enum mh_rc rc = MH_OK;

    for (size_t i = 0; i < tab->nfields && rc == MH_OK; i++)
        if (tab->field[i].c->ref)
            rc = mention_one(t, op, tab->field[i].c->ref, mh_int_at(tab->field[i].c, row), err);
    return rc;
}

static enum mh_rc tell_row(struct teller *t, size_t op, const struct mh__tab *tab, const void *row, struct mh_err *err)
{
    if (op == SIZE_MAX)
        return MH_OK; /* added behind the journal's back: verify says so */
    add_image(&t->out->at.at[op].events, '+', tab, row);
    t->out->at.at[op].op.created++;
    t->out->rows++;
    return mention(t, op, tab, row, err);
}

static void tell_change(struct teller *t, size_t op, const struct mh__tab *tab, const struct mh__entry *e)
{
    struct mh_str *out = &t->out->at.at[op].events;
    size_t at = out->len;

    if (e->kind == '-') {
        add_head(out, '-', tab, e->row_id);
        mh_str_addc(out, '\n');
        t->out->at.at[op].op.removed++;
        t->out->rows++;
        return;
    }
    mh_str_clear(&t->text);
    mh__image_keys(&t->text, tab, e->derived, e->nderived);
    if (!e->nfields && !t->text.len)
        return;
    add_head(out, '~', tab, e->row_id);
    mh_str_addn(out, e->fields, e->nfields);
    mh_str_addn(out, mh_str_text(&t->text), t->text.len);
    mh_str_addc(out, '\n');
    t->out->at.at[op].op.updated++;
    t->out->rows++;
    assert(out->len > at);
}

/* --- one table --- */

struct kept { /* an entry of the record, its texts in the arena; latest first */
    size_t op;
    struct mh__entry e;
};

struct record {
    MH_VEC(struct kept) entries;
    struct mh_arena arena;
};

static void keep(struct teller *t, struct record *r, const struct mh__entry *e, int64_t seq)
{
    struct kept *k = mh_vec_add(&r->entries);
    k->op = index_of(t->out, seq);
    k->e = *e;
    k->e.table = "";
    k->e.fields = mh_arena_strndup(&r->arena, e->fields, e->nfields);
    k->e.secret = mh_arena_strndup(&r->arena, e->secret, e->nsecret);
    k->e.derived = mh_arena_strndup(&r->arena, e->derived, e->nderived);
}

struct back { /* a state in which the record came back */
    size_t op;
    void *row;
};

/* The record's states, last to first, then its events: what was made is known only when all later changes are taken back. */
static enum mh_rc tell_record(struct teller *t, const struct mh__told *k, struct mh__tab *tab, struct record *r, void *row, bool present,
                              struct mh_err *err)
{
    enum mh_rc rc = MH_OK;
    void *back = mh_xcalloc(1, tab->t->row_size);
    MH_VEC(struct back) again = { 0 };

    mh_row_init(tab->t, back);
    if (present)
        mh_row_copy(tab->t, back, row);
    *(int64_t *)back = mh__row_id(row);
    for (size_t i = 0; i < r->entries.len && rc == MH_OK; i++) {
        const struct kept *one = &r->entries.at[i];
        if (one->e.kind == '~') {
            rc = mh__image_reverse(tab, &one->e, back, NULL, err);
            continue;
        }
        if (present && one->op != SIZE_MAX && t->reverser.at[one->op]) {
            void *copy = mh_xcalloc(1, tab->t->row_size);
            mh_row_init(tab->t, copy);
            mh_row_copy(tab->t, copy, back);
            *(int64_t *)copy = one->e.row_id;
            mh_vec_push(&again, ((struct back){ t->reverser.at[one->op] - 1, copy }));
        }
        present = true;
        rc = mh__image_row(tab, &one->e, back, err);
    }
    if (rc == MH_OK && present && is_told(t, k, tab, back)) {
        if (tab->t == &mh_table_articles)
            set_add(&t->articles, (uint64_t)mh__row_id(back));
        rc = tell_row(t, maker_of(t, mh__row_id(back)), tab, back, err);
        for (size_t i = r->entries.len; i-- > 0;)
            if (r->entries.at[i].op != SIZE_MAX)
                tell_change(t, r->entries.at[i].op, tab, &r->entries.at[i].e);
        for (size_t i = again.len; i-- > 0 && rc == MH_OK;)
            rc = tell_row(t, again.at[i].op, tab, again.at[i].row, err);
    }
    for (size_t i = 0; i < again.len; i++) {
        mh_row_free(tab->t, again.at[i].row);
        free(again.at[i].row);
    }
    mh_vec_free(&again);
    mh_row_free(tab->t, back);
    free(back);
    return rc;
}

static enum mh_rc one_record(struct teller *t, const struct mh__told *k, struct mh__walk *walk, struct record *r, void *row, struct mh_err *err)
{
    struct mh__entry e;
    int64_t seq;
    bool got = true;
    enum mh_rc rc = MH_OK;

    r->entries.len = 0;
    mh_arena_reset(&r->arena);
    *(int64_t *)row = walk->id;
    while (rc == MH_OK && (rc = mh__walk_entry(walk, &e, &seq, &got, err)) == MH_OK && got)
        keep(t, r, &e, seq);
    return rc == MH_OK ? tell_record(t, k, walk->tab, r, row, walk->present, err) : rc;
}

static enum mh_rc tell_table(struct teller *t, const struct mh__told *k, struct mh_err *err)
{
    struct mh__tab *tab = mh__tab_of(t->s, k->table);
    struct mh__walk walk;
    struct record r = { 0 };
    bool got = true;
    void *row = mh_xcalloc(1, tab->t->row_size);
    enum mh_rc rc = mh__walk_open(&walk, t->s, tab, err);

    mh_row_init(tab->t, row);
    while (rc == MH_OK && (rc = mh__walk_record(&walk, row, &got, err)) == MH_OK && got)
        rc = one_record(t, k, &walk, &r, row, err);
    mh__walk_close(&walk);
    mh_vec_free(&r.entries);
    mh_arena_free(&r.arena);
    mh_row_free(tab->t, row);
    free(row);
    return rc;
}

/* --- all --- */

/* Operations that tell something, each with its digest. */
static void finish(struct teller *t)
{
    struct mh__told_ops *out = t->out;
    char *scope = mh__scope(t->what->what, t->what->member_id), hex[MH_SHA_HEX_SIZE];
    size_t kept = 0;

    for (size_t i = 0; i < out->at.len; i++) {
        struct mh__told_op one = out->at.at[i];
        if (one.events.len == 0) {
            free(one.op.author);
            free(one.op.at);
            free(one.op.command);
            mh_str_free(&one.mentions);
            continue;
        }
        mh_str_addn(&one.mentions, mh_str_text(&one.events), one.events.len);
        mh_str_free(&one.events);
        one.op.payload = mh_str_text(&one.mentions);
        one.op.npayload = one.mentions.len;
        one.op.follows = NULL;
        for (size_t k = kept; k-- > 0 && !one.op.follows;)
            if (out->at.at[k].op.origin == one.op.origin)
                one.op.follows = mh_xstrdup(out->at.at[k].op.digest);
        if (!one.op.follows)
            one.op.follows = mh_xstrdup("");
        mh__part_digest(&one.op, scope, hex);
        one.op.digest = mh_xstrdup(hex);
        out->at.at[kept++] = one;
    }
    out->at.len = kept;
    free(scope);
}

enum mh_rc mh__tell_ops(struct mh_store *s, const struct mh_share *what, struct mh__told_ops *out, struct mh_err *err)
{
    struct teller t = { .s = s, .what = what, .out = out };
    enum mh_rc rc = load_ops(&t, err);

    for (const struct mh__told *k = mh__told; k->table && rc == MH_OK; k++)
        if (k->in[what->what])
            rc = tell_table(&t, k, err);
    if (rc == MH_OK)
        finish(&t);
    free(t.articles.slot);
    free(t.mentioned.slot);
    mh_vec_free(&t.makers);
    mh_vec_free(&t.reverser);
    mh_str_free(&t.text);
    return rc;
}

void mh__told_ops_free(struct mh__told_ops *ops)
{
    for (size_t i = 0; i < ops->at.len; i++) {
        struct mh__told_op *o = &ops->at.at[i];
        free(o->op.author);
        free(o->op.at);
        free(o->op.command);
        free(o->op.follows);
        free(o->op.digest);
        mh_str_free(&o->mentions);
        mh_str_free(&o->events);
    }
    mh_vec_free(&ops->at);
}

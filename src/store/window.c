/*
 * Windows: rows found from a row already known.
 *
 * An order is a list of keys of which the last is unique. What follows a row is the union of pieces: same values of all keys but the
 * last, beyond it there; same values of all but the last two, beyond in the last but one; and so on. Each piece is one statement that
 * an index answers in order, and few of them give the rows asked for. A first key that may be unknown makes two segments, known values
 * first; so unknown ones come last in either direction.
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <mahalli/utf8.h>
#include <mahalli/xalloc.h>
#include "store/window.h"

enum { MAX_ROWS = 4096, SMALL = 20000 };

enum relation { ANY, KNOWN, NONE_KNOWN, BEYOND, NOT_BEFORE };

struct fetch {
    struct mh_window *w;
    const struct mh__bound *at; /* keys of the anchor; NULL none */
    bool backward;
    size_t left;
};

/* --- places --- */

static void bound_free(struct mh__bound *b)
{
    free(b->text);
    *b = (struct mh__bound){ 0 };
}

static void place_free(struct mh__place *p)
{
    for (size_t i = 0; i < MH__MAX_KEYS; i++)
        bound_free(&p->key[i]);
    p->id = 0;
}

static void read_key(struct mh_window *w, struct mh__stmt *st, size_t i, int column, struct mh__bound *out)
{
    size_t n;

    bound_free(out);
    if (w->way.key[i].text) {
        const char *text = w->s->drv->text(st, column, &n);
        out->known = text != NULL;
        out->text = text ? mh_xstrndup(text, n) : NULL;
    } else {
        out->number = w->s->drv->integer(st, column);
        out->known = out->number != MH_UNKNOWN;
    }
}

static void remember(struct mh_window *w, struct mh__stmt *st, int64_t id)
{
    if (!w->places)
        w->places = mh_xcalloc(MH__PLACES, sizeof *w->places);
    struct mh__place *p = &w->places[w->next_place];
    w->next_place = (w->next_place + 1) % MH__PLACES;
    w->nplaces += w->nplaces < MH__PLACES;
    p->id = id;
    for (size_t i = 0; i < w->nkeys; i++)
        read_key(w, st, i, (int)(w->first_key + i), &p->key[i]);
}

/* The latest one. */
static const struct mh__place *remembered(const struct mh_window *w, int64_t id)
{
    for (size_t i = 1; i <= w->nplaces; i++) {
        const struct mh__place *p = &w->places[(w->next_place + MH__PLACES - i) % MH__PLACES];
        if (p->id == id)
            return p;
    }
    return NULL;
}

/* --- statements --- */

static void select_from(struct mh_window *w, struct mh_str *sql, const char *what, const char *from)
{
    mh_str_clear(sql);
    mh_str_addf(sql, "SELECT %s FROM (%s ", what, w->select);
    mh_str_addf(sql, "%s) AS t", from);
    mh_str_add(sql, w->where.len ? mh_str_text(&w->where) : " WHERE 1");
    mh_str_add(sql, mh_str_text(&w->few));
}

static void bind_key(struct mh_window *w, struct mh__stmt *st, size_t i, const struct mh__bound *b)
{
    char name[4] = { '$', 'k', (char)('0' + i), '\0' };

    if (w->way.key[i].text)
        mh__bind_text(w->s, st, name, b->text);
    else
        mh__bind_int(w->s, st, name, b->number);
}

static const char *key_expr(const struct mh_window *w, size_t i, bool unknown)
{
    const struct mh__key *k = &w->way.key[i];
    return unknown && k->other ? k->other : k->expr;
}

/* Conditions and order of a piece: keys before `level` as at the anchor, the one at `level` in `rel` to it. */
static void piece_sql(const struct fetch *f, struct mh_str *sql, size_t level, enum relation rel, bool unknown)
{
    const struct mh_window *w = f->w;
    bool falling = w->descending != f->backward;

    for (size_t i = 0; i < level; i++)
        mh_str_addf(sql, f->at[i].known ? " AND %s = $k%zu" : " AND %s IS NULL", key_expr(w, i, unknown), i);
    const char *expr = key_expr(w, level, unknown);
    if (rel == KNOWN)
        mh_str_addf(sql, " AND %s IS NOT NULL", expr);
    else if (rel == NONE_KNOWN)
        mh_str_addf(sql, " AND %s IS NULL", expr);
    else if (rel == BEYOND || rel == NOT_BEFORE)
        mh_str_addf(sql, " AND %s %s%s $k%zu", expr, falling ? "<" : ">", rel == NOT_BEFORE ? "=" : "", level);
    for (size_t i = level; i < w->nkeys; i++)
        mh_str_addf(sql, "%s%s %s", i == level ? " ORDER BY " : ", ", key_expr(w, i, unknown), falling ? "DESC" : "ASC");
    mh_str_add(sql, " LIMIT $n");
}

static void take_row(struct mh_window *w, struct mh__stmt *st)
{
    const struct mh_table *t = w->tab->t;
    const char **texts = mh_arena_alloc(&w->rows, (t->ncolumns + 1) * sizeof *texts);
    struct mh_str one = MH_STR_INIT;

    mh__row_read(w->s, w->tab, st, w->row);
    int64_t id = mh__row_id(w->row);
    for (size_t i = 0; i < t->ncolumns; i++) {
        const struct mh_column *c = &t->columns[i];
        if (!mh_value_known(c, w->row)) {
            texts[i] = "";
        } else if (mh_is_text(c)) {
            texts[i] = mh_arena_strdup(&w->rows, mh_text_at(c, w->row));
        } else if (c->type == MH_REF) {
            texts[i] = mh_arena_strdup(&w->rows, mh_store_code(w->s, c->ref, mh_int_at(c, w->row)));
        } else {
            mh_str_clear(&one);
            mh_value_text(c, w->row, &one);
            texts[i] = mh_arena_strdup(&w->rows, mh_str_text(&one));
        }
    }
    mh_str_free(&one);
    mh_vec_push(&w->got, ((struct mh_window_row){ .id = id, .texts = texts }));
    remember(w, st, id);
}

/* Takes what a prepared statement gives, and gives it back. */
static enum mh_rc take_rows(struct fetch *f, struct mh__stmt *st, struct mh_err *err)
{
    struct mh_window *w = f->w;
    bool row = false;
    enum mh_rc rc = MH_OK;

    w->s->cursors++; /* what it reads stands still: codes need no second look */
    while (f->left > 0 && (rc = w->s->drv->step(st, &row, err)) == MH_OK && row) {
        take_row(w, st);
        f->left--;
    }
    w->s->cursors--;
    mh__stmt_give(w->s, st);
    return rc;
}

static enum mh_rc piece(struct fetch *f, size_t level, enum relation rel, struct mh_err *err)
{
    struct mh_window *w = f->w;
    struct mh_str sql = MH_STR_INIT;
    struct mh__stmt *st = NULL;
    bool unknown = level == 0 ? rel == NONE_KNOWN : !f->at[0].known;

    if (f->left == 0)
        return MH_OK;
    select_from(w, &sql, w->columns, w->along && (w->few_begin || w->few.len) ? w->along : unknown && w->way.unknown ? w->way.unknown : w->way.from);
    piece_sql(f, &sql, level, rel, unknown);
    enum mh_rc rc = mh__stmt_take(w->s, mh_str_text(&sql), &st, err);
    mh_str_free(&sql);
    if (rc != MH_OK)
        return rc;
    mh__window_bind(w, st);
    for (size_t i = 0; i < level; i++)
        if (f->at[i].known)
            bind_key(w, st, i, &f->at[i]);
    if (rel == BEYOND || rel == NOT_BEFORE)
        bind_key(w, st, level, &f->at[level]);
    mh__bind_int(w->s, st, "$n", (int64_t)f->left);
    return take_rows(f, st, err);
}

static enum mh_rc from_the_end(struct fetch *f, struct mh_err *err)
{
    if (!f->w->way.optional)
        return piece(f, 0, ANY, err);
    enum mh_rc rc = piece(f, 0, f->backward ? NONE_KNOWN : KNOWN, err);
    return rc == MH_OK ? piece(f, 0, f->backward ? KNOWN : NONE_KNOWN, err) : rc;
}

static enum mh_rc from_the_anchor(struct fetch *f, struct mh_err *err)
{
    enum mh_rc rc = MH_OK;

    for (size_t i = f->w->nkeys; i-- > 0 && rc == MH_OK && f->left > 0;) {
        bool known = f->at[i].known;
        if (known)
            rc = piece(f, i, BEYOND, err);
        if (i != 0 || !f->w->way.optional || rc != MH_OK)
            continue;
        if (known && !f->backward)
            rc = piece(f, 0, NONE_KNOWN, err);
        else if (!known && f->backward)
            rc = piece(f, 0, KNOWN, err);
    }
    return rc;
}

/* --- the anchor --- */

/* Its keys as stored, whatever the filters; *got false when it is gone. */
static enum mh_rc locate(struct mh_window *w, int64_t id, struct mh__place *out, bool *got, struct mh_err *err)
{
    struct mh_str sql = MH_STR_INIT, keys = MH_STR_INIT;
    struct mh__stmt *st = NULL;

    *got = false;
    for (size_t i = 0; i < w->nkeys; i++)
        mh_str_addf(&keys, "%s%s", i ? ", " : "", key_expr(w, i, true));
    mh_str_addf(&sql, "SELECT %s FROM (%s ", mh_str_text(&keys), w->select);
    mh_str_addf(&sql, "%s) AS t WHERE t.id = $id", w->from_free);
    enum mh_rc rc = mh__stmt_take(w->s, mh_str_text(&sql), &st, err);
    mh_str_free(&keys);
    mh_str_free(&sql);
    if (rc != MH_OK)
        return rc;
    mh__bind_int(w->s, st, "$id", id);
    rc = w->s->drv->step(st, got, err);
    if (*got) {
        out->id = id;
        for (size_t i = 0; i < w->nkeys; i++)
            read_key(w, st, i, (int)i, &out->key[i]);
    }
    mh__stmt_give(w->s, st);
    return rc;
}

/* The anchor itself, where the filters leave it. */
static enum mh_rc take_anchor(struct fetch *f, int64_t id, struct mh_err *err)
{
    struct mh_str sql = MH_STR_INIT;
    struct mh__stmt *st = NULL;

    select_from(f->w, &sql, f->w->columns, f->w->from_free);
    mh_str_add(&sql, " AND t.id = $id");
    enum mh_rc rc = mh__stmt_take(f->w->s, mh_str_text(&sql), &st, err);
    mh_str_free(&sql);
    if (rc != MH_OK)
        return rc;
    mh__window_bind(f->w, st);
    mh__bind_int(f->w->s, st, "$id", id);
    return take_rows(f, st, err);
}

/* Of an order kept in memory; *done false: by keys, for the anchor is not in it. */
static enum mh_rc by_rank(struct fetch *f, enum mh_window_from from, int64_t anchor, bool *done, struct mh_err *err)
{
    struct mh_window *w = f->w;
    size_t first = 0, count = 0;

    *done = false;
    if (!w->unindexed)
        return MH_OK;
    enum mh_rc rc = mh__window_order(w, err);
    if (rc != MH_OK || !mh__window_ranked(w, from, anchor, f->left, &first, &count))
        return rc;
    for (size_t i = 0; i < count && rc == MH_OK; i++)
        rc = take_anchor(f, w->order.at[first + i], err);
    f->backward = false;
    *done = true;
    return rc;
}

static enum mh_rc anchored(struct fetch *f, enum mh_window_from from, int64_t id, struct mh_err *err)
{
    struct mh__place now = { 0 };
    bool got = false;
    enum mh_rc rc = locate(f->w, id, &now, &got, err);
    const struct mh__place *was = rc == MH_OK && !got ? remembered(f->w, id) : NULL;

    if (was) { /* the ring moves on while rows are fetched */
        now.id = id;
        for (size_t i = 0; i < f->w->nkeys; i++)
            now.key[i] = (struct mh__bound){ was->key[i].known, was->key[i].number, mh_xstrdup(was->key[i].text) };
    }
    if (rc == MH_OK && !got && !was)
        rc = mh_err_set(err, MH_ENOTFOUND, "%s : cette ligne n'existe pas ou plus", f->w->tab->t->one);
    f->at = now.key;
    f->backward = from == MH_WINDOW_BEFORE;
    if (rc == MH_OK && from == MH_WINDOW_FROM && got)
        rc = take_anchor(f, id, err);
    if (rc == MH_OK)
        rc = from_the_anchor(f, err);
    place_free(&now);
    return rc;
}

/* --- what callers see --- */

static enum mh_rc begin(struct mh_window *w, struct mh_err *err)
{
    mh_arena_reset(&w->rows);
    w->got.len = 0;
    return mh__window_few(w, err);
}

static enum mh_rc deliver(struct mh_window *w, bool backward, mh_window_each *each, void *ctx, struct mh_err *err)
{
    enum mh_rc rc = MH_OK;

    for (size_t i = 0; i < w->got.len && rc == MH_OK; i++)
        rc = each(ctx, &w->got.at[backward ? w->got.len - 1 - i : i], err);
    return rc;
}

enum mh_rc mh_window_fetch(struct mh_window *w, enum mh_window_from from, int64_t anchor_id, size_t n, mh_window_each *each, void *ctx,
                           struct mh_err *err)
{
    struct fetch f = { .w = w, .backward = from == MH_WINDOW_LAST, .left = n < MAX_ROWS ? n : MAX_ROWS };

    bool done = false;
    enum mh_rc rc = begin(w, err);
    if (rc == MH_OK)
        rc = by_rank(&f, from, anchor_id, &done, err);
    if (rc == MH_OK && !done)
        rc = from == MH_WINDOW_FIRST || from == MH_WINDOW_LAST ? from_the_end(&f, err) : anchored(&f, from, anchor_id, err);
    return rc == MH_OK ? deliver(w, f.backward, each, ctx, err) : rc;
}

/* The key that people type: of an order by group or maker and identity, the identity. */
static size_t typed_key(const struct mh_window *w)
{
    for (size_t i = 0; i < w->nkeys && !w->way.sort; i++)
        if (strstr(w->way.key[i].expr, "match_key"))
            return i;
    return 0;
}

/* The typed text as that key holds it. */
static bool sought(struct mh_window *w, const char *text, size_t level, struct mh__bound *out)
{
    const struct mh_column *c = w->way.sort ? mh_table_column(w->tab->t, w->way.sort) : NULL;
    struct mh_err ignored = MH_ERR_INIT;
    struct mh_str folded = MH_STR_INIT;

    bound_free(out);
    if (w->way.key[level].text && !(c && (c->type == MH_DATE || c->type == MH_CHOICE))) {
        if (strstr(w->way.key[level].expr, "match_key"))
            mh_str_addc(&folded, '=');
        mh_utf8_fold(&folded, text);
        out->text = mh_xstrdup(mh_str_text(&folded));
        mh_str_free(&folded);
    } else if (!c || mh_value_parse(c, w->row, text, MH_NUM_UNSETTLED, &ignored) != MH_OK || !mh_value_known(c, w->row)) {
        return false;
    } else if (c->type == MH_DECIMAL) {
        out->number = strtoll(mh_text_at(c, w->row), NULL, 10);
    } else if (mh_is_text(c)) {
        out->text = mh_xstrdup(mh_text_at(c, w->row));
    } else {
        out->number = mh_int_at(c, w->row);
    }
    return out->known = true;
}

enum mh_rc mh_window_seek(struct mh_window *w, const char *text, size_t n, mh_window_each *each, void *ctx, struct mh_err *err)
{
    struct fetch f = { .w = w, .left = n < MAX_ROWS ? n : MAX_ROWS };
    struct mh__place first = { 0 };
    size_t level = typed_key(w);
    bool any = true;
    enum mh_rc rc = begin(w, err);

    if (rc == MH_OK && level > 0) { /* within the first group of the list */
        struct fetch one = { .w = w, .left = 1 };
        rc = from_the_end(&one, err);
        any = w->got.len == 1;
        if (rc == MH_OK && any)
            rc = locate(w, w->got.at[0].id, &first, &any, err);
        w->got.len = 0;
    }
    f.at = first.key;
    if (rc == MH_OK && any && !sought(w, text, level, &first.key[level])) {
        rc = from_the_end(&f, err);
    } else if (rc == MH_OK && any) {
        rc = piece(&f, level, NOT_BEFORE, err);
        for (size_t i = level; i-- > 0 && rc == MH_OK;)
            rc = piece(&f, i, BEYOND, err);
        if (rc == MH_OK && w->way.optional)
            rc = piece(&f, 0, NONE_KNOWN, err);
    }
    place_free(&first);
    return rc == MH_OK ? deliver(w, false, each, ctx, err) : rc;
}

enum mh_rc mh_window_count(struct mh_window *w, int64_t at_most, int64_t *n, bool *exact, struct mh_err *err)
{
    struct mh_str sql = MH_STR_INIT, inner = MH_STR_INIT;
    struct mh__stmt *st = NULL;

    *n = 0;
    *exact = false;
    enum mh_rc rc = mh__window_few(w, err);
    if (rc != MH_OK)
        return rc;
    select_from(w, &inner, "1", w->from_free);
    mh_str_addf(&sql, "SELECT count(*) FROM (%s", mh_str_text(&inner));
    mh_str_add(&sql, " LIMIT $n)");
    rc = mh__stmt_take(w->s, mh_str_text(&sql), &st, err);
    mh_str_free(&sql);
    mh_str_free(&inner);
    if (rc != MH_OK)
        return rc;
    mh__window_bind(w, st);
    mh__bind_int(w->s, st, "$n", at_most + 1);
    rc = mh__stmt_number(w->s, st, 0, n, err);
    *exact = *n <= at_most;
    *n = *exact ? *n : at_most;
    return rc;
}

const struct mh_table *mh_window_table(const struct mh_window *w)
{
    return w->tab->t;
}

/* --- opening --- */

/* What a fetch selects: the row as mh__row_read takes it, then the keys. */
static void columns(struct mh_window *w)
{
    const struct mh__tab *tab = w->tab;
    struct mh_str out = MH_STR_INIT;

    mh_str_add(&out, "t.id");
    for (size_t i = 0; i < tab->nfields; i++) {
        mh_str_add(&out, ", t.");
        mh__sql_name(&out, tab->field[i].c->sql, NULL);
    }
    w->first_key = tab->nfields + 1;
    if (tab->view && tab->view->hidden) {
        mh_str_addf(&out, ", t.%s", tab->view->hidden);
        w->first_key++;
    }
    for (w->nkeys = 0; w->nkeys < MH__MAX_KEYS && w->way.key[w->nkeys].expr; w->nkeys++)
        mh_str_addf(&out, ", %s", key_expr(w, w->nkeys, true));
    w->columns = mh_arena_strdup(&w->own, mh_str_text(&out));
    mh_str_free(&out);
}

/* A sort without an index is done anew at each fetch: only what is short enough. */
static enum mh_rc bound_sort(struct mh_window *w, struct mh_err *err)
{
    int64_t n = 0;
    bool exact = false;

    if (!w->slow)
        return MH_OK;
    w->unindexed = true;
    enum mh_rc rc = mh_window_count(w, MH_WINDOW_SORTABLE, &n, &exact, err);
    w->slow = n > SMALL;
    if (rc == MH_OK && !exact) {
        struct mh_str most = MH_STR_INIT;
        mh_str_add_int(&most, MH_WINDOW_SORTABLE);
        rc = mh_err_set(err, MH_EINVAL, "la liste est trop longue pour être triée par « %s » : filtrez d'abord (%s lignes au plus)",
                        w->way.sort ? mh_table_column(w->tab->t, w->way.sort)->title : w->tab->t->title, mh_str_text(&most));
        mh_str_free(&most);
    }
    return rc;
}

enum mh_rc mh_store_window_open(struct mh_store *s, const struct mh_table *t, int64_t campaign_id, const struct mh_window_query *q,
                                struct mh_window **out, struct mh_err *err)
{
    const struct mh_column *sort = q->sort ? mh_table_column(t, q->sort) : NULL;

    *out = NULL;
    if (q->sort && !sort)
        return mh_err_set(err, MH_EINVAL, "tri : « %s » n'est pas une colonne de la liste « %s »", q->sort, t->title);
    struct mh_window *w = mh_xcalloc(1, sizeof *w);
    w->s = s;
    w->tab = mh__tab_of(s, t);
    w->campaign_id = campaign_id;
    w->descending = q->descending;
    w->row = mh_xcalloc(1, t->row_size);
    mh_row_init(t, w->row);
    mh__window_source(w, sort);
    columns(w);
    enum mh_rc rc = mh__window_where(w, q, err);
    if (rc == MH_OK)
        rc = mh__window_narrow(w, q, err);
    if (rc == MH_OK)
        rc = bound_sort(w, err);
    if (rc != MH_OK)
        mh_window_close(w);
    else
        *out = w;
    return rc;
}

void mh_window_close(struct mh_window *w)
{
    if (!w)
        return;
    for (size_t i = 0; i < w->nplaces; i++)
        place_free(&w->places[i]);
    free(w->places);
    for (size_t i = 0; i < w->param.len; i++)
        free(w->param.at[i].value);
    mh_vec_free(&w->param);
    mh_vec_free(&w->got);
    mh_vec_free(&w->order);
    mh_str_free(&w->where);
    mh_str_free(&w->few);
    mh_arena_free(&w->own);
    mh_arena_free(&w->rows);
    mh_row_free(w->tab->t, w->row);
    free(w->row);
    free(w);
}

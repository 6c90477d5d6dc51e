/* What a window's rows come from, and by which keys they are ordered. Joined lists bring their orders (view_*.c); those of plain tables
 * are made here from the column table: references stand beside as ref_<column>, ref_<column>_fold. */
#include <string.h>
#include "store/window.h"

char *mh__window_name(struct mh_window *w, const char *sql, const char *suffix)
{
    struct mh_str out = MH_STR_INIT;

    mh_str_add(&out, "t.");
    mh__sql_name(&out, sql, suffix);
    char *name = mh_arena_strdup(&w->own, mh_str_text(&out));
    mh_str_free(&out);
    return name;
}

static char *keep(struct mh_window *w, struct mh_str *text)
{
    char *kept = mh_arena_strdup(&w->own, mh_str_text(text));
    mh_str_free(text);
    return kept;
}

static const struct mh__field *field_of(const struct mh__tab *tab, const struct mh_column *c)
{
    for (size_t i = 0; i < tab->nfields; i++)
        if (tab->field[i].c == c)
            return &tab->field[i];
    return NULL;
}

const struct mh_column *mh__window_column(const struct mh_window *w, const char *sql)
{
    for (size_t i = 0; i < w->tab->nfields; i++)
        if (strcmp(w->tab->field[i].c->sql, sql) == 0)
            return w->tab->field[i].c;
    return NULL;
}

static char *fold_of(struct mh_window *w, const char *sql)
{
    struct mh_str out = MH_STR_INIT;

    mh_str_addf(&out, "fold(t.\"%s\")", sql);
    return keep(w, &out);
}

static char *ref_name(struct mh_window *w, const struct mh_column *c, const char *suffix)
{
    struct mh_str name = MH_STR_INIT;

    mh_str_addf(&name, "ref_%s", c->sql);
    char *out = mh__window_name(w, mh_str_text(&name), suffix);
    mh_str_free(&name);
    return out;
}

const char *mh__window_shown(struct mh_window *w, const struct mh_column *c)
{
    struct mh_str out = MH_STR_INIT;

    mh_str_addf(&out, "fold(%s)", ref_name(w, c, NULL));
    return keep(w, &out);
}

const char *mh__window_folded(struct mh_window *w, const struct mh_column *c)
{
    const struct mh__field *f = field_of(w->tab, c);

    if (c->type == MH_REF)
        return ref_name(w, c, "_fold");
    if (c->type != MH_TEXT && c->type != MH_CHOICE)
        return NULL;
    return f && f->fold ? mh__window_name(w, c->sql, "_fold") : fold_of(w, c->sql);
}

/* --- plain tables --- */

static void ref_columns(struct mh_str *out, const struct mh_column *c, size_t i)
{
    const struct mh_table *r = c->ref;
    struct mh_str code = MH_STR_INIT, fold = MH_STR_INIT;

    if (r == &mh_table_articles || r == &mh_table_products) {
        mh_str_addf(&code, "coalesce(r%zu.reference, r%zu.label)", i, i);
        mh_str_addf(&fold, "r%zu.match_key", i);
    } else if (r == &mh_table_campaigns) {
        mh_str_addf(&code, "CAST(r%zu.year AS TEXT)", i);
        mh_str_addf(&fold, "CAST(r%zu.year AS TEXT)", i);
    } else {
        mh_str_addf(&code, "r%zu.code", i);
        mh_str_addf(&fold, "r%zu.code_fold", i);
    }
    mh_str_addf(out, ", %s AS \"ref_%s\", %s AS \"ref_%s_fold\"", mh_str_text(&code), c->sql, mh_str_text(&fold), c->sql);
    mh_str_free(&code);
    mh_str_free(&fold);
}

/* lead: the reference whose rows stand outside, in their order; SIZE_MAX none. */
static char *plain_from(struct mh_window *w, size_t lead)
{
    const struct mh__tab *tab = w->tab;
    struct mh_str out = MH_STR_INIT;

    mh_str_add(&out, "FROM ");
    if (lead != SIZE_MAX)
        mh_str_addf(&out, "\"%s\" AS r%zu CROSS JOIN \"%s\" AS b ON b.\"%s\" = r%zu.id", tab->field[lead].c->ref->sql, lead, tab->t->sql,
                    tab->field[lead].c->sql, lead);
    else
        mh_str_addf(&out, "\"%s\" AS b", tab->t->sql);
    for (size_t i = 0; i < tab->nfields; i++)
        if (tab->field[i].c->type == MH_REF && i != lead)
            mh_str_addf(&out, " LEFT JOIN \"%s\" AS r%zu ON r%zu.id = b.\"%s\"", tab->field[i].c->ref->sql, i, i, tab->field[i].c->sql);
    return keep(w, &out);
}

static void add_key(struct mh_window *w, const char *expr, bool text)
{
    size_t n = 0;

    while (w->way.key[n].expr)
        n++;
    if (n + 1 < MH__MAX_KEYS)
        w->way.key[n] = (struct mh__key){ .expr = expr, .text = text };
}

/* An expression that never is NULL: only the first key of an order may be unknown. */
static const char *never_null(struct mh_window *w, const char *expr, bool text)
{
    struct mh_str out = MH_STR_INIT;

    mh_str_addf(&out, text ? "coalesce(%s, '')" : "coalesce(%s, -1)", expr);
    return keep(w, &out);
}

/* The table's own order, walked along the rows it first refers to where they have codes. */
static void own_order(struct mh_window *w)
{
    const struct mh__tab *tab = w->tab;
    size_t lead = SIZE_MAX;

    for (const char *p = tab->t->order ? tab->t->order : ""; *p;) {
        p += strspn(p, " ,");
        size_t n = strcspn(p, " ,");
        for (size_t i = 0; i < tab->nfields; i++) {
            const struct mh__field *f = &tab->field[i];
            if (strlen(f->c->sql) != n || memcmp(f->c->sql, p, n) != 0)
                continue;
            if (f->by_code) {
                lead = i;
                add_key(w, ref_name(w, f->c, "_fold"), true);
                add_key(w, ref_name(w, f->c, NULL), true);
            } else if (f->fold) {
                const char *name = mh__window_name(w, f->c->sql, "_fold");
                add_key(w, f->c->flags & MH_REQUIRED ? name : never_null(w, name, true), true);
            } else if (f->c->type == MH_TEXT && f->c->flags & MH_DERIVED) {
                add_key(w, mh__window_name(w, f->c->sql, NULL), true);
            } else if (!mh_is_text(f->c)) {
                const char *name = mh__window_name(w, f->c->sql, NULL);
                add_key(w, f->c->flags & MH_REQUIRED ? name : never_null(w, name, false), false);
            }
        }
        p += n;
    }
    w->way.from = plain_from(w, lead);
    add_key(w, "t.id", false);
}

static void plain_source(struct mh_window *w)
{
    const struct mh__tab *tab = w->tab;
    struct mh_str out = MH_STR_INIT;

    mh_str_add(&out, "SELECT b.*");
    for (size_t i = 0; i < tab->nfields; i++)
        if (tab->field[i].c->type == MH_REF)
            ref_columns(&out, tab->field[i].c, i);
    w->select = keep(w, &out);
    w->from_free = plain_from(w, SIZE_MAX);
}

/* --- any column --- */

/* Orders of plain tables that an index serves. */
static bool indexed(const struct mh_table *t, const char *sql)
{
    static const struct { const struct mh_table *t; const char *sql; } all[] = {
        { &mh_table_articles, "label" }, { &mh_table_articles, "reference" },
        { &mh_table_products, "label" }, { &mh_table_products, "reference" },
        { &mh_table_makers, "code" },    { &mh_table_members, "code" },
        { &mh_table_families, "code" },  { &mh_table_synonyms, "term" },
    };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (all[i].t == t && strcmp(all[i].sql, sql) == 0)
            return true;
    return false;
}

static void order_by(struct mh_window *w, const struct mh_column *c)
{
    const char *name = mh__window_name(w, c->sql, NULL), *folded = mh__window_folded(w, c);
    bool key = strcmp(c->sql, "reference") == 0 && mh__window_column(w, "match_key");

    w->way.sort = c->sql;
    w->way.from = w->from_free;
    w->way.optional = true;
    w->slow = !indexed(w->tab->t, c->sql);
    if (key) {
        /* What has no reference stands by its label: as in the list's own order. */
        add_key(w, "t.match_key", true);
        w->way.optional = false;
    } else if (folded) {
        add_key(w, folded, true);
        if (w->tab->t == &mh_table_articles && strcmp(c->sql, "label") == 0)
            add_key(w, "t.match_key", true);
    } else if (c->type == MH_DECIMAL) {
        struct mh_str whole = MH_STR_INIT;
        mh_str_addf(&whole, "CAST(%s AS INTEGER)", name);
        add_key(w, keep(w, &whole), false);
        add_key(w, never_null(w, name, true), true);
    } else {
        add_key(w, name, mh_is_text(c));
    }
    add_key(w, "t.id", false);
}

void mh__window_source(struct mh_window *w, const struct mh_column *sort)
{
    const struct mh__view *v = w->tab->view;

    if (v) {
        w->select = mh_arena_strdup(&w->own, v->select);
        w->from_free = mh_arena_strdup(&w->own, v->from);
        for (size_t i = 0; i < v->nways; i++)
            if (sort ? v->ways[i].sort && strcmp(v->ways[i].sort, sort->sql) == 0 : !v->ways[i].sort) {
                w->way = v->ways[i];
                return;
            }
    } else {
        plain_source(w);
    }
    if (sort) {
        order_by(w, sort);
    } else if (v) { /* a joined list without ways: few rows, in the order of its texts */
        for (size_t i = 0; i + 1 < MH__MAX_KEYS && i < w->tab->nfields; i++)
            if (w->tab->t->order && strstr(w->tab->t->order, w->tab->field[i].c->sql) && mh_is_text(w->tab->field[i].c))
                add_key(w, never_null(w, mh__window_folded(w, w->tab->field[i].c), true), true);
        w->way.from = w->from_free;
        w->slow = true;
        add_key(w, "t.id", false);
    } else {
        own_order(w);
    }
}

/* Type-ahead: what may stand in a cell, best first. */
#include "ops/entry/edit.h"

#include <mahalli/utf8.h>
#include <mahalli/vec.h>
#include <mahalli/xalloc.h>

#include <stdlib.h>
#include <string.h>

enum { MOST = 64, VALUES = 400 };

struct proposal {
    int rank;              /* smaller is better */
    size_t at;             /* order of finding, then */
    int64_t id;
    const char *text, *label, *why; /* of the arena */
};

struct suggester {
    struct mh_session *s;
    const char *typed;     /* folded */
    size_t n;
    struct mh_arena arena;
    MH_VEC(struct proposal) found;
    struct mh_str folded;
    const char *member;    /* code, NULL any */
};

static const char *keep(struct suggester *g, const char *text)
{
    return mh_arena_strdup(&g->arena, text ? text : "");
}

/* How a text answers what is typed: 0 equal, 1 begins so, 2 a word begins so, -1 not at all. */
static int answers(struct suggester *g, const char *text)
{
    size_t n = strlen(g->typed);
    if (text == NULL)
        return -1;
    mh_str_clear(&g->folded);
    mh_utf8_fold(&g->folded, text);
    const char *f = mh_str_text(&g->folded);
    if (strcmp(f, g->typed) == 0)
        return 0;
    if (strncmp(f, g->typed, n) == 0)
        return 1;
    for (const char *p = f; (p = strstr(p, g->typed)) != NULL; p++)
        if (p > f && strchr(" '-/(,.", p[-1]) != NULL)
            return 2;
    return -1;
}

static void propose(struct suggester *g, int rank, int64_t id, const char *text, const char *label, const char *why)
{
    for (size_t i = 0; i < g->found.len; i++)
        if (strcmp(g->found.at[i].text, text) == 0) {
            if (rank < g->found.at[i].rank) {
                g->found.at[i].rank = rank;
                g->found.at[i].why = keep(g, why);
            }
            return;
        }
    struct proposal p = { .rank = rank, .at = g->found.len, .id = id, .text = keep(g, text), .label = keep(g, label), .why = keep(g, why) };
    mh_vec_push(&g->found, p);
}

static int by_rank(const void *a, const void *b)
{
    const struct proposal *x = a, *y = b;
    if (x->rank != y->rank)
        return x->rank < y->rank ? -1 : 1;
    return (x->at > y->at) - (x->at < y->at);
}

/* --- families --- */

static enum mh_rc families(struct suggester *g, struct mh_err *err)
{
    enum mh_rc rc = mh__session_lexicon(g->s, err);
    const struct mh__rows *f = &g->s->families, *y = &g->s->synonyms;
    for (size_t i = 0; rc == MH_OK && i < f->n; i++) {
        const struct mh_family *one = mh__rows_at(f, i);
        int name = answers(g, one->name), code = answers(g, one->code);
        if (name >= 0)
            propose(g, name, one->id, one->code, one->name, "");
        if (code >= 0 && code < 2)
            propose(g, code + 1, one->id, one->code, one->name, "code");
    }
    struct mh_str why = MH_STR_INIT;
    for (size_t i = 0; rc == MH_OK && *g->typed != '\0' && i < y->n; i++) {
        const struct mh_synonym *one = mh__rows_at(y, i);
        if (one->families == NULL || one->attribute != NULL || one->value != NULL || strchr(one->families, '|') != NULL)
            continue;
        int term = answers(g, one->term);
        int at = term >= 0 ? mh_lexicon_family(g->s->lexicon, one->families) : -1;
        if (at < 0)
            continue;
        const struct mh_family *row = mh_lexicon_family_row(g->s->lexicon, at);
        mh_str_clear(&why);
        mh_str_addf(&why, "« %s »", one->term);
        propose(g, term + 3, row->id, row->code, row->name, mh_str_text(&why));
    }
    mh_str_free(&why);
    return rc;
}

/* --- short lists with a code and a name --- */

static enum mh_rc coded(struct suggester *g, const struct mh_table *t, const char *name_column, struct mh_err *err)
{
    const struct mh_column *code = mh_table_column(t, "code"), *name = mh_table_column(t, name_column), *member = NULL;
    struct mh__rows rows;
    enum mh_rc rc = mh__rows_load(g->s->store, t, NULL, &rows, err);
    if (rc != MH_OK)
        return rc;
    if (t == &mh_table_sites && g->member != NULL && *g->member != '\0')
        member = mh_table_column(t, "membre");
    for (size_t i = 0; i < rows.n; i++) {
        void *row = mh__rows_at(&rows, i);
        int64_t id;
        memcpy(&id, row, sizeof id);
        if (member != NULL && !mh_streq(mh_store_code(g->s->store, member->ref, mh_int_at(member, row)), g->member))
            continue;
        int by_code = answers(g, mh_text_at(code, row)), by_name = answers(g, mh_text_at(name, row));
        int rank = by_code < 0 ? by_name + 1 : by_code;
        if (by_code >= 0 || by_name >= 0)
            propose(g, rank, id, mh_text_at(code, row), mh_text_at(name, row), by_code < 0 ? "nom" : "");
    }
    mh__rows_free(&rows);
    return MH_OK;
}

/* --- values that the plan uses --- */

static void see_value(void *ctx, const char *value)
{
    struct suggester *g = ctx;
    int rank = answers(g, value);
    if (rank >= 0)
        propose(g, rank, 0, value, "", "");
}

static enum mh_rc units(struct suggester *g, const char *column, struct mh_err *err)
{
    static const char *const usual[] = { "pièce", "paire", "boîte", "sachet", "flacon", "rouleau", "kit", "paquet", "carton", "mètre",
                                         "litre", "kg" };
    for (size_t i = 0; mh_streq(column, "unite") && i < sizeof usual / sizeof *usual; i++)
        see_value(g, usual[i]);
    return mh_store_distinct(g->s->store, &mh_table_articles, column, VALUES, see_value, g, err);
}

static void choices(struct suggester *g, const struct mh_column *c)
{
    for (const struct mh_choice *one = c->choices; one && one->code; one++)
        see_value(g, one->code);
}

/* --- articles and products, as many as there are --- */

struct items {
    struct suggester *g;
    const struct mh_table *t;
    int rank;
    bool label; /* the cell holds the label, not the reference */
};

static enum mh_rc see_item(void *ctx, const struct mh_window_row *row, struct mh_err *err)
{
    struct items *x = ctx;
    const char *ref = "", *label = "", *owner = "";
    (void)err;
    for (size_t i = 0; i < x->t->ncolumns; i++) {
        const char *sql = x->t->columns[i].sql;
        if (strcmp(sql, "reference") == 0)
            ref = row->texts[i];
        else if (strcmp(sql, "label") == 0)
            label = row->texts[i];
        else if (strcmp(sql, "maker_id") == 0)
            owner = row->texts[i];
    }
    struct mh_str text = MH_STR_INIT;
    if (x->label || *ref == '\0')
        mh_str_add(&text, label);
    else if (x->t == &mh_table_products)
        mh_str_addf(&text, "%s/%s", owner, ref);
    else
        mh_str_add(&text, ref);
    propose(x->g, x->rank, row->id, mh_str_text(&text), x->label ? ref : label, "");
    mh_str_free(&text);
    return MH_OK;
}

static enum mh_rc look(struct items *x, const char *sort, const struct mh_window_filter *filter, size_t n, const char *search,
                       struct mh_err *err)
{
    struct mh_window_query q = { .sort = sort, .filter = filter, .nfilters = n, .search = search };
    struct mh_window *w = NULL;
    enum mh_rc rc = mh_store_window_open(x->g->s->store, x->t, 0, &q, &w, err);
    if (rc == MH_OK)
        rc = mh_window_fetch(w, MH_WINDOW_FIRST, 0, x->g->n, see_item, x, err);
    mh_window_close(w);
    return rc;
}

/* By reference, then by the beginning of the label, then by words anywhere. */
static enum mh_rc items(struct suggester *g, const struct mh_table *t, bool label, struct mh_err *err)
{
    struct items x = { .g = g, .t = t, .label = label };
    struct mh_window_filter f[2] = { { .op = MH_FILTER_PREFIX, .text = g->typed } };
    size_t n = 1;
    enum mh_rc rc = MH_OK;
    if (t == &mh_table_articles && g->member != NULL && *g->member != '\0')
        f[n++] = (struct mh_window_filter){ .column = "membre", .op = MH_FILTER_IS, .text = g->member };
    for (int pass = 0; pass < 2 && rc == MH_OK && g->found.len < g->n; pass++) {
        bool by_label = (pass == 0) == label;
        x.rank = pass;
        f[0].column = by_label ? "designation" : "reference";
        rc = look(&x, f[0].column, f, n, NULL, err);
    }
    x.rank = 2;
    if (rc == MH_OK && g->found.len < g->n && strlen(g->typed) >= 3)
        rc = look(&x, "designation", f + 1, n - 1, g->typed, err);
    return rc;
}

static enum mh_rc gather(struct suggester *g, const struct mh_table *t, const struct mh_column *c, struct mh_err *err)
{
    bool of_products = t == &mh_table_products;
    if (strcmp(c->name, "famille") == 0)
        return families(g, err);
    if (strcmp(c->name, "etablissement") == 0 || c->ref == &mh_table_sites)
        return coded(g, &mh_table_sites, "nom", err);
    if (strcmp(c->name, "membre") == 0)
        return coded(g, &mh_table_members, "nom", err);
    if (strcmp(c->name, "fabricant") == 0)
        return coded(g, &mh_table_makers, "raison_sociale", err);
    if (strcmp(c->name, "produit") == 0)
        return items(g, &mh_table_products, false, err);
    if (strcmp(c->name, "unite") == 0 || strcmp(c->name, "conditionnement") == 0)
        return units(g, c->name, err);
    if (c->type == MH_CHOICE) {
        choices(g, c);
        return MH_OK;
    }
    bool reference = strcmp(c->name, "reference") == 0 || strcmp(c->name, "article") == 0;
    if (!of_products && (reference || strcmp(c->name, "designation") == 0))
        return items(g, &mh_table_articles, !reference, err);
    return MH_OK;
}

enum mh_rc mh_ops_suggest(struct mh_session *s, const char *kind, const char *column, const char *member, const char *typed, size_t n,
                          enum mh_rc (*each)(void *ctx, const struct mh_suggestion *one, struct mh_err *err), void *ctx,
                          struct mh_err *err)
{
    const struct mh_table *t = NULL;
    struct mh_str folded = MH_STR_INIT;
    enum mh_rc rc = mh__list_of(kind, &t, err);
    if (rc != MH_OK)
        return rc;
    const struct mh_column *c = mh_table_column(t, column);
    if (c == NULL)
        return mh_err_set(err, MH_EUSAGE, "« %s » n'est pas une colonne de la liste « %s »", column, t->title);
    mh_utf8_fold(&folded, typed ? typed : "");
    struct suggester g = { .s = s, .typed = mh_str_text(&folded), .n = n < MOST ? n : MOST, .member = member };
    rc = gather(&g, t, c, err);
    if (g.found.len != 0)
        qsort(g.found.at, g.found.len, sizeof *g.found.at, by_rank);
    for (size_t i = 0; i < g.found.len && i < g.n && rc == MH_OK; i++) {
        const struct proposal *p = &g.found.at[i];
        rc = each(ctx, &(struct mh_suggestion){ .id = p->id, .text = p->text, .label = p->label, .why = p->why }, err);
    }
    mh_vec_free(&g.found);
    mh_str_free(&g.folded);
    mh_str_free(&folded);
    mh_arena_free(&g.arena);
    return rc;
}

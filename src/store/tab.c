/* What the store keeps per row type, made once when a plan is opened. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <mahalli/xalloc.h>
#include "store/internal.h"

static bool names(const char *list, const char *name)
{
    size_t n = strlen(name);

    for (const char *p = list; p && *p;) {
        p += strspn(p, " ,");
        size_t len = strcspn(p, " ,");
        if (len == n && memcmp(p, name, n) == 0)
            return true;
        p += len;
    }
    return false;
}

/* Texts that a table is ordered by have a folded copy, unless a derived key, which is folded, stands for them. */
static bool is_folded(const struct mh_table *t, const struct mh_column *c)
{
    if (t->sql && c->flags & MH_FOLDED)
        return true;
    if (!t->sql || c->type != MH_TEXT || !names(t->order, c->sql))
        return false;
    for (size_t i = 0; i < t->ncolumns; i++)
        if (t->columns[i].flags & MH_DERIVED && t->columns[i].type == MH_TEXT && names(t->order, t->columns[i].sql))
            return false;
    return true;
}

/* A joined list that gives a folded copy besides may be searched by it. */
static bool view_folds(const struct mh__view *v, const struct mh_column *c)
{
    struct mh_str name = MH_STR_INIT;

    mh_str_addf(&name, " AS %s_fold,", c->sql);
    bool folds = strstr(v->select, mh_str_text(&name)) != NULL;
    mh_str_free(&name);
    return folds;
}

static bool leads(const char *order, const char *name)
{
    return order && strncmp(order, name, strlen(name)) == 0 && strchr(" ,", order[strlen(name)]);
}

static bool ordered_by_code(const struct mh_table *t)
{
    const struct mh_column *c = mh_table_column(t, "code");
    return c && is_folded(t, c);
}

static void code_columns(struct mh__tab *tab)
{
    static const char *const candidates[][2] = {
        { "code", NULL }, { "reference", "label" }, { "cert_number", "kind" }, { "year", NULL }, { "term", NULL }, { "name", NULL },
        { "family", NULL },
    };
    const struct mh_table *t = tab->t;

    for (size_t i = 0; i < sizeof candidates / sizeof *candidates; i++) {
        const struct mh_column *c = NULL;
        for (size_t k = 0; k < t->ncolumns && !c; k++)
            if (strcmp(t->columns[k].sql, candidates[i][0]) == 0)
                c = &t->columns[k];
        if (!c)
            continue;
        tab->code[0] = c;
        tab->code[1] = candidates[i][1] ? mh_table_column(t, candidates[i][1]) : NULL;
        return;
    }
}

static struct mh__tab *tab_new(const struct mh_table *t)
{
    struct mh__tab *tab = mh_xcalloc(1, sizeof *tab);

    tab->t = t;
    tab->view = t->sql ? NULL : mh__view_of(t);
    assert(t->sql || tab->view);
    for (size_t i = 0; i < t->ncolumns; i++) {
        const struct mh_column *c = &t->columns[i];
        if (c->offset == 0) /* the id itself */
            continue;
        assert(tab->nfields < MH__MAX_COLUMNS);
        struct mh__field *f = &tab->field[tab->nfields++];
        struct mh_str prefix = MH_STR_INIT;
        mh_str_add(&prefix, c->sql);
        mh_str_addc(&prefix, '=');
        f->c = c;
        f->prefix_len = prefix.len;
        f->prefix = mh_str_take(&prefix);
        f->fold = tab->view ? view_folds(tab->view, c) : is_folded(t, c);
        f->by_code = c->ref && leads(t->order, c->sql) && ordered_by_code(c->ref);
        if (t->sql && strcmp(c->sql, "origin") == 0)
            tab->reference = true;
    }
    code_columns(tab);
    for (size_t i = 0; i < 2; i++) {
        tab->scratch[i] = mh_xcalloc(1, t->row_size);
        mh_row_init(t, tab->scratch[i]);
    }
    return tab;
}

static void tab_free(struct mh_store *s, struct mh__tab *tab)
{
    s->drv->finalize(tab->insert);
    s->drv->finalize(tab->get);
    s->drv->finalize(tab->find);
    s->drv->finalize(tab->code_of);
    for (size_t i = 0; i < tab->nfields; i++) {
        free(tab->field[i].prefix);
        mh_str_free(&tab->field[i].folded);
    }
    for (size_t i = 0; i < 2; i++) {
        mh_row_free(tab->t, tab->scratch[i]);
        free(tab->scratch[i]);
    }
    free(tab);
}

void mh__tabs_open(struct mh_store *s)
{
    for (size_t i = 0; mh_tables[i]; i++) {
        assert(s->ntabs < sizeof s->tab / sizeof *s->tab);
        s->tab[s->ntabs++] = tab_new(mh_tables[i]);
    }
    s->njournaled = s->ntabs;
    for (size_t i = 0; i < s->njournaled; i++) {
        size_t k = i;
        for (; k > 0 && strcmp(s->tab[s->by_name[k - 1]]->t->sql, s->tab[i]->t->sql) > 0; k--)
            s->by_name[k] = s->by_name[k - 1];
        s->by_name[k] = i;
    }
}

void mh__tabs_close(struct mh_store *s)
{
    for (size_t i = 0; i < s->ntabs; i++)
        tab_free(s, s->tab[i]);
    s->ntabs = s->njournaled = 0;
}

struct mh__tab *mh__tab_of(struct mh_store *s, const struct mh_table *t)
{
    for (size_t i = 0; i < s->ntabs; i++)
        if (s->tab[i]->t == t)
            return s->tab[i];
    assert(!t->sql && s->ntabs < sizeof s->tab / sizeof *s->tab);
    s->tab[s->ntabs] = tab_new(t);
    return s->tab[s->ntabs++];
}

struct mh__tab *mh__tab_named(struct mh_store *s, const char *sql)
{
    for (size_t i = 0; i < s->njournaled; i++)
        if (strcmp(s->tab[i]->t->sql, sql) == 0)
            return s->tab[i];
    return NULL;
}

size_t mh__tab_index(const struct mh_store *s, const struct mh__tab *tab)
{
    size_t i = 0;
    while (s->tab[i] != tab)
        i++;
    return i;
}

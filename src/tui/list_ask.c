/* What every list is asked by the same keys: search, filter, sort, columns. */
#include "tui/list_priv.h"

#include <mahalli/xalloc.h>

#include <stdlib.h>
#include <string.h>

static void told(struct mh__app *app, enum mh_rc rc, const struct mh_err *err)
{
    if (rc != MH_OK)
        mh__say_error(app, err);
}

/* --- search --- */

static void search_typed(struct mh__app *app, void *ctx, const char *text)
{
    struct mh_err err = MH_ERR_IN(app->lang);
    told(app, mh__list_search(ctx, text, &err), &err);
}

static void search_left(struct mh__app *app, void *ctx)
{
    struct mh__list_priv *p = mh__list_priv(ctx);
    search_typed(app, ctx, p->search_before);
}

void mh__list_ask_search(struct mh__list *l, struct mh__app *app)
{
    struct mh__list_priv *p = mh__list_priv(l);
    free(p->search_before);
    p->search_before = p->search ? mh_xstrdup(p->search) : NULL;
    mh__ask(app, &(struct mh__question){
        .title = "Chercher", .label = "Mots ou référence", .value = p->search, .help = "Accents et majuscules indifférents ; vide : tout",
        .typed = search_typed, .abandoned = search_left, .done = search_typed, .ctx = l });
}

/* --- menus over columns --- */

static size_t column_entries(const struct mh__list *l, bool (*leave_out)(const struct mh__list_column *c), struct mh__menu_entry *out, int *which)
{
    size_t n = 0;
    for (int i = 0; i < l->ncolumns; i++) {
        const struct mh__list_column *c = &l->column[l->order[i]];
        if (leave_out != NULL && leave_out(c))
            continue;
        which[n] = l->order[i];
        out[n++] = (struct mh__menu_entry){ .title = c->title };
    }
    return n;
}

static void column_menu(struct mh__list *l, struct mh__app *app, const char *title, bool (*leave_out)(const struct mh__list_column *c),
                        const char *(*note)(const struct mh__list *l, int column), void (*done)(struct mh__app *app, void *ctx, size_t i))
{
    struct mh__menu_entry *entries = mh_xcalloc((size_t)l->ncolumns, sizeof *entries);
    int *which = mh_xcalloc((size_t)l->ncolumns, sizeof *which);
    size_t n = column_entries(l, leave_out, entries, which);
    size_t at = 0;
    for (size_t i = 0; i < n; i++) {
        entries[i].note = note(l, which[i]);
        if (l->cells && which[i] == mh__list_column_at_cursor(l))
            at = i;
    }
    mh__menu(app, title, entries, n, done, l);
    mh__menu_stand(app, at);
    free(entries);
    free(which);
}

/* The column behind the i-th entry of such a menu. */
static int chosen_column(const struct mh__list *l, bool (*leave_out)(const struct mh__list_column *c), size_t i)
{
    struct mh__menu_entry *entries = mh_xcalloc((size_t)l->ncolumns, sizeof *entries);
    int *which = mh_xcalloc((size_t)l->ncolumns, sizeof *which);
    size_t n = column_entries(l, leave_out, entries, which);
    int c = i < n ? which[i] : 0;
    free(entries);
    free(which);
    return c;
}

/* --- filter --- */

static bool no_filter(const struct mh__list_column *c)
{
    return c->no_filter;
}

static const char *filter_of(const struct mh__list *l, int column)
{
    const struct mh__list_priv *p = mh__list_priv(l);
    for (size_t i = 0; i < p->filter.len; i++)
        if (mh_streq(p->filter.at[i].column, l->column[column].name))
            return p->filter.at[i].text;
    return NULL;
}

static void filter_done(struct mh__app *app, void *ctx, const char *text)
{
    struct mh__list *l = ctx;
    struct mh_err err = MH_ERR_IN(app->lang);
    told(app, mh__list_filter(l, l->column[mh__list_priv(l)->asked_column].name, text, &err), &err);
}

/* The values at hand: what one sees is what one filters by. */
static void filter_values(struct mh__app *app, void *ctx, const char *typed, struct mh__choices *out)
{
    (void)app;
    struct mh__list *l = ctx;
    struct mh__list_priv *p = mh__list_priv(l);
    struct mh_str value = MH_STR_INIT;
    for (size_t i = 0; i < p->rows.len; i++) {
        const char *text = p->rows.at[i].text[p->asked_column];
        bool known = *text == '\0';
        mh_str_clear(&value);
        mh_str_addf(&value, "=%s", text);
        for (size_t k = 0; k < out->text.len && !known; k++)
            known = mh_streq(out->text.at[k], mh_str_text(&value));
        if (!known && (strncmp(mh_str_text(&value), typed, strlen(typed)) == 0 || strncmp(text, typed, strlen(typed)) == 0))
            mh__choices_add(out, mh_str_text(&value), "");
    }
    mh_str_free(&value);
}

static void ask_filter_text(struct mh__list *l, struct mh__app *app)
{
    struct mh__list_priv *p = mh__list_priv(l);
    mh__ask(app, &(struct mh__question){
        .title = "Filtrer", .label = l->column[p->asked_column].title, .value = filter_of(l, p->asked_column),
        .help = "abc contient · =abc est · ^abc commence · <5 >5 · ? vide · ! rempli",
        .complete = filter_values, .done = filter_done, .ctx = l });
}

static void filter_column(struct mh__app *app, void *ctx, size_t i)
{
    struct mh__list *l = ctx;
    mh__list_priv(l)->asked_column = chosen_column(l, no_filter, i);
    ask_filter_text(l, app);
}

void mh__list_ask_filter(struct mh__list *l, struct mh__app *app)
{
    int c = l->cells ? mh__list_column_at_cursor(l) : -1;
    if (c >= 0 && !l->column[c].no_filter) { /* in a grid the column one stands on */
        mh__list_priv(l)->asked_column = c;
        ask_filter_text(l, app);
        return;
    }
    column_menu(l, app, "Filtrer par", no_filter, filter_of, filter_column);
}

static void clear_one(struct mh__app *app, void *ctx, size_t i)
{
    struct mh__list *l = ctx;
    struct mh__list_priv *p = mh__list_priv(l);
    struct mh_err err = MH_ERR_IN(app->lang);
    enum mh_rc rc = MH_OK;
    bool search = p->search != NULL;
    if (i == 0) { /* everything */
        free(p->search);
        p->search = NULL;
        rc = mh__list_filter(l, NULL, NULL, &err);
    } else if (search && i == 1) {
        rc = mh__list_search(l, NULL, &err);
    } else if (i - 1 - search < p->filter.len) {
        char *column = mh_xstrdup(p->filter.at[i - 1 - search].column);
        rc = mh__list_filter(l, column, NULL, &err);
        free(column);
    }
    told(app, rc, &err);
}

void mh__list_clear_filters(struct mh__list *l, struct mh__app *app)
{
    struct mh__list_priv *p = mh__list_priv(l);
    size_t acting = p->filter.len + (p->search != NULL);
    if (acting < 2) {
        if (acting == 1)
            clear_one(app, l, 0);
        else
            mh__say(app, MH__INFO, "%s", mh__text(app, "Aucun filtre à retirer"));
        return;
    }
    struct mh__menu_entry *e = mh_xcalloc(acting + 1, sizeof *e);
    size_t n = 0;
    e[n++] = (struct mh__menu_entry){ .title = "Tout retirer" };
    if (p->search != NULL)
        e[n++] = (struct mh__menu_entry){ .title = "Recherche", .note = p->search };
    for (size_t i = 0; i < p->filter.len; i++) {
        int c = mh__list_column_named(l, p->filter.at[i].column);
        e[n++] = (struct mh__menu_entry){ .title = c >= 0 ? l->column[c].title : p->filter.at[i].column, .note = p->filter.at[i].text };
    }
    mh__menu(app, "Retirer", e, n, clear_one, l);
    free(e);
}

/* --- sort --- */

static bool no_sort(const struct mh__list_column *c)
{
    return c->no_sort;
}

static const char *sort_note(const struct mh__list *l, int column)
{
    const struct mh__list_priv *p = mh__list_priv(l);
    if (p->sort == NULL || !mh_streq(p->sort, l->column[column].name))
        return NULL;
    return p->descending ? "décroissant ; encore : ordre habituel" : "croissant ; encore : décroissant";
}

static void sort_chosen(struct mh__app *app, void *ctx, size_t i)
{
    struct mh__list *l = ctx;
    struct mh__list_priv *p = mh__list_priv(l);
    struct mh_err err = MH_ERR_IN(app->lang);
    const char *name = l->column[chosen_column(l, no_sort, i)].name;
    bool again = p->sort != NULL && mh_streq(p->sort, name);
    enum mh_rc rc = again && p->descending ? mh__list_sort(l, NULL, false, &err) : mh__list_sort(l, name, again, &err);
    told(app, rc, &err);
}

void mh__list_ask_sort(struct mh__list *l, struct mh__app *app)
{
    column_menu(l, app, "Trier par", no_sort, sort_note, sort_chosen);
}

/* --- columns --- */

static const char *shown_note(const struct mh__list *l, int column)
{
    return l->column[column].hidden ? "masquée" : "affichée";
}

static void move_column(struct mh__list *l, int column, int by)
{
    for (int i = 0; i < l->ncolumns; i++) {
        int to = i + by;
        if (l->order[i] != column || to < 0 || to >= l->ncolumns)
            continue;
        l->order[i] = l->order[to];
        l->order[to] = column;
        return;
    }
}

static void column_does(struct mh__app *app, void *ctx, size_t i)
{
    struct mh__list *l = ctx;
    struct mh__list_column *c = &l->column[mh__list_priv(l)->asked_column];
    if (i == 0)
        c->hidden = !c->hidden;
    else
        move_column(l, mh__list_priv(l)->asked_column, i == 1 ? -1 : 1);
    mh__list_ask_columns(l, app);
}

static void column_chosen(struct mh__app *app, void *ctx, size_t i)
{
    struct mh__list *l = ctx;
    struct mh__list_priv *p = mh__list_priv(l);
    p->asked_column = chosen_column(l, NULL, i);
    const struct mh__list_column *c = &l->column[p->asked_column];
    int shown = 0;
    for (int k = 0; k < l->ncolumns; k++)
        shown += !l->column[k].hidden;
    struct mh__menu_entry e[] = {
        { .title = c->hidden ? "Afficher" : "Masquer", .letter = 'm',
          .why_not = !c->hidden && shown == 1 ? "la dernière colonne reste affichée" : NULL },
        { .title = "Vers la gauche", .letter = 'g' },
        { .title = "Vers la droite", .letter = 'd' },
    };
    mh__menu(app, c->title, e, 3, column_does, l);
}

void mh__list_ask_columns(struct mh__list *l, struct mh__app *app)
{
    column_menu(l, app, "Colonnes", NULL, shown_note, column_chosen);
}

/* --- all of them --- */

void mh__list_ask_all(struct mh__list *l, struct mh__app *app)
{
    struct mh_err err = MH_ERR_IN(app->lang);
    bool cut = false;
    if (mh__list_pick_all(l, &cut, &err) != MH_OK)
        mh__say_error(app, &err);
    else if (mh__list_priv(l)->picked.len == 0)
        mh__say(app, MH__INFO, "%s", mh__text(app, "Plus aucune ligne choisie"));
    else if (cut)
        mh__say(app, MH__WARN, mh__text(app, "Les %d premières lignes sont choisies : filtrez d'abord (f) pour les autres"), MH__PICK_MOST);
    else
        mh__say(app, MH__INFO, mh__text_n(app, "%zu ligne choisie ; * encore : aucune", "%zu lignes choisies ; * encore : aucune",
                                          (int64_t)mh__list_priv(l)->picked.len), mh__list_priv(l)->picked.len);
}

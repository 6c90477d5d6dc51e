/* Besoins: articles × sites as a grid. */
#include "tui/screen_needs.h"
#include "tui/list_priv.h"
#include "tui/screens.h"
#include "tui/table_rows.h"

#include <mahalli/xalloc.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    SIDE_FROM = 110, SIDE_WIDTH = 44, /* columns of the terminal from which the reading stands at the right */
    LABEL_MOST = 60, BELOW_FROM = 16, BELOW_ROWS = 5, BELOW_LEAST = 3, /* rows of area from which it has so many lines below, else the least */
};

static const char shown[] = "membre|etablissement|reference|designation|unite|conditionnement|quantite|quantite_base|famille_lue|"
                            "specifications|prix_unitaire_ht|fournisseur|observations|a_confirmer";

/* --- columns --- */

int mh__needs_column(const struct mh__needs *n, const char *name)
{
    return mh__list_column_named(&n->list, name);
}

int mh__needs_stored(const struct mh__needs *n, int c)
{
    return c >= 0 && strcmp(n->t->columns[c].name, "famille_lue") == 0 ? mh__needs_column(n, "famille") : c;
}

const char *mh__needs_fixed(const struct mh__needs *n, int c, bool new_line)
{
    if (c < 0)
        return "aucune colonne n'est affichée";
    const struct mh_column *column = &n->t->columns[mh__needs_stored(n, c)];
    if (strcmp(column->name, "quantite_base") == 0)
        return "ce volume se compte d'après la volumétrie, l'unité et le conditionnement";
    if (strcmp(column->name, "etat") == 0)
        return "l'état vient du rapprochement : g c le montre";
    if (strcmp(column->name, "occurrence") == 0)
        return "le rang d'une ligne répétée se donne tout seul";
    if (column->flags & MH_MEMBER_NAME && !new_line)
        return "une ligne ne change pas d'établissement : d la copie ailleurs, s la retire";
    return NULL;
}

int mh__needs_at(const struct mh__needs *n, int position)
{
    for (int i = 0; position >= 0 && i < n->list.ncolumns; i++)
        if (!n->list.column[n->list.order[i]].hidden && position-- == 0)
            return n->list.order[i];
    return -1;
}

int mh__needs_position(const struct mh__needs *n, int c)
{
    int at = 0;
    for (int i = 0; i < n->list.ncolumns; i++) {
        int k = n->list.order[i];
        if (k == c)
            return n->list.column[k].hidden ? -1 : at;
        at += !n->list.column[k].hidden;
    }
    return -1;
}

void mh__needs_show(struct mh__needs *n, int c)
{
    if (c < 0)
        return;
    n->list.column[c].hidden = false;
    n->list.cursor_column = mh__needs_position(n, c);
}

struct suggesting {
    struct mh__choices *out;
};

static enum mh_rc add_suggestion(void *ctx, const struct mh_suggestion *one, struct mh_err *err)
{
    struct suggesting *to = ctx;
    struct mh_str note = MH_STR_INIT;
    (void)err;
    mh_str_addf(&note, "%s%s%s", one->label, *one->label != '\0' && *one->why != '\0' ? " · " : "", one->why);
    mh__choices_add(to->out, one->text, mh_str_text(&note));
    mh_str_free(&note);
    return MH_OK;
}

void mh__needs_suggest(struct mh__needs *n, int c, const char *member, const char *typed, struct mh__choices *out)
{
    struct suggesting to = { out };
    struct mh_err err = MH_ERR_IN(n->app->lang);
    const char *name = n->t->columns[mh__needs_stored(n, c)].name;
    if (mh_ops_suggest(n->app->session, "besoins", name, member, typed, MH__SUGGESTED, add_suggestion, &to, &err) != MH_OK)
        mh__say_error(n->app, &err);
}

void mh__needs_tell(struct mh__needs *n, const char *title, const struct mh_edit_result *r)
{
    struct mh_str text = MH_STR_INIT;
    for (size_t i = 0; i < r->diags.list.len; i++) {
        const struct mh_diag *d = &r->diags.list.at[i];
        const struct mh_column *c = d->column ? mh_table_column(n->t, d->column) : NULL;
        mh_str_addf(&text, "ligne %lld", (long long)d->line);
        if (c != NULL)
            mh_str_addf(&text, ", %s", mh__text(n->app, c->title));
        if (!mh_blank(d->value))
            mh_str_addf(&text, ", « %s »", d->value);
        mh_str_addf(&text, " : %s", d->message ? d->message : "");
        if (!mh_blank(d->suggestion))
            mh_str_addf(&text, " ; %s", d->suggestion);
        mh_str_addc(&text, '\n');
    }
    mh__show_text(n->app, title, mh_str_text(&text));
    mh_str_free(&text);
}

/* --- rows: the plan's, with the family that each is read as --- */

struct passing {
    struct mh__needs *n;
    void (*each)(void *to, const struct mh__list_row *row);
    void *to;
};

static void pass_row(void *to, const struct mh__list_row *row)
{
    struct passing *p = to;
    struct mh__needs *n = p->n;
    const struct mh__family_seen *seen = mh__needs_seen(n, row->id);
    const char **texts = mh_xcalloc(n->t->ncolumns, sizeof *texts);
    memcpy(texts, row->texts, n->t->ncolumns * sizeof *texts);
    if (seen->id == row->id && seen->name != NULL)
        texts[mh__needs_column(n, "famille_lue")] = seen->name;
    p->each(p->to, &(struct mh__list_row){ row->id, texts });
    free(texts);
}

static enum mh_rc query(void *ctx, const struct mh__list_query *q, struct mh_err *err)
{
    struct mh__needs *n = ctx;
    n->has_totals = false;
    return mh__stored_query(n->rows, q, err);
}

static enum mh_rc fetch(void *ctx, enum mh_window_from from, int64_t anchor, size_t count,
                        void (*each)(void *to, const struct mh__list_row *row), void *to, struct mh_err *err)
{
    struct mh__needs *n = ctx;
    struct passing p = { n, each, to };
    return mh__stored_fetch(n->rows, from, anchor, count, pass_row, &p, err);
}

static enum mh_rc count(void *ctx, int64_t *rows, bool *exact, struct mh_err *err)
{
    struct mh__needs *n = ctx;
    enum mh_rc rc = mh__stored_count(n->rows, rows, exact, err);
    if (rc == MH_OK && *exact) {
        n->totals = *mh__stored_totals(n->rows);
        n->has_totals = true;
    }
    return rc;
}

static enum mh__style style(void *ctx, int64_t id, int c, const char *text)
{
    struct mh__needs *n = ctx;
    const struct mh_column *column = &n->t->columns[c];
    if (column->flags & MH_PRIVATE)
        return MH__PRIVATE;
    if (strcmp(column->name, "famille_lue") == 0) /* what a person said stands out from what was read */
        return mh_blank(mh__list_text_of(&n->list, id, mh__needs_column(n, "famille"))) ? MH__DIM : MH__PLAIN;
    return strcmp(column->name, "etat") == 0 ? mh__word_style(text) : MH__PLAIN;
}

static const struct mh__list_source source = { .query = query, .fetch = fetch, .count = count, .style = style };

/* --- opening --- */

static int64_t rows_of(struct mh__app *app, const char *kind, const char *known)
{
    struct mh_window *w = NULL;
    struct mh_err err = MH_ERR_IN(app->lang);
    int64_t n = 0;
    bool exact;
    const struct mh_window_filter only = { .column = known, .op = MH_FILTER_KNOWN };
    struct mh_window_query q = { .kind = kind, .filter = &only, .nfilters = known != NULL };
    if (mh_ops_window_open(app->session, &q, &w, &err) == MH_OK)
        (void)mh_window_count(w, 2, &n, &exact, &err); /* unknown: as if there were none, its columns stay hidden */
    mh_window_close(w);
    return n;
}

/* Groups and sites stand only where there are several, what is to be confirmed where there is something. */
static void settle_places(struct mh__needs *n)
{
    n->several_members = rows_of(n->app, "groupes", NULL) > 1;
    n->list.column[mh__needs_column(n, "membre")].hidden = !n->several_members;
    n->list.column[mh__needs_column(n, "etablissement")].hidden = rows_of(n->app, "etablissements", NULL) < 2;
    n->list.column[mh__needs_column(n, "a_confirmer")].hidden = rows_of(n->app, "besoins", "a_confirmer") == 0;
    n->list.frozen = 0;
    for (int p = 0; p <= mh__needs_position(n, mh__needs_column(n, "designation")); p++)
        n->list.frozen++;
}

static void begin(struct mh__app *app, struct mh__needs *n)
{
    static const struct { const char *name, *title; } titles[] = { /* where the table's are too wide, or say less */
        { "etablissement", MH_TR("Étab.") }, { "conditionnement", MH_TR("Cdt") }, { "quantite_base", MH_TR("Vol. base") },
        { "prix_unitaire_ht", MH_TR("PU HT") }, { "famille_lue", MH_TR("Famille") }, { "famille", MH_TR("Famille donnée") },
    };
    int ncolumns;
    n->app = app;
    n->rows = mh__stored_new(app, "besoins");
    n->t = mh__stored_table_of(n->rows);
    struct mh__list_column *columns = mh__table_columns(app, n->t, shown, &ncolumns);
    for (int i = 0; i < ncolumns; i++) {
        columns[i].stretch = false;
        for (size_t k = 0; k < sizeof titles / sizeof *titles; k++)
            if (strcmp(columns[i].name, titles[k].name) == 0)
                columns[i].title = mh__text(app, titles[k].title);
    }
    mh__list_init(&n->list, &source, n, columns, ncolumns);
    mh__table_order(&n->list, shown);
    free(columns);
    n->list.cells = true;
    settle_places(n);
    n->list.cursor_column = mh__needs_position(n, mh__needs_column(n, "designation"));
}

/* Widths by the room there is: the label takes most of it, what names the line stays in view. */
static void fit_columns(struct mh__needs *n, int width)
{
    static const struct { const char *name; int narrow, wide; } widths[] = {
        { "membre", 6, 8 }, { "etablissement", 7, 10 }, { "reference", 9, 12 }, { "unite", 7, 8 }, { "conditionnement", 8, 10 },
        { "quantite", 10, 10 }, { "quantite_base", 9, 12 }, { "famille_lue", 14, 20 }, { "prix_unitaire_ht", 9, 12 },
    };
    bool wide = width >= 120;
    int least = wide ? 40 : width >= 78 ? 24 : 20, label = least, others = 0, c;
    for (size_t i = 0; i < sizeof widths / sizeof *widths; i++)
        n->list.column[mh__needs_column(n, widths[i].name)].width = wide ? widths[i].wide : widths[i].narrow;
    for (int p = 0; (c = mh__needs_at(n, p)) >= 0; p++) { /* as many whole columns beside the label as there is room for */
        if (strcmp(n->list.column[c].name, "designation") != 0)
            others += n->list.column[c].width + 1;
        if (width - others >= least)
            label = width - others;
    }
    if (label > LABEL_MOST)
        label = LABEL_MOST;
    n->list.column[mh__needs_column(n, "designation")].width = label;
}

static enum mh_rc refresh(struct mh__app *app, void *state, struct mh_err *err)
{
    struct mh__needs *n = state;
    (void)app;
    mh__stored_changed(n->rows);
    mh__needs_forget_readings(n, false);
    return mh__list_reload(&n->list, err);
}

static enum mh_rc open(struct mh__app *app, void *state, const char *target, struct mh_err *err)
{
    struct mh__needs *n = state;
    if (n->rows == NULL)
        begin(app, n);
    if (!mh_blank(target))
        return mh__needs_aim(n, target, err);
    return mh__list_reload(&n->list, err);
}

static void close(struct mh__app *app, void *state)
{
    struct mh__needs *n = state;
    (void)app;
    mh__needs_forget_readings(n, true);
    mh__needs_forget_temp(n);
    mh__list_free(&n->list);
    mh__stored_free(n->rows);
}

/* --- looks --- */

static void draw_totals(struct mh__app *app, struct mh__needs *n, struct mh__area a)
{
    const struct mh_window_totals *t = &n->totals;
    struct mh_str text = MH_STR_INIT;
    if (!n->has_totals) {
        mh__put(&app->canvas, a, 0, 0, MH__DIM, mh__text(app, "totaux en cours…"));
        return;
    }
    mh_str_add_int(&text, t->rows);
    mh_str_addf(&text, " %s", mh__text_n(app, "ligne", "lignes", t->rows));
    if (!t->several && t->base_unit[0] != '\0') {
        mh_str_addf(&text, " · %s ", mh__text(app, "volume"));
        mh_str_add_int(&text, t->base);
        mh_str_addf(&text, " (%s)", t->base_unit);
    }
    if (t->base_unknown > 0) {
        mh_str_add(&text, " · ");
        mh_str_add_int(&text, t->base_unknown);
        mh_str_addf(&text, " %s", mh__text(app, "sans volume"));
    }
    int x = mh__put(&app->canvas, a, 0, 0, MH__BOLD, mh_str_text(&text));
    mh_str_clear(&text);
    if (!n->several_members && t->rows > t->amount_unknown) {
        mh_str_addf(&text, " · %s ", mh__text(app, "montant HT"));
        mh_money_format_fr(&text, t->amount);
        if (t->amount_unknown > 0) {
            mh_str_add(&text, " (");
            mh_str_add_int(&text, t->amount_unknown);
            mh_str_addf(&text, " %s)", mh__text(app, "sans prix"));
        }
        mh__put(&app->canvas, a, 0, x, MH__PRIVATE, mh_str_text(&text));
    }
    mh_str_free(&text);
}

static void draw(struct mh__app *app, void *state, struct mh__area a)
{
    struct mh__needs *n = state;
    bool beside = a.w >= SIDE_FROM;
    int below = beside ? 0 : a.h >= BELOW_FROM ? BELOW_ROWS : BELOW_LEAST;
    struct mh__area grid = a;
    if (beside) {
        mh__vline(&app->canvas, a, a.w - SIDE_WIDTH);
        mh__needs_draw_side(n, mh__area_columns(a, a.w - SIDE_WIDTH + 2, SIDE_WIDTH - 2), true);
        grid = mh__area_columns(a, 0, a.w - SIDE_WIDTH - 1);
    } else {
        mh__hline(&app->canvas, a, a.h - below);
        mh__needs_draw_side(n, mh__area_rows(a, a.h - below + 1, below - 1), false);
        grid = mh__area_rows(a, 0, a.h - below);
    }
    draw_totals(app, n, mh__area_rows(grid, grid.h - 1, 1));
    grid = mh__area_rows(grid, 0, grid.h - 1);
    n->body = grid;
    fit_columns(n, grid.w);
    bool line = mh__typing_new_line(n);
    n->list.empty = line ? "" : "Aucun besoin : n saisit la première ligne ; un bloc copié d'Excel se colle ici ; g i importe un fichier.";
    mh__list_draw(&n->list, app, line ? mh__area_rows(grid, 0, grid.h - 1) : grid);
    if (line)
        mh__typing_draw_line(n);
}

/* --- events --- */

static const char *needs_row(struct mh__app *app, void *state) /* why the action cannot be done */
{
    (void)app;
    return ((struct mh__needs *)state)->list.cursor == 0 ? "aucune ligne" : NULL;
}

static const char *needs_waiting(struct mh__app *app, void *state)
{
    struct mh__needs *n = state;
    size_t picked;
    const int64_t *ids = mh__list_picked(&n->list, &picked);
    (void)app;
    if (n->list.cursor == 0)
        return "aucune ligne";
    for (size_t i = 0; i < picked; i++) {
        const char *proposed = mh__list_text_of(&n->list, ids[i], mh__needs_column(n, "a_confirmer"));
        if (proposed == NULL || *proposed != '\0') /* a row far away may be one */
            return NULL;
    }
    return picked < 2 ? "cette ligne n'est pas à confirmer" : "aucune des lignes choisies n'est à confirmer";
}

static const char *needs_cell(struct mh__app *app, void *state)
{
    struct mh__needs *n = state;
    (void)app;
    return n->list.cursor == 0 ? "aucune ligne : n en ajoute une" : mh__needs_fixed(n, mh__list_column_at_cursor(&n->list), false);
}

/* A digit opens a cell of figures; = begins a sum, as in a spreadsheet. */
static bool opens(const struct mh_column *c, uint32_t key)
{
    bool digit = key >= '0' && key <= '9';
    return mh__column_is_figure(c) ? digit || key == '=' : digit && c->type == MH_DATE;
}

static bool event(struct mh__app *app, void *state, const struct mh__event *ev)
{
    struct mh__needs *n = state;
    int c = mh__list_column_at_cursor(&n->list);
    if (ev->type == MH__EV_PASTE) {
        if (app->read_only)
            mh__say(app, MH__WARN, "%s", mh__text(app, "Coller : impossible, le plan est ouvert en lecture seule"));
        else if (!mh__needs_paste(n, ev->text, ev->len) && needs_cell(app, n) == NULL)
            mh__needs_edit(n, ev);
        return true;
    }
    if (ev->type == MH__EV_KEY && c >= 0 && n->list.cursor != 0 && opens(&n->t->columns[c], ev->key) && mh__needs_fixed(n, c, false) == NULL) {
        if (app->read_only)
            mh__say(app, MH__WARN, "%s", mh__text(app, "Modifier : impossible, le plan est ouvert en lecture seule"));
        else
            mh__needs_edit(n, ev);
        return true;
    }
    if (ev->type == MH__EV_KEY && ev->key == MH__KEY_ESC) {
        size_t picked;
        const int64_t *ids = mh__list_picked(&n->list, &picked);
        if (picked > 0 && mh__list_is_picked(&n->list, ids[0])) {
            mh__list_pick_none(&n->list);
            return true;
        }
    }
    if (ev->type == MH__EV_MOUSE && ev->mouse == MH__MOUSE_DOUBLE && !mh__list_event(&n->list, app, ev)) {
        if (!app->read_only)
            mh__needs_edit(n, NULL);
        return true;
    }
    return mh__list_event(&n->list, app, ev);
}

static bool idle(struct mh__app *app, void *state)
{
    struct mh__needs *n = state;
    (void)app;
    if (!n->lexicon) {
        n->lexicon = true;
        mh__needs_read(n);
        return true;
    }
    return mh__needs_read_families(n) || mh__list_idle(&n->list);
}

/* --- actions --- */

static void edit(struct mh__app *app, void *state)
{
    (void)app;
    mh__needs_edit(state, NULL);
}

static void new_line(struct mh__app *app, void *state)
{
    (void)app;
    mh__needs_new(state, false);
}

static void copy_line(struct mh__app *app, void *state)
{
    (void)app;
    mh__needs_new(state, true);
}

MH__LIST_ACTIONS(struct mh__needs, list)
MH__LIST_PICK_ON(&((struct mh__needs *)state)->list)

static const struct mh__action actions[] = {
    { .name = "modifier", .title = "Modifier", .help = "La cellule ; un chiffre tapé sur un nombre la remplace. Entrée continue dessous, Tab à droite",
      .key = MH__KEY_ENTER, .flags = MH__ACT_BAR | MH__ACT_WRITES, .why_not = needs_cell, .run = edit },
    { .name = "confirmer", .title = "Confirmer", .help = "Les lignes proposées d'après l'an dernier ou les achats : la ligne pointée, ou celles "
      "qui sont choisies ; un autre volume confirme aussi", .key = 'o', .flags = MH__ACT_BAR | MH__ACT_WRITES | MH__ACT_HERE, .why_not = needs_waiting, .run = mh__needs_confirm },
    { .name = "ajouter", .title = "Ajouter", .help = "Saisie cellule par cellule ; groupe et établissement viennent de la ligne pointée, "
      "unité et conditionnement du même article ailleurs. ↓ enregistre et passe à la suivante",
      .key = 'n', .flags = MH__ACT_BAR | MH__ACT_WRITES, .run = new_line },
    { .name = "copier", .title = "Copier la ligne", .help = "Une nouvelle ligne pareille, où l'on change ce qui diffère ; ↓ l'enregistre",
      .key = 'd', .flags = MH__ACT_WRITES, .why_not = needs_row, .run = copy_line },
    { .name = "retirer", .title = "Retirer", .help = "La ligne pointée, ou celles qui sont choisies ; u les remet",
      .key = 's', .flags = MH__ACT_BAR | MH__ACT_WRITES, .why_not = needs_row, .run = mh__needs_remove },
    { .name = "recopier", .title = "Recopier vers le bas", .help = "Dans les lignes choisies, la valeur de la première d'entre elles ; sans choix, "
      "celle de la ligne au-dessus", .key = 'b', .flags = MH__ACT_WRITES, .why_not = needs_cell, .run = mh__needs_fill },
    { .name = "appliquer", .title = "Appliquer aux lignes choisies", .help = "Une même valeur dans cette colonne ; espace choisit",
      .key = 'e', .flags = MH__ACT_WRITES | MH__ACT_ASKS, .why_not = needs_cell, .run = mh__needs_apply },
    { .name = "vider", .title = "Vider la cellule", .key = MH__KEY_DELETE, .flags = MH__ACT_WRITES, .why_not = needs_cell,
      .run = mh__needs_empty_cell },
    { .name = "caracteristiques", .title = "Caractéristiques", .help = "Ce que la désignation dit de sa famille : corriger, compléter",
      .key = 'a', .flags = MH__ACT_BAR | MH__ACT_WRITES | MH__ACT_ASKS, .why_not = needs_row, .run = mh__needs_attributes },
    MH__LIST_PICK_ROW,
    MH__LIST_ACTION_ROWS,
    { .name = NULL },
};

const struct mh__screen mh__screen_needs = {
    .name = "besoins", .title = "Besoins", .letter = 'b', .state_size = sizeof(struct mh__needs),
    .help = "Une ligne par article et établissement. Entrée ouvre la cellule ; ensuite Entrée enregistre et descend, Tab va à droite, Maj-Tab à "
            "gauche, Échap rend la cellule comme elle était. Chaque cellule est enregistrée quand on la quitte. Un calcul se tape tel quel : =3x4*12, 250+80.\n"
            "Espace choisit des lignes. Un bloc copié d'Excel se colle à partir de la cellule pointée, ou comme lignes nouvelles après n.\n"
            "En bas ou à droite : ce que la désignation a donné à lire, et le calcul du volume.",
    .cli = "mahalli list besoins, mahalli set, mahalli add", .actions = actions, .open = open, .close = close, .refresh = refresh,
    .draw = draw, .event = event, .idle = idle,
};

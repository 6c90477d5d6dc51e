/* Import: a file, how it is read, corrected by hand; tried, then taken into the plan; what was refused. */
#include "tui/app.h"
#include "tui/screen_import.h"
#include "tui/path.h"
#include "tui/screens.h"

#include <mahalli/xalloc.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What the help says first, and the screen while it shows no file. */
static const char HELP[] =
    "Ouvrez un fichier CSV ou Excel : le programme dit comment il le lit. Tab passe des en-têtes aux premières lignes et aux constats. "
    "Entrée sur un en-tête corrige ce qu'il est. « Essayer » lit tout sans rien écrire ; « Importer » prend les lignes bonnes en une "
    "opération, que u annule, et met les autres dans un fichier qui s'importe une fois corrigé.";

enum { HEAD_ROWS = 4, COMPLETIONS = 40 };

/* Nothing said is NULL. */
static void set(char **at, const char *text)
{
    mh_xset(at, mh_blank(text) ? NULL : text);
}

static void forget_map(struct mh__import *i)
{
    for (size_t k = 0; k < i->map.len; k++)
        free(i->map.at[k]);
    i->map.len = 0;
}

static void forget_looks(struct mh__import *i)
{
    if (i->looked)
        mh_import_preview_free(&i->preview);
    if (i->done)
        mh_import_result_free(&i->result);
    i->looked = i->done = false;
    mh__import_forget(i);
}

static void forget_choices(struct mh__import *i)
{
    for (size_t k = 0; k < i->choices.len; k++)
        free(i->choices.at[k]);
    i->choices.len = 0;
}

/* --- looking --- */

/* What a file of this kind may leave unsaid of all its lines: "membre", "fabricant"; NULL. */
static const char *owner_of(const struct mh__import *i)
{
    struct mh_import_kind kind;
    for (size_t k = 0; mh_ops_import_kind(k, &kind); k++)
        if (mh_streq(kind.kind_fr, i->kind))
            return kind.owner;
    return NULL;
}

static bool by_maker(const struct mh__import *i)
{
    return mh_streq(owner_of(i), "fabricant");
}

static void request(const struct mh__import *i, const char **map, struct mh_import_request *q)
{
    for (size_t k = 0; k < i->map.len; k++)
        map[k] = i->map.at[k];
    map[i->map.len] = NULL;
    *q = (struct mh_import_request){ .kind = i->kind, .path = i->path, .sheet = i->sheet, .style = i->style, .map = map };
    *(by_maker(i) ? &q->maker : &q->member) = i->owner;
}

static void look(struct mh__app *app, struct mh__import *i)
{
    struct mh_err err = MH_ERR_IN(app->lang);
    struct mh_import_request q;
    forget_looks(i);
    if (i->path == NULL)
        return;
    const char **map = mh_xcalloc(i->map.len + 1, sizeof *map);
    request(i, map, &q);
    enum mh_rc rc = mh_ops_import_preview(app->session, &q, &i->preview, &err);
    free(map);
    if (rc == MH_OK) {
        i->looked = true;
        i->at = MH__IMP_COLUMNS;
        rc = mh__import_list(app, i, &err);
    }
    if (rc != MH_OK)
        mh__say_error(app, &err);
}

/* --- importing --- */

struct importing {
    struct mh__import *i;
    bool dry;
};

static enum mh_rc work(struct mh__app *app, void *ctx, struct mh_err *err)
{
    struct importing *x = ctx;
    struct mh__import *i = x->i;
    struct mh_import_request q;
    const char **map = mh_xcalloc(i->map.len + 1, sizeof *map);
    request(i, map, &q);
    q.dry_run = x->dry;
    q.reject_path = x->dry ? NULL : i->rejects;
    if (i->done)
        mh_import_result_free(&i->result);
    i->done = false;
    enum mh_rc rc = mh_ops_import(app->session, &q, &i->result, err);
    free(map);
    if (rc == MH_OK)
        i->done = true;
    else
        mh_import_result_free(&i->result);
    return rc;
}

static void say_result(struct mh__app *app, const struct mh__import *i)
{
    const struct mh_import_result *r = &i->result;
    struct mh_str said = MH_STR_INIT;
    mh_str_addf(&said, mh__text(app, i->tried ? MH_TR("Essai sans rien écrire · lignes lues %lld · à créer %lld · à changer %lld · refusées %lld")
                                              : MH_TR("Importé · lignes lues %lld · créées %lld · changées %lld · refusées %lld")),
                (long long)r->read, (long long)r->created, (long long)r->updated, (long long)r->rejected);
    if (!i->tried && r->rejected > 0 && i->rejects != NULL)
        mh_str_addf(&said, mh__text(app, MH_TR(", à corriger dans %s")), i->rejects);
    if (r->idle > 0)
        mh_str_addf(&said, mh__text(app, MH_TR(" · laissées de côté %lld")), (long long)r->idle);
    if (!i->tried && r->created + r->updated > 0 && mh_in_list("besoins|fabricants|produits|réponses|reponses|fiches|synonymes|avis", i->kind))
        mh_str_add(&said, mh__text(app, " ; ensuite : g a, m rapproche"));
    mh__say(app, r->rejected > 0 || r->stopped ? MH__WARN : MH__GOOD, "%s", mh_str_text(&said));
    mh_str_free(&said);
}

static void import_now(struct mh__app *app, struct mh__import *i, bool dry)
{
    struct importing x = { i, dry };
    struct mh_err err = MH_ERR_IN(app->lang);
    if (mh__long_work(app, MH_TR("Import"), work, &x) != MH_OK)
        return;
    i->tried = dry;
    if (mh__import_list(app, i, &err) != MH_OK)
        mh__say_error(app, &err);
    if (i->result.diags.list.len > 0)
        i->at = MH__IMP_FINDINGS;
    if (!dry)
        mh__changed(app);
    say_result(app, i);
}

/* "besoins.csv" gives "besoins-rejets.csv" beside it. */
static void name_rejects(struct mh__import *i)
{
    struct mh_str name = MH_STR_INIT;
    const char *base = mh_base_name(i->path), *dot = strrchr(base, '.');
    size_t keep = dot && dot != base ? (size_t)(dot - i->path) : strlen(i->path);
    mh_str_addn(&name, i->path, keep);
    mh_str_add(&name, "-rejets.csv");
    set(&i->rejects, mh_str_text(&name));
    mh_str_free(&name);
}

static void take_rejects(struct mh__app *app, void *ctx, const char *text)
{
    struct mh__import *i = ctx;
    set(&i->rejects, text);
    import_now(app, i, false);
}

/* --- the screen --- */

static enum mh_rc open(struct mh__app *app, void *state, const char *target, struct mh_err *err)
{
    struct mh__import *i = state;
    if (i->kind == NULL)
        set(&i->kind, "besoins");
    if (mh_blank(target))
        return MH_OK;
    if (strncmp(target, "kind=", 5) == 0) {
        set(&i->kind, target + 5);
    } else if (strncmp(target, "file=", 5) == 0) {
        set(&i->path, target + 5);
        forget_map(i);
    } else {
        return mh_err_set(err, MH_ENOTFOUND, "import : rien ne s'appelle « %s »", target);
    }
    look(app, i);
    return MH_OK;
}

static void close(struct mh__app *app, void *state)
{
    struct mh__import *i = state;
    (void)app;
    forget_looks(i);
    forget_map(i);
    mh_vec_free(&i->map);
    forget_choices(i);
    mh_vec_free(&i->choices);
    set(&i->kind, NULL);
    set(&i->path, NULL);
    set(&i->owner, NULL);
    set(&i->sheet, NULL);
    set(&i->rejects, NULL);
}

static const char *style_text(enum mh_number_style s)
{
    return s == MH_NUM_COMMA ? MH_TR("nombres 1 234,50") : s == MH_NUM_POINT ? MH_TR("nombres 1234.50") : MH_TR("nombres sans décimale");
}

/* Nobody has said yet whose the lines are: of which group of several, or of which maker. */
static bool lacks_owner(const struct mh__app *app, const struct mh__import *i)
{
    const struct mh__app_priv *p = app->priv;
    const char *owner = owner_of(i);
    if (owner == NULL || !mh_blank(i->owner) || !i->looked)
        return false;
    if (mh_streq(owner, "membre") && (p->facts.members < 2 || !mh_in_list("besoins|achats", i->kind)))
        return false;
    for (size_t c = 0; c < i->preview.ncolumns; c++)
        if (i->preview.column[c].field != NULL && mh_streq(i->preview.column[c].field, owner))
            return false;
    return true;
}

static const char *whose(const struct mh__import *i)
{
    return by_maker(i) ? MH_TR("De quel fabricant ? Le fichier ne le dit pas : w")
                       : MH_TR("De quel groupe ? Le fichier ne le dit pas : w");
}

static void draw_head(struct mh__app *app, const struct mh__import *i, struct mh__area a)
{
    struct mh_str line = MH_STR_INIT;
    mh_str_addf(&line, "%s : %s   %s : %s", mh__text(app, "Sorte"), i->kind, mh__text(app, "Fichier"),
                i->path ? i->path : mh__text(app, "aucun : o en ouvre un"));
    if (i->owner != NULL && owner_of(i) != NULL)
        mh_str_addf(&line, "   %s : %s", mh__text(app, by_maker(i) ? "Fabricant" : "Groupe"), i->owner);
    mh__put_fit(&app->canvas, a, 0, 0, a.w, MH__LEFT, MH__BOLD, mh_str_text(&line));
    mh_str_clear(&line);
    if (i->looked) {
        const struct mh_import_preview *p = &i->preview;
        mh_str_addf(&line, "%s · %s", mh__text(app, p->format), p->encoding);
        for (size_t k = 0; k < p->nsheets; k++)
            if (p->sheet[k].chosen)
                mh_str_addf(&line, " · %s « %s »", mh__text(app, "feuille"), p->sheet[k].name);
        mh_str_addf(&line, " · %s · ", mh__text(app, style_text(p->numbers)));
        mh_str_addf(&line, mh__text(app, "en-tête ligne %lld · "), (long long)p->header_line);
        mh_str_addf(&line, mh__text_n(app, "%lld ligne", "%lld lignes", p->records), (long long)p->records);
        mh__put_fit(&app->canvas, a, 1, 0, a.w, MH__LEFT, MH__PLAIN, mh_str_text(&line));
        if (!i->done && lacks_owner(app, i))
            mh__put(&app->canvas, a, 2, 0, MH__WARN, mh__text(app, whose(i)));
        else if (p->problem != NULL)
            mh__put_wrapped(&app->canvas, mh__area_rows(a, 0, HEAD_ROWS), 2, MH__BAD, p->problem);
        else if (!i->done)
            mh__put(&app->canvas, a, 2, 0, MH__GOOD, mh__text(app, "Prêt : e essaie sans rien écrire, i importe"));
    }
    mh_str_free(&line);
}

enum { FINDING_ROWS = 4, FINDING_FROM = 12 /* rows of area from which the finding pointed at is told whole */ };

/* The finding under the cursor in whole sentences, at the foot; how many rows that takes. */
static int draw_finding(struct mh__app *app, const struct mh__import *i, struct mh__area a)
{
    const struct mh__list *l = &i->list[MH__IMP_FINDINGS];
    if (i->at != MH__IMP_FINDINGS || a.h < FINDING_FROM || l->cursor == 0)
        return 0;
    const char *message = mh__list_text(l, mh__list_column_named(l, "constat")), *suggestion = mh__list_text(l, mh__list_column_named(l, "suggestion"));
    struct mh_str text = MH_STR_INIT;
    mh_str_addf(&text, "%s%s%s", message, *suggestion ? "\n" : "", suggestion);
    a = mh__area_rows(a, a.h - FINDING_ROWS, FINDING_ROWS);
    mh__hline(&app->canvas, a, 0);
    mh__put_wrapped(&app->canvas, mh__area_rows(a, 1, FINDING_ROWS - 1), 0, MH__PLAIN, mh_str_text(&text));
    mh_str_free(&text);
    return FINDING_ROWS;
}

static void draw(struct mh__app *app, void *state, struct mh__area a)
{
    struct mh__import *i = state;
    draw_head(app, i, a);
    if (!i->listed[i->at]) {
        mh__put_wrapped(&app->canvas, mh__area_columns(a, 2, a.w - 4), HEAD_ROWS, MH__PLAIN, mh__text(app, HELP));
        return;
    }
    int x = 0;
    for (int p = 0; p < MH__IMP_PANES; p++) {
        struct mh_str tab = MH_STR_INIT;
        mh_str_addf(&tab, p == (int)i->at ? "[%s]" : " %s ", mh__text(app, mh__import_pane_title((enum mh__import_pane)p)));
        x = mh__put(&app->canvas, a, HEAD_ROWS, x, p == (int)i->at ? MH__BOLD : MH__DIM, mh_str_text(&tab)) + 1;
        mh_str_free(&tab);
    }
    int below = draw_finding(app, i, a);
    mh__list_draw(&i->list[i->at], app, mh__area_rows(a, HEAD_ROWS + 1, a.h - HEAD_ROWS - 1 - below));
}

static bool event(struct mh__app *app, void *state, const struct mh__event *ev)
{
    struct mh__import *i = state;
    if (!i->listed[i->at])
        return false;
    if (ev->type == MH__EV_KEY && (ev->key == MH__KEY_TAB || ev->key == MH__KEY_BACKTAB)) {
        int step = ev->key == MH__KEY_TAB ? 1 : MH__IMP_PANES - 1;
        i->at = (enum mh__import_pane)(((int)i->at + step) % MH__IMP_PANES);
        return true;
    }
    return mh__list_event(&i->list[i->at], app, ev);
}

/* --- questions --- */

static void complete_path(struct mh__app *app, void *ctx, const char *typed, struct mh__choices *out)
{
    static const char *const endings[] = { ".csv", ".txt", ".tsv", ".xlsx", ".xlsm", ".xls", ".html", ".htm", NULL };
    (void)app, (void)ctx;
    mh__path_choices(typed, endings, out);
}

static const char *check_path(struct mh__app *app, void *ctx, const char *text)
{
    (void)ctx;
    return mh__path_check(app, text);
}

static void take_path(struct mh__app *app, void *ctx, const char *text)
{
    struct mh__import *i = ctx;
    set(&i->path, text);
    set(&i->sheet, NULL);
    i->style = MH_NUM_UNSETTLED;
    forget_map(i);
    look(app, i);
}

static void ask_path(struct mh__app *app, void *state)
{
    struct mh__import *i = state;
    mh__ask(app, &(struct mh__question){ .title = "Fichier à importer", .label = "Chemin", .value = i->path, .help = "Tab complète ; CSV ou classeur Excel",
                                         .complete = complete_path, .check = check_path, .done = take_path, .ctx = i });
}

static void take_kind(struct mh__app *app, void *ctx, size_t n)
{
    struct mh__import *i = ctx;
    struct mh_import_kind kind;
    if (!mh_ops_import_kind(n, &kind))
        return;
    const char *owner = owner_of(i);
    set(&i->kind, kind.kind_fr);
    if (!mh_streq(owner, owner_of(i)))
        set(&i->owner, NULL);
    forget_map(i);
    look(app, i);
}

static void ask_kind(struct mh__app *app, void *state)
{
    struct mh__import *i = state;
    struct mh_import_kind kind;
    MH_VEC(struct mh__menu_entry) entries = { 0 };
    for (size_t n = 0; mh_ops_import_kind(n, &kind); n++) {
        struct mh__menu_entry e = { .title = mh__text(app, kind.table->title), .note = kind.kind_fr };
        mh_vec_push(&entries, e);
    }
    mh__menu(app, mh__text(app, "Ce que contient le fichier"), entries.at, entries.len, take_kind, i);
    mh_vec_free(&entries);
}

static void take_sheet(struct mh__app *app, void *ctx, size_t n)
{
    struct mh__import *i = ctx;
    if (!i->looked || n >= i->preview.nsheets)
        return;
    char *name = mh_xstrdup(i->preview.sheet[n].name);
    set(&i->sheet, name);
    free(name);
    forget_map(i);
    look(app, i);
}

static void ask_sheet(struct mh__app *app, void *state)
{
    struct mh__import *i = state;
    MH_VEC(struct mh__menu_entry) entries = { 0 };
    for (size_t n = 0; n < i->preview.nsheets; n++) {
        const struct mh_preview_sheet *s = &i->preview.sheet[n];
        struct mh__menu_entry e = { .title = s->name, .note = s->chosen ? mh__text(app, "lue") : s->hidden ? mh__text(app, "masquée") : NULL };
        mh_vec_push(&entries, e);
    }
    mh__menu(app, mh__text(app, "Feuille"), entries.at, entries.len, take_sheet, i);
    mh_vec_free(&entries);
}

static void take_style(struct mh__app *app, void *ctx, size_t n)
{
    struct mh__import *i = ctx;
    i->style = n == 0 ? MH_NUM_UNSETTLED : n == 1 ? MH_NUM_COMMA : MH_NUM_POINT;
    look(app, i);
}

static void ask_style(struct mh__app *app, void *state)
{
    const struct mh__menu_entry e[] = {
        { .title = mh__text(app, "d'après le fichier") }, { .title = "1 234,50" }, { .title = "1234.50" } };
    mh__menu(app, mh__text(app, "Comment le fichier écrit les nombres"), e, 3, take_style, state);
}

static void take_owner(struct mh__app *app, void *ctx, const char *text)
{
    struct mh__import *i = ctx;
    set(&i->owner, text);
    look(app, i);
}

static enum mh_rc add_owner(void *ctx, const struct mh_suggestion *one, struct mh_err *err)
{
    (void)err;
    mh__choices_add(ctx, one->text, one->label ? one->label : "");
    return MH_OK;
}

static void complete_owner(struct mh__app *app, void *ctx, const char *typed, struct mh__choices *out)
{
    const struct mh__import *i = ctx;
    struct mh_err ignored = MH_ERR_INIT;
    mh_ops_suggest(app->session, i->kind, owner_of(i), NULL, typed, COMPLETIONS, add_owner, out, &ignored);
}

static void ask_owner(struct mh__app *app, void *state)
{
    struct mh__import *i = state;
    bool maker = by_maker(i);
    mh__ask(app, &(struct mh__question){
        .title = maker ? MH_TR("Fabricant des lignes") : MH_TR("Groupe des lignes"), .label = "Code", .value = i->owner,
        .help = maker ? MH_TR("Pour le catalogue d'un fabricant, qui ne le nomme pas à chaque ligne")
                      : MH_TR("Pour un fichier qui ne nomme pas de groupe ; vide : le fichier, ou le seul groupe du plan"),
        .complete = complete_owner, .done = take_owner, .ctx = i });
}

static const char *needs_owner(struct mh__app *app, void *state)
{
    (void)app;
    return owner_of(state) != NULL ? NULL : MH_TR("ces lignes ne sont ni d'un groupe ni d'un fabricant");
}

/* --- mapping --- */

/* A header is corrected once: a later word replaces the former. */
static void forget_correction(struct mh__import *i, const char *header)
{
    size_t n = strlen(header);
    for (size_t k = i->map.len; k-- > 0;) {
        if (strncmp(i->map.at[k], header, n) != 0 || i->map.at[k][n] != '=' || strchr(i->map.at[k] + n + 1, '=') != NULL)
            continue;
        free(i->map.at[k]);
        memmove(i->map.at + k, i->map.at + k + 1, (i->map.len - k - 1) * sizeof *i->map.at);
        i->map.len--;
    }
}

static void take_field(struct mh__app *app, void *ctx, size_t n)
{
    struct mh__import *i = ctx;
    size_t c = (size_t)i->list[MH__IMP_COLUMNS].cursor;
    if (!i->looked || c == 0 || c > i->preview.ncolumns || n >= i->choices.len)
        return;
    struct mh_str map = MH_STR_INIT;
    mh_str_addf(&map, "%s=%s", i->preview.column[c - 1].header, i->choices.at[n]);
    forget_correction(i, i->preview.column[c - 1].header);
    mh_vec_push(&i->map, mh_str_take(&map));
    look(app, i);
    if (!i->looked) { /* refused: the reason stands in the status line, the former reading comes back */
        free(i->map.at[--i->map.len]);
        look(app, i);
    }
    struct mh_err ignored = MH_ERR_INIT;
    if (i->listed[MH__IMP_COLUMNS])
        mh__list_stand(&i->list[MH__IMP_COLUMNS], (int64_t)c, &ignored); /* the next correction is of a neighbour */
}

static void ask_field(struct mh__app *app, struct mh__import *i)
{
    const struct mh_table *t = mh_table_for_kind(i->kind);
    MH_VEC(struct mh__menu_entry) entries = { 0 };
    size_t at = (size_t)i->list[MH__IMP_COLUMNS].cursor, now = 0;
    forget_choices(i);
    struct mh__menu_entry none = { .title = mh__text(app, "Ne pas lire cette colonne") };
    mh_vec_push(&i->choices, mh_xstrdup(""));
    mh_vec_push(&entries, none);
    for (size_t k = 0; k < t->ncolumns; k++) {
        const struct mh_column *c = &t->columns[k];
        if (c->flags & (MH_HIDDEN | MH_DERIVED))
            continue;
        struct mh__menu_entry e = { .title = mh__text(app, c->title), .note = c->flags & MH_REQUIRED ? mh__text(app, "nécessaire") : NULL };
        if (mh_streq(i->preview.column[at - 1].field, c->name))
            now = i->choices.len;
        mh_vec_push(&i->choices, mh_xstrdup(c->name));
        mh_vec_push(&entries, e);
    }
    mh__menu(app, i->preview.column[at - 1].header, entries.at, entries.len, take_field, i);
    mh__menu_stand(app, now);
    mh_vec_free(&entries);
}

static void show_finding(struct mh__app *app, struct mh__import *i)
{
    struct mh__list *l = &i->list[MH__IMP_FINDINGS];
    struct mh_str text = MH_STR_INIT;
    for (int c = 0; c < l->ncolumns; c++)
        if (*mh__list_text(l, c) != '\0')
            mh_str_addf(&text, "%s : %s\n", l->column[c].title, mh__list_text(l, c));
    mh__show_text(app, mh__text(app, "Constat"), mh_str_text(&text));
    mh_str_free(&text);
}

static void enter(struct mh__app *app, void *state)
{
    struct mh__import *i = state;
    if (i->at == MH__IMP_COLUMNS)
        ask_field(app, i);
    else
        show_finding(app, i);
}

/* --- actions --- */

static const char *needs_file(struct mh__app *app, void *state)
{
    struct mh__import *i = state;
    return i->path == NULL || !i->looked ? mh__text(app, "aucun fichier n'est lu : o en ouvre un") : NULL;
}

static const char *needs_sheets(struct mh__app *app, void *state)
{
    struct mh__import *i = state;
    const char *why = needs_file(app, state);
    return why ? why : i->preview.nsheets < 2 ? mh__text(app, "le fichier n'a qu'une feuille") : NULL;
}

static const char *needs_ready(struct mh__app *app, void *state)
{
    struct mh__import *i = state;
    const char *why = needs_file(app, state);
    if (why == NULL && lacks_owner(app, i)) /* the question comes first */
        return NULL;
    return why ? why : i->preview.problem ? mh__text(app, "le fichier ne peut pas être lu ainsi ; en haut, ce qui manque : Entrée sur un en-tête le corrige") : NULL;
}

static const char *needs_no_file(struct mh__app *app, void *state)
{
    (void)app;
    return ((struct mh__import *)state)->path == NULL ? NULL : "un fichier est déjà lu : o en ouvre un autre";
}

static const char *needs_row(struct mh__app *app, void *state)
{
    struct mh__import *i = state;
    if (i->path == NULL)
        return needs_file(app, state);
    if (!i->listed[i->at] || i->list[i->at].cursor == 0)
        return mh__text(app, "il n'y a pas de ligne");
    return i->at == MH__IMP_ROWS ? mh__text(app, "ces lignes sont montrées telles qu'elles seront lues ; Tab passe aux en-têtes") : NULL;
}

static const char *needs_column(struct mh__app *app, void *state)
{
    const char *why = needs_row(app, state);
    return why != NULL || ((struct mh__import *)state)->at == MH__IMP_COLUMNS ? why : "Tab mène aux en-têtes";
}

static const char *needs_finding(struct mh__app *app, void *state)
{
    const char *why = needs_row(app, state);
    return why != NULL || ((struct mh__import *)state)->at == MH__IMP_FINDINGS ? why : "Tab mène aux constats";
}

static void try_it(struct mh__app *app, void *state)
{
    if (lacks_owner(app, state))
        ask_owner(app, state);
    else
        import_now(app, state, true);
}

static void import_it(struct mh__app *app, void *state)
{
    struct mh__import *i = state;
    if (lacks_owner(app, i)) {
        ask_owner(app, i);
        return;
    }
    name_rejects(i);
    mh__ask(app, &(struct mh__question){ .title = "Importer", .label = "Lignes refusées dans", .value = i->rejects,
                                         .help = "Entrée importe ; ce fichier n'est écrit que s'il y a des refus, et s'importe une fois corrigé",
                                         .done = take_rejects, .ctx = i });
}

static const struct mh__action actions[] = {
    { .name = "choisir", .title = "Choisir", .help = "Le fichier à importer", .key = MH__KEY_ENTER,
      .flags = MH__ACT_BAR | MH__ACT_HERE | MH__ACT_HIDDEN, .why_not = needs_no_file, .run = ask_path },
    { .name = "corriger", .title = "Corriger", .help = "Dit ce qu'est la colonne pointée", .key = MH__KEY_ENTER, .flags = MH__ACT_BAR | MH__ACT_HERE,
      .why_not = needs_column, .run = enter },
    { .name = "montrer", .title = "Montrer", .help = "Le constat en entier", .key = MH__KEY_ENTER, .flags = MH__ACT_BAR | MH__ACT_HERE,
      .why_not = needs_finding, .run = enter },
    { .name = "ouvrir", .title = "Ouvrir", .help = "Choisit le fichier", .key = 'o', .flags = MH__ACT_BAR | MH__ACT_ASKS, .run = ask_path },
    { .name = "sorte", .title = "Sorte", .help = "Ce que contient le fichier : besoins, produits…", .key = 'k', .flags = MH__ACT_BAR | MH__ACT_ASKS,
      .run = ask_kind },
    { .name = "essayer", .title = "Essayer", .help = "Lit tout le fichier sans rien écrire", .key = 'e', .flags = MH__ACT_BAR, .why_not = needs_ready,
      .run = try_it },
    { .name = "importer", .title = "Importer", .help = "Prend les lignes bonnes dans le plan, en une opération ; les autres dans un fichier de rejets",
      .key = 'i', .flags = MH__ACT_BAR | MH__ACT_ASKS | MH__ACT_WRITES, .why_not = needs_ready, .run = import_it },
    { .name = "feuille", .title = "Feuille", .help = "La feuille du classeur à lire", .key = 'l', .flags = MH__ACT_ASKS, .why_not = needs_sheets,
      .run = ask_sheet },
    { .name = "groupe", .title = "Groupe ou fabricant", .help = "De qui sont les lignes qui ne le disent pas", .key = 'w', .flags = MH__ACT_ASKS,
      .why_not = needs_owner, .run = ask_owner },
    { .name = "nombres", .title = "Nombres", .help = "Virgule ou point décimal, quand le fichier ne le dit pas", .key = 'v', .flags = MH__ACT_ASKS,
      .why_not = needs_file, .run = ask_style },
    { .name = NULL },
};

const struct mh__screen mh__screen_import = {
    .name = "import", .title = "Import", .letter = 'i', .state_size = sizeof(struct mh__import),
    .help = HELP,
    .cli = "mahalli import SORTE FICHIER --dry-run", .actions = actions, .open = open, .close = close, .draw = draw, .event = event,
};

/* Files written of the plan: workbooks, templates, a group's part, a copy. Never over a file that is there: the name proposed is free. */
#include "tui/app.h"
#include "tui/plan_menu.h"

#include <mahalli/xalloc.h>

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

enum list { EXPORTS, TEMPLATES, PART, BASE, BACKUP };
enum { NAMES_TRIED = 99 };

struct sort { /* of file */
    enum list list;
    const char *title, *note;
    uint32_t letter;
    const char *what;      /* scope of an export ("member="), kind of a template */
    bool of_group, prices, reads_rows /* the template holds lines of one group */, tells_makers /* says of articles who makes them */;
    const char *name, *ending;
};

static const struct sort sorts[] = {
    { .list = EXPORTS, .title = MH_TR("Le plan d'un groupe"), .note = MH_TR("avec ses prix : à garder chez lui"), .letter = 'g',
      .what = "member=", .of_group = true, .tells_makers = true, .name = "plan", .ending = ".xlsx" },
    { .list = EXPORTS, .title = MH_TR("Le plan de tous"), .note = MH_TR("ni nom de groupe, ni libellé, ni prix"), .letter = 't', .what = "plan",
      .tells_makers = true, .name = "plan-tous", .ending = ".xlsx" },
    { .list = EXPORTS, .title = MH_TR("Dossier pour l'industrie"), .note = MH_TR("ce que personne ne fabrique encore ici"), .letter = 'd', .what = "gaps",
      .tells_makers = true, .name = "dossier-industrie", .ending = ".xlsx" },
    { .list = EXPORTS, .title = MH_TR("Bordereau des prix"), .note = MH_TR("pour les concurrents, sans estimation"), .letter = 'b', .what = "bordereau=",
      .of_group = true, .name = "bordereau", .ending = ".xlsx" },
    { .list = EXPORTS, .title = MH_TR("Bordereau de l'acheteur"), .note = MH_TR("avec son estimation"), .letter = 'e', .what = "bordereau=",
      .of_group = true, .prices = true, .name = "bordereau-estimation", .ending = ".xlsx" },
    { .list = EXPORTS, .title = MH_TR("Questions à un groupe"), .note = MH_TR("ce qui manque à ses articles, à remplir"), .letter = 'q', .what = "questions=",
      .of_group = true, .name = "questions", .ending = ".xlsx" },
    { .list = EXPORTS, .title = MH_TR("Accusé de réception"), .note = MH_TR("lignes prises, refusées, lues"), .letter = 'r', .what = "return=",
      .of_group = true, .name = "accuse-reception", .ending = ".xlsx" },
    { .list = TEMPLATES, .title = MH_TR("Besoins"), .note = MH_TR("avec les lignes du plan, à changer ou à compléter"), .letter = 'b', .what = "besoins",
      .of_group = true, .reads_rows = true, .name = "besoins", .ending = ".xlsx" },
    { .list = TEMPLATES, .title = MH_TR("Avis à donner"), .note = MH_TR("pour les pharmaciens, un produit par ligne"), .letter = 'a', .what = "avis",
      .of_group = true, .reads_rows = true, .name = "avis", .ending = ".xlsx" },
    { .list = TEMPLATES, .title = MH_TR("Achats"), .note = MH_TR("d'une année passée"), .letter = 'h', .what = "achats", .name = "achats", .ending = ".xlsx" },
    { .list = TEMPLATES, .title = MH_TR("Fabricants"), .letter = 'f', .what = "fabricants", .name = "fabricants", .ending = ".xlsx" },
    { .list = TEMPLATES, .title = MH_TR("Produits"), .letter = 'p', .what = "produits", .name = "produits", .ending = ".xlsx" },
    { .list = TEMPLATES, .title = MH_TR("Certificats"), .letter = 'c', .what = "certificats", .name = "certificats", .ending = ".xlsx" },
    { .list = TEMPLATES, .title = MH_TR("Groupes"), .letter = 'g', .what = "groupes", .name = "groupes", .ending = ".xlsx" },
    { .list = TEMPLATES, .title = MH_TR("Établissements"), .letter = 'e', .what = "établissements", .name = "etablissements", .ending = ".xlsx" },
    { .list = PART, .title = MH_TR("Part d'un groupe"), .of_group = true, .name = "part", .ending = ".part" },
    { .list = BASE, .title = MH_TR("Base pour un groupe"), .note = MH_TR("il la réunit dans son plan : g s, m"), .of_group = true, .name = "base",
      .ending = ".base" },
    { .list = BACKUP, .title = MH_TR("Copie de sauvegarde"), .name = "sauvegarde", .ending = ".db" },
};
enum { NSORTS = sizeof sorts / sizeof *sorts };

struct writing { /* one file being asked for */
    const struct sort *sort;
    char *member, *path; /* member: code, NULL none */
    int64_t sheets, rows, left_out;
};

static void forget(struct mh__app *app, void *ctx)
{
    struct writing *w = ctx;
    (void)app;
    free(w->member);
    free(w->path);
    free(w);
}

/* --- writing --- */

static enum mh_rc export(struct mh__app *app, struct writing *w, struct mh_err *err)
{
    struct mh_str scope = MH_STR_INIT;
    struct mh_export_result r = { 0 };
    mh_str_addf(&scope, "%s%s", w->sort->what, w->member ? w->member : "");
    enum mh_rc rc = mh_ops_export(app->session, &(struct mh_export_request){ .path = w->path, .scope = mh_str_text(&scope),
                                                                             .with_prices = w->sort->prices }, &r, err);
    w->sheets = r.sheets;
    w->rows = r.rows;
    w->left_out = r.left_out;
    mh_str_free(&scope);
    return rc;
}

static enum mh_rc work(struct mh__app *app, void *ctx, struct mh_err *err)
{
    struct writing *w = ctx;
    struct mh_template_result filled = { 0 };
    struct mh_share_result part;
    enum mh_rc rc = MH_OK;
    switch (w->sort->list) {
    case EXPORTS: return export(app, w, err);
    case TEMPLATES:
        rc = mh_ops_template(app->session, &(struct mh_template_request){ .kind = w->sort->what, .path = w->path, .member = w->member }, &filled, err);
        w->rows = filled.rows;
        return rc;
    case PART:
    case BASE:
        rc = mh_ops_share(app->session, &(struct mh_share_request){ .path = w->path, .member = w->member, .base = w->sort->list == BASE }, &part, err);
        w->rows = rc == MH_OK ? part.rows : 0;
        return rc;
    case BACKUP: return mh_ops_backup(app->session, w->path, false, err);
    }
    return rc;
}

/* An empty registry says of no article that nobody makes it. */
static void add_no_maker(struct mh__app *app, struct mh_str *said)
{
    struct mh_status st = { 0 };
    struct mh_err err = MH_ERR_IN(app->lang);
    if (mh_ops_status(app->session, &st, &err) == MH_OK && st.makers == 0 && st.articles != 0)
        mh_str_add(said, mh__text(app, " ; aucun fabricant au registre : « sans fabricant recensé » n'y dit rien encore"));
    mh_status_free(&st);
}

static void say_written(struct mh__app *app, const struct writing *w)
{
    struct mh_str said = MH_STR_INIT;
    mh_str_addf(&said, mh__text(app, "%s écrit"), w->path);
    if (w->sheets > 0)
        mh_str_addf(&said, mh__text_n(app, " · %lld feuille", " · %lld feuilles", w->sheets), (long long)w->sheets);
    if (w->rows > 0 && w->sort->list != PART && w->sort->list != BASE) {
        mh_str_add(&said, " · ");
        mh_str_add_int(&said, w->rows);
        mh_str_addf(&said, " %s", mh__text_n(app, "ligne", "lignes", w->rows));
    }
    if (w->left_out > 0)
        mh_str_addf(&said, mh__text_n(app, " ; %lld article n'y est pas : hors périmètre, sans quantité ou sans unité",
                                      " ; %lld articles n'y sont pas : hors périmètre, sans quantité ou sans unité", w->left_out), (long long)w->left_out);
    if (w->sort->tells_makers)
        add_no_maker(app, &said);
    if (w->sort->list == TEMPLATES)
        mh_str_add(&said, mh__text(app, " ; rempli, il revient par Import (g i)"));
    if (w->sort->list == PART)
        mh_str_add(&said, mh__text(app, ", sans prix ni fournisseur, noté envoyé : le coordinateur le réunit dans Suivi"));
    if (w->sort->list == BASE)
        mh_str_add(&said, mh__text(app, " : le groupe la réunit dans son plan (g s, m)"));
    mh__say(app, MH__GOOD, "%s", mh_str_text(&said));
    mh_str_free(&said);
}

static void write_file(struct mh__app *app, void *ctx, const char *path)
{
    struct writing *w = ctx;
    w->path = mh_xstrdup(path);
    if (mh__long_work(app, w->sort->title, work, w) == MH_OK) {
        if (w->sort->list == PART)
            mh__changed(app);
        say_written(app, w);
    }
    forget(app, w);
}

/* --- where to --- */

static bool exists(const char *path)
{
    struct stat st;
    return lstat(path, &st) == 0;
}

static const char *check_path(struct mh__app *app, void *ctx, const char *text)
{
    const struct writing *w = ctx;
    size_t n = strlen(text), m = strlen(w->sort->ending);
    if (mh_blank(text))
        return mh__text(app, "un chemin de fichier est attendu");
    if (mh_streq(w->sort->ending, ".xlsx") && (n <= m || !mh_streq(text + n - m, w->sort->ending)))
        return mh__text(app, "attendu un nom qui finit par .xlsx");
    return exists(text) ? mh__text(app, "ce fichier existe déjà : donnez un autre nom") : NULL;
}

/* "plan-GAT-2027.xlsx", or with -2, -3... behind when that is there. */
static void free_name(struct mh__app *app, const struct writing *w, struct mh_str *out)
{
    const struct mh_plan_facts *f = &((struct mh__app_priv *)app->priv)->facts;
    struct mh_str base = MH_STR_INIT;
    mh_str_add(&base, w->sort->name);
    if (w->member != NULL)
        mh_str_addf(&base, "-%s", w->member);
    if (w->sort->list == BACKUP)
        mh_str_addf(&base, "-%s", app->today);
    else if (f->year != 0 && (w->sort->list != TEMPLATES || w->sort->reads_rows))
        mh_str_addf(&base, "-%lld", (long long)f->year);
    for (size_t i = 0; i < base.len; i++)
        if (strchr("/ \\:", base.data[i]) != NULL)
            base.data[i] = '-';
    for (int i = 1; i <= NAMES_TRIED; i++) {
        mh_str_clear(out);
        mh_str_add(out, mh_str_text(&base));
        if (i > 1)
            mh_str_addf(out, "-%d", i);
        mh_str_add(out, w->sort->ending);
        if (!exists(mh_str_text(out)))
            break;
    }
    mh_str_free(&base);
}

static void ask_path(struct mh__app *app, struct writing *w)
{
    struct mh_str name = MH_STR_INIT;
    free_name(app, w, &name);
    mh__ask(app, &(struct mh__question){ .title = w->sort->title, .label = "Fichier à écrire", .value = mh_str_text(&name), .help = w->sort->note,
                                         .check = check_path, .done = write_file, .abandoned = forget, .ctx = w });
    mh_str_free(&name);
}

/* --- of which group --- */

struct groups {
    struct mh__choices *out;
    const char *typed, *only; /* only: is there a group of this code? */
    bool found;
};

static enum mh_rc take_group(void *ctx, const struct mh_table *t, const char *const *texts, struct mh_err *err)
{
    struct groups *g = ctx;
    const char *code = "", *name = "";
    (void)err;
    for (size_t i = 0; i < t->ncolumns; i++) {
        if (mh_streq(t->columns[i].name, "code"))
            code = texts[i] ? texts[i] : "";
        if (mh_streq(t->columns[i].name, "nom"))
            name = texts[i] ? texts[i] : "";
    }
    if (g->only != NULL)
        g->found = g->found || mh_streq(code, g->only);
    else if (strncasecmp(code, g->typed, strlen(g->typed)) == 0)
        mh__choices_add(g->out, code, name);
    return MH_OK;
}

static void complete_group(struct mh__app *app, void *ctx, const char *typed, struct mh__choices *out)
{
    struct groups g = { .out = out, .typed = typed };
    struct mh_err err = MH_ERR_IN(app->lang);
    (void)ctx;
    if (mh_ops_list(app->session, "groupes", NULL, take_group, &g, &err) != MH_OK)
        mh__choices_free(out);
}

static const char *check_group(struct mh__app *app, void *ctx, const char *text)
{
    struct groups g = { .only = text };
    struct mh_err err = MH_ERR_IN(app->lang);
    (void)ctx;
    if (mh_ops_list(app->session, "groupes", NULL, take_group, &g, &err) == MH_OK && !g.found)
        return mh__text(app, "aucun groupe n'a ce code : ↓ les montre");
    return NULL;
}

static void to_group(struct mh__app *app, void *ctx, const char *code)
{
    struct writing *w = ctx;
    w->member = mh_xstrdup(code);
    ask_path(app, w);
}

static void begin(struct mh__app *app, const struct sort *sort)
{
    const struct mh_plan_facts *f = &((struct mh__app_priv *)app->priv)->facts;
    struct writing *w = mh_xcalloc(1, sizeof *w);
    w->sort = sort;
    if (sort->of_group && f->members > 1) {
        mh__ask(app, &(struct mh__question){ .title = sort->title, .label = "Groupe", .help = "son code ; ↓ choisit", .complete = complete_group,
                                             .check = check_group, .done = to_group, .abandoned = forget, .ctx = w });
        return;
    }
    if (sort->of_group && f->member != NULL)
        w->member = mh_xstrdup(f->member);
    ask_path(app, w);
}

/* --- menus --- */

static const struct sort *nth(enum list list, size_t i)
{
    for (size_t k = 0; k < NSORTS; k++)
        if (sorts[k].list == list && i-- == 0)
            return &sorts[k];
    return NULL;
}

static void open_list(struct mh__app *app, enum list list, const char *title, void (*done)(struct mh__app *app, void *ctx, size_t i))
{
    const struct mh_plan_facts *f = &((struct mh__app_priv *)app->priv)->facts;
    struct mh__menu_entry entry[NSORTS];
    size_t n = 0;
    for (const struct sort *s; (s = nth(list, n)) != NULL; n++)
        entry[n] = (struct mh__menu_entry){ .title = s->title, .note = s->note, .letter = s->letter,
                                            .why_not = s->of_group && !s->reads_rows && f->members == 0 ? "aucun groupe n'est recensé" : NULL };
    mh__menu(app, title, entry, n, done, NULL);
}

static void export_taken(struct mh__app *app, void *ctx, size_t i)
{
    (void)ctx;
    begin(app, nth(EXPORTS, i));
}

static void template_taken(struct mh__app *app, void *ctx, size_t i)
{
    (void)ctx;
    begin(app, nth(TEMPLATES, i));
}

const char *mh__files_why(struct mh__app *app, void *state)
{
    (void)state;
    return app->session == NULL ? "il n'y a pas encore de plan" : NULL;
}

void mh__files_export(struct mh__app *app, void *state)
{
    (void)state;
    open_list(app, EXPORTS, "Exporter un classeur", export_taken);
}

void mh__files_template(struct mh__app *app, void *state)
{
    (void)state;
    open_list(app, TEMPLATES, "Modèle Excel à remplir", template_taken);
}

void mh__files_part(struct mh__app *app, void *state)
{
    (void)state;
    begin(app, nth(PART, 0));
}

void mh__files_base(struct mh__app *app, void *state)
{
    (void)state;
    begin(app, nth(BASE, 0));
}

void mh__files_backup(struct mh__app *app, void *state)
{
    (void)state;
    begin(app, nth(BACKUP, 0));
}

/* What keys and palette do: the actions of the program, and how any action is found, refused or run. */
#include "tui/app.h"
#include "tui/plan_menu.h"

#include <stdio.h>
#include <string.h>

const struct mh__screen *mh__screen_now(const struct mh__app *app)
{
    return mh__screens[app->screen];
}

void *mh__state_now(struct mh__app *app)
{
    return ((struct mh__app_priv *)app->priv)->opened[app->screen].state;
}

static bool is_global(const struct mh__action *a)
{
    for (const struct mh__action *g = mh__global_actions; g->name != NULL; g++)
        if (g == a)
            return true;
    return false;
}

const char *mh__action_why(struct mh__app *app, const struct mh__action *a)
{
    void *state = is_global(a) ? NULL : mh__state_now(app);
    if (a->flags & MH__ACT_WRITES) {
        if (app->session == NULL)
            return mh__text(app, "il n'y a pas encore de plan");
        if (app->read_only)
            return mh__text(app, "le plan est ouvert en lecture seule");
    }
    const char *why = a->why_not != NULL ? a->why_not(app, state) : NULL;
    return why != NULL ? mh__text(app, why) : NULL;
}

void mh__action_title(const struct mh__app *app, const struct mh__action *a, struct mh_str *out)
{
    mh_str_add(out, mh__text(app, a->title));
    if (a->flags & MH__ACT_ASKS)
        mh_str_add(out, "…");
}

void mh__action_run(struct mh__app *app, const struct mh__action *a)
{
    const char *why = mh__action_why(app, a);
    if (why != NULL)
        mh__say(app, MH__WARN, mh__text(app, "%s : impossible, %s"), mh__text(app, a->title), why);
    else
        a->run(app, is_global(a) ? NULL : mh__state_now(app));
}

static const struct mh__action *find(const struct mh__action *a, uint32_t key, const char *name)
{
    for (; a != NULL && a->name != NULL; a++)
        if (name != NULL ? strcmp(a->name, name) == 0 : key != 0 && (a->key == key || a->key2 == key))
            return a;
    return NULL;
}

const struct mh__action *mh__action_of_key(struct mh__app *app, uint32_t key)
{
    for (const struct mh__action *a = mh__screen_now(app)->actions; a != NULL && a->name != NULL && key != 0; a++)
        if ((a->flags & MH__ACT_HERE) && (a->key == key || a->key2 == key) && mh__action_why(app, a) == NULL)
            return a;
    const struct mh__action *a = find(mh__screen_now(app)->actions, key, NULL);
    return a != NULL ? a : find(mh__global_actions, key, NULL);
}

/* --- actions of the program --- */

static void run_help(struct mh__app *app, void *state)
{
    (void)state;
    mh__help(app);
}

static void run_palette(struct mh__app *app, void *state)
{
    (void)state;
    mh__palette(app);
}

static void gone(struct mh__app *app, void *ctx, size_t i)
{
    (void)ctx;
    mh__go(app, mh__screens[i]->name, NULL);
}

static void run_go(struct mh__app *app, void *state)
{
    struct mh__menu_entry entry[MH__BAR_ITEMS];
    size_t n = 0;
    (void)state;
    for (; mh__screens[n] != NULL && n < MH__BAR_ITEMS; n++)
        entry[n] = (struct mh__menu_entry){
            .title = mh__text(app, mh__screens[n]->title),
            .letter = mh__screens[n]->letter,
            .why_not = n > 0 && app->session == NULL ? mh__text(app, "il n'y a pas encore de plan") : NULL,
        };
    mh__menu(app, mh__text(app, "Aller à"), entry, n, gone, NULL);
}

static void say_done(struct mh__app *app, const char *fmt, const struct mh_operation *op)
{
    mh__say(app, MH__INFO, fmt, op->command ? op->command : "", (long long)op->number);
}

static void reverse(struct mh__app *app, bool undo)
{
    struct mh_operation op = { 0 };
    struct mh_err err = MH_ERR_IN(app->lang);
    enum mh_rc rc = undo ? mh_ops_undo(app->session, 0, &op, &err) : mh_ops_redo(app->session, &op, &err);
    if (rc == MH_OK) {
        mh__changed(app);
        say_done(app, undo ? mh__text(app, "Annulé : %s (opération %lld)") : mh__text(app, "Rétabli : %s (opération %lld)"), &op);
    } else {
        mh__say_error(app, &err);
    }
    mh_operation_free(&op);
}

static void run_undo(struct mh__app *app, void *state)
{
    (void)state;
    reverse(app, true);
}

static void run_redo(struct mh__app *app, void *state)
{
    (void)state;
    reverse(app, false);
}

static void role_taken(struct mh__app *app, void *ctx, size_t i)
{
    static const char *const roles[] = { "acheteur", "pharmacien", "coordinateur" };
    (void)ctx;
    app->role = roles[i];
    mh__changed(app);
    mh__say(app, MH__INFO, mh__text(app, "Rôle : %s"), mh__text(app, app->role));
}

static void run_role(struct mh__app *app, void *state)
{
    const struct mh__menu_entry entry[] = {
        { .title = mh__text(app, "acheteur"), .note = mh__text(app, "saisit et précise les besoins"), .letter = 'a' },
        { .title = mh__text(app, "pharmacien"), .note = mh__text(app, "donne les avis techniques"), .letter = 'p' },
        { .title = mh__text(app, "coordinateur"), .note = mh__text(app, "suit les groupes, consolide"), .letter = 'c' },
    };
    (void)state;
    mh__menu(app, mh__text(app, "Travailler comme"), entry, sizeof entry / sizeof *entry, role_taken, NULL);
}

static void run_mouse(struct mh__app *app, void *state)
{
    const struct mh__app_priv *p = app->priv;
    (void)state;
    app->mouse = !app->mouse;
    if (p->host.mouse != NULL)
        p->host.mouse(p->host.ctx, app->mouse);
    mh__say(app, MH__INFO, "%s",
            app->mouse ? mh__text(app, "Souris active : le terminal ne sélectionne plus le texte, sauf avec Maj")
                       : mh__text(app, "Souris désactivée : le terminal sélectionne le texte"));
}

static void run_redraw(struct mh__app *app, void *state)
{
    const struct mh__app_priv *p = app->priv;
    (void)state;
    if (p->host.redraw != NULL)
        p->host.redraw(p->host.ctx);
}

static void run_quit(struct mh__app *app, void *state)
{
    (void)state;
    ((struct mh__app_priv *)app->priv)->done = true;
}

const struct mh__action mh__global_actions[] = {
    { .name = "aide", .title = "Aide", .help = "Ce que fait l'écran, et toutes ses touches.", .key = '?', .flags = MH__ACT_BAR, .run = run_help },
    { .name = "actions", .title = "Actions", .help = "Toutes les actions et tous les écrans, cherchés par leur nom.", .key = ':',
      .flags = MH__ACT_BAR, .run = run_palette },
    { .name = "aller", .title = "Aller à", .help = "Change d'écran ; Échap revient au précédent.", .key = 'g', .flags = MH__ACT_ASKS,
      .run = run_go },
    { .name = "annuler", .title = "Annuler", .help = "Annule votre dernière opération ; recommencez pour les précédentes.", .key = 'u',
      .key2 = MH__KEY_CTRL + 'z', .flags = MH__ACT_WRITES, .run = run_undo },
    { .name = "rétablir", .title = "Rétablir", .help = "Rétablit ce qui vient d'être annulé.", .key = 'U', .key2 = MH__KEY_CTRL + 'y',
      .flags = MH__ACT_WRITES, .run = run_redo },
    { .name = "plan", .title = "Le plan", .help = "Exporter, envoyer, sauvegarder, figer, réviser, comparer.", .key = 'P', .flags = MH__ACT_ASKS,
      .why_not = mh__files_why, .run = mh__plan_menu },
    { .name = "exporter", .title = "Exporter un classeur", .help = "Excel : plan, dossier pour l'industrie, bordereau, questions, accusé.",
      .flags = MH__ACT_ASKS, .why_not = mh__files_why, .run = mh__files_export },
    { .name = "part_locale", .title = "Part locale", .help = "Du plan, de ce qui est servi aujourd'hui, des achats de chaque année.",
      .why_not = mh__files_why, .run = mh__show_local },
    { .name = "modèle", .title = "Modèle Excel à remplir", .help = "Besoins, avis, registre ; il revient par Import.", .flags = MH__ACT_ASKS,
      .why_not = mh__files_why, .run = mh__files_template },
    { .name = "part", .title = "Part d'un groupe", .help = "Écrit ce que le coordinateur réunit, sans prix ni fournisseur.",
      .flags = MH__ACT_ASKS | MH__ACT_WRITES, .run = mh__files_part },
    { .name = "base", .title = "Base pour un groupe", .help = "Ce dont un groupe part : registre, lexique, ses établissements.",
      .flags = MH__ACT_ASKS, .why_not = mh__files_why, .run = mh__files_base },
    { .name = "sauvegarder", .title = "Copie de sauvegarde", .help = "Du plan entier, pendant qu'on y travaille.", .flags = MH__ACT_ASKS,
      .why_not = mh__files_why, .run = mh__files_backup },
    { .name = "proposer", .title = "Proposer des besoins", .help = "Ceux d'un autre plan ou des achats, à confirmer.",
      .flags = MH__ACT_ASKS | MH__ACT_WRITES, .why_not = mh__propose_why, .run = mh__propose },
    { .name = "confirmer", .title = "Confirmer les besoins proposés", .help = "Tous, tels que proposés.", .flags = MH__ACT_ASKS | MH__ACT_WRITES,
      .why_not = mh__year_why_not_confirm, .run = mh__year_confirm },
    { .name = "figer", .title = "Figer le plan", .help = "Montre ce qui l'empêche, demande, puis clôt l'année.", .flags = MH__ACT_ASKS | MH__ACT_WRITES,
      .why_not = mh__year_why_not_freeze, .run = mh__year_freeze },
    { .name = "réviser", .title = "Réviser le plan figé", .help = "Ouvre la version suivante, avec son motif.",
      .flags = MH__ACT_ASKS | MH__ACT_WRITES, .why_not = mh__year_why_not_revise, .run = mh__year_revise },
    { .name = "comparer", .title = "Ce qui change", .help = "Depuis une version figée : lignes, volumes, états, produits.", .flags = MH__ACT_ASKS,
      .why_not = mh__year_why_not_compare, .run = mh__year_compare },
    { .name = "rôle", .title = "Changer de rôle", .help = "Ce que « à faire » montre d'abord.", .flags = MH__ACT_ASKS, .run = run_role },
    { .name = "souris", .title = "Souris : activer ou désactiver", .help = "Sans elle, le terminal sélectionne et copie le texte.",
      .run = run_mouse },
    { .name = "redessiner", .title = "Redessiner l'écran", .key = MH__KEY_CTRL + 'l', .run = run_redraw },
    { .name = "quitter", .title = "Quitter", .help = "Tout est déjà enregistré.", .key = 'q', .run = run_quit },
    { 0 },
};

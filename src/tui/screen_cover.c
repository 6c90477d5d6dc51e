/* Couverture simulée: what local makers could cover of the pooled needs, scenario by scenario, and what lifting each lack would bring. */
#include "tui/report_list.h"
#include "tui/screens.h"

#include <mahalli/report_cover.h>

#include <stdio.h>
#include <string.h>

enum view { NEEDS, WORTH, SCENARIOS, FAMILIES, NVIEWS };

struct cover {
    struct mh__report_list report;
    enum view view;
    const char *scenario; /* static; NULL: the first */
    char line[200];       /* what the result is, above the list */
};

/* "61,4 %" of millionths. */
static void percent(char *out, size_t n, int64_t ppm)
{
    snprintf(out, n, "%lld,%lld %%", (long long)(ppm / 10000), (long long)(ppm / 1000 % 10));
}

static void say(struct mh__app *app, struct cover *v, const struct mh_cover_summary *sum)
{
    char rate[24], unknown[24];
    percent(rate, sizeof rate, sum->rate_ppm);
    percent(unknown, sizeof unknown, sum->unknown_ppm);
    if (sum->needs > 0 && sum->with_product == 0)
        snprintf(v->line, sizeof v->line, "%s", mh__text(app, "Aucun produit recensé ne convient encore : demandez aux fabricants (g s)"));
    else if (v->view == WORTH && sum->too_unknown)
        snprintf(v->line, sizeof v->line, "%s", mh__text(app, "Trop peu de capacités déclarées pour les classer : demandez-les aux fabricants (g s)"));
    else
        snprintf(v->line, sizeof v->line, "%s : %s · %s %s", mh__text(app, sum->title), rate, mh__text(app, "dont capacité inconnue"), unknown);
}

static enum mh_rc compute(struct mh__app *app, void *who, mh_row_fn *each, void *ctx, struct mh_err *err)
{
    struct cover *v = who;
    struct mh_cover_request q = { .scenario = v->scenario, .worth = v->view == WORTH };
    struct mh_cover_summary sum = { 0 };
    v->line[0] = '\0';
    if (v->view == SCENARIOS || v->view == FAMILIES)
        return mh_ops_scenarios(app->session, &q, v->view == FAMILIES, each, ctx, err);
    enum mh_rc rc = mh_ops_cover(app->session, &q, each, ctx, &sum, err);
    if (rc == MH_OK)
        say(app, v, &sum);
    mh_cover_summary_free(&sum);
    return rc;
}

static const char *const need_detail[] = { "specifications", "par", "manque", "qui", NULL };
static const char *const worth_detail[] = { "detail", "besoins", "entiers", NULL };
static const char *const scenario_detail[] = { "hypothese", "resultat", "changes", "autre_fabricant", NULL };

#define NO_NEED MH_TR("Aucun besoin consolidé à couvrir : ils viennent des articles compris, de volume connu (g b, puis g a et m).")
static const struct mh__report_def defs[NVIEWS] = {
    [NEEDS] = { .table = &mh_rep_cover_table, .title = "Couverture simulée", .shown = "besoin|famille|volumetrie|unite|couverture|manque",
                .detail = need_detail, .styled = -1, .compute = compute, .empty = NO_NEED },
    [WORTH] = { .table = &mh_rep_worth_table, .title = "Freins à lever", .shown = "frein|fabricant|produit|besoins|quantite|unite",
                .detail = worth_detail, .styled = -1, .compute = compute,
                .empty = MH_TR("Aucun frein mesuré : capacités, certificats et précisions manquantes viennent ici quand des produits conviennent à "
                               "des besoins (Registre, g r ; demandes aux fabricants, g s).") },
    [SCENARIOS] = { .table = &mh_rep_scenario_table, .title = "Scénarios", .shown = "intitule|couverture|entiers|partiels|aucun|fabricants",
                    .detail = scenario_detail, .styled = -1, .compute = compute, .empty = NO_NEED },
    [FAMILIES] = { .table = &mh_rep_family_cover_table, .title = "Scénarios par famille",
                   .shown = "famille|volumetrie|unite|couverture|declare|achetable|a_verifier", .styled = -1, .compute = compute, .empty = NO_NEED },
};

static enum mh_rc show(struct mh__app *app, struct cover *v, enum view view, struct mh_err *err)
{
    v->view = view;
    return mh__report_open(app, &v->report, &defs[view], v, err);
}

static enum mh_rc open(struct mh__app *app, void *state, const char *target, struct mh_err *err)
{
    struct cover *v = state;
    if (target != NULL)
        return mh_err_set(err, MH_ENOTFOUND, "couverture : rien ne s'appelle « %s »", target);
    return v->report.rows != NULL ? MH_OK : show(app, v, NEEDS, err);
}

static void close(struct mh__app *app, void *state)
{
    (void)app;
    mh__report_close(&((struct cover *)state)->report);
}

static enum mh_rc refresh(struct mh__app *app, void *state, struct mh_err *err)
{
    (void)app, (void)err;
    ((struct cover *)state)->report.stale = true;
    return MH_OK;
}

static void draw(struct mh__app *app, void *state, struct mh__area a)
{
    struct cover *v = state;
    if (v->line[0] != '\0') {
        mh__put_fit(&app->canvas, a, 0, 0, a.w, MH__LEFT, MH__INFO, v->line);
        a = mh__area_rows(a, 1, a.h - 1);
    }
    mh__report_draw(app, &v->report, a);
}

static bool event(struct mh__app *app, void *state, const struct mh__event *ev)
{
    return mh__list_event(&((struct cover *)state)->report.list, app, ev);
}

static bool idle(struct mh__app *app, void *state)
{
    (void)app;
    return mh__list_idle(&((struct cover *)state)->report.list);
}

static void to_view(struct mh__app *app, void *state, enum view view)
{
    struct mh_err err = MH_ERR_IN(app->lang);
    if (show(app, state, view, &err) != MH_OK)
        mh__say_error(app, &err);
}

static void to_needs(struct mh__app *app, void *state) { to_view(app, state, NEEDS); }
static void to_worth(struct mh__app *app, void *state) { to_view(app, state, WORTH); }
static void to_scenarios(struct mh__app *app, void *state) { to_view(app, state, SCENARIOS); }
static void to_families(struct mh__app *app, void *state) { to_view(app, state, FAMILIES); }

static void again(struct mh__app *app, void *state)
{
    struct mh_err err = MH_ERR_IN(app->lang);
    if (mh__report_load(app, &((struct cover *)state)->report, &err) != MH_OK)
        mh__say_error(app, &err);
}

static void take_scenario(struct mh__app *app, void *ctx, size_t i)
{
    struct cover *v = ctx;
    const char *name = NULL, *title = NULL;
    struct mh_err err = MH_ERR_IN(app->lang);
    if (!mh_ops_scenario(i, &name, &title))
        return;
    v->scenario = name;
    if (show(app, v, v->view == WORTH ? WORTH : NEEDS, &err) != MH_OK)
        mh__say_error(app, &err);
}

static void ask_scenario(struct mh__app *app, void *state)
{
    struct mh__menu_entry entry[MH_COVER_SCENARIOS];
    size_t n = 0;
    for (const char *name, *title; n < MH_COVER_SCENARIOS && mh_ops_scenario(n, &name, &title); n++)
        entry[n] = (struct mh__menu_entry){ .title = mh__text(app, title), .note = name };
    mh__menu(app, mh__text(app, "Scénario"), entry, n, take_scenario, state);
}

static void whole(struct mh__app *app, void *state)
{
    mh__report_whole(app, &((struct cover *)state)->report);
}

static const char *needs_row(struct mh__app *app, void *state)
{
    (void)app;
    return ((struct cover *)state)->report.list.cursor == 0 ? "aucune ligne" : NULL;
}

MH__LIST_ACTIONS(struct cover, report.list)

static const struct mh__action actions[] = {
    { .name = "detail", .title = "Détail", .help = "Tout ce qui est dit de la ligne", .key = MH__KEY_ENTER, .flags = MH__ACT_BAR,
      .why_not = needs_row, .run = whole },
    { .name = "scenario", .title = "Scénario", .help = "Sous quelle hypothèse : capacités, achetables, deux sources", .key = 'o',
      .flags = MH__ACT_BAR | MH__ACT_ASKS, .run = ask_scenario },
    { .name = "comparer", .title = "Comparer", .help = "Les scénarios côte à côte", .key = 'x', .flags = MH__ACT_BAR, .run = to_scenarios },
    { .name = "freins", .title = "Freins", .help = "Ce que lever chaque frein apporterait : capacité, enregistrement, spécification",
      .key = 'w', .flags = MH__ACT_BAR, .run = to_worth },
    { .name = "familles", .title = "Par famille", .help = "La part du volume couverte, famille par famille", .key = 'p', .run = to_families },
    { .name = "besoins", .title = "Par besoin", .help = "Besoin consolidé par besoin consolidé", .key = 'e', .run = to_needs },
    { .name = "recalculer", .title = "Recalculer", .key = 'r', .run = again },
    MH__LIST_ACTION_ROWS,
    { .name = NULL },
};

const struct mh__screen mh__screen_cover = {
    .name = "couverture", .title = "Couverture simulée", .letter = 'v', .state_size = sizeof(struct cover),
    .help = "Ce que les produits marocains concordants ou validés pourraient couvrir des besoins consolidés, et ce qui manque : produit, "
            "capacité, enregistrement, minimum de commande. Une capacité que personne n'a déclarée est supposée suffisante, la part qui en "
            "dépend est dite ; le scénario « capacités déclarées » l'exclut. Ni commande, ni négociation commune.",
    .cli = "mahalli cover, mahalli scenarios, mahalli frontier", .actions = actions, .open = open, .close = close, .refresh = refresh,
    .draw = draw, .event = event, .idle = idle,
};

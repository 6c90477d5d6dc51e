/* Faisable et sans fabricant: what goes to industry, by volume, with the nearest products and what each lacks. */
#include "tui/report_list.h"
#include "tui/screens.h"

struct gaps {
    struct mh__report_list report;
};

static enum mh_rc compute(struct mh__app *app, void *who, mh_row_fn *each, void *ctx,
                          struct mh_err *err)
{
    (void)who;
    return mh_ops_gaps(app->session, NULL, each, ctx, err);
}

static const char *const detail[] = { "specifications", "plus_proches", "a_interroger", "code_sh", "code_emdn", "recherche_le", NULL };

static const struct mh__report_def def = {
    .table = &mh_rep_gap_table, .title = "Faisable et sans fabricant", .shown = "etat|famille|specifications|volumetrie|unite|origine",
    .sort = "volumetrie", .descending = true, .detail = detail, .styled = 0, .compute = compute,
    .empty = MH_TR("Aucun article faisable, à interroger ou sans fabricant. Ils viennent ici une fois les besoins rapprochés du registre (g a, m) : "
                   "c'est ce que l'on dit à l'industrie."),
};

static enum mh_rc open(struct mh__app *app, void *state, const char *target, struct mh_err *err)
{
    struct gaps *g = state;
    if (target != NULL)
        return mh_err_set(err, MH_ENOTFOUND, "faisable : rien ne s'appelle « %s »", target);
    return g->report.rows != NULL ? MH_OK : mh__report_open(app, &g->report, &def, g, err);
}

static void close(struct mh__app *app, void *state)
{
    (void)app;
    mh__report_close(&((struct gaps *)state)->report);
}

/* The list is costly for a large plan: a change is told, and r computes it again. */
static enum mh_rc refresh(struct mh__app *app, void *state, struct mh_err *err)
{
    (void)app, (void)err;
    ((struct gaps *)state)->report.stale = true;
    return MH_OK;
}

static void draw(struct mh__app *app, void *state, struct mh__area a)
{
    mh__report_draw(app, &((struct gaps *)state)->report, a);
}

static bool event(struct mh__app *app, void *state, const struct mh__event *ev)
{
    return mh__list_event(&((struct gaps *)state)->report.list, app, ev);
}

static bool idle(struct mh__app *app, void *state)
{
    (void)app;
    return mh__list_idle(&((struct gaps *)state)->report.list);
}

static void whole(struct mh__app *app, void *state)
{
    mh__report_whole(app, &((struct gaps *)state)->report);
}

static const char *needs_row(struct mh__app *app, void *state)
{
    (void)app;
    return ((struct gaps *)state)->report.list.cursor == 0 ? "aucune ligne" : NULL;
}

static void again(struct mh__app *app, void *state)
{
    struct mh_err err = MH_ERR_IN(app->lang);
    if (mh__report_load(app, &((struct gaps *)state)->report, &err) != MH_OK)
        mh__say_error(app, &err);
}

MH__LIST_ACTIONS(struct gaps, report.list)

static const struct mh__action actions[] = {
    { .name = "detail", .title = "Détail", .help = "Tout ce qui est dit du besoin, produits proches et ce qui leur manque", .key = MH__KEY_ENTER,
      .flags = MH__ACT_BAR, .why_not = needs_row, .run = whole },
    { .name = "recalculer", .title = "Recalculer", .key = 'r', .flags = MH__ACT_BAR, .run = again },
    MH__LIST_ACTION_ROWS,
    { .name = NULL },
};

const struct mh__screen mh__screen_gaps = {
    .name = "faisable", .title = "Faisable et sans fabricant", .letter = 'f', .state_size = sizeof(struct gaps),
    .help = "Ce que l'industrie peut faire : besoins sans produit marocain concordant, du plus grand volume au plus petit. « Faisable » : un "
            "produit en est proche, il lui manque ce qui est dit. « À interroger » : des fabricants de la gamme sont connus. Un article que "
            "le programme n'a pas compris n'y figure jamais.",
    .cli = "mahalli gaps, mahalli export FICHIER.xlsx --scope gaps", .actions = actions, .open = open, .close = close, .refresh = refresh, .draw = draw,
    .event = event, .idle = idle,
};

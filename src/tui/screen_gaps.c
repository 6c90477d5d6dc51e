/* Faisable et sans fabricant: what goes to industry, by volume, with the nearest products and what each lacks. */
#include "tui/screens.h"
#include "tui/table_rows.h"

#include <stdlib.h>

enum { DETAIL_ROWS = 7, DETAIL_FROM = 16 /* rows of area from which the detail is shown */ };

static const char shown[] = "etat|famille|specifications|volumetrie|unite|origine";

struct gaps {
    struct mh__rows_source *rows;
    struct mh__list list;
    int64_t n;
    bool stale;
};

static enum mh__style style(void *ctx, int64_t id, int column, const char *text)
{
    (void)ctx, (void)id;
    return column == 0 ? mh__word_style(text) : MH__PLAIN;
}

static const struct mh__list_source source = { .query = mh__rows_query, .fetch = mh__rows_fetch, .count = mh__rows_count, .style = style };

static enum mh_rc take(void *ctx, const struct mh_rep_gap *gap, struct mh_err *err)
{
    struct gaps *g = ctx;
    (void)err;
    mh__table_row(g->rows, &mh_rep_gap_table, ++g->n, gap);
    return MH_OK;
}

static enum mh_rc work(struct mh__app *app, void *ctx, struct mh_err *err)
{
    struct gaps *g = ctx;
    return mh_ops_gaps(app->session, NULL, take, g, err);
}

static enum mh_rc load(struct mh__app *app, struct gaps *g, struct mh_err *err)
{
    mh__rows_source_clear(g->rows);
    g->n = 0;
    g->stale = false;
    enum mh_rc rc = mh__long_work(app, "Faisable et sans fabricant", work, g);
    if (rc != MH_OK && rc != MH_ECANCELED)
        return mh_err_set(err, rc, "liste incomplète : r la calcule à nouveau");
    return mh__list_reload(&g->list, err);
}

static enum mh_rc open(struct mh__app *app, void *state, const char *target, struct mh_err *err)
{
    struct gaps *g = state;
    if (target != NULL)
        return mh_err_set(err, MH_ENOTFOUND, "faisable : rien ne s'appelle « %s »", target);
    if (g->rows != NULL)
        return MH_OK;
    int n;
    struct mh__list_column *columns = mh__table_columns(app, &mh_rep_gap_table, shown, &n);
    g->rows = mh__rows_source_new(n);
    mh__rows_source_columns(g->rows, columns, n);
    mh__list_init(&g->list, &source, g->rows, columns, n);
    mh__table_order(&g->list, shown);
    free(columns);
    enum mh_rc rc = mh__list_sort(&g->list, "volumetrie", true, err);
    return rc == MH_OK ? load(app, g, err) : rc;
}

static void close(struct mh__app *app, void *state)
{
    struct gaps *g = state;
    (void)app;
    mh__list_free(&g->list);
    mh__rows_source_free(g->rows);
}

/* The list is costly for a large plan: a change is told, and r computes it again. */
static enum mh_rc refresh(struct mh__app *app, void *state, struct mh_err *err)
{
    struct gaps *g = state;
    (void)app, (void)err;
    g->stale = true;
    return MH_OK;
}

static void draw_detail(struct mh__app *app, struct gaps *g, struct mh__area a)
{
    static const char *const names[] = { "specifications", "plus_proches", "a_interroger", "code_sh", "code_emdn", "recherche_le" };
    int y = 0;
    mh__hline(&app->canvas, a, y++);
    for (size_t i = 0; i < sizeof names / sizeof *names && y < a.h; i++) {
        int c = mh__list_column_named(&g->list, names[i]);
        const char *text = mh__list_text(&g->list, c);
        if (*text == '\0')
            continue;
        struct mh_str line = MH_STR_INIT;
        mh_str_addf(&line, "%s : %s", g->list.column[c].title, text);
        y = mh__put_wrapped(&app->canvas, a, y, MH__PLAIN, mh_str_text(&line));
        mh_str_free(&line);
    }
}

static void draw(struct mh__app *app, void *state, struct mh__area a)
{
    struct gaps *g = state;
    if (g->stale) {
        mh__put(&app->canvas, a, 0, 0, MH__WARN, mh__text(app, "Le plan a changé depuis : r calcule à nouveau"));
        a = mh__area_rows(a, 1, a.h - 1);
    }
    bool detail = a.h >= DETAIL_FROM;
    mh__list_draw(&g->list, app, detail ? mh__area_rows(a, 0, a.h - DETAIL_ROWS) : a);
    if (detail && g->list.cursor != 0)
        draw_detail(app, g, mh__area_rows(a, a.h - DETAIL_ROWS, DETAIL_ROWS));
}

static bool event(struct mh__app *app, void *state, const struct mh__event *ev)
{
    struct gaps *g = state;
    return mh__list_event(&g->list, app, ev);
}

static bool idle(struct mh__app *app, void *state)
{
    struct gaps *g = state;
    (void)app;
    return mh__list_idle(&g->list);
}

static void whole(struct mh__app *app, void *state)
{
    struct gaps *g = state;
    struct mh_str text = MH_STR_INIT;
    for (int c = 0; c < g->list.ncolumns; c++)
        if (*mh__list_text(&g->list, c) != '\0')
            mh_str_addf(&text, "%s : %s\n", g->list.column[c].title, mh__list_text(&g->list, c));
    mh__show_text(app, mh__text(app, "Besoin sans fabricant"), mh_str_text(&text));
    mh_str_free(&text);
}

static const char *needs_row(struct mh__app *app, void *state)
{
    struct gaps *g = state;
    (void)app;
    return g->list.cursor == 0 ? "aucune ligne" : NULL;
}

static void again(struct mh__app *app, void *state)
{
    struct mh_err err = MH_ERR_INIT;
    if (load(app, state, &err) != MH_OK)
        mh__say_error(app, &err);
}

MH__LIST_ACTIONS(struct gaps, list)

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

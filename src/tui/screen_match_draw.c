/* « Concordances » on the grid: lists and detail side by side where there is room, else one under the other. */
#include "tui/screen_match.h"

enum { SIDE_BY_SIDE = 110, ROWS_ROOMY = 18 };

static void draw_list(struct mh__app *app, struct mh__match_screen *st, enum mh__pane pane, struct mh__list *l, struct mh__area a)
{
    st->area[pane] = a;
    mh__list_draw(l, app, a);
}

static void draw_empty(struct mh__app *app, const struct mh__match_screen *st, struct mh__area a)
{
    const char *text = st->failed != NULL ? st->failed
                       : st->all == 0     ? mh__text(app, "Pas encore d'articles : saisissez ou importez des besoins (g va aux autres écrans).")
                       : st->left == 0    ? mh__text(app, "Rien à régler ici. F montre tous les articles, g va à un autre écran.")
                                          : mh__text(app, "Aucun article ne répond. F retire les filtres.");
    mh__put_wrapped(&app->canvas, a, 0, st->failed ? MH__BAD : MH__DIM, text);
}

/* The title of the pane below, and whether keys go to it. */
static void draw_rule(struct mh__app *app, struct mh__area a, const char *title, bool here)
{
    mh__hline(&app->canvas, a, 0);
    mh__putf(&app->canvas, a, 0, 1, here ? MH__TITLE : MH__FRAME, " %s ", title);
}

static void draw_detail(struct mh__app *app, struct mh__match_screen *st, struct mh__area a)
{
    const struct mh_detail_candidate *c = mh__match_candidate(st);
    struct mh_str title = MH_STR_INIT;
    if (c != NULL)
        mh__candidate_title(app, c, &title);
    else
        mh_str_add(&title, mh__text(app, "Ce qui est demandé"));
    draw_rule(app, mh__area_rows(a, 0, 1), mh_str_text(&title), st->pane == MH__PANE_DETAIL);
    mh_str_free(&title);
    a = mh__area_rows(a, 1, a.h - 1);
    st->area[MH__PANE_DETAIL] = a;
    if (st->top > st->lines - 1)
        st->top = st->lines > 0 ? st->lines - 1 : 0;
    st->lines = mh__draw_candidate(app, a, st->detail, c, st->top);
}

/* Article, candidates, detail, one under the other. */
static void draw_beside(struct mh__app *app, struct mh__match_screen *st, struct mh__area a, int article, int candidates)
{
    int n = (int)st->detail->ncandidates + 1;
    int used = mh__draw_article(app, a, st->detail, article);
    a = mh__area_rows(a, used, a.h - used);
    if (n < candidates)
        candidates = n < 2 ? 0 : n;
    st->area[MH__PANE_CANDIDATES] = mh__area_rows(a, 0, 0);
    if (candidates > 0) {
        draw_rule(app, mh__area_rows(a, 0, 1), mh__text(app, "Candidats"), st->pane == MH__PANE_CANDIDATES);
        draw_list(app, st, MH__PANE_CANDIDATES, &st->candidates, mh__area_rows(a, 1, candidates));
        candidates++;
    }
    draw_detail(app, st, mh__area_rows(a, candidates, a.h - candidates));
}

void mh__match_draw(struct mh__app *app, void *state, struct mh__area a)
{
    struct mh__match_screen *st = state;
    if (st->articles == NULL)
        return;
    struct mh__area list = a, rest;
    if (a.w >= SIDE_BY_SIDE) {
        int w = a.w * 44 / 100;
        list = mh__area_columns(a, 0, w);
        mh__vline(&app->canvas, a, w);
        rest = mh__area_columns(a, w + 2, a.w - w - 2);
    } else {
        int h = a.h >= 30 ? 10 : a.h >= ROWS_ROOMY ? 7 : 4;
        list = mh__area_rows(a, 0, h);
        rest = mh__area_rows(a, h, a.h - h);
    }
    draw_list(app, st, MH__PANE_ARTICLES, &st->list, list);
    mh__match_follow(app, st); /* a search or a filter may have moved the cursor */
    if (st->detail == NULL) {
        draw_empty(app, st, mh__area_rows(rest, 1, rest.h - 1));
        return;
    }
    if (rest.h >= 22)
        draw_beside(app, st, rest, 4, 9);
    else if (rest.h >= 12)
        draw_beside(app, st, rest, 2, 4);
    else
        draw_beside(app, st, rest, 1, 3);
}

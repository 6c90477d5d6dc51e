/* « Concordances »: articles, their candidates, what is asked and offered; opinions at a key each. */
#include "tui/screen_match.h"
#include "tui/screens.h"

#include <mahalli/i18n.h>
#include <mahalli/xalloc.h>

#include <stdlib.h>
#include <string.h>

enum { TOP = 8 };

enum { CAND_VERDICT, CAND_MAKER, CAND_PRODUCT, CAND_LABEL, CAND_CLEARANCE, CAND_SCORE, CAND_OPINION, CAND_NCOLUMNS };

static const struct mh__list_column candidate_columns[CAND_NCOLUMNS] = {
    [CAND_VERDICT] = { .name = "verdict", .title = "Verdict", .width = 10 },
    [CAND_MAKER] = { .name = "fabricant", .title = "Fabricant", .width = 12 },
    [CAND_PRODUCT] = { .name = "produit", .title = "Produit", .width = 10 },
    [CAND_LABEL] = { .name = "designation", .title = "Désignation", .width = 10, .stretch = true },
    [CAND_CLEARANCE] = { .name = "achetable", .title = "Achetable", .width = 13 },
    [CAND_SCORE] = { .name = "score", .title = "Score", .width = 5, .align = MH__RIGHT },
    [CAND_OPINION] = { .name = "avis", .title = "Avis", .width = 20, .hidden = true },
};

static struct mh__match_screen *of(void *state)
{
    return state;
}

/* --- candidates --- */

const struct mh_detail_candidate *mh__match_candidate(const struct mh__match_screen *st)
{
    for (size_t i = 0; st->detail != NULL && i < st->detail->ncandidates; i++)
        if (st->detail->candidate[i].product_id == st->candidates.cursor)
            return &st->detail->candidate[i];
    return NULL;
}

static enum mh_rc rows_query(void *ctx, const struct mh__list_query *q, struct mh_err *err)
{
    return mh__rows_query(of(ctx)->products, q, err);
}

static enum mh_rc rows_fetch(void *ctx, enum mh_window_from from, int64_t anchor, size_t n,
                             void (*each)(void *to, const struct mh__list_row *row), void *to, struct mh_err *err)
{
    return mh__rows_fetch(of(ctx)->products, from, anchor, n, each, to, err);
}

static enum mh__style candidate_style(void *ctx, int64_t id, int column, const char *text)
{
    const struct mh__match_screen *st = ctx;
    (void)text;
    for (size_t i = 0; st->detail != NULL && i < st->detail->ncandidates; i++) {
        const struct mh_detail_candidate *c = &st->detail->candidate[i];
        enum mh__style style;
        if (c->product_id != id)
            continue;
        mh__candidate_verdict(c, &style);
        if (column == CAND_CLEARANCE)
            return c->clearance == MH_CLEAR_EXPIRED ? MH__BAD : c->clearance == MH_CLEAR_UNVERIFIED ? MH__WARN : MH__PLAIN;
        return column == CAND_VERDICT ? style : c->rejected || c->excluded ? MH__DIM : MH__PLAIN;
    }
    return MH__PLAIN;
}

static const struct mh__list_source candidate_source = { .query = rows_query, .fetch = rows_fetch, .style = candidate_style };

static void fill_candidates(struct mh__app *app, struct mh__match_screen *st)
{
    struct mh_err ignored = MH_ERR_INIT;
    int64_t was = st->candidates.cursor;
    bool held = false;
    mh__rows_source_clear(st->products);
    for (size_t i = 0; st->detail != NULL && i < st->detail->ncandidates; i++) {
        const struct mh_detail_candidate *c = &st->detail->candidate[i];
        enum mh__style style;
        char score[24] = "";
        struct mh_str n = MH_STR_INIT;
        if (c->verdict != MH_VERDICT_NONE)
            mh_str_addf(&n, "%lld", (long long)c->score);
        strncpy(score, mh_str_text(&n), sizeof score - 1);
        mh_str_free(&n);
        const char *texts[CAND_NCOLUMNS] = {
            [CAND_VERDICT] = mh__text(app, mh__candidate_verdict(c, &style)), [CAND_MAKER] = *c->maker_name ? c->maker_name : c->maker,
            [CAND_PRODUCT] = c->product, [CAND_LABEL] = c->label, [CAND_CLEARANCE] = mh__text(app, mh_clearance_title(c->clearance)),
            [CAND_SCORE] = score, [CAND_OPINION] = c->opinion,
        };
        mh__rows_source_add(st->products, c->product_id, texts);
        held = held || c->product_id == was;
    }
    if (!held || st->top < 0)
        st->candidates.cursor = 0; /* the first */
    mh__list_reload(&st->candidates, &ignored); /* rows in memory */
}

void mh__match_follow(struct mh__app *app, struct mh__match_screen *st)
{
    int64_t article = st->list.cursor;
    bool same = st->detail != NULL && st->detail->article_id == article;
    if (same && !st->stale)
        return;
    if (article == 0 && st->detail == NULL && !st->stale)
        return;
    struct mh_err err = MH_ERR_IN(app->lang);
    if (!same && st->detail != NULL)
        st->asked = 0;
    mh_match_detail_free(st->detail);
    st->detail = NULL;
    free(st->failed);
    st->failed = NULL;
    st->stale = false;
    st->top = 0;
    if (!same)
        st->candidates.cursor = 0;
    if (article != 0 && mh_ops_match_detail(app->session, article, TOP, st->asked, &st->detail, &err) != MH_OK)
        st->failed = mh_xstrdup(err.msg);
    fill_candidates(app, st);
}

/* --- what is left --- */

static const char *queue_of(const struct mh__app *app)
{
    return strcmp(app->role, "coordinateur") == 0 ? "fabricant" : app->role;
}

static enum mh_rc count_left(struct mh__app *app, struct mh__match_screen *st, struct mh_err *err)
{
    int64_t unmatched = 0;
    enum mh_rc rc = mh_ops_queue_left(app->session, NULL, &st->all, &unmatched, err);
    st->all += unmatched;
    return rc == MH_OK ? mh_ops_queue_left(app->session, app->role, &st->left, &st->unmatched, err) : rc;
}

static void keep_judged(struct mh__match_screen *st, int64_t article)
{
    if (st->njudged == MH__JUDGED_KEPT)
        memmove(st->judged, st->judged + 1, sizeof *st->judged * (size_t)--st->njudged);
    st->judged[st->njudged++] = article;
}

void mh__match_next(struct mh__app *app, struct mh__match_screen *st, int64_t from)
{
    struct mh_queue_query q = { .role = app->role };
    struct mh_err err = MH_ERR_IN(app->lang);
    int64_t next = 0;
    if (mh_ops_queue_next(app->session, &q, from, &next, &err) != MH_OK)
        mh__say_error(app, &err);
    else if (next != 0)
        mh__list_stand(&st->list, next, &err); /* hidden by a filter of one's own: the row that came up stays */
    if (next != from) {
        keep_judged(st, from);
    } else { /* still to settle: with the product that is first now */
        st->candidates.cursor = 0;
        st->stale = true;
    }
    mh__match_follow(app, st);
}

/* The last opinion was undone: its article is to be settled again, and one is back on it. */
static void stand_on_undone(struct mh__app *app, struct mh__match_screen *st)
{
    struct mh_queue_query q = { .role = app->role };
    struct mh_err err = MH_ERR_IN(app->lang);
    int64_t last = st->njudged ? st->judged[st->njudged - 1] : 0, next = 0;
    if (last == 0 || mh_ops_queue_next(app->session, &q, last, &next, &err) != MH_OK || next != last)
        return;
    st->njudged--;
    mh__list_stand(&st->list, last, &err); /* a filter may hide it */
}

/* --- screen --- */

static const struct mh__list_column *columns_for(struct mh__app *app, struct mh__list_column *c, const struct mh__list_column *from, int n)
{
    for (int i = 0; i < n; i++) {
        c[i] = from[i];
        c[i].title = mh__text(app, from[i].title);
    }
    return c;
}

static void make(struct mh__app *app, struct mh__match_screen *st)
{
    struct mh__list_column a[MH__ART_NCOLUMNS], c[CAND_NCOLUMNS];
    st->articles = mh__articles_new(app);
    st->products = mh__rows_source_new(CAND_NCOLUMNS);
    mh__rows_source_columns(st->products, candidate_columns, CAND_NCOLUMNS);
    mh__list_init(&st->list, &mh__articles_source, st->articles, columns_for(app, a, mh__articles_columns, MH__ART_NCOLUMNS), MH__ART_NCOLUMNS);
    mh__list_init(&st->candidates, &candidate_source, st, columns_for(app, c, candidate_columns, CAND_NCOLUMNS), CAND_NCOLUMNS);
    st->candidates.bare = true;
    st->list.empty = "";
}

static enum mh_rc only(struct mh__match_screen *st, const char *column, const char *text, struct mh_err *err)
{
    struct mh_str is = MH_STR_INIT;
    mh_str_addf(&is, "=%s", text);
    enum mh_rc rc = mh__list_filter(&st->list, column, mh_str_text(&is), err);
    mh_str_free(&is);
    return rc;
}

static enum mh_rc no_filters(struct mh__match_screen *st, struct mh_err *err)
{
    enum mh_rc rc = mh__list_search(&st->list, NULL, err);
    return rc == MH_OK ? mh__list_filter(&st->list, NULL, NULL, err) : rc;
}

/* "article=12" stands on it, filters put aside if they hide it. "state=review", "who=acheteur" (what is to be checked, by whom) and
 * "family=Seringue" filter instead of the usual one. */
static enum mh_rc go_to(struct mh__app *app, struct mh__match_screen *st, const char *target, struct mh_err *err)
{
    const char *eq = strchr(target, '='), *value = eq ? eq + 1 : "";
    enum mh_state state = MH_STATE_REVIEW;
    enum mh_rc rc = MH_OK;
    if (strncmp(target, "article=", 8) == 0) {
        int64_t id = strtoll(value, NULL, 10);
        struct mh_err hidden = MH_ERR_INIT;
        if (mh__list_stand(&st->list, id, &hidden) == MH_OK)
            return MH_OK;
        rc = no_filters(st, err);
        return rc == MH_OK ? mh__list_stand(&st->list, id, err) : rc;
    }
    bool who = strncmp(target, "who=", 4) == 0, by_state = strncmp(target, "state=", 6) == 0 && mh_state_parse(value, &state);
    if (!who && !by_state && strncmp(target, "family=", 7) != 0)
        return mh_err_set(err, MH_EUSAGE, "« %s » : attendu article=…, state=…, who=… ou family=…", target);
    rc = no_filters(st, err);
    if (rc == MH_OK && (who || by_state))
        rc = only(st, "etat", mh__text(app, mh_state_title(state)), err);
    if (rc == MH_OK && !by_state)
        rc = only(st, who ? "qui" : "famille", mh__text(app, value), err);
    return rc;
}

static void say_what_is_left(struct mh__app *app, const struct mh__match_screen *st)
{
    if (st->unmatched > 0)
        mh__say(app, MH__WARN, mh_trn(app->lang, "%lld article n'est pas encore rapproché : m rapproche",
                                      "%lld articles ne sont pas encore rapprochés : m rapproche", st->unmatched), (long long)st->unmatched);
}

static enum mh_rc open_screen(struct mh__app *app, void *state, const char *target, struct mh_err *err)
{
    struct mh__match_screen *st = state;
    enum mh_rc rc = MH_OK;
    if (st->articles == NULL) {
        make(app, st);
        rc = count_left(app, st, err);
        if (rc == MH_OK)
            rc = only(st, "qui", mh__text(app, queue_of(app)), err);
        if (rc == MH_OK)
            say_what_is_left(app, st);
    }
    if (rc == MH_OK && target != NULL)
        rc = go_to(app, st, target, err);
    mh__match_follow(app, st);
    return rc;
}

static void close_screen(struct mh__app *app, void *state)
{
    struct mh__match_screen *st = state;
    (void)app;
    mh__list_free(&st->list);
    mh__list_free(&st->candidates);
    mh__articles_free(st->articles);
    mh__rows_source_free(st->products);
    mh_match_detail_free(st->detail);
    for (size_t i = 0; i < st->found.len; i++)
        free(st->found.at[i].text);
    mh_vec_free(&st->found);
    free(st->failed);
    free(st->reserve);
}

static enum mh_rc refresh(struct mh__app *app, void *state, struct mh_err *err)
{
    struct mh__match_screen *st = state;
    if (st->articles == NULL)
        return MH_OK;
    mh__articles_changed(st->articles);
    st->stale = true;
    enum mh_rc rc = count_left(app, st, err);
    if (rc == MH_OK)
        rc = mh__list_reload(&st->list, err);
    if (rc == MH_OK)
        stand_on_undone(app, st);
    if (rc == MH_OK)
        mh__match_follow(app, st);
    return rc;
}

/* --- keys --- */

static bool inside(struct mh__area a, const struct mh__event *ev)
{
    return ev->y >= a.y && ev->y < a.y + a.h && ev->x >= a.x && ev->x < a.x + a.w;
}

static void scroll(struct mh__match_screen *st, int by)
{
    int most = st->lines - st->area[MH__PANE_DETAIL].h;
    st->top += by;
    if (st->top > most)
        st->top = most;
    if (st->top < 0)
        st->top = 0;
}

static bool detail_event(struct mh__match_screen *st, const struct mh__event *ev)
{
    int page = st->area[MH__PANE_DETAIL].h - 1;
    if (ev->type == MH__EV_MOUSE) {
        scroll(st, ev->mouse == MH__MOUSE_UP ? -3 : ev->mouse == MH__MOUSE_DOWN ? 3 : 0);
        return true;
    }
    switch (ev->key) {
    case MH__KEY_UP: scroll(st, -1); return true;
    case MH__KEY_DOWN: scroll(st, 1); return true;
    case MH__KEY_PGUP: scroll(st, -page); return true;
    case MH__KEY_PGDN: scroll(st, page); return true;
    case MH__KEY_HOME: case MH__KEY_CTRL_HOME: scroll(st, -st->lines); return true;
    case MH__KEY_END: case MH__KEY_CTRL_END: scroll(st, st->lines); return true;
    default: return false;
    }
}

static void take_mouse_pane(struct mh__match_screen *st, const struct mh__event *ev)
{
    for (int i = 0; i < MH__NPANES; i++)
        if (inside(st->area[i], ev))
            st->pane = (enum mh__pane)i;
}

static void tell_all(struct mh__app *app, void *state)
{
    struct mh__match_screen *st = state;
    struct mh_str text = MH_STR_INIT;
    mh__match_follow(app, st);
    if (st->detail == NULL)
        return;
    mh__tell_candidate(app, st->detail, mh__match_candidate(st), &text);
    mh__show_text(app, mh__text(app, "Concordance"), mh_str_text(&text));
    mh_str_free(&text);
}

static bool event(struct mh__app *app, void *state, const struct mh__event *ev)
{
    struct mh__match_screen *st = state;
    if (st->articles == NULL || (ev->type != MH__EV_KEY && ev->type != MH__EV_MOUSE))
        return false;
    if (ev->type == MH__EV_MOUSE)
        take_mouse_pane(st, ev);
    bool key = ev->type == MH__EV_KEY, taken;
    int64_t was = st->candidates.cursor;
    if (st->pane == MH__PANE_DETAIL) {
        taken = detail_event(st, ev);
    } else if (st->pane == MH__PANE_ARTICLES && key && (ev->key == MH__KEY_LEFT || ev->key == MH__KEY_RIGHT)) {
        /* Up and down change the article, left and right its candidate. */
        struct mh__event step = { .type = MH__EV_KEY, .key = ev->key == MH__KEY_LEFT ? MH__KEY_UP : MH__KEY_DOWN };
        taken = mh__list_event(&st->candidates, app, &step);
    } else if (st->pane == MH__PANE_CANDIDATES && key && ev->key == ' ') {
        taken = true; /* only articles are picked */
    } else {
        taken = mh__list_event(st->pane == MH__PANE_ARTICLES ? &st->list : &st->candidates, app, ev);
    }
    if (st->candidates.cursor != was)
        st->top = 0;
    mh__match_follow(app, st);
    if (!taken && !key && ev->mouse == MH__MOUSE_DOUBLE) {
        tell_all(app, st);
        taken = true;
    }
    return taken;
}

/* --- actions --- */

MH__LIST_ACTIONS(struct mh__match_screen, list)

static void next_pane(struct mh__app *app, void *state)
{
    (void)app;
    of(state)->pane = (enum mh__pane)((of(state)->pane + 1) % MH__NPANES);
}

static void previous_pane(struct mh__app *app, void *state)
{
    (void)app;
    of(state)->pane = (enum mh__pane)((of(state)->pane + MH__NPANES - 1) % MH__NPANES);
}

static void to_settle(struct mh__app *app, void *state)
{
    struct mh__match_screen *st = state;
    struct mh_err err = MH_ERR_IN(app->lang);
    enum mh_rc rc = no_filters(st, &err);
    if (rc == MH_OK)
        rc = mh__list_sort(&st->list, NULL, false, &err);
    if (rc == MH_OK)
        rc = only(st, "qui", mh__text(app, queue_of(app)), &err);
    if (rc != MH_OK)
        mh__say_error(app, &err);
    else
        mh__say(app, MH__INFO, mh_trn(app->lang, "%lld article à régler : %s", "%lld articles à régler : %s", st->left),
                (long long)st->left, mh__text(app, queue_of(app)));
    mh__match_follow(app, st);
}

static void same_family(struct mh__app *app, void *state)
{
    struct mh__match_screen *st = state;
    struct mh_err err = MH_ERR_IN(app->lang);
    int64_t at = st->list.cursor;
    if (st->detail == NULL || *st->detail->family_name == '\0') {
        mh__say(app, MH__WARN, "%s", mh__text(app, "la famille de cet article n'est pas lue"));
        return;
    }
    if (only(st, "famille", st->detail->family_name, &err) != MH_OK || mh__list_stand(&st->list, at, &err) != MH_OK)
        mh__say_error(app, &err);
}

static void next(struct mh__app *app, void *state)
{
    struct mh__match_screen *st = state;
    int64_t behind = mh__list_neighbour(&st->list, st->list.cursor, 1), was = st->list.cursor;
    int judged = st->njudged;
    mh__match_next(app, st, behind ? behind : was);
    st->njudged = judged;
    if (st->list.cursor == was)
        mh__say(app, MH__INFO, "%s", st->left > 1 ? mh__text(app, "le suivant est masqué par un filtre : F le retire")
                                                  : mh__text(app, "rien d'autre à régler"));
}

static void to_needs(struct mh__app *app, void *state)
{
    struct mh_str target = MH_STR_INIT;
    mh_str_addf(&target, "article=%lld", (long long)of(state)->list.cursor);
    mh__go(app, "besoins", mh_str_text(&target));
    mh_str_free(&target);
}

static const char *no_article(struct mh__app *app, void *state)
{
    return of(state)->list.cursor == 0 ? mh__text(app, "aucun article choisi") : NULL;
}

static enum mh_rc do_match(struct mh__app *app, void *ctx, struct mh_err *err)
{
    return mh_ops_match(app->session, ctx, err);
}

static void match(struct mh__app *app, void *state)
{
    struct mh_match_result r;
    (void)state;
    if (mh__long_work(app, mh__text(app, "Rapprochement"), do_match, &r) != MH_OK)
        return;
    mh__changed(app);
    if (r.matched_again == 0)
        mh__say(app, MH__INFO, "%s", mh__text(app, "rien n'a changé depuis le dernier rapprochement"));
    else
        mh__say(app, MH__GOOD, mh_trn(app->lang, "%lld article rapproché", "%lld articles rapprochés", r.matched_again), (long long)r.matched_again);
}

static const struct mh__action actions[] = {
    { .name = "conforme", .title = "Conforme", .help = "Avis favorable sur le produit choisi, pour tous les articles identiques du groupe.",
      .key = 'o', .flags = MH__ACT_BAR | MH__ACT_WRITES, .why_not = mh__judge_why_not, .run = mh__judge_good },
    { .name = "réserve", .title = "Sous réserve", .help = "Avis favorable sous une réserve, demandée.", .key = 'r',
      .flags = MH__ACT_BAR | MH__ACT_WRITES | MH__ACT_ASKS, .why_not = mh__judge_why_not, .run = mh__judge_reserve },
    { .name = "non-conforme", .title = "Non conforme", .help = "Avis défavorable ; le motif est proposé d'après ce qui s'écarte.", .key = 'x',
      .key2 = 'X', .flags = MH__ACT_BAR | MH__ACT_WRITES | MH__ACT_ASKS, .why_not = mh__judge_why_not, .run = mh__judge_bad },
    { .name = "essayer", .title = "À essayer", .help = "Le produit est à essayer : l'article n'attend plus d'avis d'ici là.", .key = 'y',
      .flags = MH__ACT_BAR | MH__ACT_WRITES, .why_not = mh__judge_why_not, .run = mh__judge_try },
    { .name = "registre", .title = "Registre", .help = "Cherche n'importe quel produit du registre, pour le juger aussi.", .key = 'p',
      .flags = MH__ACT_BAR | MH__ACT_ASKS, .why_not = no_article, .run = mh__registry_ask },
    { .name = "suivant", .title = "Suivant", .help = "L'article suivant à régler pour votre rôle.", .key = 'n', .flags = MH__ACT_BAR, .run = next },
    { .name = "détail", .title = "Détail", .help = "Tout ce qui concerne l'article et le produit choisis, en texte.", .key = MH__KEY_ENTER,
      .flags = MH__ACT_BAR, .why_not = no_article, .run = tell_all },
    { .name = "volet", .title = "Volet suivant", .help = "Articles, candidats, spécifications.", .key = MH__KEY_TAB, .flags = MH__ACT_BAR,
      .run = next_pane },
    { .name = "volet-précédent", .title = "Volet précédent", .key = MH__KEY_BACKTAB, .run = previous_pane },
    { .name = "aucun", .title = "Aucun ne convient", .help = "Aucun produit du registre ne convient à l'article.", .key = 'a',
      .flags = MH__ACT_WRITES | MH__ACT_ASKS, .why_not = no_article, .run = mh__judge_none },
    { .name = "conforme-motif", .title = "Conforme, avec motif", .key = 'O', .flags = MH__ACT_WRITES | MH__ACT_ASKS, .why_not = mh__judge_why_not,
      .run = mh__judge_good_why },
    { .name = "réserve-motif", .title = "Sous réserve, avec motif", .key = 'R', .flags = MH__ACT_WRITES | MH__ACT_ASKS,
      .why_not = mh__judge_why_not, .run = mh__judge_reserve_why },
    { .name = "essayer-motif", .title = "À essayer, avec motif", .key = 'Y', .flags = MH__ACT_WRITES | MH__ACT_ASKS,
      .why_not = mh__judge_why_not, .run = mh__judge_try_why },
    { .name = "suspendre", .title = "Suspendre le produit", .help = "Le produit ne sert plus à cet article jusqu'à un autre avis.",
      .flags = MH__ACT_WRITES | MH__ACT_ASKS, .why_not = mh__judge_why_not, .run = mh__judge_suspend },
    { .name = "échantillon", .title = "Demander un échantillon", .help = "Du produit choisi, à essayer par un service ou un laboratoire.",
      .key = 'D', .flags = MH__ACT_WRITES | MH__ACT_ASKS, .why_not = mh__judge_why_not, .run = mh__trial_ask },
    { .name = "avis-complet", .title = "Avis complet", .help = "Avis, motif, réserve, échéance et pièces vues, dans un formulaire.", .key = 'j',
      .flags = MH__ACT_WRITES | MH__ACT_ASKS, .why_not = mh__judge_why_not, .run = mh__judge_form },
    { .name = "préciser", .title = "Préciser dans Besoins", .help = "Va à l'article dans Besoins, pour corriger ce qui n'est pas compris.",
      .key = 'e', .why_not = no_article, .run = to_needs },
    { .name = "à-régler", .title = "À régler par moi", .help = "Retire recherche et filtres : ce que votre rôle peut trancher.", .key = 'v',
      .run = to_settle },
    { .name = "famille", .title = "Cette famille seulement", .help = "Filtre sur la famille de l'article choisi.", .key = 'b',
      .run = same_family },
    { .name = "rapprocher", .title = "Rapprocher", .help = "Rapproche ce qui a changé depuis la dernière fois.", .key = 'm', .flags = MH__ACT_WRITES,
      .run = match },
    MH__LIST_ACTION_ROWS,
    { 0 },
};

static bool idle(struct mh__app *app, void *state)
{
    (void)app;
    return of(state)->articles != NULL && mh__list_idle(&of(state)->list);
}

const struct mh__screen mh__screen_match = {
    .name = "concordances",
    .title = "Concordances",
    .letter = 'c',
    .help = "À gauche ou en haut les articles, famille par famille, les plus grands volumes d'abord ; au départ ceux que votre rôle peut trancher. "
            "À côté les produits candidats de l'article choisi, puis ce qui est demandé et offert, spécification par spécification, les preuves et "
            "la fourniture.\n\n"
            "↑ ↓ changent d'article, ← → de candidat ; Tab change de volet. Un avis vaut pour tous les articles du groupe qui se lisent de même ; "
            "le curseur passe au suivant à régler. Espace choisit plusieurs articles : l'avis les concerne tous. u annule.\n\n"
            "L'avis d'un autre groupe n'est qu'une mention, sans nom, et ne décide de rien. Un avis « à revoir » dit ce qui a changé depuis.",
    .cli = "mahalli match --article ARTICLE, mahalli match --who pharmacien, mahalli judge ARTICLE PRODUIT AVIS, mahalli list avis",
    .state_size = sizeof(struct mh__match_screen),
    .actions = actions,
    .open = open_screen,
    .close = close_screen,
    .refresh = refresh,
    .draw = mh__match_draw,
    .event = event,
    .idle = idle,
};

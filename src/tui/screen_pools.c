/* Consolidation: pooled needs with their articles; questions whose answer would pool more; variants and the specification they could share. */
#include "tui/list.h"
#include "tui/screens.h"
#include "tui/table_rows.h"

#include <mahalli/xalloc.h>

#include <stdlib.h>
#include <string.h>

enum { POOLS, QUESTIONS, VARIANTS, NLISTS };
enum { DETAIL_ROWS = 8, DETAIL_FROM = 16 /* rows of area from which the detail is shown */ };

static const struct pane {
    const struct mh_table *table;
    const char *title, *shown, *sort, *none, *empty;
} panes[NLISTS] = {
    [POOLS] = { &mh_rep_pool_table, MH_TR("Besoins consolidés"), "code|famille_nom|caracteristiques|volumetrie|groupes|etat|question", "volumetrie",
                MH_TR("aucun besoin à consolider"),
                MH_TR("Aucun besoin consolidé : les articles compris, de volume connu, se réunissent ici quand un même produit peut les satisfaire "
                      "(besoins : g b, g i).") },
    [QUESTIONS] = { &mh_rep_question_table, MH_TR("Questions"), "question|famille_nom|caracteristiques|volumetrie|volumetrie_reunie", "volumetrie_reunie",
                    MH_TR("aucune question"),
                    MH_TR("Aucune question : viennent ici les caractéristiques que des articles ne disent pas, et le volume que la réponse "
                          "réunirait.") },
    [VARIANTS] = { &mh_rep_variant_table, MH_TR("Variantes"), "standard|famille_nom|changements|volumetrie|volumetrie_reunie", "volumetrie_reunie",
                   MH_TR("aucune variante"),
                   MH_TR("Aucune variante : viennent ici les besoins qui diffèrent de peu, avec la spécification qu'ils pourraient partager.") },
};

enum wanted { GO, ALONE, RESET }; /* what is done with the article picked */

struct pools {
    struct mh_consolidation *all;
    struct mh__rows_source *rows[NLISTS];
    struct mh__list list[NLISTS];
    int at;
    bool stale;
    char *code;              /* what the question under way is about */
    char *article;
    size_t from;             /* articles of the menu under way: of all->share, by place */
    enum wanted wanted;
};

static enum mh__style style(void *ctx, int64_t id, int column, const char *text)
{
    (void)ctx, (void)id, (void)column;
    return mh__word_style(text);
}

static const struct mh__list_source source = { .query = mh__rows_query, .fetch = mh__rows_fetch, .count = mh__rows_count, .style = style };

/* --- rows --- */

static enum mh_rc work(struct mh__app *app, void *ctx, struct mh_err *err)
{
    struct pools *p = ctx;
    struct mh_consolidation *fresh;
    enum mh_rc rc = mh_ops_consolidation(app->session, MH_CONSOLIDATION_STATES | MH_CONSOLIDATION_QUESTIONS | MH_CONSOLIDATION_VARIANTS, &fresh, err);
    if (rc == MH_OK) {
        mh_consolidation_free(p->all);
        p->all = fresh;
    }
    return rc;
}

static enum mh_rc load(struct mh__app *app, struct pools *p, struct mh_err *err)
{
    enum mh_rc rc = mh__long_work(app, "Consolidation", work, p);
    if (rc != MH_OK)
        return rc;
    p->stale = false;
    for (int i = 0; i < NLISTS; i++)
        mh__rows_source_clear(p->rows[i]);
    for (size_t i = 0; i < p->all->npools; i++)
        mh__table_row(p->rows[POOLS], panes[POOLS].table, p->all->pool[i].id, &p->all->pool[i]);
    for (size_t i = 0; i < p->all->nquestions; i++)
        mh__table_row(p->rows[QUESTIONS], panes[QUESTIONS].table, p->all->question[i].id, &p->all->question[i]);
    for (size_t i = 0; i < p->all->nvariants; i++)
        mh__table_row(p->rows[VARIANTS], panes[VARIANTS].table, p->all->variant[i].id, &p->all->variant[i]);
    for (int i = 0; i < NLISTS && rc == MH_OK; i++)
        rc = mh__list_reload(&p->list[i], err);
    return rc;
}

static enum mh_rc open(struct mh__app *app, void *state, const char *target, struct mh_err *err)
{
    struct pools *p = state;
    enum mh_rc rc = MH_OK;
    bool first = p->rows[0] == NULL;
    for (int i = 0; i < NLISTS && p->rows[i] == NULL && rc == MH_OK; i++) {
        int n;
        struct mh__list_column *columns = mh__table_columns(app, panes[i].table, panes[i].shown, &n);
        p->rows[i] = mh__rows_source_new(n);
        mh__rows_source_columns(p->rows[i], columns, n);
        mh__list_init(&p->list[i], &source, p->rows[i], columns, n);
        mh__table_order(&p->list[i], panes[i].shown);
        p->list[i].empty = panes[i].empty;
        free(columns);
        rc = mh__list_sort(&p->list[i], panes[i].sort, true, err);
    }
    if (rc == MH_OK && first)
        rc = load(app, p, err);
    if (rc != MH_OK || target == NULL)
        return rc;
    for (int i = 0; i < NLISTS; i++)
        if (mh_streq(target, i == POOLS ? "besoins" : i == QUESTIONS ? "questions" : "variantes")) {
            p->at = i;
            return MH_OK;
        }
    return mh_err_set(err, MH_ENOTFOUND, "consolidation : rien ne s'appelle « %s »", target);
}

static void close(struct mh__app *app, void *state)
{
    struct pools *p = state;
    (void)app;
    for (int i = 0; i < NLISTS; i++) {
        mh__list_free(&p->list[i]);
        mh__rows_source_free(p->rows[i]);
    }
    mh_consolidation_free(p->all);
    free(p->code);
    free(p->article);
}

/* The whole is computed again: for a large plan only when asked. */
static enum mh_rc refresh(struct mh__app *app, void *state, struct mh_err *err)
{
    struct pools *p = state;
    (void)app, (void)err;
    p->stale = true;
    return MH_OK;
}

/* --- drawing --- */

static const struct mh_rep_pool *pool_at(const struct pools *p)
{
    int64_t id = p->list[POOLS].cursor;
    return id > 0 && p->all != NULL && (size_t)id <= p->all->npools ? &p->all->pool[id - 1] : NULL;
}

static int put_pair(struct mh__app *app, struct mh__area a, int y, const char *title, const char *text)
{
    struct mh_str line = MH_STR_INIT;
    if (text == NULL || *text == '\0' || y >= a.h)
        return y;
    mh_str_addf(&line, "%s%s%s", mh__text(app, title), mh__text(app, " : "), text);
    y = mh__put_wrapped(&app->canvas, a, y, MH__PLAIN, mh_str_text(&line));
    mh_str_free(&line);
    return y;
}

/* Its articles: group, reference, label, volume. */
static void draw_pool(struct mh__app *app, const struct pools *p, struct mh__area a, int y)
{
    const struct mh_rep_pool *x = pool_at(p);
    if (x == NULL)
        return;
    y = put_pair(app, a, y, x->family_name, x->words);
    if (x->product != NULL) {
        struct mh_str best = MH_STR_INIT;
        mh_str_addf(&best, "%s%s%s", x->product, x->maker ? mh__text(app, ", ") : "", x->maker ? x->maker : "");
        if (x->opinions != NULL)
            mh_str_addf(&best, " (%s)", x->opinions);
        y = put_pair(app, a, y, MH_TR("Produit"), mh_str_text(&best));
        mh_str_free(&best);
    }
    y = put_pair(app, a, y, MH_TR("À demander"), x->question);
    for (size_t i = 0; i < (size_t)x->articles && y < a.h; i++) {
        const struct mh_rep_share *s = &p->all->share[x->first + i];
        struct mh_str line = MH_STR_INIT;
        if (y == a.h - 1 && i + 1 < (size_t)x->articles) {
            size_t left = (size_t)x->articles - i;
            mh_str_addf(&line, mh__text_n(app, "… et %zu autre", "… et %zu autres", (int64_t)left), left);
            mh__put(&app->canvas, a, y++, 0, MH__DIM, mh_str_text(&line));
            mh_str_free(&line);
            break;
        }
        mh_str_add_int(&line, s->volume);
        mh_str_addf(&line, "  %s/%s  %s", s->member, mh_blank(s->reference) ? "" : s->reference, s->label);
        if (s->by_hand != NULL)
            mh_str_addf(&line, "  (%s%s%s)", mh__text(app, s->by_hand), s->reason ? mh__text(app, " : ") : "", s->reason ? s->reason : "");
        mh__put(&app->canvas, a, y++, 0, s->by_hand ? MH__INFO : MH__PLAIN, mh_str_text(&line));
        mh_str_free(&line);
    }
}

static void draw_detail(struct mh__app *app, const struct pools *p, struct mh__area a)
{
    int64_t id = p->list[p->at].cursor;
    int y = 0;
    mh__hline(&app->canvas, a, y++);
    if (id == 0 || p->all == NULL)
        return;
    if (p->at == POOLS) {
        draw_pool(app, p, a, y);
    } else if (p->at == QUESTIONS) {
        const struct mh_rep_question *q = &p->all->question[id - 1];
        y = put_pair(app, a, y, MH_TR("Question"), q->question);
        y = put_pair(app, a, y, q->family_name, q->words);
        y = put_pair(app, a, y, MH_TR("Rejoindrait"), q->joins);
        put_pair(app, a, y, MH_TR("Besoins consolidés"), q->codes);
    } else {
        const struct mh_rep_variant *v = &p->all->variant[id - 1];
        y = put_pair(app, a, y, MH_TR("Spécification commune"), v->words);
        y = put_pair(app, a, y, MH_TR("Ce qui changerait"), v->changes);
        put_pair(app, a, y, MH_TR("Besoins consolidés"), v->codes);
    }
}

static void draw(struct mh__app *app, void *state, struct mh__area a)
{
    struct pools *p = state;
    int x = 0;
    for (int i = 0; i < NLISTS; i++) {
        struct mh_str tab = MH_STR_INIT;
        mh_str_addf(&tab, i == p->at ? "[ %s ]" : "  %s  ", mh__text(app, panes[i].title));
        x = mh__put(&app->canvas, a, 0, x, i == p->at ? MH__BOLD : MH__DIM, mh_str_text(&tab)) + 1;
        mh_str_free(&tab);
    }
    a = mh__area_rows(a, 1, a.h - 1);
    if (p->stale) {
        mh__put(&app->canvas, a, 0, 0, MH__WARN, mh__text(app, "Le plan a changé depuis : r calcule à nouveau"));
        a = mh__area_rows(a, 1, a.h - 1);
    }
    bool detail = a.h >= DETAIL_FROM;
    mh__list_draw(&p->list[p->at], app, detail ? mh__area_rows(a, 0, a.h - DETAIL_ROWS) : a);
    if (detail)
        draw_detail(app, p, mh__area_rows(a, a.h - DETAIL_ROWS, DETAIL_ROWS));
}

static bool event(struct mh__app *app, void *state, const struct mh__event *ev)
{
    struct pools *p = state;
    if (ev->type == MH__EV_KEY && (ev->key == MH__KEY_TAB || ev->key == MH__KEY_BACKTAB)) {
        p->at = (p->at + (ev->key == MH__KEY_TAB ? 1 : NLISTS - 1)) % NLISTS;
        return true;
    }
    return mh__list_event(&p->list[p->at], app, ev);
}

static bool idle(struct mh__app *app, void *state)
{
    struct pools *p = state;
    (void)app;
    return mh__list_idle(&p->list[p->at]);
}

/* --- what can be done --- */

static const char *needs_row(struct mh__app *app, void *state)
{
    struct pools *p = state;
    (void)app;
    return p->list[p->at].cursor == 0 ? panes[p->at].none : NULL;
}

static const char *needs_pool(struct mh__app *app, void *state)
{
    struct pools *p = state;
    (void)app;
    return p->at != POOLS ? MH_TR("dans la liste des besoins consolidés : Tab") : pool_at(p) == NULL ? panes[POOLS].none : NULL;
}

static const char *needs_variant(struct mh__app *app, void *state)
{
    struct pools *p = state;
    (void)app;
    return p->at != VARIANTS ? MH_TR("dans la liste des variantes : Tab") : p->list[VARIANTS].cursor == 0 ? panes[VARIANTS].none : NULL;
}

static void again(struct mh__app *app, void *state)
{
    struct mh_err err = MH_ERR_IN(app->lang);
    enum mh_rc rc = load(app, state, &err);
    if (rc != MH_OK && rc != MH_ECANCELED)
        mh__say_error(app, &err);
}

static void share_name(const struct mh_rep_share *s, struct mh_str *out)
{
    mh_str_addf(out, "%s/%s", s->member, mh_blank(s->reference) ? s->label : s->reference);
}

/* After a change by hand: the lists again, and what was done. */
static void changed(struct mh__app *app, struct pools *p, const char *done, int64_t n)
{
    mh__changed(app);
    again(app, p);
    if (n > 0)
        mh__say(app, MH__GOOD, "%s", mh__text(app, done));
    else
        mh__say(app, MH__DIM, "%s", mh__text(app, "Rien à changer"));
}

/* The article of the pool at the cursor that was picked: shown, kept alone, or given back. */
static void picked(struct mh__app *app, void *ctx, size_t i)
{
    struct pools *p = ctx;
    const struct mh_rep_share *s = &p->all->share[p->from + i];
    struct mh_str name = MH_STR_INIT;
    struct mh_err err = MH_ERR_IN(app->lang);
    int64_t n = 0;
    if (p->wanted == GO) {
        mh_str_addf(&name, "article=%lld", (long long)s->id);
        mh__go(app, "concordances", mh_str_text(&name));
        mh_str_free(&name);
        return;
    }
    share_name(s, &name);
    const char *one = mh_str_text(&name);
    enum mh_rc rc = p->wanted == ALONE ? mh_ops_pool_alone(app->session, &one, 1, NULL, &n, &err) : mh_ops_pool_reset(app->session, &one, 1, &n, &err);
    if (rc != MH_OK)
        mh__say_error(app, &err);
    else
        changed(app, p, p->wanted == ALONE ? MH_TR("Gardé seul") : MH_TR("Rendu au programme"), n);
    mh_str_free(&name);
}

static void pick(struct mh__app *app, struct pools *p, const char *title, enum wanted wanted)
{
    const struct mh_rep_pool *x = pool_at(p);
    if (x == NULL)
        return;
    size_t n = (size_t)x->articles;
    p->from = x->first;
    p->wanted = wanted;
    if (n == 1) {
        picked(app, p, 0);
        return;
    }
    struct mh__menu_entry *entries = mh_xcalloc(n, sizeof *entries);
    struct mh_str *names = mh_xcalloc(n, sizeof *names);
    for (size_t i = 0; i < n; i++) {
        share_name(&p->all->share[p->from + i], &names[i]);
        entries[i] = (struct mh__menu_entry){ .title = mh_str_text(&names[i]), .note = p->all->share[p->from + i].label };
    }
    mh__menu(app, mh__text(app, title), entries, n, picked, p);
    for (size_t i = 0; i < n; i++)
        mh_str_free(&names[i]);
    free(names);
    free(entries);
}

/* Stands on the first pool that the row speaks of. */
static void go_to_pool(struct mh__app *app, struct pools *p, const char *codes)
{
    struct mh_err err = MH_ERR_IN(app->lang);
    size_t n = codes ? strcspn(codes, ", ") : 0;
    for (size_t i = 0; i < p->all->npools; i++)
        if (n > 0 && strncmp(p->all->pool[i].code, codes, n) == 0 && p->all->pool[i].code[n] == '\0') {
            p->at = POOLS;
            if (mh__list_stand(&p->list[POOLS], p->all->pool[i].id, &err) != MH_OK)
                mh__say_error(app, &err);
            return;
        }
}

static void enter(struct mh__app *app, void *state)
{
    struct pools *p = state;
    int64_t id = p->list[p->at].cursor;
    if (p->at == POOLS)
        pick(app, p, MH_TR("Articles du besoin consolidé"), GO);
    else
        go_to_pool(app, p, p->at == QUESTIONS ? p->all->question[id - 1].codes : p->all->variant[id - 1].codes);
}

static void alone(struct mh__app *app, void *state)
{
    pick(app, state, MH_TR("Lequel garder seul ?"), ALONE);
}

static void give_back(struct mh__app *app, void *state)
{
    pick(app, state, MH_TR("Lequel rendre au programme ?"), RESET);
}

/* --- adding --- */

static void complete(struct mh__app *app, void *ctx, const char *typed, struct mh__choices *out)
{
    struct pools *p = ctx;
    const struct mh_rep_pool *to = pool_at(p);
    struct mh_str name = MH_STR_INIT;
    (void)app;
    for (size_t i = 0; to != NULL && i < p->all->npools; i++) {
        const struct mh_rep_pool *x = &p->all->pool[i];
        for (size_t k = 0; x != to && mh_streq(x->family, to->family) && k < (size_t)x->articles && out->text.len < 12; k++) {
            const struct mh_rep_share *s = &p->all->share[x->first + k];
            mh_str_clear(&name);
            share_name(s, &name);
            if (strstr(mh_str_text(&name), typed) != NULL || (s->label != NULL && strstr(s->label, typed) != NULL))
                mh__choices_add(out, mh_str_text(&name), s->label);
        }
    }
    mh_str_free(&name);
}

static void add_done(struct mh__app *app, void *ctx, const char *reason)
{
    struct pools *p = ctx;
    struct mh_err err = MH_ERR_IN(app->lang);
    int64_t n = 0;
    const char *article = p->article;
    if (mh_ops_pool_add(app->session, p->code, &article, 1, reason, &n, &err) != MH_OK)
        mh__say_error(app, &err);
    else
        changed(app, p, MH_TR("Réuni à la main"), n);
}

static void ask_reason(struct mh__app *app, void *ctx, const char *article)
{
    struct pools *p = ctx;
    mh_xset(&p->article, article);
    if (mh_blank(article))
        return;
    mh__ask(app, &(struct mh__question){ .title = MH_TR("Ajouter un article"), .label = MH_TR("Motif"),
                                         .help = MH_TR("Demandé quand une caractéristique n'est pas dite de même"), .done = add_done, .ctx = p });
}

static void add(struct mh__app *app, void *state)
{
    struct pools *p = state;
    mh_xset(&p->code, pool_at(p)->code);
    mh__ask(app, &(struct mh__question){ .title = MH_TR("Ajouter un article"), .label = MH_TR("Article"),
                                         .help = MH_TR("GROUPE/RÉFÉRENCE ; jamais ce qui n'est pas interchangeable"), .complete = complete,
                                         .done = ask_reason, .ctx = p });
}

/* --- a fiche --- */

static enum mh_rc take_adopted(void *ctx, const struct mh_standard_adopted *one, struct mh_err *err)
{
    struct mh_str *members = ctx;
    (void)err;
    mh_str_addf(members, "%s%s", members->len ? ", " : "", one->member);
    return MH_OK;
}

static void adopt(struct mh__app *app, void *state)
{
    struct pools *p = state;
    struct mh_str members = MH_STR_INIT;
    struct mh_err err = MH_ERR_IN(app->lang);
    const struct mh_rep_variant *v = &p->all->variant[p->list[VARIANTS].cursor - 1];
    if (mh_ops_standard_adopt(app->session, v->standard, NULL, take_adopted, &members, &err) != MH_OK) {
        mh__say_error(app, &err);
    } else {
        mh__changed(app);
        again(app, p);
        mh__say(app, MH__GOOD, mh__text(app, "Fiche proposée à : %s. Leurs pharmaciens l'adoptent."), mh_str_text(&members));
    }
    mh_str_free(&members);
}

MH__LIST_ACTIONS_ON(&((struct pools *)state)->list[((struct pools *)state)->at])

static const struct mh__action actions[] = {
    { .name = "articles", .title = "Articles", .help = "Un article de ce besoin dans Concordances ; d'une question ou variante, le besoin consolidé",
      .key = MH__KEY_ENTER, .flags = MH__ACT_BAR, .why_not = needs_row, .run = enter },
    { .name = "ajouter", .title = "Ajouter", .help = "Un article dans ce besoin, à la main", .key = 'a',
      .flags = MH__ACT_BAR | MH__ACT_WRITES | MH__ACT_ASKS, .why_not = needs_pool, .run = add },
    { .name = "seul", .title = "Garder seul", .help = "Un article de ce besoin n'est réuni avec rien", .key = 's', .flags = MH__ACT_BAR | MH__ACT_WRITES,
      .why_not = needs_pool, .run = alone },
    { .name = "rendre", .title = "Rendre", .help = "Un article revient à ce que le programme trouve", .key = 'd', .flags = MH__ACT_WRITES,
      .why_not = needs_pool, .run = give_back },
    { .name = "fiche", .title = "Proposer la fiche", .help = "La spécification commune, comme fiche technique type, aux groupes qui en prendraient quelque chose",
      .key = 'p', .flags = MH__ACT_WRITES, .why_not = needs_variant, .run = adopt },
    { .name = "recalculer", .title = "Recalculer", .key = 'r', .run = again },
    MH__LIST_ACTION_ROWS,
    { .name = NULL },
};

const struct mh__screen mh__screen_pools = {
    .name = "consolidation", .title = "Consolidation", .letter = 'o', .state_size = sizeof(struct pools),
    .help = "Ce qu'un même produit peut satisfaire, tous groupes réunis : même famille, chaque caractéristique critique dite et égale. Ce qui "
            "n'est pas dit est une question, avec le volume que la réponse réunirait. Les variantes diffèrent de peu : la spécification commune "
            "est une proposition. Tab passe d'une liste à l'autre.",
    .cli = "mahalli consolidate, --proposals, --variants ; mahalli pool", .actions = actions, .open = open, .close = close, .refresh = refresh,
    .draw = draw, .event = event, .idle = idle,
};

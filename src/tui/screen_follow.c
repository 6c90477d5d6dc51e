/* Suivi, the coordinator's desk: groups and their part of the plan; makers and what they were asked; samples; what two plans say otherwise. */
#include "tui/form.h"
#include "tui/plan_menu.h"
#include "tui/screen_follow.h"
#include "tui/table_rows.h"

#include <mahalli/date.h>
#include <mahalli/xalloc.h>

#include <stdlib.h>
#include <string.h>

enum { MEMBERS = MH__FOLLOW_MEMBERS, MAKERS = MH__FOLLOW_MAKERS, TRIALS = MH__FOLLOW_TRIALS, CONFLICTS = MH__FOLLOW_CONFLICTS,
       NLISTS = MH__FOLLOW_LISTS };
enum { GROUP_WIDTH = 12 /* a code as groups have them, told whole at 80 columns */ };

static const struct pane {
    const struct mh_table *table;
    const char *kind, *title, *shown;
    const char *asked, *reminded, *came; /* columns that e, l and v date today */
    const char *empty;
} panes[NLISTS] = {
    [MEMBERS] = { &mh_rep_follow_table, "retours", MH_TR("Groupes"), "membre|etat|demande_le|recu_le|lignes|rejets|precises|avis|retard_jours",
                  "demande_le", "relance_le", "recu_le",
                  MH_TR("Aucun groupe recensé : saisissez-les dans Registre (g r) ; m réunit une part reçue.") },
    [MAKERS] = { &mh_rep_request_table, "demandes", MH_TR("Fabricants"), "fabricant|raison_sociale|envoyee_le|relancee_le|repondue_le|produits|retard_jours",
                 "envoyee_le", "relancee_le", "repondue_le",
                 MH_TR("Aucun fabricant recensé : saisissez-les ou importez-les (g r, g i) ; x écrit alors la demande d'information à leur envoyer.") },
    [TRIALS] = { &mh_rep_trial_table, "échantillons", MH_TR("Échantillons"), "article|produit|etat|demande_le|recu_le|laboratoire|document|retard_jours",
                 NULL, NULL, NULL,
                 MH_TR("Aucun échantillon demandé. e en demande un, comme D sur un article de Concordances : reçu, essayé, son résultat vaut avis.") },
    [CONFLICTS] = { &mh_table_conflicts, "conflits", MH_TR("Conflits"), "objet|colonne|notre|leur|avant|etat", NULL, NULL, NULL,
                    MH_TR("Aucun conflit : quand deux plans réunis (m) disent deux choses d'un même champ, on choisit ici.") },
};

static enum mh__style style(void *ctx, int64_t id, int c, const char *text)
{
    (void)ctx, (void)id, (void)c;
    static const char *const good[] = { "accepté", "réglé", "conforme" },
                            *const warn[] = { "à corriger", "ouvert", "en retard", "essai en retard", "sous réserve", "non concluant" };
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        if (mh_streq(text, good[i]))
            return MH__GOOD;
    for (size_t i = 0; i < sizeof warn / sizeof *warn; i++)
        if (mh_streq(text, warn[i]))
            return MH__WARN;
    return mh_streq(text, "non conforme") ? MH__BAD : MH__PLAIN;
}

static const struct mh__list_source source = { .query = mh__rows_query, .fetch = mh__rows_fetch, .count = mh__rows_count, .style = style };

static enum mh_rc take_member(void *ctx, const struct mh_rep_follow *row, struct mh_err *err)
{
    struct mh__follow *f = ctx;
    (void)err;
    mh__table_row(f->rows[MEMBERS], panes[MEMBERS].table, row->id, row);
    return MH_OK;
}

static enum mh_rc take_maker(void *ctx, const struct mh_rep_request *row, struct mh_err *err)
{
    struct mh__follow *f = ctx;
    (void)err;
    mh__table_row(f->rows[MAKERS], panes[MAKERS].table, row->id, row);
    return MH_OK;
}

static enum mh_rc take_trial(void *ctx, const struct mh_rep_trial *row, struct mh_err *err)
{
    struct mh__follow *f = ctx;
    (void)err;
    mh__table_row(f->rows[TRIALS], panes[TRIALS].table, row->id, row);
    mh_vec_push(&f->trial, ((struct mh__follow_trial){ row->id, row->article_id }));
    return MH_OK;
}

static enum mh_rc take_conflict(void *ctx, int64_t number, const struct mh_conflict *row, struct mh_err *err)
{
    struct mh__follow *f = ctx;
    (void)err;
    mh__table_row(f->rows[CONFLICTS], panes[CONFLICTS].table, number, row);
    return MH_OK;
}

static enum mh_rc refresh(struct mh__app *app, void *state, struct mh_err *err)
{
    struct mh__follow *f = state;
    for (int i = 0; i < NLISTS; i++)
        mh__rows_source_clear(f->rows[i]);
    f->trial.len = 0;
    enum mh_rc rc = mh_ops_follow(app->session, take_member, f, err);
    if (rc == MH_OK)
        rc = mh_ops_asked_makers(app->session, take_maker, f, err);
    if (rc == MH_OK)
        rc = mh_ops_trials(app->session, take_trial, f, err);
    if (rc == MH_OK)
        rc = mh_ops_conflicts(app->session, take_conflict, f, err);
    for (int i = 0; i < NLISTS && rc == MH_OK; i++)
        rc = mh__list_reload(&f->list[i], err);
    return rc;
}

static enum mh_rc open(struct mh__app *app, void *state, const char *target, struct mh_err *err)
{
    struct mh__follow *f = state;
    for (int i = 0; i < NLISTS && f->rows[i] == NULL; i++) {
        int n;
        struct mh__list_column *columns = mh__table_columns(app, panes[i].table, panes[i].shown, &n);
        for (int c = 0; c < n; c++)
            columns[c].word = columns[c].word || mh_streq(columns[c].name, "etat");
        if (i == MEMBERS)
            columns[0].width = GROUP_WIDTH;
        f->rows[i] = mh__rows_source_new(n);
        mh__rows_source_columns(f->rows[i], columns, n);
        mh__list_init(&f->list[i], &source, f->rows[i], columns, n);
        mh__table_order(&f->list[i], panes[i].shown);
        f->list[i].empty = panes[i].empty;
        free(columns);
    }
    if (target != NULL) {
        int at = mh_streq(target, "fabricants") ? MAKERS : mh_streq(target, "échantillons") ? TRIALS : mh_streq(target, "conflits") ? CONFLICTS : -1;
        if (at < 0)
            return mh_err_set(err, MH_ENOTFOUND, "suivi : rien ne s'appelle « %s »", target);
        f->at = at;
    }
    return refresh(app, f, err);
}

static void close(struct mh__app *app, void *state)
{
    struct mh__follow *f = state;
    (void)app;
    for (int i = 0; i < NLISTS; i++) {
        mh__list_free(&f->list[i]);
        mh__rows_source_free(f->rows[i]);
    }
    mh_vec_free(&f->trial);
    free(f->part);
}

static void draw(struct mh__app *app, void *state, struct mh__area a)
{
    struct mh__follow *f = state;
    int x = 0;
    for (int i = 0; i < NLISTS; i++) {
        struct mh_str tab = MH_STR_INIT;
        mh_str_addf(&tab, i == f->at ? "[ %s ]" : "  %s  ", mh__text(app, panes[i].title));
        x = mh__put(&app->canvas, a, 0, x, i == f->at ? MH__BOLD : MH__DIM, mh_str_text(&tab)) + 1;
        mh_str_free(&tab);
    }
    a = mh__area_rows(a, 1, a.h - 1);
    int below = f->at == TRIALS ? mh__follow_trial_detail(app, f, a) : 0;
    mh__list_draw(&f->list[f->at], app, mh__area_rows(a, 0, a.h - below));
}

static bool event(struct mh__app *app, void *state, const struct mh__event *ev)
{
    struct mh__follow *f = state;
    if (ev->type == MH__EV_KEY && (ev->key == MH__KEY_TAB || ev->key == MH__KEY_BACKTAB)) {
        f->at = (f->at + (ev->key == MH__KEY_TAB ? 1 : NLISTS - 1)) % NLISTS;
        return true;
    }
    return mh__list_event(&f->list[f->at], app, ev);
}

static bool idle(struct mh__app *app, void *state)
{
    struct mh__follow *f = state;
    (void)app;
    return mh__list_idle(&f->list[f->at]);
}

/* --- notes --- */

static const char *needs_row(struct mh__app *app, void *state)
{
    struct mh__follow *f = state;
    (void)app;
    if (f->at == CONFLICTS)
        return "un conflit se règle : n garde la nôtre, k prend la leur";
    if (f->at == TRIALS)
        return "un échantillon se demande (e), se reçoit (v), a un résultat (r)";
    return f->list[f->at].cursor != 0 ? NULL : f->at == MEMBERS ? "aucun groupe n'est recensé" : "aucun fabricant n'est recensé";
}

/* "column=today" on the rows picked: codes stand in the first column. */
static void date_today(struct mh__app *app, struct mh__follow *f, const char *column)
{
    struct mh__list *l = &f->list[f->at];
    struct mh_err err = MH_ERR_IN(app->lang);
    size_t n, known = 0;
    const int64_t *ids = mh__list_picked(l, &n);
    char **codes = mh_xcalloc(n + 1, sizeof *codes);
    for (size_t i = 0; i < n; i++) {
        const char *code = mh__rows_source_text(f->rows[f->at], ids[i], 0);
        if (code != NULL)
            codes[known++] = mh_xstrdup(code);
    }
    struct mh_str field = MH_STR_INIT;
    mh_str_addf(&field, "%s=%s", column, app->today);
    const char *fields[] = { mh_str_text(&field), NULL };
    if (mh_ops_follow_note(app->session, panes[f->at].kind, (const char *const *)codes, known, fields, &err) != MH_OK) {
        mh__say_error(app, &err);
    } else {
        const struct mh_column *c = mh_table_column(mh_table_for_kind(panes[f->at].kind), column);
        mh__say(app, MH__GOOD, mh__text(app, "%s : aujourd'hui, noté pour %zu"), mh__text(app, c->title), known);
        mh__list_pick_none(l);
        mh__changed(app);
    }
    for (size_t i = 0; i < known; i++)
        free(codes[i]);
    free(codes);
    mh_str_free(&field);
}

/* Groups, makers and samples are asked, and come. */
static const char *needs_asked(struct mh__app *app, void *state)
{
    struct mh__follow *f = state;
    return f->at == TRIALS ? NULL : needs_row(app, state);
}

static const char *needs_waited(struct mh__app *app, void *state)
{
    struct mh__follow *f = state;
    return f->at == TRIALS ? mh__follow_trial_why(app, f) : needs_row(app, state);
}

static void asked(struct mh__app *app, void *state)
{
    struct mh__follow *f = state;
    if (f->at == TRIALS)
        mh__follow_trial_ask(app, f);
    else
        date_today(app, f, panes[f->at].asked);
}

static void reminded(struct mh__app *app, void *state)
{
    struct mh__follow *f = state;
    date_today(app, f, panes[f->at].reminded);
}

/* --- the demande d'information --- */

static const char *needs_maker(struct mh__app *app, void *state)
{
    struct mh__follow *f = state;
    const char *why = needs_row(app, state);
    return why != NULL ? why : f->at != MAKERS ? "une demande d'information va à un fabricant : Tab" : NULL;
}

static void ask_first(struct mh__app *app, void *state)
{
    mh__follow_ask_first(app, state);
}

static void write_demand(struct mh__app *app, void *ctx, const char *path)
{
    struct mh__follow *f = ctx;
    struct mh_str scope = MH_STR_INIT;
    struct mh_err err = MH_ERR_IN(app->lang);
    struct mh_export_result r;
    mh_str_addf(&scope, "maker=%s", mh__list_text(&f->list[MAKERS], 0));
    struct mh_export_request q = { .path = path, .scope = mh_str_text(&scope), .send = true };
    if (mh_ops_export(app->session, &q, &r, &err) != MH_OK) {
        mh__say_error(app, &err);
    } else {
        struct mh_str due = MH_STR_INIT;
        mh_date_fr(&due, r.due);
        mh__say(app, MH__GOOD, mh__text(app, "%s écrit, noté envoyé ; attendu le %s"), path, mh_str_text(&due));
        mh_str_free(&due);
        mh__changed(app);
    }
    mh_str_free(&scope);
}

static const char *is_workbook(struct mh__app *app, void *ctx, const char *text)
{
    size_t n = strlen(text);
    (void)app, (void)ctx;
    return n > 5 && mh_streq(text + n - 5, ".xlsx") ? NULL : "attendu un nom qui finit par .xlsx";
}

static void ask_demand(struct mh__app *app, void *state)
{
    struct mh__follow *f = state;
    struct mh_str path = MH_STR_INIT;
    mh_str_addf(&path, "demande-%s.xlsx", mh__list_text(&f->list[MAKERS], 0));
    for (size_t i = 0; i < path.len; i++)
        if (path.data[i] == '/' || path.data[i] == ' ')
            path.data[i] = '-';
    mh__ask(app, &(struct mh__question){ .title = "Demande d'information", .label = "Classeur à envoyer", .value = mh_str_text(&path),
                                         .help = "Ni acheteur, ni prix, ni autre fabricant ; il revient par Importer, réponses",
                                         .check = is_workbook, .done = write_demand, .ctx = f });
    mh_str_free(&path);
}

static void came(struct mh__app *app, void *state)
{
    struct mh__follow *f = state;
    if (f->at == TRIALS)
        mh__follow_trial_came(app, f);
    else
        date_today(app, f, panes[f->at].came);
}

/* --- the form of one row --- */

struct noting {
    const char *kind;
    char *code;
    const struct mh_table *stored;
    MH_VEC(const struct mh_column *) columns; /* one per field of the form */
};

static enum mh_rc field_changed(struct mh__app *app, void *ctx, size_t i, const char *text, struct mh_err *err)
{
    struct noting *n = ctx;
    struct mh_str field = MH_STR_INIT;
    mh_str_addf(&field, "%s=%s", n->columns.at[i]->name, text);
    const char *fields[] = { mh_str_text(&field), NULL }, *codes[] = { n->code };
    enum mh_rc rc = mh_ops_follow_note(app->session, n->kind, codes, 1, fields, err);
    mh_str_free(&field);
    if (rc == MH_OK)
        mh__changed(app);
    return rc;
}

static void form_closed(struct mh__app *app, void *ctx)
{
    struct noting *n = ctx;
    (void)app;
    mh_vec_free(&n->columns);
    free(n->code);
    free(n);
}

static const char *shown_value(struct mh__follow *f, const char *column)
{
    struct mh__list *l = &f->list[f->at];
    return mh__list_text(l, mh__list_column_named(l, column));
}

static void edit(struct mh__app *app, void *state)
{
    struct mh__follow *f = state;
    struct noting *n = mh_xcalloc(1, sizeof *n);
    n->kind = panes[f->at].kind;
    n->code = mh_xstrdup(mh__list_text(&f->list[f->at], 0));
    n->stored = mh_table_for_kind(n->kind);
    struct mh__field *fields = mh_xcalloc(n->stored->ncolumns, sizeof *fields);
    size_t count = 0;
    for (size_t i = 0; i < n->stored->ncolumns; i++) {
        const struct mh_column *c = &n->stored->columns[i];
        if (c->flags & MH_KEY)
            continue;
        mh_vec_push(&n->columns, c);
        fields[count++] = (struct mh__field){ .name = c->name, .title = mh__text(app, c->title), .help = c->help, .choices = c->choices,
                                              .value = shown_value(f, c->name) };
    }
    struct mh_str title = MH_STR_INIT;
    mh_str_addf(&title, "%s %s", mh__text(app, n->stored->title), n->code);
    mh__form_open(app, &(struct mh__form){ .title = mh_str_text(&title), .fields = fields, .nfields = count, .changed = field_changed,
                                           .closed = form_closed, .ctx = n });
    mh_str_free(&title);
    free(fields);
}

/* --- parts and conflicts --- */

static void receive(struct mh__app *app, void *state)
{
    mh__follow_receive(app, state);
}

static const char *needs_conflict(struct mh__app *app, void *state)
{
    struct mh__follow *f = state;
    (void)app;
    if (f->at != CONFLICTS)
        return "Tab mène aux conflits";
    if (f->list[f->at].cursor == 0)
        return "aucun conflit : tous disent la même chose";
    return mh_streq(mh__list_text(&f->list[f->at], mh__list_column_named(&f->list[f->at], "etat")), "ouvert") ? NULL
                                                                                                             : "ce conflit est réglé ; u annule";
}

static void settle(struct mh__app *app, struct mh__follow *f, const char *choice)
{
    struct mh_err err = MH_ERR_IN(app->lang);
    if (mh_ops_decide(app->session, f->list[CONFLICTS].cursor, choice, NULL, &err) != MH_OK) {
        mh__say_error(app, &err);
        return;
    }
    mh__say(app, MH__GOOD, "%s", mh__text(app, "Conflit réglé"));
    mh__changed(app);
}

static void keep_ours(struct mh__app *app, void *state)
{
    settle(app, state, "nôtre");
}

static void take_theirs(struct mh__app *app, void *state)
{
    settle(app, state, "leur");
}

/* --- samples --- */

static const char *needs_trial(struct mh__app *app, void *state)
{
    struct mh__follow *f = state;
    return f->at != TRIALS ? "Tab mène aux échantillons" : mh__follow_trial_why(app, f);
}

static void go_article(struct mh__app *app, void *state)
{
    mh__follow_trial_article(app, state);
}

static void result(struct mh__app *app, void *state)
{
    mh__follow_trial_result(app, state);
}

static struct mh__list *current(void *state)
{
    struct mh__follow *f = state;
    return &f->list[f->at];
}

MH__LIST_ACTIONS_ON(current(state))
MH__LIST_PICK_ON(current(state))

static const struct mh__action actions[] = {
    { .name = "noter", .title = "Noter", .help = "Dates, état, observations d'un groupe ou d'un fabricant", .key = MH__KEY_ENTER,
      .flags = MH__ACT_BAR | MH__ACT_WRITES | MH__ACT_HERE, .why_not = needs_row, .run = edit },
    { .name = "article", .title = "Article", .help = "L'article de l'échantillon, dans Concordances", .key = MH__KEY_ENTER,
      .flags = MH__ACT_BAR | MH__ACT_HERE, .why_not = needs_trial, .run = go_article },
    { .name = "demande_aujourdhui", .title = "Demandé", .help = "Demandé ou envoyé aujourd'hui, pour les lignes choisies ; un échantillon : lequel, à qui",
      .key = 'e', .flags = MH__ACT_BAR | MH__ACT_WRITES | MH__ACT_HERE, .why_not = needs_asked, .run = asked },
    { .name = "relance_aujourdhui", .title = "Relancé", .help = "Relancé aujourd'hui, pour les lignes choisies", .key = 'l',
      .flags = MH__ACT_BAR | MH__ACT_WRITES | MH__ACT_HERE, .why_not = needs_row, .run = reminded },
    { .name = "recu_aujourdhui", .title = "Reçu", .help = "Reçu ou répondu aujourd'hui, pour les lignes choisies", .key = 'v',
      .flags = MH__ACT_BAR | MH__ACT_WRITES | MH__ACT_HERE, .why_not = needs_waited, .run = came },
    { .name = "resultat", .title = "Résultat", .help = "Ce que l'essai de l'échantillon a donné : il vaut avis", .key = 'r',
      .flags = MH__ACT_BAR | MH__ACT_WRITES | MH__ACT_ASKS | MH__ACT_HERE, .why_not = needs_trial, .run = result },
    { .name = "demande_information", .title = "Demande", .help = "Écrit la demande d'information au fabricant et la note envoyée aujourd'hui",
      .key = 'x', .flags = MH__ACT_BAR | MH__ACT_WRITES | MH__ACT_HERE, .why_not = needs_maker, .run = ask_demand },
    { .name = "a_qui", .title = "À qui", .help = "Les fabricants dont la réponse apporterait le plus, d'abord", .key = 'a',
      .flags = MH__ACT_BAR | MH__ACT_HERE | MH__ACT_ASKS, .why_not = needs_maker, .run = ask_first },
    { .name = "garder_la_notre", .title = "La nôtre", .help = "Règle le conflit : ce qui est chez nous reste", .key = 'n',
      .flags = MH__ACT_BAR | MH__ACT_WRITES | MH__ACT_HERE, .why_not = needs_conflict, .run = keep_ours },
    { .name = "prendre_la_leur", .title = "La leur", .help = "Règle le conflit : ce qu'ils disent remplace", .key = 'k',
      .flags = MH__ACT_BAR | MH__ACT_WRITES | MH__ACT_HERE, .why_not = needs_conflict, .run = take_theirs },
    { .name = "reunir", .title = "Réunir", .help = "Une part reçue d'un groupe entre dans le plan", .key = 'm',
      .flags = MH__ACT_BAR | MH__ACT_WRITES | MH__ACT_ASKS, .run = receive },
    { .name = "le_plan", .title = "Le plan", .key = 'P', .flags = MH__ACT_BAR | MH__ACT_HIDDEN, .run = mh__plan_menu },
    MH__LIST_PICK_ROW,
    MH__LIST_ACTION_ROWS,
    { .name = NULL },
};

const struct mh__screen mh__screen_follow = {
    .name = "suivi", .title = "Suivi", .letter = 's', .state_size = sizeof(struct mh__follow),
    .help = "Le bureau du coordinateur. Tab passe des groupes aux fabricants, aux échantillons, puis aux conflits. Groupes : part demandée, reçue, lignes et rejets, part des "
            "articles précisés, avis, validation. Fabricants : demande d'information envoyée (x l'écrit et la note), relancée, répondue. Un import de besoins note "
            "de lui-même le jour et les rejets d'un groupe dont la part a été demandée ; m réunit une part reçue. Échantillons : demandés aux "
            "fabricants, reçus, essayés ; en retard passé un mois ; un résultat vaut avis. Conflits : ce que deux "
            "plans disent autrement ; ce qui est chez nous reste tant que personne n'a réglé.",
    .cli = "mahalli follow, mahalli requests, mahalli follow --trials, mahalli merge", .actions = actions, .open = open, .close = close, .refresh = refresh, .draw = draw,
    .event = event, .idle = idle,
};

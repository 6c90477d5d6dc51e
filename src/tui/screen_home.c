/* Accueil: the year's plan at a glance, and what to do next. */
#include "tui/app.h"
#include "tui/child.h"
#include "tui/plan_menu.h"
#include "tui/screens.h"

#include <mahalli/date.h>
#include <mahalli/xalloc.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { LATEST = 5, WIDE = 110, TITLES = 26, METER = 24, LARGE = 16 << 20 /* bytes of a plan that is counted beside */ };

enum sort { SPACE, HEADING, STATE, METERED, TEXT, STEP, OPERATION };

struct line {
    enum sort sort;
    enum mh_state state;
    int64_t n, whole;
    char *text, *note;             /* owned */
    const char *screen;            /* Enter goes there; static, NULL none */
    char target[64];
};

struct home {
    struct mh_status status;
    bool known;         /* status was counted once */
    bool stale;         /* ... and is to be counted again; what was counted stands until then */
    struct mh__child counting;
    MH_VEC(struct line) line;
    size_t second;      /* first line of the second column of a wide screen */
    int at, top;        /* line of the cursor, -1 none; first line shown */
    struct mh__area area; /* as last drawn */
};

static bool waiting(const struct mh__app *app)
{
    return app->session == NULL;
}

/* --- the lines --- */

static struct line *add(struct home *h, enum sort sort, const char *text)
{
    struct line *l = mh_vec_add(&h->line);
    l->sort = sort;
    l->text = mh_xstrdup(text);
    return l;
}

static void clear_lines(struct home *h)
{
    for (size_t i = 0; i < h->line.len; i++) {
        free(h->line.at[i].text);
        free(h->line.at[i].note);
    }
    h->line.len = 0;
}

static void leads(struct line *l, const char *screen, const char *target)
{
    l->screen = screen;
    snprintf(l->target, sizeof l->target, "%s", target ? target : "");
}

struct step {
    const char *role;
    int64_t n;
    const char *one, *many, *screen, *target;
};

static void add_step(struct mh__app *app, struct home *h, const struct step *s)
{
    struct mh_str text = MH_STR_INIT;
    mh_str_add_int(&text, s->n);
    mh_str_addf(&text, " %s", mh__text_n(app, s->one, s->many, s->n));
    struct line *l = add(h, STEP, mh_str_text(&text));
    l->note = mh_xstrdup(s->role);
    leads(l, s->screen, s->target);
    mh_str_free(&text);
}

/* Nothing that freezing would refuse, and matched as it stands: for whom freezes. */
static bool ready_to_freeze(const struct mh__app *app, const struct mh_status *st)
{
    const struct mh_plan_facts *facts = &((struct mh__app_priv *)app->priv)->facts;
    return mh_streq(app->role, "coordinateur") && !app->read_only && mh_streq(facts->campaign, "ouverte") && st->articles > 0 &&
           st->problems[MH_SEV_ERROR] == 0 && st->unmatched + st->stale + st->to_confirm == 0;
}

static void freeze_step(struct mh__app *app, struct home *h)
{
    struct line *l = add(h, STEP, mh__text(app, "aucune erreur : le plan peut être figé (P)"));
    l->note = mh_xstrdup("coordinateur");
    leads(l, NULL, "figer");
}

/* What remains to be done: that of the user's role first. */
static void add_steps(struct mh__app *app, struct home *h)
{
    const struct mh_status *st = &h->status;
    int64_t unknown = st->makers == 0 ? st->state[MH_STATE_NONE] : 0; /* without a registry, that nobody answers says nothing yet */
    const struct step steps[] = {
        { "coordinateur", st->alerts, "alerte sur le plan figé", "alertes sur le plan figé", NULL, "alertes" },
        { "acheteur", st->to_confirm, "besoin proposé à confirmer", "besoins proposés à confirmer", "anomalies", "rule=a-confirmer" },
        { "acheteur", st->unmatched + st->stale, "article à rapprocher (touche m)", "articles à rapprocher (touche m)", NULL, NULL },
        { "acheteur", st->state[MH_STATE_UNREAD], "article à préciser", "articles à préciser", "besoins", "state=unread" },
        { "acheteur", st->no_pack, "besoin sans conditionnement", "besoins sans conditionnement", "anomalies",
          "rule=conditionnement-inconnu" },
        { "acheteur", st->to_buyer, "article à vérifier par l'acheteur", "articles à vérifier par l'acheteur", "concordances", "who=acheteur" },
        { "pharmacien", st->state[MH_STATE_MATCH], "concordance à confirmer", "concordances à confirmer", "concordances", "state=match" },
        { "pharmacien", st->to_pharmacist, "article à vérifier par le pharmacien", "articles à vérifier par le pharmacien", "concordances",
          "who=pharmacien" },
        { "coordinateur", st->to_maker, "précision à demander au fabricant", "précisions à demander aux fabricants", "concordances",
          "who=fabricant" },
        { "coordinateur", st->state[MH_STATE_LEAD], "article : fabricants à interroger", "articles : fabricants à interroger",
          "concordances", "state=lead" },
        { "coordinateur", unknown, "article sans fabricant recensé : le registre est vide", "articles sans fabricant recensé : le registre est vide",
          "registre", NULL },
        { "coordinateur", unknown ? 0 : st->state[MH_STATE_NEAR] + st->state[MH_STATE_NONE], "article pour le dossier industrie",
          "articles pour le dossier industrie", "faisable", NULL },
    };
    const size_t n = sizeof steps / sizeof *steps;
    size_t shown = 0;
    for (int own = 1; own >= 0; own--)
        for (size_t i = 0; i < n; i++)
            if (steps[i].n != 0 && (strcmp(steps[i].role, app->role) == 0) == (own != 0)) {
                add_step(app, h, &steps[i]);
                shown++;
            }
    if (ready_to_freeze(app, st))
        freeze_step(app, h);
    else if (shown == 0)
        add(h, TEXT, st->articles == 0 ? mh__text(app, "Pas encore de besoins : saisissez-les (g b) ou importez-les (g i)")
                                       : mh__text(app, "Rien n'attend"));
}

static void add_states(struct mh__app *app, struct home *h)
{
    const struct mh_status *st = &h->status;
    for (int i = 0; i < MH_NSTATES; i++) {
        struct line *l = add(h, STATE, mh__text(app, mh_state_title((enum mh_state)i)));
        char target[32];
        l->state = (enum mh_state)i;
        l->n = st->state[i];
        l->whole = st->articles;
        snprintf(target, sizeof target, "state=%s", mh_state_code((enum mh_state)i));
        leads(l, i == MH_STATE_UNREAD || i == MH_STATE_OUT ? "besoins" : "concordances", target);
    }
    struct line *l = add(h, METERED, mh__text(app, "Besoins sans volume connu"));
    l->n = st->no_pack;
    l->whole = st->needs;
    leads(l, "anomalies", "rule=conditionnement-inconnu");
}

static void add_problems(struct mh__app *app, struct home *h)
{
    static const struct {
        enum mh_severity severity;
        const char *one, *many, *target;
    } sorts[] = {
        { MH_SEV_ERROR, "erreur", "erreurs", "severity=erreur" },
        { MH_SEV_WARNING, "avertissement", "avertissements", "severity=avertissement" },
        { MH_SEV_NOTE, "information", "informations", "severity=information" },
    };
    for (size_t i = 0; i < sizeof sorts / sizeof *sorts; i++) {
        int64_t n = h->status.problems[sorts[i].severity];
        struct mh_str text = MH_STR_INIT;
        mh_str_add_int(&text, n);
        mh_str_addf(&text, " %s", mh__text_n(app, sorts[i].one, sorts[i].many, n));
        leads(add(h, TEXT, mh_str_text(&text)), "anomalies", sorts[i].target);
        mh_str_free(&text);
    }
}

struct latest {
    struct mh__app *app;
    struct home *home;
};

static void add_operation(void *ctx, const struct mh_operation *op)
{
    struct latest *to = ctx;
    struct mh_str when = MH_STR_INIT;
    struct line *l = add(to->home, OPERATION, op->command ? op->command : "");
    char target[32];
    mh_instant_fr(&when, op->at);
    mh_str_addf(&when, "  %s", op->author ? op->author : "");
    l->note = mh_str_take(&when);
    snprintf(target, sizeof target, "operation=%lld", (long long)op->number);
    leads(l, "historique", target);
}

static void add_contents(struct mh__app *app, struct home *h)
{
    const struct mh_status *st = &h->status;
    const struct { int64_t n; const char *one, *many; } part[] = {
        { st->articles, "article", "articles" }, { st->needs, "besoin", "besoins" },
        { st->sites, "établissement", "établissements" }, { st->makers, "fabricant", "fabricants" }, { st->products, "produit", "produits" },
    };
    struct mh_str text = MH_STR_INIT;
    for (size_t i = 0; i < sizeof part / sizeof *part; i++) {
        mh_str_add(&text, i ? " · " : "");
        mh_str_add_int(&text, part[i].n);
        mh_str_addf(&text, " %s", mh__text_n(app, part[i].one, part[i].many, part[i].n));
    }
    add(h, TEXT, mh_str_text(&text));
    mh_str_free(&text);
}

static bool selectable(const struct line *l)
{
    return l->screen != NULL || l->sort == STEP;
}

static void settle_cursor(struct home *h)
{
    int n = (int)h->line.len;
    if (h->at >= n)
        h->at = n - 1;
    if (h->at < 0)
        h->at = 0;
    for (int i = 0; i < n; i++) {
        int k = (h->at + i) % n;
        if (selectable(&h->line.at[k])) {
            h->at = k;
            return;
        }
    }
    h->at = -1;
}

static void build(struct mh__app *app, struct home *h)
{
    struct latest latest = { app, h };
    struct mh_err err = MH_ERR_IN(app->lang);
    clear_lines(h);
    if (waiting(app))
        return;
    if (!h->known)
        add(h, TEXT, mh__text(app, "Le plan est en cours de lecture…"));
    else
        add_contents(app, h);
    add(h, SPACE, "");
    add(h, HEADING, mh__text(app, "À faire"));
    if (h->known)
        add_steps(app, h);
    add(h, SPACE, "");
    h->second = h->line.len;
    add(h, HEADING, mh__text(app, "État des articles"));
    if (h->known)
        add_states(app, h);
    add(h, SPACE, "");
    add(h, HEADING, mh__text(app, "Anomalies"));
    if (h->known)
        add_problems(app, h);
    add(h, SPACE, "");
    add(h, HEADING, mh__text(app, "Dernières opérations"));
    if (mh_ops_history(app->session, LATEST, add_operation, &latest, &err) != MH_OK)
        mh__say_error(app, &err);
    settle_cursor(h);
}

/* --- drawing --- */

static enum mh__style state_style(enum mh_state s)
{
    static const enum mh__style style[MH_NSTATES] = {
        [MH_STATE_VALIDATED] = MH__GOOD, [MH_STATE_MATCH] = MH__GOOD, [MH_STATE_REVIEW] = MH__WARN, [MH_STATE_NEAR] = MH__INFO,
        [MH_STATE_LEAD] = MH__INFO,      [MH_STATE_NONE] = MH__BAD,   [MH_STATE_UNREAD] = MH__BAD,  [MH_STATE_OUT] = MH__DIM,
    };
    return style[s];
}

static void draw_metered(struct mh__app *app, struct mh__area a, int y, const struct line *l, enum mh__style style, enum mh__style bar)
{
    struct mh__canvas *c = &app->canvas;
    struct mh_str n = MH_STR_INIT;
    int meter = a.w - TITLES - 24;
    meter = meter > METER ? METER : meter;
    mh_str_add_int(&n, l->n);
    mh__put_fit(c, a, y, 2, TITLES, MH__LEFT, style, l->text);
    mh__put_fit(c, a, y, TITLES + 2, 10, MH__RIGHT, style, mh_str_text(&n));
    mh__meter(c, a, y, TITLES + 14, meter, bar, l->n, l->whole);
    if (l->whole > 0 && l->n > 0 && meter > 0) {
        int64_t percent = l->n > INT64_MAX / 200 ? 100 : (l->n * 100 + l->whole / 2) / l->whole;
        mh__putf(c, a, y, TITLES + 15 + meter, MH__DIM, percent == 0 ? mh__text(app, "< 1 %%") : "%lld %%", (long long)percent);
    }
    mh_str_free(&n);
}

static void draw_line(struct mh__app *app, struct mh__area a, int y, const struct line *l, bool here)
{
    struct mh__canvas *c = &app->canvas;
    enum mh__style style = here ? MH__CURSOR : MH__PLAIN;
    int role = 0;
    if (here)
        mh__fill(c, mh__area_columns(mh__area_rows(a, y, 1), 1, -1), MH__CURSOR);
    switch (l->sort) {
    case SPACE: break;
    case HEADING: mh__put(c, a, y, 1, MH__HEADER, l->text); break;
    case TEXT: mh__put_fit(c, a, y, 2, a.w - 3, MH__LEFT, style, l->text); break;
    case STATE: draw_metered(app, a, y, l, style, state_style(l->state)); break;
    case METERED: draw_metered(app, a, y, l, style, MH__WARN); break;
    case STEP:
        role = mh__text_width(mh__text(app, l->note));
        mh__put_fit(c, a, y, 2, a.w - role - 5, MH__LEFT, style, l->text);
        mh__put(c, a, y, a.w - role - 2, here ? MH__CURSOR : MH__DIM, mh__text(app, l->note));
        break;
    case OPERATION:
        role = mh__text_width(l->note);
        role = role > a.w / 2 ? a.w / 2 : role;
        mh__put_fit(c, a, y, 2, role, MH__LEFT, here ? MH__CURSOR : MH__DIM, l->note);
        mh__put_fit(c, a, y, role + 4, a.w - role - 6, MH__LEFT, style, l->text);
        break;
    }
}

static void draw_welcome(struct mh__app *app, struct mh__area a)
{
    struct mh__canvas *c = &app->canvas;
    struct mh__area in = mh__area_columns(a, 2, -2);
    int y = mh__put_wrapped(c, in, 1, MH__BOLD, mh__text(app, "Mahalli : le plan annuel d'achat local des groupes hospitaliers."));
    mh__put(c, in, ++y, 0, MH__PLAIN, mh__text(app, "Aucun plan ici : "));
    mh__put_fit(c, in, y, mh__text_width(mh__text(app, "Aucun plan ici : ")), in.w - 20, MH__LEFT, MH__PLAIN, app->path);
    y = mh__put_wrapped(c, in, y + 2, MH__PLAIN,
                        mh__text(app, "Entrée crée le plan de l'année. Ensuite, g i importe les besoins depuis un fichier d'Excel, "
                                      "g b les saisit, et m les rapproche des produits fabriqués au Maroc."));
    mh__put_wrapped(c, in, y + 1, MH__DIM, mh__text(app, "? aide   q quitte"));
}

static void draw(struct mh__app *app, void *state, struct mh__area a)
{
    struct home *h = state;
    int n = (int)h->line.len;
    h->area = a;
    if (waiting(app)) {
        draw_welcome(app, a);
        return;
    }
    if (a.w >= WIDE) {
        struct mh__area left = mh__area_columns(a, 0, a.w / 2), right = mh__area_columns(a, a.w / 2, a.w);
        h->top = 0;
        for (int i = 0; i < n; i++)
            if ((size_t)i < h->second)
                draw_line(app, left, i, &h->line.at[i], i == h->at);
            else
                draw_line(app, right, i - (int)h->second + 2, &h->line.at[i], i == h->at);
        return;
    }
    if (h->at >= 0 && h->at < h->top)
        h->top = h->at;
    if (h->at >= h->top + a.h)
        h->top = h->at - a.h + 1;
    if (h->top > n - a.h)
        h->top = n - a.h;
    if (h->top < 0)
        h->top = 0;
    for (int i = 0; i < a.h && h->top + i < n; i++)
        draw_line(app, a, i, &h->line.at[h->top + i], h->top + i == h->at);
}

/* --- events --- */

static void move(struct home *h, int by, int steps)
{
    while (steps-- > 0)
        for (int i = h->at + by; i >= 0 && i < (int)h->line.len; i += by)
            if (selectable(&h->line.at[i])) {
                h->at = i;
                break;
            }
    if (h->at >= 0 && by < 0) { /* headings above the first line come into view with it */
        int first = 0;
        while (first < h->at && !selectable(&h->line.at[first]))
            first++;
        if (first == h->at)
            h->top = 0;
    }
}

static void match(struct mh__app *app, void *state);

static void enter(struct mh__app *app, struct home *h)
{
    if (h->at < 0)
        return;
    const struct line *l = &h->line.at[h->at];
    if (l->sort == STEP && strcmp(l->target, "alertes") == 0)
        mh__show_alerts(app);
    else if (l->sort == STEP && strcmp(l->target, "figer") == 0)
        mh__year_freeze(app, NULL);
    else if (l->sort == STEP && l->screen == NULL)
        match(app, h);
    else if (l->screen != NULL)
        mh__go(app, l->screen, l->target[0] ? l->target : NULL);
}

static bool on_click(struct mh__app *app, struct home *h, const struct mh__event *ev)
{
    int row = ev->y - h->area.y, i;
    if (row < 0 || row >= h->area.h)
        return false;
    if (h->area.w >= WIDE)
        i = ev->x < h->area.w / 2 ? row : (int)h->second + row - 2;
    else
        i = h->top + row;
    bool left = h->area.w < WIDE || ev->x >= h->area.w / 2 || (size_t)i < h->second;
    if (i < 0 || i >= (int)h->line.len || !left || !selectable(&h->line.at[i]))
        return true;
    h->at = i;
    if (ev->mouse == MH__MOUSE_DOUBLE)
        enter(app, h);
    return true;
}

static bool on_event(struct mh__app *app, void *state, const struct mh__event *ev)
{
    struct home *h = state;
    if (waiting(app))
        return false;
    if (ev->type == MH__EV_MOUSE) {
        if (ev->mouse == MH__MOUSE_CLICK || ev->mouse == MH__MOUSE_DOUBLE)
            return on_click(app, h, ev);
        move(h, ev->mouse == MH__MOUSE_UP ? -1 : 1, 1);
        return true;
    }
    if (ev->type != MH__EV_KEY)
        return false;
    switch (ev->key) {
    case MH__KEY_UP: move(h, -1, 1); return true;
    case MH__KEY_DOWN: move(h, 1, 1); return true;
    case MH__KEY_PGUP: move(h, -1, h->area.h - 1); return true;
    case MH__KEY_PGDN: move(h, 1, h->area.h - 1); return true;
    case MH__KEY_HOME: case MH__KEY_CTRL_HOME: move(h, -1, (int)h->line.len); return true;
    case MH__KEY_END: case MH__KEY_CTRL_END: move(h, 1, (int)h->line.len); return true;
    default: return false;
    }
}

/* --- the plan's year --- */

static void to_year(struct mh__app *app, void *ctx, const char *text)
{
    struct mh__app_priv *p = app->priv;
    struct mh_err err = MH_ERR_IN(app->lang);
    int64_t year = strtoll(text, NULL, 10), before = p->facts.year;
    enum mh_rc rc;
    (void)ctx;
    if (app->session == NULL) {
        p->options.year = year;
        rc = mh_ops_init(&p->options, &app->session, &err);
        p->options.year = 0;
    } else {
        rc = mh_ops_campaign(app->session, "open", year, &err);
    }
    if (rc != MH_OK) {
        mh__say_error(app, &err);
        return;
    }
    mh__changed(app);
    mh__say(app, MH__GOOD, mh__text(app, before != 0 ? MH_TR("Plan d'achat local %lld ouvert ; P, o propose les besoins d'un plan ou d'achats")
                                                     : MH_TR("Plan d'achat local %lld ouvert")), (long long)year);
}

static const char *check_year(struct mh__app *app, void *ctx, const char *text)
{
    (void)ctx;
    bool four = strlen(text) == 4 && strspn(text, "0123456789") == 4 && strtoll(text, NULL, 10) >= 2000 && strtoll(text, NULL, 10) < 2200;
    return four ? NULL : mh__text(app, "attendu une année en quatre chiffres, par exemple 2027");
}

static void ask_year(struct mh__app *app, void *state)
{
    char next[24];
    (void)state;
    int64_t known = ((struct mh__app_priv *)app->priv)->facts.year, this = strtoll(app->today, NULL, 10);
    snprintf(next, sizeof next, "%lld", (long long)((known > this ? known : this) + 1));
    const struct mh__question q = {
        .title = waiting(app) ? "Créer le plan" : "Ouvrir une année",
        .label = "Année du plan :",
        .help = mh__text(app, "celle des besoins, d'ordinaire la prochaine"),
        .value = next,
        .check = check_year,
        .done = to_year,
    };
    mh__ask(app, &q);
}

static const char *why_no_year(struct mh__app *app, void *state)
{
    const struct mh_plan_facts *f = &((struct mh__app_priv *)app->priv)->facts;
    (void)state;
    if (app->read_only)
        return mh__text(app, "le plan est ouvert en lecture seule");
    if (!waiting(app) && f->campaign != NULL && strcmp(f->campaign, "ouverte") == 0)
        return mh__text(app, "une année est déjà ouverte");
    return NULL;
}

/* --- matching --- */

static enum mh_rc match_work(struct mh__app *app, void *ctx, struct mh_err *err)
{
    return mh_ops_match(app->session, ctx, err);
}

static void match(struct mh__app *app, void *state)
{
    struct mh_match_result r = { 0 };
    (void)state;
    if (app->read_only) {
        mh__say(app, MH__WARN, "%s", mh__text(app, "le plan est ouvert en lecture seule"));
        return;
    }
    if (mh__long_work(app, "Rapprochement", match_work, &r) != MH_OK)
        return;
    mh__changed(app);
    struct mh_str n = MH_STR_INIT;
    mh_str_add_int(&n, r.matched_again);
    mh__say(app, MH__GOOD, mh__text_n(app, "%s article relu et rapproché", "%s articles relus et rapprochés", r.matched_again), mh_str_text(&n));
    mh_str_free(&n);
}

static const char *why_no_match(struct mh__app *app, void *state)
{
    const struct home *h = state;
    if (h->known && h->status.articles == 0)
        return mh__text(app, "il n'y a pas encore d'article");
    return NULL;
}

static void run_enter(struct mh__app *app, void *state)
{
    if (waiting(app))
        ask_year(app, state);
    else
        enter(app, state);
}

static const struct mh__action actions[] = {
    { .name = "ouvrir", .title = "Ouvrir", .help = "Montre les lignes comptées ; sans plan, le crée.", .key = MH__KEY_ENTER,
      .flags = MH__ACT_BAR, .run = run_enter },
    { .name = "rapprocher", .title = "Rapprocher", .help = "Rapproche des produits ce qui a changé depuis la dernière fois.", .key = 'm',
      .flags = MH__ACT_BAR | MH__ACT_WRITES, .why_not = why_no_match, .run = match },
    { .name = "le_plan", .title = "Le plan", .key = 'P', .flags = MH__ACT_BAR | MH__ACT_HIDDEN | MH__ACT_HERE, .why_not = mh__files_why,
      .run = mh__plan_menu },
    { .name = "année", .title = "Ouvrir une année", .help = "Crée le plan, ou ouvre l'année suivante quand la dernière est close.",
      .key = 'n', .flags = MH__ACT_ASKS, .why_not = why_no_year, .run = ask_year },
    { 0 },
};

/* --- the screen --- */

static enum mh_rc refresh(struct mh__app *app, void *state, struct mh_err *err)
{
    struct home *h = state;
    (void)err;
    h->stale = true;
    build(app, h);
    return MH_OK;
}

static enum mh_rc open(struct mh__app *app, void *state, const char *target, struct mh_err *err)
{
    (void)target;
    return refresh(app, state, err);
}

static bool is_large(const struct mh__app *app)
{
    struct stat st;
    return ((struct mh__app_priv *)app->priv)->host.shows_progress && stat(app->path, &st) == 0 && st.st_size > LARGE;
}

/* Has the plan counted by another process. */
static bool count_beside(struct mh__app *app, struct home *h)
{
    const int64_t year = ((struct mh__app_priv *)app->priv)->options.year;
    char text[24];
    snprintf(text, sizeof text, "%lld", (long long)year);
    const char *const args[] = { "-f", app->path, "status", "--format", "csv", year ? "--year" : NULL, text, NULL };
    return mh__child_start(&h->counting, args);
}

/* What `status --format csv` said. */
static void take_counts(struct mh_status *st, const char *csv)
{
    const struct { const char *name; int64_t *to; } known[] = {
        { "groupes", &st->members }, { "etablissements", &st->sites }, { "articles", &st->articles }, { "besoins", &st->needs },
        { "fabricants", &st->makers }, { "produits", &st->products }, { "certificats", &st->certificates }, { "unmatched", &st->unmatched },
        { "a_rapprocher_a_nouveau", &st->stale }, { "alertes", &st->alerts }, { "besoins_a_confirmer", &st->to_confirm },
        { "besoins_sans_conditionnement", &st->no_pack }, { "informations", &st->problems[MH_SEV_NOTE] },
        { "avertissements", &st->problems[MH_SEV_WARNING] }, { "erreurs", &st->problems[MH_SEV_ERROR] },
        { "a_verifier_acheteur", &st->to_buyer }, { "a_verifier_pharmacien", &st->to_pharmacist }, { "a_verifier_fabricant", &st->to_maker },
    };
    for (; *csv != '\0'; csv += strcspn(csv, "\n"), csv += *csv == '\n') {
        char name[48];
        enum mh_state state;
        size_t n = strcspn(csv, ";\n");
        if (csv[n] != ';' || n >= sizeof name)
            continue;
        memcpy(name, csv, n);
        name[n] = '\0';
        int64_t value = strtoll(csv + n + 1, NULL, 10);
        for (size_t i = 0; i < sizeof known / sizeof *known; i++)
            if (strcmp(known[i].name, name) == 0)
                *known[i].to = value;
        if (mh_state_parse(name, &state))
            st->state[state] = value;
    }
}

static void counted(struct mh__app *app, struct home *h, struct mh_status *fresh)
{
    mh_status_free(&h->status);
    h->status = *fresh;
    h->known = true;
    build(app, h);
}

static bool idle(struct mh__app *app, void *state)
{
    struct home *h = state;
    struct mh_status fresh = { 0 };
    struct mh_err err = MH_ERR_IN(app->lang);
    bool failed = false;
    if (mh__child_done(&h->counting, &failed)) {
        take_counts(&fresh, mh_str_text(&h->counting.out));
        counted(app, h, &fresh);
    }
    if (waiting(app) || (!h->stale && !failed))
        return false;
    h->stale = false;
    mh__child_stop(&h->counting);
    if (!failed && is_large(app) && count_beside(app, h))
        return false;
    if (mh_ops_status(app->session, &fresh, &err) == MH_OK) {
        counted(app, h, &fresh);
    } else {
        mh__say_error(app, &err);
        mh_status_free(&fresh);
    }
    return false;
}

static void close(struct mh__app *app, void *state)
{
    struct home *h = state;
    (void)app;
    clear_lines(h);
    mh__child_stop(&h->counting);
    mh_vec_free(&h->line);
    mh_status_free(&h->status);
}

const struct mh__screen mh__screen_home = {
    .name = "accueil",
    .title = "Accueil",
    .letter = 'a',
    .help = "Le plan de l'année en un coup d'œil : ce qui reste à faire, par rôle, l'état des articles, les anomalies et les dernières "
            "opérations. Les flèches choisissent une ligne, Entrée montre ce qu'elle compte.",
    .cli = "mahalli status",
    .state_size = sizeof(struct home),
    .actions = actions,
    .open = open,
    .close = close,
    .refresh = refresh,
    .draw = draw,
    .event = on_event,
    .idle = idle,
};

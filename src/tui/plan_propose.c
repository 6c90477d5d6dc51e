/* Needs that the program proposes to the open year: of another year's plan, or of what was bought. Each waits to be confirmed. */
#include "tui/app.h"
#include "tui/plan_menu.h"

#include <mahalli/xalloc.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum source { OF_PLAN, OF_PURCHASES };

struct proposing { /* owned by the questions that stand one behind the other */
    enum source source;
    int64_t year;
    char *growth;
    struct mh_carry_result carried;
    struct mh_propose_result bought;
};

static void forget(struct mh__app *app, void *ctx)
{
    struct proposing *q = ctx;
    (void)app;
    free(q->growth);
    free(q);
}

static int64_t open_year(const struct mh__app *app)
{
    return ((const struct mh__app_priv *)app->priv)->facts.year;
}

static enum mh_rc work(struct mh__app *app, void *ctx, struct mh_err *err)
{
    struct proposing *q = ctx;
    if (q->source == OF_PLAN)
        return mh_ops_campaign_from(app->session, open_year(app), q->year, &q->carried, err);
    return mh_ops_propose(app->session, &(struct mh_propose_request){ .year = q->year, .growth = mh_blank(q->growth) ? NULL : q->growth }, &q->bought, NULL,
                          NULL, err);
}

static void add_part(struct mh__app *app, struct mh_str *out, int64_t n, const char *one, const char *many)
{
    if (n == 0)
        return;
    mh_str_addf(out, "%s%lld %s", out->len ? " · " : "", (long long)n, mh__text_n(app, one, many, n));
}

static void say_done(struct mh__app *app, const struct proposing *q)
{
    const struct mh_propose_result *b = &q->bought;
    struct mh_str said = MH_STR_INIT;
    int64_t proposed = q->source == OF_PLAN ? q->carried.proposed : b->outcome[MH_PROPOSED] + b->outcome[MH_PROPOSED_OTHERWISE];
    add_part(app, &said, proposed, "besoin proposé", "besoins proposés");
    add_part(app, &said, q->carried.present + b->outcome[MH_ASKED_ALREADY] + b->outcome[MH_PROPOSED_BEFORE], "déjà là, laissé tel quel",
             "déjà là, laissés tels quels");
    add_part(app, &said, b->outcome[MH_NOT_COUNTED], "à saisir : unités à préciser", "à saisir : unités à préciser");
    add_part(app, &said, b->outcome[MH_NOT_IN_SCOPE], "hors périmètre, laissé", "hors périmètre, laissés");
    add_part(app, &said, q->carried.left_sites + b->outcome[MH_SITE_CLOSED], "d'un établissement fermé ou parti, laissé",
             "d'établissements fermés ou partis, laissés");
    if (said.len == 0)
        mh_str_add(&said, mh__text(app, "Rien à proposer"));
    if (proposed > 0)
        mh_str_add(&said, mh__text(app, " ; P, c les confirme tous, l'accueil mène à chacun"));
    mh__say(app, MH__GOOD, "%s", mh_str_text(&said));
    mh_str_free(&said);
}

static void propose(struct mh__app *app, struct proposing *q)
{
    if (mh__long_work(app, "Proposer des besoins", work, q) == MH_OK) {
        mh__changed(app);
        say_done(app, q);
    }
    forget(app, q);
}

static void to_growth(struct mh__app *app, void *ctx, const char *text)
{
    struct proposing *q = ctx;
    q->growth = mh_xstrdup(text);
    propose(app, q);
}

static const char *check_year(struct mh__app *app, void *ctx, const char *text)
{
    const struct proposing *q = ctx;
    if (strlen(text) != 4 || strspn(text, "0123456789") != 4)
        return mh__text(app, "attendu une année en quatre chiffres, par exemple 2027");
    return q->source == OF_PLAN && strtoll(text, NULL, 10) == open_year(app) ? mh__text(app, "c'est l'année ouverte : une autre est attendue") : NULL;
}

static void to_year(struct mh__app *app, void *ctx, const char *text)
{
    struct proposing *q = ctx;
    q->year = strtoll(text, NULL, 10);
    if (q->source == OF_PLAN)
        propose(app, q);
    else
        mh__ask(app, &(struct mh__question){ .title = "Besoins d'après les achats", .label = "Croissance en %",
                                             .help = "par exemple 5, 2,5 ou -10 ; vide : autant que l'an dernier", .done = to_growth, .abandoned = forget,
                                             .ctx = q });
}

static void source_taken(struct mh__app *app, void *ctx, size_t i)
{
    char before[24];
    struct proposing *q = mh_xcalloc(1, sizeof *q);
    (void)ctx;
    q->source = (enum source)i;
    snprintf(before, sizeof before, "%lld", (long long)open_year(app) - 1);
    mh__ask(app, &(struct mh__question){ .title = i == OF_PLAN ? "Besoins d'après un plan" : "Besoins d'après les achats",
                                         .label = i == OF_PLAN ? "Année du plan :" : "Année des achats", .value = before, .check = check_year,
                                         .help = "un besoin que quelqu'un a donné n'est jamais changé", .done = to_year, .abandoned = forget,
                                         .ctx = q });
}

const char *mh__propose_why(struct mh__app *app, void *state)
{
    return mh__year_why_not_confirm(app, state);
}

void mh__propose(struct mh__app *app, void *state)
{
    const struct mh__menu_entry entry[] = {
        [OF_PLAN] = { .title = "D'après le plan d'une autre année", .note = "ses articles, ses volumes", .letter = 'p' },
        [OF_PURCHASES] = { .title = "D'après les achats d'une année", .note = "importés, avec une croissance", .letter = 'h' },
    };
    (void)state;
    mh__menu(app, "Proposer des besoins", entry, sizeof entry / sizeof *entry, source_taken, NULL);
}

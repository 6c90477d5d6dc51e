/* « Suivi », samples and trials: the one under the cursor in words, its article, and what is noted of it. */
#include "tui/form.h"
#include "tui/screen_follow.h"

#include <mahalli/xalloc.h>

#include <stdlib.h>
#include <string.h>

static struct mh__list *list(struct mh__follow *f)
{
    return &f->list[MH__FOLLOW_TRIALS];
}

static const char *said(struct mh__follow *f, const char *column)
{
    return mh__list_text(list(f), mh__list_column_named(list(f), column));
}

const char *mh__follow_trial_why(struct mh__app *app, struct mh__follow *f)
{
    return list(f)->cursor != 0 ? NULL : mh__text(app, "aucun échantillon demandé : e en demande un");
}

void mh__follow_trial_article(struct mh__app *app, struct mh__follow *f)
{
    struct mh_str target = MH_STR_INIT;
    for (size_t i = 0; i < f->trial.len; i++)
        if (f->trial.at[i].id == list(f)->cursor)
            mh_str_addf(&target, "article=%lld", (long long)f->trial.at[i].article_id);
    if (target.len > 0)
        mh__go(app, "concordances", mh_str_text(&target));
    mh_str_free(&target);
}

/* --- in words --- */

enum { DETAIL_ROWS = 5, LIST_ROWS = 5 };

static void add_said(struct mh__follow *f, const char *column, const char *between, struct mh_str *out)
{
    const char *text = said(f, column);
    if (*text != '\0')
        mh_str_addf(out, "%s%s", out->len > 0 ? between : "", text);
}

int mh__follow_trial_detail(struct mh__app *app, struct mh__follow *f, struct mh__area a)
{
    if (list(f)->cursor == 0 || a.h < DETAIL_ROWS + LIST_ROWS)
        return 0;
    struct mh__area at = mh__area_rows(a, a.h - DETAIL_ROWS, DETAIL_ROWS);
    static const char *const lines[][5] = { { "article", "designation" }, { "produit", "designation_produit" }, { "constat" },
                                            { "essai", "norme", "laboratoire", "demandeur", "observations" } };
    int y = 0;
    mh__hline(&app->canvas, at, y++);
    for (size_t i = 0; i < sizeof lines / sizeof *lines && y < at.h; i++) {
        struct mh_str line = MH_STR_INIT;
        for (size_t k = 0; k < sizeof *lines / sizeof **lines && lines[i][k] != NULL; k++)
            add_said(f, lines[i][k], i < 2 ? "  " : " · ", &line);
        if (line.len > 0)
            mh__put_fit(&app->canvas, at, y++, 0, at.w, MH__LEFT, i == 2 ? MH__BOLD : MH__PLAIN, mh_str_text(&line));
        mh_str_free(&line);
    }
    return DETAIL_ROWS;
}

/* --- asked and received --- */

struct proposing { struct mh__choices *out; };

static enum mh_rc propose_lab(void *ctx, const struct mh_table *t, const char *const *texts, struct mh_err *err)
{
    const struct proposing *p = ctx;
    const char *site = "", *test = "";
    (void)err;
    for (size_t i = 0; i < t->ncolumns; i++) {
        site = mh_streq(t->columns[i].name, "etablissement") ? texts[i] : site;
        test = mh_streq(t->columns[i].name, "essai") ? texts[i] : test;
    }
    mh__choices_add(p->out, site, test);
    return MH_OK;
}

enum { ASK_ARTICLE, ASK_PRODUCT, ASK_LAB, ASK_TEST, ASK_NORM, ASK_DATE, NASK };

static void complete_ask(struct mh__app *app, void *ctx, size_t i, const char *typed, struct mh__choices *out)
{
    struct proposing p = { out };
    struct mh_err ignored = MH_ERR_INIT;
    (void)ctx, (void)typed;
    if (i == ASK_LAB)
        mh_ops_list(app->session, "labs", NULL, propose_lab, &p, &ignored);
}

static enum mh_rc unchecked(struct mh__app *app, void *ctx, size_t i, const char *text, struct mh_err *err)
{
    (void)app, (void)ctx, (void)i, (void)text, (void)err;
    return MH_OK; /* checked as a whole when it is noted */
}

static enum mh_rc ask(struct mh__app *app, void *ctx, const char *const *texts, struct mh_err *err)
{
    struct mh_trial_request q = { .article = texts[ASK_ARTICLE], .product = texts[ASK_PRODUCT], .lab = texts[ASK_LAB], .test = texts[ASK_TEST],
                                  .norm = texts[ASK_NORM], .date = texts[ASK_DATE] };
    (void)ctx;
    enum mh_rc rc = mh_ops_trial_ask(app->session, &q, err);
    if (rc == MH_OK) {
        mh__say(app, MH__GOOD, mh__text(app, "échantillon demandé : %s"), q.product);
        mh__changed(app);
    }
    return rc;
}

void mh__follow_trial_ask(struct mh__app *app, struct mh__follow *f)
{
    static const struct { const char *title, *column, *help; bool required; } asked[NASK] = {
        [ASK_ARTICLE] = { MH_TR("Article"), "article", MH_TR("Référence de l'article, ou groupe/référence"), true },
        [ASK_PRODUCT] = { MH_TR("Produit"), "produit", MH_TR("Référence du produit, ou fabricant/référence"), true },
        [ASK_LAB] = { MH_TR("Service ou laboratoire"), "laboratoire", MH_TR("Qui l'essaiera ; vide : à dire plus tard"), false },
        [ASK_TEST] = { MH_TR("Essai"), "essai", NULL, false },
        [ASK_NORM] = { MH_TR("Norme"), "norme", NULL, false },
        [ASK_DATE] = { MH_TR("Demandé le"), NULL, MH_TR("Vide : aujourd'hui"), false },
    };
    struct mh__field field[NASK];
    for (size_t i = 0; i < NASK; i++)
        field[i] = (struct mh__field){ .name = asked[i].title, .title = mh__text(app, asked[i].title),
                                       .help = asked[i].help ? mh__text(app, asked[i].help) : NULL, .required = asked[i].required,
                                       .value = asked[i].column && list(f)->cursor != 0 ? said(f, asked[i].column) : "" };
    mh__form_open(app, &(struct mh__form){ .title = mh__text(app, "Demander un échantillon"), .fields = field, .nfields = NASK,
                                           .complete = complete_ask, .changed = unchecked, .create = ask, .ctx = f });
}

void mh__follow_trial_came(struct mh__app *app, struct mh__follow *f)
{
    struct mh_err err = MH_ERR_IN(app->lang);
    size_t n = 0;
    const int64_t *ids = mh__list_picked(list(f), &n);
    if (mh_ops_trials_received(app->session, ids, n, NULL, &err) != MH_OK) {
        mh__say_error(app, &err);
        return;
    }
    mh__say(app, MH__GOOD, mh__text_n(app, "%lld échantillon reçu aujourd'hui", "%lld échantillons reçus aujourd'hui", (int64_t)n), (long long)n);
    mh__list_pick_none(list(f));
    mh__changed(app);
}

/* --- what came of it --- */

enum { OUT_RESULT, OUT_DOCUMENT, OUT_RESERVE, OUT_REASON, OUT_DATE, NOUT };

static enum mh_rc conclude(struct mh__app *app, void *ctx, const char *const *texts, struct mh_err *err)
{
    struct mh__follow *f = ctx;
    struct mh_judge_result r;
    struct mh_trial_outcome q = { .trial = list(f)->cursor, .result = texts[OUT_RESULT], .document = texts[OUT_DOCUMENT],
                                  .reserve = texts[OUT_RESERVE], .reason = texts[OUT_REASON], .date = texts[OUT_DATE] };
    enum mh_rc rc = mh_ops_trial_outcome(app->session, &q, &r, err);
    if (rc != MH_OK)
        return rc;
    if (r.operation != 0)
        mh__say(app, MH__GOOD, mh__text(app, "Résultat noté ; avis inscrit : %s"), mh__text(app, r.opinion));
    else
        mh__say(app, MH__GOOD, "%s", mh__text(app, "Résultat noté, sans avis"));
    mh__changed(app);
    return MH_OK;
}

void mh__follow_trial_result(struct mh__app *app, struct mh__follow *f)
{
    const struct mh_choice *results = mh_table_column(&mh_table_trials, "resultat")->choices;
    const struct mh__field field[NOUT] = {
        [OUT_RESULT] = { .name = "resultat", .title = mh__text(app, "Résultat"), .required = true, .choices = results,
                         .help = mh__text(app, "conforme, sous réserve, non conforme ou non concluant") },
        [OUT_DOCUMENT] = { .name = "document", .title = mh__text(app, "Document"), .help = mh__text(app, "La pièce qui le dit ; elle est parmi les pièces vues de l'avis") },
        [OUT_RESERVE] = { .name = "reserve", .title = mh__text(app, "Réserve"), .help = mh__text(app, "Si le produit est bon sous une réserve : laquelle") },
        [OUT_REASON] = { .name = "motif", .title = mh__text(app, "Motif"), .help = mh__text(app, "Vide : l'essai et le lieu") },
        [OUT_DATE] = { .name = "resultat_le", .title = mh__text(app, "Résultat du"), .help = mh__text(app, "Vide : aujourd'hui") },
    };
    struct mh_str title = MH_STR_INIT;
    mh_str_addf(&title, "%s %s", mh__text(app, "Essai de"), said(f, "produit"));
    mh__form_open(app, &(struct mh__form){ .title = mh_str_text(&title), .fields = field, .nfields = NOUT, .changed = unchecked, .create = conclude,
                                           .ctx = f });
    mh_str_free(&title);
}

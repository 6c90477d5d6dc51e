/* A sample asked of the maker from « Concordances »: where it is to be tried, then it is noted. */
#include "tui/screen_match.h"

#include <mahalli/i18n.h>

struct proposing {
    struct mh__choices *out;
};

static enum mh_rc propose_lab(void *ctx, const struct mh_table *t, const char *const *texts, struct mh_err *err)
{
    struct proposing *p = ctx;
    struct mh_str note = MH_STR_INIT;
    (void)err;
    const char *site = "", *test = "";
    for (size_t i = 0; i < t->ncolumns; i++) {
        const char *name = t->columns[i].name;
        site = mh_streq(name, "etablissement") ? texts[i] : site;
        test = mh_streq(name, "essai") ? texts[i] : test;
        if (mh_streq(name, "essai") || mh_streq(name, "norme"))
            mh_str_addf(&note, "%s%s", note.len && *texts[i] ? ", " : "", texts[i]);
    }
    mh__choices_add(p->out, site, mh_str_text(&note));
    mh_str_free(&note);
    return MH_OK;
}

static void propose_labs(struct mh__app *app, void *ctx, const char *typed, struct mh__choices *out)
{
    struct proposing p = { out };
    struct mh_err ignored = MH_ERR_INIT;
    (void)ctx;
    (void)typed;
    mh_ops_list(app->session, "labs", NULL, propose_lab, &p, &ignored);
}

static void asked(struct mh__app *app, void *ctx, const char *text)
{
    struct mh__match_screen *st = ctx;
    const struct mh_detail_candidate *c = mh__match_candidate(st);
    struct mh_str article = MH_STR_INIT, product = MH_STR_INIT;
    struct mh_err err = MH_ERR_IN(app->lang);
    if (st->detail == NULL || c == NULL)
        return;
    mh_str_addf(&article, "%s/%s", st->detail->member, *st->detail->reference ? st->detail->reference : st->detail->label);
    mh_str_addf(&product, "%s/%s", c->maker, c->product);
    struct mh_trial_request q = { .article = mh_str_text(&article), .product = mh_str_text(&product), .lab = text };
    if (mh_ops_trial_ask(app->session, &q, &err) == MH_OK) {
        mh__changed(app);
        st->stale = true;
        mh__say(app, MH__GOOD, mh__text(app, "échantillon demandé : %s"), mh_str_text(&product));
    } else {
        mh__say_error(app, &err);
    }
    mh_str_free(&article);
    mh_str_free(&product);
}

void mh__trial_ask(struct mh__app *app, void *state)
{
    mh__ask(app, &(struct mh__question){ .title = MH_TR("Demander un échantillon"), .label = MH_TR("Service ou laboratoire"),
                                         .help = MH_TR("Qui l'essaiera ; vide : à dire plus tard"), .complete = propose_labs, .done = asked, .ctx = state });
}

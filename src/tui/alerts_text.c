/* Alerts against the frozen plan, as Accueil shows them: one behind another, each with what it bears on and what to do. */
#include "tui/screens.h"

#include <mahalli/date.h>

enum { DAYS = 90 /* as mahalli alerts */ };

struct telling {
    struct mh__app *app;
    struct mh_str text;
};

static enum mh_rc tell(void *ctx, const struct mh_rep_alert *a, struct mh_err *err)
{
    struct telling *t = ctx;
    struct mh_str *out = &t->text;
    (void)err;
    mh_str_addf(out, "%s%s · %s%s%s", out->len ? "\n" : "", mh__text(t->app, a->kind), a->subject ? a->subject : "", mh__text(t->app, " : "),
                a->sentence ? a->sentence : "");
    if (a->date != NULL) {
        mh_str_add(out, ", ");
        mh_date_fr(out, a->date);
    }
    if (a->articles > 0)
        mh_str_addf(out, mh__text_n(t->app, " (%lld article du plan)", " (%lld articles du plan)", a->articles), (long long)a->articles);
    if (a->suggestion != NULL)
        mh_str_addf(out, "\n    %s", a->suggestion);
    return MH_OK;
}

void mh__show_alerts(struct mh__app *app)
{
    struct telling t = { .app = app };
    struct mh_str title = MH_STR_INIT;
    struct mh_err err = MH_ERR_IN(app->lang);
    char plan[40] = "";
    if (mh_ops_alerts(app->session, DAYS, tell, &t, plan, &err) != MH_OK) {
        mh__say_error(app, &err);
    } else {
        mh_str_addf(&title, mh__text(app, "Depuis le plan figé %s"), plan);
        mh__show_text(app, mh_str_text(&title), t.text.len ? mh_str_text(&t.text) : mh__text(app, "Aucune alerte."));
    }
    mh_str_free(&title);
    mh_str_free(&t.text);
}

/* `?`: what the screen is for and every key that serves in it, written from the tables. */
#include "tui/app.h"

static void add_action(struct mh__app *app, const struct mh__action *a, struct mh_str *out)
{
    char one[16], two[16];
    if (a->flags & MH__ACT_HIDDEN)
        return;
    mh_str_add(out, "  ");
    if (a->key != 0)
        mh_str_add(out, mh__text(app, mh__key_name(a->key, app->ascii, one)));
    if (a->key2 != 0)
        mh_str_addf(out, " %s %s", mh__text(app, "ou"), mh__text(app, mh__key_name(a->key2, app->ascii, two)));
    mh_str_add(out, a->key != 0 ? "   " : "");
    mh__action_title(app, a, out);
    if (a->help != NULL)
        mh_str_addf(out, " : %s", mh__text(app, a->help));
    const char *why = mh__action_why(app, a);
    if (why != NULL)
        mh_str_addf(out, mh__text(app, " (impossible maintenant : %s)"), why);
    mh_str_addc(out, '\n');
}

void mh__help(struct mh__app *app)
{
    const struct mh__screen *s = mh__screen_now(app);
    struct mh_str text = MH_STR_INIT, title = MH_STR_INIT;
    mh_str_addf(&title, "%s : %s", mh__text(app, "Aide"), mh__text(app, s->title));
    if (s->help != NULL)
        mh_str_addf(&text, "%s\n\n", mh__text(app, s->help));
    if (s->actions != NULL && s->actions->name != NULL) {
        mh_str_addf(&text, "%s\n", mh__text(app, "Dans cet écran"));
        for (const struct mh__action *a = s->actions; a->name != NULL; a++)
            add_action(app, a, &text);
        mh_str_addc(&text, '\n');
    }
    mh_str_addf(&text, "%s\n", mh__text(app, "Partout"));
    for (const struct mh__action *a = mh__global_actions; a->name != NULL; a++)
        add_action(app, a, &text);
    mh_str_addf(&text, "  %s\n", mh__text(app, "Échap   Ferme ce qui est ouvert, ou revient à l'écran précédent"));
    if (s->cli != NULL)
        mh_str_addf(&text, "\n%s %s\n", mh__text(app, "En ligne de commande :"), s->cli);
    text.data[--text.len] = '\0';
    mh__show_text(app, mh_str_text(&title), mh_str_text(&text));
    mh_str_free(&text);
    mh_str_free(&title);
}

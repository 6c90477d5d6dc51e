/* Suivi: whom to ask first, those whose answers would bring most to the plan. */
#include "tui/screen_follow.h"

#include <mahalli/xalloc.h>

#include <stdlib.h>

enum { MOST = 40 };

struct first { /* makers worth asking, in that order */
    struct mh__app *app;
    MH_VEC(int64_t) id;
    MH_VEC(char *) title;
    MH_VEC(char *) note;
};

static enum mh_rc take(void *ctx, const struct mh_rep_to_ask *row, struct mh_err *err)
{
    struct first *t = ctx;
    struct mh_str title = MH_STR_INIT, note = MH_STR_INIT;
    (void)err;
    if (t->id.len == MOST)
        return MH_OK;
    mh_str_addf(&title, "%s  %s", row->maker, row->name ? row->name : "");
    mh_str_addf(&note, mh__text_n(t->app, "%lld article", "%lld articles", row->articles), (long long)row->articles);
    if (!mh_blank(row->volume))
        mh_str_addf(&note, ", %s", row->volume);
    mh_vec_push(&t->id, row->id);
    mh_vec_push(&t->title, mh_str_take(&title));
    mh_vec_push(&t->note, mh_str_take(&note));
    return MH_OK;
}

static void clear(struct first *t)
{
    for (size_t i = 0; i < t->id.len; i++) {
        free(t->title.at[i]);
        free(t->note.at[i]);
    }
    mh_vec_free(&t->id);
    mh_vec_free(&t->title);
    mh_vec_free(&t->note);
}

static enum mh_rc work(struct mh__app *app, void *ctx, struct mh_err *err)
{
    return mh_ops_makers_to_ask(app->session, take, ctx, err);
}

/* The plan did not change since the menu was shown, or the maker is looked for in vain. */
static void taken(struct mh__app *app, void *ctx, size_t i)
{
    struct mh__follow *f = ctx;
    struct first t = { .app = app };
    struct mh_err err = MH_ERR_IN(app->lang);
    if (mh__long_work(app, "À qui demander", work, &t) == MH_OK && i < t.id.len) {
        if (mh__list_stand(&f->list[MH__FOLLOW_MAKERS], t.id.at[i], &err) == MH_OK)
            mh__say(app, MH__INFO, mh__text(app, "%s : x écrit sa demande d'information"), t.title.at[i]);
        else
            mh__say_error(app, &err);
    }
    clear(&t);
}

void mh__follow_ask_first(struct mh__app *app, struct mh__follow *f)
{
    struct mh__menu_entry entry[MOST];
    struct first t = { .app = app };
    if (mh__long_work(app, "À qui demander", work, &t) == MH_OK) {
        for (size_t i = 0; i < t.id.len; i++)
            entry[i] = (struct mh__menu_entry){ .title = t.title.at[i], .note = t.note.at[i] };
        if (t.id.len > 0)
            mh__menu(app, mh__text(app, "De qui la réponse apporterait le plus"), entry, t.id.len, taken, f);
        else
            mh__say(app, MH__INFO, "%s", mh__text(app, "Aucun fabricant à interroger : pas d'article en attente de leur réponse, ou tous sont déjà demandés"));
    }
    clear(&t);
}

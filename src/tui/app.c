/* The app: the plan's session, screens and layers; where events go. */
#include "tui/app.h"

#include <mahalli/date.h>
#include <mahalli/i18n.h>
#include <mahalli/xalloc.h>

#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

const char *mh__text(const struct mh__app *app, const char *fr)
{
    return mh_tr(app->lang, fr);
}

const char *mh__text_n(const struct mh__app *app, const char *one, const char *many, int64_t n)
{
    return mh_trn(app->lang, one, many, n);
}

/* --- what is said --- */

void mh__say(struct mh__app *app, enum mh__style style, const char *fmt, ...)
{
    struct mh__app_priv *p = app->priv;
    va_list ap;
    mh_str_clear(&p->status);
    va_start(ap, fmt);
    mh_str_vaddf(&p->status, fmt, ap);
    va_end(ap);
    p->status_style = style;
}

void mh__say_error(struct mh__app *app, const struct mh_err *err)
{
    const struct mh_plan_facts *f = &((struct mh__app_priv *)app->priv)->facts;
    bool closed = err->rc == MH_EDENIED && f->campaign != NULL && strcmp(f->campaign, "ouverte") != 0;
    mh__say(app, err->rc == MH_ECANCELED ? MH__WARN : MH__BAD, "%s%s", err->msg[0] ? err->msg : mh__text(app, "erreur sans message"),
            closed ? mh__text(app, " (ici : P, r)") : "");
}

/* --- layers --- */

void *mh__layer_push(struct mh__app *app, const struct mh__layer_ops *ops, size_t state_size)
{
    struct mh__app_priv *p = app->priv;
    struct mh__layer layer = { .ops = ops, .state = mh_xcalloc(1, state_size ? state_size : 1) };
    mh_vec_push(&p->layers, layer);
    return layer.state;
}

void mh__layer_pop(struct mh__app *app)
{
    struct mh__app_priv *p = app->priv;
    if (p->layers.len == 0)
        return;
    struct mh__layer layer = p->layers.at[--p->layers.len];
    if (layer.ops->close != NULL)
        layer.ops->close(app, layer.state);
    free(layer.state);
}

bool mh__layer_open(const struct mh__app *app)
{
    return ((const struct mh__app_priv *)app->priv)->layers.len > 0;
}

/* --- screens --- */

static int find_screen(const char *name)
{
    for (int i = 0; mh__screens[i] != NULL; i++)
        if (strcmp(mh__screens[i]->name, name) == 0)
            return i;
    return -1;
}

static void close_screen(struct mh__app *app, int i)
{
    struct mh__opened *o = &((struct mh__app_priv *)app->priv)->opened[i];
    if (o->state == NULL)
        return;
    if (mh__screens[i]->close != NULL)
        mh__screens[i]->close(app, o->state);
    free(o->state);
    *o = (struct mh__opened){ 0 };
}

/* Fetches the screen again when the plan changed. A plan that is busy leaves it stale: the next idle moment tries again. */
static enum mh_rc freshen(struct mh__app *app, int i, struct mh_err *err)
{
    struct mh__opened *o = &((struct mh__app_priv *)app->priv)->opened[i];
    if (o->state == NULL || !o->stale)
        return MH_OK;
    enum mh_rc rc = mh__screens[i]->refresh != NULL ? mh__screens[i]->refresh(app, o->state, err) : MH_OK;
    o->stale = rc == MH_EBUSY;
    return rc;
}

/* Makes screen i ready to be shown. On failure it is as if it had not been asked for. */
static enum mh_rc visit(struct mh__app *app, int i, const char *target, struct mh_err *err)
{
    struct mh__opened *o = &((struct mh__app_priv *)app->priv)->opened[i];
    const struct mh__screen *s = mh__screens[i];
    bool first = o->state == NULL;
    if (first) {
        o->state = mh_xcalloc(1, s->state_size ? s->state_size : 1);
        o->stale = false; /* open fetches what is there now */
    }
    enum mh_rc rc = freshen(app, i, err);
    if (rc == MH_OK && (first || target != NULL) && s->open != NULL)
        rc = s->open(app, o->state, target, err);
    if (rc != MH_OK && first)
        close_screen(app, i);
    return rc;
}

void mh__go(struct mh__app *app, const char *screen, const char *target)
{
    struct mh__app_priv *p = app->priv;
    struct mh_err err = MH_ERR_IN(app->lang);
    int i = find_screen(screen);
    if (i < 0) {
        mh__say(app, MH__BAD, mh__text(app, "L'écran « %s » n'existe pas"), screen);
        return;
    }
    if (i != 0 && app->session == NULL) {
        mh__say(app, MH__WARN, "%s", mh__text(app, "Il n'y a pas encore de plan : créez-le d'abord"));
        return;
    }
    if (visit(app, i, target, &err) != MH_OK) {
        mh__say_error(app, &err);
        return;
    }
    if (i == app->screen)
        return;
    if (p->nback == MH__WAYS_BACK)
        memmove(p->back, p->back + 1, sizeof *p->back * (size_t)--p->nback);
    p->back[p->nback++] = app->screen;
    app->screen = i;
}

static void go_back(struct mh__app *app)
{
    struct mh__app_priv *p = app->priv;
    struct mh_err err = MH_ERR_IN(app->lang);
    if (p->nback == 0)
        return;
    int i = p->back[--p->nback];
    if (visit(app, i, NULL, &err) != MH_OK)
        mh__say_error(app, &err);
    else
        app->screen = i;
}

void mh__changed(struct mh__app *app)
{
    struct mh__app_priv *p = app->priv;
    struct mh_err err = MH_ERR_IN(app->lang);
    mh__load_facts(app);
    for (int i = 0; i < p->nscreens; i++)
        p->opened[i].stale = true;
    if (freshen(app, app->screen, &err) != MH_OK)
        mh__say_error(app, &err);
}

/* --- events --- */

static bool too_small(const struct mh__app *app)
{
    return app->canvas.h < MH__LEAST_H || app->canvas.w < MH__LEAST_W;
}

static bool is_key(const struct mh__event *ev, uint32_t key)
{
    return ev->type == MH__EV_KEY && ev->key == key;
}

/* A click in the key bar is the key; one on the title bar is nothing. */
static bool on_bar(struct mh__app *app, const struct mh__event *ev)
{
    struct mh__app_priv *p = app->priv;
    if (ev->type != MH__EV_MOUSE || ev->mouse != MH__MOUSE_CLICK || ev->y != app->canvas.h - 1)
        return false;
    for (int i = 0; i < p->nbar; i++)
        if (ev->x >= p->bar[i].x && ev->x < p->bar[i].x + p->bar[i].w) {
            mh__action_run(app, p->bar[i].action);
            break;
        }
    return true;
}

static void to_layer(struct mh__app *app, const struct mh__event *ev)
{
    struct mh__app_priv *p = app->priv;
    struct mh__layer top = p->layers.at[p->layers.len - 1];
    bool taken = top.ops->event != NULL && top.ops->event(app, top.state, ev);
    if (taken)
        return;
    if (is_key(ev, MH__KEY_ESC) || is_key(ev, MH__KEY_CTRL + 'c'))
        mh__layer_pop(app);
    else if (is_key(ev, MH__KEY_CTRL + 'l'))
        mh__action_run(app, mh__action_of_key(app, ev->key));
}

/* A key that means nothing here is answered: silence looks like a program that hangs. */
static void no_such_key(struct mh__app *app, uint32_t key)
{
    char buf[16];
    for (int i = 0; app->session != NULL && mh__screens[i] != NULL; i++)
        if (mh__screens[i]->letter == key) {
            const char *name = mh__key_name(key, app->ascii, buf);
            mh__say(app, MH__INFO, mh__text(app, "« %s » ne fait rien ici : g %s va à « %s », ? montre les touches de l'écran"), name, name,
                    mh__text(app, mh__screens[i]->title));
            return;
        }
    if (key > 0x20 && key < MH__KEY_ENTER)
        mh__say(app, MH__INFO, mh__text(app, "« %s » ne fait rien ici : ? montre les touches de l'écran"), mh__key_name(key, app->ascii, buf));
}

static void to_screen(struct mh__app *app, const struct mh__event *ev)
{
    const struct mh__screen *s = mh__screens[app->screen];
    void *state = mh__state_now(app);
    if (on_bar(app, ev))
        return;
    if (s->event != NULL && state != NULL && s->event(app, state, ev))
        return;
    if (ev->type != MH__EV_KEY)
        return;
    const struct mh__action *a = mh__action_of_key(app, ev->key);
    if (a != NULL)
        mh__action_run(app, a);
    else if (ev->key == MH__KEY_ESC || ev->key == MH__KEY_CTRL + 'c')
        go_back(app);
    else
        no_such_key(app, ev->key);
}

/* What is done now is dated now, however long ago the plan was opened. */
static void look_at_clock(struct mh__app *app)
{
    struct mh__app_priv *p = app->priv;
    if (!mh_now(p->now))
        return;
    memcpy(app->today, p->now, 10);
    if (app->session != NULL)
        mh_session_set_now(app->session, p->now);
}

void mh__app_event(struct mh__app *app, const struct mh__event *ev)
{
    struct mh__app_priv *p = app->priv;
    look_at_clock(app);
    if (ev->type == MH__EV_RESIZE) {
        mh__canvas_resize(&app->canvas, ev->h, ev->w);
        return;
    }
    if (ev->type == MH__EV_QUIT) {
        p->done = true;
        return;
    }
    if (ev->type == MH__EV_TICK) {
        mh__app_idle(app);
        return;
    }
    mh_str_clear(&p->status);
    if (too_small(app)) { /* nothing is done unseen but leaving */
        if (is_key(ev, MH__KEY_ESC) && p->layers.len > 0)
            mh__layer_pop(app);
        else if (is_key(ev, 'q') && p->layers.len == 0)
            p->done = true;
        return;
    }
    if (p->layers.len > 0)
        to_layer(app, ev);
    else
        to_screen(app, ev);
}

bool mh__app_idle(struct mh__app *app)
{
    struct mh__app_priv *p = app->priv;
    struct mh_err err = MH_ERR_IN(app->lang);
    void *state = mh__state_now(app);
    look_at_clock(app);
    if (app->session != NULL && mh_ops_changed(app->session)) {
        mh__changed(app);
        mh__say(app, MH__INFO, "%s", mh__text(app, "Le plan a changé par ailleurs : l'écran est à jour"));
    }
    if (p->opened[app->screen].stale && freshen(app, app->screen, &err) != MH_OK)
        mh__say_error(app, &err);
    const struct mh__screen *s = mh__screens[app->screen];
    return state != NULL && s->idle != NULL && s->idle(app, state);
}

bool mh__app_done(const struct mh__app *app)
{
    return ((const struct mh__app_priv *)app->priv)->done;
}

/* --- drawing --- */

void mh__app_draw(struct mh__app *app)
{
    struct mh__app_priv *p = app->priv;
    struct mh__area all = mh__canvas_area(&app->canvas);
    app->canvas.ascii = app->ascii;
    mh__canvas_clear(&app->canvas);
    if (too_small(app)) {
        int y = mh__put_wrapped(&app->canvas, all, 0, MH__PLAIN, mh__text(app, "Agrandissez la fenêtre : il faut 60 colonnes et 15 lignes."));
        mh__put_wrapped(&app->canvas, all, y, MH__DIM,
                        p->layers.len > 0 ? mh__text(app, "Échap abandonne ce qui est ouvert.") : mh__text(app, "q quitte."));
        return;
    }
    void *state = mh__state_now(app);
    if (state != NULL)
        mh__screens[app->screen]->draw(app, state, mh__body(app));
    if (p->layers.len > 0)
        app->canvas.cursor_y = app->canvas.cursor_x = -1;
    for (size_t i = 0; i < p->layers.len; i++)
        p->layers.at[i].ops->draw(app, p->layers.at[i].state, mh__body(app));
    mh__draw_chrome(app);
}

/* --- beginning and end --- */

static enum mh_rc open_plan(struct mh__app *app, struct mh_err *err)
{
    const struct mh_session_options *o = &((struct mh__app_priv *)app->priv)->options;
    struct mh_err write_err = MH_ERR_INIT;
    enum mh_rc rc = mh_session_open(o, true, &app->session, &write_err);
    if (rc == MH_OK)
        return rc;
    if (rc != MH_EIO && rc != MH_EBUSY && rc != MH_EDENIED)
        return mh_err_set(err, rc, "%s", write_err.msg);
    struct mh_err read_err = MH_ERR_INIT;
    if (mh_session_open(o, false, &app->session, &read_err) != MH_OK)
        return mh_err_set(err, rc, "%s", write_err.msg);
    app->read_only = true;
    mh__say(app, MH__WARN, mh__text(app, "Lecture seule : %s"), write_err.msg);
    return MH_OK;
}

enum mh_rc mh__app_new(const struct mh_tui_options *opt, const struct mh__host *host, int h, int w, struct mh__app **out,
                       struct mh_err *err)
{
    struct mh__app *app = mh_xcalloc(1, sizeof *app);
    struct mh__app_priv *p = mh_xcalloc(1, sizeof *p);
    app->priv = p;
    p->host = *host;
    p->options = *opt->session;
    p->options.progress = (struct mh_progress){ .tick = mh__work_tick, .ctx = app };
    while (mh__screens[p->nscreens] != NULL)
        p->nscreens++;
    p->opened = mh_xcalloc((size_t)p->nscreens, sizeof *p->opened);
    app->path = opt->session->path;
    app->lang = opt->session->lang ? opt->session->lang : "fr";
    app->user = opt->session->user;
    app->role = mh__role_static(opt->role ? opt->role : "acheteur");
    app->mouse = true;
    memcpy(p->now, opt->session->now, strlen(opt->session->now) + 1);
    memcpy(app->today, p->now, 10);
    p->options.now = p->now;
    mh__canvas_resize(&app->canvas, h, w);
    enum mh_rc rc = MH_OK;
    if (app->role == NULL)
        rc = mh_err_set(err, MH_EUSAGE, "rôle « %s » : attendu acheteur, pharmacien ou coordinateur", opt->role);
    else if (access(app->path, F_OK) == 0 || errno != ENOENT)
        rc = open_plan(app, err);
    if (rc == MH_OK) {
        mh__load_facts(app);
        rc = visit(app, 0, NULL, err);
    }
    if (rc != MH_OK) {
        mh__app_free(app);
        return rc;
    }
    *out = app;
    return MH_OK;
}

void mh__app_free(struct mh__app *app)
{
    if (app == NULL)
        return;
    struct mh__app_priv *p = app->priv;
    while (p->layers.len > 0)
        mh__layer_pop(app);
    for (int i = 0; i < p->nscreens; i++)
        close_screen(app, i);
    mh_session_close(app->session);
    mh_vec_free(&p->layers);
    mh_str_free(&p->status);
    free(p->opened);
    mh_plan_facts_free(&p->facts);
    mh__canvas_free(&app->canvas);
    free(p);
    free(app);
}

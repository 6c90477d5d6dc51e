/* Long work: how far it is, how long it may take still, and Esc to stop it. */
#include "tui/app.h"

#include <string.h>
#include <time.h>

enum { QUIET_MS = 250 /* before the box shows */, REDRAW_MS = 100, SURE_MS = 1000 /* before an estimate is told */ };

int64_t mh__clock_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void add_left(struct mh__app *app, struct mh_str *out, int64_t ms)
{
    int64_t s = (ms + 999) / 1000;
    if (s >= 60)
        mh_str_addf(out, mh__text(app, " · reste %lld min %02lld s"), (long long)(s / 60), (long long)(s % 60));
    else
        mh_str_addf(out, mh__text(app, " · reste %lld s"), (long long)s);
}

static void draw_box(struct mh__app *app, int64_t done, int64_t total, int64_t elapsed)
{
    const struct mh__work *w = &((struct mh__app_priv *)app->priv)->work;
    struct mh__canvas *c = &app->canvas;
    struct mh__area screen = mh__canvas_area(c);
    struct mh__area in = mh__box(c, mh__area_centre(screen, 7, screen.w < 64 ? screen.w : 64), mh__text(app, w->title));
    struct mh_str line = MH_STR_INIT;
    in = mh__area_columns(in, 1, -1);
    mh__put_fit(c, in, 0, 0, in.w, MH__LEFT, MH__PLAIN, w->what);
    if (total > 0) {
        done = done > total ? total : done;
        int64_t percent = total > INT64_MAX / 100 ? done / (total / 100) : done * 100 / total;
        mh_str_addf(&line, "%lld %%", (long long)percent);
        if (percent > 0 && percent < 100 && elapsed > SURE_MS)
            add_left(app, &line, elapsed * (100 - percent) / percent);
        mh__meter(c, in, 2, 0, in.w, MH__INFO, done, total);
    } else if (done > 0) {
        mh_str_add_int(&line, done);
    }
    mh__put_fit(c, in, 3, 0, in.w, MH__LEFT, MH__PLAIN, mh_str_text(&line));
    mh__put_fit(c, in, 4, 0, in.w, MH__RIGHT, MH__DIM, mh__text(app, "Échap pour arrêter"));
    mh_str_free(&line);
}

bool mh__work_tick(void *ctx, const char *what, int64_t done, int64_t total)
{
    struct mh__app *app = ctx;
    struct mh__app_priv *p = app->priv;
    struct mh__work *w = &p->work;
    if (!w->on)
        return true;
    if (strncmp(w->what, what, sizeof w->what - 1) != 0) {
        memset(w->what, 0, sizeof w->what);
        strncpy(w->what, what, sizeof w->what - 1);
        w->phase = mh__clock_ms();
    }
    if (p->host.stopped != NULL && p->host.stopped(p->host.ctx, what))
        return false;
    int64_t now = mh__clock_ms();
    if (p->host.shows_progress && p->host.show != NULL && now - w->began > QUIET_MS && now - w->drawn > REDRAW_MS) {
        w->drawn = now;
        app->canvas.ascii = app->ascii;
        draw_box(app, done, total, now - w->phase);
        p->host.show(p->host.ctx, app);
    }
    return true;
}

enum mh_rc mh__long_work(struct mh__app *app, const char *title, enum mh_rc (*work)(struct mh__app *app, void *ctx, struct mh_err *err),
                         void *ctx)
{
    struct mh__app_priv *p = app->priv;
    struct mh_err err = MH_ERR_IN(app->lang);
    int64_t now = mh__clock_ms();
    p->work = (struct mh__work){ .on = true, .title = title, .began = now, .phase = now };
    enum mh_rc rc = work(app, ctx, &err);
    p->work.on = false;
    if (rc == MH_ECANCELED)
        mh__say(app, MH__WARN, mh__text(app, "%s : arrêté, le plan est comme avant"), mh__text(app, title));
    else if (rc != MH_OK)
        mh__say_error(app, &err);
    return rc;
}

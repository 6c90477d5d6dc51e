/* What stands around every screen: title bar, status line, key bar. */
#include "tui/app.h"


#include <string.h>

enum { MOST_STATUS_ROWS = 4 };

const char *mh__role_static(const char *role)
{
    static const char *const roles[] = { "acheteur", "pharmacien", "coordinateur" };
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
        if (strcmp(roles[i], role) == 0)
            return roles[i];
    return NULL;
}

struct mh__area mh__body(const struct mh__app *app)
{
    return (struct mh__area){ .y = 1, .h = app->canvas.h - 3, .w = app->canvas.w };
}

void mh__load_facts(struct mh__app *app)
{
    struct mh__app_priv *p = app->priv;
    struct mh_err err = MH_ERR_IN(app->lang);
    struct mh_plan_facts fresh = { 0 };
    if (app->session == NULL)
        return;
    if (mh_ops_facts(app->session, &fresh, &err) != MH_OK) {
        mh__say_error(app, &err);
        return;
    }
    mh_plan_facts_free(&p->facts);
    p->facts = fresh;
}

/* « Mahalli · Besoins · plan 2027 · GAT », and on the right who works and how. */
static void draw_title(struct mh__app *app)
{
    const struct mh__app_priv *p = app->priv;
    struct mh__area top = mh__area_rows(mh__canvas_area(&app->canvas), 0, 1);
    struct mh_str left = MH_STR_INIT, right = MH_STR_INIT;
    mh_str_addf(&left, " Mahalli · %s", mh__text(app, mh__screens[app->screen]->title));
    if (p->facts.year != 0)
        mh_str_addf(&left, mh__text(app, " · plan %lld"), (long long)p->facts.year);
    if (p->facts.campaign != NULL && strcmp(p->facts.campaign, "ouverte") != 0)
        mh_str_addf(&left, " (%s)", mh__text(app, p->facts.campaign));
    if (p->facts.member != NULL)
        mh_str_addf(&left, " · %s", p->facts.member);
    else if (p->facts.members > 1)
        mh_str_addf(&left, mh__text_n(app, " · %lld groupe", " · %lld groupes", p->facts.members), (long long)p->facts.members);
    if (app->read_only)
        mh_str_addf(&right, "%s · ", mh__text(app, "lecture seule"));
    mh_str_addf(&right, "%s, %s ", app->user, mh__text(app, app->role));
    mh__fill(&app->canvas, top, MH__TITLE);
    int w = mh__text_width(mh_str_text(&right)), room = top.w - mh__text_width(mh_str_text(&left)) - 1;
    if (room < top.w / 3) /* which plan comes before who */
        room = top.w / 3;
    if (w > room)
        w = room;
    mh__put_fit(&app->canvas, top, 0, top.w - w, w, MH__RIGHT, MH__TITLE, mh_str_text(&right));
    mh__put_fit(&app->canvas, top, 0, 0, top.w - w - 1, MH__LEFT, MH__TITLE, mh_str_text(&left));
    mh_str_free(&left);
    mh_str_free(&right);
}

/* A message that is wider than the screen takes further lines from the body above. */
static void draw_status(struct mh__app *app)
{
    const struct mh__app_priv *p = app->priv;
    struct mh__area all = mh__canvas_area(&app->canvas), in = mh__area_columns(all, 1, -1);
    const char *text = mh_str_text(&p->status);
    int rows = mh__put_wrapped(&app->canvas, mh__area_rows(in, 0, 0), 0, MH__PLAIN, text);
    if (rows > MOST_STATUS_ROWS)
        rows = MOST_STATUS_ROWS;
    struct mh__area at = { .y = all.h - 1 - rows, .h = rows, .w = all.w };
    mh__fill(&app->canvas, at, MH__PLAIN);
    mh__put_wrapped(&app->canvas, mh__area_columns(at, 1, -1), 0, p->status_style, text);
}

/* "n Nouveau" at column x when it fits: the column after, 0 when it does not. */
static int bar_item(struct mh__app *app, struct mh__area bar, int x, const struct mh__action *a)
{
    struct mh__app_priv *p = app->priv;
    struct mh_str title = MH_STR_INIT;
    char buf[16];
    const char *key = mh__text(app, mh__key_name(a->key, app->ascii, buf));
    mh_str_addc(&title, ' ');
    mh_str_add(&title, mh__text(app, a->title));
    int w = mh__text_width(key) + mh__text_width(mh_str_text(&title)), end = 0;
    if (x + w < bar.w && p->nbar < MH__BAR_ITEMS) {
        p->bar[p->nbar].x = x;
        p->bar[p->nbar].w = w;
        p->bar[p->nbar++].action = a;
        bool off = mh__action_why(app, a) != NULL;
        int at = mh__put(&app->canvas, bar, 0, x, off ? MH__BAR : MH__KEYNAME, key);
        end = mh__put(&app->canvas, bar, 0, at, MH__BAR, mh_str_text(&title)) + 2;
    }
    mh_str_free(&title);
    return end;
}

static void draw_bar(struct mh__app *app)
{
    struct mh__app_priv *p = app->priv;
    struct mh__area bar = mh__area_rows(mh__canvas_area(&app->canvas), app->canvas.h - 1, 1);
    mh__fill(&app->canvas, bar, MH__BAR);
    p->nbar = 0;
    if (p->layers.len > 0) {
        const char *keys = p->layers.at[p->layers.len - 1].ops->bar;
        mh__put_fit(&app->canvas, bar, 0, 1, bar.w - 2, MH__LEFT, MH__BAR, mh__text(app, keys ? keys : "Échap fermer"));
        return;
    }
    int x = 1;
    const struct mh__screen *s = mh__screen_now(app);
    for (const struct mh__action *a = mh__global_actions; a->name != NULL; a++)
        if ((a->flags & MH__ACT_BAR) && x > 0)
            x = bar_item(app, bar, x, a);
    for (const struct mh__action *a = s->actions; a != NULL && a->name != NULL && x > 0; a++)
        if ((a->flags & MH__ACT_BAR) && a->key != 0 && (!(a->flags & MH__ACT_HERE) || mh__action_why(app, a) == NULL))
            x = bar_item(app, bar, x, a);
}

void mh__draw_chrome(struct mh__app *app)
{
    draw_title(app);
    draw_status(app);
    draw_bar(app);
}

/* `:`: every action and every screen, searched as one types. */
#include "tui/app.h"
#include "tui/line.h"

#include <mahalli/utf8.h>
#include <mahalli/xalloc.h>

#include <stdlib.h>
#include <string.h>

enum { TALL = 18, WIDE = 90, KEYS = 12 };

struct entry {
    const struct mh__action *action; /* NULL: a screen */
    int screen;
    char *title, *key;
    char *folded, *titled; /* title, name and help, without help, as searched */
};

struct state {
    MH_VEC(struct entry) entry;
    MH_VEC(int) found; /* those that answer what is typed */
    struct mh__line line;
    int at, top, shown;
    struct mh__area rows; /* as last drawn */
};

static void add(struct mh__app *app, struct state *s, const struct mh__action *a, int screen)
{
    struct mh_str title = MH_STR_INIT, key = MH_STR_INIT, folded = MH_STR_INIT;
    const struct mh__screen *to = a == NULL ? mh__screens[screen] : NULL;
    char buf[16];
    if (a != NULL) {
        mh__action_title(app, a, &title);
        mh_str_add(&key, a->key != 0 ? mh__text(app, mh__key_name(a->key, app->ascii, buf)) : "");
    } else {
        mh_str_addf(&title, mh__text(app, "Aller à : %s"), mh__text(app, to->title));
        mh_str_addf(&key, "g %s", mh__key_name(to->letter, app->ascii, buf));
    }
    mh_utf8_fold(&folded, mh_str_text(&title));
    if (a != NULL) { /* by its verb too: « sauvegarder » for a copy */
        mh_str_addc(&folded, ' ');
        mh_utf8_fold(&folded, a->name);
    }
    char *titled = mh_xstrdup(mh_str_text(&folded));
    if (a != NULL && a->help != NULL) {
        mh_str_addc(&folded, ' ');
        mh_utf8_fold(&folded, mh__text(app, a->help));
    }
    struct entry e = { .action = a, .screen = screen, .title = mh_xstrdup(mh_str_text(&title)), .key = mh_xstrdup(mh_str_text(&key)),
                       .folded = mh_xstrdup(mh_str_text(&folded)), .titled = titled };
    mh_vec_push(&s->entry, e);
    mh_str_free(&title);
    mh_str_free(&key);
    mh_str_free(&folded);
}

static bool begins_a_word(const char *folded, const char *at)
{
    unsigned char before = at == folded ? ' ' : (unsigned char)at[-1];
    return before < 0x80 && !((before >= 'a' && before <= 'z') || (before >= '0' && before <= '9'));
}

/* Every word typed begins a word of the entry. */
static bool answers(const char *folded, const char *typed)
{
    while (*typed != '\0') {
        size_t n = strcspn(typed, " ");
        bool found = n == 0;
        for (const char *p = folded; !found && *p != '\0'; p++)
            found = begins_a_word(folded, p) && strncmp(p, typed, n) == 0;
        if (!found)
            return false;
        typed += n + (typed[n] == ' ');
    }
    return true;
}

static void search(struct state *s)
{
    struct mh_str typed = MH_STR_INIT;
    mh_utf8_fold(&typed, mh_str_text(&s->line.text));
    s->found.len = 0;
    s->at = s->top = 0;
    for (int named = 1; named >= 0; named--) /* those named so come before those that speak of it */
        for (size_t i = 0; i < s->entry.len; i++)
            if (answers(s->entry.at[i].folded, mh_str_text(&typed)) && answers(s->entry.at[i].titled, mh_str_text(&typed)) == (named != 0))
                mh_vec_push(&s->found, (int)i);
    mh_str_free(&typed);
}

static void draw_entry(struct mh__app *app, struct state *s, int row, const struct entry *e, bool here)
{
    struct mh__canvas *c = &app->canvas;
    const char *why = e->action != NULL ? mh__action_why(app, e->action) : NULL;
    enum mh__style style = here ? MH__CURSOR : why != NULL ? MH__DIM : MH__PLAIN;
    mh__fill(c, mh__area_rows(s->rows, row, 1), style);
    int x = mh__put(c, s->rows, row, 1, style, e->title);
    const char *note = why != NULL ? why : e->action != NULL && e->action->help != NULL ? mh__text(app, e->action->help) : "";
    if (s->rows.w - KEYS - x - 3 > 8)
        mh__put_fit(c, s->rows, row, x + 2, s->rows.w - KEYS - x - 3, MH__LEFT, here ? MH__CURSOR : MH__DIM, note);
    mh__put_fit(c, s->rows, row, s->rows.w - KEYS - 1, KEYS, MH__RIGHT, here ? MH__CURSOR : MH__KEYNAME, e->key);
}

static void draw(struct mh__app *app, void *state, struct mh__area screen)
{
    struct state *s = state;
    struct mh__canvas *c = &app->canvas;
    struct mh__area a = mh__area_centre(screen, TALL, screen.w - 4 < WIDE ? screen.w - 4 : WIDE);
    struct mh__area in = mh__box(c, a, mh__text(app, "Actions et écrans"));
    int x = mh__put(c, in, 0, 1, MH__PLAIN, mh__text(app, "Chercher :")) + 1;
    mh__line_draw(&s->line, c, in, 0, x, in.w - x - 1);
    s->rows = mh__area_rows(in, 1, in.h);
    s->shown = s->rows.h;
    if (s->at < s->top)
        s->top = s->at;
    if (s->at >= s->top + s->shown)
        s->top = s->at - s->shown + 1;
    for (int i = 0; i < s->shown && s->top + i < (int)s->found.len; i++)
        draw_entry(app, s, i, &s->entry.at[s->found.at[s->top + i]], s->top + i == s->at);
    if (s->found.len == 0)
        mh__put(c, s->rows, 0, 1, MH__DIM, mh__text(app, "aucune action de ce nom"));
}

static void run(struct mh__app *app, struct state *s, int i)
{
    if (i < 0 || i >= (int)s->found.len)
        return;
    const struct mh__action *a = s->entry.at[s->found.at[i]].action;
    int screen = s->entry.at[s->found.at[i]].screen;
    mh__layer_pop(app);
    if (a != NULL)
        mh__action_run(app, a);
    else
        mh__go(app, mh__screens[screen]->name, NULL);
}

static void move(struct state *s, int by)
{
    s->at += by;
    if (s->at >= (int)s->found.len)
        s->at = (int)s->found.len - 1;
    if (s->at < 0)
        s->at = 0;
}

static bool on_mouse(struct mh__app *app, struct state *s, const struct mh__event *ev)
{
    int row = ev->y - s->rows.y;
    if (ev->mouse == MH__MOUSE_UP || ev->mouse == MH__MOUSE_DOWN)
        move(s, ev->mouse == MH__MOUSE_UP ? -1 : 1);
    else if (row >= 0 && row < s->rows.h && ev->x >= s->rows.x && ev->x < s->rows.x + s->rows.w)
        run(app, s, s->top + row);
    return true;
}

static bool on_event(struct mh__app *app, void *state, const struct mh__event *ev)
{
    struct state *s = state;
    bool changed = false;
    if (ev->type == MH__EV_MOUSE)
        return on_mouse(app, s, ev);
    if (ev->type == MH__EV_KEY)
        switch (ev->key) {
        case MH__KEY_ENTER: run(app, s, s->at); return true;
        case MH__KEY_UP: move(s, -1); return true;
        case MH__KEY_DOWN: move(s, 1); return true;
        case MH__KEY_PGUP: move(s, -s->shown); return true;
        case MH__KEY_PGDN: move(s, s->shown); return true;
        default: break;
        }
    if (!mh__line_event(&s->line, ev, &changed))
        return false;
    if (changed)
        search(s);
    return true;
}

static void on_close(struct mh__app *app, void *state)
{
    struct state *s = state;
    (void)app;
    for (size_t i = 0; i < s->entry.len; i++) {
        free(s->entry.at[i].title);
        free(s->entry.at[i].key);
        free(s->entry.at[i].folded);
        free(s->entry.at[i].titled);
    }
    mh_vec_free(&s->entry);
    mh_vec_free(&s->found);
    mh__line_free(&s->line);
}

static const struct mh__layer_ops palette_ops = {
    .name = "palette", .draw = draw, .event = on_event, .close = on_close, .bar = MH_TR("Entrée faire   ↑ ↓ choisir   Échap fermer"),
};

void mh__palette(struct mh__app *app)
{
    struct state *s = mh__layer_push(app, &palette_ops, sizeof *s);
    for (const struct mh__action *a = mh__screen_now(app)->actions; a != NULL && a->name != NULL; a++)
        if (!(a->flags & MH__ACT_HIDDEN))
            add(app, s, a, -1);
    for (const struct mh__action *a = mh__global_actions; a->name != NULL; a++)
        if (!(a->flags & MH__ACT_HIDDEN) && strcmp(a->name, "actions") != 0)
            add(app, s, a, -1);
    for (int i = 0; mh__screens[i] != NULL; i++)
        add(app, s, NULL, i);
    search(s);
}

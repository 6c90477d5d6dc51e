/* A text to scroll through. */
#include "tui/tui.h"

#include <mahalli/xalloc.h>

#include <stdlib.h>

struct state {
    char *title, *text;
    int top, rows, shown; /* rows: of the whole text at the width last drawn */
};

static void clamp(struct state *s)
{
    if (s->top > s->rows - s->shown)
        s->top = s->rows - s->shown;
    if (s->top < 0)
        s->top = 0;
}

static void draw(struct mh__app *app, void *state, struct mh__area screen)
{
    struct state *s = state;
    struct mh__canvas *c = &app->canvas;
    int w = screen.w < 100 ? screen.w : 100;
    struct mh__area none = { .w = w - 4 };
    s->rows = mh__put_wrapped(c, none, 0, MH__PLAIN, s->text);
    struct mh__area a = mh__area_centre(screen, s->rows + 2, w), in = mh__box(c, a, s->title);
    s->shown = in.h;
    clamp(s);
    in = mh__area_columns(in, 1, -1);
    mh__put_wrapped(c, in, -s->top, MH__PLAIN, s->text);
    if (s->rows > s->shown && a.w > 30)
        mh__putf(c, a, a.h - 1, a.w - 20, MH__DIM, mh__text(app, " lignes %d-%d/%d "), s->top + 1, s->top + s->shown, s->rows);
}

static bool on_event(struct mh__app *app, void *state, const struct mh__event *ev)
{
    struct state *s = state;
    if (ev->type == MH__EV_MOUSE) {
        s->top += ev->mouse == MH__MOUSE_UP ? -3 : ev->mouse == MH__MOUSE_DOWN ? 3 : 0;
        clamp(s);
        return true;
    }
    if (ev->type != MH__EV_KEY)
        return false;
    switch (ev->key) {
    case MH__KEY_UP: s->top--; break;
    case MH__KEY_DOWN: s->top++; break;
    case MH__KEY_PGUP: s->top -= s->shown; break;
    case MH__KEY_PGDN: case ' ': s->top += s->shown; break;
    case MH__KEY_HOME: case MH__KEY_CTRL_HOME: s->top = 0; break;
    case MH__KEY_END: case MH__KEY_CTRL_END: s->top = s->rows; break;
    case MH__KEY_ENTER: case 'q': mh__layer_pop(app); return true;
    default: return false;
    }
    clamp(s);
    return true;
}

static void on_close(struct mh__app *app, void *state)
{
    struct state *s = state;
    (void)app;
    free(s->title);
    free(s->text);
}

static const struct mh__layer_ops text_ops = {
    .name = "texte", .draw = draw, .event = on_event, .close = on_close, .bar = MH_TR("↑ ↓ Pg préc Pg suiv défiler   Échap fermer"),
};

void mh__show_text(struct mh__app *app, const char *title, const char *text)
{
    struct state *s = mh__layer_push(app, &text_ops, sizeof *s);
    s->title = mh_xstrdup(title ? title : "");
    s->text = mh_xstrdup(text ? text : "");
}

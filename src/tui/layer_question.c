/* One line of text asked for, with suggestions under it. It stands at the bottom, so that what it is about stays in view. */
#include "tui/line.h"
#include "tui/tui.h"

#include <mahalli/xalloc.h>

#include <stdlib.h>
#include <string.h>

enum { MOST_SHOWN = 6, MOST_WIDTH = 100 };

struct state {
    struct mh__question q;
    struct mh__line line;
    struct mh__choices choices;
    int chosen;  /* among the suggestions, -1: what is typed */
    int top;     /* first suggestion shown */
    int shown;   /* how many the last draw had room for */
    struct mh__area rows; /* where it drew them */
    char *why;   /* the text will not do */
    bool answered;
};

void mh__choices_add(struct mh__choices *c, const char *text, const char *note)
{
    mh_vec_push(&c->text, mh_xstrdup(text ? text : ""));
    mh_vec_push(&c->note, mh_xstrdup(note ? note : ""));
}

void mh__choices_free(struct mh__choices *c)
{
    for (size_t i = 0; i < c->text.len; i++)
        free(c->text.at[i]);
    for (size_t i = 0; i < c->note.len; i++)
        free(c->note.at[i]);
    mh_vec_free(&c->text);
    mh_vec_free(&c->note);
}

static void suggest(struct mh__app *app, struct state *s)
{
    mh__choices_free(&s->choices);
    s->chosen = -1;
    s->top = 0;
    if (s->q.complete != NULL)
        s->q.complete(app, s->q.ctx, mh_str_text(&s->line.text), &s->choices);
}

static void forget_why(struct state *s)
{
    free(s->why);
    s->why = NULL;
}

static void draw(struct mh__app *app, void *state, struct mh__area screen)
{
    struct state *s = state;
    struct mh__canvas *c = &app->canvas;
    int n = (int)s->choices.text.len, shown = n < MOST_SHOWN ? n : MOST_SHOWN;
    const char *under = s->why != NULL ? s->why : s->q.help != NULL ? mh__text(app, s->q.help) : NULL;
    int w = screen.w < MOST_WIDTH ? screen.w : MOST_WIDTH, said = 0;
    if (under != NULL)
        said = mh__put_wrapped(c, (struct mh__area){ .w = w - 4 }, 0, MH__DIM, under);
    int h = 3 + shown + said;
    if (h > screen.h)
        h = screen.h;
    struct mh__area a = mh__area_columns(mh__area_rows(screen, screen.h - h, h), (screen.w - w) / 2, w);
    struct mh__area in = mh__box(c, a, mh__text(app, s->q.title));
    int at = mh__put(c, in, 0, 1, MH__PLAIN, mh__text(app, s->q.label)) + 1;
    if (at > in.w / 2)
        at = in.w / 2;
    mh__line_draw(&s->line, c, in, 0, at, in.w - at - 1);
    if (under != NULL)
        mh__put_wrapped(c, mh__area_columns(in, 1, in.w - 2), 1, s->why != NULL ? MH__BAD : MH__DIM, under);
    s->rows = mh__area_rows(in, 1 + said, shown);
    s->shown = s->rows.h;
    if (s->chosen >= 0 && s->chosen < s->top)
        s->top = s->chosen;
    if (s->chosen >= s->top + s->shown)
        s->top = s->chosen - s->shown + 1;
    for (int i = 0; i < s->shown && s->top + i < n; i++) {
        enum mh__style style = s->top + i == s->chosen ? MH__CURSOR : MH__PLAIN;
        mh__fill(c, mh__area_rows(s->rows, i, 1), style);
        int x = mh__put(c, s->rows, i, at, style, s->choices.text.at[s->top + i]);
        mh__put_fit(c, s->rows, i, x + 2, in.w - x - 3, MH__LEFT, style == MH__CURSOR ? style : MH__DIM, s->choices.note.at[s->top + i]);
    }
}

/* Takes what is typed, or the suggestion one stands on. */
static void answer(struct mh__app *app, struct state *s)
{
    const char *text = s->chosen >= 0 ? s->choices.text.at[s->chosen] : mh_str_text(&s->line.text);
    const char *why = s->q.check != NULL ? s->q.check(app, s->q.ctx, text) : NULL;
    forget_why(s);
    if (why != NULL) {
        s->why = mh_xstrdup(mh__text(app, why));
        return;
    }
    struct mh__question q = s->q;
    char *taken = mh_xstrdup(text);
    s->answered = true;
    mh__layer_pop(app);
    if (q.done != NULL)
        q.done(app, q.ctx, taken);
    free(taken);
}

static bool move(struct state *s, const struct mh__event *ev)
{
    int n = (int)s->choices.text.len;
    bool up = ev->type == MH__EV_KEY ? ev->key == MH__KEY_UP : ev->mouse == MH__MOUSE_UP;
    bool down = ev->type == MH__EV_KEY ? ev->key == MH__KEY_DOWN : ev->mouse == MH__MOUSE_DOWN;
    if (up && s->chosen >= 0)
        s->chosen--;
    if (down && s->chosen < n - 1)
        s->chosen++;
    return up || down;
}

/* What Tab writes: the suggestion one stands on; else what all that continue the typed text begin with, when that is more; else the first. */
static char *completed(const struct state *s)
{
    const char *typed = mh_str_text(&s->line.text), *first = s->choices.text.at[s->chosen < 0 ? 0 : s->chosen];
    size_t n = strlen(first), had = strlen(typed);
    if (s->chosen >= 0)
        return mh_xstrdup(first);
    for (size_t i = 1; i < s->choices.text.len; i++) {
        const char *other = s->choices.text.at[i];
        size_t same = 0;
        while (same < n && first[same] == other[same])
            same++;
        n = same;
    }
    while (n > 0 && ((unsigned char)first[n] & 0xC0) == 0x80) /* not inside a character */
        n--;
    bool more = n > had && strncmp(first, typed, had) == 0;
    return more ? mh_xstrndup(first, n) : mh_xstrdup(first);
}

static bool on_event(struct mh__app *app, void *state, const struct mh__event *ev)
{
    struct state *s = state;
    bool changed = false;
    if (ev->type == MH__EV_MOUSE) {
        int i = ev->y - s->rows.y;
        if (ev->mouse <= MH__MOUSE_DOUBLE && i >= 0 && i < s->shown && s->top + i < (int)s->choices.text.len) {
            s->chosen = s->top + i;
            answer(app, s);
            return true;
        }
        return move(s, ev);
    }
    if (ev->type == MH__EV_KEY && ev->key == MH__KEY_ENTER) {
        answer(app, s);
        return true;
    }
    if (ev->type == MH__EV_KEY && ev->key == MH__KEY_TAB) {
        if (s->choices.text.len == 0)
            return true;
        char *text = completed(s);
        changed = !mh_streq(text, mh_str_text(&s->line.text));
        mh__line_set(&s->line, text, false);
        free(text);
    } else if (ev->type == MH__EV_KEY && move(s, ev)) {
        return true;
    } else if (!mh__line_event(&s->line, ev, &changed)) {
        return false;
    }
    if (changed) {
        forget_why(s);
        suggest(app, s);
        if (s->q.typed != NULL)
            s->q.typed(app, s->q.ctx, mh_str_text(&s->line.text));
    }
    return true;
}

static void on_close(struct mh__app *app, void *state)
{
    struct state *s = state;
    mh__line_free(&s->line);
    mh__choices_free(&s->choices);
    forget_why(s);
    if (!s->answered && s->q.abandoned != NULL)
        s->q.abandoned(app, s->q.ctx);
}

static const struct mh__layer_ops question_ops = {
    .name = "question",
    .draw = draw,
    .event = on_event,
    .close = on_close,
    .bar = MH_TR("Entrée valider   Tab compléter   Échap abandonner"),
};

static const struct mh__layer_ops plain_ops = { /* nothing to complete */
    .name = "question",
    .draw = draw,
    .event = on_event,
    .close = on_close,
    .bar = MH_TR("Entrée valider   Échap abandonner"),
};

void mh__ask(struct mh__app *app, const struct mh__question *q)
{
    struct state *s = mh__layer_push(app, q->complete != NULL ? &question_ops : &plain_ops, sizeof *s);
    s->q = *q;
    mh__line_set(&s->line, q->value, true);
    s->q.value = NULL;
    suggest(app, s);
}

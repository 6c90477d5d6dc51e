/* A choice among entries, and the question that only « oui » answers. */
#include "tui/app.h"

#include <mahalli/utf8.h>
#include <mahalli/xalloc.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct entry {
    char *title, *note, *why_not;
    uint32_t letter;
};

struct state {
    char *title;
    struct entry *entry;
    int n, at, top, shown;
    struct mh__area rows; /* as last drawn */
    void (*done)(struct mh__app *app, void *ctx, size_t i);
    void *ctx;
    char typed[32];       /* letters in a row */
    bool moved;           /* a key was pressed: a letter then looks for the next entry, not for the one stood on */
};

static int widest(const struct state *s, int *titles)
{
    int notes = 0;
    *titles = 0;
    for (int i = 0; i < s->n; i++) {
        const char *note = s->entry[i].why_not ? s->entry[i].why_not : s->entry[i].note;
        int t = mh__text_width(s->entry[i].title), w = note ? mh__text_width(note) : 0;
        *titles = t > *titles ? t : *titles;
        notes = w > notes ? w : notes;
    }
    return 6 + *titles + (notes ? 2 + notes : 0);
}

static void draw_entry(struct mh__app *app, struct state *s, int row, int i, int titles)
{
    const struct entry *e = &s->entry[i];
    struct mh__canvas *c = &app->canvas;
    enum mh__style style = i == s->at ? MH__CURSOR : e->why_not ? MH__DIM : MH__PLAIN;
    char buf[16];
    mh__fill(c, mh__area_rows(s->rows, row, 1), style);
    if (e->letter != 0)
        mh__put(c, s->rows, row, 1, style == MH__PLAIN ? MH__KEYNAME : style, mh__key_name(e->letter, app->ascii, buf));
    if (titles > s->rows.w - 4)
        titles = s->rows.w - 4;
    mh__put_fit(c, s->rows, row, 3, titles, MH__LEFT, style, e->title);
    const char *note = e->why_not ? e->why_not : e->note;
    if (note != NULL && s->rows.w - 5 - titles - 1 > 0)
        mh__put_fit(c, s->rows, row, 5 + titles, s->rows.w - 5 - titles - 1, MH__LEFT, style == MH__CURSOR ? style : MH__DIM, note);
}

static void draw(struct mh__app *app, void *state, struct mh__area screen)
{
    struct state *s = state;
    int titles, w = widest(s, &titles), head = mh__text_width(s->title) + 8;
    struct mh__area a = mh__area_centre(screen, s->n + 2, (w > head ? w : head) + 2);
    s->rows = mh__box(&app->canvas, a, s->title);
    s->shown = s->rows.h;
    if (s->at < s->top)
        s->top = s->at;
    if (s->at >= s->top + s->shown)
        s->top = s->at - s->shown + 1;
    if (s->shown < s->n) { /* there is more than fits */
        char at[48];
        snprintf(at, sizeof at, " %d/%d ", s->at + 1, s->n);
        mh__put(&app->canvas, a, a.h - 1, a.w - 2 - mh__text_width(at), MH__FRAME, at);
    }
    for (int i = 0; i < s->shown && s->top + i < s->n; i++)
        draw_entry(app, s, i, s->top + i, titles);
}

static void take(struct mh__app *app, struct state *s, int i)
{
    if (i < 0 || i >= s->n)
        return;
    s->at = i;
    if (s->entry[i].why_not != NULL) {
        mh__say(app, MH__WARN, mh__text(app, "%s : impossible, %s"), s->entry[i].title, s->entry[i].why_not);
        return;
    }
    void (*done)(struct mh__app *, void *, size_t) = s->done;
    void *ctx = s->ctx;
    mh__layer_pop(app);
    done(app, ctx, (size_t)i);
}

/* Does the title begin with the letter, whatever case and accents? */
static bool begins(const char *title, const char *typed)
{
    struct mh_str a = MH_STR_INIT, b = MH_STR_INIT;
    mh_utf8_fold(&a, title);
    mh_utf8_fold(&b, typed);
    bool same = b.len > 0 && strncmp(mh_str_text(&a), mh_str_text(&b), b.len) == 0;
    mh_str_free(&a);
    mh_str_free(&b);
    return same;
}

static bool on_letter(struct mh__app *app, struct state *s, uint32_t key)
{
    for (int i = 0; i < s->n; i++)
        if (s->entry[i].letter == key) {
            take(app, s, i);
            return true;
        }
    /* Letters in a row spell a beginning; one that leads nowhere begins anew. */
    char bytes[5] = "";
    mh_utf8_put(bytes, key);
    for (int again = 0; again < 2; again++) {
        size_t had = again ? 0 : strlen(s->typed);
        if (had + strlen(bytes) >= sizeof s->typed)
            continue;
        snprintf(s->typed + had, sizeof s->typed - had, "%s", bytes);
        for (int k = had > 0 || !s->moved ? 0 : 1; k <= s->n; k++) {
            int i = (s->at + k) % s->n;
            if (begins(s->entry[i].title, s->typed)) {
                s->at = i;
                s->moved = true;
                return true;
            }
        }
    }
    return true;
}

static bool on_key(struct mh__app *app, struct state *s, uint32_t key)
{
    int page = s->shown > 1 ? s->shown - 1 : 1;
    if (key >= MH__KEY_ENTER) {
        s->typed[0] = '\0';
        s->moved = true;
    }
    switch (key) {
    case MH__KEY_UP: s->at--; break;
    case MH__KEY_DOWN: s->at++; break;
    case MH__KEY_PGUP: s->at -= page; break;
    case MH__KEY_PGDN: s->at += page; break;
    case MH__KEY_HOME: case MH__KEY_CTRL_HOME: s->at = 0; break;
    case MH__KEY_END: case MH__KEY_CTRL_END: s->at = s->n - 1; break;
    case MH__KEY_ENTER: take(app, s, s->at); return true;
    default: return key > 0x20 && key < MH__KEY_ENTER && s->n > 0 && on_letter(app, s, key);
    }
    s->at = s->at >= s->n ? s->n - 1 : s->at;
    s->at = s->at < 0 ? 0 : s->at;
    return true;
}

static bool on_event(struct mh__app *app, void *state, const struct mh__event *ev)
{
    struct state *s = state;
    if (ev->type == MH__EV_KEY)
        return on_key(app, s, ev->key);
    if (ev->type != MH__EV_MOUSE)
        return false;
    if (ev->mouse == MH__MOUSE_UP || ev->mouse == MH__MOUSE_DOWN)
        return on_key(app, s, ev->mouse == MH__MOUSE_UP ? MH__KEY_UP : MH__KEY_DOWN);
    int row = ev->y - s->rows.y, x = ev->x - s->rows.x;
    if (row < 0 || row >= s->rows.h || x < 0 || x >= s->rows.w)
        return false;
    take(app, s, s->top + row);
    return true;
}

static void on_close(struct mh__app *app, void *state)
{
    struct state *s = state;
    (void)app;
    for (int i = 0; i < s->n; i++) {
        free(s->entry[i].title);
        free(s->entry[i].note);
        free(s->entry[i].why_not);
    }
    free(s->entry);
    free(s->title);
}

static const struct mh__layer_ops menu_ops = {
    .name = "menu", .draw = draw, .event = on_event, .close = on_close, .bar = MH_TR("Entrée choisir   Échap fermer"),
};

void mh__menu(struct mh__app *app, const char *title, const struct mh__menu_entry *entries, size_t n,
              void (*done)(struct mh__app *app, void *ctx, size_t i), void *ctx)
{
    struct state *s = mh__layer_push(app, &menu_ops, sizeof *s);
    s->title = mh_xstrdup(title ? mh__text(app, title) : "");
    s->entry = mh_xcalloc(n ? n : 1, sizeof *s->entry);
    s->n = (int)n;
    s->done = done;
    s->ctx = ctx;
    for (size_t i = 0; i < n; i++)
        s->entry[i] = (struct entry){ .title = mh_xstrdup(entries[i].title ? mh__text(app, entries[i].title) : ""),
                                      .note = entries[i].note ? mh_xstrdup(mh__text(app, entries[i].note)) : NULL,
                                      .why_not = entries[i].why_not ? mh_xstrdup(mh__text(app, entries[i].why_not)) : NULL,
                                      .letter = entries[i].letter };
}

void mh__menu_stand(struct mh__app *app, size_t i)
{
    const struct mh__app_priv *p = app->priv;
    if (p->layers.len == 0 || p->layers.at[p->layers.len - 1].ops != &menu_ops)
        return;
    struct state *s = p->layers.at[p->layers.len - 1].state;
    s->at = (int)i < s->n ? (int)i : s->at;
}

/* --- oui --- */

struct confirm {
    char *sentence;
    void (*done)(struct mh__app *app, void *ctx);
    void *ctx;
};

static void confirm_draw(struct mh__app *app, void *state, struct mh__area screen)
{
    struct confirm *s = state;
    struct mh__canvas *c = &app->canvas;
    int w = screen.w < 64 ? screen.w : 64;
    struct mh__area none = { .w = w - 4 };
    int rows = mh__put_wrapped(c, none, 0, MH__PLAIN, s->sentence);
    struct mh__area in = mh__box(c, mh__area_centre(screen, rows + 4, w), mh__text(app, "Confirmer"));
    in = mh__area_columns(in, 1, -1);
    int y = mh__put_wrapped(c, in, 0, MH__PLAIN, s->sentence);
    mh__put(c, in, y + 1, 0, MH__BOLD, mh__text(app, "o : oui      n : non"));
}

static bool confirm_event(struct mh__app *app, void *state, const struct mh__event *ev)
{
    struct confirm *s = state;
    if (ev->type != MH__EV_KEY)
        return false;
    if (ev->key == 'n' || ev->key == 'N') {
        mh__layer_pop(app);
    } else if (ev->key == 'o' || ev->key == 'O') {
        struct confirm taken = *s;
        s->sentence = NULL;
        free(taken.sentence);
        mh__layer_pop(app);
        taken.done(app, taken.ctx);
    } else {
        return false;
    }
    return true;
}

static void confirm_close(struct mh__app *app, void *state)
{
    (void)app;
    free(((struct confirm *)state)->sentence);
}

static const struct mh__layer_ops confirm_ops = {
    .name = "confirmer", .draw = confirm_draw, .event = confirm_event, .close = confirm_close, .bar = MH_TR("o oui   n non   Échap fermer"),
};

void mh__confirm(struct mh__app *app, const char *sentence, void (*done)(struct mh__app *app, void *ctx), void *ctx)
{
    struct confirm *s = mh__layer_push(app, &confirm_ops, sizeof *s);
    s->sentence = mh_xstrdup(sentence ? sentence : "");
    s->done = done;
    s->ctx = ctx;
}

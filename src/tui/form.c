/* The form widget: a layer of fields, each checked when it is left. */
#include "tui/form.h"
#include "tui/line.h"

#include <mahalli/utf8.h>
#include <mahalli/xalloc.h>

#include <stdlib.h>
#include <string.h>

enum { TITLE_WIDTH = 24, FORM_WIDTH = 78, ASIDE_FROM = 110 /* columns from which the aside stands at the right */, ASIDE_WIDTH = 42,
       CHOICES_SHOWN = 6 };

struct field {
    struct mh__field is;     /* name, title, help, choices borrowed; value unused */
    char *text, *kept;       /* as it stands in the form, as it was last accepted */
    char *wrong;             /* why the text will not do; NULL */
};

struct form {
    struct mh__form is;      /* callbacks and ctx */
    char *title;
    struct field *field;
    size_t n, at;            /* at == n: « Valider » of a new row */
    size_t top;              /* first field shown */
    struct mh__line line;    /* of the field one is on */
    bool typed;
    struct mh__choices choices;
    int chosen;              /* -1: none */
    bool quit_anyway;        /* Esc was pressed once on a new row with something in it */
};

/* --- suggestions --- */

static void fold_into(struct mh_str *s, const char *text)
{
    mh_str_clear(s);
    mh_utf8_fold(s, text);
}

static void suggest_choices(const struct mh_choice *choices, const char *typed, struct mh__choices *out)
{
    struct mh_str want = MH_STR_INIT, have = MH_STR_INIT;
    fold_into(&want, typed);
    for (const struct mh_choice *c = choices; c->code != NULL; c++) {
        fold_into(&have, c->code);
        if (strstr(mh_str_text(&have), mh_str_text(&want)) != NULL)
            mh__choices_add(out, c->code, "");
    }
    mh_str_free(&want);
    mh_str_free(&have);
}

static void suggest(struct mh__app *app, struct form *f)
{
    mh__choices_free(&f->choices);
    f->chosen = -1;
    if (f->at >= f->n || f->field[f->at].is.fixed)
        return;
    const char *typed = mh_str_text(&f->line.text);
    if (f->field[f->at].is.choices != NULL)
        suggest_choices(f->field[f->at].is.choices, typed, &f->choices);
    else if (f->is.complete != NULL)
        f->is.complete(app, f->is.ctx, f->at, typed, &f->choices);
}

/* --- moving between fields --- */

static void enter_field(struct mh__app *app, struct form *f, size_t at)
{
    f->at = at;
    f->typed = false;
    mh__choices_free(&f->choices);
    f->chosen = -1;
    if (at < f->n)
        mh__line_set(&f->line, f->field[at].text, true);
    (void)app;
}

/* Takes over what was typed; false: refused, the reason stands at the field. */
static bool leave_field(struct mh__app *app, struct form *f)
{
    if (f->at >= f->n || f->field[f->at].is.fixed)
        return true;
    struct field *d = &f->field[f->at];
    struct mh_err err = MH_ERR_IN(app->lang);
    mh_xset(&d->text, mh_str_text(&f->line.text));
    if (mh_streq(d->text, d->kept)) {
        mh_xset(&d->wrong, NULL);
        return true;
    }
    if (f->is.changed != NULL && f->is.changed(app, f->is.ctx, f->at, d->text, &err) != MH_OK) {
        mh_xset(&d->wrong, err.msg);
        return false;
    }
    mh_xset(&d->wrong, NULL);
    mh_xset(&d->kept, d->text);
    return true;
}

static bool can_stand(const struct form *f, size_t i)
{
    return i == f->n ? f->is.create != NULL : !f->field[i].is.fixed;
}

static void step(struct mh__app *app, struct form *f, int by)
{
    bool new_row = f->is.create != NULL;
    if (!leave_field(app, f) && !new_row) /* a stored row: what was refused is not left behind unsaved */
        return;
    size_t last = f->n - (new_row ? 0 : 1), at = f->at;
    while (by > 0 ? at < last : at > 0) {
        at = by > 0 ? at + 1 : at - 1;
        if (can_stand(f, at)) {
            enter_field(app, f, at);
            return;
        }
    }
    enter_field(app, f, f->at);
}

static void create(struct mh__app *app, struct form *f)
{
    struct mh_err err = MH_ERR_IN(app->lang);
    const char **texts = mh_xcalloc(f->n + 1, sizeof *texts);
    for (size_t i = 0; i < f->n; i++) {
        texts[i] = f->field[i].text;
        if (f->field[i].wrong != NULL || (f->field[i].is.required && mh_blank(texts[i]))) {
            if (f->field[i].wrong == NULL)
                mh_xset(&f->field[i].wrong, mh__text(app, "à remplir"));
            free(texts);
            enter_field(app, f, i);
            return;
        }
    }
    enum mh_rc rc = f->is.create(app, f->is.ctx, texts, &err);
    free(texts);
    if (rc == MH_OK)
        mh__layer_pop(app);
    else
        mh__say_error(app, &err);
}

static void enter(struct mh__app *app, struct form *f)
{
    if (f->at == f->n) {
        if (f->is.create != NULL)
            create(app, f);
        else
            mh__layer_pop(app);
        return;
    }
    bool last = f->is.create == NULL && f->at + 1 == f->n;
    if (last && leave_field(app, f))
        mh__layer_pop(app);
    else if (!last)
        step(app, f, 1);
}

/* --- events --- */

static bool take_choice(struct form *f)
{
    if (f->choices.text.len == 0 || !f->typed)
        return false;
    size_t i = f->chosen < 0 ? 0 : (size_t)f->chosen;
    if (f->chosen < 0 && f->choices.text.len > 1) /* several answer and none was pointed at: what is typed stands */
        return false;
    mh__line_set(&f->line, f->choices.text.at[i], false);
    mh__choices_free(&f->choices);
    f->chosen = -1;
    return true;
}

static bool escape(struct mh__app *app, struct form *f)
{
    if (f->at < f->n && (f->typed || f->field[f->at].wrong != NULL)) {
        mh_xset(&f->field[f->at].text, f->field[f->at].kept);
        mh_xset(&f->field[f->at].wrong, NULL);
        enter_field(app, f, f->at);
        return true;
    }
    bool filled = false;
    for (size_t i = 0; i < f->n && f->is.create != NULL; i++)
        filled = filled || (!f->field[i].is.fixed && !mh_blank(f->field[i].text));
    if (filled && !f->quit_anyway) {
        f->quit_anyway = true;
        mh__say(app, MH__WARN, "%s", mh__text(app, "Échap encore : abandonner cette saisie"));
        return true;
    }
    mh__layer_pop(app);
    return true;
}

static bool key(struct mh__app *app, struct form *f, uint32_t k)
{
    int listed = f->typed ? (int)f->choices.text.len : 0;
    if (k != MH__KEY_ESC)
        f->quit_anyway = false;
    switch (k) {
    case MH__KEY_ESC: return escape(app, f);
    case MH__KEY_DOWN:
        if (listed > 0 && f->chosen + 1 < listed)
            f->chosen++;
        else if (listed == 0)
            step(app, f, 1);
        return true;
    case MH__KEY_UP:
        if (listed > 0 && f->chosen >= 0)
            f->chosen--;
        else
            step(app, f, -1);
        return true;
    case MH__KEY_TAB: take_choice(f); step(app, f, 1); return true;
    case MH__KEY_BACKTAB: step(app, f, -1); return true;
    case MH__KEY_ENTER: take_choice(f); enter(app, f); return true;
    case MH__KEY_CTRL + 's':
        if (leave_field(app, f) && f->is.create != NULL)
            create(app, f);
        return true;
    default: return false;
    }
}

static bool form_event(struct mh__app *app, void *state, const struct mh__event *ev)
{
    struct form *f = state;
    bool changed = false;
    if (ev->type == MH__EV_KEY && key(app, f, ev->key))
        return true;
    if (ev->type != MH__EV_KEY && ev->type != MH__EV_PASTE)
        return ev->type == MH__EV_MOUSE;
    if (f->at < f->n && mh__line_event(&f->line, ev, &changed)) {
        if (changed) {
            f->typed = true;
            suggest(app, f);
        }
    }
    return true;
}

/* --- looks --- */

static int draw_choices(struct mh__app *app, struct form *f, struct mh__area in, int y)
{
    int n = (int)f->choices.text.len, first = f->chosen >= CHOICES_SHOWN ? f->chosen - CHOICES_SHOWN + 1 : 0;
    for (int i = first; i < n && i < first + CHOICES_SHOWN; i++) {
        struct mh__area line = mh__area_columns(mh__area_rows(in, y++, 1), TITLE_WIDTH + 1, in.w - TITLE_WIDTH - 1);
        enum mh__style style = i == f->chosen ? MH__CURSOR : MH__PICKED;
        mh__fill(&app->canvas, line, style);
        int x = mh__put(&app->canvas, line, 0, 1, style, f->choices.text.at[i]);
        if (*f->choices.note.at[i] != '\0')
            mh__put(&app->canvas, line, 0, x + 2, style, f->choices.note.at[i]);
    }
    return y;
}

static int draw_field(struct mh__app *app, struct form *f, struct mh__area in, int y, size_t i)
{
    struct field *d = &f->field[i];
    bool here = i == f->at;
    int width = in.w - TITLE_WIDTH - 1;
    struct mh_str title = MH_STR_INIT;
    mh_str_addf(&title, "%s%s", d->is.title, d->is.required ? " *" : "");
    mh__put_fit(&app->canvas, in, y, 0, TITLE_WIDTH, MH__LEFT, here ? MH__BOLD : d->is.fixed ? MH__DIM : MH__PLAIN, mh_str_text(&title));
    mh_str_free(&title);
    if (here) {
        struct mh__area cell = mh__area_columns(mh__area_rows(in, y, 1), TITLE_WIDTH + 1, width);
        mh__fill(&app->canvas, cell, MH__EDIT);
        mh__line_draw(&f->line, &app->canvas, in, y, TITLE_WIDTH + 1, width);
    } else {
        mh__put_fit(&app->canvas, in, y, TITLE_WIDTH + 1, width, MH__LEFT, d->is.fixed ? MH__DIM : MH__PLAIN, d->text);
    }
    y++;
    if (d->wrong != NULL)
        y = mh__put_wrapped(&app->canvas, mh__area_columns(in, TITLE_WIDTH + 1, width), y, MH__BAD, d->wrong);
    if (here && f->typed)
        y = draw_choices(app, f, in, y);
    return y;
}

static void draw_fields(struct mh__app *app, struct form *f, struct mh__area in)
{
    int room = in.h - (f->is.create != NULL) - 2; /* what the field one is on may unfold stays visible */
    if (f->at < f->top)
        f->top = f->at;
    if (room < 1)
        room = 1;
    if (f->at >= f->top + (size_t)room)
        f->top = f->at - (size_t)room + 1;
    int y = 0;
    struct mh__area fields = mh__area_rows(in, 0, in.h - (f->is.create != NULL)); /* « Valider » has a row of its own */
    for (size_t i = f->top; i < f->n && y < fields.h; i++)
        y = draw_field(app, f, fields, y, i);
    if (f->is.create != NULL)
        mh__put(&app->canvas, in, y < in.h ? y : in.h - 1, TITLE_WIDTH + 1, f->at == f->n ? MH__CURSOR : MH__BOLD, " Valider ");
}

static void draw_aside(struct mh__app *app, struct form *f, struct mh__area a)
{
    struct mh_str text = MH_STR_INIT;
    const char **texts = mh_xcalloc(f->n + 1, sizeof *texts);
    for (size_t i = 0; i < f->n; i++)
        texts[i] = i == f->at ? mh_str_text(&f->line.text) : f->field[i].text;
    f->is.aside(app, f->is.ctx, f->at, texts, &text);
    int y = 0;
    for (const char *p = mh_str_text(&text); *p != '\0';) {
        size_t n = strcspn(p, "\n");
        char *line = mh_xstrndup(p, n);
        y = n == 0 ? y + 1 : mh__put_wrapped(&app->canvas, a, y, MH__PLAIN, line);
        free(line);
        p += n + (p[n] == '\n');
    }
    free(texts);
    mh_str_free(&text);
}

static void form_draw(struct mh__app *app, void *state, struct mh__area screen)
{
    struct form *f = state;
    bool aside = f->is.aside != NULL, beside = aside && screen.w >= ASIDE_FROM;
    int below = aside && !beside ? 6 : 0;
    int want = (int)f->n + 4 + (f->is.create != NULL) + 4 + below;
    int width = beside ? FORM_WIDTH + ASIDE_WIDTH : FORM_WIDTH;
    struct mh__area a = mh__area_centre(screen, want < screen.h ? want : screen.h, width < screen.w ? width : screen.w);
    mh__fill(&app->canvas, a, MH__PLAIN);
    struct mh__area in = mh__box(&app->canvas, a, f->title);
    const char *help = f->at < f->n ? f->field[f->at].is.help : NULL;
    if (help != NULL)
        mh__put_fit(&app->canvas, in, in.h - 1, 0, in.w, MH__LEFT, MH__DIM, mh__text(app, help));
    in = mh__area_rows(in, 0, in.h - 1);
    if (below > 0 && in.h > below + 4) {
        draw_aside(app, f, mh__area_rows(in, in.h - below, below));
        mh__hline(&app->canvas, in, in.h - below - 1);
        in = mh__area_rows(in, 0, in.h - below - 1);
    } else if (beside) {
        draw_aside(app, f, mh__area_columns(in, in.w - ASIDE_WIDTH + 2, ASIDE_WIDTH - 2));
        mh__vline(&app->canvas, in, in.w - ASIDE_WIDTH);
        in = mh__area_columns(in, 0, in.w - ASIDE_WIDTH - 1);
    }
    draw_fields(app, f, in);
}

static void form_close(struct mh__app *app, void *state)
{
    struct form *f = state;
    for (size_t i = 0; i < f->n; i++) {
        free(f->field[i].text);
        free(f->field[i].kept);
        free(f->field[i].wrong);
    }
    free(f->field);
    free(f->title);
    mh__line_free(&f->line);
    mh__choices_free(&f->choices);
    if (f->is.closed != NULL)
        f->is.closed(app, f->is.ctx);
}

static const struct mh__layer_ops form_ops = {
    .name = "formulaire", .draw = form_draw, .event = form_event, .close = form_close,
    .bar = MH_TR("Échap annule, ferme   Entrée suivant   ↑ précédent   Tab compléter"),
};

void mh__form_open(struct mh__app *app, const struct mh__form *is)
{
    struct form *f = mh__layer_push(app, &form_ops, sizeof *f);
    f->is = *is;
    f->is.fields = NULL;
    f->title = mh_xstrdup(is->title);
    f->n = is->nfields;
    f->field = mh_xcalloc(f->n + 1, sizeof *f->field);
    for (size_t i = 0; i < f->n; i++) {
        f->field[i].is = is->fields[i];
        mh_xset(&f->field[i].text, is->fields[i].value ? is->fields[i].value : "");
        mh_xset(&f->field[i].kept, f->field[i].text);
    }
    size_t at = 0;
    while (at < f->n && !can_stand(f, at))
        at++;
    enter_field(app, f, at < f->n ? at : f->n);
}

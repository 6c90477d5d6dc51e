/* A script in place of a person: keys in, grids out. The same bytes each time: no clock, no box of progress. */
#include "tui/app.h"

#include <mahalli/utf8.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_TICKS = 100000 };

struct script {
    struct mh__app *app;
    FILE *in;
    const char *name;
    int64_t line, keys;
    bool styles, echo, progress;
    int64_t cancel_at; /* the how manieth report of progress stops the work; 0 none */
    char what[96];
};

static enum mh_rc fault(struct script *s, struct mh_err *err, const char *what, const char *word)
{
    return mh_err_set(err, MH_EINVAL, "%s, ligne %lld : %s « %s »", s->name, (long long)s->line, what, word);
}

static void send(struct script *s, const struct mh__event *ev)
{
    mh__app_event(s->app, ev);
    mh__app_draw(s->app);
}

static void key(struct script *s, uint32_t k)
{
    struct mh__event ev = { .type = MH__EV_KEY, .key = k };
    s->keys++;
    send(s, &ev);
}

static bool stopped(void *ctx, const char *what)
{
    struct script *s = ctx;
    if (s->progress && strncmp(s->what, what, sizeof s->what - 1) != 0) {
        memset(s->what, 0, sizeof s->what);
        strncpy(s->what, what, sizeof s->what - 1);
        printf("en cours : %s\n", what);
    }
    return s->cancel_at > 0 && --s->cancel_at == 0;
}

/* --- commands --- */

static enum mh_rc do_keys(struct script *s, char *rest, struct mh_err *err)
{
    for (char *word = strtok(rest, " "); word != NULL; word = strtok(NULL, " ")) {
        uint32_t k;
        if (!mh__key_parse(word, &k))
            return fault(s, err, "touche inconnue", word);
        key(s, k);
    }
    return MH_OK;
}

static enum mh_rc do_type(struct script *s, char *rest, struct mh_err *err)
{
    (void)err;
    for (const char *p = rest, *end = rest + strlen(rest); p < end;) {
        uint32_t cp;
        p += mh_utf8_next(p, end, &cp);
        key(s, cp);
    }
    return MH_OK;
}

static enum mh_rc do_paste(struct script *s, char *rest, struct mh_err *err)
{
    size_t n = strlen(rest);
    struct mh_str text = MH_STR_INIT;
    if (n < 2 || rest[0] != '"' || rest[n - 1] != '"')
        return fault(s, err, "texte entre guillemets attendu", rest);
    for (const char *p = rest + 1; p < rest + n - 1; p++) {
        if (*p != '\\') {
            mh_str_addc(&text, *p);
            continue;
        }
        p++;
        mh_str_addc(&text, *p == 't' ? '\t' : *p == 'n' ? '\n' : *p == 'r' ? '\r' : *p == 'e' ? '\033' : *p);
    }
    struct mh__event ev = { .type = MH__EV_PASTE, .text = mh_str_text(&text), .len = text.len };
    s->keys++;
    send(s, &ev);
    mh_str_free(&text);
    return MH_OK;
}

static enum mh_rc do_mouse(struct script *s, char *rest, struct mh_err *err)
{
    struct mh__event ev = { .type = MH__EV_MOUSE };
    char how[12] = "";
    int n = sscanf(rest, "%d %d %11s", &ev.y, &ev.x, how);
    if (n < 2 || ev.y < 0 || ev.x < 0)
        return fault(s, err, "ligne et colonne attendues", rest);
    if (strcmp(how, "double") == 0)
        ev.mouse = MH__MOUSE_DOUBLE;
    else if (strcmp(how, "up") == 0)
        ev.mouse = MH__MOUSE_UP;
    else if (strcmp(how, "down") == 0)
        ev.mouse = MH__MOUSE_DOWN;
    else if (how[0] != '\0')
        return fault(s, err, "double, up ou down attendu", how);
    s->keys++;
    send(s, &ev);
    return MH_OK;
}

static enum mh_rc do_resize(struct script *s, char *rest, struct mh_err *err)
{
    struct mh__event ev = { .type = MH__EV_RESIZE };
    if (sscanf(rest, "%dx%d", &ev.w, &ev.h) != 2 || ev.w < 1 || ev.h < 1 || ev.w > 1000 || ev.h > 1000)
        return fault(s, err, "COLONNESxLIGNES attendu", rest);
    send(s, &ev);
    return MH_OK;
}

static void ruler(const struct script *s)
{
    const struct mh__canvas *c = &s->app->canvas;
    printf("--- %dx%d", c->w, c->h);
    if (c->cursor_y >= 0)
        printf(" curseur %d,%d", c->cursor_y, c->cursor_x);
    for (int i = 0; i < 20; i++)
        putchar('-');
    putchar('\n');
}

static void dump(const struct script *s, bool styles)
{
    struct mh_str out = MH_STR_INIT;
    ruler(s);
    mh__canvas_dump(&s->app->canvas, styles, &out);
    fwrite(mh_str_text(&out), 1, out.len, stdout);
    ruler(s);
    mh_str_free(&out);
}

static enum mh_rc do_screen(struct script *s, char *rest, struct mh_err *err)
{
    (void)rest;
    (void)err;
    dump(s, s->styles);
    return MH_OK;
}

static enum mh_rc do_styles(struct script *s, char *rest, struct mh_err *err)
{
    (void)rest;
    (void)err;
    dump(s, true);
    return MH_OK;
}

static enum mh_rc do_tick(struct script *s, char *rest, struct mh_err *err)
{
    (void)rest;
    (void)err;
    for (int i = 0; i < MOST_TICKS && mh__app_idle(s->app); i++)
        ;
    mh__app_draw(s->app);
    return MH_OK;
}

static enum mh_rc do_count(struct script *s, char *rest, struct mh_err *err)
{
    (void)rest;
    (void)err;
    printf("touches : %lld\n", (long long)s->keys);
    return MH_OK;
}

static enum mh_rc do_progress(struct script *s, char *rest, struct mh_err *err)
{
    if (strcmp(rest, "on") != 0 && strcmp(rest, "off") != 0)
        return fault(s, err, "on ou off attendu", rest);
    s->progress = rest[1] == 'n';
    s->what[0] = '\0';
    return MH_OK;
}

static enum mh_rc do_cancel(struct script *s, char *rest, struct mh_err *err)
{
    s->cancel_at = strtoll(rest, NULL, 10);
    return s->cancel_at > 0 ? MH_OK : fault(s, err, "un nombre à partir de 1 attendu", rest);
}

static enum mh_rc do_echo(struct script *s, char *rest, struct mh_err *err)
{
    if (strcmp(rest, "on") != 0 && strcmp(rest, "off") != 0)
        return fault(s, err, "on ou off attendu", rest);
    s->echo = rest[1] == 'n';
    return MH_OK;
}

static const struct {
    const char *name;
    enum mh_rc (*run)(struct script *s, char *rest, struct mh_err *err);
} commands[] = {
    { "keys", do_keys },     { "type", do_type },   { "paste", do_paste },       { "mouse", do_mouse },   { "resize", do_resize },
    { "screen", do_screen }, { "styles", do_styles }, { "tick", do_tick },       { "count", do_count },   { "progress", do_progress },
    { "cancel", do_cancel }, { "echo", do_echo },
};

static enum mh_rc do_line(struct script *s, char *line, struct mh_err *err)
{
    if (s->echo)
        printf("%s%s\n", *line == '#' || *line == '\0' ? "" : "$ ", line);
    if (*line == '#' || mh_blank(line))
        return MH_OK;
    size_t n = strcspn(line, " ");
    char *rest = line + n + (line[n] == ' ');
    line[n] = '\0';
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
        if (strcmp(commands[i].name, line) == 0)
            return commands[i].run(s, rest, err);
    return fault(s, err, "commande inconnue", line);
}

static enum mh_rc run_lines(struct script *s, struct mh_err *err)
{
    char *line = NULL;
    size_t cap = 0;
    ssize_t n;
    enum mh_rc rc = MH_OK;
    mh__app_draw(s->app);
    while (rc == MH_OK && !mh__app_done(s->app) && (n = getline(&line, &cap, s->in)) >= 0) {
        s->line++;
        while (n > 0 && (line[n - 1] == '\n' || line[n - 1] == '\r'))
            line[--n] = '\0';
        rc = do_line(s, line, err);
    }
    if (rc == MH_OK && ferror(s->in))
        rc = mh_err_set(err, MH_EIO, "%s : %s", s->name, mh_err_errno(err, errno));
    free(line);
    if ((fflush(stdout) != 0 || ferror(stdout)) && rc == MH_OK)
        rc = mh_err_set(err, MH_EIO, "sortie : %s", mh_err_errno(err, errno));
    return rc;
}

enum mh_rc mh__script_run(const struct mh_tui_options *opt, struct mh_err *err)
{
    struct script s = { .name = opt->script, .styles = opt->styles };
    const struct mh__host host = { .ctx = &s, .stopped = stopped };
    s.in = strcmp(opt->script, "-") == 0 ? stdin : fopen(opt->script, "r");
    if (s.in == NULL)
        return mh_err_set(err, MH_EIO, "%s : %s", opt->script, mh_err_errno(err, errno));
    enum mh_rc rc = mh__app_new(opt, &host, opt->h, opt->w, &s.app, err);
    if (rc == MH_OK)
        rc = run_lines(&s, err);
    mh__app_free(s.app);
    if (s.in != stdin)
        fclose(s.in);
    return rc;
}

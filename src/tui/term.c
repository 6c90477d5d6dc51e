/*
 * The terminal: the only file that knows curses. It shows a grid, writing what changed, and turns bytes into events (input.c). Whatever
 * ends the program, the terminal is left as it was found.
 */
#define _XOPEN_SOURCE 700 /* wcwidth */
#define NCURSES_WIDECHAR 1
#include "tui/app.h"
#include "tui/input.h"

#include <mahalli/utf8.h>
#include <mahalli/xalloc.h>

#include <curses.h>
#include <errno.h>
#include <langinfo.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <term.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

enum { ESC_MS = 25, TICK_MS = 500, PASTE_MS = 2000, CHUNK = 65536, MOST_STDERR = 8192 };

static const char MOUSE_ON[] = "\033[?1000h\033[?1006h", MOUSE_OFF[] = "\033[?1006l\033[?1000l";
static const char PASTE_ON[] = "\033[?2004h", PASTE_OFF[] = "\033[?2004l";

/* One program, one terminal: what signal handlers must reach. */
static struct {
    volatile sig_atomic_t quit, interrupted, resized, stopped;
    volatile sig_atomic_t entered; /* the terminal is ours */
    struct termios saved;
    char leave[128]; /* what brings back the ordinary screen */
    size_t nleave;
    int err_fd;      /* the real stderr while the interface runs, -1 else */
} tty = { .err_fd = -1 };

struct tty_term {
    struct mh__app *app;
    struct mh__input in;
    struct mh__cell *shown; /* what the screen has */
    int h, w;
    bool force;             /* ... or not: write all of it */
    bool utf8, colour, mouse_able, paste_able;
    FILE *err_file;         /* where libraries' complaints go meanwhile */
    int64_t last_byte;
    attr_t attr[MH__NSTYLES];
    short pair[MH__NSTYLES];
};

/* --- signals --- */

static void put_bytes(const char *bytes, size_t n)
{
    while (n > 0) {
        ssize_t k = write(STDOUT_FILENO, bytes, n);
        if (k <= 0)
            return;
        bytes += k;
        n -= (size_t)k;
    }
}

/* Only what a signal handler may call. */
static void restore_at_once(void)
{
    if (!tty.entered)
        return;
    tty.entered = 0;
    put_bytes(tty.leave, tty.nleave);
    tcsetattr(STDIN_FILENO, TCSANOW, &tty.saved);
    if (tty.err_fd >= 0)
        dup2(tty.err_fd, STDERR_FILENO);
}

static void on_signal(int sig)
{
    switch (sig) {
    case SIGWINCH: tty.resized = 1; break;
    case SIGINT: tty.interrupted = 1; break;
    case SIGTSTP: tty.stopped = 1; break;
    default: tty.quit = 1; break;
    }
}

static void on_fatal(int sig)
{
    restore_at_once();
    signal(sig, SIG_DFL);
    raise(sig);
}

static const int gentle[] = { SIGWINCH, SIGINT, SIGTSTP, SIGTERM, SIGHUP, SIGQUIT };
static const int fatal[] = { SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL };

static void catch_signals(bool on)
{
    struct sigaction soft = { .sa_handler = on ? on_signal : SIG_DFL }, hard = { .sa_handler = on ? on_fatal : SIG_DFL };
    sigemptyset(&soft.sa_mask);
    sigemptyset(&hard.sa_mask);
    for (size_t i = 0; i < sizeof gentle / sizeof *gentle; i++)
        sigaction(gentle[i], &soft, NULL);
    for (size_t i = 0; i < sizeof fatal / sizeof *fatal; i++)
        sigaction(fatal[i], &hard, NULL);
    mh_xalloc_set_hook(on ? restore_at_once : NULL);
}

/* --- stderr: nothing else may write on the screen --- */

static void hide_stderr(struct tty_term *t)
{
    fflush(stderr);
    t->err_file = tmpfile();
    if (t->err_file == NULL)
        return;
    tty.err_fd = dup(STDERR_FILENO);
    if (tty.err_fd >= 0)
        dup2(fileno(t->err_file), STDERR_FILENO);
}

static void show_stderr(struct tty_term *t)
{
    char buffer[MOST_STDERR + 1];
    fflush(stderr);
    if (tty.err_fd >= 0) {
        dup2(tty.err_fd, STDERR_FILENO);
        close(tty.err_fd);
        tty.err_fd = -1;
    }
    if (t->err_file == NULL)
        return;
    rewind(t->err_file);
    size_t n = fread(buffer, 1, MOST_STDERR, t->err_file);
    buffer[n] = '\0';
    for (char *line = strtok(buffer, "\n"); line != NULL; line = strtok(NULL, "\n")) {
        struct mh_str seen = MH_STR_INIT;
        mh_utf8_visible(&seen, line);
        fprintf(stderr, "%s\n", mh_str_text(&seen));
        mh_str_free(&seen);
    }
    fclose(t->err_file);
    t->err_file = NULL;
}

/* --- looks --- */

static const struct look {
    short fg;          /* of 8; -1 the terminal's own */
    short bg;
    attr_t with, without; /* attributes with colours, and without */
} looks[MH__NSTYLES] = {
    [MH__PLAIN] = { -1, -1, A_NORMAL, A_NORMAL },
    [MH__DIM] = { -1, -1, A_DIM, A_DIM },
    [MH__BOLD] = { -1, -1, A_BOLD, A_BOLD },
    [MH__TITLE] = { COLOR_WHITE, COLOR_BLUE, A_BOLD, A_REVERSE | A_BOLD },
    [MH__HEADER] = { COLOR_CYAN, -1, A_BOLD, A_BOLD | A_UNDERLINE },
    [MH__BAR] = { COLOR_BLACK, COLOR_WHITE, A_NORMAL, A_REVERSE },
    [MH__KEYNAME] = { COLOR_BLUE, COLOR_WHITE, A_BOLD, A_REVERSE | A_BOLD },
    [MH__CURSOR] = { -1, -1, A_REVERSE, A_REVERSE },
    [MH__PICKED] = { COLOR_BLACK, COLOR_YELLOW, A_NORMAL, A_REVERSE | A_BOLD },
    [MH__EDIT] = { COLOR_BLACK, COLOR_CYAN, A_NORMAL, A_UNDERLINE | A_BOLD },
    [MH__GOOD] = { COLOR_GREEN, -1, A_NORMAL, A_NORMAL },
    [MH__WARN] = { COLOR_YELLOW, -1, A_NORMAL, A_BOLD },
    [MH__BAD] = { COLOR_RED, -1, A_BOLD, A_BOLD },
    [MH__INFO] = { COLOR_CYAN, -1, A_NORMAL, A_NORMAL },
    [MH__PRIVATE] = { COLOR_MAGENTA, -1, A_NORMAL, A_NORMAL },
    [MH__FRAME] = { COLOR_BLUE, -1, A_NORMAL, A_NORMAL },
};

static void settle_looks(struct tty_term *t)
{
    const char *no = getenv("NO_COLOR");
    t->colour = has_colors() && (no == NULL || *no == '\0') && start_color() == OK;
    short own = -1;
    if (t->colour && use_default_colors() == ERR)
        own = 0;
    for (int i = 0; i < MH__NSTYLES; i++) {
        const struct look *l = &looks[i];
        t->attr[i] = t->colour ? l->with : l->without;
        t->pair[i] = 0;
        if (!t->colour || (l->fg < 0 && l->bg < 0) || i >= COLOR_PAIRS)
            continue;
        short fg = l->fg < 0 ? (short)(own < 0 ? -1 : COLOR_WHITE) : l->fg, bg = l->bg < 0 ? (short)(own < 0 ? -1 : COLOR_BLACK) : l->bg;
        if (init_pair((short)i, fg, bg) == OK)
            t->pair[i] = (short)i;
    }
}

/* --- showing --- */

/* What stands for a letter that the terminal's character set lacks. */
static char ascii_letter(uint32_t cp)
{
    static const char latin1[] = "AAAAAAACEEEEIIIIDNOOOOOxOUUUUYTsaaaaaaaceeeeiiiidnooooo/ouuuuyty"; /* U+00C0 on */
    if (cp >= 0xC0 && cp <= 0xFF)
        return latin1[cp - 0xC0];
    switch (cp) {
    case 0x152: return 'O';
    case 0x153: return 'o';
    case 0x178: return 'Y';
    case 0x20AC: return 'E';
    case 0xB0: case 0xBA: return 'o';
    case 0xB2: return '2';
    case 0xB3: return '3';
    case 0xB5: case 0x3BC: return 'u';
    default: return '?';
    }
}

/* The cell's text as wide characters that the terminal can show in exactly `width` columns. */
static int wide_text(const struct tty_term *t, const char *text, int width, wchar_t out[8])
{
    const char *end = text + strlen(text);
    int n = 0;
    while (text < end && n < 6) {
        uint32_t cp;
        text += mh_utf8_next(text, end, &cp);
        if (cp < 0x80) {
            out[n++] = (wchar_t)cp;
        } else if (t->utf8) {
            int w = wcwidth((wchar_t)cp);
            if (n == 0 && w != width) {
                out[n++] = width == 1 ? L'\xFFFD' : L'?';
                break;
            }
            if (n == 0 || w == 0)
                out[n++] = (wchar_t)cp;
        } else if (n == 0) {
            out[n++] = wctob((wint_t)cp) != EOF ? (wchar_t)cp : (wchar_t)ascii_letter(cp); /* Latin-1 and the like */
        }
    }
    out[n] = L'\0';
    return n;
}

static void write_cell(struct tty_term *t, int y, int x, const struct mh__cell *cell, int width)
{
    wchar_t text[8];
    cchar_t cc;
    int n = wide_text(t, cell->text, width, text);
    if (n == 0)
        text[n++] = L' ', text[n] = L'\0';
    if (setcchar(&cc, text, t->attr[cell->style], t->pair[cell->style], NULL) == ERR) {
        text[1] = L'\0';
        text[0] = L'?';
        setcchar(&cc, text, t->attr[cell->style], t->pair[cell->style], NULL);
    }
    mvadd_wch(y, x, &cc);
    if (width == 2 && wcwidth(text[0]) != 2) { /* a substitute is narrow */
        setcchar(&cc, L" ", t->attr[cell->style], t->pair[cell->style], NULL);
        mvadd_wch(y, x + 1, &cc);
    }
}

static void show(void *ctx, struct mh__app *app)
{
    struct tty_term *t = ctx;
    const struct mh__canvas *c = &app->canvas;
    size_t n = (size_t)c->h * (size_t)c->w;
    if (c->h != t->h || c->w != t->w || t->shown == NULL) {
        t->shown = mh_xreallocarray(t->shown, n, sizeof *t->shown);
        t->h = c->h;
        t->w = c->w;
        t->force = true;
    }
    for (int y = 0; y < c->h; y++)
        for (int x = 0; x < c->w; x++) {
            size_t i = (size_t)y * (size_t)c->w + (size_t)x;
            const struct mh__cell *cell = &c->cell[i];
            int width = x + 1 < c->w && c->cell[i + 1].text[0] == '\0' ? 2 : 1;
            bool same = !t->force && memcmp(&t->shown[i], cell, sizeof *cell) == 0;
            if (same && (width == 1 || memcmp(&t->shown[i + 1], &cell[1], sizeof *cell) == 0))
                continue;
            if (cell->text[0] != '\0')
                write_cell(t, y, x, cell, width);
        }
    memcpy(t->shown, c->cell, n * sizeof *t->shown);
    t->force = false;
    if (c->cursor_y >= 0 && c->cursor_y < c->h && c->cursor_x >= 0 && c->cursor_x < c->w) {
        curs_set(1);
        move(c->cursor_y, c->cursor_x);
    } else {
        curs_set(0);
        move(c->h - 1, 0);
    }
    refresh();
}

static void redraw(void *ctx)
{
    struct tty_term *t = ctx;
    t->force = true;
    clearok(curscr, TRUE);
}

/* --- entering and leaving --- */

static void say_modes(struct tty_term *t, bool mouse)
{
    fflush(stdout);
    if (t->mouse_able)
        put_bytes(mouse ? MOUSE_ON : MOUSE_OFF, mouse ? sizeof MOUSE_ON - 1 : sizeof MOUSE_OFF - 1);
    if (t->paste_able)
        put_bytes(PASTE_ON, sizeof PASTE_ON - 1);
}

static void set_mouse(void *ctx, bool on)
{
    say_modes(ctx, on);
}

static void remember(const char *bytes)
{
    size_t n = bytes == NULL || bytes == (char *)-1 ? 0 : strlen(bytes);
    if (tty.nleave + n > sizeof tty.leave)
        return;
    memcpy(tty.leave + tty.nleave, bytes ? bytes : "", n);
    tty.nleave += n;
}

static enum mh_rc enter(struct tty_term *t, struct mh_err *err)
{
    const char *name = getenv("TERM");
    tcgetattr(STDIN_FILENO, &tty.saved);
    if (newterm(NULL, stdout, stdin) == NULL)
        return mh_err_set(err, MH_EUSAGE, "ce terminal (TERM=%s) est inconnu de cette machine : essayez TERM=xterm mahalli",
                          name ? name : "");
    raw();
    noecho();
    nonl();
    settle_looks(t);
    bool old = name == NULL || strncmp(name, "vt", 2) == 0 || strncmp(name, "ansi", 4) == 0 || strcmp(name, "linux") == 0;
    const char *kmous = tigetstr("kmous");
    t->mouse_able = !old && kmous != NULL && kmous != (char *)-1;
    t->paste_able = !old;
    tty.nleave = 0;
    if (t->mouse_able)
        remember(MOUSE_OFF);
    if (t->paste_able)
        remember(PASTE_OFF);
    remember(tigetstr("sgr0"));
    remember(tigetstr("cnorm"));
    remember(tigetstr("rmcup"));
    remember("\r");
    tty.entered = 1;
    t->force = true;
    clear();
    refresh();
    say_modes(t, t->app->mouse);
    return MH_OK;
}

static void leave(struct tty_term *t)
{
    if (!tty.entered)
        return;
    if (t->mouse_able)
        put_bytes(MOUSE_OFF, sizeof MOUSE_OFF - 1);
    if (t->paste_able)
        put_bytes(PASTE_OFF, sizeof PASTE_OFF - 1);
    endwin();
    tty.entered = 0;
}

static void suspend(struct tty_term *t)
{
    tty.stopped = 0;
    leave(t);
    raise(SIGSTOP);
    tty.stopped = 0; /* asked for twice is once */
    tty.entered = 1;
    redraw(t);
    refresh();
    say_modes(t, t->app->mouse);
    tty.resized = 1;
}

/* --- the loop --- */

static void size_of_terminal(int *h, int *w)
{
    struct winsize size;
    *h = 24;
    *w = 80;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 && size.ws_col > 0) {
        *h = size.ws_row;
        *w = size.ws_col;
    }
}

/* Waits for bytes at most ms; false when the terminal has gone. */
static bool read_bytes(struct tty_term *t, int ms)
{
    static char chunk[CHUNK];
    struct pollfd fd = { .fd = STDIN_FILENO, .events = POLLIN };
    int n = poll(&fd, 1, ms);
    if (n <= 0)
        return n == 0 || errno == EINTR;
    ssize_t k = read(STDIN_FILENO, chunk, sizeof chunk);
    if (k < 0)
        return errno == EINTR || errno == EAGAIN;
    if (k == 0)
        return false;
    mh__input_feed(&t->in, chunk, (size_t)k);
    t->last_byte = mh__clock_ms();
    return true;
}

/* During long work: Esc or Ctrl-C was pressed, or the program is to end. Other keys are not meant for what comes after. */
static bool stopped(void *ctx, const char *what)
{
    struct tty_term *t = ctx;
    struct mh__event ev;
    bool stop = false;
    (void)what;
    if (!read_bytes(t, 0))
        tty.quit = 1;
    while (mh__input_next(&t->in, true, mh__clock_ms(), &ev))
        stop = stop || (ev.type == MH__EV_KEY && (ev.key == MH__KEY_ESC || ev.key == MH__KEY_CTRL + 'c'));
    if (tty.interrupted) {
        tty.interrupted = 0;
        stop = true;
    }
    return stop || tty.quit;
}

static void send(struct tty_term *t, const struct mh__event *ev)
{
    mh__app_event(t->app, ev);
    mh__app_draw(t->app);
}

static void resize(struct tty_term *t)
{
    struct mh__event ev = { .type = MH__EV_RESIZE };
    tty.resized = 0;
    size_of_terminal(&ev.h, &ev.w);
    resizeterm(ev.h, ev.w);
    send(t, &ev);
    redraw(t);
}

static void on_flags(struct tty_term *t)
{
    if (tty.resized)
        resize(t);
    if (tty.stopped)
        suspend(t);
    if (tty.interrupted) {
        struct mh__event ev = { .type = MH__EV_KEY, .key = MH__KEY_CTRL + 'c' };
        tty.interrupted = 0;
        send(t, &ev);
    }
    if (tty.quit) {
        struct mh__event ev = { .type = MH__EV_QUIT };
        mh__app_event(t->app, &ev);
    }
}

static void drain(struct tty_term *t)
{
    struct mh__event ev;
    while (!mh__app_done(t->app) && mh__input_next(&t->in, false, mh__clock_ms(), &ev))
        send(t, &ev);
    if (!mh__input_pending(&t->in) && !t->in.pasting)
        return;
    int64_t since = mh__clock_ms() - t->last_byte;
    if (t->in.pasting && since >= PASTE_MS) /* the end of the paste was lost: nobody stays caught in it */
        mh__input_feed(&t->in, "\033[201~", 6);
    else if (t->in.pasting || since < ESC_MS)
        return;
    while (!mh__app_done(t->app) && mh__input_next(&t->in, true, mh__clock_ms(), &ev))
        send(t, &ev);
}

static void loop(struct tty_term *t)
{
    bool more = true;
    mh__app_draw(t->app);
    while (!mh__app_done(t->app)) {
        show(t, t->app);
        int wait = mh__input_pending(&t->in) ? ESC_MS : more ? 0 : TICK_MS;
        int64_t before = t->last_byte;
        if (!read_bytes(t, wait))
            return;
        bool idle = t->last_byte == before && !mh__input_pending(&t->in) && !t->in.pasting;
        on_flags(t);
        drain(t);
        if (idle && !mh__app_done(t->app)) {
            more = mh__app_idle(t->app);
            mh__app_draw(t->app);
        } else {
            more = true;
        }
    }
}

static uint32_t other_byte(unsigned char byte)
{
    wint_t wc = btowc(byte);
    return wc == WEOF || wc < 0xA0 ? 0 : (uint32_t)wc;
}

enum mh_rc mh__term_run(const struct mh_tui_options *opt, struct mh_err *err)
{
    struct tty_term t = { .in = { .other = other_byte } };
    const struct mh__host host = { .ctx = &t, .show = show, .stopped = stopped, .mouse = set_mouse, .redraw = redraw, .shows_progress = true };
    const char *name = getenv("TERM");
    int h, w;
    if (name == NULL || *name == '\0' || strcmp(name, "dumb") == 0 || !isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
        return mh_err_set(err, MH_EUSAGE, "l'interface demande un terminal qui place son curseur : mahalli status montre le plan en texte");
    size_of_terminal(&h, &w);
    enum mh_rc rc = mh__app_new(opt, &host, h, w, &t.app, err);
    if (rc != MH_OK)
        return rc;
    t.utf8 = strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
    t.app->ascii = !t.utf8;
    /* Only ASCII will be written there; in this locale curses writes it without REP, which old PuTTY lacks though TERM=xterm promises it. */
    if (strcmp(nl_langinfo(CODESET), "ANSI_X3.4-1968") == 0)
        setlocale(LC_CTYPE, "C.UTF-8");
    hide_stderr(&t);
    rc = enter(&t, err);
    if (rc == MH_OK) {
        catch_signals(true);
        loop(&t);
        leave(&t);
        catch_signals(false);
    }
    mh__app_free(t.app);
    show_stderr(&t);
    mh__input_free(&t.in);
    free(t.shown);
    return rc;
}

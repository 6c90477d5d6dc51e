/*
 * The interface in a real terminal: a pseudo-terminal whose other end is libvterm. Each case starts the program, types, and looks at the
 * cells; what the program leaves behind counts as much as what it shows.
 *   term PROG PLAN      prints TAP
 */
#define _DEFAULT_SOURCE
#include <errno.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>
#include <vterm.h>

enum { PATIENCE_MS = 8000 };

static struct {
    const char *prog, *plan;
    pid_t pid;
    int fd, h, w;
    bool alt;   /* the other screen is shown */
    bool gone;  /* the program closed its end */
    bool high;  /* a byte beyond ASCII was written */
    bool colour;
    VTerm *vt;
    VTermScreen *screen;
    int failed, cases;
} run;

static int64_t now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static int on_property(VTermProp prop, VTermValue *val, void *user)
{
    (void)user;
    if (prop == VTERM_PROP_ALTSCREEN)
        run.alt = val->boolean;
    return 1;
}

static const VTermScreenCallbacks callbacks = { .settermprop = on_property };

static void answer(const char *bytes, size_t n, void *user)
{
    (void)user;
    if (write(run.fd, bytes, n) < 0)
        run.gone = true;
}

/* Colours are told by 30-37, 40-47, 90-107, 38 and 48 among the parameters of a sequence that ends in m. */
static void look_for_colour(const char *p, size_t n)
{
    for (size_t i = 0; i + 2 < n; i++) {
        if (p[i] != '\033' || p[i + 1] != '[')
            continue;
        size_t k = i + 2;
        while (k < n && (p[k] == ';' || (p[k] >= '0' && p[k] <= '9')))
            k++;
        if (k >= n || p[k] != 'm')
            continue;
        for (const char *q = p + i + 2; q < p + k;) {
            int v = atoi(q);
            run.colour = run.colour || (v >= 30 && v <= 38) || (v >= 40 && v <= 48) || v >= 90;
            q += strspn(q, "0123456789");
            q += *q == ';';
        }
    }
}

static void pump(int ms)
{
    char bytes[16384];
    struct pollfd fd = { .fd = run.fd, .events = POLLIN };
    if (run.gone || poll(&fd, 1, ms) <= 0)
        return;
    ssize_t n = read(run.fd, bytes, sizeof bytes - 1);
    if (n <= 0) {
        run.gone = true;
        return;
    }
    bytes[n] = '\0';
    for (ssize_t i = 0; i < n; i++)
        run.high = run.high || (unsigned char)bytes[i] >= 0x80;
    look_for_colour(bytes, (size_t)n);
    vterm_input_write(run.vt, bytes, (size_t)n);
}

static void start(const char *term, const char *locale, bool no_color, int h, int w)
{
    struct winsize size = { .ws_row = (unsigned short)h, .ws_col = (unsigned short)w };
    run.alt = run.gone = run.high = run.colour = false;
    run.h = h;
    run.w = w;
    run.vt = vterm_new(h, w);
    vterm_set_utf8(run.vt, 1);
    run.screen = vterm_obtain_screen(run.vt);
    vterm_screen_enable_altscreen(run.screen, 1);
    vterm_screen_set_callbacks(run.screen, &callbacks, NULL);
    vterm_output_set_callback(run.vt, answer, NULL);
    vterm_screen_reset(run.screen, 1);
    run.pid = forkpty(&run.fd, NULL, NULL, &size);
    if (run.pid == 0) {
        setenv("TERM", term, 1);
        setenv("LC_ALL", locale, 1);
        setenv("MAHALLI_NOW", "2026-11-21T10:00:00", 1);
        if (no_color)
            setenv("NO_COLOR", "1", 1);
        execl(run.prog, run.prog, "-f", run.plan, "-u", "essai", (char *)NULL);
        _exit(127);
    }
}

/* All rows as UTF-8, each ended by a line break. */
static const char *text(void)
{
    static char out[200000];
    size_t n = 0;
    for (int y = 0; y < run.h; y++) {
        for (int x = 0; x < run.w; x++) {
            VTermScreenCell cell;
            vterm_screen_get_cell(run.screen, (VTermPos){ .row = y, .col = x }, &cell);
            for (int k = 0; k < VTERM_MAX_CHARS_PER_CELL && cell.chars[k] != 0 && cell.chars[k] != (uint32_t)-1; k++) {
                uint32_t c = cell.chars[k];
                if (c < 0x80) {
                    out[n++] = (char)c;
                } else if (c < 0x800) {
                    out[n++] = (char)(0xC0 | c >> 6);
                    out[n++] = (char)(0x80 | (c & 0x3F));
                } else {
                    out[n++] = (char)(0xE0 | c >> 12);
                    out[n++] = (char)(0x80 | (c >> 6 & 0x3F));
                    out[n++] = (char)(0x80 | (c & 0x3F));
                }
            }
            if (cell.chars[0] == 0)
                out[n++] = ' ';
        }
        out[n++] = '\n';
    }
    out[n] = '\0';
    return out;
}

static bool shows(const char *what)
{
    for (int64_t until = now_ms() + PATIENCE_MS; now_ms() < until && !run.gone; pump(20))
        if (strstr(text(), what) != NULL)
            return true;
    return strstr(text(), what) != NULL;
}

static bool hides(const char *what)
{
    for (int64_t until = now_ms() + PATIENCE_MS; now_ms() < until && !run.gone; pump(20))
        if (strstr(text(), what) == NULL)
            return true;
    return false;
}

static void type(const char *bytes)
{
    if (write(run.fd, bytes, strlen(bytes)) < 0)
        run.gone = true;
}

/* Waits for the program's end: its status, -1 when it does not end. */
static int ends(void)
{
    int status;
    for (int64_t until = now_ms() + PATIENCE_MS; now_ms() < until; pump(10)) {
        if (waitpid(run.pid, &status, WNOHANG) == run.pid) {
            for (int i = 0; i < 20 && !run.gone; i++)
                pump(10);
            run.pid = 0;
            return status;
        }
        if (run.gone)
            usleep(5000);
    }
    return -1;
}

static bool cooked(void)
{
    struct termios t;
    return tcgetattr(run.fd, &t) == 0 && (t.c_lflag & ICANON) && (t.c_lflag & ECHO) && (t.c_iflag & ICRNL);
}

static void check(bool good, const char *what)
{
    if (good)
        return;
    run.failed++;
    printf("# manque : %s\n", what);
    for (const char *p = text(); *p != '\0';) {
        size_t n = strcspn(p, "\n");
        printf("#  %.*s\n", (int)n, p);
        p += n + 1;
    }
}

static void stop(void)
{
    if (run.pid > 0) {
        kill(run.pid, SIGKILL);
        waitpid(run.pid, NULL, 0);
    }
    if (run.fd >= 0)
        close(run.fd);
    vterm_free(run.vt);
    run.pid = 0;
}

/* --- cases --- */

static void starts_and_quits(void)
{
    start("xterm-256color", "C.UTF-8", false, 24, 80);
    check(shows("À faire"), "le premier écran");
    check(run.alt, "l'écran de remplacement");
    check(run.colour, "des couleurs");
    type("?");
    check(shows("Aide : Accueil"), "l'aide");
    type("\033");
    check(hides("Aide : Accueil"), "Échap ferme l'aide");
    type("\033[B\033OA:");
    check(shows("Actions et écrans"), "la palette");
    type("\x03");
    check(hides("Actions et écrans"), "Ctrl-C ferme comme Échap");
    kill(run.pid, SIGINT);
    type("?");
    check(shows("Aide : Accueil"), "SIGINT n'arrête rien");
    type("q");
    check(hides("Aide : Accueil"), "q ferme l'aide");
    type("q");
    check(ends() == 0, "q quitte, statut 0");
    check(!run.alt, "l'écran d'avant revient");
    check(cooked(), "le terminal est comme avant");
    stop();
}

static void resizes(void)
{
    start("xterm-256color", "C.UTF-8", false, 24, 80);
    check(shows("État des articles"), "le premier écran");
    type(":");
    check(shows("Actions et écrans"), "la palette");
    const int sizes[][2] = { { 40, 120 }, { 15, 60 }, { 5, 20 }, { 60, 200 }, { 24, 80 } };
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        struct winsize size = { .ws_row = (unsigned short)sizes[i][0], .ws_col = (unsigned short)sizes[i][1] };
        run.h = sizes[i][0];
        run.w = sizes[i][1];
        vterm_set_size(run.vt, run.h, run.w);
        ioctl(run.fd, TIOCSWINSZ, &size);
        check(shows(run.h < 15 ? "fenêtre" : "Actions et écrans"), "l'écran à la nouvelle taille, la palette ouverte");
    }
    type("\033q");
    check(ends() == 0, "q quitte");
    stop();
}

static void mouse_and_paste(void)
{
    start("xterm-256color", "C.UTF-8", false, 24, 80);
    check(shows("? Aide"), "la barre des touches");
    type("\033[<0;3;24M\033[<0;3;24m");
    check(shows("Aide : Accueil"), "un clic sur « ? Aide »");
    type("\033");
    check(hides("Aide : Accueil"), "Échap");
    type(":\033[200~abc\tdé\nq\033[201~");
    check(shows("Chercher : abc dé q"), "le texte collé, sur une ligne");
    type("\033");
    check(hides("Chercher"), "Échap");
    type(":souris\r");
    check(shows("Souris désactivée"), "la souris désactivée");
    type("q");
    check(ends() == 0, "q quitte");
    stop();
}

static void signals(void)
{
    static const struct { int sig; const char *what; } of[] = { { SIGTERM, "SIGTERM" }, { SIGHUP, "SIGHUP" } };
    for (size_t i = 0; i < sizeof of / sizeof *of; i++) {
        start("xterm-256color", "C.UTF-8", false, 24, 80);
        check(shows("À faire"), "le premier écran");
        type(":ann");
        check(shows("Chercher : ann"), "la palette");
        kill(run.pid, of[i].sig);
        check(ends() == 0, of[i].what);
        check(!run.alt && cooked(), "le terminal est comme avant");
        stop();
    }
    static const int fatal[] = { SIGSEGV, SIGABRT, SIGBUS };
    for (size_t i = 0; i < sizeof fatal / sizeof *fatal; i++) {
        start("xterm-256color", "C.UTF-8", false, 24, 80);
        check(shows("À faire"), "le premier écran");
        kill(run.pid, fatal[i]);
        int status = ends();
        check(status != -1 && (!WIFEXITED(status) || WEXITSTATUS(status) != 0), "le signal met fin au programme");
        check(!run.alt && cooked(), "le terminal est comme avant, même après une faute");
        stop();
    }
}

static void stops_and_comes_back(void)
{
    int status;
    start("xterm-256color", "C.UTF-8", false, 24, 80);
    check(shows("À faire"), "le premier écran");
    bool stopped = false;
    for (int64_t until = now_ms() + PATIENCE_MS; now_ms() < until && !stopped; pump(100)) {
        kill(run.pid, SIGTSTP); /* curses ignores it while it writes: again until it is heard */
        pump(20);
        stopped = waitpid(run.pid, &status, WNOHANG | WUNTRACED) == run.pid && WIFSTOPPED(status);
    }
    check(stopped, "SIGTSTP suspend");
    pump(50);
    check(!run.alt && cooked(), "le terminal est libre pendant ce temps");
    kill(run.pid, SIGCONT);
    check(shows("À faire") && run.alt, "l'écran revient");
    type("q");
    check(ends() == 0, "q quitte");
    stop();
}

static void closed_line(void)
{
    start("xterm-256color", "C.UTF-8", false, 24, 80);
    check(shows("À faire"), "le premier écran");
    close(run.fd);
    run.fd = -1;
    run.gone = true;
    int status = ends();
    check(status == 0 || (status != -1 && WIFSIGNALED(status) && WTERMSIG(status) == SIGHUP), "une liaison coupée met fin au programme");
    stop();
}

static void old_terminals(void)
{
    static const struct { const char *term, *locale; bool no_color, high, colour; } of[] = {
        { "vt100", "C", false, false, false },          { "vt100", "C.UTF-8", false, true, false },
        { "xterm-256color", "C", true, false, false },  { "linux", "C.UTF-8", false, true, true },
        { "screen", "C.UTF-8", false, true, true },     { "tmux-256color", "C.UTF-8", true, true, false },
    };
    for (size_t i = 0; i < sizeof of / sizeof *of; i++) {
        start(of[i].term, of[i].locale, of[i].no_color, 24, 80);
        check(shows("Accueil") && shows("faire"), of[i].term);
        type(":");
        check(shows(of[i].high ? "┌" : "+-"), "un cadre");
        check(run.high == of[i].high, of[i].high ? "des lettres accentuées" : "rien que de l'ASCII");
        check(run.colour == of[i].colour, of[i].colour ? "des couleurs" : "aucune couleur");
        type("\033");
        check(hides("Chercher"), "Échap");
        type("q");
        check(ends() == 0 && cooked(), "q quitte");
        stop();
    }
}

static void one(void (*test)(void), const char *name)
{
    int before = run.failed;
    test();
    printf("%s - terminal : %s\n", run.failed == before ? "ok" : "not ok", name);
    fflush(stdout);
}

int main(int argc, char **argv)
{
    if (argc != 3)
        return 2;
    run.prog = argv[1];
    run.plan = argv[2];
    signal(SIGPIPE, SIG_IGN);
    one(starts_and_quits, "ouverture, touches, fin");
    one(resizes, "changements de taille");
    one(mouse_and_paste, "souris et collage");
    one(signals, "signaux");
    one(stops_and_comes_back, "suspension");
    one(closed_line, "liaison coupée");
    one(old_terminals, "anciens terminaux, sans couleurs, locale C");
    return run.failed != 0;
}

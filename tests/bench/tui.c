/*
 * How fast the interface answers on a large plan: from a key to the finished grid, screen by screen; then the same through a real
 * pseudo-terminal, from the key's byte to the last byte of what it changes. Bounds: first screen 50 ms, keys 5 ms (median), 16 ms (p99),
 * memory 48 MB.
 *   tui PLAN            the grid alone
 *   tui PLAN PROG       through a pseudo-terminal
 */
#define _DEFAULT_SOURCE
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include "tui/app.h"

enum { H = 40, W = 120, TIMES = 200, TIMES_PTY = 40, QUIET_MS = 12, SETTLED_MS = 3000 };

static int64_t now_us(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

static int by_size(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

static void report(const char *what, int64_t *us, int n)
{
    qsort(us, (size_t)n, sizeof *us, by_size);
    printf("  %-28s médiane %6.2f ms, p99 %6.2f ms (bornes 5 et 16)%s\n", what, (double)us[n / 2] / 1000, (double)us[n * 99 / 100] / 1000,
           us[n / 2] > 5000 || us[n * 99 / 100] > 16000 ? "  DÉPASSÉ" : "");
}

/* --- the grid alone --- */

static int64_t send(struct mh__app *app, uint32_t key)
{
    struct mh__event ev = { .type = MH__EV_KEY, .key = key };
    int64_t start = now_us();
    mh__app_event(app, &ev);
    mh__app_draw(app);
    return now_us() - start;
}

static void repeat(struct mh__app *app, const char *screen, const char *what, const uint32_t *keys, size_t nkeys)
{
    int64_t us[TIMES];
    char name[64];
    for (int i = 0; i < TIMES; i++)
        us[i] = send(app, keys[(size_t)i % nkeys]);
    snprintf(name, sizeof name, "%s, %s", screen, what);
    report(name, us, TIMES);
}

static void one_screen(struct mh__app *app, const struct mh__screen *s)
{
    static const uint32_t down[] = { MH__KEY_DOWN }, pages[] = { MH__KEY_PGDN }, ends[] = { MH__KEY_CTRL_END, MH__KEY_CTRL_HOME },
                          search[] = { '/', 's', 'e', 'r', MH__KEY_ESC }, back[] = { MH__KEY_UP, MH__KEY_PGUP };
    int64_t start = now_us();
    mh__go(app, s->name, NULL);
    mh__app_draw(app);
    printf("  %-28s ouverture %.1f ms\n", s->name, (double)(now_us() - start) / 1000);
    repeat(app, s->name, "flèche", down, 1);
    repeat(app, s->name, "page", pages, 1);
    repeat(app, s->name, "début et fin", ends, 2);
    repeat(app, s->name, "retour", back, 2);
    repeat(app, s->name, "recherche", search, 5);
    for (int i = 0; i < 3; i++)
        send(app, MH__KEY_ESC);
}

static int grid(const char *plan)
{
    static const struct mh__host host = { .shows_progress = true };
    struct mh_session_options so = { .path = plan, .user = "banc", .lang = "fr", .now = "2026-11-21T10:00:00" };
    const struct mh_tui_options opt = { .session = &so };
    struct mh__app *app = NULL;
    struct mh_err err = MH_ERR_INIT;
    struct rusage use;
    int64_t start = now_us();
    if (mh__app_new(&opt, &host, H, W, &app, &err) != MH_OK) {
        fprintf(stderr, "%s\n", err.msg);
        return 1;
    }
    mh__app_draw(app);
    printf("  premier écran %.1f ms (borne 50)\n", (double)(now_us() - start) / 1000);
    getrusage(RUSAGE_SELF, &use);
    printf("  mémoire à l'ouverture %ld Mo\n", use.ru_maxrss / 1024);
    for (int i = 0; mh__screens[i] != NULL; i++)
        one_screen(app, mh__screens[i]);
    getrusage(RUSAGE_SELF, &use);
    printf("  mémoire %ld Mo (borne 48)\n", use.ru_maxrss / 1024);
    mh__app_free(app);
    return 0;
}

/* --- through a pseudo-terminal --- */

/* Reads until nothing comes for QUIET_MS; when the last byte came, 0 when none did. */
static int64_t drain(int fd, int patience_ms)
{
    char bytes[65536];
    struct pollfd p = { .fd = fd, .events = POLLIN };
    int64_t last = 0;
    for (int wait = patience_ms; poll(&p, 1, wait) > 0; wait = QUIET_MS) {
        if (read(fd, bytes, sizeof bytes) <= 0)
            break;
        last = now_us();
    }
    return last;
}

static void type(int fd, const char *bytes)
{
    if (write(fd, bytes, strlen(bytes)) < 0)
        exit(1);
}

static void timed(int fd, const char *what, const char *const *keys, int nkeys)
{
    int64_t us[TIMES_PTY];
    int n = 0;
    for (int i = 0; i < TIMES_PTY; i++) {
        int64_t start = now_us();
        type(fd, keys[i % nkeys]);
        int64_t end = drain(fd, 60);
        if (end != 0) /* a key that changes nothing on the screen writes nothing */
            us[n++] = end - start;
    }
    if (n >= TIMES_PTY / 2)
        report(what, us, n);
    else
        printf("  %-28s rien à montrer : liste vide\n", what);
}

static int terminal(const char *plan, const char *prog)
{
    static const char *const down[] = { "\033[B", "\033[A" }, *const pages[] = { "\033[6~", "\033[5~" }, *const ends[] = { "\033[1;5F", "\033[1;5H" };
    struct winsize size = { .ws_row = H, .ws_col = W };
    int fd;
    int64_t start = now_us();
    pid_t pid = forkpty(&fd, NULL, NULL, &size);
    if (pid == 0) {
        setenv("TERM", "xterm-256color", 1);
        setenv("LC_ALL", "C.UTF-8", 1);
        execl(prog, prog, "-f", plan, (char *)NULL);
        _exit(127);
    }
    printf("  premier écran %.1f ms (borne 50), du lancement au dernier octet\n", (double)(drain(fd, 2000) - start) / 1000);
    for (int i = 1; mh__screens[i] != NULL; i++) {
        const char go[] = { 'g', (char)mh__screens[i]->letter, '\0' };
        char what[64];
        type(fd, go);
        while (drain(fd, SETTLED_MS) != 0) /* menu, screen, totals that fill in */
            continue;
        snprintf(what, sizeof what, "%s, flèche", mh__screens[i]->name);
        timed(fd, what, down, 2);
        snprintf(what, sizeof what, "%s, page", mh__screens[i]->name);
        timed(fd, what, pages, 2);
        snprintf(what, sizeof what, "%s, début et fin", mh__screens[i]->name);
        timed(fd, what, ends, 2);
    }
    type(fd, "q");
    drain(fd, 200);
    kill(pid, SIGTERM);
    return waitpid(pid, NULL, 0) == pid ? 0 : 1;
}

int main(int argc, char **argv)
{
    return argc == 2 ? grid(argv[1]) : argc == 3 ? terminal(argv[1], argv[2]) : 2;
}

/* How far long work is, on stderr when that is a terminal; Ctrl-C stops it between two steps. */
#include "cli/cli.h"

#include <mahalli/utf8.h>

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

enum { BAR = 24, LINE = 79, LINE_LEAST = 20 };

static volatile sig_atomic_t interrupted;

/* One program, one terminal: what stands on its last line. */
static struct {
    bool on, drawn;
    int width; /* columns used: writing in a terminal's last one would wrap */
    char what[96];
    struct timespec start, last;
} shown;

static void on_interrupt(int sig)
{
    (void)sig;
    interrupted = 1;
}

bool mh__interrupted(void)
{
    return interrupted != 0;
}

static int64_t ms_between(const struct timespec *a, const struct timespec *b)
{
    return (int64_t)(b->tv_sec - a->tv_sec) * 1000 + (b->tv_nsec - a->tv_nsec) / 1000000;
}

static void put(const char *text, size_t n)
{
    if (write(STDERR_FILENO, text, n) < 0)
        shown.on = false;
}

void mh__progress_erase(void)
{
    if (!shown.drawn)
        return;
    char blank[LINE + 2];
    blank[0] = '\r';
    memset(blank + 1, ' ', (size_t)shown.width);
    blank[shown.width + 1] = '\r';
    put(blank, (size_t)shown.width + 2);
    shown.drawn = false;
}

static void add_left(struct mh_str *line, int64_t ms)
{
    int64_t s = (ms + 999) / 1000;
    if (s >= 60)
        mh_str_addf(line, " · reste %lld min %02lld s", (long long)(s / 60), (long long)(s % 60));
    else
        mh_str_addf(line, " · reste %lld s", (long long)s);
}

static void draw(const char *what, int64_t done, int64_t total, int64_t elapsed)
{
    struct mh_str line = MH_STR_INIT, cut = MH_STR_INIT, clean = MH_STR_INIT;
    mh_utf8_visible(&clean, what);
    mh_utf8_clip(&line, mh_str_text(&clean), 30, false);
    if (total > 0) {
        int64_t percent = done >= total ? 100 : done / (total / 100 + 1);
        if (total < INT64_MAX / 100 && done < total)
            percent = done * 100 / total;
        int fill = (int)(percent * BAR / 100);
        mh_str_add(&line, " [");
        for (int i = 0; i < BAR; i++)
            mh_str_addc(&line, i < fill ? '#' : '.');
        mh_str_addf(&line, "] %3lld %%", (long long)percent);
        if (percent > 0 && percent < 100 && elapsed > 1000)
            add_left(&line, elapsed / percent * (100 - percent));
    } else {
        mh_str_addf(&line, " %lld", (long long)done);
    }
    mh_str_addc(&cut, '\r');
    mh_utf8_clip(&cut, mh_str_text(&line), shown.width, true);
    put(cut.data, cut.len);
    shown.drawn = true;
    mh_str_free(&line);
    mh_str_free(&cut);
    mh_str_free(&clean);
}

static bool tick(void *ctx, const char *what, int64_t done, int64_t total)
{
    (void)ctx;
    if (interrupted) {
        mh__progress_erase();
        return false;
    }
    if (!shown.on)
        return true;
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    if (strncmp(shown.what, what, sizeof shown.what - 1) != 0) {
        strncpy(shown.what, what, sizeof shown.what - 1);
        shown.start = now;
        shown.last = now;
    }
    int64_t elapsed = ms_between(&shown.start, &now);
    if (total > 0 && done >= total) {
        mh__progress_erase();
    } else if (elapsed > 200 && (!shown.drawn || ms_between(&shown.last, &now) > 100)) {
        shown.last = now;
        draw(what, done, total, elapsed);
    }
    return true;
}

void mh__progress_start(struct mh__cli *cli)
{
    /* A second Ctrl-C ends the program at once: the plan's open transaction is then undone at the next opening. */
    struct sigaction stop = { .sa_handler = on_interrupt, .sa_flags = (int)SA_RESETHAND };
    struct sigaction ignore = { .sa_handler = SIG_IGN };
    sigemptyset(&stop.sa_mask);
    sigemptyset(&ignore.sa_mask);
    sigaction(SIGINT, &stop, NULL);
    sigaction(SIGPIPE, &ignore, NULL);
    sigaction(SIGXFSZ, &ignore, NULL); /* a file over its limit is an error of writing, told */
    shown.on = !cli->quiet && isatty(STDERR_FILENO);
    shown.width = LINE;
    struct winsize size;
    if (shown.on && ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > LINE_LEAST && size.ws_col <= LINE)
        shown.width = size.ws_col - 1;
    cli->options.progress = (struct mh_progress){ .tick = tick };
}

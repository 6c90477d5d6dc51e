/* The end of the pipe that solves: `mahalli --solve`. */
#include <mahalli/solve.h>

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include <mahalli/str.h>

#include "solve/coin.h"

enum { CHUNK = 1 << 16, BAD_MODEL = 3, NO_PIPE = 6 };

static bool read_all(int fd, struct mh_str *in)
{
    static char bytes[CHUNK];
    for (;;) {
        ssize_t n = read(fd, bytes, sizeof bytes);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return n == 0;
        mh_str_addn(in, bytes, (size_t)n);
    }
}

static bool write_all(int fd, const struct mh_str *out)
{
    for (size_t done = 0; done < out->len;) {
        ssize_t n = write(fd, out->data + done, out->len - done);
        if (n < 0 && errno != EINTR)
            return false;
        done += n > 0 ? (size_t)n : 0;
    }
    return true;
}

int mh_solve_child(void)
{
    struct mh_str bytes = MH_STR_INIT;
    struct mh_model m;
    struct mh_solve_options opt;
    struct mh_solution s;
    struct mh_err err = MH_ERR_INIT;
    /* The libraries may print: what they print goes nowhere, the answer keeps its own way out. */
    int out = dup(STDOUT_FILENO), nowhere = open("/dev/null", O_WRONLY);
    if (out < 0 || nowhere < 0 || dup2(nowhere, STDOUT_FILENO) < 0 || !read_all(STDIN_FILENO, &bytes))
        _exit(NO_PIPE);
    if (mh_wire_get_model(mh_str_text(&bytes), bytes.len, &m, &opt, &err) != MH_OK)
        _exit(BAD_MODEL);
    mh_str_free(&bytes);
    /* Whoever asked kills this at its clock limit; were it gone itself, the alarm does. */
    int64_t seconds = (opt.clock_ms > 0 ? opt.clock_ms : MH_SOLVE_CLOCK_MS) / 1000 + 2;
    alarm(seconds < 86400 ? (unsigned)seconds : 86400);
    mh__coin_solve(&m, &opt, &s);
    mh_wire_put_solution(&bytes, &s);
    _exit(write_all(out, &bytes) ? 0 : NO_PIPE); /* no destructors: nothing here outlives the process */
}

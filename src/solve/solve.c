/* The end of the pipe that asks: starts the child, feeds it, waits with an eye on progress and the clock, kills it when told. */
#include <mahalli/solve.h>

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <mahalli/i18n.h>
#include <mahalli/str.h>

enum { CHUNK = 1 << 16, LOOK_EVERY_MS = 100, GRACE_MS = 500 };

extern char **environ;

struct child {
    pid_t pid;
    int fd;
    int64_t since; /* ms */
};

static int64_t now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static enum mh_rc start(struct child *c, const char *program, struct mh_err *err)
{
    /* A socket for a pipe: writing to a child that died is an error code then, not a signal. */
    int ends[2];
    char arg0[] = "mahalli", arg1[] = "--solve";
    char *argv[] = { arg0, arg1, NULL };
    posix_spawn_file_actions_t files;
    posix_spawnattr_t attr;
    if (program == NULL) /* this program itself would be a guess, and one that does not know --solve would do all its work again */
        return mh_err_set(err, MH_EIO, "le solveur ne peut être lancé : aucun programme n'est indiqué pour le calcul");
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) != 0)
        return mh_err_set(err, MH_EIO, "le solveur ne peut être lancé : %s", mh_err_errno(err, errno));
    fcntl(ends[0], F_SETFD, FD_CLOEXEC);
    fcntl(ends[0], F_SETFL, O_NONBLOCK);
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_adddup2(&files, ends[1], STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&files, ends[1], STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    if (ends[1] > STDERR_FILENO)
        posix_spawn_file_actions_addclose(&files, ends[1]);
    posix_spawnattr_init(&attr); /* its own group: Ctrl-C is for whoever asked, who then kills it */
    posix_spawnattr_setflags(&attr, POSIX_SPAWN_SETPGROUP);
    posix_spawnattr_setpgroup(&attr, 0);
    int failed = posix_spawn(&c->pid, program, &files, &attr, argv, environ);
    posix_spawn_file_actions_destroy(&files);
    posix_spawnattr_destroy(&attr);
    close(ends[1]);
    if (failed != 0) {
        close(ends[0]);
        return mh_err_set(err, MH_EIO, "le solveur ne peut être lancé (%s) : %s", program, mh_err_errno(err, failed));
    }
    c->fd = ends[0];
    c->since = now_ms();
    return MH_OK;
}

/* What has said all ends by itself at once, or is ended: nobody waits for it. */
static int reap(struct child *c, bool kill_it)
{
    static const struct timespec moment = { .tv_nsec = 2 * 1000 * 1000 };
    int status = 0;
    pid_t got = 0;
    close(c->fd);
    for (int64_t since = now_ms(); !kill_it && got == 0; kill_it = now_ms() - since > GRACE_MS) {
        got = waitpid(c->pid, &status, WNOHANG);
        if (got == 0)
            nanosleep(&moment, NULL);
    }
    if (got == c->pid)
        return status;
    kill(-c->pid, SIGKILL); /* its group: with whatever it started */
    while (waitpid(c->pid, &status, 0) < 0 && errno == EINTR)
        continue;
    return status;
}

/* Writes what is left and reads what has come. False once the child has said all. */
static bool exchange(struct child *c, const struct mh_str *out, size_t *sent, struct mh_str *in, size_t most)
{
    static const int gone = POLLIN | POLLHUP | POLLERR;
    char bytes[CHUNK];
    struct pollfd p = { .fd = c->fd, .events = (short)(*sent < out->len ? POLLIN | POLLOUT : POLLIN) };
    if (poll(&p, 1, LOOK_EVERY_MS) <= 0)
        return true;
    if ((p.revents & POLLOUT) && *sent < out->len) {
        ssize_t n = send(c->fd, out->data + *sent, out->len - *sent, MSG_NOSIGNAL);
        if (n > 0)
            *sent += (size_t)n;
        else if (n < 0 && errno != EAGAIN && errno != EINTR)
            *sent = out->len; /* it reads no more: its end will tell */
        if (*sent == out->len)
            shutdown(c->fd, SHUT_WR);
    }
    if (p.revents & gone) {
        ssize_t n = recv(c->fd, bytes, sizeof bytes, 0);
        if (n > 0)
            mh_str_addn(in, bytes, (size_t)n);
        else if (n == 0 || (errno != EAGAIN && errno != EINTR))
            return false;
    }
    return in->len <= most; /* babble: no solution of this model is so long */
}

static enum mh_rc ended_badly(int status, size_t got, struct mh_err *err)
{
    if (WIFSIGNALED(status))
        return mh_err_set(err, MH_EIO, "le solveur s'est arrêté en cours de calcul (signal %d)", WTERMSIG(status));
    if (WIFEXITED(status) && WEXITSTATUS(status) == 127)
        return mh_err_set(err, MH_EIO, "le solveur ne peut être lancé : programme introuvable");
    if (WIFEXITED(status) && WEXITSTATUS(status) != 0)
        return mh_err_set(err, MH_EIO, "le solveur a refusé le modèle (statut %d)", WEXITSTATUS(status));
    return got == 0 ? mh_err_set(err, MH_EIO, "le solveur s'est tu sans répondre") : MH_OK;
}

enum mh_rc mh_solve(const struct mh_model *m, const struct mh_solve_options *opt, struct mh_solution *out, struct mh_err *err)
{
    struct mh_str to = MH_STR_INIT, from = MH_STR_INIT;
    struct child c;
    size_t sent = 0, most = sizeof(double) * (size_t)(2 * (int64_t)m->ncols + m->nrows) + 4096;
    int64_t clock_ms = opt->clock_ms > 0 ? opt->clock_ms : MH_SOLVE_CLOCK_MS, looked = 0;
    const char *what = opt->what != NULL ? opt->what : MH_TR("Calcul de la couverture");
    bool canceled = false, late = false, more = true;
    memset(out, 0, sizeof *out);
    enum mh_rc rc = mh_model_check(m, err);
    if (rc != MH_OK || (rc = start(&c, opt->program, err)) != MH_OK)
        return rc;
    mh_wire_put_model(&to, m, opt);
    while (more && !canceled && !late) {
        int64_t now = now_ms();
        late = now - c.since > clock_ms;
        if (now - looked >= LOOK_EVERY_MS) {
            canceled = !mh_progress_tick(opt->progress, what, 0, 0);
            looked = now;
        }
        more = !late && !canceled && exchange(&c, &to, &sent, &from, most);
    }
    int status = reap(&c, canceled || late || from.len > most);
    if (canceled)
        rc = mh_err_set(err, MH_ECANCELED, "calcul arrêté");
    else if (late)
        *out = (struct mh_solution) { .status = MH_SOLVED_NONE, .by = MH_STOPPED_CLOCK, .ncols = m->ncols, .nrows = m->nrows };
    else if (from.len > most)
        rc = mh_err_set(err, MH_EIO, "le solveur a répondu plus que ce qui était demandé");
    else if ((rc = ended_badly(status, from.len, err)) == MH_OK &&
             mh_wire_get_solution(from.data, from.len, m->ncols, m->nrows, out, err) != MH_OK)
        rc = err->rc = MH_EIO;
    mh_str_free(&to);
    mh_str_free(&from);
    return rc;
}

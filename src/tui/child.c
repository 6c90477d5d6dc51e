#include "tui/child.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MOST_ARGS = 16, CHUNK = 4096 };

extern char **environ;

bool mh__child_start(struct mh__child *c, const char *const *args)
{
    char *argv[MOST_ARGS + 2] = { (char *)(uintptr_t)"mahalli" };
    int ends[2];
    posix_spawn_file_actions_t files;
    for (int i = 0; i < MOST_ARGS && args[i] != NULL; i++)
        argv[i + 1] = (char *)(uintptr_t)args[i];
    if (pipe(ends) != 0)
        return false;
    fcntl(ends[0], F_SETFD, FD_CLOEXEC);
    fcntl(ends[0], F_SETFL, O_NONBLOCK);
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&files, ends[1], STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addclose(&files, ends[1]);
    bool started = posix_spawn(&c->pid, "/proc/self/exe", &files, NULL, argv, environ) == 0;
    posix_spawn_file_actions_destroy(&files);
    close(ends[1]);
    if (!started) {
        close(ends[0]);
        c->pid = 0;
        return false;
    }
    c->fd = ends[0];
    mh_str_clear(&c->out);
    return true;
}

bool mh__child_done(struct mh__child *c, bool *failed)
{
    char bytes[CHUNK];
    ssize_t n;
    int status = 0;
    *failed = false;
    if (c->pid == 0)
        return false;
    while ((n = read(c->fd, bytes, sizeof bytes)) > 0)
        mh_str_addn(&c->out, bytes, (size_t)n);
    if (n < 0 && (errno == EAGAIN || errno == EINTR))
        return false;
    pid_t got;
    while ((got = waitpid(c->pid, &status, 0)) < 0 && errno == EINTR)
        continue;
    close(c->fd);
    *failed = got != c->pid || !WIFEXITED(status) || WEXITSTATUS(status) > 1;
    c->pid = 0;
    return !*failed;
}

void mh__child_stop(struct mh__child *c)
{
    if (c->pid != 0) {
        kill(c->pid, SIGKILL);
        while (waitpid(c->pid, NULL, 0) < 0 && errno == EINTR)
            continue;
        close(c->fd);
        c->pid = 0;
    }
    mh_str_free(&c->out);
}

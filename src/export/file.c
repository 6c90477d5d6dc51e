/* The library's messages kept off the screen. */
#include <fcntl.h>
#include <unistd.h>

#include "export/export.h"

void mh__mute(struct mh__book *b)
{
    if (b->stderr_kept >= 0)
        return;
    fflush(stderr);
    int null = open("/dev/null", O_WRONLY | O_CLOEXEC);
    if (null < 0)
        return;
    b->stderr_kept = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
    if (b->stderr_kept >= 0)
        dup2(null, STDERR_FILENO);
    if (null != STDERR_FILENO)
        close(null);
}

void mh__unmute(struct mh__book *b)
{
    if (b->stderr_kept < 0)
        return;
    fflush(stderr);
    dup2(b->stderr_kept, STDERR_FILENO);
    close(b->stderr_kept);
    b->stderr_kept = -1;
}

#include <mahalli/progress.h>

#include <stddef.h>

bool mh_progress_tick(const struct mh_progress *p, const char *what, int64_t done, int64_t total)
{
    return !p || !p->tick || p->tick(p->ctx, what, done, total);
}

#ifndef MAHALLI_PROGRESS_H
#define MAHALLI_PROGRESS_H
/* Long work tells how far it is and asks whether to go on. Called a few times a second at most by those who do the work. */
#include <stdbool.h>
#include <stdint.h>

struct mh_progress {
    /* what: a French phrase ("Lecture de besoins.csv"); total <= 0 when unknown. Returns false to cancel. */
    bool (*tick)(void *ctx, const char *what, int64_t done, int64_t total);
    void *ctx;
};

/* NULL progress or tick: goes on. */
bool mh_progress_tick(const struct mh_progress *p, const char *what, int64_t done, int64_t total);

#endif

#ifndef TUI_CHILD_H
#define TUI_CHILD_H
/* A command of this same program run beside it, its output read in idle moments: for what takes seconds on a large plan and must not keep
 * a key waiting. Ended with whoever asked. */
#include <sys/types.h>
#include <mahalli/str.h>

struct mh__child {
    pid_t pid; /* 0: none runs */
    int fd;
    struct mh_str out;
};

/* args: after the program's name, ended by NULL. False: it could not be started. */
bool mh__child_start(struct mh__child *c, const char *const *args);
/* True once it has ended well and out holds all that it printed; *failed: it has ended, but not well. Does not wait. */
bool mh__child_done(struct mh__child *c, bool *failed);
void mh__child_stop(struct mh__child *c); /* ends it if it runs; frees */

#endif

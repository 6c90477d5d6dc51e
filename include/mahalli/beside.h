#ifndef MAHALLI_BESIDE_H
#define MAHALLI_BESIDE_H
/*
 * A file written beside the one wanted, then given its name: no half file, and the one of before stays when writing fails. What replaces a
 * file keeps its mode, and goes through a symbolic link. MH_EIO says why, in French.
 */
#include <mahalli/err.h>

struct mh_beside {
    char *path, *tmp; /* the file wanted; the one to write, empty at first */
};

enum mh_rc mh_beside_open(struct mh_beside *f, const char *path, struct mh_err *err);
enum mh_rc mh_beside_commit(struct mh_beside *f, struct mh_err *err); /* syncs, renames; frees, also on failure */
void mh_beside_drop(struct mh_beside *f);                             /* removes what was written; frees; zero is accepted */

#endif

#ifndef OPS_REJECTS_H
#define OPS_REJECTS_H
/*
 * What an import of needs refused, kept by group for its acknowledgement (export return=M) until its next file. A file imported again
 * replaces its own lines and those of earlier days; a file of rejects given back replaces all. The first thousand lines of each group and
 * file; the rest is counted. A line whose group cannot be told is kept for nobody.
 */
#include "ops/entry/apply.h"

struct mh__rejects {
    struct mh__apply *a;
    bool given_back;            /* the file is one of rejects */
    int64_t owners[64], kept[64]; /* groups met, lines refused of each */
    size_t nowners;
    bool more;                  /* more groups than that: the rest is not kept */
};

/* The refused row as far as it was read; why: the finding. */
enum mh_rc mh__rejects_take(struct mh__rejects *k, const struct mh_need_line *n, const struct mh_diag *why, struct mh_err *err);
/* After the last row: groups that the file speaks of and of which nothing was refused have nothing left to correct. */
enum mh_rc mh__rejects_end(struct mh__rejects *k, struct mh_err *err);

#endif

#ifndef OPS_ARTICLE_FILE_H
#define OPS_ARTICLE_FILE_H
/* All articles of the plan out of memory (mahalli/spool.h), each found by its id: for what goes over many of them. */
#include <mahalli/spool.h>
#include "ops/session.h"

struct mh__article_file {
    struct mh_spool *spool;
    struct { int64_t id, at; } *place; /* by id */
    size_t n, cap;
};

/* also (may be NULL) sees every one of them once, by id. */
enum mh_rc mh__article_file_load(struct mh_session *s, struct mh__article_file *out, void (*also)(void *ctx, const struct mh_article *a), void *ctx,
                             struct mh_err *err);
/* Borrowed until the next one is asked for. NULL: there is none, or it cannot be read any more (mh_spool_check). */
const struct mh_article *mh__article_file_at(const struct mh__article_file *x, size_t i); /* the i-th by id */
const struct mh_article *mh__article_file_find(const struct mh__article_file *x, int64_t id);
void mh__article_file_free(struct mh__article_file *x);

#endif

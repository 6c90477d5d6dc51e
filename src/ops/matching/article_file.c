#include "ops/matching/article_file.h"

#include <mahalli/xalloc.h>

#include <stdlib.h>

static void take(struct mh__article_file *x, const struct mh_article *a)
{
    if (x->n == x->cap) {
        x->cap = x->cap ? x->cap * 2 : 1024;
        x->place = mh_xreallocarray(x->place, x->cap, sizeof *x->place);
    }
    x->place[x->n].id = a->id;
    x->place[x->n++].at = mh_spool_end(x->spool);
    mh_spool_add(x->spool, a);
}

enum mh_rc mh__article_file_load(struct mh_session *s, struct mh__article_file *out, void (*also)(void *ctx, const struct mh_article *a), void *ctx,
                             struct mh_err *err)
{
    struct mh_cursor *cur = NULL;
    struct mh_article a;
    *out = (struct mh__article_file){ .spool = mh_spool_new(&mh_table_articles) };
    mh_row_init(&mh_table_articles, &a);
    enum mh_rc rc = mh_cursor_open(s->store, &mh_table_articles, NULL, true, &cur, err);
    for (bool got = true; rc == MH_OK;) {
        rc = mh_cursor_next(cur, &a, &got, err);
        if (rc != MH_OK || !got)
            break;
        take(out, &a);
        if (also != NULL)
            also(ctx, &a);
    }
    mh_cursor_close(cur);
    mh_row_free(&mh_table_articles, &a);
    return rc == MH_OK ? mh_spool_check(out->spool, err) : rc;
}

const struct mh_article *mh__article_file_at(const struct mh__article_file *x, size_t i)
{
    const void *row = NULL;
    if (mh_spool_seek(x->spool, x->place[i].at, NULL) != MH_OK || mh_spool_next(x->spool, &row, NULL) != MH_OK || row == NULL)
        return NULL;
    return row;
}

const struct mh_article *mh__article_file_find(const struct mh__article_file *x, int64_t id)
{
    size_t at = mh_first_from(x->place, x->n, sizeof *x->place, 0, id); /* the id stands first */
    return at < x->n && x->place[at].id == id ? mh__article_file_at(x, at) : NULL;
}

void mh__article_file_free(struct mh__article_file *x)
{
    mh_spool_free(x->spool);
    free(x->place);
    *x = (struct mh__article_file){ 0 };
}

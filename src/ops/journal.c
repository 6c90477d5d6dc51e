/* The journal as people use it. */
#include "ops/matching/desk.h"

#include <mahalli/vec.h>

#include <stdlib.h>

enum { FEW_OPINIONS = 200 };

struct touched { /* by an operation */
    struct mh_session *s;
    MH_VEC(int64_t) articles; /* whose fields it changed */
    MH_VEC(int64_t) made;     /* articles that it made, in order: they come and go with their needs */
    MH_VEC(int64_t) needs, opinions;
    const struct mh_table *last;
};

/* A changed row comes once a field. */
#define PUSH_ONCE(v, id) \
    do { \
        if ((v)->len == 0 || (v)->at[(v)->len - 1] != (id)) \
            mh_vec_push(v, id); \
    } while (0)

static void take_change(void *ctx, const struct mh_change *c)
{
    struct touched *x = ctx;
    if (c->table == &mh_table_opinions) {
        PUSH_ONCE(&x->opinions, c->row_id);
        return;
    }
    if (c->table != x->last)
        mh__session_changed(x->s, x->last = c->table);
    if (c->table == &mh_table_needs)
        PUSH_ONCE(&x->needs, c->row_id);
    else if (c->table == &mh_table_articles && c->kind == '~')
        PUSH_ONCE(&x->articles, c->row_id);
    else if (c->table == &mh_table_articles && c->kind == '+')
        PUSH_ONCE(&x->made, c->row_id);
}

static int by_id(const void *x, const void *y)
{
    const int64_t *a = x, *b = y;
    return (*a > *b) - (*a < *b);
}

/* The journal keeps a need's volume with it, as it was counted then: its article may have another pack since. */
static enum mh_rc add_articles_of_needs(struct touched *x, struct mh_err *err)
{
    struct mh_need n;
    enum mh_rc rc = MH_OK;
    mh_row_init(&mh_table_needs, &n);
    for (size_t i = 0; i < x->needs.len && rc == MH_OK; i++) {
        struct mh_err gone = MH_ERR_INIT;
        rc = mh_store_get(x->s->store, &mh_table_needs, x->needs.at[i], &n, &gone);
        if (rc == MH_OK && (x->made.len == 0 || bsearch(&n.article_id, x->made.at, x->made.len, sizeof *x->made.at, by_id) == NULL))
            PUSH_ONCE(&x->articles, n.article_id);
        rc = rc == MH_OK || rc == MH_ENOTFOUND ? MH_OK : mh_err_set(err, rc, "%s", gone.msg);
    }
    mh_row_free(&mh_table_needs, &n);
    if (x->articles.len > 1)
        qsort(x->articles.at, x->articles.len, sizeof *x->articles.at, by_id);
    return rc;
}

static enum mh_rc count_article(struct mh_session *s, int64_t id, struct mh_err *err)
{
    struct mh_article a;
    struct mh_err gone = MH_ERR_INIT;
    mh_row_init(&mh_table_articles, &a);
    enum mh_rc rc = mh_store_get(s->store, &mh_table_articles, id, &a, &gone);
    if (rc == MH_OK) {
        a.id = id;
        rc = mh__count_needs(s, &a, NULL, err);
    } else {
        rc = rc == MH_ENOTFOUND ? MH_OK : mh_err_set(err, rc, "%s", gone.msg);
    }
    mh_row_free(&mh_table_articles, &a);
    return rc;
}

static bool any_matched(struct mh_session *s)
{
    int64_t state[MH_NSTATES], unmatched = 0, matched = 0;
    struct mh_err ignored = MH_ERR_INIT;
    if (mh_store_state_counts(s->store, 0, 0, state, &unmatched, &ignored) != MH_OK)
        return false;
    for (int i = 0; i < MH_NSTATES; i++)
        matched += state[i];
    return matched != 0;
}

/* All whose inputs changed are matched again, if the plan ever was. What was undone stays so when the user stops this or another process
 * writes: the next match does it, and status says how many wait. */
static enum mh_rc match_again(struct mh_session *s, struct mh_err *err)
{
    struct mh_match_result ignored;
    struct mh_err why = MH_ERR_INIT;
    enum mh_rc rc = any_matched(s) ? mh_ops_match(s, &ignored, &why) : MH_OK;
    return rc == MH_OK || rc == MH_ECANCELED || rc == MH_EBUSY ? MH_OK : mh_err_set(err, rc, "%s", why.msg);
}

/* Opinions are otherwise now: the articles that they are about are matched again, as when they were given. */
static enum mh_rc follow_opinions(struct mh_session *s, const int64_t *ids, size_t n, struct mh_err *err)
{
    if (s->desk == NULL || s->desk->opinions_stale || n > FEW_OPINIONS) {
        mh__session_changed(s, &mh_table_opinions);
        return match_again(s, err);
    }
    enum mh_rc rc = mh_store_derive_begin(s->store, err);
    for (size_t i = 0; i < n && rc == MH_OK; i++) {
        int64_t article = 0;
        rc = mh__desk_opinion(s->desk, ids[i], &article, err);
        size_t place = rc == MH_OK ? mh__desk_find(s->desk, article) : SIZE_MAX;
        if (place != SIZE_MAX)
            rc = mh__desk_match_alike(s->desk, place, NULL, NULL, err);
    }
    if (rc == MH_OK)
        return mh_store_derive_commit(s->store, err);
    mh_store_rollback(s->store);
    mh__desk_changed(s, NULL);
    return rc;
}

static enum mh_rc count_articles(struct touched *x, struct mh_err *err)
{
    enum mh_rc rc = mh_store_derive_begin(x->s->store, err);
    if (rc != MH_OK)
        return rc;
    for (size_t i = 0; i < x->articles.len && rc == MH_OK; i++)
        if (i == 0 || x->articles.at[i] != x->articles.at[i - 1])
            rc = count_article(x->s, x->articles.at[i], err);
    if (rc == MH_OK)
        return mh_store_derive_commit(x->s->store, err);
    mh_store_rollback(x->s->store);
    return rc;
}

/* What follows from rows that were brought back: the volumes of articles and needs that changed, the campaign worked on. */
static enum mh_rc follow(struct mh_session *s, int64_t reversed, struct mh_err *err)
{
    struct touched x = { .s = s };
    enum mh_rc rc = mh_store_changes(s->store, reversed, take_change, &x, err);
    if (rc != MH_OK)
        mh__session_changed(s, NULL);
    else
        rc = mh__session_campaign(s, err);
    if (rc == MH_OK)
        rc = add_articles_of_needs(&x, err);
    if (rc == MH_OK && x.articles.len != 0)
        rc = count_articles(&x, err);
    if (rc == MH_OK && x.opinions.len != 0)
        rc = follow_opinions(s, x.opinions.at, x.opinions.len, err);
    mh_vec_free(&x.articles);
    mh_vec_free(&x.made);
    mh_vec_free(&x.needs);
    mh_vec_free(&x.opinions);
    return rc;
}

struct latest { /* what undo without a number would take */
    const char *author;
    int64_t number;
};

static void see_operation(void *ctx, const struct mh_operation *op)
{
    struct latest *l = ctx;
    if (l->number == 0 && op->undoes == 0 && op->undone_by == 0 && mh_streq(op->author, l->author))
        l->number = op->number;
}

/* The operation meant: the one named, else the user's latest; 0 none. */
static enum mh_rc meant(struct mh_session *s, int64_t *number, struct mh_err *err)
{
    struct latest l = { .author = s->user, .number = *number };
    enum mh_rc rc = *number == 0 ? mh_store_history(s->store, 0, see_operation, &l, err) : MH_OK;
    *number = l.number;
    return rc;
}

/* The first operation made the plan and its year: without it there is nothing to work in. */
static enum mh_rc refuse_creation(int64_t asked, int64_t number, struct mh_err *err)
{
    if (number != 1)
        return MH_OK;
    return asked == 0 ? mh_err_set(err, MH_ENOTFOUND, "il n'y a plus rien à annuler")
                      : mh_err_set(err, MH_EDENIED, "la création du plan ne s'annule pas");
}

struct seen_change { /* what a closed plan forbids, among the changes of an operation */
    struct mh_session *s;
    int64_t closed; /* campaign whose needs it changes, 0 none */
    bool frozen;    /* versions, and what was recorded of them */
};

/* Rows that are gone cannot be asked: what is reversed is looked at before, when these stand, and after. */
static void see_change(void *ctx, const struct mh_change *c)
{
    struct seen_change *x = ctx;
    struct mh_need n;
    struct mh_err gone = MH_ERR_INIT;
    x->frozen |= mh_table_is_frozen(c->table);
    if (c->table != &mh_table_needs || x->closed != 0)
        return;
    mh_row_init(&mh_table_needs, &n);
    if (mh_store_get(x->s->store, &mh_table_needs, c->row_id, &n, &gone) == MH_OK && !mh__campaign_is_open(x->s, n.campaign_id))
        x->closed = n.campaign_id;
    mh_row_free(&mh_table_needs, &n);
}

/* A closed plan does not change, by undo and redo neither: it is revised first. */
static enum mh_rc refuse_closed(struct mh_session *s, int64_t number, struct mh_err *err)
{
    struct seen_change x = { .s = s };
    struct mh_err unknown = MH_ERR_INIT; /* said by the reversal itself */
    if (number == 0 || mh_store_changes(s->store, number, see_change, &x, &unknown) != MH_OK)
        return MH_OK;
    if (x.frozen)
        return mh_err_set(err, MH_EDENIED, "un plan figé le reste, et une révision aussi : pour le changer : mahalli revise ANNÉE --reason MOTIF, puis mahalli freeze");
    return x.closed != 0 ? mh__campaign_changes(s, x.closed, err) : MH_OK;
}

static enum mh_rc allow(void *ctx, int64_t operation, struct mh_err *err)
{
    return refuse_closed(ctx, operation, err);
}

static enum mh_rc reverse(struct mh_session *s, bool redo, int64_t number, struct mh_operation *done, struct mh_err *err)
{
    mh_store_on_reversal(s->store, allow, s);
    enum mh_rc rc = redo ? mh_store_redo(s->store, done, err) : mh_store_undo(s->store, number, done, err);
    mh_store_on_reversal(s->store, NULL, NULL);
    return rc == MH_OK ? follow(s, done->number, err) : rc;
}

enum mh_rc mh_ops_undo(struct mh_session *s, int64_t number, struct mh_operation *done, struct mh_err *err)
{
    int64_t latest = number;
    enum mh_rc refused = meant(s, &latest, err);
    if (refused == MH_OK)
        refused = refuse_creation(number, latest, err);
    if (refused != MH_OK)
        return refused;
    return reverse(s, false, number, done, err);
}

enum mh_rc mh_ops_redo(struct mh_session *s, struct mh_operation *done, struct mh_err *err)
{
    return reverse(s, true, 0, done, err);
}

enum mh_rc mh_ops_history(struct mh_session *s, int64_t limit, void (*each)(void *ctx, const struct mh_operation *op), void *ctx,
                          struct mh_err *err)
{
    return mh_store_history(s->store, limit, each, ctx, err);
}

enum mh_rc mh_ops_changes(struct mh_session *s, int64_t number, void (*each)(void *ctx, const struct mh_change *c), void *ctx,
                          struct mh_err *err)
{
    return mh_store_changes(s->store, number, each, ctx, err);
}

enum mh_rc mh_ops_verify(struct mh_session *s, struct mh_diags *diags, struct mh_err *err)
{
    return mh_store_verify(s->store, &s->progress, diags, err);
}

enum mh_rc mh_ops_backup(struct mh_session *s, const char *path, bool own_origin, struct mh_err *err)
{
    return mh_store_backup(s->store, path, own_origin, &s->progress, err);
}

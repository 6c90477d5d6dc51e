/* What other screens point at: a cell, an article, a state, a column's value. */
#include "tui/screen_needs.h"

#include <mahalli/xalloc.h>

#include <stdlib.h>
#include <string.h>

static enum mh_rc show_all(struct mh__needs *n, struct mh_err *err)
{
    enum mh_rc rc = mh__list_search(&n->list, NULL, err);
    return rc == MH_OK ? mh__list_filter(&n->list, NULL, NULL, err) : rc;
}

/* A line of the plan, whatever was filtered. */
static enum mh_rc stand_on(struct mh__needs *n, int64_t id, struct mh_err *err)
{
    struct mh_err hidden = MH_ERR_INIT;
    if (mh__list_stand(&n->list, id, &hidden) == MH_OK)
        return MH_OK;
    enum mh_rc rc = show_all(n, err);
    return rc == MH_OK ? mh__list_stand(&n->list, id, err) : rc;
}

struct naming {
    const struct mh_table *t;
    char *member, *reference, *label;
};

static enum mh_rc take_names(void *ctx, const struct mh_window_row *row, struct mh_err *err)
{
    struct naming *x = ctx;
    (void)err;
    for (size_t i = 0; i < x->t->ncolumns; i++) {
        char **to = strcmp(x->t->columns[i].name, "membre") == 0      ? &x->member
                    : strcmp(x->t->columns[i].name, "reference") == 0 ? &x->reference
                    : strcmp(x->t->columns[i].name, "designation") == 0 ? &x->label : NULL;
        if (to != NULL && *to == NULL)
            *to = mh_xstrdup(row->texts[i]);
    }
    return MH_OK;
}

static enum mh_rc filter_is(struct mh__needs *n, const char *column, const char *text, struct mh_err *err)
{
    struct mh_str f = MH_STR_INIT;
    mh_str_addf(&f, "=%s", text);
    enum mh_rc rc = mh__list_filter(&n->list, column, mh_str_text(&f), err);
    mh_str_free(&f);
    return rc;
}

/* The lines of an article: all its sites. */
static enum mh_rc show_article(struct mh__needs *n, int64_t id, struct mh_err *err)
{
    struct mh_window *w = NULL;
    struct naming x = { 0 };
    enum mh_rc rc = mh_ops_window_open(n->app->session, &(struct mh_window_query){ .kind = "articles" }, &w, err);
    if (rc == MH_OK) {
        x.t = mh_window_table(w);
        rc = mh_window_fetch(w, MH_WINDOW_FROM, id, 1, take_names, &x, err);
    }
    mh_window_close(w);
    if (rc == MH_OK)
        rc = show_all(n, err);
    if (rc == MH_OK && n->several_members && !mh_blank(x.member))
        rc = filter_is(n, "membre", x.member, err);
    if (rc == MH_OK)
        rc = mh_blank(x.reference) ? filter_is(n, "designation", x.label ? x.label : "", err) : filter_is(n, "reference", x.reference, err);
    free(x.member);
    free(x.reference);
    free(x.label);
    return rc;
}

static enum mh_rc show_reference(struct mh__needs *n, const char *ref, struct mh_err *err)
{
    const char *slash = strchr(ref, '/');
    enum mh_rc rc = show_all(n, err);
    if (rc == MH_OK && slash != NULL && n->several_members) {
        char *member = mh_xstrndup(ref, (size_t)(slash - ref));
        rc = filter_is(n, "membre", member, err);
        free(member);
    }
    return rc == MH_OK ? filter_is(n, "reference", slash ? slash + 1 : ref, err) : rc;
}

enum mh_rc mh__needs_aim(struct mh__needs *n, const char *target, struct mh_err *err)
{
    const char *equal = strchr(target, '='), *column = strstr(target, ";column=");
    enum mh_state state;
    enum mh_rc rc = MH_OK;
    if (strncmp(target, "need=", 5) == 0) {
        rc = stand_on(n, strtoll(target + 5, NULL, 10), err);
        int c = column ? mh__needs_column(n, column + 8) : -1;
        if (rc == MH_OK && c >= 0)
            mh__needs_show(n, strcmp(column + 8, "famille") == 0 ? mh__needs_column(n, "famille_lue") : c);
        return rc;
    }
    if (strncmp(target, "article=", 8) == 0)
        return show_article(n, strtoll(target + 8, NULL, 10), err);
    if (strncmp(target, "ref=", 4) == 0)
        return show_reference(n, target + 4, err);
    if (strncmp(target, "state=", 6) == 0 && mh_state_parse(target + 6, &state)) {
        rc = show_all(n, err);
        return rc == MH_OK ? filter_is(n, "etat", mh_state_title(state), err) : rc;
    }
    char *name = equal ? mh_xstrndup(target, (size_t)(equal - target)) : NULL;
    bool known = name != NULL && mh__needs_column(n, name) >= 0;
    free(name);
    if (!known)
        return mh_err_set(err, MH_ENOTFOUND, "besoins : rien ne s'appelle « %s »", target);
    rc = show_all(n, err);
    return rc == MH_OK ? mh__list_filter_target(&n->list, target, err) : rc;
}

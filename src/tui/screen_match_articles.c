/* The articles of the campaign as a list: family by family, the greatest volume first, until sorted otherwise. */
#include "tui/screen_match.h"

#include <mahalli/utf8.h>
#include <mahalli/xalloc.h>

#include <stdlib.h>
#include <string.h>

const struct mh__list_column mh__articles_columns[MH__ART_NCOLUMNS] = {
    [MH__ART_STATE] = { .name = "etat", .title = "État", .width = 11 },
    [MH__ART_REFERENCE] = { .name = "reference", .title = "Référence", .width = 10 },
    [MH__ART_LABEL] = { .name = "designation", .title = "Désignation", .width = 12, .stretch = true },
    [MH__ART_VOLUME] = { .name = "volume", .title = "Volume", .width = 9, .align = MH__RIGHT },
    [MH__ART_WHO] = { .name = "qui", .title = "Qui", .width = 10, .hidden = true },
    [MH__ART_FAMILY] = { .name = "famille", .title = "Famille", .width = 20, .hidden = true },
    [MH__ART_MEMBER] = { .name = "membre", .title = "Groupe", .width = 10, .hidden = true },
};

struct mh__articles {
    struct mh__app *app;
    int64_t *ids;          /* those that answer, in order */
    size_t n;
    int64_t *before;       /* the same before the last change: where a row stood that answers no more */
    size_t nbefore;
    bool stale;
    struct mh__list_asked asked;
    struct mh_str volume;  /* of the row being told */
};

struct mh__articles *mh__articles_new(struct mh__app *app)
{
    struct mh__articles *a = mh_xcalloc(1, sizeof *a);
    a->app = app;
    a->stale = true;
    return a;
}

void mh__articles_free(struct mh__articles *a)
{
    if (a == NULL)
        return;
    mh__list_asked_free(&a->asked);
    mh_str_free(&a->volume);
    free(a->ids);
    free(a->before);
    free(a);
}

void mh__articles_changed(struct mh__articles *a)
{
    a->stale = true;
}

/* --- rows --- */

static const char *state_text(const struct mh__articles *a, const struct mh_queue_row *r)
{
    if (!r->matched)
        return mh__text(a->app, "non rapproché");
    return mh__text(a->app, r->trial ? "À l'essai" : mh_state_title(r->state));
}

/* Who is expected to do something about it. */
static const char *who_text(const struct mh_queue_row *r)
{
    if (!r->matched || r->trial)
        return "";
    switch (r->state) {
    case MH_STATE_MATCH: return "pharmacien";
    case MH_STATE_REVIEW: return *r->who ? r->who : "pharmacien";
    case MH_STATE_UNREAD: return "acheteur";
    case MH_STATE_LEAD: return "fabricant";
    default: return "";
    }
}

/* Borrowed until the next row. */
static bool row_texts(struct mh__articles *a, int64_t id, const char *texts[MH__ART_NCOLUMNS])
{
    struct mh_queue_row r;
    struct mh_err ignored = MH_ERR_INIT;
    if (mh_ops_queue_row(a->app->session, id, &r, &ignored) != MH_OK)
        return false;
    mh_str_clear(&a->volume);
    if (r.volume != MH_UNKNOWN)
        mh_str_add_int(&a->volume, r.volume);
    texts[MH__ART_STATE] = state_text(a, &r);
    texts[MH__ART_REFERENCE] = r.reference;
    texts[MH__ART_LABEL] = r.label;
    texts[MH__ART_VOLUME] = mh_str_text(&a->volume);
    texts[MH__ART_WHO] = mh__text(a->app, who_text(&r));
    texts[MH__ART_FAMILY] = r.family_name;
    texts[MH__ART_MEMBER] = r.member;
    return true;
}

/* --- the question --- */

static int column_named(const char *name)
{
    for (int c = 0; c < MH__ART_NCOLUMNS; c++)
        if (mh_streq(mh__articles_columns[c].name, name))
            return c;
    return -1;
}

/* « Qui » alone is what the queue of a role holds: asked of it, a hundred times faster than text by text. */
static const char *role_of_filter(const struct mh__articles *a, const struct mh__list_filter *f)
{
    static const struct { const char *text, *role; } roles[] = {
        { "pharmacien", "pharmacien" }, { "acheteur", "acheteur" }, { "fabricant", "coordinateur" },
    };
    for (size_t i = 0; i < sizeof roles / sizeof *roles && mh_streq(f->column, "qui") && f->text[0] == '='; i++)
        if (mh_streq(f->text + 1, mh__text(a->app, roles[i].text)))
            return roles[i].role;
    return NULL;
}

static bool answers(struct mh__articles *a, int64_t id, struct mh_str *fold)
{
    const char *texts[MH__ART_NCOLUMNS];
    if (!row_texts(a, id, texts))
        return false;
    for (size_t i = 0; i < a->asked.filter.len; i++) {
        int c = column_named(a->asked.filter.at[i].column);
        if (c < 0 || role_of_filter(a, &a->asked.filter.at[i]) != NULL)
            continue;
        mh_str_clear(fold);
        mh_utf8_fold(fold, texts[c]);
        if (!mh__list_answers(mh_str_text(fold), a->asked.filter.at[i].text, mh__articles_columns[c].align == MH__RIGHT))
            return false;
    }
    return true;
}

struct keyed {
    int64_t id;
    char *key;
    size_t at;
    bool figures, descending;
};

static int by_key(const void *x, const void *y)
{
    const struct keyed *a = x, *b = y;
    bool first = mh__list_before(a->key, b->key, a->figures, a->descending);
    if (first == mh__list_before(b->key, a->key, a->figures, a->descending))
        return (a->at > b->at) - (a->at < b->at);
    return first ? -1 : 1;
}

static void sort_ids(struct mh__articles *a)
{
    int c = a->asked.sort ? column_named(a->asked.sort) : -1;
    if (c < 0 || a->n < 2)
        return;
    struct keyed *list = mh_xcalloc(a->n, sizeof *list);
    struct mh_str fold = MH_STR_INIT;
    for (size_t i = 0; i < a->n; i++) {
        const char *texts[MH__ART_NCOLUMNS];
        mh_str_clear(&fold);
        if (row_texts(a, a->ids[i], texts))
            mh_utf8_fold(&fold, texts[c]);
        list[i] = (struct keyed){ .id = a->ids[i], .key = mh_xstrdup(mh_str_text(&fold)), .at = i,
                                  .figures = mh__articles_columns[c].align == MH__RIGHT, .descending = a->asked.descending };
    }
    qsort(list, a->n, sizeof *list, by_key);
    for (size_t i = 0; i < a->n; i++) {
        a->ids[i] = list[i].id;
        free(list[i].key);
    }
    mh_str_free(&fold);
    free(list);
}

static enum mh_rc refresh(struct mh__articles *a, struct mh_err *err)
{
    if (!a->stale)
        return MH_OK;
    struct mh_queue_query q = { .search = a->asked.search };
    bool more = false;
    for (size_t i = 0; i < a->asked.filter.len; i++) {
        const char *role = role_of_filter(a, &a->asked.filter.at[i]);
        q.role = role ? role : q.role;
        more = more || role == NULL;
    }
    free(a->before);
    a->before = a->ids;
    a->nbefore = a->n;
    a->ids = NULL;
    a->n = 0;
    enum mh_rc rc = mh_ops_queue(a->app->session, &q, &a->ids, &a->n, err);
    if (rc != MH_OK)
        return rc;
    a->stale = false;
    if (more) {
        struct mh_str fold = MH_STR_INIT;
        size_t kept = 0;
        for (size_t i = 0; i < a->n; i++)
            if (answers(a, a->ids[i], &fold))
                a->ids[kept++] = a->ids[i];
        a->n = kept;
        mh_str_free(&fold);
    }
    sort_ids(a);
    return MH_OK;
}

static enum mh_rc query(void *ctx, const struct mh__list_query *q, struct mh_err *err)
{
    struct mh__articles *a = ctx;
    (void)err;
    mh__list_asked_take(&a->asked, q);
    a->stale = true;
    return MH_OK;
}

static size_t place_in(const int64_t *ids, size_t n, int64_t id)
{
    for (size_t i = 0; i < n; i++)
        if (ids[i] == id)
            return i;
    return SIZE_MAX;
}

/* Where a row stands, or where the first stands that came behind it when it still answered. */
static size_t place_of(const struct mh__articles *a, int64_t id, bool *here)
{
    size_t at = place_in(a->ids, a->n, id);
    *here = at != SIZE_MAX;
    if (*here)
        return at;
    for (size_t i = place_in(a->before, a->nbefore, id); i < a->nbefore; i++)
        if ((at = place_in(a->ids, a->n, a->before[i])) != SIZE_MAX)
            return at;
    return a->n;
}

static enum mh_rc fetch(void *ctx, enum mh_window_from from, int64_t anchor, size_t n,
                        void (*each)(void *to, const struct mh__list_row *row), void *to, struct mh_err *err)
{
    struct mh__articles *a = ctx;
    enum mh_rc rc = refresh(a, err);
    if (rc != MH_OK)
        return rc;
    bool here = false;
    size_t at = from == MH_WINDOW_FIRST || from == MH_WINDOW_LAST ? 0 : place_of(a, anchor, &here), first = 0;
    switch (from) {
    case MH_WINDOW_FIRST: first = 0; break;
    case MH_WINDOW_LAST: first = a->n > n ? a->n - n : 0; break;
    case MH_WINDOW_FROM: first = at; break;
    case MH_WINDOW_AFTER: first = at + here; break;
    case MH_WINDOW_BEFORE: first = at > n ? at - n : 0; break;
    }
    size_t last = from == MH_WINDOW_BEFORE ? at : first + n < a->n ? first + n : a->n;
    for (size_t i = first; i < last; i++) {
        const char *texts[MH__ART_NCOLUMNS];
        if (row_texts(a, a->ids[i], texts))
            each(to, &(struct mh__list_row){ a->ids[i], texts });
    }
    return MH_OK;
}

static enum mh_rc count(void *ctx, int64_t *n, bool *exact, struct mh_err *err)
{
    struct mh__articles *a = ctx;
    enum mh_rc rc = refresh(a, err);
    *n = (int64_t)a->n;
    *exact = true;
    return rc;
}

static enum mh__style style(void *ctx, int64_t id, int column, const char *text)
{
    const struct mh__articles *a = ctx;
    struct mh_queue_row r;
    struct mh_err ignored = MH_ERR_INIT;
    (void)text;
    if (column != MH__ART_STATE || mh_ops_queue_row(a->app->session, id, &r, &ignored) != MH_OK || !r.matched)
        return column == MH__ART_STATE ? MH__DIM : MH__PLAIN;
    switch (r.state) {
    case MH_STATE_VALIDATED: case MH_STATE_MATCH: return MH__GOOD;
    case MH_STATE_REVIEW: case MH_STATE_LEAD: return MH__WARN;
    case MH_STATE_NEAR: return MH__INFO;
    case MH_STATE_NONE: case MH_STATE_UNREAD: return MH__BAD;
    default: return MH__DIM;
    }
}

const struct mh__list_source mh__articles_source = { .query = query, .fetch = fetch, .count = count, .style = style };

/* A stored row as a form: its column table gives the fields, each saved when it is left. */
#include "tui/form.h"
#include "tui/window_source.h"

#include <mahalli/xalloc.h>

#include <stdlib.h>

enum { SUGGESTIONS = 8 };

struct row {
    struct mh__app *app;
    char *kind;
    const struct mh_table *table;
    int64_t id;                     /* 0: a new one */
    char **was;                     /* canonical texts as they stand, one per column of the table */
    int *column;                    /* of each field: position in the table */
    size_t nfields;
    void (*done)(struct mh__app *app, void *ctx);
    void *ctx;
};

static void forget(struct row *r)
{
    for (size_t i = 0; r->was != NULL && i < r->table->ncolumns; i++) {
        free(r->was[i]);
        r->was[i] = NULL;
    }
}

static enum mh_rc keep(void *ctx, const struct mh_window_row *row, struct mh_err *err)
{
    struct row *r = ctx;
    (void)err;
    if (row->id != r->id)
        return MH_OK;
    forget(r);
    for (size_t i = 0; i < r->table->ncolumns; i++)
        r->was[i] = mh_xstrdup(row->texts[i] ? row->texts[i] : "");
    return MH_OK;
}

/* The row as it stands now. */
static enum mh_rc load(struct row *r, struct mh_err *err)
{
    struct mh_window *w = NULL;
    enum mh_rc rc = mh_ops_window_open(r->app->session, &(struct mh_window_query){ .kind = r->kind }, &w, err);
    if (rc == MH_OK)
        rc = mh_window_fetch(w, MH_WINDOW_FROM, r->id, 1, keep, r, err);
    mh_window_close(w);
    if (rc == MH_OK && r->was[0] == NULL)
        rc = mh_err_set(err, MH_ENOTFOUND, "cette ligne n'est plus là");
    return rc;
}

static enum mh_rc changed(struct mh__app *app, void *ctx, size_t i, const char *text, struct mh_err *err)
{
    struct row *r = ctx;
    const struct mh_column *c = &r->table->columns[r->column[i]];
    struct mh_edit_result out = MH_EDIT_RESULT_INIT;
    if (r->id == 0)
        return MH_OK; /* checked as a whole when it is made */
    struct mh_err why = MH_ERR_INIT;
    enum mh_rc rc = mh_ops_edit(app->session, r->kind, r->id, c->name, r->was[r->column[i]], text, &out, &why);
    if (rc == MH_ECONFLICT) {
        struct mh_str theirs = MH_STR_INIT;
        mh__shown_text(c, out.stored ? out.stored : "", &theirs);
        mh_err_set(err, rc, mh__text(app, "entre-temps quelqu'un a écrit « %s » : Entrée encore garde le vôtre, Échap prend le sien"),
                   mh_str_text(&theirs));
        free(r->was[r->column[i]]);
        r->was[r->column[i]] = mh_xstrdup(out.stored ? out.stored : "");
        mh_str_free(&theirs);
    } else if (rc != MH_OK) {
        mh_err_set(err, rc, "%s", why.msg);
    }
    mh_edit_result_free(&out);
    if (rc != MH_OK)
        return rc;
    mh__changed(app);
    return load(r, err);
}

static enum mh_rc create(struct mh__app *app, void *ctx, const char *const *texts, struct mh_err *err)
{
    struct row *r = ctx;
    struct mh_edit_result out = MH_EDIT_RESULT_INIT;
    char **pairs = mh_xcalloc(r->nfields + 1, sizeof *pairs);
    size_t n = 0;
    for (size_t i = 0; i < r->nfields; i++) {
        if (mh_blank(texts[i]))
            continue;
        struct mh_str pair = MH_STR_INIT;
        mh_str_addf(&pair, "%s=%s", r->table->columns[r->column[i]].name, texts[i]);
        pairs[n++] = mh_str_take(&pair);
    }
    enum mh_rc rc = mh_ops_insert(app->session, r->kind, (const char *const *)pairs, &out, err);
    for (size_t i = 0; i < n; i++)
        free(pairs[i]);
    free(pairs);
    mh_edit_result_free(&out);
    if (rc == MH_OK) {
        mh__say(app, MH__GOOD, mh__text(app, "Ajouté : %s"), mh__text(app, r->table->one));
        mh__changed(app);
    }
    return rc;
}

static enum mh_rc add_choice(void *ctx, const struct mh_suggestion *one, struct mh_err *err)
{
    (void)err;
    mh__choices_add(ctx, one->text, one->label ? one->label : "");
    return MH_OK;
}

static void complete(struct mh__app *app, void *ctx, size_t i, const char *typed, struct mh__choices *out)
{
    struct row *r = ctx;
    struct mh_err ignored = MH_ERR_INIT;
    if (*typed != '\0')
        mh_ops_suggest(app->session, r->kind, r->table->columns[r->column[i]].name, NULL, typed, SUGGESTIONS, add_choice, out, &ignored);
}

/* What the words of a product are read as, while they are typed. */
static void aside(struct mh__app *app, void *ctx, size_t at, const char *const *texts, struct mh_str *out)
{
    struct row *r = ctx;
    struct mh_reading_view view;
    struct mh_err ignored = MH_ERR_INIT;
    char **pairs = mh_xcalloc(r->nfields + 1, sizeof *pairs);
    (void)at;
    for (size_t i = 0; i < r->nfields; i++) {
        struct mh_str pair = MH_STR_INIT;
        mh_str_addf(&pair, "%s=%s", r->table->columns[r->column[i]].name, texts[i]);
        pairs[i] = mh_str_take(&pair);
    }
    if (mh_ops_read_text(app->session, r->kind, (const char *const *)pairs, &view, &ignored) == MH_OK) {
        mh_str_addf(out, "%s : %s\n", mh__text(app, "Lu comme"), *view.family_name ? view.family_name : mh__text(app, "famille non lue"));
        for (size_t i = 0; i < view.nattributes; i++)
            if (*view.attribute[i].value != '\0')
                mh_str_addf(out, "%s %s (%s)\n", view.attribute[i].name, view.attribute[i].value, view.attribute[i].source);
        if (*view.rest != '\0')
            mh_str_addf(out, "%s : %s\n", mh__text(app, "Non lu"), view.rest);
        mh_reading_view_free(&view);
    }
    for (size_t i = 0; i < r->nfields; i++)
        free(pairs[i]);
    free(pairs);
}

static void closed(struct mh__app *app, void *ctx)
{
    struct row *r = ctx;
    if (r->done != NULL)
        r->done(app, r->ctx);
    forget(r);
    free(r->was);
    free(r->column);
    free(r->kind);
    free(r);
}

static void fill_fields(struct row *r, struct mh__field *fields, struct mh_str *values)
{
    for (size_t i = 0; i < r->table->ncolumns; i++) {
        const struct mh_column *c = &r->table->columns[i];
        if ((c->flags & (MH_DERIVED | MH_HIDDEN)) || mh_streq(c->name, "origine"))
            continue;
        size_t n = r->nfields++;
        if (r->id != 0)
            mh__shown_text(c, r->was[i], &values[n]);
        r->column[n] = (int)i;
        fields[n] = (struct mh__field){
            .name = c->name, .title = mh__text(r->app, c->title), .help = c->help ? mh__text(r->app, c->help) : NULL, .value = mh_str_text(&values[n]),
            .required = (c->flags & MH_REQUIRED) != 0, .fixed = r->id != 0 && (c->flags & MH_IMMUTABLE) != 0, .choices = c->choices,
        };
    }
}

void mh__form_row(struct mh__app *app, const char *kind, int64_t id, void (*done)(struct mh__app *app, void *ctx), void *ctx)
{
    struct row *r = mh_xcalloc(1, sizeof *r);
    struct mh_err err = MH_ERR_IN(app->lang);
    *r = (struct row){ .app = app, .kind = mh_xstrdup(kind), .table = mh_table_for_kind(kind), .id = id, .ctx = ctx };
    r->was = mh_xcalloc(r->table->ncolumns, sizeof *r->was);
    r->column = mh_xcalloc(r->table->ncolumns, sizeof *r->column);
    if (id != 0 && load(r, &err) != MH_OK) {
        mh__say_error(app, &err);
        closed(app, r);
        return;
    }
    r->done = done;
    struct mh__field *fields = mh_xcalloc(r->table->ncolumns, sizeof *fields);
    struct mh_str *values = mh_xcalloc(r->table->ncolumns, sizeof *values);
    fill_fields(r, fields, values);
    mh__form_open(app, &(struct mh__form){
        .title = mh__text(app, r->table->one), .fields = fields, .nfields = r->nfields, .complete = complete, .changed = changed,
        .aside = r->table == &mh_table_products ? aside : NULL, .create = id == 0 ? create : NULL, .closed = closed, .ctx = r });
    for (size_t i = 0; i < r->table->ncolumns; i++)
        mh_str_free(&values[i]);
    free(values);
    free(fields);
}

/*
 * A line being entered, cell by cell. It is in the plan as soon as its label and its volume were left; until then it stands below the
 * rows. The same article elsewhere brings what the line does not say yet.
 */
#include "tui/screen_needs_typing.h"

#include <mahalli/xalloc.h>

#include <stdlib.h>
#include <string.h>

struct bringing {
    struct mh__typing *c;
    const struct mh_table *t;
    int by; /* column that was typed */
};

static enum mh_rc bring(void *ctx, const struct mh_window_row *row, struct mh_err *err)
{
    static const char *const names[] = { "reference", "designation", "unite", "conditionnement" };
    struct bringing *b = ctx;
    (void)err;
    for (size_t k = 0; k < sizeof names / sizeof *names; k++) {
        int to = mh__needs_column(b->c->n, names[k]);
        for (size_t i = 0; i < b->t->ncolumns; i++) {
            if (to == b->by || strcmp(b->t->columns[i].name, names[k]) != 0 || !mh_blank(b->c->text[to]))
                continue;
            mh__typing_set(&b->c->text[to], row->texts[i]);
            b->c->brought[to] = true; /* even where the article says nothing: one goes on to what is the line's own */
        }
    }
    return MH_OK;
}

/* The same article, of the group first, else elsewhere, brings what the line does not say yet. */
static void bring_article(struct mh__typing *c, int by)
{
    struct mh__needs *n = c->n;
    struct bringing b = { c, NULL, by };
    const char *member = c->text[mh__needs_column(n, "membre")];
    bool found = false;
    for (int own = 1; own >= 0 && !found; own--) {
        struct mh_window_filter f[] = { { n->t->columns[by].name, MH_FILTER_IS, c->text[by] }, { "membre", MH_FILTER_IS, member } };
        struct mh_window *w = NULL;
        struct mh_err err = MH_ERR_IN(c->n->app->lang);
        int64_t rows = 0;
        bool exact;
        if (own == 1 && mh_blank(member))
            continue;
        if (mh_ops_window_open(n->app->session, &(struct mh_window_query){ .kind = "articles", .filter = f, .nfilters = own ? 2 : 1 }, &w, &err) != MH_OK)
            return; /* nothing is brought; what is wrong is said when the line is added */
        b.t = mh_window_table(w);
        if (mh_window_count(w, 1, &rows, &exact, &err) == MH_OK && rows > 0)
            found = mh_window_fetch(w, MH_WINDOW_FIRST, 0, 1, bring, &b, &err) == MH_OK;
        mh_window_close(w);
    }
}

bool mh__entry_complete(const struct mh__typing *c)
{
    return !mh_blank(c->text[mh__needs_column(c->n, "designation")]) && !mh_blank(c->text[mh__needs_column(c->n, "quantite")]);
}

static char **fields_of(const struct mh__typing *c)
{
    const struct mh_table *t = c->n->t;
    char **fields = mh_xcalloc(t->ncolumns + 1, sizeof *fields);
    size_t count = 0;
    for (size_t i = 0; i < t->ncolumns; i++) {
        struct mh_str one = MH_STR_INIT;
        if (mh_blank(c->text[i]) || t->columns[i].flags & MH_DERIVED)
            continue;
        mh_str_addf(&one, "%s=%s", t->columns[i].name, c->text[i]);
        fields[count++] = mh_str_take(&one);
    }
    return fields;
}

/* It is in the plan, though the filters leave it out of sight. */
static void tell_hidden(struct mh__typing *c, int64_t id)
{
    struct mh_str acting = MH_STR_INIT;
    c->id = id;
    mh__list_acting(&c->n->list, &acting);
    mh__say(c->n->app, MH__WARN, mh__text(c->n->app, "Ligne enregistrée ; masquée par : %s"), mh_str_text(&acting));
    mh_str_free(&acting);
}

/* The same article at the same site stood there already: allowed, but seldom meant. */
static void tell_repeated(const struct mh__typing *c)
{
    const char *occurrence = mh__typing_stands(c, mh__needs_column(c->n, "occurrence"));
    if (*occurrence != '\0' && strcmp(occurrence, "1") != 0)
        mh__say(c->n->app, MH__WARN, mh__text(c->n->app, "Ligne répétée : %s est déjà demandé par cet établissement (occurrence %s)"),
                mh__typing_stands(c, mh__needs_column(c->n, "designation")), occurrence);
}

bool mh__entry_create(struct mh__typing *c)
{
    struct mh__needs *n = c->n;
    struct mh_edit_result r = MH_EDIT_RESULT_INIT;
    struct mh_err err = MH_ERR_IN(c->n->app->lang);
    if (!mh__entry_complete(c)) {
        const char *name = mh_blank(c->text[mh__needs_column(n, "designation")]) ? "designation" : "quantite";
        mh__needs_show(n, mh__needs_column(n, name));
        mh__typing_stand_in(c, mh__needs_column(n, name));
        mh__say(n->app, MH__WARN, mh__text(n->app, "Il manque : %s"), mh__text(n->app, n->t->columns[c->column].title));
        return false;
    }
    char **fields = fields_of(c);
    enum mh_rc rc = mh_ops_insert(n->app->session, "besoins", (const char *const *)fields, &r, &err);
    for (size_t i = 0; fields[i] != NULL; i++)
        free(fields[i]);
    free(fields);
    if (rc == MH_OK) {
        mh__changed(n->app);
        c->touched = false;
    } else {
        int at = r.diags.list.len > 0 && r.diags.list.at[0].column ? mh__needs_column(n, r.diags.list.at[0].column) : -1;
        if (at >= 0 && mh__needs_fixed(n, at, true) == NULL && mh__needs_position(n, at) >= 0)
            mh__typing_stand_in(c, at);
        mh__say_error(n->app, &err);
    }
    if (rc == MH_OK && mh__typing_stand_on(c, r.id))
        tell_repeated(c);
    else if (rc == MH_OK)
        tell_hidden(c, r.id);
    mh_edit_result_free(&r);
    return rc == MH_OK;
}

bool mh__entry_save(struct mh__typing *c)
{
    struct mh__needs *n = c->n;
    int k = mh__needs_stored(n, c->column);
    const struct mh_column *column = &n->t->columns[k];
    const char *text = mh_str_text(&c->line.text);
    struct mh_err err = MH_ERR_IN(c->n->app->lang);
    void *row = mh_xcalloc(1, n->t->row_size);
    mh_row_init(n->t, row);
    enum mh_rc rc = mh_value_parse(column, row, text, MH_NUM_UNSETTLED, &err);
    mh_row_free(n->t, row);
    free(row);
    if (rc != MH_OK) {
        mh__say_error(n->app, &err);
        return false;
    }
    if (mh_streq(text, c->shown))
        return true;
    mh__typing_set(&c->text[k], text);
    c->brought[k] = false;
    c->touched = true;
    if (!mh_blank(text) && (strcmp(column->name, "reference") == 0 || strcmp(column->name, "designation") == 0))
        bring_article(c, k);
    return true;
}

/* The first that the line does not know yet; of a copy what tells it from the other. */
static int first_cell(const struct mh__typing *c, bool like)
{
    static const char *const names[] = { "membre", "etablissement", "reference" };
    struct mh__needs *n = c->n;
    for (size_t i = like; i < sizeof names / sizeof *names; i++) {
        int k = mh__needs_column(n, names[i]);
        if (mh__needs_position(n, k) >= 0 && (like || mh_blank(c->text[k])))
            return like && i == 2 ? mh__needs_column(n, "quantite") : k;
    }
    return mh__needs_column(n, like ? "quantite" : "designation");
}

void mh__entry_begin(struct mh__typing *c, bool like)
{
    static const char *const places[] = { "membre", "etablissement" };
    struct mh__needs *n = c->n;
    for (size_t i = 0; i < n->t->ncolumns; i++) {
        bool place = strcmp(n->t->columns[i].name, places[0]) == 0 || strcmp(n->t->columns[i].name, places[1]) == 0;
        bool copied = like && !(n->t->columns[i].flags & MH_DERIVED) && strcmp(n->t->columns[i].name, "occurrence") != 0;
        mh__typing_set(&c->text[i], n->list.cursor != 0 && (place || copied) ? mh__list_text(&n->list, (int)i) : NULL);
        c->brought[i] = false;
    }
    c->id = 0;
    c->entering = true;
    c->touched = c->like = like;
    c->run = -1;
    mh__needs_show(n, mh__needs_column(n, "designation"));
    mh__needs_show(n, mh__needs_column(n, "quantite"));
    mh__typing_stand_in(c, first_cell(c, like));
}

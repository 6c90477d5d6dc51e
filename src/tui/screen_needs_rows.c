/* What is done to whole lines of needs: remove, fill down, set on all, paste a block of cells. Each is one operation, one undo. */
#include "tui/list_priv.h"
#include "tui/screen_needs.h"

#include <mahalli/xalloc.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void done(struct mh__needs *n, const char *said, const struct mh_edit_result *r)
{
    if (r->operation != 0)
        mh__changed(n->app);
    if (r->refused > 0)
        mh__needs_tell(n, mh__text(n->app, "Refusées"), r);
    mh__say(n->app, r->refused > 0 ? MH__WARN : MH__GOOD, "%s", said);
}

static void say_count(struct mh__needs *n, struct mh_str *out, const char *one, const char *many, int64_t count)
{
    mh_str_add_int(out, count);
    mh_str_addf(out, " %s", mh__text_n(n->app, one, many, count));
}

static void add_refused(struct mh__needs *n, struct mh_str *out, int64_t refused)
{
    if (refused == 0)
        return;
    mh_str_add(out, ", ");
    say_count(n, out, "refusée", "refusées", refused);
}

void mh__needs_remove(struct mh__app *app, void *state)
{
    struct mh__needs *n = state;
    struct mh_edit_result r = MH_EDIT_RESULT_INIT;
    struct mh_err err = MH_ERR_IN(app->lang);
    struct mh_str said = MH_STR_INIT;
    size_t count;
    const int64_t *ids = mh__list_picked(&n->list, &count);
    if (mh_ops_remove_ids(app->session, "besoins", ids, count, &r, &err) != MH_OK) {
        mh__say_error(app, &err);
    } else {
        mh__list_pick_none(&n->list);
        say_count(n, &said, "ligne retirée", "lignes retirées", r.changed);
        add_refused(n, &said, r.refused);
        mh_str_addf(&said, " · %s", mh__text(app, "u les remet"));
        done(n, mh_str_text(&said), &r);
    }
    mh_str_free(&said);
    mh_edit_result_free(&r);
}

/* A unit that means nothing is written as it was given, but not in silence. Of the lines at hand. */
static void say_uncounted(struct mh__needs *n, const int64_t *ids, size_t count, struct mh_str *said)
{
    int64_t without = 0;
    for (size_t i = 0; i < count; i++) {
        const char *volume = mh__list_text_of(&n->list, ids[i], mh__needs_column(n, "quantite_base"));
        without += volume != NULL && *volume == '\0';
    }
    if (without == 0)
        return;
    mh_str_addf(said, mh__text(n->app, " · encore sans volume : %lld, unité ou conditionnement à préciser"), (long long)without);
    mh__say(n->app, MH__WARN, "%s", mh_str_text(said));
}

static void set_many(struct mh__needs *n, const int64_t *ids, size_t count, int c, const char *text)
{
    struct mh_edit_result r = MH_EDIT_RESULT_INIT;
    struct mh_err err = MH_ERR_IN(n->app->lang);
    struct mh_str said = MH_STR_INIT;
    const struct mh_column *column = &n->t->columns[mh__needs_stored(n, c)];
    if (mh_ops_edit_many(n->app->session, "besoins", ids, count, column->name, text, &r, &err) != MH_OK) {
        mh__say_error(n->app, &err);
    } else {
        mh_str_addf(&said, "%s « %s » : ", mh__text(n->app, column->title), text);
        say_count(n, &said, "ligne changée", "lignes changées", r.changed);
        add_refused(n, &said, r.refused);
        if (r.shared > 0)
            mh_str_add(&said, mh__text(n->app, " ; et les autres lignes de ces articles"));
        int64_t *kept = mh_xcalloc(count + 1, sizeof *kept);
        memcpy(kept, ids, count * sizeof *kept);
        done(n, mh_str_text(&said), &r);
        if (r.refused == 0 && (mh_streq(column->name, "unite") || mh_streq(column->name, "conditionnement")))
            say_uncounted(n, kept, count, &said);
        free(kept);
    }
    mh_str_free(&said);
    mh_edit_result_free(&r);
}

void mh__needs_empty_cell(struct mh__app *app, void *state)
{
    struct mh__needs *n = state;
    int c = mh__list_column_at_cursor(&n->list);
    struct mh_edit_result r = MH_EDIT_RESULT_INIT;
    struct mh_err err = MH_ERR_IN(app->lang);
    if (mh_ops_edit(app->session, "besoins", n->list.cursor, n->t->columns[mh__needs_stored(n, c)].name, NULL, "", &r, &err) != MH_OK)
        mh__say_error(app, &err);
    else if (r.operation != 0)
        mh__changed(app);
    mh_edit_result_free(&r);
}

/* --- fill down, set on all --- */

struct one_text {
    int column;
    char *text;
};

static void take_text(void *to, const struct mh__list_row *row)
{
    struct one_text *x = to;
    if (x->text == NULL)
        x->text = mh_xstrdup(row->texts[x->column] ? row->texts[x->column] : "");
}

/* The first of the picked in the order of the list, among those in sight; out of sight: the first that was picked. */
static int64_t first_of(const struct mh__needs *n, const int64_t *ids, size_t count)
{
    int64_t first = ids[0];
    int best = -1;
    for (size_t i = 0; i < count; i++) {
        int at = mh__list_index(&n->list, ids[i]);
        if (mh__list_index(&n->list, ids[0]) >= 0 && at >= 0 && (best < 0 || at < best)) {
            best = at;
            first = ids[i];
        }
    }
    return first;
}

void mh__needs_fill(struct mh__app *app, void *state)
{
    struct mh__needs *n = state;
    size_t count;
    const int64_t *picked = mh__list_picked(&n->list, &count);
    int c = mh__list_column_at_cursor(&n->list);
    struct one_text x = { .column = mh__needs_stored(n, c) };
    struct mh_err err = MH_ERR_IN(app->lang);
    bool many = count > 0 && mh__list_is_picked(&n->list, picked[0]);
    int64_t *ids = mh_xcalloc(count + 1, sizeof *ids), from = many ? first_of(n, picked, count) : n->list.cursor;
    memcpy(ids, picked, count * sizeof *ids);
    enum mh_rc rc = mh__stored_fetch(n->rows, many ? MH_WINDOW_FROM : MH_WINDOW_BEFORE, from, 1, take_text, &x, &err);
    if (rc != MH_OK)
        mh__say_error(app, &err);
    else if (x.text == NULL)
        mh__say(app, MH__WARN, "%s", mh__text(app, "Recopier : il n'y a pas de ligne au-dessus"));
    else
        set_many(n, ids, count, c, x.text);
    if (rc == MH_OK && x.text != NULL && !many && !mh__layer_open(app)) { /* on to the next: b b b fills a column */
        struct mh__event down = { .type = MH__EV_KEY, .key = MH__KEY_DOWN };
        mh__list_event(&n->list, app, &down);
    }
    free(x.text);
    free(ids);
}

void mh__needs_confirm(struct mh__app *app, void *state)
{
    struct mh__needs *n = state;
    size_t count;
    const int64_t *picked = mh__list_picked(&n->list, &count);
    int64_t *ids = mh_xcalloc(count + 1, sizeof *ids);
    struct mh_edit_result r = MH_EDIT_RESULT_INIT;
    struct mh_err err = MH_ERR_IN(app->lang);
    struct mh_str said = MH_STR_INIT;
    memcpy(ids, picked, count * sizeof *ids);
    if (mh_ops_edit_many(app->session, "besoins", ids, count, "a_confirmer", "", &r, &err) != MH_OK) {
        mh__say_error(app, &err);
    } else {
        if (r.changed == 0 && r.refused == 0)
            mh_str_add(&said, mh__text(app, "Rien à confirmer parmi les lignes choisies"));
        else
            say_count(n, &said, "ligne confirmée", "lignes confirmées", r.changed);
        add_refused(n, &said, r.refused);
        mh__list_pick_none(&n->list);
        done(n, mh_str_text(&said), &r);
    }
    mh_str_free(&said);
    mh_edit_result_free(&r);
    free(ids);
}

static void complete_apply(struct mh__app *app, void *ctx, const char *typed, struct mh__choices *out)
{
    struct mh__needs *n = ctx;
    (void)app;
    mh__needs_suggest(n, mh__list_column_at_cursor(&n->list), mh__list_text(&n->list, mh__needs_column(n, "membre")), typed, out);
}

static void applied(struct mh__app *app, void *ctx, const char *text)
{
    struct mh__needs *n = ctx;
    size_t count;
    const int64_t *picked = mh__list_picked(&n->list, &count);
    int64_t *ids = mh_xcalloc(count + 1, sizeof *ids);
    (void)app;
    memcpy(ids, picked, count * sizeof *ids); /* a reload may change what the list owns */
    set_many(n, ids, count, mh__list_column_at_cursor(&n->list), text);
    free(ids);
}

void mh__needs_apply(struct mh__app *app, void *state)
{
    struct mh__needs *n = state;
    int c = mh__needs_stored(n, mh__list_column_at_cursor(&n->list));
    size_t count;
    (void)mh__list_picked(&n->list, &count);
    mh__ask(app, &(struct mh__question){
        .title = count > 1 ? "Appliquer aux lignes choisies" : "Appliquer à la ligne", .label = n->t->columns[c].title,
        .value = mh__list_text(&n->list, c), .help = "La même valeur dans toutes ; vide la retire", .complete = complete_apply,
        .done = applied, .ctx = n });
}

/* --- paste --- */

struct block {
    MH_VEC(char *) cell;  /* row by row, owned */
    size_t nrows, ncolumns;
};

static void block_free(struct block *b)
{
    for (size_t i = 0; i < b->cell.len; i++)
        free(b->cell.at[i]);
    mh_vec_free(&b->cell);
}

/* One cell as a spreadsheet writes it: quoted where it holds breaks, tabs or quotes. Returns what follows. */
static const char *take_cell(const char *p, const char *end, struct mh_str *out)
{
    mh_str_clear(out);
    if (p < end && *p == '"') {
        const char *q = p + 1;
        for (; q < end; q++) {
            if (*q == '"' && q + 1 < end && q[1] == '"')
                mh_str_addc(out, *q++);
            else if (*q == '"')
                break;
            else
                mh_str_addc(out, *q);
        }
        if (q < end && (q + 1 == end || strchr("\t\r\n", q[1]) != NULL))
            return q + 1;
        mh_str_clear(out); /* a lone quote: an inch, not a quotation */
    }
    while (p < end && strchr("\t\r\n", *p) == NULL)
        mh_str_addc(out, *p++);
    return p;
}

/* Twice over the text: how wide it is, then its cells; short rows are filled up with cells that leave as is. */
static void read_block(const char *text, size_t len, struct block *b)
{
    const char *end = text + len;
    struct mh_str one = MH_STR_INIT;
    while (end > text && (end[-1] == '\n' || end[-1] == '\r'))
        end--;
    for (int pass = 0; pass < 2; pass++) {
        const char *p = text;
        size_t column = 0;
        b->nrows = 0;
        for (;;) {
            p = take_cell(p, end, &one);
            if (pass == 1)
                mh_vec_push(&b->cell, mh_xstrdup(mh_str_text(&one)));
            column++;
            if (p < end && *p == '\t') {
                p++;
                continue;
            }
            b->ncolumns = column > b->ncolumns ? column : b->ncolumns;
            for (; pass == 1 && column < b->ncolumns; column++)
                mh_vec_push(&b->cell, NULL);
            b->nrows++;
            column = 0;
            if (p >= end)
                break;
            p += *p == '\r' && p + 1 < end && p[1] == '\n' ? 2 : 1;
        }
    }
    mh_str_free(&one);
}

static bool has_digit(const char *s)
{
    return s != NULL && s[strcspn(s, "0123456789")] != '\0';
}

/* Two names of columns or more in the first row, and no figure. */
static bool has_headers(const struct mh__needs *n, const struct block *b)
{
    size_t named = 0;
    for (size_t i = 0; i < b->ncolumns; i++) {
        const char *s = b->cell.at[i];
        if (mh_blank(s))
            continue;
        const struct mh_column *c = mh_table_match_header(n->t, s);
        named += c != NULL;
        if (c == NULL && has_digit(s))
            return false;
    }
    return b->nrows > 1 && named >= 2;
}

void mh__needs_forget_temp(struct mh__needs *n)
{
    if (n->temp != NULL)
        unlink(n->temp);
    free(n->temp);
    n->temp = NULL;
}

/* The text as a file that nobody else reads, gone when the program ends. */
static bool write_temp(struct mh__needs *n, const char *text, size_t len, struct mh_err *err)
{
    const char *dir = getenv("TMPDIR");
    struct mh_str path = MH_STR_INIT;
    mh__needs_forget_temp(n);
    mh_str_addf(&path, "%s/mahalli-collage.XXXXXX", mh_blank(dir) ? "/tmp" : dir);
    n->temp = mh_str_take(&path);
    int fd = mkstemp(n->temp);
    FILE *f = fd >= 0 ? fdopen(fd, "wb") : NULL;
    bool ok = f != NULL && fwrite(text, 1, len, f) == len;
    int why = errno;
    if (f != NULL && fclose(f) != 0 && ok) {
        ok = false;
        why = errno;
    } else if (f == NULL && fd >= 0) {
        close(fd);
    }
    if (!ok) {
        mh_err_set(err, MH_EIO, "collage : %s : %s", n->temp, mh_err_errno(err, why));
        if (fd < 0) {
            free(n->temp);
            n->temp = NULL;
        } else {
            mh__needs_forget_temp(n);
        }
    }
    return ok;
}

static void to_import(struct mh__needs *n, const char *text, size_t len)
{
    struct mh_err err = MH_ERR_IN(n->app->lang);
    struct mh_str target = MH_STR_INIT;
    if (!write_temp(n, text, len, &err)) {
        mh__say_error(n->app, &err);
        return;
    }
    if (n->cell != NULL)
        mh__layer_pop(n->app);
    mh_str_addf(&target, "file=%s", n->temp);
    mh__go(n->app, "import", mh_str_text(&target));
    mh_str_free(&target);
}

struct ids {
    MH_VEC(int64_t) list;
};

static void take_id(void *to, const struct mh__list_row *row)
{
    mh_vec_push(&((struct ids *)to)->list, row->id);
}

static const char **columns_under(const struct mh__needs *n, size_t *count, size_t wanted)
{
    const char **columns = mh_xcalloc(wanted + 1, sizeof *columns);
    for (*count = 0; *count < wanted; ++*count) {
        int c = mh__needs_at(n, n->list.cursor_column + (int)*count);
        if (c < 0)
            break;
        columns[*count] = n->t->columns[mh__needs_stored(n, c)].name;
    }
    return columns;
}

static char *field(const struct mh__needs *n, const char *column)
{
    const char *typed = mh__typing_text(n, mh__needs_column(n, column));
    struct mh_str s = MH_STR_INIT;
    mh_str_addf(&s, "%s=%s", column, typed != NULL ? typed : mh__list_text(&n->list, mh__needs_column(n, column)));
    return mh_str_take(&s);
}

/* New lines take the group and the site of the line one is on, unless the block says them. */
static void fixed_fields(const struct mh__needs *n, const char *const *columns, size_t ncolumns, char *fixed[3])
{
    static const char *const places[] = { "membre", "etablissement" };
    size_t k = 0;
    for (size_t i = 0; i < 2; i++) {
        bool said = false;
        for (size_t c = 0; c < ncolumns; c++)
            said = said || strcmp(columns[c], places[i]) == 0;
        char *f = field(n, places[i]);
        if (said || mh_blank(strchr(f, '=') + 1))
            free(f);
        else
            fixed[k++] = f;
    }
}

static void say_pasted(struct mh__needs *n, const struct block *b, const struct mh_edit_result *r)
{
    struct mh_str said = MH_STR_INIT;
    mh_str_addf(&said, "%s ", mh__text(n->app, "Collé :"));
    say_count(n, &said, "ligne", "lignes", r->changed);
    mh_str_add(&said, mh__text(n->app, " sur "));
    mh_str_add_int(&said, (int64_t)b->nrows);
    if (r->refused > 0) {
        mh_str_add(&said, ", ");
        say_count(n, &said, "cellule refusée", "cellules refusées", r->refused);
    }
    if (r->operation != 0)
        mh_str_addf(&said, " · %s", mh__text(n->app, "u défait"));
    done(n, mh_str_text(&said), r);
    mh_str_free(&said);
}

static void paste_cells(struct mh__needs *n, struct block *b)
{
    struct mh_edit_result r = MH_EDIT_RESULT_INIT;
    struct mh_err err = MH_ERR_IN(n->app->lang);
    struct ids ids = { 0 };
    size_t ncolumns;
    char *fixed[3] = { NULL, NULL, NULL };
    if (n->list.cursor == 0 && n->cell == NULL) /* nothing to stand on yet: from the first column on */
        n->list.cursor_column = 0;
    const char **columns = columns_under(n, &ncolumns, b->ncolumns);
    if (ncolumns < b->ncolumns) {
        mh__say(n->app, MH__WARN, mh__text(n->app, "Collage : %zu colonnes, et %zu affichées à partir d'ici ; rien n'est collé"), b->ncolumns, ncolumns);
        free(columns);
        return;
    }
    enum mh_rc rc = MH_OK;
    if (!mh__typing_new_line(n) && n->list.cursor != 0)
        rc = mh__stored_fetch(n->rows, MH_WINDOW_FROM, n->list.cursor, b->nrows, take_id, &ids, &err);
    fixed_fields(n, columns, ncolumns, fixed);
    for (size_t i = 0; i < b->cell.len; i++) { /* a derived column's empty cell is none */
        const struct mh_column *c = mh_table_column(n->t, columns[i % ncolumns]);
        if (b->cell.at[i] != NULL && c->flags & MH_DERIVED && mh_blank(b->cell.at[i])) {
            free(b->cell.at[i]);
            b->cell.at[i] = NULL;
        }
    }
    if (n->cell != NULL)
        mh__layer_pop(n->app);
    const struct mh_paste p = { .kind = "besoins", .ids = ids.list.at, .nids = ids.list.len, .columns = columns, .ncolumns = ncolumns,
                                .cells = (const char *const *)b->cell.at, .nrows = b->nrows, .fixed = (const char *const *)fixed };
    if (rc == MH_OK)
        rc = mh_ops_paste(n->app->session, &p, &r, &err);
    if (rc != MH_OK)
        mh__say_error(n->app, &err);
    else
        say_pasted(n, b, &r);
    if (rc == MH_OK && r.id != 0) {
        struct mh_err hidden = MH_ERR_INIT;
        (void)mh__list_stand(&n->list, r.id, &hidden); /* hidden by filters: one stays where one was */
    }
    mh_edit_result_free(&r);
    mh_vec_free(&ids.list);
    free(fixed[0]);
    free(fixed[1]);
    free(columns);
}

bool mh__needs_paste(struct mh__needs *n, const char *text, size_t len)
{
    struct block b = { 0 };
    read_block(text, len, &b);
    bool one = b.nrows == 1 && b.ncolumns == 1, file = b.nrows > MH__PASTE_ROWS || has_headers(n, &b);
    if (!one && file)
        to_import(n, text, len);
    else if (!one)
        paste_cells(n, &b);
    block_free(&b);
    return !one;
}

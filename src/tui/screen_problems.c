/* Anomalies: what the rules find, open ones first by severity; Enter goes to the line, e explains. */
#include "tui/screens.h"
#include "tui/table_rows.h"

#include <mahalli/xalloc.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DETAIL_ROWS = 4, DETAIL_FROM = 12 };

static const char shown[] = "gravite|reference|designation|constat|nombre|statut";

struct where { /* the line a problem speaks of */
    int64_t need_id, article_id;
    const char *column;
};

struct problems {
    struct mh__rows_source *rows;
    struct mh__list list;
    MH_VEC(struct where) where; /* by id - 1 */
    int64_t count[3];
};

static enum mh__style style(void *ctx, int64_t id, int c, const char *text)
{
    (void)ctx, (void)id, (void)c;
    return mh__word_style(text);
}

static const struct mh__list_source source = { .query = mh__rows_query, .fetch = mh__rows_fetch, .count = mh__rows_count, .style = style };

/* --- rows --- */

enum { RANKS = 4, AT_MOST = 10000 /* rows of one severity at hand; the command line tells the others */, LAST = 8 };

struct taking { /* rows in the order of severity: three passes over what was found would cost three checks */
    struct problems *p;
    MH_VEC(struct mh_rep_problem) found;
    int64_t kept[RANKS], left; /* rows by rank; problems that found no room */
};

static int rank(const struct mh_rep_problem *p);

static bool same(const struct mh_rep_problem *a, const struct mh_rep_problem *b)
{
    return mh_streq(a->rule, b->rule) && mh_streq(a->member, b->member) && mh_streq(a->reference, b->reference) &&
           mh_streq(a->label, b->label) && mh_streq(a->sentence, b->sentence) && mh_streq(a->status, b->status);
}

/* The same of an article at each of its sites is one row: they come one after the other. */
static bool counted(struct taking *t, const struct mh_rep_problem *problem)
{
    for (size_t k = 1; k <= LAST && k <= t->found.len; k++) {
        struct mh_rep_problem *row = &t->found.at[t->found.len - k];
        if (!same(row, problem))
            continue;
        row->count += problem->count;
        return true;
    }
    return false;
}

static enum mh_rc take(void *ctx, const struct mh_rep_problem *problem, struct mh_err *err)
{
    struct taking *t = ctx;
    (void)err;
    if (counted(t, problem))
        return MH_OK;
    if (t->kept[rank(problem)]++ >= AT_MOST) {
        t->left += problem->count;
        return MH_OK;
    }
    struct mh_rep_problem *row = mh_vec_add(&t->found);
    mh_row_init(&mh_rep_problem_table, row);
    mh_row_copy(&mh_rep_problem_table, row, problem);
    return MH_OK;
}

static int rank(const struct mh_rep_problem *p)
{
    if (p->note != NULL)
        return 3;
    for (int s = MH_SEV_ERROR; s >= MH_SEV_NOTE; s--)
        if (mh_streq(p->severity, mh_severity_name((enum mh_severity)s)))
            return MH_SEV_ERROR - s;
    return 2;
}

static enum mh_rc work(struct mh__app *app, void *ctx, struct mh_err *err)
{
    struct taking *t = ctx;
    return mh_ops_check(app->session, take, t, t->p->count, err);
}

static enum mh_rc refresh(struct mh__app *app, void *state, struct mh_err *err)
{
    struct problems *p = state;
    struct taking t = { .p = p };
    enum mh_rc rc = mh__long_work(app, "Anomalies", work, &t);
    if (rc == MH_OK) {
        mh__rows_source_clear(p->rows);
        p->where.len = 0;
        for (int r = 0; r <= 3; r++) {
            for (size_t i = 0; i < t.found.len; i++) {
                const struct mh_rep_problem *row = &t.found.at[i];
                if (rank(row) != r)
                    continue;
                struct where w = { row->need_id, row->article_id, row->column };
                mh_vec_push(&p->where, w);
                mh__table_row(p->rows, &mh_rep_problem_table, (int64_t)p->where.len, row);
            }
        }
        rc = mh__list_reload(&p->list, err);
        if (t.left > 0)
            mh__say(app, MH__WARN, mh__text(app, "%lld autres constats ne sont pas montrés : mahalli check"), (long long)t.left);
    } else {
        mh_err_set(err, rc, "%s", mh__text(app, "anomalies non recalculées"));
    }
    for (size_t i = 0; i < t.found.len; i++)
        mh_row_free(&mh_rep_problem_table, &t.found.at[i]);
    mh_vec_free(&t.found);
    return rc;
}

static enum mh_rc open(struct mh__app *app, void *state, const char *target, struct mh_err *err)
{
    struct problems *p = state;
    if (p->rows == NULL) {
        int n;
        struct mh__list_column *columns = mh__table_columns(app, &mh_rep_problem_table, shown, &n);
        p->rows = mh__rows_source_new(n);
        mh__rows_source_columns(p->rows, columns, n);
        mh__list_init(&p->list, &source, p->rows, columns, n);
        mh__table_order(&p->list, shown);
        p->list.empty = "Aucune anomalie : volumes nuls, unités inconnues, lignes doublées, prix ou preuves douteux viennent ici, avec ce qu'il "
                        "faut faire.";
        free(columns);
    }
    enum mh_rc rc = refresh(app, p, err);
    if (rc != MH_OK || mh_blank(target))
        return rc;
    struct mh_str t = MH_STR_INIT;
    bool rule = strncmp(target, "rule=", 5) == 0, severity = strncmp(target, "severity=", 9) == 0;
    mh_str_addf(&t, "%s=%s", rule ? "regle" : "gravite", target + (rule ? 5 : severity ? 9 : 0));
    rc = rule || severity ? mh__list_filter_target(&p->list, mh_str_text(&t), err)
                          : mh_err_set(err, MH_ENOTFOUND, "anomalies : rien ne s'appelle « %s »", target);
    mh_str_free(&t);
    return rc;
}

static void close(struct mh__app *app, void *state)
{
    struct problems *p = state;
    (void)app;
    mh__list_free(&p->list);
    mh__rows_source_free(p->rows);
    mh_vec_free(&p->where);
}

/* --- looks --- */

static void draw_detail(struct mh__app *app, struct problems *p, struct mh__area a)
{
    static const char *const names[] = { "constat", "suggestion", "explication" };
    int y = 0;
    mh__hline(&app->canvas, a, y++);
    for (size_t i = 0; i < sizeof names / sizeof *names && y < a.h; i++) {
        int c = mh__list_column_named(&p->list, names[i]);
        if (*mh__list_text(&p->list, c) == '\0')
            continue;
        struct mh_str line = MH_STR_INIT;
        mh_str_addf(&line, "%s : %s", p->list.column[c].title, mh__list_text(&p->list, c));
        y = mh__put_wrapped(&app->canvas, a, y, MH__PLAIN, mh_str_text(&line));
        mh_str_free(&line);
    }
}

static void draw(struct mh__app *app, void *state, struct mh__area a)
{
    struct problems *p = state;
    bool detail = a.h >= DETAIL_FROM;
    mh__list_draw(&p->list, app, detail ? mh__area_rows(a, 0, a.h - DETAIL_ROWS) : a);
    if (detail && p->list.cursor != 0)
        draw_detail(app, p, mh__area_rows(a, a.h - DETAIL_ROWS, DETAIL_ROWS));
}

static bool event(struct mh__app *app, void *state, const struct mh__event *ev)
{
    return mh__list_event(&((struct problems *)state)->list, app, ev);
}

static bool idle(struct mh__app *app, void *state)
{
    (void)app;
    return mh__list_idle(&((struct problems *)state)->list);
}

/* --- actions --- */

static const struct where *at(const struct problems *p)
{
    size_t i = (size_t)p->list.cursor;
    return i == 0 || i > p->where.len ? NULL : &p->where.at[i - 1];
}

static const char *needs_row(struct mh__app *app, void *state)
{
    (void)app;
    return at(state) == NULL ? "aucune anomalie" : NULL;
}

static void to_line(struct mh__app *app, void *state)
{
    struct problems *p = state;
    const struct where *w = at(p);
    char target[96];
    if (w->need_id != 0) {
        snprintf(target, sizeof target, "need=%lld;column=%s", (long long)w->need_id, w->column ? w->column : "designation");
        mh__go(app, "besoins", target);
    } else if (w->article_id != 0) {
        snprintf(target, sizeof target, "article=%lld", (long long)w->article_id);
        mh__go(app, "concordances", target);
    } else {
        struct mh_str ref = MH_STR_INIT;
        mh_str_addf(&ref, "ref=%s", mh__list_text(&p->list, mh__list_column_named(&p->list, "reference")));
        mh__go(app, "registre", mh_str_text(&ref));
        mh_str_free(&ref);
    }
}

static void explained(struct mh__app *app, void *ctx, const char *note)
{
    struct problems *p = ctx;
    const char *ref = mh__list_text(&p->list, mh__list_column_named(&p->list, "reference")), *label = mh__list_text(&p->list, mh__list_column_named(&p->list, "designation"));
    struct mh_err err = MH_ERR_IN(app->lang);
    int64_t n = 0;
    enum mh_rc rc = mh_ops_explain(app->session, mh__list_text(&p->list, mh__list_column_named(&p->list, "regle")), mh__list_text(&p->list, mh__list_column_named(&p->list, "membre")),
                                   *ref ? ref : label, note, &n, &err);
    if (rc != MH_OK) {
        mh__say_error(app, &err);
        return;
    }
    mh__say(app, MH__GOOD, mh_blank(note) ? mh__text(app, "Rouverte : %s") : mh__text(app, "Expliquée : %s"), *ref ? ref : label);
    mh__changed(app);
}

static const char *note_needed(struct mh__app *app, void *ctx, const char *text)
{
    struct problems *p = ctx;
    (void)app;
    bool had = *mh__list_text(&p->list, mh__list_column_named(&p->list, "explication")) != '\0';
    return mh_blank(text) && !had ? "une explication demande une note" : NULL;
}

static void explain(struct mh__app *app, void *state)
{
    struct problems *p = state;
    mh__ask(app, &(struct mh__question){
        .title = "Expliquer l'anomalie", .label = "Pourquoi la ligne est juste ainsi", .value = mh__list_text(&p->list, mh__list_column_named(&p->list, "explication")),
        .help = "Vide : l'anomalie est de nouveau ouverte", .check = note_needed, .done = explained, .ctx = p });
}

MH__LIST_ACTIONS(struct problems, list)

static const struct mh__action actions[] = {
    { .name = "aller_a_la_ligne", .title = "Corriger", .help = "Va à la cellule qui est en cause", .key = MH__KEY_ENTER, .flags = MH__ACT_BAR,
      .why_not = needs_row, .run = to_line },
    { .name = "expliquer", .title = "Expliquer", .help = "La ligne est juste ainsi : une note le dit, l'anomalie n'est plus comptée", .key = 'e',
      .flags = MH__ACT_BAR | MH__ACT_ASKS | MH__ACT_WRITES, .why_not = needs_row, .run = explain },
    MH__LIST_ACTION_ROWS,
    { .name = NULL },
};

const struct mh__screen mh__screen_problems = {
    .name = "anomalies", .title = "Anomalies", .letter = 'n', .state_size = sizeof(struct problems),
    .help = "Ce que les règles trouvent : les erreurs d'abord, ce qui est expliqué à la fin. Entrée va à la cellule à corriger ; une ligne "
            "juste comme elle est s'explique par une note, qui vaut tant que le constat reste le même.",
    .cli = "mahalli check, mahalli explain", .actions = actions, .open = open, .close = close, .refresh = refresh, .draw = draw, .event = event,
    .idle = idle,
};

/* Historique: operations, latest first; their changes; undo of the one pointed at. */
#include "tui/screens.h"
#include "tui/table_rows.h"

#include <mahalli/date.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { N_NUMBER, N_AT, N_AUTHOR, N_COMMAND, N_STATE, N_CREATED, N_UPDATED, N_REMOVED, NCOLUMNS };
enum { AT_MOST = 5000 /* operations at hand; the command line lists more */, CHANGES_SHOWN = 2000 };

struct history {
    const struct mh__app *app;
    struct mh__rows_source *rows;
    struct mh__list list;
};

static const struct mh__list_column columns[NCOLUMNS] = {
    [N_NUMBER] = { .name = "numero", .title = MH_TR("N°"), .width = 6, .align = MH__RIGHT },
    [N_AT] = { .name = "date", .title = MH_TR("Date"), .width = 16 },
    [N_AUTHOR] = { .name = "auteur", .title = MH_TR("Auteur"), .width = 12 },
    [N_COMMAND] = { .name = "commande", .title = MH_TR("Opération"), .width = 30, .stretch = true },
    [N_STATE] = { .name = "etat", .title = MH_TR("État"), .width = 14 },
    [N_CREATED] = { .name = "crees", .title = MH_TR("Créés"), .width = 8, .align = MH__RIGHT, .hidden = true },
    [N_UPDATED] = { .name = "modifies", .title = MH_TR("Changés"), .width = 8, .align = MH__RIGHT, .hidden = true },
    [N_REMOVED] = { .name = "supprimes", .title = MH_TR("Retirés"), .width = 8, .align = MH__RIGHT, .hidden = true },
};

static enum mh__style style(void *ctx, int64_t id, int column, const char *text)
{
    (void)ctx, (void)id;
    return column == N_STATE && *text != '\0' ? MH__DIM : MH__PLAIN;
}

static const struct mh__list_source source = { .query = mh__rows_query, .fetch = mh__rows_fetch, .count = mh__rows_count, .style = style };

static void take(void *ctx, const struct mh_operation *op)
{
    struct history *h = ctx;
    char number[24], state[48] = "", made[3][24];
    snprintf(number, sizeof number, "%lld", (long long)op->number);
    struct mh_str at = MH_STR_INIT;
    mh_instant_fr(&at, op->at);
    if (op->undone_by != 0)
        snprintf(state, sizeof state, mh__text(h->app, "annulée par %lld"), (long long)op->undone_by);
    else if (op->undoes != 0)
        snprintf(state, sizeof state, mh__text(h->app, "annule %lld"), (long long)op->undoes);
    snprintf(made[0], sizeof made[0], "%lld", (long long)op->created);
    snprintf(made[1], sizeof made[1], "%lld", (long long)op->updated);
    snprintf(made[2], sizeof made[2], "%lld", (long long)op->removed);
    const char *texts[NCOLUMNS] = { number, mh_str_text(&at), op->author, op->command, state, made[0], made[1], made[2] };
    mh__rows_source_add(h->rows, op->number, texts);
    mh_str_free(&at);
}

static enum mh_rc refresh(struct mh__app *app, void *state, struct mh_err *err)
{
    struct history *h = state;
    mh__rows_source_clear(h->rows);
    enum mh_rc rc = mh_ops_history(app->session, AT_MOST, take, h, err);
    return rc == MH_OK ? mh__list_reload(&h->list, err) : rc;
}

static enum mh_rc open(struct mh__app *app, void *state, const char *target, struct mh_err *err)
{
    struct history *h = state;
    h->app = app;
    if (h->rows == NULL) {
        struct mh__list_column c[NCOLUMNS];
        for (int i = 0; i < NCOLUMNS; i++) {
            c[i] = columns[i];
            c[i].title = mh__text(app, columns[i].title);
        }
        h->rows = mh__rows_source_new(NCOLUMNS);
        mh__rows_source_columns(h->rows, c, NCOLUMNS);
        mh__list_init(&h->list, &source, h->rows, c, NCOLUMNS);
        h->list.empty = "Aucune opération : chaque saisie, import, avis ou annulation sera gardé ici.";
    }
    enum mh_rc rc = refresh(app, h, err);
    if (rc != MH_OK || target == NULL)
        return rc;
    if (strncmp(target, "operation=", 10) != 0)
        return mh_err_set(err, MH_ENOTFOUND, "historique : rien ne s'appelle « %s »", target);
    return mh__list_stand(&h->list, strtoll(target + 10, NULL, 10), err);
}

static void close(struct mh__app *app, void *state)
{
    struct history *h = state;
    (void)app;
    mh__list_free(&h->list);
    mh__rows_source_free(h->rows);
}

static void draw(struct mh__app *app, void *state, struct mh__area a)
{
    mh__list_draw(&((struct history *)state)->list, app, a);
}

static bool event(struct mh__app *app, void *state, const struct mh__event *ev)
{
    return mh__list_event(&((struct history *)state)->list, app, ev);
}

static bool idle(struct mh__app *app, void *state)
{
    (void)app;
    return mh__list_idle(&((struct history *)state)->list);
}

static const char *needs_row(struct mh__app *app, void *state)
{
    (void)app;
    return ((struct history *)state)->list.cursor == 0 ? "aucune opération" : NULL;
}

struct telling {
    struct mh__app *app;
    struct mh_str text;
    int64_t told;
};

static void tell_change(void *ctx, const struct mh_change *c)
{
    struct telling *t = ctx;
    if (t->told++ >= CHANGES_SHOWN)
        return;
    const char *code = mh_ops_code(t->app->session, c->table, c->row_id);
    mh_str_addf(&t->text, "%c %s %s", c->kind, c->table->one, code);
    if (c->kind == '~') {
        const struct mh_column *column = mh_table_column(c->table, c->column);
        mh_str_addf(&t->text, mh__text(t->app, " : %s « %s » au lieu de « %s »"), column ? mh__text(t->app, column->title) : c->column, c->after ? c->after : "",
                    c->before ? c->before : "");
    }
    mh_str_addc(&t->text, '\n');
}

static void show_changes(struct mh__app *app, void *state)
{
    struct history *h = state;
    struct telling t = { .app = app };
    struct mh_err err = MH_ERR_IN(app->lang);
    mh_str_addf(&t.text, "%s, %s\n%s\n\n", mh__list_text(&h->list, N_AT), mh__list_text(&h->list, N_AUTHOR), mh__list_text(&h->list, N_COMMAND));
    if (mh_ops_changes(app->session, h->list.cursor, tell_change, &t, &err) != MH_OK) {
        mh__say_error(app, &err);
    } else {
        if (t.told > CHANGES_SHOWN)
            mh_str_addf(&t.text, mh__text(app, "… et %lld autres : mahalli history %lld\n"), (long long)(t.told - CHANGES_SHOWN), (long long)h->list.cursor);
        mh__show_text(app, mh__text(app, "Changements de l'opération"), mh_str_text(&t.text));
    }
    mh_str_free(&t.text);
}

static void undo_this(struct mh__app *app, void *state)
{
    struct history *h = state;
    struct mh_operation done = { 0 };
    struct mh_err err = MH_ERR_IN(app->lang);
    if (mh_ops_undo(app->session, h->list.cursor, &done, &err) != MH_OK) {
        mh__say_error(app, &err);
        return;
    }
    mh__say(app, MH__GOOD, mh__text(app, "Annulée : opération %lld, %s"), (long long)done.number, done.command);
    mh_operation_free(&done);
    mh__changed(app);
}

MH__LIST_ACTIONS(struct history, list)

static const struct mh__action actions[] = {
    { .name = "changements", .title = "Changements", .help = "Ce que l'opération a créé, changé, retiré", .key = MH__KEY_ENTER,
      .flags = MH__ACT_BAR, .why_not = needs_row, .run = show_changes },
    { .name = "annuler_celle_ci", .title = "Annuler celle-ci",
      .help = "Annule l'opération pointée ; refusé là où une plus récente a touché la même donnée", .key = 'a',
      .flags = MH__ACT_BAR | MH__ACT_WRITES, .why_not = needs_row, .run = undo_this },
    MH__LIST_ACTION_ROWS,
    { .name = NULL },
};

const struct mh__screen mh__screen_history = {
    .name = "historique", .title = "Historique", .letter = 'h', .state_size = sizeof(struct history),
    .help = "Les opérations, la dernière en tête : qui, quand, quoi. Chacune peut être annulée ; annuler est une opération de plus, qui "
            "s'annule aussi.",
    .cli = "mahalli history", .actions = actions, .open = open, .close = close, .refresh = refresh, .draw = draw, .event = event,
    .idle = idle,
};

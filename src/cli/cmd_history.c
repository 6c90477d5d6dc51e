#include "cli/cli.h"

#include <mahalli/date.h>

#include <stdio.h>
#include <stdlib.h>

enum { USUAL = 20 };

/* --- operations --- */

static const struct mh__field op_fields[] = {
    { .name = "numero", .title = MH_TR("N°"), .type = MH_INT },
    { .name = "date", .title = MH_TR("Date"), .type = MH_TEXT, .flags = MH__FIRM },
    { .name = "auteur", .title = MH_TR("Auteur"), .type = MH_TEXT },
    { .name = "commande", .title = MH_TR("Opération"), .type = MH_TEXT, .flags = MH__WRAP },
    { .name = "crees", .title = MH_TR("Créés"), .type = MH_QTY },
    { .name = "modifies", .title = MH_TR("Changés"), .type = MH_QTY },
    { .name = "supprimes", .title = MH_TR("Retirés"), .type = MH_QTY },
    { .name = "annule", .type = MH_INT },
    { .name = "annulee_par", .type = MH_INT },
    { .name = "etat", .title = "", .type = MH_TEXT, .flags = MH__FIRM },
};
enum { NOP = sizeof op_fields / sizeof *op_fields };

struct telling {
    struct mh__cli *cli;
    struct mh__listing list;
    struct mh_err err;
    int64_t limit, told; /* operations; limit 0: all */
    /* the changes of one operation */
    const struct mh_table *table;
    int64_t created, removed; /* of the table, so far */
};

static void number_text(char text[24], int64_t n)
{
    text[0] = '\0';
    if (n != 0)
        snprintf(text, 24, "%lld", (long long)n);
}

static void tell_operation(void *ctx, const struct mh_operation *op)
{
    struct telling *t = ctx;
    if (t->told++ >= t->limit && t->limit != 0)
        return;
    char n[24], made[24], changed[24], gone[24], undoes[24], undone[24], state[64] = "";
    number_text(n, op->number);
    snprintf(made, sizeof made, "%lld", (long long)op->created);
    snprintf(changed, sizeof changed, "%lld", (long long)op->updated);
    snprintf(gone, sizeof gone, "%lld", (long long)op->removed);
    number_text(undoes, op->undoes);
    number_text(undone, op->undone_by);
    if (op->undone_by != 0)
        snprintf(state, sizeof state, "annulée par %s", undone);
    else if (op->undoes != 0)
        snprintf(state, sizeof state, "annule %s", undoes);
    struct mh_str when = MH_STR_INIT;
    if (t->cli->format == MH__TABLE)
        mh_instant_fr(&when, op->at);
    else
        mh_str_add(&when, op->at);
    const char *texts[NOP] = { n, mh_str_text(&when), op->author, op->command, made, changed, gone, undoes, undone, state };
    mh__listing_row(&t->list, texts, &t->err);
    mh_str_free(&when);
}

static enum mh_rc count_received(void *ctx, const struct mh_table *t, const char *const *texts, struct mh_err *err)
{
    (void)t, (void)texts, (void)err;
    ++*(int64_t *)ctx;
    return MH_OK;
}

/* What other plans did is theirs to undo: it stands apart. */
static enum mh_rc tell_received(struct mh__cli *cli, struct mh_err *err)
{
    int64_t n = 0;
    enum mh_rc rc = mh_ops_list(cli->session, "recues", NULL, count_received, &n, err);
    if (rc != MH_OK || n == 0)
        return rc;
    struct mh_str line = MH_STR_INIT;
    mh__count(&line, n, "opération reçue d'autres plans", "opérations reçues d'autres plans");
    mh__print(cli, "%s : mahalli list recues\n", mh_str_text(&line));
    mh_str_free(&line);
    return MH_OK;
}

static enum mh_rc list_operations(struct mh__cli *cli, int64_t limit, struct mh_err *err)
{
    struct telling t = { .cli = cli, .limit = limit };
    bool people = cli->format == MH__TABLE;
    /* One more than shown tells whether there are others. */
    mh__listing_begin(&t.list, cli, op_fields, people ? NOP : NOP - 1);
    t.list.drop_empty = true;
    enum mh_rc rc = mh_ops_history(cli->session, limit ? limit + 1 : 0, tell_operation, &t, err);
    mh__listing_end(&t.list);
    if (rc != MH_OK || !people || cli->quiet)
        return rc;
    if (limit == 1 && t.told > limit)
        mh__print(cli, "La dernière ; --limit 0 les donne toutes.\n");
    else if (limit != 0 && t.told > limit)
        mh__print(cli, "Les %lld dernières ; --limit 0 les donne toutes.\n", (long long)limit);
    return tell_received(cli, err);
}

/* --- the changes of one --- */

static const struct mh__field change_fields[] = {
    { .name = "changement", .title = "", .type = MH_TEXT, .flags = MH__FIRM },
    { .name = "sorte", .title = MH_TR("Quoi"), .type = MH_TEXT, .flags = MH__FIRM },
    { .name = "reference", .title = MH_TR("Référence"), .type = MH_TEXT, .flags = MH__WRAP },
    { .name = "colonne", .title = MH_TR("Colonne"), .type = MH_TEXT, .flags = MH__FIRM },
    { .name = "avant", .title = MH_TR("Avant"), .type = MH_TEXT, .flags = MH__WRAP },
    { .name = "apres", .title = MH_TR("Après"), .type = MH_TEXT, .flags = MH__WRAP },
};
enum { NCHANGE = sizeof change_fields / sizeof *change_fields };

/* A reference to another row is told by that row's name. */
static void value_text(struct telling *t, const struct mh_change *c, const char *text, struct mh_str *out)
{
    const struct mh_column *col = c->column ? mh_table_column(c->table, c->column) : NULL;
    if (text == NULL)
        return;
    if (col != NULL && col->type == MH_REF && col->ref != NULL)
        text = mh_ops_code(t->cli->session, col->ref, strtoll(text, NULL, 10));
    if (t->cli->format == MH__TABLE && col != NULL)
        mh__text_fr(col->type, text, out);
    else
        mh_str_add(out, text);
}

static void tell_change(void *ctx, const struct mh_change *c)
{
    struct telling *t = ctx;
    if (t->table != c->table) {
        t->table = c->table;
        t->created = t->removed = 0;
    }
    /* People read the first of many rows and the count: an import makes thousands. */
    int64_t *seen = c->kind == '+' ? &t->created : c->kind == '-' ? &t->removed : NULL;
    if (seen != NULL && ++*seen > USUAL && t->cli->format == MH__TABLE)
        return;
    const char *kind = c->kind == '+' ? "ajout" : c->kind == '-' ? "retrait" : "changement";
    struct mh_str code = MH_STR_INIT, before = MH_STR_INIT, after = MH_STR_INIT;
    mh_str_add(&code, mh_ops_code(t->cli->session, c->table, c->row_id));
    value_text(t, c, c->before, &before);
    value_text(t, c, c->after, &after);
    const char *texts[NCHANGE] = { kind, c->table->one, mh_str_text(&code), c->column, mh_str_text(&before), mh_str_text(&after) };
    mh__listing_row(&t->list, texts, &t->err);
    mh_str_free(&code);
    mh_str_free(&before);
    mh_str_free(&after);
}

struct summing {
    int64_t number;
    int64_t created, removed, updated;
    bool found;
};

static void sum_operation(void *ctx, const struct mh_operation *op)
{
    struct summing *s = ctx;
    if (op->number != s->number)
        return;
    s->found = true;
    s->created = op->created;
    s->removed = op->removed;
    s->updated = op->updated;
}

static enum mh_rc list_changes(struct mh__cli *cli, int64_t number, struct mh_err *err)
{
    struct telling t = { .cli = cli };
    struct summing sum = { .number = number };
    mh__listing_begin(&t.list, cli, change_fields, NCHANGE);
    t.list.drop_empty = true;
    enum mh_rc rc = mh_ops_changes(cli->session, number, tell_change, &t, err);
    mh__listing_end(&t.list);
    if (rc == MH_OK && cli->format == MH__TABLE)
        rc = mh_ops_history(cli->session, 0, sum_operation, &sum, err);
    if (rc == MH_OK && sum.found && !cli->quiet) {
        struct mh_str line = MH_STR_INIT;
        mh__count(&line, sum.created, "ligne créée", "lignes créées");
        mh_str_add(&line, " · ");
        mh__count(&line, sum.updated, "changée", NULL);
        mh_str_add(&line, " · ");
        mh__count(&line, sum.removed, "retirée", NULL);
        mh__print(cli, "Opération %lld : %s\n", (long long)number, mh_str_text(&line));
        mh_str_free(&line);
    }
    return rc;
}

static enum mh_rc run(struct mh__cli *cli, struct mh_err *err)
{
    int64_t number = 0, limit = cli->format == MH__TABLE ? USUAL : 0;
    const char *text = mh__option(cli, "limit");
    enum mh_rc rc = MH_OK;
    if (text != NULL && mh_streq(text, "0"))
        limit = 0;
    else if (text != NULL)
        rc = mh__number(text, "--limit", &limit, err);
    if (rc == MH_OK && mh__arg(cli, 0) != NULL)
        rc = mh__number(mh__arg(cli, 0), "opération", &number, err);
    if (rc != MH_OK)
        return rc;
    return number != 0 ? list_changes(cli, number, err) : list_operations(cli, limit, err);
}

const struct mh__command mh__cmd_history = {
    .name = "history",
    .alias = "historique",
    .group = "Journal et sûreté",
    .help = "les opérations, la dernière d'abord ; avec un numéro, ce qu'elle a changé",
    .usage = "[NUMÉRO] [--limit N]",
    .options = (const struct mh__option[]){
        { .name = "limit", .arg = "N", .help = "combien d'opérations (20 ; 0 : toutes)" },
        { 0 },
    },
    .max_args = 1,
    .flags = MH__PLAN | MH__ROWS,
    .run = run,
};

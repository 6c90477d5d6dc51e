#include "cli/cli.h"

#include <mahalli/xalloc.h>

#include <stdlib.h>
#include <string.h>

/* --- rows of a report's column table --- */

struct telling {
    struct mh__cli *cli;
    const struct mh_table *table;
    struct mh__listing list;
    struct mh__field *field;
};

static void begin(struct telling *t, struct mh__cli *cli, const struct mh_table *table)
{
    *t = (struct telling){ .cli = cli, .table = table, .field = mh_xcalloc(table->ncolumns, sizeof *t->field) };
    for (size_t i = 0; i < table->ncolumns; i++)
        t->field[i] = (struct mh__field){ .name = table->columns[i].name, .title = table->columns[i].title, .type = table->columns[i].type };
    mh__listing_begin(&t->list, cli, t->field, table->ncolumns);
    t->list.drop_empty = true;
}

static enum mh_rc tell(struct telling *t, const void *row, struct mh_err *err)
{
    struct mh_str *text = mh_xcalloc(t->table->ncolumns, sizeof *text);
    const char **texts = mh_xcalloc(t->table->ncolumns, sizeof *texts);
    for (size_t i = 0; i < t->table->ncolumns; i++) {
        mh_value_text(&t->table->columns[i], row, &text[i]);
        texts[i] = mh_str_text(&text[i]);
    }
    enum mh_rc rc = mh__listing_row(&t->list, texts, err);
    for (size_t i = 0; i < t->table->ncolumns; i++)
        mh_str_free(&text[i]);
    free(text);
    free(texts);
    return rc;
}

static void end(struct telling *t)
{
    mh__listing_end(&t->list);
    free(t->field);
}

static enum mh_rc tell_member(void *ctx, const struct mh_rep_follow *row, struct mh_err *err)
{
    return tell(ctx, row, err);
}

static enum mh_rc tell_maker(void *ctx, const struct mh_rep_request *row, struct mh_err *err)
{
    struct telling *t = ctx;
    bool asked = row->sent_on != NULL || row->answered_on != NULL;
    return asked || t->cli->format != MH__TABLE ? tell(t, row, err) : MH_OK;
}

/* --- notes: "GROUPE... recu_le=DATE" --- */

static enum mh_rc note(struct mh__cli *cli, const char *kind, const char *done, struct mh_err *err)
{
    size_t n = cli->args.len, codes = 0;
    const char **all = mh_xcalloc(n + 1, sizeof *all);
    while (codes < n && !strchr(cli->args.at[codes], '=')) {
        all[codes] = cli->args.at[codes];
        codes++;
    }
    for (size_t i = codes; i < n; i++)
        all[i] = cli->args.at[i];
    enum mh_rc rc = codes == 0 || codes == n
                        ? mh_err_set(err, MH_EUSAGE, "attendu des codes puis colonne=valeur, par exemple : GAT recu_le=2026-12-01")
                        : mh_ops_follow_note(cli->session, kind, all, codes, all + codes, err);
    /* codes end where fields begin: the use case counts them */
    free(all);
    if (rc == MH_OK && !cli->quiet)
        mh__print(cli, "%s : %zu\n", done, codes);
    return rc;
}

static enum mh_rc run_follow(struct mh__cli *cli, struct mh_err *err)
{
    if (cli->args.len > 0)
        return note(cli, "retours", "Noté, groupes", err);
    struct telling t;
    begin(&t, cli, &mh_rep_follow_table);
    enum mh_rc rc = mh_ops_follow(cli->session, tell_member, &t, err);
    end(&t);
    return rc;
}

static enum mh_rc run_requests(struct mh__cli *cli, struct mh_err *err)
{
    if (cli->args.len > 0)
        return note(cli, "demandes", "Noté, fabricants", err);
    struct telling t;
    begin(&t, cli, &mh_rep_request_table);
    enum mh_rc rc = mh_ops_asked_makers(cli->session, tell_maker, &t, err);
    bool none = t.list.rows == 0;
    end(&t);
    if (rc == MH_OK && none && cli->format == MH__TABLE && !cli->quiet)
        mh__print(cli, "Aucun fabricant n'a été interrogé : mahalli requests CODE... envoyee_le=DATE attendue_le=DATE\n");
    return rc;
}

const struct mh__command mh__cmd_follow = {
    .name = "follow",
    .alias = "suivi",
    .group = "Le plan",
    .help = "où en est la part de chaque groupe ; note ce qui a été demandé, reçu, validé",
    .usage = "[GROUPE... COLONNE=VALEUR...]",
    .more = "Colonnes à noter : etat (brouillon, transmis, à corriger, accepté), demande_le, attendu_le, relance_le,\n"
            "recu_le, valide_le, valide_par, observations. Un import de besoins note le jour et les rejets d'un groupe\n"
            "dont la part a été demandée.",
    .max_args = -1,
    .flags = MH__PLAN | MH__WRITES | MH__READS_ALONE | MH__ROWS,
    .run = run_follow,
};

const struct mh__command mh__cmd_requests = {
    .name = "requests",
    .alias = "demandes",
    .group = "Le plan",
    .help = "les demandes d'information aux fabricants : envoyées, attendues, relancées, répondues",
    .usage = "[FABRICANT... COLONNE=VALEUR...]",
    .more = "Colonnes à noter : envoyee_le, attendue_le, relancee_le, repondue_le, observations.",
    .max_args = -1,
    .flags = MH__PLAN | MH__WRITES | MH__READS_ALONE | MH__ROWS,
    .run = run_requests,
};

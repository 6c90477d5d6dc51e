#include "cli/cli.h"

#include <mahalli/xalloc.h>

#include <stdlib.h>
#include <string.h>

static enum mh_rc tell_member(void *ctx, const struct mh_rep_follow *row, struct mh_err *err)
{
    return mh__rows_tell(ctx, row, err);
}

static enum mh_rc tell_maker(void *ctx, const struct mh_rep_request *row, struct mh_err *err)
{
    struct mh__rows_told *t = ctx;
    bool asked = row->sent_on != NULL || row->answered_on != NULL;
    if (mh__option(t->cli, "late") != NULL)
        return row->late_days != MH_UNKNOWN ? mh__rows_tell(t, row, err) : MH_OK;
    return asked || t->cli->format != MH__TABLE ? mh__rows_tell(t, row, err) : MH_OK;
}

static enum mh_rc tell_to_ask(void *ctx, const struct mh_rep_to_ask *row, struct mh_err *err)
{
    return mh__rows_tell(ctx, row, err);
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

static enum mh_rc tell_trial(void *ctx, const struct mh_rep_trial *row, struct mh_err *err)
{
    struct mh__rows_told *t = ctx;
    return mh__option(t->cli, "late") != NULL && row->late_days == MH_UNKNOWN ? MH_OK : mh__rows_tell(t, row, err);
}

static enum mh_rc list_trials(struct mh__cli *cli, struct mh_err *err)
{
    struct mh__rows_told t;
    mh__rows_begin(&t, cli, &mh_rep_trial_table);
    mh__rows_show(&t, "article|produit|etat|constat");
    enum mh_rc rc = mh_ops_trials(cli->session, tell_trial, &t, err);
    mh__rows_end(&t);
    return rc;
}

static enum mh_rc run_follow(struct mh__cli *cli, struct mh_err *err)
{
    if (mh__option(cli, "trials") != NULL)
        return cli->args.len > 0 ? mh_err_set(err, MH_EUSAGE, "--trials montre les échantillons : mahalli trial les note") : list_trials(cli, err);
    if (mh__option(cli, "late") != NULL)
        return mh_err_set(err, MH_EUSAGE, "--late va avec --trials");
    if (cli->args.len > 0)
        return note(cli, "retours", "Noté, groupes", err);
    struct mh__rows_told t;
    mh__rows_begin(&t, cli, &mh_rep_follow_table);
    enum mh_rc rc = mh_ops_follow(cli->session, tell_member, &t, err);
    mh__rows_end(&t);
    return rc;
}

static enum mh_rc list_to_ask(struct mh__cli *cli, struct mh_err *err)
{
    struct mh__rows_told t;
    mh__rows_begin(&t, cli, &mh_rep_to_ask_table);
    mh__rows_show(&t, "fabricant|raison_sociale|articles|lignes|gamme|proches|a_verifier|volumetrie|repondue_le");
    enum mh_rc rc = mh_ops_makers_to_ask(cli->session, tell_to_ask, &t, err);
    bool none = t.list.rows == 0;
    mh__rows_end(&t);
    if (rc == MH_OK && none && cli->format == MH__TABLE && !cli->quiet)
        mh__print(cli, "Aucun fabricant à interroger : ce qui peut être demandé l'est, ou rien n'est à demander.\n");
    return rc;
}

static enum mh_rc run_requests(struct mh__cli *cli, struct mh_err *err)
{
    bool late = mh__option(cli, "late") != NULL, to_ask = mh__option(cli, "to-ask") != NULL;
    if ((late || to_ask) && (cli->args.len > 0 || (late && to_ask)))
        return mh_err_set(err, MH_EUSAGE, "--late et --to-ask vont seuls");
    if (to_ask)
        return list_to_ask(cli, err);
    if (cli->args.len > 0)
        return note(cli, "demandes", "Noté, fabricants", err);
    struct mh__rows_told t;
    mh__rows_begin(&t, cli, &mh_rep_request_table);
    mh__rows_show(&t, late ? "fabricant|raison_sociale|attendue_le|relancee_le|retard_jours|email|telephone"
                           : "fabricant|raison_sociale|envoyee_le|attendue_le|relancee_le|repondue_le|retard_jours|reponses|produits|observations");
    enum mh_rc rc = mh_ops_asked_makers(cli->session, tell_maker, &t, err);
    bool none = t.list.rows == 0;
    mh__rows_end(&t);
    if (rc == MH_OK && none && cli->format == MH__TABLE && !cli->quiet)
        mh__print(cli, late ? "Aucun fabricant n'est en retard.\n"
                            : "Aucun fabricant n'a été interrogé : mahalli export DEMANDE.xlsx --scope maker=CODE --send, ou mahalli requests CODE...\n"
                              "envoyee_le=DATE attendue_le=DATE. Qui interroger d'abord : mahalli requests --to-ask\n");
    return rc;
}

const struct mh__command mh__cmd_follow = {
    .name = "follow",
    .alias = "suivi",
    .group = "Le plan",
    .help = "où en est la part de chaque groupe ; note ce qui a été demandé, reçu, validé",
    .usage = "[GROUPE... COLONNE=VALEUR...] [--trials [--late]]",
    .options = (const struct mh__option[]){
        { .name = "trials", .help = "les échantillons et leurs essais : attendus, en retard, résultats", .reads = true },
        { .name = "late", .help = "avec --trials : ceux en retard seulement", .reads = true },
        { 0 },
    },
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
    .usage = "[FABRICANT... COLONNE=VALEUR...] [--late | --to-ask]",
    .options = (const struct mh__option[]){
        { .name = "late", .help = "ceux à relancer : attendus, pas venus, depuis combien de jours", .reads = true },
        { .name = "to-ask", .help = "ceux à interroger, d'abord ceux dont la réponse apporterait le plus", .reads = true },
        { 0 },
    },
    .more = "Colonnes à noter : envoyee_le, attendue_le, relancee_le, repondue_le, observations.",
    .max_args = -1,
    .flags = MH__PLAN | MH__WRITES | MH__READS_ALONE | MH__ROWS,
    .run = run_requests,
};

#include "cli/cli.h"

static enum mh_rc run(struct mh__cli *cli, struct mh_err *err)
{
    struct mh_diags diags = MH_DIAGS_INIT;
    mh_vec_push(&cli->args, NULL);
    enum mh_rc rc = mh_ops_set(cli->session, cli->args.at[0], cli->args.at[1], cli->args.at + 2, &diags, err);
    if (rc == MH_OK) {
        mh__print_row_done(cli, "Changement", cli->args.at[0], cli->args.at[1]);
        mh__print_findings(cli, &diags, 20);
    }
    mh_diags_free(&diags);
    return rc;
}

const struct mh__command mh__cmd_set = {
    .name = "set",
    .alias = "changer",
    .group = "Lignes",
    .help = "change des valeurs d'une ligne",
    .usage = "SORTE RÉFÉRENCE COLONNE=VALEUR...",
    .more = "COLONNE= sans valeur : inconnu. La ligne se désigne comme pour mahalli show.\n\n"
            "  mahalli set besoins GAT/A10108@AT-CAS quantite=320",
    .min_args = 3,
    .max_args = -1,
    .flags = MH__PLAN | MH__WRITES,
    .run = run,
};

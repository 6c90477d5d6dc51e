#include "cli/cli.h"

#include <string.h>

/* The code or reference among the fields, NULL none. */
static const char *name_of(const struct mh__cli *cli)
{
    for (const char *const *k = (const char *const[]){ "code=", "reference=", "numero=", "terme=", "famille=", NULL }; *k != NULL; k++)
        for (size_t i = 1; i < cli->args.len && cli->args.at[i] != NULL; i++)
            if (strncmp(cli->args.at[i], *k, strlen(*k)) == 0)
                return cli->args.at[i] + strlen(*k);
    return NULL;
}

static enum mh_rc run(struct mh__cli *cli, struct mh_err *err)
{
    struct mh_diags diags = MH_DIAGS_INIT;
    mh_vec_push(&cli->args, NULL);
    enum mh_rc rc = mh_ops_add(cli->session, cli->args.at[0], cli->args.at + 1, &diags, err);
    if (rc == MH_OK) {
        mh__print_row_done(cli, "Ajout", cli->args.at[0], name_of(cli));
        mh__print_findings(cli, &diags, 20);
    }
    mh_diags_free(&diags);
    return rc;
}

const struct mh__command mh__cmd_add = {
    .name = "add",
    .alias = "ajouter",
    .group = "Lignes",
    .help = "ajoute une ligne",
    .usage = "SORTE COLONNE=VALEUR...",
    .more = "Les colonnes sont celles de mahalli template SORTE.\n\n"
            "  mahalli add fabricants code=D-NEW raison_sociale=\"Démo Nouveau\" ville=Settat",
    .min_args = 2,
    .max_args = -1,
    .flags = MH__PLAN | MH__WRITES,
    .run = run,
};

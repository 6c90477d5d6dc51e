#include "cli/cli.h"

#include <stdlib.h>

static enum mh_rc run(struct mh__cli *cli, struct mh_err *err)
{
    if (cli->year == 0)
        cli->options.year = strtoll(cli->now, NULL, 10) + 1;
    if (mh__plan_exists(cli))
        return mh_err_set(err, MH_EINVAL, "%s existe déjà : rien n'a changé ; -f FICHIER crée le plan ailleurs", cli->file);
    enum mh_rc rc = mh_ops_init(&cli->options, &cli->session, err);
    if (rc != MH_OK || cli->quiet)
        return rc;
    mh__print(cli, "Plan d'achat local %lld créé : ", (long long)cli->options.year);
    mh__print_visible(cli, cli->file);
    mh__print(cli, "\nEnsuite : mahalli import besoins FICHIER.csv\n"
                   "          mahalli template besoins FICHIER.csv donne un fichier vide à remplir\n");
    return MH_OK;
}

const struct mh__command mh__cmd_init = {
    .name = "init",
    .alias = "créer",
    .group = "Le plan",
    .help = "crée le plan et ouvre la campagne de l'année",
    .usage = "[--year ANNÉE]",
    .more = "Sans --year : l'année prochaine. Le plan est le fichier plan.db du dossier, ou celui que -f désigne ;\n"
            "un fichier qui existe déjà n'est jamais remplacé.",
    .run = run,
};

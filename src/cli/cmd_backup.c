#include "cli/cli.h"

static enum mh_rc run(struct mh__cli *cli, struct mh_err *err)
{
    const char *path = mh__arg(cli, 0);
    enum mh_rc rc = mh_ops_backup(cli->session, path, err);
    if (rc == MH_OK && !cli->quiet) {
        mh__print(cli, "Copie du plan : ");
        mh__print_visible(cli, path);
        mh__print(cli, "\n");
    }
    return rc;
}

const struct mh__command mh__cmd_backup = {
    .name = "backup",
    .alias = "sauvegarder",
    .group = "Journal et sûreté",
    .help = "copie le plan, même pendant qu'on y travaille",
    .usage = "FICHIER",
    .more = "Un fichier qui existe déjà n'est jamais remplacé.",
    .min_args = 1,
    .max_args = 1,
    .flags = MH__PLAN,
    .run = run,
};

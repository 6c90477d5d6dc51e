#include "cli/cli.h"

static enum mh_rc run(struct mh__cli *cli, struct mh_err *err)
{
    const char *path = mh__arg(cli, 0);
    enum mh_rc rc = mh_ops_backup(cli->session, path, mh__option(cli, "own-origin") != NULL, err);
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
    .usage = "FICHIER [--own-origin]",
    .options = (const struct mh__option[]){
        { .name = "own-origin", .help = "la copie continue à part : ses parts se réunissent à celles de ce plan" },
        { 0 },
    },
    .more = "Un fichier qui existe déjà n'est jamais remplacé. Une copie sans --own-origin sert à reprendre le plan,\n"
            "non à le continuer à deux : ce que l'un et l'autre en feraient ne se réunit pas.",
    .min_args = 1,
    .max_args = 1,
    .flags = MH__PLAN,
    .run = run,
};

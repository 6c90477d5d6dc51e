#include "cli/cli.h"

static enum mh_rc run(struct mh__cli *cli, struct mh_err *err)
{
    enum mh_rc rc = mh_ops_remove(cli->session, mh__arg(cli, 0), mh__arg(cli, 1), err);
    if (rc == MH_OK)
        mh__print_row_done(cli, "Retrait", mh__arg(cli, 0), mh__arg(cli, 1));
    return rc;
}

const struct mh__command mh__cmd_remove = {
    .name = "remove",
    .alias = "retirer",
    .group = "Lignes",
    .help = "retire une ligne que rien d'autre ne cite",
    .usage = "SORTE RÉFÉRENCE",
    .more = "La ligne se désigne comme pour mahalli show.",
    .min_args = 2,
    .max_args = 2,
    .flags = MH__PLAN | MH__WRITES,
    .run = run,
};

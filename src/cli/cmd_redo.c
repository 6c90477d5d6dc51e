#include "cli/cli.h"

static enum mh_rc run(struct mh__cli *cli, struct mh_err *err)
{
    struct mh_operation done = { 0 };
    enum mh_rc rc = mh_ops_redo(cli->session, &done, err);
    if (rc == MH_OK)
        mh__print_done(cli, "Rétablie", &done);
    mh_operation_free(&done);
    return rc;
}

const struct mh__command mh__cmd_redo = {
    .name = "redo",
    .alias = "rétablir",
    .group = "Journal et sûreté",
    .help = "rétablit ce que vous venez d'annuler",
    .usage = "",
    .flags = MH__PLAN | MH__WRITES,
    .run = run,
};

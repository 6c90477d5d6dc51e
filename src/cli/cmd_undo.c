#include "cli/cli.h"

static enum mh_rc run(struct mh__cli *cli, struct mh_err *err)
{
    int64_t number = 0;
    struct mh_operation done = { 0 };
    enum mh_rc rc = mh__arg(cli, 0) ? mh__number(mh__arg(cli, 0), "opération", &number, err) : MH_OK;
    if (rc == MH_OK)
        rc = mh_ops_undo(cli->session, number, &done, err);
    if (rc == MH_OK)
        mh__print_done(cli, "Annulée", &done);
    mh_operation_free(&done);
    return rc;
}

const struct mh__command mh__cmd_undo = {
    .name = "undo",
    .alias = "annuler",
    .group = "Journal et sûreté",
    .help = "annule votre dernière opération, ou celle dont on donne le numéro",
    .usage = "[NUMÉRO]",
    .more = "Refusé quand une opération plus récente a changé la même donnée : elle s'annule d'abord.",
    .max_args = 1,
    .flags = MH__PLAN | MH__WRITES,
    .run = run,
};

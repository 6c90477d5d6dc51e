#include "cli/cli.h"

static enum mh_rc run(struct mh__cli *cli, struct mh_err *err)
{
    struct mh_diags diags = MH_DIAGS_INIT;
    enum mh_rc rc = mh_ops_verify(cli->session, &diags, err);
    if (rc == MH_OK) {
        mh__print_findings(cli, &diags, 20);
        if (diags.count[MH_SEV_ERROR] != 0)
            rc = mh_err_set(err, MH_EDAMAGED, "le plan %s est endommagé : reprenez une sauvegarde (mahalli restore), ou ce qui s'en lit (mahalli recover)", cli->file);
        else if (!cli->quiet)
            mh__print(cli, "Plan intact : le fichier et les deux chaînes du journal sont justes.\n");
    }
    mh_diags_free(&diags);
    return rc;
}

const struct mh__command mh__cmd_verify = {
    .name = "verify",
    .alias = "vérifier",
    .group = "Journal et sûreté",
    .help = "vérifie que le fichier et son journal sont intacts",
    .usage = "",
    .flags = MH__PLAN,
    .run = run,
};

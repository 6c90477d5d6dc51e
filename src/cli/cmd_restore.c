#include "cli/cli.h"

#include <mahalli/date.h>

static void say(struct mh__cli *cli, const char *backup, const struct mh_restored *r)
{
    struct mh_str when = MH_STR_INIT;
    mh__print(cli, "Plan repris de ");
    mh__print_visible(cli, backup);
    mh__print(cli, " : ");
    mh__print_visible(cli, cli->file);
    mh__print(cli, "\n");
    if (r->last.number != 0) {
        mh_instant_fr(&when, r->last.at);
        mh__print(cli, "  sa dernière opération est du %s : ", mh_str_text(&when));
        mh__print_visible(cli, r->last.command);
        mh__print(cli, "\n");
    }
    if (r->aside != NULL) {
        mh__print(cli, "  le fichier d'avant est gardé : ");
        mh__print_visible(cli, r->aside);
        mh__print(cli, "\n");
    }
    mh__print(cli, "  ce qui s'y fait désormais se réunit aux parts déjà envoyées\n");
    mh_str_free(&when);
}

static enum mh_rc run(struct mh__cli *cli, struct mh_err *err)
{
    struct mh_diags diags = MH_DIAGS_INIT;
    struct mh_restored restored;
    enum mh_rc rc = mh_ops_restore(&cli->options, mh__arg(cli, 0), &restored, &diags, err);
    if (rc != MH_OK)
        mh__print_findings(cli, &diags, 20);
    else if (!cli->quiet)
        say(cli, mh__arg(cli, 0), &restored);
    mh_restored_free(&restored);
    mh_diags_free(&diags);
    return rc;
}

const struct mh__command mh__cmd_restore = {
    .name = "restore",
    .alias = "reprendre",
    .group = "Journal et sûreté",
    .help = "reprend le plan d'une sauvegarde, après l'avoir vérifiée",
    .usage = "SAUVEGARDE",
    .more = "La sauvegarde est copiée, mise à la version de ce programme et vérifiée ; abîmée, elle est refusée et rien ne\n"
            "change. Elle prend la place du plan que -f désigne ; celui-ci est gardé à côté (plan.avant-reprise.db). Le plan\n"
            "ne doit être ouvert nulle part ailleurs.\n"
            "Le plan repris continue sous sa propre origine : ce que l'ancien a envoyé depuis la sauvegarde reste chez le\n"
            "coordinateur, et ses nouvelles parts s'y réunissent.\n\n"
            "  mahalli restore sauvegardes/plan-2027-03-01.db",
    .min_args = 1,
    .max_args = 1,
    .run = run,
};

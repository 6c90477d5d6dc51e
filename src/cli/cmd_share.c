#include "cli/cli.h"

static enum mh_rc run(struct mh__cli *cli, struct mh_err *err)
{
    struct mh_share_request q = { .path = mh__arg(cli, 0), .member = mh__option(cli, "member"), .base = mh__option(cli, "base") != NULL };
    struct mh_share_result r;
    enum mh_rc rc = mh_ops_share(cli->session, &q, &r, err);
    if (rc != MH_OK || cli->quiet)
        return rc;
    struct mh_str line = MH_STR_INIT;
    mh__count(&line, r.operations, "opération", NULL);
    mh_str_add(&line, ", ");
    mh__count(&line, r.rows, "changement", NULL);
    mh__print(cli, q.base ? "Base pour " : "Part de ");
    mh__print_visible(cli, r.member);
    mh__print(cli, " : ");
    mh__print_visible(cli, q.path);
    mh__print(cli, " (%s), sans prix ni fournisseur.\n", mh_str_text(&line));
    mh_str_free(&line);
    mh__print(cli, q.base ? "Le groupe la reçoit dans son plan par : mahalli merge FICHIER\n"
                          : "Le coordinateur la réunit aux autres par : mahalli merge FICHIER\n");
    return rc;
}

const struct mh__command mh__cmd_share = {
    .name = "share",
    .alias = "partager",
    .group = "Parts des groupes",
    .help = "écrit la part d'un groupe, sans prix ni fournisseur, pour le coordinateur",
    .usage = "FICHIER [--member CODE] [--base]",
    .options = (const struct mh__option[]){
        { .name = "member", .arg = "CODE", .help = "le groupe, quand le plan en a plusieurs" },
        { .name = "base", .help = "du coordinateur à un groupe : registre, lexique, ses établissements", .reads = true },
        { 0 },
    },
    .more = "La part porte les établissements, articles, volumes, avis et fiches du groupe, opération par opération ;\n"
            "ni prix, ni fournisseur, ni ligne d'un autre groupe. Le même plan donne le même fichier, que vous\n"
            "seul pouvez lire.",
    .min_args = 1,
    .max_args = 1,
    .flags = MH__PLAN | MH__WRITES,
    .run = run,
};

#include "cli/cli.h"

static enum mh_rc run(struct mh__cli *cli, struct mh_err *err)
{
    const char *article = mh__arg(cli, 0), *product = mh__arg(cli, 1);
    struct mh_str opinion = MH_STR_INIT;
    for (size_t i = 2; i < cli->args.len; i++) /* « sous réserve » may come as two words */
        mh_str_addf(&opinion, "%s%s", i > 2 ? " " : "", cli->args.at[i]);
    enum mh_rc rc = mh_ops_judge(cli->session, article, product, opinion.len ? mh_str_text(&opinion) : NULL,
                                 mh__option(cli, "reason"), err);
    if (rc == MH_OK && !cli->quiet) {
        mh__print(cli, "Avis inscrit : ");
        mh__print_visible(cli, article);
        mh__print(cli, " × ");
        mh__print_visible(cli, product);
        mh__print(cli, opinion.len ? ", " : "");
        mh__print_visible(cli, mh_str_text(&opinion));
        mh__print(cli, " (auteur ");
        mh__print_visible(cli, cli->options.user);
        mh__print(cli, ")\n");
    }
    mh_str_free(&opinion);
    return rc;
}

const struct mh__command mh__cmd_judge = {
    .name = "judge",
    .alias = "juger",
    .group = "Rapprochement",
    .help = "inscrit l'avis technique d'un pharmacien sur un produit",
    .usage = "ARTICLE PRODUIT AVIS [--reason MOTIF]",
    .options = (const struct mh__option[]){
        { .name = "reason", .arg = "MOTIF", .help = "pourquoi, en une phrase" },
        { 0 },
    },
    .more = "ARTICLE : groupe/référence, ou la référence si elle est seule. PRODUIT : fabricant/référence, ou none :\n"
            "aucun des produits proposés ne convient.\n"
            "AVIS : conforme, sous réserve, non conforme, à essayer, suspendu.\n\n"
            "  mahalli judge GAT/A10108 D-INJ/IN-1005 conforme --reason \"essai aux urgences\"",
    .min_args = 2,
    .max_args = 4,
    .flags = MH__PLAN | MH__WRITES,
    .run = run,
};

#include "cli/cli.h"

/* Lines by name, each an operation of its own. */
static enum mh_rc confirm_named(struct mh__cli *cli, int64_t *n, struct mh_err *err)
{
    static const char *const fields[] = { "a_confirmer=", NULL };
    enum mh_rc rc = MH_OK;
    for (size_t i = 0; i < cli->args.len && rc == MH_OK; i++) {
        struct mh_diags diags = MH_DIAGS_INIT;
        rc = mh_ops_set(cli->session, "besoins", cli->args.at[i], fields, &diags, err);
        mh_diags_free(&diags);
        *n += rc == MH_OK;
    }
    return rc;
}

static enum mh_rc run(struct mh__cli *cli, struct mh_err *err)
{
    const char *member = mh__option(cli, "member"), *family = mh__option(cli, "family"), *from = mh__option(cli, "from");
    bool all = mh__option(cli, "all") != NULL, some = all || member != NULL || family != NULL || from != NULL;
    int64_t n = 0;
    if (some == (cli->args.len > 0))
        return mh_err_set(err, MH_EUSAGE, "attendu des lignes ARTICLE@ÉTABLISSEMENT, ou --member, --family, --from, --all");
    enum mh_rc rc = some ? mh_ops_confirm(cli->session, member, family, from, &n, err) : confirm_named(cli, &n, err);
    if (rc == MH_OK && !cli->quiet) {
        struct mh_str line = MH_STR_INIT;
        mh__counted(cli, &line, n, "besoin confirmé", "besoins confirmés");
        mh__print(cli, "%s.\n", mh_str_text(&line));
        mh_str_free(&line);
    }
    return rc;
}

const struct mh__command mh__cmd_confirm = {
    .name = "confirm",
    .alias = "confirmer",
    .group = "Le plan",
    .help = "confirme les besoins proposés d'après l'an dernier ou les achats",
    .usage = "ARTICLE@ÉTABLISSEMENT... | [--member M] [--family F] [--from D] [--all]",
    .options = (const struct mh__option[]){
        { .name = "member", .arg = "GROUPE", .help = "ceux d'un groupe" },
        { .name = "family", .arg = "FAMILLE", .help = "ceux d'une famille (son code)" },
        { .name = "from", .arg = "TEXTE", .help = "proposés d'après : campagne 2026, achats 2026" },
        { .name = "all", .help = "tous" },
        { 0 },
    },
    .more = "Un besoin est aussi confirmé quand on change son volume, ou quand un fichier de besoins le donne.\n\n"
            "  mahalli list besoins --where \"a_confirmer=campagne 2026\"\n"
            "  mahalli confirm --family seringue --member GAT",
    .max_args = -1,
    .flags = MH__PLAN | MH__WRITES,
    .run = run,
};

#include "cli/cli.h"

static enum mh_rc run(struct mh__cli *cli, struct mh_err *err)
{
    const char *word = mh__arg(cli, 0);
    if (word == NULL) {
        mh__help_program(cli);
        return MH_OK;
    }
    const struct mh__command *c = mh__command_find(word);
    if (c != NULL) {
        mh__help_command(cli, c);
        return MH_OK;
    }
    const char *near = mh__command_near(word);
    if (near != NULL)
        return mh_err_set(err, MH_EUSAGE, "commande inconnue « %s » ; vouliez-vous %s ?", word, near);
    return mh_err_set(err, MH_EUSAGE, "commande inconnue « %s »", word);
}

const struct mh__command mh__cmd_help = {
    .name = "help",
    .alias = "aide",
    .group = "Aide",
    .help = "l'aide du programme, ou d'une commande",
    .usage = "[COMMANDE]",
    .max_args = 1,
    .run = run,
};

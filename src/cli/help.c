/* What the program says of itself, printed from the tables. */
#include "cli/cli.h"

#include <mahalli/utf8.h>

#include <string.h>

static void heading(struct mh__cli *cli, const char *text)
{
    mh__print(cli, "\n%s\n", text);
}

/* "  name    help", the help from column `at`, its further lines under it. */
static void entry(struct mh__cli *cli, const char *name, const char *help, int at)
{
    struct mh_str line = MH_STR_INIT;
    mh_str_add(&line, "  ");
    mh_utf8_clip(&line, name, at - 4, true);
    if (mh_utf8_width(name) > at - 4) {
        mh_str_clear(&line);
        mh_str_addf(&line, "  %s\n%*s", name, at - 2, "");
    }
    mh_str_addf(&line, "  %s\n", help);
    mh__print_raw(cli, line.data, line.len);
    mh_str_free(&line);
}

static void options(struct mh__cli *cli, const struct mh__option *o)
{
    struct mh_str name = MH_STR_INIT;
    for (; o != NULL && o->name != NULL; o++) {
        mh_str_clear(&name);
        if (o->letter != 0)
            mh_str_addf(&name, "-%c, ", o->letter);
        mh_str_addf(&name, "--%s%s%s", o->name, o->arg ? " " : "", o->arg ? o->arg : "");
        entry(cli, mh_str_text(&name), o->help, 26);
    }
    mh_str_free(&name);
}

void mh__help_program(struct mh__cli *cli)
{
    mh__print(cli, "mahalli : le plan annuel d'achat local des groupes hospitaliers\n\n"
                   "Usage : mahalli [options] COMMANDE [arguments]\n"
                   "Sans commande : l'interface du terminal ; ailleurs que dans un terminal, le plan en un coup d'œil.\n");
    const char *group = NULL;
    for (size_t i = 0; mh__commands[i] != NULL; i++) {
        const struct mh__command *c = mh__commands[i];
        if (!mh_streq(group, c->group))
            heading(cli, c->group);
        group = c->group;
        entry(cli, c->name, c->help, 14);
    }
    heading(cli, "Options (avant ou après la commande)");
    options(cli, mh__global_options);
    heading(cli, "Statut de sortie");
    mh__print(cli, "  0 fait · 1 fait, avec des points à regarder · 2 commande mal écrite · 3 données refusées, rien n'a changé\n"
                   "  4 introuvable ou ambigu · 5 occupé ou conflit · 6 lecture ou écriture impossible\n"
                   "  7 plan endommagé, ou plus récent que ce programme · 8 non permis · 130 interrompu, le plan est comme avant\n");
    mh__print(cli, "\nL'aide d'une commande : mahalli help COMMANDE\n");
}

void mh__help_command(struct mh__cli *cli, const struct mh__command *c)
{
    mh__print(cli, "mahalli %s : %s\n\nUsage : mahalli %s%s%s\nAussi : mahalli %s\n", c->name, c->help, c->name, *c->usage ? " " : "",
              c->usage, c->alias);
    if (c->options != NULL) {
        heading(cli, "Options");
        options(cli, c->options);
    }
    if (c->more != NULL)
        mh__print(cli, "\n%s\n", c->more);
    mh__print(cli, "\nOptions générales : mahalli help\n");
}

void mh__welcome(struct mh__cli *cli)
{
    static const char *const steps[][2] = {
        { "init", "crée le plan de l'année prochaine" },
        { "import besoins FICHIER.csv", "y met les besoins du groupe, tels qu'Excel les enregistre" },
        { "match", "les rapproche des produits fabriqués au Maroc" },
    };
    const char *file = mh__option(cli, "file");
    struct mh_str name = MH_STR_INIT;
    mh__print(cli, "Mahalli : le plan annuel d'achat local des groupes hospitaliers.\n\nAucun plan ici (");
    mh__print_visible(cli, cli->file);
    mh__print(cli, "). Pour commencer :\n\n");
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        mh_str_clear(&name);
        mh_str_add(&name, "mahalli ");
        if (file != NULL) {
            mh_str_add(&name, "-f ");
            mh_utf8_visible(&name, file);
            mh_str_addc(&name, ' ');
        }
        mh_str_add(&name, steps[i][0]);
        entry(cli, mh_str_text(&name), steps[i][1], file ? 44 + mh_utf8_width(file) : 40);
    }
    mh__print(cli, "\nToutes les commandes : mahalli help\n");
    mh_str_free(&name);
}

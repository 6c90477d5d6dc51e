#include "cli/cli.h"

#include <stdio.h>

/* Where no interface can run the plan is told as text. */
static enum mh_rc as_text(struct mh__cli *cli, struct mh_err *err)
{
    mh__tell(cli, "Ce terminal ne sait pas placer son curseur : voici le plan en texte.");
    if (!mh__plan_exists(cli)) {
        mh__welcome(cli);
        return MH_OK;
    }
    enum mh_rc rc = mh_session_open(&cli->options, false, &cli->session, err);
    cli->command = mh__command_find("status");
    return rc == MH_OK ? cli->command->run(cli, err) : rc;
}

static enum mh_rc run(struct mh__cli *cli, struct mh_err *err)
{
    const char *size = mh__option(cli, "size");
    struct mh_cli_tui what = {
        .session = &cli->options,
        .script = mh__option(cli, "script"),
        .h = 24,
        .w = 80,
        .styles = mh__option(cli, "styles") != NULL,
        .role = mh__option(cli, "role"),
    };
    char more;
    if (size != NULL && (sscanf(size, "%4dx%4d%c", &what.w, &what.h, &more) != 2 || what.w < 1 || what.h < 1 || what.w > 1000 || what.h > 1000))
        return mh_err_set(err, MH_EUSAGE, "--size « %s » : attendu COLONNESxLIGNES, par exemple 80x24", size);
    if (what.script == NULL && size != NULL)
        return mh_err_set(err, MH_EUSAGE, "--size va avec --script : sans script, la taille est celle du terminal");
    return what.script != NULL || mh__terminal_able() ? cli->tui(&what, err) : as_text(cli, err);
}

static const struct mh__option options[] = {
    { .name = "role", .arg = "RÔLE", .help = "acheteur, pharmacien ou coordinateur (sinon MAHALLI_ROLE) : ce que « à faire » montre d'abord" },
    { .name = "script", .arg = "FICHIER", .help = "lit les touches dans un fichier et imprime les écrans (- : entrée standard)" },
    { .name = "size", .arg = "CxL", .help = "taille des écrans d'un script : colonnes x lignes (80x24)" },
    { .name = "styles", .help = "les écrans d'un script montrent aussi le style de chaque case" },
    { 0 },
};

const struct mh__command mh__cmd_tui = {
    .name = "tui",
    .alias = "écran",
    .group = "Le plan",
    .help = "l'interface du terminal : saisir, juger, suivre",
    .usage = "[options]",
    .options = options,
    .more = "Dans un script, une commande par ligne :\n"
            "  keys Down Enter C-z é    des touches : caractères, ou Enter Esc Tab BackTab Backspace Delete Insert Space\n"
            "                           Up Down Left Right PgUp PgDn Home End C-Home C-End, C- et une lettre pour Ctrl\n"
            "  type texte libre         chaque caractère du reste de la ligne\n"
            "  paste \"a\\tb\\nc\"           un texte collé (\\t \\n \\r \\\\ \\\" \\e)\n"
            "  mouse LIGNE COLONNE [double|up|down]   un clic, un double clic ou la molette ; depuis 0\n"
            "  resize CxL               la fenêtre change de taille\n"
            "  tick                     laisse finir ce qui se fait aux moments perdus (totaux, comptes)\n"
            "  screen, styles           imprime l'écran ; avec le style de chaque case\n"
            "  count                    imprime le nombre de touches depuis le début\n"
            "  progress on|off          dit les étapes des travaux longs\n"
            "  cancel N                 arrête le travail long à son N-ième point d'étape\n"
            "  echo on|off              répète chaque commande avant ce qu'elle imprime\n"
            "  # commentaire",
    .flags = 0,
    .run = run,
};

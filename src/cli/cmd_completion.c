/* What a shell needs to know of the commands, and the manual page: both written from the tables. */
#include "cli/cli.h"

#include <string.h>

/* --- bash --- */

static void words_of(struct mh__cli *cli, const struct mh__option *o)
{
    for (; o != NULL && o->name != NULL; o++) {
        mh__print(cli, " --%s", o->name);
        if (o->letter != 0)
            mh__print(cli, " -%c", o->letter);
    }
}

/* Patterns of options that a value follows. */
static bool with_value(struct mh__cli *cli, const struct mh__option *o, bool first)
{
    for (; o != NULL && o->name != NULL; o++) {
        if (o->arg == NULL)
            continue;
        mh__print(cli, "%s--%s", first ? "" : "|", o->name);
        if (o->letter != 0)
            mh__print(cli, "|-%c", o->letter);
        first = false;
    }
    return first;
}

static void kinds(struct mh__cli *cli, const char *command)
{
    if (mh_streq(command, "import") || mh_streq(command, "template")) {
        struct mh_import_kind kind;
        for (size_t i = 0; mh_ops_import_kind(i, &kind); i++)
            mh__print(cli, " %s", kind.kind_fr);
    } else if (mh_in_list("list|show|add|set|remove", command)) {
        for (size_t i = 0; mh_tables[i] != NULL; i++)
            mh__print(cli, " %s", mh_tables[i]->name_fr);
    } else if (mh_streq(command, "help")) {
        for (size_t i = 0; mh__commands[i] != NULL; i++)
            mh__print(cli, " %s", mh__commands[i]->name);
    }
}

static const char before[] =
    "# bash: source <(mahalli completion bash), ou dans /usr/share/bash-completion/completions/mahalli\n"
    "_mahalli()\n"
    "{\n"
    "    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} cmd= words= opts= i\n"
    "    COMPREPLY=()\n"
    "    case $prev in\n"
    "    --format) COMPREPLY=($(compgen -W 'table csv json' -- \"$cur\")); return ;;\n"
    "    --lang) COMPREPLY=($(compgen -W 'fr en ar' -- \"$cur\")); return ;;\n"
    "    --role) COMPREPLY=($(compgen -W 'acheteur pharmacien coordinateur' -- \"$cur\")); return ;;\n"
    "    ";

static void print_bash(struct mh__cli *cli)
{
    mh__print_raw(cli, before, sizeof before - 1);
    bool first = with_value(cli, mh__global_options, true);
    for (size_t i = 0; mh__commands[i] != NULL; i++)
        first = with_value(cli, mh__commands[i]->options, first);
    mh__print(cli, ") return ;;\n    esac\n"
                   "    for ((i = 1; i < COMP_CWORD; i++)); do\n"
                   "        case ${COMP_WORDS[i]} in\n        ");
    with_value(cli, mh__global_options, true);
    mh__print(cli, ") ((i++)) ;;\n        -*) ;;\n        *) cmd=${COMP_WORDS[i]}; break ;;\n        esac\n    done\n    case $cmd in\n    '') words='");
    for (size_t i = 0; mh__commands[i] != NULL; i++)
        mh__print(cli, "%s%s", i ? " " : "", mh__commands[i]->name);
    mh__print(cli, "' ;;\n");
    for (size_t i = 0; mh__commands[i] != NULL; i++) {
        const struct mh__command *c = mh__commands[i];
        mh__print(cli, "    %s|%s) opts='", c->name, c->alias);
        words_of(cli, c->options);
        mh__print(cli, "' words='");
        kinds(cli, c->name);
        mh__print(cli, "' ;;\n");
    }
    mh__print(cli, "    esac\n    case $cur in -*) words=$opts'");
    words_of(cli, mh__global_options);
    mh__print(cli, "' ;; *) [ -z \"$cmd\" ] || ((i + 1 == COMP_CWORD)) || return ;; esac\n" /* then files */
                   "    COMPREPLY=($(compgen -W \"$words\" -- \"$cur\"))\n}\ncomplete -o default -F _mahalli mahalli\n");
}

/* --- the manual page --- */

/* Text as roff reads it: no command at the beginning of a line, no escape, hyphens that can be copied. */
static void roff(struct mh__cli *cli, const char *text)
{
    struct mh_str out = MH_STR_INIT;
    bool start = true;
    for (; *text != '\0'; text++) {
        if (start && (*text == '.' || *text == '\''))
            mh_str_add(&out, "\\&");
        if (*text == '\\')
            mh_str_add(&out, "\\e");
        else if (*text == '-')
            mh_str_add(&out, "\\-");
        else
            mh_str_addc(&out, *text);
        start = *text == '\n';
    }
    mh_str_addc(&out, '\n');
    mh__print_raw(cli, out.data, out.len);
    mh_str_free(&out);
}

static void options_page(struct mh__cli *cli, const struct mh__option *o)
{
    for (; o != NULL && o->name != NULL; o++) {
        mh__print(cli, ".TP\n.B ");
        struct mh_str name = MH_STR_INIT;
        if (o->letter != 0)
            mh_str_addf(&name, "-%c, ", o->letter);
        mh_str_addf(&name, "--%s%s%s", o->name, o->arg ? " " : "", o->arg ? o->arg : "");
        roff(cli, mh_str_text(&name));
        roff(cli, o->help);
        mh_str_free(&name);
    }
}

static void command_page(struct mh__cli *cli, const struct mh__command *c)
{
    struct mh_str line = MH_STR_INIT;
    mh_str_addf(&line, "mahalli %s%s%s", c->name, *c->usage ? " " : "", c->usage);
    mh__print(cli, ".SS ");
    roff(cli, c->name);
    mh__print(cli, ".B ");
    roff(cli, mh_str_text(&line));
    mh__print(cli, ".PP\n");
    roff(cli, c->help);
    if (c->more != NULL) { /* as the help has it, line by line */
        mh__print(cli, ".PP\n.nf\n");
        mh_str_clear(&line);
        mh__paragraphs(&line, c->more);
        if (line.len != 0 && line.data[line.len - 1] == '\n')
            line.data[--line.len] = '\0';
        roff(cli, mh_str_text(&line));
        mh__print(cli, ".fi\n");
    }
    options_page(cli, c->options);
    mh_str_free(&line);
}

static void print_man(struct mh__cli *cli)
{
    mh__print(cli, ".TH MAHALLI 1 \"\" \"mahalli " MAHALLI_VERSION "\" \"Mahalli\"\n.SH NOM\nmahalli \\- ");
    roff(cli, "le plan annuel d'achat local des groupes hospitaliers");
    mh__print(cli, ".SH SYNOPSIS\n.B mahalli\n[options]\n.I COMMANDE\n[arguments]\n.SH DESCRIPTION\n");
    roff(cli, "Sans commande : l'interface du terminal ; ailleurs que dans un terminal, le plan en un coup d'œil. Un plan est un fichier.");
    mh__print(cli, ".SH OPTIONS\n");
    options_page(cli, mh__global_options);
    const char *group = NULL;
    for (size_t i = 0; mh__commands[i] != NULL; i++) {
        if (group == NULL || !mh_streq(mh__commands[i]->group, group)) {
            mh__print(cli, ".SH \"");
            group = mh__commands[i]->group;
            mh__print(cli, "%s\"\n", group);
        }
        command_page(cli, mh__commands[i]);
    }
    mh__print(cli, ".SH \"STATUT DE SORTIE\"\n.nf\n");
    roff(cli, mh__statuses);
    mh__print(cli, ".fi\n.SH ENVIRONNEMENT\n");
    static const struct { const char *name, *is; } env[] = {
        { "MAHALLI_FILE", "le plan, sinon plan.db dans le dossier" }, { "MAHALLI_USER", "l'auteur inscrit au journal" },
        { "MAHALLI_ROLE", "acheteur, pharmacien ou coordinateur : ce que l'interface montre d'abord" },
        { "MAHALLI_NOW", "le jour et l'heure des opérations, AAAA-MM-JJ[Thh:mm:ss]" },
        { "MAHALLI_THREADS", "combien de processeurs rapprochent ; le plan est le même" },
        { "COLUMNS", "la largeur des tableaux ; sans elle, celle du terminal, et rien n'est raccourci dans un fichier ou un tube" },
        { "NO_COLOR", "sans couleurs" },
    };
    for (size_t i = 0; i < sizeof env / sizeof *env; i++) {
        mh__print(cli, ".TP\n.B %s\n", env[i].name);
        roff(cli, env[i].is);
    }
}

static enum mh_rc run(struct mh__cli *cli, struct mh_err *err)
{
    const char *what = mh__arg(cli, 0);
    if (mh_streq(what, "bash"))
        print_bash(cli);
    else if (mh_streq(what, "man"))
        print_man(cli);
    else
        return mh_err_set(err, MH_EUSAGE, "« %s » : attendu bash ou man", what);
    return MH_OK;
}

const struct mh__command mh__cmd_completion = {
    .name = "completion",
    .alias = "complétion",
    .group = "Aide",
    .help = "ce que bash complète, ou la page de manuel, sur la sortie",
    .usage = "bash | man",
    .more = "make install met les deux à leur place.\n\n"
            "  source <(mahalli completion bash)\n"
            "  mahalli completion man | man -l -",
    .min_args = 1,
    .max_args = 1,
    .run = run,
};

/* The words of the command line into options and operands. Options stand anywhere; "--" ends them. */
#include "cli/cli.h"

#include <mahalli/utf8.h>

#include <stdlib.h>
#include <string.h>

const struct mh__option mh__global_options[] = {
    { .name = "file", .letter = 'f', .arg = "FICHIER", .help = "le plan (sinon MAHALLI_FILE, sinon plan.db)" },
    { .name = "user", .letter = 'u', .arg = "NOM", .help = "l'auteur inscrit au journal (sinon MAHALLI_USER, sinon USER)" },
    { .name = "year", .arg = "ANNÉE", .help = "la campagne (sinon celle qui est ouverte)" },
    { .name = "lang", .arg = "LANGUE", .help = "langue de ce qui se lit, écrans et classeurs : fr, en ou ar" },
    { .name = "format", .arg = "FORMAT", .help = "table (pour lire), csv ou json (pour un programme)" },
    { .name = "quiet", .letter = 'q', .help = "ne dit que les erreurs et les lignes demandées" },
    { .name = "help", .letter = 'h', .help = "l'aide du programme ou de la commande" },
    { .name = "version", .letter = 'V', .help = "la version du programme" },
    { 0 },
};

static const struct mh__option *in_table(const struct mh__option *o, const char *name, size_t n)
{
    for (; o != NULL && o->name != NULL; o++)
        if ((strlen(o->name) == n && strncmp(o->name, name, n) == 0) || (n == 1 && o->letter != 0 && o->letter == *name))
            return o;
    return NULL;
}

/* An option of whatever command: it may stand before the command's name. */
static const struct mh__option *in_any(const char *name, size_t n)
{
    const struct mh__option *o = in_table(mh__global_options, name, n);
    for (size_t i = 0; o == NULL && mh__commands[i] != NULL; i++)
        o = in_table(mh__commands[i]->options, name, n);
    return o;
}

static enum mh_rc unknown_option(const struct mh__cli *cli, const char *word, struct mh_err *err)
{
    const char *names[64];
    size_t n = 0;
    for (const struct mh__option *o = mh__global_options; o->name != NULL && n < 64; o++)
        names[n++] = o->name;
    for (const struct mh__option *o = cli->command ? cli->command->options : NULL; o != NULL && o->name != NULL && n < 64; o++)
        names[n++] = o->name;
    char bare[64];
    const char *from = word + strspn(word, "-");
    size_t len = strcspn(from, "=");
    if (len >= sizeof bare)
        len = sizeof bare - 1;
    memcpy(bare, from, len);
    bare[len] = '\0';
    const char *near = len > 1 ? mh__nearest(bare, names, n) : NULL;
    const char *of = cli->command ? cli->command->name : NULL;
    if (near != NULL)
        return mh_err_set(err, MH_EUSAGE, "option inconnue « %s »%s%s ; vouliez-vous --%s ?", word, of ? " pour " : "", of ? of : "", near);
    return mh_err_set(err, MH_EUSAGE, "option inconnue « %s »%s%s", word, of ? " pour " : "", of ? of : "");
}

static enum mh_rc take_option(struct mh__cli *cli, int argc, char **argv, int *i, struct mh_err *err)
{
    const char *word = argv[*i];
    bool is_long = word[1] == '-';
    const char *name = word + (is_long ? 2 : 1);
    const char *eq = is_long ? strchr(name, '=') : NULL;
    size_t n = eq ? (size_t)(eq - name) : is_long ? strlen(name) : 1;
    const struct mh__option *o = is_long && n == 1 ? NULL : in_any(name, n);
    if (o == NULL || n == 0)
        return unknown_option(cli, word, err);
    struct mh__given g = { .option = o };
    if (o->arg == NULL) {
        if (eq != NULL || (!is_long && name[1] != '\0'))
            return mh_err_set(err, MH_EUSAGE, "l'option --%s ne prend pas de valeur", o->name);
    } else if (eq != NULL) {
        g.value = eq + 1;
    } else if (!is_long && name[1] != '\0') {
        g.value = name + 1; /* -fplan.db */
    } else if (*i + 1 < argc) {
        g.value = argv[++*i];
    } else {
        return mh_err_set(err, MH_EUSAGE, "l'option --%s attend une valeur : --%s %s", o->name, o->name, o->arg);
    }
    mh_vec_push(&cli->given, g);
    return MH_OK;
}

static enum mh_rc take_word(struct mh__cli *cli, const char *word, struct mh_err *err)
{
    if (cli->command != NULL) {
        mh_vec_push(&cli->args, word);
        return MH_OK;
    }
    cli->command = mh__command_find(word);
    if (cli->command != NULL)
        return MH_OK;
    const char *near = mh__command_near(word);
    if (near != NULL)
        return mh_err_set(err, MH_EUSAGE, "commande inconnue « %s » ; vouliez-vous %s ?", word, near);
    return mh_err_set(err, MH_EUSAGE, "commande inconnue « %s »", word);
}

/* Each option typed must be the program's or the command's own, and once unless it may repeat. */
static enum mh_rc check_given(struct mh__cli *cli, struct mh_err *err)
{
    for (size_t i = 0; i < cli->given.len; i++) {
        const char *name = cli->given.at[i].option->name;
        const struct mh__option *own = in_table(mh__global_options, name, strlen(name));
        if (own == NULL && cli->command != NULL)
            own = in_table(cli->command->options, name, strlen(name));
        if (own == NULL) {
            char word[80] = "--";
            strncat(word, name, sizeof word - 3);
            return cli->command ? unknown_option(cli, word, err)
                                : mh_err_set(err, MH_EUSAGE, "l'option --%s va avec une commande", name);
        }
        cli->given.at[i].option = own;
        for (size_t k = 0; k < i && !own->many; k++)
            if (cli->given.at[k].option == own)
                return mh_err_set(err, MH_EUSAGE, "l'option --%s est donnée deux fois", name);
    }
    return MH_OK;
}

static enum mh_rc check_count(const struct mh__cli *cli, struct mh_err *err)
{
    const struct mh__command *c = cli->command;
    if (c == NULL)
        return MH_OK;
    int n = (int)cli->args.len;
    if (n < c->min_args)
        return mh_err_set(err, MH_EUSAGE, "il manque quelque chose : mahalli %s %s", c->name, c->usage);
    if (c->max_args >= 0 && n > c->max_args)
        return mh_err_set(err, MH_EUSAGE, "« %s » est de trop : mahalli %s%s%s", cli->args.at[c->max_args], c->name,
                          *c->usage ? " " : "", c->usage);
    return MH_OK;
}

static enum mh_rc take_format(struct mh__cli *cli, struct mh_err *err)
{
    static const char *const names[] = { "table", "csv", "json" };
    const char *text = mh__option(cli, "format");
    if (text == NULL)
        return MH_OK;
    for (size_t i = 0; i < 3; i++)
        if (mh_streq(text, names[i])) {
            cli->format = (enum mh__format)i;
            if (i != 0 && cli->command != NULL && !(cli->command->flags & MH__ROWS))
                return mh_err_set(err, MH_EUSAGE, "%s n'imprime pas de lignes : --format %s ne s'y applique pas", cli->command->name,
                                  text);
            return MH_OK;
        }
    return mh_err_set(err, MH_EUSAGE, "--format « %s » : attendu table, csv ou json", text);
}

static enum mh_rc take_globals(struct mh__cli *cli, struct mh_err *err)
{
    cli->help = mh__option(cli, "help") != NULL;
    cli->version = mh__option(cli, "version") != NULL;
    cli->quiet = mh__option(cli, "quiet") != NULL;
    const char *year = mh__option(cli, "year"), *lang = mh__option(cli, "lang");
    if (year != NULL) {
        enum mh_rc rc = mh__number(year, "année", &cli->year, err);
        if (rc != MH_OK)
            return rc;
        if (cli->year < 2000 || cli->year > 2199)
            return mh_err_set(err, MH_EUSAGE, "année « %s » : attendu une année en quatre chiffres, par exemple 2027", year);
    }
    if (lang != NULL && !mh_streq(lang, "fr") && !mh_streq(lang, "en") && !mh_streq(lang, "ar"))
        return mh_err_set(err, MH_EUSAGE, "--lang « %s » : attendu fr, en ou ar", lang);
    const char *file = mh__option(cli, "file");
    if (file != NULL && *file == '\0')
        return mh_err_set(err, MH_EUSAGE, "l'option -f attend un nom de fichier");
    return take_format(cli, err);
}

enum mh_rc mh__args_parse(struct mh__cli *cli, int argc, char **argv, struct mh_err *err)
{
    bool ended = false;
    for (int i = 1; i < argc; i++) {
        enum mh_rc rc = MH_OK;
        if (!ended && strcmp(argv[i], "--") == 0)
            ended = true;
        else if (!ended && argv[i][0] == '-' && argv[i][1] != '\0')
            rc = take_option(cli, argc, argv, &i, err);
        else
            rc = take_word(cli, argv[i], err);
        if (rc != MH_OK)
            return rc;
    }
    enum mh_rc rc = check_given(cli, err);
    if (rc == MH_OK)
        rc = take_globals(cli, err);
    if (rc == MH_OK && !cli->help && !cli->version)
        rc = check_count(cli, err);
    return rc;
}

const char *mh__option(const struct mh__cli *cli, const char *name)
{
    for (size_t i = cli->given.len; i-- > 0;)
        if (mh_streq(cli->given.at[i].option->name, name))
            return cli->given.at[i].value ? cli->given.at[i].value : "";
    return NULL;
}

const char *mh__arg(const struct mh__cli *cli, size_t i)
{
    return i < cli->args.len ? cli->args.at[i] : NULL;
}

enum mh_rc mh__number(const char *text, const char *what, int64_t *out, struct mh_err *err)
{
    size_t n = strlen(text);
    if (n == 0 || n > 15 || strspn(text, "0123456789") != n)
        return mh_err_set(err, MH_EUSAGE, "%s « %s » : attendu un nombre entier", what, text);
    if (strtoll(text, NULL, 10) == 0)
        return mh_err_set(err, MH_EUSAGE, "%s « %s » : attendu 1 au moins", what, text);
    *out = strtoll(text, NULL, 10);
    return MH_OK;
}

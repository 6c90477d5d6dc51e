#include "cli/cli.h"

#include <mahalli/csvout.h>

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

static const struct mh_table *kind_table(const char *word, struct mh_err *err)
{
    const struct mh_table *t = mh_table_for_kind(word);
    struct mh_import_kind k;
    struct mh_str all = MH_STR_INIT;
    for (size_t i = 0; mh_ops_import_kind(i, &k); i++) {
        if (k.table == t) {
            mh_str_free(&all);
            return t;
        }
        mh_str_addf(&all, "%s%s", i ? ", " : "", k.kind_fr);
    }
    mh_err_set(err, MH_EUSAGE, "on n'importe pas « %s » : attendu %s", word, mh_str_text(&all));
    mh_str_free(&all);
    return NULL;
}

/* Whether a word of the lexicon ships with the program is not for people to say. */
static bool is_asked(const struct mh_table *t, const struct mh_column *c)
{
    bool lexicon = t == &mh_table_families || t == &mh_table_attributes || t == &mh_table_synonyms;
    return !(c->flags & (MH_DERIVED | MH_HIDDEN)) && !(lexicon && mh_streq(c->name, "origine"));
}

static void header(const struct mh_table *t, struct mh_str *out)
{
    const char *sep = "";
    mh_str_add(out, "\xEF\xBB\xBF"); /* so that Excel reads UTF-8 */
    for (size_t i = 0; i < t->ncolumns; i++) {
        if (!is_asked(t, &t->columns[i]))
            continue;
        mh_str_add(out, sep);
        mh_csv_cell(out, t->columns[i].name, ';', false);
        sep = ";";
    }
    mh_str_addc(out, '\n');
}

static enum mh_rc cannot(const char *path, int why, struct mh_err *err)
{
    return mh_err_set(err, MH_EIO, "impossible d'écrire « %s » : %s", path, mh_err_errno(why));
}

static enum mh_rc write_new(const char *path, const struct mh_str *text, struct mh_err *err)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL, 0666);
    if (fd < 0 && errno == EEXIST)
        return mh_err_set(err, MH_EINVAL, "%s existe déjà : rien n'a changé", path);
    if (fd < 0)
        return cannot(path, errno, err);
    errno = ENOSPC; /* of a write that was cut short */
    bool ok = write(fd, text->data, text->len) == (ssize_t)text->len;
    int why = errno;
    if (close(fd) != 0 && ok) {
        ok = false;
        why = errno;
    }
    if (!ok)
        unlink(path);
    return ok ? MH_OK : cannot(path, why, err);
}

static void say_columns(struct mh__cli *cli, const struct mh_table *t)
{
    const char *sep = "";
    mh__print(cli, "Colonnes obligatoires : ");
    for (size_t i = 0; i < t->ncolumns; i++)
        if ((t->columns[i].flags & MH_REQUIRED) && is_asked(t, &t->columns[i])) {
            mh__print(cli, "%s%s", sep, t->columns[i].name);
            sep = ", ";
        }
    mh__print(cli, ". Une case vide veut dire inconnu.\n");
}

static enum mh_rc run(struct mh__cli *cli, struct mh_err *err)
{
    const char *path = mh__arg(cli, 1);
    const struct mh_table *t = kind_table(mh__arg(cli, 0), err);
    if (t == NULL)
        return err->rc;
    size_t n = strlen(path);
    if (n < 5 || !mh_streq(path + n - 4, ".csv"))
        return mh_err_set(err, MH_EUSAGE, "« %s » : attendu un nom qui finit par .csv", path);
    struct mh_str text = MH_STR_INIT;
    header(t, &text);
    enum mh_rc rc = write_new(path, &text, err);
    mh_str_free(&text);
    if (rc == MH_OK && !cli->quiet) {
        mh__print(cli, "Fichier vide à remplir : ");
        mh__print_visible(cli, path);
        mh__print(cli, "\n");
        say_columns(cli, t);
    }
    return rc;
}

const struct mh__command mh__cmd_template = {
    .name = "template",
    .alias = "modèle",
    .group = "Fichiers",
    .help = "écrit un fichier CSV vide, avec les en-têtes attendus, à remplir dans Excel",
    .usage = "SORTE FICHIER.csv",
    .more = "Sortes : groupes, établissements, familles, caractéristiques, synonymes, fabricants, produits, certificats,\n"
            "besoins, avis, fiches.",
    .min_args = 2,
    .max_args = 2,
    .run = run,
};

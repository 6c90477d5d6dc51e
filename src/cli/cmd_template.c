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

static void header(const struct mh_table *t, struct mh_str *out)
{
    const char *sep = "";
    mh_str_add(out, "\xEF\xBB\xBF"); /* so that Excel reads UTF-8 */
    for (size_t i = 0; i < t->ncolumns; i++) {
        if (!mh_ops_template_asks(t, &t->columns[i]))
            continue;
        mh_str_add(out, sep);
        mh_csv_cell(out, t->columns[i].name, ';', false);
        sep = ";";
    }
    mh_str_addc(out, '\n');
}

static enum mh_rc cannot(const char *path, int why, struct mh_err *err)
{
    return mh_err_set(err, MH_EIO, "impossible d'écrire « %s » : %s", path, mh_err_errno(err, why));
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
        if ((t->columns[i].flags & MH_REQUIRED) && mh_ops_template_asks(t, &t->columns[i])) {
            mh__print(cli, "%s%s", sep, t->columns[i].name);
            sep = ", ";
        }
    mh__print(cli, ". Une case vide veut dire inconnu.\n");
}

static bool ends(const char *path, const char *with)
{
    size_t n = strlen(path), m = strlen(with);
    return n > m && mh_streq(path + n - m, with);
}

static enum mh_rc write_csv(const struct mh_table *t, const char *path, struct mh_err *err)
{
    struct mh_str text = MH_STR_INIT;
    header(t, &text);
    enum mh_rc rc = write_new(path, &text, err);
    mh_str_free(&text);
    return rc;
}

/* With the plan's rows and lists when there is one. */
static enum mh_rc write_workbook(struct mh__cli *cli, const char *path, struct mh_template_result *r, struct mh_err *err)
{
    struct mh_template_request q = { .kind = mh__arg(cli, 0), .path = path, .member = mh__option(cli, "member"),
                                     .empty = mh__option(cli, "empty") != NULL };
    enum mh_rc rc = mh__plan_exists(cli) ? mh_session_open(&cli->options, false, &cli->session, err) : MH_OK;
    return rc == MH_OK ? mh_ops_template(cli->session, &q, r, err) : rc;
}

static enum mh_rc run(struct mh__cli *cli, struct mh_err *err)
{
    const char *path = mh__arg(cli, 1);
    const struct mh_table *t = kind_table(mh__arg(cli, 0), err);
    struct mh_template_result r = { 0 };
    if (t == NULL)
        return err->rc;
    bool book = ends(path, ".xlsx");
    if (!book && !ends(path, ".csv"))
        return mh_err_set(err, MH_EUSAGE, "« %s » : attendu un nom qui finit par .xlsx ou .csv", path);
    enum mh_rc rc = book ? write_workbook(cli, path, &r, err) : write_csv(t, path, err);
    if (rc != MH_OK || cli->quiet)
        return rc;
    mh__print(cli, r.rows == 0 ? "Fichier vide à remplir : " : "Fichier à compléter : ");
    mh__print_visible(cli, path);
    if (r.rows != 0) {
        struct mh_str n = MH_STR_INIT;
        mh__count(&n, r.rows, "ligne", NULL);
        mh__print(cli, " · %s du plan, à changer ou à compléter ; mahalli import les reprend\n", mh_str_text(&n));
        mh_str_free(&n);
    } else {
        mh__print(cli, "\n");
    }
    say_columns(cli, t);
    return MH_OK;
}

const struct mh__command mh__cmd_template = {
    .name = "template",
    .alias = "modèle",
    .group = "Fichiers",
    .help = "écrit un fichier à remplir, Excel (.xlsx) ou CSV, avec les en-têtes attendus",
    .usage = "SORTE FICHIER.xlsx [--member CODE] [--empty]",
    .options = (const struct mh__option[]){
        { .name = "member", .arg = "CODE", .help = "les établissements, les besoins et les avis de ce groupe seulement" },
        { .name = "empty", .help = "sans les besoins que le plan a déjà, ni les avis à donner" },
        { 0 },
    },
    .more = "Sortes : groupes, établissements, familles, caractéristiques, synonymes, fabricants, produits, certificats,\n"
            "besoins, achats, avis, échantillons, essais, fiches, questions, réponses, attributions.\n"
            "Le classeur a des listes et des contrôles, huit colonnes en vue, les autres derrière un [+]. Avec un\n"
            "plan, celui des besoins donne ses lignes : on les change, on en ajoute, mahalli import besoins les\n"
            "reprend. Celui des avis donne ce que les pharmaciens d'un groupe ont à juger, un produit par ligne.\n"
            "Une ligne que le plan a changée entre-temps, ou copiée avec son identifiant, est refusée.",
    .min_args = 2,
    .max_args = 2,
    .run = run,
};

#include "cli/cli.h"

#include <string.h>
#include <sys/stat.h>

enum { SHOWN = 20 };

static const char *delimiter_name(char c)
{
    switch (c) {
    case ';': return "point-virgule";
    case ',': return "virgule";
    case '\t': return "tabulation";
    case '|': return "barre";
    }
    return "autre";
}

static void add_part(struct mh_str *line, int64_t n, const char *one, const char *many, bool always)
{
    if (n == 0 && !always)
        return;
    if (line->len != 0)
        mh_str_add(line, " · ");
    mh__count(line, n, one, many);
}

static void print_counts(struct mh__cli *cli, const char *path, const struct mh_import_result *r, bool dry_run)
{
    struct mh_str line = MH_STR_INIT;
    add_part(&line, r->read, "ligne lue", "lignes lues", true);
    add_part(&line, r->created, dry_run ? "à créer" : "créée", dry_run ? "à créer" : "créées", true);
    add_part(&line, r->updated, dry_run ? "à changer" : "changée", dry_run ? "à changer" : "changées", false);
    add_part(&line, r->unchanged, "inchangée", "inchangées", false);
    add_part(&line, r->rejected, "rejetée", "rejetées", false);
    add_part(&line, r->idle, "laissée de côté", "laissées de côté", false);
    add_part(&line, r->set_aside, "hors périmètre", "hors périmètre", false);
    mh__print_visible(cli, path);
    mh__print(cli, " : %s\n", mh_str_text(&line));
    mh_str_free(&line);
    if (r->sheet != NULL) {
        mh__print(cli, "  lu dans la feuille « ");
        mh__print_visible(cli, r->sheet);
        mh__print(cli, " »");
    } else if (mh_streq(r->format, "page web")) {
        mh__print(cli, "  lu comme une page web, la table qu'elle contient");
    } else {
        mh__print(cli, "  lu en %s, séparateur %s", r->encoding ? r->encoding : "?", delimiter_name(r->delimiter));
    }
    if (r->numbers != MH_NUM_UNSETTLED)
        mh__print(cli, ", décimales à %s", r->numbers == MH_NUM_COMMA ? "virgule" : "point");
    if (dry_run)
        mh__print(cli, " ; essai : rien n'est enregistré");
    else if (r->operation != 0)
        mh__print(cli, " ; opération %lld", (long long)r->operation);
    mh__print(cli, "\n");
}

static enum mh_rc import_one(struct mh__cli *cli, struct mh_import_request *q, struct mh_err *err)
{
    struct mh_import_result r = { 0 };
    enum mh_rc rc = mh_ops_import(cli->session, q, &r, err);
    if (rc == MH_OK && !cli->quiet)
        print_counts(cli, q->path, &r, q->dry_run);
    /* Findings say why, also when the whole file was refused. */
    if (!cli->quiet || rc != MH_OK || r.rejected != 0 || r.stopped)
        mh__print_findings(cli, &r.diags, SHOWN);
    if (rc == MH_OK && q->reject_path != NULL && r.rejected != 0 && !q->dry_run && !cli->quiet) {
        mh__print(cli, "lignes rejetées, à corriger puis à importer à nouveau : ");
        mh__print_visible(cli, q->reject_path);
        mh__print(cli, "\n");
    } else if (rc == MH_OK && r.rejected != 0 && !cli->quiet) {
        mh__print(cli, "Les lignes rejetées s'écrivent, à corriger puis à importer, avec --reject FICHIER.csv\n");
    }
    if (r.rejected != 0 || r.stopped)
        cli->findings = true;
    mh_import_result_free(&r);
    return rc;
}

static enum mh_rc take_decimal(const char *text, enum mh_number_style *style, struct mh_err *err)
{
    if (text == NULL)
        return MH_OK;
    if (mh_streq(text, ",") || mh_streq(text, "virgule"))
        *style = MH_NUM_COMMA;
    else if (mh_streq(text, ".") || mh_streq(text, "point"))
        *style = MH_NUM_POINT;
    else
        return mh_err_set(err, MH_EUSAGE, "--decimal « %s » : attendu « , » ou « . »", text);
    return MH_OK;
}

/* Rejects would replace what they come from, or the plan. */
static enum mh_rc check_reject(const struct mh__cli *cli, const char *path, struct mh_err *err)
{
    if (path == NULL)
        return MH_OK;
    if (cli->args.len > 2)
        return mh_err_set(err, MH_EUSAGE, "--reject va avec un seul fichier à la fois");
    const char *const kept[] = { cli->args.at[1], cli->file };
    struct stat given, other;
    for (size_t i = 0; i < 2; i++)
        if (stat(path, &given) == 0 && stat(kept[i], &other) == 0 && given.st_dev == other.st_dev && given.st_ino == other.st_ino)
            return mh_err_set(err, MH_EUSAGE, "--reject %s : c'est %s ; donnez un autre nom", path, i ? "le plan" : "le fichier à importer");
    return MH_OK;
}

static enum mh_rc run(struct mh__cli *cli, struct mh_err *err)
{
    struct mh_import_request q = { .kind = mh__arg(cli, 0), .member = mh__option(cli, "member"), .maker = mh__option(cli, "maker"),
                                   .reject_path = mh__option(cli, "reject"), .sheet = mh__option(cli, "sheet"), .dry_run = mh__option(cli, "dry-run") != NULL };
    MH_VEC(const char *) map = { 0 };
    enum mh_rc rc = take_decimal(mh__option(cli, "decimal"), &q.style, err);
    for (size_t i = 0; i < cli->given.len && rc == MH_OK; i++)
        if (mh_streq(cli->given.at[i].option->name, "map")) {
            if (strchr(cli->given.at[i].value, '=') == NULL)
                rc = mh_err_set(err, MH_EUSAGE, "--map « %s » : attendu EN-TÊTE=colonne", cli->given.at[i].value);
            mh_vec_push(&map, cli->given.at[i].value);
        }
    if (rc == MH_OK)
        rc = check_reject(cli, q.reject_path, err);
    if (map.len != 0) {
        mh_vec_push(&map, NULL);
        q.map = map.at;
    }
    for (size_t i = 1; i < cli->args.len && rc == MH_OK; i++) {
        q.path = cli->args.at[i];
        rc = import_one(cli, &q, err);
    }
    mh_vec_free(&map);
    return rc;
}

const struct mh__command mh__cmd_import = {
    .name = "import",
    .alias = "importer",
    .group = "Fichiers",
    .help = "prend des fichiers Excel (.xlsx) ou CSV dans le plan",
    .usage = "SORTE FICHIER... [options]",
    .options = (const struct mh__option[]){
        { .name = "member", .arg = "CODE", .help = "groupe des lignes qui n'en nomment pas" },
        { .name = "maker", .arg = "CODE", .help = "fabricant des produits ou certificats qui n'en nomment pas : son catalogue" },
        { .name = "sheet", .arg = "NOM", .help = "feuille du classeur, par son nom ou son numéro" },
        { .name = "reject", .arg = "FICHIER", .help = "y écrit les lignes rejetées, en CSV, chacune avec sa raison" },
        { .name = "map", .arg = "EN-TÊTE=colonne", .help = "dit ce qu'est une colonne que le programme ne reconnaît pas", .many = true },
        { .name = "decimal", .arg = "SIGNE", .help = "« , » ou « . » : comment le fichier écrit les décimales" },
        { .name = "dry-run", .help = "lit et vérifie tout, n'enregistre rien" },
        { 0 },
    },
    .more = "Sortes : groupes, établissements, familles, caractéristiques, synonymes, fabricants, produits, certificats,\n"
            "besoins, achats, avis, échantillons, essais, fiches, questions, réponses, attributions (ou members, makers, needs…).\n"
            "Les en-têtes sont reconnus par leur nom, dans n'importe quel ordre. D'un classeur à plusieurs feuilles est lue celle dont les en-têtes ressemblent\n"
            "à la sorte, ou celle de --sheet ; les lignes et colonnes masquées sont lues, et signalées.\n"
            "Les lignes justes entrent, les autres sortent avec leur raison ; importer deux fois n'ajoute rien.\n"
            "Un fichier est une opération, que mahalli undo annule.\n\n"
            "  mahalli import besoins besoins-2027.csv --member GAT --reject a-corriger.csv",
    .min_args = 2,
    .max_args = -1,
    .flags = MH__PLAN | MH__WRITES,
    .run = run,
};

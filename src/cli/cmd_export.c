#include "cli/cli.h"

#include <mahalli/date.h>

#include <string.h>

static void add_size(struct mh_str *out, int64_t bytes)
{
    if (bytes < 10 * 1024)
        mh__count(out, bytes, "octet", NULL);
    else if (bytes < 10 * 1024 * 1024)
        mh__count(out, bytes / 1024, "Kio", "Kio");
    else
        mh__count(out, bytes / (1024 * 1024), "Mio", "Mio");
}

static enum mh_rc run(struct mh__cli *cli, struct mh_err *err)
{
    struct mh_export_request q = { .path = mh__arg(cli, 0), .scope = mh__option(cli, "scope"),
                                   .with_prices = mh__option(cli, "with-prices") != NULL,
                                   .send = mh__option(cli, "send") != NULL, .due = mh__option(cli, "due"),
                                   .version = mh__option(cli, "as") };
    struct mh_export_result r = { 0 };
    size_t n = strlen(q.path);
    if (n < 6 || !mh_streq(q.path + n - 5, ".xlsx"))
        return mh_err_set(err, MH_EUSAGE, "« %s » : attendu un nom qui finit par .xlsx", q.path);
    enum mh_rc rc = mh_ops_export(cli->session, &q, &r, err);
    if (rc != MH_OK || cli->quiet)
        return rc;
    struct mh_str line = MH_STR_INIT;
    mh__count(&line, r.sheets, "feuille", NULL);
    mh_str_add(&line, " · ");
    mh__count(&line, r.rows, "ligne", NULL);
    mh_str_add(&line, " · ");
    add_size(&line, r.bytes);
    mh__print_visible(cli, q.path);
    mh__print(cli, " : %s\n", mh_str_text(&line));
    mh_str_clear(&line);
    if (q.send) {
        mh__print(cli, "Noté : envoyée aujourd'hui, attendue le ");
        mh_date_fr(&line, r.due);
        mh__print(cli, "%s\n", mh_str_text(&line));
    }
    mh_str_clear(&line);
    if (r.left_out != 0) {
        mh__count(&line, r.left_out, "article n'y est pas", "articles n'y sont pas");
        mh__print(cli, "  %s (hors périmètre, sans quantité ou sans unité) : feuille « Hors bordereau » avec --with-prices\n", mh_str_text(&line));
    }
    mh_str_free(&line);
    if (r.no_maker) /* nobody should carry an empty registry to industry as « sans fabricant » */
        mh__print(cli, "attention : aucun fabricant dans le plan ; « sans fabricant recensé » n'y dit rien encore (mahalli import fabricants)\n");
    return rc;
}

const struct mh__command mh__cmd_export = {
    .name = "export",
    .alias = "exporter",
    .group = "Fichiers",
    .help = "écrit le plan dans un classeur Excel",
    .usage = "FICHIER.xlsx [--scope PORTÉE] [--as V1] [--with-prices] [--send [--due DATE]]",
    .options = (const struct mh__option[]){
        { .name = "scope", .arg = "PORTÉE", .help = "quel classeur : voir ci-dessous" },
        { .name = "as", .arg = "V1", .help = "une version figée, telle qu'elle était ; actuel : le plan tel qu'il est" },
        { .name = "with-prices", .help = "montants, fournisseurs, estimation : à garder dans le groupe" },
        { .name = "send", .help = "maker=CODE : note la demande envoyée aujourd'hui (mahalli requests)", .writes = true },
        { .name = "due", .arg = "DATE", .help = "maker=CODE : le jour où elle est attendue ; sinon le jour noté, ou dans 30 jours" },
        { 0 },
    },
    .more = "Portées (sans --scope : member si le groupe est seul, sinon plan) :\n"
            "  member=CODE    le plan d'un groupe ; il porte ses montants et ses fournisseurs : il est pour ce groupe\n"
            "  plan           tous les groupes ; gaps : le dossier pour l'industrie. Ni libellé, ni référence, ni nom de\n"
            "                 groupe, et un volume que moins de trois groupes partagent n'y est qu'un ordre de grandeur\n"
            "  questions=CODE ce qui manque aux articles d'un groupe, à remplir et à rendre (mahalli import questions)\n"
            "  return=CODE    l'accusé de réception d'un groupe : lignes prises et refusées, lecture de chaque article,\n"
            "                 questions qui restent ; sans prix\n"
            "  maker=CODE     la demande d'information à un fabricant, une feuille par famille, à remplir et à rendre\n"
            "                 (mahalli import réponses) ; ni acheteur, ni prix, ni autre fabricant\n"
            "  bordereau=CODE le bordereau des prix – détail estimatif de la consultation d'un groupe, à remplir par les\n"
            "                 concurrents ; avec --with-prices, l'exemplaire de l'acheteur, qui porte son estimation",
    .min_args = 1,
    .max_args = 1,
    .flags = MH__PLAN,
    .run = run,
};

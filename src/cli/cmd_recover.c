#include "cli/cli.h"

#include <mahalli/utf8.h>

#include <stdio.h>

struct telling {
    struct mh__cli *cli;
    struct mh__listing list;
    struct mh_err err;
    bool lost;
};

static const struct mh__field fields[] = {
    { .name = "sorte", .title = MH_TR("Lignes"), .type = MH_TEXT, .flags = MH__FIRM },
    { .name = "reprises", .title = MH_TR("Reprises"), .type = MH_QTY },
    { .name = "perdues", .title = MH_TR("Perdues"), .type = MH_QTY },
    { .name = "reste", .title = MH_TR("Et peut-être"), .type = MH_TEXT },
};

static void tell(void *ctx, const struct mh_recovered *row)
{
    struct telling *t = ctx;
    char kept[24], lost[24];
    t->lost |= row->kept < row->held || row->more;
    if (row->held == 0 && !row->more)
        return;
    snprintf(kept, sizeof kept, "%lld", (long long)row->kept);
    snprintf(lost, sizeof lost, "%lld", (long long)(row->held - row->kept));
    bool people = t->cli->format == MH__TABLE;
    const char *texts[] = { people ? mh__tr(t->cli, row->table->title) : row->table->name_fr, kept, lost,
                            row->more ? people ? mh__tr(t->cli, "d'autres, illisibles") : "oui" : NULL };
    mh__listing_row(&t->list, texts, &t->err);
}

static void say(struct mh__cli *cli, const char *path, bool whole, bool lost)
{
    mh__print(cli, whole ? "Plan repris en entier, avec son journal : " : lost ? "Repris, avec des pertes : " : "Lignes toutes reprises, sans le journal : ");
    mh__print_visible(cli, path);
    mh__print(cli, "\n  ");
    mh__print_visible(cli, cli->file);
    mh__print(cli, " n'a pas été touché\n");
    if (whole)
        return;
    struct mh_str name = MH_STR_INIT;
    mh_utf8_visible(&name, path);
    mh__print(cli, "  des valeurs peuvent être fausses : comparez à vos fichiers ; les parts des groupes sont à réunir de nouveau\n"
                   "Ensuite : mahalli -f %s match, puis mahalli -f %s check\n"
                   "Une sauvegarde saine vaut mieux : mahalli restore SAUVEGARDE\n", mh_str_text(&name), mh_str_text(&name));
    mh_str_free(&name);
}

static enum mh_rc run(struct mh__cli *cli, struct mh_err *err)
{
    struct mh_diags diags = MH_DIAGS_INIT;
    struct telling t = { .cli = cli, .err = MH_ERR_INIT };
    bool whole = false;
    mh__listing_begin(&t.list, cli, fields, sizeof fields / sizeof *fields);
    t.list.drop_empty = true;
    enum mh_rc rc = mh_ops_recover(&cli->options, mh__arg(cli, 0), &whole, tell, &t, &diags, err);
    bool people = rc == MH_OK && cli->format == MH__TABLE && !cli->quiet;
    if (people && !whole)
        mh__print_findings(cli, &diags, 5);
    if (rc != MH_OK && cli->format == MH__TABLE)
        t.list.rows = 0; /* none of them was kept */
    mh__listing_end(&t.list);
    if (people)
        say(cli, mh__arg(cli, 0), whole, t.lost);
    cli->findings = rc == MH_OK && !whole;
    mh_diags_free(&diags);
    return rc;
}

const struct mh__command mh__cmd_recover = {
    .name = "recover",
    .alias = "sauver",
    .group = "Journal et sûreté",
    .help = "lit ce qui peut l'être d'un plan abîmé dans un nouveau plan",
    .usage = "NOUVEAU.db",
    .more = "Le plan abîmé est celui que -f désigne ; il n'est que lu. Quand toutes ses tables se lisent et que leurs\n"
            "empreintes sont justes, le nouveau plan est entier, journal compris. Sinon ses lignes sont reprises une à une,\n"
            "sorte par sorte, avec ce qui est perdu ; une ligne dont il manque celle qu'elle cite est perdue aussi. Le statut\n"
            "de sortie est 1 quand le journal ou des lignes n'ont pas pu être repris.\n\n"
            "  mahalli -f plan.db recover plan-sauve.db",
    .min_args = 1,
    .max_args = 1,
    .flags = MH__ROWS,
    .run = run,
};

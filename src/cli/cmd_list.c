#include "cli/cli.h"

#include <mahalli/xalloc.h>

#include <stdlib.h>

struct listing { /* begun at the first row: only then is the table known */
    struct mh__cli *cli;
    struct mh__listing list;
    const struct mh_table *table;
    struct mh__field *field;
    size_t *column;     /* of the table, for each field */
    const char **texts;
    size_t n;
};

static void begin(struct listing *l, const struct mh_table *t)
{
    l->table = t;
    l->field = mh_xcalloc(t->ncolumns, sizeof *l->field);
    l->column = mh_xcalloc(t->ncolumns, sizeof *l->column);
    l->texts = mh_xcalloc(t->ncolumns, sizeof *l->texts);
    for (size_t i = 0; i < t->ncolumns; i++) {
        const struct mh_column *c = &t->columns[i];
        if (c->flags & MH_HIDDEN)
            continue;
        bool code = mh_in_list("code|reference|membre|article", c->name);
        bool whole = c->type == MH_REF || mh_in_list("produit|numero|norme|code_emdn|code_sh|email|telephone", c->name);
        l->column[l->n] = i;
        l->field[l->n++] = (struct mh__field){ .name = c->name, .title = c->title, .type = c->type,
                                               .flags = (code ? MH__FIRM : whole ? MH__WHOLE : c->width >= 20 ? MH__WRAP : 0u) |
                                                        (c->flags & MH_REQUIRED ? MH__KEEP : 0u) };
    }
    mh__listing_begin(&l->list, l->cli, l->field, l->n);
    l->list.drop_empty = true;
}

static enum mh_rc take(void *ctx, const struct mh_table *t, const char *const *texts, struct mh_err *err)
{
    struct listing *l = ctx;
    if (l->table == NULL)
        begin(l, t);
    for (size_t i = 0; i < l->n; i++)
        l->texts[i] = texts[l->column[i]];
    return mh__listing_row(&l->list, l->texts, err);
}

static void end_table(struct mh__cli *cli, const struct listing *l)
{
    struct mh_str line = MH_STR_INIT;
    mh__counted(cli, &line, l->list.rows, "ligne", "lignes");
    if (l->list.dropped != 0) { /* how to see them stands below */
        mh_str_add(&line, mh__tr(cli, " ; "));
        mh__counted(cli, &line, (int64_t)l->list.dropped, "colonne de plus", "colonnes de plus");
    }
    mh__print(cli, "%s\n", mh_str_text(&line));
    mh_str_free(&line);
}

static enum mh_rc run(struct mh__cli *cli, struct mh_err *err)
{
    if (mh__option(cli, "proposed") != NULL)
        return mh__list_proposed(cli, err);
    struct listing l = { .cli = cli };
    enum mh_rc rc = mh_ops_list(cli->session, mh__arg(cli, 0), mh__option(cli, "where"), take, &l, err);
    if (l.table == NULL && rc == MH_OK && cli->format != MH__TABLE)
        begin(&l, mh_table_for_kind(mh__arg(cli, 0)));
    if (l.table != NULL)
        mh__listing_end(&l.list);
    if (rc == MH_OK && cli->format == MH__TABLE && !cli->quiet)
        end_table(cli, &l);
    free(l.field);
    free(l.column);
    free(l.texts);
    return rc;
}

const struct mh__command mh__cmd_list = {
    .name = "list",
    .alias = "lister",
    .group = "Lignes",
    .help = "les lignes d'une sorte",
    .usage = "SORTE [--where COLONNE=TEXTE] [--proposed]",
    .options = (const struct mh__option[]){
        { .name = "where", .arg = "COLONNE=TEXTE", .help = "seulement les lignes dont la colonne dit ce texte" },
        { .name = "proposed", .help = "synonymes, fiches : ce que les articles de ce plan proposent" },
        { 0 },
    },
    .more = "Sortes : campagnes, groupes, établissements, familles, caractéristiques, synonymes, fabricants, produits,\n"
            "certificats, articles, besoins, avis, achats, échantillons, essais (possibles), fiches (techniques types), questions,\n"
            "réponses, attributions, regroupements, explications, retours, demandes, recues, conflits, versions, lignes_figees,\n"
            "fiches_figees, produits_figes, concordances_figees, specifications_figees, anomalies_figees, feuilles_figees.\n\n"
            "  mahalli list produits --where fabricant=D-INJ --format csv",
    .min_args = 1,
    .max_args = 1,
    .flags = MH__PLAN | MH__ROWS,
    .run = run,
};

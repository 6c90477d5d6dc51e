#include "cli/cli.h"

struct telling {
    struct mh__rows_told rows;
    struct mh_arena arena;
    struct { const char *text, *source; int64_t year; } context[8];
    size_t ncontext;
    bool summary; /* for people */
    const char *only; /* of items, NULL all */
    bool values;
};

/* Context lines are sentences: for people they stand below the table. */
static enum mh_rc tell(void *ctx, const struct mh_rep_local *row, struct mh_err *err)
{
    struct telling *t = ctx;
    if (t->only != NULL && !mh_streq(row->item, t->only))
        return MH_OK;
    if (!t->summary)
        return mh__rows_tell(&t->rows, row, err);
    if (row->lines != MH_UNKNOWN) {
        t->values = t->values || row->value != MH_UNKNOWN;
        struct mh_rep_local shown = *row; /* borrows: for people the year stands with what it is of */
        struct mh_str view = MH_STR_INIT;
        mh_str_addf(&view, "%s %lld", row->view, (long long)row->year);
        shown.view = view.data;
        enum mh_rc rc = mh__rows_tell(&t->rows, &shown, err);
        mh_str_free(&view);
        return rc;
    }
    if (t->ncontext < sizeof t->context / sizeof *t->context) {
        t->context[t->ncontext].text = mh_arena_strdup(&t->arena, row->item);
        t->context[t->ncontext].source = mh_arena_strdup(&t->arena, row->source);
        t->context[t->ncontext++].year = row->year;
    }
    return MH_OK;
}

static void print_context(struct mh__cli *cli, const struct telling *t)
{
    mh__print(cli, "\n%s\n", mh__tr(cli, "Contexte, chiffres publiés du secteur, qui n'entrent dans aucun calcul"));
    struct mh_str line = MH_STR_INIT;
    for (size_t i = 0; i < t->ncontext; i++) {
        mh_str_addf(&line, "  %lld  ", (long long)t->context[i].year);
        mh__wrap(&line, t->context[i].text, 8, cli->width);
        mh_str_addf(&line, "%8s(%s)\n", "", t->context[i].source);
    }
    mh__print_raw(cli, line.data, line.len);
    mh_str_free(&line);
}

static enum mh_rc run(struct mh__cli *cli, struct mh_err *err)
{
    const char *family = mh__option(cli, "family");
    struct telling t = { .summary = cli->format == MH__TABLE };
    bool families = family == NULL && t.summary && mh__option(cli, "families") != NULL;
    if (families)
        t.only = mh__tr(cli, "ensemble local");
    else if (family == NULL && t.summary)
        family = "";
    mh__rows_begin(&t.rows, cli, &mh_rep_local_table);
    mh__rows_show(&t.rows, families ? "vue|famille|lignes|sur|part_lignes|part_plan|volumetrie|unite|part_volumetrie|part_valeur|lignes_chiffrees"
                           : family != NULL && *family != '\0' ? "vue|poste|lignes|sur|part_lignes|part_plan|volumetrie|unite|part_volumetrie|part_valeur|lignes_chiffrees"
                                                               : "vue|poste|lignes|sur|part_lignes|part_plan|valeur_ht|part_valeur|lignes_chiffrees");
    for (size_t i = 0; i < mh_rep_local_table.ncolumns; i++)
        if (mh_in_list("poste|famille", mh_rep_local_table.columns[i].name))
            t.rows.field[i].flags |= MH__FIRM;
    enum mh_rc rc = mh_ops_local(cli->session, mh__option(cli, "scope"), family, tell, &t, err);
    bool none = t.rows.list.rows == 0;
    for (size_t i = 0; t.values && i < mh_rep_local_table.ncolumns; i++) /* what is priced is worth more than what the shares are of */
        if (mh_streq(mh_rep_local_table.columns[i].name, "sur"))
            t.rows.field[i].title = NULL;
    mh__rows_end(&t.rows);
    if (rc == MH_OK && t.summary && !cli->quiet) {
        if (none && family != NULL && *family != '\0')
            mh__print(cli, "%s\n", mh__tr(cli, "Aucune ligne de cette famille dans ce périmètre."));
        if (t.ncontext != 0)
            print_context(cli, &t);
    }
    mh_arena_free(&t.arena);
    return rc;
}

const struct mh__command mh__cmd_local = {
    .name = "local",
    .alias = "part-locale",
    .group = "Le plan",
    .help = "la part locale du plan, de l'origine actuelle et des achats de chaque année",
    .usage = "[--scope PORTÉE] [--family CODE] [--families]",
    .options = (const struct mh__option[]){
        { .name = "scope", .arg = "PORTÉE", .help = "member=CODE (un groupe, avec ses valeurs) ou plan (tous)" },
        { .name = "family", .arg = "CODE", .help = "une famille, avec les volumétries" },
        { .name = "families", .help = "chaque famille" },
        { 0 },
    },
    .more = "Plan : les lignes validées ou concordantes dont le produit est local, et ce qui manque aux autres.\n"
            "Local : fabriqué ici par un fabricant du registre, en production ; distributeurs et reconditionneurs ne le sont\n"
            "jamais, et le fournisseur n'est pas l'origine. Le taux d'intégration partage le local : au moins le seuil de la\n"
            "campagne (mahalli set campagnes ANNÉE seuil_local=40), prouvé (audité, label, certificat) ou déclaré, sous le\n"
            "seuil, ou inconnu. Les parts sont en lignes ; en volumétrie dans une seule famille ; en valeur pour un groupe\n"
            "seulement, avec le nombre de lignes chiffrées. Les achats sont mis en face du plan.",
    .max_args = 0,
    .flags = MH__PLAN | MH__ROWS,
    .run = run,
};

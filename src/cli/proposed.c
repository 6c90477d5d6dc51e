/* list --proposed: words and fiches that the plan's own articles suggest. */
#include "cli/cli.h"

#include <stdio.h>
#include <string.h>

struct proposing {
    struct mh__cli *cli;
    struct mh__listing list;
};

/* --- words that the plan teaches --- */

static const struct mh__field proposal_fields[] = {
    { .name = "terme", .title = MH_TR("Terme"), .type = MH_TEXT, .flags = MH__FIRM },
    { .name = "famille", .title = MH_TR("Famille"), .type = MH_TEXT, .flags = MH__FIRM },
    { .name = "articles", .title = MH_TR("Articles"), .type = MH_QTY },
    { .name = "exemple", .title = MH_TR("Exemple"), .type = MH_TEXT, .flags = MH__WRAP },
    { .name = "pourquoi", .title = MH_TR("Pourquoi"), .type = MH_TEXT, .flags = MH__WRAP },
};

static enum mh_rc take_proposal(void *ctx, const struct mh_proposal *p, struct mh_err *err)
{
    struct proposing *l = ctx;
    struct mh_str n = MH_STR_INIT;
    if (p->articles > 0)
        mh_str_addf(&n, "%lld", (long long)p->articles);
    const char *texts[] = { p->term, p->family, mh_str_text(&n), p->example, p->why };
    enum mh_rc rc = mh__listing_row(&l->list, texts, err);
    mh_str_free(&n);
    return rc;
}

static enum mh_rc list_words(struct mh__cli *cli, struct mh_err *err)
{
    struct proposing l = { .cli = cli };
    mh__listing_begin(&l.list, cli, proposal_fields, sizeof proposal_fields / sizeof *proposal_fields);
    enum mh_rc rc = mh_ops_proposals(cli->session, take_proposal, &l, err);
    int64_t rows = l.list.rows;
    mh__listing_end(&l.list);
    if (rc == MH_OK && cli->format == MH__TABLE && !cli->quiet) {
        if (rows == 0)
            mh__print(cli, "Aucun mot à proposer.\n");
        else
            mh__print(cli, "Accepter : mahalli add synonymes terme=… famille=…   Refuser : la même commande avec etat=refusé\n");
    }
    return rc;
}

/* --- fiches techniques types --- */

static const struct mh__field sheet_fields[] = { /* for people: a line per value */
    { .name = "membre", .title = MH_TR("Groupe"), .type = MH_TEXT, .flags = MH__FIRM },
    { .name = "famille", .title = MH_TR("Famille"), .type = MH_TEXT, .flags = MH__FIRM },
    { .name = "articles", .title = MH_TR("Articles"), .type = MH_QTY },
    { .name = "caracteristique", .title = MH_TR("Caractéristique"), .type = MH_TEXT, .flags = MH__WRAP | MH__KEEP },
    { .name = "valeur", .title = MH_TR("Valeur usuelle"), .type = MH_TEXT, .flags = MH__WRAP | MH__KEEP },
    { .name = "lignes", .title = MH_TR("% lignes"), .type = MH_QTY, .flags = MH__KEEP },
    { .name = "volume", .title = MH_TR("% volume"), .type = MH_QTY, .flags = MH__KEEP },
};

static const struct mh__field sheet_columns[] = { /* for programs: the columns of the import */
    { .name = "membre", .type = MH_TEXT }, { .name = "famille", .type = MH_TEXT },   { .name = "specifications", .type = MH_TEXT },
    { .name = "etat", .type = MH_TEXT },   { .name = "base", .type = MH_TEXT },
};

static const char *number(char buf[24], int64_t v)
{
    if (v == MH_UNKNOWN)
        return "";
    snprintf(buf, 24, "%lld", (long long)v);
    return buf;
}

static enum mh_rc take_sheet(void *ctx, const struct mh_sheet_proposal *p, struct mh_err *err)
{
    struct proposing *l = ctx;
    enum mh_rc rc = MH_OK;
    if (l->cli->format != MH__TABLE) {
        const char *texts[] = { p->member, p->family, p->specs, "adoptée", p->base };
        return mh__listing_row(&l->list, texts, err);
    }
    for (size_t i = 0; i < p->nvalues && rc == MH_OK; i++) {
        const struct mh_sheet_value *v = &p->value[i];
        char articles[24], lines[24], volume[24];
        const char *texts[] = { i ? "" : p->member, i ? "" : p->family, i ? "" : number(articles, p->articles), v->name, v->value,
                                number(lines, v->lines_said), number(volume, v->volume_said) };
        rc = mh__listing_row(&l->list, texts, err);
    }
    return rc;
}

static enum mh_rc list_sheets(struct mh__cli *cli, struct mh_err *err)
{
    struct proposing l = { .cli = cli };
    const char *where = mh__option(cli, "where");
    if (where != NULL && strncmp(where, "famille=", 8) != 0)
        return mh_err_set(err, MH_EUSAGE, "--where « %s » : attendu famille=CODE", where);
    bool people = cli->format == MH__TABLE;
    mh__listing_begin(&l.list, cli, people ? sheet_fields : sheet_columns,
                      people ? sizeof sheet_fields / sizeof *sheet_fields : sizeof sheet_columns / sizeof *sheet_columns);
    enum mh_rc rc = mh_ops_sheet_proposals(cli->session, where ? where + 8 : NULL, take_sheet, &l, err);
    int64_t rows = l.list.rows;
    mh__listing_end(&l.list);
    if (rc == MH_OK && people && !cli->quiet) {
        if (rows == 0)
            mh__print(cli, "Aucune fiche à proposer.\n");
        else
            mh__print(cli, "Part des articles, et de leur volume, qui le disent. Rien n'est adopté sans vous :\n"
                           "  mahalli list fiches --proposed --format csv > fiches.csv   (relisez, gardez les lignes voulues)\n"
                           "  mahalli import fiches fiches.csv\n");
    }
    return rc;
}

enum mh_rc mh__list_proposed(struct mh__cli *cli, struct mh_err *err)
{
    const struct mh_table *t = mh_table_for_kind(mh__arg(cli, 0));
    if (t == &mh_table_synonyms)
        return list_words(cli, err);
    if (t == &mh_table_sheets)
        return list_sheets(cli, err);
    return mh_err_set(err, MH_EUSAGE, "--proposed ne va qu'avec les synonymes et les fiches");
}

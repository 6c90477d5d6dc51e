#include "cli/cli.h"

#include <stdio.h>

/* --- parts --- */

struct receiving {
    struct mh__cli *cli;
    int64_t news; /* operations */
};

static void print_counts(struct mh__cli *cli, const struct mh_merged *m)
{
    struct mh_str line = MH_STR_INIT;
    mh__count(&line, m->operations, "opération reçue", "opérations reçues");
    mh_str_add(&line, " · ");
    mh__count(&line, m->created, "ligne créée", "lignes créées");
    mh_str_add(&line, " · ");
    mh__count(&line, m->updated, "changée", NULL);
    mh_str_add(&line, " · ");
    mh__count(&line, m->removed, "retirée", NULL);
    mh__print(cli, "%s\n", mh_str_text(&line));
    mh_str_free(&line);
}

static enum mh_rc tell_merged(void *ctx, const struct mh_merged *m, struct mh_err *err)
{
    struct receiving *t = ctx;
    struct mh__cli *cli = t->cli;
    (void)err;
    t->news += m->operations;
    if (m->conflicts > 0)
        cli->findings = true;
    if (cli->quiet)
        return MH_OK;
    mh__print(cli, m->base ? "Base pour " : "Part de ");
    mh__print_visible(cli, m->member);
    mh__print(cli, " : ");
    if (m->operations == 0) {
        mh__print(cli, "déjà reçue, rien ne change.\n");
        return MH_OK;
    }
    print_counts(cli, m);
    if (m->left > 0)
        mh__print(cli, "Laissés de côté : %lld besoins d'années que ce plan n'a pas, ou qui sont closes.\n", (long long)m->left);
    if (m->kept > 0)
        mh__print(cli, "Gardées : %lld lignes que le groupe a retirées et dont ce plan se sert.\n", (long long)m->kept);
    if (m->conflicts > 0)
        mh__print(cli, "Conflits ouverts : %lld ; voyez mahalli merge --conflicts\n", (long long)m->conflicts);
    return MH_OK;
}

static enum mh_rc merge(struct mh__cli *cli, struct mh_err *err)
{
    struct receiving t = { .cli = cli };
    struct mh_merge_request q = { .paths = cli->args.at, .n = cli->args.len, .as = mh__option(cli, "as") };
    if (q.n == 0)
        return mh_err_set(err, MH_EUSAGE, "attendu une part au moins (mahalli share en fait), ou --conflicts");
    if (q.as != NULL && q.n > 1)
        return mh_err_set(err, MH_EUSAGE, "--as dit de qui est une part : une seule à la fois");
    enum mh_rc rc = mh_ops_merge(cli->session, &q, tell_merged, &t, err);
    if (rc == MH_OK && t.news > 0 && !cli->quiet)
        mh__print(cli, "Ensuite : mahalli match ; mahalli follow dit où en sont les groupes.\n");
    return rc;
}

/* --- conflicts --- */

static const struct mh__field conflict_fields[] = {
    { .name = "numero", .title = MH_TR("N°"), .type = MH_INT, .flags = MH__KEEP },
    { .name = "sorte", .title = MH_TR("Quoi"), .type = MH_TEXT, .flags = MH__FIRM },
    { .name = "objet", .title = MH_TR("Objet"), .type = MH_TEXT },
    { .name = "colonne", .title = MH_TR("Colonne"), .type = MH_TEXT, .flags = MH__FIRM },
    { .name = "notre", .title = MH_TR("Chez nous"), .type = MH_TEXT, .flags = MH__WRAP | MH__KEEP },
    { .name = "leur", .title = MH_TR("Chez eux"), .type = MH_TEXT, .flags = MH__WRAP | MH__KEEP },
    { .name = "avant", .title = MH_TR("Avant"), .type = MH_TEXT, .flags = MH__WRAP },
    { .name = "auteur", .title = MH_TR("Dit par"), .type = MH_TEXT },
    { .name = "date", .title = MH_TR("Le"), .type = MH_DATE, .flags = MH__FIRM },
    { .name = "etat", .title = MH_TR("État"), .type = MH_TEXT, .flags = MH__FIRM },
    { .name = "choix", .title = MH_TR("Choix"), .type = MH_TEXT, .flags = MH__FIRM },
};
enum { NCONFLICT = sizeof conflict_fields / sizeof *conflict_fields };

struct telling {
    struct mh__cli *cli;
    struct mh__listing list;
    int64_t open;
};

static const char *kind_of(const struct mh_conflict *c)
{
    const struct mh_table *t = mh_table_by_name(c->kind);
    return t != NULL ? t->one : c->kind;
}

static enum mh_rc tell_conflict(void *ctx, int64_t number, const struct mh_conflict *c, struct mh_err *err)
{
    struct telling *t = ctx;
    char n[24];
    snprintf(n, sizeof n, "%lld", (long long)number);
    const char *texts[NCONFLICT] = { n, kind_of(c), c->subject, c->field, c->ours, c->theirs, c->base, c->author, c->said_on, c->state, c->choice };
    t->open += mh_streq(c->state, "ouvert");
    return mh__listing_row(&t->list, texts, err);
}

static enum mh_rc conflicts(struct mh__cli *cli, struct mh_err *err)
{
    struct telling t = { .cli = cli };
    mh__listing_begin(&t.list, cli, conflict_fields, NCONFLICT);
    t.list.drop_empty = true;
    enum mh_rc rc = mh_ops_conflicts(cli->session, tell_conflict, &t, err);
    bool none = t.list.rows == 0;
    mh__listing_end(&t.list);
    cli->findings = t.open > 0;
    if (rc != MH_OK || cli->quiet || cli->format != MH__TABLE)
        return rc;
    if (none)
        mh__print(cli, "Aucun conflit : tous disent la même chose.\n");
    else if (t.open > 0)
        mh__print(cli, "Ce qui est chez nous reste tant que personne n'a réglé : mahalli merge --decide N nôtre|leur\n");
    return rc;
}

static enum mh_rc decide(struct mh__cli *cli, const char *number, struct mh_err *err)
{
    struct mh_conflict c;
    int64_t n = 0;
    if (cli->args.len != 1)
        return mh_err_set(err, MH_EUSAGE, "attendu nôtre ou leur après le numéro du conflit");
    enum mh_rc rc = mh__number(number, "conflit", &n, err);
    mh_row_init(&mh_table_conflicts, &c);
    if (rc == MH_OK)
        rc = mh_ops_decide(cli->session, n, mh__arg(cli, 0), &c, err);
    if (rc == MH_OK && !cli->quiet) {
        bool theirs = mh_streq(c.choice, "leur");
        const char *kept = theirs ? c.theirs : c.ours;
        mh__print(cli, "Réglé : %s ", kind_of(&c));
        mh__print_visible(cli, c.subject);
        mh__print(cli, ", %s : « ", c.field);
        mh__print_visible(cli, kept ? kept : "");
        mh__print(cli, theirs ? " » (la leur)\n" : " » (la nôtre)\n");
    }
    mh_row_free(&mh_table_conflicts, &c);
    return rc;
}

static enum mh_rc run(struct mh__cli *cli, struct mh_err *err)
{
    const char *number = mh__option(cli, "decide");
    if (number != NULL)
        return decide(cli, number, err);
    if (mh__option(cli, "conflicts") != NULL)
        return conflicts(cli, err);
    return merge(cli, err);
}

const struct mh__command mh__cmd_merge = {
    .name = "merge",
    .alias = "réunir",
    .group = "Parts des groupes",
    .help = "réunit au plan les parts reçues ; montre et règle ce que deux plans disent autrement",
    .usage = "PART... [--as CODE] | --conflicts | --decide N nôtre|leur",
    .options = (const struct mh__option[]){
        { .name = "as", .arg = "CODE", .help = "de quel groupe est la part, quand elle ne le dit pas" },
        { .name = "conflicts", .help = "ce que deux plans disent autrement", .reads = true },
        { .name = "decide", .arg = "N", .help = "règle le conflit N : nôtre (reste) ou leur (remplace)" },
        { 0 },
    },
    .more = "Dans n'importe quel ordre les mêmes parts donnent le même plan ; une part reçue deux fois ne change rien.\n"
            "Une part abîmée, plus ancienne que la dernière, d'une autre campagne ou d'une copie continuée à deux\n"
            "est refusée, et rien ne change. Chaque part est une opération, que mahalli undo retire.\n"
            "mahalli list recues donne les opérations reçues, avec leur auteur et leur plan d'origine.",
    .max_args = -1,
    .flags = MH__PLAN | MH__WRITES | MH__ROWS,
    .run = run,
};

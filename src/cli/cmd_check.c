#include "cli/cli.h"

#include <stdio.h>
#include <string.h>

enum { DETAILS = 20 };

static const struct mh__field detail_fields[] = {
    { .name = "gravite", .title = "Gravité", .type = MH_CHOICE, .flags = MH__FIRM },
    { .name = "regle", .type = MH_TEXT },
    { .name = "membre", .title = "Groupe", .type = MH_TEXT, .flags = MH__FIRM },
    { .name = "reference", .title = "Référence", .type = MH_TEXT, .flags = MH__FIRM },
    { .name = "designation", .title = "Désignation", .type = MH_TEXT, .flags = MH__WRAP },
    { .name = "constat", .title = "Constat", .type = MH_TEXT, .flags = MH__WRAP },
    { .name = "suggestion", .title = "Suggestion", .type = MH_TEXT, .flags = MH__WRAP },
};
enum { NDETAIL = sizeof detail_fields / sizeof *detail_fields };

struct kind { /* problems of one rule */
    const char *rule, *severity, *sentence;
    int64_t n;
};

struct checking {
    struct mh__cli *cli;
    const char *rule; /* only this one; NULL all */
    struct mh_arena arena;
    MH_VEC(struct kind) kinds;
    MH_VEC(const char *) details; /* NDETAIL texts each, for the table */
    struct mh__listing list;      /* for csv and json */
};

static void keep(struct checking *c, const char *const *texts)
{
    for (size_t i = 0; i < NDETAIL; i++)
        mh_vec_push(&c->details, mh_arena_strdup(&c->arena, texts[i]));
}

static void count(struct checking *c, const struct mh_rep_problem *p)
{
    for (size_t i = 0; i < c->kinds.len; i++)
        if (mh_streq(c->kinds.at[i].rule, p->rule)) {
            c->kinds.at[i].n++;
            return;
        }
    /* The rule's own sentence stands before " : ", what is particular to the row after it. */
    const char *detail = strstr(p->sentence, " : ");
    struct kind k = { mh_arena_strdup(&c->arena, p->rule), mh_arena_strdup(&c->arena, p->severity),
                      mh_arena_strndup(&c->arena, p->sentence, detail ? (size_t)(detail - p->sentence) : strlen(p->sentence)), 1 };
    mh_vec_push(&c->kinds, k);
}

static enum mh_rc take(void *ctx, const struct mh_rep_problem *p, struct mh_err *err)
{
    struct checking *c = ctx;
    count(c, p);
    if (c->rule != NULL && !mh_streq(c->rule, p->rule))
        return mh__goes_on(c->cli, err);
    const char *texts[NDETAIL] = { p->severity, p->rule, p->member, p->reference, p->label, p->sentence, p->suggestion };
    if (c->cli->format != MH__TABLE)
        return mh__listing_row(&c->list, texts, err);
    keep(c, texts);
    return mh__goes_on(c->cli, err);
}

static int rank(const char *severity)
{
    for (int i = MH_SEV_ERROR; i >= MH_SEV_NOTE; i--)
        if (mh_streq(severity, mh_severity_name((enum mh_severity)i)))
            return MH_SEV_ERROR - i;
    return MH_SEV_ERROR + 1;
}

static void print_kinds(struct checking *c)
{
    static const struct mh__field fields[] = {
        { .name = "gravite", .title = "Gravité", .type = MH_CHOICE, .flags = MH__FIRM },
        { .name = "nombre", .title = "Nombre", .type = MH_QTY },
        { .name = "constat", .title = "Constat", .type = MH_TEXT, .flags = MH__WRAP },
        { .name = "regle", .title = "Règle", .type = MH_TEXT, .flags = MH__FIRM },
    };
    struct mh__listing l;
    struct mh_err ignored = MH_ERR_INIT;
    mh__listing_begin(&l, c->cli, fields, 4);
    for (int r = 0; r <= MH_SEV_ERROR; r++)
        for (size_t i = 0; i < c->kinds.len; i++) {
            const struct kind *k = &c->kinds.at[i];
            char n[32];
            if (rank(k->severity) != r)
                continue;
            snprintf(n, sizeof n, "%lld", (long long)k->n);
            const char *texts[] = { k->severity, n, k->sentence, k->rule };
            mh__listing_row(&l, texts, &ignored);
        }
    mh__listing_end(&l);
}

static void print_details(struct checking *c, size_t limit)
{
    struct mh__listing l;
    struct mh_err ignored = MH_ERR_INIT;
    size_t n = c->details.len / NDETAIL, shown = 0;
    mh__listing_begin(&l, c->cli, detail_fields, NDETAIL);
    l.drop_empty = true;
    for (int r = 0; r <= MH_SEV_ERROR; r++)
        for (size_t i = 0; i < n && shown < limit; i++)
            if (rank(c->details.at[i * NDETAIL]) == r) {
                mh__listing_row(&l, &c->details.at[i * NDETAIL], &ignored);
                shown++;
            }
    mh__listing_end(&l);
    if (n > shown) {
        struct mh_str more = MH_STR_INIT;
        mh__count(&more, (int64_t)(n - shown), "autre", NULL);
        mh__print(c->cli, "et %s : mahalli check --rule RÈGLE, ou --format csv\n", mh_str_text(&more));
        mh_str_free(&more);
    }
}

static void for_people(struct checking *c, const int64_t *problems)
{
    if (c->kinds.len == 0) {
        mh__print(c->cli, "Aucune anomalie.\n");
        return;
    }
    if (c->rule != NULL) {
        if (c->details.len == 0)
            mh__print(c->cli, "Aucune anomalie de la règle %s.\n", c->rule);
        else
            print_details(c, SIZE_MAX);
        return;
    }
    if (!c->cli->quiet) {
        print_kinds(c);
        mh__print(c->cli, "\n");
        print_details(c, DETAILS);
    }
    if (problems[MH_SEV_ERROR] == 0)
        mh__print(c->cli, "Aucune erreur ouverte.\n");
}

static enum mh_rc run(struct mh__cli *cli, struct mh_err *err)
{
    struct checking c = { .cli = cli, .rule = mh__option(cli, "rule") };
    int64_t problems[3] = { 0 };
    if (cli->format != MH__TABLE)
        mh__listing_begin(&c.list, cli, detail_fields, NDETAIL);
    enum mh_rc rc = mh_ops_check(cli->session, take, &c, problems, err);
    if (rc == MH_OK && cli->format == MH__TABLE)
        for_people(&c, problems);
    if (cli->format != MH__TABLE)
        mh__listing_end(&c.list);
    cli->findings = problems[MH_SEV_ERROR] != 0;
    mh_vec_free(&c.kinds);
    mh_vec_free(&c.details);
    mh_arena_free(&c.arena);
    return rc;
}

const struct mh__command mh__cmd_check = {
    .name = "check",
    .alias = "contrôler",
    .group = "Rapprochement",
    .help = "les anomalies du plan ; statut 1 tant qu'une erreur est ouverte",
    .usage = "[--rule RÈGLE]",
    .options = (const struct mh__option[]){
        { .name = "rule", .arg = "RÈGLE", .help = "toutes les anomalies de cette règle" },
        { 0 },
    },
    .flags = MH__PLAN | MH__ROWS,
    .run = run,
};

#include "cli/cli.h"

enum { PROBLEMS_SHOWN = 12 };

struct telling {
    struct mh__cli *cli;
    int64_t n, article; /* told; the last one's article */
    const char *rule;
};

static enum mh_rc tell_problem(void *ctx, const struct mh_rep_problem *p, struct mh_err *err)
{
    struct telling *t = ctx;
    (void)err;
    if (p->article_id != 0 && p->article_id == t->article && mh_streq(p->rule, t->rule))
        return MH_OK; /* the same at each of its sites */
    t->article = p->article_id;
    t->rule = p->rule;
    if (t->n++ >= PROBLEMS_SHOWN)
        return MH_OK;
    mh__print(t->cli, "  %s", p->rule);
    const char *parts[] = { p->member, mh_blank(p->reference) ? p->label : p->reference };
    for (size_t i = 0; i < 2; i++)
        if (!mh_blank(parts[i])) {
            mh__print(t->cli, i == 1 && !mh_blank(p->member) ? "/" : " ");
            mh__print_visible(t->cli, parts[i]);
        }
    mh__print(t->cli, " : ");
    mh__print_visible(t->cli, p->sentence);
    mh__print(t->cli, " ; ");
    mh__print_visible(t->cli, p->suggestion);
    mh__print(t->cli, "\n");
    return MH_OK;
}

enum mh_rc mh__year_arg(struct mh__cli *cli, size_t i, int64_t *year, struct mh_err *err)
{
    *year = 0;
    return cli->args.len > i ? mh__number(mh__arg(cli, i), "année", year, err) : MH_OK;
}

enum mh_rc mh__freeze(struct mh__cli *cli, int64_t year, struct mh_err *err)
{
    struct telling t = { .cli = cli };
    struct mh_freeze_result r;
    struct mh_str line = MH_STR_INIT;
    enum mh_rc rc = mh_ops_freeze(cli->session, year, tell_problem, &t, &r, err);
    if (t.n > PROBLEMS_SHOWN)
        mh__print(cli, "  et %lld autres : mahalli check\n", (long long)(t.n - PROBLEMS_SHOWN));
    if (rc == MH_OK && !cli->quiet) {
        mh__print(cli, "Plan %lld figé en %s : ", (long long)r.year, r.version);
        mh__counted(cli, &line, r.lines, "article", "articles");
        mh_str_add(&line, mh__tr(cli, ", "));
        mh__counted(cli, &line, r.makers, "fabricant", "fabricants");
        mh_str_add(&line, mh__tr(cli, ", "));
        mh__counted(cli, &line, r.products, "produit", "produits");
        mh_str_add(&line, mh__tr(cli, ", "));
        mh__counted(cli, &line, r.opinions, "avis", "avis");
        mh__print(cli, "%s. Ses besoins ne changent plus.\n", mh_str_text(&line));
        if (r.to_confirm != 0)
            mh__print(cli, "%lld lignes proposées n'ont pas été confirmées (mahalli list besoins).\n", (long long)r.to_confirm);
    }
    mh_str_free(&line);
    return rc;
}

static enum mh_rc run_freeze(struct mh__cli *cli, struct mh_err *err)
{
    int64_t year;
    enum mh_rc rc = mh__year_arg(cli, 0, &year, err);
    return rc == MH_OK ? mh__freeze(cli, year, err) : rc;
}

static enum mh_rc run_revise(struct mh__cli *cli, struct mh_err *err)
{
    char version[16];
    int64_t year;
    enum mh_rc rc = mh__year_arg(cli, 0, &year, err);
    if (rc == MH_OK)
        rc = mh_ops_revise(cli->session, year, mh__option(cli, "reason"), version, err);
    if (rc == MH_OK && !cli->quiet)
        mh__print(cli, "%s est ouverte : les besoins se changent à nouveau. Ensuite : mahalli freeze\n", version);
    return rc;
}

const struct mh__command mh__cmd_freeze = {
    .name = "freeze",
    .alias = "figer",
    .group = "Le plan",
    .help = "fige le plan de l'année : il est clos et se relit ensuite tel qu'il était",
    .usage = "[ANNÉE]",
    .more = "Refusé tant qu'une erreur reste ouverte sans explication (mahalli check, mahalli explain).\n"
            "Sont gardés : chaque article avec sa lecture, son état, son produit et ses volumes, et les fabricants,\n"
            "produits, certificats et avis sur lesquels le plan repose. Le registre continue de vivre.\n\n"
            "  mahalli list versions\n"
            "  mahalli list lignes_figees --where version=2027-V1\n"
            "  mahalli export plan-v1.xlsx --as V1",
    .max_args = 1,
    .flags = MH__PLAN | MH__WRITES,
    .run = run_freeze,
};

const struct mh__command mh__cmd_revise = {
    .name = "revise",
    .alias = "réviser",
    .group = "Le plan",
    .help = "rouvre un plan figé comme nouvelle version (V1.1), avec son motif",
    .usage = "[ANNÉE] --reason MOTIF",
    .options = (const struct mh__option[]){
        { .name = "reason", .arg = "MOTIF", .help = "pourquoi le plan change ; il est gardé avec la version" },
        { 0 },
    },
    .more = "La version d'avant reste telle quelle. mahalli freeze fige la nouvelle ; son classeur dit ce qui change.\n\n"
            "  mahalli revise 2027 --reason \"fermeture du site de Settat\"",
    .max_args = 1,
    .flags = MH__PLAN | MH__WRITES,
    .run = run_revise,
};

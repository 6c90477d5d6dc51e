#include "cli/cli.h"

#include <mahalli/utf8.h>

static const struct {
    const char *word, *verb, *done;
} verbs[] = {
    { "open", "open", "ouverte" }, { "ouvrir", "open", "ouverte" },
    { "close", "close", NULL }, { "clore", "close", NULL }, { "freeze", "close", NULL }, { "figer", "close", NULL },
    { "archive", "archive", "archivée" }, { "archiver", "archive", "archivée" },
};

static enum mh_rc open_from(struct mh__cli *cli, int64_t year, const char *from, struct mh_err *err)
{
    struct mh_carry_result r;
    int64_t other = 0;
    enum mh_rc rc = mh__number(from, "année", &other, err);
    if (rc == MH_OK)
        rc = mh_ops_campaign_from(cli->session, year, other, &r, err);
    if (rc != MH_OK || cli->quiet)
        return rc;
    struct mh_str line = MH_STR_INIT;
    mh__counted(cli, &line, r.proposed, "besoin proposé", "besoins proposés");
    mh__print(cli, "Campagne %lld ouverte : %s d'après %lld, à confirmer (mahalli confirm).\n", (long long)year, mh_str_text(&line), (long long)other);
    if (r.present != 0)
        mh__print(cli, "  déjà dans la campagne, laissés tels quels : %lld\n", (long long)r.present);
    if (r.left_sites != 0)
        mh__print(cli, "  établissements fermés ou partis du groupe, passés : %lld\n", (long long)r.left_sites);
    mh_str_free(&line);
    return MH_OK;
}

static enum mh_rc run(struct mh__cli *cli, struct mh_err *err)
{
    const char *word = mh__arg(cli, 0);
    int64_t year = 0;
    size_t v = 0, n = sizeof verbs / sizeof *verbs;
    while (v < n && !mh_streq(verbs[v].word, word))
        v++;
    if (v == n)
        return mh_err_set(err, MH_EUSAGE, "« %s » : attendu open, close ou archive", word);
    enum mh_rc rc = mh__number(mh__arg(cli, 1), "année", &year, err);
    const char *from = mh__option(cli, "from");
    if (rc == MH_OK && mh_streq(verbs[v].verb, "close"))
        return mh__freeze(cli, year, err);
    if (rc == MH_OK && from != NULL)
        return mh_streq(verbs[v].verb, "open") ? open_from(cli, year, from, err) : mh_err_set(err, MH_EUSAGE, "--from va avec open");
    if (rc == MH_OK)
        rc = mh_ops_campaign(cli->session, verbs[v].verb, year, err);
    if (rc == MH_OK && !cli->quiet)
        mh__print(cli, "Campagne %lld %s.\n", (long long)year, verbs[v].done);
    return rc;
}

const struct mh__command mh__cmd_campaign = {
    .name = "campaign",
    .alias = "campagne",
    .group = "Le plan",
    .help = "ouvre, clôt ou archive une année",
    .usage = "open|close|archive ANNÉE [--from ANNÉE]",
    .options = (const struct mh__option[]){
        { .name = "from", .arg = "ANNÉE", .help = "avec open : propose les besoins de cette année-là, chacun à confirmer" },
        { 0 },
    },
    .more = "Les mots français ouvrir, clore et archiver conviennent aussi.\n"
            "Articles, avis et lectures restent d'une année à l'autre. close fige le plan, comme mahalli freeze ;\n"
            "une campagne figée se rouvre par mahalli revise.\n\n"
            "  mahalli campaign open 2028 --from 2027",
    .min_args = 2,
    .max_args = 2,
    .flags = MH__PLAN | MH__WRITES,
    .run = run,
};

#include "cli/cli.h"

#include <mahalli/utf8.h>

static const struct {
    const char *word, *verb, *done;
} verbs[] = {
    { "open", "open", "ouverte" }, { "ouvrir", "open", "ouverte" },
    { "close", "close", "close : ses besoins ne changent plus" }, { "clore", "close", "close : ses besoins ne changent plus" },
    { "archive", "archive", "archivée" }, { "archiver", "archive", "archivée" },
};

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
    .usage = "open|close|archive ANNÉE",
    .more = "Les mots français ouvrir, clore et archiver conviennent aussi. Une campagne close se rouvre par open.",
    .min_args = 2,
    .max_args = 2,
    .flags = MH__PLAN | MH__WRITES,
    .run = run,
};

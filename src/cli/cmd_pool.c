#include "cli/cli.h"

static const struct {
    const char *word, *verb;
} verbs[] = {
    { "add", "add" }, { "ajouter", "add" }, { "remove", "remove" }, { "retirer", "remove" }, { "reset", "reset" }, { "rendre", "reset" },
};

static enum mh_rc run(struct mh__cli *cli, struct mh_err *err)
{
    const char *word = mh__arg(cli, 0), *verb = NULL, *reason = mh__option(cli, "reason");
    const char *const *names = cli->args.at + 1;
    size_t n = cli->args.len - 1;
    int64_t changed = 0;
    struct mh_str text = MH_STR_INIT;
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
        verb = mh_streq(verbs[i].word, word) ? verbs[i].verb : verb;
    if (verb == NULL)
        return mh_err_set(err, MH_EUSAGE, "« %s » : attendu add, remove ou reset", word);
    bool add = mh_streq(verb, "add"), alone = mh_streq(verb, "remove");
    if (add && n < 2)
        return mh_err_set(err, MH_EUSAGE, "attendu le code du besoin consolidé puis des articles : mahalli pool add CODE ARTICLE...");
    enum mh_rc rc = add     ? mh_ops_pool_add(cli->session, names[0], names + 1, n - 1, reason, &changed, err)
                    : alone ? mh_ops_pool_alone(cli->session, names, n, reason, &changed, err)
                            : mh_ops_pool_reset(cli->session, names, n, &changed, err);
    if (rc != MH_OK || cli->quiet)
        return rc;
    mh__counted(cli, &text, changed, MH_TR("article"), MH_TR("articles"));
    mh__print(cli, "%s : %s\n", add ? mh__tr(cli, "Réuni à la main") : alone ? mh__tr(cli, "Gardé seul") : mh__tr(cli, "Rendu au programme"),
              mh_str_text(&text));
    mh_str_free(&text);
    return rc;
}

const struct mh__command mh__cmd_pool = {
    .name = "pool",
    .alias = "regrouper",
    .group = "Rapprochement",
    .help = "réunit ou garde seuls des articles, à la main",
    .usage = "add CODE ARTICLE... | remove ARTICLE... | reset ARTICLE...",
    .options = (const struct mh__option[]){
        { .name = "reason", .arg = "TEXTE", .help = "pourquoi ; demandé quand une caractéristique n'est pas dite" },
        { 0 },
    },
    .more = "Les mots français ajouter, retirer et rendre conviennent aussi. Un article se nomme GROUPE/RÉFÉRENCE ou\n"
            "RÉFÉRENCE. Ce qui n'est jamais interchangeable (stérile et non stérile, tailles…) est refusé. Une relecture\n"
            "n'efface pas ces choix ; reset rend l'article au programme.",
    .min_args = 2,
    .max_args = -1,
    .flags = MH__PLAN | MH__WRITES,
    .run = run,
};

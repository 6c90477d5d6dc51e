#include "cli/cli.h"

#include <mahalli/utf8.h>

static void print_pair(struct mh__cli *cli, const char *what)
{
    mh__print(cli, "%s%s", what, mh__tr(cli, " : "));
    mh__print_visible(cli, mh__arg(cli, 1));
    mh__print(cli, " × ");
    mh__print_visible(cli, mh__arg(cli, 2));
}

static enum mh_rc ask(struct mh__cli *cli, struct mh_err *err)
{
    struct mh_trial_request q = { .article = mh__arg(cli, 1), .product = mh__arg(cli, 2), .lab = mh__option(cli, "lab"),
                                  .test = mh__option(cli, "test"), .norm = mh__option(cli, "norm"), .date = mh__option(cli, "date") };
    enum mh_rc rc = mh_ops_trial_ask(cli->session, &q, err);
    if (rc == MH_OK && !cli->quiet) {
        print_pair(cli, mh__tr(cli, "Échantillon demandé"));
        mh__print(cli, "\n");
    }
    return rc;
}

static enum mh_rc received(struct mh__cli *cli, struct mh_err *err)
{
    enum mh_rc rc = mh_ops_trial_received(cli->session, mh__arg(cli, 1), mh__arg(cli, 2), mh__option(cli, "date"), err);
    if (rc == MH_OK && !cli->quiet) {
        print_pair(cli, mh__tr(cli, "Échantillon reçu"));
        mh__print(cli, "\n");
    }
    return rc;
}

static enum mh_rc outcome(struct mh__cli *cli, struct mh_err *err)
{
    struct mh_str result = MH_STR_INIT;
    struct mh_judge_result r;
    for (size_t i = 3; i < cli->args.len; i++) /* « sous réserve » may come as two words */
        mh_str_addf(&result, "%s%s", i > 3 ? " " : "", cli->args.at[i]);
    struct mh_trial_outcome q = { .article = mh__arg(cli, 1), .product = mh__arg(cli, 2), .result = mh_str_text(&result),
                                  .document = mh__option(cli, "document"), .reason = mh__option(cli, "reason"),
                                  .reserve = mh__option(cli, "reserve"), .date = mh__option(cli, "date") };
    enum mh_rc rc = mh_ops_trial_outcome(cli->session, &q, &r, err);
    if (rc == MH_OK && !cli->quiet) {
        print_pair(cli, mh__tr(cli, "Résultat noté"));
        if (r.operation != 0) {
            mh__print(cli, mh__tr(cli, " ; avis inscrit, %s (auteur "), r.opinion);
            mh__print_visible(cli, cli->options.user);
            mh__print(cli, ")");
        }
        mh__print(cli, "\n");
    }
    mh_str_free(&result);
    return rc;
}

static enum mh_rc run(struct mh__cli *cli, struct mh_err *err)
{
    static const struct { const char *word, *fr; enum mh_rc (*run)(struct mh__cli *cli, struct mh_err *err); } steps[] = {
        { "ask", "demander", ask }, { "received", "reçu", received }, { "result", "résultat", outcome },
    };
    struct mh_str word = MH_STR_INIT;
    enum mh_rc rc = MH_EUSAGE;
    mh_utf8_fold(&word, mh__arg(cli, 0));
    size_t i = 0;
    for (; i < sizeof steps / sizeof *steps; i++) {
        struct mh_str fr = MH_STR_INIT;
        mh_utf8_fold(&fr, steps[i].fr);
        bool it = mh_streq(mh_str_text(&word), steps[i].word) || mh_streq(mh_str_text(&word), mh_str_text(&fr));
        mh_str_free(&fr);
        if (it)
            break;
    }
    mh_str_free(&word);
    if (i == sizeof steps / sizeof *steps)
        return mh_err_set(err, MH_EUSAGE, "« %s » : attendu ask, received ou result", mh__arg(cli, 0));
    if (steps[i].run == outcome && cli->args.len < 4)
        rc = mh_err_set(err, MH_EUSAGE, "quel résultat ? conforme, sous réserve, non conforme, non concluant");
    else
        rc = steps[i].run(cli, err);
    return rc;
}

const struct mh__command mh__cmd_trial = {
    .name = "trial",
    .alias = "échantillon",
    .group = "Rapprochement",
    .help = "un échantillon à essayer : demandé, reçu, avec un résultat qui vaut avis",
    .usage = "ask|received|result ARTICLE PRODUIT [RÉSULTAT] [options]",
    .options = (const struct mh__option[]){
        { .name = "lab", .arg = "LIEU", .help = "service ou laboratoire (mahalli list essais dit ce que chacun sait faire)" },
        { .name = "test", .arg = "ESSAI", .help = "ce qu'on essaie" },
        { .name = "norm", .arg = "NORME", .help = "selon quelle norme" },
        { .name = "date", .arg = "DATE", .help = "jour de la demande, de la réception ou du résultat ; sans elle, aujourd'hui" },
        { .name = "document", .arg = "NOM", .help = "result : la pièce qui le dit" },
        { .name = "reason", .arg = "MOTIF", .help = "result : motif de l'avis ; sans lui, l'essai et le lieu" },
        { .name = "reserve", .arg = "TEXTE", .help = "result sous réserve : laquelle" },
        { 0 },
    },
    .more = "RÉSULTAT : conforme, sous réserve, non conforme (inscrits comme avis de celui qui tape la commande, la pièce\n"
            "parmi les pièces vues), ou non concluant.\n\n"
            "  mahalli trial ask GAT/A10108 D-INJ/IN-1005 --lab AT-CAS --test étanchéité\n"
            "  mahalli trial result GAT/A10108 D-INJ/IN-1005 conforme --document \"PV 2026-14\"\n"
            "  mahalli list échantillons",
    .min_args = 3,
    .max_args = 5,
    .flags = MH__PLAN | MH__WRITES,
    .run = run,
};

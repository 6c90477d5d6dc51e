#include "cli/cli.h"

#include <mahalli/report_cover.h>

/* "61,4 %" of millionths. */
static void percent(struct mh_str *out, int64_t ppm)
{
    mh_str_addf(out, "%lld,%lld %%", (long long)(ppm / 10000), (long long)(ppm / 1000 % 10));
}

static void say_shares(struct mh__cli *cli, const struct mh_cover_summary *s)
{
    struct mh_str line = MH_STR_INIT;
    mh__counted(cli, &line, s->pools, "besoin consolidé", "besoins consolidés");
    mh_str_addf(&line, "%s", mh__tr(cli, " ; couverts par ligne : "));
    percent(&line, s->rate_ppm);
    if (s->unknown_ppm > 0) {
        mh_str_add(&line, mh__tr(cli, ", dont sur une capacité que personne n'a déclarée : "));
        percent(&line, s->unknown_ppm);
    }
    mh_str_add(&line, " ; ");
    mh__counted(cli, &line, s->makers, "fabricant", "fabricants");
    if (s->cost != MH_UNKNOWN) {
        struct mh_str money = MH_STR_INIT, canonical = MH_STR_INIT;
        mh_str_addf(&canonical, "%lld.%02lld", (long long)(s->cost / 100), (long long)(s->cost % 100));
        mh__text_fr(MH_MONEY, mh_str_text(&canonical), &money);
        mh_str_addf(&line, " ; %s MAD HT", mh_str_text(&money));
        mh_str_free(&money);
        mh_str_free(&canonical);
    }
    mh__print(cli, "%s\n", mh_str_text(&line));
    mh_str_free(&line);
}

/* What the rates rest on. On the first day nothing: then what to do about it. */
static void say_products(struct mh__cli *cli, const struct mh_cover_summary *s)
{
    struct mh_str line = MH_STR_INIT;
    if (s->needs == 0)
        return;
    if (s->with_product == 0) {
        mh__print(cli, "%s\n", mh__tr(cli, "Aucun produit recensé ne convient encore : demandez aux fabricants ce qu'ils font (mahalli requests --to-ask) ; "
                                           "ce que personne ne fait : mahalli gaps."));
        return;
    }
    mh__counted(cli, &line, s->with_product, "besoin a un produit qui convient", "besoins ont un produit qui convient");
    mh_str_addf(&line, mh__tr(cli, ", %lld avec une capacité déclarée"), (long long)s->with_capacity);
    mh__print(cli, "%s\n", mh_str_text(&line));
    mh_str_free(&line);
}

static void say_rest(struct mh__cli *cli, const struct mh_cover_summary *s)
{
    struct mh_str line = MH_STR_INIT;
    int64_t unpooled = 0;
    for (size_t i = 0; i < sizeof s->unpooled / sizeof *s->unpooled; i++)
        unpooled += s->unpooled[i];
    if (unpooled > 0) {
        mh__counted(cli, &line, unpooled, "article n'est dans aucun besoin consolidé", "articles ne sont dans aucun besoin consolidé");
        mh__print(cli, "%s : mahalli consolidate\n", mh_str_text(&line));
        mh_str_clear(&line);
    }
    if (s->stray > 0) {
        mh__counted(cli, &line, s->stray, "attribution sans besoin consolidé, laissée de côté", "attributions sans besoin consolidé, laissées de côté");
        mh__print(cli, "%s : mahalli list attributions\n", mh_str_text(&line));
    }
    if (s->note != NULL)
        mh__print(cli, "%s\n", s->note);
    if (!s->reproducible)
        mh__print(cli, "%s\n", mh__tr(cli, "Arrêté par l'horloge : non reproductible."));
    mh_str_free(&line);
}

static enum mh_rc number_option(struct mh__cli *cli, const char *name, const char *what, int64_t *out, struct mh_err *err)
{
    const char *text = mh__option(cli, name);
    return text == NULL ? MH_OK : mh__number(text, what, out, err);
}

static enum mh_rc read_request(struct mh__cli *cli, struct mh_cover_request *q, struct mh_err *err)
{
    *q = (struct mh_cover_request){ .scenario = mh__option(cli, "scenario"), .quarters = mh__option(cli, "quarters") != NULL,
                                    .worth = mh__option(cli, "worth") != NULL };
    enum mh_rc rc = number_option(cli, "makers", "nombre de fabricants par besoin", &q->makers, err);
    return rc == MH_OK ? number_option(cli, "lead", "délai en jours", &q->lead_days, err) : rc;
}

static enum mh_rc run_cover(struct mh__cli *cli, struct mh_err *err)
{
    struct mh_cover_request q;
    struct mh_cover_summary sum = { 0 };
    struct mh__rows_told t;
    enum mh_rc rc = read_request(cli, &q, err);
    if (rc != MH_OK)
        return rc;
    mh__rows_begin(&t, cli, q.worth ? &mh_rep_worth_table : &mh_rep_cover_table);
    mh__rows_show(&t, q.worth ? "frein|fabricant|produit|detail|besoins|entiers" : "besoin|famille|specifications|volumetrie|unite|couverture|manque");
    mh__rows_keep(&t, q.worth ? "produit|detail|besoins" : "famille|specifications|couverture|manque");
    rc = mh_ops_cover(cli->session, &q, mh__rows_tell, &t, &sum, err);
    mh__rows_end(&t);
    if (rc == MH_OK && cli->format == MH__TABLE && !cli->quiet) {
        mh__print(cli, "\n%s : %s\n", mh__tr(cli, sum.title), mh__tr(cli, sum.assumes));
        say_shares(cli, &sum);
        say_products(cli, &sum);
        if (q.worth && sum.too_unknown)
            mh__print(cli, "%s\n", mh__tr(cli, "Capacité inconnue : moins de la moitié des besoins ont un produit dont la capacité est déclarée ; "
                                               "demandez-la aux fabricants (mahalli requests)."));
        say_rest(cli, &sum);
        mh__print(cli, "%s\n", mh__tr(cli, "Couverture simulée : ni commande, ni négociation commune."));
    }
    mh_cover_summary_free(&sum);
    return rc;
}

static enum mh_rc run_scenarios(struct mh__cli *cli, struct mh_err *err)
{
    struct mh_cover_request q;
    struct mh__rows_told t;
    bool by_family = mh__option(cli, "families") != NULL;
    enum mh_rc rc = read_request(cli, &q, err);
    if (rc != MH_OK)
        return rc;
    mh__rows_begin(&t, cli, by_family ? &mh_rep_family_cover_table : &mh_rep_scenario_table);
    mh__rows_show(&t, by_family ? "famille|volumetrie|unite|couverture|declare|deux_sources|achetable|a_verifier|cout"
                                : "scenario|couverture|entiers|partiels|aucun|sur_capacite_inconnue|fabricants|changes|cout_ht");
    rc = mh_ops_scenarios(cli->session, &q, by_family, mh__rows_tell, &t, err);
    mh__rows_end(&t);
    return rc;
}

enum { POINTS = 11, MOST_POINTS = 101 };

static enum mh_rc run_frontier(struct mh__cli *cli, struct mh_err *err)
{
    struct mh_cover_request q;
    struct mh__rows_told t;
    int64_t points = POINTS;
    enum mh_rc rc = read_request(cli, &q, err);
    if (rc == MH_OK)
        rc = number_option(cli, "points", "nombre de points", &points, err);
    if (rc == MH_OK && (points < 2 || points > MOST_POINTS))
        rc = mh_err_set(err, MH_EUSAGE, "--points %lld : attendu de 2 à %d", (long long)points, MOST_POINTS);
    if (rc != MH_OK)
        return rc;
    mh__rows_begin(&t, cli, &mh_rep_point_table);
    rc = mh_ops_frontier(cli->session, &q, points, mh__rows_tell, &t, err);
    mh__rows_end(&t);
    return rc;
}

#define LIMITS \
    { .name = "quarters", .help = "capacités et besoins par trimestre aussi, là où ils sont connus" }, \
    { .name = "makers", .arg = "N", .help = "au plus N fabricants par besoin" }, \
    { .name = "lead", .arg = "JOURS", .help = "livré dans ce délai ; un délai inconnu passe" }

const struct mh__command mh__cmd_cover = {
    .name = "cover",
    .alias = "couverture",
    .group = "Consolidation",
    .help = "ce que les fabricants locaux pourraient couvrir des besoins consolidés, et ce qui manque",
    .usage = "[--scenario S] [--worth]",
    .options = (const struct mh__option[]){
        { .name = "scenario", .arg = "S", .help = "couverture, declare, deux-sources, achetable, a-verifier, cout" },
        { .name = "worth", .help = "ce que lever chaque frein apporterait : capacité, enregistrement, spécification" },
        LIMITS,
        { 0 },
    },
    .more = "Une couverture est simulée : elle dit ce que les capacités déclarées permettraient, jamais qui achète à qui.\n"
            "Dans le plan d'un groupe, ses attributions (mahalli add attributions) sont gardées telles quelles.",
    .flags = MH__PLAN | MH__ROWS,
    .run = run_cover,
};

const struct mh__command mh__cmd_scenarios = {
    .name = "scenarios",
    .alias = "scénarios",
    .group = "Consolidation",
    .help = "les scénarios de couverture côte à côte : par ligne, ou par volume dans chaque famille",
    .usage = "[--families]",
    .options = (const struct mh__option[]){
        { .name = "families", .help = "part du volume couverte, famille par famille" },
        LIMITS,
        { 0 },
    },
    .flags = MH__PLAN | MH__ROWS,
    .run = run_scenarios,
};

const struct mh__command mh__cmd_frontier = {
    .name = "frontier",
    .alias = "frontière",
    .group = "Consolidation",
    .help = "dans le plan d'un groupe : ce que coûte un point de part locale de plus",
    .usage = "[--points N]",
    .options = (const struct mh__option[]){
        { .name = "points", .arg = "N", .help = "de la moitié de la plus grande couverture à celle-ci, en N points (11)" },
        LIMITS,
        { 0 },
    },
    .flags = MH__PLAN | MH__ROWS,
    .run = run_frontier,
};

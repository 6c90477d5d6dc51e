#include "cli/cli.h"

#include <stdio.h>

struct figure {
    const char *name, *title, *one, *many;
    int64_t n;
};

static void print_line(struct mh__cli *cli, const struct figure *f, size_t n)
{
    struct mh_str line = MH_STR_INIT;
    for (size_t i = 0; i < n; i++) {
        mh_str_add(&line, i ? " · " : "  ");
        mh__counted(cli, &line, f[i].n, f[i].one, f[i].many);
    }
    mh_str_addc(&line, '\n');
    mh__print_raw(cli, line.data, line.len);
    mh_str_free(&line);
}

static void print_problems(struct mh__cli *cli, const struct mh_status *st)
{
    struct mh_str line = MH_STR_INIT;
    mh__counted(cli, &line, st->problems[MH_SEV_ERROR], "erreur", "erreurs");
    mh_str_add(&line, " · ");
    mh__counted(cli, &line, st->problems[MH_SEV_WARNING], "avertissement", "avertissements");
    mh_str_add(&line, " · ");
    mh__counted(cli, &line, st->problems[MH_SEV_NOTE], "information", "informations");
    mh__print(cli, mh__tr(cli, "\nAnomalies : %s (mahalli check)\n"), mh_str_text(&line));
    mh_str_free(&line);
}

static void for_people(struct mh__cli *cli, const struct mh_status *st, const struct figure *f)
{
    if (st->year > 0)
        mh__print(cli, mh__tr(cli, "Plan d'achat local %lld, campagne %s ("), (long long)st->year,
                  mh__tr(cli, st->campaign_status ? st->campaign_status : MH_TR("sans statut")));
    else
        mh__print(cli, "%s", mh__tr(cli, "Plan d'achat local, aucune campagne ouverte ("));
    mh__print_visible(cli, cli->file);
    mh__print(cli, ")\n");
    print_line(cli, f, 4);
    print_line(cli, f + 4, 3);
    if (st->articles == 0) {
        mh__print(cli, "%s", st->year > 0 ? mh__tr(cli, "\nPas encore de besoins : mahalli import besoins FICHIER.csv\n")
                                         : mh__tr(cli, "\nOuvrez une année : mahalli campaign open ANNÉE\n"));
        return;
    }
    mh__print(cli, "\n%s\n", mh__tr(cli, "État des articles"));
    mh__print_states(cli, st->state, st->articles, st->unmatched);
    if (st->products == 0 && st->makers == 0)
        mh__print(cli, "  %s\n", mh__tr(cli, "Aucun fabricant dans le plan : mahalli import fabricants FICHIER.csv, puis produits"));
    print_problems(cli, st);
    mh__print_next(cli, st);
}

static void put(struct mh__listing *l, const char *name, int64_t n, struct mh_err *err)
{
    char text[32];
    snprintf(text, sizeof text, "%lld", (long long)n);
    const char *texts[] = { name, text };
    mh__listing_row(l, texts, err);
}

static void for_programs(struct mh__cli *cli, const struct mh_status *st, const struct figure *f, size_t n, struct mh_err *err)
{
    static const struct mh__field fields[] = { { .name = "mesure", .title = MH_TR("Mesure"), .type = MH_TEXT },
                                               { .name = "valeur", .title = MH_TR("Valeur"), .type = MH_QTY } };
    static const char *const problems[] = { "informations", "avertissements", "erreurs" };
    struct mh__listing l;
    mh__listing_begin(&l, cli, fields, 2);
    const char *first[] = { "campagne", st->campaign_status };
    if (st->year > 0)
        put(&l, "annee", st->year, err);
    mh__listing_row(&l, first, err);
    for (size_t i = 0; i < n; i++)
        put(&l, f[i].name, f[i].n, err);
    for (int i = 0; i < MH_NSTATES; i++)
        put(&l, mh_state_code((enum mh_state)i), st->state[i], err);
    put(&l, "unmatched", st->unmatched, err);
    put(&l, "a_rapprocher_a_nouveau", st->stale, err);
    put(&l, "besoins_sans_conditionnement", st->no_pack, err);
    put(&l, "alertes", st->alerts, err);
    put(&l, "besoins_a_confirmer", st->to_confirm, err);
    for (int i = MH_SEV_ERROR; i >= MH_SEV_NOTE; i--)
        put(&l, problems[i], st->problems[i], err);
    put(&l, "a_verifier_acheteur", st->to_buyer, err);
    put(&l, "a_verifier_pharmacien", st->to_pharmacist, err);
    put(&l, "a_verifier_fabricant", st->to_maker, err);
    mh__listing_end(&l);
}

static enum mh_rc run(struct mh__cli *cli, struct mh_err *err)
{
    struct mh_status st = { 0 };
    enum mh_rc rc = mh_ops_status(cli->session, &st, err);
    if (rc == MH_OK) {
        const struct figure f[] = {
            { "groupes", "Groupes", "groupe", "groupes", st.members },
            { "etablissements", "Établissements", "établissement", "établissements", st.sites },
            { "articles", "Articles", "article", "articles", st.articles },
            { "besoins", "Besoins", "besoin", "besoins", st.needs },
            { "fabricants", "Fabricants", "fabricant", "fabricants", st.makers },
            { "produits", "Produits", "produit", "produits", st.products },
            { "certificats", "Certificats", "certificat", "certificats", st.certificates },
        };
        if (cli->format == MH__TABLE)
            for_people(cli, &st, f);
        else
            for_programs(cli, &st, f, sizeof f / sizeof *f, err);
    }
    mh_status_free(&st);
    return rc == MH_OK ? err->rc : rc;
}

const struct mh__command mh__cmd_status = {
    .name = "status",
    .alias = "état",
    .group = "Le plan",
    .help = "le plan en un coup d'œil : ce qu'il contient, où il en est, ce qui reste à faire",
    .usage = "",
    .flags = MH__PLAN | MH__ROWS,
    .run = run,
};

#include "cli/cli.h"

static enum mh_rc tell(void *ctx, const struct mh_rep_alert *a, struct mh_err *err)
{
    return mh__rows_tell(ctx, a, err);
}

static enum mh_rc run(struct mh__cli *cli, struct mh_err *err)
{
    const char *text = mh__option(cli, "days");
    int64_t days = 90;
    char plan[40] = "";
    enum mh_rc rc = text ? mh__number(text, "nombre de jours", &days, err) : MH_OK;
    if (rc == MH_OK && (days < 0 || days > 3660))
        rc = mh_err_set(err, MH_EUSAGE, "--days %lld : attendu de 0 à 3660 jours", (long long)days);
    if (rc != MH_OK)
        return rc;
    struct mh__rows_told t;
    mh__rows_begin(&t, cli, &mh_rep_alert_table);
    mh__rows_keep(&t, "objet|constat|date");
    rc = mh_ops_alerts(cli->session, days, tell, &t, plan, err);
    int64_t n = t.list.rows;
    mh__rows_end(&t);
    if (rc == MH_OK && cli->format == MH__TABLE && !cli->quiet) {
        struct mh_str line = MH_STR_INIT;
        mh__counted(cli, &line, n, "alerte", "alertes");
        mh__print(cli, "%s sur le plan %s\n", mh_str_text(&line), plan);
        mh_str_free(&line);
    }
    if (rc == MH_OK && n != 0)
        cli->findings = true;
    return rc;
}

const struct mh__command mh__cmd_alerts = {
    .name = "alerts",
    .alias = "alertes",
    .group = "Le plan",
    .help = "ce qui est arrivé depuis que le plan est figé : échéances, arrêts, nouveaux produits, avis",
    .usage = "[--days N]",
    .options = (const struct mh__option[]){
        { .name = "days", .arg = "N", .help = "certificats qui expirent dans les N jours (90)" },
        { 0 },
    },
    .more = "Le plan surveillé est celui de l'année en cours, sinon le dernier plan figé. Rien n'y change : pour en tenir\n"
            "compte, mahalli revise. Le statut de sortie est 1 quand il y a des alertes.",
    .flags = MH__PLAN | MH__ROWS,
    .run = run,
};

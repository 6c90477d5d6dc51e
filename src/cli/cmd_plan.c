#include "cli/cli.h"

static enum mh_rc tell(void *ctx, const struct mh_rep_proposal *row, struct mh_err *err)
{
    return mh__rows_tell(ctx, row, err);
}

/* "3 besoins proposés", nothing when there is none. */
static void add(struct mh__cli *cli, struct mh_str *out, int64_t n, const char *one, const char *many)
{
    if (n == 0)
        return;
    mh_str_add(out, out->len ? " · " : "");
    mh__counted(cli, out, n, one, many);
}

static void sum_up(struct mh__cli *cli, const struct mh_propose_result *r, bool dry)
{
    struct mh_str line = MH_STR_INIT;
    mh__counted(cli, &line, r->purchases, "achat lu", "achats lus");
    add(cli, &line, r->outcome[MH_PROPOSED], "besoin proposé", "besoins proposés");
    add(cli, &line, r->outcome[MH_PROPOSED_OTHERWISE], "proposition changée", "propositions changées");
    add(cli, &line, r->outcome[MH_PROPOSED_BEFORE], "déjà proposé", "déjà proposés");
    add(cli, &line, r->outcome[MH_ASKED_ALREADY], "besoin déjà donné, gardé", "besoins déjà donnés, gardés");
    add(cli, &line, r->outcome[MH_NOT_COUNTED], "à saisir : unités à préciser", "à saisir : unités à préciser");
    add(cli, &line, r->outcome[MH_NOT_IN_SCOPE], "hors périmètre, laissé", "hors périmètre, laissés");
    add(cli, &line, r->outcome[MH_SITE_CLOSED], "d'un établissement fermé, laissé", "d'établissements fermés, laissés");
    mh__print(cli, "%s\n", mh_str_text(&line));
    if (r->undated != 0) {
        mh_str_clear(&line);
        mh__counted(cli, &line, r->undated, "besoin sans trimestres : un achat n'a pas de jour", "besoins sans trimestres : des achats n'ont pas de jour");
        mh__print(cli, "  %s\n", mh_str_text(&line));
    }
    if (dry)
        mh__print(cli, "  %s\n", mh__tr(cli, "rien n'est écrit (--dry-run)"));
    else if (r->operation != 0) {
        mh__print(cli, mh__tr(cli, "  opération %lld ; chaque ligne est à confirmer"), (long long)r->operation);
        mh__print(cli, "%smahalli check --rule a-confirmer\n", mh__tr(cli, " : "));
    }
    mh_str_free(&line);
}

static enum mh_rc run(struct mh__cli *cli, struct mh_err *err)
{
    const char *from = mh__option(cli, "from-purchases");
    struct mh_propose_request q = { .growth = mh__option(cli, "growth"), .member = mh__option(cli, "member"),
                                    .dry_run = mh__option(cli, "dry-run") != NULL };
    struct mh_propose_result r;
    struct mh__rows_told rows;
    if (from == NULL)
        return mh_err_set(err, MH_EUSAGE, "attendu --from-purchases ANNÉE : l'année des achats dont partir");
    enum mh_rc rc = mh__number(from, "--from-purchases", &q.year, err);
    if (rc != MH_OK)
        return rc;
    bool shown = (q.dry_run || cli->format != MH__TABLE) && !cli->quiet;
    if (shown) {
        mh__rows_begin(&rows, cli, &mh_rep_proposal_table);
        mh__rows_show(&rows, "etablissement|reference|quantite|unite|suite|calcul");
    }
    rc = mh_ops_propose(cli->session, &q, &r, shown ? tell : NULL, shown ? &rows : NULL, err);
    if (shown)
        mh__rows_end(&rows);
    if (rc == MH_OK && cli->format == MH__TABLE && !cli->quiet)
        sum_up(cli, &r, q.dry_run);
    return rc;
}

const struct mh__command mh__cmd_plan = {
    .name = "plan",
    .alias = "proposer",
    .group = "Le plan",
    .help = "propose les besoins de la campagne d'après les achats d'une année",
    .usage = "--from-purchases ANNÉE [--growth P] [--member CODE] [--dry-run]",
    .options = (const struct mh__option[]){
        { .name = "from-purchases", .arg = "ANNÉE", .help = "l'année des achats" },
        { .name = "growth", .arg = "P", .help = "croissance en %, par exemple 5, 2,5 ou -10" },
        { .name = "member", .arg = "CODE", .help = "les achats de ce groupe seulement" },
        { .name = "dry-run", .help = "montre ce qui serait proposé, n'écrit rien" },
        { 0 },
    },
    .more = "Un besoin par article et établissement : les achats de l'année, avec la croissance, arrondis au conditionnement\n"
            "entier ; les trimestres viennent des jours d'achat quand tous sont connus. Chaque ligne est marquée « achats\n"
            "ANNÉE », à confirmer ; un besoin déjà donné par une personne n'est jamais changé. La même commande une\n"
            "deuxième fois ne change rien.",
    .flags = MH__PLAN | MH__WRITES | MH__ROWS,
    .run = run,
};

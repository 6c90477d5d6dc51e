#include "cli/cli.h"

/* For people: what fits a line; what each nearest product lacks, in words, is for files and for the screen. */
static const char shown[] = "etat|famille|specifications|volumetrie|unite|manques";

static enum mh_rc run(struct mh__cli *cli, struct mh_err *err)
{
    struct mh__rows_told t;
    mh__rows_begin(&t, cli, &mh_rep_gap_table);
    mh__rows_show(&t, shown);
    mh__rows_keep(&t, "famille|specifications|volumetrie|manques");
    enum mh_rc rc = mh_ops_gaps(cli->session, mh__option(cli, "scope"), mh__rows_tell, &t, err);
    bool none = t.list.rows == 0;
    mh__rows_end(&t);
    if (rc == MH_OK && none && cli->format == MH__TABLE && !cli->quiet)
        mh__print(cli, "Aucun article faisable, à interroger ou sans fabricant.\n");
    return rc;
}

const struct mh__command mh__cmd_gaps = {
    .name = "gaps",
    .alias = "faisable",
    .group = "Le plan",
    .help = "le dossier pour l'industrie : ce que personne de recensé ne fabrique encore ici",
    .usage = "[--scope PORTÉE]",
    .options = (const struct mh__option[]){
        { .name = "scope", .arg = "PORTÉE", .help = "member=CODE (un groupe), plan ou gaps (tous)" },
        { 0 },
    },
    .more = "Une ligne par famille et spécifications : volumétrie (exacte à partir de trois groupes, sinon un ordre de\n"
            "grandeur), trimestres, origine, code SH, produits les plus proches et ce qui manque à chacun :\n"
            "caractéristique, fabrication ici, enregistrement, certificat, capacité. --format csv donne tout ;\n"
            "mahalli export --scope gaps en fait le classeur.",
    .max_args = 0,
    .flags = MH__PLAN | MH__ROWS,
    .run = run,
};

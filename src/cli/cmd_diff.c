#include "cli/cli.h"

#include <string.h>

static enum mh_rc tell(void *ctx, const struct mh_rep_change *c, struct mh_err *err)
{
    return mh__rows_tell(ctx, c, err);
}

static enum mh_rc run(struct mh__cli *cli, struct mh_err *err)
{
    const char *scope = mh__option(cli, "scope"), *member = NULL;
    bool wide = scope != NULL && mh_streq(scope, "plan");
    if (scope != NULL && strncmp(scope, "member=", 7) == 0)
        member = scope + 7;
    else if (scope != NULL && !wide)
        return mh_err_set(err, MH_EUSAGE, "portée « %s » : attendu member=CODE ou plan", scope);
    struct mh__rows_told t;
    struct mh_diff_sides sides = { "", "" };
    mh__rows_begin(&t, cli, &mh_rep_change_table);
    mh__rows_keep(&t, "reference|famille|avant|apres");
    enum mh_rc rc = mh_ops_diff(cli->session, mh__arg(cli, 0), cli->args.len > 1 ? mh__arg(cli, 1) : NULL, member, wide, tell, &t, &sides, err);
    int64_t n = t.list.rows;
    mh__rows_end(&t);
    if (rc == MH_OK && cli->format == MH__TABLE && !cli->quiet) {
        struct mh_str line = MH_STR_INIT;
        mh__counted(cli, &line, n, "changement", "changements");
        mh__print(cli, "%s de %s à %s\n", mh_str_text(&line), sides.before, sides.after);
        mh_str_free(&line);
    }
    return rc;
}

const struct mh__command mh__cmd_diff = {
    .name = "diff",
    .alias = "comparer",
    .group = "Le plan",
    .help = "ce qui change d'une version, ou d'une année, à l'autre : lignes, volumes, états, produits",
    .usage = "A [B] [--scope PORTÉE]",
    .options = (const struct mh__option[]){
        { .name = "scope", .arg = "PORTÉE", .help = "member=CODE : un groupe ; plan : par famille, sans nom de groupe" },
        { 0 },
    },
    .more = "A et B : une version figée (V1, V1.1), une année (2026 : son plan figé), les deux (2026-V1), ou actuel.\n"
            "Sans B : le plan tel qu'il est.\n\n"
            "  mahalli diff V1 V1.1\n"
            "  mahalli diff 2026 2027 --format csv",
    .min_args = 1,
    .max_args = 2,
    .flags = MH__PLAN | MH__ROWS,
    .run = run,
};

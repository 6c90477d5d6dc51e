#include "cli/cli.h"

#include <mahalli/utf8.h>
#include <mahalli/xalloc.h>

#include <stdlib.h>

static void for_people(struct mh__cli *cli, const struct mh_table *t, const char *const *texts)
{
    struct mh_str raw = MH_STR_INIT;
    int widest = 0;
    for (size_t i = 0; i < t->ncolumns; i++) {
        int w = mh_utf8_width(mh__tr(cli, t->columns[i].title));
        if (*texts[i] != '\0' && w > widest)
            widest = w;
    }
    for (size_t i = 0; i < t->ncolumns; i++) {
        const struct mh_column *c = &t->columns[i];
        if (*texts[i] == '\0' || (c->flags & MH_HIDDEN))
            continue;
        mh_str_clear(&raw);
        mh__text_fr(c->type, c->type == MH_CHOICE || c->type == MH_BOOL ? mh__tr(cli, texts[i]) : texts[i], &raw);
        mh__print_pair(cli, 0, c->title, widest, mh_str_text(&raw));
    }
    mh_str_free(&raw);
}

static enum mh_rc take(void *ctx, const struct mh_table *t, const char *const *texts, struct mh_err *err)
{
    struct mh__cli *cli = ctx;
    if (cli->format == MH__TABLE) {
        for_people(cli, t, texts);
        return mh__goes_on(cli, err);
    }
    struct mh__field *field = mh_xcalloc(t->ncolumns, sizeof *field);
    const char **shown = mh_xcalloc(t->ncolumns, sizeof *shown);
    size_t n = 0;
    for (size_t i = 0; i < t->ncolumns; i++)
        if (!(t->columns[i].flags & MH_HIDDEN)) {
            shown[n] = texts[i];
            field[n++] = (struct mh__field){ .name = t->columns[i].name, .type = t->columns[i].type };
        }
    struct mh__listing l;
    mh__listing_begin(&l, cli, field, n);
    enum mh_rc rc = mh__listing_row(&l, shown, err);
    mh__listing_end(&l);
    free(field);
    free(shown);
    return rc;
}

/* Of a need or a purchase, how its volume and price were counted. */
static enum mh_rc print_computation(struct mh__cli *cli, const struct mh_table *t, struct mh_err *err)
{
    struct mh_str text = MH_STR_INIT;
    enum mh_rc rc = t == &mh_table_need_lines ? mh_ops_computation(cli->session, mh__arg(cli, 1), &text, err)
                                              : mh_ops_purchase_computation(cli->session, mh__arg(cli, 1), &text, err);
    if (rc == MH_OK && text.len != 0) {
        mh__print(cli, "\n%s", mh__tr(cli, "Calcul : "));
        mh__print_visible(cli, mh_str_text(&text));
        mh__print(cli, "\n");
    }
    mh_str_free(&text);
    return rc;
}

static enum mh_rc run(struct mh__cli *cli, struct mh_err *err)
{
    enum mh_rc rc = mh_ops_show(cli->session, mh__arg(cli, 0), mh__arg(cli, 1), take, cli, err);
    const struct mh_table *t = mh_table_for_kind(mh__arg(cli, 0));
    if (rc == MH_OK && cli->format == MH__TABLE && (t == &mh_table_need_lines || t == &mh_table_purchase_lines))
        rc = print_computation(cli, t, err);
    return rc;
}

const struct mh__command mh__cmd_show = {
    .name = "show",
    .alias = "voir",
    .group = "Lignes",
    .help = "une ligne, tout ce qu'elle dit",
    .usage = "SORTE RÉFÉRENCE",
    .more = "Un article se désigne par groupe/référence, un produit par fabricant/référence, un besoin par\n"
            "ARTICLE@ÉTABLISSEMENT, un avis par ARTICLE@PRODUIT, un achat par ARTICLE@ÉTABLISSEMENT@DATE\n"
            "(et #2 pour le deuxième du jour), une fiche par GROUPE/FAMILLE[@VERSION], une campagne par son\n"
            "année, le reste par son code.",
    .min_args = 2,
    .max_args = 2,
    .flags = MH__PLAN | MH__ROWS,
    .run = run,
};

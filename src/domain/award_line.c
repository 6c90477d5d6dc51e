/* Attributions as files hold them: article and product by the names that people give them, the maker apart since makers share references. */
#include "domain/domain_priv.h"

#define AT(field) offsetof(struct mh_award_line, field)

static const struct mh_column columns[] = {
    { .name = "annee", .sql = "year", .title = "Année", .type = MH_INT, .aliases = "year|campagne", .help = "Vide : celle de la campagne",
      .flags = MH_KEY, .offset = AT(year), .width = 6 },
    { .name = "article", .sql = "article", .title = "Article", .type = MH_TEXT, .aliases = "reference|ref|code article|reference article",
      .help = "Groupe/référence, ou la référence si elle est seule", .flags = MH_REQUIRED | MH_KEY | MH_MEMBER_NAME, .offset = AT(article),
      .width = 16 },
    { .name = "fabricant", .sql = "maker", .title = "Fabricant", .type = MH_TEXT, .aliases = "code fabricant|manufacturer|maker",
      .help = "Code du fabricant ; sans lui la référence du produit doit être la seule", .flags = MH_KEY, .offset = AT(maker), .width = 12 },
    { .name = "produit", .sql = "product", .title = "Produit fabricant", .type = MH_TEXT,
      .aliases = "product|reference produit|ref produit|code produit", .help = "Référence du produit, ou fabricant/référence",
      .flags = MH_REQUIRED | MH_KEY, .offset = AT(product), .width = 16 },
    { .name = "quantite", .sql = "quantity", .title = "Quantité", .type = MH_QTY, .aliases = "quantity|volume|volumetrie",
      .help = "Pour l'année, dans l'unité de base de la famille ; 0 : rien à ce fabricant", .flags = MH_REQUIRED, .offset = AT(quantity),
      .width = 12 },
    { .name = "motif", .sql = "reason", .title = "Motif", .type = MH_TEXT, .aliases = "reason|raison", .flags = MH_LONG, .offset = AT(reason),
      .width = 24 },
    { .name = "auteur", .sql = "author", .title = "Auteur", .type = MH_TEXT, .aliases = "author|par", .offset = AT(author), .width = 12 },
    { .name = "date", .sql = "given_on", .title = "Date", .type = MH_DATE, .aliases = "le|decidee le", .offset = AT(date), .width = 10 },
};

static bool check(const void *row, struct mh_diags *diags)
{
    int64_t year = ((const struct mh_award_line *)row)->year;
    return year == MH_UNKNOWN || mh__check_year(year, diags);
}

const struct mh_table mh_table_award_lines = {
    .name = "awards", .name_fr = "attributions", .title = "Attributions", .one = "attribution", .sql = NULL,
    .columns = columns, .ncolumns = MH__NCOLUMNS(columns), .row_size = sizeof(struct mh_award_line),
    .order = "year, article, maker, product", .check = check,
};

/* Attributions: what a group decides to take from whom, in its own plan. Coverage keeps them as they are (DESIGN §2, award). */
#include "domain/domain_priv.h"

#define AT(field) offsetof(struct mh_award, field)

static const struct mh_column columns[] = {
    { .name = "annee", .sql = "year", .title = "Année", .type = MH_INT, .aliases = "year|campagne", .flags = MH_REQUIRED | MH_KEY | MH_IMMUTABLE,
      .offset = AT(year), .width = 6 },
    { .name = "article", .sql = "article_id", .title = "Article", .type = MH_REF, .ref = &mh_table_articles,
      .help = "Groupe/référence, ou la référence si elle est seule", .flags = MH_REQUIRED | MH_KEY | MH_IMMUTABLE | MH_MEMBER_NAME,
      .offset = AT(article_id), .width = 16 },
    { .name = "produit", .sql = "product_id", .title = "Produit fabricant", .type = MH_REF, .ref = &mh_table_products, .aliases = "product",
      .help = "Fabricant/référence", .flags = MH_REQUIRED | MH_KEY | MH_IMMUTABLE, .offset = AT(product_id), .width = 16 },
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
    return mh__check_year(((const struct mh_award *)row)->year, diags);
}

const struct mh_table mh_table_awards = {
    .name = "awards", .name_fr = "attributions", .title = "Attributions", .one = "attribution", .sql = "awards",
    .columns = columns, .ncolumns = MH__NCOLUMNS(columns), .row_size = sizeof(struct mh_award), .order = "year, article_id, product_id",
    .check = check,
};

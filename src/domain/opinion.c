#include "domain/domain_priv.h"

#define AT(field) offsetof(struct mh_opinion, field)

static const struct mh_column columns[] = {
    { .name = "article", .sql = "article_id", .title = "Article", .type = MH_REF, .ref = &mh_table_articles,
      .flags = MH_REQUIRED | MH_KEY | MH_IMMUTABLE, .offset = AT(article_id), .width = 14 },
    { .name = "produit", .sql = "product_id", .title = "Produit", .type = MH_REF,
      .ref = &mh_table_products, .help = "Vide : aucun produit du registre ne convient", .flags = MH_KEY | MH_IMMUTABLE, .offset = AT(product_id), .width = 14 },
    { .name = "avis", .sql = "opinion", .title = "Avis", .type = MH_CHOICE,
      .choices = mh__choices_opinion, .help = "conforme, sous réserve, non conforme, à essayer ou suspendu", .flags = MH_REQUIRED,
      .offset = AT(opinion), .width = 14 },
    { .name = "motif", .sql = "reason", .title = "Motif", .type = MH_TEXT, .flags = MH_LONG,
      .offset = AT(reason), .width = 24 },
    { .name = "reserve", .sql = "reserve", .title = "Réserve", .type = MH_TEXT, .flags = MH_LONG,
      .offset = AT(reserve), .width = 24 },
    { .name = "portee", .sql = "scope_text", .title = "Portée", .type = MH_TEXT, .offset = AT(scope), .width = 16 },
    { .name = "pieces_vues", .sql = "documents", .title = "Pièces vues", .type = MH_TEXT,
      .flags = MH_LONG, .offset = AT(documents), .width = 20 },
    { .name = "auteur", .sql = "author", .title = "Auteur", .type = MH_TEXT, .flags = MH_MEMBER_NAME,
      .offset = AT(author), .width = 14 },
    { .name = "date", .sql = "given_on", .title = "Date", .type = MH_DATE,
      .offset = AT(date), .width = 10 },
    { .name = "valable_jusqu_au", .sql = "valid_until", .title = "Valable jusqu'au", .type = MH_DATE,
      .offset = AT(valid_until), .width = 10 },
    { .name = "article_vu", .sql = "article_seen", .title = "Article vu", .type = MH_TEXT, .flags = MH_HIDDEN,
      .offset = AT(article_seen), .width = 16 },
    { .name = "produit_vu", .sql = "product_seen", .title = "Produit vu", .type = MH_TEXT, .flags = MH_HIDDEN,
      .offset = AT(product_seen), .width = 16 },
};

static bool check(const void *row, struct mh_diags *diags)
{
    const struct mh_opinion *o = row;
    return mh__check_dates(o->date, o->valid_until, "valable_jusqu_au", diags);
}

const struct mh_table mh_table_opinions = {
    .name = "opinions", .name_fr = "avis", .title = "Avis", .one = "avis", .sql = "opinions",
    .columns = columns, .ncolumns = MH__NCOLUMNS(columns), .row_size = sizeof(struct mh_opinion),
    .order = "article_id, product_id", .check = check,
};

#include "domain/domain_priv.h"

#define AT(field) offsetof(struct mh_opinion_line, field)

static const struct mh_column columns[] = {
    { .name = "article", .sql = "article", .title = "Article", .type = MH_TEXT,
      .aliases = "reference|ref|code article|reference article|ref article", .help = "Référence de l'article, ou groupe/référence",
      .flags = MH_REQUIRED | MH_KEY, .offset = AT(article), .width = 14 },
    { .name = "membre", .sql = "member", .title = "Groupe", .type = MH_TEXT,
      .aliases = "member|code membre|code groupe", .flags = MH_KEY | MH_MEMBER_NAME, .offset = AT(member), .width = 10 },
    { .name = "fabricant", .sql = "maker", .title = "Fabricant", .type = MH_TEXT,
      .aliases = "code fabricant|manufacturer", .flags = MH_REQUIRED | MH_KEY, .offset = AT(maker), .width = 12 },
    { .name = "produit", .sql = "product", .title = "Produit", .type = MH_TEXT,
      .aliases = "reference produit|ref produit|code produit", .help = "Référence du produit, ou sa désignation",
      .flags = MH_REQUIRED | MH_KEY, .offset = AT(product), .width = 14 },
    { .name = "avis", .sql = "opinion", .title = "Avis", .type = MH_CHOICE,
      .choices = mh__choices_opinion, .aliases = "avis technique|avis du pharmacien|decision|conclusion",
      .help = "conforme, sous réserve, non conforme, à essayer ou suspendu", .flags = MH_REQUIRED, .offset = AT(opinion), .width = 14 },
    { .name = "motif", .sql = "reason", .title = "Motif", .type = MH_TEXT,
      .aliases = "raison|justification|motivation", .flags = MH_LONG, .offset = AT(reason), .width = 24 },
    { .name = "reserve", .sql = "reserve", .title = "Réserve", .type = MH_TEXT, .aliases = "reserves",
      .flags = MH_LONG, .offset = AT(reserve), .width = 24 },
    { .name = "portee", .sql = "scope_text", .title = "Portée", .type = MH_TEXT, .aliases = "perimetre|usage",
      .offset = AT(scope), .width = 16 },
    { .name = "pieces_vues", .sql = "documents", .title = "Pièces vues", .type = MH_TEXT,
      .aliases = "pieces|documents|documents vus", .flags = MH_LONG, .offset = AT(documents), .width = 20 },
    { .name = "auteur", .sql = "author", .title = "Auteur", .type = MH_TEXT,
      .aliases = "pharmacien|signataire|par", .flags = MH_MEMBER_NAME, .offset = AT(author), .width = 14 },
    { .name = "date", .sql = "given_on", .title = "Date", .type = MH_DATE,
      .aliases = "le|date avis|date de l avis|date d avis", .offset = AT(date), .width = 10 },
    { .name = "valable_jusqu_au", .sql = "valid_until", .title = "Valable jusqu'au", .type = MH_DATE,
      .aliases = "jusqu au|validite|expire le|fin de validite", .offset = AT(valid_until), .width = 10 },
};

static bool check(const void *row, struct mh_diags *diags)
{
    const struct mh_opinion_line *o = row;
    return mh__check_dates(o->date, o->valid_until, "valable_jusqu_au", diags);
}

const struct mh_table mh_table_opinion_lines = {
    .name = "opinions", .name_fr = "avis", .title = "Avis", .one = "avis", .sql = NULL,
    .columns = columns, .ncolumns = MH__NCOLUMNS(columns), .row_size = sizeof(struct mh_opinion_line),
    .order = "member, article, maker, product", .check = check,
};

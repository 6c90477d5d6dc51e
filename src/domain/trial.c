#include "domain/domain_priv.h"

#define AT(field) offsetof(struct mh_trial, field)

static const struct mh_column columns[] = {
    { .name = "article", .sql = "article_id", .title = "Article", .type = MH_REF, .ref = &mh_table_articles,
      .flags = MH_REQUIRED | MH_KEY | MH_IMMUTABLE, .offset = AT(article_id), .width = 14 },
    { .name = "produit", .sql = "product_id", .title = "Produit", .type = MH_REF, .ref = &mh_table_products,
      .flags = MH_REQUIRED | MH_KEY | MH_IMMUTABLE, .offset = AT(product_id), .width = 14 },
    { .name = "demande_le", .sql = "asked_on", .title = "Demandé le", .type = MH_DATE, .flags = MH_REQUIRED | MH_KEY | MH_IMMUTABLE,
      .offset = AT(asked_on), .width = 10 },
    { .name = "essai", .sql = "test", .title = "Essai", .type = MH_TEXT, .flags = MH_KEY | MH_IMMUTABLE, .offset = AT(test), .width = 20 },
    { .name = "norme", .sql = "norm", .title = "Norme", .type = MH_TEXT, .offset = AT(norm), .width = 14 },
    { .name = "recu_le", .sql = "received_on", .title = "Reçu le", .type = MH_DATE, .offset = AT(received_on), .width = 10 },
    { .name = "laboratoire", .sql = "lab", .title = "Service ou laboratoire", .type = MH_TEXT, .aliases = "service|labo",
      .flags = MH_MEMBER_NAME, .offset = AT(lab), .width = 16 },
    { .name = "resultat", .sql = "result", .title = "Résultat", .type = MH_CHOICE, .choices = mh__choices_trial,
      .help = "conforme, sous réserve, non conforme ou non concluant", .offset = AT(result), .width = 14 },
    { .name = "resultat_le", .sql = "result_on", .title = "Résultat du", .type = MH_DATE, .offset = AT(result_on), .width = 10 },
    { .name = "document", .sql = "document", .title = "Document", .type = MH_TEXT, .flags = MH_LONG, .offset = AT(document), .width = 20 },
    { .name = "demandeur", .sql = "author", .title = "Demandeur", .type = MH_TEXT, .flags = MH_MEMBER_NAME, .offset = AT(author), .width = 14 },
    { .name = "observations", .sql = "remarks", .title = "Observations", .type = MH_TEXT, .flags = MH_LONG, .offset = AT(remarks), .width = 24 },
};

static bool check(const void *row, struct mh_diags *diags)
{
    const struct mh_trial *t = row;
    return mh__check_dates(t->asked_on, t->received_on, "recu_le", diags) && mh__check_dates(t->asked_on, t->result_on, "resultat_le", diags) &&
           mh__check_dates(t->received_on, t->result_on, "resultat_le", diags);
}

const struct mh_table mh_table_trials = {
    .name = "trials", .name_fr = "echantillons", .title = "Échantillons et essais", .one = "échantillon", .sql = "trials",
    .columns = columns, .ncolumns = MH__NCOLUMNS(columns), .row_size = sizeof(struct mh_trial),
    .order = "article_id, product_id, asked_on", .check = check,
};

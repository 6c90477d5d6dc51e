#include <mahalli/utf8.h>

#include "domain/domain_priv.h"

#define AT(field) offsetof(struct mh_purchase, field)

static const struct mh_column columns[] = {
    { .name = "article", .sql = "article_id", .title = "Article", .type = MH_REF, .ref = &mh_table_articles,
      .flags = MH_REQUIRED | MH_KEY | MH_IMMUTABLE, .offset = AT(article_id), .width = 14 },
    { .name = "etablissement", .sql = "site_id", .title = "Établissement", .type = MH_REF, .ref = &mh_table_sites,
      .flags = MH_REQUIRED | MH_KEY | MH_IMMUTABLE | MH_MEMBER_NAME, .offset = AT(site_id), .width = 12 },
    { .name = "annee", .sql = "year", .title = "Année", .type = MH_INT, .flags = MH_REQUIRED | MH_KEY | MH_IMMUTABLE, .offset = AT(year),
      .width = 6 },
    { .name = "date", .sql = "bought_on", .title = "Date", .type = MH_DATE, .flags = MH_KEY | MH_IMMUTABLE, .offset = AT(date), .width = 10 },
    { .name = "occurrence", .sql = "occurrence", .title = "Occurrence", .type = MH_INT, .flags = MH_REQUIRED | MH_KEY | MH_IMMUTABLE,
      .offset = AT(occurrence), .width = 4 },
    { .name = "quantite", .sql = "quantity", .title = "Quantité", .type = MH_DECIMAL, .aliases = "qte|quantity", .flags = MH_REQUIRED,
      .offset = AT(quantity), .width = 12 },
    { .name = "unite", .sql = "unit", .title = "Unité", .type = MH_TEXT, .offset = AT(unit), .width = 8 },
    { .name = "conditionnement", .sql = "pack", .title = "Conditionnement", .type = MH_TEXT, .aliases = "cdt", .offset = AT(pack), .width = 14 },
    { .name = "prix_unitaire_ht", .sql = "price_ht", .title = "Prix unitaire HT", .type = MH_MONEY, .aliases = "pu ht|prix ht",
      .flags = MH_PRIVATE, .offset = AT(price), .width = 12 },
    { .name = "fournisseur", .sql = "supplier", .title = "Fournisseur", .type = MH_TEXT, .flags = MH_PRIVATE, .offset = AT(supplier),
      .width = 18 },
    { .name = "fabricant", .sql = "maker", .title = "Fabricant", .type = MH_TEXT, .offset = AT(maker), .width = 16 },
    { .name = "pays_origine", .sql = "country", .title = "Pays d'origine", .type = MH_TEXT, .offset = AT(country), .width = 12 },
};

static bool check(const void *row, struct mh_diags *diags)
{
    const struct mh_purchase *p = row;
    return mh__check_year(p->year, diags) && mh__check_occurrence(p->occurrence, diags);
}

const struct mh_table mh_table_purchases = {
    .name = "purchases", .name_fr = "achats", .title = "Achats", .one = "achat", .sql = "purchases",
    .columns = columns, .ncolumns = MH__NCOLUMNS(columns), .row_size = sizeof(struct mh_purchase),
    .order = "article_id, site_id, year, bought_on, occurrence", .check = check,
};

const char *mh_origin_of(const char *country)
{
    static const char abroad[] = "cn|tr|de|fr|it|es|pt|be|nl|ch|at|gb|ie|pl|hu|cz|se|dk|fi|no|gr|ro|ca|mx|br|jp|kr|tw|sg|in|pk|my|th|vn|id|lk|"
                                 "bd|il|eg|tn|dz|jo|ae|sa|za|prc|rpc|slovenie|slovaquie|bulgarie|croatie|russie|ukraine|malte|luxembourg|"
                                 "estonie|lettonie|lituanie|maurice|philippines|argentine|australie|hong kong|mainland china|grande bretagne";
    struct mh_str key = MH_STR_INIT;
    const char *found = NULL;

    mh_header_key(&key, country);
    if (mh_in_list("ma|mar|made in ma", mh_str_text(&key)))
        found = "local";
    else if (key.len != 0 && mh_in_list(abroad, mh_str_text(&key)))
        found = "importé";
    for (const struct mh_choice *c = mh__choices_source; key.len != 0 && found == NULL && c->code; c++) {
        struct mh_str code = MH_STR_INIT;
        mh_header_key(&code, c->code);
        if (mh_streq(mh_str_text(&code), mh_str_text(&key)) || mh_in_list(c->aliases, mh_str_text(&key)))
            found = c->code;
        mh_str_free(&code);
    }
    mh_str_free(&key);
    return found;
}

#include "domain/domain_priv.h"

#define AT(field) offsetof(struct mh_pool_choice, field)

static const struct mh_column columns[] = {
    { .name = "annee", .sql = "year", .title = "Année", .type = MH_INT, .aliases = "year|campagne", .flags = MH_REQUIRED | MH_KEY | MH_IMMUTABLE,
      .offset = AT(year), .width = 6 },
    { .name = "article", .sql = "article_id", .title = "Article", .type = MH_REF, .ref = &mh_table_articles,
      .flags = MH_REQUIRED | MH_KEY | MH_IMMUTABLE | MH_MEMBER_NAME, .offset = AT(article_id), .width = 18 },
    { .name = "besoin", .sql = "pool", .title = "Besoin consolidé", .type = MH_TEXT, .aliases = "pool|besoin consolide",
      .help = "Code du besoin consolidé, ou « seul »", .flags = MH_REQUIRED, .offset = AT(pool), .width = 16 },
    { .name = "avec", .sql = "anchor_id", .title = "Avec", .type = MH_REF, .ref = &mh_table_articles, .help = "Un article de ce besoin consolidé",
      .flags = MH_HIDDEN | MH_MEMBER_NAME, .offset = AT(anchor_id), .width = 18 },
    { .name = "motif", .sql = "reason", .title = "Motif", .type = MH_TEXT, .aliases = "raison|reason", .flags = MH_LONG | MH_PRIVATE,
      .offset = AT(reason), .width = 30 },
    { .name = "auteur", .sql = "author", .title = "Auteur", .type = MH_TEXT, .flags = MH_MEMBER_NAME, .offset = AT(author), .width = 14 },
    { .name = "date", .sql = "decided_on", .title = "Date", .type = MH_DATE, .offset = AT(date), .width = 10 },
};

static bool check(const void *row, struct mh_diags *diags)
{
    const struct mh_pool_choice *p = row;
    return mh__check_year(p->year, diags);
}

const struct mh_table mh_table_pool_choices = {
    .name = "pool_choices", .name_fr = "regroupements", .title = "Consolidation à la main", .one = "regroupement", .sql = "pool_choices",
    .columns = columns, .ncolumns = MH__NCOLUMNS(columns), .row_size = sizeof(struct mh_pool_choice), .order = "year, article_id",
    .check = check,
};

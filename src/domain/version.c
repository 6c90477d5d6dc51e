#include "domain/domain_priv.h"

#define AT(field) offsetof(struct mh_version, field)
#define NUMBER(field_, name_, title_) { .name = name_, .sql = #field_, .title = title_, .type = MH_INT, .offset = AT(field_), .width = 8 }

static const struct mh_column columns[] = {
    { .name = "code", .sql = "code", .title = "Code", .type = MH_TEXT, .flags = MH_REQUIRED | MH_KEY | MH_IMMUTABLE, .offset = AT(code), .width = 10 },
    { .name = "annee", .sql = "year", .title = "Année", .type = MH_INT, .flags = MH_REQUIRED | MH_IMMUTABLE, .offset = AT(year), .width = 6 },
    { .name = "version", .sql = "version", .title = "Version", .type = MH_TEXT, .flags = MH_REQUIRED | MH_IMMUTABLE, .offset = AT(version),
      .width = 8 },
    { .name = "motif", .sql = "reason", .title = "Motif de la révision", .type = MH_TEXT, .flags = MH_LONG, .offset = AT(reason), .width = 30 },
    { .name = "ouverte_le", .sql = "opened_on", .title = "Ouverte le", .type = MH_DATE, .offset = AT(opened_on), .width = 10 },
    { .name = "ouverte_par", .sql = "opened_by", .title = "Ouverte par", .type = MH_TEXT, .offset = AT(opened_by), .width = 14 },
    { .name = "figee_le", .sql = "frozen_on", .title = "Figée le", .type = MH_DATE, .offset = AT(frozen_on), .width = 10 },
    { .name = "figee_par", .sql = "frozen_by", .title = "Figée par", .type = MH_TEXT, .offset = AT(frozen_by), .width = 14 },
    NUMBER(needs, "besoins", "Besoins"),
    NUMBER(articles, "articles", "Articles"),
    NUMBER(makers, "fabricants", "Fabricants"),
    NUMBER(products, "produits", "Produits"),
    NUMBER(ranges, "gammes", "Gammes déclarées"),
    NUMBER(certificates, "certificats", "Certificats"),
    NUMBER(explained, "expliquees", "Anomalies expliquées"),
    { .name = "operations", .sql = "operations", .title = "Opérations", .type = MH_INT, .flags = MH_HIDDEN, .offset = AT(operations), .width = 8 },
    { .name = "groupes", .sql = "members", .title = "Groupes", .type = MH_INT, .flags = MH_HIDDEN, .offset = AT(members), .width = 8 },
};

const struct mh_table mh_table_versions = {
    .name = "versions", .name_fr = "versions", .title = "Versions figées", .one = "version", .sql = "versions",
    .columns = columns, .ncolumns = MH__NCOLUMNS(columns), .row_size = sizeof(struct mh_version), .order = "code",
};

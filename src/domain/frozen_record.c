#include "domain/domain_priv.h"

#define AT(field) offsetof(struct mh_frozen_record, field)

static const struct mh_choice kinds[] = { { "fabricant", "maker" }, { "produit", "product" }, { "certificat", "certificate" },
                                          { "avis", "opinion" }, { 0, 0 } };

static const struct mh_column columns[] = {
    { .name = "version", .sql = "version_id", .title = "Version", .type = MH_REF, .ref = &mh_table_versions,
      .flags = MH_REQUIRED | MH_KEY | MH_IMMUTABLE, .offset = AT(version_id), .width = 10 },
    { .name = "sorte", .sql = "kind", .title = "Sorte", .type = MH_CHOICE, .choices = kinds, .flags = MH_REQUIRED | MH_KEY | MH_IMMUTABLE,
      .offset = AT(kind), .width = 10 },
    { .name = "ligne", .sql = "source_id", .title = "Ligne", .type = MH_INT, .flags = MH_REQUIRED | MH_KEY | MH_IMMUTABLE | MH_HIDDEN,
      .offset = AT(source_id), .width = 10 },
    { .name = "nom", .sql = "name", .title = "Nom", .type = MH_TEXT, .flags = MH_MEMBER_NAME, .offset = AT(name), .width = 24 },
    { .name = "fiche", .sql = "facts", .title = "Fiche", .type = MH_TEXT, .flags = MH_LONG | MH_MEMBER_NAME, .offset = AT(facts), .width = 60 },
    { .name = "prix", .sql = "secret", .title = "Prix", .type = MH_TEXT, .flags = MH_LONG | MH_PRIVATE, .offset = AT(secret), .width = 14 },
};

const struct mh_table mh_table_frozen_records = {
    .name = "frozen_records", .name_fr = "fiches_figees", .title = "Registre et avis figés", .one = "fiche figée", .sql = "frozen_records",
    .columns = columns, .ncolumns = MH__NCOLUMNS(columns), .row_size = sizeof(struct mh_frozen_record), .order = "version_id",
};

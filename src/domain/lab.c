#include "domain/domain_priv.h"

#define AT(field) offsetof(struct mh_lab, field)

static const struct mh_column columns[] = {
    { .name = "etablissement", .sql = "site_id", .title = "Établissement", .type = MH_REF, .ref = &mh_table_sites,
      .aliases = "site|code site|code etablissement|laboratoire|labo", .help = "Code de l'établissement où l'essai se fait",
      .flags = MH_REQUIRED | MH_KEY | MH_IMMUTABLE | MH_MEMBER_NAME, .offset = AT(site_id), .width = 14 },
    { .name = "essai", .sql = "test", .title = "Essai", .type = MH_TEXT, .aliases = "essais|test|nature de l essai|controle",
      .help = "Ce que l'établissement sait essayer", .flags = MH_REQUIRED | MH_KEY | MH_IMMUTABLE, .offset = AT(test), .width = 30 },
    { .name = "norme", .sql = "norm", .title = "Norme", .type = MH_TEXT, .aliases = "methode|reference normative|standard",
      .flags = MH_KEY | MH_IMMUTABLE, .offset = AT(norm), .width = 18 },
    { .name = "famille", .sql = "family", .title = "Famille", .type = MH_TEXT, .aliases = "familles|produits concernes",
      .help = "Code de famille ; vide : toutes", .offset = AT(family), .width = 18 },
    { .name = "contact", .sql = "contact", .title = "Contact", .type = MH_TEXT, .aliases = "responsable|telephone|email",
      .flags = MH_MEMBER_NAME, .offset = AT(contact), .width = 20 },
};

const struct mh_table mh_table_labs = {
    .name = "labs", .name_fr = "essais", .title = "Essais possibles", .one = "essai possible", .sql = "labs",
    .columns = columns, .ncolumns = MH__NCOLUMNS(columns), .row_size = sizeof(struct mh_lab), .order = "site_id, test, norm",
};

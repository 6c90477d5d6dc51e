#include "domain/domain_priv.h"

#define AT(field) offsetof(struct mh_conflict, field)

static const struct mh_choice states[] = { { "ouvert", "open" }, { "réglé", "regle|decided" }, { 0, 0 } };
static const struct mh_choice choices[] = { { "nôtre", "notre|mine|ours" }, { "leur", "theirs" }, { 0, 0 } };

static const struct mh_column columns[] = {
    { .name = "sorte", .sql = "kind", .title = "Quoi", .type = MH_TEXT, .flags = MH_REQUIRED | MH_KEY | MH_IMMUTABLE, .offset = AT(kind),
      .width = 10 },
    { .name = "ligne", .sql = "row_id", .title = "Ligne", .type = MH_INT, .flags = MH_REQUIRED | MH_KEY | MH_IMMUTABLE | MH_HIDDEN,
      .offset = AT(row_id), .width = 10 },
    { .name = "objet", .sql = "subject", .title = "Objet", .type = MH_TEXT, .flags = MH_REQUIRED | MH_MEMBER_NAME, .offset = AT(subject),
      .width = 18 },
    { .name = "colonne", .sql = "field", .title = "Colonne", .type = MH_TEXT, .flags = MH_REQUIRED | MH_KEY | MH_IMMUTABLE,
      .offset = AT(field), .width = 12 },
    { .name = "notre", .sql = "ours", .title = "Chez nous", .type = MH_TEXT, .flags = MH_LONG | MH_MEMBER_NAME, .offset = AT(ours),
      .width = 12 },
    { .name = "leur", .sql = "theirs", .title = "Chez eux", .type = MH_TEXT, .flags = MH_KEY | MH_IMMUTABLE | MH_LONG | MH_MEMBER_NAME,
      .offset = AT(theirs), .width = 12 },
    { .name = "avant", .sql = "base", .title = "Avant", .type = MH_TEXT, .flags = MH_LONG | MH_MEMBER_NAME, .offset = AT(base), .width = 10 },
    { .name = "auteur", .sql = "author", .title = "Dit par", .type = MH_TEXT, .flags = MH_MEMBER_NAME, .offset = AT(author), .width = 14 },
    { .name = "date", .sql = "said_on", .title = "Le", .type = MH_TEXT, .offset = AT(said_on), .width = 10 },
    { .name = "etat", .sql = "state", .title = "État", .type = MH_CHOICE, .choices = states, .help = "ouvert ou réglé",
      .flags = MH_REQUIRED, .offset = AT(state), .width = 8 },
    { .name = "choix", .sql = "choice", .title = "Choix", .type = MH_CHOICE, .choices = choices, .help = "nôtre ou leur", .offset = AT(choice),
      .width = 8 },
};

const struct mh_table mh_table_conflicts = {
    .name = "conflicts", .name_fr = "conflits", .title = "Conflits", .one = "conflit", .sql = "conflicts",
    .columns = columns, .ncolumns = MH__NCOLUMNS(columns), .row_size = sizeof(struct mh_conflict), .order = "kind, subject, field, theirs",
};

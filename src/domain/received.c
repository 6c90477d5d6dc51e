#include "domain/domain_priv.h"

#define AT(field) offsetof(struct mh_received, field)

static const struct mh_column columns[] = {
    { .name = "origine", .sql = "from_origin", .title = "Origine", .type = MH_INT, .flags = MH_REQUIRED | MH_KEY | MH_IMMUTABLE,
      .offset = AT(origin), .width = 11 },
    { .name = "choix", .sql = "chosen", .title = "Choix", .type = MH_TEXT, .flags = MH_REQUIRED | MH_KEY | MH_IMMUTABLE | MH_HIDDEN,
      .offset = AT(scope), .width = 16 },
    { .name = "numero", .sql = "op_number", .title = "N°", .type = MH_INT, .flags = MH_REQUIRED | MH_KEY | MH_IMMUTABLE, .offset = AT(number),
      .width = 6 },
    { .name = "auteur", .sql = "author", .title = "Auteur", .type = MH_TEXT, .flags = MH_REQUIRED | MH_MEMBER_NAME, .offset = AT(author),
      .width = 14 },
    { .name = "date", .sql = "at", .title = "Date", .type = MH_TEXT, .flags = MH_REQUIRED, .offset = AT(at), .width = 19 },
    { .name = "commande", .sql = "command", .title = "Opération", .type = MH_TEXT, .flags = MH_REQUIRED | MH_MEMBER_NAME, .offset = AT(command),
      .width = 30 },
    { .name = "crees", .sql = "created", .title = "Créés", .type = MH_INT, .flags = MH_REQUIRED, .offset = AT(created), .width = 7 },
    { .name = "modifies", .sql = "updated", .title = "Changés", .type = MH_INT, .flags = MH_REQUIRED, .offset = AT(updated), .width = 7 },
    { .name = "supprimes", .sql = "removed", .title = "Retirés", .type = MH_INT, .flags = MH_REQUIRED, .offset = AT(removed), .width = 7 },
    { .name = "suit", .sql = "follows", .title = "Suit", .type = MH_TEXT, .flags = MH_HIDDEN, .offset = AT(follows), .width = 16 },
    { .name = "empreinte", .sql = "digest", .title = "Empreinte", .type = MH_TEXT, .flags = MH_REQUIRED | MH_HIDDEN, .offset = AT(digest),
      .width = 16 },
    { .name = "contenu", .sql = "payload", .title = "Contenu", .type = MH_TEXT, .flags = MH_REQUIRED | MH_HIDDEN | MH_LONG | MH_MEMBER_NAME,
      .offset = AT(payload), .width = 20 },
    { .name = "liens", .sql = "links", .title = "Liens", .type = MH_TEXT, .flags = MH_HIDDEN | MH_LONG, .offset = AT(links), .width = 20 },
};

const struct mh_table mh_table_received = {
    .name = "received", .name_fr = "recues", .title = "Opérations reçues", .one = "opération reçue", .sql = "received",
    .columns = columns, .ncolumns = MH__NCOLUMNS(columns), .row_size = sizeof(struct mh_received), .order = "from_origin, op_number",
};

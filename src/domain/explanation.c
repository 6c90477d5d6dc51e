#include "domain/domain_priv.h"

#define AT(field) offsetof(struct mh_explanation, field)

static const struct mh_column columns[] = {
    { .name = "regle", .sql = "rule", .title = "Règle", .type = MH_TEXT, .aliases = "rule|anomalie", .help = "Nom de la règle : mahalli check les donne",
      .flags = MH_REQUIRED | MH_KEY | MH_IMMUTABLE, .offset = AT(rule), .width = 22 },
    { .name = "membre", .sql = "member", .title = "Groupe", .type = MH_TEXT, .aliases = "member|groupe", .help = "Groupe de l'article ; vide : registre, lexique",
      .flags = MH_KEY | MH_IMMUTABLE | MH_MEMBER_NAME, .offset = AT(member), .width = 10 },
    { .name = "objet", .sql = "subject", .title = "Objet", .type = MH_TEXT, .aliases = "subject|reference|article",
      .help = "Référence de l'article ou code du fabricant ; sans référence, la désignation", .flags = MH_KEY | MH_IMMUTABLE | MH_MEMBER_NAME,
      .offset = AT(subject), .width = 16 },
    { .name = "note", .sql = "note", .title = "Explication", .type = MH_TEXT, .aliases = "explication|motif|reason",
      .help = "Pourquoi la ligne est bonne ainsi", .flags = MH_REQUIRED | MH_LONG | MH_PRIVATE, .offset = AT(note), .width = 40 },
    { .name = "auteur", .sql = "author", .title = "Auteur", .type = MH_TEXT, .flags = MH_MEMBER_NAME, .offset = AT(author), .width = 14 },
    { .name = "date", .sql = "written_on", .title = "Date", .type = MH_DATE, .offset = AT(date), .width = 10 },
    { .name = "constats_vus", .sql = "seen", .title = "Constats vus", .type = MH_TEXT, .flags = MH_LONG | MH_HIDDEN | MH_PRIVATE,
      .offset = AT(seen), .width = 30 },
};

const struct mh_table mh_table_explanations = {
    .name = "explanations", .name_fr = "explications", .title = "Explications", .one = "explication", .sql = "explanations",
    .columns = columns, .ncolumns = MH__NCOLUMNS(columns), .row_size = sizeof(struct mh_explanation), .order = "rule, subject",
};

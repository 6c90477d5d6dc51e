#include "domain/domain_priv.h"

#define AT(field) offsetof(struct mh_attribute, field)

static const struct mh_choice types[] = {
    { "nombre", "number|numerique" },
    { "choix", "choice|liste" },
    { "oui_non", "boolean|booleen|yes no" },
    { "usp", 0 },
    { 0, 0 },
};

static const struct mh_choice critical[] = {
    { "oui", "o|yes|1" },
    { "non", "n|no|0" },
    { "info", "informatif|information" },
    { 0, 0 },
};

static const struct mh_choice decides[] = {
    { "oui", "o|yes|1" },
    { "mesure", "measure" },
    { "non", "n|no|0" },
    { 0, 0 },
};

static const struct mh_column columns[] = {
    { .name = "famille", .sql = "families", .title = "Famille", .type = MH_TEXT, .aliases = "familles|families",
      .help = "Code de famille, ou plusieurs séparés par |", .flags = MH_REQUIRED | MH_KEY, .offset = AT(families), .width = 20 },
    { .name = "code", .sql = "code", .title = "Code", .type = MH_TEXT,
      .aliases = "attribut|attribute|caracteristique", .flags = MH_REQUIRED | MH_KEY, .offset = AT(code), .width = 16 },
    { .name = "nom", .sql = "name", .title = "Nom", .type = MH_TEXT, .aliases = "libelle",
      .flags = MH_REQUIRED, .offset = AT(name), .width = 20 },
    { .name = "nom_en", .sql = "name_en", .title = "Nom anglais", .type = MH_TEXT, .aliases = "name en",
      .offset = AT(name_en), .width = 20 },
    { .name = "type", .sql = "kind", .title = "Type", .type = MH_CHOICE, .choices = types, .flags = MH_REQUIRED,
      .offset = AT(type), .width = 8 },
    { .name = "unite", .sql = "unit", .title = "Unité", .type = MH_TEXT, .offset = AT(unit), .width = 6 },
    { .name = "valeurs", .sql = "allowed", .title = "Valeurs", .type = MH_TEXT,
      .help = "Valeurs permises séparées par |, ou un intervalle 6..34", .offset = AT(values), .width = 24 },
    { .name = "critique", .sql = "critical", .title = "Critique", .type = MH_CHOICE, .choices = critical,
      .help = "oui : à connaître avant de regrouper des besoins ; info : jamais une exigence", .offset = AT(critical), .width = 8 },
    { .name = "jamais", .sql = "never_equal", .title = "Jamais interchangeable", .type = MH_BOOL,
      .aliases = "never", .offset = AT(never), .width = 8 },
    { .name = "special", .sql = "special", .title = "Particularités", .type = MH_TEXT,
      .help = "Valeurs à signaler quand personne ne les a demandées", .offset = AT(special), .width = 16 },
    { .name = "implicite", .sql = "implicit", .title = "Implicite", .type = MH_TEXT,
      .help = "Valeur entendue quand rien n'est dit", .offset = AT(implicit), .width = 10 },
    { .name = "lecture", .sql = "reading", .title = "Lecture", .type = MH_TEXT,
      .help = "Mots qui annoncent un nombre, séparés par |", .offset = AT(reading), .width = 20 },
    { .name = "tolerance", .sql = "tolerance", .title = "Tolérance", .type = MH_DECIMAL,
      .offset = AT(tolerance), .width = 8 },
    { .name = "decide", .sql = "decides", .title = "Décide de la taille", .type = MH_CHOICE, .choices = decides,
      .help = "oui : sans elle l'article ne dit pas quelle taille il veut ; mesure : elle en dit assez pour d'autres", .offset = AT(decides),
      .width = 8 },
    { .name = "origine", .sql = "origin", .title = "Origine", .type = MH_CHOICE, .choices = mh__choices_origin,
      .offset = AT(origin), .width = 10 },
};

const struct mh_table mh_table_attributes = {
    .name = "attributes", .name_fr = "caracteristiques", .title = "Caractéristiques", .one = "caractéristique", .sql = "attributes",
    .columns = columns, .ncolumns = MH__NCOLUMNS(columns), .row_size = sizeof(struct mh_attribute), .order = "families, code",
};

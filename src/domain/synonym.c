#include "domain/domain_priv.h"

#define AT(field) offsetof(struct mh_synonym, field)

static const struct mh_choice langs[] = {
    { "fr", "francais|french" },
    { "en", "anglais|english" },
    { "ar", "arabe|arabic" },
    { 0, 0 },
};

static const struct mh_choice statuses[] = {
    { "accepté", "oui|ok|accepted" },
    { "refusé", "non|rejete|refused" },
    { 0, 0 },
};

static const struct mh_column columns[] = {
    { .name = "terme", .sql = "term", .title = "Terme", .type = MH_TEXT,
      .aliases = "mot|synonyme|synonym", .flags = MH_REQUIRED | MH_KEY, .offset = AT(term), .width = 30 },
    { .name = "famille", .sql = "families", .title = "Famille", .type = MH_TEXT, .aliases = "familles|families",
      .help = "Code de famille, ou plusieurs séparés par |", .flags = MH_KEY, .offset = AT(families), .width = 20 },
    { .name = "attribut", .sql = "attribute", .title = "Caractéristique", .type = MH_TEXT,
      .flags = MH_KEY, .offset = AT(attribute), .width = 16 },
    { .name = "valeur", .sql = "value", .title = "Valeur", .type = MH_TEXT, .offset = AT(value), .width = 16 },
    { .name = "langue", .sql = "lang", .title = "Langue", .type = MH_CHOICE, .choices = langs,
      .aliases = "lang", .offset = AT(lang), .width = 4 },
    { .name = "etat", .sql = "status", .title = "État", .type = MH_CHOICE, .choices = statuses,
      .help = "accepté ou refusé ; vide : accepté", .offset = AT(status), .width = 8 },
    { .name = "origine", .sql = "origin", .title = "Origine", .type = MH_CHOICE, .choices = mh__choices_origin,
      .offset = AT(origin), .width = 10 },
};

static bool check(const void *row, struct mh_diags *diags)
{
    const struct mh_synonym *s = row;

    if (!s->families && !s->attribute && !s->value) {
        mh__finding(diags, MH_SEV_ERROR, "synonyme-vide", "famille", s->term,
                    "le terme ne désigne rien : donnez une famille, une caractéristique et sa valeur, ou ce qu'il abrège", NULL);
        return false;
    }
    if (s->attribute && !s->value) {
        mh__finding(diags, MH_SEV_ERROR, "synonyme-sans-valeur", "valeur", s->term, "une caractéristique demande sa valeur", NULL);
        return false;
    }
    return true;
}

const struct mh_table mh_table_synonyms = {
    .name = "synonyms", .name_fr = "synonymes", .title = "Synonymes", .one = "synonyme", .sql = "synonyms",
    .columns = columns, .ncolumns = MH__NCOLUMNS(columns), .row_size = sizeof(struct mh_synonym),
    .order = "term, families, attribute", .check = check,
};

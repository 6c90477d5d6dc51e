#include "domain/domain_priv.h"

#define AT(field) offsetof(struct mh_article, field)

static const struct mh_choice scopes[] = {
    { "inclus", "dans le perimetre|in|included" },
    { "exclu", "hors perimetre|out|excluded" },
    { 0, 0 },
};

static const struct mh_column columns[] = {
    { .name = "membre", .sql = "member_id", .title = "Groupe", .type = MH_REF,
      .ref = &mh_table_members, .aliases = "member|code membre|code groupe", .help = "Code du groupe",
      .flags = MH_REQUIRED | MH_KEY | MH_IMMUTABLE | MH_MEMBER_NAME, .offset = AT(member_id), .width = 10 },
    { .name = "reference", .sql = "reference", .title = "Référence", .type = MH_TEXT,
      .aliases = "ref|code|code article|ref article|reference article|code produit|item code|sku|n article|no article|article code",
      .offset = AT(reference), .width = 14 },
    { .name = "designation", .sql = "label", .title = "Désignation", .type = MH_TEXT,
      .aliases = "label|libelle|article|produit|name|nom|description|intitule|denomination|designation article|libelle article|item|product",
      .flags = MH_REQUIRED | MH_FOLDED, .offset = AT(label), .width = 40 },
    { .name = "specifications", .sql = "specs", .title = "Spécifications",
      .type = MH_TEXT, .aliases = "specification|caracteristiques|caracteristiques techniques|specifications techniques|specs|spec|norme",
      .help = "nom = valeur unité, séparées par ;", .flags = MH_LONG, .offset = AT(specs), .width = 30 },
    { .name = "unite", .sql = "unit", .title = "Unité", .type = MH_TEXT,
      .aliases = "u|uc|um|uom|unite de mesure|unite de compte|forme", .offset = AT(unit), .width = 8 },
    { .name = "conditionnement", .sql = "pack", .title = "Conditionnement", .type = MH_TEXT,
      .aliases = "cdt|cond|packaging|boite de|unite de conditionnement|colisage|emballage|package", .offset = AT(pack), .width = 14 },
    { .name = "code_emdn", .sql = "emdn", .title = "EMDN", .type = MH_TEXT, .aliases = "nomenclature emdn",
      .offset = AT(emdn), .width = 12 },
    { .name = "famille", .sql = "family", .title = "Famille", .type = MH_TEXT,
      .aliases = "categorie|category|famille article", .help = "Code de famille, ou son nom", .offset = AT(family), .width = 16 },
    { .name = "perimetre", .sql = "scope_choice", .title = "Périmètre", .type = MH_CHOICE, .choices = scopes,
      .help = "inclus ou exclu ; vide : le programme en juge", .offset = AT(scope), .width = 8 },
    { .name = "cle", .sql = "match_key", .title = "Clé", .type = MH_TEXT,
      .flags = MH_KEY | MH_DERIVED | MH_HIDDEN, .offset = AT(key), .width = 20 },
};

static void derive(void *row)
{
    struct mh_article *a = row;
    struct mh_str key = MH_STR_INIT;

    mh_article_key(&key, a->reference, a->label, a->specs, a->unit, a->pack);
    mh__take_key(&a->key, &key);
}

const struct mh_table mh_table_articles = {
    .name = "articles", .name_fr = "articles", .title = "Articles", .one = "article", .sql = "articles",
    .columns = columns, .ncolumns = MH__NCOLUMNS(columns), .row_size = sizeof(struct mh_article),
    .order = "member_id, reference, match_key", .derive = derive,
};

#include "domain/domain_priv.h"

#define AT(field) offsetof(struct mh_article_line, field)
#define TEXT(field, name_, title_, aliases_, flags_, width_) \
    { .name = name_, .sql = #field, .title = title_, .type = MH_TEXT, .aliases = aliases_, .flags = flags_, .offset = AT(field), .width = width_ }
#define WORD(field, sql_, name_, title_, choices_, aliases_, flags_, width_) \
    { .name = name_, .sql = sql_, .title = title_, .type = MH_CHOICE, .choices = choices_, .aliases = aliases_, .flags = flags_, \
      .offset = AT(field), .width = width_ }

static const struct mh_choice scopes[] = { { "inclus", NULL }, { "exclu", NULL }, { 0, 0 } };

const struct mh_choice mh__choices_state[] = {
    { "validated", "valide" },
    { "match", "concordant" },
    { "review", "a verifier" },
    { "near", "faisable" },
    { "lead", "a interroger" },
    { "none", "sans fabricant recense|sans fabricant" },
    { "unread", "a preciser" },
    { "out", "hors perimetre" },
    { 0, 0 },
};

static const struct mh_choice verdicts[] = {
    { "match", "concordant" },
    { "review", "a verifier" },
    { "near", "ecart" },
    { 0, 0 },
};

static const struct mh_choice whose[] = {
    { "pharmacien", NULL }, { "acheteur", NULL }, { "fabricant", NULL }, { "association", NULL }, { 0, 0 },
};

static const struct mh_column columns[] = {
    TEXT(member, "membre", "Groupe", NULL, MH_MEMBER_NAME, 10),
    TEXT(reference, "reference", "Référence", "ref", 0, 14),
    TEXT(label, "designation", "Désignation", "libelle", MH_FOLDED, 40),
    TEXT(specs, "specifications", "Spécifications", NULL, MH_LONG, 30),
    TEXT(unit, "unite", "Unité", NULL, 0, 8),
    TEXT(pack, "conditionnement", "Conditionnement", NULL, 0, 14),
    TEXT(emdn, "code_emdn", "EMDN", NULL, 0, 12),
    TEXT(family, "famille", "Famille donnée", NULL, 0, 16),
    WORD(scope, "scope_choice", "perimetre", "Périmètre", scopes, NULL, 0, 8),
    WORD(state, "state", "etat", "État", mh__choices_state, NULL, MH_DERIVED, 14),
    TEXT(family_read, "famille_lue", "Famille lue", NULL, MH_DERIVED, 16),
    TEXT(family_name, "nom_famille", "Nom de la famille", NULL, MH_DERIVED, 24),
    TEXT(reading, "lecture", "Lu", NULL, MH_DERIVED, 30),
    TEXT(rest, "reste", "Mots non reconnus", NULL, MH_DERIVED, 20),
    TEXT(maker, "fabricant", "Fabricant", NULL, MH_DERIVED, 12),
    TEXT(product, "produit", "Produit", NULL, MH_DERIVED, 14),
    TEXT(product_label, "designation_produit", "Désignation du produit", NULL, MH_DERIVED, 30),
    WORD(verdict, "verdict", "concordance", "Concordance", verdicts, NULL, MH_DERIVED, 13),
    { .name = "score", .sql = "score", .title = "Score", .type = MH_INT, .flags = MH_DERIVED, .offset = AT(score), .width = 7 },
    WORD(who, "who", "qui", "Qui tranche", whose, "qui tranche", MH_DERIVED, 11),
    TEXT(reason, "raison", "Raison", NULL, MH_DERIVED | MH_LONG, 40),
};

const struct mh_table mh_table_article_lines = {
    .name = "concordances", .name_fr = "concordances", .title = "Concordances", .one = "article", .sql = NULL,
    .columns = columns, .ncolumns = MH__NCOLUMNS(columns), .row_size = sizeof(struct mh_article_line),
    .order = "member, reference, label",
};

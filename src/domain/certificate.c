#include "domain/domain_priv.h"

#define AT(field) offsetof(struct mh_certificate, field)

static const struct mh_choice types[] = {
    { "enregistrement", "homologation|certificat d enregistrement|registration|enregistrement dmp|enregistrement ammps|amm" },
    { "declaration", "declaration d etablissement|declaration d activite" },
    { "iso13485", "iso 13485|en iso 13485|nm iso 13485" },
    { "ce", "marquage ce|certificat ce|ce mdr" },
    { "fda", "510k|510 k" },
    { "norme", "standard|nm|conformite a la norme|certificat de conformite" },
    { "label", 0 },
    { "autre", "other" },
    { 0, 0 },
};

static const struct mh_column columns[] = {
    { .name = "fabricant", .sql = "maker_id", .title = "Fabricant", .type = MH_REF,
      .ref = &mh_table_makers, .aliases = "code fabricant|manufacturer|producteur|societe|titulaire", .help = "Code du fabricant",
      .flags = MH_REQUIRED | MH_KEY | MH_IMMUTABLE, .offset = AT(maker_id), .width = 12 },
    { .name = "produit", .sql = "product_id", .title = "Produit", .type = MH_REF,
      .ref = &mh_table_products, .aliases = "reference|ref|reference produit|ref produit|code produit",
      .help = "Référence du produit ; vide = le fabricant lui-même", .flags = MH_KEY, .offset = AT(product_id), .width = 14 },
    { .name = "type", .sql = "kind", .title = "Type", .type = MH_CHOICE, .choices = types,
      .aliases = "type de certificat|certificat|nature", .help = "enregistrement, declaration, iso13485, ce, fda, norme, label, autre",
      .flags = MH_REQUIRED | MH_KEY, .offset = AT(type), .width = 14 },
    { .name = "numero", .sql = "cert_number", .title = "Numéro", .type = MH_TEXT,
      .aliases = "no|n|num|numero de certificat|n certificat", .help = "Vide pour un dossier déposé", .flags = MH_KEY,
      .offset = AT(number), .width = 16 },
    { .name = "autorite", .sql = "authority", .title = "Autorité", .type = MH_TEXT,
      .aliases = "organisme|delivre par|issuer", .help = "DMP, AMMPS, organisme notifié…", .offset = AT(authority), .width = 14 },
    { .name = "portee", .sql = "scope_text", .title = "Portée", .type = MH_TEXT, .aliases = "perimetre|domaine",
      .flags = MH_LONG, .offset = AT(scope), .width = 24 },
    { .name = "debut", .sql = "valid_from", .title = "Valable du", .type = MH_DATE,
      .aliases = "date debut|date de debut|du|delivre le|date de delivrance|date d emission|emission|from|start",
      .offset = AT(from), .width = 10 },
    { .name = "fin", .sql = "valid_to", .title = "Valable jusqu'au", .type = MH_DATE,
      .aliases = "date fin|date de fin|au|expire le|expiration|date d expiration|validite|fin de validite|expiry|to|end",
      .offset = AT(to), .width = 10 },
    { .name = "document", .sql = "document", .title = "Document", .type = MH_TEXT,
      .aliases = "document vu|piece|fichier", .help = "La pièce vue ; vide = personne ne l'a vue", .offset = AT(document), .width = 20 },
    { .name = "verifie_le", .sql = "verified_on", .title = "Vérifié le", .type = MH_DATE,
      .aliases = "date de verification|date verification|verifie", .offset = AT(verified_on), .width = 10 },
};

static bool check(const void *row, struct mh_diags *diags)
{
    const struct mh_certificate *c = row;
    return mh__check_dates(c->from, c->to, "fin", diags);
}

const struct mh_table mh_table_certificates = {
    .name = "certificates", .name_fr = "certificats", .title = "Certificats", .one = "certificat", .sql = "certificates",
    .columns = columns, .ncolumns = MH__NCOLUMNS(columns), .row_size = sizeof(struct mh_certificate),
    .order = "maker_id, product_id, kind, cert_number", .check = check,
};

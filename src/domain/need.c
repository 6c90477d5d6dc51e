#include "domain/domain_priv.h"

#define AT(field) offsetof(struct mh_need, field)

static const struct mh_column columns[] = {
    { .name = "campagne", .sql = "campaign_id", .title = "Campagne", .type = MH_REF, .ref = &mh_table_campaigns,
      .aliases = "annee|exercice|year", .flags = MH_REQUIRED | MH_KEY | MH_IMMUTABLE, .offset = AT(campaign_id), .width = 6 },
    { .name = "etablissement", .sql = "site_id", .title = "Établissement", .type = MH_REF,
      .ref = &mh_table_sites, .aliases = "service|code etablissement|code site",
      .flags = MH_REQUIRED | MH_KEY | MH_IMMUTABLE | MH_MEMBER_NAME, .offset = AT(site_id), .width = 12 },
    { .name = "article", .sql = "article_id", .title = "Article", .type = MH_REF, .ref = &mh_table_articles,
      .aliases = "reference|ref", .flags = MH_REQUIRED | MH_KEY | MH_IMMUTABLE, .offset = AT(article_id), .width = 14 },
    { .name = "occurrence", .sql = "occurrence", .title = "Occurrence", .type = MH_INT,
      .help = "1 ; 2, 3… pour une ligne répétée", .flags = MH_REQUIRED | MH_KEY | MH_IMMUTABLE, .offset = AT(occurrence), .width = 4 },
    { .name = "quantite", .sql = "quantity", .title = "Volumétrie", .type = MH_DECIMAL,
      .aliases = "qte|quantity|besoin annuel", .flags = MH_REQUIRED, .offset = AT(quantity), .width = 12 },
    { .name = "quantite_en", .sql = "quantity_in", .title = "Quantité en", .type = MH_CHOICE,
      .choices = mh__choices_counted, .help = "unite (par défaut) ou conditionnement", .offset = AT(quantity_in), .width = 8 },
    { .name = "t1", .sql = "q1", .title = "T1", .type = MH_DECIMAL, .aliases = "trimestre 1",
      .offset = AT(quarter[0]), .width = 10 },
    { .name = "t2", .sql = "q2", .title = "T2", .type = MH_DECIMAL, .aliases = "trimestre 2",
      .offset = AT(quarter[1]), .width = 10 },
    { .name = "t3", .sql = "q3", .title = "T3", .type = MH_DECIMAL, .aliases = "trimestre 3",
      .offset = AT(quarter[2]), .width = 10 },
    { .name = "t4", .sql = "q4", .title = "T4", .type = MH_DECIMAL, .aliases = "trimestre 4",
      .offset = AT(quarter[3]), .width = 10 },
    { .name = "prix_unitaire_ht", .sql = "price_ht", .title = "Prix unitaire HT", .type = MH_MONEY,
      .aliases = "pu ht|prix ht", .flags = MH_PRIVATE, .offset = AT(price_ht), .width = 12 },
    { .name = "prix_unitaire_ttc", .sql = "price_ttc", .title = "Prix unitaire TTC",
      .type = MH_MONEY, .aliases = "pu ttc|prix ttc", .flags = MH_PRIVATE, .offset = AT(price_ttc), .width = 12 },
    { .name = "taux_tva", .sql = "vat", .title = "TVA", .type = MH_PERMILLE, .flags = MH_PRIVATE,
      .offset = AT(vat), .width = 6 },
    { .name = "prix_en", .sql = "price_in", .title = "Prix en", .type = MH_CHOICE,
      .choices = mh__choices_counted, .help = "unite (par défaut) ou conditionnement", .flags = MH_PRIVATE, .offset = AT(price_in),
      .width = 8 },
    { .name = "origine", .sql = "source", .title = "Origine", .type = MH_CHOICE, .choices = mh__choices_source,
      .help = "importé, local ou inconnue", .offset = AT(source), .width = 8 },
    { .name = "fournisseur", .sql = "supplier", .title = "Fournisseur", .type = MH_TEXT,
      .flags = MH_PRIVATE, .offset = AT(supplier), .width = 18 },
    { .name = "date_besoin", .sql = "needed_on", .title = "Date du besoin", .type = MH_DATE,
      .offset = AT(needed_on), .width = 10 },
    { .name = "priorite", .sql = "priority", .title = "Priorité", .type = MH_TEXT, .offset = AT(priority),
      .width = 8 },
    { .name = "observations", .sql = "remarks", .title = "Observations", .type = MH_TEXT,
      .aliases = "remarques|commentaires", .flags = MH_LONG, .offset = AT(remarks), .width = 24 },
    { .name = "a_confirmer", .sql = "to_confirm", .title = "À confirmer", .type = MH_TEXT,
      .aliases = "propose d apres", .help = "D'où la ligne est proposée (campagne 2026, achats 2026) ; vide : confirmée",
      .offset = AT(to_confirm), .width = 14 },
    { .name = "quantite_base", .sql = "base_quantity", .title = "Volumétrie de base", .type = MH_QTY,
      .help = "En unités de base de la famille ; vide = conditionnement inconnu", .flags = MH_DERIVED, .offset = AT(base_quantity),
      .width = 12 },
};

static bool check(const void *row, struct mh_diags *diags)
{
    const struct mh_need *n = row;
    bool quarters = mh__check_quarters(n->quantity, n->quarter, diags), prices = mh__check_prices(n->price_ht, n->price_ttc, diags);

    return mh__check_occurrence(n->occurrence, diags) && quarters && prices;
}

const struct mh_table mh_table_needs = {
    .name = "needs", .name_fr = "besoins", .title = "Besoins", .one = "besoin", .sql = "needs",
    .columns = columns, .ncolumns = MH__NCOLUMNS(columns), .row_size = sizeof(struct mh_need),
    .order = "campaign_id, article_id, site_id, occurrence", .check = check,
};

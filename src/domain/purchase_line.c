#include <stdlib.h>

#include "domain/domain_priv.h"

#define AT(field) offsetof(struct mh_purchase_line, field)

static const struct mh_column columns[] = {
    { .name = "membre", .sql = "member", .title = "Groupe", .type = MH_TEXT, .aliases = "member|code membre|code groupe|nom du groupe|societe",
      .help = "Code du groupe ; vide : le seul du plan, ou --member", .flags = MH_KEY | MH_MEMBER_NAME, .offset = AT(member), .width = 10 },
    { .name = "etablissement", .sql = "site", .title = "Établissement", .type = MH_TEXT,
      .aliases = "service|etab|clinique|hopital|code etablissement|code site|nom etablissement|site|depot|magasin",
      .help = "Code de l'établissement ; vide : celui du groupe", .flags = MH_KEY | MH_MEMBER_NAME, .offset = AT(site), .width = 12 },
    { .name = "reference", .sql = "reference", .title = "Référence", .type = MH_TEXT,
      .aliases = "ref|code|code article|reference article|ref article|ref interne|reference interne|code interne|code produit|ref produit|"
                 "reference produit|item code|item no|sku|n article|no article|numero article|article code|id article",
      .flags = MH_KEY, .offset = AT(reference), .width = 14 },
    { .name = "designation", .sql = "label", .title = "Désignation", .type = MH_TEXT,
      .aliases = "label|libelle|libelles|article|articles|produit|produits|name|nom|description|intitule|denomination|designation article|"
                 "designation de l article|designation produit|designation du produit|libelle article|libelle produit|libelle de l article|"
                 "intitule article|nom article|nom produit|nom du produit|item|item name|product|product name",
      .flags = MH_REQUIRED, .offset = AT(label), .width = 40 },
    { .name = "date", .sql = "bought_on", .title = "Date", .type = MH_DATE,
      .aliases = "date achat|date d achat|date commande|date de commande|date bc|date bon de commande|date facture|date de facture|"
                 "date reception|date de reception|date livraison|date de livraison|date piece|date mouvement|purchase date|order date|invoice date",
      .help = "Jour de l'achat ; sans lui, l'année", .flags = MH_KEY, .offset = AT(date), .width = 10 },
    { .name = "quantite", .sql = "quantity", .title = "Quantité", .type = MH_DECIMAL,
      .aliases = "qte|qtes|quantites|quantity|qty|quantite achetee|qte achetee|quantite commandee|qte commandee|quantite livree|qte livree|"
                 "quantite recue|qte recue|quantite facturee|qte facturee|consommation|consommation annuelle|total",
      .help = "Quantité achetée, par unité de la ligne", .flags = MH_REQUIRED, .offset = AT(quantity), .width = 12 },
    { .name = "unite", .sql = "unit", .title = "Unité", .type = MH_TEXT,
      .aliases = "u|uc|um|u m|uom|unites|unite de mesure|unite mesure|unite de compte|unite d achat|unite achat|unite de commande|"
                 "unite de gestion|forme",
      .help = "pièce, paire, B/10, boîte de 50…", .offset = AT(unit), .width = 8 },
    { .name = "conditionnement", .sql = "pack", .title = "Conditionnement", .type = MH_TEXT,
      .aliases = "cdt|cond|condt|condit|conditionnements|packaging|package|boite de|unite de conditionnement|colisage|emballage|pcb|"
                 "qte par boite|quantite par boite|quantite par conditionnement",
      .help = "B/10, boîte de 50, PQT/100…", .offset = AT(pack), .width = 14 },
    { .name = "prix_unitaire_ht", .sql = "price_ht", .title = "Prix unitaire HT", .type = MH_MONEY,
      .aliases = "pu ht|puht|p u ht|p u h t|pu h t|prix ht|prix h t|prix unitaire h t|prix unitaire hors taxe|prix unitaire hors taxes|"
                 "prix unitaire|pu|p u|prix achat ht|prix d achat ht|prix achat|prix d achat|unit price|purchase price",
      .help = "En dirhams, par unité de la ligne", .flags = MH_PRIVATE, .offset = AT(price), .width = 12 },
    { .name = "fournisseur", .sql = "supplier", .title = "Fournisseur", .type = MH_TEXT,
      .aliases = "fournisseurs|nom fournisseur|nom du fournisseur|vendor|supplier", .help = "Qui a vendu ; ne dit pas l'origine",
      .flags = MH_PRIVATE, .offset = AT(supplier), .width = 18 },
    { .name = "fabricant", .sql = "maker", .title = "Fabricant", .type = MH_TEXT,
      .aliases = "marque|laboratoire|labo|fabriquant|manufacturer|maker|brand", .help = "Qui l'a fabriqué : code ou nom", .offset = AT(maker),
      .width = 16 },
    { .name = "pays_origine", .sql = "country", .title = "Pays d'origine", .type = MH_TEXT,
      .aliases = "pays d origine|pays|origine|provenance|country|country of origin|pays de fabrication|pays fabrication|made in",
      .help = "Où il a été fabriqué", .offset = AT(country), .width = 12 },
    { .name = "annee", .sql = "year", .title = "Année", .type = MH_INT, .aliases = "exercice|year|annee d achat",
      .help = "Vide : celle de la date", .flags = MH_KEY, .offset = AT(year), .width = 6 },
    { .name = "occurrence", .sql = "occurrence", .title = "Occurrence", .type = MH_INT, .aliases = "n occurrence|no occurrence|occ",
      .help = "1 ; 2, 3… pour le même article, le même jour", .flags = MH_KEY, .offset = AT(occurrence), .width = 4 },
};

static bool check(const void *row, struct mh_diags *diags)
{
    const struct mh_purchase_line *p = row;
    if (p->date == NULL && p->year == MH_UNKNOWN) {
        mh__finding(diags, MH_SEV_ERROR, "date-absente", "date", NULL, "ni date ni année d'achat", "donnez le jour de l'achat, ou une colonne annee");
        return false;
    }
    if (p->date != NULL && p->year != MH_UNKNOWN && strtoll(p->date, NULL, 10) != p->year) {
        mh__finding(diags, MH_SEV_ERROR, "annee-contredite", "annee", p->date, "l'année n'est pas celle de la date", "corrigez l'une ou l'autre");
        return false;
    }
    return (p->year == MH_UNKNOWN || mh__check_year(p->year, diags)) && mh__check_occurrence(p->occurrence, diags);
}

const struct mh_table mh_table_purchase_lines = {
    .name = "purchases", .name_fr = "achats", .title = "Achats", .one = "achat", .sql = NULL,
    .columns = columns, .ncolumns = MH__NCOLUMNS(columns), .row_size = sizeof(struct mh_purchase_line),
    .order = "member, reference, label, site, year, bought_on, occurrence", .check = check,
};

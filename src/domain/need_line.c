#include "domain/domain_priv.h"

#define AT(field) offsetof(struct mh_need_line, field)

static const struct mh_column columns[] = {
    { .name = "membre", .sql = "member", .title = "Groupe", .type = MH_TEXT,
      .aliases = "member|code membre|code groupe|nom du groupe|societe", .help = "Code du groupe ; vide : le seul du plan, ou --member",
      .flags = MH_KEY | MH_MEMBER_NAME, .offset = AT(member), .width = 10 },
    { .name = "etablissement", .sql = "site", .title = "Établissement", .type = MH_TEXT,
      .aliases = "service|etab|clinique|hopital|code etablissement|code site|code service|nom etablissement|hospital|clinic|facility",
      .help = "Code de l'établissement ; vide : celui du groupe", .flags = MH_KEY | MH_MEMBER_NAME, .offset = AT(site), .width = 12 },
    { .name = "reference", .sql = "reference", .title = "Référence", .type = MH_TEXT,
      .aliases = "ref|code|code article|reference article|ref article|ref interne|reference interne|code interne|code produit|"
                 "ref produit|reference produit|item code|item no|sku|n article|no article|numero article|article code|id article",
      .flags = MH_KEY, .offset = AT(reference), .width = 14 },
    { .name = "occurrence", .sql = "occurrence", .title = "Occurrence", .type = MH_INT,
      .aliases = "n occurrence|no occurrence|occ", .help = "1 ; 2, 3… pour une ligne répétée", .flags = MH_KEY,
      .offset = AT(occurrence), .width = 4 },
    { .name = "code_emdn", .sql = "emdn", .title = "EMDN", .type = MH_TEXT, .aliases = "nomenclature emdn",
      .offset = AT(emdn), .width = 12 },
    { .name = "famille", .sql = "family", .title = "Famille", .type = MH_TEXT,
      .aliases = "famille article|famille produit|famille de produit|famille de produits|categorie|category|nature",
      .help = "Code de famille, ou son nom", .offset = AT(family), .width = 16 },
    { .name = "designation", .sql = "label", .title = "Désignation", .type = MH_TEXT,
      .aliases = "label|designations|libelle|libelles|article|articles|produit|produits|name|nom|description|intitule|denomination|"
                 "designation article|designation de l article|designation des articles|designation produit|designation du produit|"
                 "designation des produits|libelle article|libelle produit|libelle de l article|intitule article|nom article|"
                 "nom de l article|nom produit|nom du produit|item|item name|product|product name|fourniture|fournitures|"
                 "type d equipement|designation et specifications|designation et specifications techniques|"
                 "designation et caracteristiques|designation et caracteristiques techniques|designation et description",
      .flags = MH_REQUIRED, .offset = AT(label), .width = 40 },
    { .name = "specifications", .sql = "specs", .title = "Spécifications",
      .type = MH_TEXT, .parts = mh__spec_parts,
      .aliases = "specification|caracteristique|caracteristiques|caracteristiques techniques|specifications techniques|"
                 "specification technique|specs|spec|fiche technique|details|detail",
      .help = "nom = valeur unité, séparées par ; (un ? final : souhait)", .flags = MH_LONG, .offset = AT(specs), .width = 30 },
    { .name = "quantite", .sql = "quantity", .title = "Volumétrie", .type = MH_DECIMAL,
      .aliases = "qte|qtes|quantites|quantity|qty|volumes|besoin|besoins|besoin annuel|besoins annuels|besoin an|quantite annuelle|"
                 "quantites annuelles|qte annuelle|qte an|quantite an|volume annuel|volumes annuels|volumetrie annuelle|"
                 "consommation annuelle|conso annuelle|consommation|quantite demandee|qte demandee|quantite prevue|qte prevue|"
                 "quantite previsionnelle|quantite estimee|quantite a commander|qte a commander|total|total annuel|quantite totale|"
                 "qte totale|besoin total|prevision|previsions|annual quantity|annual need",
      .help = "Quantité de l'année, par unité de la ligne", .flags = MH_REQUIRED, .offset = AT(quantity), .width = 12 },
    { .name = "unite", .sql = "unit", .title = "Unité", .type = MH_TEXT,
      .aliases = "u|uc|um|u m|uom|unites|unite de mesure|unite mesure|unite de compte|unite d achat|unite achat|unite de commande|"
                 "unite de gestion|forme|unite cond|unite conditionnement|unite ou conditionnement",
      .help = "pièce, paire, B/10, boîte de 50…", .offset = AT(unit), .width = 8 },
    { .name = "conditionnement", .sql = "pack", .title = "Conditionnement", .type = MH_TEXT,
      .aliases = "cdt|cond|condt|condit|conditt|conditionnements|packaging|package|boite de|unite de conditionnement|colisage|emballage|pcb|"
                 "qte par boite|quantite par boite|quantite par conditionnement",
      .help = "B/10, boîte de 50, PQT/100…", .offset = AT(pack), .width = 14 },
    { .name = "quantite_en", .sql = "quantity_in", .title = "Quantité en", .type = MH_CHOICE,
      .choices = mh__choices_counted, .aliases = "quantite exprimee en|qte en", .help = "unite (par défaut) ou conditionnement",
      .offset = AT(quantity_in), .width = 8 },
    { .name = "t1", .sql = "q1", .title = "T1", .type = MH_DECIMAL,
      .aliases = "trimestre 1|1er trimestre|premier trimestre|trim 1|trim1|quantite t1|qte t1|besoin t1|1 trimestre|t 1|1er trim|trimestre t1",
      .offset = AT(quarter[0]), .width = 10 },
    { .name = "t2", .sql = "q2", .title = "T2", .type = MH_DECIMAL,
      .aliases = "trimestre 2|2e trimestre|2eme trimestre|deuxieme trimestre|trim 2|trim2|quantite t2|qte t2|besoin t2|2 trimestre|t 2|2eme trim|trimestre t2|2e trim",
      .offset = AT(quarter[1]), .width = 10 },
    { .name = "t3", .sql = "q3", .title = "T3", .type = MH_DECIMAL,
      .aliases = "trimestre 3|3e trimestre|3eme trimestre|troisieme trimestre|trim 3|trim3|quantite t3|qte t3|besoin t3|3 trimestre|t 3|3eme trim|trimestre t3|3e trim",
      .offset = AT(quarter[2]), .width = 10 },
    { .name = "t4", .sql = "q4", .title = "T4", .type = MH_DECIMAL,
      .aliases = "trimestre 4|4e trimestre|4eme trimestre|quatrieme trimestre|trim 4|trim4|quantite t4|qte t4|besoin t4|4 trimestre|t 4|4eme trim|trimestre t4|4e trim",
      .offset = AT(quarter[3]), .width = 10 },
    { .name = "prix_unitaire_ht", .sql = "price_ht", .title = "Prix unitaire HT", .type = MH_MONEY,
      .aliases = "pu ht|puht|p u ht|p u h t|pu h t|prix ht|prix h t|prix unitaire h t|prix unitaire hors taxe|"
                 "prix unitaire hors taxes|prix unitaire hors tva|pu hors tva|prix unitaire en hors tva|prix unitaire|pu|p u|"
                 "prix achat ht|prix d achat ht|dernier prix ht|purchaseprice|purchase price|unit price",
      .help = "En dirhams ; HT ou TTC, pas les deux", .flags = MH_PRIVATE, .offset = AT(price_ht), .width = 12 },
    { .name = "prix_unitaire_ttc", .sql = "price_ttc", .title = "Prix unitaire TTC",
      .type = MH_MONEY,
      .aliases = "pu ttc|puttc|p u ttc|p u t t c|prix ttc|prix t t c|prix unitaire toutes taxes comprises|prix achat ttc|"
                 "prix d achat ttc|dernier prix ttc",
      .help = "En dirhams ; HT ou TTC, pas les deux", .flags = MH_PRIVATE, .offset = AT(price_ttc), .width = 12 },
    { .name = "taux_tva", .sql = "vat", .title = "TVA", .type = MH_PERMILLE, .aliases = "taux de tva|vat rate|tva taux",
      .help = "En % ; sans elle un prix TTC reste TTC", .flags = MH_PRIVATE, .offset = AT(vat), .width = 6 },
    { .name = "prix_en", .sql = "price_in", .title = "Prix en", .type = MH_CHOICE,
      .choices = mh__choices_counted, .aliases = "prix exprime en|prix par", .help = "unite (par défaut) ou conditionnement",
      .flags = MH_PRIVATE, .offset = AT(price_in), .width = 8 },
    { .name = "origine", .sql = "source", .title = "Origine", .type = MH_CHOICE, .choices = mh__choices_source,
      .aliases = "provenance|origine actuelle|pays d origine|pays origine", .help = "importé, local ou inconnue", .offset = AT(source), .width = 8 },
    { .name = "fournisseur", .sql = "supplier", .title = "Fournisseur", .type = MH_TEXT,
      .aliases = "fournisseurs|fournisseur actuel|nom fournisseur|nom du fournisseur|vendor", .flags = MH_PRIVATE,
      .offset = AT(supplier), .width = 18 },
    { .name = "date_besoin", .sql = "needed_on", .title = "Date du besoin", .type = MH_DATE,
      .aliases = "date de besoin|date souhaitee|date de livraison|date livraison|livraison souhaitee|besoin le",
      .offset = AT(needed_on), .width = 10 },
    { .name = "priorite", .sql = "priority", .title = "Priorité", .type = MH_TEXT, .aliases = "prio|urgence",
      .offset = AT(priority), .width = 8 },
    { .name = "observations", .sql = "remarks", .title = "Observations", .type = MH_TEXT,
      .aliases = "observation|obs|remarque|remarques|commentaire|commentaires|remark|note|notes|comment|comments",
      .flags = MH_LONG, .offset = AT(remarks), .width = 24 },
    { .name = "a_confirmer", .sql = "to_confirm", .title = "À confirmer", .type = MH_TEXT,
      .aliases = "propose d apres", .help = "D'où la ligne est proposée (campagne 2026, achats 2026) ; vide : confirmée",
      .offset = AT(to_confirm), .width = 14 },
    { .name = "quantite_base", .sql = "base_quantity", .title = "Volumétrie de base", .type = MH_QTY,
      .help = "En unités de base de la famille ; vide = conditionnement inconnu", .flags = MH_DERIVED, .offset = AT(base_quantity),
      .width = 12 },
    { .name = "etat", .sql = "state", .title = "État", .type = MH_CHOICE, .choices = mh__choices_state,
      .help = "De son article, au dernier rapprochement", .flags = MH_DERIVED | MH_HIDDEN, .offset = AT(state), .width = 14 },
    { .name = "famille_lue", .sql = "family_read", .title = "Famille lue", .type = MH_TEXT,
      .help = "De son article, au dernier rapprochement", .flags = MH_DERIVED | MH_HIDDEN, .offset = AT(family_read), .width = 16 },
};

static bool check(const void *row, struct mh_diags *diags)
{
    const struct mh_need_line *n = row;
    bool quarters = mh__check_quarters(n->quantity, n->quarter, diags), prices = mh__check_prices(n->price_ht, n->price_ttc, diags);

    return mh__check_occurrence(n->occurrence, diags) && quarters && prices;
}

const struct mh_table mh_table_need_lines = {
    .name = "needs", .name_fr = "besoins", .title = "Besoins", .one = "besoin", .sql = NULL,
    .columns = columns, .ncolumns = MH__NCOLUMNS(columns), .row_size = sizeof(struct mh_need_line),
    .order = "member, reference, label, site, occurrence", .check = check,
};

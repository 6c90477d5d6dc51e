#include "domain/domain_priv.h"

#define AT(field) offsetof(struct mh_product, field)

static const struct mh_choice status[] = {
    { "produit", "en production|production|fabrique|disponible|produced|available|en stock" },
    { "capable", "faisable|possible|able" },
    { "projet", "project|en projet|prototype|en developpement" },
    { "arrêté", "arret|stopped|discontinued|abandonne" },
    { "inconnu", "unknown|inconnue" },
    { 0, 0 },
};

/* How sure a rate of local content is; the words of the samples and of makers' own files are other spellings. */
static const struct mh_choice proofs[] = {
    { "déclaré", "declaree|declare|declaration|declaration du fabricant|declaration sur l honneur|auto declaration|declared|statement" },
    { "audité", "auditee|audit|audit externe|visite|visite d atelier|visite du site|audited" },
    { "label", "labellise|label made in morocco|made in morocco|label maroc|labelled" },
    { "certificat", "certificat d origine|certifie|certificate|attestation|certificat de contenu local" },
    { 0, 0 },
};

static const struct mh_column columns[] = {
    { .name = "fabricant", .sql = "maker_id", .title = "Fabricant", .type = MH_REF,
      .ref = &mh_table_makers, .aliases = "code fabricant|manufacturer|producteur|industriel|societe", .help = "Code du fabricant",
      .flags = MH_REQUIRED | MH_KEY | MH_IMMUTABLE, .offset = AT(maker_id), .width = 12 },
    { .name = "reference", .sql = "reference", .title = "Référence", .type = MH_TEXT,
      .aliases = "ref|code|ref fabricant|reference fabricant|code article|code produit|ref produit|reference produit|sku",
      .offset = AT(reference), .width = 14 },
    { .name = "code_emdn", .sql = "emdn", .title = "EMDN", .type = MH_TEXT, .aliases = "nomenclature emdn",
      .offset = AT(emdn), .width = 12 },
    { .name = "famille", .sql = "family", .title = "Famille", .type = MH_TEXT,
      .aliases = "gamme|categorie|category|range", .help = "Code de famille, ou son nom", .offset = AT(family), .width = 16 },
    { .name = "designation", .sql = "label", .title = "Désignation", .type = MH_TEXT,
      .aliases = "label|libelle|article|produit|name|nom|description|intitule|denomination|designation produit|designation du produit|"
                 "designation article|libelle produit|nom du produit|nom produit|product|product name|item",
      .flags = MH_REQUIRED | MH_FOLDED, .offset = AT(label), .width = 40 },
    { .name = "specifications", .sql = "specs", .title = "Spécifications",
      .type = MH_TEXT, .parts = mh__spec_parts,
      .aliases = "specification|caracteristiques|caracteristiques techniques|specifications techniques|specs|spec|fiche technique|"
                 "details|detail",
      .help = "nom = valeur unité, séparées par ;", .flags = MH_LONG, .offset = AT(specs), .width = 30 },
    { .name = "unite", .sql = "unit", .title = "Unité", .type = MH_TEXT,
      .aliases = "u|uc|um|uom|unite de vente|unite de mesure|unite de compte|unites|forme",
      .help = "Ce en quoi capacité, minimum et prix sont donnés", .offset = AT(unit), .width = 8 },
    { .name = "conditionnement", .sql = "pack", .title = "Conditionnement", .type = MH_TEXT,
      .aliases = "cdt|cond|packaging|boite de|unite de conditionnement|conditionnements|colisage|emballage|package",
      .help = "B/10, boîte de 50, PQT/100…", .offset = AT(pack), .width = 14 },
    { .name = "capacite_annuelle", .sql = "capacity", .title = "Capacité annuelle", .type = MH_QTY,
      .aliases = "capacite|capacite an|capacite par an|production annuelle|capacite de production|capacity|annual capacity",
      .offset = AT(capacity), .width = 12 },
    { .name = "capacite_t1", .sql = "capacity_q1", .title = "Capacité T1", .type = MH_QTY,
      .aliases = "cap t1|capacite trimestre 1|capacite 1er trimestre", .offset = AT(capacity_q[0]), .width = 10 },
    { .name = "capacite_t2", .sql = "capacity_q2", .title = "Capacité T2", .type = MH_QTY,
      .aliases = "cap t2|capacite trimestre 2|capacite 2e trimestre|capacite 2eme trimestre", .offset = AT(capacity_q[1]), .width = 10 },
    { .name = "capacite_t3", .sql = "capacity_q3", .title = "Capacité T3", .type = MH_QTY,
      .aliases = "cap t3|capacite trimestre 3|capacite 3e trimestre|capacite 3eme trimestre", .offset = AT(capacity_q[2]), .width = 10 },
    { .name = "capacite_t4", .sql = "capacity_q4", .title = "Capacité T4", .type = MH_QTY,
      .aliases = "cap t4|capacite trimestre 4|capacite 4e trimestre|capacite 4eme trimestre", .offset = AT(capacity_q[3]), .width = 10 },
    { .name = "quantite_min", .sql = "min_quantity", .title = "Quantité minimale", .type = MH_QTY,
      .aliases = "minimum|minimum de commande|qte min|qte mini|quantite mini|quantite minimum|commande minimum|commande minimale|moq",
      .offset = AT(minimum), .width = 10 },
    { .name = "prix_unitaire_ht", .sql = "price_ht", .title = "Prix unitaire HT", .type = MH_MONEY,
      .aliases = "pu ht|puht|p u ht|p u h t|pu h t|prix ht|prix unitaire hors taxe|prix unitaire hors taxes|prix unitaire hors tva|"
                 "prix unitaire|pu|prix de vente ht|unit price|tarif ht",
      .help = "En dirhams, par unité de la ligne", .flags = MH_PRIVATE, .offset = AT(price), .width = 12 },
    { .name = "delai_jours", .sql = "lead_days", .title = "Délai (jours)", .type = MH_INT,
      .aliases = "delai|delai de livraison|delai livraison|delai de livraison jours|lead time", .offset = AT(lead_days), .width = 8 },
    { .name = "classe", .sql = "device_class", .title = "Classe", .type = MH_TEXT,
      .aliases = "classe dm|classe de risque|classe du dispositif|device class", .help = "I, Is, Im, IIa, IIb, III",
      .offset = AT(device_class), .width = 6 },
    { .name = "statut", .sql = "status", .title = "Statut", .type = MH_CHOICE,
      .choices = status, .aliases = "etat", .help = "produit, capable, projet, arrêté ou inconnu", .offset = AT(status), .width = 10 },
    { .name = "disponible_le", .sql = "available_on", .title = "Disponible le", .type = MH_DATE,
      .aliases = "date de disponibilite|disponibilite|date disponibilite", .offset = AT(available_on), .width = 10 },
    { .name = "taux_integration", .sql = "integration", .title = "Taux d'intégration", .type = MH_PERMILLE,
      .aliases = "integration|integration locale|taux integration locale|taux d integration locale|contenu local",
      .help = "En %, tel que déclaré", .offset = AT(integration), .width = 8 },
    { .name = "preuve", .sql = "proof", .title = "Preuve", .type = MH_CHOICE, .choices = proofs,
      .aliases = "justificatif|evidence|preuve du taux", .help = "Du taux d'intégration : déclaré, audité, label ou certificat", .offset = AT(proof), .width = 20 },
    { .name = "preuve_le", .sql = "proof_on", .title = "Preuve du", .type = MH_DATE,
      .aliases = "date preuve|date de la preuve", .offset = AT(proof_on), .width = 10 },
    { .name = "source", .sql = "source", .title = "Source", .type = MH_TEXT,
      .aliases = "origine de l information", .offset = AT(source), .width = 20 },
    { .name = "verifie_le", .sql = "verified_on", .title = "Vérifié le", .type = MH_DATE,
      .aliases = "date de verification|date verification|verifie", .offset = AT(verified_on), .width = 10 },
    { .name = "verifie_par", .sql = "verified_by", .title = "Vérifié par", .type = MH_TEXT,
      .aliases = "verificateur", .offset = AT(verified_by), .width = 14 },
    { .name = "cle", .sql = "match_key", .title = "Clé", .type = MH_TEXT,
      .flags = MH_KEY | MH_DERIVED | MH_HIDDEN, .offset = AT(key), .width = 20 },
};

static bool check(const void *row, struct mh_diags *diags)
{
    const struct mh_product *p = row;
    int64_t sum = 0;

    for (int i = 0; i < 4; i++) {
        if (p->capacity_q[i] == MH_UNKNOWN || p->capacity == MH_UNKNOWN || sum > INT64_MAX - p->capacity_q[i])
            return true;
        sum += p->capacity_q[i];
    }
    if (sum != p->capacity)
        mh__finding(diags, MH_SEV_WARNING, "capacites-somme", "capacite_annuelle", NULL,
                    "les capacités des quatre trimestres ne font pas la capacité annuelle", NULL);
    return true;
}

static void derive(void *row)
{
    struct mh_product *p = row;
    struct mh_str key = MH_STR_INIT;

    mh_product_key(&key, p->reference, p->label, p->specs);
    mh__take_key(&p->key, &key);
}

const struct mh_table mh_table_products = {
    .name = "products", .name_fr = "produits", .title = "Produits fabriqués", .one = "produit", .sql = "products",
    .columns = columns, .ncolumns = MH__NCOLUMNS(columns), .row_size = sizeof(struct mh_product),
    .order = "maker_id, reference, match_key", .check = check, .derive = derive,
};

enum mh_evidence mh_evidence_of(const struct mh_product *p)
{
    struct mh_str key = MH_STR_INIT;
    enum mh_evidence found = MH_EVIDENCE_NONE;

    mh_header_key(&key, p->proof); /* plans of before the list hold other spellings */
    for (int i = 0; proofs[i].code && key.len != 0 && found == MH_EVIDENCE_NONE; i++) {
        struct mh_str code = MH_STR_INIT;
        mh_header_key(&code, proofs[i].code);
        if (mh_streq(mh_str_text(&code), mh_str_text(&key)) || mh_in_list(proofs[i].aliases, mh_str_text(&key)))
            found = i == 0 ? MH_EVIDENCE_DECLARED : MH_EVIDENCE_PROVED;
        mh_str_free(&code);
    }
    mh_str_free(&key);
    return found;
}

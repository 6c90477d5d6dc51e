/* What a frozen version recorded of the match: products, candidates, specifications read. */
#include "domain/domain_priv.h"

#define COL(row_, field_, name_, title_, type_, flags_, width_) \
    { .name = name_, .sql = #field_, .title = title_, .type = type_, .flags = flags_, .offset = offsetof(struct row_, field_), .width = width_ }
#define VERSION(row_) \
    { .name = "version", .sql = "version_id", .title = "Version", .type = MH_REF, .ref = &mh_table_versions, \
      .flags = MH_REQUIRED | MH_KEY | MH_IMMUTABLE, .offset = offsetof(struct row_, version_id), .width = 10 }
#define TABLE(name_, fr_, title_, one_, columns_, row_) \
    { .name = name_, .name_fr = fr_, .title = title_, .one = one_, .sql = name_, .columns = columns_, .ncolumns = MH__NCOLUMNS(columns_), \
      .row_size = sizeof(struct row_), .order = "version_id" }
enum { IDENTITY = MH_REQUIRED | MH_KEY | MH_IMMUTABLE };

#define P(f, n, t, ty, fl, w) COL(mh_frozen_product, f, n, t, ty, fl, w)
static const struct mh_column product_columns[] = {
    VERSION(mh_frozen_product),
    P(product_id, "produit_id", "Produit (ligne)", MH_INT, IDENTITY | MH_HIDDEN, 8),
    P(family, "famille", "Famille", MH_TEXT, IDENTITY, 16),
    P(maker, "fabricant", "Fabricant", MH_TEXT, 0, 12),
    P(maker_name, "raison_sociale", "Raison sociale", MH_TEXT, 0, 20),
    P(maker_city, "ville", "Ville", MH_TEXT, 0, 12),
    P(maker_status, "statut_fabricant", "Statut du fabricant", MH_TEXT, 0, 12),
    P(maker_role, "role", "Rôle", MH_TEXT, 0, 12),
    P(reference, "reference", "Référence", MH_TEXT, 0, 14),
    P(label, "designation", "Désignation", MH_TEXT, 0, 30),
    P(clearance, "achetable", "Achetable", MH_TEXT, 0, 12),
    P(cert_number, "certificat", "Certificat", MH_TEXT, 0, 14),
    P(cert_to, "certificat_fin", "Valable jusqu’au", MH_DATE, 0, 10),
    P(certified, "certifie", "Certificat au registre", MH_BOOL, 0, 8),
    P(capacity, "capacite_annuelle", "Capacité annuelle", MH_QTY, 0, 12),
    P(capacity_base, "capacite_base", "Capacité, en unité de base", MH_QTY, 0, 12),
    P(lead_days, "delai_jours", "Délai (jours)", MH_INT, 0, 8),
    P(verified_on, "verifie_le", "Vérifié le", MH_DATE, 0, 10),
};
#undef P

#define K(f, n, t, ty, fl, w) COL(mh_frozen_candidate, f, n, t, ty, fl, w)
static const struct mh_column candidate_columns[] = {
    VERSION(mh_frozen_candidate),
    K(article_id, "article_id", "Article (ligne)", MH_INT, IDENTITY | MH_HIDDEN, 8),
    K(rank, "rang", "Rang", MH_INT, IDENTITY, 6),
    K(product_id, "produit_id", "Produit (ligne)", MH_INT, MH_HIDDEN, 8),
    K(verdict, "concordance", "Concordance", MH_TEXT, 0, 10),
    K(score, "score", "Score", MH_INT, 0, 6),
    K(who, "qui", "Qui tranche", MH_TEXT, 0, 10),
    K(rejected, "ecarte", "Écarté par un avis", MH_BOOL, 0, 6),
    K(excluded, "exclu", "Exclu", MH_BOOL, 0, 6),
    K(told, "motif_general", "Motif, sans les mots du groupe", MH_TEXT, MH_LONG, 40),
    K(reason, "motif", "Motif", MH_TEXT, MH_LONG | MH_MEMBER_NAME, 40),
    K(opinion, "avis", "Avis", MH_TEXT, MH_LONG | MH_MEMBER_NAME, 24),
    K(lacks, "manque", "Ce qui manque", MH_TEXT, MH_LONG, 30),
    K(lacks_kinds, "sortes_de_manque", "Sortes de manque", MH_INT, MH_HIDDEN, 6),
};
#undef K

#define S(f, n, t, ty, fl, w) COL(mh_frozen_spec, f, n, t, ty, fl, w)
static const struct mh_column spec_columns[] = {
    VERSION(mh_frozen_spec),
    S(article_id, "article_id", "Article (ligne)", MH_INT, IDENTITY | MH_HIDDEN, 8),
    S(place, "numero", "N°", MH_INT, IDENTITY, 6),
    S(attribute, "caracteristique", "Caractéristique", MH_TEXT, MH_REQUIRED, 18),
    S(wanted, "demande", "Demandé", MH_TEXT, 0, 18),
    S(source, "source", "Source", MH_TEXT, 0, 10),
    S(sheet, "fiche_version", "Version de la fiche", MH_INT, MH_HIDDEN, 6),
    S(words, "mots", "Mots lus", MH_TEXT, MH_MEMBER_NAME, 16),
    S(offered, "offert", "Offert", MH_TEXT, 0, 18),
    S(result, "resultat", "Résultat", MH_TEXT, 0, 10),
    S(difference, "ecart", "Écart", MH_TEXT, 0, 18),
};
#undef S

const struct mh_table mh_table_frozen_products =
    TABLE("frozen_products", "produits_figes", "Produits figés", "produit figé", product_columns, mh_frozen_product);
const struct mh_table mh_table_frozen_candidates =
    TABLE("frozen_candidates", "concordances_figees", "Concordances figées", "concordance figée", candidate_columns, mh_frozen_candidate);
const struct mh_table mh_table_frozen_specs =
    TABLE("frozen_specs", "specifications_figees", "Spécifications figées", "spécification figée", spec_columns, mh_frozen_spec);

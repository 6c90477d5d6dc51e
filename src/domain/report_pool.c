/* Column tables of consolidation and standardisation. */
#include "domain/report_priv.h"

static const struct mh_choice states[] = {
    { "Validé", NULL }, { "Concordant", NULL }, { "À vérifier", NULL }, { "Faisable", NULL }, { "À interroger", NULL },
    { "Sans fabricant recensé", NULL }, { "À préciser", NULL }, { "Hors périmètre", NULL }, { NULL, NULL },
};

static const struct mh_choice by_hand[] = { { "à la main", NULL }, { "seul", NULL }, { "choix à revoir", NULL }, { NULL, NULL } };
static const struct mh_choice causes[] = {
    { "hors périmètre", NULL }, { "à préciser", NULL }, { "contradictoire", NULL }, { "conditionnement inconnu", NULL }, { NULL, NULL },
};

#define P(f, n, t, ty, fl, w) COL(mh_rep_pool, f, n, t, ty, fl, w)
static const struct mh_column pool_columns[] = {
    P(code, "code", "Code", MH_TEXT, 0, 12),
    P(family, "famille", "Famille (code)", MH_TEXT, MH_HIDDEN, 14),
    P(family_name, "famille_nom", "Famille", MH_TEXT, LONGTEXT, 24),
    P(words, "caracteristiques", "Caractéristiques", MH_TEXT, LONGTEXT, 36),
    P(volume, "volumetrie", "Volumétrie", MH_QTY, MH_MAGNITUDE, 12),
    P(volume_text, "volumetrie_texte", "Volumétrie (texte)", MH_TEXT, MH_HIDDEN, 12),
    P(unit, "unite", "Unité", MH_TEXT, 0, 8),
    P(volume_q[0], "t1", "T1", MH_QTY, MH_MAGNITUDE, 10),
    P(volume_q[1], "t2", "T2", MH_QTY, MH_MAGNITUDE, 10),
    P(volume_q[2], "t3", "T3", MH_QTY, MH_MAGNITUDE, 10),
    P(volume_q[3], "t4", "T4", MH_QTY, MH_MAGNITUDE, 10),
    P(groups, "groupes", "Groupes", MH_INT, 0, 8),
    P(sites, "etablissements", "Établissements", MH_INT, 0, 10),
    P(articles, "articles", "Articles", MH_INT, 0, 8),
    WORD(mh_rep_pool, state, "etat", "État", states, 0, 16),
    P(maker, "fabricant", "Fabricant", MH_TEXT, LONGTEXT, 18),
    P(product, "produit", "Produit", MH_TEXT, LONGTEXT, 16),
    P(question, "question", "À demander", MH_TEXT, LONGTEXT, 24),
    WORD(mh_rep_pool, by_hand, "a_la_main", "À la main", by_hand, 0, 10),
    P(specs, "specifications", "Spécifications", MH_TEXT, LONGTEXT, 36),
    P(emdn, "code_emdn", "Code EMDN", MH_TEXT, 0, 13),
    P(hs, "code_sh", "Code SH", MH_TEXT, 0, 9),
    P(opinions, "avis", "Avis", MH_TEXT, OURS | LONGTEXT, 24),
};
#undef P

#define S(f, n, t, ty, fl, w) COL(mh_rep_share, f, n, t, ty, fl, w)
static const struct mh_column share_columns[] = {
    S(code, "code", "Besoin consolidé", MH_TEXT, 0, 12),
    S(member, "membre", "Groupe", MH_TEXT, OURS, 8),
    S(reference, "reference", "Référence", MH_TEXT, OURS, 14),
    S(label, "designation", "Désignation", MH_TEXT, OURS | LONGTEXT, 34),
    S(volume, "volumetrie", "Volumétrie", MH_QTY, 0, 12),
    S(unit, "unite", "Unité", MH_TEXT, 0, 8),
    S(sites, "etablissements", "Établissements", MH_INT, 0, 10),
    S(uncounted, "lignes_non_comptees", "Lignes non comptées", MH_INT, 0, 10),
    WORD(mh_rep_share, by_hand, "a_la_main", "À la main", by_hand, 0, 12),
    S(reason, "motif", "Motif", MH_TEXT, OURS | LONGTEXT, 24),
    WORD(mh_rep_share, cause, "cause", "Hors consolidation", causes, 0, 20),
    S(specs, "specifications", "Spécifications lues", MH_TEXT, OURS | LONGTEXT, 36),
};
#undef S

#define Q(f, n, t, ty, fl, w) COL(mh_rep_question, f, n, t, ty, fl, w)
static const struct mh_column question_columns[] = {
    Q(question, "question", "Question", MH_TEXT, LONGTEXT, 24),
    Q(family, "famille", "Famille (code)", MH_TEXT, MH_HIDDEN, 14),
    Q(family_name, "famille_nom", "Famille", MH_TEXT, LONGTEXT, 24),
    Q(words, "caracteristiques", "Caractéristiques dites", MH_TEXT, LONGTEXT, 30),
    Q(articles, "articles", "Articles", MH_INT, 0, 8),
    Q(volume, "volumetrie", "Volumétrie", MH_QTY, 0, 12),
    Q(gathers, "volumetrie_reunie", "Réunie", MH_QTY, 0, 12),
    Q(unit, "unite", "Unité", MH_TEXT, 0, 8),
    Q(groups, "groupes", "Groupes", MH_INT, 0, 8),
    Q(joins, "rejoindrait", "Rejoindrait", MH_TEXT, LONGTEXT, 30),
    Q(codes, "besoins", "Besoins consolidés", MH_TEXT, LONGTEXT, 24),
};
#undef Q

#define V(f, n, t, ty, fl, w) COL(mh_rep_variant, f, n, t, ty, fl, w)
static const struct mh_column variant_columns[] = {
    V(standard, "standard", "Standard", MH_TEXT, 0, 12),
    V(family, "famille", "Famille (code)", MH_TEXT, MH_HIDDEN, 14),
    V(family_name, "famille_nom", "Famille", MH_TEXT, LONGTEXT, 24),
    V(words, "caracteristiques", "Spécification commune", MH_TEXT, LONGTEXT, 36),
    V(gathers, "volumetrie_reunie", "Réunie", MH_QTY, 0, 12),
    V(variants, "variantes", "Variantes", MH_INT, 0, 9),
    V(groups, "groupes", "Groupes", MH_INT, 0, 8),
    V(changes, "changements", "Ce qui changerait", MH_TEXT, LONGTEXT, 36),
    V(volume, "volumetrie", "Volumétrie", MH_QTY, 0, 12),
    V(unit, "unite", "Unité", MH_TEXT, 0, 8),
    V(articles, "articles", "Articles", MH_INT, 0, 8),
    V(variant_groups, "groupes_concernes", "Groupes concernés", MH_INT, 0, 8),
    V(codes, "besoins", "Besoins consolidés", MH_TEXT, LONGTEXT, 24),
};
#undef V

const struct mh_table mh_rep_pool_table = TABLE(mh_rep_pool, "pools", "consolidation", "Besoins consolidés", "besoin consolidé", pool_columns);
const struct mh_table mh_rep_share_table = TABLE(mh_rep_share, "pool_shares", "parts_consolidees", "Articles des besoins consolidés",
                                                 "article", share_columns);
const struct mh_table mh_rep_question_table = TABLE(mh_rep_question, "pool_questions", "questions_consolidation", "Propositions de consolidation",
                                                    "proposition", question_columns);
const struct mh_table mh_rep_variant_table = TABLE(mh_rep_variant, "variants", "variantes", "Variantes", "variante", variant_columns);

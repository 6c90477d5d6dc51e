/* Column tables of the rows that the workbook's sheets, the CSV reports and the terminal show alike. */
#include "domain/report_priv.h"

#include <stdlib.h>
#include <string.h>


/* The words of mh_state_title and its fellows: a unit test keeps them in step. */
static const struct mh_choice states[] = {
    { "Validé", NULL }, { "Concordant", NULL }, { "À vérifier", NULL }, { "Faisable", NULL }, { "À interroger", NULL },
    { "Sans fabricant recensé", NULL }, { "À préciser", NULL }, { "Hors périmètre", NULL }, { NULL, NULL },
};
static const struct mh_choice verdicts[] = {
    { "Concordant", NULL }, { "À vérifier", NULL }, { "Écart", NULL }, { NULL, NULL },
};
static const struct mh_choice clearances[] = {
    { "enregistré", NULL }, { "dossier déposé", NULL }, { "expiré", NULL }, { "non vérifié", NULL }, { "non requis", NULL }, { NULL, NULL },
};
static const struct mh_choice results[] = {
    { "respectée", NULL }, { "écart", NULL }, { "inconnue", NULL }, { NULL, NULL },
};
static const struct mh_choice severities[] = {
    { "erreur", NULL }, { "avertissement", NULL }, { "information", NULL }, { NULL, NULL },
};

static const struct mh_choice statuses[] = {
    { "ouverte", NULL }, { "expliquée", NULL }, { NULL, NULL },
};

#define P(f, n, t, ty, fl, w) COL(mh_rep_plan, f, n, t, ty, fl, w)
static const struct mh_column plan_columns[] = {
    P(reference, "reference", "Référence", MH_TEXT, OURS, 13),
    P(label, "designation", "Désignation", MH_TEXT, OURS | LONGTEXT, 30),
    P(family_name, "famille", "Famille", MH_TEXT, LONGTEXT, 20),
    P(specs, "specifications", "Spécifications lues", MH_TEXT, LONGTEXT, 28),
    P(volume, "volumetrie", "Volumétrie", MH_QTY, MH_MAGNITUDE, 12),
    P(volume_text, "volumetrie_texte", "Volumétrie (texte)", MH_TEXT, MH_HIDDEN, 12),
    P(unit, "unite", "Unité", MH_TEXT, 0, 8),
    WORD(mh_rep_plan, state, "etat", "État", states, 0, 14),
    P(maker, "fabricant", "Fabricant", MH_TEXT, LONGTEXT, 17),
    P(product, "produit", "Produit", MH_TEXT, LONGTEXT, 15),
    WORD(mh_rep_plan, clearance, "achetable", "Achetable", clearances, 0, 13),
    P(reason, "motif", "Motif", MH_TEXT, LONGTEXT, 42),
    P(next, "a_faire", "À faire, par qui", MH_TEXT, LONGTEXT, 24),
    WORD(mh_rep_plan, verdict, "concordance", "Concordance", verdicts, 0, 12),
    P(score, "score", "Score", MH_INT, 0, 7),
    P(groups, "groupes", "Groupes", MH_INT, 0, 9),
    P(sites, "etablissements", "Établissements", MH_INT, 0, 14),
    P(emdn, "code_emdn", "Code EMDN", MH_TEXT, 0, 13),
    P(hs, "code_sh", "Code SH", MH_TEXT, 0, 10),
    P(family, "code_famille", "Code famille", MH_TEXT, 0, 13),
    P(rest, "non_lu", "Mots non lus", MH_TEXT, OURS | LONGTEXT, 18),
    P(member, "membre", "Groupe", MH_TEXT, OURS, 10),
    P(amount, "montant_ht", "Montant HT", MH_MONEY, MH_PRIVATE, 16),
    P(supplier, "fournisseur", "Fournisseur actuel", MH_TEXT, MH_PRIVATE | LONGTEXT, 20),
    P(link, "lien", "Lien", MH_TEXT, MH_HIDDEN, 8),
};
#undef P

#define C(f, n, t, ty, fl, w) COL(mh_rep_candidate, f, n, t, ty, fl, w)
static const struct mh_column candidate_columns[] = {
    C(reference, "reference", "Référence", MH_TEXT, OURS, 13),
    C(label, "designation", "Désignation", MH_TEXT, OURS | LONGTEXT, 28),
    C(family_name, "famille", "Famille", MH_TEXT, LONGTEXT, 20),
    C(specs, "specifications", "Spécifications lues", MH_TEXT, LONGTEXT, 26),
    C(rank, "rang", "Rang", MH_INT, 0, 6),
    C(maker, "fabricant", "Fabricant", MH_TEXT, LONGTEXT, 17),
    C(product, "produit", "Produit", MH_TEXT, LONGTEXT, 14),
    C(product_label, "designation_produit", "Désignation du produit", MH_TEXT, LONGTEXT, 26),
    WORD(mh_rep_candidate, verdict, "concordance", "Concordance", verdicts, 0, 13),
    C(who, "qui_tranche", "Qui tranche", MH_TEXT, 0, 12),
    C(reason, "motif", "Motif", MH_TEXT, LONGTEXT, 46),
    WORD(mh_rep_candidate, clearance, "achetable", "Achetable", clearances, 0, 13),
    C(opinion, "avis", "Avis", MH_TEXT, OURS | LONGTEXT, 20),
    C(city, "ville", "Ville", MH_TEXT, LONGTEXT, 12),
    C(certificate, "certificat", "Certificat", MH_TEXT, LONGTEXT, 16),
    C(certificate_to, "certificat_fin", "Valable jusqu’au", MH_DATE, 0, 12),
    C(score, "score", "Score", MH_INT, 0, 7),
    C(capacity, "capacite_annuelle", "Capacité annuelle", MH_QTY, 0, 12),
    C(lead_days, "delai_jours", "Délai (jours)", MH_INT, 0, 8),
    C(verified_on, "verifie_le", "Vérifié le", MH_DATE, 0, 12),
    C(member, "membre", "Groupe", MH_TEXT, OURS, 10),
    C(link, "lien", "Lien", MH_TEXT, MH_HIDDEN, 8),
};
#undef C

#define S(f, n, t, ty, fl, w) COL(mh_rep_spec, f, n, t, ty, fl, w)
static const struct mh_column spec_columns[] = {
    S(reference, "reference", "Référence", MH_TEXT, OURS, 14),
    S(label, "designation", "Désignation", MH_TEXT, OURS | LONGTEXT, 34),
    S(family_name, "famille", "Famille", MH_TEXT, LONGTEXT, 22),
    S(specs, "specifications", "Spécifications lues", MH_TEXT, LONGTEXT, 26),
    S(product, "produit", "Produit", MH_TEXT, LONGTEXT, 16),
    S(attribute, "caracteristique", "Caractéristique", MH_TEXT, LONGTEXT, 20),
    S(wanted, "demande", "Demandé", MH_TEXT, LONGTEXT, 18),
    S(source, "source", "Source", MH_TEXT, 0, 12),
    S(offered, "offert", "Offert", MH_TEXT, LONGTEXT, 18),
    WORD(mh_rep_spec, result, "resultat", "Résultat", results, 0, 12),
    S(by, "ecart", "Écart", MH_TEXT, LONGTEXT, 20),
};
#undef S

#define M(f, n, t, ty, fl, w) COL(mh_rep_maker, f, n, t, ty, fl, w)
static const struct mh_column maker_columns[] = {
    M(maker, "fabricant", "Fabricant", MH_TEXT, LONGTEXT, 22),
    M(city, "ville", "Ville", MH_TEXT, LONGTEXT, 13),
    M(status, "statut", "Statut", MH_TEXT, 0, 14),
    M(role, "role", "Rôle", MH_TEXT, 0, 15),
    M(family_name, "famille", "Famille", MH_TEXT, LONGTEXT, 24),
    M(product, "produit", "Produit", MH_TEXT, LONGTEXT, 16),
    M(specs, "specifications", "Spécifications demandées", MH_TEXT, LONGTEXT, 30),
    M(volume, "volumetrie", "Volumétrie", MH_QTY, MH_MAGNITUDE, 12),
    M(volume_text, "volumetrie_texte", "Volumétrie (texte)", MH_TEXT, MH_HIDDEN, 12),
    M(unit, "unite", "Unité", MH_TEXT, 0, 8),
    M(articles, "articles", "Articles", MH_INT, 0, 9),
    M(groups, "groupes", "Groupes", MH_INT, 0, 9),
    WORD(mh_rep_maker, verdict, "concordance", "Concordance", verdicts, 0, 13),
    WORD(mh_rep_maker, clearance, "achetable", "Achetable", clearances, 0, 13),
    M(capacity, "capacite_annuelle", "Capacité annuelle", MH_QTY, 0, 12),
    M(emdn, "code_emdn", "Code EMDN", MH_TEXT, 0, 13),
};
#undef M

#define G(f, n, t, ty, fl, w) COL(mh_rep_gap, f, n, t, ty, fl, w)
static const struct mh_column gap_columns[] = {
    WORD(mh_rep_gap, state, "etat", "État", states, 0, 14),
    G(family_name, "famille", "Famille", MH_TEXT, LONGTEXT, 22),
    G(specs, "specifications", "Spécifications demandées", MH_TEXT, LONGTEXT, 30),
    G(volume, "volumetrie", "Volumétrie", MH_QTY, MH_MAGNITUDE, 12),
    G(volume_text, "volumetrie_texte", "Volumétrie (texte)", MH_TEXT, MH_HIDDEN, 12),
    G(unit, "unite", "Unité", MH_TEXT, 0, 8),
    G(groups, "groupes", "Groupes", MH_INT, 0, 9),
    G(origin, "origine", "Origine actuelle", MH_TEXT, 0, 10),
    G(nearest, "plus_proches", "Produits proches et ce qui leur manque", MH_TEXT, LONGTEXT, 60),
    G(lacks, "manques", "Il manque au plus proche", MH_TEXT, LONGTEXT, 20),
    G(leads, "a_interroger", "Fabricants de la gamme, à interroger", MH_TEXT, LONGTEXT, 24),
    G(hs, "code_sh", "Code SH", MH_TEXT, 0, 10),
    G(searched, "recherche_le", "Recherche du", MH_DATE, 0, 12),
    G(volume_q[0], "t1", "T1", MH_QTY, MH_MAGNITUDE, 10),
    G(volume_q[1], "t2", "T2", MH_QTY, MH_MAGNITUDE, 10),
    G(volume_q[2], "t3", "T3", MH_QTY, MH_MAGNITUDE, 10),
    G(volume_q[3], "t4", "T4", MH_QTY, MH_MAGNITUDE, 10),
    G(emdn, "code_emdn", "Code EMDN", MH_TEXT, 0, 13),
};
#undef G

#define A(f, n, t, ty, fl, w) COL(mh_rep_problem, f, n, t, ty, fl, w)
static const struct mh_column problem_columns[] = {
    WORD(mh_rep_problem, severity, "gravite", "Gravité", severities, 0, 14),
    A(rule, "regle", "Règle", MH_TEXT, LONGTEXT, 24),
    A(reference, "reference", "Référence", MH_TEXT, OURS, 14),
    A(label, "designation", "Désignation", MH_TEXT, OURS | LONGTEXT, 32),
    A(sentence, "constat", "Constat", MH_TEXT, OURS | LONGTEXT, 44),
    A(suggestion, "suggestion", "Suggestion", MH_TEXT, OURS | LONGTEXT, 34),
    WORD(mh_rep_problem, status, "statut", "Statut", statuses, 0, 11),
    A(note, "explication", "Explication", MH_TEXT, OURS | LONGTEXT | MH_PRIVATE, 30),
    A(count, "nombre", "Nombre", MH_INT, 0, 6),
    A(date, "date", "Date", MH_DATE, 0, 12),
    A(member, "membre", "Groupe", MH_TEXT, OURS, 10),
};
#undef A

#define J(f, n, t, ty, fl, w) COL(mh_rep_journal, f, n, t, ty, fl, w)
static const struct mh_column journal_columns[] = {
    J(number, "numero", "N°", MH_INT, 0, 8),
    J(at, "date", "Date et heure", MH_DATE, 0, 17),
    J(author, "auteur", "Auteur", MH_TEXT, OURS, 18),
    J(command, "commande", "Commande", MH_TEXT, OURS | LONGTEXT, 48),
    J(created, "crees", "Créés", MH_INT, 0, 10),
    J(updated, "modifies", "Modifiés", MH_INT, 0, 10),
    J(removed, "supprimes", "Supprimés", MH_INT, 0, 11),
    J(digest, "empreinte", "Empreinte", MH_TEXT, 0, 18),
};
#undef J

#define F(f, n, t, ty, fl, w) COL(mh_rep_follow, f, n, t, ty, fl, w)
static const struct mh_column follow_columns[] = {
    F(member, "membre", "Groupe", MH_TEXT, OURS, 9),
    F(name, "nom", "Nom", MH_TEXT, OURS | LONGTEXT, 22),
    F(status, "etat", "État", MH_TEXT, 0, 11),
    F(asked_on, "demande_le", "Demandé le", MH_DATE, 0, 10),
    F(due_on, "attendu_le", "Attendu le", MH_DATE, 0, 10),
    F(reminded_on, "relance_le", "Relancé le", MH_DATE, 0, 10),
    F(received_on, "recu_le", "Reçu le", MH_DATE, 0, 10),
    F(late_days, "retard_jours", "Retard (jours)", MH_INT, 0, 7),
    F(needs, "lignes", "Lignes", MH_QTY, 0, 8),
    F(rejected, "rejets", "Rejets", MH_QTY, 0, 7),
    F(articles, "articles", "Articles", MH_QTY, 0, 8),
    F(precise, "precises", "Précisés", MH_PERMILLE, 0, 8),
    F(opinions, "avis", "Avis", MH_QTY, 0, 6),
    F(validated_on, "valide_le", "Validé le", MH_DATE, 0, 10),
    F(validated_by, "valide_par", "Validé par", MH_TEXT, OURS, 14),
    F(remarks, "observations", "Observations", MH_TEXT, OURS | LONGTEXT, 24),
};
#undef F

#define R(f, n, t, ty, fl, w) COL(mh_rep_request, f, n, t, ty, fl, w)
static const struct mh_column request_columns[] = {
    R(maker, "fabricant", "Fabricant", MH_TEXT, 0, 12),
    R(name, "raison_sociale", "Raison sociale", MH_TEXT, LONGTEXT, 24),
    R(sent_on, "envoyee_le", "Envoyée le", MH_DATE, 0, 10),
    R(due_on, "attendue_le", "Attendue le", MH_DATE, 0, 11),
    R(reminded_on, "relancee_le", "Relancée le", MH_DATE, 0, 11),
    R(answered_on, "repondue_le", "Répondue le", MH_DATE, 0, 11),
    R(late_days, "retard_jours", "Retard (jours)", MH_INT, 0, 7),
    R(replies, "reponses", "Réponses", MH_QTY, 0, 8),
    R(products, "produits", "Produits", MH_QTY, 0, 8),
    R(email, "email", "Courriel", MH_TEXT, 0, 22),
    R(phone, "telephone", "Téléphone", MH_TEXT, 0, 14),
    R(remarks, "observations", "Observations", MH_TEXT, LONGTEXT, 24),
};
#undef R

static const struct mh_column pair_columns[] = {
    TEXT(mh_rep_pair, what, "quoi", "Quoi", LONGTEXT, 28),
    TEXT(mh_rep_pair, text, "texte", "Texte", LONGTEXT, 96),
};

const struct mh_table mh_rep_plan_table = TABLE(mh_rep_plan, "plan", "plan", "Plan", "ligne du plan", plan_columns);
const struct mh_table mh_rep_candidate_table =
    TABLE(mh_rep_candidate, "candidates", "concordances", "Concordances", "concordance", candidate_columns);
const struct mh_table mh_rep_spec_table = TABLE(mh_rep_spec, "specs", "specifications", "Spécifications", "spécification", spec_columns);
const struct mh_table mh_rep_maker_table =
    TABLE(mh_rep_maker, "by_maker", "par_fabricant", "Par fabricant", "besoin par fabricant", maker_columns);
#define L(f, n, t, ty, fl, w) COL(mh_rep_lack, f, n, t, ty, fl, w)
static const struct mh_column lack_columns[] = {
    L(importance, "importance", "Importance", MH_TEXT, 0, 11), L(family_name, "famille", "Famille", MH_TEXT, LONGTEXT, 34),
    L(attribute, "caracteristique", "Caractéristique", MH_TEXT, LONGTEXT, 24), L(articles, "articles", "Articles", MH_INT, 0, 9),
    L(volume, "volume", "Volumétrie", MH_QTY, 0, 12), L(unit, "unite", "Unité", MH_TEXT, 0, 8),
    L(allowed, "valeurs", "Réponses possibles", MH_TEXT, LONGTEXT, 44),
};
#undef L

const struct mh_table mh_rep_lack_table = TABLE(mh_rep_lack, "lacks", "manques", "Questions par famille", "manque", lack_columns);
const struct mh_table mh_rep_gap_table =
    TABLE(mh_rep_gap, "gaps", "sans_fabricant", "Faisable et sans fabricant", "besoin sans fabricant", gap_columns);
const struct mh_table mh_rep_problem_table = TABLE(mh_rep_problem, "problems", "anomalies", "Anomalies", "anomalie", problem_columns);
const struct mh_table mh_rep_journal_table = TABLE(mh_rep_journal, "journal", "journal", "Journal", "opération", journal_columns);
const struct mh_table mh_rep_follow_table = TABLE(mh_rep_follow, "follow", "suivi", "Suivi des groupes", "groupe suivi", follow_columns);
const struct mh_table mh_rep_request_table = TABLE(mh_rep_request, "asked_makers", "fabricants_interroges", "Fabricants interrogés", "fabricant interrogé", request_columns);
const struct mh_table mh_rep_pair_table = TABLE(mh_rep_pair, "notes", "notes", "Notes", "note", pair_columns);

static const struct mh_column *named(const struct mh_table *t, const char *name)
{
    for (size_t i = 0; i < t->ncolumns; i++)
        if (strcmp(t->columns[i].name, name) == 0)
            return &t->columns[i];
    return NULL;
}

const char *mh_rep_volume_text(const struct mh_table *t, const void *row)
{
    const struct mh_column *c = named(t, "volumetrie_texte");
    return c ? mh_text_at(c, row) : NULL;
}

bool mh_rep_withheld(const struct mh_table *t, const struct mh_column *c, const void *row)
{
    if ((c->flags & MH_MAGNITUDE) == 0)
        return false;
    const char *text = mh_rep_volume_text(t, row);
    return text && text[0] == '~';
}

void mh_synthesis_free(struct mh_synthesis *s)
{
    free(s->version);
    free(s->perimeter);
    free(s->date);
    for (size_t i = 0; i < s->ntop; i++) {
        struct mh_top *t = &s->top[i];
        free(t->family_name);
        free(t->specs);
        free(t->hs);
        free(t->volume_text);
        free(t->unit);
        free(t->state);
    }
    *s = (struct mh_synthesis){ 0 };
}

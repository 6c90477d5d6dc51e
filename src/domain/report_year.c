/* Column tables of what a year's plan becomes: changes between versions and years, alerts against a frozen plan. */
#include "domain/report_priv.h"

static const struct mh_choice changes[] = { { "ligne ajoutée", NULL }, { "ligne retirée", NULL }, { "volume", NULL }, { "état", NULL },
                                            { "produit", NULL }, { "lignes sans détail", NULL }, { NULL, NULL } };
static const struct mh_choice kinds[] = { { "certificat", NULL }, { "fabricant", NULL }, { "produit", NULL }, { "nouveau produit", NULL },
                                          { "avis", NULL }, { NULL, NULL } };

#define C(f, n, t, ty, fl, w) COL(mh_rep_change, f, n, t, ty, fl, w)
static const struct mh_column change_columns[] = {
    WORD(mh_rep_change, what, "changement", "Changement", changes, 0, 16),
    C(member, "membre", "Groupe", MH_TEXT, OURS, 8),
    C(reference, "reference", "Référence", MH_TEXT, OURS, 12),
    C(label, "designation", "Désignation", MH_TEXT, OURS | LONGTEXT, 32),
    C(family_name, "famille", "Famille", MH_TEXT, LONGTEXT, 24),
    C(specs, "specifications", "Spécifications lues", MH_TEXT, LONGTEXT, 34),
    C(before, "avant", "Avant", MH_TEXT, LONGTEXT, 28),
    C(after, "apres", "Après", MH_TEXT, LONGTEXT, 28),
    C(unit, "unite", "Unité", MH_TEXT, 0, 8),
};
#undef C

#define A(f, n, t, ty, fl, w) COL(mh_rep_alert, f, n, t, ty, fl, w)
static const struct mh_column alert_columns[] = {
    WORD(mh_rep_alert, kind, "alerte", "Alerte", kinds, 0, 15),
    A(subject, "objet", "Objet", MH_TEXT, LONGTEXT, 22),
    A(sentence, "constat", "Constat", MH_TEXT, LONGTEXT, 44),
    A(date, "date", "Date", MH_DATE, 0, 10),
    A(articles, "articles", "Articles", MH_INT, 0, 8),
    A(suggestion, "suggestion", "Suggestion", MH_TEXT, LONGTEXT, 34),
};
#undef A

#define B(f, n, t) COL(mh_rep_before, f, n, t, MH_INT, 0, 8)
static const struct mh_column before_columns[] = {
    B(year, "annee", "Année"),          B(frozen, "figee", "Figée"),        B(added, "ajoutes", "Ajoutés"),     B(left, "retires", "Retirés"),
    B(state[0], "etat_0", "État 0"),    B(state[1], "etat_1", "État 1"),    B(state[2], "etat_2", "État 2"),    B(state[3], "etat_3", "État 3"),
    B(state[4], "etat_4", "État 4"),    B(state[5], "etat_5", "État 5"),    B(state[6], "etat_6", "État 6"),    B(state[7], "etat_7", "État 7"),
};
#undef B
_Static_assert(MH_NSTATES == 8, "a column for each state");
const struct mh_table mh_rep_before_table = TABLE(mh_rep_before, "before", "avant", "Année précédente", "année précédente", before_columns);

const struct mh_table mh_rep_change_table = TABLE(mh_rep_change, "changes", "changements", "Ce qui change", "changement", change_columns);
const struct mh_table mh_rep_alert_table = TABLE(mh_rep_alert, "alerts", "alertes", "Alertes", "alerte", alert_columns);

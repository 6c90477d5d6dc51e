/* Column tables of what is drawn from purchases. */
#include "domain/report_priv.h"

#include <mahalli/i18n.h>

static const char *const outcomes[MH_NPROPOSALS] = {
    [MH_PROPOSED] = MH_TR("proposé"), [MH_PROPOSED_OTHERWISE] = MH_TR("proposition modifiée"), [MH_PROPOSED_BEFORE] = MH_TR("proposition déjà faite"),
    [MH_ASKED_ALREADY] = MH_TR("besoin déjà donné"), [MH_NOT_COUNTED] = MH_TR("unités à préciser"),
    [MH_NOT_IN_SCOPE] = MH_TR("hors périmètre"), [MH_SITE_CLOSED] = MH_TR("établissement fermé"),
};

const char *mh_proposal_outcome_title(enum mh_proposal_outcome o)
{
    return outcomes[o];
}

#define P(f, n, t, ty, fl, w) COL(mh_rep_proposal, f, n, t, ty, fl, w)
static const struct mh_column proposal_columns[] = {
    P(member, "membre", "Groupe", MH_TEXT, OURS, 8),
    P(site, "etablissement", "Établissement", MH_TEXT, OURS, 12),
    P(reference, "reference", "Référence", MH_TEXT, OURS, 12),
    P(label, "designation", "Désignation", MH_TEXT, OURS | LONGTEXT, 30),
    P(quantity, "quantite", "Volumétrie", MH_DECIMAL, 0, 10),
    P(unit, "unite", "Unité", MH_TEXT, 0, 8),
    P(quarter[0], "t1", "T1", MH_DECIMAL, 0, 8),
    P(quarter[1], "t2", "T2", MH_DECIMAL, 0, 8),
    P(quarter[2], "t3", "T3", MH_DECIMAL, 0, 8),
    P(quarter[3], "t4", "T4", MH_DECIMAL, 0, 8),
    P(outcome, "suite", "Suite", MH_TEXT, 0, 16),
    P(purchases, "achats", "Achats", MH_INT, 0, 6),
    P(computation, "calcul", "Calcul", MH_TEXT, LONGTEXT, 50),
};
#undef P

const struct mh_table mh_rep_proposal_table =
    TABLE(mh_rep_proposal, "proposals", "propositions", "Besoins proposés", "besoin proposé", proposal_columns);

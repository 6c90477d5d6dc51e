#include <stdlib.h>
#include <string.h>

#include <mahalli/i18n.h>

#include "domain/domain_priv.h"

static const struct {
    const char *code, *title;
} states[MH_NSTATES] = {
    [MH_STATE_VALIDATED] = { "validated", MH_TR("Validé") },
    [MH_STATE_MATCH] = { "match", MH_TR("Concordant") },
    [MH_STATE_REVIEW] = { "review", MH_TR("À vérifier") },
    [MH_STATE_NEAR] = { "near", MH_TR("Faisable") },
    [MH_STATE_LEAD] = { "lead", MH_TR("À interroger") },
    [MH_STATE_NONE] = { "none", MH_TR("Sans fabricant recensé") },
    [MH_STATE_UNREAD] = { "unread", MH_TR("À préciser") },
    [MH_STATE_OUT] = { "out", MH_TR("Hors périmètre") },
};

const char *mh_state_code(enum mh_state s)
{
    return states[s].code;
}

const char *mh_state_title(enum mh_state s)
{
    return states[s].title;
}

bool mh_state_parse(const char *code, enum mh_state *out)
{
    for (int i = 0; code && i < MH_NSTATES; i++)
        if (strcmp(states[i].code, code) == 0) {
            *out = (enum mh_state)i;
            return true;
        }
    return false;
}

const char *mh_verdict_code(enum mh_verdict v)
{
    static const char *const code[] = {
        [MH_VERDICT_NONE] = "none", [MH_VERDICT_NEAR] = "near", [MH_VERDICT_REVIEW] = "review", [MH_VERDICT_MATCH] = "match",
    };
    return code[v];
}

const char *mh_verdict_title(enum mh_verdict v)
{
    static const char *const title[] = {
        [MH_VERDICT_NONE] = MH_TR("Aucun"), [MH_VERDICT_NEAR] = MH_TR("Écart"), [MH_VERDICT_REVIEW] = MH_TR("À vérifier"), [MH_VERDICT_MATCH] = MH_TR("Concordant"),
    };
    return title[v];
}

void mh_finding_free(struct mh_finding *f)
{
    free(f->family);
    free(f->specs);
    free(f->rest);
    free(f->reason);
    memset(f, 0, sizeof *f);
}

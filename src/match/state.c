/* The one state of an article (DESIGN §7). */
#include <string.h>
#include "match/index.h"

bool mh_match_is_guess(const struct mh_reading *article)
{
    return article->family >= 0 && article->confidence < MH__SURE;
}

enum mh_state mh_match_state(const struct mh_reading *article, const struct mh_candidates *c, size_t leads, bool validated,
                             const char *scope)
{
    bool included = scope != NULL && strcmp(scope, "inclus") == 0;
    if ((scope != NULL && strcmp(scope, "exclu") == 0) || (article->problem == MH_READ_OUT_OF_SCOPE && !included))
        return MH_STATE_OUT;
    if (validated)
        return MH_STATE_VALIDATED;
    if (article->family < 0 || (article->problem != MH_READ_OK && article->problem != MH_READ_OUT_OF_SCOPE))
        return MH_STATE_UNREAD;
    for (size_t i = 0; c != NULL && i < c->n; i++) {
        if (c->at[i].excluded || mh__is_alike(&c->at[i]))
            continue;
        switch (c->at[i].verdict) {
        case MH_VERDICT_MATCH: return MH_STATE_MATCH;
        case MH_VERDICT_REVIEW: return MH_STATE_REVIEW;
        case MH_VERDICT_NEAR: return MH_STATE_NEAR;
        default: break;
        }
    }
    if (mh_match_is_guess(article)) /* that nobody makes it is not known of what it may not be */
        return MH_STATE_UNREAD;
    return leads > 0 ? MH_STATE_LEAD : MH_STATE_NONE;
}

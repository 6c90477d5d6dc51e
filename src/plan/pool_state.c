/* The state of a pooled need: what the match says of products, and what pharmacists said of them for its articles. */
#include <mahalli/pool.h>

/* The better, the smaller, as enum mh_state has it; MH_NSTATES: gives none. */
static enum mh_state state_of(size_t articles, const struct mh_pool_product *p)
{
    static const enum mh_state by_verdict[] = {
        [MH_VERDICT_NONE] = MH_NSTATES, [MH_VERDICT_NEAR] = MH_STATE_NEAR, [MH_VERDICT_REVIEW] = MH_STATE_REVIEW, [MH_VERDICT_MATCH] = MH_STATE_MATCH,
    };
    if (p->refused == 0 && p->good == articles)
        return MH_STATE_VALIDATED;
    if (p->excluded || p->refused >= articles)
        return MH_NSTATES;
    enum mh_state s = by_verdict[p->verdict];
    if (p->refused > 0)
        return s < MH_STATE_REVIEW ? MH_STATE_REVIEW : s;
    return p->good > 0 && s > MH_STATE_REVIEW ? MH_STATE_REVIEW : s;
}

enum mh_state mh_pool_state(size_t articles, const struct mh_pool_product *products, size_t n, size_t leads, size_t *best)
{
    enum mh_state state = MH_NSTATES;
    size_t at = SIZE_MAX;
    for (size_t i = 0; i < n; i++) {
        enum mh_state s = state_of(articles, &products[i]);
        if (s < state) {
            state = s;
            at = i;
        }
    }
    if (best != NULL)
        *best = at;
    return at != SIZE_MAX ? state : leads > 0 ? MH_STATE_LEAD : MH_STATE_NONE;
}

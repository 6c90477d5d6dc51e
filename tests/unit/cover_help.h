#ifndef COVER_HELP_H
#define COVER_HELP_H
/* Random problems of coverage, small or large, and a solver in this process (no child: thousands of them). */
#include <stdint.h>
#include <string.h>

#include <mahalli/cover.h>
#include <mahalli/xalloc.h>

#include "solve/coin.h"

enum { HELP_NEEDS = 64, HELP_OFFERS = 32, HELP_ARCS = 1024 };

struct help_cover {
    struct mh_cover_need need[HELP_NEEDS];
    struct mh_cover_offer offer[HELP_OFFERS];
    struct mh_cover_arc arc[HELP_ARCS];
    struct mh_cover_problem p;
};

static uint64_t help_seed = 88172645463325252u;

static inline int64_t help_dice(int64_t n) /* 0 .. n - 1 */
{
    help_seed ^= help_seed << 13;
    help_seed ^= help_seed >> 7;
    help_seed ^= help_seed << 17;
    return (int64_t)(help_seed >> 11) % n;
}

static inline enum mh_rc help_here(const struct mh_model *m, const struct mh_solve_options *opt, struct mh_solution *out, struct mh_err *err)
{
    enum mh_rc rc = mh_model_check(m, err);
    memset(out, 0, sizeof *out);
    if (rc == MH_OK)
        mh__coin_solve(m, opt, out);
    return rc;
}

static inline void help_init(struct help_cover *h)
{
    memset(h, 0, sizeof *h);
    h->p = (struct mh_cover_problem) { .need = h->need, .offer = h->offer, .arc = h->arc, .rules = MH_COVER_RULES_INIT };
}

static inline struct mh_cover_need *help_need(struct help_cover *h, int64_t volume)
{
    struct mh_cover_need *n = &h->need[h->p.nneeds++];
    *n = (struct mh_cover_need) { .volume = volume, .quarter = { MH_UNKNOWN, MH_UNKNOWN, MH_UNKNOWN, MH_UNKNOWN } };
    return n;
}

static inline struct mh_cover_offer *help_offer(struct help_cover *h, int64_t maker, int64_t capacity)
{
    struct mh_cover_offer *o = &h->offer[h->p.noffers++];
    *o = (struct mh_cover_offer) { .maker = maker, .capacity = capacity, .quarter = { MH_UNKNOWN, MH_UNKNOWN, MH_UNKNOWN, MH_UNKNOWN },
                                   .minimum = MH_UNKNOWN, .pack = MH_UNKNOWN, .lead_days = MH_UNKNOWN, .price = MH_UNKNOWN,
                                   .price_for = MH_UNKNOWN, .buyable = true };
    return o;
}

static inline void help_arc(struct help_cover *h, size_t need, size_t offer)
{
    h->arc[h->p.narcs++] = (struct mh_cover_arc) { .need = need, .offer = offer, .fixed = MH_UNKNOWN };
}

#endif

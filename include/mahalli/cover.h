#ifndef MAHALLI_COVER_H
#define MAHALLI_COVER_H
/*
 * Coverage: what the offers of local makers could cover of the needs, under rules (DESIGN §2 « couverture simulée »; in a member's own
 * plan the same gives awards). Pure: arrays in, results out; who solves models is an argument. There is always a plan: what cannot be
 * covered is a quantity, with the rule that binds and how much is missing.
 *
 * All quantities are int64 of the need's base unit, MH_UNKNOWN where nobody knows. Awards are whole packs, never above the need: what is
 * left under a pack is uncovered. Results are counted and checked in integers (mh_cover_check); the same problem gives the same result.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <mahalli/decimal.h>
#include <mahalli/model.h>

struct mh_str;

enum { MH_QUARTERS = 4 };
#define MH_COVER_NOBODY SIZE_MAX /* no offer */

struct mh_cover_need {
    int64_t volume;               /* of the year, above 0 */
    int64_t quarter[MH_QUARTERS]; /* add up to volume; the first MH_UNKNOWN: unknown, may then be served in any quarter */
    bool critical;                /* wants two sources, where the rules ask for them */
};

/* In the order of preference between equals (product number). */
struct mh_cover_offer {
    int64_t maker;                /* any number, the same for offers of one maker */
    int64_t capacity;             /* a year, shared by all needs; MH_UNKNOWN: the sum of the quarters when all are known, else unknown */
    int64_t quarter[MH_QUARTERS]; /* each MH_UNKNOWN or not */
    int64_t minimum;              /* of one award (the year's, to one need); MH_UNKNOWN: none */
    int64_t pack;                 /* base units; MH_UNKNOWN counts as 1 */
    int64_t lead_days;            /* MH_UNKNOWN passes every rule; what rests on it is told */
    int64_t price, price_for;     /* centimes for so many base units; MH_UNKNOWN */
    bool buyable;
};

struct mh_cover_arc { /* need × offer, at most once */
    size_t need, offer;
    int64_t fixed; /* a person's quantity: kept whatever the rules (capacities and volumes excepted: refused); MH_UNKNOWN: free */
    int rank;      /* of the verdict: 0 the best; preferred among equals */
};

enum mh_cover_aim {
    MH_COVER_MOST,    /* largest local cover */
    MH_COVER_CHEAPEST /* lowest cost that reaches the largest cover, or the floor */
};

/* Start from MH_COVER_RULES_INIT. */
struct mh_cover_rules {
    enum mh_cover_aim aim;
    int64_t floor_permille;  /* CHEAPEST: cover by line to reach, at most the largest; MH_UNKNOWN: the largest */
    int64_t most_makers;     /* per need; MH_UNKNOWN: any number */
    bool two_sources;        /* of a critical need no maker gets more than all but second_permille */
    int64_t second_permille; /* 200: the second source has at least a fifth of the volume, or that fifth stays uncovered */
    bool buyable_only;
    bool unknown_enough;     /* an unknown capacity: « suffisante », used after declared ones, told in what rests on it; else excluded */
    bool unpriced_last;      /* CHEAPEST: what has no price counts as dearer than all that has one, told; else it is excluded */
    bool by_quarters;        /* capacities and needs by quarter too, where known */
    int64_t lead_days;       /* the latest; MH_UNKNOWN: any */
    int64_t worst_rank;      /* the worst verdict rank that may be awarded; MH_UNKNOWN: any */
};
#define MH_COVER_RULES_INIT                                                                                                       \
    { .floor_permille = MH_UNKNOWN, .most_makers = MH_UNKNOWN, .second_permille = 200, .lead_days = MH_UNKNOWN, .worst_rank = MH_UNKNOWN }

struct mh_cover_problem { /* borrows all */
    const struct mh_cover_need *need;
    const struct mh_cover_offer *offer;
    const struct mh_cover_arc *arc; /* sorted by need, then offer */
    size_t nneeds, noffers, narcs;
    struct mh_cover_rules rules;
};

/* Why a quantity stays uncovered, or an arc unused. */
enum mh_cover_lack {
    MH_LACK_NOTHING,
    MH_LACK_PRODUCT,          /* no product */
    MH_LACK_SPECIFICATION,    /* verdict beyond worst_rank */
    MH_LACK_BUYABLE,          /* not buyable */
    MH_LACK_LEAD,             /* delivered too late */
    MH_LACK_CAPACITY_UNKNOWN, /* capacity unknown, and the rules exclude it */
    MH_LACK_PRICE,            /* price unknown, and the rules exclude it */
    MH_LACK_MINIMUM,          /* below the minimum order */
    MH_LACK_PACK,             /* less than a pack */
    MH_LACK_CAPACITY,         /* capacity used up */
    MH_LACK_MAKERS,           /* another maker could, but the need has as many as the rules allow */
    MH_LACK_SECOND_SOURCE,    /* kept for a second maker that is not there */
    MH_LACK_FLOOR,            /* the cover asked is reached, more would cost */
    MH_LACK_KINDS
};

struct mh_cover_line { /* of a need */
    int64_t covered, uncovered; /* add up to the volume */
    int64_t on_unknown;         /* of covered: rests on capacities nobody declared */
    int64_t makers;             /* that have a part */
    enum mh_cover_lack lack;    /* what binds first; NOTHING when all is covered */
    unsigned binds;             /* all that bind: 1u << lack */
    int64_t missing;            /* of lack: uncovered units; MINIMUM and PACK: units by which the need is too small */
    size_t offer;               /* the offer that lack is about, or MH_COVER_NOBODY */
};

struct mh_cover_use { /* of an offer */
    int64_t used, quarter[MH_QUARTERS];
    int64_t capacity; /* that counted; MH_UNKNOWN */
    int64_t needs;    /* it has a part of */
    int64_t worth;    /* billionths of a need that one more unit of its yearly capacity (by quarters: spread over the four) would serve, the
                         dual value of the linear model, which small problems have too; MH_UNKNOWN: capacity unknown, or no solver answered,
                         or nothing could have any part whatever the capacities */
};

/*
 * What lifting one lack of one offer would bring by itself, awards made so far being kept: counted in integers under all other rules, so
 * at least that much. Sorted by needs, then units, then offer.
 */
struct mh_cover_gain {
    size_t offer;
    enum mh_cover_lack lack; /* CAPACITY, BUYABLE, CAPACITY_UNKNOWN, LEAD, SPECIFICATION */
    int64_t units;           /* uncovered units it would serve */
    int64_t needs;           /* needs that would have more */
    int64_t whole;           /* of these, covered to the last unit */
};

enum mh_cover_how {
    MH_COVER_PROVED,  /* no better plan exists, up to the tolerance */
    MH_COVER_GAP,     /* within the gap asked */
    MH_COVER_LIMITED, /* the limit of nodes came first; gap_ppm says how far at most from the best */
    MH_COVER_SIMPLE   /* no solver answered: simple placement, no bound known */
};

struct mh_cover_totals {
    int64_t needs, whole, partly; /* covered to the last unit, in part */
    int64_t cover_ppm;      /* by line: mean over the needs of covered / volume, in millionths, rounded down */
    int64_t unknown_ppm;    /* of it, resting on unknown capacities */
    int64_t unknown_lead_ppm; /* of it, on unknown lead times */
    int64_t unpriced_ppm;   /* of it, without a price */
    int64_t cost;           /* centimes of the priced part, each award rounded; MH_UNKNOWN: nothing is priced, or it does not fit */
    int64_t makers;         /* that have a part */
    int64_t bound_ppm;      /* no plan under these rules covers more (MOST); MH_UNKNOWN */
    int64_t gap_ppm;        /* of the aim: how far from the best, at most; MH_UNKNOWN */
    int64_t with_product;   /* needs with an arc that the rules let through or only capacity_unknown stops */
    int64_t with_capacity;  /* of these, needs of which an offer has a declared capacity: under half, worths are « capacité inconnue » */
};

struct mh_cover { /* owns its arrays; zero to start */
    size_t nneeds, noffers, narcs;
    int64_t *award;          /* narcs */
    int64_t *quarter;        /* narcs × MH_QUARTERS, adds up to award; NULL when the year was solved */
    enum mh_cover_lack *bar; /* narcs: what keeps the arc out beforehand; NOTHING: it was open */
    struct mh_cover_line *line; /* nneeds */
    struct mh_cover_use *use;   /* noffers */
    struct mh_cover_gain *gain;
    size_t ngains;
    struct mh_cover_totals totals;
    enum mh_cover_how how;
    bool reproducible;       /* false: a clock stopped something */
    char *note;              /* French: why SIMPLE, or NULL */
};
void mh_cover_free(struct mh_cover *c); /* leaves zero */

struct mh_cover_options {
    mh_solver *solver;             /* NULL: simple placement */
    struct mh_solve_options solve; /* nodes, clock, progress, program; gap_ppm 0 means MH_COVER_GAP_PPM for what is not small */
};
enum { MH_COVER_GAP_PPM = 1000 };

/*
 * The plan. Small problems (MH_COVER_SMALL arcs) are solved as a whole and proved. Larger ones: the linear model first; needs whose part
 * of it keeps the rules stay so; the rest is placed in integers, then searched in blocks until the gap is reached.
 * Aim MOST counts by line: each need weighs 1 whatever its unit, so a capacity that is short goes where it completes needs. Among plans of
 * equal cover: what rests least on unknown capacities (by line too: declared ones are used up first), then fewer makers, better verdict,
 * cheaper where prices are known, first offer. Small problems: exactly so, one model after the other. Larger ones: as the liking of arcs in
 * the linear model leads, and each need then moved to what is left of declared capacities; no bound is told for it.
 * Aim CHEAPEST, larger problems: the cheapest plan that the cover found allows, from the prices of the linear model, by exchanges between needs;
 * gap_ppm is of the cost then.
 * MH_EINVAL: data that cannot be (negative quantity or price, quarters that do not add up, fixed awards above a volume or a capacity: says
 * which); MH_ECANCELED. A solver that fails is no error: how = SIMPLE and note says why.
 */
enum mh_rc mh_cover_solve(const struct mh_cover_problem *p, const struct mh_cover_options *opt, struct mh_cover *out, struct mh_err *err);
enum { MH_COVER_SMALL = 60 };

/* Every invariant, counted anew from the problem alone. MH_EINVAL: the first that does not hold. mh_cover_solve returns nothing else. */
enum mh_rc mh_cover_check(const struct mh_cover_problem *p, const struct mh_cover *c, struct mh_err *err);

/* What one more point of local share costs (a member's own plan, prices): n floors from `from` to `to` permille, aim CHEAPEST. */
struct mh_cover_point {
    int64_t asked_permille;
    int64_t cover_ppm, cost, unpriced_ppm;
    int64_t step_cost;  /* centimes for one more point (10 permille) since the point before; MH_UNKNOWN for the first, or no more cover */
    bool reached;       /* false: the rules do not allow so much; the largest is given */
    enum mh_cover_how how;
};
enum mh_rc mh_cover_frontier(const struct mh_cover_problem *p, const struct mh_cover_options *opt, int64_t from, int64_t to, size_t n,
                             struct mh_cover_point *points, struct mh_err *err);

/* What changes between two results of the same needs, offers and arcs (other rules). The caller frees *out. Sorted by need. */
struct mh_cover_change {
    size_t need;
    int64_t covered_a, covered_b;
    size_t first_a, first_b; /* offer of the largest award (the first of equals), or MH_COVER_NOBODY */
    int64_t moved;           /* units that another offer has than before */
};
void mh_cover_compare(const struct mh_cover_problem *p, const struct mh_cover *a, const struct mh_cover *b, struct mh_cover_change **out,
                      size_t *n);

#endif

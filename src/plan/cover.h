#ifndef PLAN_COVER_H
#define PLAN_COVER_H
/* Coverage, inside: the problem prepared under its rules, and plans being made of it, in integers. */
#include <mahalli/cover.h>

#define MH__NO_BOUND (INT64_MAX / 4)

struct mh__bound { /* an offer under the rules */
    int64_t year, quarter[MH_QUARTERS]; /* MH__NO_BOUND: none */
    bool unknown;                       /* nobody declared the year */
};

struct mh__arc {
    int64_t pack, minimum; /* base units; the least award, whole packs */
    int64_t most;          /* that one award can be when nothing else is placed; 0: none, or barred */
    unsigned bars;         /* all that the rules hold against it: 1u << lack; 0: open */
    int place;             /* in its need's order of preference, 0 first */
    bool fixed;
};

struct mh__case {
    const struct mh_cover_problem *p;
    bool quarters;
    bool rests;         /* an open arc rests on a capacity nobody declared */
    size_t *first;      /* nneeds + 1: where each need's arcs begin */
    size_t *offer_first, *offer_arc; /* arcs by offer */
    struct mh__arc *arc;
    struct mh__bound *offer;
    int64_t *maker_most; /* per need: what one maker may have at most */
    int64_t *attain;     /* per need: no plan covers more of it */
};

/* Refuses data that cannot be: see mh_cover_solve. On MH_OK the caller frees. */
enum mh_rc mh__case_init(struct mh__case *k, const struct mh_cover_problem *p, struct mh_err *err);
void mh__case_free(struct mh__case *k);
/* The same maker as an offer: no need looks at offers twice for it. */
bool mh__same_maker(const struct mh__case *k, size_t arc_a, size_t arc_b);
/* More expensive per unit: -1, 0, 1 as of a and b, unknown the dearest. */
int mh__price_cmp(const struct mh_cover_offer *a, const struct mh_cover_offer *b);

/* A plan being made. */
struct mh__place {
    int64_t *award;         /* narcs */
    int64_t *quarter;       /* narcs × 4; NULL by year */
    int64_t *left, *leftq;  /* of each offer; ×4, NULL by year */
    int64_t *open, *openq;  /* of each need; ×4, NULL by year. A need without quarters: openq is its open each time */
};

/* With the fixed awards placed. MH_EINVAL: they do not fit the quarters. */
enum mh_rc mh__place_init(const struct mh__case *k, struct mh__place *s, struct mh_err *err);
void mh__place_copy(const struct mh__case *k, struct mh__place *to, const struct mh__place *from); /* both initialised, or *to zero */
void mh__place_free(struct mh__place *s);

/* Whole packs that the arc can still take, at most `want`, under capacities, volume and the part of one maker; split into take[4]. */
int64_t mh__place_room(const struct mh__case *k, const struct mh__place *s, size_t arc, int64_t want, int64_t take[MH_QUARTERS]);
void mh__place_add(const struct mh__case *k, struct mh__place *s, size_t arc, const int64_t take[MH_QUARTERS]);
/* May this arc's maker have a part of the need under the limit of makers? */
bool mh__maker_allowed(const struct mh__case *k, const struct mh__place *s, size_t arc);
/* Gives back at least n of an award, whole packs, the last quarters first. */
void mh__place_give(const struct mh__case *k, struct mh__place *s, size_t arc, int64_t n);
/* Free awards of the need away. */
void mh__place_clear(const struct mh__case *k, struct mh__place *s, size_t need);
/* More of the need as far as it goes, the most first, then by preference; under all rules. */
void mh__place_fill(const struct mh__case *k, struct mh__place *s, size_t need);
/* The same with declared capacities alone. */
void mh__place_fill_declared(const struct mh__case *k, struct mh__place *s, size_t need);
/* Cheapest first, until the cover by line reaches `floor` (10^-12 of a need). */
void mh__place_fill_cheap(const struct mh__case *k, struct mh__place *s, int64_t floor);
/* As the amounts wanted (per arc and quarter, base units; quarter 0 alone by year), as far as the rules let them. */
void mh__place_take(const struct mh__case *k, struct mh__place *s, size_t need, const int64_t *wanted);
/* Covered part of a need, 10^-12; of all. */
int64_t mh__place_value(const struct mh__case *k, const struct mh__place *s, size_t need);
int64_t mh__place_total(const struct mh__case *k, const struct mh__place *s);
/* Of it, what rests on capacities nobody declared. */
int64_t mh__place_unknown(const struct mh__case *k, const struct mh__place *s);
/* Needs that fall short of `hoped` (10^-12 each; NULL: of what they could attain): changes places with those that have what they lack. False: to be stopped. */
bool mh__place_improve(const struct mh__case *k, struct mh__place *s, const int64_t *hoped, const struct mh_progress *progress);
/* What rests on undeclared capacities goes to what is left of declared ones; no need loses anything. */
void mh__place_declare(const struct mh__case *k, struct mh__place *s);

/* Linear and integer models of a case (lp_*.c). Weights are line cover: one need is 1. */
enum mh__goal { MH__GOAL_COVER, MH__GOAL_COST, MH__GOAL_DECLARED, MH__GOAL_TIDY };
struct mh__lp_ask {
    enum mh__goal goal;
    bool integer;
    bool bare;               /* COVER, linear, for the worths: no bound but volumes and capacities, so that no other takes their duals; no liking */
    const unsigned char *in; /* per need: takes part; NULL all. The others stay as `from` has them */
    const struct mh__place *from; /* the free awards of those that take part count as not placed */
    int64_t floor;           /* all but COVER: cover to reach, 10^-12 */
    int64_t unknown;         /* TIDY: may rest on undeclared capacities, 10^-12 */
};
struct mh__lp_answer { /* zero to start */
    int64_t *wanted;   /* narcs × 4 (quarter 0 alone by year): base units nearest to the solution; whole packs when integer */
    int64_t *hoped;    /* per need: its cover there, 10^-12 */
    int64_t bound;     /* COVER: no plan covers more, what does not take part included, 10^-12 */
    int64_t cost_bound; /* COST: no plan that covers the floor costs less, centimes of what takes part; MH_UNKNOWN */
    int64_t per_cover; /* COST, linear: what one more need covered would add to that bound */
    int64_t *worth;    /* per offer, billionths of a need a unit; NULL when integer */
    bool solved, proved, clock;
};
enum mh_rc mh__lp_solve(const struct mh__case *k, const struct mh__lp_ask *ask, const struct mh_cover_options *opt, int64_t gap_ppm,
                        struct mh__lp_answer *out, struct mh_err *err);
void mh__lp_answer_free(struct mh__lp_answer *a);

/* The cheapest plan of a large case (lp_cheap.c): plans of single needs put together by a linear model, which asks for better ones at the prices
 * it finds, then by an integer model of the few needs that it leaves between two plans. */
struct mh__cheap { /* zero to start */
    int64_t bound;     /* no plan that covers the floor costs less, centimes of free awards; MH_UNKNOWN */
    int64_t per_cover; /* what one more need covered would add to it */
    bool clock;        /* one stopped something: not reproducible */
};
/* s: a plan that covers the floor (10^-12); better ones replace it. What a solver refuses leaves it as it is. */
enum mh_rc mh__lp_cheapest(const struct mh__case *k, const struct mh_cover_options *opt, int64_t floor, struct mh__place *s, struct mh__cheap *out,
                           struct mh_err *err);
/* Centimes of the free awards; MH_UNKNOWN: one has no price. */
int64_t mh__place_cost(const struct mh__case *k, const struct mh__place *s);
/* Gives back what is not needed to cover the floor, what costs most for its cover first. */
void mh__place_trim(const struct mh__case *k, struct mh__place *s, int64_t floor);

/* Lines, uses, gains and totals of a finished plan. out has its arrays of awards already. */
void mh__cover_tell(const struct mh__case *k, const struct mh__place *s, struct mh_cover *out);
void mh__cover_gains(const struct mh__case *k, const struct mh__place *s, struct mh_cover *out);

/* centimes of one award, rounded; MH_UNKNOWN without a price. */
int64_t mh__award_cost(const struct mh_cover_offer *o, int64_t quantity);

static inline int64_t mh__min64(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

#endif

#ifndef OPS_COVER_H
#define OPS_COVER_H
/*
 * Coverage of the campaign's pooled needs by the products of local makers (mahalli/cover.h is the model). A pooled need whose articles
 * are told apart by opinions (one group's pharmacist refused a product) stands as several needs of the model, of which the lines are
 * added up again: whoever refused a product is not given it.
 */
#include <mahalli/cover.h>
#include "ops/matching/matching.h"
#include "ops/pool/pools.h"

/* Ranks of arcs: what the match or an opinion says of the pair. */
enum { MH__RANK_VALIDATED, MH__RANK_MATCH, MH__RANK_REVIEW };

struct mh__cover_case {
    struct mh_session *s;
    bool alone;              /* of one group: its attributions are kept, and its offers may have prices */
    struct mh__pools pools;
    struct mh__matching m;
    struct mh_cover_need *need;
    size_t *pool;            /* per need: its pool; needs of a pool follow each other */
    int64_t *nearest;        /* per need: the best product that fails a specification, 0 none */
    size_t nneeds;
    struct mh_cover_offer *offer; /* by maker's code, then product */
    int64_t *product;        /* per offer: id */
    size_t noffers;
    struct mh_cover_arc *arc;
    size_t narcs;
    size_t marked;           /* needs that somebody marked as a priority */
    size_t kept, stray;      /* attributions of the year that stand; and those whose article is in no pool */
    bool priced;             /* some offer has a price */
};

enum mh_rc mh__cover_open(struct mh_session *s, struct mh__cover_case *c, struct mh_err *err);
void mh__cover_close(struct mh__cover_case *c);
/* For what leaves beyond one member, before anything is solved: volumes as they may be told, in an order that tells nothing of them. */
void mh__cover_as_told(struct mh__cover_case *c);

/* --- scenarios: a table --- */
struct mh__scenario {
    const char *name;        /* on the command line */
    const char *title;       /* French, for mh_tr */
    const char *assumes;     /* one line, French, for mh_tr: what holds in it */
    struct mh_cover_rules rules;
    bool own;                /* of a group's own plan with prices only */
    bool mark;               /* of the priority needs; of all when none is marked */
};
extern const struct mh__scenario mh__scenarios[];
extern const size_t mh__nscenarios;
/* MH_EUSAGE with the names; MH_EDENIED in a plan where it means nothing. NULL: the first. */
enum mh_rc mh__scenario_find(const struct mh__cover_case *c, const char *name, const struct mh__scenario **out, struct mh_err *err);
bool mh__scenario_here(const struct mh__cover_case *c, const struct mh__scenario *k);

/* The plan of a scenario; rules: what q asks beside the scenario's own. */
enum mh_rc mh__cover_run(struct mh__cover_case *c, const struct mh__scenario *k, const struct mh_cover_request *q, struct mh_cover *out,
                         struct mh_err *err);
/* The problem as mh__cover_run gives it to the model; borrows of c. */
struct mh_cover_problem mh__cover_problem(const struct mh__cover_case *c, const struct mh__scenario *k, const struct mh_cover_request *q);
/* A product for people, "IN-1005 (Démo Injecta)"; appends. */
void mh__product_name(const struct mh__cover_case *c, int64_t product, struct mh_str *out);
/* What the product lacks against the pooled need: "jauge 22 G au lieu de 20 G, stérile non dit"; appends. *failed (may be NULL): the only
 * attribute that fails, NULL when several do, none does or something is unknown besides; borrowed until the next call. */
void mh__cover_lacks(const struct mh__cover_case *c, const struct mh_pool *pool, int64_t product, struct mh_str *out, struct mh_str *failed);

/* Rows of reports. wide: beyond one member, where volumes of few groups are told roughly. Each appends to rows, whose table is set. */
void mh__cover_rows(const struct mh__cover_case *c, const struct mh_cover *r, bool wide, struct mh__rows *rows);
void mh__cover_worth(const struct mh__cover_case *c, const struct mh_cover *r, bool wide, struct mh__rows *rows);
void mh__cover_scenario_row(const struct mh__cover_case *c, const struct mh__scenario *k, const struct mh_cover *r,
                            const struct mh_cover *base, bool wide, struct mh__rows *rows);
/* r[i]: result of the i-th scenario, NULL when it was not computed. */
void mh__cover_family_rows(const struct mh__cover_case *c, const struct mh_cover *const *r, bool wide, struct mh__rows *rows);
/* Every scenario that this plan allows; ran[i] says which. r: MH_COVER_SCENARIOS results, zero, freed by the caller whatever happens. */
enum mh_rc mh__cover_all(struct mh__cover_case *c, const struct mh_cover_request *q, struct mh_cover *r, bool *ran, struct mh_err *err);
/* "prouvé", "à 0,05 % du meilleur au plus"; the caller's. */
char *mh__cover_how_text(const char *lang, enum mh_cover_how how, int64_t gap_ppm, bool reproducible);
/* Too few capacities are declared to rank what more of one would bring. */
bool mh__cover_too_unknown(const struct mh_cover *r);

#endif

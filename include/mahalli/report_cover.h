#ifndef MAHALLI_REPORT_COVER_H
#define MAHALLI_REPORT_COVER_H
/* Rows of coverage (DESIGN §2, couverture simulée): as report.h says of rows. Rates are per mille; « par ligne » is the mean over pooled
 * needs of what is covered of each, whatever its unit: volumes of different families are never added up. */
#include <mahalli/report.h>

struct mh_rep_cover { /* sheet Couverture simulée: a pooled need */
    int64_t id;
    char *code, *family_name, *specs, *unit;
    int64_t volume, groups;
    char *volume_text;
    int64_t covered, rate, uncovered;
    int64_t on_unknown; /* of covered: rests on capacities that nobody declared */
    int64_t makers;
    char *from;         /* who would bring how much */
    char *lack;         /* why the rest is not covered */
    char *next;         /* who can lift it */
};
struct mh_rep_scenario { /* sheet Scénarios */
    int64_t id;
    char *scenario, *title, *assumes;
    int64_t needs, whole, partly, none;
    int64_t rate, unknown_rate; /* by line; and of it, what rests on capacities that nobody declared */
    int64_t makers;
    int64_t cost;               /* centimes HT of the priced part; PRIVATE */
    int64_t priced_rate;        /* of what is covered, by line: has a price; PRIVATE */
    int64_t changed, moved;     /* lines covered otherwise, and lines whose first maker is another, than in the first scenario */
    char *how;                  /* proved, or how far from the best at most */
};
enum { MH_COVER_SCENARIOS = 6 };
struct mh_rep_family_cover { /* sheet Scénarios par famille: share of the volume, which has one unit within a family */
    int64_t id;
    char *family_name, *unit, *volume_text;
    int64_t volume, groups, needs;
    int64_t rate[MH_COVER_SCENARIOS]; /* by position of the scenario; MH_UNKNOWN: not one of this plan */
};
struct mh_rep_worth { /* sheet Ce que vaut une capacité: what lifting one lack would bring, all else the same */
    int64_t id;
    char *lack, *maker, *product, *family_name, *detail;
    int64_t needs, whole; /* pooled needs that would have more; of these, covered to the last unit */
    int64_t units;
    char *unit;
    int64_t marginal;     /* needs that 10 000 more base units would serve by the dual value, in thousandths; MH_UNKNOWN */
};
struct mh_rep_point { /* what one more point of local share costs */
    int64_t id;
    int64_t asked, rate;  /* by line */
    int64_t cost, step;   /* centimes HT; of one more point since the line above; PRIVATE */
    int64_t priced_rate;
    char *how;
};
extern const struct mh_table mh_rep_cover_table, mh_rep_scenario_table, mh_rep_family_cover_table, mh_rep_worth_table, mh_rep_point_table;

#endif

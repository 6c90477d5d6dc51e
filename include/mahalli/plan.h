#ifndef MAHALLI_PLAN_H
#define MAHALLI_PLAN_H
/* Rules about the plan as a whole. Pure: rows in, findings out. A rule is one entry of a const table: name, severity, French sentence,
 * suggestion, check. */
#include <mahalli/spec.h>

/* What a rule looks at; unused members are NULL. */
struct mh_subject {
    const struct mh_need_line *need;
    const struct mh_reading *reading;   /* of the need's article */
    const struct mh_pack *pack;
    const struct mh_maker *maker;
    const struct mh_product *product;
    const struct mh_certificate *certificate;
    const struct mh_diag *finding;      /* an own word that the lexicon could not take */
    const struct mh_synonym *synonym;   /* an own word that names a family... */
    const char *other_families;         /* ...and what another row of the lexicon says it names */
    const struct mh_opinion *opinion;
    enum mh_verdict verdict;            /* what the match says of the opinion's pair; MH_VERDICT_NONE: it missed the product */
    const char *reopened;               /* why the opinion no longer holds, NULL it does */
    int64_t last_year, last_volume;     /* base units that the same article and site asked for then; MH_UNKNOWN */
    int64_t bought_year, bought;        /* where the year before has no such volume: what they bought in a year; MH_UNKNOWN */
    const struct mh_need_line *other;   /* a need of the same article at another site with a price in the same unit, NULL none */
    bool declared;                      /* the maker has a declaration of its establishment */
    int64_t year;                       /* of the campaign, 0 none */
    const char *today;
};

enum mh_subject_kind { MH_ON_NEED, MH_ON_MAKER, MH_ON_PRODUCT, MH_ON_CERTIFICATE, MH_ON_OPINION, MH_ON_LEXICON };

struct mh_rule {
    const char *name;       /* stable: "volume-nul" */
    enum mh_subject_kind on;
    enum mh_severity severity;
    const char *sentence;   /* French; the detail, if any, follows after " : " */
    const char *suggestion;
    const char *column;     /* of needs, where a person corrects it; NULL none */
    /* True when the subject has the problem; appends what is particular to it to `detail`. */
    bool (*check)(const struct mh_subject *s, struct mh_str *detail);
};
extern const struct mh_rule mh_rules[];
extern const size_t mh_nrules;

/*
 * A volume proposed from what was bought: amounts added up, grown, rounded up to whole steps (packs), shared over the quarters as they were
 * bought when every purchase has one.
 */
struct mh_bought {
    int64_t amount;  /* in whatever the step is counted in */
    int quarter;     /* 1 to 4; 0: the day is not known */
};
struct mh_proposed {
    int64_t sum;        /* of what was bought */
    int64_t grown;      /* with the growth, rounded up */
    int64_t steps;      /* whole steps that hold it */
    int64_t quarter[4]; /* steps, adding up to steps; MH_UNKNOWN when a day is not known */
};
/* growth: permille, above -1000. False: nothing was bought, or too much for a number. */
bool mh_propose(const struct mh_bought *b, size_t n, int64_t growth, int64_t step, struct mh_proposed *out);

/* Volumes wider than one member (DESIGN §1): exact from three groups on, else an order of magnitude « ~ 10 000 »; unknown: "". */
void mh_volume_text(struct mh_str *out, int64_t volume, int64_t groups, bool wide);
/* The same as a number, so that nothing compared with it tells more than its text; *rough: an order of magnitude. */
/* How many groups are marked, a bit each: those that state a volume, who alone count among the three. */
int64_t mh_volume_groups(uint64_t gives);
/* May a year that is told exactly be told by quarter: each is zero, unknown, or of three groups; or the year minus others tells one. */
bool mh_quarters_told(const int64_t quarter[4], const int64_t groups[4]);
int64_t mh_volume_told(int64_t volume, int64_t groups, bool wide, bool *rough);

/*
 * Volumes of articles of several groups added up, and what may be told of the sum: within one group (wide false) all of it, beyond it by
 * the rules above. Zero to begin.
 */
enum { MH_TALLY_GROUPS = 64 }; /* more are added up, but not counted as groups */
struct mh_tally {
    int64_t articles, needs;
    int64_t volume, quarter[4];
    bool counted;                      /* some volume is known */
    const char *group[MH_TALLY_GROUPS]; /* borrowed */
    int ngroups;
    uint64_t gives, gives_q[4];        /* a bit each: states a volume, of the year and of the quarter; who states none hides nobody's */
};
/* volume MH_UNKNOWN: none of its needs has one. */
void mh_tally_add(struct mh_tally *t, const char *group, int64_t volume, const int64_t quarter[4], int64_t needs);
void mh_tally_text(const struct mh_tally *t, bool wide, struct mh_str *out); /* as mh_volume_text */
int64_t mh_tally_volume(const struct mh_tally *t, bool wide);                /* exact, or MH_UNKNOWN: unknown, or not to be told */
void mh_tally_quarters(const struct mh_tally *t, bool wide, int64_t out[4]); /* the same */
int64_t mh_tally_told(const struct mh_tally *t, bool wide, bool *rough);     /* as mh_volume_told */

#endif

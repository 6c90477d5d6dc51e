#ifndef OPS_REPORT_H
#define OPS_REPORT_H
/* The rows of a workbook, in memory, built in one pass over articles under the rules of the scope (DESIGN §1). */
#include "ops/gather.h"

struct mh__report {
    enum mh_scope scope;
    const char *lang;      /* of the reader */
    bool wide;             /* wider than one member */
    bool alone;            /* of one member, and the plan has no other */
    int64_t member_id;     /* of MH_SCOPE_MEMBER */
    int64_t frozen_id;     /* the frozen version that it tells; 0: the plan as it stands */
    struct mh__rows plan, candidates, specs, makers, gaps, problems, journal;
    struct mh_synthesis synthesis;
};

enum mh_rc mh__report_build(struct mh_session *s, enum mh_scope scope, int64_t member_id, struct mh__report *r, struct mh_err *err);
void mh__report_free(struct mh__report *r);
void mh__report_init(const struct mh_session *s, enum mh_scope scope, int64_t member_id, struct mh__report *r);
enum mh__block { /* what blocks an article, for the note */
    MH__BLOCK_REGISTRATION, MH__BLOCK_SPECIFICATION, MH__BLOCK_PROOF, MH__BLOCK_OPINION, MH__BLOCK_NORM, MH__BLOCK_MAKER, MH__NBLOCKS
};
void mh__fill_blocks(struct mh_synthesis *y, const int64_t blocks[MH__NBLOCKS]);
void mh__sort_report(struct mh__report *r); /* gaps and makers, and beyond one member the plan, into the order of the sheets */
/* The same of a frozen version, as it was (frozen_report.c): the best product of each article is its only candidate, and what depends on
 * rows that live on (requirement tables, problems) is not told. */
enum mh_rc mh__report_frozen(struct mh_session *s, const struct mh_version *v, enum mh_scope scope, int64_t member_id, struct mh__report *r,
                             struct mh_err *err);

/* Fills y->before, of the plan of the year before y->year; version_id: what is told, 0 the plan as it stands; member_id 0: everybody. */
enum mh_rc mh__note_before(struct mh_session *s, int64_t version_id, int64_t member_id, struct mh_synthesis *y, struct mh_err *err);

/* Rows of Concordances and Spécifications for the article just matched; link names its row of Plan. Beyond one member they say nothing
 * of it but the family and the specifications read. */
void mh__report_candidate(struct mh__matching *m, struct mh__report *r, const struct mh__matched *x, size_t rank, const char *specs,
                          const char *link);
void mh__report_specs(struct mh__matching *m, struct mh__report *r, const struct mh__matched *x, const char *specs);
/* Why this candidate, in words that may be told in the report's scope: a member's own words stay with it. */
void mh__report_reason(struct mh__matching *m, const struct mh__report *r, const struct mh__matched *x, const struct mh_candidate *c,
                       struct mh_str *out);
enum { MH__CANDIDATES_SHOWN = 5 };
/* Of an article just matched, in the session's language: the nearest products and what each lacks (ops/lacks.h: the kinds of the first); the makers of its range; what is asked
 * as readers say it. */
unsigned mh__nearest_text(struct mh__matching *m, const struct mh__matched *x, int64_t volume, struct mh_str *out);
void mh__leads_text(const struct mh__matching *m, const struct mh__matched *x, struct mh_str *out);
void mh__plain_text(const struct mh__matching *m, const struct mh__matched *x, struct mh_str *out);
bool mh__lacks_norm(const struct mh__matching *m, const struct mh__matched *x); /* a norm is asked for that the best product does not prove */
/* Ranges declared in the registry; *products gains its products. */
int64_t mh__declared_ranges(const struct mh_session *s, int64_t *products);
const char *mh__origin_text(unsigned origins); /* MH__ORIGIN_*; French for mh_tr, static */

/* Gap rows and per-maker rows (report_groups.c). x is the article just matched, sum its needs. */
struct mh__grouping; /* rows being added up by a text key */
struct mh__grouping *mh__grouping_new(struct mh__matching *m, struct mh__report *r);
void mh__grouping_article(struct mh__grouping *g, const struct mh__matched *x, const struct mh__sum *sum, const char *specs);
/* Writes the grouped rows into r->gaps, r->makers and, in a wide scope, r->plan; fills the fifteen of the synthesis. */
void mh__grouping_finish(struct mh__grouping *g);

#endif

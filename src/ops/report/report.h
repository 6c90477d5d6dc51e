#ifndef OPS_REPORT_H
#define OPS_REPORT_H
/*
 * The rows of a workbook, built in one pass over the plan's lines (ops/report/lines.h) under the rules of the scope (ops/report/wide.h): of the
 * plan as it stands or of a frozen version, in the same way. Sheets with a row or more per line go to temporary files as they are made; only
 * what lines are added up into stays in memory.
 */
#include <mahalli/spool.h>
#include <mahalli/vec.h>
#include "ops/report/lines.h"

struct mh__run { /* rows that stand together in a spool: of a row of Plan */
    int64_t from, to;
};
struct mh__told { /* the rows of a sheet */
    const struct mh_table *table; /* NULL: there is no such sheet */
    struct mh__rows rows;         /* those in memory, or */
    struct mh_spool *spool;       /* those that are not; NULL */
    MH_VEC(struct mh__run) run;   /* in which order these are told; none: as they stand */
};

void mh__told_free(struct mh__told *t);

struct mh__read_as { /* an article of the plan, and the family it is read as: -1 none */
    int64_t article;
    int family;
};

struct mh__report {
    enum mh_scope scope;
    const char *lang;      /* of the reader */
    enum mh_audience audience;
    bool wide;             /* wider than one member */
    bool alone;            /* of one member, and the plan has no other */
    int64_t member_id;     /* of MH_SCOPE_MEMBER */
    int64_t frozen_id;     /* the frozen version that it tells; 0: the plan as it stands */
    bool recorded;         /* that version has all that it said, not its lines only */
    struct mh__told plan, candidates, specs, makers, gaps, problems, journal; /* table NULL: a frozen version did not record them */
    struct mh_synthesis synthesis;
    MH_VEC(struct mh__read_as) read_as; /* every article told, by id; of the plan as it stands */
};

/* The plan as it stands. */
enum mh_rc mh__report_build(struct mh_session *s, enum mh_scope scope, int64_t member_id, struct mh__report *r, struct mh_err *err);
/* A frozen version, as it was. */
enum mh_rc mh__report_frozen(struct mh_session *s, const struct mh_version *v, enum mh_scope scope, int64_t member_id, struct mh__report *r,
                             struct mh_err *err);
void mh__report_free(struct mh__report *r);
/* Which plan a page is of, for its footer: name and year, version, date; of an open session with a campaign. Caller frees. */
char *mh__plan_foot(struct mh_session *s);

/* Fills y->before, of the plan of the year before y->year; version_id: what is told, 0 the plan as it stands; member_id 0: everybody. */
enum mh_rc mh__note_before(struct mh_session *s, int64_t version_id, int64_t member_id, struct mh_synthesis *y, struct mh_err *err);
/* Ranges declared in the registry; *products gains its products. */
int64_t mh__declared_ranges(const struct mh_session *s, int64_t *products);

/* --- the parts of building it --- */

/* Rows of Concordances and Spécifications for a line that is worded; link names its row of Plan. rank: from 1. */
void mh__report_candidate(struct mh__report *r, const struct mh__line *x, size_t rank, const char *link);
void mh__report_specs(struct mh__report *r, const struct mh__line *x);
/* What a line says by itself in a row of Plan, which borrows all its texts; told: with its family and what follows from it. Worded where it
 * is told. */
void mh__report_plan(const struct mh__report *r, const struct mh__line *x, bool told, struct mh_rep_plan *row);
/* What joins the nth row of Plan and its candidates. */
enum { MH__LINK_SIZE = 24 };
void mh__report_link(size_t nth, char link[MH__LINK_SIZE]);
const char *mh__verdict_title_of(const char *code); /* for mh_tr; NULL unknown */

/* Rows that add lines up by what they say (report_groups.c): gaps, per maker; beyond one member, the plan itself. */
struct mh__grouping;
struct mh__grouping *mh__grouping_new(struct mh__report *r, const char *searched);
void mh__grouping_line(struct mh__grouping *g, struct mh__lines *src, const struct mh__line *x);
/* Writes them into r->gaps, r->makers and, in a wide scope, r->plan; fills the fifteen of the synthesis. */
void mh__grouping_finish(struct mh__grouping *g);

#endif

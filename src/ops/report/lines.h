#ifndef OPS_LINES_H
#define OPS_LINES_H
/*
 * What a year's plan says, article by article, in the order of groups and references: as the match says it today, or as a frozen version
 * recorded it. Workbooks, freezing and comparisons take it from here alone, so that they say the same.
 */
#include "ops/report/gather.h"

struct mh__offer { /* a candidate, with the facts about its product */
    const struct mh_frozen_candidate *c;
    const struct mh_frozen_product *p;
};
struct mh__line { /* texts hold until the next line; facts about products, and group, as long as the source */
    const struct mh_frozen_line *l;
    const char *group;                  /* the member's code */
    const struct mh__offer *offer;      /* best first, those that opinions reject last */
    size_t noffers;
    const struct mh_frozen_spec *spec;  /* the specifications read, set against the best product */
    size_t nspecs;
};
struct mh__lines { /* a source of lines */
    /* *line NULL at the end. */
    enum mh_rc (*next)(struct mh__lines *src, const struct mh__line **line, struct mh_err *err);
    /* What of the line at hand costs words is filled when this is called: of the line plain, reason, told, leads; of candidates who, told,
     * reason, opinion, lacks; and its specifications. Called again it does nothing. */
    void (*word)(struct mh__lines *src);
    void (*close)(struct mh__lines *src);
};

enum { MH__WORDS_OWN = 1, MH__WORDS_TOLD = 2 }; /* reasons with the group's own words, and without; of candidates `reason` is always filled then */
/* Today's, of the session's campaign, in its language. member_id 0: of all groups. m and g are borrowed. */
struct mh__lines *mh__lines_live(struct mh__matching *m, const struct mh__gather *g, int64_t member_id, unsigned words);
/* Facts about a product that the live source has told of, one after the other; NULL at the end. */
const struct mh_frozen_product *mh__lines_product(const struct mh__lines *live, size_t i);
/* A frozen version's. member: code; NULL all. */
enum mh_rc mh__lines_frozen(struct mh_session *s, const struct mh_version *v, const char *member, struct mh__lines **out, struct mh_err *err);
void mh__lines_close(struct mh__lines *src); /* NULL allowed */

enum mh_state mh__line_state(const struct mh_frozen_line *l);
/* Its specifications in words where they were worded, or in the grammar. */
const char *mh__line_specs(const struct mh_frozen_line *l, enum mh_audience to);
/* How many candidates of an article are looked for, besides those that opinions speak of. */
enum { MH__CANDIDATES_SHOWN = 5 };

#endif

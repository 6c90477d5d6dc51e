#ifndef OPS_DESK_H
#define OPS_DESK_H
/*
 * What a session keeps at hand while people judge: the articles, opinions and certificates of a run, where each article stands, and who
 * can settle it. After an opinion only the articles that read the same are matched again.
 */
#include "ops/matching/matching.h"

struct mh__desk_article { /* one per row of m.articles, at the same place */
    int64_t id, member_id;
    int64_t needs;          /* of the campaign; 0: the article is not asked for this year */
    int64_t volume;         /* base units of those whose pack is known, MH_UNKNOWN none */
    size_t at;              /* place in the run's order: mh__match_one */
    uint64_t key;           /* of what it reads as; 0 like nothing else */
    int family;             /* -1 not read */
    bool matched;           /* false: not matched yet, the rest is unknown */
    enum mh_state state;
    enum mh_verdict verdict;
    enum mh_who who;        /* of a review */
    bool trial;             /* its best product is to be tried: nothing to settle meanwhile */
    int64_t product_id;     /* 0 none */
    const char *folded;     /* reference and label to search in; NULL until searched */
};

struct mh__desk {
    struct mh__matching m;
    struct mh__desk_article *article;
    size_t *order;          /* places in article: family by family, the greatest volume first */
    bool opinions_stale;
    const char **product_text; /* folded, one per product of the session, NULL until searched */
    struct mh_arena texts;
};

/* The session's desk, made or brought up to date. */
enum mh_rc mh__desk(struct mh_session *s, struct mh__desk **out, struct mh_err *err);
/* Rows of t changed (NULL: whatever): forgets what rests on them. */
void mh__desk_changed(struct mh_session *s, const struct mh_table *t);
/* The article's place; SIZE_MAX when there is none. */
size_t mh__desk_find(const struct mh__desk *d, int64_t article_id);
/* The opinion is otherwise now, new or gone; *article is the one it is or was about, 0 unknown. */
enum mh_rc mh__desk_opinion(struct mh__desk *d, int64_t opinion_id, int64_t *article, struct mh_err *err);
/* Matches again this article and all of the same group that read the same, and stores what is found; inside an operation or a derivation.
 * each (may be NULL) sees every one of them. */
enum mh_rc mh__desk_match_alike(struct mh__desk *d, size_t place,
                                void (*each)(void *ctx, const struct mh__desk_article *a, const struct mh__matched *x), void *ctx,
                                struct mh_err *err);

#endif

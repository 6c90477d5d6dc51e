#ifndef OPS_MEMORY_H
#define OPS_MEMORY_H
/*
 * What pharmacists said, and for which articles it still holds. An opinion is kept on an article and a product; it holds for every article
 * of the same group that reads the same (family, specifications, remaining words): worded otherwise, at another site, next year. One
 * whose scope is « association » holds for every group. Other groups' opinions are only a mention. An opinion is reopened when its
 * article, its product or the product's certificates are no longer what its author saw.
 */
#include "ops/session.h"

enum mh__said { MH__SAID_NOTHING, MH__SAID_YES, MH__SAID_NO };

struct mh__recalled { /* one opinion that bears on an article */
    const struct mh_opinion *opinion;
    enum mh__said said;     /* nothing: à essayer, expired, reopened, or another group's */
    bool own_article;       /* given on this very article */
    const char *reopened;   /* static French: why it no longer holds by itself; NULL it holds */
    bool foreign;           /* another group's: its author is never named */
    bool mention;           /* foreign and not of the association's scope: decides nothing */
};

struct mh__recall { /* of one article; reused */
    struct mh__recalled *at;
    size_t n, cap;
};

struct mh__memory;

/* articles, opinions: all of the plan, by id; borrowed. The session's lexicon and index stand. */
struct mh__memory *mh__memory_new(const struct mh_session *s, const struct mh__rows *articles, const struct mh__rows *opinions,
                                  const struct mh__rows *certificates, const char *today);
void mh__memory_free(struct mh__memory *m);
/* The opinion at this position of the opinions was inserted there (fresh: those behind it moved on by one) or is otherwise now. */
void mh__memory_learn(struct mh__memory *m, const struct mh__rows *articles, const struct mh__rows *certificates, size_t opinion,
                      bool fresh);
/* It was removed: those behind it moved up by one. */
void mh__memory_forget(struct mh__memory *m, size_t opinion);
/* What an article reads as, in one text: opinions hold for articles of the same. False: not understood, like nothing else. */
bool mh__reading_key(const struct mh_session *s, const struct mh_reading *r, struct mh_str *out);
/* The same of what is stored of an article that was understood. */
void mh__finding_key(const struct mh_finding *f, struct mh_str *out);
/* Why the opinion at this position no longer holds by itself, NULL it does. */
const char *mh__memory_reopened(const struct mh__memory *m, size_t opinion);
/* Opinions that bear on the article as read; the latest (date, then id) last. */
void mh__memory_recall(const struct mh__memory *m, const struct mh_article *a, const struct mh_reading *r, struct mh__recall *out);
void mh__recall_free(struct mh__recall *r);
/* What decides on a product: the last own word, else the last one of the same reading. product MH_UNKNOWN: on no product at all. */
enum mh__said mh__recall_on(const struct mh__recall *r, int64_t product);
/* Product with a word yes, 0 none. */
int64_t mh__recall_validated(const struct mh__recall *r);
/* What was said of the product, for people in their language: who and when within the group, only a mention of other groups; nothing when nothing was. */
void mh__recall_text(const struct mh__recall *r, const char *lang, int64_t product, struct mh_str *out);
/* In one number, all of the above. */
uint64_t mh__recall_stamp(const struct mh__recall *r, uint64_t seed);

/* Short digests of what the author of an opinion has before the eyes; 16 hex digits, for an article that inherits of a fiche a '+' and
 * 16 more. certificates: those of the product. The session's lexicon stands. */
enum { MH__SEEN_SIZE = 34 };
void mh__seen_article(const struct mh_session *s, const struct mh_article *a, char out[MH__SEEN_SIZE]);
void mh__seen_product(const struct mh_product *p, const struct mh__rows *certificates, char out[MH__SEEN_SIZE]);

#endif

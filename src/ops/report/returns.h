#ifndef OPS_RETURNS_H
#define OPS_RETURNS_H
/*
 * Lines of a plan written to be edited and given back (template needs): each carries a sign of which line it is, which no counting up or
 * copying in Excel leaves right, and one of what it held. A line that changed in the plan meanwhile, comes twice, or no longer speaks of
 * the same need is refused; nothing is guessed.
 */
#include "ops/entry/apply.h"

enum { MH__IDENT_SIZE = 24, MH__VERSION_SIZE = 12, MH__PAIR_SIZE = 48 };

void mh__ident_text(int64_t need_id, char out[MH__IDENT_SIZE]);
bool mh__ident_read(const char *text, int64_t *need_id);
/* Of a line as the plan holds it. */
void mh__version_text(const struct mh_need_line *line, char out[MH__VERSION_SIZE]);

/* A line of a demande d'information: ident says which article is asked of which maker, version which maker and year. */
enum { MH__REPLY_VERSION_SIZE = 32 };
void mh__reply_ident(int64_t maker_id, int64_t year, const char *family, const char *specs, char out[MH__IDENT_SIZE]);
void mh__reply_version(int64_t maker_id, int64_t year, char out[MH__REPLY_VERSION_SIZE]);
bool mh__reply_version_read(const char *text, int64_t *maker_id, int64_t *year);

/* What a->row_ident stands for, into a->returned. False: refused, or *rc says what went wrong. */
bool mh__returns_find(struct mh__apply *a, struct mh_need_line *n, enum mh_rc *rc, struct mh_err *err);
/* May the row be written: it is the line it says it is, and the plan still holds what it was made from, or already what it says.
 * article: as stored (NULL: the row before has said it), article_differs: the row changes it. */
bool mh__returns_allow(struct mh__apply *a, const struct mh_need_line *n, int64_t article_id, int64_t site_id,
                       const struct mh_article *article, bool article_differs);
void mh__returns_free(struct mh__apply *a);

/* --- opinions (returns_opinion.c): a line is an article and a product --- */
void mh__pair_text(int64_t article_id, int64_t product_id, char out[MH__PAIR_SIZE]);
bool mh__pair_read(const char *text, int64_t *article_id, int64_t *product_id);
/* Of what a pharmacist has before the eyes, and of what was said of the pair. */
enum mh_rc mh__pair_version(struct mh_session *s, int64_t article_id, int64_t product_id, char out[MH__VERSION_SIZE], struct mh_err *err);
/* Is a->row_ident the sign of this pair? False: refused. */
bool mh__pair_is(struct mh__apply *a, const struct mh_opinion *o);
/* Has what the line was made from not changed since? False: refused, or *rc says what went wrong. */
bool mh__pair_fresh(struct mh__apply *a, const struct mh_opinion *o, enum mh_rc *rc, struct mh_err *err);

/* For both: letters that stand for a number; at most n. */
void mh__letters(uint64_t v, size_t n, char *out);
/* apply_need.c: the need's own fields, as the row says them. */
void mh__need_said(struct mh_need *need, const struct mh_need_line *n);
/* A need edited: who gives a proposed line another volume has decided on it, so it is no longer to be confirmed. */
void mh__need_decided(const struct mh_need *was, struct mh_need *now);

#endif

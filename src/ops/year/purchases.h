#ifndef OPS_PURCHASES_H
#define OPS_PURCHASES_H
/* What use cases of purchases share. */
#include "ops/session.h"

/* ARTICLE@SITE@DATE, or @YEAR when the day is not known; #N tells those of one day apart. */
enum mh_rc mh__find_purchase(struct mh_session *s, const char *ref, int64_t *id, struct mh_err *err);
/* How the purchase is counted: its own unit and pack, without them its article's. The line borrows its texts from both. */
void mh__purchase_words(const struct mh_purchase *p, const struct mh_article *a, struct mh_need_line *out);
/* reading: of the article. */
void mh__purchase_pack(const struct mh_session *s, const struct mh_purchase *p, const struct mh_article *a, const struct mh_reading *r,
                       struct mh_pack *out);

/* MH_EINVAL when its pack is known and its quantity makes no whole number of base units, as an import refuses it. */
enum mh_rc mh__purchase_countable(struct mh_session *s, const struct mh_purchase *p, struct mh_err *err);

#endif

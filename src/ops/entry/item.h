#ifndef OPS_ITEM_H
#define OPS_ITEM_H
/* The article of a line of a file, whatever the line is of: needs (apply_need.c), purchases (apply_purchase.c). */
#include "ops/entry/apply.h"

struct mh__item {
    struct mh_article was, now; /* as stored (was.id 0: new), as it will be */
    bool differs;
    uint32_t *seen;             /* index in a->seen, NULL first time in this file */
    bool left;                  /* stored, and kept as it is */
    bool out_of_scope;
    uint16_t family;            /* as read; UINT16_MAX none */
};
void mh__item_init(struct mh__item *it);
void mh__item_free(struct mh__item *it);
/* Does the line say the article that `row` holds; makes `row` what the line says. Of the line: only the article's columns. */
bool mh__item_same(const struct mh_article *row, const struct mh_need_line *n, int64_t member_id);
void mh__item_said(struct mh_article *row, const struct mh_need_line *n, int64_t member_id);
/* leave: a stored article keeps what it says; else the line's known values replace it. The lexicon must be loaded. */
enum mh_rc mh__item_find(struct mh__apply *a, const struct mh_article *said, bool leave, struct mh__item *it, struct mh_err *err);
/* Writes what changed, remembers the article for this file; *index: its place in a->seen. */
enum mh_rc mh__item_store(struct mh__apply *a, struct mh__item *it, const struct mh_article *said, int64_t member, uint32_t *index,
                          struct mh_err *err);
const char *mh__item_base_unit(const struct mh__apply *a, uint16_t family); /* NULL not read */
/* The line's volume in base units by `pack`; MH_UNKNOWN, *why when the pack is known and makes no whole number. */
int64_t mh__item_base(const struct mh_pack *pack, const struct mh_need_line *n, const char **why);
/* The same by a->pack, as a finding. False: refused. */
bool mh__item_count(struct mh__apply *a, const struct mh_need_line *n, int64_t *base);
/* A small number of the site in this file, from 0. */
uint32_t mh__item_site(struct mh__apply *a, int64_t site_id);
void mh__text_set(char **to, const char *from);

#endif

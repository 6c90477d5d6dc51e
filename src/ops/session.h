#ifndef OPS_SESSION_H
#define OPS_SESSION_H
/* What the use cases share: the open plan, its campaign, and the lexicon and index built from it when first needed. */
#include <mahalli/export.h>
#include <mahalli/import.h>
#include <mahalli/match.h>
#include <mahalli/ops.h>
#include <mahalli/store.h>

/* All rows of a table in memory. */
struct mh__rows {
    const struct mh_table *table;
    char *at; /* n records of table->row_size */
    size_t n, cap;
};

enum mh_rc mh__rows_load(struct mh_store *store, const struct mh_table *t, const struct mh_filter *filter, struct mh__rows *out,
                         struct mh_err *err);
void *mh__rows_at(const struct mh__rows *r, size_t i);
/* A new initialised row at the end, numbered from 1. */
void *mh__rows_add(struct mh__rows *rows);
/* The row of this id, NULL: rows are loaded in the order of their ids. */
const void *mh__rows_find(const struct mh__rows *r, int64_t id);
void mh__rows_free(struct mh__rows *r);

struct mh__sheets; /* ops/matching/sheets.h */

struct mh_session {
    struct mh_store *store;
    char *path, *user, *lang, *now, *program;
    enum mh_audience audience;
    struct mh_progress progress;
    int64_t threads;             /* 0: as many as there are processors */
    struct mh_campaign campaign; /* the one worked on; id 0: none */
    struct mh_lexicon *lexicon;  /* NULL until mh__session_lexicon */
    struct mh_diags lexicon_diags; /* what the plan's own words contradict */
    struct mh__rows families, attributes, synonyms;
    struct mh__sheets *sheets;   /* the fiches techniques types that count; with the lexicon */
    struct mh_index *index;      /* NULL until mh__session_index */
    uint64_t proofs_stamp;       /* of the norms that certificates prove; with the index */
    struct mh__rows makers, products;
    struct mh__desk *desk;       /* ops/matching/desk.h; NULL until asked for */
};

/* A session on a plan that was just made has neither words nor a campaign: the first is loaded inside an operation. */
enum mh_rc mh__session_store(const struct mh_session_options *opt, enum mh_store_mode mode, struct mh_session **out, struct mh_err *err);
enum mh_rc mh__load_reference(struct mh_session *s, struct mh_err *err);
/* Builds once; stands until mh__session_changed says that the data behind it changed. */
enum mh_rc mh__session_lexicon(struct mh_session *s, struct mh_err *err);
enum mh_rc mh__session_index(struct mh_session *s, struct mh_err *err);
/* Rows of t changed: forgets what was built from them. NULL: whatever. */
void mh__session_changed(struct mh_session *s, const struct mh_table *t);
/* MH_EDENIED when there is no open campaign to change needs in. */
enum mh_rc mh__session_open_campaign(struct mh_session *s, struct mh_err *err);
const struct mh_maker *mh__session_maker(const struct mh_session *s, int64_t id);     /* after mh__session_index; NULL */
const struct mh_product *mh__session_product(const struct mh_session *s, int64_t id); /* after mh__session_index; NULL */

/* Reads an article as the matcher does, with what it inherits of its group's fiche; the caller frees the reading. */
void mh__read_article(const struct mh_session *s, const struct mh_article *a, struct mh_reading *out);

/* A quantity, in the article's unit or in packs, as a volume in base units of its family, MH_UNKNOWN when the pack is not known or makes
 * no whole number: then, the pack being known, *why says so. Of a need: */
int64_t mh__count_base(const struct mh_session *s, const struct mh_article *a, const struct mh_reading *r, const struct mh_need *n,
                       const char **why);
int64_t mh__count_quantity(const struct mh_session *s, const struct mh_article *a, const struct mh_reading *r, const char *quantity,
                           bool in_pack, const char **why);
int64_t mh__base_quantity(const struct mh_session *s, const struct mh_article *a, const struct mh_reading *r, const struct mh_need *n);

bool mh__campaign_is_open(struct mh_session *s, int64_t id);
/* Refuses what would change the needs of a campaign that is not open (mh_campaign_changes). */
enum mh_rc mh__campaign_changes(struct mh_session *s, int64_t id, struct mh_err *err);
/* Counts the article's needs again after its unit, label or family changed; inside an operation or derivation. reading: NULL reads it. */
enum mh_rc mh__count_needs(struct mh_session *s, const struct mh_article *a, const struct mh_reading *reading, struct mh_err *err);
/* Finds the session's campaign again after operations that may have changed it. */
enum mh_rc mh__session_campaign(struct mh_session *s, struct mh_err *err);
/* Works on this year from here on; 0: stays. MH_ENOTFOUND. */
enum mh_rc mh__session_year(struct mh_session *s, int64_t year, struct mh_err *err);

/* A group or maker by its code. list: how people name the list that tells the codes. MH_ENOTFOUND. */
enum mh_rc mh__find_code(struct mh_session *s, const struct mh_table *t, const char *list, const char *code, int64_t *id, struct mh_err *err);
/* An article as people name it: member/reference, or an unambiguous reference or label. member_id 0: any. */
enum mh_rc mh__find_article(struct mh_session *s, const char *name, int64_t member_id, int64_t *id, struct mh_err *err);
/* "none", "aucun": no product of the registry serves. */
bool mh__says_none(const char *product);
/* A product: maker/reference, or an unambiguous reference or label. maker_id 0: any. */
enum mh_rc mh__find_product(struct mh_session *s, const char *name, int64_t maker_id, int64_t *id, struct mh_err *err);

#endif

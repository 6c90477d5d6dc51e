#ifndef MAHALLI_EXCHANGE_H
#define MAHALLI_EXCHANGE_H
/*
 * Plans that exchange parts. A part (of one group, for the coordinator) or a base (of the coordinator, for a group) is one text: the
 * operations of a plan's journal, without prices, suppliers and other groups' rows, in a chain of digests per origin. src/store/share.c
 * says how it is written. Nobody's identifiers matter to another: rows meet by what they are known by.
 */
#include <stdbool.h>
#include <stdint.h>
#include <mahalli/diag.h>
#include <mahalli/err.h>
#include <mahalli/str.h>
#include <mahalli/vec.h>

struct mh_store;

enum mh_exchange { MH_EXCHANGE_PART, MH_EXCHANGE_BASE };

struct mh_share {
    enum mh_exchange what;
    int64_t member_id;    /* whose */
    int64_t year;         /* the campaign worked on */
};
struct mh_share_counts { int64_t operations, rows /* events on rows */; };
/* The text is put behind what `out` holds: the same plan gives the same bytes. Reads one state of the plan. */
enum mh_rc mh_store_share(struct mh_store *s, const struct mh_share *what, struct mh_str *out, struct mh_share_counts *counts,
                          struct mh_err *err);

struct mh_part_op { /* an operation of a part; texts are the part's */
    int64_t origin, number, created, updated, removed;
    char *author, *at, *command, *follows, *digest; /* digests hexadecimal; follows "" of the first of its origin */
    const char *payload;
    size_t npayload;
};
struct mh_part_file {
    enum mh_exchange what;
    int64_t origin;       /* of the plan that made it */
    int64_t schema, year, member_id;
    char *member;         /* code, as that plan has it */
    char *scope;
    MH_VEC(struct mh_part_op) ops;
    char *text;           /* all of it; owned */
};
/* Takes the text (n bytes, malloc'ed, also on failure) and checks it: MH_EINVAL no part, cut, changed (a digest that is not right);
 * MH_ENEWER made by a newer program. */
enum mh_rc mh_part_read(char *text, size_t n, struct mh_part_file *out, struct mh_err *err);
void mh_part_file_free(struct mh_part_file *p);

/* The code that a group has in a plan where nobody named it: it names nobody. */
#define MH_NOBODY "MOI"

struct mh_merge {
    const struct mh_part_file *part;
    int64_t member_id;    /* whose it is here; 0: of a base that finds it itself */
    int64_t campaign_id;  /* the campaign of the part's year */
};
struct mh_merge_result { /* mh_merge_result_free */
    int64_t operations;   /* received for the first time; 0: nothing new, nothing was changed */
    int64_t created, updated, removed;
    int64_t conflicts;    /* opened */
    int64_t left;         /* needs of years that this plan does not have, or has closed */
    int64_t kept;         /* removed there, still used here */
    MH_VEC(int64_t) articles; /* made or changed, or whose needs are: to be counted again */
};
void mh_merge_result_free(struct mh_merge_result *r);
/* What must hold before anything is written: MH_ECONFLICT a fork (the same operation says something else here), or an older part than what
 * was received; *news: operations that are new here. */
enum mh_rc mh_store_merge_check(struct mh_store *s, const struct mh_part_file *part, int64_t *news, struct mh_err *err);
/* The row of this plan that the part's group was linked to by an earlier part of that plan; 0 none. */
enum mh_rc mh_store_merge_member(struct mh_store *s, const struct mh_part_file *part, int64_t *member_id, struct mh_err *err);
/*
 * Inside a running operation: receives what is new and changes the rows that follow from it.
 *
 * A value stands against another when nobody who said one had the other before the eyes: of the values that nobody replaced, this plan's own
 * word stands; when it said nothing, the value said first (date, then origin). The same whatever the order of parts. The others are open
 * conflicts, unless a person decided.
 */
enum mh_rc mh_store_merge(struct mh_store *s, const struct mh_merge *what, struct mh_merge_result *out, struct mh_err *err);
/* Inside a running operation: settles a conflict; ours stays, or theirs is written. */
enum mh_rc mh_store_decide(struct mh_store *s, int64_t conflict_id, bool theirs, struct mh_err *err);

#endif

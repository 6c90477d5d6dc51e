#ifndef MAHALLI_SPEC_NUMBERS_H
#define MAHALLI_SPEC_NUMBERS_H
/* Numbers of a text before they are given to attributes: numbers.c cuts them into groups, attributes.c says what each is. */
#include "spec/lexicon.h"

enum { MH__MAX_ITEMS = 48, MH__GROUP_ITEMS = 12 };
enum mh__group_kind { MH__SINGLE, MH__DIMS, MH__LIST, MH__RANGE };

struct mh__item {
    int t0, t1;      /* tokens, with the unit */
    int64_t num;
    int usp;         /* number of a thread size n/0, MH__NONE */
    int zeros;       /* "00", "000": how many */
    int unit[4], nunits;
    bool before;     /* the unit stands before: CH 18, G 20 */
    bool tenth;      /* 8/10 beside a dimension: 0.8 mm */
    bool inches;     /* 22 G x 1 1/2 */
    bool letter;     /* the unit is one letter: G, M, L, F */
    bool shared;     /* its unit is that of the number beside it */
    bool counts;     /* how many of the measure beside it */
};

struct mh__group {
    enum mh__group_kind kind;
    int first, n;    /* items */
    bool either;     /* "ou" between them */
    bool used;
};

struct mh__numbers {
    struct mh__item item[MH__MAX_ITEMS];
    struct mh__group group[MH__MAX_ITEMS];
    int nitems, ngroups;
};

/* bounds.c. Is token i one of these words; is it written so, but for an ending of two letters? */
bool mh__says(const struct mh__reader *r, int i, const char *const *words, size_t n);
bool mh__says_beginning(const struct mh__reader *r, int i, const char *const *words, size_t n);
/* What an article asks at least or at most, and a product is at least: opens the value found. */
void mh__bound_open(struct mh__reader *r, struct mh__found *f);
int mh__before_bound(const struct mh__reader *r, int p);
/* dims.c. The family's attribute that takes the greatest (MH__DMAX) or least (MH__DMIN) of dimensions in a unit of length. */
const struct mh__attr *mh__of_place(const struct mh__reader *r, unsigned place);
/* Units of dimensions that have none of their own, or one that is only of the last. */
void mh__dims_units(const struct mh__reader *r, struct mh__numbers *nums, const struct mh__group *g);
/* A number that is left alone, where only the measure that decides of the size can be meant. */
void mh__lone_read(struct mh__reader *r, const struct mh__numbers *nums);
/* threads.c. Is the number a thread size written "3.0"? */
bool mh__dotted_size(const struct mh__reader *r, const struct mh__item *it);
int mh__usp_named(const struct mh__reader *r, const struct mh__numbers *nums);
void mh__needles_read(struct mh__reader *r);
/* Is token i the word "entre" of a range? */
bool mh__says_between(const struct mh__reader *r, int i);
void mh__numbers_cut(const struct mh__reader *r, struct mh__numbers *out);
/* The number in the attribute's unit; how much its unit speaks for it, 0 when it cannot be. */
int mh__in_unit(const struct mh_lexicon *lx, const struct mh__attr *a, const struct mh__item *it, int64_t *v);

/* Is the attribute measured in this unit by time ("L/min" of "L")? */
bool mh__rate_of(const struct mh_lexicon *lx, const struct mh__attr *a, int unit);

#endif

#ifndef STORE_WINDOW_H
#define STORE_WINDOW_H
/* A window's parts: what its rows come from (window_way.c), which of them it shows (window_filter.c), how they are fetched (window.c). */
#include <mahalli/arena.h>
#include <mahalli/vec.h>
#include <mahalli/window.h>
#include "store/internal.h"

struct mh__param { /* a bound value, $p0, $p1... */
    bool text;
    int64_t number;
    char *value; /* owned */
};

struct mh__bound { /* value of a key of a row */
    bool known;
    int64_t number;
    char *text;  /* owned, of text keys */
};

struct mh__place { /* where a row stood when it was given */
    int64_t id;
    struct mh__bound key[MH__MAX_KEYS];
};

enum { MH__PLACES = 1024 };

struct mh_window {
    struct mh_store *s;
    struct mh__tab *tab;
    int64_t campaign_id;
    bool descending, slow;
    bool unindexed;            /* the order is kept here: */
    MH_VEC(int64_t) order;     /* ids of all rows (window_order.c) */
    int64_t order_writes, order_outside; /* as of */
    char *select;              /* SELECT ... without FROM: named t */
    char *from_free;           /* no order of loops */
    const char *along;         /* the join that starts at articles or products: for few of them, sorted then */
    bool few_begin;            /* a filter by a beginning, or on findings, leaves few */
    size_t found;              /* parameter of a filter on findings, from 1; 0 none */
    const char *found_by;      /* what it compares, of a finding f */
    char *columns;             /* what a fetch selects of t, keys behind */
    struct mh__way way;        /* texts owned by arena or static */
    size_t nkeys, first_key;   /* position of the first key among the selected columns */
    char *words;               /* searched in articles, folded; NULL none */
    struct mh_str few;         /* the few articles that hold them: " AND t.id IN (...)"; empty: many */
    int64_t few_writes, few_outside; /* as of */
    struct mh_str where;       /* " WHERE ..." or " WHERE 1", of the filters */
    MH_VEC(struct mh__param) param;
    struct mh_arena own;       /* texts made for this window */
    struct mh_arena rows;      /* of the last fetch */
    MH_VEC(struct mh_window_row) got;
    struct mh__place *places;  /* ring of MH__PLACES */
    size_t nplaces, next_place;
    void *row;                 /* scratch */
};

/* Sorts again after a change. */
enum mh_rc mh__window_order(struct mh_window *w, struct mh_err *err);
/* Which places of the order a fetch asks for; false: the anchor is not in it. */
bool mh__window_ranked(const struct mh_window *w, enum mh_window_from from, int64_t anchor, size_t n, size_t *first, size_t *count);

/* Rows and orders: select, from_free, way. sort: a column of the table or NULL. */
void mh__window_source(struct mh_window *w, const struct mh_column *sort);
/* The text of a column folded, as an expression over t; NULL when it is not compared as text. */
const char *mh__window_folded(struct mh_window *w, const struct mh_column *c);
enum mh_rc mh__window_where(struct mh_window *w, const struct mh_window_query *q, struct mh_err *err);
/* Sets w->few_begin when a filter by the beginning of a label or reference leaves few rows. */
enum mh_rc mh__window_narrow(struct mh_window *w, const struct mh_window_query *q, struct mh_err *err);
/* Looks for the articles that hold the words again after a change: when they are few, w->few. */
enum mh_rc mh__window_few(struct mh_window *w, struct mh_err *err);
void mh__window_bind(struct mh_window *w, struct mh__stmt *st);
/* A column of the joined or plain rows by its sql name, "t.name". */
char *mh__window_name(struct mh_window *w, const char *sql, const char *suffix);
/* By sql name; NULL. */
const struct mh_column *mh__window_column(const struct mh_window *w, const char *sql);
/* The text that people see of a reference, folded. */
const char *mh__window_shown(struct mh_window *w, const struct mh_column *c);

#endif

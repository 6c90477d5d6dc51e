#ifndef TUI_LIST_PRIV_H
#define TUI_LIST_PRIV_H
/* The list widget's own memory: shared by list.c (rows and movement), list_draw.c and list_ask.c. */
#include "tui/list.h"

struct mh__list_kept { /* a row at hand */
    int64_t id;
    char **text; /* one per column, owned, never NULL */
};

struct mh__list_priv {
    MH_VEC(struct mh__list_kept) rows; /* what is visible, in order; more only between a movement and its trim */
    const struct mh__app *app;         /* whose words; NULL: nothing was drawn yet */
    int height;                        /* rows that the last draw had room for */
    bool stale;                        /* rows must be fetched again before they are shown */
    bool from_start;                   /* ... from the first row: the question changed */
    int offset;                        /* of the cursor's row from the top when fetched again */
    char *sort, *search;
    bool descending;
    MH_VEC(struct mh__list_filter) filter;
    MH_VEC(int64_t) picked;
    int64_t one;                       /* room for the cursor's id as « picked » */
    int64_t count;                     /* of rows that answer, -1 not known */
    bool exact;
    char *failed;                      /* why the last fetch failed, shown in place of rows */
    int first_column;                  /* position shown first after the frozen ones */
    int *column_x, *column_w;          /* of the last draw, by position shown; w 0: not drawn */
    int nshown;
    struct mh__area body;              /* rows of the last draw */
    char *search_before;               /* what abandoning a search gives back */
    int asked_column;                  /* of the question being asked */
};

static inline struct mh__list_priv *mh__list_priv(const struct mh__list *l)
{
    return l->priv;
}

/* Rows for `height` lines, fetched where needed. */
void mh__list_ensure(struct mh__list *l, int height);
/* Position in rows, -1. */
int mh__list_index(const struct mh__list *l, int64_t id);
bool mh__list_is_picked(const struct mh__list *l, int64_t id);

#endif

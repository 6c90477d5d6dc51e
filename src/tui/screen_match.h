#ifndef TUI_SCREEN_MATCH_H
#define TUI_SCREEN_MATCH_H
/* « Concordances » and its parts: the articles as a list source, the detail as lines, the judgements. */
#include "tui/list.h"

enum { MH__ART_STATE, MH__ART_REFERENCE, MH__ART_LABEL, MH__ART_VOLUME, MH__ART_WHO, MH__ART_FAMILY, MH__ART_MEMBER, MH__ART_NCOLUMNS };

/* --- articles of the campaign in the order in which one works: screen_match_articles.c --- */
struct mh__articles;
struct mh__articles *mh__articles_new(struct mh__app *app);
void mh__articles_free(struct mh__articles *a);
void mh__articles_changed(struct mh__articles *a); /* the plan changed */
extern const struct mh__list_source mh__articles_source; /* its ctx is the struct mh__articles */
extern const struct mh__list_column mh__articles_columns[MH__ART_NCOLUMNS];

/* --- what stands beside: screen_match_detail.c --- */
/* Verdict, or what an opinion made of it, and its colour. */
const char *mh__candidate_verdict(const struct mh_detail_candidate *c, enum mh__style *style);
/* "IN-1005 : À vérifier, à trancher par le pharmacien". Appends. */
void mh__candidate_title(const struct mh__app *app, const struct mh_detail_candidate *c, struct mh_str *out);
/* Draws the candidate's facts from line `top` on; returns how many lines there are in all. */
int mh__draw_candidate(struct mh__app *app, struct mh__area a, const struct mh_match_detail *d, const struct mh_detail_candidate *c,
                       int top);
/* The article in at most `most` rows; returns the rows used. */
int mh__draw_article(struct mh__app *app, struct mh__area a, const struct mh_match_detail *d, int most);
/* All of it as text: what a reader of the screen sees, in words. */
void mh__tell_candidate(const struct mh__app *app, const struct mh_match_detail *d, const struct mh_detail_candidate *c, struct mh_str *out);
/* What fails, or else what is unknown, as a reason: "volume : 20 mL au lieu de 10 mL". each (may be NULL) gets one at a time. */
void mh__reason_against(const struct mh_detail_candidate *c, struct mh_str *whole, void (*each)(void *ctx, const char *one), void *ctx);
void mh__reason_reserve(const struct mh_detail_candidate *c, struct mh_str *whole);

/* --- the screen's state --- */
enum { MH__JUDGED_KEPT = 64 };

enum mh__pane { MH__PANE_ARTICLES, MH__PANE_CANDIDATES, MH__PANE_DETAIL, MH__NPANES };

struct mh__found { /* a product of the registry that the search shows */
    int64_t id;
    char *text;
};

struct mh__match_screen {
    struct mh__articles *articles;
    struct mh__list list, candidates;
    struct mh__rows_source *products;
    struct mh_match_detail *detail;   /* of the article under the cursor; NULL none */
    int64_t asked;                    /* product looked up in the registry for it, 0 none */
    bool stale;                       /* the detail is to be fetched again */
    enum mh__pane pane;
    int top, lines;                   /* of the detail pane: first line shown, how many there are */
    struct mh__area area[MH__NPANES]; /* where they were drawn */
    char *failed;                     /* why the detail could not be read */
    int64_t left, unmatched, all;     /* articles of the campaign: for one's role, never matched, all of them */
    int64_t judged[MH__JUDGED_KEPT];  /* articles that an opinion took away, the last one last: undone, one is back on them */
    int njudged;
    MH_VEC(struct mh__found) found;
    /* An opinion on its way through questions. */
    const char *opinion;
    int64_t product;
    bool with_reason;
    char *reserve;
};

/* Brings the detail to the article under the cursor. */
void mh__match_follow(struct mh__app *app, struct mh__match_screen *st);
const struct mh_detail_candidate *mh__match_candidate(const struct mh__match_screen *st); /* the one under the cursor, NULL none */
/* Goes to the next article to settle, from this one on. */
void mh__match_next(struct mh__app *app, struct mh__match_screen *st, int64_t from);

void mh__match_draw(struct mh__app *app, void *state, struct mh__area area); /* screen_match_draw.c */

/* --- judging: screen_match_judge.c --- */
const char *mh__judge_why_not(struct mh__app *app, void *state);
void mh__judge_good(struct mh__app *app, void *state);
void mh__judge_good_why(struct mh__app *app, void *state);
void mh__judge_reserve(struct mh__app *app, void *state);
void mh__judge_reserve_why(struct mh__app *app, void *state);
void mh__judge_bad(struct mh__app *app, void *state);
void mh__judge_try(struct mh__app *app, void *state);
void mh__judge_try_why(struct mh__app *app, void *state);
void mh__judge_suspend(struct mh__app *app, void *state);
void mh__judge_form(struct mh__app *app, void *state);
void mh__judge_none(struct mh__app *app, void *state);
/* A sample of the product under the cursor, for its article. */
void mh__trial_ask(struct mh__app *app, void *state);
void mh__registry_ask(struct mh__app *app, void *state);

#endif

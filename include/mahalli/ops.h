#ifndef MAHALLI_OPS_H
#define MAHALLI_OPS_H
/*
 * Use cases: all that the command line and the screens can do, one transaction each. A face opens a session on a plan file and calls
 * these; it never sees the store.
 */
#include <stdio.h>
#include <mahalli/domain.h>
#include <mahalli/journal.h>
#include <mahalli/progress.h>
#include <mahalli/report.h>

struct mh_session;

struct mh_session_options {
    const char *path;      /* the plan */
    const char *user;      /* author of operations */
    const char *lang;      /* fr, en, ar */
    int64_t year;          /* 0: the open campaign */
    int64_t origin;        /* MAHALLI_ORIGIN, 0 none */
    const char *now;       /* instant */
    struct mh_progress progress;
};

enum mh_rc mh_session_open(const struct mh_session_options *opt, bool write, struct mh_session **out, struct mh_err *err);
void mh_session_close(struct mh_session *s);

/* init: creates the plan, loads the reference data, opens the campaign of opt->year. */
enum mh_rc mh_ops_init(const struct mh_session_options *opt, struct mh_session **out, struct mh_err *err);

struct mh_import_request {
    const char *kind, *path, *member, *reject_path;
    const char *const *map;
    enum mh_number_style style;
    bool dry_run;
};
struct mh_import_result {
    int64_t read, created, updated, unchanged, rejected, set_aside /* out of scope */;
    int64_t operation;        /* 0: nothing changed or dry run */
    const char *encoding;     /* static: UTF-8, Windows-1252... */
    char delimiter;
    enum mh_number_style numbers;
    struct mh_diags diags;    /* rejects and warnings */
    bool stopped;             /* a fault ended the reading early; rows before it are kept */
};
void mh_import_result_free(struct mh_import_result *r);
/* Good rows go in, bad rows come out, one operation. MH_OK also when rows were rejected: see result. */
enum mh_rc mh_ops_import(struct mh_session *s, const struct mh_import_request *q, struct mh_import_result *out, struct mh_err *err);

struct mh_match_result { int64_t articles, matched_again, by_state[MH_NSTATES]; };
/* Matches what changed since the last time (all when the lexicon changed); stores findings. article: NULL, or one reference. */
enum mh_rc mh_ops_match(struct mh_session *s, struct mh_match_result *out, struct mh_err *err);
/* Every article with its candidates, `top` each, sorted by member and reference: for the command line's table, csv, json. */
struct mh_match_row {
    const char *need, *member, *label, *family_name, *maker, *maker_name, *product, *product_label, *verdict, *reason, *state;
    int64_t rank, score;
    const char *specs;        /* the reading, in the specification grammar */
    const char *rest;         /* words that stand for nothing the reader knows */
    const char *problem;      /* why the article is to be made precise, "" when it is not */
    const char *parts;        /* the score's parts: "famille 40 + spécifications 45" */
    const char *clearance, *who;
    const char *opinion;      /* what pharmacists said of this product for articles read like this one; "" nothing */
    const struct mh_rep_spec *requirement; /* requirement by requirement; borrowed */
    size_t nrequirements;
};
enum mh_rc mh_ops_match_rows(struct mh_session *s, const char *article /* NULL = all */, size_t top,
                             enum mh_rc (*each)(void *ctx, const struct mh_match_row *row, struct mh_err *err), void *ctx,
                             struct mh_err *err);

enum mh_rc mh_ops_judge(struct mh_session *s, const char *article, const char *product /* maker/reference, reference, "none" */,
                        const char *opinion, const char *reason, struct mh_err *err);

struct mh_status {
    int64_t year;
    char *campaign_status;
    int64_t members, sites, makers, products, certificates, articles, needs, state[MH_NSTATES], unmatched;
    int64_t no_pack;          /* needs whose base quantity is unknown */
    int64_t problems[3];      /* by severity */
    int64_t to_pharmacist, to_buyer, to_maker; /* reviews by who can settle them */
};
enum mh_rc mh_ops_status(struct mh_session *s, struct mh_status *out, struct mh_err *err);
void mh_status_free(struct mh_status *st);

enum mh_rc mh_ops_check(struct mh_session *s, enum mh_rc (*each)(void *ctx, const struct mh_rep_problem *p, struct mh_err *err), void *ctx,
                        int64_t count[3], struct mh_err *err);

struct mh_export_request { const char *path; const char *scope; /* NULL default, member=M, plan, gaps */ bool with_prices; };
struct mh_export_result { int64_t sheets, rows, bytes; };
enum mh_rc mh_ops_export(struct mh_session *s, const struct mh_export_request *q, struct mh_export_result *out, struct mh_err *err);

/* Rows of a kind, REF columns as codes: each(ctx, table, row, texts) with texts[i] the canonical text of column i, borrowed. */
enum mh_rc mh_ops_list(struct mh_session *s, const char *kind, const char *where /* NULL or column=text */,
                       enum mh_rc (*each)(void *ctx, const struct mh_table *t, const char *const *texts, struct mh_err *err), void *ctx,
                       struct mh_err *err);
/* One row by the name people give it, in the same shape; each is called once. MH_ENOTFOUND, MH_EAMBIG. */
enum mh_rc mh_ops_show(struct mh_session *s, const char *kind, const char *ref,
                       enum mh_rc (*each)(void *ctx, const struct mh_table *t, const char *const *texts, struct mh_err *err), void *ctx,
                       struct mh_err *err);
/* How the need's volume and price were counted (DESIGN §5, Packs and prices), one French line. ref: ARTICLE@SITE. */
enum mh_rc mh_ops_computation(struct mh_session *s, const char *ref, struct mh_str *out, struct mh_err *err);
/* The text by which people name a stored row, "" when it is gone; borrowed until the next call. */
const char *mh_ops_code(struct mh_session *s, const struct mh_table *t, int64_t id);
/* What can be imported, in the order in which kinds build on each other; false past the last. */
struct mh_import_kind {
    const char *kind, *kind_fr, *help;
    const struct mh_table *table;
};
bool mh_ops_import_kind(size_t i, struct mh_import_kind *out);
/* Fields as "column=text" pairs, NULL-terminated. */
enum mh_rc mh_ops_add(struct mh_session *s, const char *kind, const char *const *fields, struct mh_diags *diags, struct mh_err *err);
enum mh_rc mh_ops_set(struct mh_session *s, const char *kind, const char *ref, const char *const *fields, struct mh_diags *diags,
                      struct mh_err *err);
enum mh_rc mh_ops_remove(struct mh_session *s, const char *kind, const char *ref, struct mh_err *err);
/* Words that this plan teaches: nothing is learnt by itself, the coordinator adds the row as proposed, edited, or with etat=refusé. */
struct mh_proposal {
    const char *term, *family, *family_name;
    int64_t articles;     /* whose label holds it; 0: from a product that a person judged and the match had missed */
    const char *example;  /* a label */
    const char *why;      /* static, French */
};
enum mh_rc mh_ops_proposals(struct mh_session *s, enum mh_rc (*each)(void *ctx, const struct mh_proposal *p, struct mh_err *err), void *ctx,
                            struct mh_err *err);
enum mh_rc mh_ops_campaign(struct mh_session *s, const char *verb /* open, close, archive */, int64_t year, struct mh_err *err);

enum mh_rc mh_ops_undo(struct mh_session *s, int64_t number, struct mh_operation *done, struct mh_err *err);
enum mh_rc mh_ops_redo(struct mh_session *s, struct mh_operation *done, struct mh_err *err);
/* Latest first; limit 0 = all. */
enum mh_rc mh_ops_history(struct mh_session *s, int64_t limit, void (*each)(void *ctx, const struct mh_operation *op), void *ctx,
                          struct mh_err *err);
enum mh_rc mh_ops_changes(struct mh_session *s, int64_t number, void (*each)(void *ctx, const struct mh_change *c), void *ctx,
                          struct mh_err *err);
enum mh_rc mh_ops_verify(struct mh_session *s, struct mh_diags *diags, struct mh_err *err);
enum mh_rc mh_ops_backup(struct mh_session *s, const char *path, struct mh_err *err);

#endif

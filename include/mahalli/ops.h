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
#include <mahalli/report_cover.h>
#include <mahalli/window.h>

struct mh_session;

enum mh_audience { /* of rows: in what words specifications are told */
    MH_FOR_PEOPLE,  /* "volume 10 mL ; stérile", in their language */
    MH_FOR_PROGRAMS, /* the grammar of specifications: "volume = 10 mL; sterile = oui", the same in every language */
};

struct mh_session_options {
    const char *path;      /* the plan */
    const char *user;      /* author of operations */
    const char *lang;      /* fr, en, ar */
    enum mh_audience audience;
    int64_t year;          /* 0: the open campaign */
    int64_t origin;        /* MAHALLI_ORIGIN, 0 none */
    const char *now;       /* instant */
    int64_t threads;       /* of the match: 0 as many as there are processors (8 at most); the plan is the same whatever it is */
    struct mh_progress progress;
    const char *program;   /* this program, which knows `--solve`, to be run again for what is solved; NULL: coverage is placed simply */
};

enum mh_rc mh_session_open(const struct mh_session_options *opt, bool write, struct mh_session **out, struct mh_err *err);
void mh_session_close(struct mh_session *s);
/* The instant of what is done from now on: a session that stays open all day dates each operation by its own. */
void mh_session_set_now(struct mh_session *s, const char *now);

/* init: creates the plan, loads the reference data, opens the campaign of opt->year. */
enum mh_rc mh_ops_init(const struct mh_session_options *opt, struct mh_session **out, struct mh_err *err);

struct mh_import_request {
    const char *kind, *path, *reject_path;
    const char *member, *maker; /* of rows that name none; NULL */
    const char *const *map;
    const char *sheet;        /* of a workbook, by name or number; NULL: the one that looks like the kind */
    enum mh_number_style style;
    bool dry_run;
};
struct mh_import_result {
    int64_t read, created, updated, unchanged, rejected, set_aside /* out of scope */;
    int64_t idle;             /* of those read: totals, titles, signatures; no lines of the list, told in diags */
    int64_t operation;        /* 0: nothing changed or dry run */
    const char *format;       /* static: CSV, classeur Excel, page web */
    const char *encoding;     /* static: UTF-8, Windows-1252... */
    char delimiter;
    char *sheet;              /* the one read; NULL: no workbook */
    enum mh_number_style numbers;
    struct mh_diags diags;    /* rejects and warnings */
    bool stopped;             /* a fault ended the reading early; rows before it are kept */
};
void mh_import_result_free(struct mh_import_result *r);
/* Good rows go in, bad rows come out, one operation. MH_OK also when rows were rejected: see result. */
enum mh_rc mh_ops_import(struct mh_session *s, const struct mh_import_request *q, struct mh_import_result *out, struct mh_err *err);

/*
 * A file as import would read it, before anything is done: for a person to look at, and to say otherwise by sheet, map, style. Nothing is
 * written. What would make import refuse the whole file (a required column is missing, numbers written two ways, no such sheet) is in
 * `problem`, beside what could be read; MH_OK then too. Errors are those of a file that cannot be read at all.
 */
struct mh_preview_column {
    const char *header;       /* as the file has it; "" none */
    const char *place;        /* F in a workbook, else 6 */
    const char *field, *title; /* canonical name and its title; NULL: unknown, or site */
    bool site;                /* one column per site: its volumes */
    bool attribute;           /* of replies: an attribute of the sheet's family */
    bool own;                 /* of the program's own (rejects, lines given back): not to be mapped */
    const char *nearest;      /* of an unknown header: the field that it nearly spells; NULL */
    const char *unit;         /* "boîtes" of "Qté (boîtes)"; NULL */
};
struct mh_preview_row {
    int64_t line;             /* of the file; the row of a sheet */
    const char *const *text;  /* per column: as it will be read, the way people write it, or as the file has it where it is not read or is refused */
    bool refused;             /* by itself: findings say why. Codes of other rows are only looked up by import */
};
struct mh_preview_sheet { const char *name; bool hidden, chosen; };
enum { MH_PREVIEW_ROWS = 10 };
struct mh_import_preview {
    const char *format;       /* static: CSV, classeur Excel, page web */
    const char *encoding;     /* static */
    char delimiter;
    enum mh_number_style numbers;
    const struct mh_preview_sheet *sheet; /* of a workbook */
    size_t nsheets;
    int64_t header_line, records; /* rows below the header */
    const struct mh_preview_column *column;
    size_t ncolumns;
    const char *const *missing; /* required fields that no column gives; ended by NULL */
    struct mh_preview_row row[MH_PREVIEW_ROWS];
    size_t nrows;
    struct mh_diags diags;    /* about the file and the rows shown */
    char *problem;            /* NULL: import can start */
    struct mh_arena arena;    /* owns the rest */
};
/* Of the request: kind, path, member, map, sheet, style. */
enum mh_rc mh_ops_import_preview(struct mh_session *s, const struct mh_import_request *q, struct mh_import_preview *out, struct mh_err *err);
void mh_import_preview_free(struct mh_import_preview *p);

/*
 * A workbook to fill in for a kind: help, lists, checks. Of needs, the open campaign's lines of the group stand in it to be edited (MH_EUSAGE
 * when the plan has several and none is named: prices and names of one are not for another, nor are its sites in the lists): imported again, changed lines are updated and new ones added; a line that the plan changed meanwhile, comes twice or is no
 * longer itself is refused. s NULL: no plan, thus no rows, families or sites. empty: no rows. MH_EINVAL when the file exists.
 */
struct mh_template_request { const char *kind, *path, *member; bool empty; };
struct mh_template_result { int64_t rows; };
enum mh_rc mh_ops_template(struct mh_session *s, const struct mh_template_request *q, struct mh_template_result *out, struct mh_err *err);
/* Is the column one that people fill in? */
bool mh_ops_template_asks(const struct mh_table *t, const struct mh_column *c);

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

/* By names; otherwise as mh_ops_judge_articles. */
enum mh_rc mh_ops_judge(struct mh_session *s, const char *article, const char *product /* maker/reference, reference, "none" */,
                        const char *opinion, const char *reason, struct mh_err *err);

struct mh_status {
    int64_t year;
    char *campaign_status;
    int64_t members, sites, makers, products, certificates, articles /* needed in the campaign */, needs, state[MH_NSTATES], unmatched;
    int64_t stale;            /* matched, but with other words, opinions or products than today's */
    int64_t no_pack;          /* needs whose base quantity is unknown */
    int64_t alerts;           /* against the year's frozen plan, 0 when it has none */
    int64_t to_confirm;       /* needs that the program proposed and nobody confirmed */
    int64_t problems[3];      /* by severity */
    int64_t to_pharmacist, to_buyer, to_maker; /* reviews by who can settle them */
};
enum mh_rc mh_ops_status(struct mh_session *s, struct mh_status *out, struct mh_err *err);
void mh_status_free(struct mh_status *st);

/* What a heading says of the plan; a few indexed reads, however large it is. */
struct mh_plan_facts {
    int64_t year;    /* of the campaign worked on, 0 none */
    char *campaign;  /* its status, NULL none */
    int64_t members;
    char *member;    /* code of the only member, NULL when there is not exactly one */
};
enum mh_rc mh_ops_facts(struct mh_session *s, struct mh_plan_facts *out, struct mh_err *err);
void mh_plan_facts_free(struct mh_plan_facts *f);

/* Findings of the rules; those that somebody explained are told with their note and are not counted. count: open ones by severity. */
enum mh_rc mh_ops_check(struct mh_session *s, enum mh_rc (*each)(void *ctx, const struct mh_rep_problem *p, struct mh_err *err), void *ctx,
                        int64_t count[3], struct mh_err *err);
/* Explains the problems that a rule finds with a subject (article's reference or maker's code; without one its label), as they stand now:
 * the note is required and kept with author and date; an empty note opens them again. *n: how many lines it speaks of. */
enum mh_rc mh_ops_explain(struct mh_session *s, const char *rule, const char *member /* NULL or "": registry, lexicon */, const char *subject,
                          const char *note, int64_t *n, struct mh_err *err);


/* What industry is told (sheet Faisable et sans fabricant), largest volumes first: rows as the workbook has them in the scope, which is NULL
 * (the only group, else the plan), member=M, plan or gaps. The row is borrowed during the call. */
enum mh_rc mh_ops_gaps(struct mh_session *s, const char *scope, mh_row_fn *each, void *ctx, struct mh_err *err);

/*
 * Local share (DESIGN §1, §7): of the plan's lines, of what they come from today, of what was bought in each year; of all families by line,
 * of each family also by volume; by value only in the scope of one member. Local is made here, proved by nothing but the registry; the rate
 * of local content only splits it. As of the last match. scope: as of mh_ops_gaps. family: NULL all rows, "" only those of all families
 * together, else a code.
 */
enum mh_rc mh_ops_local(struct mh_session *s, const char *scope, const char *family,
                        enum mh_rc (*each)(void *ctx, const struct mh_rep_local *row, struct mh_err *err), void *ctx, struct mh_err *err);

/* --- the coordinator's desk, for the campaign's year --- */
/* Every group that is a member today or has rows, by code; every maker, by code. The row is borrowed during the call. */
enum mh_rc mh_ops_follow(struct mh_session *s, enum mh_rc (*each)(void *ctx, const struct mh_rep_follow *row, struct mh_err *err), void *ctx,
                         struct mh_err *err);
enum mh_rc mh_ops_asked_makers(struct mh_session *s, enum mh_rc (*each)(void *ctx, const struct mh_rep_request *row, struct mh_err *err),
                               void *ctx, struct mh_err *err);
/* Makers who could say something of articles that are not concordant, those whose answers would bring most first: what a demande
 * d'information (export, maker=K) would ask of each. Makers asked this year who have not answered are waited for, not told. */
enum mh_rc mh_ops_makers_to_ask(struct mh_session *s, enum mh_rc (*each)(void *ctx, const struct mh_rep_to_ask *row, struct mh_err *err),
                                void *ctx, struct mh_err *err);
/* Notes something of groups' parts ("recu_le=2026-12-01") or of makers' requests: n codes, fields as "column=text" pairs ended by NULL; a
 * row that is not there yet is made. One operation. kind: retours or demandes. */
enum mh_rc mh_ops_follow_note(struct mh_session *s, const char *kind, const char *const *codes, size_t n, const char *const *fields,
                              struct mh_err *err);

/* --- couverture simulée: what local makers could cover of the pooled needs of the campaign --- */
struct mh_cover_request {
    const char *scenario;  /* NULL: the largest local cover */
    bool quarters;         /* capacities and needs by quarter too, where known */
    int64_t makers;        /* at most so many per pooled need; 0 any number */
    int64_t lead_days;     /* delivered within; 0 any */
    bool worth;            /* what lifting each lack would bring, in place of the needs */
};
struct mh_cover_summary {
    const char *scenario, *title, *assumes; /* static; title and assumes French, for mh_tr */
    int64_t pools, needs;     /* pooled needs; those of the model */
    int64_t unpooled[5];      /* articles that are in no pooled need: by enum mh_pool_cause */
    int64_t rate_ppm;         /* by line, in millionths */
    int64_t unknown_ppm;      /* of the lines: rests on capacities that nobody declared */
    int64_t makers, cost;     /* cost: MH_UNKNOWN in a plan of several groups */
    int64_t kept, stray;      /* attributions kept; and those whose article has no volume or is not pooled */
    int64_t gap_ppm;          /* from the best plan at most; MH_UNKNOWN: no bound */
    bool reproducible;
    bool too_unknown;         /* too few capacities are declared to say what more of one would bring */
    int64_t with_product, with_capacity;
    char *note;               /* why no solver answered; NULL */
};
void mh_cover_summary_free(struct mh_cover_summary *s);
/* Rows of mh_rep_cover (the largest uncovered share first), or of mh_rep_worth. each may be NULL. Nothing is stored. */
enum mh_rc mh_ops_cover(struct mh_session *s, const struct mh_cover_request *q,
                        mh_row_fn *each, void *ctx, struct mh_cover_summary *sum,
                        struct mh_err *err);
/* Rows of mh_rep_scenario, or of mh_rep_family_cover: every scenario that this plan allows. */
enum mh_rc mh_ops_scenarios(struct mh_session *s, const struct mh_cover_request *q, bool by_family,
                            mh_row_fn *each, void *ctx, struct mh_err *err);
/* The i-th scenario: its name on the command line and its title (French, for mh_tr); false past the last. */
bool mh_ops_scenario(size_t i, const char **name, const char **title);
/* Rows of mh_rep_point: from half of the largest cover to it, in so many points. A group's own plan with prices; else MH_EDENIED, MH_EINVAL. */
enum mh_rc mh_ops_frontier(struct mh_session *s, const struct mh_cover_request *q, int64_t points,
                           mh_row_fn *each, void *ctx, struct mh_err *err);

struct mh_export_request {
    const char *path, *scope;  /* scope: NULL default, member=M, plan, gaps, questions=M, return=M, bordereau=M, maker=K */
    bool with_prices;
    const char *version;       /* V1, V1.1: as it was frozen; "actuel": as it stands; NULL: of a closed year its frozen plan, else as it stands */
    bool send;                 /* maker=K: notes the demande d'information as sent today */
    const char *due;           /* of send: the day answers are expected, as typed; NULL: as noted before, else in 30 days */
};
struct mh_export_result {
    int64_t sheets, rows, bytes, left_out; /* left_out: articles that a bordereau cannot hold */
    bool no_maker;             /* articles are asked for, and the plan names nobody who could make them */
    char due[11];              /* maker=K: the day that the file asks for; "" none */
};
enum mh_rc mh_ops_export(struct mh_session *s, const struct mh_export_request *q, struct mh_export_result *out, struct mh_err *err);

/* What happened since the plan was frozen (the session's year's, else the latest frozen one): certificates that ended or end within `days`,
 * makers and products that stopped or changed, products that would serve what had nothing, opinions to give again. plan: "2027 V1".
 * MH_ENOTFOUND: no frozen plan. */
enum mh_rc mh_ops_alerts(struct mh_session *s, int64_t days, enum mh_rc (*each)(void *ctx, const struct mh_rep_alert *a, struct mh_err *err),
                         void *ctx, char plan[40], struct mh_err *err);
/* What b says otherwise than a: V1, V1.1 (of the session's year), 2026 (its frozen plan; of a year still open, what it says now), 2026-V1,
 * "actuel"; b NULL: today. Article by article, of one group (member, a code; NULL all); wide: by family and specifications, as workbooks
 * beyond one group tell it. */
struct mh_diff_sides { char before[40], after[40]; };
enum mh_rc mh_ops_diff(struct mh_session *s, const char *a, const char *b, const char *member, bool wide,
                       enum mh_rc (*each)(void *ctx, const struct mh_rep_change *c, struct mh_err *err), void *ctx, struct mh_diff_sides *sides,
                       struct mh_err *err);

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
/* The same of a purchase: ARTICLE@SITE@DATE[#N]. */
enum mh_rc mh_ops_purchase_computation(struct mh_session *s, const char *ref, struct mh_str *out, struct mh_err *err);

/*
 * Needs of the open campaign proposed from what was bought in a year, marked « achats ANNÉE » until somebody confirms them. A need that a
 * person gave is never touched; proposing again changes only proposals that nobody confirmed. One operation.
 */
struct mh_propose_request {
    int64_t year;
    const char *growth;       /* percent as people write it: "5", "2,5", "-10"; NULL none */
    const char *member;       /* code; NULL: every group */
    bool dry_run;
};
struct mh_propose_result {
    int64_t purchases;        /* of the year */
    int64_t outcome[MH_NPROPOSALS];
    int64_t undated;          /* proposals without quarters: a purchase has no day */
    int64_t operation;
};
enum mh_rc mh_ops_propose(struct mh_session *s, const struct mh_propose_request *q, struct mh_propose_result *out,
                          enum mh_rc (*each)(void *ctx, const struct mh_rep_proposal *row, struct mh_err *err), void *ctx, struct mh_err *err);
/* The text by which people name a stored row, "" when it is gone; borrowed until the next call. */
const char *mh_ops_code(struct mh_session *s, const struct mh_table *t, int64_t id);
/* What can be imported, in the order in which kinds build on each other; false past the last. */
struct mh_import_kind {
    const char *kind, *kind_fr, *help;
    const struct mh_table *table;
    const char *owner; /* column that member or maker of the request gives to rows without it: membre, fabricant; NULL none */
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
/* Fiches techniques types that a group's own articles suggest: nothing is adopted by itself, a pharmacist adds the row. */
struct mh_sheet_value {
    const char *name, *value;       /* for people: "matière", "latex" */
    int64_t articles;               /* that say this value */
    int64_t lines_said, volume_said; /* percent of the family's articles, and of their known volume, that say it; MH_UNKNOWN no volume */
};
struct mh_sheet_proposal {
    const char *member, *family, *family_name; /* member, family: codes */
    int64_t articles;
    const char *specs, *base;       /* as the columns of fiches hold them */
    const struct mh_sheet_value *value;
    size_t nvalues;
};
/* The families with most articles first. family: NULL or one code. */
enum mh_rc mh_ops_sheet_proposals(struct mh_session *s, const char *family,
                                  enum mh_rc (*each)(void *ctx, const struct mh_sheet_proposal *p, struct mh_err *err), void *ctx,
                                  struct mh_err *err);
enum mh_rc mh_ops_proposals(struct mh_session *s, enum mh_rc (*each)(void *ctx, const struct mh_proposal *p, struct mh_err *err), void *ctx,
                            struct mh_err *err);
/* Confirms needs of the campaign that were proposed: those of a group, of a family (code read), proposed from ("achats 2026"); NULL any. One
 * operation; *n: how many. */
enum mh_rc mh_ops_confirm(struct mh_session *s, const char *member, const char *family, const char *from, int64_t *n, struct mh_err *err);
/* close: mh_ops_freeze. open: of a year whose plan was frozen refused, it changes by mh_ops_revise; archive: of an open one refused. */
enum mh_rc mh_ops_campaign(struct mh_session *s, const char *verb /* open, close, archive */, int64_t year, struct mh_err *err);
/* Opens `year` (or goes on with it, open) and proposes the needs of the year `from`, each marked "campagne 2026" until it is confirmed. An
 * article and site that the year has already are left as they are; sites that left their group or ended are passed over. One operation. */
struct mh_carry_result { int64_t proposed, present, left_sites, operation; };
enum mh_rc mh_ops_campaign_from(struct mh_session *s, int64_t year, int64_t from, struct mh_carry_result *out, struct mh_err *err);

/*
 * Closes the year's plan as V1, or as the version being revised, and records what it says: readings, states, best products, volumes, with
 * the registry and opinions that they rest on. MH_EDENIED while high problems are open and unexplained (each is handed to `each`, which
 * may be NULL), or when the campaign is closed already. year 0: the session's; else the session works on it from here on.
 */
struct mh_freeze_result {
    int64_t year, lines, makers, products, certificates, opinions, explained, to_confirm, operation;
    char version[16];
};
enum mh_rc mh_ops_freeze(struct mh_session *s, int64_t year, enum mh_rc (*each)(void *ctx, const struct mh_rep_problem *p, struct mh_err *err),
                         void *ctx, struct mh_freeze_result *out, struct mh_err *err);
/* Opens the next version (V1.1...) of a frozen plan: its needs can be changed again. The reason is required and kept. */
enum mh_rc mh_ops_revise(struct mh_session *s, int64_t year, const char *reason, char version[16], struct mh_err *err);

enum mh_rc mh_ops_undo(struct mh_session *s, int64_t number, struct mh_operation *done, struct mh_err *err);
enum mh_rc mh_ops_redo(struct mh_session *s, struct mh_operation *done, struct mh_err *err);
/* Latest first; limit 0 = all. */
enum mh_rc mh_ops_history(struct mh_session *s, int64_t limit, void (*each)(void *ctx, const struct mh_operation *op), void *ctx,
                          struct mh_err *err);
enum mh_rc mh_ops_changes(struct mh_session *s, int64_t number, void (*each)(void *ctx, const struct mh_change *c), void *ctx,
                          struct mh_err *err);
enum mh_rc mh_ops_verify(struct mh_session *s, struct mh_diags *diags, struct mh_err *err);
/* own_origin: the copy goes its own way; continued beside this plan, a plain copy is a fork, which merge refuses. */
enum mh_rc mh_ops_backup(struct mh_session *s, const char *path, bool own_origin, struct mh_err *err);
/*
 * Takes the plan opt->path up again from a backup, after having verified it; the present file is kept beside under the name out->aside (NULL:
 * there was none). MH_EDAMAGED with diags: the backup is not sound; nothing is changed by what fails. The plan goes on with an origin of its
 * own: merge takes its parts beside what was shared before.
 */
struct mh_restored { char *aside; struct mh_operation last /* that the backup holds */; };
void mh_restored_free(struct mh_restored *r);
enum mh_rc mh_ops_restore(const struct mh_session_options *opt, const char *backup, struct mh_restored *out, struct mh_diags *diags,
                          struct mh_err *err);
/*
 * Reads the damaged plan opt->path, which stays as it is, into a new one. *whole: all of it, journal too; otherwise its rows as far as they
 * read, told kind by kind, without its history nor what other plans sent; diags may say what is wrong. MH_EINVAL: `path` exists.
 */
enum mh_rc mh_ops_recover(const struct mh_session_options *opt, const char *path, bool *whole,
                          void (*each)(void *ctx, const struct mh_recovered *row), void *ctx, struct mh_diags *diags, struct mh_err *err);

/* --- parts that plans exchange (exchange.h) --- */
struct mh_share_request { const char *path, *member /* NULL: the only group */; bool base /* of the coordinator, for that group */; };
struct mh_share_result { int64_t operations, rows, bytes; char member[64]; };
/* Writes the group's part, readable by its owner only, and notes it as sent; a base notes nothing. */
enum mh_rc mh_ops_share(struct mh_session *s, const struct mh_share_request *q, struct mh_share_result *out, struct mh_err *err);

struct mh_merge_request {
    const char *const *paths;
    size_t n;
    const char *as;        /* code here of the part's group; NULL: its own */
    char *unknown;         /* NULL, or 64 bytes: the code that a part gives its group, when it is refused because no group here has it */
};
struct mh_merged { /* of one file */
    const char *path;
    char member[64];       /* code, in this plan */
    bool base;
    int64_t operations;    /* received for the first time; 0: nothing new */
    int64_t created, updated, removed, conflicts /* opened */;
    int64_t left;          /* needs of other years, left out */
    int64_t kept;          /* removed there, still used here */
    int64_t operation;     /* of this plan: what undo takes back */
};
/* Every file is checked before any is taken; each is one operation. MH_ECONFLICT: older than what was received, or a fork; MH_EINVAL:
 * changed on its way, or of another plan; MH_ENEWER; MH_ENOTFOUND: of a group unknown here; MH_EDENIED: the campaign is closed. */
enum mh_rc mh_ops_merge(struct mh_session *s, const struct mh_merge_request *q,
                        enum mh_rc (*each)(void *ctx, const struct mh_merged *m, struct mh_err *err), void *ctx, struct mh_err *err);
/* What plans said otherwise, decided ones too, numbered from 1 in a fixed order; the row is borrowed. */
enum mh_rc mh_ops_conflicts(struct mh_session *s, enum mh_rc (*each)(void *ctx, int64_t number, const struct mh_conflict *c, struct mh_err *err),
                            void *ctx, struct mh_err *err);
/* choice: nôtre or leur. One operation; `decided` (initialised; NULL allowed) gets the conflict. */
enum mh_rc mh_ops_decide(struct mh_session *s, int64_t number, const char *choice, struct mh_conflict *decided, struct mh_err *err);

/* --- judging, one article at a time (screens) --- */

struct mh_detail_requirement { /* texts owned by the detail */
    const char *attribute, *wanted, *offered, *by /* the difference, "" none */, *result /* respectée, écart, inconnue; all in the language of the session */, *source, *who;
    bool met, failed;      /* neither: unknown */
    bool wish;             /* never fails a product: a wish, or only informative */
    bool special;          /* a value of the product that nobody asked for */
};
struct mh_detail_proof {
    const char *type /* for people */, *number, *authority, *scope, *from, *to, *document, *verified_on; /* "" unknown; dates ISO */
    bool of_maker;         /* of the maker, not of this product */
    bool expired;
};
struct mh_detail_candidate {
    int64_t product_id, maker_id;
    const char *maker, *maker_name, *city, *product /* reference, else label */, *label, *unit;
    enum mh_verdict verdict; /* MH_VERDICT_NONE: not comparable, a person's word only */
    bool excluded;         /* distributor, repackager or stopped maker: gives no state */
    bool rejected;         /* set aside by an opinion that holds */
    bool validated;        /* an opinion that holds says yes */
    bool by_hand;          /* the engine does not propose it: here through an opinion, or because it was asked for */
    int64_t score;
    const char *who;       /* who can settle a review, "" */
    const char *reason, *parts;
    const char *opinion;   /* what was said of it, for people; other groups' only as a mention; "" nothing */
    const char *reopened;  /* why an opinion no longer holds by itself, "" */
    const char *trial;     /* samples asked for this article, for people, "" none */
    enum mh_clearance clearance;
    int64_t capacity, minimum, lead_days; /* per the product's unit; MH_UNKNOWN */
    const char *available_on, *status, *maker_status, *verified_on;
    const struct mh_detail_requirement *requirement;
    size_t nrequirements;
    const struct mh_detail_proof *proof; /* the product's first, then its maker's */
    size_t nproofs;
};
struct mh_match_detail {
    int64_t article_id;
    const char *member, *reference, *label, *given /* specifications as given */, *unit, *pack;
    const char *family, *family_name /* "" not read */, *base_unit, *specs, *rest, *problem;
    bool matched;          /* a finding is stored */
    bool stale;            /* what is stored says otherwise: it is to be matched again */
    enum mh_state state;   /* as of now: computed, not read */
    const char *who;       /* who settles, when the state is « à vérifier »; "" */
    const char *next;      /* what to do next and by whom */
    int64_t volume, needs; /* base units of the campaign, MH_UNKNOWN; how many needs */
    int64_t alike;         /* articles of the group in the campaign that read the same, this one included: an opinion holds for all */
    int64_t leads;         /* makers of that range */
    const char *none;      /* opinion that no product will do, for people, "" */
    const struct mh_detail_candidate *candidate; /* products validated by hand first, then best first, set aside ones last */
    size_t ncandidates;
    const struct mh_detail_requirement *asked; /* the reading itself: attribute, wanted, source; for articles without candidate */
    size_t nasked;
};
/* product_id: shown as well although the engine does not propose it; 0 none. The caller frees. */
enum mh_rc mh_ops_match_detail(struct mh_session *s, int64_t article_id, size_t top, int64_t product_id, struct mh_match_detail **out,
                               struct mh_err *err);
void mh_match_detail_free(struct mh_match_detail *d);

struct mh_judge_request {
    const int64_t *articles;
    size_t narticles;
    int64_t product_id;    /* 0: no product of the registry will do */
    const char *opinion;   /* conforme, sous réserve, non conforme, à essayer, suspendu; NULL with product 0: non conforme */
    const char *reason, *reserve, *valid_until, *documents; /* NULL or "" not said */
};
struct mh_judge_result {
    int64_t operation;     /* 0: the same was recorded already */
    int64_t articles;      /* of the campaign, for which it holds now: those given and those that read the same in the same group */
    int64_t recorded;      /* opinions written */
    char opinion[24];      /* canonical */
};
/* One operation; what was said before of the same article and product is replaced. The findings of all that it bears on are stored with
 * it. Another opinion given earlier on an article that reads the same is replaced too. */
enum mh_rc mh_ops_judge_articles(struct mh_session *s, const struct mh_judge_request *q, struct mh_judge_result *out, struct mh_err *err);

/* --- samples and trials --- */
struct mh_trial_request { const char *article, *product /* by names */, *lab, *test, *norm, *date /* NULL today */, *remarks; };
/* A sample is asked of a maker for an article; one operation. MH_ECONFLICT: the same was asked that day. */
enum mh_rc mh_ops_trial_ask(struct mh_session *s, const struct mh_trial_request *q, struct mh_err *err);
/* It came. Of several the one asked last that has not. */
enum mh_rc mh_ops_trial_received(struct mh_session *s, const char *article, const char *product, const char *date, struct mh_err *err);
struct mh_trial_outcome {
    const char *article, *product, *result, *document, *reason, *reserve, *date;
    int64_t trial; /* the trial itself in place of names; 0: by article and product, the one asked last that has no result */
};
/* Those of mh_ops_trials, one operation; MH_EINVAL when one came already. */
enum mh_rc mh_ops_trials_received(struct mh_session *s, const int64_t *trials, size_t n, const char *date /* NULL today */, struct mh_err *err);
/* What came of it. A verdict (all but « non concluant ») is the opinion of who says it, with the document among the pieces seen: trial,
 * opinion and findings in one operation. */
enum mh_rc mh_ops_trial_outcome(struct mh_session *s, const struct mh_trial_outcome *q, struct mh_judge_result *out, struct mh_err *err);

/* All of them: what is late first, then what is waited for, then those with a result, the latest first. The row is borrowed. */
enum mh_rc mh_ops_trials(struct mh_session *s, enum mh_rc (*each)(void *ctx, const struct mh_rep_trial *row, struct mh_err *err), void *ctx,
                         struct mh_err *err);

struct mh_queue_query {
    const char *role;      /* pharmacien, acheteur, coordinateur: what it can settle; NULL: every article of the campaign */
    const char *family;    /* code; NULL any */
    const char *search;    /* words, each anywhere in reference or label, folded; NULL none */
};
struct mh_queue_row { /* borrowed until the plan changes */
    int64_t article_id;
    const char *member, *reference, *label, *family, *family_name /* "" not read */, *base_unit;
    bool matched, trial /* its best product is being tried */;
    enum mh_state state;
    const char *who;       /* "" nobody in particular */
    enum mh_verdict verdict;
    int64_t volume, needs;
};
/* Articles of the campaign to settle, family by family, the greatest volume first; the order does not change while one judges. *ids is
 * the caller's to free. */
enum mh_rc mh_ops_queue(struct mh_session *s, const struct mh_queue_query *q, int64_t **ids, size_t *n, struct mh_err *err);
enum mh_rc mh_ops_queue_row(struct mh_session *s, int64_t article_id, struct mh_queue_row *out, struct mh_err *err);
/* The first to settle from `from` on (itself included), then from the beginning; from 0: the first. *id 0: nothing left. */
enum mh_rc mh_ops_queue_next(struct mh_session *s, const struct mh_queue_query *q, int64_t from, int64_t *id, struct mh_err *err);
/* How many of the role's are left, and articles never matched. */
enum mh_rc mh_ops_queue_left(struct mh_session *s, const char *role, int64_t *left, int64_t *unmatched, struct mh_err *err);

struct mh_found_product { /* borrowed for the call */
    int64_t id;
    const char *maker, *maker_name, *reference, *label, *family_name;
};
/* Products of the whole registry all of whose words begin as the words typed do, in maker, reference, designation or specifications; those of
 * `family` (code, NULL none) first. Up to n. */
enum mh_rc mh_ops_registry_search(struct mh_session *s, const char *text, const char *family, size_t n,
                                  enum mh_rc (*each)(void *ctx, const struct mh_found_product *p, struct mh_err *err), void *ctx,
                                  struct mh_err *err);

/* --- lists on screen: windows, cells, type-ahead --- */

/* Kinds: every one of mh_ops_list, and "concordances": articles with what the match found (state, family read, best product, verdict,
 * who can settle). Needs are those of the session's campaign. The window reads what is stored at each fetch, so it follows edits. */
enum mh_rc mh_ops_window_open(struct mh_session *s, const struct mh_window_query *q, struct mh_window **out, struct mh_err *err);
/* True once after another process changed the plan; what the session holds of it (lexicon, registry, campaign) is then fresh. Cheap:
 * may be asked at every key. */
bool mh_ops_changed(struct mh_session *s);

struct mh_edit_result { /* mh_edit_result_free */
    int64_t operation;   /* 0: nothing changed */
    int64_t changed;     /* rows that are otherwise now */
    int64_t refused;     /* cells or rows that stayed as they were; each has a finding */
    int64_t shared;      /* an article changed through a need: how many other needs have this article */
    int64_t id;          /* of the row edited or inserted */
    char *stored;        /* MH_ECONFLICT: the value that stands now, canonical */
    struct mh_diags diags; /* line: 1-based row of the call's list or block; column: canonical name; value as given */
};
#define MH_EDIT_RESULT_INIT { 0, 0, 0, 0, 0, 0, MH_DIAGS_INIT }
void mh_edit_result_free(struct mh_edit_result *r);

/*
 * One cell of one row of a window's list: one operation. was: the canonical text that the screen showed (NULL: whatever stands there);
 * MH_ECONFLICT when another stands there now (result->stored). now: as typed, "" empties. Needs: article columns (reference, designation,
 * specifications, unite, conditionnement, code_emdn, famille) change the article, which all its sites share; etablissement and membre,
 * part of the identity, are refused. Derived and concordances' columns are refused, but for designation... of their article.
 * MH_EINVAL: refused, the finding and err say why. MH_ENOTFOUND: the row is gone.
 */
enum mh_rc mh_ops_edit(struct mh_session *s, const char *kind, int64_t id, const char *column, const char *was, const char *now,
                       struct mh_edit_result *out, struct mh_err *err);
/* The same text in one column of many rows (set on all, fill down): one operation, one undo. Good rows change, refused ones come back as
 * findings whose line is the 1-based place in ids. MH_OK also when some were refused. */
enum mh_rc mh_ops_edit_many(struct mh_session *s, const char *kind, const int64_t *ids, size_t n, const char *column, const char *text,
                            struct mh_edit_result *out, struct mh_err *err);
/* A new row from "column=text" pairs, NULL-terminated: as mh_ops_add, and out->id names it. A need whose article exists takes it; an
 * existing need of the same article and site gets a further occurrence. */
enum mh_rc mh_ops_insert(struct mh_session *s, const char *kind, const char *const *fields, struct mh_edit_result *out, struct mh_err *err);
/* A copy of the row: a need becomes a further occurrence; what is named by a code or reference gets a free one ("X-2"). */
enum mh_rc mh_ops_duplicate(struct mh_session *s, const char *kind, int64_t id, struct mh_edit_result *out, struct mh_err *err);
/* One operation; rows that others refer to stay, with a finding. of "concordances": refused. */
enum mh_rc mh_ops_remove_ids(struct mh_session *s, const char *kind, const int64_t *ids, size_t n, struct mh_edit_result *out,
                             struct mh_err *err);
struct mh_paste {
    const char *kind;
    const int64_t *ids;          /* the rows under the block from its first line on; 0 or past nids: a new row */
    size_t nids;
    const char *const *columns;  /* canonical names, those under the block from its first column on */
    size_t ncolumns;
    const char *const *cells;    /* nrows × ncolumns texts, row by row; NULL leaves a cell as it is, "" empties it */
    size_t nrows;
    const char *const *fixed;    /* fields of new rows besides ("etablissement=E1"), NULL-terminated; may be NULL */
    bool dry_run;                /* findings and counts only; nothing is written */
};
/* A block of cells: one operation, one undo. Good cells go in, refused ones come back as findings (line: row of the block); of a new
 * row all cells must stand. */
enum mh_rc mh_ops_paste(struct mh_session *s, const struct mh_paste *p, struct mh_edit_result *out, struct mh_err *err);

struct mh_suggestion { /* borrowed for the call */
    int64_t id;            /* 0: no row stands behind it */
    const char *text;      /* what goes into the cell: reference, code, unit */
    const char *label;     /* what people read beside it */
    const char *why;       /* "nom", "synonyme « seringue 3 pièces »"... or "" */
};
/* Up to n proposals for a cell of this list, best first; typed folded, "" gives the most usual. Columns: reference and designation
 * (articles of the member that `member` names, NULL any), famille, unite, conditionnement, etablissement, membre, fabricant, produit,
 * and choices. Other columns propose nothing. */
enum mh_rc mh_ops_suggest(struct mh_session *s, const char *kind, const char *column, const char *member, const char *typed, size_t n,
                          enum mh_rc (*each)(void *ctx, const struct mh_suggestion *one, struct mh_err *err), void *ctx,
                          struct mh_err *err);

struct mh_read_attribute { /* one of the family's attributes, in the family's order */
    const char *code, *name, *unit; /* unit "" none */
    const char *value;     /* for people; "" not read */
    const char *text;      /* the same in the specification grammar, to edit: "volume = 10 mL"; "" not read */
    const char *source;    /* lu, déduit, référentiel, saisi; "" not read */
    const char *words;     /* what it was read from, "" */
    const char *allowed;   /* values joined by '|', or a range 6..34, "" free */
    bool wish, informative, critical;
};
struct mh_reading_view { /* mh_reading_view_free; all texts owned by it */
    const char *family, *family_name; /* "" not read */
    const char *second, *second_name; /* the runner-up, "" none */
    int confidence;        /* 0..100 */
    struct mh_read_attribute *attribute;
    size_t nattributes;
    const char *specs;     /* the whole reading in the specification grammar */
    const char *rest;      /* words known to nobody */
    const char *problem;   /* French phrase, "" none */
    const char *computation; /* « 120 B/10 = 1 200 unités… », "" without quantity */
    const char *base_unit; /* of the family, "" unknown */
    int64_t base_quantity; /* MH_UNKNOWN */
    bool out_of_scope;
    struct mh_arena arena;
};
/* What a row would be read as, from "column=text" pairs of a need, an article or a product (kind), while it is typed. Nothing is stored;
 * unknown or unreadable fields are passed over. */
enum mh_rc mh_ops_read_text(struct mh_session *s, const char *kind, const char *const *fields, struct mh_reading_view *out,
                            struct mh_err *err);
void mh_reading_view_free(struct mh_reading_view *v);

/* --- consolidation (DESIGN §2, besoin consolidé): what articles of all groups ask for, gathered where one product can meet them --- */
struct mh_consolidation { /* of the campaign; the coordinator's own: members' names and exact volumes */
    struct mh_rep_pool *pool;     /* by family, the greatest volume first */
    size_t npools;
    struct mh_rep_share *share;   /* by pool: share[pool.first .. + pool.articles); then, nleft of them, articles in no pool, with the cause */
    size_t nshares, nleft;
    struct mh_rep_question *question; /* the greatest volume gathered first */
    size_t nquestions;
    struct mh_rep_variant *variant;   /* by standard, the greatest volume gathered first */
    size_t nvariants, nstandards;
    int64_t articles;             /* asked for this year */
    int64_t pooled;               /* with at least one other */
    int64_t shared;               /* pools of several groups */
    int64_t unanswered;           /* pools that say too little to be pooled */
    int64_t left_out, left_unread, left_contradictory, left_no_volume; /* articles in no pool */
    int64_t strays;               /* choices by hand that no longer hold */
};
enum { MH_CONSOLIDATION_STATES = 1 /* best product and state of each pool */, MH_CONSOLIDATION_QUESTIONS = 2, MH_CONSOLIDATION_VARIANTS = 4 };
/* Nothing is stored. The caller frees. */
enum mh_rc mh_ops_consolidation(struct mh_session *s, unsigned parts, struct mh_consolidation **out, struct mh_err *err);
void mh_consolidation_free(struct mh_consolidation *c);

/* By hand, one operation each; articles as people name them. An article that is never interchangeable with the pool is refused (MH_EDENIED)
 * with what differs; one that does not say it needs a reason (MH_EINVAL). *changed (may be NULL): how many were not so before. */
enum mh_rc mh_ops_pool_add(struct mh_session *s, const char *pool, const char *const *articles, size_t n, const char *reason, int64_t *changed,
                           struct mh_err *err);
/* Kept alone, whatever they say. */
enum mh_rc mh_ops_pool_alone(struct mh_session *s, const char *const *articles, size_t n, const char *reason, int64_t *changed,
                             struct mh_err *err);
/* Back to what the program finds. */
enum mh_rc mh_ops_pool_reset(struct mh_session *s, const char *const *articles, size_t n, int64_t *changed, struct mh_err *err);

struct mh_standard_adopted { char *member, *family, *specs; }; /* the fiche proposed to a group */
/* The common specification of a standard (its code) as a fiche technique type, proposed to the groups (or the one named) that would take
 * something from it: their pharmacists adopt it. One operation per group. */
enum mh_rc mh_ops_standard_adopt(struct mh_session *s, const char *standard, const char *member,
                                 enum mh_rc (*each)(void *ctx, const struct mh_standard_adopted *one, struct mh_err *err), void *ctx,
                                 struct mh_err *err);

#endif

#ifndef MAHALLI_STORE_H
#define MAHALLI_STORE_H
/*
 * The plan file: rows, operations, journal. Engine behind src/store/driver.h; nothing above knows SQLite. Every change of a
 * journaled row happens inside an operation (begin ... commit), which is one transaction, one journal entry, one undo.
 */
#include <stdbool.h>
#include <stdint.h>
#include <mahalli/domain.h>
#include <mahalli/journal.h>
#include <mahalli/progress.h>
#include <mahalli/report.h>
#include <mahalli/window.h>

struct mh_store;
struct mh_cursor;

enum mh_store_mode { MH_STORE_WRITE, MH_STORE_READ, MH_STORE_CREATE /* refused when the file exists */ };

struct mh_store_options {
    const char *author;  /* recorded with operations; NULL: "inconnu" */
    const char *now;     /* instant recorded; required */
    int64_t origin;      /* 0: drawn at creation; otherwise pinned (tests) */
};

/* Opens, checks application id and version (MH_ENEWER untouched; MH_EDAMAGED), copies beside then migrates an older plan. */
enum mh_rc mh_store_open(const char *path, enum mh_store_mode mode, const struct mh_store_options *opt, struct mh_store **out,
                         struct mh_err *err);
void mh_store_close(struct mh_store *s); /* NULL allowed; an open operation is rolled back */
void mh_store_set_now(struct mh_store *s, const char *now); /* the instant recorded from here on: for long sessions */

/* --- operations --- */
/* command: what the user did, French, shown in history ("import besoins besoins.csv"). MH_EBUSY after the busy time-out. */
enum mh_rc mh_store_begin(struct mh_store *s, const char *command, struct mh_err *err);
/* *op: its number in this origin, 0 when nothing was changed (then nothing is recorded). */
enum mh_rc mh_store_commit(struct mh_store *s, int64_t *op, struct mh_err *err);
void mh_store_rollback(struct mh_store *s);
/* About so many rows of t will be inserted by the running operation: indexes that only lists need are then made at its end. */
enum mh_rc mh_store_expect(struct mh_store *s, const struct mh_table *t, int64_t rows, struct mh_err *err);

/* Inserts a row whose id is 0 and gives it one; identity keys left unknown are derived. MH_ECONFLICT when a row of the same identity
 * exists, MH_EINVAL when a value or reference is refused: the operation goes on without the row. */
enum mh_rc mh_store_insert(struct mh_store *s, const struct mh_table *t, void *row, struct mh_err *err);
/* Writes the fields in which `now` differs from `was` (same id). MH_ECONFLICT when a stored value is not the one in `was`.
 * *changed (may be NULL) tells whether a recorded field differed: derived ones are written without journal. MH_EINVAL for a field that
 * is set at creation only. Changing a reference row makes an own row that hides it. */
enum mh_rc mh_store_update(struct mh_store *s, const struct mh_table *t, const void *was, const void *now, bool *changed,
                           struct mh_err *err);
/* Refused with MH_EINVAL while other rows refer to it. */
enum mh_rc mh_store_remove(struct mh_store *s, const struct mh_table *t, int64_t id, struct mh_err *err);

/* The id given last by the running operation, 0 none. */
int64_t mh_store_last_id(const struct mh_store *s);

/* --- reading --- row must be initialised (mh_row_init) --- */
enum mh_rc mh_store_get(struct mh_store *s, const struct mh_table *t, int64_t id, void *row, struct mh_err *err);
/* The id of the row whose KEY columns equal those of `row` (unknown equals unknown); *id = 0 and MH_OK when there is none. */
enum mh_rc mh_store_find(struct mh_store *s, const struct mh_table *t, const void *row, int64_t *id, struct mh_err *err);
/* The text by which people name a row (code, reference or label; a need's or opinion's is its article's), "" when it does not exist.
 * Cached; two borrowed texts may be held at once, not beyond the next change. */
const char *mh_store_code(struct mh_store *s, const struct mh_table *t, int64_t id);

struct mh_filter { /* all given must hold; zero-terminated array: column NULL ends */
    const char *column; /* canonical or sql name */
    const char *text;   /* equals this text, or NULL to use number; blind to case and accents for what rows are ordered by (codes) */
    int64_t number;     /* equals this; MH_UNKNOWN: IS NULL */
};

/* Rows in the table's order (or by id when by_id). Works for journaled tables and joined ones (need_lines, opinion_lines), which may be
 * filtered by campaign_id, member_id, site_id, article_id, product_id besides their columns. Reference rows that own rows hide are left
 * out. Closed before the store is. */
enum mh_rc mh_cursor_open(struct mh_store *s, const struct mh_table *t, const struct mh_filter *filter, bool by_id,
                          struct mh_cursor **out, struct mh_err *err);
/* *got false at the end. The row's texts are replaced. */
enum mh_rc mh_cursor_next(struct mh_cursor *c, void *row, bool *got, struct mh_err *err);
void mh_cursor_close(struct mh_cursor *c);
enum mh_rc mh_store_count(struct mh_store *s, const struct mh_table *t, const struct mh_filter *filter, int64_t *n, struct mh_err *err);

/* A window on the rows of a journaled or joined table (window.h); q->kind is not looked at. Needs: those of the campaign (0: all).
 * MH_EINVAL: a column that is none, a filter's value that cannot be read, a sort that is too long. Closed before the store is. */
enum mh_rc mh_store_window_open(struct mh_store *s, const struct mh_table *t, int64_t campaign_id, const struct mh_window_query *q,
                                struct mh_window **out, struct mh_err *err);
/* The different known values of an indexed text column (unite, conditionnement of articles), in their order, up to n. */
enum mh_rc mh_store_distinct(struct mh_store *s, const struct mh_table *t, const char *column, size_t n,
                             void (*each)(void *ctx, const char *value), void *ctx, struct mh_err *err);
/* Little of the file stays in memory from here on, or again what makes work on it fast: for what goes through all of it once. */
void mh_store_spare(struct mh_store *s, bool little);
/* True once after another process changed the plan. */
bool mh_store_changed_outside(struct mh_store *s);

/* --- reference rows and derived rows: not journaled --- */
/* Makes the reference rows (origin "référence") of t exactly these; own rows stay and win where keys are equal. */
enum mh_rc mh_store_reference(struct mh_store *s, const struct mh_table *t, const void *rows, size_t n, struct mh_err *err);
enum mh_rc mh_store_meta_get(struct mh_store *s, const char *key, struct mh_str *value, struct mh_err *err); /* "" if absent */
enum mh_rc mh_store_meta_put(struct mh_store *s, const char *key, const char *value, struct mh_err *err);

enum mh_rc mh_store_finding_put(struct mh_store *s, const struct mh_finding *f, struct mh_err *err);
enum mh_rc mh_store_finding_get(struct mh_store *s, int64_t article_id, struct mh_finding *f, bool *got, struct mh_err *err);
enum mh_rc mh_store_findings_clear(struct mh_store *s, struct mh_err *err);
/* All findings by article; borrowed for the call, texts included. */
enum mh_rc mh_store_findings(struct mh_store *s, void (*each)(void *ctx, const struct mh_finding *f), void *ctx, struct mh_err *err);
/* Every need of the campaign by article, its base quantity MH_UNKNOWN where the pack is not known. */
enum mh_rc mh_store_volumes(struct mh_store *s, int64_t campaign_id, void (*each)(void *ctx, int64_t article_id, int64_t base_quantity),
                            void *ctx, struct mh_err *err);
enum mh_rc mh_store_state_counts(struct mh_store *s, int64_t campaign_id, int64_t member_id /* 0 = all */, int64_t counts[MH_NSTATES],
                                 int64_t *unmatched, struct mh_err *err);
/* What a need's base quantity is counted from, of every need of an open campaign (the volumes of a closed one stay), by article and id; texts
 * borrowed for the call. */
struct mh_need_count {
    int64_t id, article_id, base_quantity;
    const char *quantity, *quantity_in;
};
enum mh_rc mh_store_need_counts(struct mh_store *s, void (*each)(void *ctx, const struct mh_need_count *n), void *ctx, struct mh_err *err);
/* Lines of needs that imports refused, by group; not journaled. A group's lines go when its next file comes: those of this file and of other
 * days; file NULL: all. Inside an operation. Rows are borrowed for the call, in the order in which they were refused. */
enum mh_rc mh_store_rejects_clear(struct mh_store *s, int64_t year, int64_t member_id, const char *file, const char *day, struct mh_err *err);
enum mh_rc mh_store_reject_add(struct mh_store *s, int64_t year, int64_t member_id, const struct mh_rep_reject *r, struct mh_err *err);
enum mh_rc mh_store_rejects(struct mh_store *s, int64_t year, int64_t member_id, void (*each)(void *ctx, const struct mh_rep_reject *r),
                            void *ctx, struct mh_err *err);
/* Derived columns of needs and articles may be set outside the journal. */
enum mh_rc mh_store_set_base_quantity(struct mh_store *s, int64_t need_id, int64_t quantity, struct mh_err *err);
/* Groups derived writes into one transaction without an operation. */
enum mh_rc mh_store_derive_begin(struct mh_store *s, struct mh_err *err);
enum mh_rc mh_store_derive_commit(struct mh_store *s, struct mh_err *err);

/* --- journal --- */
enum mh_rc mh_store_history(struct mh_store *s, int64_t limit /* 0 = all */, void (*each)(void *ctx, const struct mh_operation *op),
                            void *ctx, struct mh_err *err); /* latest first */
/* How many there are; the running one is not yet among them. */
enum mh_rc mh_store_operations(struct mh_store *s, int64_t *n, struct mh_err *err);
enum mh_rc mh_store_changes(struct mh_store *s, int64_t number, void (*each)(void *ctx, const struct mh_change *c), void *ctx,
                            struct mh_err *err);
/* Reverses operation `number` of this origin (of an undo: that is its redo); 0: of the author's own that stand, the one done or redone
 * last. MH_ECONFLICT names the later operation that touched the same field, row, reference or identity; later ones that were
 * themselves undone do not count. *done (may be NULL): the operation that people know, undone or redone (the caller frees). Derived
 * fields come back with the others, but what follows from more than the row should be derived again. MH_ENOTFOUND: nothing to undo. */
enum mh_rc mh_store_undo(struct mh_store *s, int64_t number, struct mh_operation *done, struct mh_err *err);
/* Reverses the author's latest undo that is not itself reversed; *done as above. */
enum mh_rc mh_store_redo(struct mh_store *s, struct mh_operation *done, struct mh_err *err);
/* Asked twice inside a reversal: with the number of what it reverses, before anything changes, and with its own, when its rows stand as they
 * will; mh_store_changes tells what each changes. Anything but MH_OK ends it, and nothing is done. NULL: not asked. */
void mh_store_on_reversal(struct mh_store *s, enum mh_rc (*allow)(void *ctx, int64_t operation, struct mh_err *err), void *ctx);
/* Recomputes both chains and the engine's own integrity check; findings as diags of severity ERROR. */
enum mh_rc mh_store_verify(struct mh_store *s, const struct mh_progress *progress, struct mh_diags *diags, struct mh_err *err);
/* A consistent copy while others write; written beside, then renamed; refused when `path` exists. own_origin: the copy has another origin
 * (drawn), so that both may go on. */
enum mh_rc mh_store_backup(struct mh_store *s, const char *path, bool own_origin, const struct mh_progress *progress, struct mh_err *err);
/*
 * Puts a backup in the place of the plan at `path`, which is kept beside under the name *aside (the caller's; NULL: there was none). The
 * backup is copied, brought up to date and verified first: MH_EDAMAGED with diags when it is not sound, and nothing is changed. What goes on
 * from it has an origin of its own, so that it is no fork of what was shared since. MH_EBUSY: the plan is open elsewhere.
 */
enum mh_rc mh_store_restore(const char *backup, const char *path, const struct mh_store_options *opt, const struct mh_progress *progress,
                            struct mh_diags *diags, char **aside, struct mh_err *err);
/* Writes a damaged plan anew at `path` when all its tables read and verify: *whole. Otherwise nothing is written, and diags may say what is
 * wrong. The damaged file is only read. MH_EINVAL: `path` exists; MH_EDAMAGED: nothing in it reads. */
enum mh_rc mh_store_rebuild(const char *damaged, const char *path, const struct mh_store_options *opt, const struct mh_progress *progress,
                            struct mh_diags *diags, bool *whole, struct mh_err *err);
/* Inside a running operation: takes over the rows of a damaged plan that can be read and stand with what they refer to, without its journal
 * and what it received from other plans. The damaged file is only read. */
enum mh_rc mh_store_salvage(struct mh_store *to, const char *damaged, const struct mh_progress *progress,
                            void (*each)(void *ctx, const struct mh_recovered *one), void *ctx, struct mh_err *err);

#endif

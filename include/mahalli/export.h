#ifndef MAHALLI_EXPORT_H
#define MAHALLI_EXPORT_H
/* Workbooks and CSV. Rows come through sources given by ops; nothing here reads a plan. LC_NUMERIC must be C. */
#include <stdbool.h>
#include <stdio.h>
#include <mahalli/csvout.h>
#include <mahalli/progress.h>
#include <mahalli/report.h>

struct mh_rows {
    const struct mh_table *table;
    /* *row is borrowed until the next call; NULL at the end. */
    enum mh_rc (*next)(void *ctx, const void **row, struct mh_err *err);
    enum mh_rc (*rewind)(void *ctx, struct mh_err *err); /* to the first row again */
    void *ctx;
    int64_t rows;   /* exact, or an upper estimate above 20 000 (constant-memory mode is chosen by it) */
};

/* A source over rows in memory (an array of row_size records of the table); borrowed. */
struct mh_rows mh_rows_array(const struct mh_table *t, const void *rows, size_t n, size_t *cursor);

struct mh_sheet { /* one file per sheet: src/export/sheet_*.c, listed in sheets.c */
    const char *key;      /* plan, candidates, specs, makers, gaps, problems, journal, readme, note */
    const char *title, *title_en, *title_ar; /* tab name, at most 31 characters */
    const struct mh_table *table; /* NULL for the synthesis page */
    const char *intro;    /* one line above the header; NULL none */
    unsigned scopes;      /* bit per enum mh_scope in which it appears */
    bool wide_ok;         /* may leave one member (else only in member scope) */
};
extern const struct mh_sheet *const mh_sheets[]; /* ended by NULL, in workbook order */

enum mh_scope { MH_SCOPE_MEMBER, MH_SCOPE_PLAN, MH_SCOPE_GAPS, MH_NSCOPES };

struct mh_workbook {
    enum mh_scope scope;
    bool with_private;        /* member scope, or asked for and journaled */
    const char *title, *author, *now /* instant */, *version, *lang;
    const struct mh_synthesis *synthesis;
    struct mh_rows source[16]; /* by position in mh_sheets; table NULL = no such sheet this time */
};

/* Written beside, synced, renamed: no half file. Deterministic bytes for the same input. */
enum mh_rc mh_export_workbook(const char *path, const struct mh_workbook *w, const struct mh_progress *progress, struct mh_err *err);

/* CSV for scripts (UTF-8, ';', one header of canonical names, quotes only where needed); cells that a spreadsheet would run as a
 * formula get a leading apostrophe, negative numbers stay. skip: column flags left out. */
enum mh_rc mh_export_csv(FILE *out, struct mh_rows *src, unsigned skip, struct mh_err *err);

#endif

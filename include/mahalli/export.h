#ifndef MAHALLI_EXPORT_H
#define MAHALLI_EXPORT_H
/*
 * Workbooks. Rows come through sources given by ops; nothing here reads a plan. What may leave is decided here once more,
 * whatever ops hands over (DESIGN §1): columns flagged PRIVATE only in member scope and when asked, MEMBER_NAME only in member scope,
 * sheets that are not wide_ok only in member scope, and an exact volume never where its text is an order of magnitude.
 */
#include <stdbool.h>
#include <mahalli/progress.h>
#include <mahalli/report.h>

struct mh_rows {
    const struct mh_table *table;
    /* *row is borrowed until the next call; NULL at the end. */
    enum mh_rc (*next)(void *ctx, const void **row, struct mh_err *err);
    enum mh_rc (*rewind)(void *ctx, struct mh_err *err); /* to the first row again */
    void *ctx;
    int64_t rows;   /* exact, or an upper estimate above 20 000 (constant-memory mode and the links are chosen by it) */
};

/* A source over rows in memory: n records of table->row_size bytes; borrowed. `at` starts at 0. */
struct mh_array {
    const struct mh_table *table;
    const void *rows;
    size_t n, at;
};
struct mh_rows mh_rows_array(struct mh_array *a);

struct mh__book; /* a workbook being written; private to export */

struct mh_sheet { /* one file per sheet: src/export/sheet_*.c, listed in sheets.c */
    const char *key;      /* note, plan, candidates, makers, gaps, specs, problems, journal, readme */
    const char *title;    /* tab name, French: for mh_tr; at most 26 characters in each language (room for " (12)") */
    const struct mh_table *table; /* NULL for pages that draw themselves */
    const char *intro;    /* one or two lines above the header; NULL none */
    unsigned scopes;      /* bit per enum mh_scope in which it appears: 1u << scope */
    bool wide_ok;         /* may leave one member (else only in member scope) */
    const char *frozen;   /* columns stay in sight up to this one, when it is shown; NULL none */
    const char *print_to; /* last column printed; NULL all */
    const char *counted;  /* '|'-joined: the first one shown carries the number of rows in the total row (always filled) */
    const char *summed;   /* '|'-joined columns added up in the total row; NULL none */
    const char *link_to;  /* key of the sheet whose rows share column `lien`; NULL none */
    const char *linked;   /* '|'-joined columns: of a row the first one with a text carries the link. Texts of a word or two: LibreOffice makes a field of a
                           * linked text, which it never wraps; NULL the first column */
    const char *left_out; /* '|'-joined columns that lists and CSV have and the sheet does not; NULL none */
    const char *first_word; /* '|'-joined MEMBER_NAME columns of which wide scopes tell the first word, and no more; NULL none */
    const char *about;    /* what the sheet is, one line for Lisez-moi */
    unsigned tab;         /* colour of the tab, 0xRRGGBB */
    enum mh_rc (*draw)(struct mh__book *b, const struct mh_sheet *s, struct mh_rows *src, struct mh_err *err); /* NULL: a grid */
    bool landscape;       /* of a page that draws itself; grids are */
};
extern const struct mh_sheet *const mh_sheets[]; /* ended by NULL, in workbook order */

enum mh_scope { MH_SCOPE_MEMBER, MH_SCOPE_PLAN, MH_SCOPE_GAPS, MH_SCOPE_QUESTIONS /* of one member, to be filled in */,
    MH_SCOPE_RETURN /* acknowledgement to one member */,
    MH_SCOPE_PRICES /* a member's own consultation: with_private is the buyer's copy, without it the bidders' */, MH_NSCOPES };

enum { MH_MAX_SHEETS = 32 };

/* Position of a sheet in mh_sheets, thus in mh_workbook.source; -1 when there is none. */
int mh_sheet_index(const char *key);

struct mh_workbook {
    enum mh_scope scope;
    bool with_private;        /* member scope, or asked for and journaled */
    const char *title, *author, *now /* instant */, *version, *lang;
    const struct mh_synthesis *synthesis; /* NULL: no Note de synthèse */
    struct mh_rows source[MH_MAX_SHEETS]; /* by position in mh_sheets; table NULL = no such sheet this time. The note and Lisez-moi need none; one
                                * given for Lisez-moi (rows of mh_rep_pair) is added to it */
};

/*
 * Written beside, synced, renamed: no half file, and one of before stays when writing fails. Deterministic bytes for the same input
 * and `now`. Above 20 000 rows in one sheet the memory used no longer grows with the rows; then there are no Excel tables.
 * In wide scopes title and author are not written: they may name a member. MH_EIO, MH_ECANCELED, or what a source returned.
 */
enum mh_rc mh_export_workbook(const char *path, const struct mh_workbook *w, const struct mh_progress *progress, struct mh_err *err);

/* Of which plan a page is, as footers tell it: "Plan d’achat local 2027 · V1 · 21/11/2026". now: an instant or a day; version NULL: none. */
void mh_page_foot(struct mh_str *out, const char *lang, const char *title, const char *version, const char *now);

/*
 * A file to fill in: a heading, a line of help and a header per column, then the rows that exist, with lists and checks. The first
 * `visible` columns are in sight, the others grouped behind a [+]; fixed cells are grey, asked ones yellow. Texts are canonical.
 */
struct mh_template_column {
    const struct mh_column *column;
    const char *help;          /* one line; NULL none */
    const char *const *list;   /* what may be chosen; NULL anything */
    size_t nlist;
    bool open;                 /* another value than the list's, or than a number, may be typed */
    bool prompted;             /* rows say what is asked in this column (prompt) */
};
struct mh_template_row {
    const char *const *text;   /* per column of the template; "" unknown */
    uint64_t fixed, asked;     /* bit per column */
    const char *const *prompt; /* per column: shown when the cell is chosen, at most 255 characters; NULL none */
    const char *ident, *version;
};
struct mh_template {
    const char *sheet, *heading, *now, *lang; /* lang: of what people read, headers too, which import knows in each language; sheet as it is given */
    const struct mh_template_column *column;
    size_t ncolumns, visible;  /* at most 64 */
    size_t frozen;             /* columns that stay in sight */
    const char *foot;          /* left in the footer: mh_page_foot; NULL nothing */
    bool wraps;                /* long texts go on below, rows as high as they need; else one line each */
    bool closed;               /* no row may be added: checks end with the rows */
    const char *const *returns; /* headers of the two narrow columns (ident, version); NULL none */
    int64_t rows;              /* an upper estimate */
    enum mh_rc (*next)(void *ctx, const struct mh_template_row **row, struct mh_err *err); /* *row NULL at the end; NULL: no rows */
    void *ctx;
};
/* Written beside, synced, renamed. MH_EIO, or what next returned. */
enum mh_rc mh_export_template(const char *path, const struct mh_template *t, struct mh_err *err);

struct mh_template_line { const char *text; bool heading; };
struct mh_template_book { /* several sheets behind a page that explains them; says nothing but what it is given, in properties either */
    const char *title, *now;
    const char *page;          /* name of the first sheet; NULL none */
    const struct mh_template_line *line;
    size_t nlines;
    const struct mh_template *sheet; /* names as Excel takes them: mh_sheet_name */
    size_t nsheets;
};
enum mh_rc mh_export_template_book(const char *path, const struct mh_template_book *b, struct mh_err *err);
/* A text as the name of a sheet: at most 31 characters, none that Excel refuses. nth 2...: of those that would be called the same. */
void mh_sheet_name(struct mh_str *out, const char *text, int nth);

#endif

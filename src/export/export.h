#ifndef EXPORT_EXPORT_H
#define EXPORT_EXPORT_H
/* What the files of export share: the workbook being written, its styles, texts made safe for Excel, files written beside. */
#include <stdio.h>
#include <xlsxwriter.h>
#include <mahalli/export.h>
#include <mahalli/vec.h>

enum mh__style {
    MH__S_TITLE, MH__S_SUBTITLE, MH__S_INTRO, MH__S_HEAD, MH__S_HEAD_MID, MH__S_TEXT, MH__S_LINK, MH__S_LINK_WORD, MH__S_WORD, MH__S_INT, MH__S_YEAR, MH__S_QTY,
    MH__S_MONEY, MH__S_PERCENT, MH__S_DATE, MH__S_INSTANT, MH__S_UNKNOWN, MH__S_APPROX, MH__S_TOTAL, MH__S_TOTAL_COUNT, MH__S_TOTAL_SUM,
    MH__S_TOTAL_MONEY, MH__S_NOTE_TITLE, MH__S_NOTE_SECTION, MH__S_BOX_NAME, MH__S_BOX_FIGURE, MH__S_BOX_SHARE, MH__S_NOTE_HEAD,
    MH__S_NOTE_HEAD_MID, MH__S_NOTE_TEXT, MH__S_NOTE_RANK, MH__S_NOTE_INT, MH__S_NOTE_SHARE, MH__S_NOTE_VOLUME, MH__S_NOTE_TOTAL, MH__S_NOTE_TOTAL_INT,
    MH__S_NOTE_TOTAL_SHARE, MH__S_NOTE_FINE, MH__S_FILL_MONEY, MH__S_FILL_PERCENT, MH__S_FILL_TEXT, MH__S_DUE, MH__S_LOT, MH__S_NUMBER, MH__S_TOTAL_NAME,
    MH__S_READ_HEAD, MH__S_READ_KEY, MH__S_READ_TEXT, MH__NSTYLES
};
enum { MH__RTL = 2 }; /* reading order: full stops and units of a text in Arabic stand where they are read */
enum mh__tone { MH__T_GOOD, MH__T_FAIR, MH__T_DOUBT, MH__T_GAP, MH__T_ASK, MH__T_NONE, MH__T_GREY, MH__T_OUT, MH__NTONES };

/* Words that carry a tone wherever they stand in a CHOICE column; the last has word NULL. */
struct mh__toned {
    const char *word;
    enum mh__tone tone;
};
extern const struct mh__toned mh__toned[];
unsigned mh__tone_solid(enum mh__tone t);  /* colour of a bar */

struct mh__limits {
    int64_t large_rows; /* above: constant memory */
    int64_t part_rows;  /* rows that one sheet holds */
    int64_t links;      /* links that one sheet holds (Excel: 65 530) */
};
extern const struct mh__limits mh__limits;

/* link text -> first row (from 0) that has it */
struct mh__anchors {
    struct { uint64_t hash; int64_t row; } *slot;
    size_t nslots, len;
};
void mh__anchors_add(struct mh__anchors *a, const char *link, int64_t row);
int64_t mh__anchors_find(const struct mh__anchors *a, const char *link); /* -1: none */
void mh__anchors_free(struct mh__anchors *a);

struct mh__book {
    lxw_workbook *wb;
    const struct mh_workbook *w;
    const struct mh_progress *progress;
    struct mh__limits limits;
    bool large;
    bool links_left_out;
    bool parted;              /* some sheet goes on in another one */
    int stderr_kept;          /* where stderr went while the library could write on it; -1: not silenced */
    int64_t done, total;
    lxw_format *style[MH__NSTYLES], *tone[MH__NTONES];
    struct mh__anchors anchors[MH_MAX_SHEETS];
    struct mh_str text, scratch;
};

/* Pages of a sheet in A4 landscape, broken where rows may part (pages.c). */
struct mh__pages {
    int scale;               /* percent */
    double room, used, head; /* points at that scale: of a page, of the one at hand, of the rows repeated on each */
    MH_VEC(lxw_row_t) breaks;
};
/* Columns of so many points fit the width of a page; head: height repeated on each, above: of the rows of the first one so far. */
void mh__pages_begin(struct mh__pages *p, double points, double head, double above);
/* The next row, which stays on a page with so many points that follow. */
void mh__pages_row(struct mh__pages *p, lxw_row_t row, double height, double with);
void mh__pages_end(struct mh__pages *p, lxw_worksheet *ws);
double mh__column_points(double width);
/* On how many pages side by side columns are printed at `least` or more of their size; first: points of those repeated on each. */
int mh__pages_wide(double first, double rest, double least);

bool mh__wide(const struct mh__book *b);
/* Is the sheet part of this workbook? */
bool mh__present(const struct mh__book *b, int sheet);
bool mh__shown(const struct mh__book *b, const struct mh_column *c);
const char *mh__book_tr(const struct mh__book *b, const char *fr) __attribute__((format_arg(2)));
bool mh__styles_make(struct mh__book *b);
enum mh_rc mh__tick(struct mh__book *b, const char *what, struct mh_err *err);
/* The worksheet of a sheet's part (1, 2...), made when it is not there yet, with the book's page setup: A4, margins, footer. */
lxw_worksheet *mh__sheet_open(struct mh__book *b, const struct mh_sheet *s, int part, struct mh_err *err);
lxw_worksheet *mh__sheet_find(struct mh__book *b, const struct mh_sheet *s, int part); /* NULL: not there */
void mh__sheet_name(const struct mh__book *b, const struct mh_sheet *s, int part, struct mh_str *out);
/* A name of the workbook for the cells from (row, column) to (to_row, to_column) of a sheet's part. */
void mh__define(struct mh__book *b, const char *name, const struct mh_sheet *s, int part, lxw_row_t row, int column, lxw_row_t to_row,
                int to_column);
/* "Campagne 2027 · V1 · 3 groupes · 21/11/2026" */
void mh__subtitle(struct mh__book *b, struct mh_str *out);
/* The plan's name and year; in wide scopes never the name given, which may be a member's. */
void mh__plan_title(struct mh__book *b, struct mh_str *out);

/* The sheet as a grid with its column table. */
enum mh_rc mh__grid(struct mh__book *b, const struct mh_sheet *s, struct mh_rows *src, struct mh_err *err);
enum mh_rc mh__draw_note(struct mh__book *b, const struct mh_sheet *s, struct mh_rows *src, struct mh_err *err);
enum mh_rc mh__draw_readme(struct mh__book *b, const struct mh_sheet *s, struct mh_rows *src, struct mh_err *err);

/* mh_export_workbook with limits small enough to test. */
enum mh_rc mh__export(const char *path, const struct mh_workbook *w, const struct mh__limits *limits,
                      const struct mh_progress *progress, struct mh_err *err);

/*
 * A text fit for a cell: borrowed as it is when nothing was wrong, else repaired in `tmp`. Bad UTF-8 becomes U+FFFD, control and
 * bidirectional marks go, _xHHHH_ (which Excel would decode) is escaped, 32 767 UTF-16 units at most with a final '…'. *chars: its
 * longest line in characters, for widths. NULL gives "".
 */
const char *mh__cell_text(const char *s, struct mh_str *tmp, int *chars);
int mh__lines(const char *s, double width); /* lines that a text of 10 points takes in a column of that width */
/* Excel's number of a day or an instant; negative when the text is none. */
double mh__serial(const char *canonical);

/* Writes a file beside `path` by `fill`, in the C locale for numbers, stderr silenced, checks it and gives it its name. large: constant
 * memory. b->wb is made; b->w may be NULL. */
enum mh_rc mh__write_beside(struct mh__book *b, const char *path, enum mh_rc (*fill)(struct mh__book *b, void *ctx, struct mh_err *err),
                            void *ctx, struct mh_err *err);
void mh__mute(struct mh__book *b);
void mh__unmute(struct mh__book *b);
/* Every part of the workbook is whole: the library does not notice a temporary file cut short by a full disk. */
bool mh__zip_whole(const char *path);

/* s as a footer takes it: Excel reads '&' as the start of a code there. It takes 255 characters in all, of which mh_page_foot leaves half. */
void mh__footer_text(struct mh_str *out, const char *s);

#endif

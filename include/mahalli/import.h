#ifndef MAHALLI_IMPORT_H
#define MAHALLI_IMPORT_H
/*
 * Files into cells, cells into rows. A reader gives records of cells with their place in the file; mapping joins the file's
 * headers to a column table; a row is parsed by the table's validator (mh_value_parse). What rows mean (codes to identifiers,
 * readings, storing) is ops's. Errors of open and next name the file; those of mapping and numbers leave that to the caller.
 */
#include <stdbool.h>
#include <stdint.h>
#include <mahalli/progress.h>
#include <mahalli/str.h>
#include <mahalli/table.h>

enum mh_file_format { MH_FILE_TEXT, MH_FILE_XLSX, MH_FILE_HTML /* a web page's table, as ERPs name .xls */ };
enum mh_encoding { MH_ENC_UTF8, MH_ENC_UTF8_BOM, MH_ENC_UTF16LE, MH_ENC_UTF16BE, MH_ENC_CP1252 };

struct mh_dialect { /* what the first look at a file found */
    enum mh_file_format format;
    const char *sheet;            /* of a workbook: the one read; NULL. Borrowed until close */
    enum mh_encoding encoding;
    char delimiter;               /* ; , \t | */
    bool sep_line;                /* Excel's "sep=;" line was there */
    enum mh_number_style numbers; /* MH_NUM_UNSETTLED: no evidence and no ambiguous value, or see `conflict` */
    int64_t records;              /* data records counted in the first pass, header left out */
    int64_t bytes;
};
const char *mh_format_name(enum mh_file_format f);  /* CSV, classeur Excel, page web */
const char *mh_encoding_name(enum mh_encoding e); /* UTF-8, UTF-8 avec BOM, UTF-16, Windows-1252 */

/* What a workbook knows of a cell. Numbers are written with a point, whatever the style of the file; dates YYYY-MM-DD, with a time
 * where there is one; percentages keep their sign; booleans are VRAI and FAUX. */
enum mh_cell_kind {
    MH_CELL_TEXT, MH_CELL_NUMBER, MH_CELL_DATE, MH_CELL_BOOL,
    MH_CELL_ERROR,      /* #N/A… */
    MH_CELL_UNCOMPUTED, /* a formula whose value was never stored; the cell is "" */
};

struct mh_record {
    const char *const *cell; /* UTF-8, valid, NUL-terminated; "" when empty */
    size_t ncells;
    const unsigned char *kind; /* enum mh_cell_kind of each cell; NULL: all texts */
    int64_t line;            /* where the record starts, from 1: the line that an editor shows, the row of a sheet */
    /* The rest is filled by the reader, zero in records made by hand. */
    const char *file;                  /* base name */
    const struct mh_dialect *dialect;
    const struct mh_diag *notes;       /* what reading it found; an ERROR means that the row cannot stand (mh_mapping_row refuses it).
                                        * Those of the header are about the whole file. */
    size_t nnotes;
    const char *const *above;          /* of a sheet's header: per cell what a cell merged over several columns says above it; NULL none */
};

struct mh_reader;
/* CSV, a workbook (.xlsx, by its content), or a web page with a table. Two passes: the first settles the dialect and counts. A file that
 * cannot be read is MH_EIO; a directory, binary or empty file MH_EINVAL with what it looks like (xls, ods, encrypted, pdf by name) and what
 * to do. style: forced by --decimal, else MH_NUM_UNSETTLED. Of a workbook the rows counted are those of the first visible sheet until
 * mh_mapping_for_reader settles the sheet. Hidden rows and columns are read like the others, and told. */
enum mh_rc mh_reader_open(const char *path, enum mh_number_style style, struct mh_reader **out, struct mh_err *err);
/* The same over bytes in memory, borrowed until close; `name` stands for the file in messages. */
enum mh_rc mh_reader_open_memory(const void *data, size_t n, const char *name, enum mh_number_style style, struct mh_reader **out,
                                 struct mh_err *err);
/* A workbook's sheet by name or number, from 1, instead of the first one or of the one whose headers look like the kind; call before
 * mapping. NULL: nothing. MH_EUSAGE for a text, MH_ENOTFOUND with the names. */
enum mh_rc mh_reader_use_sheet(struct mh_reader *r, const char *wanted, struct mh_err *err);
/* The sheets of a workbook in their order; NULL past the last, or for a text. */
const char *mh_reader_sheet_name(const struct mh_reader *r, size_t i, bool *hidden);
const struct mh_dialect *mh_reader_dialect(const struct mh_reader *r);
/* The first record that is not blank; after mh_mapping_for_reader the one that it took for the header. */
const struct mh_record *mh_reader_header(const struct mh_reader *r);
/* Settles how numbers are written from the columns that hold numbers: call once after mapping, before the first next. MH_EINVAL with
 * the question (names a line, a value and --decimal) when evidence contradicts itself or is missing while it matters. */
enum mh_rc mh_reader_settle_numbers(struct mh_reader *r, const bool *numeric_cells, size_t n, struct mh_err *err);
/* *got false at the end. Blank records (no character but delimiters and spaces) are passed over. A record whose quotes make no sense
 * comes with an ERROR note and its first line cut at the delimiters; reading goes on at the next line. MH_EINVAL for a fault the rest
 * of the file cannot survive (unclosed quote: says the line where it opened; a field over the cap): the rows given before stand.
 * Borrowed until the next call. */
enum mh_rc mh_reader_next(struct mh_reader *r, struct mh_record *rec, bool *got, struct mh_err *err);
int64_t mh_reader_bytes_done(const struct mh_reader *r);
void mh_reader_close(struct mh_reader *r);

/* --- headers --- */
/* Headers of the two columns by which the lines of a plan, written to be edited, are known when they come back (needs). */
extern const char *const mh_return_columns[2];
/* Columns that a file to be given back holds for reading only; ended by NULL. Never mapped. */
extern const char *const mh_return_context[];
/* "Qté (boîtes)": the column is counted in packs (quantite_en, prix_en) or, when the word is no pack, in that unit (unite): each row gets
 * it unless its own cell says something. */
enum { MH_CELL_UNMAPPED = -1, MH_CELL_OF_SITE = -2 /* or of an attribute, in importers of every sheet */ }; /* beside indices of columns */
struct mh_mapping {
    const struct mh_table *table;
    int *column;        /* for each cell of the file: index of the table's column, or one of the two above */
    size_t ncells;
    char **header;      /* the file's own headers */
    char **place;       /* the same as messages name them: "Qté (colonne F)" in a workbook */
    bool *numeric;      /* ncells: for mh_reader_settle_numbers */
    char **unit;        /* per cell, what its header says between brackets of a quantity or price: "boîtes" of "Qté (boîtes)"; NULL */
    char **site;        /* per cell: the site whose volumes it holds, its unit between brackets left out; NULL */
    bool *part;         /* ncells: one of the cells that are told together in their column, with its header: "Taille", "Matière" */
    bool lettered;      /* of a workbook */
    bool *own;          /* per cell: a column of the program's own (rejects, lines given back), not to be mapped */
    int ident, version; /* cells that a file given back carries (mh_return_columns); -1 none */
    const char *given;  /* column that no cell needs to give (mh_mapping_ask); NULL */
    int quantity;       /* cell of the column quantite; -1 none */
    size_t nsites;      /* cells that are one column per site (needs only) */
};
struct mh_mapping_ask { /* what the caller knows of a file's headers; all of it may be left out */
    const char *const *map; /* "EN-TÊTE=champ", NULL-ended: these override; "EN-TÊTE=" leaves the column out */
    bool (*is_site)(void *ctx, const char *header); /* does this header name a site? */
    void *ctx;
    const char *given;      /* column that the caller gives to rows without it; NULL */
    int64_t year;           /* of the campaign: among "Qté 2025" and "Qté 2027" its own is the one meant; 0 unknown */
};
/* Reports unknown headers, headers given twice, missing required columns (MH_EINVAL with the list of headers seen and expected). ask
 * may be NULL. */
enum mh_rc mh_mapping_make(const struct mh_table *t, const struct mh_record *header, const struct mh_mapping_ask *ask, struct mh_mapping *out,
                           struct mh_diags *diags, struct mh_err *err);
/* The usual way: takes for header the record of the first 20 lines that names most of the table's columns (titles above it are noted in
 * diags), then as mh_mapping_make. Call before the first next. */
enum mh_rc mh_mapping_for_reader(struct mh_reader *r, const struct mh_table *t, const struct mh_mapping_ask *ask, struct mh_mapping *out,
                                 struct mh_diags *diags, struct mh_err *err);
/* The same for a look at a file: what is missing does not stop it, *missing (cleared first) says it in words. */
enum mh_rc mh_mapping_look(struct mh_reader *r, const struct mh_table *t, const struct mh_mapping_ask *ask, struct mh_mapping *out,
                           struct mh_diags *diags, struct mh_str *missing, struct mh_err *err);
/* Must a file of the kind have this column, when it has those of `m`? False when it does. */
bool mh_mapping_lacks(const struct mh_mapping *m, const struct mh_column *c);
/* F in a workbook, else the column's number. */
void mh_mapping_place(const struct mh_mapping *m, size_t cell, char *out, size_t cap);
/* The field that an unknown header nearly spells; NULL. */
const struct mh_column *mh_mapping_nearest(const struct mh_mapping *m, size_t cell);
void mh_mapping_free(struct mh_mapping *m);
/* Parses one record into an initialised row: bad values become diags (with line, column, value) and false is returned. REF columns are
 * left alone; what a row must hold is mh_row_check's. More cells than headers is an error of the row unless the surplus is empty;
 * fewer are empty. file NULL: the record's own. */
bool mh_mapping_row(const struct mh_mapping *m, const struct mh_record *rec, enum mh_number_style style, const char *file,
                    void *row, struct mh_diags *diags);
/* "écrivez 10 seul…" of "10 boîtes": what to do with a number that has words beside it; NULL when the value is something else. */
const char *mh_number_hint(const char *value, struct mh_str *out);
/* How the number in a cell is written, in a file of that style: a workbook's own numbers with a point. */
enum mh_number_style mh_cell_style(const struct mh_record *rec, size_t i, enum mh_number_style style);
/* A record that is no line of the kind: nothing is read of it. Only of importers whose files are lists as people print them (listed). */
enum mh_row_sort { MH_ROW_LINE, MH_ROW_TOTAL, MH_ROW_TITLE /* of a lot */, MH_ROW_HEADER /* printed again */, MH_ROW_CLOSING /* date, signature */,
    MH_ROW_NOTHING /* "néant" for its volume */, MH_NROW_SORTS };
enum mh_row_sort mh_mapping_row_sort(const struct mh_mapping *m, const struct mh_record *rec);
/* "", "-", "néant", "RAS": how people fill the cell of a number that there is not. */
bool mh_says_nothing(const char *value);
/* The cell mapped to a column (canonical name), "" when the file has none. */
const char *mh_mapping_cell(const struct mh_mapping *m, const struct mh_record *rec, const char *column);

/* --- rejects --- */
struct mh_reject_file;
/* CSV also when the input is a workbook. The input's own columns plus ligne, colonne, valeur, raison, suggestion, in the same dialect (UTF-8; with a BOM unless the input was
 * UTF-8 without one, for Excel): imports as it is once corrected; the five columns of an earlier reject file are replaced. Written
 * beside `path` and renamed at close; nothing is left when no row was rejected (a file already there stays). MH_EINVAL when `path` is a
 * plan, a workbook or anything else that is no text: it stays. */
enum mh_rc mh_reject_open(const char *path, const struct mh_record *header, char delimiter, struct mh_reject_file **out, struct mh_err *err);
/* Which cells hold numbers (the mapping's, borrowed): a workbook's own are then written like its texts. */
void mh_reject_numeric(struct mh_reject_file *f, const bool *numeric, size_t n);
enum mh_rc mh_reject_row(struct mh_reject_file *f, const struct mh_record *rec, const struct mh_diag *why, struct mh_err *err);
enum mh_rc mh_reject_close(struct mh_reject_file *f, bool keep, struct mh_err *err);

/* --- importers: one const entry per kind (src/import/imp_*.c, list in importers.c) --- */
struct mh_importer {
    const char *kind, *kind_fr; /* needs, besoins */
    const struct mh_table *table;
    const char *help;           /* French, one line: what the file holds */
    bool site_columns;          /* one column per site allowed */
    bool listed;                /* lists as people print them: rows of totals, titles and signatures among the lines (mh_mapping_row_sort) */
    bool member_option;         /* --member gives rows without `membre` their group: never a missing column */
    bool maker_option;          /* --maker gives those of a maker's own file their `fabricant` */
    const char *code_from;      /* column of which a code is made where the file gives none: the official lists have names only; NULL */
    bool every_sheet;           /* of a workbook all sheets that look like the kind are read, not one; and a header that is no column may
                                 * be told by the caller (is_site), as an attribute of the rows' family */
    const char *any_of[3];       /* '|'-joined columns of which one is required, in place of the table's flag; NULL-ended */
};
extern const struct mh_importer *const mh_importers[]; /* ended by NULL, in the order in which kinds build on each other */
const struct mh_importer *mh_importer_for(const char *kind);

#endif

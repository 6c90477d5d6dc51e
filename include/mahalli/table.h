#ifndef MAHALLI_TABLE_H
#define MAHALLI_TABLE_H
/*
 * Column tables: one const table per row type says all there is to say of its columns. SQL, journal, CSV, workbook, screens
 * and forms read it; adding a column is a struct member, a line here and a migration.
 *
 * A row is a struct whose first member is `int64_t id`. Field representations by type:
 *   TEXT, DATE, DECIMAL, CHOICE   char * owned by the row, canonical text, NULL = unknown
 *   INT, QTY, MONEY, PERMILLE, REF int64_t, MH_UNKNOWN = unknown (money centimes, permille of a rate; REF the id of another row)
 *   BOOL                          int64_t 0, 1 or MH_UNKNOWN
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <mahalli/decimal.h>
#include <mahalli/diag.h>
#include <mahalli/err.h>
#include <mahalli/str.h>

enum mh_type { MH_TEXT, MH_DATE, MH_DECIMAL, MH_CHOICE, MH_INT, MH_QTY, MH_MONEY, MH_PERMILLE, MH_BOOL, MH_REF };

enum mh_column_flag {
    MH_REQUIRED = 1,   /* a row without it is refused */
    MH_KEY = 2,        /* part of the identity that import and add look up */
    MH_PRIVATE = 4,    /* price, supplier...: never leaves its owner; outside the shareable hash chain */
    MH_DERIVED = 8,    /* rebuildable: not journaled, not hashed */
    MH_HIDDEN = 16,    /* not in lists and CSV unless asked (internal identifiers, stamps) */
    MH_LONG = 32,      /* free text that may hold line breaks */
    MH_IMMUTABLE = 64, /* set at creation only */
    MH_MEMBER_NAME = 128, /* tells which member or site: not shown beyond one member */
    MH_FOLDED = 256,   /* has a folded copy in the store, by which lists are sorted and searched, though not in their own order */
    MH_MAGNITUDE = 512, /* of report rows: a volume that is not told where the row's volumetrie_texte is an order of magnitude */
};

struct mh_choice {
    const char *code;    /* canonical text stored and exported */
    const char *aliases; /* '|'-joined other spellings, folded; may be NULL */
};

struct mh_table;

struct mh_column {
    const char *name;    /* canonical header (French, DESIGN §5) */
    const char *sql;     /* column in the store */
    const char *title;   /* heading for people, French: the catalogues (i18n.h) hold the others */
    const char *aliases; /* '|'-joined header synonyms, folded */
    const char *parts;   /* the same of headers whose cells are a part of this text, each told with its header; NULL none */
    const char *help;    /* one line for templates and forms; may be NULL */
    const struct mh_choice *choices; /* of CHOICE, ended by a NULL code */
    const struct mh_table *ref;      /* of REF: the table it points to; its text is that row's code */
    enum mh_type type;
    unsigned flags;
    size_t offset;
    int width;           /* usual columns on screen and in the workbook */
};

struct mh_table {
    const char *name;     /* kind, English plural: "makers" */
    const char *name_fr;  /* kind, French plural without accent: "fabricants" */
    const char *title;    /* "Fabricants" */
    const char *one;      /* "fabricant" */
    const char *sql;      /* table in the store; NULL for joined row types */
    const struct mh_column *columns;
    size_t ncolumns;
    size_t row_size;
    const char *order;    /* sql columns of the natural order, for ORDER BY; a constant list "code" or "member_id, code" */
    /* Checks of the whole row beyond types (dates in order, quarters add up...); adds diags (line, file left 0); may be NULL.
     * Returns false when the row must be refused. */
    bool (*check)(const void *row, struct mh_diags *diags);
    /* Fills what follows from the row alone (identity keys): call after setting fields, before looking up, inserting or updating.
     * May be NULL. */
    void (*derive)(void *row);
};

/* Every journaled table, in an order in which references come first; ended by NULL. */
extern const struct mh_table *const mh_tables[];
const struct mh_table *mh_table_by_name(const char *name_en_or_fr); /* accent- and case-blind; NULL */

void mh_row_init(const struct mh_table *t, void *row);   /* everything unknown, id 0 */
void mh_row_free(const struct mh_table *t, void *row);   /* frees texts, leaves it as after init */
void mh_row_copy(const struct mh_table *t, void *to, const void *from); /* `to` is initialised; its texts are replaced */
const struct mh_column *mh_table_column(const struct mh_table *t, const char *name);      /* by canonical name or sql name */
const struct mh_column *mh_table_match_header(const struct mh_table *t, const char *header); /* by name, title or alias, folded */
/* Appends a header, choice or kind as these are compared: folded, everything but letters and digits one space ("P.U. (HT)" gives
 * "p u ht"); currency words are left out unless alone. */
void mh_header_key(struct mh_str *out, const char *header);
bool mh_is_currency(const char *word, size_t n); /* dh, mad, dirhams…: in lower case */
/* Runs the table's derive, if it has one. */
void mh_row_derive(const struct mh_table *t, void *row);

bool mh_value_known(const struct mh_column *c, const void *row);
bool mh_value_equal(const struct mh_column *c, const void *row_a, const void *row_b);
void mh_value_copy(const struct mh_column *c, void *to, const void *from);
/*
 * The one validator of a single value: parses what a person or file wrote into the row. Empty means unknown. Not for REF
 * (ops resolves these). On refusal returns MH_EINVAL, err->msg says what is wrong and what would be right, the row keeps its
 * old value.
 */
enum mh_rc mh_value_parse(const struct mh_column *c, void *row, const char *text, enum mh_number_style style, struct mh_err *err);
/* Canonical text (CSV, journal): "" when unknown; REF gives the number. */
void mh_value_text(const struct mh_column *c, const void *row, struct mh_str *out);
/* As people read it: 1 234,50; jj/mm/aaaa; oui/non; "" when unknown. */
void mh_value_text_fr(const struct mh_column *c, const void *row, struct mh_str *out);
/* Required fields and the table's own check. False: refuse the row. */
bool mh_row_check(const struct mh_table *t, const void *row, struct mh_diags *diags);

/* Where a field stands in its row, by its representation: a text or a number. */
int64_t *mh_field_int(const struct mh_column *c, void *row);
char **mh_field_text(const struct mh_column *c, void *row);

static inline bool mh_is_text(const struct mh_column *c)
{
    return c->type == MH_TEXT || c->type == MH_DATE || c->type == MH_DECIMAL || c->type == MH_CHOICE;
}

static inline const char *mh_text_at(const struct mh_column *c, const void *row) /* NULL unknown */
{
    return *(char *const *)(const void *)((const char *)row + c->offset);
}

static inline int64_t mh_int_at(const struct mh_column *c, const void *row)
{
    return *(const int64_t *)(const void *)((const char *)row + c->offset);
}

#endif

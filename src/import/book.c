/* Rows of a sheet. A piece of XML gives many rows at once: they wait, sparse, until each is asked for. */
#include "import/book.h"

#include <stdlib.h>
#include <string.h>
#include <mahalli/utf8.h>
#include <mahalli/xalloc.h>
#include "import/book_parts.h"

enum { CELL_CAP = 1 << 20, ROW_TEXT_CAP = 16 << 20, WIDE_CAP = 200 << 20 /* cells given, empty ones between others included */ };

enum value { V_NUMBER, V_SHARED, V_STRING /* t="str" and inline */, V_BOOL, V_ERROR, V_DATE };

struct waiting_cell {
    const char *shared;      /* in the table of shared texts; NULL: own */
    size_t own;              /* where it starts in `text` */
    uint32_t column;
    unsigned char kind;
};

struct waiting_row {
    int64_t line;
    size_t first, n;         /* of `cells` */
};

struct mh__workbook {
    struct mh__zip *zip;
    struct mh__book_parts parts;
    bool tables_read;
    /* the sheet */
    struct mh__xml *xml;
    bool more;
    struct mh_err fault;      /* found while rows before it waited: told after them */
    struct mh__sheet_facts facts;
    int64_t line;            /* last row started */
    int64_t given;           /* cells, for the cap */
    MH_VEC(struct waiting_row) rows;
    MH_VEC(struct waiting_cell) cells;
    struct mh_str text;      /* own texts of `cells`, each ended by NUL */
    size_t next_row;         /* of `rows`: the first not given */
    /* the row and the cell being read */
    bool in_row, hidden_row, in_cell, in_value, has_formula, has_value;
    int phonetic;
    size_t row_first;        /* of `cells` */
    size_t row_text;         /* of `text` */
    uint32_t column, next_column;
    enum value value;
    uint32_t style;
    struct mh_str v;         /* its text */
    struct mh_str shown;
    /* the row given */
    const char **cell;
    unsigned char *kind;
    size_t width;            /* room */
};

void mh__column_letters(char out[8], size_t i)
{
    char back[8];
    size_t n = 0, k = 0;
    for (i++; i > 0 && n < 7; i = (i - 1) / 26)
        back[n++] = (char)('A' + (i - 1) % 26);
    while (n > 0)
        out[k++] = back[--n];
    out[k] = '\0';
}

/* "AB12" to 27 and 12; false when it is no cell's name. The row may be missing. */
static bool parse_ref(const char *r, uint32_t *column, uint32_t *row)
{
    uint32_t c = 0, n = 0;
    const char *p = r;
    for (; *p >= 'A' && *p <= 'Z' && c <= MH__SHEET_COLUMNS; p++)
        c = c * 26 + (uint32_t)(*p - 'A' + 1);
    for (; *p >= '0' && *p <= '9' && n <= MH__SHEET_ROWS; p++)
        n = n * 10 + (uint32_t)(*p - '0');
    *column = c - 1;
    *row = n;
    return c > 0 && c <= MH__SHEET_COLUMNS && n <= MH__SHEET_ROWS && *p == '\0';
}

/* A number without sign; UINT32_MAX when it is none. */
static uint32_t parse_index(const char *s, size_t n)
{
    uint32_t v = 0;
    if (n == 0 || n > 9)
        return UINT32_MAX;
    for (size_t i = 0; i < n; i++) {
        if (s[i] < '0' || s[i] > '9')
            return UINT32_MAX;
        v = v * 10 + (uint32_t)(s[i] - '0');
    }
    return v;
}

static bool is_true(const char *s)
{
    return s != NULL && (strcmp(s, "1") == 0 || strcmp(s, "true") == 0);
}

/* --- what the XML says --- */

static void start_row(struct mh__workbook *b, const char **atts)
{
    const char *r = NULL, *hidden = NULL;
    for (; *atts != NULL; atts += 2)
        if (strcmp(atts[0], "r") == 0)
            r = atts[1];
        else if (strcmp(atts[0], "hidden") == 0)
            hidden = atts[1];
    int64_t line = r != NULL ? (int64_t)parse_index(r, strlen(r)) : b->line + 1;
    if (line <= b->line || line > MH__SHEET_ROWS) {
        mh__xml_fail(b->xml, "les lignes de la feuille ne se suivent pas (après la ligne %lld) : classeur abîmé, ouvrez-le dans Excel et "
                     "enregistrez-le à nouveau", (long long)b->line);
        return;
    }
    b->line = line;
    b->in_row = true;
    b->hidden_row = is_true(hidden);
    b->row_first = b->cells.len;
    b->row_text = b->text.len;
    b->next_column = 0;
}

static enum value value_of(const char *t)
{
    switch (t != NULL ? t[0] : 'n') {
    case 's': return t[1] == '\0' ? V_SHARED : V_STRING;
    case 'i': return V_STRING;
    case 'b': return V_BOOL;
    case 'e': return V_ERROR;
    case 'd': return V_DATE;
    }
    return V_NUMBER;
}

static void start_cell(struct mh__workbook *b, const char **atts)
{
    const char *t = NULL;
    uint32_t column = b->next_column, row = 0;
    b->style = 0;
    for (; *atts != NULL; atts += 2) {
        if (atts[0][1] != '\0')
            continue;
        if (atts[0][0] == 't')
            t = atts[1];
        else if (atts[0][0] == 's')
            b->style = parse_index(atts[1], strlen(atts[1]));
        else if (atts[0][0] == 'r' && (!parse_ref(atts[1], &column, &row) || (row != 0 && row != b->line)))
            column = UINT32_MAX;
    }
    if (column >= MH__SHEET_COLUMNS) {
        mh__xml_fail(b->xml, "ligne %lld de la feuille : une cellule n'est pas à sa place : classeur abîmé, ouvrez-le dans Excel et "
                     "enregistrez-le à nouveau", (long long)b->line);
        return;
    }
    b->column = column;
    b->next_column = column + 1;
    b->value = value_of(t);
    b->in_cell = true;
    b->has_formula = b->has_value = false;
    b->phonetic = 0;
    mh_str_clear(&b->v);
}

static void start_merge(struct mh__workbook *b, const char *ref)
{
    const char *colon = ref != NULL ? strchr(ref, ':') : NULL;
    struct mh_str first = MH_STR_INIT;
    struct mh__merge m;
    if (colon == NULL || b->facts.merges.len >= MH__MERGES_CAP)
        return;
    mh_str_addn(&first, ref, (size_t)(colon - ref));
    if (parse_ref(mh_str_text(&first), &m.column, &m.row) && parse_ref(colon + 1, &m.last_column, &m.last_row) && m.row > 0 &&
        m.row <= m.last_row && m.column <= m.last_column)
        mh_vec_push(&b->facts.merges, m);
    mh_str_free(&first);
}

static void start_columns(struct mh__workbook *b, const char **atts)
{
    const char *min = mh__xml_att(atts, "min"), *max = mh__xml_att(atts, "max");
    if (min == NULL || max == NULL || !is_true(mh__xml_att(atts, "hidden")) ||
        mh__xml_att(atts, "outlineLevel") != NULL /* grouped: a [+] shows them */ || b->facts.hidden.len >= MH__MERGES_CAP)
        return;
    struct mh__hidden_columns h = { parse_index(min, strlen(min)) - 1, parse_index(max, strlen(max)) - 1 };
    if (h.first <= h.last && h.first < MH__SHEET_COLUMNS)
        mh_vec_push(&b->facts.hidden, h);
}

static void on_start(void *ctx, const char *name, const char **atts)
{
    struct mh__workbook *b = ctx;
    if (b->in_cell) {
        if (name[0] == 'v' && name[1] == '\0')
            b->in_value = b->has_value = true;
        else if (name[0] == 't' && name[1] == '\0')
            b->in_value = b->has_value = b->phonetic == 0;
        else if (name[0] == 'f' && name[1] == '\0')
            b->has_formula = true;
        else if (strcmp(name, "rPh") == 0)
            b->phonetic++;
    } else if (b->in_row) {
        if (name[0] == 'c' && name[1] == '\0')
            start_cell(b, atts);
    } else if (strcmp(name, "row") == 0) {
        start_row(b, atts);
    } else if (strcmp(name, "mergeCell") == 0) {
        start_merge(b, mh__xml_att(atts, "ref"));
    } else if (strcmp(name, "col") == 0) {
        start_columns(b, atts);
    }
}

static void on_text(void *ctx, const char *s, size_t n)
{
    struct mh__workbook *b = ctx;
    if (!b->in_value)
        return;
    if (b->v.len + n > CELL_CAP)
        mh__xml_fail(b->xml, "ligne %lld de la feuille : une cellule dépasse 1 Mio", (long long)b->line);
    else
        mh_str_addn(&b->v, s, n);
}

/* --- cells and rows done --- */

static void add_cell(struct mh__workbook *b, const char *shared, const char *own, size_t n, unsigned char kind)
{
    if (shared == NULL && b->text.len + n - b->row_text > ROW_TEXT_CAP) {
        mh__xml_fail(b->xml, "ligne %lld de la feuille : plus de 16 Mio de texte", (long long)b->line);
        return;
    }
    struct waiting_cell c = { .shared = shared, .own = b->text.len, .column = b->column, .kind = kind };
    if (shared == NULL) {
        mh_str_addn(&b->text, own, n);
        mh_str_addn(&b->text, "", 1);
    }
    mh_vec_push(&b->cells, c);
}

static void end_number(struct mh__workbook *b)
{
    static const struct mh__numfmt none = { MH__FMT_NUMBER, 0 };
    unsigned char kind;
    struct mh__numfmt s = b->style < b->parts.styles.len ? b->parts.styles.at[b->style] : none;
    mh__number_text(&b->shown, b->v.data, b->v.len, s, b->parts.date1904, &kind);
    add_cell(b, NULL, b->shown.data, b->shown.len, kind);
}

static void end_cell(struct mh__workbook *b)
{
    unsigned char kind = MH_CELL_TEXT;
    b->in_cell = false;
    if (!b->has_value || (b->v.len == 0 && b->value != V_STRING)) {
        if (b->has_formula)
            add_cell(b, NULL, "", 0, MH_CELL_UNCOMPUTED);
        return;
    }
    switch (b->value) {
    case V_NUMBER: end_number(b); break;
    case V_SHARED: {
        uint32_t i = parse_index(b->v.data, b->v.len);
        if (i >= b->parts.strings.at.len)
            mh__xml_fail(b->xml, "ligne %lld de la feuille : une cellule renvoie à un texte absent : classeur abîmé, ouvrez-le dans Excel et "
                         "enregistrez-le à nouveau", (long long)b->line);
        else if (b->parts.strings.bytes.data[b->parts.strings.at.at[i]] != '\0')
            add_cell(b, b->parts.strings.bytes.data + b->parts.strings.at.at[i], NULL, 0, kind);
        break;
    }
    case V_STRING:
        if (b->v.len > 0)
            add_cell(b, NULL, b->v.data, mh__unescape(b->v.data, b->v.len), kind);
        break;
    case V_BOOL: {
        bool yes = is_true(b->v.data);
        add_cell(b, NULL, yes ? "VRAI" : "FAUX", 4, MH_CELL_BOOL);
        break;
    }
    case V_ERROR: add_cell(b, NULL, b->v.data, b->v.len, MH_CELL_ERROR); break;
    case V_DATE:
        mh__iso_text(&b->shown, b->v.data, b->v.len, &kind);
        add_cell(b, NULL, b->shown.data, b->shown.len, kind);
        break;
    }
}

static void end_row(struct mh__workbook *b)
{
    struct waiting_row row = { .line = b->line, .first = b->row_first, .n = b->cells.len - b->row_first };
    b->in_row = false;
    if (row.n == 0)
        return;
    if (b->hidden_row && b->facts.hidden_rows++ == 0)
        b->facts.first_hidden_row = b->line;
    mh_vec_push(&b->rows, row);
}

static void on_end(void *ctx, const char *name)
{
    struct mh__workbook *b = ctx;
    if (b->in_cell) {
        if (name[1] == '\0' && (name[0] == 'v' || name[0] == 't'))
            b->in_value = false;
        else if (name[1] == '\0' && name[0] == 'c')
            end_cell(b);
        else if (strcmp(name, "rPh") == 0)
            b->phonetic--;
    } else if (b->in_row && strcmp(name, "row") == 0) {
        end_row(b);
    }
}

static const struct mh__xml_handlers handlers = { .start = on_start, .end = on_end, .text = on_text };

/* --- giving rows --- */

/* Forgets the rows given; the row being read stays, moved to the front. */
static void forget_given(struct mh__workbook *b)
{
    size_t cells = b->in_row ? b->row_first : b->cells.len, text = b->in_row ? b->row_text : b->text.len;
    b->rows.len = b->next_row = 0;
    if (cells > 0 && b->cells.len > cells)
        memmove(b->cells.at, b->cells.at + cells, (b->cells.len - cells) * sizeof *b->cells.at);
    if (text > 0 && b->text.len > text)
        memmove(b->text.data, b->text.data + text, b->text.len - text);
    b->cells.len -= cells;
    b->text.len -= text;
    for (size_t i = 0; i < b->cells.len; i++)
        b->cells.at[i].own -= text;
    b->row_first = b->row_text = 0;
}

static void widen(struct mh__workbook *b, size_t n)
{
    if (n <= b->width)
        return;
    b->cell = mh_xreallocarray(b->cell, n, sizeof *b->cell);
    b->kind = mh_xreallocarray(b->kind, n, sizeof *b->kind);
    b->width = n;
}

/* The sparse row, with its empty cells. */
static enum mh_rc give(struct mh__workbook *b, const struct waiting_row *w, struct mh__sheet_row *row, struct mh_err *err)
{
    const struct waiting_cell *c = b->cells.at + w->first;
    size_t n = 0;
    for (size_t i = 0; i < w->n; i++)
        if (c[i].column >= n)
            n = c[i].column + 1;
    b->given += (int64_t)n;
    if (b->given > WIDE_CAP)
        return mh_err_set(err, MH_EINVAL, "%s : plus de 200 millions de cellules : ce n'est pas une liste, elle n'est pas lue plus loin",
                          mh__zip_name(b->zip));
    widen(b, n);
    bool dense = w->n == n;
    for (size_t i = 0; dense && i < n; i++)
        dense = c[i].column == i;
    if (!dense) {
        memset(b->kind, MH_CELL_TEXT, n);
        for (size_t i = 0; i < n; i++)
            b->cell[i] = "";
    }
    for (size_t i = 0; i < w->n; i++) {
        b->cell[c[i].column] = c[i].shared != NULL ? c[i].shared : b->text.data + c[i].own;
        b->kind[c[i].column] = c[i].kind;
    }
    *row = (struct mh__sheet_row){ .line = w->line, .cell = b->cell, .kind = b->kind, .ncells = n };
    return MH_OK;
}

enum mh_rc mh__book_next(struct mh__workbook *b, struct mh__sheet_row *row, bool *got, struct mh_err *err)
{
    *got = false;
    while (b->next_row == b->rows.len) {
        if (b->fault.rc != MH_OK)
            return mh_err_set(err, b->fault.rc, "%s", b->fault.msg);
        if (!b->more)
            return MH_OK;
        forget_given(b);
        mh__xml_feed(b->xml, &b->more, &b->fault);
    }
    *got = true;
    return give(b, &b->rows.at[b->next_row++], row, err);
}

enum mh_rc mh__book_select(struct mh__workbook *b, size_t i, struct mh_err *err)
{
    enum mh_rc rc = MH_OK;
    mh__xml_close(b->xml);
    b->xml = NULL;
    b->more = false;
    mh_err_clear(&b->fault);
    b->in_row = b->in_cell = b->in_value = false;
    b->rows.len = b->next_row = b->cells.len = 0;
    b->text.len = 0;
    b->line = b->given = 0;
    mh_vec_free(&b->facts.merges);
    mh_vec_free(&b->facts.hidden);
    b->facts.hidden_rows = b->facts.first_hidden_row = 0;
    if (!b->tables_read) {
        rc = mh__parts_read_tables(b->zip, &b->parts, err);
        b->tables_read = rc == MH_OK;
    }
    if (rc == MH_OK)
        rc = mh__xml_open(b->zip, b->parts.sheets.at[i].part, &handlers, b, &b->xml, err);
    b->more = rc == MH_OK;
    return rc;
}

enum mh_rc mh__book_open(const char *path, const void *mem, size_t n, const char *name, struct mh__workbook **out, struct mh_err *err)
{
    struct mh__workbook *b = mh_xcalloc(1, sizeof *b);
    *out = NULL;
    enum mh_rc rc = mh__zip_open(path, mem, n, name, &b->zip, err);
    if (rc == MH_OK)
        rc = mh__parts_read(b->zip, &b->parts, err);
    if (rc != MH_OK) {
        mh__book_close(b);
        return rc;
    }
    *out = b;
    return MH_OK;
}

size_t mh__book_nsheets(const struct mh__workbook *b)
{
    return b->parts.sheets.len;
}

const char *mh__book_sheet(const struct mh__workbook *b, size_t i, bool *hidden)
{
    if (hidden != NULL)
        *hidden = b->parts.sheets.at[i].hidden;
    return b->parts.sheets.at[i].name;
}

const struct mh__sheet_facts *mh__book_facts(const struct mh__workbook *b)
{
    return &b->facts;
}

void mh__book_progress(const struct mh__workbook *b, int64_t *done, int64_t *total)
{
    *done = b->xml != NULL ? mh__part_done(mh__xml_part(b->xml)) : 0;
    *total = b->xml != NULL ? mh__part_size(mh__xml_part(b->xml)) : 0;
}

void mh__book_close(struct mh__workbook *b)
{
    if (b == NULL)
        return;
    mh__xml_close(b->xml);
    mh__parts_free(&b->parts);
    mh__zip_close(b->zip);
    mh_vec_free(&b->facts.merges);
    mh_vec_free(&b->facts.hidden);
    mh_vec_free(&b->rows);
    mh_vec_free(&b->cells);
    mh_str_free(&b->text);
    mh_str_free(&b->v);
    mh_str_free(&b->shown);
    free(b->cell);
    free(b->kind);
    free(b);
}

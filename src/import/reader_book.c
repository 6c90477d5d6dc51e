/* The reader over a workbook: which sheet, its records, what of it is hidden or merged. */
#include "import/reader_state.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <mahalli/utf8.h>
#include "import/headers.h"

enum { LISTED = 8 };

size_t mh__reader_nsheets(const struct mh_reader *r)
{
    return r->book != NULL ? mh__book_nsheets(r->book) : 0;
}

bool mh__reader_sheet_forced(const struct mh_reader *r)
{
    return r->sheet_forced;
}

const char *mh_reader_sheet_name(const struct mh_reader *r, size_t i, bool *hidden)
{
    return i < mh__reader_nsheets(r) ? mh__book_sheet(r->book, i, hidden) : NULL;
}

size_t mh__reader_sheet(const struct mh_reader *r)
{
    return r->sheet;
}

enum mh_rc mh__reader_use_sheet(struct mh_reader *r, size_t i, struct mh_err *err)
{
    mh_arena_reset(&r->head_mem);
    r->nhead = r->header = 0;
    r->header_known = r->survey_done = r->facts_told = false;
    r->nfile_notes = 0;
    r->surveyed = 0;
    mh__numbers_free(&r->numbers);
    r->sheet = i;
    r->dialect.sheet = mh__book_sheet(r->book, i, NULL);
    enum mh_rc rc = mh__book_select(r->book, i, err);
    return rc == MH_OK ? mh__reader_survey_on(r, true, err) : rc;
}

enum mh_rc mh__reader_open_book(struct mh_reader *r, const char *path, const void *data, size_t n, struct mh_err *err)
{
    r->dialect = (struct mh_dialect){ .format = MH_FILE_XLSX, .encoding = MH_ENC_UTF8, .delimiter = ';', .numbers = r->forced,
                                      .bytes = r->dec.size };
    enum mh_rc rc = mh__book_open(path, data, n, r->name, &r->book, err);
    if (rc != MH_OK)
        return rc;
    /* The first visible sheet that is not empty, until the headers are known. */
    size_t sheets = mh__book_nsheets(r->book);
    struct mh_err first = MH_ERR_INIT;
    for (int wanted = 0; wanted < 2; wanted++)
        for (size_t i = 0; i < sheets; i++) {
            struct mh_err e = MH_ERR_INIT;
            bool hidden;
            mh__book_sheet(r->book, i, &hidden);
            if (hidden != (wanted == 1))
                continue;
            if (mh__reader_use_sheet(r, i, &e) == MH_OK) {
                mh__reader_set_header(r, 0);
                return MH_OK;
            }
            if (first.rc == MH_OK)
                first = e;
        }
    return mh_err_set(err, first.rc, "%s", first.msg);
}

static bool all_blank(const struct mh__sheet_row *row)
{
    for (size_t i = 0; i < row->ncells; i++)
        if (row->kind[i] == MH_CELL_UNCOMPUTED || !mh_blank(row->cell[i]))
            return false;
    return true;
}

enum mh_rc mh__reader_book_record(struct mh_reader *r, struct mh_record *rec, bool *got, struct mh_err *err)
{
    struct mh__sheet_row row;
    do {
        enum mh_rc rc = mh__book_next(r->book, &row, got, err);
        if (rc != MH_OK || !*got)
            return rc;
    } while (all_blank(&row));
    *rec = (struct mh_record){ .cell = row.cell, .kind = row.kind, .ncells = row.ncells, .line = row.line, .file = r->name,
                               .dialect = &r->dialect };
    return MH_OK;
}

/* --- what is known when the whole sheet was seen --- */

static struct mh_record *head_at(struct mh_reader *r, int64_t line)
{
    for (size_t i = 0; i < r->nhead; i++)
        if (r->head[i].line == line)
            return &r->head[i];
    return NULL;
}

/* A header merged over two rows stands in both: the second may be the one that names most columns. */
static void spread_merge(struct mh_reader *r, const struct mh__merge *m)
{
    const struct mh_record *top = head_at(r, m->row);
    if (top == NULL || m->column >= top->ncells || top->cell[m->column][0] == '\0')
        return;
    for (uint32_t line = m->row + 1; line <= m->last_row && line <= MH__HEAD; line++) {
        struct mh_record *to = head_at(r, line);
        if (to == NULL)
            continue;
        size_t n = to->ncells > m->column ? to->ncells : m->column + 1;
        const char **cell = mh_arena_alloc(&r->head_mem, n * sizeof *cell);
        unsigned char *kind = mh_arena_alloc(&r->head_mem, n);
        for (size_t i = 0; i < n; i++)
            cell[i] = i < to->ncells ? to->cell[i] : "";
        memcpy(kind, to->kind, to->ncells);
        if (cell[m->column][0] == '\0')
            cell[m->column] = top->cell[m->column];
        to->cell = cell;
        to->kind = kind;
        to->ncells = n;
    }
}

/* A heading merged over some columns, not over the whole table, stands above each header of the row under it. */
static void spread_above(struct mh_reader *r, const struct mh__merge *m)
{
    const struct mh_record *top = head_at(r, m->row);
    struct mh_record *under = head_at(r, (int64_t)m->last_row + 1);
    if (top == NULL || under == NULL || m->column >= top->ncells || mh_blank(top->cell[m->column]))
        return;
    size_t first = 0, last = under->ncells;
    while (first < last && mh_blank(under->cell[first]))
        first++;
    while (last > first && mh_blank(under->cell[last - 1]))
        last--;
    if (m->column <= first && m->last_column + 1 >= last)
        return; /* a title */
    const char **above = (const char **)under->above;
    if (above == NULL) {
        under->above = above = mh_arena_alloc(&r->head_mem, under->ncells * sizeof *above);
        memset(above, 0, under->ncells * sizeof *above);
    }
    for (size_t i = m->column; i <= m->last_column && i < last; i++)
        above[i] = top->cell[m->column];
}

static void note_hidden(struct mh_reader *r, const struct mh__sheet_facts *f)
{
    struct mh_str m = MH_STR_INIT;
    bool hidden = false;
    if (f->hidden_rows > 0) {
        mh_str_addf(&m, f->hidden_rows > 1 ? "%" PRId64 " lignes masquées (un filtre ?) sont lues comme les autres, à partir de la ligne %" PRId64
                                           : "%" PRId64 " ligne masquée est lue comme les autres : ligne %" PRId64,
                    f->hidden_rows, f->first_hidden_row);
        mh__reader_note_file(r, MH_SEV_WARNING, "lignes-masquees", f->first_hidden_row, mh_str_text(&m),
                             "si elles ne doivent pas l'être, supprimez-les du fichier");
    }
    mh_str_clear(&m);
    for (size_t i = 0; i < f->hidden.len && i < LISTED; i++) {
        char a[8], b[8];
        mh__column_letters(a, f->hidden.at[i].first);
        mh__column_letters(b, f->hidden.at[i].last < MH__SHEET_COLUMNS ? f->hidden.at[i].last : MH__SHEET_COLUMNS - 1);
        mh_str_addf(&m, i == 0 ? "des colonnes sont masquées et lues comme les autres : %s" : ", %s", a);
        if (strcmp(a, b) != 0)
            mh_str_addf(&m, " à %s", b);
    }
    if (m.len > 0)
        mh__reader_note_file(r, MH_SEV_WARNING, "colonnes-masquees", 0, mh_str_text(&m), NULL);
    mh_str_clear(&m);
    mh__book_sheet(r->book, r->sheet, &hidden);
    if (hidden) {
        mh_str_addf(&m, "la feuille lue, « %s », est masquée dans le classeur", r->dialect.sheet);
        mh__reader_note_file(r, MH_SEV_WARNING, "feuille-masquee", 0, mh_str_text(&m), NULL);
    }
    mh_str_free(&m);
}

static void book_facts(struct mh_reader *r)
{
    const struct mh__sheet_facts *f = mh__book_facts(r->book);
    for (size_t i = 0; i < f->merges.len; i++)
        if (f->merges.at[i].last_row > f->merges.at[i].row && f->merges.at[i].row <= MH__HEAD)
            spread_merge(r, &f->merges.at[i]);
    for (size_t i = 0; i < f->merges.len; i++)
        if (f->merges.at[i].last_column > f->merges.at[i].column && f->merges.at[i].last_row < MH__HEAD)
            spread_above(r, &f->merges.at[i]);
    note_hidden(r, f);
}

/* Merged cells among the rows: Excel keeps the value of the first only. */
void mh__reader_note_merges(struct mh_reader *r)
{
    const struct mh__sheet_facts *f = r->book != NULL ? mh__book_facts(r->book) : NULL;
    int64_t below = r->head[r->header].line, first = 0;
    size_t n = 0;
    for (size_t i = 0; f != NULL && i < f->merges.len; i++)
        if ((int64_t)f->merges.at[i].last_row > below && f->merges.at[i].last_row > f->merges.at[i].row) {
            n++;
            if (first == 0 || f->merges.at[i].row < first)
                first = f->merges.at[i].row;
        }
    if (n == 0)
        return;
    struct mh_str m = MH_STR_INIT;
    mh_str_addf(&m, "des cellules sont fusionnées sur plusieurs lignes (à partir de la ligne %" PRId64 ") : la première a la valeur, les "
                "autres sont lues vides", first);
    mh__reader_note_file(r, MH_SEV_WARNING, "cellules-fusionnees", first, mh_str_text(&m),
                         "défusionnez-les et recopiez la valeur sur chaque ligne, si elle vaut pour toutes");
    mh_str_free(&m);
}

enum mh_rc mh__reader_survey(struct mh_reader *r, struct mh_err *err)
{
    if (r->book == NULL || r->facts_told)
        return MH_OK;
    enum mh_rc rc = mh__reader_survey_on(r, false, err);
    if (rc == MH_OK) {
        book_facts(r);
        r->facts_told = true;
    }
    return rc;
}

/* --- --sheet --- */

static bool same_name(const char *a, const char *b)
{
    struct mh_str ka = MH_STR_INIT, kb = MH_STR_INIT;
    mh_utf8_fold(&ka, a);
    mh_utf8_fold(&kb, b);
    bool same = ka.len > 0 && strcmp(mh_str_text(&ka), mh_str_text(&kb)) == 0;
    mh_str_free(&ka);
    mh_str_free(&kb);
    return same;
}

static size_t find_sheet(const struct mh_reader *r, const char *wanted)
{
    size_t n = mh__book_nsheets(r->book);
    for (size_t i = 0; i < n; i++)
        if (strcmp(mh__book_sheet(r->book, i, NULL), wanted) == 0)
            return i;
    for (size_t i = 0; i < n; i++)
        if (same_name(mh__book_sheet(r->book, i, NULL), wanted))
            return i;
    size_t digits = strspn(wanted, "0123456789");
    if (digits > 0 && digits < 6 && wanted[digits] == '\0' && atoi(wanted) >= 1 && (size_t)atoi(wanted) <= n)
        return (size_t)atoi(wanted) - 1;
    return n;
}

enum mh_rc mh_reader_use_sheet(struct mh_reader *r, const char *wanted, struct mh_err *err)
{
    if (wanted == NULL)
        return MH_OK;
    if (r->book == NULL)
        return mh_err_set(err, MH_EUSAGE, "%s n'a pas de feuilles : --sheet va avec un classeur .xlsx", r->name);
    size_t n = mh__book_nsheets(r->book), i = find_sheet(r, wanted);
    if (i == n) {
        struct mh_str all = MH_STR_INIT;
        for (size_t k = 0; k < n && k < 2 * LISTED; k++) {
            mh_str_addf(&all, "%s%zu « ", k ? ", " : "", k + 1);
            mh_utf8_visible(&all, mh__book_sheet(r->book, k, NULL));
            mh_str_add(&all, " »");
        }
        mh_err_set(err, MH_ENOTFOUND, "%s n'a pas de feuille « %s » ; il a : %s", r->name, wanted, mh_str_text(&all));
        mh_str_free(&all);
        return err->rc;
    }
    r->sheet_forced = true;
    enum mh_rc rc = mh__reader_use_sheet(r, i, err);
    if (rc == MH_OK)
        mh__reader_set_header(r, 0);
    return rc;
}

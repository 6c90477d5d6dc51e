/*
 * Two passes over the records: the survey at open (first records, number of records, evidence of number style), then what
 * mh_reader_next gives. Before them the decoder reads the bytes once to settle the encoding. Nothing grows with the file.
 */
#include "import/reader_state.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <mahalli/xalloc.h>
#include "import/dialect.h"
#include "import/html.h"

enum { SNIFF = 64 * 1024 };

const char *mh_format_name(enum mh_file_format f)
{
    static const char *const name[] = { [MH_FILE_TEXT] = "CSV", [MH_FILE_XLSX] = "classeur Excel", [MH_FILE_HTML] = "page web" };
    return name[f];
}

const char *mh_encoding_name(enum mh_encoding e)
{
    static const char *const name[] = { [MH_ENC_UTF8] = "UTF-8", [MH_ENC_UTF8_BOM] = "UTF-8 avec BOM", [MH_ENC_UTF16LE] = "UTF-16",
                                        [MH_ENC_UTF16BE] = "UTF-16", [MH_ENC_CP1252] = "Windows-1252" };
    return name[e];
}

/* --- notes on a record --- */

static void note(struct mh_reader *r, const struct mh_diag *d, int64_t line)
{
    if (r->nnotes == MH__NOTES)
        return;
    struct mh_diag *to = &r->notes[r->nnotes++];
    *to = *d;
    to->file = r->name;
    to->line = line;
    to->column = mh_arena_strdup(&r->note_mem, d->column);
    to->value = mh_arena_strdup(&r->note_mem, d->value);
    to->message = mh_arena_strdup(&r->note_mem, d->message);
    to->suggestion = mh_arena_strdup(&r->note_mem, d->suggestion);
}

static void note_broken(struct mh_reader *r, const struct mh__span *span)
{
    struct mh_str m = MH_STR_INIT, s = MH_STR_INIT;
    if (span->fault_line > span->line) {
        mh_str_addf(&m, "le guillemet ouvert ligne %" PRId64 " n'est pas refermé comme il faut (du texte suit celui de la ligne %" PRId64 ")",
                    span->open_line, span->fault_line);
        mh_str_addf(&s, "refermez ou retirez le guillemet de la ligne %" PRId64, span->open_line);
    } else {
        mh_str_add(&m, "du texte suit un guillemet fermant : on ne peut pas savoir où les cellules s'arrêtent");
        mh_str_add(&s, "dans une cellule entre guillemets, doublez ceux du texte (5\"\" pour 5\") ou retirez-les");
    }
    note(r, &(struct mh_diag){ .severity = MH_SEV_ERROR, .rule = "csv-guillemet", .message = mh_str_text(&m), .suggestion = mh_str_text(&s) },
         span->line);
    mh_str_free(&m);
    mh_str_free(&s);
}

static const char *header_cell(const struct mh_reader *r, size_t i)
{
    const struct mh_record *h = &r->head[r->header];
    return r->header_known && i < h->ncells ? h->cell[i] : NULL;
}

static void note_cells(struct mh_reader *r, const struct mh__span *span)
{
    const struct mh__cells *c = &r->cells;
    if (c->nul_cell < c->n)
        note(r, &(struct mh_diag){ .severity = MH_SEV_ERROR, .rule = "csv-octet-nul", .column = header_cell(r, c->nul_cell),
                                   .value = c->cell[c->nul_cell],
                                   .message = "la cellule contient un caractère nul (montré ␀) : fichier abîmé, ou exporté d'un logiciel qui "
                                              "remplit ses champs",
                                   .suggestion = "retirez ces octets, ou refaites l'export" }, span->line);
    if (c->too_many)
        note(r, &(struct mh_diag){ .severity = MH_SEV_ERROR, .rule = "csv-cellules", .message = "la ligne a plus de 16 384 cellules",
                                   .suggestion = "vérifiez le séparateur de cette ligne" }, span->line);
    size_t width = r->header_known ? r->head[r->header].ncells : c->n;
    if (span->remains_of != 0 && (span->remains_unclear || c->n != width)) {
        struct mh_str m = MH_STR_INIT;
        mh_str_addf(&m, "suite possible de la ligne %" PRId64 ", dont un guillemet n'est pas refermé", span->remains_of);
        note(r, &(struct mh_diag){ .severity = MH_SEV_ERROR, .rule = "csv-guillemet", .message = mh_str_text(&m),
                                   .suggestion = "corrigez cette ligne-là ; si celle-ci est juste, importez-la telle quelle" }, span->line);
        mh_str_free(&m);
    }
}

/* --- records --- */

/* A blank record: spaces and delimiters, or the end-of-file mark (0x1A) that old programs leave. */
static bool is_blank(const struct mh__cells *c)
{
    for (size_t i = 0; i < c->n; i++)
        if (c->cell[i][0] != '\0' && !mh_blank(c->cell[i]))
            return c->n == 1 && strcmp(c->cell[i], "\x1A") == 0;
    return !c->too_many;
}

static enum mh_rc too_long(const struct mh_reader *r, const struct mh__span *span, struct mh_err *err)
{
    return mh_err_set(err, MH_EINVAL, "%s, ligne %" PRId64 " : la cellule n° %zu dépasse 1 Mio : un guillemet fermant ou un séparateur manque "
                      "sans doute ; les lignes suivantes ne sont pas lues", r->name, span->line, r->cells.n + 1);
}

/* A record of several cells into r->cells, notes about it into r->notes. */
static enum mh_rc parse(struct mh_reader *r, const struct mh__span *span, struct mh_err *err)
{
    struct mh__cells *c = &r->cells;
    size_t width = r->header_known ? r->head[r->header].ncells : 0;
    enum mh__cells_rc rc = MH__CELLS_BROKEN;
    if (span->kind != MH__BROKEN)
        rc = mh__cells_parse(c, span);
    if (rc == MH__CELLS_TOO_LONG)
        return too_long(r, span, err);
    if (rc == MH__CELLS_OK && span->kind == MH__UNDOUBLED) {
        if (width != 0 && c->n != width)
            rc = MH__CELLS_BROKEN;
        else
            note(r, &(struct mh_diag){ .severity = MH_SEV_NOTE, .rule = "csv-guillemet",
                                       .message = "un guillemet du texte n'est pas doublé : la cellule est lue telle quelle" }, span->line);
    }
    if (rc == MH__CELLS_BROKEN) {
        mh__cells_cut(c, span);
        note_broken(r, span);
    }
    note_cells(r, span);
    return MH_OK;
}

static enum mh_rc next_record(struct mh_reader *r, struct mh_record *rec, bool *got, struct mh_err *err)
{
    struct mh__span span;
    if (r->book != NULL)
        return mh__reader_book_record(r, rec, got, err);
    do {
        if (r->nnotes > 0) {
            r->nnotes = 0;
            mh_arena_reset(&r->note_mem);
        }
        enum mh_rc rc = mh__split_next(&r->split, &span, got, err);
        if (rc == MH_OK && *got)
            rc = parse(r, &span, err);
        if (rc != MH_OK || !*got)
            return rc;
    } while (r->cells.n == 0 || is_blank(&r->cells));
    *rec = (struct mh_record){ .cell = r->cells.cell, .ncells = r->cells.n, .line = span.line, .file = r->name,
                               .dialect = &r->dialect, .notes = r->notes, .nnotes = r->nnotes };
    return MH_OK;
}

static bool is_refused(const struct mh_record *rec)
{
    for (size_t i = 0; i < rec->nnotes; i++)
        if (rec->notes[i].severity == MH_SEV_ERROR)
            return true;
    return false;
}

/* --- the survey --- */

static void keep_head(struct mh_reader *r, const struct mh_record *rec)
{
    struct mh_record *to = &r->head[r->nhead++];
    const char **cell = mh_arena_alloc(&r->head_mem, rec->ncells * sizeof *cell);
    unsigned char *kind = rec->kind != NULL ? mh_arena_alloc(&r->head_mem, rec->ncells) : NULL;
    for (size_t i = 0; i < rec->ncells; i++)
        cell[i] = mh_arena_strdup(&r->head_mem, rec->cell[i]);
    if (kind != NULL)
        memcpy(kind, rec->kind, rec->ncells);
    *to = *rec;
    to->cell = cell;
    to->kind = kind;
    to->notes = NULL;
    to->nnotes = 0;
}

/* A fault further down is not told here: mh_reader_next will, when its rows were given. */
enum mh_rc mh__reader_survey_on(struct mh_reader *r, bool head_only, struct mh_err *err)
{
    struct mh_record rec;
    bool got = true;
    struct mh_err later = MH_ERR_INIT;
    while (!r->survey_done && !(head_only && r->nhead == MH__HEAD)) {
        enum mh_rc rc = next_record(r, &rec, &got, &later);
        if (rc != MH_OK && (rc != MH_EINVAL || r->surveyed == 0))
            return mh_err_set(err, rc, "%s", later.msg);
        if (rc != MH_OK || !got) {
            r->survey_done = true;
            break;
        }
        r->surveyed++;
        if (r->nhead < MH__HEAD)
            keep_head(r, &rec);
        else if (r->forced == MH_NUM_UNSETTLED && !is_refused(&rec))
            mh__numbers_see(&r->numbers, rec.cell, rec.kind, rec.ncells, rec.line);
    }
    if (r->nhead == 0)
        return mh_err_set(err, MH_EINVAL, "%s est vide : il faut une ligne d'en-têtes et des lignes de données", r->name);
    return MH_OK;
}

void mh__reader_note_file(struct mh_reader *r, enum mh_severity severity, const char *rule, int64_t line, const char *message,
                          const char *suggestion)
{
    if (r->nfile_notes == MH__FILE_NOTES)
        return;
    r->file_notes[r->nfile_notes++] =
        (struct mh_diag){ .severity = severity, .rule = rule, .file = r->name, .line = line,
                          .message = mh_arena_strdup(&r->file_mem, message), .suggestion = mh_arena_strdup(&r->file_mem, suggestion) };
}

static void note_rescued(struct mh_reader *r)
{
    if (r->dec.rescued == 0)
        return;
    struct mh_str m = MH_STR_INIT;
    mh_str_add(&m, "le fichier mêle deux encodages : ");
    mh_str_add_int(&m, r->dec.rescued);
    mh_str_add(&m, r->dec.rescued > 1 ? " caractères d'un autre encodage sont lus" : " caractère d'un autre encodage est lu");
    mh_str_addf(&m, " comme du Windows-1252, à partir de la ligne %" PRId64, r->dec.rescued_line);
    mh__reader_note_file(r, MH_SEV_WARNING, "encodage-mixte", r->dec.rescued_line, mh_str_text(&m),
                         "vérifiez les accents de ces lignes, ou enregistrez le fichier en UTF-8");
    mh_str_free(&m);
}

/* A web page: its table, then read like any CSV. */
static enum mh_rc open_html(struct mh_reader *r, struct mh_err *err)
{
    struct mh_str page = MH_STR_INIT;
    if (r->dec.size > MH__HTML_CAP)
        return mh_err_set(err, MH_EINVAL, "%s est une page web de plus de %d Mio : ouvrez-la dans Excel et enregistrez-la au format .xlsx",
                          r->name, MH__HTML_CAP >> 20);
    enum mh_rc rc = mh__decoder_whole(&r->dec, &page, err);
    if (rc == MH_OK && !mh__html_to_csv(mh_str_text(&page), page.len, &r->html))
        rc = mh_err_set(err, MH_EINVAL, "%s est une page web sans tableau : demandez la liste d'origine (Excel ou CSV)", r->name);
    mh_str_free(&page);
    if (rc != MH_OK)
        return rc;
    mh__decoder_close(&r->dec);
    rc = mh__decoder_open(&r->dec, NULL, mh_str_text(&r->html), r->html.len, r->name, err);
    r->dialect.format = MH_FILE_HTML;
    return rc;
}

static enum mh_rc open_text(struct mh_reader *r, struct mh_err *err)
{
    struct mh__sniffed found;
    enum mh_rc rc = mh__decoder_detect(&r->dec, err);
    if (rc == MH_OK)
        rc = mh__split_peek(&r->split, SNIFF, err);
    if (rc != MH_OK)
        return rc;
    size_t n = r->split.end - r->split.pos;
    mh__dialect_sniff(r->split.buf + r->split.pos, n, r->split.eof, &found);
    r->split.delimiter = found.delimiter;
    mh__cells_delimiter(&r->cells, found.delimiter);
    r->skip = found.skip;
    r->dialect = (struct mh_dialect){ .format = r->dialect.format, .encoding = r->dec.encoding, .delimiter = found.delimiter, .sep_line = found.sep_line,
                                      .numbers = r->forced, .bytes = r->dec.size };
    rc = mh__split_restart(&r->split, r->skip, found.sep_line, err);
    if (rc == MH_OK)
        rc = mh__reader_survey_on(r, false, err);
    if (rc == MH_OK) {
        note_rescued(r);
        mh__reader_set_header(r, 0);
    }
    return rc;
}

static enum mh_rc open_any(const char *path, const void *data, size_t n, const char *name, enum mh_number_style style,
                           struct mh_reader **out, struct mh_err *err)
{
    struct mh_reader *r = mh_xcalloc(1, sizeof *r);
    *out = NULL;
    r->name = mh_xstrdup(mh_base_name(name));
    r->forced = style;
    mh__split_init(&r->split, &r->dec);
    mh__cells_init(&r->cells);
    enum mh_rc rc = mh__decoder_open(&r->dec, path, data, n, r->name, err);
    if (rc == MH_OK) {
        unsigned char first[512];
        size_t m = mh__decoder_first(&r->dec, first, sizeof first);
        bool zip = m >= 4 && memcmp(first, "PK\x03\x04", 4) == 0;
        const char *other = zip ? mh__magic_zip(first, m) : NULL;
        if (other != NULL)
            rc = mh_err_set(err, MH_EINVAL, "%s %s", r->name, other);
        else if (zip)
            rc = mh__reader_open_book(r, path, data, n, err);
        else if (mh__html_is(first, m) && (rc = open_html(r, err)) != MH_OK)
            ;
        else
            rc = open_text(r, err);
    }
    if (rc != MH_OK) {
        mh_reader_close(r);
        return rc;
    }
    *out = r;
    return MH_OK;
}

enum mh_rc mh_reader_open(const char *path, enum mh_number_style style, struct mh_reader **out, struct mh_err *err)
{
    return open_any(path, NULL, 0, path, style, out, err);
}

enum mh_rc mh_reader_open_memory(const void *data, size_t n, const char *name, enum mh_number_style style, struct mh_reader **out,
                                 struct mh_err *err)
{
    return open_any(NULL, data, n, name, style, out, err);
}

void mh_reader_close(struct mh_reader *r)
{
    if (r == NULL)
        return;
    mh__book_close(r->book);
    mh_str_free(&r->html);
    mh_arena_free(&r->file_mem);
    mh__decoder_close(&r->dec);
    mh__split_free(&r->split);
    mh__cells_free(&r->cells);
    mh__numbers_free(&r->numbers);
    mh_arena_free(&r->head_mem);
    mh_arena_free(&r->note_mem);
    free(r->name);
    free(r);
}

/* --- what others ask --- */

const struct mh_dialect *mh_reader_dialect(const struct mh_reader *r)
{
    return &r->dialect;
}

const struct mh_record *mh_reader_header(const struct mh_reader *r)
{
    return &r->head[r->header];
}

size_t mh__reader_head(const struct mh_reader *r, const struct mh_record **head)
{
    *head = r->head;
    return r->nhead;
}

void mh__reader_set_header(struct mh_reader *r, size_t i)
{
    r->head[r->header].notes = NULL;
    r->head[r->header].nnotes = 0;
    r->header = i;
    r->header_known = true;
    r->head[i].notes = r->file_notes;
    r->head[i].nnotes = r->nfile_notes;
    r->dialect.records = r->surveyed - (int64_t)i - 1;
}

enum mh_rc mh_reader_settle_numbers(struct mh_reader *r, const bool *numeric_cells, size_t n, struct mh_err *err)
{
    struct mh__numbers all = { 0 };
    enum mh_rc rc = MH_OK;
    if (r->forced != MH_NUM_UNSETTLED)
        return MH_OK;
    /* The rows among the first records come first, then those that the survey saw. */
    for (size_t i = r->header + 1; i < r->nhead; i++)
        mh__numbers_see(&all, r->head[i].cell, r->head[i].kind, r->head[i].ncells, r->head[i].line);
    mh__numbers_join(&all, &r->numbers);
    rc = mh__numbers_settle(&all, numeric_cells, n, mh_reader_header(r), &r->dialect.numbers, err);
    mh__numbers_free(&all);
    return rc;
}

enum mh_rc mh_reader_next(struct mh_reader *r, struct mh_record *rec, bool *got, struct mh_err *err)
{
    enum mh_rc rc = MH_OK;
    *got = false;
    *rec = (struct mh_record){ 0 };
    if (r->finished)
        return MH_OK;
    if (!r->reading) {
        r->reading = true;
        rc = r->book != NULL ? mh__book_select(r->book, r->sheet, err) : mh__split_restart(&r->split, r->skip, r->dialect.sep_line, err);
    }
    while (rc == MH_OK) {
        rc = next_record(r, rec, got, err);
        if (rc != MH_OK || !*got || r->given++ > (int64_t)r->header)
            break;
    }
    if (rc != MH_OK)
        *got = false;
    r->finished = rc != MH_OK || !*got;
    return rc;
}

int64_t mh_reader_bytes_done(const struct mh_reader *r)
{
    int64_t done = 0, total = 0;
    if (!r->reading)
        return 0;
    if (r->book == NULL)
        return r->dec.offset;
    mh__book_progress(r->book, &done, &total);
    return total > 0 && done < total ? r->dialect.bytes * (done >> 8) / ((total >> 8) + 1) : r->dialect.bytes;
}

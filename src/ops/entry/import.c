/* Importing a file: one operation; good rows go in, bad rows come out. */
#include "ops/entry/rejects.h"
#include "ops/entry/replies.h"

#include <mahalli/xalloc.h>

#include <stdlib.h>
#include <string.h>

struct job {
    const struct mh_import_request *q;
    struct mh_import_result *out;
    struct mh_session *s;
    const struct mh_importer *importer;
    struct mh_reader *reader;
    struct mh_mapping map;
    bool mapped;
    struct mh_record rec;
    struct mh_reject_file *rejects;
    struct mh__apply apply;
    struct mh__rejects kept;
    enum mh_number_style style;
    const char *file; /* base name */
    struct mh_arena arena;
    bool *numeric;    /* columns of rejects of a workbook read whole; NULL: of the file's own columns */
    char *place;      /* file and sheet, of a workbook read whole; NULL */
    MH_VEC(int64_t) idle[MH_NROW_SORTS]; /* lines of rows that are no lines of the list, by sort */
    size_t quantity;  /* index of the quantity column in the table; site columns fill it */
};

void mh_import_result_free(struct mh_import_result *r)
{
    mh_diags_free(&r->diags);
    free(r->sheet);
    *r = (struct mh_import_result){ 0 };
}

static const char *cell_of(void *ctx, const char *column)
{
    struct job *j = ctx;
    const char *text = mh_mapping_cell(&j->map, &j->rec, column);
    return j->map.given != NULL && mh_blank(text) && mh_streq(column, j->map.given) ? j->q->maker : text;
}

static const char *header_of(void *ctx, const char *column)
{
    struct job *j = ctx;
    for (size_t i = 0; i < j->map.ncells; i++)
        if (j->map.column[i] >= 0 && mh_streq(j->map.table->columns[j->map.column[i]].name, column))
            return j->map.place[i];
    return NULL;
}

static bool is_site(void *ctx, const char *header)
{
    struct job *j = ctx;
    return mh__codes_find(&j->apply.sites, header) > 0;
}

/* --- workbooks of which every sheet is read (demandes d'information): each sheet has columns of its own --- */

static bool is_attribute(void *ctx, const char *header)
{
    struct job *j = ctx;
    return mh__reply_is_attribute(&j->apply, header);
}

static bool further_cell(void *ctx, size_t i, struct mh__further *out)
{
    struct job *j = ctx;
    for (size_t c = 0; c < j->map.ncells; c++)
        if (j->map.column[c] == MH_CELL_OF_SITE && i-- == 0) {
            *out = (struct mh__further){ j->map.header[c], c < j->rec.ncells ? j->rec.cell[c] : "", j->map.place[c] };
            return true;
        }
    return false;
}

static bool kept_in_rejects(const struct mh_column *c)
{
    return !(c->flags & (MH_DERIVED | MH_HIDDEN));
}

/* Rejects of several sheets have the table's own columns; what a sheet has of attributes stands in one. */
static enum mh_rc open_rejects(struct job *j, struct mh_err *err)
{
    const struct mh_table *t = j->importer->table;
    const char **header = mh_arena_alloc(&j->arena, (t->ncolumns + 2) * sizeof *header);
    j->numeric = mh_arena_alloc(&j->arena, (t->ncolumns + 2) * sizeof *j->numeric);
    size_t n = 0;
    for (size_t i = 0; i < t->ncolumns; i++)
        if (kept_in_rejects(&t->columns[i])) {
            j->numeric[n] = !mh_is_text(&t->columns[i]) && t->columns[i].type != MH_REF;
            header[n++] = t->columns[i].name;
        }
    for (size_t i = 0; i < 2; i++)
        header[n++] = mh_return_columns[i];
    struct mh_record rec = { .cell = header, .ncells = n, .dialect = mh_reader_dialect(j->reader) };
    enum mh_rc rc = mh_reject_open(j->q->reject_path, &rec, ';', &j->rejects, err);
    if (rc == MH_OK)
        mh_reject_numeric(j->rejects, j->numeric, n);
    return rc;
}

static const char *attributes_text(struct job *j)
{
    struct mh_str s = MH_STR_INIT;
    struct mh__further f;
    const char *family = cell_of(j, "famille");
    mh_str_add(&s, cell_of(j, "caracteristiques"));
    for (size_t i = 0; further_cell(j, i, &f); i++)
        if (!mh_blank(f.text))
            mh_str_addf(&s, "%s%s = %s", s.len ? "; " : "", mh__reply_attribute_code(&j->apply, family, f.header), f.text);
    const char *text = mh_arena_strdup(&j->arena, mh_str_text(&s));
    mh_str_free(&s);
    return text;
}

static enum mh_rc reject_sheet_row(struct job *j, const struct mh_diag *why, struct mh_err *err)
{
    const struct mh_table *t = j->importer->table;
    const char **cell = mh_arena_alloc(&j->arena, (t->ncolumns + 2) * sizeof *cell);
    unsigned char *kind = mh_arena_alloc(&j->arena, t->ncolumns + 2);
    size_t n = 0;
    for (size_t i = 0; i < t->ncolumns; i++) {
        if (!kept_in_rejects(&t->columns[i]))
            continue;
        cell[n] = "";
        for (size_t c = 0; c < j->map.ncells && c < j->rec.ncells; c++)
            if (j->map.column[c] == (int)i) {
                cell[n] = j->rec.cell[c];
                kind[n] = j->rec.kind ? j->rec.kind[c] : 0;
            }
        if (mh_streq(t->columns[i].name, "caracteristiques"))
            cell[n] = attributes_text(j);
        n++;
    }
    for (size_t i = 0; i < 2; i++) {
        int c = i == 0 ? j->map.ident : j->map.version;
        cell[n++] = c >= 0 && (size_t)c < j->rec.ncells ? j->rec.cell[c] : "";
    }
    struct mh_record rec = { .cell = cell, .kind = kind, .ncells = n, .line = j->rec.line, .dialect = j->rec.dialect };
    return mh_reject_row(j->rejects, &rec, why, err);
}

static void close_input(struct job *j)
{
    if (j->mapped)
        mh_mapping_free(&j->map);
    j->mapped = false;
    mh_reader_close(j->reader);
    j->reader = NULL;
}

/* How many columns of the kind the sheet has. */
static size_t named(const struct mh_mapping *m)
{
    size_t n = 0;
    for (size_t i = 0; i < m->ncells; i++)
        n += m->column[i] >= 0;
    return n;
}

enum { LOOKS_LIKE = 3 /* columns of the kind from which a sheet is one of its, and not a page of text */ };

/* *fits false: a page that explains, an empty sheet; or one that lacks what it needs, which is told. */
static enum mh_rc open_sheet(struct job *j, const char *name, bool *fits, struct mh_err *err)
{
    struct mh_diags diags = MH_DIAGS_INIT;
    struct mh_str missing = MH_STR_INIT, place = MH_STR_INIT;
    enum mh_rc rc = mh_reader_open(j->q->path, j->q->style, &j->reader, err);
    if (rc == MH_OK && mh_reader_use_sheet(j->reader, name, err) != MH_OK) {
        mh_err_clear(err); /* empty */
        return MH_OK;
    }
    if (rc != MH_OK)
        return rc;
    rc = mh_mapping_look(j->reader, j->importer->table, &(struct mh_mapping_ask){ .map = j->q->map, .is_site = is_attribute, .ctx = j }, &j->map, &diags, &missing, err);
    if (rc != MH_OK)
        goto out;
    j->mapped = true;
    bool like = named(&j->map) >= LOOKS_LIKE;
    *fits = like && missing.len == 0;
    if (!like)
        goto out;
    mh_str_addf(&place, "%s « %s »", mh_base_name(j->q->path), name);
    free(j->place);
    j->place = mh_str_take(&place);
    j->file = j->apply.file = j->place;
    for (size_t i = 0; i < diags.list.len; i++) {
        struct mh_diag d = diags.list.at[i];
        d.file = j->place;
        if (d.severity != MH_SEV_NOTE)
            mh_diag_add(&j->out->diags, &d);
    }
    if (missing.len > 0)
        mh_diag_add(&j->out->diags, &(struct mh_diag){ .severity = MH_SEV_ERROR, .rule = "feuille-incomplete", .file = j->place,
                                                       .message = mh_str_text(&missing), .suggestion = "aucune ligne de cette feuille n'est prise" });
    for (size_t i = 0; i < j->map.ncells; i++)
        if (j->map.column[i] == MH_CELL_OF_SITE)
            j->map.numeric[i] = false; /* attributes are read by the family */
    if (*fits && (rc = mh_reader_settle_numbers(j->reader, j->map.numeric, j->map.ncells, err)) != MH_OK)
        mh_err_where(err, "%s", j->file);
out:
    mh_diags_free(&diags);
    mh_str_free(&missing);
    return rc;
}

static enum mh_rc read_rows(struct job *j, struct mh_err *err);

static void tell_format(struct job *j)
{
    const struct mh_dialect *d = mh_reader_dialect(j->reader);
    j->style = j->q->style != MH_NUM_UNSETTLED ? j->q->style : d->numbers;
    j->out->format = mh_format_name(d->format);
    j->out->encoding = mh_encoding_name(d->encoding);
    j->out->delimiter = d->delimiter;
    j->out->numbers = j->style;
}

static enum mh_rc read_sheets(struct job *j, struct mh_err *err)
{
    MH_VEC(const char *) names = { 0 };
    struct mh_str read = MH_STR_INIT; /* names of the sheets read, to stand between quotes */
    bool hidden, any = false;
    const char *name;
    for (size_t i = 0; (name = mh_reader_sheet_name(j->reader, i, &hidden)) != NULL; i++)
        if (!hidden) {
            const char *kept = mh_arena_strdup(&j->arena, name);
            mh_vec_push(&names, kept);
        }
    enum mh_rc rc = mh__replies_begin(&j->apply, err);
    j->apply.further = further_cell;
    for (size_t i = 0; i < names.len && rc == MH_OK; i++) {
        bool fits = false;
        close_input(j);
        rc = open_sheet(j, names.at[i], &fits, err);
        if (rc != MH_OK || !fits)
            continue;
        tell_format(j);
        mh_str_addf(&read, "%s%s", any ? " », « " : "", names.at[i]);
        any = true;
        if (j->q->reject_path != NULL && !j->q->dry_run && j->rejects == NULL)
            rc = open_rejects(j, err);
        if (rc == MH_OK)
            rc = read_rows(j, err);
    }
    if (rc == MH_OK && !any && j->out->diags.list.len == 0)
        rc = mh_err_set(err, MH_EINVAL, "%s : aucune feuille n'est une demande d'information", mh_base_name(j->q->path));
    j->out->sheet = any ? mh_xstrdup(mh_str_text(&read)) : NULL;
    mh_str_free(&read);
    mh_vec_free(&names);
    return rc;
}

const char *mh__import_given(const struct mh_importer *importer, const struct mh_import_request *q)
{
    return importer->maker_option && !mh_blank(q->maker) ? "fabricant" : NULL;
}

int64_t mh__import_year(const struct mh_session *s, const struct mh_importer *importer)
{
    return importer->site_columns && s->campaign.id != 0 ? s->campaign.year : 0;
}

/* The header for rejects: headings over headers do not come back, so what they said is written with each. */
static struct mh_record reject_header(struct job *j)
{
    struct mh_record head = *mh_reader_header(j->reader);
    if (head.above == NULL)
        return head;
    const char **cell = mh_arena_alloc(&j->arena, (head.ncells + 1) * sizeof *cell);
    for (size_t i = 0; i < head.ncells; i++) {
        struct mh_str s = MH_STR_INIT;
        int column = i < j->map.ncells ? j->map.column[i] : MH_CELL_UNMAPPED;
        cell[i] = head.cell[i];
        if (column == MH_CELL_OF_SITE && j->map.unit[i] != NULL)
            mh_str_addf(&s, "%s (%s)", j->map.site[i], j->map.unit[i]);
        else if (column >= 0 && !j->map.part[i] && head.above[i] != NULL && j->map.unit[i] != NULL)
            mh_str_addf(&s, "%s (%s)", j->map.table->columns[column].name, j->map.unit[i]);
        else if (column >= 0 && !j->map.part[i] && head.above[i] != NULL)
            mh_str_add(&s, j->map.table->columns[column].name);
        else if (column == MH_CELL_UNMAPPED && head.above[i] != NULL)
            mh_str_addf(&s, "%s / %s (non lu)", head.above[i], head.cell[i]);
        if (s.len > 0)
            cell[i] = mh_arena_strdup(&j->arena, mh_str_text(&s));
        mh_str_free(&s);
    }
    head.cell = cell;
    return head;
}

static enum mh_rc open_input(struct job *j, struct mh_err *err)
{
    enum mh_rc rc = mh_reader_use_sheet(j->reader, j->q->sheet, err);
    if (rc != MH_OK)
        return rc;
    bool sites = j->importer->site_columns, further = j->importer->every_sheet;
    if (sites && (rc = mh__apply_load_codes(&j->apply, err)) != MH_OK)
        return rc;
    if (further && (rc = mh__replies_begin(&j->apply, err)) != MH_OK)
        return rc;
    const struct mh_mapping_ask ask = { .map = j->q->map, .is_site = sites ? is_site : further ? is_attribute : NULL, .ctx = j,
                                        .given = mh__import_given(j->importer, j->q), .year = mh__import_year(j->s, j->importer) };
    rc = mh_mapping_for_reader(j->reader, j->importer->table, &ask, &j->map, &j->out->diags, err);
    if (rc != MH_OK)
        return mh_err_where(err, "%s", j->file);
    j->mapped = true;
    j->apply.further = further ? further_cell : NULL;
    for (size_t i = 0; i < j->map.ncells && further; i++)
        if (j->map.column[i] == MH_CELL_OF_SITE)
            j->map.numeric[i] = false; /* attributes are read by the family */
    for (size_t i = 0; i < j->map.ncells; i++)
        j->kept.given_back = j->kept.given_back || (j->map.own[i] && (int)i != j->map.ident && (int)i != j->map.version);
    rc = mh_reader_settle_numbers(j->reader, j->map.numeric, j->map.ncells, err);
    if (rc != MH_OK)
        return mh_err_where(err, "%s", j->file);
    const struct mh_dialect *d = mh_reader_dialect(j->reader);
    tell_format(j);
    j->out->sheet = mh_xstrdup(d->sheet);
    struct mh_record head = reject_header(j);
    if (j->q->reject_path != NULL && !j->q->dry_run)
        rc = mh_reject_open(j->q->reject_path, &head, d->delimiter, &j->rejects, err);
    if (j->rejects != NULL)
        mh_reject_numeric(j->rejects, j->map.numeric, j->map.ncells);
    return rc;
}

/* The row of the i-th cell's site; false: that quantity cannot be read, said. */
static bool take_site(struct job *j, struct mh_need_line *n, size_t i)
{
    struct mh_err bad = MH_ERR_INIT;
    if (mh_value_parse(&mh_table_need_lines.columns[j->quantity], n, j->rec.cell[i], mh_cell_style(&j->rec, i, j->style), &bad) != MH_OK) {
        struct mh_str hint = MH_STR_INIT;
        struct mh_diag d = { .severity = MH_SEV_ERROR, .rule = "quantite-illisible", .file = j->file, .line = j->rec.line,
                             .column = j->map.place[i], .value = j->rec.cell[i], .message = bad.msg,
                             .suggestion = mh_number_hint(j->rec.cell[i], &hint) };
        mh_diag_add(&j->out->diags, &d);
        mh_str_free(&hint);
        return false;
    }
    free(n->site);
    n->site = mh_xstrdup(j->map.site[i]);
    return true;
}

/* One row per site column that holds a quantity, all or none: looked at first, then written. A line whose sites are all empty asks for
 * nothing and is refused. */
static enum mh_rc apply_site_columns(struct job *j, void *row, enum mh__outcome *out, struct mh_err *err)
{
    struct mh_need_line *n = row;
    enum mh_rc rc = MH_OK;
    bool any = false;
    *out = MH__UNCHANGED;
    for (int writing = 0; writing < 2 && rc == MH_OK && *out != MH__REFUSED; writing++) {
        j->apply.look_only = !writing;
        for (size_t i = 0; i < j->map.ncells && rc == MH_OK; i++) {
            enum mh__outcome one = MH__REFUSED;
            if (j->map.column[i] != MH_CELL_OF_SITE || i >= j->rec.ncells || mh_blank(j->rec.cell[i]) || mh_says_nothing(j->rec.cell[i]))
                continue;
            any = true;
            if (take_site(j, n, i))
                rc = mh__apply_row(&j->apply, n, &one, err);
            if (one > *out)
                *out = one;
        }
    }
    j->apply.look_only = false;
    if (rc == MH_OK && !any && *out == MH__UNCHANGED) {
        mh__apply_refuse(&j->apply, "sans-quantite", "quantite", "", "aucun établissement n'a de quantité sur cette ligne",
                         "retirez la ligne ou donnez une quantité");
        *out = MH__REFUSED;
    }
    return rc;
}

static enum mh_rc reject(struct job *j, const void *row, size_t first_finding, struct mh_err *err)
{
    j->out->rejected++;
    const struct mh_diag *why = NULL;
    for (size_t i = first_finding; i < j->out->diags.list.len && why == NULL; i++)
        if (j->out->diags.list.at[i].severity == MH_SEV_ERROR)
            why = &j->out->diags.list.at[i];
    struct mh_diag plain = { .severity = MH_SEV_ERROR, .rule = "refus", .file = j->file, .line = j->rec.line, .message = "ligne refusée" };
    enum mh_rc rc = j->importer->table == &mh_table_need_lines && !j->q->dry_run ? mh__rejects_take(&j->kept, row, why ? why : &plain, err) : MH_OK;
    if (rc != MH_OK || j->rejects == NULL)
        return rc;
    return j->numeric != NULL ? reject_sheet_row(j, why ? why : &plain, err) : mh_reject_row(j->rejects, &j->rec, why ? why : &plain, err);
}

static const char *cell_at(const struct job *j, int i)
{
    return i >= 0 && (size_t)i < j->rec.ncells ? j->rec.cell[i] : NULL;
}

/* "lignes 12, 40, 77" of a sort of row, and how many more. */
static void tell_idle(struct job *j)
{
    enum { LISTED = 8 };
    static const struct { const char *rule, *one, *many; } sorts[MH_NROW_SORTS] = {
        [MH_ROW_TOTAL] = { "ligne-de-total", "une ligne de total est laissée de côté", "lignes de total sont laissées de côté" },
        [MH_ROW_TITLE] = { "titre-de-lot", "un titre de lot ou de rubrique est laissé de côté", "titres de lots ou de rubriques sont laissés de côté" },
        [MH_ROW_HEADER] = { "en-tete-repete", "une ligne d'en-têtes répétée est laissée de côté", "lignes d'en-têtes répétées sont laissées de côté" },
        [MH_ROW_NOTHING] = { "sans-besoin", "une ligne ne demande rien (néant, -) et est laissée de côté",
                             "lignes ne demandent rien (néant, -) et sont laissées de côté" },
        [MH_ROW_CLOSING] = { "fin-de-tableau", "une ligne de date ou de signature est laissée de côté",
                             "lignes de date ou de signature sont laissées de côté" },
    };
    struct mh_str s = MH_STR_INIT;
    for (size_t k = 0; k < MH_NROW_SORTS; k++) {
        size_t n = j->idle[k].len;
        if (n == 0)
            continue;
        mh_str_clear(&s);
        if (n > 1)
            mh_str_addf(&s, "%zu ", n);
        mh_str_addf(&s, "%s : ligne%s", n > 1 ? sorts[k].many : sorts[k].one, n > 1 ? "s" : "");
        for (size_t i = 0; i < n && i < LISTED; i++)
            mh_str_addf(&s, "%s %lld", i > 0 ? "," : "", (long long)j->idle[k].at[i]);
        if (n > LISTED)
            mh_str_add(&s, "…");
        mh_diag_add(&j->out->diags, &(struct mh_diag){ .severity = MH_SEV_NOTE, .rule = sorts[k].rule, .file = j->file, .message = mh_str_text(&s) });
    }
    mh_str_free(&s);
}

/* Codes that the program made from names are for people to know, and to change. */
static void tell_codes(struct job *j)
{
    struct mh_str s = MH_STR_INIT;
    if (j->apply.codes_made == 0)
        return;
    mh_str_addf(&s, j->apply.codes_made > 1 ? "%lld codes sont faits d'après les noms" : "%lld code est fait d'après le nom", (long long)j->apply.codes_made);
    mh_diag_add(&j->out->diags, &(struct mh_diag){ .severity = MH_SEV_NOTE, .rule = "code-fait", .file = j->file, .message = mh_str_text(&s) });
    mh_str_free(&s);
}

static enum mh_rc take_row(struct job *j, void *row, struct mh_err *err)
{
    const struct mh_table *t = j->importer->table;
    size_t first = j->out->diags.list.len;
    enum mh_row_sort sort = mh_mapping_row_sort(&j->map, &j->rec);
    j->out->read++;
    if (sort != MH_ROW_LINE) {
        j->out->idle++;
        mh_vec_push(&j->idle[sort], j->rec.line);
        return MH_OK;
    }
    j->apply.line = j->rec.line;
    j->apply.row_ident = cell_at(j, j->map.ident);
    j->apply.row_version = cell_at(j, j->map.version);
    enum mh__outcome outcome = MH__REFUSED;
    enum mh_rc rc = MH_OK;
    if (mh_mapping_row(&j->map, &j->rec, j->style, j->file, row, &j->out->diags))
        rc = j->map.nsites != 0 && j->importer->site_columns ? apply_site_columns(j, row, &outcome, err) : mh__apply_row(&j->apply, row, &outcome, err);
    if (rc == MH_OK)
        switch (outcome) {
        case MH__CREATED: j->out->created++; break;
        case MH__UPDATED: j->out->updated++; break;
        case MH__UNCHANGED: j->out->unchanged++; break;
        case MH__REFUSED: rc = reject(j, row, first, err); break;
        }
    mh_row_free(t, row);
    return rc;
}

enum { LINE_BYTES = 60 }; /* of a needs file, about */

static enum mh_rc read_rows(struct job *j, struct mh_err *err)
{
    const struct mh_table *t = j->importer->table;
    void *row = mh_xcalloc(1, t->row_size);
    mh_row_init(t, row);
    struct mh_str what = MH_STR_INIT;
    mh_str_addf(&what, "Lecture de %s", j->file);
    int64_t total = mh_reader_dialect(j->reader)->bytes;
    enum mh_rc rc = t == &mh_table_need_lines ? mh_store_expect(j->s->store, &mh_table_needs, total / LINE_BYTES, err) : MH_OK;
    while (rc == MH_OK) {
        bool got = false;
        struct mh_err stop = MH_ERR_INIT;
        enum mh_rc next = mh_reader_next(j->reader, &j->rec, &got, &stop);
        if (next == MH_EINVAL) { /* what was read before stands */
            struct mh_diag d = { .severity = MH_SEV_ERROR, .rule = "lecture-interrompue", .file = j->file, .message = stop.msg,
                                 .suggestion = "corrigez le fichier à cet endroit puis importez-le à nouveau : "
                                               "les lignes déjà prises ne seront pas doublées" };
            mh_diag_add(&j->out->diags, &d);
            j->out->stopped = true;
            break;
        }
        if (next != MH_OK) {
            rc = mh_err_set(err, next, "%s", stop.msg);
            break;
        }
        if (!got)
            break;
        rc = take_row(j, row, err);
        if (rc != MH_OK)
            break;
        if ((j->out->read & 255) == 0 &&
            !mh_progress_tick(&j->s->progress, mh_str_text(&what), mh_reader_bytes_done(j->reader), total)) {
            rc = mh_err_set(err, MH_ECANCELED, "import interrompu : le plan est comme avant");
            break;
        }
    }
    if (rc == MH_OK)
        mh_progress_tick(&j->s->progress, mh_str_text(&what), total, total);
    tell_idle(j);
    tell_codes(j);
    mh_str_free(&what);
    mh_row_free(t, row);
    free(row);
    return rc;
}

static enum mh_rc run(struct job *j, struct mh_err *err)
{
    struct mh_str said = MH_STR_INIT;
    mh_str_addf(&said, "import %s %s", j->importer->kind_fr, j->file);
    enum mh_rc rc = mh_store_begin(j->s->store, mh_str_text(&said), err);
    mh_str_free(&said);
    if (rc != MH_OK)
        return rc;
    rc = mh_reader_open(j->q->path, j->q->style, &j->reader, err);
    bool whole = rc == MH_OK && j->importer->every_sheet && j->q->sheet == NULL && mh_reader_dialect(j->reader)->format == MH_FILE_XLSX;
    if (rc == MH_OK)
        rc = whole ? read_sheets(j, err) : open_input(j, err);
    if (rc == MH_OK && !whole)
        rc = read_rows(j, err);
    if (rc == MH_OK && j->importer->table == &mh_table_replies)
        rc = mh__replies_done(&j->apply, err);
    if (rc == MH_OK && j->importer->table == &mh_table_need_lines && !j->q->dry_run)
        rc = mh__rejects_end(&j->kept, err);
    if (rc == MH_OK && j->importer->table == &mh_table_need_lines && !j->q->dry_run)
        rc = mh__follow_received(&j->apply, j->out->read, j->out->rejected, err);
    /* The rejects first: a full disk then leaves the plan as before. */
    if (j->rejects != NULL) {
        struct mh_err late = MH_ERR_INIT;
        enum mh_rc closed = mh_reject_close(j->rejects, rc == MH_OK, rc == MH_OK ? err : &late);
        if (rc == MH_OK)
            rc = closed;
    }
    if (rc != MH_OK || j->q->dry_run)
        mh_store_rollback(j->s->store);
    else
        rc = mh_store_commit(j->s->store, &j->out->operation, err);
    j->out->set_aside = j->apply.set_aside;
    return rc;
}

enum mh_rc mh__import_unknown_kind(const char *kind, struct mh_err *err)
{
    struct mh_str all = MH_STR_INIT;
    for (size_t i = 0; mh_importers[i] != NULL; i++)
        mh_str_addf(&all, "%s%s", i ? ", " : "", mh_importers[i]->kind_fr);
    enum mh_rc rc = mh_err_set(err, MH_EUSAGE, "on n'importe pas « %s » : attendu %s", kind, mh_str_text(&all));
    mh_str_free(&all);
    return rc;
}

enum mh_rc mh_ops_import(struct mh_session *s, const struct mh_import_request *q, struct mh_import_result *out, struct mh_err *err)
{
    *out = (struct mh_import_result){ 0 };
    struct job j = { .q = q, .out = out, .s = s, .importer = mh_importer_for(q->kind), .file = mh_base_name(q->path) };
    if (j.importer == NULL)
        return mh__import_unknown_kind(q->kind, err);
    if (!mh_blank(q->maker) && !j.importer->maker_option)
        return mh_err_set(err, MH_EUSAGE, "--maker va avec les produits et les certificats, pas avec « %s »", j.importer->kind_fr);
    mh__apply_init(&j.apply, s, j.importer->table, &out->diags);
    j.apply.file = j.file;
    j.apply.member_option = q->member;
    j.apply.cell = cell_of;
    j.apply.header = header_of;
    j.apply.ctx = &j;
    j.kept.a = &j.apply;
    for (size_t i = 0; i < mh_table_need_lines.ncolumns; i++)
        if (mh_streq(mh_table_need_lines.columns[i].name, "quantite"))
            j.quantity = i;
    enum mh_rc rc = run(&j, err);
    close_input(&j);
    mh__apply_free(&j.apply);
    mh_arena_free(&j.arena);
    for (size_t i = 0; i < MH_NROW_SORTS; i++)
        mh_vec_free(&j.idle[i]);
    free(j.place);
    if (rc == MH_OK && out->operation != 0)
        mh__session_changed(s, j.importer->table);
    return rc;
}

bool mh_ops_import_kind(size_t i, struct mh_import_kind *out)
{
    for (size_t k = 0; k <= i; k++)
        if (mh_importers[k] == NULL)
            return false;
    const struct mh_importer *m = mh_importers[i];
    *out = (struct mh_import_kind){ m->kind, m->kind_fr, m->help, m->table, m->member_option ? "membre" : m->maker_option ? "fabricant" : NULL };
    return true;
}

/* A look at a file before it is imported. */
#include "ops/entry/replies.h"

#include <mahalli/import.h>
#include <mahalli/xalloc.h>

#include <stdio.h>
#include <stdlib.h>

struct look {
    const struct mh_import_request *q;
    struct mh_import_preview *out;
    const struct mh_importer *importer;
    struct mh__apply apply;
    struct mh_reader *reader;
    struct mh_mapping map;
    enum mh_number_style style;
};

void mh_import_preview_free(struct mh_import_preview *p)
{
    mh_diags_free(&p->diags);
    mh_arena_free(&p->arena);
    free(p->problem);
    *p = (struct mh_import_preview){ 0 };
}

static bool is_site(void *ctx, const char *header)
{
    struct look *l = ctx;
    return mh__codes_find(&l->apply.sites, header) > 0;
}

static bool is_attribute(void *ctx, const char *header)
{
    struct look *l = ctx;
    return mh__reply_is_attribute(&l->apply, header);
}

static void tell_problem(struct look *l, const char *text)
{
    if (l->out->problem == NULL)
        l->out->problem = mh_xstrdup(text);
}

static void take_sheets(struct look *l)
{
    struct mh_import_preview *p = l->out;
    const char *read = mh_reader_dialect(l->reader)->sheet;
    while (mh_reader_sheet_name(l->reader, p->nsheets, NULL) != NULL)
        p->nsheets++;
    struct mh_preview_sheet *sheet = mh_arena_alloc(&p->arena, (p->nsheets + 1) * sizeof *sheet);
    for (size_t i = 0; i < p->nsheets; i++) {
        const char *name = mh_reader_sheet_name(l->reader, i, &sheet[i].hidden);
        sheet[i].chosen = name == read; /* the reader's own text */
        sheet[i].name = mh_arena_strdup(&p->arena, name);
    }
    p->sheet = sheet;
}

static void take_columns(struct look *l)
{
    struct mh_import_preview *p = l->out;
    const struct mh_mapping *m = &l->map;
    struct mh_preview_column *c = mh_arena_alloc(&p->arena, (m->ncells + 1) * sizeof *c);
    const char **missing = mh_arena_alloc(&p->arena, (m->table->ncolumns + 1) * sizeof *missing);
    size_t lacking = 0;
    for (size_t i = 0; i < m->ncells; i++) {
        const struct mh_column *field = m->column[i] >= 0 ? &m->table->columns[m->column[i]] : NULL, *near = mh_mapping_nearest(m, i);
        char place[24];
        mh_mapping_place(m, i, place, sizeof place);
        c[i] = (struct mh_preview_column){ .header = mh_arena_strdup(&p->arena, m->header[i]), .place = mh_arena_strdup(&p->arena, place),
                                           .field = field ? field->name : NULL, .title = field ? field->title : NULL,
                                           .site = m->column[i] == MH_CELL_OF_SITE && l->importer->site_columns,
                                           .attribute = m->column[i] == MH_CELL_OF_SITE && l->importer->every_sheet, .own = m->own[i], .nearest = near ? near->name : NULL,
                                           .unit = mh_arena_strdup(&p->arena, m->unit[i]) };
    }
    for (size_t i = 0; i < m->table->ncolumns; i++)
        if (mh_mapping_lacks(m, &m->table->columns[i]))
            missing[lacking++] = m->table->columns[i].name;
    p->column = c;
    p->ncolumns = m->ncells;
    p->missing = missing;
}

/* A cell as people write what was read of it, from the row parsed. */
static const char *cell_text(struct look *l, const struct mh_record *rec, void *row, size_t i)
{
    const char *given = i < rec->ncells ? rec->cell[i] : "";
    int index = l->map.column[i];
    struct mh_str s = MH_STR_INIT;
    if (index >= 0 && l->map.table->columns[index].type != MH_REF && !l->map.part[i]) {
        mh_value_text_fr(&l->map.table->columns[index], row, &s);
    } else if (index == MH_CELL_OF_SITE && l->importer->site_columns) {
        struct mh_decimal d;
        if (i < rec->ncells && mh_decimal_parse(given, mh_cell_style(rec, i, l->style), &d))
            mh_decimal_format(&s, d);
    }
    const char *text = mh_arena_strdup(&l->out->arena, s.len > 0 ? mh_str_text(&s) : given);
    mh_str_free(&s);
    return text;
}

static enum mh_rc take_rows(struct look *l, struct mh_err *err)
{
    struct mh_import_preview *p = l->out;
    const struct mh_table *t = l->map.table;
    void *row = mh_xcalloc(1, t->row_size);
    enum mh_rc rc = MH_OK;
    bool got = true;
    while (rc == MH_OK && p->nrows < MH_PREVIEW_ROWS) {
        struct mh_record rec;
        struct mh_err stop = MH_ERR_INIT;
        rc = mh_reader_next(l->reader, &rec, &got, &stop);
        if (rc == MH_EINVAL) { /* the rows before it are shown */
            tell_problem(l, stop.msg);
            rc = MH_OK;
            break;
        }
        if (rc != MH_OK)
            mh_err_set(err, rc, "%s", stop.msg);
        if (rc != MH_OK || !got)
            break;
        if (mh_mapping_row_sort(&l->map, &rec) != MH_ROW_LINE)
            continue;
        mh_row_init(t, row);
        const char **text = mh_arena_alloc(&p->arena, (l->map.ncells + 1) * sizeof *text);
        bool good = mh_mapping_row(&l->map, &rec, l->style, NULL, row, &p->diags);
        for (size_t i = 0; i < l->map.ncells; i++)
            text[i] = cell_text(l, &rec, row, i);
        p->row[p->nrows++] = (struct mh_preview_row){ .line = rec.line, .text = text, .refused = !good };
        mh_row_free(t, row);
    }
    free(row);
    return rc;
}

static void take_dialect(struct look *l)
{
    const struct mh_dialect *d = mh_reader_dialect(l->reader);
    l->style = l->q->style != MH_NUM_UNSETTLED ? l->q->style : d->numbers;
    l->out->format = mh_format_name(d->format);
    l->out->encoding = mh_encoding_name(d->encoding);
    l->out->delimiter = d->delimiter;
    l->out->numbers = l->style;
    l->out->records = d->records;
    l->out->header_line = mh_reader_header(l->reader)->line;
}

/* A problem of the person's own words (no such sheet, no such field): told, and the file shown without them. */
static bool is_about_options(enum mh_rc rc)
{
    return rc == MH_EUSAGE || rc == MH_ENOTFOUND;
}

static enum mh_rc look_at(struct look *l, struct mh_err *err)
{
    struct mh_err e = MH_ERR_INIT;
    struct mh_str missing = MH_STR_INIT;
    const struct mh_table *t = l->importer->table;
    bool sites = l->importer->site_columns, further = l->importer->every_sheet;
    bool (*known)(void *ctx, const char *header) = sites ? is_site : further ? is_attribute : NULL;
    enum mh_rc rc = mh_reader_open(l->q->path, l->q->style, &l->reader, err);
    if (rc == MH_OK && sites)
        rc = mh__apply_load_codes(&l->apply, err);
    if (rc == MH_OK && further)
        rc = mh__replies_begin(&l->apply, err);
    if (rc != MH_OK)
        return rc;
    rc = mh_reader_use_sheet(l->reader, l->q->sheet, &e);
    if (is_about_options(rc))
        tell_problem(l, e.msg);
    else if (rc != MH_OK)
        return mh_err_set(err, rc, "%s", e.msg);
    mh_err_clear(&e);
    struct mh_mapping_ask ask = { .map = l->q->map, .is_site = known, .ctx = l, .given = mh__import_given(l->importer, l->q),
                                  .year = mh__import_year(l->apply.s, l->importer) };
    rc = mh_mapping_look(l->reader, t, &ask, &l->map, &l->out->diags, &missing, &e);
    if (is_about_options(rc)) {
        tell_problem(l, e.msg);
        ask.map = NULL;
        rc = mh_mapping_look(l->reader, t, &ask, &l->map, &l->out->diags, &missing, err);
    } else if (rc != MH_OK) {
        mh_err_set(err, rc, "%s", e.msg);
    }
    if (missing.len > 0)
        tell_problem(l, mh_str_text(&missing));
    mh_str_free(&missing);
    if (rc != MH_OK)
        return mh_err_where(err, "%s", mh_base_name(l->q->path));
    mh_err_clear(&e);
    for (size_t i = 0; i < l->map.ncells && further; i++)
        if (l->map.column[i] == MH_CELL_OF_SITE)
            l->map.numeric[i] = false;
    if (mh_reader_settle_numbers(l->reader, l->map.numeric, l->map.ncells, &e) != MH_OK)
        tell_problem(l, e.msg);
    take_dialect(l);
    take_sheets(l);
    take_columns(l);
    return take_rows(l, err);
}

enum mh_rc mh_ops_import_preview(struct mh_session *s, const struct mh_import_request *q, struct mh_import_preview *out, struct mh_err *err)
{
    *out = (struct mh_import_preview){ 0 };
    struct look l = { .q = q, .out = out, .importer = mh_importer_for(q->kind) };
    if (l.importer == NULL)
        return mh__import_unknown_kind(q->kind, err);
    mh__apply_init(&l.apply, s, l.importer->table, &out->diags);
    enum mh_rc rc = look_at(&l, err);
    mh_mapping_free(&l.map);
    mh_reader_close(l.reader);
    mh__apply_free(&l.apply);
    if (rc != MH_OK)
        mh_import_preview_free(out);
    return rc;
}

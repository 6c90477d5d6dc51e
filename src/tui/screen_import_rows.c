/* The import screen's lists: how headers are understood, the first rows as they will be read, what is to be said of file and rows. */
#include "tui/screen_import.h"
#include "tui/table_rows.h"

#include <mahalli/xalloc.h>

#include <stdio.h>
#include <stdlib.h>

enum { PLACE, HEADER, FIELD, EXAMPLE, NCOLUMNS };
enum { F_LINE, F_SEVERITY, F_COLUMN, F_VALUE, F_MESSAGE, F_SUGGESTION, NFINDING };
enum { ROW_WIDTH = 14, ROW_COLUMNS = 40 };

const char *mh__import_pane_title(enum mh__import_pane p)
{
    static const char *const titles[] = { MH_TR("En-têtes"), MH_TR("Premières lignes"), MH_TR("Constats") };
    return titles[p];
}

static enum mh__style field_style(void *ctx, int64_t id, int column, const char *text)
{
    (void)ctx, (void)id;
    if (column != FIELD)
        return MH__PLAIN;
    return text[0] == '?' ? MH__WARN : text[0] == '(' ? MH__DIM : MH__GOOD;
}

static enum mh__style row_style(void *ctx, int64_t id, int column, const char *text)
{
    (void)ctx, (void)id, (void)text;
    return column == 0 ? MH__DIM : MH__PLAIN;
}

static enum mh__style finding_style(void *ctx, int64_t id, int column, const char *text)
{
    (void)ctx, (void)id, (void)column;
    return mh__word_style(text);
}

static const struct mh__list_source sources[MH__IMP_PANES] = {
    { .query = mh__rows_query, .fetch = mh__rows_fetch, .count = mh__rows_count, .style = field_style },
    { .query = mh__rows_query, .fetch = mh__rows_fetch, .count = mh__rows_count, .style = row_style },
    { .query = mh__rows_query, .fetch = mh__rows_fetch, .count = mh__rows_count, .style = finding_style },
};

void mh__import_forget(struct mh__import *i)
{
    for (int p = 0; p < MH__IMP_PANES; p++) {
        if (!i->listed[p])
            continue;
        mh__list_free(&i->list[p]);
        mh__rows_source_free(i->rows[p]);
        i->rows[p] = NULL;
        i->listed[p] = false;
    }
}

static void begin(struct mh__import *i, enum mh__import_pane p, const struct mh__list_column *columns, int n)
{
    i->rows[p] = mh__rows_source_new(n);
    mh__rows_source_columns(i->rows[p], columns, n);
    mh__list_init(&i->list[p], &sources[p], i->rows[p], columns, n);
    i->listed[p] = true;
}

static void field_text(struct mh__app *app, const struct mh_preview_column *c, struct mh_str *out)
{
    if (c->site)
        mh_str_addf(out, "%s", mh__text(app, "volumes de l'établissement"));
    else if (c->own)
        mh_str_addf(out, "(%s)", mh__text(app, "propre au programme"));
    else if (c->field != NULL)
        mh_str_add(out, mh__text(app, c->title));
    else if (c->nearest != NULL)
        mh_str_addf(out, mh__text(app, "? pas lu : est-ce « %s » ?"), c->nearest);
    else
        mh_str_add(out, mh__text(app, "? pas lu"));
    if (c->unit != NULL)
        mh_str_addf(out, " (%s)", c->unit);
}

static void list_columns(struct mh__app *app, struct mh__import *i)
{
    const struct mh__list_column columns[NCOLUMNS] = {
        [PLACE] = { .name = "place", .title = mh__text(app, "Col."), .width = 5 },
        [HEADER] = { .name = "entete", .title = mh__text(app, "En-tête du fichier"), .width = 24 },
        [FIELD] = { .name = "champ", .title = mh__text(app, "Lu comme"), .width = 26 },
        [EXAMPLE] = { .name = "exemple", .title = mh__text(app, "Exemple"), .width = 20, .stretch = true },
    };
    begin(i, MH__IMP_COLUMNS, columns, NCOLUMNS);
    for (size_t c = 0; c < i->preview.ncolumns; c++) {
        struct mh_str field = MH_STR_INIT;
        field_text(app, &i->preview.column[c], &field);
        const char *example = "";
        for (size_t r = 0; r < i->preview.nrows && *example == '\0'; r++)
            example = i->preview.row[r].text[c] ? i->preview.row[r].text[c] : "";
        const char *texts[NCOLUMNS] = { i->preview.column[c].place, i->preview.column[c].header, mh_str_text(&field), example };
        mh__rows_source_add(i->rows[MH__IMP_COLUMNS], (int64_t)c + 1, texts);
        mh_str_free(&field);
    }
}

static bool is_figure(const struct mh__import *i, const struct mh_preview_column *p)
{
    const struct mh_table *t = mh_table_for_kind(i->kind);
    const struct mh_column *c = t != NULL && p->field != NULL ? mh_table_column(t, p->field) : NULL;
    return p->site || (c != NULL && mh__column_is_figure(c));
}

static void list_rows(struct mh__app *app, struct mh__import *i)
{
    struct mh__list_column columns[ROW_COLUMNS];
    size_t cell[ROW_COLUMNS];
    int n = 0;
    columns[n++] = (struct mh__list_column){ .name = "ligne", .title = mh__text(app, "Ligne"), .width = 6, .align = MH__RIGHT };
    for (size_t c = 0; c < i->preview.ncolumns && n < ROW_COLUMNS; c++) {
        const struct mh_preview_column *p = &i->preview.column[c];
        if (p->field == NULL && !p->site)
            continue;
        cell[n] = c;
        columns[n++] = (struct mh__list_column){ .name = p->header, .title = p->title ? mh__text(app, p->title) : p->header, .width = ROW_WIDTH,
                                                 .align = is_figure(i, p) ? MH__RIGHT : MH__LEFT };
    }
    begin(i, MH__IMP_ROWS, columns, n);
    for (size_t r = 0; r < i->preview.nrows; r++) {
        const char *texts[ROW_COLUMNS];
        char line[32];
        snprintf(line, sizeof line, "%s%lld", i->preview.row[r].refused ? "! " : "", (long long)i->preview.row[r].line);
        texts[0] = line;
        for (int k = 1; k < n; k++)
            texts[k] = i->preview.row[r].text[cell[k]];
        mh__rows_source_add(i->rows[MH__IMP_ROWS], (int64_t)r + 1, texts);
    }
}

static void list_findings(struct mh__app *app, struct mh__import *i)
{
    const struct mh__list_column columns[NFINDING] = {
        [F_LINE] = { .name = "ligne", .title = mh__text(app, "Ligne"), .width = 7, .align = MH__RIGHT },
        [F_SEVERITY] = { .name = "gravite", .title = mh__text(app, "Gravité"), .width = 13 },
        [F_COLUMN] = { .name = "colonne", .title = mh__text(app, "Colonne"), .width = 12 },
        [F_VALUE] = { .name = "valeur", .title = mh__text(app, "Valeur"), .width = 14 },
        [F_MESSAGE] = { .name = "constat", .title = mh__text(app, "Constat"), .width = 30, .stretch = true },
        [F_SUGGESTION] = { .name = "suggestion", .title = mh__text(app, "Suggestion"), .width = 20, .hidden = true },
    };
    const struct mh_diags *d = i->done ? &i->result.diags : &i->preview.diags;
    begin(i, MH__IMP_FINDINGS, columns, NFINDING);
    int64_t id = 0;
    for (int severity = MH_SEV_ERROR; severity >= MH_SEV_NOTE; severity--)
        for (size_t k = 0; k < d->list.len; k++) {
            const struct mh_diag *one = &d->list.at[k];
            if ((int)one->severity != severity)
                continue;
            char line[24] = "";
            if (one->line != 0)
                snprintf(line, sizeof line, "%lld", (long long)one->line);
            const char *texts[NFINDING] = { line, mh_severity_name(one->severity), one->column, one->value, one->message, one->suggestion };
            mh__rows_source_add(i->rows[MH__IMP_FINDINGS], ++id, texts);
        }
}

enum mh_rc mh__import_list(struct mh__app *app, struct mh__import *i, struct mh_err *err)
{
    mh__import_forget(i);
    list_columns(app, i);
    list_rows(app, i);
    list_findings(app, i);
    enum mh_rc rc = MH_OK;
    for (int p = 0; p < MH__IMP_PANES && rc == MH_OK; p++)
        rc = mh__list_reload(&i->list[p], err);
    return rc;
}

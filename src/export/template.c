/* A file to fill in: heading, help, headers, the rows that exist, lists and checks. No password: pasting wipes checks anyway, the import
 * looks at everything again. */
#include "export/export.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <mahalli/decimal.h>
#include <mahalli/i18n.h>
#include <mahalli/utf8.h>

enum { HEADING, HELP, HEAD, FIRST, SPARE_ROWS = 1000, LARGE_ROWS = 20000, NARROW = 5, LIST_SHEET_MAX = 10000, LIST_COLUMNS = 16000,
       SHEET_NAME = 31, PROMPT = 250, PAGE_WIDTH = 86 };

enum face { F_HEADING, F_HELP, F_HEAD, F_TEXT, F_WHOLE, F_NUMBER, F_MONEY, F_DATE, F_LONG, F_GREY_TEXT, F_GREY_WHOLE, F_GREY_NUMBER, F_GREY_MONEY,
            F_GREY_DATE, F_GREY_LONG, F_ASKED_TEXT, F_ASKED_WHOLE, F_ASKED_NUMBER, F_ASKED_MONEY, F_ASKED_DATE, F_ASKED_LONG, F_SIGN,
            F_PAGE_HEADING, F_PAGE, NFACES };

static const struct { const char *number; unsigned ink, back; double size; bool bold, italic, wrap, boxed; } faces[NFACES] = {
    [F_HEADING] = { NULL, 0x1B4B5A, 0, 14, .bold = true },
    [F_HELP] = { "@", 0x66727D, 0, 9, .italic = true, .wrap = true },
    [F_HEAD] = { "@", 0xFFFFFF, 0x1B4B5A, 10, .bold = true, .wrap = true },
    [F_TEXT] = { "@", 0x1F2933, 0, 10, .boxed = true },
    [F_WHOLE] = { "#,##0", 0x1F2933, 0, 10, .boxed = true },
    [F_NUMBER] = { "General", 0x1F2933, 0, 10, .boxed = true },
    [F_MONEY] = { "#,##0.00", 0x1F2933, 0, 10, .boxed = true },
    [F_DATE] = { "dd/mm/yyyy", 0x1F2933, 0, 10, .boxed = true },
    [F_LONG] = { "@", 0x1F2933, 0, 10, .wrap = true, .boxed = true },
    [F_GREY_TEXT] = { "@", 0x4A5560, 0xE6E9EC, 10, .boxed = true },
    [F_GREY_WHOLE] = { "#,##0", 0x4A5560, 0xE6E9EC, 10, .boxed = true },
    [F_GREY_NUMBER] = { "General", 0x4A5560, 0xE6E9EC, 10, .boxed = true },
    [F_GREY_MONEY] = { "#,##0.00", 0x4A5560, 0xE6E9EC, 10, .boxed = true },
    [F_GREY_DATE] = { "dd/mm/yyyy", 0x4A5560, 0xE6E9EC, 10, .boxed = true },
    [F_ASKED_TEXT] = { "@", 0x1F2933, 0xFFF4CC, 10, .boxed = true },
    [F_ASKED_WHOLE] = { "#,##0", 0x1F2933, 0xFFF4CC, 10, .boxed = true },
    [F_ASKED_NUMBER] = { "General", 0x1F2933, 0xFFF4CC, 10, .boxed = true },
    [F_ASKED_MONEY] = { "#,##0.00", 0x1F2933, 0xFFF4CC, 10, .boxed = true },
    [F_ASKED_DATE] = { "dd/mm/yyyy", 0x1F2933, 0xFFF4CC, 10, .boxed = true },
    [F_ASKED_LONG] = { "@", 0x1F2933, 0xFFF4CC, 10, .wrap = true, .boxed = true },
    [F_GREY_LONG] = { "@", 0x4A5560, 0xE6E9EC, 10, .wrap = true, .boxed = true },
    [F_PAGE_HEADING] = { NULL, 0x1B4B5A, 0, 12, .bold = true, .wrap = true },
    [F_PAGE] = { "@", 0x1F2933, 0, 11, .wrap = true },
    [F_SIGN] = { "@", 0x98A3AD, 0xE6E9EC, 8, .boxed = true },
};

struct drawing {
    const struct mh_template_book *book;
    const struct mh_template *t; /* the sheet being drawn */
    size_t list_at;              /* its first column on the sheet of lists */
    struct mh__book *b;
    lxw_worksheet *ws;
    lxw_format *face[NFACES];
    lxw_row_t last; /* after the last row written */
};

static bool make_faces(struct drawing *d)
{
    for (int i = 0; i < NFACES; i++) {
        lxw_format *f = d->face[i] = workbook_add_format(d->b->wb);
        if (!f)
            return false;
        format_set_font_name(f, "Calibri");
        format_set_font_size(f, faces[i].size);
        format_set_font_color(f, faces[i].ink);
        format_set_align(f, faces[i].wrap && !faces[i].boxed ? LXW_ALIGN_VERTICAL_TOP : LXW_ALIGN_VERTICAL_CENTER);
        if (faces[i].number)
            format_set_num_format(f, faces[i].number);
        if (faces[i].back)
            format_set_bg_color(f, faces[i].back);
        if (faces[i].bold)
            format_set_bold(f);
        if (faces[i].italic)
            format_set_italic(f);
        if (faces[i].wrap)
            format_set_text_wrap(f);
        if (i == F_SIGN)
            format_set_shrink(f);
        else if (d->book->nsheets > 0 && mh_lang_rtl(d->book->sheet[0].lang))
            format_set_reading_order(f, MH__RTL);
        if (faces[i].boxed) {
            format_set_border(f, LXW_BORDER_THIN);
            format_set_border_color(f, 0xD5DCE1);
        }
    }
    return true;
}

static enum face face_of(const struct mh_template *t, const struct mh_column *c)
{
    if (t->wraps && c->type == MH_TEXT && c->flags & MH_LONG)
        return F_LONG;
    switch (c->type) {
    case MH_DATE: return F_DATE;
    case MH_MONEY: return F_MONEY;
    case MH_INT: case MH_QTY: return F_WHOLE;
    case MH_DECIMAL: case MH_PERMILLE: return F_NUMBER;
    default: return F_TEXT;
    }
}

/* --- lists and checks --- */

/* At most n characters. */
static void clip(struct mh_str *out, const char *text, int n)
{
    const char *end = text + strlen(text), *p = text;
    uint32_t cp;
    for (int i = 0; i < n && p < end; i++)
        p += mh_utf8_next(p, end, &cp);
    mh_str_addn(out, text, (size_t)(p - text));
}

static bool has_list(const struct mh_template_column *c, size_t at)
{
    return c->list != NULL && c->nlist > 0 && c->nlist <= LIST_SHEET_MAX && at < LIST_COLUMNS;
}

/* All lists stand on a hidden sheet: one typed into the check dies in Excel, and in the library, over 255 bytes. Row by row, as constant
 * memory asks. */
static void write_lists(struct drawing *d)
{
    const struct mh_template_book *k = d->book;
    lxw_worksheet *ws = NULL;
    size_t longest = 0, base = 0;
    int chars;
    for (size_t t = 0; t < k->nsheets; base += k->sheet[t++].ncolumns)
        for (size_t i = 0; i < k->sheet[t].ncolumns; i++)
            if (has_list(&k->sheet[t].column[i], base + i) && k->sheet[t].column[i].nlist > longest)
                longest = k->sheet[t].column[i].nlist;
    if (longest == 0)
        return;
    ws = workbook_add_worksheet(d->b->wb, "Listes");
    worksheet_hide(ws);
    for (size_t r = 0; r < longest; r++) {
        base = 0;
        for (size_t t = 0; t < k->nsheets; base += k->sheet[t++].ncolumns)
            for (size_t i = 0; i < k->sheet[t].ncolumns; i++) {
                const struct mh_template_column *c = &k->sheet[t].column[i];
                if (has_list(c, base + i) && r < c->nlist)
                    worksheet_write_string(ws, (lxw_row_t)r, (lxw_col_t)(base + i), mh__cell_text(c->list[r], &d->b->scratch, &chars), NULL);
            }
    }
}

/* The library takes what it does not change. */
static char *said(const struct drawing *d, const char *fr)
{
    return (char *)(uintptr_t)mh_tr(d->t->lang, fr);
}

static void check_list(const struct drawing *d, size_t i, lxw_data_validation *v, char formula[80])
{
    char first[16], last[16];
    lxw_rowcol_to_cell_abs(first, 0, (lxw_col_t)(d->list_at + i), true, true);
    lxw_rowcol_to_cell_abs(last, (lxw_row_t)d->t->column[i].nlist - 1, (lxw_col_t)(d->list_at + i), true, true);
    snprintf(formula, 80, "=Listes!%s:%s", first, last);
    v->validate = LXW_VALIDATION_TYPE_LIST_FORMULA;
    v->value_formula = formula;
    v->error_type = d->t->column[i].open ? LXW_VALIDATION_ERROR_TYPE_INFORMATION : LXW_VALIDATION_ERROR_TYPE_STOP;
    v->error_title = said(d, "Hors de la liste");
    v->error_message = d->t->column[i].open ? said(d, "Cette valeur n'est pas dans la liste : elle est gardée telle quelle.")
                                            : said(d, "Choisissez une valeur de la liste, ou laissez vide si vous ne savez pas.");
}

/* What may be typed into the column; false: anything. */
static bool make_check(const struct drawing *d, size_t i, lxw_data_validation *v, char formula[80])
{
    const struct mh_column *c = d->t->column[i].column;
    bool open = d->t->column[i].open;
    *v = (lxw_data_validation){ .ignore_blank = LXW_VALIDATION_ON, .error_type = LXW_VALIDATION_ERROR_TYPE_STOP };
    if (has_list(&d->t->column[i], d->list_at + i)) {
        check_list(d, i, v, formula);
    } else if (c->type == MH_DATE) {
        v->validate = LXW_VALIDATION_TYPE_DATE;
        v->criteria = LXW_VALIDATION_CRITERIA_BETWEEN;
        v->minimum_datetime = (lxw_datetime){ .year = 2000, .month = 1, .day = 1 };
        v->maximum_datetime = (lxw_datetime){ .year = 2199, .month = 12, .day = 31 };
        v->error_title = said(d, "Date");
        v->error_message = said(d, "Une date est attendue : jj/mm/aaaa.");
    } else if (c->type == MH_INT || c->type == MH_QTY || c->type == MH_MONEY || c->type == MH_DECIMAL || c->type == MH_PERMILLE) {
        bool whole = c->type == MH_INT || c->type == MH_QTY;
        v->validate = whole ? LXW_VALIDATION_TYPE_INTEGER : LXW_VALIDATION_TYPE_DECIMAL;
        v->criteria = LXW_VALIDATION_CRITERIA_GREATER_THAN_OR_EQUAL_TO;
        v->value_number = 0;
        v->error_type = open ? LXW_VALIDATION_ERROR_TYPE_WARNING : LXW_VALIDATION_ERROR_TYPE_STOP;
        v->error_title = said(d, "Nombre");
        v->error_message = open ? said(d, "Un nombre est attendu ; plusieurs valeurs s'écrivent 5 | 10, un intervalle 5-10.")
                           : whole ? said(d, "Un nombre entier, positif ou nul, est attendu.") : said(d, "Un nombre positif ou nul est attendu.");
    } else {
        return false;
    }
    return true;
}

static void add_check(struct drawing *d, size_t i, lxw_row_t to)
{
    lxw_data_validation v;
    char formula[80];
    if (!d->t->column[i].prompted && to >= FIRST && make_check(d, i, &v, formula))
        worksheet_data_validation_range(d->ws, FIRST, (lxw_col_t)i, to, (lxw_col_t)i, &v);
}

/* One cell, with what is asked there. */
static void add_prompt(struct drawing *d, lxw_row_t r, size_t i, const char *prompt)
{
    lxw_data_validation v;
    char formula[80];
    struct mh_str text = MH_STR_INIT;
    bool checked = make_check(d, i, &v, formula);
    if (prompt != NULL) {
        clip(&text, prompt, PROMPT);
        v.input_title = said(d, "Demandé");
        v.input_message = text.data;
    }
    if (!checked)
        v.validate = LXW_VALIDATION_TYPE_ANY;
    if (checked || prompt != NULL)
        worksheet_data_validation_cell(d->ws, r, (lxw_col_t)i, &v);
    mh_str_free(&text);
}

/* --- columns, headers, rows --- */

static double width_of(const struct mh_column *c)
{
    return c->width < 10 ? 11 : c->width > 44 ? 44 : c->width + 1;
}

static void set_columns(struct drawing *d)
{
    const struct mh_template *t = d->t;
    size_t n = t->ncolumns;
    for (size_t i = 0; i < n; i++) {
        const struct mh_column *c = t->column[i].column;
        lxw_row_col_options grouped = { .hidden = LXW_TRUE, .level = 1 };
        double width = width_of(c);
        worksheet_set_column_opt(d->ws, (lxw_col_t)i, (lxw_col_t)i, width, d->face[face_of(t, c)], i >= t->visible ? &grouped : NULL);
    }
    lxw_row_col_options after = { .collapsed = LXW_TRUE };
    if (t->returns != NULL)
        worksheet_set_column_opt(d->ws, (lxw_col_t)n, (lxw_col_t)n + 1, NARROW, d->face[F_SIGN], n > t->visible ? &after : NULL);
    else if (n > t->visible)
        worksheet_set_column_opt(d->ws, (lxw_col_t)n, (lxw_col_t)n, NARROW, NULL, &after);
}

static void write_head(struct drawing *d)
{
    const struct mh_template *t = d->t;
    struct mh_str *s = &d->b->text;
    int chars;
    worksheet_set_row(d->ws, HEADING, 24, NULL);
    worksheet_write_string(d->ws, HEADING, 0, mh__cell_text(t->heading, &d->b->scratch, &chars), d->face[F_HEADING]);
    worksheet_set_row(d->ws, HELP, 50, NULL);
    for (size_t i = 0; i < t->ncolumns; i++)
        worksheet_write_string(d->ws, HELP, (lxw_col_t)i, mh__cell_text(t->column[i].help ? t->column[i].help : "", &d->b->scratch, &chars),
                               d->face[F_HELP]);
    worksheet_set_row(d->ws, HEAD, 32, NULL);
    for (size_t i = 0; i < t->ncolumns; i++) {
        mh_str_clear(s);
        mh_str_addf(s, "%s%s", said(d, t->column[i].column->title), t->column[i].column->flags & MH_REQUIRED ? " *" : "");
        worksheet_write_string(d->ws, HEAD, (lxw_col_t)i, mh_str_text(s), d->face[F_HEAD]);
    }
    for (size_t i = 0; t->returns != NULL && i < 2; i++)
        worksheet_write_string(d->ws, HEAD, (lxw_col_t)(t->ncolumns + i), t->returns[i], d->face[F_HEAD]);
}

/* As a number where Excel keeps all its digits; else the text stays. */
static bool write_number(struct drawing *d, lxw_row_t r, size_t i, const char *text, int face)
{
    struct mh_decimal v;
    size_t digits = 0;
    for (const char *p = text; *p != '\0'; p++)
        digits += *p >= '0' && *p <= '9';
    if (digits > 15 || !mh_decimal_parse(text, MH_NUM_POINT, &v))
        return false;
    if (face == F_NUMBER && v.scale == 0)
        face = F_WHOLE;
    if (face == F_GREY_NUMBER && v.scale == 0)
        face = F_GREY_WHOLE;
    if (face == F_ASKED_NUMBER && v.scale == 0)
        face = F_ASKED_WHOLE;
    worksheet_write_number(d->ws, r, (lxw_col_t)i, strtod(text, NULL), d->face[face]);
    return true;
}

static void write_cell(struct drawing *d, lxw_row_t r, size_t i, const char *text, bool fixed, bool asked)
{
    const struct mh_column *c = d->t->column[i].column;
    int face = (int)face_of(d->t, c), chars;
    if (fixed || asked)
        face += fixed ? F_GREY_TEXT - F_TEXT : F_ASKED_TEXT - F_TEXT;
    double serial = c->type == MH_DATE ? mh__serial(text) : -1;
    if (*text == '\0')
        worksheet_write_blank(d->ws, r, (lxw_col_t)i, d->face[face]);
    else if (serial >= 0)
        worksheet_write_number(d->ws, r, (lxw_col_t)i, serial, d->face[face]);
    else if (c->type == MH_TEXT || face_of(d->t, c) == F_TEXT || !write_number(d, r, i, text, face))
        worksheet_write_string(d->ws, r, (lxw_col_t)i, mh__cell_text(text, &d->b->scratch, &chars), d->face[face]);
}

static void set_height(struct drawing *d, const struct mh_template_row *row)
{
    int most = 1;
    for (size_t i = 0; d->t->wraps && i < d->t->visible; i++) {
        int lines = mh__lines(row->text[i], width_of(d->t->column[i].column) - 1);
        most = lines > most ? lines : most;
    }
    if (most > 1)
        worksheet_set_row(d->ws, d->last, (most > 30 ? 30 : most) * 13.2 + 3, NULL);
}

static enum mh_rc write_rows(struct drawing *d, struct mh_err *err)
{
    const struct mh_template *t = d->t;
    enum mh_rc rc = MH_OK;
    d->last = FIRST;
    while (t->next != NULL && rc == MH_OK && d->last < LXW_ROW_MAX - 1) {
        const struct mh_template_row *row = NULL;
        rc = t->next(t->ctx, &row, err);
        if (rc != MH_OK || row == NULL)
            break;
        set_height(d, row);
        for (size_t i = 0; i < t->ncolumns; i++) {
            write_cell(d, d->last, i, row->text[i], row->fixed >> i & 1, row->asked >> i & 1);
            if (t->column[i].prompted)
                add_prompt(d, d->last, i, row->prompt ? row->prompt[i] : NULL);
        }
        if (t->returns != NULL) {
            worksheet_write_string(d->ws, d->last, (lxw_col_t)t->ncolumns, row->ident, d->face[F_SIGN]);
            worksheet_write_string(d->ws, d->last, (lxw_col_t)t->ncolumns + 1, row->version, d->face[F_SIGN]);
        }
        d->last++;
    }
    return rc;
}

static void set_footer(struct drawing *d)
{
    struct mh_str foot = MH_STR_INIT;
    if (d->t->foot != NULL) {
        mh_str_add(&foot, "&L&8");
        mh__footer_text(&foot, d->t->foot);
    }
    mh_str_addf(&foot, "&C&8&A&R&8%s &P / &N", mh_tr(d->t->lang, "Page"));
    worksheet_set_footer(d->ws, mh_str_text(&foot));
    mh_str_free(&foot);
}

enum { LEGIBLE = 62 /* percent of its size at which a page still reads */ };

/* What is to be answered has many columns: as many pages side by side as keep it legible. */
static uint16_t pages_of(const struct drawing *d)
{
    double first = 0, rest = 0;
    for (size_t i = 0; i < d->t->ncolumns; i++)
        *(i < d->t->frozen ? &first : &rest) += mh__column_points(width_of(d->t->column[i].column));
    return (uint16_t)mh__pages_wide(first, rest, LEGIBLE / 100.0);
}

static enum mh_rc draw_sheet(struct drawing *d, const struct mh_template *t, struct mh_err *err)
{
    d->t = t;
    d->ws = workbook_add_worksheet(d->b->wb, t->sheet);
    if (!d->ws)
        return mh_err_set(err, MH_EIO, "impossible de préparer le modèle");
    set_columns(d);
    write_head(d);
    enum mh_rc rc = write_rows(d, err);
    if (rc != MH_OK)
        return rc;
    lxw_row_t spare = t->closed ? 0 : SPARE_ROWS, to = d->last + spare < LXW_ROW_MAX ? d->last + spare : LXW_ROW_MAX - 1;
    for (size_t i = 0; i < t->ncolumns; i++)
        add_check(d, i, t->closed ? to - 1 : to);
    worksheet_freeze_panes(d->ws, FIRST, (lxw_col_t)t->frozen);
    if (mh_lang_rtl(t->lang))
        worksheet_right_to_left(d->ws);
    worksheet_set_landscape(d->ws);
    worksheet_set_paper(d->ws, 9);
    worksheet_fit_to_pages(d->ws, t->closed ? pages_of(d) : 1, 0);
    worksheet_set_margins(d->ws, 0.4, 0.4, 0.45, 0.6);
    set_footer(d);
    if (t->visible < t->ncolumns || t->returns != NULL) /* not what is behind the [+], nor the signs */
        worksheet_print_area(d->ws, 0, 0, t->closed && d->last > FIRST ? d->last - 1 : d->last, (lxw_col_t)((t->visible < t->ncolumns ? t->visible : t->ncolumns) - 1));
    worksheet_repeat_rows(d->ws, HEAD, HEAD);
    if (t->closed && t->frozen)
        worksheet_repeat_columns(d->ws, 0, (lxw_col_t)(t->frozen - 1));
    worksheet_set_selection(d->ws, FIRST, 0, FIRST, 0);
    d->list_at += t->ncolumns;
    return MH_OK;
}

static void draw_page(struct drawing *d)
{
    const struct mh_template_book *k = d->book;
    int chars;
    if (k->page == NULL)
        return;
    lxw_worksheet *ws = workbook_add_worksheet(d->b->wb, k->page);
    worksheet_set_column(ws, 0, 0, PAGE_WIDTH, NULL);
    worksheet_gridlines(ws, LXW_HIDE_ALL_GRIDLINES);
    if (k->nsheets > 0 && mh_lang_rtl(k->sheet[0].lang))
        worksheet_right_to_left(ws);
    worksheet_set_row(ws, 0, 26, NULL);
    worksheet_write_string(ws, 0, 0, mh__cell_text(k->title, &d->b->scratch, &chars), d->face[F_HEADING]);
    for (size_t i = 0; i < k->nlines; i++) {
        const char *text = mh__cell_text(k->line[i].text, &d->b->scratch, &chars);
        worksheet_set_row(ws, (lxw_row_t)i + 1, 15.0 * (chars / (PAGE_WIDTH + 4) + 1) + (k->line[i].heading ? 9 : 3), NULL);
        worksheet_write_string(ws, (lxw_row_t)i + 1, 0, text, d->face[k->line[i].heading ? F_PAGE_HEADING : F_PAGE]);
    }
    worksheet_set_paper(ws, 9);
    worksheet_fit_to_pages(ws, 1, 0);
}

static enum mh_rc draw(struct mh__book *b, void *ctx, struct mh_err *err)
{
    struct drawing *d = ctx;
    const struct mh_template_book *k = d->book;
    lxw_doc_properties about = { .title = (char *)k->title, .comments = (char *)"Mahalli" };
    d->b = b;
    double now = mh__serial(k->now);
    if (now >= 25569)
        about.created = (time_t)((now - 25569) * 86400 + 0.5);
    workbook_set_properties(b->wb, &about);
    if (!make_faces(d))
        return mh_err_set(err, MH_EIO, "impossible de préparer le modèle");
    enum mh_rc rc = MH_OK;
    draw_page(d);
    for (size_t i = 0; i < k->nsheets && rc == MH_OK; i++)
        rc = draw_sheet(d, &k->sheet[i], err);
    if (rc == MH_OK)
        write_lists(d);
    return rc;
}

enum mh_rc mh_export_template_book(const char *path, const struct mh_template_book *k, struct mh_err *err)
{
    struct drawing d = { .book = k };
    struct mh__book b = { 0 };
    for (size_t i = 0; i < k->nsheets; i++)
        b.large = b.large || k->sheet[i].rows > LARGE_ROWS;
    return mh__write_beside(&b, path, draw, &d, err);
}

enum mh_rc mh_export_template(const char *path, const struct mh_template *t, struct mh_err *err)
{
    struct mh_template_book k = { .title = t->heading, .now = t->now, .sheet = t, .nsheets = 1 };
    return mh_export_template_book(path, &k, err);
}

void mh_sheet_name(struct mh_str *out, const char *text, int nth)
{
    struct mh_str clean = MH_STR_INIT, scratch = MH_STR_INIT;
    char number[16] = "";
    int chars;
    if (nth > 1)
        snprintf(number, sizeof number, " (%d)", nth);
    for (const char *p = mh__cell_text(text, &scratch, &chars); *p != '\0'; p++)
        if (*p == '\'')
            mh_str_add(&clean, "\u2019"); /* a plain one may not stand at an end */
        else
            mh_str_addc(&clean, strchr("[]:*?/\\", *p) ? '-' : (unsigned char)*p < ' ' ? ' ' : *p);
    clip(out, clean.len ? mh_str_text(&clean) : "?", SHEET_NAME - (int)strlen(number));
    while (out->len > 1 && strchr(" -(,", out->data[out->len - 1]))
        out->data[--out->len] = '\0';
    mh_str_add(out, number);
    mh_str_free(&clean);
    mh_str_free(&scratch);
}

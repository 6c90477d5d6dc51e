/* A sheet as a grid: title lines, header, rows, total; an Excel table where memory allows one. */
#include <stdlib.h>
#include <string.h>

#include <mahalli/xalloc.h>

#include "export/export.h"

enum { TITLE_ROW, SUBTITLE_ROW, INTRO_ROW, GAP_ROW, HEAD_ROW, FIRST_ROW, MAX_COLUMNS = 64, TICK = 4096, MAX_LINES = 30, BLANK_WIDTH = 9, TITLE_WIDTH = 105 };
static const int64_t EXACT = 999999999999999; /* Excel keeps fifteen figures: longer ones are written as text */

struct grid {
    struct mh__book *b;
    const struct mh_sheet *s;
    const struct mh_table *table;
    lxw_worksheet *ws;
    const struct mh_column *col[MAX_COLUMNS];
    enum mh__style style[MAX_COLUMNS];
    int chars[MAX_COLUMNS];       /* longest line written so far */
    int64_t filled[MAX_COLUMNS];  /* cells that COUNTA will count */
    double sum[MAX_COLUMNS];
    int ncols, print_cols, frozen, counted;
    int spare;                    /* empty columns printed beside a narrow table, so that the lines above it are not cut */
    bool summed[MAX_COLUMNS], first_word[MAX_COLUMNS];
    double most[MAX_COLUMNS];     /* widest that the column may get: where its texts wrap */
    int lines;                    /* of the tallest cell of the present row */
    int part;
    int64_t index;                /* of the next row, from the sheet's first one */
    lxw_row_t row;                /* where it goes */
    const struct mh_column *link;
    bool linked[MAX_COLUMNS];     /* may carry it */
    bool led;                     /* a cell of the present row does */
    int self, partner;            /* positions in mh_sheets; partner -1: no links */
    int64_t links;
};

/* --- columns --- */

static enum mh__style style_for(const struct mh_column *c)
{
    switch (c->type) {
    case MH_CHOICE: return MH__S_WORD;
    case MH_DATE: return MH__S_DATE;
    case MH_INT: return strcmp(c->name, "annee") == 0 ? MH__S_YEAR : MH__S_INT;
    case MH_REF: return MH__S_INT;
    case MH_QTY: return MH__S_QTY;
    case MH_MONEY: return MH__S_MONEY;
    case MH_PERMILLE: return MH__S_PERCENT;
    case MH_TEXT:
    case MH_DECIMAL:
    case MH_BOOL: break;
    }
    return MH__S_TEXT;
}

static bool numeric(enum mh__style s)
{
    return s == MH__S_INT || s == MH__S_YEAR || s == MH__S_QTY || s == MH__S_MONEY || s == MH__S_PERCENT;
}

static int rank_in(const char *list, const char *name)
{
    int rank = 0;
    for (const char *p = list; p && *p; rank++) {
        size_t len = strcspn(p, "|");
        if (strlen(name) == len && memcmp(p, name, len) == 0)
            return rank;
        p += len + (p[len] == '|');
    }
    return -1;
}

/* Words are not broken, two lines of them at most, and the filter's button has its room. */
static double head_width(const char *title)
{
    int longest = 0, word = 0, all = 0;

    for (const char *p = title;; p++) {
        if (*p && *p != ' ') {
            word += (*p & 0xC0) != 0x80;
        } else {
            longest = word > longest ? word : longest;
            word = 0;
        }
        all += (*p & 0xC0) != 0x80;
        if (!*p)
            break;
    }
    double half = all > longest + 4 ? all / 2.0 + 1 : longest;
    return (half > longest ? half : longest) * 1.1 + 3;
}

static double most_for(const struct mh__book *b, const struct mh_column *c)
{
    double usual = c->width > 0 ? c->width : 12, head = head_width(mh__book_tr(b, c->title)), most = c->flags & MH_LONG ? usual : usual * 1.5;
    return most > head ? most : head;
}

static void choose_columns(struct grid *g)
{
    int best = -1;

    g->counted = -1;
    for (size_t i = 0; i < g->table->ncolumns && g->ncols < MAX_COLUMNS; i++) {
        const struct mh_column *c = &g->table->columns[i];
        bool word = mh__wide(g->b) && c->type == MH_TEXT && !(c->flags & MH_PRIVATE) && mh_in_list(g->s->first_word, c->name);
        if ((!mh__shown(g->b, c) && !word) || mh_in_list(g->s->left_out, c->name))
            continue;
        int k = g->ncols++, rank = rank_in(g->s->counted, c->name);
        g->col[k] = c;
        g->first_word[k] = word;
        g->style[k] = style_for(c);
        g->most[k] = most_for(g->b, c);
        g->summed[k] = mh_in_list(g->s->summed, c->name);
        if (rank >= 0 && (best < 0 || rank < best)) {
            best = rank;
            g->counted = k;
        }
        g->linked[k] = g->s->linked ? mh_in_list(g->s->linked, c->name) : k == 0;
        if (g->s->frozen && mh_in_list(g->s->frozen, c->name))
            g->frozen = k + 1;
        if (g->s->print_to && strcmp(g->s->print_to, c->name) == 0)
            g->print_cols = k + 1;
    }
    if (g->s->frozen && g->frozen == 0)
        g->frozen = 1; /* those of one member are not shown: the first one tells the row */
    if (!g->print_cols)
        g->print_cols = g->ncols;
    double width = 0;
    for (int k = 0; k < g->print_cols; k++)
        width += g->col[k]->width * 0.7;
    while (width < TITLE_WIDTH) {
        width += BLANK_WIDTH;
        g->spare++;
    }
}

/* Between seven tenths of the usual width and `most`: cells wrap only where some text is wider than that. */
static double width_of(const struct grid *g, int k)
{
    const struct mh_column *c = g->col[k];
    double content = g->chars[k] + 3, least = (c->width > 0 ? c->width : 12) * 0.7;
    double w = content > g->most[k] ? g->most[k] : content < least ? least : content, head = head_width(mh__book_tr(g->b, c->title));

    return w > head ? w : head;
}

/* --- cells --- */

static void measure(struct grid *g, int k, const char *text, int chars)
{
    if (chars > g->chars[k])
        g->chars[k] = chars;
    g->filled[k]++;
    if (chars > g->most[k] - 3 || strchr(text, '\n')) {
        int lines = mh__lines(text, g->most[k] - 1.8);
        g->lines = lines > g->lines ? lines : g->lines;
    }
}

static void put_text(struct grid *g, int k, const char *s, enum mh__style style)
{
    int chars;
    const char *text = mh__cell_text(s, &g->b->scratch, &chars);

    if (!*text) {
        worksheet_write_blank(g->ws, g->row, (lxw_col_t)k, g->b->style[g->style[k]]);
        return;
    }
    measure(g, k, text, chars);
    worksheet_write_string(g->ws, g->row, (lxw_col_t)k, text, g->b->style[style]);
}

static void put_number(struct grid *g, int k, double v, int chars)
{
    if (chars > g->chars[k])
        g->chars[k] = chars;
    g->filled[k]++;
    worksheet_write_number(g->ws, g->row, (lxw_col_t)k, v, g->b->style[g->style[k]]);
}

/* With its spaces between thousands. */
static int figures(int64_t v)
{
    int n = v < 0 ? 2 : 1;
    for (uint64_t u = v < 0 ? 0 - (uint64_t)v : (uint64_t)v; u >= 10; u /= 10)
        n++;
    return n + (n - 1) / 3;
}

/* Unknown is said where a reader would otherwise take an empty cell for zero. */
static bool says_unknown(const struct mh_column *c)
{
    return strcmp(c->name, "volumetrie") == 0 || strcmp(c->name, "capacite_annuelle") == 0;
}

static void put_int(struct grid *g, int k, const void *row, const char *volume)
{
    const struct mh_column *c = g->col[k];
    int64_t v = mh_int_at(c, row);

    if (volume && *volume == '~' && mh_rep_withheld(g->table, c, row)) {
        put_text(g, k, strcmp(c->name, "volumetrie") == 0 ? volume : NULL, MH__S_APPROX);
    } else if (v == MH_UNKNOWN) {
        bool said = volume && *volume && strcmp(c->name, "volumetrie") == 0;
        put_text(g, k, said ? volume : says_unknown(c) ? mh__book_tr(g->b, "inconnue") : NULL, said ? MH__S_APPROX : MH__S_UNKNOWN);
    } else if (v > EXACT || v < -EXACT) {
        struct mh_str t = MH_STR_INIT;
        mh_value_text_fr(c, row, &t);
        put_text(g, k, mh_str_text(&t), MH__S_APPROX);
        mh_str_free(&t);
    } else {
        double shown = c->type == MH_MONEY ? (double)v / 100 : c->type == MH_PERMILLE ? (double)v / 1000 : (double)v;
        g->sum[k] += (double)v;
        put_number(g, k, shown, figures(v) + (c->type == MH_MONEY ? 6 : 2));
    }
}

static void put_date(struct grid *g, int k, const char *s)
{
    double serial = mh__serial(s);

    if (serial < 0) {
        put_text(g, k, s, MH__S_TEXT);
        return;
    }
    bool instant = s[10] != '\0';
    g->filled[k]++;
    if (g->chars[k] < (instant ? 16 : 10))
        g->chars[k] = instant ? 16 : 10;
    worksheet_write_number(g->ws, g->row, (lxw_col_t)k, serial, g->b->style[instant ? MH__S_INSTANT : MH__S_DATE]);
}

static void put_first_word(struct grid *g, int k, const char *s)
{
    struct mh_str word = MH_STR_INIT;

    if (s)
        mh_str_addn(&word, s, strcspn(s, " \t\r\n"));
    put_text(g, k, mh_str_text(&word), g->style[k]);
    mh_str_free(&word);
}

/* The cell leads to the partner's row, when it has one. */
static bool put_link(struct grid *g, int k, const char *s, const void *row)
{
    struct mh_str url = MH_STR_INIT;
    int chars;
    int64_t to = g->partner >= 0 && g->link ? mh__anchors_find(&g->b->anchors[g->partner], mh_text_at(g->link, row)) : -1;

    if (to < 0 || g->links >= g->b->limits.links)
        return false;
    const char *text = mh__cell_text(s, &g->b->scratch, &chars);
    if (!*text)
        return false;
    mh_str_add(&url, "internal:'");
    mh__sheet_name(g->b, mh_sheets[g->partner], (int)(to / g->b->limits.part_rows) + 1, &url);
    mh_str_addf(&url, "'!A%lld", (long long)(to % g->b->limits.part_rows) + FIRST_ROW + 1);
    lxw_format *style = g->b->style[g->style[k] == MH__S_WORD ? MH__S_LINK_WORD : MH__S_LINK];
    lxw_error e = worksheet_write_url_opt(g->ws, g->row, (lxw_col_t)k, mh_str_text(&url), style, text, NULL);
    mh_str_free(&url);
    if (e != LXW_NO_ERROR)
        return false;
    measure(g, k, text, chars);
    g->links++;
    return g->led = true;
}

static void put_row(struct grid *g, const void *row)
{
    const char *volume = mh_rep_volume_text(g->table, row);

    g->lines = 1;
    g->led = false;
    for (int k = 0; k < g->ncols; k++) {
        const struct mh_column *c = g->col[k];
        switch (c->type) {
        case MH_TEXT:
        case MH_CHOICE: {
            /* A choice is a code of ours: people read the word of their language. */
            const char *text = c->type == MH_CHOICE ? mh__book_tr(g->b, mh_text_at(c, row)) : mh_text_at(c, row);
            if (g->first_word[k])
                put_first_word(g, k, text);
            else if (!g->linked[k] || g->led || !put_link(g, k, text, row))
                put_text(g, k, text, g->style[k]);
            break;
        }
        case MH_DATE: put_date(g, k, mh_text_at(c, row)); break;
        case MH_DECIMAL: put_text(g, k, mh_text_at(c, row), MH__S_APPROX); break;
        case MH_BOOL: put_text(g, k, mh_int_at(c, row) == MH_UNKNOWN ? NULL : mh__book_tr(g->b, mh_int_at(c, row) ? "oui" : "non"), MH__S_TEXT); break;
        case MH_INT:
        case MH_QTY:
        case MH_MONEY:
        case MH_PERMILLE:
        case MH_REF: put_int(g, k, row, volume); break;
        }
    }
    if (g->lines > 1) /* told, since not every reader fits rows to wrapped text */
        worksheet_set_row(g->ws, g->row, g->lines > MAX_LINES ? MAX_LINES * 13.2 : g->lines * 13.2 + 2.5, NULL);
    g->row++;
    g->index++;
}

/* --- the frame around the rows --- */

static void put_titles(struct grid *g)
{
    struct mh_str t = MH_STR_INIT;
    double width = 0;
    int last = 0;

    mh_str_add(&t, mh__book_tr(g->b, g->s->title));
    if (g->part > 1)
        mh_str_addf(&t, " (%d)", g->part);
    mh_str_add(&t, " — ");
    mh__plan_title(g->b, &t);
    worksheet_set_row(g->ws, TITLE_ROW, 26, NULL);
    worksheet_write_string(g->ws, TITLE_ROW, 0, mh_str_text(&t), g->b->style[MH__S_TITLE]);
    mh_str_clear(&t);
    mh__subtitle(g->b, &t);
    worksheet_set_row(g->ws, SUBTITLE_ROW, 16, NULL);
    worksheet_write_string(g->ws, SUBTITLE_ROW, 0, mh_str_text(&t), g->b->style[MH__S_SUBTITLE]);
    mh_str_free(&t);
    for (; last < g->print_cols + g->spare && width < 150; last++)
        width += last < g->print_cols ? g->col[last]->width * 0.7 : BLANK_WIDTH;
    const char *intro = g->s->intro ? mh__book_tr(g->b, g->s->intro) : NULL;
    if (intro) {
        worksheet_set_row(g->ws, INTRO_ROW, 13.2 * mh__lines(intro, width) + 9, NULL);
        if (last > 1)
            worksheet_merge_range(g->ws, INTRO_ROW, 0, INTRO_ROW, (lxw_col_t)(last - 1), intro, g->b->style[MH__S_INTRO]);
        else
            worksheet_write_string(g->ws, INTRO_ROW, 0, intro, g->b->style[MH__S_INTRO]);
    }
    worksheet_set_row(g->ws, GAP_ROW, 6, NULL);
    worksheet_set_row(g->ws, HEAD_ROW, 34, NULL);
    for (int k = 0; k < g->ncols; k++)
        worksheet_write_string(g->ws, HEAD_ROW, (lxw_col_t)k, mh__book_tr(g->b, g->col[k]->title),
                               g->b->style[numeric(g->style[k]) || g->style[k] == MH__S_DATE ? MH__S_HEAD_MID : MH__S_HEAD]);
}

static enum mh_rc begin_part(struct grid *g, struct mh_err *err)
{
    g->part++;
    g->ws = mh__sheet_open(g->b, g->s, g->part, err);
    if (!g->ws)
        return MH_EIO;
    g->row = FIRST_ROW;
    g->links = 0;
    for (int k = 0; k < g->ncols; k++) {
        g->chars[k] = 0;
        g->filled[k] = 0;
        g->sum[k] = 0;
    }
    put_titles(g);
    return MH_OK;
}

static void put_total(struct grid *g, const char *table)
{
    worksheet_set_row(g->ws, g->row, 20, NULL);
    for (int k = 0; k < g->ncols; k++) {
        struct mh_str f = MH_STR_INIT;
        bool count = k == g->counted, money = g->col[k]->type == MH_MONEY;
        lxw_format *style = g->b->style[count ? MH__S_TOTAL_COUNT : money ? MH__S_TOTAL_MONEY : MH__S_TOTAL_SUM];
        mh_str_addf(&f, "=SUBTOTAL(%d,", count ? LXW_TABLE_FUNCTION_COUNT : LXW_TABLE_FUNCTION_SUM);
        if (table) {
            mh_str_addf(&f, "%s[%s])", table, mh__book_tr(g->b, g->col[k]->title));
        } else {
            char first[LXW_MAX_CELL_NAME_LENGTH], last[LXW_MAX_CELL_NAME_LENGTH];
            lxw_rowcol_to_cell(first, FIRST_ROW, (lxw_col_t)k);
            lxw_rowcol_to_cell(last, g->row - 1, (lxw_col_t)k);
            mh_str_addf(&f, "%s:%s)", first, last);
        }
        if (count)
            worksheet_write_formula_num(g->ws, g->row, (lxw_col_t)k, mh_str_text(&f), style, (double)g->filled[k]);
        else if (g->summed[k])
            worksheet_write_formula_num(g->ws, g->row, (lxw_col_t)k, mh_str_text(&f), style, money ? g->sum[k] / 100 : g->sum[k]);
        else
            worksheet_write_blank(g->ws, g->row, (lxw_col_t)k, g->b->style[MH__S_TOTAL]);
        mh_str_free(&f);
    }
}

static bool add_table(struct grid *g, const char *name)
{
    lxw_table_column column[MAX_COLUMNS], *list[MAX_COLUMNS + 1];
    lxw_table_options opt = {
        .name = (char *)(uintptr_t)name, .no_banded_rows = LXW_TRUE, .style_type = LXW_TABLE_STYLE_TYPE_LIGHT, .style_type_number = 0,
        .total_row = LXW_TRUE, .columns = list,
    };

    for (int k = 0; k < g->ncols; k++) {
        bool mid = numeric(g->style[k]) || g->style[k] == MH__S_DATE;
        column[k] = (lxw_table_column){
            .header = (char *)(uintptr_t)mh__book_tr(g->b, g->col[k]->title),
            .header_format = g->b->style[mid ? MH__S_HEAD_MID : MH__S_HEAD],
            .total_function = k == g->counted ? LXW_TABLE_FUNCTION_COUNT : g->summed[k] ? LXW_TABLE_FUNCTION_SUM : LXW_TABLE_FUNCTION_NONE,
        };
        list[k] = &column[k];
    }
    list[g->ncols] = NULL;
    return worksheet_add_table(g->ws, HEAD_ROW, 0, g->row, (lxw_col_t)(g->ncols - 1), &opt) == LXW_NO_ERROR;
}

/* T_par_fabricant, T_plan_2: letters, digits and low lines, as Excel wants of names. */
static void table_name(const struct grid *g, struct mh_str *out)
{
    mh_str_add(out, "T_");
    for (const char *p = g->table->name_fr; *p; p++)
        mh_str_addc(out, (*p >= 'a' && *p <= 'z') || (*p >= '0' && *p <= '9') ? *p : '_');
    if (g->part > 1)
        mh_str_addf(out, "_%d", g->part);
}

/* States, verdicts, clearances: the word keeps its meaning in black and white. */
static void add_tones(struct grid *g)
{
    struct mh_str value = MH_STR_INIT;

    for (int k = 0; k < g->ncols; k++)
        for (const struct mh__toned *t = g->col[k]->type == MH_CHOICE ? mh__toned : NULL; t && t->word; t++) {
            bool here = false;
            for (const struct mh_choice *c = g->col[k]->choices; c && c->code; c++)
                here = here || strcmp(c->code, t->word) == 0;
            if (!here)
                continue;
            mh_str_clear(&value);
            mh_str_addf(&value, "\"%s\"", mh__book_tr(g->b, t->word));
            lxw_conditional_format cf = {
                .type = LXW_CONDITIONAL_TYPE_CELL, .criteria = LXW_CONDITIONAL_CRITERIA_EQUAL_TO, .value_string = value.data,
                .format = g->b->tone[t->tone],
            };
            worksheet_conditional_format_range(g->ws, FIRST_ROW, (lxw_col_t)k, g->row - 1, (lxw_col_t)k, &cf);
        }
    mh_str_free(&value);
}

static void ignore_text_numbers(struct grid *g)
{
    char first[LXW_MAX_CELL_NAME_LENGTH], last[LXW_MAX_CELL_NAME_LENGTH], range[2 * LXW_MAX_CELL_NAME_LENGTH + 2];

    lxw_rowcol_to_cell(first, FIRST_ROW, 0);
    lxw_rowcol_to_cell(last, g->row - 1, (lxw_col_t)(g->ncols - 1));
    snprintf(range, sizeof range, "%s:%s", first, last);
    worksheet_ignore_errors(g->ws, LXW_IGNORE_NUMBER_STORED_AS_TEXT, range);
}

static void end_part(struct grid *g)
{
    struct mh_str name = MH_STR_INIT;
    bool empty = g->row == FIRST_ROW;

    if (empty) {
        worksheet_write_string(g->ws, g->row, 0, mh__book_tr(g->b, "Aucune ligne."), g->b->style[MH__S_SUBTITLE]);
    } else {
        table_name(g, &name);
        bool table = !g->b->large && add_table(g, mh_str_text(&name));
        if (!table) { /* the same rows under the same name */
            worksheet_autofilter(g->ws, HEAD_ROW, 0, g->row - 1, (lxw_col_t)(g->ncols - 1));
            mh__define(g->b, mh_str_text(&name), g->s, g->part, FIRST_ROW, 0, g->row - 1, g->ncols - 1);
        }
        put_total(g, table ? mh_str_text(&name) : NULL);
        add_tones(g);
        ignore_text_numbers(g);
    }
    for (int k = 0; k < g->ncols; k++)
        worksheet_set_column(g->ws, (lxw_col_t)k, (lxw_col_t)k, width_of(g, k), NULL);
    worksheet_freeze_panes(g->ws, FIRST_ROW, (lxw_col_t)g->frozen);
    worksheet_repeat_rows(g->ws, HEAD_ROW, HEAD_ROW);
    worksheet_print_area(g->ws, 0, 0, g->row, (lxw_col_t)(g->print_cols + g->spare - 1));
    worksheet_fit_to_pages(g->ws, 1, 0);
    mh_str_free(&name);
}

/* --- the sheet --- */

static void find_links(struct grid *g, const struct mh_rows *src)
{
    g->self = mh_sheet_index(g->s->key);
    g->partner = g->s->link_to ? mh_sheet_index(g->s->link_to) : -1;
    g->link = mh_table_column(g->table, "lien");
    if (g->partner < 0)
        return;
    const struct mh_rows *other = &g->b->w->source[g->partner];
    if (!mh__present(g->b, g->partner)) {
        g->partner = -1;
    } else if (src->rows > g->b->limits.links || other->rows > g->b->limits.links) {
        g->partner = -1;
        g->b->links_left_out = true;
    }
}

enum mh_rc mh__grid(struct mh__book *b, const struct mh_sheet *s, struct mh_rows *src, struct mh_err *err)
{
    struct grid *g = mh_xcalloc(1, sizeof *g);
    const void *row = NULL;
    enum mh_rc rc;

    *g = (struct grid){ .b = b, .s = s, .table = src->table };
    choose_columns(g);
    find_links(g, src);
    rc = begin_part(g, err);
    mh__unmute(b); /* sources may speak; cells that were made safe give the library nothing to say */
    while (rc == MH_OK && (rc = src->next(src->ctx, &row, err)) == MH_OK && row) {
        if (g->row - FIRST_ROW == (lxw_row_t)b->limits.part_rows) {
            mh__mute(b);
            end_part(g);
            rc = begin_part(g, err);
            mh__unmute(b);
            if (rc != MH_OK)
                break;
        }
        if (g->partner > -1 && g->link && g->partner < g->self)
            mh__anchors_add(&b->anchors[g->self], mh_text_at(g->link, row), g->index);
        put_row(g, row);
        if (++b->done % TICK == 0)
            rc = mh__tick(b, s->title, err);
    }
    mh__mute(b);
    if (rc == MH_OK) {
        end_part(g);
        for (int part = g->part + 1; mh__sheet_find(b, s, part); part++) /* the source had promised more rows */
            worksheet_hide(mh__sheet_find(b, s, part));
    }
    free(g);
    return rc;
}

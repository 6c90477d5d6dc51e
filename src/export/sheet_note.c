/* Note de synthèse: one A4 page that a director reads. A grid of twenty narrow columns carries blocks of different widths. */
#include <string.h>

#include <mahalli/date.h>
#include <mahalli/i18n.h>

#include "export/sheets.h"

enum { COLUMNS = 20, COLUMN_WIDTH = 5 };
#define ROOM(columns) ((columns) * (COLUMN_WIDTH + 0.72) * 10 / 9.0 - 1) /* width of so many columns for 9-point text, indented */

struct note {
    struct mh__book *b;
    lxw_worksheet *ws;
    const struct mh_synthesis *s;
    lxw_row_t row, states_first, states_last;
};

static void height(struct note *n, double points)
{
    worksheet_set_row(n->ws, n->row, points, NULL);
}

/* One cell over columns first..last, of the present row: words of ours in the reader's language, others as they are. */
static void text(struct note *n, int first, int last, const char *s, enum mh__style style)
{
    int chars;
    const char *clean = mh__cell_text(mh__book_tr(n->b, s), &n->b->scratch, &chars);

    if (first == last)
        worksheet_write_string(n->ws, n->row, (lxw_col_t)first, clean, n->b->style[style]);
    else
        worksheet_merge_range(n->ws, n->row, (lxw_col_t)first, n->row, (lxw_col_t)last, clean, n->b->style[style]);
}

static void number(struct note *n, int first, int last, double v, enum mh__style style)
{
    if (first != last)
        worksheet_merge_range(n->ws, n->row, (lxw_col_t)first, n->row, (lxw_col_t)last, "", n->b->style[style]);
    worksheet_write_number(n->ws, n->row, (lxw_col_t)first, v, n->b->style[style]);
}

static void section(struct note *n, int first, int last, const char *title)
{
    text(n, first, last, title, MH__S_NOTE_SECTION);
}

static int64_t total(const struct mh_synthesis *s)
{
    int64_t sum = s->unmatched > 0 ? s->unmatched : 0;
    for (int i = 0; i < MH_NSTATES; i++)
        sum += s->state[i] > 0 ? s->state[i] : 0;
    return sum;
}

static double share(int64_t part, int64_t whole)
{
    return whole > 0 ? (double)part / (double)whole : 0;
}

static void head(struct note *n)
{
    struct mh_str t = MH_STR_INIT;

    height(n, 32);
    mh__plan_title(n->b, &t);
    text(n, 0, COLUMNS - 1, mh_str_text(&t), MH__S_NOTE_TITLE);
    n->row++;
    mh_str_clear(&t);
    mh_str_addf(&t, "%s · ", mh__book_tr(n->b, "Note de synthèse"));
    mh__subtitle(n->b, &t);
    height(n, 16.0 * mh__lines(mh_str_text(&t), ROOM(COLUMNS) * 0.9));
    text(n, 0, COLUMNS - 1, mh_str_text(&t), MH__S_SUBTITLE);
    n->row++;
    height(n, 8);
    n->row++;
    mh_str_free(&t);
}

struct step {
    const char *name, *range; /* range: what formulas call the figure */
    int64_t articles;
};

/* Without a registry, that no maker answers says nothing of what is made here. */
static bool no_registry(const struct note *n)
{
    return n->s->makers == 0 && n->s->products == 0;
}

static void counted(struct mh_str *out, const char *before, int64_t n, const char *one, const char *many)
{
    mh_str_addf(out, "%s%lld %s", before, (long long)n, n > 1 ? many : one);
}

/* Five boxes: what stands where on the way from a list to what can be bought. */
static void funnel(struct note *n)
{
    const struct mh_synthesis *s = n->s;
    const struct step step[] = {
        { MH_TR("Articles"), "Note_articles", s->articles }, { MH_TR("À interroger"), "Note_a_interroger", s->state[MH_STATE_LEAD] },
        { MH_TR("Concordants"), "Note_concordants", s->state[MH_STATE_MATCH] },
        { MH_TR("Validés"), "Note_valides", s->state[MH_STATE_VALIDATED] }, { MH_TR("Achetables"), "Note_achetables", s->buyable },
    };
    enum { STEPS = sizeof step / sizeof *step, WIDE = COLUMNS / STEPS };
    struct mh_str t = MH_STR_INIT;

    for (int line = 0; line < 3; line++, n->row++) {
        height(n, line == 1 ? 28 : 18);
        for (int i = 0; i < STEPS; i++) {
            int first = i * WIDE, last = first + WIDE - 1;
            mh_str_clear(&t);
            mh_str_addf(&t, "%s%s", i ? mh_lang_rtl(n->b->w->lang) ? "← " : "→ " : "", mh__book_tr(n->b, step[i].name));
            if (line == 0)
                text(n, first, last, mh_str_text(&t), MH__S_BOX_NAME);
            else if (line == 1) {
                number(n, first, last, (double)step[i].articles, MH__S_BOX_FIGURE);
                mh__define(n->b, step[i].range, &mh__sheet_note, 1, n->row, first, n->row, first);
            } else if (i == 0)
                text(n, first, last, "du plan", MH__S_BOX_SHARE);
            else
                number(n, first, last, share(step[i].articles, s->articles), MH__S_BOX_SHARE);
        }
    }
    mh_str_clear(&t);
    mh_str_add(&t, mh__book_tr(n->b, "Chaque article est dans un seul état. « Achetables » : concordants ou validés dont le produit est "
                                     "enregistré, ou n’a pas à l’être. "));
    if (no_registry(n)) {
        mh_str_add(&t, mh__book_tr(n->b, "Aucun fabricant n’est encore dans le registre de ce plan : « Sans fabricant recensé » ne dit rien "
                                         "de ce qui se fabrique au Maroc."));
    } else if (n->b->w->lang && mh_lang_known(n->b->w->lang) && strcmp(n->b->w->lang, "fr") != 0) {
        mh_str_addf(&t, mh__book_tr(n->b, "Registre : %lld fabricants, %lld produits, %lld gammes déclarées, %lld certificats."),
                    (long long)s->makers, (long long)s->products, (long long)s->ranges, (long long)s->certificates);
    } else {
        counted(&t, "Registre : ", s->makers, "fabricant", "fabricants");
        counted(&t, ", ", s->products, "produit", "produits");
        counted(&t, ", ", s->ranges, "gamme déclarée", "gammes déclarées");
        counted(&t, ", ", s->certificates, "certificat.", "certificats.");
    }
    height(n, 12.5 * mh__lines(mh_str_text(&t), ROOM(COLUMNS)) + 8);
    text(n, 0, COLUMNS - 1, mh_str_text(&t), MH__S_NOTE_FINE);
    n->row++;
    mh_str_free(&t);
}

enum { STATE_LAST = 4, COUNT_LAST = 6, SHARE_LAST = 8, THEN_LAST = 10 };

/* A frozen plan of the year before says what the states were: a column of its own, the chart makes room. */
static int chart_first(const struct note *n)
{
    return (n->s->before.frozen ? THEN_LAST : SHARE_LAST) + 1;
}

static void state_row(struct note *n, const char *name, int64_t articles, int64_t whole, int64_t then)
{
    height(n, 15.5);
    text(n, 0, STATE_LAST, name, MH__S_NOTE_TEXT);
    number(n, STATE_LAST + 1, COUNT_LAST, (double)articles, MH__S_NOTE_INT);
    number(n, COUNT_LAST + 1, SHARE_LAST, share(articles, whole), MH__S_NOTE_SHARE);
    if (n->s->before.frozen)
        number(n, SHARE_LAST + 1, THEN_LAST, (double)then, MH__S_NOTE_INT);
    n->row++;
}

/* The sum of the states above, over columns first..last. */
static void sum_above(struct note *n, int first, int last, int64_t value)
{
    char from[LXW_MAX_CELL_NAME_LENGTH], to[LXW_MAX_CELL_NAME_LENGTH], formula[64];

    worksheet_merge_range(n->ws, n->row, (lxw_col_t)first, n->row, (lxw_col_t)last, "", n->b->style[MH__S_NOTE_TOTAL_INT]);
    lxw_rowcol_to_cell(from, n->states_first, (lxw_col_t)first);
    lxw_rowcol_to_cell(to, n->row - 1, (lxw_col_t)first);
    snprintf(formula, sizeof formula, "=SUM(%s:%s)", from, to);
    worksheet_write_formula_num(n->ws, n->row, (lxw_col_t)first, formula, n->b->style[MH__S_NOTE_TOTAL_INT], (double)value);
}

/* What changed since the plan of the year before, in articles. */
static void since(struct note *n)
{
    struct mh_str t = MH_STR_INIT;

    if (n->s->before.year == 0)
        return;
    mh_str_addf(&t, mh__book_tr(n->b, "Depuis le plan %lld, articles ajoutés : %lld ; retirés : %lld."), (long long)n->s->before.year,
                (long long)n->s->before.added, (long long)n->s->before.left);
    if (!n->s->before.frozen)
        mh_str_addf(&t, " %s", mh__book_tr(n->b, "Ce plan n’a pas été figé : les états d’alors ne sont pas connus."));
    height(n, 12.5 * mh__lines(mh_str_text(&t), ROOM(COLUMNS)) + 8);
    text(n, 0, COLUMNS - 1, mh_str_text(&t), MH__S_NOTE_FINE);
    n->row++;
    mh_str_free(&t);
}

static void states(struct note *n)
{
    int64_t whole = total(n->s);

    height(n, 20);
    section(n, 0, COLUMNS - 1, "Où en sont les articles");
    n->row++;
    height(n, 15.5);
    text(n, 0, STATE_LAST, "État", MH__S_NOTE_HEAD);
    text(n, STATE_LAST + 1, COUNT_LAST, "Articles", MH__S_NOTE_HEAD_MID);
    text(n, COUNT_LAST + 1, SHARE_LAST, "Part", MH__S_NOTE_HEAD_MID);
    if (n->s->before.frozen) {
        char year[24];
        snprintf(year, sizeof year, "%lld", (long long)n->s->before.year);
        text(n, SHARE_LAST + 1, THEN_LAST, year, MH__S_NOTE_HEAD_MID);
    }
    n->row++;
    n->states_first = n->row;
    for (int i = 0; i < MH_NSTATES; i++)
        state_row(n, mh_state_title((enum mh_state)i), n->s->state[i], whole, n->s->before.state[i]);
    n->states_last = n->row - 1;
    if (n->s->unmatched > 0)
        state_row(n, "Pas encore rapproché", n->s->unmatched, whole, 0);
    height(n, 16);
    text(n, 0, STATE_LAST, "Total", MH__S_NOTE_TOTAL);
    sum_above(n, STATE_LAST + 1, COUNT_LAST, whole);
    number(n, COUNT_LAST + 1, SHARE_LAST, whole > 0 ? 1 : 0, MH__S_NOTE_TOTAL_SHARE);
    if (n->s->before.frozen) {
        int64_t then = 0;
        for (int i = 0; i < MH_NSTATES; i++)
            then += n->s->before.state[i];
        sum_above(n, SHARE_LAST + 1, THEN_LAST, then);
    }
    n->row++;
    since(n);
}

static enum mh__tone tone_of(const char *word)
{
    const struct mh__toned *t = mh__toned;
    while (t->word && strcmp(t->word, word) != 0)
        t++;
    return t->tone;
}

/* Bars beside the table of states, in its order and colours. The library copies what it is given. */
static void chart(struct note *n)
{
    lxw_chart *c = workbook_add_chart(n->b->wb, LXW_CHART_BAR);
    if (!c)
        return;
    int first = chart_first(n);
    struct mh_str name = MH_STR_INIT;
    lxw_chart_font small = { .size = 8, .color = 0x4A5560 };
    lxw_chart_line none = { .none = LXW_TRUE }, rule = { .color = 0xD5DCE1, .width = 0.75f };
    lxw_chart_series *series = chart_add_series(c, NULL, NULL);
    lxw_chart_fill fill[MH_NSTATES];
    lxw_chart_point point[MH_NSTATES], *points[MH_NSTATES + 1];

    mh__sheet_name(n->b, &mh__sheet_note, 1, &name);
    chart_series_set_categories(series, mh_str_text(&name), n->states_first, 0, n->states_last, 0);
    chart_series_set_values(series, mh_str_text(&name), n->states_first, STATE_LAST + 1, n->states_last, STATE_LAST + 1);
    chart_series_set_name(series, mh__book_tr(n->b, "Articles"));
    for (int i = 0; i < MH_NSTATES; i++) {
        fill[i] = (lxw_chart_fill){ .color = mh__tone_solid(tone_of(mh_state_title((enum mh_state)i))) };
        point[i] = (lxw_chart_point){ .fill = &fill[i] };
        points[i] = &point[i];
    }
    points[MH_NSTATES] = NULL;
    chart_series_set_points(series, points);
    chart_series_set_labels(series);
    chart_series_set_labels_font(series, &small);
    chart_series_set_labels_num_format(series, "#,##0");
    chart_title_off(c);
    chart_legend_set_position(c, LXW_CHART_LEGEND_NONE);
    /* In a bar chart the library's y axis is the one of categories. */
    chart_axis_set_reverse(c->y_axis);
    chart_axis_set_num_font(c->y_axis, &small);
    chart_axis_set_line(c->y_axis, &rule);
    chart_axis_set_major_tick_mark(c->y_axis, LXW_CHART_AXIS_TICK_MARK_NONE);
    chart_axis_major_gridlines_set_visible(c->y_axis, LXW_FALSE);
    chart_axis_major_gridlines_set_visible(c->x_axis, LXW_FALSE);
    chart_axis_set_min(c->x_axis, 0);
    chart_axis_off(c->x_axis);
    chart_chartarea_set_line(c, &none);
    chart_set_series_gap(c, 45);
    lxw_chart_options at = { .x_offset = 6, .y_offset = 2, .object_position = LXW_OBJECT_MOVE_AND_SIZE, .x_scale = 0.915 * (COLUMNS - first) / (COLUMNS - SHARE_LAST - 1), .y_scale = 0.69,
                             .description = (char[]){ "Articles par état : les mêmes chiffres que le tableau à gauche" } };
    worksheet_insert_chart_opt(n->ws, n->states_first - 1, (lxw_col_t)first, c, &at);
    mh_str_free(&name);
}

static double tallest(const char *const *cell, const int *columns, size_t n)
{
    int lines = 1;
    for (size_t i = 0; i < n; i++) {
        int l = mh__lines(cell[i], ROOM(columns[i]));
        lines = l > lines ? l : lines;
    }
    return 12.0 * (lines > 4 ? 4 : lines) + 3.5;
}

static void top(struct note *n)
{
    static const struct { const char *title; int first, last; } column[] = {
        { "N°", 0, 0 }, { "Produit", 1, 5 }, { "Spécifications", 6, 11 }, { "Code SH", 12, 13 }, { "Volumétrie", 14, 15 },
        { "Unité", 16, 17 }, { "État", 18, 19 },
    };
    enum { N = sizeof column / sizeof *column };

    height(n, 22);
    section(n, 0, COLUMNS - 1, no_registry(n) ? "Les plus grands volumes, dont les fabricants sont à recenser"
                                              : "Les produits à faire en premier");
    n->row++;
    height(n, 15.5);
    for (int i = 0; i < N; i++)
        text(n, column[i].first, column[i].last, column[i].title, i == 4 ? MH__S_NOTE_HEAD_MID : MH__S_NOTE_HEAD);
    n->row++;
    if (n->s->ntop == 0) {
        height(n, 15.5);
        text(n, 0, COLUMNS - 1, "Aucun besoin lu n’est sans produit marocain à cette date.", MH__S_NOTE_TEXT);
        n->row++;
    }
    for (size_t k = 0; k < n->s->ntop && k < 15; k++, n->row++) {
        const struct mh_top *t = &n->s->top[k];
        const char *volume = t->volume_text && *t->volume_text ? t->volume_text : NULL;
        const char *cells[] = { t->family_name, t->specs, t->unit, t->state };
        static const int widths[] = { 5, 6, 2, 2 };
        height(n, tallest(cells, widths, 4));
        number(n, 0, 0, (double)(k + 1), MH__S_NOTE_RANK);
        text(n, 1, 5, t->family_name, MH__S_NOTE_TEXT);
        text(n, 6, 11, t->specs && *t->specs ? t->specs : "non précisées", MH__S_NOTE_TEXT);
        text(n, 12, 13, t->hs && *t->hs ? t->hs : "inconnu", MH__S_NOTE_TEXT);
        if (t->volume != MH_UNKNOWN && !(volume && *volume == '~'))
            number(n, 14, 15, (double)t->volume, MH__S_NOTE_INT);
        else
            text(n, 14, 15, volume ? volume : "inconnue", MH__S_NOTE_VOLUME);
        text(n, 16, 17, t->unit, MH__S_NOTE_TEXT);
        text(n, 18, 19, t->state, MH__S_NOTE_TEXT);
    }
}

static void blocks(struct note *n)
{
    size_t most = sizeof n->s->blocks / sizeof *n->s->blocks;

    height(n, 22);
    section(n, 0, COLUMNS - 1, "Ce qui bloque, et qui peut le lever");
    n->row++;
    height(n, 15.5);
    text(n, 0, 9, "Cause", MH__S_NOTE_HEAD);
    text(n, 10, 11, "Articles", MH__S_NOTE_HEAD_MID);
    text(n, 12, COLUMNS - 1, "Qui peut le lever", MH__S_NOTE_HEAD);
    n->row++;
    for (size_t i = 0; i < n->s->nblocks && i < most; i++, n->row++) {
        const char *cells[] = { n->s->blocks[i].cause, n->s->blocks[i].who };
        static const int widths[] = { 10, 8 };
        height(n, tallest(cells, widths, 2) + 1);
        text(n, 0, 9, n->s->blocks[i].cause, MH__S_NOTE_TEXT);
        number(n, 10, 11, (double)n->s->blocks[i].articles, MH__S_NOTE_INT);
        text(n, 12, COLUMNS - 1, n->s->blocks[i].who, MH__S_NOTE_TEXT);
    }
    if (n->s->nblocks == 0) {
        height(n, 15.5);
        text(n, 0, COLUMNS - 1, "Rien de recensé à cette date.", MH__S_NOTE_TEXT);
        n->row++;
    }
}

static void limits(struct note *n)
{
    struct mh_str t = MH_STR_INIT;

    height(n, 22);
    section(n, 0, COLUMNS - 1, "Ce que ces chiffres ne sont pas");
    n->row++;
    mh_str_add(&t, mh__book_tr(n->b, "Ni commande, ni négociation commune, ni attribution : un besoin exprimé. L’inconnu reste inconnu : jamais "
                                     "deviné, ni compté comme zéro. Une concordance attend la signature d’un pharmacien. « Sans fabricant "
                                     "recensé » vaut à la date de la recherche"));
    if (n->s->date && *n->s->date) {
        struct mh_str day = MH_STR_INIT;
        int chars;
        mh_date_fr(&day, n->s->date);
        mh_str_addf(&t, " (%s)", mh__cell_text(mh_str_text(&day), &n->b->scratch, &chars));
        mh_str_free(&day);
    }
    mh_str_add(&t, mh__book_tr(n->b, ", dans un registre incomplet. « ~ » est un ordre de grandeur : moins de trois groupes partagent ce "
                                     "besoin."));
    height(n, 12.5 * mh__lines(mh_str_text(&t), ROOM(COLUMNS)) + 8);
    text(n, 0, COLUMNS - 1, mh_str_text(&t), MH__S_NOTE_FINE);
    mh_str_free(&t);
}

enum mh_rc mh__draw_note(struct mh__book *b, const struct mh_sheet *s, struct mh_rows *src, struct mh_err *err)
{
    struct note n = { .b = b, .ws = mh__sheet_open(b, s, 1, err), .s = b->w->synthesis };

    (void)src;
    if (!n.ws)
        return MH_EIO;
    worksheet_set_column(n.ws, 0, COLUMNS - 1, COLUMN_WIDTH, NULL);
    head(&n);
    funnel(&n);
    states(&n);
    chart(&n);
    top(&n);
    blocks(&n);
    limits(&n);
    worksheet_print_area(n.ws, 0, 0, n.row, COLUMNS - 1);
    worksheet_fit_to_pages(n.ws, 1, 1);
    worksheet_center_horizontally(n.ws);
    worksheet_activate(n.ws);
    return MH_OK;
}

const struct mh_sheet mh__sheet_note = {
    .key = "note", .title = "Note de synthèse", .scopes = MH__IN_ALL, .wide_ok = true,
    .about = "Une page à lire d’abord : où en sont les articles, quoi fabriquer en premier, ce qui bloque.", .tab = 0x1B4B5A,
    .draw = mh__draw_note,
};

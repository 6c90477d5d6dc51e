/*
 * Bordereau des prix – détail estimatif: lines by lot for bidders to price, their amounts and totals as formulas; and the lots added up. The
 * buyer's own copy has its estimate beside. Both sheets read the same rows, so the second one knows where the first one's totals stand.
 */
#include <stdlib.h>
#include <string.h>

#include <mahalli/i18n.h>

#include "export/sheets.h"

enum { TITLE, SUBTITLE, INTRO, BIDDER, HEAD, FIRST, TOTALS = 3 };
enum { C_NUMBER, C_REFERENCE, C_LABEL, C_SPECS, C_NORMS, C_UNIT, C_QUANTITY, C_COUNTED, C_OFFER, C_PRICE, C_VAT, C_AMOUNT, NBIDDERS,
       C_EST_PRICE = NBIDDERS, C_EST_AMOUNT, NBUYER };

static const struct { const char *title; double width; } columns[NBUYER] = {
    [C_NUMBER] = { MH_TR("N°"), 7 }, [C_REFERENCE] = { MH_TR("Réf. de l’acheteur"), 11 }, [C_LABEL] = { MH_TR("Désignation"), 32 },
    [C_SPECS] = { MH_TR("Spécifications demandées"), 32 }, [C_NORMS] = { MH_TR("Normes"), 10 }, [C_UNIT] = { MH_TR("Unité"), 11 },
    [C_QUANTITY] = { MH_TR("Quantité"), 11 }, [C_COUNTED] = { MH_TR("Soit"), 14 },
    [C_OFFER] = { MH_TR("Produit proposé : fabricant, référence, origine"), 26 },
    [C_PRICE] = { MH_TR("Prix unitaire HT (MAD)"), 13 }, [C_VAT] = { MH_TR("Taux de TVA"), 8 }, [C_AMOUNT] = { MH_TR("Montant HT (MAD)"), 15 },
    [C_EST_PRICE] = { MH_TR("Estimation : prix unitaire HT"), 13 }, [C_EST_AMOUNT] = { MH_TR("Estimation : montant HT"), 15 },
};

enum { /* heights, in points */
    TITLE_HEIGHT = 28, SUBTITLE_HEIGHT = 16, INTRO_HEIGHT = 30, BIDDER_HEIGHT = 44, HEAD_HEIGHT = 34, LOT_HEIGHT = 22, TOTAL_HEIGHT = 18,
    EMPTY_HEIGHT = 15, SIGN_HEIGHT = 40,
};

struct bordereau {
    struct mh__book *b;
    lxw_worksheet *ws;
    lxw_row_t row;
    int ncols;
    bool estimate;           /* the buyer's copy */
    struct mh_str lot;       /* of the rows above; "" before the first */
    int nlots;
    lxw_row_t first;         /* of the lot's lines */
    int64_t cents;           /* of the lot's estimate */
    bool known;              /* every line has one */
    struct mh__pages pages;
};

static void put(struct bordereau *k, int column, const char *text, enum mh__style style)
{
    int chars;
    const char *clean = mh__cell_text(text, &k->b->scratch, &chars);
    if (*clean)
        worksheet_write_string(k->ws, k->row, (lxw_col_t)column, clean, k->b->style[style]);
    else
        worksheet_write_blank(k->ws, k->row, (lxw_col_t)column, k->b->style[style]);
}

static void formula(struct bordereau *k, int column, const char *text, enum mh__style style, double value)
{
    worksheet_write_formula_num(k->ws, k->row, (lxw_col_t)column, text, k->b->style[style], value);
}

static const char *cell(char out[LXW_MAX_CELL_NAME_LENGTH], lxw_row_t row, int column)
{
    lxw_rowcol_to_cell(out, row, (lxw_col_t)column);
    return out;
}

/* --- head --- */

static void put_wide(struct bordereau *k, lxw_row_t row, double height, const char *text, enum mh__style style)
{
    int chars;
    worksheet_set_row(k->ws, row, height, NULL);
    worksheet_merge_range(k->ws, row, 0, row, (lxw_col_t)(k->ncols - 1), mh__cell_text(text, &k->b->scratch, &chars), k->b->style[style]);
}

static void put_head(struct bordereau *k, const struct mh_sheet *s)
{
    struct mh_str t = MH_STR_INIT;
    mh_str_add(&t, mh__book_tr(k->b, "Bordereau des prix – détail estimatif"));
    mh_str_add(&t, " — ");
    mh__plan_title(k->b, &t);
    put_wide(k, TITLE, TITLE_HEIGHT, mh_str_text(&t), MH__S_TITLE);
    mh_str_clear(&t);
    mh__subtitle(k->b, &t);
    mh_str_add(&t, mh__book_tr(k->b, k->estimate ? " · exemplaire de l’acheteur : porte son estimation, à ne pas diffuser" : " · exemplaire des concurrents"));
    put_wide(k, SUBTITLE, SUBTITLE_HEIGHT, mh_str_text(&t), MH__S_SUBTITLE);
    put_wide(k, INTRO, INTRO_HEIGHT, mh__book_tr(k->b, s->intro), MH__S_INTRO);
    put_wide(k, BIDDER, BIDDER_HEIGHT,
             mh__book_tr(k->b, "Concurrent : ……………………………………………………  Capital : ………………………  Patente : ………………………  IF : ………………………  RC (n° et ville) : ………………………\n"
                               "CNSS : ………………………  ICE (15 chiffres) : ………………………………………  RIB (24 chiffres) : ………………………………………………"),
             MH__S_INTRO);
    worksheet_set_row(k->ws, HEAD, HEAD_HEIGHT, NULL);
    double points = 0;
    for (int i = 0; i < k->ncols; i++) {
        points += mh__column_points(columns[i].width);
        worksheet_set_column(k->ws, (lxw_col_t)i, (lxw_col_t)i, columns[i].width, NULL);
        worksheet_write_string(k->ws, HEAD, (lxw_col_t)i, mh__book_tr(k->b, columns[i].title),
                               k->b->style[i >= C_PRICE || i == C_QUANTITY ? MH__S_HEAD_MID : MH__S_HEAD]);
    }
    mh__pages_begin(&k->pages, points, HEAD_HEIGHT, TITLE_HEIGHT + SUBTITLE_HEIGHT + INTRO_HEIGHT + BIDDER_HEIGHT + HEAD_HEIGHT);
    mh_str_free(&t);
}

/* --- lots --- */

/* Where lots begin and end follows from the rows alone: a heading, the lines, three totals, an empty row. */
static void name_total(struct bordereau *k, const char *what, lxw_row_t row)
{
    struct mh_str name = MH_STR_INIT;
    mh_str_addf(&name, "Lot%d_%s", k->nlots, what);
    mh__define(k->b, mh_str_text(&name), &mh__sheet_prices, 1, row, C_AMOUNT, row, C_AMOUNT);
    mh_str_free(&name);
}

static void put_total(struct bordereau *k, const char *title, const char *name, const char *text)
{
    worksheet_set_row(k->ws, k->row, TOTAL_HEIGHT, NULL);
    worksheet_merge_range(k->ws, k->row, 0, k->row, C_AMOUNT - 1, mh__book_tr(k->b, title), k->b->style[MH__S_TOTAL_NAME]);
    formula(k, C_AMOUNT, text, MH__S_TOTAL_MONEY, 0);
    name_total(k, name, k->row);
}

static void end_lot(struct bordereau *k)
{
    char a[LXW_MAX_CELL_NAME_LENGTH], b[LXW_MAX_CELL_NAME_LENGTH], c[LXW_MAX_CELL_NAME_LENGTH], d[LXW_MAX_CELL_NAME_LENGTH], f[128];
    lxw_row_t last = k->row - 1;
    if (k->nlots == 0)
        return;
    mh__pages_row(&k->pages, k->row, 3 * TOTAL_HEIGHT, 0);
    snprintf(f, sizeof f, "=SUM(%s:%s)", cell(a, k->first, C_AMOUNT), cell(b, last, C_AMOUNT));
    put_total(k, "Total HT", "HT", f);
    if (k->estimate) {
        worksheet_write_blank(k->ws, k->row, C_EST_PRICE, k->b->style[MH__S_TOTAL]);
        snprintf(f, sizeof f, "=SUM(%s:%s)", cell(a, k->first, C_EST_AMOUNT), cell(b, last, C_EST_AMOUNT));
        formula(k, C_EST_AMOUNT, f, MH__S_TOTAL_MONEY, (double)k->cents / 100);
    }
    k->row++;
    snprintf(f, sizeof f, "=ROUND(SUMPRODUCT(%s:%s,%s:%s),2)", cell(a, k->first, C_AMOUNT), cell(b, last, C_AMOUNT), cell(c, k->first, C_VAT),
             cell(d, last, C_VAT));
    put_total(k, "Montant de la TVA", "TVA", f);
    if (k->estimate && !k->known)
        put(k, C_EST_PRICE, mh__book_tr(k->b, "sans les lignes sans prix"), MH__S_SUBTITLE);
    k->row++;
    snprintf(f, sizeof f, "=%s+%s", cell(a, k->row - 2, C_AMOUNT), cell(b, k->row - 1, C_AMOUNT));
    put_total(k, "Total TTC", "TTC", f);
    k->row += 2;
    k->pages.used += EMPTY_HEIGHT;
}

static double line_height(const struct mh_rep_price *p)
{
    const char *const text[] = { [C_NUMBER] = p->number, [C_REFERENCE] = p->reference, [C_LABEL] = p->label, [C_SPECS] = p->specs,
                                 [C_NORMS] = p->norms, [C_UNIT] = p->unit };
    int lines = 1;
    for (int i = 0; i <= C_UNIT; i++) {
        int l = mh__lines(text[i], columns[i].width - 2);
        lines = l > lines ? l : lines;
    }
    return (lines > 20 ? 20 : lines) * 13.2 + 5;
}

/* Its heading does not part from its first line, nor from what follows that. */
static void begin_lot(struct bordereau *k, const struct mh_rep_price *first)
{
    end_lot(k);
    mh_str_clear(&k->lot);
    mh_str_add(&k->lot, first->lot);
    k->nlots++;
    k->cents = 0;
    k->known = true;
    mh__pages_row(&k->pages, k->row, LOT_HEIGHT, line_height(first) + 3 * TOTAL_HEIGHT);
    put_wide(k, k->row, LOT_HEIGHT, first->lot, MH__S_LOT);
    k->first = ++k->row;
}

static void put_estimate(struct bordereau *k, const struct mh_rep_price *p)
{
    char qty[LXW_MAX_CELL_NAME_LENGTH], amount[LXW_MAX_CELL_NAME_LENGTH], f[96];
    double quantity = strtod(p->quantity, NULL);
    if (p->amount == MH_UNKNOWN) {
        put(k, C_EST_PRICE, mh__book_tr(k->b, "inconnue"), MH__S_UNKNOWN);
        put(k, C_EST_AMOUNT, NULL, MH__S_MONEY);
        k->known = false;
        return;
    }
    snprintf(f, sizeof f, "=%s/%s", cell(amount, k->row, C_EST_AMOUNT), cell(qty, k->row, C_QUANTITY));
    formula(k, C_EST_PRICE, f, MH__S_DUE, quantity > 0 ? (double)p->amount / 100 / quantity : 0);
    worksheet_write_number(k->ws, k->row, C_EST_AMOUNT, (double)p->amount / 100, k->b->style[MH__S_DUE]);
    k->cents += p->amount;
}

static void put_line(struct bordereau *k, const struct mh_rep_price *p)
{
    const char *const text[] = { [C_NUMBER] = p->number, [C_REFERENCE] = p->reference, [C_LABEL] = p->label, [C_SPECS] = p->specs,
                                 [C_NORMS] = p->norms, [C_UNIT] = p->unit };
    char price[LXW_MAX_CELL_NAME_LENGTH], qty[LXW_MAX_CELL_NAME_LENGTH], f[96];
    double height = line_height(p);
    mh__pages_row(&k->pages, k->row, height, 0);
    for (int i = 0; i <= C_UNIT; i++)
        put(k, i, text[i], i == C_NUMBER ? MH__S_NUMBER : MH__S_TEXT);
    worksheet_set_row(k->ws, k->row, height, NULL);
    worksheet_write_number(k->ws, k->row, C_QUANTITY, strtod(p->quantity, NULL), k->b->style[strchr(p->quantity, '.') ? MH__S_DUE : MH__S_QTY]);
    put(k, C_COUNTED, p->counted, MH__S_APPROX);
    put(k, C_OFFER, NULL, MH__S_FILL_TEXT);
    put(k, C_PRICE, NULL, MH__S_FILL_MONEY);
    if (k->estimate && p->vat != MH_UNKNOWN)
        worksheet_write_number(k->ws, k->row, C_VAT, (double)p->vat / 1000, k->b->style[MH__S_FILL_PERCENT]);
    else
        put(k, C_VAT, NULL, MH__S_FILL_PERCENT);
    snprintf(f, sizeof f, "=ROUND(%s*%s,2)", cell(qty, k->row, C_QUANTITY), cell(price, k->row, C_PRICE));
    formula(k, C_AMOUNT, f, MH__S_DUE, 0);
    if (k->estimate)
        put_estimate(k, p);
    k->row++;
}

static void put_signature(struct bordereau *k, const char *text)
{
    mh__pages_row(&k->pages, k->row, SIGN_HEIGHT, 0);
    put_wide(k, k->row++, SIGN_HEIGHT, text, MH__S_INTRO);
}

/* --- checks on what bidders type --- */

static void add_checks(struct bordereau *k)
{
    lxw_data_validation price = {
        .validate = LXW_VALIDATION_TYPE_DECIMAL, .criteria = LXW_VALIDATION_CRITERIA_GREATER_THAN_OR_EQUAL_TO, .value_number = 0,
        .ignore_blank = LXW_VALIDATION_ON, .error_title = (char *)(uintptr_t)mh__book_tr(k->b, "Prix"),
        .error_message = (char *)(uintptr_t)mh__book_tr(k->b, "Un nombre positif ou nul est attendu, en dirhams hors taxe."),
    };
    lxw_data_validation rate = price;
    rate.criteria = LXW_VALIDATION_CRITERIA_BETWEEN;
    rate.minimum_number = 0;
    rate.maximum_number = 1;
    rate.error_title = (char *)(uintptr_t)mh__book_tr(k->b, "Taux");
    rate.error_message = (char *)(uintptr_t)mh__book_tr(k->b, "Un taux est attendu, de zéro à cent pour cent.");
    if (k->row <= FIRST)
        return;
    worksheet_data_validation_range(k->ws, FIRST, C_PRICE, k->row - 1, C_PRICE, &price);
    worksheet_data_validation_range(k->ws, FIRST, C_VAT, k->row - 1, C_VAT, &rate);
}

static enum mh_rc draw(struct mh__book *b, const struct mh_sheet *s, struct mh_rows *src, struct mh_err *err)
{
    struct bordereau k = { .b = b, .ws = mh__sheet_open(b, s, 1, err), .row = FIRST };
    const void *row = NULL;
    enum mh_rc rc = MH_OK;
    if (!k.ws)
        return MH_EIO;
    k.estimate = mh__shown(b, mh_table_column(&mh_rep_price_table, "montant_estime_ht"));
    k.ncols = k.estimate ? NBUYER : NBIDDERS;
    put_head(&k, s);
    while (src->table == &mh_rep_price_table && (rc = src->next(src->ctx, &row, err)) == MH_OK && row) {
        const struct mh_rep_price *p = row;
        if (strcmp(p->lot, mh_str_text(&k.lot)) != 0)
            begin_lot(&k, p);
        put_line(&k, p);
    }
    end_lot(&k);
    if (k.nlots == 0)
        put_wide(&k, k.row++, 18, mh__book_tr(b, "Aucune ligne."), MH__S_SUBTITLE);
    else
        put_signature(&k, mh__book_tr(b, "Fait à …………………………, le …………………………          Signature et cachet du concurrent :"));
    add_checks(&k);
    worksheet_freeze_panes(k.ws, FIRST, C_LABEL);
    worksheet_repeat_rows(k.ws, HEAD, HEAD);
    worksheet_print_area(k.ws, 0, 0, k.row - 1, (lxw_col_t)(k.ncols - 1));
    mh__pages_end(&k.pages, k.ws);
    worksheet_activate(k.ws);
    mh_str_free(&k.lot);
    return rc;
}

const struct mh_sheet mh__sheet_prices = {
    .key = "prices", .title = "Bordereau des prix",
    .intro = "Les prix unitaires s’entendent hors taxe, en dirhams, pour l’unité de la ligne ; les montants et totaux se calculent. Une ligne sans prix "
             "n’est pas proposée. « Soit » dit la même quantité en unités de base.",
    .scopes = MH__IN_PRICES, .about = "Les articles de la consultation, par lot, à chiffrer.", .tab = 0x1B4B5A, .draw = draw, .landscape = true,
};

/* --- the lots added up --- */

enum { L_LOT, L_LINES, L_HT, L_VAT, L_TTC, L_EST, NLOT_COLUMNS };

struct lots {
    struct bordereau k;
    struct mh_str sheet;
    lxw_row_t at;            /* row of the bordereau after the last line counted */
    int64_t lines, cents, all;
    bool any;
};

static void put_lot(struct lots *l)
{
    static const struct { int column, down; } total[] = { { L_HT, 0 }, { L_VAT, 1 }, { L_TTC, 2 } };
    struct bordereau *k = &l->k;
    char at[LXW_MAX_CELL_NAME_LENGTH];
    struct mh_str f = MH_STR_INIT;
    if (!l->any)
        return;
    put(k, L_LOT, mh_str_text(&k->lot), MH__S_TEXT);
    worksheet_write_number(k->ws, k->row, L_LINES, (double)l->lines, k->b->style[MH__S_INT]);
    for (size_t i = 0; i < sizeof total / sizeof *total; i++) {
        mh_str_clear(&f);
        mh_str_addf(&f, "='%s'!%s", mh_str_text(&l->sheet), cell(at, l->at + (lxw_row_t)total[i].down, C_AMOUNT));
        formula(k, total[i].column, mh_str_text(&f), MH__S_MONEY, 0);
    }
    if (k->estimate) {
        mh_str_clear(&f);
        mh_str_addf(&f, "='%s'!%s", mh_str_text(&l->sheet), cell(at, l->at, C_EST_AMOUNT));
        formula(k, L_EST, mh_str_text(&f), MH__S_MONEY, (double)l->cents / 100);
    }
    l->all += l->cents;
    l->cents = l->lines = 0;
    l->at += TOTALS + 1;
    k->row++;
    mh_str_free(&f);
}

static void put_lots_head(struct lots *l, const struct mh_sheet *s)
{
    static const struct { const char *title; double width; } head[NLOT_COLUMNS] = {
        [L_LOT] = { MH_TR("Lot"), 52 }, [L_LINES] = { MH_TR("Lignes"), 9 }, [L_HT] = { MH_TR("Total HT"), 18 },
        [L_VAT] = { MH_TR("Montant de la TVA"), 18 }, [L_TTC] = { MH_TR("Total TTC"), 18 }, [L_EST] = { MH_TR("Estimation HT"), 18 },
    };
    struct bordereau *k = &l->k;
    struct mh_str t = MH_STR_INIT;
    mh_str_add(&t, mh__book_tr(k->b, s->title));
    mh_str_add(&t, " — ");
    mh__plan_title(k->b, &t);
    put_wide(k, 0, 28, mh_str_text(&t), MH__S_TITLE);
    mh_str_free(&t);
    worksheet_set_row(k->ws, 2, 26, NULL);
    for (int i = 0; i < k->ncols; i++) {
        worksheet_set_column(k->ws, (lxw_col_t)i, (lxw_col_t)i, head[i].width, NULL);
        worksheet_write_string(k->ws, 2, (lxw_col_t)i, mh__book_tr(k->b, head[i].title), k->b->style[i > 0 ? MH__S_HEAD_MID : MH__S_HEAD]);
    }
    k->row = 3;
}

static void put_lots_total(struct lots *l)
{
    struct bordereau *k = &l->k;
    char a[LXW_MAX_CELL_NAME_LENGTH], b[LXW_MAX_CELL_NAME_LENGTH], f[64];
    lxw_row_t last = k->row - 1;
    if (last < 3)
        return;
    put(k, L_LOT, mh__book_tr(k->b, "Tous les lots"), MH__S_TOTAL);
    worksheet_write_blank(k->ws, k->row, L_LINES, k->b->style[MH__S_TOTAL]);
    for (int i = L_HT; i < k->ncols; i++) {
        snprintf(f, sizeof f, "=SUM(%s:%s)", cell(a, 3, i), cell(b, last, i));
        formula(k, i, f, MH__S_TOTAL_MONEY, i == L_EST ? (double)l->all / 100 : 0);
    }
}

static enum mh_rc draw_lots(struct mh__book *b, const struct mh_sheet *s, struct mh_rows *src, struct mh_err *err)
{
    struct lots l = { .k = { .b = b, .ws = mh__sheet_open(b, s, 1, err) }, .at = FIRST };
    const void *row = NULL;
    enum mh_rc rc = MH_OK;
    if (!l.k.ws)
        return MH_EIO;
    l.k.estimate = mh__shown(b, mh_table_column(&mh_rep_price_table, "montant_estime_ht"));
    l.k.ncols = l.k.estimate ? NLOT_COLUMNS : L_EST;
    mh__sheet_name(b, &mh__sheet_prices, 1, &l.sheet);
    put_lots_head(&l, s);
    while (src->table == &mh_rep_price_table && (rc = src->next(src->ctx, &row, err)) == MH_OK && row) {
        const struct mh_rep_price *p = row;
        if (strcmp(p->lot, mh_str_text(&l.k.lot)) != 0) {
            put_lot(&l);
            mh_str_clear(&l.k.lot);
            mh_str_add(&l.k.lot, p->lot);
            l.any = true;
            l.at++; /* its heading */
        }
        l.at++;
        l.lines++;
        l.cents += l.k.estimate && p->amount != MH_UNKNOWN ? p->amount : 0;
    }
    put_lot(&l);
    put_lots_total(&l);
    worksheet_freeze_panes(l.k.ws, 3, 1);
    worksheet_print_area(l.k.ws, 0, 0, l.k.row, (lxw_col_t)(l.k.ncols - 1));
    worksheet_fit_to_pages(l.k.ws, 1, 0);
    mh_str_free(&l.k.lot);
    mh_str_free(&l.sheet);
    return rc;
}

const struct mh_sheet mh__sheet_lots = {
    .key = "lots", .title = "Récapitulatif des lots", .scopes = MH__IN_PRICES, .about = "Les totaux de chaque lot.", .tab = 0x5B93C4, .draw = draw_lots, .landscape = true,
};

const struct mh_sheet mh__sheet_left_out = {
    .key = "left_out", .title = "Hors bordereau", .table = &mh_rep_left_out_table,
    .intro = "Ces articles de la campagne ne sont pas au bordereau : à compléter dans le plan, ou à consulter autrement.",
    .scopes = MH__IN_PRICES, .frozen = "reference", .counted = "designation", .tab = 0xC25555,
    .about = "Les articles que le bordereau ne peut pas porter, et pourquoi.",
};

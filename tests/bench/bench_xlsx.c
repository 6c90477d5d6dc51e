/*
 * bench_xlsx write FILE ROWS [shared]: a list of 14 columns (7 texts, date, percentage, numbers) by libxlsxwriter, texts in the rows or shared.
 * bench_xlsx read FILE [SHEET]: reads it as an import does (headers, survey, rows); prints rows, cells.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <xlsxwriter.h>
#include <mahalli/import.h>

enum { COLUMNS = 14 };

static int write_book(const char *path, lxw_row_t rows, int shared)
{
    static const char *const heads[COLUMNS] = { "Référence", "Désignation", "Spécifications", "Unité", "Conditionnement", "Fournisseur",
                                                "Observations", "Quantité", "T1", "T2", "T3", "PU HT", "TVA", "Date du besoin" };
    lxw_workbook_options opt = { .constant_memory = !shared };
    lxw_workbook *wb = workbook_new_opt(path, &opt);
    lxw_worksheet *ws = workbook_add_worksheet(wb, "Besoins");
    lxw_format *date = workbook_add_format(wb), *percent = workbook_add_format(wb);
    format_set_num_format(date, "dd/mm/yyyy");
    format_set_num_format(percent, "0%");
    for (lxw_col_t c = 0; c < COLUMNS; c++)
        worksheet_write_string(ws, 0, c, heads[c], NULL);
    for (lxw_row_t r = 1; r <= rows; r++) {
        char text[80];
        snprintf(text, sizeof text, "A%06u", (unsigned)r);
        worksheet_write_string(ws, r, 0, text, NULL);
        snprintf(text, sizeof text, "SONDE VESICALE FOLEY CH %u 2 VOIES BALLONNET %u ML", (unsigned)(r % 20), (unsigned)(r % 997));
        worksheet_write_string(ws, r, 1, text, NULL);
        worksheet_write_string(ws, r, 2, "charrière = 18 CH ; ballonnet = 10 mL", NULL);
        worksheet_write_string(ws, r, 3, "unité", NULL);
        worksheet_write_string(ws, r, 4, "B/10", NULL);
        worksheet_write_string(ws, r, 5, "Fournisseur habituel", NULL);
        worksheet_write_string(ws, r, 6, "à livrer en deux fois", NULL);
        for (lxw_col_t c = 7; c < 11; c++)
            worksheet_write_number(ws, r, c, (double)(r % 5000 + c), NULL);
        worksheet_write_number(ws, r, 11, (double)(r % 1000) / 100 + 0.01, NULL);
        worksheet_write_number(ws, r, 12, 0.2, percent);
        worksheet_write_number(ws, r, 13, 46400 + r % 300, date);
    }
    return workbook_close(wb) != LXW_NO_ERROR;
}

static int read_book(const char *path, const char *sheet)
{
    struct mh_reader *r;
    struct mh_err err = MH_ERR_INIT;
    struct mh_mapping m = { 0 };
    struct mh_diags diags = MH_DIAGS_INIT;
    struct mh_record rec;
    bool got = true;
    long rows = 0, cells = 0;
    if (mh_reader_open(path, MH_NUM_UNSETTLED, &r, &err) != MH_OK || mh_reader_use_sheet(r, sheet, &err) != MH_OK ||
        mh_mapping_for_reader(r, mh_importer_for("besoins")->table, NULL, &m, &diags, &err) != MH_OK ||
        mh_reader_settle_numbers(r, m.numeric, m.ncells, &err) != MH_OK) {
        fprintf(stderr, "%s\n", err.msg);
        return 1;
    }
    while (mh_reader_next(r, &rec, &got, &err) == MH_OK && got) {
        rows++;
        cells += (long)rec.ncells;
    }
    printf("%ld %ld\n", rows, cells);
    mh_mapping_free(&m);
    mh_diags_free(&diags);
    mh_reader_close(r);
    return err.rc != MH_OK;
}

int main(int argc, char **argv)
{
    if (argc >= 4 && strcmp(argv[1], "write") == 0)
        return write_book(argv[2], (lxw_row_t)atol(argv[3]), argc > 4);
    return argc == 3 || argc == 4 ? read_book(argv[2], argv[3]) : 2;
}

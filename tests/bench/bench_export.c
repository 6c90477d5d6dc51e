/*
 * bench_export: a plan of 100 000 rows against the same cells written by a bare loop over libxlsxwriter. CPU seconds, median of
 * alternating pairs; fails above the bound.
 * bench_export write FILE ROWS: such a plan.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <xlsxwriter.h>

#include <mahalli/export.h>

enum { ROWS = 100000, PAIRS = 5 };
static const double BOUND = 1.25;

static const char *const label[] = { "SONDE VESICALE FOLEY CH18 2 VOIES BALLONNET 10ML", "GANTS D'EXAMEN NITRILE NON POUDRES T.M B/100",
                                     "SERINGUE 10CC 3P LUER LOCK SANS AIGUILLE", "COMPRESSE GAZE HYDROPHILE STERILE 10X10" };
static const char *const family[] = { "Sonde vésicale de Foley", "Gants d’examen nitrile", "Seringue hypodermique", "Compresse de gaze stérile" };
static const char *const specs[] = { "calibre = 18 CH; voies = 2; stérile = oui", "taille = M; poudré = non", "volume = 10 mL; pièces = 3",
                                     "dimensions = 10 x 10 cm; plis = 8" };
static const char *const state[] = { "Concordant", "À vérifier", "À interroger", "Sans fabricant recensé" };

/* Fifteen columns: the plan's, less the rest. */
static const char *const kept[] = { "reference", "designation", "famille", "specifications", "volumetrie", "unite", "etat", "fabricant",
                                    "produit", "achetable", "motif", "a_faire", "score", "groupes", "montant_ht" };
enum { COLUMNS = sizeof kept / sizeof *kept };

static struct mh_column column[COLUMNS];
static struct mh_table table;

struct source {
    int64_t at, rows;
    char reference[24];
    struct mh_rep_plan row;
};

static char *text(const char *s)
{
    return (char *)(uintptr_t)s;
}

static void fill(struct source *s)
{
    int64_t i = s->at++;
    size_t k = (size_t)(i * 7 % 4);

    snprintf(s->reference, sizeof s->reference, "REF-%06lld", (long long)i);
    s->row = (struct mh_rep_plan){
        .id = i + 1, .reference = s->reference, .label = text(label[k]), .family_name = text(family[k]), .specs = text(specs[k]),
        .volume = 1000 + i % 9000, .unit = text("unité"), .state = text(state[i % 4]), .maker = text("Promamec Industrie"),
        .product = text("PRM-220"), .clearance = text("enregistré"), .reason = text("calibre 18 CH ✓, 2 voies ✓"),
        .next = text("Pharmacien : signer l’avis"), .score = 50 + i % 50, .groups = 1 + i % 9, .amount = 123456 + i,
    };
}

static enum mh_rc next(void *ctx, const void **row, struct mh_err *err)
{
    struct source *s = ctx;

    (void)err;
    *row = NULL;
    if (s->at < s->rows) {
        fill(s);
        *row = &s->row;
    }
    return MH_OK;
}

static enum mh_rc rewind_source(void *ctx, struct mh_err *err)
{
    (void)err;
    ((struct source *)ctx)->at = 0;
    return MH_OK;
}

static double cpu(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static double ours(const char *path, int64_t rows)
{
    struct source s = { .rows = rows };
    struct mh_workbook w = { .scope = MH_SCOPE_MEMBER, .with_private = true, .title = "Plan", .now = "2026-11-21T10:00:00", .lang = "fr" };
    struct mh_err err = MH_ERR_INIT;
    double start = cpu();

    w.source[mh_sheet_index("plan")] = (struct mh_rows){ &table, next, rewind_source, &s, rows };
    if (mh_export_workbook(path, &w, NULL, &err) != MH_OK) {
        fprintf(stderr, "%s\n", err.msg);
        exit(1);
    }
    return cpu() - start;
}

static lxw_format *style(lxw_workbook *wb, const char *number, bool wrap, bool right)
{
    lxw_format *f = workbook_add_format(wb);
    format_set_font_name(f, "Calibri");
    format_set_font_size(f, 10);
    format_set_bottom(f, LXW_BORDER_THIN);
    format_set_align(f, right ? LXW_ALIGN_RIGHT : LXW_ALIGN_LEFT);
    format_set_num_format(f, number);
    if (wrap)
        format_set_text_wrap(f);
    return f;
}

static double bare(const char *path)
{
    double start = cpu();
    lxw_workbook_options opt = { .constant_memory = LXW_TRUE };
    lxw_workbook *wb = workbook_new_opt(path, &opt);
    lxw_worksheet *ws = workbook_add_worksheet(wb, "Plan");
    lxw_format *t = style(wb, "@", true, false), *n = style(wb, "#,##0", false, true), *m = style(wb, "#,##0.00\" MAD\"", false, true);
    struct source s = { .rows = ROWS };

    for (lxw_row_t r = 5; s.at < s.rows; r++) {
        const void *row;
        next(&s, &row, NULL);
        for (int k = 0; k < COLUMNS; k++) {
            const char *at = (const char *)row + column[k].offset;
            if (column[k].type == MH_TEXT || column[k].type == MH_CHOICE)
                worksheet_write_string(ws, r, (lxw_col_t)k, *(char *const *)(const void *)at, t);
            else if (column[k].type == MH_MONEY)
                worksheet_write_number(ws, r, (lxw_col_t)k, (double)*(const int64_t *)(const void *)at / 100, m);
            else
                worksheet_write_number(ws, r, (lxw_col_t)k, (double)*(const int64_t *)(const void *)at, n);
        }
    }
    workbook_close(wb);
    return cpu() - start;
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static void choose_columns(void)
{
    for (int k = 0; k < COLUMNS; k++)
        column[k] = *mh_table_column(&mh_rep_plan_table, kept[k]);
    table = mh_rep_plan_table;
    table.columns = column;
    table.ncolumns = COLUMNS;
}

int main(int argc, char **argv)
{
    const char *dir = getenv("TMPDIR");
    char path[512];
    double a[PAIRS], b[PAIRS], ratio[PAIRS];

    choose_columns();
    if (argc == 4 && strcmp(argv[1], "write") == 0) {
        ours(argv[2], atol(argv[3]));
        return 0;
    }
    snprintf(path, sizeof path, "%s/bench_export_%ld.xlsx", dir ? dir : "/tmp", (long)getpid());
    for (int i = 0; i < PAIRS; i++) {
        b[i] = i % 2 ? bare(path) : 0;
        a[i] = ours(path, ROWS);
        b[i] = i % 2 ? b[i] : bare(path);
        ratio[i] = a[i] / b[i];
    }
    unlink(path);
    qsort(a, PAIRS, sizeof *a, by_value);
    qsort(b, PAIRS, sizeof *b, by_value);
    qsort(ratio, PAIRS, sizeof *ratio, by_value);
    printf("export : %.2f s CPU, boucle nue : %.2f s, rapport %.2f (borne %.2f)\n", a[PAIRS / 2], b[PAIRS / 2], ratio[PAIRS / 2], BOUND);
    return ratio[PAIRS / 2] > BOUND;
}

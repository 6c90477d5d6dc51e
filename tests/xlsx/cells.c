/* cells FILE: every cell that our reader finds in every sheet of a workbook, one a line: sheet, row, column (from 0), kind, text; tabs
 * between, line breaks as \n. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <mahalli/import.h>

static void print(const char *sheet, const struct mh_record *rec)
{
    for (size_t i = 0; i < rec->ncells; i++) {
        if (*rec->cell[i] == '\0')
            continue;
        printf("%s\t%lld\t%zu\t%d\t", sheet, (long long)rec->line, i, rec->kind ? rec->kind[i] : 0);
        for (const char *p = rec->cell[i]; *p; p++)
            if (*p == '\n')
                fputs("\\n", stdout);
            else
                putchar(*p);
        putchar('\n');
    }
}

/* 0: read; 1: no such sheet; 2: cannot be read. */
static int read_sheet(const char *path, size_t nth)
{
    struct mh_reader *r;
    struct mh_err err = MH_ERR_INIT;
    struct mh_record rec;
    bool got = true, hidden;
    char sheet[128];
    if (mh_reader_open(path, MH_NUM_POINT, &r, &err) != MH_OK) {
        fprintf(stderr, "%s\n", err.msg);
        return 2;
    }
    const char *name = mh_reader_sheet_name(r, nth, &hidden);
    if (!name) {
        mh_reader_close(r);
        return 1;
    }
    snprintf(sheet, sizeof sheet, "%s", name);
    enum mh_rc rc = mh_reader_use_sheet(r, sheet, &err);
    if (rc == MH_OK)
        print(sheet, mh_reader_header(r));
    if (rc == MH_OK)
        rc = mh_reader_settle_numbers(r, NULL, 0, &err);
    while (rc == MH_OK && (rc = mh_reader_next(r, &rec, &got, &err)) == MH_OK && got)
        print(sheet, &rec);
    if (rc != MH_OK)
        fprintf(stderr, "%s\n", err.msg);
    mh_reader_close(r);
    return rc == MH_OK ? 0 : 2;
}

int main(int argc, char **argv)
{
    int rc = argc == 2 ? 0 : 2;
    for (size_t i = 0; rc == 0; i++)
        rc = read_sheet(argv[1], i);
    return rc == 1 ? 0 : rc;
}

/* tests/reference/<group>.csv: for each family a need as a hospital writes it, and a product of each verdict as a maker describes it.
 * Every failing cell is reported with what was read. MAHALLI_CASES=group runs one file. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "spec_help.h"

enum { CELLS = 8, LINE = 4000 };

/* One CSV line with quotes, in place. */
static int cut_line(char *line, char *cell[CELLS])
{
    int n = 0;
    line[strcspn(line, "\r\n")] = '\0';
    for (char *p = line; n < CELLS;) {
        char *w = p;
        cell[n++] = p;
        if (*p == '"')
            for (p++; *p != '\0'; p++) {
                if (*p == '"' && p[1] != '"') {
                    p++;
                    break;
                }
                if (*p == '"')
                    p++;
                *w++ = *p;
            }
        else
            for (; *p != '\0' && *p != ';'; p++)
                *w++ = *p;
        char *next = *p == ';' ? p + 1 : NULL;
        *w = '\0';
        if (next == NULL)
            break;
        p = next;
    }
    return n;
}

static void show(const char *what, const struct mh_lexicon *lx, const char *text, bool product)
{
    struct mh_reading r;
    help_read(lx, text, product, &r);
    printf("#   %s: %s\n#     %s%s {%s} reste (%s)\n", what, text, r.family < 0 ? "non lu" : help_family(lx, &r),
           r.problem == MH_READ_AMBIGUOUS ? " ambigu" : r.problem == MH_READ_CONTRADICTORY ? " contradictoire" : "",
           r.family < 0 ? "" : help_text(lx, &r), r.rest == NULL ? "" : r.rest);
    mh_reading_free(&r);
}

static int run_case(const struct mh_lexicon *lx, const char *group, char *cell[CELLS])
{
    static const char *const wanted[] = { "match", "review", "near" };
    struct mh_reading r;
    int bad = 0;
    help_read(lx, cell[1], false, &r);
    bool out = r.problem == MH_READ_OUT_OF_SCOPE;
    if (strcmp(help_family(lx, &r), cell[0]) != 0) {
        printf("# %s: %s lu comme %s\n", group, cell[0], r.family < 0 ? "rien" : help_family(lx, &r));
        bad++;
    }
    mh_reading_free(&r);
    for (int k = 0; k < 3 && !out; k++) {
        if (*cell[2 + k] == '\0')
            continue;
        const char *got = help_verdict(lx, cell[1], cell[2 + k]);
        if (strcmp(got, wanted[k]) == 0)
            continue;
        printf("# %s: %s: %s au lieu de %s\n", group, cell[0], got, wanted[k]);
        show("besoin", lx, cell[1], false);
        show("produit", lx, cell[2 + k], true);
        bad++;
    }
    return bad;
}

static int run_file(const struct mh_lexicon *lx, const char *name, int *cases)
{
    char path[300], line[LINE], copy[LINE];
    char *cell[CELLS];
    int bad = 0;
    snprintf(path, sizeof path, "tests/reference/%s", name);
    FILE *f = fopen(path, "r");
    assert_non_null(f);
    if (fgets(line, sizeof line, f) == NULL)
        line[0] = '\0';
    while (fgets(line, sizeof line, f) != NULL) {
        snprintf(copy, sizeof copy, "%s", line);
        if (cut_line(copy, cell) < 5 || *cell[0] == '\0')
            continue;
        (*cases)++;
        bad += run_case(lx, name, cell);
    }
    fclose(f);
    return bad;
}

static void test_cases(void **state)
{
    (void)state;
    const struct mh_lexicon *lx = help_lexicon();
    const char *only = getenv("MAHALLI_CASES");
    DIR *d = opendir("tests/reference");
    int bad = 0, cases = 0;
    if (d == NULL)
        skip();
    for (struct dirent *e; (e = readdir(d)) != NULL;) {
        size_t n = strlen(e->d_name);
        if (n > 4 && strcmp(e->d_name + n - 4, ".csv") == 0 && (only == NULL || strncmp(e->d_name, only, strlen(only)) == 0))
            bad += run_file(lx, e->d_name, &cases);
    }
    closedir(d);
    printf("# %d familles, %d cellules fausses\n", cases, bad);
    assert_int_equal(bad, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_cases) };
    return cmocka_run_group_tests(tests, NULL, help_lexicon_done);
}

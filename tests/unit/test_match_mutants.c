/*
 * What a product says is compared, word by word and number by number: of each pair judged right (tests/reference, tests/gold) that is a
 * match, one measure or one property that line and product both state is changed in the product; it must not stay a match.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <ctype.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <mahalli/utf8.h>
#include <mahalli/xalloc.h>
#include "spec_help.h"

enum { CELLS = 24, LINE = 4000 };

struct counts {
    int pairs, mutants, stay;
};

static int cut_line(char *line, char *cell[CELLS])
{
    int n = 0;
    line[strcspn(line, "\r\n")] = '\0';
    for (char *p = line; n < CELLS;) {
        bool quoted = *p == '"';
        char *w = p, *r = p + quoted;
        cell[n++] = p;
        for (; *r != '\0' && (quoted || *r != ';'); r++) {
            if (quoted && *r == '"' && *++r != '"') {
                quoted = false;
                r--;
                continue;
            }
            *w++ = *r;
        }
        char *next = *r == ';' ? r + 1 : NULL;
        *w = '\0';
        if (next == NULL)
            break;
        p = next;
    }
    return n;
}

static char *folded(const char *s)
{
    struct mh_str out = MH_STR_INIT;
    mh_utf8_foldn(&out, s, strlen(s));
    return mh_str_take(&out);
}

static bool letter(char c)
{
    return c >= 'a' && c <= 'z';
}

/* The place of `word` in the folded text, whole; NULL none. */
static const char *find_word(const char *text, const char *word)
{
    size_t n = strlen(word);
    for (const char *p = strstr(text, word); p != NULL; p = strstr(p + 1, word))
        if ((p == text || !letter(p[-1])) && !letter(p[n]))
            return p;
    return NULL;
}

static char *replaced(const char *text, const char *at, size_t n, const char *by)
{
    struct mh_str out = MH_STR_INIT;
    mh_str_addn(&out, text, (size_t)(at - text));
    mh_str_add(&out, by);
    mh_str_add(&out, at + n);
    return mh_str_take(&out);
}

static void try_one(struct counts *c, const char *need, const char *product, const char *what)
{
    c->mutants++;
    if (strcmp(help_verdict(help_lexicon(), need, product), "match") != 0)
        return;
    c->stay++;
    print_message("%s : %s => %s\n", what, need, product);
}

/* Properties that exclude each other, whatever the family. */
static void swap_words(struct counts *c, const char *need, const char *fneed, const char *product)
{
    static const struct { const char *from, *to; } swaps[] = {
        { "luer lock", "luer" },          { "latex", "vinyle" },       { "silicone", "latex" },      { "adulte", "enfant" },
        { "enfant", "adulte" },           { "droite", "courbe" },      { "courbe", "droite" },       { "homme", "femme" },
        { "femme", "homme" },             { "triangulaire", "ronde" }, { "ronde", "triangulaire" },  { "gauche", "droit" },
        { "rigide", "souple" },           { "haute pression", "basse pression" },
        { "non poudre", "poudre" },       { "avec ballonnet", "sans ballonnet" }, { "sans ballonnet", "avec ballonnet" },
        { "avec ailettes", "sans ailettes" }, { "avec trocart", "sans trocart" }, { "avec filtre", "sans filtre" },
        { "avec valve", "sans valve" },   { "sans valve", "avec valve" }, { "inox", "plastique" },   { "titane", "acier" },
        { "avec aiguille", "sans aiguille" }, { "sans aiguille", "avec aiguille" },
    };
    char *text = folded(product);
    for (size_t i = 0; i < sizeof swaps / sizeof *swaps; i++) {
        const char *at = find_word(text, swaps[i].from);
        if (strstr(fneed, "agglutination") != NULL)
            continue; /* by latex: the method, not the matter */
        if (strcmp(swaps[i].from, "silicone") == 0 && strstr(need, "silicon\xc3\xa9") != NULL)
            continue; /* of a face, not of the whole */
        if (at == NULL || find_word(fneed, swaps[i].from) == NULL || find_word(at + 1, swaps[i].from) != NULL)
            continue;
        char *other = replaced(text, at, strlen(swaps[i].from), swaps[i].to);
        try_one(c, need, other, swaps[i].from);
        free(other);
    }
    free(text);
}

/* "18 ch", "10ml": the number and unit at p; *n its length, 0 none. */
static size_t measure_at(const char *p, size_t *digits)
{
    static const char *const units[] = { "ml", "mm", "cm", "ch", "fr", "g", "kg", "plis", "m" };
    size_t n = 0;
    while (isdigit((unsigned char)p[n]) || ((p[n] == ',' || p[n] == '.') && n > 0 && isdigit((unsigned char)p[n + 1])))
        n++;
    *digits = n;
    size_t k = n + (p[n] == ' ');
    for (size_t u = 0; n > 0 && u < sizeof units / sizeof *units; u++) {
        size_t len = strlen(units[u]);
        if (strncmp(p + k, units[u], len) == 0 && !letter(p[k + len]) && !isdigit((unsigned char)p[k + len]))
            return k + len;
    }
    return 0;
}

static bool has_measure(const char *text, const char *number, size_t digits, const char *unit)
{
    for (const char *p = text; *p != '\0'; p++) {
        size_t d = 0, n = (p == text || (!isdigit((unsigned char)p[-1]) && p[-1] != ',' && p[-1] != '.')) ? measure_at(p, &d) : 0;
        if (n == 0 || d != digits || strncmp(p, number, d) != 0)
            continue;
        const char *mine = p + d + (p[d] == ' ');
        if (strncmp(mine, unit, (size_t)(p + n - mine)) == 0)
            return true;
    }
    return false;
}

static void change_measures(struct counts *c, const char *need, const char *fneed, const char *product)
{
    static const char *const bounds[] = { "minimal", "minimum", "au moins", ">=" };
    for (size_t i = 0; i < sizeof bounds / sizeof *bounds; i++)
        if (strstr(fneed, bounds[i]) != NULL)
            return; /* more may be as good */
    char *text = folded(product);
    for (const char *p = text; *p != '\0'; p++) {
        size_t digits = 0;
        bool starts = isdigit((unsigned char)*p) && (p == text || (!isdigit((unsigned char)p[-1]) && p[-1] != ',' && p[-1] != '.' && p[-1] != '-' && p[-1] != '/'));
        size_t n = starts ? measure_at(p, &digits) : 0;
        const char *unit = p + digits + (p[digits] == ' ');
        if (n == 0 || (p >= text + 3 && memcmp(p - 3, " a ", 3) == 0) /* a range reaches further */ || !has_measure(fneed, p, digits, unit) || has_measure(p + n, p, digits, unit))
            continue;
        char by[32];
        snprintf(by, sizeof by, "%ld", strtol(p, NULL, 10) * 2 + 3);
        char *other = replaced(text, p, digits, by);
        try_one(c, need, other, "mesure");
        free(other);
    }
    free(text);
}

static void try_pair(struct counts *c, const char *need, const char *product)
{
    if (strcmp(help_verdict(help_lexicon(), need, product), "match") != 0)
        return;
    char *fneed = folded(need);
    c->pairs++;
    swap_words(c, need, fneed, product);
    change_measures(c, need, fneed, product);
    free(fneed);
}

static void test_reference(void **state)
{
    (void)state;
    struct counts c = { 0 };
    DIR *dir = opendir("tests/reference");
    assert_non_null(dir);
    for (struct dirent *e; (e = readdir(dir)) != NULL;) {
        char path[600], line[LINE], *cell[CELLS];
        snprintf(path, sizeof path, "tests/reference/%s", e->d_name);
        FILE *f = strstr(e->d_name, ".csv") == NULL ? NULL : fopen(path, "r");
        while (f != NULL && fgets(line, sizeof line, f) != NULL)
            if (cut_line(line, cell) >= 3 && strcmp(cell[0], "famille") != 0 && *cell[2] != '\0')
                try_pair(&c, cell[1], cell[2]);
        if (f != NULL)
            fclose(f);
    }
    closedir(dir);
    print_message("# référence : %d paires, %d mutants, %d restent concordants\n", c.pairs, c.mutants, c.stay);
    assert_true(c.pairs > 100 && c.mutants > 50);
    assert_int_equal(c.stay, 0);
}

/* --- judged sets --- */

struct row {
    char *key, *text;
};

static int by_key(const void *a, const void *b)
{
    return strcmp(((const struct row *)a)->key, ((const struct row *)b)->key);
}

static int column(char *cell[CELLS], int n, const char *name)
{
    for (int i = 0; i < n; i++)
        if (strcmp(cell[i], name) == 0)
            return i;
    return -1;
}

static void load(const char *set, const char *name, struct row **rows, size_t *n)
{
    char path[300], line[LINE], *cell[CELLS];
    snprintf(path, sizeof path, "tests/gold/%s/%s", set, name);
    FILE *f = fopen(path, "r");
    assert_non_null(f);
    assert_non_null(fgets(line, sizeof line, f));
    char *start = strncmp(line, "\xef\xbb\xbf", 3) == 0 ? line + 3 : line;
    int cells = cut_line(start, cell), key = column(cell, cells, "reference"), label = column(cell, cells, "designation"),
        specs = column(cell, cells, "specifications");
    assert_true(key >= 0 && label >= 0 && specs >= 0);
    while (fgets(line, sizeof line, f) != NULL) {
        if (cut_line(line, cell) <= specs)
            continue;
        char text[LINE];
        snprintf(text, sizeof text, "%s%s%s", cell[label], *cell[specs] == '\0' ? "" : " | ", cell[specs]);
        *rows = mh_xreallocarray(*rows, *n + 1, sizeof **rows);
        (*rows)[(*n)++] = (struct row){ mh_xstrdup(cell[key]), mh_xstrdup(text) };
    }
    fclose(f);
}

static const char *text_of(const struct row *rows, size_t n, char *key)
{
    struct row one = { .key = key };
    const struct row *found = bsearch(&one, rows, n, sizeof *rows, by_key);
    return found == NULL ? NULL : found->text;
}

static void free_rows(struct row *rows, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        free(rows[i].key);
        free(rows[i].text);
    }
    free(rows);
}

/* `other`: a second file of lines, NULL where that half is not to be read. */
static void judged(const char *set, const char *other)
{
    struct counts c = { 0 };
    struct row *needs = NULL, *products = NULL;
    size_t nneeds = 0, nproducts = 0;
    char path[300], line[LINE], *cell[CELLS];
    load(set, "needs_dev.csv", &needs, &nneeds);
    if (other != NULL)
        load(set, other, &needs, &nneeds);
    load(set, "products.csv", &products, &nproducts);
    qsort(needs, nneeds, sizeof *needs, by_key);
    qsort(products, nproducts, sizeof *products, by_key);
    snprintf(path, sizeof path, "tests/gold/%s/qrels.csv", set);
    FILE *f = fopen(path, "r");
    assert_non_null(f);
    while (fgets(line, sizeof line, f) != NULL) {
        if (cut_line(line, cell) < 3 || strcmp(cell[2], "2") != 0)
            continue;
        const char *need = text_of(needs, nneeds, cell[0]), *product = text_of(products, nproducts, cell[1]);
        if (need != NULL && product != NULL)
            try_pair(&c, need, product);
    }
    fclose(f);
    free_rows(needs, nneeds);
    free_rows(products, nproducts);
    print_message("# %s : %d paires, %d mutants, %d restent concordants\n", set, c.pairs, c.mutants, c.stay);
    assert_true(c.pairs > 20 && c.mutants > 20);
    assert_int_equal(c.stay, 0);
}

static void test_own(void **state) { (void)state; judged("own", NULL); }
static void test_fresh(void **state) { (void)state; judged("fresh", "needs_hold.csv"); }
static void test_blind(void **state) { (void)state; judged("blind", "needs_hold.csv"); }

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_reference), cmocka_unit_test(test_own), cmocka_unit_test(test_fresh),
                                        cmocka_unit_test(test_blind) };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    help_lexicon_free();
    return failed;
}

/* Units, needle gauges and thread sizes: tables that ship with the program (schema/reference/common), and exact conversions. */
#include <stdio.h>
#include <string.h>
#include <mahalli/hash.h>
#include <mahalli/reference.h>
#include <mahalli/xalloc.h>
#include "spec/lexicon.h"

enum { MILLION = 1000000 };
typedef __int128 wide;

bool mh__number_parse(const char *s, int64_t *millionths)
{
    struct mh_decimal d;
    int64_t v;
    if (!mh_decimal_parse(s, MH_NUM_POINT, &d) || !mh_decimal_scaled(d, 6, &v))
        return false;
    *millionths = v;
    return true;
}

void mh__number_format(struct mh_str *out, int64_t v)
{
    char buf[32];
    int64_t whole = v / MILLION, part = v % MILLION;
    if (v < 0) {
        mh_str_addc(out, '-');
        whole = -whole;
        part = -part;
    }
    mh_str_addf(out, "%lld", (long long)whole);
    if (part == 0)
        return;
    int n = snprintf(buf, sizeof buf, ".%06lld", (long long)part);
    while (n > 1 && buf[n - 1] == '0')
        n--;
    mh_str_addn(out, buf, (size_t)n);
}

static int dimension_add(struct mh_lexicon *lx, const char *name)
{
    for (size_t i = 0; i < lx->dimensions.len; i++)
        if (strcmp(lx->dimensions.at[i], name) == 0)
            return (int)i;
    mh_vec_push(&lx->dimensions, mh_arena_strdup(&lx->arena, name));
    return (int)lx->dimensions.len - 1;
}

static void unit_add(struct mh_lexicon *lx, const char *const *cell)
{
    struct mh__unit u = { .dimension = dimension_add(lx, cell[2]) };
    snprintf(u.symbol, sizeof u.symbol, "%s", cell[0]);
    if (!mh_decimal_parse(cell[3], MH_NUM_POINT, &u.factor) || u.factor.mant <= 0)
        return;
    mh_vec_push(&lx->units, u);
    struct mh__term term = { .kind = MH__T_UNIT, .code = (int16_t)(lx->units.len - 1), .families = MH__NONE };
    char forms[400];
    snprintf(forms, sizeof forms, "%s|%s|%s", cell[0], cell[1], cell[4]);
    char *save = NULL;
    for (char *f = strtok_r(forms, "|", &save); f != NULL; f = strtok_r(NULL, "|", &save)) {
        uint32_t words[8];
        int n = mh__term_words(lx, f, words, 8, NULL);
        if (n > 0)
            mh__sequence_add(lx, words, n, &term);
    }
}

void mh__common_rows(struct mh_lexicon *lx, const struct mh_reference_file *file,
                     void (*row)(struct mh_lexicon *lx, const char *const *cell), size_t cells)
{
    for (size_t i = 1; file->lines[i] != NULL; i++) {
        const char *cell[8] = { 0 };
        char line[600];
        lx->stamp = mh_hash64(file->lines[i], strlen(file->lines[i]) + 1, lx->stamp);
        snprintf(line, sizeof line, "%s", file->lines[i]);
        if (line[0] != '\0' && line[0] != '#' && mh_reference_cells(line, cell, 8) >= cells)
            row(lx, cell);
    }
}

static void gauge_add(struct mh_lexicon *lx, const char *const *cell)
{
    int64_t g, mm;
    if (lx->ngauges < 40 && mh__number_parse(cell[0], &g) && mh__number_parse(cell[1], &mm)) {
        lx->gauge[lx->ngauges].gauge = g;
        lx->gauge[lx->ngauges++].mm = mm;
    }
}

static void usp_add(struct mh_lexicon *lx, const char *const *cell)
{
    int64_t d;
    if (lx->nusp < 40 && mh__number_parse(cell[1], &d)) {
        snprintf(lx->usp[lx->nusp].usp, sizeof lx->usp[0].usp, "%s", cell[0]);
        lx->usp[lx->nusp++].decimal = d;
    }
}

static int unit_by_symbol(const struct mh_lexicon *lx, const char *symbol)
{
    for (size_t i = 0; i < lx->units.len; i++)
        if (strcmp(lx->units.at[i].symbol, symbol) == 0)
            return (int)i;
    return MH__NONE;
}

void mh__units_load(struct mh_lexicon *lx)
{
    for (const struct mh_reference_file *f = mh_reference_files; f->group != NULL; f++) {
        if (strcmp(f->file, "units") == 0)
            mh__common_rows(lx, f, unit_add, 5);
        else if (strcmp(f->file, "gauges") == 0)
            mh__common_rows(lx, f, gauge_add, 2);
        else if (strcmp(f->file, "usp") == 0)
            mh__common_rows(lx, f, usp_add, 2);
    }
    lx->dim_length = dimension_add(lx, "longueur");
    lx->dim_french = dimension_add(lx, "charriere");
    lx->dim_gauge = dimension_add(lx, "jauge");
    lx->unit_inch = unit_by_symbol(lx, "in");
    lx->unit_mm = unit_by_symbol(lx, "mm");
    lx->unit_gauge = unit_by_symbol(lx, "G");
}

static wide power_of_ten(int n)
{
    wide p = 1;
    while (n-- > 0)
        p *= 10;
    return p;
}

/* v * num / den, rounded to the nearest millionth; false when it does not fit. */
static bool scaled(int64_t v, wide num, wide den, int64_t *out)
{
    if (v == INT64_MIN || v == INT64_MAX) { /* open ends stay open */
        *out = v;
        return true;
    }
    wide r = (wide)v * num;
    r = (r >= 0 ? r + den / 2 : r - den / 2) / den;
    if (r > INT64_MAX / 4 || r < INT64_MIN / 4)
        return false;
    *out = (int64_t)r;
    return true;
}

bool mh__convert(const struct mh_lexicon *lx, int from, int to, int64_t v, int64_t *out)
{
    if (from == to) {
        *out = v;
        return true;
    }
    if (from < 0 || to < 0)
        return false;
    const struct mh__unit *a = &lx->units.at[from], *b = &lx->units.at[to];
    wide num = (wide)a->factor.mant * power_of_ten(b->factor.scale), den = (wide)b->factor.mant * power_of_ten(a->factor.scale);
    if (a->dimension == b->dimension)
        return scaled(v, num, den, out);
    if (a->dimension == lx->dim_length && b->dimension == lx->dim_french)
        return scaled(v, num * 3, den, out);
    if (a->dimension == lx->dim_french && b->dimension == lx->dim_length)
        return scaled(v, num, den * 3, out);
    return false;
}

int64_t mh__gauge_to_mm(const struct mh_lexicon *lx, int64_t gauge)
{
    for (int i = 0; i < lx->ngauges; i++)
        if (lx->gauge[i].gauge == gauge)
            return lx->gauge[i].mm;
    return 0;
}

int64_t mh__mm_to_gauge(const struct mh_lexicon *lx, int64_t mm)
{
    for (int i = 0; i < lx->ngauges; i++)
        if (lx->gauge[i].mm == mm)
            return lx->gauge[i].gauge;
    return MH_UNKNOWN;
}

int mh__usp_index(const struct mh_lexicon *lx, const char *usp)
{
    if (strcmp(usp, "1/0") == 0)
        usp = "0"; /* one nought; 1 is the next thicker */
    for (int i = 0; i < lx->nusp; i++)
        if (strcmp(lx->usp[i].usp, usp) == 0)
            return i;
    return MH__NONE;
}

int mh__usp_by_decimal(const struct mh_lexicon *lx, int64_t decimal)
{
    for (int i = 0; i < lx->nusp; i++)
        if (lx->usp[i].decimal == decimal)
            return i;
    return MH__NONE;
}

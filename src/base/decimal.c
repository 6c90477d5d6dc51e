#include <mahalli/decimal.h>
#include <mahalli/table.h>

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include <mahalli/utf8.h>

#include "base/base.h"

enum { SCALE_MAX = 9, DIGITS_MAX = 64 };

__extension__ typedef __int128 wide; /* products of two int64 */

static const int64_t pow10[SCALE_MAX + 1] = { 1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000, 1000000000 };

/* --- reading: the text is cut into its sign, digits and separators before any style is applied --- */

struct shape {
    bool negative;
    char digit[DIGITS_MAX];
    int ndigits;
    int commas, points, spaces;  /* how many of each */
    int last_comma, last_point;  /* digits seen before the last one; -1 none */
    bool comma_groups, point_groups, space_groups; /* could each be a thousands separator, by its places? */
    enum mh__number_tail tail;
};

/* Takes a currency word or % off the end. */
static void cut_tail(const char *p, const char **end, enum mh__number_tail *tail)
{
    char low[8];

    *tail = MH__TAIL_NONE;
    if (p == *end)
        return;
    if ((*end)[-1] == '%') {
        --*end;
        *tail = MH__TAIL_PERCENT;
    } else {
        const char *stop = (*end)[-1] == '.' ? *end - 1 : *end, *w = stop;
        while (w > p && ((w[-1] | 32) >= 'a' && (w[-1] | 32) <= 'z'))
            w--;
        size_t n = (size_t)(stop - w);
        for (size_t i = 0; i < n && n < sizeof low; i++)
            low[i] = (char)(w[i] | 32);
        if (n < sizeof low && mh_is_currency(low, n)) {
            *end = w;
            *tail = MH__TAIL_CURRENCY;
        }
    }
    if (*tail != MH__TAIL_NONE)
        mh__trim(&p, end);
}

static bool cut_sign(const char **p, const char *end)
{
    uint32_t cp;
    bool negative = false;

    if (*p == end)
        return false;
    size_t n = mh_utf8_next(*p, end, &cp);
    if (cp == '+' || cp == '-' || cp == 0x2212) {
        negative = cp != '+';
        *p += n;
        mh__trim(p, &end);
    }
    return negative;
}

struct separator {
    int count, last, previous; /* places, in digits before */
    bool groups;
};

static void see_separator(struct separator *s, int ndigits)
{
    int run = s->count ? ndigits - s->last : ndigits;

    s->groups = s->count ? s->groups && run == 3 : run >= 1 && run <= 3;
    s->last = ndigits;
    s->count++;
}

static bool cut_shape(const char *p, const char *end, struct shape *sh)
{
    struct separator comma = { .last = -1 }, point = { .last = -1 }, space = { .last = -1 };
    bool after_separator = false;

    mh__trim(&p, &end);
    cut_tail(p, &end, &sh->tail);
    sh->negative = cut_sign(&p, end);
    sh->ndigits = 0;
    while (p < end) {
        uint32_t cp;
        p += mh_utf8_next(p, end, &cp);
        if (cp >= '0' && cp <= '9') {
            if (sh->ndigits == DIGITS_MAX)
                return false;
            sh->digit[sh->ndigits++] = (char)cp;
            after_separator = false;
            continue;
        }
        struct separator *s = cp == ',' ? &comma : cp == '.' ? &point : cp != '\n' && mh__is_space(cp) ? &space : NULL;
        if (!s || after_separator)
            return false;
        see_separator(s, sh->ndigits);
        after_separator = true;
    }
    if (sh->ndigits == 0 || after_separator)
        return false;
    /* A group separator is followed by whole groups up to the decimal mark or the end. */
    sh->commas = comma.count, sh->points = point.count, sh->spaces = space.count;
    sh->last_comma = comma.last, sh->last_point = point.last;
    int comma_end = point.last > comma.last ? point.last : sh->ndigits;
    int point_end = comma.last > point.last ? comma.last : sh->ndigits;
    int mark = comma.last > point.last ? comma.last : point.last;
    int space_end = mark > space.last ? mark : sh->ndigits;
    sh->comma_groups = comma.count && comma.groups && comma_end - comma.last == 3 && sh->digit[0] != '0';
    sh->point_groups = point.count && point.groups && point_end - point.last == 3 && sh->digit[0] != '0';
    sh->space_groups = space.count && space.groups && space_end - space.last == 3 && !(mark >= 0 && mark <= space.last);
    return !space.count || sh->space_groups;
}

/* Can the shape be read with this decimal mark? *places: digits after the mark. */
static bool reads_as(const struct shape *sh, enum mh_number_style style, int *places)
{
    bool comma = style == MH_NUM_COMMA;
    int marks = comma ? sh->commas : sh->points, groups = comma ? sh->points : sh->commas;
    int mark = comma ? sh->last_comma : sh->last_point, group = comma ? sh->last_point : sh->last_comma;
    bool grouped = comma ? sh->point_groups : sh->comma_groups;

    if (marks > 1 || (groups && !grouped) || (groups && sh->spaces) || (marks && groups && mark < group))
        return false;
    *places = marks ? sh->ndigits - mark : 0;
    return true;
}

static enum mh_number_evidence evidence_of(const struct shape *sh)
{
    int c, p;

    if (!sh->commas && !sh->points)
        return MH_NUMEV_NONE;
    bool comma = reads_as(sh, MH_NUM_COMMA, &c), point = reads_as(sh, MH_NUM_POINT, &p);
    return comma && point ? MH_NUMEV_AMBIGUOUS : comma ? MH_NUMEV_COMMA : point ? MH_NUMEV_POINT : MH_NUMEV_NOT_A_NUMBER;
}

enum mh_number_evidence mh_decimal_evidence(const char *text)
{
    struct shape sh;

    if (!text || !cut_shape(text, text + strlen(text), &sh))
        return MH_NUMEV_NOT_A_NUMBER;
    return evidence_of(&sh);
}

static enum mh__number_fault assemble(const struct shape *sh, int places, struct mh_decimal *out)
{
    int n = sh->ndigits;
    int64_t mant = 0;

    while (places > 0 && sh->digit[n - 1] == '0') {
        n--;
        places--;
    }
    if (places > SCALE_MAX)
        return MH__NUM_TOO_FINE;
    for (int i = 0; i < n; i++) {
        int d = sh->digit[i] - '0';
        if (mant > (INT64_MAX - d) / 10)
            return MH__NUM_TOO_LARGE;
        mant = mant * 10 + d;
    }
    *out = (struct mh_decimal){ sh->negative ? -mant : mant, mant ? places : 0 };
    return MH__NUM_OK;
}

/* Most cells of a file are short runs of plain digits. */
static bool plain_digits(const char *p, const char *end, int64_t *out)
{
    if (p == end || end - p > 18)
        return false;
    int64_t v = 0;
    for (; p < end; p++) {
        if (*p < '0' || *p > '9')
            return false;
        v = v * 10 + (*p - '0');
    }
    *out = v;
    return true;
}

enum mh__number_fault mh__number_scan(const char *p, const char *end, enum mh_number_style style, struct mh_decimal *out,
                                      enum mh__number_tail *tail)
{
    struct shape sh;
    int64_t whole;
    int places = 0;

    *tail = MH__TAIL_NONE;
    if (plain_digits(p, end, &whole)) {
        *out = mh_decimal_int(whole);
        return MH__NUM_OK;
    }
    if (!cut_shape(p, end, &sh))
        return MH__NUM_NOT;
    *tail = sh.tail;
    if (style == MH_NUM_UNSETTLED) {
        switch (evidence_of(&sh)) {
        case MH_NUMEV_AMBIGUOUS: return MH__NUM_AMBIGUOUS;
        case MH_NUMEV_NOT_A_NUMBER: return MH__NUM_NOT;
        case MH_NUMEV_POINT: style = MH_NUM_POINT; break;
        case MH_NUMEV_COMMA:
        case MH_NUMEV_NONE: style = MH_NUM_COMMA; break;
        }
    }
    return reads_as(&sh, style, &places) ? assemble(&sh, places, out) : MH__NUM_NOT;
}

bool mh_decimal_parse(const char *text, enum mh_number_style style, struct mh_decimal *out)
{
    enum mh__number_tail tail;

    return text && mh__number_scan(text, text + strlen(text), style, out, &tail) == MH__NUM_OK;
}

/* --- writing --- */

/* Digits of the value without sign, at least one before the mark; returns the length, *whole those before the mark. */
static int spell(struct mh_decimal d, char out[40], int *whole)
{
    uint64_t u = d.mant < 0 ? 0 - (uint64_t)d.mant : (uint64_t)d.mant;
    int n = snprintf(out, 40, "%0*" PRIu64, d.scale + 1, u);

    *whole = n - d.scale;
    return n;
}

static void put(struct mh_str *out, struct mh_decimal d, bool french)
{
    char digit[40];
    int whole, n = spell(d, digit, &whole);

    if (d.mant < 0)
        mh_str_addc(out, '-');
    if (french)
        mh__add_grouped(out, digit, (size_t)whole);
    else
        mh_str_addn(out, digit, (size_t)whole);
    if (n > whole) {
        mh_str_addc(out, french ? ',' : '.');
        mh_str_addn(out, digit + whole, (size_t)(n - whole));
    }
}

void mh_decimal_format(struct mh_str *out, struct mh_decimal d)
{
    put(out, d, false);
}

void mh_decimal_format_fr(struct mh_str *out, struct mh_decimal d)
{
    put(out, d, true);
}

void mh_money_format(struct mh_str *out, int64_t centimes)
{
    if (centimes != MH_UNKNOWN)
        put(out, (struct mh_decimal){ centimes, 2 }, false);
}

void mh_money_format_fr(struct mh_str *out, int64_t centimes)
{
    if (centimes != MH_UNKNOWN)
        put(out, (struct mh_decimal){ centimes, 2 }, true);
}

void mh_ratio_format_fr(struct mh_str *out, int64_t num, int64_t den, int places)
{
    if (num == MH_UNKNOWN || den <= 0 || places < 0 || places > SCALE_MAX)
        return;
    wide n = num < 0 ? -(wide)num : (wide)num;
    wide q = (n * pow10[places] * 2 + den) / ((wide)den * 2);
    if (q > INT64_MAX)
        return;
    put(out, (struct mh_decimal){ num < 0 ? -(int64_t)q : (int64_t)q, places }, true);
}

/* --- computing --- */

static wide at_scale(struct mh_decimal d, int scale)
{
    return (wide)d.mant * pow10[scale - d.scale];
}

int mh_decimal_cmp(struct mh_decimal a, struct mh_decimal b)
{
    int scale = a.scale > b.scale ? a.scale : b.scale;
    wide x = at_scale(a, scale), y = at_scale(b, scale);

    return (x > y) - (x < y);
}

/* m / 10^scale without noughts at its end. */
static bool exact(wide m, int scale, struct mh_decimal *out)
{
    while (scale > 0 && m % 10 == 0) {
        m /= 10;
        scale--;
    }
    if (scale > SCALE_MAX || m > INT64_MAX || m < -(wide)INT64_MAX)
        return false;
    *out = (struct mh_decimal){ (int64_t)m, scale };
    return true;
}

bool mh_decimal_add(struct mh_decimal a, struct mh_decimal b, struct mh_decimal *out)
{
    int scale = a.scale > b.scale ? a.scale : b.scale;
    return exact((wide)a.mant * pow10[scale - a.scale] + (wide)b.mant * pow10[scale - b.scale], scale, out);
}

bool mh_decimal_mul(struct mh_decimal a, struct mh_decimal b, struct mh_decimal *out)
{
    return exact((wide)a.mant * b.mant, a.scale + b.scale, out);
}

struct mh_decimal mh_decimal_int(int64_t v)
{
    return (struct mh_decimal){ v, 0 };
}

bool mh_decimal_scaled(struct mh_decimal d, int places, int64_t *out)
{
    wide m = d.mant;

    if (places < 0 || places > SCALE_MAX)
        return false;
    if (places >= d.scale) {
        m *= pow10[places - d.scale];
    } else {
        if (m % pow10[d.scale - places])
            return false;
        m /= pow10[d.scale - places];
    }
    if (m > INT64_MAX || m < -(wide)INT64_MAX)
        return false;
    *out = (int64_t)m;
    return true;
}

int64_t mh_sum(int64_t a, int64_t b)
{
    if (a == MH_UNKNOWN || b == MH_UNKNOWN || (b > 0 ? a > INT64_MAX - b : a < -INT64_MAX - b))
        return MH_UNKNOWN;
    return a + b;
}

bool mh_decimal_to_int(struct mh_decimal d, int64_t *out)
{
    return mh_decimal_scaled(d, 0, out);
}

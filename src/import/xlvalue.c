#include "import/xlvalue.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <mahalli/utf8.h>

enum { DIGITS = 15, RAW_MAX = 64, SECONDS = 86400, LAST_DAY = 2958465 /* 31 December 9999 */, EXPONENT_MAX = 40 };

/* --- formats --- */

struct mh__numfmt mh__style_by_id(int id)
{
    struct mh__numfmt s = { MH__FMT_NUMBER, 0 };
    if (id == 9 || id == 10)
        s.format = MH__FMT_PERCENT;
    else if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || id == 36 || (id >= 50 && id <= 58))
        s.format = MH__FMT_DATE;
    else if (id == 22)
        s.format = MH__FMT_DATETIME;
    else if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || id == 45 || id == 47)
        s.format = MH__FMT_TIME;
    return s;
}

/* The first section of a format without its quoted texts, escapes, colours and conditions, in lower case. False: elapsed time ([h]). */
static bool bare_format(const char *code, char *out, size_t cap)
{
    size_t n = 0;
    for (const char *p = code; *p != '\0' && *p != ';' && n + 1 < cap; p++) {
        if (*p == '"') {
            const char *q = strchr(p + 1, '"');
            if (q == NULL)
                break;
            p = q;
        } else if (*p == '\\' || *p == '_' || *p == '*') {
            if (*++p == '\0')
                break;
        } else if (*p == '[') {
            const char *q = strchr(p, ']');
            if (q == NULL)
                break;
            if (strchr("hHmMsS", p[1]) != NULL && strspn(p + 1, "hHmMsS") == (size_t)(q - p - 1))
                return false;
            p = q;
        } else {
            out[n++] = *p >= 'A' && *p <= 'Z' ? (char)(*p + 32) : *p;
        }
    }
    out[n] = '\0';
    return true;
}

struct mh__numfmt mh__style_by_code(const char *code)
{
    struct mh__numfmt s = { MH__FMT_NUMBER, 0 };
    char f[128];
    if (!bare_format(code, f, sizeof f) || strcmp(f, "general") == 0 || strcmp(f, "@") == 0)
        return s;
    size_t n = strlen(f), zeros = strspn(f, "0");
    if (zeros == n && n > 1 && n <= 20) {
        s.zeros = (unsigned char)n;
    } else if (strchr(f, '%') != NULL) {
        s.format = MH__FMT_PERCENT;
    } else if (strpbrk(f, "#?") == NULL && (strchr(f, '0') == NULL || strstr(f, "s.0") != NULL)) {
        bool day = strpbrk(f, "yd") != NULL, hour = strpbrk(f, "hs") != NULL, month = strchr(f, 'm') != NULL;
        if (day || (month && !hour))
            s.format = hour ? MH__FMT_DATETIME : MH__FMT_DATE;
        else if (hour)
            s.format = MH__FMT_TIME;
    }
    return s;
}

/* --- numbers --- */

struct number {
    bool negative;
    char digit[DIGITS + 2]; /* significant ones, without leading or trailing zeros */
    int n;
    int point;              /* the number is 0.DIGITS times ten to this power */
};

static void round_up(struct number *x)
{
    int i = x->n - 1;
    while (i >= 0 && x->digit[i] == '9')
        i--;
    if (i < 0) {
        x->digit[0] = '1';
        x->n = 1;
        x->point++;
    } else {
        x->digit[i]++;
        x->n = i + 1;
    }
}

/* Takes the digits of v; false when it is no number. */
static bool scan(const char *v, size_t n, struct number *x)
{
    const char *p = v, *end = v + n;
    bool seen = false, point = false, more = false;
    long exponent = 0;
    *x = (struct number){ 0 };
    if (p < end && (*p == '-' || *p == '+'))
        x->negative = *p++ == '-';
    for (; p < end && ((*p >= '0' && *p <= '9') || (*p == '.' && !point)); p++) {
        if (*p == '.') {
            point = true;
            continue;
        }
        seen = true;
        if (x->n == 0 && *p == '0') { /* a leading zero counts only after the point */
            x->point -= point;
            continue;
        }
        x->point += !point;
        if (more) /* beyond the 15: rounding was done by the first of them */
            continue;
        if (x->n < DIGITS) {
            x->digit[x->n++] = *p;
        } else {
            more = true;
            if (*p >= '5')
                round_up(x);
        }
    }
    if (!seen)
        return false;
    if (p < end && (*p == 'e' || *p == 'E')) {
        bool minus = false;
        if (++p < end && (*p == '-' || *p == '+'))
            minus = *p++ == '-';
        if (p == end)
            return false;
        for (; p < end && *p >= '0' && *p <= '9'; p++)
            exponent = exponent < 10000 ? exponent * 10 + (*p - '0') : exponent;
        exponent = minus ? -exponent : exponent;
    }
    while (x->n > 0 && x->digit[x->n - 1] == '0')
        x->n--;
    x->point += (int)exponent;
    return p == end;
}

static void put(struct mh_str *out, const struct number *x)
{
    if (x->n == 0) {
        mh_str_addc(out, '0');
        return;
    }
    if (x->negative)
        mh_str_addc(out, '-');
    if (x->point <= 0) {
        mh_str_add(out, "0.");
        for (int i = x->point; i < 0; i++)
            mh_str_addc(out, '0');
        mh_str_addn(out, x->digit, (size_t)x->n);
        return;
    }
    for (int i = 0; i < x->point || i < x->n; i++) {
        if (i == x->point)
            mh_str_addc(out, '.');
        mh_str_addc(out, i < x->n ? x->digit[i] : '0');
    }
}

/* --- dates --- */

static void put_day(struct mh_str *out, long serial)
{
    /* Days from 1 March of year 0: a civil date without tables. Serial 25569 is 1970-01-01. */
    long z = serial - 25569 + 719468;
    long era = z / 146097, doe = z - era * 146097;
    long yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365, doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    long mp = (5 * doy + 2) / 153, d = doy - (153 * mp + 2) / 5 + 1, m = mp < 10 ? mp + 3 : mp - 9;
    mh_str_addf(out, "%04ld-%02ld-%02ld", yoe + era * 400 + (m <= 2), m, d);
}

/* The whole days and the seconds of a serial date; false when Excel itself would show no date. */
static bool serial_of(const struct number *x, long *day, long *second)
{
    int64_t fraction = 0, unit = 1;
    *day = 0;
    if (x->negative || x->point > 7)
        return false;
    for (int i = 0; i < x->point; i++)
        *day = *day * 10 + (i < x->n ? x->digit[i] - '0' : 0);
    for (int i = x->point; i < x->n && unit < INT64_C(1000000000000); i++) {
        fraction = fraction * 10 + (i >= 0 ? x->digit[i] - '0' : 0);
        unit *= 10;
    }
    *second = (long)((fraction * SECONDS + unit / 2) / unit);
    if (*second == SECONDS) {
        *second = 0;
        ++*day;
    }
    return *day <= LAST_DAY;
}

static bool put_date(struct mh_str *out, const struct number *x, int format, bool date1904)
{
    long day, second;
    if (!serial_of(x, &day, &second))
        return false;
    if (format == MH__FMT_TIME) {
        if (day > 0)
            return false;
        mh_str_addf(out, "%02ld:%02ld:%02ld", second / 3600, second / 60 % 60, second % 60);
        return true;
    }
    if (date1904)
        day += 1462;
    else if (day == 60) /* Excel counts a 29 February 1900 */
        return false;
    else
        day += day < 60;
    if (day < 2)
        return false;
    put_day(out, day);
    if (format == MH__FMT_DATETIME && second != 0)
        mh_str_addf(out, " %02ld:%02ld:%02ld", second / 3600, second / 60 % 60, second % 60);
    return true;
}

/* What nearly every cell holds: a few digits, shown as they are stored. */
static bool plain(const char *v, size_t n)
{
    size_t digits = 0;
    if (n == 0 || n > DIGITS || (n > 1 && v[0] == '0' && v[1] != '.'))
        return false;
    for (size_t i = 0; i < n; i++) {
        if (v[i] >= '0' && v[i] <= '9')
            digits++;
        else if (v[i] != '.' || i == 0 || digits < i)
            return false;
    }
    return v[n - 1] != '.' && (digits == n || v[n - 1] != '0');
}

void mh__number_text(struct mh_str *out, const char *v, size_t n, struct mh__numfmt style, bool date1904, unsigned char *kind)
{
    struct number x;
    mh_str_clear(out);
    while (n > 0 && (*v == ' ' || *v == '\n' || *v == '\t'))
        v++, n--;
    while (n > 0 && (v[n - 1] == ' ' || v[n - 1] == '\n' || v[n - 1] == '\t'))
        n--;
    *kind = MH_CELL_NUMBER;
    if (style.format == MH__FMT_NUMBER && style.zeros == 0 && plain(v, n)) {
        mh_str_addn(out, v, n);
        return;
    }
    if (n > RAW_MAX || !scan(v, n, &x) || x.point > EXPONENT_MAX || x.point < -EXPONENT_MAX) {
        *kind = MH_CELL_TEXT;
        mh_str_addn(out, v, n);
        return;
    }
    if (style.format == MH__FMT_PERCENT) {
        x.point += 2;
        put(out, &x);
        mh_str_addc(out, '%');
    } else if (style.format != MH__FMT_NUMBER && put_date(out, &x, style.format, date1904)) {
        *kind = MH_CELL_DATE;
    } else if (style.zeros != 0 && !x.negative && x.point >= x.n) {
        *kind = MH_CELL_TEXT;
        for (int i = x.n == 0 ? 1 : x.point; i < style.zeros; i++)
            mh_str_addc(out, '0');
        put(out, &x);
    } else {
        put(out, &x);
    }
}

void mh__iso_text(struct mh_str *out, const char *v, size_t n, unsigned char *kind)
{
    mh_str_clear(out);
    *kind = MH_CELL_DATE;
    const char *t = memchr(v, 'T', n);
    size_t date = t != NULL ? (size_t)(t - v) : n;
    mh_str_addn(out, v, date);
    if (t == NULL)
        return;
    size_t left = n - date - 1, time = left;
    for (size_t i = 0; i < left; i++)
        if (strchr("Z.+", t[1 + i]) != NULL) {
            time = i;
            break;
        }
    if (time == 8 && memcmp(t + 1, "00:00:00", 8) != 0) {
        mh_str_addc(out, ' ');
        mh_str_addn(out, t + 1, time);
    }
}

static int hex4(const char *p)
{
    int v = 0;
    for (int i = 0; i < 4; i++) {
        char c = p[i];
        int d = c >= '0' && c <= '9' ? c - '0' : c >= 'A' && c <= 'F' ? c - 'A' + 10 : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
        if (d < 0)
            return -1;
        v = v * 16 + d;
    }
    return v;
}

size_t mh__unescape(char *s, size_t n)
{
    size_t o = 0;
    if (n < 7 || memchr(s, '_', n) == NULL)
        return n;
    for (size_t i = 0; i < n;) {
        int cp = i + 7 <= n && s[i] == '_' && (s[i + 1] == 'x' || s[i + 1] == 'X') && s[i + 6] == '_' ? hex4(s + i + 2) : -1;
        if (cp <= 0 || (cp >= 0xD800 && cp < 0xE000)) {
            s[o++] = s[i++];
            continue;
        }
        o += mh_utf8_put(s + o, (uint32_t)cp);
        i += 7;
    }
    return o;
}

#include <mahalli/date.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/base.h"

enum { YEAR_MIN = 1900, YEAR_MAX = 2199 };

/* Reads 1 to max digits; returns how many. */
static int digits(const char **p, const char *end, int max, int *out)
{
    int n = 0;

    *out = 0;
    while (*p < end && n < max && **p >= '0' && **p <= '9') {
        *out = *out * 10 + (**p - '0');
        ++*p;
        n++;
    }
    return n;
}

/* What ERPs put behind a date: nothing, or midnight. */
static bool midnight(const char *p, const char *end)
{
    size_t n = (size_t)(end - p);

    if (n && (*p == 'T' || *p == ' ')) {
        p++;
        n--;
        return (n == 5 && memcmp(p, "00:00", 5) == 0) || (n == 8 && memcmp(p, "00:00:00", 8) == 0) ||
               (n == 7 && memcmp(p, "0:00:00", 7) == 0);
    }
    return n == 0;
}

bool mh__date_scan(const char *p, const char *end, int *year, int *month, int *day)
{
    int first, third;
    int n = digits(&p, end, 4, &first);

    if (p == end || (*p != '-' && *p != '/' && *p != '.'))
        return false;
    char sep = *p++;
    if (n == 3 || n == 0 || (n == 4 && sep == '.') || !digits(&p, end, 2, month) || p == end || *p++ != sep)
        return false;
    if (n == 4) {
        *year = first;
        return digits(&p, end, 2, day) && midnight(p, end);
    }
    *day = first;
    int k = digits(&p, end, 4, &third);
    *year = k == 2 ? 2000 + third : third;
    return (k == 2 || k == 4) && midnight(p, end);
}

bool mh__date_exists(int year, int month, int day)
{
    static const int length[12] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

    if (year < YEAR_MIN || year > YEAR_MAX || month < 1 || month > 12 || day < 1)
        return false;
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return day <= length[month - 1] + (month == 2 && leap);
}

bool mh_date_parse(const char *text, char out[MH_DATE_SIZE])
{
    int y, m, d;

    if (!text)
        return false;
    const char *p = text, *end = text + strlen(text);
    mh__trim(&p, &end);
    if (!mh__date_scan(p, end, &y, &m, &d) || !mh__date_exists(y, m, d))
        return false;
    char buf[40];
    (void)snprintf(buf, sizeof buf, "%04d-%02d-%02d", y, m, d);
    memcpy(out, buf, MH_DATE_SIZE);
    return true;
}

static bool canonical_parts(const char *s, int *y, int *m, int *d)
{
    static const char shape[] = "dddd-dd-dd";

    for (int i = 0; i < MH_DATE_SIZE - 1; i++)
        if (shape[i] == 'd' ? s[i] < '0' || s[i] > '9' : s[i] != shape[i])
            return false;
    if (s[MH_DATE_SIZE - 1] != '\0')
        return false;
    *y = atoi(s);
    *m = atoi(s + 5);
    *d = atoi(s + 8);
    return true;
}

bool mh_date_valid(const char *canonical)
{
    int y, m, d;
    return canonical && canonical_parts(canonical, &y, &m, &d) && mh__date_exists(y, m, d);
}

void mh_date_fr(struct mh_str *out, const char *canonical)
{
    int y, m, d;

    if (canonical && canonical_parts(canonical, &y, &m, &d))
        mh_str_addf(out, "%02d/%02d/%04d", d, m, y);
    else
        mh_str_add(out, canonical);
}

void mh_instant_fr(struct mh_str *out, const char *instant)
{
    char day[MH_DATE_SIZE] = "";
    if (strlen(instant) != MH_INSTANT_SIZE - 1) {
        mh_str_add(out, instant);
        return;
    }
    memcpy(day, instant, MH_DATE_SIZE - 1);
    mh_date_fr(out, day);
    mh_str_addf(out, " %.5s", instant + MH_DATE_SIZE);
}

int mh_date_days(const char *canonical)
{
    int y = 1970, m = 1, d = 1;

    canonical_parts(canonical, &y, &m, &d);
    /* Days of the civil calendar, years counted from March. */
    y -= m <= 2;
    int era = y / 400, yoe = y - era * 400;
    int doy = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1;
    int doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
    return era * 146097 + doe - 719468;
}

void mh_date_from_days(int days, char out[MH_DATE_SIZE])
{
    days += 719468;
    int era = (days >= 0 ? days : days - 146096) / 146097, doe = days - era * 146097;
    int yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365, doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    int mp = (5 * doy + 2) / 153, d = doy - (153 * mp + 2) / 5 + 1, m = mp + (mp < 10 ? 3 : -9);
    int y = yoe + era * 400 + (m <= 2);
    char text[40];
    snprintf(text, sizeof text, "%04d-%02d-%02d", y, m, d);
    memcpy(out, text, MH_DATE_SIZE - 1);
    out[MH_DATE_SIZE - 1] = '\0';
}

void mh_date_add_months(const char *canonical, int months, char out[MH_DATE_SIZE])
{
    int y = 1970, m = 1, d = 1;
    char text[40];
    canonical_parts(canonical, &y, &m, &d);
    y += (m - 1 + months) / 12;
    m = (m - 1 + months) % 12 + 1;
    while (d > 28 && !mh__date_exists(y, m, d))
        d--;
    snprintf(text, sizeof text, "%04d-%02d-%02d", y % 10000, m, d);
    memcpy(out, text, MH_DATE_SIZE - 1);
    out[MH_DATE_SIZE - 1] = '\0';
}

static bool clock_valid(const char *s)
{
    int h, m, sec;
    const char *p = s, *end = s + strlen(s);

    return end - s == 8 && digits(&p, end, 2, &h) == 2 && *p++ == ':' && digits(&p, end, 2, &m) == 2 && *p++ == ':' &&
           digits(&p, end, 2, &sec) == 2 && h < 24 && m < 60 && sec < 60;
}

bool mh_now(char out[MH_INSTANT_SIZE])
{
    const char *pinned = getenv("MAHALLI_NOW");
    char day[MH_DATE_SIZE];

    if (!pinned || !*pinned) {
        time_t t = time(NULL);
        struct tm tm;
        return localtime_r(&t, &tm) && strftime(out, MH_INSTANT_SIZE, "%Y-%m-%dT%H:%M:%S", &tm) > 0;
    }
    size_t n = strlen(pinned);
    if (n != MH_DATE_SIZE - 1 && n != MH_INSTANT_SIZE - 1)
        return false;
    memcpy(day, pinned, MH_DATE_SIZE - 1);
    day[MH_DATE_SIZE - 1] = '\0';
    if (!mh_date_valid(day))
        return false;
    memcpy(out, day, MH_DATE_SIZE - 1);
    memcpy(out + 10, "T00:00:00", 10);
    if (n == MH_DATE_SIZE - 1)
        return true;
    if (pinned[10] != 'T' || !clock_valid(pinned + 11))
        return false;
    memcpy(out, pinned, MH_INSTANT_SIZE);
    return true;
}

/* Texts made safe for a cell, and measured. */
#include <stdint.h>
#include <string.h>

#include <mahalli/date.h>
#include <mahalli/utf8.h>

#include "export/export.h"

enum { CELL_MAX = 32767 }; /* UTF-16 units: Excel's own limit */

static bool hex(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/* _xHHHH_: Excel reads it as the character of that number. */
static bool escape_like(const char *p)
{
    return p[0] == '_' && (p[1] == 'x' || p[1] == 'X') && hex(p[2]) && hex(p[3]) && hex(p[4]) && hex(p[5]) && p[6] == '_';
}

/* Marks that reorder or hide what stands around them, and what is no character at all. */
static bool unwanted(uint32_t cp)
{
    return (cp >= 0x202A && cp <= 0x202E) || (cp >= 0x2066 && cp <= 0x2069) || cp == 0x200E || cp == 0x200F || cp == 0xFEFF ||
           (cp >= 0x80 && cp < 0xA0);
}

static uint32_t safe_cp(uint32_t cp)
{
    return (cp & 0xFFFE) == 0xFFFE || (cp >= 0xFDD0 && cp <= 0xFDEF) ? 0xFFFD : cp;
}

/* Nothing to repair: ASCII to print, or well-formed UTF-8 without the marks above. Most texts end here. */
static bool good(const char *s, size_t *bytes, int *chars)
{
    const char *p = s;
    int line = 0, best = 0;
    size_t n = 0;

    for (; *p; n++) {
        unsigned char c = (unsigned char)*p;
        if (c >= 0x20 && c < 0x7F) {
            if (c == '_' && escape_like(p))
                return false;
            p++;
            line++;
        } else if (c == '\n') {
            best = line > best ? line : best;
            line = 0;
            p++;
        } else if (c >= 0xC3 && c <= 0xDF && (p[1] & 0xC0) == 0x80) { /* Latin, Greek, Arabic: two bytes, none unwanted */
            p += 2;
            line++;
        } else if (c == 0xC2 && (unsigned char)p[1] >= 0xA0 && (unsigned char)p[1] <= 0xBF) {
            p += 2;
            line++;
        } else if (c == 0xE2 && (unsigned char)p[1] == 0x80 && (unsigned char)p[2] >= 0x90 && (unsigned char)p[2] <= 0xA7) {
            p += 3; /* ’ “ – … : French has them in every sentence */
            line++;
        } else if (c == 0xE2 && (unsigned char)p[1] >= 0x82 && (unsigned char)p[1] <= 0x9F && (p[2] & 0xC0) == 0x80) {
            p += 3; /* €, arrows, mathematical signs */
            line++;
        } else {
            return false;
        }
    }
    *bytes = (size_t)(p - s);
    *chars = line > best ? line : best;
    return n <= CELL_MAX;
}

static void repair(struct mh_str *out, const char *s, int *chars)
{
    const char *end = s + strlen(s);
    int line = 0, best = 0;
    size_t units = 0, cut = 0; /* cut: bytes that leave room for '…' */
    char put[4];

    mh_str_clear(out);
    while (s < end) {
        uint32_t cp;
        bool escape = escape_like(s);
        s += mh_utf8_next(s, end, &cp);
        if (cp == '\r')
            cp = s < end && *s == '\n' ? 0 : '\n';
        if (cp == 0 || unwanted(cp))
            continue;
        if ((cp < 0x20 && cp != '\n') || cp == 0x7F)
            cp = ' ';
        cp = safe_cp(cp);
        units += (cp > 0xFFFF ? 2u : 1u) + (escape ? 6u : 0u);
        if (units > CELL_MAX) {
            out->len = cut;
            mh_str_add(out, "…");
            break;
        }
        mh_str_add(out, escape ? "_x005F" : "");
        mh_str_addn(out, put, mh_utf8_put(put, cp));
        if (units <= CELL_MAX - 1)
            cut = out->len;
        best = line > best ? line : best;
        line = cp == '\n' ? 0 : line + 1;
    }
    *chars = line > best ? line : best;
}

const char *mh__cell_text(const char *s, struct mh_str *tmp, int *chars)
{
    size_t bytes;

    *chars = 0;
    if (!s)
        return "";
    if (good(s, &bytes, chars))
        return s;
    repair(tmp, s, chars);
    return mh_str_text(tmp);
}

/* Hundredths of a column unit that a character of 10-point Calibri takes, a little generously: bytes that continue one take none. */
static int breadth(unsigned char c)
{
    if ((c & 0xC0) == 0x80)
        return 0;
    if (c == ' ' || c == '.' || c == ',' || c == ';' || c == ':' || c == '\'' || c == 'i' || c == 'l' || c == 'j')
        return 48;
    if (c == 'M' || c == 'W' || c == 'm' || c == '%' || c == '@')
        return 142;
    if ((c >= 'A' && c <= 'Z') || (c >= 0xD8 && c <= 0xDB)) /* Arabic, which few fonts have as narrow as Calibri */
        return 106;
    return c >= '0' && c <= '9' ? 94 : 84;
}

/* Words go to the next line as Excel wraps them; a word longer than the line is broken. */
int mh__lines(const char *s, double width)
{
    int room = width < 2 ? 200 : (int)(width * 100), lines = 1, at = 0, word = 0;

    for (const char *p = s ? s : "";; p++) {
        unsigned char c = (unsigned char)*p;
        if (c && c != ' ' && c != '\n') {
            word += breadth(c);
            continue;
        }
        int need = word + (at ? breadth(' ') : 0);
        if (word > room) {
            lines += (at ? 1 : 0) + (word - 1) / room;
            at = (word - 1) % room + 1;
        } else if (at + need > room) {
            lines++;
            at = word;
        } else {
            at += need;
        }
        word = 0;
        if (c == '\n') {
            lines++;
            at = 0;
        }
        if (!c)
            return lines;
    }
}

double mh__serial(const char *canonical)
{
    char day[MH_DATE_SIZE] = "";
    double serial;
    int h = 0, m = 0, s = 0;

    if (!canonical || strlen(canonical) < MH_DATE_SIZE - 1)
        return -1;
    memcpy(day, canonical, MH_DATE_SIZE - 1);
    if (!mh_date_valid(day))
        return -1;
    serial = mh_date_days(day) + 25569;
    if (serial < 61) /* before March 1900 Excel's own calendar is wrong */
        return -1;
    if (canonical[10] == '\0')
        return serial;
    const char *t = canonical + 10;
    for (int i = 0; i < 9; i++)
        if ((i % 3 == 0) ? (t[i] != (i ? ':' : 'T')) : (t[i] < '0' || t[i] > '9'))
            return -1;
    if (t[9])
        return -1;
    h = (t[1] - '0') * 10 + t[2] - '0';
    m = (t[4] - '0') * 10 + t[5] - '0';
    s = (t[7] - '0') * 10 + t[8] - '0';
    return h > 23 || m > 59 || s > 59 ? -1 : serial + (h * 3600 + m * 60 + s) / 86400.0;
}

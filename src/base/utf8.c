#include <mahalli/utf8.h>

#include <string.h>
#include <utf8proc.h>

#include "base/base.h"

size_t mh_utf8_next(const char *p, const char *end, uint32_t *cp)
{
    const unsigned char *s = (const unsigned char *)p;
    size_t left = (size_t)(end - p), n;
    uint32_t c, least;

    *cp = 0xFFFD;
    if (s[0] < 0x80) {
        *cp = s[0];
        return 1;
    }
    if (s[0] >= 0xC2 && s[0] <= 0xDF)
        n = 2, c = s[0] & 0x1F, least = 0x80;
    else if ((s[0] & 0xF0) == 0xE0)
        n = 3, c = s[0] & 0x0F, least = 0x800;
    else if (s[0] >= 0xF0 && s[0] <= 0xF4)
        n = 4, c = s[0] & 0x07, least = 0x10000;
    else
        return 1;
    if (left < n)
        return 1;
    for (size_t i = 1; i < n; i++) {
        if ((s[i] & 0xC0) != 0x80)
            return 1;
        c = c << 6 | (s[i] & 0x3F);
    }
    if (c < least || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF))
        return 1;
    *cp = c;
    return n;
}

size_t mh_utf8_put(char out[4], uint32_t cp)
{
    unsigned char *o = (unsigned char *)out;

    if (cp > 0x10FFFF || (cp >= 0xD800 && cp <= 0xDFFF))
        cp = 0xFFFD;
    if (cp < 0x80) {
        o[0] = (unsigned char)cp;
        return 1;
    }
    if (cp < 0x800) {
        o[0] = (unsigned char)(0xC0 | cp >> 6);
        o[1] = (unsigned char)(0x80 | (cp & 0x3F));
        return 2;
    }
    if (cp < 0x10000) {
        o[0] = (unsigned char)(0xE0 | cp >> 12);
        o[1] = (unsigned char)(0x80 | (cp >> 6 & 0x3F));
        o[2] = (unsigned char)(0x80 | (cp & 0x3F));
        return 3;
    }
    o[0] = (unsigned char)(0xF0 | cp >> 18);
    o[1] = (unsigned char)(0x80 | (cp >> 12 & 0x3F));
    o[2] = (unsigned char)(0x80 | (cp >> 6 & 0x3F));
    o[3] = (unsigned char)(0x80 | (cp & 0x3F));
    return 4;
}

/* True where mh_utf8_next gave U+FFFD for a bad byte, not for a U+FFFD that stands there. */
static bool bad(size_t used, uint32_t cp)
{
    return cp == 0xFFFD && used == 1;
}

size_t mh_utf8_ascii(const char *p, const char *end)
{
    const char *s = p;
    uint64_t eight; /* at a time: files are read through this */

    for (; end - s >= 8; s += 8) {
        memcpy(&eight, s, 8);
        if (eight & 0x8080808080808080u)
            break;
    }
    while (s < end && (unsigned char)*s < 0x80)
        s++;
    return (size_t)(s - p);
}

bool mh_utf8_valid(const char *s, size_t n)
{
    const char *end = s + n;
    uint32_t cp;

    while (s < end) {
        s += mh_utf8_ascii(s, end);
        if (s == end)
            break;
        size_t used = mh_utf8_next(s, end, &cp);
        if (bad(used, cp))
            return false;
        s += used;
    }
    return true;
}

static void add_cp(struct mh_str *out, uint32_t cp)
{
    char bytes[4];
    mh_str_addn(out, bytes, mh_utf8_put(bytes, cp));
}

void mh_utf8_repair(struct mh_str *out, const char *s, size_t n)
{
    const char *end = s + n;
    uint32_t cp;

    while (s < end) {
        size_t run = mh_utf8_ascii(s, end);
        mh_str_addn(out, s, run);
        s += run;
        if (s == end)
            break;
        s += mh_utf8_next(s, end, &cp);
        add_cp(out, cp);
    }
}

int mh_utf8_cp_width(uint32_t cp)
{
    if (cp < 0x7F)
        return cp >= 0x20;
    if (cp < 0xA0)
        return 0;
    if (cp < 0x300)
        return cp != 0xAD;
    return utf8proc_charwidth((utf8proc_int32_t)cp);
}

int mh_utf8_width(const char *s)
{
    const char *end = s + strlen(s);
    uint32_t cp;
    int width = 0;

    while (s < end) {
        s += mh_utf8_next(s, end, &cp);
        width += mh_utf8_cp_width(cp);
    }
    return width;
}

void mh_utf8_clip(struct mh_str *out, const char *s, int width, bool pad)
{
    const char *end = s + strlen(s);
    uint32_t cp;
    int used = 0;

    while (s < end) {
        size_t n = mh_utf8_next(s, end, &cp);
        int w = mh_utf8_cp_width(cp);
        if (used + w > width)
            break;
        if (used || w) /* a mark with nothing to stand on is dropped */
            add_cp(out, cp);
        used += w;
        s += n;
    }
    for (; pad && used < width; used++)
        mh_str_addc(out, ' ');
}

bool mh__is_space(uint32_t cp)
{
    if (cp < 0x80)
        return cp == ' ' || (cp >= '\t' && cp <= '\r');
    return cp == 0x85 || cp == 0xA0 || cp == 0x1680 || (cp >= 0x2000 && cp <= 0x200B) || cp == 0x2028 || cp == 0x2029 ||
           cp == 0x202F || cp == 0x205F || cp == 0x3000 || cp == 0xFEFF;
}

void mh__trim(const char **p, const char **end)
{
    uint32_t cp;

    while (*p < *end) {
        size_t n = mh_utf8_next(*p, *end, &cp);
        if (!mh__is_space(cp))
            break;
        *p += n;
    }
    while (*end > *p) {
        const char *last = *end - 1;
        while (last > *p && *end - last < 4 && ((unsigned char)*last & 0xC0) == 0x80)
            last--;
        if (last + mh_utf8_next(last, *end, &cp) != *end || !mh__is_space(cp))
            break;
        *end = last;
    }
}

static bool is_bidi(uint32_t cp)
{
    return cp == 0x61C || cp == 0x200E || cp == 0x200F || (cp >= 0x202A && cp <= 0x202E) || (cp >= 0x2066 && cp <= 0x2069);
}

/* What must not reach a terminal as it is, beyond C0: C1, bidirectional controls, invisible tags, noncharacters. */
static bool is_dangerous(uint32_t cp)
{
    return (cp >= 0x80 && cp < 0xA0) || is_bidi(cp) || (cp >= 0x206A && cp <= 0x206F) || cp == 0x200B || cp == 0xFEFF ||
           (cp >= 0xFFF9 && cp <= 0xFFFB) || (cp >= 0xFDD0 && cp <= 0xFDEF) || (cp & 0xFFFE) == 0xFFFE ||
           (cp >= 0xE0000 && cp <= 0xE0FFF);
}

void mh_utf8_visible(struct mh_str *out, const char *s)
{
    const char *end = s + strlen(s);
    uint32_t cp;

    while (s < end) {
        size_t n = mh_utf8_next(s, end, &cp);
        if (cp == '\t') {
            mh_str_addc(out, ' ');
        } else if (cp == '\n' || cp == '\r' || cp == 0x2028 || cp == 0x2029) {
            if (cp == '\r' && s + 1 < end && s[1] == '\n')
                n = 2;
            add_cp(out, 0x23CE);
        } else if (cp < 0x20) {
            add_cp(out, 0x2400 + cp);
        } else if (cp == 0x7F) {
            add_cp(out, 0x2421);
        } else if (is_dangerous(cp)) {
            mh_str_addf(out, "<U+%04X>", (unsigned)cp);
        } else {
            add_cp(out, cp);
        }
        s += n;
    }
}

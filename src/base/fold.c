/* Folding: the key under which texts compare equal. It runs on every cell of a large file, so ASCII and the accented letters
 * of French take tables; the rest goes through utf8proc. */
#include <mahalli/utf8.h>

#include <string.h>
#include <utf8proc.h>

#include "base/base.h"

enum { GROWTH = 18 * 4 /* the longest compatibility decomposition is 18 code points */ };

/* U+00C0 to U+00FF. */
static const char latin1[64][3] = {
    "a", "a", "a", "a", "a", "a", "ae", "c", "e", "e", "e", "e", "i", "i", "i", "i",
    "d", "n", "o", "o", "o", "o", "o", "x", "\xC3\xB8", "u", "u", "u", "u", "y", "th", "ss",
    "a", "a", "a", "a", "a", "a", "ae", "c", "e", "e", "e", "e", "i", "i", "i", "i",
    "d", "n", "o", "o", "o", "o", "o", "/", "\xC3\xB8", "u", "u", "u", "u", "y", "th", "y",
};

/* Characters whose key is not what Unicode's compatibility decomposition gives. NULL: decompose. */
static const char *special(uint32_t cp)
{
    if (cp < 0x2000) {
        switch (cp) {
        case 0xAE: return "";             /* registered */
        case 0xB0: case 0xBA: return "\xC2\xB0"; /* n° and nº */
        case 0xB4: case 0x2B9: case 0x2BB: case 0x2BC: case 0x2C8: return "'";
        case 0xAB: case 0xBB: return "\"";
        case 0x111: case 0x110: return "d";
        case 0x142: case 0x141: return "l";
        case 0x127: case 0x126: return "h";
        case 0x131: return "i";
        case 0x152: case 0x153: return "oe";
        case 0x640: return "";            /* tatweel only stretches a word */
        default: return NULL;
        }
    }
    if (cp >= 0x2010 && cp <= 0x2015)
        return "-";
    if ((cp >= 0x2018 && cp <= 0x201B) || cp == 0x2032 || cp == 0x2035 || cp == 0x2039 || cp == 0x203A)
        return "'";
    if ((cp >= 0x201C && cp <= 0x201F) || cp == 0x2033 || cp == 0x2036)
        return "\"";
    switch (cp) {
    case 0x2212: case 0xFE58: case 0xFE63: case 0xFF0D: return "-";
    case 0x2044: case 0x2215: return "/";
    case 0x2205: case 0x2300: return "\xC3\xB8"; /* signs of a diameter, all as Ø */
    case 0x2120: case 0x2122: return "";         /* service mark, trade mark */
    default: return NULL;
    }
}

struct folding {
    struct mh_str *out;
    size_t start; /* where this call's output began */
    bool space;   /* white space is due before the next character */
};

static void emit(struct folding *f, const char *s, size_t n)
{
    struct mh_str *o = f->out;
    char *to = mh__str_room(o, n + 1);

    if (f->space && o->len > f->start)
        *to++ = ' ', o->len++;
    f->space = false;
    memcpy(to, s, n);
    o->len += n;
}

/* ½ stands apart from the digit before it: 7½ is not 71/2. */
static void part_fraction(struct folding *f, uint32_t cp)
{
    struct mh_str *o = f->out;

    if (((cp >= 0xBC && cp <= 0xBE) || (cp >= 0x2150 && cp <= 0x215F)) && o->len > f->start && o->data[o->len - 1] >= '0' &&
        o->data[o->len - 1] <= '9')
        f->space = true;
}

/* One code point that decomposes no further, or one of the tables. False: decompose it. */
static bool put_known(struct folding *f, uint32_t cp)
{
    const char *s = cp >= 0xC0 && cp <= 0xFF ? latin1[cp - 0xC0] : cp == '`' ? "'" : special(cp);

    if (s && *s)
        emit(f, s, strlen(s));
    return s != NULL;
}

static void fold_cp(struct folding *f, uint32_t cp)
{
    utf8proc_int32_t part[32];
    int boundary = 0;

    if (put_known(f, cp))
        return;
    if ((cp >= 0x80 && cp < 0xA0) || mh__is_space(cp)) {
        f->space = true;
        return;
    }
    if (utf8proc_category((utf8proc_int32_t)cp) == UTF8PROC_CATEGORY_CF)
        return;
    part_fraction(f, cp);
    utf8proc_ssize_t n = utf8proc_decompose_char((utf8proc_int32_t)cp, part, 32,
                                                 UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE |
                                                     UTF8PROC_STRIPMARK, &boundary);
    for (utf8proc_ssize_t i = 0; i < n && i < 32; i++) {
        uint32_t c = (uint32_t)part[i];
        char bytes[4];
        if (mh__is_space(c))
            f->space = true;
        else if (!put_known(f, c))
            emit(f, bytes, mh_utf8_put(bytes, c));
    }
}

/* One run of ASCII: lower case, white space and controls to single spaces. Room for it is already there. */
static const char *fold_ascii(struct folding *f, const char *p, const char *end)
{
    struct mh_str *o = f->out;
    char *to = mh__str_room(o, (size_t)(end - p) + 1), *first = to;

    for (; p < end && (unsigned char)*p < 0x80; p++) {
        unsigned char c = (unsigned char)*p;
        if (c <= ' ' || c == 0x7F) {
            f->space = true;
            continue;
        }
        if (f->space) {
            if (to > first || o->len > f->start)
                *to++ = ' ';
            f->space = false;
        }
        *to++ = (char)(c >= 'A' && c <= 'Z' ? c | 32 : c == '`' ? '\'' : c);
    }
    o->len += (size_t)(to - first);
    return p;
}

void mh_utf8_foldn(struct mh_str *out, const char *s, size_t n)
{
    struct folding f = { out, out->len, false };
    const char *end = s + n;
    uint32_t cp;

    mh__str_room(out, n + GROWTH);
    while (s < end) {
        if ((unsigned char)*s < 0x80) {
            s = fold_ascii(&f, s, end);
            continue;
        }
        size_t used = mh_utf8_next(s, end, &cp);
        if (used == 1)
            f.space = true; /* an invalid byte */
        else
            fold_cp(&f, cp);
        s += used;
    }
    *mh__str_room(out, 0) = '\0';
}

void mh_utf8_fold(struct mh_str *out, const char *s)
{
    if (s)
        mh_utf8_foldn(out, s, strlen(s));
}

bool mh_utf8_same(const char *a, const char *b)
{
    struct mh_str x = MH_STR_INIT, y = MH_STR_INIT;
    mh_utf8_fold(&x, a);
    mh_utf8_fold(&y, b);
    bool same = mh_streq(mh_str_text(&x), mh_str_text(&y));
    mh_str_free(&x);
    mh_str_free(&y);
    return same;
}

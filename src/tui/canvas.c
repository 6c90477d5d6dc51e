/* The grid: where text becomes cells. Every way in goes through put_cluster, which alone writes a cell's text. */
#include "tui/canvas.h"

#include <mahalli/utf8.h>
#include <mahalli/xalloc.h>

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_SIDE = 1000 /* of a terminal: what is beyond is not drawn */, MOST_MARKS = 4 /* on one base: as many as terminals keep */ };

/* --- the grid itself --- */

void mh__canvas_resize(struct mh__canvas *c, int h, int w)
{
    c->h = h < 1 ? 1 : h > MOST_SIDE ? MOST_SIDE : h;
    c->w = w < 1 ? 1 : w > MOST_SIDE ? MOST_SIDE : w;
    c->cell = mh_xreallocarray(c->cell, (size_t)c->h * (size_t)c->w, sizeof *c->cell);
    mh__canvas_clear(c);
}

void mh__canvas_free(struct mh__canvas *c)
{
    free(c->cell);
    *c = (struct mh__canvas){ 0 };
}

void mh__canvas_clear(struct mh__canvas *c)
{
    static const struct mh__cell blank = { .text = " " };
    for (size_t i = 0, n = (size_t)c->h * (size_t)c->w; i < n; i++)
        c->cell[i] = blank;
    c->cursor_y = c->cursor_x = -1;
}

struct mh__area mh__canvas_area(const struct mh__canvas *c)
{
    return (struct mh__area){ .h = c->h, .w = c->w };
}

/* [from, from + n) of a side of length `side`; n < 0: all but -n at the end. */
static void part(int side, int *from, int *n)
{
    if (*from < 0)
        *from = 0;
    if (*from > side)
        *from = side;
    if (*n < 0)
        *n = side + *n - *from;
    if (*n > side - *from)
        *n = side - *from;
    if (*n < 0)
        *n = 0;
}

struct mh__area mh__area_rows(struct mh__area a, int from, int rows)
{
    part(a.h, &from, &rows);
    return (struct mh__area){ .y = a.y + from, .x = a.x, .h = rows, .w = a.w };
}

struct mh__area mh__area_columns(struct mh__area a, int from, int columns)
{
    part(a.w, &from, &columns);
    return (struct mh__area){ .y = a.y, .x = a.x + from, .h = a.h, .w = columns };
}

struct mh__area mh__area_centre(struct mh__area a, int h, int w)
{
    h = h < 0 ? 0 : h > a.h ? a.h : h;
    w = w < 0 ? 0 : w > a.w ? a.w : w;
    return (struct mh__area){ .y = a.y + (a.h - h) / 2, .x = a.x + (a.w - w) / 2, .h = h, .w = w };
}

/* The part of the area that is on the canvas. */
static struct mh__area on_canvas(const struct mh__canvas *c, struct mh__area a)
{
    int y0 = a.y < 0 ? 0 : a.y, x0 = a.x < 0 ? 0 : a.x;
    int y1 = a.y + a.h > c->h ? c->h : a.y + a.h, x1 = a.x + a.w > c->w ? c->w : a.x + a.w;
    return (struct mh__area){ .y = y0, .x = x0, .h = y1 > y0 ? y1 - y0 : 0, .w = x1 > x0 ? x1 - x0 : 0 };
}

static struct mh__cell *cell_at(struct mh__canvas *c, int y, int x)
{
    return &c->cell[(size_t)y * (size_t)c->w + (size_t)x];
}

/* Whatever stands half under [x, x + w) of the row becomes spaces: a wide character is never cut in two. */
static void part_wide(struct mh__canvas *c, int y, int x, int w)
{
    if (x > 0 && cell_at(c, y, x)->text[0] == '\0')
        strcpy(cell_at(c, y, x - 1)->text, " ");
    if (x + w < c->w && cell_at(c, y, x + w)->text[0] == '\0')
        strcpy(cell_at(c, y, x + w)->text, " ");
}

static void set_cell(struct mh__canvas *c, int y, int x, const char *text, size_t n, enum mh__style style)
{
    struct mh__cell *cell = cell_at(c, y, x);
    memcpy(cell->text, text, n);
    cell->text[n] = '\0';
    cell->style = (uint8_t)style;
}

/* --- characters --- */

/* Joiners, selectors and the like: no terminal agrees on what they take, and text reads the same without. */
static bool is_invisible(uint32_t cp)
{
    return cp == 0xAD || cp == 0x34F || cp == 0x200C || cp == 0x200D || (cp >= 0x2060 && cp <= 0x2064) || (cp >= 0x180B && cp <= 0x180F) ||
           (cp >= 0xFE00 && cp <= 0xFE0F) || (cp >= 0xE0100 && cp <= 0xE01EF);
}

size_t mh__cluster(const char *p, const char *end, int *width)
{
    uint32_t cp;
    size_t n = mh_utf8_next(p, end, &cp);
    *width = mh_utf8_cp_width(cp);
    while (p + n < end) {
        size_t k = mh_utf8_next(p + n, end, &cp);
        if (mh_utf8_cp_width(cp) != 0 || cp < 0x20 || cp == 0x7F)
            break;
        n += k;
    }
    return n;
}

/* The cluster's bytes as a cell keeps them: without what is invisible, with as many marks as fit. */
static size_t cell_text(const char *p, const char *end, char out[MH__CELL_BYTES + 1])
{
    size_t n = 0;
    int points = 0;
    while (p < end) {
        uint32_t cp;
        size_t k = mh_utf8_next(p, end, &cp);
        char bytes[4];
        size_t len = mh_utf8_put(bytes, cp);
        if (!is_invisible(cp) && n + len <= MH__CELL_BYTES && points <= MOST_MARKS) {
            memcpy(out + n, bytes, len);
            n += len;
            points++;
        }
        p += k;
    }
    out[n] = '\0';
    return n;
}

/* Signs of typography and of drawing in plain ASCII, one for one; letters stay: term.c knows what the terminal can show. */
static char plain_sign(uint32_t cp)
{
    switch (cp) {
    case 0x2500: case 0x2501: case 0x2010: case 0x2011: case 0x2012: case 0x2013: case 0x2014: case 0x2212: case 0xB7: case 0x2022: return '-';
    case 0x2502: case 0x2503: return '|';
    case 0x2026: return '.';
    case 0xAB: case 0xBB: case 0x201C: case 0x201D: case 0x201E: return '"';
    case 0x2018: case 0x2019: return '\'';
    case 0xA0: case 0x202F: case 0x2007: case 0x2009: return ' ';
    case 0x2588: case 0x2593: return '#';
    case 0x2591: case 0x2592: return '.';
    case 0x2713: case 0x2714: case 0xD7: case 0x2717: case 0x2718: return 'x';
    case 0x2190: case 0x25C0: case 0x2039: return '<';
    case 0x2192: case 0x25B6: case 0x203A: return '>';
    case 0x2191: case 0x25B2: return '^';
    case 0x2193: case 0x25BC: return 'v';
    case 0x23CE: return '/';
    default: return cp >= 0x2500 && cp <= 0x257F ? '+' : '\0';
    }
}

/* --- drawing --- */

void mh__fill(struct mh__canvas *c, struct mh__area a, enum mh__style style)
{
    struct mh__area in = on_canvas(c, a);
    for (int y = in.y; in.w > 0 && y < in.y + in.h; y++) {
        part_wide(c, y, in.x, in.w);
        for (int x = in.x; x < in.x + in.w; x++)
            set_cell(c, y, x, " ", 1, style);
    }
}

void mh__restyle(struct mh__canvas *c, struct mh__area a, enum mh__style style)
{
    struct mh__area in = on_canvas(c, a);
    for (int y = in.y; y < in.y + in.h; y++)
        for (int x = in.x; x < in.x + in.w; x++)
            cell_at(c, y, x)->style = (uint8_t)style;
}

/* One character of w columns at (y, x) of the canvas; what crosses an edge of [in] becomes spaces. */
static void put_cluster(struct mh__canvas *c, struct mh__area in, int y, int x, int w, const char *p, const char *end,
                        enum mh__style style)
{
    char text[MH__CELL_BYTES + 1];
    if (in.w <= 0 || y < in.y || y >= in.y + in.h || x + w <= in.x || x >= in.x + in.w)
        return;
    if (x < in.x || x + w > in.x + in.w) {
        int at = x < in.x ? in.x : x;
        part_wide(c, y, at, 1);
        set_cell(c, y, at, " ", 1, style);
        return;
    }
    size_t n = cell_text(p, end, text);
    uint32_t cp;
    if (n > 0 && c->ascii && w == 1) {
        mh_utf8_next(text, text + n, &cp);
        char sign = plain_sign(cp);
        if (sign != '\0') {
            text[0] = sign;
            n = 1;
        }
    }
    part_wide(c, y, x, w);
    set_cell(c, y, x, n > 0 ? text : " ", n > 0 ? n : 1, style);
    for (int i = 1; i < w; i++)
        set_cell(c, y, x + i, "", 0, style);
}

/* Draws [p, end), visible already, from column x of the area; returns the column after. */
static int put_run(struct mh__canvas *c, struct mh__area a, int y, int x, enum mh__style style, const char *p, const char *end)
{
    struct mh__area in = on_canvas(c, a);
    while (p < end && x < a.w) {
        int w;
        size_t n = mh__cluster(p, end, &w);
        if (w > 0)
            put_cluster(c, in, a.y + y, a.x + x, w, p, p + n, style);
        x += w;
        p += n;
    }
    return x < a.w ? x : a.w;
}

int mh__put(struct mh__canvas *c, struct mh__area a, int y, int x, enum mh__style style, const char *text)
{
    struct mh_str s = MH_STR_INIT;
    mh_utf8_visible(&s, text ? text : "");
    const char *p = mh_str_text(&s);
    x = y >= 0 && y < a.h ? put_run(c, a, y, x, style, p, p + s.len) : x;
    mh_str_free(&s);
    return x;
}

int mh__putf(struct mh__canvas *c, struct mh__area a, int y, int x, enum mh__style style, const char *fmt, ...)
{
    struct mh_str s = MH_STR_INIT;
    va_list ap;
    va_start(ap, fmt);
    mh_str_vaddf(&s, fmt, ap);
    va_end(ap);
    x = mh__put(c, a, y, x, style, mh_str_text(&s));
    mh_str_free(&s);
    return x;
}

int mh__text_width(const char *text)
{
    struct mh_str s = MH_STR_INIT;
    int total = 0, w;
    mh_utf8_visible(&s, text ? text : "");
    for (const char *p = mh_str_text(&s), *end = p + s.len; p < end;) {
        p += mh__cluster(p, end, &w);
        total += w;
    }
    mh_str_free(&s);
    return total;
}

void mh__put_fit(struct mh__canvas *c, struct mh__area a, int y, int x, int width, enum mh__align align, enum mh__style style,
                 const char *text)
{
    if (width <= 0 || y < 0 || y >= a.h)
        return;
    struct mh_str s = MH_STR_INIT;
    mh_utf8_visible(&s, text ? text : "");
    const char *p = mh_str_text(&s), *end = p + s.len, *cut = p;
    int total = 0, kept = 0;
    for (const char *q = p; q < end;) {
        int w;
        q += mh__cluster(q, end, &w);
        total += w;
        if (total <= width - 1) {
            kept = total;
            cut = q;
        }
    }
    mh__fill(c, (struct mh__area){ .y = a.y + y, .x = a.x + x, .h = 1, .w = x + width > a.w ? a.w - x : width }, style);
    if (total <= width) {
        int left = align == MH__RIGHT ? width - total : align == MH__CENTRE ? (width - total) / 2 : 0;
        put_run(c, a, y, x + left, style, p, end);
    } else {
        static const char more[] = "…";
        put_run(c, a, y, x, style, p, cut);
        put_run(c, a, y, x + kept, style, more, more + sizeof more - 1);
    }
    mh_str_free(&s);
}

/* French leaves no line to end with « or begin with » ; : ? ! */
static bool breaks_at(const char *p, const char *q, const char *end)
{
    static const char *const kept[] = { "»", ";", ":", "?", "!" };
    if (q - p >= 2 && memcmp(q - 2, "«", 2) == 0)
        return false;
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++) {
        size_t n = strlen(kept[i]);
        if ((size_t)(end - q - 1) >= n && memcmp(q + 1, kept[i], n) == 0)
            return false;
    }
    return true;
}

/* As much of [p, end) as a line of `width` columns takes, broken at a space where there is one; *next is where the next line begins. */
static const char *line_end(const char *p, const char *end, int width, const char **next)
{
    const char *space = NULL, *q = p;
    int used = 0;
    while (q < end) {
        int w;
        size_t n = mh__cluster(q, end, &w);
        if (*q == ' ' && q > p && (breaks_at(p, q, end) || space == NULL))
            space = q;
        if (used + w > width && q > p)
            break;
        used += w;
        q += n;
    }
    if (q == end) {
        *next = end;
        return end;
    }
    const char *stop = space != NULL ? space : q;
    for (*next = stop; *next < end && **next == ' ';)
        (*next)++;
    return stop;
}

/* One paragraph, visible already; further lines keep its indentation. */
static int put_paragraph(struct mh__canvas *c, struct mh__area a, int y, enum mh__style style, const char *p, const char *end)
{
    int indent = 0;
    while (p + indent < end && p[indent] == ' ')
        indent++;
    p += indent;
    if (indent > a.w / 2)
        indent = a.w / 2;
    do {
        const char *next, *stop = line_end(p, end, a.w - indent, &next);
        if (y >= 0 && y < a.h)
            put_run(c, a, y, indent, style, p, stop);
        y++;
        p = next;
    } while (p < end);
    return y;
}

int mh__put_wrapped(struct mh__canvas *c, struct mh__area a, int y, enum mh__style style, const char *text)
{
    struct mh_str line = MH_STR_INIT, s = MH_STR_INIT;
    const char *p = text ? text : "";
    if (a.w < 1)
        return y;
    for (bool more = true; more;) {
        size_t n = strcspn(p, "\n");
        mh_str_clear(&line);
        mh_str_clear(&s);
        mh_str_addn(&line, p, n > 0 && p[n] == '\n' && p[n - 1] == '\r' ? n - 1 : n);
        mh_utf8_visible(&s, mh_str_text(&line));
        y = put_paragraph(c, a, y, style, mh_str_text(&s), mh_str_text(&s) + s.len);
        more = p[n] != '\0';
        p += n + 1;
    }
    mh_str_free(&line);
    mh_str_free(&s);
    return y;
}

void mh__hline(struct mh__canvas *c, struct mh__area a, int y)
{
    for (int x = 0; x < a.w && y >= 0 && y < a.h; x++)
        mh__put(c, a, y, x, MH__FRAME, "─");
}

void mh__vline(struct mh__canvas *c, struct mh__area a, int x)
{
    for (int y = 0; y < a.h && x >= 0 && x < a.w; y++)
        mh__put(c, a, y, x, MH__FRAME, "│");
}

struct mh__area mh__box(struct mh__canvas *c, struct mh__area a, const char *title)
{
    struct mh__area in = { .y = a.y + 1, .x = a.x + 1, .h = a.h - 2, .w = a.w - 2 };
    if (in.h < 0 || in.w < 0)
        return (struct mh__area){ .y = a.y, .x = a.x };
    mh__fill(c, a, MH__FRAME);
    mh__hline(c, a, 0);
    mh__hline(c, a, a.h - 1);
    mh__vline(c, a, 0);
    mh__vline(c, a, a.w - 1);
    mh__put(c, a, 0, 0, MH__FRAME, "┌");
    mh__put(c, a, 0, a.w - 1, MH__FRAME, "┐");
    mh__put(c, a, a.h - 1, 0, MH__FRAME, "└");
    mh__put(c, a, a.h - 1, a.w - 1, MH__FRAME, "┘");
    if (title != NULL && *title != '\0' && a.w > 6) {
        int w = mh__text_width(title);
        if (w > a.w - 6)
            w = a.w - 6;
        mh__put(c, a, 0, 2, MH__FRAME, " ");
        mh__put_fit(c, a, 0, 3, w, MH__LEFT, MH__BOLD, title);
        mh__put(c, a, 0, 3 + w, MH__FRAME, " ");
    }
    mh__fill(c, in, MH__PLAIN);
    return in;
}

void mh__meter(struct mh__canvas *c, struct mh__area a, int y, int x, int width, enum mh__style style, int64_t some, int64_t whole)
{
    int full = 0;
    if (width <= 0)
        return;
    while (whole > INT64_MAX / MOST_SIDE) {
        whole /= 2;
        some /= 2;
    }
    if (whole > 0 && some > 0)
        full = some >= whole ? width : (int)(some * (width < MOST_SIDE ? width : MOST_SIDE) / whole);
    if (full == 0 && whole > 0 && some > 0)
        full = 1; /* something is not nothing */
    for (int i = 0; i < width; i++)
        mh__put(c, a, y, x + i, i < full ? style : MH__DIM, i < full ? "█" : "░");
}

/* --- as text --- */

void mh__canvas_dump(const struct mh__canvas *c, bool styles, struct mh_str *out)
{
    for (int y = 0; y < c->h; y++) {
        size_t keep = out->len;
        for (int x = 0; x < c->w; x++) {
            const struct mh__cell *cell = &c->cell[(size_t)y * (size_t)c->w + (size_t)x];
            mh_str_add(out, cell->text);
            if (strcmp(cell->text, " ") != 0)
                keep = out->len;
        }
        out->len = keep;
        mh_str_addc(out, '\n');
    }
    for (int y = 0; styles && y < c->h; y++) {
        size_t keep = out->len;
        for (int x = 0; x < c->w; x++) {
            int style = c->cell[(size_t)y * (size_t)c->w + (size_t)x].style;
            mh_str_addc(out, style == MH__PLAIN ? '.' : (char)('a' + style - 1));
            if (style != MH__PLAIN)
                keep = out->len;
        }
        out->len = keep;
        mh_str_addc(out, '\n');
    }
}

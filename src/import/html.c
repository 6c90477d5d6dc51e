#include "import/html.h"

#include <string.h>
#include <mahalli/csvout.h>
#include <mahalli/utf8.h>
#include "import/decode.h"

enum { SPAN_MAX = 64 };

struct page {
    const char *p, *end;
    bool latin;            /* bytes are Windows-1252 */
    struct mh_str cell, row;
    bool in_cell, any_cell, found;
    int span;              /* columns that the cell covers */
    struct mh_str *out;
};

static const struct { const char *name; uint32_t cp; } entities[] = {
    { "amp", '&' }, { "lt", '<' }, { "gt", '>' }, { "quot", '"' }, { "apos", '\'' }, { "nbsp", 0xA0 }, { "eacute", 0xE9 },
    { "egrave", 0xE8 }, { "ecirc", 0xEA }, { "euml", 0xEB }, { "agrave", 0xE0 }, { "acirc", 0xE2 }, { "ccedil", 0xE7 }, { "icirc", 0xEE },
    { "iuml", 0xEF }, { "ocirc", 0xF4 }, { "ugrave", 0xF9 }, { "ucirc", 0xFB }, { "uuml", 0xFC }, { "Eacute", 0xC9 }, { "Egrave", 0xC8 },
    { "Ecirc", 0xCA }, { "Agrave", 0xC0 }, { "Ccedil", 0xC7 }, { "deg", 0xB0 }, { "micro", 0xB5 }, { "times", 0xD7 }, { "laquo", 0xAB },
    { "raquo", 0xBB }, { "oelig", 0x153 }, { "OElig", 0x152 }, { "rsquo", 0x2019 }, { "ndash", 0x2013 }, { "mdash", 0x2014 },
    { "hellip", 0x2026 }, { "euro", 0x20AC }, { "frac12", 0xBD }, { "plusmn", 0xB1 }, { "sup2", 0xB2 }, { "sup3", 0xB3 },
};

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Does the text at p begin with the word, letter case apart? */
static bool begins(const char *p, const char *end, const char *word)
{
    for (; *word != '\0'; word++, p++)
        if (p >= end || (*p >= 'A' && *p <= 'Z' ? *p + 32 : *p) != *word)
            return false;
    return true;
}

static const char *find(const char *p, const char *end, const char *word)
{
    for (; p < end; p++)
        if (begins(p, end, word))
            return p;
    return end;
}

bool mh__html_is(const unsigned char *bytes, size_t n)
{
    const char *p = (const char *)bytes, *end = p + n;
    if (n >= 3 && memcmp(p, "\xEF\xBB\xBF", 3) == 0)
        p += 3;
    for (;;) {
        while (p < end && strchr(" \t\r\n", *p) != NULL && *p != '\0')
            p++;
        if (begins(p, end, "<!--")) {
            p = find(p, end, "-->");
            p += p < end ? 3 : 0;
        } else if (begins(p, end, "<?xml")) { /* XHTML, or XML of another kind: what follows tells */
            p = find(p, end, "?>");
            p += p < end ? 2 : 0;
        } else {
            break;
        }
    }
    return begins(p, end, "<!doctype html") || begins(p, end, "<html") || begins(p, end, "<table") || begins(p, end, "<head") ||
           begins(p, end, "<meta");
}

static void put_cp(struct page *g, uint32_t cp)
{
    char b[4];
    if (cp == '\r' || cp == '\n' || cp == '\t' || cp == 0)
        cp = ' ';
    mh_str_addn(&g->cell, b, mh_utf8_put(b, cp));
}

static void put_space(struct page *g)
{
    if (g->cell.len > 0 && g->cell.data[g->cell.len - 1] != ' ')
        mh_str_addc(&g->cell, ' ');
}

/* &eacute; &#233; &#xE9; — else the sign itself. */
static void entity(struct page *g)
{
    const char *p = g->p + 1, *semi = memchr(p, ';', (size_t)(g->end - p) < 12 ? (size_t)(g->end - p) : 12);
    size_t n = semi != NULL ? (size_t)(semi - p) : 0;
    uint32_t cp = 0;
    if (n > 1 && *p == '#') {
        bool hex = p[1] == 'x' || p[1] == 'X';
        for (const char *d = p + 1 + hex; d < semi && cp < 0x110000; d++) {
            uint32_t v = *d >= '0' && *d <= '9' ? (uint32_t)(*d - '0') : hex && is_letter(*d) ? (uint32_t)((*d | 32) - 'a') + 10 : 99;
            cp = v < (hex ? 16U : 10U) ? cp * (hex ? 16 : 10) + v : 0x110000;
        }
        if (cp >= 0x110000 || (cp >= 0xD800 && cp < 0xE000))
            cp = 0xFFFD;
    }
    for (size_t i = 0; n > 0 && cp == 0 && i < sizeof entities / sizeof *entities; i++)
        if (strlen(entities[i].name) == n && memcmp(entities[i].name, p, n) == 0)
            cp = entities[i].cp;
    if (cp == 0) {
        put_cp(g, '&');
        g->p++;
        return;
    }
    put_cp(g, cp);
    g->p = semi + 1;
}

static void end_cell(struct page *g)
{
    if (!g->in_cell)
        return;
    g->in_cell = false;
    char *s = g->cell.data;
    size_t n = g->cell.len, from = 0;
    while (n > 0 && s[n - 1] == ' ')
        n--;
    while (from < n && s[from] == ' ')
        from++;
    if (g->cell.data != NULL)
        s[n] = '\0';
    if (g->any_cell)
        mh_str_addc(&g->row, ';');
    mh_csv_cell(&g->row, n > from ? s + from : "", ';', false);
    for (int i = 1; i < g->span; i++)
        mh_str_addc(&g->row, ';');
    g->any_cell = true;
}

static void end_row(struct page *g)
{
    end_cell(g);
    if (!g->any_cell)
        return;
    mh_str_addn(g->out, mh_str_text(&g->row), g->row.len);
    mh_str_addc(g->out, '\n');
    mh_str_clear(&g->row);
    g->any_cell = false;
    g->found = true;
}

static int span_of(const char *p, const char *end)
{
    const char *c = find(p, end, "colspan");
    int v = 0;
    for (c += 7; c < end && (*c == '=' || *c == '"' || *c == '\'' || *c == ' '); c++)
        ;
    for (; c < end && *c >= '0' && *c <= '9' && v < SPAN_MAX; c++)
        v = v * 10 + (*c - '0');
    return v < 1 ? 1 : v > SPAN_MAX ? SPAN_MAX : v;
}

/* The end of a tag: > inside quotes does not count. */
static const char *tag_end(const char *p, const char *end)
{
    char quote = 0;
    for (; p < end; p++)
        if (quote != 0)
            quote = *p == quote ? 0 : quote;
        else if (*p == '"' || *p == '\'')
            quote = *p;
        else if (*p == '>')
            return p;
    return end;
}

static void tag(struct page *g)
{
    const char *p = g->p + 1, *name = p + (p < g->end && *p == '/'), *word = name;
    bool closing = name != p;
    if (begins(g->p, g->end, "<!--")) {
        g->p = find(g->p, g->end, "-->");
        return;
    }
    if (name >= g->end || !(is_letter(*name) || *name == '!' || *name == '?')) { /* "< 5 mL" in a text */
        if (g->in_cell)
            put_cp(g, '<');
        g->p++;
        return;
    }
    const char *end = tag_end(p, g->end);
    while (word < end && (is_letter(*word) || (*word >= '0' && *word <= '9')))
        word++;
    size_t n = (size_t)(word - name);
    g->p = end + (end < g->end);
    if (n == 2 && (begins(name, end, "td") || begins(name, end, "th"))) {
        end_cell(g);
        if (!closing) {
            mh_str_clear(&g->cell);
            g->in_cell = true;
            g->span = span_of(word, end);
        }
    } else if (n == 2 && begins(name, end, "tr")) {
        end_row(g);
    } else if (n == 5 && begins(name, end, "table")) {
        end_row(g);
    } else if (!closing && ((n == 5 && begins(name, end, "style")) || (n == 6 && begins(name, end, "script")))) {
        g->p = find(g->p, g->end, n == 5 ? "</style" : "</script");
    } else if (g->in_cell && ((n == 2 && begins(name, end, "br")) || (n == 1 && begins(name, end, "p")) || (n == 3 && begins(name, end, "div")))) {
        put_space(g); /* words on either side are two */
    }
}

static void text(struct page *g)
{
    const char *stop = g->p;
    while (stop < g->end && *stop != '<' && *stop != '&')
        stop++;
    if (!g->in_cell) {
        g->p = stop;
        return;
    }
    while (g->p < stop) {
        uint32_t cp;
        if (g->latin) {
            cp = mh__cp1252((unsigned char)*g->p++);
        } else {
            g->p += mh_utf8_next(g->p, stop, &cp);
        }
        if (cp == ' ' || cp == '\n' || cp == '\r' || cp == '\t')
            put_space(g);
        else
            put_cp(g, cp);
    }
}

bool mh__html_to_csv(const char *page, size_t n, struct mh_str *out)
{
    struct page g = { .p = page, .end = page + n, .out = out, .latin = !mh_utf8_valid(page, n) };
    while (g.p < g.end)
        if (*g.p == '<')
            tag(&g);
        else if (*g.p == '&' && g.in_cell)
            entity(&g);
        else if (*g.p == '&')
            g.p++;
        else
            text(&g);
    end_row(&g);
    mh_str_free(&g.cell);
    mh_str_free(&g.row);
    return g.found;
}

#include <mahalli/csvout.h>

#include <string.h>

#include <mahalli/utf8.h>

static bool plain_number(const char *s)
{
    if (*s == '+' || *s == '-')
        s++;
    size_t digits = strspn(s, "0123456789");
    if (digits == 0)
        return false;
    s += digits;
    if (*s == '.' || *s == ',') {
        s++;
        digits = strspn(s, "0123456789");
        if (digits == 0)
            return false;
        s += digits;
    }
    return *s == '\0';
}

static bool looks_like_formula(const char *s)
{
    return *s != '\0' && strchr("=+-@\t\r", *s) != NULL && !plain_number(s);
}

static bool needs_quotes(const char *s, char delimiter)
{
    size_t n = strlen(s);
    if (n == 0)
        return false;
    if (s[0] == ' ' || s[0] == '\t' || s[n - 1] == ' ' || s[n - 1] == '\t')
        return true;
    for (; *s; s++)
        if (*s == delimiter || *s == '"' || *s == '\n' || *s == '\r')
            return true;
    return false;
}

void mh_csv_cell(struct mh_str *out, const char *text, char delimiter, bool guard)
{
    if (text == NULL)
        return;
    bool formula = guard && looks_like_formula(text);
    if (!needs_quotes(text, delimiter)) {
        if (formula)
            mh_str_addc(out, '\'');
        mh_str_add(out, text);
        return;
    }
    mh_str_addc(out, '"');
    if (formula)
        mh_str_addc(out, '\'');
    for (const char *p = text; *p; p++) {
        if (*p == '"')
            mh_str_addc(out, '"');
        mh_str_addc(out, *p);
    }
    mh_str_addc(out, '"');
}

static bool one_line(const char *s)
{
    while ((unsigned char)*s >= 0x20 && (unsigned char)*s < 0x7F)
        s++;
    return *s == '\0';
}

void mh_csv_line_cell(struct mh_str *out, const char *text, char delimiter)
{
    struct mh_str line = MH_STR_INIT;
    char bytes[4];
    uint32_t cp;

    if (text == NULL || one_line(text)) {
        mh_csv_cell(out, text, delimiter, true);
        return;
    }
    for (const char *p = text, *end = text + strlen(text); p < end;) {
        p += mh_utf8_next(p, end, &cp);
        if (cp == '\n' || (cp == '\r' && *p != '\n'))
            mh_str_add(&line, "; ");
        else if (cp != '\r')
            mh_str_addn(&line, bytes, mh_utf8_put(bytes, cp < 0x20 || (cp >= 0x7F && cp < 0xA0) ? ' ' : cp));
    }
    mh_csv_cell(out, mh_str_text(&line), delimiter, true);
    mh_str_free(&line);
}

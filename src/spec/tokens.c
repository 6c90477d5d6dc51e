/* Cuts folded text into words, numbers and signs. Letters part from digits (10ml, ch18, 3/8c); nothing is looked up here. */
#include <stdio.h>
#include <string.h>
#include "spec/lexicon.h"

struct cutter {
    const char *s;
    size_t i, end;
    struct mh__token *tok;
    int n, max;
    unsigned pending; /* flags of the next token */
    mh__word_fn word;
    void *ctx;
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Bytes of a multi-byte character that is a sign, not a letter; 0 for letters. */
static size_t wide_sign(const char *s, size_t n)
{
    const unsigned char *u = (const unsigned char *)s;
    if (n >= 2 && u[0] == 0xc2 && u[1] != 0xb5 && u[1] != 0xaa)
        return 2;
    if (n >= 2 && u[0] == 0xc3 && (u[1] == 0x97 || u[1] == 0xb7))
        return 2;
    if (n >= 3 && u[0] == 0xe2)
        return 3;
    if (n >= 3 && u[0] == 0xef && u[1] == 0xbf && u[2] == 0xbd)
        return 3;
    if (n >= 2 && u[0] == 0xd8 && (u[1] == 0x8c || u[1] == 0x9b || u[1] == 0x9f)) /* Arabic comma, semicolon, question mark */
        return 2;
    return 0;
}

static bool is_letter(const char *s, size_t n)
{
    unsigned char c = (unsigned char)*s;
    if (c >= 'a' && c <= 'z')
        return true;
    return c >= 0x80 && wide_sign(s, n) == 0;
}

static size_t skip_spaces(const struct cutter *c, size_t i)
{
    while (i < c->end && c->s[i] == ' ')
        i++;
    return i;
}

static struct mh__token *push(struct cutter *c, enum mh__token_kind kind, size_t from, size_t to)
{
    if (c->n == c->max)
        return NULL;
    struct mh__token *t = &c->tok[c->n++];
    *t = (struct mh__token){ .word = MH__NONE, .from = (uint16_t)from, .len = (uint16_t)(to - from), .kind = (uint8_t)kind,
                             .flags = (uint16_t)c->pending };
    if (from > 0 && c->s[from - 1] != ' ')
        t->flags |= MH__F_GLUED;
    c->pending = 0;
    return t;
}

/* Both spellings of English words as one: nebulizer nebuliser, paediatric pediatric, haemostatic, anaesthesia. */
static size_t one_spelling(char *s, size_t n)
{
    for (size_t i = 2; i + 2 < n; i++)
        if (s[i] == 'z' && s[i - 1] == 'i' && (s[i + 1] == 'e' || s[i + 1] == 'a'))
            s[i] = 's';
    for (size_t i = 1; i + 3 < n; i++)
        if (s[i] == 'a' && s[i + 1] == 'e' && ((s[i - 1] == 'p' && s[i + 2] == 'd') || (s[i - 1] == 'h' && s[i + 2] == 'm') || (s[i - 1] == 'n' && s[i + 2] == 's'))) {
            memmove(s + i, s + i + 1, n - i - 1);
            n--;
        }
    return n;
}

/* A stem: plural and feminine endings off. Both sides are stemmed, so it need not be a word. */
size_t mh__stem(const char *s, size_t n, char out[64])
{
    if (n > 63)
        n = 63;
    memcpy(out, s, n);
    n = one_spelling(out, n);
    if (n >= 5 && memcmp(out + n - 4, "eaux", 4) == 0)
        n--;
    else if (n >= 6 && memcmp(out + n - 3, "aux", 3) == 0) {
        out[n - 2] = 'l';
        n--;
    } else if (n >= 4 && out[n - 1] == 's' && out[n - 2] != 's')
        n--;
    if (n >= 5 && out[n - 1] == 'e' && out[n - 2] == 'e')
        n--;
    if (n >= 6 && out[n - 1] == 'e')
        n--;
    if (n >= 6 && memcmp(out + n - 3, "eux", 3) == 0) /* veineux, veineuse */
        out[n - 1] = 's';
    else if (n >= 6 && out[n - 1] == 'v' && out[n - 2] == 'i') /* adhesif, adhesive */
        out[n - 1] = 'f';
    out[n] = '\0';
    return n;
}

static void push_word(struct cutter *c, size_t from, size_t to)
{
    struct mh__token *t = push(c, MH__WORD, from, to);
    if (t == NULL)
        return;
    char stem[64];
    size_t n = mh__stem(c->s + from, to - from, stem);
    for (size_t i = 0; i < n; i++)
        if (stem[i] == '0')
            stem[i] = 'o';
    t->word = c->word(c->ctx, stem, n, false);
}

static void push_sign(struct cutter *c, size_t from, size_t to, const char *as)
{
    struct mh__token *t = push(c, MH__SIGN, from, to);
    if (t != NULL)
        t->word = c->word(c->ctx, as, strlen(as), false);
}

static struct mh__token *last(struct cutter *c)
{
    return c->n > 0 ? &c->tok[c->n - 1] : NULL;
}

static bool last_is_number(const struct cutter *c)
{
    return c->n > 0 && c->tok[c->n - 1].kind == MH__NUM;
}

/* The decimal part after `i`: "7.5", "7,5", and "7 . 5" as some lists space it. Returns where its digits start, 0 if none. */
static size_t decimals_at(const struct cutter *c, size_t i)
{
    if (i + 1 < c->end && (c->s[i] == '.' || c->s[i] == ',') && is_digit(c->s[i + 1]))
        return i + 1;
    if (i + 3 < c->end && c->s[i] == ' ' && (c->s[i + 1] == '.' || c->s[i + 1] == ',') && c->s[i + 2] == ' ' && is_digit(c->s[i + 3]))
        return i + 3;
    return 0;
}

static int64_t number_value(const char *s, size_t n, const char *dec, size_t ndec)
{
    int64_t v = 0;
    for (size_t i = 0; i < n; i++) {
        if (v > 900000000000)
            return 999999999999 * 1000000;
        v = v * 10 + (s[i] - '0');
    }
    if (v > 999999999999)
        v = 999999999999;
    v *= 1000000;
    int64_t unit = 100000;
    for (size_t i = 0; i < ndec && unit > 0; i++, unit /= 10)
        v += (dec[i] - '0') * unit;
    return v;
}

static bool is_run(const struct cutter *c, size_t from, size_t to, const char *text)
{
    return to - from == strlen(text) && memcmp(c->s + from, text, to - from) == 0;
}

/* O2, CO2, SpO2, K2: the figure is of the word. */
static bool formula(const struct cutter *c, size_t from)
{
    static const char *const names[] = { "o", "co", "spo", "sao", "etco", "k", "po", "pco", "n" };
    const struct mh__token *t = c->n > 0 ? &c->tok[c->n - 1] : NULL;
    if (t == NULL || t->kind != MH__WORD || (size_t)t->from + t->len != from || !is_digit(c->s[from]) || (from + 1 < c->end && is_digit(c->s[from + 1])))
        return false;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (is_run(c, t->from, from, names[i]))
            return c->s[from] == '2' || (c->s[from] == '3' && *names[i] == 'k');
    return false;
}

static bool begins(const struct cutter *c, const struct mh__token *t, const char *const *names, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (t->len >= strlen(names[i]) && memcmp(c->s + t->from, names[i], strlen(names[i])) == 0)
            return true;
    return false;
}

/* "MASQUE 02", "LUNETTES A 02": the letter O written as a zero, where something for oxygen was named and no number is meant. */
static bool oxygen(struct cutter *c, size_t from)
{
    static const char *const things[] = { "masq", "lunet", "sond", "tub", "tuy", "debit", "mano", "humid", "barbot", "bouteil", "prise",
                                          "raccor", "flex", "canul", "concent", "detend", "obus", "extract" };
    static const char *const between[] = { "a", "pour", "p", "en", "adult", "enfant", "pediat", "hc", "haut", "concent", "nasal", "simpl",
                                           "mural", "medic", "d", "de" };
    static const char *const counted[] = { "voie", "oeil", "lumie", "robin", "branc", "bocau", "piec", "ml", "cc", "mm", "cm", "l", "ch", "fr" };
    size_t next = skip_spaces(c, from + 2);
    const struct mh__token *prev = last(c);
    bool thing = false;
    if (c->end - from < 2 || c->s[from] != '0' || c->s[from + 1] != '2' || prev == NULL || prev->kind != MH__WORD ||
        (size_t)prev->from + prev->len == from || (next == from + 2 && next < c->end && strchr(";:)", c->s[next]) == NULL))
        return false;
    bool joined = begins(c, prev, things, sizeof things / sizeof *things);
    for (size_t i = 0; i < sizeof between / sizeof *between && !joined; i++)
        joined = strlen(between[i]) > 3 ? begins(c, prev, &between[i], 1) : is_run(c, prev->from, (size_t)prev->from + prev->len, between[i]);
    if (!joined)
        return false;
    struct mh__token after = { .from = (uint16_t)next };
    while (next < c->end && is_letter(c->s + next, c->end - next))
        next++;
    after.len = (uint16_t)(next - after.from);
    for (size_t i = 0; i < sizeof counted / sizeof *counted; i++)
        if (after.len > 0 && (is_run(c, after.from, next, counted[i]) || (strlen(counted[i]) > 3 && begins(c, &after, &counted[i], 1))))
            return false;
    for (int i = 0; i < c->n && !thing; i++)
        thing = c->tok[i].kind == MH__WORD && begins(c, &c->tok[i], things, sizeof things / sizeof *things);
    if (thing) {
        struct mh__token *o = push(c, MH__WORD, from, from + 1), *two = NULL;
        if (o != NULL)
            o->word = c->word(c->ctx, "o", 1, false);
        two = push(c, MH__NUM, from + 1, from + 2);
        if (two != NULL) {
            two->num = 2000000;
            two->word = c->word(c->ctx, "2", 1, true);
            two->flags |= MH__F_PACKED;
        }
        c->i = from + 2;
    }
    return thing;
}

/* " 000 ml" after one figure: the figures of one number. */
static bool thousands_at(const struct cutter *c, size_t i)
{
    static const char *const units[] = { "ml", "cc", "g", "ui", "mm", "cst", "u", "iu", "da", "kda" };
    if (i + 5 >= c->end || c->s[i] != ' ' || !is_digit(c->s[i + 1]) || !is_digit(c->s[i + 2]) || c->s[i + 3] != '0' || is_digit(c->s[i + 4]))
        return false;
    size_t k = skip_spaces(c, i + 4);
    for (size_t u = 0; u < sizeof units / sizeof *units; u++) {
        size_t n = strlen(units[u]);
        if (k + n <= c->end && memcmp(c->s + k, units[u], n) == 0 && (k + n == c->end || !is_letter(c->s + k + n, c->end - k - n)))
            return true;
    }
    return false;
}

/* "5.000 ml": nobody measures to the thousandth and finds three noughts. */
static bool pointed_thousands(const struct cutter *c, size_t from, size_t nint, size_t dec, size_t ndec)
{
    return dec == from + nint + 1 && c->s[dec - 1] == '.' && ndec == 3 && memcmp(c->s + dec, "000", 3) == 0 && nint <= 3 && c->s[from] != '0';
}

static void push_number(struct cutter *c, size_t from)
{
    size_t i = from, dec = 0, ndec = 0;
    if (oxygen(c, from))
        return;
    while (i < c->end && is_digit(c->s[i]))
        i++;
    size_t nint = i - from;
    if (nint == 1 && (from == 0 || !(c->s[from - 1] >= 'a' && c->s[from - 1] <= 'z')) && thousands_at(c, i)) { /* 2 000 ml, not O2 350 ml */
        struct mh__token *t = push(c, MH__NUM, from, i + 4);
        if (t != NULL)
            t->num = (number_value(c->s + from, 1, NULL, 0) * 1000) + number_value(c->s + i + 1, 3, NULL, 0);
        c->i = i + 4;
        return;
    }
    dec = decimals_at(c, i);
    if (dec > 0) {
        i = dec;
        while (i < c->end && is_digit(c->s[i]))
            i++;
        ndec = i - dec;
    }
    if (dec > 0 && pointed_thousands(c, from, nint, dec, ndec)) {
        struct mh__token *t = push(c, MH__NUM, from, i);
        if (t != NULL)
            t->num = number_value(c->s + from, nint, NULL, 0) * 1000;
        c->i = i;
        return;
    }
    c->i = i;
    bool of_formula = formula(c, from);
    struct mh__token *t = push(c, MH__NUM, from, i);
    if (t == NULL)
        return;
    t->num = number_value(c->s + from, nint, c->s + dec, ndec);
    if (of_formula)
        t->flags |= MH__F_PACKED;
    char name[40]; /* its name as a word of terms: no leading zeros unless all are */
    size_t skip = 0, k = 0;
    while (skip + 1 < nint && c->s[from + skip] == '0')
        skip++;
    if (t->num == 0)
        skip = 0;
    while (ndec > 0 && c->s[dec + ndec - 1] == '0')
        ndec--;
    if (nint - skip + ndec + 1 >= sizeof name)
        return;
    for (; skip < nint; skip++)
        name[k++] = c->s[from + skip];
    if (ndec > 0) {
        name[k++] = '.';
        memcpy(name + k, c->s + dec, ndec);
        k += ndec;
    }
    t->word = c->word(c->ctx, name, k, true);
}

/* d', l', qu' (also "d ' angio" and "d aspiration"): dropped. */
static bool elided(struct cutter *c, size_t from, size_t to)
{
    if (to - from > 2 || !(is_run(c, from, to, "d") || is_run(c, from, to, "l") || is_run(c, from, to, "s") || is_run(c, from, to, "qu")))
        return false;
    size_t i = skip_spaces(c, to);
    if (i < c->end && (c->s[i] == '\'' || c->s[i] == '`')) {
        i = skip_spaces(c, i + 1);
        if (i < c->end && is_letter(c->s + i, c->end - i)) {
            c->i = i;
            return true;
        }
    }
    i = skip_spaces(c, to);
    return c->s[from] == 'd' && to - from == 1 && i > to && i < c->end && strchr("aeiouh", c->s[i]) != NULL && i + 2 < c->end &&
           is_letter(c->s + i + 1, c->end - i - 1) && is_letter(c->s + i + 2, c->end - i - 2);
}

/* "5 mx 10", "22 gx 1": the unit and the sign of a dimension are glued. */
static bool unit_and_times(struct cutter *c, size_t from, size_t to)
{
    static const char *const units[] = { "m", "cm", "mm", "dm", "g", "ml", "l" };
    if (to - from < 2 || to - from > 3 || c->s[to - 1] != 'x' || !last_is_number(c))
        return false;
    size_t next = skip_spaces(c, to);
    if (next >= c->end || !is_digit(c->s[next]))
        return false;
    for (size_t u = 0; u < sizeof units / sizeof *units; u++)
        if (is_run(c, from, to - 1, units[u])) {
            push_word(c, from, to - 1);
            push_word(c, to - 1, to);
            return true;
        }
    return false;
}

/* What a scanner made of digits: "1O", "2/O", "I0", "10 mI". True when the run was one of these. */
static bool slip(struct cutter *c, size_t from, size_t to)
{
    struct mh__token *t = last(c);
    bool glued = from > 0 && c->s[from - 1] != ' ';
    if (is_run(c, from, to, "ox") && t != NULL && t->kind == MH__NUM && glued && to + 1 < c->end && is_digit(c->s[to]) &&
        slip(c, from, to - 1)) { /* 1Ox1O */
        push_word(c, to - 1, to);
        return true;
    }
    if (is_run(c, from, to, "o") && t != NULL && glued) {
        if (t->kind == MH__NUM && t->num > 0 && t->num % 1000000 == 0 && t->num < 1000000000000) {
            t->num *= 10;
            t->len = (uint16_t)(to - t->from);
            t->word = MH__NONE;
            return true;
        }
        if (t->kind == MH__SIGN && c->s[t->from] == '/' && c->n >= 2 && c->tok[c->n - 2].kind == MH__NUM) {
            struct mh__token *z = push(c, MH__NUM, from, to);
            if (z != NULL)
                z->word = c->word(c->ctx, "0", 1, true);
            return true;
        }
    }
    if (is_run(c, from, to, "mi") && t != NULL && t->kind == MH__NUM) {
        struct mh__token *m = push(c, MH__WORD, from, to);
        if (m != NULL)
            m->word = c->word(c->ctx, "ml", 2, false);
        return true;
    }
    if (is_run(c, from, to, "i") && t != NULL && t->kind == MH__NUM && (to == c->end || !is_digit(c->s[to])) && (to == c->end || c->s[to] != ',')) {
        struct mh__token *m = push(c, MH__WORD, from, to); /* "2 I" of a bag */
        if (m != NULL)
            m->word = c->word(c->ctx, "l", 1, false);
        return true;
    }
    if ((is_run(c, from, to, "i") || is_run(c, from, to, "l")) && to + 1 < c->end && (c->s[to] == ',' || c->s[to] == '.') && is_digit(c->s[to + 1]) &&
        (from == 0 || c->s[from - 1] == ' ')) { /* "I,8 m2" */
        size_t end = to + 1;
        int64_t v = 1000000, unit = 100000;
        for (; end < c->end && is_digit(c->s[end]); end++, unit /= 10)
            v += (c->s[end] - '0') * unit;
        struct mh__token *m = push(c, MH__NUM, from, end);
        if (m != NULL)
            m->num = v;
        c->i = end;
        return true;
    }
    static const char *const after_o[] = { "og", "oml", "occ", "ocm", "omm", "och", "ofr" };
    for (size_t k = 0; k < sizeof after_o / sizeof *after_o; k++)
        if (t != NULL && t->kind == MH__NUM && glued && is_run(c, from, to, after_o[k]) && slip(c, from, from + 1)) { /* 2OG */
            push_word(c, from + 1, to);
            return true;
        }
    if (is_run(c, from, to, "i") && to < c->end && is_digit(c->s[to]) && (c->s[to] == '0' || from == 0 || c->s[from - 1] == ' ')) {
        size_t end = to;
        int64_t v = 1;
        while (end < c->end && is_digit(c->s[end]) && v < 100000)
            v = v * 10 + (c->s[end++] - '0');
        struct mh__token *m = push(c, MH__NUM, from, end);
        if (m != NULL)
            m->num = v * 1000000;
        c->i = end;
        return true;
    }
    return false;
}

/* deux, trois... are numbers; un, une and one are mostly articles, neuf is new. */
static bool number_word(struct cutter *c, size_t from, size_t to)
{
    static const struct { const char *name; int value; } names[] = {
        { "deux", 2 }, { "trois", 3 }, { "quatre", 4 }, { "cinq", 5 }, { "six", 6 },   { "sept", 7 },  { "huit", 8 }, { "dix", 10 },
        { "douze", 12 }, { "two", 2 }, { "three", 3 },  { "five", 5 }, { "eight", 8 }, { "ten", 10 },
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (is_run(c, from, to, names[i].name)) {
            char digits[4];
            int n = snprintf(digits, sizeof digits, "%d", names[i].value);
            struct mh__token *t = push(c, MH__NUM, from, to);
            if (t != NULL) {
                t->num = (int64_t)names[i].value * 1000000;
                t->word = c->word(c->ctx, digits, (size_t)n, true);
            }
            return true;
        }
    return false;
}

/* "SER1NGUE": a one between letters, when an i or an l there makes a known word. */
static bool one_for_letter(struct cutter *c, size_t from, size_t i)
{
    char s[64], stem[64];
    size_t n = i - from, end = i + 1;
    if (c->s[i] != '1' || n < 2 || c->ctx == NULL)
        return false;
    while (end < c->end && c->s[end] >= 'a' && c->s[end] <= 'z')
        end++;
    if (end - i < 3 || end - from > 60)
        return false;
    memcpy(s, c->s + from, end - from);
    for (const char *as = "il"; *as != '\0'; as++) {
        s[n] = *as;
        size_t m = mh__stem(s, end - from, stem);
        int32_t w = c->word(c->ctx, stem, m, false);
        struct mh__token *t = w < 0 ? NULL : push(c, MH__WORD, from, end);
        if (t != NULL) {
            t->word = w;
            c->i = end;
            return true;
        }
    }
    return false;
}

/* "NYL0N": a zero between letters of a word. */
static bool zero_for_o(const struct cutter *c, size_t from, size_t i)
{
    if (i == from + 1 && i + 2 < c->end && c->s[i] == '0' && c->s[i + 1] != 'x' && is_letter(c->s + i + 1, c->end - i - 1) &&
        is_letter(c->s + i + 2, c->end - i - 2))
        return true; /* C0MPRESSE, F0LEY */
    return c->s[i] == '0' && i >= from + 2 && i + 1 < c->end && is_letter(c->s + i + 1, c->end - i - 1) && c->s[i + 1] != 'x' &&
           (i + 2 >= c->end || !is_digit(c->s[i + 2]));
}

static void cut_word(struct cutter *c)
{
    size_t from = c->i, i = from;
    while (i < c->end && (is_letter(c->s + i, c->end - i) || zero_for_o(c, from, i)))
        i += (unsigned char)c->s[i] >= 0xf0 ? 4 : (unsigned char)c->s[i] >= 0xe0 ? 3 : (unsigned char)c->s[i] >= 0xc0 ? 2 : 1;
    if (i > c->end)
        i = c->end;
    c->i = i;
    if (i < c->end && one_for_letter(c, from, i))
        return;
    if (elided(c, from, i) || unit_and_times(c, from, i) || slip(c, from, i))
        return;
    /* n°, no. : one word for the number sign */
    if (is_run(c, from, i, "n")) {
        size_t k = skip_spaces(c, i);
        if (k + 1 < c->end && (unsigned char)c->s[k] == 0xc2 && (unsigned char)c->s[k + 1] == 0xb0) {
            struct mh__token *t = push(c, MH__WORD, from, k + 2);
            if (t != NULL)
                t->word = c->word(c->ctx, "n\xc2\xb0", 3, false);
            c->i = k + 2;
            return;
        }
    }
    if (!number_word(c, from, i))
        push_word(c, from, i);
}

static void cut_degree(struct cutter *c)
{
    size_t from = c->i;
    size_t k = skip_spaces(c, from + 2);
    c->i = from + 2;
    if (k < c->end && c->s[k] == 'c' && (k + 1 == c->end || !is_letter(c->s + k + 1, c->end - k - 1))) {
        push_sign(c, from, k + 1, "\xc2\xb0" "c");
        c->i = k + 1;
        return;
    }
    if (last_is_number(c) || (c->n == 0 && c->i == c->end)) /* alone it is how the unit is written in the reference */
        push_sign(c, from, from + 2, "\xc2\xb0");
}

static void cut_wide(struct cutter *c, size_t len)
{
    const unsigned char *u = (const unsigned char *)c->s + c->i;
    if (len == 2 && u[0] == 0xc2 && u[1] == 0xb0) {
        cut_degree(c);
        return;
    }
    if (len == 2 && u[0] == 0xc3 && u[1] == 0x97 && last_is_number(c))
        push_sign(c, c->i, c->i + 2, "x");
    else if (len == 2 && u[0] == 0xd8)
        c->pending |= MH__F_HARD | MH__F_COMMA;
    c->i += len;
}

/* "21G-27G": a unit stands between the number and the dash. */
static bool unit_glued(const struct cutter *c, size_t i)
{
    static const char *const units[] = { "g", "ch", "fr", "mm", "cm", "ml" };
    if (c->n < 2 || c->tok[c->n - 2].kind != MH__NUM || (size_t)c->tok[c->n - 1].from + c->tok[c->n - 1].len != i ||
        (c->tok[c->n - 1].flags & MH__F_GLUED) == 0)
        return false;
    for (size_t u = 0; u < sizeof units / sizeof *units; u++)
        if (is_run(c, c->tok[c->n - 1].from, i, units[u]))
            return true;
    return false;
}

/* "CH24-CH30": the dash of a range. */
static bool calibres(const struct cutter *c, size_t i)
{
    static const char *const units[] = { "ch", "fr", "g" };
    if (c->n < 2 || !last_is_number(c) || (size_t)c->tok[c->n - 1].from + c->tok[c->n - 1].len != i || c->tok[c->n - 2].kind != MH__WORD)
        return false;
    const struct mh__token *unit = &c->tok[c->n - 2];
    size_t n = unit->len, at = skip_spaces(c, i + 1 + n);
    for (size_t u = 0; u < sizeof units / sizeof *units; u++)
        if (is_run(c, unit->from, unit->from + n, units[u]))
            return at < c->end && is_run(c, i + 1, i + 1 + n, units[u]) && is_digit(c->s[at]);
    return false;
}

static void cut_sign(struct cutter *c)
{
    size_t i = c->i++;
    size_t next = skip_spaces(c, i + 1);
    bool digit_next = next < c->end && is_digit(c->s[next]);
    switch (c->s[i]) {
    case '/': push_sign(c, i, i + 1, "/"); break;
    case '+': push_sign(c, i, i + 1, "+"); break;
    case '%': push_sign(c, i, i + 1, "%"); break;
    case '&': push_sign(c, i, i + 1, "&"); break;
    case '=': push_sign(c, i, i + 1, "="); break;
    case '*':
        if (last_is_number(c) || digit_next)
            push_sign(c, i, i + 1, "x");
        break;
    case '-':
        if ((digit_next && (last_is_number(c) || unit_glued(c, i))) || calibres(c, i))
            push_sign(c, i, i + 1, "-");
        else if (i > 0 && c->s[i - 1] == ' ' && next > i + 1)
            c->pending |= MH__F_CLOSED; /* " - " parts what stands on its sides */
        break;
    case '>':
    case '<': {
        bool eq = c->i < c->end && c->s[c->i] == '=';
        push_sign(c, i, i + 1 + eq, c->s[i] == '>' ? (eq ? ">=" : ">") : (eq ? "<=" : "<"));
        c->i += eq;
        break;
    }
    case '"':
        if (last_is_number(c) && i > 0 && c->s[i - 1] != ' ')
            push_sign(c, i, i + 1, "''");
        break;
    case '\'':
        if ((last_is_number(c) || c->n == 0) && c->i < c->end && c->s[c->i] == '\'') {
            push_sign(c, i, i + 2, "''");
            c->i++;
        }
        break;
    case ')': c->pending |= MH__F_CLOSED; break;
    case ':': c->pending |= MH__F_COLON; break;
    case '.':
        if (c->n > 0 && c->tok[c->n - 1].kind == MH__WORD && c->tok[c->n - 1].from + c->tok[c->n - 1].len == i)
            c->tok[c->n - 1].flags |= MH__F_DOT;
        break;
    case ',': c->pending |= MH__F_HARD | MH__F_COMMA; break;
    case ';':
    case '\n': c->pending |= MH__F_HARD; break;
    default: break;
    }
}

int mh__tokenize(const char *s, size_t from, size_t to, struct mh__token *tok, int max, mh__word_fn word, void *ctx)
{
    struct cutter c = { .s = s, .i = from, .end = to, .tok = tok, .max = max, .word = word, .ctx = ctx };
    if (c.end > 65000)
        c.end = 65000;
    while (c.i < c.end && c.n < c.max) {
        size_t len;
        if (c.s[c.i] == ' ')
            c.i++;
        else if (is_digit(c.s[c.i]))
            push_number(&c, c.i);
        else if (is_letter(c.s + c.i, c.end - c.i))
            cut_word(&c);
        else if ((unsigned char)c.s[c.i] >= 0x80 && (len = wide_sign(c.s + c.i, c.end - c.i)) > 0)
            cut_wide(&c, len);
        else
            cut_sign(&c);
    }
    return c.n;
}

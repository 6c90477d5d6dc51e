/* The text that the tokeniser cuts: folded, with fractions, signs and marks written in one way. */
#include <string.h>
#include <mahalli/utf8.h>
#include "spec/lexicon.h"

struct mark {
    const char *from, *to;
};

/* Folding would glue "7½" to "71/2" and lose the ordinal sign: spelt out before it. */
static const struct mark marks[] = {
    { "\xc2\xbd", " 1/2" },      { "\xc2\xbc", " 1/4" },      { "\xc2\xbe", " 3/4" },      { "\xe2\x85\x9b", " 1/8" },
    { "\xe2\x85\x9c", " 3/8" },  { "\xe2\x85\x9d", " 5/8" },  { "\xe2\x85\x9e", " 7/8" },  { "\xc2\xba", "\xc2\xb0" },
    { "\xc2\xae", " " },         { "\xe2\x84\xa2", " " },     { "\xc2\xa9", " " },         { "\xe2\x88\x85", "\xc3\xb8" },
    { "\xe2\x8c\x80", "\xc3\xb8" }, { "\xc3\x98", "\xc3\xb8" }, { "\xe2\x84\x96", "n\xc2\xb0" }, { "\xe2\x80\xb3", "\"" },
    { "\xe2\x80\xb2", "'" },     { "\xe2\x89\xa5", ">=" },    { "\xe2\x89\xa4", "<=" },    { "\xe2\x88\x92", "-" },
    { "\xe2\x81\x84", "/" },     { "\xe2\x88\x95", "/" },
};

static bool plain(const char *s, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if ((unsigned char)s[i] >= 0x80)
            return false;
    return true;
}

static void add_plain(struct mh_str *out, const char *s, size_t n)
{
    char buf[256];
    size_t k = 0;
    for (size_t i = 0; i < n; i++) {
        unsigned char c = (unsigned char)s[i];
        if (c >= 'A' && c <= 'Z')
            c = (unsigned char)(c + 32);
        else if (c < 0x20 || c == 0x7f)
            c = c == '\n' ? '\n' : ' ';
        buf[k++] = (char)c;
        if (k == sizeof buf) {
            mh_str_addn(out, buf, k);
            k = 0;
        }
    }
    mh_str_addn(out, buf, k);
}

static size_t mark_at(const char *s, size_t n, const char **to)
{
    for (size_t m = 0; m < sizeof marks / sizeof *marks; m++) {
        size_t len = strlen(marks[m].from);
        if (len <= n && memcmp(s, marks[m].from, len) == 0) {
            *to = marks[m].to;
            return len;
        }
    }
    return 0;
}

void mh__fold(struct mh_str *out, const char *s, size_t n)
{
    if (n > MH__MAX_TEXT)
        n = MH__MAX_TEXT;
    if (plain(s, n)) {
        add_plain(out, s, n);
        return;
    }
    struct mh_str pre = MH_STR_INIT;
    for (size_t i = 0; i < n;) {
        const char *to;
        size_t len = (unsigned char)s[i] >= 0x80 ? mark_at(s + i, n - i, &to) : 0;
        if (len > 0) {
            mh_str_add(&pre, to);
            i += len;
        } else if (s[i] == '\n') { /* a line break parts clauses; folding would make it a space */
            mh_str_add(&pre, " ; ");
            i++;
        } else {
            mh_str_addc(&pre, s[i] == '\0' ? ' ' : s[i]);
            i++;
        }
    }
    mh_utf8_foldn(out, mh_str_text(&pre), pre.len);
    mh_str_free(&pre);
}

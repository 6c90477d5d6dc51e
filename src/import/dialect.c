/*
 * The delimiter is the one that gives the first records the same number of cells, counted outside quotes. A decimal comma in every row
 * or a list a|b|c in a column do so nearly as well: what tells is that the header has it too, and that there are more of it.
 */
#include "import/dialect.h"

#include <stdint.h>

enum { SAMPLE_RECORDS = 100, COUNTS = 64 };

static const char candidates[] = { ';', '\t', ',', '|' }; /* in a tie the first */

struct tally {
    int64_t with[COUNTS]; /* records by number of delimiters; the last: as many or more */
    int64_t records;
    int first;            /* delimiters of the first record */
};

static void tally_add(struct tally *t, size_t delimiters, bool blank)
{
    if (blank)
        return;
    int k = delimiters < COUNTS - 1 ? (int)delimiters : COUNTS - 1;
    if (t->records++ == 0)
        t->first = k;
    t->with[k]++;
}

static void count_records(const char *p, size_t n, char delimiter, bool whole, struct tally *t)
{
    bool start = true, quoted = false, blank = true;
    size_t found = 0;
    for (size_t i = 0; i < n && t->records < SAMPLE_RECORDS; i++) {
        char c = p[i];
        if (quoted) {
            if (c == '"' && i + 1 < n && p[i + 1] == '"')
                i++;
            else if (c == '"')
                quoted = false;
        } else if (c == '\n' || c == '\r') {
            tally_add(t, found, blank);
            found = 0;
            start = blank = true;
        } else if (c == delimiter) {
            found++;
            start = true;
        } else if (c == '"' && start) {
            quoted = true;
            start = blank = false;
        } else if (c != ' ') {
            start = blank = false;
        }
    }
    if (whole || t->records == 0)
        tally_add(t, found, blank);
}

static int64_t score(const struct tally *t)
{
    int mode = 0;
    for (int k = 1; k < COUNTS; k++)
        if (t->with[k] > 0 && (mode == 0 || t->with[k] >= t->with[mode]))
            mode = k;
    if (mode == 0)
        return 0;
    int64_t permille = t->with[mode] * 1000 / t->records;
    return permille * permille * (mode < 8 ? mode : 8) * (t->first == mode ? 4 : 1);
}

static bool letter(char c, char lower)
{
    return c == lower || c == lower - 'a' + 'A';
}

/* sep=; alone on the first line, perhaps in quotes. */
static bool sep_line(const char *p, size_t n, struct mh__sniffed *out)
{
    size_t i = 0;
    bool quoted = n > 0 && p[0] == '"';
    i += quoted;
    if (n < i + 5 || !letter(p[i], 's') || !letter(p[i + 1], 'e') || !letter(p[i + 2], 'p') || p[i + 3] != '=')
        return false;
    char d = p[i + 4];
    if ((d < '!' && d != '\t') || d > '~' || d == '"' || (d >= '0' && d <= '9') || (d >= 'A' && d <= 'Z') || (d >= 'a' && d <= 'z'))
        return false;
    i += 5;
    if (quoted && (i >= n || p[i++] != '"'))
        return false;
    while (i < n && (p[i] == d || p[i] == ' ')) /* Excel may pad the line with delimiters */
        i++;
    if (i < n && p[i] != '\r' && p[i] != '\n')
        return false;
    if (i < n && p[i] == '\r')
        i++;
    if (i < n && p[i] == '\n')
        i++;
    out->delimiter = d;
    out->sep_line = true;
    out->skip = i;
    return true;
}

void mh__dialect_sniff(const char *text, size_t n, bool whole, struct mh__sniffed *out)
{
    int64_t best = 0;
    *out = (struct mh__sniffed){ .delimiter = ';' };
    if (sep_line(text, n, out))
        return;
    for (size_t i = 0; i < sizeof candidates; i++) {
        struct tally t = { 0 };
        count_records(text, n, candidates[i], whole, &t);
        int64_t s = score(&t);
        if (s > best) {
            best = s;
            out->delimiter = candidates[i];
        }
    }
}

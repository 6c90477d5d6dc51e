/* Column tables: looking up columns by the names that files and people use. */
#include <mahalli/table.h>

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include <mahalli/i18n.h>
#include <mahalli/utf8.h>

#include "base/table_priv.h"

bool mh_is_currency(const char *word, size_t n)
{
    static const char *const words[] = { "dh", "dhs", "mad", "dirham", "dirhams" };

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strlen(words[i]) == n && memcmp(words[i], word, n) == 0)
            return true;
    return false;
}

static bool is_word_byte(char c)
{
    return (unsigned char)c >= 0x80 || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

static size_t next_word(const char **p)
{
    /* ° is the one sign beyond ASCII that headers hold (N°). */
    for (; **p && (!is_word_byte(**p) || memcmp(*p, "\xC2\xB0", 2) == 0); ++*p)
        if ((unsigned char)**p == 0xC2)
            ++*p;
    size_t n = 0;
    while (is_word_byte((*p)[n]) && memcmp(*p + n, "\xC2\xB0", 2) != 0)
        n++;
    return n;
}

void mh_header_key(struct mh_str *out, const char *header)
{
    struct mh_str folded = MH_STR_INIT;
    size_t start = out->len, n, kept = 0;

    mh_utf8_fold(&folded, header);
    for (int all = 0; all < 2 && !kept; all++) {
        const char *p = mh_str_text(&folded);
        for (; (n = next_word(&p)) > 0; p += n) {
            if (!all && mh_is_currency(p, n))
                continue;
            if (out->len > start)
                mh_str_addc(out, ' ');
            mh_str_addn(out, p, n);
            kept++;
        }
    }
    mh_str_addn(out, "", 0);
    mh_str_free(&folded);
}

bool mh__key_is(const char *key, const char *text)
{
    struct mh_str k = MH_STR_INIT;

    if (!text)
        return false;
    mh_header_key(&k, text);
    bool same = strcmp(key, mh_str_text(&k)) == 0;
    mh_str_free(&k);
    return same;
}

static const struct mh_column *match_key(const struct mh_table *t, const char *key)
{
    for (size_t i = 0; i < t->ncolumns; i++) {
        const struct mh_column *c = &t->columns[i];
        if (mh__key_is(key, c->name) || mh__key_is(key, c->title) || mh__key_is(key, mh_tr("en", c->title)) ||
            mh__key_is(key, mh_tr("ar", c->title)) ||
            mh_in_list(c->aliases, key))
            return c;
    }
    return NULL;
}

/* "quantite 2027" is "quantite": takes a year of this century off the end or the start. */
static bool cut_year(char *key)
{
    size_t n = strlen(key);

    if (n > 5 && key[n - 5] == ' ' && key[n - 4] == '2' && key[n - 3] == '0' && strspn(key + n - 4, "0123456789") == 4) {
        key[n - 5] = '\0';
        return true;
    }
    if (n > 5 && strspn(key, "0123456789") == 4 && key[0] == '2' && key[1] == '0' && key[4] == ' ') {
        memmove(key, key + 5, n - 4);
        return true;
    }
    return false;
}

const struct mh_column *mh_table_match_header(const struct mh_table *t, const char *header)
{
    struct mh_str key = MH_STR_INIT;
    const struct mh_column *c = NULL;

    mh_header_key(&key, header);
    if (key.len) {
        c = match_key(t, key.data);
        if (!c && cut_year(key.data))
            c = match_key(t, key.data);
    }
    mh_str_free(&key);
    return c;
}

const struct mh_column *mh_table_column(const struct mh_table *t, const char *name)
{
    if (!name)
        return NULL;
    for (size_t i = 0; i < t->ncolumns; i++)
        if (strcmp(t->columns[i].name, name) == 0)
            return &t->columns[i];
    for (size_t i = 0; i < t->ncolumns; i++)
        if (strcmp(t->columns[i].sql, name) == 0)
            return &t->columns[i];
    return NULL;
}

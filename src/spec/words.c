/* The vocabulary: every word of the lexicon by its stem, and how an unknown word of a label is understood: an elision left out, the
 * beginning of a word (old programs cut them at four or five letters), a small typing error. */
#include <stdlib.h>
#include <string.h>
#include <mahalli/hash.h>
#include <mahalli/xalloc.h>
#include "spec/lexicon.h"

static uint64_t word_hash(const char *s, size_t n)
{
    uint64_t h = 1469598103934665603u;
    for (size_t i = 0; i < n; i++)
        h = (h ^ (unsigned char)s[i]) * 1099511628211u;
    return h ^ (h >> 29);
}

const char *mh__word_text(const struct mh_lexicon *lx, int32_t w)
{
    return w < 0 ? "" : lx->pool + lx->words.at[w].text;
}

int32_t mh__word_find(const struct mh_lexicon *lx, const char *stem, size_t n)
{
    if (lx->table_size == 0)
        return MH__NONE;
    for (size_t i = word_hash(stem, n) & (lx->table_size - 1); lx->table[i] != 0; i = (i + 1) & (lx->table_size - 1)) {
        const struct mh__word *w = &lx->words.at[lx->table[i] - 1];
        if (w->len == n && memcmp(lx->pool + w->text, stem, n) == 0)
            return (int32_t)lx->table[i] - 1;
    }
    return MH__NONE;
}

static void table_put(struct mh_lexicon *lx, uint32_t number)
{
    const struct mh__word *w = &lx->words.at[number];
    size_t i = word_hash(lx->pool + w->text, w->len) & (lx->table_size - 1);
    while (lx->table[i] != 0)
        i = (i + 1) & (lx->table_size - 1);
    lx->table[i] = number + 1;
}

static void table_grow(struct mh_lexicon *lx)
{
    free(lx->table);
    lx->table_size = lx->table_size == 0 ? 4096 : lx->table_size * 2;
    lx->table = mh_xcalloc(lx->table_size, sizeof *lx->table);
    for (size_t i = 0; i < lx->words.len; i++)
        table_put(lx, (uint32_t)i);
}

int32_t mh__word_add(struct mh_lexicon *lx, const char *stem, size_t n)
{
    int32_t old = mh__word_find(lx, stem, n);
    if (old >= 0)
        return old;
    if ((lx->words.len + 1) * 2 > lx->table_size)
        table_grow(lx);
    if (lx->pool_len + n + 1 > lx->pool_cap) {
        lx->pool_cap = (lx->pool_cap + n + 1) * 2;
        lx->pool = mh_xrealloc(lx->pool, lx->pool_cap);
    }
    struct mh__word w = { .text = (uint32_t)lx->pool_len, .len = (uint16_t)n };
    memcpy(lx->pool + lx->pool_len, stem, n);
    lx->pool[lx->pool_len + n] = '\0';
    lx->pool_len += n + 1;
    mh_vec_push(&lx->words, w);
    table_put(lx, (uint32_t)lx->words.len - 1);
    return (int32_t)lx->words.len - 1;
}

/* --- beginnings --- */

static bool plain_letters(const char *s, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (s[i] < 'a' || s[i] > 'z')
            return false;
    return n > 0;
}

struct by_text {
    const char *text;
    uint32_t word;
};

static int by_text_cmp(const void *a, const void *b)
{
    return strcmp(((const struct by_text *)a)->text, ((const struct by_text *)b)->text);
}

static void sort_words(struct mh_lexicon *lx)
{
    struct by_text *v = mh_xcalloc(lx->words.len + 1, sizeof *v);
    size_t n = 0;
    for (size_t i = 0; i < lx->words.len; i++) {
        const struct mh__word *w = &lx->words.at[i];
        const char *s = lx->pool + w->text;
        if (w->len >= 4 && (w->flags & (MH__W_FAMILY | MH__W_VALUE)) != 0 && (w->flags & MH__W_SAFE) == 0 && plain_letters(s, w->len))
            v[n++] = (struct by_text){ s, (uint32_t)i };
    }
    qsort(v, n, sizeof *v, by_text_cmp);
    lx->sorted = mh_xcalloc(n + 1, sizeof *lx->sorted);
    for (size_t i = 0; i < n; i++)
        lx->sorted[i] = v[i].word;
    lx->nsorted = n;
    free(v);
}

/* First place of lx->sorted whose word is not before `s` (with `past`: nor begins with it). */
static uint32_t bound(const struct mh_lexicon *lx, const char *s, size_t n, bool past)
{
    uint32_t lo = 0, hi = (uint32_t)lx->nsorted;
    while (lo < hi) {
        uint32_t mid = lo + (hi - lo) / 2;
        int c = strncmp(lx->pool + lx->words.at[lx->sorted[mid]].text, s, n);
        if (c < 0 || (past && c == 0))
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

void mh__words_beginning(const struct mh_lexicon *lx, const char *s, size_t n, uint32_t *lo, uint32_t *hi)
{
    *lo = bound(lx, s, n, false);
    *hi = bound(lx, s, n, true);
}

/* --- typing errors: words that share a form with one letter less --- */

enum { SHORTEST = 5 };

/* As it sounds: ph f, y i, th t, one letter for two. */
static size_t sound(const char *s, size_t n, char out[64])
{
    size_t k = 0;
    for (size_t i = 0; i < n && k < 60; i++) {
        char c = s[i];
        if (c == 'p' && i + 1 < n && s[i + 1] == 'h') {
            c = 'f';
            i++;
        } else if (c == 'h' && i > 0) {
            continue;
        } else if (c == 'y') {
            c = 'i';
        }
        if (k > 0 && out[k - 1] == c)
            continue;
        out[k++] = c;
    }
    out[k] = '\0';
    return k;
}

static uint32_t hash_without(const char *s, size_t n, size_t skip)
{
    uint64_t h = 1469598103934665603u;
    for (size_t i = 0; i < n; i++)
        if (i != skip)
            h = (h ^ (unsigned char)s[i]) * 1099511628211u;
    h ^= h >> 32;
    return (uint32_t)h | 1u;
}

static void spell_put(struct mh_lexicon *lx, uint32_t hash, uint32_t word)
{
    size_t i = hash & (lx->spell_size - 1);
    while (lx->spell[i].hash != 0)
        i = (i + 1) & (lx->spell_size - 1);
    lx->spell[i].hash = hash;
    lx->spell[i].word = word;
}

static void spell_build(struct mh_lexicon *lx)
{
    size_t forms = 0;
    for (size_t i = 0; i < lx->nsorted; i++)
        forms += lx->words.at[lx->sorted[i]].len + 1u;
    for (lx->spell_size = 64; lx->spell_size < forms * 2;)
        lx->spell_size *= 2;
    lx->spell = mh_xcalloc(lx->spell_size, sizeof *lx->spell);
    for (size_t i = 0; i < lx->nsorted; i++) {
        const struct mh__word *w = &lx->words.at[lx->sorted[i]];
        if (w->len < SHORTEST)
            continue;
        const char *s = lx->pool + w->text;
        char heard[64];
        size_t n = sound(s, w->len, heard);
        for (size_t k = 0; k <= n; k++)
            if (k == 0 || k == n || heard[k] != heard[k - 1])
                spell_put(lx, hash_without(heard, n, k), lx->sorted[i]);
    }
}

void mh__words_finish(struct mh_lexicon *lx)
{
    sort_words(lx);
    spell_build(lx);
}

/* Damerau-Levenshtein (neighbours swapped count one), up to 3. */
static int distance(const char *a, size_t na, const char *b, size_t nb)
{
    int prev2[64], prev[64], cur[64];
    if (na > 60 || nb > 60)
        return 9;
    for (size_t j = 0; j <= nb; j++)
        prev[j] = (int)j;
    memcpy(prev2, prev, sizeof prev2);
    for (size_t i = 1; i <= na; i++) {
        cur[0] = (int)i;
        for (size_t j = 1; j <= nb; j++) {
            int d = prev[j - 1] + (a[i - 1] != b[j - 1]);
            if (prev[j] + 1 < d)
                d = prev[j] + 1;
            if (cur[j - 1] + 1 < d)
                d = cur[j - 1] + 1;
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] && prev2[j - 2] + 1 < d)
                d = prev2[j - 2] + 1;
            cur[j] = d;
        }
        memcpy(prev2, prev, sizeof prev2);
        memcpy(prev, cur, sizeof prev);
    }
    return prev[nb];
}

static bool same_letters(const char *a, size_t na, const char *b, size_t nb)
{
    int count[26] = { 0 };
    if (na != nb)
        return false;
    for (size_t i = 0; i < na; i++) {
        count[a[i] - 'a']++;
        count[b[i] - 'a']--;
    }
    for (int i = 0; i < 26; i++)
        if (count[i] != 0)
            return false;
    return true;
}

struct guess {
    int32_t word;
    int key;    /* the less the better: distance, first letter, distance as written, how few families have the word */
    uint32_t others[4]; /* equally near, word + 1 */
    int nothers;
};

/* Weighs one word of the vocabulary against what was written; `s` and `v` are how both sound. */
static void weigh(const struct mh_lexicon *lx, const char *written, size_t len, const char *s, size_t n, uint32_t word, struct guess *g)
{
    const struct mh__word *w = &lx->words.at[word];
    char v[64];
    size_t m = sound(lx->pool + w->text, w->len, v);
    int d = distance(s, n, v, m);
    int allowed = (m < n ? m : n) >= 8 ? 2 : 1;
    if (d == 2 && allowed < 2 && same_letters(s, n, v, m))
        allowed = 2;
    if (d > allowed || (s[0] != v[0] && d > 1))
        return;
    int raw = distance(written, len, lx->pool + w->text, w->len);
    if (d > 0 && raw > allowed + (allowed < 2 && (len >= 7 && w->len >= 7)))
        return; /* alike to the ear only */
    int key = d * 1000 + (written[0] != lx->pool[w->text]) * 500 + (raw > 9 ? 9 : raw) * 20 + (w->families < 9 ? 9 - w->families : 0);
    if (g->word >= 0 && key / 20 == g->key / 20) {
        char o[64];
        const struct mh__word *old = &lx->words.at[g->word];
        size_t k = sound(lx->pool + old->text, old->len, o);
        if (k != m || memcmp(o, v, k) != 0) { /* two spellings of one word are no tie */
            for (int i = 0; i < g->nothers; i++)
                if (g->others[i] == word + 1)
                    return;
            if (g->nothers < 4)
                g->others[g->nothers++] = word + 1;
            return;
        }
    }
    if (g->word >= 0 && key >= g->key)
        return;
    if (g->word < 0 || key / 20 < g->key / 20)
        g->nothers = 0;
    g->word = (int32_t)word;
    g->key = key;
}

/* The one word at the smallest distance that the length allows; MH__NONE when there is none or more than one (then `may` names them). */
static int32_t corrected(const struct mh_lexicon *lx, const char *written, size_t len, uint32_t may[4])
{
    if (distance(written, len, "steril", 6) <= 2) /* may be meant as "sterile": nothing is made of it, a person looks */
        return MH__NONE;
    char s[64];
    size_t n = sound(written, len, s);
    struct guess g = { .word = MH__NONE };
    int probes = 0;
    for (size_t k = 0; k <= n; k++) {
        uint32_t h = hash_without(s, n, k);
        for (size_t i = h & (lx->spell_size - 1); lx->spell[i].hash != 0 && probes < 400; i = (i + 1) & (lx->spell_size - 1)) {
            probes++;
            if (lx->spell[i].hash == h && (int32_t)lx->spell[i].word != g.word)
                weigh(lx, written, len, s, n, lx->spell[i].word, &g);
        }
    }
    if (g.nothers == 0)
        return g.word;
    may[0] = (uint32_t)g.word + 1;
    for (int i = 0; i < g.nothers && i < 3; i++)
        may[i + 1] = g.others[i];
    if (g.nothers > 3)
        may[0] = 0; /* too many */
    return MH__NONE;
}

void mh__word_resolve(const struct mh_lexicon *lx, const char *text, struct mh__token *t)
{
    char stem[64];
    size_t n = mh__stem(text + t->from, t->len, stem);
    if ((t->len < 4 && !(t->len == 3 && (t->flags & MH__F_DOT) != 0)) || !plain_letters(stem, n))
        return;
    if ((stem[0] == 'd' || stem[0] == 'l') && n >= 6 && strchr("aeiouh", stem[1]) != NULL) { /* DASPIRATION, LEMPLOI */
        int32_t w = mh__word_find(lx, stem + 1, n - 1);
        if (w >= 0) {
            t->word = w;
            return;
        }
    }
    uint32_t lo, hi;
    size_t full = t->len < 63 ? t->len : 63;
    if (plain_letters(text + t->from, full)) { /* first as written: "aeros" is no plural */
        mh__words_beginning(lx, text + t->from, full, &lo, &hi);
        if (lo == hi)
            mh__words_beginning(lx, stem, n, &lo, &hi);
        if (lo < hi) {
            t->flags |= MH__F_BEGIN;
            t->lo = lo;
            t->hi = hi;
            if (hi - lo == 1)
                t->word = (int32_t)lx->sorted[lo];
            return;
        }
    }
    if (n >= SHORTEST) {
        t->word = corrected(lx, stem, n, t->may);
        if (t->word >= 0)
            t->flags |= MH__F_TYPO;
    }
}

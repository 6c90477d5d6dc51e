/* Terms: names of families (bags of words), words for values, abbreviations and units (sequences, in one trie). */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <mahalli/hash.h>
#include <mahalli/xalloc.h>
#include "spec/lexicon.h"

enum { MAX_WORDS = 16, NOT_PARSED = -3, NOTHING_KNOWN = -2 };

static size_t string_slot(const struct mh_lexicon *lx, const char *s)
{
    size_t i = (size_t)mh_hash64(s, strlen(s), 7) & (lx->string_size - 1);
    while (lx->string_table[i] != 0 && strcmp(lx->strings.at[lx->string_table[i] - 1], s) != 0)
        i = (i + 1) & (lx->string_size - 1);
    return i;
}

int mh__string_find(const struct mh_lexicon *lx, const char *s)
{
    return lx->string_size == 0 ? MH__NONE : (int)lx->string_table[string_slot(lx, s)] - 1;
}

static void strings_grow(struct mh_lexicon *lx)
{
    free(lx->string_table);
    lx->string_size = lx->string_size == 0 ? 2048 : lx->string_size * 2;
    lx->string_table = mh_xcalloc(lx->string_size, sizeof *lx->string_table);
    for (size_t i = 0; i < lx->strings.len; i++)
        lx->string_table[string_slot(lx, lx->strings.at[i])] = (uint32_t)i + 1;
}

int mh__string_add(struct mh_lexicon *lx, const char *s)
{
    if ((lx->strings.len + 1) * 2 > lx->string_size)
        strings_grow(lx);
    size_t slot = string_slot(lx, s);
    if (lx->string_table[slot] != 0)
        return (int)lx->string_table[slot] - 1;
    mh_vec_push(&lx->strings, mh_arena_strdup(&lx->arena, s));
    mh_vec_push(&lx->string_family, (int32_t)MH__NONE);
    mh_vec_push(&lx->string_set, (int32_t)NOT_PARSED);
    lx->string_table[slot] = (uint32_t)lx->strings.len;
    return (int)lx->strings.len - 1;
}

int mh__code_find(const struct mh_lexicon *lx, const char *s)
{
    for (size_t i = 0; i < lx->codes_of_attributes.len; i++)
        if (strcmp(lx->codes_of_attributes.at[i], s) == 0)
            return (int)i;
    return MH__NONE;
}

int mh__code_add(struct mh_lexicon *lx, const char *s)
{
    int i = mh__code_find(lx, s);
    if (i >= 0)
        return i;
    mh_vec_push(&lx->codes_of_attributes, mh_arena_strdup(&lx->arena, s));
    return (int)lx->codes_of_attributes.len - 1;
}

/* --- the trie --- */

static size_t edge_slot(const struct mh_lexicon *lx, uint32_t node, uint32_t word)
{
    uint64_t k = ((uint64_t)node << 32 | word) * 0x9e3779b97f4a7c15u;
    size_t i = (size_t)(k >> 40) & (lx->edges_size - 1);
    while (lx->edges[i].to != 0 && (lx->edges[i].node != node || lx->edges[i].word != word))
        i = (i + 1) & (lx->edges_size - 1);
    return i;
}

int32_t mh__edge_find(const struct mh_lexicon *lx, uint32_t node, uint32_t word)
{
    if (lx->edges_size == 0)
        return MH__NONE;
    const struct mh__edge *e = &lx->edges[edge_slot(lx, node, word)];
    return e->to == 0 ? MH__NONE : e->to;
}

static void edges_grow(struct mh_lexicon *lx)
{
    struct mh__edge *old = lx->edges;
    size_t n = lx->edges_size;
    lx->edges_size = n == 0 ? 4096 : n * 2;
    lx->edges = mh_xcalloc(lx->edges_size, sizeof *lx->edges);
    for (size_t i = 0; i < n; i++)
        if (old[i].to != 0)
            lx->edges[edge_slot(lx, old[i].node, old[i].word)] = old[i];
    free(old);
}

void mh__sequence_add(struct mh_lexicon *lx, const uint32_t *words, int n, const struct mh__term *term)
{
    struct mh__node none = { MH__NONE };
    if (lx->nodes.len == 0)
        mh_vec_push(&lx->nodes, none);
    uint32_t node = 0;
    for (int i = 0; i < n; i++) {
        if ((lx->nedges + 1) * 2 > lx->edges_size)
            edges_grow(lx);
        struct mh__edge *e = &lx->edges[edge_slot(lx, node, words[i])];
        if (e->to == 0) {
            mh_vec_push(&lx->nodes, none);
            *e = (struct mh__edge){ node, words[i], (int32_t)lx->nodes.len - 1 };
            lx->nedges++;
        }
        node = (uint32_t)e->to;
    }
    struct mh__term t = *term;
    t.words = (uint32_t)lx->codes.len;
    t.nwords = (uint16_t)n;
    for (int i = 0; i < n; i++) {
        mh_vec_push(&lx->codes, words[i]);
        if (t.kind == MH__T_VALUE)
            lx->words.at[words[i]].flags |= (uint16_t)(MH__W_VALUE | (t.families == MH__NONE ? MH__W_GENERAL : 0));
    }
    t.next = lx->nodes.at[node].term;
    mh_vec_push(&lx->terms, t);
    lx->nodes.at[node].term = (int32_t)lx->terms.len - 1;
}

/* --- words of a term --- */

static int32_t add_word(void *ctx, const char *s, size_t n, bool number)
{
    (void)number;
    return mh__word_add(ctx, s, n);
}

/* "tailles du 6,5 au 8", "21G to 27G": between two numbers it makes a range. */
static bool up_to(const struct mh_lexicon *lx, const struct mh__token *kept, int k, const struct mh__token *t, int n)
{
    const char *s = mh__word_text(lx, t->word);
    const struct mh__token *next = t + 1;
    if (n > 2 && strcmp(s, "au") == 0 && k > 0 && kept[k - 1].kind == MH__NUM && next->kind == MH__WORD && next->len <= 3 && t[2].kind == MH__NUM &&
        ((t->flags | next->flags | t[2].flags) & MH__F_HARD) == 0)
        return true; /* "du CH 6 au CH 18" */
    if ((strcmp(s, "to") != 0 && strcmp(s, "au") != 0) || next->kind != MH__NUM || ((t->flags | next->flags) & MH__F_HARD) != 0)
        return false;
    return (k > 0 && kept[k - 1].kind == MH__NUM) || (k > 1 && kept[k - 2].kind == MH__NUM && kept[k - 1].kind == MH__WORD && kept[k - 1].len <= 3);
}

/* "par 5 sous sachet", "par 10 en boite" */
static bool wrapped(const struct mh_lexicon *lx, const struct mh__token *t)
{
    static const char *const words[] = { "sous", "sou", "en", "dans", "emballage" };
    bool is = t->word >= 0 && (lx->words.at[t->word].flags & MH__W_PACK) != 0;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        is |= t->word >= 0 && strcmp(mh__word_text(lx, t->word), words[i]) == 0;
    return is;
}

/* "par 5" at the end of a clause: how many come together. */
static bool counts(const struct mh_lexicon *lx, const struct mh__token *t, int n)
{
    return strcmp(mh__word_text(lx, t->word), "par") == 0 && t[1].kind == MH__NUM && (t[1].flags & MH__F_HARD) == 0 && t[1].num >= 2000000 &&
           t[1].num % 1000000 == 0 && (n == 2 || (t[2].flags & MH__F_HARD) != 0 || wrapped(lx, &t[2]));
}

int mh__tokens_filter(const struct mh_lexicon *lx, struct mh__token *tok, int n)
{
    int k = 0;
    unsigned carried = 0;
    for (int i = 0; i < n; i++) {
        bool stop = tok[i].word >= 0 && (lx->words.at[tok[i].word].flags & MH__W_STOP) != 0;
        if (stop && (lx->words.at[tok[i].word].flags & MH__W_NORM) != 0 && i + 1 < n &&
            (tok[i + 1].kind == MH__NUM ||
             (tok[i + 1].word >= 0 && (lx->words.at[tok[i + 1].word].flags & (MH__W_NORM | MH__W_STOP)) == MH__W_NORM)))
            stop = false; /* "en 455", "en iso 374": a norm */
        if (stop && i + 1 < n && k > 0 && tok[k - 1].kind == MH__NUM && tok[i + 1].kind == MH__NUM && ((tok[i].flags | tok[i + 1].flags) & MH__F_HARD) == 0 &&
            strcmp(mh__word_text(lx, tok[i].word), "par") == 0) {
            tok[i].word = lx->w_x; /* 10 par 10 */
            tok[i].kind = MH__SIGN;
            stop = false;
        }
        if (stop && i + 1 < n && counts(lx, &tok[i], n - i))
            tok[i + 1].flags |= MH__F_PACKED | MH__F_USED;
        if (stop && i + 1 < n && up_to(lx, tok, k, &tok[i], n - i)) {
            tok[i].word = lx->w_au;
            stop = false;
        }
        if (stop) {
            carried |= tok[i].flags & (MH__F_HARD | MH__F_COMMA);
            continue;
        }
        tok[k] = tok[i];
        tok[k].flags |= (uint16_t)carried;
        carried = 0;
        k++;
    }
    return k;
}

uint32_t mh__surface(const char *folded, const struct mh__token *t, int n)
{
    uint64_t h = 5;
    for (int i = 0; i < n; i++)
        h = mh_hash64(folded + t[i].from, t[i].len, h);
    return (uint32_t)(h ^ h >> 32);
}

int mh__term_words(struct mh_lexicon *lx, const char *text, uint32_t *out, int max, uint32_t *surface)
{
    struct mh_str folded = MH_STR_INIT;
    struct mh__token tok[MAX_WORDS * 2];
    mh__fold(&folded, text, strlen(text));
    int n = mh__tokenize(mh_str_text(&folded), 0, folded.len, tok, MAX_WORDS * 2, add_word, lx);
    if (n > 1)
        n = mh__tokens_filter(lx, tok, n);
    int k = 0;
    for (int i = 0; i < n && k < max; i++)
        if (tok[i].word >= 0)
            out[k++] = (uint32_t)tok[i].word;
    if (surface != NULL)
        *surface = mh__surface(mh_str_text(&folded), tok, n);
    mh_str_free(&folded);
    return k;
}

/* Writes out the abbreviations that hold everywhere inside a term, as is done to texts. */
static int written_out(const struct mh_lexicon *lx, const uint32_t *in, int n, uint32_t *out, int max)
{
    int k = 0;
    for (int i = 0; i < n;) {
        int32_t best = MH__NONE;
        int len = 0;
        uint32_t node = 0;
        for (int j = i; j < n; j++) {
            int32_t to = mh__edge_find(lx, node, in[j]);
            if (to < 0)
                break;
            node = (uint32_t)to;
            for (int32_t t = lx->nodes.at[node].term; t >= 0; t = lx->terms.at[t].next)
                if (lx->terms.at[t].kind == MH__T_REWRITE && lx->terms.at[t].families == MH__NONE) {
                    best = t;
                    len = j - i + 1;
                }
        }
        if (best >= 0) {
            for (int w = 0; w < lx->terms.at[best].nvalue && k < max; w++)
                out[k++] = lx->codes.at[(uint32_t)lx->terms.at[best].value + (uint32_t)w];
            i += len;
        } else if (k < max) {
            out[k++] = in[i++];
        } else {
            break;
        }
    }
    return k;
}

/* --- sets of families --- */

int mh__family_find(const struct mh_lexicon *lx, const char *code)
{
    int i = mh__string_find(lx, code);
    return i < 0 ? MH__NONE : lx->string_family.at[i];
}

bool mh__set_has(const struct mh_lexicon *lx, int32_t set, int family)
{
    if (set == MH__NONE)
        return true;
    return (lx->family_sets.at[(size_t)set * lx->set_words + (size_t)family / 64] >> (family % 64) & 1) != 0;
}

/* The set's first family from f on; the number of families when there is none. */
static size_t set_next(const struct mh_lexicon *lx, int32_t set, size_t f)
{
    if (set == MH__NONE)
        return f;
    const uint64_t *bits = &lx->family_sets.at[(size_t)set * lx->set_words];
    for (size_t w = f / 64; w < lx->set_words; w++) {
        uint64_t left = w == f / 64 ? bits[w] >> (f % 64) << (f % 64) : bits[w];
        if (left != 0)
            return w * 64 + (size_t)__builtin_ctzll(left);
    }
    return lx->nfamilies;
}

static int32_t set_make(struct mh_lexicon *lx, const char *families, const char **unknown)
{
    int32_t set = NOTHING_KNOWN;
    size_t base = lx->family_sets.len;
    char code[80];
    for (const char *p = families; *p != '\0';) {
        size_t n = strcspn(p, "|");
        snprintf(code, sizeof code, "%.*s", (int)(n < 79 ? n : 79), p);
        int f = mh__family_find(lx, code);
        if (f < 0)
            *unknown = families;
        else {
            if (set == NOTHING_KNOWN) {
                set = (int32_t)(base / lx->set_words);
                for (size_t i = 0; i < lx->set_words; i++)
                    mh_vec_push(&lx->family_sets, (uint64_t)0);
            }
            lx->family_sets.at[base + (size_t)f / 64] |= (uint64_t)1 << (f % 64);
        }
        p += n + (p[n] == '|');
    }
    return set;
}

int32_t mh__set_parse(struct mh_lexicon *lx, const char *families, const char **unknown)
{
    if (families == NULL || *families == '\0')
        return MH__NONE;
    int i = mh__string_add(lx, families);
    if (lx->string_set.at[i] == NOT_PARSED) {
        int32_t set = set_make(lx, families, unknown);
        lx->string_set.at[i] = set;
    }
    return lx->string_set.at[i];
}

/* --- the three sorts of synonyms --- */

void mh__value_term(struct mh_lexicon *lx, const char *text, int32_t set, int code, const char *value, bool automatic)
{
    uint32_t words[MAX_WORDS], out[MAX_WORDS];
    uint32_t surface = 0;
    int n = mh__term_words(lx, text, words, MAX_WORDS, &surface);
    if (n == 0)
        return;
    struct mh__term t = { .kind = MH__T_VALUE, .code = (int16_t)code, .value = mh__string_add(lx, value), .families = set,
                          .surface = surface, .automatic = automatic };
    mh__sequence_add(lx, words, n, &t);
    int k = written_out(lx, words, n, out, MAX_WORDS);
    if (k > 0 && (k != n || memcmp(words, out, sizeof *words * (size_t)n) != 0))
        mh__sequence_add(lx, out, k, &t);
}

static void rewrite_term(struct mh_lexicon *lx, const struct mh_synonym *s, int32_t set)
{
    uint32_t words[MAX_WORDS], to[MAX_WORDS];
    int n = mh__term_words(lx, s->term, words, MAX_WORDS, NULL), k = mh__term_words(lx, s->value, to, MAX_WORDS, NULL);
    bool idle = strcmp(s->value, "-") == 0, asks = strcmp(s->value, "!") == 0;
    if (n > 0 && (idle || asks)) {
        struct mh__term only = { .kind = idle ? MH__T_IDLE : MH__T_ASKS, .families = set };
        mh__sequence_add(lx, words, n, &only);
        return;
    }
    if (n == 0 || k == 0 || (n == k && memcmp(words, to, sizeof *words * (size_t)n) == 0))
        return;
    struct mh__term t = { .kind = MH__T_REWRITE, .value = (int32_t)lx->codes.len, .nvalue = (uint16_t)k, .families = set };
    for (int i = 0; i < k; i++)
        mh_vec_push(&lx->codes, to[i]);
    mh__sequence_add(lx, words, n, &t);
}

/* A name of a family: its words without signs and small words; a word after non, sans... is another word. */
static void family_term(struct mh_lexicon *lx, const char *text, int family)
{
    uint32_t words[MAX_WORDS], out[MAX_WORDS], bag[MAX_WORDS];
    int n = written_out(lx, words, mh__term_words(lx, text, words, MAX_WORDS, NULL), out, MAX_WORDS), k = 0;
    bool negated = false;
    for (int i = 0; i < n; i++) {
        const struct mh__word *w = &lx->words.at[out[i]];
        const char *s = lx->pool + w->text;
        bool under = i + 1 < n && strcmp(s, "ss") == 0 && strcmp(mh__word_text(lx, (int32_t)out[i + 1]), "vide") != 0;
        if ((w->flags & MH__W_NEGATOR) != 0 || under || (i + 1 < n && strcmp(s, "n") == 0 && out[i + 1] == (uint32_t)lx->w_slash)) {
            negated = true;
            continue;
        }
        if ((w->flags & (MH__W_WITH | MH__W_FOR)) != 0 || (w->len == 1 && strchr("/+-%&=", *s) != NULL))
            continue;
        uint32_t code = out[i] | (negated ? (uint32_t)MH__NEGATED : 0);
        negated = false;
        bool twice = false;
        for (int j = 0; j < k; j++)
            twice |= bag[j] == code;
        if (!twice)
            bag[k++] = code;
    }
    if (k == 0 || k > 8)
        return;
    struct mh__family_term t = { .words = (uint32_t)lx->codes.len, .family = (uint16_t)family, .n = (uint8_t)k };
    for (int i = 0; i < k; i++) {
        mh_vec_push(&lx->codes, bag[i]);
        lx->words.at[bag[i] & ~(uint32_t)MH__NEGATED].flags |= MH__W_FAMILY;
    }
    mh_vec_push(&lx->family_terms, t);
}

static void note(struct mh_diags *diags, const char *rule, const char *value, const char *message)
{
    if (diags == NULL)
        return;
    struct mh_diag d = { .severity = MH_SEV_WARNING, .rule = rule, .value = value, .message = message };
    mh_diag_add(diags, &d);
}

/* Rarity: a word that few families share tells them apart. */
static void weigh_words(struct mh_lexicon *lx)
{
    int32_t *last = mh_xcalloc(lx->words.len + 1, sizeof *last);
    for (size_t i = 0; i < lx->family_terms.len; i++) {
        const struct mh__family_term *t = &lx->family_terms.at[i];
        for (int k = 0; k < t->n; k++) {
            uint32_t w = lx->codes.at[t->words + (uint32_t)k] & ~(uint32_t)MH__NEGATED;
            if (last[w] != t->family + 1) {
                last[w] = t->family + 1;
                lx->words.at[w].families++;
            }
        }
    }
    for (size_t i = 0; i < lx->words.len; i++) {
        unsigned n = lx->words.at[i].families, w = 100;
        for (unsigned f = 3; f <= n && w > 46; f = f * 3 / 2)
            w -= 9;
        const char *s = lx->pool + lx->words.at[i].text;
        bool figure = s[0] >= '0' && s[0] <= '9';
        if (((lx->words.at[i].flags & MH__W_GENERAL) != 0 || figure) && w > 40)
            w = figure ? 30 : 40;
        lx->words.at[i].weight = (uint16_t)w;
    }
    free(last);
}

/* Each name is filed under the word that the fewest names have. */
static void file_names(struct mh_lexicon *lx)
{
    uint32_t *uses = mh_xcalloc(lx->words.len + 1, sizeof *uses);
    uint32_t *rarest = mh_xcalloc(lx->family_terms.len + 1, sizeof *rarest);
    for (size_t i = 0; i < lx->family_terms.len; i++)
        for (int k = 0; k < lx->family_terms.at[i].n; k++)
            uses[lx->codes.at[lx->family_terms.at[i].words + (uint32_t)k] & ~(uint32_t)MH__NEGATED]++;
    for (size_t i = 0; i < lx->family_terms.len; i++) {
        const struct mh__family_term *t = &lx->family_terms.at[i];
        uint32_t best = lx->codes.at[t->words] & ~(uint32_t)MH__NEGATED;
        for (int k = 1; k < t->n; k++) {
            uint32_t w = lx->codes.at[t->words + (uint32_t)k] & ~(uint32_t)MH__NEGATED;
            if (uses[w] < uses[best])
                best = w;
        }
        rarest[i] = best;
        lx->words.at[best].npost++;
    }
    uint32_t at = 0;
    for (size_t i = 0; i < lx->words.len; i++) {
        lx->words.at[i].post = at;
        at += lx->words.at[i].npost;
        lx->words.at[i].npost = 0;
    }
    lx->postings = mh_xcalloc(at + 1, sizeof *lx->postings);
    for (size_t i = 0; i < lx->family_terms.len; i++) {
        struct mh__word *w = &lx->words.at[rarest[i]];
        lx->postings[w->post + w->npost++] = (uint32_t)i;
    }
    free(uses);
    free(rarest);
}

static bool filled(const char *s)
{
    return s != NULL && *s != '\0';
}

void mh__terms_compile(struct mh_lexicon *lx, const struct mh_lexicon_input *in, struct mh_diags *diags)
{
    for (size_t i = 0; i < in->nsynonyms; i++) { /* abbreviations first: other terms are written out with them */
        const struct mh_synonym *s = &in->synonyms[i];
        const char *unknown = NULL;
        if (!filled(s->term) || filled(s->attribute) || !filled(s->value))
            continue;
        int32_t set = mh__set_parse(lx, s->families, &unknown);
        if (unknown != NULL)
            note(diags, "lexique-famille-inconnue", unknown, "ce synonyme nomme une famille qui n'existe pas");
        if (set != -2)
            rewrite_term(lx, s, set);
    }
    for (size_t i = 0; i < in->nsynonyms; i++) {
        const struct mh_synonym *s = &in->synonyms[i];
        const char *unknown = NULL;
        if (!filled(s->term) || (!filled(s->attribute) && filled(s->value)))
            continue;
        int32_t set = mh__set_parse(lx, s->families, &unknown);
        if (unknown != NULL)
            note(diags, "lexique-famille-inconnue", unknown, "ce synonyme nomme une famille qui n'existe pas");
        if (set == -2)
            continue;
        if (!filled(s->attribute)) {
            for (size_t f = set < 0 ? lx->nfamilies : set_next(lx, set, 0); f < lx->nfamilies; f = set_next(lx, set, f + 1))
                family_term(lx, s->term, (int)f);
        } else if (filled(s->value) && *s->value != '*') {
            int code = mh__code_find(lx, s->attribute);
            if (code < 0)
                note(diags, "lexique-attribut-inconnu", s->attribute, "ce synonyme nomme une caractéristique qui n'existe pas");
            else
                mh__value_term(lx, s->term, set, code, s->value, false);
        }
    }
    for (size_t f = 0; f < lx->nfamilies; f++) {
        if (filled(lx->family_rows[f].name)) {
            char name[200];
            snprintf(name, sizeof name, "%.*s", (int)strcspn(lx->family_rows[f].name, "("), lx->family_rows[f].name);
            size_t before = lx->family_terms.len;
            family_term(lx, name, (int)f);
            lx->families[f].official = lx->family_terms.len > before ? before : 0;
            if (lx->family_terms.len > before)
                lx->families[f].head = lx->codes.at[lx->family_terms.at[before].words];
        }
    }
    weigh_words(lx);
    file_names(lx);
}

/* --- what means something within a family --- */

static void learn(struct mh_lexicon *lx, int family, uint32_t word)
{
    lx->families[family].vocabulary[word / 64] |= (uint64_t)1 << (word % 64);
}

bool mh__vocabulary_has(const struct mh_lexicon *lx, int family, int32_t word)
{
    return family >= 0 && word >= 0 && (lx->families[family].vocabulary[word / 64] >> (word % 64) & 1) != 0;
}

/* Words that no name of the family holds but behind non, sans... */
static void only_refused(struct mh_lexicon *lx)
{
    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < lx->family_terms.len; i++)
            for (int k = 0; k < lx->family_terms.at[i].n; k++) {
                uint32_t code = lx->codes.at[lx->family_terms.at[i].words + (uint32_t)k], w = code & ~(uint32_t)MH__NEGATED;
                uint64_t *bits = &lx->families[lx->family_terms.at[i].family].refused[w / 64], bit = (uint64_t)1 << (w % 64);
                if (pass == 0 && code != w)
                    *bits |= bit;
                else if (pass == 1 && code == w)
                    *bits &= ~bit;
            }
}

void mh__vocabularies(struct mh_lexicon *lx)
{
    size_t n = lx->words.len / 64 + 1;
    for (size_t f = 0; f < lx->nfamilies; f++)
        lx->families[f].vocabulary = mh_arena_alloc(&lx->arena, n * sizeof(uint64_t));
    for (size_t f = 0; f < lx->nfamilies; f++) {
        lx->families[f].named = mh_arena_alloc(&lx->arena, n * sizeof(uint64_t));
        lx->families[f].names = mh_arena_alloc(&lx->arena, n * sizeof(uint64_t));
        lx->families[f].refused = mh_arena_alloc(&lx->arena, n * sizeof(uint64_t));
    }
    only_refused(lx);
    for (size_t i = 0; i < lx->family_terms.len; i++)
        for (int k = 0; k < lx->family_terms.at[i].n; k++)
            learn(lx, lx->family_terms.at[i].family,
                  lx->codes.at[lx->family_terms.at[i].words + (uint32_t)k] & ~(uint32_t)MH__NEGATED);
    for (size_t f = 0; f < lx->nfamilies; f++)
        memcpy(lx->families[f].names, lx->families[f].vocabulary, n * sizeof(uint64_t));
    for (size_t f = 0; f < lx->nfamilies; f++)
        for (int a = 0; a < lx->families[f].nattrs; a++) {
            const struct mh__attr *at = mh__family_attr(lx, (int)f, a);
            for (int c = 0; c < at->ncues; c++)
                for (int k = 0; k < at->cue[c].n; k++)
                    learn(lx, (int)f, (uint32_t)at->cue[c].word[k]);
        }
    for (size_t f = 0; f < lx->nfamilies; f++)
        memcpy(lx->families[f].named, lx->families[f].vocabulary, n * sizeof(uint64_t));
    for (size_t i = 0; i < lx->terms.len; i++) {
        const struct mh__term *t = &lx->terms.at[i];
        bool word = t->kind == MH__T_IDLE || t->kind == MH__T_ASKS;
        if ((t->kind != MH__T_VALUE && !word) || t->families == NOTHING_KNOWN || (word && t->families == MH__NONE))
            continue; /* what asks for nothing anywhere means nothing in any family, word by word */
        for (size_t f = set_next(lx, t->families, 0); f < lx->nfamilies; f = set_next(lx, t->families, f + 1)) {
            struct mh_spec_value v;
            int a = t->kind == MH__T_VALUE ? lx->families[f].by_code[t->code] : MH__NONE;
            if (t->kind == MH__T_VALUE && (a < 0 || !mh__choice_value(lx, mh__family_attr(lx, (int)f, a), t->value, &v)))
                continue;
            for (unsigned k = 0; k < t->nwords; k++)
                learn(lx, (int)f, lx->codes.at[t->words + k]);
        }
    }
}

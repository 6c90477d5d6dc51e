/* Abbreviations written out, and which words are refused: by non, sans, n/, or by an answer ("poudre : non"). */
#include <string.h>
#include "spec/lexicon.h"

static bool is_word(const struct mh__token *t, int w)
{
    return t->word == w && w >= 0;
}

static unsigned flags_of(const struct mh_lexicon *lx, const struct mh__token *t)
{
    return t->word < 0 ? 0 : lx->words.at[t->word].flags;
}

/* "S/M/L": sizes, nothing is without M. */
static bool is_size_letter(const struct mh_lexicon *lx, const struct mh__token *t)
{
    return t->kind == MH__WORD && t->word >= 0 && mh_in_list("m|l|xl|xxl|2xl|xxxl|3xl", mh__word_text(lx, t->word));
}

bool mh__negated_by_sign(const struct mh_lexicon *lx, const struct mh__token *t, int i)
{
    if (i >= 1 && is_word(&t[i - 1], lx->w_ss)) /* "ss vide" is sous vide */
        return t[i].word != lx->w_vide;
    return i >= 2 && is_word(&t[i - 1], lx->w_slash) && !is_size_letter(lx, &t[i]) &&
           (is_word(&t[i - 2], lx->w_n) || is_word(&t[i - 2], lx->w_s) || is_word(&t[i - 2], lx->w_ss));
}

/* "sterile : non", "poudre : oui": the answer is of the words before the colon. */
static void mark_answers(struct mh__reader *r, int family)
{
    for (int i = 1; i < r->n; i++) {
        struct mh__token *t = &r->tok[i];
        const char *s = mh__word_text(r->lx, t->word);
        bool no = strcmp(s, "non") == 0 || strcmp(s, "no") == 0, yes = strcmp(s, "oui") == 0 || strcmp(s, "yes") == 0;
        bool asked = (t->flags & MH__F_COLON) != 0 || is_word(t - 1, r->lx->w_equal), ends = i + 1 == r->n || (t[1].flags & MH__F_HARD) != 0;
        if (!(no || yes) || (t->flags & MH__F_HARD) != 0 || !asked || (no && !ends && (t[1].flags & (MH__F_CLOSED | MH__F_COLON)) == 0))
            continue;
        t->flags |= MH__F_USED;
        if (!ends)
            t[1].flags = (uint16_t)((t[1].flags & ~MH__F_NEGATED) | MH__F_HARD);
        int from = i - 1 - is_word(t - 1, r->lx->w_equal), last = from;
        int32_t node;
        for (int k = last; k >= 0 && k > last - 4; k--)
            if (family >= 0 && mh__sequence_at(r->lx, r->tok, last + 1, k, MH__T_VALUE, family, &node) == last + 1 - k) {
                from = k; /* "luer lock : non" */
                break;
            }
        for (int k = from; no && k >= 0 && k <= last; k++)
            r->tok[k].flags |= (uint16_t)(MH__F_NEGATED | (k == from ? MH__F_ANSWERED : 0));
    }
}

/* A word is negated by non, sans, pas, hors, n/ or s/ just before it. */
static void mark_negations(struct mh__reader *r, int family)
{
    for (int i = 1; i < r->n; i++) {
        struct mh__token *t = &r->tok[i];
        if (t->kind != MH__WORD || (t->flags & MH__F_HARD) != 0)
            continue;
        const struct mh__token *p = t - 1;
        if ((flags_of(r->lx, p) & MH__W_NEGATOR) != 0 || mh__negated_by_sign(r->lx, r->tok, i))
            t->flags |= MH__F_NEGATED;
    }
    mark_answers(r, family);
}

static void copy_tokens(struct mh__reader *r, int from, int n)
{
    for (int k = 0; k < n && r->n < MH__MAX_TOKENS; k++)
        r->tok[r->n++] = r->raw.tok[from + k];
}

static void write_out(struct mh__reader *r, int32_t node, int from, int n, int family)
{
    const struct mh_lexicon *lx = r->lx;
    const struct mh__term *term = NULL;
    for (int32_t k = lx->nodes.at[node].term; k >= 0; k = lx->terms.at[k].next) {
        const struct mh__term *t = &lx->terms.at[k];
        if (t->kind != MH__T_REWRITE || (t->families != MH__NONE && (family < 0 || !mh__set_has(lx, t->families, family))))
            continue;
        if (term == NULL || t->families != MH__NONE) /* the family's own meaning wins */
            term = t;
    }
    const struct mh__token *first = &r->raw.tok[from], *last = &r->raw.tok[from + n - 1];
    for (int k = 0; term != NULL && k < term->nvalue && r->n < MH__MAX_TOKENS; k++) {
        struct mh__token *t = &r->tok[r->n++];
        *t = *first;
        t->kind = MH__WORD;
        t->word = (int32_t)lx->codes.at[(uint32_t)term->value + (uint32_t)k];
        t->len = (uint16_t)(last->from + last->len - first->from);
        t->flags = (uint16_t)((k == 0 ? first->flags : first->flags & MH__F_SPECS) | MH__F_MADE);
        t->flags &= (uint16_t)~MH__F_BEGIN;
    }
}

/* "S/FOLEY CH 16": nobody begins a label by what the thing is without. Returns how many tokens of the text were written out. */
static int sonde_first(struct mh__reader *r)
{
    const struct mh__token *t = r->raw.tok;
    int32_t sonde = mh__word_find(r->lx, "sonde", 5);
    r->n = 0;
    if (r->raw.n < 3 || sonde < 0 || !is_word(t, r->lx->w_s) || !is_word(t + 1, r->lx->w_slash) || t[2].kind != MH__WORD ||
        (t->flags & MH__F_SPECS) != 0)
        return 0;
    r->tok[0] = t[0];
    r->tok[0].word = sonde;
    r->tok[0].flags |= MH__F_MADE;
    r->n = 1;
    return 2;
}

void mh__rewrite(struct mh__reader *r, int family, bool guard)
{
    const struct mh_lexicon *lx = r->lx;
    int i = sonde_first(r);
    while (i < r->raw.n) {
        int32_t node = 0, ignored = 0;
        int len = mh__sequence_at(lx, r->raw.tok, r->raw.n, i, MH__T_REWRITE, family, &node);
        const struct mh__token *after = i + len < r->raw.n ? &r->raw.tok[i + len] : NULL;
        if (len > 0 && is_word(&r->raw.tok[i + len - 1], lx->w_slash) && (after == NULL || after->kind == MH__NUM || is_size_letter(lx, after)))
            len = 0; /* "s/100" is a sachet, "a/" needs a word */
        int keep = guard && len > 0 ? mh__sequence_at(lx, r->raw.tok, r->raw.n, i, MH__T_VALUE, family, &ignored) : 0;
        if (len > 0 && keep < len) {
            write_out(r, node, i, len, family);
            i += len;
        } else if (keep > 0) {
            copy_tokens(r, i, keep);
            i += keep;
        } else {
            copy_tokens(r, i++, 1);
        }
    }
    mark_negations(r, family);
}

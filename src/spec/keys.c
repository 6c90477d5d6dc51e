/*
 * Keys: what a text says in words of one spelling, so that what nobody understood of an article may be answered by what a maker wrote
 * otherwise. A word is its stem, written out and corrected; one that is refused has a '!' before it; a number goes with its unit or
 * with the word beside it, since alone it says nothing; a norm is '#' with its number and part, whoever published it.
 */
#include <stdio.h>
#include <string.h>
#include "spec/lexicon.h"

enum { MILLION = 1000000, PARTS = 12, BARE_PARTS = 7 };

static const struct mh__token *same_clause(const struct mh__reader *r, int i, int step)
{
    int to = i + step;
    if (to < 0 || to >= r->n || (r->tok[step > 0 ? to : i].flags & MH__F_HARD) != 0)
        return NULL;
    return &r->tok[to];
}

static unsigned flags_of(const struct mh_lexicon *lx, const struct mh__token *t)
{
    return t == NULL || t->word < 0 ? 0 : lx->words.at[t->word].flags;
}

/* --- norms --- */

struct norm {
    char number[24];
    int part[PARTS], nparts;
};

static bool whole(const struct mh__token *t, int64_t least, int64_t most)
{
    return t != NULL && t->kind == MH__NUM && t->num % MILLION == 0 && t->num >= least * MILLION && t->num <= most * MILLION;
}

static void part_add(struct norm *n, int64_t num)
{
    if (n->nparts < PARTS)
        n->part[n->nparts++] = (int)(num / MILLION);
}

static bool is(const struct mh__reader *r, const struct mh__token *t, int w)
{
    (void)r;
    return t != NULL && w >= 0 && t->word == w;
}

static const struct mh__token *at(const struct mh__reader *r, int i)
{
    return i < r->n ? &r->tok[i] : NULL;
}

/* "-1", "/2", "-1 a 4", ", -2 et -3", "(1-2-3-4)", ":2019": from token i on; returns the token after. */
static int parts_at(const struct mh__reader *r, int i, struct norm *n)
{
    for (;;) {
        const struct mh__token *t = at(r, i), *next = at(r, i + 1);
        if (t == NULL)
            return i;
        bool sign = is(r, t, r->lx->w_dash) || is(r, t, r->lx->w_slash);
        if (sign && whole(next, 1, 99)) {
            part_add(n, next->num);
            i += 2;
        } else if ((is(r, t, r->lx->w_a) || is(r, t, r->lx->w_au)) && n->nparts > 0 && whole(next, n->part[n->nparts - 1] + 1, 20)) {
            while (n->part[n->nparts - 1] < next->num / MILLION && n->nparts < PARTS)
                part_add(n, (int64_t)(n->part[n->nparts - 1] + 1) * MILLION);
            i += 2;
        } else if ((is(r, t, r->lx->w_et) || is(r, t, r->lx->w_plus)) && n->nparts > 0 &&
                   (is(r, next, r->lx->w_dash) || is(r, next, r->lx->w_slash)) && whole(at(r, i + 2), 1, 99)) {
            i++;
        } else if ((is(r, t, r->lx->w_et) || is(r, t, r->lx->w_plus)) && n->nparts > 0 && whole(next, 1, 99) && next->from > 0 &&
                   r->raw.folded.data[next->from - 1] == '-') {
            part_add(n, next->num); /* "-1 et -5" */
            i += 2;
        } else if (whole(t, 1980, 2040) && ((t->flags & MH__F_COLON) != 0 || (t[-1].kind == MH__NUM && (t->flags & MH__F_HARD) == 0))) {
            i++; /* its year */
        } else {
            return i;
        }
    }
}

/* Is it the number of a measure: 100 ml, 500 x 20? */
bool mh__measured(const struct mh__reader *r, int i)
{
    int32_t node = 0;
    const struct mh__token *next = same_clause(r, i, 1);
    return next != NULL && (is(r, next, r->lx->w_x) || mh__sequence_at(r->lx, r->tok, r->n, i + 1, MH__T_UNIT, MH__NONE, &node) > 0);
}

static int parse(const struct mh__reader *r, int i, struct norm *n)
{
    const struct mh_lexicon *lx = r->lx;
    int j = i;
    bool body = false;
    char letters[4] = "";
    *n = (struct norm){ .nparts = 0 };
    for (; j < r->n && j < i + 6; j++) {
        const struct mh__token *t = &r->tok[j];
        if (j > i && (t->flags & MH__F_HARD) != 0)
            return 0;
        if (t->kind == MH__WORD && (flags_of(lx, t) & MH__W_NORM) != 0)
            body = true;
        else if (!(body && j > i && is(r, t, lx->w_slash)))
            break;
    }
    const struct mh__token *t = at(r, j);
    if (body && t != NULL && t->kind == MH__WORD && t->len <= 2 && (t->flags & MH__F_HARD) == 0 && whole(at(r, j + 1), 1, 99999)) {
        snprintf(letters, sizeof letters, "%.*s", (int)t->len, r->raw.folded.data + t->from); /* NF X 30-500, ASTM F 2100 */
        t = at(r, ++j);
    }
    if (body && letters[0] == '\0' && j == i + 1 && is(r, &r->tok[i], lx->w_en) && mh__measured(r, j))
        return 0; /* "en 10 ml" */
    if (!body || !whole(t, letters[0] != '\0' ? 1 : 100, 99999) || (t->flags & MH__F_HARD) != 0)
        return 0;
    snprintf(n->number, sizeof n->number, "%s%d", letters, (int)(t->num / MILLION));
    j++;
    if (letters[0] != '\0') { /* what follows the dash is of its number */
        if (is(r, at(r, j), lx->w_dash) && whole(at(r, j + 1), 0, 99999)) {
            size_t len = strlen(n->number);
            snprintf(n->number + len, sizeof n->number - len, "-%d", (int)(r->tok[j + 1].num / MILLION));
            j += 2;
        }
        return j - i;
    }
    return parts_at(r, j, n) - i;
}

int mh__norm_at(const struct mh__reader *r, int i)
{
    struct norm n;
    const struct mh__token *t = &r->tok[i];
    return t->kind == MH__WORD && (flags_of(r->lx, t) & MH__W_NORM) != 0 ? parse(r, i, &n) : 0;
}

void mh__norms_mark(struct mh__reader *r)
{
    for (int i = 0, n = 0; i < r->n; i += n > 0 ? n : 1) {
        n = mh__norm_at(r, i);
        for (int k = i; k < i + n; k++)
            if (r->tok[k].kind == MH__NUM && (r->tok[k].flags & MH__F_USED) == 0)
                r->tok[k].flags |= MH__F_PACKED;
    }
}

static void put(struct mh_str *out, const char *key)
{
    if (out->len > 0)
        mh_str_addc(out, ' ');
    mh_str_add(out, key);
}

/* A product that names a norm without its part is of all its usual parts. */
void mh__norm_keys(const struct mh__reader *r, int i, int n, bool offered, struct mh_str *out)
{
    struct norm one;
    char key[48];
    if (parse(r, i, &one) != n || n == 0)
        return;
    snprintf(key, sizeof key, "#%s", one.number);
    if (offered || one.nparts == 0)
        put(out, key);
    int parts = one.nparts > 0 ? one.nparts : offered ? BARE_PARTS : 0;
    for (int k = 0; k < parts; k++) {
        snprintf(key, sizeof key, "#%s-%d", one.number, one.nparts > 0 ? one.part[k] : k + 1);
        put(out, key);
    }
}

/* --- words and numbers --- */

/* "metallique" is of metal, "lipidique" of lipids: the adjective and its noun are one word here. */
static void to_noun(char *s)
{
    enum { LEAST = 5 };
    size_t n = strlen(s);
    if (n < LEAST + 3 || strcmp(s + n - 3, "iqu") != 0)
        return;
    n -= 3;
    s[n] = '\0';
    if (n > LEAST && s[n - 1] == s[n - 2])
        s[n - 1] = '\0';
}

static const char *stem_of(const struct mh__reader *r, const struct mh__token *t, char buf[64])
{
    if (t->word >= 0)
        snprintf(buf, 64, "%s", mh__word_text(r->lx, t->word));
    else
        buf[mh__stem(r->raw.folded.data + t->from, t->len < 63 ? t->len : 63, buf)] = '\0';
    to_noun(buf);
    return buf;
}

static bool telling(const struct mh_lexicon *lx, const struct mh__token *t)
{
    return t != NULL && t->kind == MH__WORD && t->len >= 2 && (flags_of(lx, t) & (MH__W_FILLER | MH__W_STOP)) == 0;
}

/* "set 2 pinces": how many of what follows and nobody understood, where what stands before is understood, or nothing. One goes without
 * saying. */
static bool counts(const struct mh__reader *r, int i)
{
    const struct mh__token *next = same_clause(r, i, 1), *prev = same_clause(r, i, -1);
    bool of_prev = prev != NULL && (flags_of(r->lx, prev) & (MH__W_LEADS | MH__W_BRAND)) != 0;
    bool said = prev == NULL || (prev->flags & MH__F_USED) != 0 || prev->kind == MH__SIGN || !telling(r->lx, prev) ||
                (r->family >= 0 && mh__vocabulary_has(r->lx, r->family, prev->word));
    bool unread = next != NULL && (next->flags & (MH__F_USED | MH__F_PACKED | MH__F_IDLE)) == 0 &&
                  !(r->family >= 0 && mh__vocabulary_has(r->lx, r->family, next->word));
    return whole(&r->tok[i], 1, 99) && telling(r->lx, next) && next->len >= 3 && unread && !of_prev && said &&
           !(prev != NULL && prev->kind == MH__SIGN && i > 1 && r->tok[i - 2].kind == MH__NUM);
}

static bool number_key(const struct mh__reader *r, int i, char *key, size_t size)
{
    const struct mh_lexicon *lx = r->lx;
    const struct mh__token *t = &r->tok[i], *next = same_clause(r, i, 1), *prev = same_clause(r, i, -1);
    int32_t node = 0;
    char buf[64];
    long long num = (long long)t->num;
    if (next != NULL && mh__sequence_at(lx, r->tok, r->n, i + 1, MH__T_UNIT, MH__NONE, &node) > 0) {
        int unit = MH__NONE;
        for (int32_t k = lx->nodes.at[node].term; k >= 0; k = lx->terms.at[k].next)
            unit = lx->terms.at[k].kind == MH__T_UNIT ? lx->terms.at[k].code : unit;
        snprintf(key, size, "%lld%s", num, unit < 0 ? "" : lx->units.at[unit].symbol);
        return true;
    }
    if (next != NULL && next->kind == MH__WORD && next->len == 1 && (next->flags & MH__F_GLUED) != 0) { /* "10B": no other 10 */
        snprintf(key, size, "%lld:%.*s", num, (int)next->len, r->raw.folded.data + next->from);
        return true;
    }
    if (next != NULL && next->kind == MH__SIGN && (is(r, next, lx->w_percent) || strchr("\xc2'", mh__word_text(lx, next->word)[0]) != NULL)) {
        snprintf(key, size, "%lld%s", num, mh__word_text(lx, next->word));
        return true;
    }
    if (prev != NULL && prev->kind == MH__SIGN && i > 1 && r->tok[i - 2].kind == MH__NUM) { /* 13 x 75, 1/2, 1+2 */
        snprintf(key, size, "%lld~%lld", (long long)r->tok[i - 2].num, num);
        return true;
    }
    if (counts(r, i)) {
        snprintf(key, size, "%lld.%s", num, stem_of(r, next, buf));
        return true;
    }
    bool piece = next != NULL && next->kind == MH__WORD && next->len >= 4 && (flags_of(lx, next) & MH__W_STOP) == 0;
    if ((telling(lx, next) || piece) && !telling(lx, prev)) { /* "deux pieces" too */
        snprintf(key, size, "%lld.%s", num, stem_of(r, next, buf));
        return true;
    }
    if (prev != NULL && (telling(lx, prev) || (flags_of(lx, prev) & MH__W_LEADS) != 0)) {
        snprintf(key, size, "%s.%lld", stem_of(r, prev, buf), num);
        return true;
    }
    return false;
}

/* A product says it both ways. */
static bool other_key(const struct mh__reader *r, int i, char *key, size_t size)
{
    const struct mh__token *prev = same_clause(r, i, -1);
    char buf[64];
    if (r->tok[i].kind != MH__NUM || !counts(r, i) || !telling(r->lx, prev))
        return false;
    snprintf(key, size, "%s.%lld", stem_of(r, prev, buf), (long long)r->tok[i].num);
    return true;
}

bool mh__one_of(const struct mh__reader *r, int i)
{
    return r->tok[i].kind == MH__NUM && r->tok[i].num == MILLION && counts(r, i);
}

bool mh__shape_letter(const struct mh__reader *r, int i)
{
    const struct mh__token *t = &r->tok[i];
    const char *s = r->raw.folded.data;
    return t->kind == MH__WORD && t->len == 1 && t->from >= 3 && memcmp(s + t->from - 3, "en ", 3) == 0 && strchr("tyjluvsh", s[t->from]) != NULL &&
           (t->from == 3 || s[t->from - 4] == ' ');
}

static bool key_of(const struct mh__reader *r, int i, char *key, size_t size)
{
    const struct mh__token *t = &r->tok[i], *next = same_clause(r, i, 1);
    char buf[64];
    if (t->kind == MH__NUM)
        return number_key(r, i, key, size);
    if (mh__shape_letter(r, i)) {
        snprintf(key, size, "en.%c", r->raw.folded.data[t->from]);
        return true;
    }
    if (t->kind != MH__WORD || (t->len < 3 && (t->flags & MH__F_MADE) == 0))
        return false;
    bool refused = (t->flags & MH__F_NEGATED) != 0 || (next != NULL && is(r, next, r->lx->w_free));
    snprintf(key, size, "%s%.60s", refused ? "!" : "", stem_of(r, t, buf));
    return true;
}

void mh__key_add(const struct mh__reader *r, int i, struct mh_str *out)
{
    char key[100];
    if (out->len < 600)
        put(out, key_of(r, i, key, sizeof key) ? key : "?"); /* nothing a product could answer */
}

/* Is the value one of those that the norm defines? */
static bool defined(const struct mh__reader *r, const struct mh__found *f, const char *values)
{
    const struct mh__attr *a = mh__family_attr(r->lx, r->family, f->attr);
    if (*values == '\0')
        return true;
    for (int i = 0; a->type == MH__CHOICE && i < a->nvalues; i++) {
        const char *s = r->lx->strings.at[a->value[i]], *p = strstr(values, s);
        size_t n = strlen(s);
        if (f->v.choices == (uint64_t)1 << i)
            return p != NULL && (p == values || p[-1] == '|') && (p[n] == '\0' || p[n] == '|');
    }
    return false;
}

static void declared(const struct mh__reader *r, struct mh_str *out)
{
    for (size_t k = 0; k < r->lx->defines.len; k++) {
        const struct mh__defines *d = &r->lx->defines.at[k];
        int attr = mh__set_has(r->lx, d->families, r->family) ? r->lx->families[r->family].by_code[d->code] : MH__NONE;
        for (int i = 0; i < r->nfound && attr >= 0; i++)
            if (r->found[i].attr == attr && r->found[i].source != MH_SRC_REFERENCE && defined(r, &r->found[i], d->values))
                put(out, d->keys);
    }
}

void mh__keys_offered(const struct mh__reader *r, struct mh_str *out)
{
    char key[100];
    if (r->family >= 0)
        declared(r, out);
    for (int i = 0; i < r->n && out->len < 1500;) {
        int norm = mh__norm_at(r, i);
        const struct mh__token *t = &r->tok[i];
        if (norm > 0) {
            mh__norm_keys(r, i, norm, true, out);
            i += norm;
            continue;
        }
        if (t->kind != MH__SIGN && (t->kind == MH__NUM || telling(r->lx, t) || mh__shape_letter(r, i)) && key_of(r, i, key, sizeof key))
            put(out, key);
        if (other_key(r, i, key, sizeof key))
            put(out, key);
        i++;
    }
}

/* The keys of the words themselves. */
static void word_keys(const struct mh_lexicon *lx, const char *text, struct mh_str *keys)
{
    struct mh_spec_text in = { .label = text };
    struct mh__reader r;
    mh__reader_init(&r, lx, &in);
    mh__fold(&r.raw.folded, text, strlen(text));
    mh__text_cut(&r, 0, 0);
    mh__rewrite(&r, MH__NONE, false);
    for (int i = 0; i < r.n; i++)
        if (r.tok[i].kind != MH__SIGN)
            mh__key_add(&r, i, keys);
    mh__reader_free(&r);
}

void mh__defines_compile(struct mh_lexicon *lx, const struct mh_lexicon_input *in)
{
    for (size_t i = 0; i < in->nsynonyms; i++) {
        const struct mh_synonym *s = &in->synonyms[i];
        const char *unknown = NULL;
        if (mh_blank(s->term) || mh_blank(s->attribute) || mh_blank(s->value) || *s->value != '*')
            continue;
        struct mh__defines d = { .families = mh__set_parse(lx, s->families, &unknown), .code = mh__code_find(lx, s->attribute) };
        struct mh_str keys = MH_STR_INIT;
        mh_spec_norms(lx, s->term, &keys);
        if (keys.len == 0) /* no norm: words that ask for something */
            word_keys(lx, s->term, &keys);
        if (d.code >= 0 && d.families >= MH__NONE && keys.len > 0) {
            d.values = mh_arena_strdup(&lx->arena, s->value + 1);
            d.keys = mh_arena_strdup(&lx->arena, mh_str_text(&keys));
            mh_vec_push(&lx->defines, d);
        }
        mh_str_free(&keys);
    }
}

void mh_spec_norms(const struct mh_lexicon *lx, const char *text, struct mh_str *keys)
{
    struct mh_spec_text in = { .label = text, .product = true };
    struct mh__reader r;
    mh__reader_init(&r, lx, &in);
    mh__fold(&r.raw.folded, text, strlen(text));
    mh__text_cut(&r, 0, 0);
    mh__rewrite(&r, MH__NONE, false);
    for (int i = 0; i < r.n;) {
        int n = mh__norm_at(&r, i);
        mh__norm_keys(&r, i, n, true, keys);
        i += n > 0 ? n : 1;
    }
    mh__reader_free(&r);
}

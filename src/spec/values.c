/* Words for values: the longest terms that the family gives a meaning, with negation. */
#include <stdio.h>
#include <string.h>
#include "spec/lexicon.h"

static bool valid_for(const struct mh_lexicon *lx, const struct mh__term *t, int family)
{
    if (t->kind != MH__T_VALUE || family < 0)
        return family < 0;
    struct mh_spec_value v;
    int a = lx->families[family].by_code[t->code];
    return a >= 0 && mh__set_has(lx, t->families, family) && mh__choice_value(lx, mh__family_attr(lx, family, a), t->value, &v);
}

int mh__sequence_at(const struct mh_lexicon *lx, const struct mh__token *t, int n, int i, enum mh__term_kind kind, int family,
                    int32_t *node)
{
    int len = 0;
    uint32_t at = 0;
    for (int j = i; j < n && j < i + 12; j++) {
        if (t[j].word < 0 || (j > i && (t[j].flags & (MH__F_HARD | MH__F_ANSWERED)) != 0))
            break;
        if (kind == MH__T_UNIT && t[j].kind == MH__NUM && (t[j].flags & MH__F_GLUED) == 0)
            break; /* "mm2" is a surface, "17mm 2 aig" is not */
        int32_t to = mh__edge_find(lx, at, (uint32_t)t[j].word);
        if (to < 0)
            break;
        at = (uint32_t)to;
        for (int32_t k = lx->nodes.at[at].term; k >= 0; k = lx->terms.at[k].next) {
            const struct mh__term *term = &lx->terms.at[k];
            if (term->kind != kind)
                continue;
            bool ok = kind == MH__T_VALUE ? valid_for(lx, term, family)
                                          : kind == MH__T_UNIT || term->families == MH__NONE ||
                                                (family >= 0 && mh__set_has(lx, term->families, family));
            if (ok) {
                len = j - i + 1;
                *node = (int32_t)at;
                break;
            }
        }
    }
    return len;
}

static bool is_word(const struct mh__token *t, int w)
{
    return t->word == w && w >= 0;
}

static unsigned flags_of(const struct mh_lexicon *lx, const struct mh__token *t)
{
    return t->word < 0 ? 0 : lx->words.at[t->word].flags;
}

bool mh__choice_value(const struct mh_lexicon *lx, const struct mh__attr *a, int32_t string, struct mh_spec_value *v)
{
    *v = (struct mh_spec_value){ .kind = a->type == MH__NUMBER ? MH_VAL_NUMBER : MH_VAL_CHOICES };
    const char *s = lx->strings.at[string];
    if (a->type == MH__NUMBER) {
        int64_t x;
        if (!mh__number_parse(s, &x))
            return false;
        mh__number_value(v, x, x);
        return true;
    }
    if (a->type == MH__USP) {
        int i = mh__usp_index(lx, s);
        v->choices = i < 0 ? 0 : (uint64_t)1 << i;
        return i >= 0;
    }
    for (int i = 0; i < a->nvalues; i++)
        if (a->value[i] == string)
            v->choices = (uint64_t)1 << i;
    if (v->choices == 0 && strchr(s, '|') != NULL) /* several at once: a word that means any of them */
        for (int i = 0; i < a->nvalues; i++) {
            const char *one = lx->strings.at[a->value[i]];
            size_t n = strlen(one);
            for (const char *p = strstr(s, one); p != NULL; p = strstr(p + 1, one))
                if ((p == s || p[-1] == '|') && (p[n] == '\0' || p[n] == '|'))
                    v->choices |= (uint64_t)1 << i;
        }
    v->alternatives = (v->choices & (v->choices - 1)) != 0;
    return v->choices != 0;
}

void mh__found_words(const struct mh__reader *r, struct mh__found *f)
{
    f->from = r->tok[f->t0].from;
    f->to = r->tok[f->t1].from + r->tok[f->t1].len;
    int n = f->to - f->from;
    if (n < 0)
        n = 0;
    if (n > (int)sizeof f->words - 1) {
        n = (int)sizeof f->words - 1;
        while (n > 0 && ((unsigned char)r->raw.folded.data[f->from + n] & 0xc0) == 0x80)
            n--;
    }
    memcpy(f->words, r->raw.folded.data + f->from, (size_t)n);
    f->words[n] = '\0';
}

void mh__contradiction(struct mh__reader *r, const char *what)
{
    r->problem = MH_READ_CONTRADICTORY;
    if (r->contradiction[0] == '\0')
        snprintf(r->contradiction, sizeof r->contradiction, "%s", what);
}

/* Only a list's signs stand between the two: "s/m/l", "latex ou nitrile", "bleu, blanc". */
static bool connected(const struct mh__reader *r, int from, int to)
{
    if (from < 0 || to <= from || to - from > 3)
        return false;
    for (int i = from + 1; i < to; i++) {
        int w = r->tok[i].word;
        if (w < 0 || (w != r->lx->w_slash && w != r->lx->w_et && w != r->lx->w_ou && w != r->lx->w_amp))
            return false;
    }
    return to - from > 1 || (r->tok[to].flags & MH__F_COMMA) != 0;
}

/* "silicone, sans latex": one material, said twice. */
static bool only_no_latex(const struct mh_lexicon *lx, const struct mh__attr *a, uint64_t refused, uint64_t named)
{
    bool no_latex = false, latex = false;
    for (int i = 0; i < a->nvalues; i++) {
        const char *s = lx->strings.at[a->value[i]];
        no_latex |= refused == (uint64_t)1 << i && strcmp(s, "sans_latex") == 0;
        latex |= (named >> i & 1) != 0 && strstr(s, "latex") != NULL;
    }
    return no_latex && !latex;
}

/* The rank of a size of clothes on its scale, XS to XXXL; 0 for anything else. */
static int clothes_size(const char *s)
{
    static const char *const scale[] = { "XXS", "XS", "S", "M", "L", "XL", "XXL", "XXXL", "XXXXL" };
    for (size_t i = 0; i < sizeof scale / sizeof *scale; i++)
        if (strcmp(scale[i], s) == 0)
            return (int)i + 1;
    return 0;
}

/* "tailles M à XXL": what lies between the two, also L and XL; 0 when they are no two sizes of clothes. */
static uint64_t sizes_between(const struct mh_lexicon *lx, const struct mh__attr *a, uint64_t from, uint64_t to)
{
    int lo = 0, hi = 0;
    uint64_t all = 0;
    for (int i = 0; i < a->nvalues; i++) {
        int rank = clothes_size(lx->strings.at[a->value[i]]);
        lo = from == (uint64_t)1 << i ? rank : lo;
        hi = to == (uint64_t)1 << i ? rank : hi;
    }
    for (int i = 0; i < a->nvalues && lo > 0 && hi > lo; i++) {
        int rank = clothes_size(lx->strings.at[a->value[i]]);
        all |= rank >= lo && rank <= hi ? (uint64_t)1 << i : 0;
    }
    return all;
}

/* Only "à", "au", "to" or a dash stands between the two: dashes between words are no tokens. */
static bool says_to(const struct mh__reader *r, int t1, int t0)
{
    static const char *const words[] = { "-", "a", "au", "to", "jusqu'a", "jusqu'au" };
    if (t1 < 0 || t0 <= t1 || r->tok[t1].from + r->tok[t1].len >= r->tok[t0].from)
        return false;
    const char *p = r->raw.folded.data + r->tok[t1].from + r->tok[t1].len, *end = r->raw.folded.data + r->tok[t0].from;
    while (p < end && *p == ' ')
        p++;
    while (end > p && end[-1] == ' ')
        end--;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strlen(words[i]) == (size_t)(end - p) && memcmp(words[i], p, (size_t)(end - p)) == 0)
            return true;
    return false;
}

static void choices_meet(struct mh__reader *r, struct mh__found *old, const struct mh__found *f, const struct mh__attr *a)
{
    if (a->type == MH__CHOICE && only_no_latex(r->lx, a, f->v.choices, old->v.choices))
        return;
    if (a->type == MH__CHOICE && only_no_latex(r->lx, a, old->v.choices, f->v.choices)) {
        *old = *f;
        return;
    }
    if ((old->v.choices & f->v.choices) != 0) {
        if (old->v.choices == f->v.choices)
            return;
        if (f->column || old->column) { /* the column says it more closely, or names more */
            old->v.choices = f->column ? f->v.choices : old->v.choices;
            return;
        }
    } else if (old->column != f->column || a->type == MH__YES_NO) {
        mh__contradiction(r, a->row->name == NULL ? a->row->code : a->row->name);
        return;
    }
    uint64_t kind = a->type == MH__CHOICE ? mh__narrower(a, old->v.choices, f->v.choices) : 0;
    if (kind != 0) { /* "non-tisse SMS" */
        old->v.choices = kind;
        return;
    }
    uint64_t span = a->type == MH__CHOICE && says_to(r, old->t1, f->t0) ? sizes_between(r->lx, a, old->v.choices, f->v.choices) : 0;
    bool list = span != 0 || connected(r, old->t1, f->t0);
    bool any = r->in->product || (old->t1 >= 0 && f->t0 > old->t1 && r->tok[f->t0 - 1].word == r->lx->w_ou);
    old->v.alternatives = list && any;
    old->v.choices |= f->v.choices | span;
    if (f->t1 > old->t1)
        old->t1 = f->t1;
}

static bool is_colour(const struct mh_lexicon *lx, int32_t word)
{
    int code = lx->code_colour;
    int32_t node = code < 0 || word < 0 ? MH__NONE : mh__edge_find(lx, 0, (uint32_t)word);
    for (int32_t k = node < 0 ? MH__NONE : lx->nodes.at[node].term; k >= 0; k = lx->terms.at[k].next)
        if (lx->terms.at[k].kind == MH__T_VALUE && lx->terms.at[k].code == code)
            return true;
    return false;
}

/* Has the figure a colour of its own in the family, and another one is said? G22 is blue, never pink. (30 G, which has none here, may
 * share that of 20 G.) */
static bool wrong_colour(const struct mh__reader *r, const struct mh__found *said, const struct mh__found *figure, const struct mh__attr *a)
{
    const struct mh_lexicon *lx = r->lx;
    if (said->t0 < 0 || said->t0 != said->t1 || figure->v.nlist > 0 || figure->v.lo != figure->v.hi || !is_colour(lx, r->tok[said->t0].word))
        return false;
    for (size_t k = 0; k < lx->terms.len; k++) {
        const struct mh__term *t = &lx->terms.at[k];
        struct mh_spec_value v;
        if (t->kind == MH__T_VALUE && t->nwords == 1 && t->families != MH__NONE && t->code == a->code && mh__set_has(lx, t->families, r->family) &&
            mh__choice_value(lx, a, t->value, &v) && v.lo == figure->v.lo && is_colour(lx, (int32_t)lx->codes.at[t->words]))
            return true;
    }
    return false;
}

static void numbers_meet(struct mh__reader *r, struct mh__found *old, const struct mh__found *f, const struct mh__attr *a)
{
    if (mh__same_value(r->lx, a, &old->v, &f->v))
        return;
    if (old->worded != f->worded) { /* figures say it more closely than words */
        if (wrong_colour(r, old->worded ? old : f, old->worded ? f : old, a))
            mh__contradiction(r, a->row->name == NULL ? a->row->code : a->row->name);
        *old = old->worded ? *f : *old;
        return;
    }
    if (old->column != f->column) {
        mh__contradiction(r, a->row->name == NULL ? a->row->code : a->row->name);
        return;
    }
    struct mh_spec_value *v = &old->v;
    if (v->nlist == 0 && f->v.nlist == 0 && (v->lo == INT64_MIN || v->hi == INT64_MAX) && (f->v.lo == INT64_MIN || f->v.hi == INT64_MAX) &&
        (v->lo == INT64_MIN) != (f->v.lo == INT64_MIN)) { /* at least, and at most */
        mh__number_value(v, v->lo > f->v.lo ? v->lo : f->v.lo, v->hi < f->v.hi ? v->hi : f->v.hi);
        if (v->lo > v->hi)
            mh__contradiction(r, a->row->name == NULL ? a->row->code : a->row->name);
        return;
    }
    if (v->nlist == 0 && v->lo == v->hi)
        v->list[v->nlist++] = v->lo;
    if (f->v.lo == f->v.hi && v->nlist > 0 && v->nlist < 12) {
        v->list[v->nlist++] = f->v.lo;
        v->alternatives = false;
    } else {
        mh__contradiction(r, a->row->name == NULL ? a->row->code : a->row->name);
        return;
    }
    if (f->v.lo < v->lo)
        v->lo = f->v.lo;
    if (f->v.hi > v->hi)
        v->hi = f->v.hi;
}

void mh__found_add(struct mh__reader *r, const struct mh__found *f)
{
    const struct mh__attr *a = mh__family_attr(r->lx, r->family, f->attr);
    for (int i = 0; i < r->nfound; i++) {
        struct mh__found *old = &r->found[i];
        if (old->attr != f->attr)
            continue;
        if (f->weak)
            return;
        if (old->weak) {
            *old = *f;
            return;
        }
        if (a->type == MH__NUMBER)
            numbers_meet(r, old, f, a);
        else
            choices_meet(r, old, f, a);
        return;
    }
    if (r->nfound < MH_MAX_REQUIREMENTS)
        r->found[r->nfound++] = *f;
}

/* A letter that somebody wrote down for this family ("R 26" of a suture), and the family's sizes are not letters. */
static bool written_for(const struct mh__reader *r, int i, int family)
{
    const struct mh_lexicon *lx = r->lx;
    int32_t node = 0;
    if (mh__sequence_at(lx, r->tok, i + 1, i, MH__T_VALUE, family, &node) != 1)
        return false;
    for (int32_t k = lx->nodes.at[node].term; k >= 0; k = lx->terms.at[k].next)
        if (valid_for(lx, &lx->terms.at[k], family) && !lx->terms.at[k].automatic && lx->terms.at[k].families != MH__NONE)
            return true;
    return false;
}

/* One letter alone is a size only where nothing else can be meant: no number or slash beside it, or a list or cue of sizes. */
static bool letter_fits(const struct mh__reader *r, int i, int family, int code)
{
    const struct mh_lexicon *lx = r->lx;
    const struct mh__token *t = &r->tok[i], *p = i > 0 ? t - 1 : NULL, *q = i + 1 < r->n ? t + 1 : NULL;
    int32_t node;
    if (p != NULL && p->kind == MH__NUM && (t->flags & MH__F_HARD) == 0 &&
        !(i >= 2 && is_word(p - 1, lx->w_slash) && q != NULL && q->kind == MH__NUM && written_for(r, i, family))) /* 4/0 R 17 */
        return false;
    if (q != NULL && (q->flags & MH__F_HARD) == 0 && q->kind == MH__NUM && !written_for(r, i, family))
        return false;
    bool slash_before = p != NULL && is_word(p, lx->w_slash), slash_after = q != NULL && is_word(q, lx->w_slash);
    (void)code;
    if (slash_before && i >= 2 && mh__sequence_at(lx, r->tok, r->n, i - 2, MH__T_VALUE, family, &node) != 1)
        return false;
    if (slash_after && (i + 2 >= r->n || mh__sequence_at(lx, r->tok, r->n, i + 2, MH__T_VALUE, family, &node) < 1))
        return false;
    return !(slash_before && i < 2);
}

static bool negate(const struct mh_lexicon *lx, const struct mh__attr *a, struct mh_spec_value *v)
{
    if (a->type == MH__YES_NO) {
        v->choices = v->choices == 1 ? 2 : 1;
        return true;
    }
    for (int i = 0; a->type == MH__CHOICE && i < a->nvalues; i++)
        if (strcmp(lx->strings.at[a->value[i]], "sans") == 0 || strcmp(lx->strings.at[a->value[i]], "aucun") == 0) {
            v->choices = (uint64_t)1 << i;
            return true;
        }
    return false;
}

static int rank_of(const struct mh__term *t, uint32_t surface)
{
    return (t->surface == surface ? 4 : 0) + (t->automatic ? 0 : 2) + (t->families != MH__NONE ? 1 : 0);
}

static bool has_number(const struct mh__reader *r, int i, int len)
{
    for (int k = i; k < i + len; k++)
        if (r->tok[k].kind == MH__NUM)
            return true;
    return false;
}

/* "latex-free": refused by the word behind it. */
static bool freed(const struct mh__reader *r, int i)
{
    return i < r->n && (r->tok[i].flags & (MH__F_HARD | MH__F_USED)) == 0 && is_word(&r->tok[i], r->lx->w_free);
}

static bool take_values(struct mh__reader *r, int32_t node, int i, int len)
{
    const struct mh_lexicon *lx = r->lx;
    const struct mh__family *fam = &lx->families[r->family];
    uint32_t surface = mh__surface(r->raw.folded.data, r->tok + i, len);
    bool took = false;
    int best_rank[MH__MAX_ATTRIBUTES];
    const struct mh__term *best[MH__MAX_ATTRIBUTES] = { 0 };
    for (int32_t k = lx->nodes.at[node].term; k >= 0; k = lx->terms.at[k].next) {
        const struct mh__term *t = &lx->terms.at[k];
        if (t->kind != MH__T_VALUE || !valid_for(lx, t, r->family))
            continue;
        int a = fam->by_code[t->code];
        if (best[a] == NULL || rank_of(t, surface) > best_rank[a]) {
            best[a] = t;
            best_rank[a] = rank_of(t, surface);
        }
    }
    for (int a = 0; a < fam->nattrs; a++) {
        if (best[a] == NULL)
            continue;
        const struct mh__attr *at = mh__family_attr(lx, r->family, a);
        struct mh__found f = { .attr = a, .source = MH_SRC_READ, .t0 = i, .t1 = i + len - 1 };
        mh__choice_value(lx, at, best[a]->value, &f.v);
        f.worded = at->type == MH__NUMBER && !has_number(r, i, len);
        if (((r->tok[i].flags & MH__F_NEGATED) != 0 || freed(r, i + len)) && !negate(lx, at, &f.v))
            continue;
        mh__found_words(r, &f);
        mh__found_add(r, &f);
        took = true;
    }
    return took;
}

static bool same_attribute(const struct mh_lexicon *lx, int32_t node, int code)
{
    for (int32_t k = lx->nodes.at[node].term; k >= 0; k = lx->terms.at[k].next)
        if (lx->terms.at[k].kind == MH__T_VALUE && lx->terms.at[k].code == code)
            return true;
    return false;
}

/* "ballonnet basse pression" is a word for the pressure, and says ballonnet too: yes-or-no attributes named inside a longer term. */
static void take_inner(struct mh__reader *r, int32_t outer, int i, int len)
{
    const struct mh_lexicon *lx = r->lx;
    for (int j = i; j < i + len; j++) {
        int32_t node = 0;
        int n = mh__sequence_at(lx, r->tok, j == i ? i + len - 1 : i + len, j, MH__T_VALUE, r->family, &node);
        if (n == 0 || node == outer || (j > i && (r->tok[j].flags & MH__F_NEGATED) != 0 && j == i + 1) || r->tok[j].len < 4)
            continue;
        for (int32_t k = lx->nodes.at[node].term; k >= 0; k = lx->terms.at[k].next) {
            const struct mh__term *t = &lx->terms.at[k];
            if (t->kind != MH__T_VALUE || !valid_for(lx, t, r->family))
                continue;
            struct mh__found f = { .attr = lx->families[r->family].by_code[t->code], .source = MH_SRC_READ, .weak = true, .t0 = j,
                                   .t1 = j + n - 1 };
            const struct mh__attr *a = mh__family_attr(lx, r->family, f.attr);
            if (a->type != MH__YES_NO || same_attribute(lx, outer, t->code))
                continue;
            mh__choice_value(lx, a, t->value, &f.v);
            if ((r->tok[j].flags & MH__F_NEGATED) != 0)
                negate(lx, a, &f.v);
            mh__found_words(r, &f);
            mh__found_add(r, &f);
        }
    }
}

/* Where a term that begins inside this one reaches beyond it, 0 nowhere; *other: and says nothing of the same attribute. */
static int cut_short(const struct mh__reader *r, int i, int len, int32_t outer, bool *other)
{
    int32_t node = 0;
    for (int j = i + 1; j < i + len; j++) {
        int n = mh__sequence_at(r->lx, r->tok, r->n, j, MH__T_VALUE, r->family, &node);
        if (n < 2 || j + n <= i + len)
            continue;
        *other = true;
        for (int32_t k = r->lx->nodes.at[node].term; k >= 0; k = r->lx->terms.at[k].next)
            if (valid_for(r->lx, &r->lx->terms.at[k], r->family) && same_attribute(r->lx, outer, r->lx->terms.at[k].code))
                *other = false;
        return j;
    }
    return 0;
}

/* "tailles S, M, L": what follows the first value in a list, and is a code of the same attribute, is another; returns the list's end. */
static int follow_list(struct mh__reader *r, int end)
{
    const struct mh_lexicon *lx = r->lx;
    struct mh__found *of = NULL;
    for (int i = 0; i < r->nfound; i++)
        if (r->found[i].t1 == end - 1 && r->found[i].v.kind == MH_VAL_CHOICES)
            of = &r->found[i];
    while (of != NULL && end < r->n) {
        int j = end;
        const struct mh__attr *a = mh__family_attr(lx, r->family, of->attr);
        if (is_word(&r->tok[j], lx->w_slash) || is_word(&r->tok[j], lx->w_et) || is_word(&r->tok[j], lx->w_ou) || is_word(&r->tok[j], lx->w_dash))
            j++;
        if (j >= r->n || r->tok[j].kind != MH__WORD || r->tok[j].len > 3 || (r->tok[j].flags & (MH__F_USED | MH__F_PACKED)) != 0 ||
            (j == end && (r->tok[j].flags & (MH__F_COMMA | MH__F_CLOSED)) == 0) || (j + 1 < r->n && (r->tok[j + 1].flags & MH__F_HARD) == 0 && r->tok[j + 1].kind == MH__NUM))
            break;
        int which = MH__NONE;
        for (int v = 0; v < a->nvalues && which < 0; v++) {
            const char *s = lx->strings.at[a->value[v]];
            size_t n = strlen(s);
            bool same = n == r->tok[j].len && a->type == MH__CHOICE;
            for (size_t k = 0; same && k < n; k++)
                same = (s[k] | 0x20) == r->raw.folded.data[r->tok[j].from + k];
            which = same ? v : MH__NONE;
        }
        if (which < 0)
            break;
        if (says_to(r, end - 1, j))
            of->v.choices |= sizes_between(lx, a, of->v.choices, (uint64_t)1 << which);
        of->v.choices |= (uint64_t)1 << which;
        of->v.alternatives = r->in->product || is_word(&r->tok[j - 1], lx->w_ou);
        of->t1 = j;
        r->tok[j].flags |= MH__F_USED;
        end = j + 1;
    }
    return end;
}

/* n° 1, 2/0, 10 x 2: this number belongs to what stands before it. */
static bool part_of_number(const struct mh__reader *r, int i)
{
    const struct mh__token *p = i > 0 ? &r->tok[i - 1] : NULL;
    if (p == NULL || (r->tok[i].flags & MH__F_HARD) != 0)
        return false;
    if ((flags_of(r->lx, p) & MH__W_LEADS) != 0)
        return true;
    return i >= 2 && p[-1].kind == MH__NUM && (is_word(p, r->lx->w_slash) || is_word(p, r->lx->w_x) || is_word(p, r->lx->w_dash));
}

/* "3.0": no count is written so. */
bool mh__dotted_zero(const struct mh__reader *r, int i)
{
    const struct mh__token *t = &r->tok[i];
    return t->kind == MH__NUM && t->len >= 3 && memcmp(r->raw.folded.data + t->from + t->len - 2, ".0", 2) == 0;
}

/* "usage unique", "single use" where the family does not say it: how many words; they are no size "unique". */
static int idle_use(const struct mh__reader *r, int i)
{
    const struct mh_lexicon *lx = r->lx;
    int code = lx->code_use, len = 0;
    uint32_t at = 0;
    if (code < 0 || lx->families[r->family].by_code[code] >= 0 || (r->tok[i].flags & MH__F_NEGATED) != 0)
        return 0;
    for (int j = i; j < r->n && r->tok[j].word >= 0 && (j == i || (r->tok[j].flags & MH__F_HARD) == 0); j++) {
        int32_t to = mh__edge_find(lx, at, (uint32_t)r->tok[j].word);
        if (to < 0)
            break;
        at = (uint32_t)to;
        for (int32_t k = lx->nodes.at[at].term; k >= 0; k = lx->terms.at[k].next)
            if (lx->terms.at[k].kind == MH__T_VALUE && lx->terms.at[k].code == code && lx->terms.at[k].families == MH__NONE &&
                strcmp(lx->strings.at[lx->terms.at[k].value], "oui") == 0)
                len = j - i + 1;
    }
    for (int j = i; j < i + len; j++) { /* the family has its own word for it, and not only a size "unique" */
        int32_t node = 0;
        int n = mh__sequence_at(lx, r->tok, r->n, j, MH__T_VALUE, r->family, &node);
        if (n > 1 || (n == 1 && len == 1))
            return 0;
    }
    return len;
}

/* Does the token end on a number whose unit is glued to it? `i`: the token after. */
static bool unit_behind(const struct mh__reader *r, int i)
{
    int32_t node = 0;
    return i < r->n && r->tok[i - 1].kind == MH__NUM && r->tok[i].kind == MH__WORD && (r->tok[i].flags & MH__F_GLUED) != 0 &&
           mh__sequence_at(r->lx, r->tok, r->n, i, MH__T_UNIT, MH__NONE, &node) > 0;
}

/* Is the term at i a number that is read with its unit? "15C" is a code of its own, "15 c/100" a blade 15 in boxes. */
static bool only_number(const struct mh__reader *r, int i, int len)
{
    const struct mh__token *t = &r->tok[i];
    if (t->kind != MH__NUM)
        return false;
    if (len == 2 && t[1].kind == MH__WORD && t[1].len == 1)
        return i + 2 < r->n && is_word(&t[2], r->lx->w_slash);
    return len == 1 || part_of_number(r, i) || mh__dotted_zero(r, i);
}

void mh__values_read(struct mh__reader *r)
{
    const struct mh_lexicon *lx = r->lx;
    for (int i = 0; i < r->n;) {
        int32_t node = 0, ignored = 0;
        if ((r->tok[i].flags & (MH__F_USED | MH__F_PACKED)) != 0) {
            i++;
            continue;
        }
        int len = mh__sequence_at(lx, r->tok, r->n, i, MH__T_VALUE, r->family, &node), idle = idle_use(r, i);
        if (idle > 0 && idle >= len) {
            for (; idle > 0; idle--)
                r->tok[i++].flags |= MH__F_USED;
            continue;
        }
        bool refused = (r->tok[i].flags & MH__F_NEGATED) != 0;
        int asks_nothing = refused ? 0 : mh__sequence_at(lx, r->tok, r->n, i, MH__T_IDLE, r->family, &ignored);
        int asks = refused ? 0 : mh__sequence_at(lx, r->tok, r->n, i, MH__T_ASKS, r->family, &ignored);
        if (asks > len && asks >= asks_nothing) {
            for (; asks > 0; asks--)
                r->tok[i++].asks = true;
            continue;
        }
        if (asks_nothing > len) {
            for (; asks_nothing > 0; asks_nothing--)
                r->tok[i++].flags |= MH__F_IDLE;
            continue;
        }
        if (only_number(r, i, len))
            len = 0;
        if (len == 1 && r->tok[i].kind == MH__WORD && lx->words.at[r->tok[i].word].len == 1 &&
            ((i == 0 && (r->tok[i].flags & MH__F_DOT) != 0) || !letter_fits(r, i, r->family, 0))) /* "G. CHIR": an initial */
            len = 0;
        if (len > 1 && unit_behind(r, i + len))
            len = 0; /* "jl 4F": the number is the calibre's */
        bool other = false;
        int inner = len > 1 ? cut_short(r, i, len, node, &other) : 0;
        if (inner > 0 && other && take_values(r, node, i, len)) { /* "double aig ronde": two needles, and round */
            for (; i < inner; i++)
                r->tok[i].flags |= MH__F_USED;
            continue;
        }
        if (inner > 0)
            len = mh__sequence_at(lx, r->tok, inner, i, MH__T_VALUE, r->family, &node); /* "cone luer lock", "silicone latex-free": what follows is meant whole */
        if (len > 0 && take_values(r, node, i, len)) {
            if (len > 1)
                take_inner(r, node, i, len);
            bool free_of = freed(r, i + len);
            for (int k = 0; k < len + free_of; k++)
                r->tok[i + k].flags |= MH__F_USED;
            i = free_of ? i + len + 1 : follow_list(r, i + len);
        } else {
            i++;
        }
    }
}

/* mh_spec_read: label, column, unit and pack of a row into family, requirements and what nobody understood. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <mahalli/i18n.h>
#include <mahalli/xalloc.h>
#include "spec/numbers.h"

static int32_t look_up(void *ctx, const char *s, size_t n, bool number)
{
    (void)number;
    return mh__word_find(ctx, s, n);
}

void mh__reader_init(struct mh__reader *r, const struct mh_lexicon *lx, const struct mh_spec_text *in)
{
    r->lx = lx;
    r->in = in;
    r->raw.folded = (struct mh_str)MH_STR_INIT;
    r->raw.n = r->n = r->nfound = r->nitems = 0;
    r->family = r->second = MH__NONE;
    r->confidence = 0;
    r->name = NULL;
    r->corrected = r->brandlike = false;
    r->problem = MH_READ_OK;
    r->contradiction[0] = '\0';
}

void mh__reader_free(struct mh__reader *r)
{
    mh_str_free(&r->raw.folded);
}

void mh__text_cut(struct mh__reader *r, size_t from, unsigned flags)
{
    struct mh__token *t = r->raw.tok + r->raw.n;
    if (r->raw.folded.len == 0)
        return;
    int n = mh__tokenize(r->raw.folded.data, from, r->raw.folded.len, t, MH__MAX_TOKENS - r->raw.n, look_up, (void *)(uintptr_t)r->lx);
    n = mh__tokens_filter(r->lx, t, n);
    for (int i = 0; i < n; i++) {
        t[i].flags |= (uint16_t)flags;
        if (t[i].kind == MH__WORD && t[i].word < 0)
            mh__word_resolve(r->lx, r->raw.folded.data, &t[i]);
    }
    if (n > 0 && from > 0)
        t[0].flags |= MH__F_HARD;
    r->raw.n += n;
}

static void add_text(struct mh__reader *r, const char *s, unsigned flags)
{
    if (s == NULL || *s == '\0' || r->raw.folded.len > MH__MAX_TEXT)
        return;
    size_t from = r->raw.folded.len;
    if (from > 0)
        mh_str_add(&r->raw.folded, " ; ");
    mh__fold(&r->raw.folded, s, strlen(s));
    if (r->raw.folded.data != NULL)
        mh__text_cut(r, from, flags);
}

/* A label or column: without the codes and numbers of catalogues in it. */
static void add_line(struct mh__reader *r, const char *s, unsigned flags)
{
    size_t from = r->raw.folded.len;
    int first = r->raw.n;
    add_text(r, s, flags);
    if (r->raw.n > first)
        mh__codes_drop(r, from, first);
}

/* --- packs inside the label: their counts are no specifications --- */

static bool is(const struct mh__reader *r, int i, int w)
{
    return i >= 0 && i < r->n && r->tok[i].word == w && w >= 0;
}

static bool count_at(const struct mh__reader *r, int i)
{
    int32_t node;
    if (i >= r->n || r->tok[i].kind != MH__NUM || r->tok[i].num % 1000000 != 0 || (r->tok[i].flags & MH__F_HARD) != 0)
        return false;
    if (i + 1 >= r->n || (r->tok[i + 1].flags & MH__F_HARD) != 0)
        return true;
    return !is(r, i + 1, r->lx->w_x) && !is(r, i + 1, r->lx->w_slash) && r->tok[i + 1].word != r->lx->w_percent &&
           mh__sequence_at(r->lx, r->tok, r->n, i + 1, MH__T_UNIT, MH__NONE, &node) == 0;
}

/* "boite distributrice de 100" */
static bool of_dispenser(const struct mh__reader *r, int i)
{
    return i < r->n && r->tok[i].kind == MH__WORD && r->tok[i].len >= 9 && memcmp(r->raw.folded.data + r->tok[i].from, "distribut", 9) == 0;
}

void mh__packs_mark(struct mh__reader *r)
{
    if (r->n > 1 && r->tok[0].kind == MH__NUM && r->tok[0].num % 1000000 == 0 && r->tok[1].word >= 0 &&
        (r->lx->words.at[r->tok[1].word].flags & MH__W_PACK) != 0)
        r->tok[0].flags |= MH__F_PACKED | MH__F_USED; /* "200 boites de compresses" */
    for (int i = 0; i < r->n; i++) {
        const struct mh__token *t = &r->tok[i];
        bool pack = t->word >= 0 && (r->lx->words.at[t->word].flags & MH__W_PACK) != 0;
        bool letter = (is(r, i, r->lx->w_b) || is(r, i, r->lx->w_s) || is(r, i, r->lx->w_kit) || is(r, i, r->lx->w_p) || is(r, i, r->lx->w_r)) &&
                      is(r, i + 1, r->lx->w_slash);
        int j = i + 1;
        if (!pack && !letter)
            continue;
        if (is(r, j, r->lx->w_slash) || is(r, j, r->lx->w_x) || (pack && of_dispenser(r, j)))
            j++;
        if (count_at(r, j) && (!letter || r->tok[j].num >= 2000000))
            for (int k = i; k <= j; k++)
                r->tok[k].flags |= MH__F_PACKED | MH__F_USED;
    }
}

/* --- the unit and pack columns: a measure there is one of the article when nothing else says it (PC/450ML, rouleau de 4 m) --- */

enum { BULK = 1000000000 }; /* what comes by the kilogram, in millionths of a gram */

/* PAQ/500 of cotton: grams are meant where the thing comes in bulk, and in what is poured into, millilitres too; only where one attribute
 * has such a value. The paquet of 50 syringes counts pieces, that of 30 underpads says nothing of their grammage. */
static void fill_unit(struct mh__reader *r, const struct mh__reader *mini, struct mh__item *it)
{
    static const struct { const char *word; bool poured; } filled[] = {
        { "paquet", false }, { "paq", false }, { "pqt", false }, { "rouleau", false }, { "rouleaux", false }, { "rlx", false }, { "rl", false },
        { "pot", true }, { "flacon", true }, { "fl", true }, { "bidon", true }, { "bouteill", true },
    };
    const struct mh_lexicon *lx = r->lx;
    int p = it->t0 - 1, found = MH__NONE;
    if (p >= 0 && mini->tok[p].kind == MH__SIGN)
        p--;
    if (p < 0 || it->nunits > 0 || mini->tok[p].word < 0)
        return;
    bool fits = false, poured = false;
    for (size_t i = 0; i < sizeof filled / sizeof *filled && !fits; i++) {
        fits = strcmp(mh__word_text(lx, mini->tok[p].word), filled[i].word) == 0;
        poured = fits && filled[i].poured;
    }
    for (int a = 0; fits && a < lx->families[r->family].nattrs; a++) {
        const struct mh__attr *at = mh__family_attr(lx, r->family, a);
        const char *dim = at->dimension < 0 ? "" : lx->dimensions.at[at->dimension];
        bool weight = strcmp(dim, "masse") == 0 && mh_streq(at->row->code, "poids") && (poured || at->hi >= BULK);
        bool volume = poured && strcmp(dim, "volume") == 0;
        if (at->type != MH__NUMBER || (!weight && !volume))
            continue;
        bool usual = at->nvalues == 0 && it->num >= at->lo && it->num <= at->hi; /* what has sizes is counted: FL/10 of syringes */
        if (usual && found >= 0)
            return;
        if (usual)
            found = at->unit;
    }
    if (found >= 0) {
        it->unit[0] = found;
        it->nunits = 1;
    }
}

static void read_pack_columns(struct mh__reader *r)
{
    struct mh_spec_text none = { .product = r->in->product };
    struct mh__numbers nums;
    const char *texts[2] = { r->in->unit, r->in->pack };
    bool digit = false;
    for (int k = 0; k < 2; k++)
        digit |= texts[k] != NULL && strpbrk(texts[k], "0123456789") != NULL;
    if (!digit)
        return;
    struct mh__reader mini;
    mh__reader_init(&mini, r->lx, &none);
    mini.family = r->family;
    for (int k = 0; k < 2; k++)
        add_text(&mini, texts[k], 0);
    mh__rewrite(&mini, r->family, true);
    mh__numbers_cut(&mini, &nums);
    for (int g = 0; g < nums.ngroups; g++) {
        struct mh__item *it = &nums.item[nums.group[g].first];
        int only = MH__NONE, n = 0;
        int64_t v = 0, value = 0;
        fill_unit(r, &mini, it);
        if (nums.group[g].kind != MH__SINGLE || it->nunits == 0 || it->before)
            continue;
        for (int a = 0; a < r->lx->families[r->family].nattrs; a++) {
            const struct mh__attr *at = mh__family_attr(r->lx, r->family, a);
            if (at->type != MH__NUMBER || mh__in_unit(r->lx, at, it, &v) < 60 || v < at->lo || v > at->hi)
                continue;
            n++;
            if (n == 1 || mh__in_unit(r->lx, at, it, &v) == 75) {
                only = a;
                value = v;
            }
        }
        if (only < 0)
            continue;
        struct mh__found f = { .attr = only, .source = MH_SRC_READ, .weak = true, .t0 = MH__NONE, .t1 = MH__NONE, .from = -1, .to = -1 };
        mh__number_value(&f.v, value, value);
        snprintf(f.words, sizeof f.words, "conditionnement");
        mh__found_add(r, &f);
    }
    mh__reader_free(&mini);
}

/* --- the whole --- */

static int by_attribute(const void *a, const void *b)
{
    const struct mh_requirement *x = a, *y = b;
    return x->attribute < y->attribute ? -1 : x->attribute > y->attribute;
}

static void hand_over(struct mh__reader *r, struct mh_reading *out)
{
    out->nreq = (size_t)r->nfound;
    out->req = r->nfound > 0 ? mh_xcalloc((size_t)r->nfound, sizeof *out->req) : NULL;
    for (int i = 0; i < r->nfound; i++) {
        const struct mh__found *f = &r->found[i];
        struct mh_requirement *q = &out->req[i];
        q->attribute = f->attr;
        q->value = f->v;
        q->source = f->source;
        q->wish = f->wish;
        q->from = f->from;
        q->to = f->to;
        memcpy(q->words, f->words, sizeof q->words);
    }
    if (out->nreq > 1)
        qsort(out->req, out->nreq, sizeof *out->req, by_attribute);
}

/* Does a value that the text itself says speak for the family? For what is only alike a brand, more than a measure that most things have. */
static bool says_anything(const struct mh__reader *r)
{
    for (int i = 0; i < r->nfound; i++)
        if ((r->found[i].source == MH_SRC_READ || r->found[i].source == MH_SRC_TYPED) &&
            !(r->brandlike && mh__family_attr(r->lx, r->family, r->found[i].attr)->type == MH__NUMBER))
            return true;
    return false;
}

/* "BICARBONATE 4.2 %": one word of the family and a concentration that it knows nothing of name a solution rather. */
static bool concentration(const struct mh__reader *r)
{
    for (int i = 1; r->name != NULL && r->name->n == 1 && i + 1 < r->n; i++)
        if (r->tok[i].kind == MH__NUM && is(r, i - 1, (int)r->lx->codes.at[r->name->words]) && (r->tok[i].flags & MH__F_USED) == 0 && r->tok[i].num != 100000000 && is(r, i + 1, r->lx->w_percent) &&
            (r->tok[i + 1].flags & MH__F_HARD) == 0)
            return true;
    return false;
}

static void read_specs(struct mh__reader *r, struct mh_reading *out)
{
    struct mh_str free_text = MH_STR_INIT;
    struct mh__rest left = { MH_STR_INIT, MH_STR_INIT, MH_STR_INIT, false };
    mh__beginnings_settle(r);
    mh__grammar_read(r, &free_text);
    add_line(r, free_text.data, MH__F_SPECS);
    mh__beginnings_settle(r);
    mh__rewrite(r, r->family, true);
    mh__packs_mark(r);
    mh__values_read(r);
    mh__norms_mark(r);
    mh__numbers_read(r);
    read_pack_columns(r);
    mh__deduce(r);
    mh__rest_read(r, &left);
    if (r->in->product) {
        mh_str_clear(&left.keys);
        mh__keys_offered(r, &left.keys);
    }
    if (out->confidence > 55 && ((left.refused && r->in->product) || (r->corrected && !says_anything(r)) || concentration(r)))
        out->confidence = 55; /* a person looks */
    hand_over(r, out);
    out->rest = left.rest.len > 0 ? mh_str_take(&left.rest) : NULL;
    out->demand = left.demand.len > 0 ? mh_str_take(&left.demand) : NULL;
    out->keys = left.keys.len > 0 ? mh_str_take(&left.keys) : NULL;
    mh_str_free(&left.rest);
    mh_str_free(&left.demand);
    mh_str_free(&left.keys);
    mh_str_free(&free_text);
}

static void tell_problem(struct mh__reader *r, struct mh_reading *out)
{
    struct mh_str s = MH_STR_INIT;
    out->problem = r->problem;
    if (r->problem == MH_READ_AMBIGUOUS && r->second >= 0)
        mh_str_addf(&s, "%s / %s", r->lx->family_rows[r->family].name, r->lx->family_rows[r->second].name);
    else if (r->contradiction[0] != '\0')
        mh_str_add(&s, r->contradiction);
    if (s.len > 0)
        out->problem_words = mh_str_take(&s);
    mh_str_free(&s);
}

void mh_spec_read(const struct mh_lexicon *lx, const struct mh_spec_text *in, struct mh_reading *out)
{
    struct mh__reader r;
    struct mh_str free_text = MH_STR_INIT;
    *out = (struct mh_reading){ .family = MH__NONE, .second = MH__NONE };
    mh__reader_init(&r, lx, in);
    add_line(&r, in->label, 0);
    mh__grammar_items(&r, in->specs, &free_text);
    add_line(&r, free_text.data, MH__F_SPECS);
    mh_str_free(&free_text);
    if (r.raw.n == 0 && r.nitems == 0 && mh_blank(in->family) && mh_blank(in->emdn)) {
        out->problem = MH_READ_EMPTY;
        mh__reader_free(&r);
        return;
    }
    mh__rewrite(&r, MH__NONE, false);
    mh__family_read(&r);
    out->family = r.family;
    out->second = r.second;
    out->confidence = r.family < 0 ? 0 : r.confidence;
    if (r.family >= 0) {
        read_specs(&r, out);
    } else { /* its words are all there is to go by */
        struct mh_str keys = MH_STR_INIT;
        mh__keys_offered(&r, &keys);
        out->keys = keys.len > 0 ? mh_str_take(&keys) : NULL;
        mh_str_free(&keys);
    }
    tell_problem(&r, out);
    out->folded = r.raw.folded.len > 0 ? mh_str_take(&r.raw.folded) : mh_xstrdup("");
    mh__reader_free(&r);
}

void mh_reading_free(struct mh_reading *r)
{
    free((char *)(uintptr_t)r->problem_words);
    free(r->req);
    free(r->rest);
    free(r->demand);
    free(r->keys);
    free(r->folded);
    *r = (struct mh_reading){ .family = MH__NONE, .second = MH__NONE };
}

int mh_lexicon_family_by_words(const struct mh_lexicon *lx, const char *words)
{
    if (words == NULL)
        return MH__NONE;
    struct mh_spec_text in = { .label = words };
    struct mh__reader r;
    mh__reader_init(&r, lx, &in);
    add_text(&r, words, 0);
    mh__rewrite(&r, MH__NONE, false);
    mh__family_read(&r);
    int f = r.problem == MH_READ_AMBIGUOUS ? MH__NONE : r.family;
    mh__reader_free(&r);
    return f;
}

const char *mh_source_name(enum mh_source s)
{
    static const char *const names[] = { [MH_SRC_READ] = MH_TR("lu"), [MH_SRC_DEDUCED] = MH_TR("déduit"), [MH_SRC_REFERENCE] = MH_TR("référentiel"),
                                         [MH_SRC_TYPED] = MH_TR("saisi") };
    return names[s];
}

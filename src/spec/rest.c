/* What of the text nobody understood (`rest`), and what of that is a demand. */
#include <string.h>
#include "spec/lexicon.h"

static void add_rest(const struct mh__reader *r, const struct mh__token *t, struct mh_str *out)
{
    if (out->len > 0)
        mh_str_addc(out, ' ');
    if (out->len < 400)
        mh_str_addn(out, r->raw.folded.data + t->from, t->len);
}

/* With the word that refuses it. */
static void add_refused(const struct mh__reader *r, int i, struct mh_str *out)
{
    if (out->len >= 400)
        return;
    mh_str_add(out, out->len > 0 ? " sans " : "sans ");
    mh_str_addn(out, r->raw.folded.data + r->tok[i].from, r->tok[i].len);
}

/* A word for an attribute of which nothing was read ("avec port"): it is named, and not said. */
static bool unsaid(const struct mh__reader *r, const struct mh__token *t)
{
    const struct mh__family *fam = &r->lx->families[r->family];
    uint32_t w = (uint32_t)t->word;
    bool cue = false;
    if (t->word < 0 || t->len < 4 || (fam->names[w / 64] >> (w % 64) & 1) != 0 || (fam->named[w / 64] >> (w % 64) & 1) == 0)
        return false;
    for (int a = 0; a < fam->nattrs; a++) {
        const struct mh__attr *at = mh__family_attr(r->lx, r->family, a);
        for (int c = 0; c < at->ncues; c++)
            for (int k = 0; k < at->cue[c].n; k++) {
                if (at->cue[c].word[k] != t->word)
                    continue;
                cue = true;
                for (int f = 0; f < r->nfound; f++)
                    if (r->found[f].attr == a && r->found[f].source != MH_SRC_REFERENCE)
                        return false;
            }
    }
    return cue;
}

/* "bracelet bebe", "bande velpeau coton": a word of another of the family's names, that says who it is for or what it is made of, and
 * that the family's own characteristic has no value for. */
static bool only_in_name(const struct mh__reader *r, const struct mh__token *t)
{
    static const char *const telling[] = { "population", "materiau", "sexe", "sterile" };
    const struct mh_lexicon *lx = r->lx;
    uint32_t w = (uint32_t)t->word;
    if (t->word < 0 || r->name == NULL || (t->flags & MH__F_KNOWN) != 0 || (lx->families[r->family].names[w / 64] >> (w % 64) & 1) == 0)
        return false;
    bool by_it = false; /* it is of the name by which the family was read */
    for (int i = 0; i < r->name->n; i++)
        by_it |= lx->codes.at[r->name->words + (uint32_t)i] == w;
    int32_t node = mh__edge_find(lx, 0, w);
    for (int32_t k = node < 0 ? MH__NONE : lx->nodes.at[node].term; k >= 0; k = lx->terms.at[k].next)
        for (size_t c = 0; lx->terms.at[k].kind == MH__T_VALUE && c < (by_it ? 1 : sizeof telling / sizeof *telling); c++)
            if (strcmp(lx->codes_of_attributes.at[lx->terms.at[k].code], telling[c]) == 0 &&
                lx->families[r->family].by_code[lx->terms.at[k].code] >= 0)
                return true;
    return false;
}

/* "FILT" of the name by which the family was read, whatever else it begins. */
static bool begins_name(const struct mh__reader *r, const struct mh__token *t)
{
    const char *s = r->raw.folded.data + t->from;
    if ((t->flags & MH__F_BEGIN) == 0 || t->word >= 0 || r->name == NULL)
        return false;
    for (int i = 0; i < r->name->n; i++) {
        const char *w = mh__word_text(r->lx, (int32_t)(r->lx->codes.at[r->name->words + (uint32_t)i] & ~(uint32_t)MH__NEGATED));
        if (strlen(w) > t->len && strncmp(w, s, t->len) == 0)
            return true;
    }
    return false;
}

/* Does the word mean something in the family? */
static bool understood(const struct mh__reader *r, const struct mh__token *t)
{
    const uint64_t *refused = r->lx->families[r->family].refused;
    if (begins_name(r, t))
        return true;
    if (t->word >= 0 && (refused[t->word / 64] >> (t->word % 64) & 1) != 0 && (t->flags & MH__F_NEGATED) == 0)
        return false; /* "nylon resorbable" */
    return ((t->flags & MH__F_KNOWN) != 0 || mh__vocabulary_has(r->lx, r->family, t->word)) && !unsaid(r, t) && !only_in_name(r, t);
}

/* "non adherente", "non tisse": refused in the family's very name. */
static bool negated_in_name(const struct mh__reader *r, int32_t word)
{
    const struct mh_lexicon *lx = r->lx;
    for (size_t k = 0; word >= 0 && k < lx->family_terms.len; k++) {
        const struct mh__family_term *t = &lx->family_terms.at[k];
        for (int i = 0; t->family == r->family && i < t->n; i++)
            if (lx->codes.at[t->words + (uint32_t)i] == ((uint32_t)word | (uint32_t)MH__NEGATED))
                return true;
    }
    return false;
}

static bool named(const struct mh__reader *r, int32_t word)
{
    const uint64_t *names = r->lx->families[r->family].names;
    return word >= 0 && (names[word / 64] >> (word % 64) & 1) != 0;
}

/* A word for a value of the family that no value was read from ("lateral" without its cone, "double"): nothing may be lost in silence. What
 * stands before the value that was read names it: "bout luer lock". */
static bool unread_value(const struct mh__reader *r, int i)
{
    const struct mh__token *t = &r->tok[i];
    const uint64_t *named = r->lx->families[r->family].named;
    uint32_t w = (uint32_t)t->word;
    bool names = i + 1 < r->n && (t[1].flags & MH__F_HARD) == 0 && t[1].kind == MH__WORD && (t[1].flags & MH__F_USED) != 0;
    return t->word >= 0 && !names && t->len >= 4 && (t->flags & (MH__F_KNOWN | MH__F_BEGIN | MH__F_TYPO)) == 0 && (named[w / 64] >> (w % 64) & 1) == 0 &&
           mh__vocabulary_has(r->lx, r->family, t->word);
}

/* A colour where the family has none: the colour code of a gauge, of a connector, of a maker; no demand. */
static bool idle_colour(const struct mh__reader *r, const struct mh__token *t)
{
    const struct mh_lexicon *lx = r->lx;
    int code = lx->code_colour;
    int32_t node = t->word < 0 ? MH__NONE : mh__edge_find(lx, 0, (uint32_t)t->word);
    if (t->word >= 0 && strncmp(mh__word_text(lx, t->word), "transparent", 11) == 0)
        return false; /* a property more than a colour */
    if (code < 0 || node < 0 || lx->families[r->family].by_code[code] >= 0)
        return false;
    for (int32_t k = lx->nodes.at[node].term; k >= 0; k = lx->terms.at[k].next)
        if (lx->terms.at[k].kind == MH__T_VALUE && lx->terms.at[k].code == code && lx->terms.at[k].families == MH__NONE)
            return true;
    return false;
}

/* "NF EN ISO 7886-1": noted as a demand with its key; returns the token after it. */
static int take_norm(const struct mh__reader *r, int i, int n, struct mh__rest *out)
{
    bool read = false; /* as a value of the attribute of norms */
    for (int k = i; k < i + n; k++)
        read |= r->tok[k].kind == MH__NUM && (r->tok[k].flags & MH__F_USED) != 0;
    for (int k = i; k < i + n && !read; k++) {
        const struct mh__token *t = &r->tok[k];
        if (t->kind == MH__SIGN || (t->flags & MH__F_USED) != 0)
            continue;
        add_rest(r, t, &out->rest);
        add_rest(r, t, &out->demand);
    }
    mh__norm_keys(r, i, n, false, &out->keys);
    return i + n;
}

/* "silicone 100 %" */
static bool hundred_percent(const struct mh__reader *r, int i)
{
    const struct mh__token *t = &r->tok[i];
    return t->kind == MH__NUM && t->num == 100000000 && i > 0 && i + 1 < r->n && r->tok[i + 1].word == r->lx->w_percent &&
           ((r->tok[i - 1].flags & MH__F_USED) != 0 || (i + 2 < r->n && (r->tok[i + 2].flags & MH__F_USED) != 0));
}

static void take_refused(const struct mh__reader *r, int i, struct mh__rest *out)
{
    add_refused(r, i, &out->rest); /* "sans contact": what is refused and no attribute holds */
    add_refused(r, i, &out->demand);
    mh__key_add(r, i, &out->keys);
}

/* "petites" beside 5 x 5 cm: a measure says it. "longue" needs a length. */
static bool measured(const struct mh__reader *r, const struct mh__token *t)
{
    const char *s = mh__word_text(r->lx, t->word);
    bool length = strncmp(s, "long", 4) == 0 || strncmp(s, "court", 5) == 0;
    for (int i = 0; i < r->nfound; i++) {
        const struct mh__attr *a = mh__family_attr(r->lx, r->family, r->found[i].attr);
        bool size = strcmp(a->row->code, "taille") == 0 || strcmp(a->row->code, "numero") == 0 || strcmp(a->row->code, "pointure") == 0;
        if (length && (strncmp(a->row->code, "longueur", 8) != 0 || a->type != MH__NUMBER))
            continue;
        if (r->found[i].source == MH_SRC_READ && (a->type == MH__USP || size || (a->type == MH__NUMBER && a->unit >= 0)))
            return true;
    }
    return false;
}

/* "rouleau de 50", of what is not measured by length: how many there are. */
static bool counted(const struct mh__reader *r, int i)
{
    static const char *const rolls[] = { "rouleau", "rouleaux", "rlx", "rl", "rack", "portoir", "bobine", "distributeur", "pack", "plaquett" };
    const struct mh__token *t = &r->tok[i];
    if (t->kind != MH__NUM || i == 0 || (t->flags & MH__F_HARD) != 0 || t->num < 2000000 || t->num % 1000000 != 0 || t[-1].word < 0 ||
        mh__measured(r, i) || (i + 1 < r->n && (t[1].flags & MH__F_HARD) == 0 && t[1].kind != MH__WORD))
        return false;
    if (i > 1 && (t[-1].flags & MH__F_HARD) == 0 && t[-2].word >= 0 && (r->lx->words.at[t[-2].word].flags & MH__W_PACK) != 0 &&
        ((t[-1].flags & MH__F_IDLE) != 0 || (r->lx->words.at[t[-1].word].flags & MH__W_FILLER) != 0))
        return true; /* "sachet pelable de 5" */
    for (size_t k = 0; k < sizeof rolls / sizeof *rolls; k++)
        if (strcmp(mh__word_text(r->lx, t[-1].word), rolls[k]) == 0)
            return true;
    return false;
}

/* "diametre interieur 7 mm": the bore is what a tube is measured by. */
static bool inner(const struct mh__reader *r, int i)
{
    const struct mh__token *t = &r->tok[i];
    const char *s = r->raw.folded.data;
    bool side = i > 0 && t->kind == MH__WORD && (t->flags & MH__F_HARD) == 0 && t->len >= 6 &&
                (memcmp(s + t->from, "intern", 6) == 0 || (t->len >= 9 && memcmp(s + t->from, "interieur", 9) == 0));
    return side && t[-1].len >= 4 && memcmp(s + t[-1].from, "diam", 4) == 0 && i + 1 < r->n && (t[1].flags & MH__F_USED) != 0;
}

/* "17 fils au cm2", read without its unit: the figure is of the unit. */
static bool of_unit(const struct mh__reader *r, int i)
{
    int32_t node = 0;
    return i > 0 && r->tok[i].kind == MH__NUM && (r->tok[i].flags & MH__F_GLUED) != 0 && r->tok[i - 1].kind == MH__WORD &&
           mh__sequence_at(r->lx, r->tok, r->n, i - 1, MH__T_UNIT, MH__NONE, &node) == 2;
}

/* Is it said, or does nothing depend on it? */
static bool no_rest(const struct mh__reader *r, int i)
{
    const struct mh__token *t = &r->tok[i];
    unsigned flags = t->word < 0 ? 0 : r->lx->words.at[t->word].flags;
    if ((t->flags & (MH__F_USED | MH__F_PACKED)) != 0 || t->kind == MH__SIGN || (flags & (MH__W_MINOR | MH__W_NORM)) != 0 ||
        hundred_percent(r, i) || inner(r, i) || of_unit(r, i) || mh__one_of(r, i))
        return true; /* "norme" without its number: of what follows, or of nothing */
    if (t->kind == MH__WORD && (t->flags & MH__F_NEGATED) != 0 && (flags & MH__W_FILLER) == 0)
        return false;
    return (flags & MH__W_FILLER) != 0 || (t->kind == MH__WORD && understood(r, t) && !unread_value(r, i));
}

/* "15C": another blade than 15; "haut debit adulte M": a size where none is read. Other letters are too short to ask for anything. */
static bool letter_tells(const struct mh__reader *r, int i)
{
    static const char *const sizes[] = { "xs", "s", "m", "l", "xl" };
    const struct mh__token *t = &r->tok[i];
    const char *s = r->raw.folded.data + t->from;
    bool last = i + 1 == r->n || (t[1].flags & (MH__F_HARD | MH__F_CLOSED)) != 0, size = false;
    if (t->kind != MH__WORD || i == 0 || (t->flags & (MH__F_USED | MH__F_PACKED | MH__F_IDLE | MH__F_DOT)) != 0)
        return false;
    if (t->len == 1 && *s == 'c' && (t->flags & MH__F_GLUED) != 0 && t[-1].kind == MH__NUM && (t[-1].flags & MH__F_USED) != 0)
        return true;
    for (size_t k = 0; k < sizeof sizes / sizeof *sizes; k++)
        size |= t->len == strlen(sizes[k]) && memcmp(s, sizes[k], t->len) == 0;
    return size && last && (t->flags & (MH__F_GLUED | MH__F_HARD)) == 0 && t[-1].kind == MH__WORD;
}

/* A word of the family's names that asks for something all the same: what it was written out as is told once. */
static void take_asked(const struct mh__reader *r, int i, struct mh__rest *out)
{
    const struct mh__token *t = &r->tok[i];
    bool again = i > 0 && t[-1].from == t->from;
    if (t->kind == MH__SIGN || (t->word >= 0 && (r->lx->words.at[t->word].flags & (MH__W_FILLER | MH__W_FOR | MH__W_WITH)) != 0))
        return;
    if (!again) {
        add_rest(r, t, &out->rest);
        add_rest(r, t, &out->demand);
    }
    mh__key_add(r, i, &out->keys);
}

void mh__rest_read(struct mh__reader *r, struct mh__rest *out)
{
    const struct mh_lexicon *lx = r->lx;
    bool brand = false;
    for (int i = 0; i < r->n;) {
        struct mh__token *t = &r->tok[i];
        unsigned flags = t->word < 0 ? 0 : lx->words.at[t->word].flags;
        int norm = mh__norm_at(r, i);
        if ((t->flags & MH__F_HARD) != 0)
            brand = false;
        if ((flags & MH__W_BRAND) != 0 && (t->flags & MH__F_USED) == 0)
            brand = true;
        if (norm > 0) {
            i = take_norm(r, i, norm, out);
            continue;
        }
        i++;
        if (t->asks && (t->flags & (MH__F_USED | MH__F_PACKED | MH__F_NEGATED)) == 0) {
            take_asked(r, i - 1, out);
            continue;
        }
        bool idle = (t->flags & MH__F_IDLE) != 0 && (t->flags & MH__F_USED) == 0;
        bool letter = letter_tells(r, i - 1);
        if (!idle && !letter && (no_rest(r, i - 1) || counted(r, i - 1)))
            continue;
        if (idle || ((flags & MH__W_SIZE) != 0 && (t->flags & MH__F_NEGATED) == 0 && measured(r, t))) {
            add_rest(r, t, &out->rest);
            continue;
        }
        if (t->kind == MH__WORD && (t->flags & MH__F_NEGATED) != 0 && (flags & MH__W_FILLER) == 0) {
            if (negated_in_name(r, t->word))
                continue;
            take_refused(r, i - 1, out);
            out->refused |= named(r, t->word);
            continue;
        }
        if (t->kind == MH__NUM && i > 1 && (t[-1].flags & MH__F_USED) == 0 && t[-1].kind == MH__NUM)
            continue;
        add_rest(r, t, &out->rest);
        bool of_brand = brand && (t->kind == MH__NUM ? !mh__measured(r, i - 1) : t->word < 0); /* "type Hickman 2", not "radio-opaque 90 cm" */
        if (!of_brand && (flags & MH__W_IDLE) == 0 && !idle_colour(r, t) && (t->kind == MH__NUM || t->len >= 3 || letter || mh__shape_letter(r, i - 1))) {
            add_rest(r, t, &out->demand);
            mh__key_add(r, i - 1, &out->keys);
        }
    }
}

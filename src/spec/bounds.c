/* At least, at most, less than: what a text says beside a number. */
#include <string.h>
#include "spec/numbers.h"

bool mh__says(const struct mh__reader *r, int i, const char *const *words, size_t n)
{
    for (size_t k = 0; k < n && r->tok[i].word >= 0; k++)
        if (strcmp(mh__word_text(r->lx, r->tok[i].word), words[k]) == 0)
            return true;
    return false;
}

/* As written: a word may be known by another form. */
bool mh__says_beginning(const struct mh__reader *r, int i, const char *const *words, size_t n)
{
    const struct mh__token *t = &r->tok[i];
    for (size_t k = 0; k < n && t->kind == MH__WORD; k++) {
        size_t len = strlen(words[k]);
        if (t->len >= len && t->len <= len + 2 && memcmp(r->raw.folded.data + t->from, words[k], len) == 0)
            return true;
    }
    return false;
}

/* "longueur minimale 150 cm", "au moins", ">=": 1; "<=", "au plus", "inferieur a": -1; "capacite
 * maximale 5 L", which leaves open how much less will do: 2. *at: the word that says it. */
static int bound_of(const struct mh__reader *r, int t0, int t1, int *at)
{
    static const char *const least[] = { "minimum", "minimal", "mini", "min", "superieur", ">=", ">" };
    static const char *const most[] = { "inferieur", "<=", "<" };
    static const char *const up_to[] = { "maximum", "maximal", "maxi", "max", "jusqu", "jusque" };
    static const char *const with_au[] = { "moin", "moins", "plus", "plu" };
    for (int i = t0 - 1; i >= 0 && i >= t0 - 4 && r->tok[i].kind != MH__NUM; i--) {
        const struct mh__token *t = &r->tok[i];
        *at = i;
        if (mh__says(r, i, least, sizeof least / sizeof *least))
            return 1;
        if (mh__says(r, i, most, sizeof most / sizeof *most))
            return -1;
        if (mh__says_beginning(r, i, up_to, sizeof up_to / sizeof *up_to))
            return 2;
        const char *s = r->raw.folded.data + t->from;
        if (t->from >= 3 && memcmp(s - 3, "au ", 3) == 0 && (mh__says(r, i, with_au, 4) || (t->len >= 4 && (memcmp(s, "moin", 4) == 0 || memcmp(s, "plus", 4) == 0))))
            return *s == 'm' ? 1 : -1;
        if ((t->flags & MH__F_HARD) != 0)
            break;
    }
    *at = t1 + 1;
    bool after = t1 + 1 < r->n && (r->tok[t1 + 1].flags & MH__F_HARD) == 0 && mh__says(r, t1 + 1, least, 4);
    bool most_after = !after && t1 + 1 < r->n && (r->tok[t1 + 1].flags & MH__F_HARD) == 0 && mh__says_beginning(r, t1 + 1, up_to, 4);
    return after ? 1 : most_after ? 2 : 0;
}

/* "AQL inférieur ou égal à 1,5", "longueur minimale 150": the token before the words of a bound, of which p is the last; p where there is
 * none. */
int mh__before_bound(const struct mh__reader *r, int p)
{
    static const char *const bounds[] = { "inferieur", "superieur", "minimum", "minimal", "maximum", "maximal", "mini", "maxi", "max", "min", "moin", "moins", "plus" };
    static const char *const between[] = { "egal" };
    int i = p;
    bool bound = false;
    for (; i > 0 && p - i < 5 && (r->tok[i].flags & MH__F_HARD) == 0; i--) {
        bool is = mh__says_beginning(r, i, bounds, sizeof bounds / sizeof *bounds);
        int w = r->tok[i].word;
        bool small = mh__says_beginning(r, i, between, 1) || (w >= 0 && (w == r->lx->w_ou || w == r->lx->w_et || w == r->lx->w_a));
        if (!is && !small)
            break;
        bound |= is;
    }
    return bound ? i : p;
}

/* "inferieur a", ">", and not "superieure ou egale a". */
static bool strictly(const struct mh__reader *r, int at, int to)
{
    static const char *const words[] = { "inferieur", "superieur", "<", ">" }, *const equal[] = { "egal" };
    bool strict = mh__says(r, at, words, sizeof words / sizeof *words);
    for (int i = at + 1; i < to; i++)
        strict &= !mh__says_beginning(r, i, equal, 1);
    return strict;
}

/* A product that is "at least 150 cm" may be any longer one; "mini" and "min" are no such word of a maker, and what holds "up to" a limit is
 * called by it. */
static bool offered_from(const struct mh__reader *r, int at)
{
    static const char *const least[] = { "minimum", "minimal", "superieur", "moins", "moin", ">=", ">" };
    return mh__says(r, at, least, sizeof least / sizeof *least) || mh__says_beginning(r, at, least, 4);
}

/* What is asked or offered at least or at most. A gauge is no such number: a greater one is a thinner needle. */
void mh__bound_open(struct mh__reader *r, struct mh__found *f)
{
    const struct mh__attr *a = mh__family_attr(r->lx, r->family, f->attr);
    static const char *const equal[] = { "egal" };
    int at = 0;
    if (a->type != MH__NUMBER || a->gauge || a->diameter || f->v.lo != f->v.hi || f->v.nlist > 0)
        return;
    int bound = bound_of(r, f->t0, f->t1, &at);
    if (r->in->product && (bound != 1 || !offered_from(r, at)))
        return;
    bool strict = bound != 2 && bound != 0 && at < f->t0 && strictly(r, at, f->t0);
    if (bound == 2) {
        f->v.lo = 0;
    } else if (bound > 0) {
        f->v.hi = INT64_MAX;
        f->v.lo += strict;
    } else if (bound < 0) {
        f->v.lo = INT64_MIN;
        f->v.hi -= strict;
    }
    if (bound != 0 && r->tok[at].kind == MH__WORD)
        r->tok[at].flags |= MH__F_USED;
    for (int i = at + 1; bound != 0 && i < f->t0; i++) /* "superieure ou egale a" */
        if (mh__says_beginning(r, i, equal, 1))
            r->tok[i].flags |= MH__F_USED;
}

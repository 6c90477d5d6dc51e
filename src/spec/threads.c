/* Threads and their needles: sizes as some write them (3.0, "decimale 4 (USP 0)"), needles counted beside their point (2AR13). */
#include <stdio.h>
#include <string.h>
#include "spec/numbers.h"

enum { MILLION = 1000000 };

/* "Vicryl 3.0": how some write 3/0, where no metric size is named. */
bool mh__dotted_size(const struct mh__reader *r, const struct mh__item *it)
{
    static const char *const metric[] = { "dec", "metric", "ep", "decimal", "mm" };
    if (it->num < MILLION || it->num > 12 * MILLION || it->num % MILLION != 0 || !mh__dotted_zero(r, it->t0))
        return false;
    for (int i = it->t1 + 1; i < r->n && i <= it->t1 + 1; i++)
        if (mh__says(r, i, metric, sizeof metric / sizeof *metric))
            return false;
    return true;
}

/* The thread size that "USP" stands before, MH__NONE: beside it a metric size that is its neighbour says nothing else ("decimale 4 (USP 0)"). */
int mh__usp_named(const struct mh__reader *r, const struct mh__numbers *nums)
{
    for (int i = 0; i < nums->nitems; i++) {
        const struct mh__item *it = &nums->item[i];
        char text[24];
        if (it->t0 == 0 || strcmp(mh__word_text(r->lx, r->tok[it->t0 - 1].word), "usp") != 0)
            continue;
        if (it->usp >= 0)
            return it->usp;
        snprintf(text, sizeof text, "%lld", (long long)(it->num / MILLION));
        return it->num % MILLION == 0 ? mh__usp_index(r->lx, text) : MH__NONE;
    }
    return MH__NONE;
}

/* "soie 1 aig 30 mm": nobody counts one needle, and a thread has a size. */
static void lone_needle(struct mh__reader *r)
{
    int usp = MH__NONE;
    for (int i = 0; i < r->lx->families[r->family].nattrs; i++)
        if (mh__family_attr(r->lx, r->family, i)->type == MH__USP)
            usp = i;
    for (int i = 0; i < r->nfound; i++)
        if (r->found[i].attr == usp)
            return;
    for (int i = 0; usp >= 0 && i < r->nfound; i++) {
        struct mh__found *f = &r->found[i];
        int one = mh__usp_index(r->lx, "1");
        if (strcmp(mh__family_attr(r->lx, r->family, f->attr)->row->code, "aiguilles") != 0 || f->column || f->v.kind != MH_VAL_NUMBER ||
            f->v.lo != MILLION || f->v.hi != MILLION || f->v.nlist > 0 || one < 0 || f->t0 < 0 || r->tok[f->t0].kind != MH__NUM ||
            r->raw.folded.data[r->tok[f->t0].from] != '1')
            continue;
        f->attr = usp;
        f->v = (struct mh_spec_value){ .kind = MH_VAL_CHOICES, .choices = (uint64_t)1 << one };
    }
}

static bool says_written(const struct mh__reader *r, int i, const char *const *words, size_t n)
{
    const struct mh__token *t = &r->tok[i];
    for (size_t k = 0; k < n && t->kind == MH__WORD; k++)
        if (strlen(words[k]) == t->len && memcmp(r->raw.folded.data + t->from, words[k], t->len) == 0)
            return true;
    return false;
}

static int attribute_of(const struct mh__reader *r, int c)
{
    return c < 0 ? MH__NONE : r->lx->families[r->family].by_code[c];
}

/* "5/0 2AR13": how many needles, where the thread has its size already. */
static void needles_counted(struct mh__reader *r)
{
    static const char *const points[] = { "ar", "at", "ac", "r", "t" };
    int usp = attribute_of(r, r->lx->code_usp), needles = attribute_of(r, r->lx->code_needles);
    bool sized = false;
    for (int i = 0; i < r->nfound; i++) {
        sized |= r->found[i].attr == usp;
        if (r->found[i].attr == needles)
            return;
    }
    for (int i = 0; usp >= 0 && needles >= 0 && sized && i + 2 < r->n; i++) {
        struct mh__token *t = &r->tok[i];
        if (t->kind != MH__NUM || (t->flags & (MH__F_USED | MH__F_PACKED)) != 0 || (t->num != MILLION && t->num != 2 * MILLION) || t[2].kind != MH__NUM ||
            (t[1].flags & t[2].flags & MH__F_GLUED) == 0 || !says_written(r, i + 1, points, sizeof points / sizeof *points))
            continue;
        struct mh__found f = { .attr = needles, .source = MH_SRC_READ, .t0 = i, .t1 = i + 1 };
        mh__number_value(&f.v, t->num, t->num);
        mh__found_words(r, &f);
        mh__found_add(r, &f);
        t->flags |= MH__F_USED;
        return;
    }
}

void mh__needles_read(struct mh__reader *r)
{
    lone_needle(r);
    needles_counted(r);
}

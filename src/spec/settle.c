/* Words cut short and typing errors that only the family settles: of which of its words are they? */
#include <string.h>
#include "spec/lexicon.h"

enum { THREE_MAX = 400 };

/* Where it begins one word of the family and longer forms of that word (ballon, ballonnet), the shortest is as good. */
static int32_t shortest(const struct mh_lexicon *lx, int family, const struct mh__token *t)
{
    int32_t root = MH__NONE, value = MH__NONE, node;
    for (uint32_t k = t->lo; k < t->hi; k++) {
        int32_t w = (int32_t)lx->sorted[k];
        if (!mh__vocabulary_has(lx, family, w))
            continue;
        if (root < 0) /* in order of letters the shortest comes first */
            root = w;
        else if (strncmp(mh__word_text(lx, root), mh__word_text(lx, w), strlen(mh__word_text(lx, root))) != 0)
            return MH__NONE;
        struct mh__token one = { .word = w };
        if (value < 0 && mh__sequence_at(lx, &one, 1, 0, MH__T_VALUE, family, &node) == 1)
            value = w;
    }
    return value >= 0 ? value : root;
}

/* A typing error that may be of several words is of the one that means something in this family. */
static void settle_error(const struct mh__reader *r, struct mh__token *t)
{
    int32_t found = MH__NONE;
    for (int k = 0; k < 4 && t->may[k] != 0; k++)
        if (mh__vocabulary_has(r->lx, r->family, (int32_t)t->may[k] - 1)) {
            if (found >= 0)
                return;
            found = (int32_t)t->may[k] - 1;
        }
    if (found >= 0) {
        t->word = found;
        t->flags |= MH__F_TYPO;
    }
}

/* Where the words it begins that say a value of the family by themselves all say the same one (electrostatique, electrostatic), any is
 * as good. */
static int32_t same_value(const struct mh_lexicon *lx, int family, const struct mh__token *t)
{
    int32_t first = MH__NONE;
    int code = MH__NONE, value = MH__NONE;
    for (uint32_t k = t->lo; k < t->hi; k++) {
        struct mh__token one = { .word = (int32_t)lx->sorted[k] };
        int32_t node = 0;
        if (!mh__vocabulary_has(lx, family, one.word))
            continue;
        if (mh__sequence_at(lx, &one, 1, 0, MH__T_VALUE, family, &node) != 1)
            continue;
        for (int32_t i = lx->nodes.at[node].term; i >= 0; i = lx->terms.at[i].next) {
            const struct mh__term *v = &lx->terms.at[i];
            if (v->kind != MH__T_VALUE || (v->families != MH__NONE && !mh__set_has(lx, v->families, family)))
                continue;
            if (first >= 0 && (v->code != code || v->value != value))
                return MH__NONE;
            first = first < 0 ? one.word : first;
            code = v->code;
            value = v->value;
        }
    }
    return first;
}

/* What is taken for a beginning only here, where the family tells of which word: three letters ("AIL" of ailettes), and a word that means
 * something elsewhere. */
static bool begins_here(const struct mh__reader *r, struct mh__token *t)
{
    const char *s = r->raw.folded.data + t->from;
    if (t->kind != MH__WORD || t->len < 3 || t->len > 40 || (t->word < 0 && t->len != 3) || (t->flags & MH__F_BEGIN) != 0 || t->may[0] != 0)
        return false;
    if (t->word >= 0 && (mh__vocabulary_has(r->lx, r->family, t->word) ||
                         (r->lx->words.at[t->word].flags & ~(MH__W_FAMILY | MH__W_VALUE | MH__W_GENERAL)) != 0))
        return false;
    for (int i = 0; i < t->len; i++)
        if (s[i] < 'a' || s[i] > 'z')
            return false;
    mh__words_beginning(r->lx, s, t->len, &t->lo, &t->hi);
    return t->hi > t->lo && t->hi - t->lo <= THREE_MAX;
}

/* Is every word of the family that it begins only one of its names? Then nothing is lost. */
static bool only_names(const struct mh_lexicon *lx, int family, const struct mh__token *t)
{
    const uint64_t *names = lx->families[family].names;
    for (uint32_t k = t->lo; k < t->hi; k++) {
        uint32_t w = lx->sorted[k];
        if (mh__vocabulary_has(lx, family, (int32_t)w) && (names[w / 64] >> (w % 64) & 1) == 0)
            return false;
    }
    return true;
}

static void settle(struct mh__reader *r, struct mh__token *t, bool here)
{
    const struct mh_lexicon *lx = r->lx;
    int32_t found = MH__NONE, root = MH__NONE;
    int n = 0;
    bool few = t->hi - t->lo <= (here ? THREE_MAX : 64);
    for (uint32_t k = t->lo; k < t->hi && few; k++)
        if (mh__vocabulary_has(lx, r->family, (int32_t)lx->sorted[k])) {
            found = (int32_t)lx->sorted[k];
            n++;
        }
    if (n > 1)
        root = shortest(lx, r->family, t);
    if (n > 1 && root < 0)
        root = same_value(lx, r->family, t);
    if (n > 1 && root < 0 && only_names(lx, r->family, t))
        t->flags |= MH__F_KNOWN;
    if (here && n != 1 && root < 0)
        return;
    if (root >= 0)
        t->word = root;
    else if (n == 1)
        t->word = found;
    else if (t->hi - t->lo > 1)
        t->word = MH__NONE;
    if (here)
        t->flags |= MH__F_BEGIN;
}

/* A truncated word may begin many words, but only one of those that mean something in this family. */
void mh__beginnings_settle(struct mh__reader *r)
{
    for (int i = 0; i < r->raw.n; i++) {
        struct mh__token *t = &r->raw.tok[i];
        if (t->word < 0 && t->may[0] != 0)
            settle_error(r, t);
        bool here = begins_here(r, t);
        if (here || (t->flags & MH__F_BEGIN) != 0)
            settle(r, t, here);
    }
}

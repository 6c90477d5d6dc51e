/*
 * Which kind of thing a line names. Every name of a family whose words are all there counts by the rarity of its words; the name whose
 * first word stands first wins over what comes after avec, sans, pour; the rarer and longer name wins over the shorter.
 */
#include <string.h>
#include "spec/family.h"

void mh__bag_empty(struct mh__bag *b, bool begins)
{
    memset(b->slot, 0, sizeof b->slot);
    b->count = 0;
    b->begins = begins;
    b->made = false;
    b->flat = b->alone = false;
    b->named = false;
}

static struct mh__present *slot_of(struct mh__bag *b, uint32_t code)
{
    size_t i = (code * 2654435761u) >> 23;
    while (b->slot[i].code != 0 && b->slot[i].code != code + 1)
        i = (i + 1) & (MH__SLOTS - 1);
    return &b->slot[i];
}

static void put(struct mh__bag *b, uint32_t code, int pos, int quality, int zone)
{
    if (b->count > MH__SLOTS * 3 / 4)
        return;
    struct mh__present *p = slot_of(b, code);
    if (p->code != 0 && (p->quality > quality || (p->quality == quality && p->zone <= zone)))
        return;
    if (p->code == 0)
        b->used[b->count++] = (uint16_t)(p - b->slot);
    *p = (struct mh__present){ code + 1, (int16_t)pos, (uint8_t)quality, (uint8_t)zone, false };
}

static void put_beginning(struct mh__reader *r, struct mh__bag *b, uint32_t lo, uint32_t hi, uint32_t neg, int pos, int quality, int zone)
{
    if (hi - lo > MH__BEGIN_MAX)
        return;
    for (uint32_t k = lo; k < hi; k++)
        put(b, r->lx->sorted[k] | neg, pos, quality, zone);
}

/* A word in another script stands beside the French one: it takes no place. */
static bool foreign(const struct mh__reader *r, const struct mh__token *t)
{
    return (unsigned char)r->raw.folded.data[t->from] >= 0xd8;
}

/* "S. FOLEY", "G. CHIR 7,5", "M. O2": the first word by its letter, the others tell which. */
static void put_initial(const struct mh_lexicon *lx, struct mh__bag *b, char letter, int pos, int zone)
{
    static const char *const words[] = { "sonde", "seringue", "gant", "masque", "lunette", "fil", "canule", "catheter", "compresse", "casaque",
                                         "champ", "aiguille", "bande", "drain", "poche", "pansement", "tube" };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        char stem[64];
        size_t n = mh__stem(words[i], strlen(words[i]), stem);
        int32_t w = words[i][0] == letter ? mh__word_find(lx, stem, n) : MH__NONE;
        if (w >= 0) {
            put(b, (uint32_t)w, pos, 85, zone);
            b->named = false;
        }
    }
}

/* May a known word stand for a longer one it begins? "doigt" may, a long word of families does not, unless a full stop cuts it. */
static bool may_begin(const struct mh__reader *r, const struct mh__token *t, unsigned flags, bool made)
{
    bool dot = (t->flags & MH__F_DOT) != 0;
    if (t->kind != MH__WORD || t->word < 0 || t->len < (dot ? 3 : 4) || t->len > 40)
        return false;
    if (((t->flags & MH__F_MADE) != 0 && !made) || (flags & MH__W_BRAND) != 0) /* "Réf." begins no "refobacin" */
        return false;
    if (dot && r->raw.folded.data[t->from + t->len] == '.')
        return true;
    return (t->flags & MH__F_MADE) == 0 && !((flags & MH__W_FAMILY) != 0 && t->len >= MH__WHOLE);
}

/* "21 G aiguille", "CH 16 sonde": the unit of a number is no name's word. */
static bool unit_of_number(const struct mh__reader *r, int i)
{
    const struct mh__token *t = &r->tok[i];
    int32_t node = 0;
    bool beside = (i > 0 && t[-1].kind == MH__NUM && (t->flags & MH__F_HARD) == 0) ||
                  (i + 1 < r->n && t[1].kind == MH__NUM && (t[1].flags & MH__F_HARD) == 0);
    return beside && t->len <= 3 && mh__sequence_at(r->lx, r->tok, r->n, i, MH__T_UNIT, MH__NONE, &node) == 1;
}

/* "diametre interne 8 mm": said of the measure, not of the thing. */
static bool of_measure(const struct mh__reader *r, int i)
{
    static const char *const sides[] = { "intern", "extern", "interieur", "exterieur" }, *const measures[] = { "diam", "longueur", "larg", "calibre", "hauteur" };
    const struct mh__token *t = &r->tok[i];
    const char *s = r->raw.folded.data;
    bool side = false, measure = false;
    for (size_t k = 0; k < sizeof sides / sizeof *sides && i > 0; k++)
        side |= t->len >= strlen(sides[k]) && memcmp(s + t->from, sides[k], strlen(sides[k])) == 0;
    for (size_t k = 0; side && k < sizeof measures / sizeof *measures; k++)
        measure |= t[-1].len >= strlen(measures[k]) && memcmp(s + t[-1].from, measures[k], strlen(measures[k])) == 0;
    return measure && (t->flags & MH__F_HARD) == 0;
}

void mh__bag_fill(struct mh__reader *r, struct mh__bag *b)
{
    const struct mh_lexicon *lx = r->lx;
    int zone = 0, pos = 0;
    bool contents = false;
    for (int i = 0; i < r->n; i++) {
        struct mh__token *t = &r->tok[i];
        unsigned flags = t->word < 0 ? 0 : lx->words.at[t->word].flags;
        if (b->alone && (t->flags & MH__F_SPECS) == 0)
            continue;
        if (b->flat && (t->flags & MH__F_SPECS) != 0 && (i == 0 || (r->tok[i - 1].flags & MH__F_SPECS) == 0))
            pos = zone = 0;
        else if ((t->flags & MH__F_HARD) != 0 && pos > 0)
            zone = contents || ((t->flags & MH__F_SPECS) != 0 && !b->flat) ? 2 : 1;
        if ((t->flags & MH__F_COLON) != 0 && pos > 0 && zone < 1) {
            contents = b->named; /* "plateau de peridurale : aiguille, filtre, ..." : the kind was named, the rest is a list */
            zone = 1;
        }
        t->zone = (uint8_t)zone;
        if ((flags & MH__W_WITH) != 0 || t->word == lx->w_sans) {
            zone = 2;
            continue;
        }
        if ((flags & MH__W_FOR) != 0) {
            zone = zone < 1 ? 1 : zone;
            continue;
        }
        if ((t->flags & MH__F_PACKED) != 0 && (t->flags & MH__F_USED) != 0)
            continue; /* a maker's code */
        if (t->kind == MH__SIGN || (flags & MH__W_NEGATOR) != 0 || pos > 60 || of_measure(r, i))
            continue;
        uint32_t neg = (t->flags & MH__F_NEGATED) != 0 ? (uint32_t)MH__NEGATED : 0;
        if ((flags & (MH__W_PACK | MH__W_IDLE)) == 0 && t->kind == MH__WORD && !foreign(r, t) && !(pos == 0 && unit_of_number(r, i))) {
            pos++;
            if (pos == 1)
                b->named = t->word >= 0 && (flags & MH__W_FAMILY) != 0;
        }
        if (pos == 1 && t->len == 1 && (t->flags & MH__F_DOT) != 0)
            put_initial(lx, b, r->raw.folded.data[t->from], pos, zone);
        bool measured = t->kind == MH__NUM && (t->flags & MH__F_GLUED) == 0 && mh__measured(r, i) && t[1].kind == MH__WORD; /* not "alcool 70 degrees" by its sign */
        bool first = t->kind == MH__NUM && t->word >= 0 && slot_of(b, (uint32_t)t->word | neg)->code == 0;
        if (t->word >= 0 && (t->flags & MH__F_BEGIN) == 0)
            put(b, (uint32_t)t->word | neg, pos, (t->flags & MH__F_TYPO) != 0 ? MH__TYPO : 100, zone);
        if (t->word >= 0 && t->kind == MH__NUM && (first || !measured))
            slot_of(b, (uint32_t)t->word | neg)->measured = measured;
        for (int k = 0; t->word < 0 && k < 4 && t->may[k] != 0; k++)
            put(b, (t->may[k] - 1) | neg, pos, MH__TIE, zone);
        if ((t->flags & MH__F_BEGIN) != 0)
            put_beginning(r, b, t->lo, t->hi, neg, pos, 80, zone);
        else if (b->begins && may_begin(r, t, flags, b->made)) {
            uint32_t lo, hi;
            mh__words_beginning(lx, r->raw.folded.data + t->from, t->len, &lo, &hi);
            put_beginning(r, b, lo, hi, neg, pos, (t->flags & MH__F_DOT) != 0 ? 80 : 60, zone);
        }
    }
}

static int term_score(const struct mh_lexicon *lx, struct mh__bag *b, const struct mh__family_term *t, int *quality, int *head, bool *inverted)
{
    int score = 0, lo = 1000, hi = 0, prev = -1, disorder = 0, head_pos = 0;
    bool before = false, beside = false; /* the name's head stands before "avec", another of its words behind it */
    *quality = 100;
    for (int k = 0; k < t->n; k++) {
        uint32_t code = lx->codes.at[t->words + (uint32_t)k];
        const struct mh__present *p = slot_of(b, code);
        if (p->code == 0 || (p->measured && k == t->n - 1))
            return 0; /* "20 ml" is no "ten 20"; "5 ml" is in "mg/5 ml" */
        int w = lx->words.at[code & ~(uint32_t)MH__NEGATED].weight * p->quality / 100;
        if (p->zone == 2 && k > 0) {
            w = w / 5;
            beside = true;
        }
        if (k == 0) {
            *head = head_pos = p->pos;
            before = p->zone < 2;
            score -= p->zone == 2 ? 70 : p->zone == 1 ? 15 : 0;
            score -= p->pos > 1 ? (p->pos > 9 ? 9 : p->pos) * 6 : 0;
            if (b->named && p->pos > 1)
                score -= 30;
        }
        score += w;
        if (p->quality < *quality)
            *quality = p->quality;
        lo = p->pos < lo ? p->pos : lo;
        hi = p->pos > hi ? p->pos : hi;
        disorder += p->pos < prev;
        prev = p->pos;
    }
    *inverted = lo < head_pos;
    int gap = hi - lo + 1 - t->n;
    if (gap > 0)
        score -= gap > 8 ? 32 : gap * 4;
    if (before && beside)
        score -= MH__ACCESSORY;
    return score - disorder * 3 - (lo < head_pos ? 20 : 0); /* the head should come first: "bistouri, lame 15" is no blade */
}

/* Keeps the best MH__TOP families, each with its best name. */
static void compete(struct mh__best top[MH__TOP], const struct mh__family_term *name, int score, int quality, int head, bool inverted)
{
    int family = name->family;
    struct mh__best one = { family, score, quality, head, inverted, name, score };
    int i = 0;
    while (i < MH__TOP && top[i].family >= 0 && top[i].family != family)
        i++;
    if (i < MH__TOP && top[i].family == family) {
        if (score <= top[i].score)
            return;
    } else if (i == MH__TOP) {
        if (score <= top[MH__TOP - 1].score)
            return;
        i = MH__TOP - 1;
    }
    for (; i > 0 && (score > top[i - 1].score || (score == top[i - 1].score && family < top[i - 1].family)); i--)
        top[i] = top[i - 1];
    top[i] = one;
}

/* Does each word of the name mean something in the family? */
bool mh__means_in(const struct mh_lexicon *lx, const struct mh__family_term *name, int family)
{
    for (int k = 0; k < name->n; k++)
        if (!mh__vocabulary_has(lx, family, (int32_t)(lx->codes.at[name->words + (uint32_t)k] & ~(uint32_t)MH__NEGATED)))
            return false;
    return true;
}

/* "aiguille ronde" after "fil vicryl": a name that stands later, each of whose words means something in the family named before it. */
static bool part_of(const struct mh_lexicon *lx, const struct mh__best *one, const struct mh__best *whole)
{
    return whole->family >= 0 && one->family >= 0 && whole->head < one->head && whole->raw >= MH__ENOUGH && mh__means_in(lx, one->name, whole->family);
}

/* Does a truncated word begin one that means something in the family? */
static bool begins_in(const struct mh_lexicon *lx, int family, const struct mh__token *t)
{
    for (uint32_t k = t->lo; k < t->hi; k++)
        if (mh__vocabulary_has(lx, family, (int32_t)lx->sorted[k]))
            return true;
    return false;
}

/* "3/0": a thread, and whatever the family is it has a thread size. */
static bool thread_size_in(const struct mh__reader *r)
{
    for (int i = 0; i + 2 < r->n; i++) {
        const struct mh__token *t = &r->tok[i];
        if (t->kind == MH__NUM && t->num > 0 && t->num <= 12000000 && t->num % 1000000 == 0 && t[1].word >= 0 && t[1].word == r->lx->w_slash &&
            t[2].kind == MH__NUM && t[2].num == 0 && t[2].len == 1)
            return true;
    }
    return false;
}

static bool has_thread_size(const struct mh_lexicon *lx, int family)
{
    for (int a = 0; a < lx->families[family].nattrs; a++)
        if (mh__family_attr(lx, family, a)->type == MH__USP)
            return true;
    return false;
}

/* A known word of the text that means nothing in a family speaks against it: "haricot" against a suture of steel. */
void mh__bag_weigh(const struct mh__reader *r, struct mh__best top[MH__TOP])
{
    const struct mh_lexicon *lx = r->lx;
    bool thread = thread_size_in(r);
    for (int k = 0; k < MH__TOP && thread; k++)
        if (top[k].family >= 0 && !has_thread_size(lx, top[k].family))
            top[k].score -= MH__UNEXPLAINED;
    for (int i = 0; i < r->n; i++) {
        const struct mh__token *t = &r->tok[i];
        if ((t->flags & MH__F_BEGIN) != 0 && t->zone == 0 && t->hi - t->lo <= MH__BEGIN_MAX)
            for (int k = 0; k < MH__TOP; k++)
                if (top[k].family >= 0 && !begins_in(lx, top[k].family, t))
                    top[k].score -= MH__UNEXPLAINED;
        if (t->kind != MH__WORD || t->word < 0 || (t->flags & (MH__F_BEGIN | MH__F_TYPO)) != 0 || t->len < 3 || t->zone > 1)
            continue;
        unsigned flags = lx->words.at[t->word].flags;
        if ((flags & (MH__W_FAMILY | MH__W_VALUE)) == 0 || (flags & (MH__W_FILLER | MH__W_GENERAL)) != 0)
            continue;
        for (int k = 0; k < MH__TOP; k++)
            if (top[k].family >= 0 && !mh__vocabulary_has(lx, top[k].family, t->word))
                top[k].score -= MH__UNEXPLAINED;
    }
    for (int i = 0; i < MH__TOP; i++)
        for (int k = 0; k < MH__TOP; k++)
            if (part_of(lx, &top[i], &top[k])) {
                top[i].score -= MH__OF_OTHER;
                break;
            }
    for (int i = 1; i < MH__TOP; i++) {
        struct mh__best one = top[i];
        int j = i;
        for (; j > 0 && one.family >= 0 && one.score > top[j - 1].score; j--)
            top[j] = top[j - 1];
        top[j] = one;
    }
}

/*
 * No name is all there ("sonde vesicale" of "sonde vesicale a ballonnet"): the names whose first word stands first, and of whose words
 * the most weight is there, are shown for a person to choose from; never sure, never what hides a need.
 */
void mh__bag_parts(struct mh__reader *r, struct mh__bag *b, struct mh__best top[MH__TOP])
{
    const struct mh_lexicon *lx = r->lx;
    for (size_t k = 0; k < lx->family_terms.len; k++) {
        const struct mh__family_term *t = &lx->family_terms.at[k];
        if (t->n < 2 || lx->families[t->family].out)
            continue;
        int there = 0, whole = 0, n = 0, last = 0;
        for (int i = 0; i < t->n; i++) {
            uint32_t code = lx->codes.at[t->words + (uint32_t)i];
            const struct mh__present *p = slot_of(b, code);
            int w = lx->words.at[code & ~(uint32_t)MH__NEGATED].weight;
            whole += w;
            if (p->code == 0 || p->quality < 80 || (i == 0 && (p->pos > 1 || p->zone > 0)))
                w = 0;
            if (i == 0 && w == 0)
                break;
            there += w * p->quality / 100;
            n += w > 0;
            last = w > 0 && p->pos > last ? p->pos : last;
        }
        if (n < 2 || there * 100 < whole * MH__PART || last > 6)
            continue;
        compete(top, t, there - (whole - there) / 2, 55, 1, false);
    }
}

/* An EMDN code agrees when one is the beginning of the other. */
int mh__emdn_agrees(const char *given, const char *family)
{
    if (given == NULL || *given == '\0' || family == NULL || *family == '\0')
        return 0;
    size_t n = strlen(given), m = strlen(family);
    if (strncmp(given, family, n < m ? n : m) == 0)
        return 1;
    return given[0] != family[0] ? -1 : 0;
}

void mh__bag_search(struct mh__reader *r, struct mh__bag *b, struct mh__best top[MH__TOP])
{
    const struct mh_lexicon *lx = r->lx;
    for (int s = 0; s < b->count; s++) {
        const struct mh__word *w = &lx->words.at[(b->slot[b->used[s]].code - 1) & ~(uint32_t)MH__NEGATED];
        for (uint32_t k = 0; k < w->npost; k++) {
            const struct mh__family_term *t = &lx->family_terms.at[lx->postings[w->post + k]];
            int quality, head = 0;
            bool inverted = false;
            int score = term_score(lx, b, t, &quality, &head, &inverted);
            if (score <= 0)
                continue;
            if (mh__emdn_agrees(r->in->emdn, lx->family_rows[t->family].emdn) > 0)
                score += 15;
            compete(top, t, score, quality, head, inverted);
        }
    }
}

/*
 * Which kind of thing a line names. Every name of a family whose words are all there counts by the rarity of its words; the name whose
 * first word stands first wins over what comes after avec, sans, pour; the rarer and longer name wins over the shorter.
 */
#include <string.h>
#include "spec/lexicon.h"

enum {
    SLOTS = 512,        /* words present, open hash */
    BEGIN_MAX = 80,     /* words that a truncated word may stand for */
    ENOUGH = 22,        /* least score of a family */
    SURE = 45,          /* below: a person looks */
    CLOSE = 9,          /* closer second: ambiguous */
    NEIGHBOUR = 20,     /* closer second: its products are shown, for a person to see */
    TOP = 6,            /* families that compete for what remains unexplained */
    WHOLE = 6,          /* letters of a word of families that is no beginning of another: "dialyse" of dialyseur */
    PART = 55,          /* of a hundred of a name's weight: enough for a guess that a person confirms */
    OF_OTHER = 40,      /* a name that is only a part of what was named before it */
    ACCESSORY = 25,     /* of a name, a word that says what the thing comes with: "seringue avec aiguille" is no "aiguille de seringue" */
    TYPO = 85, TIE = 70, /* quality of a corrected word; of one of several that it may be meant as */
    UNEXPLAINED = 20,   /* a word of the text that says nothing in the family */
};

struct present {
    uint32_t code;      /* word + 1, negated or not */
    int16_t pos;        /* content position */
    uint8_t quality, zone;
    bool measured;      /* a number with its unit */
};

struct bag {
    struct present slot[SLOTS];
    uint16_t used[SLOTS];
    int count;
    bool begins;        /* also what known words begin */
    bool made;          /* also what abbreviations begin: as they are written out they name nothing */
    bool flat;          /* the label names nothing: the specifications are read like one, */
    bool alone;         /* without it */
    bool named;         /* the first word is a word of families: it should be the head */
};

struct best {
    int family, score, quality;
    int head;
    bool inverted;      /* another of its words stands before the head */
    const struct mh__family_term *name;
    int raw;            /* before what remains unexplained was taken off: is there enough at all? */
};

static void bag_empty(struct bag *b, bool begins)
{
    memset(b->slot, 0, sizeof b->slot);
    b->count = 0;
    b->begins = begins;
    b->made = false;
    b->flat = b->alone = false;
    b->named = false;
}

static struct present *slot_of(struct bag *b, uint32_t code)
{
    size_t i = (code * 2654435761u) >> 23;
    while (b->slot[i].code != 0 && b->slot[i].code != code + 1)
        i = (i + 1) & (SLOTS - 1);
    return &b->slot[i];
}

static void put(struct bag *b, uint32_t code, int pos, int quality, int zone)
{
    if (b->count > SLOTS * 3 / 4)
        return;
    struct present *p = slot_of(b, code);
    if (p->code != 0 && (p->quality > quality || (p->quality == quality && p->zone <= zone)))
        return;
    if (p->code == 0)
        b->used[b->count++] = (uint16_t)(p - b->slot);
    *p = (struct present){ code + 1, (int16_t)pos, (uint8_t)quality, (uint8_t)zone, false };
}

static void put_beginning(struct mh__reader *r, struct bag *b, uint32_t lo, uint32_t hi, uint32_t neg, int pos, int quality, int zone)
{
    if (hi - lo > BEGIN_MAX)
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
static void put_initial(const struct mh_lexicon *lx, struct bag *b, char letter, int pos, int zone)
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
    return (t->flags & MH__F_MADE) == 0 && !((flags & MH__W_FAMILY) != 0 && t->len >= WHOLE);
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

static void fill(struct mh__reader *r, struct bag *b)
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
            put(b, (uint32_t)t->word | neg, pos, (t->flags & MH__F_TYPO) != 0 ? TYPO : 100, zone);
        if (t->word >= 0 && t->kind == MH__NUM && (first || !measured))
            slot_of(b, (uint32_t)t->word | neg)->measured = measured;
        for (int k = 0; t->word < 0 && k < 4 && t->may[k] != 0; k++)
            put(b, (t->may[k] - 1) | neg, pos, TIE, zone);
        if ((t->flags & MH__F_BEGIN) != 0)
            put_beginning(r, b, t->lo, t->hi, neg, pos, 80, zone);
        else if (b->begins && may_begin(r, t, flags, b->made)) {
            uint32_t lo, hi;
            mh__words_beginning(lx, r->raw.folded.data + t->from, t->len, &lo, &hi);
            put_beginning(r, b, lo, hi, neg, pos, (t->flags & MH__F_DOT) != 0 ? 80 : 60, zone);
        }
    }
}

static int term_score(const struct mh_lexicon *lx, struct bag *b, const struct mh__family_term *t, int *quality, int *head, bool *inverted)
{
    int score = 0, lo = 1000, hi = 0, prev = -1, disorder = 0, head_pos = 0;
    bool before = false, beside = false; /* the name's head stands before "avec", another of its words behind it */
    *quality = 100;
    for (int k = 0; k < t->n; k++) {
        uint32_t code = lx->codes.at[t->words + (uint32_t)k];
        const struct present *p = slot_of(b, code);
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
        score -= ACCESSORY;
    return score - disorder * 3 - (lo < head_pos ? 20 : 0); /* the head should come first: "bistouri, lame 15" is no blade */
}

/* Keeps the best TOP families, each with its best name. */
static void compete(struct best top[TOP], const struct mh__family_term *name, int score, int quality, int head, bool inverted)
{
    int family = name->family;
    struct best one = { family, score, quality, head, inverted, name, score };
    int i = 0;
    while (i < TOP && top[i].family >= 0 && top[i].family != family)
        i++;
    if (i < TOP && top[i].family == family) {
        if (score <= top[i].score)
            return;
    } else if (i == TOP) {
        if (score <= top[TOP - 1].score)
            return;
        i = TOP - 1;
    }
    for (; i > 0 && (score > top[i - 1].score || (score == top[i - 1].score && family < top[i - 1].family)); i--)
        top[i] = top[i - 1];
    top[i] = one;
}

/* Does each word of the name mean something in the family? */
static bool means_in(const struct mh_lexicon *lx, const struct mh__family_term *name, int family)
{
    for (int k = 0; k < name->n; k++)
        if (!mh__vocabulary_has(lx, family, (int32_t)(lx->codes.at[name->words + (uint32_t)k] & ~(uint32_t)MH__NEGATED)))
            return false;
    return true;
}

/* "aiguille ronde" after "fil vicryl": a name that stands later, each of whose words means something in the family named before it. */
static bool part_of(const struct mh_lexicon *lx, const struct best *one, const struct best *whole)
{
    return whole->family >= 0 && one->family >= 0 && whole->head < one->head && whole->raw >= ENOUGH && means_in(lx, one->name, whole->family);
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
static void weigh_unexplained(const struct mh__reader *r, struct best top[TOP])
{
    const struct mh_lexicon *lx = r->lx;
    bool thread = thread_size_in(r);
    for (int k = 0; k < TOP && thread; k++)
        if (top[k].family >= 0 && !has_thread_size(lx, top[k].family))
            top[k].score -= UNEXPLAINED;
    for (int i = 0; i < r->n; i++) {
        const struct mh__token *t = &r->tok[i];
        if ((t->flags & MH__F_BEGIN) != 0 && t->zone == 0 && t->hi - t->lo <= BEGIN_MAX)
            for (int k = 0; k < TOP; k++)
                if (top[k].family >= 0 && !begins_in(lx, top[k].family, t))
                    top[k].score -= UNEXPLAINED;
        if (t->kind != MH__WORD || t->word < 0 || (t->flags & (MH__F_BEGIN | MH__F_TYPO)) != 0 || t->len < 3 || t->zone > 1)
            continue;
        unsigned flags = lx->words.at[t->word].flags;
        if ((flags & (MH__W_FAMILY | MH__W_VALUE)) == 0 || (flags & (MH__W_FILLER | MH__W_GENERAL)) != 0)
            continue;
        for (int k = 0; k < TOP; k++)
            if (top[k].family >= 0 && !mh__vocabulary_has(lx, top[k].family, t->word))
                top[k].score -= UNEXPLAINED;
    }
    for (int i = 0; i < TOP; i++)
        for (int k = 0; k < TOP; k++)
            if (part_of(lx, &top[i], &top[k])) {
                top[i].score -= OF_OTHER;
                break;
            }
    for (int i = 1; i < TOP; i++) {
        struct best one = top[i];
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
static void search_parts(struct mh__reader *r, struct bag *b, struct best top[TOP])
{
    const struct mh_lexicon *lx = r->lx;
    for (size_t k = 0; k < lx->family_terms.len; k++) {
        const struct mh__family_term *t = &lx->family_terms.at[k];
        if (t->n < 2 || lx->families[t->family].out)
            continue;
        int there = 0, whole = 0, n = 0, last = 0;
        for (int i = 0; i < t->n; i++) {
            uint32_t code = lx->codes.at[t->words + (uint32_t)i];
            const struct present *p = slot_of(b, code);
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
        if (n < 2 || there * 100 < whole * PART || last > 6)
            continue;
        compete(top, t, there - (whole - there) / 2, 55, 1, false);
    }
}

/* An EMDN code agrees when one is the beginning of the other. */
static int emdn_agrees(const char *given, const char *family)
{
    if (given == NULL || *given == '\0' || family == NULL || *family == '\0')
        return 0;
    size_t n = strlen(given), m = strlen(family);
    if (strncmp(given, family, n < m ? n : m) == 0)
        return 1;
    return given[0] != family[0] ? -1 : 0;
}

static void search(struct mh__reader *r, struct bag *b, struct best top[TOP])
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
            if (emdn_agrees(r->in->emdn, lx->family_rows[t->family].emdn) > 0)
                score += 15;
            compete(top, t, score, quality, head, inverted);
        }
    }
}

/* Is the name's one word of the family's own name ("seringe"), or only another thing that it is called by, as brands are? */
static bool of_official_name(const struct mh_lexicon *lx, const struct mh__family_term *name)
{
    size_t at = lx->families[name->family].official;
    const struct mh__family_term *official = at > 0 ? &lx->family_terms.at[at] : NULL;
    for (int i = 0; official != NULL && i < official->n; i++)
        if (lx->codes.at[official->words + (uint32_t)i] == lx->codes.at[name->words])
            return true;
    return false;
}

/* A label that is only a code or a brand or two: how many words it has. */
static int label_words(const struct mh__reader *r)
{
    int n = 0;
    for (int i = 0; i < r->n && (r->tok[i].flags & MH__F_SPECS) == 0; i++)
        n += r->tok[i].kind == MH__WORD && r->tok[i].len >= 2 && (r->tok[i].word < 0 || (r->lx->words.at[r->tok[i].word].flags & MH__W_BRAND) == 0);
    return n;
}

/*
 * The specifications read like a label. They name the thing where the label names nothing, or where it is hardly more than a code that
 * begins like a brand ("PIST-STD") and they begin with a whole name. Returns the family that they name beside a short label's own, which
 * somebody has to choose between; MH__NONE none.
 */
static int search_specs(struct mh__reader *r, struct best top[TOP])
{
    bool nothing = top[0].family < 0 || top[0].raw < ENOUGH, brief = !nothing && top[0].name->n == 1 && label_words(r) <= 2;
    struct best own[TOP];
    struct bag specs;
    if (!nothing && !brief)
        return MH__NONE;
    for (int i = 0; i < TOP; i++)
        own[i] = nothing && i > 0 ? top[i] : (struct best){ .family = MH__NONE };
    bag_empty(&specs, false);
    specs.flat = true;
    specs.alone = brief;
    fill(r, &specs);
    search(r, &specs, own);
    weigh_unexplained(r, own);
    bool whole = own[0].family >= 0 && own[0].quality == 100 && own[0].head == 1 &&
                 (own[0].name->n > 1 ? own[0].raw >= SURE : own[0].raw >= ENOUGH && of_official_name(r->lx, own[0].name)) && !(brief && means_in(r->lx, own[0].name, top[0].family));
    if (nothing || (whole && top[0].quality < 100))
        memcpy(top, own, sizeof own);
    else if (whole && own[0].family != top[0].family)
        return own[0].family;
    return MH__NONE;
}

static void given_family(struct mh__reader *r, int *given)
{
    *given = mh_lexicon_family(r->lx, r->in->family);
    if (*given < 0 && r->in->family != NULL && *r->in->family != '\0')
        *given = mh_lexicon_family_by_words(r->lx, r->in->family);
}

/* "set de pose de voie veineuse centrale, sans catheter": without the very thing. */
static bool refused_itself(const struct mh__reader *r)
{
    uint32_t head = r->lx->families[r->family].head;
    for (int i = 1; i < r->n; i++)
        if (r->tok[i].kind == MH__WORD && r->tok[i].word >= 0 && (uint32_t)r->tok[i].word == head && (r->tok[i].flags & MH__F_NEGATED) != 0)
            return true;
    return false;
}

static bool in_name(const struct mh_lexicon *lx, const struct mh__family_term *name, int32_t word)
{
    for (int i = 0; i < name->n; i++)
        if (lx->codes.at[name->words + (uint32_t)i] == (uint32_t)word)
            return true;
    return false;
}

/* "agrafes pour agrafeuse": another thing is named first, and what it is for was read. */
static bool only_purpose(const struct mh__reader *r, const struct mh__family_term *name)
{
    const struct mh_lexicon *lx = r->lx;
    const struct mh__token *t = &r->tok[0];
    const uint64_t *names = lx->families[r->family].names;
    bool purpose = false;
    if (name == NULL || t->kind != MH__WORD || t->len < 4 || t->word < 0 || in_name(lx, name, t->word) ||
        (lx->words.at[t->word].flags & (MH__W_PACK | MH__W_FILLER | MH__W_IDLE)) != 0 || (lx->words.at[t->word].flags & MH__W_FAMILY) == 0 || (names[t->word / 64] >> (t->word % 64) & 1) != 0)
        return false;
    for (int i = 1; i < r->n && (r->tok[i].flags & MH__F_HARD) == 0; i++) {
        if (r->tok[i].word >= 0 && !purpose && in_name(lx, name, r->tok[i].word))
            return false;
        purpose |= r->tok[i].word >= 0 && (lx->words.at[r->tok[i].word].flags & MH__W_FOR) != 0 && r->tok[i].word != lx->w_a;
        if (purpose && (uint32_t)r->tok[i].word == lx->codes.at[name->words])
            return true;
    }
    return false;
}

static void confidence(struct mh__reader *r, const struct best *top)
{
    int margin = top[0].score - top[1].score;
    r->corrected = top[0].quality < 100 && top[0].name != NULL && top[0].name->n == 1;
    r->brandlike = r->corrected && (top[0].quality == TYPO || top[0].quality == TIE) && !of_official_name(r->lx, top[0].name);
    r->confidence = top[0].quality >= 100 ? 100 : top[0].quality >= 80 ? 85 : 55;
    if (top[1].family >= 0 && margin < 25)
        r->confidence = r->confidence * (60 + margin) / 85;
    if (top[0].raw < SURE && r->confidence > 55 && (top[0].quality < 100 || top[0].head > 1))
        r->confidence = 55;
    for (int i = 1; i < TOP && top[0].inverted; i++) /* "bistouri ... lame 15": the first word names a kind of its own */
        if (top[i].family >= 0 && top[i].head == 1 && top[i].quality == 100 && top[i].raw >= ENOUGH) {
            r->confidence = r->confidence > 55 ? 55 : r->confidence;
            if (r->second < 0)
                r->second = top[i].family;
        }
    if ((refused_itself(r) || only_purpose(r, top[0].name)) && r->confidence > 55)
        r->confidence = 55;
    int agrees = emdn_agrees(r->in->emdn, r->lx->family_rows[r->family].emdn);
    if (agrees < 0 && r->confidence > 55)
        r->confidence = 55; /* the nomenclature says another kind of thing: a person looks */
    if (r->confidence < 1)
        r->confidence = 1;
}

static bool word_of(const char *s, size_t n, const char *const *words, size_t nwords)
{
    for (size_t k = 0; k < nwords; k++)
        if (strlen(words[k]) == n && memcmp(words[k], s, n) == 0)
            return true;
    return false;
}

#define WORD_OF(s, n, list) word_of(s, n, list, sizeof list / sizeof *list)

enum line_kind { OF_A_THING, OF_AN_ACT, OF_ANOTHER_LINE };

/* "Pose d'une endoprothese", "Location de lit": what is done with a thing. "Idem", "voir ci-dessus": another line. */
static enum line_kind line_kind(const struct mh__reader *r)
{
    static const char *const services[] = { "location", "maintenance", "reparation", "formation", "consultation", "prestation", "entretien" };
    static const char *const acts[] = { "pose", "repose", "depose", "ablation", "exerese", "retrait", "implantation", "changement", "remplacement", "extraction",
                                        "mise", "insertion", "introduction", "surveillance", "exploration", "reeducation", "acte", "seance" };
    static const char *const joins[] = { "d", "de", "des", "du", "en", "sous", "par" };
    static const char *const others[] = { "idem", "ditto" };
    const char *s = mh_str_text(&r->raw.folded);
    size_t n = 0, m = 0;
    if (r->in->product || r->n == 0 || (r->tok[0].flags & MH__F_SPECS) != 0)
        return OF_A_THING;
    s += r->tok[0].from;
    while (s[n] >= 'a' && s[n] <= 'z')
        n++;
    const char *next = s + n + (s[n] == ' ');
    while (next[m] >= 'a' && next[m] <= 'z')
        m++;
    if (WORD_OF(s, n, others))
        return OF_ANOTHER_LINE;
    return WORD_OF(s, n, services) || (WORD_OF(s, n, acts) && WORD_OF(next, m, joins)) ? OF_AN_ACT : OF_A_THING;
}

/* Nothing that is made is asked for. False where it is. */
static bool no_thing(struct mh__reader *r)
{
    enum line_kind kind = line_kind(r);
    int service = kind == OF_AN_ACT ? mh_lexicon_family(r->lx, "service") : MH__NONE;
    if (kind == OF_A_THING || (kind == OF_AN_ACT && service < 0) || !mh_blank(r->in->family) || !mh_blank(r->in->emdn))
        return false;
    r->family = service;
    r->confidence = kind == OF_AN_ACT ? 100 : 0;
    r->problem = kind == OF_AN_ACT ? MH_READ_OUT_OF_SCOPE : MH_READ_NO_FAMILY;
    return true;
}

static bool begins_name(const struct mh_lexicon *lx, const struct mh__family_term *part, const struct mh__family_term *whole)
{
    bool same = part->n < whole->n;
    for (int i = 0; i < part->n && same; i++)
        same = lx->codes.at[part->words + (uint32_t)i] == lx->codes.at[whole->words + (uint32_t)i];
    return same;
}

/* Is that family named beside the one read, from the same first word on, by words that are all there? */
static bool named_beside(const struct mh_lexicon *lx, const struct best *one, const struct best *other)
{
    return one->family >= 0 && other->family >= 0 && one->head == 1 && other->head == 1 && other->quality == 100 && !other->inverted &&
           other->name->n >= 2 && other->raw >= SURE && !lx->families[other->family].out;
}

/* "sonde gastrique levin" is called a "sonde gastrique" too: a family whose whole name begins the one read; else one whose name has a word
 * that the one read cannot explain ("pansement hydrofibre a l'argent"). Its products are shown, for a person to see. */
static int wider_kind(const struct mh_lexicon *lx, const struct best top[TOP])
{
    for (int i = 1; i < TOP; i++)
        if (named_beside(lx, &top[0], &top[i]) && begins_name(lx, top[i].name, top[0].name))
            return top[i].family;
    for (int i = 1; i < TOP; i++)
        if (named_beside(lx, &top[0], &top[i]) && !top[0].inverted && top[0].name->n >= 2 && !means_in(lx, top[i].name, top[0].family))
            return top[i].family;
    return MH__NONE;
}

void mh__family_read(struct mh__reader *r)
{
    if (no_thing(r))
        return;

    struct best top[TOP];
    struct bag b;
    bag_empty(&b, false);
    int given;
    for (int i = 0; i < TOP; i++)
        top[i] = (struct best){ .family = MH__NONE };
    given_family(r, &given);
    fill(r, &b);
    search(r, &b, top);
    weigh_unexplained(r, top);
    bool weak = r->tok[0].kind == MH__WORD && r->tok[0].len >= 4 && top[0].score < SURE;
    bool cut = r->n > 1 && (weak || (r->tok[0].flags & MH__F_DOT) != 0) && (top[0].family < 0 || top[0].head != 1 || r->lx->families[top[0].family].out);
    if (top[0].family < 0 || top[0].raw < SURE || top[0].quality < 80 || cut) { /* known words may still be beginnings: "doigt" of doigtier */
        struct bag wide;
        bag_empty(&wide, true);
        wide.made = cut;
        struct best more[TOP];
        for (int i = 0; i < TOP; i++)
            more[i] = (struct best){ .family = MH__NONE };
        fill(r, &wide);
        search(r, &wide, more);
        weigh_unexplained(r, more);
        if (more[0].score > top[0].score)
            memcpy(top, more, sizeof more);
    }
    if (top[0].family >= 0 && r->lx->families[top[0].family].out && (top[0].quality < 85 || top[0].raw < SURE))
        top[0] = top[1]; /* "out of scope" hides a need: only when sure */
    bool guess = top[0].family < 0 || top[0].raw < ENOUGH;
    if (guess && given < 0 && mh_lexicon_family(r->lx, r->in->emdn) < 0) {
        for (int i = 0; i < TOP; i++)
            top[i] = (struct best){ .family = MH__NONE };
        search_parts(r, &b, top);
        weigh_unexplained(r, top);
    }
    int disputed = r->n > 0 && (r->tok[r->n - 1].flags & MH__F_SPECS) != 0 ? search_specs(r, top) : MH__NONE;
    bool lost = top[0].score < -25 && top[0].head > 1; /* named in passing, and most of the text speaks of something else */
    r->family = top[0].raw >= ENOUGH && !lost ? top[0].family : MH__NONE;
    r->name = top[0].name;
    r->second = top[1].raw >= SURE && top[0].score - top[1].score < NEIGHBOUR ? top[1].family : wider_kind(r->lx, top);
    if (given >= 0) {
        bool other = r->family >= 0 && r->family != given && top[0].quality == 100 && top[0].score - (top[1].family == given ? top[1].score : 0) >= 40;
        if (other)
            mh__contradiction(r, r->lx->family_rows[r->family].name);
        r->second = r->family == given ? r->second : r->family;
        r->family = given;
        r->confidence = 100;
    } else if (r->family < 0) {
        r->family = mh_lexicon_family(r->lx, r->in->emdn);
        r->confidence = 75;
        if (r->family < 0)
            r->problem = MH_READ_NO_FAMILY;
    } else {
        confidence(r, top);
        if (top[1].family >= 0 && top[0].score - top[1].score < CLOSE && top[1].raw >= ENOUGH) {
            r->problem = MH_READ_AMBIGUOUS;
            r->second = top[1].family;
        }
        if (disputed >= 0) {
            r->confidence = r->confidence > 55 ? 55 : r->confidence;
            r->second = disputed;
        }
    }
    if (r->family >= 0 && r->lx->families[r->family].out && r->problem == MH_READ_OK)
        r->problem = MH_READ_OUT_OF_SCOPE;
}

/* Of the families that a text names, the one it is about; how sure that is, and which other one a person should see. */
#include <string.h>
#include "spec/family.h"

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
static int search_specs(struct mh__reader *r, struct mh__best top[MH__TOP])
{
    bool nothing = top[0].family < 0 || top[0].raw < MH__ENOUGH, brief = !nothing && top[0].name->n == 1 && label_words(r) <= 2;
    struct mh__best own[MH__TOP];
    struct mh__bag specs;
    if (!nothing && !brief)
        return MH__NONE;
    for (int i = 0; i < MH__TOP; i++)
        own[i] = nothing && i > 0 ? top[i] : (struct mh__best){ .family = MH__NONE };
    mh__bag_empty(&specs, false);
    specs.flat = true;
    specs.alone = brief;
    mh__bag_fill(r, &specs);
    mh__bag_search(r, &specs, own);
    mh__bag_weigh(r, own);
    bool whole = own[0].family >= 0 && own[0].quality == 100 && own[0].head == 1 &&
                 (own[0].name->n > 1 ? own[0].raw >= MH__SURE : own[0].raw >= MH__ENOUGH && of_official_name(r->lx, own[0].name)) && !(brief && mh__means_in(r->lx, own[0].name, top[0].family));
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

static void confidence(struct mh__reader *r, const struct mh__best *top)
{
    int margin = top[0].score - top[1].score;
    r->corrected = top[0].quality < 100 && top[0].name != NULL && top[0].name->n == 1;
    r->brandlike = r->corrected && (top[0].quality == MH__TYPO || top[0].quality == MH__TIE) && !of_official_name(r->lx, top[0].name);
    r->confidence = top[0].quality >= 100 ? 100 : top[0].quality >= 80 ? 85 : 55;
    if (top[1].family >= 0 && margin < 25)
        r->confidence = r->confidence * (60 + margin) / 85;
    if (top[0].raw < MH__SURE && r->confidence > 55 && (top[0].quality < 100 || top[0].head > 1))
        r->confidence = 55;
    for (int i = 1; i < MH__TOP && top[0].inverted; i++) /* "bistouri ... lame 15": the first word names a kind of its own */
        if (top[i].family >= 0 && top[i].head == 1 && top[i].quality == 100 && top[i].raw >= MH__ENOUGH) {
            r->confidence = r->confidence > 55 ? 55 : r->confidence;
            if (r->second < 0)
                r->second = top[i].family;
        }
    if ((refused_itself(r) || only_purpose(r, top[0].name)) && r->confidence > 55)
        r->confidence = 55;
    int agrees = mh__emdn_agrees(r->in->emdn, r->lx->family_rows[r->family].emdn);
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
static bool named_beside(const struct mh_lexicon *lx, const struct mh__best *one, const struct mh__best *other)
{
    return one->family >= 0 && other->family >= 0 && one->head == 1 && other->head == 1 && other->quality == 100 && !other->inverted &&
           other->name->n >= 2 && other->raw >= MH__SURE && !lx->families[other->family].out;
}

/* "sonde gastrique levin" is called a "sonde gastrique" too: a family whose whole name begins the one read; else one whose name has a word
 * that the one read cannot explain ("pansement hydrofibre a l'argent"). Its products are shown, for a person to see. */
static int wider_kind(const struct mh_lexicon *lx, const struct mh__best top[MH__TOP])
{
    for (int i = 1; i < MH__TOP; i++)
        if (named_beside(lx, &top[0], &top[i]) && begins_name(lx, top[i].name, top[0].name))
            return top[i].family;
    for (int i = 1; i < MH__TOP; i++)
        if (named_beside(lx, &top[0], &top[i]) && !top[0].inverted && top[0].name->n >= 2 && !mh__means_in(lx, top[i].name, top[0].family))
            return top[i].family;
    return MH__NONE;
}

/* Known words may be beginnings as well: "doigt" of doigtier. */
static void search_wide(struct mh__reader *r, bool made, struct mh__best more[MH__TOP])
{
    struct mh__bag wide;
    for (int i = 0; i < MH__TOP; i++)
        more[i] = (struct mh__best){ .family = MH__NONE };
    mh__bag_empty(&wide, true);
    wide.made = made;
    mh__bag_fill(r, &wide);
    mh__bag_search(r, &wide, more);
    mh__bag_weigh(r, more);
}

/* "AIGUILLE DE GRIP" is read as a needle, and the word that means nothing there begins one of a longer name: that kind is shown too. */
static int cut_kind(struct mh__reader *r, const struct mh__best *read)
{
    bool unexplained = false;
    for (int i = 1; i < r->n && !unexplained; i++) {
        const struct mh__token *t = &r->tok[i];
        unexplained = t->kind == MH__WORD && t->zone == 0 && t->len >= 4 && t->len <= 8 && t->word >= 0 && (t->flags & (MH__F_BEGIN | MH__F_TYPO | MH__F_SPECS)) == 0 &&
                      (r->lx->words.at[t->word].flags & (MH__W_FAMILY | MH__W_VALUE)) != 0 && !mh__vocabulary_has(r->lx, read->family, t->word);
    }
    if (!unexplained || read->head != 1)
        return MH__NONE;
    struct mh__best more[MH__TOP];
    search_wide(r, false, more);
    bool longer = more[0].family >= 0 && more[0].family != read->family && more[0].head == 1 && more[0].name->n >= 2 && more[0].score > read->score &&
                  !r->lx->families[more[0].family].out;
    return longer ? more[0].family : MH__NONE;
}

void mh__family_read(struct mh__reader *r)
{
    if (no_thing(r))
        return;

    struct mh__best top[MH__TOP];
    struct mh__bag b;
    mh__bag_empty(&b, false);
    int given;
    for (int i = 0; i < MH__TOP; i++)
        top[i] = (struct mh__best){ .family = MH__NONE };
    given_family(r, &given);
    mh__bag_fill(r, &b);
    mh__bag_search(r, &b, top);
    mh__bag_weigh(r, top);
    bool weak = r->tok[0].kind == MH__WORD && r->tok[0].len >= 4 && top[0].score < MH__SURE;
    bool cut = r->n > 1 && (weak || (r->tok[0].flags & MH__F_DOT) != 0) && (top[0].family < 0 || top[0].head != 1 || r->lx->families[top[0].family].out);
    if (top[0].family < 0 || top[0].raw < MH__SURE || top[0].quality < 80 || cut) {
        struct mh__best more[MH__TOP];
        search_wide(r, cut, more);
        if (more[0].score > top[0].score)
            memcpy(top, more, sizeof more);
    }
    if (top[0].family >= 0 && r->lx->families[top[0].family].out && (top[0].quality < 85 || top[0].raw < MH__SURE))
        top[0] = top[1]; /* "out of scope" hides a need: only when sure */
    bool guess = top[0].family < 0 || top[0].raw < MH__ENOUGH;
    if (guess && given < 0 && mh_lexicon_family(r->lx, r->in->emdn) < 0) {
        for (int i = 0; i < MH__TOP; i++)
            top[i] = (struct mh__best){ .family = MH__NONE };
        mh__bag_parts(r, &b, top);
        mh__bag_weigh(r, top);
    }
    int disputed = r->n > 0 && (r->tok[r->n - 1].flags & MH__F_SPECS) != 0 ? search_specs(r, top) : MH__NONE;
    bool lost = top[0].score < -25 && top[0].head > 1; /* named in passing, and most of the text speaks of something else */
    r->family = top[0].raw >= MH__ENOUGH && !lost ? top[0].family : MH__NONE;
    r->name = top[0].name;
    r->second = top[1].raw >= MH__SURE && top[0].score - top[1].score < MH__NEIGHBOUR ? top[1].family : wider_kind(r->lx, top);
    if (r->family >= 0 && r->second < 0 && given < 0 && !r->in->product)
        r->second = cut_kind(r, &top[0]);
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
        if (top[1].family >= 0 && top[0].score - top[1].score < MH__CLOSE && top[1].raw >= MH__ENOUGH) {
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

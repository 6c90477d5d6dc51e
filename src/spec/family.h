#ifndef MAHALLI_SPEC_FAMILY_H
#define MAHALLI_SPEC_FAMILY_H
/* Names of families in a text: family.c finds and weighs them, family_choose.c chooses and says how sure it is. */
#include "spec/lexicon.h"

enum {
    MH__SLOTS = 512,        /* words present, open hash */
    MH__BEGIN_MAX = 80,     /* words that a truncated word may stand for */
    MH__ENOUGH = 22,        /* least score of a family */
    MH__SURE = 45,          /* below: a person looks */
    MH__CLOSE = 9,          /* closer second: ambiguous */
    MH__NEIGHBOUR = 20,     /* closer second: its products are shown, for a person to see */
    MH__TOP = 6,            /* families that compete for what remains unexplained */
    MH__WHOLE = 6,          /* letters of a word of families that is no beginning of another: "dialyse" of dialyseur */
    MH__PART = 55,          /* of a hundred of a name's weight: enough for a guess that a person confirms */
    MH__OF_OTHER = 40,      /* a name that is only a part of what was named before it */
    MH__ACCESSORY = 25,     /* of a name, a word that says what the thing comes with: "seringue avec aiguille" is no "aiguille de seringue" */
    MH__TYPO = 85, MH__TIE = 70, /* quality of a corrected word; of one of several that it may be meant as */
    MH__UNEXPLAINED = 20,   /* a word of the text that says nothing in the family */
};

struct mh__present {
    uint32_t code;      /* word + 1, negated or not */
    int16_t pos;        /* content position */
    uint8_t quality, zone;
    bool measured;      /* a number with its unit */
};

struct mh__bag {
    struct mh__present slot[MH__SLOTS];
    uint16_t used[MH__SLOTS];
    int count;
    bool begins;        /* also what known words begin */
    bool made;          /* also what abbreviations begin: as they are written out they name nothing */
    bool flat;          /* the label names nothing: the specifications are read like one, */
    bool alone;         /* without it */
    bool named;         /* the first word is a word of families: it should be the head */
};

struct mh__best {
    int family, score, quality;
    int head;
    bool inverted;      /* another of its words stands before the head */
    const struct mh__family_term *name;
    int raw;            /* before what remains unexplained was taken off: is there enough at all? */
};

void mh__bag_empty(struct mh__bag *b, bool begins);
void mh__bag_fill(struct mh__reader *r, struct mh__bag *b); /* also sets the zones of tokens */
/* The best MH__TOP families whose names are all there; then what of the text they cannot explain is taken off. */
void mh__bag_search(struct mh__reader *r, struct mh__bag *b, struct mh__best top[MH__TOP]);
void mh__bag_weigh(const struct mh__reader *r, struct mh__best top[MH__TOP]);
void mh__bag_parts(struct mh__reader *r, struct mh__bag *b, struct mh__best top[MH__TOP]); /* names of which only a part is there */
bool mh__means_in(const struct mh_lexicon *lx, const struct mh__family_term *name, int family); /* does each word of the name? */
int mh__emdn_agrees(const char *given, const char *family); /* 1 yes, 0 nobody knows, -1 no */

#endif

#ifndef MAHALLI_SPEC_H
#define MAHALLI_SPEC_H
/*
 * From words to specifications and back. Pure: arrays in, results out; no files, clock, randomness. A lexicon is built once
 * from the families, attributes and synonyms of a plan (and the units that ship with the program) and is then read-only, so any
 * number of threads may share it.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <mahalli/diag.h>
#include <mahalli/domain.h>

struct mh_lexicon;

struct mh_lexicon_input {
    const struct mh_family *families;
    size_t nfamilies;
    const struct mh_attribute *attributes;
    size_t nattributes;
    const struct mh_synonym *synonyms;
    size_t nsynonyms;
};

/* Contradictions in the data come back as diags (rule names: see src/spec/lexicon.c); rows with an ERROR are left out. */
struct mh_lexicon *mh_lexicon_new(const struct mh_lexicon_input *in, struct mh_diags *diags);
void mh_lexicon_free(struct mh_lexicon *lx);
uint64_t mh_lexicon_stamp(const struct mh_lexicon *lx); /* changes when any row that matters changes */

size_t mh_lexicon_nfamilies(const struct mh_lexicon *lx);
int mh_lexicon_family(const struct mh_lexicon *lx, const char *code); /* index, -1 unknown; also takes an EMDN code if it names one family */
const struct mh_family *mh_lexicon_family_row(const struct mh_lexicon *lx, int family);
/* Names in the reader's language (see i18n.h), French where there is none; borrowed. */
const char *mh_lexicon_family_name(const struct mh_lexicon *lx, const char *lang, int family);
const char *mh_lexicon_attribute_name(const struct mh_lexicon *lx, const char *lang, int family, int attribute);
/* A family named in free words ("seringues", "gants d'examen"): index or -1. For declared ranges of makers. */
int mh_lexicon_family_by_words(const struct mh_lexicon *lx, const char *words);

/* --- values --- */
enum mh_value_kind { MH_VAL_NUMBER, MH_VAL_CHOICES };

struct mh_spec_value { /* numbers are exact: millionths of the attribute's unit */
    enum mh_value_kind kind;
    int64_t lo, hi;        /* NUMBER: range, lo == hi for one value; INT64_MIN / INT64_MAX open */
    uint64_t choices;      /* CHOICES (and oui_non, usp): bit i = i-th allowed value; several = any of these */
    int64_t list[12];      /* NUMBER: the values of a list a|b|c (then nlist > 0, lo and hi span it) */
    int nlist;
    bool alternatives;     /* several numbers or choices: on a product all are offered; on an article any serves (true) or unclear (false) */
};

enum mh_source { MH_SRC_READ, MH_SRC_DEDUCED, MH_SRC_REFERENCE, MH_SRC_TYPED }; /* lu, déduit, référentiel, saisi */

struct mh_requirement {
    int attribute;         /* index among the family's attributes: mh_lexicon_attribute */
    struct mh_spec_value value;
    enum mh_source source;
    bool wish;             /* trailing '?': never fails a product */
    int sheet;             /* version of the fiche technique type it is inherited from; 0: none */
    int from, to;          /* bytes of the folded text it was read from; -1 when it was not */
    char words[48];        /* those words, shortened */
};
/* Is it only meant when nobody says anything (the attribute's implicit value), asked by neither the article nor its fiche? */
static inline bool mh_requirement_implied(const struct mh_requirement *q)
{
    return q->source == MH_SRC_REFERENCE && q->sheet == 0;
}

enum mh_read_problem {
    MH_READ_OK = 0,
    MH_READ_NO_FAMILY,       /* no family term */
    MH_READ_AMBIGUOUS,       /* two families equally */
    MH_READ_CONTRADICTORY,   /* label against column or against itself */
    MH_READ_OUT_OF_SCOPE,
    MH_READ_EMPTY,
};

enum { MH_MAX_REQUIREMENTS = 32 };

struct mh_reading {
    int family;                 /* index, -1 when unread */
    int second;                 /* runner-up family, -1 */
    int confidence;             /* 0..100 of the family */
    enum mh_read_problem problem;
    const char *problem_words;  /* what contradicts or is ambiguous: French names; owned by the reading. For people: mh_reading_problem */
    struct mh_requirement *req; /* owned */
    size_t nreq;
    char *rest;                 /* words known to nobody, space-joined; owned */
    char *demand;               /* those of them that look like a demand (norm, technical word, number); NULL if none; owned */
    char *keys;                 /* article: what of the demand a product's words may answer, norms ('#') among it, in words of one
                                 * spelling; product: all that its texts say so. Space-joined; NULL if none; owned */
    char *folded;               /* the text read; owned */
};

struct mh_spec_text { /* what a row says, any may be NULL */
    const char *label, *specs, *unit, *pack, *family /* code or words */, *emdn;
    bool product; /* a maker's product: implicit values apply the same; lists are offers */
};

void mh_spec_read(const struct mh_lexicon *lx, const struct mh_spec_text *in, struct mh_reading *out);
void mh_reading_free(struct mh_reading *r);
/* The reading in the specification grammar of DESIGN §5 ("volume = 10 mL; embout = luer_lock"); readable by mh_spec_read again. */
void mh_reading_text(const struct mh_lexicon *lx, const struct mh_reading *r, struct mh_str *out);
/* What is ambiguous or contradicts itself in the reading, as names in the reader's language; nothing when nothing is. */
void mh_reading_problem(const struct mh_lexicon *lx, const char *lang, const struct mh_reading *r, struct mh_str *out);
/* The reading for people, in their language: "volume 10 mL ; embout luer lock ; stérile". */
void mh_reading_words(const struct mh_lexicon *lx, const char *lang, const struct mh_reading *r, struct mh_str *out);
/* One requirement for people, in their language: "volume 10 mL". */
void mh_requirement_text(const struct mh_lexicon *lx, const char *lang, int family, const struct mh_requirement *q, struct mh_str *out);
void mh_value_spec_text(const struct mh_lexicon *lx, const char *lang, int family, int attribute, const struct mh_spec_value *v,
                        struct mh_str *out);
const char *mh_source_name(enum mh_source s); /* French: for mh_tr */

size_t mh_lexicon_nattributes(const struct mh_lexicon *lx, int family);
const struct mh_attribute *mh_lexicon_attribute(const struct mh_lexicon *lx, int family, int attribute);
bool mh_attribute_informative(const struct mh_lexicon *lx, int family, int attribute);

/* --- fiches techniques types and answers: `attribute = value` items taken exactly, or not at all --- */
/* The family's attribute of that code or name, as people write it; -1. *near (may be NULL): the code closest to it. */
int mh_attribute_named(const struct mh_lexicon *lx, int family, const char *name, const char **near);
/* The value that a person gives for the attribute, read as the column `specifications` is; nothing of the text may be left over, and it
 * lies within the attribute's values. A trailing '?' makes it a wish. Source: saisi. */
bool mh_spec_value_read(const struct mh_lexicon *lx, int family, int attribute, const char *text, struct mh_requirement *out);
/* What may be answered, for people: "luer | luer_lock", "6 à 34 Ch", "oui | non". */
void mh_spec_allowed(const struct mh_lexicon *lx, int family, int attribute, struct mh_str *out);
/* The items of a fiche as a reading of the family, source référentiel, words "fiche technique type vN"; freed as any reading. Wrong
 * items are left out and told (rules fiche-*; diags may be NULL): false when there was one, or none at all that is right. */
bool mh_spec_sheet_read(const struct mh_lexicon *lx, int family, const char *specs, int version, struct mh_reading *out,
                        struct mh_diags *diags);
/* Does what the article says leave nothing to ask of the attribute: said, said by another measure of the same thing (gauge, diameter, Ch),
 * or of a part that the article is without (volume of the balloon of a catheter without balloon)? Implied values say nothing. */
bool mh_spec_settled(const struct mh_lexicon *lx, const struct mh_reading *article, int attribute);
/* The article takes from the fiche what it does not say itself. Never changes the family, never makes it contradictory: only articles of
 * the fiche's family that are read without a problem inherit. */
void mh_spec_inherit(const struct mh_lexicon *lx, struct mh_reading *article, const struct mh_reading *sheet);

/* Adds to `keys` the norms that a text names ("EN ISO 7886-1"), as mh_reading.keys holds them. */
void mh_spec_norms(const struct mh_lexicon *lx, const char *text, struct mh_str *keys);

/* --- comparison of one requirement with what a product says --- */
enum mh_compared { MH_CMP_UNKNOWN = 0, MH_CMP_MET, MH_CMP_FAILED };
/* offered: the product's value, NULL when it says nothing. */
enum mh_compared mh_spec_compare(const struct mh_lexicon *lx, int family, const struct mh_requirement *wanted,
                                 const struct mh_requirement *offered);
/* By how much one fails, for people: "22 au lieu de 20 Ch". */
void mh_spec_difference(const struct mh_lexicon *lx, const char *lang, int family, const struct mh_requirement *wanted,
                        const struct mh_requirement *offered, struct mh_str *out);
/* Are two single values of the attribute either equal or different, with no tolerance and no value that serves for another? */
bool mh_attribute_plain(const struct mh_lexicon *lx, int family, int attribute);
/* Attributes of the family, a bit each, that decide which of several sizes is meant (Ch, gauge, USP, glove size, a syringe's volume, a bandage's
 * width). */
uint64_t mh_lexicon_deciding(const struct mh_lexicon *lx, int family);
/* Is it the one size that serves all? Then nobody need say which. */
bool mh_spec_any_size(const struct mh_lexicon *lx, int family, const struct mh_requirement *offered);
/* Its critical attributes that are numbers. */
uint64_t mh_lexicon_measures(const struct mh_lexicon *lx, int family);
/* Is the requirement met only by a further value that also serves, of an attribute whose values are never interchangeable (an
 * eccentric cone where "luer" is asked)? Then a pharmacist looks. */
bool mh_spec_further(const struct mh_lexicon *lx, int family, const struct mh_requirement *wanted, const struct mh_requirement *offered);
const char *mh_compared_name(enum mh_compared c); /* respectée, écart, inconnue: for mh_tr */
/* Is the value one that a pharmacist wants to see when nobody asked? */
bool mh_spec_special(const struct mh_lexicon *lx, int family, const struct mh_requirement *offered);

/* --- packs (DESIGN §5, Packs and prices) --- */
enum mh_pack_kind { MH_PACK_UNKNOWN = 0, MH_PACK_PIECE, MH_PACK_MULTIPLE };
struct mh_pack {
    enum mh_pack_kind kind;
    int64_t size;      /* base units in one of the row's `unite`; 1 for a piece */
    int64_t pack_size; /* base units in one conditionnement; 0 unknown */
    const char *from;  /* static, French, where the size stands: "unité", "conditionnement", "libellé", "pièce" */
    char base[12];     /* the base unit, folded: piece, paire, m, g, ml... */
};
/* base_unit: the family's, "" unknown = piece. */
void mh_pack_read(const char *unit, const char *pack, const char *label, const char *base_unit, struct mh_pack *out);
/* "unités", "paires", "mL": of mh_pack.base. */
const char *mh_pack_base_word(const char *base, bool many);
/* quantity (exact decimal text, in unite or conditionnement) to base units. False: `*why` (static, French) says why not. */
bool mh_pack_quantity(const struct mh_pack *p, const char *quantity, bool in_pack, int64_t *base, const char **why);
/* « 120 B/10 = 1 200 unités ; 18,00 TTC la boîte = 1,50 HT l'unité, TVA 20 % saisie »; prices MH_UNKNOWN: not said. */
void mh_pack_computation(struct mh_str *out, const struct mh_need_line *n, const struct mh_pack *p);

#endif

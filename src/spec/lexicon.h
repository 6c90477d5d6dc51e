#ifndef MAHALLI_SPEC_LEXICON_H
#define MAHALLI_SPEC_LEXICON_H
/*
 * What the files of src/spec share: the compiled lexicon and the token. Words are stems ("steriles", "sterile" are one), numbers
 * of terms and signs are words too, so that every term is a sequence of word numbers. After mh_lexicon_new nothing here changes.
 */
#include <mahalli/spec.h>

enum {
    MH__MAX_TEXT = 6000,   /* bytes of folded text that are read; what follows is ignored */
    MH__MAX_TOKENS = 400,
    MH__MAX_VALUES = 64,   /* of one choice attribute: bits of mh_spec_value.choices */
    MH__MAX_ATTRIBUTES = 40,
    MH__WIDER = 8,         /* wanted values of an attribute that a further one also serves */
    MH__NONE = -1,
};

/* --- words --- */
enum mh__word_flag {
    MH__W_STOP = 1,      /* dropped: de, la, les... */
    MH__W_NEGATOR = 2,   /* non, sans, pas, hors */
    MH__W_WITH = 4,      /* avec, +: what follows is an accessory */
    MH__W_FOR = 8,       /* pour, a: what follows is a purpose */
    MH__W_FILLER = 16,   /* says nothing by itself: type, modele, unite... */
    MH__W_PACK = 32,     /* boite, paquet, sachet... */
    MH__W_FAMILY = 64,   /* in a name of a family */
    MH__W_VALUE = 128,   /* in a word for a value, a cue or an attribute's name */
    MH__W_SAFE = 256,    /* never the result of a correction: sterile, non, sans... */
    MH__W_NORM = 512,    /* en, iso, nf, astm: a demand when a number follows */
    MH__W_MINOR = 1024,  /* "ce", "certifie": noted, no demand */
    MH__W_LEADS = 4096,  /* stands before its number, never after: n°, taille */
    MH__W_BRAND = 8192,  /* a brand or a code follows: type, marque, ref */
    MH__W_IDLE = 16384,  /* politeness, users, purposes: shown as not understood, but nothing is asked by it */
    MH__W_SIZE = 32768,  /* petit, gros: says nothing where a measure is read */
    MH__W_GENERAL = 2048, /* a word for a value in any family (inox, adulte): names no kind of thing */
};

struct mh__word {
    uint32_t text;       /* offset in the pool */
    uint16_t len, flags;
    uint16_t families;   /* how many families have it in a name */
    uint16_t weight;     /* 30..100 of a family's name, by rarity */
    uint32_t post, npost; /* names of families filed under it */
};

/* --- terms --- */
struct mh__family_term { /* a bag of words; a negated word is its number + MH__NEGATED */
    uint32_t words;      /* offset in the codes */
    uint16_t family;
    uint8_t n;
};
enum { MH__NEGATED = 0x40000000 };

enum mh__term_kind {
    MH__T_VALUE, MH__T_REWRITE, MH__T_UNIT,
    MH__T_IDLE, /* asks nothing: a purpose, a remark */
    MH__T_ASKS, /* asks for something, though a name of the family holds it: "champ impermeable" */
};

struct mh__term {        /* a sequence of words; terms of the same words are chained */
    int32_t next;        /* MH__NONE ends */
    uint8_t kind;
    int16_t code;        /* VALUE: attribute code; UNIT: the unit */
    int32_t value;       /* VALUE: string number; REWRITE: offset in codes */
    uint16_t nvalue;     /* REWRITE: words */
    uint16_t nwords;
    uint32_t words;      /* offset in codes of its own words */
    int32_t families;    /* number of a bit set of families, MH__NONE = all */
    uint32_t surface;    /* hash of its words as written: tells "silicone" from "siliconee", which have one stem */
    bool automatic;      /* made from a value's code or an attribute's name: gives way to written ones */
};

enum mh__announces { /* of codes of catalogues; see common/codes.csv */
    MH__A_CODE = 1,      /* announces one */
    MH__A_LONG = 2,      /* announces one that is long enough */
    MH__A_JOINT = 4,     /* may stand between that word and the code */
    MH__A_NUMBER = 8,    /* so too, and says that a number follows */
    MH__A_LINE = 16,     /* names a line of a list by its number */
};
struct mh__announcer { const char *word; unsigned roles; };

struct mh__defines {     /* whoever states the attribute, or one of these values of it, declares the norm that defines it */
    int32_t families;
    int code;            /* of the attribute */
    const char *values;  /* a|b|c, "" any */
    const char *keys;    /* of the norm, as a product's */
};

struct mh__node { int32_t term; };       /* of the trie; MH__NONE none */
struct mh__edge { uint32_t node, word; int32_t to; };

/* --- units --- */
struct mh__unit {
    char symbol[12];
    int dimension;
    struct mh_decimal factor;
    int forms;
};

/* --- attributes --- */
enum mh__type { MH__NUMBER, MH__CHOICE, MH__YES_NO, MH__USP };
enum mh__reading_flag { MH__DMIN = 1, MH__DMID = 2, MH__DMAX = 4, MH__BARE = 8 };

enum mh__wide { MH__SERVES, MH__KIND, MH__VAGUE }; /* see mh__attr_widen */

struct mh__cue { int32_t word[3]; int n; };

struct mh__attr {
    const struct mh_attribute *row;
    int code;
    enum mh__type type;
    int unit, dimension;            /* MH__NONE: a plain number */
    int nvalues;
    int32_t value[MH__MAX_VALUES];  /* string numbers of a choice */
    int64_t number[MH__MAX_VALUES]; /* values of a number, millionths */
    int64_t lo, hi;                 /* plausible */
    unsigned flags;
    bool informative;
    bool gauge, diameter;           /* named `jauge`, `diametre...` */
    bool norm;                      /* named `norme`: never fails, only unproven */
    uint64_t wide_from[MH__WIDER], wide_to[MH__WIDER]; /* wanted values that a further one also serves */
    enum mh__wide how[MH__WIDER];
    uint64_t special;               /* bits of choices */
    int64_t special_number[8];
    int nspecial;
    bool has_implicit;
    uint64_t implicit;
    int64_t implicit_number;
    int64_t tolerance;
    struct mh__cue *cue;            /* offset in cues once built */
    int ncues;
};

struct mh__family {
    const struct mh_family *row;
    int *attr;                      /* numbers of attributes */
    int nattrs;
    int8_t *by_code;                /* attribute code -> index among the family's, MH__NONE */
    uint64_t *vocabulary;           /* bit set of words that mean something within the family */
    uint64_t *names;                /* of these, the words of its names */
    uint64_t *refused;              /* words that its names only refuse: "non resorbable" */
    uint64_t *named;                /* of the vocabulary, the words of its names and the names and cues of its attributes */
    uint32_t head;                  /* first word of its name, */
    size_t official;                /* which is this one among the terms */
    int8_t *part;                   /* by attribute: the yes-or-no one of the part that it measures, MH__NONE */
    uint64_t deciding, measures;    /* attributes of size, see mh_lexicon_deciding */
    bool out;
    const char *name_ar;            /* a name of it among the synonyms, NULL none */
};

struct mh_lexicon {
    /* words */
    char *pool; size_t pool_len, pool_cap;
    MH_VEC(struct mh__word) words;
    uint32_t *table; size_t table_size;      /* word number + 1 by hash */
    uint32_t *sorted; size_t nsorted;        /* letters only, for beginnings of words */
    struct { uint32_t hash, word; } *spell; size_t spell_size;
    /* strings of values, families and attribute codes */
    MH_VEC(char *) strings;
    MH_VEC(int32_t) string_family; /* which family has this code, MH__NONE */
    MH_VEC(int32_t) string_set;    /* the set of families that the text names; see mh__set_parse */
    uint32_t *string_table; size_t string_size;
    MH_VEC(char *) codes_of_attributes;
    /* terms */
    MH_VEC(uint32_t) codes;
    MH_VEC(struct mh__family_term) family_terms;
    uint32_t *postings;
    MH_VEC(struct mh__term) terms;
    MH_VEC(struct mh__defines) defines;
    MH_VEC(struct mh__announcer) announcers;
    MH_VEC(struct mh__node) nodes;
    struct mh__edge *edges; size_t edges_size, nedges;
    MH_VEC(uint64_t) family_sets; size_t set_words;
    /* rows */
    struct mh_family *family_rows; size_t nfamilies;
    struct mh_attribute *attribute_rows; size_t nattribute_rows;
    struct mh__family *families;
    MH_VEC(struct mh__attr) attrs;
    /* tables */
    MH_VEC(struct mh__unit) units;
    MH_VEC(char *) dimensions;
    int code_use, code_usp, code_needles, code_colour; /* of the attributes usage_unique, usp, aiguilles, couleur; MH__NONE */
    int dim_length, dim_french, dim_gauge, unit_inch, unit_mm, unit_gauge;
    struct { int64_t gauge, mm; } gauge[40]; int ngauges;
    struct { char usp[8]; int64_t decimal; } usp[40]; int nusp;
    struct mh_arena arena;
    uint64_t stamp;
    int w_ss, w_s, w_vide, w_b, w_kit, w_en, w_p, w_r;
    int w_slash, w_x, w_dash, w_n, w_a, w_plus, w_equal, w_percent, w_et, w_ou, w_demi, w_demie, w_free, w_sans, w_au, w_amp;
};

/* --- tokens --- */
enum mh__token_kind { MH__WORD, MH__NUM, MH__SIGN };
enum mh__token_flag {
    MH__F_GLUED = 1,    /* no space before */
    MH__F_HARD = 2,     /* a comma, semicolon or line break before */
    MH__F_COMMA = 4,    /* that break was a comma */
    MH__F_NEGATED = 8,
    MH__F_TYPO = 16,    /* corrected */
    MH__F_BEGIN = 32,   /* beginning of a word: lo..hi of the sorted words */
    MH__F_USED = 64,
    MH__F_SPECS = 128,  /* comes from the specifications */
    MH__F_MADE = 256,   /* made by a rewriting */
    MH__F_PACKED = 512, /* part of a pack expression */
    MH__F_CLOSED = 1024,/* a closing parenthesis before */
    MH__F_KNOWN = 2048, /* begins several words of the family: understood, but not which */
    MH__F_DOT = 4096,   /* a full stop after: an abbreviation */
    MH__F_ANSWERED = 16384, /* "poudre : non": begins what is answered by no */
    MH__F_COLON = 8192, /* a colon before: contents follow */
    MH__F_IDLE = 32768, /* the reference says that it asks nothing in this family */
};

struct mh__token {
    int32_t word;       /* MH__NONE unknown */
    uint16_t from, len; /* in the folded text */
    uint16_t flags;
    uint8_t kind, zone;
    bool asks;          /* the reference says that it asks for something in this family */
    uint32_t lo, hi;    /* F_BEGIN */
    uint32_t may[4];    /* a typing error of one of these equally (word + 1, 0 ends): the family tells which */
    int64_t num;        /* NUM: millionths */
};

struct mh__text { /* a text read: made by mh__text_read */
    struct mh_str folded;
    struct mh__token tok[MH__MAX_TOKENS];
    int n;
};

/* text.c */
void mh__fold(struct mh_str *out, const char *s, size_t n); /* fold plus vulgar fractions, signs */
/* tokens.c: cuts `folded` from byte `from` into t->tok (appended). `lx` looks words up (never adds them). */
typedef int32_t (*mh__word_fn)(void *ctx, const char *s, size_t n, bool number);
int mh__tokenize(const char *s, size_t from, size_t to, struct mh__token *tok, int max, mh__word_fn word, void *ctx);
size_t mh__stem(const char *s, size_t n, char out[64]);

/* words.c */
int32_t mh__word_find(const struct mh_lexicon *lx, const char *stem, size_t n);
int32_t mh__word_add(struct mh_lexicon *lx, const char *stem, size_t n);
const char *mh__word_text(const struct mh_lexicon *lx, int32_t w);
void mh__words_finish(struct mh_lexicon *lx);
/* Looks up one word of a text: exact, elided, beginning, corrected. Sets word, flags, lo, hi. */
void mh__word_resolve(const struct mh_lexicon *lx, const char *text, struct mh__token *t);
/* Words of the vocabulary that begin with `s`: range of lx->sorted. */
void mh__words_beginning(const struct mh_lexicon *lx, const char *s, size_t n, uint32_t *lo, uint32_t *hi);

/* lexicon_terms.c */
int mh__string_add(struct mh_lexicon *lx, const char *s);
int mh__string_find(const struct mh_lexicon *lx, const char *s);
int mh__code_add(struct mh_lexicon *lx, const char *s);
int mh__code_find(const struct mh_lexicon *lx, const char *s);
void mh__sequence_add(struct mh_lexicon *lx, const uint32_t *words, int n, const struct mh__term *term);
int32_t mh__edge_find(const struct mh_lexicon *lx, uint32_t node, uint32_t word);
bool mh__set_has(const struct mh_lexicon *lx, int32_t set, int family);
void mh__terms_compile(struct mh_lexicon *lx, const struct mh_lexicon_input *in, struct mh_diags *diags);
void mh__vocabularies(struct mh_lexicon *lx);
int mh__family_find(const struct mh_lexicon *lx, const char *code);
/* Number of the set of families named by "a|b" (MH__NONE when the text is empty = all, -2 when none is known). */
int32_t mh__set_parse(struct mh_lexicon *lx, const char *families, const char **unknown);
void mh__value_term(struct mh_lexicon *lx, const char *words, int32_t set, int code, const char *value, bool automatic);
/* The words of a term as numbers, added to the vocabulary. */
int mh__term_words(struct mh_lexicon *lx, const char *text, uint32_t *out, int max, uint32_t *surface);
uint32_t mh__surface(const char *folded, const struct mh__token *t, int n);
/* ss, s/ and n/ before a word negate it; `i` is that word's token. */
bool mh__negated_by_sign(const struct mh_lexicon *lx, const struct mh__token *t, int i);
/* Leaves out what says nothing (de, la...); n -> n. */
int mh__tokens_filter(const struct mh_lexicon *lx, struct mh__token *tok, int n);

/* lexicon_attrs.c */
void mh__attrs_compile(struct mh_lexicon *lx, const struct mh_lexicon_input *in, struct mh_diags *diags);

/* units.c */
struct mh_reference_file;
/* Rows of a file of common/, cut into cells: those that have so many. They are part of the lexicon's stamp. */
void mh__common_rows(struct mh_lexicon *lx, const struct mh_reference_file *file,
                     void (*row)(struct mh_lexicon *lx, const char *const *cell), size_t cells);
void mh__units_load(struct mh_lexicon *lx);
bool mh__number_parse(const char *s, int64_t *millionths);
void mh__number_format(struct mh_str *out, int64_t millionths);
/* v of unit `from` in unit `to`; false when the dimensions differ. Ch and mm are of one kind (Ch = 3 mm). */
bool mh__convert(const struct mh_lexicon *lx, int from, int to, int64_t v, int64_t *out);
int64_t mh__gauge_to_mm(const struct mh_lexicon *lx, int64_t gauge); /* 0 unknown; millionths both ways */
int64_t mh__mm_to_gauge(const struct mh_lexicon *lx, int64_t mm);    /* MH_UNKNOWN none */
int mh__usp_index(const struct mh_lexicon *lx, const char *usp);
int mh__usp_by_decimal(const struct mh_lexicon *lx, int64_t decimal);

/* values.c, attributes.c, family.c, grammar.c work on this */
struct mh__found { /* a value found for an attribute */
    int attr;           /* index among the family's */
    struct mh_spec_value v;
    enum mh_source source;
    bool wish, column, weak;
    bool worded;        /* a number said by a word (bilumiere) */
    int t0, t1;         /* tokens, MH__NONE when it was typed in the column */
    int from, to;       /* bytes */
    char words[48];
};
enum { MH__MAX_ITEMS_OF_COLUMN = 32 };
struct mh__column_item {
    char name[48], value[120];
    char op[3];
    bool wish;
};
struct mh__reader {
    const struct mh_lexicon *lx;
    const struct mh_spec_text *in;
    struct mh__text raw;             /* as written */
    struct mh__token tok[MH__MAX_TOKENS]; /* after rewriting */
    int n;
    int family, second, confidence;
    const struct mh__family_term *name; /* by which the family was read; NULL otherwise */
    bool corrected;                  /* that name is one word, which the text does not hold as it is written, */
    bool brandlike;                  /* by a typing error, and which the family's own name does not hold */
    struct mh__found found[MH_MAX_REQUIREMENTS * 2];
    int nfound;
    struct mh__column_item item[MH__MAX_ITEMS_OF_COLUMN];
    int nitems;
    enum mh_read_problem problem;
    char contradiction[96];
};

/* Longest term of the kind at token i that means something for the family (-1: for any); its length, 0 if none. */
int mh__sequence_at(const struct mh_lexicon *lx, const struct mh__token *t, int n, int i, enum mh__term_kind kind, int family,
                    int32_t *node);
bool mh__dotted_zero(const struct mh__reader *r, int i);
void mh__found_words(const struct mh__reader *r, struct mh__found *f);
bool mh__same_value(const struct mh_lexicon *lx, const struct mh__attr *a, const struct mh_spec_value *x, const struct mh_spec_value *y);
void mh__number_value(struct mh_spec_value *v, int64_t lo, int64_t hi);
void mh__contradiction(struct mh__reader *r, const char *what);
/* r->raw.tok to r->tok with abbreviations written out; guard: not inside what is a word for a value. */
void mh__rewrite(struct mh__reader *r, int family, bool guard);
void mh__family_read(struct mh__reader *r);
void mh__values_read(struct mh__reader *r);
void mh__numbers_read(struct mh__reader *r);
/* Parts the column into `name op value` items and text to be read like a label (appended to free_text). */
void mh__grammar_items(struct mh__reader *r, const char *specs, struct mh_str *free_text);
/* Reads the items for the family; what cannot be is appended to free_text as "name value". */
void mh__grammar_read(struct mh__reader *r, struct mh_str *free_text);
/* The attribute that people name so, -1 when none is as close as `least` (of a name's score: 60 sure, 25 likely). */
int mh__item_attribute(const struct mh_lexicon *lx, int family, const char *name, int least);
/* The item's value for the attribute, the whole of it. */
bool mh__item_value(struct mh__reader *r, const struct mh__column_item *it, int attr, struct mh_spec_value *v);
/* Cuts r->raw.folded from byte `from` into r->raw.tok, words resolved; `flags` on every token. */
void mh__text_cut(struct mh__reader *r, size_t from, unsigned flags);
void mh__codes_load(struct mh_lexicon *lx); /* the words that announce them */
/* Takes codes of catalogues and numbers of lists out of raw.tok, from token `first` on, whose text begins at byte `begin`. */
void mh__codes_drop(struct mh__reader *r, size_t begin, int first);
void mh__reader_init(struct mh__reader *r, const struct mh_lexicon *lx, const struct mh_spec_text *in);
void mh__reader_free(struct mh__reader *r);
void mh__found_add(struct mh__reader *r, const struct mh__found *f);
bool mh__choice_value(const struct mh_lexicon *lx, const struct mh__attr *a, int32_t string, struct mh_spec_value *v);
const struct mh__attr *mh__family_attr(const struct mh_lexicon *lx, int family, int i);
void mh__deciding_compile(struct mh_lexicon *lx);
/* Of two values one of which is a kind of the other (non-tissé SMS), that one; 0 otherwise. */
uint64_t mh__narrower(const struct mh__attr *a, uint64_t x, uint64_t y);
void mh__attr_widen(const struct mh_lexicon *lx, struct mh__attr *a);
bool mh__vocabulary_has(const struct mh_lexicon *lx, int family, int32_t word);
void mh__beginnings_settle(struct mh__reader *r); /* settle.c */
/* deduce.c: what follows from what was read. */
struct mh__found *mh__found_of(struct mh__reader *r, int attr);
void mh__deduce(struct mh__reader *r);
void mh__parts_compile(struct mh_lexicon *lx);
struct mh__rest { /* as of mh_reading */
    struct mh_str rest, demand, keys;
    bool refused; /* what the kind is called by, and no characteristic holds: "non resorbable" */
};
/* rest.c: what nobody understood. */
void mh__rest_read(struct mh__reader *r, struct mh__rest *out);
/* keys.c: how many tokens from i on name a norm, 0 none; its keys. offered: said by a product. */
int mh__norm_at(const struct mh__reader *r, int i);
void mh__norm_keys(const struct mh__reader *r, int i, int n, bool offered, struct mh_str *out);
void mh__norms_mark(struct mh__reader *r); /* their numbers measure nothing */
void mh__defines_compile(struct mh_lexicon *lx, const struct mh_lexicon_input *in);
bool mh__measured(const struct mh__reader *r, int i); /* is the number at i one of a measure: 100 ml, 500 x 20? */
bool mh__one_of(const struct mh__reader *r, int i);  /* "1 pince": as much as "pince" */
bool mh__shape_letter(const struct mh__reader *r, int i); /* "en T" */
void mh__key_add(const struct mh__reader *r, int i, struct mh_str *out);   /* of one token of an article */
void mh__keys_offered(const struct mh__reader *r, struct mh_str *out);     /* of a product's whole text */
/* Marks the words of pack expressions (B/50, boite de 100, sachet/5) as used. */
void mh__packs_mark(struct mh__reader *r);

#endif

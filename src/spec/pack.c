/*
 * Packs and prices (DESIGN §5): how many base units one of the row's units holds. B/10, boîte de 50, PQT/100, sachet/5, paire, 2X20L.
 * `boîte` alone takes its number from the conditionnement, else from the label; a conditionnement never multiplies a piece.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "spec/lexicon.h"

enum { MAX_PARTS = 24 };
static const int64_t LARGEST = 1000000000;

enum word_kind {
    W_OTHER,
    W_ONE,       /* unité, pièce */
    W_PAIR,
    W_BOX,       /* holds a number of articles: boîte, paquet, sachet, carton, lot */
    W_ARTICLE,   /* is the article itself: kit, rouleau, flacon, tube */
    W_SINGLE,    /* individuel, unitaire: one in it */
    W_DOZEN,
    W_TIMES,
    W_SMALL,     /* de, d', a, contenant */
};

struct word {
    const char *words;
    enum word_kind kind;
};

static const struct word words[] = {
    { " unite unites u un piece pieces pce pces pcs pc p ea each unit unt ", W_ONE },
    { " paire paires pair pairs pr prs ", W_PAIR },
    { " boite boites bte btes bt bts b box boit paquet paquets pqt pqts paq pq pack sachet sachets sach sch s carton cartons crt ctn cart "
      "lot lots caisse caisses colis distributeur blister plaquette etui etuis pochette pochettes barquette coffret plateau ",
      W_BOX },
    { " kit kits set sets jeu rouleau rouleaux rlx rx rl flacon flacons fl flc tube tubes pot pots bidon bidons bobine bobines poche "
      "poches seringue ampoule bouteille aerosol appareil ",
      W_ARTICLE },
    { " individuel individuelle individuels unitaire unitaires seul ", W_SINGLE },
    { " douzaine dz ", W_DOZEN },
    { " x ", W_TIMES },
    { " de d du des a la le l contenant / . ( ) : - , et en par ", W_SMALL },
};

enum part_kind { P_WORD, P_NUMBER };

struct part {
    enum part_kind kind;
    enum word_kind word;
    char text[24];
    int64_t number;     /* MH_UNKNOWN: not a whole number */
    struct mh_decimal exact;
};

struct parts {
    struct part at[MAX_PARTS];
    int n;
};

static enum word_kind word_kind(const char *s)
{
    char padded[40];
    snprintf(padded, sizeof padded, " %s ", s);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strstr(words[i].words, padded) != NULL)
            return words[i].kind;
    return W_OTHER;
}

static bool letter(char c)
{
    return (c >= 'a' && c <= 'z') || (unsigned char)c >= 0x80;
}

static bool digit(char c)
{
    return c >= '0' && c <= '9';
}

static const char *cut_number(const char *s, struct part *p)
{
    size_t n = 0;
    while (digit(s[n]))
        n++;
    if ((s[n] == ',' || s[n] == '.') && digit(s[n + 1]))
        for (n++; digit(s[n]);)
            n++;
    else
        while (n <= 12 && s[n] == ' ' && digit(s[n + 1]) && digit(s[n + 2]) && digit(s[n + 3]) && !digit(s[n + 4]))
            n += 4; /* 1 000 */
    char text[32];
    size_t k = 0;
    for (size_t i = 0; i < n && k + 1 < sizeof text; i++)
        if (s[i] != ' ')
            text[k++] = s[i] == ',' ? '.' : s[i];
    text[k] = '\0';
    p->kind = P_NUMBER;
    p->number = MH_UNKNOWN;
    int64_t v;
    if (mh_decimal_parse(text, MH_NUM_POINT, &p->exact) && mh_decimal_to_int(p->exact, &v) && v <= LARGEST)
        p->number = v;
    return s + n;
}

static void cut(const char *text, struct parts *out)
{
    struct mh_str folded = MH_STR_INIT;
    out->n = 0;
    if (text == NULL)
        return;
    mh__fold(&folded, text, strlen(text));
    for (const char *s = mh_str_text(&folded); *s != '\0' && out->n < MAX_PARTS;) {
        struct part *p = &out->at[out->n];
        *p = (struct part){ .kind = P_WORD };
        if (digit(*s)) {
            s = cut_number(s, p);
            out->n++;
        } else if (letter(*s)) {
            size_t n = 0;
            while (letter(s[n]))
                n++;
            snprintf(p->text, sizeof p->text, "%.*s", (int)(n < 23 ? n : 23), s);
            if (strcmp(p->text, "\xc3\x97") == 0)
                snprintf(p->text, sizeof p->text, "x");
            p->word = word_kind(p->text);
            out->n++;
            s += n;
        } else {
            if (*s == '*' || *s == '/') {
                snprintf(p->text, sizeof p->text, "%c", *s == '*' ? 'x' : '/');
                p->word = *s == '*' ? W_TIMES : W_SMALL;
                out->n++;
            }
            s++;
        }
    }
    mh_str_free(&folded);
}

/* --- measures: 500G, 450 ml, 4 m --- */

struct measure {
    const char *unit, *base;
    int64_t num, den; /* base units in one */
};
static const struct measure measures[] = {
    { "kg", "g", 1000, 1 }, { "g", "g", 1, 1 },   { "gr", "g", 1, 1 },    { "mg", "g", 1, 1000 }, { "l", "ml", 1000, 1 },
    { "litre", "ml", 1000, 1 }, { "litres", "ml", 1000, 1 },
    { "cl", "ml", 10, 1 },  { "ml", "ml", 1, 1 }, { "cc", "ml", 1, 1 },   { "m", "m", 1, 1 },     { "cm", "m", 1, 100 },
    { "mm", "m", 1, 1000 }, { "dl", "ml", 100, 1 }, { "metre", "m", 1, 1 }, { "metres", "m", 1, 1 },
};

static const struct measure *measure_of(const struct part *p)
{
    for (size_t i = 0; p->kind == P_WORD && i < sizeof measures / sizeof *measures; i++)
        if (strcmp(measures[i].unit, p->text) == 0)
            return &measures[i];
    return NULL;
}

/* The base unit itself may be litres or kilograms. */
static bool in_base(const struct part *number, const struct measure *m, const char *base, int64_t *out)
{
    int64_t num = m->num, den = m->den;
    if (strcmp(base, "l") == 0 && strcmp(m->base, "ml") == 0)
        den *= 1000;
    else if (strcmp(base, "kg") == 0 && strcmp(m->base, "g") == 0)
        den *= 1000;
    else if (strcmp(base, "cm") == 0 && strcmp(m->base, "m") == 0)
        num *= 100;
    else if (strcmp(base, m->base) != 0)
        return false;
    struct mh_decimal d;
    int64_t v;
    if (!mh_decimal_mul(number->exact, mh_decimal_int(num), &d) || !mh_decimal_scaled(d, 6, &v) || v % (den * 1000000) != 0)
        return false;
    *out = v / (den * 1000000);
    return *out > 0;
}

static bool counts_pieces(const char *base)
{
    return *base == '\0' || strcmp(base, "piece") == 0 || strcmp(base, "paire") == 0 || strcmp(base, "unite") == 0 ||
           strcmp(base, "test") == 0;
}

static int64_t times(int64_t a, int64_t b)
{
    return a > 0 && b > 0 && a <= LARGEST / b ? a * b : MH_UNKNOWN;
}

struct size {
    int64_t n;       /* base units; MH_UNKNOWN */
    bool box;        /* a box is named */
};

struct tally { /* what the parts of a unit or pack say */
    int64_t total;
    bool broken;     /* too large, or a number that says nothing clear */
    bool box, piece, pair, article, single, measured;
};

static void multiply(struct tally *t, int64_t n)
{
    t->total = t->total == MH_UNKNOWN ? n : times(t->total, n);
    t->broken |= t->total == MH_UNKNOWN;
}

static void count_word(struct tally *t, enum word_kind w)
{
    t->box |= w == W_BOX;
    t->piece |= w == W_ONE;
    t->pair |= w == W_PAIR;
    t->article |= w == W_ARTICLE;
    t->single |= w == W_SINGLE;
    if (w == W_DOZEN)
        multiply(t, 12);
}

/* Numbers that follow each other: boîte de 10 x 5, carton de 10 boîtes de 100, 2X20L. */
static struct size size_of(const struct parts *p, const char *base)
{
    struct tally t = { .total = MH_UNKNOWN };
    int64_t v;
    for (int i = 0; i < p->n; i++) {
        const struct part *x = &p->at[i];
        const struct measure *m = i + 1 < p->n ? measure_of(&p->at[i + 1]) : NULL;
        if (x->kind == P_WORD) {
            count_word(&t, x->word);
        } else if (m != NULL) {
            t.measured = true;
            if (in_base(x, m, base, &v))
                multiply(&t, v);
            i++;
        } else if (x->number == MH_UNKNOWN || (i > 0 && (p->at[i - 1].kind != P_WORD || p->at[i - 1].word == W_OTHER))) {
            t.broken = true;
        } else {
            multiply(&t, x->number);
        }
    }
    bool pieces = counts_pieces(base);
    bool one = t.single || (pieces && (t.piece || t.article || t.pair || t.measured) && (!t.box || t.measured));
    if (t.total == MH_UNKNOWN && one)
        t.total = 1;
    if (t.pair && t.total != MH_UNKNOWN && pieces && strcmp(base, "paire") != 0)
        multiply(&t, 2);
    return (struct size){ t.broken || t.total <= 0 ? MH_UNKNOWN : t.total, t.box };
}

/* In a label a pack is a box word with its number just after: BTE/100, sachet de 12, B/50. */
static int64_t size_in_label(const char *label, const char *base)
{
    struct parts p;
    cut(label, &p);
    for (int i = 0; i + 1 < p.n; i++) {
        if (p.at[i].kind != P_WORD || p.at[i].word != W_BOX)
            continue;
        int j = i + 1;
        bool slash = false;
        while (j < p.n && p.at[j].kind == P_WORD && (p.at[j].word == W_SMALL || p.at[j].word == W_TIMES)) {
            slash |= p.at[j].text[0] == '/';
            j++;
        }
        bool one_letter = p.at[i].text[1] == '\0';
        if (j >= p.n || p.at[j].kind != P_NUMBER || p.at[j].number == MH_UNKNOWN || (one_letter && !slash))
            continue;
        if (j + 1 < p.n && measure_of(&p.at[j + 1]) != NULL)
            continue;
        if (j + 1 < p.n && p.at[j + 1].kind == P_WORD && p.at[j + 1].word == W_PAIR && strcmp(base, "paire") != 0)
            return times(p.at[j].number, 2);
        return p.at[j].number > 0 ? p.at[j].number : MH_UNKNOWN;
    }
    return MH_UNKNOWN;
}

void mh_pack_read(const char *unit, const char *pack, const char *label, const char *base_unit, struct mh_pack *out)
{
    struct parts u, k;
    struct mh_str base = MH_STR_INIT;
    *out = (struct mh_pack){ .kind = MH_PACK_UNKNOWN, .from = "" };
    if (base_unit != NULL)
        mh__fold(&base, base_unit, strlen(base_unit));
    snprintf(out->base, sizeof out->base, "%s", base.len == 0 ? "piece" : mh_str_text(&base));
    mh_str_free(&base);
    cut(unit, &u);
    cut(pack, &k);
    struct size su = size_of(&u, out->base), sk = size_of(&k, out->base);
    if (sk.n != MH_UNKNOWN)
        out->pack_size = sk.n;
    if (su.n != MH_UNKNOWN) {
        out->size = su.n;
        out->from = su.n == 1 && !su.box ? "pièce" : "unité";
    } else if (u.n == 0 && k.n == 0) {
        return;
    } else if (sk.n != MH_UNKNOWN && (su.box || u.n == 0)) {
        out->size = sk.n;
        out->from = "conditionnement";
    } else if (su.box) {
        int64_t n = size_in_label(label, out->base);
        if (n == MH_UNKNOWN)
            return;
        out->size = n;
        out->from = "libellé";
    } else {
        return;
    }
    out->kind = out->size == 1 ? MH_PACK_PIECE : MH_PACK_MULTIPLE;
    if (out->pack_size == 0 && k.n == 0 && su.box)
        out->pack_size = out->size;
}

bool mh_pack_quantity(const struct mh_pack *p, const char *quantity, bool in_pack, int64_t *base, const char **why)
{
    struct mh_decimal q, d;
    int64_t size = in_pack ? p->pack_size : p->kind == MH_PACK_UNKNOWN ? 0 : p->size;
    *why = NULL;
    if (quantity == NULL || !mh_decimal_parse(quantity, MH_NUM_POINT, &q))
        *why = "quantité illisible";
    else if (q.mant < 0)
        *why = "quantité négative";
    else if (size <= 0)
        *why = in_pack ? "conditionnement inconnu" : "unité ou conditionnement inconnu";
    else if (!mh_decimal_mul(q, mh_decimal_int(size), &d))
        *why = "quantité trop grande";
    else if (!mh_decimal_to_int(d, base))
        *why = "ne fait pas un nombre entier d'unités de base";
    return *why == NULL;
}

const char *mh_pack_base_word(const char *base, bool many)
{
    if (strcmp(base, "paire") == 0)
        return many ? "paires" : "paire";
    if (counts_pieces(base))
        return many ? "unités" : "unité";
    return strcmp(base, "ml") == 0 ? "mL" : base;
}

static const char *given_unit(const struct mh_need_line *n, bool in_pack)
{
    if (in_pack)
        return mh_blank(n->pack) ? "conditionnement" : n->pack;
    return mh_blank(n->unit) ? mh_blank(n->pack) ? "unité" : n->pack : n->unit;
}

static void price_part(struct mh_str *out, const struct mh_need_line *n, const struct mh_pack *p)
{
    bool in_pack = mh_streq(n->price_in, "conditionnement");
    int64_t size = in_pack ? p->pack_size : p->kind == MH_PACK_UNKNOWN ? 0 : p->size;
    bool ttc = n->price_ht == MH_UNKNOWN && n->price_ttc != MH_UNKNOWN;
    int64_t price = ttc ? n->price_ttc : n->price_ht;
    if (price == MH_UNKNOWN || price < 0)
        return;
    if (out->len > 0)
        mh_str_add(out, " ; ");
    mh_money_format_fr(out, price);
    mh_str_addf(out, " %s par %s", ttc ? "TTC" : "HT", given_unit(n, in_pack));
    if (size <= 0 || (ttc && n->vat == MH_UNKNOWN)) {
        mh_str_add(out, size <= 0 ? " (contenance inconnue)" : " (taux de TVA inconnu)");
        return;
    }
    if (price > INT64_MAX / 1000 || size > INT64_MAX / 2000000)
        return;
    int64_t num = ttc ? price * 1000 : price, den = ttc ? (1000 + n->vat) * 100 * size : 100 * size;
    mh_str_add(out, " = ");
    mh_ratio_format_fr(out, num, den, num * 10 < den ? 4 : 2);
    if (strcmp(mh_pack_base_word(p->base, false), "unité") == 0)
        mh_str_add(out, " HT l'unité");
    else
        mh_str_addf(out, " HT par %s", mh_pack_base_word(p->base, false));
    if (ttc) {
        mh_str_add(out, ", TVA ");
        mh_ratio_format_fr(out, n->vat, 10, n->vat % 10 == 0 ? 0 : 1);
        mh_str_add(out, " % saisie");
    }
}

/* Which of the row's own words keeps it from being counted: the one to correct. */
static void not_counted(struct mh_str *out, const struct mh_need_line *n, const struct mh_pack *p)
{
    struct parts u;
    cut(n->unit, &u);
    if (mh_blank(n->unit) && mh_blank(n->pack))
        mh_str_add(out, "ni unité ni conditionnement");
    else if (mh_blank(n->unit))
        mh_str_addf(out, "conditionnement « %s » non reconnu", n->pack);
    else if (size_of(&u, p->base).box)
        mh_str_addf(out, "contenance de « %s » inconnue", n->unit);
    else
        mh_str_addf(out, "unité « %s » non reconnue", n->unit);
}

void mh_pack_computation(struct mh_str *out, const struct mh_need_line *n, const struct mh_pack *p)
{
    bool in_pack = mh_streq(n->quantity_in, "conditionnement");
    int64_t base;
    const char *why;
    struct mh_str s = MH_STR_INIT;
    struct mh_decimal q;
    if (n->quantity != NULL && mh_decimal_parse(n->quantity, MH_NUM_POINT, &q)) {
        mh_decimal_format_fr(&s, q);
        if (in_pack || !mh_blank(n->unit) || !mh_blank(n->pack))
            mh_str_addf(&s, " %s", given_unit(n, in_pack));
        if (mh_pack_quantity(p, n->quantity, in_pack, &base, &why)) {
            mh_str_add(&s, " = ");
            mh_str_add_int(&s, base);
            mh_str_addf(&s, " %s", mh_pack_base_word(p->base, base > 1));
        } else if (!in_pack && p->kind == MH_PACK_UNKNOWN) {
            mh_str_add(&s, " : ");
            not_counted(&s, n, p);
        } else {
            mh_str_addf(&s, " : %s", why);
        }
    }
    price_part(&s, n, p);
    mh_str_add(out, mh_str_text(&s));
    mh_str_free(&s);
}

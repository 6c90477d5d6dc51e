/* The column `specifications`: items `name op value [unit] [?]` (DESIGN §5), names as people and makers write them. */
#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include "spec/numbers.h"

/* Names that people give to attributes, by the codes they may stand for, the first that the family has. */
struct alias {
    const char *name, *codes;
};
static const struct alias aliases[] = {
    { "calibre", "ch|jauge|diametre|taille|numero|usp" }, { "charriere", "ch" },       { "cha", "ch" },
    { "gauge", "jauge" },        { "contenance", "volume|capacite" },   { "capacite", "volume" }, { "vol", "volume" },
    { "matiere", "materiau" },   { "mat", "materiau" },                 { "larg", "largeur" },    { "long", "longueur" },
    { "lg", "longueur" },        { "l", "longueur|largeur" },           { "diam", "diametre" },   { "epaiss", "epaisseur" },
    { "masse", "poids" },        { "pression", "pression|type" },       { "pointure", "taille|pointure" },
    { "size", "taille" },        { "numero", "taille|numero" },         { "no", "taille|numero" }, { "patient", "population" },
    { "public", "population" },  { "usage", "sexe|population" },        { "etat", "sterile" },    { "sterilite", "sterile" },
    { "poudrage", "poudre" },    { "modele", "taille|type" },           { "volet", "voies" },     { "gamme", "type|couleur" },
    { "ballon", "ballonnet" },   { "french", "ch" },                    { "fr", "ch" },           { "f", "ch" },
    { "coloris", "couleur" },    { "litrage", "volume" },               { "metrage", "longueur" }, { "laize", "largeur" },
    { "raccord", "embout" },     { "connexion", "embout" },             { "connecteur", "embout" }, { "cone", "embout" },
    { "profil", "pointe" },      { "cercle", "courbure" },              { "age", "population" },  { "sujet", "population" },
    { "lumen", "lumieres" },     { "lumens", "lumieres" },              { "canaux", "lumieres|voies" }, { "couche", "plis" },
    { "couches", "plis" },       { "epaisseurs", "plis" },              { "composition", "materiau" }, { "diam", "jauge|ch" },
    { "diametre", "jauge|ch" },  { "aig", "longueur_aiguille" },        { "fil", "longueur_fil" }, { "poches", "poches" },
};

/* Said before a colon these open a sentence, not a value: what follows is read like a label. */
static const char *const openings[] = { "type", "modele", "designation", "produit", "usage", "utilisation", "destination", "description",
                                        "nature", "article", "norme", "normes", "conditionnement", "contenu", "comprenant", "comprend",
                                        "presentation", "emballage", "nom", "libelle", "marque", "ref", "reference" };

/* The first comparison sign of the item, or a colon: its place, its length; 0 when there is none or no name before it. */
static size_t sign_at(const char *s, size_t n, size_t *len)
{
    for (size_t i = 1; i < n && i < 48; i++) {
        if (s[i] != '=' && s[i] != '<' && s[i] != '>' && s[i] != ':')
            continue;
        *len = i + 1 < n && s[i] != '=' && s[i + 1] == '=' ? 2 : 1;
        return i;
    }
    return 0;
}

static void trim(const char **s, size_t *n)
{
    while (*n > 0 && isspace((unsigned char)**s)) {
        (*s)++;
        (*n)--;
    }
    while (*n > 0 && isspace((unsigned char)(*s)[*n - 1]))
        (*n)--;
}

static bool name_like(const char *s, size_t n)
{
    bool letter = false;
    for (size_t i = 0; i < n; i++) {
        unsigned char c = (unsigned char)s[i];
        if (isalpha(c) || c >= 0x80)
            letter = true;
        else if (!isdigit(c) && strchr(" _-./'()", c) == NULL)
            return false;
    }
    return letter;
}

static bool opening(const char *name, size_t n)
{
    char first[24];
    size_t k = 0;
    struct mh_str folded = MH_STR_INIT;
    mh__fold(&folded, name, n);
    k = strcspn(mh_str_text(&folded), " ");
    snprintf(first, sizeof first, "%.*s", (int)k, mh_str_text(&folded));
    mh_str_free(&folded);
    for (size_t i = 0; i < sizeof openings / sizeof *openings; i++)
        if (strcmp(openings[i], first) == 0)
            return true;
    return false;
}

static bool item_put(struct mh__reader *r, const char *s, size_t n)
{
    size_t len = 0, at = sign_at(s, n, &len);
    const char *name = s, *value = s + at + len;
    size_t nn = at, nv = n - at - len;
    if (at == 0 || r->nitems == MH__MAX_ITEMS_OF_COLUMN)
        return false;
    trim(&name, &nn);
    trim(&value, &nv);
    if (s[at] == ':' && (nn > 32 || opening(name, nn)))
        return false;
    struct mh__column_item *it = &r->item[r->nitems];
    *it = (struct mh__column_item){ .wish = nv > 0 && value[nv - 1] == '?' };
    if (it->wish) {
        nv--;
        trim(&value, &nv);
    }
    if (nn == 0 || nv == 0 || nn >= sizeof it->name || nv >= sizeof it->value || !name_like(name, nn))
        return false;
    memcpy(it->name, name, nn);
    memcpy(it->value, value, nv);
    memcpy(it->op, s + at, len);
    r->nitems++;
    return true;
}

static bool parts(const char *s, size_t i, size_t n)
{
    bool space = i + 1 < n && s[i + 1] == ' ';
    return space && (s[i] == ',' || s[i] == '.' || s[i] == '|' || ((s[i] == '-' || s[i] == '/') && i > 0 && s[i - 1] == ' '));
}

/* Where the first item of the clause ends: "Volume : 10 mL, Embout : Luer" are two, and "Embout : Luer, 3 pieces" an item and words; but
 * "CH : 12, 14, 16" and "Tailles : S, M" are one. */
static size_t first_item(const char *s, size_t n)
{
    size_t len, at = sign_at(s, n, &len);
    if (at == 0 || s[at] != ':')
        return n;
    for (size_t i = at + 1; i < n; i++) {
        if (!parts(s, i, n))
            continue;
        size_t k = i + 2, end = k;
        while (k < n && s[k] == ' ')
            k++;
        for (end = k; end < n && !parts(s, end, n); end++)
            ;
        if (s[i] != ',' || (end - k > 4 && !isdigit((unsigned char)s[k])))
            return i;
    }
    return n;
}

/* One clause of the column: an item, or words for the free text. */
static void clause(struct mh__reader *r, const char *s, size_t n, struct mh_str *free_text)
{
    while (n > 0) {
        size_t k = first_item(s, n), used = k + (k < n);
        const char *one = s;
        trim(&one, &k);
        if (k > 0 && !item_put(r, one, k)) {
            mh_str_add(free_text, " ; ");
            mh_str_addn(free_text, one, k > MH__MAX_TEXT ? MH__MAX_TEXT : k);
        }
        s += used;
        n -= used;
    }
}

void mh__grammar_items(struct mh__reader *r, const char *specs, struct mh_str *free_text)
{
    size_t total = 0;
    for (const char *p = specs; p != NULL && *p != '\0' && total < MH__MAX_TEXT;) {
        size_t n = strcspn(p, ";\n");
        const char *s = p;
        size_t k = n;
        trim(&s, &k);
        clause(r, s, k, free_text);
        p += n + (p[n] != '\0');
        total += n + 1;
    }
}

/* --- names --- */

struct name {
    char part[6][24]; /* folded words */
    int n;
    int unit;         /* of a suffix: ballonnet_ml */
    char unit_text[24];
    bool count;       /* nb_, nombre */
};

static int unit_by_word(const struct mh_lexicon *lx, const char *s, int dims[4])
{
    int32_t w = mh__word_find(lx, s, strlen(s)), node = w < 0 ? MH__NONE : mh__edge_find(lx, 0, (uint32_t)w);
    int n = 0;
    for (int32_t k = node < 0 ? MH__NONE : lx->nodes.at[node].term; k >= 0 && n < 4; k = lx->terms.at[k].next)
        if (lx->terms.at[k].kind == MH__T_UNIT)
            dims[n++] = lx->terms.at[k].code;
    return n;
}

static void name_parse(const struct mh_lexicon *lx, const char *text, struct name *out)
{
    struct mh_str folded = MH_STR_INIT;
    mh__fold(&folded, text, strlen(text));
    *out = (struct name){ .unit = MH__NONE };
    const char *s = mh_str_text(&folded);
    for (const char *p = s; *p != '\0' && out->n < 6;) {
        size_t n = strcspn(p, " _-./'()");
        if (n > 0 && n < sizeof out->part[0])
            snprintf(out->part[out->n++], sizeof out->part[0], "%.*s", (int)n, p);
        p += n + (p[n] != '\0');
    }
    mh_str_free(&folded);
    int units[4];
    if (out->n >= 2 && unit_by_word(lx, out->part[out->n - 1], units) > 0) {
        out->unit = units[0];
        snprintf(out->unit_text, sizeof out->unit_text, "%s", out->part[--out->n]);
    }
    if (out->n >= 2 && (strcmp(out->part[0], "nb") == 0 || strcmp(out->part[0], "nbre") == 0 || strcmp(out->part[0], "nombre") == 0 ||
                        strcmp(out->part[0], "n") == 0)) {
        out->count = true;
        memmove(out->part, out->part + 1, sizeof out->part[0] * (size_t)(out->n - 1));
        out->n--;
    }
}

static bool code_has(const char *codes, const char *code)
{
    size_t n = strlen(code);
    for (const char *p = strstr(codes, code); p != NULL; p = strstr(p + 1, code))
        if ((p == codes || p[-1] == '|') && (p[n] == '\0' || p[n] == '|'))
            return true;
    return false;
}

/* How far a word of the name is one of the attribute's code: equal, its beginning, or of one root. */
static int part_score(const char *part, const char *code)
{
    int best = 0;
    for (const char *p = code; *p != '\0';) {
        size_t n = strcspn(p, "_"), m = strlen(part), same = 0;
        while (same < n && same < m && p[same] == part[same])
            same++;
        int s = same == n && same == m                    ? 40
                : same == m && m >= 3                     ? 30
                : (same == n && n >= 4) || same >= 5      ? 25
                                                          : 0;
        best = s > best ? s : best;
        p += n + (p[n] == '_');
    }
    return best;
}

static int name_score(const struct mh_lexicon *lx, const struct name *nm, const char *whole, const struct mh__attr *a)
{
    char joined[160] = "";
    int score = 0;
    for (int i = 0; i < nm->n; i++) {
        size_t used = strlen(joined);
        snprintf(joined + used, sizeof joined - used, "%s%s", i > 0 ? "_" : "", nm->part[i]);
    }
    if (strcmp(whole, a->row->code) == 0)
        return 200;
    if (nm->unit >= 0) {
        int64_t v;
        int units[4], n = unit_by_word(lx, nm->unit_text, units);
        bool fits = false;
        for (int i = 0; i < n && a->type == MH__NUMBER && a->unit >= 0; i++)
            fits |= mh__convert(lx, units[i], a->unit, 1000000, &v);
        if (!fits)
            return 0;
        score += 30;
    }
    if (strcmp(joined, a->row->code) == 0)
        return score + 100;
    if (nm->count && a->type != MH__NUMBER)
        return 0;
    struct mh_str folded = MH_STR_INIT;
    mh__fold(&folded, a->row->name == NULL ? "" : a->row->name, a->row->name == NULL ? 0 : strlen(a->row->name));
    bool same_name = strcmp(mh_str_text(&folded), joined) == 0;
    mh_str_clear(&folded);
    if (!same_name && a->row->name_en != NULL) {
        mh__fold(&folded, a->row->name_en, strlen(a->row->name_en));
        for (size_t i = 0; i < folded.len; i++)
            folded.data[i] = folded.data[i] == ' ' ? '_' : folded.data[i];
        same_name = folded.len > 0 && strcmp(mh_str_text(&folded), joined) == 0;
    }
    mh_str_free(&folded);
    if (same_name)
        return score + 90;
    int best = 0;
    for (int c = 0; c < a->ncues; c++)
        if (a->cue[c].n == 1 && nm->n == 1) {
            char stem[64];
            mh__stem(nm->part[0], strlen(nm->part[0]), stem);
            if (strcmp(mh__word_text(lx, a->cue[c].word[0]), stem) == 0)
                best = 70;
        }
    for (size_t i = 0; i < sizeof aliases / sizeof *aliases && nm->n == 1; i++)
        if (strcmp(aliases[i].name, nm->part[0]) == 0 && code_has(aliases[i].codes, a->row->code)) {
            int rank = 0;
            for (const char *p = aliases[i].codes; p < strstr(aliases[i].codes, a->row->code); p++)
                rank += *p == '|';
            best = best > 65 - rank ? best : 65 - rank;
        }
    int parts = 0;
    for (int i = 0; i < nm->n; i++)
        parts += part_score(nm->part[i], a->row->code);
    if (parts > 60)
        parts = 60;
    return best > parts ? score + best : parts > 0 ? score + parts : 0;
}

/* --- values --- */

static bool yes_no(const char *s, uint64_t *choices)
{
    static const char *const yes[] = { "oui", "o", "yes", "y", "vrai", "true", "1", "avec", "x" };
    static const char *const no[] = { "non", "n", "no", "faux", "false", "0", "sans", "aucun", "aucune" };
    for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
        if (strcmp(s, yes[i]) == 0) {
            *choices = 1;
            return true;
        }
    for (size_t i = 0; i < sizeof no / sizeof *no; i++)
        if (strcmp(s, no[i]) == 0) {
            *choices = 2;
            return true;
        }
    return false;
}

/* "a | b": each a value code. */
static bool by_code(const struct mh_lexicon *lx, const struct mh__attr *a, const char *text, struct mh_spec_value *v)
{
    *v = (struct mh_spec_value){ .kind = MH_VAL_CHOICES };
    for (const char *p = text; *p != '\0';) {
        const char *s = p;
        size_t n = strcspn(p, "|"), k = n;
        uint64_t bit = 0;
        trim(&s, &k);
        if (a->type == MH__USP) {
            char usp[16];
            snprintf(usp, sizeof usp, "%.*s", (int)(k < 15 ? k : 15), s);
            int i = mh__usp_index(lx, usp);
            bit = i < 0 ? 0 : (uint64_t)1 << i;
        }
        for (int i = 0; a->type != MH__USP && i < a->nvalues; i++) {
            const char *code = lx->strings.at[a->value[i]];
            if (strlen(code) == k && strncasecmp(code, s, k) == 0)
                bit = (uint64_t)1 << i;
        }
        if (bit == 0)
            return false;
        v->choices |= bit;
        p += n + (p[n] == '|');
    }
    v->alternatives = (v->choices & (v->choices - 1)) != 0;
    return v->choices != 0;
}

/* Words for the attribute's values anywhere in the text. */
static bool by_words(struct mh__reader *mini, int attr, struct mh_spec_value *v)
{
    const struct mh_lexicon *lx = mini->lx;
    mh__rewrite(mini, mini->family, true);
    mh__values_read(mini);
    for (int i = 0; i < mini->nfound; i++)
        if (mini->found[i].attr == attr) {
            *v = mini->found[i].v;
            v->alternatives = (v->choices & (v->choices - 1)) != 0;
            return mini->problem != MH_READ_CONTRADICTORY;
        }
    (void)lx;
    return false;
}

/* Is every word of the text part of what was read, or one that says nothing? `from`..`to`: tokens of a number read. */
static bool nothing_left(const struct mh__reader *mini, int from, int to)
{
    for (int i = 0; i < mini->n; i++) {
        const struct mh__token *t = &mini->tok[i];
        unsigned flags = t->word < 0 ? 0 : mini->lx->words.at[t->word].flags;
        bool list = t->word >= 0 && t->word == mini->lx->w_ou;
        if ((t->flags & MH__F_USED) == 0 && (i < from || i > to) && t->kind != MH__SIGN && !list && (flags & MH__W_FILLER) == 0)
            return false;
    }
    return true;
}

/* whole: no other number and no other word beside it. */
static bool by_number(struct mh__reader *mini, int attr, const char *op, bool whole, struct mh_spec_value *v)
{
    const struct mh__attr *a = mh__family_attr(mini->lx, mini->family, attr);
    struct mh__numbers nums;
    mh__rewrite(mini, mini->family, true);
    mh__numbers_cut(mini, &nums);
    if (nums.ngroups < 1 || nums.group[0].kind == MH__DIMS)
        return false;
    const struct mh__group *g = &nums.group[0];
    if (whole && (nums.ngroups > 1 || !nothing_left(mini, nums.item[g->first].t0, nums.item[g->first + g->n - 1].t1)))
        return false;
    int64_t lo = INT64_MAX, hi = INT64_MIN, x = 0;
    mh__number_value(v, 0, 0);
    for (int k = 0; k < g->n; k++) {
        struct mh__item *it = &nums.item[g->first + k];
        if (it->usp >= 0 || mh__in_unit(mini->lx, a, it, &x) == 0)
            return false;
        lo = x < lo ? x : lo;
        hi = x > hi ? x : hi;
        if (g->kind == MH__LIST)
            v->list[v->nlist++] = x;
    }
    v->lo = *op == '>' ? (op[1] == '=' ? lo : lo + 1) : *op == '<' ? INT64_MIN : lo;
    v->hi = *op == '<' ? (op[1] == '=' ? hi : hi - 1) : *op == '>' ? INT64_MAX : hi;
    v->alternatives = v->nlist > 1;
    return true;
}

/* whole: nothing of the text may be left over. */
static bool value_read(struct mh__reader *r, const struct mh__column_item *it, const struct name *nm, int attr, bool whole,
                       struct mh_spec_value *v)
{
    const struct mh__attr *a = mh__family_attr(r->lx, r->family, attr);
    struct mh_str folded = MH_STR_INIT, text = MH_STR_INIT;
    bool ok = false;
    *v = (struct mh_spec_value){ .kind = MH_VAL_CHOICES };
    mh__fold(&folded, it->value, strlen(it->value));
    if (a->type == MH__YES_NO)
        ok = yes_no(mh_str_text(&folded), &v->choices);
    if (!ok && a->type != MH__NUMBER)
        ok = by_code(r->lx, a, mh_str_text(&folded), v);
    if (!ok) {
        struct mh_spec_text in = { .product = r->in->product };
        struct mh__reader mini;
        for (const char *p = it->value; *p != '\0'; p++) {
            if (*p == '|')
                mh_str_add(&text, " ou ");
            else
                mh_str_addc(&text, *p);
        }
        if (a->type == MH__NUMBER && nm->unit >= 0)
            mh_str_addf(&text, " %s", nm->unit_text);
        mh__reader_init(&mini, r->lx, &in);
        mini.family = r->family;
        mh__fold(&mini.raw.folded, mh_str_text(&text), text.len);
        mh__text_cut(&mini, 0, 0);
        if (a->type == MH__NUMBER)
            ok = by_number(&mini, attr, it->op, whole, v);
        else if (a->type == MH__USP) {
            mh__rewrite(&mini, r->family, true);
            mh__numbers_read(&mini);
            for (int i = 0; i < mini.nfound && !ok; i++)
                if (mini.found[i].attr == attr) {
                    *v = mini.found[i].v;
                    ok = true;
                }
        } else
            ok = by_words(&mini, attr, v);
        if (ok && whole && a->type != MH__NUMBER)
            ok = nothing_left(&mini, MH__NONE, MH__NONE);
        mh__reader_free(&mini);
    }
    mh_str_free(&folded);
    mh_str_free(&text);
    return ok;
}

static bool item_read(struct mh__reader *r, const struct mh__column_item *it)
{
    struct name nm;
    struct mh_spec_value v;
    int tried[MH__MAX_ATTRIBUTES] = { 0 };
    const struct mh__family *fam = &r->lx->families[r->family];
    name_parse(r->lx, it->name, &nm);
    for (int round = 0; round < 3; round++) { /* the best name whose value can be read */
        int best = MH__NONE, best_score = 24;
        for (int i = 0; i < fam->nattrs; i++) {
            int s = tried[i] ? 0 : name_score(r->lx, &nm, it->name, mh__family_attr(r->lx, r->family, i));
            if (s > best_score) {
                best = i;
                best_score = s;
            }
        }
        if (best < 0)
            return false;
        tried[best] = 1;
        if (!value_read(r, it, &nm, best, false, &v))
            continue;
        struct mh__found f = { .attr = best, .v = v, .source = MH_SRC_TYPED, .wish = it->wish, .column = true, .t0 = MH__NONE,
                               .t1 = MH__NONE, .from = -1, .to = -1 };
        snprintf(f.words, sizeof f.words, "%.*s", 46, it->value);
        mh__found_add(r, &f);
        return true;
    }
    return false;
}

int mh__item_attribute(const struct mh_lexicon *lx, int family, const char *name, int least)
{
    struct name nm;
    int best = MH__NONE, best_score = least - 1;
    name_parse(lx, name, &nm);
    for (int i = 0; i < lx->families[family].nattrs; i++) {
        int s = name_score(lx, &nm, name, mh__family_attr(lx, family, i));
        if (s > best_score) {
            best = i;
            best_score = s;
        }
    }
    return best;
}

bool mh__item_value(struct mh__reader *r, const struct mh__column_item *it, int attr, struct mh_spec_value *v)
{
    struct name nm;
    name_parse(r->lx, it->name, &nm);
    return value_read(r, it, &nm, attr, true, v);
}

void mh__grammar_read(struct mh__reader *r, struct mh_str *free_text)
{
    for (int i = 0; i < r->nitems; i++) {
        const struct mh__column_item *it = &r->item[i];
        struct name nm;
        if (item_read(r, it))
            continue;
        name_parse(r->lx, it->name, &nm);
        mh_str_add(free_text, " ;");
        struct mh_str folded = MH_STR_INIT;
        uint64_t answer = 0;
        mh__fold(&folded, it->value, strlen(it->value));
        if (!yes_no(mh_str_text(&folded), &answer) || strlen(mh_str_text(&folded)) < 3)
            answer = 0;
        mh_str_free(&folded);
        if (answer == 2) /* luer_lock = non: without it */
            mh_str_add(free_text, " sans");
        for (int k = 0; k < nm.n; k++)
            mh_str_addf(free_text, " %s", nm.part[k]);
        if (answer == 0)
            mh_str_addf(free_text, "%s %s %s", *it->op == ':' ? " :" : "", it->value, nm.unit >= 0 ? nm.unit_text : "");
    }
}

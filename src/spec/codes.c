/*
 * Numbers of a catalogue, of a house or of a list: "Réf. 22145 Sonde de Foley", "[300912] seringue", "BD300912 seringue", "Lot n° 3 :",
 * "12) Sonde". They name no kind of thing and ask for nothing, wherever they stand: their tokens are taken out of the text. A number that
 * could be a size, a measure, a count or a norm is none of them.
 */
#include <string.h>
#include <mahalli/reference.h>
#include "spec/lexicon.h"

enum { RANGES = 12, CODE_MIN = 3, LONG_NUMBER = 6 };

struct range { size_t from, to; };

struct scan {
    const struct mh__reader *r;
    const char *s;
    size_t begin, end;  /* of the text */
    int first;          /* its first token */
    struct range at[RANGES];
    int n;
};

static bool letter(char c)
{
    return (c >= 'a' && c <= 'z') || (unsigned char)c >= 0xc3;
}

static bool digit(char c)
{
    return c >= '0' && c <= '9';
}

static size_t spaces(const struct scan *c, size_t i)
{
    while (i < c->end && c->s[i] == ' ')
        i++;
    return i;
}

/* Ends a piece of writing: a space, a bracket, a comma between words. */
static bool parts(const struct scan *c, size_t i)
{
    return i >= c->end || strchr(" ()[]{},;:|\n", c->s[i]) != NULL;
}

struct piece { /* what is written without a space */
    size_t from, to;
    int digits, letters, run; /* run: the longest of digits */
    bool dims;                /* an x or * between digits */
};

static struct piece piece_at(const struct scan *c, size_t i)
{
    struct piece p = { .from = i };
    int run = 0;
    for (; !parts(c, i); i++) {
        run = digit(c->s[i]) ? run + 1 : 0;
        p.run = run > p.run ? run : p.run;
        p.digits += digit(c->s[i]);
        p.letters += letter(c->s[i]);
        p.dims |= (c->s[i] == 'x' || c->s[i] == '*') && i > p.from && digit(c->s[i - 1]) && digit(c->s[i + 1]);
    }
    while (i > p.from && strchr(".-/", c->s[i - 1]) != NULL)
        i--;
    p.to = i;
    return p;
}

static bool plain_number(const struct piece *p)
{
    return p->digits > 0 && p->digits == (int)(p->to - p->from);
}

static int token_at(const struct scan *c, size_t from)
{
    int i = c->first;
    while (i < c->r->raw.n && c->r->raw.tok[i].from < from)
        i++;
    return i;
}

/* Does a unit, an x or a percent follow the number that ends at `to`: is it a measure? */
static bool measure(const struct scan *c, size_t to)
{
    const struct mh__reader *r = c->r;
    int i = token_at(c, to);
    int32_t node = 0;
    if (i >= r->raw.n || (r->raw.tok[i].flags & MH__F_HARD) != 0)
        return false;
    const struct mh__token *t = &r->raw.tok[i];
    return (t->kind == MH__SIGN && strchr("/-&+", c->s[t->from]) == NULL) || (t->word >= 0 && t->word == r->lx->w_x) ||
           mh__sequence_at(r->lx, r->raw.tok, r->raw.n, i, MH__T_UNIT, MH__NONE, &node) > 0;
}

/* Is the word that stands before `from` one of norms? */
static bool of_norm(const struct scan *c, size_t from)
{
    int i = token_at(c, from) - 1;
    for (int k = i; k >= c->first && k > i - 3; k--) {
        const struct mh__token *t = &c->r->raw.tok[k];
        if (t->word >= 0 && (c->r->lx->words.at[t->word].flags & MH__W_NORM) != 0)
            return true;
    }
    return false;
}

static void take(struct scan *c, size_t from, size_t to)
{
    if (c->n < RANGES && to > from)
        c->at[c->n++] = (struct range){ from, to };
}

/* --- codes that a word announces --- */

static bool word_at(const struct scan *c, size_t i, const char *word, size_t *after)
{
    size_t n = strlen(word);
    if (i + n > c->end || memcmp(c->s + i, word, n) != 0 || (i + n < c->end && letter(c->s[i + n])))
        return false;
    *after = i + n;
    return true;
}

/* The longest word of such a role at i. */
static const struct mh__announcer *announcer(const struct scan *c, size_t i, unsigned roles, size_t *after)
{
    const struct mh__announcer *best = NULL;
    size_t end = 0;
    for (size_t k = 0; k < c->r->lx->announcers.len; k++) {
        const struct mh__announcer *a = &c->r->lx->announcers.at[k];
        if ((a->roles & roles) == 0 || *a->word != c->s[i] || !word_at(c, i, a->word, &end) || (best != NULL && end <= *after))
            continue;
        best = a;
        *after = end;
    }
    return best;
}

/* The signs and small words between "réf" and the code: "n°", "fabricant", ":", ".". */
static size_t announced(const struct scan *c, size_t i, bool *numbered)
{
    size_t after;
    for (;;) {
        i = spaces(c, i);
        const struct mh__announcer *a = i < c->end ? announcer(c, i, MH__A_JOINT | MH__A_NUMBER, &after) : NULL;
        if (i < c->end && strchr(".:#=-/", c->s[i]) != NULL) {
            *numbered |= c->s[i] == '#';
            i++;
        } else if (i + 1 < c->end && (unsigned char)c->s[i] == 0xc2 && (unsigned char)c->s[i + 1] == 0xb0) {
            *numbered = true;
            i += 2;
        } else if (a != NULL) {
            *numbered |= (a->roles & MH__A_NUMBER) != 0;
            i = after;
        } else {
            return i;
        }
    }
}

/* "SG 60 CL", "25 023": the further pieces of a code that is written with spaces; returns its end. */
static size_t code_end(const struct scan *c, struct piece p)
{
    size_t end = p.to;
    bool known = plain_number(&p);
    for (int k = 0; k < 2 && known && p.run <= 3; k++) { /* groups of three figures */
        struct piece q = piece_at(c, spaces(c, end));
        if (end >= c->end || c->s[end] != ' ' || !plain_number(&q) || q.run != 3 || measure(c, q.to))
            break;
        end = q.to;
    }
    if (p.digits > 0)
        return end;
    size_t last = end; /* letters first: to the end of the clause, if that is short */
    for (int k = 0; k < 3 && last < c->end && c->s[last] == ' '; k++) {
        struct piece q = piece_at(c, spaces(c, last));
        if (q.to == q.from || q.to - q.from > 4)
            break;
        last = q.to;
        if (q.digits > 0 && k == 0)
            end = last;
    }
    return parts(c, last) && (last >= c->end || c->s[last] != ' ') ? last : end;
}

/* "réf. 22145", "Code 300912 :", "cat. no 445-12", "P/N 55-1204", "EAN 3401...": returns where the code ends, 0 if there is none. */
static size_t announced_code(struct scan *c, size_t i, bool begins)
{
    size_t after;
    const struct mh__announcer *word = announcer(c, i, MH__A_CODE | MH__A_LONG, &after);
    if (word == NULL)
        return 0;
    bool sure = (word->roles & MH__A_CODE) != 0, numbered = false, dot;
    dot = after < c->end && (c->s[after] == '.' || c->s[after] == ':');
    size_t from = announced(c, after, &numbered);
    bool bracket = from < c->end && (c->s[from] == '[' || c->s[from] == '(');
    struct piece p = piece_at(c, from + bracket);
    if (p.from == p.to || measure(c, p.to) || p.dims)
        return 0;
    if (plain_number(&p) && p.digits < CODE_MIN && p.to < c->end && c->s[p.to] == ' ' && letter(c->s[spaces(c, p.to)]))
        return 0; /* "ref 8 plis" */
    int enough = sure || numbered ? 1 : begins || dot ? CODE_MIN : CODE_MIN + 1;
    if (p.digits < enough && !(sure && p.digits == 0 && p.letters <= 4 && digit(c->s[piece_at(c, spaces(c, p.to)).from])))
        return 0;
    size_t end = code_end(c, p);
    take(c, i, end);
    return end;
}

/* --- codes that stand by themselves --- */

/* Before the first word: "4502110 SERINGUE", "BD300912 seringue", "LM01-001 Seringue", "SG-60-CL seringue". */
static bool leading(const struct scan *c, const struct piece *p)
{
    int groups = 1, word = 0, letters = 0;
    if (p->digits == 0 || p->dims || measure(c, p->to) || of_norm(c, p->to))
        return false;
    for (size_t i = p->from; i < p->to; i++) {
        groups += (c->s[i] == '-' || c->s[i] == '.' || c->s[i] == '_') && i > p->from;
        letters = letter(c->s[i]) ? letters + 1 : 0;
        word = letters > word ? letters : word;
    }
    if (word > 3 && p->run < 4)
        return false; /* 12-channel */
    if (plain_number(p))
        return p->run >= 5 || (p->run == 4 && (c->s[p->from] == '0' || c->s[p->to - 1] != '0' || c->s[p->to - 2] != '0'));
    if (p->letters == 0)
        return groups >= 2 && p->digits >= 5 && strchr("-.", c->s[p->from + (size_t)p->run]) != NULL && p->run >= 3 && memchr(c->s + p->from, '/', p->to - p->from) == NULL;
    return (p->run >= 4 && p->letters >= 1) || (groups >= 2 && p->letters >= 2 && p->digits >= 2 && memchr(c->s + p->from, '/', p->to - p->from) == NULL);
}

/* Is the first letter run of the piece a word of sizes or measures ("ch-16", "t-7.5", "en-13795")? */
static bool of_size(const struct scan *c, const struct piece *p)
{
    int i = token_at(c, p->from);
    const struct mh__reader *r = c->r;
    int32_t node = 0;
    if (i >= r->raw.n || r->raw.tok[i].kind != MH__WORD)
        return false;
    const struct mh__token *t = &r->raw.tok[i];
    unsigned flags = t->word < 0 ? 0 : r->lx->words.at[t->word].flags;
    bool unit = mh__sequence_at(r->lx, r->raw.tok, r->raw.n, i, MH__T_UNIT, MH__NONE, &node) > 0;
    int groups = 1;
    for (size_t k = p->from; k < p->to; k++)
        groups += c->s[k] == '-';
    if (!unit && (flags & MH__W_NORM) == 0 && t->len <= 3 && (p->run >= 5 || (groups >= 3 && t->len == 2)))
        return false; /* BD300912, SG-60-CL */
    return t->len == 1 ? p->run < 5 && memchr(c->s + p->from, '-', p->to - p->from) == NULL
                       : unit || (flags & (MH__W_NORM | MH__W_FAMILY | MH__W_VALUE | MH__W_PACK)) != 0;
}

/* Further on: "(300912)", "[BD300912]", "300912". */
static bool standing(const struct scan *c, const struct piece *p)
{
    bool bracket = p->from > c->begin && strchr("[(", c->s[p->from - 1]) != NULL && p->to < c->end && strchr("])", c->s[p->to]) != NULL;
    if (p->digits == 0 || p->dims || measure(c, p->to) || of_norm(c, p->from))
        return false;
    if (plain_number(p))
        return p->run >= LONG_NUMBER - bracket;
    return p->letters > 0 && letter(c->s[p->from]) && p->run >= LONG_NUMBER - bracket - (p->letters <= 3) && !of_size(c, p);
}

/* "12) Sonde", "3. Gants", "1/ Compresses", "Lot n° 3 - Gants", "Poste 4 :": the line's own number. */
static size_t of_list(struct scan *c, size_t i)
{
    size_t from = i, after;
    bool numbered = false, named = i < c->end && announcer(c, i, MH__A_LINE, &after) != NULL;
    if (named)
        i = announced(c, after, &numbered);
    size_t k = i;
    while (k < c->end && digit(c->s[k]))
        k++;
    if (k == i || k - i > 4)
        return 0;
    size_t next = spaces(c, k);
    if (next >= c->end)
        return 0;
    if (named) {
        bool end = strchr(":-.)", c->s[next]) != NULL || numbered;
        after = spaces(c, next + 1);
        if (!end || (strchr(":-.)", c->s[next]) != NULL && (after >= c->end || !(letter(c->s[after]) || digit(c->s[after])))))
            return 0;
        take(c, from, k);
        return k;
    }
    after = k + 1;
    bool sign = c->s[k] == ')' || ((c->s[k] == '.' || c->s[k] == '/') && after < c->end && (c->s[after] == ' ' || c->s[k] == '.'));
    after = spaces(c, after);
    if (!sign || after + 2 >= c->end || !letter(c->s[after]) || !letter(c->s[after + 1]) || measure(c, after))
        return 0;
    take(c, from, k + 1);
    return k + 1;
}

static void scan(struct scan *c)
{
    size_t i = spaces(c, c->begin), to;
    bool begins = true;
    while (i < c->end && strchr(" -*.;", c->s[i]) != NULL)
        i++;
    if ((to = of_list(c, i)) > 0)
        i = to;
    while (i < c->end) {
        if (!letter(c->s[i]) && !digit(c->s[i])) {
            i++;
            continue;
        }
        struct piece p = piece_at(c, i);
        if (p.to == p.from) {
            i++;
            continue;
        }
        if ((to = announced_code(c, i, begins)) > 0) {
            i = to > i ? to : i + 1;
            continue;
        }
        bool code = begins ? leading(c, &p) && (plain_number(&p) || !of_size(c, &p)) : false;
        if (code || standing(c, &p))
            take(c, p.from, p.to);
        else
            begins = false;
        i = p.to;
    }
}

static void announcer_add(struct mh_lexicon *lx, const char *const *cell)
{
    static const struct { const char *name; enum mh__announces role; } roles[] = {
        { "code", MH__A_CODE }, { "code_long", MH__A_LONG }, { "joint", MH__A_JOINT }, { "numero", MH__A_NUMBER }, { "ligne", MH__A_LINE },
    };
    struct mh__announcer a = { .word = mh_arena_strdup(&lx->arena, cell[0]) };
    for (const char *p = cell[1]; *p != '\0';) {
        size_t n = strcspn(p, "|");
        for (size_t k = 0; k < sizeof roles / sizeof *roles; k++)
            if (strlen(roles[k].name) == n && memcmp(p, roles[k].name, n) == 0)
                a.roles |= roles[k].role;
        p += n + (p[n] == '|');
    }
    mh_vec_push(&lx->announcers, a);
}

void mh__codes_load(struct mh_lexicon *lx)
{
    for (const struct mh_reference_file *f = mh_reference_files; f->group != NULL; f++)
        if (strcmp(f->file, "codes") == 0)
            mh__common_rows(lx, f, announcer_add, 2);
}

void mh__codes_drop(struct mh__reader *r, size_t begin, int first)
{
    struct scan c = { .r = r, .s = mh_str_text(&r->raw.folded), .begin = begin, .end = r->raw.folded.len, .first = first };
    int kept = first;
    unsigned carried = 0;
    bool gap = false;
    if (r->raw.folded.len <= begin || strpbrk(c.s + begin, "0123456789") == NULL)
        return;
    scan(&c);
    for (int i = first; i < r->raw.n && c.n > 0; i++) {
        struct mh__token t = r->raw.tok[i];
        bool code = false;
        for (int k = 0; k < c.n && !code; k++)
            code = t.from >= c.at[k].from && t.from < c.at[k].to;
        if (code) {
            carried |= t.flags & (MH__F_HARD | MH__F_COMMA);
            gap = true;
            continue;
        }
        if (gap)
            t.flags = (uint16_t)((t.flags & ~(unsigned)MH__F_COLON) | carried | (kept > first ? MH__F_CLOSED : 0)); /* it parted them */
        gap = false;
        carried = 0;
        r->raw.tok[kept++] = t;
    }
    if (c.n > 0)
        r->raw.n = kept;
}

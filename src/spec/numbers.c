/* Cuts the numbers of a text into groups: 10 x 10 cm, 14/16/18, 50-75 ml, 25 x 8/10, 2/0, 7 1/2. */
#include <stdio.h>
#include <string.h>
#include "spec/numbers.h"

enum { MILLION = 1000000 };

static const struct mh__token *at(const struct mh__reader *r, int i)
{
    return i >= 0 && i < r->n ? &r->tok[i] : NULL;
}

static bool is(const struct mh__reader *r, int i, int w)
{
    return i >= 0 && i < r->n && w >= 0 && r->tok[i].word == w;
}

static bool free_number(const struct mh__reader *r, int i)
{
    return i >= 0 && i < r->n && r->tok[i].kind == MH__NUM && (r->tok[i].flags & (MH__F_USED | MH__F_PACKED)) == 0;
}

static bool same_clause(const struct mh__reader *r, int i)
{
    return i < r->n && (r->tok[i].flags & MH__F_HARD) == 0;
}

static bool family_has_dimension(const struct mh__reader *r, int dimension)
{
    const struct mh__family *f = &r->lx->families[r->family];
    for (int i = 0; i < f->nattrs; i++) {
        int d = mh__family_attr(r->lx, r->family, i)->dimension;
        if (d == dimension || (d == r->lx->dim_french && dimension == r->lx->dim_length))
            return true;
    }
    return false;
}

bool mh__rate_of(const struct mh_lexicon *lx, const struct mh__attr *a, int unit)
{
    if (a->unit < 0)
        return false;
    const char *has = lx->units.at[unit].symbol, *wants = lx->units.at[a->unit].symbol;
    size_t n = strlen(has);
    return strncmp(wants, has, n) == 0 && wants[n] == '/';
}

static bool family_has_rate(const struct mh__reader *r, int unit)
{
    for (int i = 0; i < r->lx->families[r->family].nattrs; i++)
        if (mh__rate_of(r->lx, mh__family_attr(r->lx, r->family, i), unit))
            return true;
    return false;
}

static bool is_length(const struct mh_lexicon *lx, const struct mh__item *it)
{
    for (int u = 0; u < it->nunits; u++)
        if (lx->units.at[it->unit[u]].dimension == lx->dim_length)
            return true;
    return false;
}

/* The unit after token i - 1: a single letter counts only where the family measures such a thing. */
static int unit_at(const struct mh__reader *r, int i, struct mh__item *it)
{
    const struct mh_lexicon *lx = r->lx;
    int32_t node = 0;
    if (!same_clause(r, i) || (r->tok[i].kind == MH__WORD && r->tok[i].word == lx->w_x))
        return 0;
    int len = mh__sequence_at(lx, r->tok, r->n, i, MH__T_UNIT, MH__NONE, &node);
    if (len == 0)
        return 0;
    bool letter = len == 1 && r->tok[i].len == 1 && r->tok[i].kind == MH__WORD;
    int n = 0;
    for (int32_t k = lx->nodes.at[node].term; k >= 0 && n < 4; k = lx->terms.at[k].next) {
        const struct mh__term *t = &lx->terms.at[k];
        if (t->kind != MH__T_UNIT || (letter && !family_has_dimension(r, lx->units.at[t->code].dimension) && !family_has_rate(r, t->code)))
            continue;
        bool twice = false;
        for (int j = 0; j < n; j++)
            twice |= it->unit[j] == t->code;
        if (!twice)
            it->unit[n++] = t->code;
    }
    it->nunits = n;
    it->letter = letter;
    return n > 0 ? len : 0;
}

/* CH 18, G 20, 'Fr 16': the two kinds of gauge stand before their number. */
static bool unit_before(const struct mh__reader *r, int i, int from, struct mh__item *it)
{
    const struct mh_lexicon *lx = r->lx;
    int32_t node = 0;
    int p = i - 1;
    if (p < from || (r->tok[i].flags & (MH__F_HARD | MH__F_CLOSED)) != 0)
        return false;
    if (p >= 0 && (is(r, p, lx->w_slash) || r->tok[p].kind == MH__SIGN))
        p--;
    if (p < from || r->tok[p].kind != MH__WORD || (p < i - 1 && r->tok[p].len == 1))
        return false;
    if (mh__sequence_at(lx, r->tok, r->n, p, MH__T_UNIT, MH__NONE, &node) != 1)
        return false;
    for (int32_t k = lx->nodes.at[node].term; k >= 0; k = lx->terms.at[k].next) {
        int d = lx->terms.at[k].kind == MH__T_UNIT ? lx->units.at[lx->terms.at[k].code].dimension : MH__NONE;
        if ((d == lx->dim_french || d == lx->dim_gauge) && family_has_dimension(r, d)) {
            it->unit[0] = lx->terms.at[k].code;
            it->nunits = 1;
            it->before = true;
            return true;
        }
    }
    return false;
}

/* "14 CH 16": the unit of gauges belongs to the number after it, unless that has a unit of its own or writing says otherwise. */
static bool belongs_to_next(const struct mh__reader *r, int u, const struct mh__item *it)
{
    const struct mh_lexicon *lx = r->lx;
    bool gauges = false;
    for (int k = 0; k < it->nunits; k++) {
        int d = lx->units.at[it->unit[k]].dimension;
        gauges |= d == lx->dim_french || d == lx->dim_gauge;
    }
    if (!gauges || !free_number(r, u + 1) || !same_clause(r, u + 1) || (r->tok[u + 1].flags & MH__F_CLOSED) != 0)
        return false;
    if (r->tok[u + 1].num < 5 * MILLION && it->unit[0] == lx->unit_gauge)
        return false; /* "22 G 3 1/2": nobody makes a needle of gauge 3 */
    bool before = (r->tok[u].flags & MH__F_GLUED) != 0, after = (r->tok[u + 1].flags & MH__F_GLUED) != 0;
    if (before != after)
        return after;
    int end = u + 2; /* the last number of a range or list: 22 ch 50-75 cc */
    while (end + 1 < r->n && r->tok[end].kind == MH__SIGN && free_number(r, end + 1))
        end += 2;
    struct mh__item next = { .nunits = 0 };
    int len = unit_at(r, end, &next);
    return len == 0 || (len == 1 && next.nunits > 0 && next.unit[0] == it->unit[0]);
}

static bool small_fraction(const struct mh__reader *r, int i, int64_t *value)
{
    if (!free_number(r, i) || !is(r, i + 1, r->lx->w_slash) || !free_number(r, i + 2) || !same_clause(r, i) || !same_clause(r, i + 2))
        return false;
    int64_t a = r->tok[i].num, b = r->tok[i + 2].num;
    if ((b != 2 * MILLION && b != 4 * MILLION && b != 8 * MILLION) || a >= b || a <= 0 || a % MILLION != 0)
        return false;
    *value = a * MILLION / b;
    return true;
}

/* "1/2 kg", "1/4 litre": a part of what the unit measures; none of a calibre or a length in mm. */
static bool fraction_of_unit(const struct mh__reader *r, int i)
{
    const struct mh_lexicon *lx = r->lx;
    int32_t node = 0;
    if (!same_clause(r, i) || mh__sequence_at(lx, r->tok, r->n, i, MH__T_UNIT, MH__NONE, &node) == 0)
        return false;
    for (int32_t k = lx->nodes.at[node].term; k >= 0; k = lx->terms.at[k].next) {
        const struct mh__unit *u = lx->terms.at[k].kind == MH__T_UNIT ? &lx->units.at[lx->terms.at[k].code] : NULL;
        const char *dim = u == NULL || u->dimension < 0 ? "" : lx->dimensions.at[u->dimension];
        if ((strcmp(dim, "masse") == 0 || strcmp(dim, "volume") == 0) && family_has_dimension(r, u->dimension) && strcmp(u->symbol, "mL") != 0)
            return true;
    }
    return false;
}

/* "7 et demi": returns the token after the half, `i` where there is none. */
static int and_a_half(const struct mh__reader *r, int i)
{
    int j = i + is(r, i, r->lx->w_et);
    return j > i && same_clause(r, i) && (is(r, j, r->lx->w_demi) || is(r, j, r->lx->w_demie)) && same_clause(r, j) ? j + 1 : i;
}

/* One number with its fraction and unit; returns the token after it. `after_times`: an x stands before. */
static int cut_item(const struct mh__reader *r, int i, int from, bool after_times, bool after_gauge, struct mh__item *it)
{
    const struct mh_lexicon *lx = r->lx;
    const struct mh__token *t = &r->tok[i];
    int64_t part;
    int j = i + 1;
    *it = (struct mh__item){ .t0 = i, .t1 = i, .num = t->num, .usp = MH__NONE };
    if (t->num == 0)
        it->zeros = t->len;
    if (after_gauge && small_fraction(r, i, &part)) {
        it->num = part;
        j = i + 3;
    } else if (!after_times && small_fraction(r, i, &part) && (r->tok[i + 1].flags & r->tok[i + 2].flags & MH__F_GLUED) != 0 && fraction_of_unit(r, i + 3)) {
        it->num = part;
        j = i + 3;
    } else if (t->num % MILLION == 0 && t->num <= 40 * MILLION && small_fraction(r, i + 1, &part) &&
               (t->num <= 12 * MILLION || after_gauge)) {
        it->num += part;
        j = i + 4;
    } else if ((is(r, j, lx->w_slash) || is(r, j, lx->w_dash)) && free_number(r, j + 1) && r->tok[j + 1].num == 0 &&
               r->tok[j + 1].len == 1 && t->num % MILLION == 0 && t->num > 0 && same_clause(r, j + 1)) {
        char usp[24];
        snprintf(usp, sizeof usp, "%lld/0", (long long)(t->num / MILLION));
        it->usp = mh__usp_index(lx, usp);
        j += 2;
    } else if (is(r, j, lx->w_slash) && free_number(r, j + 1) && r->tok[j + 1].num == 10 * MILLION && same_clause(r, j + 1) &&
               (after_times || is(r, j + 2, lx->w_x)) && !after_gauge) {
        it->num /= 10;
        it->tenth = true;
        it->unit[0] = lx->unit_mm;
        it->nunits = 1;
        j += 2;
    }
    if (j == i + 1 && t->num % MILLION == 0 && (j = and_a_half(r, j)) > i + 1)
        it->num += MILLION / 2;
    it->t1 = j - 1;
    if (it->nunits == 0 && it->usp < 0) {
        int len = unit_at(r, j, it);
        if (len == 1 && belongs_to_next(r, j, it)) {
            len = 0;
            it->nunits = 0;
        }
        if (len > 0) {
            j += len;
            it->t1 = j - 1;
            if (len == 1 && it->letter && is_length(lx, it) && free_number(r, j) && r->tok[j].len == 2 &&
                (r->tok[j].flags & MH__F_GLUED) != 0 && (r->tok[j - 1].flags & MH__F_GLUED) != 0 && it->num % MILLION == 0) {
                it->num += r->tok[j].num / 100; /* 2m70 */
                it->t1 = j++;
            } else if (it->nunits == 1 && it->unit[0] == lx->unit_inch && it->num % MILLION == 0 && small_fraction(r, j, &part)) {
                it->num += part; /* 1"1/2 */
                j += 3;
                it->t1 = j - 1;
            }
        } else {
            unit_before(r, i, from, it);
        }
    }
    return j;
}

/* CH, Fr or G, as a word by itself. */
static bool gauge_unit(const struct mh__reader *r, int i)
{
    const struct mh_lexicon *lx = r->lx;
    int32_t node = 0;
    if (i < 0 || i >= r->n || r->tok[i].kind != MH__WORD || mh__sequence_at(lx, r->tok, i + 1, i, MH__T_UNIT, MH__NONE, &node) != 1)
        return false;
    for (int32_t k = lx->nodes.at[node].term; k >= 0; k = lx->terms.at[k].next) {
        int d = lx->terms.at[k].kind == MH__T_UNIT ? lx->units.at[lx->terms.at[k].code].dimension : MH__NONE;
        if ((d == lx->dim_french || d == lx->dim_gauge) && family_has_dimension(r, d))
            return true;
    }
    return false;
}

bool mh__says_between(const struct mh__reader *r, int i)
{
    return i >= 0 && r->tok[i].kind == MH__WORD && ((r->tok[i].len == 5 && memcmp(r->raw.folded.data + r->tok[i].from, "entre", 5) == 0) ||
                                                  (r->tok[i].len == 7 && memcmp(r->raw.folded.data + r->tok[i].from, "between", 7) == 0));
}

/* Is the token behind " - ", which is no sign of a range? */
static bool new_field(const struct mh__reader *r, int i)
{
    const struct mh__token *t = &r->tok[i];
    return (t->flags & MH__F_CLOSED) != 0 && t->from >= 2 && r->raw.folded.data[t->from - 2] == '-';
}

/* "6F - gauche 1 - 110 cm", "2/0 - 1/2 - ronde": in a text whose fields are parted so, the dash between two numbers parts them too. */
static bool parts_fields(const struct mh__reader *r, int i)
{
    int others = 0;
    bool spaced = i > 0 && i + 1 < r->n && is(r, i, r->lx->w_dash) && ((r->tok[i].flags | r->tok[i + 1].flags) & MH__F_GLUED) == 0;
    for (int k = 1; spaced && k < r->n; k++)
        others += new_field(r, k);
    if (!spaced)
        return false;
    const struct mh__token *low = at(r, i - 1), *high = at(r, i + 1);
    bool narrow = low->kind == MH__NUM && high->kind == MH__NUM && low->num < high->num && high->num <= 5 * low->num;
    return others > 1 || (others == 1 && !narrow);
}

/* What stands between token i and a further number; *next is that number's token. */
static enum mh__group_kind separator(const struct mh__reader *r, int i, int *next, bool *either)
{
    const struct mh_lexicon *lx = r->lx;
    *next = i + 1;
    if (i >= r->n)
        return MH__SINGLE;
    if (r->tok[i].kind == MH__NUM && (r->tok[i].flags & MH__F_COMMA) != 0 && free_number(r, i)) {
        const struct mh__token *after = at(r, i + 1);
        *next = i;
        bool ends = after == NULL || (after->flags & MH__F_HARD) != 0 || after->word == lx->w_et || after->word == lx->w_ou;
        return ends ? MH__LIST : MH__SINGLE;
    }
    int w = r->tok[i].word;
    if (!same_clause(r, i) || w < 0 || parts_fields(r, i))
        return MH__SINGLE;
    bool between = w == lx->w_dash || w == lx->w_a || w == lx->w_au;
    if (between && free_number(r, i + 2) && same_clause(r, i + 1) && same_clause(r, i + 2) && (is(r, i + 1, lx->w_plus) || gauge_unit(r, i + 1))) {
        *next = i + 2; /* "CH 12 a CH 16", "de +10 a +30 D" */
        return MH__RANGE;
    }
    if (!free_number(r, i + 1) || !same_clause(r, i + 1))
        return MH__SINGLE;
    if (w == lx->w_x)
        return MH__DIMS;
    if (w == lx->w_slash || w == lx->w_et || w == lx->w_amp)
        return MH__LIST;
    if (w == lx->w_ou) {
        *either = true;
        return MH__LIST;
    }
    if (w == lx->w_dash || w == lx->w_a || w == lx->w_au)
        return MH__RANGE;
    return MH__SINGLE;
}

/* In 0.6 x 100 m the unit is of both; in 10 cm x 10 too. */
static void share_units(const struct mh__reader *r, struct mh__numbers *out, struct mh__group *g)
{
    for (int pass = 0; pass < 2; pass++)
        for (int k = 0; k + 1 < g->n; k++) {
            struct mh__item *to = &out->item[g->first + (pass == 0 ? g->n - 2 - k : k + 1)];
            const struct mh__item *from = pass == 0 ? to + 1 : to - 1;
            if (to->nunits > 0 || from->nunits == 0 || to->usp >= 0 || to->inches || (g->kind == MH__DIMS && from->before))
                continue;
            if (from->unit[0] == r->lx->unit_gauge)
                continue; /* 23G x 25 */
            if (g->kind == MH__DIMS && !is_length(r->lx, from)) { /* 2 x 20 l: a count and a measure */
                to->counts = true;
                continue;
            }
            to->shared = true;
            to->nunits = from->nunits;
            memcpy(to->unit, from->unit, sizeof to->unit);
        }
}

/* "18G 3 1/2": the fraction after a needle's gauge is of inches. */
static bool gauge_before(const struct mh__reader *r, int i)
{
    struct mh__item it = { .nunits = 0 };
    bool gauge = false;
    if (i < 2 || r->tok[i - 2].kind != MH__NUM || !same_clause(r, i) || unit_at(r, i - 1, &it) != 1)
        return false;
    for (int u = 0; u < it.nunits; u++)
        gauge |= it.unit[u] == r->lx->unit_gauge;
    return gauge;
}

/* "0,5 ml / 50 ui": two measures, no list. */
static bool of_two_kinds(const struct mh__reader *r, const struct mh__numbers *out, const struct mh__group *g)
{
    const struct mh__item *x = &out->item[g->first], *y = x + 1;
    bool parted = (g->kind == MH__LIST && !x->before && !y->before) || g->kind == MH__RANGE; /* "CH 8 - 40 cm" */
    return parted && g->n == 2 && x->nunits > 0 && y->nunits > 0 &&
           r->lx->units.at[x->unit[0]].dimension != r->lx->units.at[y->unit[0]].dimension;
}

static int cut_group(const struct mh__reader *r, int i, int from, struct mh__numbers *out)
{
    struct mh__group *g = &out->group[out->ngroups++];
    *g = (struct mh__group){ .kind = MH__SINGLE, .first = out->nitems };
    bool gauge = gauge_before(r, i), dashes = false;
    for (;;) {
        struct mh__item *it = &out->item[out->nitems++];
        i = cut_item(r, i, from, g->kind == MH__DIMS, gauge, it);
        from = i;
        bool sign = it->nunits == 1 && it->unit[0] == r->lx->unit_inch;
        if (gauge && it->num <= 4 * MILLION && (sign || (it->nunits == 0 && (g->kind != MH__SINGLE || it->t1 > it->t0)))) {
            it->inches = true;
            it->unit[0] = r->lx->unit_inch;
            it->nunits = 1;
        }
        gauge = it->nunits > 0 && it->unit[0] == r->lx->unit_gauge;
        for (int u = 1; u < it->nunits; u++)
            gauge |= it->unit[u] == r->lx->unit_gauge;
        g->n++;
        int next = i;
        bool either = false;
        enum mh__group_kind kind = separator(r, i, &next, &either);
        if (g->kind == MH__DIMS && kind == MH__LIST && it->nunits == 0 && !it->tenth) { /* 5 m x 10/15 cm: the list stands alone */
            g->n--;
            out->nitems--;
            i = it->t0;
            if (g->n == 1)
                g->kind = MH__SINGLE;
            break;
        }
        if (kind == MH__RANGE && ((g->kind == MH__RANGE && g->n == 2) || (g->kind == MH__LIST && dashes)) && is(r, i, r->lx->w_dash)) {
            g->kind = kind = MH__LIST; /* 6 - 6 1/2 - 7 - 7 1/2 */
            dashes = true;
        }
        if (kind == MH__SINGLE || (g->kind != MH__SINGLE && kind != g->kind) || (kind == MH__RANGE && g->n >= 2) ||
            g->n == MH__GROUP_ITEMS || out->nitems == MH__MAX_ITEMS || (it->usp >= 0 && kind == MH__DIMS))
            break;
        g->kind = kind;
        g->either |= either;
        i = next;
    }
    if (of_two_kinds(r, out, g) && out->ngroups < MH__MAX_ITEMS) {
        out->group[out->ngroups] = (struct mh__group){ .kind = MH__SINGLE, .first = g->first + 1, .n = 1 };
        g->kind = MH__SINGLE;
        g->n = 1;
        out->ngroups++;
        return i;
    }
    share_units(r, out, g);
    const struct mh__item *least = &out->item[g->first];
    if (g->kind == MH__LIST && g->n == 2 && mh__says_between(r, least->t0 - 1 - least->before)) /* "entre 50 et 60 ml" */
        g->kind = MH__RANGE;
    if (g->kind == MH__RANGE && out->item[g->first].num >= out->item[g->first + 1].num && out->item[g->first].usp < 0)
        g->kind = MH__LIST;
    return i;
}

void mh__numbers_cut(const struct mh__reader *r, struct mh__numbers *out)
{
    int from = 0; /* tokens before it are a number's already */
    out->nitems = out->ngroups = 0;
    for (int i = 0; i < r->n && out->nitems < MH__MAX_ITEMS;) {
        if (free_number(r, i))
            from = i = cut_group(r, i, from, out);
        else
            i++;
    }
}

/* Why: one line for a list, a table of requirements for the file of an article. */
#include "match/index.h"
#include <mahalli/i18n.h>
#include <stdio.h>
#include <string.h>

const char *mh_who_name(enum mh_who w)
{
    static const char *const names[] = { [MH_WHO_NONE] = "", [MH_WHO_PHARMACIST] = MH_TR("pharmacien"), [MH_WHO_MAKER] = MH_TR("fabricant"),
                                         [MH_WHO_BUYER] = MH_TR("acheteur") };
    return names[w];
}

static bool asked(const struct mh_reading *article, int attribute)
{
    for (size_t i = 0; i < article->nreq; i++)
        if (article->req[i].attribute == attribute && !mh_requirement_implied(&article->req[i]))
            return true;
    return false;
}

/* Met, but by a further value than the one asked for. */
static bool further(const struct mh_index *ix, const struct mh_reading *article, const struct mh_requirement *o)
{
    for (size_t i = 0; i < article->nreq; i++)
        if (article->req[i].attribute == o->attribute)
            return mh_spec_further(ix->lx, article->family, &article->req[i], o);
    return false;
}

static bool shown_special(const struct mh_index *ix, const struct mh_reading *article, const struct mh__product *p, size_t i)
{
    const struct mh_requirement *o = &p->reading->req[i];
    if (article->family == p->reading->family && further(ix, article, o))
        return true;
    return article->family == p->reading->family && o->source != MH_SRC_REFERENCE && !asked(article, o->attribute) &&
           mh_spec_special(ix->lx, p->reading->family, o);
}

/* Cuts at a character's boundary. */
static void put(char *to, size_t size, const char *s)
{
    size_t n = strlen(s);
    if (n >= size) {
        n = size - 1;
        while (n > 0 && ((unsigned char)s[n] & 0xc0) == 0x80)
            n--;
    }
    memcpy(to, s, n);
    to[n] = '\0';
}

static const char *mark(enum mh_compared c)
{
    return c == MH_CMP_MET ? "\xe2\x9c\x93" : c == MH_CMP_FAILED ? "\xe2\x9c\x97" : "?";
}

static void lower_first(struct mh_str *out, const char *s)
{
    if (s[0] >= 'A' && s[0] <= 'Z' && s[1] >= 'a' && s[1] <= 'z')
        mh_str_addc(out, (char)(s[0] + 32));
    else if (s[0] != '\0')
        mh_str_addc(out, s[0]);
    if (s[0] != '\0')
        mh_str_add(out, s + 1);
}

/* Within a line; English names of characteristics are so already, and "French size" keeps its capital. */
static void within(struct mh_str *out, const char *lang, const char *s)
{
    if (mh_streq(lang, "en"))
        mh_str_add(out, s);
    else
        lower_first(out, s);
}

static const struct mh__rule *rule_of(const char *name)
{
    for (const struct mh__rule *r = mh__rules; r->name != NULL; r++)
        if (name != NULL && strcmp(r->name, name) == 0)
            return r;
    return NULL;
}

static void one_requirement(const struct mh_index *ix, const char *lang, const struct mh_reading *article, const struct mh__product *p,
                            const struct mh_requirement *q, struct mh_str *out)
{
    struct mh_str text = MH_STR_INIT;
    const struct mh_requirement *o = mh__offered_for(ix, article, p, q);
    enum mh_compared c = mh_spec_compare(ix->lx, article->family, q, o);
    mh_requirement_text(ix->lx, lang, article->family, q, &text);
    within(out, lang, mh_str_text(&text));
    mh_str_addf(out, " %s", mark(mh_attribute_informative(ix->lx, article->family, q->attribute) ? MH_CMP_UNKNOWN : c));
    if (c == MH_CMP_FAILED) {
        mh_str_clear(&text);
        mh_spec_difference(ix->lx, lang, article->family, q, o, &text);
        mh_str_addf(out, " (%s)", mh_str_text(&text));
    } else if (c == MH_CMP_UNKNOWN) {
        mh_str_add(out, o == NULL ? mh_tr(lang, " (non dit par le fabricant)") : mh_tr(lang, " (plusieurs valeurs possibles)"));
    }
    if (q->wish)
        mh_str_add(out, mh_tr(lang, " (souhait)"));
    mh_str_free(&text);
}

/* "famille : a, b, c ; conclusion", with the signs of the language. */
struct line {
    struct mh_str *out;
    const char *lang, *sep;
};

static void next(struct line *l)
{
    mh_str_add(l->out, l->sep);
    l->sep = mh_tr(l->lang, ", ");
}

/* What fails first, then what is unknown, then what is met. */
static void say_requirements(const struct mh_index *ix, const struct mh_reading *article, const struct mh__product *p, struct line *l)
{
    static const enum mh_compared order[] = { MH_CMP_FAILED, MH_CMP_UNKNOWN, MH_CMP_MET };
    for (int pass = 0; pass < 3; pass++)
        for (size_t i = 0; i < article->nreq; i++) {
            const struct mh_requirement *q = &article->req[i];
            bool info = mh_attribute_informative(ix->lx, article->family, q->attribute);
            if ((info && (order[pass] != MH_CMP_FAILED || q->wish || mh_requirement_implied(q))) ||
                (mh_requirement_implied(q) && order[pass] == MH_CMP_MET) ||
                mh_spec_compare(ix->lx, article->family, q, mh__offered_for(ix, article, p, q)) != order[pass])
                continue;
            next(l);
            one_requirement(ix, l->lang, article, p, q, l->out);
        }
}

static void say_special(const struct mh_index *ix, const struct mh_reading *article, const struct mh__product *p, struct line *l)
{
    for (size_t i = 0; i < p->reading->nreq; i++) {
        if (!shown_special(ix, article, p, i))
            continue;
        struct mh_str text = MH_STR_INIT, small = MH_STR_INIT;
        mh_requirement_text(ix->lx, l->lang, p->reading->family, &p->reading->req[i], &text);
        within(&small, l->lang, mh_str_text(&text));
        next(l);
        mh_str_addf(l->out, mh_tr(l->lang, "%s non demandé"), mh_str_text(&small));
        mh_str_free(&text);
        mh_str_free(&small);
    }
}

/* Words that nobody understood: said by the product too, or not; where only norms are left, they are to be proved. */
static void say_demand(const struct mh_index *ix, const struct mh_reading *article, const struct mh__product *p, struct line *l)
{
    struct mh__asked asked;
    int norms = 0;
    if (article->demand == NULL)
        return;
    mh__asked_make(ix->lx, article, &asked);
    int shared = mh__shared_words(&asked, p, &norms);
    next(l);
    if (shared - norms < asked.words)
        mh_str_addf(l->out, mh_tr(l->lang, "non compris : %s"), article->demand);
    else if (norms < asked.norms)
        mh_str_addf(l->out, mh_tr(l->lang, "à prouver : %s"), article->demand);
    else if (asked.words == 0)
        mh_str_addf(l->out, mh_tr(l->lang, "dit ou prouvé : %s"), article->demand);
    else
        mh_str_addf(l->out, mh_tr(l->lang, "dit dans les mêmes mots : %s"), article->demand);
}

void mh_match_reason(const struct mh_index *ix, const char *lang, const struct mh_reading *article, const struct mh_candidate *c,
                     struct mh_str *out)
{
    const struct mh__product *p = mh__index_product(ix, c->product_id);
    if (p != NULL && article->family < 0)
        mh_str_add(out, mh_tr(lang, "la nature du produit est à confirmer"));
    if (p == NULL || article->family < 0)
        return;
    struct line l = { .out = out, .lang = lang, .sep = mh_tr(lang, " : ") };
    const char *colon = l.sep;
    lower_first(out, mh_lexicon_family_name(ix->lx, lang, article->family));
    if (article->family != p->reading->family && p->reading->family >= 0) {
        struct mh_str name = MH_STR_INIT;
        lower_first(&name, mh_lexicon_family_name(ix->lx, lang, p->reading->family));
        mh_str_addf(out, mh_tr(lang, " ? produit lu comme %s"), mh_str_text(&name));
        mh_str_free(&name);
    }
    say_requirements(ix, article, p, &l);
    say_special(ix, article, p, &l);
    if (mh__made_here(ix, p) != MH_HERE_MET) {
        next(&l);
        mh_str_addf(out, mh_tr(lang, "fabrication : %s"), mh_tr(lang, mh__here_text(ix, p)));
    }
    say_demand(ix, article, p, &l);
    const struct mh__rule *r = rule_of(c->rule);
    if (r != NULL)
        mh_str_addf(out, "%s%s", l.sep == colon ? colon : mh_tr(lang, " ; "), mh_tr(lang, r->sentence));
}

static enum mh_who who_settles(enum mh_compared c, const struct mh_requirement *o)
{
    return c == MH_CMP_MET ? MH_WHO_NONE : c == MH_CMP_FAILED || o == NULL ? MH_WHO_MAKER : MH_WHO_BUYER;
}

static void requirement_row(const struct mh_index *ix, const char *lang, const struct mh_reading *article, const struct mh__product *p,
                            const struct mh_requirement *q, struct mh_compared_row *row)
{
    struct mh_str wanted = MH_STR_INIT, offered = MH_STR_INIT, by = MH_STR_INIT;
    const struct mh_requirement *o = mh__offered_for(ix, article, p, q);
    *row = (struct mh_compared_row){ .source = q->source, .sheet = q->sheet };
    row->result = mh_spec_compare(ix->lx, article->family, q, o);
    mh_value_spec_text(ix->lx, lang, article->family, q->attribute, &q->value, &wanted);
    if (o != NULL)
        mh_value_spec_text(ix->lx, lang, article->family, q->attribute, &o->value, &offered);
    if (row->result == MH_CMP_FAILED)
        mh_spec_difference(ix->lx, lang, article->family, q, o, &by);
    put(row->attribute, sizeof row->attribute, mh_lexicon_attribute_name(ix->lx, lang, article->family, q->attribute));
    put(row->wanted, sizeof row->wanted, mh_str_text(&wanted));
    put(row->offered, sizeof row->offered, o == NULL ? mh_tr(lang, "non dit") : mh_str_text(&offered));
    put(row->by, sizeof row->by, mh_str_text(&by));
    row->mandatory = !q->wish && !mh_attribute_informative(ix->lx, article->family, q->attribute);
    row->norm = strcmp(mh_lexicon_attribute(ix->lx, article->family, q->attribute)->code, "norme") == 0;
    row->who = who_settles(row->result, o);
    mh_str_free(&wanted);
    mh_str_free(&offered);
    mh_str_free(&by);
}

static void here_row(const struct mh_index *ix, const char *lang, const struct mh__product *p, struct mh_compared_row *row)
{
    enum mh_made_here here = mh__made_here(ix, p);
    *row = (struct mh_compared_row){ .source = MH_SRC_REFERENCE, .mandatory = true, .here = true };
    put(row->attribute, sizeof row->attribute, mh_tr(lang, "fabriqué ici"));
    put(row->wanted, sizeof row->wanted, mh_tr(lang, "oui"));
    put(row->offered, sizeof row->offered, mh_tr(lang, mh__here_text(ix, p)));
    row->result = here == MH_HERE_MET ? MH_CMP_MET : here == MH_HERE_UNKNOWN ? MH_CMP_UNKNOWN : MH_CMP_FAILED;
    row->who = here == MH_HERE_UNKNOWN ? MH_WHO_BUYER : MH_WHO_NONE;
}

static void special_row(const struct mh_index *ix, const char *lang, const struct mh__product *p, const struct mh_requirement *o,
                        struct mh_compared_row *row)
{
    struct mh_str text = MH_STR_INIT;
    *row = (struct mh_compared_row){ .source = o->source, .special = true, .result = MH_CMP_UNKNOWN, .who = MH_WHO_PHARMACIST };
    mh_value_spec_text(ix->lx, lang, p->reading->family, o->attribute, &o->value, &text);
    put(row->attribute, sizeof row->attribute, mh_lexicon_attribute_name(ix->lx, lang, p->reading->family, o->attribute));
    put(row->wanted, sizeof row->wanted, mh_tr(lang, "non demandé"));
    put(row->offered, sizeof row->offered, mh_str_text(&text));
    mh_str_free(&text);
}

size_t mh_match_table(const struct mh_index *ix, const char *lang, const struct mh_reading *article, const struct mh_candidate *c,
                      struct mh_compared_row *rows, size_t max)
{
    const struct mh__product *p = mh__index_product(ix, c->product_id);
    size_t n = 0;
    if (p == NULL || article->family < 0)
        return 0;
    for (size_t i = 0; i < article->nreq && n < max; i++)
        requirement_row(ix, lang, article, p, &article->req[i], &rows[n++]);
    if (n < max)
        here_row(ix, lang, p, &rows[n++]);
    for (size_t i = 0; i < p->reading->nreq && n < max; i++)
        if (shown_special(ix, article, p, i))
            special_row(ix, lang, p, &p->reading->req[i], &rows[n++]);
    return n;
}

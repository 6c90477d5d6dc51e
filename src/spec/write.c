/* Readings back into text: the specification grammar for programs (lang NULL here), words for people in their language. */
#include <string.h>
#include <mahalli/i18n.h>
#include "spec/lexicon.h"

static const char *unit_of(const struct mh_lexicon *lx, const struct mh__attr *a)
{
    return a->unit < 0 ? "" : lx->units.at[a->unit].symbol;
}

/* Decimals as the reader writes them: a comma in French and in Moroccan Arabic. */
static void number(struct mh_str *out, int64_t v, const char *lang)
{
    size_t from = out->len;
    bool comma = lang != NULL && !mh_streq(lang, "en");
    mh__number_format(out, v);
    for (size_t i = from; comma && i < out->len; i++)
        if (out->data[i] == '.')
            out->data[i] = ',';
}

/* "less than 300" is held as just under it. */
static bool just_under(int64_t v)
{
    return v != INT64_MAX && v > 0 && v % 1000000 == 999999;
}

static bool just_over(int64_t v)
{
    return v != INT64_MIN && v > 0 && v % 1000000 == 1;
}

static void numbers(const struct mh_lexicon *lx, const struct mh__attr *a, const struct mh_spec_value *v, struct mh_str *out, const char *lang)
{
    const char *unit = unit_of(lx, a);
    if (v->nlist > 0) {
        for (int i = 0; i < v->nlist; i++) {
            if (i > 0)
                mh_str_add(out, lang != NULL ? "/" : " | ");
            number(out, v->list[i], lang);
            if (lang == NULL && *unit != '\0')
                mh_str_addf(out, " %s", unit);
        }
        if (lang != NULL && *unit != '\0')
            mh_str_addf(out, " %s", unit);
        return;
    }
    bool open = v->lo == INT64_MIN || v->hi == INT64_MAX, under = just_under(v->hi) && (open || lang != NULL);
    if (v->lo != INT64_MIN)
        number(out, v->lo - (open && just_over(v->lo)), lang);
    if (v->lo != v->hi && v->lo != INT64_MIN && v->hi != INT64_MAX)
        mh_str_add(out, lang != NULL ? "\xe2\x80\x93" : "-");
    if (under && !open)
        mh_str_add(out, " < ");
    if (v->hi != INT64_MAX && v->hi != v->lo)
        number(out, v->hi + under, lang);
    if (*unit != '\0')
        mh_str_addf(out, " %s", unit);
}

static const char *choice(const struct mh_lexicon *lx, const struct mh__attr *a, int i)
{
    if (a->type == MH__USP)
        return i < lx->nusp ? lx->usp[i].usp : "";
    return i < a->nvalues ? lx->strings.at[a->value[i]] : "";
}

/* A value's code as people say it: luer_lock is "luer lock". */
static void choice_words(struct mh_str *out, const char *code, const char *lang)
{
    struct mh_str words = MH_STR_INIT;
    for (const char *s = code; *s != '\0'; s++)
        mh_str_addc(&words, *s == '_' ? ' ' : *s);
    mh_str_add(out, mh_tr(lang, mh_str_text(&words)));
    mh_str_free(&words);
}

static void choices(const struct mh_lexicon *lx, const struct mh__attr *a, const struct mh_spec_value *v, struct mh_str *out, const char *lang)
{
    bool first = true;
    for (int i = 0; i < 64; i++) {
        if ((v->choices >> i & 1) == 0)
            continue;
        if (!first)
            mh_str_add(out, lang != NULL ? mh_tr(lang, " ou ") : " | ");
        first = false;
        if (lang != NULL)
            choice_words(out, choice(lx, a, i), lang);
        else
            mh_str_add(out, choice(lx, a, i));
    }
}

void mh_reading_text(const struct mh_lexicon *lx, const struct mh_reading *r, struct mh_str *out)
{
    bool first = true;
    for (size_t i = 0; i < r->nreq; i++) {
        const struct mh_requirement *q = &r->req[i];
        const struct mh__attr *a = mh__family_attr(lx, r->family, q->attribute);
        if (!first)
            mh_str_add(out, "; ");
        first = false;
        const char *op = "=";
        if (q->value.kind == MH_VAL_NUMBER && q->value.nlist == 0)
            op = q->value.lo == INT64_MIN ? (just_under(q->value.hi) ? "<" : "<=")
                 : q->value.hi == INT64_MAX ? (just_over(q->value.lo) ? ">" : ">=")
                                            : "=";
        mh_str_addf(out, "%s %s ", a->row->code, op);
        if (a->type == MH__NUMBER)
            numbers(lx, a, &q->value, out, NULL);
        else
            choices(lx, a, &q->value, out, NULL);
        if (q->wish)
            mh_str_add(out, " ?");
    }
}

void mh_value_spec_text(const struct mh_lexicon *lx, const char *lang, int family, int attribute, const struct mh_spec_value *v,
                        struct mh_str *out)
{
    const char *reader = lang == NULL ? "fr" : lang;
    const struct mh__attr *a = mh__family_attr(lx, family, attribute);
    if (a->type == MH__NUMBER) {
        if (v->nlist == 0 && v->lo == INT64_MIN)
            mh_str_add(out, just_under(v->hi) ? "< " : "\xe2\x89\xa4 ");
        else if (v->nlist == 0 && v->hi == INT64_MAX)
            mh_str_add(out, just_over(v->lo) ? "> " : "\xe2\x89\xa5 ");
        numbers(lx, a, v, out, reader);
    } else {
        choices(lx, a, v, out, reader);
    }
}

const char *mh_lexicon_attribute_name(const struct mh_lexicon *lx, const char *lang, int family, int attribute)
{
    const struct mh_attribute *row = mh__family_attr(lx, family, attribute)->row;
    if (row->name == NULL || *row->name == '\0')
        return row->code;
    if (mh_streq(lang, "en") && row->name_en != NULL && *row->name_en != '\0')
        return row->name_en;
    return mh_tr(lang, row->name);
}

/* What contradicts is named by the reference: a characteristic of the family, or another family. */
static const char *name_of(const struct mh_lexicon *lx, const char *lang, int family, const char *fr)
{
    for (size_t i = 0; i < mh_lexicon_nattributes(lx, family); i++)
        if (mh_streq(mh_lexicon_attribute(lx, family, (int)i)->name, fr))
            return mh_lexicon_attribute_name(lx, lang, family, (int)i);
    for (size_t i = 0; i < lx->nfamilies; i++)
        if (mh_streq(lx->family_rows[i].name, fr))
            return mh_lexicon_family_name(lx, lang, (int)i);
    return fr;
}

void mh_reading_problem(const struct mh_lexicon *lx, const char *lang, const struct mh_reading *r, struct mh_str *out)
{
    if (r->problem_words == NULL)
        return;
    if (r->problem == MH_READ_AMBIGUOUS && r->second >= 0)
        mh_str_addf(out, "%s / %s", mh_lexicon_family_name(lx, lang, r->family), mh_lexicon_family_name(lx, lang, r->second));
    else
        mh_str_add(out, name_of(lx, lang, r->family, r->problem_words));
}

void mh_requirement_text(const struct mh_lexicon *lx, const char *lang, int family, const struct mh_requirement *q, struct mh_str *out)
{
    const struct mh__attr *a = mh__family_attr(lx, family, q->attribute);
    const char *name = mh_lexicon_attribute_name(lx, lang, family, q->attribute);
    if (a->type == MH__YES_NO && (q->value.choices == 1 || q->value.choices == 2)) {
        if (q->value.choices == 1)
            mh_str_add(out, name);
        else
            mh_str_addf(out, mh_tr(lang, "%s : non"), name);
        return;
    }
    mh_str_addf(out, "%s ", name);
    mh_value_spec_text(lx, lang, family, q->attribute, &q->value, out);
}

void mh_reading_words(const struct mh_lexicon *lx, const char *lang, const struct mh_reading *r, struct mh_str *out)
{
    for (size_t i = 0; i < r->nreq; i++) {
        mh_str_add(out, i > 0 ? mh_tr(lang, " ; ") : "");
        mh_requirement_text(lx, lang, r->family, &r->req[i], out);
        if (r->req[i].wish)
            mh_str_add(out, mh_tr(lang, " (souhait)"));
    }
}

/* Readings back into text: the specification grammar for programs, words for people. */
#include <string.h>
#include "spec/lexicon.h"

static const char *unit_of(const struct mh_lexicon *lx, const struct mh__attr *a)
{
    return a->unit < 0 ? "" : lx->units.at[a->unit].symbol;
}

static void number(struct mh_str *out, int64_t v, bool french)
{
    size_t from = out->len;
    mh__number_format(out, v);
    for (size_t i = from; french && i < out->len; i++)
        if (out->data[i] == '.')
            out->data[i] = ',';
}

static void numbers(const struct mh_lexicon *lx, const struct mh__attr *a, const struct mh_spec_value *v, struct mh_str *out, bool french)
{
    const char *unit = unit_of(lx, a);
    if (v->nlist > 0) {
        for (int i = 0; i < v->nlist; i++) {
            if (i > 0)
                mh_str_add(out, french ? "/" : " | ");
            number(out, v->list[i], french);
            if (!french && *unit != '\0')
                mh_str_addf(out, " %s", unit);
        }
        if (french && *unit != '\0')
            mh_str_addf(out, " %s", unit);
        return;
    }
    if (v->lo != INT64_MIN)
        number(out, v->lo, french);
    if (v->lo != v->hi && v->lo != INT64_MIN && v->hi != INT64_MAX)
        mh_str_add(out, french ? "\xe2\x80\x93" : "-");
    if (v->hi != INT64_MAX && v->hi != v->lo)
        number(out, v->hi, french);
    if (*unit != '\0')
        mh_str_addf(out, " %s", unit);
}

static void choices(const struct mh_lexicon *lx, const struct mh__attr *a, const struct mh_spec_value *v, struct mh_str *out, bool french)
{
    bool first = true;
    for (int i = 0; i < 64; i++) {
        if ((v->choices >> i & 1) == 0)
            continue;
        if (!first)
            mh_str_add(out, french ? " ou " : " | ");
        first = false;
        const char *s = a->type == MH__USP ? (i < lx->nusp ? lx->usp[i].usp : "") : i < a->nvalues ? lx->strings.at[a->value[i]] : "";
        for (; *s != '\0'; s++)
            mh_str_addc(out, french && *s == '_' ? ' ' : *s);
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
            op = q->value.lo == INT64_MIN ? "<=" : q->value.hi == INT64_MAX ? ">=" : "=";
        mh_str_addf(out, "%s %s ", a->row->code, op);
        if (a->type == MH__NUMBER)
            numbers(lx, a, &q->value, out, false);
        else
            choices(lx, a, &q->value, out, false);
        if (q->wish)
            mh_str_add(out, " ?");
    }
}

void mh_value_spec_text(const struct mh_lexicon *lx, int family, int attribute, const struct mh_spec_value *v, struct mh_str *out)
{
    const struct mh__attr *a = mh__family_attr(lx, family, attribute);
    if (a->type == MH__NUMBER) {
        if (v->nlist == 0 && v->lo == INT64_MIN)
            mh_str_add(out, "\xe2\x89\xa4 ");
        else if (v->nlist == 0 && v->hi == INT64_MAX)
            mh_str_add(out, "\xe2\x89\xa5 ");
        numbers(lx, a, v, out, true);
    } else {
        choices(lx, a, v, out, true);
    }
}

void mh_requirement_text(const struct mh_lexicon *lx, int family, const struct mh_requirement *q, struct mh_str *out)
{
    const struct mh__attr *a = mh__family_attr(lx, family, q->attribute);
    const char *name = a->row->name == NULL || *a->row->name == '\0' ? a->row->code : a->row->name;
    if (a->type == MH__YES_NO && (q->value.choices == 1 || q->value.choices == 2)) {
        mh_str_addf(out, q->value.choices == 1 ? "%s" : "%s : non", name);
        return;
    }
    mh_str_addf(out, "%s ", name);
    mh_value_spec_text(lx, family, q->attribute, &q->value, out);
}

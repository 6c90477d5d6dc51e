/* Fiches techniques types: their items taken exactly, and what articles inherit of them. Answers to questions are read the same way. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <mahalli/xalloc.h>
#include "spec/numbers.h"

enum { SURE = 60 }; /* of a name's score: an alias, or every word of the code */

/* --- names --- */

static bool same_folded(const char *folded, const char *text)
{
    struct mh_str f = MH_STR_INIT;
    if (mh_blank(text))
        return false;
    mh__fold(&f, text, strlen(text));
    bool same = strcmp(mh_str_text(&f), folded) == 0;
    mh_str_free(&f);
    return same;
}

static const char *nearest_code(const struct mh_lexicon *lx, int family, const char *name)
{
    int likely = mh__item_attribute(lx, family, name, 25);
    if (likely >= 0)
        return mh__family_attr(lx, family, likely)->row->code;
    const char *best = NULL;
    size_t least = strlen(name) / 2 + 1;
    for (int i = 0; i < lx->families[family].nattrs; i++) {
        const char *code = mh__family_attr(lx, family, i)->row->code;
        size_t d = mh_distance(name, code);
        if (d < least) {
            best = code;
            least = d;
        }
    }
    return best;
}

int mh_attribute_named(const struct mh_lexicon *lx, int family, const char *name, const char **near)
{
    struct mh_str folded = MH_STR_INIT;
    int found = MH__NONE;
    mh__fold(&folded, name, strlen(name));
    for (int i = 0; i < lx->families[family].nattrs && found < 0; i++) {
        const struct mh_attribute *row = mh__family_attr(lx, family, i)->row;
        if (same_folded(mh_str_text(&folded), row->code) || same_folded(mh_str_text(&folded), row->name) ||
            same_folded(mh_str_text(&folded), row->name_en))
            found = i;
    }
    if (found < 0)
        found = mh__item_attribute(lx, family, name, SURE);
    if (near != NULL)
        *near = found >= 0 ? NULL : nearest_code(lx, family, mh_str_text(&folded));
    mh_str_free(&folded);
    return found;
}

/* --- values --- */

static bool within(const struct mh__attr *a, int64_t v)
{
    if (v == INT64_MIN || v == INT64_MAX)
        return true; /* open: at least, at most */
    if (a->nvalues > 0) /* usual values: others stand near them */
        return v >= a->lo / 2 && (a->hi > INT64_MAX / 2 || v <= a->hi * 2);
    return v >= a->lo && v <= a->hi;
}

static bool allowed(const struct mh__attr *a, const struct mh_spec_value *v)
{
    if (v->kind != MH_VAL_NUMBER)
        return v->choices != 0;
    return within(a, v->lo) && within(a, v->hi) && (v->lo != INT64_MIN || v->hi != INT64_MAX);
}

/* "= 10 mL ?", ">= 18", "10 mL": as an item of the column, its name being the attribute's code. */
static bool item_of(const struct mh__attr *a, const char *text, struct mh__column_item *it)
{
    *it = (struct mh__column_item){ .op = "=" };
    while (*text == ' ')
        text++;
    if (strchr("=<>", *text) != NULL && *text != '\0') {
        it->op[0] = *text++;
        it->op[1] = *text == '=' ? *text++ : '\0';
    }
    text += strspn(text, " ");
    size_t n = *text == '-' ? 0 : strlen(text); /* the reader takes the sign for a dash: no number rather than its contrary */
    while (n > 0 && (text[n - 1] == ' ' || text[n - 1] == '?')) {
        it->wish |= text[n - 1] == '?';
        n--;
    }
    if (n == 0 || n >= sizeof it->value || strlen(a->row->code) >= sizeof it->name || strcspn(text, ";<>=") < n)
        return false;
    memcpy(it->value, text, n);
    snprintf(it->name, sizeof it->name, "%s", a->row->code);
    return true;
}

bool mh_spec_value_read(const struct mh_lexicon *lx, int family, int attribute, const char *text, struct mh_requirement *out)
{
    const struct mh__attr *a = mh__family_attr(lx, family, attribute);
    const struct mh_spec_text none = { 0 };
    struct mh__column_item it;
    struct mh__reader r;
    *out = (struct mh_requirement){ .attribute = attribute, .source = MH_SRC_TYPED, .from = -1, .to = -1 };
    if (mh_blank(text) || !item_of(a, text, &it))
        return false;
    mh__reader_init(&r, lx, &none);
    r.family = family;
    bool ok = mh__item_value(&r, &it, attribute, &out->value) && allowed(a, &out->value);
    mh__reader_free(&r);
    out->wish = it.wish;
    snprintf(out->words, sizeof out->words, "%.*s", 46, it.value);
    return ok;
}

static void add_number(struct mh_str *out, int64_t v)
{
    size_t from = out->len;
    mh__number_format(out, v);
    for (size_t i = from; i < out->len; i++)
        if (out->data[i] == '.')
            out->data[i] = ',';
}

void mh_spec_allowed(const struct mh_lexicon *lx, int family, int attribute, struct mh_str *out)
{
    const struct mh__attr *a = mh__family_attr(lx, family, attribute);
    const char *unit = a->unit < 0 ? "" : lx->units.at[a->unit].symbol;
    if (a->type == MH__USP) {
        mh_str_add(out, "2/0, 0, 1, déc. 3…");
        return;
    }
    if (a->type != MH__NUMBER) {
        for (int i = 0; i < a->nvalues; i++)
            mh_str_addf(out, "%s%s", i ? " | " : "", lx->strings.at[a->value[i]]);
        return;
    }
    for (int i = 0; i < a->nvalues; i++) {
        mh_str_add(out, i ? " | " : "");
        add_number(out, a->number[i]);
    }
    if (a->nvalues == 0 && a->lo != INT64_MIN && a->hi != INT64_MAX) {
        add_number(out, a->lo);
        mh_str_add(out, " à ");
        add_number(out, a->hi);
    } else if (a->nvalues == 0) {
        mh_str_add(out, "un nombre");
    }
    if (*unit != '\0')
        mh_str_addf(out, "%s%s", out->len ? " " : "", unit);
}

/* --- a fiche --- */

static void told(struct mh_diags *diags, const char *rule, const char *value, const char *message, const char *suggestion)
{
    struct mh_diag d = { .severity = MH_SEV_ERROR, .rule = rule, .column = "specifications", .value = value, .message = message,
                         .suggestion = suggestion };
    if (diags != NULL)
        mh_diag_add(diags, &d);
}

static bool has(const struct mh_reading *r, int attribute)
{
    for (size_t i = 0; i < r->nreq; i++)
        if (r->req[i].attribute == attribute)
            return true;
    return false;
}

static bool unknown_name(const struct mh_lexicon *lx, int family, const char *name, struct mh_diags *diags)
{
    struct mh_str hint = MH_STR_INIT;
    const char *near = NULL;
    mh_attribute_named(lx, family, name, &near);
    if (near != NULL)
        mh_str_addf(&hint, "vouliez-vous dire « %s » ?", near);
    else
        for (int i = 0; i < lx->families[family].nattrs; i++)
            mh_str_addf(&hint, "%s%s", i ? ", " : "attendu : ", mh__family_attr(lx, family, i)->row->code);
    told(diags, "fiche-caracteristique", name, "cette famille n'a pas de caractéristique de ce nom", mh_str_text(&hint));
    mh_str_free(&hint);
    return false;
}

static bool unknown_value(const struct mh_lexicon *lx, int family, int attribute, const char *value, struct mh_diags *diags)
{
    struct mh_str hint = MH_STR_INIT, message = MH_STR_INIT;
    const struct mh__attr *a = mh__family_attr(lx, family, attribute);
    const char *near = NULL;
    size_t least = 3;
    for (int i = 0; a->type == MH__CHOICE && i < a->nvalues; i++) {
        size_t d = mh_distance(value, lx->strings.at[a->value[i]]);
        if (d < least) {
            near = lx->strings.at[a->value[i]];
            least = d;
        }
    }
    if (near != NULL)
        mh_str_addf(&hint, "vouliez-vous dire « %s » ? ", near);
    mh_str_add(&hint, "attendu : ");
    struct mh_str values = MH_STR_INIT;
    mh_spec_allowed(lx, family, attribute, &values);
    mh_str_add(&hint, mh_str_text(&values));
    mh_str_addf(&message, "n'est pas une valeur de « %s »", a->row->name && *a->row->name ? a->row->name : a->row->code);
    told(diags, "fiche-valeur", value, mh_str_text(&message), mh_str_text(&hint));
    mh_str_free(&values);
    mh_str_free(&message);
    mh_str_free(&hint);
    return false;
}

static bool take_item(const struct mh_lexicon *lx, int family, const struct mh__column_item *it, struct mh_reading *out,
                      struct mh_diags *diags)
{
    struct mh_requirement q;
    struct mh_str text = MH_STR_INIT;
    int attribute = mh_attribute_named(lx, family, it->name, NULL);
    if (attribute < 0)
        return unknown_name(lx, family, it->name, diags);
    mh_str_addf(&text, "%s %s%s", *it->op == ':' ? "=" : it->op, it->value, it->wish ? " ?" : "");
    bool ok = mh_spec_value_read(lx, family, attribute, mh_str_text(&text), &q);
    mh_str_free(&text);
    if (!ok)
        return unknown_value(lx, family, attribute, it->value, diags);
    if (has(out, attribute)) {
        told(diags, "fiche-en-double", it->name, "cette caractéristique est donnée deux fois", "gardez une seule valeur, ou « a | b »");
        return false;
    }
    if (out->nreq < MH_MAX_REQUIREMENTS)
        out->req[out->nreq++] = q;
    return true;
}

static int by_attribute(const void *x, const void *y)
{
    const struct mh_requirement *a = x, *b = y;
    return a->attribute < b->attribute ? -1 : a->attribute > b->attribute;
}

bool mh_spec_sheet_read(const struct mh_lexicon *lx, int family, const char *specs, int version, struct mh_reading *out,
                        struct mh_diags *diags)
{
    const struct mh_spec_text none = { 0 };
    struct mh_str left = MH_STR_INIT;
    struct mh__reader r;
    bool ok = true;
    *out = (struct mh_reading){ .family = family, .second = MH__NONE, .req = mh_xcalloc(MH_MAX_REQUIREMENTS, sizeof *out->req) };
    mh__reader_init(&r, lx, &none);
    mh__grammar_items(&r, specs, &left);
    const char *text = mh_str_text(&left) + strspn(mh_str_text(&left), " ;");
    if (*text != '\0') {
        told(diags, "fiche-forme", text, "attendu caractéristique = valeur, séparées par « ; »", "par exemple : stérile = oui; volume = 10 mL");
        ok = false;
    }
    for (int i = 0; i < r.nitems; i++)
        ok &= take_item(lx, family, &r.item[i], out, diags);
    if (ok && out->nreq == 0) {
        told(diags, "fiche-vide", specs, "aucune spécification", "par exemple : stérile = oui; volume = 10 mL");
        ok = false;
    }
    if (out->nreq > 1)
        qsort(out->req, out->nreq, sizeof *out->req, by_attribute);
    for (size_t i = 0; i < out->nreq; i++) {
        out->req[i].source = MH_SRC_REFERENCE;
        out->req[i].sheet = version;
        snprintf(out->req[i].words, sizeof out->req[i].words, "fiche technique type v%d", version);
    }
    mh__reader_free(&r);
    mh_str_free(&left);
    return ok;
}

/* --- inheritance --- */

/* Gauge, diameter and Ch are measures of the same thickness: an article that gives one is not asked the others. */
static bool thickness(const struct mh__attr *a)
{
    return a->type == MH__NUMBER && (a->gauge || strcmp(a->row->code, "diametre") == 0 || strcmp(a->row->code, "ch") == 0);
}

/* Is `part` a word of the code (ballonnet of volume_ballonnet)? A gauge is the needle's, where the family has needles or none. */
static bool of_part(const struct mh__attr *a, const char *part)
{
    size_t n = strlen(part);
    if (a->gauge && strcmp(part, "aiguille") == 0)
        return true;
    for (const char *p = strchr(a->row->code, '_'); p != NULL; p = strchr(p + 1, '_'))
        if (strncmp(p + 1, part, n) == 0 && (p[1 + n] == '\0' || p[1 + n] == '_'))
            return true;
    return false;
}

static bool says_no(const struct mh__attr *a, const struct mh_requirement *q)
{
    return a->type == MH__YES_NO && q->value.choices == 2;
}

static bool asked(const struct mh_requirement *q)
{
    return q->source != MH_SRC_REFERENCE;
}

bool mh_spec_settled(const struct mh_lexicon *lx, const struct mh_reading *article, int attribute)
{
    const struct mh__attr *a = mh__family_attr(lx, article->family, attribute);
    for (size_t i = 0; i < article->nreq; i++) {
        const struct mh_requirement *q = &article->req[i];
        const struct mh__attr *b = mh__family_attr(lx, article->family, q->attribute);
        if (asked(q) && (q->attribute == attribute || (thickness(a) && thickness(b))))
            return true;
        if (says_no(b, q) && of_part(a, b->row->code)) /* also when it is only meant: a syringe alone has no needle */
            return true;
    }
    return false;
}

/* Would "without" of the fiche deny a part of which the article says something? */
static bool denies(const struct mh_lexicon *lx, const struct mh_reading *article, const struct mh_requirement *mine)
{
    const struct mh__attr *a = mh__family_attr(lx, article->family, mine->attribute);
    if (!says_no(a, mine))
        return false;
    for (size_t i = 0; i < article->nreq; i++)
        if (asked(&article->req[i]) && of_part(mh__family_attr(lx, article->family, article->req[i].attribute), a->row->code))
            return true;
    return false;
}

void mh_spec_inherit(const struct mh_lexicon *lx, struct mh_reading *article, const struct mh_reading *sheet)
{
    bool take[MH_MAX_REQUIREMENTS];
    if (article->problem != MH_READ_OK || article->family < 0 || article->family != sheet->family || sheet->nreq == 0)
        return;
    for (size_t i = 0; i < sheet->nreq; i++) /* all against what the article says, before any is taken */
        take[i] = !mh_spec_settled(lx, article, sheet->req[i].attribute) && !denies(lx, article, &sheet->req[i]);
    article->req = mh_xreallocarray(article->req, article->nreq + sheet->nreq, sizeof *article->req);
    for (size_t i = 0; i < sheet->nreq; i++) {
        size_t at = 0;
        while (take[i] && at < article->nreq && article->req[at].attribute != sheet->req[i].attribute)
            at++;
        if (!take[i] || at >= MH_MAX_REQUIREMENTS)
            continue;
        article->nreq += at == article->nreq; /* else what is only meant gives way */
        article->req[at] = sheet->req[i];
    }
    if (article->nreq > 1)
        qsort(article->req, article->nreq, sizeof *article->req, by_attribute);
}

/* Attributes: the rows' texts made into numbers, bits, units and cues once. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "spec/lexicon.h"

static bool filled(const char *s)
{
    return s != NULL && *s != '\0';
}

static void note(struct mh_diags *diags, const char *rule, const char *value, const char *message)
{
    if (diags == NULL)
        return;
    struct mh_diag d = { .severity = MH_SEV_WARNING, .rule = rule, .value = value, .message = message };
    mh_diag_add(diags, &d);
}

static int unit_find(const struct mh_lexicon *lx, const char *symbol)
{
    for (size_t i = 0; i < lx->units.len; i++)
        if (strcmp(lx->units.at[i].symbol, symbol) == 0)
            return (int)i;
    return MH__NONE;
}

static void parse_numbers(struct mh__attr *a, const char *values)
{
    a->lo = INT64_MIN;
    a->hi = INT64_MAX;
    char buf[400];
    snprintf(buf, sizeof buf, "%s", values == NULL ? "" : values);
    char *dots = strstr(buf, "..");
    if (dots != NULL) {
        *dots = '\0';
        mh__number_parse(buf, &a->lo);
        mh__number_parse(dots + 2, &a->hi);
        return;
    }
    char *save = NULL;
    for (char *p = strtok_r(buf, "|", &save); p != NULL && a->nvalues < MH__MAX_VALUES; p = strtok_r(NULL, "|", &save))
        if (mh__number_parse(p, &a->number[a->nvalues])) {
            int64_t v = a->number[a->nvalues++];
            if (a->lo == INT64_MIN || v < a->lo)
                a->lo = v;
            if (a->hi == INT64_MAX || v > a->hi)
                a->hi = v;
        }
}

static void parse_choices(struct mh_lexicon *lx, struct mh__attr *a, const char *values)
{
    if (a->type == MH__YES_NO)
        values = "oui|non";
    char buf[1000];
    snprintf(buf, sizeof buf, "%s", values == NULL ? "" : values);
    char *save = NULL;
    for (char *p = strtok_r(buf, "|", &save); p != NULL && a->nvalues < MH__MAX_VALUES; p = strtok_r(NULL, "|", &save))
        a->value[a->nvalues++] = mh__string_add(lx, p);
}

static void add_cue(struct mh_lexicon *lx, struct mh__attr *a, struct mh__cue *cues, const char *text)
{
    uint32_t words[8];
    int n = mh__term_words(lx, text, words, 8, NULL);
    if (n == 0 || n > 3 || a->ncues >= 24)
        return;
    for (int i = 0; i < n; i++) {
        const struct mh__word *w = &lx->words.at[words[i]];
        if ((w->flags & (MH__W_WITH | MH__W_FOR)) != 0 && i == 0 && n > 1) {
            memmove(words, words + 1, sizeof *words * (size_t)(n - 1));
            n--;
        }
    }
    struct mh__cue *c = &cues[a->ncues++];
    c->n = n;
    for (int i = 0; i < n; i++) {
        c->word[i] = (int32_t)words[i];
        lx->words.at[words[i]].flags |= MH__W_VALUE;
    }
}

/* "Length: 20 cm; width: 10 cm": else the one could be taken for the other. */
static void add_english(struct mh_lexicon *lx, struct mh__attr *a, struct mh__cue *cues)
{
    static const struct { const char *code, *word; } names[] = {
        { "largeur", "width" }, { "longueur", "length" }, { "hauteur", "height" }, { "epaisseur", "thickness" }, { "profondeur", "depth" },
        { "poids", "weight" },  { "diametre", "diameter" }, { "volume", "capacity" },
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (a->type == MH__NUMBER && strcmp(a->row->code, names[i].code) == 0)
            add_cue(lx, a, cues, names[i].word);
}

static void parse_reading(struct mh_lexicon *lx, struct mh__attr *a, const char *reading)
{
    struct mh__cue cues[32];
    char buf[400];
    snprintf(buf, sizeof buf, "%s", reading == NULL ? "" : reading);
    char *save = NULL;
    for (char *p = strtok_r(buf, "|", &save); p != NULL; p = strtok_r(NULL, "|", &save)) {
        if (strcmp(p, "dmin") == 0)
            a->flags |= MH__DMIN;
        else if (strcmp(p, "dmid") == 0)
            a->flags |= MH__DMID;
        else if (strcmp(p, "dmax") == 0)
            a->flags |= MH__DMAX;
        else if (strcmp(p, "nu") == 0)
            a->flags |= MH__BARE;
        else
            add_cue(lx, a, cues, p);
    }
    add_cue(lx, a, cues, a->row->code);
    char name[100];
    snprintf(name, sizeof name, "%.*s", (int)strcspn(a->row->name == NULL ? "" : a->row->name, "("), a->row->name == NULL ? "" : a->row->name);
    add_cue(lx, a, cues, name);
    add_english(lx, a, cues);
    a->cue = mh_arena_alloc(&lx->arena, sizeof *a->cue * (size_t)(a->ncues + 1));
    memcpy(a->cue, cues, sizeof *a->cue * (size_t)a->ncues);
}

static void parse_special(struct mh_lexicon *lx, struct mh__attr *a)
{
    struct mh_spec_value v;
    char buf[400];
    snprintf(buf, sizeof buf, "%s", a->row->special == NULL ? "" : a->row->special);
    char *save = NULL;
    for (char *p = strtok_r(buf, "|", &save); p != NULL; p = strtok_r(NULL, "|", &save)) {
        if (a->type == MH__NUMBER) {
            if (a->nspecial < 8 && mh__number_parse(p, &a->special_number[a->nspecial]))
                a->nspecial++;
        } else if (mh__choice_value(lx, a, mh__string_add(lx, p), &v)) {
            a->special |= v.choices;
        }
    }
    if (filled(a->row->implicit)) {
        if (a->type == MH__NUMBER)
            a->has_implicit = mh__number_parse(a->row->implicit, &a->implicit_number);
        else if (mh__choice_value(lx, a, mh__string_add(lx, a->row->implicit), &v)) {
            a->has_implicit = true;
            a->implicit = v.choices;
        }
    }
}

/* Codes of choices and names of yes-or-no attributes are words for their values without being written in the synonyms. */
static void automatic_terms(struct mh_lexicon *lx, const struct mh__attr *a, int32_t set)
{
    if (a->type == MH__CHOICE)
        for (int i = 0; i < a->nvalues; i++) {
            char words[100];
            snprintf(words, sizeof words, "%s", lx->strings.at[a->value[i]]);
            for (char *p = words; *p != '\0'; p++)
                if (*p == '_')
                    *p = ' ';
            if (strlen(words) >= 3)
                mh__value_term(lx, words, set, a->code, lx->strings.at[a->value[i]], true);
        }
    if (a->type != MH__YES_NO)
        return;
    char name[100];
    const char *from = a->row->name == NULL ? "" : a->row->name;
    if (strncmp(from, "Avec ", 5) == 0 || strncmp(from, "avec ", 5) == 0)
        from += 5;
    snprintf(name, sizeof name, "%.*s", (int)strcspn(from, "("), from);
    mh__value_term(lx, name, set, a->code, "oui", true);
    if (strncmp(from, "Sans ", 5) == 0 || strncmp(from, "sans ", 5) == 0)
        return;
    snprintf(name, sizeof name, "%s", a->row->code);
    for (char *p = name; *p != '\0'; p++)
        if (*p == '_')
            *p = ' ';
    mh__value_term(lx, name, set, a->code, "oui", true);
}

static bool attr_make(struct mh_lexicon *lx, const struct mh_attribute *row, struct mh__attr *a, struct mh_diags *diags)
{
    *a = (struct mh__attr){ .row = row, .unit = MH__NONE, .dimension = MH__NONE };
    if (!filled(row->code) || !filled(row->type))
        return false;
    a->type = strcmp(row->type, "nombre") == 0 ? MH__NUMBER
              : strcmp(row->type, "oui_non") == 0 ? MH__YES_NO
              : strcmp(row->type, "usp") == 0     ? MH__USP
                                                  : MH__CHOICE;
    a->code = mh__code_add(lx, row->code);
    if (filled(row->unit)) {
        a->unit = unit_find(lx, row->unit);
        if (a->unit < 0)
            note(diags, "lexique-unite-inconnue", row->unit, "unité absente de la table des unités");
        else
            a->dimension = lx->units.at[a->unit].dimension;
    }
    a->informative = mh_streq(row->critical, "info");
    if (a->type == MH__NUMBER)
        parse_numbers(a, row->values);
    else if (a->type != MH__USP)
        parse_choices(lx, a, row->values);
    if (filled(row->tolerance))
        mh__number_parse(row->tolerance, &a->tolerance);
    parse_special(lx, a);
    parse_reading(lx, a, row->reading);
    a->gauge = strcmp(row->code, "jauge") == 0;
    a->diameter = strncmp(row->code, "diam", 4) == 0;
    mh__attr_widen(lx, a);
    return true;
}

static void attr_families(struct mh_lexicon *lx, int32_t set, int number, struct mh_diags *diags)
{
    int code = lx->attrs.at[number].code;
    for (size_t f = 0; f < lx->nfamilies; f++) {
        struct mh__family *fam = &lx->families[f];
        if (!mh__set_has(lx, set, (int)f))
            continue;
        if (fam->nattrs == MH__MAX_ATTRIBUTES)
            continue;
        bool twice = false;
        for (int i = 0; i < fam->nattrs; i++)
            twice |= lx->attrs.at[fam->attr[i]].code == code;
        if (twice) {
            note(diags, "lexique-attribut-double", lx->attrs.at[number].row->code, "cette caractéristique est deux fois dans une famille");
            continue;
        }
        fam->attr[fam->nattrs++] = number;
    }
}

static void index_codes(struct mh_lexicon *lx)
{
    lx->code_use = mh__code_find(lx, "usage_unique");
    lx->code_usp = mh__code_find(lx, "usp");
    lx->code_needles = mh__code_find(lx, "aiguilles");
    lx->code_colour = mh__code_find(lx, "couleur");
    for (size_t f = 0; f < lx->nfamilies; f++) {
        struct mh__family *fam = &lx->families[f];
        fam->by_code = mh_arena_alloc(&lx->arena, lx->codes_of_attributes.len + 1);
        memset(fam->by_code, MH__NONE, lx->codes_of_attributes.len + 1);
        for (int i = 0; i < fam->nattrs; i++)
            fam->by_code[lx->attrs.at[fam->attr[i]].code] = (int8_t)i;
    }
}

void mh__attrs_compile(struct mh_lexicon *lx, const struct mh_lexicon_input *in, struct mh_diags *diags)
{
    for (size_t f = 0; f < lx->nfamilies; f++)
        lx->families[f].attr = mh_arena_alloc(&lx->arena, sizeof(int) * MH__MAX_ATTRIBUTES);
    for (size_t i = 0; i < in->nattributes; i++) {
        const char *unknown = NULL;
        int32_t set = mh__set_parse(lx, lx->attribute_rows[i].families, &unknown);
        if (unknown != NULL)
            note(diags, "lexique-famille-inconnue", unknown, "cette caractéristique nomme une famille qui n'existe pas");
        struct mh__attr a;
        if (set < 0 || !attr_make(lx, &lx->attribute_rows[i], &a, diags))
            continue;
        mh_vec_push(&lx->attrs, a);
        attr_families(lx, set, (int)lx->attrs.len - 1, diags);
        automatic_terms(lx, &a, set);
    }
    index_codes(lx);
}

const struct mh__attr *mh__family_attr(const struct mh_lexicon *lx, int family, int i)
{
    return &lx->attrs.at[lx->families[family].attr[i]];
}

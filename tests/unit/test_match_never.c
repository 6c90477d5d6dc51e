/*
 * Never interchangeable means never (DESIGN §7): for every family and every characteristic flagged so, an article that states one value
 * and a product that states another are no match, whatever else they share; stated alike they do not fail.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include <mahalli/match.h>
#include <mahalli/xalloc.h>
#include "spec_help.h"

enum { MAX_VALUES = 24, TEXT = 64 };

struct values {
    char at[MAX_VALUES][TEXT];
    size_t n;
};

static void add(struct values *v, const char *text, size_t n, const char *unit)
{
    if (v->n == MAX_VALUES || n == 0)
        return;
    snprintf(v->at[v->n++], TEXT, "%.*s%s%s", (int)n, text, unit != NULL ? " " : "", unit != NULL ? unit : "");
}

/* Two bounds of a range, the values of a list, or what the type implies. */
static void values_of(const struct mh_attribute *a, struct values *v)
{
    v->n = 0;
    const char *unit = a->unit != NULL && *a->unit != '\0' ? a->unit : NULL;
    if (strcmp(a->type, "oui_non") == 0) {
        add(v, "oui", 3, NULL);
        add(v, "non", 3, NULL);
        return;
    }
    if (strcmp(a->type, "usp") == 0 && (a->values == NULL || *a->values == '\0')) {
        add(v, "2/0", 3, NULL);
        add(v, "3/0", 3, NULL);
        add(v, "1", 1, NULL);
        return;
    }
    if (a->values == NULL)
        return;
    const char *range = strstr(a->values, "..");
    if (range != NULL && strchr(a->values, '|') == NULL) {
        add(v, a->values, (size_t)(range - a->values), unit);
        add(v, range + 2, strlen(range + 2), unit);
        return;
    }
    for (const char *p = a->values; p != NULL && *p != '\0';) {
        const char *bar = strchr(p, '|');
        add(v, p, bar ? (size_t)(bar - p) : strlen(p), unit);
        p = bar ? bar + 1 : NULL;
    }
}

struct pair {
    const struct mh_lexicon *lx;
    const struct mh_family *family;
    struct mh_maker maker;
};

/* The verdict, MH_VERDICT_NONE without a candidate; *read tells whether both sides read the characteristic. */
static enum mh_verdict verdict(struct pair *p, int attribute, const char *wanted, const char *offered, bool *read)
{
    struct mh_product row;
    mh_row_init(&mh_table_products, &row);
    row.id = 7;
    row.maker_id = p->maker.id;
    row.reference = mh_xstrdup("P1");
    row.family = mh_xstrdup(p->family->code);
    row.label = mh_xstrdup(p->family->name);
    row.specs = mh_xstrdup(offered);
    row.status = mh_xstrdup("produit");
    struct mh_index_product one = { .id = row.id, .row = &row, .maker = &p->maker };
    struct mh_index *ix = mh_index_new(p->lx, &one, 1, &p->maker, 1);
    struct mh_spec_text text = { .label = p->family->name, .specs = wanted, .family = p->family->code };
    struct mh_reading r;
    struct mh_candidates c = { 0 };
    mh_spec_read(p->lx, &text, &r);
    mh_match_find(ix, &r, 5, &c);
    bool on_article = false, on_product = false;
    for (size_t i = 0; i < r.nreq; i++)
        on_article |= r.req[i].attribute == attribute && r.req[i].source != MH_SRC_REFERENCE;
    const struct mh_reading *pr = mh_index_reading(ix, 7);
    for (size_t i = 0; pr != NULL && i < pr->nreq; i++)
        on_product |= pr->req[i].attribute == attribute && pr->req[i].source != MH_SRC_REFERENCE;
    *read = on_article && on_product && r.family >= 0 && pr->family == r.family;
    enum mh_verdict v = c.n != 0 ? c.at[0].verdict : MH_VERDICT_NONE;
    mh_candidates_free(&c);
    mh_reading_free(&r);
    mh_index_free(ix);
    mh_row_free(&mh_table_products, &row);
    return v;
}

/* Values of a number closer than the tolerance are equal by rule. */
static bool apart(const struct mh_attribute *a, const char *x, const char *y)
{
    if (strcmp(a->type, "nombre") != 0)
        return strcmp(x, y) != 0;
    double d = atof(x) - atof(y), tolerance = a->tolerance ? atof(a->tolerance) : 0.0;
    return (d < 0 ? -d : d) > tolerance + 1e-9;
}

static bool kind_of(const char *plain, const char *closer)
{
    static const char *const kinds[][2] = { { "non_tisse", "sms" }, { "non_tisse", "spunlace" }, { "plastique", "pet" }, { "plastique", "polypropylene" },
                                            { "plastique", "polyethylene" }, { "plastique", "pvc" }, { "plastique", "polystyrene" } };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (strcmp(plain, kinds[i][0]) == 0 && strcmp(closer, kinds[i][1]) == 0)
            return true;
    return (strcmp(plain, "edta") == 0 && strncmp(closer, "edta_k", 6) == 0) || (strcmp(plain, "heparine") == 0 && strncmp(closer, "heparine_", 9) == 0);
}

/* A further value that also serves what was asked (an eccentric cone for "Luer", unisex for a man or a woman, a salt of EDTA where
 * only EDTA is said, FFP2 and N95 for each other), or a vaguer one ("pediatrique" where an infant's is asked): for the pharmacist's eye,
 * never a match by itself. */
static bool serves(const char *wanted, const char *offered)
{
    return (strcmp(wanted, "luer") == 0 && strcmp(offered, "luer_excentre") == 0) ||
           ((strcmp(wanted, "homme") == 0 || strcmp(wanted, "femme") == 0) && strcmp(offered, "mixte") == 0) ||
           (strcmp(offered, "enfant") == 0 && (strcmp(wanted, "nourrisson") == 0 || strcmp(wanted, "nouveau_ne") == 0)) ||
           kind_of(wanted, offered) || kind_of(offered, wanted) ||
           (strcmp(wanted, "ffp2") == 0 && strcmp(offered, "n95") == 0) || (strcmp(wanted, "n95") == 0 && strcmp(offered, "ffp2") == 0);
}

static void check_attribute(struct pair *p, int attribute, const struct mh_attribute *a, size_t counts[3])
{
    struct values v;
    values_of(a, &v);
    for (size_t i = 0; i < v.n; i++)
        for (size_t j = 0; j < v.n; j++) {
            char wanted[TEXT * 2 + 64], offered[TEXT * 2 + 64];
            snprintf(wanted, sizeof wanted, "%s = %s", a->code, v.at[i]);
            snprintf(offered, sizeof offered, "%s = %s", a->code, v.at[j]);
            bool read = false;
            if (i != j && !apart(a, v.at[i], v.at[j]))
                continue;
            enum mh_verdict got = verdict(p, attribute, wanted, offered, &read);
            counts[0]++;
            counts[1] += read;
            bool wrong = i == j ? read && got == MH_VERDICT_NEAR : got == MH_VERDICT_MATCH || (read && got == MH_VERDICT_REVIEW && !serves(v.at[i], v.at[j]));
            if (wrong) {
                counts[2]++;
                print_message("%s : article « %s », produit « %s » : %s\n", p->family->code, wanted, offered, mh_verdict_code(got));
            }
        }
}

static void test_never(void **state)
{
    (void)state;
    const struct mh_lexicon *lx = help_lexicon();
    size_t counts[3] = { 0 };
    struct pair p = { .lx = lx };
    mh_row_init(&mh_table_makers, &p.maker);
    p.maker.id = 3;
    p.maker.code = mh_xstrdup("D");
    p.maker.name = mh_xstrdup("Démo");
    p.maker.role = mh_xstrdup("fabricant");
    p.maker.status = mh_xstrdup("en production");
    for (size_t f = 0; f < mh_lexicon_nfamilies(lx); f++) {
        p.family = mh_lexicon_family_row(lx, (int)f);
        if (p.family->out_of_scope == 1)
            continue;
        for (size_t i = 0; i < mh_lexicon_nattributes(lx, (int)f); i++) {
            const struct mh_attribute *a = mh_lexicon_attribute(lx, (int)f, (int)i);
            if (a->never == 1 && !mh_attribute_informative(lx, (int)f, (int)i))
                check_attribute(&p, (int)i, a, counts);
        }
    }
    print_message("%zu paires, %zu lues des deux côtés, %zu fausses\n", counts[0], counts[1], counts[2]);
    mh_row_free(&mh_table_makers, &p.maker);
    help_lexicon_free();
    assert_true(counts[0] > 2000);
    assert_true(counts[1] * 10 >= counts[0] * 9); /* the test would prove little if most pairs were not read */
    assert_int_equal(counts[2], 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_never) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/*
 * The search skips what cannot come first; its list must be the one that judging every product gives. Products and articles are made
 * from the reference families with a fixed seed, and read from the sample registry.
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
#include <mahalli/reference.h>
#include <mahalli/xalloc.h>
#include "spec_help.h"

enum { MADE = 2400, SAMPLES = 400, ARTICLES = 320, FAMILIES = 24, TEXT = 400, MAKERS = 8, ALL = MADE + SAMPLES };

static uint64_t seed = 20261121;
static size_t pick(size_t n)
{
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return (size_t)(seed >> 11) % n;
}

/* --- texts --- */

static void append(char *to, const char *text)
{
    size_t n = strlen(to);
    snprintf(to + n, TEXT - n, "%s", text);
}

/* One of "a|b|c", or a number near a bound of "lo..hi"; several now and then. */
static void some_value(char *to, const struct mh_attribute *a)
{
    char copy[TEXT], *part[64], *save = NULL;
    size_t n = 0;
    if (a->values == NULL || strcmp(a->type, "oui_non") == 0) {
        append(to, pick(2) != 0 ? "oui" : "non");
        return;
    }
    snprintf(copy, sizeof copy, "%s", a->values);
    char *range = strstr(copy, "..");
    if (range != NULL && strchr(copy, '|') == NULL) {
        char number[32];
        snprintf(number, sizeof number, "%ld", atol(copy) + (long)pick(4));
        append(to, number);
        if (pick(8) == 0) {
            append(to, "..");
            snprintf(number, sizeof number, "%ld", atol(copy) + 5);
            append(to, number);
        }
    } else {
        for (char *p = strtok_r(copy, "|", &save); p != NULL && n < 64; p = strtok_r(NULL, "|", &save))
            part[n++] = p;
        append(to, n == 0 ? "1" : part[pick(n < 5 ? n : 5)]);
        if (n > 1 && pick(8) == 0) {
            append(to, "|");
            append(to, part[pick(n)]);
        }
    }
    if (a->unit != NULL && *a->unit != '\0') {
        append(to, " ");
        append(to, a->unit);
    }
}

static void some_words(char *to)
{
    static const char *const words[] = { " zorglub", " \xc3\xa0 effet venturi", " EN 13795", " radio-opaque", " type Meteor 12", " Demoflex", " pour IRM" };
    if (pick(3) == 0)
        append(to, words[pick(sizeof words / sizeof *words)]);
    if (pick(6) == 0)
        append(to, words[pick(sizeof words / sizeof *words)]);
}

static int chosen[FAMILIES];
static void some_line(const struct mh_lexicon *lx, char label[TEXT], char specs[TEXT])
{
    int f = chosen[pick(FAMILIES)];
    size_t n = mh_lexicon_nattributes(lx, f);
    *label = *specs = '\0';
    append(label, mh_lexicon_family_row(lx, f)->name);
    if (pick(3) == 0) { /* two kinds of things */
        append(label, " ");
        append(label, mh_lexicon_family_row(lx, chosen[pick(FAMILIES)])->name);
    }
    some_words(label);
    for (size_t i = 0; i < n; i++) {
        const struct mh_attribute *a = mh_lexicon_attribute(lx, f, (int)i);
        if (pick(5) < 2)
            continue;
        append(specs, a->code);
        append(specs, " = ");
        some_value(specs, a);
        append(specs, pick(20) == 0 ? "?; " : "; ");
    }
}

/* --- the registry --- */

struct registry {
    char label[ALL][TEXT], specs[ALL][TEXT];
    struct mh_product row[ALL];
    struct mh_maker maker[MAKERS];
    struct mh_index_product list[ALL];
    size_t n;
};

static char *word(const char *s)
{
    return (char *)(uintptr_t)s;
}

static void add_product(struct registry *g, const char *label, const char *specs)
{
    static const char *const statuses[] = { "produit", "produit", "produit", NULL, "capable", "arr\xc3\xaat\xc3\xa9", "inconnu" };
    size_t i = g->n++;
    struct mh_maker *m = &g->maker[pick(MAKERS)];
    snprintf(g->label[i], TEXT, "%s", label);
    snprintf(g->specs[i], TEXT, "%s", specs);
    mh_row_init(&mh_table_products, &g->row[i]);
    g->row[i].id = (int64_t)((i * 7919) % ALL + 1); /* not in order of reading */
    g->row[i].maker_id = m->id;
    g->row[i].label = g->label[i];
    g->row[i].specs = g->specs[i];
    g->row[i].reference = word(pick(30) == 0 ? "" : "R");
    g->row[i].status = word(statuses[pick(sizeof statuses / sizeof *statuses)]);
    g->list[i] = (struct mh_index_product){ .id = g->row[i].id, .row = &g->row[i], .maker = m };
}

static void read_samples(struct registry *g)
{
    FILE *f = fopen("samples/products.csv", "r");
    char line[2000];
    size_t n = 0;
    assert_non_null(f);
    while (fgets(line, sizeof line, f) != NULL && n < SAMPLES) {
        const char *cell[32];
        if (mh_reference_cells(line, cell, 32) > 5 && strcmp(cell[4], "designation") != 0) {
            add_product(g, cell[4], cell[5]);
            n++;
        }
    }
    fclose(f);
}

static struct registry *registry_new(const struct mh_lexicon *lx)
{
    static const char *const roles[MAKERS] = { "fabricant", "fabricant", "fabricant", "fabricant", NULL, "distributeur", "porteur de projet",
                                               "fabricant" };
    struct registry *g = mh_xcalloc(1, sizeof *g);
    char label[TEXT], specs[TEXT];
    for (size_t i = 0; i < MAKERS; i++) {
        mh_row_init(&mh_table_makers, &g->maker[i]);
        g->maker[i].id = (int64_t)i + 1;
        g->maker[i].name = word("M");
        g->maker[i].role = word(roles[i]);
        g->maker[i].status = word(i == 7 ? "arr\xc3\xaat\xc3\xa9" : "en production");
    }
    for (size_t i = 0; i < FAMILIES; i++)
        chosen[i] = (int)pick(mh_lexicon_nfamilies(lx));
    for (size_t i = 0; i < MADE; i++) {
        some_line(lx, label, specs);
        add_product(g, label, specs);
        if (i % 3 == 0 && i + 1 < MADE) { /* read alike, and perhaps made alike */
            i++;
            some_words(label);
            add_product(g, label, specs);
        }
    }
    read_samples(g);
    return g;
}

/* --- every product judged --- */

static int rank_cmp(const void *x, const void *y)
{
    const struct mh_candidate *a = x, *b = y;
    if (a->excluded != b->excluded)
        return a->excluded ? 1 : -1;
    if (a->verdict != b->verdict)
        return a->verdict > b->verdict ? -1 : 1;
    if (a->score != b->score)
        return a->score > b->score ? -1 : 1;
    return a->product_id < b->product_id ? -1 : a->product_id > b->product_id;
}

static bool concerned(const struct mh_index *ix, const struct mh_reading *a, int64_t id, const struct mh_candidate *c)
{
    const struct mh_reading *p = mh_index_reading(ix, id);
    if (p->family < 0 || p->problem == MH_READ_OUT_OF_SCOPE || mh_index_is_range(ix, id))
        return false;
    if (p->family == a->family)
        return true;
    if (p->second != a->family && p->family != a->second)
        return false;
    return c->verdict != MH_VERDICT_NEAR || a->problem == MH_READ_AMBIGUOUS || p->problem == MH_READ_AMBIGUOUS;
}

static size_t judge_all(const struct mh_index *ix, const struct registry *g, const struct mh_reading *a, struct mh_candidate *out)
{
    size_t n = 0;
    if (a->family < 0 || a->problem == MH_READ_OUT_OF_SCOPE)
        return 0;
    for (size_t i = 0; i < g->n; i++)
        if (mh_match_pair(ix, a, g->row[i].id, &out[n]) && concerned(ix, a, g->row[i].id, &out[n]))
            n++;
    if (n > 1)
        qsort(out, n, sizeof *out, rank_cmp);
    return n;
}

static void assert_same(const struct mh_candidate *x, const struct mh_candidate *y)
{
    assert_int_equal(x->product_id, y->product_id);
    assert_int_equal(x->maker_id, y->maker_id);
    assert_int_equal(x->verdict, y->verdict);
    assert_int_equal(x->score, y->score);
    assert_int_equal(x->excluded, y->excluded);
    assert_int_equal(x->who, y->who);
    assert_int_equal(x->met, y->met);
    assert_int_equal(x->failed, y->failed);
    assert_int_equal(x->unknown, y->unknown);
    assert_string_equal(x->rule, y->rule);
    assert_int_equal(x->nparts, y->nparts);
    for (int i = 0; i < x->nparts; i++) {
        assert_string_equal(x->part[i].name, y->part[i].name);
        assert_int_equal(x->part[i].points, y->part[i].points);
    }
}

struct seen { /* what the made-up lines must have shown, else the test proves nothing */
    size_t found, second, demand, verdict[4], excluded, bonus;
};

static void one_article(const struct mh_index *ix, const struct registry *g, const struct mh_reading *a, struct mh_candidate *all,
                        struct mh_candidates *c, struct seen *seen)
{
    static const size_t tops[] = { 1000, 1, 5, 10, 0, 37 };
    size_t n = judge_all(ix, g, a, all);
    for (size_t t = 0; t < sizeof tops / sizeof *tops; t++) {
        mh_match_find(ix, a, tops[t], c);
        assert_int_equal(c->n, n < tops[t] ? n : tops[t]);
        for (size_t i = 0; i < c->n; i++)
            assert_same(&c->at[i], &all[i]);
    }
    seen->found += n > 0;
    seen->second += n > 0 && a->second >= 0;
    seen->demand += n > 0 && a->demand != NULL;
    for (size_t i = 0; i < n && i < 50; i++) {
        const struct mh_score_part *last = &all[i].part[all[i].nparts - 1];
        seen->verdict[all[i].verdict]++;
        seen->excluded += all[i].excluded;
        seen->bonus += a->demand != NULL && (all[i].nparts == 0 || strcmp(last->name, "demande non lue") != 0 || last->points != -40);
    }
}

static void test_same_as_all(void **state)
{
    (void)state;
    const struct mh_lexicon *lx = help_lexicon();
    struct registry *g = registry_new(lx);
    struct mh_index *ix = mh_index_new(lx, g->list, g->n, g->maker, MAKERS);
    struct mh_candidate *all = mh_xcalloc(ALL, sizeof *all);
    struct mh_candidates c = { 0 };
    struct seen seen = { 0 };
    assert_true(g->n >= 2000);
    for (size_t i = 0; i < ARTICLES; i++) {
        char label[TEXT], specs[TEXT];
        struct mh_reading r;
        if (i % 4 == 3) { /* a product's own words, so that some match wholly */
            size_t k = pick(g->n);
            snprintf(label, TEXT, "%s", g->label[k]);
            snprintf(specs, TEXT, "%s", pick(2) != 0 ? g->specs[k] : "");
        } else {
            some_line(lx, label, specs);
        }
        struct mh_spec_text text = { .label = label, .specs = specs };
        mh_spec_read(lx, &text, &r);
        one_article(ix, g, &r, all, &c, &seen);
        mh_reading_free(&r);
    }
    if (getenv("SEEN") != NULL)
        printf("# trouvés %zu, deux natures %zu, demandes %zu, proches %zu, à voir %zu, concordants %zu, exclus %zu, mots communs %zu\n",
               seen.found, seen.second, seen.demand, seen.verdict[1], seen.verdict[2], seen.verdict[3], seen.excluded, seen.bonus);
    assert_true(seen.found > ARTICLES / 2 && seen.second > 5 && seen.demand > 20 && seen.verdict[MH_VERDICT_NEAR] > 500 &&
                seen.verdict[MH_VERDICT_REVIEW] > 100 && seen.verdict[MH_VERDICT_MATCH] > 5 && seen.excluded > 10 && seen.bonus > 20);
    mh_candidates_free(&c);
    mh_index_free(ix);
    free(all);
    free(g);
}

/* Many products of one reading come in order of ids, whatever the order they were read in. */
static void test_same_ids_order(void **state)
{
    (void)state;
    const struct mh_lexicon *lx = help_lexicon();
    struct mh_maker maker = { .id = 1, .name = word("M"), .role = word("fabricant"), .status = word("en production") };
    enum { N = 700 };
    static struct mh_product row[N];
    static struct mh_index_product list[N];
    static char label[N][80];
    for (size_t i = 0; i < N; i++) {
        snprintf(label[i], sizeof label[i], "Sonde de Foley charri\xc3\xa8re %zu, %zu voies", 8 + 2 * (i % 9), 2 + i % 2);
        row[i] = (struct mh_product){ .id = (int64_t)(N - i), .maker_id = 1, .label = label[i], .reference = word("R"), .status = word("produit") };
        list[i] = (struct mh_index_product){ .id = row[i].id, .row = &row[i], .maker = &maker };
    }
    struct mh_index *ix = mh_index_new(lx, list, N, &maker, 1);
    struct mh_reading r;
    struct mh_candidates c = { 0 };
    help_read(lx, "SONDE DE FOLEY CH 16 2 VOIES", false, &r);
    mh_match_find(ix, &r, N, &c);
    assert_int_equal(c.n, N);
    for (size_t i = 1; i < c.n; i++)
        assert_true(rank_cmp(&c.at[i - 1], &c.at[i]) < 0);
    const struct mh_reading *one = mh_index_reading(ix, 1), *alike = mh_index_reading(ix, 19);
    assert_ptr_equal(one, alike);
    mh_candidates_free(&c);
    mh_reading_free(&r);
    mh_index_free(ix);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_same_as_all), cmocka_unit_test(test_same_ids_order) };
    return cmocka_run_group_tests(tests, NULL, help_lexicon_done);
}

/* Standardisation: what is set beside each other, and what must hold of any proposal. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include <mahalli/standard.h>
#include <mahalli/xalloc.h>
#include "spec_help.h"

enum { MOST = 300, TEXT = 200 };

struct lot {
    struct mh_pool_article at[MOST];
    struct mh_reading reading[MOST];
    char key[MOST][16];
    size_t n;
    struct mh_pools pools;
    struct mh_standards standards;
};

static void add(struct lot *l, const char *text, int64_t member, int64_t volume)
{
    size_t i = l->n++;
    assert_true(i < MOST);
    snprintf(l->key[i], sizeof l->key[i], "R%03u", (unsigned)i);
    help_read(help_lexicon(), text, false, &l->reading[i]);
    l->at[i] = (struct mh_pool_article){ .id = (int64_t)i + 1, .member_id = member, .key = l->key[i], .reading = &l->reading[i], .volume = volume };
}

static void propose(struct lot *l)
{
    mh_pool_build(help_lexicon(), l->at, l->n, &l->pools);
    mh_standard_propose(help_lexicon(), l->at, &l->pools, &l->standards);
}

static void free_lot(struct lot *l)
{
    mh_standards_free(&l->standards);
    mh_pools_free(&l->pools);
    for (size_t i = 0; i < l->n; i++)
        mh_reading_free(&l->reading[i]);
    free(l);
}

static void test_variants_of_one_thing(void **state)
{
    (void)state;
    struct lot *l = mh_xcalloc(1, sizeof *l);
    add(l, "seringue 10 ml luer 3 pieces", 1, 900);
    add(l, "seringue 10 ml luer 2 pieces", 2, 80);
    add(l, "seringue 10 ml luer", 3, 500);
    add(l, "seringue 20 ml luer 2 pieces", 3, 500);      /* another size */
    add(l, "seringue 10 ml luer lock 2 pieces", 3, 500); /* another tip: never interchangeable */
    add(l, "seringue 10 ml", 3, 7000);                   /* says too little: a question, no variant */
    propose(l);
    assert_int_equal(l->standards.n, 1);
    const struct mh_standard *s = &l->standards.at[0];
    assert_int_equal(s->n, 3);
    assert_int_equal(s->volume, 1480);
    assert_int_equal(s->groups, 3);
    assert_string_equal(help_value(help_lexicon(), &s->reading, "pieces"), "3");
    int changing = 0, precise = 0;
    for (size_t i = 0; i < s->n; i++) {
        changing += l->standards.variant[s->first + i].changes != 0;
        precise += l->standards.variant[s->first + i].precise != 0;
    }
    assert_int_equal(changing, 1);
    assert_int_equal(precise, 1);
    free_lot(l);
}

static void test_never_across(void **state)
{
    (void)state;
    struct lot *l = mh_xcalloc(1, sizeof *l);
    add(l, "compresse 10x10 cm sterile gaze 8 plis sans fil radio-opaque", 1, 500);
    add(l, "compresse 10x10 cm non sterile gaze 8 plis sans fil radio-opaque", 2, 900);
    add(l, "compresse 10x10 cm sterile gaze 12 plis sans fil radio-opaque", 3, 300);
    propose(l);
    assert_int_equal(l->standards.n, 0);
    mh_standards_free(&l->standards);
    mh_pools_free(&l->pools);
    add(l, "compresse 10x10 cm sterile gaze sans fil radio-opaque", 3, 300); /* plies not said: the greater of the two */
    propose(l);
    assert_int_equal(l->standards.n, 1);
    assert_string_equal(help_value(help_lexicon(), &l->standards.at[0].reading, "plis"), "8");
    assert_int_equal(l->standards.at[0].volume, 800);
    free_lot(l);
}

/* A particular value is not supplied to those who say nothing of it. */
static void test_nothing_particular_is_supplied(void **state)
{
    (void)state;
    struct lot *l = mh_xcalloc(1, sizeof *l);
    add(l, "seringue 10 ml luer opaque", 1, 900);
    add(l, "seringue 10 ml luer", 2, 80);
    propose(l);
    assert_int_equal(l->standards.n, 0);
    free_lot(l);
}

static uint64_t seed;
static size_t pick(size_t n)
{
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return (size_t)(seed >> 11) % n;
}

static void some_article(struct lot *l)
{
    static const char *const tip[] = { "", "luer", "luer lock" }, *const needle[] = { "", "avec aiguille", "sans aiguille" };
    static const char *const sterile[] = { "", "sterile", "non sterile" }, *const plies[] = { "", "8 plis", "12 plis" }, *const pieces[] = { "", "2 pieces", "3 pieces" };
    char text[TEXT];
    if (pick(2))
        snprintf(text, sizeof text, "seringue %zu ml %s %s %s", 5 + 5 * pick(2), tip[pick(3)], needle[pick(3)], pieces[pick(3)]);
    else
        snprintf(text, sizeof text, "compresse %zux10 cm gaze %s %s sans fil radio-opaque", 5 + 5 * pick(2), sterile[pick(3)], plies[pick(3)]);
    add(l, text, (int64_t)pick(4) + 1, (int64_t)pick(900) + 1);
}

/* The value of a never interchangeable attribute that a variant says is the standard's; sums add up; no pool twice. */
static void check(const struct lot *l)
{
    const struct mh_lexicon *lx = help_lexicon();
    bool *seen = mh_xcalloc(l->pools.n + 1, sizeof *seen);
    for (size_t i = 0; i < l->standards.n; i++) {
        const struct mh_standard *s = &l->standards.at[i];
        int64_t volume = 0, articles = 0;
        assert_true(s->n > 1);
        assert_true(i == 0 || l->standards.at[i - 1].volume >= s->volume);
        for (size_t k = 0; k < s->n; k++) {
            const struct mh_variant *v = &l->standards.variant[s->first + k];
            volume += v->volume;
            articles += v->articles;
            for (size_t j = 0; j < v->n; j++) {
                size_t pool = l->standards.pool[v->first + j];
                const struct mh_reading *r = &l->pools.at[pool].reading;
                assert_false(seen[pool]);
                seen[pool] = true;
                assert_int_equal(l->pools.at[pool].asked, 0);
                for (size_t a = 0; a < mh_lexicon_nattributes(lx, s->family); a++) {
                    const struct mh_attribute *row = mh_lexicon_attribute(lx, s->family, (int)a);
                    const char *mine = help_value(lx, r, row->code);
                    if (row->never == 1 && *mine != '\0')
                        assert_string_equal(mine, help_value(lx, &s->reading, row->code));
                    if (v->changes >> a & 1)
                        assert_true(row->never != 1 && *mine != '\0');
                    if (v->precise >> a & 1)
                        assert_true(strcmp(row->critical, "oui") != 0);
                }
            }
        }
        assert_int_equal(volume, s->volume);
        assert_int_equal(articles, s->articles);
    }
    free(seen);
}

static void test_properties(void **state)
{
    (void)state;
    size_t standards = 0;
    for (uint64_t number = 0; number < 40; number++) {
        struct lot *l = mh_xcalloc(1, sizeof *l);
        seed = 4242 + number * 7919;
        for (size_t n = 20 + pick(200); n > 0; n--)
            some_article(l);
        propose(l);
        check(l);
        standards += l->standards.n;
        free_lot(l);
    }
    assert_true(standards > 40);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_variants_of_one_thing), cmocka_unit_test(test_never_across),
        cmocka_unit_test(test_nothing_particular_is_supplied), cmocka_unit_test(test_properties),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    help_lexicon_free();
    return failed;
}

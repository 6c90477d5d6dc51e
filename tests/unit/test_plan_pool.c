/* Consolidation: what is pooled and what is only asked, by hand-written cases; what must hold of any articles, by seeded ones. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include <mahalli/pool.h>
#include <mahalli/xalloc.h>
#include "spec_help.h"

enum { MOST = 400, TEXT = 300 };

struct lot { /* articles as a caller has them */
    struct mh_pool_article at[MOST];
    struct mh_reading reading[MOST];
    char key[MOST][48], text[MOST][TEXT], hand[MOST][MH_POOL_CODE_SIZE];
    size_t n;
};

static struct mh_pool_article *add(struct lot *l, const char *text, int64_t member, int64_t volume)
{
    size_t i = l->n++;
    assert_true(i < MOST);
    snprintf(l->text[i], TEXT, "%s", text);
    snprintf(l->key[i], sizeof l->key[i], "M%lld/R%03zu", (long long)member, i + 1);
    help_read(help_lexicon(), text, false, &l->reading[i]);
    l->at[i] = (struct mh_pool_article){ .id = (int64_t)i + 1, .member_id = member, .key = l->key[i], .reading = &l->reading[i], .volume = volume,
                                         .quarter = { MH_UNKNOWN, MH_UNKNOWN, MH_UNKNOWN, MH_UNKNOWN } };
    return &l->at[i];
}

static struct lot *new_lot(void)
{
    return mh_xcalloc(1, sizeof(struct lot));
}

static void free_lot(struct lot *l)
{
    for (size_t i = 0; i < l->n; i++)
        mh_reading_free(&l->reading[i]);
    free(l);
}

static void build(const struct lot *l, struct mh_pools *p)
{
    mh_pool_build(help_lexicon(), l->at, l->n, p);
}

static bool together(const struct mh_pools *p, size_t a, size_t b)
{
    return p->of[a] != SIZE_MAX && p->of[a] == p->of[b];
}

/* --- cases --- */

static void test_equal_ones_are_pooled(void **state)
{
    (void)state;
    struct lot *l = new_lot();
    struct mh_pools p;
    add(l, "seringue 10 ml luer lock", 1, 1000);
    add(l, "SER. 10CC LUER-LOCK", 2, 500)->quarter[0] = 100;
    add(l, "seringue 20 ml luer lock", 2, 70);
    add(l, "seringue 10 ml", 3, 30); /* tip not said */
    add(l, "seringue 10 ml luer lock", 3, MH_UNKNOWN);
    add(l, "paracetamol 500 mg cp", 3, 12);
    add(l, "zorglub", 3, 12);
    build(l, &p);
    assert_true(together(&p, 0, 1));
    assert_false(together(&p, 0, 2));
    assert_false(together(&p, 0, 3));
    assert_int_equal(p.n, 3);
    const struct mh_pool *one = &p.at[p.of[0]];
    assert_int_equal(one->volume, 1500);
    assert_int_equal(one->groups, 2);
    assert_int_equal(one->n, 2);
    assert_true(one->quarter[0] == MH_UNKNOWN);
    assert_int_equal(one->asked, 0);
    assert_string_equal(help_value(help_lexicon(), &one->reading, "volume"), "10 mL");
    assert_string_equal(help_value(help_lexicon(), &one->reading, "embout"), "luer lock");
    assert_int_equal(p.cause[4], MH_POOL_NO_VOLUME);
    assert_int_equal(p.cause[5], MH_POOL_OUT);
    assert_int_equal(p.cause[6], MH_POOL_UNREAD);
    assert_true(p.at[p.of[3]].asked != 0);
    /* the question joins the two: they would be one if the tip were the same */
    mh_pool_propose(help_lexicon(), l->at, &p);
    assert_int_equal(p.nproposals, 1);
    assert_int_equal(p.proposal[0].n, 1);
    assert_int_equal(p.proposed[p.proposal[0].first], p.of[3]);
    assert_int_equal(p.proposal[0].join[0], p.of[0]);
    assert_int_equal(p.proposal[0].gathers, 1530);
    assert_int_equal(p.proposal[0].groups, 3);
    assert_int_equal(mh_pool_find(&p, p.at[0].code), 0);
    assert_int_equal(mh_pool_find(&p, strchr(p.at[1].code, '-') + 1), 1);
    assert_true(mh_pool_find(&p, "SERI-QQQQQ") == SIZE_MAX);
    mh_pools_free(&p);
    free_lot(l);
}

static void test_silence_never_merges(void **state)
{
    (void)state;
    struct lot *l = new_lot();
    struct mh_pools p;
    add(l, "compresse 10x10 cm", 1, 10);
    add(l, "compresse 10x10 cm", 2, 10); /* the same words, and still a question: sterile? */
    add(l, "seringue 10 ml", 1, 10);
    add(l, "seringue 10 ml", 2, 10); /* which tip? */
    build(l, &p);
    assert_false(together(&p, 0, 1));
    assert_false(together(&p, 2, 3));
    assert_string_not_equal(p.at[p.of[0]].code, p.at[p.of[1]].code);
    mh_pool_propose(help_lexicon(), l->at, &p);
    assert_int_equal(p.nproposals, 2);
    assert_int_equal(p.proposal[0].n, 2);
    assert_int_equal(p.proposal[0].gathers, 20);
    mh_pools_free(&p);
    free_lot(l);
}

/* What the trade means when nobody says (a surgical glove is sterile, a compress has no X-ray thread) asks nothing; said and not said of what is
 * never interchangeable stay apart all the same. */
static void test_usual_silence_asks_nothing(void **state)
{
    (void)state;
    struct lot *l = new_lot();
    struct mh_pools p;
    add(l, "gant chirurgical latex 7,5", 1, 10);
    add(l, "gant chirurgical latex 7,5 sterile", 2, 10); /* implied of all: the same */
    add(l, "gant chirurgical latex 7,5 non sterile", 3, 10);
    add(l, "compresse gaze 10x10 cm sterile 8 plis", 1, 10);
    add(l, "compresse gaze 10x10 cm sterile 8 plis", 2, 10);
    add(l, "compresse gaze 10x10 cm sterile 8 plis radio-opaque", 3, 10);
    add(l, "compresse gaze 10x10 cm sterile 8 plis avec fil radio opaque", 1, 10);
    add(l, "compresse gaze 10x10 cm sterile 8 plis sans fil radio opaque", 2, 10);
    build(l, &p);
    assert_true(together(&p, 0, 1));
    assert_false(together(&p, 0, 2));
    assert_true(together(&p, 3, 4));
    assert_true(together(&p, 5, 6));
    assert_false(together(&p, 3, 5));
    assert_false(together(&p, 3, 7));
    assert_false(together(&p, 5, 7));
    for (size_t i = 3; i < 8; i++)
        assert_int_equal(p.at[p.of[i]].asked, 0);
    mh_pools_free(&p);
    free_lot(l);
}

/* With and without needle conflict; one that says nothing of it joins neither. */
static void test_a_chain_joins_no_conflict(void **state)
{
    (void)state;
    struct lot *l = new_lot();
    struct mh_pools p;
    add(l, "seringue 5 ml luer 2 pieces", 1, 10);
    add(l, "seringue 5 ml luer", 2, 20);
    build(l, &p);
    assert_true(together(&p, 0, 1));
    assert_string_equal(help_value(help_lexicon(), &p.at[0].reading, "pieces"), "2");
    char code[MH_POOL_CODE_SIZE];
    snprintf(code, sizeof code, "%s", p.at[0].code);
    mh_pools_free(&p);
    add(l, "seringue 5 ml luer 3 pieces", 3, 30);
    build(l, &p);
    assert_int_equal(p.n, 3);
    assert_string_equal(p.at[p.of[0]].code, code); /* what it is called does not hang on the others */
    mh_pool_propose(help_lexicon(), l->at, &p);
    assert_int_equal(p.nproposals, 1);
    assert_int_equal(p.proposal[0].njoin, 2);
    assert_int_equal(p.proposal[0].gathers, 50);
    mh_pools_free(&p);
    free_lot(l);
}

static void test_one_sided_never(void **state)
{
    (void)state;
    struct lot *l = new_lot();
    struct mh_pools p;
    add(l, "seringue 5 ml luer avec aiguille", 1, 10);
    add(l, "seringue 5 ml luer", 2, 20);
    add(l, "seringue 5 ml luer sterile", 2, 5); /* a syringe is sterile when nobody says */
    build(l, &p);
    assert_false(together(&p, 0, 1));
    assert_true(together(&p, 1, 2));
    mh_pools_free(&p);
    free_lot(l);
}

static void test_by_hand(void **state)
{
    (void)state;
    struct lot *l = new_lot();
    struct mh_pools p;
    const struct mh_lexicon *lx = help_lexicon();
    add(l, "seringue 10 ml luer lock", 1, 100);
    add(l, "seringue 10 ml luer lock", 2, 50);
    add(l, "seringue 10 ml", 3, 7);
    add(l, "seringue 20 ml luer lock", 3, 9);
    add(l, "compresse sterile 10x10 non tisse", 3, 9);
    build(l, &p);
    char code[MH_POOL_CODE_SIZE];
    snprintf(code, sizeof code, "%s", p.at[p.of[0]].code);
    mh_pools_free(&p);
    assert_int_equal(mh_pool_fit(lx, &l->reading[0], &l->reading[1], NULL), MH_POOL_FIT);
    assert_int_equal(mh_pool_fit(lx, &l->reading[0], &l->reading[2], NULL), MH_POOL_SILENT);
    int attribute = -1;
    assert_int_equal(mh_pool_fit(lx, &l->reading[0], &l->reading[3], &attribute), MH_POOL_NEVER);
    assert_string_equal(mh_lexicon_attribute(lx, l->reading[0].family, attribute)->code, "volume");
    assert_int_equal(mh_pool_fit(lx, &l->reading[0], &l->reading[4], &attribute), MH_POOL_NEVER);
    assert_int_equal(attribute, -1);
    for (size_t i = 2; i < 5; i++)
        l->at[i].hand = code;
    build(l, &p);
    assert_true(together(&p, 0, 2));
    assert_string_equal(p.at[p.of[0]].code, code);
    assert_int_equal(p.at[p.of[0]].volume, 157);
    assert_true(p.at[p.of[0]].by_hand);
    assert_int_equal(p.nstray, 2); /* a choice that is never right does not stand, and is told */
    assert_false(together(&p, 0, 3));
    assert_false(together(&p, 3, 4));
    mh_pools_free(&p);
    /* The pool says one thing more, thus is called otherwise: found by the article named then. */
    l->at[3].hand = l->at[4].hand = NULL;
    mh_reading_free(&l->reading[0]);
    mh_reading_free(&l->reading[1]);
    help_read(lx, "seringue 10 ml luer lock 3 pieces", false, &l->reading[0]);
    help_read(lx, "seringue 10 ml luer lock 3 pieces", false, &l->reading[1]);
    l->at[2].anchor = 1;
    build(l, &p);
    assert_true(together(&p, 0, 2));
    assert_string_not_equal(p.at[p.of[0]].code, code);
    mh_pools_free(&p);
    l->at[2].anchor = 0; /* and without: two of them are still one, under that name */
    l->at[1].hand = MH_POOL_ALONE;
    l->at[0].hand = code;
    build(l, &p);
    assert_false(together(&p, 0, 1));
    assert_true(together(&p, 0, 2));
    assert_string_equal(p.at[p.of[2]].code, code);
    mh_pools_free(&p);
    free_lot(l);
}

static void test_values_that_one_product_meets(void **state)
{
    (void)state;
    struct lot *l = new_lot();
    struct mh_pools p;
    /* a length within "at least" is met by the length; two that differ are not */
    add(l, "gant examen nitrile M non sterile | longueur >= 240 mm", 1, 10);
    add(l, "gant examen nitrile M non sterile | longueur = 300 mm", 2, 10);
    build(l, &p);
    assert_true(together(&p, 0, 1));
    assert_string_equal(help_value(help_lexicon(), &p.at[0].reading, "longueur"), "300 mm");
    mh_pools_free(&p);
    add(l, "gant examen nitrile M non sterile | longueur = 240 mm", 3, 10);
    build(l, &p);
    assert_false(together(&p, 1, 2));
    mh_pools_free(&p);
    free_lot(l);
}

/* --- properties --- */

static uint64_t seed;
static size_t pick(size_t n)
{
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return (size_t)(seed >> 11) % n;
}

/* Kinds with what may be said of them, each left out now and then. */
static const char *const kinds[][9] = {
    { "seringue", "5 ml|10 ml|20 ml", "luer|luer lock", "2 pieces|3 pieces", "avec aiguille|sans aiguille", "sterile", "opaque", NULL },
    { "compresse", "5x5 cm|10x10 cm", "sterile|non sterile", "gaze|non tisse", "8 plis|12 plis", "sans fil radio-opaque", "EN 14079", NULL },
    { "gant d'examen", "taille S|taille M", "nitrile|latex|nitrile ou vinyle", "non sterile|sterile", "sans poudre|poudre", "bleu", NULL },
    { "sonde vesicale", "CH 16|CH 18", "2 voies|3 voies", "silicone|latex", "ballonnet 10 ml|sans ballonnet", "sterile", NULL },
    { "aiguille hypodermique", "21G|23G|0,8 mm", "40 mm|25 mm", "biseau long|biseau court", NULL },
};

static void some_article(struct lot *l)
{
    const char *const *k = kinds[pick(sizeof kinds / sizeof *kinds)];
    char text[TEXT], part[80];
    snprintf(text, sizeof text, "%s", k[0]);
    for (size_t i = 1; k[i] != NULL; i++) {
        size_t ways = 1;
        if (pick(6) == 0)
            continue;
        for (const char *s = k[i]; *s != '\0'; s++)
            ways += *s == '|';
        const char *s = k[i];
        for (size_t w = pick(ways); w > 0; w--)
            s = strchr(s, '|') + 1;
        snprintf(part, sizeof part, " %.*s", (int)strcspn(s, "|"), s);
        strncat(text, part, sizeof text - strlen(text) - 1);
    }
    add(l, pick(20) == 0 ? "zorglub" : text, (int64_t)pick(5) + 1, pick(25) == 0 ? MH_UNKNOWN : (int64_t)pick(5000));
}

static struct lot *some_lot(uint64_t number)
{
    struct lot *l = new_lot();
    seed = 20261122 + number * 7919;
    for (size_t n = 60 + pick(240); n > 0; n--)
        some_article(l);
    return l;
}

/* Every article once, its whole volume, and the sums of the pools. */
static void check_shares(const struct lot *l, const struct mh_pools *p)
{
    size_t seen = 0, causes = 0;
    for (size_t i = 0; i < p->n; i++) {
        int64_t volume = 0;
        assert_true(p->at[i].n > 0);
        for (size_t k = 0; k < p->at[i].n; k++) {
            const struct mh_pool_share *s = &p->share[p->at[i].first + k];
            assert_int_equal(p->of[s->article], i);
            assert_int_equal(s->volume, l->at[s->article].volume);
            volume += s->volume;
            seen++;
        }
        assert_int_equal(p->at[i].volume, volume);
    }
    for (size_t i = 0; i < l->n; i++)
        causes += p->cause[i] != MH_POOLED;
    assert_int_equal(seen + causes, l->n);
    assert_int_equal(seen, p->nshares);
    assert_int_equal(p->causes[MH_POOLED], seen);
}

/* Within a pool of the program, said here in other words than there: critical ones said and equal, no other said otherwise. */
static void check_pair(const struct mh_reading *a, const struct mh_reading *b)
{
    const struct mh_lexicon *lx = help_lexicon();
    assert_int_equal(a->family, b->family);
    assert_int_equal(mh_pool_fit(lx, a, b, NULL), MH_POOL_FIT);
    for (size_t i = 0; i < mh_lexicon_nattributes(lx, a->family); i++) {
        const struct mh_attribute *row = mh_lexicon_attribute(lx, a->family, (int)i);
        const char *x = help_value(lx, a, row->code), *y = help_value(lx, b, row->code);
        if (strcmp(row->critical, "oui") == 0) {
            assert_string_equal(x, y);
            assert_true(*x != '\0' || mh_spec_settled(lx, a, (int)i));
        } else if (row->never == 1 && strcmp(row->critical, "info") != 0 && strcmp(row->code, "diametre") != 0) {
            assert_string_equal(x, y);
        }
    }
}

static void check_pools(const struct lot *l, const struct mh_pools *p)
{
    for (size_t i = 0; i < p->n; i++)
        for (size_t a = 0; a < p->at[i].n; a++) {
            const struct mh_reading *x = l->at[p->share[p->at[i].first + a].article].reading;
            assert_true(mh_pool_fit(help_lexicon(), x, &p->at[i].reading, NULL) <= MH_POOL_SILENT);
            for (size_t b = 0; b < a; b++)
                check_pair(x, l->at[p->share[p->at[i].first + b].article].reading);
        }
}

static void same_pools(const struct mh_pools *x, const struct mh_pools *y)
{
    assert_int_equal(x->n, y->n);
    assert_int_equal(x->nproposals, y->nproposals);
    for (size_t i = 0; i < x->n; i++) {
        assert_string_equal(x->at[i].code, y->at[i].code);
        assert_int_equal(x->at[i].volume, y->at[i].volume);
        assert_int_equal(x->at[i].n, y->at[i].n);
        assert_int_equal(x->at[i].asked, y->at[i].asked);
        char text[2000];
        snprintf(text, sizeof text, "%s", help_text(help_lexicon(), &x->at[i].reading));
        assert_string_equal(text, help_text(help_lexicon(), &y->at[i].reading));
    }
    for (size_t i = 0; i < x->nproposals; i++) {
        assert_int_equal(x->proposal[i].gathers, y->proposal[i].gathers);
        assert_int_equal(x->proposal[i].asked, y->proposal[i].asked);
        assert_int_equal(x->proposal[i].n, y->proposal[i].n);
    }
}

static void test_properties(void **state)
{
    (void)state;
    size_t pooled = 0, proposals = 0;
    for (uint64_t number = 0; number < 30; number++) {
        struct lot *l = some_lot(number);
        struct mh_pools p, q;
        build(l, &p);
        mh_pool_propose(help_lexicon(), l->at, &p);
        check_shares(l, &p);
        check_pools(l, &p);
        pooled += p.causes[MH_POOLED] - p.n;
        proposals += p.nproposals;
        struct mh_pool_article *turned = mh_xcalloc(l->n, sizeof *turned);
        for (size_t i = 0; i < l->n; i++)
            turned[i] = l->at[i];
        for (size_t i = l->n; i > 1; i--) {
            size_t k = pick(i);
            struct mh_pool_article swap = turned[i - 1];
            turned[i - 1] = turned[k];
            turned[k] = swap;
        }
        mh_pool_build(help_lexicon(), turned, l->n, &q);
        mh_pool_propose(help_lexicon(), turned, &q);
        same_pools(&p, &q);
        for (size_t i = 0; i < l->n; i++)
            for (size_t k = 0; k < l->n; k++)
                if (turned[i].id == l->at[k].id && p.of[k] != SIZE_MAX)
                    assert_int_equal(q.of[i], p.of[k]);
        free(turned);
        mh_pools_free(&p);
        mh_pools_free(&q);
        free_lot(l);
    }
    assert_true(pooled > 300); /* the draw is worth something */
    assert_true(proposals > 300);
}

static void test_apart_restores(void **state)
{
    (void)state;
    for (uint64_t number = 0; number < 12; number++) {
        struct lot *l = some_lot(100 + number);
        struct mh_pools p, q;
        build(l, &p);
        size_t changed = 0;
        for (size_t i = 0; i < l->n; i++) { /* kept alone, put elsewhere, with or without an article to find it by */
            if (pick(5) != 0 || p.of[i] == SIZE_MAX)
                continue;
            snprintf(l->hand[i], sizeof l->hand[i], "%s", pick(3) == 0 ? MH_POOL_ALONE : p.at[pick(p.n)].code);
            l->at[i].hand = l->hand[i];
            l->at[i].anchor = pick(2) ? (int64_t)pick(l->n) + 1 : 0;
            changed++;
        }
        assert_true(changed > 0);
        build(l, &q);
        check_shares(l, &q);
        for (size_t i = 0; i < q.n; i++)
            for (size_t a = 0; a < q.at[i].n; a++)
                for (size_t b = 0; b < a; b++) {
                    const struct mh_reading *x = l->at[q.share[q.at[i].first + a].article].reading;
                    assert_true(mh_pool_fit(help_lexicon(), x, l->at[q.share[q.at[i].first + b].article].reading, NULL) != MH_POOL_NEVER);
                }
        for (size_t i = 0; i < l->n; i++) {
            if (l->at[i].hand != NULL && strcmp(l->at[i].hand, MH_POOL_ALONE) == 0 && q.of[i] != SIZE_MAX)
                assert_int_equal(q.at[q.of[i]].n, 1);
            l->at[i].hand = NULL;
            l->at[i].anchor = 0;
        }
        mh_pools_free(&q);
        build(l, &q);
        same_pools(&p, &q);
        mh_pools_free(&p);
        mh_pools_free(&q);
        free_lot(l);
    }
}

/* What a pool is called does not hang on the other pools. */
static void test_codes_are_of_their_own(void **state)
{
    (void)state;
    struct lot *l = some_lot(500);
    struct mh_pools p, q;
    size_t few = 0;
    build(l, &p);
    for (size_t i = 1; i < p.n; i++)
        for (size_t k = 0; k < i; k++)
            assert_string_not_equal(p.at[i].code, p.at[k].code);
    struct mh_pool_article *some = mh_xcalloc(l->n, sizeof *some);
    for (size_t i = 0; i < l->n; i++)
        if (p.of[i] != SIZE_MAX && p.of[i] % 2 == 0)
            some[few++] = l->at[i];
    mh_pool_build(help_lexicon(), some, few, &q);
    for (size_t i = 0; i < p.n; i += 2)
        assert_true(mh_pool_find(&q, p.at[i].code) != SIZE_MAX);
    mh_pools_free(&p);
    mh_pools_free(&q);
    free(some);
    free_lot(l);
}

static enum mh_state state(enum mh_verdict verdict, size_t good, size_t refused, bool excluded, size_t *best)
{
    const struct mh_pool_product p = { .product = 7, .verdict = verdict, .excluded = excluded, .good = good, .refused = refused };
    return mh_pool_state(3, &p, 1, 1, best);
}

/* One group's word neither validates nor closes what the others ask for. */
static void test_state_of_words(void **state_)
{
    size_t best;
    (void)state_;
    assert_int_equal(mh_pool_state(3, NULL, 0, 0, &best), MH_STATE_NONE);
    assert_int_equal(mh_pool_state(3, NULL, 0, 2, NULL), MH_STATE_LEAD);
    assert_int_equal(state(MH_VERDICT_MATCH, 0, 0, false, &best), MH_STATE_MATCH);
    assert_int_equal(best, 0);
    assert_int_equal(state(MH_VERDICT_NEAR, 0, 0, false, NULL), MH_STATE_NEAR);
    assert_int_equal(state(MH_VERDICT_MATCH, 0, 0, true, &best), MH_STATE_LEAD);
    assert_true(best == SIZE_MAX);
    /* Good for all: even what the match did not find, or a distributor's. */
    assert_int_equal(state(MH_VERDICT_NEAR, 3, 0, false, NULL), MH_STATE_VALIDATED);
    assert_int_equal(state(MH_VERDICT_NONE, 3, 0, true, NULL), MH_STATE_VALIDATED);
    /* Good for some: the others are to say. */
    assert_int_equal(state(MH_VERDICT_MATCH, 2, 0, false, NULL), MH_STATE_MATCH);
    assert_int_equal(state(MH_VERDICT_NEAR, 2, 0, false, NULL), MH_STATE_REVIEW);
    assert_int_equal(state(MH_VERDICT_NONE, 1, 0, false, NULL), MH_STATE_REVIEW);
    assert_int_equal(state(MH_VERDICT_NEAR, 2, 0, true, NULL), MH_STATE_LEAD);
    /* Refused for some, whatever the others say; for all it is rejected. */
    assert_int_equal(state(MH_VERDICT_MATCH, 0, 1, false, NULL), MH_STATE_REVIEW);
    assert_int_equal(state(MH_VERDICT_MATCH, 2, 1, false, NULL), MH_STATE_REVIEW);
    assert_int_equal(state(MH_VERDICT_NEAR, 2, 1, false, NULL), MH_STATE_NEAR);
    assert_int_equal(state(MH_VERDICT_MATCH, 0, 3, false, NULL), MH_STATE_LEAD);
}

static void test_state_of_the_best(void **state_)
{
    size_t best;
    (void)state_;
    const struct mh_pool_product p[] = {
        { .product = 1, .verdict = MH_VERDICT_MATCH, .refused = 2 }, { .product = 2, .verdict = MH_VERDICT_MATCH, .refused = 1 },
        { .product = 3, .verdict = MH_VERDICT_REVIEW }, { .product = 4, .verdict = MH_VERDICT_REVIEW, .good = 1 },
        { .product = 5, .verdict = MH_VERDICT_NEAR, .good = 2 },
    };
    assert_int_equal(mh_pool_state(2, p, 5, 0, &best), MH_STATE_VALIDATED); /* the fifth */
    assert_int_equal(best, 4);
    assert_int_equal(mh_pool_state(2, p, 4, 0, &best), MH_STATE_REVIEW); /* refused for one, the first as good as any */
    assert_int_equal(best, 1);
    assert_int_equal(mh_pool_state(2, p, 1, 0, &best), MH_STATE_NONE);
    assert_true(best == SIZE_MAX);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_equal_ones_are_pooled),   cmocka_unit_test(test_silence_never_merges), cmocka_unit_test(test_usual_silence_asks_nothing),
        cmocka_unit_test(test_a_chain_joins_no_conflict), cmocka_unit_test(test_one_sided_never),
        cmocka_unit_test(test_by_hand),                 cmocka_unit_test(test_values_that_one_product_meets),
        cmocka_unit_test(test_properties),              cmocka_unit_test(test_apart_restores),
        cmocka_unit_test(test_codes_are_of_their_own), cmocka_unit_test(test_state_of_words), cmocka_unit_test(test_state_of_the_best),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    help_lexicon_free();
    return failed;
}

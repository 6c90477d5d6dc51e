/* Packs and prices: what one of a row's units holds, quantities in base units, the computation shown. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>
#include <mahalli/spec.h>

struct pack_case {
    const char *unit, *pack, *label, *base;
    int64_t size, pack_size; /* 0 unknown */
};

static const struct pack_case cases[] = {
    /* the unit alone */
    { "B/1", NULL, NULL, "piece", 1, 1 },
    { "B/10", NULL, NULL, "piece", 10, 10 },
    { "b/100", NULL, NULL, "piece", 100, 100 },
    { "B / 100", NULL, NULL, "piece", 100, 100 },
    { "BTE 50", NULL, NULL, "piece", 50, 50 },
    { "BTE/50", NULL, NULL, "piece", 50, 50 },
    { "BT.50", NULL, NULL, "piece", 50, 50 },
    { "bo\xc3\xaete de 50", NULL, NULL, "piece", 50, 50 },
    { "Boite de 1 000", NULL, NULL, "piece", 1000, 1000 },
    { "bo\xc3\xaete de 50 gants", NULL, NULL, "piece", 50, 50 },
    { "bo\xc3\xaete de 50 paires", NULL, NULL, "paire", 50, 50 },
    { "bo\xc3\xaete de 50 paires", NULL, NULL, "piece", 100, 100 },
    { "PQT/100", NULL, NULL, "piece", 100, 100 },
    { "PAQ/25", NULL, NULL, "piece", 25, 25 },
    { "paquet de 5", NULL, NULL, "piece", 5, 5 },
    { "SACHET/5", NULL, NULL, "piece", 5, 5 },
    { "S/100", NULL, NULL, "piece", 100, 100 },
    { "sachet de 12", NULL, NULL, "piece", 12, 12 },
    { "carton de 500", NULL, NULL, "piece", 500, 500 },
    { "carton de 10 bo\xc3\xaetes de 100", NULL, NULL, "piece", 1000, 1000 },
    { "B/10x5", NULL, NULL, "piece", 50, 50 },
    { "lot de 3", NULL, NULL, "piece", 3, 3 },
    { "100", NULL, NULL, "piece", 100, 0 },
    { "douzaine", NULL, NULL, "piece", 12, 0 },
    { "B/200T", NULL, NULL, "piece", 200, 200 },
    /* pieces */
    { "unit\xc3\xa9", NULL, NULL, "piece", 1, 0 },
    { "U", NULL, NULL, "piece", 1, 0 },
    { "pi\xc3\xa8" "ce", NULL, NULL, "piece", 1, 0 },
    { "PCE", NULL, NULL, "piece", 1, 0 },
    { "PCS", NULL, NULL, "piece", 1, 0 },
    { "paire", NULL, NULL, "paire", 1, 0 },
    { "Paires", NULL, NULL, "paire", 1, 0 },
    { "paire", NULL, NULL, "piece", 2, 0 },
    { "kit", NULL, NULL, "piece", 1, 0 },
    { "RX", NULL, NULL, "piece", 1, 0 },
    { "rouleau", NULL, NULL, "piece", 1, 0 },
    { "rouleau 4 m", NULL, NULL, "piece", 1, 0 },
    { "FL/15ML", NULL, NULL, "piece", 1, 0 },
    { "bo\xc3\xaete unitaire", NULL, NULL, "piece", 1, 1 },
    { "sachet individuel", NULL, NULL, "piece", 1, 1 },
    /* measures */
    { "PAQ/500G", NULL, NULL, "g", 500, 500 },
    { "PAQ/1KG", NULL, NULL, "g", 1000, 1000 },
    { "PAQ/500G", NULL, NULL, "piece", 1, 1 },
    { "FL/15ML", NULL, NULL, "mL", 15, 0 },
    { "2X20L", NULL, NULL, "L", 40, 0 },
    { "2X20L", NULL, NULL, "mL", 40000, 0 },
    { "2X20L", NULL, NULL, "piece", 2, 0 },
    { "rouleau 4 m", NULL, NULL, "m", 4, 0 },
    { "rouleau de 2,5 m", NULL, NULL, "cm", 250, 0 },
    { "rouleau de 2,5 m", NULL, NULL, "m", 0, 0 }, /* not a whole number of metres */
    /* a box takes its number from the pack, else from the label */
    { "bo\xc3\xaete", "bo\xc3\xaete de 100", NULL, "piece", 100, 100 },
    { "bo\xc3\xaete", "B/50", "GANTS BTE/100", "piece", 50, 50 },
    { "bo\xc3\xaete", "100", NULL, "piece", 100, 100 },
    { "bo\xc3\xaete", NULL, "GANTS D'EXAMEN BTE/100", "piece", 100, 100 },
    { "BTE", NULL, "Gants d'examen, bo\xc3\xaete de 100", "piece", 100, 100 },
    { "sachet", NULL, "COMPRESSE 10X10 SACHET DE 5", "piece", 5, 5 },
    { "bo\xc3\xaete", NULL, "COMPRESSE 10X10", "piece", 0, 0 },
    { "bo\xc3\xaete", NULL, "COTON PAQUET 500 G", "piece", 0, 0 },
    { "paquet", "paquet de 5 sachets de 10", NULL, "piece", 50, 50 },
    /* a conditionnement never multiplies a piece */
    { "unit\xc3\xa9", "carton de 500", NULL, "piece", 1, 500 },
    { "pi\xc3\xa8" "ce", "bo\xc3\xaete de 12", NULL, "piece", 1, 12 },
    { "B/10", "carton de 500", NULL, "piece", 10, 500 },
    { "pi\xc3\xa8" "ce", NULL, "GANTS BTE/100", "piece", 1, 0 },
    /* no unit */
    { NULL, "bo\xc3\xaete de 100", NULL, "piece", 100, 100 },
    { NULL, NULL, "GANTS BTE/100", "piece", 0, 0 },
    { NULL, NULL, NULL, "piece", 0, 0 },
    { "", "", "", "", 0, 0 },
    /* unknown */
    { "bidule", NULL, NULL, "piece", 0, 0 },
    { "B/0", NULL, NULL, "piece", 0, 0 },
    { "bo\xc3\xaete de 99999999999999999999", NULL, NULL, "piece", 0, 0 },
    { "B/1000000x1000000x1000000", NULL, NULL, "piece", 0, 0 },
};

static void test_packs(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct pack_case *c = &cases[i];
        struct mh_pack p;
        mh_pack_read(c->unit, c->pack, c->label, c->base, &p);
        int64_t size = p.kind == MH_PACK_UNKNOWN ? 0 : p.size;
        if (size != c->size || p.pack_size != c->pack_size)
            fail_msg("%s | %s | %s en %s : %lld et %lld au lieu de %lld et %lld", c->unit, c->pack, c->label, c->base, (long long)size,
                     (long long)p.pack_size, (long long)c->size, (long long)c->pack_size);
        assert_true(c->size != 1 || p.kind == MH_PACK_PIECE);
        assert_true(c->size < 2 || p.kind == MH_PACK_MULTIPLE);
        assert_non_null(p.from);
    }
}

static void test_from(void **state)
{
    (void)state;
    struct mh_pack p;
    mh_pack_read("boite", "B/50", NULL, "piece", &p);
    assert_string_equal(p.from, "conditionnement");
    mh_pack_read("boite", NULL, "GANTS BTE/100", "piece", &p);
    assert_string_equal(p.from, "libell\xc3\xa9");
    mh_pack_read("B/50", NULL, NULL, "piece", &p);
    assert_string_equal(p.from, "unit\xc3\xa9");
    mh_pack_read("piece", NULL, NULL, NULL, &p);
    assert_string_equal(p.from, "pi\xc3\xa8" "ce");
}

static void test_quantities(void **state)
{
    (void)state;
    static const struct {
        const char *unit, *pack, *quantity;
        bool in_pack, ok;
        int64_t base;
    } q[] = {
        { "B/10", NULL, "120", false, true, 1200 },      { "piece", NULL, "1500", false, true, 1500 },
        { "B/10", NULL, "1.5", false, true, 15 },        { "B/10", NULL, "1.25", false, false, 0 },
        { "B/1000", NULL, "0.001", false, true, 1 },     { "piece", "carton de 500", "3", true, true, 1500 },
        { "piece", NULL, "3", true, false, 0 },          { "boite", NULL, "3", false, false, 0 },
        { "B/10", NULL, "-3", false, false, 0 },         { "B/10", NULL, "abc", false, false, 0 },
        { "B/10", NULL, NULL, false, false, 0 },         { "B/10", NULL, "0", false, true, 0 },
        { "B/1000000000", NULL, "9000000000000000000", false, false, 0 },
    };
    for (size_t i = 0; i < sizeof q / sizeof *q; i++) {
        struct mh_pack p;
        int64_t base = -1;
        const char *why = NULL;
        mh_pack_read(q[i].unit, q[i].pack, NULL, "piece", &p);
        bool ok = mh_pack_quantity(&p, q[i].quantity, q[i].in_pack, &base, &why);
        if (ok != q[i].ok || (ok && base != q[i].base))
            fail_msg("%s %s : %d %lld %s", q[i].quantity, q[i].unit, ok, (long long)base, why == NULL ? "" : why);
        assert_true(ok || why != NULL);
    }
}

static void shown(const struct mh_need_line *n, const char *base, const char *want)
{
    struct mh_pack p;
    struct mh_str s = MH_STR_INIT;
    mh_pack_read(n->unit, n->pack, n->label, base, &p);
    mh_pack_computation(&s, n, &p);
    assert_string_equal(mh_str_text(&s), want);
    mh_str_free(&s);
}

#define T(s) ((char *)(uintptr_t)(s))
#define NARROW "\xe2\x80\xaf"

static void test_computation(void **state)
{
    (void)state;
    struct mh_need_line n = { .quantity = T("120"), .unit = T("B/10"), .price_ht = MH_UNKNOWN, .price_ttc = 1800, .vat = 200 };
    shown(&n, "piece", "120 B/10 = 1" NARROW "200 unit\xc3\xa9s ; 18,00 TTC par B/10 = 1,50 HT l'unit\xc3\xa9, TVA 20 % saisie");
    n.vat = MH_UNKNOWN;
    shown(&n, "piece", "120 B/10 = 1" NARROW "200 unit\xc3\xa9s ; 18,00 TTC par B/10 (taux de TVA inconnu)");
    n = (struct mh_need_line){ .quantity = T("2"), .unit = T("B/1000"), .price_ht = 3800, .price_ttc = MH_UNKNOWN, .vat = MH_UNKNOWN };
    shown(&n, "piece", "2 B/1000 = 2" NARROW "000 unit\xc3\xa9s ; 38,00 HT par B/1000 = 0,0380 HT l'unit\xc3\xa9");
    n = (struct mh_need_line){ .quantity = T("3"), .unit = T("boite"), .price_ht = 100, .price_ttc = MH_UNKNOWN, .vat = MH_UNKNOWN };
    shown(&n, "piece", "3 boite : contenance de \xc2\xab boite \xc2\xbb inconnue ; 1,00 HT par boite (contenance inconnue)");
    n = (struct mh_need_line){ .quantity = T("3"), .unit = T("boi"), .pack = T("B/100"), .price_ht = MH_UNKNOWN, .price_ttc = MH_UNKNOWN };
    shown(&n, "piece", "3 boi : unit\xc3\xa9 \xc2\xab boi \xc2\xbb non reconnue");
    n = (struct mh_need_line){ .quantity = T("3"), .price_ht = MH_UNKNOWN, .price_ttc = MH_UNKNOWN };
    shown(&n, "piece", "3 : ni unit\xc3\xa9 ni conditionnement");
    n = (struct mh_need_line){ .quantity = T("4"), .unit = T("paire"), .price_ht = 150, .price_ttc = MH_UNKNOWN, .vat = MH_UNKNOWN };
    shown(&n, "paire", "4 paire = 4 paires ; 1,50 HT par paire = 1,50 HT par paire");
    n = (struct mh_need_line){ .quantity = T("2"), .quantity_in = T("conditionnement"), .unit = T("pi\xc3\xa8" "ce"), .pack = T("carton de 500"),
                               .price_ht = MH_UNKNOWN, .price_ttc = MH_UNKNOWN, .vat = MH_UNKNOWN };
    shown(&n, "piece", "2 carton de 500 = 1" NARROW "000 unit\xc3\xa9s");
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_packs), cmocka_unit_test(test_from), cmocka_unit_test(test_quantities),
                                        cmocka_unit_test(test_computation) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

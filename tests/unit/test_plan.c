/* How volumes may be told beyond one member, and rules about the plan. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka wants these before it */
#include <cmocka.h>

#include <string.h>

#include <mahalli/plan.h>

#define NN "\xE2\x80\xAF" /* between thousands */

static void assert_volume(int64_t volume, int64_t groups, bool wide, const char *want)
{
    struct mh_str out = MH_STR_INIT;

    mh_volume_text(&out, volume, groups, wide);
    assert_string_equal(mh_str_text(&out), want);
    mh_str_free(&out);
}

static void volumes(void **state)
{
    (void)state;
    assert_volume(MH_UNKNOWN, 1, false, "");
    assert_volume(MH_UNKNOWN, 5, true, "");
    assert_volume(12345, 1, false, "12" NN "345");
    assert_volume(12345, 3, true, "12" NN "345");
    assert_volume(12345, 2, true, "~ 10" NN "000");
    assert_volume(12345, 1, true, "~ 10" NN "000");
    assert_volume(0, 1, true, "0");
    assert_volume(7, 1, true, "~ 10");
    assert_volume(43, 1, true, "~ 50");
    assert_volume(200, 1, true, "~ 200");
    assert_volume(69999, 1, true, "~ 50" NN "000");
    assert_volume(INT64_MAX, 1, true, "~ 5" NN "000" NN "000" NN "000" NN "000" NN "000" NN "000");
}

/* What a rule says of the subject; NULL when it has nothing to say. */
static const char *said(const char *rule, const struct mh_subject *s, struct mh_str *detail)
{
    mh_str_clear(detail);
    for (size_t i = 0; i < mh_nrules; i++)
        if (strcmp(mh_rules[i].name, rule) == 0)
            return mh_rules[i].check(s, detail) ? mh_str_text(detail) : NULL;
    fail_msg("no rule %s", rule);
    return NULL;
}

static void rules(void **state)
{
    struct mh_str detail = MH_STR_INIT;
    struct mh_need_line n;
    struct mh_certificate c;
    char zero[] = "0.0", one[] = "1", day[] = "2027-03-01", past[] = "2026-11-20";

    (void)state;
    mh_row_init(&mh_table_need_lines, &n);
    mh_row_init(&mh_table_certificates, &c);
    struct mh_subject s = { .need = &n, .certificate = &c, .year = 2027, .today = "2026-11-21" };
    n.quantity = one;
    assert_null(said("volume-nul", &s, &detail));
    assert_string_equal(said("conditionnement-inconnu", &s, &detail), "");
    n.quantity = zero;
    assert_string_equal(said("volume-nul", &s, &detail), "");
    n.needed_on = day;
    assert_null(said("date-hors-campagne", &s, &detail));
    n.needed_on = past;
    assert_string_equal(said("date-hors-campagne", &s, &detail), "20/11/2026");
    n.base_quantity = INT64_MAX;
    assert_non_null(said("volume-absurde", &s, &detail));
    c.to = day;
    assert_null(said("certificat-expire", &s, &detail));
    c.to = past;
    assert_string_equal(said("certificat-expire", &s, &detail), "certificat, échéance 20/11/2026");
    mh_str_free(&detail);
}

/* Names are what people type after --rule. */
/* Text given to a need's specifications: what the rule quotes, NULL when it has nothing to say. */
static const char *of_specs(const char *rule, const char *specs, struct mh_str *detail)
{
    struct mh_need_line n;
    char text[200];
    struct mh_subject s = { .need = &n, .last_volume = MH_UNKNOWN };
    mh_row_init(&mh_table_need_lines, &n);
    strncpy(text, specs, sizeof text - 1);
    text[sizeof text - 1] = '\0';
    n.specs = text;
    return said(rule, &s, detail);
}

static void what_shuts_makers_out(void **state)
{
    struct mh_str d = MH_STR_INIT;
    (void)state;
    assert_string_equal(of_specs("marque-exigee", "Fil Vicryl 2/0, aiguille 26 mm", &d), "« vicryl »");
    assert_string_equal(of_specs("marque-exigee", "type B. Braun exclusivement", &d), "« b braun »");
    assert_non_null(of_specs("marque-exigee", "pansement Xyz® 10x10", &d));
    assert_null(of_specs("marque-exigee", "Vicryl ou équivalent", &d));
    assert_null(of_specs("marque-exigee", "marquage CE, stérile, 10x10", &d));
    assert_null(of_specs("marque-exigee", "résorbable 2/0", &d));
    assert_string_equal(of_specs("preuve-etrangere", "stérile ; marquage CE exigé", &d), "« marquage ce »");
    assert_string_equal(of_specs("preuve-etrangere", "Homologué FDA", &d), "« fda »");
    assert_null(of_specs("preuve-etrangere", "marquage CE ou enregistrement AMMPS", &d));
    assert_null(of_specs("preuve-etrangere", "certificat CE ou équivalent", &d));
    assert_null(of_specs("preuve-etrangere", "ce produit est stérile", &d));
    mh_str_free(&d);
}

static void against_last_year_and_other_sites(void **state)
{
    struct mh_str d = MH_STR_INIT;
    struct mh_need_line n, o;
    struct mh_pack pack = { .kind = MH_PACK_MULTIPLE, .size = 100, .pack_size = 100 };
    char a[] = "S1", b[] = "S2";
    struct mh_subject s = { .need = &n, .pack = &pack, .last_year = 2026, .last_volume = 100 };

    (void)state;
    mh_row_init(&mh_table_need_lines, &n);
    mh_row_init(&mh_table_need_lines, &o);
    n.base_quantity = 1000;
    assert_string_equal(said("volume-decuple", &s, &d), "1" NN "000, 2026 : 100");
    assert_null(said("volume-dixieme", &s, &d));
    n.base_quantity = 999;
    assert_null(said("volume-decuple", &s, &d));
    n.base_quantity = 10;
    assert_non_null(said("volume-dixieme", &s, &d));
    s.last_volume = MH_UNKNOWN;
    assert_null(said("volume-dixieme", &s, &d));
    s.last_volume = 0;
    assert_null(said("volume-decuple", &s, &d));
    s.last_volume = MH_UNKNOWN; /* nothing was asked for then, but bought */
    s.bought_year = 2025;
    s.bought = 100;
    assert_string_equal(said("volume-dixieme-achats", &s, &d), "10, 2025 : 100");
    assert_null(said("volume-decuple-achats", &s, &d));
    n.base_quantity = 1000;
    assert_string_equal(said("volume-decuple-achats", &s, &d), "1" NN "000, 2025 : 100");
    assert_null(said("volume-decuple", &s, &d));
    s.last_volume = 900; /* asked for: that counts */
    assert_null(said("volume-decuple-achats", &s, &d));
    s.last_volume = MH_UNKNOWN;
    s.bought = MH_UNKNOWN;
    assert_null(said("volume-decuple-achats", &s, &d));
    n.base_quantity = MH_UNKNOWN;
    s.bought = 1;
    assert_null(said("volume-decuple-achats", &s, &d));
    assert_null(said("volume-dixieme-achats", &s, &d));
    n.site = b;
    o.site = a;
    n.price_ht = 38;
    o.price_ht = 3800;
    assert_null(said("prix-et-conditionnement", &s, &d));
    s.other = &o;
    assert_string_equal(said("prix-et-conditionnement", &s, &d), "S1 et S2, dans le rapport du conditionnement (100)");
    o.price_ht = 42;
    assert_null(said("prix-et-conditionnement", &s, &d));
    o.price_ht = INT64_MAX;
    n.price_ht = INT64_MAX / 2;
    assert_null(said("prix-et-conditionnement", &s, &d));
    mh_str_free(&d);
}

static void makers_and_opinions(void **state)
{
    struct mh_str d = MH_STR_INIT;
    struct mh_maker k;
    struct mh_opinion o;
    char making[] = "en production", role[] = "fabricant", end[] = "2026-11-20";
    struct mh_subject s = { .maker = &k, .opinion = &o, .today = "2026-11-21" };

    (void)state;
    mh_row_init(&mh_table_makers, &k);
    mh_row_init(&mh_table_opinions, &o);
    assert_null(said("etablissement-non-declare", &s, &d)); /* whether it makes anything is not known */
    k.status = making;
    k.role = role;
    assert_non_null(said("etablissement-non-declare", &s, &d));
    s.declared = true;
    assert_null(said("etablissement-non-declare", &s, &d));
    assert_null(said("avis-perime", &s, &d));
    o.valid_until = end;
    assert_string_equal(said("avis-perime", &s, &d), "valable jusqu'au 20/11/2026");
    s.today = "2026-11-20";
    assert_null(said("avis-perime", &s, &d));
    mh_str_free(&d);
}

static void names_are_unique(void **state)
{
    (void)state;
    for (size_t i = 0; i < mh_nrules; i++)
        for (size_t k = 0; k < i; k++)
            assert_string_not_equal(mh_rules[i].name, mh_rules[k].name);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(volumes),
        cmocka_unit_test(rules),
        cmocka_unit_test(what_shuts_makers_out),
        cmocka_unit_test(against_last_year_and_other_sites),
        cmocka_unit_test(makers_and_opinions),
        cmocka_unit_test(names_are_unique),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

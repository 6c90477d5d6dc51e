/* The explanation of a match in the reader's language, and labels written in English and Arabic. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include <mahalli/i18n.h>
#include "base/i18n.h"
#include "match/index.h"
#include "spec_help.h"

#define T(s) ((char *)(uintptr_t)(s))

/* One need against one product of a maker with this role. */
struct told {
    char en[1024], ar[1024], fr[1024];
    struct mh_compared_row row[48];
    size_t n;
};

static void tell(const char *need, const char *product, const char *role, const char *lang, struct told *out)
{
    const struct mh_lexicon *lx = help_lexicon();
    struct mh_maker maker = { .id = 1, .code = T("K"), .name = T("K"), .role = T(role), .status = T("en production") };
    struct mh_product p = { .id = 1, .maker_id = 1, .reference = T("R1"), .label = T(product), .status = T("produit") };
    struct mh_index_product in = { .id = 1, .row = &p, .maker = &maker };
    struct mh_index *ix = mh_index_new(lx, &in, 1, &maker, 1);
    struct mh_reading r;
    struct mh_candidate c;
    struct mh_str s = MH_STR_INIT;
    static const char *const langs[] = { "en", "ar", "fr" };
    char *const to[] = { out->en, out->ar, out->fr };

    help_read(lx, need, false, &r);
    assert_true(mh_match_pair(ix, &r, 1, &c));
    for (int i = 0; i < 3; i++) {
        mh_str_clear(&s);
        mh_match_reason(ix, langs[i], &r, &c, &s);
        assert_true(s.len < sizeof out->en);
        memcpy(to[i], mh_str_text(&s), s.len + 1);
    }
    out->n = mh_match_table(ix, lang, &r, &c, out->row, 48);
    mh_str_free(&s);
    mh_reading_free(&r);
    mh_index_free(ix);
}

static void the_reason_is_whole_in_each_language(void **state)
{
    struct told t;

    (void)state;
    tell("SERINGUE 20 ML LUER SANS AIGUILLE", "Seringue 10 mL embout luer", "fabricant", "en", &t);
    assert_string_equal(t.fr, "seringue hypodermique : volume 20 mL ✗ (10 mL au lieu de 20 mL), avec aiguille : non ? (non dit par le "
                              "fabricant), embout luer ✓ ; une spécification n'est pas tenue");
    assert_string_equal(t.en, "hypodermic syringe: volume 20 mL ✗ (10 mL instead of 20 mL), with needle: no ? (not stated by the maker), "
                              "tip luer ✓; a specification is not met");
    assert_string_equal(t.ar, "محقنة: الحجم 20 mL ✗ (10 mL بدلا من 20 mL)، بإبرة: لا ? (لم يذكره المصنّع)، "
                              "الطرف لوير ✓؛ إحدى المواصفات غير مستوفاة");
    tell("GANT CHIRURGICAL T 7.5 SANS POUDRE", "Gant chirurgical taille 7,5 poudré", "fabricant", "en", &t);
    assert_non_null(strstr(t.fr, "poudré : non ✗ (oui au lieu de non)"));
    assert_non_null(strstr(t.fr, "taille 7,5 ✓"));
    assert_non_null(strstr(t.en, "powdered: no ✗ (yes instead of no)"));
    assert_non_null(strstr(t.en, "size 7.5 ✓"));
    assert_non_null(strstr(t.ar, "(نعم بدلا من لا)"));
    assert_non_null(strstr(t.ar, "7,5 ✓"));
}

static void the_table_says_the_same(void **state)
{
    struct told t;

    (void)state;
    tell("SERINGUE 20 ML LUER", "Seringue 10 mL embout luer lock", "porteur de projet", "en", &t);
    assert_true(t.n >= 3);
    for (size_t i = 0; i < t.n; i++) {
        if (strcmp(t.row[i].attribute, "volume") == 0) {
            assert_string_equal(t.row[i].wanted, "20 mL");
            assert_string_equal(t.row[i].by, "10 mL instead of 20 mL");
        }
        if (t.row[i].here) {
            assert_string_equal(t.row[i].attribute, "made here");
            assert_string_equal(t.row[i].offered, "project");
            assert_int_equal(t.row[i].result, MH_CMP_FAILED);
        }
    }
    assert_non_null(strstr(t.en, "manufacture: project"));
    tell("SERINGUE 20 ML LUER", "Seringue 20 mL embout luer", "distributeur", "ar", &t);
    assert_non_null(strstr(t.ar, "التصنيع: موزع"));
    assert_non_null(strstr(t.en, "manufacture: distributor"));
    assert_string_equal(t.row[t.n - 1].attribute, mh_tr("ar", "fabriqué ici"));
}

static void assert_in_every_catalogue(const char *fr)
{
    for (const struct mh__catalogue *c = mh__catalogues; c->lang != NULL; c++) {
        bool found = false;
        for (size_t i = 0; i < c->n && !found; i++)
            found = strcmp(c->message[i].fr, fr) == 0;
        if (!found)
            fail_msg("%s : « %s » manque", c->lang, fr);
    }
}

/* Every word that the explanation takes from a table of the program. */
static void every_word_of_the_explanation_is_translated(void **state)
{
    (void)state;
    for (const struct mh__rule *r = mh__rules; r->name != NULL; r++)
        assert_in_every_catalogue(r->sentence);
    for (int s = 0; s < MH_NSTATES; s++)
        assert_in_every_catalogue(mh_state_title((enum mh_state)s));
    for (int v = MH_VERDICT_NONE; v <= MH_VERDICT_MATCH; v++)
        assert_in_every_catalogue(mh_verdict_title((enum mh_verdict)v));
    for (int c = MH_CLEAR_UNVERIFIED; c <= MH_CLEAR_NOT_REQUIRED; c++)
        assert_in_every_catalogue(mh_clearance_title((enum mh_clearance)c));
    for (int w = MH_WHO_PHARMACIST; w <= MH_WHO_BUYER; w++)
        assert_in_every_catalogue(mh_who_name((enum mh_who)w));
    for (int s = MH_SRC_READ; s <= MH_SRC_TYPED; s++)
        assert_in_every_catalogue(mh_source_name((enum mh_source)s));
    for (int c = MH_CMP_UNKNOWN; c <= MH_CMP_FAILED; c++)
        assert_in_every_catalogue(mh_compared_name((enum mh_compared)c));
    static const char *const table_choices[] = { "opinions", "makers" };
    for (size_t t = 0; t < 2; t++) {
        const struct mh_table *table = mh_table_by_name(table_choices[t]);
        for (size_t i = 0; i < table->ncolumns; i++)
            for (const struct mh_choice *c = table->columns[i].choices; c != NULL && c->code != NULL; c++)
                assert_in_every_catalogue(c->code);
    }
}

static int arabic(const char *s)
{
    for (; *s != '\0'; s++)
        if ((unsigned char)*s >= 0xd8 && (unsigned char)*s <= 0xdb)
            return 1;
    return 0;
}

/* Families and characteristics of the reference: all named in English; in Arabic most characteristics. */
static void the_reference_is_named(void **state)
{
    const struct mh_lexicon *lx = help_lexicon();
    size_t n = 0, named = 0;

    (void)state;
    for (int f = 0; f < (int)mh_lexicon_nfamilies(lx); f++) {
        const struct mh_family *row = mh_lexicon_family_row(lx, f);
        assert_string_equal(mh_lexicon_family_name(lx, "fr", f), row->name);
        assert_string_equal(mh_lexicon_family_name(lx, "en", f), row->name_en);
        assert_true(*mh_lexicon_family_name(lx, "ar", f) != '\0');
        for (int a = 0; a < (int)mh_lexicon_nattributes(lx, f); a++) {
            assert_true(*mh_lexicon_attribute_name(lx, "en", f, a) != '\0');
            named += (size_t)arabic(mh_lexicon_attribute_name(lx, "ar", f, a));
            n++;
        }
    }
    assert_true(n > 500);
    if (named * 100 < n * 60)
        fail_msg("%zu caractéristiques sur %zu sont nommées en arabe", named, n);
    int gloves = mh_lexicon_family(lx, "gant_chirurgical");
    assert_true(gloves >= 0 && arabic(mh_lexicon_family_name(lx, "ar", gloves)));
}

struct label {
    const char *text, *family, *attribute, *value;
};

static void labels_in_english_and_arabic(void **state)
{
    static const struct label labels[] = {
        { "disposable syringe 10 ml luer lock sterile", "seringue", "embout", "luer lock" },
        { "Foley catheter 2-way CH 18 silicone", "sonde_foley", "ch", "18 Ch" },
        { "surgical gloves size 7.5 powder free latex", "gant_chirurgical", "taille", "7,5" },
        { "IV cannula 20G", "catheter_court", "jauge", "20 G" },
        { "قفازات جراحية لاتكس 7.5", "gant_chirurgical", "taille", "7,5" },
        { "قفازات جراحية لاتكس 7.5", "gant_chirurgical", "materiau", "latex" },
        { "قفازات الفحص نتريل متوسط", "gant_examen", "taille", "M" },
        { "قفازات الفحص نتريل", "gant_examen", "materiau", "nitrile" },
    };
    const struct mh_lexicon *lx = help_lexicon();

    (void)state;
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
        struct mh_reading r;
        help_read(lx, labels[i].text, false, &r);
        if (strcmp(help_family(lx, &r), labels[i].family) != 0 || strcmp(help_value(lx, &r, labels[i].attribute), labels[i].value) != 0)
            fail_msg("« %s » : %s, %s %s au lieu de %s, %s", labels[i].text, help_family(lx, &r), labels[i].attribute,
                     help_value(lx, &r, labels[i].attribute), labels[i].family, labels[i].value);
        mh_reading_free(&r);
    }
}

/* Words of another language that the lexicon does not know change nothing of what the French ones say, and found no family. */
static void other_words_do_no_harm(void **state)
{
    const struct mh_lexicon *lx = help_lexicon();
    static const char *const plain = "SERINGUE 10 ML LUER LOCK", *const mixed[] = {
        "SERINGUE 10 ML LUER LOCK طلبية جديدة", "\xe2\x80\x8f" "SERINGUE 10 ML LUER LOCK", "SERINGUE 10 ML LUER LOCK \xe2\x80\xab" "مهم\xe2\x80\xac",
    };
    struct mh_reading want, got;

    (void)state;
    help_read(lx, plain, false, &want);
    char *text = strdup(help_text(lx, &want));
    for (size_t i = 0; i < sizeof mixed / sizeof *mixed; i++) {
        help_read(lx, mixed[i], false, &got);
        assert_int_equal(got.family, want.family);
        assert_string_equal(help_text(lx, &got), text);
        mh_reading_free(&got);
    }
    free(text);
    mh_reading_free(&want);
    static const char *const unheard[] = { "طلبية جديدة", "كتاب مدرسي", "a completely unrelated sentence about the weather" };
    for (size_t i = 0; i < sizeof unheard / sizeof *unheard; i++) {
        help_read(lx, unheard[i], false, &got);
        assert_true(got.family < 0 || got.problem != MH_READ_OK || got.confidence < 60);
        mh_reading_free(&got);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_reason_is_whole_in_each_language), cmocka_unit_test(the_table_says_the_same),
        cmocka_unit_test(every_word_of_the_explanation_is_translated), cmocka_unit_test(the_reference_is_named),
        cmocka_unit_test(labels_in_english_and_arabic), cmocka_unit_test(other_words_do_no_harm),
    };

    return cmocka_run_group_tests_name("match_lang", tests, NULL, help_lexicon_done);
}

/* The catalogues: what each holds, how it is found, plural forms, and formats that take the same arguments. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka wants these before it */
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include <mahalli/i18n.h>

#include "base/i18n.h"

static void french_is_the_text_itself(void **state)
{
    const char *fr = "À vérifier", *unheard = "une phrase que nul catalogue ne porte";

    (void)state;
    assert_ptr_equal(mh_tr("fr", fr), fr);
    assert_ptr_equal(mh_tr(NULL, fr), fr);
    assert_ptr_equal(mh_tr("de", fr), fr);
    assert_ptr_equal(mh_tr("en", unheard), unheard);
    assert_ptr_equal(mh_tr("ar", ""), mh_tr("ar", ""));
    assert_string_equal(mh_tr("ar", ""), ""); /* the header of a catalogue is no translation of nothing */
    assert_null(mh_tr("en", NULL));
    assert_string_equal(mh_tr("en", fr), "To be checked");
    assert_string_not_equal(mh_tr("ar", fr), fr);
}

static void languages(void **state)
{
    (void)state;
    assert_true(mh_lang_known("fr") && mh_lang_known("en") && mh_lang_known("ar"));
    assert_false(mh_lang_known("de") || mh_lang_known("") || mh_lang_known(NULL));
    assert_true(mh_lang_rtl("ar"));
    assert_false(mh_lang_rtl("fr") || mh_lang_rtl("en") || mh_lang_rtl(NULL));
}

static const struct mh__message *message_of(const struct mh__catalogue *c, const char *fr)
{
    for (size_t i = 0; i < c->n; i++)
        if (strcmp(c->message[i].fr, fr) == 0)
            return &c->message[i];
    return NULL;
}

/* Found by search means sorted as the search expects; and what the English one says, each says. (Arabic alone names characteristics: the
 * reference data has their English.) */
static void each_text_is_found_in_each_language(void **state)
{
    (void)state;
    for (const struct mh__catalogue *c = mh__catalogues; c->lang != NULL; c++) {
        assert_true(c->n > 0);
        for (size_t i = 0; i < c->n; i++) {
            const struct mh__message *m = &c->message[i];
            if (m->many == NULL)
                assert_ptr_equal(mh_tr(c->lang, m->fr), m->text[0]);
            for (unsigned f = 0; f < (m->many == NULL ? 1 : c->forms); f++)
                assert_true(m->text[f] != NULL && *m->text[f] != '\0');
            for (const struct mh__catalogue *o = mh__catalogues; o->lang != NULL && strcmp(c->lang, "en") == 0; o++) {
                const struct mh__message *other = message_of(o, m->fr);
                if (other == NULL || (other->many == NULL) != (m->many == NULL))
                    fail_msg("« %s » : en %s, pas en %s", m->fr, c->lang, o->lang);
            }
        }
    }
}

static void plural_forms(void **state)
{
    static const struct { int64_t n; unsigned form; } arabic[] = {
        { 0, 0 }, { 1, 1 }, { 2, 2 }, { 3, 3 }, { 10, 3 }, { 11, 4 }, { 99, 4 }, { 100, 5 }, { 102, 5 }, { 103, 3 }, { 111, 4 }, { 1000, 5 },
    };

    (void)state;
    for (const struct mh__catalogue *c = mh__catalogues; c->lang != NULL; c++) {
        assert_int_equal(c->forms, strcmp(c->lang, "ar") == 0 ? 6 : 2);
        for (unsigned long n = 0; n < 1200; n++)
            assert_true(c->form(n) < c->forms);
        const struct mh__message *m = message_of(c, "article");
        assert_non_null(m);
        for (size_t i = 0; i < sizeof arabic / sizeof *arabic && c->forms == 6; i++)
            assert_ptr_equal(mh_trn("ar", "article", "articles", arabic[i].n), m->text[arabic[i].form]);
    }
    assert_string_equal(mh_trn("fr", "article", "articles", 0), "article");
    assert_string_equal(mh_trn("fr", "article", "articles", 1), "article");
    assert_string_equal(mh_trn("fr", "article", "articles", 2), "articles");
    assert_string_equal(mh_trn("en", "article", "articles", 0), "items");
    assert_string_equal(mh_trn("en", "article", "articles", 1), "item");
    assert_string_equal(mh_trn("en", "article", "articles", -1), "item");
    assert_string_equal(mh_trn("en", "une chose", "des choses", 3), "des choses");
}

/* The directives of a format by argument: what[i] is that of the i-th, "" none. False: positions and plain ones mixed. */
enum { ARGS = 9 };
static bool directives(const char *s, char what[ARGS][8])
{
    int next = 0, plain = 0, placed = 0;

    memset(what, 0, ARGS * 8);
    while ((s = strchr(s, '%')) != NULL) {
        s++;
        /* "%" before anything that is no directive is a percent sign of a text that is no format: "12 % de", "%)". */
        size_t n = strspn(s, "0123456789");
        int at = next;
        if (*s == '%') {
            s++;
            continue;
        }
        if (n > 0 && s[n] == '$') {
            at = atoi(s) - 1;
            s += n + 1;
            placed++;
        } else if (strchr("sdiuxlzc.*0123456789-+", *s) != NULL && *s != '\0') {
            plain++;
            next++;
        } else {
            continue;
        }
        size_t len = strcspn(s, "sdiuxc") + 1;
        if (at < 0 || at >= ARGS || len >= 8 || (plain && placed))
            return false;
        memcpy(what[at], s, len);
        s += len;
    }
    return true;
}

static void assert_same_arguments(const char *lang, const char *fr, const char *text, bool may_drop)
{
    char want[ARGS][8], got[ARGS][8];

    assert_true(directives(fr, want));
    if (!directives(text, got))
        fail_msg("%s : « %s » : %% avec et sans position", lang, text);
    /* A plural form may say the number in words: « صنفان ». */
    if (may_drop && got[0][0] == '\0' && want[1][0] == '\0')
        return;
    for (int i = 0; i < ARGS; i++)
        if (strcmp(want[i], got[i]) != 0)
            fail_msg("%s : « %s » : argument %d : « %s » au lieu de « %s »", lang, text, i + 1, got[i], want[i]);
}

static void formats_take_the_same_arguments(void **state)
{
    char what[ARGS][8];

    (void)state;
    assert_true(directives("%2$s : %1$lld %%", what));
    assert_string_equal(what[0], "lld");
    assert_string_equal(what[1], "s");
    assert_false(directives("%2$s %s", what));
    for (const struct mh__catalogue *c = mh__catalogues; c->lang != NULL; c++)
        for (size_t i = 0; i < c->n; i++) {
            const struct mh__message *m = &c->message[i];
            for (unsigned f = 0; f < (m->many == NULL ? 1 : c->forms); f++)
                assert_same_arguments(c->lang, m->fr, m->text[f], m->many != NULL);
            if (m->many != NULL)
                assert_same_arguments(c->lang, m->fr, m->many, true);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(french_is_the_text_itself), cmocka_unit_test(languages), cmocka_unit_test(each_text_is_found_in_each_language),
        cmocka_unit_test(plural_forms), cmocka_unit_test(formats_take_the_same_arguments),
    };

    return cmocka_run_group_tests_name("base_i18n", tests, NULL, NULL);
}

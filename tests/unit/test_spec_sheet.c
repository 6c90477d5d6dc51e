/* Fiches techniques types: items taken exactly or refused with the nearest; what an article says always wins; no contradiction made. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "spec_help.h"

static int family(const char *code)
{
    int f = mh_lexicon_family(help_lexicon(), code);
    assert_true(f >= 0);
    return f;
}

/* The sheet as the reader writes it, or its first finding after a '!'. */
static void sheet_text(const char *code, const char *specs, char out[400])
{
    const struct mh_lexicon *lx = help_lexicon();
    struct mh_diags diags = MH_DIAGS_INIT;
    struct mh_reading r;
    bool ok = mh_spec_sheet_read(lx, family(code), specs, 3, &r, &diags);
    assert_true(ok == (diags.list.len == 0));
    if (ok)
        snprintf(out, 400, "%s", help_text(lx, &r));
    else
        snprintf(out, 400, "!%s %s | %s", diags.list.at[0].rule, diags.list.at[0].value, diags.list.at[0].suggestion);
    for (size_t i = 0; i < r.nreq; i++) {
        assert_int_equal(r.req[i].source, MH_SRC_REFERENCE);
        assert_int_equal(r.req[i].sheet, 3);
        assert_string_equal(r.req[i].words, "fiche technique type v3");
    }
    mh_reading_free(&r);
    mh_diags_free(&diags);
}

static void items_are_taken_exactly(void **state)
{
    (void)state;
    static const struct {
        const char *family, *specs, *want;
    } cases[] = {
        { "seringue", "volume = 10 mL; embout = luer_lock", "volume = 10 mL; embout = luer_lock" },
        { "seringue", "Volume=10cc\nEmbout = Luer Lock", "volume = 10 mL; embout = luer_lock" },
        { "seringue", "volume >= 5 mL; stérile = oui ?", "volume >= 5 mL; sterile = oui ?" },
        { "seringue", "nombre de pièces = 3; aiguille : non", "pieces = 3; aiguille = non" },
        { "seringue", "pieces = 3; aiguille = non", "pieces = 3; aiguille = non" },
        { "seringue", "embout = luer | luer_lock", "embout = luer | luer_lock" },
        { "sonde_foley", "contenance du ballonnet = 10", "!fiche-caracteristique" },
        { "sonde_foley", "volume_ballonnet = 10; ch = 18", "ch = 18 Ch; volume_ballonnet = 10 mL" },
        { "sonde_foley", "", "!fiche-vide" },
        { "sonde_foley", " ; ", "!fiche-vide" },
        { "sonde_foley", "latex", "!fiche-forme latex" },
        { "sonde_foley", "materiau = latex; matière = silicone", "!fiche-en-double" },
        { "seringue", "volum = 10 mL; volumee = 5 mL", "!fiche-en-double" },
        { "seringue", "couleur = rouge", "!fiche-caracteristique couleur | attendu : volume" },
        { "seringue", "embou_t = luer", "!fiche-caracteristique embou_t | vouliez-vous dire « embout »" },
        { "seringue", "embout = baionnette", "!fiche-valeur baionnette | attendu : luer | luer_lock | luer_excentre" },
        { "seringue", "embout = luer_lok", "!fiche-valeur luer_lok | vouliez-vous dire « luer_lock » ?" },
        { "seringue", "embout = luer lock rouge", "!fiche-valeur luer lock rouge" },
        { "seringue", "volume = 10 kg", "!fiche-valeur 10 kg | attendu : 1 | 2 | 2,5" },
        { "seringue", "volume = 5000 mL", "!fiche-valeur" },
        { "seringue", "volume = 10 mL ou plus selon le service", "!fiche-valeur" },
        { "seringue", "sterile = peut-être", "!fiche-valeur peut-être | attendu : oui | non" },
        { "seringue", "volume = 10 x 20", "!fiche-valeur" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char got[400];
        sheet_text(cases[i].family, cases[i].specs, got);
        bool error = cases[i].want[0] == '!';
        if (error ? strncmp(got, cases[i].want, strlen(cases[i].want)) != 0 : strcmp(got, cases[i].want) != 0)
            fail_msg("%s: « %s » au lieu de « %s »", cases[i].specs, got, cases[i].want);
    }
}

/* What a fiche writes is read again as the same. */
static void every_value_is_written_and_read_again(void **state)
{
    (void)state;
    const struct mh_lexicon *lx = help_lexicon();
    long n = 0;
    for (int f = 0; f < (int)mh_lexicon_nfamilies(lx); f++)
        for (int a = 0; a < (int)mh_lexicon_nattributes(lx, f); a++) {
            const struct mh_attribute *row = mh_lexicon_attribute(lx, f, a);
            char values[1200];
            assert_int_equal(mh_attribute_named(lx, f, row->code, NULL), a);
            if (row->unit != NULL && strcmp(row->unit, "cmH2O") == 0)
                continue; /* a unit with a number inside, which the reader cuts in two */
            snprintf(values, sizeof values, "%s", strcmp(row->type, "oui_non") == 0 ? "oui|non" : strcmp(row->type, "usp") == 0 ? "2/0|0|1"
                                                                                                   : row->values ? row->values : "");
            char *dots = strstr(values, ".."), *save = NULL;
            if (dots != NULL)
                *dots = '\0';
            for (char *v = strtok_r(values, "|", &save); v != NULL; v = strtok_r(NULL, "|", &save), n++) {
                struct mh_requirement q, again;
                struct mh_str text = MH_STR_INIT;
                if (*v == '-') { /* the reader takes the sign for a dash: refused, never read as its contrary */
                    assert_false(mh_spec_value_read(lx, f, a, v, &q));
                    continue;
                }
                if (!mh_spec_value_read(lx, f, a, v, &q))
                    fail_msg("%s.%s = %s ne se lit pas", mh_lexicon_family_row(lx, f)->code, row->code, v);
                struct mh_reading one = { .family = f, .req = &q, .nreq = 1 };
                mh_reading_text(lx, &one, &text);
                if (!mh_spec_value_read(lx, f, a, strchr(mh_str_text(&text), ' ') + 1, &again) ||
                    again.value.choices != q.value.choices || again.value.lo != q.value.lo || again.value.hi != q.value.hi)
                    fail_msg("%s.%s: « %s » ne se relit pas", mh_lexicon_family_row(lx, f)->code, row->code, mh_str_text(&text));
                mh_str_free(&text);
            }
        }
    assert_true(n > 1000);
}

/* label → the reading with what it inherits, in the grammar */
static void inherited(const char *label, const char *sheet_family, const char *specs, char out[400], enum mh_read_problem *problem)
{
    const struct mh_lexicon *lx = help_lexicon();
    struct mh_reading r, sheet;
    assert_true(mh_spec_sheet_read(lx, family(sheet_family), specs, 1, &sheet, NULL));
    help_read(lx, label, false, &r);
    int before = r.family;
    enum mh_read_problem was = r.problem;
    mh_spec_inherit(lx, &r, &sheet);
    assert_int_equal(r.family, before);
    assert_int_equal(r.problem, was);
    for (size_t i = 1; i < r.nreq; i++)
        assert_true(r.req[i - 1].attribute < r.req[i].attribute);
    snprintf(out, 400, "%s", r.family < 0 ? "" : help_text(lx, &r));
    *problem = r.problem;
    mh_reading_free(&r);
    mh_reading_free(&sheet);
}

static void the_article_wins(void **state)
{
    (void)state;
    static const struct {
        const char *label, *family, *specs, *has, *not;
    } cases[] = {
        { "SONDE FOLEY CH18", "sonde_foley", "matériau = silicone", "materiau = silicone", NULL },
        { "SONDE FOLEY LATEX CH18", "sonde_foley", "matériau = silicone", "materiau = latex", "silicone" },
        { "SONDE FOLEY CH18 | materiau = latex", "sonde_foley", "matériau = silicone", "materiau = latex", "silicone" },
        { "SONDE FOLEY CH18", "sonde_foley", "ch = 16; voies = 3", "ch = 18 Ch; voies = 3", "16" },
        { "SONDE FOLEY CH18", "sonde_foley", "matériau = latex ?", "materiau = latex ?", NULL },
        /* what is only meant gives way to what the group asks */
        { "SONDE FOLEY CH18", "sonde_foley", "stérile = non", "sterile = non", "sterile = oui" },
        { "SONDE FOLEY NON STERILE CH18", "sonde_foley", "stérile = oui", "sterile = non", "sterile = oui" },
        /* another family, or none, inherits nothing */
        { "SERINGUE 10 ML", "sonde_foley", "matériau = silicone", "volume = 10 mL", "silicone" },
        { "DIVERS", "sonde_foley", "matériau = silicone", "", "silicone" },
        /* one measure of a thickness is enough */
        { "AIGUILLE HYPODERMIQUE 21G", "aiguille_hypodermique", "diamètre = 0,6 mm", "jauge = 21 G", "0.6" },
        { "AIGUILLE HYPODERMIQUE 0,8 x 40 mm", "aiguille_hypodermique", "jauge = 23", "jauge = 21 G", "23" },
        { "AIGUILLE HYPODERMIQUE", "aiguille_hypodermique", "jauge = 23", "jauge = 23 G", NULL },
        /* nothing of a part that the article is without, nor without a part of which it says something */
        { "SERINGUE 10 ML SANS AIGUILLE", "seringue", "jauge = 21; longueur_aiguille = 40 mm", "aiguille = non", "jauge" },
        { "SERINGUE 10 ML SANS AIGUILLE", "seringue", "longueur_aiguille = 40 mm", "aiguille = non", "longueur_aiguille" },
        { "SERINGUE 10 ML AIGUILLE 21G", "seringue", "aiguille = non", "jauge = 21 G", "aiguille = non" },
        { "SERINGUE 10 ML", "seringue", "aiguille = non", "aiguille = non", NULL },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char got[400];
        enum mh_read_problem problem;
        inherited(cases[i].label, cases[i].family, cases[i].specs, got, &problem);
        if (strstr(got, cases[i].has) == NULL || (cases[i].not != NULL && strstr(got, cases[i].not) != NULL))
            fail_msg("%s + %s : « %s »", cases[i].label, cases[i].specs, got);
    }
}

/* What is contradictory stays so, and inherits nothing: a fiche is no way out of it. */
static void what_is_not_understood_inherits_nothing(void **state)
{
    (void)state;
    char got[400];
    enum mh_read_problem problem;
    inherited("SERINGUE 10 ML | volume = 20 mL", "seringue", "embout = luer_lock", got, &problem);
    assert_int_equal(problem, MH_READ_CONTRADICTORY);
    assert_null(strstr(got, "luer_lock"));
}

static void what_is_inherited_is_asked(void **state)
{
    (void)state;
    const struct mh_lexicon *lx = help_lexicon();
    struct mh_reading r, sheet;
    assert_true(mh_spec_sheet_read(lx, family("seringue"), "embout = luer_lock", 2, &sheet, NULL));
    help_read(lx, "SERINGUE 10 ML", false, &r);
    int tip = mh_attribute_named(lx, r.family, "embout", NULL), needle = mh_attribute_named(lx, r.family, "jauge", NULL);
    assert_false(mh_spec_settled(lx, &r, tip));
    mh_spec_inherit(lx, &r, &sheet);
    for (size_t i = 0; i < r.nreq; i++)
        assert_true(mh_requirement_implied(&r.req[i]) == (r.req[i].source == MH_SRC_REFERENCE && r.req[i].attribute != tip));
    assert_false(mh_spec_settled(lx, &r, needle));
    mh_reading_free(&r);
    mh_reading_free(&sheet);
}

static void hostile_sheets(void **state)
{
    (void)state;
    const struct mh_lexicon *lx = help_lexicon();
    struct mh_str long_one = MH_STR_INIT;
    for (int i = 0; i < 3000; i++)
        mh_str_addf(&long_one, "c%d = %d;", i, i);
    const char *const texts[] = { mh_str_text(&long_one), "=;=;=", "a=b=c", "volume = ", "= 10", "\xff\xfe=\xc3", "volume = \xc3\x28 mL",
                                  "volume >= <= 10", "volume = 99999999999999999999999 mL", "volume = -5 mL", "volume = ?", "\xe2\x80\x8f=\xe2\x80\x8f" };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct mh_diags diags = MH_DIAGS_INIT;
        struct mh_reading r;
        if (mh_spec_sheet_read(lx, family("seringue"), texts[i], 1, &r, &diags))
            fail_msg("« %s » : %s", texts[i], help_text(lx, &r));
        assert_true(diags.list.len > 0);
        mh_reading_free(&r);
        mh_diags_free(&diags);
    }
    mh_str_free(&long_one);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(items_are_taken_exactly), cmocka_unit_test(every_value_is_written_and_read_again),
        cmocka_unit_test(the_article_wins), cmocka_unit_test(what_is_not_understood_inherits_nothing),
        cmocka_unit_test(what_is_inherited_is_asked), cmocka_unit_test(hostile_sheets),
    };
    return cmocka_run_group_tests(tests, NULL, help_lexicon_done);
}

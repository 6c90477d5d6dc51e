/* Texts on their way into a cell; dates as Excel counts them; link anchors; the words that carry colours. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "export/export.h"

static void check_clean(const char *in, const char *want)
{
    struct mh_str tmp = MH_STR_INIT;
    int chars;

    assert_string_equal(mh__cell_text(in, &tmp, &chars), want);
    mh_str_free(&tmp);
}

static void cell_text(void **state)
{
    (void)state;
    check_clean(NULL, "");
    check_clean("", "");
    check_clean("Sonde vésicale Ø 18 ✓ ≥ 5 €", "Sonde vésicale Ø 18 ✓ ≥ 5 €");
    check_clean("=1+1", "=1+1"); /* a string stays one: nothing to escape */
    check_clean("a\r\nb\rc", "a\nb\nc");
    check_clean("a\tb\x01" "c\x1b[31md\x7f", "a b c [31md ");
    check_clean("m\xE9" "dical", "m\xEF\xBF\xBD" "dical");
    check_clean("\xC0\xAF\xED\xA0\x80", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
    check_clean("a\xE2\x80\xAE" "b\xE2\x80\x8F" "c\xC2\x85" "d", "abcd"); /* RLO, RLM, NEL */
    check_clean("\xEF\xBF\xBF|\xEF\xB7\x90", "\xEF\xBF\xBD|\xEF\xBF\xBD"); /* U+FFFF, U+FDD0 */
    check_clean("_x0041_ _x004_", "_x005F_x0041_ _x004_");
    check_clean("محلي", "محلي");
    check_clean("\xC3", "\xEF\xBF\xBD");
}

static void cell_text_measures(void **state)
{
    struct mh_str tmp = MH_STR_INIT;
    int chars;

    (void)state;
    mh__cell_text("été\nlongue ligne", &tmp, &chars);
    assert_int_equal(chars, 12);
    mh__cell_text("été\r\nlongue\x01ligne", &tmp, &chars);
    assert_int_equal(chars, 12);
    mh_str_free(&tmp);
}

/* Excel counts UTF-16 units: 32 767 at most. */
static void check_long(const char *one, size_t units_each, size_t n)
{
    struct mh_str in = MH_STR_INIT, tmp = MH_STR_INIT;
    size_t units = 0;
    int chars;

    for (size_t i = 0; i < n; i++)
        mh_str_add(&in, one);
    const char *out = mh__cell_text(mh_str_text(&in), &tmp, &chars);
    for (const char *p = out; *p; p++)
        units += (*p & 0xC0) != 0x80 ? ((unsigned char)*p >= 0xF0 ? 2u : 1u) : 0u;
    if (n * units_each > 32767) {
        assert_true(units <= 32767 && units >= 32766);
        assert_string_equal(out + strlen(out) - 3, "…");
    } else {
        assert_string_equal(out, mh_str_text(&in));
    }
    mh_str_free(&in);
    mh_str_free(&tmp);
}

static void cell_text_is_cut(void **state)
{
    (void)state;
    check_long("a", 1, 32767);
    check_long("a", 1, 32768);
    check_long("é", 1, 40000);
    check_long("\xF0\x9F\x92\x89", 2, 16383);
    check_long("\xF0\x9F\x92\x89", 2, 16384);
    check_long("a\x01", 2, 20000);
}

static void lines(void **state)
{
    (void)state;
    assert_int_equal(mh__lines("", 10), 1);
    assert_int_equal(mh__lines(NULL, 10), 1);
    assert_int_equal(mh__lines("court", 10), 1);
    assert_int_equal(mh__lines("un deux trois quatre cinq six", 10), 3);
    assert_int_equal(mh__lines("a\nb\nc", 10), 3);
    assert_true(mh__lines("unmottreslongquinepeuttenirsuruneligne", 10) >= 3);
    assert_true(mh__lines("x", -5) >= 1);
}

static void serial(void **state)
{
    (void)state;
    assert_true(mh__serial("2026-11-21") == 46347);
    assert_true(mh__serial("1900-03-01") == 61);
    assert_true(mh__serial("2026-11-21T12:00:00") == 46347.5);
    assert_true(mh__serial("1899-12-31") < 0);
    assert_true(mh__serial("2026-02-30") < 0);
    assert_true(mh__serial("2026-11-21T25:00:00") < 0);
    assert_true(mh__serial("2026-11-21 12:00") < 0);
    assert_true(mh__serial("demain") < 0);
    assert_true(mh__serial("") < 0);
    assert_true(mh__serial(NULL) < 0);
}

static void anchors(void **state)
{
    struct mh__anchors a = { 0 };
    char link[32];

    (void)state;
    assert_int_equal(mh__anchors_find(&a, "x"), -1);
    for (int i = 0; i < 5000; i++) {
        snprintf(link, sizeof link, "lien %d", i / 2);
        mh__anchors_add(&a, link, i);
    }
    mh__anchors_add(&a, NULL, 7);
    mh__anchors_add(&a, "", 7);
    for (int i = 0; i < 2500; i++) {
        snprintf(link, sizeof link, "lien %d", i);
        assert_int_equal(mh__anchors_find(&a, link), 2 * i); /* the first row that has it */
    }
    assert_int_equal(mh__anchors_find(&a, "lien 2500"), -1);
    assert_int_equal(mh__anchors_find(&a, NULL), -1);
    mh__anchors_free(&a);
}

static bool has_choice(const struct mh_table *t, const char *column, const char *word)
{
    const struct mh_choice *c = mh_table_column(t, column)->choices;
    while (c->code && strcmp(c->code, word) != 0)
        c++;
    return c->code != NULL;
}

static bool has_tone(const char *word)
{
    const struct mh__toned *t = mh__toned;
    while (t->word && strcmp(t->word, word) != 0)
        t++;
    return t->word != NULL;
}

/* States, verdicts and clearances are spelt once in the domain; the tables and the palette follow. */
static void words_in_step(void **state)
{
    static const enum mh_verdict verdicts[] = { MH_VERDICT_NEAR, MH_VERDICT_REVIEW, MH_VERDICT_MATCH };

    (void)state;
    for (int s = 0; s < MH_NSTATES; s++) {
        assert_true(has_choice(&mh_rep_plan_table, "etat", mh_state_title((enum mh_state)s)));
        assert_true(has_tone(mh_state_title((enum mh_state)s)));
    }
    for (size_t i = 0; i < 3; i++) {
        assert_true(has_choice(&mh_rep_candidate_table, "concordance", mh_verdict_title(verdicts[i])));
        assert_true(has_tone(mh_verdict_title(verdicts[i])));
    }
    for (int c = MH_CLEAR_UNVERIFIED; c <= MH_CLEAR_NOT_REQUIRED; c++) {
        assert_true(has_choice(&mh_rep_plan_table, "achetable", mh_clearance_title((enum mh_clearance)c)));
        assert_true(has_tone(mh_clearance_title((enum mh_clearance)c)));
    }
    for (int s = MH_SEV_NOTE; s <= MH_SEV_ERROR; s++)
        assert_true(has_tone(mh_severity_name((enum mh_severity)s)));
}

static const struct mh_table *const reports[] = { &mh_rep_plan_table, &mh_rep_candidate_table, &mh_rep_spec_table, &mh_rep_maker_table,
                                                  &mh_rep_gap_table, &mh_rep_problem_table, &mh_rep_journal_table, &mh_rep_pair_table };

/* Every text of a row is in its table: freed once, and none forgotten (valgrind and ASan tell). */
static void report_tables(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof reports / sizeof *reports; i++) {
        const struct mh_table *t = reports[i];
        void *row = calloc(1, t->row_size), *copy = calloc(1, t->row_size);
        size_t bytes = sizeof(int64_t); /* id */
        assert_non_null(row);
        mh_row_init(t, row);
        mh_row_init(t, copy);
        for (size_t k = 0; k < t->ncolumns; k++) {
            const struct mh_column *c = &t->columns[k];
            struct mh_err err = MH_ERR_INIT;
            assert_non_null(c->name);
            assert_non_null(c->title);
            assert_true(c->width > 0);
            assert_ptr_equal(mh_table_column(t, c->name), c);
            assert_true((c->type == MH_CHOICE) == (c->choices != NULL));
            if (c->type == MH_TEXT)
                assert_int_equal(mh_value_parse(c, row, "texte", MH_NUM_POINT, &err), MH_OK);
            bytes += sizeof(int64_t);
        }
        if (t == &mh_rep_problem_table)
            bytes += 3 * sizeof(int64_t); /* where to correct it: for screens, no column */
        assert_int_equal(bytes, t->row_size); /* a field for each column, a column for each field */
        mh_row_copy(t, copy, row);
        mh_row_free(t, copy);
        mh_row_free(t, row);
        free(row);
        free(copy);
    }
}

static void withheld(void **state)
{
    struct mh_rep_gap gap = { .volume = 9876, .volume_text = (char[]){ "~ 10 000" }, .volume_q = { 1, 2, 3, 4 }, .groups = 2 };

    (void)state;
    assert_true(mh_rep_withheld(&mh_rep_gap_table, mh_table_column(&mh_rep_gap_table, "volumetrie"), &gap));
    assert_true(mh_rep_withheld(&mh_rep_gap_table, mh_table_column(&mh_rep_gap_table, "t4"), &gap));
    assert_false(mh_rep_withheld(&mh_rep_gap_table, mh_table_column(&mh_rep_gap_table, "groupes"), &gap));
    gap.volume_text = (char[]){ "9 876" };
    assert_false(mh_rep_withheld(&mh_rep_gap_table, mh_table_column(&mh_rep_gap_table, "volumetrie"), &gap));
    gap.volume_text = NULL;
    assert_false(mh_rep_withheld(&mh_rep_gap_table, mh_table_column(&mh_rep_gap_table, "volumetrie"), &gap));
}

static void sheet_entries(void **state)
{
    int n = 0;

    (void)state;
    for (; mh_sheets[n]; n++) {
        const struct mh_sheet *s = mh_sheets[n];
        assert_int_equal(mh_sheet_index(s->key), n);
        assert_non_null(s->title);
        assert_non_null(s->about);
        assert_true(s->scopes != 0);
        assert_true((s->table == NULL) == (s->draw != NULL));
        assert_true(mh_blank(s->title) == false && strpbrk(s->title, "[]:*?/\\") == NULL);
        assert_true(strlen(s->title) <= 28);
        if (s->link_to) /* links lead back */
            assert_string_equal(mh_sheets[mh_sheet_index(s->link_to)]->link_to, s->key);
    }
    assert_true(n < MH_MAX_SHEETS);
    assert_string_equal(mh_sheets[0]->key, "note");
    assert_string_equal(mh_sheets[n - 1]->key, "readme");
    assert_int_equal(mh_sheet_index("rien"), -1);
}

static void synthesis_free(void **state)
{
    struct mh_synthesis s = { .year = 2027, .version = strdup("V1"), .perimeter = strdup("p"), .date = strdup("2026-11-21"), .ntop = 1 };

    (void)state;
    s.top[0] = (struct mh_top){ .family_name = strdup("f"), .specs = strdup("s"), .hs = strdup("h"), .volume_text = strdup("v"),
                                .unit = strdup("u"), .state = strdup("e") };
    mh_synthesis_free(&s);
    assert_null(s.version);
    assert_int_equal(s.ntop, 0);
    mh_synthesis_free(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cell_text), cmocka_unit_test(cell_text_measures), cmocka_unit_test(cell_text_is_cut), cmocka_unit_test(lines),
        cmocka_unit_test(serial), cmocka_unit_test(anchors), cmocka_unit_test(words_in_step),
        cmocka_unit_test(report_tables), cmocka_unit_test(withheld), cmocka_unit_test(sheet_entries), cmocka_unit_test(synthesis_free),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

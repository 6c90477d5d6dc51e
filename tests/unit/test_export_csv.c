/* CSV for scripts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <mahalli/export.h>

static char *csv_of(const struct mh_table *t, const void *rows, size_t n, unsigned skip)
{
    struct mh_array a = { t, rows, n, 0 };
    struct mh_rows src = mh_rows_array(&a);
    struct mh_err err = MH_ERR_INIT;
    char *out = NULL;
    size_t size = 0;
    FILE *f = open_memstream(&out, &size);

    assert_non_null(f);
    assert_int_equal(mh_export_csv(f, &src, skip, &err), MH_OK);
    fclose(f);
    return out;
}

static void check(const struct mh_table *t, const void *rows, size_t n, unsigned skip, const char *want)
{
    char *got = csv_of(t, rows, n, skip);
    assert_string_equal(got, want);
    free(got);
}

#define S(x) ((char *)(uintptr_t)(x)) /* rows own their texts; nothing here frees or writes them */

static void pairs(void **state)
{
    struct mh_rep_pair rows[] = {
        { 1, S("simple"), S("texte") },
        { 2, S("a;b"), S("dit \"oui\"") },
        { 3, S("=1+1"), S("-cmd|' /C calc'!A0") },
        { 4, S("-12,5"), S("+33") },
        { 5, NULL, S("") },
        { 6, S("un\r\ndeux\ntrois"), S("\tx\x01y") },
        { 7, S("m\xE9" "dical"), S("été") },
    };

    (void)state;
    check(&mh_rep_pair_table, rows, 7, 0,
          "quoi;texte\n"
          "simple;texte\n"
          "\"a;b\";\"dit \"\"oui\"\"\"\n"
          "'=1+1;'-cmd|' /C calc'!A0\n"
          "-12,5;+33\n"
          ";\n"
          "\"un; deux; trois\";\" x y\"\n"
          "m\xEF\xBF\xBD" "dical;été\n");
    check(&mh_rep_pair_table, NULL, 0, 0, "quoi;texte\n");
}

static void columns_left_out(void **state)
{
    struct mh_rep_plan row = { .id = 1, .member = S("CHU-X"), .reference = S("R1"), .label = S("LIBELLE DU GROUPE"), .family_name = S("Gant"),
                               .volume = 9876, .volume_text = S("~ 10 000"), .amount = 123456, .supplier = S("Fournisseur"), .link = S("a1"),
                               .score = MH_UNKNOWN, .groups = 2, .sites = 3 };
    char *all, *wide;

    (void)state;
    row.volume_text = S("9 876");
    all = csv_of(&mh_rep_plan_table, &row, 1, 0);
    assert_non_null(strstr(all, "LIBELLE DU GROUPE"));
    assert_non_null(strstr(all, ";9876;"));
    assert_non_null(strstr(all, ";1234.56;Fournisseur\n"));
    assert_null(strstr(all, "a1"));
    row.volume_text = S("~ 10 000");
    wide = csv_of(&mh_rep_plan_table, &row, 1, MH_PRIVATE | MH_MEMBER_NAME);
    assert_null(strstr(wide, "CHU-X"));
    assert_null(strstr(wide, "R1"));
    assert_null(strstr(wide, "LIBELLE"));
    assert_null(strstr(wide, "1234"));
    assert_null(strstr(wide, "Fournisseur"));
    assert_null(strstr(wide, "9876"));
    assert_null(strstr(wide, "montant"));
    assert_int_equal(strncmp(wide, "famille;specifications;volumetrie;", 34), 0);
    free(all);
    free(wide);
}

static enum mh_rc failing(void *ctx, const void **row, struct mh_err *err)
{
    (void)ctx;
    *row = NULL;
    return mh_err_set(err, MH_EDAMAGED, "plan abîmé");
}

static void failures(void **state)
{
    struct mh_rep_pair row = { 1, S("a"), S("b") };
    struct mh_array a = { &mh_rep_pair_table, &row, 1, 0 };
    struct mh_rows good = mh_rows_array(&a), bad = { &mh_rep_pair_table, failing, NULL, NULL, 1 };
    struct mh_err err = MH_ERR_INIT;
    FILE *f = fopen("/dev/null", "w"), *full = fopen("/dev/full", "w");

    (void)state;
    assert_int_equal(mh_export_csv(f, &bad, 0, &err), MH_EDAMAGED);
    assert_string_equal(err.msg, "plan abîmé");
    mh_err_clear(&err);
    if (full) {
        assert_int_equal(mh_export_csv(full, &good, 0, &err), MH_EIO);
        assert_non_null(strstr(err.msg, "plein"));
        fclose(full);
    }
    fclose(f);
}

static void source_rewinds(void **state)
{
    struct mh_rep_pair rows[] = { { 1, S("a"), NULL }, { 2, S("b"), NULL } };
    struct mh_array a = { &mh_rep_pair_table, rows, 2, 0 };
    struct mh_rows src = mh_rows_array(&a);
    struct mh_err err = MH_ERR_INIT;
    const void *row;

    (void)state;
    assert_int_equal(src.rows, 2);
    for (int turn = 0; turn < 2; turn++) {
        src.next(src.ctx, &row, &err);
        assert_ptr_equal(row, &rows[0]);
        src.next(src.ctx, &row, &err);
        assert_ptr_equal(row, &rows[1]);
        src.next(src.ctx, &row, &err);
        assert_null(row);
        assert_int_equal(src.rewind(src.ctx, &err), MH_OK);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pairs), cmocka_unit_test(columns_left_out), cmocka_unit_test(failures), cmocka_unit_test(source_rewinds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

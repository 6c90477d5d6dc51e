/* Rows in memory as a source of a sheet. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <mahalli/export.h>

#define S(x) ((char *)(uintptr_t)(x)) /* rows own their texts; nothing here frees or writes them */

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
        cmocka_unit_test(source_rewinds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

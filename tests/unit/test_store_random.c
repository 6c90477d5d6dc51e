/* Operations drawn by chance: undoing everything gives the first content again, and the chains stay right. */
#include "store_help.h"

#include <stdlib.h>
#include <string.h>
#include <mahalli/xalloc.h>

/* Derived fields follow from the others, as ops sees to. */
static bool settle(const struct mh_table *t, void *row)
{
    mh_row_derive(t, row);
    if (t == &mh_table_needs)
        ((struct mh_need *)row)->base_quantity = (int64_t)strlen(((struct mh_need *)row)->quantity) * 100;
    if (t == &mh_table_received)
        seal(row);
    return true;
}

static void random_action(uint64_t *seed)
{
    const struct mh_table *t;
    size_t n = 0;

    while (mh_tables[n])
        n++;
    t = mh_tables[rnd(seed, (uint32_t)n)];
    void *row = mh_xcalloc(1, t->row_size), *now = mh_xcalloc(1, t->row_size);
    mh_row_init(t, row);
    mh_row_init(t, now);
    uint32_t what = rnd(seed, 10);
    int64_t id = random_id(plan.s, t, seed);
    if (what < 5 || id == 0) {
        if (random_row(plan.s, t, row, seed) && settle(t, row))
            (void)mh_store_insert(plan.s, t, row, help_err()); /* may be refused: the same identity */
    } else if (what < 9) {
        ok(mh_store_get(plan.s, t, id, row, help_err()));
        mh_row_copy(t, now, row);
        for (uint32_t k = 1 + rnd(seed, 3); k > 0; k--) {
            const struct mh_column *c = &t->columns[rnd(seed, (uint32_t)t->ncolumns)];
            if (!(c->flags & (MH_IMMUTABLE | MH_DERIVED)) && strcmp(c->sql, "origin") != 0)
                random_field(plan.s, c, now, seed);
        }
        settle(t, now);
        (void)mh_store_update(plan.s, t, row, now, NULL, help_err());
    } else {
        (void)mh_store_remove(plan.s, t, id, help_err()); /* may be refused: others refer to it */
    }
    mh_row_free(t, row);
    mh_row_free(t, now);
    free(row);
    free(now);
}

static void note_number(void *ctx, const struct mh_operation *op)
{
    *(int64_t *)ctx = op->number;
}

static int64_t last_number(void)
{
    int64_t n = 0;
    ok(mh_store_history(plan.s, 1, note_number, &n, help_err()));
    return n;
}

static void random_operation(uint64_t *seed, int64_t base, bool only_forward)
{
    uint32_t what = only_forward ? 0 : rnd(seed, 10);

    if (what < 7) {
        ok(mh_store_begin(plan.s, "hasard", help_err()));
        for (uint32_t k = 1 + rnd(seed, 4); k > 0; k--)
            random_action(seed);
        if (rnd(seed, 20) == 0)
            mh_store_rollback(plan.s);
        else
            commit(plan.s);
    } else if (what == 7 && last_number() > base) {
        (void)mh_store_undo(plan.s, base + 1 + rnd(seed, (uint32_t)(last_number() - base)), NULL, help_err()); /* may be refused */
    } else if (what == 8) {
        (void)mh_store_undo(plan.s, 0, NULL, help_err());
    } else {
        (void)mh_store_redo(plan.s, NULL, help_err());
    }
}

static void expect_clean(uint64_t start)
{
    char why[300];
    if (verify(plan.s, why, sizeof why) != 0)
        fail_msg("seed %llu: %s", (unsigned long long)start, why);
}

/* Points at the first line that differs. */
static void expect_same(uint64_t start, const char *what, const char *got, const char *want)
{
    size_t i = 0, line = 0;

    if (strcmp(got, want) == 0)
        return;
    for (; got[i] && got[i] == want[i]; i++)
        if (got[i] == '\n')
            line = i + 1;
    fail_msg("seed %llu: %s gives\n%.*s\ninstead of\n%.*s", (unsigned long long)start, what, (int)strcspn(got + line, "\n"), got + line,
             (int)strcspn(want + line, "\n"), want + line);
}

/* Undoes all that was done since `base`, one way or the other; returns how many steps that took. */
static int undo_all(uint64_t start, int64_t base, bool latest)
{
    struct mh_err *err;
    enum mh_rc rc;
    int n = 0;

    if (latest) {
        while ((rc = mh_store_undo(plan.s, 0, NULL, err = help_err())) == MH_OK)
            n++;
        if (rc != MH_ENOTFOUND)
            fail_msg("seed %llu: %s", (unsigned long long)start, err->msg);
        return n;
    }
    for (int64_t number = last_number(); number > base; number--, n++) /* steps of any sort, last first */
        if (mh_store_undo(plan.s, number, NULL, err = help_err()) != MH_OK)
            fail_msg("seed %llu: %s", (unsigned long long)start, err->msg);
    return n;
}

static void random_sequence(uint64_t start, const char *first)
{
    uint64_t seed = start;
    bool forward = start % 2 == 0;
    int64_t base = last_number();

    for (uint32_t k = 2 + rnd(&seed, 4); k > 0; k--)
        random_operation(&seed, base, forward);
    expect_clean(start);
    char *last = content(plan.s);
    int undone = undo_all(start, base, forward);
    char *back = content(plan.s);
    expect_same(start, "undoing everything", back, first);
    expect_clean(start);
    if (forward) {
        for (; undone > 0; undone--)
            ok(mh_store_redo(plan.s, NULL, help_err()));
        char *again = content(plan.s);
        expect_same(start, "redoing everything", again, last);
        free(again);
        expect_clean(start);
        undo_all(start, base, true);
    }
    free(back);
    free(last);
}

static void test_random_sequences(void **state)
{
    (void)state;
    const char *more = getenv("MAHALLI_LONG");
    uint64_t n = more && *more ? 5000 : 500;
    char *first = content(plan.s);

    for (uint64_t start = 1; start <= n; start++) {
        random_sequence(start, first);
        if (start % 4 == 0)
            plan_again(&plan, "essai");
    }
    free(first);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_random_sequences) };
    return cmocka_run_group_tests(tests, plan_setup, plan_teardown);
}

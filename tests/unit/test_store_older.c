/*
 * Plans of each older version come up to date. What an older program would have left is made from what today's program writes: unknown
 * fields are in no image and no digest, so rows that leave newer columns unknown, copied into the older schema with their journal, are what
 * that program wrote.
 */
#include "store_help.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <mahalli/ops.h>
#include <mahalli/xalloc.h>

enum { MOST = 64, ROWS_EACH = 3, WORKED_ON = 8 };

static const struct mh_store_options options = { .author = "essai", .now = "2026-11-22T11:30:00" };

static int latest(void)
{
    return mh__last_migration(mh__migrations);
}

static const char *older_path(int version)
{
    static char path[400];
    snprintf(path, sizeof path, "%s/v%d.db", plan.dir, version);
    return path;
}

static void make_older(int version)
{
    struct mh__migration list[MOST] = { { 0 } };
    struct mh_store *s = NULL;
    assert_true(version < MOST);
    memcpy(list, mh__migrations, (size_t)version * sizeof *list);
    ok(mh__store_open_with(older_path(version), MH_STORE_CREATE, &options, list, &s, help_err()));
    mh_store_close(s);
}

static sqlite3 *older; /* the older plan, as nothing but tables; today's is attached as "now" */

static void run(const char *text)
{
    char *why = NULL;
    if (sqlite3_exec(older, text, NULL, NULL, &why) != SQLITE_OK)
        fail_msg("%s: %s", text, why);
}

/* Each row's first column. */
static size_t ask(const char *question, char **answers, size_t most)
{
    sqlite3_stmt *st = NULL;
    size_t n = 0;
    assert_int_equal(sqlite3_prepare_v2(older, question, -1, &st, NULL), SQLITE_OK);
    while (sqlite3_step(st) == SQLITE_ROW) {
        assert_true(n < most);
        answers[n++] = mh_xstrdup((const char *)sqlite3_column_text(st, 0));
    }
    assert_int_equal(sqlite3_finalize(st), SQLITE_OK);
    return n;
}

static void open_older(int version)
{
    struct mh_str attach = MH_STR_INIT;
    make_older(version);
    assert_int_equal(sqlite3_open(older_path(version), &older), SQLITE_OK);
    mh_str_addf(&attach, "ATTACH '%s' AS now", plan.path);
    run(mh_str_text(&attach));
    mh_str_free(&attach);
}

static void forget(char **answers, size_t n)
{
    for (size_t i = 0; i < n; i++)
        free(answers[i]);
}

static bool among(char **answers, size_t n, const char *what)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(answers[i], what) == 0)
            return true;
    return false;
}

/* Rows of every list that the older program had, in the columns that it had; made, changed, taken away, undone. */
static void write_rows(struct mh_store *s, const struct mh_table *t, uint64_t *seed, bool *wrote)
{
    char question[200], *column[MOST];
    snprintf(question, sizeof question, "SELECT name FROM pragma_table_info('%s', 'main')", t->sql);
    size_t n = ask(question, column, MOST);
    void *row = mh_xcalloc(1, t->row_size), *now = mh_xcalloc(1, t->row_size);
    for (int k = 0; n > 0 && k < ROWS_EACH; k++) {
        mh_row_init(t, row);
        mh_row_init(t, now);
        bool drawn = random_row(s, t, row, seed);
        for (size_t i = 0; i < t->ncolumns; i++) {
            const struct mh_column *c = &t->columns[i];
            if (among(column, n, c->sql))
                continue;
            if (mh_is_text(c))
                set_text(mh_field_text(c, row), NULL);
            else
                *mh_field_int(c, row) = MH_UNKNOWN;
        }
        if (t == &mh_table_needs)
            ((struct mh_need *)row)->base_quantity = 100;
        ok(mh_store_begin(s, "jeu d'essai", help_err()));
        bool in = drawn && mh_store_insert(s, t, row, help_err()) == MH_OK; /* may be refused: the same identity */
        if (in && k == 1)
            ok(mh_store_remove(s, t, *(int64_t *)row, help_err()));
        if (in)
            commit(s);
        else
            mh_store_rollback(s);
        *wrote |= in;
        mh_row_free(t, row);
        mh_row_free(t, now);
    }
    free(row);
    free(now);
    forget(column, n);
}

static size_t copy_tables(int version)
{
    char *table[MOST], *column[MOST];
    size_t n = ask("SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'", table, MOST);
    run("PRAGMA foreign_keys = OFF; BEGIN");
    for (size_t i = 0; i < n; i++) {
        struct mh_str text = MH_STR_INIT, names = MH_STR_INIT;
        char question[300];
        snprintf(question, sizeof question, "SELECT name FROM pragma_table_info('%s', 'main')", table[i]);
        size_t m = ask(question, column, MOST);
        for (size_t k = 0; k < m; k++)
            mh_str_addf(&names, "%s\"%s\"", k ? ", " : "", column[k]);
        mh_str_addf(&text, "DELETE FROM main.\"%s\"; INSERT INTO main.\"%s\" (%s) SELECT %s FROM now.\"%s\"", table[i], table[i],
                    mh_str_text(&names), mh_str_text(&names), table[i]);
        run(mh_str_text(&text));
        mh_str_free(&text);
        mh_str_free(&names);
        forget(column, m);
    }
    run("COMMIT");
    forget(table, n);
    char stamp[60];
    snprintf(stamp, sizeof stamp, "PRAGMA user_version = %d", version);
    run(stamp);
    return n;
}

/* What the older plan says, as today's program reads it. The number of its lists. */
static char *fill_older(int version, size_t *lists, bool *wrote)
{
    uint64_t seed = (uint64_t)version * 977;
    open_older(version);
    for (size_t i = 0; mh_tables[i] != NULL; i++)
        write_rows(plan.s, mh_tables[i], &seed, wrote);
    ok(mh_store_undo(plan.s, 0, NULL, help_err()));
    char *said = content(plan.s);
    assert_int_equal(verify(plan.s, NULL, 0), 0);
    *lists = copy_tables(version);
    assert_int_equal(sqlite3_close(older), SQLITE_OK);
    return said;
}

static void count(void *ctx, const struct mh_operation *op)
{
    (void)op;
    ++*(size_t *)ctx;
}

static size_t operations(struct mh_store *s)
{
    size_t n = 0;
    ok(mh_store_history(s, 10000, count, &n, help_err()));
    return n;
}

/* All that the plan held is there, its journal is right, and its last operation can still be undone. */
static void look_at_store(int version, const char *said, size_t history)
{
    struct mh_store *s = NULL;
    char first[300], copy[460];
    assert_int_equal(mh_store_open(older_path(version), MH_STORE_READ, &options, &s, help_err()), MH_EDENIED); /* not by reading */
    ok(mh_store_open(older_path(version), MH_STORE_WRITE, &options, &s, help_err()));
    char *now = content(s);
    assert_string_equal(said, now);
    free(now);
    assert_int_equal(operations(s), history);
    if (verify(s, first, sizeof first) != 0)
        fail_msg("version %d : %s", version, first);
    ok(mh_store_undo(s, 0, NULL, help_err()));
    assert_int_equal(verify(s, NULL, 0), 0);
    mh_store_close(s);
    snprintf(copy, sizeof copy, "%s/v%d.avant-v%d.db", plan.dir, version, latest()); /* the plan as it was */
    assert_int_equal(access(copy, R_OK), 0);
}

static enum mh_rc pass_over(void *ctx, const struct mh_rep_problem *p, struct mh_err *err)
{
    (void)ctx, (void)p, (void)err;
    return MH_OK;
}

/* Today's use cases work on it. */
static void work_on_it(int version)
{
    const struct mh_session_options o = { .path = older_path(version), .user = "essai", .lang = "fr", .year = 2027, .now = "2026-11-22T11:30:00", .threads = 1 };
    struct mh_session *s = NULL;
    struct mh_match_result matched;
    struct mh_status status;
    struct mh_consolidation *pools = NULL;
    struct mh_diags found = MH_DIAGS_INIT;
    int64_t problems[3];
    ok(mh_session_open(&o, true, &s, help_err()));
    ok(mh_ops_match(s, &matched, help_err()));
    assert_true(matched.articles >= 2);
    ok(mh_ops_status(s, &status, help_err()));
    assert_true(status.needs >= 4);
    mh_status_free(&status);
    ok(mh_ops_check(s, pass_over, NULL, problems, help_err()));
    ok(mh_ops_consolidation(s, MH_CONSOLIDATION_STATES, &pools, help_err()));
    mh_consolidation_free(pools);
    ok(mh_ops_verify(s, &found, help_err()));
    assert_int_equal(found.list.len, 0);
    mh_diags_free(&found);
    mh_session_close(s);
}

static void test_each_version_comes_up_to_date(void **state)
{
    size_t before = 0;
    (void)state;
    assert_true(latest() > 1);
    for (int version = 1; version < latest(); version++) {
        size_t lists = 0;
        bool wrote = false;
        plan_fresh(NULL);
        char *said = fill_older(version, &lists, &wrote);
        assert_true(wrote);
        assert_true(lists >= before); /* no list was ever taken away */
        before = lists;
        size_t history = operations(plan.s);
        plan_close(&plan);
        look_at_store(version, said, history);
        if (version % WORKED_ON == 1) /* the lexicon is loaded each time */
            work_on_it(version);
        free(said);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_each_version_comes_up_to_date) };
    return cmocka_run_group_tests(tests, plan_setup, plan_teardown);
}

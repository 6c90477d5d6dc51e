/* What windows stand on: folded copies and indexes, in new plans, migrated ones, and after many rows at once. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <mahalli/xalloc.h>
#include "store_help.h"

/* Every index of needs as its own statement, white space as it comes. */
static char *indexes(struct mh_store *s)
{
    struct mh__stmt *st = NULL;
    struct mh_str out = MH_STR_INIT;
    bool row = false;

    ok(s->drv->prepare(s->db, "SELECT sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'needs' ORDER BY name", &st, help_err()));
    while (s->drv->step(st, &row, NULL) == MH_OK && row) {
        const char *text = s->drv->text(st, 0, NULL);
        mh_str_addf(&out, "%s\n", text ? text : "");
    }
    s->drv->finalize(st);
    return mh_str_take(&out);
}

static void test_indexes_made_at_the_end_are_the_same(void **state)
{
    (void)state;
    char *before = indexes(plan.s);
    assert_non_null(strstr(before, "needs_site"));
    ok(mh_store_begin(plan.s, "essai", help_err()));
    ok(mh_store_expect(plan.s, &mh_table_needs, 1000000, help_err()));
    char *during = indexes(plan.s);
    assert_null(strstr(during, "needs_site"));
    ok(mh_store_commit(plan.s, NULL, help_err()));
    char *after = indexes(plan.s);
    assert_string_equal(before, after);
    ok(mh_store_begin(plan.s, "essai", help_err()));
    ok(mh_store_expect(plan.s, &mh_table_needs, 1000000, help_err()));
    mh_store_rollback(plan.s);
    char *back = indexes(plan.s);
    assert_string_equal(before, back);
    ok(mh_store_begin(plan.s, "essai", help_err()));
    ok(mh_store_expect(plan.s, &mh_table_needs, 500, help_err())); /* not worth it */
    char *few = indexes(plan.s);
    assert_string_equal(before, few);
    mh_store_rollback(plan.s);
    free(before);
    free(during);
    free(after);
    free(back);
    free(few);
}

static char *fold_at(struct mh_store *s, const char *select)
{
    struct mh__stmt *st = NULL;
    bool row = false;

    ok(s->drv->prepare(s->db, select, &st, help_err()));
    ok(s->drv->step(st, &row, help_err()));
    assert_true(row);
    char *text = mh_xstrdup(s->drv->text(st, 0, NULL));
    s->drv->finalize(st);
    return text;
}

static void test_older_plan_gains_folded_labels(void **state)
{
    (void)state;
    const struct mh__migration old[] = { mh__migrations[0], mh__migrations[1], { 0 } };
    struct mh_store_options opt = { .author = "base", .now = "2026-11-21T10:00:00", .origin = 78 };
    struct mh_store *s = NULL;
    char path[320];

    assert_string_equal(old[1].name, "002_explanations");
    snprintf(path, sizeof path, "%s/ancien.db", plan.dir);
    ok(mh__store_open_with(path, MH_STORE_CREATE, &opt, old, &s, help_err()));
    sql(s, "INSERT INTO members (id, code, name, code_fold) VALUES (5000000001, 'G', 'G', 'g')");
    sql(s, "INSERT INTO articles (id, member_id, label, match_key) VALUES (5000000002, 5000000001, 'Écarteur ŒIL', '~ecarteur oeil')");
    sql(s, "INSERT INTO finding (article_id, state, score, stamp) VALUES (5000000002, 'unread', 0, 99)");
    mh_store_close(s);
    ok(mh_store_open(path, MH_STORE_WRITE, &opt, &s, help_err()));
    char *label = fold_at(s, "SELECT label_fold FROM articles");
    char *stamp = fold_at(s, "SELECT stamp FROM finding");
    assert_string_equal(label, "ecarteur oeil");
    assert_string_equal(stamp, "0"); /* matched again: who acts next is not known yet */
    struct mh_window *w = NULL;
    ok(mh_store_window_open(s, &mh_table_articles, 0, &(struct mh_window_query){ .sort = "designation" }, &w, help_err()));
    mh_window_close(w);
    mh_store_close(s);
    free(label);
    free(stamp);
}

/* Does a fold follow its label? */
static void test_fold_follows(void **state)
{
    (void)state;
    struct mh_article was, now;
    uint64_t seed = 5;
    int64_t id = random_id(plan.s, &mh_table_articles, &seed);

    mh_row_init(&mh_table_articles, &was);
    mh_row_init(&mh_table_articles, &now);
    ok(mh_store_get(plan.s, &mh_table_articles, id, &was, help_err()));
    mh_row_copy(&mh_table_articles, &now, &was);
    now.id = was.id;
    set_text(&now.label, "ÉTUI");
    mh_row_derive(&mh_table_articles, &now);
    ok(mh_store_begin(plan.s, "essai", help_err()));
    ok(mh_store_update(plan.s, &mh_table_articles, &was, &now, NULL, help_err()));
    int64_t op = commit(plan.s);
    char select[120];
    snprintf(select, sizeof select, "SELECT label_fold FROM articles WHERE id = %lld", (long long)id);
    char *fold = fold_at(plan.s, select);
    assert_string_equal(fold, "etui");
    free(fold);
    ok(mh_store_undo(plan.s, op, NULL, help_err()));
    fold = fold_at(plan.s, select);
    assert_string_not_equal(fold, "etui");
    free(fold);
    mh_row_free(&mh_table_articles, &was);
    mh_row_free(&mh_table_articles, &now);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(test_indexes_made_at_the_end_are_the_same, plan_fresh),
        cmocka_unit_test_setup(test_older_plan_gains_folded_labels, plan_fresh),
        cmocka_unit_test_setup(test_fold_follows, plan_fresh),
    };
    return cmocka_run_group_tests(tests, plan_setup, plan_teardown);
}

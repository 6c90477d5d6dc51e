/* Consolidation of a stored plan: volumes, quarters and sites by pool; by hand, undone, and what a wide sheet says. */
#include "ops_help.h"

#include "ops/consolidate.h"

static const char groups[] = "code;nom\nA;A\nB;B\nC;C\n";
static const char sites[] = "membre;code;nom\nA;A1;un\nA;A2;deux\nB;B1;un\nC;C1;un\n";
static const char needs[] =
    "membre;etablissement;reference;designation;quantite;unite;t1;t2;t3;t4\n"
    "A;A1;1;seringue 10 ml luer lock;400;U;100;100;100;100\n"
    "A;A2;1;seringue 10 ml luer lock;500;U;100;100;100;200\n"
    "B;B1;2;Seringue 10cc luer-lock 3 pieces;80;U;20;20;20;20\n"
    "C;C1;3;seringue 10 ml;60;U;;;;\n"
    "C;C1;4;seringue 20 ml luer lock;50;U;;;;\n"
    "C;C1;5;seringue 10 ml luer lock;9;boite;;;;\n";

static void plan_with_needs(struct plan *p)
{
    plan_new(p);
    take_text(p, "groupes", groups);
    take_text(p, "etablissements", sites);
    struct mh_import_result r = take_file(p, "besoins", plan_file(p, "n.csv", needs), NULL);
    mh_import_result_free(&r);
}

static struct mh_consolidation *look(struct plan *p)
{
    struct mh_consolidation *c;
    if (mh_ops_consolidation(p->s, MH_CONSOLIDATION_STATES | MH_CONSOLIDATION_QUESTIONS | MH_CONSOLIDATION_VARIANTS, &c, &p->err) != MH_OK)
        fail_msg("%s", p->err.msg);
    return c;
}

/* All rows in one text. */
static char *everything(struct plan *p)
{
    struct mh_consolidation *c = look(p);
    struct mh_str out = MH_STR_INIT;
    for (size_t i = 0; i < c->npools; i++)
        for (size_t k = 0; k < mh_rep_pool_table.ncolumns; k++) {
            mh_value_text(&mh_rep_pool_table.columns[k], &c->pool[i], &out);
            mh_str_addc(&out, ';');
        }
    for (size_t i = 0; i < c->nshares + c->nleft; i++)
        for (size_t k = 0; k < mh_rep_share_table.ncolumns; k++) {
            mh_value_text(&mh_rep_share_table.columns[k], &c->share[i], &out);
            mh_str_addc(&out, ';');
        }
    mh_consolidation_free(c);
    return mh_str_take(&out);
}

static const struct mh_rep_pool *pool_of(const struct mh_consolidation *c, const char *reference)
{
    for (size_t i = 0; i < c->npools; i++)
        for (size_t k = 0; k < (size_t)c->pool[i].articles; k++)
            if (mh_streq(c->share[c->pool[i].first + k].reference, reference))
                return &c->pool[i];
    return NULL;
}

static void test_what_a_pool_adds_up(void **state)
{
    (void)state;
    struct plan p;
    plan_with_needs(&p);
    struct mh_consolidation *c = look(&p);
    const struct mh_rep_pool *one = pool_of(c, "1");
    assert_non_null(one);
    assert_ptr_equal(one, pool_of(c, "2"));
    assert_int_equal(one->volume, 980);
    assert_int_equal(one->volume_q[0], 220);
    assert_int_equal(one->volume_q[3], 320);
    assert_int_equal(one->groups, 2);
    assert_int_equal(one->sites, 3);
    assert_int_equal(one->articles, 2);
    assert_null(one->question);
    const struct mh_rep_pool *silent = pool_of(c, "3");
    assert_string_equal(silent->question, "embout ?");
    assert_true(silent->volume_q[0] == MH_UNKNOWN);
    assert_null(pool_of(c, "5"));
    assert_int_equal(c->left_no_volume, 1);
    assert_int_equal(c->articles, 5);
    assert_int_equal(c->nshares + c->nleft, 5);
    mh_consolidation_free(c);
    plan_free(&p);
}

static void undo(struct plan *p)
{
    struct mh_operation done = { 0 };
    assert_int_equal(mh_ops_undo(p->s, 0, &done, &p->err), MH_OK);
    mh_operation_free(&done);
}

static void test_by_hand_and_back(void **state)
{
    (void)state;
    struct plan p;
    plan_with_needs(&p);
    char *before = everything(&p);
    struct mh_consolidation *c = look(&p);
    char code[MH_POOL_CODE_SIZE];
    snprintf(code, sizeof code, "%s", pool_of(c, "1")->code);
    mh_consolidation_free(c);
    const char *three[] = { "C/3" }, *four[] = { "C/4" }, *both[] = { "C/3", "A/1" };
    int64_t n = -1;
    assert_int_equal(mh_ops_pool_add(p.s, code, four, 1, "tout de même", &n, &p.err), MH_EDENIED);
    mh_err_clear(&p.err);
    assert_int_equal(mh_ops_pool_add(p.s, code, three, 1, NULL, &n, &p.err), MH_EINVAL);
    mh_err_clear(&p.err);
    assert_int_equal(mh_ops_pool_add(p.s, "SERI-XXXXX", three, 1, NULL, &n, &p.err), MH_ENOTFOUND);
    mh_err_clear(&p.err);
    char *same = everything(&p);
    assert_string_equal(before, same);
    free(same);
    assert_int_equal(mh_ops_pool_add(p.s, code, three, 1, "dit au téléphone", &n, &p.err), MH_OK);
    assert_int_equal(n, 1);
    plan_reopen(&p, true);
    c = look(&p);
    assert_ptr_equal(pool_of(c, "3"), pool_of(c, "1"));
    assert_int_equal(pool_of(c, "1")->volume, 1040);
    mh_consolidation_free(c);
    assert_int_equal(mh_ops_pool_alone(p.s, both, 2, NULL, &n, &p.err), MH_OK);
    assert_int_equal(n, 2);
    c = look(&p);
    assert_int_equal(pool_of(c, "1")->articles, 1);
    assert_int_equal(pool_of(c, "3")->articles, 1);
    mh_consolidation_free(c);
    assert_int_equal(mh_ops_pool_reset(p.s, both, 2, &n, &p.err), MH_OK);
    assert_int_equal(n, 2);
    char *after = everything(&p);
    assert_string_equal(before, after); /* taken apart, the lines are exactly as they were */
    for (int i = 0; i < 3; i++)
        undo(&p);
    free(after);
    after = everything(&p);
    assert_string_equal(before, after);
    free(before);
    free(after);
    plan_free(&p);
}

/* Beyond one member: nothing exact of fewer than three groups, no code that hangs on one article. */
static void test_a_wide_sheet(void **state)
{
    (void)state;
    struct plan p;
    plan_with_needs(&p);
    struct mh__report r = { .scope = MH_SCOPE_PLAN, .wide = true };
    struct mh__rows rows = { 0 };
    assert_int_equal(mh__pools_sheet(p.s, &r, &rows, &p.err), MH_OK);
    assert_int_equal(rows.n, 3);
    for (size_t i = 0; i < rows.n; i++) {
        const struct mh_rep_pool *x = mh__rows_at(&rows, i);
        assert_true(x->volume == MH_UNKNOWN && x->volume_q[0] == MH_UNKNOWN);
        assert_true(strncmp(x->volume_text, "~ ", 2) == 0);
        assert_true(x->question == NULL || x->code == NULL);
    }
    mh__rows_free(&rows);
    r = (struct mh__report){ .scope = MH_SCOPE_MEMBER, .member_id = 1 };
    struct mh__rows all = { 0 };
    assert_int_equal(mh__rows_load(p.s->store, &mh_table_members, NULL, &all, &p.err), MH_OK);
    r.member_id = ((const struct mh_member *)mh__rows_at(&all, 0))->id;
    mh__rows_free(&all);
    rows = (struct mh__rows){ 0 };
    assert_int_equal(mh__pools_sheet(p.s, &r, &rows, &p.err), MH_OK);
    assert_int_equal(rows.n, 1);
    assert_int_equal(((const struct mh_rep_pool *)mh__rows_at(&rows, 0))->volume, 900);
    mh__rows_free(&rows);
    plan_free(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_a_pool_adds_up),
        cmocka_unit_test(test_by_hand_and_back),
        cmocka_unit_test(test_a_wide_sheet),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

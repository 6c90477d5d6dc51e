/* Consolidation of a stored plan: volumes, quarters and sites by pool; by hand, undone, and what a wide sheet says. */
#include "ops_help.h"

#include "ops/pool/consolidate.h"

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

/* --- states: what pharmacists said counts for the articles it bears on --- */

#define TEN "Seringue hypodermique 10 mL luer lock 3 pièces sans aiguille stérile"

static void plan_with_product(struct plan *p)
{
    plan_new(p);
    take_text(p, "groupes", groups);
    take_text(p, "etablissements", sites);
    take_text(p, "fabricants", "code;raison_sociale;statut;role\nM1;Fait Ici;en production;fabricant\nM2;Aussi Ici;en production;fabricant\n");
    take_text(p, "produits", "fabricant;reference;designation;statut\nM1;S10;" TEN ";produit\nM2;T10;" TEN ";produit\n");
    take_text(p, "besoins", "membre;etablissement;reference;designation;quantite;unite\nA;A1;1;" TEN ";400;U\nB;B1;2;" TEN " ;80;U\nC;C1;3;" TEN "  boîte;9;U\n");
}

static void says(struct plan *p, const char *article, const char *product, const char *opinion)
{
    if (mh_ops_judge(p->s, article, product, opinion, "essai", &p->err) != MH_OK)
        fail_msg("%s", p->err.msg);
}

/* "Validé S10 bon pour 3 articles sur 3" of the plan's only pool. */
static char *state_told(struct plan *p)
{
    struct mh_consolidation *c = look(p);
    struct mh_str out = MH_STR_INIT;
    assert_int_equal(c->npools, 1);
    mh_str_addf(&out, "%s %s %s", c->pool[0].state, c->pool[0].product ? c->pool[0].product : "-", c->pool[0].opinions ? c->pool[0].opinions : "-");
    mh_consolidation_free(c);
    return mh_str_take(&out);
}

static void assert_state(struct plan *p, const char *want)
{
    char *got = state_told(p);
    assert_string_equal(got, want);
    free(got);
}

/* The sheet of the whole association, and that of one group. */
static char *state_in_sheet(struct plan *p, bool wide, const char *member, bool *names_opinions)
{
    struct mh__rows rows = { 0 };
    struct mh__report r = { .scope = wide ? MH_SCOPE_PLAN : MH_SCOPE_MEMBER, .wide = wide };
    if (member != NULL)
        assert_int_equal(mh__find_code(p->s, &mh_table_members, "groupes", member, &r.member_id, &p->err), MH_OK);
    assert_int_equal(mh__pools_sheet(p->s, &r, &rows, &p->err), MH_OK);
    assert_int_equal(rows.n, 1);
    const struct mh_rep_pool *x = mh__rows_at(&rows, 0);
    char *state = mh_xstrdup(x->state);
    *names_opinions = x->opinions != NULL;
    mh__rows_free(&rows);
    return state;
}

static void assert_sheet(struct plan *p, bool wide, const char *member, const char *want)
{
    bool named;
    char *state = state_in_sheet(p, wide, member, &named);
    assert_string_equal(state, want);
    assert_false(wide && named);
    free(state);
}

static void test_states_of_opinions(void **state)
{
    (void)state;
    struct plan p;
    plan_with_product(&p);
    assert_state(&p, "Concordant S10 -");
    says(&p, "A/1", "M1/S10", "conforme");
    assert_state(&p, "Concordant S10 bon pour 1 article sur 3");
    assert_sheet(&p, true, NULL, "Concordant");
    assert_sheet(&p, false, "A", "Validé"); /* the group's own articles are all it needs */
    assert_sheet(&p, false, "B", "Concordant");
    says(&p, "B/2", "M1/S10", "sous réserve");
    says(&p, "C/3", "M1/S10", "conforme");
    assert_state(&p, "Validé S10 bon pour 3 articles sur 3");
    assert_sheet(&p, true, NULL, "Validé");
    undo_one(&p);
    says(&p, "C/3", "M1/S10", "non conforme"); /* refused for some: another product is as good for all */
    assert_state(&p, "Concordant T10 -");
    says(&p, "C/3", "M2/T10", "non conforme");
    assert_state(&p, "À vérifier S10 bon pour 2 articles, refusé pour 1 article sur 3");
    assert_sheet(&p, true, NULL, "À vérifier");
    assert_sheet(&p, false, "C", "Sans fabricant recensé");
    says(&p, "C/3", "none", NULL);
    assert_state(&p, "À vérifier S10 bon pour 2 articles, refusé pour 1 article sur 3");
    plan_free(&p);
}

static void test_states_of_wide_and_past_opinions(void **state)
{
    (void)state;
    struct plan p;
    plan_with_product(&p);
    take_text(&p, "avis", "article;membre;fabricant;produit;avis;motif;portee;pieces_vues;auteur;date\n1;A;M1;S10;conforme;vu;association;PV;Dr A;2026-11-01\n");
    assert_state(&p, "Validé S10 bon pour 3 articles sur 3"); /* of all who ask for the same */
    says(&p, "B/2", "M1/S10", "non conforme"); /* a group's own word comes before */
    assert_state(&p, "Concordant T10 -");
    undo_one(&p);
    undo_one(&p);
    take_text(&p, "avis", "article;membre;fabricant;produit;avis;motif;portee;pieces_vues;auteur;date;valable_jusqu_au\n"
                          "1;A;M1;S10;conforme;vu;association;PV;Dr A;2026-01-01;2026-10-31\n");
    assert_state(&p, "Concordant S10 -"); /* past its date it says nothing */
    plan_free(&p);
}

/* The sheet made part by part is the one made of the whole plan: families that share the beginning of their codes, opinions of other parts,
 * the order told beyond one group. */
static void test_part_by_part(void **state)
{
    (void)state;
    static const char *const things[] = { "SERINGUE", "SONDE VESICALE FOLEY 2 VOIES CH", "SONDE ASPIRATION CH", "SONDE RECTALE CH", "AIGUILLE HYPODERMIQUE",
                                          "GANT CHIRURGICAL TAILLE", "COMPRESSE GAZE", "DRAIN DE REDON CH" };
    static const char *const endings[] = { " ML LUER", "", "", "", "G 40MM", "", "X10 CM", "" };
    static const char *const members[] = { "GAT", "GSE", "GRI" };
    struct plan p;
    struct mh_str lines = MH_STR_INIT;
    plan_new(&p);
    take_samples(&p, 0, NSAMPLES);
    mh_str_add(&lines, "membre;reference;designation;quantite;unite\n");
    for (int i = 0; i < 3600; i++) {
        mh_str_addf(&lines, "%s;Z%04d;", members[i % 3], i);
        char label[80];
        snprintf(label, sizeof label, "%s %d%s", things[i % 8], 5 + i / 8 % 15, endings[i % 8]);
        mh_str_addf(&lines, "%s%s;%d;U\n", label, i % 5 == 0 ? " STERILE" : "", i % 7 * 100);
    }
    take_text(&p, "besoins", mh_str_text(&lines));
    mh_str_free(&lines);
    match_plan(&p);
    for (int wide = 0; wide < 2; wide++) {
        struct mh__report r;
        struct mh__rows whole = { 0 };
        struct mh_spool *parts = mh_spool_new(&mh_rep_pool_table);
        int64_t member = 0;
        assert_int_equal(mh__find_code(p.s, &mh_table_members, "groupes", "GAT", &member, &p.err), MH_OK);
        assert_int_equal(mh__report_build(p.s, wide ? MH_SCOPE_PLAN : MH_SCOPE_MEMBER, wide ? 0 : member, &r, &p.err), MH_OK);
        assert_true(r.read_as.len > (wide ? 3600U : 1200U));
        assert_int_equal(mh__pools_sheet(p.s, &r, &whole, &p.err), MH_OK);
        assert_int_equal(mh__pools_spool(p.s, &r, parts, &p.err), MH_OK);
        assert_true(whole.n > 300);
        assert_int_equal(mh_spool_rows(parts), whole.n);
        for (size_t i = 0; i < whole.n; i++) {
            const void *row;
            assert_int_equal(mh_spool_next(parts, &row, &p.err), MH_OK);
            for (size_t c = 0; c < mh_rep_pool_table.ncolumns; c++)
                if (!mh_value_equal(&mh_rep_pool_table.columns[c], row, mh__rows_at(&whole, i)))
                    fail_msg("ligne %zu, %s", i, mh_rep_pool_table.columns[c].name);
        }
        mh_spool_free(parts);
        mh__rows_free(&whole);
        mh__report_free(&r);
    }
    plan_free(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_a_pool_adds_up),
        cmocka_unit_test(test_by_hand_and_back),
        cmocka_unit_test(test_a_wide_sheet),
        cmocka_unit_test(test_part_by_part),
        cmocka_unit_test(test_states_of_opinions),
        cmocka_unit_test(test_states_of_wide_and_past_opinions),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* What a frozen version recorded of itself, read back: sheets as text, plans that were frozen before all of it was recorded. */
#include "ops_help.h"
#include "ops/report/export.h"
#include "ops/year/frozen.h"
#include "ops/year/record.h"
#include "store/internal.h"

/* Every cell of a sheet, a row a line. */
static char *sheet_text(struct plan *p, const char *path, const char *sheet)
{
    struct mh_reader *r;
    struct mh_record rec;
    struct mh_str out = MH_STR_INIT;
    bool got = true;
    mh_err_clear(&p->err);
    assert_int_equal(mh_reader_open(path, MH_NUM_POINT, &r, &p->err), MH_OK);
    if (mh_reader_use_sheet(r, sheet, &p->err) != MH_OK) {
        mh_reader_close(r);
        return NULL;
    }
    assert_int_equal(mh_reader_settle_numbers(r, NULL, 0, &p->err), MH_OK);
    for (const struct mh_record *one = mh_reader_header(r); got; one = &rec) {
        for (size_t i = 0; i < one->ncells; i++)
            mh_str_addf(&out, "%s|", one->cell[i]);
        mh_str_add(&out, "\n");
        assert_int_equal(mh_reader_next(r, &rec, &got, &p->err), MH_OK);
    }
    mh_reader_close(r);
    char *text = mh_str_take(&out);
    return text ? text : mh_xstrdup("");
}

static const char *export_as(struct plan *p, const char *name, const char *version, const char *scope, int64_t *sheets)
{
    struct mh_export_result r;
    const char *path = plan_path(p, name);
    struct mh_export_request q = { .path = path, .scope = scope, .version = version };
    mh_err_clear(&p->err);
    if (mh_ops_export(p->s, &q, &r, &p->err) != MH_OK)
        fail_msg("%s", p->err.msg);
    if (sheets != NULL)
        *sheets = r.sheets;
    return path;
}

/* --- rows as text --- */

#define NASTY "tab\there\nand \\n, \\\\t; \"é\" \\"

static int64_t new_version(struct plan *p)
{
    struct mh_version v;
    mh_row_init(&mh_table_versions, &v);
    v.code = mh_xstrdup("2027-V1");
    v.version = mh_xstrdup("V1");
    v.year = 2027;
    assert_int_equal(mh_store_insert(p->s->store, &mh_table_versions, &v, &p->err), MH_OK);
    int64_t id = v.id;
    mh_row_free(&mh_table_versions, &v);
    return id;
}

static void rows_come_back(void **state)
{
    struct plan *p = *state;
    struct mh__rows rows = { .table = &mh_rep_pool_table }, none = { .table = &mh_rep_pair_table }, back = { 0 };
    struct mh_rep_pool *a = mh__rows_add(&rows);
    a->code = mh_xstrdup(NASTY);
    a->volume = INT64_MAX;
    a->groups = -3;
    mh__rows_add(&rows); /* all unknown */
    assert_int_equal(mh_store_begin(p->s->store, "essai", &p->err), MH_OK);
    struct mh__report r = { .scope = MH_SCOPE_PLAN, .wide = true, .frozen_id = new_version(p) };
    assert_int_equal(mh__record_rows(p->s, r.frozen_id, &r, "pools", &rows, &p->err), MH_OK);
    assert_int_equal(mh__record_rows(p->s, r.frozen_id, &r, "vide", &none, &p->err), MH_OK);
    struct mh_frozen_row strange = { .version_id = r.frozen_id, .sheet = (char[]){ "autre" }, .reader = (char[]){ "plan" },
                                     .cells = (char[]){ "disparue\ttexte" } };
    assert_int_equal(mh_store_insert(p->s->store, &mh_table_frozen_rows, &strange, &p->err), MH_OK);
    strange.id = 0;
    strange.place = 1;
    strange.cells = (char[]){ "x\tdit\tde trop" };
    assert_int_equal(mh_store_insert(p->s->store, &mh_table_frozen_rows, &strange, &p->err), MH_OK);
    assert_int_equal(mh_store_commit(p->s->store, NULL, &p->err), MH_OK);

    assert_int_equal(mh__recorded_rows(p->s, &r, "pools", &mh_rep_pool_table, &back, &p->err), MH_OK);
    assert_int_equal(back.n, 2);
    for (size_t i = 0; i < 2; i++)
        for (size_t c = 0; c < mh_rep_pool_table.ncolumns; c++)
            assert_true(mh_value_equal(&mh_rep_pool_table.columns[c], mh__rows_at(&back, i), mh__rows_at(&rows, i)));
    mh__rows_free(&back);
    back.table = NULL;
    assert_int_equal(mh__recorded_rows(p->s, &r, "vide", &mh_rep_pair_table, &back, &p->err), MH_OK);
    assert_ptr_equal(back.table, &mh_rep_pair_table); /* a sheet without a row is not no sheet */
    assert_int_equal(back.n, 0);
    back.table = NULL;
    assert_int_equal(mh__recorded_rows(p->s, &r, "jamais", &mh_rep_pair_table, &back, &p->err), MH_OK);
    assert_null(back.table);
    /* Columns that are no more are passed over, those that came since are unknown. */
    assert_int_equal(mh__recorded_rows(p->s, &r, "autre", &mh_rep_pair_table, &back, &p->err), MH_OK);
    assert_int_equal(back.n, 1);
    const struct mh_rep_pair *pair = mh__rows_at(&back, 0);
    assert_string_equal(pair->text, "dit");
    assert_null(pair->what);
    mh__rows_free(&back);
    /* Nor is another reader told it. */
    r = (struct mh__report){ .scope = MH_SCOPE_MEMBER, .member_id = 12345, .frozen_id = r.frozen_id };
    back.table = NULL;
    assert_int_equal(mh__recorded_rows(p->s, &r, "pools", &mh_rep_pool_table, &back, &p->err), MH_OK);
    assert_null(back.table);
    mh__rows_free(&rows);
    assert_sound(p);
}

/* --- all that is said, by every article --- */

#define MAKERS "code;raison_sociale;statut;role\nFAB;Fabrique;en production;fabricant\nDEU;Deuxième;en production;fabricant\n"
#define PRODUCTS "fabricant;reference;famille;designation;statut\nFAB;S5;seringue;Seringue 3 pièces 5 ml luer stérile;produit\n" \
                 "DEU;S5;seringue;Seringue 3 pièces 5 ml luer stérile;produit\nDEU;S10;seringue;Seringue 3 pièces 10 ml luer stérile;produit\n"
#define LINES "etablissement;reference;designation;quantite;unite\nS1;A;Seringue 3 pièces 5 ml luer stérile;10;B/100\n" \
              "S2;B;Seringue 3 pièces 5 ml luer stérile;7;B/100\nS1;C;Sonde de Foley 2 voies CH 16 silicone;20;pièce\n" \
              "S1;D;Seringue 3 pièces 20 ml luer stérile;20;pièce\nS2;E;Seringue 3 pièces 20 ml luer stérile;3;pièce\n"

static enum mh_rc nothing(void *ctx, const struct mh_rep_problem *p, struct mh_err *err)
{
    (void)ctx, (void)p, (void)err;
    return MH_OK;
}

static void freeze(struct plan *p)
{
    struct mh_freeze_result z;
    mh_err_clear(&p->err);
    if (mh_ops_freeze(p->s, 0, nothing, NULL, &z, &p->err) != MH_OK)
        fail_msg("%s", p->err.msg);
}

static void small(struct plan *p)
{
    take_text(p, "fabricants", MAKERS);
    take_text(p, "produits", PRODUCTS);
    take_text(p, "besoins", LINES);
    match_plan(p);
}

static void articles_read_alike_share_what_is_said(void **state)
{
    struct plan *p = *state;
    int64_t candidates = 0;
    small(p);
    assert_int_equal(mh_ops_judge(p->s, "B", "FAB/S5", "non conforme", "essai", &p->err), MH_OK);
    freeze(p);
    struct mh_version v;
    struct mh__lines *src;
    const struct mh__line *x;
    assert_int_equal(mh__version_latest(p->s, 2027, &v, &p->err), MH_OK);
    assert_int_equal(mh__lines_frozen(p->s, &v, NULL, &src, &p->err), MH_OK);
    while (src->next(src, &x, &p->err) == MH_OK && x != NULL) {
        bool rejects = mh_streq(x->l->reference, "B") || mh_streq(x->l->reference, "A"); /* A reads the same: the word holds for both */
        for (size_t i = 0; i < x->noffers; i++) {
            assert_non_null(x->offer[i].p);
            assert_int_equal(x->offer[i].c->rank, i + 1);
            assert_non_null(x->offer[i].c->told);
            assert_int_equal(x->offer[i].c->rejected, rejects && mh_streq(x->offer[i].p->maker, "FAB"));
        }
        assert_true(x->nspecs > 0); /* of the sonde too, which nobody makes: what was read */
        assert_true((x->spec[0].result != NULL) == (x->l->product != NULL));
        candidates += (int64_t)x->noffers;
    }
    mh__lines_close(src);
    mh_row_free(&mh_table_versions, &v);
    assert_true(candidates > lines_of(p, "concordances_figees", NULL));
    assert_true(lines_of(p, "concordances_figees", NULL) > 3);
    char *specs = list_of(p, "specifications_figees", NULL);
    assert_has(specs, "lu;");
    free(specs);
    assert_sound(p);
}

/* --- frozen before this was recorded --- */

static void put_sql(struct plan *p, struct mh_store *s, const char *text)
{
    if (s->drv->exec(s->db, text, &p->err) != MH_OK)
        fail_msg("%s", p->err.msg);
}

static void an_older_frozen_plan_tells_what_it_has(void **state)
{
    (void)state;
    struct plan p;
    struct mh__migration before[64] = { { 0 } };
    struct mh_store *s = NULL;
    size_t n = 0;
    int64_t sheets;
    plan_new(&p);
    mh_session_close(p.s);
    unlink(p.path);
    while (mh__migrations[n].number && strstr(mh__migrations[n].sql, "CREATE TABLE frozen_rows") == NULL && n < 63)
        n++;
    assert_non_null(mh__migrations[n].sql);
    memcpy(before, mh__migrations, n * sizeof *before);
    struct mh_store_options o = { .author = "essai", .now = NOW, .origin = 7 };
    assert_int_equal(mh__store_open_with(p.path, MH_STORE_CREATE, &o, before, &s, &p.err), MH_OK);
    put_sql(&p, s, "INSERT INTO campaigns (id, year, name, status, version) VALUES (1, 2027, 'Plan', 'close', 'V1')");
    put_sql(&p, s, "INSERT INTO versions (id, code, year, version, frozen_on, frozen_by, needs, articles, makers, products, code_fold) "
                   "VALUES (2, '2027-V1', 2027, 'V1', '2026-11-20', 'essai', 2, 2, 1, 1, '2027-v1')");
    put_sql(&p, s, "INSERT INTO frozen_lines (version_id, article_id, member, reference, label, family, family_name, specs, state, needs, sites, volume, "
                   "base_unit, maker, maker_name, product, verdict, score, reason, told, clearance, nearest, lacks, origins) VALUES "
                   "(2, 9, 'SECRETGROUPE', 'SECRETREF', 'SECRETLABEL', 'seringue', 'Seringue', 'volume = 5 mL', 'near', 1, 'S1', 1234, 'pièce', 'FAB', "
                   "'Fabrique', 'S10', 'near', 300, 'SECRETMOT', 'volume 10 au lieu de 5', 'non vérifié', 'S10 (Fabrique) : volume', 'capacité', "
                   "'importé'), (2, 10, 'SECRETGROUPE', 'SECRETAUTRE', 'SECRETLU', NULL, NULL, NULL, 'unread', 1, 'S1', NULL, NULL, NULL, NULL, NULL, "
                   "NULL, NULL, 'SECRETMOT', NULL, NULL, NULL, NULL, 'inconnue')");
    mh_store_close(s);
    struct mh_session_options so = plan_options(&p);
    if (mh_session_open(&so, true, &p.s, &p.err) != MH_OK)
        fail_msg("%s", p.err.msg);
    const char *path = export_as(&p, "plan.xlsx", "V1", "plan", &sheets);
    assert_int_equal(sheets, 6);
    char *readme = sheet_text(&p, path, "Lisez-moi"), *plan = sheet_text(&p, path, "Plan"), *gaps = sheet_text(&p, path, "Faisable et sans fabricant");
    assert_has(readme, "Non enregistré");
    assert_has(readme, "Besoins consolidés, ");
    assert_has(readme, "Anomalies");
    assert_has(plan, "volume 10 au lieu de 5");
    assert_has(plan, "1 article, sans détail");
    assert_has(plan, "~ 1");
    assert_has_not(plan, "SECRET");
    assert_has(gaps, "S10 (Fabrique) : volume");
    assert_has(gaps, "capacité");
    assert_null(sheet_text(&p, path, "Anomalies"));
    char *dossier = sheet_text(&p, export_as(&p, "gaps.xlsx", "V1", "gaps", NULL), "Lisez-moi");
    assert_has_not(dossier, "Non enregistré"); /* nothing is missing there */
    free(readme);
    free(plan);
    free(gaps);
    free(dossier);
    plan_free(&p);
}

/* Words of a label that nobody understood stand in the group's own reasons, and nowhere in what is told beyond it. */
static void own_words_stay(void **state)
{
    static const char *const sheets[] = { "Plan", "Concordances", "Spécifications", "Par fabricant", "Besoins consolidés", "Anomalies", "Journal" };
    struct plan *p = *state;
    take_text(p, "fabricants", MAKERS);
    take_text(p, "produits", PRODUCTS);
    take_text(p, "besoins", "etablissement;reference;designation;quantite;unite\nS1;A;Seringue 3 pièces 5 ml luer stérile a ZORGLUB;10;B/100\n");
    match_plan(p);
    freeze(p);
    const char *own = export_as(p, "own.xlsx", "V1", NULL, NULL), *wide = export_as(p, "wide.xlsx", "V1", "plan", NULL);
    char *mine = sheet_text(p, own, "Concordances");
    assert_has(mine, "non compris : zorglub");
    free(mine);
    for (size_t i = 0; i < sizeof sheets / sizeof *sheets; i++) {
        char *text = sheet_text(p, wide, sheets[i]);
        assert_non_null(text);
        assert_has_not(text, "orglub");
        assert_has_not(text, "ORGLUB");
        free(text);
    }
}

/* What is recorded is French; the workbook says so, in the reader's language. */
static void another_language(void **state)
{
    struct plan *p = *state;
    small(p);
    freeze(p);
    free(p->s->lang);
    p->s->lang = mh_xstrdup("en");
    const char *path = export_as(p, "en.xlsx", "V1", NULL, NULL);
    char *readme = sheet_text(p, path, "Read me"), *live = sheet_text(p, export_as(p, "live.xlsx", "actuel", NULL, NULL), "Read me");
    assert_non_null(readme);
    assert_has(readme, "Language");
    assert_has_not(live, "Language");
    free(readme);
    free(live);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(rows_come_back, plan_setup, plan_teardown),
        cmocka_unit_test_setup_teardown(articles_read_alike_share_what_is_said, plan_setup, plan_teardown),
        cmocka_unit_test(an_older_frozen_plan_tells_what_it_has),
        cmocka_unit_test_setup_teardown(own_words_stay, plan_setup, plan_teardown),
        cmocka_unit_test_setup_teardown(another_language, plan_setup, plan_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

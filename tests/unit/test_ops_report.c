/* What workbooks hold: rows of wide scopes add up and tell nobody's own; the same bytes twice; packs and prices from file to amount. */
#include "ops_help.h"
#include <mahalli/decimal.h>
#include "ops/report/report.h"

/* --- sums --- */

struct sum {
    char *family;
    int64_t volume, articles;
};

struct sums {
    struct sum at[512];
    size_t n;
};

static struct sum *sum_of(struct sums *s, const char *family)
{
    for (size_t i = 0; i < s->n; i++)
        if (strcmp(s->at[i].family, family) == 0)
            return &s->at[i];
    assert_true(s->n < 512);
    s->at[s->n] = (struct sum){ .family = mh_xstrdup(family) };
    return &s->at[s->n++];
}

static void sums_free(struct sums *s)
{
    for (size_t i = 0; i < s->n; i++)
        free(s->at[i].family);
}

static int64_t member_id(struct plan *p, const char *code)
{
    struct mh_filter f[] = { { .column = "code", .text = code }, { 0 } };
    struct mh__rows rows;
    assert_int_equal(mh__rows_load(p->s->store, &mh_table_members, f, &rows, &p->err), MH_OK);
    assert_int_equal(rows.n, 1);
    int64_t id = ((const struct mh_member *)mh__rows_at(&rows, 0))->id;
    mh__rows_free(&rows);
    return id;
}

/* Rows that were kept out of memory, in it. */
static void unspool(struct plan *p, struct mh__told *t)
{
    const void *row;
    if (t->spool == NULL)
        return;
    t->rows.table = t->table;
    while (mh_spool_next(t->spool, &row, &p->err) == MH_OK && row != NULL)
        mh_row_copy(t->table, mh__rows_add(&t->rows), row);
    assert_int_equal(mh_spool_rows(t->spool), t->rows.n);
}

static void build(struct plan *p, enum mh_scope scope, int64_t member, struct mh__report *r)
{
    if (mh__report_build(p->s, scope, member, r, &p->err) != MH_OK)
        fail_msg("%s", p->err.msg);
    struct mh__told *all[] = { &r->plan, &r->candidates, &r->specs, &r->problems, &r->journal };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        unspool(p, all[i]);
}

/* The exact volume behind a wide row: kept from the writer where fewer than three groups share it, so counted here from members. */
static void wide_rows_add_up(void **state)
{
    struct plan *p = *state;
    static const char *const members[] = { "GAT", "GSE", "GRI" };
    struct sums own = { 0 }, told = { 0 };
    int64_t articles = 0, needs = 0;
    take_samples(p, 0, NSAMPLES);
    match_plan(p);
    for (size_t i = 0; i < 3; i++) {
        struct mh__report r;
        build(p, MH_SCOPE_MEMBER, member_id(p, members[i]), &r);
        for (size_t k = 0; k < r.plan.rows.n; k++) {
            const struct mh_rep_plan *row = mh__rows_at(&r.plan.rows, k);
            if (row->family == NULL || strcmp(row->state, "À préciser") == 0 || strcmp(row->state, "Hors périmètre") == 0)
                continue;
            struct sum *s = sum_of(&own, row->family);
            s->articles++;
            if (row->volume != MH_UNKNOWN)
                s->volume += row->volume;
        }
        articles += r.synthesis.articles;
        needs += r.synthesis.needs;
        mh__report_free(&r);
    }
    struct mh__report r;
    build(p, MH_SCOPE_PLAN, 0, &r);
    assert_int_equal(r.synthesis.articles, articles);
    assert_int_equal(r.synthesis.needs, needs);
    assert_int_equal(articles, lines_of(p, "articles", NULL));
    assert_int_equal(needs, lines_of(p, "besoins", NULL));
    /* Families all of whose rows are told exactly must give exactly the members' sum; others are orders of magnitude. */
    size_t exact = 0;
    for (size_t k = 0; k < r.plan.rows.n; k++) {
        const struct mh_rep_plan *row = mh__rows_at(&r.plan.rows, k);
        if (row->family == NULL)
            continue;
        struct sum *s = sum_of(&told, row->family);
        if (row->volume == MH_UNKNOWN && row->volume_text != NULL)
            s->articles = -1; /* some of it is rounded */
        else if (row->volume != MH_UNKNOWN)
            s->volume += row->volume;
    }
    assert_int_equal(told.n, own.n);
    for (size_t i = 0; i < told.n; i++) {
        struct sum *s = sum_of(&own, told.at[i].family);
        if (told.at[i].articles == -1) {
            assert_true(told.at[i].volume <= s->volume);
            continue;
        }
        exact++;
        assert_int_equal(told.at[i].volume, s->volume);
    }
    assert_int_equal(own.n, told.n);
    print_message("# %zu familles, %zu dites exactement\n", told.n, exact);
    mh__report_free(&r);
    sums_free(&own);
    sums_free(&told);
}

/* Three groups that ask for the same things: every volume is told, and is the sum. */
static void shared_by_three(void **state)
{
    static const char *const labels[] = { "SERINGUE 3 PIECES 10 ML LUER LOCK STERILE", "GANT EXAMEN NITRILE M", "SONDE VESICALE FOLEY CH 18 2 VOIES",
                                          "COMPRESSE GAZE 10X10 CM STERILE", "CATHETER COURT G18" };
    struct plan *p = *state;
    struct mh_str text = MH_STR_INIT;
    int64_t want[5] = { 0 }, all = 0, told = 0;
    take_text(p, "membres", "code;nom\nG1;Un\nG2;Deux\nG3;Trois\n");
    mh_str_add(&text, "membre;reference;designation;quantite;unite\n");
    for (int g = 1; g <= 3; g++)
        for (int i = 0; i < 5; i++) {
            int64_t n = g * 100 + i * 7;
            mh_str_addf(&text, "G%d;R%d-%d;%s;%lld;B/10\n", g, g, i, labels[i], (long long)n);
            want[i] += n * 10;
            all += n * 10;
        }
    take_text(p, "besoins", mh_str_text(&text));
    mh_str_free(&text);
    match_plan(p);
    struct mh__report r;
    build(p, MH_SCOPE_PLAN, 0, &r);
    assert_int_equal(r.plan.rows.n, 5);
    for (size_t k = 0; k < r.plan.rows.n; k++) {
        const struct mh_rep_plan *row = mh__rows_at(&r.plan.rows, k);
        bool found = false;
        for (int i = 0; i < 5; i++)
            found |= row->volume == want[i];
        assert_true(found);
        assert_int_equal(row->groups, 3);
        told += row->volume;
    }
    assert_int_equal(told, all);
    mh__report_free(&r);
    /* Without one of them it is an order of magnitude. */
    undo_one(p);
    take_text(p, "besoins", "membre;designation;quantite;unite\nG1;GANT EXAMEN NITRILE M;1234;B/10\nG2;GANT EXAMEN NITRILE M;1;B/10\n");
    build(p, MH_SCOPE_PLAN, 0, &r);
    assert_int_equal(r.plan.rows.n, 1);
    const struct mh_rep_plan *row = mh__rows_at(&r.plan.rows, 0);
    assert_int_equal(row->volume, MH_UNKNOWN);
    assert_int_equal(strncmp(row->volume_text, "~ 10", 4), 0);
    assert_has_not(row->volume_text, "12");
    mh__report_free(&r);
}

/* --- what stays with its owner --- */

/* All texts of all rows of a report. */
static void all_texts(const struct mh__report *r, struct mh_str *out)
{
    const struct mh__rows *all[] = { &r->plan.rows, &r->candidates.rows, &r->specs.rows, &r->makers.rows, &r->gaps.rows, &r->problems.rows,
                                     &r->journal.rows };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        for (size_t k = 0; k < all[i]->n; k++) {
            for (size_t c = 0; c < all[i]->table->ncolumns; c++) {
                mh_str_addc(out, '|');
                mh_value_text(&all[i]->table->columns[c], mh__rows_at(all[i], k), out);
            }
            mh_str_addc(out, '\n');
        }
}

struct secrets {
    const char *text, *products; /* a label that a maker uses too is nobody's own */
    const char *column;
    int64_t seen;
};

static enum mh_rc not_told(void *ctx, const struct mh_table *t, const char *const *texts, struct mh_err *err)
{
    struct secrets *s = ctx;
    (void)err;
    for (size_t i = 0; i < t->ncolumns; i++) {
        if (strcmp(t->columns[i].name, s->column) != 0 || strlen(texts[i]) < 5 || strstr(s->products, texts[i]) != NULL)
            continue;
        struct mh_str cell = MH_STR_INIT;
        mh_str_addf(&cell, "|%s|", texts[i]);
        if (strstr(s->text, mh_str_text(&cell)) != NULL)
            fail_msg("%s « %s » sort du groupe", s->column, texts[i]);
        mh_str_free(&cell);
        s->seen++;
    }
    return MH_OK;
}

static void nobodys_own_leaves(void **state)
{
    struct plan *p = *state;
    take_samples(p, 0, NSAMPLES);
    match_plan(p);
    char *products = list_of(p, "produits", NULL);
    for (enum mh_scope scope = MH_SCOPE_PLAN; scope <= MH_SCOPE_GAPS; scope++) {
        struct mh__report r;
        struct mh_str text = MH_STR_INIT;
        build(p, scope, 0, &r);
        for (size_t k = 0; k < r.candidates.rows.n; k++) {
            const struct mh_rep_candidate *row = mh__rows_at(&r.candidates.rows, k);
            assert_null(row->member);
            assert_null(row->label);
        }
        for (size_t k = 0; k < r.specs.rows.n; k++)
            assert_null(((const struct mh_rep_spec *)mh__rows_at(&r.specs.rows, k))->label);
        all_texts(&r, &text);
        static const char *const columns[] = { "reference", "designation", "etablissement", "fournisseur", "observations" };
        for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
            struct secrets s = { mh_str_text(&text), products, columns[i], 0 };
            assert_int_equal(mh_ops_list(p->s, "besoins", NULL, not_told, &s, &p->err), MH_OK);
            assert_true(s.seen > 0);
        }
        static const char *const words[] = { "|GAT|", "|GSE|", "|GRI|", "GAT/", "GSE/", "GRI/", "Démo Atlas", "Démo Sebou", "Groupe Démo", "Comptoir", "besoins-atlas" };
        for (size_t i = 0; i < sizeof words / sizeof *words; i++)
            if (strstr(mh_str_text(&text), words[i]) != NULL)
                fail_msg("« %s » sort : %.60s", words[i], strstr(mh_str_text(&text), words[i]));
        for (size_t k = 0; k < r.plan.rows.n; k++) {
            const struct mh_rep_plan *row = mh__rows_at(&r.plan.rows, k);
            assert_null(row->label);
            assert_null(row->member);
            assert_null(row->supplier);
            assert_int_equal(row->amount, MH_UNKNOWN);
            assert_true(row->groups >= 1 && row->groups <= 3);
            if (row->volume != MH_UNKNOWN)
                assert_true(row->groups >= 3);
            else if (row->volume_text != NULL && strcmp(row->volume_text, "0") != 0)
                assert_int_equal(strncmp(row->volume_text, "~ ", 2), 0);
        }
        for (size_t k = 0; k < r.gaps.rows.n; k++) {
            const struct mh_rep_gap *row = mh__rows_at(&r.gaps.rows, k);
            assert_true(row->volume == MH_UNKNOWN || row->groups >= 3);
            assert_true(row->volume_q[0] == MH_UNKNOWN || row->groups >= 3);
        }
        for (size_t k = 0; k < r.makers.rows.n; k++) {
            const struct mh_rep_maker *row = mh__rows_at(&r.makers.rows, k);
            assert_true(row->volume == MH_UNKNOWN || row->groups >= 3);
        }
        mh_str_free(&text);
        mh__report_free(&r);
    }
    free(products);
}

/* --- files --- */

static enum mh_rc write_book(struct plan *p, const char *name, const char *scope, bool prices, struct mh_export_result *out)
{
    struct mh_export_request q = { .path = name[0] == '/' ? name : plan_path(p, name), .scope = scope, .with_prices = prices };
    mh_err_clear(&p->err);
    return mh_ops_export(p->s, &q, out, &p->err);
}

static void same_bytes_twice(void **state)
{
    static const char *const scopes[] = { "plan", "gaps", "member=GAT" };
    struct plan *p = *state;
    struct mh_export_result r;
    take_samples(p, 0, NSAMPLES);
    match_plan(p);
    for (size_t i = 0; i < 3; i++) {
        size_t n = 0, m = 0;
        assert_int_equal(write_book(p, "a.xlsx", scopes[i], false, &r), MH_OK);
        plan_reopen(p, true);
        assert_int_equal(write_book(p, "b.xlsx", scopes[i], false, &r), MH_OK);
        char *a = file_text(plan_path(p, "a.xlsx"), &n), *b = file_text(plan_path(p, "b.xlsx"), &m);
        assert_int_equal(n, m);
        assert_int_equal(r.bytes, m);
        assert_memory_equal(a, b, n);
        free(a);
        free(b);
    }
}

static void what_cannot_be_written(void **state)
{
    struct plan *p = *state;
    struct mh_export_result r;
    take_text(p, "membres", "code;nom\nG1;Un\nG2;Deux\n");
    assert_int_equal(write_book(p, "/nulle/part/a.xlsx", "plan", false, &r), MH_EIO);
    assert_int_equal(write_book(p, "a.xlsx", "membre=G1", false, &r), MH_EUSAGE);
    assert_int_equal(write_book(p, "a.xlsx", "member=G9", false, &r), MH_ENOTFOUND);
    assert_int_equal(write_book(p, "a.xlsx", "plan", true, &r), MH_EDENIED);
    assert_int_equal(write_book(p, "a.xlsx", NULL, false, &r), MH_OK); /* an empty plan has a workbook too */
    assert_int_equal(write_book(p, "b.xlsx", "member=G2", true, &r), MH_OK);
}

/* --- packs and prices, from the file to the amount --- */

static void packs_and_prices(void **state)
{
    static const struct {
        const char *row;       /* unite;conditionnement;quantite;quantite_en;ht;ttc;tva;prix_en */
        int64_t base, amount;  /* MH_UNKNOWN: not known */
    } cases[] = {
        { "B/100;;12;;38,00;;;", 1200, 45600 },
        { "pièce;;1200;;0,38;;;", 1200, 45600 },
        { "boîte;B/100;12;;38,00;;;", 1200, 45600 },
        { "pièce;boîte de 100;12;conditionnement;38,00;;;conditionnement", 1200, 45600 },
        { "pièce;boîte de 100;1200;;38,00;;;conditionnement", 1200, 45600 },
        { "pièce;boîte de 100;12;conditionnement;0,38;;;unite", 1200, 45600 },
        { "B/10;;120;;;18,00;20;", 1200, 180000 },  /* 120 × 18,00 TTC = 1 800,00 HT at 20 % */
        { "B/10;;120;;;18,00;;", 1200, MH_UNKNOWN }, /* no rate typed: TTC never becomes HT */
        { "boîte;;12;;38,00;;;", MH_UNKNOWN, MH_UNKNOWN },
        { ";;12;;38,00;;;", MH_UNKNOWN, MH_UNKNOWN },
        { "B/1000;;3;;38,00;;;", 3000, 11400 },     /* 0,038 each is never rounded */
        { "B/3;;1;;;10,00;20;", 3, 833 },           /* 8,333... rounded once */
    };
    struct plan *p = *state;
    struct mh_str text = MH_STR_INIT;
    mh_str_add(&text, "reference;designation;unite;conditionnement;quantite;quantite_en;prix_unitaire_ht;prix_unitaire_ttc;taux_tva;prix_en\n");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        mh_str_addf(&text, "R%02zu;Sonde vésicale Foley CH 18;%s\n", i, cases[i].row);
    take_text(p, "besoins", mh_str_text(&text));
    mh_str_free(&text);
    for (int matched = 0; matched < 2; matched++) {
        struct mh__report r;
        build(p, MH_SCOPE_MEMBER, member_id(p, "MOI"), &r);
        assert_int_equal(r.plan.rows.n, sizeof cases / sizeof *cases);
        for (size_t i = 0; i < r.plan.rows.n; i++) {
            const struct mh_rep_plan *row = mh__rows_at(&r.plan.rows, i);
            if (row->volume != cases[i].base || row->amount != cases[i].amount)
                fail_msg("%s : %lld unités, %lld centimes", cases[i].row, (long long)row->volume, (long long)row->amount);
        }
        mh__report_free(&r);
        match_plan(p); /* counts again: the same */
    }
}

struct sentence {
    struct mh_str text;
    const char *reference;
};

static void computation(const char *unit, const char *pack, const char *in, int64_t ht, int64_t ttc, int64_t vat, const char *want)
{
    struct mh_need_line n;
    struct mh_pack pk;
    struct mh_str s = MH_STR_INIT;
    mh_row_init(&mh_table_need_lines, &n);
    n.unit = mh_xstrdup(unit);
    n.pack = mh_xstrdup(pack);
    n.quantity = mh_xstrdup("120");
    n.quantity_in = mh_xstrdup(in);
    n.price_ht = ht;
    n.price_ttc = ttc;
    n.vat = vat;
    mh_pack_read(unit, pack, "Seringue 5 ml", "piece", &pk);
    mh_pack_computation(&s, &n, &pk);
    /* Spaces in numbers are narrow and unbreakable: compared without. */
    struct mh_str plain = MH_STR_INIT;
    for (const char *c = mh_str_text(&s); *c; c++) {
        if (strncmp(c, "\xE2\x80\xAF", 3) == 0 || strncmp(c, "\xC2\xA0", 2) == 0) {
            c += (unsigned char)*c == 0xE2 ? 2 : 1;
            continue;
        }
        mh_str_addc(&plain, *c);
    }
    assert_has(mh_str_text(&plain), want);
    mh_str_free(&plain);
    mh_str_free(&s);
    mh_row_free(&mh_table_need_lines, &n);
}

static void sentences(void **state)
{
    (void)state;
    computation("B/10", NULL, NULL, MH_UNKNOWN, 1800, 200, "120 B/10 = 1");
    computation("B/10", NULL, NULL, MH_UNKNOWN, 1800, 200, "18,00 TTC");
    computation("B/10", NULL, NULL, MH_UNKNOWN, 1800, 200, "= 1,50 HT l'unité, TVA 20 % saisie");
    computation("B/10", NULL, NULL, MH_UNKNOWN, 1800, MH_UNKNOWN, "(taux de TVA inconnu)");
    computation("boîte", NULL, NULL, 1800, MH_UNKNOWN, MH_UNKNOWN, "inconnu");
    computation("pièce", "boîte de 50", "conditionnement", MH_UNKNOWN, MH_UNKNOWN, MH_UNKNOWN, "6000 unités");
}

/* A changed need is counted again; what makes no whole number is refused, as by an import. */
static void a_changed_need_is_counted(void **state)
{
    struct plan *p = *state;
    take_text(p, "besoins", "reference;designation;quantite;unite\nA;Seringue 5 ml;4;B/25\n");
    assert_int_equal(set_one(p, "besoins", "A@MOI", "quantite=6"), MH_OK);
    assert_int_equal(lines_of(p, "besoins", "quantite_base=150"), 1);
    assert_int_equal(set_one(p, "besoins", "A@MOI", "quantite=2.5"), MH_EINVAL);
    assert_int_equal(lines_of(p, "besoins", "quantite_base=150"), 1);
    assert_int_equal(set_one(p, "articles", "MOI/A", "unite=B/100"), MH_OK);
    assert_int_equal(lines_of(p, "besoins", "quantite_base=600"), 1);
    undo_one(p);
    assert_int_equal(lines_of(p, "besoins", "quantite_base=150"), 1);
    redo_one(p);
    assert_int_equal(lines_of(p, "besoins", "quantite_base=600"), 1);
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, plan_setup, plan_teardown)
    const struct CMUnitTest tests[] = {
        T(wide_rows_add_up), T(shared_by_three), T(nobodys_own_leaves), T(same_bytes_twice), T(what_cannot_be_written), T(packs_and_prices),
        cmocka_unit_test(sentences), T(a_changed_need_is_counted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

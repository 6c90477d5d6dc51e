/* Operations, undo, redo, the two chains. */
#include "store_help.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int64_t find_article(const char *reference, struct mh_article *a)
{
    struct mh_cursor *c = NULL;
    struct mh_filter f[] = { { "reference", reference, 0 }, { 0 } };
    bool got = false;

    mh_row_init(&mh_table_articles, a);
    ok(mh_cursor_open(plan.s, &mh_table_articles, f, true, &c, help_err()));
    ok(mh_cursor_next(c, a, &got, help_err()));
    mh_cursor_close(c);
    return got ? a->id : 0;
}

/* One operation that sets a label; returns its number. */
static int64_t relabel(const char *reference, const char *label)
{
    struct mh_article was, now;

    find_article(reference, &was);
    mh_row_init(&mh_table_articles, &now);
    mh_row_copy(&mh_table_articles, &now, &was);
    set_text(&now.label, label);
    mh_row_derive(&mh_table_articles, &now);
    ok(mh_store_begin(plan.s, "libellé", help_err()));
    ok(mh_store_update(plan.s, &mh_table_articles, &was, &now, NULL, help_err()));
    mh_row_free(&mh_table_articles, &was);
    mh_row_free(&mh_table_articles, &now);
    return commit(plan.s);
}

static void expect_label(const char *reference, const char *label)
{
    struct mh_article a;
    assert_int_not_equal(find_article(reference, &a), 0);
    assert_string_equal(a.label, label);
    mh_row_free(&mh_table_articles, &a);
}

/* --- examples --- */

static void test_nothing_changed_is_no_operation(void **state)
{
    (void)state;
    ok(mh_store_begin(plan.s, "rien", help_err()));
    assert_int_equal(commit(plan.s), 0);
    assert_int_equal(relabel("G-7", "GANT CHIRURGICAL 7,5"), 0);
    assert_int_equal(relabel("G-7", "GANT 8"), 2);
}

static void test_one_journal_row_per_record(void **state)
{
    (void)state;
    struct mh_article was, now;

    find_article("G-7", &was);
    mh_row_init(&mh_table_articles, &now);
    mh_row_copy(&mh_table_articles, &now, &was);
    ok(mh_store_begin(plan.s, "deux fois", help_err()));
    set_text(&now.label, "UN");
    ok(mh_store_update(plan.s, &mh_table_articles, &was, &now, NULL, help_err()));
    set_text(&was.label, "UN");
    set_text(&now.label, "GANT CHIRURGICAL 7,5");
    ok(mh_store_update(plan.s, &mh_table_articles, &was, &now, NULL, help_err()));
    assert_int_equal(commit(plan.s), 0); /* as before: nothing happened */
    assert_int_equal(verify(plan.s, NULL, 0), 0);
    mh_row_free(&mh_table_articles, &was);
    mh_row_free(&mh_table_articles, &now);
}

static void test_created_then_changed_and_removed_in_one(void **state)
{
    (void)state;
    struct mh_maker k, now;

    mh_row_init(&mh_table_makers, &k);
    mh_row_init(&mh_table_makers, &now);
    ok(mh_store_begin(plan.s, "fabricants", help_err()));
    for (int i = 0; i < 4; i++) {
        char code[8];
        snprintf(code, sizeof code, "K%d", i);
        k.id = 0;
        set_text(&k.code, code);
        set_text(&k.name, code);
        ok(mh_store_insert(plan.s, &mh_table_makers, &k, help_err()));
        mh_row_copy(&mh_table_makers, &now, &k);
        set_text(&now.city, "Fès");
        if (i % 2)
            ok(mh_store_update(plan.s, &mh_table_makers, &k, &now, NULL, help_err()));
        if (i == 2)
            ok(mh_store_remove(plan.s, &mh_table_makers, k.id, help_err()));
    }
    assert_int_equal(commit(plan.s), 2);
    assert_int_equal(verify(plan.s, NULL, 0), 0);
    ok(mh_store_undo(plan.s, 0, NULL, help_err()));
    assert_int_equal(verify(plan.s, NULL, 0), 0);
    ok(mh_store_redo(plan.s, NULL, help_err()));
    assert_int_equal(verify(plan.s, NULL, 0), 0);
    mh_row_free(&mh_table_makers, &k);
    mh_row_free(&mh_table_makers, &now);
}

static void collect(void *ctx, const struct mh_operation *op)
{
    mh_str_addf(ctx, "%lld %s +%lld ~%lld -%lld %lld %lld|", (long long)op->number, op->command, (long long)op->created,
                (long long)op->updated, (long long)op->removed, (long long)op->undoes, (long long)op->undone_by);
}

static void test_history(void **state)
{
    (void)state;
    struct mh_str h = MH_STR_INIT;
    struct mh_operation done = { 0 };

    relabel("G-7", "UN");
    ok(mh_store_undo(plan.s, 0, &done, help_err()));
    assert_int_equal(done.number, 2);
    assert_int_equal(done.undone_by, 3);
    mh_operation_free(&done);
    ok(mh_store_history(plan.s, 0, collect, &h, help_err()));
    assert_string_equal(mh_str_text(&h), "3 annulation de 2 : libellé +0 ~1 -0 2 0|2 libellé +0 ~1 -0 0 3|1 jeu d'essai +12 ~0 -0 0 0|");
    ok(mh_store_redo(plan.s, &done, help_err()));
    assert_int_equal(done.number, 2);
    mh_operation_free(&done);
    mh_str_clear(&h);
    ok(mh_store_history(plan.s, 3, collect, &h, help_err()));
    assert_string_equal(mh_str_text(&h), "4 rétablissement de 2 : libellé +0 ~1 -0 3 0|3 annulation de 2 : libellé +0 ~1 -0 2 4|"
                                         "2 libellé +0 ~1 -0 0 0|");
    expect_label("G-7", "UN");
    assert_int_equal(mh_store_redo(plan.s, NULL, help_err()), MH_ENOTFOUND);
    ok(mh_store_undo(plan.s, 2, NULL, help_err())); /* undone and redone: may be undone again */
    expect_label("G-7", "GANT CHIRURGICAL 7,5");
    assert_int_equal(mh_store_undo(plan.s, 2, NULL, help_err()), MH_ECONFLICT);
    assert_int_equal(mh_store_undo(plan.s, 99, NULL, help_err()), MH_ENOTFOUND);
    assert_int_equal(mh_store_undo(plan.s, 0, NULL, help_err()), MH_ENOTFOUND); /* operation 1 is another author's */
    mh_str_free(&h);
}

static void collect_change(void *ctx, const struct mh_change *c)
{
    mh_str_addf(ctx, "%s%c%s %s>%s|", c->table->name, c->kind, c->column ? c->column : "", c->before ? c->before : "?",
                c->after ? c->after : "?");
}

static void test_changes(void **state)
{
    (void)state;
    struct mh_str h = MH_STR_INIT;
    struct mh_cursor *c = NULL;
    struct mh_need was, now;
    bool got;

    mh_row_init(&mh_table_needs, &was);
    mh_row_init(&mh_table_needs, &now);
    ok(mh_cursor_open(plan.s, &mh_table_needs, NULL, true, &c, help_err()));
    ok(mh_cursor_next(c, &was, &got, help_err()));
    ok(mh_cursor_next(c, &now, &got, help_err()));
    mh_cursor_close(c);
    int64_t second = now.id;
    mh_row_copy(&mh_table_needs, &now, &was);
    set_text(&now.quantity, "7.5");
    now.price_ht = MH_UNKNOWN;
    now.base_quantity = 750;
    ok(mh_store_begin(plan.s, "besoin", help_err()));
    ok(mh_store_update(plan.s, &mh_table_needs, &was, &now, NULL, help_err()));
    ok(mh_store_remove(plan.s, &mh_table_needs, second, help_err()));
    assert_int_equal(commit(plan.s), 2);
    ok(mh_store_changes(plan.s, 2, collect_change, &h, help_err()));
    assert_string_equal(mh_str_text(&h), "needs~quantite 1000>7.5|needs~prix_unitaire_ht 12.50>?|needs- ?>?|");
    mh_str_clear(&h);
    ok(mh_store_undo(plan.s, 0, NULL, help_err()));
    ok(mh_store_changes(plan.s, 3, collect_change, &h, help_err()));
    assert_string_equal(mh_str_text(&h), "needs+ ?>?|needs~quantite 7.5>1000|needs~prix_unitaire_ht ?>12.50|");
    mh_str_clear(&h);
    ok(mh_store_changes(plan.s, 1, collect_change, &h, help_err()));
    assert_int_equal(strlen(mh_str_text(&h)) > 100, 1);
    assert_int_equal(mh_store_changes(plan.s, 9, collect_change, &h, help_err()), MH_ENOTFOUND);
    ok(mh_store_get(plan.s, &mh_table_needs, was.id, &now, help_err()));
    assert_int_equal(now.base_quantity, 400); /* derived, yet brought back */
    mh_str_free(&h);
    mh_row_free(&mh_table_needs, &was);
    mh_row_free(&mh_table_needs, &now);
}

static void test_undo_refused_by_later(void **state)
{
    (void)state;
    struct mh_err *err = help_err();
    int64_t first = relabel("G-7", "UN"), other, later = relabel("G-7", "DEUX");

    assert_int_equal(mh_store_undo(plan.s, first, NULL, err), MH_ECONFLICT);
    assert_non_null(strstr(err->msg, "l'opération 3 (libellé) a changé ensuite « Désignation » de article « G-7 »"));
    expect_label("G-7", "DEUX");
    other = relabel("S-10", "SERINGUE");
    ok(mh_store_undo(plan.s, later, NULL, help_err()));
    ok(mh_store_undo(plan.s, first, NULL, help_err())); /* the later one no longer counts */
    expect_label("G-7", "GANT CHIRURGICAL 7,5");
    expect_label("S-10", "SERINGUE");
    ok(mh_store_undo(plan.s, other, NULL, help_err()));
    assert_int_equal(verify(plan.s, NULL, 0), 0);
}

static int64_t add_article(const char *reference)
{
    struct mh_article a, g;

    find_article("G-7", &g);
    mh_row_init(&mh_table_articles, &a);
    a.member_id = g.member_id;
    set_text(&a.reference, reference);
    set_text(&a.label, reference);
    ok(mh_store_begin(plan.s, "article", help_err()));
    ok(mh_store_insert(plan.s, &mh_table_articles, &a, help_err()));
    assert_non_null(a.key); /* derived by the store when the caller did not */
    mh_row_free(&mh_table_articles, &a);
    mh_row_free(&mh_table_articles, &g);
    return commit(plan.s);
}

static int64_t add_opinion(const char *reference)
{
    struct mh_opinion o;
    struct mh_article a;
    uint64_t seed = 1;

    mh_row_init(&mh_table_opinions, &o);
    o.article_id = find_article(reference, &a);
    o.product_id = random_id(plan.s, &mh_table_products, &seed);
    set_text(&o.opinion, "conforme");
    ok(mh_store_begin(plan.s, "avis", help_err()));
    ok(mh_store_insert(plan.s, &mh_table_opinions, &o, help_err()));
    mh_row_free(&mh_table_opinions, &o);
    mh_row_free(&mh_table_articles, &a);
    return commit(plan.s);
}

static void test_undo_refused_by_reference_and_identity(void **state)
{
    (void)state;
    struct mh_err *err = help_err();
    struct mh_article a;
    int64_t added = add_article("N-1"), opinion = add_opinion("N-1");

    assert_int_equal(mh_store_undo(plan.s, added, NULL, err), MH_ECONFLICT); /* an opinion of later refers to it */
    assert_non_null(strstr(err->msg, "l'opération 3 (avis)"));
    ok(mh_store_undo(plan.s, opinion, NULL, help_err()));
    ok(mh_store_undo(plan.s, added, NULL, help_err()));
    assert_int_equal(add_article("N-1"), 6); /* the same identity, another row */
    err = help_err();
    assert_int_equal(mh_store_redo(plan.s, NULL, err), MH_ECONFLICT);
    assert_non_null(strstr(err->msg, "N-1"));
    ok(mh_store_begin(plan.s, "suppression", help_err()));
    ok(mh_store_remove(plan.s, &mh_table_articles, find_article("N-1", &a), help_err()));
    commit(plan.s);
    mh_row_free(&mh_table_articles, &a);
    ok(mh_store_redo(plan.s, NULL, help_err()));
    err = help_err();
    assert_int_equal(verify(plan.s, NULL, 0), 0);
}

static void test_undo_of_swapped_identities(void **state)
{
    (void)state;
    char *before = content(plan.s);
    struct mh_site a, b, now;
    struct mh_cursor *c = NULL;
    bool got;

    mh_row_init(&mh_table_sites, &a);
    mh_row_init(&mh_table_sites, &b);
    mh_row_init(&mh_table_sites, &now);
    ok(mh_cursor_open(plan.s, &mh_table_sites, NULL, false, &c, help_err()));
    ok(mh_cursor_next(c, &a, &got, help_err()));
    ok(mh_cursor_next(c, &b, &got, help_err()));
    mh_cursor_close(c);
    ok(mh_store_begin(plan.s, "échange", help_err()));
    const char *const codes[3] = { "PROVISOIRE", "CAS", "RAB" }; /* CAS aside, RAB to CAS, the first to RAB */
    for (int i = 0; i < 3; i++) {
        struct mh_site *was = i == 1 ? &b : &a;
        mh_row_copy(&mh_table_sites, &now, was);
        set_text(&now.code, codes[i]);
        ok(mh_store_update(plan.s, &mh_table_sites, was, &now, NULL, help_err()));
        mh_row_copy(&mh_table_sites, was, &now);
    }
    commit(plan.s);
    char *swapped = content(plan.s);
    ok(mh_store_undo(plan.s, 0, NULL, help_err()));
    char *back = content(plan.s);
    assert_string_equal(back, before);
    ok(mh_store_redo(plan.s, NULL, help_err()));
    char *again = content(plan.s);
    assert_string_equal(again, swapped);
    assert_int_equal(verify(plan.s, NULL, 0), 0);
    free(before);
    free(swapped);
    free(back);
    free(again);
    mh_row_free(&mh_table_sites, &a);
    mh_row_free(&mh_table_sites, &b);
    mh_row_free(&mh_table_sites, &now);
}

/* --- tampering --- */

static void test_tampering_is_found(void **state)
{
    (void)state;
    static const char *const deeds[] = {
        "UPDATE articles SET label = 'AUTRE' WHERE reference = 'S-10'",             /* as created */
        "UPDATE articles SET label = 'AUTRE' WHERE reference = 'G-7'",              /* as changed */
        "UPDATE articles SET unit = 'B/10' WHERE reference = 'G-7'",                /* another field of a changed row */
        "UPDATE needs SET price_ht = 1 WHERE id = (SELECT min(id) FROM needs)",     /* private */
        "UPDATE needs SET supplier = NULL WHERE id = (SELECT max(id) FROM needs)",
        "UPDATE members SET name = 'Autre'",
        "DELETE FROM needs WHERE id = (SELECT max(id) FROM needs)",
        "INSERT INTO makers (id, code, name, code_fold) VALUES (330712482000, 'X', 'X', 'x')",
        "INSERT INTO makers (id, code, name, code_fold) VALUES (4611686018427387904, 'X', 'X', 'x')",
        "DELETE FROM change WHERE seq = 2",
        "DELETE FROM change WHERE kind = '-'",
        "UPDATE change SET fields = replace(fields, 'UN', 'NU') WHERE seq = 2",
        "UPDATE change SET fields = fields || 'unit=->1:U;' WHERE seq = 2",
        "UPDATE change SET private = '' WHERE kind = '-'",
        "UPDATE change SET kind = '-' WHERE seq = 2",
        "UPDATE change SET fields = 'n''importe quoi' WHERE seq = 3",
        "UPDATE change SET fields = '' WHERE seq = 3",
        "UPDATE change SET tbl = 'ailleurs' WHERE seq = 3",
        "UPDATE change SET row_id = row_id + 1 WHERE seq = 3",
        "UPDATE operation SET author = 'quelqu''un' WHERE number = 2",
        "UPDATE operation SET at = '2020-01-01T00:00:00' WHERE number = 2",
        "UPDATE operation SET command = '' WHERE number = 1",
        "UPDATE operation SET updated = 9 WHERE number = 2",
        "UPDATE operation SET last_id = last_id + 1 WHERE number = 1",
        "UPDATE operation SET root = 1 WHERE number = 2",
        "UPDATE operation SET undoes = NULL WHERE number = 4",
        "UPDATE operation SET digest = zeroblob(32) WHERE number = 2",
        "UPDATE operation SET share = zeroblob(32) WHERE number = 4",
        "DELETE FROM operation WHERE number = 2; DELETE FROM change WHERE seq = 2",
        "DELETE FROM operation WHERE number = 4; DELETE FROM change WHERE seq = 4", /* the last one */
        "DELETE FROM operation WHERE number = 1",
        ("UPDATE operation SET number = 100 WHERE number = 2; UPDATE operation SET number = 2 WHERE number = 3; "
         "UPDATE operation SET number = 3 WHERE number = 100"), /* another order */
    };
    struct mh_need n;
    uint64_t seed = 3;

    for (size_t i = 0; i < sizeof deeds / sizeof *deeds; i++) {
        char why[300];
        plan_again(&plan, "essai");
        relabel("G-7", "UN");
        ok(mh_store_begin(plan.s, "suppression", help_err()));
        mh_row_init(&mh_table_needs, &n);
        ok(mh_store_remove(plan.s, &mh_table_needs, random_id(plan.s, &mh_table_needs, &seed), help_err()));
        commit(plan.s);
        ok(mh_store_undo(plan.s, 2, NULL, help_err()));
        assert_int_equal(verify(plan.s, why, sizeof why), 0);
        sql(plan.s, "PRAGMA foreign_keys = OFF");
        sql(plan.s, deeds[i]);
        if (verify(plan.s, why, sizeof why) == 0)
            fail_msg("not found: %s", deeds[i]);
        /* Nor does undoing over it crash. */
        (void)mh_store_undo(plan.s, 3, NULL, help_err());
        (void)mh_store_undo(plan.s, 1, NULL, help_err());
        (void)mh_store_redo(plan.s, NULL, help_err());
    }
    /* Derived fields are nobody's word. */
    plan_again(&plan, "essai");
    sql(plan.s, "UPDATE needs SET base_quantity = 5");
    assert_int_equal(verify(plan.s, NULL, 0), 0);
}

static void test_shareable_chain_ignores_prices(void **state)
{
    (void)state;
    struct mh__op a = { 0 }, b = { 0 };
    bool got;

    /* The same operation but for its prices and suppliers: same shareable digest, other full digest. */
    for (int i = 0; i < 2; i++) {
        struct mh_product p;
        uint64_t seed = 1;
        plan_again(&plan, "essai");
        mh_row_init(&mh_table_products, &p);
        p.maker_id = random_id(plan.s, &mh_table_makers, &seed);
        set_text(&p.reference, "P-2");
        set_text(&p.label, "Gant");
        p.price = i ? 900 : 800;
        ok(mh_store_begin(plan.s, "produit", help_err()));
        ok(mh_store_insert(plan.s, &mh_table_products, &p, help_err()));
        commit(plan.s);
        mh_row_free(&mh_table_products, &p);
        ok(mh__op_by_number(plan.s, 2, i ? &b : &a, &got, help_err()));
    }
    assert_memory_equal(a.share, b.share, MH_SHA_SIZE);
    assert_memory_not_equal(a.full, b.full, MH_SHA_SIZE);
    mh__op_free(&a);
    mh__op_free(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(test_nothing_changed_is_no_operation, plan_fresh),
        cmocka_unit_test_setup(test_one_journal_row_per_record, plan_fresh),
        cmocka_unit_test_setup(test_created_then_changed_and_removed_in_one, plan_fresh),
        cmocka_unit_test_setup(test_history, plan_fresh),
        cmocka_unit_test_setup(test_changes, plan_fresh),
        cmocka_unit_test_setup(test_undo_refused_by_later, plan_fresh),
        cmocka_unit_test_setup(test_undo_refused_by_reference_and_identity, plan_fresh),
        cmocka_unit_test_setup(test_undo_of_swapped_identities, plan_fresh),
        cmocka_unit_test(test_tampering_is_found),
        cmocka_unit_test_setup(test_shareable_chain_ignores_prices, plan_fresh),
    };
    return cmocka_run_group_tests(tests, plan_setup, plan_teardown);
}

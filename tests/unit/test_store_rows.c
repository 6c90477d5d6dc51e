/* Rows of every table: in, out, found, ordered, filtered, refused; reference rows; joined lists; derived rows. */
#include "store_help.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <mahalli/xalloc.h>

static void begin(void)
{
    ok(mh_store_begin(plan.s, "essai", help_err()));
}

/* --- schema and column tables say the same --- */

static void test_schema_matches_column_tables(void **state)
{
    (void)state;
    for (size_t i = 0; mh_tables[i]; i++) {
        const struct mh_table *t = mh_tables[i];
        struct mh__tab *tab = mh__tab_of(plan.s, t);
        struct mh__stmt *st = NULL;
        bool row = false;
        size_t want = 1;
        int64_t n = 0;
        for (size_t k = 0; k < tab->nfields; k++)
            want += 1 + tab->field[k].fold;
        ok(mh__stmt_take(plan.s, "SELECT name, type, \"notnull\" FROM pragma_table_info($t)", &st, help_err()));
        mh__bind_text(plan.s, st, "$t", t->sql);
        while (plan.s->drv->step(st, &row, help_err()) == MH_OK && row) {
            const char *name = plan.s->drv->text(st, 0, NULL), *type = plan.s->drv->text(st, 1, NULL);
            const struct mh__field *f = NULL;
            for (size_t k = 0; k < tab->nfields; k++)
                if (strcmp(tab->field[k].c->sql, name) == 0)
                    f = &tab->field[k];
            if (f && strcmp(type, mh_is_text(f->c) ? "TEXT" : "INTEGER") != 0)
                fail_msg("%s.%s is %s", t->sql, name, type);
            if (f && f->c->flags & MH_REQUIRED && plan.s->drv->integer(st, 2) != 1)
                fail_msg("%s.%s may be NULL", t->sql, name);
            n++;
        }
        mh__stmt_give(plan.s, st);
        if ((size_t)n != want)
            fail_msg("%s has %d columns, its table %d", t->sql, (int)n, (int)want);
    }
}

/* --- in and out --- */

static bool same(const struct mh_table *t, const void *a, const void *b)
{
    for (size_t i = 0; i < t->ncolumns; i++)
        if (!mh_value_equal(&t->columns[i], a, b)) {
            print_error("%s.%s differs\n", t->name, t->columns[i].sql);
            return false;
        }
    return true;
}

static void round_trips(const struct mh_table *t, uint64_t *seed, int64_t want)
{
    void *in = mh_xcalloc(1, t->row_size), *out = mh_xcalloc(1, t->row_size);
    int64_t found = 0, stored = 0;

    mh_row_init(t, in);
    mh_row_init(t, out);
    for (int tries = 0; stored < want && tries < 300; tries++) {
        *(int64_t *)in = 0;
        if (!random_row(plan.s, t, in, seed))
            continue;
        ok(mh_store_find(plan.s, t, in, &found, help_err()));
        struct mh_err *err = help_err();
        enum mh_rc rc = mh_store_insert(plan.s, t, in, err);
        if (rc != (found ? MH_ECONFLICT : MH_OK))
            fail_msg("%s: %s", t->name, err->msg);
        if (rc != MH_OK)
            continue;
        stored++;
        ok(mh_store_find(plan.s, t, in, &found, help_err()));
        assert_int_equal(found, *(int64_t *)in);
        ok(mh_store_get(plan.s, t, found, out, help_err()));
        assert_int_equal(*(int64_t *)out, found);
        assert_true(same(t, in, out));
    }
    assert_true(stored == want);
    mh_row_free(t, in);
    mh_row_free(t, out);
    free(in);
    free(out);
}

static void test_every_table(void **state)
{
    (void)state;
    uint64_t seed = 42;

    begin();
    for (size_t i = 0; mh_tables[i]; i++)
        round_trips(mh_tables[i], &seed, mh_tables[i] == &mh_table_opinions ? 3 : 10);
    assert_int_equal(commit(plan.s), 2);
    assert_int_equal(verify(plan.s, NULL, 0), 0);
    char *before = content(plan.s);
    plan_close(&plan);
    plan_open(&plan, "essai");
    char *after = content(plan.s);
    assert_string_equal(before, after);
    free(before);
    free(after);
}

static void test_what_is_missing(void **state)
{
    (void)state;
    struct mh_maker k;
    int64_t id = 5;

    mh_row_init(&mh_table_makers, &k);
    assert_int_equal(mh_store_get(plan.s, &mh_table_makers, 12345, &k, help_err()), MH_ENOTFOUND);
    set_text(&k.code, "PERSONNE");
    ok(mh_store_find(plan.s, &mh_table_makers, &k, &id, help_err()));
    assert_int_equal(id, 0);
    begin();
    assert_int_equal(mh_store_insert(plan.s, &mh_table_makers, &k, help_err()), MH_EINVAL); /* no name */
    assert_int_equal(mh_store_remove(plan.s, &mh_table_makers, 12345, help_err()), MH_ENOTFOUND);
    assert_int_equal(commit(plan.s), 0);
    mh_row_free(&mh_table_makers, &k);
}

static void first_need(struct mh_need *n)
{
    struct mh_cursor *c = NULL;
    bool got;

    mh_row_init(&mh_table_needs, n);
    ok(mh_cursor_open(plan.s, &mh_table_needs, NULL, true, &c, help_err()));
    ok(mh_cursor_next(c, n, &got, help_err()));
    mh_cursor_close(c);
}

static void test_conflicts(void **state)
{
    (void)state;
    struct mh_need a, b, other;
    bool changed = true;
    struct mh_err *err;

    first_need(&a);
    mh_row_init(&mh_table_needs, &b);
    mh_row_init(&mh_table_needs, &other);
    mh_row_copy(&mh_table_needs, &b, &a);
    begin();
    ok(mh_store_update(plan.s, &mh_table_needs, &a, &b, &changed, help_err()));
    assert_false(changed);
    set_text(&b.quantity, "5");
    ok(mh_store_update(plan.s, &mh_table_needs, &a, &b, &changed, help_err()));
    assert_true(changed);
    mh_row_copy(&mh_table_needs, &other, &a);
    set_text(&other.quantity, "6");
    err = help_err();
    assert_int_equal(mh_store_update(plan.s, &mh_table_needs, &a, &other, NULL, err), MH_ECONFLICT);
    assert_non_null(strstr(err->msg, "besoin « S-10 »"));
    assert_non_null(strstr(err->msg, "vaut maintenant « 5 » au lieu de"));
    set_text(&other.quantity, a.quantity); /* another field of the same row is no conflict */
    set_text(&other.remarks, "vu");
    ok(mh_store_update(plan.s, &mh_table_needs, &a, &other, &changed, help_err()));
    mh_row_copy(&mh_table_needs, &b, &a);
    b.occurrence = 2;
    assert_int_equal(mh_store_update(plan.s, &mh_table_needs, &a, &b, NULL, help_err()), MH_EINVAL); /* set at creation only */
    ok(mh_store_remove(plan.s, &mh_table_needs, a.id, help_err()));
    b.occurrence = 1;
    set_text(&b.quantity, "9");
    assert_int_equal(mh_store_update(plan.s, &mh_table_needs, &a, &b, NULL, help_err()), MH_ECONFLICT);
    assert_int_equal(commit(plan.s), 2);
    assert_int_equal(verify(plan.s, NULL, 0), 0);
    mh_row_free(&mh_table_needs, &a);
    mh_row_free(&mh_table_needs, &b);
    mh_row_free(&mh_table_needs, &other);
}

static void test_remove_refused_while_referred_to(void **state)
{
    (void)state;
    uint64_t seed = 1;
    struct mh_err *err = help_err();

    begin();
    assert_int_equal(mh_store_remove(plan.s, &mh_table_members, random_id(plan.s, &mh_table_members, &seed), err), MH_EINVAL);
    assert_non_null(strstr(err->msg, "groupe « MOI »"));
    assert_non_null(strstr(err->msg, "2 lignes y renvoient (Établissements)"));
    assert_int_equal(mh_store_remove(plan.s, &mh_table_articles, random_id(plan.s, &mh_table_articles, &seed), help_err()), MH_EINVAL);
    ok(mh_store_remove(plan.s, &mh_table_products, random_id(plan.s, &mh_table_products, &seed), help_err()));
    assert_int_equal(commit(plan.s), 2);
}

/* --- order, filters, names --- */

static void test_order_is_blind_to_case_and_accents(void **state)
{
    (void)state;
    static const char *const codes[] = { "zèbre", "Éclat", "eclair", "ECLIPSE", "abc", "Abd" };
    struct mh_maker k;
    struct mh_cursor *c = NULL;
    struct mh_str seen = MH_STR_INIT;
    bool got;

    mh_row_init(&mh_table_makers, &k);
    begin();
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
        k.id = 0;
        set_text(&k.code, codes[i]);
        set_text(&k.name, "x");
        ok(mh_store_insert(plan.s, &mh_table_makers, &k, help_err()));
    }
    commit(plan.s);
    ok(mh_cursor_open(plan.s, &mh_table_makers, NULL, false, &c, help_err()));
    while (mh_cursor_next(c, &k, &got, help_err()) == MH_OK && got)
        mh_str_addf(&seen, "%s ", k.code);
    mh_cursor_close(c);
    assert_string_equal(mh_str_text(&seen), "abc Abd eclair Éclat ECLIPSE SOTHEMA zèbre ");
    mh_str_free(&seen);
    mh_row_free(&mh_table_makers, &k);
}

static void expect_count(const struct mh_table *t, const char *column, const char *text, int64_t number, int64_t want)
{
    const struct mh_filter f[] = { { column, text, number }, { 0 } };
    int64_t n = -1;

    ok(mh_store_count(plan.s, t, f, &n, help_err()));
    if (n != want)
        fail_msg("%s where %s = %s: %d", t->name, column, text ? text : "number", (int)n);
}

static void test_filters(void **state)
{
    (void)state;
    uint64_t seed = 1;
    int64_t n = 0, member = random_id(plan.s, &mh_table_members, &seed), campaign = random_id(plan.s, &mh_table_campaigns, &seed);

    expect_count(&mh_table_makers, "code", "sothema", 0, 1); /* codes are ordered texts: folded */
    expect_count(&mh_table_makers, "ville", NULL, MH_UNKNOWN, 1);
    expect_count(&mh_table_makers, "city", "Fès", 0, 0);
    expect_count(&mh_table_campaigns, "annee", "2027", 0, 1);
    expect_count(&mh_table_campaigns, "year", NULL, 2026, 0);
    expect_count(&mh_table_articles, "member_id", NULL, member, 2);
    expect_count(&mh_table_needs, "quantite", "1000", 0, 2);
    expect_count(&mh_table_needs, "prix_unitaire_ht", "12.50", 0, 4);
    expect_count(&mh_table_need_lines, "membre", "moi", 0, 4);
    expect_count(&mh_table_need_lines, "reference", "G-7", 0, 2);
    expect_count(&mh_table_need_lines, "campaign_id", NULL, campaign, 4);
    expect_count(&mh_table_need_lines, "member_id", NULL, member + 1, 0);
    expect_count(&mh_table_makers, "id", NULL, 1, 0);
    const struct mh_filter two[] = { { "etablissement", "rab", 0 }, { "reference", "S-10", 0 }, { 0 } }, none[] = { { "cle", "x", 0 }, { 0 } };
    ok(mh_store_count(plan.s, &mh_table_need_lines, two, &n, help_err()));
    assert_int_equal(n, 1);
    assert_int_equal(mh_store_count(plan.s, &mh_table_makers, none, &n, help_err()), MH_EINVAL);
    const struct mh_filter bad[] = { { "annee", "deux mille", 0 }, { 0 } };
    assert_int_equal(mh_store_count(plan.s, &mh_table_campaigns, bad, &n, help_err()), MH_EINVAL);
}

static void test_two_cursors_and_a_change(void **state)
{
    (void)state;
    struct mh_cursor *a = NULL, *b = NULL;
    struct mh_article x, y;
    bool got;
    int pairs = 0;

    mh_row_init(&mh_table_articles, &x);
    mh_row_init(&mh_table_articles, &y);
    begin();
    ok(mh_cursor_open(plan.s, &mh_table_articles, NULL, false, &a, help_err()));
    while (mh_cursor_next(a, &x, &got, help_err()) == MH_OK && got) {
        ok(mh_cursor_open(plan.s, &mh_table_articles, NULL, false, &b, help_err()));
        while (mh_cursor_next(b, &y, &got, help_err()) == MH_OK && got)
            pairs++;
        mh_cursor_close(b);
        mh_row_copy(&mh_table_articles, &y, &x);
        set_text(&y.unit, "B/10");
        ok(mh_store_update(plan.s, &mh_table_articles, &x, &y, NULL, help_err()));
    }
    mh_cursor_close(a);
    commit(plan.s);
    assert_int_equal(pairs, 4);
    mh_row_free(&mh_table_articles, &x);
    mh_row_free(&mh_table_articles, &y);
}

static void test_codes(void **state)
{
    (void)state;
    struct mh_need n;
    struct mh_maker was, now;
    uint64_t seed = 1;

    first_need(&n);
    assert_string_equal(mh_store_code(plan.s, &mh_table_needs, n.id), "S-10");
    assert_string_equal(mh_store_code(plan.s, &mh_table_campaigns, n.campaign_id), "2027");
    assert_string_equal(mh_store_code(plan.s, &mh_table_sites, n.site_id), "CAS");
    const char *a = mh_store_code(plan.s, &mh_table_articles, n.article_id), *b = mh_store_code(plan.s, &mh_table_sites, n.site_id);
    assert_string_equal(a, "S-10");
    assert_string_equal(b, "CAS");
    assert_string_equal(mh_store_code(plan.s, &mh_table_makers, 1), "");
    assert_string_equal(mh_store_code(plan.s, &mh_table_makers, MH_UNKNOWN), "");
    mh_row_init(&mh_table_makers, &was);
    mh_row_init(&mh_table_makers, &now);
    int64_t id = random_id(plan.s, &mh_table_makers, &seed);
    ok(mh_store_get(plan.s, &mh_table_makers, id, &was, help_err()));
    assert_string_equal(mh_store_code(plan.s, &mh_table_makers, id), "SOTHEMA");
    mh_row_copy(&mh_table_makers, &now, &was);
    set_text(&now.code, "NOUVEAU");
    begin();
    ok(mh_store_update(plan.s, &mh_table_makers, &was, &now, NULL, help_err()));
    assert_string_equal(mh_store_code(plan.s, &mh_table_makers, id), "NOUVEAU");
    mh_store_rollback(plan.s);
    assert_string_equal(mh_store_code(plan.s, &mh_table_makers, id), "SOTHEMA");
    mh_row_free(&mh_table_makers, &was);
    mh_row_free(&mh_table_makers, &now);
    mh_row_free(&mh_table_needs, &n);
}

/* --- joined lists --- */

static void test_need_lines(void **state)
{
    (void)state;
    struct mh_cursor *c = NULL;
    struct mh_need_line l;
    struct mh_str seen = MH_STR_INIT;
    bool got;

    mh_row_init(&mh_table_need_lines, &l);
    ok(mh_cursor_open(plan.s, &mh_table_need_lines, NULL, false, &c, help_err()));
    while (mh_cursor_next(c, &l, &got, help_err()) == MH_OK && got) {
        mh_str_addf(&seen, "%s/%s/%s %s×%lld ", l.member, l.site, l.reference, l.quantity, (long long)l.price_ht);
        assert_string_equal(mh_store_code(plan.s, &mh_table_articles, l.article_id), l.reference);
        assert_string_equal(mh_store_code(plan.s, &mh_table_needs, l.id), l.reference);
    }
    mh_cursor_close(c);
    assert_string_equal(mh_str_text(&seen), "MOI/CAS/G-7 1000×1250 MOI/RAB/G-7 120×1250 MOI/CAS/S-10 1000×1250 MOI/RAB/S-10 120×1250 ");
    mh_str_free(&seen);
    mh_row_free(&mh_table_need_lines, &l);
}

static void test_opinion_lines(void **state)
{
    (void)state;
    struct mh_cursor *c = NULL;
    struct mh_opinion_line l;
    struct mh_opinion o;
    struct mh_need n;
    uint64_t seed = 1;
    bool got;

    first_need(&n);
    mh_row_init(&mh_table_opinions, &o);
    o.article_id = n.article_id;
    o.product_id = random_id(plan.s, &mh_table_products, &seed);
    set_text(&o.opinion, "sous réserve");
    set_text(&o.date, "2026-10-01");
    begin();
    ok(mh_store_insert(plan.s, &mh_table_opinions, &o, help_err()));
    commit(plan.s);
    mh_row_init(&mh_table_opinion_lines, &l);
    const struct mh_filter f[] = { { "article_id", NULL, n.article_id }, { "fabricant", "sothema", 0 }, { 0 } };
    ok(mh_cursor_open(plan.s, &mh_table_opinion_lines, f, false, &c, help_err()));
    ok(mh_cursor_next(c, &l, &got, help_err()));
    assert_true(got);
    assert_string_equal(l.article, "S-10");
    assert_string_equal(l.maker, "SOTHEMA");
    assert_string_equal(l.product, "P-1");
    assert_string_equal(l.opinion, "sous réserve");
    ok(mh_cursor_next(c, &l, &got, help_err()));
    assert_false(got);
    mh_cursor_close(c);
    mh_row_free(&mh_table_opinion_lines, &l);
    mh_row_free(&mh_table_opinions, &o);
    mh_row_free(&mh_table_needs, &n);
}

/* --- reference rows --- */

static void family(struct mh_family *f, const char *code, const char *name, const char *origin)
{
    mh_row_init(&mh_table_families, f);
    set_text(&f->code, code);
    set_text(&f->name, name);
    set_text(&f->origin, origin);
}

static void expect_families(const char *want)
{
    struct mh_cursor *c = NULL;
    struct mh_family f;
    struct mh_str seen = MH_STR_INIT;
    int64_t n = 0, counted = 0;
    bool got;

    mh_row_init(&mh_table_families, &f);
    ok(mh_cursor_open(plan.s, &mh_table_families, NULL, false, &c, help_err()));
    for (; mh_cursor_next(c, &f, &got, help_err()) == MH_OK && got; n++)
        mh_str_addf(&seen, "%s=%s ", f.code, f.name);
    mh_cursor_close(c);
    ok(mh_store_count(plan.s, &mh_table_families, NULL, &counted, help_err()));
    assert_string_equal(mh_str_text(&seen), want);
    assert_int_equal(n, counted);
    mh_str_free(&seen);
    mh_row_free(&mh_table_families, &f);
}

static void test_reference_rows(void **state)
{
    (void)state;
    struct mh_family ref[2], own, was;
    int64_t id = 0;

    family(&ref[0], "gant", "Gant", "référence");
    family(&ref[1], "seringue", "Seringue", "référence");
    ok(mh_store_reference(plan.s, &mh_table_families, ref, 2, help_err()));
    expect_families("gant=Gant seringue=Seringue ");
    family(&own, "gant", "Gant à nous", "propre");
    begin();
    ok(mh_store_insert(plan.s, &mh_table_families, &own, help_err()));
    assert_int_equal(commit(plan.s), 2);
    expect_families("gant=Gant à nous seringue=Seringue ");
    ok(mh_store_find(plan.s, &mh_table_families, &own, &id, help_err()));
    assert_int_equal(id, own.id);
    ok(mh_store_reference(plan.s, &mh_table_families, ref, 1, help_err())); /* a newer program without syringes */
    expect_families("gant=Gant à nous ");
    ok(mh_store_undo(plan.s, 0, NULL, help_err()));
    expect_families("gant=Gant ");
    /* Changing a reference row makes an own one. */
    mh_row_init(&mh_table_families, &was);
    ok(mh_store_find(plan.s, &mh_table_families, &own, &id, help_err()));
    assert_true(id > 0 && id < MH__OWN_ID);
    ok(mh_store_get(plan.s, &mh_table_families, id, &was, help_err()));
    mh_row_copy(&mh_table_families, &own, &was);
    set_text(&own.name, "Gant changé");
    begin();
    ok(mh_store_update(plan.s, &mh_table_families, &was, &own, NULL, help_err()));
    assert_int_equal(mh_store_remove(plan.s, &mh_table_families, id, help_err()), MH_EINVAL);
    commit(plan.s);
    expect_families("gant=Gant changé ");
    assert_int_equal(verify(plan.s, NULL, 0), 0);
    for (int i = 0; i < 2; i++)
        mh_row_free(&mh_table_families, &ref[i]);
    mh_row_free(&mh_table_families, &own);
    mh_row_free(&mh_table_families, &was);
}

/* --- derived rows --- */

static void test_base_quantity(void **state)
{
    (void)state;
    struct mh_need n;

    first_need(&n);
    ok(mh_store_set_base_quantity(plan.s, n.id, 100000, help_err()));
    ok(mh_store_get(plan.s, &mh_table_needs, n.id, &n, help_err()));
    assert_int_equal(n.base_quantity, 100000);
    ok(mh_store_set_base_quantity(plan.s, n.id, MH_UNKNOWN, help_err()));
    ok(mh_store_get(plan.s, &mh_table_needs, n.id, &n, help_err()));
    assert_int_equal(n.base_quantity, MH_UNKNOWN);
    assert_int_equal(mh_store_set_base_quantity(plan.s, 5, 1, help_err()), MH_ENOTFOUND);
    mh_row_free(&mh_table_needs, &n);
}

static void test_findings(void **state)
{
    (void)state;
    struct mh_need n;
    struct mh_finding f = { 0 }, g = { 0 };
    int64_t counts[MH_NSTATES], unmatched;
    uint64_t seed = 1;
    bool got = true;

    first_need(&n);
    ok(mh_store_finding_get(plan.s, n.article_id, &g, &got, help_err()));
    assert_false(got);
    f = (struct mh_finding){ .article_id = n.article_id, .family = mh_xstrdup("seringue"), .state = MH_STATE_REVIEW,
                             .product_id = random_id(plan.s, &mh_table_products, &seed), .verdict = MH_VERDICT_REVIEW, .score = 71,
                             .reason = mh_xstrdup("à voir"), .stamp = -7 };
    ok(mh_store_derive_begin(plan.s, help_err()));
    for (int i = 0; i < 2; i++) {
        f.score += i;
        ok(mh_store_finding_put(plan.s, &f, help_err()));
    }
    ok(mh_store_derive_commit(plan.s, help_err()));
    ok(mh_store_finding_get(plan.s, n.article_id, &g, &got, help_err()));
    assert_true(got);
    assert_string_equal(g.family, "seringue");
    assert_null(g.rest);
    assert_int_equal(g.state, MH_STATE_REVIEW);
    assert_int_equal(g.verdict, MH_VERDICT_REVIEW);
    assert_int_equal(g.score, 72);
    assert_int_equal(g.stamp, -7);
    assert_int_equal(g.product_id, f.product_id);
    ok(mh_store_state_counts(plan.s, n.campaign_id, 0, counts, &unmatched, help_err()));
    assert_int_equal(counts[MH_STATE_REVIEW], 1);
    assert_int_equal(unmatched, 1);
    ok(mh_store_state_counts(plan.s, n.campaign_id, 1, counts, &unmatched, help_err()));
    assert_int_equal(counts[MH_STATE_REVIEW] + unmatched, 0);
    assert_int_equal(verify(plan.s, NULL, 0), 0);
    begin(); /* the product goes: what was found with it goes too */
    ok(mh_store_remove(plan.s, &mh_table_products, f.product_id, help_err()));
    commit(plan.s);
    ok(mh_store_finding_get(plan.s, n.article_id, &g, &got, help_err()));
    assert_false(got);
    f.product_id = 0;
    f.verdict = MH_VERDICT_NONE;
    ok(mh_store_finding_put(plan.s, &f, help_err()));
    ok(mh_store_findings_clear(plan.s, help_err()));
    ok(mh_store_finding_get(plan.s, n.article_id, &g, &got, help_err()));
    assert_false(got);
    mh_finding_free(&f);
    mh_finding_free(&g);
    mh_row_free(&mh_table_needs, &n);
}

static void test_meta(void **state)
{
    (void)state;
    struct mh_str v = MH_STR_INIT;

    ok(mh_store_meta_get(plan.s, "rien", &v, help_err()));
    assert_string_equal(mh_str_text(&v), "");
    ok(mh_store_meta_put(plan.s, "rien", "un", help_err()));
    ok(mh_store_meta_put(plan.s, "rien", "deux", help_err()));
    ok(mh_store_meta_get(plan.s, "rien", &v, help_err()));
    assert_string_equal(mh_str_text(&v), "deux");
    mh_str_free(&v);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_schema_matches_column_tables),
        cmocka_unit_test_setup(test_every_table, plan_fresh),
        cmocka_unit_test_setup(test_what_is_missing, plan_fresh),
        cmocka_unit_test_setup(test_conflicts, plan_fresh),
        cmocka_unit_test_setup(test_remove_refused_while_referred_to, plan_fresh),
        cmocka_unit_test_setup(test_order_is_blind_to_case_and_accents, plan_fresh),
        cmocka_unit_test_setup(test_filters, plan_fresh),
        cmocka_unit_test_setup(test_two_cursors_and_a_change, plan_fresh),
        cmocka_unit_test_setup(test_codes, plan_fresh),
        cmocka_unit_test_setup(test_need_lines, plan_fresh),
        cmocka_unit_test_setup(test_opinion_lines, plan_fresh),
        cmocka_unit_test_setup(test_reference_rows, plan_fresh),
        cmocka_unit_test_setup(test_base_quantity, plan_fresh),
        cmocka_unit_test_setup(test_findings, plan_fresh),
        cmocka_unit_test_setup(test_meta, plan_fresh),
    };
    return cmocka_run_group_tests(tests, plan_setup, plan_teardown);
}

/* Identity, checks of whole rows, clearance, states, and the reference data as rows. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka wants these before it */
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include <mahalli/domain.h>
#include <mahalli/reference.h>
#include <mahalli/xalloc.h>

/* --- identity --- */

static char *article_key(const char *reference, const char *label, const char *specs, const char *unit, const char *pack)
{
    struct mh_str s = MH_STR_INIT;
    mh_article_key(&s, reference, label, specs, unit, pack);
    return mh_str_take(&s);
}

static void same(bool want, char *a, char *b)
{
    if ((strcmp(a, b) == 0) != want)
        fail_msg("[%s] and [%s]", a, b);
    free(a);
    free(b);
}

static void article_keys(void **state)
{
    (void)state;
    same(true, article_key("AB-12", "Seringue", NULL, NULL, NULL), article_key(" ab-12 ", "Autre libellé", "x", "B/10", "y"));
    same(false, article_key("AB-12", "Seringue", NULL, NULL, NULL), article_key("AB-13", "Seringue", NULL, NULL, NULL));
    same(true, article_key(NULL, "SERINGUE  5 ml", NULL, "pièce", NULL), article_key("", "seringue 5 ML", "", "PIECE", " "));
    same(true, article_key(" \u00A0", "Gant", NULL, NULL, NULL), article_key(NULL, "gant", NULL, NULL, NULL));
    same(false, article_key(NULL, "gant", "stérile", NULL, NULL), article_key(NULL, "gant", NULL, "stérile", NULL));
    same(false, article_key(NULL, "gant", NULL, "B/10", NULL), article_key(NULL, "gant", NULL, "B/100", NULL));
    same(false, article_key(NULL, "gant stérile", NULL, NULL, NULL), article_key(NULL, "gant", "stérile", NULL, NULL));
    same(false, article_key("gant", NULL, NULL, NULL, NULL), article_key(NULL, "gant", NULL, NULL, NULL));
    same(false, article_key(NULL, "a\x1F" "b", NULL, NULL, NULL), article_key(NULL, "a", "b", NULL, NULL));
    same(false, article_key(NULL, "gant 7½", NULL, NULL, NULL), article_key(NULL, "gant 71/2", NULL, NULL, NULL));
}

static void derived_keys(void **state)
{
    struct mh_product p;
    struct mh_family f;
    struct mh_str s = MH_STR_INIT;

    (void)state;
    mh_row_init(&mh_table_products, &p);
    p.label = mh_xstrdup("Seringue");
    p.specs = mh_xstrdup("volume = 5 mL");
    mh_row_derive(&mh_table_products, &p);
    mh_product_key(&s, NULL, "SERINGUE", "Volume = 5 ml");
    assert_string_equal(p.key, mh_str_text(&s));
    p.reference = mh_xstrdup("S5");
    mh_row_derive(&mh_table_products, &p);
    assert_string_not_equal(p.key, mh_str_text(&s));
    mh_row_free(&mh_table_products, &p);
    mh_str_free(&s);

    mh_row_init(&mh_table_families, &f);
    f.emdn = mh_xstrdup("A0201");
    mh_row_derive(&mh_table_families, &f);
    mh_row_derive(&mh_table_families, &f);
    assert_string_equal(f.code, "A0201");
    mh_row_free(&mh_table_families, &f);
}

static void ice(void **state)
{
    (void)state;
    assert_true(mh_ice_valid("001561191000066"));
    assert_true(mh_ice_valid("002136093000040"));
    assert_false(mh_ice_valid("001561191000067"));
    assert_false(mh_ice_valid("00156119100066"));
    assert_false(mh_ice_valid("0015611910000660"));
    assert_false(mh_ice_valid("00156119100006a"));
    assert_false(mh_ice_valid(""));
    assert_false(mh_ice_valid(NULL));
}

/* --- checks --- */

struct field {
    const char *name, *text;
};

/* Fills a row, checks it; returns whether it is taken and names the first rule that spoke. */
static bool checked(const struct mh_table *t, const struct field *fields, const char **rule)
{
    void *row = mh_xcalloc(1, t->row_size);
    struct mh_diags d = MH_DIAGS_INIT;
    struct mh_err err = MH_ERR_INIT;

    mh_row_init(t, row);
    for (; fields->name; fields++)
        if (mh_value_parse(mh_table_column(t, fields->name), row, fields->text, MH_NUM_COMMA, &err) != MH_OK)
            fail_msg("%s: %s", fields->name, err.msg);
    bool taken = mh_row_check(t, row, &d);
    *rule = d.list.len ? d.list.at[0].rule : "";
    assert_true(taken == (d.count[MH_SEV_ERROR] == 0));
    mh_diags_free(&d);
    mh_row_free(t, row);
    free(row);
    return taken;
}

#define EXPECT(table, want, want_rule, ...)                                                                                        \
    do {                                                                                                                           \
        const char *rule_;                                                                                                         \
        bool taken_ = checked(&(table), (const struct field[]){ __VA_ARGS__, { 0, 0 } }, &rule_);                                  \
        if (taken_ != (want) || strcmp(rule_, want_rule) != 0)                                                                     \
            fail_msg("line %d: %s, rule [%s]", __LINE__, taken_ ? "taken" : "refused", rule_);                                     \
    } while (0)

#define LINE { "designation", "gant" }

static void need_lines(void **state)
{
    (void)state;
    EXPECT(mh_table_need_lines, true, "", LINE, { "quantite", "100" });
    EXPECT(mh_table_need_lines, false, "obligatoire", { "quantite", "100" });
    EXPECT(mh_table_need_lines, false, "obligatoire", LINE);
    EXPECT(mh_table_need_lines, true, "", LINE, { "quantite", "10,5" }, { "t1", "2,5" }, { "t2", "3" }, { "t3", "2,5" }, { "t4", "2,5" });
    EXPECT(mh_table_need_lines, false, "trimestres-somme", LINE, { "quantite", "10" }, { "t1", "2,5" }, { "t2", "2,5" }, { "t3", "2,5" },
           { "t4", "2,51" });
    EXPECT(mh_table_need_lines, true, "", LINE, { "quantite", "10" }, { "t1", "2,5" }, { "t2", "2,5" }, { "t3", "9" });
    EXPECT(mh_table_need_lines, false, "trimestres-somme", LINE, { "quantite", "9223372036854775807" }, { "t1", "9223372036854775807" },
           { "t2", "9223372036854775807" }, { "t3", "1" }, { "t4", "1" });
    EXPECT(mh_table_need_lines, false, "trimestres-somme", LINE, { "quantite", "9223372036854775807" }, { "t1", "0,000000001" },
           { "t2", "1" }, { "t3", "1" }, { "t4", "1" });
    EXPECT(mh_table_need_lines, true, "", LINE, { "quantite", "1" }, { "prix_unitaire_ttc", "18,00" }, { "taux_tva", "20 %" });
    EXPECT(mh_table_need_lines, false, "deux-prix", LINE, { "quantite", "1" }, { "prix_unitaire_ttc", "18" }, { "prix_unitaire_ht", "15" });
}

static void other_rows(void **state)
{
    (void)state;
    EXPECT(mh_table_members, false, "dates-inversees", { "code", "A" }, { "nom", "A" }, { "debut", "2026-02-01" }, { "fin", "2026-01-31" });
    EXPECT(mh_table_members, true, "", { "code", "A" }, { "nom", "A" }, { "debut", "2026-02-01" }, { "fin", "2026-02-01" });
    EXPECT(mh_table_members, true, "ice-douteux", { "code", "A" }, { "nom", "A" }, { "ice", "123" });
    EXPECT(mh_table_members, true, "", { "code", "A" }, { "nom", "A" }, { "ice", "001561191000066" });
    EXPECT(mh_table_makers, true, "courriel-douteux", { "code", "A" }, { "raison_sociale", "A" }, { "email", "contact(at)a.ma" });
    EXPECT(mh_table_makers, true, "courriel-douteux", { "code", "A" }, { "raison_sociale", "A" }, { "email", "a@" });
    EXPECT(mh_table_makers, true, "courriel-douteux", { "code", "A" }, { "raison_sociale", "A" }, { "email", "a@b" });
    EXPECT(mh_table_makers, true, "", { "code", "A" }, { "raison_sociale", "A" }, { "email", "contact@a.ma" });
    EXPECT(mh_table_makers, false, "obligatoire", { "code", "A" });
    EXPECT(mh_table_families, true, "", { "code_emdn", "A02" }, { "nom_en", "Syringes" });
    EXPECT(mh_table_families, false, "obligatoire", { "nom", "Seringues" });
    EXPECT(mh_table_families, false, "obligatoire", { "code", "seringue" });
    EXPECT(mh_table_synonyms, false, "synonyme-vide", { "terme", "ser" });
    EXPECT(mh_table_synonyms, false, "synonyme-sans-valeur", { "terme", "ser" }, { "attribut", "volume" });
    EXPECT(mh_table_synonyms, true, "", { "terme", "ser" }, { "valeur", "seringue" });
    EXPECT(mh_table_campaigns, false, "annee-invalide", { "annee", "27" });
    EXPECT(mh_table_campaigns, true, "", { "annee", "2027" });
    EXPECT(mh_table_opinion_lines, false, "dates-inversees", { "article", "A" }, { "fabricant", "F" }, { "produit", "P" },
           { "avis", "Conforme" }, { "date", "2026-05-01" }, { "valable_jusqu_au", "2026-04-01" });
}

static void products(void **state)
{
    struct mh_product p;
    struct mh_diags d = MH_DIAGS_INIT;

    (void)state;
    mh_row_init(&mh_table_products, &p);
    p.maker_id = 1;
    p.label = mh_xstrdup("Seringue");
    p.capacity = 100;
    for (int i = 0; i < 4; i++)
        p.capacity_q[i] = 25;
    assert_true(mh_row_check(&mh_table_products, &p, &d));
    assert_int_equal(d.list.len, 0);
    p.capacity_q[3] = 26;
    assert_true(mh_row_check(&mh_table_products, &p, &d));
    assert_int_equal(d.count[MH_SEV_WARNING], 1);
    for (int i = 0; i < 4; i++)
        p.capacity_q[i] = INT64_MAX;
    assert_true(mh_row_check(&mh_table_products, &p, &d));
    mh_row_free(&mh_table_products, &p);
    mh_diags_free(&d);
}

/* --- clearance --- */

static void clearance(void **state)
{
    enum { P = 7 };
    static char reg[] = "enregistrement", ce[] = "ce", no[] = "1234", doc[] = "certificat.pdf", dmp[] = "DMP";
    static char past[] = "2026-11-20", today[] = "2026-11-21", later[] = "2027-01-01";
    static const struct mh_certificate
        valid = { .product_id = P, .type = reg, .number = no, .document = doc, .to = later },
        last_day = { .product_id = P, .type = reg, .number = no, .verified_on = past, .from = past, .to = today },
        expired = { .product_id = P, .type = reg, .number = no, .document = doc, .to = past },
        unseen = { .product_id = P, .type = reg, .number = no, .to = later },
        endless = { .product_id = P, .type = reg, .number = no, .document = doc },
        filed = { .product_id = P, .type = reg, .authority = dmp },
        empty = { .product_id = P, .type = reg },
        future = { .product_id = P, .type = reg, .number = no, .document = doc, .from = later, .to = later },
        of_maker = { .product_id = MH_UNKNOWN, .type = reg, .number = no, .document = doc, .to = later },
        other_product = { .product_id = 8, .type = reg, .number = no, .document = doc, .to = later },
        ce_mark = { .product_id = P, .type = ce, .number = no, .document = doc, .to = later };
    static const struct {
        const struct mh_certificate *certs[3];
        int64_t device;
        enum mh_clearance want;
    } cases[] = {
        { { 0 }, MH_UNKNOWN, MH_CLEAR_UNVERIFIED },
        { { 0 }, 1, MH_CLEAR_UNVERIFIED },
        { { 0 }, 0, MH_CLEAR_NOT_REQUIRED },
        { { &valid }, 1, MH_CLEAR_REGISTERED },
        { { &valid }, 0, MH_CLEAR_REGISTERED },
        { { &last_day }, 1, MH_CLEAR_REGISTERED },
        { { &expired, &valid }, 1, MH_CLEAR_REGISTERED },
        { { &expired }, 1, MH_CLEAR_EXPIRED },
        { { &expired }, 0, MH_CLEAR_NOT_REQUIRED },
        { { &expired, &filed }, 1, MH_CLEAR_FILED },
        { { &expired, &unseen }, 1, MH_CLEAR_UNVERIFIED },
        { { &unseen }, 1, MH_CLEAR_UNVERIFIED },
        { { &endless }, 1, MH_CLEAR_UNVERIFIED },
        { { &filed }, 1, MH_CLEAR_FILED },
        { { &filed }, MH_UNKNOWN, MH_CLEAR_FILED },
        { { &empty }, 1, MH_CLEAR_UNVERIFIED },
        { { &future }, 1, MH_CLEAR_FILED },
        { { &of_maker }, 1, MH_CLEAR_UNVERIFIED },
        { { &other_product }, 1, MH_CLEAR_UNVERIFIED },
        { { &ce_mark }, 1, MH_CLEAR_UNVERIFIED },
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t n = 0;
        while (n < 3 && cases[i].certs[n])
            n++;
        enum mh_clearance got = mh_clearance_of(cases[i].certs, n, P, cases[i].device, today);
        if (got != cases[i].want)
            fail_msg("case %zu: %s, want %s", i, mh_clearance_title(got), mh_clearance_title(cases[i].want));
    }
    const struct mh_certificate *maker_only[] = { &of_maker };
    assert_int_equal(mh_clearance_of(maker_only, 1, MH_UNKNOWN, 1, today), MH_CLEAR_UNVERIFIED);
}

static void states(void **state)
{
    enum mh_state s;

    (void)state;
    for (int i = 0; i < MH_NSTATES; i++) {
        assert_true(mh_state_parse(mh_state_code((enum mh_state)i), &s));
        assert_int_equal(s, i);
        assert_true(strlen(mh_state_title(s)) > 0);
    }
    assert_false(mh_state_parse("autre", &s));
    assert_false(mh_state_parse(NULL, &s));
    assert_string_equal(mh_verdict_code(MH_VERDICT_NEAR), "near");
    assert_string_equal(mh_verdict_title(MH_VERDICT_NEAR), "Écart");
    assert_string_equal(mh_verdict_title(MH_VERDICT_MATCH), "Concordant");
    struct mh_finding f = { .family = mh_xstrdup("x"), .reason = mh_xstrdup("y") };
    mh_finding_free(&f);
    mh_finding_free(&f);
    assert_null(f.family);
}

/* --- reference data --- */

static void reference(void **state)
{
    static const struct { const struct mh_table *t; const char *file, *text_column; } kinds[] = {
        { &mh_table_families, "families", "code" }, { &mh_table_attributes, "attributes", "code" },
        { &mh_table_synonyms, "synonyms", "terme" },
    };

    (void)state;
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
        void *rows;
        size_t n = mh_reference_rows(kinds[k].t, kinds[k].file, &rows);
        const struct mh_column *c = mh_table_column(kinds[k].t, kinds[k].text_column), *o = mh_table_column(kinds[k].t, "origine");
        assert_true(n > 0);
        for (size_t i = 0; i < n; i++) {
            void *row = (char *)rows + i * kinds[k].t->row_size;
            assert_non_null(*mh_field_text(c, row));
            assert_string_equal(*mh_field_text(o, row), "référence");
        }
        mh_reference_free(kinds[k].t, rows, n);
    }
    void *none;
    assert_int_equal(mh_reference_rows(&mh_table_makers, "no such file", &none), 0);
    mh_reference_free(&mh_table_makers, none, 0);
    assert_int_equal(strlen(mh_reference_digest()), 64);
    assert_ptr_equal(mh_reference_digest(), mh_reference_digest());
}

static void reference_cells(void **state)
{
    const char *cell[3];
    char line[] = "a;;c", many[] = "1;2;3;4", empty[] = "", last[] = "a;";

    (void)state;
    assert_int_equal(mh_reference_cells(line, cell, 3), 3);
    assert_string_equal(cell[1], "");
    assert_string_equal(cell[2], "c");
    assert_int_equal(mh_reference_cells(many, cell, 3), 3);
    assert_int_equal(mh_reference_cells(empty, cell, 3), 1);
    assert_int_equal(mh_reference_cells(last, cell, 3), 2);
    assert_string_equal(cell[1], "");
}

/* A closed year says what opens it again: a frozen one a revision, one that an older program closed without a version its opening. */
static void closed_years(void **state)
{
    (void)state;
    struct mh_campaign c = { .year = 2027, .status = (char[]){ "ouverte" }, .version = NULL };
    struct mh_err err = MH_ERR_INIT;
    assert_int_equal(mh_campaign_changes(&c, &err), MH_OK);
    c.status = (char[]){ "close" };
    assert_int_equal(mh_campaign_changes(&c, &err), MH_EDENIED);
    assert_non_null(strstr(err.msg, "campaign open 2027"));
    mh_err_clear(&err);
    c.status = (char[]){ "archivée" };
    c.version = (char[]){ "V1.1" };
    assert_int_equal(mh_campaign_changes(&c, &err), MH_EDENIED);
    assert_string_equal(err.msg, "la campagne 2027 est archivée en V1.1 : ses besoins ne changent plus ; pour la rouvrir : "
                                 "mahalli revise 2027 --reason MOTIF");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(article_keys), cmocka_unit_test(derived_keys), cmocka_unit_test(ice),       cmocka_unit_test(need_lines),
        cmocka_unit_test(other_rows),   cmocka_unit_test(products),     cmocka_unit_test(clearance), cmocka_unit_test(states),
        cmocka_unit_test(reference),    cmocka_unit_test(reference_cells), cmocka_unit_test(closed_years),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Lines written to be edited and given back; the template that holds them; references that Excel counted up. */
#include "ops_help.h"
#include "ops/report/returns.h"

static void signs(void **state)
{
    (void)state;
    char text[MH__IDENT_SIZE], other[MH__IDENT_SIZE];
    int64_t id = 0;
    for (int64_t v = 1; v < 3000; v++) {
        mh__ident_text(v << 20 | v, text);
        assert_true(mh__ident_read(text, &id) && id == (v << 20 | v));
        /* counted up: the number before the letters, as a hand would */
        mh__ident_text((v << 20 | v) + 1, other);
        char *dash = strchr(other, '-');
        strcpy(dash, strchr(text, '-'));
        if (strcmp(other, text) != 0 && mh__ident_read(other, &id))
            fail_msg("%s", other);
    }
    static const char *const wrong[] = { "", "-", "12", "12-", "12-ABC", "ZZ-ABC", "ffffffffffffffffffffff-ABC", "0-AAA", "12-ABCD" };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_false(mh__ident_read(wrong[i], &id));
}

/* An opinion's sign is of both: neither number counted up fits its letters. */
static void pair_signs(void **state)
{
    (void)state;
    char text[MH__PAIR_SIZE];
    int64_t a = 0, b = 0;
    for (int64_t v = 1; v < 2000; v++) {
        mh__pair_text(v << 20 | v, v * 7, text);
        assert_true(mh__pair_read(text, &a, &b) && a == (v << 20 | v) && b == v * 7);
        for (char *p = text; *p != '\0'; p++) {
            char was = *p;
            *p = was == '9' ? 'a' : was == 'Z' ? 'A' : was == '-' ? 'x' : (char)(was + 1);
            if (mh__pair_read(text, &a, &b))
                fail_msg("%s", text);
            *p = was;
        }
    }
    static const char *const wrong[] = { "", "-", "1-2", "1-2-", "0-1-AAAA", "1-0-AAAA", "-1-2-AAAA", "ffffffffffffffffffff-1-AAAA", "1-2-AAA" };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_false(mh__pair_read(wrong[i], &a, &b));
}

struct sign { char ident[MH__IDENT_SIZE], version[MH__VERSION_SIZE]; };

/* Of the plan's lines, in the order of the list. */
static size_t signs_of(struct plan *p, struct sign *out, size_t cap)
{
    struct mh_cursor *cur = NULL;
    struct mh_need_line line;
    bool got = true;
    size_t n = 0;
    mh_row_init(&mh_table_need_lines, &line);
    assert_int_equal(mh_cursor_open(p->s->store, &mh_table_need_lines, NULL, false, &cur, &p->err), MH_OK);
    while (mh_cursor_next(cur, &line, &got, &p->err) == MH_OK && got && n < cap) {
        mh__ident_text(line.id, out[n].ident);
        mh__version_text(&line, out[n++].version);
    }
    mh_cursor_close(cur);
    mh_row_free(&mh_table_need_lines, &line);
    return n;
}

static const char start[] = "reference;designation;unite;quantite;observations\nA1;SERINGUE 2 ML LUER;pièce;100;x\nA2;SONDE CH 12;pièce;50;\n"
                            "A2;SONDE CH 12;pièce;7;\n;GANT LATEX M;paire;9;\n";

static struct mh_import_result give_back(struct plan *p, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
static struct mh_import_result give_back(struct plan *p, const char *fmt, ...)
{
    struct mh_str text = MH_STR_INIT;
    va_list ap;
    mh_str_add(&text, "reference;designation;unite;quantite;observations;occurrence;Ligne du plan;Version du plan\n");
    va_start(ap, fmt);
    mh_str_vaddf(&text, fmt, ap);
    va_end(ap);
    struct mh_import_result r = take_file(p, "besoins", plan_file(p, "retour.csv", mh_str_text(&text)), NULL);
    mh_str_free(&text);
    return r;
}

static void assert_refused(struct mh_import_result *r, const char *rule)
{
    if (r->rejected != 1 || r->created + r->updated + r->unchanged != 0 || !has_rule(r, rule))
        fail_msg("%s : %lld rejetées, %s", rule, (long long)r->rejected, r->diags.list.len ? r->diags.list.at[0].message : "rien de dit");
    mh_import_result_free(r);
}

static void given_back(void **state)
{
    struct plan *p = *state;
    struct sign s[8], now[8];
    take_text(p, "besoins", start);
    assert_int_equal(signs_of(p, s, 8), 4); /* GANT, A1, A2, A2: by their keys */
    size_t a1 = 0;
    for (a1 = 0; a1 < 4; a1++) { /* the one whose return under A1 is accepted */
        struct mh_import_result r = give_back(p, "A1;SERINGUE 2 ML LUER;pièce;100;x;;%s;%s\n", s[a1].ident, s[a1].version);
        bool is = r.unchanged == 1;
        if (!is)
            assert_non_null(has_rule(&r, "identifiant-autre"));
        mh_import_result_free(&r);
        if (is)
            break;
    }
    assert_true(a1 < 4);
    struct mh_import_result r = give_back(p, "A1;SERINGUE 2 ML LUER;pièce;120;;;%s;%s\n", s[a1].ident, s[a1].version);
    assert_int_equal(r.updated, 1);
    assert_non_null(has_rule(&r, "case-videe")); /* the remark stays, and that is said */
    mh_import_result_free(&r);
    assert_true(lines_of(p, "besoins", "observations=x") == 1);
    /* the same file again changes nothing, though its version is of before */
    r = give_back(p, "A1;SERINGUE 2 ML LUER;pièce;120;;;%s;%s\n", s[a1].ident, s[a1].version);
    assert_int_equal(r.unchanged, 1);
    mh_import_result_free(&r);
    r = give_back(p, "A1;SERINGUE 2 ML LUER;pièce;130;;;%s;%s\n", s[a1].ident, s[a1].version);
    assert_refused(&r, "ligne-perimee");
    r = give_back(p, "A1;SERINGUE 2 ML LUER stérile;pièce;120;;;%s;%s\n", s[a1].ident, s[a1].version);
    assert_refused(&r, "ligne-perimee"); /* the article's words too */
    signs_of(p, now, 8);
    assert_string_equal(now[a1].ident, s[a1].ident);
    r = give_back(p, "A1;SERINGUE 2 ML LUER stérile;pièce;130;;;%s;%s\n", now[a1].ident, now[a1].version);
    assert_int_equal(r.updated, 1);
    mh_import_result_free(&r);
    assert_int_equal(lines_of(p, "besoins", NULL), 4);
    assert_sound(p);
}

static void wrong_signs(void **state)
{
    struct plan *p = *state;
    struct sign s[8];
    take_text(p, "besoins", start);
    signs_of(p, s, 8);
    char *before = whole(p);
    struct mh_import_result r = give_back(p, "A1;X;pièce;1;;;12-ABC;\n");
    assert_refused(&r, "identifiant-faux");
    char absent[MH__IDENT_SIZE];
    mh__ident_text(INT64_C(99) << 32, absent);
    r = give_back(p, "A1;X;pièce;1;;;%s;\n", absent);
    assert_refused(&r, "identifiant-absent");
    r = give_back(p, "A9;AUTRE CHOSE;pièce;1;;;%s;%s\n", s[1].ident, s[1].version);
    assert_refused(&r, "identifiant-autre"); /* and no article is left behind */
    char *after = whole(p);
    assert_string_equal(before, after);
    free(before);
    free(after);
    /* copied lines: the first stands */
    const char *twice = "A9;AUTRE;pièce;1;;;;\nA2;SONDE CH 12;pièce;50;;1;%s;%s\nA2;SONDE CH 12;pièce;60;;1;%s;%s\n";
    for (size_t i = 0; i < 4; i++) {
        struct mh_str text = MH_STR_INIT;
        mh_str_addf(&text, "reference;designation;unite;quantite;observations;occurrence;Ligne du plan;Version du plan\n");
        mh_str_addf(&text, twice, s[i].ident, s[i].version, s[i].ident, s[i].version);
        r = take_file(p, "besoins", plan_file(p, "retour.csv", mh_str_text(&text)), NULL);
        mh_str_free(&text);
        if (r.unchanged > 0 && has_rule(&r, "identifiant-double"))
            i = 100; /* it was A2's first */
        mh_import_result_free(&r);
        if (i == 100)
            return;
    }
    fail_msg("aucune ligne copiée n'est dite");
}

/* No cell of any sheet is one of these. */
static void assert_silent(const char *path, const char *a, const char *b, const char *c)
{
    const char *const words[] = { a, b, c };
    for (int sheet = 1; sheet <= 2; sheet++) {
        struct mh_reader *r;
        struct mh_err err = MH_ERR_INIT;
        struct mh_record rec;
        char number[16];
        bool got = true;
        snprintf(number, sizeof number, "%d", sheet);
        assert_int_equal(mh_reader_open(path, MH_NUM_UNSETTLED, &r, &err), MH_OK);
        assert_int_equal(mh_reader_use_sheet(r, number, &err), MH_OK);
        assert_true(mh_reader_header(r)->ncells > 0);
        while (mh_reader_next(r, &rec, &got, &err) == MH_OK && got)
            for (size_t i = 0; i < rec.ncells; i++)
                for (int w = 0; w < 3; w++)
                    if (strcmp(rec.cell[i], words[w]) == 0)
                        fail_msg("%s, feuille %d : « %s »", path, sheet, words[w]);
        mh_reader_close(r);
    }
}

static void the_template_comes_back(void **state)
{
    struct plan *p = *state;
    take_text(p, "membres", "code;nom\nG;Groupe\nH;Autre\n");
    take_text(p, "sites", "membre;code;nom\nG;S1;Un\nG;S2;Deux\nH;H1;Trois\n");
    take_text(p, "besoins", "membre;etablissement;reference;designation;specifications;unite;quantite;prix_unitaire_ht;taux_tva;date_besoin;t1;t2;t3;t4\n"
                            "G;S1;00042;GANT \"NITRILE\" 7½;taille = 7,5;B/100;10,5;1234,50;20;07/05/2027;10,5;0;0;0\n"
                            "G;S2;00042;GANT \"NITRILE\" 7½;taille = 7,5;B/100;3;0,35;7;;;;;\nH;H1;;=1+1;;pièce;4;;;;;;;\n");
    char *before = whole(p);
    struct mh_template_result t;
    const char *path = plan_path(p, "modele.xlsx");
    struct mh_template_request q = { .kind = "besoins", .path = path };
    assert_int_equal(mh_ops_template(p->s, &q, &t, &p->err), MH_EUSAGE); /* one group's prices are not for another */
    assert_int_not_equal(access(path, F_OK), 0);
    mh_err_clear(&p->err);
    q.member = "G";
    assert_int_equal(mh_ops_template(p->s, &q, &t, &p->err), MH_OK);
    assert_int_equal(t.rows, 2);
    assert_silent(path, "H", "H1", "Autre");
    struct mh_import_result r = take_file(p, "besoins", path, NULL);
    if (r.unchanged != 2 || r.read != 2 || r.operation != 0)
        fail_msg("%lld inchangées ; %s", (long long)r.unchanged, r.diags.list.len ? r.diags.list.at[0].message : "");
    assert_null(has_rule(&r, "colonnes-masquees")); /* grouped columns are no secret */
    mh_import_result_free(&r);
    char *after = whole(p);
    assert_string_equal(before, after);
    free(before);
    free(after);
    assert_int_equal(mh_ops_template(p->s, &q, &t, &p->err), MH_EINVAL); /* it exists */
    mh_err_clear(&p->err);
    q.path = plan_path(p, "h.xlsx");
    q.member = "H";
    assert_int_equal(mh_ops_template(p->s, &q, &t, &p->err), MH_OK);
    assert_int_equal(t.rows, 1);
    q.path = plan_path(p, "vide.xlsx");
    q.empty = true;
    assert_int_equal(mh_ops_template(p->s, &q, &t, &p->err), MH_OK);
    assert_int_equal(t.rows, 0);
    q.member = NULL;
    q.path = plan_path(p, "tous.xlsx");
    assert_int_equal(mh_ops_template(p->s, &q, &t, &p->err), MH_OK);
    assert_silent(q.path, "G", "S1", "H1");
    struct mh_import_preview v;
    assert_int_equal(mh_ops_import_preview(p->s, &(struct mh_import_request){ .kind = "besoins", .path = q.path }, &v, &p->err), MH_OK);
    assert_null(v.problem);
    for (size_t i = 0; i < v.ncolumns; i++)
        if (v.column[i].field == NULL)
            fail_msg("« %s » n'est pas reconnu", v.column[i].header);
    mh_import_preview_free(&v);
    q.path = plan_path(p, "x.xlsx");
    q.member = "Z";
    assert_int_equal(mh_ops_template(p->s, &q, &t, &p->err), MH_ENOTFOUND);
}

static void every_kind_has_a_template(void **state)
{
    struct plan *p = *state;
    struct mh_import_kind k;
    for (size_t i = 0; mh_ops_import_kind(i, &k); i++) {
        for (int with_plan = 0; with_plan < 2; with_plan++) {
            char name[64];
            struct mh_template_result t;
            struct mh_import_preview v;
            snprintf(name, sizeof name, "%s%d.xlsx", k.kind, with_plan);
            struct mh_template_request q = { .kind = k.kind, .path = plan_path(p, name) };
            mh_err_clear(&p->err);
            if (mh_ops_template(with_plan ? p->s : NULL, &q, &t, &p->err) != MH_OK)
                fail_msg("%s : %s", k.kind, p->err.msg);
            assert_int_equal(mh_ops_import_preview(p->s, &(struct mh_import_request){ .kind = k.kind, .path = q.path }, &v, &p->err), MH_OK);
            if (v.problem != NULL || v.header_line != 3 || v.records != 0)
                fail_msg("%s : %s, ligne %lld", k.kind, v.problem ? v.problem : "", (long long)v.header_line);
            for (size_t c = 0; c < v.ncolumns; c++)
                if (v.column[c].field == NULL && !v.column[c].own)
                    fail_msg("%s : « %s » n'est pas reconnu", k.kind, v.column[c].header);
            mh_import_preview_free(&v);
        }
    }
}

static void pulled_down_references(void **state)
{
    struct plan *p = *state;
    struct mh_import_result r = take_file(p, "besoins", plan_file(p, "e.csv", "reference;designation;unite;quantite\nA009;GANT M;B/100;1\n"
                                          "A010;GANT M;B/100;2\nA011;GANT M;B/100;3\nA012;GANT M;B/100;4\n"), NULL);
    const struct mh_diag *d = has_rule(&r, "reference-etiree");
    assert_non_null(d);
    assert_int_equal(d->line, 4);
    assert_int_equal(r.created, 4); /* told, not refused */
    int64_t told = 0;
    for (size_t i = 0; i < r.diags.list.len; i++)
        told += strcmp(r.diags.list.at[i].rule, "reference-etiree") == 0;
    assert_int_equal(told, 1);
    mh_import_result_free(&r);
    r = take_file(p, "besoins", plan_file(p, "e.csv", "reference;designation;unite;quantite\nB1;GANT S;B/100;1\nB2;GANT M;B/100;2\n"
                                          "B3;GANT L;B/100;3\nC1;SONDE;pièce;1\nC3;SONDE;pièce;1\nC5;SONDE;pièce;1\n"), NULL);
    assert_null(has_rule(&r, "reference-etiree"));
    mh_import_result_free(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(signs),
        cmocka_unit_test(pair_signs),
        cmocka_unit_test_setup_teardown(given_back, plan_setup, plan_teardown),
        cmocka_unit_test_setup_teardown(wrong_signs, plan_setup, plan_teardown),
        cmocka_unit_test_setup_teardown(the_template_comes_back, plan_setup, plan_teardown),
        cmocka_unit_test_setup_teardown(every_kind_has_a_template, plan_setup, plan_teardown),
        cmocka_unit_test_setup_teardown(pulled_down_references, plan_setup, plan_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

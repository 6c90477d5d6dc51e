/* Importing through the use case: idempotence, order, rejects, undo, groups and sites. */
#include "ops_help.h"

/* --- the samples --- */

static void samples_twice(void **state)
{
    struct plan *p = *state;
    take_samples(p, 0, NSAMPLES);
    char *before = whole(p);
    int64_t ops = operations(p);
    for (size_t i = 0; i < NSAMPLES; i++) {
        struct mh_import_result r = take_file(p, samples[i].kind, sample_path(i), samples[i].member);
        if (r.created != 0 || r.updated != 0 || r.operation != 0)
            fail_msg("%s : %lld créées, %lld changées la deuxième fois", samples[i].file, (long long)r.created, (long long)r.updated);
        assert_int_equal(r.read, r.unchanged + r.rejected);
        mh_import_result_free(&r);
    }
    char *after = whole(p);
    assert_string_equal(before, after);
    assert_int_equal(operations(p), ops);
    assert_sound(p);
    free(before);
    free(after);
}

static void wrong_lines_come_out(void **state)
{
    static const struct {
        size_t sample;
        int64_t line;
    } wrong[] = { { 6, 91 }, { 6, 145 }, { 6, 159 }, { 6, 189 }, { 6, 265 }, { 6, 293 }, { 6, 446 }, { 7, 231 }, { 7, 261 },
                  { 7, 368 }, { 7, 380 }, { 8, 34 }, { 8, 127 }, { 8, 142 }, { 4, 81 }, { 4, 261 }, { 4, 431 }, { 4, 591 },
                  { 5, 41 }, { 5, 91 }, { 5, 121 } };
    struct plan *p = *state;
    for (size_t i = 0; i < NSAMPLES; i++) {
        struct mh_import_result r = take_file(p, samples[i].kind, sample_path(i), samples[i].member);
        assert_int_equal(r.read, r.created + r.updated + r.unchanged + r.rejected);
        for (size_t k = 0; k < sizeof wrong / sizeof *wrong; k++) {
            bool found = wrong[k].sample != i;
            for (size_t d = 0; d < r.diags.list.len; d++)
                found |= r.diags.list.at[d].line == wrong[k].line && r.diags.list.at[d].severity == MH_SEV_ERROR;
            if (!found)
                fail_msg("%s:%lld n'est pas refusée", samples[i].file, (long long)wrong[k].line);
        }
        mh_import_result_free(&r);
    }
}

static void needs_in_any_order(void **state)
{
    static const int orders[][3] = { { 0, 1, 2 }, { 0, 2, 1 }, { 1, 0, 2 }, { 1, 2, 0 }, { 2, 0, 1 }, { 2, 1, 0 } };
    struct plan *p = *state;
    char *first = NULL;
    take_samples(p, 0, FIRST_NEEDS);
    for (size_t o = 0; o < 6; o++) {
        for (int k = 0; k < 3; k++)
            take_samples(p, (size_t)(FIRST_NEEDS + orders[o][k]), (size_t)(FIRST_NEEDS + orders[o][k] + 1));
        struct mh_str both = MH_STR_INIT;
        char *articles = list_of(p, "articles", NULL), *needs = list_of(p, "besoins", NULL);
        mh_str_addf(&both, "%s%s", articles, needs);
        if (first == NULL)
            first = mh_xstrdup(mh_str_text(&both));
        assert_string_equal(first, mh_str_text(&both));
        free(articles);
        free(needs);
        mh_str_free(&both);
        for (int k = 0; k < 3; k++)
            undo_one(p);
    }
    free(first);
}

static void undo_and_redo(void **state)
{
    struct plan *p = *state;
    char *at[NSAMPLES + 1];
    for (size_t i = 0; i < NSAMPLES; i++) {
        at[i] = whole(p);
        take_samples(p, i, i + 1);
    }
    at[NSAMPLES] = whole(p);
    for (size_t i = NSAMPLES; i-- > 0;) {
        undo_one(p);
        char *now = whole(p);
        assert_string_equal(now, at[i]);
        free(now);
    }
    for (size_t i = 0; i < NSAMPLES; i++) {
        redo_one(p);
        char *now = whole(p);
        assert_string_equal(now, at[i + 1]);
        free(now);
    }
    assert_sound(p);
    for (size_t i = 0; i <= NSAMPLES; i++)
        free(at[i]);
}

static enum mh_rc add_quoted(void *ctx, const struct mh_table *t, const char *const *texts, struct mh_err *err)
{
    struct mh_str *out = ctx;
    (void)err;
    for (size_t i = 0; i < t->ncolumns; i++) {
        if (t->columns[i].flags & MH_HIDDEN)
            continue;
        mh_str_addc(out, '"');
        for (const char *c = texts[i]; *c; c++)
            mh_str_addf(out, *c == '"' ? "\"\"" : "%c", *c);
        mh_str_add(out, "\";");
    }
    mh_str_addc(out, '\n');
    return MH_OK;
}

/* Needs listed as CSV and imported into another plan give the same list. */
static void listed_needs_come_back(void **state)
{
    struct plan *p = *state, other;
    take_samples(p, 0, NSAMPLES);
    plan_new(&other);
    take_samples(&other, 0, FIRST_NEEDS);
    struct mh_str csv = MH_STR_INIT;
    const struct mh_table *t = mh_table_for_kind("besoins");
    for (size_t i = 0; i < t->ncolumns; i++)
        if ((t->columns[i].flags & MH_HIDDEN) == 0)
            mh_str_addf(&csv, "%s;", t->columns[i].name);
    mh_str_addc(&csv, '\n');
    assert_int_equal(mh_ops_list(p->s, "besoins", NULL, add_quoted, &csv, &p->err), MH_OK);
    struct mh_import_result r = take_file(&other, "besoins", plan_file(&other, "b.csv", mh_str_text(&csv)), NULL);
    assert_int_equal(r.rejected, 0);
    mh_import_result_free(&r);
    char *needs = list_of(p, "besoins", NULL), *back = list_of(&other, "besoins", NULL);
    assert_string_equal(needs, back);
    free(back);
    free(needs);
    mh_str_free(&csv);
    plan_free(&other);
}

/* --- rejects --- */

static char *replaced(const char *text, const char *from, const char *to)
{
    struct mh_str out = MH_STR_INIT;
    const char *at;
    while ((at = strstr(text, from)) != NULL) {
        mh_str_addn(&out, text, (size_t)(at - text));
        mh_str_add(&out, to);
        text = at + strlen(from);
    }
    mh_str_add(&out, text);
    return mh_str_take(&out);
}

static void corrected_rejects(void **state)
{
    struct plan *p = *state;
    const char *file = plan_file(p, "b.csv", "reference;designation;unite;quantite\nA1;Seringue 5 ml;B/100;10\nA2;Seringue 10 ml;B/100;abc\n"
                                             "A3;;B/100;5\nA4;Gant examen nitrile M;B/100;7\n");
    struct mh_import_result r;
    const char *rejects = plan_path(p, "rejets.csv");
    char path[900];
    snprintf(path, sizeof path, "%s", rejects);
    assert_int_equal(take_asked(p, (struct mh_import_request){ .kind = "besoins", .path = file, .reject_path = path }, &r), MH_OK);
    assert_int_equal(r.created, 2);
    assert_int_equal(r.rejected, 2);
    mh_import_result_free(&r);
    char *text = file_text(path, NULL), *one = replaced(text, "abc", "20"), *two = replaced(one, "A3;;", "A3;Compresse 10x10;");
    struct mh_import_result again = take_file(p, "besoins", plan_file(p, "corrige.csv", two), NULL);
    assert_int_equal(again.rejected, 0);
    assert_int_equal(again.created, 2);
    mh_import_result_free(&again);
    again = take_file(p, "besoins", plan_file(p, "corrige.csv", two), NULL);
    assert_int_equal(again.operation, 0);
    mh_import_result_free(&again);
    assert_int_equal(lines_of(p, "besoins", NULL), 4);
    free(text);
    free(one);
    free(two);
}

static void dry_run(void **state)
{
    struct plan *p = *state;
    take_samples(p, 0, FIRST_NEEDS);
    char *before = whole(p);
    int64_t ops = operations(p);
    struct mh_import_result r, real;
    char path[900];
    snprintf(path, sizeof path, "%s", plan_path(p, "rejets.csv"));
    struct mh_import_request q = { .kind = "besoins", .path = "samples/besoins-rif.csv", .member = "GRI", .dry_run = true,
                                   .reject_path = path };
    assert_int_equal(take_asked(p, q, &r), MH_OK);
    assert_int_equal(r.operation, 0);
    char *after = whole(p);
    assert_string_equal(before, after);
    assert_int_equal(operations(p), ops);
    assert_int_not_equal(access(path, F_OK), 0);
    q.dry_run = false;
    q.reject_path = NULL;
    assert_int_equal(take_asked(p, q, &real), MH_OK);
    assert_int_equal(real.created, r.created);
    assert_int_equal(real.rejected, r.rejected);
    assert_int_equal(real.set_aside, r.set_aside);
    mh_import_result_free(&r);
    mh_import_result_free(&real);
    free(before);
    free(after);
}

/* Of a file all of whose rows are refused nothing stays: no group, site, article, operation. */
static void refused_rows_leave_nothing(void **state)
{
    struct plan *p = *state;
    char *before = whole(p);
    struct mh_import_result r = take_file(
        p, "besoins",
        plan_file(p, "b.csv", "etablissement;reference;designation;unite;conditionnement;quantite;quantite_en;t1;t2;t3;t4\n"
                              "S1;A1;Seringue 5 ml;B/25;;2,5;;;;;\n"
                              "S3;A3;Gant examen nitrile M;pièce;B/3;0,5;conditionnement;;;;\n"
                              ";A4;Sonde vésicale;pièce;;10;;1;1;1;1\n"),
        NULL);
    assert_int_equal(r.created, 0);
    assert_int_equal(r.rejected, r.read);
    assert_int_equal(r.operation, 0);
    mh_import_result_free(&r);
    char *after = whole(p);
    assert_string_equal(before, after);
    free(before);
    free(after);
}

/* Every article has a need, whatever was refused. */
static void no_article_without_need(void **state)
{
    struct plan *p = *state;
    take_samples(p, 0, NSAMPLES);
    char *articles = list_of(p, "articles", NULL), *needs = list_of(p, "besoins", NULL);
    for (char *line = strtok(articles, "\n"); line != NULL; line = strtok(NULL, "\n")) {
        char *member = line, *ref = strchr(line, ';') + 1, key[200];
        ref[-1] = '\0';
        *strchr(ref, ';') = '\0';
        if (*ref == '\0')
            continue;
        bool found = false;
        size_t n = strlen(member);
        snprintf(key, sizeof key, ";%s;", ref);
        for (const char *at = needs; !found && (at = strstr(at, key)) != NULL; at++) {
            const char *start = at;
            while (start > needs && start[-1] != '\n')
                start--;
            found = strncmp(start, member, n) == 0 && start[n] == ';';
        }
        if (!found)
            fail_msg("%s/%s n'a pas de besoin", member, ref);
    }
    free(articles);
    free(needs);
}

/* --- groups and sites --- */

static void own_group_is_made(void **state)
{
    struct plan *p = *state;
    take_text(p, "besoins", "designation;quantite;unite\nSeringue 5 ml;10;pièce\n");
    char *members = list_of(p, "membres", NULL), *sites = list_of(p, "sites", NULL);
    assert_has(members, "MOI;Mon groupe;");
    assert_has(sites, "MOI;MOI;");
    free(members);
    free(sites);
    /* Then it is the plan's only one. */
    take_text(p, "besoins", "designation;quantite;unite\nGant examen;10;pièce\n");
    assert_int_equal(lines_of(p, "membres", NULL), 1);
    assert_int_equal(lines_of(p, "sites", NULL), 1);
}

static void several_groups_ask(void **state)
{
    struct plan *p = *state;
    struct mh_import_result r;
    take_text(p, "membres", "code;nom\nG1;Un\nG2;Deux\n");
    char *before = whole(p);
    const char *file = plan_file(p, "b.csv", "designation;quantite;unite\nSeringue 5 ml;10;pièce\n");
    assert_int_equal(take_asked(p, (struct mh_import_request){ .kind = "besoins", .path = file }, &r), MH_EUSAGE);
    assert_has(p->err.msg, "--member");
    mh_import_result_free(&r);
    assert_int_equal(take_asked(p, (struct mh_import_request){ .kind = "besoins", .path = file, .member = "G9" }, &r), MH_ENOTFOUND);
    mh_import_result_free(&r);
    char *after = whole(p);
    assert_string_equal(before, after);
    free(before);
    free(after);
    r = take_file(p, "besoins", file, "Deux");
    assert_int_equal(r.created, 1);
    mh_import_result_free(&r);
    assert_int_equal(lines_of(p, "besoins", "membre=G2"), 1);
    take_text(p, "besoins", "membre;designation;quantite;unite\ng1;Seringue 5 ml;10;pièce\nG2;Compresse;10;pièce\n");
    assert_int_equal(lines_of(p, "besoins", "membre=G1"), 1);
}

static void sites_of_their_group(void **state)
{
    struct plan *p = *state;
    take_text(p, "membres", "code;nom\nG1;Un\nG2;Deux\n");
    take_text(p, "sites", "membre;code;nom\nG1;CENTRE;Centre un\nG2;CENTRE;Centre deux\nG1;NORD;Nord\n");
    /* The same code in two groups is two sites. */
    take_text(p, "besoins", "membre;etablissement;reference;designation;quantite;unite\nG1;CENTRE;A;Seringue 5 ml;10;pièce\n"
                            "G2;centre;A;Seringue 5 ml;20;pièce\n");
    assert_int_equal(lines_of(p, "besoins", "etablissement=CENTRE"), 2);
    struct mh_import_result r = take_file(p, "besoins",
                                          plan_file(p, "b.csv", "membre;etablissement;designation;quantite;unite\n"
                                                                "G2;NORD;Compresse;5;pièce\nG1;NRD;Compresse;5;pièce\nG2;Centre deux;Drap;1;pièce\n"),
                                          NULL);
    assert_int_equal(r.rejected, 2);
    assert_int_equal(r.created, 1);
    assert_non_null(has_rule(&r, "code-inconnu"));
    assert_has(has_rule(&r, "code-inconnu")->suggestion, "autre groupe");
    mh_import_result_free(&r);
}

/* Without recorded sites the file's are made, in whatever order its rows come. */
static void sites_made_from_the_file(void **state)
{
    struct plan *p = *state;
    struct mh_import_result r = take_file(p, "besoins",
                                          plan_file(p, "b.csv", "etablissement;designation;quantite;unite\n;Seringue 5 ml;1;pièce\nA;Seringue 5 ml;2;pièce\n"
                                                                "B;Seringue 5 ml;3;pièce\n"),
                                          NULL);
    assert_int_equal(r.created, 3);
    assert_non_null(has_rule(&r, "etablissement-cree"));
    mh_import_result_free(&r);
    assert_int_equal(lines_of(p, "sites", NULL), 3);
    r = take_file(p, "besoins", plan_file(p, "b.csv", "etablissement;designation;quantite;unite\nC;Seringue 5 ml;2;pièce\n"), NULL);
    assert_int_equal(r.rejected, 1);
    mh_import_result_free(&r);
}

static void site_columns(void **state)
{
    struct plan *p = *state;
    take_text(p, "membres", "code;nom\nG1;Un\n");
    take_text(p, "sites", "membre;code;nom\nG1;S1;Site un\nG1;S2;Site deux\n");
    struct mh_import_result r = take_file(p, "besoins",
                                          plan_file(p, "b.csv", "reference;designation;unite;S1;Site deux\nA;Seringue 5 ml;B/10;1;2\n"
                                                                "B;Gant examen M;B/10;3;\nC;Compresse;B/10;;\nD;Drap;B/10;4;x\n"
                                                                "E;Casaque;B/25;4;2,5\n"),
                                          NULL);
    assert_int_equal(r.created, 2);
    assert_int_equal(r.rejected, 3);
    assert_non_null(has_rule(&r, "sans-quantite"));
    assert_non_null(has_rule(&r, "quantite-illisible"));
    assert_non_null(has_rule(&r, "quantite-non-entiere"));
    mh_import_result_free(&r);
    /* A refused line stays out whole. */
    assert_int_equal(lines_of(p, "besoins", NULL), 3);
    assert_int_equal(lines_of(p, "articles", NULL), 2);
    char *needs = list_of(p, "besoins", "etablissement=S2");
    assert_has(needs, ";20;");
    free(needs);
}

/* --- identity --- */

static void doubled_rows(void **state)
{
    struct plan *p = *state;
    const char *text = "reference;designation;quantite;unite\nA;Seringue 5 ml;1;pièce\nA;Seringue 5 ml;2;pièce\nA;Seringue 5 ml;3;pièce\n";
    struct mh_import_result r = take_file(p, "besoins", plan_file(p, "b.csv", text), NULL);
    assert_int_equal(r.created, 3);
    assert_non_null(has_rule(&r, "ligne-en-double"));
    mh_import_result_free(&r);
    assert_int_equal(lines_of(p, "articles", NULL), 1);
    r = take_file(p, "besoins", plan_file(p, "b.csv", text), NULL);
    assert_int_equal(r.operation, 0);
    mh_import_result_free(&r);
    /* Said occurrences: the same one twice is refused. */
    r = take_file(p, "besoins", plan_file(p, "b.csv", "reference;occurrence;designation;quantite;unite\nA;2;Seringue 5 ml;9;pièce\n"
                                                      "A;2;Seringue 5 ml;8;pièce\n"), NULL);
    assert_int_equal(r.updated, 1);
    assert_int_equal(r.rejected, 1);
    mh_import_result_free(&r);
}

static void worded_twice(void **state)
{
    struct plan *p = *state;
    const char *text = "reference;designation;quantite;unite;etablissement\nA;Seringue 5 ml luer;1;B/100;S1\nA;SERINGUE 5ML;2;;S2\nA;Seringue 5 ml luer;3;B/100;S3\n";
    struct mh_import_result r = take_file(p, "besoins", plan_file(p, "b.csv", text), NULL);
    assert_int_equal(r.created, 3);
    assert_non_null(has_rule(&r, "libelle-different"));
    mh_import_result_free(&r);
    char *articles = list_of(p, "articles", NULL), *needs = list_of(p, "besoins", NULL);
    assert_has(articles, "Seringue 5 ml luer");
    assert_has_not(articles, "SERINGUE 5ML");
    assert_has(needs, ";200;"); /* the row without a unit counts in the article's */
    free(articles);
    free(needs);
    r = take_file(p, "besoins", plan_file(p, "b.csv", text), NULL);
    assert_int_equal(r.operation, 0);
    mh_import_result_free(&r);
}

/* The same reference counted otherwise in one file would be off by the pack: refused. */
static void one_unit_per_article(void **state)
{
    struct plan *p = *state;
    struct mh_import_result r = take_file(p, "besoins",
                                          plan_file(p, "b.csv", "reference;designation;quantite;unite;etablissement\nA;Seringue 5 ml;1;B/100;S1\n"
                                                                "A;Seringue 5 ml;250;pièce;S2\n"),
                                          NULL);
    assert_int_equal(r.created, 1);
    assert_int_equal(r.rejected, 1);
    assert_non_null(has_rule(&r, "unite-differente"));
    mh_import_result_free(&r);
    /* In another file it is a change of the article, and counts its other needs again. */
    r = take_file(p, "besoins", plan_file(p, "b.csv", "reference;designation;quantite;unite;etablissement\nA;Seringue 5 ml;1;B/50;S1\n"), NULL);
    assert_int_equal(r.rejected, 0);
    mh_import_result_free(&r);
    char *needs = list_of(p, "besoins", NULL);
    assert_has(needs, ";50;");
    assert_has_not(needs, ";100;\n");
    free(needs);
    undo_one(p);
    needs = list_of(p, "besoins", NULL);
    assert_has(needs, ";100;\n");
    free(needs);
}

static void empty_says_nothing(void **state)
{
    struct plan *p = *state;
    take_text(p, "fabricants", "code;raison_sociale;ville\nM;Maker;Fès\n");
    struct mh_import_result r = take_file(p, "fabricants", plan_file(p, "b.csv", "code;raison_sociale;ville\nM;Maker;\n"), NULL);
    assert_int_equal(r.operation, 0);
    mh_import_result_free(&r);
    assert_int_equal(set_one(p, "fabricants", "M", "ville="), MH_OK);
    char *text = list_of(p, "fabricants", NULL);
    assert_has_not(text, "Fès");
    free(text);
}

static void closed_campaign(void **state)
{
    struct plan *p = *state;
    const char *text = "reference;designation;quantite;unite\nA;Seringue 5 ml;1;pièce\n";
    take_text(p, "besoins", text);
    assert_int_equal(mh_ops_campaign(p->s, "close", 2027, &p->err), MH_OK);
    struct mh_import_result r;
    char path[900];
    snprintf(path, sizeof path, "%s", plan_file(p, "b.csv", "reference;designation;quantite;unite\nA;Seringue 5 ml;2;pièce\n"));
    assert_int_equal(take_asked(p, (struct mh_import_request){ .kind = "besoins", .path = path }, &r), MH_EDENIED);
    mh_import_result_free(&r);
    assert_int_equal(set_one(p, "besoins", "A@MOI", "quantite=3"), MH_EDENIED);
    mh_err_clear(&p->err);
    assert_int_equal(mh_ops_remove(p->s, "besoins", "A@MOI", &p->err), MH_EDENIED);
    char version[16];
    mh_err_clear(&p->err);
    assert_int_equal(mh_ops_revise(p->s, 0, "oubli", version, &p->err), MH_OK); /* opens it again, for this session too */
    assert_int_equal(set_one(p, "besoins", "A@MOI", "quantite=3"), MH_OK);
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, plan_setup, plan_teardown)
    const struct CMUnitTest tests[] = {
        T(samples_twice), T(wrong_lines_come_out), T(needs_in_any_order), T(undo_and_redo), T(listed_needs_come_back),
        T(corrected_rejects), T(dry_run), T(refused_rows_leave_nothing), T(no_article_without_need), T(own_group_is_made),
        T(several_groups_ask), T(sites_of_their_group), T(sites_made_from_the_file), T(site_columns), T(doubled_rows), T(worded_twice),
        T(one_unit_per_article), T(empty_says_nothing), T(closed_campaign),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

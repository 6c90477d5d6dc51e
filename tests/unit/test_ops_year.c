/* A plan's life over the year: proposed lines and their confirmation. */
#include "ops_help.h"
#include "ops/year/frozen.h"
#include "ops/report/report.h"

#define NEEDS "etablissement;reference;designation;quantite;unite;a_confirmer\n"

static int64_t waiting(struct plan *p)
{
    struct mh_status st;
    mh_err_clear(&p->err);
    assert_int_equal(mh_ops_status(p->s, &st, &p->err), MH_OK);
    int64_t n = st.to_confirm;
    mh_status_free(&st);
    return n;
}

/* A line is confirmed by its mark taken away, by another volume, or by the group's file that gives it. */
static void proposed_lines_wait(void **state)
{
    struct plan *p = *state;
    take_text(p, "besoins", NEEDS "S1;A;Seringue 5 ml;10;B/100;campagne 2026\nS1;B;Seringue 10 ml;10;B/100;campagne 2026\n"
                            "S1;C;Seringue 20 ml;10;B/100;achats 2026\nS1;D;Seringue 50 ml;10;B/100;\n");
    assert_int_equal(waiting(p), 3);
    assert_int_equal(lines_of(p, "besoins", "a_confirmer=campagne 2026"), 2);
    assert_int_equal(set_one(p, "besoins", "A@S1", "a_confirmer="), MH_OK);
    assert_int_equal(waiting(p), 2);
    assert_int_equal(set_one(p, "besoins", "B@S1", "observations=vu"), MH_OK);
    assert_int_equal(waiting(p), 2);
    assert_int_equal(set_one(p, "besoins", "B@S1", "quantite=12"), MH_OK);
    assert_int_equal(waiting(p), 1);
    undo_one(p);
    assert_int_equal(waiting(p), 2);
    take_text(p, "besoins", "etablissement;reference;designation;quantite;unite\nS1;C;Seringue 20 ml;10;B/100\n");
    assert_int_equal(waiting(p), 1);
    assert_int_equal(lines_of(p, "besoins", NULL), 4);
    assert_sound(p);
}

/* --- freezing --- */

#define MAKERS "code;raison_sociale;statut;role\nFAB;Fabrique;en production;fabricant\n"
#define PRODUCTS "fabricant;reference;famille;designation;statut;prix_unitaire_ht\nFAB;S5;seringue;Seringue 3 pièces 5 ml luer stérile;produit;0,40\n"
#define LINES "etablissement;reference;designation;quantite;unite\nS1;A;Seringue 3 pièces 5 ml luer stérile;10;B/100\n" \
              "S2;A;Seringue 3 pièces 5 ml luer stérile;7;B/100\nS1;B;Sonde de Foley 2 voies CH 16 silicone;20;pièce\n"

static void small(struct plan *p)
{
    take_text(p, "fabricants", MAKERS);
    take_text(p, "produits", PRODUCTS);
    take_text(p, "besoins", LINES);
}

static enum mh_rc count_problem(void *ctx, const struct mh_rep_problem *p, struct mh_err *err)
{
    (void)p, (void)err;
    ++*(int *)ctx;
    return MH_OK;
}

static enum mh_rc freeze(struct plan *p, struct mh_freeze_result *r, int *problems)
{
    mh_err_clear(&p->err);
    *problems = 0;
    return mh_ops_freeze(p->s, 0, count_problem, problems, r, &p->err);
}

static struct mh_freeze_result freeze_ok(struct plan *p)
{
    struct mh_freeze_result r;
    int problems;
    if (freeze(p, &r, &problems) != MH_OK)
        fail_msg("%s", p->err.msg);
    assert_int_equal(problems, 0);
    return r;
}

static void revise_ok(struct plan *p, const char *want)
{
    char version[16];
    mh_err_clear(&p->err);
    if (mh_ops_revise(p->s, 0, "essai", version, &p->err) != MH_OK)
        fail_msg("%s", p->err.msg);
    assert_string_equal(version, want);
}

static void high_problems_hold_it_back(void **state)
{
    struct plan *p = *state;
    struct mh_freeze_result r;
    int problems;
    int64_t n, before;
    small(p);
    take_text(p, "besoins", "etablissement;reference;designation;quantite;unite\nS1;Z;Compresse stérile 10x10;0;pièce\n");
    before = operations(p);
    assert_int_equal(freeze(p, &r, &problems), MH_EDENIED);
    assert_has(p->err.msg, "mahalli explain");
    assert_int_equal(problems, 1);
    assert_int_equal(operations(p), before); /* nothing was recorded */
    assert_int_equal(lines_of(p, "versions", NULL), 0);
    assert_int_equal(mh_ops_explain(p->s, "volume-nul", "MOI", "Z", "garde en attente", &n, &p->err), MH_OK);
    r = freeze_ok(p);
    assert_string_equal(r.version, "V1");
    assert_int_equal(r.lines, 3);
    assert_int_equal(r.makers, 1);
    assert_int_equal(r.products, 1);
    assert_int_equal(r.explained, 1);
    assert_int_equal(lines_of(p, "campagnes", "statut=close"), 1);
    assert_int_equal(freeze(p, &r, &problems), MH_EDENIED);
    assert_has(p->err.msg, "mahalli revise");
    assert_sound(p);
}

/* The registry lives on; what the frozen plan said stays, letter by letter. */
static void a_frozen_plan_stays(void **state)
{
    struct plan *p = *state;
    struct mh_operation done = { 0 };
    int64_t n;
    small(p);
    freeze_ok(p);
    char *lines = list_of(p, "lignes_figees", NULL), *records = list_of(p, "fiches_figees", NULL);
    assert_has(lines, ";match;");
    assert_has(lines, "S1|S2");
    assert_has(records, "statut: produit");
    assert_int_equal(set_one(p, "fabricants", "FAB", "statut=arrêté"), MH_OK);
    assert_int_equal(set_one(p, "produits", "FAB/S5", "designation=Autre chose"), MH_OK);
    assert_int_equal(set_one(p, "articles", "A", "unite=B/50"), MH_OK);
    match_plan(p);
    char *again = list_of(p, "lignes_figees", NULL), *records2 = list_of(p, "fiches_figees", NULL), *needs = list_of(p, "besoins", NULL);
    assert_string_equal(lines, again);
    assert_string_equal(records, records2);
    assert_has(needs, ";1000;"); /* a closed plan's volumes are not counted again */
    assert_has_not(needs, ";500;");
    free(again);
    free(records2);
    free(needs);
    assert_int_equal(set_one(p, "versions", "2027-V1", "motif=x"), MH_EDENIED);
    assert_int_equal(set_one(p, "campagnes", "2027", "statut=ouverte"), MH_EDENIED);
    assert_int_equal(mh_ops_campaign(p->s, "open", 2027, &p->err), MH_EDENIED);
    /* Neither the freezing nor what came before it in the needs is undone. */
    for (n = 4; n <= 5; n++) { /* the needs, the freezing */
        mh_err_clear(&p->err);
        assert_int_equal(mh_ops_undo(p->s, n, &done, &p->err), MH_EDENIED);
    }
    again = list_of(p, "lignes_figees", NULL);
    assert_string_equal(lines, again);
    assert_int_equal(lines_of(p, "besoins", NULL), 3);
    free(again);
    free(lines);
    free(records);
    assert_sound(p);
}

static void redo_leaves_closed_needs(void **state)
{
    struct plan *p = *state;
    struct mh_operation done = { 0 };
    small(p);
    assert_int_equal(set_one(p, "besoins", "A@S1", "quantite=11"), MH_OK);
    undo_one(p);
    freeze_ok(p);
    mh_err_clear(&p->err);
    assert_int_equal(mh_ops_redo(p->s, &done, &p->err), MH_EDENIED);
    assert_has(p->err.msg, "mahalli revise");
    char *needs = list_of(p, "besoins", NULL);
    assert_has_not(needs, ";11;");
    free(needs);
    revise_ok(p, "V1.1");
    redo_one(p);
    needs = list_of(p, "besoins", NULL);
    assert_has(needs, ";11;");
    free(needs);
    assert_sound(p);
}

/* A line removed, then the year closed: undo does not bring it back; one made, undone and closed: redo neither. */
static void lines_gone_stay_gone(void **state)
{
    struct plan *p = *state;
    struct mh_operation done = { 0 };
    small(p);
    assert_int_equal(mh_ops_remove(p->s, "besoins", "B@S1", &p->err), MH_OK);
    int64_t removal = operations(p);
    take_text(p, "besoins", "etablissement;reference;designation;quantite;unite\nS1;C;Seringue 50 ml;3;pièce\n");
    undo_one(p);
    freeze_ok(p);
    assert_int_equal(lines_of(p, "besoins", NULL), 2);
    assert_int_equal(mh_ops_undo(p->s, removal, &done, &p->err), MH_EDENIED);
    assert_int_equal(mh_ops_redo(p->s, &done, &p->err), MH_EDENIED);
    assert_int_equal(lines_of(p, "besoins", NULL), 2);
    assert_sound(p);
}

static void versions_follow_each_other(void **state)
{
    struct plan *p = *state;
    char version[16];
    small(p);
    assert_int_equal(mh_ops_revise(p->s, 0, "trop tôt", version, &p->err), MH_EDENIED);
    assert_string_equal(freeze_ok(p).version, "V1");
    assert_int_equal(set_one(p, "besoins", "A@S1", "quantite=12"), MH_EDENIED);
    mh_err_clear(&p->err);
    assert_int_equal(mh_ops_revise(p->s, 0, "  ", version, &p->err), MH_EUSAGE);
    revise_ok(p, "V1.1");
    assert_int_equal(set_one(p, "besoins", "A@S1", "quantite=12"), MH_OK);
    assert_string_equal(freeze_ok(p).version, "V1.1");
    revise_ok(p, "V1.2");
    assert_string_equal(freeze_ok(p).version, "V1.2");
    char *v = list_of(p, "versions", NULL), *l = list_of(p, "lignes_figees", "version=2027-V1");
    assert_has(v, "2027-V1.1;2027;V1.1;essai;2026-11-21;essai;2026-11-21;essai;3;2;");
    assert_has(l, ";1700;"); /* as V1 counted it */
    free(v);
    free(l);
    assert_int_equal(mh_ops_campaign(p->s, "archive", 2027, &p->err), MH_OK);
    assert_sound(p);
}

/* --- what changes --- */

static enum mh_rc add_change(void *ctx, const struct mh_rep_change *c, struct mh_err *err)
{
    (void)err;
    mh_str_addf(ctx, "%s|%s|%s|%s|%s\n", c->what, c->reference ? c->reference : "-", c->before ? c->before : "-", c->after ? c->after : "-",
                c->member ? c->member : "-");
    return MH_OK;
}

static char *diff_of(struct plan *p, const char *a, const char *b, bool wide)
{
    struct mh_str out = MH_STR_INIT;
    struct mh_diff_sides sides;
    mh_err_clear(&p->err);
    if (mh_ops_diff(p->s, a, b, NULL, wide, add_change, &out, &sides, &p->err) != MH_OK)
        fail_msg("%s", p->err.msg);
    for (char *narrow; out.len != 0 && (narrow = strstr(out.data, "\u202f")) != NULL;) { /* of thousands: a plain one to read here */
        *narrow = ' ';
        memmove(narrow + 1, narrow + 3, strlen(narrow + 3) + 1);
    }
    char *text = mh_str_take(&out);
    return text ? text : mh_xstrdup("");
}

static void differences_are_told(void **state)
{
    struct plan *p = *state;
    small(p);
    freeze_ok(p);
    char *none = diff_of(p, "V1", "V1", false), *today = diff_of(p, "V1", NULL, false);
    assert_string_equal(none, "");
    assert_string_equal(today, "");
    free(none);
    free(today);
    revise_ok(p, "V1.1");
    assert_int_equal(set_one(p, "besoins", "A@S1", "quantite=12"), MH_OK);
    assert_int_equal(mh_ops_remove(p->s, "besoins", "B@S1", &p->err), MH_OK);
    take_text(p, "besoins", "etablissement;reference;designation;quantite;unite\nS1;C;Seringue 3 pièces 5 ml luer stérile;4;pièce\n");
    assert_int_equal(set_one(p, "fabricants", "FAB", "statut=arrêté"), MH_OK);
    freeze_ok(p);
    char *got = diff_of(p, "V1", "V1.1", false), *back = diff_of(p, "2027-v1.1", "2027-V1", false), *wide = diff_of(p, "V1", "V1.1", true);
    assert_string_equal(got, "volume|A|1 700|1 900|MOI\n"
                             "état|A|Concordant|Sans fabricant recensé|MOI\n"
                             "produit|A|S5 (Fabrique)|-|MOI\n"
                             "ligne ajoutée|C|-|4, Sans fabricant recensé|MOI\n"
                             "ligne retirée|B|20, Sans fabricant recensé|-|MOI\n");
    assert_has(back, "ligne ajoutée|B|-|20, Sans fabricant recensé|MOI\n");
    /* Beyond one group: families, nobody's reference or name, orders of magnitude. */
    assert_has(wide, "état|-|Concordant|Sans fabricant recensé|-\n");
    assert_has(wide, "ligne retirée|-|~ 20, Sans fabricant recensé|-|-\n");
    assert_has_not(wide, "MOI");
    assert_has_not(wide, "1 700");
    free(got);
    free(back);
    free(wide);
    struct mh_str out = MH_STR_INIT;
    struct mh_diff_sides sides;
    mh_err_clear(&p->err);
    assert_int_equal(mh_ops_diff(p->s, "V9", NULL, NULL, false, add_change, &out, &sides, &p->err), MH_ENOTFOUND);
    mh_err_clear(&p->err);
    assert_int_equal(mh_ops_diff(p->s, "hier", NULL, NULL, false, add_change, &out, &sides, &p->err), MH_EUSAGE);
    mh_str_free(&out);
}

static void years_are_compared(void **state)
{
    struct plan *p = *state;
    struct mh_carry_result r;
    small(p);
    assert_int_equal(set_one(p, "besoins", "A@S1", "date_besoin=2027-03-01"), MH_OK);
    freeze_ok(p);
    take_text(p, "sites", "membre;code;nom;fin\nMOI;S2;S2;2027-06-30\n");
    assert_int_equal(mh_ops_campaign_from(p->s, 2028, 2027, &r, &p->err), MH_OK);
    assert_int_equal(r.proposed, 2);
    assert_int_equal(r.left_sites, 1);
    assert_int_equal(waiting(p), 2);
    char *needs = list_of(p, "besoins", NULL);
    assert_has(needs, ";campagne 2027;1000;");
    assert_has_not(needs, "2027-03-01"); /* a day of the other year */
    free(needs);
    assert_int_equal(mh_ops_campaign_from(p->s, 2028, 2027, &r, &p->err), MH_OK); /* again: nothing twice */
    assert_int_equal(r.proposed, 0);
    assert_int_equal(r.present, 2);
    char *got = diff_of(p, "2027", "2028", false);
    assert_string_equal(got, "volume|A|1 700|1 000|MOI\n");
    free(got);
    int64_t n;
    assert_int_equal(mh_ops_confirm(p->s, "MOI", "seringue", NULL, &n, &p->err), MH_OK);
    assert_int_equal(n, 1);
    assert_int_equal(waiting(p), 1);
    assert_int_equal(mh_ops_confirm(p->s, NULL, NULL, "campagne 2027", &n, &p->err), MH_OK);
    assert_int_equal(waiting(p), 0);
    undo_one(p);
    assert_int_equal(waiting(p), 1);
    assert_sound(p);
}

/* --- alerts --- */

static enum mh_rc add_alert(void *ctx, const struct mh_rep_alert *a, struct mh_err *err)
{
    (void)err;
    mh_str_addf(ctx, "%s|%s|%s|%lld\n", a->kind, a->subject, a->sentence, (long long)a->articles);
    return MH_OK;
}

static char *alerts_of(struct plan *p, int64_t days)
{
    struct mh_str out = MH_STR_INIT;
    char plan[40];
    mh_err_clear(&p->err);
    if (mh_ops_alerts(p->s, days, add_alert, &out, plan, &p->err) != MH_OK)
        fail_msg("%s", p->err.msg);
    assert_string_equal(plan, "2027 V1");
    char *text = mh_str_take(&out);
    return text ? text : mh_xstrdup("");
}

#define CERTIFICATES "fabricant;produit;type;numero;debut;fin\nFAB;S5;enregistrement;N1;2025-01-01;2027-01-15\nFAB;;iso13485;Q1;2024-01-01;2026-01-01\n"

static void alerts_are_raised(void **state)
{
    struct plan *p = *state;
    struct mh_status st;
    char plan[40];
    small(p);
    take_text(p, "certificats", CERTIFICATES);
    match_plan(p);
    assert_int_equal(mh_ops_judge(p->s, "A", "FAB/S5", "conforme", NULL, &p->err), MH_OK);
    struct mh_str none = MH_STR_INIT;
    mh_err_clear(&p->err);
    assert_int_equal(mh_ops_alerts(p->s, 90, add_alert, &none, plan, &p->err), MH_ENOTFOUND);
    freeze_ok(p);
    char *now = alerts_of(p, 30), *soon = alerts_of(p, 90);
    assert_string_equal(now, ""); /* what had expired before was known */
    assert_string_equal(soon, "certificat|FAB/S5|certificat d'enregistrement : expire le 15/01/2027|1\n");
    free(now);
    free(soon);
    take_text(p, "certificats", "fabricant;produit;type;numero;debut;fin\nFAB;S5;enregistrement;N2;2026-06-01;2030-01-01\n");
    now = alerts_of(p, 90);
    assert_has_not(now, "certificat|"); /* renewed */
    assert_has(now, "avis|A|avis à redonner");
    free(now);
    take_text(p, "produits", "fabricant;reference;famille;designation;statut\nFAB;F16;sonde_foley;Sonde de Foley 2 voies CH 16 silicone stérile;produit\n");
    assert_int_equal(set_one(p, "produits", "FAB/S5", "statut=arrêté"), MH_OK);
    now = alerts_of(p, 90);
    assert_has(now, "produit|FAB/S5|statut devenu : arrêté|1\n");
    assert_has(now, "nouveau produit|FAB/F16|conviendrait à 1 article qui n'avait rien|1\n");
    free(now);
    assert_int_equal(set_one(p, "fabricants", "FAB", "statut=arrêté"), MH_OK);
    now = alerts_of(p, 90);
    assert_has(now, "fabricant|FAB|statut devenu : arrêté|1\n");
    assert_has_not(now, "nouveau produit|");
    free(now);
    assert_int_equal(mh_ops_status(p->s, &st, &p->err), MH_OK);
    assert_true(st.alerts >= 3);
    mh_status_free(&st);
}

/* --- the workbook of a frozen version --- */

static void the_same_workbook_again(void **state)
{
    struct plan *p = *state;
    struct mh_export_result r;
    size_t n[2];
    char *bytes[2], path[2][900];
    take_samples(p, 0, NSAMPLES);
    match_plan(p);
    int64_t k;
    struct mh_freeze_result z;
    int problems;
    static const char *const explained[][2] = { { "GAT", "A11164" }, { "GAT", "A11171" }, { "GAT", "A11174" }, { "GSE", "DM0271" } };
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(mh_ops_explain(p->s, "libelle-contradictoire", explained[i][0], explained[i][1], "vu", &k, &p->err), MH_OK);
    if (freeze(p, &z, &problems) != MH_OK)
        fail_msg("%s", p->err.msg);
    for (int i = 0; i < 2; i++) {
        snprintf(path[i], sizeof path[i], "%s", plan_path(p, i ? "deux.xlsx" : "un.xlsx"));
        struct mh_export_request q = { .path = path[i], .scope = "plan" }; /* of a closed year: its frozen plan */
        mh_err_clear(&p->err);
        if (mh_ops_export(p->s, &q, &r, &p->err) != MH_OK)
            fail_msg("%s", p->err.msg);
        bytes[i] = file_text(path[i], &n[i]);
        if (i == 0) { /* the registry lives on */
            assert_int_equal(set_one(p, "fabricants", "D-INJ", "statut=arrêté"), MH_OK);
            assert_int_equal(set_one(p, "familles", "seringue", "nom=Autre nom") == MH_OK, false);
            assert_int_equal(set_one(p, "articles", "GAT/A10108", "designation=Sonde de Foley CH 16"), MH_OK);
            match_plan(p);
        }
    }
    assert_int_equal(n[0], n[1]);
    assert_memory_equal(bytes[0], bytes[1], n[0]);
    free(bytes[0]);
    free(bytes[1]);
}

/* --- the note and the year before --- */

static struct mh_synthesis noted(struct plan *p, int64_t version_id, int64_t member_id)
{
    struct mh_synthesis y = { .year = p->s->campaign.year };
    mh_err_clear(&p->err);
    if (mh__note_before(p->s, version_id, member_id, &y, &p->err) != MH_OK)
        fail_msg("%s", p->err.msg);
    return y;
}

static void the_note_tells_the_year_before(void **state)
{
    struct plan *p = *state;
    small(p);
    assert_int_equal(noted(p, 0, 0).before.year, 0); /* none before */
    assert_int_equal(mh_ops_campaign(p->s, "open", 2028, &p->err), MH_OK);
    p->s->campaign.year = 2028;
    assert_int_equal(mh__session_year(p->s, 2028, &p->err), MH_OK);
    take_text(p, "besoins", "etablissement;reference;designation;quantite;unite\nS1;B;Sonde de Foley 2 voies CH 16 silicone;9;pièce\n"
                            "S1;C;Compresse stérile 10x10;5;pièce\nS2;C;Compresse stérile 10x10;5;pièce\nS1;D;Gant nitrile M;5;pièce\n");
    struct mh_synthesis y = noted(p, 0, 0);
    assert_int_equal(y.before.year, 2027);
    assert_false(y.before.frozen);
    assert_int_equal(y.before.added, 2);
    assert_int_equal(y.before.left, 1);
    assert_int_equal(mh__session_year(p->s, 2027, &p->err), MH_OK);
    freeze_ok(p);
    assert_int_equal(mh__session_year(p->s, 2028, &p->err), MH_OK);
    y = noted(p, 0, 0);
    assert_true(y.before.frozen);
    assert_int_equal(y.before.added, 2);
    assert_int_equal(y.before.left, 1);
    assert_int_equal(y.before.state[MH_STATE_MATCH], 1); /* A, gone since; the sonde has nobody */
    assert_int_equal(y.before.state[MH_STATE_NONE], 1);
    int64_t all = 0;
    for (int i = 0; i < MH_NSTATES; i++)
        all += y.before.state[i];
    assert_int_equal(all, 2);
    assert_int_equal(noted(p, 0, 999).before.year, 0); /* a group without a plan then */
    struct mh_version v;
    assert_int_equal(mh__version_latest(p->s, 2027, &v, &p->err), MH_OK);
    y = noted(p, v.id, 0); /* were it told of the frozen lines: the same articles */
    mh_row_free(&mh_table_versions, &v);
    assert_int_equal(y.before.left, 0);
    assert_int_equal(y.before.added, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(proposed_lines_wait, plan_setup, plan_teardown),
        cmocka_unit_test_setup_teardown(high_problems_hold_it_back, plan_setup, plan_teardown),
        cmocka_unit_test_setup_teardown(a_frozen_plan_stays, plan_setup, plan_teardown),
        cmocka_unit_test_setup_teardown(redo_leaves_closed_needs, plan_setup, plan_teardown),
        cmocka_unit_test_setup_teardown(lines_gone_stay_gone, plan_setup, plan_teardown),
        cmocka_unit_test_setup_teardown(versions_follow_each_other, plan_setup, plan_teardown),
        cmocka_unit_test_setup_teardown(differences_are_told, plan_setup, plan_teardown),
        cmocka_unit_test_setup_teardown(years_are_compared, plan_setup, plan_teardown),
        cmocka_unit_test_setup_teardown(alerts_are_raised, plan_setup, plan_teardown),
        cmocka_unit_test_setup_teardown(the_note_tells_the_year_before, plan_setup, plan_teardown),
        cmocka_unit_test_setup_teardown(the_same_workbook_again, plan_setup, plan_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
